//! What the line editor knows: when an input is finished, and how a word may go on.

use std::sync::Arc;

use rustyline::{
    Context, Helper, Highlighter, Hinter,
    completion::Completer,
    validate::{ValidationContext, ValidationResult, Validator},
};

use super::input;

/// Tactics worth completing.
pub(crate) const TACTICS: &[&str] = &[
    "all_goals",
    "apply",
    "assumption",
    "by_cases",
    "calc",
    "cases",
    "constructor",
    "contradiction",
    "decide",
    "exact",
    "exfalso",
    "exists",
    "ext",
    "first",
    "funext",
    "have",
    "induction",
    "injection",
    "intro",
    "intros",
    "left",
    "obtain",
    "omega",
    "rcases",
    "refine",
    "repeat",
    "revert",
    "rfl",
    "right",
    "rw",
    "show",
    "simp",
    "simp_all",
    "specialize",
    "split",
    "subst",
    "suffices",
    "symm",
    "trivial",
    "unfold",
];

/// Commands, with what they do.
pub(crate) const COMMANDS: &[(&str, &str, &str)] = &[
    ("goals", "", "show all goals in full"),
    ("undo", "", "undo the last tactic"),
    ("suggest", "", "show tactics that work on the goal"),
    ("auto", "[TIME]", "let the search continue (60s); Ctrl-C stops it"),
    ("script", "", "show the proof so far"),
    ("tree", "", "show the proof so far as a tree of goals"),
    ("premises", "[WORDS]", "show theorems about these words, or about the goal"),
    ("save", "FILE", "judge the proof and save it as a Lean file"),
    ("context", "", "show the declarations of this session"),
    ("drop", "", "leave the theorem without saving"),
    ("help", "", "show this"),
    ("quit", "", "leave (Ctrl-D does too)"),
];

/// The editor's helper.
#[derive(Helper, Hinter, Highlighter)]
pub(crate) struct ReplHelper {
    /// Names of theorems in scope, sorted.
    pub(crate) names: Arc<[String]>,
}

impl Validator for ReplHelper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if input::is_complete(context.input()) {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Completer for ReplHelper {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.candidates(&line[..position]))
    }
}

/// More than anybody reads.
const MOST: usize = 200;

impl ReplHelper {
    /// Where the word before the cursor begins, and what it may become.
    fn candidates(&self, before: &str) -> (usize, Vec<String>) {
        if let Some(command) = before.strip_prefix(':')
            && !command.contains(char::is_whitespace)
        {
            let fits = COMMANDS.iter().filter(|(name, ..)| name.starts_with(command));
            return (1, fits.map(|(name, ..)| (*name).to_owned()).collect());
        }
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_alphanumeric() || "._'!?".contains(*c))
            .last()
            .map_or(before.len(), |(at, _)| at);
        let word = &before[start..];
        if word.is_empty() {
            return (start, Vec::new());
        }
        // A tactic stands at the beginning of a line or after one of these.
        let lead = before[..start].trim_end_matches(' ');
        let is_tactic = lead.is_empty()
            || ["\n", "·", "<;>", ";", "(", "by", "=>"].iter().any(|end| lead.ends_with(end));
        let mut found: Vec<String> = Vec::new();
        if is_tactic {
            found.extend(TACTICS.iter().filter(|t| t.starts_with(word)).map(|t| (*t).to_owned()));
        }
        let from = self.names.partition_point(|name| name.as_str() < word);
        let names = self.names[from..].iter().take_while(|name| name.starts_with(word));
        found.extend(names.take(MOST).cloned());
        (start, found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(before: &str) -> (usize, Vec<String>) {
        let names = ["And.comm", "Nat.add_comm", "Nat.add_zero", "Or.comm"];
        ReplHelper { names: names.map(str::to_owned).into() }.candidates(before)
    }

    #[test]
    fn tactics_premises_and_commands() {
        assert_eq!(complete("ind"), (0, vec!["induction".to_owned()]));
        assert_eq!(complete("rw [Nat.add_c"), (4, vec!["Nat.add_comm".to_owned()]));
        assert_eq!(complete("· exf"), ("· ".len(), vec!["exfalso".to_owned()]));
        assert_eq!(complete("exact Or"), (6, vec!["Or.comm".to_owned()]));
        assert_eq!(complete(":sa"), (1, vec!["save".to_owned()]));
        assert_eq!(complete("exact con").1, Vec::<String>::new(), "no tactics among terms");
        assert_eq!(complete("").1, Vec::<String>::new());
        assert_eq!(complete("exact ⟨Nat.add_z").1, ["Nat.add_zero"]);
    }
}
