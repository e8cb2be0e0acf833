prelude
import Foundations.List.More
import Foundations.Recursion.Tactics
/-!
# Sorting

`xs.mergeSort` sorts by a Boolean test, `≤` where none is named. It permutes, and what comes out is in order if
the test is transitive and total.
-/

universe u

namespace List

variable {α : Type u}

/-- Merges two lists, each in order, into one. -/
def merge (xs ys : List α) (le : α → α → Bool := by exact fun a b => a ≤ b) : List α :=
  match xs, ys with
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => if le x y then x :: merge xs (y :: ys) le else y :: merge (x :: xs) ys le
termination_by xs.length + ys.length

/-- Sorts: the halves by themselves, then merged. -/
def mergeSort (xs : List α) (le : α → α → Bool := by exact fun a b => a ≤ b) : List α :=
  match xs with
  | [] => []
  | [a] => [a]
  | a :: b :: xs =>
    merge (mergeSort ((a :: b :: xs).take ((xs.length + 3) / 2)) le) (mergeSort ((a :: b :: xs).drop ((xs.length + 3) / 2)) le) le
termination_by xs.length
decreasing_by
  all_goals simp only [length_take, length_drop, length_cons]; omega

theorem merge_perm_append (le : α → α → Bool) : ∀ xs ys : List α, Perm (merge xs ys le) (xs ++ ys)
  | [], ys => by rw [merge]; exact Perm.refl _
  | x :: xs, [] => by rw [merge, append_nil]
  | x :: xs, y :: ys => by
    rw [merge]
    split
    · exact (merge_perm_append le xs (y :: ys)).cons x
    · exact ((merge_perm_append le (x :: xs) ys).cons y).trans perm_middle.symm
termination_by xs ys => xs.length + ys.length
theorem mergeSort_perm (xs : List α) (le : α → α → Bool) : Perm (mergeSort xs le) xs := by
  induction h : xs.length using Nat.strongRecOn' generalizing xs with
  | ind n ih =>
    match xs, h with
    | [], _ => rw [mergeSort]
    | [a], _ => rw [mergeSort]
    | a :: b :: xs, h =>
      rw [mergeSort]
      have h₁ := ih _ (by simp only [← h, length_take, length_cons]; omega) ((a :: b :: xs).take ((xs.length + 3) / 2)) rfl
      have h₂ := ih _ (by simp only [← h, length_drop, length_cons]; omega) ((a :: b :: xs).drop ((xs.length + 3) / 2)) rfl
      refine (merge_perm_append le _ _).trans ?_
      have e := h₁.append h₂
      rwa [take_append_drop] at e
@[simp] theorem length_mergeSort (xs : List α) (le : α → α → Bool) : (mergeSort xs le).length = xs.length := (mergeSort_perm xs le).length_eq
@[simp] theorem mem_mergeSort {a : α} {xs : List α} {le : α → α → Bool} : a ∈ mergeSort xs le ↔ a ∈ xs := (mergeSort_perm xs le).mem_iff

section
variable {le : α → α → Bool} (trans : ∀ a b c : α, le a b = true → le b c = true → le a c = true) (total : ∀ a b : α, (le a b || le b a) = true)
include trans total
theorem pairwise_merge : ∀ xs ys : List α, Pairwise (fun a b => le a b = true) xs → Pairwise (fun a b => le a b = true) ys →
    Pairwise (fun a b => le a b = true) (merge xs ys le)
  | [], ys, _, h => by rw [merge]; exact h
  | x :: xs, [], h, _ => by rw [merge]; exact h
  | x :: xs, y :: ys, hx, hy => by
    obtain ⟨hx₁, hx₂⟩ := pairwise_cons.mp hx
    obtain ⟨hy₁, hy₂⟩ := pairwise_cons.mp hy
    rw [merge]
    split
    · rename_i h
      refine pairwise_cons.mpr ⟨fun z hz => ?_, pairwise_merge xs (y :: ys) hx₂ hy⟩
      rcases mem_append.mp ((merge_perm_append le _ _).mem_iff.mp hz) with hz | hz
      · exact hx₁ z hz
      · rcases mem_cons.mp hz with rfl | hz
        · exact h
        · exact trans _ _ _ h (hy₁ z hz)
    · rename_i h
      have h' : le y x = true := by
        have := total x y
        rw [Bool.or_eq_true] at this
        exact this.resolve_left h
      refine pairwise_cons.mpr ⟨fun z hz => ?_, pairwise_merge (x :: xs) ys hx hy₂⟩
      rcases mem_append.mp ((merge_perm_append le _ _).mem_iff.mp hz) with hz | hz
      · rcases mem_cons.mp hz with rfl | hz
        · exact h'
        · exact trans _ _ _ h' (hx₁ z hz)
      · exact hy₁ z hz
termination_by xs ys => xs.length + ys.length
theorem pairwise_mergeSort (xs : List α) : Pairwise (fun a b => le a b = true) (mergeSort xs le) := by
  induction h : xs.length using Nat.strongRecOn' generalizing xs with
  | ind n ih =>
    match xs, h with
    | [], _ => rw [mergeSort]; exact .nil
    | [a], _ => rw [mergeSort]; exact pairwise_singleton _ a
    | a :: b :: xs, h =>
      rw [mergeSort]
      exact pairwise_merge trans total _ _ (ih _ (by simp only [← h, length_take, length_cons]; omega) _ rfl)
        (ih _ (by simp only [← h, length_drop, length_cons]; omega) _ rfl)
end

end List
