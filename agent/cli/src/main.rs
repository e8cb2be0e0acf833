//! Polya: the program.
//!
//! Parses, configures, shows, and tells exit statuses apart; the search, Lean and the judge live in
//! libraries. This is the only crate that prints, reads the environment, or uses `anyhow`.

mod args;
mod commands;
mod config;
mod context;
mod exit;
mod interrupt;
mod mcp;
mod memory;
mod notices;
mod outside;
mod progress;
mod quantity;
mod repl;
mod settings;
mod suggest;
mod terminal;
mod trace;

use std::process::ExitCode;

use clap::Parser;

use crate::{
    args::{Cli, Command, GlobalArgs},
    config::{Config, Layer},
    context::Context,
    exit::{Exit, Failure},
    terminal::Terminal,
};

fn main() -> ExitCode {
    // The same file is also `lean` in a fetched toolchain, the shim that confines a process, and
    // the judge's kernel. All must come before anything starts a thread.
    if let Some(status) = polya_engine::role() {
        return status;
    }
    let cli = Cli::parse();
    let terminal = Terminal::new(cli.global.color, cli.global.talk());
    let (log, timeline) = (cli.global.log.clone(), cli.global.trace.clone());
    let done = trace::install(terminal, log.as_deref(), timeline.as_deref())
        .and_then(|_guard| dispatch(cli, terminal));
    match done {
        Ok(exit) => exit.into(),
        Err(error) if exit::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let error = exit::classified(error);
            terminal.error(&error);
            let failure = error.chain().find_map(|cause| cause.downcast_ref::<Failure>());
            failure.map_or(Exit::Infrastructure, |failure| failure.exit).into()
        }
    }
}

fn dispatch(cli: Cli, terminal: Terminal) -> anyhow::Result<Exit> {
    let Cli { global, command } = cli;
    let context = |flags: Layer| Context::new(&configure(&global, flags)?, terminal);
    match command {
        Command::Run(args) => commands::run::run(&context(args.layer())?, &args),
        Command::Prove(args) => commands::prove::prove(&context(args.layer())?, &args),
        Command::Repl(args) => commands::repl::repl(&context(args.layer())?, &args),
        Command::Check(args) => commands::check::check(&context(Layer::default())?, &args),
        Command::Audit(args) => commands::audit::audit(&context(Layer::default())?, &args),
        Command::Library(args) => commands::library::library(&context(Layer::default())?, &args),
        Command::Problems(args) => commands::problems::problems(terminal, &args),
        Command::Tree(args) => commands::tree::tree(&context(Layer::default())?, &args),
        Command::Report(args) => commands::report::report(&context(Layer::default())?, &args),
        Command::Setup(args) => commands::setup::setup(&context(Layer::default())?, &args),
        Command::Doctor(args) => commands::doctor::doctor(&context(Layer::default())?, &args),
        Command::Memory(args) => commands::memory::memory(&context(Layer::default())?, &args),
        Command::Model(args) => commands::model::model(&context(args.layer())?, &args),
        Command::Tools(args) => commands::tools::tools(&context(Layer::default())?, &args),
        Command::Mcp => commands::mcp::mcp(context(Layer::default())?),
        Command::Data(args) => commands::data::data(&context(args.layer())?, &args),
        Command::Bench(args) => commands::bench::bench(&context(args.layer())?, &args),
        Command::Config(args) => {
            commands::config::show(&configure(&global, Layer::default())?, &args)
        }
    }
}

/// Reads all layers; `flags` are those of the command, which win over the general ones.
fn configure(global: &GlobalArgs, flags: Layer) -> anyhow::Result<Config> {
    let folder = std::env::current_dir()
        .map_err(|error| Failure::input(format!("the working folder cannot be used: {error}")))?;
    Ok(config::load(&global.source(), &folder, std::env::vars_os(), [global.layer(), flags])?)
}
