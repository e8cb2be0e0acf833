//! `polya check`: is this a proof of that?

use std::{fs, io::Read as _, path::Path};

use polya_engine::{engine, header};
use polya_judge::{GoldenError, Imports, Verdict};
use polya_problems::Problem;

use crate::{
    args::CheckArgs,
    commands::problems,
    context::{Context, block_on},
    exit::{Exit, Failure},
    terminal::{say, say_json},
};

pub(crate) fn check(context: &Context, args: &CheckArgs) -> anyhow::Result<Exit> {
    let problem = problems::find(&args.against, context.terminal)?;
    let text = read(&args.file)?;
    let Finished { lemmas, proof } = finished(&text, &problem).ok_or_else(|| {
        Failure::input(format!(
            "`{}` holds no proof of `{}`",
            args.file.display(),
            problem.theorem
        ))
        .hint(format!(
            "it must have the theorem as it stands in `{}:{}`, or be the proof alone, such as `by simp`",
            problem.path.display(),
            problem.line
        ))
    })?;
    let toolchain = context.lean()?;
    let scratch = engine::scratch(&context.settings)?;
    let judge = engine::judge(&context.settings, &toolchain, scratch.path());
    let verdict = block_on(async {
        let mut golden = judge.prepare(&problem).await;
        if let (Err(GoldenError::Rejected { .. }), Some(_)) = (&golden, toolchain.foundations()) {
            // As a run would: the list may leave out the import that its statements need.
            if let Some(wider) = header::with_mathematics(&problem) {
                golden = judge.prepare(&wider).await.or(golden);
            }
        }
        let golden = golden.map_err(|error| {
            let message = format!("{}: {error}", problem.path.display());
            match error {
                GoldenError::Rejected { .. } => Failure::input(message),
                GoldenError::Infrastructure { .. } => Failure::infrastructure(message),
            }
        })?;
        Ok(judge.judge_with(&golden, lemmas, proof).await)
    })?;
    if args.json {
        say_json(&verdict)?;
    } else {
        show(context, &verdict)?;
    }
    Ok(match verdict {
        Verdict::Accepted(_) => Exit::Success,
        Verdict::Rejected { .. } => Exit::Unsolved,
        Verdict::Undecided { .. } => Exit::Infrastructure,
    })
}

fn show(context: &Context, verdict: &Verdict) -> std::io::Result<()> {
    let paint = context.terminal.out();
    match verdict {
        Verdict::Accepted(accepted) => {
            say(format_args!("{}: {}", paint.green("accepted"), accepted.theorem()))?;
            let axioms = match accepted.axioms() {
                [] => "none".to_owned(),
                some => some.join(", "),
            };
            say(format_args!("  axioms: {axioms}"))?;
            if !accepted.kernels().is_empty() {
                say(format_args!("  checked again by: {}", accepted.kernels().join(", ")))?;
            }
            say(format_args!("  Lean {}", accepted.toolchain()))?;
            if accepted.imports() == Imports::Trusted {
                say("  imported modules: trusted as compiled, not checked again")?;
            }
            accepted.warnings().iter().try_for_each(|odd| say(format_args!("  odd: {odd}")))
        }
        Verdict::Rejected { mechanism, reason, evidence } => {
            say(format_args!("{} ({}): {reason}", paint.red("rejected"), mechanism.name()))?;
            evidence.iter().try_for_each(|line| say(format_args!("  {line}")))
        }
        Verdict::Undecided { reason } => {
            say(format_args!("{}: {reason}", paint.yellow("undecided")))
        }
    }
}

/// Reads the finished file.
fn read(file: &Path) -> Result<String, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::input(format!("cannot read `{}`: {error}", file.display()))
    };
    let text = if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(unreadable)?;
        text
    } else {
        fs::read_to_string(file).map_err(unreadable)?
    };
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

/// What a finished file adds to the problem's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Finished<'a> {
    /// What stands before the theorem, beyond what the problem has there.
    lemmas: &'a str,
    /// What stands where the problem has its hole.
    proof: &'a str,
}

/// What a finished file adds to the problem's.
///
/// Only those bytes reach the judge, which puts them into the problem's own file; the rest of
/// `text` is compared here to find them, and is not believed in any other way.
fn finished<'a>(text: &'a str, problem: &Problem) -> Option<Finished<'a>> {
    if let Some(rest) = after(text, problem.before()) {
        return Some(Finished { lemmas: "", proof: before_end(rest, problem.after()) });
    }
    let (above, head) = problem.before().split_at(problem.declaration());
    let starts = || text.match_indices('\n').map(|(at, _)| at + 1).chain([0]);
    if let Some((start, rest)) = starts().find_map(|at| Some((at, after(&text[at..], head)?))) {
        // Other theorems of the file may have proofs by now; then there are no lemmas to be told
        // from them.
        let lemmas = without_imports(after(&text[..start], above).unwrap_or_default());
        let proof = before_end(until_next(rest), problem.after());
        return Some(Finished { lemmas, proof });
    }
    // A proof alone: no line of it begins a declaration.
    let alone = text.trim();
    let declares = alone.lines().any(|line| begins_declaration(line) || line.starts_with("import"));
    (!alone.is_empty() && !declares).then_some(Finished { lemmas: "", proof: alone })
}

/// True for a line at the margin that begins a declaration or ends one's scope.
fn begins_declaration(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "theorem",
        "lemma",
        "example",
        "def",
        "abbrev",
        "structure",
        "inductive",
        "class",
        "instance",
        "axiom",
        "opaque",
        "namespace",
        "section",
        "end",
        "open",
        "variable",
        "universe",
        "private",
        "protected",
        "noncomputable",
        "mutual",
        "notation",
        "macro",
        "macro_rules",
        "syntax",
        "elab",
        "infix",
        "infixl",
        "infixr",
        "prefix",
        "postfix",
        "attribute",
        "set_option",
    ];
    let word = line.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
    WORDS.contains(&word) || line.starts_with("@[") || line.starts_with("/--")
}

/// The text below the imports. What a proof imports is what its problem imports.
fn without_imports(text: &str) -> &str {
    let mut rest = text.trim();
    while rest.starts_with("import ") {
        rest = rest.split_once('\n').map_or("", |(_, below)| below.trim_start());
    }
    rest
}

/// What follows `prefix` in `text`, white space aside.
fn after<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut end = 0;
    for wanted in prefix.chars().filter(|c| !c.is_whitespace()) {
        let (at, c) = rest.next()?;
        if c != wanted {
            return None;
        }
        end = at + c.len_utf8();
    }
    Some(text[end..].trim_start())
}

/// `rest` without `suffix` at its end, white space aside.
fn before_end<'a>(rest: &'a str, suffix: &str) -> &'a str {
    let mut left = rest.char_indices().rev().filter(|(_, c)| !c.is_whitespace());
    let mut end = rest.len();
    for wanted in suffix.chars().rev().filter(|c| !c.is_whitespace()) {
        match left.next() {
            Some((at, c)) if c == wanted => end = at,
            _ => return rest.trim_end(),
        }
    }
    rest[..end].trim_end()
}

/// `text` up to the next declaration.
fn until_next(text: &str) -> &str {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if start > 0 && begins_declaration(line) {
            return &text[..start];
        }
        start += line.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use polya_problems::{Expectation, ProblemId};

    fn problem(before: &str, after: &str) -> Problem {
        Problem {
            id: ProblemId::new("p"),
            theorem: "t".to_owned(),
            path: "p.lean".into(),
            line: 1,
            source: format!("{before}sorry{after}").into(),
            hole: before.len()..before.len() + 5,
            informal: None,
            level: None,
            tags: std::collections::BTreeSet::new(),
            expectation: Expectation::Unknown,
        }
    }

    #[test]
    fn the_proof_is_what_stands_in_the_hole() {
        let problem = problem("import A\n\ntheorem t (p : Prop) : p → p := ", "\n\nend B\n");
        let find = |text: &'static str| finished(text, &problem).map(|found| found.proof);
        let proof = "by\n  intro h\n  exact h";
        let whole =
            "import A\n\ntheorem t (p : Prop) : p → p := by\n  intro h\n  exact h\n\nend B\n";
        assert_eq!(find(whole), Some(proof));
        assert_eq!(
            find(
                "import A\ntheorem t (p : Prop) :\n    p → p :=\n  by\n  intro h\n  exact h\nend B"
            ),
            Some(proof),
            "white space does not matter"
        );
        assert_eq!(
            find(
                "import A\n\ntheorem u : True := trivial\n\ntheorem t (p : Prop) : p → p := fun h => h\n\ntheorem v : True := trivial\n"
            ),
            Some("fun h => h")
        );
        assert_eq!(find("by\n  intro h\n  exact h\n"), Some(proof));
        assert_eq!(find("fun h => h"), Some("fun h => h"));
    }

    #[test]
    fn another_statement_is_no_proof_of_this_one() {
        let problem = problem("theorem t (p : Prop) : p → p := ", "\n");
        assert_eq!(finished("theorem t (p : Prop) : p := by simp", &problem), None);
        assert_eq!(finished("def t := 1", &problem), None);
        assert_eq!(finished("  \n", &problem), None);
    }

    #[test]
    fn lemmas_before_the_theorem_belong_to_the_proof() {
        let problem =
            problem("import A\n\nnamespace N\n\n/-- Hard. -/\ntheorem t : p := ", "\n\nend N\n");
        let find = |text: &'static str| finished(text, &problem).unwrap();
        let found = find(
            "import A\nnamespace N\n\ntheorem l : q := by\n  simp\n\n/-- Hard. -/\ntheorem t : p := l.x\n\nend N\n",
        );
        assert_eq!(found, Finished { lemmas: "theorem l : q := by\n  simp", proof: "l.x" });
        let at_the_top = self::problem("theorem t : p := ", "\n");
        assert_eq!(
            finished(
                "import A\nimport B\n\ntheorem l : q := x\n\ntheorem t : p := l.x\n",
                &at_the_top
            ),
            Some(Finished { lemmas: "theorem l : q := x", proof: "l.x" })
        );
        // Other text above, and so nothing that can be told apart.
        let found = find("import B\n\ntheorem l : q := x\n\n/-- Hard. -/\ntheorem t : p := l.x\n");
        assert_eq!(found, Finished { lemmas: "", proof: "l.x" });
    }

    #[test]
    fn what_follows_the_hole_stays_outside() {
        let problem = problem("namespace N\ntheorem t : p := ", "\nend N\n");
        let proof = |text: &'static str| finished(text, &problem).unwrap().proof;
        assert_eq!(proof("namespace N\ntheorem t : p := x\nend N\n"), "x");
        assert_eq!(proof("namespace N\ntheorem t : p := x"), "x");
    }
}
