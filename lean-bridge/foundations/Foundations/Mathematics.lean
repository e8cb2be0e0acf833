prelude
import Foundations
import Foundations.Nat.Parity
import Foundations.Nat.Sum
import Foundations.Relation
import Foundations.Set
import Foundations.Algebra.Ring
import Foundations.Algebra.Order
import Foundations.Logic.Types
import Foundations.Nat.Functions
import Foundations.Set.Functions
import Foundations.Algebra.Bounds
import Foundations.Algebra.Hom
import Foundations.Finset.Sum
import Foundations.Int.Parity
import Foundations.Algebra.OrderedRing
import Foundations.Algebra.Numbers
import Foundations.List.Dedup
import Foundations.Nat.Digits
import Foundations.Nat.Divisors
/-!
# Mathematics beyond the default import

Everything in the library, with the names that Mathlib uses:

* numbers: parity, primes, congruences, divisors, digits, binomials and Fibonacci numbers, least numbers with a
  property;
* sets, functions on them, families, finiteness; relations; equivalences `α ≃ β`;
* algebra: monoids, groups, rings and fields with their numerals, powers and units; homomorphisms, subgroups;
* orders: bounds, lattices up to complete ones and Boolean algebras, ordered rings, absolute values;
* `Finset`, and sums and products over finite sets and ranges.

These declare words at the top level (`Even`, `Set`, `Group`) that many files want for themselves, so a file that
wants them here says `import Foundations.Mathematics`, or imports the parts that it needs.
-/
