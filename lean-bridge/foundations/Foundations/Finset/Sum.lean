prelude
import Foundations.Finset.Basic
import Foundations.Algebra.OrderedRing
import Foundations.Nat.Sum
/-!
# Sums and products over finite sets

`∑ x ∈ s, f x` and `∏ x ∈ s, f x` for a finite set `s`, such as `Finset.range n`; `∑ x, f x` over a finite type.
The laws of sums over `range n`: recursion, telescopes, closed forms. Names as in Mathlib; part of
`Foundations.Mathematics`.
-/

universe u v w

namespace BigOperators
end BigOperators

namespace Finset

variable {α : Type u} {β : Type v} {s t : Finset α} {a : α}

/-- The sum of `f x` over the `x` in `s`. -/
def sum [AddCommMonoid β] (s : Finset α) (f : α → β) : β :=
  s.val.foldr (fun a b => f a + b) (fun _ _ _ => add_left_comm _ _ _) 0
/-- The product of `f x` over the `x` in `s`. -/
def prod [CommMonoid β] (s : Finset α) (f : α → β) : β :=
  s.val.foldr (fun a b => f a * b) (fun _ _ _ => mul_left_comm _ _ _) 1

/-- `∑ x ∈ s, f x`: the sum over a finite set. -/
macro "∑ " x:ident " ∈ " s:term:51 ", " f:term:67 : term => `(Finset.sum $s fun $x:ident => $f)
/-- `∏ x ∈ s, f x`: the product over a finite set. -/
macro "∏ " x:ident " ∈ " s:term:51 ", " f:term:67 : term => `(Finset.prod $s fun $x:ident => $f)
/-- `∑ x in s, f x`: an older form of `∑ x ∈ s, f x`. -/
macro "∑ " x:ident " in " s:term:51 ", " f:term:67 : term => `(Finset.sum $s fun $x:ident => $f)
/-- `∏ x in s, f x`: an older form of `∏ x ∈ s, f x`. -/
macro "∏ " x:ident " in " s:term:51 ", " f:term:67 : term => `(Finset.prod $s fun $x:ident => $f)
/-- `∑ x, f x`: the sum over a finite type. -/
macro "∑ " x:ident ", " f:term:67 : term => `(Finset.sum Finset.univ fun $x:ident => $f)
/-- `∑ x : α, f x`: the sum over a finite type. -/
macro "∑ " x:ident " : " t:term ", " f:term:67 : term => `(Finset.sum Finset.univ fun $x:ident : $t => $f)
/-- `∏ x, f x`: the product over a finite type. -/
macro "∏ " x:ident ", " f:term:67 : term => `(Finset.prod Finset.univ fun $x:ident => $f)
/-- `∏ x : α, f x`: the product over a finite type. -/
macro "∏ " x:ident " : " t:term ", " f:term:67 : term => `(Finset.prod Finset.univ fun $x:ident : $t => $f)
/-- Prints `∑ x ∈ s, f x`. -/
@[app_unexpander Finset.sum] meta def unexpandSum : Lean.PrettyPrinter.Unexpander
  | `($(_) $s fun $x:ident => $f) => `(∑ $x:ident ∈ $s, $f)
  | _ => throw ()
/-- Prints `∏ x ∈ s, f x`. -/
@[app_unexpander Finset.prod] meta def unexpandProd : Lean.PrettyPrinter.Unexpander
  | `($(_) $s fun $x:ident => $f) => `(∏ $x:ident ∈ $s, $f)
  | _ => throw ()

section Sum
variable [AddCommMonoid β] {f g : α → β}
@[simp] theorem sum_empty : ∑ x ∈ (∅ : Finset α), f x = 0 := rfl
@[simp] theorem sum_singleton (f : α → β) (a : α) : ∑ x ∈ {a}, f x = f a := add_zero (f a)
theorem sum_insert [DecidableEq α] (h : a ∉ s) : ∑ x ∈ insert a s, f x = f a + ∑ x ∈ s, f x := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  have e : insert a (ofList l hl) = ofList (a :: l) (List.nodup_cons.mpr ⟨h, hl⟩) := by
    ext b; rw [mem_insert, mem_ofList, mem_ofList, List.mem_cons]
  rw [e]; rfl
theorem sum_congr (h₁ : s = t) (h₂ : ∀ x, x ∈ t → f x = g x) : s.sum f = t.sum g := by
  classical
  subst h₁
  induction s using Finset.induction_on with
  | empty => rfl
  | insert a s ha ih =>
    rw [sum_insert ha, sum_insert ha, h₂ a (mem_insert_self a s), ih fun x hx => h₂ x (mem_insert_of_mem hx)]
theorem sum_add_distrib : ∑ x ∈ s, (f x + g x) = ∑ x ∈ s, f x + ∑ x ∈ s, g x := by
  classical
  induction s using Finset.induction_on with
  | empty => exact (add_zero 0).symm
  | insert a s ha ih => rw [sum_insert ha, sum_insert ha, sum_insert ha, ih, add_add_add_comm]
@[simp] theorem sum_const_zero : ∑ _x ∈ s, (0 : β) = 0 := by
  classical
  induction s using Finset.induction_on with
  | empty => rfl
  | insert a s ha ih => rw [sum_insert ha, ih, add_zero]
theorem sum_eq_zero (h : ∀ x, x ∈ s → f x = 0) : ∑ x ∈ s, f x = 0 := (sum_congr rfl h).trans sum_const_zero
theorem sum_const (b : β) : ∑ _x ∈ s, b = s.card • b := by
  classical
  induction s using Finset.induction_on with
  | empty => rfl
  | insert a s ha ih => rw [sum_insert ha, ih, card_insert_of_notMem ha, succ_nsmul, add_comm]
theorem sum_comm {γ : Type w} {t : Finset γ} {f : α → γ → β} : ∑ x ∈ s, ∑ y ∈ t, f x y = ∑ y ∈ t, ∑ x ∈ s, f x y := by
  classical
  induction s using Finset.induction_on with
  | empty => exact sum_const_zero.symm
  | insert a s ha ih =>
    rw [sum_insert ha, ih, ← sum_add_distrib]
    exact sum_congr rfl fun y _ => (sum_insert (f := fun x => f x y) ha).symm
theorem sum_range_zero (f : Nat → β) : ∑ k ∈ range 0, f k = 0 := rfl
theorem sum_range_succ_comm (f : Nat → β) (n : Nat) : ∑ x ∈ range (n + 1), f x = f n + ∑ x ∈ range n, f x := by
  rw [range_succ, sum_insert (by rw [mem_range]; exact Nat.lt_irrefl n)]
theorem sum_range_succ (f : Nat → β) (n : Nat) : ∑ x ∈ range (n + 1), f x = ∑ x ∈ range n, f x + f n := by
  rw [sum_range_succ_comm, add_comm]
theorem sum_range_one (f : Nat → β) : ∑ k ∈ range 1, f k = f 0 := add_zero (f 0)
theorem sum_range_succ' (f : Nat → β) (n : Nat) : ∑ k ∈ range (n + 1), f k = ∑ k ∈ range n, f (k + 1) + f 0 := by
  induction n with
  | zero => rw [sum_range_one, sum_range_zero, zero_add]
  | succ n ih => rw [sum_range_succ, ih, sum_range_succ (fun k => f (k + 1)), add_right_comm]
end Sum

section Prod
variable [CommMonoid β] {f g : α → β}
@[simp] theorem prod_empty : ∏ x ∈ (∅ : Finset α), f x = 1 := rfl
@[simp] theorem prod_singleton (f : α → β) (a : α) : ∏ x ∈ {a}, f x = f a := mul_one (f a)
theorem prod_insert [DecidableEq α] (h : a ∉ s) : ∏ x ∈ insert a s, f x = f a * ∏ x ∈ s, f x := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  have e : insert a (ofList l hl) = ofList (a :: l) (List.nodup_cons.mpr ⟨h, hl⟩) := by
    ext b; rw [mem_insert, mem_ofList, mem_ofList, List.mem_cons]
  rw [e]; rfl
theorem prod_congr (h₁ : s = t) (h₂ : ∀ x, x ∈ t → f x = g x) : s.prod f = t.prod g := by
  classical
  subst h₁
  induction s using Finset.induction_on with
  | empty => rfl
  | insert a s ha ih =>
    rw [prod_insert ha, prod_insert ha, h₂ a (mem_insert_self a s), ih fun x hx => h₂ x (mem_insert_of_mem hx)]
theorem prod_mul_distrib : ∏ x ∈ s, (f x * g x) = (∏ x ∈ s, f x) * ∏ x ∈ s, g x := by
  classical
  induction s using Finset.induction_on with
  | empty => exact (mul_one 1).symm
  | insert a s ha ih => rw [prod_insert ha, prod_insert ha, prod_insert ha, ih, mul_mul_mul_comm]
@[simp] theorem prod_const_one : ∏ _x ∈ s, (1 : β) = 1 := by
  classical
  induction s using Finset.induction_on with
  | empty => rfl
  | insert a s ha ih => rw [prod_insert ha, ih, mul_one]
theorem prod_const (b : β) : ∏ _x ∈ s, b = b ^ s.card := by
  classical
  induction s using Finset.induction_on with
  | empty => exact (pow_zero b).symm
  | insert a s ha ih => rw [prod_insert ha, ih, card_insert_of_notMem ha, pow_succ']
theorem prod_range_zero (f : Nat → β) : ∏ k ∈ range 0, f k = 1 := rfl
theorem prod_range_succ_comm (f : Nat → β) (n : Nat) : ∏ x ∈ range (n + 1), f x = f n * ∏ x ∈ range n, f x := by
  rw [range_succ, prod_insert (by rw [mem_range]; exact Nat.lt_irrefl n)]
theorem prod_range_succ (f : Nat → β) (n : Nat) : ∏ x ∈ range (n + 1), f x = (∏ x ∈ range n, f x) * f n := by
  rw [prod_range_succ_comm, mul_comm]
theorem prod_range_one (f : Nat → β) : ∏ k ∈ range 1, f k = f 0 := mul_one (f 0)
end Prod

/-! ### In rings -/

section Ring
variable [Semiring β] {f : α → β}
theorem mul_sum (s : Finset α) (f : α → β) (b : β) : b * ∑ x ∈ s, f x = ∑ x ∈ s, b * f x := by
  classical
  induction s using Finset.induction_on with
  | empty => exact mul_zero b
  | insert a s ha ih => rw [sum_insert ha, sum_insert ha, mul_add, ih]
theorem sum_mul (s : Finset α) (f : α → β) (b : β) : (∑ x ∈ s, f x) * b = ∑ x ∈ s, f x * b := by
  classical
  induction s using Finset.induction_on with
  | empty => exact zero_mul b
  | insert a s ha ih => rw [sum_insert ha, sum_insert ha, add_mul, ih]
end Ring
theorem sum_neg_distrib [AddCommGroup β] {f : α → β} : ∑ x ∈ s, -f x = -∑ x ∈ s, f x := by
  classical
  induction s using Finset.induction_on with
  | empty => exact neg_zero.symm
  | insert a s ha ih => rw [sum_insert ha, sum_insert ha, neg_add, ih]
theorem sum_sub_distrib [AddCommGroup β] (f g : α → β) : ∑ x ∈ s, (f x - g x) = ∑ x ∈ s, f x - ∑ x ∈ s, g x := by
  rw [sub_eq_add_neg, ← sum_neg_distrib, ← sum_add_distrib]
  exact sum_congr rfl fun x _ => sub_eq_add_neg _ _
/-- A telescope. -/
theorem sum_range_sub [AddCommGroup β] (f : Nat → β) (n : Nat) : ∑ i ∈ range n, (f (i + 1) - f i) = f n - f 0 := by
  induction n with
  | zero => exact (sub_self _).symm
  | succ n ih => rw [sum_range_succ, ih, add_comm, sub_add_sub_cancel]
/-- The geometric sum. -/
theorem _root_.geom_sum_mul [Ring β] (x : β) (n : Nat) : (∑ i ∈ range n, x ^ i) * (x - 1) = x ^ n - 1 := by
  induction n with
  | zero => rw [sum_range_zero, zero_mul, pow_zero, sub_self]
  | succ n ih =>
    rw [sum_range_succ, add_mul, ih, mul_sub_one, ← pow_succ, add_comm, sub_add_sub_cancel]

/-! ### In the natural numbers -/

theorem sum_range_eq_sumRange (f : Nat → Nat) (n : Nat) : ∑ i ∈ range n, f i = ∑ i < n, f i := by
  induction n with
  | zero => rfl
  | succ n ih => rw [sum_range_succ, ih, Nat.sumRange_succ]
theorem sum_range_id_mul_two (n : Nat) : (∑ i ∈ range n, i) * 2 = n * (n - 1) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sum_range_succ, Nat.add_mul, ih, Nat.add_sub_cancel]
    cases n with
    | zero => rfl
    | succ n => simp only [Nat.add_sub_cancel, Nat.add_mul, Nat.mul_add, Nat.mul_one, Nat.one_mul]; omega
theorem sum_range_id (n : Nat) : ∑ i ∈ range n, i = n * (n - 1) / 2 := by
  rw [← sum_range_id_mul_two, Nat.mul_div_cancel _ (by decide)]
theorem sum_le_sum {f g : α → Nat} (h : ∀ i, i ∈ s → f i ≤ g i) : ∑ i ∈ s, f i ≤ ∑ i ∈ s, g i := by
  classical
  induction s using Finset.induction_on with
  | empty => exact Nat.le_refl _
  | insert a s ha ih =>
    rw [sum_insert ha, sum_insert ha]
    exact Nat.add_le_add (h a (mem_insert_self a s)) (ih fun i hi => h i (mem_insert_of_mem hi))
theorem single_le_sum {f : α → Nat} (h : a ∈ s) : f a ≤ ∑ x ∈ s, f x := by
  classical
  induction s using Finset.induction_on with
  | empty => exact absurd h (notMem_empty a)
  | insert b s hb ih =>
    rw [sum_insert hb]
    rcases mem_insert.mp h with rfl | h
    · exact Nat.le_add_right _ _
    · exact Nat.le_trans (ih h) (Nat.le_add_left _ _)
theorem card_eq_sum_ones (s : Finset α) : s.card = ∑ _x ∈ s, 1 := by
  classical
  induction s using Finset.induction_on with
  | empty => rfl
  | insert a s ha ih => rw [sum_insert ha, card_insert_of_notMem ha, ih, Nat.add_comm]
theorem prod_range_add_one_eq_factorial (n : Nat) : ∏ x ∈ range n, (x + 1) = Nat.factorial n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [prod_range_succ, ih, Nat.factorial_succ, Nat.mul_comm]

end Finset
