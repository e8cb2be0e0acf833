//! What the judge says.

use std::fmt;

use polya_problems::ProblemId;
use serde::{Deserialize, Serialize};

use crate::{audit::KernelReport, judge::Imports};

/// The judge's answer. Only [`Verdict::Accepted`] counts as a proof.
#[expect(clippy::large_enum_variant, reason = "a verdict lives alone, and not for long")]
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
#[must_use]
pub enum Verdict {
    /// The proof proves the statement.
    Accepted(Accepted),
    /// It does not, or it does more than a proof should.
    Rejected {
        /// Which of the judge's defences found it.
        mechanism: Mechanism,
        /// One line for an agent: enough to go on with, too little to search the judge for gaps
        /// with.
        reason: String,
        /// All that is known, for the log.
        evidence: Vec<String>,
    },
    /// Time or memory ran out, or something broke. This says nothing about the proof.
    Undecided {
        /// One line, for people.
        reason: String,
    },
}

impl Verdict {
    /// The accepted proof, if it is one.
    pub fn accepted(&self) -> Option<&Accepted> {
        match self {
            Self::Accepted(accepted) => Some(accepted),
            Self::Rejected { .. } | Self::Undecided { .. } => None,
        }
    }

    /// What stopped it, if it was rejected.
    pub fn mechanism(&self) -> Option<Mechanism> {
        match self {
            Self::Rejected { mechanism, .. } => Some(*mechanism),
            Self::Accepted(_) | Self::Undecided { .. } => None,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepted(accepted) => write!(f, "accepted: {}", accepted.theorem()),
            Self::Rejected { mechanism, reason, evidence } => {
                write!(f, "rejected ({}): {reason}", mechanism.name())?;
                evidence.iter().try_for_each(|line| write!(f, "\n  {line}"))
            }
            Self::Undecided { reason } => write!(f, "undecided: {reason}"),
        }
    }
}

/// Which of the judge's defences spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// The scan of the proof's text.
    Scan,
    /// Lean refused the file, or what it wrote is no compiled module.
    Build,
    /// The file imports other modules than the problem.
    Imports,
    /// The theorem is missing, is no theorem, or states something else.
    Statement,
    /// Something that the statement is made of has another meaning.
    Definitions,
    /// A new constant is of a kind that no proof needs, or takes a name that means something to
    /// the kernel.
    Constants,
    /// The proof rests on an axiom that is not among the three, `sorryAx` included.
    Axioms,
    /// A kernel refused the proof, or something it is made of.
    Kernel,
}

impl Mechanism {
    /// All of them, in the order in which a proof meets them.
    pub const ALL: [Self; 8] = [
        Self::Scan,
        Self::Build,
        Self::Imports,
        Self::Constants,
        Self::Axioms,
        Self::Statement,
        Self::Definitions,
        Self::Kernel,
    ];

    /// The name in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Build => "build",
            Self::Imports => "imports",
            Self::Statement => "statement",
            Self::Definitions => "definitions",
            Self::Constants => "constants",
            Self::Axioms => "axioms",
            Self::Kernel => "kernel",
        }
    }

    /// What an agent is told.
    fn coarse(self) -> &'static str {
        match self {
            Self::Scan => "the proof contains something that no proof needs",
            Self::Build => "the proof does not compile",
            Self::Imports | Self::Statement | Self::Definitions => "another statement is proved",
            Self::Axioms => "the proof rests on something unproved",
            Self::Constants | Self::Kernel => "the proof is not valid",
        }
    }
}

/// Why a proof is rejected, inside of the crate.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) mechanism: Mechanism,
    pub(crate) evidence: Vec<String>,
}

impl Finding {
    pub(crate) fn new(mechanism: Mechanism, evidence: impl Into<String>) -> Self {
        Self { mechanism, evidence: vec![evidence.into()] }
    }
}

impl From<Finding> for Verdict {
    fn from(finding: Finding) -> Self {
        let Finding { mechanism, evidence } = finding;
        Self::Rejected { mechanism, reason: mechanism.coarse().to_owned(), evidence }
    }
}

/// A proof that was judged and found good. Nothing but the judge can make one; it is written to
/// logs, and not read back: what a log claims to be proved is judged again.
#[derive(Clone, Debug, Serialize)]
pub struct Accepted {
    pub(crate) problem: ProblemId,
    pub(crate) theorem: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) lemmas: String,
    pub(crate) proof: String,
    pub(crate) proof_hash: String,
    pub(crate) content_hash: String,
    pub(crate) toolchain: String,
    pub(crate) judge_version: u32,
    pub(crate) axioms: Vec<String>,
    pub(crate) kernels: Vec<String>,
    pub(crate) replays: Vec<KernelReport>,
    pub(crate) imports: Imports,
    pub(crate) warnings: Vec<String>,
    pub(crate) seconds: f64,
}

impl Accepted {
    /// Which problem it solves.
    pub fn problem(&self) -> &ProblemId {
        &self.problem
    }

    /// The theorem's full name.
    pub fn theorem(&self) -> &str {
        &self.theorem
    }

    /// What was given with the proof, to stand above the theorem; usually nothing.
    pub fn lemmas(&self) -> &str {
        &self.lemmas
    }

    /// The proof's text, as it was given.
    pub fn proof(&self) -> &str {
        &self.proof
    }

    /// Hash of the proof's text alone (BLAKE3, hexadecimal).
    pub fn proof_hash(&self) -> &str {
        &self.proof_hash
    }

    /// Hash of problem, proof with its lemmas, toolchain with what it can import, and the judge's
    /// version: the verdict holds for nothing else.
    pub fn content_hash(&self) -> &str {
        &self.content_hash
    }

    /// Version of the Lean that compiled it.
    pub fn toolchain(&self) -> &str {
        &self.toolchain
    }

    /// Which version of the judge's rules accepted it.
    pub fn judge_version(&self) -> u32 {
        self.judge_version
    }

    /// The axioms that the proof rests on, among `propext`, `Classical.choice` and `Quot.sound`.
    pub fn axioms(&self) -> &[String] {
        &self.axioms
    }

    /// The kernels that checked the proof again, apart from the process that compiled it.
    pub fn kernels(&self) -> &[String] {
        &self.kernels
    }

    /// What each of [`Self::kernels`] checked, and what that took.
    pub fn replays(&self) -> &[KernelReport] {
        &self.replays
    }

    /// Whether what the proof rests on in imported modules was checked, too, or trusted.
    pub fn imports(&self) -> Imports {
        self.imports
    }

    /// What looked odd about the text without being wrong.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// How long judging took, in seconds.
    pub fn seconds(&self) -> f64 {
        self.seconds
    }
}
