prelude
import Foundations.Logic.Classical
/-!
# Lemmas for `simp`

The congruence lemmas that the simplifier applies by name, and the basic rewriting rules for propositions,
Booleans and conditionals.
-/

universe u v w

/-! ### Congruence, used by name -/

theorem implies_congr {p₁ p₂ : Sort u} {q₁ q₂ : Sort v} (h₁ : p₁ = p₂) (h₂ : q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  h₁ ▸ h₂ ▸ rfl

theorem implies_dep_congr_ctx {p₁ p₂ q₁ : Prop} (h₁ : p₁ = p₂) {q₂ : p₂ → Prop} (h₂ : (h : p₂) → q₁ = q₂ h) :
    (p₁ → q₁) = ((h : p₂) → q₂ h) :=
  propext ⟨fun f hp₂ => (h₂ hp₂) ▸ f (h₁ ▸ hp₂), fun f hp₁ => (h₂ (h₁ ▸ hp₁)) ▸ f (h₁ ▸ hp₁)⟩

theorem implies_congr_ctx {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ = p₂) (h₂ : p₂ → q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  implies_dep_congr_ctx h₁ h₂

theorem forall_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a = q a) : (∀ a, p a) = ∀ a, q a :=
  (funext h : p = q) ▸ rfl

theorem forall_prop_domain_congr {p₁ p₂ : Prop} {q₁ : p₁ → Prop} {q₂ : p₂ → Prop} (h₁ : p₁ = p₂)
    (h₂ : ∀ a : p₂, q₁ (h₁.mpr a) = q₂ a) : (∀ a : p₁, q₁ a) = ∀ a : p₂, q₂ a := by
  subst h₁; exact forall_congr h₂

theorem forall_prop_congr_dom {p₁ p₂ : Prop} (h : p₁ = p₂) (q : p₁ → Prop) :
    (∀ a : p₁, q a) = ∀ a : p₂, q (h.mpr a) := by subst h; rfl

theorem pi_congr {α : Sort u} {β β' : α → Sort v} (h : ∀ a, β a = β' a) : (∀ a, β a) = ∀ a, β' a :=
  (funext h : β = β') ▸ rfl

theorem let_congr {α : Sort u} {β : Sort v} {a a' : α} {b b' : α → β} (h₁ : a = a') (h₂ : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a'; b' x) := h₁ ▸ (funext h₂ : b = b') ▸ rfl

theorem let_val_congr {α : Sort u} {β : Sort v} {a a' : α} (b : α → β) (h : a = a') :
    (let x := a; b x) = (let x := a'; b x) := h ▸ rfl

theorem let_body_congr {α : Sort u} {β : α → Sort v} {b b' : (a : α) → β a} (a : α) (h : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a; b' x) := (funext h : b = b') ▸ rfl

theorem have_unused {α : Sort u} {β : Sort v} (a : α) {b b' : β} (h : b = b') : (have _ := a; b) = b' := h

theorem have_unused_dep {α : Sort u} {β : Sort v} (a : α) {b : α → β} {b' : β} (h : ∀ x, b x = b') :
    (have x := a; b x) = b' := h a

theorem have_congr {α : Sort u} {β : Sort v} {a a' : α} {f f' : α → β} (h₁ : a = a') (h₂ : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a'; f' x) := h₁ ▸ (funext h₂ : f = f') ▸ rfl

theorem have_val_congr {α : Sort u} {β : Sort v} {a a' : α} {f : α → β} (h : a = a') :
    (have x := a; f x) = (have x := a'; f x) := h ▸ rfl

theorem have_body_congr_dep {α : Sort u} {β : α → Sort v} (a : α) {f f' : (x : α) → β x} (h : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a; f' x) := (funext h : f = f') ▸ rfl

theorem have_body_congr {α : Sort u} {β : Sort v} (a : α) {f f' : α → β} (h : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a; f' x) := (funext h : f = f') ▸ rfl

@[congr] theorem ite_congr {α : Sort u} {b c : Prop} {x y u v : α} {s : Decidable b} [Decidable c] (h₁ : b = c)
    (h₂ : c → x = u) (h₃ : ¬c → y = v) : ite b x y = ite c u v := by
  subst h₁
  cases Decidable.em b with
  | inl h => rw [if_pos h, if_pos h, h₂ h]
  | inr h => rw [if_neg h, if_neg h, h₃ h]

@[congr] theorem dite_congr {α : Sort u} {b c : Prop} {_ : Decidable b} [Decidable c] {x : b → α} {u : c → α} {y : ¬b → α}
    {v : ¬c → α} (h₁ : b = c) (h₂ : (h : c) → x (h₁.mpr_prop h) = u h) (h₃ : (h : ¬c) → y (h₁.mpr_not h) = v h) :
    dite b x y = dite c u v := by
  subst h₁
  cases Decidable.em b with
  | inl h => rw [dif_pos h, dif_pos h]; exact h₂ h
  | inr h => rw [dif_neg h, dif_neg h]; exact h₃ h

theorem ite_cond_congr {α : Sort u} {b c : Prop} {_ : Decidable b} {_ : Decidable c} {x y : α} (h : b = c) : ite b x y = ite c x y :=
  ite_congr h (fun _ => rfl) (fun _ => rfl)

/-! ### Conditionals, used by name -/

theorem ite_cond_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) : (if c then a else b) = a :=
  if_pos (of_eq_true h)
theorem ite_cond_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) : (if c then a else b) = b :=
  if_neg (of_eq_false h)
theorem dite_cond_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = True) :
    dite c t e = t (of_eq_true h) := dif_pos (of_eq_true h)
theorem dite_cond_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = False) :
    dite c t e = e (of_eq_false h) := dif_neg (of_eq_false h)

theorem ite_eq_left {α : Sort u} {c : Prop} {_ : Decidable c} (hc : c) {t e : α} : ite c t e = t := if_pos hc
theorem ite_eq_right {α : Sort u} {c : Prop} {_ : Decidable c} (hnc : ¬c) {t e : α} : ite c t e = e := if_neg hnc
theorem dite_eq_left {c : Prop} {_ : Decidable c} (hc : c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = t hc := dif_pos hc
theorem dite_eq_right {c : Prop} {_ : Decidable c} (hnc : ¬c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = e hnc := dif_neg hnc
theorem ite_eq_left_of_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) : (if c then a else b) = a :=
  ite_cond_eq_true a b h
theorem ite_eq_right_of_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) : (if c then a else b) = b :=
  ite_cond_eq_false a b h
theorem dite_eq_left_of_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = True) :
    dite c t e = t (of_eq_true h) := dite_cond_eq_true h
theorem dite_eq_right_of_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = False) :
    dite c t e = e (of_eq_false h) := dite_cond_eq_false h

@[simp] theorem ite_true {α : Sort u} (a b : α) : (if True then a else b) = a := rfl
@[simp] theorem ite_false {α : Sort u} (a b : α) : (if False then a else b) = b := rfl
@[simp] theorem dite_true {α : Sort u} {t : True → α} {e : ¬True → α} : dite True t e = t True.intro := rfl
@[simp] theorem dite_false {α : Sort u} {t : False → α} {e : ¬False → α} : dite False t e = e not_false := rfl
@[simp] theorem ite_self {α : Sort u} {c : Prop} {d : Decidable c} (a : α) : ite c a a = a := by
  cases d with
  | isTrue h => rfl
  | isFalse h => rfl

/-! ### Propositions -/

section
variable {p q : Prop}

@[simp] theorem eq_self {α : Sort u} (a : α) : (a = a) = True := eq_true rfl
@[simp] theorem iff_self (p : Prop) : (p ↔ p) = True := eq_true Iff.rfl
@[simp] theorem heq_eq_eq {α : Sort u} (a b : α) : (a ≍ b) = (a = b) := propext ⟨eq_of_heq, heq_of_eq⟩
@[simp] theorem ne_eq {α : Sort u} (a b : α) : (a ≠ b) = ¬(a = b) := rfl
@[simp] theorem ge_iff_le {α : Type u} [LE α] {x y : α} : x ≥ y ↔ y ≤ x := Iff.rfl
@[simp] theorem gt_iff_lt {α : Type u} [LT α] {x y : α} : x > y ↔ y < x := Iff.rfl
theorem ge_eq_le {α : Type u} [LE α] (x y : α) : (x ≥ y) = (y ≤ x) := rfl
theorem gt_eq_lt {α : Type u} [LT α] (x y : α) : (x > y) = (y < x) := rfl

@[simp] theorem and_self (p : Prop) : (p ∧ p) = p := propext ⟨And.left, fun h => ⟨h, h⟩⟩
@[simp] theorem and_true (p : Prop) : (p ∧ True) = p := propext ⟨And.left, fun h => ⟨h, trivial⟩⟩
@[simp] theorem true_and (p : Prop) : (True ∧ p) = p := propext ⟨And.right, fun h => ⟨trivial, h⟩⟩
@[simp] theorem and_false (p : Prop) : (p ∧ False) = False := eq_false And.right
@[simp] theorem false_and (p : Prop) : (False ∧ p) = False := eq_false And.left
@[simp] theorem or_self (p : Prop) : (p ∨ p) = p := propext ⟨fun h => h.elim id id, Or.inl⟩
@[simp] theorem or_true (p : Prop) : (p ∨ True) = True := eq_true (Or.inr trivial)
@[simp] theorem true_or (p : Prop) : (True ∨ p) = True := eq_true (Or.inl trivial)
@[simp] theorem or_false (p : Prop) : (p ∨ False) = p := propext ⟨fun h => h.elim id False.elim, Or.inl⟩
@[simp] theorem false_or (p : Prop) : (False ∨ p) = p := propext ⟨fun h => h.elim False.elim id, Or.inr⟩
@[simp] theorem iff_true (p : Prop) : (p ↔ True) = p := propext ⟨of_iff_true, iff_true_intro⟩
@[simp] theorem true_iff (p : Prop) : (True ↔ p) = p := propext ⟨fun h => h.mp trivial, fun h => iff_of_true trivial h⟩
@[simp] theorem iff_false (p : Prop) : (p ↔ False) = ¬p := propext ⟨Iff.mp, iff_false_intro⟩
@[simp] theorem false_iff (p : Prop) : (False ↔ p) = ¬p := propext ⟨Iff.mpr, fun h => (iff_false_intro h).symm⟩
@[simp] theorem eq_true_eq (p : Prop) : (p = True) = p := propext ⟨of_eq_true, eq_true⟩
@[simp] theorem eq_false_eq (p : Prop) : (p = False) = ¬p := propext ⟨of_eq_false, eq_false⟩
@[simp] theorem eq_iff_iff {p q : Prop} : (p = q) ↔ (p ↔ q) := propext_iff
theorem iff_eq_eq : (p ↔ q) = (p = q) := propext ⟨propext, Iff.of_eq⟩
@[simp] theorem imp_self : (p → p) ↔ True := iff_true_intro id
@[simp] theorem imp_true_iff {α : Sort u} : (α → True) ↔ True := iff_true_intro fun _ => trivial
@[simp] theorem forall_true_left {p : True → Prop} : (∀ h, p h) ↔ p True.intro := ⟨fun h => h trivial, fun h _ => h⟩
@[simp] theorem false_implies (p : Prop) : (False → p) = True := eq_true False.elim
@[simp] theorem forall_false (p : False → Prop) : (∀ h : False, p h) = True := eq_true fun h => h.elim
theorem implies_true (α : Sort u) : (α → True) = True := eq_true fun _ => trivial
@[simp] theorem true_implies (p : Prop) : (True → p) = p := propext ⟨fun h => h trivial, fun h _ => h⟩
@[simp] theorem imp_false : (p → False) ↔ ¬p := Iff.rfl
@[simp] theorem not_true_eq_false : (¬True) = False := eq_false (fun h => h trivial)
@[simp] theorem not_false_eq_true : (¬False) = True := eq_true id
theorem not_true : ¬True ↔ False := ⟨fun h => h trivial, False.elim⟩
theorem not_false_iff : ¬False ↔ True := iff_true_intro id
@[simp] theorem not_or_eq : (¬(p ∨ q)) = (¬p ∧ ¬q) := propext not_or
attribute [simp] Classical.not_not
attribute [simp] id_eq
attribute [simp] Classical.not_forall
attribute [simp] Classical.not_imp
@[simp] theorem not_and_simp : (¬(p ∧ q)) = (p → ¬q) := propext not_and
attribute [simp] not_exists
@[simp] theorem and_not_self : ¬(p ∧ ¬p) := fun ⟨h, hn⟩ => hn h
@[simp] theorem not_and_self : ¬(¬p ∧ p) := fun ⟨hn, h⟩ => hn h
theorem and_not_self_iff (a : Prop) : a ∧ ¬a ↔ False := iff_false_intro and_not_self
theorem not_and_self_iff (a : Prop) : ¬a ∧ a ↔ False := iff_false_intro not_and_self
theorem or_not_self : p ∨ ¬p := Classical.em p
@[simp] theorem or_not_self_eq : (p ∨ ¬p) = True := eq_true (Classical.em p)
@[simp] theorem not_or_self_eq : (¬p ∨ p) = True := eq_true (Classical.em p).symm
attribute [simp] iff_not_self not_iff_self
@[simp] theorem and_self_left : p ∧ p ∧ q ↔ p ∧ q := ⟨And.right, fun h => ⟨h.left, h⟩⟩
@[simp] theorem and_self_right : (p ∧ q) ∧ q ↔ p ∧ q := ⟨And.left, fun h => ⟨h, h.right⟩⟩
@[simp] theorem or_self_left : p ∨ p ∨ q ↔ p ∨ q := ⟨fun h => h.elim Or.inl id, Or.inr⟩
@[simp] theorem or_self_right : (p ∨ q) ∨ q ↔ p ∨ q := ⟨fun h => h.elim id Or.inr, Or.inl⟩
attribute [simp] and_imp
@[simp] theorem and_iff_left_iff_imp : (p ∧ q ↔ p) ↔ (p → q) := ⟨fun h hp => (h.mpr hp).right, fun h => ⟨And.left, fun hp => ⟨hp, h hp⟩⟩⟩
@[simp] theorem and_iff_right_iff_imp : (p ∧ q ↔ q) ↔ (q → p) := ⟨fun h hq => (h.mpr hq).left, fun h => ⟨And.right, fun hq => ⟨h hq, hq⟩⟩⟩
@[simp] theorem or_iff_left_iff_imp : (p ∨ q ↔ p) ↔ (q → p) := ⟨fun h hq => h.mp (Or.inr hq), or_iff_left_of_imp⟩
@[simp] theorem or_iff_right_iff_imp : (p ∨ q ↔ q) ↔ (p → q) := ⟨fun h hp => h.mp (Or.inl hp), or_iff_right_of_imp⟩
@[simp] theorem iff_self_and : (p ↔ p ∧ q) ↔ (p → q) := Iff.comm.trans and_iff_left_iff_imp
@[simp] theorem iff_and_self : (p ↔ q ∧ p) ↔ (p → q) := Iff.comm.trans and_iff_right_iff_imp
@[simp] theorem iff_self_or : (p ↔ p ∨ q) ↔ (q → p) := Iff.comm.trans or_iff_left_iff_imp
@[simp] theorem iff_or_self : (p ↔ q ∨ p) ↔ (q → p) := Iff.comm.trans or_iff_right_iff_imp
@[simp] theorem and_or_imp : (p ∧ q → p ∨ q) ↔ True := iff_true_intro fun h => Or.inl h.left
@[simp] theorem imp_imp_imp_self : (p → q → p) ↔ True := iff_true_intro fun h _ => h

theorem and_congr_right_eq {a b c : Prop} (h : a → b = c) : (a ∧ b) = (a ∧ c) := propext (and_congr_right fun ha => Iff.of_eq (h ha))
theorem and_congr_right_iff {a b c : Prop} : (a ∧ b ↔ a ∧ c) ↔ (a → (b ↔ c)) :=
  ⟨fun h ha => ⟨fun hb => (h.mp ⟨ha, hb⟩).right, fun hc => (h.mpr ⟨ha, hc⟩).right⟩, and_congr_right⟩
attribute [simp] and_congr_right_iff
end

section
variable {α : Sort u} {p q : α → Prop}
attribute [simp] exists_eq exists_eq' exists_eq_left exists_eq_right exists_eq_left' exists_eq_right'
attribute [simp] forall_eq forall_eq' exists_and_left exists_and_right forall_exists_index
attribute [simp] exists_const forall_const exists_prop
@[simp] theorem exists_false : ¬∃ _ : α, False := fun ⟨_, h⟩ => h
@[simp] theorem exists_true_left {p : True → Prop} : (∃ h, p h) ↔ p True.intro := ⟨fun ⟨_, h⟩ => h, fun h => ⟨trivial, h⟩⟩
@[simp] theorem forall_eq_apply_imp_iff {β : Sort v} {f : α → β} {p : β → Prop} : (∀ b a, b = f a → p b) ↔ ∀ a, p (f a) :=
  ⟨fun h a => h (f a) a rfl, fun h _ a e => e ▸ h a⟩
@[simp] theorem forall_apply_eq_imp_iff {β : Sort v} {f : α → β} {p : β → Prop} : (∀ b a, f a = b → p b) ↔ ∀ a, p (f a) :=
  ⟨fun h a => h (f a) a rfl, fun h _ a e => e ▸ h a⟩
@[simp] theorem forall_eq_or_imp {a' : α} : (∀ a, a = a' ∨ q a → p a) ↔ p a' ∧ ∀ a, q a → p a :=
  ⟨fun h => ⟨h a' (Or.inl rfl), fun a ha => h a (Or.inr ha)⟩, fun h a ha => ha.elim (fun e => e ▸ h.left) (h.right a)⟩
@[simp] theorem exists_eq_or_imp {a' : α} : (∃ a, (a = a' ∨ q a) ∧ p a) ↔ p a' ∨ ∃ a, q a ∧ p a :=
  ⟨fun ⟨a, h, hp⟩ => h.elim (fun e => Or.inl (e ▸ hp)) (fun hq => Or.inr ⟨a, hq, hp⟩),
   fun h => h.elim (fun hp => ⟨a', Or.inl rfl, hp⟩) (fun ⟨a, hq, hp⟩ => ⟨a, Or.inr hq, hp⟩)⟩
end

/-! ### Booleans and decisions -/

attribute [simp] decide_eq_true_eq decide_eq_false_iff_not
@[simp] theorem decide_true (h : Decidable True) : @decide True h = true := Decidable.decide_true h
@[simp] theorem decide_false (h : Decidable False) : @decide False h = false := Decidable.decide_false h
theorem decide_True {h : Decidable True} : @decide True h = true := Decidable.decide_true h
theorem decide_False {h : Decidable False} : @decide False h = false := Decidable.decide_false h
@[simp] theorem decide_not {p : Prop} [g : Decidable p] [h : Decidable (¬p)] : decide (¬p) = !(decide p) := by
  cases g with
  | isTrue hp => cases h with
    | isTrue hn => exact absurd hp hn
    | isFalse _ => rfl
  | isFalse hp => cases h with
    | isTrue _ => rfl
    | isFalse hn => exact absurd hp hn
theorem not_decide_eq_true {p : Prop} [Decidable p] : ((!decide p) = true) = ¬p := by
  cases ‹Decidable p› with
  | isTrue h => exact (propext ⟨fun h' => absurd h' false_ne_true, fun h' => absurd h h'⟩)
  | isFalse h => exact (propext ⟨fun _ => h, fun _ => rfl⟩)

theorem decide_congr {p q : Prop} [hp : Decidable p] [hq : Decidable q] (h : p ↔ q) : decide p = decide q := by
  cases hp with
  | isTrue x => cases hq with
    | isTrue _ => rfl
    | isFalse y => exact absurd (h.mp x) y
  | isFalse x => cases hq with
    | isTrue y => exact absurd (h.mpr y) x
    | isFalse _ => rfl

@[simp] theorem beq_self_eq_true {α : Type u} [BEq α] [ReflBEq α] (a : α) : (a == a) = true := ReflBEq.rfl
theorem Bool.of_not_eq_true {b : Bool} (h : ¬b = true) : b = false := eq_false_of_ne_true h
theorem Bool.of_not_eq_false {b : Bool} (h : ¬b = false) : b = true := eq_true_of_ne_false h
@[simp] theorem beq_iff_eq {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a == b) = true ↔ a = b :=
  ⟨eq_of_beq, fun h => h ▸ ReflBEq.rfl⟩
theorem beq_of_eq {α : Type u} [BEq α] [ReflBEq α] {a b : α} (h : a = b) : (a == b) = true := h ▸ ReflBEq.rfl
theorem not_eq_of_beq_eq_false {α : Type u} [BEq α] [LawfulBEq α] {a b : α} (h : (a == b) = false) : ¬a = b :=
  fun h' => false_ne_true (h.symm.trans (beq_of_eq h'))
@[simp] theorem beq_eq_false_iff_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a == b) = false ↔ a ≠ b :=
  ⟨not_eq_of_beq_eq_false, fun h => eq_false_of_ne_true fun h' => h (eq_of_beq h')⟩
@[simp] theorem bne_iff_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a != b) = true ↔ a ≠ b :=
  ⟨fun h h' => ne_true_of_eq_false (show (!(a == b)) = false by rw [beq_of_eq h']; rfl) h,
   fun h => show (!(a == b)) = true by rw [beq_eq_false_iff_ne.mpr h]; rfl⟩
@[simp] theorem bne_self_eq_false {α : Type u} [BEq α] [LawfulBEq α] (a : α) : (a != a) = false :=
  show (!(a == a)) = false by rw [beq_self_eq_true]; rfl

instance instLawfulBEqOfDecidableEq {α : Type u} [DecidableEq α] : LawfulBEq α where
  eq_of_beq := of_decide_eq_true
  rfl := of_decide_eq_self_eq_true _

namespace Bool
@[simp] theorem false_eq_true : (false = true) = False := eq_false false_ne_true
@[simp] theorem true_eq_false : (true = false) = False := eq_false fun h => false_ne_true h.symm
@[simp] theorem not_eq_true (b : Bool) : (¬(b = true)) = (b = false) := by
  cases b with
  | false => exact propext ⟨fun _ => rfl, fun _ => false_ne_true⟩
  | true => exact propext ⟨fun h => absurd rfl h, fun h => absurd h.symm false_ne_true⟩
@[simp] theorem not_eq_false (b : Bool) : (¬(b = false)) = (b = true) := by
  cases b with
  | false => exact propext ⟨fun h => absurd rfl h, fun h => absurd h false_ne_true⟩
  | true => exact propext ⟨fun _ => rfl, fun _ h => false_ne_true h.symm⟩
@[simp] theorem and_self (b : Bool) : (b && b) = b := by cases b <;> rfl
@[simp] theorem and_true (b : Bool) : (b && true) = b := by cases b <;> rfl
@[simp] theorem true_and (b : Bool) : (true && b) = b := by cases b <;> rfl
@[simp] theorem and_false (b : Bool) : (b && false) = false := by cases b <;> rfl
@[simp] theorem false_and (b : Bool) : (false && b) = false := by cases b <;> rfl
@[simp] theorem or_self (b : Bool) : (b || b) = b := by cases b <;> rfl
@[simp] theorem or_true (b : Bool) : (b || true) = true := by cases b <;> rfl
@[simp] theorem true_or (b : Bool) : (true || b) = true := by cases b <;> rfl
@[simp] theorem or_false (b : Bool) : (b || false) = b := by cases b <;> rfl
@[simp] theorem false_or (b : Bool) : (false || b) = b := by cases b <;> rfl
@[simp] theorem not_not (b : Bool) : (!!b) = b := by cases b <;> rfl
@[simp] theorem not_true : (!true) = false := rfl
@[simp] theorem not_false : (!false) = true := rfl
@[simp] theorem and_eq_true (a b : Bool) : ((a && b) = true) = (a = true ∧ b = true) := by
  cases a <;> cases b <;> exact propext (by first
    | exact ⟨fun h => ⟨rfl, rfl⟩, fun _ => rfl⟩
    | exact ⟨fun h => absurd h false_ne_true, fun h => absurd h.left false_ne_true⟩
    | exact ⟨fun h => absurd h false_ne_true, fun h => absurd h.right false_ne_true⟩)
@[simp] theorem or_eq_true (a b : Bool) : ((a || b) = true) = (a = true ∨ b = true) := by
  cases a <;> cases b <;> exact propext (by first
    | exact ⟨fun h => Or.inl rfl, fun _ => rfl⟩
    | exact ⟨fun h => Or.inr rfl, fun _ => rfl⟩
    | exact ⟨fun h => absurd h false_ne_true, fun h => h.elim id id⟩)
@[simp] theorem not_eq_true' (b : Bool) : ((!b) = true) = (b = false) := by
  cases b with
  | false => exact propext ⟨fun _ => rfl, fun _ => rfl⟩
  | true => exact propext ⟨fun h => absurd h false_ne_true, fun h => absurd h.symm false_ne_true⟩
@[simp] theorem not_eq_false' (b : Bool) : ((!b) = false) = (b = true) := by
  cases b with
  | false => exact propext ⟨fun h => absurd h.symm false_ne_true, fun h => absurd h false_ne_true⟩
  | true => exact propext ⟨fun _ => rfl, fun _ => rfl⟩
@[simp] theorem and_eq_false_eq (a b : Bool) : ((a && b) = false) = (a = false ∨ b = false) := by
  cases a <;> cases b <;> exact propext (by first
    | exact ⟨fun h => Or.inl rfl, fun _ => rfl⟩
    | exact ⟨fun h => Or.inr rfl, fun _ => rfl⟩
    | exact ⟨fun h => absurd h.symm false_ne_true, fun h => h.elim id id⟩)
@[simp] theorem or_eq_false_eq (a b : Bool) : ((a || b) = false) = (a = false ∧ b = false) := by
  cases a <;> cases b <;> exact propext (by first
    | exact ⟨fun h => ⟨rfl, rfl⟩, fun _ => rfl⟩
    | exact ⟨fun h => absurd h.symm false_ne_true, fun h => absurd h.left.symm false_ne_true⟩
    | exact ⟨fun h => absurd h.symm false_ne_true, fun h => absurd h.right.symm false_ne_true⟩)
theorem and_comm (a b : Bool) : (a && b) = (b && a) := by cases a <;> cases b <;> rfl
theorem or_comm (a b : Bool) : (a || b) = (b || a) := by cases a <;> cases b <;> rfl
theorem and_assoc (a b c : Bool) : ((a && b) && c) = (a && (b && c)) := by cases a <;> rfl
theorem or_assoc (a b c : Bool) : ((a || b) || c) = (a || (b || c)) := by cases a <;> rfl
theorem and_or_distrib_left (a b c : Bool) : (a && (b || c)) = ((a && b) || (a && c)) := by cases a <;> rfl
theorem or_and_distrib_left (a b c : Bool) : (a || (b && c)) = ((a || b) && (a || c)) := by cases a <;> rfl
@[simp] theorem not_and (a b : Bool) : (!(a && b)) = (!a || !b) := by cases a <;> rfl
@[simp] theorem not_or (a b : Bool) : (!(a || b)) = (!a && !b) := by cases a <;> rfl
@[simp] theorem and_not_self (a : Bool) : (a && !a) = false := by cases a <;> rfl
@[simp] theorem not_and_self (a : Bool) : (!a && a) = false := by cases a <;> rfl
@[simp] theorem or_not_self (a : Bool) : (a || !a) = true := by cases a <;> rfl
@[simp] theorem not_or_self (a : Bool) : (!a || a) = true := by cases a <;> rfl
theorem eq_iff_iff {a b : Bool} : a = b ↔ (a = true ↔ b = true) := by
  cases a <;> cases b <;> first
    | exact ⟨fun _ => Iff.rfl, fun _ => rfl⟩
    | exact ⟨fun h => absurd h false_ne_true, fun h => absurd (h.mpr rfl) false_ne_true⟩
    | exact ⟨fun h => absurd h.symm false_ne_true, fun h => absurd (h.mp rfl) false_ne_true⟩
@[simp] theorem cond_true {α : Sort u} (a b : α) : cond true a b = a := rfl
@[simp] theorem cond_false {α : Sort u} (a b : α) : cond false a b = b := rfl
theorem cond_eq_ite {α : Sort u} (b : Bool) (x y : α) : cond b x y = if b = true then x else y := by cases b <;> rfl
theorem cond_eq_if {α : Sort u} (b : Bool) (x y : α) : cond b x y = if b = true then x else y := cond_eq_ite b x y
@[simp] theorem beq_true (b : Bool) : (b == true) = b := by cases b <;> rfl
@[simp] theorem beq_false (b : Bool) : (b == false) = !b := by cases b <;> rfl
@[simp] theorem decide_eq_true {b : Bool} [h : Decidable (b = true)] : @decide (b = true) h = b := by
  cases b with
  | false => exact decide_eq_false false_ne_true
  | true => exact _root_.decide_eq_true rfl
@[simp] theorem if_true_right' {b : Bool} : (if b = true then true else false) = b := by cases b <;> rfl
theorem false_or_true (b : Bool) : b = false ∨ b = true := by
  cases b with
  | false => exact Or.inl rfl
  | true => exact Or.inr rfl
theorem eq_false_or_eq_true (b : Bool) : b = true ∨ b = false := (false_or_true b).symm
theorem dichotomy (b : Bool) : b = false ∨ b = true := false_or_true b
theorem eq_false_imp_eq_true {a b : Bool} (h : a = false → b = false) : b = true → a = true := by
  intro hb
  cases a with
  | false => exact absurd ((h rfl).symm.trans hb) false_ne_true
  | true => rfl
end Bool

export Bool (cond_true cond_false xor)
