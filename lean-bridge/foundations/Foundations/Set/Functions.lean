prelude
import Foundations.Set
import Foundations.Logic.Types
import Foundations.List.More
/-!
# Sets and functions, families, products, finiteness

Functions on sets (`Set.InjOn`, `Set.MapsTo`), unions and intersections of families (`⋃ i, s i`, `⋂ i ∈ t, s i`),
products `s ×ˢ t`, and finite sets. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

universe u v w

namespace Set

variable {α : Type u} {β : Type v} {γ : Type w} {s t : Set α} {a : α}

theorem exists_of_ssubset (h : s ⊂ t) : ∃ x, x ∈ t ∧ ¬x ∈ s := not_subset.mp h.2
theorem not_nonempty_iff_eq_empty : ¬s.Nonempty ↔ s = ∅ := by rw [nonempty_iff_ne_empty]; exact Classical.not_not
theorem eq_singleton_iff_unique_mem : s = {a} ↔ a ∈ s ∧ ∀ x, x ∈ s → x = a :=
  ⟨fun h => ⟨h ▸ mem_singleton a, fun x hx => (h ▸ hx : x ∈ ({a} : Set α))⟩, fun h => ext fun x => ⟨h.2 x, fun e => (show x = a from e) ▸ h.1⟩⟩

/-! ### Functions on sets -/

/-- `f` takes `s` into `t`. -/
def MapsTo (f : α → β) (s : Set α) (t : Set β) : Prop := ∀ ⦃x⦄, x ∈ s → f x ∈ t
/-- `f` is injective on `s`. -/
def InjOn (f : α → β) (s : Set α) : Prop := ∀ ⦃a₁⦄, a₁ ∈ s → ∀ ⦃a₂⦄, a₂ ∈ s → f a₁ = f a₂ → a₁ = a₂
/-- Every element of `t` is a value of `f` on `s`. -/
def SurjOn (f : α → β) (s : Set α) (t : Set β) : Prop := t ⊆ f '' s
/-- `f` is a bijection from `s` to `t`. -/
def BijOn (f : α → β) (s : Set α) (t : Set β) : Prop := MapsTo f s t ∧ InjOn f s ∧ SurjOn f s t
/-- `f` and `g` agree on `s`. -/
def EqOn (f g : α → β) (s : Set α) : Prop := ∀ ⦃x⦄, x ∈ s → f x = g x
theorem MapsTo.image_subset {f : α → β} {t : Set β} (h : MapsTo f s t) : f '' s ⊆ t := fun _ ⟨_, hx, e⟩ => e ▸ h hx
theorem mapsTo_iff_image_subset {f : α → β} {t : Set β} : MapsTo f s t ↔ f '' s ⊆ t := ⟨MapsTo.image_subset, fun h _ hx => h ⟨_, hx, rfl⟩⟩
theorem MapsTo.comp {f : α → β} {g : β → γ} {t : Set β} {p : Set γ} (h₁ : MapsTo g t p) (h₂ : MapsTo f s t) : MapsTo (g ∘ f) s p := fun _ h => h₁ (h₂ h)
theorem InjOn.mono {f : α → β} (h : s ⊆ t) (ht : InjOn f t) : InjOn f s := fun _ hx _ hy e => ht (h hx) (h hy) e
theorem injOn_of_injective {f : α → β} (h : Function.Injective f) : InjOn f s := fun _ _ _ _ e => h e
theorem injective_iff_injOn_univ {f : α → β} : Function.Injective f ↔ InjOn f univ :=
  ⟨fun h => injOn_of_injective h, fun h _ _ e => h trivial trivial e⟩
theorem bijOn_image {f : α → β} (h : InjOn f s) : BijOn f s (f '' s) := ⟨fun x hx => ⟨x, hx, rfl⟩, h, Subset.refl _⟩

/-! ### Families -/

open Lean in
/-- `⋃ i, s i`: the union of a family. -/
syntax (name := iUnionNotation) "⋃ " explicitBinders ", " term:60 : term
@[macro iUnionNotation] meta def expandUnion : Lean.Macro := fun stx => do
  return (← Lean.expandExplicitBinders ``Set.iUnion (stx.getArg 1) (stx.getArg 3)).raw
open Lean in
/-- `⋂ i, s i`: the intersection of a family. -/
syntax (name := iInterNotation) "⋂ " explicitBinders ", " term:60 : term
@[macro iInterNotation] meta def expandInter : Lean.Macro := fun stx => do
  return (← Lean.expandExplicitBinders ``Set.iInter (stx.getArg 1) (stx.getArg 3)).raw
/-- `⋃ i ∈ t, s i`: the union over the `i` in `t`. -/
macro "⋃ " x:ident p:binderPred ", " b:term:60 : term =>
  `(Set.iUnion fun $x:ident => Set.iUnion fun (_ : satisfies_binder_pred% $x $p) => $b)
/-- `⋂ i ∈ t, s i`: the intersection over the `i` in `t`. -/
macro "⋂ " x:ident p:binderPred ", " b:term:60 : term =>
  `(Set.iInter fun $x:ident => Set.iInter fun (_ : satisfies_binder_pred% $x $p) => $b)
/-- Prints `⋃ i, s i`. -/
@[app_unexpander Set.iUnion] meta def unexpandUnion : Lean.PrettyPrinter.Unexpander
  | `($(_) fun $x:ident => $p) => `(⋃ $x:ident, $p)
  | _ => throw ()
/-- Prints `⋂ i, s i`. -/
@[app_unexpander Set.iInter] meta def unexpandInter : Lean.PrettyPrinter.Unexpander
  | `($(_) fun $x:ident => $p) => `(⋂ $x:ident, $p)
  | _ => throw ()
theorem mem_iUnion₂ {ι : Sort v} {κ : ι → Sort w} {f : ∀ i, κ i → Set α} : a ∈ (iUnion fun i => iUnion fun j => f i j) ↔ ∃ i j, a ∈ f i j := Iff.rfl
theorem mem_iInter₂ {ι : Sort v} {κ : ι → Sort w} {f : ∀ i, κ i → Set α} : a ∈ (iInter fun i => iInter fun j => f i j) ↔ ∀ i j, a ∈ f i j := Iff.rfl
theorem sUnion_eq_biUnion {S : Set (Set α)} : ⋃₀ S = ⋃ i ∈ S, i := ext fun _ => ⟨fun ⟨t, h, hx⟩ => ⟨t, h, hx⟩, fun ⟨t, h, hx⟩ => ⟨t, h, hx⟩⟩

/-! ### Products -/

/-- A type with products `s ×ˢ t`. -/
class _root_.SProd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  /-- The product. -/
  sprod : α → β → γ
@[inherit_doc _root_.SProd] infixr:82 " ×ˢ " => SProd.sprod
/-- The pairs with components in `s` and `t`. -/
def prod (s : Set α) (t : Set β) : Set (α × β) := {p | p.1 ∈ s ∧ p.2 ∈ t}
instance : SProd (Set α) (Set β) (Set (α × β)) := ⟨Set.prod⟩
@[simp] theorem mem_prod {s : Set α} {t : Set β} {p : α × β} : p ∈ s ×ˢ t ↔ p.1 ∈ s ∧ p.2 ∈ t := Iff.rfl
theorem mk_mem_prod {s : Set α} {t : Set β} {a : α} {b : β} (ha : a ∈ s) (hb : b ∈ t) : (a, b) ∈ s ×ˢ t := ⟨ha, hb⟩

/-! ### Finite sets -/

/-- The elements of the set are those of a list. -/
protected def Finite (s : Set α) : Prop := ∃ l : List α, ∀ x, x ∈ s ↔ x ∈ l
/-- Not finite. -/
protected def Infinite (s : Set α) : Prop := ¬s.Finite
@[simp] theorem finite_empty : (∅ : Set α).Finite := ⟨[], fun _ => ⟨fun h => h.elim, fun h => nomatch h⟩⟩
@[simp] theorem finite_singleton (a : α) : ({a} : Set α).Finite := ⟨[a], fun _ => List.mem_singleton.symm⟩
theorem Finite.union {s t : Set α} : s.Finite → t.Finite → (s ∪ t).Finite
  | ⟨l, h⟩, ⟨l', h'⟩ => ⟨l ++ l', fun x => by rw [List.mem_append, ← h, ← h']; rfl⟩
theorem Finite.insert (a : α) {s : Set α} : s.Finite → (Insert.insert a s).Finite
  | ⟨l, h⟩ => ⟨a :: l, fun x => by rw [List.mem_cons, ← h]; rfl⟩
theorem Finite.image {s : Set α} (f : α → β) : s.Finite → (f '' s).Finite
  | ⟨l, h⟩ => ⟨l.map f, fun y => by
    rw [List.mem_map]
    exact ⟨fun ⟨x, hx, e⟩ => ⟨x, (h x).mp hx, e⟩, fun ⟨x, hx, e⟩ => ⟨x, (h x).mpr hx, e⟩⟩⟩
open Classical in
theorem Finite.subset {s t : Set α} : s.Finite → t ⊆ s → t.Finite
  | ⟨l, h⟩, ht => ⟨l.filter fun x => decide (x ∈ t), fun x => by
    rw [List.mem_filter, decide_eq_true_iff]
    exact ⟨fun hx => ⟨(h x).mp (ht hx), hx⟩, And.right⟩⟩
theorem Finite.inter_of_left {s : Set α} (hs : s.Finite) (t : Set α) : (s ∩ t).Finite := hs.subset inter_subset_left
/-- A finite set of numbers has a bound. -/
theorem Finite.exists_le {s : Set Nat} : s.Finite → ∃ n, ∀ x, x ∈ s → x ≤ n
  | ⟨l, h⟩ => ⟨l.sum, fun x hx => List.le_sum_of_mem ((h x).mp hx)⟩
theorem infinite_of_forall_exists_gt {s : Set Nat} (h : ∀ n, ∃ x, x ∈ s ∧ n < x) : s.Infinite := fun hf => by
  obtain ⟨n, hn⟩ := hf.exists_le
  obtain ⟨x, hx, hlt⟩ := h n
  exact absurd (hn x hx) (Nat.not_le_of_gt hlt)
theorem infinite_univ_nat : (univ : Set Nat).Infinite := infinite_of_forall_exists_gt fun n => ⟨n + 1, trivial, Nat.lt_succ_self n⟩
end Set
