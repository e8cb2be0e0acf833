prelude
import Foundations.Algebra.Numbers
import Foundations.Algebra.Order
/-!
# Ordered groups and rings, absolute values

Orders that addition and multiplication respect, in the two forms in which Mathlib has had them: as a property
of a ring with an order (`IsStrictOrderedRing`), and as classes of their own (`LinearOrderedField`). `|a|` is
`a ⊔ -a`. Part of `Foundations.Mathematics`.
-/

universe u

/-- Addition respects the order. -/
class IsOrderedAddMonoid (α : Type u) [AddCommMonoid α] [PartialOrder α] : Prop where
  add_le_add_left : ∀ a b : α, a ≤ b → ∀ c : α, c + a ≤ c + b
/-- Addition and multiplication respect the order. -/
class IsOrderedRing (R : Type u) [Semiring R] [PartialOrder R] : Prop extends IsOrderedAddMonoid R where
  zero_le_one : (0 : R) ≤ 1
  mul_nonneg : ∀ a b : R, 0 ≤ a → 0 ≤ b → 0 ≤ a * b
/-- The same, strictly. -/
class IsStrictOrderedRing (R : Type u) [Semiring R] [PartialOrder R] : Prop extends IsOrderedRing R where
  zero_lt_one : (0 : R) < 1
  mul_pos : ∀ a b : R, 0 < a → 0 < b → 0 < a * b

/-- A commutative group with an order that addition respects. -/
class OrderedAddCommGroup (α : Type u) extends AddCommGroup α, PartialOrder α where
  add_le_add_left : ∀ a b : α, a ≤ b → ∀ c : α, c + a ≤ c + b
instance {α : Type u} [OrderedAddCommGroup α] : IsOrderedAddMonoid α := ⟨OrderedAddCommGroup.add_le_add_left⟩
/-- A commutative group with a linear order that addition respects. -/
class LinearOrderedAddCommGroup (α : Type u) extends AddCommGroup α, LinearOrder α where
  add_le_add_left : ∀ a b : α, a ≤ b → ∀ c : α, c + a ≤ c + b
instance {α : Type u} [LinearOrderedAddCommGroup α] : IsOrderedAddMonoid α := ⟨LinearOrderedAddCommGroup.add_le_add_left⟩
/-- A ring with an order. -/
class OrderedRing (R : Type u) extends Ring R, PartialOrder R where
  add_le_add_left : ∀ a b : R, a ≤ b → ∀ c : R, c + a ≤ c + b
  zero_le_one : (0 : R) ≤ 1
  mul_nonneg : ∀ a b : R, 0 ≤ a → 0 ≤ b → 0 ≤ a * b
instance {R : Type u} [OrderedRing R] : IsOrderedRing R :=
  { add_le_add_left := OrderedRing.add_le_add_left, zero_le_one := OrderedRing.zero_le_one, mul_nonneg := OrderedRing.mul_nonneg }
/-- A ring with an order in which products of positive elements are positive. -/
class StrictOrderedRing (R : Type u) extends Ring R, PartialOrder R where
  add_le_add_left : ∀ a b : R, a ≤ b → ∀ c : R, c + a ≤ c + b
  zero_lt_one : (0 : R) < 1
  mul_pos : ∀ a b : R, 0 < a → 0 < b → 0 < a * b
/-- A ring with a linear order. -/
class LinearOrderedRing (R : Type u) extends Ring R, LinearOrder R where
  add_le_add_left : ∀ a b : R, a ≤ b → ∀ c : R, c + a ≤ c + b
  zero_lt_one : (0 : R) < 1
  mul_pos : ∀ a b : R, 0 < a → 0 < b → 0 < a * b
/-- A commutative ring with a linear order. -/
class LinearOrderedCommRing (R : Type u) extends LinearOrderedRing R, CommMonoid R
instance LinearOrderedCommRing.toCommRing {R : Type u} [LinearOrderedCommRing R] : CommRing R := { mul_comm := mul_comm }
/-- A field with a linear order. -/
class LinearOrderedField (K : Type u) extends Field K, LinearOrder K where
  add_le_add_left : ∀ a b : K, a ≤ b → ∀ c : K, c + a ≤ c + b
  zero_lt_one : (0 : K) < 1
  mul_pos : ∀ a b : K, 0 < a → 0 < b → 0 < a * b

section
variable {R : Type u}
/-- From products of positive elements to products of elements that are not negative. -/
theorem mul_nonneg_of_mul_pos [Semiring R] [PartialOrder R] (h : ∀ a b : R, 0 < a → 0 < b → 0 < a * b) (a b : R) (ha : 0 ≤ a) (hb : 0 ≤ b) :
    0 ≤ a * b := by
  rcases lt_or_eq_of_le ha with ha | ha
  · rcases lt_or_eq_of_le hb with hb | hb
    · exact le_of_lt (h a b ha hb)
    · rw [← hb, mul_zero]
  · rw [← ha, zero_mul]
instance [StrictOrderedRing R] : IsStrictOrderedRing R where
  add_le_add_left := StrictOrderedRing.add_le_add_left
  zero_le_one := le_of_lt StrictOrderedRing.zero_lt_one
  zero_lt_one := StrictOrderedRing.zero_lt_one
  mul_pos := StrictOrderedRing.mul_pos
  mul_nonneg := mul_nonneg_of_mul_pos StrictOrderedRing.mul_pos
instance [LinearOrderedRing R] : IsStrictOrderedRing R where
  add_le_add_left := LinearOrderedRing.add_le_add_left
  zero_le_one := le_of_lt LinearOrderedRing.zero_lt_one
  zero_lt_one := LinearOrderedRing.zero_lt_one
  mul_pos := LinearOrderedRing.mul_pos
  mul_nonneg := mul_nonneg_of_mul_pos LinearOrderedRing.mul_pos
instance [LinearOrderedField R] : IsStrictOrderedRing R where
  add_le_add_left := LinearOrderedField.add_le_add_left
  zero_le_one := le_of_lt LinearOrderedField.zero_lt_one
  zero_lt_one := LinearOrderedField.zero_lt_one
  mul_pos := LinearOrderedField.mul_pos
  mul_nonneg := mul_nonneg_of_mul_pos LinearOrderedField.mul_pos
end
instance : IsStrictOrderedRing Int where
  add_le_add_left _ _ h c := Int.add_le_add_left h c
  zero_le_one := by decide
  zero_lt_one := by decide
  mul_nonneg _ _ := Int.mul_nonneg
  mul_pos _ _ := Int.mul_pos
instance : IsStrictOrderedRing Nat where
  add_le_add_left _ _ h c := Nat.add_le_add_left h c
  zero_le_one := by decide
  zero_lt_one := by decide
  mul_nonneg _ _ _ _ := Nat.zero_le _
  mul_pos _ _ := Nat.mul_pos

section AddMonoid
variable {α : Type u} [AddCommMonoid α] [PartialOrder α] [IsOrderedAddMonoid α] {a b c d : α}
theorem add_le_add_left (h : a ≤ b) (c : α) : c + a ≤ c + b := IsOrderedAddMonoid.add_le_add_left a b h c
theorem add_le_add_right (h : a ≤ b) (c : α) : a + c ≤ b + c := by rw [add_comm a, add_comm b]; exact add_le_add_left h c
theorem add_le_add (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d := le_trans (add_le_add_right h₁ c) (add_le_add_left h₂ b)
theorem add_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a + b := by
  have := add_le_add ha hb
  rwa [add_zero] at this
theorem add_nonpos (ha : a ≤ 0) (hb : b ≤ 0) : a + b ≤ 0 := by
  have := add_le_add ha hb
  rwa [add_zero] at this
end AddMonoid

section AddGroup
variable {α : Type u} [AddCommGroup α] [PartialOrder α] [IsOrderedAddMonoid α] {a b c d : α}
theorem le_of_add_le_add_left (h : a + b ≤ a + c) : b ≤ c := by
  have := add_le_add_left h (-a)
  rwa [neg_add_cancel_left, neg_add_cancel_left] at this
theorem add_le_add_iff_left (a : α) : a + b ≤ a + c ↔ b ≤ c := ⟨le_of_add_le_add_left, fun h => add_le_add_left h a⟩
theorem add_le_add_iff_right (a : α) : b + a ≤ c + a ↔ b ≤ c := by rw [add_comm b, add_comm c, add_le_add_iff_left]
theorem add_lt_add_left (h : b < c) (a : α) : a + b < a + c :=
  lt_of_le_of_ne (add_le_add_left (le_of_lt h) a) fun e => ne_of_lt h (add_left_cancel e)
theorem add_lt_add_right (h : b < c) (a : α) : b + a < c + a := by rw [add_comm b, add_comm c]; exact add_lt_add_left h a
theorem add_lt_add (h₁ : a < b) (h₂ : c < d) : a + c < b + d := lt_trans (add_lt_add_right h₁ c) (add_lt_add_left h₂ b)
theorem add_pos (ha : 0 < a) (hb : 0 < b) : 0 < a + b := by
  have := add_lt_add ha hb
  rwa [add_zero] at this
theorem sub_nonneg : 0 ≤ a - b ↔ b ≤ a := by
  rw [← add_le_add_iff_right b, zero_add, sub_add_cancel]
theorem neg_le_neg (h : a ≤ b) : -b ≤ -a := by
  have := add_le_add_left h (-a + -b)
  rwa [add_comm (-a), neg_add_cancel_right, add_comm (-b) (-a), neg_add_cancel_right] at this
theorem neg_le_neg_iff : -a ≤ -b ↔ b ≤ a := ⟨fun h => by rw [← neg_neg a, ← neg_neg b]; exact neg_le_neg h, neg_le_neg⟩
theorem neg_nonneg : 0 ≤ -a ↔ a ≤ 0 := by rw [← neg_le_neg_iff, neg_neg, neg_zero]
theorem neg_nonpos : -a ≤ 0 ↔ 0 ≤ a := by rw [← neg_le_neg_iff, neg_neg, neg_zero]
end AddGroup

theorem mul_nonneg {R : Type u} [Semiring R] [PartialOrder R] [IsOrderedRing R] {a b : R} (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b :=
  IsOrderedRing.mul_nonneg a b ha hb
theorem mul_pos {R : Type u} [Semiring R] [PartialOrder R] [IsStrictOrderedRing R] {a b : R} (ha : 0 < a) (hb : 0 < b) : 0 < a * b :=
  IsStrictOrderedRing.mul_pos a b ha hb
theorem zero_lt_one {R : Type u} [Semiring R] [PartialOrder R] [IsStrictOrderedRing R] : (0 : R) < 1 := IsStrictOrderedRing.zero_lt_one
theorem zero_le_one {R : Type u} [Semiring R] [PartialOrder R] [IsOrderedRing R] : (0 : R) ≤ 1 := IsOrderedRing.zero_le_one
theorem pow_pos {R : Type u} [Semiring R] [PartialOrder R] [IsStrictOrderedRing R] {a : R} (ha : 0 < a) (n : Nat) : 0 < a ^ n := by
  induction n with
  | zero => rw [pow_zero]; exact zero_lt_one
  | succ n ih => rw [pow_succ]; exact mul_pos ih ha
theorem pow_nonneg {R : Type u} [Semiring R] [PartialOrder R] [IsOrderedRing R] {a : R} (ha : 0 ≤ a) (n : Nat) : 0 ≤ a ^ n := by
  induction n with
  | zero => rw [pow_zero]; exact zero_le_one
  | succ n ih => rw [pow_succ]; exact mul_nonneg ih ha

section OrderedRing
variable {R : Type u} [Ring R] [PartialOrder R] [IsOrderedRing R] {a b c : R}
theorem mul_le_mul_of_nonneg_left (h : b ≤ c) (ha : 0 ≤ a) : a * b ≤ a * c := by
  rw [← sub_nonneg, ← mul_sub]; exact mul_nonneg ha (sub_nonneg.mpr h)
theorem mul_le_mul_of_nonneg_right (h : b ≤ c) (ha : 0 ≤ a) : b * a ≤ c * a := by
  rw [← sub_nonneg, ← sub_mul]; exact mul_nonneg (sub_nonneg.mpr h) ha
end OrderedRing

section LinearOrderedRing
variable {R : Type u} [Ring R] [LinearOrder R] [IsStrictOrderedRing R]
theorem mul_self_nonneg (a : R) : 0 ≤ a * a := by
  rcases le_total 0 a with h | h
  · exact mul_nonneg h h
  · rw [← neg_mul_neg]
    exact mul_nonneg (neg_nonneg.mpr h) (neg_nonneg.mpr h)
theorem sq_nonneg (a : R) : 0 ≤ a ^ 2 := by rw [pow_two]; exact mul_self_nonneg a
theorem pow_two_nonneg (a : R) : 0 ≤ a ^ 2 := sq_nonneg a
end LinearOrderedRing
theorem two_mul_le_add_sq {R : Type u} [CommRing R] [LinearOrder R] [IsStrictOrderedRing R] (a b : R) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by
  have h := sq_nonneg (a - b)
  rw [sub_sq, sub_add_comm] at h
  exact sub_nonneg.mp h

/-! ### Absolute values -/

/-- The absolute value of `a`. -/
def abs {α : Type u} [Lattice α] [AddGroup α] (a : α) : α := a ⊔ -a
/-- `|a|`: the absolute value of `a`. -/
macro:max atomic("|" noWs) a:term noWs "|" : term => `(abs $a)
/-- Prints `|a|`. -/
@[app_unexpander abs] meta def unexpandAbs : Lean.PrettyPrinter.Unexpander
  | `($(_) $a) => `(|$a|)
  | _ => throw ()
section
variable {α : Type u} [Lattice α] [AddGroup α]
theorem abs_neg (a : α) : |-a| = |a| := by unfold abs; rw [neg_neg, sup_comm]
theorem le_abs_self (a : α) : a ≤ |a| := le_sup_left
theorem neg_le_abs (a : α) : -a ≤ |a| := le_sup_right
theorem abs_le' {a b : α} : |a| ≤ b ↔ a ≤ b ∧ -a ≤ b := sup_le_iff
end
theorem abs_sub_comm {α : Type u} [Lattice α] [AddCommGroup α] (a b : α) : |a - b| = |b - a| := by rw [← abs_neg, neg_sub]
section
variable {α : Type u} [AddCommGroup α] [LinearOrder α] [IsOrderedAddMonoid α] {a b : α}
theorem abs_of_nonneg (h : 0 ≤ a) : |a| = a := sup_of_le_left (le_trans (neg_nonpos.mpr h) h)
theorem abs_of_nonpos (h : a ≤ 0) : |a| = -a := sup_of_le_right (le_trans h (neg_nonneg.mpr h))
theorem abs_nonneg (a : α) : 0 ≤ |a| := by
  rcases le_total 0 a with h | h
  · rw [abs_of_nonneg h]; exact h
  · rw [abs_of_nonpos h]; exact neg_nonneg.mpr h
@[simp] theorem abs_zero : |(0 : α)| = 0 := abs_of_nonneg (le_refl 0)
@[simp] theorem abs_eq_zero : |a| = 0 ↔ a = 0 := by
  constructor
  · intro h
    refine le_antisymm (h ▸ le_abs_self a) ?_
    have := neg_le_abs a
    rw [h] at this
    exact neg_nonpos.mp this
  · rintro rfl
    exact abs_zero
theorem abs_le : |a| ≤ b ↔ -b ≤ a ∧ a ≤ b := by
  rw [abs_le', and_comm, ← neg_le_neg_iff (a := a), neg_neg]
theorem abs_add_le (a b : α) : |a + b| ≤ |a| + |b| := by
  refine abs_le'.mpr ⟨add_le_add (le_abs_self a) (le_abs_self b), ?_⟩
  rw [neg_add]
  exact add_le_add (neg_le_abs a) (neg_le_abs b)
theorem abs_add (a b : α) : |a + b| ≤ |a| + |b| := abs_add_le a b
theorem abs_choice (a : α) : |a| = a ∨ |a| = -a := (le_total 0 a).imp abs_of_nonneg abs_of_nonpos
end
section
variable {R : Type u} [Ring R] [LinearOrder R] [IsStrictOrderedRing R]
theorem abs_mul_abs_self (a : R) : |a| * |a| = a * a := by
  rcases abs_choice a with h | h
  · rw [h]
  · rw [h, neg_mul_neg]
theorem abs_mul (a b : R) : |a * b| = |a| * |b| := by
  rcases le_total 0 a with ha | ha <;> rcases le_total 0 b with hb | hb
  · rw [abs_of_nonneg ha, abs_of_nonneg hb, abs_of_nonneg (mul_nonneg ha hb)]
  · rw [abs_of_nonneg ha, abs_of_nonpos hb, mul_neg, abs_of_nonpos]
    rw [← neg_nonneg, ← mul_neg]
    exact mul_nonneg ha (neg_nonneg.mpr hb)
  · rw [abs_of_nonpos ha, abs_of_nonneg hb, neg_mul, abs_of_nonpos]
    rw [← neg_nonneg, ← neg_mul]
    exact mul_nonneg (neg_nonneg.mpr ha) hb
  · rw [abs_of_nonpos ha, abs_of_nonpos hb, neg_mul_neg, abs_of_nonneg]
    rw [← neg_mul_neg]
    exact mul_nonneg (neg_nonneg.mpr ha) (neg_nonneg.mpr hb)
end
theorem Int.abs_eq_natAbs (a : Int) : |a| = a.natAbs := by
  rcases abs_choice a with h | h <;> have := abs_nonneg a <;> rw [h] at * <;> omega
