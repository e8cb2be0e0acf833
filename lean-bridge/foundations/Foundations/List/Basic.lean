prelude
import Foundations.Recursion.Tactics
/-!
# Lists: definitions and first laws

The functions on lists with their equations as `simp` rules, membership, `++`, `length`, `reverse`, `map`,
`filter`, folds, `take`, `drop`, `replicate`, `zip`, `range`.
-/

universe u v w

namespace List

variable {α : Type u} {β : Type v} {γ : Type w}

/-! ### Definitions -/

instance : Append (List α) := ⟨List.append⟩

/-- Adds the elements of the first list, in turn, in front of the second. -/
def reverseAux : List α → List α → List α
  | [], r => r
  | a :: l, r => reverseAux l (a :: r)

/-- The elements in the opposite order. -/
def reverse (as : List α) : List α := reverseAux as []

/-- Applies `f` to each element. -/
def map (f : α → β) : List α → List β
  | [] => []
  | a :: as => f a :: map f as

/-- The elements with the property. -/
def filter (p : α → Bool) : List α → List α
  | [] => []
  | a :: as => match p a with
    | true => a :: filter p as
    | false => filter p as

/-- The values of `f`, where it has one. -/
def filterMap (f : α → Option β) : List α → List β
  | [] => []
  | a :: as => match f a with
    | none => filterMap f as
    | some b => b :: filterMap f as

/-- `foldl f z [a, b, c] = f (f (f z a) b) c`. -/
def foldl {α : Type u} {β : Type v} (f : α → β → α) : (init : α) → List β → α
  | a, [] => a
  | a, b :: l => foldl f (f a b) l

/-- `foldr f z [a, b, c] = f a (f b (f c z))`. -/
def foldr (f : α → β → β) (init : β) : (l : List α) → β
  | [] => init
  | a :: l => f a (foldr f init l)

/-- Joins a list of lists. -/
def flatten : List (List α) → List α
  | [] => []
  | l :: L => l ++ flatten L

/-- Applies `f` to each element and joins the results. -/
def flatMap {α : Type u} {β : Type v} (b : α → List β) (as : List α) : List β := flatten (map b as)

/-- The list with one element. -/
protected def singleton (a : α) : List α := [a]

/-- `n` times the element `a`. -/
def replicate : (n : Nat) → (a : α) → List α
  | 0, _ => []
  | n + 1, a => a :: replicate n a

/-- Whether the list is empty. -/
def isEmpty : List α → Bool
  | [] => true
  | _ :: _ => false

/-- The first element, if there is one. -/
def head? : List α → Option α
  | [] => none
  | a :: _ => some a

/-- The first element of a list that is not empty. -/
def head : (as : List α) → as ≠ [] → α
  | [], h => absurd rfl h
  | a :: _, _ => a

/-- The first element, or `fallback`. -/
def headD (as : List α) (fallback : α) : α :=
  match as with
  | [] => fallback
  | a :: _ => a

/-- The list without its first element. -/
def tail : List α → List α
  | [] => []
  | _ :: as => as

/-- The list without its first element, if there is one. -/
def tail? : List α → Option (List α)
  | [] => none
  | _ :: as => some as

/-- The last element of a list that is not empty. -/
def getLast : (as : List α) → as ≠ [] → α
  | [], h => absurd rfl h
  | [a], _ => a
  | _ :: b :: as, _ => getLast (b :: as) (fun h => nomatch h)

/-- The last element, if there is one. -/
def getLast? : List α → Option α
  | [] => none
  | a :: as => some (getLast (a :: as) (fun h => nomatch h))

/-- The list without its last element. -/
def dropLast : List α → List α
  | [] => []
  | [_] => []
  | a :: b :: as => a :: dropLast (b :: as)

/-- The elements up to the first without the property. -/
def takeWhile (p : α → Bool) : (xs : List α) → List α
  | [] => []
  | a :: as => match p a with
    | true => a :: takeWhile p as
    | false => []

/-- The elements from the first without the property. -/
def dropWhile (p : α → Bool) : List α → List α
  | [] => []
  | a :: as => match p a with
    | true => dropWhile p as
    | false => a :: as

/-- The first element with the property. -/
def find? (p : α → Bool) : List α → Option α
  | [] => none
  | a :: as => match p a with
    | true => some a
    | false => find? p as

/-- Whether some element has the property. -/
def any : (l : List α) → (p : α → Bool) → Bool
  | [], _ => false
  | h :: t, p => p h || any t p

/-- Whether every element has the property. -/
def all : List α → (α → Bool) → Bool
  | [], _ => true
  | h :: t, p => p h && all t p

/-- Combines two lists element by element. -/
def zipWith (f : α → β → γ) : (xs : List α) → (ys : List β) → List γ
  | x :: xs, y :: ys => f x y :: zipWith f xs ys
  | _, _ => []

/-- Pairs two lists element by element. -/
def zip : List α → List β → List (α × β) := zipWith Prod.mk

/-- Splits a list of pairs. -/
def unzip : (l : List (α × β)) → List α × List β
  | [] => ([], [])
  | (a, b) :: t => match unzip t with | (as, bs) => (a :: as, b :: bs)

/-- The sum of the elements. -/
protected def sum [Add α] [Zero α] : List α → α := foldr (· + ·) 0

/-- The product of the elements. -/
protected def prod [Mul α] [One α] : List α → α := foldr (· * ·) 1

/-- `0, 1, …, n - 1` in front of `acc`. -/
def range.loop : Nat → List Nat → List Nat
  | 0, acc => acc
  | n + 1, acc => loop n (n :: acc)

/-- `[0, 1, …, n - 1]`. -/
def range (n : Nat) : List Nat := range.loop n []

/-- `[s, s + step, …]`, `len` elements. -/
def range' : (start len : Nat) → (step : Nat := 1) → List Nat
  | _, 0, _ => []
  | s, n + 1, step => s :: range' (s + step) n step

/-- The elements with their places. -/
def zipIdx : (l : List α) → (n : Nat := 0) → List (α × Nat)
  | [], _ => []
  | x :: xs, n => (x, n) :: zipIdx xs (n + 1)

/-- The elements with the property, and the others. -/
def partition (p : α → Bool) (as : List α) : List α × List α := (filter p as, filter (fun a => !p a) as)

/-- The element at place `i`, if there is one. -/
def get? : (as : List α) → (i : Nat) → Option α
  | [], _ => none
  | a :: _, 0 => some a
  | _ :: as, i + 1 => get? as i

/-- The element at place `i`, or `fallback`. -/
def getD (as : List α) (i : Nat) (fallback : α) : α :=
  match as.get? i with
  | some a => a
  | none => fallback

/-- Replaces the element at place `i`. -/
def set : (l : List α) → (i : Nat) → (a : α) → List α
  | [], _, _ => []
  | _ :: as, 0, b => b :: as
  | a :: as, i + 1, b => a :: set as i b

/-- Removes the first element equal to `a`. -/
protected def erase [BEq α] : List α → α → List α
  | [], _ => []
  | a :: as, b => match a == b with
    | true => as
    | false => a :: List.erase as b

/-- How many elements have the property. -/
def countP (p : α → Bool) : (l : List α) → Nat
  | [] => 0
  | a :: as => bif p a then countP p as + 1 else countP p as

/-- How often `a` occurs. -/
def count [BEq α] (a : α) : List α → Nat := countP (· == a)

/-- Whether `a` occurs, by `==`. -/
def elem [BEq α] (a : α) : (l : List α) → Bool
  | [] => false
  | b :: bs => match a == b with
    | true => true
    | false => elem a bs

/-- Whether `a` occurs, by `==`. -/
abbrev contains [BEq α] (as : List α) (a : α) : Bool := elem a as

/-- `a` is an element of the list. -/
inductive Mem (a : α) : List α → Prop where
  | head (as : List α) : Mem a (a :: as)
  | tail (b : α) {as : List α} : Mem a as → Mem a (b :: as)

instance : Membership α (List α) := ⟨fun l a => Mem a l⟩

/-- Any two elements are in the relation, the earlier first. -/
inductive Pairwise (R : α → α → Prop) : List α → Prop where
  | nil : Pairwise R []
  | cons : ∀ {a : α} {l : List α}, (∀ a', a' ∈ l → R a a') → Pairwise R l → Pairwise R (a :: l)

/-- No element occurs twice. -/
def Nodup : List α → Prop := Pairwise (· ≠ ·)

/-- The first list comes from the second by leaving out elements. -/
inductive Sublist {α : Type u} : List α → List α → Prop where
  | slnil : Sublist [] []
  | cons (a : α) : Sublist l₁ l₂ → Sublist l₁ (a :: l₂)
  | cons₂ (a : α) : Sublist l₁ l₂ → Sublist (a :: l₁) (a :: l₂)

@[inherit_doc] infixl:50 " <+ " => List.Sublist

/-- `l₁ ⊆ l₂`: every element of the first is one of the second. -/
instance : HasSubset (List α) := ⟨fun l₁ l₂ => ∀ ⦃a : α⦄, a ∈ l₁ → a ∈ l₂⟩

/-- The first list begins the second. -/
def IsPrefix (l₁ l₂ : List α) : Prop := ∃ t, l₁ ++ t = l₂
/-- The first list ends the second. -/
def IsSuffix (l₁ l₂ : List α) : Prop := ∃ t, t ++ l₁ = l₂
/-- The first list is a stretch of the second. -/
def IsInfix (l₁ l₂ : List α) : Prop := ∃ s t, s ++ l₁ ++ t = l₂
@[inherit_doc] infixl:50 " <+: " => IsPrefix
@[inherit_doc] infixl:50 " <:+ " => IsSuffix
@[inherit_doc] infixl:50 " <:+: " => IsInfix

/-- The lists have the same elements, equally often. -/
inductive Perm : List α → List α → Prop where
  | nil : Perm [] []
  | cons (x : α) {l₁ l₂ : List α} : Perm l₁ l₂ → Perm (x :: l₁) (x :: l₂)
  | swap (x y : α) (l : List α) : Perm (y :: x :: l) (x :: y :: l)
  | trans {l₁ l₂ l₃ : List α} : Perm l₁ l₂ → Perm l₂ l₃ → Perm l₁ l₃

@[inherit_doc] scoped infixl:50 " ~ " => Perm

instance instGetElemNatLtLength : GetElem (List α) Nat α fun as i => i < as.length := ⟨fun as i h => as.get ⟨i, h⟩⟩

/-! ### Equations -/

@[simp] theorem nil_append (as : List α) : [] ++ as = as := rfl
@[simp] theorem cons_append (a : α) (as bs : List α) : (a :: as) ++ bs = a :: (as ++ bs) := rfl
@[simp] theorem append_eq (as bs : List α) : List.append as bs = as ++ bs := rfl
@[simp] theorem length_nil : length ([] : List α) = 0 := rfl
@[simp] theorem length_cons (a : α) (as : List α) : (a :: as).length = as.length + 1 := rfl
theorem length_singleton (a : α) : length [a] = 1 := rfl
@[simp] theorem map_nil (f : α → β) : map f [] = [] := rfl
@[simp] theorem map_cons (f : α → β) (a : α) (l : List α) : map f (a :: l) = f a :: map f l := rfl
@[simp] theorem filter_nil (p : α → Bool) : filter p [] = [] := rfl
@[simp] theorem filter_cons_of_pos {p : α → Bool} {a : α} {l : List α} (pa : p a = true) : filter p (a :: l) = a :: filter p l := by
  rw [filter, pa]
@[simp] theorem filter_cons_of_neg {p : α → Bool} {a : α} {l : List α} (pa : ¬p a = true) : filter p (a :: l) = filter p l := by
  rw [filter, eq_false_of_ne_true pa]
theorem filter_cons {p : α → Bool} {x : α} {xs : List α} : filter p (x :: xs) = if p x = true then x :: filter p xs else filter p xs := by
  split
  · exact filter_cons_of_pos ‹_›
  · exact filter_cons_of_neg ‹_›
@[simp] theorem filterMap_nil (f : α → Option β) : filterMap f [] = [] := rfl
theorem filterMap_cons_none {f : α → Option β} {a : α} {l : List α} (h : f a = none) : filterMap f (a :: l) = filterMap f l := by rw [filterMap, h]
theorem filterMap_cons_some {f : α → Option β} {a : α} {l : List α} {b : β} (h : f a = some b) : filterMap f (a :: l) = b :: filterMap f l := by rw [filterMap, h]
@[simp] theorem foldl_nil (f : α → β → α) (b : α) : foldl f b [] = b := rfl
@[simp] theorem foldl_cons (f : β → α → β) (b : β) (a : α) (l : List α) : foldl f b (a :: l) = foldl f (f b a) l := rfl
@[simp] theorem foldr_nil (f : α → β → β) (b : β) : foldr f b [] = b := rfl
@[simp] theorem foldr_cons (f : α → β → β) (b : β) (a : α) (l : List α) : foldr f b (a :: l) = f a (foldr f b l) := rfl
@[simp] theorem flatten_nil : ([] : List (List α)).flatten = [] := rfl
@[simp] theorem flatten_cons (l : List α) (L : List (List α)) : (l :: L).flatten = l ++ L.flatten := rfl
@[simp] theorem flatMap_nil (f : α → List β) : flatMap f [] = [] := rfl
@[simp] theorem flatMap_cons (f : α → List β) (x : α) (xs : List α) : flatMap f (x :: xs) = f x ++ flatMap f xs := rfl
@[simp] theorem replicate_zero (a : α) : replicate 0 a = [] := rfl
theorem replicate_succ (n : Nat) (a : α) : replicate (n + 1) a = a :: replicate n a := rfl
@[simp] theorem isEmpty_nil : ([] : List α).isEmpty = true := rfl
@[simp] theorem isEmpty_cons (a : α) (l : List α) : (a :: l).isEmpty = false := rfl
@[simp] theorem head?_nil : ([] : List α).head? = none := rfl
@[simp] theorem head?_cons (a : α) (l : List α) : (a :: l).head? = some a := rfl
@[simp] theorem head_cons (a : α) (l : List α) (h : a :: l ≠ []) : head (a :: l) h = a := rfl
@[simp] theorem tail_nil : ([] : List α).tail = [] := rfl
@[simp] theorem tail_cons (a : α) (l : List α) : (a :: l).tail = l := rfl
@[simp] theorem getLast_singleton (a : α) (h : [a] ≠ []) : getLast [a] h = a := rfl
@[simp] theorem getLast_cons_cons (a b : α) (l : List α) (h : a :: b :: l ≠ []) : getLast (a :: b :: l) h = getLast (b :: l) (fun h => nomatch h) := rfl
@[simp] theorem getLast?_nil : ([] : List α).getLast? = none := rfl
@[simp] theorem dropLast_nil : ([] : List α).dropLast = [] := rfl
@[simp] theorem dropLast_singleton (a : α) : [a].dropLast = [] := rfl
@[simp] theorem dropLast_cons₂ (a b : α) (l : List α) : (a :: b :: l).dropLast = a :: (b :: l).dropLast := rfl
@[simp] theorem any_nil (p : α → Bool) : any [] p = false := rfl
@[simp] theorem any_cons (a : α) (l : List α) (p : α → Bool) : any (a :: l) p = (p a || any l p) := rfl
@[simp] theorem all_nil (p : α → Bool) : all [] p = true := rfl
@[simp] theorem all_cons (a : α) (l : List α) (p : α → Bool) : all (a :: l) p = (p a && all l p) := rfl
@[simp] theorem zipWith_nil_left (f : α → β → γ) (l : List β) : zipWith f [] l = [] := rfl
@[simp] theorem zipWith_nil_right (f : α → β → γ) (l : List α) : zipWith f l [] = [] := by cases l <;> rfl
@[simp] theorem zipWith_cons_cons (f : α → β → γ) (a : α) (as : List α) (b : β) (bs : List β) : zipWith f (a :: as) (b :: bs) = f a b :: zipWith f as bs := rfl
@[simp] theorem zip_nil_left (l : List β) : zip ([] : List α) l = [] := rfl
@[simp] theorem zip_nil_right (l : List α) : zip l ([] : List β) = [] := zipWith_nil_right _ _
@[simp] theorem zip_cons_cons (a : α) (as : List α) (b : β) (bs : List β) : zip (a :: as) (b :: bs) = (a, b) :: zip as bs := rfl
@[simp] theorem sum_nil [Add α] [Zero α] : ([] : List α).sum = 0 := rfl
@[simp] theorem sum_cons [Add α] [Zero α] (a : α) (l : List α) : (a :: l).sum = a + l.sum := rfl
@[simp] theorem prod_nil [Mul α] [One α] : ([] : List α).prod = 1 := rfl
@[simp] theorem prod_cons [Mul α] [One α] (a : α) (l : List α) : (a :: l).prod = a * l.prod := rfl
@[simp] theorem take_zero (l : List α) : l.take 0 = [] := rfl
@[simp] theorem take_nil (n : Nat) : ([] : List α).take n = [] := by cases n <;> rfl
@[simp] theorem take_succ_cons (n : Nat) (a : α) (l : List α) : (a :: l).take (n + 1) = a :: l.take n := rfl
@[simp] theorem drop_zero (l : List α) : l.drop 0 = l := rfl
@[simp] theorem drop_nil (n : Nat) : ([] : List α).drop n = [] := by cases n <;> rfl
@[simp] theorem drop_succ_cons (n : Nat) (a : α) (l : List α) : (a :: l).drop (n + 1) = l.drop n := rfl
@[simp] theorem get?_nil (n : Nat) : ([] : List α).get? n = none := rfl
@[simp] theorem countP_nil (p : α → Bool) : countP p [] = 0 := rfl
@[simp] theorem count_nil [BEq α] (a : α) : count a [] = 0 := rfl
@[simp] theorem set_nil (n : Nat) (a : α) : [].set n a = [] := rfl
@[simp] theorem set_cons_zero (x : α) (xs : List α) (a : α) : (x :: xs).set 0 a = a :: xs := rfl
@[simp] theorem set_cons_succ (x : α) (xs : List α) (n : Nat) (a : α) : (x :: xs).set (n + 1) a = x :: xs.set n a := rfl
@[simp] theorem erase_nil [BEq α] (a : α) : ([] : List α).erase a = [] := rfl
theorem takeWhile_nil {p : α → Bool} : takeWhile p [] = [] := rfl
theorem dropWhile_nil {p : α → Bool} : dropWhile p [] = [] := rfl
theorem takeWhile_cons {p : α → Bool} {a : α} {l : List α} : (a :: l).takeWhile p = if p a = true then a :: l.takeWhile p else [] := by
  cases h : p a <;> simp [takeWhile, h]
theorem dropWhile_cons {p : α → Bool} {a : α} {l : List α} : (a :: l).dropWhile p = if p a = true then l.dropWhile p else a :: l := by
  cases h : p a <;> simp [dropWhile, h]

theorem cons_ne_nil (a : α) (l : List α) : a :: l ≠ [] := fun h => nomatch h
theorem nil_ne_cons (a : α) (l : List α) : [] ≠ a :: l := fun h => nomatch h
theorem cons_ne_self (a : α) (l : List α) : a :: l ≠ l := fun h => Nat.succ_ne_self l.length (congrArg length h)
theorem head_eq_of_cons_eq {h₁ h₂ : α} {t₁ t₂ : List α} (H : h₁ :: t₁ = h₂ :: t₂) : h₁ = h₂ := by injection H
theorem tail_eq_of_cons_eq {h₁ h₂ : α} {t₁ t₂ : List α} (H : h₁ :: t₁ = h₂ :: t₂) : t₁ = t₂ := by injection H
theorem cons_inj_right (a : α) {l l' : List α} : a :: l = a :: l' ↔ l = l' := ⟨tail_eq_of_cons_eq, congrArg _⟩
theorem cons_eq_cons {a b : α} {l l' : List α} : a :: l = b :: l' ↔ a = b ∧ l = l' := ⟨fun h => by injection h with h₁ h₂; exact ⟨h₁, h₂⟩, fun ⟨h₁, h₂⟩ => by rw [h₁, h₂]⟩
theorem exists_cons_of_ne_nil : ∀ {l : List α}, l ≠ [] → ∃ b L, l = b :: L
  | [], h => absurd rfl h
  | b :: L, _ => ⟨b, L, rfl⟩
theorem ne_nil_iff_exists_cons {l : List α} : l ≠ [] ↔ ∃ b L, l = b :: L := ⟨exists_cons_of_ne_nil, fun ⟨_, _, h⟩ => h ▸ cons_ne_nil _ _⟩
@[simp] theorem length_eq_zero_iff {l : List α} : l.length = 0 ↔ l = [] := by
  cases l with
  | nil => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | cons => exact ⟨fun h => (nomatch h), fun h => nomatch h⟩
theorem eq_nil_of_length_eq_zero {l : List α} (h : l.length = 0) : l = [] := length_eq_zero_iff.mp h
theorem ne_nil_of_length_pos {l : List α} (h : 0 < l.length) : l ≠ [] := fun e => Nat.lt_irrefl 0 (by rw [e] at h; exact h)
theorem length_pos_iff {l : List α} : 0 < l.length ↔ l ≠ [] := ⟨ne_nil_of_length_pos, fun h => Nat.pos_of_ne_zero fun h' => h (eq_nil_of_length_eq_zero h')⟩
theorem length_pos_of_ne_nil {l : List α} (h : l ≠ []) : 0 < l.length := length_pos_iff.mpr h
theorem length_eq_one_iff {l : List α} : l.length = 1 ↔ ∃ a, l = [a] := by
  constructor
  · intro h
    match l, h with
    | [a], _ => exact ⟨a, rfl⟩
  · rintro ⟨a, rfl⟩; rfl
@[simp] theorem isEmpty_iff {l : List α} : l.isEmpty = true ↔ l = [] := by cases l <;> simp

/-! ### Append -/

@[simp] theorem append_nil (as : List α) : as ++ [] = as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [cons_append, ih]
@[simp] theorem append_assoc (as bs cs : List α) : as ++ bs ++ cs = as ++ (bs ++ cs) := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]
theorem append_cons (as : List α) (b : α) (bs : List α) : as ++ b :: bs = as ++ [b] ++ bs := by simp
@[simp] theorem length_append {as bs : List α} : (as ++ bs).length = as.length + bs.length := by
  induction as with
  | nil => simp
  | cons a as ih => simp [ih, Nat.add_right_comm]
@[simp] theorem append_eq_nil_iff {p q : List α} : p ++ q = [] ↔ p = [] ∧ q = [] := by cases p <;> simp
@[simp] theorem nil_eq_append_iff {a b : List α} : [] = a ++ b ↔ a = [] ∧ b = [] := by rw [eq_comm]; exact append_eq_nil_iff
theorem append_ne_nil_of_left_ne_nil {s : List α} (h : s ≠ []) (t : List α) : s ++ t ≠ [] := fun e => h (append_eq_nil_iff.mp e).left
theorem append_ne_nil_of_right_ne_nil (s : List α) {t : List α} (h : t ≠ []) : s ++ t ≠ [] := fun e => h (append_eq_nil_iff.mp e).right
theorem append_inj {s₁ s₂ t₁ t₂ : List α} (h : s₁ ++ t₁ = s₂ ++ t₂) (hl : s₁.length = s₂.length) : s₁ = s₂ ∧ t₁ = t₂ := by
  induction s₁ generalizing s₂ with
  | nil => cases s₂ with
    | nil => exact ⟨rfl, h⟩
    | cons => nomatch hl
  | cons a s₁ ih => cases s₂ with
    | nil => nomatch hl
    | cons b s₂ =>
      have h' := cons_eq_cons.mp h
      have := ih h'.right (Nat.succ_inj.mp hl)
      exact ⟨by rw [h'.left, this.left], this.right⟩
theorem append_inj_right {s₁ s₂ t₁ t₂ : List α} (h : s₁ ++ t₁ = s₂ ++ t₂) (hl : s₁.length = s₂.length) : t₁ = t₂ := (append_inj h hl).right
theorem append_inj_left {s₁ s₂ t₁ t₂ : List α} (h : s₁ ++ t₁ = s₂ ++ t₂) (hl : s₁.length = s₂.length) : s₁ = s₂ := (append_inj h hl).left
theorem append_left_cancel {s t₁ t₂ : List α} (h : s ++ t₁ = s ++ t₂) : t₁ = t₂ := append_inj_right h rfl
theorem append_right_cancel {t s₁ s₂ : List α} (h : s₁ ++ t = s₂ ++ t) : s₁ = s₂ :=
  append_inj_left h (Nat.add_right_cancel (m := t.length) (by have := congrArg length h; simp at this; rw [this]))
@[simp] theorem append_right_inj {t₁ t₂ : List α} (s : List α) : s ++ t₁ = s ++ t₂ ↔ t₁ = t₂ := ⟨append_left_cancel, congrArg _⟩
@[simp] theorem append_left_inj {s₁ s₂ : List α} (t : List α) : s₁ ++ t = s₂ ++ t ↔ s₁ = s₂ := ⟨append_right_cancel, fun h => h ▸ rfl⟩
@[simp] theorem append_eq_left_iff {x y : List α} : x ++ y = x ↔ y = [] := by
  conv => lhs; rhs; rw [← append_nil x]
  exact append_right_inj x
theorem append_self_eq_self' {x y : List α} : x ++ y = y ↔ x = [] := by
  conv => lhs; rhs; rw [← nil_append y]
  exact append_left_inj y

instance : Std.Associative (α := List α) (· ++ ·) := ⟨append_assoc⟩
instance : Std.LawfulIdentity (α := List α) (· ++ ·) [] where
  left_id := nil_append
  right_id := append_nil

/-! ### Membership -/

@[simp] theorem not_mem_nil {a : α} : ¬a ∈ ([] : List α) := fun h => nomatch h
@[simp] theorem mem_cons {a b : α} {l : List α} : a ∈ b :: l ↔ a = b ∨ a ∈ l := by
  constructor
  · intro h
    cases h with
    | head => exact Or.inl rfl
    | tail _ h => exact Or.inr h
  · rintro (rfl | h)
    · exact .head _
    · exact .tail _ h
theorem mem_cons_self {a : α} {l : List α} : a ∈ a :: l := .head l
theorem mem_cons_of_mem (y : α) {a : α} {l : List α} (h : a ∈ l) : a ∈ y :: l := .tail y h
theorem mem_singleton_self (a : α) : a ∈ [a] := .head []
theorem mem_singleton {a b : α} : a ∈ [b] ↔ a = b := by simp
theorem eq_of_mem_singleton {a b : α} (h : b ∈ [a]) : b = a := mem_singleton.mp h
theorem ne_nil_of_mem {a : α} {l : List α} (h : a ∈ l) : l ≠ [] := fun e => not_mem_nil (e ▸ h)
theorem eq_nil_iff_forall_not_mem {l : List α} : l = [] ↔ ∀ a, ¬a ∈ l := by
  cases l with
  | nil => simp
  | cons a l => exact ⟨fun h => (nomatch h), fun h => absurd mem_cons_self (h a)⟩
theorem exists_mem_of_ne_nil (l : List α) (h : l ≠ []) : ∃ x, x ∈ l := by
  obtain ⟨b, L, rfl⟩ := exists_cons_of_ne_nil h; exact ⟨b, mem_cons_self⟩
@[simp] theorem mem_append {a : α} {s t : List α} : a ∈ s ++ t ↔ a ∈ s ∨ a ∈ t := by
  induction s with
  | nil => simp
  | cons x s ih => simp [ih, or_assoc]
theorem mem_append_left {a : α} {as : List α} (bs : List α) (h : a ∈ as) : a ∈ as ++ bs := mem_append.mpr (Or.inl h)
theorem mem_append_right {b : α} (as : List α) {bs : List α} (h : b ∈ bs) : b ∈ as ++ bs := mem_append.mpr (Or.inr h)
theorem append_of_mem {a : α} {l : List α} (h : a ∈ l) : ∃ s t, l = s ++ a :: t := by
  induction h with
  | head l => exact ⟨[], l, rfl⟩
  | tail b _ ih => obtain ⟨s, t, h⟩ := ih; exact ⟨b :: s, t, by rw [h]; rfl⟩
theorem mem_iff_append {a : α} {l : List α} : a ∈ l ↔ ∃ s t, l = s ++ a :: t :=
  ⟨append_of_mem, fun ⟨s, t, h⟩ => by rw [h]; simp⟩
theorem forall_mem_nil (p : α → Prop) : ∀ x, x ∈ ([] : List α) → p x := fun _ h => nomatch h
@[simp] theorem forall_mem_cons {p : α → Prop} {a : α} {l : List α} : (∀ x, x ∈ a :: l → p x) ↔ p a ∧ ∀ x, x ∈ l → p x := by simp
theorem exists_mem_cons {p : α → Prop} {a : α} {l : List α} : (∃ x, x ∈ a :: l ∧ p x) ↔ p a ∨ ∃ x, x ∈ l ∧ p x := by simp
theorem forall_mem_append {p : α → Prop} {l₁ l₂ : List α} : (∀ x, x ∈ l₁ ++ l₂ → p x) ↔ (∀ x, x ∈ l₁ → p x) ∧ ∀ x, x ∈ l₂ → p x := by
  simp only [mem_append, or_imp, forall_and]

theorem elem_eq_true_of_mem' [BEq α] [LawfulBEq α] {a : α} {as : List α} : elem a as = true ↔ a ∈ as := by
  induction as with
  | nil => simp [elem]
  | cons b as ih =>
    rw [elem]
    cases h : a == b with
    | true => simp [beq_iff_eq.mp h]
    | false => simp [ih, not_eq_of_beq_eq_false h]
@[simp] theorem elem_iff [BEq α] [LawfulBEq α] {a : α} {as : List α} : elem a as = true ↔ a ∈ as := elem_eq_true_of_mem'
theorem contains_iff_mem [BEq α] [LawfulBEq α] {a : α} {as : List α} : as.contains a = true ↔ a ∈ as := elem_iff
instance [BEq α] [LawfulBEq α] (a : α) (as : List α) : Decidable (a ∈ as) := decidable_of_decidable_of_iff elem_iff

instance decidableBEx (p : α → Prop) [DecidablePred p] : ∀ l : List α, Decidable (∃ x, x ∈ l ∧ p x)
  | [] => isFalse fun ⟨_, h, _⟩ => nomatch h
  | x :: xs =>
    if h : p x then isTrue ⟨x, .head _, h⟩
    else match decidableBEx p xs with
      | isTrue h' => isTrue (let ⟨y, hm, hp⟩ := h'; ⟨y, .tail _ hm, hp⟩)
      | isFalse h' => isFalse fun ⟨y, hm, hp⟩ => by
        cases hm with
        | head => exact h hp
        | tail _ hm => exact h' ⟨y, hm, hp⟩

instance decidableBAll (p : α → Prop) [DecidablePred p] : ∀ l : List α, Decidable (∀ x, x ∈ l → p x)
  | [] => isTrue fun _ h => nomatch h
  | x :: xs =>
    if h : p x then
      match decidableBAll p xs with
      | isTrue h' => isTrue fun y hm => by
        cases hm with
        | head => exact h
        | tail _ hm => exact h' y hm
      | isFalse h' => isFalse fun h'' => h' fun y hm => h'' y (.tail _ hm)
    else isFalse fun h' => h (h' x (.head _))

/-! ### Reverse -/

@[simp] theorem reverse_nil : reverse ([] : List α) = [] := rfl
theorem reverseAux_eq_append (as bs : List α) : reverseAux as bs = reverseAux as [] ++ bs := by
  induction as generalizing bs with
  | nil => rfl
  | cons a as ih => rw [reverseAux, reverseAux, ih, ih [a], append_assoc]; rfl
theorem reverseAux_eq (as bs : List α) : reverseAux as bs = reverse as ++ bs := reverseAux_eq_append as bs
@[simp] theorem reverse_cons (a : α) (as : List α) : reverse (a :: as) = reverse as ++ [a] := reverseAux_eq_append as [a]
@[simp] theorem reverse_append (as bs : List α) : (as ++ bs).reverse = bs.reverse ++ as.reverse := by
  induction as with
  | nil => simp
  | cons a as ih => simp [ih]
@[simp] theorem reverse_reverse (as : List α) : as.reverse.reverse = as := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]
@[simp] theorem length_reverse (as : List α) : as.reverse.length = as.length := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]
@[simp] theorem mem_reverse {a : α} {as : List α} : a ∈ as.reverse ↔ a ∈ as := by
  induction as with
  | nil => simp
  | cons b as ih => simp [ih, or_comm]
@[simp] theorem reverse_eq_nil_iff {xs : List α} : xs.reverse = [] ↔ xs = [] := by
  cases xs <;> simp
theorem reverse_concat (as : List α) (a : α) : (as ++ [a]).reverse = a :: as.reverse := by simp
theorem reverse_inj {xs ys : List α} : xs.reverse = ys.reverse ↔ xs = ys :=
  ⟨fun h => by rw [← reverse_reverse xs, h, reverse_reverse], congrArg _⟩
theorem reverse_eq_iff {as bs : List α} : as.reverse = bs ↔ as = bs.reverse :=
  ⟨fun h => by rw [← h, reverse_reverse], fun h => by rw [h, reverse_reverse]⟩
theorem reverse_singleton (a : α) : reverse [a] = [a] := rfl

/-! ### Map -/

@[simp] theorem length_map {as : List α} (f : α → β) : (as.map f).length = as.length := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]
@[simp] theorem map_append (f : α → β) (l₁ l₂ : List α) : map f (l₁ ++ l₂) = map f l₁ ++ map f l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => simp [ih]
@[simp] theorem map_map (g : β → γ) (f : α → β) (l : List α) : map g (map f l) = map (g ∘ f) l := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]; rfl
@[simp] theorem map_id (l : List α) : map id l = l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [map_cons, ih]; rfl
@[simp] theorem map_id' (l : List α) : map (fun a => a) l = l := map_id l
@[simp] theorem mem_map {b : β} {f : α → β} {l : List α} : b ∈ map f l ↔ ∃ a, a ∈ l ∧ f a = b := by
  induction l with
  | nil => simp
  | cons a l ih =>
    rw [map_cons, mem_cons, ih]
    constructor
    · rintro (rfl | ⟨c, hc, rfl⟩)
      · exact ⟨a, mem_cons_self, rfl⟩
      · exact ⟨c, mem_cons_of_mem a hc, rfl⟩
    · rintro ⟨c, hc, rfl⟩
      cases hc with
      | head => exact Or.inl rfl
      | tail _ hc => exact Or.inr ⟨c, hc, rfl⟩
theorem mem_map_of_mem {f : α → β} {a : α} {l : List α} (h : a ∈ l) : f a ∈ map f l := mem_map.mpr ⟨a, h, rfl⟩
theorem exists_of_mem_map {b : β} {f : α → β} {l : List α} (h : b ∈ map f l) : ∃ a, a ∈ l ∧ f a = b := mem_map.mp h
theorem forall_mem_map {f : α → β} {l : List α} {P : β → Prop} : (∀ i, i ∈ l.map f → P i) ↔ ∀ j, j ∈ l → P (f j) :=
  ⟨fun h j hj => h _ (mem_map_of_mem hj), fun h i hi => by obtain ⟨a, ha, rfl⟩ := exists_of_mem_map hi; exact h a ha⟩
@[simp] theorem map_eq_nil_iff {f : α → β} {l : List α} : map f l = [] ↔ l = [] := by cases l <;> simp
@[simp] theorem map_reverse (f : α → β) (l : List α) : l.reverse.map f = (l.map f).reverse := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]
theorem map_congr_left {l : List α} {f g : α → β} (h : ∀ a, a ∈ l → f a = g a) : map f l = map g l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [map_cons, map_cons, h a mem_cons_self, ih fun b hb => h b (mem_cons_of_mem a hb)]
theorem map_inj_left {l : List α} {f g : α → β} : map f l = map g l ↔ ∀ a, a ∈ l → f a = g a := by
  refine ⟨?_, map_congr_left⟩
  induction l with
  | nil => simp
  | cons a l ih => simp; intro h₁ h₂; exact ⟨h₁, ih h₂⟩
theorem map_singleton (f : α → β) (a : α) : map f [a] = [f a] := rfl
theorem map_injective {f : α → β} (hf : ∀ x y, f x = f y → x = y) {l₁ l₂ : List α} (h : map f l₁ = map f l₂) : l₁ = l₂ := by
  induction l₁ generalizing l₂ with
  | nil => cases l₂ with
    | nil => rfl
    | cons => nomatch h
  | cons a l₁ ih => cases l₂ with
    | nil => nomatch h
    | cons b l₂ =>
      have h' := cons_eq_cons.mp h
      rw [hf a b h'.left, ih h'.right]
theorem map_flatten (f : α → β) (L : List (List α)) : map f L.flatten = (L.map (map f)).flatten := by
  induction L with
  | nil => rfl
  | cons l L ih => simp [ih]

/-! ### Filter -/

@[simp] theorem mem_filter {p : α → Bool} {as : List α} {x : α} : x ∈ filter p as ↔ x ∈ as ∧ p x = true := by
  induction as with
  | nil => simp
  | cons a as ih =>
    cases h : p a with
    | true =>
      rw [filter_cons_of_pos h, mem_cons, mem_cons, ih]
      constructor
      · rintro (rfl | ⟨hx, hp⟩)
        · exact ⟨Or.inl rfl, h⟩
        · exact ⟨Or.inr hx, hp⟩
      · rintro ⟨rfl | hx, hp⟩
        · exact Or.inl rfl
        · exact Or.inr ⟨hx, hp⟩
    | false =>
      rw [filter_cons_of_neg (by rw [h]; exact false_ne_true), mem_cons, ih]
      constructor
      · rintro ⟨hx, hp⟩; exact ⟨Or.inr hx, hp⟩
      · rintro ⟨rfl | hx, hp⟩
        · rw [h] at hp; exact absurd hp false_ne_true
        · exact ⟨hx, hp⟩
@[simp] theorem filter_append {p : α → Bool} (l₁ l₂ : List α) : filter p (l₁ ++ l₂) = filter p l₁ ++ filter p l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => cases h : p a <;> simp [filter, h, ih]
@[simp] theorem filter_filter {p q : α → Bool} (l : List α) : filter p (filter q l) = filter (fun a => p a && q a) l := by
  induction l with
  | nil => rfl
  | cons a l ih => cases hp : p a <;> cases hq : q a <;> simp [filter, hp, hq, ih]
@[simp] theorem filter_eq_self {p : α → Bool} {l : List α} : filter p l = l ↔ ∀ a, a ∈ l → p a = true := by
  induction l with
  | nil => simp
  | cons a l ih =>
    cases h : p a with
    | true => rw [filter_cons_of_pos h, cons_inj_right, ih, forall_mem_cons]; simp [h]
    | false =>
      rw [filter_cons_of_neg (by rw [h]; exact false_ne_true), forall_mem_cons, h]
      refine ⟨fun h' => ?_, fun h' => absurd h'.left false_ne_true⟩
      have h₂ : ∀ l : List α, (filter p l).length ≤ l.length := fun l => by
        induction l with
        | nil => exact Nat.le_refl _
        | cons b l ih => cases hb : p b with
          | true => rw [filter_cons_of_pos hb]; exact Nat.succ_le_succ ih
          | false => rw [filter_cons_of_neg (by rw [hb]; exact false_ne_true)]; exact Nat.le_step ih
      have := h₂ l
      rw [h'] at this
      exact absurd this (Nat.lt_irrefl _)
theorem length_filter_le (p : α → Bool) (l : List α) : (filter p l).length ≤ l.length := by
  induction l with
  | nil => exact Nat.le_refl _
  | cons b l ih => cases hb : p b with
    | true => rw [filter_cons_of_pos hb]; exact Nat.succ_le_succ ih
    | false => rw [filter_cons_of_neg (by rw [hb]; exact false_ne_true)]; exact Nat.le_step ih
@[simp] theorem filter_eq_nil_iff {p : α → Bool} {l : List α} : filter p l = [] ↔ ∀ a, a ∈ l → ¬p a = true := by
  rw [eq_nil_iff_forall_not_mem]
  exact ⟨fun h a ha hp => h a (mem_filter.mpr ⟨ha, hp⟩), fun h a ha => h a (mem_filter.mp ha).left (mem_filter.mp ha).right⟩
theorem filter_congr {p q : α → Bool} {l : List α} (h : ∀ x, x ∈ l → p x = q x) : filter p l = filter q l := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    have h₁ := h a mem_cons_self
    have h₂ := ih fun x hx => h x (mem_cons_of_mem a hx)
    simp [filter, h₁, h₂]
theorem filter_map (f : β → α) {p : α → Bool} (l : List β) : filter p (map f l) = map f (filter (p ∘ f) l) := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    cases h : p (f a) with
    | true => rw [map_cons, filter_cons_of_pos h, filter_cons_of_pos (show (p ∘ f) a = true from h), ih]; rfl
    | false => rw [map_cons, filter_cons_of_neg (by rw [h]; exact false_ne_true), filter_cons_of_neg (by show ¬p (f a) = true; rw [h]; exact false_ne_true), ih]

/-! ### Folds -/

@[simp] theorem foldl_append {f : β → α → β} (b : β) (l l' : List α) : (l ++ l').foldl f b = l'.foldl f (l.foldl f b) := by
  induction l generalizing b with
  | nil => rfl
  | cons a l ih => simp [ih]
@[simp] theorem foldr_append {f : α → β → β} (b : β) (l l' : List α) : (l ++ l').foldr f b = l.foldr f (l'.foldr f b) := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]
theorem foldl_map {f : γ → α} {g : β → α → β} {l : List γ} {init : β} : (l.map f).foldl g init = l.foldl (fun x y => g x (f y)) init := by
  induction l generalizing init with
  | nil => rfl
  | cons a l ih => simp [ih]
theorem foldr_map {f : γ → α} {g : α → β → β} {l : List γ} {init : β} : (l.map f).foldr g init = l.foldr (fun x y => g (f x) y) init := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]
theorem foldl_reverse {l : List α} {f : β → α → β} {b : β} : l.reverse.foldl f b = l.foldr (fun x y => f y x) b := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]
theorem foldr_reverse {l : List α} {f : α → β → β} {b : β} : l.reverse.foldr f b = l.foldl (fun x y => f y x) b := by
  rw [← foldl_reverse, reverse_reverse]
theorem foldr_cons_eq_append {l l' : List α} : l.foldr cons l' = l ++ l' := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]
@[simp] theorem foldr_cons_nil {l : List α} : l.foldr cons [] = l := by rw [foldr_cons_eq_append, append_nil]

/-! ### Take and drop -/

@[simp] theorem take_append_drop (n : Nat) (l : List α) : l.take n ++ l.drop n = l := by
  induction n generalizing l with
  | zero => rfl
  | succ n ih => cases l with
    | nil => rfl
    | cons a l => simp [ih]
@[simp] theorem length_take {i : Nat} {l : List α} : (l.take i).length = min i l.length := by
  induction i generalizing l with
  | zero => simp
  | succ n ih => cases l with
    | nil => simp
    | cons a l =>
      rw [take_succ_cons, length_cons, length_cons, ih]
      cases Nat.le_total n l.length with
      | inl h => rw [Nat.min_eq_left h, Nat.min_eq_left (Nat.succ_le_succ h)]
      | inr h => rw [Nat.min_eq_right h, Nat.min_eq_right (Nat.succ_le_succ h)]
@[simp] theorem length_drop {i : Nat} {l : List α} : (l.drop i).length = l.length - i := by
  induction i generalizing l with
  | zero => rfl
  | succ n ih => cases l with
    | nil => simp
    | cons a l => rw [drop_succ_cons, ih, length_cons, Nat.add_sub_add_right]
theorem length_take_le (n : Nat) (l : List α) : (l.take n).length ≤ n := by rw [length_take]; exact Nat.min_le_left _ _
@[simp] theorem take_length {l : List α} : l.take l.length = l := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]
@[simp] theorem drop_length {l : List α} : l.drop l.length = [] := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]
theorem take_of_length_le {i : Nat} {l : List α} (h : l.length ≤ i) : l.take i = l := by
  induction l generalizing i with
  | nil => simp
  | cons a l ih => cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i => rw [take_succ_cons, ih (Nat.le_of_succ_le_succ h)]
theorem drop_of_length_le {i : Nat} {l : List α} (h : l.length ≤ i) : l.drop i = [] :=
  eq_nil_of_length_eq_zero (by rw [length_drop]; exact Nat.sub_eq_zero_of_le h)
@[simp] theorem drop_drop {i j : Nat} {l : List α} : drop i (drop j l) = drop (j + i) l := by
  induction j generalizing l with
  | zero => simp
  | succ j ih => cases l with
    | nil => simp
    | cons a l => rw [drop_succ_cons, ih, Nat.add_right_comm, drop_succ_cons]
theorem take_take {i j : Nat} {l : List α} : take i (take j l) = take (min i j) l := by
  induction i generalizing j l with
  | zero => simp
  | succ i ih => cases j with
    | zero => simp
    | succ j => cases l with
      | nil => simp
      | cons a l =>
        rw [take_succ_cons, take_succ_cons, ih]
        cases Nat.le_total i j with
        | inl h => rw [Nat.min_eq_left h, Nat.min_eq_left (Nat.succ_le_succ h)]; rfl
        | inr h => rw [Nat.min_eq_right h, Nat.min_eq_right (Nat.succ_le_succ h)]; rfl
theorem take_append_of_le_length {l₁ l₂ : List α} {i : Nat} (h : i ≤ l₁.length) : (l₁ ++ l₂).take i = l₁.take i := by
  induction l₁ generalizing i with
  | nil => rw [Nat.eq_zero_of_le_zero h]; rfl
  | cons a l ih => cases i with
    | zero => rfl
    | succ i => simp [ih (Nat.le_of_succ_le_succ h)]
theorem drop_append_of_le_length {l₁ l₂ : List α} {i : Nat} (h : i ≤ l₁.length) : (l₁ ++ l₂).drop i = l₁.drop i ++ l₂ := by
  induction l₁ generalizing i with
  | nil => rw [Nat.eq_zero_of_le_zero h]; rfl
  | cons a l ih => cases i with
    | zero => rfl
    | succ i => simp [ih (Nat.le_of_succ_le_succ h)]
@[simp] theorem take_left' {l₁ l₂ : List α} : (l₁ ++ l₂).take l₁.length = l₁ := by rw [take_append_of_le_length (Nat.le_refl _), take_length]
@[simp] theorem drop_left' {l₁ l₂ : List α} : (l₁ ++ l₂).drop l₁.length = l₂ := by rw [drop_append_of_le_length (Nat.le_refl _), drop_length]; rfl
@[simp] theorem map_take {f : α → β} {l : List α} {i : Nat} : map f (l.take i) = (l.map f).take i := by
  induction i generalizing l with
  | zero => rfl
  | succ i ih => cases l <;> simp [ih]
@[simp] theorem map_drop {f : α → β} {l : List α} {i : Nat} : map f (l.drop i) = (l.map f).drop i := by
  induction i generalizing l with
  | zero => rfl
  | succ i ih => cases l <;> simp [ih]
theorem mem_of_mem_take {a : α} {n : Nat} {l : List α} (h : a ∈ l.take n) : a ∈ l := by
  rw [← take_append_drop n l]; exact mem_append_left _ h
theorem mem_of_mem_drop {a : α} {n : Nat} {l : List α} (h : a ∈ l.drop n) : a ∈ l := by
  rw [← take_append_drop n l]; exact mem_append_right _ h

/-! ### Replicate -/

@[simp] theorem length_replicate {n : Nat} {a : α} : (replicate n a).length = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [replicate_succ, length_cons, ih]
@[simp] theorem mem_replicate {a b : α} {n : Nat} : b ∈ replicate n a ↔ n ≠ 0 ∧ b = a := by
  induction n with
  | zero => simp
  | succ n ih => rw [replicate_succ, mem_cons, ih]; simp
theorem eq_of_mem_replicate {a b : α} {n : Nat} (h : b ∈ replicate n a) : b = a := (mem_replicate.mp h).right
@[simp] theorem map_replicate {f : α → β} {n : Nat} {a : α} : (replicate n a).map f = replicate n (f a) := by
  induction n with
  | zero => rfl
  | succ n ih => simp [replicate_succ, ih]
theorem replicate_succ' {n : Nat} {a : α} : replicate (n + 1) a = replicate n a ++ [a] := by
  induction n with
  | zero => rfl
  | succ n ih =>
    conv => lhs; rw [replicate_succ, ih]
    rfl
@[simp] theorem reverse_replicate {n : Nat} {a : α} : (replicate n a).reverse = replicate n a := by
  induction n with
  | zero => rfl
  | succ n ih => rw [replicate_succ, reverse_cons, ih, ← replicate_succ']; rfl
@[simp] theorem replicate_append_replicate {n m : Nat} {a : α} : replicate n a ++ replicate m a = replicate (n + m) a := by
  induction n with
  | zero => simp
  | succ n ih => rw [Nat.add_right_comm, replicate_succ, cons_append, ih]; rfl
theorem eq_replicate_of_mem {a : α} {l : List α} (h : ∀ b, b ∈ l → b = a) : l = replicate l.length a := by
  induction l with
  | nil => rfl
  | cons b l ih => rw [length_cons, replicate_succ, ← ih fun c hc => h c (mem_cons_of_mem b hc), h b mem_cons_self]

/-! ### Any and all -/

@[simp] theorem any_eq_true {l : List α} {p : α → Bool} : l.any p = true ↔ ∃ x, x ∈ l ∧ p x = true := by
  induction l with
  | nil => simp
  | cons a l ih => simp [ih]
@[simp] theorem all_eq_true {l : List α} {p : α → Bool} : l.all p = true ↔ ∀ x, x ∈ l → p x = true := by
  induction l with
  | nil => simp
  | cons a l ih => simp [ih]
theorem all_append {l₁ l₂ : List α} {p : α → Bool} : (l₁ ++ l₂).all p = (l₁.all p && l₂.all p) := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => simp [ih, Bool.and_assoc]
theorem any_append {l₁ l₂ : List α} {p : α → Bool} : (l₁ ++ l₂).any p = (l₁.any p || l₂.any p) := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => simp [ih, Bool.or_assoc]

/-! ### Zip -/

@[simp] theorem length_zipWith {f : α → β → γ} {l₁ : List α} {l₂ : List β} : (zipWith f l₁ l₂).length = min l₁.length l₂.length := by
  induction l₁ generalizing l₂ with
  | nil => simp
  | cons a l₁ ih => cases l₂ with
    | nil => simp
    | cons b l₂ =>
      rw [zipWith_cons_cons, length_cons, length_cons, length_cons, ih]
      cases Nat.le_total l₁.length l₂.length with
      | inl h => rw [Nat.min_eq_left h, Nat.min_eq_left (Nat.succ_le_succ h)]
      | inr h => rw [Nat.min_eq_right h, Nat.min_eq_right (Nat.succ_le_succ h)]
@[simp] theorem length_zip {l₁ : List α} {l₂ : List β} : (zip l₁ l₂).length = min l₁.length l₂.length := length_zipWith

/-! ### Sums -/

@[simp] theorem sum_append_nat {l₁ l₂ : List Nat} : (l₁ ++ l₂).sum = l₁.sum + l₂.sum := by
  induction l₁ with
  | nil => simp
  | cons a l ih => simp [ih, Nat.add_assoc]
theorem sum_append {l₁ l₂ : List Nat} : (l₁ ++ l₂).sum = l₁.sum + l₂.sum := sum_append_nat
theorem sum_reverse (l : List Nat) : l.reverse.sum = l.sum := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih, Nat.add_comm]
@[simp] theorem sum_replicate_nat {n a : Nat} : (replicate n a).sum = n * a := by
  induction n with
  | zero => simp
  | succ n ih => rw [replicate_succ, sum_cons, ih, Nat.add_one_mul, Nat.add_comm]

/-! ### Ranges -/

theorem range_loop_eq (n : Nat) (acc : List Nat) : range.loop n acc = range n ++ acc := by
  induction n generalizing acc with
  | zero => rfl
  | succ n ih => show range.loop n (n :: acc) = range.loop n [n] ++ acc; rw [ih, ih [n], append_assoc]; rfl
@[simp] theorem range_zero : range 0 = [] := rfl
theorem range_succ {n : Nat} : range (n + 1) = range n ++ [n] := range_loop_eq n [n]
@[simp] theorem length_range {n : Nat} : (range n).length = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [range_succ, length_append, ih]; rfl
@[simp] theorem mem_range {m n : Nat} : m ∈ range n ↔ m < n := by
  induction n with
  | zero => simp
  | succ n ih => rw [range_succ, mem_append, ih, mem_singleton, Nat.lt_succ, Nat.le_iff_lt_or_eq]
theorem range_succ_eq_map {n : Nat} : range (n + 1) = 0 :: map (· + 1) (range n) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    conv => lhs; rw [range_succ, ih]
    conv => rhs; rw [range_succ, map_append]
    rfl
@[simp] theorem range'_zero {s step : Nat} : range' s 0 step = [] := rfl
theorem range'_succ {s n step : Nat} : range' s (n + 1) step = s :: range' (s + step) n step := rfl
@[simp] theorem length_range' {s n step : Nat} : (range' s n step).length = n := by
  induction n generalizing s with
  | zero => rfl
  | succ n ih => rw [range'_succ, length_cons, ih]

/-! ### Induction from the end -/

@[elab_as_elim] theorem reverseRecOn' {motive : List α → Prop} (l : List α) (nil : motive [])
    (append_singleton : ∀ l a, motive l → motive (l ++ [a])) : motive l := by
  have h : ∀ l : List α, motive l.reverse := fun l => by
    induction l with
    | nil => exact nil
    | cons a l ih => rw [reverse_cons]; exact append_singleton _ _ ih
  have := h l.reverse
  rw [reverse_reverse] at this
  exact this
theorem eq_nil_or_concat (l : List α) : l = [] ∨ ∃ l' a, l = l' ++ [a] := by
  induction l using reverseRecOn' with
  | nil => exact Or.inl rfl
  | append_singleton l a _ => exact Or.inr ⟨l, a, rfl⟩
theorem getLast_append_singleton {a : α} (l : List α) (h : l ++ [a] ≠ []) : getLast (l ++ [a]) h = a := by
  induction l with
  | nil => rfl
  | cons b l ih => cases l with
    | nil => rfl
    | cons c l => exact ih (cons_ne_nil _ _)
theorem dropLast_append_getLast {l : List α} (h : l ≠ []) : dropLast l ++ [getLast l h] = l := by
  induction l with
  | nil => exact absurd rfl h
  | cons a l ih => cases l with
    | nil => rfl
    | cons b l => exact congrArg (a :: ·) (ih (cons_ne_nil _ _))
theorem length_dropLast {l : List α} : l.dropLast.length = l.length - 1 := by
  induction l with
  | nil => rfl
  | cons a l ih => cases l with
    | nil => rfl
    | cons b l => rw [dropLast_cons₂, length_cons, ih]; rfl
theorem dropLast_concat {l : List α} {a : α} : (l ++ [a]).dropLast = l := by
  induction l with
  | nil => rfl
  | cons b l ih => cases l with
    | nil => rfl
    | cons c l => exact congrArg (b :: ·) ih

/-! ### Sublists -/

@[simp] theorem nil_sublist : ∀ l : List α, [] <+ l
  | [] => .slnil
  | a :: l => (nil_sublist l).cons a
@[simp] theorem Sublist.refl : ∀ l : List α, l <+ l
  | [] => .slnil
  | a :: l => (Sublist.refl l).cons₂ a
theorem Sublist.trans {l₁ l₂ l₃ : List α} (h₁ : l₁ <+ l₂) (h₂ : l₂ <+ l₃) : l₁ <+ l₃ := by
  induction h₂ generalizing l₁ with
  | slnil => exact h₁
  | cons a _ ih => exact (ih h₁).cons a
  | cons₂ a _ ih => cases h₁ with
    | cons _ h => exact (ih h).cons a
    | cons₂ _ h => exact (ih h).cons₂ a
theorem Sublist.length_le {l₁ l₂ : List α} (h : l₁ <+ l₂) : l₁.length ≤ l₂.length := by
  induction h with
  | slnil => exact Nat.le_refl _
  | cons _ _ ih => exact Nat.le_step ih
  | cons₂ _ _ ih => exact Nat.succ_le_succ ih
theorem Sublist.subset {l₁ l₂ : List α} (h : l₁ <+ l₂) : l₁ ⊆ l₂ := by
  induction h with
  | slnil => exact fun _ h => h
  | cons a _ ih => exact fun x hx => mem_cons_of_mem a (ih hx)
  | cons₂ a _ ih =>
    intro x hx
    cases hx with
    | head => exact mem_cons_self
    | tail _ hx => exact mem_cons_of_mem a (ih hx)
theorem Subset.refl (l : List α) : l ⊆ l := fun _ h => h
theorem Subset.trans {l₁ l₂ l₃ : List α} (h₁ : l₁ ⊆ l₂) (h₂ : l₂ ⊆ l₃) : l₁ ⊆ l₃ := fun _ h => h₂ (h₁ h)
theorem filter_sublist {p : α → Bool} : ∀ {l : List α}, filter p l <+ l
  | [] => .slnil
  | a :: l => by
    cases h : p a with
    | true => rw [filter_cons_of_pos h]; exact filter_sublist.cons₂ a
    | false => rw [filter_cons_of_neg (by rw [h]; exact false_ne_true)]; exact filter_sublist.cons a
theorem sublist_append_left (l₁ l₂ : List α) : l₁ <+ l₁ ++ l₂ := by
  induction l₁ with
  | nil => exact nil_sublist _
  | cons a l ih => exact ih.cons₂ a
theorem sublist_append_right (l₁ l₂ : List α) : l₂ <+ l₁ ++ l₂ := by
  induction l₁ with
  | nil => exact Sublist.refl _
  | cons a l ih => exact ih.cons a

end List
