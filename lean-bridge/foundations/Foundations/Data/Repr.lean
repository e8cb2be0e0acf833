prelude
import Foundations.Data.Fin
/-!
# Printing values

`Repr` prints a value as Lean source, `ToString` as text. Both are what `#eval` and `deriving Repr` use. The
documents that `Repr` answers are laid out by compiled code, so their type has its constructors in order.
-/

universe u v

/-- Orders of three outcomes. -/
inductive Ordering where
  | lt | eq | gt
deriving DecidableEq, Inhabited

namespace Std

/-- How the line breaks of a group behave. -/
inductive Format.FlattenBehavior where
  | allOrNone
  | fill

/-- Documents for pretty printing. -/
inductive Format where
  | nil : Format
  | line : Format
  | align (force : Bool) : Format
  | text : String → Format
  | nest (indent : Int) (f : Format) : Format
  | append : Format → Format → Format
  | group : Format → (behavior : Format.FlattenBehavior := Format.FlattenBehavior.allOrNone) → Format
  | tag : Nat → Format → Format

instance : Inhabited Format := ⟨.nil⟩
instance : Append Format := ⟨.append⟩
instance : Coe String Format := ⟨.text⟩

namespace Format
/-- Whether nothing is printed. -/
@[extern "l_Std_Format_isEmpty"] opaque isEmpty : Format → Bool
/-- Puts a document in brackets. -/
def bracket (l : String) (x : Format) (r : String) : Format := .group (.nest (Int.ofNat l.length) (.text l ++ x ++ .text r))
/-- `(x)`. -/
def paren (x : Format) : Format := bracket "(" x ")"
/-- `[x]`. -/
def sbracket (x : Format) : Format := bracket "[" x "]"
/-- A group of which as much as fits goes on a line. -/
def fill (f : Format) : Format := .group f .fill
/-- The default indentation. -/
def defIndent : Nat := 2
/-- Indents by the default. -/
def nestD (f : Format) : Format := .nest (Int.ofNat defIndent) f
/-- Indents on a new line. -/
def indentD (f : Format) : Format := nestD (.line ++ f)
end Format

/-- Values that can be put in a document. -/
class ToFormat (α : Type u) where
  format : α → Format

export ToFormat (format)

instance : ToFormat Format := ⟨id⟩
instance : ToFormat String := ⟨.text⟩

/-- Puts a separator between documents. -/
def Format.joinSep {α : Type u} [ToFormat α] : List α → Format → Format
  | [], _ => .nil
  | [a], _ => format a
  | a :: as, sep => format a ++ sep ++ joinSep as sep

end Std

open Std

/-- Values that can be printed as Lean source. -/
class Repr (α : Type u) where
  reprPrec : α → Nat → Format

export Repr (reprPrec)

/-- Prints at the lowest precedence. -/
abbrev repr {α : Type u} [Repr α] (a : α) : Format := reprPrec a 0
/-- Prints as an argument. -/
abbrev reprArg {α : Type u} [Repr α] (a : α) : Format := reprPrec a 1024

/-- Brackets around a document, if the precedence asks for them. -/
def Repr.addAppParen (f : Format) (prec : Nat) : Format := if prec ≥ 1024 then f.paren else f

/-- Values that can be printed as text. -/
class ToString (α : Type u) where
  toString : α → String

export ToString (toString)

/-- The digit with value `n`. -/
def Nat.digitChar (n : Nat) : Char := Char.ofNat (if n < 10 then n + 48 else n + 87)

/-- The digits of `n` in base `base`, in front of `ds`; at most `fuel` of them. -/
def Nat.toDigitsCore (base : Nat) : (fuel n : Nat) → (ds : List Char) → List Char
  | 0, _, ds => ds
  | fuel + 1, n, ds => if n / base = 0 then digitChar (n % base) :: ds else toDigitsCore base fuel (n / base) (digitChar (n % base) :: ds)

/-- The digits of `n` in base `base`. -/
def Nat.toDigits (base n : Nat) : List Char := toDigitsCore base (n + 1) n []

/-- The decimal digits. -/
def Nat.repr (n : Nat) : String := String.ofList (toDigits 10 n)

/-- Puts a string in quotes. -/
@[extern "l_String_quote"] opaque String.quote (s : String) : String
/-- Puts a character in quotes. -/
@[extern "l_Char_quote"] opaque Char.quote (c : Char) : String

instance : ToString String := ⟨id⟩
instance : ToString Char := ⟨String.singleton⟩
instance : ToString Nat := ⟨Nat.repr⟩
instance : ToString Bool := ⟨fun b => cond b "true" "false"⟩
instance : ToString Unit := ⟨fun _ => "()"⟩
instance : ToString Int := ⟨fun
  | .ofNat n => n.repr
  | .negSucc n => "-" ++ (n + 1).repr⟩
instance {n : Nat} : ToString (Fin n) := ⟨fun i => toString i.val⟩

/-- Puts strings one after the other. -/
def String.join (l : List String) : String := l.foldl (· ++ ·) ""
/-- Puts strings one after the other, with `s` between them. -/
def String.intercalate (s : String) : List String → String
  | [] => ""
  | [a] => a
  | a :: as => a ++ s ++ intercalate s as

instance {α : Type u} [ToString α] : ToString (List α) := ⟨fun l => "[" ++ String.intercalate ", " (l.map toString) ++ "]"⟩
instance {α : Type u} [ToString α] : ToString (Option α) := ⟨fun
  | none => "none"
  | some a => "(some " ++ toString a ++ ")"⟩
instance {α : Type u} {β : Type v} [ToString α] [ToString β] : ToString (α × β) := ⟨fun p => "(" ++ toString p.1 ++ ", " ++ toString p.2 ++ ")"⟩

instance : Repr Nat := ⟨fun n _ => n.repr⟩
instance : Repr Int := ⟨fun i prec => if i < 0 then Repr.addAppParen (toString i) prec else toString i⟩
instance : Repr Bool := ⟨fun b _ => toString b⟩
instance : Repr String := ⟨fun s _ => s.quote⟩
instance : Repr Char := ⟨fun c _ => c.quote⟩
instance : Repr Unit := ⟨fun _ _ => "()"⟩
instance {n : Nat} : Repr (Fin n) := ⟨fun i _ => repr i.val⟩
instance {α : Type u} [Repr α] {p : α → Prop} : Repr (Subtype p) := ⟨fun x prec => reprPrec x.val prec⟩
instance {α : Type u} [Repr α] : Repr (Option α) := ⟨fun
  | none, _ => "none"
  | some a, prec => Repr.addAppParen ("some " ++ reprArg a) prec⟩
instance {α : Type u} [Repr α] : Repr (List α) := ⟨fun l _ => Format.sbracket (Format.joinSep (l.map repr) ("," ++ Format.line))⟩
instance {α : Type u} [Repr α] : Repr (Array α) := ⟨fun l _ => "#" ++ Format.sbracket (Format.joinSep (l.toList.map repr) ("," ++ Format.line))⟩
instance {α : Type u} {β : Type v} [Repr α] [Repr β] : Repr (α × β) := ⟨fun p _ => Format.paren (repr p.1 ++ "," ++ Format.line ++ repr p.2)⟩
instance {α : Type u} {β : Type v} [Repr α] [Repr β] : Repr (α ⊕ β) := ⟨fun
  | .inl a, prec => Repr.addAppParen ("Sum.inl " ++ reprArg a) prec
  | .inr b, prec => Repr.addAppParen ("Sum.inr " ++ reprArg b) prec⟩
