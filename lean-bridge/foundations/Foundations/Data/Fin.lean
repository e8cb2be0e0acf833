prelude
import Foundations.Data.GetElem
/-!
# Bounded natural numbers

`Fin n` with arithmetic modulo `n`, its order, and induction.
-/

namespace Fin

variable {n m : Nat}

@[ext] theorem ext {a b : Fin n} (h : (a : Nat) = b) : a = b := Fin.eq_of_val_eq h
theorem ext_iff' {a b : Fin n} : a = b ↔ (a : Nat) = b := ⟨congrArg val, ext⟩
theorem val_inj {a b : Fin n} : (a : Nat) = b ↔ a = b := ⟨ext, congrArg val⟩
theorem val_ne_of_ne {a b : Fin n} (h : a ≠ b) : (a : Nat) ≠ b := fun e => h (ext e)
@[simp] theorem eta (a : Fin n) (h : (a : Nat) < n) : (⟨a, h⟩ : Fin n) = a := rfl
@[simp] theorem is_lt (a : Fin n) : (a : Nat) < n := a.isLt
theorem pos (i : Fin n) : 0 < n := Nat.pos_of_lt i.isLt
theorem le_def {a b : Fin n} : a ≤ b ↔ (a : Nat) ≤ b := Iff.rfl
theorem lt_def {a b : Fin n} : a < b ↔ (a : Nat) < b := Iff.rfl
theorem forall_iff {p : Fin n → Prop} : (∀ i, p i) ↔ ∀ i h, p ⟨i, h⟩ := ⟨fun h i hi => h ⟨i, hi⟩, fun h i => h i.val i.isLt⟩
theorem exists_iff {p : Fin n → Prop} : (∃ i, p i) ↔ ∃ i h, p ⟨i, h⟩ := ⟨fun ⟨i, h⟩ => ⟨i.val, i.isLt, h⟩, fun ⟨i, hi, h⟩ => ⟨⟨i, hi⟩, h⟩⟩
protected theorem le_refl (a : Fin n) : a ≤ a := Nat.le_refl _
protected theorem le_trans {a b c : Fin n} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c := Nat.le_trans h₁ h₂
protected theorem lt_irrefl (a : Fin n) : ¬a < a := Nat.lt_irrefl _
protected theorem lt_trans {a b c : Fin n} (h₁ : a < b) (h₂ : b < c) : a < c := Nat.lt_trans h₁ h₂
protected theorem le_antisymm {a b : Fin n} (h₁ : a ≤ b) (h₂ : b ≤ a) : a = b := ext (Nat.le_antisymm h₁ h₂)
protected theorem le_total (a b : Fin n) : a ≤ b ∨ b ≤ a := Nat.le_total _ _

/-- The remainder of `a` modulo `n`. -/
protected def ofNat (n : Nat) [NeZero n] (a : Nat) : Fin n := ⟨a % n, Nat.mod_lt a (Nat.pos_of_ne_zero NeZero.out)⟩

instance instOfNat {n : Nat} [NeZero n] {i : Nat} : OfNat (Fin n) i := ⟨Fin.ofNat n i⟩
instance instInhabited {n : Nat} [NeZero n] : Inhabited (Fin n) := ⟨0⟩

/-- `a + b` modulo `n`. -/
protected def add : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨(a + b) % n, Nat.mod_lt _ (Nat.pos_of_lt h)⟩
/-- `a * b` modulo `n`. -/
protected def mul : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨(a * b) % n, Nat.mod_lt _ (Nat.pos_of_lt h)⟩
/-- `a - b` modulo `n`. -/
protected def sub : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨((n - b) + a) % n, Nat.mod_lt _ (Nat.pos_of_lt h)⟩
/-- `a / b`. -/
protected def div : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨a / b, Nat.lt_of_le_of_lt (Nat.div_le_self _ _) h⟩
/-- `a % b`. -/
protected def mod : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨a % b, Nat.lt_of_le_of_lt (Nat.mod_le _ _) h⟩

instance : Add (Fin n) := ⟨Fin.add⟩
instance : Mul (Fin n) := ⟨Fin.mul⟩
instance : Sub (Fin n) := ⟨Fin.sub⟩
instance : Div (Fin n) := ⟨Fin.div⟩
instance : Mod (Fin n) := ⟨Fin.mod⟩
instance : Neg (Fin n) := ⟨fun a => ⟨(n - a) % n, Nat.mod_lt _ a.pos⟩⟩

theorem val_add (a b : Fin n) : (a + b : Fin n).val = (a.val + b.val) % n := rfl
theorem val_mul (a b : Fin n) : (a * b : Fin n).val = (a.val * b.val) % n := rfl
theorem val_sub (a b : Fin n) : (a - b : Fin n).val = ((n - b.val) + a.val) % n := rfl
@[simp] theorem val_ofNat (n : Nat) [NeZero n] (a : Nat) : (Fin.ofNat n a).val = a % n := rfl
@[simp] theorem val_zero (n : Nat) : ((0 : Fin (n + 1)) : Nat) = 0 := rfl
protected theorem add_comm (a b : Fin n) : a + b = b + a := ext (by rw [val_add, val_add, Nat.add_comm])
protected theorem mul_comm (a b : Fin n) : a * b = b * a := ext (by rw [val_mul, val_mul, Nat.mul_comm])
protected theorem add_assoc (a b c : Fin n) : a + b + c = a + (b + c) :=
  ext (by rw [val_add, val_add, val_add, val_add, Nat.mod_add_mod, Nat.add_mod_mod, Nat.add_assoc])
protected theorem mul_assoc (a b c : Fin n) : a * b * c = a * (b * c) :=
  ext (by rw [val_mul, val_mul, val_mul, val_mul, Nat.mod_mul_mod, Nat.mul_mod_mod, Nat.mul_assoc])

instance : Std.Associative (α := Fin n) (· + ·) := ⟨Fin.add_assoc⟩
instance : Std.Commutative (α := Fin n) (· + ·) := ⟨Fin.add_comm⟩
instance : Std.Associative (α := Fin n) (· * ·) := ⟨Fin.mul_assoc⟩
instance : Std.Commutative (α := Fin n) (· * ·) := ⟨Fin.mul_comm⟩

theorem _root_.Lean.Omega.Fin.ofNat_val_add {n : Nat} {x y : Fin n} : (((x + y : Fin n)) : Int) = ((x : Int) + (y : Int)) % n := rfl
theorem _root_.Lean.Omega.Fin.ofNat_val_mul {n : Nat} {x y : Fin n} : (((x * y : Fin n)) : Int) = ((x : Int) * (y : Int)) % n := rfl
theorem _root_.Lean.Omega.Fin.ofNat_val_sub {n : Nat} {x y : Fin n} : (((x - y : Fin n)) : Int) = (((n - y : Nat) + (x : Nat) : Nat) : Int) % n := rfl

/-- The successor, one bound higher. -/
def succ : Fin n → Fin (n + 1)
  | ⟨i, h⟩ => ⟨i + 1, Nat.succ_lt_succ h⟩
/-- The same number under another bound. -/
@[inline] def castLE (h : n ≤ m) (i : Fin n) : Fin m := ⟨i, Nat.lt_of_lt_of_le i.isLt h⟩
/-- The same number under an equal bound. -/
@[inline] protected def cast (h : n = m) (i : Fin n) : Fin m := ⟨i, h ▸ i.isLt⟩
/-- The same number, one bound higher. -/
@[inline] def castSucc : Fin n → Fin (n + 1) := castLE (Nat.le_succ n)
/-- The greatest number below `n + 1`. -/
@[inline] def last (n : Nat) : Fin (n + 1) := ⟨n, Nat.lt_succ_self n⟩
/-- The numbers from the other end. -/
@[inline] def rev (i : Fin n) : Fin n := ⟨n - (i + 1), Nat.sub_lt i.pos (Nat.succ_pos _)⟩
/-- No number is below zero. -/
def elim0 {α : Sort u} : Fin 0 → α := fun i => absurd i.isLt (Nat.not_lt_zero _)

@[simp] theorem val_succ (j : Fin n) : (j.succ : Nat) = j + 1 := rfl
@[simp] theorem val_castSucc (i : Fin n) : (i.castSucc : Nat) = i := rfl
@[simp] theorem val_last (n : Nat) : (last n : Nat) = n := rfl
theorem succ_inj {a b : Fin n} : a.succ = b.succ ↔ a = b := by rw [← val_inj, ← val_inj, val_succ, val_succ, Nat.add_right_cancel_iff]
theorem succ_ne_zero (k : Fin n) : k.succ ≠ 0 := fun h => Nat.succ_ne_zero k.val (congrArg val h)
theorem le_last (i : Fin (n + 1)) : i ≤ last n := Nat.le_of_lt_succ i.isLt
instance : Subsingleton (Fin 0) := ⟨fun i => i.elim0⟩
instance : Subsingleton (Fin 1) := ⟨fun a b => ext ((Nat.lt_one_iff.mp a.isLt).trans (Nat.lt_one_iff.mp b.isLt).symm)⟩

/-- Cases `0` and `i.succ`. -/
@[elab_as_elim] def cases {motive : Fin (n + 1) → Sort u} (zero : motive 0) (succ : ∀ i : Fin n, motive i.succ) : ∀ i, motive i
  | ⟨0, _⟩ => zero
  | ⟨i + 1, h⟩ => succ ⟨i, Nat.lt_of_succ_lt_succ h⟩

instance decidableForallFin (P : Fin n → Prop) [DecidablePred P] : Decidable (∀ i, P i) :=
  decidable_of_iff (∀ k h, P ⟨k, h⟩) ⟨fun m ⟨k, h⟩ => m k h, fun m k h => m ⟨k, h⟩⟩

instance decidableExistsFin (P : Fin n → Prop) [DecidablePred P] : Decidable (∃ i, P i) :=
  decidable_of_iff (¬∀ i, ¬P i) ⟨fun h => Classical.byContradiction fun h' => h fun i hi => h' ⟨i, hi⟩, fun ⟨i, hi⟩ h => h i hi⟩

end Fin
