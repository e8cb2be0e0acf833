//! Marks: what the author of a list says about a theorem, in ordinary Lean comments.
//!
//! A mark is a line comment `-- level: hard`, `-- expect: false` or `-- tags: number theory, sums`
//! between the end of the previous command and the theorem it speaks of. `-- default level: hard`
//! (and the same for the others) holds from there to the end of the file. Files stay ordinary
//! Lean. Marks are cut from a problem's source, because nobody who attempts a statement may be
//! told whether it is true.

use std::{collections::BTreeSet, ops::Range};

use polya_text::lexer::{Kind, tokens};

use crate::Expectation;

/// One mark in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The comment's bytes.
    pub(crate) span: Range<usize>,
    /// Holds for the rest of the file.
    pub(crate) default: bool,
    pub(crate) says: Says,
    /// Stood above a declaration that took notice of it.
    pub(crate) heard: bool,
}

/// What a mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Level(String),
    Expect(Expectation),
    Tags(Vec<String>),
    /// Nothing that can be understood: the value given to `expect`.
    Unclear(String),
}

/// The marks that speak of one theorem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) level: Option<String>,
    pub(crate) expectation: Expectation,
    pub(crate) tags: BTreeSet<String>,
}

impl Marks {
    /// Takes in what one mark says; a later mark wins over an earlier one.
    pub(crate) fn add(&mut self, says: &Says) {
        match says {
            Says::Level(level) => self.level = Some(level.clone()),
            Says::Expect(expectation) => self.expectation = *expectation,
            Says::Tags(tags) => self.tags.extend(tags.iter().cloned()),
            Says::Unclear(_) => {}
        }
    }
}

/// All marks of a file, in order.
pub(crate) fn marks(text: &str) -> Vec<Mark> {
    let comments = tokens(text).filter(|token| token.kind == Kind::LineComment);
    comments.filter_map(|token| mark(text, token.span)).collect()
}

fn mark(text: &str, span: Range<usize>) -> Option<Mark> {
    let comment = text[span.clone()].trim_start_matches('-').trim();
    let (key, value) = comment.split_once(':')?;
    let (default, key) = match key.strip_prefix("default ") {
        Some(key) => (true, key),
        None => (false, key),
    };
    let value = value.trim();
    let says = match key.trim() {
        "level" => Says::Level(value.to_owned()),
        "tags" => Says::Tags(split_tags(value).collect()),
        "expect" => match value {
            "true" => Says::Expect(Expectation::True),
            "false" => Says::Expect(Expectation::False),
            "unknown" => Says::Expect(Expectation::Unknown),
            other => Says::Unclear(other.to_owned()),
        },
        _ => return None,
    };
    Some(Mark { span, default, says, heard: false })
}

/// `a, b ,c` as its parts, white space in them made single.
pub(crate) fn split_tags(list: &str) -> impl Iterator<Item = String> + '_ {
    list.split(',').map(single_spaced).filter(|tag| !tag.is_empty())
}

/// The words of `text` with one blank between them.
pub(crate) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
