theorem right (p q : Prop) (h : p ∧ q) : q ∧ p := sorry
-- proof
⟨h.2, h.1⟩

local notation "Both" => And

theorem later (p q : Prop) (h : Both p q) : p := h.1
-- proof
⟨h.2, h.1⟩

local macro "swap" h:term : term => `(⟨($h).2, ($h).1⟩)

theorem later (p q : Prop) (h : p ∧ q) : q ∧ p := swap h
-- proof
⟨h.2, h.1⟩

@[simp] theorem later (p : Prop) : (p ∧ True) = p := by simp
-- proof
⟨h.2, h.1⟩

attribute [local simp] right
-- proof
⟨h.2, h.1⟩

private theorem later : 1 = 1 := rfl
-- proof
⟨h.2, h.1⟩

instance later : Inhabited Nat := ⟨7⟩
-- proof
⟨h.2, h.1⟩

opaque later : Nat := 3
-- proof
⟨h.2, h.1⟩

namespace Lean
def innocent : Nat := 1
end Lean
-- proof
⟨h.2, h.1⟩

structure Sorry where
  axiom' : Nat
  initialize' : Nat
-- proof
⟨h.2, h.1⟩

#print axioms right
-- proof
have sorry' := h; ⟨sorry'.2, sorry'.1⟩
-- proof
have «sorry» := h; ⟨«sorry».2, «sorry».1⟩
-- proof
have text := "sorry axiom #eval import /-"; ⟨h.2, h.1⟩
-- proof
by
  set_option linter.unusedVariables false in
  let debug := h
  exact ⟨debug.2, debug.1⟩
-- proof
by
  have init : p := h.1
  have export' : q := h.2
  exact ⟨export', init⟩
-- proof
let rec go : Nat → q ∧ p
  | 0 => ⟨h.2, h.1⟩
  | n + 1 => go n
go 3
-- proof
by
  first
  | exact absurd h.1 (by assumption)
  | exact ⟨h.2, h.1⟩
-- proof
id (α := q ∧ p) ⟨h.2, h.1⟩
-- proof
by
  obtain ⟨«prefix», «import»⟩ := h
  exact ⟨«import», «prefix»⟩
