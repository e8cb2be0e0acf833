prelude
import Foundations.Core.Meta
/-!
# Notation

First the sugar of the `syntax` command itself (`p?`, `p*`, `p,*`, `p <|> q`), precedences and priorities,
then the operators of the language with their usual precedences.
-/

universe u v w

/-! ### Precedences and priorities -/

/-- The precedence of atoms and of anything in brackets. -/
macro "max" : prec => `(prec| 1024)
/-- The precedence of function application. -/
macro "arg" : prec => `(prec| 1023)
/-- The precedence of `fun`, `let`, `if` and other leading keywords. -/
macro "lead" : prec => `(prec| 1022)
/-- The lowest precedence but zero. -/
macro "min1" : prec => `(prec| 11)
/-- The lowest useful precedence. -/
macro "min" : prec => `(prec| 10)
/-- Brackets in precedences. -/
macro "(" p:prec ")" : prec => pure p
/-- The priority of ordinary declarations. -/
macro "default" : prio => `(prio| 1000)
/-- A low priority. -/
macro "low" : prio => `(prio| 100)
/-- A middling priority. -/
macro "mid" : prio => `(prio| 500)
/-- A high priority. -/
macro "high" : prio => `(prio| 10000)
/-- Brackets in priorities. -/
macro "(" p:prio ")" : prio => pure p

namespace Lean.Parser.Syntax
/-- The sum of two precedences. -/
syntax:65 (name := addPrec) prec " + " prec:66 : prec
/-- The difference of two precedences. -/
syntax:65 (name := subPrec) prec " - " prec:66 : prec
/-- The sum of two priorities. -/
syntax:65 (name := addPrio) prio " + " prio:66 : prio
/-- The difference of two priorities. -/
syntax:65 (name := subPrio) prio " - " prio:66 : prio
end Lean.Parser.Syntax

/-! ### The sugar of `syntax` -/

/-- `p*`: any number of times. -/
macro:arg x:stx:max "*" : stx => `(stx| many($x))
/-- `p+`: at least once. -/
macro:arg x:stx:max "+" : stx => `(stx| many1($x))
/-- `p?`: at most once. -/
macro:arg x:stx:max "?" : stx => `(stx| optional($x))
/-- `p <|> q`: one or the other. -/
macro:2 x:stx:2 " <|> " y:stx:1 : stx => `(stx| orelse($x, $y))
/-- `p,*`: separated by commas. -/
macro:arg x:stx:max ",*" : stx => `(stx| sepBy($x, ",", ", "))
/-- `p,+`: separated by commas, at least one. -/
macro:arg x:stx:max ",+" : stx => `(stx| sepBy1($x, ",", ", "))
/-- `p,*,?`: separated by commas, with an optional comma at the end. -/
macro:arg x:stx:max ",*,?" : stx => `(stx| sepBy($x, ",", ", ", allowTrailingSep))
/-- `p,+,?`: separated by commas, at least one, with an optional comma at the end. -/
macro:arg x:stx:max ",+,?" : stx => `(stx| sepBy1($x, ",", ", ", allowTrailingSep))
/-- `!p`: not followed by. -/
macro:arg "!" x:stx:max : stx => `(stx| notFollowedBy($x))

/-- A literal natural number, without `OfNat`. -/
syntax (name := rawNatLit) "nat_lit " num : term

/-! ### Functions -/

infixr:90 " ∘ " => Function.comp
infixr:35 " × " => Prod
infixr:35 " ×' " => PProd
infixr:30 " ⊕ " => Sum
infixr:30 " ⊕' " => PSum

/-! ### Arithmetic

`binop%` and its relatives elaborate a tree of operators at once, so that coercions are put at the leaves.
-/

infixl:75 " <<< " => HShiftLeft.hShiftLeft
infixl:75 " >>> " => HShiftRight.hShiftRight
infixl:60 " &&& " => HAnd.hAnd
infixl:58 " ^^^ " => HXor.hXor
infixl:55 " ||| " => HOr.hOr
infixl:65 " + " => HAdd.hAdd
infixl:65 " - " => HSub.hSub
infixl:70 " * " => HMul.hMul
infixl:70 " / " => HDiv.hDiv
infixl:70 " % " => HMod.hMod
infixr:80 " ^ " => HPow.hPow
infixr:73 " • " => HSMul.hSMul
infixl:65 " ++ " => HAppend.hAppend
prefix:75 "-" => Neg.neg
prefix:100 "~~~" => Complement.complement
postfix:max "⁻¹" => Inv.inv

macro_rules | `($x ||| $y) => `(binop% HOr.hOr $x $y)
macro_rules | `($x ^^^ $y) => `(binop% HXor.hXor $x $y)
macro_rules | `($x &&& $y) => `(binop% HAnd.hAnd $x $y)
macro_rules | `($x + $y) => `(binop% HAdd.hAdd $x $y)
macro_rules | `($x - $y) => `(binop% HSub.hSub $x $y)
macro_rules | `($x * $y) => `(binop% HMul.hMul $x $y)
macro_rules | `($x / $y) => `(binop% HDiv.hDiv $x $y)
macro_rules | `($x % $y) => `(binop% HMod.hMod $x $y)
macro_rules | `($x ^ $y) => `(rightact% HPow.hPow $x $y)
macro_rules | `($x • $y) => `(leftact% HSMul.hSMul $x $y)
macro_rules | `($x ++ $y) => `(binop% HAppend.hAppend $x $y)
macro_rules | `(- $x) => `(unop% Neg.neg $x)

/-! ### Relations -/

infix:50 " ∣ " => Dvd.dvd
infix:50 " = " => Eq
infix:50 " ≠ " => Ne
infix:50 " ≍ " => HEq
infix:50 " == " => BEq.beq
infix:50 unicode(" ≤ ", " <= ") => LE.le
infix:50 " < " => LT.lt
infix:50 unicode(" ≥ ", " >= ") => GE.ge
infix:50 " > " => GT.gt
infix:50 " ≈ " => HasEquiv.Equiv
infix:50 " ⊆ " => HasSubset.Subset
infix:50 " ⊂ " => HasSSubset.SSubset
infixl:65 " ∪ " => Union.union
infixl:70 " ∩ " => Inter.inter
infix:70 " \\ " => SDiff.sdiff

macro_rules | `($x = $y) => `(binrel% Eq $x $y)
macro_rules | `($x == $y) => `(binrel_no_prop% BEq.beq $x $y)
macro_rules | `($x ≤ $y) => `(binrel% LE.le $x $y)
macro_rules | `($x < $y) => `(binrel% LT.lt $x $y)
macro_rules | `($x ≥ $y) => `(binrel% GE.ge $x $y)
macro_rules | `($x > $y) => `(binrel% GT.gt $x $y)
macro_rules | `($x ≠ $y) => `(binrel% Ne $x $y)

/-- `a != b`: a test of inequality. -/
@[reducible] def bne {α : Type u} [BEq α] (a b : α) : Bool := not (a == b)

infix:50 " != " => bne
macro_rules | `($x != $y) => `(binrel_no_prop% bne $x $y)

/-- `a ∈ s`. -/
notation:50 a:50 " ∈ " b:50 => Membership.mem b a
/-- `a ⊇ b` means `b ⊆ a`. -/
@[reducible] def Superset {α : Type u} [HasSubset α] (a b : α) : Prop := Subset b a
/-- `a ⊃ b` means `b ⊂ a`. -/
@[reducible] def SSuperset {α : Type u} [HasSSubset α] (a b : α) : Prop := SSubset b a
infix:50 " ⊇ " => Superset
infix:50 " ⊃ " => SSuperset

/-! ### Coercions -/

/-- `↑x`: `x`, coerced to the expected type. -/
syntax:max (name := coeNotation) "↑" term:max : term
/-- `⇑x`: `x`, coerced to a function. -/
syntax:max (name := coeFunNotation) "⇑" term:max : term
/-- `↥x`: `x`, coerced to a type. -/
syntax:max (name := coeSortNotation) "↥" term:max : term

/-! ### Connectives -/

infixr:35 unicode(" ∧ ", " /\\ ") => And
infixr:30 unicode(" ∨ ", " \\/ ") => Or
notation:max "¬" p:40 => Not p
/-- `a ∉ s`. -/
notation:50 a:50 " ∉ " b:50 => ¬ (a ∈ b)
infix:20 " <-> " => Iff
infix:20 " ↔ " => Iff
infixl:35 " && " => and
infixl:30 " || " => or
notation:max "!" b:40 => not b

/-! ### Lists and options -/

infixr:67 " :: " => List.cons
infixr:20 " <|> " => HOrElse.hOrElse
infixr:60 " >> " => HAndThen.hAndThen
macro_rules | `($x <|> $y) => `(binop_lazy% HOrElse.hOrElse $x $y)
macro_rules | `($x >> $y) => `(binop_lazy% HAndThen.hAndThen $x $y)
infixl:55 " >>= " => Bind.bind
notation:60 a:60 " <*> " b:61 => Seq.seq a fun _ : Unit => b
notation:60 a:60 " <* " b:61 => SeqLeft.seqLeft a fun _ : Unit => b
notation:60 a:60 " *> " b:61 => SeqRight.seqRight a fun _ : Unit => b
infixr:100 " <$> " => Functor.map

/-- `f <| x` is `f x`; it saves brackets. -/
syntax:min term atomic(" $" ws) term:min : term
/-- `f <| x` is `f x`; it saves brackets. -/
syntax:min term " <| " term:min : term
/-- `x |> f` is `f x`. -/
syntax:min term " |> " term:min1 : term

macro_rules
  | `($f $args* <| $a) => `($f $args* $a)
  | `($f <| $a) => `($f $a)
macro_rules
  | `($f $args* $ $a) => `($f $args* $a)
  | `($f $ $a) => `($f $a)
macro_rules
  | `($a |> $f $args*) => `($f $args* $a)
  | `($a |> $f) => `($f $a)

/-! ### Numerals for `Zero` and `One` -/

instance (priority := 300) Zero.toOfNat0 {α : Type u} [Zero α] : OfNat α (nat_lit 0) := ⟨Zero.zero⟩
instance (priority := 200) Zero.ofOfNat0 {α : Type u} [OfNat α (nat_lit 0)] : Zero α := ⟨0⟩
instance (priority := 300) One.toOfNat1 {α : Type u} [One α] : OfNat α (nat_lit 1) := ⟨One.one⟩
instance (priority := 200) One.ofOfNat1 {α : Type u} [OfNat α (nat_lit 1)] : One α := ⟨1⟩

/-- `n ≠ 0`, as a class. -/
class NeZero {R : Type u} [Zero R] (n : R) : Prop where
  out : n ≠ 0

/-! ### Lists, arrays and sets -/

/-- `%[a, b | t]`: the list with these elements in front of `t`. -/
syntax "%[" withoutPosition(term,*,? " | " term) "]" : term
/-- `[a, b, c]`: the list with these elements. -/
syntax "[" withoutPosition(term,*,?) "]" : term
/-- `#[a, b, c]`: the array with these elements. -/
syntax "#[" withoutPosition(term,*,?) "]" : term

macro_rules
  | `(%[ | $t]) => `($t)
  | `(%[$x | $t]) => `(List.cons $x $t)
  | `(%[$x, $xs,* | $t]) => `(List.cons $x %[$xs,* | $t])
macro_rules
  | `([]) => `(List.nil)
  | `([$x]) => `(List.cons $x List.nil)
  | `([$x, $xs,*]) => `(List.cons $x [$xs,*])
macro_rules
  | `(#[$xs,*]) => `(List.toArray [$xs,*])

/-- Prints `[]`. -/
@[app_unexpander List.nil] meta def unexpandListNil : Lean.PrettyPrinter.Unexpander
  | `($(_)) => `([])

/-- Prints `[a, b]` rather than `a :: b :: []`. -/
@[app_unexpander List.cons] meta def unexpandListCons : Lean.PrettyPrinter.Unexpander
  | `($(_) $x []) => `([$x])
  | `($(_) $x [$xs,*]) => `([$x, $xs,*])
  | _ => throw ()

/-- Prints `(a, b, c)`. -/
@[app_unexpander Prod.mk] meta def unexpandProdMk : Lean.PrettyPrinter.Unexpander
  | `($(_) $x ($y, $ys,*)) => `(($x, $y, $ys,*))
  | `($(_) $x $y) => `(($x, $y))
  | _ => throw ()

/-- Prints `#[a, b]`. -/
@[app_unexpander List.toArray] meta def unexpandListToArray : Lean.PrettyPrinter.Unexpander
  | `($(_) [$xs,*]) => `(#[$xs,*])
  | _ => throw ()

/-- `∅`: the empty collection. -/
notation "∅" => EmptyCollection.emptyCollection
/-- `{}`: the empty collection. -/
syntax (name := «term{}») "{" "}" : term
macro_rules (kind := «term{}») | `({}) => `(∅)
/-- `{a, b, c}`: the collection of these elements. -/
syntax (name := «term{_}») "{" withPosition(term),+ "}" : term
/-- `{a, b, c}`, as a list that the macro takes apart. -/
syntax (name := bracesCore) "braces%[" term,+ "]" : term
macro_rules (kind := «term{_}»)
  | `({$xs:term,*}) => `(braces%[$xs,*])
macro_rules
  | `(braces%[$x]) => `(Singleton.singleton $x)
  | `(braces%[$x, $xs,*]) => `(Insert.insert $x braces%[$xs,*])

/-- `{ x : α // p x }`: the elements with the property `p`. -/
syntax "{ " withoutPosition(ident (" : " term)? " // " term) " }" : term
macro_rules
  | `({ $x : $type // $p }) => `(Subtype (fun ($x:ident : $type) => $p))
  | `({ $x // $p }) => `(Subtype (fun ($x:ident : _) => $p))

/-- Prints `{ x // p x }`. -/
@[app_unexpander Subtype] meta def unexpandSubtype : Lean.PrettyPrinter.Unexpander
  | `($(_) fun ($x:ident : $type) => $p) => `({ $x : $type // $p })
  | `($(_) fun $x:ident => $p) => `({ $x // $p })
  | _ => throw ()

/-- Proves that an index is in range; see `Foundations.Core.Macros`. -/
syntax "get_elem_tactic" : tactic

/-- `xs[i]`: the element at place `i`. -/
syntax:max term noWs "[" withoutPosition(term) "]" : term
macro_rules | `($x[$i]) => `(getElem $x $i (by get_elem_tactic))
/-- `xs[i]'h`: the element at place `i`, which is in range by `h`. -/
syntax:max term noWs "[" withoutPosition(term) "]'" term:max : term
macro_rules | `($x[$i]'$h) => `(getElem $x $i $h)

/-! ### Binders -/

namespace Lean

/-- A name or `_`. -/
syntax binderIdent := ident <|> hole
/-- `x y : α`, without brackets. -/
syntax unbracketedExplicitBinders := (ppSpace binderIdent)+ (" : " term)?
/-- `(x y : α)`. -/
syntax bracketedExplicitBinders := "(" withoutPosition((binderIdent ppSpace)+ ": " term) ")"
/-- Binders as they follow `∃`. -/
syntax explicitBinders := (ppSpace bracketedExplicitBinders)+ <|> unbracketedExplicitBinders

/-- Nests a binder combinator: `∃ x y, p` becomes `Exists fun x => Exists fun y => p`. -/
@[extern "l_Lean_expandExplicitBinders"]
meta opaque expandExplicitBinders (combinatorDeclName : Name) (explicitBinders : Syntax) (body : Syntax) : MacroM Term

/-- The same for binders that are all in brackets. -/
@[extern "l_Lean_expandBracketedBinders"]
meta opaque expandBracketedBinders (combinatorDeclName : Name) (bracketedExplicitBinders : Syntax) (body : Syntax) : MacroM Term

end Lean

open Lean in
macro "∃" xs:explicitBinders ", " b:term : term => expandExplicitBinders ``Exists xs b
open Lean in
macro "exists" xs:explicitBinders ", " b:term : term => expandExplicitBinders ``Exists xs b
open Lean in
macro "Σ" xs:explicitBinders ", " b:term : term => expandExplicitBinders ``Sigma xs b
open Lean in
macro "Σ'" xs:explicitBinders ", " b:term : term => expandExplicitBinders ``PSigma xs b
open Lean in
macro:35 xs:bracketedExplicitBinders " × " b:term:35 : term => expandBracketedBinders ``Sigma xs b
open Lean in
macro:35 xs:bracketedExplicitBinders " ×' " b:term:35 : term => expandBracketedBinders ``PSigma xs b

/-- Prints `∃ x y, p`. -/
@[app_unexpander Exists] meta def unexpandExists : Lean.PrettyPrinter.Unexpander
  | `($(_) fun $x:ident => ∃ $xs:binderIdent*, $b) => `(∃ $x:ident $xs:binderIdent*, $b)
  | `($(_) fun $x:ident => $b) => `(∃ $x:ident, $b)
  | `($(_) fun ($x:ident : $t) => $b) => `(∃ ($x:ident : $t), $b)
  | _ => throw ()

/-- Prints `(x : α) × β x`. -/
@[app_unexpander Sigma] meta def unexpandSigma : Lean.PrettyPrinter.Unexpander
  | `($(_) fun ($x:ident : $t) => $b) => `(($x:ident : $t) × $b)
  | _ => throw ()

/-- Prints `(x : α) ×' β x`. -/
@[app_unexpander PSigma] meta def unexpandPSigma : Lean.PrettyPrinter.Unexpander
  | `($(_) fun ($x:ident : $t) => $b) => `(($x:ident : $t) ×' $b)
  | _ => throw ()

/-! `∀ x ∈ s, p`, `∃ x > y, p` and so on -/

/-- The condition on a bound variable. -/
declare_syntax_cat binderPred

namespace Lean

/-- The condition `p` of a binder, said of the term `x`. -/
syntax "satisfies_binder_pred% " term:max binderPred : term

/-- `∃ x ∈ s, p`. -/
syntax "∃ " binderIdent binderPred ", " term : term
/-- `∀ x ∈ s, p`. -/
syntax "∀ " binderIdent binderPred ", " term : term

macro_rules
  | `(∃ $x:ident $p:binderPred, $b) => `(∃ $x:ident, satisfies_binder_pred% $x $p ∧ $b)
  | `(∃ _ $p:binderPred, $b) => `(∃ x, satisfies_binder_pred% x $p ∧ $b)
macro_rules
  | `(∀ $x:ident $p:binderPred, $b) => `(∀ $x:ident, satisfies_binder_pred% $x $p → $b)
  | `(∀ _ $p:binderPred, $b) => `(∀ x, satisfies_binder_pred% x $p → $b)

syntax " > " term : binderPred
syntax " ≥ " term : binderPred
syntax " < " term : binderPred
syntax " ≤ " term : binderPred
syntax " ≠ " term : binderPred
syntax " ∈ " term : binderPred
syntax " ∉ " term : binderPred
syntax " ⊆ " term : binderPred
syntax " ⊂ " term : binderPred
syntax " ⊇ " term : binderPred
syntax " ⊃ " term : binderPred
syntax " ∣ " term : binderPred

macro_rules
  | `(satisfies_binder_pred% $x > $y) => `($x > $y)
  | `(satisfies_binder_pred% $x ≥ $y) => `($x ≥ $y)
  | `(satisfies_binder_pred% $x < $y) => `($x < $y)
  | `(satisfies_binder_pred% $x ≤ $y) => `($x ≤ $y)
  | `(satisfies_binder_pred% $x ≠ $y) => `($x ≠ $y)
  | `(satisfies_binder_pred% $x ∈ $y) => `($x ∈ $y)
  | `(satisfies_binder_pred% $x ∉ $y) => `($x ∉ $y)
  | `(satisfies_binder_pred% $x ⊆ $y) => `($x ⊆ $y)
  | `(satisfies_binder_pred% $x ⊂ $y) => `($x ⊂ $y)
  | `(satisfies_binder_pred% $x ⊇ $y) => `($x ⊇ $y)
  | `(satisfies_binder_pred% $x ⊃ $y) => `($x ⊃ $y)
  | `(satisfies_binder_pred% $x ∣ $y) => `($x ∣ $y)

end Lean

/-! ### Conditionals -/

/-- `if c then t else e`. -/
syntax (name := termIfThenElse)
  ppRealGroup(ppRealFill(ppIndent("if " term " then") ppSpace term) ppDedent(ppSpace) ppRealFill("else " term)) : term

/-- `if h : c then t else e`, where both branches may use `h`. -/
syntax (name := termDepIfThenElse)
  ppRealGroup(ppRealFill(ppIndent("if " Lean.binderIdent " : " term " then") ppSpace term)
    ppDedent(ppSpace) ppRealFill("else " term)) : term

/-- `bif b then t else e`, for a Boolean `b`. -/
syntax (name := boolIfThenElse)
  ppRealGroup(ppRealFill(ppIndent("bif " term " then") ppSpace term) ppDedent(ppSpace) ppRealFill("else " term)) : term
macro_rules | `(bif $c then $t else $e) => `(cond $c $t $e)

/-- `if let p := d then t else e`. -/
syntax (name := termIfLet)
  ppRealGroup(ppRealFill(ppIndent("if " "let " term " := " term " then") ppSpace term)
    ppDedent(ppSpace) ppRealFill("else " term)) : term

macro_rules
  | `(if $c then $t else $e) => do
    let mvar ← Lean.withRef c `(?m)
    `(let_mvar% ?m := $c; wait_if_type_mvar% ?m; ite $mvar $t $e)
macro_rules
  | `(if $h:ident : $c then $t else $e) => do
    let mvar ← Lean.withRef c `(?m)
    `(let_mvar% ?m := $c; wait_if_type_mvar% ?m; dite $mvar (fun $h:ident => $t) (fun $h:ident => $e))
  | `(if $h:hole : $c then $t else $e) => do
    let mvar ← Lean.withRef c `(?m)
    `(let_mvar% ?m := $c; wait_if_type_mvar% ?m; dite $mvar (fun $h:hole => $t) (fun $h:hole => $e))
macro_rules
  | `(if let $pat := $d then $t else $e) => `(match $d:term with | $pat => $t | _ => $e)

/-- Prints `if c then t else e`. -/
@[app_unexpander ite] meta def unexpandIte : Lean.PrettyPrinter.Unexpander
  | `($(_) $c $t $e) => `(if $c then $t else $e)
  | _ => throw ()

/-- Prints `if h : c then t else e`. -/
@[app_unexpander dite] meta def unexpandDite : Lean.PrettyPrinter.Unexpander
  | `($(_) $c fun $h:ident => $t fun $_:ident => $e) => `(if $h:ident : $c then $t else $e)
  | _ => throw ()
