prelude
import Foundations.Nat.Gcd
/-!
# Prime numbers

Primality, the least prime factor, infinitely many primes, Euclid's lemma, and what follows for powers,
squares and coprime numbers.
-/

namespace Nat

variable {a b d k m n p q : Nat}

/-- At least 2, with no divisors but 1 and itself. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ m, m ∣ p → m = 1 ∨ m = p

theorem prime_def : Prime p ↔ 2 ≤ p ∧ ∀ m, m ∣ p → m = 1 ∨ m = p := Iff.rfl
theorem prime_def_lt : Prime p ↔ 2 ≤ p ∧ ∀ m, m < p → m ∣ p → m = 1 := by
  constructor
  · intro h
    exact ⟨h.1, fun m hm hd => (h.2 m hd).resolve_right (Nat.ne_of_lt hm)⟩
  · intro h
    refine ⟨h.1, fun m hd => ?_⟩
    cases Nat.lt_or_eq_of_le (le_of_dvd (Nat.lt_of_lt_of_le (by decide) h.1) hd) with
    | inl hm => exact Or.inl (h.2 m hm hd)
    | inr hm => exact Or.inr hm
theorem prime_def_le : Prime p ↔ 2 ≤ p ∧ ∀ m, 2 ≤ m → m < p → ¬m ∣ p := by
  rw [prime_def_lt]
  constructor
  · intro h
    exact ⟨h.1, fun m h2 hm hd => absurd (h.2 m hm hd) (Nat.ne_of_gt h2)⟩
  · intro h
    refine ⟨h.1, fun m hm hd => ?_⟩
    cases eq_zero_or_pos m with
    | inl h0 =>
      rw [h0, Nat.zero_dvd] at hd
      exact absurd hd (Nat.ne_of_gt (Nat.lt_of_lt_of_le (by decide) h.1))
    | inr h0 =>
      cases Nat.lt_or_eq_of_le h0 with
      | inl h2 => exact absurd hd (h.2 m h2 hm)
      | inr h1 => exact h1.symm

/-- Tried for every number below `p`. -/
instance decidablePrime (p : Nat) : Decidable (Prime p) := decidable_of_iff _ prime_def_lt.symm

theorem Prime.two_le (h : Prime p) : 2 ≤ p := h.1
theorem Prime.one_lt (h : Prime p) : 1 < p := h.1
theorem Prime.pos (h : Prime p) : 0 < p := Nat.lt_trans Nat.zero_lt_one h.1
theorem Prime.ne_zero (h : Prime p) : p ≠ 0 := Nat.ne_of_gt h.pos
theorem Prime.ne_one (h : Prime p) : p ≠ 1 := Nat.ne_of_gt h.1
theorem Prime.one_le (h : Prime p) : 1 ≤ p := h.pos
theorem Prime.eq_one_or_self_of_dvd (h : Prime p) (m : Nat) (hd : m ∣ p) : m = 1 ∨ m = p := h.2 m hd
theorem Prime.dvd_iff_eq (h : Prime p) (ha : a ≠ 1) : a ∣ p ↔ p = a :=
  ⟨fun hd => ((h.2 a hd).resolve_left ha).symm, fun e => e ▸ Nat.dvd_refl p⟩
theorem Prime.not_dvd_one (h : Prime p) : ¬p ∣ 1 := fun hd => h.ne_one (eq_one_of_dvd_one hd)
theorem not_prime_zero : ¬Prime 0 := fun h => Nat.ne_of_gt h.pos rfl
theorem not_prime_one : ¬Prime 1 := fun h => h.ne_one rfl
theorem prime_two : Prime 2 := by decide
theorem prime_three : Prime 3 := by decide
theorem prime_five : Prime 5 := by decide
theorem prime_seven : Prime 7 := by decide
theorem prime_eleven : Prime 11 := by decide
theorem not_prime_mul (ha : a ≠ 1) (hb : b ≠ 1) : ¬Prime (a * b) := by
  intro h
  cases h.2 a (Nat.dvd_mul_right a b) with
  | inl e => exact ha e
  | inr e =>
    have ha0 : 0 < a := pos_of_ne_zero fun e0 => h.ne_zero (by rw [e0, Nat.zero_mul])
    have e' : a * 1 = a * b := (Nat.mul_one a).trans e
    exact hb (Nat.eq_of_mul_eq_mul_left ha0 e').symm
theorem prime_dvd_prime_iff_eq (hp : Prime p) (hq : Prime q) : p ∣ q ↔ p = q :=
  ⟨fun h => (hq.2 p h).resolve_left hp.ne_one, fun h => h ▸ Nat.dvd_refl p⟩

/-! ### Prime factors -/

theorem exists_prime_and_dvd (hn : n ≠ 1) : ∃ p, Prime p ∧ p ∣ n := by
  induction n using Nat.strongRecOn' with
  | ind n ih =>
    cases eq_zero_or_pos n with
    | inl h0 => exact ⟨2, prime_two, h0 ▸ Nat.dvd_zero 2⟩
    | inr h0 =>
      have h2 : 2 ≤ n := Nat.lt_of_le_of_ne h0 (Ne.symm hn)
      by_cases hp : Prime n
      · exact ⟨n, hp, Nat.dvd_refl n⟩
      · have hex : ∃ m, m < n ∧ m ∣ n ∧ m ≠ 1 := Classical.byContradiction fun hno =>
          hp (prime_def_lt.mpr ⟨h2, fun m hm hd => Classical.byContradiction fun h1 => hno ⟨m, hm, hd, h1⟩⟩)
        obtain ⟨m, hm, hd, h1⟩ := hex
        obtain ⟨p, hp, hpm⟩ := ih m hm h1
        exact ⟨p, hp, Nat.dvd_trans hpm hd⟩
theorem eq_one_iff_no_prime_dvd : n = 1 ↔ ∀ p, Prime p → ¬p ∣ n :=
  ⟨fun h _ hp => h ▸ hp.not_dvd_one, fun h => Classical.byContradiction fun hn =>
    let ⟨p, hp, hd⟩ := exists_prime_and_dvd hn
    h p hp hd⟩
theorem coprime_of_no_prime_dvd (h : ∀ p, Prime p → p ∣ m → ¬p ∣ n) : Coprime m n :=
  eq_one_iff_no_prime_dvd.mpr fun p hp hd =>
    h p hp (Nat.dvd_trans hd (gcd_dvd_left m n)) (Nat.dvd_trans hd (gcd_dvd_right m n))

/-- A number that is not prime has a divisor whose square does not exceed it. -/
theorem exists_dvd_mul_self_le (h2 : 2 ≤ n) (hn : ¬Prime n) : ∃ d, 2 ≤ d ∧ d * d ≤ n ∧ d ∣ n := by
  have hex : ∃ m, 2 ≤ m ∧ m < n ∧ m ∣ n := Classical.byContradiction fun hno =>
    hn (prime_def_le.mpr ⟨h2, fun m hm hlt hd => hno ⟨m, hm, hlt, hd⟩⟩)
  obtain ⟨m, hm, hlt, k, e⟩ := hex
  have hk : 2 ≤ k := by
    cases k with
    | zero => rw [Nat.mul_zero] at e; exact absurd e (Nat.ne_of_gt (Nat.lt_of_lt_of_le (by decide) h2))
    | succ k => cases k with
      | zero => rw [Nat.mul_one] at e; exact absurd e (Nat.ne_of_gt hlt)
      | succ k => exact succ_le_succ (zero_lt_succ k)
  cases Nat.le_total m k with
  | inl hle => exact ⟨m, hm, by rw [e]; exact Nat.mul_le_mul_left m hle, k, e⟩
  | inr hle => exact ⟨k, hk, by rw [e]; exact Nat.mul_le_mul_right k hle, m, by rw [e, Nat.mul_comm]⟩

/-! ### Factorials and Euclid's theorem -/

/-- The product of the numbers from 1 to `n`. -/
def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

@[simp] theorem factorial_zero : factorial 0 = 1 := rfl
theorem factorial_succ (n : Nat) : factorial (n + 1) = (n + 1) * factorial n := rfl
theorem factorial_pos (n : Nat) : 0 < factorial n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih => exact Nat.mul_pos (zero_lt_succ n) ih
theorem factorial_ne_zero (n : Nat) : factorial n ≠ 0 := Nat.ne_of_gt (factorial_pos n)
theorem self_le_factorial (n : Nat) : n ≤ factorial n := by
  cases n with
  | zero => exact zero_le _
  | succ n => exact Nat.le_mul_of_pos_right _ (factorial_pos n)
theorem dvd_factorial (hm : 0 < m) (h : m ≤ n) : m ∣ factorial n := by
  induction n with
  | zero => exact absurd h (Nat.not_le_of_gt hm)
  | succ n ih =>
    cases Nat.lt_or_eq_of_le h with
    | inl h => exact dvd_mul_left_of_dvd (ih (le_of_lt_succ h)) _
    | inr h => rw [h]; exact Nat.dvd_mul_right _ _
theorem factorial_dvd_factorial (h : m ≤ n) : factorial m ∣ factorial n := by
  induction n with
  | zero => rw [eq_zero_of_le_zero h]
  | succ n ih =>
    cases Nat.lt_or_eq_of_le h with
    | inl h => exact dvd_mul_left_of_dvd (ih (le_of_lt_succ h)) _
    | inr h => rw [h]
theorem factorial_le (h : m ≤ n) : factorial m ≤ factorial n := le_of_dvd (factorial_pos n) (factorial_dvd_factorial h)

/-- Euclid: beyond every number there is a prime. -/
theorem exists_infinite_primes (n : Nat) : ∃ p, n ≤ p ∧ Prime p := by
  have h1 : factorial n + 1 ≠ 1 := fun h => factorial_ne_zero n (succ_inj'.mp h)
  obtain ⟨p, hp, hd⟩ := exists_prime_and_dvd h1
  refine ⟨p, Nat.le_of_not_lt fun hlt => ?_, hp⟩
  exact hp.not_dvd_one ((Nat.dvd_add_right (dvd_factorial hp.pos (Nat.le_of_lt hlt))).mp hd)

/-! ### Euclid's lemma -/

theorem Prime.coprime_iff_not_dvd (hp : Prime p) : Coprime p n ↔ ¬p ∣ n := by
  constructor
  · intro h hd
    exact hp.ne_one (h.eq_one_of_dvd hd)
  · intro h
    cases hp.2 _ (gcd_dvd_left p n) with
    | inl e => exact e
    | inr e => exact absurd (e ▸ gcd_dvd_right p n) h
theorem Prime.dvd_iff_not_coprime (hp : Prime p) : p ∣ n ↔ ¬Coprime p n := by
  rw [hp.coprime_iff_not_dvd, Classical.not_not]
/-- Euclid's lemma: a prime that divides a product divides a factor. -/
theorem Prime.dvd_mul (hp : Prime p) : p ∣ m * n ↔ p ∣ m ∨ p ∣ n := by
  constructor
  · intro h
    by_cases hm : p ∣ m
    · exact Or.inl hm
    · exact Or.inr ((hp.coprime_iff_not_dvd.mpr hm).dvd_of_dvd_mul_left h)
  · intro h
    exact h.elim (fun h => dvd_mul_right_of_dvd h n) (fun h => dvd_mul_left_of_dvd h m)
theorem Prime.not_dvd_mul (hp : Prime p) (hm : ¬p ∣ m) (hn : ¬p ∣ n) : ¬p ∣ m * n :=
  fun h => (hp.dvd_mul.mp h).elim hm hn
theorem Prime.dvd_of_dvd_pow (hp : Prime p) (h : p ∣ m ^ n) : p ∣ m := by
  induction n with
  | zero => exact absurd h hp.not_dvd_one
  | succ n ih =>
    rw [Nat.pow_succ] at h
    exact (hp.dvd_mul.mp h).elim ih id
theorem Prime.dvd_pow_iff (hp : Prime p) (hn : n ≠ 0) : p ∣ m ^ n ↔ p ∣ m := ⟨hp.dvd_of_dvd_pow, fun h => dvd_pow h hn⟩
theorem Prime.dvd_factorial (hp : Prime p) : p ∣ factorial n ↔ p ≤ n := by
  constructor
  · intro h
    induction n with
    | zero => exact absurd h hp.not_dvd_one
    | succ n ih =>
      cases hp.dvd_mul.mp h with
      | inl h => exact le_of_dvd (zero_lt_succ n) h
      | inr h => exact le_succ_of_le (ih h)
  · exact fun h => Nat.dvd_factorial hp.pos h
theorem coprime_primes (hp : Prime p) (hq : Prime q) : Coprime p q ↔ p ≠ q := by
  rw [hp.coprime_iff_not_dvd, prime_dvd_prime_iff_eq hp hq]
theorem Prime.coprime_pow_of_not_dvd (hp : Prime p) (h : ¬p ∣ a) : Coprime a (p ^ m) :=
  ((hp.coprime_iff_not_dvd.mpr h).symm).pow_right m
theorem Prime.eq_two_or_odd (hp : Prime p) : p = 2 ∨ p % 2 = 1 := by
  cases mod_two_eq_zero_or_one p with
  | inl h => exact Or.inl ((hp.2 2 (dvd_of_mod_eq_zero h)).resolve_left (by decide)).symm
  | inr h => exact Or.inr h

/-! ### Squares -/

/-- No prime is the ratio of two squares: its square root is irrational. -/
theorem Prime.mul_self_ne (hp : Prime p) (hb : b ≠ 0) : a * a ≠ p * (b * b) := by
  induction a using Nat.strongRecOn' generalizing b with
  | ind a ih =>
    intro e
    have hpa : p ∣ a := (hp.dvd_mul.mp (e ▸ Nat.dvd_mul_right p _ : p ∣ a * a)).elim id id
    obtain ⟨c, hc⟩ := hpa
    subst hc
    have e₁ : b * b = p * (c * c) := by
      refine Nat.eq_of_mul_eq_mul_left hp.pos ?_
      rw [← e, Nat.mul_assoc, Nat.mul_left_comm c]
    have hpb : p ∣ b := (hp.dvd_mul.mp (e₁ ▸ Nat.dvd_mul_right p _ : p ∣ b * b)).elim id id
    obtain ⟨d, hd⟩ := hpb
    subst hd
    have e₂ : c * c = p * (d * d) := by
      refine Nat.eq_of_mul_eq_mul_left hp.pos ?_
      rw [← e₁, Nat.mul_assoc, Nat.mul_left_comm d]
    have hd0 : d ≠ 0 := fun h => hb (by rw [h, Nat.mul_zero])
    have hc0 : 0 < c := pos_of_ne_zero fun h => by
      rw [h, Nat.zero_mul] at e₂
      exact Nat.mul_ne_zero hp.ne_zero (Nat.mul_ne_zero hd0 hd0) e₂.symm
    have hlt : c < p * c := by
      have h := Nat.mul_lt_mul_of_pos_right hp.one_lt hc0
      rwa [Nat.one_mul] at h
    exact ih c hlt hd0 e₂
theorem mul_self_ne_two_mul (hb : b ≠ 0) : a * a ≠ 2 * (b * b) := prime_two.mul_self_ne hb
theorem mul_self_mod_four (n : Nat) : n * n % 4 = 0 ∨ n * n % 4 = 1 := by
  have hk := div_add_mod n 2
  cases mod_two_eq_zero_or_one n with
  | inl h =>
    refine Or.inl ?_
    rw [h, Nat.add_zero] at hk
    have e : n * n = 4 * (n / 2 * (n / 2)) := (congr (congrArg HMul.hMul hk.symm) hk.symm).trans (Nat.mul_mul_mul_comm _ _ _ _)
    rw [e, mul_mod_right]
  | inr h =>
    refine Or.inr ?_
    rw [h] at hk
    generalize n / 2 = k at hk
    have e : n * n = 1 + 4 * (k * k + k) := by
      rw [← hk, Nat.add_mul, Nat.one_mul, Nat.mul_add, Nat.mul_one, Nat.mul_mul_mul_comm, Nat.add_assoc,
        Nat.mul_add, Nat.add_comm 1, ← Nat.add_assoc, ← Nat.add_assoc, Nat.add_assoc (2 * 2 * (k * k)),
        ← Nat.add_mul]
    rw [e, add_mul_mod_self_left]
    rfl

end Nat
