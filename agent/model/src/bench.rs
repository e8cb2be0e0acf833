//! What the engine does on this machine, measured from the outside: through its queue, as a server
//! uses it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde::Serialize;

use crate::{
    engine::{Engine, Generate, Limits, Model, News, Refusal, Sampling, Task, Wanted},
    random::Random,
};

/// What to measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchSettings {
    /// Samples drawn at once.
    pub batches: Vec<u32>,
    /// Length of prompts, in tokens.
    pub prompt: usize,
    /// Tokens drawn for each sample.
    pub drawn: usize,
    /// How often; the median counts.
    pub rounds: usize,
}

impl Default for BenchSettings {
    fn default() -> Self {
        Self { batches: vec![1, 8], prompt: 128, drawn: 64, rounds: 3 }
    }
}

/// Tokens a second at so many samples at once.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Batch {
    /// Samples at once.
    pub samples: u32,
    /// Tokens a second, all samples together.
    pub tokens_per_second: f64,
}

/// What was measured of one model. Each number is a median.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// Tokens of a new prompt read a second.
    pub prompt_tokens_per_second: f64,
    /// Milliseconds to the first token after a new prompt.
    pub miss_ms: f64,
    /// Milliseconds to the first token after a prompt that was read before.
    pub hit_ms: f64,
    /// Tokens drawn a second.
    pub drawn: Vec<Batch>,
    /// Steps of a proof search a second: a new prompt, one greedy sample and eight drawn ones of eight
    /// tokens each, four such steps in flight.
    pub steps_per_second: f64,
}

/// Why a measurement breaks off.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The engine's thread does not start.
    #[error("cannot start a thread: {0}")]
    Thread(#[from] std::io::Error),
    /// The settings do not fit the model.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The engine fails.
    #[error("the engine failed: {0}")]
    Failed(String),
}

/// Samples of a step beside the greedy one, and their length.
const STEP_SAMPLES: u32 = 8;
const STEP_TOKENS: usize = 8;

struct Bench {
    engine: Engine,
    random: Random,
    prompt: usize,
    vocabulary: u64,
}

/// Measures a model.
pub fn measure(model: Arc<Model>, settings: &BenchSettings) -> Result<Measured, BenchError> {
    let vocabulary = model.shape().vocabulary as u64;
    let engine = Engine::start(model, Limits::default())?;
    let mut bench = Bench { engine, random: Random::new(1), prompt: settings.prompt, vocabulary };
    // What is prepared at the first use is prepared now.
    let prompt = bench.new_prompt();
    bench.time(vec![task(prompt, 2, 2, 1.0)])?;
    let (mut read, mut miss, mut hit, mut steps) = (vec![], vec![], vec![], vec![]);
    let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); settings.batches.len()];
    for _ in 0..settings.rounds.max(1) {
        let prompt = bench.new_prompt();
        let (first, _) = bench.time(vec![task(prompt.clone(), 1, 1, 0.0)])?;
        miss.push(first.as_secs_f64() * 1e3);
        read.push(prompt.len() as f64 / first.as_secs_f64());
        let (again, _) = bench.time(vec![task(prompt, 1, 1, 0.0)])?;
        hit.push(again.as_secs_f64() * 1e3);
        for (batch, figures) in settings.batches.iter().zip(&mut drawn) {
            let prompt = bench.new_prompt();
            // The prompt is known then, and little of the time that follows is its.
            bench.time(vec![task(prompt.clone(), 1, 1, 1.0)])?;
            let (took, tokens) = bench.time(vec![task(prompt, *batch, settings.drawn, 1.0)])?;
            figures.push(tokens as f64 / took.as_secs_f64());
        }
        steps.push(bench.steps(40)?);
    }
    Ok(Measured {
        prompt_tokens_per_second: median(&mut read),
        miss_ms: median(&mut miss),
        hit_ms: median(&mut hit),
        drawn: settings
            .batches
            .iter()
            .zip(&mut drawn)
            .map(|(samples, figures)| Batch {
                samples: *samples,
                tokens_per_second: median(figures),
            })
            .collect(),
        steps_per_second: median(&mut steps),
    })
}

fn median(figures: &mut [f64]) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

fn task(prompt: Vec<u32>, samples: u32, longest: usize, temperature: f32) -> Task {
    let generate = Generate {
        samples,
        longest,
        sampling: Sampling { temperature, ..Sampling::default() },
        seed: 1,
        stop: Vec::new(),
        alternatives: 0,
        score_prompt: false,
    };
    Task { prompt, wanted: Wanted::Samples(generate) }
}

impl Bench {
    /// A prompt that nobody has read.
    fn new_prompt(&mut self) -> Vec<u32> {
        (0..self.prompt)
            .map(|_| u32::try_from(self.random.next() % self.vocabulary).unwrap_or(0))
            .collect()
    }

    /// Runs tasks to their end; answers the time that took, and the tokens drawn.
    fn time(&mut self, tasks: Vec<Task>) -> Result<(Duration, usize), BenchError> {
        let began = Instant::now();
        let receivers =
            tasks.into_iter().map(|t| self.engine.submit(t)).collect::<Result<Vec<_>, _>>()?;
        let mut tokens = 0;
        for mut receiver in receivers {
            while let Some(news) = receiver.blocking_recv() {
                match news {
                    News::Ended { drawn, .. } => tokens += drawn,
                    News::Failed(reason) => return Err(BenchError::Failed(reason)),
                    _ => {}
                }
            }
        }
        Ok((began.elapsed(), tokens))
    }

    /// Steps of a search a second.
    fn steps(&mut self, count: usize) -> Result<f64, BenchError> {
        const IN_FLIGHT: usize = 4;
        let mut took = Duration::ZERO;
        for _ in 0..count.div_ceil(IN_FLIGHT) {
            let tasks = (0..IN_FLIGHT)
                .flat_map(|_| {
                    let prompt = self.new_prompt();
                    [
                        task(prompt.clone(), 1, STEP_TOKENS, 0.0),
                        task(prompt, STEP_SAMPLES, STEP_TOKENS, 1.0),
                    ]
                })
                .collect();
            took += self.time(tasks)?.0;
        }
        Ok((count.div_ceil(IN_FLIGHT) * IN_FLIGHT) as f64 / took.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{LoadSettings, Source},
        specimen::Specimen,
    };

    #[test]
    fn every_figure_is_a_figure() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        Specimen { layers: 1, ..Specimen::default() }.write(file.path()).expect("writable");
        let model = Model::load(&Source::file(file.path()), LoadSettings::default(), &mut |_| {});
        let settings = BenchSettings { drawn: 4, rounds: 1, ..BenchSettings::default() };
        let measured = measure(Arc::new(model.expect("usable")), &settings).expect("measured");
        let figures = [measured.prompt_tokens_per_second, measured.miss_ms, measured.hit_ms]
            .into_iter()
            .chain(measured.drawn.iter().map(|batch| batch.tokens_per_second))
            .chain([measured.steps_per_second]);
        assert!(figures.into_iter().all(|figure| figure.is_finite() && figure > 0.0));
    }
}
