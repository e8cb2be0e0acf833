//! `polya audit`: does a library deserve to be built upon?

use std::{num::NonZeroUsize, thread::available_parallelism};

use indicatif::{ProgressBar, ProgressStyle};
use polya_engine::engine;
use polya_judge::{Audit, AuditError, AuditProgress, AuditSettings};

use crate::{
    args::AuditArgs,
    context::{Context, block_on},
    exit::{Exit, Failure},
    quantity,
    terminal::{Terminal, say, say_json, say_json_line},
};

/// How many constants on unproved axioms are listed one by one.
const SHOWN: usize = 20;

pub(crate) fn audit(context: &Context, args: &AuditArgs) -> anyhow::Result<Exit> {
    let toolchain = context.lean()?;
    let modules = if args.modules.is_empty() {
        match toolchain.foundations() {
            Some(_) => [polya_foundations::ROOT, polya_foundations::MATHEMATICS]
                .map(str::to_owned)
                .to_vec(),
            None => vec!["Init".to_owned()],
        }
    } else {
        args.modules.clone()
    };
    let scratch = engine::scratch(&context.settings)?;
    let judge = engine::judge(&context.settings, &toolchain, scratch.path());
    let processors = || available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let settings = AuditSettings {
        folders: args.path.clone(),
        threads: args.threads.unwrap_or_else(processors),
        again: args.again,
        ..AuditSettings::default()
    };
    let mut shown = Shown::new(context.terminal);
    let audited = block_on(async {
        Ok(judge.audit(&modules, &settings, &mut |progress| shown.update(progress)).await)
    })?;
    shown.end();
    let audit = match audited {
        Ok(audit) => audit,
        Err(AuditError::Unreadable(error)) => {
            return Err(Failure::input(error.to_string())
                .hint("name modules as `import` does, such as `Foundations.Nat`, and with `--path` the folder that their `.olean` files lie in")
                .into());
        }
        Err(error @ AuditError::Refused { .. }) => {
            if args.json {
                say_json_line(&serde_json::json!({ "refused": error.to_string() }))?;
            } else {
                say(format_args!("{}: {error}", context.terminal.out().red("refused")))?;
            }
            return Ok(Exit::Unsolved);
        }
        Err(AuditError::Undecided(reason)) => return Err(Failure::infrastructure(reason).into()),
    };
    if args.json {
        say_json(&audit)?;
    } else {
        show(context, &modules, &audit)?;
    }
    Ok(if audit.tainted.is_empty() { Exit::Success } else { Exit::Unsolved })
}

/// How far it is: a bar on a terminal, a line for every tenth elsewhere.
struct Shown {
    terminal: Terminal,
    bar: Option<ProgressBar>,
    tenths: usize,
}

impl Shown {
    fn new(terminal: Terminal) -> Self {
        let bar = terminal.draws.then(|| {
            let style = ProgressStyle::with_template("checking {bar:30} {pos}/{len} modules {eta}");
            ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self { terminal, bar, tenths: 0 }
    }

    fn update(&mut self, AuditProgress { done, modules }: AuditProgress) {
        if let Some(bar) = &self.bar {
            bar.set_length(modules as u64);
            bar.set_position(done as u64);
        } else if 10 * done / modules.max(1) > self.tenths {
            self.tenths = 10 * done / modules.max(1);
            self.terminal.detail(format_args!("checked {done} of {modules} modules"));
        }
    }

    fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

fn show(context: &Context, modules: &[String], audit: &Audit) -> std::io::Result<()> {
    let paint = context.terminal.out();
    let count = |number: usize| quantity::show_count(number as u64);
    let names = modules.join(", ");
    if audit.tainted.is_empty() {
        say(format_args!("{}: {names}", paint.green("sound")))?;
    } else {
        say(format_args!("{}: {names}", paint.red("rests on unproved axioms")))?;
    }
    say(format_args!(
        "  {} modules, {} constants, {} of them theorems",
        count(audit.modules),
        count(audit.constants),
        count(audit.theorems)
    ))?;
    if audit.kept > 0 {
        say(format_args!(
            "  {} modules were checked before (`--again` checks them again)",
            count(audit.kept)
        ))?;
    }
    if audit.left_out > 0 {
        say(format_args!(
            "  {} are unsafe or partial, so that no proof can rest on them",
            count(audit.left_out)
        ))?;
    }
    for (axiom, theorems) in &audit.axioms {
        say(format_args!("  {} theorems rest on {axiom}", count(*theorems)))?;
    }
    for tainted in audit.tainted.iter().take(SHOWN) {
        say(format_args!("  `{}` rests on `{}`", tainted.constant, tainted.axiom))?;
    }
    if audit.tainted.len() > SHOWN {
        say(format_args!("  and {} more", count(audit.tainted.len() - SHOWN)))?;
    }
    for kernel in &audit.kernels {
        say(format_args!(
            "  checked again by {}: {} constants in {:.1} s, {:.0} a second, {} MB",
            kernel.kernel,
            count(kernel.constants),
            kernel.seconds,
            kernel.constants_per_second,
            kernel.peak_memory >> 20
        ))?;
    }
    Ok(())
}
