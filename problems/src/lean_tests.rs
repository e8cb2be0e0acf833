//! Cases for the reader of Lean files.

// `expect!` writes its texts with hashes whether they are needed or not.
#![allow(clippy::needless_raw_string_hashes)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// Everything found in `text`, as lines; the hole is shown in place as `⟦…⟧`.
fn check(text: &str, expected: &Expect) {
    let reading = read(text);
    let mut seen = String::new();
    for theorem in &reading.theorems {
        let hole = &reading.source[theorem.hole.clone()];
        write!(seen, "{}: {} hole {hole:?}", theorem.line, theorem.name).expect("a string");
        if !theorem.tags.is_empty() {
            write!(seen, " tags {:?}", theorem.tags).expect("a string");
        }
        if let Some(informal) = &theorem.informal {
            write!(seen, " informal {informal:?}").expect("a string");
        }
        if theorem.marks != Marks::default() {
            write!(seen, " {:?}", theorem.marks).expect("a string");
        }
        seen.push('\n');
    }
    for (kind, notes) in [("malformed", &reading.malformed), ("warning", &reading.warnings)] {
        for note in notes {
            writeln!(seen, "{kind} {}: {}", note.line, note.reason).expect("a string");
        }
    }
    expected.assert_eq(&seen);
}

#[test]
fn only_theorems_whose_whole_proof_is_sorry_are_problems() {
    check(
        "theorem a : 1 = 1 := rfl
theorem b : 1 = 1 := sorry
lemma c (n : Nat := 3) : n = n := by
  -- not yet
  sorry
theorem d : True := by
  have h : True := by sorry
  exact h
theorem e : True := by sorry -- theorem x : False := sorry
/- theorem f : True := sorry -/
def g : Nat := sorry
theorem h : ∀ n : Nat, n = n
  | 0 => rfl
  | _ => sorry
theorem i : \"theorem j : True := sorry\" = \"\" := by sorry
example : True := trivial
theorem k : True := by sorry theorem l : True := sorry
",
        &expect![[r#"
            2: b hole "sorry"
            3: c hole "by\n  -- not yet\n  sorry"
            9: e hole "by sorry"
            15: i hole "by sorry"
            17: k hole "by sorry"
            17: l hole "sorry"
            warning 6: the proof of `d` has `sorry` in it but is more than that, so it is no problem
            warning 12: the proof of `h` has `sorry` in it but is more than that, so it is no problem
        "#]],
    );
}

#[test]
fn names_are_full() {
    check(
        "namespace A.B
noncomputable section
theorem x : True := by sorry
end
section S
namespace «c d»
protected theorem _root_.y : True := by sorry
private lemma z.{u} {α : Type u} : True := sorry
end «c d»
end S
theorem «p».«q r» : True := sorry
end A.B
mutual
theorem m : True := sorry
end
theorem last : True := sorry
",
        &expect![[r#"
            3: A.B.x hole "by sorry"
            7: y hole "by sorry"
            8: A.B.«c d».z hole "sorry" tags {"private"}
            11: A.B.p.«q r» hole "sorry"
            14: m hole "sorry"
            16: last hole "sorry"
        "#]],
    );
}

#[test]
fn source_is_the_file_so_far_with_its_scopes_closed() {
    let reading = read(
        "import Foundations

open Nat in
theorem a : True := sorry

namespace N
section
-- level: hard
-- expect: false
/-- Two. -/
@[simp] theorem b : False := by
  sorry
theorem c : True := sorry
end
end N
",
    );
    expect![[r#"
        import Foundations

        open Nat in
        theorem a : True := sorry

        namespace N
        section


        /-- Two. -/
        @[simp] theorem b : False := by
          sorry

        end
        end N
    "#]]
    .assert_eq(&text_of(&reading, &reading.theorems[1]));
}

#[test]
fn attributes_docstrings_and_marks_speak_of_their_theorem() {
    check(
        "/-! # A file -/
-- default expect: true
-- default tags: course
/-- Every
  number. -/
@[category research open, AMS 5 11, formal_proof using lean4 at \"https://x.org/y\"]
theorem a : True := by sorry

/-- Of the definition. -/
def f : Nat := 0
theorem b : True := sorry
-- level: hard
-- tags: sums,  induction on  n
open Nat in
-- an ordinary comment
set_option maxHeartbeats 10 in
/-- C. -/ @[simp, local grind =] theorem c : True := sorry
-- expect: false
theorem d : True := sorry
-- expect: perhaps
theorem e : True := sorry
-- level: easy
def g := 1
-- level : easy
",
        &expect![[r#"
            7: a hole "by sorry" tags {"AMS 11", "AMS 5", "category research open", "formal_proof"} informal "Every\n  number." Marks { level: None, expectation: True, tags: {"course"} }
            11: b hole "sorry" Marks { level: None, expectation: True, tags: {"course"} }
            17: c hole "sorry" tags {"local grind =", "simp"} informal "C." Marks { level: Some("hard"), expectation: True, tags: {"course", "induction on n", "sums"} }
            19: d hole "sorry" Marks { level: None, expectation: False, tags: {"course"} }
            21: e hole "sorry" Marks { level: None, expectation: True, tags: {"course"} }
            warning 20: `perhaps` says nothing about the truth of a statement
            warning 22: `-- level: easy` does not stand above a theorem
            warning 24: `-- level : easy` does not stand above a theorem
        "#]],
    );
}

#[test]
fn statements_may_bind_and_open() {
    check(
        "theorem a : let x := 1; have h := x; x = h := by sorry
theorem b : open Nat in succ 0 = 1 := sorry
theorem c : ∀ x ∈ [1], (let y := x; y) = x :=
sorry
theorem d (h : let ⟨x, _⟩ := (1, 2); x = 1) : True := by sorry
theorem e : (fun (x : Nat) => x) 1 = match 1 with | n => n := sorry
",
        &expect![[r#"
            1: a hole "by sorry"
            2: b hole "sorry"
            3: c hole "sorry"
            5: d hole "by sorry"
            6: e hole "sorry"
        "#]],
    );
}

#[test]
fn what_is_wrong_is_reported_and_the_rest_goes_on() {
    check(
        "theorem : True := sorry
example : True := by sorry
theorem a : sorry = 1 := by sorry
theorem b : answer(sorry) ↔ True := by sorry
theorem c : True
namespace
theorem d : True :=
theorem e : True := sorry
end X
end
theorem f (x : Nat : True := sorry

theorem g : True := sorry
/- open
theorem h : True := sorry
",
        &expect![[r#"
            4: b hole "by sorry" tags {"answer"}
            8: e hole "sorry"
            11: f hole "sorry"
            13: g hole "sorry"
            malformed 1: `theorem` without a name
            malformed 2: an `example` has no name, so nothing could be said to be proved
            malformed 3: the statement of `a` itself contains `sorry`, so a proof of it would mean nothing
            malformed 5: `c` has no proof
            malformed 6: `namespace` without a name
            malformed 7: `d` has no proof
            malformed 9: `end X` does not match what is open here
            malformed 10: `end` closes nothing: no namespace or section is open here
            malformed 14: a comment that is never closed
            warning 4: `b` asks for an answer, `answer(sorry)`, besides a proof
        "#]],
    );
}

#[test]
fn nothing_is_read_after_exit() {
    check(
        "theorem a : True := sorry\n#check a\n#exit\ntheorem b : True := sorry\n",
        &expect![[r#"
            1: a hole "sorry"
        "#]],
    );
}

#[test]
fn empty_files_and_fragments_hold_nothing() {
    for text in
        ["", "\n\n", "theorem", "@[", "end", "section", "theorem x", "-- level: hard", "«", "#exit"]
    {
        assert!(read(text).theorems.is_empty(), "{text:?}");
    }
}

/// Text made of the words the reader knows, in any order.
fn lean_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("theorem "),
        Just("lemma "),
        Just("x"),
        Just(" : "),
        Just(":= "),
        Just("by "),
        Just("sorry"),
        Just("\n"),
        Just("namespace A.B\n"),
        Just("section "),
        Just("end "),
        Just("mutual\n"),
        Just("A.B"),
        Just("/-- d -/"),
        Just("@["),
        Just("]"),
        Just("("),
        Just(")"),
        Just("-- expect: false\n"),
        Just("-- default level: q\n"),
        Just("open N in\n"),
        Just("/-"),
        Just("-/"),
        Just("\""),
        Just("let "),
        Just("example "),
        Just("#exit"),
        Just("«"),
        Just("»"),
        Just("é"),
        Just("private "),
        Just("answer(sorry)"),
        Just("| x => "),
        Just("in "),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn text_of(reading: &Reading, theorem: &Theorem) -> String {
    [&reading.source[..theorem.hole.end], &theorem.closing].concat()
}

fn consistent(text: &str) {
    let reading = read(text);
    for theorem in &reading.theorems {
        let hole = &reading.source[theorem.hole.clone()];
        let words: Vec<&str> = hole.split_whitespace().collect();
        assert_eq!(words.last(), Some(&"sorry"), "{text:?}");
        // The problem's file, read alone, has this theorem as its last problem, in the same place. A
        // name that the random text declares twice cannot be told apart, so places decide.
        let whole = text_of(&reading, theorem);
        let again = read(&whole);
        let last = again.theorems.last().unwrap_or_else(|| panic!("no problem left in {text:?}"));
        assert_eq!((&last.name, &last.hole), (&theorem.name, &theorem.hole), "{text:?}");
        assert_eq!(text_of(&again, last), whole, "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "(?s).*") {
        consistent(&text);
    }

    #[test]
    fn problems_read_from_their_own_source_are_the_same(text in lean_like()) {
        consistent(&text);
    }

    #[test]
    fn a_statement_survives_whatever_surrounds_it(before in lean_like(), name in "[a-z]{1,6}[₀-₉']{0,2}") {
        // Closed off by a blank line and a docstring in the first column.
        let before = before.replace("#exit", "");
        let stops = tokens(&before).find(|token| token.unclosed).map(|token| token.span.start);
        let before = &before[..stops.unwrap_or(before.len())];
        prop_assume!(!polya_text::keywords::is(&name, polya_text::keywords::Class::Command));
        let text = format!("{before}\n/-- d -/\ntheorem {name} : True := by sorry\n");
        let reading = read(&text);
        let found = reading.theorems.iter().any(|theorem| theorem.name.ends_with(&name) && theorem.informal.as_deref() == Some("d"));
        prop_assert!(found, "{:?}", reading);
    }
}
