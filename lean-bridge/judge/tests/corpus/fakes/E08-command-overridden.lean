-- defences: statement
theorem wrong : 1 = 2 := sorry
-- file
macro (priority := high) "theorem " x:declId " : " term " := " term : command => `(def $x : True := True.intro)
theorem wrong : 1 = 2 := sorry
