//! `polya model replay`: a run's log against the model, asked again.

use std::collections::BTreeMap;

use polya_agent::replay::{ReplayFailure, replay};
use polya_engine::{runs, settings::UseTools, tools::Tools};
use polya_memory::Mode;

use crate::{
    args::ReplayArgs,
    context::{Context, block_on},
    exit::{Exit, Failure},
    terminal::{say, say_json},
};

pub(crate) fn run(context: &Context, args: &ReplayArgs) -> anyhow::Result<Exit> {
    let out = args.out.as_deref().unwrap_or(&context.settings.out);
    let folder = runs::find(out, &args.run)?;
    let past = runs::read(&folder, &context.notices())?;
    let toolchain = context.lean()?;
    let mut settings = context.settings.clone();
    // What it would tell the model today is not what it told it then.
    settings.memory.mode = Some(Mode::Off);
    settings.tools.used = UseTools::None;
    let context = &Context { settings, terminal: context.terminal };
    let problems: BTreeMap<_, _> =
        past.problems.iter().map(|problem| (problem.id.clone(), problem.clone())).collect();
    let replayed = block_on(async {
        let mut engine = context.engine(&toolchain).await?;
        engine.attach(
            Tools::of_run(&context.settings, &context.notices(), &past.state.settings.tools).await,
        );
        let replayed = replay(&past.records, &problems, &engine.environment.proposers).await;
        engine.shut_down().await;
        replayed.map_err(|error| {
            let message = error.to_string();
            anyhow::Error::from(match error {
                ReplayFailure::Log(_) => Failure::input(message),
                ReplayFailure::NoVoice(_) => Failure::input(message)
                    .hint("name the model that the run asked, by `--model` or `--model-url`"),
                ReplayFailure::Voice(_) => Failure::infrastructure(message),
            })
        })
    })?;
    if args.json {
        say_json(&replayed)?;
    } else {
        for difference in &replayed.differences {
            say(format_args!(
                "{}, goal {}, round {}: `{}`: {}",
                difference.problem,
                difference.goal,
                difference.round,
                difference.tactic,
                difference.reason
            ))?;
        }
        say(format_args!(
            "{} rounds repeated: {} candidates and {} scores were the same, {} were not",
            replayed.rounds,
            replayed.candidates,
            replayed.beliefs,
            replayed.differences.len()
        ))?;
    }
    Ok(if replayed.differences.is_empty() { Exit::Success } else { Exit::Unsolved })
}
