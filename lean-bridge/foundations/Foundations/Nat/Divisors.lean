prelude
import Foundations.Finset.Basic
import Foundations.Nat.Dvd
/-!
# Divisors

All the divisors of a number, and those below it, as finite sets. Names as in Mathlib; part of
`Foundations.Mathematics`.
-/

namespace Nat

variable {n d : Nat}

/-- The numbers that divide `n`; none for 0. -/
def divisors (n : Nat) : Finset Nat := (Finset.range (n + 1)).filter fun d => d ∣ n ∧ n ≠ 0
/-- The numbers below `n` that divide it. -/
def properDivisors (n : Nat) : Finset Nat := (Finset.range n).filter fun d => d ∣ n
@[simp] theorem mem_divisors : d ∈ divisors n ↔ d ∣ n ∧ n ≠ 0 := by
  rw [divisors, Finset.mem_filter, Finset.mem_range]
  exact ⟨fun h => h.2, fun h => ⟨Nat.lt_succ_of_le (Nat.le_of_dvd (Nat.pos_of_ne_zero h.2) h.1), h⟩⟩
@[simp] theorem mem_properDivisors : d ∈ properDivisors n ↔ d ∣ n ∧ d < n := by
  rw [properDivisors, Finset.mem_filter, Finset.mem_range]
  exact And.comm
@[simp] theorem divisors_zero : divisors 0 = ∅ := by
  ext d
  simp
theorem one_mem_divisors : 1 ∈ divisors n ↔ n ≠ 0 := by
  rw [mem_divisors]
  exact ⟨fun h => h.2, fun h => ⟨Nat.one_dvd n, h⟩⟩
theorem mem_divisors_self (h : n ≠ 0) : n ∈ divisors n := mem_divisors.mpr ⟨Nat.dvd_refl n, h⟩
theorem dvd_of_mem_divisors (h : d ∈ divisors n) : d ∣ n := (mem_divisors.mp h).1
theorem divisor_le (h : d ∈ divisors n) : d ≤ n :=
  Nat.le_of_dvd (Nat.pos_of_ne_zero (mem_divisors.mp h).2) (mem_divisors.mp h).1
end Nat
