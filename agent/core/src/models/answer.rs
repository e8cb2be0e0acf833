//! Reading tactics out of what a model wrote.
//!
//! Models wrap tactics in fences, begin with `by`, restate the theorem or go on talking. What is
//! left here is only a guess at where the tactics are; Lean and the escape check judge it.

/// Tactic texts in a sample, likeliest first: for a step the first tactic alone too, because a
/// model that was asked for one often writes several.
pub(super) fn tactics(sample: &str, step: bool) -> Vec<String> {
    let block = fenced(sample).unwrap_or(sample);
    let block = after_by(block);
    let whole = dedent(block);
    if !begins_like_a_tactic(&whole) {
        return Vec::new();
    }
    if !step {
        return vec![whole];
    }
    let first = first_tactic(&whole);
    if first == whole { vec![whole] } else { vec![first, whole] }
}

/// A sketch: tactics in which `sorry` stands for the proof of a `have` or of a case, or for all that
/// is left. Each becomes a hole that Lean makes a goal of; a `sorry` anywhere else makes it no
/// sketch.
pub(super) fn sketch(sample: &str) -> Option<String> {
    let text = tactics(sample, false).pop()?;
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim();
        if !trimmed.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "sorry") {
            lines.push(line.to_owned());
            continue;
        }
        if trimmed == "sorry" {
            // The proof of the line before, written below it; or the rest of the whole.
            match lines.last().map(|last| last.trim_end().strip_suffix(" by").map(str::to_owned)) {
                Some(Some(head)) if line.starts_with(' ') => {
                    lines.pop();
                    lines.push(hole(&head)?);
                }
                _ if !line.starts_with(' ') && text.ends_with(line) => {}
                _ => return None,
            }
            continue;
        }
        let head = trimmed.strip_suffix("sorry")?.trim_end();
        let head = head.strip_suffix(" by").unwrap_or(head);
        let indent = &line[..line.len() - line.trim_start().len()];
        lines.push(format!("{indent}{}", hole(head)?));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A line up to its proof, with a hole for it.
fn hole(head: &str) -> Option<String> {
    let (begins, head) = (head.trim_start(), head.trim_end());
    let have = begins.starts_with("have ") && !head.starts_with(' ') && head.ends_with(":=");
    let case = begins.starts_with("| ") && head.ends_with("=>");
    (have || case).then(|| format!("{head} ?_"))
}

/// The one line that a model of tactics alone was asked for, or `None` if it is anything else.
pub(super) fn line(sample: &str) -> Option<String> {
    let text = sample.trim();
    let odd = text.contains(|c: char| c.is_control()) || text.len() > LONGEST_LINE;
    (!odd && begins_like_a_tactic(text)).then(|| text.to_owned())
}

/// Longest line that is taken for a tactic, in bytes.
const LONGEST_LINE: usize = 300;

/// Tactics begin with a small letter or a sign; sentences mostly do not.
fn begins_like_a_tactic(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || "·{(<⟨".contains(c))
}

/// The inside of the last complete code fence, or of one that was cut off.
fn fenced(text: &str) -> Option<&str> {
    let parts: Vec<&str> = text.split("```").collect();
    let inside = parts.iter().skip(1).step_by(2).rfind(|part| !part.trim().is_empty())?;
    let (first, rest) = inside.split_once('\n').unwrap_or((inside, ""));
    let is_language = first.chars().all(char::is_alphanumeric) && !rest.is_empty();
    Some(if is_language { rest } else { inside })
}

/// What follows the `by` of a restated theorem, or a leading `by`.
fn after_by(block: &str) -> &str {
    let trimmed = block.trim_start();
    let restated = ["theorem ", "lemma ", "example"].iter().any(|word| trimmed.starts_with(word));
    if restated && let Some(at) = block.find(":= by") {
        return &block[at + ":= by".len()..];
    }
    match trimmed.strip_prefix("by") {
        Some(rest) if rest.starts_with([' ', '\n']) => rest,
        _ => block,
    }
}

/// The lines with their common indentation removed and no empty lines at either end.
fn dedent(block: &str) -> String {
    let lines: Vec<&str> = block.lines().map(str::trim_end).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    // The first line may follow `by` directly: its own indentation says nothing then.
    let mut rest = lines.iter().filter(|line| !line.trim().is_empty());
    let first = rest.next().map_or(0, indent);
    let least = rest.map(indent).min();
    let begins_block = block.starts_with('\n') || first > 0 && least == Some(first);
    let least = if begins_block { least.unwrap_or(first).min(first) } else { least.unwrap_or(0) };
    let strip = |line: &&str| line.get(least.min(indent(line))..).unwrap_or("").to_owned();
    let mut kept: Vec<String> = lines.iter().map(strip).collect();
    if let Some(line) = kept.iter_mut().find(|line| !line.is_empty()) {
        *line = line.trim_start().to_owned();
    }
    kept.join("\n").trim_matches('\n').trim_end().to_owned()
}

/// The first tactic of a block: its first line and the more indented or `|` lines below it.
fn first_tactic(block: &str) -> String {
    let mut lines = block.lines();
    let mut found: Vec<&str> = lines.next().into_iter().collect();
    found.extend(lines.take_while(|line| line.starts_with([' ', '|'])));
    found.join("\n")
}

/// Log-prior of a sample on the scale of the rules' priors: the mean log-probability of a token,
/// weighed by the root of the length, so that a long tactic is less likely but not hopeless. Where
/// the server does not tell, all samples share one.
pub(super) fn log_prior(logprob: Option<f64>, tokens: u32, samples: usize) -> f64 {
    match logprob {
        Some(logprob) => (logprob / f64::from(tokens.max(1)).sqrt()).clamp(-5.0, -0.1),
        None => -(1.0 + samples as f64).ln(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sample: &str, step: bool, expected: &[&str]) {
        assert_eq!(tactics(sample, step), expected, "{sample:?}");
    }

    #[test]
    fn a_bare_tactic_is_taken_as_it_is() {
        check("simp [h]", true, &["simp [h]"]);
        check("  simp [h]\n", true, &["simp [h]"]);
        check("by simp", true, &["simp"]);
        check("bypass h", true, &["bypass h"]);
        check("", true, &[]);
        check("\n \n", false, &[]);
    }

    #[test]
    fn of_several_tactics_the_first_stands_alone_too() {
        check("intro h\nexact h", true, &["intro h", "intro h\nexact h"]);
        check(
            "cases h with\n| inl a => exact a\n| inr b => exact b\nrfl",
            true,
            &[
                "cases h with\n| inl a => exact a\n| inr b => exact b",
                "cases h with\n| inl a => exact a\n| inr b => exact b\nrfl",
            ],
        );
    }

    #[test]
    fn fences_talk_and_restated_theorems_are_stripped() {
        check("I think so.\n```lean\nintro h\nexact h\n```\nDone.", false, &["intro h\nexact h"]);
        check(
            "```lean\ntheorem t (p : Prop) : p → p := by\n  intro h\n  exact h\n```",
            false,
            &["intro h\nexact h"],
        );
        check("```\n  constructor\n  · simp\n  · omega", false, &["constructor\n· simp\n· omega"]);
        check(
            "by\n    have : x = y := by\n      simp\n    omega",
            false,
            &["have : x = y := by\n  simp\nomega"],
        );
        check("```tactics\nrfl\n```", false, &["rfl"]);
    }

    #[test]
    fn holes_of_a_sketch_become_goals() {
        let made = |text: &str| sketch(text);
        let of = |text: &str| Some(text.to_owned());
        assert_eq!(
            made(
                "```lean\nhave h : a = b := by sorry\nhave k : b = c := sorry\nexact h.trans k\n```"
            ),
            of("have h : a = b := ?_\nhave k : b = c := ?_\nexact h.trans k")
        );
        assert_eq!(
            made("intro n\nhave h : n = 1 := by\n  sorry\nsorry"),
            of("intro n\nhave h : n = 1 := ?_")
        );
        assert_eq!(
            made("induction n with\n| zero => sorry\n| succ n ih => sorry"),
            of("induction n with\n| zero => ?_\n| succ n ih => ?_")
        );
        // A whole proof is a sketch without holes.
        assert_eq!(made("exact h"), of("exact h"));
        for text in
            ["sorry", "exact sorry", "constructor\n· sorry\n· rfl", "have h := foo sorry rfl"]
        {
            assert_eq!(made(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_tactic_is_refused() {
        check("The goal follows from h.", true, &[]);
        check("I would try:\nsimp", false, &[]);
        check("- simp", true, &[]);
        assert_eq!(line(" simp [h]\n").as_deref(), Some("simp [h]"));
        for junk in ["", "  ", "simp\nrfl", "⊢ p", "1 2", "Simp", &"a".repeat(301)] {
            assert_eq!(line(junk), None, "{junk:?}");
        }
    }

    #[test]
    fn priors_are_on_the_rules_scale() {
        assert!(log_prior(Some(-1.0), 4, 8) > log_prior(Some(-9.0), 4, 8));
        assert!(log_prior(Some(-40.0), 100, 8) > -5.0);
        assert!(log_prior(Some(0.0), 1, 1) < 0.0);
        assert!(log_prior(None, 3, 8) < log_prior(None, 3, 2));
    }
}
