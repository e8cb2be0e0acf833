//! Budgets as a ledger: what may be spent, what was set aside before a call, what it cost after.
//!
//! The ledger is part of the run's state, so every entry comes from an event of the log. An amount
//! is *debited* before the call that may spend it and *settled* when the call has answered. What was
//! debited and never settled, because the process died, stays spent. A resume adds nothing.

use std::{collections::BTreeMap, ops::AddAssign};

use polya_problems::ProblemId;
use serde::{Deserialize, Serialize};

/// An amount of each countable resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Amounts {
    /// Candidate tactics checked by Lean.
    #[serde(skip_serializing_if = "is_zero")]
    pub checks: u64,
    /// Model tokens, read and written together.
    #[serde(skip_serializing_if = "is_zero")]
    pub tokens: u64,
    /// Complete proofs given to the judge.
    #[serde(skip_serializing_if = "is_zero")]
    pub judgements: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(amount: &u64) -> bool {
    *amount == 0
}

impl Amounts {
    /// So many checks and nothing else.
    pub fn checks(checks: u64) -> Self {
        Self { checks, ..Self::default() }
    }

    /// So many tokens and nothing else.
    pub fn tokens(tokens: u64) -> Self {
        Self { tokens, ..Self::default() }
    }

    /// One judgement.
    pub fn judgement() -> Self {
        Self { judgements: 1, ..Self::default() }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            checks: self.checks.saturating_sub(other.checks),
            tokens: self.tokens.saturating_sub(other.tokens),
            judgements: self.judgements.saturating_sub(other.judgements),
        }
    }
}

impl AddAssign for Amounts {
    fn add_assign(&mut self, other: Self) {
        self.checks += other.checks;
        self.tokens += other.tokens;
        self.judgements += other.judgements;
    }
}

/// Upper limits; `None` is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Budget {
    /// Seconds of wall clock during which the run was active.
    pub seconds: Option<u64>,
    /// Candidate tactics checked by Lean.
    pub checks: Option<u64>,
    /// Model tokens.
    pub tokens: Option<u64>,
    /// Proofs given to the judge.
    pub judgements: Option<u64>,
}

/// A resource that a budget limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Wall clock.
    Seconds,
    /// Lean checks.
    Checks,
    /// Model tokens.
    Tokens,
    /// Judgements.
    Judgements,
}

impl std::fmt::Display for Resource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Seconds => "wall clock",
            Self::Checks => "Lean checks",
            Self::Tokens => "model tokens",
            Self::Judgements => "judgements",
        })
    }
}

impl Budget {
    /// What is left of the countable resources after `spent`; `u64::MAX` where there is no limit.
    pub fn left(&self, spent: Amounts) -> Amounts {
        let left =
            |limit: Option<u64>, spent: u64| limit.map_or(u64::MAX, |l| l.saturating_sub(spent));
        Amounts {
            checks: left(self.checks, spent.checks),
            tokens: left(self.tokens, spent.tokens),
            judgements: left(self.judgements, spent.judgements),
        }
    }

    /// Milliseconds of wall clock left after `used_ms`; `u64::MAX` where there is no limit.
    pub fn left_ms(&self, used_ms: u64) -> u64 {
        self.seconds.map_or(u64::MAX, |s| (s * 1000).saturating_sub(used_ms))
    }
}

/// What one problem, or the whole run, has spent and set aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Settled.
    pub spent: Amounts,
    /// Debited and not yet settled.
    pub reserved: Amounts,
}

impl Account {
    /// Spent and set aside together: what counts against a budget.
    pub fn committed(&self) -> Amounts {
        let mut sum = self.spent;
        sum += self.reserved;
        sum
    }
}

/// The accounts of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    run_budget: Budget,
    problem_budget: Budget,
    run: Account,
    problems: BTreeMap<ProblemId, Account>,
}

impl Ledger {
    /// An empty ledger under a budget for the whole run and one for each problem.
    pub fn new(run_budget: Budget, problem_budget: Budget) -> Self {
        Self { run_budget, problem_budget, ..Self::default() }
    }

    /// The whole run's account.
    pub fn run(&self) -> Account {
        self.run
    }

    /// One problem's account.
    pub fn problem(&self, problem: &ProblemId) -> Account {
        self.problems.get(problem).copied().unwrap_or_default()
    }

    /// What `problem` may still debit, by its own budget and by the run's.
    pub fn available(&self, problem: &ProblemId) -> Amounts {
        let own = self.problem_budget.left(self.problem(problem).committed());
        let run = self.run_budget.left(self.run.committed());
        Amounts {
            checks: own.checks.min(run.checks),
            tokens: own.tokens.min(run.tokens),
            judgements: own.judgements.min(run.judgements),
        }
    }

    /// True if `amount` may be debited to `problem`.
    pub fn allows(&self, problem: &ProblemId, amount: Amounts) -> bool {
        let left = self.available(problem);
        amount.checks <= left.checks
            && amount.tokens <= left.tokens
            && amount.judgements <= left.judgements
    }

    /// Sets `amount` aside for a call that is about to be made.
    pub(crate) fn debit(&mut self, problem: &ProblemId, amount: Amounts) {
        self.run.reserved += amount;
        self.problems.entry(problem.clone()).or_default().reserved += amount;
    }

    /// Turns a debit into what the call really spent, which is never more than was set aside.
    pub(crate) fn settle(&mut self, problem: &ProblemId, debited: Amounts, spent: Amounts) {
        let excess = spent.minus(debited);
        let spent = spent.minus(excess);
        for account in [&mut self.run, self.problems.entry(problem.clone()).or_default()] {
            account.reserved = account.reserved.minus(debited);
            account.spent += spent;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> ProblemId {
        ProblemId::new("p")
    }

    #[test]
    fn a_debit_counts_until_it_is_settled() {
        let mut ledger = Ledger::new(
            Budget { checks: Some(100), ..Budget::default() },
            Budget { checks: Some(60), ..Budget::default() },
        );
        ledger.debit(&id(), Amounts::checks(40));
        assert_eq!(ledger.available(&id()).checks, 20);
        assert!(!ledger.allows(&id(), Amounts::checks(21)));
        ledger.settle(&id(), Amounts::checks(40), Amounts::checks(10));
        assert_eq!(ledger.available(&id()).checks, 50);
        assert_eq!(ledger.available(&ProblemId::new("q")).checks, 60);
    }

    #[test]
    fn the_run_budget_binds_all_problems() {
        let mut ledger =
            Ledger::new(Budget { checks: Some(50), ..Budget::default() }, Budget::default());
        ledger.debit(&id(), Amounts::checks(50));
        assert!(!ledger.allows(&ProblemId::new("q"), Amounts::checks(1)));
    }

    #[test]
    fn a_settlement_never_exceeds_its_debit() {
        let mut ledger = Ledger::default();
        ledger.debit(&id(), Amounts::tokens(10));
        ledger.settle(&id(), Amounts::tokens(10), Amounts::tokens(99));
        assert_eq!(ledger.run().spent.tokens, 10);
    }
}
