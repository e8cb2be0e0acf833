prelude
import Foundations.Nat.Div
/-!
# Divisibility of natural numbers

`a ∣ b` says that some `c` has `b = a * c`. Order, sums, products, quotients, and the test by remainder.
-/

universe u

/-- `a ∣ b` unfolds to the existence of a cofactor. -/
theorem Dvd.intro {a b : Nat} (k : Nat) (h : a * k = b) : a ∣ b := ⟨k, h.symm⟩

namespace Nat

variable {a b c d k m n : Nat}

protected theorem dvd_def : a ∣ b ↔ ∃ c, b = a * c := Iff.rfl
protected theorem dvd_refl (a : Nat) : a ∣ a := ⟨1, (Nat.mul_one a).symm⟩
attribute [refl, simp] Nat.dvd_refl
protected theorem dvd_rfl : a ∣ a := Nat.dvd_refl a
@[simp] protected theorem dvd_zero (a : Nat) : a ∣ 0 := ⟨0, rfl⟩
@[simp] protected theorem one_dvd (n : Nat) : 1 ∣ n := ⟨n, (Nat.one_mul n).symm⟩
protected theorem dvd_mul_left (a b : Nat) : a ∣ b * a := ⟨b, Nat.mul_comm b a⟩
protected theorem dvd_mul_right (a b : Nat) : a ∣ a * b := ⟨b, rfl⟩
attribute [simp] Nat.dvd_mul_left Nat.dvd_mul_right
protected theorem dvd_trans (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := by
  obtain ⟨d, rfl⟩ := h₁
  obtain ⟨e, rfl⟩ := h₂
  exact ⟨d * e, Nat.mul_assoc a d e⟩
theorem dvd_mul_left_of_dvd (h : a ∣ b) (c : Nat) : a ∣ c * b := Nat.dvd_trans h (Nat.dvd_mul_left b c)
theorem dvd_mul_right_of_dvd (h : a ∣ b) (c : Nat) : a ∣ b * c := Nat.dvd_trans h (Nat.dvd_mul_right b c)
theorem dvd_of_mul_right_dvd (h : a * b ∣ c) : a ∣ c := Nat.dvd_trans (Nat.dvd_mul_right a b) h
theorem dvd_of_mul_left_dvd (h : a * b ∣ c) : b ∣ c := Nat.dvd_trans (Nat.dvd_mul_left b a) h
protected theorem eq_zero_of_zero_dvd (h : 0 ∣ a) : a = 0 := by
  obtain ⟨c, hc⟩ := h
  rw [hc, Nat.zero_mul]
@[simp] protected theorem zero_dvd : 0 ∣ n ↔ n = 0 := ⟨Nat.eq_zero_of_zero_dvd, fun h => h ▸ Nat.dvd_refl 0⟩
protected theorem dvd_add (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b + c := by
  obtain ⟨d, rfl⟩ := h₁
  obtain ⟨e, rfl⟩ := h₂
  exact ⟨d + e, (Nat.mul_add a d e).symm⟩
protected theorem dvd_sub (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m - n := by
  obtain ⟨d, rfl⟩ := h₁
  obtain ⟨e, rfl⟩ := h₂
  exact ⟨d - e, (Nat.mul_sub k d e).symm⟩
theorem dvd_sub' (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m - n := Nat.dvd_sub h₁ h₂
protected theorem dvd_add_right (h : k ∣ m) : k ∣ m + n ↔ k ∣ n := by
  constructor
  · intro h'
    have e := Nat.dvd_sub h' h
    rwa [Nat.add_sub_cancel_left] at e
  · exact Nat.dvd_add h
protected theorem dvd_add_left (h : k ∣ n) : k ∣ m + n ↔ k ∣ m := by
  rw [Nat.add_comm]; exact Nat.dvd_add_right h
protected theorem dvd_add_iff_right (h : k ∣ m) : k ∣ n ↔ k ∣ m + n := (Nat.dvd_add_right h).symm
protected theorem dvd_add_iff_left (h : k ∣ n) : k ∣ m ↔ k ∣ m + n := (Nat.dvd_add_left h).symm
@[simp] protected theorem dvd_add_self_right : m ∣ n + m ↔ m ∣ n := Nat.dvd_add_left (Nat.dvd_refl m)
@[simp] protected theorem dvd_add_self_left : m ∣ m + n ↔ m ∣ n := Nat.dvd_add_right (Nat.dvd_refl m)
theorem le_of_dvd (h : 0 < n) : m ∣ n → m ≤ n := by
  intro ⟨k, e⟩
  cases eq_zero_or_pos k with
  | inl h0 => rw [h0, Nat.mul_zero] at e; exact absurd e (Nat.ne_of_gt h)
  | inr h0 => rw [e]; exact Nat.le_mul_of_pos_right m h0
protected theorem dvd_antisymm (h₁ : m ∣ n) (h₂ : n ∣ m) : m = n := by
  cases eq_zero_or_pos n with
  | inl h0 => rw [h0] at h₂; rw [h0, Nat.eq_zero_of_zero_dvd h₂]
  | inr h0 =>
    have hm : 0 < m := pos_of_ne_zero fun e => by
      rw [e] at h₁; exact Nat.ne_of_gt h0 (Nat.eq_zero_of_zero_dvd h₁)
    exact Nat.le_antisymm (le_of_dvd h0 h₁) (le_of_dvd hm h₂)
theorem pos_of_dvd_of_pos (h₁ : m ∣ n) (h₂ : 0 < n) : 0 < m := pos_of_ne_zero fun e => by
  rw [e] at h₁; exact Nat.ne_of_gt h₂ (Nat.eq_zero_of_zero_dvd h₁)
theorem eq_one_of_dvd_one (h : n ∣ 1) : n = 1 := Nat.dvd_antisymm h (Nat.one_dvd n)
@[simp] protected theorem dvd_one : n ∣ 1 ↔ n = 1 := ⟨eq_one_of_dvd_one, fun h => h ▸ Nat.dvd_refl 1⟩
theorem eq_zero_of_dvd_of_lt (h₁ : a ∣ b) (h₂ : b < a) : b = 0 := by
  cases eq_zero_or_pos b with
  | inl h => exact h
  | inr h => exact absurd (le_of_dvd h h₁) (Nat.not_le_of_gt h₂)
theorem not_dvd_of_pos_of_lt (h₁ : 0 < n) (h₂ : n < m) : ¬m ∣ n :=
  fun h => Nat.not_le_of_gt h₂ (le_of_dvd h₁ h)

/-! ### The remainder test -/

theorem dvd_of_mod_eq_zero (h : n % k = 0) : k ∣ n := ⟨n / k, by
  have e := div_add_mod n k
  rw [h, Nat.add_zero] at e
  exact e.symm⟩
theorem mod_eq_zero_of_dvd (h : k ∣ n) : n % k = 0 := by
  obtain ⟨c, rfl⟩ := h
  exact mul_mod_right k c
theorem dvd_iff_mod_eq_zero : k ∣ n ↔ n % k = 0 := ⟨mod_eq_zero_of_dvd, dvd_of_mod_eq_zero⟩
theorem mod_eq_zero_iff_dvd : n % k = 0 ↔ k ∣ n := dvd_iff_mod_eq_zero.symm
theorem emod_pos_of_not_dvd (h : ¬a ∣ b) : 0 < b % a := pos_of_ne_zero fun e => h (dvd_of_mod_eq_zero e)
instance decidable_dvd : @DecidableRel Nat Nat (· ∣ ·) := fun _ _ => decidable_of_iff _ dvd_iff_mod_eq_zero.symm
theorem dvd_sub_mod (k : Nat) : n ∣ k - k % n := ⟨k / n, Nat.sub_eq_of_eq_add (div_add_mod k n).symm⟩
theorem dvd_mod_iff (h : k ∣ n) : k ∣ m % n ↔ k ∣ m := by
  have e := div_add_mod m n
  have hk : k ∣ n * (m / n) := dvd_mul_right_of_dvd h _
  constructor
  · intro h'; rw [← e]; exact Nat.dvd_add hk h'
  · intro h'; rw [← e] at h'; exact (Nat.dvd_add_right hk).mp h'
theorem mod_mod_of_dvd (a : Nat) (h : c ∣ b) : a % b % c = a % c := by
  obtain ⟨d, rfl⟩ := h
  have e := add_mul_mod_self_left (a % (c * d)) c (d * (a / (c * d)))
  rw [← Nat.mul_assoc, mod_add_div] at e
  exact e.symm

/-! ### Quotients -/

protected theorem mul_div_cancel' (h : n ∣ m) : n * (m / n) = m := by
  have e := div_add_mod m n
  rw [mod_eq_zero_of_dvd h, Nat.add_zero] at e
  exact e
protected theorem div_mul_cancel (h : n ∣ m) : m / n * n = m := by
  rw [Nat.mul_comm, Nat.mul_div_cancel' h]
protected theorem mul_div_assoc (m : Nat) (h : k ∣ n) : m * n / k = m * (n / k) := by
  cases eq_zero_or_pos k with
  | inl h0 => rw [h0, Nat.div_zero, Nat.div_zero, Nat.mul_zero]
  | inr h0 =>
    obtain ⟨c, rfl⟩ := h
    rw [Nat.mul_left_comm, mul_div_right _ h0, mul_div_right _ h0]
protected theorem eq_mul_of_div_eq_right (h₁ : b ∣ a) (h₂ : a / b = c) : a = b * c := by
  rw [← h₂, Nat.mul_div_cancel' h₁]
protected theorem eq_mul_of_div_eq_left (h₁ : b ∣ a) (h₂ : a / b = c) : a = c * b := by
  rw [Nat.mul_comm, ← Nat.eq_mul_of_div_eq_right h₁ h₂]
protected theorem div_eq_iff_eq_mul_right (h : 0 < b) (h' : b ∣ a) : a / b = c ↔ a = b * c :=
  ⟨Nat.eq_mul_of_div_eq_right h', Nat.div_eq_of_eq_mul_right h⟩
protected theorem div_eq_iff_eq_mul_left (h : 0 < b) (h' : b ∣ a) : a / b = c ↔ a = c * b :=
  ⟨Nat.eq_mul_of_div_eq_left h', Nat.div_eq_of_eq_mul_left h⟩
theorem div_dvd_of_dvd (h : n ∣ m) : m / n ∣ m := ⟨n, (Nat.div_mul_cancel h).symm⟩
theorem dvd_div_of_mul_dvd (h : a * b ∣ c) : b ∣ c / a := by
  cases eq_zero_or_pos a with
  | inl h0 => rw [h0, Nat.div_zero]; exact Nat.dvd_zero b
  | inr h0 =>
    obtain ⟨d, rfl⟩ := h
    rw [Nat.mul_assoc, mul_div_right _ h0]
    exact Nat.dvd_mul_right b d
theorem add_div_of_dvd_right (h : c ∣ a) : (a + b) / c = a / c + b / c := by
  cases eq_zero_or_pos c with
  | inl h0 => rw [h0]; rfl
  | inr h0 =>
    obtain ⟨d, rfl⟩ := h
    rw [Nat.add_comm, add_mul_div_left b d h0, mul_div_right d h0, Nat.add_comm]
theorem add_div_of_dvd_left (h : c ∣ b) : (a + b) / c = a / c + b / c := by
  rw [Nat.add_comm, add_div_of_dvd_right h, Nat.add_comm]

/-! ### Products and powers -/

protected theorem mul_dvd_mul (h₁ : a ∣ b) (h₂ : c ∣ d) : a * c ∣ b * d := by
  obtain ⟨x, rfl⟩ := h₁
  obtain ⟨y, rfl⟩ := h₂
  exact ⟨x * y, Nat.mul_mul_mul_comm a x c y⟩
protected theorem mul_dvd_mul_left (a : Nat) (h : b ∣ c) : a * b ∣ a * c := Nat.mul_dvd_mul (Nat.dvd_refl a) h
protected theorem mul_dvd_mul_right (h : a ∣ b) (c : Nat) : a * c ∣ b * c := Nat.mul_dvd_mul h (Nat.dvd_refl c)
protected theorem dvd_of_mul_dvd_mul_left (kpos : 0 < k) (h : k * m ∣ k * n) : m ∣ n := by
  obtain ⟨c, hc⟩ := h
  rw [Nat.mul_assoc] at hc
  exact ⟨c, Nat.eq_of_mul_eq_mul_left kpos hc⟩
protected theorem dvd_of_mul_dvd_mul_right (kpos : 0 < k) (h : m * k ∣ n * k) : m ∣ n := by
  rw [Nat.mul_comm m, Nat.mul_comm n] at h
  exact Nat.dvd_of_mul_dvd_mul_left kpos h
protected theorem mul_dvd_mul_iff_left (ha : 0 < a) : a * b ∣ a * c ↔ b ∣ c :=
  ⟨Nat.dvd_of_mul_dvd_mul_left ha, Nat.mul_dvd_mul_left a⟩
protected theorem mul_dvd_mul_iff_right (hc : 0 < c) : a * c ∣ b * c ↔ a ∣ b :=
  ⟨Nat.dvd_of_mul_dvd_mul_right hc, fun h => Nat.mul_dvd_mul_right h c⟩
protected theorem pow_dvd_pow (a : Nat) (h : m ≤ n) : a ^ m ∣ a ^ n := by
  obtain ⟨k, rfl⟩ := exists_eq_add_of_le h
  rw [Nat.pow_add]
  exact Nat.dvd_mul_right _ _
theorem dvd_pow (h : a ∣ b) (hn : n ≠ 0) : a ∣ b ^ n := by
  cases n with
  | zero => exact absurd rfl hn
  | succ n => rw [Nat.pow_succ]; exact dvd_mul_left_of_dvd h _
theorem dvd_pow_self (a : Nat) (hn : n ≠ 0) : a ∣ a ^ n := dvd_pow (Nat.dvd_refl a) hn
theorem pow_dvd_pow_left (h : a ∣ b) (n : Nat) : a ^ n ∣ b ^ n := by
  obtain ⟨c, rfl⟩ := h
  rw [Nat.mul_pow]
  exact Nat.dvd_mul_right _ _
theorem mul_self_dvd_mul_self (h : a ∣ b) : a * a ∣ b * b := Nat.mul_dvd_mul h h
theorem dvd_left_iff_eq : (∀ a, a ∣ m ↔ a ∣ n) ↔ m = n :=
  ⟨fun h => Nat.dvd_antisymm ((h m).mp (Nat.dvd_refl m)) ((h n).mpr (Nat.dvd_refl n)), fun h _ => h ▸ Iff.rfl⟩
theorem dvd_right_iff_eq : (∀ a, m ∣ a ↔ n ∣ a) ↔ m = n :=
  ⟨fun h => Nat.dvd_antisymm ((h n).mpr (Nat.dvd_refl n)) ((h m).mp (Nat.dvd_refl m)), fun h _ => h ▸ Iff.rfl⟩

/-- Of `k` consecutive numbers one is divisible by `k`. -/
theorem exists_dvd_add (hk : 0 < k) (n : Nat) : ∃ i, i < k ∧ k ∣ n + i := by
  cases eq_zero_or_pos (n % k) with
  | inl h => exact ⟨0, hk, dvd_of_mod_eq_zero h⟩
  | inr h =>
    have hlt := mod_lt n hk
    refine ⟨k - n % k, Nat.sub_lt hk h, n / k + 1, ?_⟩
    have e := div_add_mod n k
    have e' : n + (k - n % k) = k * (n / k) + n % k + (k - n % k) := congrArg (· + (k - n % k)) e.symm
    rw [e', Nat.add_assoc, Nat.add_sub_of_le (Nat.le_of_lt hlt), Nat.mul_add_one]

end Nat
