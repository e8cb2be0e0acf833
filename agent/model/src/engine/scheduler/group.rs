//! One request at work: its prompt, then its samples.

use tokio::sync::mpsc;

use super::{End, Generate, News, Task, Wanted, want};
use crate::engine::{
    Model,
    cache::{BLOCK, Cache},
    network::{Part, Want},
    sampling::{Sampler, Scored, Scores},
    text::{Text, Token},
};

/// Samples that a request has.
pub(super) fn samples(task: &Task) -> usize {
    match &task.wanted {
        Wanted::Samples(generate) => generate.samples as usize,
        Wanted::Embedding => 0,
    }
}

/// Blocks that a request may come to need with so many samples at once.
pub(super) fn blocks(task: &Task, width: usize) -> usize {
    let longest = match &task.wanted {
        Wanted::Samples(generate) => generate.longest,
        Wanted::Embedding => 0,
    };
    let prompt = task.prompt.len().div_ceil(BLOCK);
    // Each sample has a copy of the prompt's last block.
    if longest == 0 { prompt } else { prompt + width * (longest.div_ceil(BLOCK) + 1) }
}

/// True if every row of the prompt is wanted, so that none may come from the cache.
pub(super) fn needs_all_rows(task: &Task) -> bool {
    matches!(want(task, false), Want::All | Want::Hidden)
}

/// How far a request is.
#[derive(Debug)]
pub(super) enum Stage {
    /// Its prompt is being read.
    Reading {
        cache: Cache,
        /// Tokens that came from the cache.
        cached: usize,
        scores: Vec<Token>,
        /// Sum of the tokens' numbers, for a vector.
        sum: Vec<f32>,
    },
    /// Its samples run; new ones begin from here.
    Running { cache: Cache, logits: Vec<f32> },
    /// Nothing is left to do.
    Done,
}

#[derive(Debug)]
struct Sample {
    number: u32,
    cache: Cache,
    sampler: Sampler,
    text: Text,
    last: [u32; 1],
    drawn: usize,
}

/// A request at work.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) task: Task,
    pub(super) news: mpsc::UnboundedSender<News>,
    pub(super) stage: Stage,
    pub(super) reserved: usize,
    /// Tokens drawn.
    pub(super) drawn: usize,
    /// Samples that may run at once.
    most: usize,
    next_sample: u32,
    samples: Vec<Sample>,
    /// True while another request reads what this one begins with.
    pub(super) waits: bool,
}

impl Group {
    pub(super) fn new(
        task: Task,
        news: mpsc::UnboundedSender<News>,
        cache: Cache,
        most: usize,
        reserved: usize,
    ) -> Self {
        let stage = Stage::Reading { cache, cached: 0, scores: Vec::new(), sum: Vec::new() };
        let samples = Vec::new();
        Self { task, news, stage, reserved, drawn: 0, most, next_sample: 0, samples, waits: false }
    }

    /// True if nothing of its prompt is read.
    pub(super) fn is_new(&self) -> bool {
        matches!(&self.stage, Stage::Reading { cache, .. } if cache.len() == 0)
    }

    /// True if its prompt is being read, and it does not wait.
    pub(super) fn is_reading(&self) -> bool {
        matches!(self.stage, Stage::Reading { .. }) && !self.waits
    }

    /// How many tokens that a prompt begins with will be known once this one's prompt is read.
    pub(super) fn shares(&self, prompt: &[u32]) -> usize {
        let same = self.task.prompt.iter().zip(prompt).take_while(|(a, b)| a == b).count();
        same.min(prompt.len() - 1) / BLOCK * BLOCK
    }

    /// Begins after what is known of its prompt.
    pub(super) fn begin(&mut self, known: Cache) {
        if let Stage::Reading { cache, cached, .. } = &mut self.stage {
            *cached = known.len();
            *cache = known;
        }
    }

    /// Samples that run now.
    pub(super) fn running(&self) -> usize {
        self.samples.len()
    }

    /// Samples that it may run at once.
    pub(super) fn width(&self) -> usize {
        self.most
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    pub(super) fn cache(&self) -> Option<&Cache> {
        match &self.stage {
            Stage::Reading { cache, .. } | Stage::Running { cache, .. } => Some(cache),
            Stage::Done => None,
        }
    }

    /// Nobody may listen any more; that is found out at the next step.
    fn tell(&self, news: News) {
        let _ = self.news.send(news);
    }

    pub(super) fn fail(&mut self, reason: &str) {
        self.tell(News::Failed(reason.to_owned()));
        self.samples.clear();
        self.stage = Stage::Done;
    }

    /// Draws the first tokens of further samples while there is room.
    pub(super) fn begin_samples(&mut self, model: &Model, places: &mut usize) {
        let Wanted::Samples(generate) = &self.task.wanted else { return };
        let generate = generate.clone();
        while self.next_sample < generate.samples && self.samples.len() < self.most && *places > 0 {
            let Stage::Running { cache, logits } = &self.stage else { return };
            let number = self.next_sample;
            let sample = Sample {
                number,
                cache: cache.clone(),
                sampler: Sampler::new(generate.sampling, generate.seed, number),
                text: Text::default(),
                last: [0],
                drawn: 0,
            };
            let logits = logits.clone();
            self.next_sample += 1;
            if let Some(sample) = self.advance(model, &generate, sample, &logits) {
                self.samples.push(sample);
                *places -= 1;
            }
        }
        self.finish(generate.samples);
    }

    fn finish(&mut self, samples: u32) {
        if self.next_sample >= samples && self.samples.is_empty() {
            self.stage = Stage::Done;
        }
    }

    /// What it has for the next pass: a token of each sample, or more of its prompt.
    pub(super) fn parts<'a>(
        &'a mut self,
        parts: &mut Vec<Part<'a>>,
        left: &mut usize,
        rows: &mut usize,
    ) {
        if self.waits {
            return;
        }
        if let Stage::Reading { cache, .. } = &mut self.stage {
            let rest = &self.task.prompt[cache.len()..];
            let mut length = rest.len().min(*left);
            if want(&self.task, false) == Want::All {
                length = length.min(*rows);
                *rows -= length;
            }
            if length > 0 {
                *left -= length;
                let wanted = want(&self.task, length == rest.len());
                parts.push(Part { cache, tokens: &rest[..length], want: wanted });
            }
        }
        for sample in &mut self.samples {
            parts.push(Part { cache: &mut sample.cache, tokens: &sample.last, want: Want::Last });
        }
    }

    /// Takes what came of a piece of the prompt; answers its length.
    pub(super) fn take_prompt(&mut self, model: &Model, results: Vec<Vec<f32>>) -> usize {
        let vocabulary = model.shape().vocabulary;
        let width = model.shape().width;
        let Stage::Reading { cache, cached, scores, sum } = &mut self.stage else { return 0 };
        let Some(rows) = results.into_iter().next() else { return 0 };
        let prompt = &self.task.prompt;
        let mut read = 0;
        match &self.task.wanted {
            Wanted::Embedding => {
                sum.resize(width, 0.0);
                for row in rows.chunks_exact(width) {
                    sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
                    read += 1;
                }
            }
            Wanted::Samples(generate) if generate.score_prompt => {
                if scores.is_empty() {
                    let first = Scored { token: prompt[0], logprob: f32::NAN };
                    scores.push(token(model, first, Vec::new()));
                }
                let first = cache.len() - rows.len() / vocabulary;
                for (at, logits) in (first..).zip(rows.chunks_exact(vocabulary)) {
                    read += 1;
                    if let Some(next) = prompt.get(at + 1) {
                        let known = Scores::new(logits);
                        let best = known.best(generate.alternatives);
                        scores.push(token(model, known.of(*next), best));
                    }
                }
            }
            Wanted::Samples(_) => {}
        }
        if cache.len() < prompt.len() {
            return read;
        }
        let (cached, scores) = (*cached, std::mem::take(scores));
        // Without rows the pieces were not counted one by one.
        let read = if read == 0 { prompt.len() - cached } else { read };
        let sum = std::mem::take(sum);
        let cache = cache.clone();
        self.tell(News::Read { cached, scores });
        match &self.task.wanted {
            Wanted::Embedding => {
                self.tell(News::Embedding(unit(sum)));
                self.stage = Stage::Done;
            }
            Wanted::Samples(Generate { longest: 0, samples, .. }) => {
                for sample in 0..*samples {
                    self.tell(News::Ended { sample, end: End::Length, drawn: 0, last: None });
                }
                self.stage = Stage::Done;
            }
            Wanted::Samples(_) => {
                let logits = rows[rows.len() - vocabulary..].to_vec();
                self.stage = Stage::Running { cache, logits };
            }
        }
        read
    }

    /// Takes the logits of each sample's last token, and draws the next ones.
    pub(super) fn take_samples(&mut self, model: &Model, results: Vec<Vec<f32>>) {
        let Wanted::Samples(generate) = &self.task.wanted else { return };
        let generate = generate.clone();
        let running = std::mem::take(&mut self.samples);
        for (sample, logits) in running.into_iter().zip(results) {
            let goes_on = self.advance(model, &generate, sample, &logits);
            self.samples.extend(goes_on);
        }
        self.finish(generate.samples);
    }

    /// Draws a sample's next token; the sample, if it goes on.
    fn advance(
        &mut self,
        model: &Model,
        generate: &Generate,
        mut sample: Sample,
        logits: &[f32],
    ) -> Option<Sample> {
        let drawn = sample.sampler.draw(logits);
        let known = Scores::new(logits);
        let scored = known.of(drawn);
        self.drawn += 1;
        sample.drawn += 1;
        let number = sample.number;
        let mut ended = None;
        let piece = if model.tokenizer().is_end(drawn) {
            ended = Some((End::Stop, Some(scored)));
            sample.text.rest()
        } else {
            let new = token(model, scored, known.best(generate.alternatives));
            let (mut piece, stopped) = sample.text.push(new, &generate.stop);
            if stopped {
                // If the stop began inside a token, that one was passed on.
                ended = Some((End::Stop, sample.text.first_held()));
            } else if sample.drawn >= generate.longest {
                ended = Some((End::Length, None));
                let rest = sample.text.rest();
                piece.text.push_str(&rest.text);
                piece.tokens.extend(rest.tokens);
            }
            piece
        };
        if !piece.is_empty() {
            self.tell(News::Piece { sample: number, text: piece.text, tokens: piece.tokens });
        }
        if let Some((end, last)) = ended {
            self.tell(News::Ended { sample: number, end, drawn: sample.drawn, last });
            return None;
        }
        sample.last = [drawn];
        Some(sample)
    }
}

fn token(model: &Model, scored: Scored, alternatives: Vec<Scored>) -> Token {
    Token { scored, bytes: model.tokenizer().bytes(scored.token).to_vec(), alternatives }
}

/// The vector of length 1 in the same direction.
fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        for x in &mut vector {
            *x /= length;
        }
    }
    vector
}
