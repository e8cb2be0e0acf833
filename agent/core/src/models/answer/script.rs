//! From a piece of Lean to tactics for the goal: the proof of the theorem that was asked for, with the
//! lemmas before it that it uses, cut back to what is well formed.

use std::{collections::BTreeSet, ops::Range};

use polya_text::{
    Body, Command, Commands, Declaration, What,
    keywords::{self, Class, GOES_ON},
    lexer::{Kind, Token, tokens},
    splice,
};

use super::Asked;
use crate::refusal::Refusal;

/// The tactics in a piece of Lean.
pub(super) fn script(block: &str, asked: &Asked<'_>) -> Result<String, Refusal> {
    let commands = Commands::read(block).commands;
    let theorems: Vec<Theorem<'_>> =
        commands.iter().filter_map(|command| Theorem::of(block, command)).collect();
    let text =
        if theorems.is_empty() { bare(block, &commands)? } else { of_theorem(&theorems, asked)? };
    let text = well_formed(&text).ok_or(Refusal::Unfinished)?;
    let declares = Commands::read(&text).commands.iter().any(|c| c.declaration().is_some());
    if begins_like_a_tactic(&text) && !declares { Ok(text) } else { Err(Refusal::Prose) }
}

/// Tactics begin with a small letter or a sign; sentences mostly do not.
pub(super) fn begins_like_a_tactic(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || "·{(<⟨".contains(c))
}

/// A declaration that has a proof, or should.
struct Theorem<'t> {
    block: &'t str,
    command: &'t Command,
    declaration: &'t Declaration,
    example: bool,
}

impl<'t> Theorem<'t> {
    fn of(block: &'t str, command: &'t Command) -> Option<Self> {
        let What::Declaration(declaration) = &command.what else { return None };
        let keyword = &block[command.keyword.clone()];
        ["theorem", "lemma", "example"].contains(&keyword).then(|| Self {
            block,
            command,
            declaration,
            example: keyword == "example",
        })
    }

    /// Its name, without namespaces.
    fn name(&self) -> &'t str {
        let name = self.declaration.name.clone().map_or("", |name| &self.block[name]);
        last_part(name)
    }

    fn signature(&self) -> &'t str {
        &self.block[self.declaration.signature.clone()]
    }

    /// Its proof as if it began in column 0.
    fn proof(&self, place: &Range<usize>) -> String {
        splice::lifted(self.block, place.clone(), self.command.column(self.block))
    }

    /// Its proof as tactics.
    fn tactics(&self) -> Result<String, Refusal> {
        match &self.declaration.body {
            Body::Term(place) if !place.is_empty() => Ok(tactics_of(&self.proof(place))),
            Body::Equations(place) if self.block[place.clone()].starts_with('|') => {
                let alternatives = dedent(&self.block[place.clone()]);
                Ok(format!("exact fun\n  {}", splice::indented(&alternatives, 2)))
            }
            _ => Err(Refusal::NoProof),
        }
    }

    /// It as a local fact, if it can be one.
    fn have(&self) -> Option<String> {
        let name = self.declaration.name.clone().map(|name| &self.block[name])?;
        let Body::Term(place) = &self.declaration.body else { return None };
        if name.contains('.') || place.is_empty() {
            return None;
        }
        let signature = splice::indented(self.signature().trim_end(), 2);
        let proof = splice::placed(&self.proof(place), 0);
        let space = if proof.starts_with('\n') { "" } else { " " };
        Some(format!("have {name}{signature} :={space}{proof}"))
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The proof of the theorem that was asked for, among those that were written.
fn of_theorem(theorems: &[Theorem<'_>], asked: &Asked<'_>) -> Result<String, Refusal> {
    let named = |t: &Theorem<'_>| t.name() == last_part(asked.theorem) && !t.example;
    let fits = |t: &Theorem<'_>| {
        t.example || !asked.own_goal || shape(t.signature()) == shape(asked.signature)
    };
    // The last one: what stands before it is a draft, or a lemma.
    let place = theorems
        .iter()
        .rposition(|t| named(t) && t.tactics().is_ok())
        .or_else(|| theorems.iter().rposition(|t| fits(t) && t.tactics().is_ok()))
        .or_else(|| theorems.iter().rposition(named))
        .ok_or(Refusal::OtherTheorem)?;
    let target = &theorems[place];
    let proof = target.tactics()?;
    let begun = if asked.own_goal && !target.example { beginning(target, asked) } else { None };
    let mut lines: Vec<String> = Vec::new();
    lines.extend(begun);
    lines.push(proof);
    let mut text = lines.join("\n");
    let of_file: BTreeSet<&str> = words(asked.file).collect();
    let mut helpers: Vec<String> = Vec::new();
    for helper in theorems[..place].iter().rev() {
        let name = helper.name();
        let is_used = words(&text).any(|word| word == name)
            || helpers.iter().any(|other| words(other).any(|word| word == name));
        if is_used && !of_file.contains(name) && !helper.example {
            helpers.extend(helper.have());
        }
    }
    for helper in helpers {
        text = format!("{helper}\n{text}");
    }
    Ok(text)
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).filter(|token| token.kind == Kind::Word).map(|token| &text[token.span])
}

/// A signature without the names of its binders, without spaces and comments.
fn shape(signature: &str) -> Vec<String> {
    let own: BTreeSet<String> = binders(signature).into_iter().collect();
    let code = tokens(signature).filter(|token| !token.kind.is_trivia());
    let word = |token: Token| {
        let word = &signature[token.span];
        if own.contains(word) { "_".to_owned() } else { word.to_owned() }
    };
    code.map(word).collect()
}

/// The names that a signature binds before its colon, those of instances left out.
fn binders(signature: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut group: Option<(char, bool)> = None;
    let mut depth = 0_usize;
    for token in tokens(signature).filter(|token| !token.kind.is_trivia()) {
        let text = &signature[token.span.clone()];
        let first = text.chars().next().unwrap_or(' ');
        match first {
            '(' | '{' | '[' | '⦃' | '⟨' if token.kind == Kind::Symbol => {
                if depth == 0 {
                    group = Some((first, true));
                }
                depth += 1;
            }
            ')' | '}' | ']' | '⦄' | '⟩' if token.kind == Kind::Symbol => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    group = None;
                }
            }
            ':' if depth == 0 => break,
            ':' if depth == 1 => group = group.map(|(open, _)| (open, false)),
            _ if token.kind == Kind::Word => match group {
                Some(('(' | '{' | '⦃', true)) if depth == 1 => names.push(text.to_owned()),
                None => names.push(text.to_owned()),
                _ => {}
            },
            _ => {}
        }
    }
    names
}

/// What brings the goal into the form that a restated theorem has, where it names its variables
/// otherwise or binds more or fewer of them before the colon.
fn beginning(target: &Theorem<'_>, asked: &Asked<'_>) -> Option<String> {
    let (new, old) = (binders(target.signature()), binders(asked.signature));
    let list = |names: &[String]| names.join(" ");
    if new == old || new.iter().chain(&old).any(|name| name.starts_with('_')) {
        return None;
    }
    if let Some(more) = new.strip_prefix(&old[..]) {
        return Some(format!("intro {}", list(more)));
    }
    if let Some(fewer) = old.strip_prefix(&new[..]) {
        return Some(format!("revert {}", list(fewer)));
    }
    (new.len() == old.len()).then(|| format!("revert {}\nintro {}", list(&old), list(&new)))
}

/// A proof as tactics: what follows its `by`, or the term.
fn tactics_of(proof: &str) -> String {
    let trimmed = proof.trim_start();
    match trimmed.strip_prefix("by") {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => dedent(rest),
        _ if trimmed.contains('\n') => {
            let term = dedent(proof);
            format!("exact\n  {}", splice::indented(&term, 2))
        }
        _ => format!("exact {trimmed}"),
    }
}

/// Tactics without a theorem around them.
fn bare(block: &str, commands: &[Command]) -> Result<String, Refusal> {
    // A file's head may have been written again.
    let mut from = 0;
    for command in commands {
        let word = &block[command.keyword.clone()];
        let is_head = keywords::is(word, Class::SoftCommand)
            || matches!(command.what, What::Namespace(_) | What::Section(_));
        if !is_head || command.is_local(block) || command.span.start < from {
            break;
        }
        // What follows on other lines, further right or at the margin, is no part of it.
        let line = block[command.keyword.end..].find('\n').map(|end| command.keyword.end + end);
        from = line.unwrap_or(block.len()).min(block.len());
    }
    let text = without_comments_before(&block[from..]);
    let text = without_state(text);
    let text = text.strip_prefix("theorem").unwrap_or(text);
    let body = text.trim_start().strip_prefix(":=").unwrap_or(text);
    let is_term = body.len() < text.trim_start().len();
    let trimmed = body.trim_start();
    let is_by = trimmed
        .strip_prefix("by")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let tactics = if is_by || is_term { tactics_of(body) } else { dedent(body) };
    let tactics = without_comments_before(&tactics);
    let tactics = until_command(tactics);
    if tactics.trim().is_empty() { Err(Refusal::Prose) } else { Ok(dedent(tactics)) }
}

/// The text from its first line of code on.
fn without_comments_before(text: &str) -> &str {
    let Some(first) = tokens(text).find(|token| !token.kind.is_trivia()) else { return "" };
    let line = text[..first.span.start].rfind('\n').map_or(0, |end| end + 1);
    // A comment may stand on the same line.
    if text[line..first.span.start].trim().is_empty() {
        &text[line..]
    } else {
        &text[first.span.start..]
    }
}

/// What follows a proof state that was written down again.
fn without_state(text: &str) -> &str {
    let Some(at) =
        text.rfind("\n⊢").map(|at| at + 1).or_else(|| text.starts_with('⊢').then_some(0))
    else {
        return text;
    };
    let mut end = text.len();
    let mut from = at;
    for line in text[at..].split_inclusive('\n') {
        if from > at && !line.starts_with([' ', '\t']) {
            end = from;
            break;
        }
        from += line.len();
    }
    &text[end..]
}

/// The tactics before a line at the margin that begins a command.
fn until_command(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let word = line.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
        let begins = at > 0
            && (keywords::is(word, Class::Command)
                || keywords::is(word, Class::Modifier)
                || word.starts_with('#'));
        if begins {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

/// The longest beginning of the tactics in which nothing is left open: all of them, or those before the
/// one at the margin in which something is wrong, or as many lines as are well formed.
fn well_formed(text: &str) -> Option<String> {
    let good = |text: &str| {
        let text = text.trim_end();
        (!text.is_empty() && is_closed(text)).then(|| text.to_owned())
    };
    if let Some(whole) = good(text) {
        return Some(whole);
    }
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let at_margin = |at: &usize| {
        let next = text[at + 1..].chars().next();
        next.is_some_and(|c| !c.is_whitespace() && c != '|' && c != ')' && c != '}' && c != ']')
    };
    let margin = ends.iter().rev().filter(|at| at_margin(at)).find_map(|at| good(&text[..*at]));
    margin.or_else(|| ends.iter().rev().find_map(|at| good(&text[..*at])))
}

/// Whether every bracket, comment and string is closed, and the last word does not want another.
pub(super) fn is_closed(text: &str) -> bool {
    // Marks that damage has left in the middle of a line.
    if ["```", "<think>", "</think>"].iter().any(|mark| text.contains(mark)) {
        return false;
    }
    let mut open: Vec<&str> = Vec::new();
    let mut last: Option<Token> = None;
    for token in tokens(text) {
        if token.unclosed {
            return false;
        }
        if token.kind.is_trivia() {
            continue;
        }
        if token.kind == Kind::Symbol {
            match &text[token.span.clone()] {
                "(" => open.push(")"),
                "[" | "@[" => open.push("]"),
                "{" => open.push("}"),
                "⟨" => open.push("⟩"),
                "⦃" => open.push("⦄"),
                close @ (")" | "]" | "}" | "⟩" | "⦄") if open.pop() != Some(close) => {
                    return false;
                }
                _ => {}
            }
        }
        last = Some(token);
    }
    let goes_on = last.is_some_and(|token| {
        let word = &text[token.span];
        match token.kind {
            Kind::Word => keywords::is(word, Class::GoesOn),
            // What is on its way to a target, as in `rw [h] at *`, ends there.
            Kind::Symbol => GOES_ON.contains(&word) && word != "*",
            _ => false,
        }
    });
    open.is_empty() && !goes_on
}

/// Whether the piece restates the theorem that was asked for.
pub(super) fn restates(block: &str, asked: &Asked<'_>) -> bool {
    let commands = Commands::read(block).commands;
    let mut theorems = commands.iter().filter_map(|command| Theorem::of(block, command));
    theorems.any(|theorem| theorem.name() == last_part(asked.theorem))
}

/// The tactics without the last one at the margin, which may be cut off. `None` if there is one only.
pub(super) fn without_last(text: &str) -> Option<String> {
    let margin = |at: &usize| text[at + 1..].starts_with(|c: char| !c.is_whitespace() && c != '|');
    let last = text.match_indices('\n').map(|(at, _)| at).rfind(margin)?;
    well_formed(&text[..last])
}

/// The first tactic of a block: its first line and the more indented or `|` lines below it.
pub(super) fn first_tactic(block: &str) -> String {
    let mut lines = block.lines();
    let mut found: Vec<&str> = lines.next().into_iter().collect();
    found.extend(lines.take_while(|line| line.starts_with([' ', '|'])));
    found.join("\n")
}

/// The lines with their common indentation removed and no empty lines at either end.
///
/// The first line may have lost its own: it followed a `by`, or the prompt ended in it. That is so if
/// all others are further right, and it does not look as if they belonged to it.
pub(super) fn dedent(block: &str) -> String {
    let lines: Vec<&str> = block.lines().map(str::trim_end).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let mut rest = lines.iter().filter(|line| !line.trim().is_empty());
    let first = rest.next();
    let (mut rest, own) = (rest.peekable(), first.map_or(0, indent));
    let next = rest.peek().map_or("", |line| line.trim_start());
    let least = rest.map(indent).min();
    let joined = |line: &&str| {
        let words = ["|", "<;>", "_ ", "·"];
        !is_closed(line) || words.iter().any(|word| next.starts_with(word))
    };
    let begins_block = block.starts_with('\n') || own > 0 && least == Some(own);
    let whole = begins_block || first.is_some_and(joined);
    let least = if whole { least.unwrap_or(own).min(own) } else { least.unwrap_or(0) };
    let strip = |line: &&str| line.get(least.min(indent(line))..).unwrap_or("").to_owned();
    let mut kept: Vec<String> = lines.iter().map(strip).collect();
    if let Some(line) = kept.iter_mut().find(|line| !line.is_empty()) {
        *line = line.trim_start().to_owned();
    }
    kept.join("\n").trim_matches('\n').trim_end().to_owned()
}
