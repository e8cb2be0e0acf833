//! Long-term memory in a run: what is recalled for a goal, and what a run teaches.
//!
//! [`Learner`] reads the run's records and says, when a problem ends, what it taught: [`Lessons`].
//! It performs no IO, so the same code serves a run under way and the rebuilding of a lost memory
//! from old logs. [`Keeper`] brings lessons to the memory and questions back from it, on the memory's
//! own thread. [`Recollection`] is the voice that turns what is recalled into candidates; they go
//! into the log like any other, with the artifact's id as their source. [`Mindful`] wraps another
//! voice and holds back what failed on this very goal in an earlier run. [`KnownRefutations`] claims
//! the counterexamples that tools found before.
//!
//! What is recalled is never believed: a candidate of memory is tried by Lean, and the proof it ends
//! up in is judged whole. Proofs and lemmas become candidates only if the judge accepted them; which
//! tactic or premise closed a goal is a hint and claims nothing.

mod alike;
mod embedder;
mod keeper;
mod key;
mod lessons;
mod refuter;
mod script;
mod voice;

pub use embedder::{Embedder, EndpointEmbedder};
pub use keeper::Keeper;
pub use lessons::{FailedGoal, Known, Learner, Lessons, of_run};
pub use refuter::KnownRefutations;
pub use voice::{Mindful, Recollection};

#[cfg(test)]
mod tests;
