//! The page's head and its summary: what was proved, what was not and why, who contributed.

use std::{cmp::Reverse, collections::BTreeMap};

use polya_problems::Expectation;

use super::anchor;
use crate::{
    markup::Markup,
    plots::table,
    quantity::{count, counted, duration, moment},
    view::{RunView, Standing, Verdict},
};

/// Names and rows of at most so many entries.
const MOST_PREMISES: usize = 20;

/// The run's name and its figures in a line.
pub(super) fn header(run: &RunView, markup: &mut Markup) {
    let report = &run.report;
    markup.leaf("p", &[("class", &"kind")], "Polya run");
    markup.leaf("h1", &[], &run.name);
    let Standing { solved, total, marked_false } = run.standing;
    markup.element("p", &[("class", &"lead")], |p| {
        p.leaf("strong", &[], &format!("{solved} of {}", counted(total as u64, "problem")));
        let unfinished = if report.finished { "" } else { ", not finished" };
        p.text(&format!(" solved in {}{unfinished}", duration(report.seconds)));
    });
    let mut facts = vec![
        format!("begun {}", moment(&run.began)),
        counted(report.spent.checks, "Lean check"),
        counted(report.spent.judgements, "judgement"),
    ];
    if report.spent.tokens > 0 {
        facts.push(counted(report.spent.tokens, "model token"));
    }
    facts.push(format!("Lean {}", report.toolchain));
    if report.resumes > 0 {
        facts.push(format!("resumed {}", counted(report.resumes.into(), "time")));
    }
    if marked_false > 0 {
        let accepted = match report.false_accepted.len() {
            0 => "none accepted".to_owned(),
            some => format!("{some} accepted"),
        };
        facts.push(format!("{marked_false} more marked false, {accepted}"));
    }
    markup.leaf("p", &[("class", &"facts")], &facts.join(" · "));
    alarms(run, markup);
}

fn alarms(run: &RunView, markup: &mut Markup) {
    let mut alarms: Vec<String> = Vec::new();
    alarms.extend(run.report.error.iter().map(|error| format!("The log is damaged: {error}")));
    alarms.extend(run.report.false_accepted.iter().map(|id| {
        format!(
            "“{id}” is marked false, and a proof of it was accepted: a defect of judge or library"
        )
    }));
    let unverified = run.unverified.iter();
    alarms.extend(unverified.map(|(id, reason)| format!("“{id}” is not verified: {reason}")));
    for (voice, failing) in &run.report.failing_models {
        let still = if failing.still_failing { ", until the end" } else { "" };
        alarms.push(format!(
            "The model ({voice}) failed for {}{still}: {}, the last: {}",
            duration(failing.seconds),
            counted(failing.failed_requests.into(), "request"),
            failing.message
        ));
    }
    if !alarms.is_empty() {
        markup.element("ul", &[("class", &"alarms")], |ul| {
            for alarm in &alarms {
                ul.leaf("li", &[], alarm);
            }
        });
    }
}

pub(super) fn write(run: &RunView, markup: &mut Markup) {
    markup.element("div", &[("class", &"tables")], |div| {
        levels(run, div);
        endings(run, div);
        contributors(run, div);
        premises(run, div);
    });
    not_solved(run, markup);
    let report = &run.report;
    let mut notes = Vec::new();
    if !report.tools.is_empty() {
        let names: Vec<&str> = report.tools.iter().map(|tool| tool.name.as_str()).collect();
        notes.push(format!("Tools that took part: {}.", names.join(", ")));
    }
    if !report.function_calls.is_empty() {
        let calls = report.function_calls.iter().map(|(name, count)| format!("{name} {count}"));
        notes.push(format!("Calls of tools by models: {}.", calls.collect::<Vec<_>>().join(", ")));
    }
    if report.refused_samples > 0 {
        let samples = counted(report.refused_samples as u64, "sample");
        let by_reason = report.refusals.iter().map(|(reason, n)| format!("{reason} {n}"));
        let by_reason: Vec<String> = by_reason.collect();
        let reasons = if by_reason.is_empty() {
            String::new()
        } else {
            format!(" ({})", by_reason.join(", "))
        };
        notes.push(format!("{samples} of models held no tactic that could be read{reasons}."));
    }
    if report.objections > 0 {
        notes.push(format!("False arithmetic pointed out to models: {}.", report.objections));
    }
    for note in &notes {
        markup.leaf("p", &[], note);
    }
}

fn captioned(markup: &mut Markup, caption: &str, head: &[&str], rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    markup.element("div", &[("class", &"captioned")], |div| {
        div.leaf("h3", &[], caption);
        table(div, caption, head, rows);
    });
}

fn levels(run: &RunView, markup: &mut Markup) {
    if run.report.levels.len() < 2 {
        return;
    }
    let rows: Vec<_> = run
        .report
        .levels
        .iter()
        .map(|(level, (solved, total))| vec![level.clone(), format!("{solved} of {total}")])
        .collect();
    captioned(markup, "By level", &["Level", "Solved"], &rows);
}

fn endings(run: &RunView, markup: &mut Markup) {
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    for problem in &run.report.problems {
        *reasons.entry(super::problem::reason(problem)).or_default() += 1;
    }
    let mut by_count: Vec<_> = reasons.into_iter().collect();
    // The sort is stable: equally many stay in the order of the alphabet.
    by_count.sort_by_key(|(_, n)| Reverse(*n));
    let rows: Vec<_> = by_count.into_iter().map(|(reason, n)| vec![reason, count(n)]).collect();
    captioned(markup, "How problems ended", &["End", "Problems"], &rows);
}

fn contributors(run: &RunView, markup: &mut Markup) {
    let mut by_count: Vec<_> = run.report.contributors.iter().collect();
    by_count.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    let rows: Vec<_> =
        by_count.iter().map(|(voice, n)| vec![(*voice).clone(), count(**n as u64)]).collect();
    captioned(markup, "Accepted proofs by contributor", &["Contributor", "Proofs"], &rows);
}

fn premises(run: &RunView, markup: &mut Markup) {
    let used = run.report.premises.iter().take(MOST_PREMISES);
    let rows: Vec<_> = used.map(|(name, n)| vec![name.clone(), count(*n as u64)]).collect();
    captioned(markup, "Premises used most", &["Premise", "Uses"], &rows);
}

/// What to look at first in the morning.
fn not_solved(run: &RunView, markup: &mut Markup) {
    let problems = run.report.problems.iter().zip(&run.problems).enumerate();
    let open: Vec<_> = problems
        .filter(|(_, (report, view))| !report.solved && view.expectation != Expectation::False)
        .collect();
    if open.is_empty() {
        return;
    }
    markup.leaf("h3", &[], "Not solved");
    markup.element("ul", &[("class", &"unsolved")], |ul| {
        for (place, (report, view)) in open {
            ul.element("li", &[("class", &view.verdict.class())], |li| {
                li.leaf(
                    "span",
                    &[("class", &"mark"), ("aria-hidden", &"true")],
                    view.verdict.mark(),
                );
                li.text(" ");
                li.leaf("a", &[("href", &format!("#{}", anchor(place)))], report.id.as_str());
                let why = super::problem::ending(report);
                let cost = match (view.verdict, report.spent.checks) {
                    (Verdict::Open, checks @ 1..) => format!(
                        " ({}, {})",
                        counted(checks, "check"),
                        counted(report.goals as u64, "goal")
                    ),
                    _ => String::new(),
                };
                li.text(&format!(": {why}{cost}"));
            });
        }
    });
}
