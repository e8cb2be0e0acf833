//! How likely each kind of candidate is to help, before anything is known about the goal.
//!
//! The numbers are rough frequencies over the shipped lists: what matters is their order, and that
//! a premise at the end of the ranking is less likely than a structural move.

/// A tactic that closes many goals at once.
pub(super) const STRONG_FINISH: f64 = 0.5;
/// A tactic that closes some goals.
pub(super) const FINISH: f64 = 0.3;
/// The one introduction that fits.
pub(super) const INTRO: f64 = 0.9;
/// A constructor without choice.
pub(super) const SPLIT: f64 = 0.7;
/// A constructor with a choice.
pub(super) const CHOICE: f64 = 0.35;
/// A witness.
pub(super) const WITNESS: f64 = 0.25;
/// Taking a hypothesis apart without a choice.
pub(super) const DESTRUCT: f64 = 0.7;
/// Case distinction on a disjunction.
pub(super) const CASES: f64 = 0.5;
/// Case distinction on data.
pub(super) const DATA_CASES: f64 = 0.25;
/// Induction.
pub(super) const INDUCTION: f64 = 0.4;
/// Induction with other variables generalised.
pub(super) const GENERALIZED_INDUCTION: f64 = 0.3;
/// A split with all its cases closed at once.
pub(super) const COMBINED: f64 = 0.3;
/// Unfolding a definition.
pub(super) const UNFOLD: f64 = 0.3;
/// Simplification that leaves a goal.
pub(super) const SIMPLIFY: f64 = 0.3;
/// Rewriting with a hypothesis.
pub(super) const REWRITE: f64 = 0.3;
/// Applying a hypothesis.
pub(super) const APPLY: f64 = 0.35;
/// A new fact.
pub(super) const FORWARD: f64 = 0.15;
/// A proof that consists of premises which fit.
pub(super) const CITED: f64 = 0.8;
/// A premise that fits and leaves something to prove.
pub(super) const CITED_STEP: f64 = 0.3;
/// The best premise; divided by its rank's root.
pub(super) const PREMISE: f64 = 0.25;
/// A detour that fits every goal.
pub(super) const DETOUR: f64 = 0.05;
