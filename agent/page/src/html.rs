//! The page itself: one HTML document that needs nothing else.
//!
//! All but the outline of a search is readable without the script; the script adds the outline of the search graphs, a
//! filter, and the opening of what a link points to. A content policy names style sheet and script by
//! their hashes, so nothing else in the page can style or run, whatever it is.

mod problem;
mod summary;

use sha2::{Digest, Sha256};

use crate::{
    markup::Markup,
    plots,
    quantity::moment,
    view::{RunView, Verdict},
};

const STYLE: &str = include_str!("../assets/page.css");
const SCRIPT: &str = include_str!("../assets/page.js");

/// The page of a run.
pub fn page(run: &RunView) -> String {
    let mut markup = Markup::default();
    markup.raw("<!doctype html>\n");
    markup.element("html", &[("lang", &"en")], |html| {
        html.element("head", &[], |head| write_head(run, head));
        html.element("body", &[], |body| {
            body.leaf("a", &[("class", &"skip"), ("href", &"#problems")], "To the problems");
            body.element("header", &[], |header| summary::header(run, header));
            body.element("nav", &[("aria-label", &"Parts of this page")], |nav| {
                for (target, name) in
                    [("#summary", "Summary"), ("#plots", "Plots"), ("#problems", "Problems")]
                {
                    nav.leaf("a", &[("href", &target)], name);
                }
            });
            body.element("main", &[], |main| {
                section(main, "summary", "Summary", |s| summary::write(run, s));
                if run.report.total > 0 {
                    section(main, "plots", "Plots", |s| {
                        s.element("div", &[("class", &"plots")], |div| plots::write(run, div));
                    });
                }
                section(main, "problems", "Problems", |s| problems(run, s));
            });
            body.element("footer", &[], |footer| {
                footer.text(&format!(
                    "Written from the run's log. Run begun {} by Polya {}, last record {}.",
                    moment(&run.began),
                    run.program,
                    moment(&run.updated)
                ));
            });
            body.element("script", &[], |script| script.raw(SCRIPT));
        });
    });
    markup.raw("\n");
    markup.finish()
}

fn write_head(run: &RunView, head: &mut Markup) {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    head.void("meta", &[("charset", &"utf-8")]);
    head.void("meta", &[("http-equiv", &"Content-Security-Policy"), ("content", &policy)]);
    head.void(
        "meta",
        &[("name", &"viewport"), ("content", &"width=device-width, initial-scale=1")],
    );
    head.void("meta", &[("name", &"referrer"), ("content", &"no-referrer")]);
    head.void("meta", &[("name", &"color-scheme"), ("content", &"light dark")]);
    head.leaf("title", &[], &format!("{}: Polya run", run.name));
    head.element("style", &[], |style| style.raw(STYLE));
}

fn section(markup: &mut Markup, id: &'static str, title: &str, content: impl FnOnce(&mut Markup)) {
    let heading = format!("{id}-heading");
    markup.element("section", &[("id", &id), ("aria-labelledby", &heading)], |section| {
        section.leaf("h2", &[("id", &heading)], title);
        content(section);
    });
}

fn problems(run: &RunView, markup: &mut Markup) {
    // Of use with the script alone, which shows it.
    markup.element("form", &[("class", &"filter"), ("hidden", &"")], |form| {
        form.element("label", &[], |label| {
            label.text("Find ");
            label.void(
                "input",
                &[("type", &"search"), ("class", &"needle"), ("placeholder", &"name or statement")],
            );
        });
        form.element("label", &[], |label| {
            label.text("Verdict ");
            label.element("select", &[("class", &"verdict")], |select| {
                select.leaf("option", &[("value", &"")], "all");
                let mut known: Vec<Verdict> = Vec::new();
                for problem in &run.problems {
                    if !known.contains(&problem.verdict) {
                        known.push(problem.verdict);
                        let word = problem.verdict.word();
                        select.leaf("option", &[("value", &word)], word);
                    }
                }
            });
        });
        form.leaf("span", &[("role", &"status"), ("class", &"found")], "");
    });
    for (place, (report, view)) in run.report.problems.iter().zip(&run.problems).enumerate() {
        problem::write(place, report, view, run, markup);
    }
}

/// Anchor of a problem, by its place in the list.
fn anchor(place: usize) -> String {
    format!("p-{place}")
}

/// SHA-256 of a text in Base64, as content policies write it (RFC 4648, section 4).
fn hash(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut out = String::with_capacity(44);
    for three in digest.chunks(3) {
        let bytes =
            [three[0], three.get(1).copied().unwrap_or(0), three.get(2).copied().unwrap_or(0)];
        let bits = u32::from_be_bytes([0, bytes[0], bytes[1], bytes[2]]);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_written_as_content_policies_want_them() {
        assert_eq!(hash(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(hash("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn what_travels_in_the_page_cannot_end_its_element() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        assert!(!STYLE.contains("</") && !STYLE.contains("url("));
    }
}
