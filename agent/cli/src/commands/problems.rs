//! `polya problems LIST`: what a list contains, as it was read. Needs no Lean.

use std::path::Path;

use polya_problems::{Expectation, LoadError, Malformed, Pattern, Problem, ProblemList};
use serde_json::json;

use crate::{
    args::ProblemsArgs,
    exit::{Exit, Failure},
    terminal::{Terminal, say, say_json_line},
};

pub(crate) fn problems(terminal: Terminal, args: &ProblemsArgs) -> anyhow::Result<Exit> {
    let list = load(&args.list, terminal)?;
    let paint = terminal.out();
    if args.json {
        for problem in &list.problems {
            let (before, after) = (problem.before(), problem.after());
            say_json_line(&json!({
                "id": problem.id, "theorem": problem.theorem, "path": problem.path,
                "line": problem.line, "level": problem.level, "tags": problem.tags,
                "expectation": problem.expectation, "informal": problem.informal,
                "before": before, "after": after,
            }))?;
        }
    } else {
        let mut level = None;
        for problem in &list.problems {
            if level != Some(&problem.level) {
                level = Some(&problem.level);
                if let Some(level) = &problem.level {
                    say(paint.bold(level))?;
                }
            }
            let mark = match problem.expectation {
                Expectation::False => "  (marked false)",
                Expectation::True | Expectation::Unknown => "",
            };
            let place = format!("{}:{}", problem.path.display(), problem.line);
            say(format_args!("  {}{mark}  {}", problem.id, paint.dim(place)))?;
        }
        let count = list.problems.len();
        say(format_args!("{count} {}", if count == 1 { "problem" } else { "problems" }))?;
    }
    Ok(if list.malformed.is_empty() { Exit::Success } else { Exit::BadInput })
}

/// Reads a list and says what is wrong with its entries; the rest of the list is usable.
pub(crate) fn load(path: &Path, terminal: Terminal) -> Result<ProblemList, Failure> {
    let list = polya_problems::load(path).map_err(|error| match &error {
        LoadError::NotFound { .. }
        | LoadError::UnknownFormat { .. }
        | LoadError::InvalidList { .. }
        | LoadError::NoFile { .. }
        | LoadError::TooLarge { .. } => Failure::input(error.to_string()),
        LoadError::Unreadable { source, .. } => Failure::input(format!("{error}: {source}")),
    })?;
    report(&list.malformed, terminal);
    report(&list.warnings, terminal);
    Ok(list)
}

/// Says what is wrong with entries.
pub(crate) fn report(entries: &[Malformed], terminal: Terminal) {
    for entry in entries {
        terminal.warning(entry);
        if let Some(hint) = &entry.hint {
            terminal.hint(hint);
        }
    }
}

/// The problems whose ids match one of `only` (all of them if there is none), at most `limit`.
pub(crate) fn select(
    problems: Vec<Problem>,
    only: &[String],
    limit: Option<usize>,
) -> Result<Vec<Problem>, Failure> {
    let patterns: Vec<Pattern> = only.iter().map(|text| pattern(text)).collect();
    let selected: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| {
            patterns.is_empty() || patterns.iter().any(|p| p.matches(problem.id.as_str()))
        })
        .take(limit.unwrap_or(usize::MAX))
        .collect();
    if selected.is_empty() && !only.is_empty() {
        return Err(Failure::input(format!("no problem matches `{}`", only.join("` or `")))
            .hint("`polya problems LIST` shows the ids"));
    }
    Ok(selected)
}

/// A pattern without `*` may stand anywhere in the id.
fn pattern(text: &str) -> Pattern {
    if text.contains('*') { Pattern::new(text) } else { Pattern::new(&format!("*{text}*")) }
}

/// Finds one problem by `LIST` (if it has only one) or `LIST::NAME`.
pub(crate) fn find(reference: &str, terminal: Terminal) -> Result<Problem, Failure> {
    let (path, name) = match reference.split_once("::") {
        Some((path, name)) => (path, Some(name)),
        None => (reference, None),
    };
    let list = load(Path::new(path), terminal)?;
    let mut found: Vec<&Problem> = list.problems.iter().collect();
    if let Some(name) = name {
        let exact = found.iter().any(|p| p.theorem == name || p.id.as_str() == name);
        found.retain(|problem| {
            if exact {
                problem.theorem == name || problem.id.as_str() == name
            } else {
                problem.id.as_str().ends_with(name)
            }
        });
    }
    match found[..] {
        [only] => Ok(only.clone()),
        [] => {
            let wanted = name.unwrap_or_default();
            let failure = Failure::input(format!("`{path}` has no problem `{wanted}`"));
            let names = list.problems.iter().map(|problem| problem.theorem.as_str());
            Err(match crate::suggest::nearest(wanted, names) {
                Some(near) => failure.hint(format!("did you mean `{path}::{near}`?")),
                None => failure.hint(format!("`polya problems {path}` shows its problems")),
            })
        }
        [first, ..] => Err(Failure::input(format!("`{reference}` fits {} problems", found.len()))
            .hint(format!("name one, such as `{path}::{}`", first.theorem))),
    }
}
