prelude
import Foundations.List.Perm
import Foundations.Logic.Unique
import Foundations.Logic.Instances
import Foundations.Tactic.AC
import Foundations.Tactic.Omega
/-!
# Everyday notation and tactics

What a user of Mathlib writes without thinking of it: `Type*`, `lemma`, `ℕ`, `use`, `by_contra`, `push_neg`,
`ring` and so on. Each tactic here is a macro over the tactics of this library. It has the meaning of its
namesake and closes the everyday cases; it does not claim its strength. A proof that uses them compiles with
Mathlib, and not with Lean alone.

The notation has low priority: a file that declares the same sign for itself gets its own.
-/

/-! ### Types and statements -/

/-- A type in a universe of its own. -/
macro "Type*" : term => `(Type _)
/-- A type or proposition in a universe of its own. -/
macro "Sort*" : term => `(Sort _)

/-- `ℕ`: the natural numbers. -/
macro (priority := low) "ℕ" : term => `(Nat)
/-- `ℤ`: the integers. -/
macro (priority := low) "ℤ" : term => `(Int)

/-- `lemma` means `theorem`. -/
syntax (name := lemmaDecl) declModifiers group("lemma " declId declSig declVal) : command
macro_rules (kind := lemmaDecl)
  | `($m:declModifiers lemma $n:declId $s:declSig $v:declVal) => `($m:declModifiers theorem $n:declId $s:declSig $v:declVal)

/-! ### Classes of an equivalence, and lists -/

/-- `⟦a⟧`: the class of `a`. -/
notation:arg (priority := low) "⟦" a "⟧" => Quotient.mk _ a
/-- `l₁ ~ l₂`: the lists have the same elements, as often. -/
infixl:50 (priority := low) " ~ " => List.Perm
/-- `l₁ <+ l₂`: `l₁` is left when elements of `l₂` are struck out. -/
infixl:50 (priority := low) " <+ " => List.Sublist
/-- `l₁ <+: l₂`: `l₂` begins with `l₁`. -/
infixl:50 (priority := low) " <+: " => List.IsPrefix
/-- `l₁ <:+ l₂`: `l₂` ends with `l₁`. -/
infixl:50 (priority := low) " <:+ " => List.IsSuffix
/-- `l₁ <:+: l₂`: `l₁` is a part of `l₂` in one piece. -/
infixl:50 (priority := low) " <:+: " => List.IsInfix

namespace Lean.Parser.Tactic

/-! ### Structure of a proof -/

/-- `use a, b` gives the witnesses of an existential goal, and tries the simplest on what is left. -/
macro "use " es:term,+ : tactic =>
  `(tactic| ((first | refine ⟨$es,*, ?_⟩ | refine ⟨$es,*⟩); try first | with_reducible rfl | trivial))

/-- `by_contra h` proves the goal by refuting its negation `h`. -/
syntax "by_contra" (ppSpace colGt ident)? : tactic
macro_rules
  | `(tactic| by_contra) => `(tactic| by_contra $(mkIdent `this))
  | `(tactic| by_contra $h) =>
    `(tactic| first | with_reducible refine Not.intro fun $h:ident => ?_ | refine Classical.byContradiction fun $h:ident => ?_)

/-- `push_neg` moves negations inwards. -/
syntax "push_neg" (location)? : tactic
macro_rules
  | `(tactic| push_neg $[$loc:location]?) => `(tactic|
    simp only [_root_.not_and, not_or, Classical.not_forall, not_exists, Classical.not_imp, Classical.not_not, Nat.not_le, Nat.not_lt,
      Int.not_le, Int.not_lt] $[$loc:location]?)

/-- `by_contra! h` is `by_contra h` with the negation moved inwards. -/
syntax "by_contra!" (ppSpace colGt ident)? : tactic
macro_rules
  | `(tactic| by_contra!) => `(tactic| by_contra! $(mkIdent `this))
  | `(tactic| by_contra! $h) => `(tactic| (by_contra $h; try push_neg at $h:ident))

/-- `contrapose` turns `p → q` into `¬q → ¬p`; `contrapose h` does so with the hypothesis `h`. -/
syntax "contrapose" (ppSpace colGt ident)? : tactic
macro_rules
  | `(tactic| contrapose) => `(tactic| first | refine mt ?_ | refine Classical.not_imp_not.mp ?_)
  | `(tactic| contrapose $h) => `(tactic| (revert $h:ident; contrapose; intro $h:ident))
/-- `contrapose!` is `contrapose` with the negations moved inwards. -/
syntax "contrapose!" (ppSpace colGt ident)? : tactic
macro_rules
  | `(tactic| contrapose!) => `(tactic| (contrapose; try push_neg))
  | `(tactic| contrapose! $h) => `(tactic| (revert $h:ident; contrapose; try push_neg
                                            intro $h:ident))

/-- `split_ifs with h` splits every `if` in the goal. -/
syntax "split_ifs" (location)? (" with" (ppSpace colGt binderIdent)+)? : tactic
macro_rules
  | `(tactic| split_ifs $[$loc:location]?) => `(tactic| (split $[$loc:location]? <;> try split_ifs $[$loc:location]?))
  | `(tactic| split_ifs $[$loc:location]? with $h) => `(tactic| (split $[$loc:location]? <;> rename_i $h <;> try split_ifs $[$loc:location]? with $h))
  | `(tactic| split_ifs $[$loc:location]? with $h $hs*) => `(tactic| (split $[$loc:location]? <;> rename_i $h <;> try split_ifs $[$loc:location]? with $hs*))

/-- `trans b` reduces `a = c` to `a = b` and `b = c`; the same for other transitive relations. -/
macro "trans " b:term : tactic => `(tactic| first
  | refine Eq.trans (b := $b) ?_ ?_
  | refine Iff.trans (b := $b) ?_ ?_
  | refine Nat.le_trans (m := $b) ?_ ?_
  | refine Int.le_trans (b := $b) ?_ ?_
  | refine Nat.dvd_trans (b := $b) ?_ ?_
  | refine Nat.lt_trans (m := $b) ?_ ?_
  | refine Int.lt_trans (b := $b) ?_ ?_)

/-- `choose f hf using h` makes a function out of `h : ∀ x, ∃ y, p x y`. -/
macro "choose " f:ident ppSpace hf:ident " using " h:term : tactic => `(tactic| obtain ⟨$f:ident, $hf:ident⟩ := Classical.skolem.mp $h)

/-- `exacts [a, b]` closes the goals in order. -/
syntax "exacts " "[" term,* "]" : tactic
macro_rules
  | `(tactic| exacts []) => `(tactic| done)
  | `(tactic| exacts [$a]) => `(tactic| (exact $a; done))
  | `(tactic| exacts [$a, $as,*]) => `(tactic| (exact $a; exacts [$as,*]))

/-! ### Rewriting at a place -/

/-- Which occurrences of a pattern a rewrite is about. -/
inductive _root_.Lean.Meta.Occurrences where
  | all
  | pos (idxs : List Nat)
  | neg (idxs : List Nat)

/-- `conv_lhs => …` is `conv` on the left side. -/
macro "conv_lhs" " => " s:Conv.convSeq : tactic => `(tactic| conv => lhs; ($s:convSeq))
/-- `conv_rhs => …` is `conv` on the right side. -/
macro "conv_rhs" " => " s:Conv.convSeq : tactic => `(tactic| conv => rhs; ($s:convSeq))
/-- `nth_rewrite n [h]` rewrites the `n`-th occurrence. -/
macro "nth_rewrite " n:num s:rwRuleSeq l:(location)? : tactic => `(tactic| rewrite (occs := .pos [$n]) $s:rwRuleSeq $[$l:location]?)
/-- `nth_rw n [h]` is `nth_rewrite`, then `rfl`. -/
macro "nth_rw " n:num s:rwRuleSeq l:(location)? : tactic => `(tactic| (nth_rewrite $n $s:rwRuleSeq $[$l:location]?; try with_reducible rfl))

/-! ### Closing goals -/

/-- One step of `tauto`. -/
syntax "tauto_step" : tactic
macro_rules
  | `(tactic| tauto_step) => `(tactic| first
    | assumption
    | contradiction
    | exact True.intro
    | rfl
    | intro _
    | refine And.intro ?_ ?_
    | refine Iff.intro ?_ ?_
    | (rename _ ∧ _ => h; cases h)
    | (rename _ ∨ _ => h; cases h)
    | (rename _ ↔ _ => h; cases h)
    | (rename ∃ _, _ => h; cases h))
/-- `tauto` proves what follows by the connectives alone, classically. -/
syntax "tauto" : tactic
macro_rules | `(tactic| tauto) => `(tactic| first
  | ((repeat' tauto_step); done)
  | (simp_all; done)
  | (repeat' tauto_step) <;> (first | (simp_all; done) | (refine Classical.byContradiction fun _ => ?_; simp_all; done) | (left; tauto) | (right; tauto)))

/-- `norm_num` evaluates arithmetic, and simplifies. -/
syntax "norm_num" (simpArgs)? (location)? : tactic
macro_rules
  | `(tactic| norm_num $[$a]? $[$l:location]?) =>
    match a with
    | none => `(tactic| first | (simp $[$l:location]?; done) | (decide; done) | simp $[$l:location]? | omega)
    | some a => match a with
      | `(simpArgs| [$as,*]) => `(tactic| first | simp [$as,*] $[$l:location]? | omega)
      | _ => Macro.throwUnsupported

/-- `linarith` proves linear inequalities between integers or natural numbers; it is `omega` here. -/
syntax "linarith" (" only")? (" [" term,* "]")? : tactic
macro_rules
  | `(tactic| linarith $[only]?) => `(tactic| omega)
  | `(tactic| linarith $[only]? [$a]) => `(tactic| (have := $a; omega))
  | `(tactic| linarith $[only]? [$a, $as,*]) => `(tactic| (have := $a; linarith [$as,*]))

/-- Multiplies out and puts factors in order, numbers last, in the natural numbers and the integers. -/
syntax "ring_expand" (location)? : tactic
macro_rules
  | `(tactic| ring_expand $[$l:location]?) => `(tactic| (
    (try simp only [Nat.mul_add, Nat.add_mul, Int.mul_add, Int.add_mul, Int.mul_sub, Int.sub_mul, Nat.pow_succ, Nat.pow_zero,
      Int.pow_succ, Int.pow_zero, Int.neg_mul, Int.mul_neg, Nat.mul_one, Nat.one_mul, Int.mul_one, Int.one_mul] $[$l:location]?);
    (try simp only [Nat.mul_comm, Nat.mul_left_comm, Nat.mul_assoc, Int.mul_comm, Int.mul_left_comm, Int.mul_assoc] $[$l:location]?);
    (try simp only [← Nat.mul_assoc, ← Int.mul_assoc] $[$l:location]?)))
/-- `ring_nf` multiplies out and puts factors in order. -/
macro "ring_nf" l:(location)? : tactic => `(tactic| ring_expand $[$l:location]?)
/-- `ring` proves the identities of commutative rings, in the natural numbers and the integers. -/
syntax "ring" : tactic
macro_rules | `(tactic| ring) => `(tactic| first | (rfl; done) | (ring_expand <;> omega) | (ring_expand <;> ac_rfl))

/-- `nlinarith [h]` is `linarith` after multiplying out, with the products that are given. -/
syntax "nlinarith" (" [" term,* "]")? : tactic
macro_rules
  | `(tactic| nlinarith) => `(tactic| first | omega | (ring_expand at * <;> omega))
  | `(tactic| nlinarith [$a]) => `(tactic| (have := $a; nlinarith))
  | `(tactic| nlinarith [$a, $as,*]) => `(tactic| (have := $a; nlinarith [$as,*]))

/-- `positivity` proves that a natural number is positive, or a square not negative. -/
syntax "positivity" : tactic
macro_rules
  | `(tactic| positivity) => `(tactic| first
    | omega
    | exact Nat.zero_le _
    | (apply Nat.mul_pos <;> positivity)
    | (apply Nat.pow_pos; positivity)
    | (apply Int.mul_pos <;> positivity)
    | (apply Int.mul_nonneg <;> positivity)
    | assumption)

/-- `aesop` tries what is obvious. -/
syntax "aesop" : tactic
macro_rules | `(tactic| aesop) => `(tactic| first | (simp_all; done) | tauto | (intros; simp_all; done) | (ext; simp_all; done))

end Lean.Parser.Tactic
