prelude
import Foundations.Data.GetElem
import Foundations.Data.Option
import Foundations.List.Perm
import Foundations.Tactic.Omega
/-!
# Ends, positions and removal

The two ends of a list (`concat`, `head!`, `getLastD`, induction from the end), places in it (`modify`,
`insertIdx`, `eraseIdx`, `idxOf`), and leaving elements out (`erase`, `eraseP`, `eraseDups`).
-/

universe u v w

namespace List

variable {α : Type u} {β : Type v} {γ : Type w} {a b : α} {l l₁ l₂ : List α}

/-! ### Ends -/

/-- Adds an element at the end. -/
def concat : List α → α → List α
  | [], a => [a]
  | b :: bs, a => b :: concat bs a
@[simp] theorem concat_eq_append : ∀ {as : List α} {a : α}, as.concat a = as ++ [a]
  | [], _ => rfl
  | b :: bs, _ => congrArg (b :: ·) (concat_eq_append (as := bs))

/-- The first element; some default element if there is none. -/
def head! [Inhabited α] : List α → α
  | [] => default
  | a :: _ => a
@[simp] theorem head!_cons [Inhabited α] (a : α) (l : List α) : (a :: l).head! = a := rfl
/-- The last element; some default element if there is none. -/
def getLast! [Inhabited α] : List α → α
  | [] => default
  | a :: as => getLast (a :: as) (fun h => nomatch h)
/-- The last element; `fallback` if there is none. -/
def getLastD : (as : List α) → (fallback : α) → α
  | [], a₀ => a₀
  | a :: as, _ => getLast (a :: as) (fun h => nomatch h)

theorem head_mem : ∀ {l : List α} (h : l ≠ []), l.head h ∈ l
  | [], h => absurd rfl h
  | _ :: _, _ => .head _
theorem getLast_mem : ∀ {l : List α} (h : l ≠ []), l.getLast h ∈ l
  | [], h => absurd rfl h
  | [_], _ => .head _
  | _ :: b :: l, _ => .tail _ (getLast_mem (l := b :: l) fun h => nomatch h)
@[simp] theorem length_tail : ∀ {l : List α}, l.tail.length = l.length - 1
  | [] => rfl
  | _ :: _ => rfl
theorem head?_eq_getElem? : ∀ {l : List α}, l.head? = l[0]?
  | [] => rfl
  | _ :: _ => rfl
theorem getLast?_cons_cons (a b : α) (l : List α) : (a :: b :: l).getLast? = (b :: l).getLast? := rfl
@[simp] theorem getLast?_concat (a : α) : ∀ l : List α, (l ++ [a]).getLast? = some a
  | [] => rfl
  | [_] => rfl
  | _ :: c :: l => getLast?_concat a (c :: l)
theorem getLast?_eq_some_getLast : ∀ {l : List α} (h : l ≠ []), l.getLast? = some (l.getLast h)
  | [], h => absurd rfl h
  | [_], _ => rfl
  | _ :: b :: l, _ => getLast?_eq_some_getLast (l := b :: l) fun h => nomatch h
@[simp] theorem head?_append_of_ne_nil : ∀ (l : List α) {l' : List α}, l ≠ [] → (l ++ l').head? = l.head?
  | [], _, h => absurd rfl h
  | _ :: _, _, _ => rfl
@[simp] theorem head?_eq_none_iff : ∀ {l : List α}, l.head? = none ↔ l = []
  | [] => ⟨fun _ => rfl, fun _ => rfl⟩
  | _ :: _ => ⟨fun h => (nomatch h), fun h => nomatch h⟩
theorem head?_reverse (l : List α) : l.reverse.head? = l.getLast? := by
  rcases eq_nil_or_concat l with rfl | ⟨l', b, rfl⟩
  · rfl
  · simp
theorem getLast?_reverse (l : List α) : l.reverse.getLast? = l.head? := by
  rw [← head?_reverse, reverse_reverse]
theorem cons_head_tail (h : l ≠ []) : l.head h :: l.tail = l := by
  cases l with
  | nil => exact absurd rfl h
  | cons => rfl
theorem exists_mem_of_length_pos : ∀ {l : List α}, 0 < l.length → ∃ a, a ∈ l
  | a :: _, _ => ⟨a, .head _⟩
theorem length_eq_two {l : List α} : l.length = 2 ↔ ∃ a b, l = [a, b] := by
  constructor
  · intro h
    match l, h with
    | [a, b], _ => exact ⟨a, b, rfl⟩
  · rintro ⟨a, b, rfl⟩
    rfl
theorem length_eq_three {l : List α} : l.length = 3 ↔ ∃ a b c, l = [a, b, c] := by
  constructor
  · intro h
    match l, h with
    | [a, b, c], _ => exact ⟨a, b, c, rfl⟩
  · rintro ⟨a, b, c, rfl⟩
    rfl
/-- Induction from the end of a list. -/
@[elab_as_elim] theorem reverseRecOn {motive : List α → Prop} (l : List α) (nil : motive [])
    (append_singleton : ∀ (l : List α) (a : α), motive l → motive (l ++ [a])) : motive l := by
  rw [← reverse_reverse l]
  induction l.reverse with
  | nil => exact nil
  | cons a l ih => rw [reverse_cons]; exact append_singleton _ a ih

attribute [simp] foldr_reverse
@[simp] theorem append_left_eq_self {xs ys : List α} : xs ++ ys = ys ↔ xs = [] := append_self_eq_self'
theorem append_right_eq_self {xs ys : List α} : xs ++ ys = xs ↔ ys = [] := append_eq_left_iff

/-! ### Positions -/

/-- Applies `f` to the element with number `i`. -/
def modify : (l : List α) → (i : Nat) → (f : α → α) → List α
  | [], _, _ => []
  | a :: as, 0, f => f a :: as
  | a :: as, i + 1, f => a :: modify as i f
@[simp] theorem length_modify (f : α → α) : ∀ (l : List α) (i : Nat), (l.modify i f).length = l.length
  | [], _ => rfl
  | _ :: _, 0 => rfl
  | _ :: as, i + 1 => congrArg (· + 1) (length_modify f as i)
/-- Inserts `a` so that it gets the number `i`; nothing happens if the list is too short. -/
def insertIdx : (xs : List α) → (i : Nat) → (a : α) → List α
  | xs, 0, a => a :: xs
  | [], _ + 1, _ => []
  | x :: xs, i + 1, a => x :: insertIdx xs i a
@[simp] theorem insertIdx_zero (xs : List α) (a : α) : xs.insertIdx 0 a = a :: xs := by cases xs <;> rfl
theorem length_insertIdx_le : ∀ (xs : List α) (i : Nat) (a : α), (xs.insertIdx i a).length ≤ xs.length + 1
  | xs, 0, a => by rw [insertIdx_zero]; exact Nat.le_refl _
  | [], _ + 1, _ => Nat.zero_le _
  | _ :: xs, i + 1, a => Nat.succ_le_succ (length_insertIdx_le xs i a)
/-- Leaves out the element with number `i`. -/
def eraseIdx : (l : List α) → (i : Nat) → List α
  | [], _ => []
  | _ :: as, 0 => as
  | a :: as, i + 1 => a :: eraseIdx as i
theorem length_eraseIdx_le : ∀ (l : List α) (i : Nat), (l.eraseIdx i).length ≤ l.length
  | [], _ => Nat.le_refl _
  | _ :: _, 0 => Nat.le_succ _
  | _ :: as, i + 1 => Nat.succ_le_succ (length_eraseIdx_le as i)
/-- The number of the first element with `p`; the length if there is none. -/
def findIdx (p : α → Bool) : (l : List α) → Nat
  | [] => 0
  | a :: l => bif p a then 0 else findIdx p l + 1
/-- The number of the first `a`; the length if there is none. -/
def idxOf [BEq α] (a : α) : List α → Nat := findIdx (· == a)
theorem findIdx_le_length (p : α → Bool) : ∀ {l : List α}, findIdx p l ≤ l.length
  | [] => Nat.le_refl _
  | a :: l => by
    unfold findIdx
    cases p a
    · exact Nat.succ_le_succ (findIdx_le_length p)
    · exact Nat.zero_le _
theorem idxOf_le_length [BEq α] {a : α} {l : List α} : l.idxOf a ≤ l.length := findIdx_le_length _
theorem findIdx_lt_length {p : α → Bool} : ∀ {l : List α}, findIdx p l < l.length ↔ ∃ x, x ∈ l ∧ p x = true
  | [] => ⟨fun h => absurd h (Nat.lt_irrefl 0), fun ⟨_, h, _⟩ => nomatch h⟩
  | a :: l => by
    unfold findIdx
    cases h : p a
    · simp only [cond_false, length_cons, Nat.add_lt_add_iff_right, findIdx_lt_length, mem_cons]
      constructor
      · rintro ⟨x, hx, hp⟩; exact ⟨x, Or.inr hx, hp⟩
      · rintro ⟨x, rfl | hx, hp⟩
        · rw [h] at hp; cases hp
        · exact ⟨x, hx, hp⟩
    · exact ⟨fun _ => ⟨a, .head _, h⟩, fun _ => Nat.zero_lt_succ _⟩
theorem idxOf_lt_length_iff [BEq α] [LawfulBEq α] {a : α} {l : List α} : l.idxOf a < l.length ↔ a ∈ l := by
  unfold idxOf
  rw [findIdx_lt_length]
  constructor
  · rintro ⟨x, hx, e⟩; rwa [← eq_of_beq e]
  · intro h; exact ⟨a, h, ReflBEq.rfl⟩

@[simp] theorem length_set : ∀ {l : List α} {i : Nat} {a : α}, (l.set i a).length = l.length
  | [], _, _ => rfl
  | _ :: _, 0, _ => rfl
  | _ :: _, _ + 1, _ => congrArg (· + 1) length_set
@[simp] theorem length_zipIdx : ∀ {l : List α} {i : Nat}, (zipIdx l i).length = l.length
  | [], _ => rfl
  | _ :: _, _ => congrArg (· + 1) length_zipIdx
theorem getElem?_set_self : ∀ {l : List α} {i : Nat} {a : α}, i < l.length → (l.set i a)[i]? = some a
  | _ :: _, 0, _, _ => rfl
  | _ :: l, _ + 1, _, h => getElem?_set_self (l := l) (Nat.lt_of_succ_lt_succ h)
theorem getElem?_set_ne : ∀ {l : List α} {i j : Nat} {a : α}, i ≠ j → (l.set i a)[j]? = l[j]?
  | [], _, _, _, _ => rfl
  | _ :: _, 0, 0, _, h => absurd rfl h
  | _ :: _, 0, _ + 1, _, _ => rfl
  | _ :: _, _ + 1, 0, _, _ => rfl
  | _ :: l, _ + 1, _ + 1, _, h => getElem?_set_ne (l := l) fun e => h (congrArg (· + 1) e)

/-! ### Removing -/

/-- Leaves out the first element with `p`. -/
def eraseP (p : α → Bool) : List α → List α
  | [] => []
  | a :: as => bif p a then as else a :: eraseP p as
theorem erase_cons [BEq α] (a b : α) (l : List α) : (b :: l).erase a = if b == a then l else b :: l.erase a := by
  show (match b == a with | true => l | false => b :: l.erase a) = _
  cases b == a <;> rfl
@[simp] theorem erase_cons_head [BEq α] [ReflBEq α] (a : α) (l : List α) : (a :: l).erase a = l := by
  rw [erase_cons, ReflBEq.rfl]; rfl
theorem erase_of_not_mem [BEq α] [LawfulBEq α] {a : α} : ∀ {l : List α}, a ∉ l → l.erase a = l
  | [], _ => rfl
  | b :: l, h => by
    rw [erase_cons]
    cases e : b == a
    · simp [erase_of_not_mem fun h' => h (.tail _ h')]
    · exact absurd (eq_of_beq e ▸ Mem.head l) h
theorem perm_cons_erase [BEq α] [LawfulBEq α] {a : α} : ∀ {l : List α}, a ∈ l → Perm l (a :: l.erase a)
  | b :: l, h => by
    rw [erase_cons]
    cases e : b == a
    · rcases mem_cons.mp h with rfl | h'
      · rw [ReflBEq.rfl] at e; cases e
      · exact ((perm_cons_erase h').cons b).trans (Perm.swap a b _)
    · rw [eq_of_beq e]; exact Perm.refl _
theorem length_erase_of_mem [BEq α] [LawfulBEq α] {a : α} {l : List α} (h : a ∈ l) : (l.erase a).length = l.length - 1 := by
  rw [(perm_cons_erase h).length_eq]; rfl
theorem erase_sublist [BEq α] {a : α} : ∀ {l : List α}, Sublist (l.erase a) l
  | [] => .slnil
  | b :: l => by
    rw [erase_cons]
    cases b == a
    · exact .cons₂ _ erase_sublist
    · exact .cons _ (Sublist.refl l)
theorem length_erase_le [BEq α] {a : α} {l : List α} : (l.erase a).length ≤ l.length := erase_sublist.length_le
theorem mem_of_mem_erase [BEq α] {a b : α} {l : List α} (h : a ∈ l.erase b) : a ∈ l := erase_sublist.subset h

/-- Removes all but the first of equal elements; with those already seen, in reverse. -/
def eraseDups.loop [BEq α] : List α → List α → List α
  | [], bs => bs.reverse
  | a :: as, bs => bif bs.elem a then eraseDups.loop as bs else eraseDups.loop as (a :: bs)
/-- Removes all but the first of equal elements. -/
def eraseDups [BEq α] (as : List α) : List α := eraseDups.loop as []
theorem length_eraseDups_loop [BEq α] : ∀ as bs : List α, (eraseDups.loop as bs).length ≤ as.length + bs.length
  | [], bs => by simp [eraseDups.loop]
  | a :: as, bs => by
    have h₁ := length_eraseDups_loop as bs
    have h₂ := length_eraseDups_loop as (a :: bs)
    unfold eraseDups.loop
    cases bs.elem a <;> simp at * <;> omega
theorem length_eraseDups_le [BEq α] (as : List α) : as.eraseDups.length ≤ as.length := length_eraseDups_loop as []
theorem mem_eraseDups_loop [BEq α] [LawfulBEq α] {x : α} : ∀ as bs : List α, x ∈ eraseDups.loop as bs ↔ x ∈ as ∨ x ∈ bs
  | [], bs => by simp [eraseDups.loop]
  | a :: as, bs => by
    unfold eraseDups.loop
    cases h : bs.elem a
    · rw [cond_false, mem_eraseDups_loop, mem_cons, mem_cons, or_left_comm, or_assoc]
    · rw [cond_true, mem_eraseDups_loop, mem_cons]
      constructor
      · rintro (h' | h')
        · exact Or.inl (Or.inr h')
        · exact Or.inr h'
      · rintro ((rfl | h') | h')
        · exact Or.inr (elem_iff.mp h)
        · exact Or.inl h'
        · exact Or.inr h'
@[simp] theorem mem_eraseDups [BEq α] [LawfulBEq α] {x : α} {as : List α} : x ∈ as.eraseDups ↔ x ∈ as := by
  unfold eraseDups
  rw [mem_eraseDups_loop]
  simp
theorem nodup_eraseDups_loop [BEq α] [LawfulBEq α] : ∀ as bs : List α, bs.Nodup → (eraseDups.loop as bs).Nodup
  | [], _, h => nodup_reverse.mpr h
  | a :: as, bs, h => by
    unfold eraseDups.loop
    cases e : bs.elem a
    · exact nodup_eraseDups_loop as _ (nodup_cons.mpr ⟨fun h' => (by rw [elem_iff.mpr h'] at e; cases e), h⟩)
    · exact nodup_eraseDups_loop as bs h
theorem nodup_eraseDups [BEq α] [LawfulBEq α] (as : List α) : as.eraseDups.Nodup := nodup_eraseDups_loop as [] nodup_nil

/-- Adds `a` at the front if it is not there already. -/
@[inline] protected def insert [BEq α] (a : α) (l : List α) : List α := if l.elem a then l else a :: l
@[simp] theorem mem_insert_iff [BEq α] [LawfulBEq α] {a b : α} {l : List α} : a ∈ l.insert b ↔ a = b ∨ a ∈ l := by
  unfold List.insert
  split
  · rename_i h
    constructor
    · exact Or.inr
    · rintro (rfl | h')
      · exact elem_iff.mp h
      · exact h'
  · exact mem_cons

end List
