prelude
import Foundations.Core.Notation
/-!
# The syntax of tactics

Each `syntax` here has the name and the shape that the tactic's elaborator, compiled into Lean, expects.
Tactics that are macros are in `Foundations.Core.Macros`.
-/

/-- Syntax that a macro passes on as it is. -/
declare_syntax_cat rawStx

namespace Lean

/-- Does nothing. -/
syntax (name := Parser.Tactic.skip) "skip" : tactic

/-- The bullet. -/
syntax cdotTk := unicode("· ", ". ")
/-- `· tac` proves the first goal with `tac` and fails if it cannot. -/
syntax (name := cdot) cdotTk tacticSeqIndentGt : tactic

/-! ### `calc` -/

/-- The first step of a `calc`. -/
syntax calcFirstStep := ppIndent(colGe term (" := " term)?)
/-- A further step of a `calc`. -/
syntax calcStep := ppIndent(colGe term " := " term)
/-- The steps of a `calc`. -/
syntax calcSteps := ppLine withPosition(calcFirstStep) withPosition((ppLine linebreak calcStep)*)
/-- `calc a = b := h₁; _ = c := h₂` chains relations by `Trans`. -/
syntax (name := calc) "calc" calcSteps : term
/-- `calc`, as a tactic. -/
syntax (name := calcTactic) "calc" calcSteps : tactic

namespace Parser.Tactic

/-! ### Parts that several tactics share -/

/-- `at *`. -/
syntax locationWildcard := " *"
/-- `⊢`, the goal as a place to work at. -/
syntax locationType := patternIgnore(atomic("|" noWs "-") <|> "⊢")
/-- `at h₁ h₂ ⊢`. -/
syntax locationHyp := (ppSpace colGt (term:max <|> locationType))+
/-- Where a tactic works. -/
syntax location := withPosition(ppGroup(" at" (locationWildcard <|> locationHyp)))

/-- `+opt`. -/
syntax posConfigItem := " +" noWs ident
/-- `-opt`. -/
syntax negConfigItem := " -" noWs ident
/-- `(opt := val)`. -/
syntax valConfigItem := atomic(" (" notFollowedBy(&"discharger" <|> &"disch") ident " := ") withoutPosition(term) ")"
/-- An option of a tactic. -/
syntax configItem := posConfigItem <|> negConfigItem <|> valConfigItem
/-- The options of a tactic. -/
syntax optConfig := (colGt configItem)*

/-- `← h` or `h`. -/
syntax rwRule := unicode("← ", "<- ")? term
/-- `[h₁, ← h₂]`. -/
syntax rwRuleSeq := " [" withoutPosition(rwRule,*,?) "]"

/-- `h : e`, or just `e`. -/
syntax elimTarget := atomic(binderIdent " : ")? term

/-! ### Introducing and proving -/

/-- `intro x y` moves the first variables and hypotheses of the goal into the context. -/
syntax (name := intro) "intro" notFollowedBy("|") (ppSpace colGt term:max)* : tactic
/-- `intros` moves everything it can into the context. -/
syntax (name := intros) "intros" (ppSpace colGt (ident <|> hole))* : tactic
/-- `exact e` proves the goal with the term `e`. -/
syntax (name := exact) "exact " term : tactic
/-- `refine e` is `exact e` with `?_` for what remains to prove. -/
syntax (name := refine) "refine " term : tactic
/-- `refine' e` is `refine e` where `_` too may remain to prove. -/
syntax (name := refine') "refine' " term : tactic
/-- `apply e` proves the goal by the conclusion of `e`; the premises become goals. -/
syntax (name := apply) "apply " term : tactic
/-- `assumption` proves the goal with a hypothesis. -/
syntax (name := assumption) "assumption" : tactic
/-- `contradiction` finds a contradiction among the hypotheses. -/
syntax (name := contradiction) "contradiction" : tactic
/-- Turns the goal into `False`, by contradiction if need be. -/
syntax (name := falseOrByContra) "false_or_by_contra" : tactic
/-- `constructor` applies the first constructor that fits. -/
syntax (name := constructor) "constructor" optConfig : tactic
/-- `left` proves the first of two alternatives. -/
syntax (name := left) "left" : tactic
/-- `right` proves the second of two alternatives. -/
syntax (name := right) "right" : tactic
/-- Proves `a = b` by computation. -/
syntax (name := eqRefl) "eq_refl" : tactic
/-- Proves `r a b` with a lemma tagged `@[refl]`. -/
syntax (name := applyRfl) "apply_rfl" : tactic
/-- `symm` turns `a ~ b` into `b ~ a`, in the goal or at a hypothesis. -/
syntax (name := symm) "symm" (location)? : tactic
/-- Adds the mirror images of all symmetric hypotheses. -/
syntax (name := symmSaturate) "symm_saturate" : tactic
/-- `change t` replaces the goal by `t`, which must be equal by computation. -/
syntax (name := change) "change " term (location)? : tactic
/-- `show t` finds the first goal of the form `t` and makes it the main goal. -/
syntax (name := «show») "show " term : tactic
/-- `specialize h a` replaces the hypothesis `h` by `h a`. -/
syntax (name := specialize) "specialize " term : tactic
/-- `replace h : t := e` is `have` that forgets the old `h`. -/
syntax (name := replace) "replace" letDecl : tactic
/-- `decide` evaluates the decision procedure of the goal. -/
syntax (name := decide) "decide" optConfig : tactic
/-- Fails; for tests. -/
syntax (name := fail) "fail" (ppSpace str)? : tactic
/-- Fails if the tactics succeed; for tests. -/
syntax (name := failIfSuccess) "fail_if_success " tacticSeq : tactic
/-- Runs the tactics with classical decidability of every proposition. -/
syntax (name := classical) "classical" ppDedent(tacticSeq) : tactic
/-- Does nothing but check that no goals are left. -/
syntax (name := done) "done" : tactic
/-- Prints the goals. -/
syntax (name := traceState) "trace_state" : tactic
/-- Prints a message. -/
syntax (name := traceMessage) "trace " str : tactic
/-- Prints the term that the tactics build. -/
syntax (name := showTerm) "show_term " tacticSeq : tactic
/-- Prints the term that the elaborator builds. -/
syntax (name := showTermElab) "show_term " term : term
/-- `by?` prints the term that the tactics build. -/
syntax (name := by?) "by?" tacticSeq : term

/-! ### The context -/

/-- `clear h` removes hypotheses. -/
syntax (name := clear) "clear" (ppSpace colGt term:max)+ : tactic
/-- `revert h` moves hypotheses back into the goal. -/
syntax (name := revert) "revert" (ppSpace colGt term:max)+ : tactic
/-- `subst h` eliminates a variable by the equality `h`. -/
syntax (name := subst) "subst" (ppSpace colGt term:max)+ : tactic
/-- `subst_vars` eliminates variables by all equalities that allow it. -/
syntax (name := substVars) "subst_vars" : tactic
/-- Like `subst_vars`, and takes apart equalities between constructors. -/
syntax (name := substEqs) "subst_eqs" : tactic
/-- `rename t => h` names the last hypothesis of type `t`. -/
syntax (name := rename) "rename " term " => " ident : tactic
/-- `rename_i x y` names the last hypotheses that have no usable name. -/
syntax (name := renameI) "rename_i" (ppSpace colGt binderIdent)+ : tactic
/-- Gives every hypothesis a usable name. -/
syntax (name := exposeNames) "expose_names" : tactic
/-- One part of `generalize`. -/
syntax generalizeArg := atomic(ident " : ")? term:51 " = " ident
/-- `generalize h : e = x` replaces `e` by a new variable `x`. -/
syntax (name := generalize) "generalize " generalizeArg,+ (location)? : tactic
/-- `clear_value *`: all of them. -/
syntax clearValueStar := "*"
/-- `(h : x = v)`. -/
syntax clearValueHyp := "(" binderIdent " : " term:51 " = " term:51 ")"
/-- An argument of `clear_value`. -/
syntax clearValueArg := clearValueStar <|> clearValueHyp <|> term:max
/-- Forgets the values of local definitions. -/
syntax (name := clearValue) "clear_value" (ppSpace colGt clearValueArg)+ : tactic
/-- Turns `let`s in the goal into local definitions. -/
syntax (name := extractLets) "extract_lets" ppSpace optConfig (ppSpace colGt (ident <|> hole))* (location)? : tactic
/-- Moves `let`s outwards. -/
syntax (name := liftLets) "lift_lets " optConfig (location)? : tactic
/-- Turns `let`s into `have`s. -/
syntax (name := letToHave) "let_to_have" (location)? : tactic
/-- `let rec`, as a tactic. -/
syntax (name := letrec) withPosition(atomic("let " &"rec ") letRecDecls) : tactic

/-! ### Cases and induction -/

/-- The left side of a case. -/
syntax inductionAltLHS := ppDedent(ppLine) withPosition("| " (group("@"? ident) <|> hole) (colGt (ident <|> hole))*)
/-- A case. -/
syntax inductionAlt := inductionAltLHS+ (" => " (hole <|> syntheticHole <|> tacticSeq))?
/-- All cases. -/
syntax inductionAlts := " with" (ppSpace colGt tactic)? withPosition((colGe inductionAlt)*)
/-- `induction x with | …` proves the goal by induction on `x`. -/
syntax (name := induction) "induction " elimTarget,+ (" using " term)? (" generalizing" (ppSpace colGt term:max)+)? (inductionAlts)? : tactic
/-- `cases x with | …` splits by the constructors of `x`. -/
syntax (name := cases) "cases " elimTarget,+ (" using " term)? (inductionAlts)? : tactic
/-- `fun_induction f x` follows the recursion of `f`. -/
syntax (name := funInduction) "fun_induction " term (" generalizing" (ppSpace colGt term:max)+)? (inductionAlts)? : tactic
/-- `fun_cases f x` follows the case distinctions of `f`. -/
syntax (name := funCases) "fun_cases " term (inductionAlts)? : tactic
/-- `injection h` uses that constructors are injective. -/
syntax (name := injection) "injection " term (" with" (ppSpace colGt (ident <|> hole))+)? : tactic
/-- `injections` does so for every hypothesis. -/
syntax (name := injections) "injections" (ppSpace colGt (ident <|> hole))* : tactic
/-- `split` splits an `if` or a `match`. -/
syntax (name := split) "split" (ppSpace colGt term)? (location)? : tactic
/-- The name of a case, with names for its variables. -/
syntax caseArg := binderIdent (ppSpace binderIdent)*
/-- `case tag x y => tac` works on the goal `tag`. -/
syntax (name := case) "case " sepBy1(caseArg, " | ") " => " tacticSeq : tactic
/-- Like `case`, but need not close the goal. -/
syntax (name := case') "case' " sepBy1(caseArg, " | ") " => " tacticSeq : tactic

/-! ### Rewriting -/

/-- `rewrite [h₁, ← h₂]` rewrites with equations. -/
syntax (name := rewriteSeq) "rewrite" optConfig rwRuleSeq (location)? : tactic
/-- `rwa [h]` rewrites, then closes the goal with a hypothesis. -/
syntax (name := rwa) "rwa " rwRuleSeq : tactic
/-- `rwa [h] at h'` rewrites the hypothesis and closes the goal with it. -/
syntax (name := rwaAt) "rwa " rwRuleSeq " at " term:max : tactic
/-- `unfold f` replaces `f` by its definition. -/
syntax (name := unfold) "unfold" (ppSpace colGt ident)+ (location)? : tactic
/-- `delta f` replaces `f` by its raw definition. -/
syntax (name := delta) "delta" (ppSpace colGt ident)+ (location)? : tactic
/-- `congr` reduces `f a = f b` to `a = b`. -/
syntax (name := congr) "congr" (ppSpace num)? : tactic
/-- `ac_rfl` proves equations by associativity and commutativity. -/
syntax (name := acRfl) "ac_rfl" : tactic
/-- Normalises associative and commutative operations. -/
syntax (name := acNf0) "ac_nf0" (location)? : tactic

/-! ### Simplification -/

/-- `(disch := tac)`: how to prove side conditions. -/
syntax discharger := atomic(" (" patternIgnore(&"discharger" <|> &"disch")) " := " withoutPosition(tacticSeq) ")"
/-- `↓h`: use `h` before the subterms are simplified. -/
syntax simpPre := "↓"
/-- `↑h`: use `h` after the subterms are simplified. -/
syntax simpPost := "↑"
/-- A lemma for `simp`. -/
syntax simpLemma := ppGroup((simpPre <|> simpPost)? unicode("← ", "<- ")? term)
/-- `-h`: do not use `h`. -/
syntax simpErase := "-" term:max
/-- `*`: use all hypotheses. -/
syntax simpStar := "*"
/-- The lemmas for `simp`. -/
syntax simpArgs := " [" (simpStar <|> simpErase <|> simpLemma),*,? "]"
/-- The lemmas for `dsimp`. -/
syntax dsimpArgs := " [" (simpErase <|> simpLemma),*,? "]"

/-- `simp [h₁, h₂] at h` simplifies with the lemmas tagged `@[simp]` and those given. -/
syntax (name := simp) "simp" optConfig (discharger)? (&" only")?
  (" [" withoutPosition((simpStar <|> simpErase <|> simpLemma),*,?) "]")? (location)? : tactic
/-- `simp_all` simplifies all hypotheses and the goal with each other. -/
syntax (name := simpAll) "simp_all" optConfig (discharger)? (&" only")?
  (" [" withoutPosition((simpErase <|> simpLemma),*,?) "]")? : tactic
/-- `dsimp` simplifies by computation only. -/
syntax (name := dsimp) "dsimp" optConfig (discharger)? (&" only")?
  (" [" withoutPosition((simpErase <|> simpLemma),*,?) "]")? (location)? : tactic

/-- What follows `simp?`. -/
syntax simpTraceArgsRest := optConfig (discharger)? (&" only")? (simpArgs)? (location)?
/-- `simp?` says which lemmas `simp` used. -/
syntax (name := simpTrace) "simp?" "!"? simpTraceArgsRest : tactic
/-- What follows `simp_all?`. -/
syntax simpAllTraceArgsRest := optConfig (discharger)? (&" only")? (dsimpArgs)?
/-- `simp_all?` says which lemmas `simp_all` used. -/
syntax (name := simpAllTrace) "simp_all?" "!"? simpAllTraceArgsRest : tactic
/-- What follows `dsimp?`. -/
syntax dsimpTraceArgsRest := optConfig (&" only")? (dsimpArgs)? (ppSpace location)?
/-- `dsimp?` says which lemmas `dsimp` used. -/
syntax (name := dsimpTrace) "dsimp?" "!"? dsimpTraceArgsRest : tactic
/-- What follows `simpa`. -/
syntax simpaArgsRest := optConfig (discharger)? &" only "? (simpArgs)? (" using " term)?
/-- `simpa using e` simplifies the goal and `e` and then closes the goal. -/
syntax (name := simpa) "simpa" "?"? "!"? simpaArgsRest : tactic

/-- The options of `omega`. -/
syntax (name := omega) "omega" optConfig : tactic

/-! ### Several goals -/

/-- `first | tac | …` runs the first that succeeds. -/
syntax (name := first) "first " withPosition((ppDedent(ppLine) colGe "| " tacticSeq)+) : tactic
/-- `all_goals tac` runs on every goal. -/
syntax (name := allGoals) "all_goals " tacticSeq : tactic
/-- `any_goals tac` runs on every goal where it succeeds; it must succeed on one. -/
syntax (name := anyGoals) "any_goals " tacticSeq : tactic
/-- `focus tac` hides all goals but the first. -/
syntax (name := focus) "focus " tacticSeq : tactic
/-- `rotate_left` moves the first goal to the end. -/
syntax (name := rotateLeft) "rotate_left" (ppSpace num)? : tactic
/-- `rotate_right` moves the last goal to the front. -/
syntax (name := rotateRight) "rotate_right" (ppSpace num)? : tactic
/-- `repeat' tac` repeats on all goals that arise. -/
syntax (name := repeat') "repeat' " tacticSeq : tactic
/-- `repeat1' tac` is `repeat' tac` that must succeed once. -/
syntax (name := repeat1') "repeat1' " tacticSeq : tactic
/-- `(tac)`: grouping. -/
syntax (name := paren) "(" withoutPosition(tacticSeq) ")" : tactic
/-- Unfolds only reducible definitions inside. -/
syntax (name := withReducible) "with_reducible " tacticSeq : tactic
/-- Unfolds only reducible definitions and instances inside. -/
syntax (name := withReducibleAndInstances) "with_reducible_and_instances " tacticSeq : tactic
/-- Unfolds everything inside. -/
syntax (name := withUnfoldingAll) "with_unfolding_all " tacticSeq : tactic
/-- Unfolds nothing inside. -/
syntax (name := withUnfoldingNone) "with_unfolding_none " tacticSeq : tactic
/-- Shows a goal at another piece of syntax; for macros. -/
syntax (name := withAnnotateState) "with_annotate_state " rawStx ppSpace tactic : tactic

/-! ### Patterns -/

end Parser.Tactic
end Lean

/-- The patterns of `rcases` and `obtain`. -/
declare_syntax_cat rcasesPat
/-- The patterns of `rintro`. -/
declare_syntax_cat rintroPat

namespace Lean.Parser.Tactic

/-- Alternatives: `a | b`. -/
syntax rcasesPatMed := sepBy1(rcasesPat, " | ")
/-- Alternatives with a type. -/
syntax rcasesPatLo := rcasesPatMed (" : " term)?
/-- `x`: a name. -/
syntax (name := rcasesPat.one) ident : rcasesPat
/-- `_`: no name. -/
syntax (name := rcasesPat.ignore) "_" : rcasesPat
/-- `-`: forget this. -/
syntax (name := rcasesPat.clear) "-" : rcasesPat
/-- `@p`: implicit arguments count too. -/
syntax (name := rcasesPat.explicit) "@" noWs rcasesPat : rcasesPat
/-- `⟨p, q⟩`: take apart. -/
syntax (name := rcasesPat.tuple) "⟨" rcasesPatLo,* "⟩" : rcasesPat
/-- `(p)`: grouping. -/
syntax (name := rcasesPat.paren) "(" rcasesPatLo ")" : rcasesPat
/-- A pattern as of `rcases`. -/
syntax (name := rintroPat.one) rcasesPat : rintroPat
/-- `(p : t)`: a pattern with a type. -/
syntax (name := rintroPat.binder) "(" rintroPat+ (" : " term)? ")" : rintroPat

/-- `rcases e with ⟨x, hx⟩ | h` takes `e` apart by a pattern. -/
syntax (name := rcases) "rcases " elimTarget,* (" with " rcasesPatLo)? : tactic
/-- `obtain ⟨x, hx⟩ := e` takes `e` apart by a pattern. -/
syntax (name := obtain) "obtain" (ppSpace rcasesPatMed)? (" : " term)? (" := " term,+)? : tactic
/-- `rintro ⟨x, hx⟩` is `intro` and `rcases`. -/
syntax (name := rintro) "rintro" (ppSpace colGt rintroPat)+ (" : " term)? : tactic

/-! ### Searching -/

/-- `exact?` searches the library for a lemma that closes the goal. -/
syntax (name := exact?) "exact?" optConfig (" using " (colGt ident),+)? : tactic
/-- `apply?` searches the library for lemmas that apply. -/
syntax (name := apply?) "apply?" optConfig (" using " (colGt term),+)? : tactic
/-- The hypotheses that `rw?` leaves alone. -/
syntax rewrites_forbidden := " [" (("-" ident)),*,? "]"
/-- `rw?` searches the library for lemmas to rewrite with. -/
syntax (name := rewrites?) "rw?" (ppSpace location)? (rewrites_forbidden)? : tactic

namespace SolveByElim
/-- `*`: all hypotheses. -/
syntax star := "*"
/-- `-h`: without `h`. -/
syntax erase := "-" term:max
/-- An argument of `solve_by_elim`. -/
syntax arg := star <|> erase <|> term
/-- The arguments of `solve_by_elim`. -/
syntax args := " [" SolveByElim.arg,* "]"
/-- The labelled lemmas to use. -/
syntax using_ := " using " ident,*
end SolveByElim

/-- `solve_by_elim` applies hypotheses repeatedly. -/
syntax (name := solveByElim) "solve_by_elim" "*"? optConfig (&" only")? (SolveByElim.args)? (SolveByElim.using_)? : tactic
/-- `apply_assumption` applies a hypothesis. -/
syntax (name := applyAssumption) "apply_assumption" optConfig (&" only")? (SolveByElim.args)? (SolveByElim.using_)? : tactic
/-- `apply_rules [l]` applies lemmas repeatedly. -/
syntax (name := applyRules) "apply_rules" optConfig (&" only")? (SolveByElim.args)? (SolveByElim.using_)? : tactic

end Lean.Parser.Tactic

namespace Lean.Elab.Tactic.Ext
open Parser.Tactic
/-- Applies one extensionality lemma. -/
syntax (name := applyExtTheorem) "apply_ext_theorem" : tactic
/-- `ext x y` proves equality by comparing parts. -/
syntax (name := ext) "ext" (colGt ppSpace rintroPat)* (" : " num)? : tactic
end Lean.Elab.Tactic.Ext

namespace Lean.Parser.Attr
open Tactic (simpPre simpPost)
/-- `@[simp]`: use this lemma in `simp`. -/
syntax (name := simp) "simp" (simpPre <|> simpPost)? unicode(" ←", " <-")? (ppSpace prio)? : attr
/-- `(iff := false)`. -/
syntax extIff := atomic("(" &"iff" " := " &"false" ")")
/-- `(flat := false)`. -/
syntax extFlat := atomic("(" &"flat" " := " &"false" ")")
/-- `@[ext]`: use this lemma, or the lemma about this structure, in `ext`. -/
syntax (name := ext) "ext" (ppSpace extIff)? (ppSpace extFlat)? (ppSpace prio)? : attr
/-- `@[wf_preprocess]`: use this lemma to prepare a definition by well-founded recursion. -/
syntax (name := wf_preprocess) "wf_preprocess" (simpPre <|> simpPost)? unicode(" ←", " <-")? (ppSpace prio)? : attr
end Lean.Parser.Attr

namespace Lean.Attr
/-- `@[coe]`: print this function as `↑`. -/
syntax (name := coe) "coe" : attr
end Lean.Attr
