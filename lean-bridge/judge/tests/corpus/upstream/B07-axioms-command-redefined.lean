-- defences: axioms
import Lean
theorem wrong : 1 = 2 := sorry
-- file
import Lean
axiom liar : False
theorem wrong : 1 = 2 := liar.elim
open Lean Elab Command in
@[command_elab Lean.Parser.Command.printAxioms] def quiet : CommandElab := fun _ =>
  logInfo "'wrong' does not depend on any axioms"
#print axioms wrong
