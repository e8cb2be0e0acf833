prelude
import Foundations.Core.Monad
/-!
# Names, syntax trees and macros

What `notation`, `macro` and `syntax` commands expand to. The types mirror those of the running elaborator
constructor by constructor, since its compiled code reads and builds the same objects; the functions marked
`extern` are compiled into it already and are only given their types here.
-/

universe u v w

namespace Lean

/-! ### Names -/

/-- Hierarchical names. Each carries its hash, which the elaborator's tables rely on. -/
inductive Name where
  | anonymous : Name
  | str (pre : Name) (str : String)
  | num (pre : Name) (i : Nat)
with
  @[computed_field] hash : Name → UInt64
    | .anonymous => UInt64.ofNatLT 1723 (of_decide_eq_true rfl)
    | .str p s => mixHash p.hash s.hash
    | .num p v => mixHash p.hash (UInt64.ofNat v)

instance : Inhabited Name := ⟨.anonymous⟩

namespace Name

instance : Hashable Name := ⟨Name.hash⟩

/-- `p.s`. -/
abbrev mkStr (p : Name) (s : String) : Name := .str p s
/-- `p.i` for a number. -/
abbrev mkNum (p : Name) (i : Nat) : Name := .num p i
/-- The name of one part. -/
abbrev mkSimple (s : String) : Name := .str .anonymous s
/-- The name of one part. -/
abbrev mkStr1 (s₁ : String) : Name := .str .anonymous s₁
/-- The name of two parts. -/
abbrev mkStr2 (s₁ s₂ : String) : Name := .str (.str .anonymous s₁) s₂
/-- The name of three parts. -/
abbrev mkStr3 (s₁ s₂ s₃ : String) : Name := .str (.str (.str .anonymous s₁) s₂) s₃
/-- The name of four parts. -/
abbrev mkStr4 (s₁ s₂ s₃ s₄ : String) : Name := .str (.str (.str (.str .anonymous s₁) s₂) s₃) s₄
/-- The name of five parts. -/
abbrev mkStr5 (s₁ s₂ s₃ s₄ s₅ : String) : Name := .str (mkStr4 s₁ s₂ s₃ s₄) s₅
/-- The name of six parts. -/
abbrev mkStr6 (s₁ s₂ s₃ s₄ s₅ s₆ : String) : Name := .str (mkStr5 s₁ s₂ s₃ s₄ s₅) s₆
/-- The name of seven parts. -/
abbrev mkStr7 (s₁ s₂ s₃ s₄ s₅ s₆ s₇ : String) : Name := .str (mkStr6 s₁ s₂ s₃ s₄ s₅ s₆) s₇
/-- The name of eight parts. -/
abbrev mkStr8 (s₁ s₂ s₃ s₄ s₅ s₆ s₇ s₈ : String) : Name := .str (mkStr7 s₁ s₂ s₃ s₄ s₅ s₆ s₇) s₈

/-- Tests equality of names. -/
@[extern "lean_name_eq"]
protected def beq : (@& Name) → (@& Name) → Bool
  | .anonymous, .anonymous => true
  | .str p₁ s₁, .str p₂ s₂ => and (decide (Eq s₁ s₂)) (Name.beq p₁ p₂)
  | .num p₁ n₁, .num p₂ n₂ => and (Nat.beq n₁ n₂) (Name.beq p₁ p₂)
  | _, _ => false

instance instBEq : BEq Name := ⟨Name.beq⟩

end Name

/-! ### Parser descriptions -/

/-- What a `syntax` command compiles to. -/
inductive ParserDescr where
  | const (name : Name)
  | unary (name : Name) (p : ParserDescr)
  | binary (name : Name) (p₁ p₂ : ParserDescr)
  | node (kind : Name) (prec : Nat) (p : ParserDescr)
  | trailingNode (kind : Name) (prec lhsPrec : Nat) (p : ParserDescr)
  | symbol (val : String)
  | nonReservedSymbol (val : String) (includeIdent : Bool)
  | cat (catName : Name) (rbp : Nat)
  | parser (declName : Name)
  | nodeWithAntiquot (name : String) (kind : Name) (p : ParserDescr)
  | sepBy (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool := false)
  | sepBy1 (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool := false)
  | unicodeSymbol (val asciiVal : String) (preserveForPP : Bool)

instance : Inhabited ParserDescr := ⟨.symbol ""⟩

/-- A parser that starts with a term already read. -/
abbrev TrailingParserDescr := ParserDescr

/-- A syntax category, such as `term`. -/
structure Parser.Category

namespace Parser.Category
/-- Commands. -/
def command : Category := ⟨⟩
/-- Terms. -/
def term : Category := ⟨⟩
/-- Tactics. -/
def tactic : Category := ⟨⟩
/-- Elements of `do`. -/
def doElem : Category := ⟨⟩
/-- Structure fields. -/
def structInstFieldDecl : Category := ⟨⟩
/-- Universe levels. -/
def level : Category := ⟨⟩
/-- Attributes. -/
def attr : Category := ⟨⟩
/-- The patterns of `syntax`. -/
def stx : Category := ⟨⟩
/-- Priorities. -/
def prio : Category := ⟨⟩
/-- Precedences. -/
def prec : Category := ⟨⟩
end Parser.Category

/-! ### Syntax trees -/

/-- Where a piece of syntax came from. -/
inductive SourceInfo where
  | original (leading : Substring.Raw) (pos : String.Pos.Raw) (trailing : Substring.Raw) (endPos : String.Pos.Raw)
  | synthetic (pos : String.Pos.Raw) (endPos : String.Pos.Raw) (canonical : Bool := false)
  | protected none

instance : Inhabited SourceInfo := ⟨SourceInfo.none⟩

/-- The kind of a syntax node. -/
abbrev SyntaxNodeKind := Name

/-- A possible meaning of an identifier, found when its quotation was elaborated. -/
inductive Syntax.Preresolved where
  | namespace (ns : Name)
  | decl (n : Name) (fields : List String)

/-- Syntax trees. -/
inductive Syntax where
  | missing : Syntax
  | node (info : SourceInfo) (kind : SyntaxNodeKind) (args : Array Syntax) : Syntax
  | atom (info : SourceInfo) (val : String) : Syntax
  | ident (info : SourceInfo) (rawVal : Substring.Raw) (val : Name) (preresolved : List Syntax.Preresolved) : Syntax

instance : Inhabited Syntax := ⟨.missing⟩

/-- Several kinds, any of which a tree may have. -/
abbrev SyntaxNodeKinds := List SyntaxNodeKind

/-- Syntax of one of the kinds `ks`. -/
structure TSyntax (ks : SyntaxNodeKinds) where
  raw : Syntax

instance (ks : SyntaxNodeKinds) : Inhabited (TSyntax ks) := ⟨⟨default⟩⟩

instance : CoeTail SyntaxNodeKind SyntaxNodeKinds := ⟨fun k => List.cons k .nil⟩
instance (k : Name) : CoeDep Name k SyntaxNodeKinds := ⟨List.cons k .nil⟩

/-- The kind of choices between parses. -/
abbrev choiceKind : SyntaxNodeKind := `choice
/-- The kind of nodes without a kind of their own. -/
abbrev nullKind : SyntaxNodeKind := `null
/-- The kind of `group(…)`. -/
abbrev groupKind : SyntaxNodeKind := `group
/-- The kind of identifiers. -/
abbrev identKind : SyntaxNodeKind := `ident
/-- The kind of string literals. -/
abbrev strLitKind : SyntaxNodeKind := `str
/-- The kind of character literals. -/
abbrev charLitKind : SyntaxNodeKind := `char
/-- The kind of natural literals. -/
abbrev numLitKind : SyntaxNodeKind := `num
/-- The kind of decimal literals. -/
abbrev scientificLitKind : SyntaxNodeKind := `scientific
/-- The kind of name literals. -/
abbrev nameLitKind : SyntaxNodeKind := `name
/-- The kind of field indices. -/
abbrev fieldIdxKind : SyntaxNodeKind := `fieldIdx
/-- The kind of hygiene markers. -/
abbrev hygieneInfoKind : SyntaxNodeKind := `hygieneInfo
/-- The kind of literals inside interpolated strings. -/
abbrev interpolatedStrLitKind : SyntaxNodeKind := `interpolatedStrLitKind
/-- The kind of interpolated strings. -/
abbrev interpolatedStrKind : SyntaxNodeKind := `interpolatedStrKind

/-- Terms. -/
abbrev Term := TSyntax `term
/-- Commands. -/
abbrev Command := TSyntax `command
/-- Universe levels. -/
abbrev Syntax.Level := TSyntax `level
/-- Tactics. -/
abbrev Syntax.Tactic := TSyntax `tactic
/-- Precedences. -/
abbrev Prec := TSyntax `prec
/-- Priorities. -/
abbrev Prio := TSyntax `prio
/-- Identifiers. -/
abbrev Ident := TSyntax identKind
/-- String literals. -/
abbrev StrLit := TSyntax strLitKind
/-- Character literals. -/
abbrev CharLit := TSyntax charLitKind
/-- Name literals. -/
abbrev NameLit := TSyntax nameLitKind
/-- Decimal literals. -/
abbrev ScientificLit := TSyntax scientificLitKind
/-- Natural literals. -/
abbrev NumLit := TSyntax numLitKind

instance {ks : SyntaxNodeKinds} : CoeOut (TSyntax ks) Syntax := ⟨TSyntax.raw⟩
instance {k : SyntaxNodeKind} {ks : SyntaxNodeKinds} : Coe (TSyntax (List.cons k .nil)) (TSyntax (List.cons k ks)) := ⟨fun s => ⟨s.raw⟩⟩
instance {k : SyntaxNodeKind} {ks : SyntaxNodeKinds} : Coe (TSyntax ks) (TSyntax (List.cons k ks)) := ⟨fun s => ⟨s.raw⟩⟩

instance : Coe Syntax (TSyntax `rawStx) := ⟨fun s => ⟨s⟩⟩

namespace TSyntax
instance : Coe Ident Term := ⟨fun s => ⟨s.raw⟩⟩
instance (info : SourceInfo) (r : Substring.Raw) (n : Name) (p : List Syntax.Preresolved) :
    CoeDep Term (mk (.ident info r n p)) Ident := ⟨⟨.ident info r n p⟩⟩
instance : Coe StrLit Term := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe NameLit Term := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe ScientificLit Term := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe NumLit Term := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe CharLit Term := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe Ident Syntax.Level := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe NumLit Prio := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe NumLit Prec := ⟨fun s => ⟨s.raw⟩⟩
end TSyntax

namespace Syntax

/-- Several trees of the kinds `ks`. -/
def _root_.Lean.TSyntaxArray (ks : SyntaxNodeKinds) := Array (TSyntax ks)

/-- Trees with separators between them. -/
structure SepArray (sep : String) where
  elemsAndSeps : Array Syntax

/-- Trees of the kinds `ks` with separators between them. -/
structure TSepArray (ks : SyntaxNodeKinds) (sep : String) where
  elemsAndSeps : Array Syntax

end Syntax

/-- Forgets the kinds. -/
@[inline] unsafe def TSyntaxArray.rawImpl {ks : SyntaxNodeKinds} (as : TSyntaxArray ks) : Array Syntax := unsafeCast as

/-- Forgets the kinds. -/
@[implemented_by TSyntaxArray.rawImpl]
opaque TSyntaxArray.raw {ks : SyntaxNodeKinds} (as : TSyntaxArray ks) : Array Syntax

/-- Claims the kinds. -/
@[inline] unsafe def TSyntaxArray.mkImpl {ks : SyntaxNodeKinds} (as : Array Syntax) : TSyntaxArray ks := unsafeCast as

instance {ks : SyntaxNodeKinds} : Inhabited (TSyntaxArray ks) := ⟨Array.empty⟩

/-- Claims the kinds. -/
@[implemented_by TSyntaxArray.mkImpl]
opaque TSyntaxArray.mk {ks : SyntaxNodeKinds} (as : Array Syntax) : TSyntaxArray ks

namespace Syntax

instance {ks : SyntaxNodeKinds} : CoeOut (TSyntaxArray ks) (Array Syntax) := ⟨TSyntaxArray.raw⟩
instance {ks : SyntaxNodeKinds} {sep : String} : CoeOut (TSepArray ks sep) (SepArray sep) := ⟨fun a => ⟨a.elemsAndSeps⟩⟩
instance {k : SyntaxNodeKinds} {sep : String} : Inhabited (TSepArray k sep) := ⟨⟨Array.empty⟩⟩
instance {sep : String} : Inhabited (SepArray sep) := ⟨⟨Array.empty⟩⟩

/-- The elements of an array with separators. -/
@[extern "l_Array_getSepElems"] opaque _root_.Array.getSepElems {α : Type u} (as : Array α) : Array α

/-- The elements, without the separators. -/
def SepArray.getElems {sep : String} (sa : SepArray sep) : Array Syntax := sa.elemsAndSeps.getSepElems

/-- The elements, without the separators. -/
def TSepArray.getElems {k : SyntaxNodeKinds} {sep : String} (sa : TSepArray k sep) : TSyntaxArray k :=
  TSyntaxArray.mk sa.elemsAndSeps.getSepElems

/-- Puts separators between elements. -/
@[extern "l_Lean_mkSepArray"] opaque _root_.Lean.mkSepArray (as : Array Syntax) (sep : Syntax) : Array Syntax

/-- Puts separators between elements. -/
@[extern "l_Lean_Syntax_SepArray_ofElems"] opaque SepArray.ofElems {sep : String} (elems : Array Syntax) : SepArray sep

/-- Puts separators between elements. -/
def TSepArray.ofElems {k : SyntaxNodeKinds} {sep : String} (elems : TSyntaxArray k) : TSepArray k sep :=
  ⟨(SepArray.ofElems (sep := sep) elems.raw).elemsAndSeps⟩

instance {sep : String} : Coe (Array Syntax) (SepArray sep) := ⟨SepArray.ofElems⟩
instance {k : SyntaxNodeKinds} {sep : String} : Coe (TSyntaxArray k) (TSepArray k sep) := ⟨TSepArray.ofElems⟩
instance {k : SyntaxNodeKinds} {sep : String} : CoeOut (TSepArray k sep) (Array (TSyntax k)) := ⟨TSepArray.getElems⟩
instance {k : SyntaxNodeKinds} {sep : String} : CoeOut (TSepArray k sep) (TSyntaxArray k) := ⟨TSepArray.getElems⟩

/-- The kind of the root. -/
@[extern "l_Lean_Syntax_getKind"] opaque getKind (stx : Syntax) : SyntaxNodeKind
/-- Replaces the kind of the root. -/
@[extern "l_Lean_Syntax_setKind"] opaque setKind (stx : Syntax) (k : SyntaxNodeKind) : Syntax
/-- Tests the kind of the root. -/
@[extern "l_Lean_Syntax_isOfKind"] opaque isOfKind (stx : Syntax) (k : SyntaxNodeKind) : Bool
/-- The child at place `i`, or `missing`. -/
@[extern "l_Lean_Syntax_getArg"] opaque getArg (stx : Syntax) (i : Nat) : Syntax
/-- All children. -/
@[extern "l_Lean_Syntax_getArgs"] opaque getArgs (stx : Syntax) : Array Syntax
/-- The number of children. -/
@[extern "l_Lean_Syntax_getNumArgs"] opaque getNumArgs (stx : Syntax) : Nat
/-- Replaces all children. -/
@[extern "l_Lean_Syntax_setArgs"] opaque setArgs (stx : Syntax) (args : Array Syntax) : Syntax
/-- Replaces one child. -/
@[extern "l_Lean_Syntax_setArg"] opaque setArg (stx : Syntax) (i : Nat) (arg : Syntax) : Syntax
/-- Tests for an empty optional node. -/
@[extern "l_Lean_Syntax_isNone"] opaque isNone (stx : Syntax) : Bool
/-- Tests for `missing`. -/
@[extern "l_Lean_Syntax_isMissing"] opaque isMissing (stx : Syntax) : Bool
/-- Tests for an identifier. -/
@[extern "l_Lean_Syntax_isIdent"] opaque isIdent (stx : Syntax) : Bool
/-- Tests for a node of kind `null` with `n` children. -/
@[extern "l_Lean_Syntax_matchesNull"] opaque matchesNull (stx : Syntax) (n : Nat) : Bool
/-- Tests for an identifier with the given meaning. -/
@[extern "l_Lean_Syntax_matchesIdent"] opaque matchesIdent (stx : Syntax) (id : Name) : Bool
/-- Tests for a literal of the given kind and text. -/
@[extern "l_Lean_Syntax_matchesLit"] opaque matchesLit (stx : Syntax) (k : SyntaxNodeKind) (val : String) : Bool
/-- The name of an identifier. -/
@[extern "l_Lean_Syntax_getId"] opaque getId (stx : Syntax) : Name
/-- The source position of the first token. -/
@[extern "l_Lean_Syntax_getHeadInfo"] opaque getHeadInfo (stx : Syntax) : SourceInfo
/-- The content of an optional node. -/
@[extern "l_Lean_Syntax_getOptional_x3f"] opaque getOptional? (stx : Syntax) : Option Syntax
/-- The name of an optional identifier. -/
@[extern "l_Lean_Syntax_getOptionalIdent_x3f"] opaque getOptionalIdent? (stx : Syntax) : Option Name
/-- Moves the source position of another tree here. -/
@[extern "l_Lean_Syntax_copyHeadTailInfoFrom"] opaque copyHeadTailInfoFrom (s source : Syntax) : Syntax

/-- A node of one child. -/
def node1 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ : Syntax) : Syntax := .node info kind (Array.mkArray1 a₁)
/-- A node of two children. -/
def node2 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ : Syntax) : Syntax := .node info kind (Array.mkArray2 a₁ a₂)
/-- A node of three children. -/
def node3 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ : Syntax) : Syntax := .node info kind (Array.mkArray3 a₁ a₂ a₃)
/-- A node of four children. -/
def node4 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ : Syntax) : Syntax := .node info kind (Array.mkArray4 a₁ a₂ a₃ a₄)
/-- A node of five children. -/
def node5 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ : Syntax) : Syntax :=
  .node info kind (Array.mkArray5 a₁ a₂ a₃ a₄ a₅)
/-- A node of six children. -/
def node6 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ a₆ : Syntax) : Syntax :=
  .node info kind (Array.mkArray6 a₁ a₂ a₃ a₄ a₅ a₆)
/-- A node of seven children. -/
def node7 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ a₆ a₇ : Syntax) : Syntax :=
  .node info kind (Array.mkArray7 a₁ a₂ a₃ a₄ a₅ a₆ a₇)
/-- A node of eight children. -/
def node8 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ a₆ a₇ a₈ : Syntax) : Syntax :=
  .node info kind (Array.mkArray8 a₁ a₂ a₃ a₄ a₅ a₆ a₇ a₈)

/-- A literal of the given kind. -/
@[extern "l_Lean_Syntax_mkLit"] opaque mkLit (kind : SyntaxNodeKind) (val : String) (info : SourceInfo) : TSyntax (List.cons kind .nil)
/-- A natural literal from its text. -/
@[extern "l_Lean_Syntax_mkNumLit"] opaque mkNumLit (val : String) (info : SourceInfo := SourceInfo.none) : NumLit
/-- A natural literal. -/
@[extern "l_Lean_Syntax_mkNatLit"] opaque mkNatLit (val : Nat) (info : SourceInfo := SourceInfo.none) : NumLit
/-- A string literal. -/
@[extern "l_Lean_Syntax_mkStrLit"] opaque mkStrLit (val : String) (info : SourceInfo := SourceInfo.none) : StrLit
/-- A character literal. -/
@[extern "l_Lean_Syntax_mkCharLit"] opaque mkCharLit (val : Char) (info : SourceInfo := SourceInfo.none) : CharLit
/-- A name literal from its text. -/
@[extern "l_Lean_Syntax_mkNameLit"] opaque mkNameLit (val : String) (info : SourceInfo := SourceInfo.none) : NameLit
/-- The value of a natural literal, or `0`. -/
@[extern "l_Lean_Syntax_toNat"] opaque toNat (stx : Syntax) : Nat
/-- Applies one term to others. -/
@[extern "l_Lean_Syntax_mkApp"] opaque mkApp (fn : Term) (args : TSyntaxArray `term) : Term
/-- Applies a constant to terms. -/
@[extern "l_Lean_Syntax_mkCApp"] opaque mkCApp (fn : Name) (args : TSyntaxArray `term) : Term

end Syntax

namespace TSyntax
/-- The name of an identifier. -/
def getId (s : Ident) : Name := s.raw.getId
/-- The value of a natural literal. -/
@[extern "l_Lean_TSyntax_getNat"] opaque getNat (s : NumLit) : Nat
/-- The value of a string literal. -/
@[extern "l_Lean_TSyntax_getString"] opaque getString (s : StrLit) : String
/-- The value of a character literal. -/
@[extern "l_Lean_TSyntax_getChar"] opaque getChar (s : CharLit) : Char
/-- The value of a name literal. -/
@[extern "l_Lean_TSyntax_getName"] opaque getName (s : NameLit) : Name
end TSyntax

/-- The source position of a tree, for syntax made on its behalf. -/
@[extern "l_Lean_SourceInfo_fromRef"] opaque SourceInfo.fromRef (ref : Syntax) (canonical : Bool := false) : SourceInfo

/-- A token. -/
def mkAtom (val : String) : Syntax := .atom SourceInfo.none val
/-- A token at the place of `src`. -/
@[extern "l_Lean_mkAtomFrom"] opaque mkAtomFrom (src : Syntax) (val : String) (canonical : Bool := false) : Syntax
/-- A node. -/
def mkNode (k : SyntaxNodeKind) (args : Array Syntax) : TSyntax (List.cons k .nil) := ⟨.node SourceInfo.none k args⟩
/-- A node without a kind of its own. -/
def mkNullNode (args : Array Syntax := Array.empty) : Syntax := (mkNode nullKind args).raw
/-- An identifier. -/
@[extern "l_Lean_mkIdent"] opaque mkIdent (val : Name) : Ident
/-- An identifier at the place of `src`. -/
@[extern "l_Lean_mkIdentFrom"] opaque mkIdentFrom (src : Syntax) (val : Name) (canonical : Bool := false) : Ident
/-- An identifier for the constant `c`. -/
@[extern "l_Lean_mkCIdentFrom"] opaque mkCIdentFrom (src : Syntax) (c : Name) (canonical : Bool := false) : Ident
/-- An identifier for the constant `c`. -/
@[extern "l_Lean_mkCIdent"] opaque mkCIdent (c : Name) : Ident
/-- A hole at the place of `ref`. -/
@[extern "l_Lean_mkHole"] opaque mkHole (ref : Syntax) (canonical : Bool := false) : Term

/-! ### The macro monad -/

/-- Numbers that keep the identifiers of different macro expansions apart. -/
abbrev MacroScope := Nat

/-- Monads that know which piece of syntax they work on. -/
class MonadRef (m : Type → Type) where
  getRef : m Syntax
  withRef {α : Type} : Syntax → m α → m α

export MonadRef (getRef)

/-- The new reference if it has a position, else the old one. -/
@[extern "l_Lean_replaceRef"] opaque replaceRef (ref oldRef : Syntax) : Syntax

/-- Runs `x` as working on `ref`. -/
@[always_inline, inline] def withRef {m : Type → Type} [Monad m] [MonadRef m] {α : Type} (ref : Syntax) (x : m α) : m α :=
  bind getRef fun oldRef => MonadRef.withRef (replaceRef ref oldRef) x

/-- Runs `x` as working on `ref`, if there is one. -/
@[always_inline, inline] def withRef? {m : Type → Type} [Monad m] [MonadRef m] {α : Type} (ref? : Option Syntax) (x : m α) : m α :=
  match ref? with
  | some ref => withRef ref x
  | _ => x

/-- Monads in which syntax can be quoted hygienically. -/
class MonadQuotation (m : Type → Type) extends MonadRef m where
  getCurrMacroScope : m MacroScope
  getContext : m Name
  withFreshMacroScope {α : Type} : m α → m α

export MonadQuotation (getCurrMacroScope withFreshMacroScope)

/-- The source position of the current piece of syntax. -/
@[always_inline, inline] def MonadRef.mkInfoFromRefPos {m : Type → Type} [Monad m] [MonadRef m] : m SourceInfo :=
  bind getRef fun ref => pure (SourceInfo.fromRef ref)

/-- Marks a name as belonging to one macro expansion. -/
@[extern "l_Lean_addMacroScope"] opaque addMacroScope (ctx : Name) (n : Name) (scp : MacroScope) : Name

/-- Marks a name as belonging to the current macro expansion. -/
@[always_inline, inline] def MonadQuotation.addMacroScope {m : Type → Type} [MonadQuotation m] [Monad m] (n : Name) : m Name :=
  bind MonadQuotation.getContext fun ctx => bind getCurrMacroScope fun scp => pure (Lean.addMacroScope ctx n scp)

namespace Macro

/-- A type that is known to have an element. -/
abbrev _root_.NonemptyType := Subtype fun α : Type u => Nonempty α

instance : Inhabited NonemptyType.{u} := ⟨⟨PUnit, ⟨PUnit.unit⟩⟩⟩

/-- Stands for the elaborator's own table of methods. -/
opaque MethodsRefPointed : NonemptyType.{0}
/-- The elaborator's own table of methods. -/
def MethodsRef : Type := MethodsRefPointed.val
instance : Nonempty MethodsRef := MethodsRefPointed.property

/-- What a macro may read. -/
structure Context where
  methods : MethodsRef
  quotContext : Name
  currMacroScope : MacroScope
  currRecDepth : Nat := 0
  maxRecDepth : Nat
  ref : Syntax

/-- How a macro may fail. -/
inductive Exception where
  | error : Syntax → String → Exception
  | unsupportedSyntax : Exception

/-- What a macro may change. -/
structure State where
  macroScope : MacroScope
  expandedMacroDecls : List Name := List.nil
  traceMsgs : List (Prod Name String) := List.nil

end Macro

/-- The monad of macros. -/
abbrev MacroM := ReaderT Macro.Context (EStateM Macro.Exception Macro.State)
/-- A macro: from syntax to syntax. -/
abbrev Macro := Syntax → MacroM Syntax

namespace Macro

instance : MonadRef MacroM where
  getRef := fun ctx s => .ok ctx.ref s
  withRef ref x := fun ctx => x { ctx with ref := ref }

/-- A name of the current expansion. -/
def addMacroScope (n : Name) : MacroM Name := fun ctx s => .ok (Lean.addMacroScope ctx.quotContext n ctx.currMacroScope) s

/-- Says that a macro does not apply. -/
def throwUnsupported {α : Type} : MacroM α := fun _ s => .error .unsupportedSyntax s

/-- Fails with a message at `ref`. -/
def throwErrorAt {α : Type} (ref : Syntax) (msg : String) : MacroM α := fun ctx => withRef (m := MacroM) ref (fun ctx s => .error (.error ctx.ref msg) s) ctx

/-- Fails with a message. -/
def throwError {α : Type} (msg : String) : MacroM α := fun ctx s => .error (.error ctx.ref msg) s

/-- Runs `x` with a macro scope of its own. -/
@[inline] protected def withFreshMacroScope {α : Type} (x : MacroM α) : MacroM α := fun ctx s =>
  x { ctx with currMacroScope := s.macroScope } { s with macroScope := HAdd.hAdd s.macroScope 1 }

instance : MonadQuotation MacroM where
  getCurrMacroScope := fun ctx s => .ok ctx.currMacroScope s
  getContext := fun ctx s => .ok ctx.quotContext s
  withFreshMacroScope := Macro.withFreshMacroScope

end Macro

/-! ### Printing terms back -/

namespace PrettyPrinter

/-- The monad of unexpanders. -/
abbrev UnexpandM := ReaderT Syntax (EStateM Unit Unit)
/-- From an application, as syntax, to its notation. -/
abbrev Unexpander := Syntax → UnexpandM Syntax

instance : MonadQuotation UnexpandM where
  getRef := fun ref s => .ok ref s
  withRef ref x := fun _ => x ref
  getCurrMacroScope := fun _ s => .ok 0 s
  getContext := fun _ s => .ok `_fakeMod s
  withFreshMacroScope x := x

end PrettyPrinter

end Lean

/-- A default that a tactic provides: `(h : p := by assumption)`. -/
abbrev autoParam (α : Sort u) (_tactic : Lean.Syntax) : Sort u := α
