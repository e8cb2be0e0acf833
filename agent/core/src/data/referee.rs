//! Many proofs, one judgement: the conjunction of their statements, proved part by part.
//!
//! The judge compiles and replays a whole file, whatever its size, so a dozen small proofs cost
//! little more than one. If the conjunction is not accepted, each proof is judged by itself.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures::{FutureExt, future::BoxFuture};
use polya_problems::{Problem, ProblemId};
use tokio::{sync::oneshot, time};

use super::statement::{self, Statement};
use crate::{
    environment::{PrepareError, Referee},
    event::Ruling,
};

type Answer = Result<Ruling, String>;

/// A proof that waits to be judged.
struct Waiting {
    problem: Arc<Problem>,
    statement: Statement,
    proof: String,
    answer: oneshot::Sender<Answer>,
}

/// A referee that has proofs judged together.
pub struct Batcher {
    inner: Arc<dyn Referee>,
    statements: BTreeMap<ProblemId, Statement>,
    most: usize,
    patience: Duration,
    /// By the definitions that they need: only those of one file can stand in one theorem.
    waiting: Mutex<BTreeMap<String, Vec<Waiting>>>,
    judged: AtomicU64,
}

impl std::fmt::Debug for Batcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Batcher of up to {} proofs", self.most)
    }
}

impl Batcher {
    /// Has `inner` judge up to `most` proofs at once; none waits longer than `patience` for
    /// company. `statements` are those of the problems to come.
    pub fn new(
        inner: Arc<dyn Referee>,
        statements: BTreeMap<ProblemId, Statement>,
        most: usize,
        patience: Duration,
    ) -> Self {
        let (waiting, judged) = (Mutex::default(), AtomicU64::new(0));
        Self { inner, statements, most, patience, waiting, judged }
    }

    /// How often the judge was asked.
    pub fn judgements(&self) -> u64 {
        self.judged.load(Ordering::Relaxed)
    }

    async fn ask(&self, problem: &Problem, proof: &str) -> Answer {
        self.judged.fetch_add(1, Ordering::Relaxed);
        self.inner.judge(problem, proof).await
    }

    /// Adds a proof to those that wait; answers with all of them if they are enough.
    fn join(&self, waiting: Waiting) -> Option<Vec<Waiting>> {
        let mut groups = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let group = groups.entry(waiting.statement.preamble.clone()).or_default();
        group.push(waiting);
        (group.len() >= self.most).then(|| std::mem::take(group))
    }

    fn take(&self, preamble: &str) -> Vec<Waiting> {
        let mut groups = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        groups.remove(preamble).unwrap_or_default()
    }

    async fn rule(&self, batch: Vec<Waiting>) {
        if batch.len() > 1 {
            let (problem, proof) = conjunction(&batch);
            if let Ok(Ruling::Accepted { acceptance }) = self.ask(&problem, &proof).await {
                for waiting in batch {
                    let ruling = Ruling::Accepted { acceptance: acceptance.clone() };
                    // Whoever asked may be gone.
                    let _ = waiting.answer.send(Ok(ruling));
                }
                return;
            }
        }
        for waiting in batch {
            let answer = self.ask(&waiting.problem, &waiting.proof).await;
            let _ = waiting.answer.send(answer);
        }
    }
}

impl Referee for Batcher {
    fn prepare<'a>(&'a self, _: &'a Problem) -> BoxFuture<'a, Result<(), PrepareError>> {
        // The judge compiles the conjunction of the statements before it looks at a proof.
        async { Ok(()) }.boxed()
    }

    fn judge<'a>(&'a self, problem: &'a Problem, proof: &'a str) -> BoxFuture<'a, Answer> {
        async move {
            let Some(statement) = self.statements.get(&problem.id) else {
                return self.ask(problem, proof).await;
            };
            let (answer, mut answered) = oneshot::channel();
            let waiting = Waiting {
                problem: Arc::new(problem.clone()),
                statement: statement.clone(),
                proof: proof.to_owned(),
                answer,
            };
            let batch = match self.join(waiting) {
                Some(batch) => batch,
                None => match time::timeout(self.patience, &mut answered).await {
                    Ok(answer) => return answer.unwrap_or_else(|_| Err(CUT_SHORT.to_owned())),
                    Err(_) => self.take(&statement.preamble),
                },
            };
            self.rule(batch).await;
            answered.await.unwrap_or_else(|_| Err(CUT_SHORT.to_owned()))
        }
        .boxed()
    }
}

const CUT_SHORT: &str = "judging was cut short";

/// One theorem that says what all of `batch` say, and its proof.
fn conjunction(batch: &[Waiting]) -> (Problem, String) {
    let claims: Vec<String> = batch.iter().map(|w| w.statement.closed()).collect();
    let preamble = &batch[0].statement.preamble;
    let theorem = format!("all_{}", batch[0].problem.theorem);
    let head = format!("{preamble}theorem {theorem} :\n    {} := ", claims.join(" ∧\n    "));
    let problem = statement::problem(&format!("together/{theorem}"), &theorem, &head);
    let mut proof = format!("by\n  refine ⟨{}⟩", vec!["?_"; batch.len()].join(", "));
    for waiting in batch {
        let names = waiting.statement.introduction();
        let intro = if names.is_empty() { "skip".to_owned() } else { format!("intro {names}") };
        // Writing to a string cannot fail, here and below.
        let _ = write!(proof, "\n  · {intro}");
        let tactics = waiting.proof.strip_prefix("by").unwrap_or(&waiting.proof);
        for line in tactics.lines().filter(|line| !line.trim().is_empty()) {
            // Proofs stand two columns in already.
            let _ = write!(proof, "\n  {line}");
        }
    }
    (problem, proof)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::event::Acceptance;

    /// Accepts what does not contain `wrong`, and notes what it was asked.
    #[derive(Default)]
    struct Toy(Mutex<Vec<String>>);

    impl Referee for Toy {
        fn prepare<'a>(&'a self, _: &'a Problem) -> BoxFuture<'a, Result<(), PrepareError>> {
            async { Ok(()) }.boxed()
        }

        fn judge<'a>(&'a self, problem: &'a Problem, proof: &'a str) -> BoxFuture<'a, Answer> {
            self.0.lock().unwrap().push(problem.with_proof(proof));
            let record = serde_json::Value::Null;
            let ruling = if proof.contains("wrong") {
                Ruling::Rejected { reason: "wrong".to_owned() }
            } else {
                Ruling::Accepted { acceptance: Acceptance { record } }
            };
            async { Ok(ruling) }.boxed()
        }
    }

    fn statements() -> Vec<Statement> {
        let mut first = Statement::new("toy");
        let first = first.bind(["p"], "Prop").bind(["h"], "p").concluding("p ∧ p");
        let second = Statement::new("toy").concluding("1 = 1");
        vec![first, second]
    }

    async fn judge_both(proofs: [&str; 2]) -> (Vec<bool>, Vec<String>) {
        let toy = Arc::new(Toy::default());
        let problems: Vec<Problem> = (0..).zip(statements()).map(|(n, s)| s.problem(n)).collect();
        let by_id = problems.iter().map(|p| p.id.clone()).zip(statements()).collect();
        let batcher = Batcher::new(toy.clone(), by_id, 2, Duration::from_mins(1));
        let answers = futures::future::join(
            batcher.judge(&problems[0], proofs[0]),
            batcher.judge(&problems[1], proofs[1]),
        )
        .await;
        let accepted = |a: Answer| matches!(a, Ok(Ruling::Accepted { .. }));
        let asked = toy.0.lock().unwrap().clone();
        (vec![accepted(answers.0), accepted(answers.1)], asked)
    }

    #[tokio::test]
    async fn two_proofs_are_one_judgement() {
        let (accepted, asked) =
            judge_both(["by\n  constructor\n  · exact h\n  · exact h", "by\n  rfl"]).await;
        assert_eq!(accepted, [true, true]);
        expect_test::expect![[r"
            theorem all_goal_0 :
                (∀ (p : Prop) (h : p), p ∧ p) ∧
                (1 = 1) := by
              refine ⟨?_, ?_⟩
              · intro p h
                constructor
                · exact h
                · exact h
              · skip
                rfl
        "]]
        .assert_eq(&asked[0]);
        assert_eq!(asked.len(), 1);
    }

    #[tokio::test]
    async fn a_wrong_proof_spoils_no_other() {
        let (accepted, asked) = judge_both(["by\n  wrong", "by\n  rfl"]).await;
        assert_eq!(accepted, [false, true]);
        assert_eq!(asked.len(), 3);
    }
}
