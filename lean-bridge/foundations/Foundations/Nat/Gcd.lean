prelude
import Foundations.Nat.Dvd
/-!
# The greatest common divisor

`Nat.gcd` by Euclid's algorithm, what characterises it, `Nat.lcm`, coprime numbers, Bézout's identity
without negative numbers, and the lemma of Gauss: a number coprime to one factor divides the other.
-/

namespace Nat

variable {a b c d k m n : Nat}

/-! ### Euclid's algorithm -/

private theorem gcd_go_fuel : ∀ f g m n, m ≤ f → m ≤ g → Nat.gcd.go f m n = Nat.gcd.go g m n := by
  intro f
  induction f with
  | zero =>
    intro g m n hf _
    have h0 : m = 0 := eq_zero_of_le_zero hf
    subst h0
    cases g with
    | zero => rfl
    | succ g => rfl
  | succ f ih =>
    intro g m n hf hg
    cases m with
    | zero => cases g with
      | zero => rfl
      | succ g => rfl
    | succ m =>
      cases g with
      | zero => exact absurd hg (not_succ_le_zero m)
      | succ g =>
        have hlt : n % succ m < succ m := mod_lt n (zero_lt_succ m)
        exact ih g (n % succ m) (succ m) (le_of_lt_succ (Nat.lt_of_lt_of_le hlt hf))
          (le_of_lt_succ (Nat.lt_of_lt_of_le hlt hg))

@[simp] theorem gcd_zero_left (n : Nat) : gcd 0 n = n := rfl
theorem gcd_succ (m n : Nat) : gcd (succ m) n = gcd (n % succ m) (succ m) := by
  have hlt : n % succ m < succ m := mod_lt n (zero_lt_succ m)
  exact gcd_go_fuel m (n % succ m) (n % succ m) (succ m) (le_of_lt_succ hlt) (Nat.le_refl _)
theorem gcd_add_one (m n : Nat) : gcd (m + 1) n = gcd (n % (m + 1)) (m + 1) := gcd_succ m n
@[simp] theorem gcd_zero_right (n : Nat) : gcd n 0 = n := by
  cases n with
  | zero => rfl
  | succ n => rw [gcd_succ, zero_mod]; rfl
theorem gcd_rec (m n : Nat) : gcd m n = gcd (n % m) m := by
  cases m with
  | zero => rw [mod_zero, gcd_zero_left, gcd_zero_right]
  | succ m => exact gcd_succ m n

/-- Induction along Euclid's algorithm. -/
@[elab_as_elim] theorem gcd.induction {P : Nat → Nat → Prop} (m n : Nat) (H0 : ∀ n, P 0 n)
    (H1 : ∀ m n, 0 < m → P (n % m) m → P m n) : P m n := by
  induction m using Nat.strongRecOn' generalizing n with
  | ind m ih =>
    cases eq_zero_or_pos m with
    | inl h => rw [h]; exact H0 n
    | inr h => exact H1 m n h (ih (n % m) (mod_lt n h) m)

/-! ### What characterises it -/

theorem gcd_dvd (m n : Nat) : gcd m n ∣ m ∧ gcd m n ∣ n := by
  induction m, n using gcd.induction with
  | H0 n => exact ⟨Nat.dvd_zero _, Nat.dvd_refl n⟩
  | H1 m n hm ih =>
    rw [gcd_rec m n]
    exact ⟨ih.2, (dvd_mod_iff ih.2).mp ih.1⟩
theorem gcd_dvd_left (m n : Nat) : gcd m n ∣ m := (gcd_dvd m n).1
theorem gcd_dvd_right (m n : Nat) : gcd m n ∣ n := (gcd_dvd m n).2
theorem dvd_gcd : k ∣ m → k ∣ n → k ∣ gcd m n := by
  induction m, n using gcd.induction with
  | H0 n => exact fun _ h => h
  | H1 m n hm ih =>
    intro h₁ h₂
    rw [gcd_rec m n]
    exact ih ((dvd_mod_iff h₁).mpr h₂) h₁
theorem dvd_gcd_iff : k ∣ gcd m n ↔ k ∣ m ∧ k ∣ n :=
  ⟨fun h => ⟨Nat.dvd_trans h (gcd_dvd_left m n), Nat.dvd_trans h (gcd_dvd_right m n)⟩, fun h => dvd_gcd h.1 h.2⟩
theorem gcd_greatest (hda : d ∣ a) (hdb : d ∣ b) (hd : ∀ e, e ∣ a → e ∣ b → e ∣ d) : d = gcd a b :=
  Nat.dvd_antisymm (dvd_gcd hda hdb) (hd _ (gcd_dvd_left a b) (gcd_dvd_right a b))
theorem gcd_comm (m n : Nat) : gcd m n = gcd n m :=
  Nat.dvd_antisymm (dvd_gcd (gcd_dvd_right m n) (gcd_dvd_left m n)) (dvd_gcd (gcd_dvd_right n m) (gcd_dvd_left n m))
theorem gcd_assoc (m n k : Nat) : gcd (gcd m n) k = gcd m (gcd n k) :=
  Nat.dvd_antisymm
    (dvd_gcd (Nat.dvd_trans (gcd_dvd_left _ k) (gcd_dvd_left m n))
      (dvd_gcd (Nat.dvd_trans (gcd_dvd_left _ k) (gcd_dvd_right m n)) (gcd_dvd_right _ k)))
    (dvd_gcd (dvd_gcd (gcd_dvd_left m _) (Nat.dvd_trans (gcd_dvd_right m _) (gcd_dvd_left n k)))
      (Nat.dvd_trans (gcd_dvd_right m _) (gcd_dvd_right n k)))
instance : Std.Commutative gcd := ⟨gcd_comm⟩
instance : Std.Associative gcd := ⟨gcd_assoc⟩
@[simp] theorem gcd_self (n : Nat) : gcd n n = n :=
  Nat.dvd_antisymm (gcd_dvd_left n n) (dvd_gcd (Nat.dvd_refl n) (Nat.dvd_refl n))
@[simp] theorem gcd_one_left (n : Nat) : gcd 1 n = 1 := eq_one_of_dvd_one (gcd_dvd_left 1 n)
@[simp] theorem gcd_one_right (n : Nat) : gcd n 1 = 1 := eq_one_of_dvd_one (gcd_dvd_right n 1)
theorem gcd_eq_left (h : m ∣ n) : gcd m n = m := Nat.dvd_antisymm (gcd_dvd_left m n) (dvd_gcd (Nat.dvd_refl m) h)
theorem gcd_eq_right (h : n ∣ m) : gcd m n = n := by rw [gcd_comm, gcd_eq_left h]
theorem gcd_eq_left_iff_dvd : gcd m n = m ↔ m ∣ n := ⟨fun h => h ▸ gcd_dvd_right m n, gcd_eq_left⟩
theorem gcd_eq_right_iff_dvd : gcd n m = m ↔ m ∣ n := ⟨fun h => h ▸ gcd_dvd_left n m, gcd_eq_right⟩
theorem gcd_le_left (n : Nat) (h : 0 < m) : gcd m n ≤ m := le_of_dvd h (gcd_dvd_left m n)
theorem gcd_le_right (m : Nat) (h : 0 < n) : gcd m n ≤ n := le_of_dvd h (gcd_dvd_right m n)
theorem gcd_pos_of_pos_left (n : Nat) (h : 0 < m) : 0 < gcd m n := pos_of_dvd_of_pos (gcd_dvd_left m n) h
theorem gcd_pos_of_pos_right (m : Nat) (h : 0 < n) : 0 < gcd m n := pos_of_dvd_of_pos (gcd_dvd_right m n) h
theorem eq_zero_of_gcd_eq_zero_left (h : gcd m n = 0) : m = 0 := by
  have e := gcd_dvd_left m n
  rwa [h, Nat.zero_dvd] at e
theorem eq_zero_of_gcd_eq_zero_right (h : gcd m n = 0) : n = 0 := by
  have e := gcd_dvd_right m n
  rwa [h, Nat.zero_dvd] at e
theorem gcd_eq_zero_iff : gcd m n = 0 ↔ m = 0 ∧ n = 0 :=
  ⟨fun h => ⟨eq_zero_of_gcd_eq_zero_left h, eq_zero_of_gcd_eq_zero_right h⟩, fun ⟨h₁, h₂⟩ => by rw [h₁, h₂, gcd_zero_left]⟩
theorem gcd_mul_left (m n k : Nat) : gcd (m * n) (m * k) = m * gcd n k := by
  induction n, k using gcd.induction with
  | H0 k => rw [Nat.mul_zero, gcd_zero_left, gcd_zero_left]
  | H1 n k _ ih => rw [gcd_rec, mul_mod_mul_left, ih, ← gcd_rec]
theorem gcd_mul_right (m n k : Nat) : gcd (m * n) (k * n) = gcd m k * n := by
  rw [Nat.mul_comm m, Nat.mul_comm k, gcd_mul_left, Nat.mul_comm]
@[simp] theorem gcd_mul_right_left (m n : Nat) : gcd (m * n) m = m := gcd_eq_right (Nat.dvd_mul_right m n)
@[simp] theorem gcd_mul_left_left (m n : Nat) : gcd (m * n) n = n := gcd_eq_right (Nat.dvd_mul_left n m)
@[simp] theorem gcd_mul_right_right (m n : Nat) : gcd n (n * m) = n := gcd_eq_left (Nat.dvd_mul_right n m)
@[simp] theorem gcd_mul_left_right (m n : Nat) : gcd n (m * n) = n := gcd_eq_left (Nat.dvd_mul_left n m)
theorem gcd_dvd_gcd_of_dvd_left (k : Nat) (h : m ∣ n) : gcd m k ∣ gcd n k :=
  dvd_gcd (Nat.dvd_trans (gcd_dvd_left m k) h) (gcd_dvd_right m k)
theorem gcd_dvd_gcd_of_dvd_right (k : Nat) (h : m ∣ n) : gcd k m ∣ gcd k n :=
  dvd_gcd (gcd_dvd_left k m) (Nat.dvd_trans (gcd_dvd_right k m) h)
theorem gcd_dvd_gcd_mul_left (m n k : Nat) : gcd m n ∣ gcd (k * m) n := gcd_dvd_gcd_of_dvd_left n (Nat.dvd_mul_left m k)
theorem gcd_dvd_gcd_mul_right (m n k : Nat) : gcd m n ∣ gcd (m * k) n := gcd_dvd_gcd_of_dvd_left n (Nat.dvd_mul_right m k)
@[simp] theorem gcd_add_mul_left_right (m n k : Nat) : gcd m (n + m * k) = gcd m n :=
  Nat.dvd_antisymm
    (dvd_gcd (gcd_dvd_left _ _) ((Nat.dvd_add_left (Nat.dvd_trans (gcd_dvd_left m _) (Nat.dvd_mul_right m k))).mp (gcd_dvd_right m _)))
    (dvd_gcd (gcd_dvd_left _ _) (Nat.dvd_add (gcd_dvd_right m n) (Nat.dvd_trans (gcd_dvd_left m n) (Nat.dvd_mul_right m k))))
@[simp] theorem gcd_add_mul_right_right (m n k : Nat) : gcd m (n + k * m) = gcd m n := by
  rw [Nat.mul_comm, gcd_add_mul_left_right]
@[simp] theorem gcd_add_self_right (m n : Nat) : gcd m (n + m) = gcd m n := by
  have e := gcd_add_mul_left_right m n 1
  rwa [Nat.mul_one] at e
@[simp] theorem gcd_self_add_right (m n : Nat) : gcd m (m + n) = gcd m n := by
  rw [Nat.add_comm, gcd_add_self_right]
@[simp] theorem gcd_add_self_left (m n : Nat) : gcd (m + n) n = gcd m n := by
  rw [gcd_comm, gcd_add_self_right, gcd_comm]
@[simp] theorem gcd_self_add_left (m n : Nat) : gcd (m + n) m = gcd n m := by
  rw [gcd_comm, gcd_self_add_right, gcd_comm]
theorem gcd_sub_self_right (h : m ≤ n) : gcd m (n - m) = gcd m n := by
  have e := gcd_add_self_right m (n - m)
  rw [Nat.sub_add_cancel h] at e
  exact e.symm
theorem gcd_sub_self_left (h : m ≤ n) : gcd (n - m) m = gcd n m := by
  rw [gcd_comm, gcd_sub_self_right h, gcd_comm]
@[simp] theorem gcd_gcd_self_right_left (m n : Nat) : gcd m (gcd m n) = gcd m n := gcd_eq_right (gcd_dvd_left m n)
@[simp] theorem gcd_gcd_self_right_right (m n : Nat) : gcd m (gcd n m) = gcd n m := gcd_eq_right (gcd_dvd_right n m)

/-- Bézout's identity: the greatest common divisor is a difference of multiples. -/
theorem gcd_bezout (m n : Nat) : ∃ x y, m * x = n * y + gcd m n ∨ n * y = m * x + gcd m n := by
  induction m, n using gcd.induction with
  | H0 n => exact ⟨0, 1, Or.inr (by rw [Nat.mul_one, Nat.zero_mul, Nat.zero_add, gcd_zero_left])⟩
  | H1 m n _ ih =>
    obtain ⟨x, y, h⟩ := ih
    rw [← gcd_rec] at h
    have e : n * x = m * (n / m * x) + n % m * x := by
      rw [← Nat.mul_assoc, ← Nat.add_mul, div_add_mod]
    cases h with
    | inl h =>
      refine ⟨n / m * x + y, x, Or.inr ?_⟩
      rw [e, h, Nat.mul_add, Nat.add_assoc]
    | inr h =>
      refine ⟨n / m * x + y, x, Or.inl ?_⟩
      rw [e, Nat.mul_add, h, Nat.add_assoc]

/-! ### The least common multiple -/

/-- The least common multiple. -/
def lcm (m n : Nat) : Nat := m * n / gcd m n

theorem lcm_comm (m n : Nat) : lcm m n = lcm n m := by
  unfold lcm; rw [Nat.mul_comm, gcd_comm]
@[simp] theorem lcm_zero_left (m : Nat) : lcm 0 m = 0 := by unfold lcm; rw [Nat.zero_mul, Nat.zero_div]
@[simp] theorem lcm_zero_right (m : Nat) : lcm m 0 = 0 := by rw [lcm_comm, lcm_zero_left]
@[simp] theorem lcm_one_left (m : Nat) : lcm 1 m = m := by unfold lcm; rw [Nat.one_mul, gcd_one_left, Nat.div_one]
@[simp] theorem lcm_one_right (m : Nat) : lcm m 1 = m := by rw [lcm_comm, lcm_one_left]
theorem gcd_mul_lcm (m n : Nat) : gcd m n * lcm m n = m * n :=
  Nat.mul_div_cancel' (Nat.dvd_trans (gcd_dvd_left m n) (Nat.dvd_mul_right m n))
theorem dvd_lcm_left (m n : Nat) : m ∣ lcm m n :=
  ⟨n / gcd m n, Nat.mul_div_assoc m (gcd_dvd_right m n)⟩
theorem dvd_lcm_right (m n : Nat) : n ∣ lcm m n := by rw [lcm_comm]; exact dvd_lcm_left n m
theorem lcm_dvd (H1 : m ∣ k) (H2 : n ∣ k) : lcm m n ∣ k := by
  cases eq_zero_or_pos (gcd m n) with
  | inl h0 =>
    rw [eq_zero_of_gcd_eq_zero_left h0] at H1 ⊢
    rw [lcm_zero_left]; exact H1
  | inr h0 =>
    refine Nat.dvd_of_mul_dvd_mul_left h0 ?_
    rw [gcd_mul_lcm, Nat.mul_comm (gcd m n), ← gcd_mul_left]
    refine dvd_gcd ?_ ?_
    · rw [Nat.mul_comm k]; exact Nat.mul_dvd_mul_left m H2
    · rw [Nat.mul_comm m, Nat.mul_comm k]; exact Nat.mul_dvd_mul_left n H1
theorem lcm_dvd_iff : lcm m n ∣ k ↔ m ∣ k ∧ n ∣ k :=
  ⟨fun h => ⟨Nat.dvd_trans (dvd_lcm_left m n) h, Nat.dvd_trans (dvd_lcm_right m n) h⟩, fun h => lcm_dvd h.1 h.2⟩
@[simp] theorem lcm_self (m : Nat) : lcm m m = m :=
  Nat.dvd_antisymm (lcm_dvd (Nat.dvd_refl m) (Nat.dvd_refl m)) (dvd_lcm_left m m)
theorem lcm_assoc (m n k : Nat) : lcm (lcm m n) k = lcm m (lcm n k) :=
  Nat.dvd_antisymm
    (lcm_dvd (lcm_dvd (dvd_lcm_left m _) (Nat.dvd_trans (dvd_lcm_left n k) (dvd_lcm_right m _)))
      (Nat.dvd_trans (dvd_lcm_right n k) (dvd_lcm_right m _)))
    (lcm_dvd (Nat.dvd_trans (dvd_lcm_left m n) (dvd_lcm_left _ k))
      (lcm_dvd (Nat.dvd_trans (dvd_lcm_right m n) (dvd_lcm_left _ k)) (dvd_lcm_right _ k)))
theorem lcm_eq_left (h : n ∣ m) : lcm m n = m := Nat.dvd_antisymm (lcm_dvd (Nat.dvd_refl m) h) (dvd_lcm_left m n)
theorem lcm_eq_right (h : m ∣ n) : lcm m n = n := by rw [lcm_comm, lcm_eq_left h]
theorem lcm_pos (hm : 0 < m) (hn : 0 < n) : 0 < lcm m n :=
  Nat.pos_of_ne_zero fun h => by
    have e := gcd_mul_lcm m n
    rw [h, Nat.mul_zero] at e
    exact Nat.ne_of_gt (Nat.mul_pos hm hn) e.symm

/-! ### Coprime numbers -/

/-- `m` and `n` have no common divisor but 1. -/
@[reducible] def Coprime (m n : Nat) : Prop := gcd m n = 1

theorem coprime_iff_gcd_eq_one : gcd m n = 1 ↔ Coprime m n := Iff.rfl
theorem Coprime.gcd_eq_one (h : Coprime m n) : gcd m n = 1 := h
theorem Coprime.symm (h : Coprime m n) : Coprime n m := (gcd_comm n m).trans h
theorem coprime_comm : Coprime n m ↔ Coprime m n := ⟨Coprime.symm, Coprime.symm⟩
@[simp] theorem coprime_one_left (n : Nat) : Coprime 1 n := gcd_one_left n
@[simp] theorem coprime_one_right (n : Nat) : Coprime n 1 := gcd_one_right n
@[simp] theorem coprime_zero_left : Coprime 0 n ↔ n = 1 := by unfold Coprime; rw [gcd_zero_left]
@[simp] theorem coprime_zero_right : Coprime n 0 ↔ n = 1 := by unfold Coprime; rw [gcd_zero_right]
@[simp] theorem coprime_self : Coprime n n ↔ n = 1 := by unfold Coprime; rw [gcd_self]
@[simp] theorem coprime_add_one (n : Nat) : Coprime n (n + 1) := by unfold Coprime; rw [gcd_self_add_right, gcd_one_right]
/-- Whoever divides a product and is coprime to one factor divides the other. -/
theorem Coprime.dvd_of_dvd_mul_right (H1 : Coprime k n) (H2 : k ∣ m * n) : k ∣ m := by
  have h : k ∣ gcd (m * k) (m * n) := dvd_gcd (Nat.dvd_mul_left k m) H2
  rwa [gcd_mul_left, H1.gcd_eq_one, Nat.mul_one] at h
theorem Coprime.dvd_of_dvd_mul_left (H1 : Coprime k m) (H2 : k ∣ m * n) : k ∣ n := by
  rw [Nat.mul_comm] at H2; exact H1.dvd_of_dvd_mul_right H2
theorem Coprime.dvd_mul_right (h : Coprime k n) : k ∣ m * n ↔ k ∣ m :=
  ⟨h.dvd_of_dvd_mul_right, fun h' => dvd_mul_right_of_dvd h' n⟩
theorem Coprime.dvd_mul_left (h : Coprime k m) : k ∣ m * n ↔ k ∣ n :=
  ⟨h.dvd_of_dvd_mul_left, fun h' => dvd_mul_left_of_dvd h' m⟩
theorem Coprime.gcd_mul_left_cancel (m : Nat) (H : Coprime k n) : gcd (k * m) n = gcd m n :=
  Nat.dvd_antisymm
    (dvd_gcd
      (Coprime.dvd_of_dvd_mul_left (n := m) (m := k)
        (show Coprime (gcd (k * m) n) k from eq_one_of_dvd_one (H ▸ dvd_gcd (gcd_dvd_right _ k) (Nat.dvd_trans (gcd_dvd_left _ k) (gcd_dvd_right _ n))))
        (gcd_dvd_left _ n))
      (gcd_dvd_right _ n))
    (gcd_dvd_gcd_of_dvd_left n (Nat.dvd_mul_left m k))
theorem Coprime.gcd_mul_right_cancel (m : Nat) (H : Coprime k n) : gcd (m * k) n = gcd m n := by
  rw [Nat.mul_comm, H.gcd_mul_left_cancel]
theorem Coprime.mul_left (H1 : Coprime m k) (H2 : Coprime n k) : Coprime (m * n) k :=
  (H1.gcd_mul_left_cancel n).trans H2
theorem Coprime.mul_right (H1 : Coprime k m) (H2 : Coprime k n) : Coprime k (m * n) :=
  (H1.symm.mul_left H2.symm).symm
theorem Coprime.coprime_dvd_left (H1 : m ∣ k) (H2 : Coprime k n) : Coprime m n :=
  eq_one_of_dvd_one (H2 ▸ gcd_dvd_gcd_of_dvd_left n H1)
theorem Coprime.coprime_dvd_right (H1 : n ∣ m) (H2 : Coprime k m) : Coprime k n :=
  (H2.symm.coprime_dvd_left H1).symm
theorem Coprime.of_mul_left_left (h : Coprime (m * n) k) : Coprime m k := h.coprime_dvd_left (Nat.dvd_mul_right m n)
theorem Coprime.of_mul_left_right (h : Coprime (m * n) k) : Coprime n k := h.coprime_dvd_left (Nat.dvd_mul_left n m)
theorem coprime_mul_left_iff : Coprime (m * n) k ↔ Coprime m k ∧ Coprime n k :=
  ⟨fun h => ⟨h.of_mul_left_left, h.of_mul_left_right⟩, fun h => h.1.mul_left h.2⟩
theorem coprime_mul_right_iff : Coprime k (m * n) ↔ Coprime k m ∧ Coprime k n := by
  rw [coprime_comm, coprime_mul_left_iff, coprime_comm, @coprime_comm n]
theorem Coprime.pow_left (n : Nat) (H1 : Coprime m k) : Coprime (m ^ n) k := by
  induction n with
  | zero => exact coprime_one_left k
  | succ n ih => rw [Nat.pow_succ]; exact ih.mul_left H1
theorem Coprime.pow_right (n : Nat) (H1 : Coprime k m) : Coprime k (m ^ n) := (H1.symm.pow_left n).symm
theorem Coprime.pow (k l : Nat) (H1 : Coprime m n) : Coprime (m ^ k) (n ^ l) := (H1.pow_right l).pow_left k
theorem Coprime.mul_dvd_of_dvd_of_dvd (H1 : Coprime k n) (H2 : k ∣ m) (H3 : n ∣ m) : k * n ∣ m := by
  obtain ⟨c, rfl⟩ := H2
  exact Nat.mul_dvd_mul_left k (H1.symm.dvd_of_dvd_mul_left H3)
theorem Coprime.lcm_eq_mul (h : Coprime m n) : lcm m n = m * n := by
  have e := gcd_mul_lcm m n
  rwa [h.gcd_eq_one, Nat.one_mul] at e
theorem Coprime.eq_one_of_dvd (H : Coprime k n) (d : k ∣ n) : k = 1 := by
  have e := gcd_eq_left d
  rw [H.gcd_eq_one] at e
  exact e.symm
/-- Dividing both by the greatest common divisor leaves coprime numbers. -/
theorem coprime_div_gcd_div_gcd (H : 0 < gcd m n) : Coprime (m / gcd m n) (n / gcd m n) := by
  refine Nat.eq_of_mul_eq_mul_left H ?_
  rw [← gcd_mul_left, Nat.mul_div_cancel' (gcd_dvd_left m n), Nat.mul_div_cancel' (gcd_dvd_right m n), Nat.mul_one]
theorem exists_coprime (m n : Nat) : ∃ m' n', Coprime m' n' ∧ m = m' * gcd m n ∧ n = n' * gcd m n := by
  cases eq_zero_or_pos (gcd m n) with
  | inl h0 =>
    refine ⟨1, 1, coprime_one_left 1, ?_, ?_⟩
    · rw [h0, eq_zero_of_gcd_eq_zero_left h0]
    · rw [h0, eq_zero_of_gcd_eq_zero_right h0]
  | inr h0 =>
    exact ⟨_, _, coprime_div_gcd_div_gcd h0, (Nat.div_mul_cancel (gcd_dvd_left m n)).symm,
      (Nat.div_mul_cancel (gcd_dvd_right m n)).symm⟩
theorem not_coprime_of_dvd_of_dvd (dgt1 : 1 < d) (Hm : d ∣ m) (Hn : d ∣ n) : ¬Coprime m n :=
  fun h => Nat.not_le_of_gt dgt1 (le_of_dvd Nat.zero_lt_one (h ▸ dvd_gcd Hm Hn))
theorem coprime_of_dvd_one (h : ∀ k, k ∣ m → k ∣ n → k = 1) : Coprime m n :=
  h _ (gcd_dvd_left m n) (gcd_dvd_right m n)

private theorem chinese_aux {x y : Nat} (e : m * x = n * y + 1) (a b : Nat) : ∃ k, k % m = a % m ∧ k % n = b % n := by
  have hm : n * y * (n * y) % m = 1 % m := by
    have h : n * y * (n * y) + m * x = 1 + m * (x * (n * y)) := by
      rw [← Nat.mul_assoc m, e, Nat.add_mul, Nat.one_mul, Nat.add_comm 1, Nat.add_assoc]
    have h' := congrArg (· % m) h
    rwa [add_mul_mod_self_left, add_mul_mod_self_left] at h'
  refine ⟨b * (m * x) + a * (n * y * (n * y)), ?_, ?_⟩
  · rw [Nat.mul_left_comm b, Nat.add_comm, add_mul_mod_self_left, ← mul_mod_mod, hm, mul_mod_mod, Nat.mul_one]
  · have h : b * (m * x) + a * (n * y * (n * y)) = b + n * (b * y + a * (y * (n * y))) := by
      rw [e, Nat.mul_add_one, Nat.mul_add]
      have h₁ : b * (n * y) = n * (b * y) := Nat.mul_left_comm b n y
      have h₂ : a * (n * y * (n * y)) = n * (a * (y * (n * y))) := by
        rw [Nat.mul_assoc n, Nat.mul_left_comm a]
      rw [h₁, h₂, Nat.add_comm (n * (b * y)) b, Nat.add_assoc]
    rw [h, add_mul_mod_self_left]

/-- The remainder theorem of Sun Zi for two coprime moduli. -/
theorem chinese_remainder_exists (h : Coprime m n) (a b : Nat) : ∃ k, k % m = a % m ∧ k % n = b % n := by
  obtain ⟨x, y, hxy⟩ := gcd_bezout m n
  rw [h.gcd_eq_one] at hxy
  cases hxy with
  | inl e => exact chinese_aux e a b
  | inr e =>
    obtain ⟨k, h₁, h₂⟩ := chinese_aux e b a
    exact ⟨k, h₂, h₁⟩

end Nat
