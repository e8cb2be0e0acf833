prelude
import Foundations.Logic.Basic
/-!
# Function extensionality, quotients, classical logic

`funext` from quotients, the law of excluded middle from choice (Diaconescu's argument), and what follows:
every proposition is decidable, double negation, `Classical.choose`, and the laws of De Morgan.
-/

universe u v w

/-! ### Function extensionality -/

/-- Functions with equal values are equal. -/
theorem funext {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : ∀ x, f x = g x) : f = g :=
  let eqv (f g : (x : α) → β x) : Prop := ∀ x, f x = g x
  let extApp (q : Quot eqv) (x : α) : β x := Quot.lift (fun f => f x) (fun _ _ h => h x) q
  congrArg extApp (Quot.sound (r := eqv) h)

instance Pi.instSubsingleton {α : Sort u} {β : α → Sort v} [∀ a, Subsingleton (β a)] : Subsingleton (∀ a, β a) :=
  ⟨fun f g => funext fun a => Subsingleton.elim (f a) (g a)⟩

theorem funext_iff {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} : f = g ↔ ∀ x, f x = g x :=
  ⟨fun h x => congrFun h x, funext⟩

/-! ### Choice -/

namespace Classical

/-- An element with the property, and the property. -/
noncomputable def indefiniteDescription {α : Sort u} (p : α → Prop) (h : ∃ x, p x) : {x // p x} :=
  choice (let ⟨x, hx⟩ := h; ⟨⟨x, hx⟩⟩)

/-- Some `x` with `p x`. -/
noncomputable def choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α := (indefiniteDescription p h).val

theorem choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p (choose h) := (indefiniteDescription p h).property

/-- The law of excluded middle. -/
theorem em (p : Prop) : p ∨ ¬p :=
  let U (x : Prop) : Prop := x = True ∨ p
  let V (x : Prop) : Prop := x = False ∨ p
  have exU : ∃ x, U x := ⟨True, Or.inl rfl⟩
  have exV : ∃ x, V x := ⟨False, Or.inl rfl⟩
  let u := choose exU
  let v := choose exV
  have hu : U u := choose_spec exU
  have hv : V v := choose_spec exV
  have h₁ : u ≠ v ∨ p :=
    hu.elim (fun hu => hv.elim (fun hv => Or.inl (fun h => true_ne_false (hu.symm.trans (h.trans hv)))) Or.inr) Or.inr
  have h₂ : p → u = v := fun hp =>
    have hUV : U = V := funext fun x => propext ⟨fun _ => Or.inr hp, fun _ => Or.inr hp⟩
    have same : ∀ (W : Prop → Prop) (eU : ∃ x, U x) (eW : ∃ x, W x), U = W → choose eU = choose eW :=
      fun W eU eW h => by subst h; rfl
    same V exU exV hUV
  h₁.elim (fun hne => Or.inr (mt h₂ hne)) Or.inl

theorem exists_true_of_nonempty {α : Sort u} : Nonempty α → ∃ _ : α, True := fun ⟨x⟩ => ⟨x, trivial⟩

/-- An element of a nonempty type. -/
@[instance_reducible] noncomputable def inhabited_of_nonempty {α : Sort u} (h : Nonempty α) : Inhabited α := ⟨choice h⟩

/-- Some `x` with `p x`, if there is one. -/
noncomputable def epsilon {α : Sort u} [h : Nonempty α] (p : α → Prop) : α :=
  choice ((em (∃ x, p x)).elim (fun ⟨x, _⟩ => ⟨x⟩) (fun _ => h))

/-- Every proposition is decidable. Used by `open Classical` and the tactic `classical`. -/
noncomputable scoped instance (priority := low) propDecidable (a : Prop) : Decidable a :=
  choice <| match em a with
    | Or.inl h => ⟨isTrue h⟩
    | Or.inr h => ⟨isFalse h⟩

/-- Every proposition is decidable, as a reducible definition. -/
noncomputable abbrev decidableInhabited (a : Prop) : Inhabited (Decidable a) := ⟨propDecidable a⟩

/-- Every type has decidable equality. -/
noncomputable def typeDecidableEq (α : Sort u) : DecidableEq α := fun _ _ => propDecidable _

theorem byCases {p q : Prop} (hpq : p → q) (hnpq : ¬p → q) : q := (em p).elim hpq hnpq

theorem byContradiction {p : Prop} (h : ¬p → False) : p := (em p).elim id (fun hn => (h hn).elim)

theorem propComplete (a : Prop) : a = True ∨ a = False := (em a).imp eq_true eq_false

theorem axiomOfChoice {α : Sort u} {β : α → Sort v} {r : ∀ x, β x → Prop} (h : ∀ x, ∃ y, r x y) :
    ∃ f : (∀ x, β x), ∀ x, r x (f x) := ⟨fun x => choose (h x), fun x => choose_spec (h x)⟩

theorem skolem {α : Sort u} {β : α → Sort v} {p : ∀ x, β x → Prop} :
    (∀ x, ∃ y, p x y) ↔ ∃ f : (∀ x, β x), ∀ x, p x (f x) := ⟨axiomOfChoice, fun ⟨f, hf⟩ x => ⟨f x, hf x⟩⟩

theorem not_not {a : Prop} : ¬¬a ↔ a := ⟨fun h => byContradiction h, not_not_intro⟩
theorem not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x :=
  ⟨fun h => byContradiction fun h' => h fun x => byContradiction fun hx => h' ⟨x, hx⟩, not_forall_of_exists_not⟩
theorem not_exists_not {α : Sort u} {p : α → Prop} : (¬∃ x, ¬p x) ↔ ∀ x, p x :=
  ⟨fun h x => byContradiction fun hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => hx (h x)⟩
theorem forall_or_exists_not {α : Sort u} (p : α → Prop) : (∀ x, p x) ∨ ∃ x, ¬p x := (em _).imp id not_forall.mp
theorem exists_or_forall_not {α : Sort u} (p : α → Prop) : (∃ x, p x) ∨ ∀ x, ¬p x := (em _).imp id not_exists.mp
theorem or_iff_not_imp_left {a b : Prop} : a ∨ b ↔ (¬a → b) :=
  ⟨fun h hn => h.resolve_left hn, fun h => (em a).elim Or.inl (fun hn => Or.inr (h hn))⟩
theorem or_iff_not_imp_right {a b : Prop} : a ∨ b ↔ (¬b → a) :=
  ⟨fun h hn => h.resolve_right hn, fun h => (em b).elim Or.inr (fun hn => Or.inl (h hn))⟩
theorem not_and_iff_not_or_not {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b :=
  ⟨fun h => (em a).elim (fun ha => Or.inr fun hb => h ⟨ha, hb⟩) Or.inl, fun h ⟨ha, hb⟩ => h.elim (absurd ha) (absurd hb)⟩
theorem not_and_or {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b := not_and_iff_not_or_not
theorem not_imp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b :=
  ⟨fun h => ⟨byContradiction fun ha => h (absurd · ha), fun hb => h fun _ => hb⟩, fun ⟨ha, hb⟩ h => hb (h ha)⟩
theorem imp_iff_not_or {a b : Prop} : (a → b) ↔ ¬a ∨ b :=
  ⟨fun h => (em a).elim (fun ha => Or.inr (h ha)) Or.inl, fun h ha => h.elim (absurd ha) id⟩
theorem imp_iff_or_not {b a : Prop} : (b → a) ↔ a ∨ ¬b := imp_iff_not_or.trans or_comm
theorem not_iff {a b : Prop} : ¬(a ↔ b) ↔ (¬a ↔ b) :=
  ⟨fun h => ⟨fun ha => byContradiction fun hb => h (iff_of_false ha hb), fun hb ha => h (iff_of_true ha hb)⟩,
   fun h h' => iff_not_self (h'.trans h.symm)⟩
theorem not_imp_not {a b : Prop} : (¬a → ¬b) ↔ (b → a) := ⟨fun h hb => byContradiction fun ha => h ha hb, mt⟩
theorem not_imp_comm {a b : Prop} : (¬a → b) ↔ (¬b → a) :=
  ⟨fun h hb => byContradiction fun ha => hb (h ha), fun h ha => byContradiction fun hb => ha (h hb)⟩
theorem not_imp_symm {a b : Prop} (h : ¬a → b) (hb : ¬b) : a := not_imp_comm.mp h hb
theorem or_not {p : Prop} : p ∨ ¬p := em p
theorem peirce (a b : Prop) (h : (a → b) → a) : a := byContradiction fun ha => ha (h (absurd · ha))
theorem not_not_iff {a : Prop} : ¬¬a ↔ a := not_not
theorem or_forall_not {α : Sort u} (p : α → Prop) : (∃ x, p x) ∨ ∀ x, ¬p x := exists_or_forall_not p

end Classical

export Classical (em not_not not_imp not_forall not_exists_not not_and_iff_not_or_not or_iff_not_imp_left or_iff_not_imp_right
  imp_iff_not_or not_imp_not not_iff)

theorem by_contra {p : Prop} (h : ¬p → False) : p := Classical.byContradiction h
theorem of_not_not {a : Prop} : ¬¬a → a := Classical.not_not.mp
theorem not_and_or {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b := Classical.not_and_iff_not_or_not

/-- A witness of an existential statement. -/
noncomputable def Exists.choose {α : Sort u} {p : α → Prop} (h : ∃ a, p a) : α := Classical.choose h
theorem Exists.choose_spec {α : Sort u} {p : α → Prop} (h : ∃ a, p a) : p h.choose := Classical.choose_spec h

/-! ### Decidable propositions -/

namespace Decidable
variable {p q : Prop}

theorem em (p : Prop) [Decidable p] : p ∨ ¬p := byCases' Or.inl Or.inr
where byCases' {q : Prop} (h₁ : p → q) (h₂ : ¬p → q) : q := match ‹Decidable p› with | isTrue h => h₁ h | isFalse h => h₂ h

/-- Distinguishes whether `p` holds. -/
@[macro_inline] def byCases {q : Sort u} [dec : Decidable p] (h1 : p → q) (h2 : ¬p → q) : q :=
  match dec with
  | isTrue h => h1 h
  | isFalse h => h2 h

theorem byContradiction [dec : Decidable p] (h : ¬p → False) : p := byCases id (fun hn => (h hn).elim)
theorem of_not_not [Decidable p] (h : ¬¬p) : p := byContradiction h
theorem not_not [Decidable p] : ¬¬p ↔ p := ⟨of_not_not, not_not_intro⟩
theorem not_and_iff_or_not_not [Decidable p] : ¬(p ∧ q) ↔ ¬p ∨ ¬q := Classical.not_and_iff_not_or_not
theorem not_or_of_imp [Decidable p] (h : p → q) : ¬p ∨ q := Classical.imp_iff_not_or.mp h
theorem imp_iff_not_or [Decidable p] : (p → q) ↔ ¬p ∨ q := Classical.imp_iff_not_or
theorem or_iff_not_imp_left [Decidable p] : p ∨ q ↔ (¬p → q) := Classical.or_iff_not_imp_left
theorem not_imp_not [Decidable p] : (¬p → ¬q) ↔ (q → p) := Classical.not_imp_not

theorem decide_true (h : Decidable True) : @decide True h = true :=
  match h with
  | isTrue _ => rfl
  | isFalse h => (h trivial).elim

theorem decide_false (h : Decidable False) : @decide False h = false :=
  match h with
  | isFalse _ => rfl
  | isTrue h => h.elim

/-- Decidability moves along an equivalence. -/
def _root_.decidable_of_decidable_of_iff [dp : Decidable p] (h : p ↔ q) : Decidable q :=
  match dp with
  | isTrue hp => isTrue (h.mp hp)
  | isFalse hp => isFalse (mt h.mpr hp)

/-- Decidability moves along an equality. -/
def _root_.decidable_of_decidable_of_eq [Decidable p] (h : p = q) : Decidable q := decidable_of_decidable_of_iff (Iff.of_eq h)

/-- Decidability moves along an equivalence. -/
def _root_.decidable_of_iff {b : Prop} (a : Prop) (h : a ↔ b) [Decidable a] : Decidable b := decidable_of_decidable_of_iff h

end Decidable

theorem dec_em (p : Prop) [Decidable p] : p ∨ ¬p := Decidable.em p

theorem decide_eq_true_eq {p : Prop} [Decidable p] : (decide p = true) = p :=
  propext ⟨of_decide_eq_true, decide_eq_true⟩

theorem decide_eq_true_iff {p : Prop} [Decidable p] : decide p = true ↔ p := ⟨of_decide_eq_true, decide_eq_true⟩
theorem decide_eq_false_iff_not {p : Prop} {_ : Decidable p} : decide p = false ↔ ¬p := ⟨of_decide_eq_false, decide_eq_false⟩

theorem if_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t e : α} : ite c t e = t :=
  match h with
  | isTrue _ => rfl
  | isFalse hn => absurd hc hn

theorem if_neg {c : Prop} {h : Decidable c} (hn : ¬c) {α : Sort u} {t e : α} : ite c t e = e :=
  match h with
  | isTrue hc => absurd hc hn
  | isFalse _ => rfl

theorem dif_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = t hc :=
  match h with
  | isTrue _ => rfl
  | isFalse hn => absurd hc hn

theorem dif_neg {c : Prop} {h : Decidable c} (hn : ¬c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = e hn :=
  match h with
  | isTrue hc => absurd hc hn
  | isFalse _ => rfl

theorem dif_eq_if (c : Prop) {h : Decidable c} {α : Sort u} (t e : α) : dite c (fun _ => t) (fun _ => e) = ite c t e :=
  match h with
  | isTrue _ => rfl
  | isFalse _ => rfl

def iteInduction {α : Sort u} {c : Prop} [inst : Decidable c] {motive : α → Sort v} {t e : α} (hpos : c → motive t)
    (hneg : ¬c → motive e) : motive (ite c t e) :=
  (match inst with
  | isTrue h => hpos h
  | isFalse h => hneg h : motive (ite c t e))

instance {c t e : Prop} [dC : Decidable c] [dT : Decidable t] [dE : Decidable e] : Decidable (if c then t else e) :=
  match dC with
  | isTrue _ => dT
  | isFalse _ => dE

/-! ### Quotients -/

/-- The element behind a class, in compiled code. -/
unsafe axiom Quot.lcInv {α : Sort u} {r : α → α → Prop} (q : Quot r) : α

namespace Quot
variable {α : Sort u} {r : α → α → Prop} {motive : Quot r → Prop}

protected theorem inductionOn (q : Quot r) (h : ∀ a, motive (Quot.mk r a)) : motive q := Quot.ind h q

theorem exists_rep (q : Quot r) : ∃ a, Quot.mk r a = q := Quot.inductionOn (motive := fun q => ∃ a, Quot.mk r a = q) q fun a => ⟨a, rfl⟩

/-- Lifts a function that respects the relation. -/
protected abbrev liftOn {β : Sort v} (q : Quot r) (f : α → β) (c : ∀ a b, r a b → f a = f b) : β := Quot.lift f c q

theorem liftBeta {β : Sort v} (f : α → β) (c : ∀ a b, r a b → f a = f b) (a : α) : Quot.lift f c (Quot.mk r a) = f a := rfl

end Quot

/-- An equivalence relation. -/
structure Equivalence {α : Sort u} (r : α → α → Prop) : Prop where
  refl : ∀ x, r x x
  symm : ∀ {x y}, r x y → r y x
  trans : ∀ {x y z}, r x y → r y z → r x z

/-- A type with a chosen equivalence relation, written `a ≈ b`. -/
class Setoid (α : Sort u) where
  r : α → α → Prop
  iseqv : Equivalence r

instance {α : Sort u} [Setoid α] : HasEquiv α := ⟨Setoid.r⟩

namespace Setoid
variable {α : Sort u} [Setoid α]
theorem refl (a : α) : a ≈ a := iseqv.refl a
theorem symm {a b : α} (h : a ≈ b) : b ≈ a := iseqv.symm h
theorem trans {a b c : α} (h₁ : a ≈ b) (h₂ : b ≈ c) : a ≈ c := iseqv.trans h₁ h₂
end Setoid

/-- The quotient by an equivalence relation. -/
def Quotient {α : Sort u} (s : Setoid α) : Sort u := Quot s.r

namespace Quotient
variable {α : Sort u} {β : Sort v}

/-- The class of `a`. -/
@[inline] protected def mk (s : Setoid α) (a : α) : Quotient s := Quot.mk s.r a
/-- The class of `a`. -/
protected def mk' [s : Setoid α] (a : α) : Quotient s := Quotient.mk s a

theorem sound {s : Setoid α} {a b : α} : a ≈ b → Quotient.mk s a = Quotient.mk s b := Quot.sound

/-- Lifts a function that respects the equivalence. -/
protected abbrev lift {s : Setoid α} (f : α → β) : (∀ a b, a ≈ b → f a = f b) → Quotient s → β := Quot.lift f

/-- Lifts a function that respects the equivalence. -/
protected abbrev liftOn {s : Setoid α} (q : Quotient s) (f : α → β) (c : ∀ a b, a ≈ b → f a = f b) : β := Quot.liftOn q f c

protected theorem ind {s : Setoid α} {motive : Quotient s → Prop} : (∀ a, motive (Quotient.mk s a)) → ∀ q, motive q := Quot.ind

protected theorem inductionOn {s : Setoid α} {motive : Quotient s → Prop} (q : Quotient s) (h : ∀ a, motive (Quotient.mk s a)) :
    motive q := Quot.ind h q

theorem exists_rep {s : Setoid α} (q : Quotient s) : ∃ a, Quotient.mk s a = q := Quot.exists_rep q

theorem exact {s : Setoid α} {a b : α} (h : Quotient.mk s a = Quotient.mk s b) : a ≈ b :=
  have key : Quotient.liftOn (Quotient.mk s a) (fun x => a ≈ x) (fun _ _ hxy =>
      propext ⟨fun h => Setoid.trans h hxy, fun h => Setoid.trans h (Setoid.symm hxy)⟩) := Setoid.refl a
  Eq.mp (congrArg (Quotient.liftOn · (fun x => a ≈ x) (fun _ _ hxy =>
      propext ⟨fun h => Setoid.trans h hxy, fun h => Setoid.trans h (Setoid.symm hxy)⟩)) h) key

theorem eq {s : Setoid α} {a b : α} : Quotient.mk s a = Quotient.mk s b ↔ a ≈ b := ⟨exact, sound⟩

/-- Lifts a function of two arguments. -/
protected abbrev lift₂ {φ : Sort w} {s₁ : Setoid α} {s₂ : Setoid β} (f : α → β → φ)
    (c : ∀ a₁ b₁ a₂ b₂, a₁ ≈ a₂ → b₁ ≈ b₂ → f a₁ b₁ = f a₂ b₂) (q₁ : Quotient s₁) (q₂ : Quotient s₂) : φ :=
  Quotient.lift (fun a₁ => Quotient.lift (f a₁) (fun a b h => c a₁ a a₁ b (Setoid.refl a₁) h) q₂)
    (fun a b h => Quotient.ind (motive := fun q => Quotient.lift (f a) _ q = Quotient.lift (f b) _ q)
      (fun a' => c a a' b a' h (Setoid.refl a')) q₂) q₁

protected theorem inductionOn₂ {s₁ : Setoid α} {s₂ : Setoid β} {motive : Quotient s₁ → Quotient s₂ → Prop}
    (q₁ : Quotient s₁) (q₂ : Quotient s₂) (h : ∀ a b, motive (Quotient.mk s₁ a) (Quotient.mk s₂ b)) : motive q₁ q₂ :=
  Quotient.ind (motive := fun q => motive q q₂) (fun a => Quotient.ind (motive := fun q => motive _ q) (fun b => h a b) q₂) q₁

end Quotient

/-! ### Tactics -/

attribute [ext] funext

/-- `by_cases h : p` distinguishes whether `p` holds, classically if `p` is not decidable. -/
syntax "by_cases " (atomic(ident " : "))? term : tactic
macro_rules
  | `(tactic| by_cases $e) => `(tactic| by_cases h : $e)
macro_rules
  | `(tactic| by_cases $h : $e) =>
    `(tactic| (first | refine (dite $e ?pos ?neg) | refine (@dite _ $e (Classical.propDecidable _) ?pos ?neg)) <;> intro $h:ident)

/-- `funext x y` proves that functions are equal by comparing values. -/
syntax "funext " (ppSpace colGt term:max)* : tactic
macro_rules
  | `(tactic| funext) => `(tactic| apply funext; intro)
  | `(tactic| funext $x) => `(tactic| apply funext; intro $x:term)
  | `(tactic| funext $x $xs*) => `(tactic| apply funext; intro $x:term; funext $xs*)
