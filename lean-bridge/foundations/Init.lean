prelude
import Foundations
/-!
# The default import

Lean imports the module `Init` into every file that does not begin with `prelude`. This one hands on
Foundations, so that an ordinary file needs no header at all.
-/
