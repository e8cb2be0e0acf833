//! `polya model bench`: the engine, measured.

use std::sync::Arc;

use polya_engine::local_model;
use polya_model::{
    bench::{self, BenchSettings, Measured},
    engine::{LoadSettings, Model, Source},
    specimen::{Specimen, Weights},
};
use serde_json::json;

use crate::{
    args::ServingBenchArgs,
    commands::model::{fit::size, threads},
    context::Context,
    exit::{Exit, Failure},
    suggest,
    terminal::{say, say_json},
};

pub(crate) fn bench(context: &Context, args: &ServingBenchArgs) -> anyhow::Result<Exit> {
    if args.batch.iter().any(|batch| !(1..=256).contains(batch)) {
        return Err(Failure::input("`--batch` takes numbers from 1 to 256").into());
    }
    let kinds = args.weights.iter().map(|name| kind(name)).collect::<Result<Vec<_>, _>>()?;
    threads::set(args.threads)?;
    let settings = BenchSettings { batches: args.batch.clone(), ..BenchSettings::default() };
    let mut all = Vec::new();
    if let Some(path) = &args.file {
        let measured = measure(&Source::file(path), &settings)?;
        all.push((path.display().to_string(), measured));
    } else {
        let folder = tempfile::tempdir()
            .map_err(|error| Failure::infrastructure(format!("cannot make a folder: {error}")))?;
        for weights in kinds {
            let specimen = Specimen { weights, ..Specimen::of_size(args.params) };
            let path = folder.path().join(format!("{}.gguf", weights.name()));
            context
                .terminal
                .detail(format_args!("making a model of {} weights", specimen.parameters()));
            specimen.write(&path).map_err(|error| {
                Failure::infrastructure(format!("cannot write a model: {error}"))
            })?;
            let bytes = std::fs::metadata(&path).map_or(0, |metadata| metadata.len());
            let name = format!("{} {}", weights.name(), size(bytes));
            all.push((name, measure(&Source::file(path), &settings)?));
        }
    }
    if args.json {
        let all: Vec<_> = all
            .iter()
            .map(|(name, measured)| json!({"model": name, "measured": measured}))
            .collect();
        say_json(&all)?;
        return Ok(Exit::Success);
    }
    let batches: Vec<String> =
        args.batch.iter().map(|batch| format!("{:>9}", format!("×{batch}"))).collect();
    say(format_args!(
        "{:<20} {:>12} {} {:>10} {:>10} {:>9}",
        "tokens/s",
        "prompt",
        batches.concat(),
        "new ms",
        "known ms",
        "steps/s"
    ))?;
    for (name, measured) in &all {
        let drawn: Vec<String> = measured
            .drawn
            .iter()
            .map(|batch| format!("{:>9.0}", batch.tokens_per_second))
            .collect();
        say(format_args!(
            "{name:<20} {:>12.0} {} {:>10.1} {:>10.1} {:>9.1}",
            measured.prompt_tokens_per_second,
            drawn.concat(),
            measured.miss_ms,
            measured.hit_ms,
            measured.steps_per_second
        ))?;
    }
    Ok(Exit::Success)
}

pub(super) fn kind(name: &str) -> Result<Weights, Failure> {
    let names = Weights::ALL.map(Weights::name);
    Weights::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
        let failure = Failure::input(format!("there are no weights of the kind `{name}`"));
        match suggest::nearest(name, names) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint(format!("choose from {}", names.join(", "))),
        }
    })
}

fn measure(source: &Source, settings: &BenchSettings) -> anyhow::Result<Measured> {
    let most_bytes = local_model::available_memory();
    let model = Model::load(source, LoadSettings { most_bytes }, &mut |_| {})
        .map_err(|error| Failure::input(error.to_string()))?;
    let measured = bench::measure(Arc::new(model), settings);
    Ok(measured.map_err(|error| Failure::infrastructure(error.to_string()))?)
}
