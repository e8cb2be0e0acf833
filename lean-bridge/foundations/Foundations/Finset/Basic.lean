prelude
import Foundations.Set
import Foundations.Data.Subtype
import Foundations.List.More
import Foundations.Logic.Types
/-!
# Finite sets

`Finset α`: finitely many elements of `α` without order, as a list up to reordering in which nothing occurs twice.
Membership, `{a, b}`, union, intersection, difference, `filter`, `image`, `card`, `range n`, and types with
finitely many elements. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

universe u v w

/-- Lists up to reordering. -/
def Multiset (α : Type u) : Type u := Quotient (List.isSetoid α)

namespace Multiset
variable {α : Type u} {β : Type v}
/-- The elements of a list, without their order. -/
def ofList (l : List α) : Multiset α := Quot.mk _ l
instance : Coe (List α) (Multiset α) := ⟨ofList⟩
/-- `a ∈ s`. -/
protected def Mem (s : Multiset α) (a : α) : Prop := Quot.lift (fun l => a ∈ l) (fun _ _ h => propext h.mem_iff) s
instance : Membership α (Multiset α) := ⟨Multiset.Mem⟩
/-- How many elements there are. -/
def card (s : Multiset α) : Nat := Quot.lift List.length (fun _ _ h => h.length_eq) s
/-- Nothing occurs twice. -/
def Nodup (s : Multiset α) : Prop := Quot.lift List.Nodup (fun _ _ h => propext h.nodup_iff) s
/-- `f` of each element. -/
def map (f : α → β) (s : Multiset α) : Multiset β := Quot.lift (fun l => ofList (l.map f)) (fun _ _ h => Quot.sound (h.map f)) s
/-- The elements with `p`. -/
def filter (p : α → Prop) [DecidablePred p] (s : Multiset α) : Multiset α :=
  Quot.lift (fun l => ofList (l.filter fun a => decide (p a))) (fun _ _ h => Quot.sound (h.filter _)) s
/-- Folds by an operation for which the order does not matter. -/
def foldr (f : α → β → β) (comm : ∀ x y z, f x (f y z) = f y (f x z)) (b : β) (s : Multiset α) : β :=
  Quot.lift (fun l => l.foldr f b) (fun _ _ h => by
    induction h generalizing b with
    | nil => rfl
    | cons x _ ih => exact congrArg (f x) (ih b)
    | swap x y l => exact comm _ _ _
    | trans _ _ ih₁ ih₂ => exact (ih₁ b).trans (ih₂ b)) s
@[simp] theorem mem_coe {a : α} {l : List α} : a ∈ (ofList l) ↔ a ∈ l := Iff.rfl
@[simp] theorem coe_card (l : List α) : card (ofList l) = l.length := rfl
theorem coe_eq_coe {l₁ l₂ : List α} : ofList l₁ = ofList l₂ ↔ l₁.Perm l₂ := ⟨fun h => Quotient.exact h, fun h => Quot.sound h⟩
end Multiset

/-- A finite set of elements of `α`. -/
structure Finset (α : Type u) where
  /-- The elements. -/
  val : Multiset α
  nodup : val.Nodup

namespace Finset
variable {α : Type u} {β : Type v} {s t r : Finset α} {a b : α}

/-- `a ∈ s`. -/
protected def Mem (s : Finset α) (a : α) : Prop := a ∈ s.val
instance : Membership α (Finset α) := ⟨Finset.Mem⟩
/-- The set that a list without doubles holds. -/
def ofList (l : List α) (h : l.Nodup) : Finset α := ⟨Multiset.ofList l, h⟩
@[simp] theorem mem_ofList {l : List α} {h : l.Nodup} : a ∈ ofList l h ↔ a ∈ l := Iff.rfl
/-- Every finite set is that of a list. -/
theorem exists_ofList (s : Finset α) : ∃ l, ∃ h : l.Nodup, s = ofList l h := by
  obtain ⟨v, hv⟩ := s
  induction v using Quot.ind with
  | mk l => exact ⟨l, hv, rfl⟩
@[ext] theorem ext (h : ∀ a, a ∈ s ↔ a ∈ t) : s = t := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  obtain ⟨l', hl', rfl⟩ := t.exists_ofList
  have p : l.Perm l' := List.Nodup.perm_of_mem_iff hl hl' h
  unfold ofList
  congr 1
  exact Quot.sound p
theorem ext_iff' : s = t ↔ ∀ a, a ∈ s ↔ a ∈ t := ⟨fun h _ => h ▸ Iff.rfl, ext⟩
/-- Equal lists of elements. -/
theorem ofList_eq {l l' : List α} {h : l.Nodup} {h' : l'.Nodup} : ofList l h = ofList l' h' ↔ ∀ a, a ∈ l ↔ a ∈ l' :=
  ⟨fun e a => by rw [← mem_ofList (h := h), e, mem_ofList], fun h => ext h⟩

instance [DecidableEq α] (a : α) (s : Finset α) : Decidable (a ∈ s) :=
  decidable_of_iff (Quot.lift (fun l => decide (a ∈ l)) (fun _ _ h => decide_eq_decide.mpr h.mem_iff) s.val = true) <| by
    obtain ⟨l, hl, rfl⟩ := s.exists_ofList
    exact decide_eq_true_iff

/-! ### Subsets -/

instance : HasSubset (Finset α) := ⟨fun s t => ∀ ⦃a⦄, a ∈ s → a ∈ t⟩
instance : HasSSubset (Finset α) := ⟨fun s t => s ⊆ t ∧ ¬t ⊆ s⟩
theorem subset_iff : s ⊆ t ↔ ∀ ⦃x⦄, x ∈ s → x ∈ t := Iff.rfl
@[refl, simp] theorem Subset.refl (s : Finset α) : s ⊆ s := fun _ h => h
theorem Subset.trans (h₁ : s ⊆ t) (h₂ : t ⊆ r) : s ⊆ r := fun _ h => h₂ (h₁ h)
theorem Subset.antisymm (h₁ : s ⊆ t) (h₂ : t ⊆ s) : s = t := ext fun _ => ⟨@h₁ _, @h₂ _⟩
instance [DecidableEq α] (s t : Finset α) : Decidable (s ⊆ t) :=
  decidable_of_iff (Quot.lift (fun l : List α => decide (∀ a, a ∈ l → a ∈ t))
    (fun _ _ h => decide_eq_decide.mpr (forall_congr' fun _ => imp_congr h.mem_iff Iff.rfl)) s.val = true) <| by
    obtain ⟨l, hl, rfl⟩ := s.exists_ofList
    exact decide_eq_true_iff
instance [DecidableEq α] : DecidableEq (Finset α) := fun s t =>
  decidable_of_iff (s ⊆ t ∧ t ⊆ s) ⟨fun h => Subset.antisymm h.1 h.2, fun h => h ▸ ⟨Subset.refl s, Subset.refl s⟩⟩
/-- The set of the elements. -/
instance : CoeTail (Finset α) (Set α) := ⟨fun s => {a | a ∈ s}⟩

/-! ### Making sets -/

/-- No elements. -/
protected def empty : Finset α := ofList [] .nil
instance : EmptyCollection (Finset α) := ⟨Finset.empty⟩
instance : Inhabited (Finset α) := ⟨∅⟩
@[simp] theorem notMem_empty (a : α) : ¬a ∈ (∅ : Finset α) := fun h => nomatch (show a ∈ [] from h)
theorem not_mem_empty (a : α) : a ∉ (∅ : Finset α) := notMem_empty a
theorem eq_empty_iff_forall_notMem : s = ∅ ↔ ∀ x, ¬x ∈ s := by
  constructor
  · rintro rfl; exact notMem_empty
  · intro h; ext a; exact ⟨fun h' => absurd h' (h a), fun h' => absurd h' (notMem_empty a)⟩
/-- The set has an element. -/
protected def Nonempty (s : Finset α) : Prop := ∃ x, x ∈ s
theorem nonempty_iff_ne_empty : s.Nonempty ↔ s ≠ ∅ := by
  constructor
  · rintro ⟨x, hx⟩ rfl; exact notMem_empty x hx
  · intro h
    exact Classical.byContradiction fun h' => h (eq_empty_iff_forall_notMem.mpr fun x hx => h' ⟨x, hx⟩)
@[simp] theorem empty_subset (s : Finset α) : ∅ ⊆ s := fun _ h => absurd h (notMem_empty _)
instance : Singleton α (Finset α) := ⟨fun a => ofList [a] (List.nodup_singleton a)⟩
@[simp] theorem mem_singleton : b ∈ ({a} : Finset α) ↔ b = a := List.mem_singleton
theorem mem_singleton_self (a : α) : a ∈ ({a} : Finset α) := mem_singleton.mpr rfl

section
variable [DecidableEq α]
/-- The set of the elements of a list. -/
def _root_.List.toFinset (l : List α) : Finset α := ofList l.eraseDups l.nodup_eraseDups
@[simp] theorem _root_.List.mem_toFinset {l : List α} : a ∈ l.toFinset ↔ a ∈ l := List.mem_eraseDups
theorem toFinset_congr {l l' : List α} (h : ∀ a, a ∈ l ↔ a ∈ l') : l.toFinset = l'.toFinset :=
  ext fun a => by rw [List.mem_toFinset, List.mem_toFinset, h]
/-- Combines the lists of two sets. -/
private def combine (f : List α → List α → List α)
    (h : ∀ l₁ l₁' l₂ l₂', (∀ a, a ∈ l₁ ↔ a ∈ l₁') → (∀ a, a ∈ l₂ ↔ a ∈ l₂') → ∀ a, a ∈ f l₁ l₂ ↔ a ∈ f l₁' l₂') (s t : Finset α) : Finset α :=
  Quot.lift (fun l => Quot.lift (fun l' => (f l l').toFinset) (fun _ _ p => toFinset_congr (h _ _ _ _ (fun _ => Iff.rfl) fun _ => p.mem_iff)) t.val)
    (fun l₁ l₂ p => by
      obtain ⟨v, hv⟩ := t
      induction v using Quot.ind with
      | mk l => exact toFinset_congr (h _ _ _ _ (fun _ => p.mem_iff) fun _ => Iff.rfl)) s.val
private theorem mem_combine {f : List α → List α → List α} {h} (p : Prop → Prop → Prop) (hp : ∀ l l', a ∈ f l l' ↔ p (a ∈ l) (a ∈ l')) :
    a ∈ combine f h s t ↔ p (a ∈ s) (a ∈ t) := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  obtain ⟨l', hl', rfl⟩ := t.exists_ofList
  exact List.mem_toFinset.trans (hp l l')
instance : Union (Finset α) := ⟨combine (· ++ ·) fun _ _ _ _ h₁ h₂ a => by rw [List.mem_append, List.mem_append, h₁, h₂]⟩
@[simp] theorem mem_union : a ∈ s ∪ t ↔ a ∈ s ∨ a ∈ t := mem_combine Or fun _ _ => List.mem_append
instance : Inter (Finset α) := ⟨combine (fun l l' => l.filter fun a => decide (a ∈ l')) fun _ _ _ _ h₁ h₂ a => by
  simp only [List.mem_filter, decide_eq_true_iff, h₁, h₂]⟩
@[simp] theorem mem_inter : a ∈ s ∩ t ↔ a ∈ s ∧ a ∈ t := mem_combine And fun _ _ => by simp only [List.mem_filter, decide_eq_true_iff]
instance : SDiff (Finset α) := ⟨combine (fun l l' => l.filter fun a => decide (¬a ∈ l')) fun _ _ _ _ h₁ h₂ a => by
  simp only [List.mem_filter, decide_eq_true_iff, h₁, h₂]⟩
@[simp] theorem mem_sdiff : a ∈ s \ t ↔ a ∈ s ∧ ¬a ∈ t :=
  mem_combine (fun p q => p ∧ ¬q) fun _ _ => by simp only [List.mem_filter, decide_eq_true_iff]
instance : Insert α (Finset α) := ⟨fun a s => {a} ∪ s⟩
@[simp] theorem mem_insert : a ∈ insert b s ↔ a = b ∨ a ∈ s := by
  show a ∈ ({b} : Finset α) ∪ s ↔ _
  rw [mem_union, mem_singleton]
theorem mem_insert_self (a : α) (s : Finset α) : a ∈ insert a s := mem_insert.mpr (Or.inl rfl)
theorem mem_insert_of_mem (h : a ∈ s) : a ∈ insert b s := mem_insert.mpr (Or.inr h)
/-- Leaves out `a`. -/
def erase (s : Finset α) (a : α) : Finset α := s \ {a}
@[simp] theorem mem_erase : a ∈ s.erase b ↔ a ≠ b ∧ a ∈ s := by
  show a ∈ s \ {b} ↔ _
  rw [mem_sdiff, mem_singleton, and_comm]
theorem union_comm (s t : Finset α) : s ∪ t = t ∪ s := by ext; simp [or_comm]
theorem inter_comm (s t : Finset α) : s ∩ t = t ∩ s := by ext; simp [and_comm]
theorem union_assoc (s t r : Finset α) : s ∪ t ∪ r = s ∪ (t ∪ r) := by ext; simp [or_assoc]
theorem inter_assoc (s t r : Finset α) : s ∩ t ∩ r = s ∩ (t ∩ r) := by ext; simp [and_assoc]
@[simp] theorem union_empty (s : Finset α) : s ∪ ∅ = s := by ext; simp
@[simp] theorem empty_union (s : Finset α) : ∅ ∪ s = s := by ext; simp
@[simp] theorem union_self (s : Finset α) : s ∪ s = s := by ext; simp
@[simp] theorem inter_self (s : Finset α) : s ∩ s = s := by ext; simp
theorem subset_union_left : s ⊆ s ∪ t := fun _ h => mem_union.mpr (Or.inl h)
theorem subset_union_right : t ⊆ s ∪ t := fun _ h => mem_union.mpr (Or.inr h)
theorem inter_subset_left : s ∩ t ⊆ s := fun _ h => (mem_inter.mp h).1
theorem inter_subset_right : s ∩ t ⊆ t := fun _ h => (mem_inter.mp h).2
theorem inter_union_distrib_left (s t u : Finset α) : s ∩ (t ∪ u) = s ∩ t ∪ s ∩ u := by
  ext a; rw [mem_union, mem_inter, mem_inter, mem_inter, mem_union, and_or_left]
end

/-- The elements with `p`. -/
def filter (p : α → Prop) [DecidablePred p] (s : Finset α) : Finset α := ⟨s.val.filter p, by
  obtain ⟨v, hv⟩ := s
  induction v using Quot.ind with
  | mk l => exact List.Nodup.filter _ hv⟩
@[simp] theorem mem_filter {p : α → Prop} [DecidablePred p] : a ∈ s.filter p ↔ a ∈ s ∧ p a := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  show a ∈ l.filter _ ↔ a ∈ l ∧ _
  rw [List.mem_filter, decide_eq_true_iff]
theorem filter_subset (p : α → Prop) [DecidablePred p] (s : Finset α) : s.filter p ⊆ s := fun _ h => (mem_filter.mp h).1
/-- The values of `f` on `s`. -/
def image [DecidableEq β] (f : α → β) (s : Finset α) : Finset β :=
  Quot.lift (fun l => (l.map f).toFinset) (fun _ _ p => toFinset_congr fun _ => (p.map f).mem_iff) s.val
@[simp] theorem mem_image [DecidableEq β] {f : α → β} {b : β} : b ∈ s.image f ↔ ∃ a, a ∈ s ∧ f a = b := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  exact List.mem_toFinset.trans List.mem_map
/-- The numbers below `n`. -/
def range (n : Nat) : Finset Nat := ofList (List.range n) (List.nodup_range n)
@[simp] theorem mem_range {m n : Nat} : m ∈ range n ↔ m < n := List.mem_range
@[simp] theorem range_zero : range 0 = ∅ := rfl
theorem range_succ {n : Nat} : range (n + 1) = insert n (range n) := by
  ext a; rw [mem_range, mem_insert, mem_range]; omega

/-! ### How many elements -/

/-- How many elements there are. -/
def card (s : Finset α) : Nat := s.val.card
@[simp] theorem card_empty : (∅ : Finset α).card = 0 := rfl
@[simp] theorem card_singleton (a : α) : ({a} : Finset α).card = 1 := rfl
@[simp] theorem card_range (n : Nat) : (range n).card = n := List.length_range
theorem card_ofList {l : List α} {h : l.Nodup} : (ofList l h).card = l.length := rfl
@[simp] theorem card_eq_zero : s.card = 0 ↔ s = ∅ := by
  constructor
  · intro h
    obtain ⟨l, hl, rfl⟩ := s.exists_ofList
    cases (List.length_eq_zero_iff.mp h)
    rfl
  · rintro rfl; rfl
theorem card_pos : 0 < s.card ↔ s.Nonempty := by
  rw [nonempty_iff_ne_empty]; exact Nat.pos_iff_ne_zero.trans (not_congr card_eq_zero)
theorem card_le_card (h : s ⊆ t) : s.card ≤ t.card := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  obtain ⟨l', hl', rfl⟩ := t.exists_ofList
  exact List.Nodup.length_le_of_subset hl h
theorem card_insert_of_notMem [DecidableEq α] (h : ¬a ∈ s) : (insert a s).card = s.card + 1 := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  have e : insert a (ofList l hl) = ofList (a :: l) (List.nodup_cons.mpr ⟨h, hl⟩) := by
    ext b; rw [mem_insert, mem_ofList, mem_ofList, List.mem_cons]
  rw [e]; rfl
theorem insert_eq_of_mem [DecidableEq α] (h : a ∈ s) : insert a s = s := by
  ext b; rw [mem_insert]
  exact ⟨fun h' => h'.elim (fun e => e ▸ h) id, Or.inr⟩
theorem card_insert_le [DecidableEq α] (a : α) (s : Finset α) : (insert a s).card ≤ s.card + 1 := by
  by_cases h : a ∈ s
  · rw [insert_eq_of_mem h]; exact Nat.le_succ _
  · rw [card_insert_of_notMem h]
/-- Induction: the empty set, and one element more. -/
@[elab_as_elim] protected theorem induction_on [DecidableEq α] {p : Finset α → Prop} (s : Finset α) (empty : p ∅)
    (insert : ∀ (a : α) (s : Finset α), a ∉ s → p s → p (Insert.insert a s)) : p s := by
  obtain ⟨l, hl, rfl⟩ := s.exists_ofList
  induction l with
  | nil => exact empty
  | cons a l ih =>
    obtain ⟨ha, hl'⟩ := List.nodup_cons.mp hl
    have e : ofList (a :: l) hl = Insert.insert a (ofList l hl') := by
      ext b; rw [mem_insert, mem_ofList, mem_ofList, List.mem_cons]
    rw [e]
    exact insert a _ ha (ih hl')
theorem card_union_le [DecidableEq α] (s t : Finset α) : (s ∪ t).card ≤ s.card + t.card := by
  induction s using Finset.induction_on with
  | empty => rw [empty_union, card_empty, Nat.zero_add]
  | insert a s ha ih =>
    have e : insert a s ∪ t = insert a (s ∪ t) := by ext b; simp [or_assoc]
    rw [e, card_insert_of_notMem ha]
    have := card_insert_le a (s ∪ t)
    omega
theorem card_image_le [DecidableEq β] {f : α → β} : (s.image f).card ≤ s.card := by
  classical
  induction s using Finset.induction_on with
  | empty => exact Nat.le_refl _
  | insert a s ha ih =>
    have e : (insert a s).image f = insert (f a) (s.image f) := by
      ext b
      simp only [mem_image, mem_insert]
      constructor
      · rintro ⟨x, rfl | hx, rfl⟩
        · exact Or.inl rfl
        · exact Or.inr ⟨x, hx, rfl⟩
      · rintro (rfl | ⟨x, hx, rfl⟩)
        · exact ⟨a, Or.inl rfl, rfl⟩
        · exact ⟨x, Or.inr hx, rfl⟩
    rw [e, card_insert_of_notMem ha]
    have := card_insert_le (f a) (s.image f)
    omega

end Finset

/-! ### Finite types -/

/-- The type has finitely many elements: those of `elems`. -/
class Fintype (α : Type u) where
  /-- All elements. -/
  elems : Finset α
  complete : ∀ x : α, x ∈ elems
/-- The set of all elements of a finite type. -/
def Finset.univ {α : Type u} [Fintype α] : Finset α := Fintype.elems
@[simp] theorem Finset.mem_univ {α : Type u} [Fintype α] (x : α) : x ∈ (Finset.univ : Finset α) := Fintype.complete x
/-- How many elements the type has. -/
def Fintype.card (α : Type u) [Fintype α] : Nat := (Finset.univ : Finset α).card
theorem List.nodup_ofFn {α : Type u} : ∀ {n : Nat} {f : Fin n → α}, Function.Injective f → (List.ofFn f).Nodup
  | 0, _, _ => List.nodup_nil
  | n + 1, f, hf => by
    refine List.nodup_cons.mpr ⟨fun h => ?_, List.nodup_ofFn fun i j e => ?_⟩
    · obtain ⟨i, e⟩ := List.mem_ofFn.mp h
      have := congrArg Fin.val (hf e)
      exact absurd this (Nat.succ_ne_zero _)
    · have := congrArg Fin.val (hf e)
      exact Fin.ext (Nat.succ.inj this)
instance (n : Nat) : Fintype (Fin n) := ⟨Finset.ofList (List.finRange n) (List.nodup_ofFn fun _ _ e => e), List.mem_finRange⟩
instance : Fintype Bool := ⟨Finset.ofList [true, false] (by simp), fun b => by cases b <;> exact List.mem_cons.mpr (by simp)⟩
instance : Fintype Unit := ⟨Finset.ofList [()] (List.nodup_singleton ()), fun _ => .head _⟩
@[simp] theorem Fintype.card_fin (n : Nat) : Fintype.card (Fin n) = n := List.length_finRange
@[simp] theorem Fintype.card_bool : Fintype.card Bool = 2 := rfl
@[simp] theorem Fintype.card_unit : Fintype.card Unit = 1 := rfl
