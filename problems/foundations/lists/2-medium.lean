/-!
# Lists, medium

Functions defined on the spot, folds, generalised inductions, filters and memberships.
-/
-- default expect: true

namespace Lists

variable {α β γ : Type}

def sum : List Nat → Nat
  | [] => 0
  | x :: xs => x + sum xs

def snoc (x : α) : List α → List α
  | [] => [x]
  | y :: ys => y :: snoc x ys

def rev : List α → List α
  | [] => []
  | x :: xs => snoc x (rev xs)

def revOnto : List α → List α → List α
  | [], ys => ys
  | x :: xs, ys => revOnto xs (x :: ys)

def interleave : List α → List α → List α
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => x :: y :: interleave xs ys

def double : List α → List α
  | [] => []
  | x :: xs => x :: x :: double xs

def flat : List (List α) → List α
  | [] => []
  | xs :: xss => xs ++ flat xss

theorem sum_of_append (xs ys : List Nat) : sum (xs ++ ys) = sum xs + sum ys := by sorry

theorem sum_of_reverse (xs : List Nat) : sum xs.reverse = sum xs := by sorry

theorem sum_of_doubled (xs : List Nat) : sum (xs.map (fun x => 2 * x)) = 2 * sum xs := by sorry

theorem sum_of_replicate (n x : Nat) : sum (List.replicate n x) = n * x := by sorry

theorem sum_bounds_members (x : Nat) (xs : List Nat) (h : x ∈ xs) : x ≤ sum xs := by sorry

theorem sum_zero (xs : List Nat) (h : sum xs = 0) : ∀ x, x ∈ xs → x = 0 := by sorry

theorem sum_large_member (n : Nat) (xs : List Nat) (h : xs.length < sum xs) :
    ∃ x, x ∈ xs ∧ 2 ≤ x := by sorry

theorem sum_is_foldl (xs : List Nat) : xs.foldl (fun a x => a + x) 0 = sum xs := by sorry

theorem snoc_is_append (x : α) (xs : List α) : snoc x xs = xs ++ [x] := by sorry

theorem rev_snoc (x : α) (xs : List α) : rev (snoc x xs) = x :: rev xs := by sorry

theorem rev_rev (xs : List α) : rev (rev xs) = xs := by sorry

theorem rev_is_reverse (xs : List α) : rev xs = xs.reverse := by sorry

theorem revOnto_is_rev (xs ys : List α) : revOnto xs ys = rev xs ++ ys := by sorry

theorem interleave_length (xs ys : List α) :
    (interleave xs ys).length = xs.length + ys.length := by sorry

theorem interleave_map (f : α → β) (xs ys : List α) :
    (interleave xs ys).map f = interleave (xs.map f) (ys.map f) := by sorry

theorem mem_interleave (x : α) (xs ys : List α) :
    x ∈ interleave xs ys ↔ x ∈ xs ∨ x ∈ ys := by sorry

theorem interleave_self (xs : List α) : interleave xs xs = double xs := by sorry

theorem double_length (xs : List α) : (double xs).length = 2 * xs.length := by sorry

theorem reverse_double (xs : List α) : (double xs).reverse = double xs.reverse := by sorry

theorem flat_append (xss yss : List (List α)) : flat (xss ++ yss) = flat xss ++ flat yss := by sorry

theorem map_flat (f : α → β) (xss : List (List α)) :
    (flat xss).map f = flat (xss.map (fun xs => xs.map f)) := by sorry

theorem length_flat (xss : List (List α)) :
    (flat xss).length = sum (xss.map (fun xs => xs.length)) := by sorry

theorem mem_flat (x : α) (xss : List (List α)) : x ∈ flat xss ↔ ∃ xs, xs ∈ xss ∧ x ∈ xs := by sorry

theorem filter_twice (p q : α → Bool) (xs : List α) :
    (xs.filter p).filter q = xs.filter (fun x => p x && q x) := by sorry

theorem filter_swaps (p q : α → Bool) (xs : List α) :
    (xs.filter p).filter q = (xs.filter q).filter p := by sorry

theorem filter_parts_length (p : α → Bool) (xs : List α) :
    (xs.filter p).length + (xs.filter (fun x => !p x)).length = xs.length := by sorry

theorem filter_of_reverse (p : α → Bool) (xs : List α) :
    xs.reverse.filter p = (xs.filter p).reverse := by sorry

theorem filter_after_map (f : α → β) (p : β → Bool) (xs : List α) :
    (xs.map f).filter p = (xs.filter (fun x => p (f x))).map f := by sorry

theorem foldl_of_append (f : β → α → β) (b : β) (xs ys : List α) :
    (xs ++ ys).foldl f b = ys.foldl f (xs.foldl f b) := by sorry

theorem foldr_of_append (f : α → β → β) (b : β) (xs ys : List α) :
    (xs ++ ys).foldr f b = xs.foldr f (ys.foldr f b) := by sorry

theorem foldr_of_map (f : α → β) (g : β → γ → γ) (c : γ) (xs : List α) :
    (xs.map f).foldr g c = xs.foldr (fun x acc => g (f x) acc) c := by sorry

theorem foldr_fuses (f : α → β → β) (g : α → γ → γ) (h : β → γ) (b : β)
    (fuse : ∀ x acc, h (f x acc) = g x (h acc)) (xs : List α) :
    h (xs.foldr f b) = xs.foldr g (h b) := by sorry

theorem foldl_as_foldr_reverse (f : β → α → β) (b : β) (xs : List α) :
    xs.foldl f b = xs.reverse.foldr (fun x acc => f acc x) b := by sorry

theorem length_of_take (n : Nat) (xs : List α) : (xs.take n).length = min n xs.length := by sorry

theorem drop_drop_add (m n : Nat) (xs : List α) : (xs.drop m).drop n = xs.drop (m + n) := by sorry

theorem take_of_map (f : α → β) (n : Nat) (xs : List α) : (xs.map f).take n = (xs.take n).map f := by
  sorry

theorem take_of_append (xs ys : List α) : (xs ++ ys).take xs.length = xs := by sorry

theorem append_middle_mem (x : α) (xs : List α) : x ∈ xs ↔ ∃ ys zs, xs = ys ++ x :: zs := by sorry

theorem zip_length (xs : List α) (ys : List β) (h : xs.length = ys.length) :
    (xs.zip ys).length = xs.length := by sorry

theorem zip_firsts (xs : List α) (ys : List β) (h : xs.length = ys.length) :
    (xs.zip ys).map (fun p => p.1) = xs := by sorry

theorem map_injective (f : α → β) (h : ∀ x y, f x = f y → x = y) (xs ys : List α)
    (e : xs.map f = ys.map f) : xs = ys := by sorry

theorem same_ends (x y : α) (xs : List α) (h : x :: xs = xs ++ [y]) : x = y := by sorry

-- expect: false
theorem zip_firsts_always (xs : List α) (ys : List β) : (xs.zip ys).map (fun p => p.1) = xs := by
  sorry

-- expect: false
theorem map_injective_always (f : α → β) (xs ys : List α) (e : xs.map f = ys.map f) : xs = ys := by
  sorry

-- expect: false
theorem folds_agree_if_commutative (f : α → α → α) (comm : ∀ a b, f a b = f b a) (b : α)
    (xs : List α) : xs.foldl f b = xs.foldr f b := by sorry

-- expect: false
theorem interleave_commutes (xs ys : List Nat) (h : xs.length = ys.length) :
    interleave xs ys = interleave ys xs := by sorry

end Lists
