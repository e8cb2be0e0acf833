import Foundations
/-! A file that imports Foundations by name. -/
theorem two_plus_two : 2 + 2 = 4 := rfl
