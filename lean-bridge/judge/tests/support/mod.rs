//! What the tests of the judge share: the fixtures in `corpus`, and a judge.
//!
//! A fixture's file is a header of `-- key: value` lines, a problem, and specimens, each after a line
//! `-- proof` (text for the problem's hole), `-- file` (a whole file, as if there were a way around
//! the hole), `-- forged: a <- b` (a whole file, in whose compiled module the value of `a` is then
//! replaced by that of `b`, as code that runs while the file compiles could do) or
//! `-- renamed: a -> b` (the same, where all that is called `a` is called `b` afterwards).

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

pub(crate) mod forge;

use std::{collections::BTreeSet, fs, path::Path};

use polya_judge::{Imports, Judge, JudgeSettings, Mechanism};
use polya_lean::{testing, toolchain::Toolchain};
use polya_problems::{Expectation, Problem, ProblemId};

pub(crate) struct Case {
    pub(crate) file: String,
    /// The defences that catch it, each of them alone, in the order in which they come.
    pub(crate) defences: Vec<Mechanism>,
    /// What is in its way when all of `defences` are off, and cannot be switched off. `None`: then
    /// it passes.
    pub(crate) otherwise: Option<Mechanism>,
    pub(crate) problem: Problem,
    pub(crate) specimens: Vec<Kind>,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Proof(String),
    File(String),
    /// A file's text, and what is done to its compiled module.
    Forged(String, Forgery),
}

#[derive(Clone, Debug)]
pub(crate) enum Forgery {
    /// The first gets the value of the second.
    Value(String, String),
    /// The first gets the name of the second.
    Name(String, String),
}

impl Forgery {
    fn new(mark: &str) -> Self {
        let words = |text: &str, between: &str| {
            let (a, b) = text.split_once(between).unwrap();
            (a.trim().to_owned(), b.trim().to_owned())
        };
        if let Some(text) = mark.strip_prefix("-- forged:") {
            let (to, from) = words(text, "<-");
            return Self::Value(to, from);
        }
        let (from, to) = words(mark.strip_prefix("-- renamed:").unwrap(), "->");
        Self::Name(from, to)
    }

    pub(crate) fn apply(&self, bytes: &mut [u8]) {
        match self {
            Self::Value(to, from) => {
                assert!(forge::replace_value(bytes, to, from), "declare `{from}` elsewhere");
            }
            Self::Name(from, to) => forge::rename(bytes, from, to),
        }
    }
}

impl Kind {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Proof(text) | Self::File(text) | Self::Forged(text, _) => text,
        }
    }
}

pub(crate) fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| case(file)).collect()
}

pub(crate) fn mechanism(name: &str) -> Mechanism {
    Mechanism::ALL
        .into_iter()
        .find(|mechanism| mechanism.name() == name)
        .unwrap_or_else(|| panic!("there is no defence `{name}`"))
}

fn is_forgery(line: &str) -> bool {
    line.starts_with("-- forged:") || line.starts_with("-- renamed:")
}

fn case(file: &Path) -> Case {
    let text = fs::read_to_string(file).unwrap();
    let mut sections: Vec<(&str, String)> = vec![("", String::new())];
    for line in text.split_inclusive('\n') {
        let mark = line.trim_end();
        if mark == "-- proof" || mark == "-- file" || is_forgery(mark) {
            sections.push((mark, String::new()));
        } else {
            sections.last_mut().unwrap().1.push_str(line);
        }
    }
    let mut sections = sections.into_iter();
    let (_, head) = sections.next().unwrap();
    let says =
        |what: &str| head.lines().find_map(|line| Some(line.strip_prefix(what)?.trim().to_owned()));
    let list = |text: String| text.split(", ").map(mechanism).collect();
    let defences = says("-- defences:").map(list).unwrap_or_default();
    let otherwise = says("-- otherwise:").map(|name| mechanism(&name));
    let start = head
        .split_inclusive('\n')
        .take_while(|line| line.starts_with("-- "))
        .map(str::len)
        .sum::<usize>();
    let source = head[start..].to_owned();
    let name = file.file_stem().unwrap().to_str().unwrap();
    let specimens = sections
        .map(|(mark, text)| match mark {
            "-- proof" => Kind::Proof(text.trim_end().to_owned()),
            "-- file" => Kind::File(text),
            _ => Kind::Forged(text, Forgery::new(mark)),
        })
        .collect();
    let problem = problem(name, &theorem_in(&source), source);
    Case { file: name.to_owned(), defences, otherwise, problem, specimens }
}

/// The full name of the last theorem with a hole.
fn theorem_in(source: &str) -> String {
    let before = &source[..source.rfind("sorry").unwrap()];
    let short = before.lines().rfind(|line| line.contains("theorem ")).unwrap();
    let short = short.split("theorem ").nth(1).unwrap();
    let short = match short.strip_prefix('«') {
        Some(quoted) => format!("«{}»", quoted.split('»').next().unwrap()),
        None => short.split([' ', '.', ':']).next().unwrap().to_owned(),
    };
    let namespace = source.lines().find_map(|line| line.strip_prefix("namespace "));
    namespace.map_or(short.clone(), |space| format!("{space}.{short}"))
}

/// A problem whose hole is the last `sorry` of `source`.
pub(crate) fn problem(id: &str, theorem: &str, source: impl Into<String>) -> Problem {
    let source: String = source.into();
    let hole = source.rfind("sorry").unwrap();
    Problem {
        id: ProblemId::new(id),
        theorem: theorem.to_owned(),
        path: "test.lean".into(),
        line: 1,
        source: source.into(),
        hole: hole..hole + "sorry".len(),
        closing: None,
        informal: None,
        level: None,
        tags: BTreeSet::new(),
        expectation: Expectation::Unknown,
    }
}

pub(crate) fn settings(scratch: &Path) -> JudgeSettings {
    JudgeSettings::new(env!("CARGO_BIN_EXE_polya-judge-helper"), scratch)
}

pub(crate) struct Court {
    pub(crate) judge: Judge,
    pub(crate) scratch: tempfile::TempDir,
    pub(crate) toolchain: Toolchain,
}

pub(crate) fn court() -> Court {
    court_with(Imports::Checked)
}

/// One that does not check the library again for each specimen: what is put before it is not
/// accepted, and so it would never be done.
pub(crate) fn court_for_fakes() -> Court {
    court_with(Imports::Trusted)
}

fn court_with(imports: Imports) -> Court {
    let scratch = tempfile::tempdir().unwrap();
    let toolchain = testing::toolchain();
    let settings = JudgeSettings { imports, ..settings(scratch.path()) };
    Court { judge: Judge::new(toolchain.clone(), settings), scratch, toolchain }
}
