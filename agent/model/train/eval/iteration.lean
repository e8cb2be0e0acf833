/-!
# Iteration, closures, equivalences

Kept for measuring.
-/
-- default expect: true

namespace Iterates

variable {α : Type}

def iterate (f : α → α) : Nat → α → α
  | 0, x => x
  | n + 1, x => iterate f n (f x)

inductive Closure (r : α → α → Prop) : α → α → Prop where
  | base {a b : α} (h : r a b) : Closure r a b
  | join {a b c : α} (h₁ : Closure r a b) (h₂ : Closure r b c) : Closure r a c

structure Equivalence' (r : α → α → Prop) : Prop where
  refl : ∀ a, r a a
  symm : ∀ a b, r a b → r b a
  trans : ∀ a b c, r a b → r b c → r a c

theorem iterate_zero (f : α → α) (x : α) : iterate f 0 x = x := by sorry

theorem iterate_one (f : α → α) (x : α) : iterate f 1 x = f x := by sorry

theorem iterate_fixed (f : α → α) (x : α) (h : f x = x) (n : Nat) : iterate f n x = x := by sorry

theorem iterate_id (n : Nat) (x : α) : iterate (fun y => y) n x = x := by sorry

theorem iterate_succ (f : α → α) (n : Nat) (x : α) : iterate f (n + 1) x = f (iterate f n x) := by
  sorry

theorem iterate_add (f : α → α) (m n : Nat) (x : α) :
    iterate f (m + n) x = iterate f n (iterate f m x) := by sorry

theorem iterate_commutes (f g : α → α) (h : ∀ x, f (g x) = g (f x)) (n : Nat) (x : α) :
    iterate f n (g x) = g (iterate f n x) := by sorry

theorem iterate_injective (f : α → α) (h : ∀ x y, f x = f y → x = y) (n : Nat) (x y : α)
    (e : iterate f n x = iterate f n y) : x = y := by sorry

theorem iterate_add_nat (n k : Nat) : iterate (fun m => m + 1) n k = k + n := by sorry

theorem closure_of_trans (r : α → α → Prop) (h : ∀ a b c, r a b → r b c → r a c) (a b : α)
    (c : Closure r a b) : r a b := by sorry

theorem closure_mono (r s : α → α → Prop) (h : ∀ a b, r a b → s a b) (a b : α)
    (c : Closure r a b) : Closure s a b := by sorry

theorem closure_symm (r : α → α → Prop) (h : ∀ a b, r a b → r b a) (a b : α)
    (c : Closure r a b) : Closure r b a := by sorry

theorem equality_equivalence : Equivalence' (fun a b : α => a = b) := by sorry

theorem pullback (r : α → α → Prop) (h : Equivalence' r) (f : α → α) :
    Equivalence' (fun a b => r (f a) (f b)) := by sorry

theorem meet_of_equivalences (r s : α → α → Prop) (hr : Equivalence' r) (hs : Equivalence' s) :
    Equivalence' (fun a b => r a b ∧ s a b) := by sorry

theorem classes_meet (r : α → α → Prop) (h : Equivalence' r) (a b c : α) (h₁ : r a c)
    (h₂ : r b c) : r a b := by sorry

theorem same_class (r : α → α → Prop) (h : Equivalence' r) (a b : α) (hab : r a b) :
    ∀ c, r a c ↔ r b c := by sorry

end Iterates
