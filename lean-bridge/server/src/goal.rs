//! Goals as data.
//!
//! A goal is what Lean prints under a `⊢`. Its text is the only form that every Lean version and
//! every front end shares, so it is parsed from there, and goals are compared by a canonical form.
//! Nothing here understands terms: a type is a string that Lean printed.

use std::{borrow::Cow, fmt::Write as _};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A goal: local context and target.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Goal {
    /// Case tag, such as `succ` or `zero.inl`.
    pub case: Option<String>,
    /// Local context, outermost first.
    pub hypotheses: Vec<Hypothesis>,
    /// Target as printed after `⊢`, on one line.
    pub target: String,
}

/// One entry of a goal's local context.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hypothesis {
    /// User name, without the dagger that marks inaccessible names (`n✝¹` is `n¹` here).
    pub name: String,
    /// False if the name is inaccessible (printed with `✝`) and so cannot be written in a tactic.
    pub accessible: bool,
    /// Type as printed, on one line.
    pub ty: String,
    /// Value of a `let` variable, as printed.
    pub value: Option<String>,
}

/// Key under which equal goals of one environment are shared: a hash of the canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GoalKey(pub [u8; 16]);

/// Text that was expected to be goals and is not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a goal as Lean prints it: {0:?}")]
pub struct GoalParseError(pub String);

/// First line of the message by which Lean reports goals that are left.
const UNSOLVED: &str = "unsolved goals";

impl Goal {
    /// Parses one goal as Lean prints it.
    pub fn parse(text: &str) -> Result<Self, GoalParseError> {
        match Self::parse_all(text)?.as_slice() {
            [goal] => Ok(goal.clone()),
            _ => Err(GoalParseError(text.to_owned())),
        }
    }

    /// Parses any number of goals, separated by blank lines as in Lean's messages.
    ///
    /// Notes and hints that Lean appends to a message are skipped; any other text is an error, so
    /// that a goal cannot get lost.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, GoalParseError> {
        let mut goals = Vec::new();
        for block in blocks(text) {
            let first = block[0];
            if first.starts_with("Note:") || first.starts_with("Hint:") {
                break;
            }
            if block == ["no goals"] {
                continue;
            }
            goals.push(parse_block(&block).ok_or_else(|| GoalParseError(block.join("\n")))?);
        }
        Ok(goals)
    }

    /// Goals of an "unsolved goals" message; `None` if the message is another one.
    pub fn parse_unsolved(message: &str) -> Option<Result<Vec<Self>, GoalParseError>> {
        let rest = message.strip_prefix(UNSOLVED)?;
        let rest = rest.strip_prefix('\n').or_else(|| rest.is_empty().then_some(""))?;
        Some(Self::parse_all(rest).and_then(|goals| {
            if goals.is_empty() { Err(GoalParseError(message.to_owned())) } else { Ok(goals) }
        }))
    }

    /// The goal in Lean's own layout, one entry per line.
    pub fn display(&self) -> String {
        let mut out = String::new();
        if let Some(case) = &self.case {
            let _ = writeln!(out, "case {case}");
        }
        let mut rest = self.hypotheses.as_slice();
        while let Some(first) = rest.first() {
            // Lean prints neighbours of one type together, unless they have values.
            let same = if first.value.is_some() {
                1
            } else {
                rest.iter().take_while(|h| h.value.is_none() && h.ty == first.ty).count()
            };
            for hypothesis in &rest[..same] {
                out.push_str(&hypothesis.printed_name());
                out.push(' ');
            }
            let _ = write!(out, ": {}", first.ty);
            if let Some(value) = &first.value {
                let _ = write!(out, " := {value}");
            }
            out.push('\n');
            rest = &rest[same..];
        }
        let _ = write!(out, "⊢ {}", self.target);
        out
    }

    /// The form that equal goals share: no case tag, inaccessible names and metavariables
    /// numbered in order of appearance, white space normalised.
    pub fn canonical(&self) -> String {
        let untagged = Self { case: None, ..self.clone() };
        renumber(&untagged.display())
    }

    /// The key of this goal in an environment, which is named by the text that sets it up: the
    /// file's header, definitions and options.
    pub fn key(&self, environment: &[u8]) -> GoalKey {
        let mut hasher = blake3::Hasher::new();
        // The length keeps environment and goal apart.
        hasher.update(&(environment.len() as u64).to_le_bytes());
        hasher.update(environment);
        hasher.update(self.canonical().as_bytes());
        let mut key = [0; 16];
        key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        GoalKey(key)
    }

    /// True if the goal mentions a metavariable (`?m.12`, `?x`), which closing another goal may
    /// assign.
    pub fn mentions_metavariable(&self) -> bool {
        mentions_metavariable(&self.target)
            || self.hypotheses.iter().any(|h| {
                mentions_metavariable(&h.ty)
                    || h.value.as_deref().is_some_and(mentions_metavariable)
            })
    }
}

impl std::fmt::Display for Goal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.display())
    }
}

impl std::fmt::Display for GoalKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Hypothesis {
    /// The name as Lean prints it, with the dagger of an inaccessible one.
    pub fn printed_name(&self) -> Cow<'_, str> {
        if self.accessible {
            return Cow::Borrowed(&self.name);
        }
        let stem = self.name.trim_end_matches(is_superscript);
        Cow::Owned(format!("{stem}✝{}", &self.name[stem.len()..]))
    }
}

/// Groups of lines between blank lines.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = Vec::new();
    let mut block = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            if !block.is_empty() {
                blocks.push(std::mem::take(&mut block));
            }
        } else {
            block.push(line.trim_end());
        }
    }
    if !block.is_empty() {
        blocks.push(block);
    }
    blocks
}

fn parse_block(lines: &[&str]) -> Option<Goal> {
    // An entry starts in column 0; what is indented continues the entry above.
    let mut entries: Vec<String> = Vec::new();
    for line in lines {
        if line.starts_with(' ') {
            let entry = entries.last_mut()?;
            entry.push(' ');
            entry.push_str(line.trim_start());
        } else {
            entries.push((*line).to_owned());
        }
    }
    let mut entries = entries.into_iter().peekable();
    let case = entries
        .next_if(|e| e.starts_with("case ") && !has_type_colon(e))
        .map(|e| e["case ".len()..].trim().to_owned());
    let mut hypotheses = Vec::new();
    while let Some(entry) = entries.next() {
        // `⊢` for an ordinary goal, `|` for one of `conv`.
        if let Some(target) = entry.strip_prefix("⊢ ").or_else(|| entry.strip_prefix("| ")) {
            let target = target.trim().to_owned();
            return entries.next().is_none().then_some(Goal { case, hypotheses, target });
        }
        parse_hypotheses(&entry, &mut hypotheses)?;
    }
    None
}

/// `case : Nat` is a hypothesis with an unlucky name.
fn has_type_colon(entry: &str) -> bool {
    entry["case ".len()..].trim_start().starts_with(':') || entry.contains(" : ")
}

fn parse_hypotheses(entry: &str, into: &mut Vec<Hypothesis>) -> Option<()> {
    let colon = find_top_level(entry, " : ", |_| 0)?;
    let (names, rest) = (&entry[..colon], &entry[colon + 3..]);
    // In `h : let y := 1; p y` the `:=` belongs to the type.
    let value_at = find_top_level(rest, " := ", binders_before);
    let (ty, value) = match value_at {
        Some(at) => (&rest[..at], Some(rest[at + 4..].trim().to_owned())),
        None => (rest, None),
    };
    let mut any = false;
    for name in split_names(names) {
        any = true;
        into.push(Hypothesis {
            accessible: !name.contains('✝'),
            name: name.replace('✝', ""),
            ty: ty.trim().to_owned(),
            value: value.clone(),
        });
    }
    any.then_some(())
}

/// Names before a colon; `«two words»` is one name.
fn split_names(names: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in names.chars() {
        match c {
            '«' => quoted = true,
            '»' => quoted = false,
            ' ' if !quoted => {
                out.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    out.retain(|n| !n.is_empty());
    out
}

/// Finds `needle` outside brackets, strings and quoted names. `skip` says how many occurrences
/// belong to binders in the text before.
fn find_top_level(text: &str, needle: &str, skip: fn(&str) -> usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    let mut found = 0;
    for (at, c) in text.char_indices() {
        if let Some(end) = quote {
            match c {
                _ if escaped => escaped = false,
                '\\' if end == '"' => escaped = true,
                _ if c == end => quote = None,
                _ => {}
            }
            continue;
        }
        match c {
            '"' => quote = Some('"'),
            '«' => quote = Some('»'),
            '(' | '[' | '{' | '⟨' | '⟦' => depth += 1,
            ')' | ']' | '}' | '⟩' | '⟧' => depth = depth.saturating_sub(1),
            _ if depth == 0 && text[at..].starts_with(needle) => {
                if found >= skip(&text[..at]) {
                    return Some(at);
                }
                found += 1;
            }
            _ => {}
        }
    }
    None
}

fn binders_before(text: &str) -> usize {
    text.split([' ', '(', '['])
        .filter(|w| matches!(*w, "let" | "have" | "letI" | "haveI" | "let_fun"))
        .count()
}

fn is_superscript(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// True for a character that can belong to a name. Generous: it only serves to find the ends of
/// words.
fn in_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '_' | '\'' | '!' | '?' | '.' | '✝' | '«' | '»')
        || is_superscript(c)
}

pub(crate) fn mentions_metavariable(text: &str) -> bool {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '?'
            && !in_word(before)
            && chars.peek().is_some_and(|n| n.is_alphabetic() || *n == '_')
        {
            return true;
        }
        before = c;
    }
    false
}

/// Replaces inaccessible names and metavariables by numbers in order of appearance.
fn renumber(text: &str) -> String {
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    let mut flush = |word: &mut String, out: &mut String| {
        let changes = word.contains('✝') || (word.starts_with('?') && word.len() > 1);
        if changes {
            // Of `h✝.left` only the head is a name of the context.
            let (head, tail) = match word.find('✝') {
                Some(at) => {
                    let end = word[at..].find('.').map_or(word.len(), |d| at + d);
                    word.split_at(end)
                }
                None => word.split_at(word.len()),
            };
            let next = numbers.len();
            let number = *numbers.entry(head.to_owned()).or_insert(next);
            let mark = if head.starts_with('?') { '?' } else { '✝' };
            let _ = write!(out, "{mark}{number}{tail}");
        } else {
            out.push_str(word);
        }
        word.clear();
    };
    for c in text.chars() {
        if in_word(c) {
            word.push(c);
        } else {
            flush(&mut word, &mut out);
            // A run of blanks means no more than one.
            if c != ' ' || !out.ends_with(' ') {
                out.push(c);
            }
        }
    }
    flush(&mut word, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_message_with_two_goals() {
        let goals = Goal::parse_unsolved(
            "unsolved goals\ncase succ.zero\nn m✝ : Nat\nih✝ : Eq (Nat.zero.add n) (n.add Nat.zero) →\n    Eq n m✝\nx : Nat := n + 1\ninst✝¹ : Decidable (n = 0)\n⊢ Eq (Nat.zero.add n.succ)\n    (n.succ.add Nat.zero)\n\ncase inr\n«odd name» : List.head? l = none\n⊢ ∃ x, x < n",
        )
        .unwrap()
        .unwrap();
        expect![[r#"
            [
                Goal {
                    case: Some(
                        "succ.zero",
                    ),
                    hypotheses: [
                        Hypothesis {
                            name: "n",
                            accessible: true,
                            ty: "Nat",
                            value: None,
                        },
                        Hypothesis {
                            name: "m",
                            accessible: false,
                            ty: "Nat",
                            value: None,
                        },
                        Hypothesis {
                            name: "ih",
                            accessible: false,
                            ty: "Eq (Nat.zero.add n) (n.add Nat.zero) → Eq n m✝",
                            value: None,
                        },
                        Hypothesis {
                            name: "x",
                            accessible: true,
                            ty: "Nat",
                            value: Some(
                                "n + 1",
                            ),
                        },
                        Hypothesis {
                            name: "inst¹",
                            accessible: false,
                            ty: "Decidable (n = 0)",
                            value: None,
                        },
                    ],
                    target: "Eq (Nat.zero.add n.succ) (n.succ.add Nat.zero)",
                },
                Goal {
                    case: Some(
                        "inr",
                    ),
                    hypotheses: [
                        Hypothesis {
                            name: "«odd name»",
                            accessible: true,
                            ty: "List.head? l = none",
                            value: None,
                        },
                    ],
                    target: "∃ x, x < n",
                },
            ]
        "#]]
        .assert_debug_eq(&goals);
        expect![[r"
            case succ.zero
            n m✝ : Nat
            ih✝ : Eq (Nat.zero.add n) (n.add Nat.zero) → Eq n m✝
            x : Nat := n + 1
            inst✝¹ : Decidable (n = 0)
            ⊢ Eq (Nat.zero.add n.succ) (n.succ.add Nat.zero)"]]
        .assert_eq(&goals[0].display());
    }

    #[test]
    fn a_value_is_told_from_a_binding_inside_the_type() {
        let goal = Goal::parse(
            "h : let y := 1; y = n\ns : S := { x := 1, y := 2 }\nt : p \" := \" ∧ q\n⊢ True",
        )
        .unwrap();
        let values: Vec<_> = goal.hypotheses.iter().map(|h| (&*h.ty, h.value.as_deref())).collect();
        assert_eq!(
            values,
            [
                ("let y := 1; y = n", None),
                ("S", Some("{ x := 1, y := 2 }")),
                ("p \" := \" ∧ q", None)
            ]
        );
    }

    #[test]
    fn what_is_no_goal_is_an_error() {
        assert!(Goal::parse("n : Nat").is_err());
        assert!(Goal::parse("⊢ p\nn : Nat").is_err());
        assert!(Goal::parse_all("⊢ p\n\nsomething else").is_err());
        assert_eq!(Goal::parse_all("⊢ p\n\nNote: something else").unwrap().len(), 1);
        assert_eq!(Goal::parse_unsolved("unsolved goals of another kind"), None);
        assert!(Goal::parse_unsolved("unsolved goals\n").unwrap().is_err());
    }

    #[test]
    fn equal_goals_have_equal_keys() {
        let key = |text: &str| Goal::parse(text).unwrap().key(b"env");
        let same = key("case a\nn✝ : Nat\nh : p n✝\n⊢ q n✝  ?m.17");
        assert_eq!(same, key("case b\nk✝¹ : Nat\nh : p k✝¹\n⊢ q\n  k✝¹ ?m.4"));
        assert_ne!(same, key("n : Nat\nh : p n\n⊢ q n ?m.17"), "n can be named here");
        assert_ne!(same, key("n✝ : Nat\nh' : p n✝\n⊢ q n✝ ?m.17"));
        let goal = Goal::parse("⊢ p").unwrap();
        assert_ne!(goal.key(b"a"), goal.key(b"b"));
    }

    #[test]
    fn metavariables_are_seen_and_question_marks_in_names_are_not() {
        assert!(mentions_metavariable("p ?m.12"));
        assert!(mentions_metavariable("?w = 1"));
        assert!(mentions_metavariable("f (?a)"));
        assert!(!mentions_metavariable("l.head? = none"));
        assert!(!mentions_metavariable("get? l i"));
        assert!(!mentions_metavariable("a ? b"));
    }

    fn name() -> impl Strategy<Value = (String, bool)> {
        ("[a-z][a-z0-9_']{0,3}", any::<bool>())
    }

    fn ty() -> impl Strategy<Value = String> {
        "[A-Z][a-z]{0,4}( [a-z(⟨]{1,3}[)⟩]?| = | → ){0,3}x"
            .prop_filter("brackets must match", |t| {
                find_top_level(&format!("{t} : "), " : ", |_| 0).is_some()
            })
    }

    prop_compose! {
        fn goal()(
            case in prop::option::of("[a-z]{1,5}(\\.[a-z]{1,4})?"),
            hypotheses in prop::collection::vec((name(), ty(), prop::option::of(ty())), 0..5),
            target in ty(),
        ) -> Goal {
            let hypotheses = hypotheses
                .into_iter()
                .map(|((name, accessible), ty, value)| Hypothesis { name, accessible, ty, value })
                .collect();
            Goal { case, hypotheses, target }
        }
    }

    proptest! {
        #[test]
        fn what_is_displayed_is_parsed_back(goal in goal()) {
            prop_assert_eq!(Goal::parse(&goal.display()).unwrap(), goal);
        }

        #[test]
        fn any_text_is_parsed_or_refused(text in "[a-z:=⊢✝«» \n]{0,60}") {
            let _ = Goal::parse_all(&text);
        }

        #[test]
        fn the_canonical_form_is_stable(goal in goal()) {
            let canonical = goal.canonical();
            prop_assert_eq!(renumber(&canonical), canonical);
        }
    }
}
