/-! Every tactic of the library, in ordinary use and without a header. -/

/-! Introducing and closing -/
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by constructor; exact hp; exact hq
example (p q : Prop) : p → q → p := by intro hp _; exact hp
example (p q : Prop) : p → q → q := by intros; assumption
example (p q : Prop) (h : p ∧ q) : q ∧ p := by refine ⟨?_, h.left⟩; exact h.right
example (p q : Prop) (h : p ∧ q) : q ∧ p := by refine' ⟨_, h.1⟩; exact h.2
example (p q r : Prop) (f : p → q → r) (hp : p) (hq : q) : r := by apply f <;> assumption
example (p q : Prop) (hp : p) : p ∨ q := by left; exact hp
example (p q : Prop) (hq : q) : p ∨ q := by right; exact hq
example (p q r s : Prop) (hp : p) (hq : q) (hr : r) (hs : s) : p ∧ q ∧ r ∧ s := by and_intros <;> assumption
example : ∃ n : Nat, n * n = 49 := by exists 7
example : ∃ n m : Nat, n < m := ⟨0, 1, by decide⟩
example (p : Prop) (h : False) : p := by exfalso; exact h
example (p q : Prop) (hp : p) (hn : ¬p) : q := by contradiction
example (p q : Prop) (hp : p) (hn : ¬p) : q := absurd hp hn
example (p : Nat → Prop) (h : ∀ x, p x) : p 3 := by specialize h 3; exact h
example (a b : Nat) (h : a = b) : b = a := by symm; exact h
example (a b : Nat) (h : a = b) : b = a := by symm at h; exact h
example : True := by trivial
example (n : Nat) : n = n := by rfl
example (p : Prop) : p ↔ p := by rfl
example (n : Nat) : n ≤ n := by rfl
example (a b : Nat) (h : a = b) : b = a := by first | exact h | exact h.symm
example : Inhabited Nat := by infer_instance
example : ∀ x : Nat, x < 0 → False := by nofun
example (x : Nat) (h : x < 0) : False := by nomatch h
example (a b c : Nat) (h : a + b = c) : b + a = c := by change b + a = c; rw [Nat.add_comm]; exact h
example (a b : Nat) (h : a = b) : b = a := by show b = a; exact h.symm
example (p q : Prop) (hp : p) (hpq : p → q) : q := by have hq := hpq hp; exact hq
example (p q : Prop) (hp : p) (hpq : p → q) : q := by have hq : q := by exact hpq hp
                                                      exact hq
example (p q : Prop) (hp : p) (hpq : p → q) : q := by suffices h : p from hpq h; exact hp
example (p q : Prop) (hp : p) (hpq : p → q) : q := by
  suffices h : p by
    exact hpq h
  exact hp
example (p q : Prop) (hp : p) (hpq : p → q) : q := by replace hp := hpq hp; exact hp
example : 2 + 2 = 4 := by let x := 2; show x + x = 4; rfl
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  case left => exact hp
  case right => exact hq
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  · exact hp
  · exact hq
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  all_goals assumption
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  any_goals exact hp
  exact hq
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  rotate_left
  · exact hq
  · exact hp
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  focus exact hp
  focus
    exact hq
example (a b : Nat) : a + b = b + a := by
  try exact h
  iterate 2 (try skip)
  repeat (rw [Nat.add_comm])
example (h : 1 = 2) : False := by (fail_if_success rfl); cases h
example (x : Nat) (h : x = 2) : x + 1 = 3 := by rename x = 2 => e; rw [e]
example : ∀ x : Nat, x = 2 → x + 1 = 3 := by intros; rename_i x h; rw [h]
example (x y : Nat) (h : x = y) : y = x := by revert h; intro h; exact h.symm
example (x y : Nat) (h' : y = y) (h : x = 2) : x = 2 := by clear h' y; exact h
example (x : Nat) (f : Nat → Nat) : f (x + 1) = f (x + 1) := by generalize x + 1 = y; rfl
example (x : Nat) (h : x = 3) : x * x = 9 := by subst h; rfl
example (x y z : Nat) (h : x = y) (h' : y = z) : x = z := by subst_vars; rfl
example (x y : Nat) (h : x.succ = y.succ) : x = y := by injection h
example (x y : Nat) (h : [x] = [y]) : x = y := by injections
example (f g : Nat → Nat) (h : ∀ x, f x = g x) : f = g := by funext x; exact h x
example (f g : Nat → Nat → Nat) (h : ∀ x y, f x y = g x y) : f = g := by ext x y; exact h x y
example (f : Nat → Nat) (a b : Nat) (h : a = b) : f a = f b := by congr
example (p : Prop) : p ∨ ¬p := by by_cases h : p <;> simp [h]
example (p : Prop) : ¬¬p → p := by intro h; by_cases hp : p; exact hp; exact absurd hp h
example (x : Nat) (h : 0 < x) : x ≠ 0 := by rintro rfl; exact absurd h (Nat.lt_irrefl 0)
example (p q r : Prop) : (p ∧ q) ∧ r → p ∧ q ∧ r := by rintro ⟨⟨hp, hq⟩, hr⟩; exact ⟨hp, hq, hr⟩
example (p q r : Prop) (h : p ∨ q ∨ r) : r ∨ q ∨ p := by
  rcases h with hp | hq | hr
  · exact Or.inr (Or.inr hp)
  · exact Or.inr (Or.inl hq)
  · exact Or.inl hr
example (p : Nat → Prop) (h : ∃ x, p x ∧ x < 3) : ∃ x, x < 3 ∧ p x := by obtain ⟨x, hp, hx⟩ := h; exact ⟨x, hx, hp⟩
example (a b : Nat) (h : a = b ∨ b = a) : a = b := by obtain rfl | rfl := h <;> rfl
example (x : Nat) : x = 0 ∨ ∃ y, x = y + 1 := by
  cases x with
  | zero => exact Or.inl rfl
  | succ y => exact Or.inr ⟨y, rfl⟩
example (x : Nat) : x = 0 ∨ ∃ y, x = y + 1 := by
  match x with
  | 0 => exact Or.inl rfl
  | y + 1 => exact Or.inr ⟨y, rfl⟩
example (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih]
example (xs ys : List Nat) : (xs ++ ys).length = xs.length + ys.length := by
  induction xs generalizing ys with
  | nil => simp
  | cons x xs ih => simp [ih]; omega
example (P : Nat → Prop) (h : ∀ n, (∀ m, m < n → P m) → P n) (n : Nat) : P n := by
  induction n using Nat.strongRecOn with
  | ind n ih => exact h n ih
example (n : Nat) : (if n = 0 then 1 else n) > 0 := by split <;> omega
example (n : Nat) : (match n with | 0 => 1 | m + 1 => m + 1) > 0 := by split <;> simp

/-! Rewriting -/
example (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by rw [h, h']
example (a b c : Nat) (h : a = b) (h' : c = b) : a = c := by rw [h, ← h']
example (a b : Nat) (p : Nat → Prop) (h : a = b) (hp : p a) : p b := by rw [h] at hp; exact hp
example (a b : Nat) (p : Nat → Prop) (h : a = b) (hp : p a) : p b := by rwa [h] at hp
example (a b : Nat) (p : Nat → Prop) (h : a = b) (hp : p b) : p a := by rwa [h]
example (a b : Nat) (p : Nat → Prop) (h : a = b) (hp : p a) : p b := h ▸ hp
example (a b c d : Nat) : a + b + c + d = d + c + b + a := by ac_rfl
example (a b c : Nat) : a * b * c = c * (b * a) := by ac_rfl
example (a b : Nat) : a + b = b + a := by conv => lhs; rw [Nat.add_comm]
example (a b c : Nat) (h : a = b) : c + a = c + b := by conv => lhs; arg 2; rw [h]
example (f : Nat → Nat) (h : ∀ x, f x = x) : (fun x => f x) = fun x => x := by conv => lhs; ext x; rw [h]
example (a b c d : Nat) (h₁ : a = b) (h₂ : b < c) (h₃ : c ≤ d) : a < d := by
  calc a = b := h₁
    _ < c := h₂
    _ ≤ d := h₃
example (a b c : Nat) (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := Nat.dvd_trans h₁ h₂
def double (n : Nat) : Nat := n + n
example (n : Nat) : double n = 2 * n := by unfold double; omega
example (n : Nat) : double n = n + n := by delta double; rfl
example (n : Nat) : double n = n + n := by rw [double]
example (n : Nat) : double n = n + n := by simp [double]

/-! Simplification -/
example (a : Nat) : a + 0 = a := by simp
example (a b : Nat) (h : a = b) : b = a := by simp [h]
example (a b : Nat) (h : a + 0 = b) : a = b := by simp at h; exact h
example (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by simp_all
example (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by simp only [h, h']
example (a b : Nat) (h : a = b) : b = a := by simp [*]
example (a b : Nat) : a + b = b + a := by simp [Nat.add_comm]
example (a b : Nat) (h : a = b) : a + 0 = b := by simpa using h
example (p q : Prop) (h : p ∧ True) : p ∨ q := by simp at h; simp [h]
example (p q : Prop) : ¬(p ∧ q) ↔ (p → ¬q) := by simp
example (p : Nat → Prop) (h : ¬∀ x, p x) : ∃ x, ¬p x := by simpa using h
example (x : Nat) : (fun y => y + x) 2 = 2 + x := by dsimp
example : 17 % 5 + 3 * 4 = 14 := by simp
example : (3 : Int) - 5 = -2 := by simp
example : ¬(7 < 3) := by simp
example (x : Nat) (h : x ∈ [1, 2, 3]) : x ≤ 3 := by simp at h; omega
example (x y : Nat) (h : (x, y) = (1, 2)) : x = 1 := by simp at h; exact h.1
example (xs : List Nat) : (xs.map id).reverse.reverse = xs := by simp
example (x : Nat) (h : some x = some 3) : x = 3 := by simpa using h
example (a b : Nat) (h : a ≤ b) : ¬b < a := by simp [h]

/-! Decision procedures -/
example : 2 ^ 10 = 1024 := by decide
example : ∀ x, x < 10 → x * x < 100 := by decide
example : 3 ∣ 12 ∧ ¬5 ∣ 12 := by decide
example : [1, 2] ++ [3] = [1, 2, 3] := by decide
example : (-3 : Int) * -4 = 12 := by decide
example (a b c : Nat) (h : a < b) (h' : b < c) : a + 1 < c := by omega
example (a b : Int) (h : 2 * a + 3 * b = 7) (h' : a - b = 1) : a = 2 := by omega
example (x y : Nat) (h : x % 2 = 1) (h' : y = x / 2) : x = 2 * y + 1 := by omega
example (x y : Nat) : x - y ≤ x := by omega
example (x y : Int) (h : 12 * x + 21 * y = 4) : False := by omega
example (x y z : Nat) (h : x ≤ y ∧ y ≤ z ∨ x = z) : x ≤ z := by omega
example (x : Nat) (h : 3 ∣ x) (h' : x < 3) : x = 0 := by omega
example (x y : Nat) : min x y ≤ max x y := by omega
example (i : Fin 7) : (i : Nat) < 8 := by omega
example (a b : Nat) (h : a ∣ b) (hb : b = 0 → False) : b ≠ 0 := by
  intro e
  exact hb e

/-! Casts, and more of `omega` -/
example (a b : Nat) : ((a + b : Nat) : Int) = a + b := by norm_cast
example (a b : Nat) (h : (a : Int) = b) : a = b := by exact_mod_cast h
example (a b : Nat) (h : (a : Int) < b) : a < b := by norm_cast at h
example (h : ∃ x : Nat, x < 3 ∧ x > 5) : False := by omega
example (x : Nat) : x <<< 1 = 2 * x := by omega
example (x : Nat) : x >>> 1 = x / 2 := by omega
example (x : Nat) : x % 2 ^ 3 < 8 := by omega
example (x : Int) : x.toNat ≥ x := by omega
example (x : Int) : x.natAbs = x ∨ x.natAbs = -x := by omega
example (a b : Fin 5) (h : a < b) : b ≠ a := by omega
example (a b : Int) : max a b ≥ a ∧ min a b ≤ b := by omega
example (a b : Nat) (p : a = b → b = 3) (h : a = b) : a = 3 := by omega
example (a b : Nat) (h : (a : Int) - b = 2) : a = b + 2 := by omega
example (x y : Nat) (h : (x, y).1 = 3) : x = 3 := by omega
