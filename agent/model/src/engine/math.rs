//! The arithmetic between matrix products: normalising, turning, softmax, dot products.
//!
//! Sums run over sixteen lanes in a fixed order, whatever the processor offers, so a number does not
//! depend on which instructions computed it, nor on what else is in the batch. Nothing is fused that
//! the source does not fuse.

#![allow(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the better processor"
)]

use pulp::{Arch, NullaryFnOnce};

const LANES: usize = 16;

/// Runs `work` with the best instructions this processor has.
pub(crate) fn fast<W: NullaryFnOnce>(work: W) -> W::Output {
    Arch::new().dispatch(work)
}

/// The product of two vectors of one length.
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (a, a_rest) = a.as_chunks::<LANES>();
    let (b, b_rest) = b.as_chunks::<LANES>();
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let mut sum = fold(lanes);
    for (a, b) in a_rest.iter().zip(b_rest) {
        sum += a * b;
    }
    sum
}

/// Adds `factor` times `b` to `a`.
#[inline(always)]
pub(crate) fn add_scaled(a: &mut [f32], factor: f32, b: &[f32]) {
    for (a, b) in a.iter_mut().zip(b) {
        *a += factor * b;
    }
}

#[inline(always)]
fn fold(lanes: [f32; LANES]) -> f32 {
    let mut half = LANES / 2;
    let mut lanes = lanes;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// The exponential, to about one part in ten million; 0 far below, never infinite.
///
/// e^x = 2^n · e^r with r in ±ln 2 / 2, and e^r by the polynomial of the Cephes library's `expf`.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    // Adding it moves the fraction's bits out: the sum is rounded to a whole number.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    // ln 2 in two parts, so that n times the first is exact.
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let mut p = 1.987_569_1e-4;
    for c in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        p = p * r + c;
    }
    let power = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    (p * r * r + r + 1.0) * f32::from_bits(power)
}

/// The largest of `xs`.
#[inline(always)]
pub(crate) fn largest(xs: &[f32]) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; LANES];
    let (chunks, rest) = xs.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            lanes[lane] = if chunk[lane] > lanes[lane] { chunk[lane] } else { lanes[lane] };
        }
    }
    lanes.iter().chain(rest).copied().fold(f32::NEG_INFINITY, f32::max)
}

/// Replaces `xs` by e to the power of their distance to `top`, and answers their sum.
#[inline(always)]
pub(crate) fn exp_from(xs: &mut [f32], top: f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (chunks, rest) = xs.as_chunks_mut::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            chunk[lane] = exp(chunk[lane] - top);
            lanes[lane] += chunk[lane];
        }
    }
    let mut sum = fold(lanes);
    for x in rest {
        *x = exp(*x - top);
        sum += *x;
    }
    sum
}

/// Divides each row by the root of its mean square and multiplies by `weight` (Zhang and Sennrich,
/// arXiv 1910.07467).
pub(crate) fn normalise(rows: &mut [f32], weight: &[f32], epsilon: f32) {
    struct Work<'a>(&'a mut [f32], &'a [f32], f32);
    impl NullaryFnOnce for Work<'_> {
        type Output = ();
        #[inline(always)]
        fn call(self) {
            let Self(rows, weight, epsilon) = self;
            for row in rows.chunks_exact_mut(weight.len()) {
                let mean = dot(row, row) / row.len() as f32;
                let factor = 1.0 / (mean + epsilon).sqrt();
                for (x, w) in row.iter_mut().zip(weight) {
                    *x = *x * factor * w;
                }
            }
        }
    }
    fast(Work(rows, weight, epsilon));
}

/// Replaces `gate` by `gate · σ(gate) · up` (Shazeer, arXiv 2002.05202).
pub(crate) fn gate(gate: &mut [f32], up: &[f32]) {
    struct Work<'a>(&'a mut [f32], &'a [f32]);
    impl NullaryFnOnce for Work<'_> {
        type Output = ();
        #[inline(always)]
        fn call(self) {
            for (gate, up) in self.0.iter_mut().zip(self.1) {
                *gate = *gate / (1.0 + exp(-*gate)) * up;
            }
        }
    }
    fast(Work(gate, up));
}

/// Adds `b` to `a`; `b` is repeated if it is shorter.
pub(crate) fn add(a: &mut [f32], b: &[f32]) {
    struct Work<'a>(&'a mut [f32], &'a [f32]);
    impl NullaryFnOnce for Work<'_> {
        type Output = ();
        #[inline(always)]
        fn call(self) {
            for row in self.0.chunks_exact_mut(self.1.len()) {
                for (a, b) in row.iter_mut().zip(self.1) {
                    *a += b;
                }
            }
        }
    }
    fast(Work(a, b));
}

/// Turns the first numbers of each head by the angles of one position.
///
/// `cosines` and `sines` have one entry for each pair; `head` is the length of a head.
pub(crate) fn turn(
    heads: &mut [f32],
    head: usize,
    neighbours: bool,
    cosines: &[f32],
    sines: &[f32],
) {
    let pairs = cosines.len();
    for head in heads.chunks_exact_mut(head) {
        if neighbours {
            let (turned, _) = head.as_chunks_mut::<2>();
            for ((pair, cos), sin) in turned.iter_mut().zip(cosines).zip(sines) {
                let [a, b] = *pair;
                *pair = [a * cos - b * sin, a * sin + b * cos];
            }
        } else {
            let (first, second) = head.split_at_mut(pairs);
            for (((a, b), cos), sin) in
                first.iter_mut().zip(second.iter_mut()).zip(cosines).zip(sines)
            {
                (*a, *b) = (*a * cos - *b * sin, *a * sin + *b * cos);
            }
        }
    }
}

/// Natural logarithm of the sum of the exponentials of `xs`.
pub(crate) fn log_sum_exp(xs: &[f32]) -> f64 {
    struct Work<'a>(&'a [f32]);
    impl NullaryFnOnce for Work<'_> {
        type Output = f64;
        #[inline(always)]
        fn call(self) -> f64 {
            let top = largest(self.0);
            let mut lanes = [0.0_f32; LANES];
            let mut sum = 0.0_f64;
            // Partial sums in single precision are short: the whole is exact to seven digits.
            for chunk in self.0.chunks(1024) {
                let (chunks, rest) = chunk.as_chunks::<LANES>();
                for chunk in chunks {
                    for lane in 0..LANES {
                        lanes[lane] += exp(chunk[lane] - top);
                    }
                }
                sum += f64::from(fold(lanes));
                lanes = [0.0; LANES];
                for x in rest {
                    sum += f64::from(exp(x - top));
                }
            }
            f64::from(top) + sum.ln()
        }
    }
    fast(Work(xs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_are_close_everywhere() {
        for i in -8700..8800 {
            let x = i as f32 / 100.0;
            let (got, wanted) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((got / wanted - 1.0).abs() < 3e-7, "e^{x} is {got}, not {wanted}");
        }
        assert!(exp(-1e30) < 1e-37 && exp(f32::NEG_INFINITY) < 1e-37);
        assert!(exp(1e30).is_finite());
        assert_eq!(exp(0.0), 1.0);
    }

    #[test]
    fn sums_do_not_depend_on_the_instructions() {
        struct Work<'a>(&'a [f32], &'a [f32]);
        impl NullaryFnOnce for Work<'_> {
            type Output = f32;
            #[inline(always)]
            fn call(self) -> f32 {
                dot(self.0, self.1)
            }
        }
        let a: Vec<f32> = (0..1003).map(|i| (i as f32 * 0.37).sin()).collect();
        let b: Vec<f32> = (0..1003).map(|i| (i as f32 * 0.91).cos()).collect();
        let exact: f64 = a.iter().zip(&b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
        let fast = fast(Work(&a, &b));
        assert_eq!(fast.to_bits(), dot(&a, &b).to_bits());
        assert!((f64::from(fast) - exact).abs() < 1e-4);
    }

    #[test]
    fn a_turn_keeps_lengths_and_undoes_itself() {
        for neighbours in [true, false] {
            let before: Vec<f32> = (1..=8_u8).map(f32::from).collect();
            let mut heads = before.clone();
            let angles = [0.3_f32, 1.1];
            let (cos, sin) = (angles.map(f32::cos), angles.map(f32::sin));
            turn(&mut heads, 4, neighbours, &cos, &sin);
            assert_ne!(heads, before);
            assert!((dot(&heads, &heads) - dot(&before, &before)).abs() < 1e-3);
            turn(&mut heads, 4, neighbours, &cos, &sin.map(|s| -s));
            assert!(heads.iter().zip(&before).all(|(a, b)| (a - b).abs() < 1e-5));
        }
    }

    #[test]
    fn log_sums() {
        let xs: Vec<f32> = (0..5000).map(|i| (i as f32 * 0.7).sin() * 9.0).collect();
        let exact: f64 = xs.iter().map(|x| f64::from(*x).exp()).sum::<f64>().ln();
        assert!((log_sum_exp(&xs) - exact).abs() < 1e-6);
    }
}
