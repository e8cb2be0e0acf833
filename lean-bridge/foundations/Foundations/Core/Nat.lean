prelude
import Foundations.Core.Classes
/-!
# Functions on natural numbers and Booleans

The kernel computes `Nat.add sub mul div mod gcd beq ble land lor xor shiftLeft shiftRight pow log2` on
literals by big-number arithmetic, whatever is written here. So each is defined to mean exactly what the
kernel computes; `tests/succeed/Kernel.lean` compares the two. Functions that standard Lean defines by
well-founded recursion are defined here by recursion on a bound that is large enough.
-/

universe u v w

/-! ### Booleans -/

/-- Lazy disjunction of Booleans. -/
@[macro_inline] def Bool.or (x y : Bool) : Bool :=
  match x with
  | true => true
  | false => y

/-- Lazy conjunction of Booleans. -/
@[macro_inline] def Bool.and (x y : Bool) : Bool :=
  match x with
  | true => y
  | false => false

/-- Negation of Booleans. -/
@[inline] def Bool.not : Bool → Bool
  | true => false
  | false => true

export Bool (or and not)

/-- Exclusive disjunction of Booleans. -/
def Bool.xor : Bool → Bool → Bool
  | true, b => not b
  | false, b => b

theorem false_ne_true (h : Eq false true) : False :=
  h.rec (motive := fun b _ => Bool.rec (motive := fun _ => Prop) True False b) True.intro

theorem eq_false_of_ne_true : {b : Bool} → Not (Eq b true) → Eq b false
  | true, h => False.elim (h rfl)
  | false, _ => rfl

theorem eq_true_of_ne_false : {b : Bool} → Not (Eq b false) → Eq b true
  | true, _ => rfl
  | false, h => False.elim (h rfl)

theorem ne_false_of_eq_true {b : Bool} (h : Eq b true) : Not (Eq b false) :=
  fun h' => false_ne_true (h'.symm.trans h)

theorem ne_true_of_eq_false {b : Bool} (h : Eq b false) : Not (Eq b true) :=
  fun h' => false_ne_true (h.symm.trans h')

/-- Decides equality of Booleans. -/
def Bool.decEq (a b : Bool) : Decidable (Eq a b) :=
  match a, b with
  | false, false => isTrue rfl
  | false, true => isFalse false_ne_true
  | true, false => isFalse (fun h => false_ne_true h.symm)
  | true, true => isTrue rfl

@[inline] instance : DecidableEq Bool := Bool.decEq

theorem of_decide_eq_true {p : Prop} [inst : Decidable p] : Eq (decide p) true → p :=
  match inst with
  | isTrue h => fun _ => h
  | isFalse _ => fun h => False.elim (false_ne_true h)

theorem of_decide_eq_false {p : Prop} [inst : Decidable p] : Eq (decide p) false → Not p :=
  match inst with
  | isTrue _ => fun h => False.elim (false_ne_true h.symm)
  | isFalse h => fun _ => h

theorem of_decide_eq_self_eq_true {α : Sort u} [inst : DecidableEq α] (a : α) : Eq (decide (Eq a a)) true :=
  match inst a a with
  | isTrue _ => rfl
  | isFalse h => False.elim (h rfl)

theorem decide_eq_true {p : Prop} [inst : Decidable p] : p → Eq (decide p) true :=
  match inst with
  | isTrue _ => fun _ => rfl
  | isFalse h => fun hp => False.elim (h hp)

theorem decide_eq_false {p : Prop} [inst : Decidable p] : Not p → Eq (decide p) false :=
  match inst with
  | isTrue h => fun hn => False.elim (hn h)
  | isFalse _ => fun _ => rfl

/-! ### Decidable connectives -/

instance instDecidableTrue : Decidable True := isTrue True.intro
instance instDecidableFalse : Decidable False := isFalse id

section
variable {p q : Prop}

@[macro_inline] instance instDecidableAnd [dp : Decidable p] [dq : Decidable q] : Decidable (And p q) :=
  match dp with
  | isTrue hp =>
    match dq with
    | isTrue hq => isTrue ⟨hp, hq⟩
    | isFalse hq => isFalse (fun h => hq h.right)
  | isFalse hp => isFalse (fun h => hp h.left)

@[macro_inline] instance instDecidableOr [dp : Decidable p] [dq : Decidable q] : Decidable (Or p q) :=
  match dp with
  | isTrue hp => isTrue (Or.inl hp)
  | isFalse hp =>
    match dq with
    | isTrue hq => isTrue (Or.inr hq)
    | isFalse hq => isFalse (fun h => h.elim hp hq)

instance instDecidableNot [dp : Decidable p] : Decidable (Not p) :=
  match dp with
  | isTrue hp => isFalse (fun h => h hp)
  | isFalse hp => isTrue hp

instance instDecidableIff [dp : Decidable p] [dq : Decidable q] : Decidable (Iff p q) :=
  match dp, dq with
  | isTrue hp, isTrue hq => isTrue ⟨fun _ => hq, fun _ => hp⟩
  | isTrue hp, isFalse hq => isFalse (fun h => hq (h.mp hp))
  | isFalse hp, isTrue hq => isFalse (fun h => hp (h.mpr hq))
  | isFalse hp, isFalse hq => isTrue ⟨fun h => absurd h hp, fun h => absurd h hq⟩

@[macro_inline] instance instDecidableForall [dp : Decidable p] [dq : Decidable q] : Decidable (p → q) :=
  match dp with
  | isTrue hp =>
    match dq with
    | isTrue hq => isTrue (fun _ => hq)
    | isFalse hq => isFalse (fun h => hq (h hp))
  | isFalse hp => isTrue (fun h => absurd h hp)
end

/-- A Boolean used as a proposition means `b = true`. -/
instance boolToProp : CoeTail Bool Prop := ⟨fun b => Eq b true⟩
instance boolToSort : CoeSort Bool Prop := ⟨fun b => Eq b true⟩
/-- A decidable proposition used as a Boolean means its truth value. -/
instance decPropToBool (p : Prop) [Decidable p] : CoeDep Prop p Bool := ⟨decide p⟩

instance {α : Sort u} {p : α → Prop} : CoeOut (Subtype p) α := ⟨fun x => x.val⟩

/-! ### Arithmetic -/

namespace Nat

set_option bootstrap.genMatcherCode false

/-- `n + m`. -/
@[extern "lean_nat_add"]
protected def add : (@& Nat) → (@& Nat) → Nat
  | n, .zero => n
  | n, .succ m => .succ (Nat.add n m)

end Nat

instance instAddNat : Add Nat := ⟨Nat.add⟩

attribute [match_pattern] Nat.add

namespace Nat

set_option bootstrap.genMatcherCode false

/-- `n * m`. -/
@[extern "lean_nat_mul"]
protected def mul : (@& Nat) → (@& Nat) → Nat
  | _, .zero => 0
  | n, .succ m => Nat.add (Nat.mul n m) n

/-- `m ^ n`. -/
@[extern "lean_nat_pow"]
protected def pow (m : @& Nat) : (@& Nat) → Nat
  | .zero => 1
  | .succ n => Nat.mul (Nat.pow m n) m

/-- `n - 1`, and `0` for `0`. -/
@[extern "lean_nat_pred"]
def pred : (@& Nat) → Nat
  | .zero => 0
  | .succ n => n

/-- `n - m`, and `0` where the difference would be negative. -/
@[extern "lean_nat_sub"]
protected def sub : (@& Nat) → (@& Nat) → Nat
  | n, .zero => n
  | n, .succ m => pred (Nat.sub n m)

/-- Tests `n = m`. -/
@[extern "lean_nat_dec_eq"]
def beq : (@& Nat) → (@& Nat) → Bool
  | .zero, .zero => true
  | .zero, .succ _ => false
  | .succ _, .zero => false
  | .succ n, .succ m => beq n m

/-- Tests `n ≤ m`. -/
@[extern "lean_nat_dec_le"]
def ble : (@& Nat) → (@& Nat) → Bool
  | .zero, .zero => true
  | .zero, .succ _ => true
  | .succ _, .zero => false
  | .succ n, .succ m => ble n m

/-- `n ≤ m`. -/
protected inductive le (n : Nat) : Nat → Prop where
  | refl : Nat.le n n
  | step {m : Nat} : Nat.le n m → Nat.le n (.succ m)

/-- `n < m`. -/
protected def lt (n m : Nat) : Prop := Nat.le (HAdd.hAdd n 1) m

end Nat

instance instMulNat : Mul Nat := ⟨Nat.mul⟩
instance instSubNat : Sub Nat := ⟨Nat.sub⟩
instance instNatPowNat : NatPow Nat := ⟨Nat.pow⟩
instance instLENat : LE Nat := ⟨Nat.le⟩
instance instLTNat : LT Nat := ⟨Nat.lt⟩

/-! ### Deciding equality and order -/

namespace Nat

theorem eq_of_beq_eq_true : {n m : Nat} → Eq (beq n m) true → Eq n m
  | .zero, .zero, _ => rfl
  | .zero, .succ _, h => False.elim (false_ne_true h)
  | .succ _, .zero, h => False.elim (false_ne_true h)
  | .succ n, .succ m, h => congrArg succ (eq_of_beq_eq_true (n := n) (m := m) h)

theorem beq_self (n : Nat) : Eq (beq n n) true :=
  match n with
  | .zero => rfl
  | .succ n => beq_self n

theorem ne_of_beq_eq_false {n m : Nat} (h : Eq (beq n m) false) : Not (Eq n m) :=
  fun h' => false_ne_true (h.symm.trans (h'.rec (beq_self n)))

/-- Decides `n = m`. -/
@[extern "lean_nat_dec_eq"]
protected def decEq (n m : @& Nat) : Decidable (Eq n m) :=
  match h : beq n m with
  | true => isTrue (eq_of_beq_eq_true h)
  | false => isFalse (ne_of_beq_eq_false h)

end Nat

@[inline] instance instDecidableEqNat : DecidableEq Nat := Nat.decEq

namespace Nat

theorem not_succ_le_zero : (n : Nat) → Not (LE.le (succ n) 0) :=
  fun n h =>
    have aux : (m : Nat) → Nat.le (succ n) m → Eq m 0 → False := fun _ h => by_cases_le h
    aux 0 h rfl
where
  by_cases_le {n m : Nat} (h : Nat.le (succ n) m) : Eq m 0 → False :=
    match h with
    | .refl => fun h => absurd (congrArg (beq 0) h) false_ne_true
    | .step _ => fun h => absurd (congrArg (beq 0) h) false_ne_true

theorem not_lt_zero (n : Nat) : Not (LT.lt n 0) := not_succ_le_zero n

theorem zero_le : (n : Nat) → LE.le 0 n
  | .zero => Nat.le.refl
  | .succ n => Nat.le.step (zero_le n)

theorem succ_le_succ {n m : Nat} (h : LE.le n m) : LE.le (succ n) (succ m) :=
  h.rec Nat.le.refl (fun _ ih => Nat.le.step ih)

theorem zero_lt_succ (n : Nat) : LT.lt 0 (succ n) := succ_le_succ (zero_le n)

theorem le_step {n m : Nat} (h : LE.le n m) : LE.le n (succ m) := Nat.le.step h

protected theorem le_trans {n m k : Nat} (h₁ : LE.le n m) (h₂ : LE.le m k) : LE.le n k :=
  h₂.rec h₁ (fun _ ih => Nat.le.step ih)

protected theorem lt_trans {n m k : Nat} (h₁ : LT.lt n m) : LT.lt m k → LT.lt n k :=
  fun h₂ => Nat.le_trans (le_step h₁) h₂

theorem le_succ (n : Nat) : LE.le n (succ n) := Nat.le.step Nat.le.refl

protected theorem lt_of_lt_of_le {n m k : Nat} : LT.lt n m → LE.le m k → LT.lt n k := Nat.le_trans

protected theorem le_refl (n : Nat) : LE.le n n := Nat.le.refl

theorem succ_pos (n : Nat) : LT.lt 0 (succ n) := zero_lt_succ n

theorem pred_le_pred {n m : Nat} (h : LE.le n m) : LE.le (pred n) (pred m) :=
  h.rec Nat.le.refl (fun {k} _ ih => match k, ih with
    | .zero, ih => ih
    | .succ _, ih => Nat.le.step ih)

theorem le_of_succ_le_succ {n m : Nat} : LE.le (succ n) (succ m) → LE.le n m := pred_le_pred

theorem le_of_lt_succ {n m : Nat} : LT.lt n (succ m) → LE.le n m := le_of_succ_le_succ

theorem lt_succ_of_le {n m : Nat} : LE.le n m → LT.lt n (succ m) := succ_le_succ

protected theorem lt_irrefl (n : Nat) : Not (LT.lt n n) :=
  match n with
  | .zero => not_succ_le_zero 0
  | .succ n => fun h => Nat.lt_irrefl n (le_of_succ_le_succ h)

theorem le_of_ble_eq_true : {n m : Nat} → Eq (ble n m) true → LE.le n m
  | .zero, m, _ => zero_le m
  | .succ _, .zero, h => False.elim (false_ne_true h)
  | .succ n, .succ m, h => succ_le_succ (le_of_ble_eq_true (n := n) (m := m) h)

theorem ble_self_eq_true : (n : Nat) → Eq (ble n n) true
  | .zero => rfl
  | .succ n => ble_self_eq_true n

theorem ble_succ_eq_true : {n m : Nat} → Eq (ble n m) true → Eq (ble n (succ m)) true
  | .zero, .zero, _ => rfl
  | .zero, .succ _, _ => rfl
  | .succ _, .zero, h => False.elim (false_ne_true h)
  | .succ n, .succ m, h => ble_succ_eq_true (n := n) (m := m) h

theorem ble_eq_true_of_le {n m : Nat} (h : LE.le n m) : Eq (ble n m) true :=
  h.rec (ble_self_eq_true n) (fun _ ih => ble_succ_eq_true ih)

theorem not_le_of_not_ble_eq_true {n m : Nat} (h : Not (Eq (ble n m) true)) : Not (LE.le n m) :=
  fun h' => h (ble_eq_true_of_le h')

/-- Decides `n ≤ m`. -/
@[extern "lean_nat_dec_le"]
instance decLe (n m : @& Nat) : Decidable (LE.le n m) :=
  match h : ble n m with
  | true => isTrue (le_of_ble_eq_true h)
  | false => isFalse (not_le_of_not_ble_eq_true (fun h' => false_ne_true (h.symm.trans h')))

/-- Decides `n < m`. -/
@[extern "lean_nat_dec_lt"]
instance decLt (n m : @& Nat) : Decidable (LT.lt n m) := decLe (HAdd.hAdd n 1) m

theorem lt_of_not_le : {n m : Nat} → Not (LE.le n m) → LT.lt m n
  | .zero, m, h => absurd (zero_le m) h
  | .succ n, .zero, _ => zero_lt_succ n
  | .succ _, .succ _, h => succ_le_succ (lt_of_not_le (fun h' => h (succ_le_succ h')))

protected theorem lt_or_ge (n m : Nat) : Or (LT.lt n m) (GE.ge n m) :=
  match decLe m n with
  | isTrue h => Or.inr h
  | isFalse h => Or.inl (lt_of_not_le h)

instance instMax : Max Nat := maxOfLe
instance instMinNat : Min Nat := minOfLe

/-! ### Division -/

/-- Division with at most `fuel` subtractions. -/
protected def div.go (y : Nat) : (fuel x : Nat) → Nat
  | .zero, _ => 0
  | .succ fuel, x => cond (ble y x) (Nat.add (div.go y fuel (Nat.sub x y)) 1) 0

/-- `x / y`, rounded down; `x / 0 = 0`. -/
@[extern "lean_nat_div"]
protected def div (x y : @& Nat) : Nat :=
  match y with
  | .zero => 0
  | .succ y => div.go (succ y) x x

/-- Remainder with at most `fuel` subtractions. -/
protected def modCore.go (y : Nat) : (fuel x : Nat) → Nat
  | .zero, x => x
  | .succ fuel, x => cond (ble y x) (modCore.go y fuel (Nat.sub x y)) x

/-- The remainder, without the shortcut for small numbers. -/
protected def modCore (x y : Nat) : Nat :=
  match y with
  | .zero => x
  | .succ y => modCore.go (succ y) x x

/-- `x % y`; `x % 0 = x`. -/
@[extern "lean_nat_mod"]
protected def mod : (@& Nat) → (@& Nat) → Nat
  | .zero, _ => 0
  | .succ x, y => cond (ble y (succ x)) (Nat.modCore (succ x) y) (succ x)

instance instDivNat : Div Nat := ⟨Nat.div⟩
instance instModNat : Mod Nat := ⟨Nat.mod⟩

/-- `m ∣ n`: some multiple of `m` is `n`. -/
instance instDvdNat : Dvd Nat := ⟨fun a b => Exists (fun c => Eq b (HMul.hMul a c))⟩

/-- Euclid's algorithm with at most `fuel` divisions. -/
protected def gcd.go : (fuel m n : Nat) → Nat
  | .zero, _, n => n
  | .succ fuel, m, n => cond (beq m 0) n (gcd.go fuel (Nat.mod n m) m)

/-- The greatest common divisor. -/
@[extern "lean_nat_gcd"]
def gcd (m n : @& Nat) : Nat := gcd.go m m n

/-- The logarithm with at most `fuel` halvings. -/
protected def log2.go : (fuel n : Nat) → Nat
  | .zero, _ => 0
  | .succ fuel, n => cond (ble 2 n) (Nat.add (log2.go fuel (Nat.div n 2)) 1) 0

/-- The logarithm to base two, rounded down; `log2 0 = 0`. -/
@[extern "lean_nat_log2"]
def log2 (n : @& Nat) : Nat := log2.go n n

/-! ### Bits -/

/-- `bitwise` on at most `fuel` bits. -/
protected def bitwise.go (f : Bool → Bool → Bool) : (fuel n m : Nat) → Nat
  | .zero, _, m => cond (f false true) m 0
  | .succ fuel, n, m =>
    cond (beq n 0) (cond (f false true) m 0)
      (cond (beq m 0) (cond (f true false) n 0)
        (have r := bitwise.go f fuel (Nat.div n 2) (Nat.div m 2)
         cond (f (beq (Nat.mod n 2) 1) (beq (Nat.mod m 2) 1)) (Nat.add (Nat.add r r) 1) (Nat.add r r)))

/-- Applies `f` to the binary digits of `n` and `m`, place by place. -/
def bitwise (f : Bool → Bool → Bool) (n m : Nat) : Nat := bitwise.go f n n m

/-- Conjunction of binary digits. -/
@[extern "lean_nat_land"]
def land : (@& Nat) → (@& Nat) → Nat := bitwise and

/-- Disjunction of binary digits. -/
@[extern "lean_nat_lor"]
def lor : (@& Nat) → (@& Nat) → Nat := bitwise or

/-- Exclusive disjunction of binary digits. -/
@[extern "lean_nat_lxor"]
def xor : (@& Nat) → (@& Nat) → Nat := bitwise Bool.xor

/-- `n * 2 ^ m`. -/
@[extern "lean_nat_shiftl"]
def shiftLeft : (@& Nat) → (@& Nat) → Nat
  | n, .zero => n
  | n, .succ m => shiftLeft (Nat.mul 2 n) m

/-- `n / 2 ^ m`. -/
@[extern "lean_nat_shiftr"]
def shiftRight : (@& Nat) → (@& Nat) → Nat
  | n, .zero => n
  | n, .succ m => Nat.div (shiftRight n m) 2

instance : AndOp Nat := ⟨Nat.land⟩
instance : OrOp Nat := ⟨Nat.lor⟩
instance : XorOp Nat := ⟨Nat.xor⟩
instance : ShiftLeft Nat := ⟨Nat.shiftLeft⟩
instance : ShiftRight Nat := ⟨Nat.shiftRight⟩

/-- The digit of weight `2 ^ n`, as a Boolean. -/
def testBit (m n : Nat) : Bool := not (beq (Nat.land 1 (Nat.shiftRight m n)) 0)

end Nat

/-! ### The constructors of a type are different

From here on Lean can prove so for every type; the types with several constructors come after this.
-/

/-- The place of the constructor that made `n`. -/
def Nat.ctorIdx (n : Nat) : Nat :=
  match n with
  | .zero => 0
  | .succ _ => 1

/-- The place of the constructor that made `b`. -/
def Bool.ctorIdx (b : Bool) : Nat :=
  match b with
  | false => 0
  | true => 1

/-- The place of the constructor that made `d`. -/
def Decidable.ctorIdx {p : Prop} (d : Decidable p) : Nat :=
  match d with
  | isFalse _ => 0
  | isTrue _ => 1

/-- What Lean proves the constructors of a type different with. -/
theorem noConfusion_of_Nat {α : Sort u} (f : α → Nat) {a b : α} (h : Eq a b) :
    Bool.rec (motive := fun _ => Prop) False True (Nat.beq (f a) (f b)) :=
  have h₁ : Eq (Nat.beq (f a) (f b)) true := h.rec (motive := fun b _ => Eq (Nat.beq (f a) (f b)) true) (Nat.beq_self (f a))
  h₁.symm.rec (motive := fun x _ => Bool.rec (motive := fun _ => Prop) False True x) True.intro

/-! ### Sums, options, lists -/

/-- Disjoint union. -/
inductive Sum (α : Type u) (β : Type v) where
  | inl (val : α) : Sum α β
  | inr (val : β) : Sum α β

/-- Disjoint union in any universe. -/
inductive PSum (α : Sort u) (β : Sort v) where
  | inl (val : α) : PSum α β
  | inr (val : β) : PSum α β

/-- A value that may be missing. -/
inductive Option (α : Type u) where
  | none : Option α
  | some (val : α) : Option α

attribute [unbox] Option

export Option (none some)

/-- Finite sequences. -/
inductive List (α : Type u) where
  | nil : List α
  | cons (head : α) (tail : List α) : List α

/-- Success or failure. -/
inductive Except (ε : Type u) (α : Type v) where
  | error : ε → Except ε α
  | ok : α → Except ε α

attribute [unbox] Except

instance {α : Type u} : Inhabited (Option α) := ⟨none⟩
instance {α : Type u} : Inhabited (List α) := ⟨List.nil⟩
instance {ε : Type u} {α : Type v} [Inhabited ε] : Inhabited (Except ε α) := ⟨.error default⟩
