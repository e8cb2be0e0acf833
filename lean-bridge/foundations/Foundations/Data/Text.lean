prelude
import Foundations.Data.GetElem
import Foundations.Data.Repr
import Foundations.Logic.Operators
/-!
# Strings and arrays

Joining and length: both are lists in another form, and so are their laws. Characters in order, indices of
type `Fin n`, and `flip`.
-/

universe u v w

namespace String
@[ext] protected theorem ext {s t : String} (h : s.toList = t.toList) : s = t := by
  cases s; cases t
  cases h
  rfl
@[simp] theorem toList_append (s t : String) : (s ++ t).toList = s.toList ++ t.toList := rfl
@[simp] theorem length_toList (s : String) : s.toList.length = s.length := rfl
@[simp] theorem length_append (s t : String) : (s ++ t).length = s.length + t.length := List.length_append
@[simp] theorem length_empty : "".length = 0 := rfl
@[simp] theorem append_empty (s : String) : s ++ "" = s := String.ext (List.append_nil _)
@[simp] theorem empty_append (s : String) : "" ++ s = s := rfl
theorem append_assoc (s t u : String) : s ++ t ++ u = s ++ (t ++ u) := String.ext (List.append_assoc _ _ _)
instance : Std.Associative (α := String) (· ++ ·) := ⟨append_assoc⟩
end String

namespace Array
variable {α : Type u}
@[simp] theorem size_push {xs : Array α} (x : α) : (xs.push x).size = xs.size + 1 := List.length_append
@[simp] theorem toList_push (xs : Array α) (x : α) : (xs.push x).toList = xs.toList ++ [x] := rfl
end Array

/-- Characters are ordered by their numbers. -/
instance : LT Char := ⟨fun a b => a.toNat < b.toNat⟩
instance : LE Char := ⟨fun a b => a.toNat ≤ b.toNat⟩
instance (a b : Char) : Decidable (a < b) := inferInstanceAs (Decidable (a.toNat < b.toNat))
instance (a b : Char) : Decidable (a ≤ b) := inferInstanceAs (Decidable (a.toNat ≤ b.toNat))
/-- The string of these characters. -/
abbrev List.asString (l : List Char) : String := String.ofList l

/-- `xs[i]` for an `i` that is in range by its type. -/
instance {coll : Type u} {elem : Type v} {valid : coll → Nat → Prop} {n : Nat} [GetElem coll Nat elem valid] :
    GetElem coll (Fin n) elem fun xs i => valid xs i.val := ⟨fun xs i h => xs[i.val]'h⟩
macro_rules | `(tactic| get_elem_tactic_extensible) => `(tactic| exact Fin.isLt _)

/-- `f` with its arguments swapped. -/
@[inline] def flip {α : Sort u} {β : Sort v} {φ : Sort w} (f : α → β → φ) : β → α → φ := fun b a => f a b
