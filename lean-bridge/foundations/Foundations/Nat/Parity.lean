prelude
import Foundations.Nat.Prime
/-!
# Even and odd

`Even a` says that `a = r + r` for some `r`, in any type with addition; `Odd n` that `n = 2 * m + 1`.
Not part of the default import, because many files define these two words for themselves: `import Foundations.Nat.Parity`.
-/

universe u

/-- `a` is the double of something. -/
def Even {α : Type u} [Add α] (a : α) : Prop := ∃ r, a = r + r

/-- `a` is one more than the double of something. -/
def Odd {α : Type u} [Add α] [Mul α] [OfNat α 1] [OfNat α 2] (a : α) : Prop := ∃ m, a = 2 * m + 1

namespace Nat

variable {m n k p : Nat}


theorem even_iff : Even n ↔ n % 2 = 0 := by
  constructor
  · intro ⟨r, h⟩
    rw [h, ← Nat.two_mul, mul_mod_right]
  · intro h
    have e := div_add_mod n 2
    rw [h, Nat.add_zero, Nat.two_mul] at e
    exact ⟨n / 2, e.symm⟩
theorem odd_iff : Odd n ↔ n % 2 = 1 := by
  constructor
  · intro ⟨m, h⟩
    rw [h, Nat.add_comm, add_mul_mod_self_left]
    rfl
  · intro h
    have e := div_add_mod n 2
    rw [h] at e
    exact ⟨n / 2, e.symm⟩
instance : DecidablePred (fun n : Nat => Even n) := fun _ => decidable_of_iff _ even_iff.symm
instance : DecidablePred (fun n : Nat => Odd n) := fun _ => decidable_of_iff _ odd_iff.symm
theorem even_iff_two_dvd : Even n ↔ 2 ∣ n := even_iff.trans dvd_iff_mod_eq_zero.symm
theorem even_or_odd (n : Nat) : Even n ∨ Odd n := (mod_two_eq_zero_or_one n).imp even_iff.mpr odd_iff.mpr
theorem not_even_iff_odd : ¬Even n ↔ Odd n := by rw [even_iff, odd_iff, mod_two_ne_zero]
theorem not_odd_iff_even : ¬Odd n ↔ Even n := by rw [even_iff, odd_iff, mod_two_ne_one]
theorem even_xor_odd (n : Nat) : Even n ∧ ¬Odd n ∨ Odd n ∧ ¬Even n :=
  (even_or_odd n).imp (fun h => ⟨h, not_odd_iff_even.mpr h⟩) (fun h => ⟨h, not_even_iff_odd.mpr h⟩)
theorem even_or_odd' (n : Nat) : ∃ k, n = 2 * k ∨ n = 2 * k + 1 := by
  cases even_or_odd n with
  | inl h => obtain ⟨k, e⟩ := h; exact ⟨k, Or.inl (by rw [Nat.two_mul]; exact e)⟩
  | inr h => obtain ⟨k, e⟩ := h; exact ⟨k, Or.inr e⟩
@[simp] theorem even_zero : Even 0 := ⟨0, rfl⟩
@[simp] theorem not_even_one : ¬Even 1 := by rw [even_iff]; decide
@[simp] theorem even_two : Even 2 := ⟨1, rfl⟩
@[simp] theorem odd_one : Odd 1 := ⟨0, rfl⟩
@[simp] theorem even_mul_two (n : Nat) : Even (2 * n) := ⟨n, Nat.two_mul n⟩
@[simp] theorem odd_mul_two_add_one (n : Nat) : Odd (2 * n + 1) := ⟨n, rfl⟩
theorem even_add_one : Even (n + 1) ↔ ¬Even n := by
  rw [not_even_iff_odd, even_iff, odd_iff]
  cases mod_two_eq_zero_or_one n with
  | inl h => rw [add_mod, h]; exact ⟨fun h' => (nomatch h'), fun h' => (nomatch h')⟩
  | inr h => rw [add_mod, h]; exact ⟨fun _ => rfl, fun _ => rfl⟩
theorem odd_add_one : Odd (n + 1) ↔ ¬Odd n := by
  rw [← not_even_iff_odd, even_add_one, not_even_iff_odd]
theorem even_add : Even (m + n) ↔ (Even m ↔ Even n) := by
  induction n with
  | zero => exact ⟨fun h => ⟨fun _ => even_zero, fun _ => h⟩, fun h => h.mpr even_zero⟩
  | succ n ih =>
    rw [← Nat.add_assoc, even_add_one, even_add_one, ih]
    constructor
    · intro h
      exact ⟨fun hm hn => h ⟨fun _ => hn, fun _ => hm⟩, fun hn => Classical.byContradiction fun hm =>
        h ⟨fun hm' => absurd hm' hm, fun hn' => absurd hn' hn⟩⟩
    · intro h h'
      by_cases hm : Even m
      · exact h.mp hm (h'.mp hm)
      · exact hm (h.mpr fun hn => hm (h'.mpr hn))
theorem even_mul : Even (m * n) ↔ Even m ∨ Even n := by
  rw [even_iff, even_iff, even_iff, mul_mod]
  cases mod_two_eq_zero_or_one m with
  | inl h => rw [h, Nat.zero_mul]; exact ⟨fun _ => Or.inl rfl, fun _ => rfl⟩
  | inr h => cases mod_two_eq_zero_or_one n with
    | inl h' => rw [h, h']; exact ⟨fun _ => Or.inr rfl, fun _ => rfl⟩
    | inr h' => rw [h, h']; exact ⟨fun e => (nomatch e), fun e => e.elim (fun e => nomatch e) (fun e => nomatch e)⟩
theorem odd_mul : Odd (m * n) ↔ Odd m ∧ Odd n := by
  rw [← not_even_iff_odd, ← not_even_iff_odd, ← not_even_iff_odd, even_mul, not_or]
theorem odd_add : Odd (m + n) ↔ (Odd m ↔ Even n) := by
  rw [← not_even_iff_odd, ← not_even_iff_odd, even_add]
  by_cases hm : Even m
  · by_cases hn : Even n
    · exact ⟨fun h => absurd ⟨fun _ => hn, fun _ => hm⟩ h, fun h => absurd hm (h.mpr hn)⟩
    · exact ⟨fun _ => ⟨fun h => absurd hm h, fun h => absurd h hn⟩, fun _ h => hn (h.mp hm)⟩
  · by_cases hn : Even n
    · exact ⟨fun _ => ⟨fun _ => hn, fun _ => hm⟩, fun _ h => hm (h.mpr hn)⟩
    · exact ⟨fun h => absurd ⟨fun h' => absurd h' hm, fun h' => absurd h' hn⟩ h, fun h => absurd (h.mp hm) hn⟩
theorem even_pow : Even (m ^ n) ↔ Even m ∧ n ≠ 0 := by
  induction n with
  | zero => exact ⟨fun h => absurd h not_even_one, fun h => absurd rfl h.2⟩
  | succ n ih =>
    rw [Nat.pow_succ, even_mul, ih]
    exact ⟨fun h => ⟨h.elim And.left id, succ_ne_zero n⟩, fun h => Or.inr h.1⟩
theorem even_mul_succ_self (n : Nat) : Even (n * (n + 1)) := by
  rw [even_mul, even_add_one]; exact Classical.em _
theorem even_mul_pred_self (n : Nat) : Even (n * (n - 1)) := by
  cases n with
  | zero => exact even_zero
  | succ n => rw [Nat.mul_comm]; exact even_mul_succ_self n
theorem even_mul_self : Even (n * n) ↔ Even n := even_mul.trans ⟨fun h => h.elim id id, Or.inl⟩
theorem odd_mul_self : Odd (n * n) ↔ Odd n := odd_mul.trans ⟨And.left, fun h => ⟨h, h⟩⟩
theorem two_mul_div_two_of_even (h : Even n) : 2 * (n / 2) = n := Nat.mul_div_cancel' (even_iff_two_dvd.mp h)
theorem two_mul_div_two_add_one_of_odd (h : Odd n) : 2 * (n / 2) + 1 = n := by
  have e := div_add_mod n 2
  rwa [odd_iff.mp h] at e
theorem _root_.Even.add (hm : Even m) (hn : Even n) : Even (m + n) := even_add.mpr ⟨fun _ => hn, fun _ => hm⟩
theorem _root_.Odd.add_odd (hm : Odd m) (hn : Odd n) : Even (m + n) :=
  even_add.mpr ⟨fun h => absurd h (not_even_iff_odd.mpr hm), fun h => absurd h (not_even_iff_odd.mpr hn)⟩
theorem _root_.Even.add_odd (hm : Even m) (hn : Odd n) : Odd (m + n) :=
  odd_add.mpr ⟨fun h => absurd hm (not_even_iff_odd.mpr h), fun h => absurd h (not_even_iff_odd.mpr hn)⟩
theorem _root_.Odd.add_even (hm : Odd m) (hn : Even n) : Odd (m + n) := odd_add.mpr ⟨fun _ => hn, fun _ => hm⟩
theorem _root_.Even.mul_left (hm : Even m) (n : Nat) : Even (n * m) := even_mul.mpr (Or.inr hm)
theorem _root_.Even.mul_right (hm : Even m) (n : Nat) : Even (m * n) := even_mul.mpr (Or.inl hm)
theorem _root_.Odd.mul (hm : Odd m) (hn : Odd n) : Odd (m * n) := odd_mul.mpr ⟨hm, hn⟩
theorem _root_.Odd.pow (hm : Odd m) : Odd (m ^ n) := by
  induction n with
  | zero => exact odd_one
  | succ n ih => rw [Nat.pow_succ]; exact ih.mul hm
theorem _root_.Odd.pos (h : Odd n) : 0 < n := by
  obtain ⟨m, e⟩ := h
  rw [e]; exact zero_lt_succ _

/-- Every positive number is an odd number times a power of two. -/
theorem exists_eq_two_pow_mul_odd (hn : n ≠ 0) : ∃ k m, Odd m ∧ n = 2 ^ k * m := by
  induction n using Nat.strongRecOn' with
  | ind n ih =>
    cases even_or_odd n with
    | inr h => exact ⟨0, n, h, (Nat.one_mul n).symm⟩
    | inl h =>
      have e := two_mul_div_two_of_even h
      have h0 : n / 2 ≠ 0 := fun h0 => hn (by rw [← e, h0])
      have hlt : n / 2 < n := div_lt_self (pos_of_ne_zero hn) (by decide)
      obtain ⟨k, m, hm, hk⟩ := ih _ hlt h0
      exact ⟨k + 1, m, hm, by rw [Nat.pow_succ', Nat.mul_assoc, ← hk, e]⟩

/-! ### Primes -/

theorem Prime.eq_two_or_odd' (hp : Prime p) : p = 2 ∨ Odd p := hp.eq_two_or_odd.imp_right odd_iff.mpr
theorem Prime.even_iff (hp : Prime p) : Even p ↔ p = 2 := by
  rw [even_iff_two_dvd, prime_dvd_prime_iff_eq prime_two hp, eq_comm]
theorem Prime.odd_of_ne_two (hp : Prime p) (h : p ≠ 2) : Odd p := hp.eq_two_or_odd'.resolve_left h

end Nat
