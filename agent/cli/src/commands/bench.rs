//! `polya bench`: what this machine does, measured.

mod compare;
mod cost;
mod judge;
mod library;
mod memory;
mod model;
mod refute;
pub(crate) mod solve;

use polya_lean::bench;

use crate::{
    args::{BenchArgs, BenchCommand},
    context::{Context, block_on},
    exit::{Exit, Failure},
    terminal::{say, say_json},
};

pub(crate) fn bench(context: &Context, args: &BenchArgs) -> anyhow::Result<Exit> {
    match &args.what {
        BenchCommand::Lean { time, json } => {
            let toolchain = context.lean()?;
            let mut settings = bench::BenchSettings::default();
            let quick = *time < settings.time;
            settings.time = *time;
            if quick {
                // A quick look: memory over ten thousand checks is for the full measurement.
                settings.memory_checks = 0;
            }
            let terminal = context.terminal;
            let report = block_on(async {
                bench::run(&toolchain, &settings, &mut |step| terminal.note(step))
                    .await
                    .map_err(|error| Failure::infrastructure(error.to_string()).into())
            })?;
            if *json {
                say_json(&report)?;
            } else {
                say(report.to_string().trim_end())?;
            }
            Ok(Exit::Success)
        }
        BenchCommand::Judge { time, json } => judge::judge(context, *time, *json),
        BenchCommand::Library(args) => library::library(context, args),
        BenchCommand::Memory(args) => memory::memory(context, args),
        BenchCommand::Model(args) => model::model(context, args),
        BenchCommand::Refute(args) => refute::refute(context, args),
        BenchCommand::Solve(args) => solve::solve(context, args),
        BenchCommand::Tools { json } => {
            let program = context.settings.program.clone();
            let process = move || {
                let mut command = std::process::Command::new(&program);
                command.arg("--version");
                command
            };
            let report = block_on(async {
                polya_tools::bench::run(&process)
                    .await
                    .map_err(|error| Failure::infrastructure(error.to_string()).into())
            })?;
            if *json {
                say_json(&report)?;
            } else {
                say(report.to_string().trim_end())?;
            }
            Ok(Exit::Success)
        }
    }
}
