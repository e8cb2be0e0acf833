//! `polya bench library`: what a check, a search and an audit cost over the library in use, beside
//! `lean` itself on the same file.
//!
//! Each step is a process of its own, as a user would start it; the runs of all steps take turns, so
//! that a busy machine makes all of them slower alike. The data folder is a fresh one, with the
//! toolchains of the user's, so that the first run of a step pays for what later ones find kept.

use std::{
    ffi::OsString, fmt, fs, io, num::NonZeroUsize, os::unix::fs::symlink, path::Path,
    process::Command, time::Duration,
};

use polya_engine::engine;
use polya_lean::toolchain::Toolchain;
use serde::Serialize;

use super::cost::{Cost, measure};
use crate::{
    args::BenchLibraryArgs,
    context::{Context, block_on},
    exit::{Exit, Failure},
    terminal::{say, say_json},
};

/// Time in which a further judgement is measured.
const JUDGING: Duration = Duration::from_secs(10);

const STATEMENT: &str = "theorem polya_bench_sum (a b : Nat) : a + b = b + a := ";
const PROOF: &str = "Nat.add_comm a b";
const SEARCHED: &str = "theorem polya_bench_swap (p q : Prop) : p ∧ q → q ∧ p";

/// What was measured.
#[derive(Debug, Serialize)]
struct Report {
    /// Lean's version.
    lean: String,
    /// Modules that the file imports, directly and not.
    modules: usize,
    /// Runs of each step, of which the median is given.
    runs: usize,
    /// `lean FILE`.
    lean_alone: Cost,
    /// `polya check` with nothing kept.
    first_check: Cost,
    /// `polya check`.
    check: Cost,
    /// `polya prove` with nothing kept but what a check keeps.
    first_prove: Cost,
    /// `polya prove`.
    prove: Cost,
    /// Seconds that a further judgement by the same process adds to compiling, the median.
    judgement: f64,
    /// `polya audit` from nothing.
    audit: Option<Cost>,
    /// `polya audit` after another one.
    audit_again: Option<Cost>,
}

pub(super) fn library(context: &Context, args: &BenchLibraryArgs) -> anyhow::Result<Exit> {
    let toolchain = context.lean()?;
    let bench = Bench::new(context, &toolchain, &args.import)?;
    let note = |step: &str| context.terminal.note(step);
    note("checking for the first time");
    let first_check = Bench::cost("check", bench.check())?;
    note("proving for the first time");
    let first_prove = Bench::cost("prove", bench.prove())?;
    let (mut alone, mut checks, mut proofs) = (Vec::new(), Vec::new(), Vec::new());
    for run in 1..=args.runs.get() {
        note(&format!("run {run} of {}", args.runs));
        alone.push(Bench::cost("lean", bench.lean())?);
        checks.push(Bench::cost("check", bench.check())?);
        proofs.push(Bench::cost("prove", bench.prove())?);
    }
    note("judging in one process");
    let scratch = engine::scratch(&context.settings)?;
    let judge = engine::judge(&context.settings, &toolchain, scratch.path());
    let judgement = block_on(async {
        let bench = polya_judge::bench(&judge, JUDGING).await;
        bench.map_err(|error| Failure::infrastructure(error.to_string()).into())
    })?;
    let audit = |step: &str| -> anyhow::Result<Option<Cost>> {
        if args.no_audit {
            return Ok(None);
        }
        note(step);
        Ok(Some(Bench::cost("audit", bench.audit(args.threads))?))
    };
    let modules = polya_lean::olean::Library::open(&toolchain.olean_path(), &bench.modules)?;
    let report = Report {
        lean: toolchain.version().to_string(),
        modules: modules.in_order()?.len(),
        runs: args.runs.get(),
        lean_alone: Cost::median(&alone),
        first_check,
        check: Cost::median(&checks),
        first_prove,
        prove: Cost::median(&proofs),
        judgement: judgement.added(),
        audit: audit("auditing")?,
        audit_again: audit("auditing again")?,
    };
    if args.json {
        say_json(&report)?;
    } else {
        say(&report)?;
    }
    Ok(Exit::Success)
}

/// The files and the commands.
struct Bench<'a> {
    context: &'a Context,
    toolchain: &'a Toolchain,
    modules: Vec<String>,
    header: String,
    folder: tempfile::TempDir,
}

impl<'a> Bench<'a> {
    fn new(
        context: &'a Context,
        toolchain: &'a Toolchain,
        imports: &[String],
    ) -> anyhow::Result<Self> {
        let home = &context.settings.home;
        let folder = tempfile::tempdir()?;
        let own = folder.path().join("home");
        fs::create_dir(&own)?;
        for part in ["toolchains", "libraries"] {
            let part_of_user = fs::canonicalize(home.join(part));
            match part_of_user {
                Ok(found) => symlink(found, own.join(part))?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        let header: String = imports.iter().flat_map(|module| ["import ", module, "\n"]).collect();
        fs::write(folder.path().join("proof.lean"), format!("{header}{STATEMENT}{PROOF}\n"))?;
        fs::write(folder.path().join("problem.lean"), format!("{header}{STATEMENT}sorry\n"))?;
        let modules = match (imports, toolchain.foundations()) {
            ([], Some(_)) => vec![polya_foundations::ROOT.to_owned()],
            ([], None) => vec!["Init".to_owned()],
            _ => imports.to_vec(),
        };
        Ok(Self { context, toolchain, modules, header, folder })
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn lean(&self) -> Command {
        let mut command = self.toolchain.command();
        command.arg(self.file("proof.lean"));
        command
    }

    /// `polya` with the same Lean, and a data folder of its own.
    fn polya(&self, command: &str) -> Command {
        let settings = &self.context.settings;
        let mut polya = Command::new(&settings.program);
        polya.arg("--home").arg(self.file("home")).args(["--no-config", "--quiet"]);
        if let Some(program) = &settings.lean.program {
            polya.arg("--lean").arg(program);
        }
        match self.toolchain.project() {
            Some(project) => polya.arg("--project").arg(project.folder()),
            None => polya.arg("--no-project"),
        };
        polya.arg(command);
        polya
    }

    fn check(&self) -> Command {
        let mut command = self.polya("check");
        command.arg(self.file("proof.lean")).arg("--against").arg(self.file("problem.lean"));
        command
    }

    fn prove(&self) -> Command {
        let mut command = self.polya("prove");
        command.args(["--no-model", "--memory", "off", "--time-per-problem", "5m"]);
        command.arg(format!("{}{SEARCHED}", self.header));
        command
    }

    fn audit(&self, threads: Option<NonZeroUsize>) -> Command {
        let mut command = self.polya("audit");
        if let Some(threads) = threads {
            command.arg("--threads").arg(threads.to_string());
        }
        command.args(&self.modules);
        command
    }

    fn cost(what: &str, mut command: Command) -> anyhow::Result<Cost> {
        let measured = measure(&mut command)?;
        if measured.succeeded {
            return Ok(measured.cost);
        }
        let words: Vec<OsString> = command.get_args().map(ToOwned::to_owned).collect();
        let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
        let program = Path::new(command.get_program()).display().to_string();
        Err(Failure::infrastructure(format!("`{what}` failed: {}", measured.said.trim()))
            .hint(format!("the command was `{program} {}`", words.join(" ")))
            .into())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Lean {}, {} modules, medians of {} runs", self.lean, self.modules, self.runs)?;
        writeln!(f)?;
        writeln!(
            f,
            "{:<22}{:>10}{:>12}{:>10}{:>14}{:>14}",
            "", "wall", "processor", "memory", "wall / lean", "above lean"
        )?;
        let steps = [
            ("lean", Some(&self.lean_alone)),
            ("check, first time", Some(&self.first_check)),
            ("check", Some(&self.check)),
            ("prove, first time", Some(&self.first_prove)),
            ("prove", Some(&self.prove)),
            ("audit", self.audit.as_ref()),
            ("audit again", self.audit_again.as_ref()),
        ];
        for (name, cost) in steps {
            let Some(cost) = cost else { continue };
            writeln!(
                f,
                "{name:<22}{:>8.2} s{:>10.2} s{:>7} MB{:>14.1}{:>12.2} s",
                cost.wall,
                cost.processor,
                cost.memory >> 20,
                cost.wall / self.lean_alone.wall.max(1e-3),
                cost.processor - self.lean_alone.processor,
            )?;
        }
        writeln!(f)?;
        writeln!(f, "a further judgement adds {:.0} ms to compiling", self.judgement * 1000.0)?;
        write!(
            f,
            "memory is that of all processes together, mapped files left out; above lean is processor time"
        )
    }
}
