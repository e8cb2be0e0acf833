//! Reading tactics out of what a model wrote.
//!
//! Models think aloud, wrap tactics in fences or tags, restate the theorem, write the whole file again
//! or go on talking. `visible` leaves out what is not meant to be read, `blocks` and `talk` find the
//! code, and `script` makes tactics for the goal of it. What is found is only a guess at what the model
//! meant; Lean and the escape check judge it.

mod blocks;
mod script;
mod talk;
mod visible;

use self::script::begins_like_a_tactic;
use crate::refusal::Refusal;

/// What a model was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    /// The theorem's name.
    pub(super) theorem: &'a str,
    /// What stands between the theorem's name and its proof.
    pub(super) signature: &'a str,
    /// The file before the theorem's proof, whose lemmas need not be proved again.
    pub(super) file: &'a str,
    /// The goal is the theorem's own, and not one that a step has left.
    pub(super) own_goal: bool,
    /// The next tactic, not a whole proof.
    pub(super) step: bool,
}

/// Most scripts that are taken from one sample.
const MOST: usize = 3;

/// Tactic texts in a sample, likeliest first: the proof of the theorem itself, then what the model wrote
/// last. For a step the first tactic alone comes too, because a model that was asked for one often
/// writes several.
pub(super) fn tactics(sample: &str, asked: &Asked<'_>) -> Result<Vec<String>, Refusal> {
    let seen = visible::visible(sample);
    if seen.text.trim().is_empty() {
        return Err(if seen.only_thought { Refusal::OnlyThoughts } else { Refusal::Empty });
    }
    let mut refusal = None;
    let mut found: Vec<(bool, String)> = Vec::new();
    for block in blocks::blocks(&seen.text).into_iter().rev() {
        if seen.only_thought && !block.marked {
            refusal.get_or_insert(Refusal::OnlyThoughts);
            continue;
        }
        let text = if block.marked { block.text } else { talk::without_talk(&block.text) };
        match script::script(&text, asked) {
            Ok(script) => {
                let restates = script::restates(&text, asked);
                // The last tactic of what was cut off may be half of one.
                let before = if block.closed { None } else { script::without_last(&script) };
                found.push((restates, script));
                found.extend(before.map(|before| (restates, before)));
            }
            Err(reason) => {
                refusal.get_or_insert(reason);
            }
        }
    }
    found.sort_by_key(|(restates, _)| !restates);
    let mut texts: Vec<String> = Vec::new();
    for (_, whole) in found {
        if asked.step {
            let first = script::first_tactic(&whole);
            if script::is_closed(&first) && !texts.contains(&first) {
                texts.push(first);
            }
        }
        if !texts.contains(&whole) {
            texts.push(whole);
        }
    }
    texts.truncate(MOST);
    if texts.is_empty() { Err(refusal.unwrap_or(Refusal::Prose)) } else { Ok(texts) }
}

/// Whether tactics leave something open.
pub(super) fn has_holes(text: &str) -> bool {
    let mut words = polya_text::lexer::tokens(text).filter(|t| !t.kind.is_trivia());
    words.any(|token| ["sorry", "admit"].contains(&&text[token.span]))
}

/// The tactics as a sketch: one in which `sorry` stands for the proof of a `have` or of a case, or for all that
/// is left. Each becomes a hole that Lean makes a goal of; a `sorry` anywhere else makes it no
/// sketch.
pub(super) fn sketch(text: &str) -> Option<String> {
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

/// The one line that a model of tactics alone was asked for; anything else is refused.
pub(super) fn line(sample: &str) -> Result<String, Refusal> {
    let text = sample.trim();
    let odd = text.contains(|c: char| c.is_control()) || text.len() > LONGEST_LINE;
    match text {
        "" => Err(Refusal::Empty),
        _ if odd || !begins_like_a_tactic(text) => Err(Refusal::Prose),
        _ => Ok(text.to_owned()),
    }
}

/// Longest line that is taken for a tactic, in bytes.
const LONGEST_LINE: usize = 300;

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
mod tests;
