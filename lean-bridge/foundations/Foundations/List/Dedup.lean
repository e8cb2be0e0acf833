prelude
import Foundations.List.More
/-!
# Lists without doubles

`List.dedup` keeps the last of equal elements. Names as in Mathlib; part of `Foundations.Mathematics`.
-/

universe u

namespace List
variable {α : Type u} [DecidableEq α] {a b : α} {l l₁ l₂ : List α}

/-- Each element once, where it stands last. -/
def dedup : List α → List α
  | [] => []
  | a :: l => if a ∈ l then dedup l else a :: dedup l

@[simp] theorem dedup_nil : dedup ([] : List α) = [] := rfl
theorem dedup_cons_of_mem (h : a ∈ l) : dedup (a :: l) = dedup l := if_pos h
theorem dedup_cons_of_notMem (h : ¬a ∈ l) : dedup (a :: l) = a :: dedup l := if_neg h
@[simp] theorem mem_dedup : ∀ {l : List α}, a ∈ dedup l ↔ a ∈ l
  | [] => Iff.rfl
  | b :: l => by
    by_cases h : b ∈ l
    · rw [dedup_cons_of_mem h, mem_dedup, mem_cons]
      exact ⟨.inr, fun e => e.elim (fun e => e ▸ h) id⟩
    · rw [dedup_cons_of_notMem h, mem_cons, mem_cons, mem_dedup]
theorem nodup_dedup : ∀ l : List α, Nodup (dedup l)
  | [] => nodup_nil
  | b :: l => by
    by_cases h : b ∈ l
    · rw [dedup_cons_of_mem h]
      exact nodup_dedup l
    · rw [dedup_cons_of_notMem h]
      exact Nodup.cons (fun m => h (mem_dedup.mp m)) (nodup_dedup l)
theorem dedup_subset (l : List α) : dedup l ⊆ l := fun _ h => mem_dedup.mp h
theorem subset_dedup (l : List α) : l ⊆ dedup l := fun _ h => mem_dedup.mpr h
theorem dedup_sublist : ∀ l : List α, dedup l <+ l
  | [] => .slnil
  | b :: l => by
    by_cases h : b ∈ l
    · rw [dedup_cons_of_mem h]
      exact (dedup_sublist l).cons _
    · rw [dedup_cons_of_notMem h]
      exact (dedup_sublist l).cons₂ _
theorem Nodup.dedup : ∀ {l : List α}, Nodup l → dedup l = l
  | [], _ => rfl
  | b :: l, h => by rw [dedup_cons_of_notMem h.notMem, Nodup.dedup h.of_cons]
theorem dedup_eq_self : dedup l = l ↔ Nodup l := ⟨fun h => h ▸ nodup_dedup l, Nodup.dedup⟩
@[simp] theorem dedup_idem : dedup (dedup l) = dedup l := (nodup_dedup l).dedup
theorem length_dedup_le (l : List α) : (dedup l).length ≤ l.length := (dedup_sublist l).length_le
end List
