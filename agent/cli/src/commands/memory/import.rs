//! `polya memory import`: what was learnt elsewhere. A file is no evidence: its proofs stay
//! unverified unless they are judged here.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};

use polya_engine::engine;
use polya_judge::Verdict;
use polya_lean::goal::{Goal, Hypothesis};
use polya_memory::{Artifact, Content, Evidence, Memory, Timestamp};
use tokio::runtime::{Builder, Runtime};

use super::unusable;
use crate::{
    commands::prove::problem_of,
    context::Context,
    exit::{Exit, Failure},
};

pub(super) fn import(
    context: &Context,
    memory: &mut Memory,
    file: &Path,
    judged: bool,
) -> anyhow::Result<Exit> {
    let mut from: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).map_err(|error| unusable(file, &error))?))
    };
    let imported = if judged {
        let bench = Bench::new(context)?;
        memory.import(&mut from, &mut |artifact| bench.judge(artifact), Timestamp::now())
    } else {
        memory.import(&mut from, &mut |_| None, Timestamp::now())
    }?;
    for (number, why) in &imported.refused {
        context.terminal.warning(format_args!("{}:{number}: {why}", file.display()));
    }
    context.terminal.note(format_args!(
        "imported {} artifacts, {} were known, {} stay forgotten; of the proofs {} were accepted and {} are unverified",
        imported.stored, imported.unchanged, imported.forgotten, imported.judged, imported.unverified
    ));
    Ok(if imported.refused.is_empty() { Exit::Success } else { Exit::BadInput })
}

/// A judge for claims that come without a problem.
struct Bench<'a> {
    context: &'a Context,
    judge: polya_judge::Judge,
    runtime: Runtime,
    _scratch: tempfile::TempDir,
}

impl<'a> Bench<'a> {
    fn new(context: &'a Context) -> anyhow::Result<Self> {
        let toolchain = context.lean()?;
        let scratch = engine::scratch(&context.settings)?;
        let judge = engine::judge(&context.settings, &toolchain, scratch.path());
        let runtime = Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::infrastructure(format!("cannot start threads: {error}")))?;
        Ok(Self { context, judge, runtime, _scratch: scratch })
    }

    /// Evidence if the judge accepts the claim as a theorem of its own.
    fn judge(&self, artifact: &Artifact) -> Option<Evidence> {
        let (Content::Lemma { statement, proof, .. } | Content::Proof { statement, proof, .. }) =
            &artifact.content
        else {
            return None;
        };
        let theorem = theorem(&Goal::parse(statement).ok()?)?;
        let problem = problem_of(&theorem, self.context.terminal).ok()?;
        self.runtime.block_on(async {
            let golden = self.judge.prepare(&problem).await.ok()?;
            let Verdict::Accepted(accepted) = self.judge.judge(&golden, proof).await else {
                return None;
            };
            let record = serde_json::to_value(&accepted).ok()?;
            let text = |field: &str| record.get(field)?.as_str().map(str::to_owned);
            let version = record.get("judge_version").map_or(String::new(), ToString::to_string);
            Some(Evidence::from_acceptance(
                format!("polya-judge {version}"),
                accepted.toolchain(),
                text("content_hash").unwrap_or_default(),
            ))
        })
    }
}

/// The goal as a theorem; `None` if its context cannot be written as binders.
fn theorem(goal: &Goal) -> Option<String> {
    let binder = |hypothesis: &Hypothesis| {
        let (name, ty) = (&hypothesis.name, &hypothesis.ty);
        match hypothesis.accessible {
            _ if hypothesis.value.is_some() => None,
            true => Some(format!("({name} : {ty})")),
            false if name.starts_with("inst") => Some(format!("[{ty}]")),
            false => Some(format!("(_ : {ty})")),
        }
    };
    let binders = goal.hypotheses.iter().map(binder).collect::<Option<Vec<_>>>()?;
    Some(format!("theorem imported {} : {}", binders.join(" "), goal.target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_become_theorems() {
        let goal =
            Goal::parse("M : Type\ninst✝ : Mul M\np q : Prop\nh : p ∧ q\n⊢ q").expect("a goal");
        assert_eq!(
            theorem(&goal).as_deref(),
            Some("theorem imported (M : Type) [Mul M] (p : Prop) (q : Prop) (h : p ∧ q) : q")
        );
        let with_value = Goal::parse("n : Nat := 1\n⊢ n = 1").expect("a goal");
        assert_eq!(theorem(&with_value), None);
    }
}
