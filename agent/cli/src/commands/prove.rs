//! `polya prove "theorem …"`: one theorem, its proof on stdout.

use std::io::Read as _;

use polya_agent::{event::ProblemEnd, progress::why};
use polya_engine::{EngineError, Place, runs, statement};
use polya_problems::Problem;
use serde_json::json;

use crate::{
    args::ProveArgs,
    commands::run::{self, Task},
    context::Context,
    exit::{Exit, Failure},
    terminal::{Terminal, say_json, say_text},
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
    let place = if args.keeps_run() {
        let out = context.settings.out.clone();
        runs::try_writing(&out)?;
        Place::Kept { out, name: format!("prove-{}", problem.theorem) }
    } else {
        Place::Scratch
    };
    let task = Task::New { problems: vec![problem.clone()], malformed: Vec::new(), place };
    let finished = run::work(context, task)?;
    let exit = run::exit_of(&finished.state, &[]);
    let Some(result) = finished.report.problems.first() else { return Ok(exit) };
    let whole = result.proof.as_ref().map(|proof| problem.with_proof(proof));
    if args.json {
        let result = json!({"exit_status": exit.status(), "file": whole, "problem": result});
        say_json(&result)?;
    } else if let Some(whole) = whole {
        say_text(whole.trim())?;
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
    let (problem, warnings) = statement::problem(text).map_err(EngineError::from)?;
    for warning in &warnings {
        terminal.warning(&warning.reason);
    }
    Ok(problem)
}
