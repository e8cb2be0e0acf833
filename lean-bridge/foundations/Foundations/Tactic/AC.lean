prelude
import Foundations.List.Basic
/-!
# What `ac_rfl` rests on

`ac_rfl` reads both sides of an equation as trees over one operation, and proves the equation by computing
with the lists of their leaves: sorted if the operation is commutative, without repetitions if it is
idempotent, without the neutral element. Here are the trees, the computation, and its correctness.
-/

universe u

namespace Lean.Data.AC

/-- A tree with numbered leaves. -/
inductive Expr where
  | var (x : Nat)
  | op (lhs rhs : Expr)
deriving BEq

/-- The value of a leaf, and whether it is the neutral element. -/
structure Variable {α : Sort u} (op : α → α → α) : Type u where
  value : α
  neutral : Option (PLift (Std.LawfulIdentity op value))

/-- The operation, what is known about it, and the leaves. -/
structure Context (α : Sort u) where
  op : α → α → α
  assoc : Std.Associative op
  comm : Option (PLift (Std.Commutative op))
  idem : Option (PLift (Std.IdempotentOp op))
  vars : List (Variable op)
  arbitrary : α

variable {α : Sort u}

/-- The leaf with number `idx`. -/
def Context.var (ctx : Context α) (idx : Nat) : Variable ctx.op :=
  match ctx.vars.get? idx with
  | some v => v
  | none => ⟨ctx.arbitrary, none⟩

/-- Whether the leaf is the neutral element. -/
def Context.isNeutral (ctx : Context α) (x : Nat) : Bool :=
  match (ctx.var x).neutral with
  | some _ => true
  | none => false

/-- The value of a tree. -/
def eval (ctx : Context α) : Expr → α
  | .var x => (ctx.var x).value
  | .op l r => ctx.op (eval ctx l) (eval ctx r)

/-- The leaves of a tree, from left to right. -/
def Expr.toList : Expr → List Nat
  | .var x => [x]
  | .op l r => l.toList ++ r.toList

/-- The value of a list of leaves. -/
def evalList (ctx : Context α) : List Nat → α
  | [] => ctx.arbitrary
  | [x] => (ctx.var x).value
  | x :: y :: xs => ctx.op (ctx.var x).value (evalList ctx (y :: xs))

/-- Inserts into a sorted list. -/
def insert (x : Nat) : List Nat → List Nat
  | [] => [x]
  | a :: as => bif Nat.ble x a then x :: a :: as else a :: insert x as

/-- Sorts. -/
def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

/-- Drops repetitions of neighbours. -/
def mergeIdem : List Nat → List Nat
  | [] => []
  | [x] => [x]
  | x :: y :: xs => bif Nat.beq x y then mergeIdem (y :: xs) else x :: mergeIdem (y :: xs)

/-- Drops the neutral elements of `xs`, but keeps the last leaf if nothing else is left. -/
def removeNeutrals (ctx : Context α) : List Nat → List Nat
  | [] => []
  | [x] => [x]
  | x :: y :: xs =>
    bif ctx.isNeutral x then removeNeutrals ctx (y :: xs)
    else match removeNeutrals ctx (y :: xs) with
      | [z] => bif ctx.isNeutral z then [x] else [x, z]
      | zs => x :: zs

/-- Whether something is there. -/
def isSomeB {β : Type u} : Option β → Bool
  | some _ => true
  | none => false

/-- The normal form of the leaves of a tree. -/
def norm (ctx : Context α) (e : Expr) : List Nat :=
  have xs := removeNeutrals ctx e.toList
  have xs := bif isSomeB ctx.comm then sort xs else xs
  bif isSomeB ctx.idem then mergeIdem xs else xs

theorem evalList_cons (ctx : Context α) (x : Nat) {l : List Nat} (h : l ≠ []) :
    evalList ctx (x :: l) = ctx.op (ctx.var x).value (evalList ctx l) := by
  cases l with
  | nil => exact absurd rfl h
  | cons y l => rfl

theorem evalList_append (ctx : Context α) {l r : List Nat} (h₁ : l ≠ []) (h₂ : r ≠ []) :
    evalList ctx (l ++ r) = ctx.op (evalList ctx l) (evalList ctx r) := by
  induction l with
  | nil => exact absurd rfl h₁
  | cons x l ih =>
    cases l with
    | nil => exact evalList_cons ctx x h₂
    | cons y l =>
      rw [List.cons_append, evalList_cons ctx x (List.append_ne_nil_of_left_ne_nil (List.cons_ne_nil y l) r),
        ih (List.cons_ne_nil y l), evalList_cons ctx x (List.cons_ne_nil y l), ctx.assoc.assoc]

theorem Expr.toList_ne_nil (e : Expr) : e.toList ≠ [] := by
  induction e with
  | var x => exact List.cons_ne_nil _ _
  | op l r ihl _ => exact List.append_ne_nil_of_left_ne_nil ihl _

theorem Expr.eval_toList (ctx : Context α) (e : Expr) : evalList ctx e.toList = eval ctx e := by
  induction e with
  | var x => rfl
  | op l r ihl ihr => rw [toList, evalList_append ctx (toList_ne_nil l) (toList_ne_nil r), ihl, ihr, eval]

theorem insert_ne_nil (x : Nat) (l : List Nat) : insert x l ≠ [] := by
  cases l with
  | nil => exact List.cons_ne_nil _ _
  | cons a l => rw [insert]; cases Nat.ble x a <;> exact List.cons_ne_nil _ _

theorem evalList_insert (ctx : Context α) (hc : Std.Commutative ctx.op) (x : Nat) {l : List Nat} (h : l ≠ []) :
    evalList ctx (insert x l) = ctx.op (ctx.var x).value (evalList ctx l) := by
  induction l with
  | nil => exact absurd rfl h
  | cons a l ih =>
    rw [insert]
    cases Nat.ble x a with
    | true => rfl
    | false =>
      rw [cond_false, evalList_cons ctx a (insert_ne_nil x l)]
      cases l with
      | nil => exact hc.comm _ _
      | cons b l =>
        rw [ih (List.cons_ne_nil b l), evalList_cons ctx a (List.cons_ne_nil b l), ← ctx.assoc.assoc, ← ctx.assoc.assoc,
          hc.comm (ctx.var a).value]

theorem sort_ne_nil {l : List Nat} (h : l ≠ []) : sort l ≠ [] := by
  cases l with
  | nil => exact absurd rfl h
  | cons x l => exact insert_ne_nil x (sort l)

theorem evalList_sort (ctx : Context α) (hc : Std.Commutative ctx.op) (l : List Nat) : evalList ctx (sort l) = evalList ctx l := by
  induction l with
  | nil => rfl
  | cons x l ih =>
    cases l with
    | nil => rfl
    | cons y l =>
      rw [sort, evalList_insert ctx hc x (sort_ne_nil (List.cons_ne_nil y l)), ih]; rfl

theorem mergeIdem_ne_nil (x : Nat) (l : List Nat) : mergeIdem (x :: l) ≠ [] := by
  induction l generalizing x with
  | nil => exact List.cons_ne_nil _ _
  | cons y l ih =>
    rw [mergeIdem]
    cases Nat.beq x y with
    | true => exact ih y
    | false => exact List.cons_ne_nil _ _

theorem evalList_mergeIdem (ctx : Context α) (hi : Std.IdempotentOp ctx.op) (l : List Nat) :
    evalList ctx (mergeIdem l) = evalList ctx l := by
  induction l with
  | nil => rfl
  | cons x l ih =>
    cases l with
    | nil => rfl
    | cons y l =>
      rw [mergeIdem]
      cases h : Nat.beq x y with
      | true =>
        have hxy := Nat.eq_of_beq_eq_true h
        subst hxy
        rw [cond_true, ih]
        cases l with
        | nil => exact (hi.idempotent _).symm
        | cons z l =>
          show ctx.op _ _ = ctx.op _ (ctx.op _ _)
          rw [← ctx.assoc.assoc, hi.idempotent]
      | false => rw [cond_false, evalList_cons ctx x (mergeIdem_ne_nil y l), ih]; rfl

theorem Context.neutral_of_isNeutral (ctx : Context α) {x : Nat} (h : ctx.isNeutral x = true) : Std.LawfulIdentity ctx.op (ctx.var x).value := by
  unfold Context.isNeutral at h
  split at h
  · rename_i i _; exact i.down
  · exact absurd h false_ne_true

theorem removeNeutrals_ne_nil (ctx : Context α) (x : Nat) (l : List Nat) : removeNeutrals ctx (x :: l) ≠ [] := by
  induction l generalizing x with
  | nil => exact List.cons_ne_nil _ _
  | cons y l ih =>
    rw [removeNeutrals]
    cases ctx.isNeutral x with
    | true => exact ih y
    | false =>
      rw [cond_false]
      split
      · rename_i z _
        cases ctx.isNeutral z <;> exact List.cons_ne_nil _ _
      · exact List.cons_ne_nil _ _

theorem evalList_removeNeutrals (ctx : Context α) (l : List Nat) : evalList ctx (removeNeutrals ctx l) = evalList ctx l := by
  induction l with
  | nil => rfl
  | cons x l ih =>
    cases l with
    | nil => rfl
    | cons y l =>
      rw [removeNeutrals]
      cases h : ctx.isNeutral x with
      | true =>
        rw [cond_true, ih, evalList_cons ctx x (List.cons_ne_nil y l)]
        exact ((ctx.neutral_of_isNeutral h).left_id _).symm
      | false =>
        rw [cond_false, evalList_cons ctx x (List.cons_ne_nil y l), ← ih]
        have hne := removeNeutrals_ne_nil ctx y l
        split
        · rename_i z hz
          rw [hz]
          cases hn : ctx.isNeutral z with
          | true => exact ((ctx.neutral_of_isNeutral hn).right_id _).symm
          | false => rfl
        · exact evalList_cons ctx x hne

theorem evalList_norm (ctx : Context α) (e : Expr) : evalList ctx (norm ctx e) = eval ctx e := by
  rw [norm]
  cases hi : ctx.idem with
  | none =>
    cases hc : ctx.comm with
    | none => exact (evalList_removeNeutrals ctx _).trans (Expr.eval_toList ctx e)
    | some c => exact (evalList_sort ctx c.down _).trans ((evalList_removeNeutrals ctx _).trans (Expr.eval_toList ctx e))
  | some i =>
    cases hc : ctx.comm with
    | none => exact (evalList_mergeIdem ctx i.down _).trans ((evalList_removeNeutrals ctx _).trans (Expr.eval_toList ctx e))
    | some c => exact (evalList_mergeIdem ctx i.down _).trans ((evalList_sort ctx c.down _).trans
        ((evalList_removeNeutrals ctx _).trans (Expr.eval_toList ctx e)))

/-- Trees with the same normal form have the same value. -/
theorem Context.eq_of_norm (ctx : Context α) (a b : Expr) (h : (norm ctx a == norm ctx b) = true) : eval ctx a = eval ctx b := by
  rw [← evalList_norm ctx a, ← evalList_norm ctx b, eq_of_beq h]

end Lean.Data.AC
