//! What the agents do in a session: suggest, and go on by themselves.

use std::{io, sync::Arc, time::Duration};

use polya_agent::{
    environment::Request,
    graph::GoalState,
    orchestrator::Control,
    progress::{Progress, why},
};
use polya_lean::check::Outcome;
use polya_problems::Problem;

use super::Repl;
use crate::{notices, quantity, repl::voice::UserVoice, terminal::say};
use polya_engine::Place;

/// How long `:auto` works unless told otherwise.
const AUTO: Duration = Duration::from_mins(1);

impl Repl<'_> {
    /// Shows tactics that do something on the first goal: those that close it, or leave least.
    pub(super) fn suggest(&mut self) -> io::Result<()> {
        let Some(work) = &self.work else { return self.complain("there is no theorem") };
        let Some((site, _)) = work.session.question("") else {
            return self.complain("no goals are left");
        };
        let state = GoalState(work.session.current().to_vec());
        let request = Request::about(Arc::new(work.problem.clone()), state);
        let environment = &self.engine.environment;
        let answers = self.wait(async {
            let mut candidates = Vec::new();
            for proposer in &environment.proposers {
                match proposer.propose(&request).await {
                    Ok(proposals) => candidates.extend(proposals.candidates),
                    Err(message) => self.context.terminal.warning(message),
                }
            }
            candidates.sort_by(|a, b| b.log_prior.total_cmp(&a.log_prior));
            candidates.truncate(64);
            let texts: Vec<Arc<str>> = candidates
                .iter()
                .filter_map(|c| Some(work.session.question(&c.tactic)?.1))
                .collect();
            let outcomes = environment.prover.check(&site, &texts, self.engine.limits).await;
            (candidates, outcomes)
        });
        let Some((candidates, outcomes)) = answers else { return self.stopped() };
        let mut useful: Vec<(usize, &str, String)> = candidates
            .iter()
            .zip(&outcomes)
            .filter_map(|(candidate, outcome)| match outcome {
                Outcome::Closed => Some((0, &*candidate.tactic, "closes the goal".to_owned())),
                Outcome::Progress { goals, .. } => {
                    let left: Vec<_> = goals.iter().map(|g| format!("⊢ {}", g.target)).collect();
                    Some((goals.len(), &*candidate.tactic, left.join("   ")))
                }
                _ => None,
            })
            .collect();
        useful.sort_by_key(|(left, ..)| *left);
        if useful.is_empty() {
            return self.complain("nothing that was tried does anything here");
        }
        for (_, tactic, does) in useful.into_iter().take(10) {
            say(format_args!("  {}  {}", self.paint.cyan(tactic), self.paint.dim(does)))?;
        }
        Ok(())
    }

    /// Lets the agents go on from here.
    pub(super) fn auto(&mut self, argument: &str) -> anyhow::Result<()> {
        let time = match argument {
            "" => AUTO,
            text => match quantity::duration(text) {
                Ok(time) => time,
                Err(message) => return Ok(self.complain(message)?),
            },
        };
        let Some(work) = &self.work else { return Ok(self.complain("there is no theorem")?) };
        if work.session.is_complete() {
            return Ok(self.complain("no goals are left")?);
        }
        let (problem, voice) = (work.problem.clone(), UserVoice::of(&work.session));
        let outcome = self.search(problem, voice, time);
        match outcome {
            Ok(Some(proof)) => {
                say(&proof)?;
                if let Some(work) = &mut self.work {
                    work.session.take_over(proof.clone());
                    work.accepted = Some(proof);
                }
                say(format_args!(
                    "{}: `:save FILE` saves the proof",
                    self.paint.green("accepted")
                ))?;
            }
            Ok(None) => {}
            Err(error) => {
                self.complain(format!("{error:#}"))?;
            }
        }
        Ok(())
    }

    fn search(
        &self,
        problem: Problem,
        voice: UserVoice,
        time: Duration,
    ) -> anyhow::Result<Option<String>> {
        let mut settings = self.engine.run_settings();
        settings.problem_budget.seconds = Some(time.as_secs().max(1));
        settings.schedule.insert(0, UserVoice::round());
        let mut run = self.engine.begin_as_is(vec![problem], settings, &Place::Scratch)?;
        run.with_voice(Arc::new(voice));
        let bar = self.context.terminal.draws.then(notices::spinner);
        let control = Control::default();
        let running = {
            // The search runs on the runtime's threads.
            let _entered = self.runtime.enter();
            run.drive(&control)
        };
        let drawn = bar.clone();
        let mut progress = running.progress.clone();
        let drawing = self.runtime.spawn(async move {
            while progress.changed().await.is_ok() {
                let Progress { goals, spent, active_ms, .. } = &*progress.borrow_and_update();
                if let Some(bar) = &drawn {
                    let time = quantity::show_duration(Duration::from_millis(*active_ms));
                    bar.set_message(format!("{goals} goals, {} checks, {time}", spent.checks));
                }
            }
        });
        // Ctrl-C takes back control now, not when Lean feels like it.
        let (finished, interrupted) = self
            .busy
            .until_interrupt(&control.stop.clone(), || self.runtime.block_on(running.finished()));
        drawing.abort();
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
        let report = finished?.report;
        let Some(result) = report.problems.into_iter().next() else { return Ok(None) };
        if result.proof.is_none() {
            let end = match &result.end {
                _ if interrupted => "stopped".to_owned(),
                Some(end) => why(end),
                None => "stopped".to_owned(),
            };
            let cost = format!("{} checks, {} goals", result.spent.checks, result.goals);
            self.complain(format_args!("not proved: {end} ({cost}); the session is as it was"))?;
            if let Some(goal) = result.open_goals.first() {
                say(self.paint.dim(format_args!("the search got furthest at\n{}", goal.text)))?;
            }
        }
        Ok(result.proof)
    }
}
