prelude
import Foundations.Core.Nat
/-!
# Bounded numbers, characters, strings, arrays

These types cross into compiled code, so their constructors and projections name the functions of Lean's
run-time system, which keeps machine words, UTF-8 text and flat arrays behind them.
-/

universe u v w

/-! ### Bounded numbers -/

/-- The natural numbers below `n`. -/
structure Fin (n : Nat) where
  mk ::
  val : Nat
  isLt : LT.lt val n

attribute [coe] Fin.val

instance (n : Nat) : CoeOut (Fin n) Nat := ⟨Fin.val⟩

theorem Fin.eq_of_val_eq {n : Nat} : {i j : Fin n} → Eq i.val j.val → Eq i j
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl

theorem Fin.val_eq_of_eq {n : Nat} {i j : Fin n} (h : Eq i j) : Eq i.val j.val := congrArg Fin.val h

instance instDecidableEqFin (n : Nat) : DecidableEq (Fin n) :=
  fun i j => match decEq i.val j.val with
    | isTrue h => isTrue (Fin.eq_of_val_eq h)
    | isFalse h => isFalse (fun h' => h (Fin.val_eq_of_eq h'))

instance {n : Nat} : LT (Fin n) := ⟨fun a b => LT.lt a.val b.val⟩
instance {n : Nat} : LE (Fin n) := ⟨fun a b => LE.le a.val b.val⟩
instance Fin.decLt {n : Nat} (a b : Fin n) : Decidable (LT.lt a b) := Nat.decLt ..
instance Fin.decLe {n : Nat} (a b : Fin n) : Decidable (LE.le a b) := Nat.decLe ..

/-- Bit vectors of width `w`. -/
structure BitVec (w : Nat) where
  ofFin ::
  toFin : Fin (HPow.hPow 2 w)

/-- The natural number with these bits. -/
protected def BitVec.toNat {w : Nat} (x : BitVec w) : Nat := x.toFin.val

theorem BitVec.eq_of_toNat_eq {w : Nat} : {x y : BitVec w} → Eq x.toNat y.toNat → Eq x y
  | ⟨_⟩, ⟨_⟩, h => congrArg BitVec.ofFin (Fin.eq_of_val_eq h)

/-- Decides equality of bit vectors. -/
def BitVec.decEq {w : Nat} (x y : BitVec w) : Decidable (Eq x y) :=
  match _root_.decEq x.toNat y.toNat with
  | isTrue h => isTrue (BitVec.eq_of_toNat_eq h)
  | isFalse h => isFalse (fun h' => h (congrArg BitVec.toNat h'))

instance instDecidableEqBitVec {w : Nat} : DecidableEq (BitVec w) := BitVec.decEq

/-- Unsigned 8-bit words. -/
structure UInt8 where
  ofBitVec ::
  toBitVec : BitVec 8
attribute [extern "lean_uint8_of_nat_mk"] UInt8.ofBitVec
attribute [extern "lean_uint8_to_nat"] UInt8.toBitVec

/-- Unsigned 16-bit words. -/
structure UInt16 where
  ofBitVec ::
  toBitVec : BitVec 16
attribute [extern "lean_uint16_of_nat_mk"] UInt16.ofBitVec
attribute [extern "lean_uint16_to_nat"] UInt16.toBitVec

/-- Unsigned 32-bit words. -/
structure UInt32 where
  ofBitVec ::
  toBitVec : BitVec 32
attribute [extern "lean_uint32_of_nat_mk"] UInt32.ofBitVec
attribute [extern "lean_uint32_to_nat"] UInt32.toBitVec

/-- Unsigned 64-bit words. -/
structure UInt64 where
  ofBitVec ::
  toBitVec : BitVec 64
attribute [extern "lean_uint64_of_nat_mk"] UInt64.ofBitVec
attribute [extern "lean_uint64_to_nat"] UInt64.toBitVec

/-- The word with this value. -/
@[extern "lean_uint8_of_nat"] def UInt8.ofNatLT (n : @& Nat) (h : LT.lt n 256) : UInt8 := ⟨⟨⟨n, h⟩⟩⟩
/-- The word with this value. -/
@[extern "lean_uint16_of_nat"] def UInt16.ofNatLT (n : @& Nat) (h : LT.lt n 65536) : UInt16 := ⟨⟨⟨n, h⟩⟩⟩
/-- The word with this value. -/
@[extern "lean_uint32_of_nat"] def UInt32.ofNatLT (n : @& Nat) (h : LT.lt n 4294967296) : UInt32 := ⟨⟨⟨n, h⟩⟩⟩
/-- The word with this value. -/
@[extern "lean_uint64_of_nat"] def UInt64.ofNatLT (n : @& Nat) (h : LT.lt n 18446744073709551616) : UInt64 := ⟨⟨⟨n, h⟩⟩⟩

/-- The value of a word. -/
@[extern "lean_uint8_to_nat"] def UInt8.toNat (n : UInt8) : Nat := n.toBitVec.toNat
/-- The value of a word. -/
@[extern "lean_uint16_to_nat"] def UInt16.toNat (n : UInt16) : Nat := n.toBitVec.toNat
/-- The value of a word. -/
@[extern "lean_uint32_to_nat"] def UInt32.toNat (n : UInt32) : Nat := n.toBitVec.toNat
/-- The value of a word. -/
@[extern "lean_uint64_to_nat"] def UInt64.toNat (n : UInt64) : Nat := n.toBitVec.toNat

theorem UInt8.eq_of_toBitVec_eq : {a b : UInt8} → Eq a.toBitVec b.toBitVec → Eq a b | ⟨_⟩, ⟨_⟩, h => congrArg UInt8.ofBitVec h
theorem UInt16.eq_of_toBitVec_eq : {a b : UInt16} → Eq a.toBitVec b.toBitVec → Eq a b | ⟨_⟩, ⟨_⟩, h => congrArg UInt16.ofBitVec h
theorem UInt32.eq_of_toBitVec_eq : {a b : UInt32} → Eq a.toBitVec b.toBitVec → Eq a b | ⟨_⟩, ⟨_⟩, h => congrArg UInt32.ofBitVec h
theorem UInt64.eq_of_toBitVec_eq : {a b : UInt64} → Eq a.toBitVec b.toBitVec → Eq a b | ⟨_⟩, ⟨_⟩, h => congrArg UInt64.ofBitVec h

/-- Decides equality of words. -/
@[extern "lean_uint8_dec_eq"] def UInt8.decEq (a b : UInt8) : Decidable (Eq a b) :=
  match a.toBitVec.decEq b.toBitVec with
  | isTrue h => isTrue (eq_of_toBitVec_eq h)
  | isFalse h => isFalse (fun h' => h (congrArg toBitVec h'))
/-- Decides equality of words. -/
@[extern "lean_uint16_dec_eq"] def UInt16.decEq (a b : UInt16) : Decidable (Eq a b) :=
  match a.toBitVec.decEq b.toBitVec with
  | isTrue h => isTrue (eq_of_toBitVec_eq h)
  | isFalse h => isFalse (fun h' => h (congrArg toBitVec h'))
/-- Decides equality of words. -/
@[extern "lean_uint32_dec_eq"] def UInt32.decEq (a b : UInt32) : Decidable (Eq a b) :=
  match a.toBitVec.decEq b.toBitVec with
  | isTrue h => isTrue (eq_of_toBitVec_eq h)
  | isFalse h => isFalse (fun h' => h (congrArg toBitVec h'))
/-- Decides equality of words. -/
@[extern "lean_uint64_dec_eq"] def UInt64.decEq (a b : UInt64) : Decidable (Eq a b) :=
  match a.toBitVec.decEq b.toBitVec with
  | isTrue h => isTrue (eq_of_toBitVec_eq h)
  | isFalse h => isFalse (fun h' => h (congrArg toBitVec h'))

instance : DecidableEq UInt8 := UInt8.decEq
instance : DecidableEq UInt16 := UInt16.decEq
instance : DecidableEq UInt32 := UInt32.decEq
instance : DecidableEq UInt64 := UInt64.decEq

instance : Inhabited UInt8 := ⟨UInt8.ofNatLT 0 (Nat.zero_lt_succ _)⟩
instance : Inhabited UInt16 := ⟨UInt16.ofNatLT 0 (Nat.zero_lt_succ _)⟩
instance : Inhabited UInt32 := ⟨UInt32.ofNatLT 0 (of_decide_eq_true rfl)⟩
instance : Inhabited UInt64 := ⟨UInt64.ofNatLT 0 (of_decide_eq_true rfl)⟩

instance : LT UInt32 := ⟨fun a b => LT.lt a.toBitVec.toNat b.toBitVec.toNat⟩
instance : LE UInt32 := ⟨fun a b => LE.le a.toBitVec.toNat b.toBitVec.toNat⟩

/-- Decides `a < b`. -/
@[extern "lean_uint32_dec_lt"] instance UInt32.decLt (a b : UInt32) : Decidable (LT.lt a b) := Nat.decLt ..
/-- Decides `a ≤ b`. -/
@[extern "lean_uint32_dec_le"] instance UInt32.decLe (a b : UInt32) : Decidable (LE.le a b) := Nat.decLe ..

/-! ### Characters -/

/-- The numbers that are Unicode scalar values. -/
abbrev Nat.isValidChar (n : Nat) : Prop := Or (LT.lt n 0xd800) (And (LT.lt 0xdfff n) (LT.lt n 0x110000))

/-- The words that are Unicode scalar values. -/
abbrev UInt32.isValidChar (n : UInt32) : Prop := n.toNat.isValidChar

/-- Unicode scalar values. -/
structure Char where
  val : UInt32
  valid : val.isValidChar

theorem Nat.isValidChar.lt_uint32 {n : Nat} (h : n.isValidChar) : LT.lt n 4294967296 :=
  h.elim (fun h => Nat.lt_trans h (of_decide_eq_true rfl)) (fun h => Nat.lt_trans h.right (of_decide_eq_true rfl))

/-- The character with this valid code. -/
@[extern "lean_uint32_of_nat"]
def Char.ofNatAux (n : @& Nat) (h : n.isValidChar) : Char := ⟨UInt32.ofNatLT n h.lt_uint32, h⟩

/-- The character with this code, or the null character if there is none. -/
@[noinline, match_pattern]
def Char.ofNat (n : Nat) : Char :=
  dite n.isValidChar (fun h => Char.ofNatAux n h) (fun _ => ⟨UInt32.ofNatLT 0 (of_decide_eq_true rfl), Or.inl (of_decide_eq_true rfl)⟩)

/-- The code of a character. -/
@[inline] def Char.toNat (c : Char) : Nat := c.val.toNat

theorem Char.eq_of_val_eq : {c d : Char} → Eq c.val d.val → Eq c d
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl

instance : DecidableEq Char :=
  fun c d => match decEq c.val d.val with
    | isTrue h => isTrue (Char.eq_of_val_eq h)
    | isFalse h => isFalse (fun h' => h (congrArg Char.val h'))

instance : Inhabited Char := ⟨'A'⟩

/-! ### Strings -/

/-- Text: in proofs a list of characters, at run time UTF-8. -/
structure String where
  ofList ::
  toList : List Char

attribute [extern "lean_string_mk"] String.ofList
attribute [extern "lean_string_data"] String.toList

/-- Decides equality of lists. -/
def List.hasDecEq {α : Type u} [DecidableEq α] : (xs ys : List α) → Decidable (Eq xs ys)
  | .nil, .nil => isTrue rfl
  | .nil, .cons _ _ => isFalse (fun h => List.noConfusion rfl (heq_of_eq h))
  | .cons _ _, .nil => isFalse (fun h => List.noConfusion rfl (heq_of_eq h))
  | .cons x xs, .cons y ys =>
    match decEq x y with
    | isTrue hxy =>
      match hasDecEq xs ys with
      | isTrue h => isTrue (congr (congrArg List.cons hxy) h)
      | isFalse h => isFalse (fun h' => List.noConfusion rfl (heq_of_eq h') (fun _ h'' => h (eq_of_heq h'')))
    | isFalse hxy => isFalse (fun h' => List.noConfusion rfl (heq_of_eq h') (fun h'' _ => hxy (eq_of_heq h'')))

instance {α : Type u} [DecidableEq α] : DecidableEq (List α) := List.hasDecEq

/-- Decides equality of strings. -/
@[extern "lean_string_dec_eq"]
def String.decEq (s t : @& String) : Decidable (Eq s t) :=
  match s, t with
  | ⟨a⟩, ⟨b⟩ => match List.hasDecEq a b with
    | isTrue h => isTrue (congrArg String.ofList h)
    | isFalse h => isFalse (fun h' => h (congrArg String.toList h'))

instance : DecidableEq String := String.decEq

/-- Joins lists end to end. -/
protected def List.append {α : Type u} : (xs ys : List α) → List α
  | .nil, ys => ys
  | .cons x xs, ys => .cons x (List.append xs ys)

/-- The number of elements. -/
def List.length {α : Type u} : List α → Nat
  | .nil => 0
  | .cons _ xs => HAdd.hAdd (length xs) 1

/-- Joins strings end to end. -/
@[extern "lean_string_append"]
def String.append (s : String) (t : @& String) : String := ⟨List.append s.toList t.toList⟩

/-- The number of characters. -/
@[extern "lean_string_length"]
def String.length (s : @& String) : Nat := s.toList.length

/-- Adds a character at the end. -/
@[extern "lean_string_push"]
def String.push (s : String) (c : Char) : String := ⟨List.append s.toList (.cons c .nil)⟩

/-- The string of one character. -/
@[inline] def String.singleton (c : Char) : String := String.push "" c

instance : Inhabited String := ⟨""⟩
instance : Append String := ⟨String.append⟩

/-- The number of bytes of the UTF-8 form of a character. -/
def Char.utf8Size (c : Char) : Nat :=
  have n := c.toNat
  cond (Nat.ble n 0x7F) 1 (cond (Nat.ble n 0x7FF) 2 (cond (Nat.ble n 0xFFFF) 3 4))

/-- The number of bytes of the UTF-8 form. -/
@[extern "lean_string_utf8_byte_size"]
def String.utf8ByteSize (s : @& String) : Nat := go s.toList
where
  /-- The bytes of a list of characters. -/
  go : List Char → Nat
    | .nil => 0
    | .cons c cs => HAdd.hAdd (go cs) c.utf8Size

/-- A byte position in a string. -/
structure String.Pos.Raw where
  byteIdx : Nat

/-- A part of a string, between two byte positions. -/
structure Substring.Raw where
  str : String
  startPos : String.Pos.Raw
  stopPos : String.Pos.Raw

instance : Inhabited String.Pos.Raw := ⟨⟨0⟩⟩
instance : Inhabited Substring.Raw := ⟨⟨"", ⟨0⟩, ⟨0⟩⟩⟩

/-- The whole string as a part of itself. -/
@[inline] def String.toRawSubstring (s : String) : Substring.Raw := ⟨s, ⟨0⟩, ⟨s.utf8ByteSize⟩⟩

/-- The whole string as a part of itself; not inlined. -/
def String.toRawSubstring' (s : String) : Substring.Raw := s.toRawSubstring

/-! ### Arrays -/

/-- Sequences with constant-time access: in proofs a list, at run time a flat array. -/
structure Array (α : Type u) where
  mk ::
  toList : List α

attribute [extern "lean_array_to_list"] Array.toList
attribute [extern "lean_array_mk"] Array.mk

/-- The array of a list. -/
@[match_pattern] abbrev List.toArray {α : Type u} (xs : List α) : Array α := ⟨xs⟩

namespace Array

/-- The empty array with room for `c` elements. -/
@[extern "lean_mk_empty_array_with_capacity"]
def emptyWithCapacity {α : Type u} (c : @& Nat) : Array α := ⟨.nil⟩

/-- The empty array with room for `c` elements. -/
@[extern "lean_mk_empty_array_with_capacity"]
abbrev mkEmpty {α : Type u} (c : @& Nat) : Array α := emptyWithCapacity c

/-- The empty array. -/
def empty {α : Type u} : Array α := emptyWithCapacity 0

/-- The number of elements. -/
@[extern "lean_array_get_size"]
def size {α : Type u} (xs : @& Array α) : Nat := xs.toList.length

/-- Adds an element at the end. -/
@[extern "lean_array_push"]
def push {α : Type u} (xs : Array α) (x : α) : Array α := ⟨List.append xs.toList (.cons x .nil)⟩

end Array

/-- The element at place `i`, counted from zero. -/
def List.get {α : Type u} : (xs : List α) → Fin xs.length → α
  | .nil, i => absurd i.isLt (Nat.not_lt_zero _)
  | .cons x _, ⟨.zero, _⟩ => x
  | .cons _ xs, ⟨.succ i, h⟩ => get xs ⟨i, Nat.le_of_succ_le_succ h⟩

/-- The element at place `i`, or `d` if there is none. -/
def List.getD' {α : Type u} : List α → Nat → α → α
  | .nil, _, d => d
  | .cons x _, .zero, _ => x
  | .cons _ xs, .succ i, d => getD' xs i d

namespace Array

/-- The element at place `i`. -/
@[extern "lean_array_fget"]
def getInternal {α : Type u} (xs : @& Array α) (i : @& Nat) (h : LT.lt i xs.size) : α := xs.toList.get ⟨i, h⟩

/-- The element at place `i`, or the default. -/
@[extern "lean_array_get"]
def get!Internal {α : Type u} [Inhabited α] (xs : @& Array α) (i : @& Nat) : α := xs.toList.getD' i default

/-- `getInternal`, as the compiler writes it when the array outlives the element. -/
@[extern "lean_array_fget_borrowed"]
def getInternalBorrowed {α : Type u} (xs : @& Array α) (i : @& Nat) (h : LT.lt i xs.size) : α := xs.toList.get ⟨i, h⟩

/-- `get!Internal`, as the compiler writes it when the array outlives the element. -/
@[extern "lean_array_get_borrowed"]
def get!InternalBorrowed {α : Type u} [Inhabited α] (xs : @& Array α) (i : @& Nat) : α := xs.toList.getD' i default

/-- The element at place `i`, or `v₀` if there is none. -/
def getD {α : Type u} (xs : Array α) (i : Nat) (v₀ : α) : α :=
  dite (LT.lt i xs.size) (fun h => xs.getInternal i h) (fun _ => v₀)

/-- The first `n` elements of a list. -/
def _root_.List.take {α : Type u} : (n : Nat) → List α → List α
  | .zero, _ => .nil
  | .succ _, .nil => .nil
  | .succ n, .cons x xs => .cons x (take n xs)

/-- The list without its first `n` elements. -/
def _root_.List.drop {α : Type u} : (n : Nat) → List α → List α
  | .zero, xs => xs
  | .succ _, .nil => .nil
  | .succ n, .cons _ xs => drop n xs

/-- The elements from place `start` up to, but not including, place `stop`. -/
@[extern "l_Array_extract"]
def extract {α : Type u} (xs : Array α) (start : Nat := 0) (stop : Nat := xs.size) : Array α :=
  ⟨List.take (HSub.hSub stop start) (List.drop start xs.toList)⟩

/-- Joins arrays, the second given as a list. -/
def appendList' {α : Type u} (xs : Array α) : List α → Array α
  | .nil => xs
  | .cons y ys => appendList' (xs.push y) ys

/-- Applies a function to each element, and adds the results to `acc`. -/
def mapTo' {α : Type u} {β : Type v} (f : α → β) (acc : Array β) : List α → Array β
  | .nil => acc
  | .cons x xs => mapTo' f (acc.push (f x)) xs

/-- Applies a function to each element. -/
def map {α : Type u} {β : Type v} (f : α → β) (xs : Array α) : Array β := mapTo' f empty xs.toList

/-- Joins arrays end to end. -/
protected def append {α : Type u} (xs ys : Array α) : Array α := appendList' xs ys.toList

instance {α : Type u} : Append (Array α) := ⟨Array.append⟩
instance {α : Type u} : Inhabited (Array α) := ⟨empty⟩

/-- An array of no elements. -/
abbrev mkArray0 {α : Type u} : Array α := ⟨.nil⟩
/-- An array of one element. -/
abbrev mkArray1 {α : Type u} (a : α) : Array α := ⟨.cons a .nil⟩
/-- An array of two elements. -/
abbrev mkArray2 {α : Type u} (a b : α) : Array α := ⟨.cons a (.cons b .nil)⟩
/-- An array of three elements. -/
abbrev mkArray3 {α : Type u} (a b c : α) : Array α := ⟨.cons a (.cons b (.cons c .nil))⟩
/-- An array of four elements. -/
abbrev mkArray4 {α : Type u} (a b c d : α) : Array α := ⟨.cons a (.cons b (.cons c (.cons d .nil)))⟩
/-- An array of five elements. -/
abbrev mkArray5 {α : Type u} (a b c d e : α) : Array α := ⟨.cons a (.cons b (.cons c (.cons d (.cons e .nil))))⟩
/-- An array of six elements. -/
abbrev mkArray6 {α : Type u} (a b c d e f : α) : Array α := ⟨.cons a (.cons b (.cons c (.cons d (.cons e (.cons f .nil)))))⟩
/-- An array of seven elements. -/
abbrev mkArray7 {α : Type u} (a b c d e f g : α) : Array α := ⟨.cons a (.cons b (.cons c (.cons d (.cons e (.cons f (.cons g .nil))))))⟩
/-- An array of eight elements. -/
abbrev mkArray8 {α : Type u} (a b c d e f g h : α) : Array α := ⟨.cons a (.cons b (.cons c (.cons d (.cons e (.cons f (.cons g (.cons h .nil)))))))⟩

end Array

/-! ### Casts that the compiler trusts -/

/-- Changes the type of a value without any check. -/
@[inline] unsafe def unsafeCast {α : Sort u} {β : Sort v} (a : α) : β :=
  PLift.down (ULift.down.{max u v} (cast lcProof (ULift.up.{max u v} (PLift.up a))))

/-- Stops with a message; in proofs, the default element. -/
@[never_extract, extern "lean_panic_fn"]
def panicCore {α : Sort u} [Inhabited α] (msg : String) : α := default

/-- Stops with a message; in proofs, the default element. -/
@[noinline, never_extract]
def panic {α : Sort u} [Inhabited α] (msg : String) : α := panicCore msg

/-- Mixes two hashes. -/
@[extern "lean_uint64_mix_hash"]
opaque mixHash (u₁ u₂ : UInt64) : UInt64

/-- The hash of a string. -/
@[extern "lean_string_hash"]
protected opaque String.hash (s : @& String) : UInt64

/-- A word from a number, modulo `2 ^ 64`. -/
@[extern "lean_uint64_of_nat"]
opaque UInt64.ofNat (n : @& Nat) : UInt64

/-- Types with a hash. -/
class Hashable (α : Sort u) where
  hash : α → UInt64

export Hashable (hash)

instance : Hashable String := ⟨String.hash⟩
