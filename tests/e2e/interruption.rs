//! Killed and stopped runs: what was proved stays proved, what was spent stays spent, and nothing
//! becomes proved by being interrupted.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use polya_tests::wait_until;
use rustix::process::Signal;
use serde_json::Value;

use crate::polya;

/// Enough work for many interruptions: easy and less easy truths, and two falsehoods.
fn list() -> String {
    let three = |i: usize| {
        format!(
            "theorem and_{i} (p q r : Prop) : p ∧ q ∧ r → r ∧ q ∧ p := by sorry\n\n\
             theorem or_{i} (p q : Prop) : p ∨ q → q ∨ p := by sorry\n\n\
             theorem add_{i} (a b : Nat) : a + (b + {i}) = b + ({i} + a) := by sorry\n"
        )
    };
    let mut parts: Vec<String> = (0..4).map(three).collect();
    for (place, name) in [(1, "false_0"), (3, "false_1")] {
        parts.insert(
            place,
            format!("-- expect: false\ntheorem {name} (p : Prop) : p := by sorry\n"),
        );
    }
    parts.join("\n")
}

/// The whole lines of a log, as JSON. A last line that was cut off is left out.
fn records(log: &Path) -> Vec<Value> {
    let text = String::from_utf8_lossy(&fs::read(log).unwrap_or_default()).into_owned();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// The events of one problem, for a message.
fn events_of(log: &Path, id: &str) -> String {
    let mine = records(log).into_iter().filter(|r| r["problem"] == id || r["event"] == "resumed");
    mine.map(|record| format!("{record:.300}")).collect::<Vec<_>>().join("\n")
}

/// What a log says, added up here and not by the program.
#[derive(Debug, Default, PartialEq)]
struct Books {
    /// Problems with a verdict `accepted`.
    accepted: BTreeSet<String>,
    /// Problems that finished as proved.
    proved: BTreeSet<String>,
    /// Checks: those set aside count until they are settled, and stay spent if they never are.
    checks: u64,
    resumes: usize,
}

fn books(records: &[Value]) -> Books {
    let mut books = Books::default();
    let mut open: BTreeMap<(String, u64), u64> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        assert_eq!(record["seq"], index as u64, "no record is lost or written twice");
        let problem = || record["problem"].as_str().expect("a problem").to_owned();
        let batch = || (problem(), record["batch"].as_u64().expect("a batch"));
        let checks = |field: &str| record[field]["checks"].as_u64().unwrap_or(0);
        match record["event"].as_str().expect("an event") {
            "batch_sent" => {
                let candidates = record["candidates"].as_array().expect("candidates").len() as u64;
                assert_eq!(checks("debit"), candidates, "what is sent is set aside");
                assert_eq!(open.insert(batch(), candidates), None, "each batch is debited once");
            }
            "outcomes_received" => {
                let debit = open.remove(&batch()).expect("an open batch");
                assert!(checks("spent") <= debit);
                books.checks += checks("spent");
            }
            "verdict" if record["ruling"]["ruling"] == "accepted" => {
                books.accepted.insert(problem());
            }
            "problem_finished" if record["reason"] == "proved" => {
                assert!(books.accepted.contains(&problem()), "proved without a verdict");
                books.proved.insert(problem());
            }
            "resumed" => books.resumes += 1,
            _ => {}
        }
    }
    books.checks += open.values().sum::<u64>();
    books
}

/// A generator of its own, so that a failure can be repeated: SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

fn log_of(folder: &Path) -> Option<PathBuf> {
    let runs = fs::read_dir(folder.join("runs")).ok()?;
    runs.flatten().map(|entry| entry.path().join("events.jsonl")).find(|log| log.exists())
}

fn lines(log: &Path) -> usize {
    fs::read(log).map_or(0, |bytes| bytes.split(|byte| *byte == b'\n').count() - 1)
}

#[test]
fn killed_twenty_times_a_run_loses_nothing_and_invents_nothing() {
    const KILLS: usize = 20;
    let polya = polya();
    polya.file("list.lean", &list());
    let mut random = Random(20);
    let mut kills = 0;
    let mut before = Books::default();
    let mut args = vec!["run", "list.lean", "-j", "2", "--checks-per-problem", "600"];
    while kills < KILLS {
        let running = polya.start(&args);
        let start = log_of(polya.folder()).map_or(0, |log| lines(&log));
        // From "before the first record" to "well into the work".
        let more = usize::try_from(random.below(16)).expect("small");
        let mut ended = false;
        wait_until("the log grows", || {
            ended = running.has_ended();
            let now = log_of(polya.folder()).map_or(0, |log| lines(&log));
            ended || now >= start + more && now > 0
        });
        running.signal(Signal::KILL);
        let finished = running.finish();
        let log = log_of(polya.folder()).expect("a log");
        println!(
            "kill {kills}: {start} + {more}, now {}, status {:?}",
            lines(&log),
            finished.status
        );
        let after = books(&records(&log));
        assert!(after.accepted.is_superset(&before.accepted), "{before:?} {after:?}");
        assert!(after.checks >= before.checks, "the ledger never runs backwards");
        before = after;
        args = vec!["run", "--resume"];
        if finished.status.is_none() {
            kills += 1;
        } else if kills < KILLS {
            // It came to its end: a second run in the same folder would be another run.
            finished.expect(0);
            break;
        }
    }
    let finished = polya.run(&["run", "--resume", "--json"]);
    let report = &finished.json()["report"];
    let log = log_of(polya.folder()).expect("a log");
    let end = books(&records(&log));
    assert!(kills >= KILLS, "the list was done after {kills} kills; give it more to do");
    assert!(end.accepted.is_superset(&before.accepted));
    assert_eq!(report["spent"]["checks"].as_u64(), Some(end.checks), "{report:#}");
    assert_eq!(report["false_accepted"], serde_json::json!([]));
    for problem in report["problems"].as_array().expect("problems") {
        let id = problem["id"].as_str().expect("an id");
        let solved = problem["solved"] == true;
        assert_eq!(solved, end.proved.contains(id), "{id}");
        let history = || events_of(&log, id);
        assert_eq!(solved, !id.contains("false_"), "{problem:#}\n{}", history());
        assert!(!solved || end.accepted.contains(id), "{id} is solved without a verdict");
    }
    finished.expect(0);
    // Every proof on disk is one, by a judge that knows nothing of the run.
    let proof = fs::read_dir(log.with_file_name("proofs"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.to_string_lossy().contains("and_2"))
        .expect("its proof");
    let proof = proof.to_str().expect("UTF-8");
    polya.run(&["check", proof, "--against", "list.lean::and_2"]).expect(0);
}

#[test]
fn a_log_that_claims_too_much_is_not_believed() {
    let polya = polya();
    polya.file(
        "list.lean",
        "theorem good : 1 = 1 := by sorry\n\n-- expect: false\ntheorem wrong (a : Nat) : a = 0 := by sorry\n",
    );
    polya.run(&["run", "list.lean", "--time-per-problem", "10s"]).expect(0);
    let log = log_of(polya.folder()).expect("a log");
    // A forged line at the end: the false one accepted, with a proof that is none.
    let mut all = records(&log);
    let cut = all
        .iter()
        .position(|record| {
            record["event"] == "problem_finished" && record["problem"] == "list::wrong"
        })
        .expect("it ended");
    let mut verdict = all
        .iter()
        .find(|record| record["event"] == "verdict" && record["ruling"]["ruling"] == "accepted")
        .expect("a verdict")
        .clone();
    all.truncate(cut);
    verdict["problem"] = "list::wrong".into();
    verdict["proof"] = "by\n  rfl".into();
    let mut end =
        all.iter().find(|r| r["event"] == "problem_finished").cloned().unwrap_or_else(|| {
            let mut end = verdict.clone();
            end["event"] = "problem_finished".into();
            end
        });
    end["problem"] = "list::wrong".into();
    end["reason"] = "proved".into();
    end["chance"] = 0.5.into();
    for mut forged in [verdict, end] {
        forged["seq"] = all.len().into();
        forged["active_ms"] = all.last().map_or(Value::from(0), |last| last["active_ms"].clone());
        all.push(forged);
    }
    let lines: Vec<String> = all.iter().map(ToString::to_string).collect();
    fs::write(&log, lines.join("\n") + "\n").expect("writable");
    // The report says it without Lean; where the log does not even replay, it says that.
    let report = polya.run(&["report"]);
    assert!(
        report.status == Some(2)
            || report.status == Some(1) && report.stdout.contains("not verified: `list::wrong`"),
        "{report:?}"
    );
    let finished = polya.run(&["run", "--resume", "--json"]);
    if finished.status == Some(2) {
        // Refused as a whole is right, too.
        return;
    }
    let result = finished.expect(0).json();
    assert_eq!(result["report"]["false_accepted"], serde_json::json!([]), "{result:#}");
    assert_eq!(result["report"]["solved"], 1);
}

#[test]
fn a_run_that_began_with_a_model_goes_on_without_it() {
    let polya = polya();
    // The first one keeps the rules busy for long enough that the model is asked.
    let hard = "theorem hard (a b : Nat) (h : a * a = 2 * (b * b)) : b = 0 := by sorry\n\n";
    polya.file("list.lean", &(hard.to_owned() + &list()));
    let begin = ["run", "list.lean", "--checks-per-problem", "2000", "--model", "shipped"];
    let running = polya.start(&begin);
    wait_until("the model has answered", || {
        let log = log_of(polya.folder());
        let answered =
            |log: &Path| records(log).iter().any(|record| record["event"] == "proposals_received");
        running.has_ended() || log.is_some_and(|log| answered(&log))
    });
    running.signal(Signal::KILL);
    assert_eq!(running.finish().status, None, "it ended before it was killed");
    let resumed = polya.run(&["run", "--resume", "--json"]);
    let resumed = resumed.expect(1).says("continuing without the voice `model`");
    let report = &resumed.json()["report"];
    assert_eq!(report["solved"], 12, "{:#}", report["reasons"]);
    assert_eq!(report["reasons"].get("infrastructure"), None, "{:#}", report["reasons"]);
}

#[test]
fn the_first_interrupt_saves_and_resume_goes_on() {
    let polya = polya();
    polya.file("list.lean", &list());
    let running = polya.start(&["run", "list.lean", "--checks-per-problem", "600"]);
    wait_until("work has begun", || {
        let log = log_of(polya.folder());
        running.has_ended()
            || log.is_some_and(|log| records(&log).iter().any(|r| r["event"] == "batch_sent"))
    });
    running.signal(Signal::INT);
    let finished = running.finish().expect(130).says("--resume");
    assert!(finished.stderr.contains("stopping"), "{}", finished.stderr);
    let log = log_of(polya.folder()).expect("a log");
    let interrupted = records(&log);
    assert!(interrupted.iter().any(|record| record["event"] == "interrupted"));
    assert!(log.with_file_name("report.json").exists());
    let report = polya.run(&["report", "--json"]).expect(0).json();
    assert_eq!(report["finished"], false);

    let result = polya.run(&["run", "--resume", "--json"]).expect(0).json();
    assert_eq!(result["report"]["solved"], 12, "{:#}", result["report"]["reasons"]);
    let all = records(&log);
    assert_eq!(&all[..interrupted.len()], &interrupted[..], "the log is only added to");
    assert_eq!(result["report"]["spent"]["checks"].as_u64(), Some(books(&all).checks));
}

#[test]
fn the_second_interrupt_stops_at_once() {
    let polya = polya();
    polya.file(
        "hard.lean",
        "theorem hard (a b : Nat) (h : a * a = 2 * (b * b)) : b = 0 := by sorry\n",
    );
    let running = polya.start(&["run", "hard.lean", "--time-per-problem", "10m"]);
    wait_until("work has begun", || {
        running.has_ended() || log_of(polya.folder()).is_some_and(|log| lines(&log) > 3)
    });
    running.signal(Signal::INT);
    running.signal(Signal::TERM);
    running.finish().expect(130);
    let log = log_of(polya.folder()).expect("a log");
    assert!(books(&records(&log)).proved.is_empty());
}
