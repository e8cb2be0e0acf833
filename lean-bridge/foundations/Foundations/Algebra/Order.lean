prelude
import Foundations.Set
import Foundations.Int.Order
/-!
# Orders and lattices

Preorders, partial and linear orders, lattices, distributive and complete lattices, monotone functions,
Galois connections, and the theorem of Knaster and Tarski. Names as in Mathlib. `import Foundations.Algebra.Order`.
-/

universe u v w

/-- A reflexive and transitive relation `≤`. -/
class Preorder (α : Type u) extends LE α, LT α where
  le_refl : ∀ a : α, a ≤ a
  le_trans : ∀ a b c : α, a ≤ b → b ≤ c → a ≤ c
  lt_iff_le_not_ge : ∀ a b : α, a < b ↔ a ≤ b ∧ ¬b ≤ a
/-- A preorder in which `a ≤ b` and `b ≤ a` give `a = b`. -/
class PartialOrder (α : Type u) extends Preorder α where
  le_antisymm : ∀ a b : α, a ≤ b → b ≤ a → a = b
/-- A partial order in which any two elements can be compared. -/
class LinearOrder (α : Type u) extends PartialOrder α, Min α, Max α where
  le_total : ∀ a b : α, a ≤ b ∨ b ≤ a
  /-- How `≤` is decided; classically, where nothing else is said. -/
  toDecidableLE : DecidableLE α := fun _ _ => Classical.propDecidable _
  min := fun a b => if a ≤ b then a else b
  max := fun a b => if a ≤ b then b else a
  min_def : ∀ a b : α, min a b = if a ≤ b then a else b := by intros; rfl
  max_def : ∀ a b : α, max a b = if a ≤ b then b else a := by intros; rfl

section Preorder
variable {α : Type u} [Preorder α] {a b c d : α}
@[refl, simp] theorem le_refl (a : α) : a ≤ a := Preorder.le_refl a
theorem le_rfl : a ≤ a := le_refl a
theorem le_trans (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c := Preorder.le_trans a b c h₁ h₂
theorem le_of_eq (h : a = b) : a ≤ b := h ▸ le_refl a
theorem lt_iff_le_not_ge : a < b ↔ a ≤ b ∧ ¬b ≤ a := Preorder.lt_iff_le_not_ge a b
theorem lt_of_le_not_ge (h₁ : a ≤ b) (h₂ : ¬b ≤ a) : a < b := lt_iff_le_not_ge.mpr ⟨h₁, h₂⟩
theorem le_of_lt (h : a < b) : a ≤ b := (lt_iff_le_not_ge.mp h).1
theorem not_le_of_gt (h : a < b) : ¬b ≤ a := (lt_iff_le_not_ge.mp h).2
theorem not_lt_of_ge (h : a ≤ b) : ¬b < a := fun h' => not_le_of_gt h' h
@[simp] theorem lt_irrefl (a : α) : ¬a < a := fun h => not_le_of_gt h (le_refl a)
theorem lt_of_lt_of_le (h₁ : a < b) (h₂ : b ≤ c) : a < c :=
  lt_of_le_not_ge (le_trans (le_of_lt h₁) h₂) fun h => not_le_of_gt h₁ (le_trans h₂ h)
theorem lt_of_le_of_lt (h₁ : a ≤ b) (h₂ : b < c) : a < c :=
  lt_of_le_not_ge (le_trans h₁ (le_of_lt h₂)) fun h => not_le_of_gt h₂ (le_trans h h₁)
theorem lt_trans (h₁ : a < b) (h₂ : b < c) : a < c := lt_of_lt_of_le h₁ (le_of_lt h₂)
theorem lt_asymm (h : a < b) : ¬b < a := fun h' => lt_irrefl a (lt_trans h h')
theorem ne_of_lt (h : a < b) : a ≠ b := fun e => lt_irrefl b (e ▸ h)
theorem ne_of_gt (h : b < a) : a ≠ b := fun e => lt_irrefl b (e ▸ h)
instance : Trans (α := α) (β := α) (γ := α) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨le_trans⟩
instance : Trans (α := α) (β := α) (γ := α) (· < ·) (· < ·) (· < ·) := ⟨lt_trans⟩
instance : Trans (α := α) (β := α) (γ := α) (· ≤ ·) (· < ·) (· < ·) := ⟨lt_of_le_of_lt⟩
instance : Trans (α := α) (β := α) (γ := α) (· < ·) (· ≤ ·) (· < ·) := ⟨lt_of_lt_of_le⟩
end Preorder

section PartialOrder
variable {α : Type u} [PartialOrder α] {a b c : α}
theorem le_antisymm (h₁ : a ≤ b) (h₂ : b ≤ a) : a = b := PartialOrder.le_antisymm a b h₁ h₂
theorem le_antisymm_iff : a = b ↔ a ≤ b ∧ b ≤ a := ⟨fun h => ⟨le_of_eq h, le_of_eq h.symm⟩, fun h => le_antisymm h.1 h.2⟩
theorem lt_of_le_of_ne (h₁ : a ≤ b) (h₂ : a ≠ b) : a < b := lt_of_le_not_ge h₁ fun h => h₂ (le_antisymm h₁ h)
theorem lt_iff_le_and_ne : a < b ↔ a ≤ b ∧ a ≠ b := ⟨fun h => ⟨le_of_lt h, ne_of_lt h⟩, fun h => lt_of_le_of_ne h.1 h.2⟩
theorem lt_or_eq_of_le (h : a ≤ b) : a < b ∨ a = b :=
  (Classical.em (a = b)).elim Or.inr fun hne => Or.inl (lt_of_le_of_ne h hne)
theorem le_iff_lt_or_eq : a ≤ b ↔ a < b ∨ a = b := ⟨lt_or_eq_of_le, fun h => h.elim le_of_lt le_of_eq⟩
theorem eq_of_forall_le_iff (H : ∀ c, c ≤ a ↔ c ≤ b) : a = b := le_antisymm ((H a).mp (le_refl a)) ((H b).mpr (le_refl b))
theorem eq_of_forall_ge_iff (H : ∀ c, a ≤ c ↔ b ≤ c) : a = b := le_antisymm ((H b).mpr (le_refl b)) ((H a).mp (le_refl a))
end PartialOrder

section LinearOrder
variable {α : Type u} [LinearOrder α] {a b c : α}
theorem le_total (a b : α) : a ≤ b ∨ b ≤ a := LinearOrder.le_total a b
theorem lt_of_not_ge (h : ¬b ≤ a) : a < b := lt_of_le_not_ge ((le_total a b).resolve_right h) h
theorem le_of_not_gt (h : ¬b < a) : a ≤ b := Classical.byContradiction fun h' => h (lt_of_not_ge h')
@[simp] theorem not_le : ¬a ≤ b ↔ b < a := ⟨lt_of_not_ge, not_le_of_gt⟩
@[simp] theorem not_lt : ¬a < b ↔ b ≤ a := ⟨le_of_not_gt, not_lt_of_ge⟩
theorem lt_or_ge (a b : α) : a < b ∨ b ≤ a := (Classical.em (b ≤ a)).elim Or.inr fun h => Or.inl (lt_of_not_ge h)
theorem le_or_gt (a b : α) : a ≤ b ∨ b < a := (lt_or_ge b a).symm
theorem lt_trichotomy (a b : α) : a < b ∨ a = b ∨ b < a :=
  (lt_or_ge a b).imp_right fun h => (lt_or_eq_of_le h).elim Or.inr fun e => Or.inl e.symm
theorem lt_or_gt_of_ne (h : a ≠ b) : a < b ∨ b < a := (lt_trichotomy a b).imp_right fun h' => h'.resolve_left h
instance (priority := low) instDecidableLE : DecidableLE α := LinearOrder.toDecidableLE
instance (priority := low) instDecidableLT : DecidableLT α := fun a b => decidable_of_iff (¬b ≤ a) not_le
theorem min_def (a b : α) : min a b = if a ≤ b then a else b := LinearOrder.min_def a b
theorem max_def (a b : α) : max a b = if a ≤ b then b else a := LinearOrder.max_def a b
theorem min_eq_left (h : a ≤ b) : min a b = a := (min_def a b).trans (if_pos h)
theorem max_eq_right (h : a ≤ b) : max a b = b := (max_def a b).trans (if_pos h)
theorem min_eq_right (h : b ≤ a) : min a b = b := by
  rw [min_def]
  split
  · rename_i h'; exact le_antisymm h' h
  · rfl
theorem max_eq_left (h : b ≤ a) : max a b = a := by
  rw [max_def]
  split
  · rename_i h'; exact le_antisymm h h'
  · rfl
theorem min_le_left (a b : α) : min a b ≤ a := (le_total a b).elim (fun h => le_of_eq (min_eq_left h)) (fun h => (min_eq_right h).symm ▸ h)
theorem min_le_right (a b : α) : min a b ≤ b := (le_total a b).elim (fun h => (min_eq_left h).symm ▸ h) (fun h => le_of_eq (min_eq_right h))
theorem le_max_left (a b : α) : a ≤ max a b := (le_total a b).elim (fun h => (max_eq_right h).symm ▸ h) (fun h => (max_eq_left h).symm ▸ le_refl a)
theorem le_max_right (a b : α) : b ≤ max a b := (le_total a b).elim (fun h => (max_eq_right h).symm ▸ le_refl b) (fun h => (max_eq_left h).symm ▸ h)
theorem le_min (h₁ : c ≤ a) (h₂ : c ≤ b) : c ≤ min a b :=
  (le_total a b).elim (fun h => (min_eq_left h).symm ▸ h₁) (fun h => (min_eq_right h).symm ▸ h₂)
theorem max_le (h₁ : a ≤ c) (h₂ : b ≤ c) : max a b ≤ c :=
  (le_total a b).elim (fun h => (max_eq_right h).symm ▸ h₂) (fun h => (max_eq_left h).symm ▸ h₁)
theorem le_min_iff : c ≤ min a b ↔ c ≤ a ∧ c ≤ b :=
  ⟨fun h => ⟨le_trans h (min_le_left a b), le_trans h (min_le_right a b)⟩, fun h => le_min h.1 h.2⟩
theorem max_le_iff : max a b ≤ c ↔ a ≤ c ∧ b ≤ c :=
  ⟨fun h => ⟨le_trans (le_max_left a b) h, le_trans (le_max_right a b) h⟩, fun h => max_le h.1 h.2⟩
theorem min_comm (a b : α) : min a b = min b a :=
  le_antisymm (le_min (min_le_right a b) (min_le_left a b)) (le_min (min_le_right b a) (min_le_left b a))
theorem max_comm (a b : α) : max a b = max b a :=
  le_antisymm (max_le (le_max_right b a) (le_max_left b a)) (max_le (le_max_right a b) (le_max_left a b))
theorem min_self (a : α) : min a a = a := min_eq_left (le_refl a)
theorem max_self (a : α) : max a a = a := max_eq_right (le_refl a)
theorem min_choice (a b : α) : min a b = a ∨ min a b = b := (le_total a b).imp min_eq_left min_eq_right
theorem max_choice (a b : α) : max a b = a ∨ max a b = b := (le_total b a).imp max_eq_left max_eq_right
theorem le_of_forall_lt (H : ∀ c, c < a → c < b) : a ≤ b := le_of_not_gt fun h => lt_irrefl b (H b h)
end LinearOrder

/-! ### Monotone functions -/

/-- `a ≤ b` gives `f a ≤ f b`. -/
def Monotone {α : Type u} {β : Type v} [Preorder α] [Preorder β] (f : α → β) : Prop := ∀ ⦃a b⦄, a ≤ b → f a ≤ f b
/-- `a ≤ b` gives `f b ≤ f a`. -/
def Antitone {α : Type u} {β : Type v} [Preorder α] [Preorder β] (f : α → β) : Prop := ∀ ⦃a b⦄, a ≤ b → f b ≤ f a
/-- `a < b` gives `f a < f b`. -/
def StrictMono {α : Type u} {β : Type v} [Preorder α] [Preorder β] (f : α → β) : Prop := ∀ ⦃a b⦄, a < b → f a < f b
/-- `l a ≤ b` exactly if `a ≤ u b`. -/
def GaloisConnection {α : Type u} {β : Type v} [Preorder α] [Preorder β] (l : α → β) (u : β → α) : Prop :=
  ∀ a b, l a ≤ b ↔ a ≤ u b

section Monotone
variable {α : Type u} {β : Type v} {γ : Type w} [Preorder α] [Preorder β] [Preorder γ]
theorem monotone_id : Monotone (id : α → α) := fun _ _ h => h
theorem monotone_const {c : β} : Monotone fun _ : α => c := fun _ _ _ => le_refl c
theorem Monotone.comp {g : β → γ} {f : α → β} (hg : Monotone g) (hf : Monotone f) : Monotone (g ∘ f) := fun _ _ h => hg (hf h)
theorem Antitone.comp {g : β → γ} {f : α → β} (hg : Antitone g) (hf : Antitone f) : Monotone (g ∘ f) := fun _ _ h => hg (hf h)
theorem StrictMono.comp {g : β → γ} {f : α → β} (hg : StrictMono g) (hf : StrictMono f) : StrictMono (g ∘ f) := fun _ _ h => hg (hf h)
theorem strictMono_id : StrictMono (id : α → α) := fun _ _ h => h

namespace GaloisConnection
variable {l : α → β} {u : β → α} (gc : GaloisConnection l u)
include gc
theorem le_u_l (a : α) : a ≤ u (l a) := (gc a (l a)).mp (le_refl _)
theorem l_u_le (b : β) : l (u b) ≤ b := (gc (u b) b).mpr (le_refl _)
theorem monotone_l : Monotone l := fun _ b h => (gc _ _).mpr (le_trans h (gc.le_u_l b))
theorem monotone_u : Monotone u := fun a _ h => (gc _ _).mp (le_trans (gc.l_u_le a) h)
theorem l_le {a : α} {b : β} (h : a ≤ u b) : l a ≤ b := (gc a b).mpr h
theorem le_u {a : α} {b : β} (h : l a ≤ b) : a ≤ u b := (gc a b).mp h
end GaloisConnection
end Monotone

theorem StrictMono.monotone {α : Type u} {β : Type v} [PartialOrder α] [Preorder β] {f : α → β} (hf : StrictMono f) : Monotone f :=
  fun a _ h => (lt_or_eq_of_le h).elim (fun h => le_of_lt (hf h)) (fun e => e ▸ le_refl (f a))
theorem StrictMono.injective {α : Type u} {β : Type v} [LinearOrder α] [Preorder β] {f : α → β} (hf : StrictMono f) : Function.Injective f :=
  fun _ _ e => Classical.byContradiction fun hne => (lt_or_gt_of_ne hne).elim (fun h => ne_of_lt (hf h) e) (fun h => ne_of_gt (hf h) e)
theorem StrictMono.lt_iff_lt {α : Type u} {β : Type v} [LinearOrder α] [Preorder β] {f : α → β} (hf : StrictMono f) {a b : α} : f a < f b ↔ a < b :=
  ⟨fun h => lt_of_not_ge fun h' => not_le_of_gt h (hf.monotone h'), fun h => hf h⟩
theorem GaloisConnection.u_l_u_eq_u {α : Type u} {β : Type v} [PartialOrder α] [Preorder β] {l : α → β} {u : β → α} (gc : GaloisConnection l u) (b : β) :
    u (l (u b)) = u b := le_antisymm (gc.monotone_u (gc.l_u_le b)) (gc.le_u_l (u b))

/-! ### Lattices -/

/-- `a ⊔ b`: the least upper bound. -/
infixl:68 " ⊔ " => Max.max
/-- `a ⊓ b`: the greatest lower bound. -/
infixl:69 " ⊓ " => Min.min

/-- Any two elements have a least upper bound `a ⊔ b`. -/
class SemilatticeSup (α : Type u) extends PartialOrder α, Max α where
  le_sup_left : ∀ a b : α, a ≤ a ⊔ b
  le_sup_right : ∀ a b : α, b ≤ a ⊔ b
  sup_le : ∀ a b c : α, a ≤ c → b ≤ c → a ⊔ b ≤ c
/-- Any two elements have a greatest lower bound `a ⊓ b`. -/
class SemilatticeInf (α : Type u) extends PartialOrder α, Min α where
  inf_le_left : ∀ a b : α, a ⊓ b ≤ a
  inf_le_right : ∀ a b : α, a ⊓ b ≤ b
  le_inf : ∀ a b c : α, a ≤ b → a ≤ c → a ≤ b ⊓ c
/-- Both. -/
class Lattice (α : Type u) extends SemilatticeSup α, SemilatticeInf α
/-- A lattice in which `⊓` distributes over `⊔`. -/
class DistribLattice (α : Type u) extends Lattice α where
  le_sup_inf : ∀ x y z : α, (x ⊔ y) ⊓ (x ⊔ z) ≤ x ⊔ y ⊓ z

section SemilatticeSup
variable {α : Type u} [SemilatticeSup α] {a b c d : α}
@[simp] theorem le_sup_left : a ≤ a ⊔ b := SemilatticeSup.le_sup_left a b
@[simp] theorem le_sup_right : b ≤ a ⊔ b := SemilatticeSup.le_sup_right a b
theorem sup_le (h₁ : a ≤ c) (h₂ : b ≤ c) : a ⊔ b ≤ c := SemilatticeSup.sup_le a b c h₁ h₂
@[simp] theorem sup_le_iff : a ⊔ b ≤ c ↔ a ≤ c ∧ b ≤ c :=
  ⟨fun h => ⟨le_trans le_sup_left h, le_trans le_sup_right h⟩, fun h => sup_le h.1 h.2⟩
theorem le_sup_of_le_left (h : c ≤ a) : c ≤ a ⊔ b := le_trans h le_sup_left
theorem le_sup_of_le_right (h : c ≤ b) : c ≤ a ⊔ b := le_trans h le_sup_right
theorem sup_le_sup (h₁ : a ≤ b) (h₂ : c ≤ d) : a ⊔ c ≤ b ⊔ d := sup_le (le_sup_of_le_left h₁) (le_sup_of_le_right h₂)
@[simp] theorem sup_idem (a : α) : a ⊔ a = a := le_antisymm (sup_le (le_refl a) (le_refl a)) le_sup_left
theorem sup_comm (a b : α) : a ⊔ b = b ⊔ a := le_antisymm (sup_le le_sup_right le_sup_left) (sup_le le_sup_right le_sup_left)
theorem sup_assoc (a b c : α) : a ⊔ b ⊔ c = a ⊔ (b ⊔ c) := eq_of_forall_ge_iff fun x => by
  rw [sup_le_iff, sup_le_iff, sup_le_iff, sup_le_iff, and_assoc]
@[simp] theorem sup_eq_left : a ⊔ b = a ↔ b ≤ a := ⟨fun h => h ▸ le_sup_right, fun h => le_antisymm (sup_le (le_refl a) h) le_sup_left⟩
@[simp] theorem sup_eq_right : a ⊔ b = b ↔ a ≤ b := by rw [sup_comm, sup_eq_left]
theorem sup_of_le_left (h : b ≤ a) : a ⊔ b = a := sup_eq_left.mpr h
theorem sup_of_le_right (h : a ≤ b) : a ⊔ b = b := sup_eq_right.mpr h
instance : Std.Commutative (α := α) (· ⊔ ·) := ⟨sup_comm⟩
instance : Std.Associative (α := α) (· ⊔ ·) := ⟨sup_assoc⟩
instance : Std.IdempotentOp (α := α) (· ⊔ ·) := ⟨sup_idem⟩
end SemilatticeSup

section SemilatticeInf
variable {α : Type u} [SemilatticeInf α] {a b c d : α}
@[simp] theorem inf_le_left : a ⊓ b ≤ a := SemilatticeInf.inf_le_left a b
@[simp] theorem inf_le_right : a ⊓ b ≤ b := SemilatticeInf.inf_le_right a b
theorem le_inf (h₁ : a ≤ b) (h₂ : a ≤ c) : a ≤ b ⊓ c := SemilatticeInf.le_inf a b c h₁ h₂
@[simp] theorem le_inf_iff : a ≤ b ⊓ c ↔ a ≤ b ∧ a ≤ c :=
  ⟨fun h => ⟨le_trans h inf_le_left, le_trans h inf_le_right⟩, fun h => le_inf h.1 h.2⟩
theorem inf_le_of_left_le (h : a ≤ c) : a ⊓ b ≤ c := le_trans inf_le_left h
theorem inf_le_of_right_le (h : b ≤ c) : a ⊓ b ≤ c := le_trans inf_le_right h
theorem inf_le_inf (h₁ : a ≤ b) (h₂ : c ≤ d) : a ⊓ c ≤ b ⊓ d := le_inf (inf_le_of_left_le h₁) (inf_le_of_right_le h₂)
@[simp] theorem inf_idem (a : α) : a ⊓ a = a := le_antisymm inf_le_left (le_inf (le_refl a) (le_refl a))
theorem inf_comm (a b : α) : a ⊓ b = b ⊓ a := le_antisymm (le_inf inf_le_right inf_le_left) (le_inf inf_le_right inf_le_left)
theorem inf_assoc (a b c : α) : a ⊓ b ⊓ c = a ⊓ (b ⊓ c) := eq_of_forall_le_iff fun x => by
  rw [le_inf_iff, le_inf_iff, le_inf_iff, le_inf_iff, and_assoc]
@[simp] theorem inf_eq_left : a ⊓ b = a ↔ a ≤ b := ⟨fun h => h ▸ inf_le_right, fun h => le_antisymm inf_le_left (le_inf (le_refl a) h)⟩
@[simp] theorem inf_eq_right : a ⊓ b = b ↔ b ≤ a := by rw [inf_comm, inf_eq_left]
theorem inf_of_le_left (h : a ≤ b) : a ⊓ b = a := inf_eq_left.mpr h
theorem inf_of_le_right (h : b ≤ a) : a ⊓ b = b := inf_eq_right.mpr h
instance : Std.Commutative (α := α) (· ⊓ ·) := ⟨inf_comm⟩
instance : Std.Associative (α := α) (· ⊓ ·) := ⟨inf_assoc⟩
instance : Std.IdempotentOp (α := α) (· ⊓ ·) := ⟨inf_idem⟩
end SemilatticeInf

section Lattice
variable {α : Type u} [Lattice α] {a b c : α}
@[simp] theorem inf_sup_self : a ⊓ (a ⊔ b) = a := inf_of_le_left le_sup_left
@[simp] theorem sup_inf_self : a ⊔ a ⊓ b = a := sup_of_le_left inf_le_left
theorem inf_le_sup : a ⊓ b ≤ a ⊔ b := le_trans inf_le_left le_sup_left
theorem le_inf_sup : a ⊓ b ⊔ a ⊓ c ≤ a ⊓ (b ⊔ c) :=
  le_inf (sup_le inf_le_left inf_le_left) (sup_le (inf_le_of_right_le le_sup_left) (inf_le_of_right_le le_sup_right))
theorem sup_inf_le : a ⊔ b ⊓ c ≤ (a ⊔ b) ⊓ (a ⊔ c) :=
  le_inf (sup_le_sup (le_refl a) inf_le_left) (sup_le_sup (le_refl a) inf_le_right)
end Lattice

section DistribLattice
variable {α : Type u} [DistribLattice α] {a b c : α}
theorem sup_inf_left (a b c : α) : a ⊔ b ⊓ c = (a ⊔ b) ⊓ (a ⊔ c) := le_antisymm sup_inf_le (DistribLattice.le_sup_inf a b c)
theorem sup_inf_right (a b c : α) : a ⊓ b ⊔ c = (a ⊔ c) ⊓ (b ⊔ c) := by rw [sup_comm, sup_inf_left, sup_comm c, sup_comm c]
theorem inf_sup_left (a b c : α) : a ⊓ (b ⊔ c) = a ⊓ b ⊔ a ⊓ c := by
  rw [sup_inf_left, sup_comm (a ⊓ b) a, sup_inf_self, sup_comm (a ⊓ b) c, sup_inf_left, ← inf_assoc, sup_comm c a, inf_sup_self, sup_comm c b]
theorem inf_sup_right (a b c : α) : (a ⊔ b) ⊓ c = a ⊓ c ⊔ b ⊓ c := by rw [inf_comm, inf_sup_left, inf_comm c, inf_comm c]
theorem eq_of_inf_eq_sup_eq (h₁ : b ⊓ a = c ⊓ a) (h₂ : b ⊔ a = c ⊔ a) : b = c := by
  have key : ∀ x y : α, x ⊓ a = y ⊓ a → x ⊔ a = y ⊔ a → x ≤ y := by
    intro x y e₁ e₂
    have h : x = x ⊓ (y ⊔ a) := by rw [← e₂, inf_sup_self]
    rw [h, inf_sup_left, e₁]
    exact sup_le inf_le_right inf_le_left
  exact le_antisymm (key b c h₁ h₂) (key c b h₁.symm h₂.symm)
end DistribLattice

/-- A linear order is a lattice. -/
instance (priority := low) LinearOrder.toDistribLattice {α : Type u} [LinearOrder α] : DistribLattice α where
  le_sup_left := le_max_left
  le_sup_right := le_max_right
  sup_le _ _ _ := max_le
  inf_le_left := min_le_left
  inf_le_right := min_le_right
  le_inf _ _ _ := le_min
  le_sup_inf x y z := by
    rcases le_total y z with h | h
    · exact le_trans (min_le_left _ _) (le_of_eq (congrArg (max x) (min_eq_left h).symm))
    · exact le_trans (min_le_right _ _) (le_of_eq (congrArg (max x) (min_eq_right h).symm))

/-! ### Complete lattices -/

/-- Every set has a least upper bound `sSup s` and a greatest lower bound `sInf s`. -/
class CompleteLattice (α : Type u) extends PartialOrder α where
  sSup : Set α → α
  sInf : Set α → α
  le_sSup : ∀ (s : Set α) (a : α), a ∈ s → a ≤ sSup s
  sSup_le : ∀ (s : Set α) (a : α), (∀ b, b ∈ s → b ≤ a) → sSup s ≤ a
  sInf_le : ∀ (s : Set α) (a : α), a ∈ s → sInf s ≤ a
  le_sInf : ∀ (s : Set α) (a : α), (∀ b, b ∈ s → a ≤ b) → a ≤ sInf s

export CompleteLattice (sSup sInf)

section CompleteLattice
variable {α : Type u} [CompleteLattice α] {s t : Set α} {a b : α}
theorem le_sSup (h : a ∈ s) : a ≤ sSup s := CompleteLattice.le_sSup s a h
theorem sSup_le (h : ∀ b, b ∈ s → b ≤ a) : sSup s ≤ a := CompleteLattice.sSup_le s a h
theorem sInf_le (h : a ∈ s) : sInf s ≤ a := CompleteLattice.sInf_le s a h
theorem le_sInf (h : ∀ b, b ∈ s → a ≤ b) : a ≤ sInf s := CompleteLattice.le_sInf s a h
theorem sSup_le_iff : sSup s ≤ a ↔ ∀ b, b ∈ s → b ≤ a := ⟨fun h _ hb => le_trans (le_sSup hb) h, sSup_le⟩
theorem le_sInf_iff : a ≤ sInf s ↔ ∀ b, b ∈ s → a ≤ b := ⟨fun h _ hb => le_trans h (sInf_le hb), le_sInf⟩
theorem sSup_le_sSup (h : s ⊆ t) : sSup s ≤ sSup t := sSup_le fun _ hb => le_sSup (h hb)
theorem sInf_le_sInf (h : s ⊆ t) : sInf t ≤ sInf s := le_sInf fun _ hb => sInf_le (h hb)

namespace OrderHom

/-- The least fixed point of a monotone function (Knaster and Tarski). -/
def lfp (f : α → α) : α := sInf {a | f a ≤ a}
/-- The greatest fixed point of a monotone function. -/
def gfp (f : α → α) : α := sSup {a | a ≤ f a}
theorem lfp_le {f : α → α} (h : f a ≤ a) : lfp f ≤ a := sInf_le h
theorem le_gfp {f : α → α} (h : a ≤ f a) : a ≤ gfp f := le_sSup h
theorem map_lfp {f : α → α} (hf : Monotone f) : f (lfp f) = lfp f := by
  have h : f (lfp f) ≤ lfp f := le_sInf fun b hb => le_trans (hf (lfp_le hb)) hb
  exact le_antisymm h (lfp_le (hf h))
theorem map_gfp {f : α → α} (hf : Monotone f) : f (gfp f) = gfp f := by
  have h : gfp f ≤ f (gfp f) := sSup_le fun b hb => le_trans hb (hf (le_gfp hb))
  exact le_antisymm (le_gfp (hf h)) h
theorem lfp_le_fixed {f : α → α} (h : f a = a) : lfp f ≤ a := lfp_le (le_of_eq h)
theorem fixed_le_gfp {f : α → α} (h : f a = a) : a ≤ gfp f := le_gfp (le_of_eq h.symm)
theorem exists_fixed_point {f : α → α} (hf : Monotone f) : ∃ a, f a = a := ⟨lfp f, map_lfp hf⟩

end OrderHom
end CompleteLattice

/-! ### Instances -/

instance Nat.instLinearOrder : LinearOrder Nat where
  le_refl := Nat.le_refl
  le_trans _ _ _ := Nat.le_trans
  lt_iff_le_not_ge _ _ := Nat.lt_iff_le_not_le
  le_antisymm _ _ := Nat.le_antisymm
  le_total := Nat.le_total
  toDecidableLE := inferInstance
  min_def _ _ := rfl
  max_def _ _ := rfl

instance Int.instLinearOrder : LinearOrder Int where
  le_refl := Int.le_refl
  le_trans _ _ _ := Int.le_trans
  lt_iff_le_not_ge _ _ := Int.lt_iff_le_not_le
  le_antisymm _ _ := Int.le_antisymm
  le_total := Int.le_total
  toDecidableLE := inferInstance
  min_def _ _ := rfl
  max_def _ _ := rfl

instance Nat.instLattice : DistribLattice Nat where
  le_sup_left := Nat.le_max_left
  le_sup_right := Nat.le_max_right
  sup_le _ _ _ h₁ h₂ := Nat.max_le_of_le_of_le h₁ h₂
  inf_le_left := Nat.min_le_left
  inf_le_right := Nat.min_le_right
  le_inf _ _ _ h₁ h₂ := Nat.le_min_of_le_of_le h₁ h₂
  le_sup_inf x y z := by
    cases Nat.le_total y z with
    | inl h => exact Nat.le_trans (Nat.min_le_left _ _) (Nat.le_of_eq (congrArg (max x) (Nat.min_eq_left h).symm))
    | inr h => exact Nat.le_trans (Nat.min_le_right _ _) (Nat.le_of_eq (congrArg (max x) (Nat.min_eq_right h).symm))

/-- Sets, ordered by inclusion. -/
instance Set.instCompleteLattice {α : Type u} : CompleteLattice (Set α) where
  le s t := s ⊆ t
  lt s t := s ⊂ t
  le_refl := Set.Subset.refl
  le_trans _ _ _ h₁ h₂ := Set.Subset.trans h₁ h₂
  lt_iff_le_not_ge _ _ := Iff.rfl
  le_antisymm _ _ h₁ h₂ := Set.Subset.antisymm h₁ h₂
  sSup := Set.sUnion
  sInf := Set.sInter
  le_sSup _ _ h := Set.subset_sUnion_of_mem h
  sSup_le _ _ h := Set.sUnion_subset h
  sInf_le _ _ h := Set.sInter_subset_of_mem h
  le_sInf _ _ h := Set.subset_sInter h
