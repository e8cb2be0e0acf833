-- defences: axioms
theorem wrong : 1 = 2 := sorry
-- file
macro "obvious" : term => do
  let hole := Lean.mkIdent (Lean.Name.mkSimple ("sor" ++ "ryAx"))
  `($hole _ false)
theorem wrong : 1 = 2 := obvious
