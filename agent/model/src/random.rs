//! The random numbers of samples: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
//! number generators", 2014). Small, the same everywhere, and good enough to draw tokens.

/// A generator.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// The generator of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The generator of sample number `index` of a request with this seed. Different pairs give
    /// unrelated generators, so a sample depends on nothing else that is drawn.
    pub(crate) fn of_sample(seed: u64, index: u32) -> Self {
        let mut first = Self::new(seed);
        let mut second = Self::new(first.next() ^ u64::from(index).wrapping_mul(STEP));
        Self::new(second.next())
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number of mean 0 and variance 1, nearly normal: a sum of uniform ones.
    #[expect(clippy::cast_possible_truncation, reason = "weights are single precision")]
    pub(crate) fn bell(&mut self) -> f32 {
        let sum: u64 =
            [0, 16, 32, 48].iter().zip([self.next(); 4]).map(|(by, x)| (x >> by) & 0xffff).sum();
        // Four uniform numbers of variance 1/12 each.
        ((sum as f64 / 65_536.0 - 2.0) * 3.0_f64.sqrt()) as f32
    }
}

/// 2^64 divided by the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers() {
        // From the authors' reference program for the seed 1234567.
        let mut random = Random::new(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn samples_differ_and_repeat() {
        let first = |seed, index| Random::of_sample(seed, index).next();
        assert_eq!(first(5, 1), first(5, 1));
        let mut all: Vec<u64> = (0..50).flat_map(|s| (0..50).map(move |i| first(s, i))).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 2500);
    }

    #[test]
    fn numbers_spread() {
        let mut random = Random::new(0);
        let units: Vec<f64> = (0..10_000).map(|_| random.unit()).collect();
        assert!(units.iter().all(|x| (0.0..1.0).contains(x)));
        assert!((units.iter().sum::<f64>() / 1e4 - 0.5).abs() < 0.02);
        let bells: Vec<f32> = (0..10_000).map(|_| random.bell()).collect();
        let variance = bells.iter().map(|x| x * x).sum::<f32>() / 1e4;
        assert!((variance - 1.0).abs() < 0.05, "{variance}");
    }
}
