//! tantivy on the collection of `cargo bench -p polya-memory -- --only premises`.

use std::time::Instant;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query as _, TermQuery};
use tantivy::schema::{FAST, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{TantivyDocument, Term};

#[path = "../made_up/mod.rs"]
#[allow(dead_code)]
mod made_up;

use made_up::{Random, collection, measure};

fn main() {
    let n = 200_000;
    let (texts, goals) = collection(n, 300, &mut Random(42));
    println!("{n} premises");
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("words")
        .set_index_option(IndexRecordOption::WithFreqs);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let id = schema.add_u64_field("id", FAST | tantivy::schema::STORED);
    let index = tantivy::Index::create_in_ram(schema.build());
    index.tokenizers().register("words", TextAnalyzer::from(WhitespaceTokenizer::default()));
    let start = Instant::now();
    let mut writer = index.writer_with_num_threads(1, 100_000_000).unwrap();
    for (i, words) in (0_u64..).zip(&texts) {
        let mut document = TantivyDocument::default();
        document.add_text(text, words);
        document.add_u64(id, i);
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    println!("  tantivy: built in {:.2} s", start.elapsed().as_secs_f64());
    let searcher = index.reader().unwrap().searcher();
    measure("tantivy, BM25 in memory", &goals, |goal| {
        let terms = goal.split_whitespace().map(|word| {
            let term =
                TermQuery::new(Term::from_field_text(text, word), IndexRecordOption::WithFreqs);
            (Occur::Should, term.box_clone())
        });
        let query = BooleanQuery::new(terms.collect());
        let found = searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).unwrap();
        found
            .iter()
            .map(|(_, address)| {
                let document: TantivyDocument = searcher.doc(*address).unwrap();
                u128::from(document.get_first(id).unwrap().as_u64().unwrap())
            })
            .collect()
    });
}

