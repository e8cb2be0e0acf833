//! A run as a page: `polya report --html`.

use crate::{polya, runs::SMALL};

#[test]
fn a_run_is_written_as_a_page_that_needs_nothing_else() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    polya.run(&["run", "small.lean", "--checks-per-problem", "200"]).expect(0);
    polya
        .run(&["report", "last", "--html", "out.html"])
        .expect(0)
        .says("wrote the page to `out.html`");
    let page = polya.read("out.html");

    assert!(page.contains("<strong>3 of 3 problems</strong>"), "{page}");
    for name in ["same", "swap", "either", "wrong"] {
        assert!(page.contains(&format!("<h3>small::{name}</h3>")), "no `{name}` in {page}");
    }
    // The proofs as they were accepted, with their statements; of an open problem the statement alone.
    let text = shown(&page);
    let report = polya.run(&["report", "--json"]).expect(0).json();
    for problem in report["problems"].as_array().expect("problems") {
        if let Some(proof) = problem["proof"].as_str() {
            assert!(text.contains(&format!(":= {proof}")), "no {proof} in {text}");
        }
    }
    assert!(text.contains("theorem wrong (a b : Nat) : a + b = a\n"), "{text}");
    assert!(text.contains("The list marks this statement as false."), "{text}");

    // Nothing is loaded, and the policy says so to the browser.
    assert!(page.contains("default-src 'none'") || page.contains("default-src &#39;none&#39;"));
    for loads in ["http:", "https:", " src=", "url(", "@import", "<link", "<iframe"] {
        assert!(!page.contains(loads), "{loads} in {page}");
    }
}

#[test]
fn a_page_is_the_same_on_stdout_and_replaces_an_older_one() {
    let polya = polya();
    polya.file("small.lean", SMALL);
    polya.run(&["run", "small.lean", "--only", "same"]).expect(0);
    polya.file("out.html", &"an older and longer page\n".repeat(100_000));
    polya.run(&["report", "--html", "out.html"]).expect(0);
    let page = polya.read("out.html");
    let printed = polya.run(&["report", "--html", "-"]).expect(0);
    assert!(page.starts_with("<!doctype html>"), "{page}");
    assert_eq!(printed.stdout.trim_end(), page.trim_end());
    assert_eq!(printed.stderr, "");

    // A folder that is not there is not made.
    polya.run(&["report", "--html", "no/out.html"]).expect(3).says("cannot write the page");
    polya.run(&["report", "--html", "out.html", "--json"]).expect(2);
    assert_eq!(polya.read("out.html"), page);
}

/// The text of a page as a browser would show it: without tags, characters unescaped, and blocks on
/// lines of their own.
fn shown(page: &str) -> String {
    let mut text = String::new();
    for piece in page.split('<') {
        let (tag, after) = piece.split_once('>').unwrap_or(("", piece));
        if tag.starts_with("/pre") {
            text.push('\n');
        }
        text.push_str(after);
    }
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    escapes.into_iter().fold(text, |text, (escape, sign)| text.replace(escape, sign))
}
