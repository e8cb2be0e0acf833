//! What a finished file adds to its problem.
//!
//! The two files are compared command by command, by their tokens: comments, docstrings and layout do
//! not count. What is found here is put into the problem's own file and judged there; the finished file
//! is believed in no other way.

use std::ops::Range;

use polya_text::{
    Body, Command, Commands, Declaration, Scopes, What, column, header, keywords,
    lexer::{Kind, tokens},
    splice::{dedented, indented, lifted, placed},
};

use crate::{Problem, problem::Addition};

/// What a finished file adds to its problem's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// What stands above the theorem: lemmas, and proofs of earlier theorems.
    pub additions: Vec<Addition>,
    /// What stands where the problem has its hole, as [`Problem::with_proof`] takes it.
    pub proof: String,
}

/// Finds the proof of a problem in `text`: a whole file that has the theorem as the problem states it, or
/// the proof alone.
pub fn finished(text: &str, problem: &Problem) -> Option<Finished> {
    let file = File::read(text);
    let before = File::read(problem.before());
    let wanted = before.commands.last()?;
    let statement = statement(problem.before(), wanted)?;
    let mut named = file.named(&problem.theorem);
    let Some(place) = named.find(|&at| {
        self::statement(text, &file.commands[at]).is_some_and(|found| found == statement)
    }) else {
        return alone(text, &file);
    };
    let command = &file.commands[place];
    let proof = proof(text, command)?;
    let above = File {
        text: problem.before(),
        commands: before.commands[..before.commands.len() - 1].to_vec(),
    };
    let theirs = File { text, commands: file.commands[..place].to_vec() };
    let end = wanted.span.start;
    Some(Finished { additions: additions(&above, &theirs, end), proof })
}

/// A text that is a proof and nothing else.
fn alone(text: &str, file: &File<'_>) -> Option<Finished> {
    let declares = file.commands.iter().any(|command| {
        let word = &text[command.keyword.clone()];
        !matches!(command.what, What::Other)
            || (keywords::begins_command(word) && !command.is_local(text))
    });
    let proof = text.trim();
    (!proof.is_empty() && !declares)
        .then(|| Finished { additions: Vec::new(), proof: proof.to_owned() })
}

struct File<'t> {
    text: &'t str,
    /// The commands after the import header.
    commands: Vec<Command>,
}

impl<'t> File<'t> {
    fn read(text: &'t str) -> Self {
        let header = header::end(text);
        let mut commands = Commands::read(text).commands;
        commands.retain(|command| command.keyword.start >= header);
        Self { text, commands }
    }

    /// The theorems of this full name.
    fn named(&self, full_name: &str) -> impl Iterator<Item = usize> {
        let mut scopes = Scopes::default();
        let mut found = Vec::new();
        for (at, command) in self.commands.iter().enumerate() {
            let part = |place: &Option<Range<usize>>| place.clone().map(|place| &self.text[place]);
            match &command.what {
                What::Namespace(name) => scopes.open_namespace(part(name).unwrap_or_default()),
                What::Section(name) => scopes.open_section(part(name)),
                What::Mutual => scopes.open_mutual(),
                What::End(name) => drop(scopes.close(part(name))),
                What::Declaration(Declaration { name: Some(name), .. })
                    if scopes.full_name(&self.text[name.clone()]) == full_name =>
                {
                    found.push(at);
                }
                _ => {}
            }
        }
        found.into_iter()
    }

    /// The tokens of a place that mean something.
    fn code(&self, place: Range<usize>) -> Vec<&'t str> {
        code(&self.text[place])
    }
}

fn code(text: &str) -> Vec<&str> {
    let code = tokens(text).filter(|t| !t.kind.is_trivia() && t.kind != Kind::Docstring);
    code.map(|token| &text[token.span]).collect()
}

/// What a theorem says, as tokens.
fn statement<'t>(text: &'t str, command: &Command) -> Option<Vec<&'t str>> {
    let is_theorem = matches!(&text[command.keyword.clone()], "theorem" | "lemma");
    let declaration = command.declaration().filter(|_| is_theorem)?;
    Some(code(&text[declaration.signature.clone()]))
}

/// The proof of a theorem as a term.
fn proof(text: &str, command: &Command) -> Option<String> {
    let column = command.column(text);
    match &command.declaration()?.body {
        Body::Term(body) if !body.is_empty() => Some(lifted(text, body.clone(), column)),
        // Where the theorem does not call itself, a function by the same equations is the same.
        Body::Equations(body) if text[body.clone()].starts_with('|') => {
            let own = self::column(text, body.start).saturating_sub(column);
            Some(format!("fun\n{}{}", " ".repeat(own), dedented(&text[body.clone()], column)))
        }
        Body::Term(_) | Body::Equations(_) | Body::Missing => None,
    }
}

/// How a command of the finished file answers to one of the problem's.
enum Answer {
    /// It is the same.
    Same,
    /// It is the same theorem, with a proof.
    Proved(Addition),
}

fn answer(ours: (&File<'_>, &Command), theirs: (&File<'_>, &Command)) -> Option<Answer> {
    let ((our_file, our), (their_file, their)) = (ours, theirs);
    let our_code = our_file.code(our.span.clone());
    if our_code == their_file.code(their.span.clone()) {
        return Some(Answer::Same);
    }
    let (our_parts, their_parts) = (our.declaration()?, their.declaration()?);
    let Body::Term(hole) = &our_parts.body else { return None };
    let head = |file: &File<'_>, command: &Command, parts: &Declaration| {
        file.code(command.keyword.start..parts.signature.end).concat()
    };
    let is_hole = matches!(our_file.code(hole.clone())[..], ["sorry"] | ["by", "sorry"]);
    if !is_hole || head(our_file, our, our_parts) != head(their_file, their, their_parts) {
        return None;
    }
    let column = our.column(our_file.text);
    Some(match &their_parts.body {
        Body::Term(body) if !body.is_empty() => {
            let proof = lifted(their_file.text, body.clone(), their.column(their_file.text));
            Answer::Proved(Addition { place: hole.clone(), text: placed(&proof, column) })
        }
        Body::Equations(body) => {
            let place = our_parts.signature.end..hole.end;
            Answer::Proved(Addition { place, text: their_file.text[body.clone()].to_owned() })
        }
        Body::Term(_) | Body::Missing => return None,
    })
}

/// What `theirs` has beyond `ours`. `end` is where the theorem begins in the problem's file.
fn additions(ours: &File<'_>, theirs: &File<'_>, end: usize) -> Vec<Addition> {
    let mut found = Vec::new();
    // The first command of theirs that is not accounted for.
    let mut next = 0;
    for our in &ours.commands {
        let answers = (next..theirs.commands.len())
            .find_map(|at| Some((at, answer((ours, our), (theirs, &theirs.commands[at]))?)));
        let Some((at, answer)) = answers else { continue };
        found.extend(added(ours, theirs, next..at, our.span.start));
        next = at + 1;
        if let Answer::Proved(addition) = answer {
            found.push(addition);
        }
    }
    found.extend(added(ours, theirs, next..theirs.commands.len(), end));
    found
}

/// Commands of theirs, to be put before the command that begins at `at` of ours.
fn added(
    ours: &File<'_>,
    theirs: &File<'_>,
    commands: Range<usize>,
    at: usize,
) -> Option<Addition> {
    let (first, last) = (commands.clone().next()?, commands.clone().next_back()?);
    let (first, last) = (&theirs.commands[first], &theirs.commands[last]);
    let column = self::column(ours.text, at);
    let text = &theirs.text[first.span.start..last.span.end];
    let text = indented(&dedented(text, first.column(theirs.text)), column);
    Some(Addition { place: at..at, text: format!("{text}\n\n{}", " ".repeat(column)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lean, load};

    /// The one problem of a text that has not been finished at theorem `t`.
    fn problem(text: &str) -> Problem {
        let reading = lean::read(text);
        let problem = load::problems_of(reading, "p.lean".as_ref(), "p");
        problem.into_iter().find(|p| p.theorem.ends_with('t')).expect("a problem `t`")
    }

    /// The problem's file with everything that the finished one adds.
    fn put(open: &str, text: &str) -> Option<String> {
        let problem = problem(open);
        let Finished { additions, proof } = finished(text, &problem)?;
        Some(problem.with_additions(&additions, &proof))
    }

    #[test]
    fn the_proof_is_what_stands_in_the_hole() {
        let open = "import A\n\ntheorem t (p : Prop) : p → p := sorry\n";
        let problem = problem(open);
        let find = |text: &str| finished(text, &problem).map(|found| found.proof);
        let proof = Some("by\n  intro h\n  exact h".to_owned());
        for whole in [
            "import A\n\ntheorem t (p : Prop) : p → p := by\n  intro h\n  exact h\n\nend B\n",
            "import A\ntheorem t (p : Prop) : -- why\n    p → p :=\n  by\n  intro h\n  exact h\nend B",
            "import A\ntheorem u : True := trivial\n  /-- d -/ theorem t (p : Prop) : p → p := by\n    intro h\n    exact h\n",
            "by\n  intro h\n  exact h\n",
        ] {
            assert_eq!(find(whole), proof, "{whole}");
        }
        assert_eq!(find("fun h => h").as_deref(), Some("fun h => h"));
        assert_eq!(
            find("set_option maxRecDepth 100 in\nby simp").as_deref(),
            Some("set_option maxRecDepth 100 in\nby simp")
        );
    }

    #[test]
    fn another_statement_is_no_proof_of_this_one() {
        let problem = problem("theorem t (p : Prop) : p → p := sorry\n");
        for text in [
            "theorem t (p : Prop) : p := by simp",
            "def t := 1",
            "  \n",
            "theorem N.t (p : Prop) : p → p := id",
        ] {
            assert_eq!(finished(text, &problem), None, "{text}");
        }
    }

    #[test]
    fn what_is_added_above_stands_where_it_stood() {
        for (open, text, expected) in [
            (
                "-- A remark.\ntheorem t : p := sorry\n",
                "theorem aux : q := x\n-- A remark.\ntheorem t : p := aux\n",
                "-- A remark.\ntheorem aux : q := x\n\ntheorem t : p := aux\n",
            ),
            (
                "open A in\ntheorem t : p := sorry\n",
                "theorem aux : q := x\nopen A in theorem t : p := aux\n",
                "theorem aux : q := x\n\nopen A in\ntheorem t : p := aux\n",
            ),
            (
                "def d := 1\nnamespace N\ntheorem t : p := sorry\nend N\n",
                "theorem aux : q := x\ndef d := 1 -- one\nnamespace N\nlemma b : q := aux\ntheorem t : p := b\nend N\n",
                "theorem aux : q := x\n\ndef d := 1\nnamespace N\nlemma b : q := aux\n\ntheorem t : p := b\n\nend N\n",
            ),
            (
                "theorem a : q := sorry\ntheorem t : p := sorry\n",
                "theorem a : q := by\n  x\ntheorem t : p := a\n",
                "theorem a : q := by\n  x\ntheorem t : p := a\n",
            ),
            (
                "section\n  theorem t : p := by sorry\nend\n",
                "section\n  def aux :=\n    1\n  theorem t : p := by\n    x\nend\n",
                "section\n  def aux :=\n    1\n\n  theorem t : p := by\n    x\n\nend\n",
            ),
            (
                "theorem t : p := sorry\n",
                "theorem t : p := aux\nwhere\n/-- d -/\n  aux : q := x\n",
                "theorem t : p := \n                 aux\nwhere\n/-- d -/\n  aux : q := x\n",
            ),
        ] {
            let put = put(open, text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(put, expected, "{text}");
        }
    }

    #[test]
    fn equations_become_a_function() {
        let put = put(
            "theorem t : ∀ n : Nat, p := sorry\n",
            "theorem t : ∀ n : Nat, p\n  | 0 => x\n  | _ + 1 => y\n",
        );
        assert_eq!(
            put.as_deref(),
            Some("theorem t : ∀ n : Nat, p := fun\n  | 0 => x\n  | _ + 1 => y\n")
        );
    }
}
