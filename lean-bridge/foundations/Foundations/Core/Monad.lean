prelude
import Foundations.Core.Data
/-!
# Monads

The classes behind `do`, and the monads that macros run in: readers, states, exceptions, and the joint
state-and-exception monad `EStateM`.
-/

universe u v w

/-- `f <$> x`. -/
class Functor (f : Type u → Type v) : Type (max (u+1) v) where
  map : {α β : Type u} → (α → β) → f α → f β
  mapConst : {α β : Type u} → α → f β → f α := Function.comp map (Function.const _)

/-- `pure a`. -/
class Pure (f : Type u → Type v) where
  pure {α : Type u} : α → f α

export Pure (pure)

/-- `f <*> x`. -/
class Seq (f : Type u → Type v) : Type (max (u+1) v) where
  seq : {α β : Type u} → f (α → β) → (Unit → f α) → f β

/-- `x <* y`. -/
class SeqLeft (f : Type u → Type v) : Type (max (u+1) v) where
  seqLeft : {α β : Type u} → f α → (Unit → f β) → f α

/-- `x *> y`. -/
class SeqRight (f : Type u → Type v) : Type (max (u+1) v) where
  seqRight : {α β : Type u} → f α → (Unit → f β) → f β

/-- Functors with `pure` and `<*>`. -/
class Applicative (f : Type u → Type v) extends Functor f, Pure f, Seq f, SeqLeft f, SeqRight f where
  map := fun x y => Seq.seq (pure x) fun _ => y
  seqLeft := fun a b => Seq.seq (Functor.map (Function.const _) a) b
  seqRight := fun a b => Seq.seq (Functor.map (Function.const _ id) a) b

/-- `x >>= f`. -/
class Bind (m : Type u → Type v) where
  bind : {α β : Type u} → m α → (α → m β) → m β

export Bind (bind)

/-- Computations that can be chained. -/
class Monad (m : Type u → Type v) : Type (max (u+1) v) extends Applicative m, Bind m where
  map f x := bind x (Function.comp pure f)
  seq f x := bind f fun y => Functor.map y (x ())
  seqLeft x y := bind x fun a => bind (y ()) (fun _ => pure a)
  seqRight x y := bind x fun _ => y ()

instance {α : Type u} {m : Type u → Type v} [Monad m] : Inhabited (α → m α) := ⟨pure⟩
instance {α : Type u} {m : Type u → Type v} [Monad m] [Inhabited α] : Inhabited (m α) := ⟨pure default⟩

/-- Runs a computation of `m` in `n`, one step. -/
class MonadLift (m : semiOutParam (Type u → Type v)) (n : Type u → Type w) where
  monadLift : {α : Type u} → m α → n α

/-- Runs a computation of `m` in `n`. -/
class MonadLiftT (m : Type u → Type v) (n : Type u → Type w) where
  monadLift : {α : Type u} → m α → n α

export MonadLiftT (monadLift)

/-- Runs a computation of `m` in `n`. -/
@[reducible] def liftM {m : Type u → Type v} {n : Type u → Type w} [self : MonadLiftT m n] {α : Type u} : m α → n α :=
  monadLift

@[always_inline] instance {m n o : Type u → Type v} [MonadLift n o] [MonadLiftT m n] : MonadLiftT m o :=
  ⟨fun x => MonadLift.monadLift (m := n) (monadLift x)⟩

instance {m : Type u → Type v} : MonadLiftT m m := ⟨fun x => x⟩

/-- Monads with exceptions of type `ε`. -/
class MonadExceptOf (ε : semiOutParam (Type u)) (m : Type v → Type w) where
  throw {α : Type v} : ε → m α
  tryCatch {α : Type v} (body : m α) (handler : ε → m α) : m α

/-- Monads with exceptions. -/
class MonadExcept (ε : outParam (Type u)) (m : Type v → Type w) where
  throw {α : Type v} : ε → m α
  tryCatch {α : Type v} : m α → (ε → m α) → m α

export MonadExcept (throw tryCatch)

/-- Throws an exception of the given type. -/
abbrev throwThe (ε : Type u) {m : Type v → Type w} [MonadExceptOf ε m] {α : Type v} (e : ε) : m α :=
  MonadExceptOf.throw e

/-- Catches exceptions of the given type. -/
abbrev tryCatchThe (ε : Type u) {m : Type v → Type w} [MonadExceptOf ε m] {α : Type v} (x : m α) (handle : ε → m α) : m α :=
  MonadExceptOf.tryCatch x handle

instance (ε : Type u) (m : Type v → Type w) [MonadExceptOf ε m] : MonadExcept ε m := ⟨throwThe ε, tryCatchThe ε⟩

/-- Runs the second if the first throws. -/
@[inline] protected def MonadExcept.orElse {ε : Type u} {m : Type v → Type w} [MonadExcept ε m] {α : Type v}
    (x : m α) (y : Unit → m α) : m α :=
  tryCatch x fun _ => y ()

instance {ε : Type u} {m : Type v → Type w} [MonadExcept ε m] {α : Type v} : OrElse (m α) := ⟨MonadExcept.orElse⟩

/-- Functors with a failing element. -/
class Alternative (f : Type u → Type v) : Type (max (u+1) v) extends Applicative f where
  failure : {α : Type u} → f α
  orElse : {α : Type u} → f α → (Unit → f α) → f α

export Alternative (failure)

instance (f : Type u → Type v) (α : Type u) [Alternative f] : OrElse (f α) := ⟨Alternative.orElse⟩

/-! ### Readers -/

/-- Computations that may read a value of type `ρ`. -/
def ReaderT (ρ : Type u) (m : Type u → Type v) (α : Type u) : Type (max u v) := ρ → m α

/-- Runs with the given value. -/
@[always_inline, inline] def ReaderT.run {ρ : Type u} {m : Type u → Type v} {α : Type u} (x : ReaderT ρ m α) (r : ρ) : m α := x r

instance (ρ : Type u) (m : Type u → Type v) (α : Type u) [Inhabited (m α)] : Inhabited (ReaderT ρ m α) := ⟨fun _ => default⟩

@[always_inline] instance {ρ : Type u} {m : Type u → Type v} [Monad m] : Monad (ReaderT ρ m) where
  pure a := fun _ => pure a
  bind x f := fun r => bind (x r) fun a => f a r
  map f x := fun r => Functor.map f (x r)

instance {ρ : Type u} {m : Type u → Type v} : MonadLift m (ReaderT ρ m) := ⟨fun x _ => x⟩

instance (ε : Type u) (ρ : Type v) (m : Type v → Type w) [MonadExceptOf ε m] : MonadExceptOf ε (ReaderT ρ m) where
  throw e := fun _ => throwThe ε e
  tryCatch x c := fun r => tryCatchThe ε (x r) fun e => c e r

/-- Monads with a value to read. -/
class MonadReader (ρ : outParam (Type u)) (m : Type u → Type v) where
  read : m ρ

export MonadReader (read)

instance {ρ : Type u} {m : Type u → Type v} [Monad m] : MonadReader ρ (ReaderT ρ m) := ⟨pure⟩

/-! ### States -/

/-- Computations with a state of type `σ`. -/
def StateT (σ : Type u) (m : Type u → Type v) (α : Type u) : Type (max u v) := σ → m (Prod α σ)

/-- Runs from the given state. -/
@[always_inline, inline] def StateT.run {σ : Type u} {m : Type u → Type v} {α : Type u} (x : StateT σ m α) (s : σ) : m (Prod α σ) := x s

@[always_inline] instance {σ : Type u} {m : Type u → Type v} [Monad m] : Monad (StateT σ m) where
  pure a := fun s => pure ⟨a, s⟩
  bind x f := fun s => bind (x s) fun p => f p.fst p.snd
  map f x := fun s => bind (x s) fun p => pure ⟨f p.fst, p.snd⟩

instance {σ : Type u} {m : Type u → Type v} [Monad m] : MonadLift m (StateT σ m) := ⟨fun x s => bind x fun a => pure ⟨a, s⟩⟩

/-- Monads with a state. -/
class MonadState (σ : outParam (Type u)) (m : Type u → Type v) where
  get : m σ
  set : σ → m PUnit
  modifyGet {α : Type u} : (σ → Prod α σ) → m α

/-- Monads with a state of the given type. -/
class MonadStateOf (σ : semiOutParam (Type u)) (m : Type u → Type v) where
  get : m σ
  set : σ → m PUnit
  modifyGet {α : Type u} : (σ → Prod α σ) → m α

export MonadStateOf (set)

instance (σ : Type u) (m : Type u → Type v) [MonadStateOf σ m] : MonadState σ m :=
  ⟨MonadStateOf.get, MonadStateOf.set, MonadStateOf.modifyGet⟩

/-- Reads the state. -/
@[always_inline, inline] def get {σ : Type u} {m : Type u → Type v} [MonadState σ m] : m σ := MonadState.get

/-- Changes the state. -/
@[always_inline, inline] def modify {σ : Type u} {m : Type u → Type v} [MonadState σ m] (f : σ → σ) : m PUnit :=
  MonadState.modifyGet fun s => ⟨PUnit.unit, f s⟩

instance {σ : Type u} {m : Type u → Type v} [Monad m] : MonadStateOf σ (StateT σ m) where
  get := fun s => pure ⟨s, s⟩
  set s := fun _ => pure ⟨PUnit.unit, s⟩
  modifyGet f := fun s => pure (f s)

instance {σ : Type u} {m n : Type u → Type v} [MonadLift m n] [MonadStateOf σ m] : MonadStateOf σ n where
  get := MonadLift.monadLift (m := m) MonadStateOf.get
  set s := MonadLift.monadLift (m := m) (MonadStateOf.set s)
  modifyGet f := MonadLift.monadLift (m := m) (MonadStateOf.modifyGet f)

/-! ### Exceptions -/

@[always_inline] instance {ε : Type u} : Monad (Except ε) where
  pure := Except.ok
  bind x f := match x with
    | .ok a => f a
    | .error e => .error e
  map f x := match x with
    | .ok a => .ok (f a)
    | .error e => .error e

instance (ε : Type u) : MonadExceptOf ε (Except ε) where
  throw := Except.error
  tryCatch x handle := match x with
    | .ok a => .ok a
    | .error e => handle e

/-- Applies a function to the value, if there is one. -/
@[inline] protected def Option.map {α : Type u} {β : Type v} (f : α → β) : Option α → Option β
  | some a => some (f a)
  | none => none

@[always_inline] instance : Monad Option where
  pure := some
  bind x f := match x with
    | some a => f a
    | none => none
  map f x := match x with
    | some a => some (f a)
    | none => none

instance : Alternative Option where
  failure := none
  orElse x y := match x with
    | some a => some a
    | none => y ()

/-! ### States and exceptions together -/

/-- The result of an `EStateM` computation. -/
inductive EStateM.Result (ε σ α : Type u) where
  | ok : α → σ → Result ε σ α
  | error : ε → σ → Result ε σ α

/-- Computations with a state of type `σ` and exceptions of type `ε`. -/
def EStateM (ε σ α : Type u) := σ → EStateM.Result ε σ α

namespace EStateM

variable {ε σ α β : Type u}

instance [Inhabited ε] : Inhabited (EStateM ε σ α) := ⟨fun s => .error default s⟩

@[always_inline] instance : Monad (EStateM ε σ) where
  pure a := fun s => .ok a s
  bind x f := fun s => match x s with
    | .ok a s => f a s
    | .error e s => .error e s
  map f x := fun s => match x s with
    | .ok a s => .ok (f a) s
    | .error e s => .error e s

instance : MonadStateOf σ (EStateM ε σ) where
  get := fun s => .ok s s
  set s := fun _ => .ok PUnit.unit s
  modifyGet f := fun s => .ok (f s).fst (f s).snd

/-- How to go back to an earlier state when an exception is caught. -/
class Backtrackable (δ : outParam (Type u)) (σ : Type u) where
  save : σ → δ
  restore : σ → δ → σ

/-- Nothing is undone. -/
instance nonBacktrackable : Backtrackable PUnit σ := ⟨fun _ => PUnit.unit, fun s _ => s⟩

instance {δ : Type u} [Backtrackable δ σ] : MonadExceptOf ε (EStateM ε σ) where
  throw e := fun s => .error e s
  tryCatch x handle := fun s => match x s with
    | .error e s' => handle e (Backtrackable.restore s' (Backtrackable.save s))
    | ok => ok

end EStateM

/-! ### The identity monad -/

/-- Computations without effects. -/
def Id (type : Type u) : Type u := type

/-- The result of a computation without effects. -/
@[always_inline, inline] protected def Id.run {α : Type u} (x : Id α) : α := x

@[always_inline] instance Id.instMonad : Monad Id where
  pure a := a
  bind x f := f x
  map f x := f x

/-- Fails unless `p` holds. -/
@[always_inline, inline] def guard {f : Type → Type v} [Alternative f] (p : Prop) [Decidable p] : f Unit :=
  ite p (pure ()) failure
