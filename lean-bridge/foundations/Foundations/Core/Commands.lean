prelude
import Foundations.Core.Conv
/-!
# Further commands, attributes and notation
-/

/-- The precedence of atoms, as a number. -/
macro "max_prec" : term => `(1024)

namespace Lean

/-- The options of `#reduce`. -/
syntax reduceConfig := (colGt atomic(" (" ident " := ") term ")")*
/-- `#reduce e` prints the normal form of `e`. -/
syntax (name := reduceCmd) "#reduce" reduceConfig term : command

/-- `mod_cast e`: `e`, up to casts. -/
syntax (name := modCast) "mod_cast " term : term

namespace Parser

/-- `seal f`: from here on, nothing unfolds `f`. -/
syntax "seal " (ppSpace ident)+ : command
macro_rules | `(seal $fs*) => `(attribute [local irreducible] $fs:ident*)
/-- `unseal f`: from here on, `f` may be unfolded again. -/
syntax "unseal " (ppSpace ident)+ : command
macro_rules | `(unseal $fs*) => `(attribute [local semireducible] $fs:ident*)

namespace Attr
/-- The kind of a lemma for `norm_cast`. -/
syntax normCastLabel := &"elim" <|> &"move" <|> &"squash"
/-- `@[norm_cast]`: use this lemma in `norm_cast` and `push_cast`. -/
syntax (name := norm_cast) "norm_cast" (ppSpace normCastLabel)? (ppSpace num)? : attr
end Attr

namespace Tactic

/-- `norm_cast` moves casts towards the root of the goal, with `@[norm_cast]` lemmas. -/
syntax (name := normCast0) "norm_cast0" optConfig (location)? : tactic
@[inherit_doc normCast0]
macro "norm_cast" cfg:optConfig loc:(location)? : tactic => `(tactic| (norm_cast0 $cfg $[$loc]?; try trivial))
/-- `push_cast` moves casts towards the leaves. -/
syntax (name := pushCast) "push_cast" optConfig (discharger)? (&" only")?
  (" [" (simpStar <|> simpErase <|> simpLemma),* "]")? (location)? : tactic
/-- `exact_mod_cast e` is `exact e` up to casts. -/
macro "exact_mod_cast " e:term : tactic => `(tactic| exact mod_cast ($e : _))
/-- `apply_mod_cast e` is `apply e` up to casts. -/
macro "apply_mod_cast " e:term : tactic => `(tactic| apply mod_cast ($e : _))
/-- `rw_mod_cast [h]` is `rw [h]` up to casts. -/
macro "rw_mod_cast" cfg:optConfig rules:rwRuleSeq loc:(location)? : tactic =>
  `(tactic| (rw $cfg $rules:rwRuleSeq $[$loc]?; norm_cast0 $[$loc]?))
/-- `assumption_mod_cast` is `assumption` up to casts. -/
macro "assumption_mod_cast" cfg:optConfig : tactic => `(tactic| norm_cast0 $cfg at * <;> assumption)

end Tactic
end Parser

/-- `e matches p | q`: whether `e` has one of the forms. -/
syntax:50 term:51 " matches " sepBy1(term:51, " | ") : term
macro_rules
  | `($e matches $ps|*) => `(((match ($e) with | $[$ps:term]|* => true | _ => false) : Bool))

namespace Elab.Tactic.Ext
open Parser.Tactic
/-- `ext1 x` applies one extensionality lemma. -/
syntax "ext1" (colGt ppSpace rintroPat)* : tactic
macro_rules
  | `(tactic| ext1) => `(tactic| apply_ext_theorem <;> intros)
  | `(tactic| ext1 $x $xs*) => `(tactic| apply_ext_theorem <;> rintro $x $xs*)
end Elab.Tactic.Ext

end Lean
