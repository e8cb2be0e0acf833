/-!
# Options, pairs, sums

Kept for measuring.
-/
-- default expect: true

namespace Parts

variable {α β γ : Type}

def orElse : Option α → Option α → Option α
  | some x, _ => some x
  | none, y => y

def swap (p : α × β) : β × α := (p.2, p.1)

def flip : α ⊕ β → β ⊕ α
  | .inl x => .inr x
  | .inr y => .inl y

def toList : Option α → List α
  | none => []
  | some x => [x]

theorem orElse_none (x : Option α) : orElse x none = x := by sorry

theorem none_orElse (x : Option α) : orElse none x = x := by sorry

theorem orElse_assoc (x y z : Option α) : orElse (orElse x y) z = orElse x (orElse y z) := by sorry

theorem orElse_self (x : Option α) : orElse x x = x := by sorry

theorem some_injective (x y : α) (h : some x = some y) : x = y := by sorry

theorem some_is_not_none (x : α) : some x ≠ none := by sorry

theorem option_cases (x : Option α) : x = none ∨ ∃ a, x = some a := by sorry

theorem length_toList (x : Option α) : (toList x).length ≤ 1 := by sorry

theorem toList_injective (x y : Option α) (h : toList x = toList y) : x = y := by sorry

theorem swap_swap (p : α × β) : swap (swap p) = p := by sorry

theorem swap_first (p : α × β) : (swap p).1 = p.2 := by sorry

theorem pair_equal (p q : α × β) (h₁ : p.1 = q.1) (h₂ : p.2 = q.2) : p = q := by sorry

theorem swap_injective (p q : α × β) (h : swap p = swap q) : p = q := by sorry

theorem pair_exists (p : α × β) : ∃ a b, p = (a, b) := by sorry

theorem flip_flip (s : α ⊕ β) : flip (flip s) = s := by sorry

theorem flip_injective (s t : α ⊕ β) (h : flip s = flip t) : s = t := by sorry

theorem sum_cases (s : α ⊕ β) : (∃ a, s = .inl a) ∨ ∃ b, s = .inr b := by sorry

theorem sides_differ (a : α) (b : β) : (Sum.inl a : α ⊕ β) ≠ Sum.inr b := by sorry

end Parts
