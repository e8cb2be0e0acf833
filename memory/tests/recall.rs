//! What is stored comes back when it is asked for, in the order that the scores say.

#![allow(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

use std::collections::BTreeSet;

use polya_memory::relevance::{DocId, Document, Index, Query, Source};
use polya_memory::{
    ArtifactId, Content, Draft, Embedding, Evidence, Filter, Kind, Memory, Outcome, Recall,
    Settings, Standing, Timestamp,
};

const DAY: u64 = 24 * 3600 * 1000;
const START: Timestamp = Timestamp(1_700_000_000_000);

fn days(n: u64) -> Timestamp {
    Timestamp(START.0 + n * DAY)
}

fn proof(statement: &str) -> Draft {
    let (statement, proof) = (statement.to_owned(), "by simp".to_owned());
    Draft::new(Content::Proof { statement, proof, premises: Vec::new() })
}

fn evidence() -> Evidence {
    Evidence::from_acceptance("judge 1", "4.35.0", "abc")
}

fn failure(goal: &str, reason: &str) -> Draft {
    let (goal, reason) = (goal.to_owned(), reason.to_owned());
    Draft::new(Content::Failure { goal, attempt: "omega".to_owned(), reason })
}

fn recall(memory: &Memory, text: &str, k: usize, now: Timestamp) -> Vec<ArtifactId> {
    let recall = Recall { query: Query::text(text), k, ..Recall::default() };
    memory.recall(&recall, now).unwrap().iter().map(|r| r.artifact.id).collect()
}

#[test]
fn the_score_is_the_given_sum() {
    let mut memory = Memory::in_memory(Settings::default());
    let stored = memory.put(proof("n + m = m + n").importance(0.6), days(0)).unwrap();
    memory.mark_used(&[stored.id; 4], days(1)).unwrap();
    let question = Recall { query: Query::text("n + m = m + n"), k: 1, ..Recall::default() };
    let found = memory.recall(&question, days(31)).unwrap();
    let terms = &found[0].terms;
    assert!((terms.relevance - 1.0).abs() < 1e-4);
    // Thirty days after the last use, not after it was stored.
    assert!((terms.recency - (-1.0_f32).exp()).abs() < 1e-4);
    assert!((terms.importance - 0.6).abs() < 1e-6);
    assert!((terms.access - 0.4).abs() < 1e-6);
    let expected = 0.5 + 0.2 * (-1.0_f32).exp() + 0.2 * 0.6 + 0.1 * 0.4;
    assert!((found[0].score - expected).abs() < 1e-4);
    assert_eq!(
        found[0].explain().to_string(),
        "0.734 = 0.50·1.000 relevance + 0.20·0.368 recency + 0.20·0.600 importance \
         + 0.10·0.400 access, words #1, symbols #1, vector #1"
    );
}

#[test]
fn what_is_off_the_subject_never_comes_up() {
    let mut memory = Memory::in_memory(Settings::default());
    let old = memory.put(proof("(xs ++ ys).length = xs.length + ys.length"), days(0)).unwrap().id;
    let popular = memory.put(proof("a ∣ b → a ∣ b * c").importance(1.0), days(900)).unwrap().id;
    memory.mark_used(&[popular; 30], days(900)).unwrap();
    let found = recall(&memory, "(l ++ [x]).length = l.length + 1", 5, days(900));
    assert_eq!(found, [old], "by score alone {popular} would win");
}

#[test]
fn use_and_recency_decide_between_equals() {
    let mut memory = Memory::in_memory(Settings::default());
    let put = |memory: &mut Memory, reason: &str| {
        memory.put(failure("p ∧ q", reason), days(0)).unwrap().id
    };
    let a = put(&mut memory, "first reason");
    let b = put(&mut memory, "other reason");
    let before = recall(&memory, "p ∧ q", 2, days(1));
    let mut ids = [a, b];
    ids.sort_unstable();
    assert_eq!(before, ids, "ties go by id");
    let loser = before[1];
    memory.mark_used(&[loser], days(1)).unwrap();
    assert_eq!(recall(&memory, "p ∧ q", 2, days(1))[0], loser);
    let again = recall(&memory, "p ∧ q", 2, days(1));
    assert_eq!(recall(&memory, "p ∧ q", 2, days(1)), again, "recall alone counts no use");
    assert_eq!(memory.usage(loser).unwrap().accesses, 1);
    memory.mark_used(&[loser; 40], days(2)).unwrap();
    assert_eq!(memory.usage(loser).unwrap().recent.len(), 20);
}

#[test]
fn a_new_version_replaces_the_old_one() {
    let mut memory = Memory::in_memory(Settings::default());
    let first = memory.put(Draft::note("prefer omega").key("style"), days(0)).unwrap();
    let second = memory.put(Draft::note("prefer decide").key("style"), days(1)).unwrap();
    assert_eq!(second.outcome, Outcome::Replaces(first.id));
    assert_eq!(recall(&memory, "prefer omega", 5, days(2)), [second.id]);
    assert!(memory.get(first.id).is_ok(), "the old one is history");
    assert_eq!(memory.stats().unwrap().history, 1);
    let listed = memory.list(&Filter::default(), 10).unwrap();
    assert_eq!(listed.len(), 1);
    let history = Filter { history: true, ..Filter::default() };
    assert_eq!(memory.list(&history, 10).unwrap().len(), 2);
    // What was replaced may come back.
    let third = memory.put(Draft::note("prefer omega").key("style"), days(3)).unwrap();
    assert_eq!(third.outcome, Outcome::Replaces(second.id));
    assert_eq!(third.id, first.id);
    assert_eq!(recall(&memory, "prefer", 5, days(4)), [first.id]);
    // Something learnt earlier, but told later, does not.
    let late = memory.put(Draft::note("prefer grind").key("style").created(days(2)), days(5));
    assert_eq!(late.unwrap().outcome, Outcome::Older(first.id));
    assert_eq!(recall(&memory, "prefer", 5, days(5)), [first.id]);
}

#[test]
fn what_is_told_again_in_the_same_order_changes_nothing() {
    let mut memory = Memory::in_memory(Settings::default());
    // Two tactics of one batch that closed the same goal were learnt at the same moment.
    let told = ["prefer omega", "prefer decide"].map(|text| Draft::note(text).key("style"));
    let mut outcomes = Vec::new();
    for _ in 0..3 {
        for draft in &told {
            outcomes.push(memory.put(draft.clone().created(days(1)), days(2)).unwrap().outcome);
        }
    }
    let first = memory.list(&Filter { history: true, ..Filter::default() }, 10).unwrap();
    assert_eq!(first.len(), 2);
    assert!(matches!(outcomes[..2], [Outcome::New, Outcome::Replaces(_)]), "{outcomes:?}");
    assert_eq!(outcomes[2..], [Outcome::Unchanged; 4]);
    assert_eq!(recall(&memory, "prefer", 5, days(3)).len(), 1);
}

#[test]
fn only_the_judged_may_enter_a_proof_and_nothing_less_replaces_it() {
    let mut memory = Memory::in_memory(Settings::default());
    let claimed = memory.put(proof("n = n"), days(0)).unwrap().id;
    assert!(memory.get(claimed).unwrap().for_proof().is_none());
    let judged = memory.put(proof("n = n").judged(evidence()), days(1)).unwrap();
    assert_eq!((judged.id, judged.outcome), (claimed, Outcome::Judged));
    let artifact = memory.get(claimed).unwrap();
    assert_eq!(artifact.for_proof().unwrap().proof(), "by simp");
    let other = Content::Proof {
        statement: "n  =  n".to_owned(),
        proof: "by wishful_thinking".to_owned(),
        premises: Vec::new(),
    };
    let outcome = memory.put(Draft::new(other), days(2)).unwrap().outcome;
    assert_eq!(outcome, Outcome::Outranked(claimed));
    let hint = memory.put(failure("n = n", "no").judged(evidence()), days(2)).unwrap().id;
    assert_eq!(memory.get(hint).unwrap().standing, Standing::Hint);
    assert!(memory.get(hint).unwrap().for_proof().is_none());
    let question =
        Recall { query: Query::text("n = n"), k: 5, judged_only: true, ..Recall::default() };
    let found = memory.recall(&question, days(3)).unwrap();
    assert_eq!(found.iter().map(|r| r.artifact.id).collect::<Vec<_>>(), [claimed]);
}

#[test]
fn contradicting_notes_are_reported() {
    let mut memory = Memory::in_memory(Settings::default());
    let now = days(0);
    let mut put = |text: &str| memory.put(Draft::note(text), now).unwrap();
    let first = put("Always use omega for linear goals");
    let other = put("List.map_map closes the map goals");
    let limit = put("the timeout is 30 seconds");
    assert_eq!(put("Do not use omega for linear goals").contradicts, [first.id]);
    assert_eq!(put("the timeout is 60 seconds").contradicts, [limit.id]);
    assert!(put("use simp for linear goals").contradicts.is_empty());
    assert!(other.contradicts.is_empty());
}

#[test]
fn a_rare_kind_is_found_behind_many_others() {
    let mut memory = Memory::in_memory(Settings::default());
    for i in 0..500 {
        memory.put(failure("a + b = c", &format!("reason{i}")), days(0)).unwrap();
    }
    let wanted = memory.put(Draft::note("a + b = c happens with some more words"), days(0));
    let question =
        Recall { query: Query::text("a + b = c"), k: 3, kinds: &[Kind::Note], ..Recall::default() };
    let found = memory.recall(&question, days(0)).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].artifact.id, wanted.unwrap().id);
}

#[test]
fn vectors_of_a_model_find_what_shares_no_word() {
    let mut memory = Memory::in_memory(Settings::default());
    let vector = |x: f32, y: f32| Embedding { model: "m".to_owned(), vector: vec![x, y] };
    let near = Draft::note("commutativity").embedding(vector(1.0, 0.1));
    let far = Draft::note("unrelated").embedding(vector(-1.0, 0.2));
    let near = memory.put(near, days(0)).unwrap().id;
    memory.put(far, days(0)).unwrap();
    let wanted = vector(2.0, 0.0);
    let question = Recall {
        query: Query::text("swapping the arguments"),
        k: 1,
        embedding: Some(&wanted),
        ..Recall::default()
    };
    let found = memory.recall(&question, days(0)).unwrap();
    assert_eq!(found[0].artifact.id, near);
    assert!(found[0].terms.relevance > 0.99);
}

#[test]
fn eviction_takes_the_lowest_and_spares_the_new_and_the_pinned() {
    let mut settings = Settings::default();
    settings.keep.capacity = 4;
    let mut memory = Memory::in_memory(settings);
    let mut put = |draft: Draft, day| memory.put(draft, days(day)).unwrap().id;
    let pinned = put(failure("a = a", "pinned").importance(0.0).pinned(), 0);
    let note = put(Draft::note("a note").importance(0.0), 0);
    let weak = put(failure("b = b", "weak").importance(0.1), 0);
    let strong = put(failure("c = c", "strong").importance(0.9), 0);
    let fresh = put(failure("d = d", "fresh").importance(0.0), 40);
    let left: BTreeSet<ArtifactId> =
        memory.list(&Filter::default(), 10).unwrap().iter().map(|a| a.id).collect();
    assert_eq!(left, BTreeSet::from([pinned, note, strong, fresh]));
    assert!(!memory.is_present(weak));
    assert!(recall(&memory, "b = b weak", 9, days(40)).iter().all(|id| *id != weak));
    // Replaced versions go before anything present.
    memory.put(Draft::note("v1").key("k"), days(100)).unwrap();
    memory.put(Draft::note("v2").key("k"), days(100)).unwrap();
    assert_eq!(memory.stats().unwrap().history, 0);
}

#[test]
fn premise_use_teaches_a_premise_index() {
    let mut memory = Memory::in_memory(Settings::default());
    let used = Content::PremiseUse {
        goal: "x ∣ y * z".to_owned(),
        premises: vec!["Nat.dvd_mul_right".to_owned()],
        tactic: "exact Nat.dvd_mul_right ..".to_owned(),
    };
    memory.put(Draft::new(used), days(0)).unwrap();
    let mut premises = Index::builder()
        .add(DocId::of_name("Nat.dvd_mul_right"), &Document::text("Nat.dvd_mul_right"))
        .add(DocId::of_name("Nat.add_comm"), &Document::text("Nat.add_comm"))
        .build();
    assert_eq!(memory.teach(&mut premises).unwrap(), 1);
    let hits = premises.search(&Query::goal("p ∣ q * r", &[]), 3);
    assert_eq!(hits[0].id, DocId::of_name("Nat.dvd_mul_right"));
    assert_eq!(hits[0].rank(Source::Neighbours), Some(1));
}

#[test]
fn lists_are_filtered_and_newest_first() {
    let mut memory = Memory::in_memory(Settings::default());
    memory.put(Draft::note("one\ttwo").tag("x").source("anna"), days(0)).unwrap();
    memory.put(Draft::note("three").tag("x"), days(1)).unwrap();
    memory.put(failure("p", "ONE  two"), days(2)).unwrap();
    let list = |filter: Filter| -> Vec<u64> {
        let listed = memory.list(&filter, 10).unwrap();
        listed.iter().map(|a| (a.created.0 - START.0) / DAY).collect()
    };
    assert_eq!(list(Filter::default()), [2, 1, 0]);
    assert_eq!(list(Filter { tags: vec!["x".to_owned()], ..Filter::default() }), [1, 0]);
    assert_eq!(list(Filter { source: Some("anna".to_owned()), ..Filter::default() }), [0]);
    assert_eq!(list(Filter { kinds: vec![Kind::Failure], ..Filter::default() }), [2]);
    assert_eq!(list(Filter { created: Some(days(1)..=days(9)), ..Filter::default() }), [2, 1]);
    assert_eq!(list(Filter { contains: Some("one two".to_owned()), ..Filter::default() }), [2, 0]);
}
