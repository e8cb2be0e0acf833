//! A candidate: one tactic that somebody proposes for a goal, who proposed it, and how much the
//! proposer believes in it.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::schedule::VoiceId;

/// A tactic to be tried on a goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The tactic, possibly of several lines, indented from column 0.
    pub tactic: Arc<str>,
    /// Whose it is, and what kind of move.
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

/// Whose a candidate is, and what kind of move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Source {
    /// The voice that thought of it, whichever voice passed it on.
    #[serde(rename = "voice")]
    pub by: VoiceId,
    /// What kind of move it is.
    #[serde(flatten)]
    pub kind: Move,
}

/// Kinds of moves. The report counts contributions by them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum Move {
    /// By a rule of the worker.
    Rule {
        /// Which family of rules.
        rule: Rule,
    },
    /// By a rule of the worker that used a lemma of the library or of the problem's own file.
    Premise {
        /// Full name of the lemma.
        premise: Arc<str>,
    },
    /// A plan for the whole problem.
    Plan {
        /// What the plan is, in a few words.
        plan: Arc<str>,
    },
    /// A tactic or a whole proof that a language model wrote.
    Sample {
        /// The model's name.
        model: Arc<str>,
    },
    /// A sketch that a language model wrote: its holes become goals.
    Sketch {
        /// The model's name.
        model: Arc<str>,
    },
    /// A tool's proposal.
    Tool {
        /// The tool's name.
        tool: Arc<str>,
    },
    /// One of Lean's own provers, or what it answered when it was asked for a proof.
    Prover {
        /// Which.
        prover: Arc<str>,
    },
    /// Something recalled from long-term memory.
    Recalled {
        /// Id of the artifact.
        artifact: Arc<str>,
    },
    /// Typed by a person, in an interactive session.
    Typed,
}

impl Source {
    /// A rule's move.
    pub fn rule(rule: Rule) -> Self {
        Self { by: VoiceId::RULES, kind: Move::Rule { rule } }
    }

    /// A rule's use of a premise.
    pub fn premise(premise: impl Into<Arc<str>>) -> Self {
        Self { by: VoiceId::RULES, kind: Move::Premise { premise: premise.into() } }
    }

    /// The rule-based planner's plan.
    pub fn plan(plan: impl Into<Arc<str>>) -> Self {
        Self { by: VoiceId::PLANNER, kind: Move::Plan { plan: plan.into() } }
    }

    /// What a model wrote.
    pub fn sample(model: impl Into<Arc<str>>) -> Self {
        Self { by: VoiceId::MODEL, kind: Move::Sample { model: model.into() } }
    }

    /// A model's sketch.
    pub fn sketch(model: impl Into<Arc<str>>) -> Self {
        Self { by: VoiceId::MODEL, kind: Move::Sketch { model: model.into() } }
    }

    /// A tool's proposal.
    pub fn tool(tool: impl Into<Arc<str>>) -> Self {
        Self { by: VoiceId::TOOLS, kind: Move::Tool { tool: tool.into() } }
    }

    /// A prover of Lean's, or its answer.
    pub fn prover(prover: impl Into<Arc<str>>) -> Self {
        Self { by: VoiceId::PROVERS, kind: Move::Prover { prover: prover.into() } }
    }

    /// A tactic of the list with which a search is compared.
    pub fn baseline() -> Self {
        Self { by: VoiceId::BASELINE, kind: Move::Rule { rule: Rule::Finish } }
    }

    /// What memory recalled.
    pub fn recalled(artifact: impl Into<Arc<str>>) -> Self {
        Self { by: VoiceId::MEMORY, kind: Move::Recalled { artifact: artifact.into() } }
    }

    /// What a person typed.
    pub fn typed() -> Self {
        Self { by: VoiceId::USER, kind: Move::Typed }
    }

    /// The model that wrote it, if one did.
    pub fn model(&self) -> Option<&Arc<str>> {
        match &self.kind {
            Move::Sample { model } | Move::Sketch { model } => Some(model),
            _ => None,
        }
    }
}

/// A source as logs have it: of this version, or of version 1, which named no voice.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Now {
        voice: VoiceId,
        #[serde(flatten)]
        kind: Move,
    },
    First(FirstSource),
}

#[derive(Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
enum FirstSource {
    Rule { rule: Rule },
    Premise { premise: Arc<str> },
    Plan { plan: Arc<str> },
    Model { model: Arc<str> },
    Tool { tool: Arc<str> },
    Memory { artifact: Arc<str> },
    User,
}

impl From<Written> for Source {
    fn from(written: Written) -> Self {
        match written {
            Written::Now { voice, kind } => Self { by: voice, kind },
            Written::First(FirstSource::Rule { rule }) => Self::rule(rule),
            Written::First(FirstSource::Premise { premise }) => Self::premise(premise),
            // A model's sketches were filed under the planner.
            Written::First(FirstSource::Plan { plan }) => match plan.strip_prefix("sketch by ") {
                Some(model) => Self::sketch(model),
                None => Self::plan(plan),
            },
            Written::First(FirstSource::Model { model }) => Self::sample(model),
            Written::First(FirstSource::Tool { tool }) => Self::tool(tool),
            Written::First(FirstSource::Memory { artifact }) => Self::recalled(artifact),
            Written::First(FirstSource::User) => Self::typed(),
        }
    }
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
        match &self.kind {
            Move::Rule { rule } => write!(f, "rule {rule}"),
            Move::Premise { premise } => write!(f, "premise {premise}"),
            Move::Plan { plan } => write!(f, "plan {plan}"),
            Move::Sample { model } => write!(f, "model {model}"),
            Move::Sketch { model } => write!(f, "sketch by {model}"),
            Move::Tool { tool } => write!(f, "tool {tool}"),
            Move::Prover { prover } => write!(f, "prover {prover}"),
            Move::Recalled { artifact } => write!(f, "memory {artifact}"),
            Move::Typed => f.write_str("user"),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Every source that version 1 wrote, and what it is now.
    const FIRST: [(&str, &str); 8] = [
        (r#"{"by":"rule","rule":"finish"}"#, "rules: rule finish"),
        (r#"{"by":"premise","premise":"Nat.add_comm"}"#, "rules: premise Nat.add_comm"),
        (r#"{"by":"plan","plan":"induction on n"}"#, "planner: plan induction on n"),
        (r#"{"by":"plan","plan":"sketch by M"}"#, "model: sketch by M"),
        (r#"{"by":"model","model":"M"}"#, "model: model M"),
        (r#"{"by":"tool","tool":"calc"}"#, "tools: tool calc"),
        (r#"{"by":"memory","artifact":"a1"}"#, "memory: memory a1"),
        (r#"{"by":"user"}"#, "user: user"),
    ];

    #[test]
    fn candidates_of_version_1_are_read_and_those_of_today_survive() {
        for (first, expected) in FIRST {
            let text = format!(r#"{{"tactic":"t","log_prior":-0.5,{}"#, &first[1..]);
            let read: Candidate = serde_json::from_str(&text).unwrap();
            assert_eq!(format!("{}: {}", read.source.by, read.source), expected);
            let written = serde_json::to_string(&read).unwrap();
            assert!(written.contains(r#""voice":"#) && !written.contains(r#""by":"#), "{written}");
            assert_eq!(serde_json::from_str::<Candidate>(&written).unwrap(), read);
        }
    }
}
