//! Latency and size of recall, side by side with other ways to do the same.
//!
//! `cargo bench -p polya-memory` measures 1,000 and 100,000 artifacts and 200,000 premises;
//! `-- --full` adds 1,000,000 artifacts (some minutes, about 1 GB of disk); `-- --only premises`,
//! `artifacts` or `million` measures that alone. The package in `benches/side-by-side` measures
//! tantivy on the same collection.
//!
//! The statements are made up: a Zipf-like vocabulary of constants in the shape of Lean statements,
//! from a fixed seed. A query is a statement from the collection with its variables renamed, one
//! side dropped and a word changed, so that there is one right answer.

#![allow(clippy::unwrap_used, reason = "a benchmark stops at the first error")]
#![allow(clippy::print_stdout, reason = "the figures are the output")]

use std::time::{Duration, Instant};

use polya_memory::relevance::{DocId, Document, Index, Query, Source};
use polya_memory::{Content, Draft, Memory, Provenance, Recall, Settings, Timestamp};

mod made_up;

use made_up::{Random, Statement, collection, constant, measure, median, megabytes};

const QUERIES: usize = 300;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let has = |wanted: &str| args.iter().any(|arg| arg == wanted);
    let only = |what: &str| !has("--only") || has(what);
    if only("premises") {
        premises(200_000);
    }
    if only("artifacts") {
        artifacts(1_000);
        artifacts(100_000);
    }
    if has("--full") || has("million") {
        artifacts(1_000_000);
    }
}

fn premises(n: usize) {
    let mut random = Random(42);
    let (texts, goals) = collection(n, QUERIES, &mut random);
    println!("{n} premises");
    let start = Instant::now();
    let mut builder = Index::builder();
    for (id, text) in (0..).zip(&texts) {
        builder.insert(DocId(id), &Document::text(text));
    }
    // As if a tenth had been proved here, with three premises each.
    for id in 0..n / 10 {
        let used = [0; 3].map(|_| DocId(random.below(n) as u128));
        builder.learn(DocId(id as u128 * 10), &Document::text(&texts[id * 10]), &used);
    }
    let index = builder.build();
    println!(
        "  built in {:.2} s, {} of memory, texts {}",
        start.elapsed().as_secs_f64(),
        megabytes(index.heap_bytes() as u64),
        megabytes(texts.iter().map(|t| t.len() as u64).sum()),
    );
    measure("all sources, fused", &goals, |goal| {
        index.search(&Query::goal(goal, &[]), 10).iter().map(|hit| hit.id.0).collect()
    });
    for source in Source::ALL {
        measure(&format!("{source:?} alone"), &goals, |goal| {
            let found = index.search_one(source, &Query::goal(goal, &[]), 10);
            found.iter().map(|(id, _)| id.0).collect()
        });
    }
    brute_force(&texts, &goals);
}

/// The same kind of vectors, 256 numbers each, compared one by one.
fn brute_force(texts: &[String], goals: &[(u128, String)]) {
    const SIZE: usize = 256;
    let words = |text: &str| -> Vec<usize> {
        text.split_whitespace()
            .map(|word| usize::try_from(DocId::of_name(word).0 % (1 << 30)).unwrap())
            .collect()
    };
    let start = Instant::now();
    let mut counts = std::collections::HashMap::new();
    let documents: Vec<Vec<usize>> = texts.iter().map(|text| words(text)).collect();
    for word in documents.iter().flatten() {
        *counts.entry(*word).or_insert(0_usize) += 1;
    }
    let vector = |words: &[usize]| -> [f32; SIZE] {
        let mut vector = [0.0; SIZE];
        for word in words {
            let n = counts.get(word).copied().unwrap_or(1) as f32;
            let sign = if (word / SIZE).is_multiple_of(2) { 1.0 } else { -1.0 };
            vector[word % SIZE] += sign * (1.0 + texts.len() as f32 / n).ln();
        }
        let norm = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
        vector.map(|x| x / norm)
    };
    let vectors: Vec<[f32; SIZE]> = documents.iter().map(|words| vector(words)).collect();
    let bytes = (vectors.len() * size_of::<[f32; SIZE]>()) as u64;
    println!(
        "  brute force: built in {:.2} s, {}",
        start.elapsed().as_secs_f64(),
        megabytes(bytes)
    );
    measure("brute force, 256 numbers", goals, |goal| {
        let wanted = vector(&words(goal));
        let mut scores: Vec<(f32, usize)> = vectors
            .iter()
            .enumerate()
            .map(|(i, v)| (v.iter().zip(&wanted).map(|(a, b)| a * b).sum(), i))
            .collect();
        scores.select_nth_unstable_by(10, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scores[..10].iter().map(|(_, i)| *i as u128).collect()
    });
}

fn artifacts(n: usize) {
    let mut random = Random(7);
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::default();
    settings.keep.capacity = 2 * n;
    let now = Timestamp::now();
    println!("{n} artifacts");
    let (mut memory, _) = Memory::open(folder.path(), settings.clone()).unwrap();
    let mut statements = Vec::new();
    let start = Instant::now();
    for i in 0..n {
        let statement = Statement::random(&mut random);
        let goal = statement.text();
        let content = match i % 4 {
            0 => Content::Proof {
                statement: goal,
                proof: format!(
                    "by\n  induction n with\n  | zero => simp\n  | succ n ih => rw [ih]{i}"
                ),
                premises: vec![constant(random.below(20_000)); 3],
            },
            1 => Content::PremiseUse {
                goal,
                premises: vec![constant(random.below(20_000))],
                tactic: "exact foo".to_owned(),
            },
            2 => Content::Failure {
                goal,
                attempt: "omega".to_owned(),
                reason: "omega could not prove the goal".to_owned(),
            },
            _ => Content::Plan { goal, plan: "induction on the first list".to_owned() },
        };
        let draft = Draft::new(content)
            .provenance(Provenance { run: Some("bench".to_owned()), ..Provenance::default() });
        let id = memory.put(draft, now).unwrap().id;
        if random.below(n / QUERIES + 1) == 0 {
            statements.push((u128::from_be_bytes(id.0), statement.goal(&mut random)));
        }
        if i % 1000 == 999 {
            memory.commit().unwrap();
        }
    }
    memory.commit().unwrap();
    let stored = start.elapsed().as_secs_f64();
    let mut commits: Vec<Duration> = (0..50)
        .map(|i| {
            memory.put(Draft::note(format!("note {i}")), now).unwrap();
            let start = Instant::now();
            memory.commit().unwrap();
            start.elapsed()
        })
        .collect();
    drop(memory);
    let start = Instant::now();
    let (mut memory, _) = Memory::open(folder.path(), settings).unwrap();
    let opened = start.elapsed().as_secs_f64();
    let start = Instant::now();
    memory.index().unwrap();
    let indexed = start.elapsed().as_secs_f64();
    let stats = memory.stats().unwrap();
    println!(
        "  stored in {stored:.1} s ({:.0}/s), commit {}, opened in {opened:.2} s, indexed in {indexed:.2} s",
        n as f64 / stored,
        median(&mut commits),
    );
    println!(
        "  disk {}, records {}, index in memory {}",
        megabytes(stats.disk_bytes),
        megabytes(stats.record_bytes),
        megabytes(stats.index_bytes as u64),
    );
    measure("recall of 10, read from disk", &statements, |goal| {
        let recall = Recall { query: Query::goal(goal, &[]), k: 10, ..Recall::default() };
        let found = memory.recall(&recall, now).unwrap();
        found.iter().map(|r| u128::from_be_bytes(r.artifact.id.0)).collect()
    });
    let start = Instant::now();
    memory.compact().unwrap();
    let bytes = memory.stats().unwrap().disk_bytes;
    println!("  compacted in {:.1} s to {}", start.elapsed().as_secs_f64(), megabytes(bytes));
}
