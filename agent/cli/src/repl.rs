//! The parts of the interactive session that need no terminal and no Lean.

pub(crate) mod busy;
pub(crate) mod complete;
pub(crate) mod input;
pub(crate) mod session;
pub(crate) mod voice;
