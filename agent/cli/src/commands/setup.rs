//! `polya setup`: Lean and Foundations ahead of time.

use crate::{
    args::SetupArgs,
    context::Context,
    exit::Exit,
    terminal::{say, say_json},
};

pub(crate) fn setup(context: &Context, args: &SetupArgs) -> anyhow::Result<Exit> {
    let toolchain = context.lean()?;
    let report = toolchain.describe();
    if args.json {
        say_json(&report)?;
    } else {
        say(format_args!("Lean {} at `{}`", report.version, report.lean.display()))?;
        if let Some(library) = toolchain.foundations() {
            let folder = library.folder().display();
            say(format_args!("Foundations, {} modules, at `{folder}`", library.modules().len()))?;
        }
    }
    for problem in &report.problems {
        context.terminal.warning(problem);
    }
    Ok(if report.problems.is_empty() { Exit::Success } else { Exit::Infrastructure })
}
