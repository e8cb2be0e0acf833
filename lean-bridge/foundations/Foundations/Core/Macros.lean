prelude
import Foundations.Core.Tactics
/-!
# Tactics that are macros

Each expands to the tactics of `Foundations.Core.Tactics`.
-/

namespace Lean.Parser.Tactic

/-! ### Control -/

/-- `tac₁ <;> tac₂` runs `tac₂` on every goal that `tac₁` leaves. -/
macro:1 x:tactic tk:" <;> " y:tactic:2 : tactic => `(tactic|
  focus
    $x:tactic
    with_annotate_state $tk skip
    all_goals $y:tactic)

/-- `try tac` runs `tac`, and does nothing if it fails. -/
macro "try " t:tacticSeq : tactic => `(tactic| first | $t | skip)

/-- `repeat tac` runs `tac` until it fails. -/
syntax "repeat " tacticSeq : tactic
macro_rules
  | `(tactic| repeat $seq) => `(tactic| first | ($seq); repeat $seq | skip)

/-- `iterate n tac` runs `tac` `n` times; `iterate tac` until it fails. -/
syntax "iterate" (ppSpace num)? ppSpace tacticSeq : tactic
macro_rules
  | `(tactic| iterate $seq:tacticSeq) => `(tactic| try ($seq); iterate $seq:tacticSeq)
  | `(tactic| iterate $n $seq:tacticSeq) =>
    match n.getNat with
    | 0 => `(tactic| skip)
    | n + 1 => `(tactic| ($seq); iterate $(Syntax.mkNatLit n) $seq:tacticSeq)

/-- `next x y => tac` works on the next goal, with names for its variables. -/
macro "next " args:binderIdent* arrowTk:" => " tac:tacticSeq : tactic =>
  `(tactic| case _ $args* =>%$arrowTk $tac)

/-- `admit` gives up on the goal; the theorem is then not proved. -/
macro "admit" : tactic => `(tactic| exact @sorryAx _ false)
/-- `sorry` gives up on the goal; the theorem is then not proved. -/
macro "sorry" : tactic => `(tactic| exact sorry)
/-- `stop` ignores the rest of the proof. -/
macro "stop" tacticSeq : tactic => `(tactic| repeat sorry)
/-- Runs the tactics without renaming what they introduce. -/
macro "unhygienic " t:tacticSeq : tactic => `(tactic| set_option tactic.hygienic false in $t)

/-! ### Proofs by terms -/

/-- Elaborates `e` with the goal at its innermost `?_`. -/
macro "refine_lift " e:term : tactic => `(tactic| focus (refine no_implicit_lambda% $e; rotate_right))
/-- Like `refine_lift`, with `refine'`. -/
macro "refine_lift' " e:term : tactic => `(tactic| focus (refine' no_implicit_lambda% $e; rotate_right))

/-- `have h : t := e` adds a hypothesis. -/
macro "have" c:letConfig d:letDecl : tactic => `(tactic| refine_lift have $c:letConfig $d:letDecl; ?_)
/-- Like `have`, but `_` may remain to prove. -/
macro "have'" c:letConfig d:letDecl : tactic => `(tactic| refine_lift' have $c:letConfig $d:letDecl; ?_)
/-- `suffices h : t from e` reduces the goal to `t`. -/
macro "suffices " d:sufficesDecl : tactic => `(tactic| refine_lift suffices $d; ?_)
/-- `let x := e` adds a local definition. -/
macro "let" c:letConfig d:letDecl : tactic => `(tactic| refine_lift let $c:letConfig $d:letDecl; ?_)
/-- Like `let`, but `_` may remain to prove. -/
macro "let'" c:letConfig d:letDecl : tactic => `(tactic| refine_lift' let $c:letConfig $d:letDecl; ?_)
/-- `haveI h := e` is `have` that leaves no trace in the term. -/
macro "haveI" c:letConfig d:letDecl : tactic => `(tactic| refine_lift haveI $c:letConfig $d:letDecl; ?_)
/-- `letI x := e` is `let` that leaves no trace in the term. -/
macro "letI" c:letConfig d:letDecl : tactic => `(tactic| refine_lift letI $c:letConfig $d:letDecl; ?_)

/-- `show t from e` and `show t by tac` as tactics. -/
macro "show " e:term " from " p:term : tactic => `(tactic| exact show $e from $p)
@[inherit_doc Lean.Parser.Tactic.«show»]
macro "show " e:term " by " p:tacticSeq : tactic => `(tactic| exact show $e from by $p)

/-- `exfalso` replaces the goal by `False`. -/
macro "exfalso" : tactic => `(tactic| refine False.elim ?_)

/-- `and_intros` splits a conjunction into its parts. -/
macro "and_intros" : tactic => `(tactic| repeat' refine And.intro ?_ ?_)

/-- `infer_instance` proves the goal by instance search. -/
macro "infer_instance" : tactic => `(tactic| exact inferInstance)

/-- `nofun` proves a goal whose hypotheses are impossible. -/
macro "nofun" : tactic => `(tactic| exact nofun)
/-- `nomatch h` proves the goal because `h` is impossible. -/
macro "nomatch " es:term,+ : tactic => `(tactic| exact nomatch $es:term,*)

/-! ### Closing goals -/

/-- `rfl` proves `a = a` and other reflexive relations. -/
syntax "rfl" : tactic
macro_rules | `(tactic| rfl) => `(tactic| eq_refl)
macro_rules | `(tactic| rfl) => `(tactic| exact Iff.refl _)
macro_rules | `(tactic| rfl) => `(tactic| exact HEq.rfl)
macro_rules | `(tactic| rfl) => `(tactic| apply_rfl)

/-- `rfl'` is `rfl` that unfolds everything. -/
macro "rfl'" : tactic => `(tactic| set_option smartUnfolding false in with_unfolding_all rfl)

/-- `trivial` tries the simplest tactics. -/
syntax "trivial" : tactic
macro_rules | `(tactic| trivial) => `(tactic| assumption)
macro_rules | `(tactic| trivial) => `(tactic| rfl)
macro_rules | `(tactic| trivial) => `(tactic| contradiction)
macro_rules | `(tactic| trivial) => `(tactic| decide)
macro_rules | `(tactic| trivial) => `(tactic| apply True.intro)
macro_rules | `(tactic| trivial) => `(tactic| apply And.intro <;> trivial)

/-- `exists a, b` gives the witnesses of an existential goal. -/
macro "exists " es:term,+ : tactic => `(tactic| (refine ⟨$es,*, ?_⟩; try trivial))

/-! ### Rewriting -/

/-- `rw [h₁, ← h₂]` rewrites with equations, then tries `rfl`. -/
macro (name := rwSeq) "rw " c:optConfig s:rwRuleSeq l:(location)? : tactic =>
  match s with
  | `(rwRuleSeq| [$rs,*]%$rbrak) =>
    `(tactic| (rewrite $c [$rs,*] $(l)?; with_annotate_state $rbrak (try (with_reducible rfl))))
  | _ => Macro.throwUnsupported

/-- `erw [h]` is `rw [h]` that unfolds definitions to find the place. -/
macro "erw" s:rwRuleSeq loc:(location)? : tactic => `(tactic| rw (transparency := .default) $s:rwRuleSeq $(loc)?)

/-! ### Simplification -/

/-- `ac_nf` normalises associative and commutative operations. -/
macro "ac_nf" loc:(location)? : tactic => `(tactic| (ac_nf0 $[$loc]?; try trivial))

end Lean.Parser.Tactic

/-- `‹p›`: a proof of `p` from the context. -/
macro:max "‹" type:term "›" : term => `((by assumption : $type))
