prelude
import Foundations.List.Basic
/-!
# Counting in lists

How many elements of a list have a property, and how often an element occurs.
-/

universe u v

namespace List

variable {α : Type u} {β : Type v} {l l₁ l₂ : List α} {a b : α} {p q : α → Bool}

@[simp] theorem countP_cons_of_pos (h : p a = true) : countP p (a :: l) = countP p l + 1 := by
  simp only [countP, h, cond]
@[simp] theorem countP_cons_of_neg (h : ¬p a = true) : countP p (a :: l) = countP p l := by
  simp only [countP, eq_false_of_ne_true h, cond]
theorem countP_cons : countP p (a :: l) = countP p l + if p a = true then 1 else 0 := by
  by_cases h : p a = true
  · rw [countP_cons_of_pos h, if_pos h]
  · rw [countP_cons_of_neg h, if_neg h]; rfl
theorem countP_eq_length_filter : countP p l = (filter p l).length := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    by_cases h : p a = true
    · rw [countP_cons_of_pos h, filter_cons_of_pos h, length_cons, ih]
    · rw [countP_cons_of_neg h, filter_cons_of_neg h, ih]
theorem countP_le_length : countP p l ≤ l.length := by
  rw [countP_eq_length_filter]; exact length_filter_le p l
@[simp] theorem countP_append : countP p (l₁ ++ l₂) = countP p l₁ + countP p l₂ := by
  rw [countP_eq_length_filter, countP_eq_length_filter, countP_eq_length_filter, filter_append, length_append]
theorem countP_pos_iff : 0 < countP p l ↔ ∃ a, a ∈ l ∧ p a = true := by
  rw [countP_eq_length_filter, length_pos_iff]
  constructor
  · intro h
    obtain ⟨a, ha⟩ := exists_mem_of_ne_nil _ h
    exact ⟨a, mem_filter.mp ha⟩
  · intro ⟨a, ha⟩
    exact ne_nil_of_mem (mem_filter.mpr ha)
theorem countP_eq_zero : countP p l = 0 ↔ ∀ a, a ∈ l → ¬p a = true := by
  rw [countP_eq_length_filter, length_eq_zero_iff, filter_eq_nil_iff]
theorem countP_true : countP (fun _ => true) l = l.length := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [countP_cons_of_pos rfl, length_cons, ih]
theorem countP_map (f : β → α) (l : List β) : countP p (map f l) = countP (fun b => p (f b)) l := by
  rw [countP_eq_length_filter, countP_eq_length_filter, filter_map, length_map]; rfl
theorem length_eq_countP_add_countP (p : α → Bool) (l : List α) : l.length = countP p l + countP (fun a => !p a) l := by
  induction l with
  | nil => rfl
  | cons a l ih =>
    by_cases h : p a = true
    · rw [countP_cons_of_pos h, countP_cons_of_neg (by rw [h]; exact false_ne_true), length_cons, ih, Nat.add_right_comm]
    · rw [countP_cons_of_neg h, countP_cons_of_pos (by rw [eq_false_of_ne_true h]; rfl), length_cons, ih, Nat.add_assoc]
theorem countP_mono_left (h : ∀ x, x ∈ l → p x = true → q x = true) : countP p l ≤ countP q l := by
  induction l with
  | nil => exact Nat.le_refl 0
  | cons a l ih =>
    have ih' := ih fun x hx => h x (mem_cons_of_mem a hx)
    by_cases hp : p a = true
    · rw [countP_cons_of_pos hp, countP_cons_of_pos (h a mem_cons_self hp)]
      exact Nat.succ_le_succ ih'
    · rw [countP_cons_of_neg hp]
      by_cases hq : q a = true
      · rw [countP_cons_of_pos hq]; exact Nat.le_succ_of_le ih'
      · rw [countP_cons_of_neg hq]; exact ih'
theorem Sublist.countP_le (s : l₁ <+ l₂) : countP p l₁ ≤ countP p l₂ := by
  induction s with
  | slnil => exact Nat.le_refl 0
  | cons a _ ih => rw [countP_cons]; exact Nat.le_add_right_of_le ih
  | cons₂ a _ ih => rw [countP_cons, countP_cons]; exact Nat.add_le_add_right ih _

section count

variable [BEq α]

theorem count_cons : count a (b :: l) = count a l + if (b == a) = true then 1 else 0 := countP_cons
theorem count_append : count a (l₁ ++ l₂) = count a l₁ + count a l₂ := countP_append
theorem count_le_length : count a l ≤ l.length := countP_le_length
theorem Sublist.count_le (a : α) (s : l₁ <+ l₂) : count a l₁ ≤ count a l₂ := s.countP_le
theorem count_eq_length_filter : count a l = (l.filter (· == a)).length := countP_eq_length_filter

variable [LawfulBEq α]

@[simp] theorem count_cons_self : count a (a :: l) = count a l + 1 := countP_cons_of_pos (beq_iff_eq.mpr rfl)
@[simp] theorem count_cons_of_ne (h : b ≠ a) : count a (b :: l) = count a l :=
  countP_cons_of_neg fun e => h (beq_iff_eq.mp e)
theorem count_singleton_self (a : α) : count a [a] = 1 := count_cons_self
theorem count_pos_iff : 0 < count a l ↔ a ∈ l := by
  unfold count
  rw [countP_pos_iff]
  constructor
  · intro ⟨b, hb, e⟩
    exact beq_iff_eq.mp e ▸ hb
  · intro h
    exact ⟨a, h, beq_iff_eq.mpr rfl⟩
theorem count_eq_zero : count a l = 0 ↔ ¬a ∈ l := by
  rw [← count_pos_iff, Nat.pos_iff_ne_zero, Classical.not_not]
theorem count_eq_zero_of_not_mem (h : ¬a ∈ l) : count a l = 0 := count_eq_zero.mpr h
theorem one_le_count_iff : 1 ≤ count a l ↔ a ∈ l := count_pos_iff
theorem count_replicate_self (a : α) (n : Nat) : count a (replicate n a) = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [replicate_succ, count_cons_self, ih]

end count

end List
