/-!
# Lists, for a long night

Permutations by counting, sublists, pigeonholes and words. Few of these fall in a minute.
-/
-- default expect: true

namespace Lists

variable {α β : Type}

/-- One list is the other in another order. -/
inductive Shuffle : List α → List α → Prop where
  | nil : Shuffle [] []
  | cons (x : α) {xs ys : List α} (h : Shuffle xs ys) : Shuffle (x :: xs) (x :: ys)
  | swap (x y : α) (xs : List α) : Shuffle (x :: y :: xs) (y :: x :: xs)
  | trans {xs ys zs : List α} (h₁ : Shuffle xs ys) (h₂ : Shuffle ys zs) : Shuffle xs zs

def sum : List Nat → Nat
  | [] => 0
  | x :: xs => x + sum xs

def count (n : Nat) : List Nat → Nat
  | [] => 0
  | x :: xs => if x = n then count n xs + 1 else count n xs

def insert (n : Nat) : List Nat → List Nat
  | [] => [n]
  | x :: xs => if n ≤ x then n :: x :: xs else x :: insert n xs

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => insert x (sort xs)

/-- Each element is at most all later ones. -/
def Sorted : List Nat → Prop
  | [] => True
  | x :: xs => (∀ y, y ∈ xs → x ≤ y) ∧ Sorted xs

/-- No element occurs twice. -/
def Distinct : List α → Prop
  | [] => True
  | x :: xs => ¬x ∈ xs ∧ Distinct xs

/-- The numbers below `n`, greatest first. -/
def below : Nat → List Nat
  | 0 => []
  | n + 1 => n :: below n

/-- The first list comes from the second by leaving out elements. -/
inductive Within : List α → List α → Prop where
  | nil : Within [] []
  | skip (y : α) {xs ys : List α} (h : Within xs ys) : Within xs (y :: ys)
  | keep (x : α) {xs ys : List α} (h : Within xs ys) : Within (x :: xs) (x :: ys)

/-- All lists that come from a list by leaving out elements. -/
def powerlist : List α → List (List α)
  | [] => [[]]
  | x :: xs => powerlist xs ++ (powerlist xs).map (fun ys => x :: ys)

theorem Shuffle.of_counts (xs ys : List Nat) (h : ∀ n, count n xs = count n ys) :
    Shuffle xs ys := by sorry

theorem Shuffle.cons_cancel (x : α) {xs ys : List α} (h : Shuffle (x :: xs) (x :: ys)) :
    Shuffle xs ys := by sorry

theorem sort_idempotent (xs : List Nat) : sort (sort xs) = sort xs := by sorry

theorem sorted_shuffles_agree (xs ys : List Nat) (h : Shuffle xs ys) (sx : Sorted xs)
    (sy : Sorted ys) : xs = ys := by sorry

theorem Within.reverse {xs ys : List α} (h : Within xs ys) : Within xs.reverse ys.reverse := by
  sorry

theorem Within.append_cancel {xs ys us vs : List α} (h : Within (xs ++ ys) (us ++ vs))
    (l : xs.length = us.length) : Within ys vs := by sorry

theorem Within.one_half_fits {xs ys us vs : List α} (h : Within (xs ++ ys) (us ++ vs)) :
    Within xs us ∨ Within ys vs := by sorry

theorem mem_powerlist (xs ys : List α) : xs ∈ powerlist ys ↔ Within xs ys := by sorry

/-- A list without repetition that lies in another is not longer. -/
theorem distinct_fits (xs ys : List α) (d : Distinct xs) (h : ∀ x, x ∈ xs → x ∈ ys) :
    xs.length ≤ ys.length := by sorry

/-- More letters than there are in the alphabet. -/
theorem pigeonhole (n : Nat) (xs : List Nat) (small : ∀ x, x ∈ xs → x < n) (h : n < xs.length) :
    ¬Distinct xs := by sorry

theorem distinct_same_members (xs ys : List α) (dx : Distinct xs) (dy : Distinct ys)
    (h : ∀ x, x ∈ xs ↔ x ∈ ys) : Shuffle xs ys := by sorry

/-- Two words that commute have a common word whose repetition gives both. -/
theorem commuting_words (xs ys : List α) (h : xs ++ ys = ys ++ xs) :
    ∃ (w : List α) (m n : Nat), xs = (List.replicate m w).foldr (fun u v => u ++ v) [] ∧
      ys = (List.replicate n w).foldr (fun u v => u ++ v) [] := by sorry

/-- Two ways to cut the same list: one cut lies inside the other. -/
theorem levi (xs ys us vs : List α) (h : xs ++ ys = us ++ vs) :
    ∃ ws, (xs = us ++ ws ∧ vs = ws ++ ys) ∨ (us = xs ++ ws ∧ ys = ws ++ vs) := by sorry

theorem palindrome_builds (xs : List α) (h : xs.reverse = xs) :
    ∃ ys, xs = ys ++ ys.reverse ∨ ∃ y, xs = ys ++ y :: ys.reverse := by sorry

/-- Subsums: the average is met. -/
theorem some_at_least_average (n : Nat) (xs : List Nat) (h : n * xs.length < sum xs) :
    ∃ x, x ∈ xs ∧ n < x := by sorry

end Lists
