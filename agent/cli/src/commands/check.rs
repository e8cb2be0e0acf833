//! `polya check`: is this a proof of that?

use std::{io::Read as _, path::Path};

use polya_engine::{engine, header};
use polya_judge::{GoldenError, Imports, Verdict};
use polya_problems::{Finished, finished, read_bounded};

use crate::{
    args::CheckArgs,
    commands::problems,
    context::{Context, block_on},
    exit::{Exit, Failure},
    terminal::{say, say_json},
};

pub(crate) fn check(context: &Context, args: &CheckArgs) -> anyhow::Result<Exit> {
    let problem = problems::find(&args.against, context.terminal)?;
    let text = read(&args.file)?;
    let found = finished(&text, &problem).ok_or_else(|| {
        Failure::input(format!(
            "`{}` holds no proof of `{}`",
            args.file.display(),
            problem.theorem
        ))
        .hint(format!(
            "it must have the theorem as it stands in `{}:{}`, or be the proof alone, such as `by simp`",
            problem.path.display(),
            problem.line
        ))
    })?;
    let toolchain = context.lean()?;
    let scratch = engine::scratch(&context.settings)?;
    let judge = engine::judge(&context.settings, &toolchain, scratch.path());
    let notices = context.notices();
    let verdict = block_on(async {
        let golden = header::prepare(&judge, &toolchain, &problem, &notices).await;
        let golden = golden.map_err(|error| {
            let message = format!("{}: {error}", problem.path.display());
            match error {
                GoldenError::Rejected { .. } => Failure::input(message),
                GoldenError::Infrastructure { .. } => Failure::infrastructure(message),
            }
        })?;
        // In the file as it is judged, places may be others.
        let Finished { additions, proof } = finished(&text, golden.problem()).unwrap_or(found);
        Ok(judge.judge_with(&golden, &additions, &proof).await)
    })?;
    if args.json {
        say_json(&verdict)?;
    } else {
        show(context, &verdict)?;
    }
    Ok(match verdict {
        Verdict::Accepted(_) => Exit::Success,
        Verdict::Rejected { .. } => Exit::Unsolved,
        Verdict::Undecided { .. } => Exit::Infrastructure,
    })
}

fn show(context: &Context, verdict: &Verdict) -> std::io::Result<()> {
    let paint = context.terminal.out();
    match verdict {
        Verdict::Accepted(accepted) => {
            say(format_args!("{}: {}", paint.green("accepted"), accepted.theorem()))?;
            let axioms = match accepted.axioms() {
                [] => "none".to_owned(),
                some => some.join(", "),
            };
            say(format_args!("  axioms: {axioms}"))?;
            if !accepted.kernels().is_empty() {
                say(format_args!("  checked again by: {}", accepted.kernels().join(", ")))?;
            }
            say(format_args!("  Lean {}", accepted.toolchain()))?;
            if accepted.imports() == Imports::Trusted {
                say("  imported modules: trusted as compiled, not checked again")?;
            }
            accepted.warnings().iter().try_for_each(|odd| say(format_args!("  odd: {odd}")))
        }
        Verdict::Rejected { mechanism, reason, evidence } => {
            say(format_args!("{} ({}): {reason}", paint.red("rejected"), mechanism.name()))?;
            evidence.iter().try_for_each(|line| say(format_args!("  {line}")))
        }
        Verdict::Undecided { reason } => {
            say(format_args!("{}: {reason}", paint.yellow("undecided")))
        }
    }
}

/// Reads the finished file.
fn read(file: &Path) -> Result<String, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::input(format!("cannot read `{}`: {error}", file.display()))
    };
    let text = if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(unreadable)?;
        text
    } else {
        let bytes = read_bounded(file).map_err(|error| Failure::input(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| {
            unreadable(std::io::Error::new(std::io::ErrorKind::InvalidData, error))
        })?
    };
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}
