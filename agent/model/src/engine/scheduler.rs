//! Who is computed when: continuous batching of all requests over one model.
//!
//! One thread owns the model's caches. Each step it takes one token of every running sample and as
//! much of the waiting prompts as fits, and runs the network over all of them at once. A request's
//! prompt is read once, whatever its number of samples, and what earlier requests read of it is not
//! read again. Nothing here changes what is computed: a sample depends on model, prompt, settings
//! and seed alone.
//!
//! Memory is bounded: by the queue's length, and by the blocks of keys and values, which a request
//! has reserved before it begins.

mod group;

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread::{self, JoinHandle},
};

use tokio::sync::mpsc;

use super::{
    Model,
    cache::{BLOCK, Cache, Prefixes},
    network::{Part, Want},
    sampling::{Sampling, Scored},
    text::Token,
};
use group::{Group, Stage};

/// How much is done at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest context, in tokens; the model's own if that is shorter.
    pub context: usize,
    /// Samples that are computed together.
    pub samples: usize,
    /// Tokens of prompts that are read in one step.
    pub prompt_tokens: usize,
    /// Requests that may wait.
    pub queue: usize,
    /// Bytes of keys and values, those kept for later requests included.
    pub cache_bytes: usize,
}

impl Default for Limits {
    /// For one machine and a few callers: 8192 tokens, 64 samples, half a GiB.
    fn default() -> Self {
        Self { context: 8192, samples: 64, prompt_tokens: 256, queue: 2048, cache_bytes: 512 << 20 }
    }
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The prompt, complete.
    pub prompt: Vec<u32>,
    /// What is wanted of it.
    pub wanted: Wanted,
}

/// What a request wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// Samples that go on from the prompt.
    Samples(Generate),
    /// One vector for the text: the mean of its tokens' last numbers, of length 1.
    Embedding,
}

/// Samples that go on from a prompt.
#[derive(Clone, Debug, PartialEq)]
pub struct Generate {
    /// How many.
    pub samples: u32,
    /// Longest sample, in tokens. 0 only reads the prompt.
    pub longest: usize,
    /// How tokens are drawn.
    pub sampling: Sampling,
    /// Seed. Each sample has a generator of its own, made of the seed and its number.
    pub seed: u64,
    /// Texts at which a sample stops; they are not part of it.
    pub stop: Vec<String>,
    /// How many of the most likely tokens are reported for each place.
    pub alternatives: usize,
    /// Report the scores of the prompt's own tokens.
    pub score_prompt: bool,
}

/// Why a sample ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At a stop text, or with the model's own end.
    Stop,
    /// At the limit of tokens or of the context.
    Length,
}

/// What happens to a request, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Its prompt was read.
    Read {
        /// Tokens that were not read again because an earlier request had read them.
        cached: usize,
        /// The prompt's tokens with their scores, if they were asked for. The first has none: its
        /// logarithm is not a number.
        scores: Vec<Token>,
    },
    /// A sample goes on.
    Piece {
        /// Which.
        sample: u32,
        /// What is added to it.
        text: String,
        /// The tokens of that text.
        tokens: Vec<Token>,
    },
    /// A sample ended.
    Ended {
        /// Which.
        sample: u32,
        /// Why.
        end: End,
        /// Tokens drawn for it, with the one that ended it.
        drawn: usize,
        /// The token that ended it: the model's own end, or the first of a stop text.
        last: Option<Scored>,
    },
    /// The text's vector.
    Embedding(Vec<f32>),
    /// Nothing more will come: the engine failed on this request.
    Failed(String),
}

/// Why a request is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is too long.
    #[error("the prompt has {prompt} tokens, the context of this server has room for {room}")]
    TooLong {
        /// Tokens of the prompt.
        prompt: usize,
        /// Longest prompt, in tokens.
        room: usize,
    },
    /// It is empty.
    #[error("the prompt is empty")]
    Empty,
    /// A token is not in the vocabulary.
    #[error("token {0} is not in the vocabulary")]
    NoSuchToken(u32),
    /// Too many wait already.
    #[error("too many requests are waiting")]
    Busy,
    /// The engine has ended.
    #[error("the model is being shut down")]
    Closed,
}

/// What was done so far.
#[derive(Debug, Default)]
pub struct Counters {
    /// Requests taken.
    pub requests: AtomicU64,
    /// Requests refused because too many waited.
    pub refused: AtomicU64,
    /// Requests whose caller went away.
    pub cancelled: AtomicU64,
    /// Requests that failed.
    pub failed: AtomicU64,
    /// Tokens of prompts that were read.
    pub prompt_tokens: AtomicU64,
    /// Tokens of prompts that an earlier request had read.
    pub cached_tokens: AtomicU64,
    /// Tokens drawn.
    pub drawn_tokens: AtomicU64,
    /// Passes over the network.
    pub steps: AtomicU64,
    /// Requests at work now.
    pub running: AtomicU64,
    /// Requests that wait now.
    pub waiting: AtomicU64,
    /// Blocks of keys and values that exist now.
    pub blocks: AtomicU64,
}

fn add(counter: &AtomicU64, more: usize) {
    counter.fetch_add(more as u64, Ordering::Relaxed);
}

struct Submitted {
    task: Task,
    news: mpsc::UnboundedSender<News>,
}

/// A running engine. Ends with [`Engine::stop`], or when it is dropped.
#[derive(Debug)]
pub struct Engine {
    model: Arc<Model>,
    limits: Limits,
    blocks: usize,
    queue: Option<mpsc::Sender<Submitted>>,
    counters: Arc<Counters>,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Engine {
    /// Starts the engine's thread.
    pub fn start(model: Arc<Model>, limits: Limits) -> std::io::Result<Self> {
        let layout = &model.network.layout;
        let limits = Limits {
            context: limits.context.clamp(2, model.shape().context.max(2)),
            samples: limits.samples.max(1),
            prompt_tokens: limits.prompt_tokens.max(1),
            queue: limits.queue.max(1),
            cache_bytes: limits.cache_bytes,
        };
        // At least one whole context, or the limit of the context would be a lie.
        let blocks =
            (limits.cache_bytes / layout.block_bytes()).max(limits.context.div_ceil(BLOCK) + 2);
        let (queue, tasks) = mpsc::channel(limits.queue);
        let counters = Arc::<Counters>::default();
        let stopped = Arc::<AtomicBool>::default();
        let mut work = Work {
            prefixes: Prefixes::new(layout.clone()),
            model: Arc::clone(&model),
            limits,
            blocks,
            reserved: 0,
            groups: VecDeque::new(),
            next: None,
            counters: Arc::clone(&counters),
        };
        let flag = Arc::clone(&stopped);
        let thread = thread::Builder::new()
            .name("model".to_owned())
            .spawn(move || work.run(tasks, &flag))?;
        let (queue, thread) = (Some(queue), Some(thread));
        Ok(Self { model, limits, blocks, queue, counters, stopped, thread })
    }

    /// The model.
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// The limits in force.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// What was done so far.
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// Hands in a request. What happens to it comes out of the receiver; dropping that cancels it.
    pub fn submit(&self, mut task: Task) -> Result<mpsc::UnboundedReceiver<News>, Refusal> {
        let size = self.model.tokenizer().size();
        if task.prompt.is_empty() {
            return Err(Refusal::Empty);
        }
        if let Some(token) = task.prompt.iter().find(|token| **token as usize >= size) {
            return Err(Refusal::NoSuchToken(*token));
        }
        let drawing = matches!(&task.wanted, Wanted::Samples(g) if g.longest > 0);
        // A token that is drawn needs a place, too.
        let room = self.limits.context - usize::from(drawing);
        if task.prompt.len() > room {
            return Err(Refusal::TooLong { prompt: task.prompt.len(), room });
        }
        if let Wanted::Samples(generate) = &mut task.wanted {
            generate.longest = generate.longest.min(self.limits.context - task.prompt.len());
        }
        if group::blocks(&task, 1) > self.blocks {
            let room = (self.blocks.saturating_sub(2)) * BLOCK;
            return Err(Refusal::TooLong { prompt: task.prompt.len(), room });
        }
        let (news, receiver) = mpsc::unbounded_channel();
        let queue = self.queue.as_ref().ok_or(Refusal::Closed)?;
        match queue.try_send(Submitted { task, news }) {
            Ok(()) => {
                add(&self.counters.requests, 1);
                Ok(receiver)
            }
            Err(mpsc::error::TrySendError::Full(_)) => {
                add(&self.counters.refused, 1);
                Err(Refusal::Busy)
            }
            Err(mpsc::error::TrySendError::Closed(_)) => Err(Refusal::Closed),
        }
    }

    /// Ends after the step at work; whatever is unfinished is dropped.
    pub fn stop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A panic outside a step would be a bug; there is nothing left to do about it here.
            let _ = thread.join();
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The engine's thread.
struct Work {
    model: Arc<Model>,
    limits: Limits,
    /// Blocks of keys and values that may exist.
    blocks: usize,
    /// Those that are promised to requests at work.
    reserved: usize,
    prefixes: Prefixes,
    groups: VecDeque<Group>,
    /// The next request, if there was no room for it yet.
    next: Option<Submitted>,
    counters: Arc<Counters>,
}

impl Work {
    fn run(&mut self, mut tasks: mpsc::Receiver<Submitted>, stopped: &AtomicBool) {
        loop {
            if self.groups.is_empty() && self.next.is_none() {
                let Some(task) = tasks.blocking_recv() else { return };
                self.next = Some(task);
            }
            if stopped.load(Ordering::Relaxed) {
                return;
            }
            self.forget_cancelled();
            self.admit(&mut tasks);
            self.step();
            self.counters.running.store(self.groups.len() as u64, Ordering::Relaxed);
            let waiting = tasks.len() + usize::from(self.next.is_some());
            self.counters.waiting.store(waiting as u64, Ordering::Relaxed);
            let live = self.model.network.layout.live();
            self.counters.blocks.store(live as u64, Ordering::Relaxed);
        }
    }

    fn forget_cancelled(&mut self) {
        let (gone, counters) = (&mut 0, &self.counters);
        self.groups.retain(|group| {
            let stays = !group.news.is_closed();
            if !stays {
                add(&counters.cancelled, 1);
                *gone += group.reserved;
            }
            stays
        });
        self.reserved -= *gone;
    }

    /// Begins with requests in their order while there is room.
    fn admit(&mut self, tasks: &mut mpsc::Receiver<Submitted>) {
        loop {
            let Some(submitted) = self.next.take().or_else(|| tasks.try_recv().ok()) else {
                return;
            };
            if submitted.news.is_closed() {
                add(&self.counters.cancelled, 1);
                continue;
            }
            let free = self.blocks - self.reserved;
            let at_work: usize = self.groups.iter().map(Group::width).sum();
            let least = group::blocks(&submitted.task, 1);
            if !self.groups.is_empty() && (least > free || at_work >= self.limits.samples) {
                self.next = Some(submitted);
                return;
            }
            // As many samples at once as there is room for; the others follow.
            let most = group::samples(&submitted.task).clamp(1, self.limits.samples);
            let width = (1..=most)
                .rev()
                .find(|width| group::blocks(&submitted.task, *width) <= free)
                .unwrap_or(1);
            let reserved = group::blocks(&submitted.task, width);
            self.reserved += reserved;
            let Submitted { task, news } = submitted;
            let cache = Cache::new(self.model.network.layout.clone());
            self.groups.push_back(Group::new(task, news, cache, width, reserved));
        }
    }

    /// One pass over the network.
    fn step(&mut self) {
        let model = Arc::clone(&self.model);
        let Limits { samples, prompt_tokens, .. } = self.limits;
        let running: usize = self.groups.iter().map(Group::running).sum();
        let mut places = samples.saturating_sub(running);
        for group in &mut self.groups {
            group.begin_samples(&model, &mut places);
        }
        self.share_prompts();
        // Rows of logits are the widest there are.
        let mut rows = ((1 << 22) / model.shape().vocabulary).max(1);
        let mut left = prompt_tokens;
        let mut parts: Vec<Part<'_>> = Vec::new();
        let mut takers: Vec<usize> = Vec::new();
        for (index, group) in self.groups.iter_mut().enumerate() {
            let before = parts.len();
            group.parts(&mut parts, &mut left, &mut rows);
            takers.extend(std::iter::repeat_n(index, parts.len() - before));
        }
        if !parts.is_empty() {
            let outcome = catch_unwind(AssertUnwindSafe(|| model.network.forward(&mut parts)));
            drop(parts);
            add(&self.counters.steps, 1);
            match outcome {
                Ok(Ok(results)) => self.hand_out(takers, results),
                Ok(Err(error)) => self.fail(&takers, &error.to_string()),
                Err(_) => self.fail(&takers, "the computation panicked"),
            }
        }
        let mut done = 0;
        let counters = &self.counters;
        self.groups.retain(|group| {
            let stays = !group.is_done();
            if !stays {
                add(&counters.drawn_tokens, group.drawn);
                done += group.reserved;
            }
            stays
        });
        self.reserved -= done;
        self.prefixes.shrink(self.blocks);
    }

    /// Looks what is known of each prompt that is about to be read. One that begins like another
    /// that is being read waits for that, and reads only the rest.
    fn share_prompts(&mut self) {
        for index in 0..self.groups.len() {
            let group = &self.groups[index];
            if !group.is_new() || group::needs_all_rows(&group.task) {
                continue;
            }
            let prompt = &group.task.prompt;
            let cache = self.prefixes.find(prompt);
            let soon = |other: &Group| other.is_reading() && other.shares(prompt) > cache.len();
            let waits = self.groups.range(..index).any(soon);
            let group = &mut self.groups[index];
            group.waits = waits;
            if !waits {
                add(&self.counters.cached_tokens, cache.len());
                group.begin(cache);
            }
        }
    }

    fn hand_out(&mut self, takers: Vec<usize>, results: Vec<Vec<f32>>) {
        let mut of_group: Vec<Vec<Vec<f32>>> = self.groups.iter().map(|_| Vec::new()).collect();
        for (taker, rows) in takers.into_iter().zip(results) {
            of_group[taker].push(rows);
        }
        for (group, results) in self.groups.iter_mut().zip(of_group) {
            if results.is_empty() {
                continue;
            }
            if let Stage::Reading { .. } = group.stage {
                let read = group.take_prompt(&self.model, results);
                add(&self.counters.prompt_tokens, read);
                if let Some(cache) = group.cache() {
                    self.prefixes.keep(&group.task.prompt, cache);
                }
            } else {
                group.take_samples(&self.model, results);
            }
        }
    }

    fn fail(&mut self, takers: &[usize], reason: &str) {
        for (index, group) in self.groups.iter_mut().enumerate() {
            if takers.contains(&index) {
                add(&self.counters.failed, 1);
                group.fail(reason);
            }
        }
    }
}

/// True if all rows of the prompt are wanted.
fn want(task: &Task, last: bool) -> Want {
    match &task.wanted {
        Wanted::Embedding => Want::Hidden,
        Wanted::Samples(generate) if generate.score_prompt => Want::All,
        Wanted::Samples(_) if last => Want::Last,
        Wanted::Samples(_) => Want::Nothing,
    }
}

#[cfg(test)]
mod tests;
