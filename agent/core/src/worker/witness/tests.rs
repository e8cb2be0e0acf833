use super::{super::tests::*, *};

fn solved(unknown: &str, body: &str) -> Vec<String> {
    let equations = [("c".to_owned(), parse("2 * j").unwrap())];
    let found = solve::solutions(unknown, &parse(body).unwrap(), &equations);
    found.iter().map(|term| show(term).unwrap()).collect()
}

#[test]
fn equations_are_solved_by_undoing_what_is_around_the_unknown() {
    for (body, expected) in [
        ("k = a + b", "a + b"),
        ("a + k = b", "b - a"),
        ("a + b = k + b", "a"),
        ("2 * k = a", "a / 2"),
        ("6 * a + 4 = 2 * k", "3 * a + 2"),
        ("a * (b * 3) = 3 * k", "a * b"),
        ("a ^ 2 = a * k", "a"),
        ("a - k = b", "a - b"),
        ("k - a = b", "b + a"),
        ("k / 2 = a", "a * 2"),
        ("k + k = 2 * a", "a"),
        ("3 * k = k + 8", "4"),
        ("Nat.succ k = a", "a - 1"),
        // From what the context says of `c`.
        ("c * a = 2 * k", "j * a"),
    ] {
        assert_eq!(solved("k", body)[0], expected, "{body}");
    }
    assert_eq!(solved("k", "f k = a"), [""; 0]);
    assert_eq!(solved("k", "k = k + 1"), [""; 0]);
}

#[test]
fn bounds_give_numbers_beyond_them() {
    assert_eq!(solved("m", "n < m"), ["n + 1"]);
    assert_eq!(solved("m", "n + 3 < m"), ["n + 4"]);
    assert_eq!(solved("m", "m > n ∧ m > a"), ["n + 1 + (a + 1)", "n + 1", "a + 1"]);
    assert_eq!(solved("m", "n ≤ 2 * m"), ["n / 2 + 1"]);
    assert_eq!(solved("m", "m < n"), ["n - 1"]);
    assert_eq!(solved("m", "m ≠ n"), ["n + 1"]);
    assert_eq!(solved("N", "∀ n, N ≤ n → 100 < n"), ["101"]);
    assert_eq!(solved("d", "a ∣ d ∧ d ∣ b"), ["a", "b", "0", "1"]);
}

#[test]
fn small_numbers_are_tried_where_nothing_else_occurs() {
    let tried = |target: &str| small::search(&Existence::read(target).unwrap());
    let found = |numbers: &[&str]| Some(numbers.iter().map(ToString::to_string).collect());
    assert_eq!(tried("∃ x y, x * x + y * y = 25 ∧ 0 < x ∧ x < y"), found(&["3", "4"]));
    assert_eq!(tried("∃ n : Nat, 10 ∣ n ∧ n % 7 = 3 ∧ n ≠ 10"), found(&["80"]));
    assert_eq!(tried("∃ n : ℕ, n - 5 = 0 ∧ n > 4"), found(&["5"]));
    assert_eq!(tried("∃ n : ℤ, n - 5 = -2"), found(&["3"]));
    assert_eq!(tried("∃ n, n + 1 = n"), None);
    assert_eq!(tried("∃ n, n = a"), None);
}

#[test]
fn all_unknowns_get_witnesses_at_once() {
    let found = tactics("", goal(&[("n", "Nat")], "∃ m, n < m"), 0);
    has(&found, "exact ⟨n + 1, by omega⟩");
    let context = [("a", "Nat"), ("b", "Nat"), ("j", "Nat"), ("h", "a = 2 * j")];
    let found = tactics("", goal(&context, "∃ k, a * b = 2 * k"), 1);
    has(&found, "refine ⟨j * b, ?_⟩");
    let found = tactics("", goal(&[("n", "Nat")], "∃ x y, x + y = n ∧ x ≤ y"), 0);
    has(&found, "exact ⟨0, n, by omega⟩");
    let found = tactics("", goal(&[("n", "Nat")], "∃ x y, n = 2 * x + y ∧ y < 2"), 1);
    has(&found, "exact ⟨_, _, ‹_›, ‹_›⟩");
    // A remainder is what the quotient leaves.
    let found = tactics("", goal(&[("n", "Nat")], "∃ q r, n = 3 * q + r ∧ r < 3"), 0);
    has(&found, "exact ⟨n / 3, n - 3 * (n / 3), by omega⟩");
    let found = tactics("", goal(&[("s", "Nat")], "∃ x y, x + y = s ∧ x ≤ y ∧ y ≤ x + 1"), 0);
    has(&found, "exact ⟨s / 2, s - s / 2, by omega⟩");
    let context = [("h", "b = a * k"), ("h1", "c = b * m")];
    let found = tactics("", goal(&context, "∃ l, c = a * l"), 0);
    has(&found, "exact ⟨k * m, by grind⟩");
    let found = tactics("", goal(&[], "∃ N, ∀ n, N ≤ n → 100 < n"), 0);
    has(&found, "exact ⟨101, by intros; omega⟩");
}

#[test]
fn a_bounded_unknown_has_its_bound_for_a_condition() {
    let found = tactics("", goal(&[("n", "Nat"), ("h", "5 < n")], "∃ x < n, x * x = 16"), 0);
    assert!(found.iter().all(|tactic| !tactic.contains("∃")), "{found:?}");
    let existence = Existence::read("∃ x < n, ∃ y, x = y").unwrap();
    assert_eq!(existence.unknowns.len(), 1);
}
