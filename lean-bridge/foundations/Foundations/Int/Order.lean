prelude
import Foundations.Int.Basic
/-!
# The order of the integers

`a ≤ b` means that `b - a` is a natural number. From this: a linear order that goes with `+` and `*`,
minimum, maximum, absolute value and sign.
-/

namespace Int

variable {a b c d : Int} {m n : Nat}

/-! ### The order itself -/

theorem le_def {a b : Int} : a ≤ b ↔ NonNeg (b - a) := Iff.rfl
theorem lt_iff_add_one_le {a b : Int} : a < b ↔ a + 1 ≤ b := Iff.rfl

theorem le.intro_sub {a b : Int} (n : Nat) (h : b - a = n) : a ≤ b := by show NonNeg (b - a); rw [h]; exact NonNeg.mk n
theorem le.dest_sub {a b : Int} (h : a ≤ b) : ∃ n : Nat, b - a = n := by
  have h' : NonNeg (b - a) := h
  generalize b - a = c at h'
  cases h' with
  | mk n => exact ⟨n, rfl⟩
theorem le.intro {a b : Int} (n : Nat) (h : a + n = b) : a ≤ b := le.intro_sub n (by rw [← h, Int.add_sub_cancel_left])
theorem le.dest {a b : Int} (h : a ≤ b) : ∃ n : Nat, a + n = b := by
  obtain ⟨n, hn⟩ := le.dest_sub h
  exact ⟨n, by rw [← hn, Int.add_comm, Int.sub_add_cancel]⟩
theorem le_iff_exists_add : a ≤ b ↔ ∃ n : Nat, a + n = b := ⟨le.dest, fun ⟨n, h⟩ => le.intro n h⟩
theorem lt.intro {a b : Int} {n : Nat} (h : a + Nat.succ n = b) : a < b := le.intro n (by rw [← h, natCast_succ, Int.add_assoc, Int.add_comm 1])
theorem lt.dest {a b : Int} (h : a < b) : ∃ n : Nat, a + Nat.succ n = b := by
  obtain ⟨n, hn⟩ := le.dest h
  exact ⟨n, by rw [← hn, natCast_succ, Int.add_assoc, Int.add_comm 1]⟩
@[simp, norm_cast] theorem ofNat_le {m n : Nat} : (m : Int) ≤ n ↔ m ≤ n := by
  constructor
  · intro h
    obtain ⟨k, hk⟩ := le.dest h
    exact Nat.le.intro (natCast_inj.mp hk)
  · intro h
    obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_le h
    exact le.intro k (by rw [hk]; rfl)
@[simp, norm_cast] theorem ofNat_lt {m n : Nat} : (m : Int) < n ↔ m < n := by
  show (m : Int) + 1 ≤ n ↔ m + 1 ≤ n
  exact ofNat_le (m := m + 1)
theorem natCast_le {m n : Nat} : (m : Int) ≤ n ↔ m ≤ n := ofNat_le
theorem natCast_lt {m n : Nat} : (m : Int) < n ↔ m < n := ofNat_lt
@[simp] theorem ofNat_nonneg (n : Nat) : 0 ≤ (n : Int) := ofNat_le.mpr (Nat.zero_le n)
theorem natCast_nonneg (n : Nat) : 0 ≤ (n : Int) := ofNat_nonneg n
theorem ofNat_zero_le (n : Nat) : 0 ≤ (n : Int) := ofNat_nonneg n
theorem ofNat_pos {n : Nat} : 0 < (n : Int) ↔ 0 < n := ofNat_lt (m := 0)
theorem natCast_pos {n : Nat} : 0 < (n : Int) ↔ 0 < n := ofNat_pos
theorem ofNat_succ_pos (n : Nat) : 0 < (Nat.succ n : Int) := ofNat_pos.mpr (Nat.succ_pos n)
theorem eq_ofNat_of_zero_le {a : Int} (h : 0 ≤ a) : ∃ n : Nat, a = n := by
  obtain ⟨n, hn⟩ := le.dest h; exact ⟨n, by rw [← hn, Int.zero_add]⟩
theorem eq_succ_of_zero_lt {a : Int} (h : 0 < a) : ∃ n : Nat, a = Nat.succ n := by
  obtain ⟨n, hn⟩ := lt.dest h; exact ⟨n, by rw [← hn, Int.zero_add]⟩
theorem negSucc_not_nonneg (n : Nat) : ¬0 ≤ negSucc n := fun h => by obtain ⟨m, hm⟩ := eq_ofNat_of_zero_le h; nomatch hm
theorem negSucc_lt_zero (n : Nat) : negSucc n < 0 := lt.intro (n := n) (by rw [negSucc_eq, natCast_succ, Int.add_left_neg])
theorem negSucc_not_pos (n : Nat) : ¬0 < negSucc n := fun h => by obtain ⟨m, hm⟩ := eq_succ_of_zero_lt h; nomatch hm

@[simp, refl] protected theorem le_refl (a : Int) : a ≤ a := le.intro 0 (Int.add_zero a)
protected theorem le_rfl {a : Int} : a ≤ a := Int.le_refl a
protected theorem le_of_eq (h : a = b) : a ≤ b := h ▸ Int.le_refl a
protected theorem le_trans {a b c : Int} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c := by
  obtain ⟨n, hn⟩ := le.dest h₁
  obtain ⟨m, hm⟩ := le.dest h₂
  exact le.intro (n + m) (by rw [← hm, ← hn, natCast_add, Int.add_assoc])
protected theorem le_antisymm {a b : Int} (h₁ : a ≤ b) (h₂ : b ≤ a) : a = b := by
  obtain ⟨n, hn⟩ := le.dest h₁
  obtain ⟨m, hm⟩ := le.dest h₂
  rw [← hn, Int.add_assoc, ← natCast_add] at hm
  have := Int.add_left_cancel (hm.trans (Int.add_zero a).symm)
  rw [← hn, (Nat.eq_zero_of_add_eq_zero (natCast_inj.mp this)).left, natCast_zero, Int.add_zero]
protected theorem le_total (a b : Int) : a ≤ b ∨ b ≤ a := by
  rcases h : b - a with n | n
  · exact Or.inl (le.intro_sub n h)
  · refine Or.inr (le.intro_sub (n + 1) ?_)
    rw [← Int.neg_sub, h]; rfl
@[simp] protected theorem lt_irrefl (a : Int) : ¬a < a := fun h => by
  obtain ⟨n, hn⟩ := lt.dest h
  have := Int.add_left_cancel (hn.trans (Int.add_zero a).symm)
  exact absurd (natCast_inj.mp this) (Nat.succ_ne_zero n)
theorem lt_add_one (a : Int) : a < a + 1 := Int.le_refl _
protected theorem le_of_lt (h : a < b) : a ≤ b := Int.le_trans (le.intro 1 rfl) h
protected theorem lt_of_lt_of_le (h₁ : a < b) (h₂ : b ≤ c) : a < c := Int.le_trans h₁ h₂
protected theorem add_le_add_left {a b : Int} (h : a ≤ b) (c : Int) : c + a ≤ c + b := by
  obtain ⟨n, hn⟩ := le.dest h; exact le.intro n (by rw [Int.add_assoc, hn])
protected theorem add_le_add_right {a b : Int} (h : a ≤ b) (c : Int) : a + c ≤ b + c := by
  rw [Int.add_comm a, Int.add_comm b]; exact Int.add_le_add_left h c
protected theorem lt_of_le_of_lt (h₁ : a ≤ b) (h₂ : b < c) : a < c := Int.le_trans (Int.add_le_add_right h₁ 1) h₂
protected theorem lt_trans (h₁ : a < b) (h₂ : b < c) : a < c := Int.lt_of_le_of_lt (Int.le_of_lt h₁) h₂
protected theorem ne_of_lt (h : a < b) : a ≠ b := fun e => Int.lt_irrefl a (e ▸ h)
protected theorem ne_of_gt (h : b < a) : a ≠ b := fun e => Int.lt_irrefl a (by rw [← e] at h; exact h)
protected theorem not_le_of_gt (h : b < a) : ¬a ≤ b := fun h' => Int.lt_irrefl b (Int.lt_of_lt_of_le h h')
protected theorem not_lt_of_ge (h : b ≤ a) : ¬a < b := fun h' => Int.not_le_of_gt h' h
protected theorem lt_or_ge (a b : Int) : a < b ∨ b ≤ a := by
  cases Int.le_total b a with
  | inl h => exact Or.inr h
  | inr h =>
    obtain ⟨n, hn⟩ := le.dest h
    cases n with
    | zero => exact Or.inr (Int.le_of_eq (by rw [← hn, natCast_zero, Int.add_zero]))
    | succ n => exact Or.inl (lt.intro hn)
protected theorem lt_or_le (a b : Int) : a < b ∨ b ≤ a := Int.lt_or_ge a b
protected theorem le_or_gt (a b : Int) : a ≤ b ∨ a > b := (Int.lt_or_ge b a).symm
protected theorem lt_of_not_ge (h : ¬a ≤ b) : b < a := (Int.lt_or_ge b a).resolve_right h
protected theorem lt_of_not_le (h : ¬a ≤ b) : b < a := Int.lt_of_not_ge h
protected theorem le_of_not_gt (h : ¬a < b) : b ≤ a := (Int.lt_or_ge a b).resolve_left h
protected theorem le_of_not_lt (h : ¬a < b) : b ≤ a := Int.le_of_not_gt h
@[simp] protected theorem not_le : ¬a ≤ b ↔ b < a := ⟨Int.lt_of_not_ge, Int.not_le_of_gt⟩
@[simp] protected theorem not_lt : ¬a < b ↔ b ≤ a := ⟨Int.le_of_not_gt, Int.not_lt_of_ge⟩
protected theorem lt_or_gt_of_ne (h : a ≠ b) : a < b ∨ a > b :=
  (Int.lt_or_ge a b).imp_right fun h' => (Int.lt_or_ge b a).resolve_right fun h'' => h (Int.le_antisymm h'' h')
protected theorem lt_trichotomy (a b : Int) : a < b ∨ a = b ∨ b < a :=
  (Decidable.em (a = b)).elim (fun h => Or.inr (Or.inl h)) fun h => (Int.lt_or_gt_of_ne h).imp_right Or.inr
protected theorem lt_of_le_of_ne (h₁ : a ≤ b) (h₂ : a ≠ b) : a < b := (Int.lt_or_gt_of_ne h₂).resolve_right (Int.not_lt_of_ge h₁)
protected theorem lt_iff_le_and_ne : a < b ↔ a ≤ b ∧ a ≠ b := ⟨fun h => ⟨Int.le_of_lt h, Int.ne_of_lt h⟩, fun ⟨h₁, h₂⟩ => Int.lt_of_le_of_ne h₁ h₂⟩
protected theorem lt_iff_le_not_le : a < b ↔ a ≤ b ∧ ¬b ≤ a := ⟨fun h => ⟨Int.le_of_lt h, Int.not_le_of_gt h⟩, fun h => Int.lt_of_not_ge h.right⟩
protected theorem le_iff_lt_or_eq : a ≤ b ↔ a < b ∨ a = b :=
  ⟨fun h => (Decidable.em (a = b)).elim Or.inr fun hn => Or.inl (Int.lt_of_le_of_ne h hn), fun h => h.elim Int.le_of_lt Int.le_of_eq⟩
protected theorem lt_or_eq_of_le (h : a ≤ b) : a < b ∨ a = b := Int.le_iff_lt_or_eq.mp h
protected theorem lt_asymm (h : a < b) : ¬b < a := Int.not_lt_of_ge (Int.le_of_lt h)
theorem add_one_le_of_lt (h : a < b) : a + 1 ≤ b := h
theorem lt_of_add_one_le (h : a + 1 ≤ b) : a < b := h
theorem add_one_le_iff : a + 1 ≤ b ↔ a < b := Iff.rfl

instance : Trans (α := Int) (· < ·) (· < ·) (· < ·) := ⟨Int.lt_trans⟩
instance : Trans (α := Int) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Int.le_trans⟩
instance : Trans (α := Int) (· < ·) (· ≤ ·) (· < ·) := ⟨Int.lt_of_lt_of_le⟩
instance : Trans (α := Int) (· ≤ ·) (· < ·) (· < ·) := ⟨Int.lt_of_le_of_lt⟩
instance : Std.Total (α := Int) (· ≤ ·) := ⟨Int.le_total⟩
instance : Std.Antisymm (α := Int) (· ≤ ·) := ⟨fun _ _ => Int.le_antisymm⟩

/-! ### Order and addition -/

protected theorem le_of_add_le_add_left {a b c : Int} (h : a + b ≤ a + c) : b ≤ c := by
  have := Int.add_le_add_left h (-a)
  rw [← Int.add_assoc, ← Int.add_assoc, Int.add_left_neg, Int.zero_add, Int.zero_add] at this; exact this
protected theorem le_of_add_le_add_right {a b c : Int} (h : a + b ≤ c + b) : a ≤ c := by
  rw [Int.add_comm a, Int.add_comm c] at h; exact Int.le_of_add_le_add_left h
@[simp] protected theorem add_le_add_iff_left (a : Int) : a + b ≤ a + c ↔ b ≤ c := ⟨Int.le_of_add_le_add_left, fun h => Int.add_le_add_left h a⟩
@[simp] protected theorem add_le_add_iff_right (c : Int) : a + c ≤ b + c ↔ a ≤ b := ⟨Int.le_of_add_le_add_right, fun h => Int.add_le_add_right h c⟩
protected theorem add_lt_add_left {a b : Int} (h : a < b) (c : Int) : c + a < c + b := by
  show c + a + 1 ≤ c + b; rw [Int.add_assoc]; exact Int.add_le_add_left h c
protected theorem add_lt_add_right {a b : Int} (h : a < b) (c : Int) : a + c < b + c := by
  rw [Int.add_comm a, Int.add_comm b]; exact Int.add_lt_add_left h c
protected theorem lt_of_add_lt_add_left {a b c : Int} (h : a + b < a + c) : b < c :=
  Int.lt_of_not_ge fun h' => Int.not_lt_of_ge (Int.add_le_add_left h' a) h
protected theorem lt_of_add_lt_add_right {a b c : Int} (h : a + b < c + b) : a < c :=
  Int.lt_of_not_ge fun h' => Int.not_lt_of_ge (Int.add_le_add_right h' b) h
@[simp] protected theorem add_lt_add_iff_left (a : Int) : a + b < a + c ↔ b < c := ⟨Int.lt_of_add_lt_add_left, fun h => Int.add_lt_add_left h a⟩
@[simp] protected theorem add_lt_add_iff_right (c : Int) : a + c < b + c ↔ a < b := ⟨Int.lt_of_add_lt_add_right, fun h => Int.add_lt_add_right h c⟩
protected theorem add_le_add {a b c d : Int} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d := Int.le_trans (Int.add_le_add_right h₁ c) (Int.add_le_add_left h₂ b)
protected theorem add_lt_add {a b c d : Int} (h₁ : a < b) (h₂ : c < d) : a + c < b + d := Int.lt_trans (Int.add_lt_add_right h₁ c) (Int.add_lt_add_left h₂ b)
protected theorem add_lt_add_of_le_of_lt {a b c d : Int} (h₁ : a ≤ b) (h₂ : c < d) : a + c < b + d := Int.lt_of_le_of_lt (Int.add_le_add_right h₁ c) (Int.add_lt_add_left h₂ b)
protected theorem add_lt_add_of_lt_of_le {a b c d : Int} (h₁ : a < b) (h₂ : c ≤ d) : a + c < b + d := Int.lt_of_lt_of_le (Int.add_lt_add_right h₁ c) (Int.add_le_add_left h₂ b)
protected theorem add_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a + b := Int.add_le_add ha hb
protected theorem add_pos (ha : 0 < a) (hb : 0 < b) : 0 < a + b := Int.add_lt_add ha hb
protected theorem neg_le_neg (h : a ≤ b) : -b ≤ -a := by
  obtain ⟨n, hn⟩ := le.dest h
  exact le.intro n (by rw [← hn, Int.neg_add, Int.add_assoc, Int.add_left_neg, Int.add_zero])
protected theorem le_of_neg_le_neg (h : -b ≤ -a) : a ≤ b := by
  have := Int.neg_le_neg h; rw [Int.neg_neg, Int.neg_neg] at this; exact this
protected theorem neg_lt_neg (h : a < b) : -b < -a := Int.lt_of_not_ge fun h' => Int.not_lt_of_ge (Int.le_of_neg_le_neg h') h
@[simp] protected theorem neg_le_neg_iff : -a ≤ -b ↔ b ≤ a := ⟨Int.le_of_neg_le_neg, Int.neg_le_neg⟩
@[simp] protected theorem neg_lt_neg_iff : -a < -b ↔ b < a := ⟨fun h => by have := Int.neg_lt_neg h; rw [Int.neg_neg, Int.neg_neg] at this; exact this, Int.neg_lt_neg⟩
protected theorem neg_nonneg_of_nonpos (h : a ≤ 0) : 0 ≤ -a := Int.neg_le_neg h
protected theorem neg_nonpos_of_nonneg (h : 0 ≤ a) : -a ≤ 0 := Int.neg_le_neg h
protected theorem neg_pos_of_neg (h : a < 0) : 0 < -a := Int.neg_lt_neg h
protected theorem neg_neg_of_pos (h : 0 < a) : -a < 0 := Int.neg_lt_neg h
@[simp] protected theorem neg_nonneg : 0 ≤ -a ↔ a ≤ 0 := ⟨fun h => by have := Int.neg_le_neg h; rw [Int.neg_neg] at this; exact this, Int.neg_nonneg_of_nonpos⟩
@[simp] protected theorem neg_nonpos : -a ≤ 0 ↔ 0 ≤ a := ⟨fun h => by have := Int.neg_le_neg h; rw [Int.neg_neg] at this; exact this, Int.neg_nonpos_of_nonneg⟩
@[simp] protected theorem neg_pos : 0 < -a ↔ a < 0 := ⟨fun h => by have := Int.neg_lt_neg h; rw [Int.neg_neg] at this; exact this, Int.neg_pos_of_neg⟩
protected theorem sub_nonneg_of_le (h : b ≤ a) : 0 ≤ a - b := by
  have := Int.add_le_add_right h (-b); rw [Int.add_right_neg] at this; exact this
protected theorem le_of_sub_nonneg (h : 0 ≤ a - b) : b ≤ a := by
  have := Int.add_le_add_right h b; rw [Int.sub_add_cancel, Int.zero_add] at this; exact this
@[simp] protected theorem sub_nonneg : 0 ≤ a - b ↔ b ≤ a := ⟨Int.le_of_sub_nonneg, Int.sub_nonneg_of_le⟩
protected theorem sub_pos_of_lt (h : b < a) : 0 < a - b := by
  have := Int.add_lt_add_right h (-b); rw [Int.add_right_neg] at this; exact this
protected theorem lt_of_sub_pos (h : 0 < a - b) : b < a := by
  have := Int.add_lt_add_right h b; rw [Int.sub_add_cancel, Int.zero_add] at this; exact this
@[simp] protected theorem sub_pos : 0 < a - b ↔ b < a := ⟨Int.lt_of_sub_pos, Int.sub_pos_of_lt⟩
protected theorem le_add_of_sub_left_le (h : a - b ≤ c) : a ≤ b + c := by
  have := Int.add_le_add_right h b; rw [Int.sub_add_cancel, Int.add_comm c] at this; exact this
protected theorem sub_left_le_of_le_add (h : a ≤ b + c) : a - b ≤ c := by
  have := Int.add_le_add_right h (-b); rw [Int.add_right_comm, Int.add_right_neg, Int.zero_add] at this; exact this
protected theorem sub_le_iff_le_add : a - b ≤ c ↔ a ≤ c + b := by
  rw [Int.add_comm]; exact ⟨Int.le_add_of_sub_left_le, Int.sub_left_le_of_le_add⟩
protected theorem le_sub_iff_add_le : a ≤ b - c ↔ a + c ≤ b := by
  constructor
  · intro h; have := Int.add_le_add_right h c; rw [Int.sub_add_cancel] at this; exact this
  · intro h; have := Int.add_le_add_right h (-c); rw [Int.add_assoc, Int.add_right_neg, Int.add_zero] at this; exact this
protected theorem sub_lt_iff_lt_add : a - b < c ↔ a < c + b := by
  rw [← Int.not_le, ← Int.not_le]; exact not_congr Int.le_sub_iff_add_le
protected theorem lt_sub_iff_add_lt : a < b - c ↔ a + c < b := by
  rw [← Int.not_le, ← Int.not_le]; exact not_congr Int.sub_le_iff_le_add
protected theorem sub_lt_self (a : Int) {b : Int} (h : 0 < b) : a - b < a := by
  have := Int.add_lt_add_left (Int.neg_neg_of_pos h) a; rw [Int.add_zero] at this; exact this
theorem le_sub_one_of_lt (h : a < b) : a ≤ b - 1 := Int.le_sub_iff_add_le.mpr h
theorem lt_of_le_sub_one (h : a ≤ b - 1) : a < b := Int.le_sub_iff_add_le.mp h
theorem lt_add_one_of_le (h : a ≤ b) : a < b + 1 := Int.add_le_add_right h 1
theorem le_of_lt_add_one (h : a < b + 1) : a ≤ b := Int.le_of_add_le_add_right h
@[simp] theorem lt_add_one_iff : a < b + 1 ↔ a ≤ b := ⟨le_of_lt_add_one, lt_add_one_of_le⟩

/-! ### Order and multiplication -/

protected theorem mul_nonneg {a b : Int} (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le ha
  obtain ⟨m, rfl⟩ := eq_ofNat_of_zero_le hb
  rw [← natCast_mul]; exact ofNat_nonneg _
protected theorem mul_pos {a b : Int} (ha : 0 < a) (hb : 0 < b) : 0 < a * b := by
  obtain ⟨n, rfl⟩ := eq_succ_of_zero_lt ha
  obtain ⟨m, rfl⟩ := eq_succ_of_zero_lt hb
  rw [← natCast_mul]; exact ofNat_pos.mpr (Nat.mul_pos (Nat.succ_pos n) (Nat.succ_pos m))
protected theorem mul_lt_mul_of_pos_left (h₁ : a < b) (h₂ : 0 < c) : c * a < c * b := by
  have := Int.mul_pos h₂ (Int.sub_pos_of_lt h₁); rw [Int.mul_sub] at this; exact Int.lt_of_sub_pos this
protected theorem mul_lt_mul_of_pos_right (h₁ : a < b) (h₂ : 0 < c) : a * c < b * c := by
  rw [Int.mul_comm a, Int.mul_comm b]; exact Int.mul_lt_mul_of_pos_left h₁ h₂
protected theorem mul_le_mul_of_nonneg_left (h₁ : a ≤ b) (h₂ : 0 ≤ c) : c * a ≤ c * b := by
  have := Int.mul_nonneg h₂ (Int.sub_nonneg_of_le h₁); rw [Int.mul_sub] at this; exact Int.le_of_sub_nonneg this
protected theorem mul_le_mul_of_nonneg_right (h₁ : a ≤ b) (h₂ : 0 ≤ c) : a * c ≤ b * c := by
  rw [Int.mul_comm a, Int.mul_comm b]; exact Int.mul_le_mul_of_nonneg_left h₁ h₂
protected theorem mul_le_mul (hac : a ≤ c) (hbd : b ≤ d) (nnb : 0 ≤ b) (nnc : 0 ≤ c) : a * b ≤ c * d :=
  Int.le_trans (Int.mul_le_mul_of_nonneg_right hac nnb) (Int.mul_le_mul_of_nonneg_left hbd nnc)
protected theorem mul_le_mul_of_nonpos_left (h₁ : b ≤ a) (h₂ : c ≤ 0) : c * a ≤ c * b := by
  have := Int.mul_le_mul_of_nonneg_left h₁ (Int.neg_nonneg_of_nonpos h₂)
  rw [Int.neg_mul, Int.neg_mul, Int.neg_le_neg_iff] at this; exact this
protected theorem mul_nonneg_of_nonpos_of_nonpos (ha : a ≤ 0) (hb : b ≤ 0) : 0 ≤ a * b := by
  rw [← Int.neg_mul_neg]; exact Int.mul_nonneg (Int.neg_nonneg_of_nonpos ha) (Int.neg_nonneg_of_nonpos hb)
protected theorem mul_nonpos_of_nonneg_of_nonpos (ha : 0 ≤ a) (hb : b ≤ 0) : a * b ≤ 0 := by
  have := Int.mul_le_mul_of_nonneg_left hb ha; rw [Int.mul_zero] at this; exact this
theorem mul_self_nonneg (a : Int) : 0 ≤ a * a :=
  (Int.le_total 0 a).elim (fun h => Int.mul_nonneg h h) (fun h => Int.mul_nonneg_of_nonpos_of_nonpos h h)
@[simp] protected theorem mul_eq_zero : a * b = 0 ↔ a = 0 ∨ b = 0 := by
  constructor
  · intro h
    rcases Int.lt_trichotomy a 0 with ha | ha | ha
    · rcases Int.lt_trichotomy b 0 with hb | hb | hb
      · exact absurd h (Int.ne_of_gt (by rw [← Int.neg_mul_neg]; exact Int.mul_pos (Int.neg_pos_of_neg ha) (Int.neg_pos_of_neg hb)))
      · exact Or.inr hb
      · exact absurd h (fun h => Int.ne_of_gt (Int.mul_pos (Int.neg_pos_of_neg ha) hb) (by rw [Int.neg_mul, h]; rfl))
    · exact Or.inl ha
    · rcases Int.lt_trichotomy b 0 with hb | hb | hb
      · exact absurd h (fun h => Int.ne_of_gt (Int.mul_pos ha (Int.neg_pos_of_neg hb)) (by rw [Int.mul_neg, h]; rfl))
      · exact Or.inr hb
      · exact absurd h (Int.ne_of_gt (Int.mul_pos ha hb))
  · rintro (rfl | rfl)
    · exact Int.zero_mul b
    · exact Int.mul_zero a
protected theorem mul_ne_zero (ha : a ≠ 0) (hb : b ≠ 0) : a * b ≠ 0 := fun h => (Int.mul_eq_zero.mp h).elim ha hb
protected theorem eq_of_mul_eq_mul_right (ha : a ≠ 0) (h : b * a = c * a) : b = c := by
  have : (b - c) * a = 0 := by rw [Int.sub_mul, h, Int.sub_self]
  exact Int.eq_of_sub_eq_zero ((Int.mul_eq_zero.mp this).resolve_right ha)
protected theorem eq_of_mul_eq_mul_left (ha : a ≠ 0) (h : a * b = a * c) : b = c := by
  rw [Int.mul_comm a, Int.mul_comm a] at h; exact Int.eq_of_mul_eq_mul_right ha h
protected theorem le_of_mul_le_mul_left (h : c * a ≤ c * b) (hc : 0 < c) : a ≤ b :=
  Int.le_of_not_gt fun h' => Int.not_lt_of_ge h (Int.mul_lt_mul_of_pos_left h' hc)
protected theorem le_of_mul_le_mul_right (h : a * c ≤ b * c) (hc : 0 < c) : a ≤ b :=
  Int.le_of_not_gt fun h' => Int.not_lt_of_ge h (Int.mul_lt_mul_of_pos_right h' hc)
protected theorem lt_of_mul_lt_mul_left (h : c * a < c * b) (hc : 0 ≤ c) : a < b :=
  Int.lt_of_not_ge fun h' => Int.not_lt_of_ge (Int.mul_le_mul_of_nonneg_left h' hc) h
protected theorem pow_pos {b : Int} {n : Nat} (h : 0 < b) : 0 < b ^ n := by
  induction n with
  | zero => exact ofNat_pos.mpr Nat.one_pos
  | succ n ih => rw [Int.pow_succ]; exact Int.mul_pos ih h

/-! ### Minimum, maximum, absolute value -/

protected theorem min_def (a b : Int) : min a b = if a ≤ b then a else b := rfl
protected theorem max_def (a b : Int) : max a b = if a ≤ b then b else a := rfl
protected theorem min_le_left (a b : Int) : min a b ≤ a := by rw [Int.min_def]; split <;> rename_i h; exact Int.le_refl a; exact Int.le_of_lt (Int.lt_of_not_ge h)
protected theorem min_le_right (a b : Int) : min a b ≤ b := by rw [Int.min_def]; split <;> rename_i h; exact h; exact Int.le_refl b
protected theorem le_max_left (a b : Int) : a ≤ max a b := by rw [Int.max_def]; split <;> rename_i h; exact h; exact Int.le_refl a
protected theorem le_max_right (a b : Int) : b ≤ max a b := by rw [Int.max_def]; split <;> rename_i h; exact Int.le_refl b; exact Int.le_of_lt (Int.lt_of_not_ge h)
protected theorem le_min : a ≤ min b c ↔ a ≤ b ∧ a ≤ c := by
  refine ⟨fun h => ⟨Int.le_trans h (Int.min_le_left b c), Int.le_trans h (Int.min_le_right b c)⟩, fun ⟨h₁, h₂⟩ => ?_⟩
  rw [Int.min_def]; split
  · exact h₁
  · exact h₂
protected theorem max_le : max a b ≤ c ↔ a ≤ c ∧ b ≤ c := by
  refine ⟨fun h => ⟨Int.le_trans (Int.le_max_left a b) h, Int.le_trans (Int.le_max_right a b) h⟩, fun ⟨h₁, h₂⟩ => ?_⟩
  rw [Int.max_def]; split
  · exact h₂
  · exact h₁
protected theorem min_eq_left (h : a ≤ b) : min a b = a := if_pos h
protected theorem max_eq_right (h : a ≤ b) : max a b = b := if_pos h
protected theorem min_eq_right (h : b ≤ a) : min a b = b := Int.le_antisymm (Int.min_le_right a b) (Int.le_min.mpr ⟨h, Int.le_refl b⟩)
protected theorem max_eq_left (h : b ≤ a) : max a b = a := Int.le_antisymm (Int.max_le.mpr ⟨Int.le_refl a, h⟩) (Int.le_max_left a b)
protected theorem min_comm (a b : Int) : min a b = min b a := (Int.le_total a b).elim (fun h => (Int.min_eq_left h).trans (Int.min_eq_right h).symm) (fun h => (Int.min_eq_right h).trans (Int.min_eq_left h).symm)
protected theorem max_comm (a b : Int) : max a b = max b a := (Int.le_total a b).elim (fun h => (Int.max_eq_right h).trans (Int.max_eq_left h).symm) (fun h => (Int.max_eq_left h).trans (Int.max_eq_right h).symm)

@[simp] theorem natAbs_ofNat (n : Nat) : natAbs (n : Int) = n := rfl
@[simp] theorem natAbs_natCast (n : Nat) : natAbs (n : Int) = n := rfl
@[simp] theorem natAbs_negSucc (n : Nat) : natAbs (negSucc n) = n.succ := rfl
@[simp] theorem natAbs_zero : natAbs 0 = 0 := rfl
@[simp] theorem natAbs_one : natAbs 1 = 1 := rfl
@[simp] theorem natAbs_neg (a : Int) : natAbs (-a) = natAbs a := by
  cases a with
  | ofNat n => cases n <;> rfl
  | negSucc n => rfl
theorem natAbs_eq_zero : natAbs a = 0 ↔ a = 0 := by
  cases a with
  | ofNat n => exact natCast_inj.symm
  | negSucc n => exact ⟨fun h => (nomatch h), fun h => (nomatch h)⟩
theorem natAbs_mul (a b : Int) : natAbs (a * b) = natAbs a * natAbs b := by
  have h : ∀ n, natAbs (negOfNat n) = n := fun n => by cases n <;> rfl
  cases a <;> cases b <;> first | rfl | exact h _
theorem natAbs_of_nonneg {a : Int} (h : 0 ≤ a) : (natAbs a : Int) = a := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h; rfl
theorem ofNat_natAbs_of_nonpos {a : Int} (h : a ≤ 0) : (natAbs a : Int) = -a := by
  rw [← natAbs_neg]; exact natAbs_of_nonneg (Int.neg_nonneg_of_nonpos h)
theorem natAbs_eq (a : Int) : a = natAbs a ∨ a = -↑(natAbs a) := by
  cases Int.le_total 0 a with
  | inl h => exact Or.inl (natAbs_of_nonneg h).symm
  | inr h => exact Or.inr (by rw [ofNat_natAbs_of_nonpos h, Int.neg_neg])
theorem le_natAbs {a : Int} : a ≤ natAbs a := by
  cases Int.le_total 0 a with
  | inl h => exact Int.le_of_eq (natAbs_of_nonneg h).symm
  | inr h => exact Int.le_trans h (ofNat_nonneg _)
theorem neg_le_natAbs {a : Int} : -a ≤ natAbs a := by rw [← natAbs_neg]; exact le_natAbs
theorem ofNat_natAbs (a : Int) : (a.natAbs : Int) = if 0 ≤ a then a else -a := by
  split
  · exact natAbs_of_nonneg ‹_›
  · exact ofNat_natAbs_of_nonpos (Int.le_of_lt (Int.lt_of_not_ge ‹_›))
theorem natAbs_pos : 0 < natAbs a ↔ a ≠ 0 := Nat.pos_iff_ne_zero.trans (not_congr natAbs_eq_zero)

@[simp] theorem toNat_natCast (n : Nat) : toNat (n : Int) = n := rfl
@[simp] theorem toNat_ofNat (n : Nat) : toNat (n : Int) = n := rfl
@[simp] theorem toNat_zero : toNat 0 = 0 := rfl
theorem toNat_of_nonneg {a : Int} (h : 0 ≤ a) : (toNat a : Int) = a := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h; rfl
theorem toNat_of_nonpos {a : Int} (h : a ≤ 0) : toNat a = 0 := by
  cases a with
  | ofNat n => exact Nat.eq_zero_of_le_zero (ofNat_le.mp h)
  | negSucc n => rfl
theorem toNat_eq_max (a : Int) : (toNat a : Int) = max a 0 := by
  cases Int.le_total 0 a with
  | inl h => rw [toNat_of_nonneg h, Int.max_eq_left h]
  | inr h => rw [toNat_of_nonpos h, Int.max_eq_right h]; rfl
theorem self_le_toNat (a : Int) : a ≤ toNat a := by rw [toNat_eq_max]; exact Int.le_max_left a 0

theorem sign_eq_one_of_pos {a : Int} (h : 0 < a) : sign a = 1 := by obtain ⟨n, rfl⟩ := eq_succ_of_zero_lt h; rfl
@[simp] theorem sign_zero : sign 0 = 0 := rfl
theorem sign_mul_natAbs (a : Int) : sign a * natAbs a = a := by
  rcases a with (_ | n) | n
  · rfl
  · show 1 * ((n + 1 : Nat) : Int) = _; rw [Int.one_mul]; rfl
  · show -1 * ((n + 1 : Nat) : Int) = _; rw [Int.neg_mul, Int.one_mul]; rfl

end Int
