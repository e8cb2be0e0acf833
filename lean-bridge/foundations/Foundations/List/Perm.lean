prelude
import Foundations.List.Count
import Foundations.List.Pairwise
/-!
# Permutations of lists

`l₁ ~ l₂` (with `open List`): the same elements, equally often. What permutation keeps, how it goes with
the operations on lists, and that it is decided by counting.
-/

universe u v

namespace List

variable {α : Type u} {β : Type v} {l l₁ l₂ l₃ : List α} {a b : α}

attribute [simp] Perm.nil

@[refl, simp] theorem Perm.refl : ∀ l : List α, l ~ l
  | [] => .nil
  | a :: l => (Perm.refl l).cons a
theorem Perm.rfl : l ~ l := Perm.refl l
theorem Perm.of_eq (h : l₁ = l₂) : l₁ ~ l₂ := h ▸ Perm.refl l₁
theorem Perm.symm (h : l₁ ~ l₂) : l₂ ~ l₁ := by
  induction h with
  | nil => exact .nil
  | cons x _ ih => exact ih.cons x
  | swap x y l => exact .swap y x l
  | trans _ _ ih₁ ih₂ => exact ih₂.trans ih₁
theorem perm_comm : l₁ ~ l₂ ↔ l₂ ~ l₁ := ⟨Perm.symm, Perm.symm⟩
theorem Perm.equivalence (α : Type u) : Equivalence (Perm (α := α)) := ⟨Perm.refl, Perm.symm, Perm.trans⟩
/-- Lists up to permutation. -/
@[reducible] def isSetoid (α : Type u) : Setoid (List α) := ⟨Perm, Perm.equivalence α⟩
theorem Perm.length_eq (h : l₁ ~ l₂) : l₁.length = l₂.length := by
  induction h with
  | nil => rfl
  | cons _ _ ih => exact congrArg (· + 1) ih
  | swap => rfl
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.mem_iff (h : l₁ ~ l₂) : a ∈ l₁ ↔ a ∈ l₂ := by
  induction h with
  | nil => exact Iff.rfl
  | cons x _ ih => rw [mem_cons, mem_cons, ih]
  | swap x y l => rw [mem_cons, mem_cons, mem_cons, mem_cons]; exact or_left_comm
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.subset (h : l₁ ~ l₂) : l₁ ⊆ l₂ := fun _ => h.mem_iff.mp
theorem Perm.eq_nil (h : l ~ []) : l = [] := eq_nil_of_length_eq_zero h.length_eq
theorem Perm.nil_eq (h : [] ~ l) : [] = l := h.symm.eq_nil.symm
@[simp] theorem perm_nil : l ~ [] ↔ l = [] := ⟨Perm.eq_nil, Perm.of_eq⟩
@[simp] theorem nil_perm : [] ~ l ↔ l = [] := ⟨fun h => h.symm.eq_nil, fun h => h ▸ Perm.nil⟩
theorem not_perm_nil_cons (x : α) (l : List α) : ¬[] ~ x :: l := fun h => nomatch h.length_eq
theorem Perm.swap' (x y : α) (h : l₁ ~ l₂) : y :: x :: l₁ ~ x :: y :: l₂ := (Perm.swap x y l₁).trans ((h.cons y).cons x)

/-! ### Append -/

theorem Perm.append_right (t : List α) (h : l₁ ~ l₂) : l₁ ++ t ~ l₂ ++ t := by
  induction h with
  | nil => exact Perm.refl t
  | cons x _ ih => exact ih.cons x
  | swap x y l => exact .swap x y (l ++ t)
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.append_left (l : List α) (h : l₁ ~ l₂) : l ++ l₁ ~ l ++ l₂ := by
  induction l with
  | nil => exact h
  | cons x _ ih => exact ih.cons x
theorem Perm.append {t₁ t₂ : List α} (h₁ : l₁ ~ l₂) (h₂ : t₁ ~ t₂) : l₁ ++ t₁ ~ l₂ ++ t₂ :=
  (h₁.append_right t₁).trans (h₂.append_left l₂)
@[simp] theorem perm_middle : l₁ ++ a :: l₂ ~ a :: (l₁ ++ l₂) := by
  induction l₁ with
  | nil => exact Perm.refl _
  | cons b l ih => exact (ih.cons b).trans (.swap a b _)
theorem perm_append_singleton (a : α) (l : List α) : l ++ [a] ~ a :: l := by
  have h : l ++ [a] ~ a :: (l ++ []) := perm_middle
  rwa [append_nil] at h
theorem perm_append_comm : l₁ ++ l₂ ~ l₂ ++ l₁ := by
  induction l₁ with
  | nil => rw [append_nil]; exact Perm.refl l₂
  | cons a l ih => exact (ih.cons a).trans perm_middle.symm
theorem perm_append_comm_assoc (l₁ l₂ l₃ : List α) : l₁ ++ (l₂ ++ l₃) ~ l₂ ++ (l₁ ++ l₃) := by
  rw [← append_assoc, ← append_assoc]
  exact perm_append_comm.append_right l₃
theorem reverse_perm (l : List α) : l.reverse ~ l := by
  induction l with
  | nil => exact .nil
  | cons a l ih => rw [reverse_cons]; exact (perm_append_singleton a _).trans (ih.cons a)
theorem perm_cons_append_cons (h : l ~ l₁ ++ l₂) : a :: l ~ l₁ ++ a :: l₂ := (h.cons a).trans perm_middle.symm

/-! ### Operations that respect permutation -/

theorem Perm.map (f : α → β) (h : l₁ ~ l₂) : l₁.map f ~ l₂.map f := by
  induction h with
  | nil => exact .nil
  | cons x _ ih => exact ih.cons (f x)
  | swap x y l => exact .swap (f x) (f y) _
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.filter (p : α → Bool) (h : l₁ ~ l₂) : l₁.filter p ~ l₂.filter p := by
  induction h with
  | nil => exact .nil
  | cons x _ ih =>
    by_cases hx : p x = true
    · rw [filter_cons_of_pos hx, filter_cons_of_pos hx]; exact ih.cons x
    · rw [filter_cons_of_neg hx, filter_cons_of_neg hx]; exact ih
  | swap x y l =>
    by_cases hx : p x = true
    · by_cases hy : p y = true
      · rw [filter_cons_of_pos hy, filter_cons_of_pos hx, filter_cons_of_pos hx, filter_cons_of_pos hy]; exact .swap x y _
      · rw [filter_cons_of_neg hy, filter_cons_of_pos hx, filter_cons_of_pos hx, filter_cons_of_neg hy]
    · by_cases hy : p y = true
      · rw [filter_cons_of_pos hy, filter_cons_of_neg hx, filter_cons_of_neg hx, filter_cons_of_pos hy]
      · rw [filter_cons_of_neg hy, filter_cons_of_neg hx, filter_cons_of_neg hx, filter_cons_of_neg hy]
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.countP_eq (p : α → Bool) (h : l₁ ~ l₂) : countP p l₁ = countP p l₂ := by
  rw [countP_eq_length_filter, countP_eq_length_filter]
  exact (h.filter p).length_eq
theorem Perm.count_eq [BEq α] (h : l₁ ~ l₂) (a : α) : count a l₁ = count a l₂ := h.countP_eq _
theorem Perm.foldr_eq {f : α → β → β} (lcomm : ∀ a b c, f a (f b c) = f b (f a c)) (h : l₁ ~ l₂) (b : β) :
    foldr f b l₁ = foldr f b l₂ := by
  induction h with
  | nil => rfl
  | cons x _ ih => exact congrArg (f x) ih
  | swap x y l => exact lcomm y x _
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂
theorem Perm.foldl_eq {f : β → α → β} (rcomm : ∀ a b c, f (f a b) c = f (f a c) b) (h : l₁ ~ l₂) (b : β) :
    foldl f b l₁ = foldl f b l₂ := by
  induction h generalizing b with
  | nil => rfl
  | cons x _ ih => exact ih (f b x)
  | swap x y l => exact congrArg (fun c => foldl f c l) (rcomm b y x)
  | trans _ _ ih₁ ih₂ => exact (ih₁ b).trans (ih₂ b)
theorem Perm.sum_nat {l₁ l₂ : List Nat} (h : l₁ ~ l₂) : l₁.sum = l₂.sum :=
  h.foldr_eq (fun a b c => Nat.add_left_comm a b c) 0
theorem Perm.pairwise {R : α → α → Prop} (hR : ∀ {x y}, R x y → R y x) (h : l₁ ~ l₂) (hl : Pairwise R l₁) : Pairwise R l₂ := by
  induction h with
  | nil => exact .nil
  | cons x h ih => exact .cons (fun b hb => rel_of_pairwise_cons hl b (h.mem_iff.mpr hb)) (ih hl.of_cons)
  | swap x y l =>
    have hy := rel_of_pairwise_cons hl
    have hx := rel_of_pairwise_cons hl.of_cons
    refine .cons (fun b hb => ?_) (.cons (fun b hb => hy b (mem_cons_of_mem x hb)) hl.of_cons.of_cons)
    cases mem_cons.mp hb with
    | inl e => exact e ▸ hR (hy x mem_cons_self)
    | inr hb => exact hx b hb
  | trans _ _ ih₁ ih₂ => exact ih₂ (ih₁ hl)
theorem Perm.nodup (h : l₁ ~ l₂) (d : Nodup l₁) : Nodup l₂ := Perm.pairwise (fun h => Ne.symm h) h d
theorem Perm.nodup_iff (h : l₁ ~ l₂) : Nodup l₁ ↔ Nodup l₂ := ⟨h.nodup, h.symm.nodup⟩
theorem filter_append_perm (p : α → Bool) (l : List α) : l.filter p ++ l.filter (fun x => !p x) ~ l := by
  induction l with
  | nil => exact .nil
  | cons a l ih =>
    by_cases h : p a = true
    · rw [filter_cons_of_pos h, filter_cons_of_neg (by rw [h]; exact false_ne_true)]
      exact ih.cons a
    · rw [filter_cons_of_neg h, filter_cons_of_pos (by rw [eq_false_of_ne_true h]; rfl)]
      exact perm_middle.trans (ih.cons a)

/-! ### Counting decides -/

theorem perm_of_count_eq [BEq α] [LawfulBEq α] (h : ∀ a, count a l₁ = count a l₂) : l₁ ~ l₂ := by
  induction l₁ generalizing l₂ with
  | nil =>
    refine Perm.of_eq (eq_nil_iff_forall_not_mem.mpr fun a ha => ?_).symm
    exact Nat.ne_of_gt (count_pos_iff.mpr ha) (h a).symm
  | cons a l ih =>
    have ha : a ∈ l₂ := count_pos_iff.mp (by rw [← h a, count_cons_self]; exact Nat.zero_lt_succ _)
    obtain ⟨s, t, rfl⟩ := append_of_mem ha
    refine perm_cons_append_cons (ih fun b => ?_)
    have e := h b
    rw [(perm_middle (a := a) (l₁ := s) (l₂ := t)).count_eq b, count_cons, count_cons] at e
    exact Nat.add_right_cancel e
theorem perm_iff_count [BEq α] [LawfulBEq α] : l₁ ~ l₂ ↔ ∀ a, count a l₁ = count a l₂ := ⟨Perm.count_eq, perm_of_count_eq⟩

theorem Perm.cons_inv (h : a :: l₁ ~ a :: l₂) : l₁ ~ l₂ := by
  have dec : DecidableEq α := fun x y => Classical.propDecidable (x = y)
  refine perm_of_count_eq fun b => ?_
  have e := h.count_eq b
  rw [count_cons, count_cons] at e
  exact Nat.add_right_cancel e
@[simp] theorem perm_cons (a : α) : a :: l₁ ~ a :: l₂ ↔ l₁ ~ l₂ := ⟨Perm.cons_inv, fun h => h.cons a⟩
theorem perm_append_left_iff : ∀ l : List α, l ++ l₁ ~ l ++ l₂ ↔ l₁ ~ l₂
  | [] => Iff.rfl
  | a :: l => (perm_cons a).trans (perm_append_left_iff l)
theorem perm_append_right_iff (l : List α) : l₁ ++ l ~ l₂ ++ l ↔ l₁ ~ l₂ :=
  ⟨fun h => (perm_append_left_iff l).mp (perm_append_comm.trans (h.trans perm_append_comm)), fun h => h.append_right l⟩
theorem singleton_perm_singleton : [a] ~ [b] ↔ a = b :=
  ⟨fun h => mem_singleton.mp (h.mem_iff.mp (mem_singleton_self a)), fun h => h ▸ Perm.refl _⟩
theorem perm_singleton : l ~ [a] ↔ l = [a] := by
  constructor
  · intro h
    obtain ⟨b, rfl⟩ := length_eq_one_iff.mp h.length_eq
    rw [singleton_perm_singleton.mp h]
  · exact Perm.of_eq
theorem cons_perm_iff_exists (h : a :: l₁ ~ l₂) : ∃ s t, l₂ = s ++ a :: t ∧ l₁ ~ s ++ t := by
  obtain ⟨s, t, rfl⟩ := append_of_mem (h.mem_iff.mp mem_cons_self)
  exact ⟨s, t, rfl, (h.trans perm_middle).cons_inv⟩
theorem Nodup.perm_of_mem_iff (d₁ : Nodup l₁) (d₂ : Nodup l₂) (h : ∀ a, a ∈ l₁ ↔ a ∈ l₂) : l₁ ~ l₂ := by
  induction l₁ generalizing l₂ with
  | nil => exact Perm.of_eq (eq_nil_iff_forall_not_mem.mpr fun a ha => not_mem_nil ((h a).mpr ha)).symm
  | cons a l ih =>
    obtain ⟨s, t, rfl⟩ := append_of_mem ((h a).mp mem_cons_self)
    have d' : Nodup (a :: (s ++ t)) := perm_middle.nodup d₂
    refine perm_cons_append_cons (ih d₁.of_cons d'.of_cons fun b => ?_)
    have hb := h b
    rw [(perm_middle (a := a) (l₁ := s) (l₂ := t)).mem_iff, mem_cons, mem_cons] at hb
    constructor
    · intro hl
      exact (hb.mp (Or.inr hl)).resolve_left fun e => d₁.notMem (e ▸ hl)
    · intro hl
      exact (hb.mpr (Or.inr hl)).resolve_left fun e => d'.notMem (e ▸ hl)
theorem Sublist.eq_of_length (s : l₁ <+ l₂) (h : l₁.length = l₂.length) : l₁ = l₂ := by
  induction s with
  | slnil => rfl
  | cons a s _ => exact absurd (h ▸ s.length_le) (Nat.not_succ_le_self _)
  | cons₂ a _ ih => rw [ih (Nat.succ_inj'.mp h)]
theorem Sublist.antisymm (s₁ : l₁ <+ l₂) (s₂ : l₂ <+ l₁) : l₁ = l₂ :=
  s₁.eq_of_length (Nat.le_antisymm s₁.length_le s₂.length_le)
theorem Sublist.exists_perm_append (s : l₁ <+ l₂) : ∃ l, l₂ ~ l₁ ++ l := by
  induction s with
  | slnil => exact ⟨[], .nil⟩
  | cons a _ ih =>
    obtain ⟨l, h⟩ := ih
    exact ⟨a :: l, (h.cons a).trans perm_middle.symm⟩
  | cons₂ a _ ih =>
    obtain ⟨l, h⟩ := ih
    exact ⟨l, h.cons a⟩

end List
