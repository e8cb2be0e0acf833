//! tantivy and the index of polya-memory on the collection of
//! `cargo bench -p polya-memory -- --only premises`, in one process, so that a busy machine is as
//! busy for both. Each set of queries is asked of both in turn, twice.

use std::time::Instant;

use polya_memory::relevance::{DocId, Document, Index, Query, Source};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query as AnyQuery, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Searcher, TantivyDocument, Term};

#[path = "../made_up/mod.rs"]
#[allow(dead_code)]
mod made_up;

use made_up::{Random, collection, measure, megabytes};

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
    let space = index.reader().unwrap().searcher().space_usage().unwrap().total();
    println!("  tantivy: {}", megabytes(space.get_bytes()));
    let start = Instant::now();
    let mut ours = Index::builder();
    for (id, words) in (0..).zip(&texts) {
        ours.insert(DocId(id), &Document::text(words));
    }
    let ours = ours.build();
    println!("  ours: built in {:.2} s", start.elapsed().as_secs_f64());
    println!("  ours: {}, symbols and vectors included", megabytes(ours.heap_bytes() as u64));
    let searcher = index.reader().unwrap().searcher();
    for round in ["once", "again"] {
        println!("  {round}");
        measure("tantivy, BM25", &goals, |goal| ask(&searcher, text, id, goal));
        measure("ours, BM25", &goals, |goal| {
            let found = ours.search_one(Source::Words, &Query::goal(goal, &[]), 10);
            found.iter().map(|(id, _)| id.0).collect()
        });
        measure("ours, three sources fused", &goals, |goal| {
            ours.search(&Query::goal(goal, &[]), 10).iter().map(|hit| hit.id.0).collect()
        });
    }
}

/// The ten best by BM25.
fn ask(searcher: &Searcher, text: Field, id: Field, goal: &str) -> Vec<u128> {
    let terms = goal.split_whitespace().map(|word| {
        let term =
            TermQuery::new(Term::from_field_text(text, word), IndexRecordOption::WithFreqs);
        (Occur::Should, Box::new(term) as Box<dyn AnyQuery>)
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
}

