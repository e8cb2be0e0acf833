//! Who is asked about a goal, and in which order: the names of the voices, the part that each has in a
//! schedule, and the rounds that a schedule is made of. Nothing here asks anybody.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

use crate::ledger::Amounts;

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
    /// Lean's own provers.
    pub const PROVERS: Self = Self::of("provers");
    /// A fixed list of tactics, in measurements.
    pub const BASELINE: Self = Self::of("baseline");
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
    /// Most checks that the voice itself may spend on its answer; set aside before it is asked.
    #[serde(default)]
    pub checks: u64,
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
    /// Lean's own provers: a check of theirs costs many of the rules'.
    Provers,
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
    /// Lean's own provers, on one goal of a problem at a time. The rules go on beside them.
    Provers,
    /// A model. Nothing of the other lanes waits for it.
    Model,
}

impl Round {
    /// The lane of this round.
    pub fn lane(&self) -> Lane {
        if self.voice == VoiceId::MODEL {
            Lane::Model
        } else if self.voice == VoiceId::PROVERS {
            Lane::Provers
        } else {
            Lane::Own
        }
    }

    /// What is set aside before it is asked.
    pub fn debit(&self) -> Amounts {
        Amounts { tokens: self.tokens, checks: self.checks, ..Amounts::default() }
    }

    /// The round that a goal would have next in `lane`, by its place in the schedule, if it had those
    /// in `finished`. Provers and models are asked once what the rules have before them in the
    /// schedule was tried; a model is asked about a problem's own goal (`root`) after the provers.
    pub fn next(schedule: &[Self], finished: &[u32], lane: Lane, root: bool) -> Option<u32> {
        let open = || (0..).zip(schedule).filter(|(place, _)| !finished.contains(place));
        if lane == Lane::Model && root && open().any(|(_, round)| round.lane() == Lane::Provers) {
            return None;
        }
        let waits_for = |other: Lane| lane != Lane::Own && other == Lane::Own;
        let next = open().find(|(_, round)| round.lane() == lane || waits_for(round.lane()));
        next.filter(|(_, round)| round.lane() == lane).map(|(place, _)| place)
    }

    /// A round that costs no tokens.
    pub const fn free(voice: VoiceId, pass: u32, penalty: f64) -> Self {
        Self { voice, pass, penalty, tokens: 0, checks: 0 }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provers_come_after_the_rules_before_them_and_a_model_after_provers_on_the_first_goal() {
        let schedule = [
            Round::free(VoiceId::RULES, 0, 0.0),
            Round::free(VoiceId::MODEL, 0, -0.3),
            Round::free(VoiceId::RULES, 1, -0.5),
            Round::free(VoiceId::PROVERS, 0, -0.6),
            Round::free(VoiceId::RULES, 2, -2.0),
            Round::free(VoiceId::MODEL, 1, -2.5),
        ];
        let next = |finished: &[u32], lane, root| Round::next(&schedule, finished, lane, root);
        assert_eq!(next(&[], Lane::Own, true), Some(0));
        assert_eq!(next(&[0], Lane::Own, true), Some(2), "the rules wait for nobody");
        assert_eq!(next(&[0, 2], Lane::Own, true), Some(4));
        assert_eq!(next(&[0], Lane::Provers, false), None, "the second round comes first");
        assert_eq!(next(&[0, 2], Lane::Provers, false), Some(3), "whatever a model does");
        assert_eq!(next(&[0, 2, 3], Lane::Provers, false), None);
        assert_eq!(next(&[0], Lane::Model, false), Some(1));
        assert_eq!(next(&[0], Lane::Model, true), None, "provers are cheaper");
        assert_eq!(next(&[0, 2, 3], Lane::Model, true), Some(1));
        assert_eq!(next(&[0, 1, 2, 3], Lane::Model, true), None, "rules come before");
        assert_eq!(next(&[0, 1, 2, 4], Lane::Model, false), Some(5));
    }
}
