/-!
# The language

Statements as an ordinary Lean user writes them, some with a short proof. The others end in `sorry`: they test
that the words are there and mean what they say.
-/

inductive Tree (α : Type u) where
  | leaf : Tree α
  | node (l : Tree α) (v : α) (r : Tree α) : Tree α
  deriving Repr, DecidableEq, Inhabited, BEq, Hashable, Ord
namespace Tree
variable {α : Type u} {β : Type v}
def size : Tree α → Nat
  | leaf => 0
  | node l _ r => l.size + 1 + r.size
def mirror : Tree α → Tree α
  | .leaf => .leaf
  | .node l v r => .node r.mirror v l.mirror
def toList : Tree α → List α
  | leaf => []
  | node l v r => l.toList ++ [v] ++ r.toList
def map (f : α → β) : Tree α → Tree β
  | leaf => leaf
  | node l v r => node (l.map f) (f v) (r.map f)
def depth (t : Tree α) : Nat := match t with
  | leaf => 0
  | node l _ r => max l.depth r.depth + 1
@[simp] theorem size_mirror (t : Tree α) : t.mirror.size = t.size := by
  induction t with
  | leaf => rfl
  | node l v r ihl ihr => simp [mirror, size, ihl, ihr]; omega
theorem mirror_mirror (t : Tree α) : t.mirror.mirror = t := by
  induction t <;> simp_all [mirror]
theorem depth_le (t : Tree α) : t.depth ≤ t.size := by
  induction t with
  | leaf => simp [depth, size]
  | node l v r ihl ihr => simp only [depth, size]; omega
inductive Mem (a : α) : Tree α → Prop
  | root {l r} : Mem a (node l a r)
  | left {l v r} : Mem a l → Mem a (node l v r)
  | right {l v r} : Mem a r → Mem a (node l v r)
instance : Membership α (Tree α) := ⟨fun t a => Mem a t⟩
theorem mem_toList (t : Tree α) (a : α) : a ∈ t → a ∈ t.toList := by
  intro h
  induction h with
  | root => simp [toList]
  | left _ ih => simp [toList, ih]
  | right _ ih => simp [toList, ih]
instance : Functor Tree := ⟨fun f t => t.map f, fun a t => t.map (fun _ => a)⟩
end Tree
mutual
  inductive Even' : Nat → Prop
    | zero : Even' 0
    | succ : Odd' n → Even' (n+1)
  inductive Odd' : Nat → Prop
    | succ : Even' n → Odd' (n+1)
end
mutual
def isEven : Nat → Bool
  | 0 => true
  | n+1 => isOdd n
def isOdd : Nat → Bool
  | 0 => false
  | n+1 => isEven n
end
theorem isEven_two : isEven 2 = true := by decide
theorem isEven_two' : isEven 2 = true := by simp [isEven, isOdd]
def ack : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ack m 1
  | m + 1, n + 1 => ack m (ack (m + 1) n)
termination_by m n => (m, n)
theorem ack_pos (m n : Nat) : 0 < ack m n := by
  fun_induction ack <;> simp_all
def collatz (n : Nat) : Nat := if n % 2 = 0 then n / 2 else 3 * n + 1
def log2' (n : Nat) : Nat := if h : n ≤ 1 then 0 else 1 + log2' (n / 2)
termination_by n
decreasing_by omega
def gcd' (a b : Nat) : Nat := if h : b = 0 then a else gcd' b (a % b)
termination_by b
decreasing_by exact Nat.mod_lt _ (Nat.pos_of_ne_zero h)
def sumList (xs : List Nat) : Nat := Id.run do
  let mut s := 0
  for x in xs do
    s := s + x
  return s
theorem sumList_nil : sumList [] = 0 := rfl
structure Point (α : Type u) where
  x : α
  y : α
  deriving Repr, BEq, DecidableEq
namespace Point
def add [Add α] (p q : Point α) : Point α := ⟨p.x + q.x, p.y + q.y⟩
instance [Add α] : Add (Point α) where add := add
instance [Zero α] : Zero (Point α) := ⟨⟨0, 0⟩⟩
@[simp] theorem add_x [Add α] (p q : Point α) : (p + q).x = p.x + q.x := rfl
@[ext] theorem ext' {p q : Point α} (hx : p.x = q.x) (hy : p.y = q.y) : p = q := by
  cases p; cases q; simp_all
theorem add_comm (p q : Point Nat) : p + q = q + p := by
  ext
  · simp [Nat.add_comm]
  · show p.y + q.y = q.y + p.y
    omega
end Point
class Shape (α : Type u) where
  area : α → Nat
  name : String := "shape"
export Shape (area)
instance : Shape Nat := { area := id }
class MyMonoid (M : Type u) extends Mul M, One M where
  mul_assoc : ∀ a b c : M, a * b * c = a * (b * c)
  one_mul : ∀ a : M, 1 * a = a
  mul_one : ∀ a : M, a * 1 = a
class MyGroup (G : Type u) extends MyMonoid G where
  inv : G → G
  inv_mul : ∀ a : G, inv a * a = 1
theorem MyGroup.left_cancel {G : Type u} [MyGroup G] (a b c : G) (h : a * b = a * c) : b = c := by
  have : MyGroup.inv a * (a * b) = MyGroup.inv a * (a * c) := congrArg _ h
  rwa [← MyMonoid.mul_assoc, ← MyMonoid.mul_assoc, MyGroup.inv_mul, MyMonoid.one_mul, MyMonoid.one_mul] at this
instance : MyMonoid Nat where
  mul_assoc := Nat.mul_assoc
  one_mul := Nat.one_mul
  mul_one := Nat.mul_one
notation "‖" x "‖" => Int.natAbs x
theorem e1 (x : Int) : ‖x‖ = ‖-x‖ := by simp
infixl:65 " ⊕' " => fun (a b : Nat) => a + b + 1
local notation "N" => Nat
theorem e3 (x : N) : x = x := rfl
macro "my_triv" : tactic => `(tactic| first | trivial | omega)
theorem e4 (x : Nat) (h : x > 3) : x > 2 := by my_triv
syntax "tac1" term : tactic
macro_rules | `(tactic| tac1 $t) => `(tactic| exact $t)
theorem e5 (p : Prop) (h : p) : p := by tac1 h
abbrev NatPair := Nat × Nat
theorem e6 (p : NatPair) : p.fst = p.1 := rfl
open Nat in
theorem e7 (n : Nat) : succ n = n + 1 := rfl
open Nat (succ_le_of_lt) in
theorem e8 (a b : Nat) (h : a < b) : a.succ ≤ b := succ_le_of_lt h
section
variable (P Q : Nat → Prop) (hPQ : ∀ n, P n → Q n)
include hPQ in
theorem e9 (h : ∃ n, P n) : ∃ n, Q n := let ⟨n, hn⟩ := h; ⟨n, hPQ n hn⟩
end
theorem e10 (xs : List Nat) : xs.map (· + 1) = xs.map (fun x => x + 1) := rfl
theorem e11 : (fun (x : Nat) (y : Nat) => x + y) 1 2 = 3 := rfl
theorem e12 : (fun ((a, b) : Nat × Nat) => a + b) (1, 2) = 3 := rfl
theorem e13 (h : ∃ x y : Nat, x + y = 3) : True := by
  obtain ⟨x, y, hxy⟩ : ∃ x y : Nat, x + y = 3 := h
  trivial
theorem e14 (x y : Nat) (h : x = y) : y = x := by
  match h with
  | rfl => rfl
theorem e15 (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  refine ⟨?a, ?b, ?c⟩
  case a => assumption
  next => assumption
  · exact ‹r›
theorem e16 (x : Nat) : x = 0 ∨ x > 0 := by
  rcases Nat.eq_zero_or_pos x with rfl | h
  · left; rfl
  · right; exact h
theorem e17 (a b c d : Nat) (h : a = b) (h' : c = d) : a + c = b + d := by
  calc
    a + c = b + c := by rw [h]
    _ = b + d := by rw [h']
theorem e19 : ∀ n : Nat, n < 5 → n * n < 25 := by decide
theorem e20 (f : Nat → Nat) (h : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have := h 0 0
  simp at this
  exact this
theorem e21 (a b : Nat) : (if a ≤ b then a else b) = min a b := by
  split
  · omega
  · omega
theorem e22 (x : Option Nat) (h : x.isSome) : ∃ y, x = some y := by
  match x, h with
  | some y, _ => exact ⟨y, rfl⟩
theorem e23 (a b : Nat) : a = b → b = a := by
  rintro rfl
  rfl
theorem e24 (p : Nat → Prop) (h : ∀ n, p n) : ∃ n, p n := by
  use 0
  exact h 0
theorem e25 (p : Prop) : ¬ ¬ p → p := by
  intro h
  by_contra hp
  exact h hp
theorem e26 (a b : Nat) (h : ¬ a ≤ b) : b < a := by
  contrapose! h
  exact h
theorem e27 (a b c : Nat) (h : a < b) (hc : 0 < c) : a * c < b * c := by
  exact Nat.mul_lt_mul_of_pos_right h hc
theorem e28 (a b c : Nat) (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c := by
  trans b
  exact h₁
  exact h₂
theorem e29 (s : String) : s ++ "" = s := by simp
theorem e30 : "a" ≠ "b" := by decide
theorem e32 : (3 : Nat) ∈ [1, 2, 3] := by simp
theorem e33 : (3, 4).1 = 3 := by rfl
theorem e34 (n : Nat) : n.succ.pred = n := by dsimp
theorem e35 (x y z : Nat) (h : x + y = z) : z - y = x := by
  subst h
  simp
theorem e36 (x : Nat) (h : x ∈ [1,2]) : x = 1 ∨ x = 2 := by simpa using h
theorem e37 (p q : Prop) : p ∧ q ↔ q ∧ p := by grind
theorem e38 (a b c : Nat) (h : a = b) (h' : b = c) : c = a := by grind
theorem e39 (f : Nat → Nat) (a b : Nat) (h : a = b) : f a = f b := by grind
theorem e42 (a b : Nat) (h : a = b) : b = a := by aesop
theorem e44 (a b c : Nat) : a * b * c = a * c * b := by simp [Nat.mul_comm, Nat.mul_left_comm]
theorem e45 (a b : Nat) : a * b = b * a := by exact?
theorem e46 (a b : Nat) (h : a + 0 = b) : a = b := by
  norm_num at h
  exact h
theorem e47 (x : Nat) : ∃ y, y > x := by
  exists x + 1
  exact Nat.lt_succ_self x
theorem e48 (P : Nat → Prop) (h : P (2 + 2)) : P 4 := by
  change P (2 + 2)
  assumption
theorem e49 (a b c : Nat) : a + b + c = c + b + a := by
  nth_rw 1 [Nat.add_comm]
  rw [Nat.add_comm a b, Nat.add_assoc]
theorem e50 (a b : Nat) (h : a = b) : a + a = b + b := by
  conv_lhs => rw [h]
theorem e51 (a b : Nat) (h : a = b) : a + a = b + b := by
  conv_rhs => rw [← h]
theorem e52 (p q : Prop) (hq : q) : p ∨ q := by
  apply Or.inr
  assumption
theorem e53 : ∃ f : Nat → Nat, f 0 = 1 ∧ f 1 = 0 := ⟨fun | 0 => 1 | _ => 0, rfl, rfl⟩
theorem e54 (x : Nat) : let y := x + 1; y > x := by
  intro y
  simp [y]
theorem e55 (x : Nat) (h : x > 0) : have y := x - 1; y + 1 = x := by
  omega
theorem e56 (xs : List Nat) : match xs with | [] => True | _ :: _ => True := by
  cases xs <;> trivial
theorem e57 (p : Bool) : p = (p == true) := by cases p <;> rfl
theorem e58 (b : Bool) : (if b then 1 else 0) ≤ 1 := by cases b <;> simp
theorem e59 {p q : Prop} : p → q → p ∧ q
  | hp, hq => ⟨hp, hq⟩
theorem e60 : ∀ {n : Nat}, n < 1 → n = 0
  | 0, _ => rfl
theorem e61 (x y : Nat) (hxy : x < y := by assumption) : x ≤ y := by omega
theorem e62 (x : Nat) : x + 1 ≠ 0 := by
  intro h
  injection h
theorem e65 (n : Fin 3) : n = 0 ∨ n = 1 ∨ n = 2 := by decide +revert
theorem e66 (n : Nat) (h : n = 3) : n ^ 2 = 9 := by
  rw [h]
theorem e68 (a : Nat) (ha : 0 < a) : 0 < a * a := by positivity
theorem e69 : (1 : ℤ) < 2 := by norm_num
theorem e70 (p q r : Prop) : (p → q) → (q → r) → p → r := by
  intros hpq hqr hp
  apply hqr
  apply hpq
  exact hp
theorem e71 (p q r : Prop) : (p ∨ q) ∧ r → (p ∧ r) ∨ (q ∧ r) := by
  rintro ⟨hp | hq, hr⟩
  · exact .inl ⟨hp, hr⟩
  · exact .inr ⟨hq, hr⟩
lemma e72 : 1 + 1 = 2 := rfl
theorem e73 (a b : Nat) (h : a ≠ b) : b ≠ a := Ne.symm h
theorem e76 (n : Nat) : Nat.recOn n 0 (fun _ x => x + 1) = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg (· + 1) ih
noncomputable def pick (p : Nat → Prop) (h : ∃ n, p n) : Nat := Classical.choose h
def Prime (n : Nat) := 2 ≤ n ∧ ∀ m, m ∣ n → m = 1 ∨ m = n
def Group.foo := 1
inductive Vec (α : Type u) : Nat → Type u
  | nil : Vec α 0
  | cons : α → Vec α n → Vec α (n+1)
def Vec.append : Vec α n → Vec α m → Vec α (m + n)
  | .nil, ys => ys
  | .cons x xs, ys => .cons x (xs.append ys)
inductive Expr
  | num (n : Int)
  | add (a b : Expr)
  | mul (a b : Expr)
  deriving Repr
@[simp] def Expr.eval : Expr → Int
  | num n => n
  | add a b => a.eval + b.eval
  | mul a b => a.eval * b.eval
def Expr.opt : Expr → Expr
  | add (num 0) e => e.opt
  | add a b => add a.opt b.opt
  | mul a b => mul a.opt b.opt
  | num n => num n
theorem Expr.opt_correct (e : Expr) : e.opt.eval = e.eval := by
  fun_induction Expr.opt e <;> simp_all
universe u' v'
theorem e77 {α : Type u'} {β : Type v'} (f : α → β) : f = fun x => f x := rfl
theorem e78 (α : Sort _) (a : α) : a = a := rfl
def State := Nat → Nat
structure Config where
  verbose : Bool := false
  level : Nat := 0
deriving Repr, Inhabited
theorem e79 : ({} : Config).level = 0 := rfl
theorem e80 (c : Config) : { c with level := 3 }.level = 3 := rfl
example : ∃ x : Nat, x = 3 ∧ True := ⟨_, rfl, trivial⟩
attribute [local simp] Nat.add_comm in
theorem e81 (a b : Nat) : a + b = b + a := by simp
instance : Coe Bool Nat := ⟨fun b => if b then 1 else 0⟩
theorem e82 : ((true : Bool) : Nat) = 1 := rfl
instance : HAdd Nat Bool Nat := ⟨fun a b => a + (if b then 1 else 0)⟩
def f (n : Nat) : Nat := go n 0
where
  go : Nat → Nat → Nat
    | 0, acc => acc
    | n+1, acc => go n (acc + n)
theorem e83 (p : Nat → Prop) [DecidablePred p] : Decidable (∃ x, x < 3 ∧ p x) → True := fun _ => trivial
theorem e84 (α : Type) [h : Nonempty α] : ∃ a : α, True := h.elim fun a => ⟨a, trivial⟩
theorem e85 : (5 : Int) / 2 = 2 ∧ (-5 : Int) / 2 = -3 := by decide
theorem e86 : ¬ (2 : Int) ∣ 3 := by decide
theorem e87 : ∀ x ∈ [1, 2, 3], x < 4 := by decide
theorem e88 : ∃ x ∈ [1, 2, 3], x > 2 := by decide
theorem e89 (x : Nat) (hx : x ∈ List.range 5) : x < 5 := by simpa using hx
