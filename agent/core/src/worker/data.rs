//! Case distinctions and inductions on data.

use polya_lean::goal::Hypothesis;

use super::{
    List, View,
    names::Fresh,
    prior::{DATA_CASES, GENERALIZED_INDUCTION, INDUCTION},
    shape::mentions,
    structure::is_data,
};
use crate::candidate::Rule;

/// How a type is taken apart: each constructor with the wished names of its arguments, those of
/// the type itself marked.
struct Parts {
    constructors: Vec<(String, Vec<(String, bool)>)>,
}

/// Case distinctions and inductions on variables of the context.
pub(super) fn propose(view: &View<'_>, list: &mut List) {
    let hypotheses = &view.goal.hypotheses;
    for h in hypotheses.iter().filter(|h| h.accessible) {
        let Some(parts) = parts(view, h) else { continue };
        let name = &h.name;
        let head = h.ty.split_whitespace().next().unwrap_or_default();
        let predicate = view.definitions.inductive(head).is_some_and(|i| i.is_predicate);
        let relevant = predicate || mentions(&view.goal.target, name);
        let weight = if relevant { 1.0 } else { 0.3 };
        let recursive = parts.constructors.iter().any(|(_, args)| args.iter().any(|a| a.1));
        if h.ty == "Bool" {
            list.rule(Rule::Cases, DATA_CASES * weight * 1.6, format!("cases {name} <;> simp_all"));
        }
        list.rule(Rule::Cases, DATA_CASES * weight, cases(view, name, &parts));
        if !recursive || view.depth > 8 {
            continue;
        }
        list.rule(Rule::Induction, INDUCTION * weight, induction(view, name, &[], &parts));
        let others: Vec<&str> = hypotheses
            .iter()
            .filter(|o| o.accessible && o.name != *name && is_data(o))
            .filter(|o| mentions(&view.goal.target, &o.name) && !mentions(&h.ty, &o.name))
            .filter(|o| !o.ty.contains('→'))
            .map(|o| o.name.as_str())
            .collect();
        if !others.is_empty() {
            let prior = GENERALIZED_INDUCTION * weight;
            list.rule(Rule::Induction, prior, induction(view, name, &others, &parts));
            if others.len() > 1 {
                for other in others {
                    let tactic = induction(view, name, &[other], &parts);
                    list.rule(Rule::Induction, prior * 0.7, tactic);
                }
            }
        }
        if h.ty == "Nat" || h.ty == "ℕ" {
            let mut fresh = Fresh::in_goal(view.goal);
            let (m, ih) = (fresh.name(name), fresh.name("ih"));
            list.rule(
                Rule::Induction,
                INDUCTION * weight * 0.4,
                format!("induction {name} using Nat.strongRecOn with | _ {m} {ih} => ?_"),
            );
        }
    }
    // The first variable of a universal target, before the others are introduced, was named by
    // `intro`; predicates given by an inductive definition are taken apart here.
    for h in hypotheses.iter().filter(|h| h.accessible && !is_data(h)) {
        if let Some(parts) = parts(view, h)
            && !matches!(h.ty.as_str(), "Prop")
        {
            list.rule(Rule::Induction, INDUCTION * 0.8, induction(view, &h.name, &[], &parts));
        }
    }
}

/// True if the type of `h` has a constructor that takes values of the type itself.
pub(super) fn is_recursive(view: &View<'_>, h: &Hypothesis) -> bool {
    parts(view, h)
        .is_some_and(|parts| parts.constructors.iter().any(|(_, args)| args.iter().any(|a| a.1)))
}

fn parts(view: &View<'_>, h: &Hypothesis) -> Option<Parts> {
    let head = h.ty.split_whitespace().next()?;
    let fixed = |list: &[(&str, &[(&str, bool)])]| Parts {
        constructors: list
            .iter()
            .map(|(name, args)| {
                let args = args.iter().map(|(n, r)| ((*n).to_owned(), *r)).collect();
                ((*name).to_owned(), args)
            })
            .collect(),
    };
    if h.ty.contains(" × ") && !h.ty.contains('→') {
        return Some(fixed(&[("mk", &[("a", false), ("b", false)])]));
    }
    if h.ty.contains('→') || h.ty.contains(" = ") {
        return None;
    }
    let stem = &h.name;
    Some(match head {
        "Nat" | "ℕ" => fixed(&[("zero", &[]), ("succ", &[(stem, true)])]),
        "List" => fixed(&[("nil", &[]), ("cons", &[("x", false), (stem, true)])]),
        "Bool" => fixed(&[("false", &[]), ("true", &[])]),
        "Option" => fixed(&[("none", &[]), ("some", &[("a", false)])]),
        "Sum" => fixed(&[("inl", &[("a", false)]), ("inr", &[("b", false)])]),
        "Int" | "ℤ" => fixed(&[("ofNat", &[("n", false)]), ("negSucc", &[("n", false)])]),
        "Unit" => fixed(&[("unit", &[])]),
        "Fin" | "Subtype" => fixed(&[("mk", &[("n", false), ("hn", false)])]),
        _ => {
            if let Some(inductive) = view.definitions.inductive(head) {
                let constructors = inductive
                    .constructors
                    .iter()
                    .map(|(name, arguments)| {
                        let names = arguments.iter().enumerate().map(|(n, recursive)| {
                            let letter = if *recursive { "t" } else { "a" };
                            (format!("{letter}{}", n + 1), *recursive)
                        });
                        (name.clone(), names.collect())
                    })
                    .collect();
                return Some(Parts { constructors });
            }
            let (name, fields) =
                view.definitions.structures.iter().find(|(name, _)| name == head)?;
            let _ = name;
            let names = fields.iter().map(|f| (f.clone(), false)).collect();
            Parts { constructors: vec![("mk".to_owned(), names)] }
        }
    })
}

/// `rcases x with ⟨…⟩ | ⟨…⟩`, naming what each constructor holds.
fn cases(view: &View<'_>, name: &str, parts: &Parts) -> String {
    let alternatives: Vec<String> = parts
        .constructors
        .iter()
        .map(|(_, arguments)| {
            let mut fresh = Fresh::in_goal(view.goal);
            match arguments.as_slice() {
                [] => "_".to_owned(),
                [(only, _)] => fresh.name(only),
                all => {
                    let names: Vec<_> = all.iter().map(|(n, _)| fresh.name(n)).collect();
                    format!("⟨{}⟩", names.join(", "))
                }
            }
        })
        .collect();
    format!("rcases {name} with {}", alternatives.join(" | "))
}

/// `induction x generalizing … with | c args ihs => ?_ …`.
fn induction(view: &View<'_>, name: &str, generalized: &[&str], parts: &Parts) -> String {
    let mut tactic = format!("induction {name}");
    if !generalized.is_empty() {
        tactic = format!("{tactic} generalizing {}", generalized.join(" "));
    }
    tactic.push_str(" with");
    for (constructor, arguments) in &parts.constructors {
        let mut fresh = Fresh::in_goal(view.goal);
        let mut names: Vec<String> = Vec::new();
        for (wish, recursive) in arguments {
            // The variable itself is gone in its own cases.
            let name = if wish == name && *recursive { wish.clone() } else { fresh.name(wish) };
            names.push(name);
        }
        let hypotheses = arguments.iter().filter(|(_, recursive)| *recursive).count();
        for n in 0..hypotheses {
            let wish = if hypotheses == 1 { "ih".to_owned() } else { format!("ih{}", n + 1) };
            names.push(fresh.name(&wish));
        }
        tactic.push_str(" | ");
        tactic.push_str(constructor);
        for name in names {
            tactic.push(' ');
            tactic.push_str(&name);
        }
        tactic.push_str(" => ?_");
    }
    tactic
}
