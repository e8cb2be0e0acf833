//! Problems as lines of JSON, which a run keeps of its list.
//!
//! The problems of a file share its text, in memory and here: a line without `source` has that of the
//! line above it.

use std::{io, sync::Arc};

use serde_json::Value;

use crate::Problem;

/// Writes problems, one a line.
pub fn write_lines(problems: &[Problem], into: &mut impl io::Write) -> io::Result<()> {
    let mut last: Option<&Arc<str>> = None;
    for problem in problems {
        if last.is_some_and(|last| *last == problem.source) {
            let short = Problem { source: "".into(), ..problem.clone() };
            let mut value = serde_json::to_value(&short)?;
            if let Value::Object(fields) = &mut value {
                fields.remove("source");
            }
            serde_json::to_writer(&mut *into, &value)?;
        } else {
            serde_json::to_writer(&mut *into, problem)?;
        }
        last = Some(&problem.source);
        into.write_all(b"\n")?;
    }
    Ok(())
}

/// Reads what [`write_lines`] wrote, or an earlier version, whose lines all have their source. The error
/// comes with its line, from 1.
pub fn read_lines(text: &str) -> Result<Vec<Problem>, (usize, serde_json::Error)> {
    let mut last: Arc<str> = "".into();
    let mut read = |line: &str| -> serde_json::Result<Problem> {
        let mut value: Value = serde_json::from_str(line)?;
        let shared = match &mut value {
            Value::Object(fields) if !fields.contains_key("source") => {
                fields.insert("source".to_owned(), Value::String(String::new()));
                true
            }
            _ => false,
        };
        let mut problem: Problem = serde_json::from_value(value)?;
        if shared {
            problem.source = Arc::clone(&last);
        }
        last = Arc::clone(&problem.source);
        Ok(problem)
    };
    text.lines().enumerate().map(|(at, line)| read(line).map_err(|error| (at + 1, error))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lean, load};

    #[test]
    fn problems_of_one_file_share_its_text_on_disk_and_afterwards() {
        let of = |text: &str, place| load::problems_of(lean::read(text), "p.lean".as_ref(), place);
        let text =
            "theorem a : 1 = 1 := sorry\nnamespace N\ntheorem b : 2 = 2 := by sorry\nend N\n";
        let mut problems = of(text, "p");
        problems.extend(of("theorem c : 3 = 3 := sorry\n", "q"));
        let mut lines = Vec::new();
        write_lines(&problems, &mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        assert_eq!(lines.matches("1 = 1").count(), 1, "{lines}");
        let read = read_lines(&lines).unwrap();
        assert_eq!(read, problems);
        assert!(Arc::ptr_eq(&read[0].source, &read[1].source));
        assert_eq!(read[1].after(), "\n\nend N\n");
        assert_eq!(read_lines("\n").unwrap_err().0, 1);
    }

    #[test]
    fn a_line_of_an_earlier_version_is_read() {
        let line = r#"{"id":"p::t","theorem":"t","path":"p.lean","line":1,"source":"theorem t : p := sorry\n\nend N\n","hole":{"start":17,"end":22},"informal":null,"level":null,"tags":[],"expectation":"unknown"}"#;
        let problem = &read_lines(line).unwrap()[0];
        assert_eq!(problem.with_proof("x"), "theorem t : p := x\n\nend N\n");
    }
}
