//! Counterexamples that tools found in earlier runs.
//!
//! What is remembered is as much a stranger's word as what a tool says: Lean is asked to confirm it.

use futures::{FutureExt, future::BoxFuture};
use polya_lean::goal::Goal;
use polya_memory::Content;
use polya_problems::Problem;
use std::sync::Arc;

use super::{
    alike::Translation,
    keeper::Keeper,
    key::{goal_key, heard},
};
use crate::{environment::Refuter, refutation::Claim};

/// Claims what refuted the same goal before, whatever its names.
#[derive(Debug)]
pub struct KnownRefutations(Keeper);

impl KnownRefutations {
    /// Recalls from `keeper`.
    pub fn new(keeper: Keeper) -> Self {
        Self(keeper)
    }

    async fn claim(&self, goal: &Goal) -> Option<Claim> {
        let artifact = self.0.by_key(goal_key("refuted", goal)).await?;
        let Content::ToolResult { arguments, result, .. } = &artifact.content else { return None };
        let mut claim = heard(result)?;
        let names = Translation::between(&Goal::parse(arguments).ok()?, goal);
        for (name, _) in &mut claim.assignment {
            *name = names.name(name).to_owned();
        }
        self.0.used(vec![artifact.id]).await;
        Some(claim)
    }
}

impl Refuter for KnownRefutations {
    fn name(&self) -> &'static str {
        "memory"
    }

    fn refute<'a>(
        &'a self,
        _problem: &'a Arc<Problem>,
        goal: &'a Goal,
    ) -> BoxFuture<'a, Result<Option<Claim>, String>> {
        self.claim(goal).map(Ok).boxed()
    }
}
