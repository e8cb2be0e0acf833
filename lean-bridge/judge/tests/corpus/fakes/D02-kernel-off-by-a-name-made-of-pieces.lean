-- defences: kernel
macro "patiently" tac:tacticSeq : tactic => do
  let name := Lean.mkIdent (.str (.str .anonymous ("de" ++ "bug")) ("skip" ++ "Kernel" ++ "TC"))
  `(tactic| set_option $name true in $tac)
theorem wrong : 1 = 2 := sorry
-- proof
by
  patiently
    decide +kernel
