/-! Definitions, types, classes, notation and recursion, as in any Lean file. -/

/-! Structures and inductive types -/
structure Point where
  x : Nat
  y : Nat := 0
deriving DecidableEq, Repr, BEq, Inhabited

example : ({ x := 1 } : Point).y = 0 := rfl
example (p : Point) : { p with x := 3 } = ⟨3, p.y⟩ := rfl
example : (⟨1, 2⟩ : Point) ≠ ⟨1, 3⟩ := by decide
example : (⟨1, 2⟩ : Point) ≠ ⟨1, 3⟩ := by simp

@[ext] structure Pair (α β : Type) where
  fst : α
  snd : β
example {α β : Type} (p q : Pair α β) (h : p.fst = q.fst) (h' : p.snd = q.snd) : p = q := by ext <;> assumption

structure Point3 extends Point where
  z : Nat
example (p : Point3) : p.toPoint.x = p.x := rfl

inductive Color where
  | red | green | blue
deriving DecidableEq, Repr, Inhabited
example : Color.red ≠ .green := by decide
example (c : Color) : c = .red ∨ c = .green ∨ c = .blue := by cases c <;> simp

inductive Tree (α : Type u) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α
deriving DecidableEq, Repr

namespace Tree
variable {α : Type u}
def size : Tree α → Nat
  | leaf => 0
  | node l _ r => l.size + 1 + r.size
def mirror : Tree α → Tree α
  | leaf => leaf
  | node l v r => node r.mirror v l.mirror
@[simp] theorem size_mirror (t : Tree α) : t.mirror.size = t.size := by
  induction t with
  | leaf => rfl
  | node l v r ihl ihr => simp [mirror, size, ihl, ihr]; omega
def depth (t : Tree α) : Nat :=
  match t with
  | leaf => 0
  | node l _ r => 1 + max l.depth r.depth
termination_by t
end Tree

inductive Even' : Nat → Prop
  | zero : Even' 0
  | step (n : Nat) : Even' n → Even' (n + 2)
example : ¬Even' 1 := by intro h; cases h
theorem Even'.double (n : Nat) : Even' (n + n) := by
  induction n with
  | zero => exact .zero
  | succ n ih => rw [show n + 1 + (n + 1) = n + n + 2 by omega]; exact .step _ ih

/-! Recursion -/
def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)
example : fib 10 = 55 := rfl
example : fib 10 = 55 := by decide
example (n : Nat) : fib (n + 2) = fib n + fib (n + 1) := by simp [fib]

def ack : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ack m 1
  | m + 1, n + 1 => ack m (ack (m + 1) n)
termination_by m n => (m, n)
theorem lt_ack (m n : Nat) : n < ack m n := by
  fun_induction ack m n with
  | case1 => simp
  | case2 m ih => omega
  | case3 m n ih ih' => omega

def log (n : Nat) : Nat := if n < 2 then 0 else 1 + log (n / 2)
def gcd' (m n : Nat) : Nat := if h : m = 0 then n else gcd' (n % m) m
termination_by m
decreasing_by exact Nat.mod_lt _ (Nat.pos_of_ne_zero h)

mutual
def isEven : Nat → Bool
  | 0 => true
  | n + 1 => isOdd n
def isOdd : Nat → Bool
  | 0 => false
  | n + 1 => isEven n
end
example : isEven 10 = true := by decide

def sumTo (n : Nat) : Nat := go n 0
where
  go : Nat → Nat → Nat
    | 0, acc => acc
    | n + 1, acc => go n (acc + n + 1)
example : sumTo 10 = 55 := rfl

def sumList (xs : List Nat) : Nat :=
  let rec loop : List Nat → Nat → Nat
    | [], acc => acc
    | x :: xs, acc => loop xs (acc + x)
  loop xs 0
example : sumList [1, 2, 3] = 6 := rfl

/-! Classes, instances, coercions, notation -/
class Shape (α : Type) where
  area : α → Nat
  name : String := "shape"
instance : Shape Point where
  area p := p.x * p.y
example : Shape.area (⟨3, 4⟩ : Point) = 12 := rfl
instance : Add Point := ⟨fun a b => ⟨a.x + b.x, a.y + b.y⟩⟩
@[simp] theorem Point.add_x (a b : Point) : (a + b).x = a.x + b.x := rfl
example (a b : Point) : (a + b).x = b.x + a.x := by simp [Nat.add_comm]
instance : Coe Nat Point := ⟨fun n => ⟨n, n⟩⟩
example : ((3 : Nat) : Point) = ⟨3, 3⟩ := rfl
class Monoid' (M : Type u) extends Mul M, One M where
  mul_assoc (a b c : M) : a * b * c = a * (b * c)
  one_mul (a : M) : 1 * a = a
  mul_one (a : M) : a * 1 = a
instance : Monoid' Nat where
  mul_assoc := Nat.mul_assoc
  one_mul := Nat.one_mul
  mul_one := Nat.mul_one
theorem one_unique {M : Type u} [Monoid' M] (e : M) (h : ∀ a : M, e * a = a) : e = 1 := by
  rw [← Monoid'.mul_one e, h]
notation "ℕ" => Nat
infixl:65 " ⊞ " => fun a b : Nat => a + b + 1
example : (2 : ℕ) ⊞ 3 = 6 := rfl
macro "easy" : tactic => `(tactic| first | rfl | assumption | omega)
example (a b : Nat) (h : a < b) : a ≤ b := by easy
syntax "twice% " term:max : term
macro_rules | `(twice% $e) => `($e + $e)
example : twice% 4 = 8 := rfl
abbrev Predicate' (α : Type u) := α → Prop
opaque secret : Nat
example : secret = secret := rfl
attribute [local simp] Nat.add_comm in
example (a b : Nat) : a + b = b + a := by simp

/-! Terms -/
example : (fun x : Nat => x + 1) 2 = 3 := rfl
example : [1, 2, 3].map (· * 2) = [2, 4, 6] := rfl
example : ([1, 2, 3].filter fun x => x % 2 == 1) = [1, 3] := rfl
example (p : Nat × Nat) : (fun ⟨a, b⟩ => (b, a) : Nat × Nat → Nat × Nat) p = (p.2, p.1) := rfl
example : (if 2 < 3 then "yes" else "no") = "yes" := rfl
example (n : Nat) : (if h : 0 < n then n - 1 else 0) = n - 1 := by split <;> omega
example : (match some 3 with | some x => x | none => 0) = 3 := rfl
example : (let (a, b) := (1, 2); a + b) = 3 := rfl
example (x : Nat) (h : x = 2) : x * x = 4 := by
  have : x * x = 2 * 2 := by rw [h]
  exact this
example (a b c : Nat) (h₁ : a = b) (h₂ : b = c) : a = c := h₁ ▸ h₂ ▸ rfl
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := ⟨‹p›, ‹q›⟩
example : ∃ x, x > 3 ∧ x < 5 := ⟨4, by decide⟩
example : ∀ x ∈ [1, 2, 3], x < 4 := by decide
example : ∃ x ∈ [1, 2, 3], x > 2 := ⟨3, by decide⟩
example (xs : List Nat) (i : Nat) (h : i < xs.length) : xs[i] ∈ xs := by simp
example (xs : List Nat) (i : Nat) : xs[i]? = none ↔ xs.length ≤ i := by simp
example : #[1, 2, 3].size = 3 := rfl
example : (3 : Fin 5) + 4 = 2 := rfl
example : { x : Nat // x < 3 } := ⟨2, by decide⟩
example (x : { x : Nat // x < 3 }) : x.val < 3 := x.property
example : (Sum.inl 3 : Nat ⊕ Bool) ≠ Sum.inr true := by simp
def addAll (a b : Option Nat) : Option Nat := do
  let x ← a
  let y ← b
  return x + y
example : addAll (some 1) (some 2) = some 3 := rfl
open Classical in
noncomputable def indicator (p : Nat → Prop) (x : Nat) : Nat := if p x then 1 else 0
noncomputable def least (p : Nat → Prop) (h : ∃ x, p x) : Nat := Classical.choose h
section
variable (α : Type) [Inhabited α]
def pick : α := default
end
universe w
def idw {α : Sort w} (a : α) : α := a
private theorem hidden : 1 + 1 = 2 := rfl
protected theorem Nat.shown : 1 + 1 = 2 := hidden

/-! Commands -/
#check Nat.add_comm
#print axioms Nat.add_comm
#reduce 2 + 3
#eval fib 20
#eval (⟨1, 2⟩ : Point)

/-! ### Patterns that overlap, and literals -/

def zeroOrMore : Nat → Nat
  | 0 => 1
  | _ => 2
def fiveOrLess : Nat → Bool
  | 5 => true
  | 0 => true
  | n => n < 5
def zipDown : Nat → Nat → Nat
  | 0, _ => 1
  | _, 0 => 2
  | n + 1, m + 1 => zipDown n m
def vowel : Char → Bool
  | 'a' | 'e' => true
  | _ => false
example : zeroOrMore 3 = 2 := rfl
example : fiveOrLess 5 = true := rfl
example : zipDown 3 2 = 2 := rfl
example (n : Nat) : zeroOrMore n ≥ 1 := by unfold zeroOrMore; split <;> omega
example (n : Nat) (h : n ≠ 0) : zeroOrMore n = 2 := by
  unfold zeroOrMore
  split
  · exact absurd rfl h
  · rfl
example (n : Nat) : zipDown n 0 ≤ 2 := by cases n <;> simp [zipDown]
