prelude
import Foundations
/-! A file that opts out of the default import and imports Foundations by name. -/
theorem two_plus_two : 2 + 2 = 4 := rfl
