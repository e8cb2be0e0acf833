prelude
import Foundations.Recursion.Tactics
import Foundations.Nat.Prime
import Foundations.Function
import Foundations.List.Perm
import Foundations.List.Basic
import Foundations.Tactic.AC
import Foundations.Int.Div
import Foundations.Tactic.Omega
import Foundations.Data.Fin
import Foundations.Data.Repr
import Foundations.Data.Option
import Foundations.Data.Prod
import Foundations.Data.Subtype
import Foundations.Data.Text
import Foundations.List.More
import Foundations.List.Sort
import Foundations.Data.Range
import Foundations.Tactic.Everyday
import Foundations.Tactic.Grind
/-!
# Foundations

A core library for Lean 4 that stands on its own: it needs the `lean` program and nothing else. This module
imports all of it. `ARCHITECTURE` of the library, from the ground up:

* `Foundations.Core.*`: the first definitions, the classes behind the notation, names and syntax trees, the
  notation itself, and the syntax of the tactics;
* `Foundations.Logic.*`: propositions, quantifiers, classical logic, the basic rules of `simp`;
* `Foundations.Nat.*`, `Foundations.List.*` and so on: one folder for each subject.

It holds what ordinary Lean 4 has at hand in a file without a header, and keeps to names below `Nat`, `List`
and the like, so that a file is free to define its own `Set`, `Even` or `Group`. The rest of the mathematics
is in `Foundations.Mathematics`, and each part of it can be imported alone.

What upstream has and this library has not: reals and rationals; `bv_decide`, whose syntax and checked solver are
part of upstream's `Std`, and whose proofs rest on an axiom of the compiler (`Lean.ofReduceBool`), which Polya's
judge refuses; the arithmetic of `grind`.
-/
