//! Goals and candidates to measure with: what a search by rules really asks.

use std::sync::Arc;

use crate::check::{PathStep, Site};

/// Candidates asked at one site before the next.
pub(super) const PER_SITE: usize = 64;

/// Sites of each workload.
pub(super) const SITES: usize = 4;

/// Goals of one kind, and candidates for them.
pub(super) struct Workload {
    pub(super) name: &'static str,
    sites: Vec<Site>,
    candidates: Vec<String>,
}

impl Workload {
    pub(super) fn site(&self, n: usize) -> &Site {
        &self.sites[n % self.sites.len()]
    }

    /// The `n`th candidate of an endless sequence in which neighbours differ.
    pub(super) fn candidate(&self, n: usize) -> &str {
        // A step that is prime to the number of candidates visits all of them, and a different
        // one in each round keeps documents from repeating.
        let len = self.candidates.len();
        let round = n / len;
        let step = 1 + 2 * (round % 7);
        &self.candidates[(n * step + round * 5) % len]
    }
}

pub(super) fn all() -> Vec<Workload> {
    vec![induction_step(), arithmetic(), lists()]
}

fn site(before: &str, path: &[(&str, usize, usize)]) -> Site {
    let path = path
        .iter()
        .map(|&(tactic, goals, chosen)| PathStep { tactic: tactic.into(), goals, chosen })
        .collect();
    Site { before: Arc::from(before), path }
}

/// The step of the proof that addition commutes, with the few tactics that matter there.
fn induction_step() -> Workload {
    let before = |name: &str| {
        format!(
            "import Foundations\n\
             theorem zadd (n : Nat) : Nat.zero.add n = n := Nat.zero_add n\n\
             theorem sadd (m n : Nat) : m.succ.add n = (m.add n).succ := Nat.succ_add m n\n\
             theorem {name} (m n : Nat) : m.add n = n.add m :="
        )
    };
    let path = [("induction n", 2, 1), ("rename_i k ih", 1, 0)];
    Workload {
        name: "induction step, cheap tactics",
        sites: ["t1", "t2", "t3", "t4"].iter().map(|name| site(&before(name), &path)).collect(),
        candidates: [
            "rewrite [sadd]",
            "rewrite [zadd]",
            "assumption",
            "cases m",
            "rewrite [sadd, ← ih]; eq_refl",
            "eq_refl",
            "induction m",
            "exact foo",
            "rewrite [ih]",
        ]
        .map(str::to_owned)
        .to_vec(),
    }
}

/// Arithmetic as in the shipped lists, with premises as a search by rules tries them.
fn arithmetic() -> Workload {
    let before = |statement: &str| format!("import Foundations\ntheorem t {statement} :=");
    let sites = vec![
        site(&before("(a b c : Nat) : a * (b + c + 1) = a * b + a * c + a"), &[]),
        site(&before("(a b c d : Nat) (h₁ : a ≤ c) (h₂ : b < d) : a + b < c + d"), &[]),
        site(&before("(n m : Nat) (h : n < m) : n ≤ m ∧ n + 1 < m + 1"), &[("constructor", 2, 1)]),
        site(&before("(a b c d : Nat) : (a + b) + (c + d) = (d + b) + (a + c)"), &[]),
    ];
    let premises = [
        "Nat.add_comm",
        "Nat.add_assoc",
        "Nat.mul_comm",
        "Nat.mul_add",
        "Nat.add_mul",
        "Nat.mul_one",
        "Nat.add_left_comm",
        "Nat.add_right_comm",
        "Nat.le_trans",
        "Nat.lt_of_lt_of_le",
        "Nat.lt_of_le_of_lt",
        "Nat.add_lt_add_left",
        "Nat.add_le_add_right",
        "Nat.add_le_add",
        "Nat.succ_lt_succ",
    ];
    Workload {
        name: "arithmetic, tactics with premises",
        sites,
        candidates: with_premises(&premises, &["a", "n", "b"]),
    }
}

fn lists() -> Workload {
    let before = |statement: &str| {
        format!("import Foundations\nvariable {{α β : Type}}\ntheorem t {statement} :=")
    };
    let sites = vec![
        site(&before("(xs ys zs : List α) : (xs ++ ys) ++ zs = xs ++ (ys ++ zs)"), &[]),
        site(
            &before("(xs ys : List α) : (xs ++ ys).length = (ys ++ xs).length"),
            &[("induction xs", 2, 1)],
        ),
        site(
            &before("(f : α → β) (xs ys : List α) : (xs ++ ys).map f = xs.map f ++ ys.map f"),
            &[],
        ),
        site(&before("(x : α) (xs : List α) : xs ++ [x] ≠ []"), &[]),
    ];
    let premises = [
        "List.append_assoc",
        "List.nil_append",
        "List.append_nil",
        "List.cons_append",
        "List.length_append",
        "List.length_cons",
        "Nat.add_comm",
        "List.map_append",
        "List.map_cons",
        "List.cons_ne_nil",
        "Nat.add_assoc",
        "List.length_nil",
    ];
    Workload {
        name: "lists, tactics with premises",
        sites,
        candidates: with_premises(&premises, &["xs", "ys", "x"]),
    }
}

fn with_premises(premises: &[&str], variables: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = [
        "rfl",
        "simp",
        "assumption",
        "constructor",
        "intro h",
        "omega",
        "decide",
        "simp_all",
        "exfalso",
        "contradiction",
    ]
    .map(str::to_owned)
    .to_vec();
    for premise in premises {
        out.push(format!("rw [{premise}]"));
        out.push(format!("rw [← {premise}]"));
        out.push(format!("apply {premise}"));
        out.push(format!("exact {premise} _ _"));
        out.push(format!("simp [{premise}]"));
    }
    for variable in variables {
        out.push(format!("induction {variable}"));
        out.push(format!("cases {variable}"));
    }
    // A prime number, so that the walk through them meets all.
    while (2..out.len()).any(|d| out.len().is_multiple_of(d)) {
        out.pop();
    }
    out
}
