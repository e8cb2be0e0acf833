//! `polya prove "theorem …"`: one theorem, its proof on stdout.

use std::{fs, io::Read as _};

use polya_agent::{event::ProblemEnd, report::Report};
use polya_engine::runs;
use polya_problems::Problem;
use serde_json::json;

use crate::{
    args::ProveArgs,
    commands::run::{self, Task},
    context::Context,
    exit::{Exit, Failure},
    progress::why,
    repl::input,
    terminal::{Terminal, say},
};

pub(crate) fn prove(context: &Context, args: &ProveArgs) -> anyhow::Result<Exit> {
    let text = if args.statement == "-" {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Failure::input(format!("cannot read standard input: {error}")))?;
        text
    } else {
        args.statement.clone()
    };
    let problem = problem_of(&text, context.terminal)?;
    let scratch = tempfile::tempdir()
        .map_err(|error| Failure::infrastructure(format!("cannot make a folder: {error}")))?;
    let out = if args.keeps_run() { &context.settings.out } else { scratch.path() };
    runs::try_writing(out)?;
    let task = Task::New {
        problems: vec![problem.clone()],
        malformed: Vec::new(),
        out: out.to_owned(),
        name: format!("prove-{}", problem.theorem),
        keep: args.keeps_run(),
    };
    let outcome = run::work(context, task)?;
    let exit = run::exit_of(&outcome.state, &[]);
    let report = Report::of(&runs::read(&outcome.folder, &context.notices())?.records);
    let Some(result) = report.problems.first() else { return Ok(exit) };
    let whole = result.proof.as_ref().map(|proof| problem.with_proof(proof));
    if args.json {
        let result = json!({"exit_status": exit.status(), "file": whole, "problem": result});
        say(serde_json::to_string_pretty(&result)?)?;
    } else if let Some(whole) = whole {
        say(whole.trim())?;
    } else {
        match &result.end {
            Some(ProblemEnd::BadStatement { message }) => {
                return Err(
                    Failure::input(format!("the statement does not elaborate: {message}")).into()
                );
            }
            Some(ProblemEnd::Infrastructure { message }) => {
                return Err(Failure::infrastructure(message.clone()).into());
            }
            Some(end) => context.terminal.note(format_args!("not proved: {}", why(end))),
            None => context.terminal.note("not proved: stopped"),
        }
        if let Some(goal) = result.open_goals.first() {
            context.terminal.note(format_args!("it got stuck at\n{}", goal.text));
        }
    }
    Ok(exit)
}

/// The one problem in a text typed by a person.
pub(crate) fn problem_of(text: &str, terminal: Terminal) -> Result<Problem, Failure> {
    let statement = input::without_proof(text.trim());
    if statement.is_empty() {
        return Err(Failure::input("there is no theorem to prove"));
    }
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::infrastructure(format!("cannot make a folder: {error}")))?;
    let file = folder.path().join("statement.lean");
    fs::write(&file, format!("{statement} := by\n  sorry\n"))
        .map_err(|error| Failure::infrastructure(format!("cannot write a file: {error}")))?;
    let list = polya_problems::load(&file).map_err(|error| Failure::input(error.to_string()))?;
    for warning in &list.warnings {
        terminal.warning(&warning.reason);
    }
    if let Some(malformed) = list.malformed.first() {
        let failure = Failure::input(format!("line {}: {}", malformed.line, malformed.reason));
        return Err(match &malformed.hint {
            Some(hint) => failure.hint(hint.clone()),
            None => failure,
        });
    }
    let mut problems = list.problems.into_iter();
    match (problems.next_back(), problems.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Failure::input("this is no theorem")
            .hint("write it as `theorem name (arguments) : statement`")),
        (Some(_), Some(_)) => Err(Failure::input("there is more than one theorem without a proof")
            .hint("put them into a file and use `polya run FILE`")),
    }
}
