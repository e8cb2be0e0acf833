prelude
import Foundations.Core.Commands
/-!
# Loops in `do` blocks
-/

universe u v w

/-- The outcome of a step of a loop. -/
inductive ForInStep (α : Type u) where
  | done : α → ForInStep α
  | yield : α → ForInStep α

/-- Collections that `for x in xs do` runs through. -/
class ForIn (m : Type u₁ → Type u₂) (ρ : Type u) (α : outParam (Type v)) where
  forIn {β : Type u₁} (xs : ρ) (b : β) (f : α → β → m (ForInStep β)) : m β

export ForIn (forIn)

/-- Runs through a list. -/
@[specialize] protected def List.forIn {α : Type u} {β : Type v} {m : Type v → Type w} [Monad m] (as : List α) (init : β)
    (f : α → β → m (ForInStep β)) : m β :=
  match as with
  | [] => pure init
  | a :: as => do
    match ← f a init with
    | .done b => pure b
    | .yield b => List.forIn as b f

instance {α : Type u} {m : Type v → Type w} [Monad m] : ForIn m (List α) α := ⟨List.forIn⟩
instance {α : Type u} {m : Type v → Type w} [Monad m] : ForIn m (Array α) α := ⟨fun as b f => List.forIn as.toList b f⟩
