/-!
# Lists

Statements as an ordinary Lean user writes them, some with a short proof. The others end in `sorry`: they test
that the words are there and mean what they say.
-/

variable {α : Type u} {β : Type v} {γ : Type w}
theorem b1 (l : List α) : l.reverse.reverse = l := List.reverse_reverse l
theorem b2 (f : α → β) (l : List α) : (l.map f).length = l.length := List.length_map f
theorem b3 (p : α → Bool) (l : List α) : (l.filter p).length ≤ l.length := List.length_filter_le p l
theorem b4 (l : List α) (n : Nat) : l.take n ++ l.drop n = l := List.take_append_drop n l
theorem b5 (n : Nat) (a : α) : (List.replicate n a).length = n := List.length_replicate
theorem b6 (as : List α) (bs : List β) : (as.zip bs).length = min as.length bs.length := List.length_zip
theorem b7 (f : α → β → γ) (as : List α) (bs : List β) : (List.zipWith f as bs).length = min as.length bs.length := List.length_zipWith
theorem b8 (l₁ l₂ : List α) (h : l₁ ~ l₂) : l₁.length = l₂.length := h.length_eq
theorem b9 (l₁ l₂ : List α) (h : l₁.Perm l₂) : l₁.length = l₂.length := h.length_eq
theorem b10 (l : List α) (h : l.Nodup) : l.reverse.Nodup := List.nodup_reverse.mpr h
theorem b11 (n : Nat) : (List.range n).length = n := List.length_range
theorem b12 (l : List Nat) : l.sum = l.foldr (· + ·) 0 := rfl
theorem b13 (a : α) (l : List α) : (a :: l).head? = some a := rfl
theorem b14 (l : List α) (h : l ≠ []) : l.head h ∈ l := List.head_mem h
theorem b15 (l : List α) (h : l ≠ []) : l.getLast h ∈ l := List.getLast_mem h
theorem b16 (l : List α) (a : α) : (l ++ [a]).getLast? = some a := by simp
theorem b17 (L : List (List α)) : L.flatten.length = (L.map List.length).sum := List.length_flatten
theorem b18 (l : List α) (f : α → List β) : l.flatMap f = (l.map f).flatten := rfl
theorem b19 (l : List α) (p : α → Bool) : l.all p = true ↔ ∀ x ∈ l, p x = true := List.all_eq_true
theorem b20 (l : List α) (p : α → Bool) : l.any p = true ↔ ∃ x, x ∈ l ∧ p x = true := List.any_eq_true
theorem b21 (l : List α) (p : α → Bool) (h : l.find? p = some a) : p a = true := List.find?_some h
theorem b22 [DecidableEq α] (a : α) (l : List α) : l.count a ≤ l.length := List.count_le_length
theorem b23 [BEq α] [LawfulBEq α] (a : α) (l : List α) : l.count a = 0 ↔ a ∉ l := List.count_eq_zero
theorem b24 (a b : α) (h : a ∈ [b]) : a = b := List.mem_singleton.mp h
theorem b25 (l₁ l₂ : List α) (a : α) : a ∈ l₁ ++ l₂ ↔ a ∈ l₁ ∨ a ∈ l₂ := List.mem_append
theorem b26 (f : α → β) (l : List α) (b : β) : b ∈ l.map f ↔ ∃ a ∈ l, f a = b := List.mem_map
theorem b27 (l : List α) (p : α → Bool) (a) : a ∈ l.filter p ↔ a ∈ l ∧ p a := List.mem_filter
theorem b28 (l : List Nat) (h : ∀ x ∈ l, x = 0) : l.sum = 0 := by
  induction l with
  | nil => rfl
  | cons x xs ih => simp_all
theorem b29 (l₁ l₂ : List Nat) : (l₁ ++ l₂).sum = l₁.sum + l₂.sum := List.sum_append
theorem b30 (l : List α) (i : Nat) (h : i < l.length) : l[i] ∈ l := List.getElem_mem h
theorem b31 (l : List α) (i : Nat) : l[i]? = none ↔ l.length ≤ i := List.getElem?_eq_none_iff
theorem b32 (l : List Nat) : l[0]! = l.headD 0 := by cases l <;> rfl
theorem b33 (l : List α) (i : Fin l.length) : l.get i ∈ l := List.get_mem l i
theorem b35 (l : List α) : l.tail.length = l.length - 1 := List.length_tail
theorem b36 (l : List α) : l.dropLast.length = l.length - 1 := List.length_dropLast
theorem b37 (l : List α) (a : α) : (l.concat a) = l ++ [a] := List.concat_eq_append
theorem b38 (f : β → α → β) (b : β) (l : List α) : l.foldl f b = l.reverse.foldr (fun x y => f y x) b := by simp
theorem b39 (l : List α) (p : α → Bool) : l.takeWhile p ++ l.dropWhile p = l := List.takeWhile_append_dropWhile
theorem b40 (l : List α) (p : α → Bool) : l.partition p = (l.filter p, l.filter (!p ·)) := by simp [List.partition_eq_filter_filter]
theorem b41 (l : List α) (f : α → Option β) : (l.filterMap f).length ≤ l.length := List.length_filterMap_le f l
theorem b42 [DecidableEq α] (l : List α) (a : α) (h : a ∈ l) : (l.erase a).length = l.length - 1 := List.length_erase_of_mem h
theorem b43 [DecidableEq α] (l : List α) (a : α) : l.eraseP (· == a) = l.erase a := by sorry
theorem b44 (l₁ l₂ : List α) (h : l₁ <+: l₂) : l₁.length ≤ l₂.length := h.length_le
theorem b45 (l₁ l₂ : List α) (h : l₁ <+ l₂) : l₁.length ≤ l₂.length := h.length_le
theorem b46 (l₁ l₂ : List α) (h : l₁ <:+ l₂) : l₁.length ≤ l₂.length := h.length_le
theorem b47 (l₁ l₂ : List α) (h : l₁ <:+: l₂) : l₁.length ≤ l₂.length := h.length_le
theorem b48 (l₁ l₂ : List α) (h : l₁ ⊆ l₂) (a) (ha : a ∈ l₁) : a ∈ l₂ := h ha
theorem b49 (l : List Nat) (h : l.Sorted (· ≤ ·)) : True := trivial
theorem b50 (l : List Nat) (h : l.Pairwise (· ≤ ·)) : l.reverse.Pairwise (· ≥ ·) := List.pairwise_reverse.mpr h
theorem b51 (l : List Nat) : l.mergeSort.length = l.length := by sorry
theorem b53 (l : List α) (n : Nat) : (l.rotateLeft n).length = l.length := by sorry
theorem b54 (l : List α) (n : Nat) : (l.rotate n).length = l.length := by sorry
theorem b55 (l : List α) : l.isEmpty ↔ l = [] := List.isEmpty_iff
theorem b56 (l : List Nat) : l.max? = none ↔ l = [] := List.max?_eq_none_iff
theorem b57 (l : List Nat) : l.min? = none ↔ l = [] := by sorry
theorem b59 (l : List Nat) : l.prod = l.foldr (· * ·) 1 := rfl
theorem b61 (l : List α) : l.zipIdx.length = l.length := List.length_zipIdx
theorem b62 [BEq α] (l : List α) (a : α) : l.contains a = l.elem a := by sorry
theorem b63 (l : List α) (a : α) (n : Nat) : (l.set n a).length = l.length := List.length_set
theorem b64 (l : List α) (f : α → α) : (l.modify 0 f).length = l.length := by simp
theorem b65 (l : List (α × β)) : l.unzip.1.length = l.length := by simp
theorem b66 (l : List (α × β)) : l.unzip = (l.map Prod.fst, l.map Prod.snd) := List.unzip_eq_map
theorem b69 (l₁ l₂ : List α) (h : ∀ i : Nat, l₁[i]? = l₂[i]?) : l₁ = l₂ := List.ext_getElem? h
theorem b70 (l : List α) (h : ∀ a ∈ l, a = x) : l = List.replicate l.length x := List.eq_replicate_of_mem h
theorem b72 [DecidableEq α] (l : List α) : l.eraseDups.length ≤ l.length := by sorry
theorem b73 [DecidableEq α] (a : α) (l : List α) : l.idxOf a ≤ l.length := List.idxOf_le_length
theorem b75 (f : α → β) (hf : Function.Injective f) (l : List α) (h : l.Nodup) : (l.map f).Nodup := h.map hf
theorem b76 (l : List α) (a : α) (h : a ∈ l) : ∃ s t, l = s ++ a :: t := List.append_of_mem h
theorem b77 (xs : List Nat) : xs.foldl (· + ·) 0 = xs.sum := by sorry
theorem b78 (xs : List Nat) : List.foldl Nat.add 0 xs = xs.foldr Nat.add 0 := by sorry
theorem b79 (xs : List Nat) (h : 0 < xs.length) : ∃ m ∈ xs, ∀ x ∈ xs, x ≤ m := by sorry
theorem b80 (xs : List Int) : (xs.map (- ·)).sum = - xs.sum := by sorry
theorem b81 (xs ys : List α) : xs ++ ys = ys ↔ xs = [] := by simp
theorem b82 (x : α) (xs : List α) : [x] ++ xs = x :: xs := rfl
theorem b83 (xs : List α) : xs.length = 2 → ∃ a b, xs = [a, b] := by sorry
theorem b84 (xs : List α) : xs = [] ∨ ∃ y ys, xs = ys ++ [y] := by sorry
theorem b85 (xs : List Nat) : (xs.filter (· > 3)).all (3 < ·) := by simp
theorem b86 (xs : List Nat) (h : xs.all fun x => x % 2 == 0) : xs.sum % 2 = 0 := by sorry
theorem b87 (xs : List α) (h : xs.reverse = xs) (P : List α → Prop) : P xs → P xs.reverse := by rw [h]; exact id
theorem b89 (n : Nat) : List.finRange n = List.ofFn id := by sorry
theorem b90 (xs : List α) (n : Nat) : xs.splitAt n = (xs.take n, xs.drop n) := by simp
theorem b91 (xs : List Nat) : List.lookup 3 [(3, 4)] = some 4 := rfl
theorem b92 (xs : List Nat) : xs.span (· < 3) = (xs.takeWhile (· < 3), xs.dropWhile (· < 3)) := by sorry
theorem b95 (xs : List Nat) : xs.toArray.size = xs.length := by simp
theorem b96 (xs : List α) : xs.intersperse = xs.intersperse := rfl
theorem b97 (xs : List α) (sep : List α): List.intercalate sep [xs] = xs := by simp
theorem b98 (xs : List Nat) : xs.foldr max 0 = xs.foldl max 0 := by sorry
theorem b99 (xs : List α) (y) : xs.getLastD y = xs.getLast?.getD y := by sorry
theorem b101 (l : List α) (p : α → Bool) : l.countP p = (l.filter p).length := List.countP_eq_length_filter
theorem b102 (l : List α) (h : 0 < l.length) : ∃ x, x ∈ l := List.exists_mem_of_length_pos h
theorem b103 (P : List α → Prop) (h0 : P []) (h1 : ∀ xs x, P xs → P (xs ++ [x])) (xs : List α) : P xs := by sorry
theorem b104 [DecidableEq α] (xs ys : List α) (h : xs.Perm ys) (a : α) : xs.count a = ys.count a := h.count_eq a
theorem b105 (xs ys : List α) : (xs ++ ys).Perm (ys ++ xs) := List.perm_append_comm
theorem b106 (xs : List α) (i j : Nat) : (xs.take i).take j = xs.take (min i j) := by simp [List.take_take, Nat.min_comm]
theorem b107 (xs : List Nat) (hx : xs ≠ []) : xs.foldr Nat.max 0 ∈ xs := by sorry
theorem b108 (xs : List Bool) : xs.and = xs.all id := by sorry
theorem b110 (xs : List α) (n : Nat) (a : α) : (xs.insertIdx n a).length ≤ xs.length + 1 := by sorry
theorem b111 (xs : List α) (n : Nat) : (xs.eraseIdx n).length ≤ xs.length := by sorry
theorem b112 (x y : Nat) : x ∈ List.range y ↔ x < y := List.mem_range
theorem b113 (s n x : Nat) : x ∈ List.range' s n ↔ s ≤ x ∧ x < s + n := by simp
theorem b114 (xs ys : List Nat) (h : List.Forall₂ (· ≤ ·) xs ys) : xs.sum ≤ ys.sum := by sorry
theorem b115 (xs : List Nat) (h : xs.Chain' (· < ·)) : xs.Nodup := by sorry
theorem b116 (xs : List Nat) (h : xs.IsChain (· < ·)) : xs.Nodup := by sorry
theorem b117 (xs : List Nat) : xs.Disjoint [] := by sorry
theorem b118 (xs ys : List α) (f : α → α → α) (h : xs.length = ys.length) : (xs.zipWith f ys).length = xs.length := by simp [h]
theorem b119 (xs : List α) : xs.mapM some = some xs := by sorry
theorem b120 (xs : List Nat) : xs.isPerm xs := by sorry
