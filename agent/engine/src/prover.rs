//! The pool of Lean workers, as the core sees it.

use std::sync::Arc;

use futures::{FutureExt, future::BoxFuture};
use polya_agent::environment::{LeanProvers, PrepareError, Prover};
use polya_lean::{
    check::{CheckLimits, Outcome, Site},
    error::SiteError,
    goal::Goal,
    pool::Pool,
    toolchain::Toolchain,
};
use polya_problems::Problem;

/// How many times as long as a check a statement may take by the clock on the wall.
const STATEMENT_PATIENCE: u32 = 4;

/// Checks tactics by a pool.
#[derive(Debug)]
pub(crate) struct PoolProver {
    pub(crate) pool: Pool,
    pub(crate) toolchain: Toolchain,
}

impl Prover for PoolProver {
    fn describe(&self) -> String {
        self.toolchain.version().to_string()
    }

    fn goals<'a>(
        &'a self,
        problem: &'a Problem,
        limits: CheckLimits,
    ) -> BoxFuture<'a, Result<Vec<Goal>, PrepareError>> {
        async move {
            let site = Site { before: problem.before().into(), path: Vec::new() };
            // What a statement costs Lean is bounded by heartbeats; only the clock on the wall
            // depends on what else the machine does.
            let deadline = limits.deadline * STATEMENT_PATIENCE;
            let limits = CheckLimits { deadline, ..limits };
            self.pool.goals(&site, limits).await.map_err(|error| prepare_error(error, problem))
        }
        .boxed()
    }

    fn check<'a>(
        &'a self,
        site: &'a Site,
        tactics: &'a [Arc<str>],
        limits: CheckLimits,
    ) -> BoxFuture<'a, Vec<Outcome>> {
        self.pool.check(site, tactics, limits).boxed()
    }

    fn check_briefly<'a>(
        &'a self,
        site: &'a Site,
        tactics: &'a [Arc<str>],
        limits: CheckLimits,
    ) -> BoxFuture<'a, Vec<Outcome>> {
        self.pool.check_briefly(site, tactics, limits).boxed()
    }
}

impl LeanProvers for PoolProver {
    fn exist<'a>(
        &'a self,
        before: &'a str,
        tactics: &'a [&'static str],
    ) -> BoxFuture<'a, Result<Vec<bool>, String>> {
        async move { self.pool.can_read(before, tactics).await.map_err(|error| error.to_string()) }
            .boxed()
    }

    fn ask<'a>(
        &'a self,
        site: &'a Site,
        tactic: &'a str,
        limits: CheckLimits,
    ) -> BoxFuture<'a, Result<Vec<String>, String>> {
        async move {
            self.pool.suggestions(site, tactic, limits).await.map_err(|error| error.to_string())
        }
        .boxed()
    }
}

fn prepare_error(error: SiteError, problem: &Problem) -> PrepareError {
    match error {
        SiteError::Rejected { message, line, column } => PrepareError::Rejected {
            message: message.trim_end().to_owned(),
            line: Some(problem.line_in_path(line)),
            column: Some(column),
        },
        // Not the author's error: nothing is known of the statement yet.
        SiteError::TimedOut => PrepareError::Infrastructure(
            "Lean did not elaborate the statement in time (`lean.check-timeout` sets how long a \
             check may take)"
                .to_owned(),
        ),
        SiteError::Path { .. } | SiteError::Lean(_) => {
            PrepareError::Infrastructure(error.to_string())
        }
    }
}
