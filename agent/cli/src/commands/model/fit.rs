//! `polya model fit`: will it fit, and how fast can it be.

use std::{num::NonZeroUsize, process::Command, sync::Arc};

use polya_engine::local_model;
use polya_model::{
    bench::{self, BenchSettings, Measured},
    engine::{LoadSettings, Model, Source},
    fit::{self, Weight},
};
use serde_json::json;

use crate::{
    args::FitArgs,
    commands::model::threads,
    context::Context,
    exit::{Exit, Failure},
    terminal::say,
};

pub(crate) fn fit(context: &Context, args: &FitArgs) -> anyhow::Result<Exit> {
    threads::set(None)?;
    let source = args.file.as_ref().map(Source::file);
    let weight = match (&source, args.params) {
        (Some(source), _) => Weight::of_file(source, args.context)
            .map_err(|error| Failure::input(error.to_string()))?,
        (None, Some(parameters)) => {
            if !(0.5..=32.0).contains(&args.bits) {
                return Err(Failure::input(format!("`--bits` is {}", args.bits)).into());
            }
            Weight::of_size(parameters, args.bits, args.context.unwrap_or(8192))
        }
        (None, None) => return Err(Failure::input("neither a file nor `--params`").into()),
    };
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let available = local_model::available_memory();
    let bandwidth = fit::bandwidth(cores);
    let most = weight.most_tokens_per_second(bandwidth);
    let cards = cards();
    let fits = available.map(|available| weight.needed() <= available);
    let measured = match (&source, args.measure) {
        (Some(source), true) => {
            let settings = LoadSettings { most_bytes: available };
            let model = Model::load(source, settings, &mut |_| {})
                .map_err(|error| Failure::input(error.to_string()))?;
            let settings = BenchSettings { rounds: 1, drawn: 32, ..BenchSettings::default() };
            let measured = bench::measure(Arc::new(model), &settings);
            Some(measured.map_err(|error| Failure::infrastructure(error.to_string()))?)
        }
        _ => None,
    };
    if args.json {
        let cards: Vec<_> = cards
            .iter()
            .map(|card| {
                let fits = weight.needed_elsewhere() <= card.free;
                json!({"name": card.name, "bytes": card.all, "free": card.free, "fits": fits})
            })
            .collect();
        say(serde_json::to_string_pretty(&json!({
            "name": weight.name,
            "parameters": weight.parameters,
            "weights": weight.stored,
            "weights_loaded": weight.loaded,
            "cache": weight.cache(),
            "context": weight.context,
            "runs": weight.runs,
            "needed": weight.needed(),
            "needed_elsewhere": weight.needed_elsewhere(),
            "available": available,
            "fits": fits,
            "cards": cards,
            "bandwidth": bandwidth,
            "most_tokens_per_second": most,
            "measured": measured,
        }))?)?;
    } else {
        let memory = Memory { available, fits, bandwidth, most };
        tell(context, &weight, &memory, &cards, measured.as_ref())?;
    }
    Ok(if fits == Some(false) { Exit::Unsolved } else { Exit::Success })
}

/// This machine, as seen from the model.
struct Memory {
    available: Option<u64>,
    fits: Option<bool>,
    /// Bytes a second.
    bandwidth: f64,
    /// Tokens a second.
    most: f64,
}

/// The answer for people.
fn tell(
    context: &Context,
    weight: &Weight,
    memory: &Memory,
    cards: &[Card],
    measured: Option<&Measured>,
) -> anyhow::Result<()> {
    let Memory { available, fits, bandwidth, most } = *memory;
    let paint = context.terminal.out();
    say(format_args!("{}", weight.name))?;
    say(format_args!(
        "  weights        {} stored, {} here",
        size(weight.stored),
        size(weight.loaded)
    ))?;
    say(format_args!(
        "  keys, values   {} for a context of {} tokens",
        size(weight.cache()),
        weight.context
    ))?;
    let answer = match fits {
        Some(true) => paint.green("it fits"),
        Some(false) => paint.red("it does not fit"),
        None => paint.dim("how much there is cannot be said"),
    };
    let available = available.map_or(String::new(), |a| format!(" of {} available", size(a)));
    say(format_args!("  memory         {}{available}: {answer}", size(weight.needed())))?;
    for card in cards {
        let needed = weight.needed_elsewhere();
        let answer = if needed <= card.free { "fits" } else { "does not fit" };
        say(format_args!(
            "  {}  {} of {} free, in a server that uses it: {answer}",
            card.name,
            size(needed),
            size(card.free)
        ))?;
    }
    say(format_args!(
        "  speed          at most {most:.1} tokens/s, by {} a second from memory",
        size_of_flow(bandwidth)
    ))?;
    if let Some(measured) = measured {
        let one = measured.drawn.first().map_or(f64::NAN, |batch| batch.tokens_per_second);
        let eight = measured.drawn.last().map_or(f64::NAN, |batch| batch.tokens_per_second);
        say(format_args!(
            "  measured       {one:.1} tokens/s alone, {eight:.1} in eight samples, prompts at {:.1}",
            measured.prompt_tokens_per_second
        ))?;
    }
    if weight.made_for.is_some_and(|made_for| weight.context > made_for) {
        context.terminal.warning("the context is longer than the model was made for");
    }
    if weight.runs == Some(false) {
        context.terminal.warning("its tokenizer is none that this engine knows");
    }
    Ok(())
}

/// Bytes for people.
pub(super) fn size(bytes: u64) -> String {
    let gib = bytes as f64 / f64::from(1 << 30);
    if gib >= 1.0 { format!("{gib:.1} GiB") } else { format!("{:.1} MiB", gib * 1024.0) }
}

fn size_of_flow(bytes: f64) -> String {
    format!("{:.1} GB", bytes / 1e9)
}

/// A graphics processor.
struct Card {
    name: String,
    all: u64,
    free: u64,
}

/// Those that NVIDIA's own tool names. Others are not looked for.
fn cards() -> Vec<Card> {
    let asked = Command::new("nvidia-smi")
        .args(["--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"])
        .output();
    let Ok(output) = asked else { return Vec::new() };
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().filter_map(card).collect()
}

fn card(line: &str) -> Option<Card> {
    let mut fields = line.split(", ");
    let name = fields.next()?.to_owned();
    let mut mib = || fields.next()?.trim().parse::<u64>().ok().map(|mib| mib << 20);
    Some(Card { name, all: mib()?, free: mib()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_read_from_lines() {
        let card = card("NVIDIA H100 80GB HBM3, 81559, 80994").expect("well-formed");
        assert_eq!(
            (card.name.as_str(), card.all >> 20, card.free >> 20),
            ("NVIDIA H100 80GB HBM3", 81559, 80994)
        );
        assert!(super::card("no devices were found").is_none());
    }

    #[test]
    fn sizes_for_people() {
        assert_eq!(size(5 << 30), "5.0 GiB");
        assert_eq!(size(3 << 19), "1.5 MiB");
    }
}
