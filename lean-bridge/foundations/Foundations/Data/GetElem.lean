prelude
import Foundations.Tactic.Omega
/-!
# Elements by place

`xs[i]` needs a proof that `i` is in range, which `get_elem_tactic` looks for; `xs[i]?` answers an option,
`xs[i]!` the default element if there is none.
-/

universe u v w

/-- Looks for a proof that an index is in range. Extend it with further `macro_rules`. -/
syntax "get_elem_tactic_extensible" : tactic
/-- Looks for a proof that an index is in range. -/
syntax "get_elem_tactic_trivial" : tactic
macro_rules | `(tactic| get_elem_tactic_extensible) => `(tactic| get_elem_tactic_trivial)
macro_rules | `(tactic| get_elem_tactic_trivial) => `(tactic| omega)
macro_rules | `(tactic| get_elem_tactic_trivial) => `(tactic| (simp; done))
macro_rules | `(tactic| get_elem_tactic_trivial) => `(tactic| trivial)

macro_rules | `(tactic| get_elem_tactic) => `(tactic| first
  | done
  | assumption
  | get_elem_tactic_extensible
  | fail "failed to prove index is valid, possible solutions:
  - Use `have`-expressions to prove the index is valid
  - Use `a[i]!` notation instead, runtime check is performed, and 'Panic' is produced if index is not valid
  - Use `a[i]?` notation instead, result is an `Option` type
  - Use `a[i]'h` notation instead, where `h` is a proof that index is valid")

/-- `xs[i]?` and `xs[i]!`. -/
class GetElem? (coll : Type u) (idx : Type v) (elem : outParam (Type w)) (valid : outParam (coll → idx → Prop)) extends
    GetElem coll idx elem valid where
  getElem? : coll → idx → Option elem
  getElem! [Inhabited elem] (xs : coll) (i : idx) : elem :=
    match getElem? xs i with
    | some e => e
    | none => panic "index out of bounds"

export GetElem? (getElem? getElem!)

/-- `xs[i]?`: the element at place `i`, if there is one. -/
syntax:max term noWs "[" term "]" noWs "?" : term
macro_rules | `($x[$i]?) => `(getElem? $x $i)
/-- `xs[i]!`: the element at place `i`, or the default. -/
syntax:max term noWs "[" term "]" noWs "!" : term
macro_rules | `($x[$i]!) => `(getElem! $x $i)

/-- Prints `xs[i]`. -/
@[app_unexpander GetElem.getElem] meta def unexpandGetElem : Lean.PrettyPrinter.Unexpander
  | `($(_) $xs $i $_) => `($xs[$i])
  | _ => throw ()
/-- Prints `xs[i]?`. -/
@[app_unexpander getElem?] meta def unexpandGetElem? : Lean.PrettyPrinter.Unexpander
  | `($(_) $xs $i) => `($xs[$i]?)
  | _ => throw ()
/-- Prints `xs[i]!`. -/
@[app_unexpander getElem!] meta def unexpandGetElem! : Lean.PrettyPrinter.Unexpander
  | `($(_) $xs $i) => `($xs[$i]!)
  | _ => throw ()

namespace List
variable {α : Type u} {β : Type v}

/-- The element at place `i`, or the default. -/
def get!Internal [Inhabited α] : (as : List α) → (i : Nat) → α
  | [], _ => default
  | a :: _, 0 => a
  | _ :: as, i + 1 => get!Internal as i

instance : GetElem? (List α) Nat α fun as i => i < as.length where
  getElem? := get?
  getElem! as i := as.get!Internal i

@[simp] theorem getElem_cons_zero (a : α) (as : List α) (h : 0 < (a :: as).length) : (a :: as)[0]'h = a := rfl
@[simp] theorem getElem_cons_succ (a : α) (as : List α) (i : Nat) (h : i + 1 < (a :: as).length) :
    (a :: as)[i + 1]'h = as[i]'(Nat.lt_of_succ_lt_succ h) := rfl
@[simp] theorem getElem?_nil {i : Nat} : ([] : List α)[i]? = none := rfl
@[simp] theorem getElem?_cons_zero {a : α} {as : List α} : (a :: as)[0]? = some a := rfl
@[simp] theorem getElem?_cons_succ {a : α} {as : List α} {i : Nat} : (a :: as)[i + 1]? = as[i]? := rfl
theorem get_eq_getElem {as : List α} (i : Fin as.length) : as.get i = as[i.val]'i.isLt := rfl

@[simp] theorem getElem?_eq_getElem {as : List α} {i : Nat} (h : i < as.length) : as[i]? = some (as[i]'h) := by
  induction as generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a as ih => cases i with
    | zero => rfl
    | succ i => exact ih (Nat.lt_of_succ_lt_succ h)
@[simp] theorem getElem?_eq_none_iff {as : List α} {i : Nat} : as[i]? = none ↔ as.length ≤ i := by
  induction as generalizing i with
  | nil => simp
  | cons a as ih => cases i with
    | zero => simp
    | succ i => simp [ih]
theorem getElem?_eq_none {as : List α} {i : Nat} (h : as.length ≤ i) : as[i]? = none := getElem?_eq_none_iff.mpr h
theorem getElem?_eq_some_iff {as : List α} {i : Nat} {a : α} : as[i]? = some a ↔ ∃ h : i < as.length, as[i]'h = a := by
  constructor
  · intro h
    have hi : i < as.length := Nat.lt_of_not_ge fun h' => by rw [getElem?_eq_none h'] at h; nomatch h
    rw [getElem?_eq_getElem hi] at h
    exact ⟨hi, by injection h⟩
  · rintro ⟨h, rfl⟩; exact getElem?_eq_getElem h
@[simp] theorem getElem_mem {as : List α} {i : Nat} (h : i < as.length) : as[i]'h ∈ as := by
  induction as generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a as ih => cases i with
    | zero => exact mem_cons_self
    | succ i => exact mem_cons_of_mem a (ih (Nat.lt_of_succ_lt_succ h))
theorem get_mem (as : List α) (i : Fin as.length) : as.get i ∈ as := getElem_mem i.isLt
theorem getElem_of_mem {a : α} {as : List α} (h : a ∈ as) : ∃ (i : Nat) (h : i < as.length), as[i]'h = a := by
  induction h with
  | head as => exact ⟨0, Nat.succ_pos _, rfl⟩
  | tail b _ ih => obtain ⟨i, h, e⟩ := ih; exact ⟨i + 1, Nat.succ_lt_succ h, e⟩
theorem mem_iff_getElem {a : α} {as : List α} : a ∈ as ↔ ∃ (i : Nat) (h : i < as.length), as[i]'h = a :=
  ⟨getElem_of_mem, fun ⟨_, h, e⟩ => e ▸ getElem_mem h⟩
@[simp] theorem getElem_map (f : α → β) {as : List α} {i : Nat} {h : i < (as.map f).length} :
    (as.map f)[i]'h = f (as[i]'(length_map (as := as) f ▸ h)) := by
  induction as generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a as ih => cases i with
    | zero => rfl
    | succ i => exact ih
@[simp] theorem getElem?_map (f : α → β) {as : List α} {i : Nat} : (as.map f)[i]? = (as[i]?).map f := by
  induction as generalizing i with
  | nil => rfl
  | cons a as ih => cases i with
    | zero => rfl
    | succ i => exact ih
theorem getElem?_append_left {as bs : List α} {i : Nat} (h : i < as.length) : (as ++ bs)[i]? = as[i]? := by
  induction as generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a as ih => cases i with
    | zero => rfl
    | succ i => exact ih (Nat.lt_of_succ_lt_succ h)
theorem getElem?_append_right {as bs : List α} {i : Nat} (h : as.length ≤ i) : (as ++ bs)[i]? = bs[i - as.length]? := by
  induction as generalizing i with
  | nil => rfl
  | cons a as ih => cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i => rw [cons_append, getElem?_cons_succ, ih (Nat.le_of_succ_le_succ h), length_cons, Nat.add_sub_add_right]
theorem ext_getElem? {as bs : List α} (h : ∀ i : Nat, as[i]? = bs[i]?) : as = bs := by
  induction as generalizing bs with
  | nil => cases bs with
    | nil => rfl
    | cons b bs => nomatch h 0
  | cons a as ih => cases bs with
    | nil => nomatch h 0
    | cons b bs =>
      have h0 : some a = some b := h 0
      injection h0 with h0
      rw [h0, ih fun i => h (i + 1)]
theorem ext_getElem {as bs : List α} (hl : as.length = bs.length) (h : ∀ (i : Nat) (h₁ : i < as.length) (h₂ : i < bs.length), as[i]'h₁ = bs[i]'h₂) :
    as = bs := by
  apply ext_getElem?
  intro i
  cases Nat.lt_or_ge i as.length with
  | inl hi => rw [getElem?_eq_getElem hi, getElem?_eq_getElem (hl ▸ hi), h i hi (hl ▸ hi)]
  | inr hi => rw [getElem?_eq_none hi, getElem?_eq_none (hl ▸ hi)]
@[simp] theorem getElem_range {n i : Nat} {h : i < (range n).length} : (range n)[i]'h = i := by
  induction n with
  | zero => exact absurd h (Nat.not_lt_zero i)
  | succ n ih =>
    have h' : i < n + 1 := length_range (n := n + 1) ▸ h
    have e : (range (n + 1))[i]? = some i := by
      rw [range_succ]
      cases Nat.lt_or_ge i n with
      | inl hi =>
        rw [getElem?_append_left (length_range (n := n).symm ▸ hi), getElem?_eq_getElem (length_range (n := n).symm ▸ hi)]
        exact congrArg some ih
      | inr hi =>
        have : i = n := Nat.le_antisymm (Nat.le_of_lt_succ h') hi
        rw [getElem?_append_right (by rw [length_range]; exact hi), length_range, this, Nat.sub_self]; rfl
    rw [getElem?_eq_getElem h] at e
    injection e
end List

namespace Array
variable {α : Type u}
instance : GetElem? (Array α) Nat α fun xs i => i < xs.size where
  getElem xs i h := xs.getInternal i h
  getElem? xs i := if h : i < xs.size then some (xs.getInternal i h) else none
  getElem! xs i := xs.get!Internal i
instance : Membership α (Array α) := ⟨fun xs a => a ∈ xs.toList⟩
@[simp] theorem size_toArray (as : List α) : as.toArray.size = as.length := rfl
@[simp] theorem length_toList (as : Array α) : as.toList.length = as.size := rfl
@[simp] theorem toList_toArray' (as : List α) : as.toArray.toList = as := rfl
@[ext] theorem ext_toList {as bs : Array α} (h : as.toList = bs.toList) : as = bs := congrArg mk h
end Array
