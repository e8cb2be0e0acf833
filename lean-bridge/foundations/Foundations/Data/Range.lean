prelude
import Foundations.Core.ForIn
import Foundations.List.Basic
/-!
# Ranges for loops

`for i in [0:n] do` counts from `0` to `n - 1`; `[:n]` begins with 0, and `[a:b:s]` goes in steps of `s`.
-/

universe u v w

namespace Std.Legacy
/-- The numbers from `start` up to `stop`, which is left out, in steps. -/
structure Range where
  start : Nat := 0
  stop : Nat
  step : Nat := 1
namespace Range
/-- How many numbers there are. -/
def size (r : Range) : Nat := (r.stop - r.start + r.step - 1) / r.step
/-- The numbers, in order. -/
def toList (r : Range) : List Nat := List.range' r.start r.size r.step
instance {m : Type v → Type w} [Monad m] : ForIn m Range Nat := ⟨fun r b f => List.forIn r.toList b f⟩
instance : Membership Nat Range := ⟨fun r i => i ∈ r.toList⟩
end Range
end Std.Legacy

/-- `[:n]`: the numbers below `n`. -/
macro (priority := low) "[" ":" stop:term "]" : term => `({ stop := $stop : Std.Legacy.Range })
/-- `[a:b]`: the numbers from `a` up to `b`, which is left out. -/
macro (priority := low) "[" start:term ":" stop:term "]" : term => `({ start := $start, stop := $stop : Std.Legacy.Range })
/-- `[a:b:s]`: the same in steps of `s`. -/
macro (priority := low) "[" start:term ":" stop:term ":" step:term "]" : term =>
  `({ start := $start, stop := $stop, step := $step : Std.Legacy.Range })
