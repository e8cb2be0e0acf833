/-! Options, pairs, sums and exclusive or, as a user meets them. -/

example (o : Option Nat) : o.isSome = true ↔ ∃ n, o = some n := Option.isSome_iff_exists
example (o : Option Nat) (f : Nat → Nat) : (o.map f).isSome = o.isSome := by simp
example (o : Option Nat) (f g : Nat → Nat) : (o.map f).map g = o.map (g ∘ f) := by simp
example (o : Option α) (f : α → Option β) (g : β → Option γ) : (o.bind f).bind g = o.bind fun a => (f a).bind g :=
  Option.bind_assoc o f g
example : (some 3).getD 0 = 3 := rfl
example (o : Option Nat) (h : o ≠ none) : ∃ n, o = some n := Option.ne_none_iff_exists.mp h
example (o p : Option Nat) (h : ∀ a, o = some a ↔ p = some a) : o = p := by ext a; exact h a
example (p : α × β) : p.swap.swap = p := by simp
example (p q : α × β) (h : p.1 = q.1) (k : p.2 = q.2) : p = q := by ext <;> assumption
example (x : α ⊕ β) : x.swap.swap = x := by simp
example (x : Nat ⊕ Nat) : (∃ a, x = .inl a) ∨ ∃ b, x = .inr b := by rcases x with a | b <;> simp
example (a b c : Bool) : ((a ^^ b) ^^ c) = (a ^^ (b ^^ c)) := Bool.xor_assoc a b c
example (a : Bool) : (a ^^ a) = false := by simp
