//! JSON Lines in the manner of miniF2F and PutnamBench: one statement a line.
//!
//! The benchmarks disagree on the names of their fields and on whether a statement ends in
//! `:= by`, in `sorry` or with the proposition, so both are read generously. Fields that are not
//! known are passed over.

use std::{collections::BTreeSet, path::Path};

use polya_text::{
    lexer::{self, Kind},
    name::components,
};
use serde_json::{Map, Value};

use crate::{
    Expectation, Problem, ProblemId,
    lean::{self, Note, Theorem},
    load::{Malformed, ProblemList},
    marks::{single_spaced, split_tags},
};

/// Names of the fields, those of this list format first, then those of other lists: miniF2F and
/// PutnamBench, `ProofNet#`, `FormalMATH`, Herald, miniCTX, `ProverBench`, Lean Workbook, CombiBench.
const NAME: &[&str] = &[
    "name",
    "theorem_name",
    "theoremName",
    "problem_name",
    "full_name",
    "id",
    "problem_id",
    "uuid",
];
const STATEMENT: &[&str] = &[
    "formal_statement",
    "lean4_statement",
    "lean4_formalization",
    "refined_statement",
    "theoremStatement",
    "formal_theorem",
    "autoformalization",
    "lean4_code",
    "lean_code",
    "statement",
    "theorem",
    "code",
];
const HEADER: &[&str] = &[
    "header",
    "lean4_header",
    "lean4_src_header",
    "srcContext",
    "src_context",
    "context",
    "preamble",
];
const INFORMAL: &[&str] = &[
    "informal_statement",
    "informal_prefix",
    "informal_stmt",
    "informal_theorem",
    "nl_statement",
    "natural_language",
    "natural_language_statement",
    "informal",
];
const EXPECT: &[&str] = &["expect", "expectation"];

/// Reads every line of `text`.
pub(crate) fn read_into(list: &mut ProblemList, path: &Path, place: &str, text: &str) {
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        match entry(path, place, number, line) {
            Ok((problem, warnings)) => {
                list.problems.push(problem);
                let warnings = warnings
                    .into_iter()
                    .map(|note| Malformed::new(path, Note { line: number, ..note }));
                list.warnings.extend(warnings);
            }
            Err(note) => list.malformed.push(Malformed::new(path, note)),
        }
    }
}

fn entry(path: &Path, place: &str, line: u32, json: &str) -> Result<(Problem, Vec<Note>), Note> {
    let refuse = |reason: String, hint: &str| Note { line, reason, hint: Some(hint.to_owned()) };
    let value: Value = parse(json).map_err(|error| {
        refuse(format!("the line is not valid JSON: {error}"), "every line holds one JSON object")
    })?;
    let Value::Object(fields) = value else {
        return Err(refuse(
            "the line is not a JSON object".to_owned(),
            "every line holds one JSON object",
        ));
    };
    let statement = text_field(&fields, STATEMENT).ok_or_else(|| {
        let fields: Vec<String> = fields.keys().take(12).map(|key| format!("`{key}`")).collect();
        let has = if fields.is_empty() { "nothing".to_owned() } else { fields.join(", ") };
        refuse(
            format!("there is no `formal_statement`; the entry has {has}"),
            "put the theorem in `formal_statement`",
        )
    })?;
    let name = text_field(&fields, NAME);

    let source = complete(text_field(&fields, HEADER).as_deref(), &statement);
    let reading = lean::read(&source);
    let theorem = choose(reading.theorems, name.as_deref()).map_err(|count| {
        if count > 1 {
            return refuse(
                format!(
                    "the statement has {count} theorems to prove and none has the entry's name"
                ),
                "set `name` to the name of the theorem that is meant",
            );
        }
        let reason = reading.malformed.first().map_or_else(
            || "the statement has no `theorem` or `lemma` to prove".to_owned(),
            |note| note.reason.clone(),
        );
        refuse(reason, "`formal_statement` ends in `theorem … : …`, with or without `:= by sorry`")
    })?;

    let mut tags: BTreeSet<String> = theorem.tags;
    tags.extend(tag_field(&fields, "tags"));
    tags.extend(tag_field(&fields, "split"));
    let expectation = EXPECT.iter().find_map(|key| fields.get(*key)).map_or(
        Ok(theorem.marks.expectation),
        |value| {
            expectation(value).ok_or_else(|| {
                refuse(
                    format!("`{value}` says nothing about the truth of a statement"),
                    "write true, false or \"unknown\"",
                )
            })
        },
    )?;
    let informal =
        theorem.informal.or_else(|| text_field(&fields, INFORMAL).map(|text| plain(&text)));
    let id = name.unwrap_or_else(|| theorem.name.clone());
    let problem = Problem {
        id: ProblemId::new(format!("{place}::{id}")),
        theorem: theorem.name,
        path: path.to_owned(),
        line,
        source: reading.source,
        hole: theorem.hole,
        closing: Some(theorem.closing),
        informal: informal.filter(|text| !text.is_empty()),
        level: Some(
            text_field(&fields, &["level"])
                .or(theorem.marks.level)
                .unwrap_or_else(|| place.to_owned()),
        ),
        tags,
        expectation,
    };
    Ok((problem, reading.warnings))
}

/// Reads a line. Python writes numbers that JSON has not, for fields that are missing: they are read as
/// `null`.
fn parse(json: &str) -> serde_json::Result<Value> {
    serde_json::from_str(json).or_else(|error| {
        let mended = without_odd_numbers(json);
        serde_json::from_str(&mended).map_err(|_| error)
    })
}

/// `NaN` and infinities outside strings as `null`.
fn without_odd_numbers(json: &str) -> String {
    let mut mended = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    let mut rest = json;
    while let Some(c) = rest.chars().next() {
        let odd = ["NaN", "-Infinity", "Infinity"].into_iter().find(|odd| rest.starts_with(odd));
        if let Some(odd) = odd.filter(|_| !in_string) {
            mended.push_str("null");
            rest = &rest[odd.len()..];
            continue;
        }
        in_string ^= c == '"' && !escaped;
        escaped = in_string && c == '\\' && !escaped;
        mended.push(c);
        rest = &rest[c.len_utf8()..];
    }
    mended
}

/// The whole file: header, statement, and a hole if the statement ends without one.
fn complete(header: Option<&str>, statement: &str) -> String {
    let mut source = String::new();
    for part in header.into_iter().chain([statement]) {
        // The same conventions as in a `.lean` file.
        source.push_str(
            part.strip_prefix('\u{feff}').unwrap_or(part).replace("\r\n", "\n").trim_end(),
        );
        source.push('\n');
    }
    let tokens: Vec<_> = lexer::tokens(&source).collect();
    let mut code = tokens.iter().rev().filter(|token| !token.kind.is_trivia());
    let missing = match code.next().map(|token| (token.kind, &source[token.span.clone()])) {
        None | Some((Kind::Word, "sorry" | "end")) => "",
        Some((Kind::Word, "by") | (Kind::Symbol, ":=")) => "  sorry\n",
        // `end Name` closes a namespace; the theorem before it is complete.
        Some((Kind::Word, _))
            if code.next().is_some_and(|token| &source[token.span.clone()] == "end") =>
        {
            ""
        }
        Some(_) => "  := sorry\n",
    };
    source + missing
}

/// The theorem with the entry's name, else the only or last one; otherwise how many there are.
fn choose(mut theorems: Vec<Theorem>, name: Option<&str>) -> Result<Theorem, usize> {
    let wanted = name.map(|name| components(name).join("."));
    let fits = |theorem: &Theorem| {
        wanted.as_ref().is_some_and(|wanted| {
            theorem.name == *wanted || theorem.name.ends_with(&format!(".{wanted}"))
        })
    };
    if let Some(at) = theorems.iter().position(fits) {
        return Ok(theorems.swap_remove(at));
    }
    match theorems.len() {
        1 => Ok(theorems.swap_remove(0)),
        count => Err(count),
    }
}

fn text_field(fields: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| match fields.get(*key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// A list of strings, or one string with commas.
fn tag_field(fields: &Map<String, Value>, key: &str) -> Vec<String> {
    match fields.get(key) {
        Some(Value::String(text)) => split_tags(text).collect(),
        Some(Value::Array(tags)) => {
            tags.iter().filter_map(Value::as_str).map(single_spaced).collect()
        }
        _ => Vec::new(),
    }
}

fn expectation(value: &Value) -> Option<Expectation> {
    match value {
        Value::Bool(true) => Some(Expectation::True),
        Value::Bool(false) => Some(Expectation::False),
        Value::String(text) if text == "true" => Some(Expectation::True),
        Value::String(text) if text == "false" => Some(Expectation::False),
        Value::String(text) if text == "unknown" => Some(Expectation::Unknown),
        Value::Null => Some(Expectation::Unknown),
        _ => None,
    }
}

/// `/-- text -/` as `text`.
fn plain(informal: &str) -> String {
    let text = informal.trim();
    let text = text.strip_prefix("/--").unwrap_or(text);
    text.strip_suffix("-/").unwrap_or(text).trim().to_owned()
}
