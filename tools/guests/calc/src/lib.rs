//! Tool `calc`: exact arithmetic.
//!
//! A call evaluates expressions and claims over the rationals, the integers or the natural numbers,
//! or modulo a number, and so checks the arithmetic in somebody's chain of thought. For a goal it
//! proposes what computing can show: a witness for a statement of existence, and the distinction by
//! residues that proves a statement on remainders. Every proposal was computed through first.

mod eval;
mod prose;
mod residues;
mod witness;

#[cfg(target_family = "wasm")]
mod component;

pub use eval::{CalcError, Numbers, evaluate, evaluate_modulo};
pub use prose::{Checked, check};

/// A tactic and how sure the tool is of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The tactic.
    pub tactic: String,
    /// Chance in (0, 1] that it helps.
    pub weight: f32,
}

/// Tactics for a goal, given as the names and types of its context and its target.
pub fn propose(hypotheses: &[(String, String)], target: &str) -> Vec<Proposal> {
    let Ok(target) = polya_text::statement::parse(target) else { return Vec::new() };
    let mut found = residues::propose(hypotheses, &target);
    found.extend(witness::propose(&target));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tactics(text: &str) -> Vec<String> {
        let (context, target) = text.split_once('⊢').unwrap();
        let hypotheses: Vec<_> = context
            .split(';')
            .filter_map(|h| h.split_once(':'))
            .flat_map(|(names, ty)| {
                names.split_whitespace().map(|name| (name.to_owned(), ty.trim().to_owned()))
            })
            .collect();
        propose(&hypotheses, target.trim()).into_iter().map(|p| p.tactic).collect()
    }

    #[test]
    fn remainders_are_proved_by_residues() {
        for text in [
            "n : Nat ⊢ 6 ∣ n * (n + 1) * (n + 2)",
            "n : Nat ⊢ n * n % 4 = 0 ∨ n * n % 4 = 1",
            "a b : Nat ⊢ a * b * (a + b) % 2 = 0",
            "a : Nat; h : a % 4 = 3 ⊢ a * a % 8 = 1",
            "⊢ ∀ (n : Nat), 3 ∣ n ^ 3 + 2 * n",
            "n : Nat ⊢ n * n % 3 ≠ 2",
        ] {
            assert_eq!(tactics(text).len(), 1, "{text}");
        }
        for text in [
            "n : Nat ⊢ n * n % 4 = 0",
            "n : Nat ⊢ 6 ∣ n * (n + 1)",
            "n : Nat ⊢ 4 ^ n % 3 = 1",
            "a b : Nat ⊢ (a - b) % 2 = 0",
            "n m : Nat ⊢ m ∣ n * m",
            "n : Int ⊢ 2 ∣ n * (n + 1)",
            "n : Nat ⊢ 1000 ∣ n",
        ] {
            assert_eq!(tactics(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn witnesses_are_found_by_trying() {
        assert_eq!(
            tactics("⊢ ∃ a b c : Nat, 0 < a ∧ 0 < b ∧ a ^ 2 + b ^ 2 = c ^ 2"),
            ["exact ⟨3, 4, 5, by decide⟩"]
        );
        assert_eq!(tactics("⊢ ∃ n : Nat, n * n = 1369"), ["exact ⟨37, by decide⟩"]);
        assert_eq!(tactics("⊢ ∃ n : Nat, n * n = 2"), [""; 0]);
        assert_eq!(tactics("k : Nat ⊢ ∃ n : Nat, n = k"), [""; 0]);
    }
}
