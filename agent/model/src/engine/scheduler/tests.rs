//! What the engine promises, below the protocol.

use std::sync::Arc;

use super::{Engine, Generate, Limits, News, Refusal, Task, Wanted};
use crate::{
    engine::{LoadSettings, Model, Sampling, Source},
    specimen::Specimen,
};

fn engine(limits: Limits) -> Engine {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("random.gguf");
    Specimen::default().write(&path).expect("writable");
    let model = Model::load(&Source::file(path), LoadSettings::default(), &mut |_| {});
    Engine::start(Arc::new(model.expect("usable")), limits).expect("a thread")
}

fn task(prompt: Vec<u32>, samples: u32, longest: usize) -> Task {
    let generate = Generate {
        samples,
        longest,
        sampling: Sampling::default(),
        seed: 3,
        stop: Vec::new(),
        alternatives: 0,
        score_prompt: false,
    };
    Task { prompt, wanted: Wanted::Samples(generate) }
}

/// The tokens of each sample.
fn drain(engine: &Engine, task: Task) -> Vec<Vec<u32>> {
    let samples = super::group::samples(&task);
    let mut news = engine.submit(task).expect("taken");
    let mut drawn = vec![Vec::new(); samples];
    let mut ended = 0;
    while let Some(news) = news.blocking_recv() {
        match news {
            News::Piece { sample, tokens, .. } => {
                drawn[sample as usize].extend(tokens.iter().map(|token| token.scored.token));
            }
            News::Ended { .. } => ended += 1,
            News::Read { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(ended, samples, "every sample ends");
    drawn
}

#[test]
fn limits_change_when_and_never_what() {
    let prompt: Vec<u32> = (10..110).collect();
    let wide = drain(&engine(Limits::default()), task(prompt.clone(), 20, 30));
    // Read by sevens, at most three samples at once, and hardly room for two.
    let block = 2 * 2 * 16 * 128 * 4;
    let limits = Limits {
        samples: 3,
        prompt_tokens: 7,
        cache_bytes: 13 * block,
        context: 140,
        ..Limits::default()
    };
    let narrow = drain(&engine(limits), task(prompt, 20, 30));
    assert_eq!(wide, narrow);
}

#[test]
fn what_was_read_once_is_not_read_again() {
    let engine = engine(Limits::default());
    let prompt: Vec<u32> = (0..100).collect();
    let cached = |prompt: Vec<u32>| {
        let mut news = engine.submit(task(prompt, 1, 1)).expect("taken");
        match news.blocking_recv() {
            Some(News::Read { cached, .. }) => cached,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(cached(prompt.clone()), 0);
    assert_eq!(cached(prompt.clone()), 96);
    let mut sibling = prompt;
    sibling[50] = 0;
    assert_eq!(cached(sibling), 48);
}

#[test]
fn what_cannot_fit_is_refused_at_once() {
    let mut engine = engine(Limits { context: 64, queue: 1, ..Limits::default() });
    let refusal = |engine: &Engine, task| engine.submit(task).expect_err("refused");
    let long = task((0..64).collect(), 1, 1);
    assert_eq!(refusal(&engine, long), Refusal::TooLong { prompt: 64, room: 63 });
    assert_eq!(refusal(&engine, task(Vec::new(), 1, 1)), Refusal::Empty);
    assert_eq!(refusal(&engine, task(vec![5, 4000], 1, 1)), Refusal::NoSuchToken(4000));
    assert_eq!(drain(&engine, task((0..63).collect(), 1, 9))[0].len(), 1, "the last place");
    engine.stop();
    assert_eq!(refusal(&engine, task(vec![1], 1, 1)), Refusal::Closed);
}
