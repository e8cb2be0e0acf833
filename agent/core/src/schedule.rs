//! Who is asked about a goal, and in which order: the names of the voices, the part that each has in a
//! schedule, and the rounds that a schedule is made of. Nothing here asks anybody.

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

/// Which of two rounds of the same penalty comes first: the earlier of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// What a person tried.
    User,
    /// The proof of the very goal, from memory: it costs one check.
    Known,
    /// Tools: they propose only where they know something.
    Tools,
    /// Rules and planner in the order of a scoring model.
    Ranked,
    /// A step model: it costs next to nothing, and may spare the rules' checks.
    Step,
    /// Rules.
    Rules,
    /// Plans by rule.
    Planner,
    /// A chat model: its tokens are dear.
    Chat,
    /// What memory has for goals that are alike.
    Recalled,
}

/// A voice's part in a schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its place among rounds of equal penalty.
    pub rank: Rank,
    /// The rounds in which it wants to be asked.
    pub rounds: Vec<Round>,
    /// Voices for which it speaks, each in passes below a limit: their rounds are left out beside it.
    pub speaks_for: Vec<(VoiceId, u32)>,
}

/// The schedule in which these voices take part: the rounds of each that no other voice speaks for, the
/// most urgent first, and among equals in the order of [`Rank`].
pub fn schedule(parts: &[Part]) -> Vec<Round> {
    let spoken_for = |own: &Part, round: &Round| {
        let mut others = parts.iter().filter(|other| !std::ptr::eq(*other, own));
        others.any(|other| {
            let mut voices = other.speaks_for.iter();
            voices.any(|(voice, below)| *voice == round.voice && round.pass < *below)
        })
    };
    let mut rounds: Vec<(Rank, Round)> = Vec::new();
    for part in parts {
        let own = part.rounds.iter().filter(|round| !spoken_for(part, round));
        rounds.extend(own.map(|round| (part.rank, round.clone())));
    }
    rounds.sort_by(|(rank, round), (other_rank, other)| {
        other.penalty.total_cmp(&round.penalty).then(rank.cmp(other_rank))
    });
    rounds.into_iter().map(|(_, round)| round).collect()
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

    /// A round that costs no tokens.
    pub const fn free(voice: VoiceId, pass: u32, penalty: f64) -> Self {
        Self { voice, pass, penalty, tokens: 0 }
    }

    /// The schedule of the rules and the planner by rule alone.
    pub fn rules() -> Vec<Self> {
        schedule(&[Part::rules(), Part::planner()])
    }
}

impl Part {
    /// The part of the rules: finishing tactics, moves by shape, wider moves, detours.
    pub fn rules() -> Self {
        let rounds = [(0, 0.0), (1, -0.5), (2, -2.0), (3, -4.0)];
        let rounds = rounds.map(|(pass, penalty)| Round::free(VoiceId::RULES, pass, penalty));
        Self { rank: Rank::Rules, rounds: rounds.to_vec(), speaks_for: Vec::new() }
    }

    /// The part of the planner by rule.
    pub fn planner() -> Self {
        let rounds = vec![Round::free(VoiceId::PLANNER, 0, -0.3)];
        Self { rank: Rank::Planner, rounds, speaks_for: Vec::new() }
    }
}
