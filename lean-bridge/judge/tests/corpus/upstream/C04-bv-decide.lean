-- defences: axioms
import Std.Tactic.BVDecide
theorem right (x : BitVec 8) : x &&& x = x := sorry
-- proof
by bv_decide
