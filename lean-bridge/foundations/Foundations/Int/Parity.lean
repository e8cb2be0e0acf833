prelude
import Foundations.Nat.Parity
import Foundations.Int.Div
import Foundations.Tactic.Omega
/-!
# Even and odd integers, congruence

The same as for the natural numbers, and `a ≡ b [ZMOD n]`. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

namespace Int

variable {a b c d m n : Int}

theorem even_iff : Even n ↔ n % 2 = 0 :=
  ⟨fun ⟨r, h⟩ => by omega, fun h => ⟨n / 2, by omega⟩⟩
theorem odd_iff : Odd n ↔ n % 2 = 1 :=
  ⟨fun ⟨r, h⟩ => by omega, fun h => ⟨n / 2, by omega⟩⟩
instance : DecidablePred (fun n : Int => Even n) := fun _ => decidable_of_iff _ even_iff.symm
instance : DecidablePred (fun n : Int => Odd n) := fun _ => decidable_of_iff _ odd_iff.symm
theorem even_iff_two_dvd : Even n ↔ 2 ∣ n := by rw [even_iff]; omega
theorem even_or_odd (n : Int) : Even n ∨ Odd n := by rw [even_iff, odd_iff]; omega
theorem not_even_iff_odd : ¬Even n ↔ Odd n := by rw [even_iff, odd_iff]; omega
theorem not_odd_iff_even : ¬Odd n ↔ Even n := by rw [even_iff, odd_iff]; omega
theorem even_or_odd' (n : Int) : ∃ k, n = 2 * k ∨ n = 2 * k + 1 := ⟨n / 2, by omega⟩
@[simp] theorem even_zero : Even (0 : Int) := ⟨0, rfl⟩
theorem not_even_one : ¬Even (1 : Int) := by rw [even_iff]; decide
theorem even_add : Even (m + n) ↔ (Even m ↔ Even n) := by rw [even_iff, even_iff, even_iff]; omega
theorem even_sub : Even (m - n) ↔ (Even m ↔ Even n) := by rw [even_iff, even_iff, even_iff]; omega
theorem odd_add : Odd (m + n) ↔ (Odd m ↔ Even n) := by rw [odd_iff, odd_iff, even_iff]; omega
theorem even_neg : Even (-n) ↔ Even n := by rw [even_iff, even_iff]; omega
theorem odd_neg : Odd (-n) ↔ Odd n := by rw [odd_iff, odd_iff]; omega
theorem even_mul : Even (m * n) ↔ Even m ∨ Even n := by
  constructor
  · intro h
    refine Classical.byContradiction fun h' => ?_
    obtain ⟨h₁, h₂⟩ := not_or.mp h'
    obtain ⟨x, hx⟩ := not_even_iff_odd.mp h₁
    obtain ⟨y, hy⟩ := not_even_iff_odd.mp h₂
    obtain ⟨r, hr⟩ := h
    rw [hx, hy] at hr
    simp only [Int.add_mul, Int.mul_add, Int.one_mul, Int.mul_one, Int.mul_assoc] at hr
    omega
  · rintro (⟨r, h⟩ | ⟨r, h⟩)
    · exact ⟨r * n, by rw [h, Int.add_mul]⟩
    · exact ⟨m * r, by rw [h, Int.mul_add]⟩
theorem odd_mul : Odd (m * n) ↔ Odd m ∧ Odd n := by
  rw [← not_even_iff_odd, ← not_even_iff_odd, ← not_even_iff_odd, even_mul, not_or]
theorem even_mul_succ_self (n : Int) : Even (n * (n + 1)) := by
  rw [even_mul, even_add]
  rcases even_or_odd n with h | h
  · exact Or.inl h
  · exact Or.inr ⟨fun h' => absurd h (not_odd_iff_even.mpr h'), fun h' => absurd h' not_even_one⟩
@[simp, norm_cast] theorem even_coe_nat (n : Nat) : Even (n : Int) ↔ Even n := by rw [even_iff, Nat.even_iff]; omega
@[simp, norm_cast] theorem odd_coe_nat (n : Nat) : Odd (n : Int) ↔ Odd n := by rw [odd_iff, Nat.odd_iff]; omega

/-! ### Greatest common divisors -/

theorem gcd_comm (a b : Int) : gcd a b = gcd b a := Nat.gcd_comm _ _
theorem gcd_self (a : Int) : gcd a a = a.natAbs := Nat.gcd_self _
theorem gcd_zero_left (a : Int) : gcd 0 a = a.natAbs := Nat.gcd_zero_left _
theorem gcd_zero_right (a : Int) : gcd a 0 = a.natAbs := Nat.gcd_zero_right _
theorem gcd_assoc (a b c : Int) : gcd (gcd a b) c = gcd a (gcd b c) := Nat.gcd_assoc _ _ _

/-! ### Congruence -/

/-- `a ≡ b [ZMOD n]`: the same remainder by `n`. -/
def ModEq (n a b : Int) : Prop := a % n = b % n
@[inherit_doc] notation:50 a " ≡ " b " [ZMOD " n "]" => Int.ModEq n a b
instance : Decidable (a ≡ b [ZMOD n]) := inferInstanceAs (Decidable (a % n = b % n))
theorem modEq_iff_dvd : a ≡ b [ZMOD n] ↔ n ∣ b - a := by
  constructor
  · intro h
    have e : a % n = b % n := h
    have ha := Int.mul_ediv_add_emod a n
    have hb := Int.mul_ediv_add_emod b n
    refine ⟨b / n - a / n, ?_⟩
    rw [Int.mul_sub]
    omega
  · intro ⟨k, h⟩
    have e : b = a + n * k := by omega
    show a % n = b % n
    rw [e, Int.add_mul_emod_self_left]
theorem modEq_zero_iff_dvd : a ≡ 0 [ZMOD n] ↔ n ∣ a := by
  rw [modEq_iff_dvd, Int.zero_sub, Int.dvd_neg]
namespace ModEq
@[refl] protected theorem refl (a : Int) : a ≡ a [ZMOD n] := rfl
protected theorem rfl : a ≡ a [ZMOD n] := rfl
@[symm] protected theorem symm (h : a ≡ b [ZMOD n]) : b ≡ a [ZMOD n] := Eq.symm h
protected theorem trans (h₁ : a ≡ b [ZMOD n]) (h₂ : b ≡ c [ZMOD n]) : a ≡ c [ZMOD n] := Eq.trans h₁ h₂
theorem dvd (h : a ≡ b [ZMOD n]) : n ∣ b - a := modEq_iff_dvd.mp h
protected theorem add (h₁ : a ≡ b [ZMOD n]) (h₂ : c ≡ d [ZMOD n]) : a + c ≡ b + d [ZMOD n] := by
  obtain ⟨x, hx⟩ := h₁.dvd
  obtain ⟨y, hy⟩ := h₂.dvd
  refine modEq_iff_dvd.mpr ⟨x + y, ?_⟩
  rw [Int.mul_add]
  omega
protected theorem sub (h₁ : a ≡ b [ZMOD n]) (h₂ : c ≡ d [ZMOD n]) : a - c ≡ b - d [ZMOD n] := by
  obtain ⟨x, hx⟩ := h₁.dvd
  obtain ⟨y, hy⟩ := h₂.dvd
  refine modEq_iff_dvd.mpr ⟨x - y, ?_⟩
  rw [Int.mul_sub]
  omega
protected theorem mul (h₁ : a ≡ b [ZMOD n]) (h₂ : c ≡ d [ZMOD n]) : a * c ≡ b * d [ZMOD n] := by
  obtain ⟨x, hx⟩ := h₁.dvd
  obtain ⟨y, hy⟩ := h₂.dvd
  refine modEq_iff_dvd.mpr ⟨x * d + a * y, ?_⟩
  have e₁ : b = a + n * x := by omega
  have e₂ : d = c + n * y := by omega
  rw [e₁, e₂]
  simp only [Int.mul_add, Int.mul_comm, Int.mul_left_comm]
  omega
protected theorem pow (m : Nat) (h : a ≡ b [ZMOD n]) : a ^ m ≡ b ^ m [ZMOD n] := by
  induction m with
  | zero => rfl
  | succ m ih => rw [Int.pow_succ, Int.pow_succ]; exact ih.mul h
end ModEq
end Int
