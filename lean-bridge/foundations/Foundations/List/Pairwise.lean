prelude
import Foundations.List.Basic
/-!
# Lists whose elements are pairwise related

`Pairwise R l`: every element is in the relation `R` to all later ones. `Nodup l`: no element occurs twice.
-/

universe u v

namespace List

variable {α : Type u} {β : Type v} {R S : α → α → Prop} {l l₁ l₂ : List α} {a b : α}

@[simp] theorem pairwise_nil : Pairwise R [] := .nil
@[simp] theorem pairwise_cons : Pairwise R (a :: l) ↔ (∀ a', a' ∈ l → R a a') ∧ Pairwise R l :=
  ⟨fun h => by cases h with | cons h₁ h₂ => exact ⟨h₁, h₂⟩, fun h => .cons h.1 h.2⟩
theorem rel_of_pairwise_cons (p : Pairwise R (a :: l)) : ∀ a', a' ∈ l → R a a' := (pairwise_cons.mp p).1
theorem Pairwise.of_cons (p : Pairwise R (a :: l)) : Pairwise R l := (pairwise_cons.mp p).2
theorem pairwise_singleton (R : α → α → Prop) (a : α) : Pairwise R [a] := .cons (fun _ h => nomatch h) .nil
theorem pairwise_pair : Pairwise R [a, b] ↔ R a b := by simp
theorem Pairwise.imp (H : ∀ {a b}, R a b → S a b) (h : Pairwise R l) : Pairwise S l := by
  induction h with
  | nil => exact .nil
  | cons h _ ih => exact .cons (fun a' ha' => H (h a' ha')) ih
theorem Pairwise.iff (H : ∀ a b, R a b ↔ S a b) : Pairwise R l ↔ Pairwise S l :=
  ⟨fun h => h.imp fun h => (H _ _).mp h, fun h => h.imp fun h => (H _ _).mpr h⟩
theorem Pairwise.sublist (s : l₁ <+ l₂) (h : Pairwise R l₂) : Pairwise R l₁ := by
  induction s with
  | slnil => exact .nil
  | cons _ _ ih => exact ih h.of_cons
  | cons₂ _ s ih => exact .cons (fun a' ha' => rel_of_pairwise_cons h a' (s.subset ha')) (ih h.of_cons)
theorem Pairwise.filter (p : α → Bool) (h : Pairwise R l) : Pairwise R (l.filter p) := h.sublist filter_sublist
theorem Pairwise.and (hR : Pairwise R l) (hS : Pairwise S l) : Pairwise (fun a b => R a b ∧ S a b) l := by
  induction hR with
  | nil => exact .nil
  | cons h _ ih => exact .cons (fun a' ha' => ⟨h a' ha', rel_of_pairwise_cons hS a' ha'⟩) (ih hS.of_cons)
theorem pairwise_append : Pairwise R (l₁ ++ l₂) ↔ Pairwise R l₁ ∧ Pairwise R l₂ ∧ ∀ a, a ∈ l₁ → ∀ b, b ∈ l₂ → R a b := by
  induction l₁ with
  | nil => exact ⟨fun h => ⟨.nil, h, fun _ h => nomatch h⟩, fun h => h.2.1⟩
  | cons c l₁ ih =>
    rw [cons_append, pairwise_cons, pairwise_cons, ih]
    constructor
    · intro ⟨h₁, h₂, h₃, h₄⟩
      refine ⟨⟨fun a' ha' => h₁ a' (mem_append_left l₂ ha'), h₂⟩, h₃, fun a ha b hb => ?_⟩
      cases mem_cons.mp ha with
      | inl e => exact e ▸ h₁ b (mem_append_right l₁ hb)
      | inr ha => exact h₄ a ha b hb
    · intro ⟨⟨h₁, h₂⟩, h₃, h₄⟩
      refine ⟨fun a' ha' => ?_, h₂, h₃, fun a ha b hb => h₄ a (mem_cons_of_mem c ha) b hb⟩
      exact (mem_append.mp ha').elim (h₁ a') (h₄ c mem_cons_self a')
theorem pairwise_map {f : β → α} {l : List β} : Pairwise R (l.map f) ↔ Pairwise (fun a b => R (f a) (f b)) l := by
  induction l with
  | nil => exact ⟨fun _ => .nil, fun _ => .nil⟩
  | cons b l ih => rw [map_cons, pairwise_cons, pairwise_cons, ih, forall_mem_map]
theorem pairwise_reverse : Pairwise R l.reverse ↔ Pairwise (fun a b => R b a) l := by
  induction l with
  | nil => exact ⟨fun _ => .nil, fun _ => .nil⟩
  | cons a l ih =>
    rw [reverse_cons, pairwise_append, pairwise_cons (R := fun a b => R b a), ih]
    constructor
    · intro ⟨h₁, _, h₂⟩
      exact ⟨fun b hb => h₂ b (mem_reverse.mpr hb) a (mem_singleton_self a), h₁⟩
    · intro ⟨h₁, h₂⟩
      refine ⟨h₂, pairwise_singleton R a, fun b hb c hc => ?_⟩
      rw [mem_singleton.mp hc]
      exact h₁ b (mem_reverse.mp hb)
theorem pairwise_of_forall (H : ∀ x y, R x y) : Pairwise R l := by
  induction l with
  | nil => exact .nil
  | cons a l ih => exact .cons (fun b _ => H a b) ih

/-! ### No repetitions -/

@[simp] theorem nodup_nil : Nodup ([] : List α) := .nil
@[simp] theorem nodup_cons : Nodup (a :: l) ↔ ¬a ∈ l ∧ Nodup l := by
  unfold Nodup
  rw [pairwise_cons]
  exact ⟨fun h => ⟨fun ha => h.1 a ha rfl, h.2⟩, fun h => ⟨fun b hb e => h.1 (e ▸ hb), h.2⟩⟩
theorem nodup_singleton (a : α) : Nodup [a] := pairwise_singleton _ a
theorem Nodup.notMem (h : Nodup (a :: l)) : ¬a ∈ l := (nodup_cons.mp h).1
theorem Nodup.of_cons (h : Nodup (a :: l)) : Nodup l := (nodup_cons.mp h).2
theorem Nodup.cons (ha : ¬a ∈ l) (hl : Nodup l) : Nodup (a :: l) := nodup_cons.mpr ⟨ha, hl⟩
theorem Nodup.sublist (s : l₁ <+ l₂) (h : Nodup l₂) : Nodup l₁ := Pairwise.sublist s h
theorem Nodup.filter (p : α → Bool) (h : Nodup l) : Nodup (l.filter p) := Pairwise.filter p h
theorem nodup_append : Nodup (l₁ ++ l₂) ↔ Nodup l₁ ∧ Nodup l₂ ∧ ∀ a, a ∈ l₁ → ∀ b, b ∈ l₂ → a ≠ b := pairwise_append
theorem nodup_reverse : Nodup l.reverse ↔ Nodup l := by
  unfold Nodup
  rw [pairwise_reverse]
  exact Pairwise.iff fun a b => ⟨Ne.symm, Ne.symm⟩
theorem Nodup.map {f : α → β} (hf : ∀ x y, f x = f y → x = y) (h : Nodup l) : Nodup (l.map f) :=
  pairwise_map.mpr (Pairwise.imp (fun hne e => hne (hf _ _ e)) h)
theorem Nodup.of_map (f : α → β) (h : Nodup (l.map f)) : Nodup l :=
  Pairwise.imp (fun hne e => hne (congrArg f e)) (pairwise_map.mp h)
theorem nodup_range (n : Nat) : Nodup (range n) := by
  induction n with
  | zero => exact .nil
  | succ n ih =>
    rw [range_succ, nodup_append]
    refine ⟨ih, nodup_singleton n, fun a ha b hb e => ?_⟩
    rw [mem_singleton.mp hb] at e
    exact Nat.ne_of_lt (mem_range.mp ha) e

/-- A list without repetition whose elements all lie in another list is not longer. -/
theorem Nodup.length_le_of_subset (d : Nodup l₁) (h : l₁ ⊆ l₂) : l₁.length ≤ l₂.length := by
  induction l₁ generalizing l₂ with
  | nil => exact Nat.zero_le _
  | cons a l ih =>
    obtain ⟨s, t, rfl⟩ := append_of_mem (h mem_cons_self)
    have hsub : l ⊆ s ++ t := by
      intro x hx
      cases mem_append.mp (h (mem_cons_of_mem a hx)) with
      | inl hs => exact mem_append_left t hs
      | inr ht => cases mem_cons.mp ht with
        | inl e => exact absurd (e ▸ hx) d.notMem
        | inr ht => exact mem_append_right s ht
    have e := ih d.of_cons hsub
    rw [length_append] at e ⊢
    exact Nat.succ_le_succ e

/-- The pigeonhole principle: more numbers than there is room for repeat. -/
theorem not_nodup_of_length_gt {l : List Nat} {n : Nat} (h : ∀ x, x ∈ l → x < n) (hl : n < l.length) : ¬Nodup l := by
  intro d
  have e := d.length_le_of_subset fun x hx => mem_range.mpr (h x hx)
  rw [length_range] at e
  exact Nat.not_le_of_gt hl e

end List
