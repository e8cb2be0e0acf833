prelude
import Foundations.Nat.Order
import Foundations.Data.Repr
import Foundations.Data.Fin
/-!
# Subtypes, predicates as tests, comparison, numerals of fixed width

Equality of elements of `{x // p x}`; a decidable predicate where a Boolean test is expected; the order
`compare a b`; and the literals of `UInt8` and its like.
-/

universe u v

namespace Subtype
variable {α : Sort u} {p q : α → Prop}
protected theorem ext : ∀ {a b : {x // p x}}, a.val = b.val → a = b
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
@[ext] protected theorem eq : ∀ {a b : {x // p x}}, a.val = b.val → a = b
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
protected theorem ext_iff {a b : {x // p x}} : a = b ↔ a.val = b.val := ⟨congrArg val, Subtype.ext⟩
theorem val_injective {a b : {x // p x}} (h : a.val = b.val) : a = b := Subtype.ext h
theorem val_inj {a b : {x // p x}} : a.val = b.val ↔ a = b := ⟨Subtype.ext, congrArg val⟩
@[simp] theorem coe_eta (a : {x // p x}) (h : p a.val) : (⟨a.val, h⟩ : {x // p x}) = a := rfl
theorem coe_mk (a : α) (h : p a) : (⟨a, h⟩ : {x // p x}).val = a := rfl
@[simp] theorem mk_eq_mk {a b : α} {ha : p a} {hb : p b} : (⟨a, ha⟩ : {x // p x}) = ⟨b, hb⟩ ↔ a = b :=
  ⟨congrArg val, fun h => Subtype.ext h⟩
protected theorem «forall» {r : {x // p x} → Prop} : (∀ x, r x) ↔ ∀ a h, r ⟨a, h⟩ := ⟨fun H a h => H ⟨a, h⟩, fun H x => H x.1 x.2⟩
protected theorem «exists» {r : {x // p x} → Prop} : (∃ x, r x) ↔ ∃ a h, r ⟨a, h⟩ :=
  ⟨fun ⟨x, h⟩ => ⟨x.1, x.2, h⟩, fun ⟨a, h, h'⟩ => ⟨⟨a, h⟩, h'⟩⟩
end Subtype

/-- A decidable predicate is a Boolean test. -/
instance {α : Type u} (p : α → Prop) [DecidablePred p] : CoeDep (α → Prop) p (α → Bool) := ⟨fun a => decide (p a)⟩

/-! ### Comparison -/

/-- How two elements compare. -/
class Ord (α : Type u) where
  /-- How `a` compares with `b`. -/
  compare : α → α → Ordering
export Ord (compare)

namespace Ordering
/-- The first that is not `eq`. -/
@[macro_inline] def «then» : Ordering → Ordering → Ordering
  | .eq, b => b
  | a, _ => a
/-- The mirror image. -/
@[inline] def swap : Ordering → Ordering
  | .lt => .gt
  | .eq => .eq
  | .gt => .lt
/-- Whether it is `lt`. -/
@[inline] def isLT : Ordering → Bool
  | .lt => true
  | _ => false
/-- Whether it is not `gt`. -/
@[inline] def isLE : Ordering → Bool
  | .gt => false
  | _ => true
@[simp] theorem swap_swap (o : Ordering) : o.swap.swap = o := by cases o <;> rfl
end Ordering

/-- Compares by `<` and `=`. -/
@[inline] def compareOfLessAndEq {α : Type u} (x y : α) [LT α] [Decidable (x < y)] [DecidableEq α] : Ordering :=
  if x < y then .lt else if x = y then .eq else .gt
instance : Ord Nat := ⟨fun a b => compareOfLessAndEq a b⟩
instance : Ord Int := ⟨fun a b => compareOfLessAndEq a b⟩
instance : Ord Bool := ⟨fun
  | false, true => .lt
  | true, false => .gt
  | _, _ => .eq⟩
instance {n : Nat} : Ord (Fin n) := ⟨fun a b => compare a.val b.val⟩
theorem Nat.compare_eq_lt {a b : Nat} : compare a b = .lt ↔ a < b := by
  show compareOfLessAndEq a b = _ ↔ _
  unfold compareOfLessAndEq
  split
  · rename_i h; simp [h]
  · rename_i h
    split <;> simp [h]
theorem Nat.compare_eq_eq {a b : Nat} : compare a b = .eq ↔ a = b := by
  show compareOfLessAndEq a b = _ ↔ _
  unfold compareOfLessAndEq
  split
  · rename_i h; simp [Nat.ne_of_lt h]
  · split
    · rename_i h; simp [h]
    · rename_i h; simp [h]

/-! ### Numerals -/

/-- The greater of two numbers. -/
protected abbrev Nat.max (n m : Nat) : Nat := max n m
/-- The smaller of two numbers. -/
protected abbrev Nat.min (n m : Nat) : Nat := min n m
/-- `f (f (… a))`, `n` times. -/
@[specialize] def Nat.repeat {α : Type u} (f : α → α) : (n : Nat) → (a : α) → α
  | 0, a => a
  | n + 1, a => f (Nat.repeat f n a)

instance {n : Nat} : OfNat UInt64 n := ⟨UInt64.ofNat n⟩

theorem decide_eq_decide {p q : Prop} [Decidable p] [Decidable q] : decide p = decide q ↔ (p ↔ q) :=
  ⟨fun h => by rw [← decide_eq_true_iff (p := p), h, decide_eq_true_iff], decide_congr⟩
