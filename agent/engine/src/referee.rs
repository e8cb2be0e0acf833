//! The judge, as the core sees it.

use std::sync::Arc;

use futures::{FutureExt, future::BoxFuture};
use polya_agent::{
    environment::{PrepareError, Referee},
    event::{Acceptance, Ruling},
};
use polya_judge::{GoldenError, Judge, Verdict};
use polya_problems::Problem;

/// Judges by a [`Judge`].
#[derive(Debug)]
pub(crate) struct JudgeReferee(pub(crate) Arc<Judge>);

impl Referee for JudgeReferee {
    fn prepare<'a>(&'a self, problem: &'a Problem) -> BoxFuture<'a, Result<(), PrepareError>> {
        async move {
            self.0.prepare(problem).await.map(drop).map_err(|error| prepare_error(error, problem))
        }
        .boxed()
    }

    fn judge<'a>(
        &'a self,
        problem: &'a Problem,
        proof: &'a str,
    ) -> BoxFuture<'a, Result<Ruling, String>> {
        async move {
            let golden = self.0.prepare(problem).await.map_err(|error| error.to_string())?;
            match self.0.judge(&golden, proof).await {
                Verdict::Accepted(accepted) => {
                    let record = serde_json::to_value(&accepted).map_err(|e| e.to_string())?;
                    Ok(Ruling::Accepted { acceptance: Acceptance { record } })
                }
                // The evidence stays with the judge: it would teach how to get past it.
                Verdict::Rejected { reason, .. } => Ok(Ruling::Rejected { reason }),
                Verdict::Undecided { reason } => Ok(Ruling::Undecided { reason }),
            }
        }
        .boxed()
    }
}

fn prepare_error(error: GoldenError, problem: &Problem) -> PrepareError {
    match error {
        GoldenError::Rejected { message, line, column } => PrepareError::Rejected {
            message,
            line: Some(problem.line_in_path(line.saturating_sub(1))),
            column: Some(column),
        },
        GoldenError::Infrastructure { message } => PrepareError::Infrastructure(message),
    }
}
