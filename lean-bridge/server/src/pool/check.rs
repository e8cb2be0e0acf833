//! Checking candidates: which documents are asked, and what follows from the answers.

use std::sync::Arc;

use futures::stream::{FuturesUnordered, StreamExt};
use tracing::Instrument;

use super::{
    Inner,
    known::{Kind, Statement},
    stats::add,
    worker::RunError,
};
use crate::{
    batch::{Composed, Reading, Shape, Understood, compose},
    check::{CheckLimits, Outcome, Site},
    error::{LeanError, SiteError},
    escape::{Contained, contain},
    goal::Goal,
};

/// A check is not spread over several workers in pieces smaller than this.
const MIN_CHUNK: usize = 4;

/// What one call works on.
struct Job<'a> {
    inner: &'a Inner,
    site: &'a Site,
    path: Vec<Contained>,
    limits: CheckLimits,
    /// How batches are put: with or without errors explained.
    batch: Shape,
    /// What is known of the user's text.
    statement: Statement,
}

/// What a document said.
enum Answer {
    Read(Vec<Reading>),
    TimedOut { at: Option<usize> },
    Died { at: Option<usize> },
    Broken(String),
    Infrastructure(String),
}

pub(super) async fn goals(
    inner: &Inner,
    site: &Site,
    limits: CheckLimits,
) -> Result<Vec<Goal>, SiteError> {
    let statement = inner.statement(site, limits).await?;
    let path = contain_path(site)?;
    let job = Job { inner, site, path, limits, batch: Shape::Batch, statement };
    job.goals().await
}

pub(super) async fn check(
    inner: &Inner,
    site: &Site,
    candidates: &[Arc<str>],
    limits: CheckLimits,
    explain: bool,
) -> Vec<Outcome> {
    let mut outcomes: Vec<Option<Outcome>> = vec![None; candidates.len()];
    let mut contained = Vec::with_capacity(candidates.len());
    for (i, candidate) in candidates.iter().enumerate() {
        match contain(candidate) {
            Ok(text) => contained.push((i, text)),
            Err(reason) => {
                add(&inner.workers.counters().refused, 1);
                outcomes[i] = Some(Outcome::Refused { reason });
            }
        }
    }
    if !contained.is_empty() {
        match prepare(inner, site, limits).await {
            Ok((mut job, kind)) => {
                if !explain {
                    job.batch = Shape::Brief;
                }
                job.run(&contained, kind, &mut outcomes).await;
            }
            Err(error) => {
                let outcome = match &error {
                    SiteError::Lean(e) => Outcome::Infrastructure { message: e.to_string() },
                    // The way there does not work in this text, and never will: that is no
                    // trouble of the machine, and every candidate fails for it.
                    e => Outcome::Failed { message: format!("no such goal: {e}"), line: None },
                };
                for (i, _) in &contained {
                    outcomes[*i] = Some(outcome.clone());
                }
            }
        }
    }
    add(&inner.workers.counters().checks, candidates.len());
    outcomes
        .into_iter()
        .map(|o| {
            o.unwrap_or_else(|| Outcome::Infrastructure {
                message: "a candidate was overlooked; this is a bug in Polya".to_owned(),
            })
        })
        .collect()
}

pub(super) async fn suggestions(
    inner: &Inner,
    site: &Site,
    tactic: &str,
    limits: CheckLimits,
) -> Result<Vec<String>, LeanError> {
    let Ok(contained) = contain(tactic) else { return Ok(Vec::new()) };
    let job = match prepare(inner, site, limits).await {
        Ok((job, Kind::Single)) => job,
        Err(SiteError::Lean(error)) => return Err(error),
        Ok(_) | Err(_) => return Ok(Vec::new()),
    };
    add(&inner.workers.counters().checks, 1);
    let composed = job.compose(&[&contained], Shape::Batch);
    match inner.run(&composed, limits.deadline).await {
        Ok(report) => Ok(composed.suggestions(&report)),
        // It has no answer that is of use: too late, or at the cost of two processes.
        Err(LeanError::NoAnswer(_)) => Ok(Vec::new()),
        Err(LeanError::Server(error)) if !error.is_start_failure() => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

async fn prepare<'a>(
    inner: &'a Inner,
    site: &'a Site,
    limits: CheckLimits,
) -> Result<(Job<'a>, Kind), SiteError> {
    let statement = inner.statement(site, limits).await?;
    let path = contain_path(site)?;
    let job = Job { inner, site, path, limits, batch: Shape::Batch, statement };
    let kind = match inner.known.kind(site) {
        Some(kind) => kind,
        // A theorem starts with one goal, and its statement has no metavariables.
        None if site.path.is_empty() => Kind::Single,
        None => {
            job.goals().await?;
            inner.known.kind(site).unwrap_or(Kind::Together)
        }
    };
    Ok((job, kind))
}

fn contain_path(site: &Site) -> Result<Vec<Contained>, SiteError> {
    site.path
        .iter()
        .enumerate()
        .map(|(step, s)| contain(&s.tactic).map_err(|message| SiteError::Path { step, message }))
        .collect()
}

impl Job<'_> {
    async fn goals(&self) -> Result<Vec<Goal>, SiteError> {
        let composed = self.compose(&[], Shape::Alone);
        let report = match self.inner.run(&composed, self.limits.deadline).await {
            Err(LeanError::NoAnswer(_)) => return Err(SiteError::TimedOut),
            other => other?,
        };
        let goals = match composed.read(&report, usize::MAX) {
            Understood::PathBroken { step, message } => {
                return Err(SiteError::Path { step, message });
            }
            Understood::Rejected { line, column, message } => {
                return Err(SiteError::Rejected { message, line, column });
            }
            Understood::Unusable(why) => return Err(LeanError::Answer(why).into()),
            Understood::Read(readings) => match readings.into_iter().next() {
                Some(Reading::Goals(goals)) => goals,
                Some(Reading::Quiet) => Vec::new(),
                Some(Reading::OutOfTime) => return Err(SiteError::TimedOut),
                Some(Reading::Error(message, _)) => {
                    let step = self.site.path.len().saturating_sub(1);
                    return Err(SiteError::Path { step, message });
                }
                Some(Reading::Unknown | Reading::Suspect) | None => {
                    return Err(LeanError::Answer("no goals and no error".to_owned()).into());
                }
            },
        };
        let kind = match goals.as_slice() {
            [] => Kind::Done,
            [goal] if !goal.mentions_metavariable() => Kind::Single,
            _ => Kind::Together,
        };
        self.inner.known.learn(self.site, kind);
        Ok(goals)
    }

    async fn run(
        &self,
        candidates: &[(usize, Contained)],
        kind: Kind,
        outcomes: &mut [Option<Outcome>],
    ) {
        let size = match kind {
            Kind::Single => {
                // Spread over the workers that are free now; a busy pool gains nothing by it.
                let free = self.inner.workers.free().max(1);
                let spread = candidates.len().div_ceil(free).max(MIN_CHUNK);
                spread.min(self.inner.settings.max_batch).max(1)
            }
            Kind::Together => 1,
            Kind::Done => {
                for (i, _) in candidates {
                    outcomes[*i] = Some(Outcome::Failed {
                        message: "No goals to be solved".to_owned(),
                        line: None,
                    });
                }
                return;
            }
        };
        let mut chunks: FuturesUnordered<_> =
            candidates.chunks(size).map(|chunk| self.chunk(chunk)).collect();
        while let Some(done) = chunks.next().await {
            for (i, outcome) in done {
                outcomes[i] = Some(outcome);
            }
        }
    }

    /// Finds the outcomes of some candidates, in as few documents as possible.
    async fn chunk(&self, candidates: &[(usize, Contained)]) -> Vec<(usize, Outcome)> {
        let mut done: Vec<(usize, Outcome)> = Vec::with_capacity(candidates.len());
        let mut quiet: Vec<&(usize, Contained)> = Vec::new();
        let mut open: Vec<Vec<&(usize, Contained)>> = vec![candidates.iter().collect()];
        while let Some(batch) = open.pop() {
            if let [one] = batch.as_slice() {
                done.push((one.0, self.alone(&one.1).await));
                continue;
            }
            add(&self.inner.workers.counters().batches, 1);
            let texts: Vec<&Contained> = batch.iter().map(|c| &c.1).collect();
            match self.ask(&texts, self.batch).await {
                Answer::Read(readings) => {
                    self.sort(&batch, readings, &mut done, &mut quiet, &mut open);
                }
                Answer::TimedOut { at } | Answer::Died { at } => split(&batch, at, &mut open),
                // One of them disturbs what is around it: each is asked about alone.
                Answer::Broken(_) => split(&batch, None, &mut open),
                Answer::Infrastructure(message) => {
                    let outcome = Outcome::Infrastructure { message };
                    done.extend(batch.iter().map(|c| (c.0, outcome.clone())));
                }
            }
        }
        self.confirm(quiet, &mut done).await;
        done
    }

    fn sort<'c>(
        &self,
        batch: &[&'c (usize, Contained)],
        readings: Vec<Reading>,
        done: &mut Vec<(usize, Outcome)>,
        quiet: &mut Vec<&'c (usize, Contained)>,
        open: &mut Vec<Vec<&'c (usize, Contained)>>,
    ) {
        let mut unknown = Vec::new();
        for (candidate, reading) in batch.iter().zip(readings) {
            match reading {
                Reading::Quiet => quiet.push(candidate),
                Reading::Goals(goals) => {
                    done.push((candidate.0, self.progress(&candidate.1, goals)));
                }
                Reading::Error(message, line) => {
                    done.push((candidate.0, Outcome::Failed { message, line }));
                }
                Reading::OutOfTime | Reading::Suspect => open.push(vec![candidate]),
                Reading::Unknown => unknown.push(*candidate),
            }
        }
        if unknown.len() == batch.len() {
            // Nothing was learnt at all, so the same question must not be asked again.
            split(&unknown, None, open);
        } else if !unknown.is_empty() {
            open.push(unknown);
        }
    }

    /// Turns quiet candidates into closed ones, or finds out why not.
    async fn confirm(&self, quiet: Vec<&(usize, Contained)>, done: &mut Vec<(usize, Outcome)>) {
        let mut open = vec![quiet];
        while let Some(batch) = open.pop() {
            match batch.as_slice() {
                [] => continue,
                [one] => {
                    done.push((one.0, self.alone(&one.1).await));
                    continue;
                }
                _ => {}
            }
            add(&self.inner.workers.counters().confirmations, 1);
            let texts: Vec<&Contained> = batch.iter().map(|c| &c.1).collect();
            match self.ask(&texts, Shape::Confirm).await {
                Answer::Read(readings) if readings.iter().all(|r| *r == Reading::Quiet) => {
                    done.extend(batch.iter().map(|c| (c.0, Outcome::Closed)));
                }
                Answer::TimedOut { at } | Answer::Died { at } => split(&batch, at, &mut open),
                // One of them complains after all, or disturbs what is around it.
                Answer::Read(_) | Answer::Broken(_) => split(&batch, None, &mut open),
                Answer::Infrastructure(message) => {
                    let outcome = Outcome::Infrastructure { message };
                    done.extend(batch.iter().map(|c| (c.0, outcome.clone())));
                }
            }
        }
    }

    /// The outcome of one candidate, from a document of its own.
    async fn alone(&self, candidate: &Contained) -> Outcome {
        let mut died = false;
        loop {
            add(&self.inner.workers.counters().alone, 1);
            match self.ask(&[candidate], Shape::Alone).await {
                Answer::Read(readings) => {
                    return match readings.into_iter().next() {
                        Some(Reading::Quiet) => Outcome::Closed,
                        Some(Reading::Goals(goals)) => self.progress(candidate, goals),
                        Some(Reading::Error(message, line)) => Outcome::Failed { message, line },
                        Some(Reading::OutOfTime) => Outcome::TimedOut,
                        Some(Reading::Unknown | Reading::Suspect) | None => {
                            Outcome::Infrastructure {
                                message: "Lean's report could not be understood".to_owned(),
                            }
                        }
                    };
                }
                Answer::TimedOut { .. } => return Outcome::TimedOut,
                // Once more, on another process, lest it was that process's own trouble.
                Answer::Died { .. } if !died => died = true,
                Answer::Died { .. } => return Outcome::Crashed,
                Answer::Broken(message) => return Outcome::Failed { message, line: None },
                Answer::Infrastructure(message) => return Outcome::Infrastructure { message },
            }
        }
    }

    fn progress(&self, candidate: &Contained, goals: Vec<Goal>) -> Outcome {
        let coupled = goals.iter().any(Goal::mentions_metavariable);
        if !coupled {
            self.inner.known.learn_children(self.site, candidate.as_str(), goals.len());
        }
        Outcome::Progress { goals, coupled }
    }

    #[tracing::instrument(
        name = "document",
        level = "debug",
        skip_all,
        fields(candidates = candidates.len(), ?shape)
    )]
    async fn ask(&self, candidates: &[&Contained], shape: Shape) -> Answer {
        let composed = self.compose(candidates, shape);
        let waiting = tracing::debug_span!("wait_for_worker");
        let acquired = self.inner.workers.acquire(&composed);
        let mut held = match acquired.instrument(waiting).await {
            Ok(held) => held,
            Err(error) => return Answer::Infrastructure(error.to_string()),
        };
        // A batch may take as long as a candidate. If honest candidates need longer together, the
        // batch is split, which costs time and no outcome.
        let report = match held.run(&composed, self.limits.deadline).await {
            Ok(report) => report,
            Err(RunError::TimedOut) => {
                let at = held.progress().and_then(|line| composed.at_line(line));
                return Answer::TimedOut { at };
            }
            Err(RunError::Died(_)) => return Answer::Died { at: None },
            Err(RunError::Lean(error)) => return Answer::Infrastructure(error.to_string()),
        };
        drop(held);
        match composed.read(&report, self.statement.warnings) {
            Understood::Read(readings) => Answer::Read(readings),
            Understood::PathBroken { step, message } => {
                Answer::Broken(SiteError::Path { step, message }.to_string())
            }
            Understood::Rejected { message, .. } => Answer::Broken(message),
            Understood::Unusable(why) => Answer::Infrastructure(why),
        }
    }

    /// Heartbeats count over a whole theorem, yet a batch gets no more of them than a candidate:
    /// whoever comes after they are spent is asked again, so nobody loses by it, and another number
    /// above it would have Lean read everything anew.
    fn compose(&self, candidates: &[&Contained], shape: Shape) -> Composed {
        let limit = self.statement.share.with(self.limits.max_heartbeats);
        compose(self.site, &self.path, candidates, shape, limit)
    }
}

/// Splits a batch that went wrong: at the candidate that is to blame, if that is known, else in
/// the middle.
fn split<'c>(
    batch: &[&'c (usize, Contained)],
    guilty: Option<usize>,
    open: &mut Vec<Vec<&'c (usize, Contained)>>,
) {
    let parts: [&[_]; 3] = match guilty {
        Some(i) if i < batch.len() => [&batch[..i], &batch[i..=i], &batch[i + 1..]],
        _ => {
            let (a, b) = batch.split_at(batch.len() / 2);
            [a, b, &[]]
        }
    };
    open.extend(parts.into_iter().filter(|p| !p.is_empty()).map(<[_]>::to_vec));
}
