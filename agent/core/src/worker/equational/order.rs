//! A reduction order on terms: the lexicographic path order (Kamin and Lévy 1980).

use crate::worker::term::{Symbol, Term};

/// Ranks of symbols; a higher one is unfolded towards lower ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Precedence {
    ranks: Vec<(u8, Symbol)>,
}

impl Precedence {
    /// Suits the equations: what distributes over something else comes before it, then unary
    /// symbols such as inverses, then binary ones, then constants.
    pub(super) fn for_equations(symbols: usize, equations: &[(Term, Term)]) -> Self {
        let mut ranks: Vec<(u8, Symbol)> =
            (0..u32::try_from(symbols).unwrap_or(0)).map(|s| (0, s)).collect();
        for side in equations.iter().flat_map(|(l, r)| [l, r]) {
            for position in side.positions() {
                if let Term::App(symbol, args) = side.at(&position) {
                    let rank = match args.len() {
                        0 => 0,
                        1 => 3,
                        _ => 2,
                    };
                    let own = &mut ranks[*symbol as usize].0;
                    *own = (*own).max(rank);
                }
            }
        }
        for (left, right) in equations {
            for (l, r) in [(left, right), (right, left)] {
                // f(x, g(y, z)) = g(f(x, y), f(x, z))
                if let (Term::App(f, of), Term::App(g, over)) = (l, r)
                    && f != g
                    && of.len() == 2
                    && over.len() == 2
                    && of.iter().any(|a| matches!(a, Term::App(h, _) if h == g))
                    && over.iter().all(|a| matches!(a, Term::App(h, _) if h == f))
                {
                    ranks[*f as usize].0 = 4;
                }
            }
        }
        Self { ranks }
    }

    /// True if `left` is greater than `right` under every substitution.
    pub(super) fn greater(&self, left: &Term, right: &Term) -> bool {
        let Term::App(f, from) = left else { return false };
        let (g, to) = match right {
            Term::Var(_) => {
                let mut variables = Vec::new();
                left.variables(&mut variables);
                return variables.iter().any(|v| Term::Var(*v) == *right);
            }
            Term::App(g, to) => (g, to),
        };
        if from.iter().any(|a| a == right || self.greater(a, right)) {
            return true;
        }
        if f == g && from.len() == to.len() {
            let Some(first) = from.iter().zip(to).position(|(a, b)| a != b) else { return false };
            return self.greater(&from[first], &to[first])
                && to[first + 1..].iter().all(|b| self.greater(left, b));
        }
        self.ranks[*f as usize] > self.ranks[*g as usize]
            && to.iter().all(|b| self.greater(left, b))
    }
}
