//! Universe levels: simplifying, substituting, and comparing them.
//!
//! `a ≤ b + n` is decided by taking both apart; where a parameter decides whether an `imax` is zero,
//! both cases are tried. (M. Carneiro, *The Type Theory of Lean*, 2019, section 2.2, has the rules.)

use rustc_hash::FxHashMap;

use super::{
    Verdict,
    term::{Arena, L, Level, N},
};

impl Arena {
    pub(super) fn succ(&mut self, level: L) -> L {
        self.make_level(Level::Succ(level))
    }

    pub(super) fn max(&mut self, a: L, b: L) -> L {
        self.make_level(Level::Max(a, b))
    }

    pub(super) fn imax(&mut self, a: L, b: L) -> L {
        self.make_level(Level::Imax(a, b))
    }

    pub(super) fn param(&mut self, name: N) -> L {
        self.make_level(Level::Param(name))
    }

    /// `level` with `params` replaced by `levels`.
    pub(super) fn substitute(&mut self, level: L, params: &[N], levels: &[L]) -> Verdict<L> {
        self.substitute_with(level, params, levels, &mut FxHashMap::default())
    }

    fn substitute_with(
        &mut self,
        level: L,
        params: &[N],
        levels: &[L],
        known: &mut FxHashMap<L, L>,
    ) -> Verdict<L> {
        if let Some(&known) = known.get(&level) {
            return Ok(known);
        }
        self.down()?;
        let result = match self.level(level) {
            Level::Zero => level,
            Level::Param(name) => {
                let place = params.iter().position(|&param| param == name);
                place.and_then(|place| levels.get(place)).copied().unwrap_or(level)
            }
            Level::Succ(of) => {
                let of = self.substitute_with(of, params, levels, known)?;
                self.succ(of)
            }
            Level::Max(a, b) => {
                let a = self.substitute_with(a, params, levels, known)?;
                let b = self.substitute_with(b, params, levels, known)?;
                self.max(a, b)
            }
            Level::Imax(a, b) => {
                let a = self.substitute_with(a, params, levels, known)?;
                let b = self.substitute_with(b, params, levels, known)?;
                self.imax(a, b)
            }
        };
        self.up();
        known.insert(level, result);
        Ok(result)
    }

    /// The same level without what obviously makes no difference.
    fn simplify(&mut self, level: L, known: &mut FxHashMap<L, L>) -> Verdict<L> {
        if let Some(&known) = known.get(&level) {
            return Ok(known);
        }
        self.down()?;
        let result = match self.level(level) {
            Level::Zero | Level::Param(_) => level,
            Level::Succ(of) => {
                let of = self.simplify(of, known)?;
                self.succ(of)
            }
            Level::Max(a, b) => {
                let (a, b) = (self.simplify(a, known)?, self.simplify(b, known)?);
                self.greater(a, b)
            }
            Level::Imax(a, b) => {
                let b = self.simplify(b, known)?;
                match self.level(b) {
                    Level::Zero => b,
                    Level::Succ(_) => {
                        let a = self.simplify(a, known)?;
                        self.greater(a, b)
                    }
                    _ => {
                        let a = self.simplify(a, known)?;
                        if a == b || a == Self::ZERO { b } else { self.imax(a, b) }
                    }
                }
            }
        };
        self.up();
        known.insert(level, result);
        Ok(result)
    }

    fn greater(&mut self, a: L, b: L) -> L {
        match (self.level(a), self.level(b)) {
            _ if a == b => a,
            (Level::Zero, _) => b,
            (_, Level::Zero) => a,
            (Level::Succ(a), Level::Succ(b)) => {
                let greater = self.greater(a, b);
                self.succ(greater)
            }
            _ => self.max(a, b),
        }
    }

    /// Whether the two are equal whatever the parameters are.
    pub(super) fn same_level(&mut self, a: L, b: L) -> Verdict<bool> {
        Ok(a == b || self.at_most(a, b)? && self.at_most(b, a)?)
    }

    /// Whether the two lists are equal whatever the parameters are.
    pub(super) fn same_levels(&mut self, a: &[L], b: &[L]) -> Verdict<bool> {
        if a.len() != b.len() {
            return Ok(false);
        }
        for (a, b) in a.iter().zip(b) {
            if !self.same_level(*a, *b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether `a` is at most `b` whatever the parameters are.
    pub(super) fn at_most(&mut self, a: L, b: L) -> Verdict<bool> {
        let mut known = FxHashMap::default();
        let (a, b) = (self.simplify(a, &mut known)?, self.simplify(b, &mut known)?);
        self.less(a, b, 0)
    }

    /// Whether the level is zero whatever the parameters are.
    pub(super) fn is_zero(&mut self, level: L) -> Verdict<bool> {
        self.at_most(level, Self::ZERO)
    }

    /// Whether the level is not zero whatever the parameters are.
    pub(super) fn is_never_zero(&mut self, level: L) -> Verdict<bool> {
        let one = self.succ(Self::ZERO);
        self.at_most(one, level)
    }

    /// `a ≤ b + room`, of simplified levels.
    fn less(&mut self, a: L, b: L, room: i64) -> Verdict<bool> {
        if a == b && room >= 0 {
            return Ok(true);
        }
        self.down()?;
        let result = self.less_by_parts(a, b, room);
        self.up();
        result
    }

    fn less_by_parts(&mut self, a: L, b: L, room: i64) -> Verdict<bool> {
        use Level::{Imax, Max, Param, Succ, Zero};
        Ok(match (self.level(a), self.level(b)) {
            (Zero, _) if room >= 0 => true,
            (Succ(a), _) => self.less(a, b, room - 1)?,
            (Max(x, y), _) => self.less(x, b, room)? && self.less(y, b, room)?,
            (Imax(x, y), _) => {
                if let Param(name) = self.level(y) {
                    return self.less_in_both_cases(name, a, b, room);
                }
                let a = self.spread(x, y)?;
                self.less(a, b, room)?
            }
            (_, Succ(b)) => self.less(a, b, room + 1)?,
            (_, Imax(x, y)) => {
                if let Param(name) = self.level(y) {
                    return self.less_in_both_cases(name, a, b, room);
                }
                let b = self.spread(x, y)?;
                self.less(a, b, room)?
            }
            (_, Max(x, y)) => match self.undecided_in(b) {
                // A part that may be zero or not: then which part is greater may depend on that.
                Some(name) => self.less_in_both_cases(name, a, b, room)?,
                None => self.less(a, x, room)? || self.less(a, y, room)?,
            },
            (Param(a), Param(b)) => a == b && room >= 0,
            (Zero, Zero | Param(_)) => room >= 0,
            (Param(_), Zero) => false,
        })
    }

    /// A parameter that decides whether an `imax` in `level` is zero.
    fn undecided_in(&self, level: L) -> Option<N> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![level];
        while let Some(level) = stack.pop() {
            if !seen.insert(level) {
                continue;
            }
            match self.level(level) {
                Level::Zero | Level::Param(_) => {}
                Level::Succ(of) => stack.push(of),
                Level::Imax(a, b) => {
                    if let Level::Param(name) = self.level(b) {
                        return Some(name);
                    }
                    stack.extend([a, b]);
                }
                Level::Max(a, b) => stack.extend([a, b]),
            }
        }
        None
    }

    /// `imax x y` as a maximum of levels with a smaller part on the right, for a `y` that is `imax`
    /// or `max`.
    fn spread(&mut self, x: L, y: L) -> Verdict<L> {
        let spread = match self.level(y) {
            Level::Imax(_, last) => {
                let first = self.imax(x, last);
                self.max(first, y)
            }
            Level::Max(one, other) => {
                let (one, other) = (self.imax(x, one), self.imax(x, other));
                self.max(one, other)
            }
            _ => self.imax(x, y),
        };
        self.simplify(spread, &mut FxHashMap::default())
    }

    fn less_in_both_cases(&mut self, name: N, a: L, b: L, room: i64) -> Verdict<bool> {
        let param = self.param(name);
        let above = self.succ(param);
        for case in [Self::ZERO, above] {
            let mut known = FxHashMap::default();
            let x = self.substitute(a, &[name], &[case])?;
            let y = self.substitute(b, &[name], &[case])?;
            let (x, y) = (self.simplify(x, &mut known)?, self.simplify(y, &mut known)?);
            if !self.less(x, y, room)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
