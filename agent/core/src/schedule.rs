//! Who is asked about a goal, and in which order: the names of the voices, and the rounds that a
//! schedule is made of. Nothing here asks anybody.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

/// Identity of a voice: the name that schedules, logs and reports have for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VoiceId(Cow<'static, str>);

impl VoiceId {
    /// The worker's rules.
    pub const RULES: Self = Self::of("rules");
    /// The planner by rule.
    pub const PLANNER: Self = Self::of("planner");
    /// A language model that writes tactics, proofs and sketches.
    pub const MODEL: Self = Self::of("model");
    /// Rules and planner, put in order by a model that was trained to say what works.
    pub const RANKED: Self = Self::of("ranked");
    /// Tools that propose tactics.
    pub const TOOLS: Self = Self::of("tools");
    /// Long-term memory.
    pub const MEMORY: Self = Self::of("memory");
    /// A person.
    pub const USER: Self = Self::of("user");

    /// The voice of this name.
    pub const fn of(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VoiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&'static str> for VoiceId {
    fn from(name: &'static str) -> Self {
        Self::of(name)
    }
}

/// One round of candidates for a goal: whom to ask, and for which of their passes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Name of the proposer.
    pub voice: VoiceId,
    /// Which of its passes; a later pass is wider and less likely to help.
    pub pass: u32,
    /// Logarithm by which this round is less urgent than a first one; at most 0.
    pub penalty: f64,
    /// Most model tokens that the round may spend; set aside before it is asked.
    #[serde(default)]
    pub tokens: u64,
}

/// Who has to answer before a round is over. A goal's rounds of one lane follow each other; the lanes
/// go on side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Nobody outside: rules, memory, tools, and rules in an order that a model may lend them.
    Own,
    /// A model. Nothing of the other lane waits for it.
    Model,
}

impl Round {
    /// The lane of this round.
    pub fn lane(&self) -> Lane {
        if self.voice == VoiceId::MODEL { Lane::Model } else { Lane::Own }
    }

    /// The round that a goal would have next in `lane`, by its place in the schedule, if it had those
    /// in `finished`. A model is asked once what comes before it in the schedule was tried.
    pub fn next(schedule: &[Self], finished: &[u32], lane: Lane) -> Option<u32> {
        for (place, round) in (0..).zip(schedule) {
            if finished.contains(&place) {
                continue;
            }
            if round.lane() == lane {
                return Some(place);
            }
            if lane == Lane::Model {
                return None;
            }
        }
        None
    }

    /// The schedule with rules alone.
    pub fn rules() -> Vec<Self> {
        let round = |voice, pass, penalty| Self { voice, pass, penalty, tokens: 0 };
        vec![
            round(VoiceId::RULES, 0, 0.0),
            round(VoiceId::PLANNER, 0, -0.3),
            round(VoiceId::RULES, 1, -0.5),
            round(VoiceId::RULES, 2, -2.0),
            round(VoiceId::RULES, 3, -4.0),
        ]
    }
}
