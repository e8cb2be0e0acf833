/-!
# Binary trees

Kept for measuring: nothing here, nor anything that says the same, is in the training data.
-/
-- default expect: true

namespace Trees

inductive Tree (α : Type) where
  | leaf
  | node (l : Tree α) (x : α) (r : Tree α)

open Tree

variable {α β : Type}

def size : Tree α → Nat
  | leaf => 0
  | node l _ r => size l + 1 + size r

def depth : Tree α → Nat
  | leaf => 0
  | node l _ r => max (depth l) (depth r) + 1

def mirror : Tree α → Tree α
  | leaf => leaf
  | node l x r => node (mirror r) x (mirror l)

def flatten : Tree α → List α
  | leaf => []
  | node l x r => flatten l ++ x :: flatten r

def mapTree (f : α → β) : Tree α → Tree β
  | leaf => leaf
  | node l x r => node (mapTree f l) (f x) (mapTree f r)

def leaves : Tree α → Nat
  | leaf => 1
  | node l _ r => leaves l + leaves r

theorem mirror_leaf : mirror (leaf : Tree α) = leaf := by sorry

theorem size_mirror (t : Tree α) : size (mirror t) = size t := by sorry

theorem mirror_mirror (t : Tree α) : mirror (mirror t) = t := by sorry

theorem depth_mirror (t : Tree α) : depth (mirror t) = depth t := by sorry

theorem leaves_mirror (t : Tree α) : leaves (mirror t) = leaves t := by sorry

theorem leaves_size (t : Tree α) : leaves t = size t + 1 := by sorry

theorem leaves_positive (t : Tree α) : 0 < leaves t := by sorry

theorem depth_le_size (t : Tree α) : depth t ≤ size t := by sorry

theorem length_flatten (t : Tree α) : (flatten t).length = size t := by sorry

theorem flatten_mirror (t : Tree α) : flatten (mirror t) = (flatten t).reverse := by sorry

theorem size_map (f : α → β) (t : Tree α) : size (mapTree f t) = size t := by sorry

theorem depth_map (f : α → β) (t : Tree α) : depth (mapTree f t) = depth t := by sorry

theorem mirror_map (f : α → β) (t : Tree α) : mapTree f (mirror t) = mirror (mapTree f t) := by
  sorry

theorem flatten_map (f : α → β) (t : Tree α) : flatten (mapTree f t) = (flatten t).map f := by
  sorry

theorem map_id (t : Tree α) : mapTree (fun x => x) t = t := by sorry

theorem map_twice (f g : α → α) (t : Tree α) :
    mapTree g (mapTree f t) = mapTree (fun x => g (f x)) t := by sorry

theorem node_size (l r : Tree α) (x : α) : 0 < size (node l x r) := by sorry

theorem size_zero (t : Tree α) (h : size t = 0) : t = leaf := by sorry

theorem node_ne_leaf (l r : Tree α) (x : α) : node l x r ≠ leaf := by sorry

theorem node_left (l r l' r' : Tree α) (x y : α) (h : node l x r = node l' y r') : l = l' := by
  sorry

theorem symmetric_node (t : Tree α) (x : α) :
    mirror (node t x (mirror t)) = node t x (mirror t) := by sorry

end Trees
