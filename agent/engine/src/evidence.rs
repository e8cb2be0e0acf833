//! Does a run's folder hold what its log calls accepted? A log is a file that anyone may have edited.
//! Only judging again settles it, which resuming the run does; this looks at what can be seen without
//! Lean: the judge's record must be there and be of the very proof, and so must the proof's file.

use std::{fs, path::Path};

use polya_agent::{folder, orchestrator::PastRun, state::AcceptedProof};
use polya_problems::{Problem, ProblemId};
use serde::Serialize;

/// A proof that the log calls accepted and whose evidence does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unverified {
    /// The problem.
    pub problem: ProblemId,
    /// What does not fit.
    pub reason: &'static str,
}

/// The proofs in this run that the log calls accepted and whose evidence does not fit.
pub fn unverified(folder: &Path, run: &PastRun) -> Vec<Unverified> {
    let mut found = Vec::new();
    for problem in run.state.problems.values() {
        let Some(accepted) = problem.accepted.as_ref().filter(|_| problem.is_solved()) else {
            continue;
        };
        let of_list = run.problems.iter().find(|known| known.id == *problem.id());
        if let Some(reason) = misfit(folder, of_list.map(|problem| &**problem), accepted) {
            found.push(Unverified { problem: problem.id().clone(), reason });
        }
    }
    found
}

fn misfit(
    folder: &Path,
    problem: Option<&Problem>,
    accepted: &AcceptedProof,
) -> Option<&'static str> {
    let Some(problem) = problem else { return Some("the problem is not in the run's list") };
    let record = &accepted.acceptance.record;
    let of = |key: &str| record.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
    if of("problem") != problem.id.as_str() || of("proof") != &*accepted.proof {
        return Some("the judge's record belongs to another proof");
    }
    if of("proof_hash") != blake3::hash(accepted.proof.as_bytes()).to_hex().as_str() {
        return Some("the hash in the judge's record is not that of the proof");
    }
    let file = folder.join("proofs").join(format!("{}.lean", folder::file_name(&problem.id)));
    match fs::read_to_string(file) {
        Ok(text) if text == problem.with_proof(&accepted.proof) => None,
        Ok(_) => Some("the proof's file has a different text"),
        Err(_) => Some("the proof's file cannot be read"),
    }
}
