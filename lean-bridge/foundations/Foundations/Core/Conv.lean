prelude
import Foundations.Core.Macros
/-!
# The syntax of `conv`

`conv => …` rewrites inside a goal: it goes to a part of the expression (`lhs`, `arg 2`, `enter [1, x]`) and
changes that part alone.
-/

/-- Steps of `conv`. -/
declare_syntax_cat conv (behavior := both)

namespace Lean.Parser.Tactic.Conv

/-- Steps, one a line. -/
syntax convSeq1Indented := sepBy1IndentSemicolon(conv)
/-- Steps in braces. -/
syntax convSeqBracketed := "{" withoutPosition(sepByIndentSemicolon(conv)) "}"
/-- Steps. -/
syntax convSeq := convSeqBracketed <|> convSeq1Indented

/-- All occurrences. -/
syntax occsWildcard := "*"
/-- The occurrences with these numbers. -/
syntax occsIndexed := num+
/-- `(occs := 1 3)`. -/
syntax occs := atomic("(" &"occs") " := " (occsWildcard <|> occsIndexed) ") "

/-- `conv => …` changes parts of the goal, `conv at h => …` of a hypothesis. -/
syntax (name := conv) "conv" (" at " ident)? (" in " (occs)? term)? " => " convSeq : tactic

/-- Runs `conv` steps on a goal that is an equation already. -/
syntax (name := convTactic) "conv'" " => " convSeq : tactic

/-- Does nothing. -/
syntax (name := skip) "skip" : conv
/-- Goes to the left side. -/
syntax (name := lhs) "lhs" : conv
/-- Goes to the right side. -/
syntax (name := rhs) "rhs" : conv
/-- Goes to the function. -/
syntax (name := «fun») "fun" : conv
/-- Weak head normal form. -/
syntax (name := whnf) "whnf" : conv
/-- Full normal form. -/
syntax (name := reduce) "reduce" : conv
/-- Unfolds `let`s. -/
syntax (name := zeta) "zeta" : conv
/-- Goes to all arguments at once. -/
syntax (name := congr) "congr" : conv
/-- An argument number, `@i` to count the implicit ones too. -/
syntax argArg := "@"? "-"? num
/-- Goes to the argument with this number. -/
syntax (name := arg) "arg " argArg : conv
/-- Goes under a binder. -/
syntax (name := ext) "ext" (ppSpace colGt binderIdent)* : conv
/-- Replaces by a term that is equal by computation. -/
syntax (name := change) "change " term : conv
/-- Unfolds by raw definition. -/
syntax (name := delta) "delta" (ppSpace colGt ident)+ : conv
/-- Unfolds by equations. -/
syntax (name := unfold) "unfold" (ppSpace colGt ident)+ : conv
/-- Goes to the first part that matches. -/
syntax (name := pattern) "pattern " (occs)? term : conv
/-- Rewrites. -/
syntax (name := rewrite) "rewrite" optConfig rwRuleSeq : conv
/-- Simplifies. -/
syntax (name := simp) "simp" optConfig (discharger)? (&" only")?
  (" [" withoutPosition((simpStar <|> simpErase <|> simpLemma),*,?) "]")? : conv
/-- Simplifies by computation. -/
syntax (name := dsimp) "dsimp" optConfig (discharger)? (&" only")?
  (" [" withoutPosition((simpErase <|> simpLemma),*,?) "]")? : conv
/-- Simplifies matches. -/
syntax (name := simpMatch) "simp_match" : conv
/-- Runs tactics on the goal as an equation. -/
syntax (name := nestedTacticCore) "tactic'" " => " tacticSeq : conv
/-- Runs tactics on the goal. -/
syntax (name := nestedTactic) "tactic" " => " tacticSeq : conv
/-- Runs a `conv` block and then `rfl`. -/
syntax (name := nestedConv) convSeqBracketed : conv
/-- Grouping. -/
syntax (name := paren) "(" withoutPosition(convSeq) ")" : conv
/-- The first that succeeds. -/
syntax (name := first) "first " withPosition((ppDedent(ppLine) colGe "| " convSeq)+) : conv
/-- A step of `enter`. -/
syntax enterPattern := "in " (occs)? term
/-- A step of `enter`. -/
syntax enterArg := binderIdent <|> argArg <|> enterPattern
/-- `enter [1, x, 2]` goes along a path. -/
syntax (name := enter) "enter" " [" withoutPosition(enterArg,+) "]" : conv
/-- Shows a goal at another piece of syntax; for macros. -/
syntax (name := withAnnotateState) "with_annotate_state " rawStx ppSpace conv : conv
/-- Runs on all goals. -/
syntax (name := allGoals) "all_goals " convSeq : conv
/-- `· conv` works on the first goal. -/
macro:1 dot:unicode("· ", ". ") s:convSeq : conv => `(conv| {%$dot ($s) })
/-- Closes the goal with `rfl`. -/
macro "rfl" : conv => `(conv| tactic => rfl)
/-- Checks that no goals are left. -/
macro "done" : conv => `(conv| tactic' => done)
/-- Prints the goals. -/
macro "trace_state" : conv => `(conv| tactic' => trace_state)
/-- Rewrites. -/
macro "rw" c:optConfig s:rwRuleSeq : conv => `(conv| rewrite $c:optConfig $s)
/-- Goes to the first argument. -/
macro "left" : conv => `(conv| lhs)
/-- Goes to the second argument. -/
macro "right" : conv => `(conv| rhs)
/-- Goes to all arguments. -/
macro "args" : conv => `(conv| congr)
/-- Goes under binders. -/
macro "intro" xs:(ppSpace colGt binderIdent)* : conv => `(conv| ext $xs*)
/-- Applies an equation. -/
macro "apply " e:term : conv => `(conv| tactic => apply $e)
/-- Tries. -/
macro "try " t:convSeq : conv => `(conv| first | $t | skip)
/-- `c₁ <;> c₂`. -/
macro:1 x:conv tk:" <;> " y:conv:2 : conv => `(conv| tactic' => (conv' => $x:conv) <;>%$tk (conv' => $y:conv))
/-- Repeats. -/
syntax "repeat " convSeq : conv
macro_rules
  | `(conv| repeat $seq) => `(conv| first | ($seq); repeat $seq | skip)

end Lean.Parser.Tactic.Conv
