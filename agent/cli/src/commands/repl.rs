//! `polya repl`: a theorem, a person, and the agents.
//!
//! Reads lines, shows what came of them. Ctrl-C ends what is running and keeps the session; at the
//! prompt it drops the line.

mod agents;

use std::{
    fs,
    future::Future,
    io::{self, BufRead, IsTerminal},
    path::Path,
};

use polya_agent::{environment::PrepareError, event::Ruling};
use polya_engine::{Engine, library::Library};
use polya_lean::check::Outcome;
use polya_memory::relevance::Query;
use polya_problems::Problem;
use rustyline::{CompletionType, Config, Editor, error::ReadlineError, history::FileHistory};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use crate::{
    args::ReplArgs,
    commands::{problems, prove},
    context::{Context, block_on},
    exit::{Exit, Failure},
    repl::{
        busy::Busy,
        complete::{COMMANDS, ReplHelper},
        input::{self, Input},
        session::Session,
    },
    terminal::{Paint, say},
};

/// How many theorems `:premises` shows.
const MOST_PREMISES: usize = 12;

pub(crate) fn repl(context: &Context, args: &ReplArgs) -> anyhow::Result<Exit> {
    let declarations = match &args.prelude {
        Some(file) => fs::read_to_string(file).map_err(|error| {
            Failure::input(format!("cannot read `{}`: {error}", file.display()))
        })?,
        None => String::new(),
    };
    let problem = args.problem.as_ref().map(|p| problems::find(p, context.terminal)).transpose()?;
    let toolchain = context.lean()?;
    block_on(async {
        let engine = context.engine(&toolchain).await?;
        let busy = Busy::listen()?;
        // The line editor blocks; the engine works on the other threads.
        let exit = tokio::task::block_in_place(|| {
            let mut repl = Repl {
                context,
                engine: &engine,
                library: Library::new(engine.premises.clone()),
                busy,
                runtime: Handle::current(),
                paint: context.terminal.out(),
                declarations: declarations.trim_end().to_owned(),
                work: None,
            };
            if let Some(problem) = problem {
                repl.begin(problem)?;
            }
            repl.talk()
        });
        if let Some(complaint) = engine.shut_down().await {
            context.terminal.warning(complaint);
        }
        exit
    })
}

struct Repl<'a> {
    context: &'a Context,
    engine: &'a Engine,
    library: Library,
    busy: Busy,
    runtime: Handle,
    paint: Paint,
    /// Put before every theorem.
    declarations: String,
    work: Option<Work>,
}

/// The theorem under work.
struct Work {
    problem: Problem,
    session: Session,
    /// The script that the judge accepted last.
    accepted: Option<String>,
}

/// What to do after an input.
#[derive(PartialEq, Eq)]
enum Next {
    GoOn,
    Leave,
}

impl Repl<'_> {
    fn talk(&mut self) -> anyhow::Result<Exit> {
        if io::stdin().is_terminal() { self.talk_to_person() } else { self.talk_to_file() }
    }

    fn talk_to_person(&mut self) -> anyhow::Result<Exit> {
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .auto_add_history(true)
            .max_history_size(10_000)?
            .build();
        let mut editor: Editor<ReplHelper, FileHistory> = Editor::with_config(config)?;
        editor.set_helper(Some(ReplHelper { names: self.library.names() }));
        let history = self.context.settings.home.join("repl_history");
        // None yet, the first time.
        let _ = editor.load_history(&history);
        say("State a theorem, then type tactics. `:help` shows the rest, `:quit` leaves.")?;
        loop {
            match editor.readline(&self.prompt()) {
                Ok(text) => {
                    if let Err(error) = editor.append_history(&history) {
                        self.context.terminal.detail(format_args!("no history: {error}"));
                    }
                    if self.take(&text)? == Next::Leave {
                        break;
                    }
                }
                Err(ReadlineError::Interrupted) => say(self.paint.dim("(`:quit` leaves)"))?,
                Err(ReadlineError::Eof) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Exit::Success)
    }

    /// The same inputs from a file or a pipe; the exit status says whether the last theorem was
    /// proved.
    fn talk_to_file(&mut self) -> anyhow::Result<Exit> {
        let mut text = String::new();
        for line in io::stdin().lock().lines() {
            text.push_str(&line?);
            if !input::is_complete(&text) {
                text.push('\n');
                continue;
            }
            if self.take(&std::mem::take(&mut text))? == Next::Leave {
                break;
            }
        }
        if !text.trim().is_empty() {
            self.take(&text)?;
        }
        let open = self.work.as_ref().is_some_and(|work| work.accepted.is_none());
        Ok(if open { Exit::Unsolved } else { Exit::Success })
    }

    fn prompt(&self) -> String {
        match &self.work {
            Some(work) => format!("{}> ", work.problem.theorem),
            None => "polya> ".to_owned(),
        }
    }

    /// Does what an input asks for. Only a broken stdout is an error here.
    fn take(&mut self, text: &str) -> anyhow::Result<Next> {
        match input::read(text) {
            Input::Empty => {}
            Input::Command { name, argument } => return self.command(&name, &argument),
            Input::Theorem(statement) => self.theorem(&statement)?,
            Input::Context(declarations) => self.declare(&declarations)?,
            Input::Tactic(tactic) => self.tactic(tactic.trim())?,
        }
        Ok(Next::GoOn)
    }

    fn command(&mut self, name: &str, argument: &str) -> anyhow::Result<Next> {
        match name {
            "quit" | "q" | "exit" => return Ok(Next::Leave),
            "help" | "h" | "?" => help()?,
            "goals" | "g" => self.show_goals(true)?,
            "undo" | "u" => self.undo()?,
            "suggest" => self.suggest()?,
            "auto" => self.auto(argument)?,
            "script" => self.with_work(|work| say(work.session.script()))?,
            "tree" => self.with_work(|work| say(work.session.tree()))?,
            "premises" => self.premises(argument)?,
            "save" => self.save(argument)?,
            "context" => say(&self.declarations)?,
            "drop" => self.work = None,
            _ => {
                let known = COMMANDS.iter().map(|(name, ..)| *name);
                match crate::suggest::nearest(name, known) {
                    Some(near) => {
                        self.complain(format_args!("no command `:{name}`; `:{near}`?"))?;
                    }
                    None => self.complain(format_args!("no command `:{name}`; see `:help`"))?,
                }
            }
        }
        Ok(Next::GoOn)
    }

    fn theorem(&mut self, statement: &str) -> anyhow::Result<()> {
        let text = if self.declarations.is_empty() {
            statement.to_owned()
        } else {
            format!("{}\n\n{statement}", self.declarations)
        };
        match prove::problem_of(&text, self.context.terminal) {
            Ok(problem) => self.begin(problem),
            Err(failure) => Ok(self.complain(failure)?),
        }
    }

    fn begin(&mut self, problem: Problem) -> anyhow::Result<()> {
        let environment = &self.engine.environment;
        let goals = self.wait(environment.prover.goals(&problem, self.engine.limits));
        match goals {
            Some(Ok(goals)) => {
                let session = Session::new(problem.before().into(), goals);
                self.work = Some(Work { problem, session, accepted: None });
                self.show_goals(false)?;
            }
            Some(Err(PrepareError::Rejected { message, line, column })) => {
                let place = match (line, column) {
                    (Some(line), Some(column)) => format!("{line}:{column}: "),
                    _ => String::new(),
                };
                self.complain(format_args!("{place}{message}"))?;
            }
            Some(Err(PrepareError::Infrastructure(message))) => self.complain(message)?,
            None => self.stopped()?,
        }
        Ok(())
    }

    fn declare(&mut self, text: &str) -> anyhow::Result<()> {
        let whole = if self.declarations.is_empty() {
            text.to_owned()
        } else {
            format!("{}\n\n{text}", self.declarations)
        };
        match self.wait(self.engine.errors_in(&whole)) {
            Some(Ok(errors)) if errors.is_empty() => {
                self.declarations = whole;
                say(self.paint.dim("declared"))?;
            }
            Some(Ok(errors)) => self.complain(errors.join("\n"))?,
            Some(Err(error)) => self.complain(error)?,
            None => self.stopped()?,
        }
        Ok(())
    }

    fn tactic(&mut self, tactic: &str) -> anyhow::Result<()> {
        let Some(work) = &self.work else {
            self.complain("there is no theorem; state one as `theorem NAME : STATEMENT`")?;
            return Ok(());
        };
        let Some((site, text)) = work.session.question(tactic) else {
            self.complain("no goals are left; `:save FILE` saves the proof")?;
            return Ok(());
        };
        let prover = &self.engine.environment.prover;
        let outcome =
            self.wait(prover.check(&site, std::slice::from_ref(&text), self.engine.limits));
        let Some(outcome) = outcome else { return Ok(self.stopped()?) };
        match outcome.into_iter().next() {
            Some(Outcome::Closed) => self.apply(tactic, Vec::new(), false)?,
            Some(Outcome::Progress { goals, coupled }) => self.apply(tactic, goals, coupled)?,
            Some(Outcome::Failed { message, .. }) => self.complain(message.trim_end())?,
            Some(Outcome::Refused { reason }) => {
                self.complain(format_args!("refused: {reason}"))?;
            }
            Some(Outcome::TimedOut) => self.complain("it took too long")?,
            Some(Outcome::Crashed) => self.complain("Lean crashed on it")?,
            Some(Outcome::Infrastructure { message }) => self.complain(message)?,
            None => self.complain("Lean gave no answer")?,
        }
        Ok(())
    }

    fn apply(
        &mut self,
        tactic: &str,
        goals: Vec<polya_lean::goal::Goal>,
        coupled: bool,
    ) -> anyhow::Result<()> {
        let Some(work) = &mut self.work else { return Ok(()) };
        work.session.apply(tactic, goals, coupled);
        if work.session.is_complete() { self.judge() } else { Ok(self.show_goals(false)?) }
    }

    /// No goals are left: what does the judge say?
    fn judge(&mut self) -> anyhow::Result<()> {
        let Some(work) = &self.work else { return Ok(()) };
        let script = work.session.script();
        let referee = &self.engine.environment.referee;
        say(self.paint.dim("no goals are left; judging"))?;
        let ruling = self.wait(async {
            match referee.prepare(&work.problem).await {
                Ok(()) => referee.judge(&work.problem, &script).await,
                Err(
                    PrepareError::Rejected { message, .. } | PrepareError::Infrastructure(message),
                ) => Err(message),
            }
        });
        match ruling {
            Some(Ok(Ruling::Accepted { .. })) => {
                if let Some(work) = &mut self.work {
                    work.accepted = Some(script);
                }
                say(format_args!(
                    "{}: `:save FILE` saves the proof",
                    self.paint.green("accepted")
                ))?;
            }
            Some(Ok(Ruling::Rejected { reason })) => {
                self.complain(format_args!("the judge rejects the proof: {reason}"))?;
            }
            Some(Ok(Ruling::Undecided { reason })) => {
                self.complain(format_args!("the judge cannot tell: {reason}"))?;
            }
            Some(Err(message)) => self.complain(message)?,
            None => self.stopped()?,
        }
        Ok(())
    }

    fn undo(&mut self) -> io::Result<()> {
        let undone = self.work.as_mut().and_then(|work| {
            work.accepted = None;
            work.session.undo()
        });
        match undone {
            Some(tactic) => {
                say(self.paint.dim(format_args!("undone: {tactic}")))?;
                self.show_goals(false)
            }
            None => self.complain("there is nothing to undo"),
        }
    }

    /// Shows theorems about `words`, or about the goal.
    fn premises(&self, words: &str) -> io::Result<()> {
        let goal = self.work.as_ref().and_then(|work| work.session.current().first());
        let found = match goal {
            Some(goal) if words.is_empty() => {
                let hypotheses: Vec<&str> = goal.hypotheses.iter().map(|h| h.ty.as_str()).collect();
                self.library.search(&Query::goal(&goal.target, &hypotheses), "", MOST_PREMISES)
            }
            _ if words.is_empty() => return self.complain("name a topic: `:premises WORDS`"),
            _ => self.library.search(&Query::text(words), words, MOST_PREMISES),
        };
        for premise in &found {
            say(format_args!("{} : {}", self.paint.bold(&premise.name), premise.statement))?;
        }
        if found.is_empty() { self.complain("no theorem fits") } else { Ok(()) }
    }

    fn save(&mut self, argument: &str) -> anyhow::Result<()> {
        if argument.is_empty() {
            return Ok(self.complain("name a file: `:save FILE`")?);
        }
        let Some(work) = &self.work else { return Ok(self.complain("there is no theorem")?) };
        if !work.session.is_complete() {
            return Ok(self.complain("goals are left; only a judged proof is saved")?);
        }
        if work.accepted.is_none() {
            self.judge()?;
        }
        let Some(work) = &self.work else { return Ok(()) };
        let Some(script) = &work.accepted else { return Ok(()) };
        let text = format!("{}\n", work.problem.with_proof(script).trim_end());
        match fs::write(Path::new(argument), text) {
            Ok(()) => say(format_args!("saved `{argument}`"))?,
            Err(error) => self.complain(format_args!("cannot write `{argument}`: {error}"))?,
        }
        Ok(())
    }

    fn show_goals(&self, all: bool) -> io::Result<()> {
        let Some(work) = &self.work else { return self.complain("there is no theorem") };
        let goals = work.session.goals();
        if goals.len() > 1 {
            say(self.paint.bold(format_args!("{} goals", goals.len())))?;
        }
        for (index, goal) in goals.iter().enumerate() {
            if index == 0 || all {
                say(goal.display())?;
            } else {
                say(self.paint.dim(format_args!("⊢ {}", goal.target)))?;
            }
        }
        if goals.is_empty() { say("no goals are left") } else { Ok(()) }
    }

    fn with_work(&self, show: impl FnOnce(&Work) -> io::Result<()>) -> io::Result<()> {
        match &self.work {
            Some(work) => show(work),
            None => self.complain("there is no theorem"),
        }
    }

    fn complain(&self, message: impl std::fmt::Display) -> io::Result<()> {
        say(self.paint.yellow(message))
    }

    fn stopped(&self) -> io::Result<()> {
        self.complain("stopped")
    }

    /// Waits for `work`, or until Ctrl-C: then `None`.
    fn wait<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let token = CancellationToken::new();
        let stop = token.clone();
        let (outcome, _) = self
            .busy
            .until_interrupt(&token, || self.runtime.block_on(stop.run_until_cancelled(work)));
        outcome
    }
}

fn help() -> io::Result<()> {
    say("theorem NAME : STATEMENT   begin a proof; several lines end with an empty one")?;
    say("TACTIC                     apply it to the first goal")?;
    say("def …, open …, …           declare something for later theorems")?;
    for (name, argument, what) in COMMANDS {
        say(format_args!("{:<26} {what}", format!(":{name} {argument}")))?;
    }
    Ok(())
}
