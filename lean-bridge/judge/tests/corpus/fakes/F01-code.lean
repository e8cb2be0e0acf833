-- defences: scan
theorem right : 1 = 1 := sorry
-- proof
rfl
#reduce 1
-- proof
rfl
#eval 1
