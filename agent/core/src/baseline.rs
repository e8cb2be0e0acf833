//! What a search is compared with: a fixed list of tactics, each tried once, by itself, on the
//! statement. It takes part in measurements only.

use futures::{FutureExt, future::BoxFuture};

use crate::{
    candidate::{Candidate, Source},
    schedule::{Part, Rank, Round, VoiceId},
    voice::{Proposals, Proposer, Request},
};

/// The tactics, in the order in which they are tried: what people try first on a goal that looks
/// routine. Each stands alone; nothing is combined and no premise is named.
pub const TACTICS: [&str; 10] =
    ["rfl", "trivial", "decide", "omega", "simp", "simp_all", "grind", "ring", "norm_num", "aesop"];

/// The list of tactics as a voice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Baseline;

impl Baseline {
    /// The schedule in which it is alone.
    pub fn part() -> Part {
        let rounds = vec![Round::free(VoiceId::BASELINE, 0, 0.0)];
        Part { rank: Rank::Rules, rounds, speaks_for: Vec::new() }
    }
}

impl Proposer for Baseline {
    fn id(&self) -> VoiceId {
        VoiceId::BASELINE
    }

    fn parts(&self) -> Vec<Part> {
        Vec::new()
    }

    fn propose<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Proposals, String>> {
        // What a tactic leaves is nobody's: no search.
        let tactics = if request.depth == 0 { &TACTICS[..] } else { &[] };
        let count = tactics.len() as f64;
        let candidate = |(place, tactic): (usize, &&str)| {
            Candidate::new(*tactic, Source::baseline(), 1.0 - place as f64 / (2.0 * count))
        };
        let candidates = tactics.iter().enumerate().map(candidate).collect();
        async move { Ok(Proposals { candidates, ..Proposals::default() }) }.boxed()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{graph::GoalState, toy};

    #[tokio::test]
    async fn the_list_is_tried_in_its_order_on_the_statement_alone() {
        let about = Request::about(Arc::new(toy::problem("p", 3)), GoalState::single(toy::goal(3)));
        let proposals = Baseline.propose(&about).await.unwrap();
        let tactics: Vec<&str> = proposals.candidates.iter().map(|c| &*c.tactic).collect();
        assert_eq!(tactics, TACTICS);
        assert!(proposals.candidates.is_sorted_by(|a, b| a.log_prior > b.log_prior));
        let below = Request { depth: 1, ..about };
        assert!(Baseline.propose(&below).await.unwrap().candidates.is_empty());
    }
}
