prelude
import Foundations.Function
/-!
# Relations

Properties of a relation, its reflexive and transitive closures, equivalence relations from functions, and
quotients by them.

Not part of the default import: `import Foundations.Relation`.
-/

universe u v

section
variable {α : Sort u} (r : α → α → Prop)

/-- `r a a`. -/
def Reflexive : Prop := ∀ x, r x x
/-- `r a b` gives `r b a`. -/
def Symmetric : Prop := ∀ ⦃x y⦄, r x y → r y x
/-- `r a b` and `r b c` give `r a c`. -/
def Transitive : Prop := ∀ ⦃x y z⦄, r x y → r y z → r x z
/-- Never `r a a`. -/
def Irreflexive : Prop := ∀ x, ¬r x x
/-- `r a b` and `r b a` give `a = b`. -/
def AntiSymmetric : Prop := ∀ ⦃x y⦄, r x y → r y x → x = y
/-- `r a b` or `r b a`. -/
def Total : Prop := ∀ x y, r x y ∨ r y x

variable {r}

theorem Equivalence.reflexive (h : Equivalence r) : Reflexive r := h.refl
theorem Equivalence.symmetric (h : Equivalence r) : Symmetric r := fun _ _ => h.symm
theorem Equivalence.transitive (h : Equivalence r) : Transitive r := fun _ _ _ => h.trans
theorem equivalence_of (h₁ : Reflexive r) (h₂ : Symmetric r) (h₃ : Transitive r) : Equivalence r :=
  ⟨h₁, fun h => h₂ h, fun h h' => h₃ h h'⟩
theorem Total.reflexive (h : Total r) : Reflexive r := fun x => (h x x).elim id id
theorem Symmetric.iff (H : Symmetric r) (x y : α) : r x y ↔ r y x := ⟨fun h => H h, fun h => H h⟩
theorem Symmetric.flip_eq (H : Symmetric r) : (fun x y => r y x) = r := funext fun x => funext fun y => propext (H.iff y x)
theorem Transitive.irreflexive_asymm (ht : Transitive r) (hi : Irreflexive r) {x y : α} (h : r x y) : ¬r y x := fun h' => hi x (ht h h')
theorem Irreflexive.ne (hi : Irreflexive r) {x y : α} (h : r x y) : x ≠ y := fun e => hi y (e ▸ h)
theorem Symmetric.transitive_euclidean (hs : Symmetric r) (ht : Transitive r) {x y z : α} (h₁ : r x y) (h₂ : r x z) : r y z := ht (hs h₁) h₂
theorem eq_equivalence : Equivalence (@Eq α) := ⟨Eq.refl, Eq.symm, Eq.trans⟩
theorem iff_equivalence : Equivalence Iff := ⟨Iff.refl, Iff.symm, Iff.trans⟩

end

/-- The relation of having the same value is an equivalence. -/
theorem InvImage.equivalence {α : Sort u} {β : Sort v} (r : β → β → Prop) (f : α → β) (h : Equivalence r) :
    Equivalence fun x y => r (f x) (f y) := ⟨fun x => h.refl (f x), fun h' => h.symm h', fun h₁ h₂ => h.trans h₁ h₂⟩
theorem equivalence_kernel {α : Sort u} {β : Sort v} (f : α → β) : Equivalence fun x y => f x = f y :=
  ⟨fun _ => rfl, Eq.symm, Eq.trans⟩

namespace Setoid

/-- Elements are equivalent if `f` does not tell them apart. -/
def ker {α : Sort u} {β : Sort v} (f : α → β) : Setoid α := ⟨fun x y => f x = f y, equivalence_kernel f⟩
theorem ker_def {α : Sort u} {β : Sort v} {f : α → β} {x y : α} : (ker f).r x y ↔ f x = f y := Iff.rfl

/-- A function factors through the quotient by its kernel, injectively. -/
theorem ker_lift_injective {α : Sort u} {β : Sort v} (f : α → β) :
    Function.Injective (Quotient.lift (s := ker f) f fun _ _ h => h) := by
  intro a b
  refine Quotient.inductionOn (motive := fun a => Quotient.lift (s := ker f) f _ a = _ → a = b) a fun a => ?_
  refine Quotient.inductionOn (motive := fun b => Quotient.lift (s := ker f) f _ _ = Quotient.lift (s := ker f) f _ b → _ = b) b fun b => ?_
  intro h
  exact Quotient.sound (s := ker f) h

end Setoid

theorem Quotient.mk_surjective {α : Sort u} (s : Setoid α) : Function.Surjective (Quotient.mk s) := fun q => Quotient.exists_rep q

namespace Relation

variable {α : Type u} {β : Type v} {r : α → α → Prop} {a b c d : α}

/-! ### The reflexive transitive closure -/

/-- Zero or more steps along `r`. -/
inductive ReflTransGen (r : α → α → Prop) (a : α) : α → Prop
  | refl : ReflTransGen r a a
  | tail {b c : α} : ReflTransGen r a b → r b c → ReflTransGen r a c

/-- One or more steps along `r`. -/
inductive TransGen (r : α → α → Prop) (a : α) : α → Prop
  | single {b : α} : r a b → TransGen r a b
  | tail {b c : α} : TransGen r a b → r b c → TransGen r a c

/-- No step or one along `r`. -/
inductive ReflGen (r : α → α → Prop) (a : α) : α → Prop
  | refl : ReflGen r a a
  | single {b : α} : r a b → ReflGen r a b

/-- The least equivalence relation that contains `r`. -/
inductive EqvGen (r : α → α → Prop) : α → α → Prop
  | rel (x y : α) : r x y → EqvGen r x y
  | refl (x : α) : EqvGen r x x
  | symm (x y : α) : EqvGen r x y → EqvGen r y x
  | trans (x y z : α) : EqvGen r x y → EqvGen r y z → EqvGen r x z

/-- Two elements meet. -/
def Join (r : α → α → Prop) (a b : α) : Prop := ∃ c, r a c ∧ r b c

namespace ReflTransGen

theorem trans (hab : ReflTransGen r a b) (hbc : ReflTransGen r b c) : ReflTransGen r a c := by
  induction hbc with
  | refl => exact hab
  | tail _ h ih => exact ih.tail h
theorem single (h : r a b) : ReflTransGen r a b := refl.tail h
theorem head (hab : r a b) (hbc : ReflTransGen r b c) : ReflTransGen r a c := (single hab).trans hbc
theorem symmetric (h : Symmetric r) : Symmetric (ReflTransGen r) := by
  intro x y hxy
  induction hxy with
  | refl => exact refl
  | tail _ hbc ih => exact head (h hbc) ih
theorem cases_tail (h : ReflTransGen r a b) : b = a ∨ ∃ c, ReflTransGen r a c ∧ r c b := by
  cases h with
  | refl => exact Or.inl rfl
  | tail h₁ h₂ => exact Or.inr ⟨_, h₁, h₂⟩
theorem cases_head (h : ReflTransGen r a b) : a = b ∨ ∃ c, r a c ∧ ReflTransGen r c b := by
  induction h with
  | refl => exact Or.inl rfl
  | tail _ hbc ih =>
    refine Or.inr ?_
    cases ih with
    | inl e => subst e; exact ⟨_, hbc, refl⟩
    | inr h => obtain ⟨d, had, hdb⟩ := h; exact ⟨d, had, hdb.tail hbc⟩
theorem mono {p : α → α → Prop} (h : ∀ a b, r a b → p a b) (hab : ReflTransGen r a b) : ReflTransGen p a b := by
  induction hab with
  | refl => exact refl
  | tail _ hbc ih => exact ih.tail (h _ _ hbc)
theorem lift {p : β → β → Prop} (f : α → β) (h : ∀ a b, r a b → p (f a) (f b)) (hab : ReflTransGen r a b) :
    ReflTransGen p (f a) (f b) := by
  induction hab with
  | refl => exact refl
  | tail _ hbc ih => exact ih.tail (h _ _ hbc)
/-- What is kept by every step is kept along a path. -/
theorem invariant {p : α → Prop} (h : ∀ x y, r x y → p x → p y) (hab : ReflTransGen r a b) (ha : p a) : p b := by
  induction hab with
  | refl => exact ha
  | tail _ hbc ih => exact h _ _ hbc ih
theorem total_of_right_unique (U : ∀ a b c, r a b → r a c → b = c) (ab : ReflTransGen r a b) (ac : ReflTransGen r a c) :
    ReflTransGen r b c ∨ ReflTransGen r c b := by
  induction ab with
  | refl => exact Or.inl ac
  | tail _ hbd ih =>
    cases ih with
    | inr h => exact Or.inr (h.tail hbd)
    | inl h =>
      cases cases_head h with
      | inl e => subst e; exact Or.inr (single hbd)
      | inr h' =>
        obtain ⟨e, hbe, hec⟩ := h'
        rw [U _ _ _ hbe hbd] at hec
        exact Or.inl hec

end ReflTransGen

theorem reflexive_reflTransGen : Reflexive (ReflTransGen r) := fun _ => ReflTransGen.refl
theorem transitive_reflTransGen : Transitive (ReflTransGen r) := fun _ _ _ => ReflTransGen.trans
theorem reflTransGen_idem : ReflTransGen (ReflTransGen r) a b ↔ ReflTransGen r a b := by
  refine ⟨fun h => ?_, ReflTransGen.single⟩
  induction h with
  | refl => exact ReflTransGen.refl
  | tail _ hbc ih => exact ih.trans hbc
theorem reflTransGen_eq_self (refl : Reflexive r) (trans : Transitive r) : ReflTransGen r = r := by
  funext a b
  refine propext ⟨fun h => ?_, ReflTransGen.single⟩
  induction h with
  | refl => exact refl a
  | tail _ h₂ ih => exact trans ih h₂

namespace TransGen

theorem to_reflTransGen (h : TransGen r a b) : ReflTransGen r a b := by
  induction h with
  | single h => exact ReflTransGen.single h
  | tail _ h ih => exact ih.tail h
theorem trans_left (hab : TransGen r a b) (hbc : ReflTransGen r b c) : TransGen r a c := by
  induction hbc with
  | refl => exact hab
  | tail _ hcd ih => exact ih.tail hcd
theorem trans (hab : TransGen r a b) (hbc : TransGen r b c) : TransGen r a c := hab.trans_left hbc.to_reflTransGen
theorem head' (hab : r a b) (hbc : ReflTransGen r b c) : TransGen r a c := (single hab).trans_left hbc
theorem tail' (hab : ReflTransGen r a b) (hbc : r b c) : TransGen r a c := by
  induction hab generalizing c with
  | refl => exact single hbc
  | tail _ h ih => exact (ih h).tail hbc
theorem trans_right (hab : ReflTransGen r a b) (hbc : TransGen r b c) : TransGen r a c := by
  induction hbc with
  | single h => exact tail' hab h
  | tail _ hcd ih => exact ih.tail hcd
theorem symmetric (h : Symmetric r) : Symmetric (TransGen r) := by
  intro x y hxy
  induction hxy with
  | single h' => exact single (h h')
  | tail _ hbc ih => exact head' (h hbc) ih.to_reflTransGen

end TransGen

theorem transitive_transGen : Transitive (TransGen r) := fun _ _ _ => TransGen.trans
theorem transGen_eq_self (trans : Transitive r) : TransGen r = r := by
  funext a b
  refine propext ⟨fun h => ?_, TransGen.single⟩
  induction h with
  | single h => exact h
  | tail _ h₂ ih => exact trans ih h₂
theorem reflTransGen_iff_eq_or_transGen : ReflTransGen r a b ↔ b = a ∨ TransGen r a b := by
  constructor
  · intro h
    cases h.cases_tail with
    | inl e => exact Or.inl e
    | inr h => obtain ⟨c, h₁, h₂⟩ := h; exact Or.inr (TransGen.tail' h₁ h₂)
  · intro h
    cases h with
    | inl e => subst e; exact ReflTransGen.refl
    | inr h => exact h.to_reflTransGen

theorem EqvGen.is_equivalence (r : α → α → Prop) : Equivalence (EqvGen r) :=
  ⟨EqvGen.refl, fun h => EqvGen.symm _ _ h, fun h₁ h₂ => EqvGen.trans _ _ _ h₁ h₂⟩
theorem eqvGen_iff_of_equivalence (h : Equivalence r) : EqvGen r a b ↔ r a b := by
  refine ⟨fun h' => ?_, EqvGen.rel a b⟩
  induction h' with
  | rel _ _ h => exact h
  | refl x => exact h.refl x
  | symm _ _ _ ih => exact h.symm ih
  | trans _ _ _ _ _ ih₁ ih₂ => exact h.trans ih₁ ih₂
theorem ReflTransGen.to_eqvGen (h : ReflTransGen r a b) : EqvGen r a b := by
  induction h with
  | refl => exact EqvGen.refl a
  | tail _ h ih => exact EqvGen.trans _ _ _ ih (EqvGen.rel _ _ h)

/-! ### Confluence -/

theorem symmetric_join : Symmetric (Join r) := fun _ _ ⟨c, h₁, h₂⟩ => ⟨c, h₂, h₁⟩
theorem reflexive_join (h : Reflexive r) : Reflexive (Join r) := fun a => ⟨a, h a, h a⟩

/-- A relation whose forks close with at most one step on one side has confluent paths (Church and Rosser). -/
theorem church_rosser (h : ∀ a b c, r a b → r a c → ∃ d, ReflGen r b d ∧ ReflTransGen r c d)
    (hab : ReflTransGen r a b) (hac : ReflTransGen r a c) : Join (ReflTransGen r) b c := by
  induction hab with
  | refl => exact ⟨c, hac, ReflTransGen.refl⟩
  | tail _ hde ih =>
    obtain ⟨f, hdf, hcf⟩ := ih
    have strip : ∀ {d e f : α}, r d e → ReflTransGen r d f → ∃ g, ReflTransGen r e g ∧ ReflGen r f g := by
      intro d e f hde hdf
      induction hdf with
      | refl => exact ⟨e, ReflTransGen.refl, ReflGen.single hde⟩
      | tail _ hfg ih =>
        obtain ⟨g, heg, hfg'⟩ := ih
        cases hfg' with
        | refl => exact ⟨_, heg.tail hfg, ReflGen.refl⟩
        | single hfg' =>
          obtain ⟨k, hk₁, hk₂⟩ := h _ _ _ hfg hfg'
          exact ⟨k, heg.trans hk₂, hk₁⟩
    obtain ⟨g, heg, hfg⟩ := strip hde hdf
    refine ⟨g, heg, ?_⟩
    cases hfg with
    | refl => exact hcf
    | single h => exact hcf.tail h

end Relation
