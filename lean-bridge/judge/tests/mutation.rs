//! Random changes to proofs and to compiled modules, of statements that are false: whatever comes
//! out, the judge must not accept it.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use std::sync::Arc;

use polya_judge::{Golden, Judge, Mechanism, Specimen};
use support::{cases, court_for_fakes, problem};
use tokio::{sync::Semaphore, task::JoinSet};

/// A small generator of random numbers (xorshift64*), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % limit.max(1)
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Looks at all specimens, some at a time, and returns those that nothing stopped.
async fn passed(
    judge: &Judge,
    golden: &Golden,
    specimens: Vec<Vec<u8>>,
    as_module: bool,
    without: &'static [Mechanism],
) -> Vec<Vec<u8>> {
    let gate = Arc::new(Semaphore::new(3));
    let mut looks = JoinSet::new();
    for specimen in specimens {
        let (judge, golden, gate) = (judge.clone(), golden.clone(), Arc::clone(&gate));
        looks.spawn(async move {
            let _turn = gate.acquire().await.unwrap();
            let given = if as_module {
                Specimen::Module(&specimen)
            } else {
                Specimen::Proof(std::str::from_utf8(&specimen).unwrap())
            };
            let found = judge.look_without(&golden, given, &[without]).await;
            found[0].is_ok().then_some(specimen)
        });
    }
    looks.join_all().await.into_iter().flatten().collect()
}

/// What a model that wants to please might slip in.
const PIECES: &[&str] = &[
    "sorry",
    "by sorry",
    "admit",
    "exact",
    "⟨",
    "⟩",
    "\nend\n",
    "\naxiom liar : False\n",
    "set_option debug.skipKernelTC true in ",
    "set_option maxRecDepth 10 in ",
    "decide +kernel",
    "native_decide",
    "(by decide)",
    " ▸ ",
    "Classical.choice ⟨",
    "sorryAx _ true",
    "\nlocal notation \"False\" => True\n",
    "_",
    "?x",
    "rfl",
    "by\n  ",
    "fun h => h",
    "#exit",
    "/-",
    "-/",
    "--",
    "\ntheorem wrong : 1 = 1 := rfl\n",
    "unsafe ",
    "False.elim",
    "absurd rfl",
];

fn mutated(proofs: &[String], random: &mut Random) -> String {
    let mut text = random.pick(proofs).clone();
    for _ in 0..=random.below(3) {
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (*random.pick(&places), *random.pick(&places));
        let (start, end) = (a.min(b), a.max(b));
        let piece: &str = PIECES[random.below(PIECES.len())];
        match random.below(4) {
            0 => text.insert_str(start, piece),
            1 => text.replace_range(start..end, ""),
            2 => text.replace_range(start..end, piece),
            _ => {
                let other = random.pick(proofs);
                text = format!("{}\n{other}", &text[..start]);
            }
        }
    }
    text
}

#[tokio::test]
async fn no_change_to_a_text_proves_what_is_false() {
    let court = court_for_fakes();
    let source = "theorem wrong (p q : Prop) (h : p ∧ q) (n : Nat) : ¬p ∧ n + 1 = n := sorry\n";
    let golden = court.judge.prepare(&problem("p", "wrong", source)).await.unwrap();
    let proofs: Vec<String> = ["valid", "fakes"]
        .into_iter()
        .flat_map(cases)
        .flat_map(|case| case.specimens)
        .filter_map(|specimen| match specimen {
            support::Kind::Proof(proof) => Some(proof),
            _ => None,
        })
        .collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let texts: Vec<Vec<u8>> = (0..60).map(|_| mutated(&proofs, &mut random).into_bytes()).collect();
    let wrong = passed(&court.judge, &golden, texts, false, &[Mechanism::Scan]).await;
    let wrong: Vec<_> = wrong.iter().map(|text| String::from_utf8_lossy(text)).collect();
    assert!(wrong.is_empty(), "accepted:\n{}", wrong.join("\n\n"));
}

/// A module that only the kernel has anything against.
const MODULE: &str = "
inductive Colour | red | green
structure Both (p q : Prop) : Prop where
  one : p
  two : q
theorem one : 1 = 1 := Eq.refl 1
theorem two (p : Prop) (h : p) : p := h
theorem three : Both True (2 = 2) := ⟨True.intro, rfl⟩
theorem four (c : Colour) : c = .red ∨ c = .green := by cases c <;> simp
set_option debug.skipKernelTC true in
theorem wrong : 1 = 2 := by decide +kernel
";

/// Changes one or two words of a module's file to others of it that look alike: addresses to
/// addresses, small numbers to small numbers; or a byte to any.
fn bent(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let word = |bytes: &[u8], at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
    let words: Vec<usize> = (96..bytes.len() - 8).step_by(8).collect();
    let base = word(&bytes, 80);
    let end = base + bytes.len() as u64;
    let addresses: Vec<usize> =
        words.iter().copied().filter(|&at| (base..end).contains(&word(&bytes, at))).collect();
    let numbers: Vec<usize> = words
        .iter()
        .copied()
        .filter(|&at| word(&bytes, at) & 1 == 1 && word(&bytes, at) < 64)
        .collect();
    for _ in 0..=random.below(2) {
        match random.below(8) {
            0 => {
                let at = 96 + random.below(bytes.len() - 96);
                bytes[at] ^= 1 << random.below(8);
            }
            1 => {
                let (to, from) = (*random.pick(&numbers), *random.pick(&numbers));
                bytes.copy_within(from..from + 8, to);
            }
            _ => {
                // Objects name what lies before them.
                let (a, b) = (*random.pick(&addresses), *random.pick(&addresses));
                let (to, from) = (a.max(b), a.min(b));
                bytes.copy_within(from..from + 8, to);
            }
        }
    }
    bytes
}

#[tokio::test]
async fn no_change_to_a_compiled_module_proves_what_is_false() {
    let court = court_for_fakes();
    let golden =
        court.judge.prepare(&problem("p", "wrong", "theorem wrong : 1 = 2 := sorry\n")).await;
    let golden = golden.unwrap();
    let bytes = court.judge.compiled(MODULE).await.unwrap();
    let mut random = Random(0x1234_5678_9abc_def1);
    let mut modules: Vec<Vec<u8>> = (0..150).map(|_| bent(&bytes, &mut random)).collect();
    modules.push(bytes);
    let wrong = passed(&court.judge, &golden, modules.clone(), true, &[]).await;
    assert!(wrong.is_empty(), "{} modules were accepted", wrong.len());
    // They are not all stopped at the door: without the kernel many would pass.
    let others = passed(&court.judge, &golden, modules, true, &[Mechanism::Kernel]).await;
    assert!(others.len() > 20, "only {} reached the kernel", others.len());
}
