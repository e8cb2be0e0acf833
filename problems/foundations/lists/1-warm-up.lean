/-!
# Lists, warm-up

First inductions over lists, and what the everyday functions do to one another.
-/
-- default expect: true

namespace Lists

variable {α β γ : Type}

theorem append_three (xs ys zs : List α) : (xs ++ ys) ++ zs = xs ++ (ys ++ zs) := by sorry

theorem nil_both_sides (xs : List α) : [] ++ xs ++ [] = xs := by sorry

theorem cons_as_append (x : α) (xs ys : List α) : x :: xs ++ ys = [x] ++ (xs ++ ys) := by sorry

theorem cons_inj_head (x y : α) (xs ys : List α) (h : x :: xs = y :: ys) : y = x := by sorry

theorem cons_never_nil (x : α) (xs : List α) : xs ++ [x] ≠ [] := by sorry

theorem append_nil_both (xs ys : List α) (h : xs ++ ys = []) : xs = [] ∧ ys = [] := by sorry

theorem append_cancel_front (xs ys zs : List α) (h : xs ++ ys = xs ++ zs) : ys = zs := by sorry

theorem length_two_appends (xs ys zs : List α) :
    (xs ++ ys ++ zs).length = zs.length + ys.length + xs.length := by sorry

theorem length_swap (xs ys : List α) : (xs ++ ys).length = (ys ++ xs).length := by sorry

theorem length_zero_nil (xs : List α) (h : xs.length = 0) : xs = [] := by sorry

theorem nonempty_splits (xs : List α) (h : xs ≠ []) : ∃ y ys, xs = y :: ys := by sorry

theorem length_one (xs : List α) (h : xs.length = 1) : ∃ x, xs = [x] := by sorry

theorem map_append_pieces (f : α → β) (xs ys : List α) :
    (xs ++ ys).map f = xs.map f ++ ys.map f := by sorry

theorem map_twice (f : α → β) (g : β → γ) (xs : List α) :
    (xs.map f).map g = xs.map (fun x => g (f x)) := by sorry

theorem map_nothing (xs : List α) : xs.map (fun x => x) = xs := by sorry

theorem map_keeps_length (f : α → β) (xs ys : List α) :
    (xs.map f ++ ys.map f).length = xs.length + ys.length := by sorry

theorem map_congr_all (f g : α → β) (h : ∀ x, f x = g x) (xs : List α) : xs.map f = xs.map g := by
  sorry

theorem map_nil_only (f : α → β) (xs : List α) (h : xs.map f = []) : xs = [] := by sorry

theorem mem_of_either (x : α) (xs ys : List α) (h : x ∈ xs ∨ x ∈ ys) : x ∈ ys ++ xs := by sorry

theorem mem_front_and_back (x : α) (xs : List α) : x ∈ xs ++ [x] := by sorry

theorem nothing_in_nil (x : α) : ¬x ∈ ([] : List α) := by sorry

theorem mem_singleton_eq (x y : α) (h : x ∈ [y]) : [x] = [y] := by sorry

theorem mem_image (f : α → β) (x : α) (xs : List α) (h : x ∈ xs) : f x ∈ xs.map f := by sorry

theorem reverse_pair (x y : α) : [x, y].reverse = [y, x] := by sorry

theorem reverse_of_append (xs ys : List α) : (xs ++ ys).reverse = ys.reverse ++ xs.reverse := by
  sorry

theorem reverse_back (xs : List α) : xs.reverse.reverse = xs := by sorry

theorem reverse_keeps_length (xs : List α) : xs.reverse.length = xs.length := by sorry

theorem map_of_reverse (f : α → β) (xs : List α) : xs.reverse.map f = (xs.map f).reverse := by sorry

theorem mem_of_reverse (x : α) (xs : List α) (h : x ∈ xs.reverse) : x ∈ xs := by sorry

theorem filter_all_true (xs : List α) : xs.filter (fun _ => true) = xs := by sorry

theorem filter_of_append (p : α → Bool) (xs ys : List α) :
    (xs ++ ys).filter p = xs.filter p ++ ys.filter p := by sorry

theorem filter_is_shorter (p : α → Bool) (xs : List α) : (xs.filter p).length ≤ xs.length := by
  sorry

theorem foldr_rebuilds (xs : List α) : xs.foldr (fun x ys => x :: ys) [] = xs := by sorry

theorem foldr_counts (xs : List α) : xs.foldr (fun _ n => n + 1) 0 = xs.length := by sorry

theorem take_and_drop (n : Nat) (xs : List α) : xs.take n ++ xs.drop n = xs := by sorry

theorem drop_all (xs : List α) : xs.drop xs.length = [] := by sorry

theorem replicate_length_sum (m n : Nat) (x : α) :
    (List.replicate m x ++ List.replicate n x).length = n + m := by sorry

theorem option_map_twice (f : α → β) (g : β → γ) (o : Option α) :
    (o.map f).map g = o.map (fun x => g (f x)) := by sorry

theorem pair_eta (p : α × β) : (p.1, p.2) = p := by sorry

theorem swap_swap (p : α × β) : ((p.2, p.1).2, (p.2, p.1).1) = p := by sorry

-- expect: false
theorem append_commutes (xs ys : List α) : xs ++ ys = ys ++ xs := by sorry

-- expect: false
theorem take_has_length (n : Nat) (xs : List α) : (xs.take n).length = n := by sorry

end Lists
