//! The lists that ship with the project are what their README says.

use std::{collections::BTreeMap, path::Path};

use polya_problems::{Expectation, ProblemList, load};

fn shipped(name: &str) -> ProblemList {
    let list =
        load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the list can be read");
    assert!(list.malformed.is_empty(), "{:#?}", list.malformed);
    assert!(list.warnings.is_empty(), "{:#?}", list.warnings);
    list
}

#[test]
fn foundations_has_four_subjects_on_three_levels() {
    let list = shipped("foundations");
    assert_eq!(list.title, "foundations");
    let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in &list.problems {
        *levels.entry(problem.level.as_deref().unwrap_or("none")).or_default() += 1;
    }
    let expected: Vec<String> = ["arithmetic", "lists", "logic", "order-and-algebra"]
        .iter()
        .flat_map(|subject| ["hard", "medium", "warm-up"].map(|level| format!("{subject}/{level}")))
        .collect();
    assert_eq!(levels.keys().copied().collect::<Vec<_>>(), expected);
    assert!(levels.values().all(|count| *count >= 15), "{levels:?}");
    assert!(list.problems.len() >= 250, "{}", list.problems.len());
}

#[test]
fn every_shipped_statement_is_marked_and_enough_are_false() {
    for name in ["foundations", "marathon", "mathlib"] {
        let problems = shipped(name).problems;
        assert!(problems.iter().all(|problem| problem.expectation != Expectation::Unknown));
    }
    let list = shipped("foundations");
    let false_ones =
        list.problems.iter().filter(|problem| problem.expectation == Expectation::False);
    assert!(false_ones.count() >= 12);
}

#[test]
fn no_problem_tells_whether_it_is_true() {
    for problem in shipped("foundations").problems {
        assert!(!problem.source.contains("expect"), "{}", problem.id);
        assert!(!problem.source.contains("-- level"), "{}", problem.id);
    }
}

#[test]
fn the_mathlib_list_says_what_it_needs() {
    let list = shipped("mathlib");
    assert!((10..=15).contains(&list.problems.len()), "{}", list.problems.len());
    assert!(list.problems.iter().all(|problem| problem.source.starts_with("import Mathlib\n")));
}

#[test]
fn the_first_steps_are_few() {
    let list = shipped("first-steps.toml");
    assert_eq!(list.title, "First steps");
    assert_eq!(list.problems.len(), 16);
}
