import Foundations.Mathematics

/-!
# Logic, functions, sets and relations

Statements as an ordinary Lean user writes them, some with a short proof. The others end in `sorry`: they test
that the words are there and mean what they say.
-/

variable {α : Type*} {β : Type*} {γ : Type*}
open Function
theorem c1 (f : α → β) (g : β → γ) (hf : Injective f) (hg : Injective g) : Injective (g ∘ f) := hg.comp hf
theorem c2 (f : α → β) (g : β → γ) (hf : Surjective f) (hg : Surjective g) : Surjective (g ∘ f) := hg.comp hf
theorem c3 (f : α → β) : Bijective f ↔ ∀ b, ∃! a, f a = b := Function.bijective_iff_existsUnique f
theorem c4 (f : α → β) (g : β → α) (h : LeftInverse g f) : Injective f := h.injective
theorem c5 (f : α → β) (g : β → α) (h : Function.RightInverse g f) : Surjective f := h.surjective
theorem c6 : ¬ ∃ f : α → Set α, Surjective f := fun ⟨f, hf⟩ => cantor_surjective f hf
theorem c7 (f : Set α → α) : ¬ Injective f := cantor_injective f
theorem c8 (f : α → (α → Prop)) : ¬ Surjective f := by
  intro h
  obtain ⟨a, ha⟩ := h (fun x => ¬ f x x)
  have := congrFun ha a
  simp at this
theorem c9 (p q : Prop) : ¬ (p ∧ q) ↔ ¬ p ∨ ¬ q := not_and_or
theorem c10 (p q : Prop) : ¬ (p ∨ q) ↔ ¬ p ∧ ¬ q := not_or
theorem c11 (p q : Prop) : (p → q) ↔ (¬ q → ¬ p) := not_imp_not.symm
theorem c12 (P : α → Prop) : ¬ (∀ x, P x) ↔ ∃ x, ¬ P x := not_forall
theorem c13 (P : α → Prop) : ¬ (∃ x, P x) ↔ ∀ x, ¬ P x := not_exists
theorem c14 (P : α → Prop) (a : α) : (∃ x, x = a ∧ P x) ↔ P a := exists_eq_left
theorem c15 (p q r : Prop) : (p ∧ q → r) ↔ (p → q → r) := and_imp
theorem c16 (p q : Prop) : p ∨ q ↔ q ∨ p := or_comm
theorem c17 (p q r : Prop) : p ∧ (q ∨ r) ↔ (p ∧ q) ∨ (p ∧ r) := and_or_left
theorem c18 [Nonempty α] (P : α → Prop) : ∃ x, (P x → ∀ y, P y) := by
  by_cases h : ∀ y, P y
  · exact ⟨Classical.choice inferInstance, fun _ => h⟩
  · push_neg at h
    obtain ⟨x, hx⟩ := h
    exact ⟨x, fun h' => absurd h' hx⟩
theorem c19 (p : Prop) (h : ¬¬p) : p := not_not.mp h
theorem c20 (p : Prop) [Decidable p] : (if p then 1 else 2) ≤ 2 := by split_ifs <;> decide
theorem c21 (p : Prop) [Decidable p] (a b : α) (h : p) : (if p then a else b) = a := if_pos h
theorem c22 (s t : Set α) : s ∪ t = t ∪ s := Set.union_comm s t
theorem c23 (s t u : Set α) : s ∩ (t ∪ u) = (s ∩ t) ∪ (s ∩ u) := Set.inter_union_distrib_left s t u
theorem c24 (s t : Set α) (h : s ⊆ t) (h' : t ⊆ s) : s = t := Set.Subset.antisymm h h'
theorem c25 (s : Set α) : sᶜᶜ = s := compl_compl s
theorem c26 (s t : Set α) : s \ t = s ∩ tᶜ := rfl
theorem c27 (f : α → β) (s : Set α) (t : Set β) : f '' s ⊆ t ↔ s ⊆ f ⁻¹' t := Set.image_subset_iff
theorem c28 (f : α → β) (hf : Injective f) (s : Set α) : f ⁻¹' (f '' s) = s := Set.preimage_image_eq s hf
theorem c29 (s : Set α) : s ⊆ Set.univ := Set.subset_univ s
theorem c30 (s : Set α) : ∅ ⊆ s := Set.empty_subset s
theorem c31 (x : α) (s : Set α) : x ∈ s ∨ x ∉ s := em _
theorem c32 (p : α → Prop) (x : α) : x ∈ {y | p y} ↔ p x := Iff.rfl
theorem c33 : {n : Nat | n < 3} = {0, 1, 2} := by ext n; simp; omega
theorem c34 (S : Set (Set α)) (s : Set α) (h : s ∈ S) : s ⊆ ⋃₀ S := Set.subset_sUnion_of_mem h
theorem c35 (f : ι → Set α) (x : α) : x ∈ ⋃ i, f i ↔ ∃ i, x ∈ f i := Set.mem_iUnion
theorem c36 (f : ι → Set α) (x : α) : x ∈ ⋂ i, f i ↔ ∀ i, x ∈ f i := Set.mem_iInter
theorem c37 (s : Set α) : s.Nonempty ↔ s ≠ ∅ := Set.nonempty_iff_ne_empty
theorem c38 (s : Set α) : 𝒫 s = {t | t ⊆ s} := rfl
theorem c39 (f : α → β) : Set.range f = f '' Set.univ := Set.image_univ.symm
theorem c40 (s : Set α) (t : Set β) (a : α) (b : β) : (a, b) ∈ s ×ˢ t ↔ a ∈ s ∧ b ∈ t := Iff.rfl
theorem c41 (s t : Set α) : s ⊆ t ↔ s ∩ t = s := Set.inter_eq_left.symm
theorem c42 (s t : Set α) (h : s ⊂ t) : ∃ x ∈ t, x ∉ s := Set.exists_of_ssubset h
theorem c43 (s t : Set α) (h : Disjoint s t) (x : α) (hx : x ∈ s) : x ∉ t := by sorry
theorem c44 (f : α → β) (s : Set α) (h : Set.InjOn f s) : True := trivial
theorem c45 (f : α → β) (s : Set α) (t : Set β) (h : Set.MapsTo f s t) : f '' s ⊆ t := h.image_subset
theorem c46 (r : α → α → Prop) (h : Symmetric r) (a b) (h' : r a b) : r b a := h h'
theorem c47 (r : α → α → Prop) (h : Equivalence r) (a) : r a a := h.refl a
theorem c48 (s : Setoid α) (a b : α) (h : a ≈ b) : (⟦a⟧ : Quotient s) = ⟦b⟧ := Quotient.sound h
theorem c49 (s : Setoid α) (a b : α) (h : (⟦a⟧ : Quotient s) = ⟦b⟧) : a ≈ b := Quotient.exact h
theorem c50 (r : α → α → Prop) (a b) (h : Relation.TransGen r a b) : Relation.ReflTransGen r a b := h.to_reflTransGen
theorem c51 (r : α → α → Prop) (hr : Reflexive r) (ht : Transitive r) (hs : Symmetric r) : Equivalence r := ⟨hr, fun h => hs h, fun h h' => ht h h'⟩
theorem c54 (r : α → α → Prop) (h : AntiSymmetric r) : True := trivial
theorem c55 (x : Option α) : x = none ∨ ∃ a, x = some a := by cases x <;> simp
theorem c56 (x : Option α) (f : α → β) : x.map f = x.bind (some ∘ f) := by cases x <;> rfl
theorem c57 (x : α ⊕ β) : (∃ a, x = Sum.inl a) ∨ ∃ b, x = Sum.inr b := by cases x <;> simp
theorem c58 (x : α × β) : (x.1, x.2) = x := rfl
theorem c59 (p : α → Prop) (x : {a // p a}) : p x := x.property
theorem c60 (p : α → Prop) (x y : {a // p a}) (h : (x : α) = y) : x = y := Subtype.ext h
theorem c61 (p : α → Prop) (x y : Subtype p) (h : x.val = y.val) : x = y := Subtype.eq h
theorem c62 (β : α → Type*) (x : (a : α) × β a) : ⟨x.1, x.2⟩ = x := rfl
theorem c63 (β : α → Type*) (x : Σ a, β a) : Sigma.mk x.1 x.2 = x := rfl
theorem c64 (b : Bool) : (b && !b) = false := by cases b <;> rfl
theorem c65 (b c : Bool) : (b || c) = (c || b) := Bool.or_comm b c
theorem c66 (b : Bool) : b = true ∨ b = false := by cases b <;> simp
theorem c67 (b c : Bool) : (!(b && c)) = (!b || !c) := by simp
theorem c68 (b : Bool) : b ≠ true ↔ b = false := by simp
theorem c69 (P : Nat → Prop) (h0 : P 0) (h : ∀ n, P n → P (n+1)) : ∀ n, P n := fun n => Nat.rec h0 h n
theorem c70 (P : Nat → Prop) (h : ∃ n, P n) : ∃ n, P n ∧ ∀ m < n, ¬ P m := by classical exact ⟨Nat.find h, Nat.find_spec h, fun m hm => Nat.find_min h hm⟩
theorem c71 (f g : α → β) (h : f = g) (x : α) : f x = g x := congrFun h x
theorem c72 (f g : α → β) (h : f = g) (x : α) : f x = g x := congr_fun h x
theorem c73 (f : α → β) (x y : α) (h : x = y) : f x = f y := congr_arg f h
theorem c74 (R : α → β → Prop) (h : ∀ x, ∃ y, R x y) : ∃ f : α → β, ∀ x, R x (f x) := Classical.axiomOfChoice h
theorem c75 (R : α → β → Prop) (h : ∀ x, ∃ y, R x y) : ∃ f : α → β, ∀ x, R x (f x) := by choose f hf using h; exact ⟨f, hf⟩
theorem c76 (p q : Prop) (h : p ↔ q) : p = q := propext h
theorem c77 (p q : Prop) (h : Xor' p q) : p ∨ q := by sorry
theorem c78 (a b : α) (h : a ≠ b) : b ≠ a := h.symm
theorem c79 (a b : α) (h : HEq a b) : a = b := eq_of_heq h
theorem c80 (P : Prop) (h : P) : ∃ _ : P, True := ⟨h, trivial⟩
theorem c81 : ∃ f : Nat → Nat, Injective f ∧ ¬ Surjective f := ⟨Nat.succ, fun _ _ => Nat.succ.inj, fun h => by obtain ⟨n, hn⟩ := h 0; cases hn⟩
theorem c82 (f : α → α) (h : Involutive f) : Bijective f := h.bijective
theorem c83 (f : α ≃ β) (x : α) : f.symm (f x) = x := f.symm_apply_apply x
theorem c84 (e : α ≃ β) : Bijective e := e.bijective
theorem c85 (f : α → α) (x : α) (h : IsFixedPt f x) : f x = x := h
theorem c86 (f : α → β → γ) : uncurry f = fun p => f p.1 p.2 := rfl
theorem c87 (f : α × β → γ) : curry f = fun a b => f (a, b) := rfl
theorem c88 [Subsingleton α] (a b : α) : a = b := Subsingleton.elim a b
theorem c89 [Unique α] (a : α) : a = default := Unique.eq_default a
theorem c90 [IsEmpty α] (p : α → Prop) : ∀ a, p a := fun a => isEmptyElim a
theorem c91 [Nontrivial α] : ∃ x y : α, x ≠ y := exists_pair_ne α
theorem c92 (p : Prop) (hp : p) : p ↔ True := ⟨fun _ => trivial, fun _ => hp⟩
theorem c93 (p q : Prop) : (p ↔ q) ↔ (p ∧ q) ∨ (¬ p ∧ ¬ q) := by by_cases hp : p <;> by_cases hq : q <;> simp [hp, hq]
theorem c94 (p q r : Prop) (h : p → q) : (q → r) → p → r := (· ∘ h)
theorem c95 : ∃ x, ∃ y, x + y = 3 ∧ x < y := ⟨1, 2, rfl, by decide⟩
theorem c96 (P Q : α → Prop) : (∀ x, P x ∧ Q x) ↔ (∀ x, P x) ∧ ∀ x, Q x := forall_and
theorem c97 (f : Nat → Nat) (hf : Monotone f) : f 0 ≤ f 1 := hf (by decide)
theorem c98 (f : Nat → Nat) (hf : StrictMono f) (a b) (h : f a = f b) : a = b := hf.injective h
theorem c99 (f : Nat → Nat) (h : ∀ n, f (n + 1) > f n) : ∀ n, f n ≥ n := by
  intro n
  induction n with
  | zero => exact Nat.zero_le _
  | succ k ih => have := h k; omega
theorem c100 (s : Set Nat) (h : s.Finite) : ∃ n, ∀ x ∈ s, x ≤ n := by sorry
theorem c101 (f : Nat → Nat) : ∃ g : Nat → Nat, ∀ x, g x ≠ f x := ⟨fun x => f x + 1, fun x => Nat.succ_ne_self _⟩
theorem c102 {ι : Sort*} (p : ι → Prop) (h : ∃ i, p i) : Nonempty ι := h.nonempty
theorem c103 (p : ℕ → Prop) : (∃ n ≥ 3, p n) → ∃ n, p n := fun ⟨n, _, h⟩ => ⟨n, h⟩
theorem c104 (A B : Set ℕ) (h : A = B) : ∀ x, x ∈ A ↔ x ∈ B := Set.ext_iff.mp h
theorem c106 (f : ℕ → ℕ) : {x | f x = 0} = f ⁻¹' {0} := rfl
theorem c107 : {x : ℕ × ℕ | x.1 = x.2} = {(a, b) | a = b} := rfl
theorem c108 : {n | ∃ k, n = 2 * k} = {2 * k | k : Nat} := by ext; simp [eq_comm]
theorem c109 (s t : Set α) (h : s ⊆ t) : ∀ x ∈ s, x ∈ t := fun x hx => h hx
theorem c110 (x : α) : x ∈ ({x} : Set α) := Set.mem_singleton x
