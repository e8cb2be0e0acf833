prelude
import Foundations.Nat.Order
/-!
# Well-founded recursion

Accessible elements, well-founded relations, the fixed point that well-founded recursion compiles to, and
the relations that `termination_by` builds: inverse images, lexicographic products, sizes.
-/

universe u v w

/-- `x` is accessible if all its predecessors are. -/
inductive Acc {α : Sort u} (r : α → α → Prop) : α → Prop where
  | intro (x : α) (h : (y : α) → r y x → Acc r y) : Acc r x

namespace Acc
variable {α : Sort u} {r : α → α → Prop}
theorem inv {x y : α} (h₁ : Acc r x) (h₂ : r y x) : Acc r y := by
  cases h₁ with
  | intro _ h => exact h y h₂
end Acc

/-- Every element is accessible. -/
inductive WellFounded {α : Sort u} (r : α → α → Prop) : Prop where
  | intro (h : ∀ a, Acc r a) : WellFounded r

/-- A type with a chosen well-founded relation. -/
class WellFoundedRelation (α : Sort u) where
  rel : α → α → Prop
  wf : WellFounded rel

namespace WellFounded
variable {α : Sort u} {C : α → Sort v} {r : α → α → Prop}

theorem apply (wf : WellFounded r) (a : α) : Acc r a := by
  cases wf with
  | intro h => exact h a

theorem recursion' (hwf : WellFounded r) {C : α → Prop} (a : α) (h : ∀ x, (∀ y, r y x → C y) → C x) : C a := by
  have := hwf.apply a
  induction this with
  | intro x _ ih => exact h x ih

/-- Induction along a well-founded relation. -/
@[elab_as_elim] theorem induction {C : α → Prop} (hwf : WellFounded r) (a : α) (h : ∀ x, (∀ y, r y x → C y) → C x) : C a :=
  recursion' hwf a h

/-- Recursion along the accessibility of `x`. -/
noncomputable def fixF (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (a : Acc r x) : C x :=
  a.rec fun x _ ih => F x ih

theorem fixF_eq (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (acx : Acc r x) :
    fixF F x acx = F x fun y p => fixF F y (Acc.inv acx p) := by
  cases acx with
  | intro _ h => rfl

/-- Recursion along a well-founded relation. -/
noncomputable def fix (hwf : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) : C x :=
  fixF F x (apply hwf x)

theorem fix_eq (hwf : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) :
    fix hwf F x = F x fun y _ => fix hwf F y := fixF_eq F x (apply hwf x)

attribute [irreducible] fix

/-- Recursion along a well-founded relation. -/
noncomputable def recursion (hwf : WellFounded r) {C : α → Sort v} (a : α) (h : ∀ x, (∀ y, r y x → C y) → C x) : C a :=
  fix hwf h a

theorem irrefl (wf : WellFounded r) (x : α) : ¬r x x := by
  intro h
  have := wf.apply x
  induction this with
  | intro x _ ih => exact ih x h h
end WellFounded

/-- The empty relation is well-founded. -/
@[instance_reducible] def emptyWf {α : Sort u} : WellFoundedRelation α := ⟨fun _ _ => False, ⟨fun a => ⟨a, fun _ h => h.elim⟩⟩⟩

/-! ### Inverse images -/

/-- The relation between the values of `f`. -/
def InvImage {α : Sort u} {β : Sort v} (r : β → β → Prop) (f : α → β) : α → α → Prop := fun a₁ a₂ => r (f a₁) (f a₂)

namespace InvImage
variable {α : Sort u} {β : Sort v} {r : β → β → Prop}

theorem accessible {a : α} (f : α → β) (ac : Acc r (f a)) : Acc (InvImage r f) a := by
  generalize hb : f a = b at ac
  induction ac generalizing a with
  | intro x _ ih =>
    subst hb
    exact ⟨a, fun y h => ih (f y) h rfl⟩

theorem wf (f : α → β) (h : WellFounded r) : WellFounded (InvImage r f) := ⟨fun a => accessible f (h.apply (f a))⟩
end InvImage

/-- The relation between the values of `f`. -/
@[instance_reducible] def invImage {α : Sort u} {β : Sort v} (f : α → β) (h : WellFoundedRelation β) : WellFoundedRelation α where
  rel := InvImage h.rel f
  wf := InvImage.wf f h.wf

/-! ### Natural numbers and sizes -/

theorem Nat.lt_wfRel_wf : WellFounded (fun a b : Nat => a < b) :=
  ⟨fun n => Nat.strongRecOn' (motive := fun n => Acc (fun a b : Nat => a < b) n) n fun n ih => ⟨n, ih⟩⟩

/-- `<` on the natural numbers. -/
@[instance_reducible] def Nat.lt_wfRel : WellFoundedRelation Nat := ⟨(· < ·), Nat.lt_wfRel_wf⟩

/-- The relation between the values of a measure. -/
@[instance_reducible] def measure {α : Sort u} (f : α → Nat) : WellFoundedRelation α := invImage f Nat.lt_wfRel

/-- Recursion in which every smaller number is available. -/
@[elab_as_elim] protected noncomputable def Nat.strongRecOn {motive : Nat → Sort u} (n : Nat)
    (ind : ∀ n, (∀ m, m < n → motive m) → motive n) : motive n := Nat.lt_wfRel.wf.fix ind n

/-- Recursion in which every smaller number is available. -/
@[elab_as_elim] protected noncomputable def Nat.strongRec {motive : Nat → Sort u}
    (ind : ∀ n, (∀ m, m < n → motive m) → motive n) (n : Nat) : motive n := Nat.lt_wfRel.wf.fix ind n

namespace WellFounded.Nat
variable {α : Sort u} {motive : α → Sort v} (h : α → Nat)

/-- `n`, in a form that makes evaluation look at `n` first. -/
def eager (n : Nat) : Nat := if Nat.beq n n = true then n else n

theorem eager_eq (n : Nat) : eager n = n := ite_self n

/-- Recursion down a measure, with the bound `fuel` on the measure. -/
def fix.go (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x) :
    (fuel : Nat) → (x : α) → h x < fuel → motive x
  | 0, _, hfuel => absurd hfuel (Nat.not_lt_zero _)
  | fuel + 1, x, hfuel => F x fun y hy => fix.go F fuel y (Nat.lt_of_lt_of_le hy (Nat.le_of_lt_succ hfuel))

theorem fix.go_congr (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x) (x : α) (fuel₁ fuel₂ : Nat)
    (h₁ : h x < fuel₁) (h₂ : h x < fuel₂) : fix.go h F fuel₁ x h₁ = fix.go h F fuel₂ x h₂ := by
  induction fuel₁ generalizing x fuel₂ with
  | zero => exact absurd h₁ (Nat.not_lt_zero _)
  | succ f₁ ih =>
    cases fuel₂ with
    | zero => exact absurd h₂ (Nat.not_lt_zero _)
    | succ f₂ => exact congrArg (F x) (funext fun y => funext fun hy => ih y f₂ _ _)

/-- Recursion down a measure. Unlike `WellFounded.fix`, it can be evaluated. -/
def fix (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x) (x : α) : motive x :=
  fix.go h F (eager (h x + 1)) x ((eager_eq (h x + 1)).symm ▸ Nat.lt_add_one _)

theorem fix_eq (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x) (x : α) :
    fix h F x = F x fun y _ => fix h F y :=
  (fix.go_congr h F x _ (h x + 1) _ (Nat.lt_add_one _)).trans
    (congrArg (F x) (funext fun y => funext fun _ => fix.go_congr h F y _ _ _ _))

end WellFounded.Nat

/-- The identity, which nothing unfolds. -/
opaque Lean.opaqueId {α : Sort u} (x : α) : α := x

/-- Types with a size, by which recursion may go down. -/
class SizeOf (α : Sort u) where
  sizeOf : α → Nat

export SizeOf (sizeOf)

/-- The size that a type has if nothing else is known. -/
protected def default.sizeOf (α : Sort u) : α → Nat := fun _ => 0

instance (priority := low) instSizeOfDefault (α : Sort u) : SizeOf α := ⟨default.sizeOf α⟩

@[simp] theorem sizeOf_default (n : α) : sizeOf n = default.sizeOf α n := rfl

instance : SizeOf Nat := ⟨fun n => n⟩
@[simp] theorem sizeOf_nat (n : Nat) : sizeOf n = n := rfl

instance [SizeOf α] : SizeOf (Unit → α) := ⟨fun f => sizeOf (f ())⟩

/-- Compares by size. -/
@[instance_reducible] def sizeOfWFRel {α : Sort u} [SizeOf α] : WellFoundedRelation α := measure sizeOf

instance (priority := low) instWellFoundedRelationOfSizeOf {α : Sort u} [SizeOf α] : WellFoundedRelation α := sizeOfWFRel

deriving instance SizeOf for PUnit, Bool, Prod, PProd, MProd, Sum, PSum, Option, List, Array, Except, Subtype, ULift, PLift, Fin, Char, String,
  And, Or, Iff, Exists, Decidable, Sigma, PSigma

/-! ### Lexicographic products -/

namespace Prod
variable {α : Type u} {β : Type v} (ra : α → α → Prop) (rb : β → β → Prop)

/-- Compares the first parts, then the second. -/
protected inductive Lex : α × β → α × β → Prop where
  | left {a₁ : α} (b₁ : β) {a₂ : α} (b₂ : β) (h : ra a₁ a₂) : Prod.Lex (a₁, b₁) (a₂, b₂)
  | right (a : α) {b₁ b₂ : β} (h : rb b₁ b₂) : Prod.Lex (a, b₁) (a, b₂)

variable {ra rb}

theorem lexAccessible {a : α} (aca : Acc ra a) (acb : ∀ b, Acc rb b) (b : β) : Acc (Prod.Lex ra rb) (a, b) := by
  induction aca generalizing b with
  | intro xa _ iha =>
    have := acb b
    induction this with
    | intro xb _ ihb =>
      refine ⟨(xa, xb), fun p lt => ?_⟩
      cases lt with
      | left b₁ _ h => exact iha _ h _
      | right _ h => exact ihb _ h

theorem Lex.right' {a₁ : Nat} {b₁ : β} (h₁ : a₁ ≤ a₂) (h₂ : rb b₁ b₂) : Prod.Lex Nat.lt rb (a₁, b₁) (a₂, b₂) := by
  cases Nat.eq_or_lt_of_le h₁ with
  | inl h => subst h; exact .right _ h₂
  | inr h => exact .left _ _ h

/-- Compares the first parts, then the second. -/
instance lex {α : Type u} {β : Type v} [ha : WellFoundedRelation α] [hb : WellFoundedRelation β] : WellFoundedRelation (α × β) where
  rel := Prod.Lex ha.rel hb.rel
  wf := ⟨fun p => lexAccessible (ha.wf.apply p.1) (fun b => hb.wf.apply b) p.2⟩

instance Lex.instDecidableRelOfDecidableEq [ha : DecidableEq α] {r : α → α → Prop} [hr : DecidableRel r] {s : β → β → Prop} [hs : DecidableRel s] :
    DecidableRel (Prod.Lex r s) := fun (a, b) (a', b') =>
  if h : r a a' then isTrue (.left _ _ h)
  else if e : a = a' then
    if h' : s b b' then isTrue (by subst e; exact .right _ h')
    else isFalse fun hl => by cases hl with
      | left _ _ h'' => exact h h''
      | right _ h'' => exact h' h''
  else isFalse fun hl => by cases hl with
    | left _ _ h'' => exact h h''
    | right _ h'' => exact e rfl
end Prod

namespace PSigma
variable {α : Sort u} {β : α → Sort v} (r : α → α → Prop) (s : ∀ a, β a → β a → Prop)

/-- Compares the first parts, then the second. -/
inductive Lex : PSigma β → PSigma β → Prop where
  | left : ∀ {a₁ : α} (b₁ : β a₁) {a₂ : α} (b₂ : β a₂), r a₁ a₂ → Lex ⟨a₁, b₁⟩ ⟨a₂, b₂⟩
  | right : ∀ (a : α) {b₁ b₂ : β a}, s a b₁ b₂ → Lex ⟨a, b₁⟩ ⟨a, b₂⟩

variable {r s}

theorem lexAccessible {a} (aca : Acc r a) (acb : ∀ a, WellFounded (s a)) (b : β a) : Acc (Lex r s) ⟨a, b⟩ := by
  induction aca with
  | intro xa _ iha =>
    have := (acb xa).apply b
    induction this with
    | intro xb _ ihb =>
      refine Acc.intro _ fun p lt => ?_
      cases lt with
      | left b₁ _ h => exact iha _ h _
      | right _ h => exact ihb _ h

theorem lex_wf (ha : WellFounded r) (hb : ∀ a, WellFounded (s a)) : WellFounded (Lex r s) :=
  WellFounded.intro fun p => lexAccessible (ha.apply p.1) hb p.2

/-- Compares the first parts, then the second. -/
@[instance_reducible] def lex {α : Sort u} {β : α → Sort v} (ha : WellFoundedRelation α) (hb : ∀ a, WellFoundedRelation (β a)) :
    WellFoundedRelation (PSigma β) where
  rel := Lex ha.rel fun a => (hb a).rel
  wf := lex_wf ha.wf fun a => (hb a).wf

instance [ha : WellFoundedRelation α] {β : α → Type v} [hb : ∀ a, WellFoundedRelation (β a)] : WellFoundedRelation (PSigma β) := lex ha hb
end PSigma

/-! ### What the compilation of recursive definitions refers to -/

/-- Marks the parameters that recursion goes down on. -/
def wfParam {α : Sort u} (a : α) : α := a

/-- Suggests a name for a binder. -/
@[simp ↓] def binderNameHint {α : Sort u} {β : Sort v} {γ : Sort w} (_v : α) (_binder : β) (e : γ) : γ := e

/-- In the branches of an `if`, recursive calls may use the condition. -/
@[wf_preprocess] theorem ite_eq_dite {P : Prop} {α : Sort u} {a b : α} [Decidable P] :
    (if P then a else b) = if h : P then binderNameHint h () a else binderNameHint h () b := rfl
