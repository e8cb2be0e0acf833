prelude
import Foundations.Algebra.Numbers
import Foundations.Set.Functions
/-!
# Homomorphisms and subgroups

Functions that respect the operations (`M →* N`, `A →+ B`, `R →+* S`), with kernels and ranges of group
homomorphisms; subgroups and normal subgroups. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

universe u v w

/-- `M →* N`: respects one and multiplication. -/
structure MonoidHom (M : Type u) (N : Type v) [Monoid M] [Monoid N] where
  /-- The function. -/
  toFun : M → N
  map_one' : toFun 1 = 1
  map_mul' : ∀ x y, toFun (x * y) = toFun x * toFun y
@[inherit_doc] infixr:25 " →* " => MonoidHom
/-- `A →+ B`: respects zero and addition. -/
structure AddMonoidHom (A : Type u) (B : Type v) [AddMonoid A] [AddMonoid B] where
  /-- The function. -/
  toFun : A → B
  map_zero' : toFun 0 = 0
  map_add' : ∀ x y, toFun (x + y) = toFun x + toFun y
@[inherit_doc] infixr:25 " →+ " => AddMonoidHom
/-- `R →+* S`: respects both. -/
structure RingHom (R : Type u) (S : Type v) [Semiring R] [Semiring S] extends MonoidHom R S, AddMonoidHom R S
@[inherit_doc] infixr:25 " →+* " => RingHom

/-- Functions of the kind `F` respect one and multiplication. -/
class MonoidHomClass (F : Type w) (M : outParam (Type u)) (N : outParam (Type v)) [Monoid M] [Monoid N] where
  /-- The function. -/
  coe : F → M → N
  map_one : ∀ f : F, coe f 1 = 1
  map_mul : ∀ (f : F) (x y : M), coe f (x * y) = coe f x * coe f y
/-- Functions of the kind `F` respect zero and addition. -/
class AddMonoidHomClass (F : Type w) (A : outParam (Type u)) (B : outParam (Type v)) [AddMonoid A] [AddMonoid B] where
  /-- The function. -/
  coe : F → A → B
  map_zero : ∀ f : F, coe f 0 = 0
  map_add : ∀ (f : F) (x y : A), coe f (x + y) = coe f x + coe f y

namespace MonoidHom
variable {M : Type u} {N : Type v} {P : Type w} [Monoid M] [Monoid N] [Monoid P]
instance : CoeFun (M →* N) fun _ => M → N := ⟨toFun⟩
instance : MonoidHomClass (M →* N) M N := ⟨toFun, map_one', map_mul'⟩
@[simp] protected theorem map_one (f : M →* N) : f 1 = 1 := f.map_one'
@[simp] protected theorem map_mul (f : M →* N) (x y : M) : f (x * y) = f x * f y := f.map_mul' x y
@[ext] theorem ext {f g : M →* N} (h : ∀ x, f x = g x) : f = g := by
  cases f; cases g
  cases (show _ = _ from funext h)
  rfl
@[simp] protected theorem map_pow (f : M →* N) (x : M) (n : Nat) : f (x ^ n) = f x ^ n := by
  induction n with
  | zero => rw [pow_zero, pow_zero, f.map_one]
  | succ n ih => rw [pow_succ, f.map_mul, ih, pow_succ]
/-- One after the other. -/
def comp (g : N →* P) (f : M →* N) : M →* P where
  toFun x := g (f x)
  map_one' := by rw [f.map_one, g.map_one]
  map_mul' x y := by rw [f.map_mul, g.map_mul]
/-- The identity. -/
def id (M : Type u) [Monoid M] : M →* M := ⟨fun x => x, rfl, fun _ _ => rfl⟩
end MonoidHom
namespace AddMonoidHom
variable {A : Type u} {B : Type v} [AddMonoid A] [AddMonoid B]
instance : CoeFun (A →+ B) fun _ => A → B := ⟨toFun⟩
instance : AddMonoidHomClass (A →+ B) A B := ⟨toFun, map_zero', map_add'⟩
@[simp] protected theorem map_zero (f : A →+ B) : f 0 = 0 := f.map_zero'
@[simp] protected theorem map_add (f : A →+ B) (x y : A) : f (x + y) = f x + f y := f.map_add' x y
end AddMonoidHom
namespace RingHom
variable {R : Type u} {S : Type v} [Semiring R] [Semiring S]
instance : CoeFun (R →+* S) fun _ => R → S := ⟨fun f => f.toFun⟩
instance : MonoidHomClass (R →+* S) R S := ⟨fun f => f.toFun, fun f => f.map_one', fun f => f.map_mul'⟩
instance : AddMonoidHomClass (R →+* S) R S := ⟨fun f => f.toFun, fun f => f.map_zero', fun f => f.map_add'⟩
@[simp] protected theorem map_one (f : R →+* S) : f 1 = 1 := f.map_one'
@[simp] protected theorem map_mul (f : R →+* S) (x y : R) : f (x * y) = f x * f y := f.map_mul' x y
@[simp] protected theorem map_zero (f : R →+* S) : f 0 = 0 := f.map_zero'
@[simp] protected theorem map_add (f : R →+* S) (x y : R) : f (x + y) = f x + f y := f.map_add' x y
end RingHom

section
variable {F : Type w} {M : Type u} {N : Type v}
theorem map_one [Monoid M] [Monoid N] [MonoidHomClass F M N] (f : F) : MonoidHomClass.coe f (1 : M) = 1 := MonoidHomClass.map_one f
theorem map_mul [Monoid M] [Monoid N] [MonoidHomClass F M N] (f : F) (x y : M) :
    MonoidHomClass.coe f (x * y) = MonoidHomClass.coe f x * MonoidHomClass.coe f y := MonoidHomClass.map_mul f x y
theorem map_zero [AddMonoid M] [AddMonoid N] [AddMonoidHomClass F M N] (f : F) : AddMonoidHomClass.coe f (0 : M) = 0 := AddMonoidHomClass.map_zero f
theorem map_add [AddMonoid M] [AddMonoid N] [AddMonoidHomClass F M N] (f : F) (x y : M) :
    AddMonoidHomClass.coe f (x + y) = AddMonoidHomClass.coe f x + AddMonoidHomClass.coe f y := AddMonoidHomClass.map_add f x y
end

/-! ### Subgroups -/

/-- A part of the group that the operations do not leave. -/
structure Subgroup (G : Type u) [Group G] where
  /-- The elements. -/
  carrier : Set G
  mul_mem' : ∀ {a b : G}, a ∈ carrier → b ∈ carrier → a * b ∈ carrier
  one_mem' : (1 : G) ∈ carrier
  inv_mem' : ∀ {a : G}, a ∈ carrier → a⁻¹ ∈ carrier
namespace Subgroup
variable {G : Type u} [Group G] {H K : Subgroup G} {a b : G}
instance : Membership G (Subgroup G) := ⟨fun H a => a ∈ H.carrier⟩
instance : CoeTail (Subgroup G) (Set G) := ⟨carrier⟩
instance : CoeSort (Subgroup G) (Type u) := ⟨fun H => {a // a ∈ H}⟩
protected theorem one_mem (H : Subgroup G) : 1 ∈ H := H.one_mem'
protected theorem mul_mem (H : Subgroup G) (ha : a ∈ H) (hb : b ∈ H) : a * b ∈ H := H.mul_mem' ha hb
protected theorem inv_mem (H : Subgroup G) (ha : a ∈ H) : a⁻¹ ∈ H := H.inv_mem' ha
theorem mem_carrier : a ∈ H.carrier ↔ a ∈ H := Iff.rfl
theorem inv_mem_iff : a⁻¹ ∈ H ↔ a ∈ H := ⟨fun h => inv_inv a ▸ H.inv_mem h, H.inv_mem⟩
theorem pow_mem (H : Subgroup G) (ha : a ∈ H) (n : Nat) : a ^ n ∈ H := by
  induction n with
  | zero => rw [pow_zero]; exact H.one_mem
  | succ n ih => rw [pow_succ]; exact H.mul_mem ih ha
@[ext] theorem ext (h : ∀ x, x ∈ H ↔ x ∈ K) : H = K := by
  cases H; cases K
  cases (show _ = _ from Set.ext h)
  rfl
instance : LE (Subgroup G) := ⟨fun H K => ∀ ⦃x⦄, x ∈ H → x ∈ K⟩
/-- What both hold. -/
instance : Min (Subgroup G) := ⟨fun H K => ⟨H.carrier ∩ K.carrier, fun ha hb => ⟨H.mul_mem ha.1 hb.1, K.mul_mem ha.2 hb.2⟩,
  ⟨H.one_mem, K.one_mem⟩, fun ha => ⟨H.inv_mem ha.1, K.inv_mem ha.2⟩⟩⟩
/-- Conjugates of elements are elements. -/
class Normal (H : Subgroup G) : Prop where
  conj_mem : ∀ n, n ∈ H → ∀ g : G, g * n * g⁻¹ ∈ H
/-- The elements that can be swapped with all. -/
def center (G : Type u) [Group G] : Subgroup G where
  carrier := {z | ∀ g : G, g * z = z * g}
  mul_mem' := fun {a b} ha hb g => by rw [← mul_assoc, ha g, mul_assoc, hb g, mul_assoc]
  one_mem' := fun g => by rw [mul_one, one_mul]
  inv_mem' := fun {a} ha g => (Commute.inv_right (show g * a = a * g from ha g))
theorem mem_center_iff {z : G} : z ∈ center G ↔ ∀ g, g * z = z * g := Iff.rfl
instance : (center G).Normal := ⟨fun n hn g => by rw [mem_center_iff.mp hn g, mul_inv_cancel_right]; exact hn⟩
end Subgroup
namespace MonoidHom
variable {G : Type u} {H : Type v} [Group G] [Group H]
@[simp] protected theorem map_inv (f : G →* H) (a : G) : f a⁻¹ = (f a)⁻¹ :=
  eq_inv_of_mul_eq_one_left (by rw [← f.map_mul, inv_mul_cancel, f.map_one])
/-- What is taken to one. -/
def ker (f : G →* H) : Subgroup G where
  carrier := {x | f x = 1}
  mul_mem' := fun {a b} ha hb => by
    show f (a * b) = 1
    rw [f.map_mul, show f a = 1 from ha, show f b = 1 from hb, mul_one]
  one_mem' := f.map_one
  inv_mem' := fun {a} ha => by
    show f a⁻¹ = 1
    rw [f.map_inv, show f a = 1 from ha, inv_one]
theorem mem_ker {f : G →* H} {x : G} : x ∈ f.ker ↔ f x = 1 := Iff.rfl
instance (f : G →* H) : f.ker.Normal := ⟨fun n hn g => by
  show f (g * n * g⁻¹) = 1
  rw [f.map_mul, f.map_mul, show f n = 1 from hn, mul_one, f.map_inv, mul_inv_cancel]⟩
/-- The values. -/
def range (f : G →* H) : Subgroup H where
  carrier := Set.range f
  mul_mem' := fun ⟨x, hx⟩ ⟨y, hy⟩ => ⟨x * y, by rw [f.map_mul, hx, hy]⟩
  one_mem' := ⟨1, f.map_one⟩
  inv_mem' := fun ⟨x, hx⟩ => ⟨x⁻¹, by rw [f.map_inv, hx]⟩
theorem injective_iff_ker_eq_one {f : G →* H} : Function.Injective f ↔ ∀ x, f x = 1 → x = 1 := by
  constructor
  · intro h x hx
    exact h (hx.trans f.map_one.symm)
  · intro h x y e
    refine mul_inv_eq_one.mp (h _ ?_)
    rw [f.map_mul, f.map_inv, e, mul_inv_cancel]
end MonoidHom
