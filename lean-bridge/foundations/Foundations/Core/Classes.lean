prelude
import Foundations.Core.Prelude
/-!
# Classes behind the notation

Each operator of the language stands for a class: `a + b` is `HAdd.hAdd a b`, `a ≤ b` is `LE.le a b`,
`x ∈ s` is `Membership.mem s x`, and so on. The heterogeneous classes (`HAdd`, …) have a default
instance from the homogeneous ones (`Add`, …).
-/

universe u v w

/-! ### Coercions

Lean looks for a chain `CoeHead? CoeOut* Coe* CoeTail?` and unfolds what it finds, so that terms show no
trace of these classes.
-/

/-- A coercion that may appear once in a chain, from `α` to `β`. -/
class Coe (α : semiOutParam (Sort u)) (β : Sort v) where
  coe : α → β
attribute [coe_decl] Coe.coe

/-- The closure of `Coe`. -/
class CoeTC (α : Sort u) (β : Sort v) where
  coe : α → β
attribute [coe_decl] CoeTC.coe
instance {α : Sort u} {β : Sort v} {γ : Sort w} [Coe β γ] [CoeTC α β] : CoeTC α γ := ⟨fun a => Coe.coe (CoeTC.coe a : β)⟩
instance {α : Sort u} {β : Sort v} [Coe α β] : CoeTC α β := ⟨fun a => Coe.coe a⟩
instance {α : Sort u} : CoeTC α α := ⟨fun a => a⟩

/-- A coercion that is searched for from the source type. -/
class CoeOut (α : Sort u) (β : semiOutParam (Sort v)) where
  coe : α → β
attribute [coe_decl] CoeOut.coe

/-- The closure of `CoeOut`, then `Coe`. -/
class CoeOTC (α : Sort u) (β : Sort v) where
  coe : α → β
attribute [coe_decl] CoeOTC.coe
instance {α : Sort u} {β : Sort v} {γ : Sort w} [CoeOut α β] [CoeOTC β γ] : CoeOTC α γ := ⟨fun a => CoeOTC.coe (CoeOut.coe a : β)⟩
instance {α : Sort u} {β : Sort v} [CoeTC α β] : CoeOTC α β := ⟨fun a => CoeTC.coe a⟩
instance {α : Sort u} : CoeOTC α α := ⟨fun a => a⟩

/-- A coercion that may stand only at the head of a chain. -/
class CoeHead (α : Sort u) (β : semiOutParam (Sort v)) where
  coe : α → β
attribute [coe_decl] CoeHead.coe

/-- A head coercion, then the closures. -/
class CoeHTC (α : Sort u) (β : Sort v) where
  coe : α → β
attribute [coe_decl] CoeHTC.coe
instance {α : Sort u} {β : Sort v} {γ : Sort w} [CoeHead α β] [CoeOTC β γ] : CoeHTC α γ := ⟨fun a => CoeOTC.coe (CoeHead.coe a : β)⟩
instance {α : Sort u} {β : Sort v} [CoeOTC α β] : CoeHTC α β := ⟨fun a => CoeOTC.coe a⟩
instance {α : Sort u} : CoeHTC α α := ⟨fun a => a⟩

/-- A coercion that may stand only at the end of a chain. -/
class CoeTail (α : semiOutParam (Sort u)) (β : Sort v) where
  coe : α → β
attribute [coe_decl] CoeTail.coe

/-- The whole chain, without dependence on the value. -/
class CoeHTCT (α : Sort u) (β : Sort v) where
  coe : α → β
attribute [coe_decl] CoeHTCT.coe
instance {α : Sort u} {β : Sort v} {γ : Sort w} [CoeTail β γ] [CoeHTC α β] : CoeHTCT α γ := ⟨fun a => CoeTail.coe (CoeHTC.coe a : β)⟩
instance {α : Sort u} {β : Sort v} [CoeHTC α β] : CoeHTCT α β := ⟨fun a => CoeHTC.coe a⟩
instance {α : Sort u} : CoeHTCT α α := ⟨fun a => a⟩

/-- A coercion that depends on the value. -/
class CoeDep (α : Sort u) (_ : α) (β : Sort v) where
  coe : β
attribute [coe_decl] CoeDep.coe

/-- What the elaborator searches for when a term has the wrong type. -/
class CoeT (α : Sort u) (_ : α) (β : Sort v) where
  coe : β
attribute [coe_decl] CoeT.coe
instance {α : Sort u} {β : Sort v} {a : α} [CoeHTCT α β] : CoeT α a β := ⟨CoeHTCT.coe a⟩
instance {α : Sort u} {β : Sort v} {a : α} [CoeDep α a β] : CoeT α a β := ⟨CoeDep.coe a⟩

/-- Lets a value be applied like a function. -/
class CoeFun (α : Sort u) (γ : outParam (α → Sort v)) where
  coe : (f : α) → γ f
attribute [coe_decl] CoeFun.coe

/-- Lets a value be used as a type. -/
class CoeSort (α : Sort u) (β : outParam (Sort v)) where
  coe : α → β
attribute [coe_decl] CoeSort.coe

/-! ### Comparison -/

/-- `a == b`: a test of equality. -/
class BEq (α : Type u) where
  beq : α → α → Bool

/-- `a ≤ b`. -/
class LE (α : Type u) where
  le : α → α → Prop

/-- `a < b`. -/
class LT (α : Type u) where
  lt : α → α → Prop

/-- `a ≥ b` means `b ≤ a`. -/
@[reducible] def GE.ge {α : Type u} [LE α] (a b : α) : Prop := LE.le b a

/-- `a > b` means `b < a`. -/
@[reducible] def GT.gt {α : Type u} [LT α] (a b : α) : Prop := LT.lt b a

/-- `a < b` is decidable. -/
abbrev DecidableLT (α : Type u) [LT α] := (a b : α) → Decidable (LT.lt a b)

/-- `a ≤ b` is decidable. -/
abbrev DecidableLE (α : Type u) [LE α] := (a b : α) → Decidable (LE.le a b)

/-- `max a b`. -/
class Max (α : Type u) where
  max : α → α → α

/-- `min a b`. -/
class Min (α : Type u) where
  min : α → α → α

export Max (max)
export Min (min)

/-- `max` by a decidable order. -/
@[instance_reducible, inline] def maxOfLe {α : Type u} [LE α] [(a b : α) → Decidable (LE.le a b)] : Max α :=
  ⟨fun x y => ite (LE.le x y) y x⟩

/-- `min` by a decidable order. -/
@[instance_reducible, inline] def minOfLe {α : Type u} [LE α] [(a b : α) → Decidable (LE.le a b)] : Min α :=
  ⟨fun x y => ite (LE.le x y) x y⟩

/-- Steps that `calc` can chain: from `r a b` and `s b c` follows `t a c`. -/
class Trans {α : Sort u₁} {β : Sort u₂} {γ : Sort u₃} (r : α → β → Sort u) (s : β → γ → Sort v)
    (t : outParam (α → γ → Sort w)) where
  trans : {a : α} → {b : β} → {c : γ} → r a b → s b c → t a c

export Trans (trans)

instance {α : Sort u₁} {γ : Sort u₂} (r : α → γ → Sort u) : Trans Eq r r where
  trans heq h' := heq.symm.rec h'

instance {α : Sort u₁} {β : Sort u₂} (r : α → β → Sort u) : Trans r Eq r where
  trans h' heq := heq.rec h'

/-! ### Arithmetic -/

/-- `a + b`, heterogeneous. -/
class HAdd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAdd : α → β → γ
/-- `a - b`, heterogeneous. -/
class HSub (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hSub : α → β → γ
/-- `a * b`, heterogeneous. -/
class HMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMul : α → β → γ
/-- `a / b`, heterogeneous. -/
class HDiv (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hDiv : α → β → γ
/-- `a % b`, heterogeneous. -/
class HMod (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMod : α → β → γ
/-- `a ^ b`, heterogeneous. -/
class HPow (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hPow : α → β → γ
/-- `a • b`, heterogeneous. -/
class HSMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hSMul : α → β → γ
/-- `a ++ b`, heterogeneous. -/
class HAppend (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAppend : α → β → γ
/-- `a <|> b`, heterogeneous; the second is lazy. -/
class HOrElse (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hOrElse : α → (Unit → β) → γ
/-- `a >> b`, heterogeneous; the second is lazy. -/
class HAndThen (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAndThen : α → (Unit → β) → γ
/-- `a &&& b`, heterogeneous. -/
class HAnd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAnd : α → β → γ
/-- `a ^^^ b`, heterogeneous. -/
class HXor (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hXor : α → β → γ
/-- `a ||| b`, heterogeneous. -/
class HOr (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hOr : α → β → γ
/-- `a <<< b`, heterogeneous. -/
class HShiftLeft (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hShiftLeft : α → β → γ
/-- `a >>> b`, heterogeneous. -/
class HShiftRight (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hShiftRight : α → β → γ

/-- A type with a zero. -/
class Zero (α : Type u) where
  zero : α
/-- A type with a one. -/
class One (α : Type u) where
  one : α
/-- `a + b`. -/
class Add (α : Type u) where
  add : α → α → α
/-- `a - b`. -/
class Sub (α : Type u) where
  sub : α → α → α
/-- `a * b`. -/
class Mul (α : Type u) where
  mul : α → α → α
/-- `-a`. -/
class Neg (α : Type u) where
  neg : α → α
/-- `a / b`. -/
class Div (α : Type u) where
  div : α → α → α
/-- `a⁻¹`. -/
class Inv (α : Type u) where
  inv : α → α
/-- `a % b`. -/
class Mod (α : Type u) where
  mod : α → α → α
/-- `a ∣ b`. -/
class Dvd (α : Type u) where
  dvd : α → α → Prop
/-- `a ^ b`. -/
class Pow (α : Type u) (β : Type v) where
  pow : α → β → α
/-- `a ^ n` for a natural exponent. -/
class NatPow (α : Type u) where
  pow : α → Nat → α
/-- `a ^ b` with both in one type. -/
class HomogeneousPow (α : Type u) where
  pow : α → α → α
/-- `a • b`. -/
class SMul (M : Type u) (α : Type v) where
  smul : M → α → α
/-- `a ++ b`. -/
class Append (α : Type u) where
  append : α → α → α
/-- `a <|> b`; the second is lazy. -/
class OrElse (α : Type u) where
  orElse : α → (Unit → α) → α
/-- `a >> b`; the second is lazy. -/
class AndThen (α : Type u) where
  andThen : α → (Unit → α) → α
/-- `a &&& b`. -/
class AndOp (α : Type u) where
  and : α → α → α
/-- `a ^^^ b`. -/
class XorOp (α : Type u) where
  xor : α → α → α
/-- `a ||| b`. -/
class OrOp (α : Type u) where
  or : α → α → α
/-- `~~~a`. -/
class Complement (α : Type u) where
  complement : α → α
/-- `a <<< b`. -/
class ShiftLeft (α : Type u) where
  shiftLeft : α → α → α
/-- `a >>> b`. -/
class ShiftRight (α : Type u) where
  shiftRight : α → α → α

attribute [match_pattern] Add.add HAdd.hAdd Neg.neg

@[default_instance] instance instHAdd {α : Type u} [Add α] : HAdd α α α := ⟨fun a b => Add.add a b⟩
@[default_instance] instance instHSub {α : Type u} [Sub α] : HSub α α α := ⟨fun a b => Sub.sub a b⟩
@[default_instance] instance instHMul {α : Type u} [Mul α] : HMul α α α := ⟨fun a b => Mul.mul a b⟩
@[default_instance] instance instHDiv {α : Type u} [Div α] : HDiv α α α := ⟨fun a b => Div.div a b⟩
@[default_instance] instance instHMod {α : Type u} [Mod α] : HMod α α α := ⟨fun a b => Mod.mod a b⟩
@[default_instance] instance instHPow {α : Type u} {β : Type v} [Pow α β] : HPow α β α := ⟨fun a b => Pow.pow a b⟩
@[default_instance] instance instPowNat {α : Type u} [NatPow α] : Pow α Nat := ⟨fun x n => NatPow.pow x n⟩
@[default_instance] instance instPowOfHomogeneousPow {α : Type u} [HomogeneousPow α] : Pow α α := ⟨fun x n => HomogeneousPow.pow x n⟩
@[default_instance] instance instHSMul {α : Type u} {β : Type v} [SMul α β] : HSMul α β β := ⟨fun a b => SMul.smul a b⟩
@[default_instance] instance instHAppendOfAppend {α : Type u} [Append α] : HAppend α α α := ⟨fun a b => Append.append a b⟩
@[default_instance] instance instHOrElseOfOrElse {α : Type u} [OrElse α] : HOrElse α α α := ⟨fun a b => OrElse.orElse a b⟩
@[default_instance] instance instHAndThenOfAndThen {α : Type u} [AndThen α] : HAndThen α α α := ⟨fun a b => AndThen.andThen a b⟩
@[default_instance] instance instHAndOfAndOp {α : Type u} [AndOp α] : HAnd α α α := ⟨fun a b => AndOp.and a b⟩
@[default_instance] instance instHXorOfXorOp {α : Type u} [XorOp α] : HXor α α α := ⟨fun a b => XorOp.xor a b⟩
@[default_instance] instance instHOrOfOrOp {α : Type u} [OrOp α] : HOr α α α := ⟨fun a b => OrOp.or a b⟩
@[default_instance] instance instHShiftLeftOfShiftLeft {α : Type u} [ShiftLeft α] : HShiftLeft α α α := ⟨fun a b => ShiftLeft.shiftLeft a b⟩
@[default_instance] instance instHShiftRightOfShiftRight {α : Type u} [ShiftRight α] : HShiftRight α α α := ⟨fun a b => ShiftRight.shiftRight a b⟩

/-! ### Collections -/

/-- `a ∈ γ`. -/
class Membership (α : outParam (Type u)) (γ : Type v) where
  mem : γ → α → Prop
/-- `a ⊆ b`. -/
class HasSubset (α : Type u) where
  Subset : α → α → Prop
export HasSubset (Subset)
/-- `a ⊂ b`. -/
class HasSSubset (α : Type u) where
  SSubset : α → α → Prop
export HasSSubset (SSubset)
/-- `a ∪ b`. -/
class Union (α : Type u) where
  union : α → α → α
/-- `a ∩ b`. -/
class Inter (α : Type u) where
  inter : α → α → α
/-- `a \ b`. -/
class SDiff (α : Type u) where
  sdiff : α → α → α
/-- `∅`, also written `{}`. -/
class EmptyCollection (α : Type u) where
  emptyCollection : α
/-- `insert x s`. -/
class Insert (α : outParam (Type u)) (γ : Type v) where
  insert : α → γ → γ
export Insert (insert)
/-- `{x}`. -/
class Singleton (α : outParam (Type u)) (β : Type v) where
  singleton : α → β
export Singleton (singleton)
/-- `{x ∈ s | p x}`. -/
class Sep (α : outParam (Type u)) (γ : Type v) where
  sep : (α → Prop) → γ → γ
/-- `a ≈ b`. -/
class HasEquiv (α : Sort u) where
  Equiv : α → α → Sort v

/-- `xs[i]`, with a proof that `i` is in range. -/
class GetElem (coll : Type u) (idx : Type v) (elem : outParam (Type w)) (valid : outParam (coll → idx → Prop)) where
  getElem (xs : coll) (i : idx) (h : valid xs i) : elem
export GetElem (getElem)

/-! ### Numbers and tests of equality -/

/-- A number in `R` for every natural number. -/
class NatCast (R : Type u) where
  natCast : Nat → R

/-- `↑n` for a natural number. -/
@[coe, reducible, match_pattern] protected def Nat.cast {R : Type u} [NatCast R] : Nat → R := NatCast.natCast

instance {R : Type u} [NatCast R] : CoeTail Nat R := ⟨Nat.cast⟩
instance {R : Type u} [NatCast R] : CoeHTCT Nat R := ⟨Nat.cast⟩
instance : NatCast Nat := ⟨id⟩

/-- A type whose equality test answers `true` on equal elements. -/
class ReflBEq (α : Type u) [BEq α] : Prop where
  protected rfl {a : α} : Eq (BEq.beq a a) true

/-- A type whose equality test is equality. -/
class LawfulBEq (α : Type u) [BEq α] : Prop extends ReflBEq α where
  eq_of_beq {a b : α} : Eq (BEq.beq a b) true → Eq a b

export LawfulBEq (eq_of_beq)

instance instBEqOfDecidableEq {α : Type u} [DecidableEq α] : BEq α := ⟨fun a b => decide (Eq a b)⟩
