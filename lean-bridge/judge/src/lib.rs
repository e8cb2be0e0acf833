//! Decides whether a proof proves the stated theorem, whatever wrote the proof.
//!
//! A [`Judge`] is given a [`polya_problems::Problem`] and the text of a proof. The problem's file is
//! compiled alone and first ([`Judge::prepare`] yields a [`Golden`]); the proof is put into the
//! problem's hole by byte position and compiled in a fresh, confined process; and what came out is
//! compared, as compiled constants and not as text, with what the problem's own file means; and
//! kernels, each alone in another process, check all of those constants again. Nothing that the compiling process *says* counts in favour of a proof.
//!
//! A [`Verdict`] has three values, and only [`Verdict::Accepted`] counts: whatever goes wrong on the
//! way, the answer is another one. Nobody else can make an [`Accepted`].
//!
//! This crate does not look for proofs, does not ask models, and does not weigh statements: whether
//! a theorem says what its author had in mind is the author's business.

mod audit;
mod axioms;
mod bench;
mod canary;
mod checked;
mod compile;
mod examine;
mod judge;
mod kernel;
mod look;
mod scan;
mod verdict;

pub use audit::{Audit, AuditError, AuditProgress, AuditSettings, KernelReport, Tainted};
pub use bench::{Cost, JudgeBench, bench};
pub use judge::{Golden, GoldenError, Imports, Judge, JudgeSettings};
pub use kernel::run_if_kernel;
#[doc(hidden)]
pub use look::Specimen;
pub use scan::{Remark, Scan, scan};
pub use verdict::{Accepted, Mechanism, Verdict};

/// Part of every verdict's hash: raised whenever the judge decides differently.
pub const JUDGE_VERSION: u32 = 7;
