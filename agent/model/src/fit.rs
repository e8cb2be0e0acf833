//! Will it fit, and how fast can it be: from a file's header, or from two numbers.
//!
//! A token needs every weight once, so tokens a second are at most memory bandwidth over the bytes of
//! the weights; what is measured is less.

use std::time::Instant;

use crate::engine::{self, LoadError, Shape, Source, gguf::Gguf};

/// A model, weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// Its name.
    pub name: String,
    /// Number of weights.
    pub parameters: u64,
    /// Bytes of the weights as stored: what is read for each token.
    pub stored: u64,
    /// Bytes of the weights in this engine's memory, copies for the kernels included.
    pub loaded: u64,
    /// Bytes of keys and values for one token of context, in this engine.
    pub cache_per_token: u64,
    /// Context it is weighed for, in tokens.
    pub context: u64,
    /// The longest context it was made for, where that is known.
    pub made_for: Option<u64>,
    /// True if this engine can run it; `None` if there is no file to look at.
    pub runs: Option<bool>,
}

impl Weight {
    /// Weighs a file by its header.
    pub fn of_file(source: &Source, context: Option<u64>) -> Result<Self, LoadError> {
        let file = Gguf::open(source)?;
        let shape = Shape::read(&file)?;
        let made_for = shape.context as u64;
        let runs = engine::tokenizer::Tokenizer::read(&file, shape.vocabulary).is_ok();
        Ok(Self {
            name: source.stem(),
            parameters: file.parameters(),
            stored: file.tensor_bytes(),
            loaded: engine::weight_bytes(&file),
            cache_per_token: shape.cache_bytes_per_token() as u64,
            context: context.unwrap_or(made_for.min(8192)),
            made_for: Some(made_for),
            runs: Some(runs),
        })
    }

    /// Weighs a model of so many weights of so many bits each, shaped as models of its size are.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far from limits")]
    pub fn of_size(parameters: u64, bits: f64, context: u64) -> Self {
        // Layers and width of keys of Qwen 2.5 and 3 and Llama 3 models, by billions of weights.
        const USUAL: [(f64, u64, u64); 7] = [
            (0.5, 24, 128),
            (1.5, 28, 256),
            (3.0, 36, 256),
            (8.0, 36, 1024),
            (14.0, 48, 1024),
            (32.0, 64, 1024),
            (72.0, 80, 1024),
        ];
        let stored = (parameters as f64 * bits / 8.0) as u64;
        let billions = parameters as f64 / 1e9;
        let off = |usual: f64| (billions / usual).ln().abs();
        let nearest = USUAL.iter().min_by(|a, b| off(a.0).total_cmp(&off(b.0)));
        let (layers, keys) = nearest.map_or((36, 1024), |(_, layers, keys)| (*layers, *keys));
        // The kinds of weights that have kernels of their own are kept twice.
        let loaded = if bits < 16.0 { stored * 2 } else { parameters * 4 };
        Self {
            name: format!("{billions:.1} billion weights of {bits} bits"),
            parameters,
            stored,
            loaded,
            cache_per_token: layers * 2 * keys * 4,
            context,
            made_for: None,
            runs: None,
        }
    }

    /// Bytes that this engine needs.
    pub fn needed(&self) -> u64 {
        // Rows of logits and activations of a batch.
        const REST: u64 = 64 << 20;
        self.loaded + self.cache() + REST
    }

    /// Bytes of keys and values of a full context.
    pub fn cache(&self) -> u64 {
        self.cache_per_token * self.context
    }

    /// Bytes that a server needs which keeps weights once and keys and values in half precision, as
    /// those for graphics processors do.
    pub fn needed_elsewhere(&self) -> u64 {
        self.stored + self.cache() / 2 + self.stored / 20
    }

    /// Tokens a second at most, at an empty context, with so many bytes a second.
    pub fn most_tokens_per_second(&self, bandwidth: f64) -> f64 {
        bandwidth / self.stored.max(1) as f64
    }
}

/// Measures how many bytes a second so many threads read from memory, in about a third of a second.
pub fn bandwidth(threads: usize) -> f64 {
    // Larger than caches, small enough for any machine that this runs on.
    const BYTES: usize = 128 << 20;
    let numbers = vec![1_u64; BYTES / 8];
    let threads = threads.max(1);
    let share = numbers.len().div_ceil(threads);
    let mut best = 0.0_f64;
    let began = Instant::now();
    let mut rounds = 0;
    while rounds < 2 || began.elapsed().as_millis() < 300 {
        rounds += 1;
        let round = Instant::now();
        let sum: u64 = std::thread::scope(|scope| {
            let parts: Vec<_> = numbers
                .chunks(share)
                .map(|part| scope.spawn(|| part.iter().fold(0_u64, |a, b| a.wrapping_add(*b))))
                .collect();
            parts.into_iter().filter_map(|part| part.join().ok()).sum()
        });
        std::hint::black_box(sum);
        best = best.max(BYTES as f64 / round.elapsed().as_secs_f64());
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::Specimen;

    #[test]
    fn a_file_is_weighed_without_being_loaded() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let specimen = Specimen::default();
        specimen.write(file.path()).expect("writable");
        let weight = Weight::of_file(&Source::file(file.path()), Some(100)).expect("weighed");
        let norms = 256 * 5;
        assert_eq!(weight.parameters, specimen.parameters() as u64 + norms);
        // Eight bits and a half each.
        assert_eq!(weight.stored, specimen.parameters() as u64 * 34 / 32 + norms * 4);
        assert_eq!(weight.cache(), 100 * 2 * 2 * 128 * 4);
        assert_eq!(weight.runs, Some(true));
    }

    #[test]
    fn sizes_are_those_that_people_know() {
        // An 8B model at 4.5 bits is 4.5 GB; its keys and values at 8k, in single precision, 2.4 GB.
        let weight = Weight::of_size(8_000_000_000, 4.5, 8192);
        assert_eq!(weight.stored, 4_500_000_000);
        assert_eq!(weight.cache(), 36 * 2 * 1024 * 4 * 8192);
        assert!((weight.most_tokens_per_second(45e9) - 10.0).abs() < 1e-9);
        assert!(weight.needed_elsewhere() < weight.needed());
    }
}
