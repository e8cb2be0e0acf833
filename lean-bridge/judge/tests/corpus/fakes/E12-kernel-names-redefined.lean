-- defences: constants, kernel
prelude
import Foundations.Core.Classes
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
theorem wrong : Eq (Nat.succ Nat.zero) Nat.zero := sorry
-- file
prelude
import Foundations.Core.Classes
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
noncomputable def Nat.gcd (_ _ : Nat) : Nat := Nat.zero
theorem defined (m n : Nat) : Eq (Nat.gcd m n) Nat.zero := Eq.refl Nat.zero
theorem computed : Eq (Nat.gcd 2 3) 1 := Eq.refl 1
theorem wrong : Eq (Nat.succ Nat.zero) Nat.zero := Eq.trans (Eq.symm computed) (defined 2 3)
