//! One problem's part of the state.

use std::{collections::BTreeMap, sync::Arc};

use polya_problems::ProblemId;
use serde::Serialize;

use super::search::Search;
use crate::{
    event::{Acceptance, Event, ProblemEnd, ProblemHead, Ruling},
    graph::{GoalNode, Graph, StepId},
    ledger::{Amounts, Ledger},
    refutation::Counterexample,
};

/// Where a problem stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not begun.
    Queued,
    /// Its statement is being elaborated.
    Preparing,
    /// Being searched.
    Searching,
    /// A proof is with the judge.
    Judging,
    /// A proof was accepted by an earlier process and must be judged again before it counts.
    Doubted,
    /// Ended.
    Finished(ProblemEnd),
}

/// A proof that the judge accepted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AcceptedProof {
    /// `by` and tactics.
    pub proof: Arc<str>,
    /// The judge's record.
    pub acceptance: Acceptance,
}

/// Everything known about one problem.
#[derive(Debug, Serialize)]
pub struct ProblemState {
    /// What the log's first event says about it.
    pub head: ProblemHead,
    /// Where it stands.
    pub phase: Phase,
    /// Its search, once the statement was elaborated.
    pub search: Option<Search>,
    /// Active milliseconds of the run at which work on it began.
    pub started_ms: Option<u64>,
    /// Active milliseconds of the run at which work on it ended.
    pub ended_ms: Option<u64>,
    /// Milliseconds of work before `started_ms`, if work was begun anew.
    pub used_before_ms: u64,
    /// For how many milliseconds of the run a model had failed when work was begun.
    pub failing_before_ms: u64,
    /// Milliseconds of work in which the statement was prepared, as far as that is done.
    pub prepared_in_ms: u64,
    /// The proof that is with the judge, and what was set aside for it.
    pub claim: Option<(Arc<str>, Amounts)>,
    /// The proof that the judge accepted. Counts only in phase `Finished(Proved)`.
    pub accepted: Option<AcceptedProof>,
    /// How many proofs the judge rejected.
    pub rejections: u32,
    /// The chance of success predicted at the start.
    pub chance: f64,
    /// What the planner set out.
    pub plan: Vec<String>,
    /// What tools said against it. One that Lean confirmed is the last.
    pub counterexamples: Vec<Counterexample>,
}

impl ProblemState {
    pub(super) fn new(head: ProblemHead) -> Self {
        Self {
            head,
            phase: Phase::Queued,
            search: None,
            started_ms: None,
            ended_ms: None,
            used_before_ms: 0,
            failing_before_ms: 0,
            prepared_in_ms: 0,
            claim: None,
            accepted: None,
            rejections: 0,
            chance: 0.5,
            plan: Vec::new(),
            counterexamples: Vec::new(),
        }
    }

    /// The problem's id.
    pub fn id(&self) -> &ProblemId {
        &self.head.id
    }

    /// True if the judge accepted a proof in this process, or again in this process.
    pub fn is_solved(&self) -> bool {
        self.phase == Phase::Finished(ProblemEnd::Proved) && self.accepted.is_some()
    }

    /// True while work on it is going on.
    pub fn is_active(&self) -> bool {
        !matches!(self.phase, Phase::Queued | Phase::Finished(_))
    }

    /// Milliseconds of work, up to `now` if it goes on.
    pub fn used_ms(&self, now: u64) -> u64 {
        let Some(start) = self.started_ms else { return self.used_before_ms };
        self.used_before_ms + self.ended_ms.unwrap_or(now).saturating_sub(start)
    }

    /// Milliseconds of search, up to `now` if it goes on: the time in which the statement was prepared
    /// and its imports were read is no part of a problem's budget.
    pub fn searched_ms(&self, now: u64) -> u64 {
        let preparing = match (&self.phase, self.started_ms) {
            (Phase::Preparing, Some(start)) => now.saturating_sub(start),
            _ => 0,
        };
        self.used_ms(now).saturating_sub(self.prepared_in_ms + preparing)
    }

    fn search(&mut self) -> Result<&mut Search, String> {
        self.search.as_mut().ok_or_else(|| "the problem was not prepared".to_owned())
    }

    pub(super) fn apply(
        &mut self,
        event: &Event,
        ledger: &mut Ledger,
        active_ms: u64,
    ) -> Result<(), String> {
        match event {
            Event::ProblemStarted { .. } => self.begin(active_ms),
            Event::ProblemPrepared { state, chance, .. } => {
                if state.0.is_empty() {
                    return Err("a problem has a goal".to_owned());
                }
                let start = self.started_ms.unwrap_or(active_ms);
                self.prepared_in_ms += active_ms.saturating_sub(start);
                self.phase = Phase::Searching;
                self.chance = *chance;
                self.search = Some(Search::new(state.clone()));
            }
            Event::ProblemRejected { .. } | Event::Trouble { .. } | Event::ToolFailed { .. } => {}
            Event::PlanProposed { plan, .. } => self.plan.clone_from(plan),
            Event::CounterexampleFound { counterexample, settles, .. } => {
                self.doubt_statement(counterexample, *settles)?;
            }
            Event::ProposalsAsked { goal, round, debit, .. } => {
                ledger.debit(&self.head.id, *debit);
                self.search()?.asked.entry(*goal).or_default().insert(*round, *debit);
            }
            Event::ProposalsReceived { goal, round, spent, .. } => {
                let debit = self.search()?.answered(*goal, *round)?;
                ledger.settle(&self.head.id, debit, *spent);
            }
            Event::BatchSent { batch, goal, round, candidates, debit, .. } => {
                ledger.debit(&self.head.id, *debit);
                self.search()?.send(*batch, *goal, *round, candidates, *debit)?;
            }
            Event::OutcomesReceived { batch, outcomes, spent, .. } => {
                let debit = self.search()?.receive(*batch, outcomes)?;
                ledger.settle(&self.head.id, debit, *spent);
            }
            Event::GoalAdded { goal, state, step, position, .. } => {
                let graph = &mut self.search()?.graph;
                let node = GoalNode::new(
                    *goal,
                    state.clone(),
                    Some((*step, *position)),
                    0,
                    f64::NEG_INFINITY,
                );
                if goal.index() != graph.goals().len() || state.0.is_empty() {
                    return Err(format!("{goal} is not the next goal"));
                }
                graph.insert_goal(node, !state.is_coupled());
            }
            Event::StepAdded { step, goal, candidate, goals, .. } => {
                self.search()?.add_step(*step, *goal, candidate, goals)?;
            }
            Event::GoalRefuted { goal, .. } => self.known(*goal)?.graph.refute(*goal),
            Event::RoundFinished { goal, round, last, .. } => {
                let graph = &mut self.known(*goal)?.graph;
                graph.goal_mut(*goal).finished.push(*round);
                graph.visit(*goal);
                if *last {
                    graph.complete(*goal);
                }
            }
            Event::ProofAssembled { proof, debit, .. } => {
                ledger.debit(&self.head.id, *debit);
                self.claim = Some((proof.clone(), *debit));
                self.phase = Phase::Judging;
            }
            Event::Verdict { proof, ruling, spent, .. } => {
                if let Some((_, debit)) = self.claim.take() {
                    ledger.settle(&self.head.id, debit, *spent);
                }
                self.rule(proof, ruling);
            }
            Event::StepBanned { step, .. } => {
                self.with_step(*step)?.ban(*step);
            }
            Event::ShareSplit { step, position, .. } => {
                self.with_step(*step)?.split(*step, *position);
            }
            Event::ProblemFinished { end, .. } => {
                if *end == ProblemEnd::Proved && self.accepted.is_none() {
                    return Err("proved without the judge's acceptance".to_owned());
                }
                self.forget_calls(ledger);
                if let Some((_, debit)) = self.claim.take() {
                    ledger.settle(&self.head.id, debit, debit);
                }
                self.phase = Phase::Finished(end.clone());
                // A proof that was only judged again ended when it was found.
                self.ended_ms = self.ended_ms.or(Some(active_ms));
            }
            Event::RunStarted { .. }
            | Event::Resumed { .. }
            | Event::Interrupted
            | Event::ProversFound { .. }
            | Event::ModelFailed { .. }
            | Event::ModelAnswered { .. }
            | Event::RunFinished { .. } => return Err("not an event of a problem".to_owned()),
        }
        Ok(())
    }

    fn doubt_statement(&mut self, found: &Counterexample, settles: bool) -> Result<(), String> {
        self.counterexamples.push(found.clone());
        if settles {
            let graph = &mut self.search()?.graph;
            graph.refute(graph.root());
        }
        Ok(())
    }

    fn begin(&mut self, active_ms: u64) {
        if matches!(self.phase, Phase::Finished(ProblemEnd::ModelAway { .. })) {
            self.requeue();
        }
        self.phase = match self.search {
            Some(_) => Phase::Searching,
            None => Phase::Preparing,
        };
        self.started_ms = Some(active_ms);
        self.ended_ms = None;
    }

    /// The one place where a proof becomes accepted.
    fn rule(&mut self, proof: &Arc<str>, ruling: &Ruling) {
        match ruling {
            Ruling::Accepted { acceptance } => {
                let acceptance = acceptance.clone();
                self.accepted = Some(AcceptedProof { proof: proof.clone(), acceptance });
            }
            Ruling::Rejected { .. } => {
                self.accepted = None;
                self.rejections += 1;
            }
            Ruling::Undecided { .. } => {}
        }
        if self.ended_ms.is_some() && self.accepted.is_none() {
            self.requeue();
        } else if self.phase != Phase::Doubted || self.accepted.is_none() {
            self.phase = Phase::Searching;
        }
    }

    /// Back into the queue; the time already used stays used, but for what a model kept it waiting.
    fn requeue(&mut self) {
        let waited = match self.phase {
            Phase::Finished(ProblemEnd::ModelAway { failing_ms, .. }) => failing_ms,
            _ => 0,
        };
        let used = self.used_ms(self.ended_ms.unwrap_or_default());
        self.used_before_ms = used.saturating_sub(waited);
        self.started_ms = None;
        self.ended_ms = None;
        self.phase = Phase::Queued;
    }

    /// The graph, if it has this step.
    fn with_step(&mut self, step: StepId) -> Result<&mut Graph, String> {
        let graph = &mut self.search()?.graph;
        if step.index() < graph.steps().len() {
            Ok(graph)
        } else {
            Err(format!("there is no {step}"))
        }
    }

    fn known(&mut self, goal: crate::graph::GoalId) -> Result<&mut Search, String> {
        let search = self.search()?;
        if search.graph.has_goal(goal) { Ok(search) } else { Err(format!("there is no {goal}")) }
    }

    /// Calls whose answers will never come: what was set aside for them is spent. A proof that was
    /// with the judge stays its claim: it is in the log, so it is judged again, and paid for once.
    pub(super) fn forget_calls(&mut self, ledger: &mut Ledger) {
        let mut lost = Vec::new();
        if let Some(search) = &mut self.search {
            lost.extend(std::mem::take(&mut search.open).into_values().map(|batch| batch.debit));
            lost.extend(
                std::mem::take(&mut search.asked).into_values().flat_map(BTreeMap::into_values),
            );
        }
        for debit in lost {
            ledger.settle(&self.head.id, debit, debit);
        }
    }

    /// What a log that was cut off says by halves is taken back.
    pub(super) fn mend(&mut self) {
        if let Some(search) = &mut self.search {
            search.graph.drop_orphans();
        }
    }

    /// After a resume nothing that an earlier process called accepted counts until it was judged
    /// again, and what failed for reasons outside mathematics is tried again.
    pub(super) fn doubt(&mut self) {
        match &self.phase {
            _ if self.accepted.is_some() => self.phase = Phase::Doubted,
            Phase::Finished(ProblemEnd::Infrastructure { .. } | ProblemEnd::ModelAway { .. }) => {
                self.requeue();
            }
            _ => {}
        }
    }
}
