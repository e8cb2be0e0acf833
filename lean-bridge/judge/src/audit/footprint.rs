//! The axioms that each constant rests on, found from what it mentions; sets that are equal are
//! stored once, and there are few.

use polya_lean::olean::NameId;
use rustc_hash::FxHashMap;

/// Sets of axioms by constant.
#[derive(Debug)]
pub(super) struct Footprints {
    /// Each sorted; the first is empty.
    sets: Vec<Vec<NameId>>,
    ids: FxHashMap<Vec<NameId>, u32>,
    unions: FxHashMap<(u32, u32), u32>,
    /// What is not here rests on none.
    of: FxHashMap<NameId, u32>,
}

impl Default for Footprints {
    fn default() -> Self {
        let mut new = Self {
            sets: Vec::new(),
            ids: FxHashMap::default(),
            unions: FxHashMap::default(),
            of: FxHashMap::default(),
        };
        new.set(Vec::new());
        new
    }
}

impl Footprints {
    /// The number of a set.
    pub(super) fn set(&mut self, mut set: Vec<NameId>) -> u32 {
        set.sort_unstable();
        set.dedup();
        if let Some(&id) = self.ids.get(&set) {
            return id;
        }
        // There are fewer sets than constants.
        let id = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        self.sets.push(set.clone());
        self.ids.insert(set, id);
        id
    }

    /// The axioms in a set.
    pub(super) fn axioms(&self, set: u32) -> &[NameId] {
        self.sets.get(set as usize).map_or(&[], Vec::as_slice)
    }

    /// The set of a constant.
    pub(super) fn of(&self, name: NameId) -> u32 {
        self.of.get(&name).copied().unwrap_or(0)
    }

    fn union(&mut self, one: u32, other: u32) -> u32 {
        if one == other || other == 0 {
            return one;
        }
        if let Some(&known) = self.unions.get(&(one, other)) {
            return known;
        }
        let all = [self.axioms(one), self.axioms(other)].concat();
        let union = self.set(all);
        self.unions.insert((one, other), union);
        union
    }

    /// Says that `name` rests on `set`, too. Returns whether that is new.
    pub(super) fn extend(&mut self, name: NameId, set: u32) -> bool {
        let old = self.of(name);
        let new = self.union(old, set);
        if new != old {
            self.of.insert(name, new);
        }
        new != old
    }

    /// Adds constants with what they mention; `axioms` are those among them that are axioms.
    pub(super) fn add(&mut self, constants: &[(NameId, Box<[NameId]>)], axioms: &[(NameId, bool)]) {
        for &(axiom, _) in axioms {
            let itself = self.set(vec![axiom]);
            self.extend(axiom, itself);
        }
        // They come in an order that makes one round enough, but for those declared together.
        loop {
            let mut changed = false;
            for (name, mentioned) in constants {
                for &other in mentioned {
                    let set = self.of(other);
                    changed |= self.extend(*name, set);
                }
            }
            if !changed {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use polya_lean::olean::Terms;

    use super::*;

    #[test]
    fn axioms_are_found_through_whatever_order() {
        let mut terms = Terms::default();
        let mut name = |text| terms.name_of(text);
        let (good, bad) = (name("good"), name("bad"));
        let [first, second, third, alone] = ["first", "second", "third", "alone"].map(name);
        let mut footprints = Footprints::default();
        let group = [(first, [good].into()), (good, [].into()), (alone, [].into())];
        footprints.add(&group, &[(good, true)]);
        // Against the order, and in a circle.
        let group = [(third, [second, first].into()), (second, [bad, third].into())];
        footprints.add(&group, &[(bad, false)]);
        let axioms = |name| footprints.axioms(footprints.of(name)).to_vec();
        assert_eq!((axioms(alone), axioms(first), axioms(good)), (vec![], vec![good], vec![good]));
        assert_eq!((axioms(second), axioms(third)), (vec![good, bad], vec![good, bad]));
        assert_eq!(axioms(bad), [bad]);
    }
}
