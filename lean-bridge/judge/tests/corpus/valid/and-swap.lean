theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := sorry
-- proof
⟨h.2, h.1⟩
-- proof
And.intro h.2 h.1
-- proof
by exact ⟨h.2, h.1⟩
-- proof
by
  constructor
  · exact h.2
  · exact h.1
-- proof
by
  cases h with
  | intro a b => exact ⟨b, a⟩
-- proof
match h with
  | ⟨a, b⟩ => ⟨b, a⟩
-- proof
have ⟨a, b⟩ := h; ⟨b, a⟩
-- proof
let a := h.1; ⟨h.2, a⟩
-- proof
(fun (k : p ∧ q) => And.intro k.2 k.1) h
-- proof
by
  have hq : q := h.2
  exact ⟨hq, h.1⟩
-- proof
by
  have := h.1
  exact ⟨h.2, this⟩
-- proof
by
  refine ⟨?_, ?_⟩
  · exact h.2
  · exact h.1
-- proof
by
  apply And.intro
  · exact h.right
  · exact h.left
-- proof
by
  simp [h.1, h.2]
-- proof
by
  set_option maxRecDepth 600 in
  exact ⟨h.2, h.1⟩
-- proof
by
  open And in
  exact intro h.2 h.1
-- proof
-- a comment
by
  exact ⟨h.2, h.1⟩ -- another, with import and unsafe
-- proof
by
  /- sorry, #eval, axiom -/
  exact ⟨h.2, h.1⟩
-- proof
by
  let import' := h
  exact ⟨import'.2, import'.1⟩
-- proof
helper h
where
  helper {a b : Prop} (k : a ∧ b) : b ∧ a := ⟨k.2, k.1⟩
-- proof
⟨h.2, h.1⟩

theorem after (p : Prop) (h : p) : p := h
-- proof
⟨h.2, h.1⟩

def unneeded : Nat := 3
-- proof
⟨h.2, h.1⟩

inductive Unneeded | a | b
