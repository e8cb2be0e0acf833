/-!
# Lists, hard

Permutations, sorting, sublists, pigeonholes, words.
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

theorem Shuffle.refl (xs : List α) : Shuffle xs xs := by sorry

theorem Shuffle.symm {xs ys : List α} (h : Shuffle xs ys) : Shuffle ys xs := by sorry

theorem Shuffle.length {xs ys : List α} (h : Shuffle xs ys) : xs.length = ys.length := by sorry

theorem Shuffle.mem {xs ys : List α} (h : Shuffle xs ys) (x : α) : x ∈ xs ↔ x ∈ ys := by sorry

theorem Shuffle.middle (x : α) (xs ys : List α) : Shuffle (x :: (xs ++ ys)) (xs ++ x :: ys) := by
  sorry

theorem Shuffle.append_swap (xs ys : List α) : Shuffle (xs ++ ys) (ys ++ xs) := by sorry

theorem Shuffle.append {xs xs' ys ys' : List α} (h₁ : Shuffle xs xs') (h₂ : Shuffle ys ys') :
    Shuffle (xs ++ ys) (xs' ++ ys') := by sorry

theorem Shuffle.reverse (xs : List α) : Shuffle xs.reverse xs := by sorry

theorem Shuffle.map (f : α → β) {xs ys : List α} (h : Shuffle xs ys) :
    Shuffle (xs.map f) (ys.map f) := by sorry

theorem Shuffle.keeps_sum {xs ys : List Nat} (h : Shuffle xs ys) : sum xs = sum ys := by sorry

theorem Shuffle.keeps_count {xs ys : List Nat} (h : Shuffle xs ys) (n : Nat) :
    count n xs = count n ys := by sorry

theorem Shuffle.distinct {xs ys : List α} (h : Shuffle xs ys) (d : Distinct xs) : Distinct ys := by
  sorry

theorem insert_shuffles (n : Nat) (xs : List Nat) : Shuffle (insert n xs) (n :: xs) := by sorry

theorem sort_shuffles (xs : List Nat) : Shuffle (sort xs) xs := by sorry

theorem sort_sorts (xs : List Nat) : Sorted (sort xs) := by sorry

/-- No matter whether the list is sorted. -/
theorem insert_commutes (m n : Nat) (xs : List Nat) :
    insert m (insert n xs) = insert n (insert m xs) := by sorry

theorem Within.refl (xs : List α) : Within xs xs := by sorry

theorem Within.trans {xs ys zs : List α} (h₁ : Within xs ys) (h₂ : Within ys zs) : Within xs zs := by
  sorry

theorem Within.length {xs ys : List α} (h : Within xs ys) : xs.length ≤ ys.length := by sorry

theorem Within.antisymm {xs ys : List α} (h₁ : Within xs ys) (h₂ : Within ys xs) : xs = ys := by
  sorry

theorem Within.filter (p : α → Bool) (xs : List α) : Within (xs.filter p) xs := by sorry

theorem powerlist_length (xs : List α) : (powerlist xs).length = 2 ^ xs.length := by sorry

theorem distinct_below (n : Nat) : Distinct (below n) := by sorry

-- expect: false
theorem Shuffle.of_members (xs ys : List Nat) (h : ∀ x, x ∈ xs ↔ x ∈ ys)
    (l : xs.length = ys.length) : Shuffle xs ys := by sorry

-- expect: false
theorem sorted_append (xs ys : List Nat) (sx : Sorted xs) (sy : Sorted ys)
    (h : ∀ x, x ∈ xs → ∃ y, y ∈ ys ∧ x ≤ y) : Sorted (xs ++ ys) := by sorry

-- expect: false
theorem Within.shuffled_twins {xs ys zs : List Nat} (h₁ : Within xs zs) (h₂ : Within ys zs)
    (s : Shuffle xs ys) : xs = ys := by sorry

-- expect: false
theorem Shuffle.append_split (xs ys us vs : List Nat) (h : Shuffle (xs ++ ys) (us ++ vs))
    (l : xs.length = us.length) : Shuffle xs us := by sorry

end Lists
