prelude
import Foundations.Nat.Basic
/-!
# The order of the natural numbers

`≤` and `<`, how they go with `+`, `*`, `-` and `^`, minimum and maximum, strong induction.
-/

universe v

namespace Nat

variable {a b c d m n k : Nat}

/-! ### The order itself -/

attribute [simp] Nat.zero_le Nat.not_lt_zero Nat.le_refl Nat.lt_irrefl Nat.zero_lt_succ
attribute [refl] Nat.le_refl

protected theorem le_of_eq (h : n = m) : n ≤ m := h ▸ Nat.le_refl n
@[simp] theorem lt_eq : Nat.lt m n = (m < n) := rfl
@[simp] theorem le_eq : Nat.le m n = (m ≤ n) := rfl
theorem lt_iff_add_one_le : m < n ↔ m + 1 ≤ n := Iff.rfl
theorem lt_iff_succ_le : m < n ↔ succ m ≤ n := Iff.rfl
theorem succ_le : succ n ≤ m ↔ n < m := Iff.rfl
theorem succ_le_of_lt (h : n < m) : succ n ≤ m := h
theorem lt_of_succ_le (h : succ n ≤ m) : n < m := h
theorem add_one_le_of_lt (h : n < m) : n + 1 ≤ m := h
theorem lt_of_add_one_le (h : n + 1 ≤ m) : n < m := h
@[simp] theorem lt_add_one (n : Nat) : n < n + 1 := Nat.le_refl _
theorem lt_succ_self (n : Nat) : n < succ n := Nat.le_refl _
theorem lt.base (n : Nat) : n < succ n := Nat.le_refl _
theorem lt.step (h : n < m) : n < succ m := le_step h
theorem lt_succ : m < succ n ↔ m ≤ n := ⟨le_of_lt_succ, lt_succ_of_le⟩
theorem lt_succ_iff : m < succ n ↔ m ≤ n := lt_succ
@[simp] theorem lt_add_one_iff : m < n + 1 ↔ m ≤ n := lt_succ
theorem le_of_lt_add_one : n < m + 1 → n ≤ m := le_of_lt_succ
theorem lt_add_one_of_le : n ≤ m → n < m + 1 := lt_succ_of_le
theorem succ_le_succ_iff : succ m ≤ succ n ↔ m ≤ n := ⟨le_of_succ_le_succ, succ_le_succ⟩
theorem succ_lt_succ (h : n < m) : succ n < succ m := succ_le_succ h
theorem lt_of_succ_lt_succ (h : succ n < succ m) : n < m := le_of_succ_le_succ h
theorem succ_lt_succ_iff : succ m < succ n ↔ m < n := succ_le_succ_iff
theorem add_one_le_add_one_iff : m + 1 ≤ n + 1 ↔ m ≤ n := succ_le_succ_iff
theorem add_one_lt_add_one_iff : m + 1 < n + 1 ↔ m < n := succ_le_succ_iff
theorem le_add_one_iff : m ≤ n + 1 ↔ m ≤ n ∨ m = n + 1 :=
  ⟨fun h => by
    cases h with
    | refl => exact Or.inr rfl
    | step h => exact Or.inl h, fun h => h.elim le_step Nat.le_of_eq⟩
theorem le_succ_of_le (h : n ≤ m) : n ≤ succ m := le_step h
theorem le_of_succ_le (h : succ n ≤ m) : n ≤ m := Nat.le_trans (le_succ n) h
theorem lt_of_succ_lt (h : succ n < m) : n < m := le_of_succ_le h
protected theorem le_of_lt (h : n < m) : n ≤ m := le_of_succ_le h
theorem lt_succ_of_lt (h : a < b) : a < succ b := le_step h
theorem lt_add_one_of_lt (h : a < b) : a < b + 1 := le_step h
protected theorem lt_of_le_of_lt (h₁ : n ≤ m) (h₂ : m < k) : n < k := Nat.le_trans (succ_le_succ h₁) h₂
protected theorem lt_of_lt_of_eq (h₁ : n < m) (h₂ : m = k) : n < k := h₂ ▸ h₁
protected theorem lt_of_eq_of_lt (h₁ : n = m) (h₂ : m < k) : n < k := h₁ ▸ h₂
protected theorem ne_of_gt (h : b < a) : a ≠ b := fun e => Nat.lt_irrefl a (e ▸ h)
protected theorem ne_of_lt (h : a < b) : a ≠ b := fun e => Nat.lt_irrefl a (e ▸ h)
protected theorem ne_of_lt' (h : b < a) : a ≠ b := Nat.ne_of_gt h
protected theorem le_antisymm (h₁ : n ≤ m) (h₂ : m ≤ n) : n = m := by
  cases h₁ with
  | refl => rfl
  | step h => exact absurd (Nat.lt_of_lt_of_le (succ_le_succ h) h₂) (Nat.lt_irrefl _)
protected theorem le_antisymm_iff : a = b ↔ a ≤ b ∧ b ≤ a := ⟨fun h => ⟨Nat.le_of_eq h, Nat.le_of_eq h.symm⟩, fun h => Nat.le_antisymm h.left h.right⟩
protected theorem eq_iff_le_and_ge : a = b ↔ a ≤ b ∧ b ≤ a := Nat.le_antisymm_iff
protected theorem lt_asymm (h : n < m) : ¬m < n := fun h' => Nat.lt_irrefl n (Nat.lt_trans h h')
protected theorem not_lt_of_gt (h : n < m) : ¬m < n := Nat.lt_asymm h
protected theorem not_le_of_gt (h : m < n) : ¬n ≤ m := fun h' => Nat.lt_irrefl m (Nat.lt_of_lt_of_le h h')
protected theorem not_le_of_lt (h : m < n) : ¬n ≤ m := Nat.not_le_of_gt h
protected theorem not_lt_of_ge (h : b ≥ a) : ¬b < a := fun h' => Nat.not_le_of_gt h' h
protected theorem not_lt_of_le (h : a ≤ b) : ¬b < a := Nat.not_lt_of_ge h
protected theorem gt_of_not_le (h : ¬n ≤ m) : n > m := lt_of_not_le h
protected theorem lt_of_not_ge (h : ¬b ≥ a) : b < a := lt_of_not_le h
protected theorem ge_of_not_lt (h : ¬b < a) : b ≥ a := (Nat.lt_or_ge b a).resolve_left h
protected theorem le_of_not_lt (h : ¬a < b) : b ≤ a := Nat.ge_of_not_lt h
protected theorem le_of_not_le (h : ¬b ≤ a) : a ≤ b := Nat.le_of_lt (Nat.gt_of_not_le h)
protected theorem le_of_not_ge (h : ¬a ≥ b) : a ≤ b := Nat.le_of_lt (Nat.lt_of_not_ge h)
@[simp] protected theorem not_le : ¬n ≤ m ↔ m < n := ⟨Nat.gt_of_not_le, Nat.not_le_of_gt⟩
@[simp] protected theorem not_lt : ¬n < m ↔ m ≤ n := ⟨Nat.ge_of_not_lt, Nat.not_lt_of_ge⟩
theorem not_le_eq (a b : Nat) : (¬a ≤ b) = (b + 1 ≤ a) := propext Nat.not_le
theorem not_ge_eq (a b : Nat) : (¬a ≥ b) = (a + 1 ≤ b) := propext Nat.not_le
theorem not_lt_eq (a b : Nat) : (¬a < b) = (b ≤ a) := propext Nat.not_lt
theorem not_gt_eq (a b : Nat) : (¬a > b) = (a ≤ b) := propext Nat.not_lt
protected theorem lt_or_gt_of_ne (h : a ≠ b) : a < b ∨ a > b :=
  (Nat.lt_or_ge a b).imp_right fun h' => (Nat.lt_or_ge b a).resolve_right fun h'' => h (Nat.le_antisymm h'' h')
protected theorem lt_or_lt_of_ne (h : a ≠ b) : a < b ∨ b < a := Nat.lt_or_gt_of_ne h
protected theorem ne_iff_lt_or_gt : a ≠ b ↔ a < b ∨ b < a := ⟨Nat.lt_or_gt_of_ne, fun h => h.elim Nat.ne_of_lt Nat.ne_of_gt⟩
protected theorem lt_trichotomy (a b : Nat) : a < b ∨ a = b ∨ b < a :=
  (Nat.lt_or_ge a b).imp_right fun h => (Decidable.em (a = b)).imp_right fun hne => (Nat.lt_or_gt_of_ne hne).resolve_left (Nat.not_lt_of_ge h)
protected theorem le_total (m n : Nat) : m ≤ n ∨ n ≤ m := (Nat.lt_or_ge m n).imp_left Nat.le_of_lt
protected theorem lt_of_le_of_ne (h₁ : n ≤ m) (h₂ : ¬n = m) : n < m := (Nat.lt_or_gt_of_ne h₂).resolve_right (Nat.not_lt_of_ge h₁)
protected theorem lt_of_le_and_ne (h₁ : n ≤ m) (h₂ : ¬n = m) : n < m := Nat.lt_of_le_of_ne h₁ h₂
protected theorem lt_iff_le_and_ne : m < n ↔ m ≤ n ∧ m ≠ n := ⟨fun h => ⟨Nat.le_of_lt h, Nat.ne_of_lt h⟩, fun h => Nat.lt_of_le_of_ne h.left h.right⟩
protected theorem lt_iff_le_not_le : m < n ↔ m ≤ n ∧ ¬n ≤ m := ⟨fun h => ⟨Nat.le_of_lt h, Nat.not_le_of_gt h⟩, fun h => Nat.lt_of_not_ge h.right⟩
protected theorem eq_or_lt_of_le (h : a ≤ b) : a = b ∨ a < b := (Decidable.em (a = b)).imp_right (Nat.lt_of_le_of_ne h)
protected theorem lt_or_eq_of_le (h : a ≤ b) : a < b ∨ a = b := (Nat.eq_or_lt_of_le h).symm
protected theorem le_iff_lt_or_eq : a ≤ b ↔ a < b ∨ a = b := ⟨Nat.lt_or_eq_of_le, fun h => h.elim Nat.le_of_lt Nat.le_of_eq⟩
protected theorem eq_of_not_lt_not_lt (h₁ : ¬a < b) (h₂ : ¬b < a) : a = b := Nat.le_antisymm (Nat.ge_of_not_lt h₂) (Nat.ge_of_not_lt h₁)
theorem eq_of_le_of_lt_succ (h₁ : n ≤ m) (h₂ : m < n + 1) : m = n := Nat.le_antisymm (le_of_lt_succ h₂) h₁
theorem eq_zero_of_le_zero (h : n ≤ 0) : n = 0 := Nat.le_antisymm h (zero_le n)
@[simp] protected theorem le_zero_eq (n : Nat) : (n ≤ 0) = (n = 0) := propext ⟨eq_zero_of_le_zero, Nat.le_of_eq⟩
protected theorem le_zero : n ≤ 0 ↔ n = 0 := ⟨eq_zero_of_le_zero, Nat.le_of_eq⟩
@[simp] protected theorem lt_one_iff : n < 1 ↔ n = 0 := lt_succ.trans Nat.le_zero
theorem pos_of_ne_zero (h : n ≠ 0) : 0 < n := (Nat.lt_or_gt_of_ne h).resolve_left (not_lt_zero n)
theorem ne_zero_of_pos (h : 0 < n) : n ≠ 0 := Nat.ne_of_gt h
theorem ne_zero_of_lt (h : b < a) : a ≠ 0 := fun e => not_lt_zero b (e ▸ h)
theorem pos_iff_ne_zero : 0 < n ↔ n ≠ 0 := ⟨ne_zero_of_pos, pos_of_ne_zero⟩
protected theorem zero_lt_of_ne_zero (h : a ≠ 0) : 0 < a := pos_of_ne_zero h
protected theorem pos_of_lt (h : a < b) : 0 < b := Nat.lt_of_le_of_lt (zero_le a) h
theorem eq_zero_or_pos : ∀ n : Nat, n = 0 ∨ 0 < n
  | 0 => Or.inl rfl
  | n + 1 => Or.inr (zero_lt_succ n)
theorem one_le_iff_ne_zero : 1 ≤ n ↔ n ≠ 0 := pos_iff_ne_zero
theorem one_pos : 0 < 1 := zero_lt_succ 0
protected theorem zero_lt_one : 0 < 1 := zero_lt_succ 0
theorem zero_lt_two : 0 < 2 := zero_lt_succ 1
theorem add_one_pos (n : Nat) : 0 < n + 1 := zero_lt_succ n
theorem not_succ_le_self (n : Nat) : ¬succ n ≤ n := Nat.lt_irrefl n
@[simp] theorem not_add_one_le_self (n : Nat) : ¬n + 1 ≤ n := Nat.lt_irrefl n
theorem not_add_one_le_zero (n : Nat) : ¬n + 1 ≤ 0 := not_succ_le_zero n
theorem exists_eq_add_of_le (h : m ≤ n) : ∃ k, n = m + k := by
  induction h with
  | refl => exact ⟨0, rfl⟩
  | step _ ih => obtain ⟨k, hk⟩ := ih; exact ⟨k + 1, congrArg succ hk⟩
theorem exists_eq_add_of_le' (h : m ≤ n) : ∃ k, n = k + m := by
  obtain ⟨k, hk⟩ := exists_eq_add_of_le h; exact ⟨k, hk.trans (Nat.add_comm m k)⟩
theorem exists_eq_add_of_lt (h : m < n) : ∃ k, n = m + k + 1 := by
  obtain ⟨k, hk⟩ := exists_eq_add_of_le h
  exact ⟨k, by rw [hk, add_one, succ_add]⟩
theorem le.dest (h : n ≤ m) : ∃ k, n + k = m := by obtain ⟨k, hk⟩ := exists_eq_add_of_le h; exact ⟨k, hk.symm⟩
theorem le.intro (h : n + k = m) : n ≤ m := by subst h; exact Nat.le_add_right' n k
where
  Nat.le_add_right' : ∀ n k : Nat, n ≤ n + k
    | n, 0 => Nat.le_refl n
    | n, k + 1 => le_step (Nat.le_add_right' n k)
theorem le_iff_exists_add : m ≤ n ↔ ∃ k, n = m + k := ⟨exists_eq_add_of_le, fun ⟨_, h⟩ => le.intro h.symm⟩

instance : Trans (α := Nat) (· < ·) (· < ·) (· < ·) := ⟨Nat.lt_trans⟩
instance : Trans (α := Nat) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Nat.le_trans⟩
instance : Trans (α := Nat) (· < ·) (· ≤ ·) (· < ·) := ⟨Nat.lt_of_lt_of_le⟩
instance : Trans (α := Nat) (· ≤ ·) (· < ·) (· < ·) := ⟨Nat.lt_of_le_of_lt⟩
instance : Trans (α := Nat) (· > ·) (· > ·) (· > ·) := ⟨fun h₁ h₂ => Nat.lt_trans h₂ h₁⟩
instance : Trans (α := Nat) (· ≥ ·) (· ≥ ·) (· ≥ ·) := ⟨fun h₁ h₂ => Nat.le_trans h₂ h₁⟩
instance : Trans (α := Nat) (· > ·) (· ≥ ·) (· > ·) := ⟨fun h₁ h₂ => Nat.lt_of_le_of_lt h₂ h₁⟩
instance : Trans (α := Nat) (· ≥ ·) (· > ·) (· > ·) := ⟨fun h₁ h₂ => Nat.lt_of_lt_of_le h₂ h₁⟩
instance : Std.Total (α := Nat) (· ≤ ·) := ⟨Nat.le_total⟩
instance : Std.Antisymm (α := Nat) (· ≤ ·) := ⟨fun _ _ => Nat.le_antisymm⟩
instance : Std.Irrefl (α := Nat) (· < ·) := ⟨Nat.lt_irrefl⟩

/-! ### Order and addition -/

@[simp] theorem le_add_right : ∀ n k : Nat, n ≤ n + k
  | n, 0 => Nat.le_refl n
  | n, k + 1 => le_step (le_add_right n k)
@[simp] theorem le_add_left (n m : Nat) : n ≤ m + n := Nat.add_comm n m ▸ le_add_right n m
theorem le_add_right_of_le (h : n ≤ m) : n ≤ m + k := Nat.le_trans h (le_add_right m k)
theorem le_add_left_of_le (h : n ≤ m) : n ≤ k + m := Nat.le_trans h (le_add_left m k)
theorem lt_add_right (c : Nat) (h : a < b) : a < b + c := Nat.lt_of_lt_of_le h (le_add_right b c)
theorem lt_add_left (c : Nat) (h : a < b) : a < c + b := Nat.lt_of_lt_of_le h (le_add_left b c)
theorem le_of_add_right_le (h : n + k ≤ m) : n ≤ m := Nat.le_trans (le_add_right n k) h
theorem le_of_add_left_le (h : k + n ≤ m) : n ≤ m := Nat.le_trans (le_add_left n k) h
protected theorem add_le_add_left (h : n ≤ m) (k : Nat) : k + n ≤ k + m := by
  obtain ⟨w, hw⟩ := exists_eq_add_of_le h
  rw [hw, ← Nat.add_assoc]; exact le_add_right _ _
protected theorem add_le_add_right (h : n ≤ m) (k : Nat) : n + k ≤ m + k := by
  rw [Nat.add_comm n, Nat.add_comm m]; exact Nat.add_le_add_left h k
protected theorem add_lt_add_left (h : n < m) (k : Nat) : k + n < k + m := Nat.add_le_add_left (k := k) h
protected theorem add_lt_add_right (h : n < m) (k : Nat) : n + k < m + k := by
  rw [Nat.add_comm n, Nat.add_comm m]; exact Nat.add_lt_add_left h k
protected theorem add_le_add (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d := Nat.le_trans (Nat.add_le_add_right h₁ c) (Nat.add_le_add_left h₂ b)
protected theorem add_lt_add (h₁ : a < b) (h₂ : c < d) : a + c < b + d := Nat.lt_trans (Nat.add_lt_add_right h₁ c) (Nat.add_lt_add_left h₂ b)
protected theorem add_lt_add_of_le_of_lt (h₁ : a ≤ b) (h₂ : c < d) : a + c < b + d := Nat.lt_of_le_of_lt (Nat.add_le_add_right h₁ c) (Nat.add_lt_add_left h₂ b)
protected theorem add_lt_add_of_lt_of_le (h₁ : a < b) (h₂ : c ≤ d) : a + c < b + d := Nat.lt_of_lt_of_le (Nat.add_lt_add_right h₁ c) (Nat.add_le_add_left h₂ b)
protected theorem le_of_add_le_add_left (h : a + b ≤ a + c) : b ≤ c := by
  obtain ⟨w, hw⟩ := exists_eq_add_of_le h
  rw [Nat.add_assoc] at hw
  rw [Nat.add_left_cancel hw]; exact le_add_right _ _
protected theorem le_of_add_le_add_right (h : a + b ≤ c + b) : a ≤ c := by
  rw [Nat.add_comm a, Nat.add_comm c] at h; exact Nat.le_of_add_le_add_left h
protected theorem lt_of_add_lt_add_left (h : n + k < n + m) : k < m := Nat.le_of_add_le_add_left (a := n) h
protected theorem lt_of_add_lt_add_right (h : k + n < m + n) : k < m := by
  rw [Nat.add_comm k, Nat.add_comm m] at h; exact Nat.lt_of_add_lt_add_left h
@[simp] protected theorem add_le_add_iff_left : m + k ≤ m + n ↔ k ≤ n := ⟨Nat.le_of_add_le_add_left, fun h => Nat.add_le_add_left h m⟩
@[simp] protected theorem add_le_add_iff_right : m + n ≤ k + n ↔ m ≤ k := ⟨Nat.le_of_add_le_add_right, fun h => Nat.add_le_add_right h n⟩
@[simp] protected theorem add_lt_add_iff_left : k + n < k + m ↔ n < m := ⟨Nat.lt_of_add_lt_add_left, fun h => Nat.add_lt_add_left h k⟩
@[simp] protected theorem add_lt_add_iff_right : k + n < m + n ↔ k < m := ⟨Nat.lt_of_add_lt_add_right, fun h => Nat.add_lt_add_right h n⟩
protected theorem lt_add_of_pos_right (h : 0 < k) : n < n + k := Nat.add_lt_add_left h n
protected theorem lt_add_of_pos_left (h : 0 < k) : n < k + n := by rw [Nat.add_comm]; exact Nat.lt_add_of_pos_right h
@[simp] protected theorem lt_add_right_iff_pos : n < n + k ↔ 0 < k := ⟨fun h => Nat.lt_of_add_lt_add_left (n := n) h, Nat.lt_add_of_pos_right⟩
@[simp] protected theorem lt_add_left_iff_pos : n < k + n ↔ 0 < k := by rw [Nat.add_comm]; exact Nat.lt_add_right_iff_pos
protected theorem add_pos_left (h : 0 < m) (n : Nat) : 0 < m + n := Nat.lt_of_lt_of_le h (le_add_right m n)
protected theorem add_pos_right (m : Nat) (h : 0 < n) : 0 < m + n := Nat.lt_of_lt_of_le h (le_add_left n m)
protected theorem add_pos_iff_pos_or_pos : 0 < m + n ↔ 0 < m ∨ 0 < n := by
  rw [pos_iff_ne_zero, pos_iff_ne_zero, pos_iff_ne_zero, ne_eq, Nat.add_eq_zero_iff]; exact Classical.not_and_iff_not_or_not
@[simp] protected theorem add_one_le_iff : n + 1 ≤ m ↔ n < m := Iff.rfl
protected theorem not_lt_add_right : ¬a + b < a := Nat.not_lt_of_ge (le_add_right a b)
protected theorem not_add_lt_left : ¬a + b < b := Nat.not_lt_of_ge (le_add_left b a)
theorem add_self_ne_one (n : Nat) : n + n ≠ 1 := by
  cases n with
  | zero => exact fun h => nomatch h
  | succ n => rw [Nat.add_right_comm]; exact fun h => nomatch h

/-! ### Order and multiplication -/

protected theorem mul_le_mul_left {m n : Nat} (k : Nat) (h : m ≤ n) : k * m ≤ k * n := by
  obtain ⟨w, hw⟩ := exists_eq_add_of_le h
  rw [hw, Nat.left_distrib]; exact le_add_right _ _
protected theorem mul_le_mul_right {m n : Nat} (k : Nat) (h : m ≤ n) : m * k ≤ n * k := by
  rw [Nat.mul_comm m, Nat.mul_comm n]; exact Nat.mul_le_mul_left k h
protected theorem mul_le_mul {p q m n : Nat} (h₁ : p ≤ m) (h₂ : q ≤ n) : p * q ≤ m * n :=
  Nat.le_trans (Nat.mul_le_mul_right q h₁) (Nat.mul_le_mul_left m h₂)
protected theorem mul_pos (ha : 0 < m) (hb : 0 < n) : 0 < m * n := pos_of_ne_zero (Nat.mul_ne_zero (ne_zero_of_pos ha) (ne_zero_of_pos hb))
protected theorem mul_lt_mul_of_pos_left (h : m < n) (hk : 0 < k) : k * m < k * n :=
  Nat.lt_of_lt_of_le (Nat.lt_add_of_pos_right hk) (Nat.mul_le_mul_left k (m := m + 1) h)
protected theorem mul_lt_mul_of_pos_right (h : n < m) (hk : 0 < k) : n * k < m * k := by
  rw [Nat.mul_comm n, Nat.mul_comm m]; exact Nat.mul_lt_mul_of_pos_left h hk
protected theorem mul_lt_mul_of_lt_of_le (hac : a < c) (hbd : b ≤ d) (hd : 0 < d) : a * b < c * d :=
  Nat.lt_of_le_of_lt (Nat.mul_le_mul_left a hbd) (Nat.mul_lt_mul_of_pos_right hac hd)
protected theorem mul_lt_mul_of_le_of_lt (hac : a ≤ c) (hbd : b < d) (hc : 0 < c) : a * b < c * d :=
  Nat.lt_of_le_of_lt (Nat.mul_le_mul_right b hac) (Nat.mul_lt_mul_of_pos_left hbd hc)
protected theorem mul_lt_mul'' (hac : a < c) (hbd : b < d) : a * b < c * d :=
  Nat.mul_lt_mul_of_lt_of_le hac (Nat.le_of_lt hbd) (Nat.pos_of_lt hbd)
protected theorem le_of_mul_le_mul_left (h : c * a ≤ c * b) (hc : 0 < c) : a ≤ b :=
  Nat.le_of_not_lt fun h' => Nat.not_lt_of_ge h (Nat.mul_lt_mul_of_pos_left h' hc)
protected theorem le_of_mul_le_mul_right (h : a * c ≤ b * c) (hc : 0 < c) : a ≤ b := by
  rw [Nat.mul_comm a, Nat.mul_comm b] at h; exact Nat.le_of_mul_le_mul_left h hc
protected theorem lt_of_mul_lt_mul_left {a b c : Nat} (h : a * b < a * c) : b < c :=
  Nat.lt_of_not_ge fun h' => Nat.not_lt_of_ge (Nat.mul_le_mul_left a h') h
protected theorem lt_of_mul_lt_mul_right {a b c : Nat} (h : b * a < c * a) : b < c :=
  Nat.lt_of_not_ge fun h' => Nat.not_lt_of_ge (Nat.mul_le_mul_right a h') h
protected theorem mul_le_mul_left_iff (hk : 0 < k) : k * m ≤ k * n ↔ m ≤ n := ⟨fun h => Nat.le_of_mul_le_mul_left h hk, Nat.mul_le_mul_left k⟩
protected theorem mul_le_mul_right_iff (hk : 0 < k) : m * k ≤ n * k ↔ m ≤ n := ⟨fun h => Nat.le_of_mul_le_mul_right h hk, Nat.mul_le_mul_right k⟩
protected theorem mul_lt_mul_left (hk : 0 < k) : k * m < k * n ↔ m < n := ⟨Nat.lt_of_mul_lt_mul_left, fun h => Nat.mul_lt_mul_of_pos_left h hk⟩
protected theorem mul_lt_mul_right (hk : 0 < k) : m * k < n * k ↔ m < n := ⟨Nat.lt_of_mul_lt_mul_right, fun h => Nat.mul_lt_mul_of_pos_right h hk⟩
protected theorem eq_of_mul_eq_mul_left (ha : 0 < a) (h : a * b = a * c) : b = c :=
  Nat.le_antisymm (Nat.le_of_mul_le_mul_left (Nat.le_of_eq h) ha) (Nat.le_of_mul_le_mul_left (Nat.le_of_eq h.symm) ha)
protected theorem eq_of_mul_eq_mul_right (ha : 0 < a) (h : b * a = c * a) : b = c := by
  rw [Nat.mul_comm b, Nat.mul_comm c] at h; exact Nat.eq_of_mul_eq_mul_left ha h
protected theorem mul_left_cancel (hn : 0 < n) (h : n * m = n * k) : m = k := Nat.eq_of_mul_eq_mul_left hn h
protected theorem mul_right_cancel (hm : 0 < m) (h : n * m = k * m) : n = k := Nat.eq_of_mul_eq_mul_right hm h
protected theorem mul_left_cancel_iff (ha : 0 < a) : a * b = a * c ↔ b = c := ⟨Nat.eq_of_mul_eq_mul_left ha, fun h => h ▸ rfl⟩
protected theorem mul_right_cancel_iff (ha : 0 < a) : b * a = c * a ↔ b = c := ⟨Nat.eq_of_mul_eq_mul_right ha, fun h => h ▸ rfl⟩
@[simp] protected theorem mul_eq_left (ha : a ≠ 0) : a * b = a ↔ b = 1 :=
  ⟨fun h => Nat.eq_of_mul_eq_mul_left (pos_of_ne_zero ha) (h.trans (Nat.mul_one a).symm), fun h => by rw [h, Nat.mul_one]⟩
@[simp] protected theorem mul_pos_iff_of_pos_left (h : 0 < a) : 0 < a * b ↔ 0 < b :=
  ⟨fun h' => pos_of_ne_zero fun e => by rw [e] at h'; exact Nat.lt_irrefl 0 h', Nat.mul_pos h⟩
protected theorem le_mul_of_pos_right (n : Nat) (h : 0 < m) : n ≤ n * m := by
  have := Nat.mul_le_mul_left (m := 1) n h; rw [Nat.mul_one] at this; exact this
protected theorem le_mul_of_pos_left (m : Nat) (h : 0 < n) : m ≤ n * m := by rw [Nat.mul_comm]; exact Nat.le_mul_of_pos_right m h
theorem mul_self_le_mul_self (h : m ≤ n) : m * m ≤ n * n := Nat.mul_le_mul h h
theorem mul_self_lt_mul_self (h : m < n) : m * m < n * n := Nat.mul_lt_mul'' h h
theorem mul_self_le_mul_self_iff : m * m ≤ n * n ↔ m ≤ n := ⟨fun h => Nat.le_of_not_lt fun h' => Nat.not_le_of_gt (mul_self_lt_mul_self h') h, mul_self_le_mul_self⟩
theorem mul_self_lt_mul_self_iff : m * m < n * n ↔ m < n := ⟨fun h => Nat.lt_of_not_ge fun h' => Nat.not_lt_of_ge (mul_self_le_mul_self h') h, mul_self_lt_mul_self⟩
theorem mul_self_inj : m * m = n * n ↔ m = n :=
  ⟨fun h => Nat.le_antisymm (mul_self_le_mul_self_iff.mp (Nat.le_of_eq h)) (mul_self_le_mul_self_iff.mp (Nat.le_of_eq h.symm)), fun h => h ▸ rfl⟩
theorem eq_one_of_mul_eq_one_right (h : m * n = 1) : m = 1 := by
  cases m with
  | zero => rw [Nat.zero_mul] at h; exact h
  | succ m => cases n with
    | zero => exact nomatch h
    | succ n =>
      have : m + 1 ≤ 1 := Nat.le_trans (Nat.le_mul_of_pos_right (m + 1) (zero_lt_succ n)) (Nat.le_of_eq h)
      rw [eq_zero_of_le_zero (le_of_succ_le_succ this)]
theorem eq_one_of_mul_eq_one_left (h : m * n = 1) : n = 1 := eq_one_of_mul_eq_one_right (Nat.mul_comm n m ▸ h)
@[simp] protected theorem mul_eq_one_iff : m * n = 1 ↔ m = 1 ∧ n = 1 :=
  ⟨fun h => ⟨eq_one_of_mul_eq_one_right h, eq_one_of_mul_eq_one_left h⟩, fun ⟨h₁, h₂⟩ => by rw [h₁, h₂]⟩

/-! ### Order and powers -/

protected theorem pow_pos (h : 0 < a) : 0 < a ^ n := by
  induction n with
  | zero => exact Nat.one_pos
  | succ n ih => exact Nat.mul_pos ih h
theorem pos_pow_of_pos (n : Nat) (h : 0 < a) : 0 < a ^ n := Nat.pow_pos h
theorem two_pow_pos (n : Nat) : 0 < 2 ^ n := Nat.pow_pos zero_lt_two
protected theorem pow_le_pow_left (h : m ≤ n) (i : Nat) : m ^ i ≤ n ^ i := by
  induction i with
  | zero => exact Nat.le_refl _
  | succ i ih => exact Nat.mul_le_mul ih h
protected theorem pow_le_pow_right (h : 0 < n) (h' : m ≤ k) : n ^ m ≤ n ^ k := by
  obtain ⟨w, hw⟩ := exists_eq_add_of_le h'
  rw [hw, Nat.pow_add]; exact Nat.le_mul_of_pos_right _ (Nat.pow_pos h)
protected theorem pow_lt_pow_left (h : a < b) (hn : n ≠ 0) : a ^ n < b ^ n := by
  induction n with
  | zero => exact absurd rfl hn
  | succ n ih => exact Nat.mul_lt_mul_of_le_of_lt (Nat.pow_le_pow_left (Nat.le_of_lt h) n) h (Nat.pow_pos (Nat.pos_of_lt h))
protected theorem pow_lt_pow_succ (h : 1 < a) : a ^ n < a ^ (n + 1) := by
  have := Nat.mul_lt_mul_of_pos_left h (Nat.pow_pos (n := n) (Nat.lt_trans Nat.one_pos h))
  rw [Nat.mul_one] at this; exact this
protected theorem pow_lt_pow_right (ha : 1 < a) (h : m < n) : a ^ m < a ^ n :=
  Nat.lt_of_lt_of_le (Nat.pow_lt_pow_succ ha) (Nat.pow_le_pow_right (Nat.lt_trans Nat.one_pos ha) h)
theorem lt_two_pow_self : n < 2 ^ n := by
  induction n with
  | zero => exact Nat.one_pos
  | succ n ih => rw [Nat.pow_add_one, Nat.mul_two]; exact Nat.lt_of_lt_of_le (succ_lt_succ ih) (Nat.add_le_add_left (Nat.two_pow_pos n) _)
protected theorem lt_pow_self (hb : 1 < b) : n < b ^ n := Nat.lt_of_lt_of_le lt_two_pow_self (Nat.pow_le_pow_left hb n)

/-! ### Order and subtraction -/

theorem pred_le : ∀ n : Nat, pred n ≤ n
  | 0 => Nat.le_refl 0
  | n + 1 => le_succ n
theorem pred_lt : ∀ {n : Nat}, n ≠ 0 → pred n < n
  | 0, h => absurd rfl h
  | n + 1, _ => lt_succ_self n
theorem sub_one_lt (h : n ≠ 0) : n - 1 < n := pred_lt h
theorem sub_one_le (n : Nat) : n - 1 ≤ n := pred_le n
@[simp] theorem sub_le (n m : Nat) : n - m ≤ n := by
  induction m with
  | zero => exact Nat.le_refl n
  | succ m ih => exact Nat.le_trans (pred_le _) ih
theorem sub_lt (hn : 0 < n) (hm : 0 < m) : n - m < n := by
  cases m with
  | zero => exact absurd hm (Nat.lt_irrefl 0)
  | succ m => cases n with
    | zero => exact absurd hn (Nat.lt_irrefl 0)
    | succ n => rw [Nat.add_sub_add_right]; exact lt_succ_of_le (sub_le n m)
protected theorem sub_add_cancel (h : m ≤ n) : n - m + m = n := by
  obtain ⟨k, hk⟩ := exists_eq_add_of_le h
  rw [hk, Nat.add_sub_cancel_left, Nat.add_comm]
theorem add_sub_of_le (h : a ≤ b) : a + (b - a) = b := by rw [Nat.add_comm, Nat.sub_add_cancel h]
protected theorem add_sub_cancel' (h : m ≤ n) : m + (n - m) = n := add_sub_of_le h
protected theorem add_sub_assoc (h : k ≤ m) (n : Nat) : n + m - k = n + (m - k) := by
  obtain ⟨w, hw⟩ := exists_eq_add_of_le h
  rw [hw, Nat.add_sub_cancel_left, Nat.add_left_comm, Nat.add_sub_cancel_left]
protected theorem sub_eq_zero_of_le (h : n ≤ m) : n - m = 0 := by
  obtain ⟨k, hk⟩ := exists_eq_add_of_le h
  rw [hk, ← Nat.sub_sub, Nat.sub_self, Nat.zero_sub]
protected theorem le_of_sub_eq_zero (h : n - m = 0) : n ≤ m :=
  Nat.le_of_not_lt fun h' => by have := Nat.sub_add_cancel (Nat.le_of_lt h'); rw [h, Nat.zero_add] at this; exact Nat.ne_of_lt h' this
@[simp] protected theorem sub_eq_zero_iff_le : n - m = 0 ↔ n ≤ m := ⟨Nat.le_of_sub_eq_zero, Nat.sub_eq_zero_of_le⟩
protected theorem sub_pos_of_lt (h : m < n) : 0 < n - m := pos_of_ne_zero fun e => Nat.not_le_of_gt h (Nat.le_of_sub_eq_zero e)
@[simp] protected theorem sub_pos_iff_lt : 0 < n - m ↔ m < n := ⟨fun h => Nat.lt_of_not_ge fun h' => Nat.ne_of_gt h (Nat.sub_eq_zero_of_le h'), Nat.sub_pos_of_lt⟩
theorem sub_ne_zero_of_lt (h : a < b) : b - a ≠ 0 := ne_zero_of_pos (Nat.sub_pos_of_lt h)
protected theorem sub_le_sub_right (h : n ≤ m) (k : Nat) : n - k ≤ m - k := by
  induction k with
  | zero => exact h
  | succ k ih => exact pred_le_pred ih
protected theorem sub_le_sub_left (h : n ≤ m) (k : Nat) : k - m ≤ k - n := by
  obtain ⟨w, hw⟩ := exists_eq_add_of_le h
  rw [hw, ← Nat.sub_sub]; exact sub_le _ _
protected theorem le_sub_of_add_le (h : a + b ≤ c) : a ≤ c - b := by
  have := Nat.sub_le_sub_right h b; rw [Nat.add_sub_cancel] at this; exact this
protected theorem add_le_of_le_sub (hc : b ≤ c) (h : a ≤ c - b) : a + b ≤ c := by
  have := Nat.add_le_add_right h b; rw [Nat.sub_add_cancel hc] at this; exact this
protected theorem le_sub_iff_add_le (h : k ≤ m) : n ≤ m - k ↔ n + k ≤ m := ⟨Nat.add_le_of_le_sub h, Nat.le_sub_of_add_le⟩
protected theorem sub_le_of_le_add (h : a ≤ c + b) : a - b ≤ c := by
  have := Nat.sub_le_sub_right h b; rw [Nat.add_sub_cancel] at this; exact this
protected theorem le_add_of_sub_le (h : a - b ≤ c) : a ≤ c + b := by
  cases Nat.le_total a b with
  | inl h' => exact Nat.le_trans h' (le_add_left b c)
  | inr h' => have := Nat.add_le_add_right h b; rw [Nat.sub_add_cancel h'] at this; exact this
@[simp] protected theorem sub_le_iff_le_add : a - b ≤ c ↔ a ≤ c + b := ⟨Nat.le_add_of_sub_le, Nat.sub_le_of_le_add⟩
protected theorem lt_sub_of_add_lt (h : a + b < c) : a < c - b := Nat.le_sub_of_add_le (Nat.add_right_comm a 1 b ▸ h)
protected theorem add_lt_of_lt_sub (h : a < c - b) : a + b < c :=
  have hb : b ≤ c := Nat.le_of_not_le fun h' => by rw [Nat.sub_eq_zero_of_le h'] at h; exact not_lt_zero a h
  by have := Nat.add_lt_add_right h b; rw [Nat.sub_add_cancel hb] at this; exact this
protected theorem lt_sub_iff_add_lt : a < c - b ↔ a + b < c := ⟨Nat.add_lt_of_lt_sub, Nat.lt_sub_of_add_lt⟩
protected theorem sub_lt_of_lt_add (h₁ : b ≤ a) (h₂ : a < c + b) : a - b < c := by
  have h := Nat.sub_add_cancel h₁; rw [← h] at h₂; exact Nat.lt_of_add_lt_add_right h₂
protected theorem sub_lt_iff_lt_add (h : b ≤ a) : a - b < c ↔ a < c + b :=
  ⟨fun h' => by have := Nat.add_lt_add_right h' b; rw [Nat.sub_add_cancel h] at this; exact this, Nat.sub_lt_of_lt_add h⟩
protected theorem sub_eq_iff_eq_add (h : b ≤ a) : a - b = c ↔ a = c + b :=
  ⟨fun h' => by rw [← h', Nat.sub_add_cancel h], fun h' => by rw [h', Nat.add_sub_cancel]⟩
protected theorem eq_sub_of_add_eq (h : a + b = c) : a = c - b := by rw [← h, Nat.add_sub_cancel]
protected theorem sub_eq_of_eq_add (h : a = c + b) : a - b = c := by rw [h, Nat.add_sub_cancel]
protected theorem add_sub_add_comm' (h : b ≤ a) : a - b + c = a + c - b := by
  rw [Nat.add_comm a c, Nat.add_sub_assoc h, Nat.add_comm]
protected theorem sub_add_comm (h : k ≤ n) : n + m - k = n - k + m := (Nat.add_sub_add_comm' h).symm
protected theorem sub_add_comm' (h : b ≤ a) : a - b + c = a + c - b := Nat.add_sub_add_comm' h
theorem succ_sub (h : n ≤ m) : succ m - n = succ (m - n) := by
  rw [succ_eq_add_one, Nat.add_comm, Nat.add_sub_assoc h, Nat.add_comm]
protected theorem sub_sub_self (h : m ≤ n) : n - (n - m) = m := Nat.sub_eq_of_eq_add (add_sub_of_le h).symm
protected theorem sub_lt_self (h₀ : 0 < a) (h₁ : a ≤ b) : b - a < b := sub_lt (Nat.lt_of_lt_of_le h₀ h₁) h₀
theorem le_sub_one_iff_lt (h : 0 < m) : n ≤ m - 1 ↔ n < m := Nat.le_sub_iff_add_le h
theorem le_sub_one_of_lt (h : a < b) : a ≤ b - 1 := Nat.le_sub_of_add_le h
theorem le_pred_of_lt (h : n < m) : n ≤ m - 1 := le_sub_one_of_lt h
theorem lt_of_le_sub_one (hm : 0 < m) (h : n ≤ m - 1) : n < m := (le_sub_one_iff_lt hm).mp h

/-! ### Minimum and maximum -/

protected theorem min_def : min m n = if m ≤ n then m else n := rfl
protected theorem max_def : max m n = if m ≤ n then n else m := rfl
protected theorem min_eq_left (h : a ≤ b) : min a b = a := if_pos h
protected theorem min_eq_right (h : b ≤ a) : min a b = b := by
  rw [Nat.min_def]; split
  · exact Nat.le_antisymm ‹a ≤ b› h
  · rfl
protected theorem max_eq_right (h : a ≤ b) : max a b = b := if_pos h
protected theorem max_eq_left (h : b ≤ a) : max a b = a := by
  rw [Nat.max_def]; split
  · exact Nat.le_antisymm h ‹a ≤ b›
  · rfl
protected theorem min_le_left (a b : Nat) : min a b ≤ a := (Nat.le_total a b).elim (fun h => Nat.le_of_eq (Nat.min_eq_left h)) (fun h => (Nat.min_eq_right h).symm ▸ h)
protected theorem min_le_right (a b : Nat) : min a b ≤ b := (Nat.le_total a b).elim (fun h => (Nat.min_eq_left h).symm ▸ h) (fun h => Nat.le_of_eq (Nat.min_eq_right h))
protected theorem le_max_left (a b : Nat) : a ≤ max a b := (Nat.le_total a b).elim (fun h => (Nat.max_eq_right h).symm ▸ h) (fun h => Nat.le_of_eq (Nat.max_eq_left h).symm)
protected theorem le_max_right (a b : Nat) : b ≤ max a b := (Nat.le_total a b).elim (fun h => Nat.le_of_eq (Nat.max_eq_right h).symm) (fun h => (Nat.max_eq_left h).symm ▸ h)
protected theorem le_min : a ≤ min b c ↔ a ≤ b ∧ a ≤ c :=
  ⟨fun h => ⟨Nat.le_trans h (Nat.min_le_left b c), Nat.le_trans h (Nat.min_le_right b c)⟩,
   fun ⟨h₁, h₂⟩ => (Nat.le_total b c).elim (fun h => (Nat.min_eq_left h).symm ▸ h₁) (fun h => (Nat.min_eq_right h).symm ▸ h₂)⟩
protected theorem le_min_of_le_of_le (h₁ : a ≤ b) (h₂ : a ≤ c) : a ≤ min b c := Nat.le_min.mpr ⟨h₁, h₂⟩
protected theorem lt_min : a < min b c ↔ a < b ∧ a < c := Nat.le_min
protected theorem max_le : max b c ≤ a ↔ b ≤ a ∧ c ≤ a :=
  ⟨fun h => ⟨Nat.le_trans (Nat.le_max_left b c) h, Nat.le_trans (Nat.le_max_right b c) h⟩,
   fun ⟨h₁, h₂⟩ => (Nat.le_total b c).elim (fun h => (Nat.max_eq_right h).symm ▸ h₂) (fun h => (Nat.max_eq_left h).symm ▸ h₁)⟩
protected theorem max_le_of_le_of_le (h₁ : b ≤ a) (h₂ : c ≤ a) : max b c ≤ a := Nat.max_le.mpr ⟨h₁, h₂⟩
protected theorem max_lt : max b c < a ↔ b < a ∧ c < a := by
  cases Nat.le_total b c with
  | inl h => rw [Nat.max_eq_right h]; exact ⟨fun h' => ⟨Nat.lt_of_le_of_lt h h', h'⟩, And.right⟩
  | inr h => rw [Nat.max_eq_left h]; exact ⟨fun h' => ⟨h', Nat.lt_of_le_of_lt h h'⟩, And.left⟩
protected theorem min_comm (a b : Nat) : min a b = min b a :=
  (Nat.le_total a b).elim (fun h => (Nat.min_eq_left h).trans (Nat.min_eq_right h).symm) (fun h => (Nat.min_eq_right h).trans (Nat.min_eq_left h).symm)
protected theorem max_comm (a b : Nat) : max a b = max b a :=
  (Nat.le_total a b).elim (fun h => (Nat.max_eq_right h).trans (Nat.max_eq_left h).symm) (fun h => (Nat.max_eq_left h).trans (Nat.max_eq_right h).symm)
@[simp] protected theorem min_self (a : Nat) : min a a = a := Nat.min_eq_left (Nat.le_refl a)
@[simp] protected theorem max_self (a : Nat) : max a a = a := Nat.max_eq_left (Nat.le_refl a)
@[simp] protected theorem min_zero (a : Nat) : min a 0 = 0 := Nat.min_eq_right (zero_le a)
@[simp] protected theorem zero_min (a : Nat) : min 0 a = 0 := Nat.min_eq_left (zero_le a)
@[simp] protected theorem max_zero (a : Nat) : max a 0 = a := Nat.max_eq_left (zero_le a)
@[simp] protected theorem zero_max (a : Nat) : max 0 a = a := Nat.max_eq_right (zero_le a)
protected theorem min_assoc (a b c : Nat) : min (min a b) c = min a (min b c) :=
  Nat.le_antisymm
    (Nat.le_min.mpr ⟨Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_left _ _), Nat.le_min.mpr ⟨Nat.le_trans (Nat.min_le_left _ _) (Nat.min_le_right _ _), Nat.min_le_right _ _⟩⟩)
    (Nat.le_min.mpr ⟨Nat.le_min.mpr ⟨Nat.min_le_left _ _, Nat.le_trans (Nat.min_le_right _ _) (Nat.min_le_left _ _)⟩, Nat.le_trans (Nat.min_le_right _ _) (Nat.min_le_right _ _)⟩)
protected theorem max_assoc (a b c : Nat) : max (max a b) c = max a (max b c) :=
  Nat.le_antisymm
    (Nat.max_le.mpr ⟨Nat.max_le.mpr ⟨Nat.le_max_left _ _, Nat.le_trans (Nat.le_max_left _ _) (Nat.le_max_right _ _)⟩, Nat.le_trans (Nat.le_max_right _ _) (Nat.le_max_right _ _)⟩)
    (Nat.max_le.mpr ⟨Nat.le_trans (Nat.le_max_left _ _) (Nat.le_max_left _ _), Nat.max_le.mpr ⟨Nat.le_trans (Nat.le_max_right _ _) (Nat.le_max_left _ _), Nat.le_max_right _ _⟩⟩)

instance : Std.Associative (α := Nat) min := ⟨Nat.min_assoc⟩
instance : Std.Commutative (α := Nat) min := ⟨Nat.min_comm⟩
instance : Std.IdempotentOp (α := Nat) min := ⟨Nat.min_self⟩
instance : Std.Associative (α := Nat) max := ⟨Nat.max_assoc⟩
instance : Std.Commutative (α := Nat) max := ⟨Nat.max_comm⟩
instance : Std.IdempotentOp (α := Nat) max := ⟨Nat.max_self⟩

/-! ### Strong induction -/

/-- Recursion in which every smaller number is available. -/
@[elab_as_elim] protected theorem strongRecOn' {motive : Nat → Prop} (n : Nat) (ind : ∀ n, (∀ m, m < n → motive m) → motive n) : motive n :=
  have all : ∀ n m, m < n → motive m := fun n => by
    induction n with
    | zero => exact fun m h => absurd h (not_lt_zero m)
    | succ n ih => exact fun m h => (Nat.lt_or_eq_of_le (le_of_lt_succ h)).elim (ih m) fun e => e ▸ ind n ih
  all (n + 1) n (lt_succ_self n)

@[elab_as_elim] protected theorem strong_induction_on {p : Nat → Prop} (n : Nat) (h : ∀ n, (∀ m, m < n → p m) → p n) : p n := Nat.strongRecOn' n h

@[elab_as_elim] protected theorem case_strong_induction_on {p : Nat → Prop} (a : Nat) (hz : p 0) (hi : ∀ n, (∀ m, m ≤ n → p m) → p (n + 1)) : p a :=
  Nat.strongRecOn' a fun n => match n with
    | 0 => fun _ => hz
    | n + 1 => fun h => hi n fun m hm => h m (lt_succ_of_le hm)

@[elab_as_elim] theorem le_induction {m : Nat} {P : ∀ n, m ≤ n → Prop} (base : P m (Nat.le_refl m))
    (succ : ∀ n hmn, P n hmn → P (n + 1) (Nat.le_step hmn)) : ∀ n hmn, P n hmn := fun n hmn => by
  induction hmn with
  | refl => exact base
  | step h ih => exact succ _ h ih

theorem exists_least {p : Nat → Prop} (h : ∃ n, p n) : ∃ n, p n ∧ ∀ m, m < n → ¬p m := by
  obtain ⟨n, hn⟩ := h
  induction n using Nat.strongRecOn' with
  | ind n ih =>
    cases Classical.em (∃ m, m < n ∧ p m) with
    | inl h => obtain ⟨m, hmn, hm⟩ := h; exact ih m hmn hm
    | inr h => exact ⟨n, hn, fun m hmn hm => h ⟨m, hmn, hm⟩⟩

/-- Whether `p m` for some `m < n` is decidable. -/
instance decidableBallLT : ∀ (n : Nat) (P : ∀ k, k < n → Prop) [∀ n h, Decidable (P n h)], Decidable (∀ n h, P n h)
  | 0, _, _ => isTrue fun _ h => absurd h (not_lt_zero _)
  | n + 1, P, H =>
    match decidableBallLT n fun k h => P k (lt_succ_of_lt h) with
    | isFalse h => isFalse fun h' => h fun _ _ => h' _ _
    | isTrue h =>
      match H n (Nat.le_refl _) with
      | isFalse p => isFalse fun h' => p (h' _ _)
      | isTrue p => isTrue fun _ h' => (Nat.lt_or_eq_of_le (le_of_lt_succ h')).elim (h _) fun hn => by subst hn; exact p

instance decidableBallLE (n : Nat) (P : ∀ k, k ≤ n → Prop) [∀ n h, Decidable (P n h)] : Decidable (∀ n h, P n h) :=
  decidable_of_iff (∀ k (h : k < n + 1), P k (le_of_lt_succ h)) ⟨fun m k h => m k (lt_succ_of_le h), fun m k _ => m k _⟩

instance decidableExistsLT {p : Nat → Prop} [h : DecidablePred p] : DecidablePred fun n => ∃ m, m < n ∧ p m
  | 0 => isFalse fun ⟨_, h, _⟩ => not_lt_zero _ h
  | n + 1 => @decidable_of_decidable_of_iff _ _ (@instDecidableOr _ _ (decidableExistsLT (p := p) n) (h n))
      ⟨fun h => h.elim (fun ⟨m, hm, hp⟩ => ⟨m, lt_succ_of_lt hm, hp⟩) (fun hp => ⟨n, lt_succ_self n, hp⟩),
       fun ⟨m, hm, hp⟩ => (Nat.lt_or_eq_of_le (le_of_lt_succ hm)).imp (fun h => ⟨m, h, hp⟩) (fun e => by subst e; exact hp)⟩

end Nat
