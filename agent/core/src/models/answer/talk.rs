//! Telling tactics from sentences, where a model did not mark its code.

/// Words that begin sentences and no tactics.
const SENTENCE: [&str; 40] = [
    "we",
    "the",
    "this",
    "that",
    "so",
    "then",
    "to",
    "now",
    "it",
    "since",
    "because",
    "here",
    "hence",
    "thus",
    "you",
    "finally",
    "i",
    "in",
    "a",
    "an",
    "as",
    "okay",
    "ok",
    "sure",
    "let's",
    "note",
    "therefore",
    "which",
    "where",
    "after",
    "before",
    "there",
    "these",
    "they",
    "also",
    "but",
    "and",
    "my",
    "our",
    "answer",
];

/// Words that are tactics by themselves.
const ALONE: [&str; 22] = [
    "rfl",
    "simp",
    "simp_all",
    "omega",
    "decide",
    "trivial",
    "assumption",
    "constructor",
    "contradiction",
    "grind",
    "aesop",
    "ring",
    "linarith",
    "nlinarith",
    "norm_num",
    "positivity",
    "tauto",
    "intro",
    "intros",
    "exfalso",
    "left",
    "right",
];

/// What may stand before a tactic on its line.
const LABELS: [&str; 12] = [
    "tactic",
    "next tactic",
    "tactics",
    "answer",
    "final answer",
    "proof",
    "lean",
    "lean 4",
    "lean proof",
    "solution",
    "result",
    "output",
];

/// The lines of an answer that are no talk: the longest run of them. Declarations count with all that
/// follows.
pub(super) fn without_talk(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let declares = |line: &&str| {
        ["theorem ", "lemma ", "example ", "example:", "import "]
            .iter()
            .any(|w| line.starts_with(w))
    };
    if let Some(first) = lines.iter().position(declares) {
        let rest = &lines[first..];
        let end = rest.iter().position(|line| is_sentence(line)).unwrap_or(rest.len());
        return rest[..end].join("\n");
    }
    let mut best: Vec<String> = Vec::new();
    let mut run: Vec<String> = Vec::new();
    for line in lines {
        let plain = unlabelled(line);
        if line.trim().is_empty() {
            if !run.is_empty() {
                run.push(String::new());
            }
        } else if is_sentence(&plain) {
            if run.len() > best.len() {
                best = std::mem::take(&mut run);
            }
            run.clear();
        } else {
            run.push(plain);
        }
    }
    if run.len() > best.len() {
        best = run;
    }
    if best.is_empty() { inline_code(text) } else { best.join("\n") }
}

/// A line without a bullet, a number or a label before it.
fn unlabelled(line: &str) -> String {
    let bare = line.trim_start();
    let mut rest = bare;
    for bullet in ["- ", "* ", "• "] {
        rest = rest.strip_prefix(bullet).unwrap_or(rest);
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && rest[digits..].starts_with([')', '.']) {
        rest = rest[digits + 1..].trim_start();
    }
    if let Some((label, after)) = rest.split_once(':') {
        let label = label.trim_matches('*').trim().to_lowercase();
        if LABELS.contains(&label.as_str()) {
            rest = after.trim_start_matches('*').trim_start();
        }
    }
    if rest.len() == bare.len() {
        return line.to_owned();
    }
    let code = rest.strip_prefix('`').and_then(|code| code.strip_suffix('`'));
    code.filter(|code| !code.contains('`')).unwrap_or(rest).to_owned()
}

/// Whether a line is talk.
fn is_sentence(line: &str) -> bool {
    if ["```", "~~~"].iter().any(|fence| line.trim().starts_with(fence)) {
        return true;
    }
    if line.starts_with([' ', '\t']) {
        return false;
    }
    let line = line.trim_end();
    let first = line.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or(line);
    let word = first.to_lowercase();
    line.starts_with(|c: char| c.is_uppercase() || "#>$*\\".contains(c) && line.len() > 1)
        || SENTENCE.contains(&word.as_str())
        || (line.contains('`') && line.matches('`').count().is_multiple_of(2))
        || (line.ends_with('.') && line.split_whitespace().count() > 3)
        || line.starts_with("--") && line.chars().all(|c| c == '-')
}

/// Tactics between single backquotes, a line each.
fn inline_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let inside = parts.iter().skip(1).step_by(2).map(|code| code.trim());
    let is_tactic = |code: &&str| {
        let first = code.split_whitespace().next().unwrap_or("");
        let begins = first.starts_with(|c: char| c.is_ascii_lowercase());
        begins && !first.contains('.') && (ALONE.contains(code) || code.contains(' '))
    };
    inside.filter(is_tactic).collect::<Vec<_>>().join("\n")
}
