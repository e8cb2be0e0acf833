import Foundations.Mathematics

/-!
# A mixed list

Statements as an ordinary Lean user writes them, some with a short proof. The others end in `sorry`: they test
that the words are there and mean what they say.
-/

open Nat in
theorem f1 (n : ℕ) : 0 < n ! := by sorry
theorem f2 (a b : ℕ) (h : a.Coprime b) : b.Coprime a := h.symm
theorem f3 (xs : List Int) (h : ∀ x ∈ xs, 0 ≤ x) : 0 ≤ xs.sum := by sorry
theorem f4 (xs : List ℕ) (k : ℕ) : (xs.map (k * ·)).sum = k * xs.sum := by sorry
theorem f5 {α : Type} (f : α → α) (hf : ∀ x, f (f x) = x) : Function.Bijective f := by sorry
theorem f6 {α β : Type} (f : α → β) (g : β → α) (h : Function.LeftInverse g f) (h' : Function.RightInverse g f) : Function.Bijective f := ⟨h.injective, h'.surjective⟩
theorem f7 (a b c d : ℤ) (hab : a < b) (hcd : c < d) : a + c < b + d := by linarith
theorem f8 (p : ℕ → Prop) (h₀ : p 0) (h₁ : p 1) (hstep : ∀ n, p n → p (n + 1) → p (n + 2)) : ∀ n, p n := by sorry
theorem f9 (n : ℕ) : n ^ 2 % 4 = 0 ∨ n ^ 2 % 4 = 1 := by sorry
theorem f10 (x y z : ℤ) : x * (y + z) = x * y + x * z := by ring
theorem f11 : ∃ x : ℤ, x ^ 2 = 4 ∧ x < 0 := ⟨-2, by norm_num, by norm_num⟩
theorem f12 (A B C : Prop) : (A → B) ∧ (B → C) → A → C := by tauto
theorem f13 (A B : Prop) : A ∧ B → B ∧ A := by tauto
theorem f14 (A B : Prop) : A ∨ B → B ∨ A := by tauto
theorem f15 (A B C : Prop) : A ∧ (B ∨ C) ↔ (A ∧ B) ∨ (A ∧ C) := by tauto
theorem f16 (A B : Prop) : ¬ (A ∧ B) ↔ ¬ A ∨ ¬ B := by tauto
theorem f17 (A B : Prop) : (A → B) ↔ (¬ A ∨ B) := by tauto
theorem f18 (A : Prop) : A ∨ ¬ A := by tauto
theorem f19 (A B : Prop) : ((A → B) → A) → A := by tauto
theorem f20 (A B : Prop) : ((A ↔ B) ∧ A) → B := by tauto
theorem f21 {α : Type*} (s : α → Prop) (h : ∀ x, ¬ s x) : ¬ ∃ x, s x := by push_neg; exact h
theorem f22 {α : Type*} {p q : α → Prop} (h : ∀ x, p x → q x) : (∃ x, p x) → ∃ x, q x := fun ⟨x, hx⟩ => ⟨x, h x hx⟩
theorem f23 (m n : ℕ) (hm : m % 2 = 1) (hn : n % 2 = 1) : (m * n) % 2 = 1 := by sorry
theorem f24 (a b : ℕ) (h : a ≤ b) : ∃ c, b = a + c := Nat.exists_eq_add_of_le h
theorem f25 (a b : ℕ) : max a b + min a b = a + b := by omega
theorem f26 (a b c : ℕ) (h₁ : a ∣ b) (h₂ : b ∣ a) : a = b := Nat.dvd_antisymm h₁ h₂
theorem f27 (n : ℕ) (h : n % 4 = 3) : ¬ ∃ a b, n = a ^ 2 + b ^ 2 := by sorry
theorem f28 {α : Type*} [DecidableEq α] (l : List α) (a : α) (h : a ∈ l) : l.count a ≥ 1 := by sorry
theorem f29 {α : Type*} (l : List α) : l = [] ∨ ∃ a l', l = a :: l' := by cases l <;> simp
theorem f30 {α : Type*} (l₁ l₂ : List α) (h : l₁ ~ l₂) : l₁.reverse ~ l₂ := (List.reverse_perm l₁).trans h
theorem f31 (s : String) : s.length = s.toList.length := rfl
theorem f32 : (3 : Fin 5) + 4 = 2 := by decide
theorem f33 (b : Bool) : b ∨ !b := by cases b <;> simp
theorem f34 (a b : Bool) : (a ∧ b) ↔ (a && b) = true := by simp
theorem f35 (a b : Bool) : xor a b = xor b a := Bool.xor_comm a b
theorem f36 {α : Type*} (r : α → α → Prop) (h : ∀ a, ∃ b, r a b) : ∃ f : α → α, ∀ a, r a (f a) := by
  choose f hf using h
  exact ⟨f, hf⟩
theorem f37 (f : ℕ → ℕ) (h : ∀ m n, f (m + n) = f m + f n) (n : ℕ) : f n = n * f 1 := by
  induction n with
  | zero => simpa using h 0 0
  | succ n ih => rw [h, ih]; ring
theorem f38 (x : ℕ) (hx : x ∈ Set.univ) : True := trivial
theorem f39 (x : ℕ) : x ∈ {y : ℕ | y = x} := rfl
theorem f40 {G : Type*} [Group G] (a b : G) (h : a * b = 1) : b * a = 1 := by sorry
theorem f41 {R : Type*} [Ring R] (h : ∀ x : R, x * x = x) (a b : R) : a * b = b * a := by sorry
theorem f42 (n : ℕ) (h : Even n) : Even (n ^ 2) := by sorry
theorem f43 (n : ℤ) (h : Odd n) : Odd (n ^ 2) := by sorry
theorem f44 (n : ℕ) : ∑ i in Finset.range (n+1), i = n * (n+1) / 2 := by sorry
theorem f45 (n : ℕ) : ∑ k ∈ Finset.range (n + 1), Nat.choose n k = 2 ^ n := by sorry
theorem f47 (a b : ℤ) (n : ℕ) (h : a ≡ b [ZMOD n]) : a ^ 2 ≡ b ^ 2 [ZMOD n] := by sorry
theorem f48 (x y : ℤ) (h : |x| = |y|) : x = y ∨ x = -y := by sorry
theorem f49 {α : Type*} [Lattice α] (a b : α) (h : a ≤ b) : a ⊓ b = a := inf_of_le_left h
theorem f50 (f : ℕ → ℕ) (hf : StrictMono f) : ∀ n, n ≤ f n := hf.id_le
theorem f51 (n : ℕ) (hn : 2 ≤ n) : ∃ p, p.Prime ∧ p ∣ n := by sorry
theorem f52 (a b c : ℕ) (h : a * b = a * c) (ha : 0 < a) : b = c := Nat.eq_of_mul_eq_mul_left ha h
theorem f53 (x : Option ℕ) : x.getD 0 ≥ 0 := Nat.zero_le _
theorem f54 (x : ℕ × ℕ) : x.fst + x.snd = x.snd + x.fst := Nat.add_comm _ _
theorem f55 : (2, 3) = ((2 : ℕ), 1 + 2) := rfl
theorem f56 {α : Type*} {s : Setoid α} (q : Quotient s) : ∃ a, ⟦a⟧ = q := Quotient.exists_rep q
theorem f57 (P : ℤ → Prop) (h0 : P 0) (hs : ∀ n, P n → P (n+1)) (hp : ∀ n, P n → P (n-1)) : ∀ n, P n := by sorry
theorem f58 (f : ℤ → ℤ) (hf : ∀ x, f x = 2 * x + 1) : Function.Injective f := by
  intro x y h
  rw [hf, hf] at h
  linarith
theorem f59 : ¬ (∃ f : ℕ → Bool, True ∧ False) := by simp
theorem f60 (a b : ℕ) (hab : a ≠ b) : a < b ∨ b < a := by omega
theorem f61 (x : ℕ) (h : 3 ∣ x) (h' : 5 ∣ x) : 15 ∣ x := by omega
theorem f62 (a b c : ℕ) : (a ∣ b) → (a ∣ c) → a ∣ b - c := fun h h' => Nat.dvd_sub h h'
theorem f63 (n : ℕ) (h : ¬ n = 0) : n ≥ 1 := by omega
theorem f64 (xs : List ℕ) (h : xs.Sorted (· ≤ ·)) (h' : xs ≠ []) : ∀ x ∈ xs, xs.head h' ≤ x := by sorry
theorem f65 (a b : ℕ) : a.gcd b ∣ a ∧ a.gcd b ∣ b := ⟨Nat.gcd_dvd_left a b, Nat.gcd_dvd_right a b⟩
theorem f66 (x y : ℕ) (h : x = y ∧ True) : y = x := by simp_all
theorem f68 : (fun x : ℕ => x + 0) = id := by funext x; simp
theorem f69 (a b : ℕ) (h : Nat.succ a = Nat.succ b) : a = b := by injection h
theorem f70 (p : Prop) [Decidable p] : decide p = true ↔ p := by simp
