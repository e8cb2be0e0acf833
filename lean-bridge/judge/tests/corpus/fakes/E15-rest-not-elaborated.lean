-- defences: scan
theorem right : 1 = 1 := sorry
theorem more : 2 = 2 := rfl
-- proof
rfl
#exit
