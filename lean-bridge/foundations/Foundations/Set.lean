prelude
import Foundations.Relation
/-!
# Sets

A set of `α` is a predicate on `α`. Membership, `{x | p x}`, subset, union, intersection, difference,
complement, images and preimages, families; Knaster and Tarski's fixed points; Cantor's theorem.

Not part of the default import: `import Foundations.Set`.
-/

universe u v w

/-- A complement `aᶜ`. -/
class HasCompl (α : Type u) where
  /-- The complement. -/
  compl : α → α
/-- `sᶜ`: the complement of `s`. -/
postfix:1024 "ᶜ" => HasCompl.compl

/-- A set of elements of `α`. -/
def Set (α : Type u) : Type u := α → Prop

/-- The set of all `x` with `p x`. -/
def setOf {α : Type u} (p : α → Prop) : Set α := p

namespace Set

variable {α : Type u} {β : Type v} {γ : Type w} {a b x : α} {s t r : Set α}

/-- `a ∈ s`. -/
protected def Mem (s : Set α) (a : α) : Prop := s a
instance : Membership α (Set α) := ⟨Set.Mem⟩

/-- `{x | p x}`: the set of all `x` with `p x`. -/
syntax (name := setBuilder) "{" withoutPosition(Lean.binderIdent (" : " term)? " | " term) "}" : term
macro_rules (kind := setBuilder)
  | `({ $x:ident | $p }) => `(setOf fun $x:ident => $p)
  | `({ $x:ident : $t | $p }) => `(setOf fun $x:ident : $t => $p)
  | `({ _ | $p }) => `(setOf fun _ => $p)
  | `({ _ : $t | $p }) => `(setOf fun _ : $t => $p)
/-- `{x ∈ s | p x}`: the set of all `x` in `s` with `p x`; and so with `<`, `⊆` and others for `∈`. -/
syntax (name := boundedSetBuilder) "{" withoutPosition(ident binderPred " | " term) "}" : term
@[macro boundedSetBuilder] meta def expandBounded : Lean.Macro := fun stx =>
  let x : Lean.TSyntax `ident := ⟨stx.getArg 1⟩
  let p : Lean.TSyntax `binderPred := ⟨stx.getArg 2⟩
  let b : Lean.TSyntax `term := ⟨stx.getArg 4⟩
  `(setOf fun $x:ident => satisfies_binder_pred% $x $p ∧ $b)
/-- `{(a, b) | p a b}`: the set of all pairs with `p a b`. -/
syntax (name := pairSetBuilder) "{" withoutPosition("(" ident ", " ident ")" (" : " term)? " | " term) "}" : term
@[macro pairSetBuilder] meta def expandPairs : Lean.Macro := fun stx =>
  let a : Lean.TSyntax `ident := ⟨stx.getArg 2⟩
  let b : Lean.TSyntax `ident := ⟨stx.getArg 4⟩
  let p : Lean.TSyntax `term := ⟨stx.getArg 8⟩
  `(setOf fun x => match x with | ($a:ident, $b:ident) => $p)
/-- `{f x | x : α}` and `{f x y | (x : α) (y : β)}`: the set of all values of `f`. -/
syntax (name := valueSetBuilder) (priority := low) "{" withoutPosition(term " | " Lean.explicitBinders) "}" : term
@[macro valueSetBuilder] meta def expandValues : Lean.Macro := fun stx => do
  let f : Lean.TSyntax `term := ⟨stx.getArg 1⟩
  let body ← Lean.expandExplicitBinders ``Exists (stx.getArg 3) (← `($f = y))
  `(setOf fun y => $body)

/-- Prints `{x | p x}`. -/
@[app_unexpander setOf] meta def unexpandSetOf : Lean.PrettyPrinter.Unexpander
  | `($(_) fun $x:ident => $p) => `({ $x:ident | $p })
  | `($(_) fun ($x:ident : $t) => $p) => `({ $x:ident : $t | $p })
  | _ => throw ()

instance : EmptyCollection (Set α) := ⟨{_x | False}⟩
/-- All elements. -/
def univ : Set α := {_x | True}
instance : Singleton α (Set α) := ⟨fun a => {x | x = a}⟩
instance : Insert α (Set α) := ⟨fun a s => {x | x = a ∨ x ∈ s}⟩
instance : Union (Set α) := ⟨fun s t => {x | x ∈ s ∨ x ∈ t}⟩
instance : Inter (Set α) := ⟨fun s t => {x | x ∈ s ∧ x ∈ t}⟩
instance : SDiff (Set α) := ⟨fun s t => {x | x ∈ s ∧ ¬x ∈ t}⟩
instance : HasSubset (Set α) := ⟨fun s t => ∀ ⦃x⦄, x ∈ s → x ∈ t⟩
instance : HasSSubset (Set α) := ⟨fun s t => s ⊆ t ∧ ¬t ⊆ s⟩
/-- The elements that are not in `s`. -/
def compl (s : Set α) : Set α := {x | ¬x ∈ s}
instance : HasCompl (Set α) := ⟨Set.compl⟩
/-- The set has an element. -/
protected def Nonempty (s : Set α) : Prop := ∃ x, x ∈ s
/-- The set of all subsets. -/
def powerset (s : Set α) : Set (Set α) := {t | t ⊆ s}
/-- The values of `f` on `s`. -/
def image (f : α → β) (s : Set α) : Set β := {y | ∃ x, x ∈ s ∧ f x = y}
/-- `f '' s`: the values of `f` on `s`. -/
infix:80 " '' " => Set.image
/-- The elements that `f` takes into `t`. -/
def preimage (f : α → β) (t : Set β) : Set α := {x | f x ∈ t}
/-- `f ⁻¹' t`: the elements that `f` takes into `t`. -/
infix:80 " ⁻¹' " => Set.preimage
/-- The values of `f`. -/
def range (f : α → β) : Set β := {y | ∃ x, f x = y}
/-- `𝒫 s`: the set of all subsets. -/
prefix:100 "𝒫 " => Set.powerset
/-- The union of a set of sets. -/
def sUnion (S : Set (Set α)) : Set α := {x | ∃ s, s ∈ S ∧ x ∈ s}
/-- The intersection of a set of sets. -/
def sInter (S : Set (Set α)) : Set α := {x | ∀ s, s ∈ S → x ∈ s}
/-- `⋃₀ S`: the union of a set of sets. -/
prefix:110 "⋃₀ " => Set.sUnion
/-- `⋂₀ S`: the intersection of a set of sets. -/
prefix:110 "⋂₀ " => Set.sInter
/-- The union of a family. -/
def iUnion {ι : Sort w} (s : ι → Set α) : Set α := {x | ∃ i, x ∈ s i}
/-- The intersection of a family. -/
def iInter {ι : Sort w} (s : ι → Set α) : Set α := {x | ∀ i, x ∈ s i}
/-- No element is in both. -/
protected def Disjoint (s t : Set α) : Prop := ∀ ⦃x⦄, x ∈ s → ¬x ∈ t

/-! ### Membership -/

@[ext] theorem ext (h : ∀ x, x ∈ s ↔ x ∈ t) : s = t := funext fun x => propext (h x)
@[simp] theorem mem_setOf_eq {p : α → Prop} : (a ∈ {x | p x}) = p a := rfl
theorem mem_setOf {p : α → Prop} : a ∈ {x | p x} ↔ p a := Iff.rfl
@[simp] theorem mem_empty_iff_false (x : α) : x ∈ (∅ : Set α) ↔ False := Iff.rfl
theorem notMem_empty (x : α) : ¬x ∈ (∅ : Set α) := id
@[simp] theorem mem_univ (x : α) : x ∈ (univ : Set α) := trivial
@[simp] theorem mem_singleton_iff : a ∈ ({b} : Set α) ↔ a = b := Iff.rfl
theorem mem_singleton (a : α) : a ∈ ({a} : Set α) := rfl
theorem eq_of_mem_singleton (h : a ∈ ({b} : Set α)) : a = b := h
@[simp] theorem mem_insert_iff : x ∈ insert a s ↔ x = a ∨ x ∈ s := Iff.rfl
theorem mem_insert (x : α) (s : Set α) : x ∈ insert x s := Or.inl rfl
theorem mem_insert_of_mem (y : α) (h : x ∈ s) : x ∈ insert y s := Or.inr h
@[simp] theorem mem_union (x : α) (s t : Set α) : x ∈ s ∪ t ↔ x ∈ s ∨ x ∈ t := Iff.rfl
theorem mem_union_left (t : Set α) (h : x ∈ s) : x ∈ s ∪ t := Or.inl h
theorem mem_union_right (s : Set α) (h : x ∈ t) : x ∈ s ∪ t := Or.inr h
@[simp] theorem mem_inter_iff (x : α) (s t : Set α) : x ∈ s ∩ t ↔ x ∈ s ∧ x ∈ t := Iff.rfl
theorem mem_inter (h₁ : x ∈ s) (h₂ : x ∈ t) : x ∈ s ∩ t := ⟨h₁, h₂⟩
theorem mem_of_mem_inter_left (h : x ∈ s ∩ t) : x ∈ s := h.1
theorem mem_of_mem_inter_right (h : x ∈ s ∩ t) : x ∈ t := h.2
@[simp] theorem mem_diff (x : α) : x ∈ s \ t ↔ x ∈ s ∧ ¬x ∈ t := Iff.rfl
@[simp] theorem mem_compl_iff (s : Set α) (x : α) : x ∈ sᶜ ↔ ¬x ∈ s := Iff.rfl
@[simp] theorem mem_powerset_iff (t s : Set α) : t ∈ powerset s ↔ t ⊆ s := Iff.rfl
@[simp] theorem mem_image (f : α → β) (s : Set α) (y : β) : y ∈ f '' s ↔ ∃ x, x ∈ s ∧ f x = y := Iff.rfl
theorem mem_image_of_mem (f : α → β) (h : a ∈ s) : f a ∈ f '' s := ⟨a, h, rfl⟩
@[simp] theorem mem_preimage {f : α → β} {t : Set β} : a ∈ f ⁻¹' t ↔ f a ∈ t := Iff.rfl
@[simp] theorem mem_range {f : α → β} {y : β} : y ∈ range f ↔ ∃ x, f x = y := Iff.rfl
theorem mem_range_self {f : α → β} (x : α) : f x ∈ range f := ⟨x, rfl⟩
@[simp] theorem mem_sUnion {S : Set (Set α)} : x ∈ ⋃₀ S ↔ ∃ t, t ∈ S ∧ x ∈ t := Iff.rfl
@[simp] theorem mem_sInter {S : Set (Set α)} : x ∈ ⋂₀ S ↔ ∀ t, t ∈ S → x ∈ t := Iff.rfl
@[simp] theorem mem_iUnion {ι : Sort w} {f : ι → Set α} : x ∈ iUnion f ↔ ∃ i, x ∈ f i := Iff.rfl
@[simp] theorem mem_iInter {ι : Sort w} {f : ι → Set α} : x ∈ iInter f ↔ ∀ i, x ∈ f i := Iff.rfl

/-! ### Subsets -/

theorem subset_def : s ⊆ t ↔ ∀ x, x ∈ s → x ∈ t := Iff.rfl
protected theorem Subset.refl (s : Set α) : s ⊆ s := fun _ h => h
attribute [refl, simp] Set.Subset.refl
protected theorem Subset.rfl : s ⊆ s := Subset.refl s
theorem Subset.of_eq (h : s = t) : s ⊆ t := h ▸ Subset.refl s
theorem Subset.trans (h₁ : s ⊆ t) (h₂ : t ⊆ r) : s ⊆ r := fun _ h => h₂ (h₁ h)
theorem Subset.antisymm (h₁ : s ⊆ t) (h₂ : t ⊆ s) : s = t := ext fun _ => ⟨@h₁ _, @h₂ _⟩
theorem Subset.antisymm_iff : s = t ↔ s ⊆ t ∧ t ⊆ s := ⟨fun h => h ▸ ⟨Subset.refl s, Subset.refl s⟩, fun h => Subset.antisymm h.1 h.2⟩
theorem mem_of_subset_of_mem (h : s ⊆ t) : a ∈ s → a ∈ t := @h a
@[simp] theorem empty_subset (s : Set α) : ∅ ⊆ s := fun _ h => h.elim
@[simp] theorem subset_univ (s : Set α) : s ⊆ univ := fun _ _ => trivial
theorem subset_empty_iff : s ⊆ ∅ ↔ s = ∅ := ⟨fun h => Subset.antisymm h (empty_subset s), Set.Subset.of_eq⟩
theorem univ_subset_iff : univ ⊆ s ↔ s = univ := ⟨fun h => Subset.antisymm (subset_univ s) h, fun h => Subset.of_eq h.symm⟩
theorem eq_empty_iff_forall_notMem : s = ∅ ↔ ∀ x, ¬x ∈ s := ⟨fun h _ => h ▸ id, fun h => subset_empty_iff.mp fun x hx => h x hx⟩
theorem eq_univ_iff_forall : s = univ ↔ ∀ x, x ∈ s := ⟨fun h _ => h ▸ trivial, fun h => univ_subset_iff.mp fun x _ => h x⟩
theorem nonempty_iff_ne_empty : s.Nonempty ↔ s ≠ ∅ := by
  constructor
  · intro ⟨x, hx⟩ e
    exact notMem_empty x (e ▸ hx)
  · intro h
    exact Classical.byContradiction fun h' => h (eq_empty_iff_forall_notMem.mpr fun x hx => h' ⟨x, hx⟩)
theorem singleton_subset_iff : {a} ⊆ s ↔ a ∈ s := ⟨fun h => h (mem_singleton a), fun h _ e => (show _ = a from e) ▸ h⟩
theorem insert_subset_iff : insert a s ⊆ t ↔ a ∈ t ∧ s ⊆ t :=
  ⟨fun h => ⟨h (mem_insert a s), fun _ hx => h (Or.inr hx)⟩, fun h _ hx => hx.elim (fun e => e ▸ h.1) fun hs => h.2 hs⟩
theorem subset_insert (a : α) (s : Set α) : s ⊆ insert a s := fun _ => Or.inr
theorem insert_eq_of_mem (h : a ∈ s) : insert a s = s := Subset.antisymm (insert_subset_iff.mpr ⟨h, Subset.refl s⟩) (subset_insert a s)
theorem ssubset_iff_subset_ne : s ⊂ t ↔ s ⊆ t ∧ s ≠ t :=
  ⟨fun h => ⟨h.1, fun e => h.2 (e ▸ Subset.refl s)⟩, fun h => ⟨h.1, fun h' => h.2 (Subset.antisymm h.1 h')⟩⟩
theorem not_subset : ¬s ⊆ t ↔ ∃ x, x ∈ s ∧ ¬x ∈ t := by
  constructor
  · intro h
    exact Classical.byContradiction fun h' => h fun x hx => Classical.byContradiction fun hx' => h' ⟨x, hx, hx'⟩
  · intro ⟨x, hx, hx'⟩ h
    exact hx' (h hx)

/-! ### Union and intersection -/

theorem union_comm (s t : Set α) : s ∪ t = t ∪ s := ext fun _ => Or.comm
theorem inter_comm (s t : Set α) : s ∩ t = t ∩ s := ext fun _ => And.comm
theorem union_assoc (s t r : Set α) : s ∪ t ∪ r = s ∪ (t ∪ r) := ext fun _ => or_assoc
theorem inter_assoc (s t r : Set α) : s ∩ t ∩ r = s ∩ (t ∩ r) := ext fun _ => and_assoc
instance : Std.Commutative (α := Set α) (· ∪ ·) := ⟨union_comm⟩
instance : Std.Associative (α := Set α) (· ∪ ·) := ⟨union_assoc⟩
instance : Std.Commutative (α := Set α) (· ∩ ·) := ⟨inter_comm⟩
instance : Std.Associative (α := Set α) (· ∩ ·) := ⟨inter_assoc⟩
@[simp] theorem union_self (s : Set α) : s ∪ s = s := ext fun _ => ⟨fun h => h.elim id id, Or.inl⟩
@[simp] theorem inter_self (s : Set α) : s ∩ s = s := ext fun _ => ⟨And.left, fun h => ⟨h, h⟩⟩
@[simp] theorem union_empty (s : Set α) : s ∪ ∅ = s := ext fun _ => ⟨fun h => h.elim id False.elim, Or.inl⟩
@[simp] theorem empty_union (s : Set α) : ∅ ∪ s = s := by rw [union_comm, union_empty]
@[simp] theorem inter_empty (s : Set α) : s ∩ ∅ = ∅ := ext fun _ => ⟨And.right, False.elim⟩
@[simp] theorem empty_inter (s : Set α) : ∅ ∩ s = ∅ := by rw [inter_comm, inter_empty]
@[simp] theorem union_univ (s : Set α) : s ∪ univ = univ := ext fun _ => ⟨fun _ => trivial, Or.inr⟩
@[simp] theorem univ_union (s : Set α) : univ ∪ s = univ := by rw [union_comm, union_univ]
@[simp] theorem inter_univ (s : Set α) : s ∩ univ = s := ext fun _ => ⟨And.left, fun h => ⟨h, trivial⟩⟩
@[simp] theorem univ_inter (s : Set α) : univ ∩ s = s := by rw [inter_comm, inter_univ]
theorem subset_union_left : s ⊆ s ∪ t := fun _ => Or.inl
theorem subset_union_right : t ⊆ s ∪ t := fun _ => Or.inr
theorem union_subset (h₁ : s ⊆ r) (h₂ : t ⊆ r) : s ∪ t ⊆ r := fun _ h => h.elim (fun h => h₁ h) (fun h => h₂ h)
theorem union_subset_iff : s ∪ t ⊆ r ↔ s ⊆ r ∧ t ⊆ r :=
  ⟨fun h => ⟨fun _ hx => h (Or.inl hx), fun _ hx => h (Or.inr hx)⟩, fun h => union_subset h.1 h.2⟩
theorem inter_subset_left : s ∩ t ⊆ s := fun _ => And.left
theorem inter_subset_right : s ∩ t ⊆ t := fun _ => And.right
theorem subset_inter (h₁ : r ⊆ s) (h₂ : r ⊆ t) : r ⊆ s ∩ t := fun _ h => ⟨h₁ h, h₂ h⟩
theorem subset_inter_iff : r ⊆ s ∩ t ↔ r ⊆ s ∧ r ⊆ t :=
  ⟨fun h => ⟨fun _ hx => (h hx).1, fun _ hx => (h hx).2⟩, fun h => subset_inter h.1 h.2⟩
theorem union_eq_right : s ∪ t = t ↔ s ⊆ t :=
  ⟨fun h => h ▸ subset_union_left, fun h => Subset.antisymm (union_subset h (Subset.refl t)) subset_union_right⟩
theorem inter_eq_left : s ∩ t = s ↔ s ⊆ t :=
  ⟨fun h => h ▸ inter_subset_right, fun h => Subset.antisymm inter_subset_left (subset_inter (Subset.refl s) h)⟩
theorem union_subset_union {s₁ s₂ t₁ t₂ : Set α} (h₁ : s₁ ⊆ s₂) (h₂ : t₁ ⊆ t₂) : s₁ ∪ t₁ ⊆ s₂ ∪ t₂ :=
  fun _ h => h.imp (fun h => h₁ h) (fun h => h₂ h)
theorem inter_subset_inter {s₁ s₂ t₁ t₂ : Set α} (h₁ : s₁ ⊆ t₁) (h₂ : s₂ ⊆ t₂) : s₁ ∩ s₂ ⊆ t₁ ∩ t₂ :=
  fun _ h => ⟨h₁ h.1, h₂ h.2⟩
theorem inter_union_distrib_left (s t u : Set α) : s ∩ (t ∪ u) = s ∩ t ∪ s ∩ u := ext fun _ =>
  ⟨fun ⟨h, h'⟩ => h'.imp (fun ht => ⟨h, ht⟩) (fun hu => ⟨h, hu⟩), fun h => h.elim (fun h => ⟨h.1, Or.inl h.2⟩) (fun h => ⟨h.1, Or.inr h.2⟩)⟩
theorem inter_union_distrib_right (s t u : Set α) : (s ∪ t) ∩ u = s ∩ u ∪ t ∩ u := by
  rw [inter_comm, inter_union_distrib_left, inter_comm u, inter_comm u]
theorem union_inter_distrib_left (s t u : Set α) : s ∪ t ∩ u = (s ∪ t) ∩ (s ∪ u) := ext fun _ =>
  ⟨fun h => h.elim (fun h => ⟨Or.inl h, Or.inl h⟩) (fun h => ⟨Or.inr h.1, Or.inr h.2⟩),
   fun ⟨h₁, h₂⟩ => h₁.elim Or.inl fun ht => h₂.elim Or.inl fun hu => Or.inr ⟨ht, hu⟩⟩
theorem union_inter_distrib_right (s t u : Set α) : s ∩ t ∪ u = (s ∪ u) ∩ (t ∪ u) := by
  rw [union_comm, union_inter_distrib_left, union_comm u, union_comm u]
@[simp] theorem union_inter_cancel_left : (s ∪ t) ∩ s = s := ext fun _ => ⟨And.right, fun h => ⟨Or.inl h, h⟩⟩
@[simp] theorem inter_union_self : s ∩ t ∪ s = s := ext fun _ => ⟨fun h => h.elim And.left id, Or.inr⟩
theorem disjoint_iff_inter_eq_empty : s.Disjoint t ↔ s ∩ t = ∅ :=
  ⟨fun h => eq_empty_iff_forall_notMem.mpr fun _ hx => h hx.1 hx.2, fun h x hs ht => notMem_empty x (h ▸ (⟨hs, ht⟩ : x ∈ s ∩ t))⟩
theorem Disjoint.symm (h : s.Disjoint t) : t.Disjoint s := fun _ ht hs => h hs ht

/-! ### Complement and difference -/

@[simp] theorem compl_compl (s : Set α) : sᶜᶜ = s := ext fun _ => Classical.not_not
theorem compl_injective {s t : Set α} (h : sᶜ = tᶜ) : s = t := by rw [← compl_compl s, h, compl_compl]
theorem compl_union (s t : Set α) : (s ∪ t)ᶜ = sᶜ ∩ tᶜ := ext fun _ => not_or
theorem compl_inter (s t : Set α) : (s ∩ t)ᶜ = sᶜ ∪ tᶜ := ext fun _ => Classical.not_and_iff_not_or_not
@[simp] theorem compl_empty : (∅ : Set α)ᶜ = univ := ext fun _ => ⟨fun _ => trivial, fun _ => id⟩
@[simp] theorem compl_univ : (univ : Set α)ᶜ = ∅ := ext fun _ => ⟨fun h => h trivial, False.elim⟩
@[simp] theorem union_compl_self (s : Set α) : s ∪ sᶜ = univ := ext fun _ => ⟨fun _ => trivial, fun _ => Classical.em _⟩
@[simp] theorem inter_compl_self (s : Set α) : s ∩ sᶜ = ∅ := ext fun _ => ⟨fun h => h.2 h.1, False.elim⟩
theorem compl_subset_compl : sᶜ ⊆ tᶜ ↔ t ⊆ s :=
  ⟨fun h _ ht => Classical.byContradiction fun hs => h hs ht, fun h _ hs ht => hs (h ht)⟩
theorem diff_eq (s t : Set α) : s \ t = s ∩ tᶜ := rfl
theorem diff_subset : s \ t ⊆ s := fun _ => And.left
@[simp] theorem diff_self : s \ s = ∅ := inter_compl_self s
@[simp] theorem diff_empty : s \ ∅ = s := ext fun _ => ⟨And.left, fun h => ⟨h, id⟩⟩
theorem diff_union_self : s \ t ∪ t = s ∪ t := ext fun x =>
  ⟨fun h => h.imp And.left id, fun h => (Classical.em (x ∈ t)).elim Or.inr fun hn => h.imp (fun hs => ⟨hs, hn⟩) id⟩
theorem diff_union_of_subset (h : t ⊆ s) : s \ t ∪ t = s := by rw [diff_union_self, union_comm, union_eq_right.mpr h]
theorem diff_diff : (s \ t) \ r = s \ (t ∪ r) := ext fun _ =>
  ⟨fun h => ⟨h.1.1, fun h' => h'.elim h.1.2 h.2⟩, fun h => ⟨⟨h.1, fun ht => h.2 (Or.inl ht)⟩, fun hr => h.2 (Or.inr hr)⟩⟩
theorem diff_eq_empty : s \ t = ∅ ↔ s ⊆ t :=
  ⟨fun h x hs => Classical.byContradiction fun ht => notMem_empty x (h ▸ (⟨hs, ht⟩ : x ∈ s \ t)),
   fun h => eq_empty_iff_forall_notMem.mpr fun _ hx => hx.2 (h hx.1)⟩

/-! ### Images and preimages -/

theorem image_subset {f : α → β} (h : s ⊆ t) : f '' s ⊆ f '' t := fun _ ⟨x, hx, e⟩ => ⟨x, h hx, e⟩
@[simp] theorem image_empty (f : α → β) : f '' ∅ = ∅ := eq_empty_iff_forall_notMem.mpr fun _ ⟨_, h, _⟩ => h
theorem image_union (f : α → β) (s t : Set α) : f '' (s ∪ t) = f '' s ∪ f '' t := ext fun _ =>
  ⟨fun ⟨x, hx, e⟩ => hx.imp (fun h => ⟨x, h, e⟩) (fun h => ⟨x, h, e⟩),
   fun h => h.elim (fun ⟨x, hx, e⟩ => ⟨x, Or.inl hx, e⟩) (fun ⟨x, hx, e⟩ => ⟨x, Or.inr hx, e⟩)⟩
theorem image_inter_subset (f : α → β) (s t : Set α) : f '' (s ∩ t) ⊆ f '' s ∩ f '' t :=
  fun _ ⟨x, hx, e⟩ => ⟨⟨x, hx.1, e⟩, ⟨x, hx.2, e⟩⟩
theorem image_inter {f : α → β} (H : Function.Injective f) : f '' (s ∩ t) = f '' s ∩ f '' t :=
  Subset.antisymm (image_inter_subset f s t) fun _ ⟨⟨x, hx, e⟩, ⟨_, hy, e'⟩⟩ =>
    ⟨x, ⟨hx, (H (e.trans e'.symm)) ▸ hy⟩, e⟩
theorem image_image (g : β → γ) (f : α → β) (s : Set α) : g '' (f '' s) = (fun x => g (f x)) '' s := ext fun _ =>
  ⟨fun ⟨_, ⟨x, hx, e⟩, e'⟩ => ⟨x, hx, (congrArg g e).trans e'⟩, fun ⟨x, hx, e⟩ => ⟨f x, ⟨x, hx, rfl⟩, e⟩⟩
@[simp] theorem image_id (s : Set α) : id '' s = s := ext fun _ => ⟨fun ⟨_, hx, e⟩ => e ▸ hx, fun h => ⟨_, h, rfl⟩⟩
@[simp] theorem image_singleton {f : α → β} : f '' {a} = {f a} := ext fun _ =>
  ⟨fun ⟨_, hx, e⟩ => ((show _ = a from hx) ▸ e.symm), fun h => ⟨a, rfl, h.symm⟩⟩
theorem image_univ {f : α → β} : f '' univ = range f := ext fun _ => ⟨fun ⟨x, _, e⟩ => ⟨x, e⟩, fun ⟨x, e⟩ => ⟨x, trivial, e⟩⟩
theorem range_eq_univ {f : α → β} : range f = univ ↔ Function.Surjective f := eq_univ_iff_forall
theorem preimage_mono {f : α → β} {s t : Set β} (h : s ⊆ t) : f ⁻¹' s ⊆ f ⁻¹' t := fun _ hx => h hx
@[simp] theorem preimage_union {f : α → β} {s t : Set β} : f ⁻¹' (s ∪ t) = f ⁻¹' s ∪ f ⁻¹' t := rfl
@[simp] theorem preimage_inter {f : α → β} {s t : Set β} : f ⁻¹' (s ∩ t) = f ⁻¹' s ∩ f ⁻¹' t := rfl
@[simp] theorem preimage_compl {f : α → β} {s : Set β} : f ⁻¹' sᶜ = (f ⁻¹' s)ᶜ := rfl
@[simp] theorem preimage_univ {f : α → β} : f ⁻¹' univ = univ := rfl
@[simp] theorem preimage_empty {f : α → β} : f ⁻¹' ∅ = ∅ := rfl
theorem preimage_comp {f : α → β} {g : β → γ} {s : Set γ} : (g ∘ f) ⁻¹' s = f ⁻¹' (g ⁻¹' s) := rfl
theorem image_subset_iff {f : α → β} {t : Set β} : f '' s ⊆ t ↔ s ⊆ f ⁻¹' t :=
  ⟨fun h x hx => h ⟨x, hx, rfl⟩, fun h _ ⟨_, hx, e⟩ => e ▸ h hx⟩
theorem subset_preimage_image (f : α → β) (s : Set α) : s ⊆ f ⁻¹' (f '' s) := fun x hx => ⟨x, hx, rfl⟩
theorem image_preimage_subset (f : α → β) (t : Set β) : f '' (f ⁻¹' t) ⊆ t := image_subset_iff.mpr (Subset.refl _)
theorem preimage_image_eq {f : α → β} (s : Set α) (h : Function.Injective f) : f ⁻¹' (f '' s) = s :=
  Subset.antisymm (fun _ ⟨_, hx, e⟩ => h e ▸ hx) (subset_preimage_image f s)
theorem image_preimage_eq {f : α → β} (t : Set β) (h : Function.Surjective f) : f '' (f ⁻¹' t) = t :=
  Subset.antisymm (image_preimage_subset f t) fun y hy => by
    obtain ⟨x, e⟩ := h y
    exact ⟨x, by rw [mem_preimage, e]; exact hy, e⟩

/-! ### Families -/

theorem subset_sUnion_of_mem {S : Set (Set α)} (h : s ∈ S) : s ⊆ ⋃₀ S := fun _ hx => ⟨s, h, hx⟩
theorem sUnion_subset {S : Set (Set α)} (h : ∀ t', t' ∈ S → t' ⊆ t) : ⋃₀ S ⊆ t := fun _ ⟨t', ht', hx⟩ => h t' ht' hx
theorem sUnion_subset_iff {S : Set (Set α)} : ⋃₀ S ⊆ t ↔ ∀ t', t' ∈ S → t' ⊆ t :=
  ⟨fun h _ ht' => Subset.trans (subset_sUnion_of_mem ht') h, sUnion_subset⟩
theorem sInter_subset_of_mem {S : Set (Set α)} (h : s ∈ S) : ⋂₀ S ⊆ s := fun _ hx => hx s h
theorem subset_sInter {S : Set (Set α)} (h : ∀ t', t' ∈ S → t ⊆ t') : t ⊆ ⋂₀ S := fun _ hx t' ht' => h t' ht' hx
@[simp] theorem sUnion_empty : ⋃₀ ∅ = (∅ : Set α) := eq_empty_iff_forall_notMem.mpr fun _ ⟨_, h, _⟩ => h
@[simp] theorem sInter_empty : ⋂₀ ∅ = (univ : Set α) := eq_univ_iff_forall.mpr fun _ _ h => h.elim
@[simp] theorem sUnion_singleton (s : Set α) : ⋃₀ {s} = s := ext fun _ => ⟨fun ⟨_, h, hx⟩ => (show _ = s from h) ▸ hx, fun h => ⟨s, rfl, h⟩⟩
theorem subset_iUnion {ι : Sort w} (f : ι → Set α) (i : ι) : f i ⊆ iUnion f := fun _ hx => ⟨i, hx⟩
theorem iUnion_subset {ι : Sort w} {f : ι → Set α} (h : ∀ i, f i ⊆ t) : iUnion f ⊆ t := fun _ ⟨i, hx⟩ => h i hx
theorem iInter_subset {ι : Sort w} (f : ι → Set α) (i : ι) : iInter f ⊆ f i := fun _ hx => hx i
theorem subset_iInter {ι : Sort w} {f : ι → Set α} (h : ∀ i, t ⊆ f i) : t ⊆ iInter f := fun _ hx i => h i hx
theorem compl_iUnion {ι : Sort w} (f : ι → Set α) : (iUnion f)ᶜ = iInter fun i => (f i)ᶜ := ext fun _ => not_exists
theorem compl_iInter {ι : Sort w} (f : ι → Set α) : (iInter f)ᶜ = iUnion fun i => (f i)ᶜ := ext fun _ => Classical.not_forall
theorem preimage_iUnion {ι : Sort w} {f : α → β} {g : ι → Set β} : f ⁻¹' iUnion g = iUnion fun i => f ⁻¹' g i := rfl
theorem image_iUnion {ι : Sort w} {f : α → β} {g : ι → Set α} : f '' iUnion g = iUnion fun i => f '' g i := ext fun _ =>
  ⟨fun ⟨x, ⟨i, hx⟩, e⟩ => ⟨i, x, hx, e⟩, fun ⟨i, x, hx, e⟩ => ⟨x, ⟨i, hx⟩, e⟩⟩
theorem inter_iUnion {ι : Sort w} (s : Set α) (f : ι → Set α) : s ∩ iUnion f = iUnion fun i => s ∩ f i := ext fun _ =>
  ⟨fun ⟨hs, i, hi⟩ => ⟨i, hs, hi⟩, fun ⟨i, hs, hi⟩ => ⟨hs, i, hi⟩⟩

/-! ### Fixed points -/

/-- The least set that a monotone operator takes into itself (Knaster and Tarski). -/
def lfp (F : Set α → Set α) : Set α := ⋂₀ {s | F s ⊆ s}
theorem lfp_subset {F : Set α → Set α} (h : F s ⊆ s) : lfp F ⊆ s := sInter_subset_of_mem h
theorem lfp_fixed {F : Set α → Set α} (mono : ∀ {s t : Set α}, s ⊆ t → F s ⊆ F t) : F (lfp F) = lfp F := by
  have h : F (lfp F) ⊆ lfp F := subset_sInter fun t ht => Subset.trans (mono (lfp_subset ht)) ht
  exact Subset.antisymm h (lfp_subset (mono h))
/-- The greatest set that lies in its image under a monotone operator. -/
def gfp (F : Set α → Set α) : Set α := ⋃₀ {s | s ⊆ F s}
theorem subset_gfp {F : Set α → Set α} (h : s ⊆ F s) : s ⊆ gfp F := subset_sUnion_of_mem h
theorem gfp_fixed {F : Set α → Set α} (mono : ∀ {s t : Set α}, s ⊆ t → F s ⊆ F t) : F (gfp F) = gfp F := by
  have h : gfp F ⊆ F (gfp F) := sUnion_subset fun t ht => Subset.trans ht (mono (subset_gfp ht))
  exact Subset.antisymm (subset_gfp (mono h)) h

/-- Cantor: a set has more subsets than elements. -/
theorem cantor_surjective (f : α → Set α) : ¬Function.Surjective f := Function.cantor_surjective f

end Set
