prelude
import Foundations.Function
import Foundations.Data.Fin
import Foundations.Logic.Unique
/-!
# Kinds of types, and equivalences

Types that are empty, have one element, or have two; exclusive or; currying; and `α ≃ β`, the two-way
functions between types. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

universe u v w

/-- Either, but not both. -/
def Xor' (a b : Prop) : Prop := a ∧ ¬b ∨ b ∧ ¬a
theorem xor_def {a b : Prop} : Xor' a b ↔ a ∧ ¬b ∨ b ∧ ¬a := Iff.rfl
theorem Xor'.or {a b : Prop} (h : Xor' a b) : a ∨ b := h.imp And.left And.left
theorem xor_comm (a b : Prop) : Xor' a b ↔ Xor' b a := Or.comm

/-- The type has no elements. -/
class IsEmpty (α : Sort u) : Prop where
  false : α → False
/-- Anything follows from an element of an empty type. -/
@[elab_as_elim] def isEmptyElim {α : Sort u} [IsEmpty α] {p : α → Sort v} (a : α) : p a := (IsEmpty.false a).elim
instance : IsEmpty Empty := ⟨fun h => nomatch h⟩
instance : IsEmpty False := ⟨id⟩
instance : IsEmpty (Fin 0) := ⟨fun i => absurd i.isLt (Nat.not_lt_zero _)⟩
theorem not_nonempty_iff {α : Sort u} : ¬Nonempty α ↔ IsEmpty α := ⟨fun h => ⟨fun a => h ⟨a⟩⟩, fun h ⟨a⟩ => h.false a⟩
theorem isEmpty_or_nonempty (α : Sort u) : IsEmpty α ∨ Nonempty α :=
  (Classical.em (Nonempty α)).elim Or.inr fun h => Or.inl (not_nonempty_iff.mp h)

/-- The type has exactly one element. -/
structure Unique (α : Sort u) extends Inhabited α where
  uniq : ∀ a : α, a = default
attribute [class] Unique
namespace Unique
variable {α : Sort u} [Unique α]
instance (priority := low) instInhabited : Inhabited α := Unique.toInhabited ‹_›
theorem eq_default (a : α) : a = default := Unique.uniq ‹_› a
instance (priority := low) instSubsingleton : Subsingleton α := ⟨fun a b => (eq_default a).trans (eq_default b).symm⟩
end Unique
instance : Unique Unit := ⟨⟨()⟩, fun _ => rfl⟩

/-- The type has two different elements. -/
class Nontrivial (α : Type u) : Prop where
  exists_pair_ne : ∃ x y : α, x ≠ y
theorem exists_pair_ne (α : Type u) [Nontrivial α] : ∃ x y : α, x ≠ y := Nontrivial.exists_pair_ne
theorem nontrivial_of_ne {α : Type u} (x y : α) (h : x ≠ y) : Nontrivial α := ⟨x, y, h⟩
theorem exists_ne {α : Type u} [Nontrivial α] (x : α) : ∃ y, y ≠ x := by
  obtain ⟨a, b, h⟩ := exists_pair_ne α
  by_cases ha : a = x
  · exact ⟨b, fun e => h (ha.trans e.symm)⟩
  · exact ⟨a, ha⟩
instance : Nontrivial Nat := ⟨0, 1, by decide⟩
instance : Nontrivial Bool := ⟨true, false, by decide⟩

namespace Function
variable {α : Type u} {β : Type v} {γ : Type w}
/-- A function of pairs as a function of two arguments. -/
@[inline] def curry (f : α × β → γ) : α → β → γ := fun a b => f (a, b)
/-- A function of two arguments as a function of pairs. -/
@[inline] def uncurry (f : α → β → γ) : α × β → γ := fun p => f p.1 p.2
@[simp] theorem curry_uncurry (f : α → β → γ) : curry (uncurry f) = f := rfl
@[simp] theorem uncurry_curry (f : α × β → γ) : uncurry (curry f) = f := rfl
@[simp] theorem uncurry_apply_pair (f : α → β → γ) (a : α) (b : β) : uncurry f (a, b) = f a b := rfl
@[simp] theorem curry_apply (f : α × β → γ) (a : α) (b : β) : curry f a b = f (a, b) := rfl
/-- `f` with the value `v` at `a`. -/
def update {α : Sort u} {β : α → Sort v} [DecidableEq α] (f : ∀ a, β a) (a' : α) (v : β a') (a : α) : β a :=
  if h : a = a' then h.symm ▸ v else f a
@[simp] theorem update_self {α : Sort u} {β : α → Sort v} [DecidableEq α] (a : α) (v : β a) (f : ∀ a, β a) : update f a v a = v :=
  dif_pos rfl
theorem update_of_ne {α : Sort u} {β : α → Sort v} [DecidableEq α] {a a' : α} (h : a ≠ a') (v : β a') (f : ∀ a, β a) :
    update f a' v a = f a := dif_neg h
end Function

/-- `f^[n]`: the function `f`, `n` times. -/
def Nat.iterate {α : Sort u} (op : α → α) : Nat → α → α
  | 0, a => a
  | k + 1, a => Nat.iterate op k (op a)
/-- `f^[n]`: the function `f`, `n` times. -/
notation:max f "^[" n "]" => Nat.iterate f n
namespace Function
variable {α : Type u} (f : α → α)
@[simp] theorem iterate_zero : f^[0] = id := rfl
theorem iterate_zero_apply (x : α) : f^[0] x = x := rfl
@[simp] theorem iterate_one : f^[1] = f := rfl
theorem iterate_succ (n : Nat) : f^[n + 1] = f^[n] ∘ f := rfl
theorem iterate_succ_apply (n : Nat) (x : α) : f^[n + 1] x = f^[n] (f x) := rfl
theorem iterate_add_apply (m n : Nat) (x : α) : f^[m + n] x = f^[m] (f^[n] x) := by
  induction n generalizing x with
  | zero => rfl
  | succ n ih => exact ih (f x)
theorem iterate_add (m n : Nat) : f^[m + n] = f^[m] ∘ f^[n] := funext (iterate_add_apply f m n)
theorem iterate_succ_apply' (n : Nat) (x : α) : f^[n + 1] x = f (f^[n] x) := by
  rw [Nat.add_comm, iterate_add_apply]; rfl
theorem iterate_fixed {f : α → α} {x : α} (h : f x = x) (n : Nat) : f^[n] x = x := by
  induction n with
  | zero => rfl
  | succ n ih => rw [iterate_succ_apply, h, ih]
theorem Injective.iterate {f : α → α} (h : Injective f) (n : Nat) : Injective f^[n] := by
  induction n with
  | zero => exact injective_id
  | succ n ih => exact ih.comp h
end Function

/-- `α ≃ β`: functions both ways that undo each other. -/
structure Equiv (α : Sort u) (β : Sort v) where
  /-- There. -/
  toFun : α → β
  /-- And back. -/
  invFun : β → α
  left_inv : Function.LeftInverse invFun toFun
  right_inv : Function.RightInverse invFun toFun
@[inherit_doc] infix:25 " ≃ " => Equiv
namespace Equiv
variable {α : Sort u} {β : Sort v} {γ : Sort w}
instance : CoeFun (α ≃ β) fun _ => α → β := ⟨toFun⟩
/-- From `α` to itself. -/
protected def refl (α : Sort u) : α ≃ α := ⟨id, id, fun _ => rfl, fun _ => rfl⟩
/-- The other way round. -/
protected def symm (e : α ≃ β) : β ≃ α := ⟨e.invFun, e.toFun, e.right_inv, e.left_inv⟩
/-- One after the other. -/
protected def trans (e₁ : α ≃ β) (e₂ : β ≃ γ) : α ≃ γ :=
  ⟨fun a => e₂ (e₁ a), fun c => e₁.symm (e₂.symm c), fun a => (congrArg e₁.symm (e₂.left_inv _)).trans (e₁.left_inv a),
   fun c => (congrArg e₂ (e₁.right_inv _)).trans (e₂.right_inv c)⟩
@[simp] theorem symm_apply_apply (e : α ≃ β) (x : α) : e.symm (e x) = x := e.left_inv x
@[simp] theorem apply_symm_apply (e : α ≃ β) (x : β) : e (e.symm x) = x := e.right_inv x
protected theorem injective (e : α ≃ β) : Function.Injective e := e.left_inv.injective
protected theorem surjective (e : α ≃ β) : Function.Surjective e := fun b => ⟨e.symm b, e.right_inv b⟩
protected theorem bijective (e : α ≃ β) : Function.Bijective e := ⟨e.injective, e.surjective⟩
@[simp] theorem symm_symm (e : α ≃ β) : e.symm.symm = e := rfl
theorem apply_eq_iff_eq (e : α ≃ β) {x y : α} : e x = e y ↔ x = y := e.injective.eq_iff
/-- A bijection has an inverse. -/
noncomputable def ofBijective (f : α → β) (hf : Function.Bijective f) : α ≃ β where
  toFun := f
  invFun b := Classical.choose (hf.2 b)
  left_inv a := hf.1 (Classical.choose_spec (hf.2 (f a)))
  right_inv b := Classical.choose_spec (hf.2 b)
/-- Permutations of a type. -/
abbrev Perm (α : Sort u) := α ≃ α
end Equiv
