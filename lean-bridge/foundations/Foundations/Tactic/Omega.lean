prelude
import Foundations.Nat.Shift
import Foundations.Int.Div
import Foundations.Nat.Gcd
/-!
# What `omega` rests on

`omega` decides linear arithmetic over the integers and natural numbers. It finds its proof outside the
logic, and then hands the kernel a chain of steps over linear combinations of atoms and intervals for their
values. Here are these combinations and intervals, the steps, and the proof that each is right. The functions
compute exactly as those compiled into Lean do, since the kernel compares the results.
-/

universe u v

namespace Lean.Omega

/-! ### Lists of coefficients -/

/-- Coefficients; those after the end are zero. -/
abbrev IntList := List Int

namespace IntList

/-- The coefficient with number `i`. -/
def get (xs : IntList) (i : Nat) : Int :=
  match xs.get? i with
  | some x => x
  | none => 0

/-- Replaces a coefficient. -/
def set : (xs : IntList) → (i : Nat) → (y : Int) → IntList
  | [], 0, y => [y]
  | [], i + 1, y => 0 :: set [] i y
  | _ :: xs, 0, y => y :: xs
  | x :: xs, i + 1, y => x :: set xs i y

/-- `a * xs + b * ys`. -/
def combo (a : Int) : (xs : IntList) → (b : Int) → (ys : IntList) → IntList
  | [], b, ys => ys.map fun y => a * 0 + b * y
  | x :: xs, b, [] => (a * x + b * 0) :: xs.map fun x => a * x + b * 0
  | x :: xs, b, y :: ys => (a * x + b * y) :: combo a xs b ys

/-- `xs + ys`. -/
def add : (xs ys : IntList) → IntList
  | [], ys => ys.map fun y => 0 + y
  | x :: xs, [] => (x + 0) :: xs.map fun x => x + 0
  | x :: xs, y :: ys => (x + y) :: add xs ys

/-- `xs - ys`. -/
def sub : (xs ys : IntList) → IntList
  | [], ys => ys.map fun y => 0 - y
  | x :: xs, [] => (x - 0) :: xs.map fun x => x - 0
  | x :: xs, y :: ys => (x - y) :: sub xs ys

/-- `-xs`. -/
def neg (xs : IntList) : IntList := xs.map fun x => -x

/-- `i * xs`. -/
def smul (xs : IntList) (i : Int) : IntList := xs.map fun x => i * x

/-- The sum of the products. -/
def dot : (xs ys : IntList) → Int
  | x :: xs, y :: ys => x * y + dot xs ys
  | _, _ => 0

/-- The greatest common divisor of the coefficients. -/
def gcd (xs : IntList) : Nat := xs.foldr (fun x g => Nat.gcd x.natAbs g) 0

/-- Divides every coefficient. -/
def sdiv (xs : IntList) (g : Int) : IntList := xs.map fun x => x / g

/-- The first coefficient that is not zero, or zero. -/
def leading : IntList → Int
  | [] => 0
  | x :: xs => if x = 0 then leading xs else x

/-- Every coefficient by its balanced remainder. -/
def bmod (xs : IntList) (m : Nat) : IntList := xs.map fun x => Int.bmod x m

theorem dot_nil_left (ys : IntList) : dot [] ys = 0 := rfl
theorem dot_nil_right (xs : IntList) : dot xs [] = 0 := by cases xs <;> rfl

theorem dot_map_mul (a : Int) (f : Int → Int) (h : ∀ x, f x = a * x) (xs ys : IntList) : dot (xs.map f) ys = a * dot xs ys := by
  induction xs generalizing ys with
  | nil => exact (Int.mul_zero a).symm
  | cons x xs ih =>
    cases ys with
    | nil => exact (Int.mul_zero a).symm
    | cons y ys =>
      show f x * y + dot (xs.map f) ys = a * (x * y + dot xs ys)
      rw [ih, h, Int.mul_add, Int.mul_assoc]

theorem dot_combo (a : Int) (xs : IntList) (b : Int) (ys zs : IntList) : dot (combo a xs b ys) zs = a * dot xs zs + b * dot ys zs := by
  induction xs generalizing ys zs with
  | nil =>
    rw [combo, dot_map_mul b _ (fun x => by rw [Int.mul_zero, Int.zero_add]), dot_nil_left, Int.mul_zero, Int.zero_add]
  | cons x xs ih =>
    cases zs with
    | nil => simp only [dot_nil_right, Int.mul_zero, Int.add_zero]
    | cons z zs =>
      cases ys with
      | nil =>
        show (a * x + b * 0) * z + dot (xs.map _) zs = a * (x * z + dot xs zs) + b * 0
        rw [dot_map_mul a _ (fun x => by rw [Int.mul_zero, Int.add_zero]), Int.mul_zero, Int.add_zero, Int.add_zero, Int.mul_add,
          Int.mul_assoc]
      | cons y ys =>
        show (a * x + b * y) * z + dot (combo a xs b ys) zs = a * (x * z + dot xs zs) + b * (y * z + dot ys zs)
        rw [ih, Int.add_mul, Int.mul_add, Int.mul_add]
        ac_rfl

theorem dot_add (xs ys zs : IntList) : dot (add xs ys) zs = dot xs zs + dot ys zs := by
  induction xs generalizing ys zs with
  | nil => rw [add, dot_map_mul 1 _ (fun x => by rw [Int.zero_add, Int.one_mul]), dot_nil_left, Int.zero_add, Int.one_mul]
  | cons x xs ih =>
    cases zs with
    | nil => rw [dot_nil_right, dot_nil_right, dot_nil_right]; rfl
    | cons z zs =>
      cases ys with
      | nil =>
        show (x + 0) * z + dot (xs.map _) zs = x * z + dot xs zs + 0
        rw [dot_map_mul 1 _ (fun x => by rw [Int.add_zero, Int.one_mul]), Int.one_mul, Int.add_zero, Int.add_zero]
      | cons y ys =>
        show (x + y) * z + dot (add xs ys) zs = x * z + dot xs zs + (y * z + dot ys zs)
        rw [ih, Int.add_mul]; ac_rfl

theorem dot_neg (xs ys : IntList) : dot (neg xs) ys = -dot xs ys := by
  rw [neg, dot_map_mul (-1) _ (fun x => (Int.neg_one_mul x).symm), Int.neg_one_mul]

theorem dot_sub (xs ys zs : IntList) : dot (sub xs ys) zs = dot xs zs - dot ys zs := by
  induction xs generalizing ys zs with
  | nil =>
    rw [sub, dot_map_mul (-1) _ (fun x => by rw [Int.zero_sub, Int.neg_one_mul]), dot_nil_left, Int.zero_sub, Int.neg_one_mul]
  | cons x xs ih =>
    cases zs with
    | nil => rw [dot_nil_right, dot_nil_right, dot_nil_right]; rfl
    | cons z zs =>
      cases ys with
      | nil =>
        show (x - 0) * z + dot (xs.map _) zs = x * z + dot xs zs - 0
        rw [dot_map_mul 1 _ (fun x => by rw [Int.sub_zero, Int.one_mul]), Int.one_mul, Int.sub_zero, Int.sub_zero]
      | cons y ys =>
        show (x - y) * z + dot (sub xs ys) zs = x * z + dot xs zs - (y * z + dot ys zs)
        rw [ih, Int.sub_mul, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.neg_add]; ac_rfl

theorem dot_smul (xs ys : IntList) (i : Int) : dot (smul xs i) ys = i * dot xs ys := dot_map_mul i _ (fun _ => rfl) xs ys

theorem gcd_cons (x : Int) (xs : IntList) : gcd (x :: xs) = Nat.gcd x.natAbs (gcd xs) := rfl

theorem gcd_dvd_dot (xs ys : IntList) : (gcd xs : Int) ∣ dot xs ys := by
  induction xs generalizing ys with
  | nil => exact Int.dvd_zero _
  | cons x xs ih =>
    cases ys with
    | nil => exact Int.dvd_zero _
    | cons y ys =>
      have h₁ : (gcd (x :: xs) : Int) ∣ x := Int.dvd_natAbs.mp (Int.natCast_dvd_natCast.mpr (Nat.gcd_dvd_left _ _))
      have h₂ : (gcd (x :: xs) : Int) ∣ gcd xs := Int.natCast_dvd_natCast.mpr (Nat.gcd_dvd_right _ _)
      exact Int.dvd_add (Int.dvd_mul_right_of_dvd h₁ y) (Int.dvd_trans h₂ (ih ys))

theorem mul_dot_sdiv (xs ys : IntList) (g : Int) (h : ∀ x, x ∈ xs → g ∣ x) : g * dot (sdiv xs g) ys = dot xs ys := by
  induction xs generalizing ys with
  | nil => exact Int.mul_zero g
  | cons x xs ih =>
    cases ys with
    | nil => exact Int.mul_zero g
    | cons y ys =>
      show g * (x / g * y + dot (sdiv xs g) ys) = x * y + dot xs ys
      rw [Int.mul_add, ih ys fun z hz => h z (List.mem_cons_of_mem x hz), ← Int.mul_assoc, Int.mul_ediv_cancel' (h x List.mem_cons_self)]

theorem gcd_dvd (xs : IntList) : ∀ x, x ∈ xs → (gcd xs : Int) ∣ x := by
  induction xs with
  | nil => exact fun x hx => nomatch hx
  | cons y xs ih =>
    intro x hx
    cases hx with
    | head => exact Int.dvd_natAbs.mp (Int.natCast_dvd_natCast.mpr (Nat.gcd_dvd_left _ _))
    | tail _ hx => exact Int.dvd_trans (Int.natCast_dvd_natCast.mpr (Nat.gcd_dvd_right _ _)) (ih x hx)

theorem dot_set_nil (i : Nat) (y : Int) (ys : IntList) : dot (set [] i y) ys = y * get ys i := by
  induction i generalizing ys with
  | zero => cases ys with
    | nil => exact (Int.mul_zero y).symm
    | cons z ys => exact Int.add_zero _
  | succ i ih => cases ys with
    | nil => exact (Int.mul_zero y).symm
    | cons z ys => exact (congrArg (· + _) (Int.zero_mul z)).trans ((Int.zero_add _).trans (ih ys))

theorem dot_set (xs : IntList) (i : Nat) (h : xs.length ≤ i) (y : Int) (ys : IntList) : dot (set xs i y) ys = dot xs ys + y * get ys i := by
  induction xs generalizing i ys with
  | nil => rw [dot_set_nil, dot_nil_left, Int.zero_add]
  | cons x xs ih =>
    cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i =>
      cases ys with
      | nil => exact (congrArg (0 + ·) (Int.mul_zero y)).symm
      | cons z ys =>
        show x * z + dot (set xs i y) ys = x * z + dot xs ys + y * get ys i
        rw [ih i (Nat.le_of_succ_le_succ h), Int.add_assoc]

theorem dvd_dot_bmod_sub (m : Nat) (xs ys : IntList) : (m : Int) ∣ dot (bmod xs m) ys - dot xs ys := by
  induction xs generalizing ys with
  | nil => exact Int.dvd_zero _
  | cons x xs ih =>
    cases ys with
    | nil => exact Int.dvd_zero _
    | cons y ys =>
      show (m : Int) ∣ Int.bmod x m * y + dot (bmod xs m) ys - (x * y + dot xs ys)
      have e : Int.bmod x m * y + dot (bmod xs m) ys - (x * y + dot xs ys) = (Int.bmod x m - x) * y + (dot (bmod xs m) ys - dot xs ys) := by
        rw [Int.sub_mul]; simp only [Int.sub_eq_add_neg, Int.neg_add]; ac_rfl
      rw [e]
      exact Int.dvd_add (Int.dvd_mul_right_of_dvd Int.dvd_bmod_sub_self y) (ih ys)

end IntList

/-- The coefficients of a linear combination. -/
abbrev Coeffs := IntList

namespace Coeffs
/-- Coefficients from a list. -/
abbrev ofList (xs : List Int) : Coeffs := xs
/-- The coefficients as a list. -/
abbrev toList (xs : Coeffs) : List Int := xs
/-- Replaces a coefficient. -/
abbrev set (xs : Coeffs) (i : Nat) (y : Int) : Coeffs := IntList.set xs i y
/-- The coefficient with number `i`. -/
abbrev get (xs : Coeffs) (i : Nat) : Int := IntList.get xs i
/-- The greatest common divisor. -/
abbrev gcd (xs : Coeffs) : Nat := IntList.gcd xs
/-- `i * xs`. -/
abbrev smul (xs : Coeffs) (i : Int) : Coeffs := IntList.smul xs i
/-- Divides every coefficient. -/
abbrev sdiv (xs : Coeffs) (g : Int) : Coeffs := IntList.sdiv xs g
/-- The sum of the products. -/
abbrev dot (xs ys : Coeffs) : Int := IntList.dot xs ys
/-- `xs + ys`. -/
abbrev add (xs ys : Coeffs) : Coeffs := IntList.add xs ys
/-- `xs - ys`. -/
abbrev sub (xs ys : Coeffs) : Coeffs := IntList.sub xs ys
/-- `-xs`. -/
abbrev neg (xs : Coeffs) : Coeffs := IntList.neg xs
/-- `a * xs + b * ys`. -/
abbrev combo (a : Int) (xs : Coeffs) (b : Int) (ys : Coeffs) : Coeffs := IntList.combo a xs b ys
/-- The number of coefficients. -/
abbrev length (xs : Coeffs) : Nat := List.length xs
/-- The first coefficient that is not zero. -/
abbrev leading (xs : Coeffs) : Int := IntList.leading xs
/-- Every coefficient by its balanced remainder. -/
abbrev bmod (xs : Coeffs) (m : Nat) : Coeffs := IntList.bmod xs m
/-- All coefficients are zero. -/
abbrev isZero (xs : Coeffs) : Prop := ∀ x, x ∈ xs → x = 0

theorem dot_of_isZero {xs : Coeffs} (h : xs.isZero) (ys : Coeffs) : dot xs ys = 0 := by
  show IntList.dot xs ys = 0
  induction xs generalizing ys with
  | nil => rfl
  | cons x xs ih =>
    cases ys with
    | nil => rfl
    | cons y ys =>
      show x * y + IntList.dot xs ys = 0
      rw [h x List.mem_cons_self, Int.zero_mul, Int.zero_add]
      exact ih (fun z hz => h z (List.mem_cons_of_mem x hz)) ys
end Coeffs

/-! ### Linear combinations -/

/-- `const + coeffs · atoms`. -/
structure LinearCombo where
  const : Int := 0
  coeffs : Coeffs := []
deriving DecidableEq

namespace LinearCombo

/-- The value when the atoms have these values. -/
def eval (lc : LinearCombo) (values : Coeffs) : Int := lc.const + lc.coeffs.dot values

/-- The atom with number `i`. -/
def coordinate (i : Nat) : LinearCombo where
  const := 0
  coeffs := Coeffs.set [] i 1

instance : Add LinearCombo := ⟨fun l₁ l₂ => { const := l₁.const + l₂.const, coeffs := l₁.coeffs.add l₂.coeffs }⟩
instance : Sub LinearCombo := ⟨fun l₁ l₂ => { const := l₁.const - l₂.const, coeffs := l₁.coeffs.sub l₂.coeffs }⟩
instance : Neg LinearCombo := ⟨fun l => { const := -l.const, coeffs := l.coeffs.neg }⟩
/-- `i * l`. -/
def smul (lc : LinearCombo) (i : Int) : LinearCombo where
  const := i * lc.const
  coeffs := lc.coeffs.smul i
instance : HMul Int LinearCombo LinearCombo := ⟨fun i lc => lc.smul i⟩
/-- The product, if one factor is constant. -/
def mul (l₁ l₂ : LinearCombo) : LinearCombo := l₂.const * l₁ + l₁.const * l₂ - { const := l₁.const * l₂.const }

theorem coordinate_eval (i : Nat) (v : Coeffs) : (coordinate i).eval v = v.get i := by
  show 0 + IntList.dot (IntList.set [] i 1) v = IntList.get v i
  rw [IntList.dot_set_nil, Int.zero_add, Int.one_mul]

theorem add_eval (l₁ l₂ : LinearCombo) (v : Coeffs) : (l₁ + l₂).eval v = l₁.eval v + l₂.eval v := by
  show l₁.const + l₂.const + IntList.dot (IntList.add l₁.coeffs l₂.coeffs) v = l₁.const + IntList.dot l₁.coeffs v + (l₂.const + IntList.dot l₂.coeffs v)
  rw [IntList.dot_add]; ac_rfl
theorem sub_eval (l₁ l₂ : LinearCombo) (v : Coeffs) : (l₁ - l₂).eval v = l₁.eval v - l₂.eval v := by
  show l₁.const - l₂.const + IntList.dot (IntList.sub l₁.coeffs l₂.coeffs) v = l₁.const + IntList.dot l₁.coeffs v - (l₂.const + IntList.dot l₂.coeffs v)
  rw [IntList.dot_sub]; simp only [Int.sub_eq_add_neg, Int.neg_add]; ac_rfl
theorem neg_eval (lc : LinearCombo) (v : Coeffs) : (-lc).eval v = -lc.eval v := by
  show -lc.const + IntList.dot (IntList.neg lc.coeffs) v = -(lc.const + IntList.dot lc.coeffs v)
  rw [IntList.dot_neg, Int.neg_add]
theorem smul_eval (lc : LinearCombo) (i : Int) (v : Coeffs) : (i * lc).eval v = i * lc.eval v := by
  show i * lc.const + IntList.dot (IntList.smul lc.coeffs i) v = i * (lc.const + IntList.dot lc.coeffs v)
  rw [IntList.dot_smul, Int.mul_add]
theorem mul_eval (l₁ l₂ : LinearCombo) (v : Coeffs) (w : l₁.coeffs.isZero ∨ l₂.coeffs.isZero) : (mul l₁ l₂).eval v = l₁.eval v * l₂.eval v := by
  have hc : ∀ c : Int, LinearCombo.eval { const := c } v = c := fun c => Int.add_zero c
  have h₁ : ∀ l : LinearCombo, l.coeffs.isZero → l.eval v = l.const := fun l h => by
    show l.const + Coeffs.dot l.coeffs v = l.const
    rw [Coeffs.dot_of_isZero h, Int.add_zero]
  rw [mul, sub_eval, add_eval, smul_eval, smul_eval, hc]
  cases w with
  | inl w => rw [h₁ l₁ w, Int.mul_comm l₂.const, Int.add_sub_cancel_left]
  | inr w => rw [h₁ l₂ w, Int.add_sub_cancel, Int.mul_comm]

theorem coordinate_eval_0 {a0 : Int} {t : List Int} : (coordinate 0).eval (Coeffs.ofList (a0 :: t)) = a0 := coordinate_eval 0 _
theorem coordinate_eval_1 {a0 a1 : Int} {t : List Int} : (coordinate 1).eval (Coeffs.ofList (a0 :: a1 :: t)) = a1 := coordinate_eval 1 _
theorem coordinate_eval_2 {a0 a1 a2 : Int} {t : List Int} : (coordinate 2).eval (Coeffs.ofList (a0 :: a1 :: a2 :: t)) = a2 := coordinate_eval 2 _
theorem coordinate_eval_3 {a0 a1 a2 a3 : Int} {t : List Int} :
    (coordinate 3).eval (Coeffs.ofList (a0 :: a1 :: a2 :: a3 :: t)) = a3 := coordinate_eval 3 _
theorem coordinate_eval_4 {a0 a1 a2 a3 a4 : Int} {t : List Int} :
    (coordinate 4).eval (Coeffs.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: t)) = a4 := coordinate_eval 4 _
theorem coordinate_eval_5 {a0 a1 a2 a3 a4 a5 : Int} {t : List Int} :
    (coordinate 5).eval (Coeffs.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: t)) = a5 := coordinate_eval 5 _
theorem coordinate_eval_6 {a0 a1 a2 a3 a4 a5 a6 : Int} {t : List Int} :
    (coordinate 6).eval (Coeffs.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: t)) = a6 := coordinate_eval 6 _
theorem coordinate_eval_7 {a0 a1 a2 a3 a4 a5 a6 a7 : Int} {t : List Int} :
    (coordinate 7).eval (Coeffs.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: t)) = a7 := coordinate_eval 7 _
theorem coordinate_eval_8 {a0 a1 a2 a3 a4 a5 a6 a7 a8 : Int} {t : List Int} :
    (coordinate 8).eval (Coeffs.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: t)) = a8 := coordinate_eval 8 _
theorem coordinate_eval_9 {a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 : Int} {t : List Int} :
    (coordinate 9).eval (Coeffs.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: a9 :: t)) = a9 := coordinate_eval 9 _

end LinearCombo

/-! ### Intervals -/

/-- A lower bound. -/
abbrev LowerBound : Type := Int
/-- An upper bound. -/
abbrev UpperBound : Type := Int

/-- An interval of integers, each side of which may be open. -/
structure Constraint where
  lowerBound : Option LowerBound
  upperBound : Option UpperBound
deriving DecidableEq

namespace Constraint

/-- A bound that is missing holds; otherwise it is tested. -/
def holds (p : Int → Bool) : Option Int → Bool
  | none => true
  | some x => p x

/-- Combines two bounds if both are there. -/
def both (f : Int → Int → Int) : Option Int → Option Int → Option Int
  | some x, some y => some (f x y)
  | _, _ => none

/-- Combines two bounds if both are there, and else takes the one that is. -/
def either (f : Int → Int → Int) : Option Int → Option Int → Option Int
  | none, y => y
  | some x, none => some x
  | some x, some y => some (f x y)

/-- Whether `t` is in the interval. -/
def sat (c : Constraint) (t : Int) : Bool := holds (fun x => decide (x ≤ t)) c.lowerBound && holds (fun x => decide (t ≤ x)) c.upperBound

/-- Applies a function to both bounds. -/
def map (c : Constraint) (f : Int → Int) : Constraint where
  lowerBound := c.lowerBound.map f
  upperBound := c.upperBound.map f

/-- Exchanges the bounds. -/
def flip (c : Constraint) : Constraint where
  lowerBound := c.upperBound
  upperBound := c.lowerBound

/-- The interval of the negatives. -/
def neg (c : Constraint) : Constraint := c.flip.map fun x => -x

/-- All integers. -/
def trivial : Constraint := ⟨none, none⟩
/-- No integer. -/
def impossible : Constraint := ⟨some 1, some 0⟩
/-- Only `r`. -/
def exact (r : Int) : Constraint := ⟨some r, some r⟩

/-- Whether no integer satisfies the bounds. -/
def isImpossible : Constraint → Bool
  | ⟨some x, some y⟩ => decide (y < x)
  | _ => false

/-- Whether exactly one integer satisfies the bounds. -/
def isExact : Constraint → Bool
  | ⟨some x, some y⟩ => decide (x = y)
  | _ => false

/-- The interval of the multiples. -/
def scale (k : Int) (c : Constraint) : Constraint :=
  if k = 0 then
    if c.isImpossible then c else ⟨some 0, some 0⟩
  else if 0 < k then
    c.map fun x => k * x
  else
    c.neg.map fun x => (-k) * x

/-- The interval of the sums. -/
def add (x y : Constraint) : Constraint where
  lowerBound := both (· + ·) x.lowerBound y.lowerBound
  upperBound := both (· + ·) x.upperBound y.upperBound

/-- The interval of the linear combinations. -/
def combo (a : Int) (x : Constraint) (b : Int) (y : Constraint) : Constraint := add (scale a x) (scale b y)

/-- The common part of two intervals. -/
def combine (x y : Constraint) : Constraint where
  lowerBound := either max x.lowerBound y.lowerBound
  upperBound := either min x.upperBound y.upperBound

/-- The interval of the quotients by a positive number. -/
def div (c : Constraint) (k : Nat) : Constraint where
  lowerBound := c.lowerBound.map fun x => -((-x) / k)
  upperBound := c.upperBound.map fun y => y / k

/-- Whether `x · y` is in the interval. -/
abbrev sat' (c : Constraint) (x y : Coeffs) : Bool := c.sat (Coeffs.dot x y)

theorem sat_iff {c : Constraint} {t : Int} : c.sat t = true ↔ (∀ x, c.lowerBound = some x → x ≤ t) ∧ ∀ x, c.upperBound = some x → t ≤ x := by
  obtain ⟨l, u⟩ := c
  cases l <;> cases u <;> simp [sat, holds]

theorem not_sat_of_isImpossible {c : Constraint} (h : c.isImpossible = true) {t : Int} : ¬c.sat t = true := by
  rw [sat_iff]
  rintro ⟨h₁, h₂⟩
  obtain ⟨_ | x, _ | y⟩ := c
  · exact absurd h false_ne_true
  · exact absurd h false_ne_true
  · exact absurd h false_ne_true
  · exact Int.not_lt_of_ge (Int.le_trans (h₁ x rfl) (h₂ y rfl)) (of_decide_eq_true h)

theorem not_sat'_of_isImpossible {c : Constraint} (h : c.isImpossible = true) {x y : Coeffs} : ¬c.sat' x y = true := not_sat_of_isImpossible h

theorem neg_sat {c : Constraint} {t : Int} (h : c.sat t = true) : c.neg.sat (-t) = true := by
  rw [sat_iff] at h ⊢
  obtain ⟨l, u⟩ := c
  refine ⟨fun x hx => ?_, fun x hx => ?_⟩
  · cases u with
    | none => nomatch hx
    | some y =>
      have e : -y = x := by injection hx
      rw [← e]; exact Int.neg_le_neg (h.right y rfl)
  · cases l with
    | none => nomatch hx
    | some y =>
      have e : -y = x := by injection hx
      rw [← e]; exact Int.neg_le_neg (h.left y rfl)

theorem map_sat {c : Constraint} {t k : Int} (hk : 0 < k) (h : c.sat t = true) : (c.map fun x => k * x).sat (k * t) = true := by
  rw [sat_iff] at h ⊢
  obtain ⟨l, u⟩ := c
  refine ⟨fun x hx => ?_, fun x hx => ?_⟩
  · cases l with
    | none => nomatch hx
    | some y =>
      have e : k * y = x := by injection hx
      rw [← e]; exact Int.mul_le_mul_of_nonneg_left (h.left y rfl) (Int.le_of_lt hk)
  · cases u with
    | none => nomatch hx
    | some y =>
      have e : k * y = x := by injection hx
      rw [← e]; exact Int.mul_le_mul_of_nonneg_left (h.right y rfl) (Int.le_of_lt hk)

theorem scale_sat {c : Constraint} {t : Int} (k : Int) (h : c.sat t = true) : (scale k c).sat (k * t) = true := by
  unfold scale
  split
  · rename_i hk
    split
    · exact absurd h (not_sat_of_isImpossible ‹_›)
    · rw [hk, Int.zero_mul]; rfl
  · rename_i hk
    split
    · exact map_sat ‹_› h
    · rename_i hk'
      have h₁ : 0 < -k := Int.neg_pos_of_neg (Int.lt_of_le_of_ne (Int.le_of_not_gt hk') hk)
      rw [← Int.neg_mul_neg]
      exact map_sat h₁ (neg_sat h)

theorem add_sat {c₁ c₂ : Constraint} {x₁ x₂ : Int} (w₁ : c₁.sat x₁ = true) (w₂ : c₂.sat x₂ = true) : (add c₁ c₂).sat (x₁ + x₂) = true := by
  rw [sat_iff] at w₁ w₂ ⊢
  obtain ⟨l₁, u₁⟩ := c₁
  obtain ⟨l₂, u₂⟩ := c₂
  refine ⟨fun x hx => ?_, fun x hx => ?_⟩
  · cases l₁ with
    | none => nomatch hx
    | some y => cases l₂ with
      | none => nomatch hx
      | some z =>
        have e : y + z = x := by injection hx
        rw [← e]; exact Int.add_le_add (w₁.left y rfl) (w₂.left z rfl)
  · cases u₁ with
    | none => nomatch hx
    | some y => cases u₂ with
      | none => nomatch hx
      | some z =>
        have e : y + z = x := by injection hx
        rw [← e]; exact Int.add_le_add (w₁.right y rfl) (w₂.right z rfl)

theorem combo_sat (a : Int) {c₁ : Constraint} {x₁ : Int} (w₁ : c₁.sat x₁ = true) (b : Int) {c₂ : Constraint} {x₂ : Int} (w₂ : c₂.sat x₂ = true) :
    (combo a c₁ b c₂).sat (a * x₁ + b * x₂) = true := add_sat (scale_sat a w₁) (scale_sat b w₂)

theorem combine_sat {s t : Constraint} {v : Int} (ws : s.sat v = true) (wt : t.sat v = true) : (s.combine t).sat v = true := by
  rw [sat_iff] at ws wt ⊢
  obtain ⟨l₁, u₁⟩ := s
  obtain ⟨l₂, u₂⟩ := t
  refine ⟨fun x hx => ?_, fun x hx => ?_⟩
  · cases l₁ with
    | none => exact wt.left x hx
    | some y => cases l₂ with
      | none => exact ws.left x hx
      | some z =>
        have e : max y z = x := by injection hx
        rw [← e]; exact Int.max_le.mpr ⟨ws.left y rfl, wt.left z rfl⟩
  · cases u₁ with
    | none => exact wt.right x hx
    | some y => cases u₂ with
      | none => exact ws.right x hx
      | some z =>
        have e : min y z = x := by injection hx
        rw [← e]; exact Int.le_min.mpr ⟨ws.right y rfl, wt.right z rfl⟩

theorem combine_sat' {s t : Constraint} {x y : Coeffs} (ws : s.sat' x y = true) (wt : t.sat' x y = true) : (s.combine t).sat' x y = true := combine_sat ws wt

theorem div_sat (c : Constraint) (t : Int) (k : Nat) (hk : 0 < (k : Int)) (h : c.sat (k * t) = true) : (c.div k).sat t = true := by
  rw [sat_iff] at h ⊢
  obtain ⟨l, u⟩ := c
  refine ⟨fun x hx => ?_, fun x hx => ?_⟩
  · cases l with
    | none => nomatch hx
    | some y =>
      have e : -((-y) / (k : Int)) = x := by injection hx
      have h₁ : y ≤ k * t := h.left y rfl
      have h₂ : -t ≤ (-y) / (k : Int) := (Int.le_ediv_iff_mul_le hk).mpr (by
        rw [Int.neg_mul, Int.mul_comm]; exact Int.neg_le_neg h₁)
      have h₃ := Int.neg_le_neg h₂
      rw [Int.neg_neg] at h₃
      rw [← e]; exact h₃
  · cases u with
    | none => nomatch hx
    | some y =>
      have e : y / (k : Int) = x := by injection hx
      rw [← e]; exact (Int.le_ediv_iff_mul_le hk).mpr (by rw [Int.mul_comm]; exact h.right y rfl)

theorem addInequality_sat {c : Int} {x y : Coeffs} (h : c + Coeffs.dot x y ≥ 0) :
    sat' { lowerBound := some (-c), upperBound := none } x y = true := by
  refine sat_iff.mpr ⟨fun z hz => ?_, fun z hz => (nomatch hz)⟩
  have e : -c = z := by injection hz
  have h' : 0 ≤ c + Coeffs.dot x y := h
  have := Int.add_le_add_left h' (-c)
  rw [Int.add_zero, ← Int.add_assoc, Int.add_left_neg, Int.zero_add] at this
  rw [← e]; exact this

theorem addEquality_sat {c : Int} {x y : Coeffs} (h : c + Coeffs.dot x y = 0) :
    sat' { lowerBound := some (-c), upperBound := some (-c) } x y = true := by
  have h' : -c = Coeffs.dot x y := Int.neg_eq_of_add_eq_zero h
  refine sat_iff.mpr ⟨fun z hz => ?_, fun z hz => ?_⟩
  · have e : -c = z := by injection hz
    exact Int.le_of_eq (e.symm.trans h')
  · have e : -c = z := by injection hz
    exact Int.le_of_eq (h'.symm.trans e)

end Constraint

/-! ### The steps of `omega` -/

/-- Divides by the common divisor of the coefficients, if there is one. -/
def normalize? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | (s, x) =>
    let gcd := Coeffs.gcd x
    if gcd = 0 then
      if s.sat 0 then some (.trivial, x) else some (.impossible, x)
    else if gcd = 1 then
      none
    else
      some (s.div gcd, Coeffs.sdiv x gcd)

/-- Divides by the common divisor of the coefficients. -/
def normalize (p : Constraint × Coeffs) : Constraint × Coeffs :=
  match normalize? p with
  | some q => q
  | none => p

/-- Makes the first coefficient positive, if it is not. -/
def positivize? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | (s, x) => if 0 ≤ x.leading then none else some (s.neg, Coeffs.neg x)

/-- Makes the first coefficient positive and divides, if there is something to do. -/
def tidy? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | (s, x) =>
    match positivize? (s, x) with
    | none => match normalize? (s, x) with
      | none => none
      | some (s', x') => some (s', x')
    | some (s', x') => some (normalize (s', x'))

/-- Makes the first coefficient positive and divides. -/
def tidy (p : Constraint × Coeffs) : Constraint × Coeffs :=
  match tidy? p with
  | some q => q
  | none => p

/-- The interval after `tidy`. -/
abbrev tidyConstraint (s : Constraint) (x : Coeffs) : Constraint := (tidy (s, x)).1
/-- The coefficients after `tidy`. -/
abbrev tidyCoeffs (s : Constraint) (x : Coeffs) : Coeffs := (tidy (s, x)).2

theorem gcd_zero_isZero {x : IntList} (h : IntList.gcd x = 0) : Coeffs.isZero x := by
  intro y hy
  have := IntList.gcd_dvd x y hy
  rw [h] at this
  exact Int.zero_dvd.mp this

theorem normalize?_sat {s s' : Constraint} {x x' v : Coeffs} (h : normalize? (s, x) = some (s', x')) (w : s.sat' x v = true) : s'.sat' x' v = true := by
  unfold normalize? at h
  simp only [] at h
  split at h
  · rename_i hg
    have hz : Coeffs.dot x v = 0 := Coeffs.dot_of_isZero (gcd_zero_isZero hg) v
    split at h
    · injection h with h
      injection h with h₁ h₂
      subst h₁; rfl
    · rename_i hs
      rw [Constraint.sat', hz] at w
      exact absurd w hs
  · rename_i hg
    split at h
    · nomatch h
    · injection h with h
      injection h with h₁ h₂
      subst h₁; subst h₂
      refine Constraint.div_sat _ _ _ (Int.natCast_pos.mpr (Nat.pos_of_ne_zero hg)) ?_
      show s.sat ((IntList.gcd x : Int) * IntList.dot (IntList.sdiv x (IntList.gcd x)) v) = true
      rw [IntList.mul_dot_sdiv x v _ (IntList.gcd_dvd x)]
      exact w

theorem normalize_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v = true) : (normalize (s, x)).1.sat' (normalize (s, x)).2 v = true := by
  unfold normalize
  split
  · rename_i q h
    exact normalize?_sat (s' := q.1) (x' := q.2) h w
  · exact w

theorem positivize?_sat {s s' : Constraint} {x x' v : Coeffs} (h : positivize? (s, x) = some (s', x')) (w : s.sat' x v = true) : s'.sat' x' v = true := by
  unfold positivize? at h
  simp only [] at h
  split at h
  · nomatch h
  · injection h with h
    injection h with h₁ h₂
    subst h₁; subst h₂
    show s.neg.sat (IntList.dot (IntList.neg x) v) = true
    rw [IntList.dot_neg]
    exact Constraint.neg_sat w

theorem tidy_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v = true) : (tidyConstraint s x).sat' (tidyCoeffs s x) v = true := by
  show (tidy (s, x)).1.sat' (tidy (s, x)).2 v = true
  unfold tidy
  split
  · rename_i q h
    unfold tidy? at h
    simp only [] at h
    split at h
    · split at h
      · nomatch h
      · rename_i s' x' hn
        injection h with h
        subst h
        exact normalize?_sat hn w
    · rename_i s' x' hp
      injection h with h
      subst h
      exact normalize_sat (positivize?_sat hp w)
  · exact w

theorem combo_sat' (s t : Constraint) (a : Int) (x : Coeffs) (b : Int) (y v : Coeffs) (wx : s.sat' x v = true) (wy : t.sat' y v = true) :
    (Constraint.combo a s b t).sat' (Coeffs.combo a x b y) v = true := by
  show (Constraint.combo a s b t).sat (IntList.dot (IntList.combo a x b y) v) = true
  rw [IntList.dot_combo]
  exact Constraint.combo_sat a wx b wy

/-- The numerator of `bmod_div_term`. -/
abbrev bmod_dot_sub_dot_bmod (m : Nat) (a b : Coeffs) : Int := Int.bmod (Coeffs.dot a b) m - Coeffs.dot (Coeffs.bmod a m) b

/-- The value of the new variable that solves an equation with large coefficients. -/
def bmod_div_term (m : Nat) (a b : Coeffs) : Int := bmod_dot_sub_dot_bmod m a b / m

/-- The coefficients of the equation for the new variable. -/
def bmod_coeffs (m : Nat) (i : Nat) (x : Coeffs) : Coeffs := Coeffs.set (Coeffs.bmod x m) i m

theorem bmod_sat (m : Nat) (r : Int) (i : Nat) (x v : Coeffs) (h : x.length ≤ i) (p : Coeffs.get v i = bmod_div_term m x v)
    (w : (Constraint.exact r).sat' x v = true) : (Constraint.exact (Int.bmod r m)).sat' (bmod_coeffs m i x) v = true := by
  have hr : Coeffs.dot x v = r := by
    have := Constraint.sat_iff.mp w
    exact Int.le_antisymm (this.right r rfl) (this.left r rfl)
  have hd : Coeffs.dot (bmod_coeffs m i x) v = Int.bmod r m := by
    show IntList.dot (IntList.set (IntList.bmod x m) i m) v = _
    rw [IntList.dot_set _ i (by rw [IntList.bmod, List.length_map]; exact h)]
    have p' : IntList.get v i = bmod_div_term m x v := p
    rw [p', bmod_div_term, bmod_dot_sub_dot_bmod]
    have hdvd : (m : Int) ∣ Int.bmod (Coeffs.dot x v) m - Coeffs.dot (Coeffs.bmod x m) v := by
      have e : Int.bmod (Coeffs.dot x v) m - Coeffs.dot (Coeffs.bmod x m) v
          = (Int.bmod (Coeffs.dot x v) m - Coeffs.dot x v) - (Coeffs.dot (Coeffs.bmod x m) v - Coeffs.dot x v) := by
        rw [Int.sub_eq_add_neg (b := Coeffs.dot (Coeffs.bmod x m) v - _), Int.neg_sub, ← Int.add_sub_assoc, Int.sub_add_cancel]
      rw [e]
      exact Int.dvd_sub Int.dvd_bmod_sub_self (IntList.dvd_dot_bmod_sub m x v)
    rw [Int.mul_ediv_cancel' hdvd, hr]
    show IntList.dot (IntList.bmod x m) v + (Int.bmod r m - IntList.dot (IntList.bmod x m) v) = _
    rw [Int.add_comm, Int.sub_add_cancel]
  refine Constraint.sat_iff.mpr ⟨fun z hz => ?_, fun z hz => ?_⟩
  · have e : Int.bmod r m = z := by injection hz
    exact Int.le_of_eq (e.symm.trans hd.symm)
  · have e : Int.bmod r m = z := by injection hz
    exact Int.le_of_eq (hd.trans e)

/-! ### Translating facts -/

namespace Int
theorem add_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a + c = b + d := by rw [h₁, h₂]
theorem sub_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a - c = b - d := by rw [h₁, h₂]
theorem mul_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a * c = b * d := by rw [h₁, h₂]
theorem mul_congr_left {a b : Int} (h₁ : a = b) (c : Int) : a * c = b * c := by rw [h₁]
theorem neg_congr {a b : Int} (h₁ : a = b) : -a = -b := by rw [h₁]
theorem lt_of_gt {x y : Int} (h : x > y) : y < x := h
theorem le_of_ge {x y : Int} (h : x ≥ y) : y ≤ x := h
theorem lt_of_not_le {x y : Int} (h : ¬x ≤ y) : y < x := Int.lt_of_not_ge h
theorem le_of_not_lt {x y : Int} (h : ¬x < y) : y ≤ x := Int.le_of_not_gt h
theorem ofNat_lt_of_lt {x y : Nat} (h : x < y) : (x : Int) < (y : Int) := Int.ofNat_lt.mpr h
theorem ofNat_le_of_le {x y : Nat} (h : x ≤ y) : (x : Int) ≤ (y : Int) := Int.ofNat_le.mpr h
theorem ofNat_congr {x y : Nat} (h : x = y) : (x : Int) = (y : Int) := h ▸ rfl
theorem ofNat_pow (a b : Nat) : ((a ^ b : Nat) : Int) = (a : Int) ^ b := _root_.Int.ofNat_pow a b
theorem ofNat_sub_sub {a b c : Nat} : ((a - b - c : Nat) : Int) = ((a - (b + c) : Nat) : Int) := congrArg _ (Nat.sub_sub a b c)
theorem ofNat_shiftLeft_eq {x y : Nat} : ((x <<< y : Nat) : Int) = (x : Int) * (2 ^ y : Nat) := congrArg _ (Nat.shiftLeft_eq x y)
theorem ofNat_shiftRight_eq_div_pow {x y : Nat} : ((x >>> y : Nat) : Int) = (x : Int) / (2 ^ y : Nat) := congrArg _ (Nat.shiftRight_eq_div_pow x y)
theorem ofNat_mul_nonneg {a b : Nat} : 0 ≤ (a : Int) * b := Int.mul_nonneg (Int.ofNat_nonneg a) (Int.ofNat_nonneg b)
theorem emod_ofNat_nonneg {x : Nat} {y : Int} : 0 ≤ (x : Int) % y := Int.ofNat_nonneg _
theorem pos_pow_of_pos (a : Int) (b : Nat) (h : 0 < a) : 0 < a ^ b := Int.pow_pos h
theorem ofNat_sub_dichotomy {a b : Nat} : b ≤ a ∧ ((a - b : Nat) : Int) = a - b ∨ a < b ∧ ((a - b : Nat) : Int) = 0 := by
  cases Nat.lt_or_ge a b with
  | inl h => exact Or.inr ⟨h, by rw [Nat.sub_eq_zero_of_le (Nat.le_of_lt h)]; rfl⟩
  | inr h => exact Or.inl ⟨h, Int.natCast_sub h⟩
theorem ofNat_natAbs (a : Int) : (a.natAbs : Int) = if 0 ≤ a then a else -a := _root_.Int.ofNat_natAbs a
theorem natAbs_dichotomy {a : Int} : 0 ≤ a ∧ (a.natAbs : Int) = a ∨ a < 0 ∧ (a.natAbs : Int) = -a := by
  cases Int.lt_or_ge a 0 with
  | inl h => exact Or.inr ⟨h, Int.ofNat_natAbs_of_nonpos (Int.le_of_lt h)⟩
  | inr h => exact Or.inl ⟨h, Int.natAbs_of_nonneg h⟩
theorem neg_le_natAbs {a : Int} : -a ≤ a.natAbs := _root_.Int.neg_le_natAbs
theorem ofNat_fst_mk {β : Type v} {x : Nat} {y : β} : ((Prod.mk x y).fst : Int) = x := rfl
theorem ofNat_snd_mk {α : Type u} {x : α} {y : Nat} : ((Prod.mk x y).snd : Int) = y := rfl
theorem ofNat_min (a b : Nat) : ((min a b : Nat) : Int) = min (a : Int) b := by
  cases Nat.le_total a b with
  | inl h => rw [Nat.min_eq_left h, Int.min_eq_left (Int.ofNat_le.mpr h)]
  | inr h => rw [Nat.min_eq_right h, Int.min_eq_right (Int.ofNat_le.mpr h)]
theorem ofNat_max (a b : Nat) : ((max a b : Nat) : Int) = max (a : Int) b := by
  cases Nat.le_total a b with
  | inl h => rw [Nat.max_eq_right h, Int.max_eq_right (Int.ofNat_le.mpr h)]
  | inr h => rw [Nat.max_eq_left h, Int.max_eq_left (Int.ofNat_le.mpr h)]
end Int

namespace Nat
theorem lt_of_gt {x y : Nat} (h : x > y) : y < x := h
theorem le_of_ge {x y : Nat} (h : x ≥ y) : y ≤ x := h
end Nat

namespace Fin
theorem ne_iff_lt_or_gt {n : Nat} {i j : Fin n} : i ≠ j ↔ i < j ∨ i > j :=
  ⟨fun h => Nat.lt_or_gt_of_ne fun e => h (Fin.eq_of_val_eq e), fun h => h.elim (fun h e => Nat.ne_of_lt h (congrArg Fin.val e)) (fun h e => Nat.ne_of_gt h (congrArg Fin.val e))⟩
theorem lt_or_gt_of_ne {n : Nat} {i j : Fin n} (h : i ≠ j) : i < j ∨ i > j := ne_iff_lt_or_gt.mp h
theorem not_le {n : Nat} {i j : Fin n} : ¬i ≤ j ↔ j < i := Nat.not_le
theorem not_lt {n : Nat} {i j : Fin n} : ¬i < j ↔ j ≤ i := Nat.not_lt
theorem lt_of_not_le {n : Nat} {i j : Fin n} (h : ¬i ≤ j) : j < i := Nat.gt_of_not_le h
theorem le_of_not_lt {n : Nat} {i j : Fin n} (h : ¬i < j) : j ≤ i := Nat.ge_of_not_lt h
theorem val_congr {n : Nat} {a b : Fin n} (h : a = b) : (a : Nat) = (b : Nat) := congrArg Fin.val h
theorem val_le_of_le {n : Nat} {a b : Fin n} (h : a ≤ b) : (a : Nat) ≤ (b : Nat) := h
theorem val_le_of_ge {n : Nat} {a b : Fin n} (h : a ≥ b) : (b : Nat) ≤ (a : Nat) := h
theorem val_add_one_le_of_lt {n : Nat} {a b : Fin n} (h : a < b) : (a : Nat) + 1 ≤ (b : Nat) := h
theorem val_add_one_le_of_gt {n : Nat} {a b : Fin n} (h : a > b) : (b : Nat) + 1 ≤ (a : Nat) := h
end Fin

namespace Prod
theorem of_lex {α : Type u} {β : Type v} {r : α → α → Prop} {s : β → β → Prop} {p q : α × β} (w : Prod.Lex r s p q) :
    r p.fst q.fst ∨ p.fst = q.fst ∧ s p.snd q.snd := by
  cases w with
  | left _ _ h => exact Or.inl h
  | right _ h => exact Or.inr ⟨rfl, h⟩
theorem of_not_lex {α : Type u} {r : α → α → Prop} [DecidableEq α] {β : Type v} {s : β → β → Prop} {p q : α × β} (w : ¬Prod.Lex r s p q) :
    ¬r p.fst q.fst ∧ (p.fst ≠ q.fst ∨ ¬s p.snd q.snd) := by
  obtain ⟨a, b⟩ := p
  obtain ⟨a', b'⟩ := q
  refine ⟨fun h => w (.left _ _ h), ?_⟩
  by_cases e : a = a'
  · exact Or.inr fun h => w (by subst e; exact .right _ h)
  · exact Or.inl e
end Prod

theorem and_not_not_of_not_or {p q : Prop} (h : ¬(p ∨ q)) : ¬p ∧ ¬q := not_or.mp h

namespace Decidable
theorem or_not_not_of_not_and {p q : Prop} [Decidable p] [Decidable q] (h : ¬(p ∧ q)) : ¬p ∨ ¬q := Classical.not_and_iff_not_or_not.mp h
theorem and_not_of_not_imp {a b : Prop} [Decidable a] (h : ¬(a → b)) : a ∧ ¬b := Classical.not_imp.mp h
theorem and_or_not_and_not_of_iff {p q : Prop} [Decidable q] (h : p ↔ q) : (p ∧ q) ∨ (¬p ∧ ¬q) :=
  (Decidable.em q).imp (fun hq => ⟨h.mpr hq, hq⟩) (fun hq => ⟨fun hp => hq (h.mp hp), hq⟩)
theorem and_not_or_not_and_of_not_iff {p q : Prop} [Decidable p] [Decidable q] (h : ¬(p ↔ q)) : (p ∧ ¬q) ∨ (¬p ∧ q) :=
  (Decidable.em p).imp (fun hp => ⟨hp, fun hq => h (iff_of_true hp hq)⟩)
    (fun hp => ⟨hp, (Decidable.em q).elim id fun hq => absurd (iff_of_false hp hq) h⟩)
theorem not_or_of_imp {a b : Prop} [Decidable a] (h : a → b) : ¬a ∨ b := Classical.imp_iff_not_or.mp h
end Decidable

theorem ite_disjunction {α : Type u} {P : Prop} [Decidable P] {a b : α} : (P ∧ (if P then a else b) = a) ∨ (¬P ∧ (if P then a else b) = b) :=
  (Decidable.em P).imp (fun h => ⟨h, if_pos h⟩) (fun h => ⟨h, if_neg h⟩)

end Lean.Omega

namespace Fin
theorem val_congr {n : Nat} {a b : Fin n} (h : a = b) : (a : Nat) = (b : Nat) := congrArg val h
theorem val_le_of_le {n : Nat} {a b : Fin n} (h : a ≤ b) : (a : Nat) ≤ (b : Nat) := h
theorem val_le_of_ge {n : Nat} {a b : Fin n} (h : a ≥ b) : (b : Nat) ≤ (a : Nat) := h
theorem val_add_one_le_of_lt {n : Nat} {a b : Fin n} (h : a < b) : (a : Nat) + 1 ≤ (b : Nat) := h
theorem val_add_one_le_of_gt {n : Nat} {a b : Fin n} (h : a > b) : (b : Nat) + 1 ≤ (a : Nat) := h
theorem lt_or_gt_of_ne {n : Nat} {i j : Fin n} (h : i ≠ j) : i < j ∨ i > j := Lean.Omega.Fin.lt_or_gt_of_ne h
theorem lt_of_not_le {n : Nat} {i j : Fin n} (h : ¬i ≤ j) : j < i := Nat.gt_of_not_le h
theorem le_of_not_lt {n : Nat} {i j : Fin n} (h : ¬i < j) : j ≤ i := Nat.ge_of_not_lt h
end Fin


theorem le_of_le_of_eq {α : Type u} {a b c : α} [LE α] (h₁ : a ≤ b) (h₂ : b = c) : a ≤ c := h₂ ▸ h₁
theorem lt_of_lt_of_eq {α : Type u} {a b c : α} [LT α] (h₁ : a < b) (h₂ : b = c) : a < c := h₂ ▸ h₁
theorem le_of_eq_of_le {α : Type u} {a b c : α} [LE α] (h₁ : a = b) (h₂ : b ≤ c) : a ≤ c := h₁ ▸ h₂
theorem lt_of_eq_of_lt {α : Type u} {a b c : α} [LT α] (h₁ : a = b) (h₂ : b < c) : a < c := h₁ ▸ h₂
