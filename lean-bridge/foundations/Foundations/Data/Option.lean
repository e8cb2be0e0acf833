prelude
import Foundations.List.Basic
/-!
# Values that may be missing

`Option α` with its tests, `getD`, `bind` and `map`, and their laws.
-/

universe u v w

namespace Option

variable {α : Type u} {β : Type v} {γ : Type w}

/-! ### Definitions -/

/-- Is there a value? -/
@[inline] def isSome : Option α → Bool
  | some _ => true
  | none => false
/-- Is there none? -/
@[inline] def isNone : Option α → Bool
  | some _ => false
  | none => true
/-- The value, which is there. -/
@[inline] def get : (o : Option α) → isSome o = true → α
  | some a, _ => a
/-- The value, or `d`. -/
@[inline] def getD (o : Option α) (d : α) : α := match o with
  | some a => a
  | none => d
/-- The value of `f` at the value. -/
@[inline] protected def bind (o : Option α) (f : α → Option β) : Option β := match o with
  | some a => f a
  | none => none
/-- The value, if it satisfies `p`. -/
@[inline] protected def filter (p : α → Bool) : Option α → Option α
  | some a => if p a = true then some a else none
  | none => none
/-- `f` of the value, or `d`. -/
@[inline] protected def elim (o : Option α) (d : β) (f : α → β) : β := match o with
  | some a => f a
  | none => d
/-- The first of two that is there. -/
@[inline] protected def or : Option α → Option α → Option α
  | some a, _ => some a
  | none, o => o
/-- As a list of at most one element. -/
@[inline] def toList : Option α → List α
  | some a => [a]
  | none => []
/-- The value within a value. -/
@[inline] def join (o : Option (Option α)) : Option α := o.bind id

/-- `a` is the value. -/
instance : Membership α (Option α) := ⟨fun o a => o = some a⟩

/-! ### Equality -/

theorem some_inj {a b : α} : some a = some b ↔ a = b := ⟨fun h => Option.some.inj h, congrArg some⟩
theorem some_ne_none (a : α) : some a ≠ none := fun h => nomatch h
@[ext] theorem ext {o p : Option α} (h : ∀ a, o = some a ↔ p = some a) : o = p := by
  cases o with
  | none => cases p with
    | none => rfl
    | some b => exact (h b).mpr rfl
  | some a => exact ((h a).mp rfl).symm
theorem eq_none_or_eq_some (o : Option α) : o = none ∨ ∃ a, o = some a := by
  cases o with
  | none => exact .inl rfl
  | some a => exact .inr ⟨a, rfl⟩
protected theorem «forall» {p : Option α → Prop} : (∀ o, p o) ↔ p none ∧ ∀ a, p (some a) :=
  ⟨fun h => ⟨h none, fun a => h (some a)⟩, fun ⟨h, k⟩ o => match o with | none => h | some a => k a⟩
protected theorem «exists» {p : Option α → Prop} : (∃ o, p o) ↔ p none ∨ ∃ a, p (some a) :=
  ⟨fun ⟨o, h⟩ => match o, h with | none, h => .inl h | some a, h => .inr ⟨a, h⟩,
   fun h => h.elim (fun h => ⟨none, h⟩) fun ⟨a, h⟩ => ⟨some a, h⟩⟩
theorem mem_def {a : α} {o : Option α} : a ∈ o ↔ o = some a := Iff.rfl
@[simp] theorem mem_some {a b : α} : a ∈ some b ↔ b = a := some_inj
@[simp] theorem not_mem_none (a : α) : ¬a ∈ (none : Option α) := fun h => nomatch h

/-! ### Tests -/

@[simp] theorem isSome_none : (none : Option α).isSome = false := rfl
@[simp] theorem isSome_some (a : α) : (some a).isSome = true := rfl
@[simp] theorem isNone_none : (none : Option α).isNone = true := rfl
@[simp] theorem isNone_some (a : α) : (some a).isNone = false := rfl
theorem isSome_iff_exists {o : Option α} : o.isSome = true ↔ ∃ a, o = some a := by
  cases o with
  | none => exact ⟨fun h => (nomatch h), fun ⟨_, h⟩ => (nomatch h)⟩
  | some a => exact ⟨fun _ => ⟨a, rfl⟩, fun _ => rfl⟩
theorem isNone_iff_eq_none {o : Option α} : o.isNone = true ↔ o = none := by
  cases o with
  | none => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | some a => exact ⟨fun h => (nomatch h), fun h => (nomatch h)⟩
theorem not_isSome (o : Option α) : (!o.isSome) = o.isNone := by cases o <;> rfl
theorem not_isNone (o : Option α) : (!o.isNone) = o.isSome := by cases o <;> rfl
theorem isSome_iff_ne_none {o : Option α} : o.isSome = true ↔ o ≠ none := by
  cases o with
  | none => exact ⟨fun h => (nomatch h), fun h => absurd rfl h⟩
  | some a => exact ⟨fun _ h => (nomatch h), fun _ => rfl⟩
theorem ne_none_iff_exists {o : Option α} : o ≠ none ↔ ∃ a, o = some a := isSome_iff_ne_none.symm.trans isSome_iff_exists

/-! ### Values -/

@[simp] theorem get_some (a : α) (h : (some a).isSome = true) : (some a).get h = a := rfl
@[simp] theorem some_get (o : Option α) (h : o.isSome = true) : some (o.get h) = o := by
  cases o with
  | none => exact nomatch h
  | some a => rfl
theorem get_of_mem {a : α} {o : Option α} (h : o.isSome = true) (e : o = some a) : o.get h = a := by subst e; rfl
@[simp] theorem getD_none (d : α) : (none : Option α).getD d = d := rfl
@[simp] theorem getD_some (a d : α) : (some a).getD d = a := rfl
theorem getD_of_ne_none {o : Option α} (h : o ≠ none) (d : α) : some (o.getD d) = o := by
  cases o with
  | none => exact absurd rfl h
  | some a => rfl
@[simp] theorem elim_none (d : β) (f : α → β) : (none : Option α).elim d f = d := rfl
@[simp] theorem elim_some (a : α) (d : β) (f : α → β) : (some a).elim d f = f a := rfl

/-! ### `map` and `bind` -/

@[simp] theorem map_none (f : α → β) : (none : Option α).map f = none := rfl
@[simp] theorem map_some (a : α) (f : α → β) : (some a).map f = some (f a) := rfl
@[simp] theorem map_id (o : Option α) : o.map id = o := by cases o <;> rfl
@[simp] theorem map_id' (o : Option α) : (o.map fun a => a) = o := by cases o <;> rfl
@[simp] theorem map_map (g : β → γ) (f : α → β) (o : Option α) : (o.map f).map g = o.map (g ∘ f) := by cases o <;> rfl
theorem comp_map (g : β → γ) (f : α → β) (o : Option α) : o.map (g ∘ f) = (o.map f).map g := (map_map g f o).symm
theorem map_eq_some_iff {f : α → β} {o : Option α} {b : β} : o.map f = some b ↔ ∃ a, o = some a ∧ f a = b := by
  cases o with
  | none => exact ⟨fun h => (nomatch h), fun ⟨_, h, _⟩ => (nomatch h)⟩
  | some a => exact ⟨fun h => ⟨a, rfl, Option.some.inj h⟩, fun ⟨_, h, k⟩ => by rw [h]; exact congrArg some k⟩
@[simp] theorem map_eq_none_iff {f : α → β} {o : Option α} : o.map f = none ↔ o = none := by
  cases o with
  | none => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | some a => exact ⟨fun h => (nomatch h), fun h => (nomatch h)⟩
@[simp] theorem isSome_map (f : α → β) (o : Option α) : (o.map f).isSome = o.isSome := by cases o <;> rfl
@[simp] theorem isNone_map (f : α → β) (o : Option α) : (o.map f).isNone = o.isNone := by cases o <;> rfl
theorem getD_map (f : α → β) (o : Option α) (d : α) : (o.map f).getD (f d) = f (o.getD d) := by cases o <;> rfl
@[simp] theorem bind_none (f : α → Option β) : (none : Option α).bind f = none := rfl
@[simp] theorem bind_some (a : α) (f : α → Option β) : (some a).bind f = f a := rfl
@[simp] theorem bind_some_right (o : Option α) : o.bind some = o := by cases o <;> rfl
theorem bind_assoc (o : Option α) (f : α → Option β) (g : β → Option γ) : (o.bind f).bind g = o.bind fun a => (f a).bind g := by cases o <;> rfl
theorem bind_eq_some_iff {o : Option α} {f : α → Option β} {b : β} : o.bind f = some b ↔ ∃ a, o = some a ∧ f a = some b := by
  cases o with
  | none => exact ⟨fun h => (nomatch h), fun ⟨_, h, _⟩ => (nomatch h)⟩
  | some a => exact ⟨fun h => ⟨a, rfl, h⟩, fun ⟨_, h, k⟩ => by cases h; exact k⟩
theorem map_eq_bind (f : α → β) (o : Option α) : o.map f = o.bind fun a => some (f a) := by cases o <;> rfl
theorem map_injective {f : α → β} (h : ∀ a b, f a = f b → a = b) {o p : Option α} (e : o.map f = p.map f) : o = p := by
  cases o with
  | none => cases p with
    | none => rfl
    | some b => exact nomatch e
  | some a => cases p with
    | none => exact nomatch e
    | some b => exact congrArg some (h a b (Option.some.inj e))
@[simp] theorem join_none : join (none : Option (Option α)) = none := rfl
@[simp] theorem join_some (o : Option α) : join (some o) = o := rfl

/-! ### Filters, alternatives, lists -/

@[simp] theorem filter_none (p : α → Bool) : (none : Option α).filter p = none := rfl
theorem filter_some (p : α → Bool) (a : α) : (some a).filter p = if p a = true then some a else none := rfl
@[simp] theorem none_or (o : Option α) : (none : Option α).or o = o := rfl
@[simp] theorem some_or (a : α) (o : Option α) : (some a).or o = some a := rfl
@[simp] theorem or_none (o : Option α) : o.or none = o := by cases o <;> rfl
@[simp] theorem or_self (o : Option α) : o.or o = o := by cases o <;> rfl
theorem or_assoc (o p q : Option α) : (o.or p).or q = o.or (p.or q) := by cases o <;> rfl
theorem isSome_or (o p : Option α) : (o.or p).isSome = (o.isSome || p.isSome) := by cases o <;> rfl
@[simp] theorem toList_none : (none : Option α).toList = [] := rfl
@[simp] theorem toList_some (a : α) : (some a).toList = [a] := rfl
@[simp] theorem mem_toList {a : α} {o : Option α} : a ∈ o.toList ↔ o = some a := by
  cases o with
  | none => exact ⟨fun h => (nomatch h), fun h => (nomatch h)⟩
  | some b => simp [eq_comm]

end Option
