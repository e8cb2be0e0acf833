//! A candidate: one tactic that somebody proposes for a goal, who proposed it, and how much the
//! proposer believes in it.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

/// A tactic to be tried on a goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The tactic, possibly of several lines, indented from column 0.
    pub tactic: Arc<str>,
    /// Who proposed it.
    #[serde(flatten)]
    pub source: Source,
    /// Natural logarithm of the prior probability that it helps; at most 0.
    pub log_prior: f64,
    /// Natural logarithm of the probability that it works here, from a model that read the goal
    /// and the tactic. Within a round it decides what is tried first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub belief: Option<f64>,
}

impl Candidate {
    /// A candidate whose prior is given as a probability.
    pub fn new(tactic: impl Into<Arc<str>>, source: Source, prior: f64) -> Self {
        Self::with_log_prior(tactic, source, prior.clamp(1e-9, 1.0).ln())
    }

    /// A candidate whose prior is given as a logarithm.
    ///
    /// Priors are kept to three decimals: finer differences mean nothing, and the log stays
    /// readable.
    pub fn with_log_prior(tactic: impl Into<Arc<str>>, source: Source, log_prior: f64) -> Self {
        Self { tactic: tactic.into(), source, log_prior: rounded(log_prior), belief: None }
    }

    /// The same candidate, with what a model says of it.
    #[must_use]
    pub fn believed(self, belief: f64) -> Self {
        Self { belief: Some(rounded(belief)), ..self }
    }

    /// Lowers the prior by so much.
    pub fn discount(&mut self, by: f64) {
        self.log_prior = rounded(self.log_prior - by);
    }

    /// By what candidates of one round are ordered: the prior, or the model's word and a little of
    /// the prior, so that a step of which the model sees no end, such as an induction, is not lost
    /// behind everything that merely might work.
    pub fn urgency(&self) -> f64 {
        const OF_PRIOR: f64 = 0.2;
        let mixed = |belief: f64| (1.0 - OF_PRIOR) * belief.exp() + OF_PRIOR * self.log_prior.exp();
        self.belief.map_or(self.log_prior, |belief| mixed(belief).ln())
    }
}

/// A logarithm of a probability, within bounds and to three decimals.
fn rounded(log: f64) -> f64 {
    let bounded = if log.is_finite() { log.clamp(-30.0, 0.0) } else { -30.0 };
    // `-0.0` and `0.0` are equal but print differently.
    (bounded * 1000.0).round() / 1000.0 + 0.0
}

/// Who proposed a candidate. The report counts contributions by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Source {
    /// A rule of the worker.
    Rule {
        /// Which family of rules.
        rule: Rule,
    },
    /// A rule of the worker that used a lemma of the library or of the problem's own file.
    Premise {
        /// Full name of the lemma.
        premise: Arc<str>,
    },
    /// The rule-based or the model's planner.
    Plan {
        /// What the plan is, in a few words.
        plan: Arc<str>,
    },
    /// A language model.
    Model {
        /// The model's name.
        model: Arc<str>,
    },
    /// A tool's proposal.
    Tool {
        /// The tool's name.
        tool: Arc<str>,
    },
    /// Something recalled from long-term memory.
    Memory {
        /// Id of the artifact.
        artifact: Arc<str>,
    },
    /// A person, in an interactive session.
    User,
}

/// Families of worker rules. Priors are given per family (see `worker::prior`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Tactics that close a goal or fail.
    Finish,
    /// `intro` for `∀`, `→`, `¬`.
    Intro,
    /// Constructors of the target: `constructor`, `left`, `right`, anonymous constructors.
    Constructor,
    /// Witnesses for `∃`.
    Witness,
    /// Taking hypotheses apart.
    Destruct,
    /// Case distinctions on data in the context.
    Cases,
    /// Induction on data in the context.
    Induction,
    /// Case distinctions on propositions.
    ByCases,
    /// `simp` in its forms.
    Simplify,
    /// Rewriting with hypotheses.
    Rewrite,
    /// Applying hypotheses.
    Apply,
    /// New facts from hypotheses.
    Forward,
    /// Unfolding definitions.
    Unfold,
    /// Extensionality and congruence.
    Extensionality,
    /// Contradiction, classical reasoning.
    Contradiction,
    /// Generalising or reverting before something else.
    Generalize,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule { rule } => write!(f, "rule {rule}"),
            Self::Premise { premise } => write!(f, "premise {premise}"),
            Self::Plan { plan } => write!(f, "plan {plan}"),
            Self::Model { model } => write!(f, "model {model}"),
            Self::Tool { tool } => write!(f, "tool {tool}"),
            Self::Memory { artifact } => write!(f, "memory {artifact}"),
            Self::User => f.write_str("user"),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Finish => "finish",
            Self::Intro => "intro",
            Self::Constructor => "constructor",
            Self::Witness => "witness",
            Self::Destruct => "destruct",
            Self::Cases => "cases",
            Self::Induction => "induction",
            Self::ByCases => "by_cases",
            Self::Simplify => "simplify",
            Self::Rewrite => "rewrite",
            Self::Apply => "apply",
            Self::Forward => "forward",
            Self::Unfold => "unfold",
            Self::Extensionality => "extensionality",
            Self::Contradiction => "contradiction",
            Self::Generalize => "generalize",
        })
    }
}
