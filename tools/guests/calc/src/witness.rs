//! Statements of existence, by trying small numbers.

use num_bigint::BigInt;
use polya_text::statement::Term;

use crate::{
    Proposal,
    eval::{Numbers, Value, value},
};

/// Most assignments that are tried.
const MOST: u32 = 4_096;

pub(crate) fn propose(target: &Term) -> Vec<Proposal> {
    find(target).into_iter().collect()
}

fn find(target: &Term) -> Option<Proposal> {
    let mut names = Vec::new();
    let mut body = target;
    while let Term::Exists(binders, inner) = body {
        for binder in binders {
            let typed = match &binder.ty {
                None => true,
                Some(Term::Name(ty)) => ty == "Nat",
                Some(_) => false,
            };
            if !typed || binder.bound.is_some() {
                return None;
            }
            names.push(binder.name.as_str());
        }
        body = inner;
    }
    let count = u32::try_from(names.len()).ok().filter(|n| (1..=4).contains(n))?;
    let mut top = 1_u32;
    while (top + 2).pow(count) <= MOST {
        top += 1;
    }
    // By the largest number in it: small witnesses are checked fastest.
    for largest in 0..=top {
        // With one variable, the largest number is the only one.
        let least = if names.len() == 1 { largest } else { 0 };
        let mut numbers = vec![least; names.len()];
        loop {
            if numbers.contains(&largest) {
                let known: Vec<(&str, BigInt)> =
                    names.iter().zip(&numbers).map(|(n, v)| (*n, BigInt::from(*v))).collect();
                match value(body, Numbers::Natural, &known) {
                    Ok(Value::Truth(true)) => {
                        let values: Vec<String> = numbers.iter().map(u32::to_string).collect();
                        let tactic = format!("exact ⟨{}, by decide⟩", values.join(", "));
                        return Some(Proposal { tactic, weight: 0.9 });
                    }
                    Ok(Value::Truth(false)) => {}
                    _ => return None,
                }
            }
            let Some(place) = numbers.iter().rposition(|n| *n < largest) else { break };
            numbers[place + 1..].fill(0);
            numbers[place] += 1;
        }
    }
    None
}
