//! What is good in a script that fails: the tactics before the first error, the plan with a hole where
//! the error is, and the facts that are stated behind it. Each is a candidate of its own, so that one
//! wrong line does not lose the others. Only text is made here; Lean says what it is worth.

use polya_text::lexer::{Kind, tokens};

/// Most facts that are taken from behind an error.
const FACTS: usize = 3;

/// A tactic of a script that stands at the margin, with all that belongs to it.
struct Part<'t> {
    text: &'t str,
    /// The script's line on which it begins.
    line: u32,
}

/// Scripts that may work where `script` fails at `line`, counted from 0: likeliest first, none of them the
/// script itself. Each is shorter or has one proof less than the script, so that this ends if it is
/// repeated.
pub fn salvage(script: &str, line: u32) -> Vec<String> {
    let parts = parts(script);
    let Some(wrong) = parts.iter().rposition(|part| part.line <= line) else { return Vec::new() };
    let texts: Vec<&str> = parts.iter().map(|part| part.text).collect();
    let (before, behind) = (&texts[..wrong], &texts[wrong + 1..]);
    let mut saved = Vec::new();
    if let Some(hole) = with_hole(texts[wrong]) {
        saved.push([before, &[hole.as_str()], behind].concat().join("\n"));
    }
    if wrong > 0 {
        saved.push(before.join("\n"));
    }
    let facts = behind.iter().filter(|text| proof_of_have(text).is_some());
    saved.extend(facts.take(FACTS).map(|text| (*text).to_owned()));
    saved
}

/// The tactics at the margin.
fn parts(script: &str) -> Vec<Part<'_>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    for token in tokens(script).filter(|token| !token.kind.is_trivia()) {
        let at = token.span.start;
        let text = &script[token.span];
        let margin = at == 0 || script[..at].ends_with('\n');
        let belongs = ["|", "<;>", ")", "]", "}", "⟩"].contains(&text);
        if margin && depth == 0 && !belongs {
            starts.push(at);
        }
        if token.kind == Kind::Symbol {
            match text {
                "(" | "[" | "{" | "⟨" | "@[" => depth += 1,
                ")" | "]" | "}" | "⟩" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    let ends = starts.iter().skip(1).copied().chain([script.len()]);
    let part = |(start, end): (&usize, usize)| Part {
        text: script[*start..end].trim_end(),
        line: polya_text::header::newlines(&script[..*start]),
    };
    starts.iter().zip(ends).map(part).collect()
}

/// A `have` with a hole in place of its proof.
fn with_hole(tactic: &str) -> Option<String> {
    let proof = proof_of_have(tactic)?;
    let hole = tactic[proof..].trim() == "?_";
    (!hole).then(|| format!("{} ?_", tactic[..proof].trim_end()))
}

/// Where the proof of a `have` with a statement begins.
fn proof_of_have(tactic: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut stated = false;
    let mut code = tokens(tactic).filter(|token| !token.kind.is_trivia());
    if &tactic[code.next()?.span] != "have" {
        return None;
    }
    for token in code {
        match &tactic[token.span.clone()] {
            "(" | "[" | "{" | "⟨" => depth += 1,
            ")" | "]" | "}" | "⟩" => depth = depth.saturating_sub(1),
            ":" if depth == 0 => stated = true,
            ":=" if depth == 0 => return stated.then_some(token.span.end),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "intro a\nhave h : p := by\n  simp\n  omega\ncases a with\n| inl b => exact (f\n\
                          b)\n| inr c => rfl\nhave k : q := rfl\nexact k";

    #[test]
    fn what_stands_before_the_error_is_kept_and_the_facts_behind_it() {
        assert_eq!(salvage(SCRIPT, 0), ["have h : p := by\n  simp\n  omega", "have k : q := rfl"]);
        assert_eq!(
            salvage(SCRIPT, 5),
            ["intro a\nhave h : p := by\n  simp\n  omega", "have k : q := rfl"]
        );
        let before = SCRIPT.strip_suffix("\nexact k").unwrap();
        assert_eq!(salvage(SCRIPT, 9), [before]);
        assert_eq!(salvage("exact h", 0), [""; 0]);
    }

    #[test]
    fn a_fact_with_a_wrong_proof_becomes_a_goal() {
        let saved = salvage(SCRIPT, 3);
        assert_eq!(saved[0], SCRIPT.replace("by\n  simp\n  omega", "?_"));
        assert_eq!(saved[1], "intro a");
        // A hole is no proof that could be left out once more; without a statement there is no goal.
        assert_eq!(salvage("have h : p := ?_\nrfl", 0), [""; 0]);
        assert_eq!(salvage("have h := foo\nrfl", 0), [""; 0]);
        // Binders and brackets before the proof.
        let binders = "have h (n : Nat := 0) : ∀ m, (m : Nat) = m := fun m => rfl m";
        assert_eq!(salvage(binders, 0), ["have h (n : Nat := 0) : ∀ m, (m : Nat) = m := ?_"]);
    }

    #[test]
    fn it_ends_if_it_is_repeated() {
        let mut texts = vec![SCRIPT.to_owned()];
        let mut steps = 0;
        while let Some(text) = texts.pop() {
            steps += 1;
            assert!(steps < 1000);
            let lines = polya_text::header::newlines(&text);
            texts.extend((0..=lines).flat_map(|line| salvage(&text, line)));
            texts.sort();
            texts.dedup();
        }
    }
}
