import Foundations.Mathematics

/-!
# Arithmetic

Statements as an ordinary Lean user writes them, some with a short proof. The others end in `sorry`: they test
that the words are there and mean what they say.
-/

theorem a1 (n : Nat) : n < n + 1 := by omega
theorem a2 (n : ℕ) : n ≤ n := le_refl n
theorem a3 (m n : Nat) (h : m.succ = n.succ) : m = n := Nat.succ.inj h
theorem a4 (a b c : Nat) (h : a * c = b * c) (hc : c > 0) : a = b := Nat.eq_of_mul_eq_mul_right hc h
theorem a5 (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := Nat.mod_two_eq_zero_or_one n
theorem a6 (n : Nat) (h : n > 0) : ∃ m, n = m + 1 := ⟨n - 1, by omega⟩
theorem a7 : ∀ n : Nat, n ∣ 0 := fun n => ⟨0, rfl⟩
theorem a8 (a b : Nat) : Nat.gcd a b = Nat.gcd b a := Nat.gcd_comm a b
theorem a9 (a b : Nat) : Nat.gcd a b * Nat.lcm a b = a * b := Nat.gcd_mul_lcm a b
theorem a10 (a b : Nat) (h : Nat.Coprime a b) : Nat.gcd a b = 1 := h
theorem a11 (p : Nat) (hp : Nat.Prime p) : 2 ≤ p := hp.two_le
theorem a13 (n : Nat) : 0 < n.factorial := Nat.factorial_pos n
theorem a14 (a b c : Nat) : a * (b + c) = a * b + a * c := by rw [Nat.mul_add]
theorem a15 (a b : Nat) : (a + b)^2 = a^2 + 2*a*b + b^2 := by ring
theorem a17 (a b : Nat) (h : a < b) : ¬ b ≤ a := by push_neg; exact h
theorem a18 (a b : Nat) (h : 2 * a = 2 * b) : a = b := by linarith
theorem a19 : (2 : Nat) + 2 = 4 := by norm_num
theorem a20 (p q : Prop) (h : p ∧ q) : q ∧ p := by tauto
theorem a21 (a b : Int) : a - b = -(b - a) := by omega
theorem a22 (a b : Int) (h : a * b = 0) : a = 0 ∨ b = 0 := Int.mul_eq_zero.mp h
theorem a23 (a : Int) : |a| ≥ 0 := abs_nonneg a
theorem a24 (n : Nat) : ((n : Int)) ≥ 0 := Int.natCast_nonneg n
theorem a25 (a b : Nat) (h : b ≤ a) : ((a - b : Nat) : Int) = (a : Int) - (b : Int) := Int.natCast_sub h
theorem a26 (a : Int) : a * a ≥ 0 := mul_self_nonneg a
theorem a27 (a b : Int) : (a + b) * (a - b) = a^2 - b^2 := by ring
theorem a28 (x : Int) (h : 0 < x) : x ≥ 1 := h
theorem a29 (x y : Int) : max x y = max y x := max_comm x y
theorem a30 (m n : Nat) : min m n ≤ m := Nat.min_le_left m n
theorem a31 (m n : Nat) : min m n ≤ m := min_le_left m n
theorem a32 (n : Nat) : n.succ ≠ 0 := Nat.succ_ne_zero n
theorem a33 (n : Nat) : n.pred ≤ n := Nat.pred_le n
theorem a34 (m n k : Nat) : m - n - k = m - (n + k) := Nat.sub_sub m n k
theorem a35 (m n : Nat) : m ^ (n + 1) = m ^ n * m := Nat.pow_succ
theorem a36 (m n k : Nat) : m ^ (n + k) = m ^ n * m ^ k := Nat.pow_add m n k
theorem a37 (m n : Nat) (h : n ≠ 0) : n * (m / n) ≤ m := Nat.mul_div_le m n
theorem a38 (n : Nat) : Even n ↔ n % 2 = 0 := Nat.even_iff
theorem a39 (n : Nat) : Odd n ↔ ¬ Even n := Nat.not_even_iff_odd.symm
theorem a40 (n : Nat) : ∃ k, n = 2 * k ∨ n = 2 * k + 1 := ⟨n / 2, by omega⟩
theorem a41 : ¬ ∃ n : Nat, n < 0 := by simp
theorem a42 : ∃ n : Nat, n * n = n + 2 := ⟨2, rfl⟩
theorem a43 : ∃! n : Nat, n + 3 = 5 := ⟨2, rfl, fun y hy => by omega⟩
theorem a44 : ∀ n > 0, ∃ m : Nat, m < n := fun n hn => ⟨0, hn⟩
theorem a45 : ∀ ε > (0 : Int), ∃ δ > 0, δ ≤ ε := fun ε h => ⟨ε, h, Int.le_refl ε⟩
theorem a46 (n : Nat) : (n + 1).choose 1 = n + 1 := by simp
theorem a47 (n k : Nat) : Nat.choose (n+1) (k+1) = Nat.choose n k + Nat.choose n (k+1) := rfl
theorem a48 (n : Nat) : Nat.fib (n + 2) = Nat.fib n + Nat.fib (n + 1) := rfl
theorem a49 (n : Nat) : ∑ i ∈ Finset.range (n + 1), i = n * (n + 1) / 2 := by sorry
theorem a50 (n : Nat) : ∑ i ∈ Finset.range n, (2 * i + 1) = n ^ 2 := by sorry
theorem a51 (n : Nat) : (Finset.range n).sum (fun i => i) = n * (n - 1) / 2 := by sorry
theorem a52 (n : Nat) : ∏ i ∈ Finset.range n, (i + 1) = n.factorial := by sorry
theorem a53 (a b n : Nat) (h : a ≡ b [MOD n]) : a % n = b % n := h
theorem a54 (a b n : Int) (h : a ≡ b [ZMOD n]) : n ∣ b - a := Int.ModEq.dvd h
theorem a55 (n : Nat) (h : 1 < n) : n.minFac ∣ n := Nat.minFac_dvd n
theorem a56 (n : Nat) : n.sqrt * n.sqrt ≤ n := Nat.sqrt_le n
theorem a57 (a b : Nat) : a.dist b = b.dist a := Nat.dist_comm a b
theorem a58 (n : Nat) : (n : Int).toNat = n := Int.toNat_natCast n
theorem a59 (n : Int) : n.natAbs = (-n).natAbs := (Int.natAbs_neg n).symm
theorem a60 (a b : Int) (h : a ∣ b) : a.natAbs ∣ b.natAbs := Int.natAbs_dvd_natAbs.mpr h
theorem a61 (a b : Int) (hb : b ≠ 0) : a = b * (a / b) + a % b := (Int.mul_ediv_add_emod a b).symm
theorem a62 (a b : Int) : Int.gcd a b = Int.gcd b a := Int.gcd_comm a b
theorem a63 (n : Int) : n ^ 2 ≥ 0 := sq_nonneg n
theorem a64 (n : Int) : Even n ∨ Odd n := Int.even_or_odd n
theorem a65 (n : Nat) (h : n.Prime) (h2 : n ≠ 2) : Odd n := h.odd_of_ne_two h2
theorem a66 (a b : ℤ) : a + b = b + a := Int.add_comm a b
theorem a69 (n : Nat) (f : Nat → Nat) (hf : StrictMono f) : n ≤ f n := hf.id_le n
theorem a70 (m n : Nat) (h : m ≠ n) : m < n ∨ n < m := Nat.lt_or_gt_of_ne h
theorem a71 (m n : Nat) : m ≤ n ∨ n ≤ m := Nat.le_total m n
theorem a72 (m n : Nat) : m < n ∨ m = n ∨ n < m := Nat.lt_trichotomy m n
theorem a73 (m n : Nat) : m < n ∨ m = n ∨ n < m := lt_trichotomy m n
theorem a74 (a b c : Nat) (h : a ∣ b) (h' : a ∣ c) : a ∣ b + c := Nat.dvd_add h h'
theorem a75 (a b c : Nat) (h : a ∣ b) (h' : a ∣ c) : a ∣ b + c := dvd_add h h'
theorem a76 (n : Nat) : 3 ∣ n ^ 3 - n := by sorry
theorem a77 (a b : Nat) (h : a ^ 2 = b ^ 2) : a = b := by sorry
theorem a78 (n : Nat) (hn : n ≥ 5) : n ^ 2 < 2 ^ n := by sorry
theorem a79 (x : Nat) (hx : x ∈ ({1, 2, 3} : Set Nat)) : x ≤ 3 := by sorry
theorem a80 (x : Nat) (hx : x ∈ ({1, 2, 3} : Finset Nat)) : x ≤ 3 := by sorry
theorem a81 : (5 : Fin 10) + 7 = 2 := rfl
theorem a82 (n : Nat) (i : Fin n) : i.val < n := i.isLt
theorem a83 (n : Nat) (i : Fin (n+1)) : i ≤ Fin.last n := Fin.le_last i
theorem a88 (c : Char) (h : c = 'a') : c.toNat = 97 := by subst h; rfl
theorem a89 (s t : String) : (s ++ t).length = s.length + t.length := String.length_append s t
theorem a90 : "abc".toList = ['a', 'b', 'c'] := rfl
theorem a91 : #[1, 2, 3].size = 3 := rfl
theorem a92 (xs : Array Nat) (x : Nat) : (xs.push x).size = xs.size + 1 := Array.size_push x
theorem a93 (n : Nat) (h : n.Coprime 2) : n % 2 = 1 := by sorry
theorem a94 (a b : Nat) : (a, b).fst = a := rfl
theorem a95 (a b : Nat) (h : a = b) : b = a := h ▸ rfl
theorem a96 (n : Nat) : (List.range n).sum = n * (n - 1) / 2 := by sorry
theorem a97 (n : Nat) : ((List.range (n + 1)).map (fun k => k * k)).sum = n * (n + 1) * (2 * n + 1) / 6 := by sorry
theorem a98 (a b : Nat) : a.max b = b.max a := Nat.max_comm a b
theorem a99 (n : Nat) : n.repeat (fun x => x + 1) 0 = n := by sorry
theorem a100 (f : Nat → Nat) (n : Nat) : Nat.iterate f n 0 = f^[n] 0 := rfl
