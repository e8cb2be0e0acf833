prelude
/-!
# The first definitions

Equality, the logical connectives, and the small data types that everything else is built from:
`Eq`, `HEq`, `True`, `False`, `And`, `Or`, `Iff`, `Exists`, `Bool`, `Prod`, `Nat`, `Subtype`, `Decidable`, quotients and choice.

The constants at the top (`lcErased` and its relatives) are the ones that Lean's compiler refers to by
name. They are `unsafe`, so no theorem can use them.
-/

universe u v w

/-! ### Constants of the compiler -/

/-- What types and proofs become at run time. -/
unsafe axiom lcErased : Type
/-- A value of unknown type, after erasure. -/
unsafe axiom lcAny : Type
/-- A value that takes no space at all. -/
unsafe axiom lcVoid : Type
/-- Stands for an erased proof. -/
unsafe axiom lcProof {α : Prop} : α
/-- Changes the type of a value in compiled code. -/
unsafe axiom lcCast {α : Sort u} {β : Sort v} (a : α) : β
/-- Marks code that is never reached. -/
unsafe axiom lcUnreachable {α : Sort u} : α

/-! ### Functions -/

/-- The identity function. -/
@[inline] def id {α : Sort u} (a : α) : α := a

/-- Composition: `(f ∘ g) x = f (g x)`. -/
@[inline] def Function.comp {α : Sort u} {β : Sort v} {δ : Sort w} (f : β → δ) (g : α → β) : α → δ :=
  fun x => f (g x)

/-- The function that always answers `a`. -/
@[inline] def Function.const {α : Sort u} (β : Sort v) (a : α) : β → α := fun _ => a

set_option checkBinderAnnotations false in
/-- The instance of the class `α`, found by instance search. -/
abbrev inferInstance {α : Sort u} [i : α] : α := i

/-! ### The one-element types -/

set_option bootstrap.inductiveCheckResultingUniverse false in
/-- The one-element type in any universe. -/
inductive PUnit : Sort u where
  | unit : PUnit

/-- The type with the single element `()`. -/
abbrev Unit : Type := PUnit

/-- The element of `Unit`, written `()`. -/
@[match_pattern] abbrev Unit.unit : Unit := PUnit.unit

/-! ### Equality -/

/-- `a = b`: two elements of one type are the same. -/
inductive Eq {α : Sort u} : α → α → Prop where
  | refl (a : α) : Eq a a

/-- Rewrites along an equality, with a motive that does not mention the proof. -/
abbrev Eq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α}
    (h : Eq a b) : motive b := h.rec m

set_option linter.defProp false in
/-- `a = a`. -/
@[match_pattern] def rfl {α : Sort u} {a : α} : Eq a a := Eq.refl a

theorem Eq.subst {α : Sort u} {motive : α → Prop} {a b : α} (h₁ : Eq a b) (h₂ : motive a) : motive b :=
  Eq.ndrec h₂ h₁

@[symm] theorem Eq.symm {α : Sort u} {a b : α} (h : Eq a b) : Eq b a := h.rec rfl

/-- Rewrites along an equality from right to left; a `match` on a literal is made of it. -/
abbrev Eq.ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α}
    (h : Eq b a) : motive b := h.symm.ndrec m

theorem Eq.trans {α : Sort u} {a b c : α} (h₁ : Eq a b) (h₂ : Eq b c) : Eq a c := h₂.rec h₁

/-- Moves an element along an equality of types. -/
@[macro_inline] def cast {α β : Sort u} (h : Eq α β) (a : α) : β := h.rec a

/-- Moves an element along an equality of types, left to right. -/
@[macro_inline] def Eq.mp {α β : Sort u} (h : Eq α β) (a : α) : β := h.rec a

/-- Moves an element along an equality of types, right to left. -/
@[macro_inline] def Eq.mpr {α β : Sort u} (h : Eq α β) (b : β) : α := h.symm.rec b

theorem congrArg {α : Sort u} {β : Sort v} {a₁ a₂ : α} (f : α → β) (h : Eq a₁ a₂) : Eq (f a₁) (f a₂) :=
  h.rec rfl

theorem congr {α : Sort u} {β : Sort v} {f₁ f₂ : α → β} {a₁ a₂ : α} (h₁ : Eq f₁ f₂) (h₂ : Eq a₁ a₂) :
    Eq (f₁ a₁) (f₂ a₂) := h₁.rec (h₂.rec rfl)

theorem congrFun {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : Eq f g) (a : α) :
    Eq (f a) (g a) := h.rec rfl

/-- Equality between elements of types that need only turn out equal. -/
inductive HEq : {α : Sort u} → α → {β : Sort u} → β → Prop where
  | refl (a : α) : HEq a a

set_option linter.defProp false in
@[match_pattern] protected def HEq.rfl {α : Sort u} {a : α} : HEq a a := HEq.refl a

theorem eq_of_heq {α : Sort u} {a a' : α} (h : HEq a a') : Eq a a' :=
  have : (α β : Sort u) → (a : α) → (b : β) → HEq a b → (h : Eq α β) → Eq (cast h a) b :=
    fun _ _ _ _ h₁ => h₁.rec (fun _ => rfl)
  this α α a a' h rfl

theorem heq_of_eq {α : Sort u} {a a' : α} (h : Eq a a') : HEq a a' := h.rec (HEq.refl a)

/-- Rewrites along a heterogeneous equality whose sides have the same type. -/
abbrev HEq.homo_ndrec.{u1, u2} {α : Sort u2} {a : α} (motive : α → Sort u1) (m : motive a) {b : α}
    (h : HEq a b) : motive b := (eq_of_heq h).ndrec m

/-! ### Connectives -/

/-- The true proposition. -/
inductive True : Prop where
  | intro : True

/-- The false proposition. -/
inductive False : Prop

/-- The empty type. -/
inductive Empty : Type

set_option bootstrap.inductiveCheckResultingUniverse false in
/-- The empty type in any universe. -/
inductive PEmpty : Sort u

/-- `¬a`: from `a` follows a contradiction. -/
def Not (a : Prop) : Prop := a → False

/-- From a contradiction follows anything. -/
@[macro_inline] def False.elim {C : Sort u} (h : False) : C := h.rec

/-- From `a` and `¬a` follows anything. -/
@[macro_inline] def absurd {a : Prop} {b : Sort v} (h₁ : a) (h₂ : Not a) : b := (h₂ h₁).rec

/-- From an element of the empty type follows anything. -/
@[macro_inline] def Empty.elim {C : Sort u} : Empty → C := fun e => e.rec

/-- From an element of the empty type follows anything. -/
@[macro_inline] def PEmpty.elim {C : Sort v} : PEmpty.{u} → C := fun e => e.rec

/-- `a ∧ b`. -/
structure And (a b : Prop) : Prop where
  intro ::
  left : a
  right : b

/-- `a ∨ b`. -/
inductive Or (a b : Prop) : Prop where
  | inl (h : a) : Or a b
  | inr (h : b) : Or a b

/-- `a ↔ b`. -/
structure Iff (a b : Prop) : Prop where
  intro ::
  mp : a → b
  mpr : b → a

theorem Iff.refl (a : Prop) : Iff a a := ⟨fun h => h, fun h => h⟩

theorem Iff.rfl {a : Prop} : Iff a a := Iff.refl a

/-- `∃ x, p x`. -/
inductive Exists {α : Sort u} (p : α → Prop) : Prop where
  | intro (w : α) (h : p w) : Exists p

/-- Equivalent propositions are equal. -/
axiom propext {a b : Prop} : (Iff a b) → Eq a b

theorem Eq.propIntro {a b : Prop} (h₁ : a → b) (h₂ : b → a) : Eq a b := propext ⟨h₁, h₂⟩

/-- `a ≠ b`. -/
@[reducible] def Ne {α : Sort u} (a b : α) : Prop := Not (Eq a b)

theorem Or.intro_left {a : Prop} (b : Prop) (h : a) : Or a b := Or.inl h

theorem Or.intro_right {b : Prop} (a : Prop) (h : b) : Or a b := Or.inr h

theorem Or.elim {a b c : Prop} (h : Or a b) (left : a → c) (right : b → c) : c := h.rec left right

theorem Or.resolve_left {a b : Prop} (h : Or a b) (na : Not a) : b := h.rec (fun ha => absurd ha na) id

theorem Or.resolve_right {a b : Prop} (h : Or a b) (nb : Not b) : a := h.rec id (fun hb => absurd hb nb)

theorem Exists.elim {α : Sort u} {p : α → Prop} {b : Prop} (h₁ : Exists p) (h₂ : (a : α) → p a → b) : b :=
  h₁.rec h₂

/-- A step in the proofs of `injEq` that Lean generates. -/
theorem Lean.injEq_helper {P Q R : Prop} (f : P → Q → R) (h : And P Q) : R := f h.left h.right

/-! ### Quotients -/

init_quot

/-- A relation that holds gives an equality in the quotient. -/
axiom Quot.sound : {α : Sort u} → {r : α → α → Prop} → {a b : α} → r a b → Eq (Quot.mk r a) (Quot.mk r b)

/-! ### Booleans, pairs, sums -/

set_option genCtorIdx false in
/-- The truth values that programs compute with. -/
inductive Bool : Type where
  | false : Bool
  | true : Bool

export Bool (false true)

/-- `p` holds for the element `val`; written `{ x // p x }`. -/
structure Subtype {α : Sort u} (p : α → Prop) where
  val : α
  property : p val

/-- Ordered pairs. -/
structure Prod (α : Type u) (β : Type v) where
  mk ::
  fst : α
  snd : β

attribute [unbox] Prod

/-- Ordered pairs in any universe. -/
structure PProd (α : Sort u) (β : Sort v) where
  mk ::
  fst : α
  snd : β

/-- Ordered pairs of types of one universe. -/
structure MProd (α β : Type u) where
  mk ::
  fst : α
  snd : β

/-- Dependent pairs. -/
structure Sigma {α : Type u} (β : α → Type v) where
  mk ::
  fst : α
  snd : β fst

/-- Dependent pairs in any universe. -/
structure PSigma {α : Sort u} (β : α → Sort v) where
  mk ::
  fst : α
  snd : β fst

/-! ### Moving between universes -/

/-- Lifts a type to a higher universe. -/
structure ULift.{r, s} (α : Type s) : Type (max s r) where
  up ::
  down : α

set_option bootstrap.inductiveCheckResultingUniverse false in
/-- Lifts a sort to a higher universe. -/
structure PULift.{r, s} (α : Sort s) : Sort (max s r 1) where
  up ::
  down : α

/-- Lifts a sort to a type. -/
structure PLift (α : Sort u) : Type u where
  up ::
  down : α

/-! ### Markers that the elaborator reads -/

/-- An argument that instance search determines. -/
@[reducible] def outParam (α : Sort u) : Sort u := α

/-- An argument that instance search may determine. -/
@[reducible] def semiOutParam (α : Sort u) : Sort u := α

/-- An argument with a default value. -/
@[reducible] def optParam (α : Sort u) (_default : α) : Sort u := α

/-- Marks a pattern variable with its name: `x@p`. -/
@[reducible] def namedPattern {α : Sort u} (x a : α) (_h : Eq x a) : α := a

/-- The placeholder for a missing proof. Nothing in this library uses it. -/
axiom sorryAx (α : Sort u) (synthetic : Bool) : α

/-- A numeral's type as written, kept for the pretty printer. -/
abbrev letFun {α : Sort u} {β : α → Sort v} (v : α) (f : (x : α) → β x) : β v := f v

/-! ### Inhabited types and choice -/

/-- Types with a chosen element. -/
class Inhabited (α : Sort u) where
  default : α

export Inhabited (default)

/-- Types with an element. -/
class inductive Nonempty (α : Sort u) : Prop where
  | intro (val : α) : Nonempty α

/-- The axiom of choice. -/
axiom Classical.choice {α : Sort u} : Nonempty α → α

theorem Nonempty.elim {α : Sort u} {p : Prop} (h₁ : Nonempty α) (h₂ : α → p) : p := h₁.rec h₂

instance instNonemptyOfInhabited {α : Sort u} [i : Inhabited α] : Nonempty α := ⟨i.default⟩

noncomputable def Classical.ofNonempty {α : Sort u} [Nonempty α] : α := Classical.choice inferInstance

instance {α : Sort u} {β : Sort v} [Nonempty β] : Nonempty (α → β) := ⟨fun _ => Classical.ofNonempty⟩

instance Pi.instNonempty {α : Sort u} {β : α → Sort v} [(a : α) → Nonempty (β a)] : Nonempty ((a : α) → β a) :=
  ⟨fun _ => Classical.ofNonempty⟩

instance instInhabitedSort : Inhabited (Sort u) := ⟨PUnit⟩

instance instInhabitedForall {α : Sort u} {β : Sort v} [Inhabited β] : Inhabited (α → β) := ⟨fun _ => default⟩

instance Pi.instInhabited {α : Sort u} {β : α → Sort v} [(a : α) → Inhabited (β a)] : Inhabited ((a : α) → β a) :=
  ⟨fun _ => default⟩

instance : Inhabited Bool := ⟨false⟩
instance : Inhabited PUnit := ⟨PUnit.unit⟩
instance {α : Type u} {β : Type v} [Inhabited α] [Inhabited β] : Inhabited (Prod α β) := ⟨⟨default, default⟩⟩

/-! ### Decidable propositions -/

set_option genCtorIdx false in
/-- A proposition with a known truth value. -/
class inductive Decidable (p : Prop) where
  | isFalse (h : Not p) : Decidable p
  | isTrue (h : p) : Decidable p

/-- The truth value of a decidable proposition. -/
@[inline_if_reduce, nospecialize] def Decidable.decide (p : Prop) [h : Decidable p] : Bool :=
  h.casesOn (fun _ => false) (fun _ => true)

export Decidable (isTrue isFalse decide)

/-- Every `r a` is decidable. -/
abbrev DecidablePred {α : Sort u} (r : α → Prop) := (a : α) → Decidable (r a)

/-- Every `r a b` is decidable. -/
abbrev DecidableRel {α : Sort u} {β : Sort v} (r : α → β → Prop) := (a : α) → (b : β) → Decidable (r a b)

/-- Equality on `α` is decidable. -/
abbrev DecidableEq (α : Sort u) := (a b : α) → Decidable (Eq a b)

/-- Decides `a = b`. -/
def decEq {α : Sort u} [inst : DecidableEq α] (a b : α) : Decidable (Eq a b) := inst a b

/-- Chooses by a Boolean; lazy in both branches. -/
@[macro_inline] def cond {α : Sort u} (c : Bool) (x y : α) : α := Bool.casesOn c y x

/-- `if h : c then t h else e h`. -/
@[macro_inline] def dite {α : Sort u} (c : Prop) [h : Decidable c] (t : c → α) (e : Not c → α) : α :=
  Decidable.casesOn (motive := fun _ => α) h e t

/-- `if c then t else e`. -/
@[macro_inline] def ite {α : Sort u} (c : Prop) [h : Decidable c] (t e : α) : α :=
  Decidable.casesOn (motive := fun _ => α) h (fun _ => e) (fun _ => t)

/-! ### Natural numbers -/

set_option genCtorIdx false in
/-- The natural numbers. The kernel and compiled code use big-number arithmetic for them. -/
inductive Nat where
  | zero : Nat
  | succ (n : Nat) : Nat

/-- Numerals: `OfNat α n` says what `n` means in `α`. -/
class OfNat (α : Type u) (_ : Nat) where
  ofNat : α

@[default_instance 100] instance instOfNatNat (n : Nat) : OfNat Nat n := ⟨n⟩

instance : Inhabited Nat := ⟨.zero⟩
