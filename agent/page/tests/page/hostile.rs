//! Text that would like to be markup, script, or to steer the display.

use serde_json::json;

use crate::{
    browser::Browser,
    fixture::{Run, problem},
    reader::read,
};

/// What a model, Lean or a file might write. If any of it ran, the page's title would change.
const HOSTILE: &str = "</script></title></style></textarea>--></pre>\
    <img src=x onerror=\"document.title='run'\"><svg onload='document.title=1'>\
    <script>document.title='run'</script>\u{202e}gnp.exe\u{1b}]0;title\u{7}\u{0}&lt;b&gt;\
    javascript:document.title=1 \"' onmouseover=document.title=1 x='";

pub(crate) fn hostile() -> Run {
    let mut statement = problem("evil", &format!("({HOSTILE}) : p"));
    statement.id = polya_problems::ProblemId::new(format!("evil{HOSTILE}"));
    statement.path = format!("{HOSTILE}.lean").into();
    statement.level = Some(HOSTILE.to_owned());
    let mut run = Run::of(HOSTILE, vec![statement, problem("other", ": q")]);
    run.search(0, HOSTILE);
    run.about(0, json!({"event": "plan_proposed", "plan": [HOSTILE]}));
    run.about(
        0,
        json!({"event": "counterexample_found", "tool": HOSTILE, "explanation": HOSTILE,
        "assignment": [[HOSTILE, HOSTILE]], "confirmed": false, "settles": false}),
    );
    run.about(0, json!({"event": "tool_failed", "message": HOSTILE}));
    run.tried(0, 0, 0, &[(HOSTILE, json!({"failed": HOSTILE}))]);
    run.step(0, 0, 0, HOSTILE, &[(1, Some(HOSTILE))]);
    run.step(0, 1, 1, HOSTILE, &[]);
    run.about(
        0,
        json!({"event": "proof_assembled", "proof": HOSTILE, "steps": [0, 1],
        "debit": {"judgements": 1}}),
    );
    run.about(
        0,
        json!({"event": "verdict", "proof": HOSTILE, "spent": {"judgements": 1},
        "ruling": {"ruling": "rejected", "reason": HOSTILE}}),
    );
    run.accept(0, &[0, 1], HOSTILE);
    run.about(1, json!({"event": "problem_started"}));
    run.about(
        1,
        json!({"event": "problem_finished", "reason": "infrastructure",
        "message": HOSTILE, "chance": 0.5}),
    );
    run.unverified.push((run.problems[0].id.clone(), HOSTILE.to_owned()));
    run
}

#[test]
fn hostile_text_stays_text_in_the_bytes_of_the_page() {
    let page = hostile().page();
    let elements = read(&page);
    for forbidden in ["img", "b", "textarea", "link", "iframe", "object", "embed", "base"] {
        assert!(elements.iter().all(|element| element.tag != forbidden), "<{forbidden}>");
    }
    // One script of ours, one of data; drawings are ours too.
    let scripts: Vec<_> = elements.iter().filter(|e| e.tag == "script").collect();
    assert_eq!(scripts.len(), 2);
    let data = scripts.iter().find(|script| script.get("type") == Some("application/json"));
    let data = data.expect("the data of the graph");
    assert!(!data.text.contains(['<', '>']), "nothing in it can end it");
    serde_json::from_str::<serde_json::Value>(&data.text).expect("it is whole");
    let steers = |c: char| (c.is_control() && !"\n\t".contains(c)) || c == '\u{202e}';
    assert!(!page.contains(steers), "what steers the display is shown by a sign");
    assert!(page.contains("⟨U+202E⟩") && page.contains('␛'));
}

#[test]
fn a_long_text_is_shortened_wherever_it_stands() {
    let long = "∀ x, ".repeat(500_000);
    let mut run = Run::of("long", vec![problem("long", &format!(": {long} True"))]);
    run.search(0, &long);
    run.tried(0, 0, 0, &[(&long, json!({"failed": long}))]);
    run.step(0, 0, 0, &long, &[(1, Some(&long))]);
    let page = run.page();
    read(&page);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
}

#[test]
fn nothing_hostile_runs_in_a_browser() {
    let Some(browser) = Browser::find() else { return };
    let mut tab = browser.open(&hostile().page(), "#p-0", 1280);
    let dom = tab.dom();
    assert!(!ran(&dom), "a script ran");
    assert!(!dom.contains("<img"), "an element was made of text");
    assert!(dom.contains("role=\"treeitem\""), "the page's own script ran: {:?}", tab.console);
    assert_eq!(tab.console, [""; 0], "nothing to complain about");
}

/// True if a script of [`HOSTILE`] changed the page's title.
fn ran(dom: &str) -> bool {
    dom.contains("<title>run") || dom.contains("<title>1")
}

#[test]
fn the_policy_stops_a_script_that_got_into_the_page() {
    let Some(browser) = Browser::find() else { return };
    let script = "<script>document.title='run'</script>";
    let bare = format!("<!doctype html><title>page</title>{script}");
    assert!(ran(&browser.open(&bare, "", 1280).dom()), "without a policy it would run");
    for foreign in [script, "<svg onload=\"document.title=1\"></svg>"] {
        let page = hostile().page().replace("</body>", &format!("{foreign}</body>"));
        let mut tab = browser.open(&page, "", 1280);
        assert!(!ran(&tab.dom()), "{foreign} ran");
        let console = tab.console.join("\n");
        assert!(console.contains("Content Security Policy"), "{console}");
    }
}
