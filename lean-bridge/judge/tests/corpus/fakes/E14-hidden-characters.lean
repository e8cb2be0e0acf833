-- caught by: scan
theorem wrong (n : Nat) : n + 1 = n := sorry
-- proof
by triv​ial
-- proof
by trivial -- ‮
-- proof
by﻿ trivial
