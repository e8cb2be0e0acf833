//! What is said and where: results on stdout, talk on stderr, colour only where it is welcome.

use std::{
    borrow::Cow,
    fmt::{self, Display, Write as _},
    io::{self, IsTerminal, Write},
};

use clap::ValueEnum;

use crate::exit::Failure;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Talk {
    /// Errors only.
    Quiet,
    /// Progress and notes.
    Normal,
    /// Details too.
    Verbose,
    /// And every step of the libraries.
    EveryStep,
}

/// The two streams and how to use them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    talk: Talk,
    color_out: bool,
    color_err: bool,
    /// True if stderr is a terminal on which bars can be drawn.
    pub(crate) draws: bool,
}

impl Terminal {
    pub(crate) fn new(choice: ColorChoice, talk: Talk) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = |is_terminal: bool| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !no_color && !dumb,
        };
        let err = io::stderr().is_terminal();
        Self {
            talk,
            color_out: color(io::stdout().is_terminal()),
            color_err: color(err),
            draws: err && !dumb && talk >= Talk::Normal,
        }
    }

    /// Styles for stdout.
    pub(crate) fn out(self) -> Paint {
        Paint(self.color_out)
    }

    /// Styles for stderr.
    pub(crate) fn err(self) -> Paint {
        Paint(self.color_err)
    }

    pub(crate) fn talk(self) -> Talk {
        self.talk
    }

    pub(crate) fn is_verbose(self) -> bool {
        self.talk >= Talk::Verbose
    }

    /// Something worth knowing, unless `--quiet`.
    pub(crate) fn note(self, message: impl Display) {
        if self.talk >= Talk::Normal {
            self.line(format_args!("{message}"));
        }
    }

    /// A detail, with `--verbose` only.
    pub(crate) fn detail(self, message: impl Display) {
        if self.is_verbose() {
            self.line(self.err().dim(message));
        }
    }

    /// Something that may be wrong but does not stop the work.
    pub(crate) fn warning(self, message: impl Display) {
        self.line(format_args!("{}: {message}", self.err().yellow("warning")));
    }

    /// A remedy.
    pub(crate) fn hint(self, message: impl Display) {
        self.line(format_args!("{}: {message}", self.err().cyan("hint")));
    }

    /// The last words of a command that failed: the error, what caused it, the remedy.
    pub(crate) fn error(self, error: &anyhow::Error) {
        let mut hints = Vec::new();
        // Libraries end a message with the remedy, on a line of its own.
        let mut without_hint = |text: String| match text.split_once("\nhint: ") {
            Some((message, hint)) => {
                hints.push(hint.to_owned());
                message.to_owned()
            }
            None => text,
        };
        let mut said = String::new();
        for (depth, cause) in error.chain().enumerate() {
            let cause = without_hint(cause.to_string());
            if depth == 0 {
                self.line(format_args!("{}: {cause}", self.err().red("error")));
            } else if !said.contains(&cause) {
                // Many errors repeat their cause in their own text.
                self.line(format_args!("  {}: {cause}", self.err().red("caused by")));
            }
            said = cause;
        }
        hints.extend(
            error.chain().filter_map(|cause| cause.downcast_ref::<Failure>()?.hint.clone()),
        );
        hints.dedup();
        for hint in hints {
            self.hint(hint);
        }
    }

    #[expect(clippy::unused_self, reason = "every line to stderr goes through here")]
    fn line(self, message: impl Display) {
        // Nobody is left to tell if stderr is gone.
        let _ = writeln!(io::stderr().lock(), "{}", cleaned(&message.to_string()));
    }
}

/// Styles, or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint(bool);

/// Text in a style.
pub(crate) struct Styled<T> {
    code: Option<&'static str>,
    text: T,
}

impl<T: Display> Display for Styled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "{STYLE}[{code}m{}{STYLE}[0m", self.text),
            None => self.text.fmt(f),
        }
    }
}

impl Paint {
    pub(crate) fn is_on(self) -> bool {
        self.0
    }

    fn style<T: Display>(self, code: &'static str, text: T) -> Styled<T> {
        Styled { code: self.0.then_some(code), text }
    }

    pub(crate) fn bold<T: Display>(self, text: T) -> Styled<T> {
        self.style("1", text)
    }

    pub(crate) fn dim<T: Display>(self, text: T) -> Styled<T> {
        self.style("2", text)
    }

    pub(crate) fn red<T: Display>(self, text: T) -> Styled<T> {
        self.style("1;31", text)
    }

    pub(crate) fn green<T: Display>(self, text: T) -> Styled<T> {
        self.style("32", text)
    }

    pub(crate) fn yellow<T: Display>(self, text: T) -> Styled<T> {
        self.style("33", text)
    }

    pub(crate) fn cyan<T: Display>(self, text: T) -> Styled<T> {
        self.style("36", text)
    }
}

/// Stands for ESC in text with styles, until it is printed. It is no character of any text: whatever
/// else could steer a terminal came from a file, a model or a tool, and is not let through.
const STYLE: char = '\u{fdd0}';

/// Text that can be shown: control characters but tabs and line ends are replaced, and styles
/// become what the terminal takes.
pub(crate) fn cleaned(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' | '\n' => c,
        STYLE => '\u{1b}',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        // These change the order in which the line is shown.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

/// Writes a result for people to stdout. A broken pipe is the caller's to forgive (see `main`).
pub(crate) fn say(text: impl Display) -> io::Result<()> {
    write_out(&cleaned(&text.to_string()))
}

/// Writes a value as JSON to stdout, over several lines.
pub(crate) fn say_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    Ok(write_out(&plain(&serde_json::to_string_pretty(value)?))?)
}

/// Writes JSON on one line to stdout.
pub(crate) fn say_json_line(value: &impl serde::Serialize) -> anyhow::Result<()> {
    Ok(write_out(&plain(&serde_json::to_string(value)?))?)
}

/// Writes a text that others read, such as Lean source, to stdout: as it is, unless a terminal
/// shows it.
pub(crate) fn say_text(text: &str) -> io::Result<()> {
    if io::stdout().is_terminal() { say(text) } else { write_out(text) }
}

/// The same JSON without a control character: those that JSON lets stand, escaped.
fn plain(json: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && c != '\n';
    if !json.contains(steers) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len() + 8);
    for c in json.chars() {
        if steers(c) {
            // They stand in strings only.
            // Writing to a string cannot fail.
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

fn write_out(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_does_not_steer_the_terminal() {
        let name = "a\u{1b}[2J\u{9b}31mb\rc\u{7}\u{202e}d\u{7f}";
        let shown = cleaned(&format!("solved {}\n\tok", Paint(true).bold(name)));
        assert_eq!(shown.matches('\u{1b}').count(), 2, "its own style alone: {shown:?}");
        assert!(shown.starts_with("solved \u{1b}[1ma\u{fffd}[2J"), "{shown:?}");
        assert!(shown.ends_with("\u{1b}[0m\n\tok"), "{shown:?}");
        assert!(!shown.contains(['\r', '\u{7}', '\u{7f}', '\u{9b}', '\u{202e}']), "{shown:?}");
        assert!(!cleaned(&Paint(false).bold(name).to_string()).contains('\u{1b}'));
    }

    #[test]
    fn json_keeps_its_value_and_has_no_control_characters() {
        let value = serde_json::json!({"name": "a\u{1b}\u{7f}\u{9b}\nb"});
        let text = plain(&value.to_string()).into_owned();
        assert!(!text.contains(char::is_control), "{text:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), value);
    }
}
