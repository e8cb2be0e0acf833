//! Training data for a step model: statements drawn over Foundations, proved by Polya itself, and
//! the states and tactics on the way of each accepted proof.
//!
//! Nothing that is kept for measuring may get in: [`StatementKey`] names a statement by what it says,
//! [`Gate`] turns away what is on a list that is kept or was drawn before, and [`pairs`] leaves out
//! states that are. [`Batcher`] has many proofs judged at once, since judging one costs more than
//! finding it. How it is driven and where it is written is the program's business.

mod dice;
mod families;
mod gate;
mod key;
mod pairs;
mod referee;
mod statement;

use polya_lean::premises::Premise;

pub use gate::Gate;
pub use key::StatementKey;
pub(crate) use pairs::one_line;
pub use pairs::{Pair, pairs};
pub use referee::Batcher;
pub use statement::Statement;

/// The statement with this number in the sequence that `seed` and the library determine; `None`
/// where the draw came to nothing.
pub fn draw(seed: u64, number: u64, premises: &[Premise]) -> Option<Statement> {
    families::draw(seed, number, premises)
}
