prelude
import Foundations.Logic.Unique
/-!
# Functions

Composition; injective, surjective and bijective functions; inverses; Cantor's theorem.
-/

universe u v w x

namespace Function

variable {α : Sort u} {β : Sort v} {γ : Sort w} {δ : Sort x}

/-! ### Composition -/

theorem comp_def (f : β → γ) (g : α → β) : f ∘ g = fun x => f (g x) := rfl
@[simp] theorem comp_apply {f : β → γ} {g : α → β} {x : α} : (f ∘ g) x = f (g x) := rfl
theorem comp_assoc (f : γ → δ) (g : β → γ) (h : α → β) : (f ∘ g) ∘ h = f ∘ (g ∘ h) := rfl
@[simp] theorem comp_id (f : α → β) : f ∘ id = f := rfl
@[simp] theorem id_comp (f : α → β) : id ∘ f = f := rfl
@[simp] theorem const_apply {y : β} {x : α} : const α y x = y := rfl
@[simp] theorem const_comp (f : α → β) (c : γ) : const β c ∘ f = const α c := rfl
@[simp] theorem comp_const (f : β → γ) (b : β) : f ∘ const α b = const α (f b) := rfl

/-- Swaps the arguments. -/
@[reducible] def swap {φ : α → β → Sort w} (f : ∀ x y, φ x y) : ∀ y x, φ x y := fun y x => f x y
theorem swap_swap {φ : α → β → Sort w} (f : ∀ x y, φ x y) : swap (swap f) = f := rfl
/-- `on f g x y` is `f (g x) (g y)`. -/
@[reducible] def onFun (f : β → β → γ) (g : α → β) : α → α → γ := fun x y => f (g x) (g y)

/-! ### Injective, surjective, bijective -/

/-- Different arguments have different values. -/
def Injective (f : α → β) : Prop := ∀ ⦃a₁ a₂⦄, f a₁ = f a₂ → a₁ = a₂
/-- Every element is a value. -/
def Surjective (f : α → β) : Prop := ∀ b, ∃ a, f a = b
/-- Injective and surjective. -/
def Bijective (f : α → β) : Prop := Injective f ∧ Surjective f

/-- `g (f x) = x`. -/
def LeftInverse (g : β → α) (f : α → β) : Prop := ∀ x, g (f x) = x
/-- `f (g y) = y`. -/
def RightInverse (g : β → α) (f : α → β) : Prop := LeftInverse f g
/-- Some function undoes `f`. -/
def HasLeftInverse (f : α → β) : Prop := ∃ g : β → α, LeftInverse g f
/-- `f` undoes some function. -/
def HasRightInverse (f : α → β) : Prop := ∃ g : β → α, RightInverse g f
/-- `f (f x) = x`. -/
def Involutive (f : α → α) : Prop := ∀ x, f (f x) = x
/-- `f x = x`. -/
def IsFixedPt (f : α → α) (x : α) : Prop := f x = x

theorem injective_id : Injective (@id α) := fun _ _ h => h
theorem surjective_id : Surjective (@id α) := fun b => ⟨b, rfl⟩
theorem bijective_id : Bijective (@id α) := ⟨injective_id, surjective_id⟩

theorem Injective.eq_iff {f : α → β} (I : Injective f) {a b : α} : f a = f b ↔ a = b := ⟨@I _ _, congrArg f⟩
theorem Injective.ne {f : α → β} (hf : Injective f) {a₁ a₂ : α} (h : a₁ ≠ a₂) : f a₁ ≠ f a₂ := fun e => h (hf e)
theorem Injective.ne_iff {f : α → β} (hf : Injective f) {x y : α} : f x ≠ f y ↔ x ≠ y := ⟨fun h e => h (congrArg f e), hf.ne⟩
theorem Injective.comp {g : β → γ} {f : α → β} (hg : Injective g) (hf : Injective f) : Injective (g ∘ f) :=
  fun _ _ h => hf (hg h)
theorem Surjective.comp {g : β → γ} {f : α → β} (hg : Surjective g) (hf : Surjective f) : Surjective (g ∘ f) := by
  intro c
  obtain ⟨b, rfl⟩ := hg c
  obtain ⟨a, rfl⟩ := hf b
  exact ⟨a, rfl⟩
theorem Bijective.comp {g : β → γ} {f : α → β} (hg : Bijective g) (hf : Bijective f) : Bijective (g ∘ f) :=
  ⟨hg.1.comp hf.1, hg.2.comp hf.2⟩
theorem Injective.of_comp {g : β → γ} {f : α → β} (h : Injective (g ∘ f)) : Injective f :=
  fun _ _ e => h (congrArg g e)
theorem Surjective.of_comp {g : β → γ} {f : α → β} (h : Surjective (g ∘ f)) : Surjective g := by
  intro c
  obtain ⟨a, e⟩ := h c
  exact ⟨f a, e⟩
theorem Injective.of_comp_iff {f : β → γ} (hf : Injective f) (g : α → β) : Injective (f ∘ g) ↔ Injective g :=
  ⟨Injective.of_comp, hf.comp⟩
theorem Surjective.of_comp_iff (f : β → γ) {g : α → β} (hg : Surjective g) : Surjective (f ∘ g) ↔ Surjective f :=
  ⟨Surjective.of_comp, fun h => h.comp hg⟩
theorem Bijective.injective {f : α → β} (hf : Bijective f) : Injective f := hf.1
theorem Bijective.surjective {f : α → β} (hf : Bijective f) : Surjective f := hf.2
theorem Bijective.existsUnique {f : α → β} (hf : Bijective f) (b : β) : ExistsUnique fun a => f a = b := by
  obtain ⟨a, e⟩ := hf.2 b
  exact ⟨a, e, fun a' e' => hf.1 (e'.trans e.symm)⟩
theorem bijective_iff_existsUnique (f : α → β) : Bijective f ↔ ∀ b, ExistsUnique fun a => f a = b := by
  refine ⟨fun h b => h.existsUnique b, fun h => ⟨fun a₁ a₂ e => ?_, fun b => ?_⟩⟩
  · obtain ⟨a, _, u⟩ := h (f a₂)
    exact (u a₁ e).trans (u a₂ rfl).symm
  · obtain ⟨a, e, _⟩ := h b
    exact ⟨a, e⟩
theorem Surjective.forall {f : α → β} (hf : Surjective f) {p : β → Prop} : (∀ y, p y) ↔ ∀ x, p (f x) := by
  refine ⟨fun h x => h (f x), fun h y => ?_⟩
  obtain ⟨x, rfl⟩ := hf y
  exact h x
theorem Surjective.exists {f : α → β} (hf : Surjective f) {p : β → Prop} : (∃ y, p y) ↔ ∃ x, p (f x) := by
  constructor
  · intro ⟨y, hy⟩
    obtain ⟨x, rfl⟩ := hf y
    exact ⟨x, hy⟩
  · intro ⟨x, hx⟩
    exact ⟨f x, hx⟩
theorem injective_of_subsingleton [Subsingleton α] (f : α → β) : Injective f := fun a b _ => Subsingleton.elim a b
theorem not_injective_iff {f : α → β} : ¬Injective f ↔ ∃ a b, f a = f b ∧ a ≠ b := by
  constructor
  · intro h
    exact Classical.byContradiction fun h' => h fun a b e => Classical.byContradiction fun ne => h' ⟨a, b, e, ne⟩
  · intro ⟨a, b, e, ne⟩ h
    exact ne (h e)

/-! ### Inverses -/

theorem LeftInverse.injective {g : β → α} {f : α → β} (h : LeftInverse g f) : Injective f :=
  fun a b e => (h a).symm.trans ((congrArg g e).trans (h b))
theorem LeftInverse.surjective {g : β → α} {f : α → β} (h : LeftInverse g f) : Surjective g := fun a => ⟨f a, h a⟩
theorem RightInverse.surjective {g : β → α} {f : α → β} (h : RightInverse g f) : Surjective f := fun b => ⟨g b, h b⟩
theorem RightInverse.injective {g : β → α} {f : α → β} (h : RightInverse g f) : Injective g := LeftInverse.injective h
theorem LeftInverse.comp_eq_id {g : β → α} {f : α → β} (h : LeftInverse g f) : g ∘ f = id := funext h
theorem RightInverse.comp_eq_id {g : β → α} {f : α → β} (h : RightInverse g f) : f ∘ g = id := funext h
theorem leftInverse_iff_comp {g : β → α} {f : α → β} : LeftInverse g f ↔ g ∘ f = id := ⟨LeftInverse.comp_eq_id, congrFun⟩
theorem LeftInverse.comp {f : α → β} {g : β → α} {h : β → γ} {i : γ → β} (hf : LeftInverse f g) (hh : LeftInverse h i) :
    LeftInverse (h ∘ f) (g ∘ i) := fun a => (congrArg h (hf (i a))).trans (hh a)
theorem LeftInverse.eq_rightInverse {f : α → β} {g₁ g₂ : β → α} (h₁ : LeftInverse g₁ f) (h₂ : RightInverse g₂ f) : g₁ = g₂ :=
  funext fun b => (congrArg g₁ (h₂ b)).symm.trans (h₁ (g₂ b))
theorem HasLeftInverse.injective {f : α → β} : HasLeftInverse f → Injective f := fun ⟨_, h⟩ => h.injective
theorem HasRightInverse.surjective {f : α → β} : HasRightInverse f → Surjective f := fun ⟨_, h⟩ => h.surjective
theorem Surjective.hasRightInverse {f : α → β} (hf : Surjective f) : HasRightInverse f :=
  ⟨fun b => Classical.choose (hf b), fun b => Classical.choose_spec (hf b)⟩
theorem surjective_iff_hasRightInverse {f : α → β} : Surjective f ↔ HasRightInverse f :=
  ⟨Surjective.hasRightInverse, HasRightInverse.surjective⟩
theorem Injective.hasLeftInverse [h : Nonempty α] {f : α → β} (hf : Injective f) : HasLeftInverse f := by
  classical
  obtain ⟨a₀⟩ := h
  refine ⟨fun b => if h : ∃ a, f a = b then Classical.choose h else a₀, fun a => ?_⟩
  have hex : ∃ a', f a' = f a := ⟨a, rfl⟩
  show (if h : ∃ a', f a' = f a then Classical.choose h else a₀) = a
  rw [dif_pos hex]
  exact hf (Classical.choose_spec hex)
theorem injective_iff_hasLeftInverse [Nonempty α] {f : α → β} : Injective f ↔ HasLeftInverse f :=
  ⟨Injective.hasLeftInverse, HasLeftInverse.injective⟩
theorem bijective_iff_has_inverse {f : α → β} : Bijective f ↔ ∃ g, LeftInverse g f ∧ RightInverse g f := by
  constructor
  · intro ⟨hi, hs⟩
    obtain ⟨g, hg⟩ := hs.hasRightInverse
    exact ⟨g, fun a => hi (hg (f a)), hg⟩
  · intro ⟨g, hl, hr⟩
    exact ⟨hl.injective, hr.surjective⟩
theorem Involutive.leftInverse {f : α → α} (h : Involutive f) : LeftInverse f f := h
theorem Involutive.rightInverse {f : α → α} (h : Involutive f) : RightInverse f f := h
theorem Involutive.injective {f : α → α} (h : Involutive f) : Injective f := h.leftInverse.injective
theorem Involutive.surjective {f : α → α} (h : Involutive f) : Surjective f := fun a => ⟨f a, h a⟩
theorem Involutive.bijective {f : α → α} (h : Involutive f) : Bijective f := ⟨h.injective, h.surjective⟩
theorem Involutive.comp_self {f : α → α} (h : Involutive f) : f ∘ f = id := funext h
theorem Involutive.eq_iff {f : α → α} (h : Involutive f) {x y : α} : f x = y ↔ x = f y :=
  ⟨fun e => by rw [← e, h], fun e => by rw [e, h]⟩
theorem isFixedPt_id (x : α) : IsFixedPt id x := rfl
theorem IsFixedPt.comp {f g : α → α} {x : α} (hf : IsFixedPt f x) (hg : IsFixedPt g x) : IsFixedPt (f ∘ g) x :=
  (congrArg f hg).trans hf

/-! ### Cantor's theorem -/

/-- Cantor: no function from a type to its predicates is surjective. -/
theorem cantor_surjective {α : Type u} (f : α → α → Prop) : ¬Surjective f := by
  intro h
  obtain ⟨a, e⟩ := h fun x => ¬f x x
  exact iff_not_self (iff_of_eq (congrFun e a))
/-- Cantor: no function from the predicates on a type to the type is injective. -/
theorem cantor_injective {α : Type u} (f : (α → Prop) → α) : ¬Injective f := by
  intro h
  have hs : Surjective fun a : α => fun x => ∃ p : α → Prop, f p = a ∧ p x := by
    intro p
    refine ⟨f p, funext fun x => propext ⟨?_, fun hp => ⟨p, rfl, hp⟩⟩⟩
    intro ⟨q, e, hq⟩
    rwa [h e] at hq
  exact cantor_surjective _ hs

end Function
