//! The import that a list may leave out.
//!
//! A file without a header gets what ordinary Lean has at hand, so that it may define `Set` or
//! `Group` for itself. A file that means Mathlib's `Set` or `Group`, and says nothing, would fail:
//! where its statements elaborate with the whole of Foundations and not without, the import is
//! put in. Nothing but that one line is ever changed.

use std::{fs, ops::Range};

use polya_foundations::{MATHEMATICS, ROOT, SHIM};
use polya_problems::Problem;
use polya_text::header;

use crate::{engine::Engine, error::EngineError};

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

/// The problem with the import of all of Foundations, where it has none but the default.
pub fn with_mathematics(problem: &Problem) -> Option<Problem> {
    let (source, import) = widened(&problem.source)?;
    let moved = |place: usize| if place >= import.start { place + import.len() } else { place };
    let hole = moved(problem.hole.start)..moved(problem.hole.end);
    Some(Problem { source: source.into(), hole, ..problem.clone() })
}

impl Engine {
    /// Puts the import of all of Foundations into those problems that need it.
    pub async fn complete_headers(
        &self,
        problems: Vec<Problem>,
    ) -> Result<Vec<Problem>, EngineError> {
        if self.toolchain.foundations().is_none() {
            return Ok(problems);
        }
        let mut done = Vec::with_capacity(problems.len());
        for group in problems.chunk_by(|left, right| left.path == right.path) {
            let path = group[0].path.display();
            // All statements of a Lean file at once; the entries of other lists are files of their own.
            let whole = match group[0].path.extension() {
                Some(extension) if extension == "lean" => fs::read_to_string(&group[0].path).ok(),
                _ => None,
            };
            let mut noted = false;
            let of_file = match &whole {
                Some(text) => Some(self.needs_mathematics(text).await?),
                None => None,
            };
            for problem in group {
                let needs = match of_file {
                    Some(needs) => needs,
                    None => self.needs_mathematics(&problem.source).await?,
                };
                let wider = if needs { with_mathematics(problem) } else { None };
                if wider.is_some() && !noted {
                    self.notices
                        .note(&format_args!("`{path}` is read with `import {MATHEMATICS}`"));
                    noted = true;
                }
                done.push(wider.unwrap_or_else(|| problem.clone()));
            }
        }
        Ok(done)
    }

    /// Whether fewer statements of the file are wrong with all of Foundations than without.
    async fn needs_mathematics(&self, text: &str) -> Result<bool, EngineError> {
        let Some((wide, _)) = widened(text) else { return Ok(false) };
        let plain = self.errors_in(text).await?.len();
        Ok(plain > 0 && self.errors_in(&wide).await?.len() < plain)
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
            fs::write(&file, format!("{header}theorem t : 1 = 1 := by sorry\n")).unwrap();
            let list = polya_problems::load(&file).unwrap();
            let wide = with_mathematics(&list.problems[0]).unwrap();
            assert_eq!(wide.hole.len(), list.problems[0].hole.len());
            assert!(wide.before().ends_with("theorem t : 1 = 1 := "), "{}", wide.before());
            assert!(wide.with_proof("rfl").contains(MATHEMATICS));
        }
    }
}
