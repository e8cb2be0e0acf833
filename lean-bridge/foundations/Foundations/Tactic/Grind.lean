prelude
import Foundations.Tactic.Omega
import Foundations.Logic.Instances
import Foundations.Data.GetElem
import Foundations.List.Count
/-!
# What `grind` rests on

`grind` proves a goal by refuting its negation: it keeps classes of equal terms, takes apart what is known, uses
universally quantified facts where their patterns occur, and distinguishes cases. It is compiled into Lean; here are
the steps that its proofs consist of, the facts by which it normalises, and the marks by which it knows what to use.

Its arithmetic and its solver for associative operations rest on further theories, which this library does not
have: where a proof would need them, `grind` fails, and `omega` or `ac_rfl` is the tool.
-/

universe u v

/-! ### Syntax

The forms themselves are compiled into Lean, under the names that are given here. -/

/-- How `grind` uses a theorem. -/
declare_syntax_cat grind_mod (behavior := both)
/-- Steps of an interactive `grind`. -/
declare_syntax_cat grind (behavior := both)
/-- Selections in an interactive `grind`. -/
declare_syntax_cat grind_filter (behavior := both)

namespace Lean.Parser.Attr
/-- Instances may be made from instances. -/
syntax (name := grindGen) &"gen" : grind_mod
/-- `=`: where the left side of an equation occurs. -/
syntax (name := grindEq) "=" : grind_mod
/-- `_=_`: where either side occurs. -/
syntax (name := grindEqBoth) atomic("_" "=" "_") : grind_mod
/-- `=_`: where the right side occurs. -/
syntax (name := grindEqRhs) atomic("=" "_") : grind_mod
/-- `←=`: where the conclusion's sides are compared. -/
syntax (name := grindEqBwd) atomic("←" "=") : grind_mod
/-- `←`: where the conclusion occurs. -/
syntax (name := grindBwd) "←" : grind_mod
/-- `→`: where the hypotheses occur. -/
syntax (name := grindFwd) "→" : grind_mod
/-- `⇐`: conclusion first, then hypotheses. -/
syntax (name := grindRL) "⇐" : grind_mod
/-- `⇒`: hypotheses first, then conclusion. -/
syntax (name := grindLR) "⇒" : grind_mod
/-- With a pattern of the user's. -/
syntax (name := grindUsr) &"usr" : grind_mod
/-- `cases`: distinguish the cases of this type. -/
syntax (name := grindCases) &"cases" : grind_mod
/-- `cases eager`: and at once. -/
syntax (name := grindCasesEager) atomic(&"cases" &"eager") : grind_mod
/-- The constructors as theorems. -/
syntax (name := grindIntro) &"intro" : grind_mod
/-- As a theorem of extensionality. -/
syntax (name := grindExt) &"ext" : grind_mod
/-- One of the ways. -/
syntax grindMod := grind_mod
/-- `@[grind]`: `grind` uses this. -/
syntax (name := grind) "grind" (ppSpace grindMod)? : attr
end Lean.Parser.Attr

namespace Lean.Parser.Tactic
/-- `-h`: do not use `h`. -/
syntax grindErase := "-" ident
/-- A theorem to use. -/
syntax grindLemma := ppGroup((Attr.grindMod ppSpace)? term)
/-- A parameter of `grind`. -/
syntax grindParam := grindErase <|> grindLemma
/-- `grind [h, f]` proves a goal by congruence, cases and the theorems `h`; it may unfold `f`. -/
syntax (name := grind) "grind" optConfig (&" only")? (" [" withoutPosition(grindParam,*) "]")? (" => " tacticSeq)? : tactic
end Lean.Parser.Tactic

namespace Lean.Grind

/-! ### What is asked about types

`grind` looks for these instances before it uses its arithmetic. There are none. -/

/-- A type whose arithmetic `grind` knows to be that of a semiring: none here. -/
class Semiring (α : Type u) where
  never : False
/-- The same for commutative semirings. -/
class CommSemiring (α : Type u) where
  never : False
/-- The same for rings. -/
class Ring (α : Type u) where
  never : False
/-- The same for commutative rings. -/
class CommRing (α : Type u) where
  never : False
/-- The same for fields. -/
class Field (α : Type u) where
  never : False
/-- The same for modules over the natural numbers. -/
class NatModule (α : Type u) where
  never : False
/-- The same for modules over the integers. -/
class IntModule (α : Type u) where
  never : False

end Lean.Grind

namespace Std
/-- `≤` is reflexive and transitive. -/
class IsPreorder (α : Type u) [LE α] : Prop where
  le_refl : ∀ a : α, a ≤ a
  le_trans : ∀ a b c : α, a ≤ b → b ≤ c → a ≤ c
/-- And antisymmetric. -/
class IsPartialOrder (α : Type u) [LE α] : Prop extends IsPreorder α where
  le_antisymm : ∀ a b : α, a ≤ b → b ≤ a → a = b
/-- A preorder in which any two elements can be compared. -/
class IsLinearPreorder (α : Type u) [LE α] : Prop extends IsPreorder α where
  le_total : ∀ a b : α, a ≤ b ∨ b ≤ a
/-- A partial order in which any two elements can be compared. -/
class IsLinearOrder (α : Type u) [LE α] : Prop extends IsPartialOrder α, IsLinearPreorder α
/-- `<` is what `≤` makes of it. -/
class LawfulOrderLT (α : Type u) [LT α] [LE α] : Prop where
  lt_iff : ∀ a b : α, a < b ↔ a ≤ b ∧ ¬b ≤ a
end Std

namespace Lean.Grind

/-! ### Marks on terms -/

theorem nestedProof (p : Prop) {h : p} : p := h
/-- A decision inside a term. -/
def nestedDecidable {p : Prop} (h : Decidable p) : Decidable p := h
/-- Simplify only what is matched on. -/
def simpMatchDiscrsOnly {α : Sort u} (a : α) : α := a
/-- `a + b` for a number `b`. -/
abbrev offset (a b : Nat) : Nat := a + b
/-- An equation that a `match` needs. -/
def eqMatch {α : Sort u} (a b : α) {_origin : α} : Prop := a = b
/-- Leave this term alone. -/
def doNotSimp {α : Sort u} (a : α) : α := a
/-- The condition of an alternative of a `match`. -/
def MatchCond (p : Prop) : Prop := p
/-- The same, before it is prepared. -/
def PreMatchCond (p : Prop) : Prop := p
/-- Already in normal form. -/
def alreadyNorm (p : Prop) : Prop := p

/-! ### Steps -/

theorem rfl_true : true = true := rfl
/-- Takes a hypothesis in normal form into the context. -/
def intro_with_eq (p p' : Prop) (q : Sort u) (he : p = p') (h : p' → q) : p → q := fun hp => h (he.mp hp)
/-- The same for a goal that depends on it. -/
def intro_with_eq' (p p' : Prop) (q : p → Sort u) (he : p = p') (h : (h : p') → q (he.mpr h)) : (h : p) → q h := fun hp => h (he.mp hp)

section
variable {a b : Prop}
theorem and_eq_of_eq_true_left (h : a = True) : (a ∧ b) = b := by simp [h]
theorem and_eq_of_eq_true_right (h : b = True) : (a ∧ b) = a := by simp [h]
theorem and_eq_of_eq_false_left (h : a = False) : (a ∧ b) = False := by simp [h]
theorem and_eq_of_eq_false_right (h : b = False) : (a ∧ b) = False := by simp [h]
theorem eq_true_of_and_eq_true_left (h : (a ∧ b) = True) : a = True := eq_true (of_eq_true h).1
theorem eq_true_of_and_eq_true_right (h : (a ∧ b) = True) : b = True := eq_true (of_eq_true h).2
theorem or_of_and_eq_false (h : (a ∧ b) = False) : (¬a ∨ ¬b) := by by_cases a <;> by_cases b <;> simp_all
theorem or_eq_of_eq_true_left (h : a = True) : (a ∨ b) = True := by simp [h]
theorem or_eq_of_eq_true_right (h : b = True) : (a ∨ b) = True := by simp [h]
theorem or_eq_of_eq_false_left (h : a = False) : (a ∨ b) = b := by simp [h]
theorem or_eq_of_eq_false_right (h : b = False) : (a ∨ b) = a := by simp [h]
theorem eq_false_of_or_eq_false_left (h : (a ∨ b) = False) : a = False := eq_false fun ha => of_eq_false h (Or.inl ha)
theorem eq_false_of_or_eq_false_right (h : (a ∨ b) = False) : b = False := eq_false fun hb => of_eq_false h (Or.inr hb)
theorem imp_eq_of_eq_false_left (h : a = False) : (a → b) = True := by simp [h]
theorem imp_eq_of_eq_true_right (h : b = True) : (a → b) = True := by simp [h]
theorem imp_eq_of_eq_true_left (h : a = True) : (a → b) = b := by simp [h]
theorem eq_true_of_imp_eq_false (h : (a → b) = False) : a = True := by by_cases a <;> by_cases b <;> simp_all
theorem eq_false_of_imp_eq_false (h : (a → b) = False) : b = False := by by_cases a <;> by_cases b <;> simp_all
theorem eq_false_of_imp_eq_true (h₁ : (a → b) = True) (h₂ : b = False) : a = False :=
  eq_false fun ha => of_eq_false h₂ (of_eq_true h₁ ha)
theorem not_eq_of_eq_true (h : a = True) : (Not a) = False := by simp [h]
theorem not_eq_of_eq_false (h : a = False) : (Not a) = True := by simp [h]
theorem eq_false_of_not_eq_true (h : (Not a) = True) : a = False := eq_false (of_eq_true h)
theorem eq_true_of_not_eq_false (h : (Not a) = False) : a = True := eq_true (Classical.not_not.mp (of_eq_false h))
theorem false_of_not_eq_self (h : (Not a) = a) : False := by by_cases ha : a <;> simp_all
theorem eq_eq_of_eq_true_left (h : a = True) : (a = b) = b := by
  subst h; exact propext ⟨fun e => e ▸ trivial, fun hb => (eq_true hb).symm⟩
theorem eq_eq_of_eq_true_right (h : b = True) : (a = b) = a := by
  subst h; exact propext ⟨fun e => e ▸ trivial, fun ha => eq_true ha⟩
theorem of_eq_eq_true (h : (a = b) = True) : (¬a ∨ b) ∧ (¬b ∨ a) := by
  have e := of_eq_true h
  subst e
  exact ⟨(Classical.em a).symm, (Classical.em a).symm⟩
theorem of_eq_eq_false (h : (a = b) = False) : (¬a ∨ ¬b) ∧ (b ∨ a) := by by_cases a <;> by_cases b <;> simp_all
end
theorem em (a : Prop) : a ∨ ¬a := Classical.em a

section
variable {α : Sort u} {a₁ a₂ b₁ b₂ a b c : α}
theorem eq_congr (h₁ : a₁ = a₂) (h₂ : b₁ = b₂) : (a₁ = b₁) = (a₂ = b₂) := by subst h₁; subst h₂; rfl
theorem eq_congr' (h₁ : a₁ = b₂) (h₂ : b₁ = a₂) : (a₁ = b₁) = (a₂ = b₂) := by
  subst h₁; subst h₂; exact propext ⟨Eq.symm, Eq.symm⟩
theorem ne_of_ne_of_eq_left (h₁ : a = b) (h₂ : b ≠ c) : a ≠ c := by subst h₁; exact h₂
theorem ne_of_ne_of_eq_right (h₁ : a = c) (h₂ : b ≠ c) : b ≠ a := by subst h₁; exact h₂
end

theorem forall_propagator {p : Prop} {q : p → Prop} {q' : Prop} (h₁ : p = True) (h₂ : q (of_eq_true h₁) = q') : (∀ hp : p, q hp) = q' := by
  rw [← h₂]
  exact propext ⟨fun h => h _, fun h _ => h⟩
theorem of_forall_eq_false {α : Sort u} (p : α → Prop) (h : (∀ x : α, p x) = False) : ∃ x : α, ¬p x := Classical.not_forall.mp (of_eq_false h)
theorem dite_cond_eq_true' {α : Sort u} {c : Prop} {_ : Decidable c} {a : c → α} {b : ¬c → α} {r : α} (h₁ : c = True)
    (h₂ : a (of_eq_true h₁) = r) : (dite c a b) = r := by rw [dif_pos (of_eq_true h₁), h₂]
theorem dite_cond_eq_false' {α : Sort u} {c : Prop} {_ : Decidable c} {a : c → α} {b : ¬c → α} {r : α} (h₁ : c = False)
    (h₂ : b (of_eq_false h₁) = r) : (dite c a b) = r := by rw [dif_neg (of_eq_false h₁), h₂]
theorem of_decide_eq_true {p : Prop} {_ : Decidable p} (h : decide p = true) : p = True := eq_true (_root_.of_decide_eq_true h)
theorem of_decide_eq_false {p : Prop} {_ : Decidable p} (h : decide p = false) : p = False := eq_false (_root_.of_decide_eq_false h)
theorem decide_eq_true {p : Prop} {_ : Decidable p} (h : p = True) : decide p = true := decide_eq_true_iff.mpr (of_eq_true h)
theorem decide_eq_false {p : Prop} {_ : Decidable p} (h : p = False) : decide p = false := _root_.decide_eq_false (of_eq_false h)

namespace Bool
variable {a b : Bool}
theorem and_eq_of_eq_true_left (h : a = true) : (a && b) = b := by subst h; cases b <;> rfl
theorem and_eq_of_eq_true_right (h : b = true) : (a && b) = a := by subst h; cases a <;> rfl
theorem and_eq_of_eq_false_left (h : a = false) : (a && b) = false := by subst h; cases b <;> rfl
theorem and_eq_of_eq_false_right (h : b = false) : (a && b) = false := by subst h; cases a <;> rfl
theorem eq_true_of_and_eq_true_left (h : (a && b) = true) : a = true := by cases a <;> cases b <;> trivial
theorem eq_true_of_and_eq_true_right (h : (a && b) = true) : b = true := by cases a <;> cases b <;> trivial
theorem or_eq_of_eq_true_left (h : a = true) : (a || b) = true := by subst h; cases b <;> rfl
theorem or_eq_of_eq_true_right (h : b = true) : (a || b) = true := by subst h; cases a <;> rfl
theorem or_eq_of_eq_false_left (h : a = false) : (a || b) = b := by subst h; cases b <;> rfl
theorem or_eq_of_eq_false_right (h : b = false) : (a || b) = a := by subst h; cases a <;> rfl
theorem eq_false_of_or_eq_false_left (h : (a || b) = false) : a = false := by cases a <;> cases b <;> trivial
theorem eq_false_of_or_eq_false_right (h : (a || b) = false) : b = false := by cases a <;> cases b <;> trivial
theorem not_eq_of_eq_true (h : a = true) : (!a) = false := by subst h; rfl
theorem not_eq_of_eq_false (h : a = false) : (!a) = true := by subst h; rfl
theorem eq_false_of_not_eq_true (h : (!a) = true) : a = false := by cases a <;> trivial
theorem eq_true_of_not_eq_false (h : (!a) = false) : a = true := by cases a <;> trivial
theorem eq_false_of_not_eq_true' (h : ¬a = true) : a = false := by cases a <;> trivial
theorem eq_true_of_not_eq_false' (h : ¬a = false) : a = true := by cases a <;> trivial
theorem false_of_not_eq_self (h : (!a) = a) : False := by cases a <;> cases h
theorem ne_of_eq_true_of_eq_false (h₁ : a = true) (h₂ : b = false) : (a = b) = False := by subst h₁; subst h₂; simp
theorem ne_of_eq_false_of_eq_true (h₁ : a = false) (h₂ : b = true) : (a = b) = False := by subst h₁; subst h₂; simp
end Bool

section
variable {α : Type u} [BEq α] [LawfulBEq α] {a b : α}
theorem beq_eq_true_of_eq (h : a = b) : (a == b) = true := h ▸ ReflBEq.rfl
theorem beq_eq_false_of_diseq (h : ¬a = b) : (a == b) = false := by
  cases e : a == b
  · rfl
  · exact absurd (eq_of_beq e) h
theorem eq_of_beq_eq_true (h : (a == b) = true) : a = b := eq_of_beq h
theorem ne_of_beq_eq_false (h : (a == b) = false) : (a = b) = False := eq_false fun e => by rw [beq_eq_true_of_eq e] at h; cases h
end

/-! ### Normal forms -/

theorem imp_self_eq (p : Prop) : (p → p) = True := eq_true id
theorem imp_true_eq (p : Prop) : (p → True) = True := eq_true fun _ => trivial
theorem true_imp_eq (p : Prop) : (True → p) = p := propext ⟨fun h => h trivial, fun h _ => h⟩
theorem false_imp_eq (p : Prop) : (False → p) = True := eq_true False.elim
theorem imp_false_eq (p : Prop) : (p → False) = ¬p := rfl

theorem not_and {p q : Prop} : (¬(p ∧ q)) = (¬p ∨ ¬q) := by by_cases p <;> by_cases q <;> simp_all
theorem not_or {p q : Prop} : (¬(p ∨ q)) = (¬p ∧ ¬q) := propext _root_.not_or
theorem not_ite {_ : Decidable p} (q r : Prop) : (¬ite p q r) = ite p (¬q) (¬r) := by by_cases h : p <;> simp [h]
theorem not_forall {α : Sort u} (p : α → Prop) : (¬∀ x, p x) = ∃ x, ¬p x := propext Classical.not_forall
theorem not_exists {α : Sort u} (p : α → Prop) : (¬∃ x, p x) = ∀ x, ¬p x :=
  propext ⟨fun h x hp => h ⟨x, hp⟩, fun h ⟨x, hp⟩ => h x hp⟩
theorem not_not {p : Prop} : (¬¬p) = p := propext Classical.not_not
theorem iff_eq (p q : Prop) : (p ↔ q) = (p = q) := propext ⟨propext, fun h => h ▸ Iff.rfl⟩
theorem not_eq_prop {p q : Prop} : (¬(p = q)) = (p = ¬q) := by by_cases hp : p <;> by_cases hq : q <;> simp [hp, hq]
theorem eq_true_eq (p : Prop) : (p = True) = p := propext ⟨of_eq_true, eq_true⟩
theorem eq_false_eq (p : Prop) : (p = False) = ¬p := propext ⟨of_eq_false, eq_false⟩
theorem true_eq (p : Prop) : (True = p) = p := propext ⟨fun h => h ▸ trivial, fun h => (eq_true h).symm⟩
theorem false_eq (p : Prop) : (False = p) = ¬p := propext ⟨fun h hp => (h ▸ hp : False), fun h => (eq_false h).symm⟩
theorem or_assoc (a b c : Prop) : ((a ∨ b) ∨ c) = (a ∨ (b ∨ c)) := propext _root_.or_assoc
theorem and_assoc (a b c : Prop) : ((a ∧ b) ∧ c) = (a ∧ (b ∧ c)) := propext _root_.and_assoc
theorem bool_eq_to_prop (a b : Bool) : (a = b) = ((a = true) = (b = true)) := by cases a <;> cases b <;> simp
theorem ge_eq {α : Type u} [LE α] (a b : α) : (a ≥ b) = (b ≤ a) := rfl
theorem gt_eq {α : Type u} [LT α] (a b : α) : (a > b) = (b < a) := rfl

end Lean.Grind

init_grind_norm
  Lean.Grind.not_and Lean.Grind.not_or Lean.Grind.not_ite Lean.Grind.not_forall Lean.Grind.not_exists
  |
  Lean.Grind.not_not Lean.Grind.iff_eq Lean.Grind.eq_true_eq Lean.Grind.eq_false_eq Lean.Grind.true_eq Lean.Grind.false_eq
  Lean.Grind.not_eq_prop ne_eq eq_self heq_eq_eq not_true_eq_false not_false_eq_true and_true true_and and_false false_and
  or_true true_or or_false false_or ite_true ite_false Lean.Grind.ge_eq Lean.Grind.gt_eq decide_eq_true_eq Bool.and_eq_true

/-! ### What is used without being asked for -/

attribute [grind cases eager] And Prod False Empty True PUnit Exists Subtype
attribute [grind cases] Or

attribute [grind =] List.length_nil List.length_cons List.length_append List.length_reverse List.length_map List.map_nil List.map_cons
  List.map_append List.nil_append List.cons_append List.reverse_nil List.reverse_cons List.reverse_append List.reverse_reverse List.mem_append
  List.mem_cons
