import Foundations.Mathematics

/-! Mathematics beyond the default import, as a user would write it. -/

/-! Groups and rings -/
example {G : Type} [Group G] (a b : G) (h : a * b = 1) : b = a⁻¹ := eq_inv_of_mul_eq_one_right h
example {G : Type} [Group G] (a b : G) : (a * b)⁻¹⁻¹ = a * b := by simp
example {G : Type} [CommGroup G] (a b c : G) : a * b * c = c * b * a := by ac_rfl
example {M : Type} [Monoid M] (a : M) : a ^ 3 = a * a * a := by rw [pow_succ, pow_two]
example {R : Type} [CommRing R] (a b : R) : (a + b) * (a - b) = a * a - b * b := (mul_self_sub_mul_self a b).symm
example {R : Type} [Ring R] (a b : R) : -a * -b + 0 = a * b := by rw [neg_mul_neg, add_zero]
example (a b : Nat) : a + b = b + a := add_comm a b
example (a b : Int) (h : a + b = 0) : a = -b := add_eq_zero_iff_eq_neg.mp h
instance : Group Unit where
  mul _ _ := ()
  one := ()
  inv _ := ()
  div _ _ := ()
  mul_assoc _ _ _ := rfl
  one_mul _ := rfl
  mul_one _ := rfl
  inv_mul_cancel _ := rfl
  div_eq_mul_inv _ _ := rfl

/-! Orders and lattices -/
example {α : Type} [PartialOrder α] (a b c : α) (h₁ : a ≤ b) (h₂ : b < c) : a < c := calc
  a ≤ b := h₁
  _ < c := h₂
example {α : Type} [LinearOrder α] (a b : α) (h : ¬a ≤ b) : b < a := by simpa using h
example {α : Type} [Lattice α] (a b c : α) : a ⊔ b ⊔ c = c ⊔ b ⊔ a := by ac_rfl
example {α : Type} [Lattice α] (a b : α) : a ⊓ (a ⊔ b) = a := by simp
example {α : Type} [CompleteLattice α] (f : α → α) (h : Monotone f) : ∃ a, f a = a := OrderHom.exists_fixed_point h
example (a b : Nat) : a ⊔ b = b ⊔ a := sup_comm a b

/-! Sets and relations -/
example (s t : Set Nat) : s ∩ t ⊆ s ∪ t := fun _ h => Or.inl h.1
example : {x | x = 1 ∨ x = 2} = ({1, 2} : Set Nat) := rfl
example (s t : Set Nat) : (s ∪ t) ∩ s = s := by simp
example (s t : Set Nat) : (s ∪ t)ᶜ = sᶜ ∩ tᶜ := by
  ext x
  simp
example (f : Nat → Nat) (s t : Set Nat) : f '' (s ∪ t) = f '' s ∪ f '' t := Set.image_union f s t
example (f : Set Nat → Set Nat) (h : Monotone f) : ∃ s, f s = s := OrderHom.exists_fixed_point h
example (r : Nat → Nat → Prop) (h : Equivalence r) (a b c : Nat) (h₁ : r a b) (h₂ : r c b) : r a c := h.trans h₁ (h.symm h₂)

/-! Numbers -/
example (n : Nat) : Even (n * (n + 1)) := Nat.even_mul_succ_self n
example : Nat.Prime 13 := by decide
example (n : Nat) : ∃ p, n ≤ p ∧ Nat.Prime p := Nat.exists_infinite_primes n
example (p a b : Nat) (hp : p.Prime) (h : p ∣ a * b) : p ∣ a ∨ p ∣ b := hp.dvd_mul.mp h
example (n : Nat) : ∑ i < n, (2 * i + 1) = n * n := Nat.sumRange_odd n
example (n : Nat) : ∑ i < n, i = ∑ j < n, j := rfl
example : ∑ i < 5, i * i = 30 := by decide
example : ∃! n : Nat, n + 2 = 5 := ⟨3, rfl, fun _ h => by omega⟩

/-! ### Lists without doubles, digits, divisors -/

example : [1, 2, 1, 3].dedup = [2, 1, 3] := by decide
example (xs : List ℕ) : xs.dedup.Nodup := xs.nodup_dedup
example {α : Type*} [DecidableEq α] (xs : List α) (x : α) : x ∈ xs.dedup ↔ x ∈ xs := by simp
example : Nat.digits 10 123 = [3, 2, 1] := by simp
example (n : ℕ) (h : n < 10) (h' : n ≠ 0) : Nat.digits 10 n = [n] := Nat.digits_of_lt h' h
example (n : ℕ) : (Nat.digits 10 n).sum % 9 = n % 9 := (Nat.modEq_nine_digits_sum n).symm
example (n : ℕ) : Nat.ofDigits 10 (Nat.digits 10 n) = n := Nat.ofDigits_digits 10 n
example : Nat.divisors 6 = {1, 2, 3, 6} := by decide
example (n d : ℕ) (h : d ∈ n.divisors) : d ≤ n := Nat.divisor_le h
example : ∑ d ∈ Nat.properDivisors 28, d = 28 := by decide
