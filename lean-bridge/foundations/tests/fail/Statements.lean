/-! Each declaration must be refused; the comment says what the message must contain. -/

theorem f1 : 1 = 2 := rfl -- error: Not a definitional equality
theorem f2 : 1 = 2 := by decide -- error: is false
theorem f3 (a b : Nat) : a + b = a := by simp -- error: unsolved goals
theorem f4 (a b : Nat) (h : a ≤ b) : a < b := by omega -- error: omega could not prove the goal
theorem f5 (p q : Prop) (h : p ∨ q) : p := by assumption -- error: Tactic `assumption` failed
theorem f6 (p q : Prop) (hp : p) : p ∧ q := by constructor; exact hp -- error: unsolved goals
theorem f7 (p : Prop) : p := by contradiction -- error: Tactic `contradiction` failed
theorem f8 (a b : Nat) : a * b = b * b := by ac_rfl -- error: Tactic `rfl` failed
theorem f9 (a b c : Nat) (h : a = b) : c = b := by rw [h] -- error: Did not find an occurrence of the pattern
theorem f10 (n : Nat) : n = 0 := by cases n; rfl -- error: unsolved goals
theorem f11 (n : Nat) : n + 1 = n := by induction n <;> simp -- error: unsolved goals
theorem f12 : ∃ x : Nat, x < 0 := ⟨0, by decide⟩ -- error: is false
theorem f13 (f g : Nat → Nat) : f = g := by funext x; rfl -- error: Tactic `rfl` failed
theorem f14 (a b : Nat) : a ∣ b := by exact? -- error: could not close the goal
theorem f15 (p q : Prop) : p → q := by intro h; exact h -- error: Type mismatch
theorem f16 : Nat.undefinedName = 1 := rfl -- error: Nat.undefinedName
theorem f17 (p q : Prop) (h : p → q) : q := by apply h -- error: unsolved goals
theorem f18 (x : Int) : x * x = 2 → False := by omega -- error: omega could not prove the goal
theorem f19 (p : Nat → Prop) (h : ∃ x, p x) : p 0 := by obtain ⟨x, hx⟩ := h; exact hx -- error: Type mismatch
def f20 (n : Nat) : Nat := f20 (n + 1) -- error: fail to show termination
def f21 : Nat → Nat := fun | 0 => 1 -- error: Missing cases
example : (2 : Nat) - 3 = -1 := by decide -- error: failed to synthesize
theorem f22 (a b : Nat) (h : a = b) : b = a := by calc b = b := rfl -- error: unsolved goals
theorem f23 (xs : List Nat) : xs.reverse = xs := by induction xs <;> simp_all -- error: unsolved goals
theorem f24 (h : ∀ x : Nat, x = 0) (p : Prop) : p := by simp at h -- error: `simp` made no progress
theorem f25 (p q : Prop) (h : p ∨ q) : p := by grind -- error: `grind` failed
theorem f26 (f : Nat → Nat) (a b : Nat) (h : f a = f b) : a = b := by grind -- error: `grind` failed
theorem f27 (a b : Nat) (h : a < b) : b < a := by linarith -- error: omega could not prove the goal
theorem f28 (a b : Nat) : (a + b) ^ 2 = a ^ 2 + b ^ 2 := by ring -- error: Tactic `rfl` failed
theorem f29 (p q : Prop) (h : p ∨ q) : p ∧ q := by tauto -- error: Tactic `right` failed
theorem f30 : ∃ n : Nat, n < 0 := by use 3 -- error: unsolved goals
theorem f31 (p : Prop) : p := by by_contra h -- error: unsolved goals
theorem f32 : (2 : Nat) + 2 = 5 := by norm_num -- error: unsolved goals
theorem f33 (a b : Nat) : a + b = a := by aesop -- error: No applicable extensionality theorem
