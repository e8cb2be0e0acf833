import Foundations.Mathematics

/-!
# Algebra and order

Statements as an ordinary Lean user writes them, some with a short proof. The others end in `sorry`: they test
that the words are there and mean what they say.
-/

section
variable {G : Type} [Group G]
theorem d1 (a b : G) : (a * b)⁻¹ = b⁻¹ * a⁻¹ := mul_inv_rev a b
theorem d2 (h : ∀ a : G, a * a = 1) (a b : G) : a * b = b * a := by
  have key := h (a * b)
  calc a * b = (a * b)⁻¹ := eq_inv_of_mul_eq_one_left key
    _ = b⁻¹ * a⁻¹ := mul_inv_rev a b
    _ = b * a := by rw [← eq_inv_of_mul_eq_one_left (h a), ← eq_inv_of_mul_eq_one_left (h b)]
theorem d3 (a : G) (n : Nat) : a ^ (n + 1) = a ^ n * a := pow_succ a n
theorem d4 (a : G) (m n : Int) : a ^ (m + n) = a ^ m * a ^ n := zpow_add a m n
theorem d5 (a b c : G) (h : a * b = a * c) : b = c := mul_left_cancel h
theorem d6 (a : G) : a⁻¹⁻¹ = a := inv_inv a
theorem d7 (H : Subgroup G) : (1 : G) ∈ H := H.one_mem
theorem d8 {H : Type} [Group H] (f : G →* H) : f 1 = 1 := f.map_one
end
theorem d11 {G : Type*} [CommGroup G] (a b : G) : a * b = b * a := mul_comm a b
theorem d12 {A : Type*} [AddCommGroup A] (a b : A) : a + b - b = a := add_sub_cancel_right a b
theorem d13 {A : Type*} [AddGroup A] (a : A) : a + -a = 0 := add_neg_cancel a
theorem d15 {R : Type*} [CommRing R] (a b : R) : (a + b)^2 = a^2 + 2*a*b + b^2 := add_sq a b
theorem d16 {R : Type*} [Ring R] (a : R) : a * 0 = 0 := mul_zero a
theorem d17 {R : Type*} [Ring R] (a : R) : (-1) * a = -a := neg_one_mul a
theorem d18 {R : Type*} [Semiring R] (a b c : R) : a * (b + c) = a * b + a * c := mul_add a b c
theorem d19 {K : Type*} [Field K] (a : K) (h : a ≠ 0) : a * a⁻¹ = 1 := mul_inv_cancel₀ h
theorem d20 {K : Type*} [Field K] (a b : K) (h : b ≠ 0) : a / b * b = a := div_mul_cancel₀ a h
theorem d21 {R : Type*} [CommRing R] [IsDomain R] (a b : R) (h : a * b = 0) : a = 0 ∨ b = 0 := mul_eq_zero.mp h
theorem d22 {M : Type*} [Monoid M] (a b c : M) (h : b * a = 1) (h' : a * c = 1) : b = c := left_inv_eq_right_inv h h'
theorem d23 {M : Type*} [CommMonoid M] (a b c : M) : a * b * c = a * c * b := mul_right_comm a b c
theorem d24 {S : Type*} [Semigroup S] (a b c : S) : a * b * c = a * (b * c) := mul_assoc a b c
theorem d25 {M : Type*} [AddMonoid M] (a : M) : a + 0 = a := add_zero a
theorem d26 {M : Type*} [AddCommMonoid M] (a b : M) : a + b = b + a := add_comm a b
theorem d27 {α : Type*} [PartialOrder α] (a b : α) (h : a ≤ b) (h' : b ≤ a) : a = b := le_antisymm h h'
theorem d28 {α : Type*} [Preorder α] (a b c : α) (h : a < b) (h' : b < c) : a < c := lt_trans h h'
theorem d29 {α : Type*} [LinearOrder α] (a b : α) : a < b ∨ a = b ∨ a > b := lt_trichotomy a b
theorem d30 {α : Type*} [LinearOrder α] (a b : α) : max a b = b ∨ max a b = a := by sorry
theorem d31 {α : Type*} [Lattice α] (a b c : α) : a ⊓ (b ⊓ c) = (a ⊓ b) ⊓ c := (inf_assoc a b c).symm
theorem d32 {α : Type*} [Lattice α] (a b : α) : a ⊔ (a ⊓ b) = a := sup_inf_self
theorem d33 {α : Type*} [DistribLattice α] (a b c : α) : a ⊓ (b ⊔ c) = (a ⊓ b) ⊔ (a ⊓ c) := inf_sup_left a b c
theorem d34 {α : Type*} [BooleanAlgebra α] (a b : α) : (a ⊔ b)ᶜ = aᶜ ⊓ bᶜ := compl_sup
theorem d35 {α : Type*} [CompleteLattice α] (s : Set α) (a : α) (h : a ∈ s) : a ≤ sSup s := le_sSup h
theorem d37 {α : Type*} [PartialOrder α] [OrderTop α] (a : α) : a ≤ ⊤ := le_top
theorem d38 {α : Type*} [PartialOrder α] [OrderBot α] (a : α) : ⊥ ≤ a := bot_le
theorem d39 {α : Type*} [SemilatticeSup α] (a b : α) : a ≤ a ⊔ b := le_sup_left
theorem d40 {α : Type*} [PartialOrder α] (s : Set α) (a : α) (h : IsLeast s a) : a ∈ s := h.1
theorem d41 {α : Type*} [PartialOrder α] (s : Set α) (a b : α) (h : IsLUB s a) (h' : IsLUB s b) : a = b := h.unique h'
theorem d42 {α : Type*} [PartialOrder α] (s : Set α) : upperBounds s = {b | ∀ a ∈ s, a ≤ b} := rfl
theorem d44 {R : Type*} [OrderedRing R] (a b : R) (h : 0 ≤ a) (h' : 0 ≤ b) : 0 ≤ a * b := mul_nonneg h h'
theorem d45 {V : Type*} [Mul V] [One V] (a : V) : a * 1 = a * 1 := rfl
theorem d46 {α β : Type*} [Preorder α] [Preorder β] (f : α → β) (hf : Monotone f) (a b : α) (h : a ≤ b) : f a ≤ f b := hf h
theorem d47 {α β : Type*} [Preorder α] [Preorder β] (f : α → β) (hf : Antitone f) (a b : α) (h : a ≤ b) : f b ≤ f a := hf h
theorem d48 {M : Type*} [Monoid M] (a : Mˣ) : a * a⁻¹ = 1 := mul_inv_cancel a
theorem d49 {M : Type*} [Monoid M] (a : M) : IsUnit a ↔ ∃ u : Mˣ, u = a := Iff.rfl
theorem d50 {M N : Type*} [AddMonoid M] [AddMonoid N] (f : M →+ N) : f 0 = 0 := map_zero f
theorem d51 {R S : Type*} [Ring R] [Ring S] (f : R →+* S) (x y : R) : f (x + y) = f x + f y := map_add f x y
theorem d52 {α : Type*} [LE α] (a b : α) (h : a ≥ b) : b ≤ a := h
theorem d53 {R : Type*} [CommRing R] (a b : R) (h : a ∣ b) : a ∣ b * b := Dvd.dvd.mul_left h b
theorem d54 {R : Type*} [CommSemiring R] (a b c : R) : (a + b) * c = a * c + b * c := add_mul a b c
theorem d55 {R : Type*} [CommRing R] (s : Nat) (f g : Nat → R) : ∑ i ∈ Finset.range s, (f i + g i) = ∑ i ∈ Finset.range s, f i + ∑ i ∈ Finset.range s, g i := Finset.sum_add_distrib
theorem d56 {R : Type*} [CommRing R] (n : ℕ) (x : R) : (∑ i ∈ Finset.range n, x ^ i) * (x - 1) = x ^ n - 1 := by sorry
theorem d57 (n : ℕ) (f : ℕ → ℤ) : ∑ i ∈ Finset.range n, (f (i+1) - f i) = f n - f 0 := Finset.sum_range_sub f n
theorem d58 {α : Type*} [DecidableEq α] (s t : Finset α) : (s ∪ t).card ≤ s.card + t.card := Finset.card_union_le s t
theorem d59 {α : Type*} [Fintype α] : Fintype.card α = Fintype.card α := rfl
theorem d60 (n : ℕ) : Fintype.card (Fin n) = n := Fintype.card_fin n
theorem d62 {α : Type*} [Monoid α] (a : α) (h : a * a = a) : IsIdempotentElem a := h
theorem d63 (G : Type) [Group G] [Fintype G] (a : G) : True := trivial
theorem d64 {G : Type*} [Group G] (a b : G) (h : Commute a b) : a * b = b * a := h
theorem d65 {R : Type*} [Ring R] (a b : R) : a - b = a + -b := sub_eq_add_neg a b
theorem d66 {α : Type*} [LinearOrder α] (a b : α) (h : ¬ a < b) : b ≤ a := not_lt.mp h
theorem d67 {R : Type*} [StrictOrderedRing R] (a : R) (h : 0 < a) : 0 < a * a := mul_pos h h
theorem d68 (x y : ℤ) : |x * y| = |x| * |y| := abs_mul x y
theorem d69 {α : Type*} (m : Multiset α) : m.card = m.card := rfl
