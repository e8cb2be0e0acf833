//! Where a file's import header ends, and what it imports.
//!
//! One Lean process can import once, so workers are told apart by the header of their document.
//! Comments and blank lines in it would tell equal headers apart, so a header is sent to Lean in a
//! canonical form, and positions are mapped back.

/// Where a file's import header ends, in bytes: after its last import, or 0 where it has none.
pub fn end(text: &str) -> usize {
    Split::of(text).header.len()
}

/// The modules that a file's header names, in order.
pub fn imports(text: &str) -> Vec<String> {
    let commands = Split::of(text).commands();
    commands
        .iter()
        .filter_map(|(_, command)| command.split_once("import "))
        .map(|(_, module)| module.strip_prefix("all ").unwrap_or(module).to_owned())
        .collect()
}

/// A file, cut after its import header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Split<'a> {
    header: &'a str,
    /// The text after the header.
    pub(crate) rest: &'a str,
}

impl<'a> Split<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut scan = Scan { text, at: 0 };
        let mut end = 0;
        loop {
            match scan.word() {
                Some("module" | "prelude") => end = scan.at,
                Some("public" | "meta" | "private") => {}
                Some("import") => {
                    if scan.peek_word() == Some("all") {
                        scan.word();
                    }
                    if scan.name().is_none() {
                        break;
                    }
                    end = scan.at;
                }
                _ => break,
            }
        }
        let (header, rest) = text.split_at(end);
        Self { header, rest }
    }

    /// The header with one command a line, no comments, no blank lines, and a newline at the end.
    pub(crate) fn canonical(&self) -> String {
        self.commands().into_iter().fold(String::new(), |mut out, (_, command)| {
            out.push_str(&command);
            out.push('\n');
            out
        })
    }

    /// Number of line ends in the header.
    pub(crate) fn lines(&self) -> u32 {
        newlines(self.header)
    }

    /// Line of the original text for a line of the canonical header.
    pub(crate) fn line_of(&self, canonical: u32) -> u32 {
        self.commands().get(canonical as usize).map_or_else(|| self.lines(), |(line, _)| *line)
    }

    fn commands(&self) -> Vec<(u32, String)> {
        let mut scan = Scan { text: self.header, at: 0 };
        let mut out: Vec<(u32, String)> = Vec::new();
        let mut open = false;
        loop {
            let is_name = open
                && out.last().is_some_and(|(_, c)| c.ends_with("import") || c.ends_with(" all"));
            let word =
                if is_name && scan.peek_word() != Some("all") { scan.name() } else { scan.word() };
            let Some(word) = word else { return out };
            let line = newlines(&self.header[..scan.at]);
            match out.last_mut() {
                Some((_, command)) if open => {
                    command.push(' ');
                    command.push_str(word);
                }
                _ => out.push((line, word.to_owned())),
            }
            open = matches!(word, "import" | "all" | "public" | "meta" | "private") && !is_name
                || is_name && word == "all";
        }
    }
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn skip_trivia(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.len() - rest.trim_start().len();
            let rest = &rest[blank..];
            self.at += blank;
            if rest.starts_with("--") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/-") && !rest.starts_with("/--") && !rest.starts_with("/-!")
            {
                self.at += block_comment(rest);
            } else {
                return;
            }
        }
    }

    fn take(&mut self, in_word: impl Fn(char) -> bool) -> Option<&'a str> {
        self.skip_trivia();
        let rest = &self.text[self.at..];
        let len = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        self.at += len;
        (len > 0).then(|| &rest[..len])
    }

    fn word(&mut self) -> Option<&'a str> {
        self.take(|c| c.is_ascii_lowercase())
    }

    fn peek_word(&mut self) -> Option<&'a str> {
        let at = self.at;
        let word = self.word();
        self.at = at;
        word
    }

    /// A module name.
    fn name(&mut self) -> Option<&'a str> {
        self.take(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '\'' | '«' | '»' | '-'))
    }
}

/// Length of a nested block comment at the start of `text`.
pub(crate) fn block_comment(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/-" => {
                depth += 1;
                at += 2;
            }
            b"-/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

pub(crate) fn newlines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|&c| c == b'\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_named_without_their_modifiers() {
        assert_eq!(imports("theorem a : p := x"), [""; 0]);
        assert_eq!(end("-- c\ntheorem a : p := x"), 0);
        let text = "module\nimport A.B -- c\npublic import all C\nopen D";
        assert_eq!(imports(text), ["A.B", "C"]);
        assert_eq!(&text[end(text)..], "\nopen D");
    }

    #[test]
    fn headers_are_cut_after_the_last_import() {
        for (text, canonical, rest) in [
            ("theorem a : p := ", "", "theorem a : p := "),
            (
                "-- c\nprelude\n\nimport A.B -- d\n/- x /- y -/ -/\nimport C\n\ntheorem",
                "prelude\nimport A.B\nimport C\n",
                "\n\ntheorem",
            ),
            (
                "module\npublic import A\nimport all B\nopen X",
                "module\npublic import A\nimport all B\n",
                "\nopen X",
            ),
            ("/-- doc -/ theorem x", "", "/-- doc -/ theorem x"),
            ("import A\nimportant", "import A\n", "\nimportant"),
            ("/- unclosed", "", "/- unclosed"),
        ] {
            let split = Split::of(text);
            assert_eq!(split.canonical(), canonical, "{text:?}");
            assert_eq!(split.rest, rest, "{text:?}");
        }
        let split = Split::of("-- c\n\nimport A\n\nimport B\n");
        assert_eq!((split.line_of(0), split.line_of(1)), (2, 4));
    }
}
