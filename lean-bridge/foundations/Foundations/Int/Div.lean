prelude
import Foundations.Int.Order
import Foundations.Nat.Dvd
/-!
# Division of integers with remainder

`a / b` and `a % b` with `0 ≤ a % b`: the identity `a % b + b * (a / b) = a`, the bounds, what they do to
casts and signs, divisibility, and the balanced remainder `bmod`.
-/

namespace Int

variable {a b c d : Int} {m n : Nat}

@[simp] protected theorem zero_ediv (b : Int) : 0 / b = 0 := by
  cases b with
  | ofNat n => exact congrArg ofNat (Nat.zero_div n)
  | negSucc n => show -ofNat (0 / (n + 1)) = 0; rw [Nat.zero_div]; rfl
@[simp] protected theorem ediv_zero (a : Int) : a / 0 = 0 := by
  cases a with
  | ofNat n => exact congrArg ofNat (Nat.div_zero n)
  | negSucc n => rfl
@[simp, norm_cast] theorem natCast_ediv (m n : Nat) : ((m / n : Nat) : Int) = (m : Int) / n := rfl
theorem ofNat_ediv (m n : Nat) : ((m / n : Nat) : Int) = (m : Int) / n := rfl
@[simp, norm_cast] theorem natCast_emod (m n : Nat) : ((m % n : Nat) : Int) = (m : Int) % n := rfl
theorem ofNat_emod (m n : Nat) : ((m % n : Nat) : Int) = (m : Int) % n := rfl
@[simp] protected theorem ediv_neg (a b : Int) : a / -b = -(a / b) := by
  rcases b with (_ | n) | n
  · show a / 0 = -(a / 0); rw [Int.ediv_zero]; rfl
  · cases a with
    | ofNat m => rfl
    | negSucc m => rfl
  · cases a with
    | ofNat m => exact (Int.neg_neg _).symm
    | negSucc m => rfl

theorem emod_add_ediv (a b : Int) : a % b + b * (a / b) = a := by
  have key : ∀ m n : Nat, subNatNat (n + 1) (m % (n + 1) + 1) + subNatNat (n + 1) 0 * subNatNat 0 (m / (n + 1) + 1) = subNatNat 0 (m + 1) := by
    intro m n
    rw [subNatNat_mul_subNatNat, subNatNat_add_subNatNat]
    apply subNatNat_congr
    conv => lhs; rw [← Nat.mod_add_div m (n + 1)]
    simp only [Nat.mul_add, Nat.mul_zero, Nat.zero_mul, Nat.mul_one, Nat.add_zero, Nat.zero_add]
    ac_rfl
  rcases a with m | m
  · rcases b with n | n
    · exact congrArg ofNat (Nat.mod_add_div m n)
    · show (↑(m % (n + 1)) : Int) + -↑(n + 1) * -↑(m / (n + 1)) = ↑m
      rw [Int.neg_mul_neg, ← natCast_mul, ← natCast_add, Nat.mod_add_div]
  · rcases b with (_ | n) | n
    · show subNatNat 0 (m % 0 + 1) + 0 * 0 = negSucc m
      rw [Nat.mod_zero, Int.mul_zero, Int.add_zero]; rfl
    · have h := key m n
      rw [subNatNat_zero_right] at h; exact h
    · have h := key m n
      rw [subNatNat_zero_right, subNatNat_zero_succ, ← Int.neg_neg (negSucc (m / (n + 1))), Int.mul_neg, ← Int.neg_mul] at h; exact h
theorem ediv_add_emod (a b : Int) : b * (a / b) + a % b = a := (Int.add_comm _ _).trans (emod_add_ediv a b)
theorem mul_ediv_add_emod (a b : Int) : b * (a / b) + a % b = a := ediv_add_emod a b
theorem emod_add_mul_ediv (a b : Int) : a % b + b * (a / b) = a := emod_add_ediv a b
theorem emod_def (a b : Int) : a % b = a - b * (a / b) := by
  conv => rhs; lhs; rw [← emod_add_ediv a b]
  rw [Int.add_sub_cancel]
@[simp] theorem emod_zero (a : Int) : a % 0 = a := by rw [emod_def, Int.zero_mul, Int.sub_zero]
@[simp] theorem zero_emod (b : Int) : 0 % b = 0 := by rw [emod_def, Int.zero_ediv, Int.mul_zero]; rfl
theorem emod_nonneg (a : Int) (h : b ≠ 0) : 0 ≤ a % b := by
  cases a with
  | ofNat m => exact ofNat_nonneg _
  | negSucc m =>
    show 0 ≤ subNatNat (natAbs b) (m % natAbs b + 1)
    rw [subNatNat_of_le (Nat.mod_lt m (natAbs_pos.mpr h))]
    exact ofNat_nonneg _
theorem emod_lt_of_pos (a : Int) (h : 0 < b) : a % b < b := by
  obtain ⟨n, rfl⟩ := eq_succ_of_zero_lt h
  cases a with
  | ofNat m => exact ofNat_lt.mpr (Nat.mod_lt m (Nat.succ_pos n))
  | negSucc m =>
    show subNatNat (n + 1) (m % (n + 1) + 1) < _
    rw [subNatNat_eq_coe]
    exact Int.sub_lt_self _ (ofNat_succ_pos _)
theorem mul_ediv_self_le {x k : Int} (h : k ≠ 0) : k * (x / k) ≤ x := by
  have := Int.add_le_add_right (emod_nonneg x h) (k * (x / k))
  rw [Int.zero_add, emod_add_ediv] at this; exact this
theorem lt_mul_ediv_self_add {x k : Int} (h : 0 < k) : x < k * (x / k) + k := by
  have := Int.add_lt_add_left (emod_lt_of_pos x h) (k * (x / k))
  rw [ediv_add_emod] at this; exact this
@[simp] theorem emod_neg (a b : Int) : a % -b = a % b := by rw [emod_def, emod_def, Int.ediv_neg, Int.neg_mul_neg]
@[simp] protected theorem ediv_one (a : Int) : a / 1 = a := by
  cases a with
  | ofNat m => exact congrArg ofNat (Nat.div_one m)
  | negSucc m => exact congrArg negSucc (Nat.div_one m)
@[simp] theorem emod_one (a : Int) : a % 1 = 0 := by rw [emod_def, Int.ediv_one, Int.one_mul, Int.sub_self]

/-- Quotient and remainder are determined by the identity and the bounds. -/
theorem ediv_emod_unique' {q r : Int} (h : 0 < b) (h₁ : r + b * q = a) (h₂ : 0 ≤ r) (h₃ : r < b) : a / b = q ∧ a % b = r := by
  have key : ∀ q q' r r' : Int, r + b * q = r' + b * q' → 0 ≤ r → r' < b → q ≤ q' := by
    intro q q' r r' e hr hr'
    apply Int.le_of_not_gt
    intro hlt
    have h₄ : b * (q' + 1) ≤ b * q := Int.mul_le_mul_of_nonneg_left hlt (Int.le_of_lt h)
    have h₅ : b * q ≤ r' + b * q' := by
      rw [← e]; have := Int.add_le_add_right hr (b * q); rw [Int.zero_add] at this; exact this
    have h₆ : r' + b * q' < b + b * q' := Int.add_lt_add_right hr' _
    rw [Int.mul_add, Int.mul_one, Int.add_comm] at h₄
    exact Int.lt_irrefl _ (Int.lt_of_lt_of_le h₆ (Int.le_trans h₄ h₅))
  have e : a % b + b * (a / b) = r + b * q := (emod_add_ediv a b).trans h₁.symm
  have hb : b ≠ 0 := Int.ne_of_gt h
  have hq : a / b = q := Int.le_antisymm (key _ _ _ _ e (emod_nonneg a hb) h₃) (key _ _ _ _ e.symm h₂ (emod_lt_of_pos a h))
  exact ⟨hq, by rw [hq] at e; exact Int.add_right_cancel e⟩
theorem add_mul_ediv_right (a b : Int) {c : Int} (H : c ≠ 0) : (a + b * c) / c = a / c + b := by
  rcases Int.lt_trichotomy c 0 with h | h | h
  · have h' := Int.neg_pos_of_neg h
    have := (ediv_emod_unique' (a := a + b * c) (q := -(a / c + b)) (r := a % c) h' (by
      rw [Int.neg_mul_neg, Int.mul_add, ← Int.add_assoc, emod_add_ediv, Int.mul_comm c]) (emod_nonneg a H) (by
      rw [← emod_neg]; exact emod_lt_of_pos a h')).left
    rw [Int.ediv_neg] at this
    exact Int.neg_inj.mp this
  · exact absurd h H
  · exact (ediv_emod_unique' h (by rw [Int.mul_add, ← Int.add_assoc, emod_add_ediv, Int.mul_comm c]) (emod_nonneg a H) (emod_lt_of_pos a h)).left
theorem add_mul_ediv_left (a : Int) {b : Int} (c : Int) (H : b ≠ 0) : (a + b * c) / b = a / b + c := by
  rw [Int.mul_comm]; exact add_mul_ediv_right a c H
@[simp] theorem mul_ediv_cancel (a : Int) {b : Int} (H : b ≠ 0) : a * b / b = a := by
  have := add_mul_ediv_right 0 a H; rw [Int.zero_add, Int.zero_ediv, Int.zero_add] at this; exact this
@[simp] theorem mul_ediv_cancel_left (b : Int) (H : a ≠ 0) : a * b / a = b := by rw [Int.mul_comm]; exact mul_ediv_cancel b H
@[simp] protected theorem ediv_self {a : Int} (H : a ≠ 0) : a / a = 1 := by have := mul_ediv_cancel 1 H; rw [Int.one_mul] at this; exact this
theorem add_mul_emod_self {a b c : Int} : (a + b * c) % c = a % c := by
  cases Decidable.em (c = 0) with
  | inl h => rw [h, Int.mul_zero, Int.add_zero]
  | inr h => rw [emod_def, emod_def, add_mul_ediv_right a b h, Int.mul_add, Int.mul_comm c b, Int.sub_add_eq, Int.sub_right_comm, Int.add_sub_cancel]
@[simp] theorem add_mul_emod_self_left (a b c : Int) : (a + b * c) % b = a % b := by rw [Int.mul_comm]; exact add_mul_emod_self
@[simp] theorem add_mul_emod_self_right (a b c : Int) : (a + b * c) % c = a % c := add_mul_emod_self
@[simp] theorem emod_emod (a b : Int) : a % b % b = a % b := by
  conv => rhs; rw [← emod_add_ediv a b]
  rw [add_mul_emod_self_left]
@[simp] theorem mul_emod_left (a b : Int) : (a * b) % b = 0 := by
  have := add_mul_emod_self (a := 0) (b := a) (c := b); rw [Int.zero_add, zero_emod] at this; exact this
@[simp] theorem mul_emod_right (a b : Int) : (a * b) % a = 0 := by rw [Int.mul_comm]; exact mul_emod_left b a
@[simp] theorem emod_self {a : Int} : a % a = 0 := by have := mul_emod_left 1 a; rw [Int.one_mul] at this; exact this
@[simp] theorem emod_add_emod (m n k : Int) : (m % n + k) % n = (m + k) % n := by
  conv => rhs; rw [← emod_add_ediv m n, Int.add_right_comm]
  rw [add_mul_emod_self_left]
@[simp] theorem add_emod_emod (m n k : Int) : (m + n % k) % k = (m + n) % k := by rw [Int.add_comm, emod_add_emod, Int.add_comm]
theorem add_emod (a b n : Int) : (a + b) % n = (a % n + b % n) % n := by rw [add_emod_emod, emod_add_emod]
theorem mul_emod (a b n : Int) : a * b % n = (a % n) * (b % n) % n := by
  conv => lhs; rw [← emod_add_ediv a n, ← emod_add_ediv b n]
  rw [Int.add_mul, Int.mul_add, Int.mul_assoc, Int.add_assoc, ← Int.mul_assoc (a % n) n, Int.mul_comm (a % n) n, Int.mul_assoc n,
    ← Int.mul_add, add_mul_emod_self_left]
theorem emod_eq_of_lt {a b : Int} (H1 : 0 ≤ a) (H2 : a < b) : a % b = a :=
  (ediv_emod_unique' (q := 0) (Int.lt_of_le_of_lt H1 H2) (by rw [Int.mul_zero, Int.add_zero]) H1 H2).right
theorem ediv_eq_zero_of_lt {a b : Int} (H1 : 0 ≤ a) (H2 : a < b) : a / b = 0 :=
  (ediv_emod_unique' (Int.lt_of_le_of_lt H1 H2) (by rw [Int.mul_zero, Int.add_zero]) H1 H2).left
theorem emod_two_eq (x : Int) : x % 2 = 0 ∨ x % 2 = 1 := by
  have h₁ := emod_nonneg x (b := 2) (by decide)
  have h₂ := emod_lt_of_pos x (b := 2) (by decide)
  obtain ⟨n, hn⟩ := eq_ofNat_of_zero_le h₁
  rw [hn] at h₂ ⊢
  have : n < 2 := ofNat_lt.mp h₂
  match n, this with
  | 0, _ => exact Or.inl rfl
  | 1, _ => exact Or.inr rfl
theorem le_ediv_iff_mul_le {k x y : Int} (H : 0 < k) : x ≤ y / k ↔ x * k ≤ y := by
  constructor
  · intro h
    have := Int.mul_le_mul_of_nonneg_left h (Int.le_of_lt H)
    rw [Int.mul_comm k x] at this
    exact Int.le_trans this (mul_ediv_self_le (Int.ne_of_gt H))
  · intro h
    apply Int.le_of_not_gt
    intro h'
    have h₁ : k * (y / k + 1) ≤ k * x := Int.mul_le_mul_of_nonneg_left h' (Int.le_of_lt H)
    have h₂ := lt_mul_ediv_self_add (x := y) H
    rw [Int.mul_add, Int.mul_one, Int.mul_comm k x] at h₁
    exact Int.lt_irrefl _ (Int.lt_of_lt_of_le h₂ (Int.le_trans h₁ h))
theorem ediv_lt_iff_lt_mul {k x y : Int} (H : 0 < k) : x / k < y ↔ x < y * k := by
  rw [← Int.not_le, ← Int.not_le]; exact not_congr (le_ediv_iff_mul_le H)
protected theorem ediv_le_ediv {a b c : Int} (H : 0 < c) (h : a ≤ b) : a / c ≤ b / c :=
  (le_ediv_iff_mul_le H).mpr (Int.le_trans (by rw [Int.mul_comm]; exact mul_ediv_self_le (Int.ne_of_gt H)) h)
theorem ediv_nonneg {a b : Int} (Ha : 0 ≤ a) (Hb : 0 ≤ b) : 0 ≤ a / b := by
  obtain ⟨m, rfl⟩ := eq_ofNat_of_zero_le Ha
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le Hb
  exact ofNat_nonneg _

/-! ### Divisibility -/

protected theorem dvd_def (a b : Int) : (a ∣ b) = ∃ c, b = a * c := rfl
protected theorem dvd_mul_right (a b : Int) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Int) : b ∣ a * b := ⟨a, Int.mul_comm a b⟩
@[simp] protected theorem dvd_refl (a : Int) : a ∣ a := ⟨1, (Int.mul_one a).symm⟩
@[simp] protected theorem dvd_zero (a : Int) : a ∣ 0 := ⟨0, (Int.mul_zero a).symm⟩
@[simp] protected theorem one_dvd (a : Int) : 1 ∣ a := ⟨a, (Int.one_mul a).symm⟩
protected theorem zero_dvd {a : Int} : 0 ∣ a ↔ a = 0 := ⟨fun ⟨c, h⟩ => h.trans (Int.zero_mul c), fun h => h ▸ Int.dvd_refl _⟩
protected theorem dvd_trans {a b c : Int} (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := by
  obtain ⟨k, rfl⟩ := h₁
  obtain ⟨l, rfl⟩ := h₂
  exact ⟨k * l, Int.mul_assoc a k l⟩
protected theorem dvd_add {a b c : Int} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b + c := by
  obtain ⟨k, rfl⟩ := h₁
  obtain ⟨l, rfl⟩ := h₂
  exact ⟨k + l, (Int.mul_add a k l).symm⟩
protected theorem dvd_neg {a b : Int} : a ∣ -b ↔ a ∣ b :=
  ⟨fun ⟨k, h⟩ => ⟨-k, by rw [Int.mul_neg, ← h, Int.neg_neg]⟩, fun ⟨k, h⟩ => ⟨-k, by rw [Int.mul_neg, h]⟩⟩
protected theorem neg_dvd {a b : Int} : -a ∣ b ↔ a ∣ b :=
  ⟨fun ⟨k, h⟩ => ⟨-k, by rw [h, Int.neg_mul, Int.mul_neg]⟩, fun ⟨k, h⟩ => ⟨-k, by rw [h, Int.neg_mul_neg]⟩⟩
protected theorem dvd_sub {a b c : Int} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b - c := Int.dvd_add h₁ (Int.dvd_neg.mpr h₂)
protected theorem dvd_mul_left_of_dvd {a b : Int} (h : a ∣ b) (c : Int) : a ∣ c * b := Int.dvd_trans h (Int.dvd_mul_left c b)
protected theorem dvd_mul_right_of_dvd {a b : Int} (h : a ∣ b) (c : Int) : a ∣ b * c := Int.dvd_trans h (Int.dvd_mul_right b c)
theorem emod_eq_zero_of_dvd {a b : Int} (h : a ∣ b) : b % a = 0 := by obtain ⟨c, rfl⟩ := h; exact mul_emod_right a c
theorem dvd_of_emod_eq_zero {a b : Int} (h : b % a = 0) : a ∣ b := ⟨b / a, by
  have := emod_add_ediv b a; rw [h, Int.zero_add] at this; exact this.symm⟩
theorem dvd_iff_emod_eq_zero {a b : Int} : a ∣ b ↔ b % a = 0 := ⟨emod_eq_zero_of_dvd, dvd_of_emod_eq_zero⟩
instance decidableDvd : DecidableRel (α := Int) (· ∣ ·) := fun _ _ => decidable_of_decidable_of_iff dvd_iff_emod_eq_zero.symm
theorem emod_pos_of_not_dvd {a b : Int} (h : ¬a ∣ b) : a = 0 ∨ 0 < b % a := by
  cases Decidable.em (a = 0) with
  | inl ha => exact Or.inl ha
  | inr ha => exact Or.inr (Int.lt_of_le_of_ne (emod_nonneg b ha) fun e => h (dvd_of_emod_eq_zero e.symm))
protected theorem mul_ediv_cancel' {a b : Int} (H : a ∣ b) : a * (b / a) = b := by
  have := emod_add_ediv b a; rw [emod_eq_zero_of_dvd H, Int.zero_add] at this; exact this
protected theorem ediv_mul_cancel {a b : Int} (H : b ∣ a) : a / b * b = a := by rw [Int.mul_comm]; exact Int.mul_ediv_cancel' H
@[norm_cast] theorem natCast_dvd_natCast {m n : Nat} : (m : Int) ∣ n ↔ m ∣ n := by
  rw [dvd_iff_emod_eq_zero, Nat.dvd_iff_mod_eq_zero, ← natCast_emod]; exact natCast_inj
theorem ofNat_dvd {m n : Nat} : (m : Int) ∣ n ↔ m ∣ n := natCast_dvd_natCast
theorem natAbs_dvd_natAbs {a b : Int} : natAbs a ∣ natAbs b ↔ a ∣ b := by
  rw [← natCast_dvd_natCast]
  rcases natAbs_eq a with ha | ha <;> rcases natAbs_eq b with hb | hb <;>
    (conv => rhs; rw [ha, hb]) <;> simp only [Int.dvd_neg, Int.neg_dvd]
theorem dvd_natAbs {a b : Int} : a ∣ natAbs b ↔ a ∣ b := by
  rcases natAbs_eq b with hb | hb
  · conv => rhs; rw [hb]
  · conv => rhs; rw [hb, Int.dvd_neg]
theorem natAbs_dvd {a b : Int} : (natAbs a : Int) ∣ b ↔ a ∣ b := by
  rcases natAbs_eq a with ha | ha
  · conv => rhs; rw [ha]
  · conv => rhs; rw [ha, Int.neg_dvd]
theorem le_of_dvd {a b : Int} (bpos : 0 < b) (H : a ∣ b) : a ≤ b := by
  obtain ⟨n, rfl⟩ := eq_succ_of_zero_lt bpos
  cases a with
  | ofNat m => exact ofNat_le.mpr (Nat.le_of_dvd (Nat.succ_pos n) (natCast_dvd_natCast.mp H))
  | negSucc m => exact Int.le_of_lt (Int.lt_trans (negSucc_lt_zero m) bpos)

/-! ### The balanced remainder -/

theorem exists_bmod (x : Int) (m : Nat) : ∃ k, bmod x m = x + m * k := by
  unfold bmod
  simp only []
  split
  · exact ⟨-(x / m), by rw [emod_def, Int.mul_neg]; rfl⟩
  · exact ⟨-(x / m) + -1, by rw [emod_def, Int.mul_add, Int.mul_neg, Int.mul_neg, Int.mul_one, ← Int.add_assoc]; rfl⟩
theorem dvd_bmod_sub_self {x : Int} {m : Nat} : (m : Int) ∣ bmod x m - x := by
  obtain ⟨k, hk⟩ := exists_bmod x m
  exact ⟨k, by rw [hk, Int.add_sub_cancel_left]⟩

end Int
