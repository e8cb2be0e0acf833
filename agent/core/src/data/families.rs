//! The families of statements. Each draws one statement; what it draws is meant to be true, and
//! nothing depends on that: only what Lean proves and the judge accepts is kept.

#![expect(
    clippy::many_single_char_names,
    clippy::too_many_lines,
    clippy::unnecessary_wraps,
    reason = "a family is a list of patterns, written with the letters that mathematics uses; some \
              families always find a statement"
)]

mod arithmetic;
mod functions;
pub(super) mod library;
mod lists;
mod logic;
mod recursion;

use polya_lean::premises::Premise;

use super::{
    dice::{Dice, Kind},
    statement::Statement,
};

type Family = fn(&mut Dice) -> Option<Statement>;

const FAMILIES: [Family; 16] = [
    logic::propositional,
    lists::laws,
    recursion::on_numbers,
    arithmetic::order,
    recursion::on_lists,
    logic::quantifiers,
    arithmetic::divisibility,
    functions::functions,
    lists::expressions,
    functions::algebra,
    arithmetic::identities,
    functions::sets,
    recursion::predicates,
    functions::relations,
    arithmetic::witnesses,
    // Two that need little practice share a place.
    |dice| if dice.chance(50) { logic::boolean(dice) } else { arithmetic::calculations(dice) },
];

/// The statement with this number, if one was found: every third one is made of a theorem of the
/// library, the others come from the families in turn, and of these every fourth is made of two.
pub(super) fn draw(seed: u64, number: u64, premises: &[Premise]) -> Option<Statement> {
    let mut dice = Dice::new(seed, number);
    if number % 3 == 2 && !premises.is_empty() {
        let premise = &premises[dice.below(premises.len())];
        return library::variation(&mut dice, premise);
    }
    let turn = usize::try_from((number / 3 * 2 + number % 3) % FAMILIES.len() as u64).unwrap_or(0);
    let first = FAMILIES[turn](&mut dice)?;
    if !dice.chance(25) {
        return Some(first);
    }
    let other = if dice.chance(50) { turn } else { dice.below(FAMILIES.len()) };
    match FAMILIES[other](&mut dice) {
        Some(second) => Some(joined(&mut dice, first, &second)),
        None => Some(first),
    }
}

/// One statement of two: both conclusions, one of them, or the second with the first's hypotheses
/// in the way. The second must bring no definitions of its own.
fn joined(dice: &mut Dice, first: Statement, second: &Statement) -> Statement {
    if !second.preamble.is_empty() {
        return first;
    }
    let mut second = second.clone();
    let taken: Vec<String> = first.binders.iter().flat_map(|(names, _)| names.clone()).collect();
    let own: Vec<String> = second.binders.iter().flat_map(|(names, _)| names.clone()).collect();
    for name in own.iter().filter(|name| taken.contains(name)) {
        let mut fresh = format!("{name}'");
        while taken.contains(&fresh) || own.contains(&fresh) {
            fresh.push('\'');
        }
        for (names, ty) in &mut second.binders {
            for other in names.iter_mut().filter(|other| *other == name) {
                other.clone_from(&fresh);
            }
            *ty = library::substitute(ty, name, &fresh);
        }
        second.conclusion = library::substitute(&second.conclusion, name, &fresh);
    }
    let conclusion = match dice.below(4) {
        0 => format!("({}) ∧ ({})", first.conclusion, second.conclusion),
        1 => format!("({}) ∨ ({})", second.conclusion, first.conclusion),
        _ => second.conclusion,
    };
    Statement { binders: [first.binders, second.binders].concat(), conclusion, ..first }
}
