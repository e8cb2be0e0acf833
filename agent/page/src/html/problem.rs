//! One problem's part of the page.

use std::fmt::Display;

use polya_agent::{event::ProblemEnd, planner::DIRECT_PROOF, progress::why, report::ProblemReport};
use polya_problems::Expectation;
use rustc_hash::FxHashSet;

use super::anchor;
use crate::{
    data::Data,
    lean, map,
    markup::{Markup, json, shortened},
    plots::scrolled,
    quantity::{count, counted, duration},
    view::{AcceptanceView, GraphView, ProblemView, RunView, Verdict, proposer},
};

/// Entries of lists that can be long: plans, rejections, troubles.
const MOST_LISTED: usize = 20;
/// Goals at which a search got stuck: as many as stand side by side.
const MOST_STUCK: usize = 3;
/// Goals and steps on one map, and on all of them.
const MOST_DRAWN: usize = 120;
const LEAST_DRAWN: usize = 40;
const DRAWN_IN_ALL: usize = 60_000;
/// Characters of a goal in the table of steps.
const MOST_OF_TARGET: usize = 300;

pub(super) fn write(
    place: usize,
    report: &ProblemReport,
    view: &ProblemView,
    run: &RunView,
    markup: &mut Markup,
) {
    let class = format!("problem {}", view.verdict.class());
    let word = view.verdict.word();
    markup.element("details", &[("class", &class), ("data-verdict", &word)], |details| {
        details.element("summary", &[], |summary| write_line(report, view, summary));
        // A link to what lies inside opens it, also without the script.
        details.element("div", &[("class", &"body"), ("id", &anchor(place))], |body| {
            write_body(place, report, view, run, body);
        });
    });
}

/// The line that is seen while the problem is folded.
fn write_line(report: &ProblemReport, view: &ProblemView, markup: &mut Markup) {
    markup.element("span", &[("class", &"verdict")], |span| {
        span.leaf("span", &[("class", &"mark"), ("aria-hidden", &"true")], view.verdict.mark());
        span.text(&format!(" {}", view.verdict.word()));
    });
    markup.leaf("h3", &[], report.id.as_str());
    let mut facts = vec![duration(report.seconds)];
    if report.spent.checks > 0 {
        facts.push(counted(report.spent.checks, "check"));
    }
    if !report.contributors.is_empty() {
        facts.push(report.contributors.join(", "));
    }
    markup.leaf("span", &[("class", &"facts")], &facts.join(" · "));
}

fn write_body(
    place: usize,
    report: &ProblemReport,
    view: &ProblemView,
    run: &RunView,
    markup: &mut Markup,
) {
    write_verdict(report, view, run, markup);
    if view.text.is_empty() {
        markup.leaf("p", &[], "The list does not have this problem any more.");
    } else {
        lean::copyable(markup, &view.text);
    }
    if !view.place.is_empty() {
        markup.leaf("p", &[("class", &"facts")], &view.place);
    }
    if let Some(acceptance) = &view.acceptance {
        write_acceptance(acceptance, markup);
    }
    write_cost(report, markup);
    write_contributions(report, view.graph.as_ref(), markup);
    write_counterexamples(report, markup);
    list(markup, "What the judge did not accept", &view.rejections);
    write_stuck(place, report, view.graph.as_ref(), markup);
    // Every statement has this plan: it says something beside others alone.
    if report.plan.iter().any(|plan| plan != DIRECT_PROOF) {
        list(markup, "Plan", &report.plan);
    }
    list(markup, "Trouble outside mathematics", &view.troubles);
    if let Some(graph) = &view.graph {
        write_search(place, graph, most_drawn(run), markup);
    }
}

/// How work on a problem ended, in a few words.
pub(super) fn reason(report: &ProblemReport) -> String {
    report.end.as_ref().map_or_else(|| "not finished".to_owned(), why)
}

/// The same, with the message that came with it.
pub(super) fn ending(report: &ProblemReport) -> String {
    let mut said = reason(report);
    if let Some(
        ProblemEnd::BadStatement { message }
        | ProblemEnd::Infrastructure { message }
        | ProblemEnd::ModelAway { message, .. },
    ) = &report.end
    {
        said.push_str(": ");
        said.push_str(message);
    }
    said
}

fn write_verdict(report: &ProblemReport, view: &ProblemView, run: &RunView, markup: &mut Markup) {
    if view.verdict != Verdict::Proved {
        let said = format!("{}: {}.", capital(view.verdict.word()), ending(report));
        markup.leaf("p", &[("class", &"ending")], &said);
    }
    if let Some(reason) = run.unverified.get(&report.id) {
        let said = format!("Not verified: {reason}. Resuming the run judges the proof again.");
        markup.leaf("p", &[("class", &"alarm")], &said);
    }
    match (view.expectation, report.solved) {
        (Expectation::False, true) => markup.leaf(
            "p",
            &[("class", &"alarm")],
            "The list marks this statement as false, and a proof was accepted.",
        ),
        (Expectation::False, false) => {
            markup.leaf("p", &[], "The list marks this statement as false.");
        }
        _ => {}
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn write_acceptance(acceptance: &AcceptanceView, markup: &mut Markup) {
    let or_none = |names: &[String]| {
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    let mut entries =
        vec![("Kernels", or_none(&acceptance.kernels)), ("Axioms", or_none(&acceptance.axioms))];
    entries.extend(acceptance.imports.clone().map(|imports| ("Imports", imports)));
    entries.extend(acceptance.seconds.map(|seconds| ("Judged in", duration(seconds))));
    if !acceptance.warnings.is_empty() {
        entries.push(("Warnings", acceptance.warnings.join("; ")));
    }
    markup.leaf("h4", &[], "Accepted by the judge");
    facts(markup, &entries);
}

fn facts(markup: &mut Markup, entries: &[(&str, String)]) {
    markup.element("dl", &[], |dl| {
        for (name, value) in entries {
            dl.element("div", &[], |div| {
                div.leaf("dt", &[], name);
                div.leaf("dd", &[], value);
            });
        }
    });
}

/// The steps of an accepted proof, each with the goal that it works on and who proposed it.
fn write_contributions(report: &ProblemReport, graph: Option<&GraphView>, markup: &mut Markup) {
    if report.contributions.is_empty() {
        return;
    }
    // A proof of before a resumption need not be the one that the graph has now.
    let tactics = report.contributions.iter().map(|(tactic, _)| tactic.as_str());
    let graph = graph.filter(|graph| {
        graph.proved && tactics.eq(graph.way.iter().map(|step| graph.steps[*step].tactic.as_str()))
    });
    markup.leaf("h4", &[], "Who contributed what");
    scrolled(markup, "Steps of the proof", |wide| {
        wide.element("table", &[("class", &"steps")], |table| {
            table.element("thead", &[], |thead| {
                thead.element("tr", &[], |tr| {
                    let goal = graph.map(|_| "On the goal");
                    for name in ["Tactic", "Proposed by"].into_iter().chain(goal) {
                        tr.leaf("th", &[("scope", &"col")], name);
                    }
                });
            });
            table.element("tbody", &[], |tbody| {
                for (place, (tactic, source)) in report.contributions.iter().enumerate() {
                    tbody.element("tr", &[], |tr| {
                        tr.element("td", &[("class", &"code")], |td| lean::inline(td, tactic));
                        tr.leaf("td", &[], &proposer(source));
                        if let Some(graph) = graph {
                            let goal = &graph.goals[graph.steps[graph.way[place]].goal];
                            let line = shortened(&goal.target, MOST_OF_TARGET);
                            tr.element("td", &[("class", &"code")], |td| lean::inline(td, &line));
                        }
                    });
                }
            });
        });
    });
}

fn write_counterexamples(report: &ProblemReport, markup: &mut Markup) {
    for found in &report.counterexamples {
        let lean = if found.confirmed { "confirmed by Lean" } else { "not confirmed by Lean" };
        let title = format!("Counterexample of tool {}, {lean}", found.tool);
        markup.leaf("h4", &[], &title);
        markup.element("ul", &[], |ul| {
            for (name, value) in &found.claim.assignment {
                ul.element("li", &[], |li| lean::inline(li, &format!("{name} = {value}")));
            }
        });
        if !found.claim.explanation.is_empty() {
            markup.leaf("p", &[], &found.claim.explanation);
        }
    }
}

fn list(markup: &mut Markup, title: &str, entries: &[impl Display]) {
    if entries.is_empty() {
        return;
    }
    markup.leaf("h4", &[], title);
    markup.element("ul", &[], |ul| {
        for entry in entries.iter().take(MOST_LISTED) {
            ul.leaf("li", &[], &entry.to_string());
        }
        if let Some(more) = entries.len().checked_sub(MOST_LISTED + 1) {
            ul.leaf("li", &[], &format!("… and {} more", more + 1));
        }
    });
}

/// Some of the goals at which the search got stuck, each text once.
fn write_stuck(
    place: usize,
    report: &ProblemReport,
    graph: Option<&GraphView>,
    markup: &mut Markup,
) {
    let mut seen = FxHashSet::default();
    let goals: Vec<_> = report
        .open_goals
        .iter()
        .filter(|goal| seen.insert(goal.text.as_str()))
        .take(MOST_STUCK)
        .collect();
    if goals.is_empty() {
        return;
    }
    markup.leaf("h4", &[], "Where it got stuck");
    markup.element("div", &[("class", &"stuck")], |div| {
        for goal in goals {
            let number = goal.goal.0;
            let view = graph.and_then(|graph| graph.goals.get(number as usize));
            div.element("div", &[], |div| {
                let tried = counted(goal.tried.into(), "tactic");
                div.element("p", &[("class", &"facts")], |p| {
                    let target = format!("#map-{place}");
                    let name = format!("Goal g{number}");
                    p.leaf("a", &[("href", &target), ("data-show", &format!("g{number}"))], &name);
                    p.text(&format!(": depth {}, {tried} tried", goal.depth));
                });
                lean::goal(div, view.map_or(&goal.text, |view| &view.text));
            });
        }
    });
}

fn write_cost(report: &ProblemReport, markup: &mut Markup) {
    let mut entries = vec![("Time", duration(report.seconds))];
    let amounts = [
        ("Lean checks", report.spent.checks),
        ("Model tokens", report.spent.tokens),
        ("Judgements", report.spent.judgements),
        ("Goals", report.goals as u64),
        ("Steps", report.steps as u64),
        ("Depth", report.depth.into()),
    ];
    let spent = amounts.into_iter().filter(|(_, amount)| *amount > 0);
    entries.extend(spent.map(|(name, amount)| (name, count(amount))));
    entries.push(("Chance predicted", format!("{:.0} %", 100.0 * report.chance)));
    markup.leaf("h4", &[], "Cost");
    facts(markup, &entries);
}

/// How many goals and steps are drawn on each map, so that the page of many problems stays light.
fn most_drawn(run: &RunView) -> usize {
    let maps = run.problems.iter().filter(|problem| problem.graph.is_some()).count();
    (DRAWN_IN_ALL / maps.max(1)).clamp(LEAST_DRAWN, MOST_DRAWN)
}

fn write_search(place: usize, graph: &GraphView, most_drawn: usize, markup: &mut Markup) {
    let id = format!("map-{place}");
    let data = format!("graph-{place}");
    markup.leaf("h4", &[], "Search");
    map::legend(graph, markup);
    markup.element(
        "div",
        &[
            ("class", &"map-frame"),
            ("id", &id),
            ("role", &"group"),
            ("aria-label", &"Map of the search"),
            ("tabindex", &0),
        ],
        // The script draws it when the problem is unfolded.
        |frame| frame.element("noscript", &[], |text| map::write(graph, &id, most_drawn, text)),
    );
    // Filled by the script when the problem is unfolded.
    markup.element("div", &[("class", &"explorer"), ("data-graph", &data)], |_| {});
    markup.element("script", &[("type", &"application/json"), ("id", &data)], |script| {
        script.raw(&json(&Data::of(graph)));
    });
}
