//! How likely is success? A small logistic model over what is seen before the search begins, and
//! its update while time passes without a proof.
//!
//! Every prediction is logged with the outcome; the report computes the calibration error from
//! those pairs, and that is the number by which the coefficients below are to be judged.

use crate::graph::GoalState;

/// Predicted chance that the goal is proved within an ordinary budget.
pub fn initial(state: &GoalState) -> f64 {
    let size = state.size() as f64;
    let text = &state.main().target;
    let existentials = text.matches('∃').count() as f64;
    let alternations = text.matches(['∧', '∨', '↔']).count() as f64;
    logistic(2.0 - 0.05 * size - 0.4 * existentials - 0.05 * alternations)
}

/// The chance that is left after `used_ms` of `budget_ms` without a proof.
///
/// Times of success are taken to be log-uniform between [`EARLIEST_MS`] and the budget, which is
/// what they look like on lists of mixed difficulty: most proofs are found at once, and the chance
/// in each further doubling of time is about the same. Bayes' rule does the rest.
pub fn remaining(initial: f64, used_ms: u64, budget_ms: Option<u64>) -> f64 {
    let Some(budget) = budget_ms else { return initial };
    let (used, budget) = (used_ms as f64, budget as f64);
    if used <= EARLIEST_MS {
        return initial;
    }
    let still_to_come =
        if used >= budget { 0.0 } else { (budget / used).ln() / (budget / EARLIEST_MS).ln() };
    let success = initial * still_to_come;
    success / (success + 1.0 - initial)
}

/// Before this time nothing is learnt from the absence of a proof.
const EARLIEST_MS: f64 = 500.0;

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// One prediction and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// Predicted chance, 0 to 1.
    pub chance: f64,
    /// True if the problem was solved.
    pub solved: bool,
}

/// The predictions whose chance lies in one tenth of the interval from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many.
    pub count: u32,
    /// How many of the problems were solved.
    pub solved: u32,
    /// Sum of the predicted chances.
    pub chances: f64,
}

/// Predictions by their chance, in ten bins of equal width.
pub fn bins(predictions: &[Prediction]) -> [Bin; 10] {
    let mut bins = [Bin::default(); 10];
    for prediction in predictions {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10")]
        let bin = (prediction.chance.clamp(0.0, 1.0) * 10.0) as usize;
        let bin = &mut bins[bin.min(9)];
        bin.count += 1;
        bin.chances += prediction.chance;
        bin.solved += u32::from(prediction.solved);
    }
    bins
}

/// Expected calibration error over ten bins of equal width (Naeini et al. 2015): the mean distance
/// between predicted chance and share solved, weighted by the bins' sizes. `None` without data.
pub fn calibration_error(predictions: &[Prediction]) -> Option<f64> {
    if predictions.is_empty() {
        return None;
    }
    let total = predictions.len() as f64;
    let error = |bin: Bin| (bin.chances - f64::from(bin.solved)).abs() / total;
    Some(bins(predictions).into_iter().map(error).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chance_falls_while_nothing_is_found_and_is_gone_at_the_end() {
        let at = |seconds: u64| remaining(0.8, seconds * 1000, Some(60_000));
        assert!(at(0) > at(2) && at(2) > at(20) && at(20) > at(59));
        assert!(at(60) < 1e-9);
    }

    #[test]
    fn calibration_error_of_known_data() {
        let told = |chance, solved| Prediction { chance, solved };
        assert_eq!(calibration_error(&[]), None);
        let perfect = [told(1.0, true), told(0.0, false)];
        assert!(calibration_error(&perfect).is_some_and(|e| e < 1e-12));
        let half = [told(0.95, true), told(0.95, false), told(0.05, false), told(0.05, false)];
        let error = calibration_error(&half).unwrap();
        assert!((error - (0.9 + 0.1) / 4.0).abs() < 1e-12, "{error}");
    }
}
