//! The filter `tojson`, as the templates' own home has it: Python's `json.dumps`, with its spaces, its
//! arguments, and nothing escaped for HTML. What a template prints was seen so in training.
//!
//! It does not keep the order of an object's fields as the request had it: they come in the order of
//! their names.

use std::io::{self, Write};

use minijinja::{
    Error, ErrorKind, Value,
    value::{Kwargs, ValueKind},
};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Widest indentation taken: more is no layout but an attempt to fill memory.
const WIDEST: usize = 16;

/// The filter: `ensure_ascii`, `indent`, `separators` and `sort_keys`.
#[expect(clippy::needless_pass_by_value, reason = "the shape of a filter")]
pub(super) fn tojson(value: &Value, arguments: Kwargs) -> Result<String, Error> {
    let flag = |name| arguments.get::<Option<bool>>(name).map(Option::unwrap_or_default);
    let ascii = flag("ensure_ascii")?;
    // Fields are always sorted.
    flag("sort_keys")?;
    let indent = arguments.get::<Option<Value>>("indent")?.filter(|indent| !indent.is_none());
    let indent = indent.as_ref().map(indentation).transpose()?;
    let separators = arguments.get::<Option<Value>>("separators")?.filter(|s| !s.is_none());
    let (item, key) = match separators {
        Some(separators) => pair(&separators)?,
        // An item's separator is followed by a line end where lines are indented.
        None if indent.is_some() => (",".to_owned(), ": ".to_owned()),
        None => (", ".to_owned(), ": ".to_owned()),
    };
    arguments.assert_all_used()?;

    let mut out = Vec::new();
    let formatter = Python { item, key, indent, ascii, depth: 0, filled: false };
    value
        .serialize(&mut Serializer::with_formatter(&mut out, formatter))
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
    String::from_utf8(out)
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

/// A number of spaces, or a text.
fn indentation(indent: &Value) -> Result<String, Error> {
    let text = match indent.kind() {
        ValueKind::String => indent.as_str().unwrap_or_default().to_owned(),
        _ => " ".repeat(usize::try_from(indent.clone())?.min(WIDEST + 1)),
    };
    if text.len() > WIDEST {
        let reason = format!("`indent` is wider than {WIDEST}");
        return Err(Error::new(ErrorKind::InvalidOperation, reason));
    }
    Ok(text)
}

fn pair(separators: &Value) -> Result<(String, String), Error> {
    let texts: Vec<String> = separators
        .try_iter()?
        .filter_map(|separator| separator.as_str().map(str::to_owned))
        .collect();
    <[String; 2]>::try_from(texts)
        .map(<(String, String)>::from)
        .map_err(|_| Error::new(ErrorKind::InvalidOperation, "`separators` must be two texts"))
}

/// Python's layout.
struct Python {
    item: String,
    key: String,
    indent: Option<String>,
    ascii: bool,
    depth: usize,
    /// Something stands between the brackets that are open.
    filled: bool,
}

impl Python {
    fn line<W: ?Sized + Write>(&self, to: &mut W) -> io::Result<()> {
        let Some(indent) = &self.indent else { return Ok(()) };
        to.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| to.write_all(indent.as_bytes()))
    }

    fn open<W: ?Sized + Write>(&mut self, to: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        to.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, to: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(to)?;
        }
        self.filled = true;
        to.write_all(bracket)
    }

    fn begin<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        if !first {
            to.write_all(self.item.as_bytes())?;
        }
        self.filled = true;
        self.line(to)
    }
}

impl Formatter for Python {
    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.open(to, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.close(to, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.begin(to, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.open(to, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.close(to, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.begin(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(self.key.as_bytes())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        to: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if !self.ascii {
            return to.write_all(text.as_bytes());
        }
        for unit in text.chars() {
            if unit.is_ascii() {
                write!(to, "{unit}")?;
            } else {
                let mut units = [0; 2];
                for unit in unit.encode_utf16(&mut units) {
                    write!(to, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use minijinja::{Environment, context};

    fn rendered(filter: &str, value: &serde_json::Value) -> Result<String, minijinja::Error> {
        let mut environment = Environment::new();
        environment.add_filter("tojson", super::tojson);
        environment.render_str(&format!("{{{{ value | {filter} }}}}"), context! { value })
    }

    /// The expected texts are what Python's `json.dumps(value, sort_keys=True, …)` gives.
    #[test]
    fn it_writes_what_python_writes() {
        let value = serde_json::json!({
            "b": [1, -2.5, true, null, [], {}], "a": "x < y && 'ℕ' \"𝔸\"\n", "c": {"d": []},
        });
        for (filter, wanted) in [
            (
                "tojson",
                r#"{"a": "x < y && 'ℕ' \"𝔸\"\n", "b": [1, -2.5, true, null, [], {}], "c": {"d": []}}"#,
            ),
            (
                "tojson(ensure_ascii=False)",
                r#"{"a": "x < y && 'ℕ' \"𝔸\"\n", "b": [1, -2.5, true, null, [], {}], "c": {"d": []}}"#,
            ),
            (
                "tojson(ensure_ascii=True)",
                r#"{"a": "x < y && '\u2115' \"\ud835\udd38\"\n", "b": [1, -2.5, true, null, [], {}], "c": {"d": []}}"#,
            ),
            (
                "tojson(separators=(',', ':'), sort_keys=true)",
                r#"{"a":"x < y && 'ℕ' \"𝔸\"\n","b":[1,-2.5,true,null,[],{}],"c":{"d":[]}}"#,
            ),
            (
                "tojson(indent=none, separators=none)",
                r#"{"a": "x < y && 'ℕ' \"𝔸\"\n", "b": [1, -2.5, true, null, [], {}], "c": {"d": []}}"#,
            ),
            (
                "tojson(indent=2)",
                "{\n  \"a\": \"x < y && 'ℕ' \\\"𝔸\\\"\\n\",\n  \"b\": [\n    1,\n    -2.5,\n    true,\n    null,\n    [],\n    {}\n  ],\n  \"c\": {\n    \"d\": []\n  }\n}",
            ),
        ] {
            assert_eq!(rendered(filter, &value).expect(filter), wanted, "{filter}");
        }
    }

    #[test]
    fn senseless_arguments_are_refused() {
        let value = serde_json::json!([1]);
        for filter in [
            "tojson(indent=1000000000)",
            "tojson(indent=-1)",
            "tojson(separators=(','))",
            "tojson(separators=(1, 2))",
            "tojson(colour=1)",
        ] {
            assert!(rendered(filter, &value).is_err(), "{filter}");
        }
    }
}
