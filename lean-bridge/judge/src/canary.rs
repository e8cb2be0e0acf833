//! Is the judge alive? Known answers, asked for again and again.
//!
//! A judge that has stopped to look (a kernel's program that was exchanged, confinement that the
//! system no longer gives, a comparison that finds nothing) accepts what it should not, and nobody
//! notices. So each time that a kernel is asked, the same process is given a theorem with a right
//! proof and one with a wrong one before ([`kernel::replay`]); before the first judgement, and from
//! time to time after, the confinement is tried; and every problem's own file, whose proof is `sorry`,
//! is put before the comparison, which must refuse it. Any other answer ends all judging: it is an
//! error of the infrastructure, never a verdict.
//!
//! [`kernel::replay`]: crate::kernel::replay

use polya_lean::olean::Terms;
use polya_problems::Problem;
use polya_sandbox::confine::{self, Enforcement};
use tokio::sync::Mutex;

use crate::{
    examine::{self, Loaded},
    judge::Judge,
    look::NONE_OFF,
    verdict::Mechanism,
};

/// Judgements after which the known answers are asked for again.
const EVERY: u64 = 1000;

/// Times that confinement is tried before it is held to be missing.
const TRIES: usize = 3;

/// When the known answers are due.
#[derive(Debug, Default)]
pub(crate) struct Canaries {
    /// Judgements until then.
    left: Mutex<u64>,
}

impl Judge {
    /// Asks for the known answers if they are due, and says what is wrong.
    pub(crate) async fn is_alive(&self) -> Result<(), String> {
        // Whoever else wants to judge waits for the answers.
        let mut left = self.0.canaries.left.lock().await;
        if *left > 0 {
            *left -= 1;
            return Ok(());
        }
        let program = self.0.confine.program.clone();
        let required = self.0.confine.enforcement == Enforcement::Required;
        let confinement = tokio::task::spawn_blocking(move || {
            // On a machine that is busy beyond measure the probe may be cut short, which says nothing.
            let tries = (0..if required { TRIES } else { 0 }).map(|_| confine::self_test(&program));
            let mut failed = None;
            for test in tries {
                if test.is_active() {
                    return None;
                }
                failed = Some(test);
            }
            failed
        });
        if let Some(test) = confinement.await.map_err(|error| error.to_string())? {
            return Err(format!("confinement is not active: {test}"));
        }
        *left = EVERY;
        Ok(())
    }
}

/// A comparison that works refuses the problem's own file, which proves its theorem by `sorry`.
pub(crate) fn sorry_is_refused(
    terms: &Terms,
    golden: &Loaded,
    problem: &Problem,
) -> Result<(), String> {
    match examine::examine(terms, golden, golden, &problem.theorem, NONE_OFF) {
        Err(finding) if finding.mechanism == Mechanism::Axioms => Ok(()),
        Err(finding) => Err(format!(
            "the judge does not know the problem's own file again: {}",
            finding.evidence.join("; ")
        )),
        Ok(_) => Err("the judge sees nothing wrong in a proof by `sorry`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use polya_lean::testing;

    use super::*;
    use crate::{
        JudgeSettings,
        kernel::{Kernel, KernelError, Replayed, Replaying, Request, Session},
    };

    /// A kernel that answers without looking.
    #[derive(Clone, Copy, Debug)]
    enum Asleep {
        Accepts,
        Refuses,
        Breaks,
        CountsNothing,
        SaysLittle,
    }

    impl Kernel for Asleep {
        fn name(&self) -> &'static str {
            "asleep"
        }

        fn start(&self) -> io::Result<Box<dyn Session>> {
            Ok(Box::new(*self))
        }
    }

    impl Session for Asleep {
        fn replay<'a>(self: Box<Self>, requests: &'a [&'a Request]) -> Replaying<'a> {
            let accepted = |checked| Ok(Replayed { checked, seconds: 0.0, peak_memory: 0 });
            let refused =
                || Err(KernelError::Refused { constant: String::new(), message: String::new() });
            Box::pin(async move {
                let answer = |place| match *self {
                    Self::Accepts | Self::SaysLittle => accepted(1),
                    Self::CountsNothing if place == 0 => refused(),
                    Self::CountsNothing => accepted(0),
                    Self::Refuses => refused(),
                    Self::Breaks => Err(KernelError::Undecided("broken".to_owned())),
                };
                let most = if matches!(*self, Self::SaysLittle) { 1 } else { requests.len() };
                (0..most).map(answer).collect()
            })
        }
    }

    fn judge(kernels: Option<Asleep>, program: std::path::PathBuf) -> (Judge, tempfile::TempDir) {
        let scratch = tempfile::tempdir().unwrap();
        let settings = JudgeSettings::new(program, scratch.path());
        let toolchain = testing::toolchain();
        let judge = match kernels {
            None => Judge::new(toolchain, settings),
            Some(kernel) => Judge::with_kernels(toolchain, &settings, vec![Box::new(kernel)]),
        };
        (judge, scratch)
    }

    #[tokio::test]
    async fn a_judge_that_works_is_alive_and_asks_again() {
        let (judge, _scratch) = judge(None, crate::kernel::tests::program());
        assert_eq!(judge.is_alive().await, Ok(()));
        assert_eq!(*judge.0.canaries.left.lock().await, EVERY);
        assert_eq!(judge.is_alive().await, Ok(()));
        assert_eq!(*judge.0.canaries.left.lock().await, EVERY - 1);
        *judge.0.canaries.left.lock().await = 0;
        assert_eq!(judge.is_alive().await, Ok(()));
        assert_eq!(*judge.0.canaries.left.lock().await, EVERY);
    }

    #[tokio::test]
    async fn a_judge_that_sleeps_does_not_judge() {
        let source = "theorem t : 1 = 1 := sorry\n";
        for kernel in [
            Asleep::Accepts,
            Asleep::Refuses,
            Asleep::Breaks,
            Asleep::CountsNothing,
            Asleep::SaysLittle,
        ] {
            let (judge, _scratch) = judge(Some(kernel), crate::kernel::tests::program());
            let problem = crate::kernel::tests::problem("t", source);
            let golden = judge.prepare(&problem).await.unwrap();
            let verdict = judge.judge(&golden, "rfl").await;
            assert!(matches!(verdict, crate::Verdict::Undecided { .. }), "{kernel:?}: {verdict}");
        }
    }

    #[tokio::test]
    async fn without_confinement_nothing_is_judged() {
        // Exits well, and confines nothing.
        let (judge, _scratch) = judge(None, "/bin/true".into());
        assert!(judge.is_alive().await.is_err());
    }
}
