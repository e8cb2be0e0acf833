//! `polya library`: the index of Foundations, and files for other libraries.

use std::{fmt::Write as _, fs, io::Read as _, path::Path};

use polya_lean::library;
use polya_text::header;

use crate::{
    args::{LibraryArgs, LibraryCommand, PortTarget},
    context::Context,
    exit::{Exit, Failure},
    terminal::say_text,
};

pub(crate) fn library(context: &Context, args: &LibraryArgs) -> anyhow::Result<Exit> {
    match &args.what {
        LibraryCommand::Index => {
            let toolchain = context.lean()?;
            let Some(page) = library::index(&toolchain)? else {
                return Err(Failure::input(
                    "this Lean has a library of its own; Foundations is not in use",
                )
                .into());
            };
            say_text(page.trim_end())?;
        }
        LibraryCommand::Port { file, to } => {
            let ported = port(&read(file)?, *to);
            for note in &ported.notes {
                context.terminal.warning(note);
            }
            say_text(ported.text.trim_end())?;
        }
    }
    Ok(Exit::Success)
}

fn read(file: &Path) -> Result<String, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::input(format!("cannot read `{}`: {error}", file.display()))
    };
    if file != Path::new("-") {
        return fs::read_to_string(file).map_err(unreadable);
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

/// A file for another library, and what may be wrong with it there.
#[derive(Debug, PartialEq, Eq)]
struct Ported {
    text: String,
    notes: Vec<String>,
}

/// Words that Foundations has beyond Lean's own library, all of them Mathlib's.
const MATHLIB_ONLY: [&str; 28] = [
    "lemma",
    "use",
    "by_contra",
    "by_contra!",
    "push_neg",
    "contrapose",
    "contrapose!",
    "split_ifs",
    "choose",
    "exacts",
    "conv_lhs",
    "conv_rhs",
    "nth_rewrite",
    "nth_rw",
    "tauto",
    "norm_num",
    "linarith",
    "nlinarith",
    "ring",
    "ring_nf",
    "positivity",
    "aesop",
    "Type*",
    "Sort*",
    "ℕ",
    "ℤ",
    "∃!",
    "rintro!",
];

/// Words that are Foundations' alone.
const OWN: [&str; 5] =
    ["Nat.sumRange", "Nat.prodRange", "ring_expand", "tauto_step", "reverseRecOn'"];

/// Rewrites the header: what names Foundations, and `prelude`, goes; the library's import comes.
fn port(text: &str, to: PortTarget) -> Ported {
    let end = header::end(text);
    let imports = header::imports(text);
    let is_own = |module: &str| {
        let root = module.split('.').next();
        root == Some(polya_foundations::ROOT) || module == polya_foundations::SHIM
    };
    let mut notes = Vec::new();
    let mut out = String::new();
    let import = match to {
        PortTarget::Init => polya_foundations::SHIM,
        PortTarget::Mathlib => "Mathlib",
    };
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(out, "import {import}");
    for module in imports.iter().filter(|module| !is_own(module)) {
        let _ = writeln!(out, "import {module}");
        notes.push(format!("`{module}` is imported as before: the file depends on it"));
    }
    out.push('\n');
    out.push_str(text[end..].trim_start());

    let words = words(&text[end..]);
    let used = |list: &[&str]| -> Vec<String> {
        list.iter()
            .filter(|word| words.iter().any(|w| w == *word))
            .map(|w| format!("`{w}`"))
            .collect()
    };
    if to == PortTarget::Init {
        let beyond = imports.iter().find(|module| {
            let module = module.as_str();
            is_own(module) && module != polya_foundations::ROOT && module != polya_foundations::SHIM
        });
        if let Some(module) = beyond {
            notes.push(format!(
                "`{module}` is mathematics that Lean alone lacks; try `--to mathlib`"
            ));
        }
        let missing = used(&MATHLIB_ONLY);
        if !missing.is_empty() {
            notes.push(format!(
                "Lean alone does not know {}; `--to mathlib` does",
                missing.join(", ")
            ));
        }
    }
    let own = used(&OWN);
    if !own.is_empty() || text[end..].contains("∑ i <") {
        notes.push(format!(
            "only Foundations has {}",
            if own.is_empty() { "`∑ i < n, f i`".to_owned() } else { own.join(", ") }
        ));
    }
    Ported { text: out, notes }
}

/// The words of a text, comments and strings included: enough for a hint.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| {
        !(c.is_alphanumeric() || matches!(c, '_' | '.' | '\'' | '!' | '*' | '?' | '∃'))
    })
    .filter(|word| !word.is_empty())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_header_changes() {
        let body = "/-! About. -/\n\ntheorem t (a b : Nat) : a + b = b + a := Nat.add_comm a b\n";
        for header in [
            "",
            "import Foundations\n\n",
            "prelude\nimport Foundations.Nat.Order\n",
            "import Init\n",
        ] {
            let init = port(&format!("{header}{body}"), PortTarget::Init);
            assert_eq!(init.text, format!("import Init\n\n{body}"), "{header}");
            let mathlib = port(&format!("{header}{body}"), PortTarget::Mathlib);
            assert_eq!(mathlib.text, format!("import Mathlib\n\n{body}"), "{header}");
            assert_eq!(mathlib.notes, [""; 0]);
        }
    }

    #[test]
    fn what_is_missing_over_there_is_named() {
        let text =
            "import Foundations.Mathematics\nimport Mine\n\nlemma t : 1 + 1 = 2 := by norm_num\n";
        let init = port(text, PortTarget::Init);
        assert_eq!(init.text, "import Init\nimport Mine\n\nlemma t : 1 + 1 = 2 := by norm_num\n");
        let notes = init.notes.join("\n");
        for named in ["`Mine`", "`Foundations.Mathematics`", "`lemma`", "`norm_num`"] {
            assert!(notes.contains(named), "{named}: {notes}");
        }
        let mathlib = port(text, PortTarget::Mathlib);
        assert_eq!(mathlib.notes.len(), 1, "{:?}", mathlib.notes);
        let own = port("example : Nat.sumRange 0 id = 0 := rfl", PortTarget::Mathlib);
        assert!(own.notes[0].contains("Nat.sumRange"), "{:?}", own.notes);
    }
}
