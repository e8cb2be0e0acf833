/-!
# Logic, hard

Diagonal arguments, fixed points, well-founded relations, choice of functions.
-/
-- default expect: true

namespace Logic

/-- Cantor: no map from a type to its predicates hits every predicate. -/
theorem cantor {α : Type} (f : α → α → Prop) : ¬∀ p : α → Prop, ∃ a, f a = p := by sorry

/-- Cantor, the other way round: predicates cannot be told apart by elements. -/
theorem cantor_injective {α : Type} (f : (α → Prop) → α) : ¬∀ p q, f p = f q → p = q := by sorry

/-- Lawvere: if every map is named, every endomap has a fixed point. -/
theorem lawvere {α β : Type} (f : α → α → β) (h : ∀ g : α → β, ∃ a, f a = g) (t : β → β) :
    ∃ b, t b = b := by sorry

theorem sequences_uncountable (f : Nat → Nat → Bool) : ∃ g : Nat → Bool, ∀ n, f n ≠ g := by sorry

/-- Every function that grows can be outgrown by a diagonal one. -/
theorem diagonal_growth (f : Nat → Nat → Nat) : ∃ g : Nat → Nat, ∀ n, f n n < g n := by sorry

theorem injective_has_left_inverse {α β : Type} (a : α) (f : α → β)
    (h : ∀ x y, f x = f y → x = y) : ∃ g : β → α, ∀ x, g (f x) = x := by sorry

theorem surjective_has_right_inverse {α β : Type} (f : α → β) (h : ∀ y, ∃ x, f x = y) :
    ∃ g : β → α, ∀ y, f (g y) = y := by sorry

/-- The monotone operators on predicates have a least fixed point. -/
theorem least_fixed_point {α : Type} (F : (α → Prop) → α → Prop)
    (mono : ∀ p q : α → Prop, (∀ x, p x → q x) → ∀ x, F p x → F q x) :
    ∃ p : α → Prop, (∀ x, F p x ↔ p x) ∧
      ∀ q : α → Prop, (∀ x, F q x → q x) → ∀ x, p x → q x := by sorry

/-- Strong induction gives the least number principle. -/
theorem least_number (p : Nat → Prop) (h : ∃ n, p n) : ∃ n, p n ∧ ∀ m, p m → n ≤ m := by sorry

theorem no_infinite_descent (f : Nat → Nat) : ¬∀ n, f (n + 1) < f n := by sorry

/-- What holds at the start and is passed on along a relation holds along its closure. -/
inductive Path {α : Type} (r : α → α → Prop) : α → α → Prop where
  | here (a : α) : Path r a a
  | step {a b c : α} (h : r a b) (t : Path r b c) : Path r a c

theorem Path.join {α : Type} {r : α → α → Prop} {a b c : α} (h₁ : Path r a b) (h₂ : Path r b c) :
    Path r a c := by sorry

theorem Path.snoc {α : Type} {r : α → α → Prop} {a b c : α} (h₁ : Path r a b) (h₂ : r b c) :
    Path r a c := by sorry

theorem Path.turn {α : Type} {r : α → α → Prop} (symm : ∀ a b, r a b → r b a) {a b : α}
    (h : Path r a b) : Path r b a := by sorry

theorem Path.invariant {α : Type} {r : α → α → Prop} {p : α → Prop}
    (keep : ∀ a b, r a b → p a → p b) {a b : α} (h : Path r a b) (start : p a) : p b := by sorry

/-- One step that can always be completed to a square, completed along a whole path. -/
theorem Path.strip {α : Type} {r : α → α → Prop}
    (diamond : ∀ a b c, r a b → r a c → ∃ d, r b d ∧ r c d) {a b c : α} (h₁ : Path r a b)
    (h₂ : r a c) : ∃ d, r b d ∧ Path r c d := by sorry

/-- The diamond property carries over to paths. -/
theorem Path.confluent {α : Type} {r : α → α → Prop}
    (diamond : ∀ a b c, r a b → r a c → ∃ d, r b d ∧ r c d) {a b c : α} (h₁ : Path r a b)
    (h₂ : Path r a c) : ∃ d, Path r b d ∧ Path r c d := by sorry

/-- Everybody loves a lover, and somebody loves somebody. -/
theorem lovers {α : Type} (loves : α → α → Prop) (h : ∀ x y, loves x y → ∀ z, loves z x) (a b : α)
    (hab : loves a b) : ∀ x y, loves x y := by sorry

-- expect: false
theorem uniform_choice {α β : Type} {r : α → β → Prop} (h : ∀ x, ∃ y, r x y) :
    ∃ y, ∀ x, r x y := by sorry

-- expect: false
theorem Path.local_to_global {α : Type} {r : α → α → Prop}
    (local_diamond : ∀ a b c, r a b → r a c → ∃ d, Path r b d ∧ Path r c d) {a b c : α}
    (h₁ : Path r a b) (h₂ : Path r a c) : ∃ d, Path r b d ∧ Path r c d := by sorry

end Logic
