prelude
import Foundations.Algebra.Order
import Foundations.Logic.Types
/-!
# Bounds, intervals, top and bottom, Boolean algebras

Upper and lower bounds of sets, least and greatest elements, suprema; intervals `Set.Icc a b` and the like; `⊤`
and `⊥`; disjoint elements; Boolean algebras; monotone functions as objects (`α →o β`); and the order relations
in the form `h.le`, `h.trans h'`. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

universe u v w

section Projections
variable {α : Type u} [Preorder α] {a b c : α}
theorem LE.le.trans (h : a ≤ b) (h' : b ≤ c) : a ≤ c := le_trans h h'
theorem LE.le.trans_lt (h : a ≤ b) (h' : b < c) : a < c := lt_of_le_of_lt h h'
theorem LE.le.not_gt (h : a ≤ b) : ¬b < a := not_lt_of_ge h
theorem LT.lt.le (h : a < b) : a ≤ b := le_of_lt h
theorem LT.lt.ne (h : a < b) : a ≠ b := ne_of_lt h
theorem LT.lt.ne' (h : a < b) : b ≠ a := ne_of_gt h
theorem LT.lt.trans (h : a < b) (h' : b < c) : a < c := lt_trans h h'
theorem LT.lt.trans_le (h : a < b) (h' : b ≤ c) : a < c := lt_of_lt_of_le h h'
theorem LT.lt.not_ge (h : a < b) : ¬b ≤ a := not_le_of_gt h
theorem LT.lt.asymm (h : a < b) : ¬b < a := lt_asymm h
theorem Eq.le (h : a = b) : a ≤ b := le_of_eq h
theorem Eq.ge (h : a = b) : b ≤ a := le_of_eq h.symm
theorem ge_of_eq (h : a = b) : a ≥ b := le_of_eq h.symm
theorem lt_of_le_of_ne' {α : Type u} [PartialOrder α] {a b : α} (h : a ≤ b) (h' : b ≠ a) : a < b := lt_of_le_of_ne h h'.symm
theorem LE.le.antisymm {α : Type u} [PartialOrder α] {a b : α} (h : a ≤ b) (h' : b ≤ a) : a = b := le_antisymm h h'
theorem LE.le.lt_of_ne {α : Type u} [PartialOrder α] {a b : α} (h : a ≤ b) (h' : a ≠ b) : a < b := lt_of_le_of_ne h h'
theorem LE.le.lt_or_eq {α : Type u} [PartialOrder α] {a b : α} (h : a ≤ b) : a < b ∨ a = b := lt_or_eq_of_le h
theorem LE.le.eq_or_lt {α : Type u} [PartialOrder α] {a b : α} (h : a ≤ b) : a = b ∨ a < b := (lt_or_eq_of_le h).symm
end Projections

/-! ### Bounds -/

section
variable {α : Type u} [Preorder α] {s t : Set α} {a b : α}
/-- All that lies above `s`. -/
def upperBounds (s : Set α) : Set α := {x | ∀ ⦃a⦄, a ∈ s → a ≤ x}
/-- All that lies below `s`. -/
def lowerBounds (s : Set α) : Set α := {x | ∀ ⦃a⦄, a ∈ s → x ≤ a}
/-- Something lies above `s`. -/
def BddAbove (s : Set α) : Prop := (upperBounds s).Nonempty
/-- Something lies below `s`. -/
def BddBelow (s : Set α) : Prop := (lowerBounds s).Nonempty
/-- `a` is the least element of `s`. -/
def IsLeast (s : Set α) (a : α) : Prop := a ∈ s ∧ a ∈ lowerBounds s
/-- `a` is the greatest element of `s`. -/
def IsGreatest (s : Set α) (a : α) : Prop := a ∈ s ∧ a ∈ upperBounds s
/-- `a` is the least upper bound of `s`. -/
def IsLUB (s : Set α) : α → Prop := IsLeast (upperBounds s)
/-- `a` is the greatest lower bound of `s`. -/
def IsGLB (s : Set α) : α → Prop := IsGreatest (lowerBounds s)
theorem mem_upperBounds : a ∈ upperBounds s ↔ ∀ x, x ∈ s → x ≤ a := Iff.rfl
theorem mem_lowerBounds : a ∈ lowerBounds s ↔ ∀ x, x ∈ s → a ≤ x := Iff.rfl
theorem upperBounds_mono_set (h : s ⊆ t) : upperBounds t ⊆ upperBounds s := fun _ hb _ ha => hb (h ha)
theorem IsGreatest.isLUB (h : IsGreatest s a) : IsLUB s a := ⟨h.2, fun _ hb => hb h.1⟩
theorem IsLeast.isGLB (h : IsLeast s a) : IsGLB s a := ⟨h.2, fun _ hb => hb h.1⟩
theorem isLUB_le_iff (h : IsLUB s a) : a ≤ b ↔ b ∈ upperBounds s := ⟨fun hb _ hc => le_trans (h.1 hc) hb, fun hb => h.2 hb⟩
/-- Nothing in order is strictly above `a`. -/
def IsMax (a : α) : Prop := ∀ ⦃b⦄, a ≤ b → b ≤ a
/-- Nothing in order is strictly below `a`. -/
def IsMin (a : α) : Prop := ∀ ⦃b⦄, b ≤ a → a ≤ b
end
section
variable {α : Type u} [PartialOrder α] {s : Set α} {a b : α}
theorem IsLeast.unique (ha : IsLeast s a) (hb : IsLeast s b) : a = b := le_antisymm (ha.2 hb.1) (hb.2 ha.1)
theorem IsGreatest.unique (ha : IsGreatest s a) (hb : IsGreatest s b) : a = b := le_antisymm (hb.2 ha.1) (ha.2 hb.1)
theorem IsLUB.unique (ha : IsLUB s a) (hb : IsLUB s b) : a = b := IsLeast.unique ha hb
theorem IsGLB.unique (ha : IsGLB s a) (hb : IsGLB s b) : a = b := IsGreatest.unique ha hb
end
theorem isLUB_sSup {α : Type u} [CompleteLattice α] (s : Set α) : IsLUB s (sSup s) := ⟨fun _ h => le_sSup h, fun _ h => sSup_le h⟩
theorem isGLB_sInf {α : Type u} [CompleteLattice α] (s : Set α) : IsGLB s (sInf s) := ⟨fun _ h => sInf_le h, fun _ h => le_sInf h⟩

namespace Set
variable {α : Type u} [Preorder α] {a b x : α}
/-- `a < x < b`. -/
def Ioo (a b : α) : Set α := {x | a < x ∧ x < b}
/-- `a ≤ x < b`. -/
def Ico (a b : α) : Set α := {x | a ≤ x ∧ x < b}
/-- `a < x ≤ b`. -/
def Ioc (a b : α) : Set α := {x | a < x ∧ x ≤ b}
/-- `a ≤ x ≤ b`. -/
def Icc (a b : α) : Set α := {x | a ≤ x ∧ x ≤ b}
/-- `x < b`. -/
def Iio (b : α) : Set α := {x | x < b}
/-- `x ≤ b`. -/
def Iic (b : α) : Set α := {x | x ≤ b}
/-- `a < x`. -/
def Ioi (a : α) : Set α := {x | a < x}
/-- `a ≤ x`. -/
def Ici (a : α) : Set α := {x | a ≤ x}
@[simp] theorem mem_Ioo : x ∈ Ioo a b ↔ a < x ∧ x < b := Iff.rfl
@[simp] theorem mem_Ico : x ∈ Ico a b ↔ a ≤ x ∧ x < b := Iff.rfl
@[simp] theorem mem_Ioc : x ∈ Ioc a b ↔ a < x ∧ x ≤ b := Iff.rfl
@[simp] theorem mem_Icc : x ∈ Icc a b ↔ a ≤ x ∧ x ≤ b := Iff.rfl
@[simp] theorem mem_Iio : x ∈ Iio b ↔ x < b := Iff.rfl
@[simp] theorem mem_Iic : x ∈ Iic b ↔ x ≤ b := Iff.rfl
@[simp] theorem mem_Ioi : x ∈ Ioi a ↔ a < x := Iff.rfl
@[simp] theorem mem_Ici : x ∈ Ici a ↔ a ≤ x := Iff.rfl
end Set

/-! ### Top and bottom -/

/-- A type with a `⊤`. -/
class Top (α : Type u) where
  /-- The greatest element. -/
  top : α
/-- A type with a `⊥`. -/
class Bot (α : Type u) where
  /-- The least element. -/
  bot : α
/-- `⊤`: the greatest element. -/
notation "⊤" => Top.top
/-- `⊥`: the least element. -/
notation "⊥" => Bot.bot
/-- There is a greatest element. -/
class OrderTop (α : Type u) [LE α] extends Top α where
  le_top : ∀ a : α, a ≤ ⊤
/-- There is a least element. -/
class OrderBot (α : Type u) [LE α] extends Bot α where
  bot_le : ∀ a : α, ⊥ ≤ a
/-- There are a greatest and a least element. -/
class BoundedOrder (α : Type u) [LE α] extends OrderTop α, OrderBot α
@[simp] theorem le_top {α : Type u} [LE α] [OrderTop α] {a : α} : a ≤ ⊤ := OrderTop.le_top a
@[simp] theorem bot_le {α : Type u} [LE α] [OrderBot α] {a : α} : ⊥ ≤ a := OrderBot.bot_le a
theorem top_le_iff {α : Type u} [PartialOrder α] [OrderTop α] {a : α} : ⊤ ≤ a ↔ a = ⊤ := ⟨fun h => le_antisymm le_top h, fun h => le_of_eq h.symm⟩
theorem le_bot_iff {α : Type u} [PartialOrder α] [OrderBot α] {a : α} : a ≤ ⊥ ↔ a = ⊥ := ⟨fun h => le_antisymm h bot_le, le_of_eq⟩
theorem eq_top_iff {α : Type u} [PartialOrder α] [OrderTop α] {a : α} : a = ⊤ ↔ ⊤ ≤ a := top_le_iff.symm
theorem eq_bot_iff {α : Type u} [PartialOrder α] [OrderBot α] {a : α} : a = ⊥ ↔ a ≤ ⊥ := le_bot_iff.symm
instance : OrderBot Nat where
  bot := 0
  bot_le := Nat.zero_le
instance (priority := low) CompleteLattice.toBoundedOrder {α : Type u} [CompleteLattice α] : BoundedOrder α where
  top := sSup Set.univ
  bot := sInf Set.univ
  le_top _ := _root_.le_sSup trivial
  bot_le _ := _root_.sInf_le trivial
/-- A complete lattice is a lattice. -/
instance (priority := low) CompleteLattice.toLattice {α : Type u} [CompleteLattice α] : Lattice α where
  max a b := sSup {a, b}
  min a b := sInf {a, b}
  le_sup_left _ _ := _root_.le_sSup (Or.inl rfl)
  le_sup_right _ _ := _root_.le_sSup (Or.inr rfl)
  sup_le a b c h₁ h₂ := _root_.sSup_le fun x (h : x = a ∨ x = b) => h.elim (fun e => e ▸ h₁) (fun e => e ▸ h₂)
  inf_le_left _ _ := _root_.sInf_le (Or.inl rfl)
  inf_le_right _ _ := _root_.sInf_le (Or.inr rfl)
  le_inf a b c h₁ h₂ := _root_.le_sInf fun x (h : x = b ∨ x = c) => h.elim (fun e => e ▸ h₁) (fun e => e ▸ h₂)

/-- Nothing but the least element lies below both. -/
def Disjoint {α : Type u} [PartialOrder α] [OrderBot α] (a b : α) : Prop := ∀ ⦃x⦄, x ≤ a → x ≤ b → x ≤ ⊥
theorem Disjoint.symm {α : Type u} [PartialOrder α] [OrderBot α] {a b : α} (h : Disjoint a b) : Disjoint b a := fun _ hb ha => h ha hb
theorem Set.disjoint_left {α : Type u} {s t : Set α} : _root_.Disjoint s t ↔ ∀ ⦃a⦄, a ∈ s → ¬a ∈ t := by
  constructor
  · intro h a hs ht
    have h₁ : ({a} : Set α) ≤ s := Set.singleton_subset_iff.mpr hs
    have h₂ : ({a} : Set α) ≤ t := Set.singleton_subset_iff.mpr ht
    have h₃ : ({a} : Set α) ≤ (∅ : Set α) := le_trans (h h₁ h₂) bot_le
    exact h₃ rfl
  · intro h x hs ht a ha
    exact (h (hs ha) (ht ha)).elim

/-! ### Boolean algebras -/

/-- A distributive lattice with complements. -/
class BooleanAlgebra (α : Type u) extends DistribLattice α, HasCompl α, Top α, Bot α where
  inf_compl_le_bot : ∀ a : α, a ⊓ aᶜ ≤ ⊥
  top_le_sup_compl : ∀ a : α, ⊤ ≤ a ⊔ aᶜ
  le_top : ∀ a : α, a ≤ ⊤
  bot_le : ∀ a : α, ⊥ ≤ a
section BooleanAlgebra
variable {α : Type u} [BooleanAlgebra α] {a b : α}
instance (priority := low) BooleanAlgebra.toBoundedOrder : BoundedOrder α where
  le_top := BooleanAlgebra.le_top
  bot_le := BooleanAlgebra.bot_le
@[simp] theorem inf_compl_self (a : α) : a ⊓ aᶜ = ⊥ := le_bot_iff.mp (BooleanAlgebra.inf_compl_le_bot a)
@[simp] theorem sup_compl_self (a : α) : a ⊔ aᶜ = ⊤ := top_le_iff.mp (BooleanAlgebra.top_le_sup_compl a)
@[simp] theorem inf_top_eq (a : α) : a ⊓ ⊤ = a := inf_of_le_left le_top
@[simp] theorem sup_bot_eq (a : α) : a ⊔ ⊥ = a := sup_of_le_left bot_le
/-- Complements are unique. -/
theorem compl_unique (i : a ⊓ b = ⊥) (s : a ⊔ b = ⊤) : aᶜ = b :=
  eq_of_inf_eq_sup_eq (a := a) (by rw [inf_comm, inf_compl_self, inf_comm, i]) (by rw [sup_comm, sup_compl_self, sup_comm, s])
@[simp] theorem compl_compl (a : α) : aᶜᶜ = a := compl_unique (by rw [inf_comm, inf_compl_self]) (by rw [sup_comm, sup_compl_self])
theorem compl_sup : (a ⊔ b)ᶜ = aᶜ ⊓ bᶜ := by
  refine compl_unique ?_ ?_
  · rw [inf_sup_right, ← inf_assoc, inf_compl_self, inf_comm aᶜ, ← inf_assoc, inf_compl_self]
    exact le_bot_iff.mp (sup_le inf_le_left inf_le_left)
  · rw [sup_inf_left, sup_comm a b, sup_assoc b a, sup_compl_self, sup_comm b a, sup_assoc a b, sup_compl_self]
    exact top_le_iff.mp (le_inf le_sup_right le_sup_right)
theorem compl_inf : (a ⊓ b)ᶜ = aᶜ ⊔ bᶜ := by
  have h := compl_sup (a := aᶜ) (b := bᶜ)
  rw [compl_compl, compl_compl] at h
  rw [← h, compl_compl]
end BooleanAlgebra
instance Set.instBooleanAlgebra {α : Type u} : BooleanAlgebra (Set α) where
  max := (· ∪ ·)
  min := (· ∩ ·)
  le_sup_left _ _ := Set.subset_union_left
  le_sup_right _ _ := Set.subset_union_right
  sup_le _ _ _ := Set.union_subset
  inf_le_left _ _ := Set.inter_subset_left
  inf_le_right _ _ := Set.inter_subset_right
  le_inf _ _ _ := Set.subset_inter
  le_sup_inf s t u := Set.Subset.of_eq (Set.union_inter_distrib_left s t u).symm
  top := Set.univ
  bot := ∅
  inf_compl_le_bot s := Set.Subset.of_eq (Set.inter_compl_self s)
  top_le_sup_compl s := Set.Subset.of_eq (Set.union_compl_self s).symm
  le_top := Set.subset_univ
  bot_le := Set.empty_subset

/-! ### Monotone functions as objects -/

/-- `α →o β`: a monotone function. -/
structure OrderHom (α : Type u) (β : Type v) [Preorder α] [Preorder β] where
  /-- The function. -/
  toFun : α → β
  monotone' : Monotone toFun
@[inherit_doc] infixr:25 " →o " => OrderHom
namespace OrderHom
variable {α : Type u} {β : Type v} [Preorder α] [Preorder β]
instance : CoeFun (α →o β) fun _ => α → β := ⟨toFun⟩
protected theorem monotone (f : α →o β) : Monotone f := f.monotone'
@[ext] theorem ext {f g : α →o β} (h : ∀ x, f x = g x) : f = g := by
  cases f; cases g
  cases (show _ = _ from funext h)
  rfl
end OrderHom

/-! ### More on monotone functions -/

/-- `a < b` gives `f b < f a`. -/
def StrictAnti {α : Type u} {β : Type v} [Preorder α] [Preorder β] (f : α → β) : Prop := ∀ ⦃a b⦄, a < b → f b < f a
theorem monotone_nat_of_le_succ {α : Type u} [Preorder α] {f : Nat → α} (hf : ∀ n, f n ≤ f (n + 1)) : Monotone f := by
  intro m n h
  induction h with
  | refl => exact le_refl _
  | step _ ih => exact le_trans ih (hf _)
theorem strictMono_nat_of_lt_succ {α : Type u} [Preorder α] {f : Nat → α} (hf : ∀ n, f n < f (n + 1)) : StrictMono f := by
  intro m n h
  induction h with
  | refl => exact hf _
  | step _ ih => exact lt_trans ih (hf _)
theorem StrictMono.id_le {f : Nat → Nat} (hf : StrictMono f) (n : Nat) : n ≤ f n := by
  induction n with
  | zero => exact Nat.zero_le _
  | succ n ih => exact Nat.succ_le_of_lt (Nat.lt_of_le_of_lt ih (hf (Nat.lt_succ_self n)))
theorem StrictMono.le_iff_le {α : Type u} {β : Type v} [LinearOrder α] [Preorder β] {f : α → β} (hf : StrictMono f) {a b : α} : f a ≤ f b ↔ a ≤ b :=
  ⟨fun h => le_of_not_gt fun h' => not_le_of_gt (hf h') h, fun h => hf.monotone h⟩
