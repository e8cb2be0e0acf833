use proptest::prelude::*;

use super::*;

/// The theorem that all answers are about.
const SIGNATURE: &str = " (p q : Prop) (h : p ∧ q) : q ∧ p";
const FILE: &str =
    "import Foundations\n\nnamespace Logic\n\ntheorem known (p : Prop) (h : p) : p := h\n\n";

fn asked(step: bool) -> Asked<'static> {
    Asked { theorem: "Logic.swap", signature: SIGNATURE, file: FILE, own_goal: true, step }
}

fn proof(sample: &str) -> Result<Vec<String>, Refusal> {
    tactics(sample, &asked(false))
}

#[track_caller]
fn check(sample: &str, step: bool, expected: &[&str]) {
    let found = tactics(sample, &asked(step)).unwrap_or_default();
    assert_eq!(found, expected, "{sample:?}");
}

#[test]
fn a_bare_tactic_is_taken_as_it_is() {
    check("simp [h]", true, &["simp [h]"]);
    check("  simp [h]\n", true, &["simp [h]"]);
    check("by simp", true, &["simp"]);
    check("bypass h", true, &["bypass h"]);
    check("rw [h] at *", true, &["rw [h] at *"]);
}

#[test]
fn of_several_tactics_the_first_stands_alone_too() {
    check("intro h\nexact h", true, &["intro h", "intro h\nexact h"]);
    check(
        "cases h with\n| inl a => exact a\n| inr b => exact b\nrfl",
        true,
        &[
            "cases h with\n| inl a => exact a\n| inr b => exact b",
            "cases h with\n| inl a => exact a\n| inr b => exact b\nrfl",
        ],
    );
}

#[test]
fn layout_is_kept() {
    check("```\n  constructor\n  · simp\n  · omega\n```", false, &["constructor\n· simp\n· omega"]);
    check(
        "by\n    have : x = y := by\n      simp\n    omega",
        false,
        &["have : x = y := by\n  simp\nomega"],
    );
    check("```tactics\nrfl\n```", false, &["rfl"]);
    // The prompt may have ended in the first line's indentation; what belongs to a line stays there.
    check("intro a\n  exact h", false, &["intro a\nexact h"]);
    check("have a : p := by\n  simp", false, &["have a : p := by\n  simp"]);
    check("calc a = b := h\n  _ = c := g", false, &["calc a = b := h\n  _ = c := g"]);
}

/// Proofs of the theorem as tactics. Each is one that the readers of all manners must give back.
const PROOFS: [&str; 8] = [
    "exact ⟨h.2, h.1⟩",
    "obtain ⟨hp, hq⟩ := h\nexact ⟨hq, hp⟩",
    "constructor\n· exact h.2\n· exact h.1",
    "have hq : q := h.2\nhave hp : p := by\n  exact h.1\nexact ⟨hq, hp⟩",
    "cases h with\n| intro hp hq => exact ⟨hq, hp⟩",
    "refine ⟨?_, ?_⟩\n-- the right one first\n· exact h.right\n· exact h.left",
    "rcases h with ⟨hp, hq⟩\nexact And.intro hq hp",
    "first\n  | exact h.symm\n  | exact ⟨h.2, h.1⟩",
];

fn indented(text: &str, by: usize) -> String {
    let line = |line: &str| format!("{}{line}", " ".repeat(by));
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// How a family of models writes an answer around a proof.
type Manner = (&'static str, fn(&str) -> String);

fn theorem(proof: &str) -> String {
    format!("theorem swap{SIGNATURE} := by\n{}", indented(proof, 2))
}

/// The manners of ten families and their like: provers that write whole files, chat models that explain,
/// models that think, step models, models whose server cuts or adds tokens.
const MANNERS: &[Manner] = &[
    ("bare", |p| p.to_owned()),
    ("by", |p| format!("by\n{}", indented(p, 2))),
    ("fence", |p| format!("```lean\n{p}\n```")),
    ("fence of Lean 4", |p| format!("```lean4\n{p}\n```\n")),
    ("fence without a word", |p| format!("Here is the proof:\n\n```\n{p}\n```\n\nIt uses `h`.")),
    ("tildes", |p| format!("~~~lean\n{p}\n~~~")),
    ("long fence", |p| format!("````lean\n{p}\n````")),
    ("fence in a list", |p| format!("1. The proof:\n   ```lean\n{}\n   ```", indented(p, 3))),
    ("fence not closed", |p| format!("```lean\n{p}\nexact h.symm")),
    ("fence of tactics", |p| format!("Sure!\n```tactics\n{}\n```", indented(p, 4))),
    ("fence with by", |p| format!("```lean\nby\n{}\n```", indented(p, 2))),
    ("fence with :=", |p| format!("```lean\n:= by\n{}\n```", indented(p, 2))),
    ("fence and comment", |p| format!("```lean\n-- We swap the parts.\n{p}\n```")),
    ("fence and block comment", |p| format!("```lean\n/- We swap\n   the parts. -/\n{p}\n```")),
    ("theorem", |p| format!("```lean\n{}\n```", theorem(p))),
    ("theorem, bare", theorem),
    ("theorem after talk", |p| format!("The proof is as follows.\n\n{}", theorem(p))),
    ("theorem, by on the next line", |p| {
        format!("```lean4\ntheorem swap{SIGNATURE} :=\n  by\n{}\n```", indented(p, 4))
    }),
    ("theorem over lines", |p| {
        format!(
            "```lean4\ntheorem swap\n    (p q : Prop)\n    (h : p ∧ q) :\n    q ∧ p := by\n{}\n```",
            indented(p, 2)
        )
    }),
    ("theorem with a proof in a binder", |p| {
        let binder = "(n : Fin 2 := ⟨0, by decide⟩)";
        format!("```lean\nexample {binder} : True := by trivial\n{}\n```", theorem(p))
    }),
    ("lemma", |p| format!("```lean\n{}\n```", theorem(p).replace("theorem", "lemma"))),
    ("example", |p| format!("```lean\n{}\n```", theorem(p).replace("theorem swap", "example"))),
    ("whole file", |p| {
        format!(
            "```lean4\nimport Mathlib\nimport Aesop\n\nset_option maxHeartbeats 400000\n\n\
             open BigOperators Real Nat\n\n{}\n```",
            theorem(p)
        )
    }),
    ("whole file with the lemmas before", |p| {
        format!("### Complete Lean 4 Proof\n\n```lean4\n{FILE}{}\n\nend Logic\n```", theorem(p))
    }),
    ("docstring and attribute", |p| {
        format!("```lean\n/-- Swaps. -/\n@[simp]\n{}\n\n#check swap\n```", theorem(p))
    }),
    ("private", |p| format!("```lean\nprivate {}\n```", theorem(p))),
    ("plan, then proof", |p| {
        format!(
            "### Plan\n1. Take `h` apart.\n2. Put it together.\n\n```lean4\n\
             theorem swap{SIGNATURE} := by\n  sorry\n```\n\n### Proof\n```lean4\n{}\n```",
            theorem(p)
        )
    }),
    ("proof, then output", |p| {
        format!("```lean\n{}\n```\nLean says:\n```text\nno goals\n```", theorem(p))
    }),
    ("proof, then a check", |p| {
        format!("```lean\n{}\n```\n```lean\n#print axioms swap\n```", theorem(p))
    }),
    ("think", |p| {
        format!(
            "<think>\nMaybe `simp`.\n```lean\nsimp_all\n```\nNo.\n</think>\n\n```lean\n{p}\n```"
        )
    }),
    ("think, no fence", |p| format!("<think>I take h apart.</think>\n{p}")),
    ("think, opened by the prompt", |p| format!("I take h apart.\n</think>\n\n```lean4\n{p}\n```")),
    ("thinking", |p| format!("<thinking>\nhm\n</thinking>\n{}", theorem(p))),
    ("think in brackets", |p| format!("[THINK]hm[/THINK]```lean\n{p}\n```")),
    ("think in triangles", |p| format!("◁think▷hm◁/think▷\n```lean4\n{}\n```", theorem(p))),
    ("channels", |p| {
        format!(
            "<|channel|>analysis<|message|>Need h.<|end|><|start|>assistant<|channel|>final\
             <|message|>```lean\n{p}\n```<|return|>"
        )
    }),
    ("end token", |p| format!("{p}<｜end▁of▁sentence｜>")),
    ("end token and another turn", |p| format!("{p}\n<|im_end|>\n<|im_start|>user\nThanks!")),
    ("sentence tokens", |p| format!("<s> {p}</s>")),
    ("turn", |p| format!("```lean\n{p}\n```<end_of_turn>\n<start_of_turn>user\nGood.")),
    ("tags", |p| format!("<answer>\n{p}\n</answer>")),
    ("tags and fence", |p| format!("<proof>\n```lean\n{p}\n```\n</proof>")),
    ("tag not closed", |p| format!("The tactics:\n<tactics>\n{p}\nexact h.symm")),
    ("JSON", |p| serde_json::json!({"thought": "swap", "proof": p}).to_string()),
    ("JSON in a fence", |p| format!("```json\n{}\n```", serde_json::json!({"tactics": p}))),
    ("JSON with a fence", |p| {
        serde_json::json!({"answer": format!("```lean\n{p}\n```")}).to_string()
    }),
    ("JSON of lines", |p| {
        serde_json::json!({"tactics": p.lines().collect::<Vec<_>>()}).to_string()
    }),
    ("a mark of step models", |p| format!("[GOAL]h : p ∧ q\n⊢ q ∧ p[PROOFSTEP]{p}[END]")),
    ("state before", |p| format!("```lean\np q : Prop\nh : p ∧ q\n⊢ q ∧ p\n{p}\n```")),
    ("Windows", |p| format!("```lean\r\n{}\r\n```\r\n", p.replace('\n', "\r\n"))),
    ("talk before", |p| format!("We take the hypothesis apart.\n{p}")),
    ("talk after", |p| format!("{p}\n\nThis closes the goal.")),
    ("label", |p| format!("Proof:\n{p}")),
    ("cut in the middle", |p| format!("```lean\n{}\n  have r : q ∧ (p ∧", theorem(p))),
    ("a helper that is not used", |p| {
        format!("```lean\nlemma aside (n : Nat) : n = n := rfl\n\n{}\n```", theorem(p))
    }),
];

#[test]
fn the_proof_is_taken_in_whatever_manner_it_is_written() {
    let mut missed = Vec::new();
    let mut total = 0;
    for (name, manner) in MANNERS {
        for proof in PROOFS {
            total += 1;
            let sample = manner(proof);
            let found = self::proof(&sample).unwrap_or_default();
            // A comment may be lost, and what is cut off is offered without its last tactic, too.
            let plain = |text: &str| {
                let code = |line: &&str| !line.trim_start().starts_with("--");
                text.lines().filter(code).collect::<Vec<_>>().join("\n")
            };
            if !found.iter().any(|text| plain(text) == plain(proof)) {
                missed.push(format!("{name}: {sample:?} gave {found:?}"));
            }
            // Nothing else is taken first, but where an answer goes on behind the proof.
            let goes_on = ["fence not closed", "tag not closed"].contains(name);
            let first = found.first().map(|text| plain(text));
            if !goes_on && first.is_some_and(|first| first != plain(proof)) {
                missed.push(format!("{name}: first {:?}", found[0]));
            }
        }
    }
    assert!(total >= 400, "{total}");
    assert!(
        missed.len() * 50 <= total,
        "{} of {total} missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn a_theorem_is_read_in_the_form_in_which_it_was_restated() {
    let first = |sample: &str| proof(sample).unwrap().swap_remove(0);
    // Other names.
    assert_eq!(
        first("theorem swap (a b : Prop) (hab : a ∧ b) : b ∧ a := by\n  exact ⟨hab.2, hab.1⟩"),
        "revert p q h\nintro a b hab\nexact ⟨hab.2, hab.1⟩"
    );
    // Fewer variables before the colon, and more.
    assert_eq!(
        first("theorem swap (p q : Prop) : p ∧ q → q ∧ p := by\n  intro h\n  exact h.symm"),
        "revert h\nintro h\nexact h.symm"
    );
    let arrow = Asked { signature: " (p q : Prop) : p ∧ q → q ∧ p", ..asked(false) };
    let more = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  exact h.symm";
    assert_eq!(tactics(more, &arrow).unwrap(), ["intro h\nexact h.symm"]);
    // A term, on one line and on several; equations.
    assert_eq!(
        first("theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩"),
        "exact ⟨h.2, h.1⟩"
    );
    assert_eq!(
        first("theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p :=\n  have hq := h.2\n  ⟨hq, h.1⟩"),
        "exact\n  have hq := h.2\n  ⟨hq, h.1⟩"
    );
    assert_eq!(
        first("theorem swap (p q : Prop) : p ∧ q → q ∧ p\n  | ⟨hp, hq⟩ => ⟨hq, hp⟩"),
        "revert h\nexact fun\n  | ⟨hp, hq⟩ => ⟨hq, hp⟩"
    );
}

#[test]
fn lemmas_that_the_proof_uses_become_facts_of_it() {
    let sample = "```lean4\nlemma right (p q : Prop) (h : p ∧ q) : q := by\n  cases h\n  assumption\n\n\
                  lemma unused : True := trivial\n\n\
                  theorem known (p : Prop) (h : p) : p := h\n\n\
                  theorem both (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨right p q h, known p h.1⟩\n\n\
                  theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  exact both p q h\n```";
    assert_eq!(
        proof(sample).unwrap(),
        ["have right (p q : Prop) (h : p ∧ q) : q := by\n  cases h\n  assumption\n\
          have both (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨right p q h, known p h.1⟩\n\
          exact both p q h"]
    );
}

#[test]
fn wrong_text_is_not_taken_and_the_reason_is_named() {
    use Refusal::{Empty, NoProof, OnlyThoughts, OtherTheorem, Prose, Unfinished};
    for (sample, reason) in [
        ("", Empty),
        (" \n\n", Empty),
        ("<|im_end|>", Empty),
        ("<think>It follows from h, so", OnlyThoughts),
        ("<|channel|>analysis<|message|>It follows", OnlyThoughts),
        ("The goal follows from h.", Prose),
        ("I cannot prove this statement.", Prose),
        ("We take h apart and put it together again, since both parts are there.", Prose),
        ("```python\nprint(1)\n```", Prose),
        ("⊢ q ∧ p", Prose),
        ("p q : Prop\nh : p ∧ q\n⊢ q ∧ p", Prose),
        ("import Mathlib\nopen Nat", Prose),
        ("```lean\n#eval 1\n```", Prose),
        ("theorem other (n : Nat) : n + 0 = n := by\n  simp", OtherTheorem),
        ("theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p", NoProof),
        ("theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by", Unfinished),
        ("```lean\nexact ⟨h.2,", Unfinished),
        ("exact (h", Unfinished),
    ] {
        assert_eq!(proof(sample), Err(reason), "{sample:?}");
    }
    // For a goal that a step has left, models state what they prove under names of their own.
    let below = Asked { own_goal: false, ..asked(false) };
    let other = "theorem aux (n : Nat) : n + 0 = n := by\n  simp";
    assert_eq!(tactics(other, &below).unwrap(), ["simp"]);
}

#[test]
fn what_is_left_open_is_cut_off() {
    check("```lean\nintro a\nexact ⟨a,\n```", false, &["intro a"]);
    check("```lean\nhave a : p := h.1\nhave b : q := by\n```", false, &["have a : p := h.1"]);
    check("```lean\nintro a\nexact \"no end", false, &["intro a"]);
    check("```lean\nintro a\nexact h)\n```", false, &["intro a"]);
    // The last tactic of a fence that is not closed may be half of one.
    check("```lean\nintro a\nexact foo.ba", false, &["intro a\nexact foo.ba", "intro a"]);
}

#[test]
fn holes_of_a_sketch_become_goals() {
    let of = |text: &str| Some(text.to_owned());
    assert_eq!(
        sketch("have h : a = b := by sorry\nhave k : b = c := sorry\nexact h.trans k"),
        of("have h : a = b := ?_\nhave k : b = c := ?_\nexact h.trans k")
    );
    assert_eq!(
        sketch("intro n\nhave h : n = 1 := by\n  sorry\nsorry"),
        of("intro n\nhave h : n = 1 := ?_")
    );
    assert_eq!(
        sketch("induction n with\n| zero => sorry\n| succ n ih => sorry"),
        of("induction n with\n| zero => ?_\n| succ n ih => ?_")
    );
    // A whole proof is a sketch without holes.
    assert_eq!(sketch("exact h"), of("exact h"));
    for text in ["sorry", "exact sorry", "constructor\n· sorry\n· rfl", "have h := foo sorry rfl"]
    {
        assert_eq!(sketch(text), None, "{text}");
    }
    assert!(has_holes("intro h\nadmit") && !has_holes("exact h -- no sorry"));
}

#[test]
fn a_step_is_one_line() {
    assert_eq!(line(" simp [h]\n").as_deref(), Ok("simp [h]"));
    for junk in ["", "  ", "simp\nrfl", "⊢ p", "1 2", "Simp", &"a".repeat(301)] {
        assert!(line(junk).is_err(), "{junk:?}");
    }
}

#[test]
fn priors_are_on_the_rules_scale() {
    assert!(log_prior(Some(-1.0), 4, 8) > log_prior(Some(-9.0), 4, 8));
    assert!(log_prior(Some(-40.0), 100, 8) > -5.0);
    assert!(log_prior(Some(0.0), 1, 1) < 0.0);
    assert!(log_prior(None, 3, 8) < log_prior(None, 3, 2));
}

/// A sample with something in it exchanged, left out, cut off or put in.
fn damaged() -> impl Strategy<Value = String> {
    let pieces = [
        "```",
        "\n",
        "⟨",
        "by",
        ":=",
        "</think>",
        "<think>",
        "theorem t : p := by ",
        "\"",
        "--",
        "/-",
        " ",
        "sorry",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    let change = (any::<proptest::sample::Index>(), any::<proptest::sample::Index>(), piece);
    let changes = proptest::collection::vec(change, 0..5);
    let sample = (0..MANNERS.len(), 0..PROOFS.len());
    (sample, changes).prop_map(|((manner, proof), changes)| {
        let mut chars: Vec<char> = MANNERS[manner].1(PROOFS[proof]).chars().collect();
        for (number, (from, to, piece)) in changes.into_iter().enumerate() {
            let (a, b) = (from.index(chars.len() + 1), to.index(chars.len() + 1));
            match number % 3 {
                0 => drop(chars.splice(a..a, piece.chars())),
                1 => chars.truncate(a.max(b)),
                _ => drop(chars.drain(a.min(b)..a.max(b).min(a.min(b) + 3))),
            }
        }
        chars.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Whatever was written: what is taken is closed, begins like a tactic, and holds no command.
    #[test]
    fn nothing_malformed_is_taken(sample in damaged(), step: bool) {
        for text in tactics(&sample, &asked(step)).unwrap_or_default() {
            prop_assert!(script::is_closed(&text), "{text:?} of {sample:?}");
            prop_assert!(begins_like_a_tactic(&text), "{text:?}");
            let commands = polya_text::Commands::read(&text).commands;
            let theorem = commands.iter().any(|command| command.declaration().is_some());
            prop_assert!(!theorem, "{text:?} of {sample:?}");
            prop_assert!(!text.contains("<think>") && !text.contains("```"), "{text:?} of {sample:?}");
        }
    }
}
