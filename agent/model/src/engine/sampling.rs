//! From logits to a token.

#![allow(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the better processor"
)]

use pulp::NullaryFnOnce;

use super::math;
use crate::random::Random;

/// How tokens are drawn. The defaults draw from the model's own distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// Logits are divided by this; 0 takes the most likely token.
    pub temperature: f32,
    /// Only so many of the most likely tokens; 0 is all.
    pub top_k: usize,
    /// Only the most likely tokens that together have this share of probability.
    pub top_p: f32,
    /// Only tokens that have this share of the most likely token's probability.
    pub min_p: f32,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { temperature: 1.0, top_k: 0, top_p: 1.0, min_p: 0.0 }
    }
}

/// A token, and the natural logarithm of its probability under the model itself: before temperature
/// and before anything was left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The token.
    pub token: u32,
    /// Logarithm of its probability.
    pub logprob: f32,
}

/// Draws the tokens of one sample.
#[derive(Clone, Debug)]
pub(crate) struct Sampler {
    settings: Sampling,
    random: Random,
}

impl Sampler {
    pub(crate) fn new(settings: Sampling, seed: u64, sample: u32) -> Self {
        Self { settings, random: Random::of_sample(seed, sample) }
    }

    /// Draws a token. One random number is used for each, whatever is drawn.
    pub(crate) fn draw(&mut self, logits: &[f32]) -> u32 {
        let chance = self.random.unit();
        let Sampling { temperature, top_k, top_p, min_p } = self.settings;
        if temperature <= 0.0 {
            return most_likely(logits);
        }
        let mut weights = vec![0.0; logits.len()];
        let total = math::fast(Weigh { logits, temperature, weights: &mut weights });
        if top_k == 0 && top_p >= 1.0 && min_p <= 0.0 {
            return pick((0..).zip(weights.iter().copied()), chance * total);
        }
        // The largest weight is 1.
        let mut kept: Vec<(u32, f32)> =
            (0..).zip(weights).filter(|(_, weight)| *weight > 0.0 && *weight >= min_p).collect();
        kept.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        if top_k > 0 {
            kept.truncate(top_k);
        }
        if top_p < 1.0 {
            let mass: f64 = kept.iter().map(|(_, weight)| f64::from(*weight)).sum();
            let mut sum = 0.0;
            let enough = kept.iter().position(|(_, weight)| {
                sum += f64::from(*weight);
                sum >= mass * f64::from(top_p)
            });
            kept.truncate(enough.map_or(kept.len(), |last| last + 1));
        }
        let total: f64 = kept.iter().map(|(_, weight)| f64::from(*weight)).sum();
        pick(kept.into_iter(), chance * total)
    }
}

/// e to the power of each logit's distance to the largest, over the temperature; answers the sum.
struct Weigh<'a> {
    logits: &'a [f32],
    temperature: f32,
    weights: &'a mut [f32],
}

impl NullaryFnOnce for Weigh<'_> {
    type Output = f64;

    #[inline(always)]
    fn call(self) -> f64 {
        let top = math::largest(self.logits);
        let factor = 1.0 / self.temperature;
        for (weight, logit) in self.weights.iter_mut().zip(self.logits) {
            *weight = (logit - top) * factor;
        }
        self.weights.chunks_mut(1024).map(|chunk| f64::from(math::exp_from(chunk, 0.0))).sum()
    }
}

/// The token in whose share of the sum of weights `at` falls.
fn pick(weights: impl Iterator<Item = (u32, f32)>, at: f64) -> u32 {
    let mut sum = 0.0;
    let mut last = 0;
    for (token, weight) in weights {
        if weight > 0.0 {
            sum += f64::from(weight);
            last = token;
            if sum > at {
                break;
            }
        }
    }
    // By rounding `at` may lie a hair beyond the sum.
    last
}

/// The token with the largest logit, the first of equals.
pub(crate) fn most_likely(logits: &[f32]) -> u32 {
    let mut best = (0, f32::NEG_INFINITY);
    for (token, logit) in (0..).zip(logits) {
        if *logit > best.1 {
            best = (token, *logit);
        }
    }
    best.0
}

/// Logarithms of probabilities, looked up.
#[derive(Debug)]
pub(crate) struct Scores<'a> {
    logits: &'a [f32],
    total: f64,
}

impl<'a> Scores<'a> {
    pub(crate) fn new(logits: &'a [f32]) -> Self {
        Self { logits, total: math::log_sum_exp(logits) }
    }

    #[expect(clippy::cast_possible_truncation, reason = "logits are single precision")]
    pub(crate) fn of(&self, token: u32) -> Scored {
        let logit = self.logits.get(token as usize).copied().unwrap_or(f32::NEG_INFINITY);
        Scored { token, logprob: (f64::from(logit) - self.total).min(0.0) as f32 }
    }

    /// The most likely tokens, best first.
    pub(crate) fn best(&self, count: usize) -> Vec<Scored> {
        let mut best: Vec<(f32, u32)> = Vec::with_capacity(count + 1);
        for (token, logit) in (0..).zip(self.logits) {
            if best.len() < count || best.last().is_some_and(|(least, _)| logit > least) {
                let at = best.partition_point(|(known, _)| known >= logit);
                best.insert(at, (*logit, token));
                best.truncate(count);
            }
        }
        best.into_iter().map(|(_, token)| self.of(token)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGITS: [f32; 4] = [1.0, 3.0, 2.0, -50.0];

    fn shares(settings: Sampling) -> [f64; 4] {
        let mut counts = [0.0; 4];
        for seed in 0..20_000 {
            counts[Sampler::new(settings, seed, 0).draw(&LOGITS) as usize] += 1.0;
        }
        counts.map(|count| count / 20_000.0)
    }

    fn close(got: [f64; 4], wanted: [f64; 4]) {
        let near = got.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.015);
        assert!(near, "{got:?} is not {wanted:?}");
    }

    #[test]
    fn tokens_are_drawn_by_their_probability() {
        // e, e³ and e² over their sum.
        close(shares(Sampling::default()), [0.090, 0.665, 0.245, 0.0]);
        let hot = Sampling { temperature: 2.0, ..Sampling::default() };
        close(shares(hot), [0.186, 0.506, 0.307, 0.0]);
        let cold = Sampling { temperature: 0.0, ..Sampling::default() };
        close(shares(cold), [0.0, 1.0, 0.0, 0.0]);
    }

    #[test]
    fn what_is_left_out_is_never_drawn() {
        close(shares(Sampling { top_k: 2, ..Sampling::default() }), [0.0, 0.731, 0.269, 0.0]);
        close(shares(Sampling { top_k: 1, ..Sampling::default() }), [0.0, 1.0, 0.0, 0.0]);
        close(shares(Sampling { top_p: 0.6, ..Sampling::default() }), [0.0, 1.0, 0.0, 0.0]);
        close(shares(Sampling { top_p: 0.7, ..Sampling::default() }), [0.0, 0.731, 0.269, 0.0]);
        close(shares(Sampling { min_p: 0.3, ..Sampling::default() }), [0.0, 0.731, 0.269, 0.0]);
        close(shares(Sampling { min_p: 0.1, ..Sampling::default() }), [0.090, 0.665, 0.245, 0.0]);
    }

    #[test]
    fn scores_are_the_models_own() {
        let scores = Scores::new(&LOGITS);
        let sum: f64 = (0..4).map(|token| f64::from(scores.of(token).logprob).exp()).sum();
        assert!((sum - 1.0).abs() < 1e-6);
        assert!((scores.of(1).logprob - 0.6652_f32.ln()).abs() < 1e-3);
        let best: Vec<u32> = scores.best(3).iter().map(|scored| scored.token).collect();
        assert_eq!(best, [1, 2, 0]);
        assert_eq!(most_likely(&[0.5, 2.0, 2.0]), 1, "the first of equals");
        let equals: Vec<u32> = Scores::new(&[1.0; 5]).best(2).iter().map(|s| s.token).collect();
        assert_eq!(equals, [0, 1]);
    }
}
