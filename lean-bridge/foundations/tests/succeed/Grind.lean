/-! `grind` without arithmetic: congruence, cases, quantified facts, unfolding. -/

example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by grind
example (p q : Prop) : p ∧ q ↔ q ∧ p := by grind
example (p q : Prop) : ¬(p ∧ q) ↔ ¬p ∨ ¬q := by grind
example (p q r : Prop) (h : p ∨ q) (h₁ : p → r) (h₂ : q → r) : r := by grind
example (p q r : Prop) : p ∧ (q ∨ r) ↔ p ∧ q ∨ p ∧ r := by grind
example (p q : Prop) : ((p → q) → p) → p := by grind
example (p q r s : Prop) (h₁ : p ∨ q) (h₂ : r ∨ s) (h₃ : p → ¬r) (h₄ : q → ¬s) : p ∧ s ∨ q ∧ r := by grind
example {α : Type} (a b c : α) (h : a = b) (h' : b = c) : c = a := by grind
example {α : Type} (f : α → α) (a b : α) (h : a = b) : f a = f b := by grind
example {α : Type} (f : α → α) (a : α) (h₃ : f (f (f a)) = a) (h₅ : f (f (f (f (f a)))) = a) : f a = a := by grind
example {α : Type} (f : α → α → α) (a b c : α) (h : f a b = a) (h' : b = c) : f (f a c) b = a := by grind
example {α : Type} (p q : α → Prop) (a : α) (h : ∀ x, p x → q x) (h' : p a) : q a := by grind
example {α : Type} (f g : α → α) (h : ∀ x, f (g x) = x) (a b : α) (e : g a = g b) : a = b := by grind
example {α : Type} (p : α → Prop) (h : ¬∃ x, p x) (a : α) : ¬p a := by grind
example {α : Type} (p : α → Prop) (a : α) (h : p a) : ∃ x, p x := by grind
example {α : Type} (r : α → α → Prop) (symm : ∀ x y, r x y → r y x) (trans : ∀ x y z, r x y → r y z → r x z) (a b c : α)
    (h : r a b) (h' : r c b) : r a c := by grind
example (x : Option Nat) (h : x = some 3) : x ≠ none := by grind
example {α : Type} (x y : α) (h : some x = some y) : x = y := by grind
example {α : Type} (x y : α) (xs ys : List α) (h : x :: xs = y :: ys) : xs = ys := by grind
example (a b : Bool) : (a && b) = (b && a) := by grind
example {α : Type} (p : Prop) [Decidable p] (a : α) : (if p then a else a) = a := by grind
def flip' {α : Type} (p : α × α) : α × α := (p.2, p.1)
example {α : Type} (p : α × α) : flip' (flip' p) = p := by grind [flip']
example {α : Type} (xs ys : List α) : (xs ++ ys).reverse = ys.reverse ++ xs.reverse := by grind
example {α : Type} (x : α) (xs ys : List α) (h : x ∈ xs) : x ∈ xs ++ ys := by grind
@[grind =] theorem flip'_fst {α : Type} (p : α × α) : (flip' p).1 = p.2 := rfl
example {α : Type} (p q : α × α) (h : p = q) : (flip' p).1 = q.2 := by grind
inductive Light where
  | red | green
example (l : Light) : l = .red ∨ l = .green := by cases l <;> grind
