//! How many of the premises that a proof used does relevance find?
//!
//! `data/foundations-premises.jsonl` is frozen: every theorem of Foundations as it was when the file was made, in the
//! order of the library, with the theorems that its proof names. Each goal is asked about when only
//! what comes before it is known, proofs included, as in a run. Settings may be tuned on the half
//! called `tuning`; what counts is the other half.

#![allow(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

use std::fmt::Write;

use polya_memory::relevance::{DocId, Document, Index, Query, Settings, Source};
use serde::Deserialize;

#[derive(Deserialize)]
struct Theorem {
    name: String,
    statement: String,
    used: Vec<String>,
}

fn theorems() -> Vec<Theorem> {
    let lines = include_str!("data/foundations-premises.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn is_for_tuning(name: &str) -> bool {
    DocId::of_name(name).0.is_multiple_of(2)
}

/// Mean recall among the first 10 and 32, for each source and for the fusion.
#[derive(Default)]
struct Recall {
    goals: usize,
    sums: [[f64; 2]; 5],
}

impl Recall {
    const CUTS: [usize; 2] = [10, 32];

    fn count(&mut self, which: usize, found: &[DocId], used: &[DocId]) {
        for (sum, cut) in self.sums[which].iter_mut().zip(Self::CUTS) {
            let hits = found.iter().take(cut).filter(|id| used.contains(id)).count();
            *sum += hits as f64 / used.len() as f64;
        }
    }

    fn at(&self, which: usize) -> [f64; 2] {
        self.sums[which].map(|sum| 100.0 * sum / self.goals as f64)
    }
}

/// Recall on the half for tuning and on the half held apart.
fn measure(settings: &Settings) -> [Recall; 2] {
    let mut index = Index::new(settings.clone());
    let mut halves = [Recall::default(), Recall::default()];
    for theorem in theorems() {
        let id = DocId::of_name(&theorem.name);
        let used: Vec<DocId> = theorem.used.iter().map(|name| DocId::of_name(name)).collect();
        if !used.is_empty() {
            let half = &mut halves[usize::from(!is_for_tuning(&theorem.name))];
            half.goals += 1;
            let query = Query::goal(&theorem.statement, &[]);
            for source in Source::ALL {
                let found = index.search_one(source, &query, 32);
                let found: Vec<DocId> = found.into_iter().map(|(id, _)| id).collect();
                half.count(source as usize, &found, &used);
            }
            let found: Vec<DocId> = index.search(&query, 32).into_iter().map(|h| h.id).collect();
            half.count(4, &found, &used);
            index.learn(id, &Document::text(&theorem.statement), &used);
        }
        let text = format!("{} : {}", theorem.name, theorem.statement);
        index.add(id, &Document::text(&text));
    }
    halves
}

fn table(recall: &Recall) -> String {
    let mut table = String::new();
    for (which, name) in ["words", "symbols", "vector", "neighbours", "fused"].iter().enumerate() {
        let [ten, more] = recall.at(which);
        writeln!(table, "{name:<12} {ten:5.1} % {more:5.1} %").unwrap();
    }
    table
}

#[test]
fn premises_of_foundations_are_found() {
    let [tuning, apart] = measure(&Settings::default());
    println!("recall@10 and @32, {} goals for tuning:\n{}", tuning.goals, table(&tuning));
    println!("recall@10 and @32, {} goals held apart:\n{}", apart.goals, table(&apart));
    assert!(apart.goals > 300);
    let fused = apart.at(4);
    for which in 0..4 {
        for (fused, alone) in fused.iter().zip(apart.at(which)) {
            assert!(*fused > alone, "the fusion is worse than source {which} alone");
        }
    }
    assert!(fused[0] > 55.0 && fused[1] > 75.0, "{fused:?}");
}
