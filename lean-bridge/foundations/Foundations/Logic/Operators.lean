prelude
import Foundations.Logic.Simp
/-!
# Properties of binary operations and relations

The classes by which `ac_rfl`, `simp` and others learn that an operation is associative, commutative or
idempotent, or has a neutral element; and the same for relations.
-/

universe u v

namespace Std

variable {α : Sort u}

/-- `op (op a b) c = op a (op b c)`. -/
class Associative (op : α → α → α) : Prop where
  assoc : (a b c : α) → op (op a b) c = op a (op b c)

/-- `op a b = op b a`. -/
class Commutative (op : α → α → α) : Prop where
  comm : (a b : α) → op a b = op b a

/-- `op a a = a`. -/
class IdempotentOp (op : α → α → α) : Prop where
  idempotent : (x : α) → op x x = x

/-- `o` is meant as a left identity of `op`. -/
class LeftIdentity {β : Sort v} (op : α → β → β) (o : outParam α) : Prop

/-- `op o a = a`. -/
class LawfulLeftIdentity {β : Sort v} (op : α → β → β) (o : outParam α) : Prop extends LeftIdentity op o where
  left_id : ∀ a, op o a = a

/-- `o` is meant as a right identity of `op`. -/
class RightIdentity {β : Sort v} (op : α → β → α) (o : outParam β) : Prop

/-- `op a o = a`. -/
class LawfulRightIdentity {β : Sort v} (op : α → β → α) (o : outParam β) : Prop extends RightIdentity op o where
  right_id : ∀ a, op a o = a

/-- `o` is meant as an identity of `op`. -/
class Identity (op : α → α → α) (o : outParam α) : Prop extends LeftIdentity op o, RightIdentity op o

/-- `op o a = a` and `op a o = a`. -/
class LawfulIdentity (op : α → α → α) (o : outParam α) : Prop extends Identity op o, LawfulLeftIdentity op o, LawfulRightIdentity op o

/-- An identity of a commutative operation. -/
class LawfulCommIdentity (op : α → α → α) (o : outParam α) [hc : Commutative op] : Prop extends LawfulIdentity op o where
  left_id a := Eq.trans (hc.comm o a) (right_id a)
  right_id a := Eq.trans (hc.comm a o) (left_id a)

/-- `r a a`. -/
class Refl (r : α → α → Prop) : Prop where
  refl : ∀ a, r a a
/-- `r a b` and `r b a` give `a = b`. -/
class Antisymm (r : α → α → Prop) : Prop where
  antisymm (a b : α) : r a b → r b a → a = b
/-- `r a b` gives not `r b a`. -/
class Asymm (r : α → α → Prop) : Prop where
  asymm (a b : α) : r a b → ¬r b a
/-- `r a b` gives `r b a`. -/
class Symm (r : α → α → Prop) : Prop where
  symm (a b : α) : r a b → r b a
/-- `r a b` or `r b a`. -/
class Total (r : α → α → Prop) : Prop where
  total (a b : α) : r a b ∨ r b a
/-- Never `r a a`. -/
class Irrefl (r : α → α → Prop) : Prop where
  irrefl : ∀ a, ¬r a a

end Std

instance : Std.Associative And := ⟨fun _ _ _ => propext and_assoc⟩
instance : Std.Commutative And := ⟨fun _ _ => propext and_comm⟩
instance : Std.IdempotentOp And := ⟨and_self⟩
instance : Std.LawfulCommIdentity And True where right_id := and_true
instance : Std.Associative Or := ⟨fun _ _ _ => propext or_assoc⟩
instance : Std.Commutative Or := ⟨fun _ _ => propext or_comm⟩
instance : Std.IdempotentOp Or := ⟨or_self⟩
instance : Std.LawfulCommIdentity Or False where right_id := or_false
instance : Std.Commutative Iff := ⟨fun _ _ => propext Iff.comm⟩
instance : Std.Associative and := ⟨Bool.and_assoc⟩
instance : Std.Commutative and := ⟨Bool.and_comm⟩
instance : Std.IdempotentOp and := ⟨Bool.and_self⟩
instance : Std.LawfulCommIdentity and true where right_id := Bool.and_true
instance : Std.Associative or := ⟨Bool.or_assoc⟩
instance : Std.Commutative or := ⟨Bool.or_comm⟩
instance : Std.IdempotentOp or := ⟨Bool.or_self⟩
instance : Std.LawfulCommIdentity or false where right_id := Bool.or_false
