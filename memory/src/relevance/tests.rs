use proptest::prelude::*;

use super::*;

fn ids(hits: &[Hit]) -> Vec<u128> {
    hits.iter().map(|hit| hit.id.0).collect()
}

const STATEMENTS: &[&str] = &[
    "Nat.add_comm n m : n + m = m + n",
    "Nat.mul_comm n m : n * m = m * n",
    "List.length_append : (xs ++ ys).length = xs.length + ys.length",
    "List.reverse_reverse : xs.reverse.reverse = xs",
    "List.map_append : (xs ++ ys).map f = xs.map f ++ ys.map f",
    "Nat.dvd_trans : a ∣ b → b ∣ c → a ∣ c",
    "And.comm : p ∧ q ↔ q ∧ p",
    "Nat.le_trans : a ≤ b → b ≤ c → a ≤ c",
];

fn small() -> Index {
    let mut builder = Index::builder();
    for (i, text) in (0..).zip(STATEMENTS) {
        builder.insert(DocId(i), &Document::text(text));
    }
    builder.build()
}

#[test]
fn each_source_finds_the_like_statement() {
    let index = small();
    let query = Query::goal("(List.map g (l ++ l')) = k", &["l : List Nat"]);
    for source in [Source::Words, Source::Symbols, Source::Vector] {
        let best = index.search_one(source, &query, 1);
        assert_eq!(best[0].0, DocId(4), "{source:?}");
    }
    let hits = index.search(&query, 3);
    assert_eq!(hits[0].id, DocId(4));
    assert_eq!(hits[0].rank(Source::Words), Some(1));
    assert_eq!(hits[0].rank(Source::Neighbours), None);
    assert!(hits[0].cosine > 0.0 && hits[0].cosine <= 1.0);
}

#[test]
fn field_notation_meets_the_full_constant() {
    let index = Index::builder()
        .add(DocId(1), &Document { text: "", symbols: vec!["List.length", "HAdd.hAdd", "Eq"] })
        .add(DocId(2), &Document { text: "", symbols: vec!["Array.size", "HAdd.hAdd", "Eq"] })
        .add(DocId(3), &Document { text: "", symbols: vec!["String.length", "HAdd.hAdd", "Eq"] })
        .build();
    let query = Query::goal("l.length + 1 = k", &["l : List Nat"]);
    let best = index.search_one(Source::Symbols, &query, 3);
    assert_eq!(best[0].0, DocId(1));
    assert!(best[0].1 > best[1].1, "the hypothesis tells which `length` is meant: {best:?}");
}

#[test]
fn instances_are_not_symbols() {
    let index = Index::builder()
        .add(DocId(1), &Document { text: "", symbols: vec!["HAdd.hAdd", "instHAdd"] })
        .add(DocId(2), &Document { text: "", symbols: vec!["HAdd.hAdd"] })
        .build();
    let best = index.search_one(Source::Symbols, &Query::text("a + b"), 2);
    assert_eq!(best[0].1.to_bits(), best[1].1.to_bits());
}

#[test]
fn premises_of_near_goals_are_voted_for() {
    let mut index = small();
    index.learn(DocId(100), &Document::text("x ∣ y * z"), &[DocId(5), DocId(99)]);
    index.learn(DocId(101), &Document::text("p ∧ q ∧ r"), &[DocId(6)]);
    let query = Query::goal("c ∣ d * e", &[]);
    let best = index.search_one(Source::Neighbours, &query, 5);
    assert_eq!(best[0].0, DocId(5));
    assert!(best.iter().all(|(id, _)| id.0 != 99), "unknown premises are not found");
    assert!(index.unlearn(DocId(100)));
    let best = index.search_one(Source::Neighbours, &query, 5);
    assert!(best.iter().all(|(id, _)| id.0 != 5));
}

#[test]
fn equal_documents_come_in_order_of_their_ids() {
    let mut forward = Index::default();
    let mut backward = Index::default();
    for id in 0..20 {
        forward.add(DocId(id), &Document::text("a + b = c"));
        backward.add(DocId(19 - id), &Document::text("a + b = c"));
    }
    let query = Query::text("a + b = c");
    let expected: Vec<u128> = (0..10).collect();
    assert_eq!(ids(&forward.search(&query, 10)), expected);
    assert_eq!(ids(&backward.search(&query, 10)), expected);
}

#[test]
fn the_same_text_has_cosine_one() {
    let index = small();
    for (i, text) in (0..).zip(STATEMENTS) {
        let similar = index.similar(&Query::text(text), 0.99);
        assert_eq!(similar.len(), 1);
        assert_eq!(similar[0].0, DocId(i));
        assert!((similar[0].1 - 1.0).abs() < 1e-4);
    }
}

#[test]
fn queries_without_words_find_nothing() {
    let index = small();
    assert!(index.search(&Query::text(""), 5).is_empty());
    assert!(index.search(&Query::text("x"), 5).is_empty());
    assert!(Index::default().search(&Query::text("n + m"), 5).is_empty());
}

#[test]
fn fusion_prefers_agreement() {
    let fused = fuse(&[&[DocId(1), DocId(2), DocId(3)], &[DocId(4), DocId(2), DocId(5)]], 60.0);
    assert_eq!(fused[0].0, DocId(2));
    assert_eq!(fused[1].0, DocId(1), "ties by id");
}

/// Texts from a small vocabulary, so that lists overlap and ties happen.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Nat",
        "List.map",
        "List.length",
        "+",
        "*",
        "=",
        "foo",
        "Foo.bar",
        "7",
        "∧",
        "xs.map",
        "::",
    ]);
    prop::collection::vec(words, 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    /// Adding, replacing and removing end in the same answers as building from what is left.
    #[test]
    fn growing_and_shrinking_leave_no_trace(
        steps in prop::collection::vec((0_u128..12, prop::option::weighted(0.7, text())), 0..40),
        query in text(),
    ) {
        let mut index = Index::default();
        let mut left = std::collections::BTreeMap::new();
        for (id, text) in steps {
            if let Some(text) = text {
                index.add(DocId(id), &Document::text(&text));
                left.insert(id, text);
            } else {
                prop_assert_eq!(index.remove(DocId(id)), left.remove(&id).is_some());
            }
        }
        index.compact();
        let mut builder = Index::builder();
        for (id, text) in &left {
            builder.insert(DocId(*id), &Document::text(text));
        }
        let fresh = builder.build();
        prop_assert_eq!(index.len(), left.len());
        let query = Query::text(&query);
        let (a, b) = (index.search(&query, 5), fresh.search(&query, 5));
        prop_assert_eq!(ids(&a), ids(&b));
        for (a, b) in a.iter().zip(&b) {
            prop_assert_eq!(a.ranks, b.ranks);
            prop_assert!((a.cosine - b.cosine).abs() < 1e-5);
        }
    }
}

/// The shortcut that skips long lists gives what reading all of them gives.
#[test]
fn pruning_changes_nothing() {
    let mut builder = Index::builder();
    let mut state = 1_u64;
    let mut random = |n: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut texts = Vec::new();
    for i in 0..6000_u32 {
        // Zipf-like: word j of 400 with falling frequency.
        let words: Vec<String> = (0..8)
            .map(|_| {
                let top = random(400) + 1;
                format!("word{}", random(top))
            })
            .collect();
        let text = words.join(" ");
        builder.insert(DocId(u128::from(i)), &Document::text(&text));
        texts.push(text);
    }
    let index = builder.build();
    for text in texts.iter().step_by(97) {
        let query = Query::text(text);
        for source in [Source::Words, Source::Symbols, Source::Vector] {
            let short = index.search_one(source, &query, 10);
            let mut full = index.search_one(source, &query, usize::MAX);
            full.truncate(10);
            for (short, full) in short.iter().zip(&full) {
                assert!((short.1 - full.1).abs() < 1e-4, "{source:?}: {short:?} {full:?}");
            }
            assert_eq!(short.len(), full.len());
        }
    }
}
