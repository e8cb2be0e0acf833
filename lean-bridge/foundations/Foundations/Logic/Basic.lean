prelude
import Foundations.Core.ForIn
/-!
# Propositional and predicate logic

The basic facts about `=`, `≠`, `∧`, `∨`, `¬`, `↔`, `∃`, and the relations with `calc`, `rfl` and `symm`.
-/

universe u v w

variable {a b c d : Prop}

/-! ### Equality -/

theorem id_eq {α : Sort u} (a : α) : id a = a := rfl

theorem eq_comm {α : Sort u} {a b : α} : a = b ↔ b = a := ⟨Eq.symm, Eq.symm⟩

theorem congrFun' {α : Sort u} {β : Sort v} {f g : α → β} (h : f = g) (a : α) : f a = g a := congrFun h a

theorem congrArg₂ {α : Sort u} {β : Sort v} {γ : Sort w} (f : α → β → γ) {x x' : α} {y y' : β}
    (hx : x = x') (hy : y = y') : f x y = f x' y' := hx ▸ hy ▸ rfl

theorem congr_arg {α : Sort u} {β : Sort v} {a₁ a₂ : α} (f : α → β) (h : a₁ = a₂) : f a₁ = f a₂ := congrArg f h

theorem congr_fun {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : f = g) (a : α) : f a = g a := congrFun h a

theorem cast_eq {α : Sort u} (h : α = α) (a : α) : cast h a = a := rfl

theorem Eq.comm {α : Sort u} {a b : α} : a = b ↔ b = a := eq_comm

theorem eq_self_iff_true {α : Sort u} (a : α) : a = a ↔ True := ⟨fun _ => trivial, fun _ => rfl⟩
where trivial := True.intro

/-- A proof of `True`. -/
theorem trivial : True := True.intro

theorem HEq.symm {α β : Sort u} {a : α} {b : β} (h : a ≍ b) : b ≍ a := h.rec (HEq.refl a)

theorem HEq.trans {α β φ : Sort u} {a : α} {b : β} {c : φ} (h₁ : a ≍ b) (h₂ : b ≍ c) : a ≍ c := h₂.rec h₁

theorem type_eq_of_heq {α β : Sort u} {a : α} {b : β} (h : a ≍ b) : α = β := h.rec rfl

theorem heq_of_eq_of_heq {α β : Sort u} {a a' : α} {b : β} (h₁ : a = a') (h₂ : a' ≍ b) : a ≍ b := h₁ ▸ h₂

theorem heq_of_heq_of_eq {α β : Sort u} {a : α} {b b' : β} (h₁ : a ≍ b) (h₂ : b = b') : a ≍ b' := h₂ ▸ h₁

theorem heq_of_eqRec_eq {α : Sort u} {motive : α → Sort v} {a b : α} (h₁ : a = b) {x : motive a} {y : motive b}
    (h₂ : (h₁ ▸ x : motive b) = y) : x ≍ y := by
  subst h₁; exact heq_of_eq h₂

theorem cast_heq {α β : Sort u} (h : α = β) (a : α) : cast h a ≍ a := by subst h; exact HEq.rfl

theorem eqRec_heq {α : Sort u} {φ : α → Sort v} {a a' : α} (h : a = a') (p : φ a) : Eq.ndrec (motive := φ) p h ≍ p := by
  subst h; exact HEq.rfl

theorem eqRec_heq' {α : Sort u} {a' : α} {motive : (a : α) → a' = a → Sort v} (p : motive a' (rfl : a' = a')) {a : α}
    (t : a' = a) : @Eq.rec α a' motive p a t ≍ p := by
  subst t; exact HEq.rfl

theorem Eq.substr {α : Sort u} {p : α → Prop} {a b : α} (h₁ : b = a) : p a → p b := h₁ ▸ id
theorem Eq.mpr_prop {p q : Prop} (h₁ : p = q) (h₂ : q) : p := h₁ ▸ h₂
theorem Eq.mpr_not {p q : Prop} (h₁ : p = q) (h₂ : ¬q) : ¬p := h₁ ▸ h₂

/-! ### Inequality -/

theorem Ne.intro {α : Sort u} {a b : α} (h : a = b → False) : a ≠ b := h
theorem Ne.elim {α : Sort u} {a b : α} (h : a ≠ b) : a = b → False := h
@[symm] theorem Ne.symm {α : Sort u} {a b : α} (h : a ≠ b) : b ≠ a := fun h' => h h'.symm
theorem ne_comm {α : Sort u} {a b : α} : a ≠ b ↔ b ≠ a := ⟨Ne.symm, Ne.symm⟩
theorem Ne.irrefl {α : Sort u} {a : α} (h : a ≠ a) : False := h rfl
theorem ne_of_apply_ne {α : Sort u} {β : Sort v} (f : α → β) {x y : α} : f x ≠ f y → x ≠ y :=
  fun h h' => h (congrArg f h')
theorem false_of_ne {α : Sort u} {a : α} : a ≠ a → False := Ne.irrefl
theorem ne_false_of_self {p : Prop} : p → p ≠ False := fun hp h => h ▸ hp
theorem ne_true_of_not {p : Prop} : ¬p → p ≠ True := fun hn h => hn (h ▸ trivial)
theorem true_ne_false : ¬(True = False) := fun h => h ▸ trivial

/-! ### Equivalence -/

attribute [refl] Iff.refl
theorem Iff.of_eq (h : a = b) : a ↔ b := h ▸ Iff.rfl
@[symm] theorem Iff.symm (h : a ↔ b) : b ↔ a := ⟨h.mpr, h.mp⟩
theorem Iff.trans (h₁ : a ↔ b) (h₂ : b ↔ c) : a ↔ c := ⟨fun h => h₂.mp (h₁.mp h), fun h => h₁.mpr (h₂.mpr h)⟩
theorem Iff.comm : (a ↔ b) ↔ (b ↔ a) := ⟨Iff.symm, Iff.symm⟩
theorem iff_comm : (a ↔ b) ↔ (b ↔ a) := Iff.comm
theorem Iff.elim {motive : Prop} (f : (a → b) → (b → a) → motive) (h : a ↔ b) : motive := f h.mp h.mpr
theorem Iff.eq (h : a ↔ b) : a = b := propext h
theorem propext_iff : a = b ↔ (a ↔ b) := ⟨Iff.of_eq, propext⟩
theorem iff_of_eq (h : a = b) : a ↔ b := Iff.of_eq h
theorem iff_of_true (ha : a) (hb : b) : a ↔ b := ⟨fun _ => hb, fun _ => ha⟩
theorem iff_of_false (ha : ¬a) (hb : ¬b) : a ↔ b := ⟨fun h => absurd h ha, fun h => absurd h hb⟩
theorem iff_true_left (ha : a) : (a ↔ b) ↔ b := ⟨fun h => h.mp ha, iff_of_true ha⟩
theorem iff_true_intro (h : a) : a ↔ True := iff_of_true h trivial
theorem iff_false_intro (h : ¬a) : a ↔ False := iff_of_false h id
theorem of_iff_true (h : a ↔ True) : a := h.mpr trivial
theorem not_iff_false_intro (h : a) : ¬a ↔ False := iff_false_intro (fun h' => h' h)

instance : Trans Iff Iff Iff := ⟨Iff.trans⟩

theorem eq_true {p : Prop} (h : p) : p = True := propext (iff_true_intro h)
theorem eq_false {p : Prop} (h : ¬p) : p = False := propext (iff_false_intro h)
theorem eq_false' {p : Prop} (h : p → False) : p = False := eq_false h
theorem of_eq_true {p : Prop} (h : p = True) : p := h ▸ trivial
theorem of_eq_false {p : Prop} (h : p = False) : ¬p := fun hp => h ▸ hp
theorem not_of_eq_false {p : Prop} (h : p = False) : ¬p := of_eq_false h
theorem eq_true_of_decide {p : Prop} [Decidable p] (h : decide p = true) : p = True := eq_true (of_decide_eq_true h)
theorem eq_false_of_decide {p : Prop} {_ : Decidable p} (h : decide p = false) : p = False := eq_false (of_decide_eq_false h)

/-! ### Negation -/

theorem not_false : ¬False := id
theorem not_not_intro (h : a) : ¬¬a := fun h' => h' h
def Not.elim {α : Sort u} (h₁ : ¬a) (h₂ : a) : α := absurd h₂ h₁
theorem Not.intro (h : a → False) : ¬a := h
theorem mt (h₁ : a → b) (h₂ : ¬b) : ¬a := fun ha => h₂ (h₁ ha)
theorem Not.imp (h₂ : ¬b) (h₁ : a → b) : ¬a := mt h₁ h₂
theorem not_congr (h : a ↔ b) : ¬a ↔ ¬b := ⟨mt h.mpr, mt h.mp⟩
theorem not_not_not : ¬¬¬a ↔ ¬a := ⟨fun h ha => h (not_not_intro ha), not_not_intro⟩
theorem iff_not_self : ¬(a ↔ ¬a) := fun h => have hn : ¬a := fun ha => h.mp ha ha; hn (h.mpr hn)
theorem not_iff_self : ¬(¬a ↔ a) := fun h => iff_not_self h.symm
theorem imp_not_comm : (a → ¬b) ↔ (b → ¬a) := ⟨fun h hb ha => h ha hb, fun h ha hb => h hb ha⟩

/-! ### Conjunction and disjunction -/

def And.elim {α : Sort u} (f : a → b → α) (h : a ∧ b) : α := f h.left h.right
theorem And.symm (h : a ∧ b) : b ∧ a := ⟨h.right, h.left⟩
theorem and_comm : a ∧ b ↔ b ∧ a := ⟨And.symm, And.symm⟩
theorem And.comm : a ∧ b ↔ b ∧ a := and_comm
theorem and_assoc : (a ∧ b) ∧ c ↔ a ∧ b ∧ c := ⟨fun ⟨⟨x, y⟩, z⟩ => ⟨x, y, z⟩, fun ⟨x, y, z⟩ => ⟨⟨x, y⟩, z⟩⟩
theorem and_left_comm : a ∧ b ∧ c ↔ b ∧ a ∧ c := ⟨fun ⟨x, y, z⟩ => ⟨y, x, z⟩, fun ⟨x, y, z⟩ => ⟨y, x, z⟩⟩
theorem and_right_comm : (a ∧ b) ∧ c ↔ (a ∧ c) ∧ b := ⟨fun ⟨⟨x, y⟩, z⟩ => ⟨⟨x, z⟩, y⟩, fun ⟨⟨x, y⟩, z⟩ => ⟨⟨x, z⟩, y⟩⟩
theorem And.imp (f : a → c) (g : b → d) (h : a ∧ b) : c ∧ d := ⟨f h.left, g h.right⟩
theorem And.imp_left (h : a → b) : a ∧ c → b ∧ c := And.imp h id
theorem And.imp_right (h : a → b) : c ∧ a → c ∧ b := And.imp id h
theorem and_congr (h₁ : a ↔ c) (h₂ : b ↔ d) : a ∧ b ↔ c ∧ d := ⟨And.imp h₁.mp h₂.mp, And.imp h₁.mpr h₂.mpr⟩
theorem and_congr_right (h : a → (b ↔ c)) : a ∧ b ↔ a ∧ c :=
  ⟨fun ⟨ha, hb⟩ => ⟨ha, (h ha).mp hb⟩, fun ⟨ha, hb⟩ => ⟨ha, (h ha).mpr hb⟩⟩
theorem and_congr_left (h : c → (a ↔ b)) : a ∧ c ↔ b ∧ c :=
  ⟨fun ⟨ha, hc⟩ => ⟨(h hc).mp ha, hc⟩, fun ⟨ha, hc⟩ => ⟨(h hc).mpr ha, hc⟩⟩
theorem and_iff_left (hb : b) : a ∧ b ↔ a := ⟨And.left, fun ha => ⟨ha, hb⟩⟩
theorem and_iff_right (ha : a) : a ∧ b ↔ b := ⟨And.right, fun hb => ⟨ha, hb⟩⟩
theorem not_and_of_not_left (b : Prop) (h : ¬a) : ¬(a ∧ b) := mt And.left h
theorem not_and_of_not_right (a : Prop) {b : Prop} (h : ¬b) : ¬(a ∧ b) := mt And.right h

theorem Or.symm (h : a ∨ b) : b ∨ a := h.elim Or.inr Or.inl
theorem or_comm : a ∨ b ↔ b ∨ a := ⟨Or.symm, Or.symm⟩
theorem Or.comm : a ∨ b ↔ b ∨ a := or_comm
theorem Or.imp (f : a → c) (g : b → d) (h : a ∨ b) : c ∨ d := h.elim (fun h => Or.inl (f h)) (fun h => Or.inr (g h))
theorem Or.imp_left (f : a → b) : a ∨ c → b ∨ c := Or.imp f id
theorem Or.imp_right (f : b → c) : a ∨ b → a ∨ c := Or.imp id f
theorem or_congr (h₁ : a ↔ c) (h₂ : b ↔ d) : a ∨ b ↔ c ∨ d := ⟨Or.imp h₁.mp h₂.mp, Or.imp h₁.mpr h₂.mpr⟩
theorem or_assoc : (a ∨ b) ∨ c ↔ a ∨ b ∨ c :=
  ⟨fun h => h.elim (Or.imp_right Or.inl) (fun hc => Or.inr (Or.inr hc)),
   fun h => h.elim (fun ha => Or.inl (Or.inl ha)) (Or.imp_left Or.inr)⟩
theorem or_left_comm : a ∨ b ∨ c ↔ b ∨ a ∨ c := by
  constructor
  · rintro (h | h | h)
    · exact Or.inr (Or.inl h)
    · exact Or.inl h
    · exact Or.inr (Or.inr h)
  · rintro (h | h | h)
    · exact Or.inr (Or.inl h)
    · exact Or.inl h
    · exact Or.inr (Or.inr h)
theorem Or.elim3 {d : Prop} (h : a ∨ b ∨ c) (ha : a → d) (hb : b → d) (hc : c → d) : d := h.elim ha (fun h => h.elim hb hc)
theorem Or.neg_resolve_left (h : ¬a ∨ b) (ha : a) : b := h.elim (absurd ha) id
theorem Or.neg_resolve_right (h : a ∨ ¬b) (hb : b) : a := h.elim id (absurd hb)
theorem or_iff_right_of_imp (ha : a → b) : a ∨ b ↔ b := ⟨fun h => h.elim ha id, Or.inr⟩
theorem or_iff_left_of_imp (hb : b → a) : a ∨ b ↔ a := ⟨fun h => h.elim id hb, Or.inl⟩
theorem not_or_intro (ha : ¬a) (hb : ¬b) : ¬(a ∨ b) := fun h => h.elim ha hb
theorem or_iff_left (hb : ¬b) : a ∨ b ↔ a := or_iff_left_of_imp fun h => absurd h hb
theorem or_iff_right (ha : ¬a) : a ∨ b ↔ b := or_iff_right_of_imp fun h => absurd h ha

theorem and_or_left : a ∧ (b ∨ c) ↔ (a ∧ b) ∨ (a ∧ c) :=
  ⟨fun ⟨ha, h⟩ => h.imp (And.intro ha) (And.intro ha), fun h => h.elim (And.imp_right Or.inl) (And.imp_right Or.inr)⟩
theorem or_and_right : (a ∨ b) ∧ c ↔ (a ∧ c) ∨ (b ∧ c) :=
  ⟨fun ⟨h, hc⟩ => h.imp (fun ha => ⟨ha, hc⟩) (fun hb => ⟨hb, hc⟩), fun h => h.elim (And.imp_left Or.inl) (And.imp_left Or.inr)⟩
theorem or_and_left : a ∨ (b ∧ c) ↔ (a ∨ b) ∧ (a ∨ c) :=
  ⟨fun h => h.elim (fun ha => ⟨Or.inl ha, Or.inl ha⟩) (fun ⟨hb, hc⟩ => ⟨Or.inr hb, Or.inr hc⟩),
   fun ⟨h₁, h₂⟩ => h₁.elim Or.inl (fun hb => h₂.elim Or.inl (fun hc => Or.inr ⟨hb, hc⟩))⟩
theorem and_or_right : (a ∧ b) ∨ c ↔ (a ∨ c) ∧ (b ∨ c) :=
  ⟨fun h => h.elim (fun ⟨ha, hb⟩ => ⟨Or.inl ha, Or.inl hb⟩) (fun hc => ⟨Or.inr hc, Or.inr hc⟩),
   fun ⟨h₁, h₂⟩ => h₁.elim (fun ha => h₂.elim (fun hb => Or.inl ⟨ha, hb⟩) Or.inr) Or.inr⟩

/-! ### Implication -/

theorem imp_congr (h₁ : a ↔ c) (h₂ : b ↔ d) : (a → b) ↔ (c → d) :=
  ⟨fun h hc => h₂.mp (h (h₁.mpr hc)), fun h ha => h₂.mpr (h (h₁.mp ha))⟩
theorem imp_congr_right (h : a → (b ↔ c)) : (a → b) ↔ (a → c) := ⟨fun f ha => (h ha).mp (f ha), fun f ha => (h ha).mpr (f ha)⟩
theorem imp_congr_left (h : a ↔ b) : (a → c) ↔ (b → c) := ⟨fun f hb => f (h.mpr hb), fun f ha => f (h.mp ha)⟩
theorem iff_congr (h₁ : a ↔ c) (h₂ : b ↔ d) : (a ↔ b) ↔ (c ↔ d) :=
  ⟨fun h => h₁.symm.trans (h.trans h₂), fun h => h₁.trans (h.trans h₂.symm)⟩
theorem imp.swap : (a → b → c) ↔ (b → a → c) := ⟨fun f hb ha => f ha hb, fun f ha hb => f hb ha⟩
theorem and_imp : (a ∧ b → c) ↔ (a → b → c) := ⟨fun f ha hb => f ⟨ha, hb⟩, fun f h => f h.left h.right⟩
theorem or_imp : (a ∨ b → c) ↔ (a → c) ∧ (b → c) :=
  ⟨fun f => ⟨fun ha => f (Or.inl ha), fun hb => f (Or.inr hb)⟩, fun f h => h.elim f.left f.right⟩
theorem not_or : ¬(a ∨ b) ↔ ¬a ∧ ¬b := or_imp
theorem not_and : ¬(a ∧ b) ↔ (a → ¬b) := and_imp
theorem not_and' : ¬(a ∧ b) ↔ (b → ¬a) := not_and.trans imp_not_comm
theorem imp_and : (a → b ∧ c) ↔ (a → b) ∧ (a → c) :=
  ⟨fun f => ⟨fun ha => (f ha).left, fun ha => (f ha).right⟩, fun f ha => ⟨f.left ha, f.right ha⟩⟩
theorem imp_intro (h : a) : b → a := fun _ => h
theorem not_not_of_not_imp : ¬(a → b) → ¬¬a := mt Not.elim
theorem not_of_not_imp : ¬(a → b) → ¬b := mt (fun hb _ => hb)

/-! ### Quantifiers -/

section
variable {α : Sort u} {p q : α → Prop}

theorem forall_imp (h : ∀ x, p x → q x) : (∀ x, p x) → ∀ x, q x := fun f x => h x (f x)
theorem Exists.imp (h : ∀ x, p x → q x) : (∃ x, p x) → ∃ x, q x := fun ⟨x, hx⟩ => ⟨x, h x hx⟩
theorem Exists.imp' {β : Sort v} {q : β → Prop} (f : α → β) (h : ∀ x, p x → q (f x)) : (∃ x, p x) → ∃ y, q y :=
  fun ⟨x, hx⟩ => ⟨f x, h x hx⟩
theorem forall_congr' (h : ∀ x, p x ↔ q x) : (∀ x, p x) ↔ ∀ x, q x := ⟨forall_imp fun x => (h x).mp, forall_imp fun x => (h x).mpr⟩
theorem exists_congr (h : ∀ x, p x ↔ q x) : (∃ x, p x) ↔ ∃ x, q x := ⟨Exists.imp fun x => (h x).mp, Exists.imp fun x => (h x).mpr⟩
theorem exists_imp {b : Prop} : (∃ x, p x) → b ↔ ((∃ x, p x) → b) := Iff.rfl
theorem not_exists : (¬∃ x, p x) ↔ ∀ x, ¬p x := ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩
theorem exists_or : (∃ x, p x ∨ q x) ↔ (∃ x, p x) ∨ ∃ x, q x :=
  ⟨fun ⟨x, h⟩ => h.imp (Exists.intro x) (Exists.intro x),
   fun h => h.elim (Exists.imp fun _ => Or.inl) (Exists.imp fun _ => Or.inr)⟩
theorem forall_and : (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ ∀ x, q x :=
  ⟨fun h => ⟨fun x => (h x).left, fun x => (h x).right⟩, fun h x => ⟨h.left x, h.right x⟩⟩
theorem exists_and_left {b : Prop} : (∃ x, b ∧ p x) ↔ b ∧ ∃ x, p x :=
  ⟨fun ⟨x, hb, hx⟩ => ⟨hb, x, hx⟩, fun ⟨hb, x, hx⟩ => ⟨x, hb, hx⟩⟩
theorem exists_and_right {b : Prop} : (∃ x, p x ∧ b) ↔ (∃ x, p x) ∧ b :=
  ⟨fun ⟨x, hx, hb⟩ => ⟨⟨x, hx⟩, hb⟩, fun ⟨⟨x, hx⟩, hb⟩ => ⟨x, hx, hb⟩⟩
theorem exists_eq_left {a' : α} : (∃ a, a = a' ∧ p a) ↔ p a' := ⟨fun ⟨_, h, hp⟩ => h ▸ hp, fun h => ⟨a', rfl, h⟩⟩
theorem exists_eq_right {a' : α} : (∃ a, p a ∧ a = a') ↔ p a' := ⟨fun ⟨_, hp, h⟩ => h ▸ hp, fun h => ⟨a', h, rfl⟩⟩
theorem exists_eq_left' {a' : α} : (∃ a, a' = a ∧ p a) ↔ p a' := ⟨fun ⟨_, h, hp⟩ => h ▸ hp, fun h => ⟨a', rfl, h⟩⟩
theorem exists_eq_right' {a' : α} : (∃ a, p a ∧ a' = a) ↔ p a' := ⟨fun ⟨_, hp, h⟩ => h ▸ hp, fun h => ⟨a', h, rfl⟩⟩
theorem exists_eq {a' : α} : ∃ a, a = a' := ⟨a', rfl⟩
theorem exists_eq' {a' : α} : ∃ a, a' = a := ⟨a', rfl⟩
theorem forall_eq {a' : α} : (∀ a, a = a' → p a) ↔ p a' := ⟨fun h => h a' rfl, fun h _ e => e ▸ h⟩
theorem forall_eq' {a' : α} : (∀ a, a' = a → p a) ↔ p a' := ⟨fun h => h a' rfl, fun h _ e => e ▸ h⟩
theorem forall_exists_index {q : (∃ x, p x) → Prop} : (∀ h, q h) ↔ ∀ x (h : p x), q ⟨x, h⟩ :=
  ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩
theorem exists_prop {b a : Prop} : (∃ _h : a, b) ↔ a ∧ b := ⟨fun ⟨h, hb⟩ => ⟨h, hb⟩, fun ⟨h, hb⟩ => ⟨h, hb⟩⟩
theorem exists_const {b : Prop} (α : Sort u) [i : Nonempty α] : (∃ _ : α, b) ↔ b := ⟨fun ⟨_, h⟩ => h, fun h => i.elim fun x => ⟨x, h⟩⟩
theorem forall_const {b : Prop} (α : Sort u) [i : Nonempty α] : (α → b) ↔ b := ⟨fun h => i.elim h, fun h _ => h⟩
theorem Exists.nonempty : (∃ x, p x) → Nonempty α := fun ⟨x, _⟩ => ⟨x⟩
theorem exists_comm {β : Sort v} {r : α → β → Prop} : (∃ a b, r a b) ↔ ∃ b a, r a b :=
  ⟨fun ⟨a, b, h⟩ => ⟨b, a, h⟩, fun ⟨b, a, h⟩ => ⟨a, b, h⟩⟩
theorem forall_comm {β : Sort v} {r : α → β → Prop} : (∀ a b, r a b) ↔ ∀ b a, r a b := ⟨fun h b a => h a b, fun h a b => h b a⟩
theorem not_forall_of_exists_not : (∃ x, ¬p x) → ¬∀ x, p x := fun ⟨x, h⟩ h' => h (h' x)

/-- There is exactly one `x` with `p x`. -/
def ExistsUnique (p : α → Prop) : Prop := ∃ x, p x ∧ ∀ y, p y → y = x
end

/-! ### Subsingletons -/

/-- A type with at most one element. -/
class Subsingleton (α : Sort u) : Prop where
  intro ::
  allEq : (a b : α) → a = b

protected theorem Subsingleton.elim {α : Sort u} [h : Subsingleton α] : (a b : α) → a = b := h.allEq

protected theorem Subsingleton.helim {α β : Sort u} [h₁ : Subsingleton α] (h₂ : α = β) (a : α) (b : β) : a ≍ b := by
  subst h₂; exact heq_of_eq (Subsingleton.elim a b)

instance (p : Prop) : Subsingleton p := ⟨fun _ _ => rfl⟩
instance : Subsingleton PUnit := ⟨fun _ _ => rfl⟩
instance : Subsingleton Empty := ⟨fun a => a.elim⟩

instance instSubsingletonDecidable (p : Prop) : Subsingleton (Decidable p) :=
  ⟨fun
    | isTrue _, isTrue _ => rfl
    | isFalse _, isFalse _ => rfl
    | isTrue h, isFalse h' => absurd h h'
    | isFalse h', isTrue h => absurd h h'⟩

theorem proof_irrel {a : Prop} (h₁ h₂ : a) : h₁ = h₂ := rfl
theorem proof_irrel_heq {p q : Prop} (hp : p) (hq : q) : hp ≍ hq := by
  have h : p = q := propext ⟨fun _ => hq, fun _ => hp⟩
  subst h; exact HEq.rfl
