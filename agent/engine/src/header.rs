//! Making a list's files ready for Lean: the import that a file may leave out, and what is wrong in
//! a file beside the problem at hand.
//!
//! A file without a header gets what ordinary Lean has at hand, so that it may define `Set` or
//! `Group` for itself. A file that means Mathlib's `Set` or `Group`, and says nothing, would fail:
//! where its statements elaborate with the whole of Foundations and not without, the import is
//! put in, and the user is told. What is wrong elsewhere in a file is set aside, as plain Lean does:
//! see [`polya_problems::set_aside`]. Nothing else is ever changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use polya_foundations::{MATHEMATICS, ROOT, SHIM};
use polya_judge::{Golden, GoldenError, Judge};
use polya_lean::{error::LeanError, toolchain::Toolchain};
use polya_problems::{Fault, Malformed, Problem, ProblemId, SetAside, set_aside};
use polya_text::{Commands, What, header};

use crate::{engine::Engine, error::EngineError, notices::Notices};

/// How often a file is read again by Lean after something was set aside: what was wrong may have hidden
/// more.
const ROUNDS: usize = 3;
/// How often the judge, which names one error at a time, is asked again.
const JUDGE_ROUNDS: usize = 12;
/// How many things that were set aside are told of one file.
const MOST_TOLD: usize = 8;

/// The text with the import of all of Foundations, and where that stands in it. `None` if the
/// header names anything but the default import.
fn widened(text: &str) -> Option<(String, Range<usize>)> {
    let imports = header::imports(text);
    if imports.iter().any(|module| module != ROOT && module != SHIM) {
        return None;
    }
    let at = header::end(text);
    let import = match at {
        0 => format!("import {MATHEMATICS}\n"),
        _ => format!("\nimport {MATHEMATICS}"),
    };
    let (before, after) = text.split_at(at);
    // A file that opts out of the default import means to.
    if before.split_whitespace().next() == Some("prelude") {
        return None;
    }
    Some(([before, &import, after].concat(), at..at + import.len()))
}

/// The problems, which share one source, with the import of all of Foundations, where they have none but
/// the default.
pub fn with_mathematics(problems: &[Problem]) -> Option<Vec<Problem>> {
    let (source, import) = widened(&problems.first()?.source)?;
    let source: Arc<str> = source.into();
    let moved = |place: usize| if place >= import.start { place + import.len() } else { place };
    let wider = problems.iter().map(|problem| Problem {
        source: Arc::clone(&source),
        hole: moved(problem.hole.start)..moved(problem.hole.end),
        ..problem.clone()
    });
    Some(wider.collect())
}

/// A module that is not there: the first problem that imports it, how many do, and what compiles it.
struct Missing {
    place: Malformed,
    count: usize,
    remedy: Option<String>,
}

/// The problems whose modules are all there, and why others cannot be worked on.
pub fn with_modules(
    toolchain: &Toolchain,
    problems: Vec<Problem>,
) -> (Vec<Problem>, Vec<Malformed>) {
    let path = toolchain.olean_path();
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    let mut is_there = |module: &str| {
        *known.entry(module.to_owned()).or_insert_with(|| {
            let file: std::path::PathBuf = polya_text::name::components(module)
                .iter()
                .map(|part| part.trim_matches(['«', '»']))
                .collect();
            path.iter().any(|root| root.join(&file).with_added_extension("olean").is_file())
        })
    };
    let mut missing: BTreeMap<String, Missing> = BTreeMap::new();
    let usable = problems.into_iter().filter(|problem| {
        let header = header::Header::of(&problem.source);
        let lacks = header.imports().find(|module| !is_there(module)).map(str::to_owned);
        if let Some(module) = &lacks {
            let entry = missing.entry(module.clone()).or_insert_with(|| {
                let place = Malformed {
                    path: problem.path.clone(),
                    line: problem.line,
                    reason: String::new(),
                    hint: None,
                };
                let modules = toolchain.missing_imports(&problem.source);
                let remedy = modules.into_iter().find(|import| import.module == *module);
                Missing { place, count: 0, remedy: remedy.and_then(|import| import.remedy) }
            });
            entry.count += 1;
        }
        lacks.is_none()
    });
    let usable = usable.collect();
    let told = missing.into_iter().map(|(module, Missing { place, count, remedy })| {
        let who = if count == 1 {
            "the problem imports".to_owned()
        } else {
            format!("{count} problems import")
        };
        let (lack, hint) = match remedy {
            Some(remedy) => ("which is not compiled", remedy),
            None => (
                "which this Lean does not have",
                "`--project DIR` uses the modules of a Lake project".to_owned(),
            ),
        };
        Malformed { reason: format!("{who} `{module}`, {lack}"), hint: Some(hint), ..place }
    });
    (usable, told.collect())
}

/// Prepares a problem for the judge as a run does, without a worker pool: with the import that its file
/// leaves out, and without what is wrong elsewhere in the file.
pub async fn prepare(
    judge: &Judge,
    toolchain: &Toolchain,
    problem: &Problem,
    notices: &dyn Notices,
) -> Result<Golden, GoldenError> {
    let first = match without_faults(judge, problem.clone(), notices).await {
        Err(error @ GoldenError::Rejected { .. }) if toolchain.foundations().is_some() => error,
        prepared => return prepared,
    };
    let wider = with_mathematics(std::slice::from_ref(problem)).and_then(|mut wider| wider.pop());
    let Some(wider) = wider else { return Err(first) };
    match without_faults(judge, wider, notices).await {
        Ok(golden) => {
            note_import(problem, notices);
            Ok(golden)
        }
        Err(_) => Err(first),
    }
}

async fn without_faults(
    judge: &Judge,
    mut problem: Problem,
    notices: &dyn Notices,
) -> Result<Golden, GoldenError> {
    let mut told = Vec::new();
    for _ in 0..JUDGE_ROUNDS {
        let rejected = match judge.prepare(&problem).await {
            Err(rejected @ GoldenError::Rejected { .. }) => rejected,
            prepared => {
                tell(&problem, told, notices);
                return prepared;
            }
        };
        let GoldenError::Rejected { message, line, column } = &rejected else { break };
        let fault =
            Fault { line: line.saturating_sub(1), column: *column, message: message.clone() };
        let mut mended = set_aside(std::slice::from_ref(&problem), &[fault]);
        match mended.problems.pop() {
            Some(mended) if mended != problem => problem = mended,
            _ => return Err(rejected),
        }
        told.extend(mended.set_aside);
    }
    judge.prepare(&problem).await
}

fn note_import(problem: &Problem, notices: &dyn Notices) {
    let path = problem.path.display();
    notices.note(&format_args!("`{path}` is read with `import {MATHEMATICS}`"));
}

/// Tells what was set aside in a problem's file.
fn tell(problem: &Problem, mut told: Vec<SetAside>, notices: &dyn Notices) {
    told.sort_by_key(|told| told.line);
    told.dedup();
    let path = problem.path.display();
    for SetAside { line, reason } in told.iter().take(MOST_TOLD) {
        let line = problem.line_in_path(*line);
        notices.warning(&format_args!("{path}:{line}: {reason}"));
    }
    if let Some(more @ 1..) = told.len().checked_sub(MOST_TOLD) {
        notices.warning(&format_args!("{path}: {more} more places are left out"));
    }
}

/// Whether setting something aside could help the problems of one file: there is more in it than they.
fn has_more(problems: &[Problem]) -> bool {
    let Some(last) = problems.last() else { return false };
    let commands = Commands::read(&last.source[..last.hole.end]).commands;
    let bare = |what: &What| {
        matches!(what, What::Namespace(_) | What::Section(_) | What::Mutual | What::End(_))
    };
    let header = header::end(&last.source);
    let more =
        commands.iter().filter(|command| command.span.start >= header && !bare(&command.what));
    more.count() > 1 || commands.iter().any(|command| !command.attributes.is_empty())
}

impl Engine {
    /// Makes problems ready for Lean: puts the import of all of Foundations into those that need it,
    /// and sets aside what is wrong elsewhere in their files. Comes back with those that no Lean can work
    /// on.
    pub async fn complete(
        &self,
        problems: Vec<Problem>,
    ) -> Result<(Vec<Problem>, Vec<Malformed>), EngineError> {
        let (problems, malformed) = with_modules(&self.toolchain, problems);
        let mut done = Vec::with_capacity(problems.len());
        let mut noted = BTreeSet::new();
        for file in problems.chunk_by(|left, right| Arc::ptr_eq(&left.source, &right.source)) {
            let mut file = file.to_vec();
            let wider = match self.toolchain.foundations() {
                Some(_) => with_mathematics(&file),
                None => None,
            };
            if wider.is_some() || has_more(&file) {
                let mut faults = self.faults_in(&file).await?;
                if let Some(wider) = wider.filter(|_| !faults.is_empty()) {
                    let with_import = self.faults_in(&wider).await?;
                    if with_import.len() < faults.len() {
                        if noted.insert(file[0].path.clone()) {
                            note_import(&file[0], &*self.notices);
                        }
                        (file, faults) = (wider, with_import);
                    }
                }
                file = self.mended(file, faults).await?;
            }
            done.extend(file);
        }
        Ok((done, malformed))
    }

    /// The problems of one file, in their order, without what is wrong beside them.
    async fn mended(
        &self,
        file: Vec<Problem>,
        mut faults: Vec<Fault>,
    ) -> Result<Vec<Problem>, EngineError> {
        let order: BTreeMap<ProblemId, usize> =
            file.iter().enumerate().map(|(place, problem)| (problem.id.clone(), place)).collect();
        let first = file[0].clone();
        let (mut told, mut wrong, mut file) = (Vec::new(), Vec::new(), file);
        for _ in 0..ROUNDS {
            let mended = set_aside(&file, &faults);
            told.extend(mended.set_aside);
            wrong.extend(mended.wrong);
            if mended.problems == file {
                break;
            }
            file = mended.problems;
            faults = self.faults_in(&file).await?;
            if faults.is_empty() {
                break;
            }
        }
        tell(&first, told, &*self.notices);
        file.extend(wrong);
        file.sort_by_key(|problem| order.get(&problem.id).copied());
        Ok(file)
    }

    /// Lean's errors in the file of problems, up to the last of them. None are known where Lean did not
    /// come to an end, or said too much to be kept: each problem finds out for itself.
    async fn faults_in(&self, file: &[Problem]) -> Result<Vec<Fault>, EngineError> {
        let Some(last) = file.iter().max_by_key(|problem| problem.hole.end) else {
            return Ok(Vec::new());
        };
        match self.faults(&last.text()).await {
            Err(LeanError::Server(error)) if error.is_start_failure() => {
                Err(LeanError::Server(error).into())
            }
            Err(error) => {
                tracing::warn!(%error, path = %last.path.display(), "the file could not be read as a whole");
                Ok(Vec::new())
            }
            Ok(faults) => Ok(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_import_comes_after_the_others() {
        let wide = |text| widened(text).map(|(text, _)| text);
        assert_eq!(
            wide("-- c\ntheorem t : p := x").as_deref(),
            Some("import Foundations.Mathematics\n-- c\ntheorem t : p := x")
        );
        assert_eq!(
            wide("import Foundations\nopen Nat").as_deref(),
            Some("import Foundations\nimport Foundations.Mathematics\nopen Nat")
        );
        for fixed in
            ["import Foundations.Set\nx", "import Mathlib\nx", "prelude\nimport Foundations\nx"]
        {
            assert_eq!(wide(fixed), None, "{fixed}");
        }
    }

    #[test]
    fn the_hole_moves_along() {
        let folder = tempfile::tempdir().unwrap();
        for header in ["", "import Foundations\n", "/- c -/ import Foundations\n\n"] {
            let file = folder.path().join("list.lean");
            std::fs::write(&file, format!("{header}theorem t : 1 = 1 := by sorry\n")).unwrap();
            let list = polya_problems::load(&file).unwrap();
            let wide = &with_mathematics(&list.problems).unwrap()[0];
            assert_eq!(wide.hole.len(), list.problems[0].hole.len());
            assert!(wide.before().ends_with("theorem t : 1 = 1 := "), "{}", wide.before());
            assert!(wide.with_proof("rfl").contains(MATHEMATICS));
        }
    }
}
