//! What a small page holds, and that it fits together.

use std::{collections::BTreeSet, fmt::Write as _};

use expect_test::expect_file;
use serde_json::{Value, json};

use crate::{
    fixture::{Run, problem, small},
    reader::{Element, read},
};

/// The page in short: its elements with ids, classes and texts; drawings, script, style and data only
/// named.
fn outline(elements: &[Element]) -> String {
    let mut out = String::new();
    let mut hidden_below = usize::MAX;
    for element in elements {
        if element.depth > hidden_below {
            continue;
        }
        hidden_below = usize::MAX;
        let _ = write!(out, "{}{}", "  ".repeat(element.depth), element.tag);
        for (name, sign) in [("id", "#"), ("class", "."), ("href", " -> ")] {
            if let Some(value) = element.get(name).filter(|value| !value.is_empty()) {
                let _ = write!(out, "{sign}{}", value.replace(' ', "."));
            }
        }
        let hidden = element.tag == "svg" && element.get("class") == Some("plot");
        if hidden {
            hidden_below = element.depth;
        }
        if !["script", "style"].contains(&element.tag.as_str()) && !element.text.trim().is_empty() {
            let _ = write!(out, ": {}", element.text.trim().replace('\n', "⏎"));
        }
        out.push('\n');
    }
    out
}

#[test]
fn a_small_page_has_this_structure() {
    let elements = read(&small().page());
    expect_file!["../small.outline.txt"].assert_eq(&outline(&elements));
}

#[test]
fn every_link_and_label_has_its_target_and_ids_are_unique() {
    let elements = read(&small().page());
    let ids: Vec<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    let mut links = 0;
    for element in &elements {
        if let Some(target) = element.get("href") {
            let id = target.strip_prefix('#').expect("links stay in the page");
            assert!(unique.contains(id), "no {target}");
            links += 1;
        }
        assert_eq!(element.get("src"), None, "nothing is fetched");
        for id in element.get("aria-labelledby").into_iter().flat_map(str::split_whitespace) {
            assert!(unique.contains(id), "no #{id}");
        }
        if let Some(data) = element.get("data-graph") {
            assert!(unique.contains(data), "no data {data}");
        }
    }
    assert!(links >= 5, "{links} links");
}

/// The data of the graph of the problem at this place.
fn graph(elements: &[Element], place: usize) -> Value {
    let id = format!("graph-{place}");
    let script = elements.iter().find(|element| element.get("id") == Some(&id)).expect("data");
    serde_json::from_str(&script.text).expect("JSON")
}

#[test]
fn the_data_of_a_graph_has_its_goals_steps_and_answers() {
    let elements = read(&small().page());
    let proved = graph(&elements, 0);
    assert_eq!(proved["way"], json!([0, 1, 2]));
    assert_eq!(proved["proved"], true);
    assert_eq!(proved["goals"].as_array().map(Vec::len), Some(3));
    let texts: Vec<&str> =
        proved["texts"].as_array().expect("texts").iter().filter_map(Value::as_str).collect();
    for text in ["h : p ∧ q\n⊢ q ∧ p", "constructor", "not an equation", "left 2 goals"] {
        assert!(texts.contains(&text), "no {text:?} in {texts:?}");
    }
    let open = graph(&elements, 1);
    // Goal 3 was left by step 1 first, and then by step 2, whose goal it is a link for.
    assert_eq!((&open["goals"][3][8], &open["goals"][3][9]), (&json!(1), &json!([2])));
    // The way leads to the open goal on which most was tried.
    assert_eq!(open["way"], json!([0]));
}

#[test]
fn a_run_without_problems_and_one_that_was_cut_off_have_pages() {
    read(&Run::of("empty", Vec::new()).page());
    let mut run = Run::of("cut", vec![problem("a", ": True"), problem("b", ": True")]);
    run.search(0, "True");
    run.about(
        0,
        json!({"event": "goal_added", "goal": 1, "state": crate::fixture::goal("p"),
        "step": 0, "position": 0}),
    );
    let page = run.page();
    read(&page);
    assert!(page.contains("not finished"), "{page}");
}
