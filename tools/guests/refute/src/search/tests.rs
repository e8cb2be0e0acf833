use super::*;

fn goal(text: &str) -> Result<Outcome, NotApplicable> {
    goal_in("", text)
}

fn goal_in(before: &str, text: &str) -> Result<Outcome, NotApplicable> {
    let (context, target) = text.split_once('⊢').unwrap();
    let hypotheses: Vec<_> = context
        .split(';')
        .filter_map(|h| h.split_once(':'))
        .flat_map(|(names, ty)| {
            names.split_whitespace().map(move |name| Hypothesis {
                name: name.to_owned(),
                ty: ty.trim().to_owned(),
                value: None,
            })
        })
        .collect();
    refute(&hypotheses, target.trim(), before)
}

fn values(text: &str) -> String {
    match goal(text) {
        Ok(Outcome::Found(found)) => found
            .assignment
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect::<Vec<_>>()
            .join("; "),
        Ok(Outcome::NoneUpTo(_)) => "none".to_owned(),
        Err(NotApplicable(reason)) => format!("not applicable: {reason}"),
    }
}

#[test]
fn false_statements_are_refuted_by_small_values() {
    assert_eq!(values("⊢ ∀ n : Nat, n < n * n"), "n = 0");
    assert_eq!(values("a b : Nat ⊢ a - b + b = a"), "a = 0; b = 1");
    assert_eq!(values("a b : Int; h : a * a = b * b ⊢ a = b"), "a = 1; b = -1");
    assert_eq!(values("p q : Prop ⊢ (p → q) → q → p"), "p = False; q = True");
    assert_eq!(
        values("α : Type; xs ys : List α ⊢ xs ++ ys = ys ++ xs"),
        "α = Fin 2; xs = [0]; ys = [1]"
    );
    assert_eq!(values("n : Nat ⊢ n / n = 1"), "n = 0");
    assert_eq!(values("n : Nat; h : 2 ∣ n * n ⊢ 4 ∣ n"), "n = 2");
    assert_eq!(values("b c : Bool ⊢ (b && c) = b"), "b = true; c = false");
}

/// The part of a shipped list before a theorem.
fn before(list: &str, theorem: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../problems/foundations/");
    let text = std::fs::read_to_string(format!("{root}{list}.lean")).unwrap();
    let at = text.find(&format!("theorem {theorem} ")).unwrap_or_else(|| panic!("{theorem}"));
    text[..at].to_owned()
}

/// The false statements of the shipped lists that need definitions, sizes or types that plain
/// values do not show; as Lean prints them.
#[test]
fn definitions_of_the_file_are_unfolded() {
    let mut missed = Vec::new();
    for line in include_str!("shipped.txt").lines() {
        let [list, theorem, text] = line.splitn(3, " | ").collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let answer = goal_in(&before(list, theorem), text);
        if !matches!(answer, Ok(Outcome::Found(_))) {
            missed.push(format!("{theorem}: {answer:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_definitions_make_true_is_not_refuted() {
    for (list, theorem, text) in [
        (
            "lists/3-hard",
            "Shuffle.of_members",
            "xs ys : List Nat; h : Shuffle xs ys ⊢ Shuffle ys xs",
        ),
        (
            "lists/3-hard",
            "Shuffle.of_members",
            "xs ys : List Nat; h : Within xs ys ⊢ xs.length ≤ ys.length",
        ),
        ("lists/3-hard", "sorted_append", "xs : List Nat; h : Sorted xs ⊢ sort xs = xs"),
        ("arithmetic/3-hard", "euler_polynomial", "p : Nat; h : IsPrime p; k : p ≠ 2 ⊢ p % 2 = 1"),
        (
            "order-and-algebra/2-medium",
            "square_of_product",
            "G : Type; inst : Group' G; a b : G; h : inv a * b = one ⊢ a = b",
        ),
        (
            "logic/3-hard",
            "Path.local_to_global",
            "α : Type; r : α → α → Prop; a b c : α; h : Path r a b; k : Path r b c ⊢ Path r a c",
        ),
        (
            "arithmetic/3-hard",
            "euler_polynomial",
            "a b : Nat; ha : a % 2 = 1; hb : 0 < b ⊢ ∃ n, n % 2 = a ∨ n % b = 0",
        ),
    ] {
        let answer = goal_in(&before(list, theorem), text);
        assert!(matches!(answer, Ok(Outcome::NoneUpTo(_))), "{text}: {answer:?}");
    }
}

#[test]
fn predicates_relations_and_functions_run_through_tables() {
    assert_eq!(
        values("α : Type; p q : α → Prop ⊢ (∀ x : α, p x ∨ q x) → (∀ x : α, p x) ∨ (∀ x : α, q x)"),
        "α = Fin 2; p = fun x0 => (x0 = 0); q = fun x0 => (x0 = 1)"
    );
    let symmetric = values(
        "α : Type; r : α → α → Prop; h : ∀ x y z : α, r x y → r y z → r x z ⊢ ∀ x y : α, r x y → r y x",
    );
    assert!(symmetric.starts_with("α = Fin 2; r = fun x0 x1 => (x0 = "), "{symmetric}");
    assert_eq!(values("f : Nat → Nat ⊢ f 0 = 0"), "f = fun x => x + 1");
    assert_eq!(values("xs : List Nat ⊢ xs.map (fun x => x + 1) = xs"), "xs = [0]");
}

#[test]
fn values_are_written_as_lean_reads_them() {
    assert_eq!(
        values("α : Type u_1; xs ys : List α ⊢ xs ++ ys = ys ++ xs"),
        "α = Option (PUnit); xs = [none]; ys = [some (PUnit.unit)]"
    );
    let function = values("α : Type; f : α → α → α ⊢ ∀ a b : α, f a b = f b a");
    assert!(function.starts_with("α = Fin 2; f = fun x0 x1 => (if x0 = 0 ∧ x1 = 0 then (0) else "));
    assert_eq!(values("p : Nat × Bool ⊢ p.2 = true"), "p = (0, false)");
}

#[test]
fn true_statements_are_never_refuted() {
    for text in [
        "a b c : Nat ⊢ a * (b + c) = a * b + a * c",
        "a b : Nat; h : a ≤ b ⊢ a - b = 0",
        "p q : Prop ⊢ ((p → q) → p) → p",
        "α : Type; xs ys : List α ⊢ (xs ++ ys).length = xs.length + ys.length",
        "⊢ ∃ n : Nat, n * n = 1000000",
        "n : Nat; h : ∀ m : Nat, m < n → m = 0 ⊢ n ≤ 1",
        "P : Nat → Prop; h₀ : P 0; h : ∀ n : Nat, P n → P (n + 1) ⊢ ∀ n : Nat, P n",
        "f : Nat → Nat; h : ∀ n : Nat, f n < f (n + 1) ⊢ ∀ n : Nat, n ≤ f n",
        "a b : Int ⊢ (a + b) * (a - b) = a * a - b * b",
        "⊢ (2 : Int) - 3 = -1",
        "α : Type; x : α; xs : List α ⊢ x ∈ x :: xs",
        "⊢ False → False",
    ] {
        assert_eq!(values(text), "none", "{text}");
    }
}

#[test]
fn what_is_not_known_is_left_alone() {
    assert_eq!(values("n : Nat ⊢ fib n ≤ n"), "not applicable: `fib` is not evaluated");
    assert!(values("G : Type; g : Group G; x : G ⊢ x * x = x").starts_with("not applicable"));
    assert!(values("n : Nat ⊢ ∑ i, i = n").starts_with("not applicable"));
}

#[test]
fn a_search_stays_within_its_steps() {
    let many =
        "a b c d e f g h : Nat ⊢ a + b + c + d + e + f + g + h = h + g + f + e + d + c + b + a";
    assert_eq!(values(many), "none");
}
