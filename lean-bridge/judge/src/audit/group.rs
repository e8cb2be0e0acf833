//! Some modules of a library, made into what a kernel is asked.

use polya_lean::olean::{Constant, Constants, NameId, Terms};
use rustc_hash::FxHashSet;

use super::{AuditError, Ordered, record::Kind};
use crate::{
    axioms,
    kernel::{self, Asked, Believed, Request, Unfit},
};

/// What there is to know of a group besides whether it is right.
pub(super) struct Prepared {
    /// The modules, and of what kind their constants are, in the order of their files.
    pub(super) modules: Vec<(NameId, Vec<Kind>)>,
    /// Constants of the logic, with what they mention, each after those, as far as they are not
    /// declared together.
    pub(super) mentions: Vec<(NameId, Box<[NameId]>)>,
    /// The axioms among them, and whether a proof may rest on them.
    pub(super) axioms: Vec<(NameId, bool)>,
}

/// Asks to check all constants of `modules`. What they rest on is believed; of its theorems only
/// the statement is given, unless `proofs` asks for all.
///
/// # Errors
///
/// A constant that rests on one of a later module is [`AuditError::Refused`]: it could assume what
/// is proved from it.
pub(super) fn prepare(
    ordered: &Ordered,
    modules: &[NameId],
    proofs: bool,
) -> Result<(Prepared, Request), AuditError> {
    let Ordered { library, places, .. } = ordered;
    let mut terms = library.terms().clone();
    let mut constants = Constants::on(std::sync::Arc::clone(library));
    let place_of = |module: NameId| places.get(&module).copied();
    let first = modules.first().copied().and_then(place_of).unwrap_or(0);
    // A text is made of constants that hang on it by nothing that is written.
    let parts = kernel::TEXT_PARTS.iter().filter_map(|name| terms.find_name(name));
    let is_before = |name| library.modules_with(name).filter_map(place_of).any(|at| at < first);
    let parts: Vec<NameId> = parts.filter(|&name| is_before(name)).collect();
    constants.decode_modules(&mut terms, modules, parts, proofs)?;
    let own: FxHashSet<NameId> =
        modules.iter().flat_map(|&module| library.names_of(module)).collect();

    let of_logic = |name: &&NameId| constants.get(**name).is_some_and(|c| !c.is_unsafe());
    for &name in own.iter().filter(of_logic) {
        let Some(last) = constants.module_of(name).and_then(place_of) else { continue };
        for mentioned in constants.mentioned_by(&terms, name) {
            let is_earlier = if own.contains(&mentioned) {
                constants.module_of(mentioned).and_then(place_of).is_some_and(|place| place <= last)
            } else {
                library.modules_with(mentioned).filter_map(place_of).any(|place| place < last)
            };
            if !is_earlier {
                return Err(Unfit::Wrong(out_of_order(&terms, name, mentioned)).into());
            }
        }
    }

    let believed = Believed { known: &|name| !own.contains(&name), as_statements: !proofs };
    let Asked { request, checked } = kernel::request(&terms, &constants, &own, &believed)?;
    let mentions = checked
        .iter()
        .filter(|name| own.contains(name))
        .filter(of_logic)
        .map(|&name| (name, constants.mentioned_by(&terms, name).into()))
        .collect();
    let axioms = checked
        .iter()
        .filter_map(|&name| constants.get(name))
        .filter(|constant| constant.is_axiom() && !constant.is_unsafe())
        .map(|axiom| (axiom.name, axioms::is_allowed(&terms, &constants, axiom)))
        .collect();
    let kind = |name| constants.get(name).map_or(Kind::Other, Kind::of);
    let modules =
        modules.iter().map(|&module| (module, library.names_of(module).map(kind).collect()));
    Ok((Prepared { modules: modules.collect(), mentions, axioms }, request))
}

fn out_of_order(terms: &Terms, name: NameId, mentioned: NameId) -> String {
    format!(
        "`{}` mentions `{}`, which neither its module nor any before it has",
        terms.name_text(name),
        terms.name_text(mentioned)
    )
}

impl Kind {
    fn of(constant: &Constant) -> Self {
        match constant {
            constant if constant.is_unsafe() => Self::LeftOut,
            constant if constant.is_theorem() => Self::Theorem,
            _ => Self::Other,
        }
    }
}
