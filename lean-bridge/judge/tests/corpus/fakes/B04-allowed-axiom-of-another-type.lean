-- defences: constants, axioms
prelude
set_option genCtorIdx false in
inductive Bool : Type where
  | false : Bool
  | true : Bool
set_option genCtorIdx false in
set_option genInjectivity false in
inductive Nat : Type where
  | zero : Nat
  | succ (n : Nat) : Nat
set_option genCtorIdx false in
set_option genInjectivity false in
inductive String : Type where
  | mk : String
set_option genCtorIdx false in
set_option genInjectivity false in
inductive Lean.Name : Type where
  | anonymous : Lean.Name
  | str (pre : Lean.Name) (s : String)
  | num (pre : Lean.Name) (i : Nat)
unsafe axiom lcErased : Type
unsafe axiom lcAny : Type
unsafe axiom lcVoid : Type
set_option genCtorIdx false in
class OfNat.{u} (α : Type u) (n : Nat) : Type u where
  ofNat : α
noncomputable instance instOfNatNat (n : Nat) : OfNat Nat n := ⟨n⟩
axiom sorryAx.{u} (α : Sort u) (synthetic : Bool) : α
theorem wrong (p : Prop) : p := sorry
-- file
prelude
set_option genCtorIdx false in
inductive Bool : Type where
  | false : Bool
  | true : Bool
set_option genCtorIdx false in
set_option genInjectivity false in
inductive Nat : Type where
  | zero : Nat
  | succ (n : Nat) : Nat
set_option genCtorIdx false in
set_option genInjectivity false in
inductive String : Type where
  | mk : String
set_option genCtorIdx false in
set_option genInjectivity false in
inductive Lean.Name : Type where
  | anonymous : Lean.Name
  | str (pre : Lean.Name) (s : String)
  | num (pre : Lean.Name) (i : Nat)
unsafe axiom lcErased : Type
unsafe axiom lcAny : Type
unsafe axiom lcVoid : Type
set_option genCtorIdx false in
class OfNat.{u} (α : Type u) (n : Nat) : Type u where
  ofNat : α
noncomputable instance instOfNatNat (n : Nat) : OfNat Nat n := ⟨n⟩
axiom sorryAx.{u} (α : Sort u) (synthetic : Bool) : α
axiom propext (p : Prop) : p
theorem wrong (p : Prop) : p := propext p
