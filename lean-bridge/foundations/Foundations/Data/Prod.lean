prelude
import Foundations.Recursion.Tactics
/-!
# Pairs and sums

`α × β`, `α ⊕ β` and dependent pairs: equality, `map`, `swap` and `elim`, with their laws.
-/

universe u v w x

/-! ### Pairs -/

namespace Prod

variable {α : Type u} {β : Type v} {γ : Type w} {δ : Type x}

/-- Applies a function to each part. -/
@[inline] def map (f : α → γ) (g : β → δ) (p : α × β) : γ × δ := (f p.1, g p.2)
/-- The parts in the other order. -/
@[inline] def swap (p : α × β) : β × α := (p.2, p.1)

@[simp] theorem eta (p : α × β) : (p.1, p.2) = p := rfl
theorem mk_inj {a a' : α} {b b' : β} : (a, b) = (a', b') ↔ a = a' ∧ b = b' :=
  ⟨fun h => ⟨congrArg fst h, congrArg snd h⟩, fun ⟨h, k⟩ => by rw [h, k]⟩
@[ext] protected theorem ext {p q : α × β} (h : p.1 = q.1) (k : p.2 = q.2) : p = q := mk_inj.mpr ⟨h, k⟩
theorem ext_iff' {p q : α × β} : p = q ↔ p.1 = q.1 ∧ p.2 = q.2 := mk_inj
protected theorem «forall» {p : α × β → Prop} : (∀ x, p x) ↔ ∀ a b, p (a, b) := ⟨fun h a b => h (a, b), fun h x => h x.1 x.2⟩
protected theorem «exists» {p : α × β → Prop} : (∃ x, p x) ↔ ∃ a b, p (a, b) := ⟨fun ⟨x, h⟩ => ⟨x.1, x.2, h⟩, fun ⟨a, b, h⟩ => ⟨(a, b), h⟩⟩
@[simp] theorem map_fst (f : α → γ) (g : β → δ) (p : α × β) : (map f g p).1 = f p.1 := rfl
@[simp] theorem map_snd (f : α → γ) (g : β → δ) (p : α × β) : (map f g p).2 = g p.2 := rfl
@[simp] theorem map_mk (f : α → γ) (g : β → δ) (a : α) (b : β) : map f g (a, b) = (f a, g b) := rfl
@[simp] theorem map_id : map id id = (id : α × β → α × β) := rfl
@[simp] theorem fst_swap (p : α × β) : p.swap.1 = p.2 := rfl
@[simp] theorem snd_swap (p : α × β) : p.swap.2 = p.1 := rfl
@[simp] theorem swap_mk (a : α) (b : β) : swap (a, b) = (b, a) := rfl
@[simp] theorem swap_swap (p : α × β) : p.swap.swap = p := rfl
theorem swap_inj {p q : α × β} : p.swap = q.swap ↔ p = q := ⟨fun h => congrArg swap h, congrArg swap⟩
theorem map_swap (f : α → γ) (g : β → δ) (p : α × β) : (map f g p).swap = map g f p.swap := rfl

end Prod

/-! ### Sums -/

namespace Sum

variable {α : Type u} {β : Type v} {γ : Type w} {δ : Type x}

/-- A function from each part. -/
protected def elim {γ : Sort w} (f : α → γ) (g : β → γ) : α ⊕ β → γ
  | inl a => f a
  | inr b => g b
/-- Applies a function to each part. -/
protected def map (f : α → γ) (g : β → δ) : α ⊕ β → γ ⊕ δ
  | inl a => inl (f a)
  | inr b => inr (g b)
/-- The parts in the other order. -/
def swap : α ⊕ β → β ⊕ α
  | inl a => inr a
  | inr b => inl b
/-- Is it from the left? -/
def isLeft : α ⊕ β → Bool
  | inl _ => true
  | inr _ => false
/-- Is it from the right? -/
def isRight : α ⊕ β → Bool
  | inl _ => false
  | inr _ => true
/-- The value from the left, if it is. -/
def getLeft? : α ⊕ β → Option α
  | inl a => some a
  | inr _ => none
/-- The value from the right, if it is. -/
def getRight? : α ⊕ β → Option β
  | inl _ => none
  | inr b => some b

theorem inl_inj {a b : α} : (inl a : α ⊕ β) = inl b ↔ a = b := ⟨fun h => Sum.inl.inj h, congrArg inl⟩
theorem inr_inj {a b : β} : (inr a : α ⊕ β) = inr b ↔ a = b := ⟨fun h => Sum.inr.inj h, congrArg inr⟩
theorem inl_ne_inr {a : α} {b : β} : (inl a : α ⊕ β) ≠ inr b := fun h => nomatch h
theorem inr_ne_inl {a : α} {b : β} : (inr b : α ⊕ β) ≠ inl a := fun h => nomatch h
protected theorem «forall» {p : α ⊕ β → Prop} : (∀ x, p x) ↔ (∀ a, p (inl a)) ∧ ∀ b, p (inr b) :=
  ⟨fun h => ⟨fun a => h (inl a), fun b => h (inr b)⟩, fun ⟨h, k⟩ x => match x with | inl a => h a | inr b => k b⟩
protected theorem «exists» {p : α ⊕ β → Prop} : (∃ x, p x) ↔ (∃ a, p (inl a)) ∨ ∃ b, p (inr b) :=
  ⟨fun ⟨x, h⟩ => match x, h with | inl a, h => .inl ⟨a, h⟩ | inr b, h => .inr ⟨b, h⟩,
   fun h => h.elim (fun ⟨a, h⟩ => ⟨inl a, h⟩) fun ⟨b, h⟩ => ⟨inr b, h⟩⟩
@[simp] theorem elim_inl {γ : Sort w} (f : α → γ) (g : β → γ) (a : α) : Sum.elim f g (inl a) = f a := rfl
@[simp] theorem elim_inr {γ : Sort w} (f : α → γ) (g : β → γ) (b : β) : Sum.elim f g (inr b) = g b := rfl
@[simp] theorem map_inl (f : α → γ) (g : β → δ) (a : α) : Sum.map f g (inl a) = inl (f a) := rfl
@[simp] theorem map_inr (f : α → γ) (g : β → δ) (b : β) : Sum.map f g (inr b) = inr (g b) := rfl
@[simp] theorem swap_inl (a : α) : swap (inl a : α ⊕ β) = inr a := rfl
@[simp] theorem swap_inr (b : β) : swap (inr b : α ⊕ β) = inl b := rfl
@[simp] theorem swap_swap (x : α ⊕ β) : x.swap.swap = x := by cases x <;> rfl
@[simp] theorem isLeft_inl (a : α) : (inl a : α ⊕ β).isLeft = true := rfl
@[simp] theorem isLeft_inr (b : β) : (inr b : α ⊕ β).isLeft = false := rfl
@[simp] theorem isRight_inl (a : α) : (inl a : α ⊕ β).isRight = false := rfl
@[simp] theorem isRight_inr (b : β) : (inr b : α ⊕ β).isRight = true := rfl
theorem not_isLeft (x : α ⊕ β) : (!x.isLeft) = x.isRight := by cases x <;> rfl
theorem elim_comp {γ δ : Type w} (h : γ → δ) (f : α → γ) (g : β → γ) (x : α ⊕ β) : h (Sum.elim f g x) = Sum.elim (h ∘ f) (h ∘ g) x := by cases x <;> rfl
theorem map_map {α' : Type u} {β' : Type v} (f' : α → α') (g' : β → β') (f : γ → α) (g : δ → β) (x : γ ⊕ δ) :
    Sum.map f' g' (Sum.map f g x) = Sum.map (f' ∘ f) (g' ∘ g) x := by cases x <;> rfl

end Sum

/-! ### Dependent pairs -/

namespace Sigma

variable {α : Type u} {β : α → Type v}

@[simp] theorem eta (p : Sigma β) : (⟨p.1, p.2⟩ : Sigma β) = p := rfl
protected theorem «forall» {p : Sigma β → Prop} : (∀ x, p x) ↔ ∀ a b, p ⟨a, b⟩ := ⟨fun h a b => h ⟨a, b⟩, fun h x => h x.1 x.2⟩
protected theorem «exists» {p : Sigma β → Prop} : (∃ x, p x) ↔ ∃ a b, p ⟨a, b⟩ := ⟨fun ⟨x, h⟩ => ⟨x.1, x.2, h⟩, fun ⟨a, b, h⟩ => ⟨⟨a, b⟩, h⟩⟩
/-- Applies a function to each part. -/
def map {α' : Type w} {β' : α' → Type x} (f : α → α') (g : ∀ a, β a → β' (f a)) (p : Sigma β) : Sigma β' := ⟨f p.1, g p.1 p.2⟩

end Sigma

/-! ### Truth values -/

@[inherit_doc] infixl:33 " ^^ " => Bool.xor

namespace Bool

@[simp] theorem xor_false (b : Bool) : (b ^^ false) = b := by cases b <;> rfl
@[simp] theorem false_xor (b : Bool) : (false ^^ b) = b := by cases b <;> rfl
@[simp] theorem xor_true (b : Bool) : (b ^^ true) = !b := by cases b <;> rfl
@[simp] theorem true_xor (b : Bool) : (true ^^ b) = !b := by cases b <;> rfl
@[simp] theorem xor_self (b : Bool) : (b ^^ b) = false := by cases b <;> rfl
theorem xor_comm (a b : Bool) : (a ^^ b) = (b ^^ a) := by cases a <;> cases b <;> rfl
theorem xor_assoc (a b c : Bool) : ((a ^^ b) ^^ c) = (a ^^ (b ^^ c)) := by cases a <;> cases b <;> cases c <;> rfl
theorem xor_left_comm (a b c : Bool) : (a ^^ (b ^^ c)) = (b ^^ (a ^^ c)) := by cases a <;> cases b <;> cases c <;> rfl
theorem and_left_comm (a b c : Bool) : (a && (b && c)) = (b && (a && c)) := by cases a <;> cases b <;> rfl
theorem or_left_comm (a b c : Bool) : (a || (b || c)) = (b || (a || c)) := by cases a <;> cases b <;> rfl
theorem and_or_distrib_right (a b c : Bool) : ((a || b) && c) = ((a && c) || (b && c)) := by cases a <;> cases b <;> cases c <;> rfl
theorem or_and_distrib_right (a b c : Bool) : ((a && b) || c) = ((a || c) && (b || c)) := by cases a <;> cases b <;> cases c <;> rfl
theorem and_xor_distrib_left (a b c : Bool) : (a && (b ^^ c)) = ((a && b) ^^ (a && c)) := by cases a <;> cases b <;> cases c <;> rfl
theorem and_or_absorb (a b : Bool) : (a && (a || b)) = a := by cases a <;> rfl
theorem or_and_absorb (a b : Bool) : (a || (a && b)) = a := by cases a <;> cases b <;> rfl
theorem not_inj {a b : Bool} (h : (!a) = !b) : a = b := by rw [← not_not a, h, not_not]

end Bool
