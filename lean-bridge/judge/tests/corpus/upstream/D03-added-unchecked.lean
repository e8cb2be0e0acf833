-- defences: kernel
import Lean
theorem wrong : 1 = 2 := sorry
-- file
import Lean
open Lean in
run_cmd modifyEnv fun env =>
  match env.addDeclCore 0 (.thmDecl { name := `wrong, levelParams := [],
    type := mkApp3 (.const ``Eq [1]) (.const ``Nat []) (.lit (.natVal 1)) (.lit (.natVal 2)),
    value := .const ``True.intro [] }) none (doCheck := false) with
  | .ok env => env
  | .error _ => env
-- file
import Lean
open Lean Elab Tactic in
elab "by_decree" : tactic => do
  (← getMainGoal).assign (← Meta.mkAppM ``True.intro #[])
set_option debug.skipKernelTC true in
theorem wrong : 1 = 2 := by by_decree
