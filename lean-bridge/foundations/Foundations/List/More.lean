prelude
import Foundations.List.Positions
/-!
# More functions on lists

The rest of what is at hand for lists in everyday Lean: searching, splitting and joining, maxima, Boolean
tests, lists from functions, relations between lists, sums. Each comes with the laws that a proof about it
begins with.
-/

universe u v w

namespace List

variable {α : Type u} {β : Type v} {γ : Type w} {a b : α} {l l₁ l₂ : List α}

/-! ### Searching -/

theorem find?_some {p : α → Bool} : ∀ {l : List α}, find? p l = some a → p a = true
  | b :: l, h => by
    cases hb : p b
    · have e : find? p (b :: l) = find? p l := by simp [find?, hb]
      exact find?_some (e ▸ h)
    · have e : find? p (b :: l) = some b := by simp [find?, hb]
      rw [e] at h
      cases h
      exact hb
theorem mem_of_find?_eq_some {p : α → Bool} : ∀ {l : List α}, find? p l = some a → a ∈ l
  | b :: l, h => by
    cases hb : p b
    · have e : find? p (b :: l) = find? p l := by simp [find?, hb]
      exact .tail _ (mem_of_find?_eq_some (e ▸ h))
    · have e : find? p (b :: l) = some b := by simp [find?, hb]
      rw [e] at h
      cases h
      exact .head _
@[simp] theorem find?_eq_none {p : α → Bool} : ∀ {l : List α}, find? p l = none ↔ ∀ x, x ∈ l → ¬p x = true
  | [] => ⟨fun _ _ h => (nomatch h), fun _ => rfl⟩
  | b :: l => by
    rw [forall_mem_cons, ← find?_eq_none (l := l)]
    cases hb : p b <;> simp [find?, hb]
/-- The first result that is not `none`. -/
def findSome? (f : α → Option β) : List α → Option β
  | [] => none
  | a :: as => match f a with
    | some b => some b
    | none => findSome? f as
/-- What stands beside the first `a`. -/
def lookup [BEq α] : α → List (α × β) → Option β
  | _, [] => none
  | a, (k, b) :: as => bif a == k then some b else lookup a as

/-! ### Splitting and joining -/

/-- The first `n` elements, and the rest. -/
def splitAt (n : Nat) (l : List α) : List α × List α := (l.take n, l.drop n)
@[simp] theorem splitAt_eq {n : Nat} {l : List α} : splitAt n l = (l.take n, l.drop n) := rfl
/-- The elements up to the first without `p`, and the rest. -/
def span (p : α → Bool) (l : List α) : List α × List α := (l.takeWhile p, l.dropWhile p)
@[simp] theorem takeWhile_append_dropWhile {p : α → Bool} : ∀ {l : List α}, l.takeWhile p ++ l.dropWhile p = l
  | [] => rfl
  | a :: l => by
    rw [takeWhile_cons, dropWhile_cons]
    cases p a
    · rfl
    · exact congrArg (a :: ·) takeWhile_append_dropWhile
theorem partition_eq_filter_filter (p : α → Bool) (l : List α) : l.partition p = (l.filter p, l.filter (!p ·)) := rfl
theorem unzip_eq_map : ∀ {l : List (α × β)}, l.unzip = (l.map Prod.fst, l.map Prod.snd)
  | [] => rfl
  | (a, b) :: l => by
    show (a :: l.unzip.1, b :: l.unzip.2) = _
    rw [unzip_eq_map]
    rfl
@[simp] theorem unzip_fst {l : List (α × β)} : l.unzip.fst = l.map Prod.fst := by rw [unzip_eq_map]
@[simp] theorem unzip_snd {l : List (α × β)} : l.unzip.snd = l.map Prod.snd := by rw [unzip_eq_map]
theorem zip_unzip : ∀ l : List (α × β), zip l.unzip.1 l.unzip.2 = l
  | [] => rfl
  | (a, b) :: l => congrArg ((a, b) :: ·) (zip_unzip l)
/-- Rotates to the left by `i`. -/
def rotateLeft (xs : List α) (i : Nat := 1) : List α :=
  if xs.length ≤ 1 then xs else xs.drop (i % xs.length) ++ xs.take (i % xs.length)
@[simp] theorem length_rotateLeft (xs : List α) (i : Nat) : (xs.rotateLeft i).length = xs.length := by
  unfold rotateLeft
  split
  · rfl
  · rw [length_append, Nat.add_comm, ← length_append, take_append_drop]
/-- Rotates to the left by `n`. -/
def rotate (l : List α) (n : Nat) : List α := l.drop (n % l.length) ++ l.take (n % l.length)
@[simp] theorem length_rotate (l : List α) (n : Nat) : (l.rotate n).length = l.length := by
  unfold rotate
  rw [length_append, Nat.add_comm, ← length_append, take_append_drop]
/-- Puts `sep` between the elements. -/
def intersperse (sep : α) : (l : List α) → List α
  | [] => []
  | [x] => [x]
  | x :: y :: xs => x :: sep :: intersperse sep (y :: xs)
/-- Joins lists, with `sep` between them. -/
def intercalate (sep : List α) (xs : List (List α)) : List α := (intersperse sep xs).flatten
@[simp] theorem intercalate_nil (sep : List α) : intercalate sep [] = [] := rfl
@[simp] theorem intercalate_singleton (sep l : List α) : intercalate sep [l] = l := append_nil l
@[simp] theorem length_flatten : ∀ {L : List (List α)}, L.flatten.length = (L.map length).sum
  | [] => rfl
  | l :: L => by rw [flatten_cons, length_append, length_flatten]; rfl
theorem flatten_append (L₁ L₂ : List (List α)) : (L₁ ++ L₂).flatten = L₁.flatten ++ L₂.flatten := by
  induction L₁ with
  | nil => rfl
  | cons l L ih => rw [cons_append, flatten_cons, ih, flatten_cons, append_assoc]
@[simp] theorem mem_flatten : ∀ {L : List (List α)}, a ∈ L.flatten ↔ ∃ l, l ∈ L ∧ a ∈ l
  | [] => ⟨fun h => (nomatch h), fun ⟨_, h, _⟩ => nomatch h⟩
  | l :: L => by
    rw [flatten_cons, mem_append, mem_flatten]
    constructor
    · rintro (h | ⟨l', h, h'⟩)
      · exact ⟨l, .head _, h⟩
      · exact ⟨l', .tail _ h, h'⟩
    · rintro ⟨l', h, h'⟩
      rcases mem_cons.mp h with rfl | h
      · exact Or.inl h'
      · exact Or.inr ⟨l', h, h'⟩
theorem flatMap_def {f : α → List β} {l : List α} : l.flatMap f = (l.map f).flatten := rfl
theorem flatMap_append {xs ys : List α} {f : α → List β} : (xs ++ ys).flatMap f = xs.flatMap f ++ ys.flatMap f := by
  rw [flatMap_def, map_append, flatten_append]; rfl
@[simp] theorem mem_flatMap {f : α → List β} {b : β} {l : List α} : b ∈ l.flatMap f ↔ ∃ a, a ∈ l ∧ b ∈ f a := by
  rw [flatMap_def, mem_flatten]
  constructor
  · rintro ⟨l', h, h'⟩
    obtain ⟨a, ha, rfl⟩ := mem_map.mp h
    exact ⟨a, ha, h'⟩
  · rintro ⟨a, ha, h⟩
    exact ⟨f a, mem_map_of_mem ha, h⟩
@[simp] theorem flatMap_singleton (f : α → List β) (x : α) : [x].flatMap f = f x := append_nil _
@[simp] theorem flatMap_singleton' : ∀ l : List α, (l.flatMap fun x => [x]) = l
  | [] => rfl
  | a :: l => congrArg (a :: ·) (flatMap_singleton' l)
theorem length_filterMap_le (f : α → Option β) : ∀ l : List α, (l.filterMap f).length ≤ l.length
  | [] => Nat.le_refl _
  | a :: l => by
    cases h : f a with
    | none => rw [filterMap_cons_none h]; exact Nat.le_succ_of_le (length_filterMap_le f l)
    | some b => rw [filterMap_cons_some h]; exact Nat.succ_le_succ (length_filterMap_le f l)
@[simp] theorem mem_filterMap {f : α → Option β} {b : β} : ∀ {l : List α}, b ∈ l.filterMap f ↔ ∃ a, a ∈ l ∧ f a = some b
  | [] => ⟨fun h => (nomatch h), fun ⟨_, h, _⟩ => nomatch h⟩
  | a :: l => by
    rw [exists_mem_cons (p := fun a => f a = some b), ← mem_filterMap (l := l)]
    cases h : f a with
    | none => rw [filterMap_cons_none h]; exact ⟨Or.inr, fun h' => h'.resolve_left fun e => nomatch e⟩
    | some c =>
      rw [filterMap_cons_some h, mem_cons]
      exact ⟨Or.imp_left fun e => congrArg some e.symm, Or.imp_left fun e => (Option.some.inj e).symm⟩
theorem filterMap_eq_map (f : α → β) : ∀ l : List α, l.filterMap (fun a => some (f a)) = l.map f
  | [] => rfl
  | a :: l => congrArg (f a :: ·) (filterMap_eq_map f l)

/-! ### Maxima and minima -/

/-- The greatest element. -/
def max? [Max α] : List α → Option α
  | [] => none
  | a :: as => some (as.foldl max a)
/-- The least element. -/
def min? [Min α] : List α → Option α
  | [] => none
  | a :: as => some (as.foldl min a)
@[simp] theorem max?_nil [Max α] : ([] : List α).max? = none := rfl
@[simp] theorem min?_nil [Min α] : ([] : List α).min? = none := rfl
theorem max?_cons' [Max α] (x : α) (xs : List α) : (x :: xs).max? = some (xs.foldl max x) := rfl
theorem min?_cons' [Min α] (x : α) (xs : List α) : (x :: xs).min? = some (xs.foldl min x) := rfl
@[simp] theorem max?_eq_none_iff [Max α] : ∀ {xs : List α}, xs.max? = none ↔ xs = []
  | [] => ⟨fun _ => rfl, fun _ => rfl⟩
  | _ :: _ => ⟨fun h => (nomatch h), fun h => nomatch h⟩
@[simp] theorem min?_eq_none_iff [Min α] : ∀ {xs : List α}, xs.min? = none ↔ xs = []
  | [] => ⟨fun _ => rfl, fun _ => rfl⟩
  | _ :: _ => ⟨fun h => (nomatch h), fun h => nomatch h⟩
theorem foldl_max_le : ∀ {xs : List Nat} {a b : Nat}, xs.foldl max a ≤ b ↔ a ≤ b ∧ ∀ x, x ∈ xs → x ≤ b
  | [], _, _ => ⟨fun h => ⟨h, fun _ h' => (nomatch h')⟩, fun h => h.1⟩
  | x :: xs, a, b => by
    rw [foldl_cons, foldl_max_le, forall_mem_cons, ← and_assoc, Nat.max_le]
theorem le_foldl_max {xs : List Nat} {a x : Nat} (h : x = a ∨ x ∈ xs) : x ≤ xs.foldl max a := by
  have key := foldl_max_le.mp (Nat.le_refl (xs.foldl max a))
  rcases h with rfl | h
  · exact key.1
  · exact key.2 x h
theorem foldl_max_mem : ∀ (xs : List Nat) (a : Nat), xs.foldl max a = a ∨ xs.foldl max a ∈ xs
  | [], _ => Or.inl rfl
  | x :: xs, a => by
    rw [foldl_cons]
    rcases foldl_max_mem xs (max a x) with h | h
    · rw [h]
      rcases Nat.le_total a x with h' | h'
      · rw [Nat.max_eq_right h']; exact Or.inr (.head _)
      · rw [Nat.max_eq_left h']; exact Or.inl rfl
    · exact Or.inr (.tail _ h)
/-- A list of numbers that is not empty has a greatest element. -/
theorem exists_max_of_ne_nil {xs : List Nat} (h : xs ≠ []) : ∃ m, m ∈ xs ∧ ∀ x, x ∈ xs → x ≤ m := by
  match xs, h with
  | x :: xs, _ =>
    refine ⟨xs.foldl max x, ?_, fun y hy => le_foldl_max (mem_cons.mp hy)⟩
    rcases foldl_max_mem xs x with e | h
    · rw [e]; exact .head _
    · exact .tail _ h

/-! ### Boolean tests -/

/-- All are true. -/
@[inline] def and (bs : List Bool) : Bool := bs.all id
/-- One is true. -/
@[inline] def or (bs : List Bool) : Bool := bs.any id
/-- Whether the second list begins with the first. -/
def isPrefixOf [BEq α] : List α → List α → Bool
  | [], _ => true
  | _, [] => false
  | a :: as, b :: bs => a == b && isPrefixOf as bs
/-- Whether the second list ends with the first. -/
def isSuffixOf [BEq α] (l₁ l₂ : List α) : Bool := isPrefixOf l₁.reverse l₂.reverse
/-- Whether the first list is left when elements of the second are struck out. -/
def isSublist [BEq α] : List α → List α → Bool
  | [], _ => true
  | _, [] => false
  | a :: as, b :: bs => bif a == b then isSublist as bs else isSublist (a :: as) bs
/-- Whether the lists have the same elements, as often. -/
def isPerm [BEq α] : List α → List α → Bool
  | [], l₂ => l₂.isEmpty
  | a :: l₁, l₂ => l₂.elem a && isPerm l₁ (l₂.erase a)
theorem isPerm_iff [BEq α] [LawfulBEq α] : ∀ {l₁ l₂ : List α}, l₁.isPerm l₂ = true ↔ Perm l₁ l₂
  | [], l₂ => by
    show l₂.isEmpty = true ↔ _
    rw [isEmpty_iff]
    exact ⟨fun h => h ▸ Perm.refl _, fun h => h.symm.eq_nil⟩
  | a :: l₁, l₂ => by
    show (l₂.elem a && isPerm l₁ (l₂.erase a)) = true ↔ _
    rw [Bool.and_eq_true, elem_iff, isPerm_iff]
    constructor
    · rintro ⟨h, h'⟩
      exact (h'.cons a).trans (perm_cons_erase h).symm
    · intro h
      have ha : a ∈ l₂ := h.subset (.head _)
      exact ⟨ha, (h.trans (perm_cons_erase ha)).cons_inv⟩

/-! ### Lists from functions -/

/-- `[f 0, f 1, …, f (n - 1)]`. -/
def ofFn : {n : Nat} → (Fin n → α) → List α
  | 0, _ => []
  | n + 1, f => f ⟨0, Nat.zero_lt_succ n⟩ :: ofFn fun i : Fin n => f ⟨i.val + 1, Nat.succ_lt_succ i.isLt⟩
@[simp] theorem length_ofFn : ∀ {n : Nat} {f : Fin n → α}, (ofFn f).length = n
  | 0, _ => rfl
  | n + 1, _ => congrArg (· + 1) (length_ofFn (n := n))
/-- All numbers below `n`, with the proof that they are. -/
def finRange (n : Nat) : List (Fin n) := ofFn fun i => i
@[simp] theorem length_finRange {n : Nat} : (finRange n).length = n := length_ofFn
theorem mem_ofFn : ∀ {n : Nat} {f : Fin n → α} {a : α}, a ∈ ofFn f ↔ ∃ i, f i = a
  | 0, _, _ => ⟨fun h => (nomatch h), fun ⟨i, _⟩ => absurd i.isLt (Nat.not_lt_zero _)⟩
  | n + 1, f, a => by
    show a ∈ f _ :: ofFn _ ↔ _
    rw [mem_cons, mem_ofFn]
    constructor
    · rintro (rfl | ⟨i, rfl⟩)
      · exact ⟨_, rfl⟩
      · exact ⟨_, rfl⟩
    · rintro ⟨⟨i, hi⟩, rfl⟩
      cases i with
      | zero => exact Or.inl rfl
      | succ i => exact Or.inr ⟨⟨i, Nat.lt_of_succ_lt_succ hi⟩, rfl⟩
@[simp] theorem mem_finRange {n : Nat} (i : Fin n) : i ∈ finRange n := mem_ofFn.mpr ⟨i, rfl⟩

/-- Applies an effectful function to each element, from the front. -/
def mapM {m : Type u → Type v} [Monad m] {α : Type w} {β : Type u} (f : α → m β) : List α → m (List β)
  | [] => pure []
  | a :: as => f a >>= fun b => mapM f as >>= fun bs => pure (b :: bs)
/-- Folds with an effectful function, from the front. -/
def foldlM {m : Type u → Type v} [Monad m] {s : Type u} {α : Type w} (f : s → α → m s) (init : s) : List α → m s
  | [] => pure init
  | a :: as => f init a >>= fun s' => foldlM f s' as

/-! ### Relations between lists -/

theorem IsPrefix.refl (l : List α) : IsPrefix l l := ⟨[], append_nil l⟩
theorem IsSuffix.refl (l : List α) : IsSuffix l l := ⟨[], rfl⟩
theorem IsInfix.refl (l : List α) : IsInfix l l := ⟨[], [], append_nil l⟩
theorem prefix_append (l₁ l₂ : List α) : IsPrefix l₁ (l₁ ++ l₂) := ⟨l₂, rfl⟩
theorem suffix_append (l₁ l₂ : List α) : IsSuffix l₂ (l₁ ++ l₂) := ⟨l₁, rfl⟩
theorem nil_prefix {l : List α} : IsPrefix [] l := ⟨l, rfl⟩
theorem nil_suffix {l : List α} : IsSuffix [] l := ⟨l, append_nil l⟩
theorem IsPrefix.trans {l₁ l₂ l₃ : List α} : IsPrefix l₁ l₂ → IsPrefix l₂ l₃ → IsPrefix l₁ l₃
  | ⟨r₁, h₁⟩, ⟨r₂, h₂⟩ => ⟨r₁ ++ r₂, by rw [← append_assoc, h₁, h₂]⟩
theorem IsSuffix.trans {l₁ l₂ l₃ : List α} : IsSuffix l₁ l₂ → IsSuffix l₂ l₃ → IsSuffix l₁ l₃
  | ⟨r₁, h₁⟩, ⟨r₂, h₂⟩ => ⟨r₂ ++ r₁, by rw [append_assoc, h₁, h₂]⟩
theorem IsPrefix.isInfix : IsPrefix l₁ l₂ → IsInfix l₁ l₂
  | ⟨t, h⟩ => ⟨[], t, h⟩
theorem IsSuffix.isInfix : IsSuffix l₁ l₂ → IsInfix l₁ l₂
  | ⟨t, h⟩ => ⟨t, [], by rw [append_nil, h]⟩
theorem IsPrefix.sublist : IsPrefix l₁ l₂ → Sublist l₁ l₂
  | ⟨_, h⟩ => h ▸ sublist_append_left _ _
theorem IsSuffix.sublist : IsSuffix l₁ l₂ → Sublist l₁ l₂
  | ⟨_, h⟩ => h ▸ sublist_append_right _ _
theorem IsInfix.sublist : IsInfix l₁ l₂ → Sublist l₁ l₂
  | ⟨_, _, h⟩ => h ▸ (sublist_append_right _ _).trans (sublist_append_left _ _)
theorem IsPrefix.length_le (h : IsPrefix l₁ l₂) : l₁.length ≤ l₂.length := h.sublist.length_le
theorem IsSuffix.length_le (h : IsSuffix l₁ l₂) : l₁.length ≤ l₂.length := h.sublist.length_le
theorem IsInfix.length_le (h : IsInfix l₁ l₂) : l₁.length ≤ l₂.length := h.sublist.length_le
theorem IsPrefix.subset (h : IsPrefix l₁ l₂) : l₁ ⊆ l₂ := h.sublist.subset
theorem IsSuffix.subset (h : IsSuffix l₁ l₂) : l₁ ⊆ l₂ := h.sublist.subset
theorem IsPrefix.eq_of_length (h : IsPrefix l₁ l₂) : l₁.length = l₂.length → l₁ = l₂ := h.sublist.eq_of_length
theorem take_prefix (n : Nat) (l : List α) : IsPrefix (l.take n) l := ⟨l.drop n, take_append_drop n l⟩
theorem drop_suffix (n : Nat) (l : List α) : IsSuffix (l.drop n) l := ⟨l.take n, take_append_drop n l⟩
theorem reverse_prefix : IsPrefix l₁.reverse l₂.reverse ↔ IsSuffix l₁ l₂ :=
  ⟨fun ⟨r, h⟩ => ⟨r.reverse, by rw [← reverse_reverse l₁, ← reverse_append, h, reverse_reverse]⟩,
   fun ⟨r, h⟩ => ⟨r.reverse, by rw [← reverse_append, h]⟩⟩

/-- No element in common. -/
def Disjoint (l₁ l₂ : List α) : Prop := ∀ ⦃a⦄, a ∈ l₁ → a ∈ l₂ → False
theorem Disjoint.symm (h : Disjoint l₁ l₂) : Disjoint l₂ l₁ := fun _ h₂ h₁ => h h₁ h₂
@[simp] theorem disjoint_nil_left (l : List α) : Disjoint [] l := fun _ h => nomatch h
@[simp] theorem disjoint_nil_right (l : List α) : Disjoint l [] := fun _ _ h => nomatch h

/-- Elements at the same place are related, and the lists are equally long. -/
inductive Forall₂ (R : α → β → Prop) : List α → List β → Prop where
  | nil : Forall₂ R [] []
  | cons {a : α} {b : β} {l₁ : List α} {l₂ : List β} : R a b → Forall₂ R l₁ l₂ → Forall₂ R (a :: l₁) (b :: l₂)
theorem Forall₂.length_eq {R : α → β → Prop} {l₁ : List α} {l₂ : List β} (h : Forall₂ R l₁ l₂) : l₁.length = l₂.length := by
  induction h with
  | nil => rfl
  | cons _ _ ih => exact congrArg (· + 1) ih
@[simp] theorem forall₂_cons {R : α → β → Prop} {a : α} {b : β} {l₁ : List α} {l₂ : List β} :
    Forall₂ R (a :: l₁) (b :: l₂) ↔ R a b ∧ Forall₂ R l₁ l₂ :=
  ⟨fun h => by cases h with | cons h₁ h₂ => exact ⟨h₁, h₂⟩, fun h => .cons h.1 h.2⟩

/-- Each element is related to all that come after it. -/
abbrev Sorted (R : α → α → Prop) (l : List α) : Prop := Pairwise R l
theorem sorted_nil {R : α → α → Prop} : Sorted R [] := .nil
theorem sorted_cons {R : α → α → Prop} : Sorted R (a :: l) ↔ (∀ b, b ∈ l → R a b) ∧ Sorted R l := pairwise_cons
/-- Each element is related to the next. -/
inductive IsChain (R : α → α → Prop) : List α → Prop where
  | nil : IsChain R []
  | singleton (a : α) : IsChain R [a]
  | cons_cons {a b : α} {l : List α} (hr : R a b) (h : IsChain R (b :: l)) : IsChain R (a :: b :: l)
/-- Each element is related to the next. -/
abbrev Chain' (R : α → α → Prop) (l : List α) : Prop := IsChain R l
@[simp] theorem isChain_cons_cons {R : α → α → Prop} : IsChain R (a :: b :: l) ↔ R a b ∧ IsChain R (b :: l) :=
  ⟨fun h => by cases h with | cons_cons h₁ h₂ => exact ⟨h₁, h₂⟩, fun h => .cons_cons h.1 h.2⟩
theorem Pairwise.isChain {R : α → α → Prop} : ∀ {l : List α}, Pairwise R l → IsChain R l
  | [], _ => .nil
  | [a], _ => .singleton a
  | _ :: _ :: l, h => .cons_cons (rel_of_pairwise_cons h _ (.head l)) (Pairwise.isChain h.of_cons)
theorem IsChain.pairwise {R : α → α → Prop} (trans : ∀ a b c, R a b → R b c → R a c) : ∀ {l : List α}, IsChain R l → Pairwise R l
  | [], _ => .nil
  | [a], _ => pairwise_singleton R a
  | a :: b :: l, h => by
    obtain ⟨hab, h⟩ := isChain_cons_cons.mp h
    have p := IsChain.pairwise trans h
    refine pairwise_cons.mpr ⟨fun c hc => ?_, p⟩
    rcases mem_cons.mp hc with rfl | hc
    · exact hab
    · exact trans _ _ _ hab (rel_of_pairwise_cons p _ hc)

/-! ### Sums -/

theorem sum_eq_foldr [Add α] [Zero α] {l : List α} : l.sum = l.foldr (· + ·) 0 := rfl
theorem foldl_add_eq (a : Nat) (l : List Nat) : l.foldl (· + ·) a = a + l.sum := by
  induction l generalizing a with
  | nil => rfl
  | cons x l ih => rw [foldl_cons, ih, sum_cons, Nat.add_assoc]
theorem sum_eq_foldl_nat (l : List Nat) : l.sum = l.foldl (· + ·) 0 := by rw [foldl_add_eq, Nat.zero_add]
theorem sum_map_mul_left (f : α → Nat) (c : Nat) (l : List α) : (l.map fun x => c * f x).sum = c * (l.map f).sum := by
  induction l with
  | nil => rfl
  | cons x l ih => rw [map_cons, sum_cons, ih, map_cons, sum_cons, Nat.mul_add]
theorem sum_map_add (f g : α → Nat) (l : List α) : (l.map fun x => f x + g x).sum = (l.map f).sum + (l.map g).sum := by
  induction l with
  | nil => rfl
  | cons x l ih => rw [map_cons, sum_cons, ih, map_cons, map_cons, sum_cons, sum_cons, Nat.add_add_add_comm]
theorem le_sum_of_mem {n : Nat} : ∀ {l : List Nat}, n ∈ l → n ≤ l.sum
  | x :: l, h => by
    rw [sum_cons]
    rcases mem_cons.mp h with rfl | h
    · exact Nat.le_add_right _ _
    · exact Nat.le_trans (le_sum_of_mem h) (Nat.le_add_left _ _)
theorem sum_eq_zero_iff_nat {l : List Nat} : l.sum = 0 ↔ ∀ x, x ∈ l → x = 0 := by
  constructor
  · intro h x hx
    exact Nat.eq_zero_of_le_zero (h ▸ le_sum_of_mem hx)
  · intro h
    induction l with
    | nil => rfl
    | cons x l ih => rw [sum_cons, h x (.head _), ih fun y hy => h y (.tail _ hy)]

/-! ### Intervals -/

@[simp] theorem mem_range'_1 {s n m : Nat} : m ∈ range' s n ↔ s ≤ m ∧ m < s + n := by
  induction n generalizing s with
  | zero => simp
  | succ n ih => rw [range'_succ, mem_cons, ih]; omega
theorem range_eq_range' (n : Nat) : range n = range' 0 n := by
  have key : ∀ n s, range' s (n + 1) = range' s n ++ [s + n] := by
    intro n
    induction n with
    | zero => intro s; rfl
    | succ n ih =>
      intro s
      rw [range'_succ, ih (s + 1), range'_succ, cons_append, Nat.add_assoc, Nat.add_comm 1 n]
  induction n with
  | zero => rfl
  | succ n ih => rw [range_succ, key n 0, ih, Nat.zero_add]

end List
