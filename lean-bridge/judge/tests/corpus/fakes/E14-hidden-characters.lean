-- defences: scan
theorem right : 1 = 1 := sorry
-- proof
rfl -- ZWSP​here
-- proof
by rfl -- ‮
-- proof
by rfl /- BOM﻿here -/
