//! Where a file's import header ends, and what it imports.
//!
//! One Lean process can import once, so workers are told apart by the header of their document.
//! Comments and blank lines in it would tell equal headers apart, so a header is sent to Lean in a
//! canonical form, and positions are mapped back.

use std::ops::Range;

use crate::lexer::{Kind, Token, tokens};

/// Where a file's import header ends, in bytes: after its last import, or 0 where it has none.
pub fn end(text: &str) -> usize {
    Header::of(text).end()
}

/// The modules that a file's header names, in order.
pub fn imports(text: &str) -> Vec<String> {
    Header::of(text).imports().map(str::to_owned).collect()
}

/// The import header of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header<'t> {
    text: &'t str,
    commands: Vec<Command>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Command {
    /// The command's words.
    words: Vec<Range<usize>>,
    /// Whether the last of them is a module's name.
    import: bool,
}

impl<'t> Header<'t> {
    /// Reads the header of a file; no more of the text is looked at.
    pub fn of(text: &'t str) -> Self {
        let mut code = tokens(text).filter(|token| !token.kind.is_trivia() || token.unclosed);
        let mut commands = Vec::new();
        while let Some(command) = command(text, &mut code) {
            commands.push(command);
        }
        Self { text, commands }
    }

    /// Where it ends, in bytes: after its last command, or 0 if it is empty.
    pub fn end(&self) -> usize {
        self.commands.last().and_then(|command| command.words.last()).map_or(0, |word| word.end)
    }

    /// The text after it.
    pub fn rest(&self) -> &'t str {
        &self.text[self.end()..]
    }

    /// The imported modules, in order.
    pub fn imports(&self) -> impl Iterator<Item = &'t str> {
        let text = self.text;
        let imports = self.commands.iter().filter(|command| command.import);
        imports.filter_map(|command| command.words.last()).map(move |word| &text[word.clone()])
    }

    /// True if the file opts out of Lean's default import.
    pub fn is_prelude(&self) -> bool {
        self.commands.iter().any(|command| &self.text[command.words[0].clone()] == "prelude")
    }

    /// The header with one command a line, no comments, no blank lines, and a newline at the end.
    pub fn canonical(&self) -> String {
        let mut canonical = String::new();
        for command in &self.commands {
            for (place, word) in command.words.iter().enumerate() {
                canonical.push_str(if place > 0 { " " } else { "" });
                canonical.push_str(&self.text[word.clone()]);
            }
            canonical.push('\n');
        }
        canonical
    }

    /// Number of line ends in the header as it stands.
    pub fn lines(&self) -> u32 {
        newlines(&self.text[..self.end()])
    }

    /// Line of the original text, from 0, for a line of the canonical header, from 0.
    pub fn line_of(&self, canonical: u32) -> u32 {
        let command = self.commands.get(canonical as usize);
        command.map_or_else(|| self.lines(), |c| newlines(&self.text[..c.words[0].start]))
    }
}

/// The next command of the header, if the next tokens are one.
fn command(text: &str, code: &mut impl Iterator<Item = Token>) -> Option<Command> {
    let mut words = Vec::new();
    loop {
        let token = code.next().filter(|token| token.kind == Kind::Word && !token.unclosed)?;
        let word = &text[token.span.clone()];
        words.push(token.span);
        match word {
            "module" | "prelude" if words.len() == 1 => {
                return Some(Command { words, import: false });
            }
            "public" | "meta" | "private" => {}
            "import" => break,
            _ => return None,
        }
    }
    loop {
        let token = code.next().filter(|token| token.kind == Kind::Word && !token.unclosed)?;
        let all =
            &text[token.span.clone()] == "all" && &text[words[words.len() - 1].clone()] == "import";
        words.push(token.span);
        if !all {
            return Some(Command { words, import: true });
        }
    }
}

/// Number of line ends.
pub fn newlines(text: &str) -> u32 {
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
            ("import «A b».C\npublic theorem x", "import «A b».C\n", "\npublic theorem x"),
        ] {
            let header = Header::of(text);
            assert_eq!(header.canonical(), canonical, "{text:?}");
            assert_eq!(header.rest(), rest, "{text:?}");
        }
        let header = Header::of("-- c\n\nimport A\n\nimport B\n");
        assert_eq!((header.line_of(0), header.line_of(1)), (2, 4));
    }

    fn read(text: &str) -> (bool, Vec<String>) {
        (Header::of(text).is_prelude(), imports(text))
    }

    #[test]
    fn headers_are_read_up_to_the_first_command() {
        let names = |list: &[&str]| list.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert_eq!(read(""), (false, names(&[])));
        assert_eq!(read("prelude\nimport A.B\nimport C\n"), (true, names(&["A.B", "C"])));
        assert_eq!(read("import A import B def x := 1 import C"), (false, names(&["A", "B"])));
        assert_eq!(
            read("/- a /- nested -/ import X -/ -- import Y\nprelude -- z\nimport A"),
            (true, names(&["A"]))
        );
        assert_eq!(
            read("module\nprelude\npublic import A\nmeta import all B\npublic section"),
            (true, names(&["A", "B"]))
        );
        assert_eq!(read("/- never closed import A"), (false, names(&[])));
        assert_eq!(read("theorem t : True := trivial\nimport A"), (false, names(&[])));
    }
}
