//! How sure the figures are.

/// The quantile of the normal distribution that leaves 2.5 % above it.
const Z: f64 = 1.959_963_984_540_054;

/// The score interval of Wilson (Probable inference, the law of succession, and statistical inference,
/// 1927) at 95 % for a share of `solved` in `total`, as numbers of problems. `solved` may be a mean.
pub(super) fn interval(solved: f64, total: usize) -> (f64, f64) {
    if total == 0 {
        return (0.0, 0.0);
    }
    let n = total as f64;
    let share = solved / n;
    let centre = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = n / (1.0 + Z * Z / n);
    ((scale * (centre - half)).max(0.0), (scale * (centre + half)).min(n))
}

/// The exact sign test: how likely it is that two arms which are alike differ at least so much, where
/// one is better on `gained` problems and the other on `lost`. 1 if they differ nowhere.
pub(super) fn sign_test(gained: usize, lost: usize) -> f64 {
    let n = gained + lost;
    let fewer = gained.min(lost);
    // Binomial coefficients over 2^n, each from the one before, in logarithms: n may be large.
    let mut log_term = -(n as f64) * std::f64::consts::LN_2;
    let mut below = log_term.exp();
    for k in 1..=fewer {
        log_term += ((n - k + 1) as f64 / k as f64).ln();
        below += log_term.exp();
    }
    (2.0 * below).min(1.0)
}

/// The median; `None` of nothing.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        n if n % 2 == 1 => Some(values[middle]),
        _ => Some(f64::midpoint(values[middle - 1], values[middle])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_the_textbook() {
        // 8 of 10: 0.490 to 0.943. 0 of 20: 0 to 0.161.
        let (low, high) = interval(8.0, 10);
        assert!((low - 4.902).abs() < 0.01 && (high - 9.433).abs() < 0.01, "{low} {high}");
        let (low, high) = interval(0.0, 20);
        assert!(low == 0.0 && (high - 3.222).abs() < 0.01, "{low} {high}");
        assert_eq!(interval(0.0, 0), (0.0, 0.0));
    }

    #[test]
    fn the_sign_test_is_exact() {
        assert!((sign_test(0, 0) - 1.0).abs() < 1e-12);
        assert!((sign_test(5, 0) - 0.0625).abs() < 1e-12);
        assert!((sign_test(1, 9) - 22.0 / 1024.0).abs() < 1e-12);
        assert!((sign_test(4, 4) - 1.0).abs() < 1e-12);
        assert!(sign_test(900, 1100) < 1e-4);
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }
}
