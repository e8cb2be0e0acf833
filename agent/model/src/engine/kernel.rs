//! Products with weights in blocks of 32 eight-bit numbers and a scale, which GGUF calls `Q8_0`.
//!
//! A row that comes in is rounded to blocks of the same kind; products of two blocks are sums of whole
//! numbers, exact in any order, and are added up block by block over eight lanes in one fixed order.
//! So each result depends on its row and its column alone, whatever is computed beside it, and on
//! processors with AVX2 it has the same bits as without.
//!
//! candle's own product of such blocks turns two half-precision scales into single precision for every
//! pair of blocks and reads each column anew for every row. Here the weights' scales are turned once,
//! when they are read, and a column is used for several rows at a time.

#![allow(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the better processor"
)]

use std::sync::{Mutex, PoisonError};

use half::f16;
use pulp::NullaryFnOnce;

use super::math;

/// Numbers in a block.
const BLOCK: usize = 32;
/// Bytes of a block in a file: the scale in half precision, then the numbers.
const BYTES: usize = 2 + BLOCK;
/// Lanes of a sum.
const LANES: usize = 8;
/// Columns that one thread takes at a time.
const STRIPE: usize = 16;

/// A matrix of weights, a column of it for each number that comes out.
#[derive(Debug)]
pub(crate) struct Weights {
    columns: usize,
    blocks: usize,
    scales: Vec<f32>,
    numbers: Vec<[i8; BLOCK]>,
}

/// Rows that go in, rounded.
#[derive(Debug)]
pub(crate) struct Rows {
    count: usize,
    blocks: usize,
    scales: Vec<f32>,
    /// Wide enough for products.
    numbers: Vec<[i16; BLOCK]>,
}

impl Weights {
    /// Reads the bytes of a tensor of `columns` times `width` weights; `None` if they are not that
    /// many.
    pub(crate) fn read(bytes: &[u8], columns: usize, width: usize) -> Option<Self> {
        let (stored, rest) = bytes.as_chunks::<BYTES>();
        let blocks = width / BLOCK;
        if width % BLOCK != 0 || !rest.is_empty() || stored.len() != columns * blocks {
            return None;
        }
        let scale = |block: &[u8; BYTES]| f16::from_le_bytes([block[0], block[1]]).to_f32();
        let numbers = |block: &[u8; BYTES]| std::array::from_fn(|n| block[2 + n].cast_signed());
        Some(Self {
            columns,
            blocks,
            scales: stored.iter().map(scale).collect(),
            numbers: stored.iter().map(numbers).collect(),
        })
    }
}

impl Rows {
    /// Rounds `count` rows.
    ///
    /// # Panics
    ///
    /// If a row is no whole number of blocks.
    pub(crate) fn round(rows: &[f32], count: usize) -> Self {
        struct Work<'a>(&'a [[f32; BLOCK]], &'a mut [f32], &'a mut [[i16; BLOCK]]);
        impl NullaryFnOnce for Work<'_> {
            type Output = ();
            #[inline(always)]
            fn call(self) {
                for ((block, scale), numbers) in self.0.iter().zip(self.1).zip(self.2) {
                    let largest = block.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
                    *scale = largest / 127.0;
                    let factor = if largest > 0.0 { 127.0 / largest } else { 0.0 };
                    for (number, x) in numbers.iter_mut().zip(block) {
                        #[expect(clippy::cast_possible_truncation, reason = "at most 127")]
                        let rounded = (x * factor).round_ties_even() as i16;
                        *number = rounded;
                    }
                }
            }
        }
        let (blocks, rest) = rows.as_chunks::<BLOCK>();
        assert!(rest.is_empty() && blocks.len().is_multiple_of(count), "a row is no whole blocks");
        let (mut scales, mut numbers) = (vec![0.0; blocks.len()], vec![[0; BLOCK]; blocks.len()]);
        math::fast(Work(blocks, &mut scales, &mut numbers));
        Self { count, blocks: blocks.len() / count, scales, numbers }
    }
}

/// Products of the same rows with several matrices: for each matrix its results, row by row.
///
/// # Panics
///
/// If the rows are not as long as the columns.
pub(crate) fn products<const N: usize>(matrices: [&Weights; N], x: &Rows) -> [Vec<f32>; N] {
    /// Less than this many products are not worth waking other threads for.
    const WORTH_IT: usize = 1 << 16;
    assert!(matrices.iter().all(|w| w.blocks == x.blocks), "rows and columns differ in length");
    // First column by column, so that each thread has a stretch of its own.
    let mut turned = matrices.map(|w| vec![0.0_f32; w.columns * x.count]);
    let stripes: Vec<_> = matrices
        .iter()
        .zip(&mut turned)
        .flat_map(|(w, out)| {
            let parts = out.chunks_mut(STRIPE * x.count).enumerate();
            parts.map(move |(n, out)| (*w, n * STRIPE, Mutex::new(out)))
        })
        .collect();
    let work = |index: usize| {
        let (weights, first, out) = &stripes[index];
        // Each lock is taken once and never waited for.
        let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
        stripe(weights, *first, x, &mut out);
    };
    let total: usize = matrices.iter().map(|w| w.columns * w.blocks * BLOCK * x.count).sum();
    if total < WORTH_IT {
        (0..stripes.len()).for_each(work);
    } else {
        candle_core::utils::barrier_pool()
            .execute_chunked(stripes.len(), |range| range.for_each(&work));
    }
    drop(stripes);
    if x.count == 1 {
        return turned;
    }
    turned.map(|turned| {
        let columns = turned.len() / x.count;
        let mut out = vec![0.0; turned.len()];
        for (column, sums) in turned.chunks_exact(x.count).enumerate() {
            for (row, sum) in sums.iter().enumerate() {
                out[row * columns + column] = *sum;
            }
        }
        out
    })
}

/// The sums of the columns from `first` on, for all rows, as many as `out` has room for.
fn stripe(weights: &Weights, first: usize, x: &Rows, out: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        struct Work<'a>(pulp::x86::V3, &'a Weights, usize, &'a Rows, &'a mut [f32]);
        impl NullaryFnOnce for Work<'_> {
            type Output = ();
            #[inline(always)]
            fn call(self) {
                let Self(simd, weights, first, x, out) = self;
                tiles(
                    weights,
                    first,
                    x,
                    out,
                    |w, rows| avx2::sums(simd, w, rows),
                    |w, rows| avx2::sums(simd, w, rows),
                );
            }
        }
        simd.vectorize(Work(simd, weights, first, x, out));
        return;
    }
    tiles(weights, first, x, out, plain::sums, plain::sums);
}

/// A column or a row: scales and numbers, block by block.
type Line<'a, T> = (&'a [f32], &'a [[T; BLOCK]]);

/// Rows that share the reading of a column.
const TOGETHER: usize = 4;

#[inline(always)]
fn tiles(
    weights: &Weights,
    first: usize,
    x: &Rows,
    out: &mut [f32],
    several: impl Fn(Line<'_, i8>, [Line<'_, i16>; TOGETHER]) -> [f32; TOGETHER],
    one: impl Fn(Line<'_, i8>, [Line<'_, i16>; 1]) -> [f32; 1],
) {
    let blocks = x.blocks;
    let row = |n: usize| -> Line<'_, i16> {
        (&x.scales[n * blocks..][..blocks], &x.numbers[n * blocks..][..blocks])
    };
    for (n, out) in out.chunks_exact_mut(x.count).enumerate() {
        let at = (first + n) * blocks;
        let column = (&weights.scales[at..][..blocks], &weights.numbers[at..][..blocks]);
        let mut done = 0;
        while done + TOGETHER <= x.count {
            let sums = several(column, std::array::from_fn(|r| row(done + r)));
            out[done..done + TOGETHER].copy_from_slice(&sums);
            done += TOGETHER;
        }
        for (n, out) in out.iter_mut().enumerate().skip(done) {
            [*out] = one(column, [row(n)]);
        }
    }
}

/// Adds up eight lanes, in one order.
#[inline(always)]
fn fold(lanes: [f32; LANES]) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use pulp::{cast, i8x16, i16x16, i32x8, x86::V3};

    use super::{BLOCK, LANES, Line, fold};

    #[inline(always)]
    fn halves<T: Copy, const H: usize>(block: &[T; BLOCK]) -> [[T; H]; 2] {
        [std::array::from_fn(|n| block[n]), std::array::from_fn(|n| block[H + n])]
    }

    #[inline(always)]
    pub(super) fn sums<const R: usize>(
        simd: V3,
        (scales, numbers): Line<'_, i8>,
        rows: [Line<'_, i16>; R],
    ) -> [f32; R] {
        let mut lanes = [simd.splat_f32x8(0.0); R];
        for (place, (scale, block)) in scales.iter().zip(numbers).enumerate() {
            let [low, high] = halves::<i8, 16>(block).map(|half| {
                let half: i8x16 = cast(half);
                simd.convert_i8x16_to_i16x16(half)
            });
            for (lanes, (row_scales, row)) in lanes.iter_mut().zip(&rows) {
                let [x_low, x_high] = halves::<i16, 16>(&row[place]).map(|half| {
                    let half: i16x16 = cast(half);
                    half
                });
                // Whole numbers are added alike, with a sign or without.
                let sum: i32x8 = cast(simd.wrapping_add_u32x8(
                    cast(simd.multiply_wrapping_add_adjacent_i16x16(low, x_low)),
                    cast(simd.multiply_wrapping_add_adjacent_i16x16(high, x_high)),
                ));
                let scale = simd.splat_f32x8(scale * row_scales[place]);
                *lanes = simd.mul_add_f32x8(scale, simd.convert_i32x8_to_f32x8(sum), *lanes);
            }
        }
        lanes.map(|lanes| {
            let lanes: [f32; LANES] = cast(lanes);
            fold(lanes)
        })
    }
}

mod plain {
    use super::{BLOCK, LANES, Line, fold};

    /// The same sums without any particular instruction.
    #[inline(always)]
    pub(super) fn sums<const R: usize>(
        (scales, numbers): Line<'_, i8>,
        rows: [Line<'_, i16>; R],
    ) -> [f32; R] {
        let mut lanes = [[0.0_f32; LANES]; R];
        for (place, (scale, block)) in scales.iter().zip(numbers).enumerate() {
            for (lanes, (row_scales, row)) in lanes.iter_mut().zip(&rows) {
                let scale = scale * row_scales[place];
                for (lane, sum) in lanes.iter_mut().enumerate() {
                    let part = |n: usize| i32::from(block[n]) * i32::from(row[place][n]);
                    let (low, high) = (2 * lane, BLOCK / 2 + 2 * lane);
                    let whole = part(low) + part(low + 1) + part(high) + part(high + 1);
                    #[expect(clippy::cast_precision_loss, reason = "below two to the twentieth")]
                    let whole = whole as f32;
                    *sum = scale.mul_add(whole, *sum);
                }
            }
        }
        lanes.map(fold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        (0..count).map(|_| next()).collect()
    }

    /// Weights and what they stand for.
    fn weights(columns: usize, width: usize, seed: u32) -> (Weights, Vec<f32>) {
        let plain = noise(columns * width, seed);
        let mut bytes = Vec::new();
        let mut meant = Vec::new();
        for block in plain.as_chunks::<BLOCK>().0 {
            let largest = block.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
            let scale = f16::from_f32(largest / 127.0);
            bytes.extend_from_slice(&scale.to_le_bytes());
            for x in block {
                let number = (x / scale.to_f32()).round().clamp(-128.0, 127.0) as i8;
                bytes.push(number.cast_unsigned());
                meant.push(f32::from(number) * scale.to_f32());
            }
        }
        (Weights::read(&bytes, columns, width).expect("whole blocks"), meant)
    }

    #[test]
    fn products_are_those_of_the_numbers_that_are_meant() {
        let (columns, width, count) = (70, 256, 7);
        let (weights, meant) = weights(columns, width, 1);
        let rows = noise(count * width, 2);
        let x = Rows::round(&rows, count);
        let [out] = products([&weights], &x);
        for row in 0..count {
            for column in 0..columns {
                let exact: f64 = (0..width)
                    .map(|n| {
                        let scale = f64::from(x.scales[(row * width + n) / BLOCK]);
                        let number = f64::from(x.numbers[(row * width + n) / BLOCK][n % BLOCK]);
                        f64::from(meant[column * width + n]) * scale * number
                    })
                    .sum();
                let got = f64::from(out[row * columns + column]);
                assert!((got - exact).abs() < 1e-5, "{row}, {column}: {got} and {exact}");
            }
        }
        // And close to the rows as they were before they were rounded.
        let exact: f64 =
            rows[..width].iter().zip(&meant).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
        assert!((f64::from(out[0]) - exact).abs() < 0.05);
    }

    #[test]
    fn a_row_gets_the_same_bits_alone_and_among_others_and_without_avx2() {
        let (weights, _) = weights(33, 512, 3);
        let rows = noise(9 * 512, 4);
        let [all] = products([&weights], &Rows::round(&rows, 9));
        for (row, numbers) in rows.chunks_exact(512).enumerate() {
            let x = Rows::round(numbers, 1);
            let [alone] = products([&weights], &x);
            let mut slowly = vec![0.0; 33];
            tiles(&weights, 0, &x, &mut slowly, plain::sums, plain::sums);
            for column in 0..33 {
                let bits = all[row * 33 + column].to_bits();
                assert_eq!(bits, alone[column].to_bits());
                assert_eq!(bits, slowly[column].to_bits());
            }
        }
    }

    #[test]
    fn extremes_do_not_overflow() {
        let mut bytes = Vec::new();
        for number in [-128_i8, 127] {
            bytes.extend_from_slice(&f16::from_f32(1.0).to_le_bytes());
            bytes.extend(std::iter::repeat_n(number.cast_unsigned(), BLOCK));
        }
        let weights = Weights::read(&bytes, 1, 2 * BLOCK).expect("two blocks");
        let x = Rows::round(&[[127.0; BLOCK], [-127.0; BLOCK]].concat(), 1);
        let [out] = products([&weights], &x);
        assert_eq!(out, [-(128.0 + 127.0) * 127.0 * 32.0]);
        let x = Rows::round(&[0.0; 2 * BLOCK], 1);
        assert_eq!(products([&weights], &x), [[0.0]]);
        assert!(Weights::read(&bytes[1..], 1, 2 * BLOCK).is_none());
        assert!(Weights::read(&bytes, 2, 2 * BLOCK).is_none());
    }

    #[test]
    fn several_matrices_at_once_give_what_each_gives() {
        let (a, b) = (weights(48, 128, 5).0, weights(20, 128, 6).0);
        let x = Rows::round(&noise(3 * 128, 7), 3);
        let [both_a, both_b] = products([&a, &b], &x);
        assert_eq!([both_a], products([&a], &x));
        assert_eq!([both_b], products([&b], &x));
    }
}
