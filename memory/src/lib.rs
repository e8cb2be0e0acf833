//! Long-term memory: what one problem taught helps the next, and what is to be forgotten is gone.
//!
//! - [`relevance`] finds the documents, artifacts or premises, that a goal is about. It stands
//!   alone and performs no IO.
//! - [`Memory`] stores [`Artifact`]s and [recalls](Memory::recall) them; synchronous, for one thread.
//! - [`Handle`] is its face to asynchronous code.
//! - [`Memory::plan_forgetting`], [`Memory::forget`] and [`scrub`] remove what is to be forgotten.
//!
//! The crate knows nothing of Lean processes, models or runs, and no type of the database behind it
//! leaves the [`store`] module.

mod artifact;
mod codec;
mod contradiction;
mod embedding;
mod error;
mod filter;
mod forget;
mod handle;
mod journal;
mod keep;
mod load;
mod memory;
mod recall;
pub mod relevance;
pub mod scrub;
pub mod store;
mod transfer;

pub use artifact::{
    Artifact, ArtifactId, Content, Draft, Embedding, Evidence, ForProof, Kind, NotAnId, Provenance,
    Standing, Timestamp, Usage,
};
pub use error::Error;
pub use filter::Filter;
pub use forget::{Candidate, Forgetting, Forgotten, Plan};
pub use handle::{Handle, Mode, Question, Thread};
pub use keep::KeepSettings;
pub use memory::{Memory, Opened, Outcome, Settings, Stats, Stored};
pub use recall::{Recall, RecallSettings, Recalled, Terms};
pub use transfer::{Imported, Rebuilt, Rejudge};
