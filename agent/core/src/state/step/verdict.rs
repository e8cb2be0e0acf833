//! From a proved graph to the judge and back.

use std::{sync::Arc, time::Duration};

use polya_problems::ProblemId;

use super::{Effect, Effects};
use crate::{
    event::{Event, ProblemEnd, Ruling},
    graph::ProofScript,
    ledger::{Amounts, Resource},
    state::{Phase, RunState},
};

impl RunState {
    /// Puts the complete proof together and gives it to the judge.
    pub(super) fn assemble(&mut self, id: &ProblemId, effects: &mut Effects<'_>) {
        let script = self.problems[id].search.as_ref().and_then(|s| s.graph.proof());
        let Some(script) = script else { return };
        let debit = Amounts::judgement();
        if !self.ledger.allows(id, debit) {
            let end = self.out_of(id, Resource::Judgements);
            return self.finish(id, end, effects);
        }
        let proof: Arc<str> = script.text.into();
        let (problem, steps) = (id.clone(), script.steps);
        // Workers have nothing more to do here.
        self.waiting.problems.remove(id);
        effects.push(Effect::Cancel { problem: id.clone() });
        self.record(Event::ProofAssembled { problem, proof: proof.clone(), steps, debit }, effects);
        self.ask_judge(id, proof, Duration::ZERO, effects);
    }

    /// Judges a proof that an earlier process called accepted.
    pub(super) fn judge_again(&mut self, id: &ProblemId, effects: &mut Effects<'_>) {
        if self.waiting_of(id).judging {
            return;
        }
        let Some(accepted) = &self.problems[id].accepted else { return };
        let proof = accepted.proof.clone();
        self.ask_judge(id, proof, Duration::ZERO, effects);
    }

    /// Judges a proof that an earlier process assembled and paid for, and had no verdict on.
    pub(super) fn judge_claim(&mut self, id: &ProblemId, effects: &mut Effects<'_>) {
        if self.waiting_of(id).judging {
            return;
        }
        let Some((proof, _)) = &self.problems[id].claim else { return };
        let proof = proof.clone();
        self.ask_judge(id, proof, Duration::ZERO, effects);
    }

    fn ask_judge(
        &mut self,
        id: &ProblemId,
        proof: Arc<str>,
        after: Duration,
        effects: &mut Effects<'_>,
    ) {
        self.waiting_of(id).judging = true;
        effects.push(Effect::Judge { problem: id.clone(), proof, after });
    }

    pub(super) fn judged(
        &mut self,
        id: &ProblemId,
        proof: &Arc<str>,
        result: Result<Ruling, String>,
        effects: &mut Effects<'_>,
    ) {
        let Some(waiting) = self.waiting.problems.get_mut(id) else { return };
        if !std::mem::replace(&mut waiting.judging, false) {
            return;
        }
        let doubted = self.problems[id].phase == Phase::Doubted;
        let ruling = match result {
            Ok(ruling) => ruling,
            Err(message) => {
                if let Some(after) = self.trouble(id, "judging", &message, effects) {
                    self.ask_judge(id, proof.clone(), after, effects);
                }
                return;
            }
        };
        self.waiting_of(id).troubles = 0;
        // A confirmation was paid for when the proof was first judged.
        let spent = if doubted { Amounts::default() } else { Amounts::judgement() };
        let (problem, proof) = (id.clone(), proof.clone());
        self.record(
            Event::Verdict { problem, proof: proof.clone(), ruling: ruling.clone(), spent },
            effects,
        );
        match ruling {
            Ruling::Accepted { .. } => {
                effects.push(Effect::SaveProof { problem: id.clone(), proof });
                self.finish(id, ProblemEnd::Proved, effects);
            }
            Ruling::Rejected { .. } => self.learn_from_rejection(id, &proof, effects),
            Ruling::Undecided { reason } => {
                // Fail closed, but not silently: the proof is in the log and can be judged again.
                let message = format!("the judge could not decide: {reason}");
                self.finish(id, ProblemEnd::Infrastructure { message }, effects);
            }
        }
    }

    /// The workers' Lean accepted every step and the judge did not accept the whole. If a goal's
    /// proof was used at another place than its own, that is suspected first and every such use
    /// gets a goal of its own. Otherwise the step that ended the proof is banned.
    fn learn_from_rejection(&mut self, id: &ProblemId, proof: &str, effects: &mut Effects<'_>) {
        let script = self.problems[id].search.as_ref().and_then(|s| s.graph.proof());
        let Some(ProofScript { text, steps, shares, .. }) = script else { return };
        if text != proof {
            return;
        }
        for share in &shares {
            let (problem, step, position) = (id.clone(), share.step, share.position);
            self.record(Event::ShareSplit { problem, step, position }, effects);
        }
        if shares.is_empty()
            && let Some(step) = steps.last().copied()
        {
            self.record(Event::StepBanned { problem: id.clone(), step }, effects);
        }
    }
}
