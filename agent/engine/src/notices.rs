//! What the engine has to tell while it works. It never prints: whoever starts it says where its
//! messages go.

use std::fmt::Display;

use polya_lean::toolchain::Progress;

/// Takes the engine's messages. Called from any thread.
pub trait Notices: Send + Sync {
    /// Something worth knowing.
    fn note(&self, message: &dyn Display);

    /// Something that may be wrong and does not stop the work.
    fn warning(&self, message: &dyn Display);

    /// Something for those who want to know more.
    fn detail(&self, message: &dyn Display);

    /// How far something is that takes long.
    fn activity(&self, activity: Activity<'_>);
}

/// Something that takes long.
#[derive(Clone, Copy, Debug)]
pub enum Activity<'a> {
    /// Lean is being fetched, or Foundations built.
    Lean(Progress<'a>),
    /// Lean was found, or the search for it failed.
    LeanEnded {
        /// True if a Lean is there.
        found: bool,
    },
    /// A user's model is being loaded.
    Model {
        /// The part that is done, from 0 to 1.
        done: f64,
    },
    /// The model is loaded, or could not be.
    ModelEnded,
}

/// Drops every message.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Notices for Silent {
    fn note(&self, _: &dyn Display) {}

    fn warning(&self, _: &dyn Display) {}

    fn detail(&self, _: &dyn Display) {}

    fn activity(&self, _: Activity<'_>) {}
}
