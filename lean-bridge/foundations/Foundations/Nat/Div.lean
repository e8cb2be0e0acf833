prelude
import Foundations.Nat.Order
/-!
# Division with remainder

`a / b` and `a % b`: their recursion, `b * (a / b) + a % b = a` and `a % b < b`, what they do to sums,
products and powers, and how `/` goes with `≤`. `a / 0 = 0` and `a % 0 = a`.
-/

namespace Nat

variable {a b c d m n k : Nat}

/-! ### The recursion -/

private theorem ble_of_le (h : m ≤ n) : ble m n = true := ble_eq_true_of_le h
private theorem ble_of_lt (h : n < m) : ble m n = false :=
  eq_false_of_ne_true fun h' => Nat.not_le_of_gt h (le_of_ble_eq_true h')

private theorem div_go_lt (y fuel x : Nat) (h : x < y) : Nat.div.go y fuel x = 0 := by
  cases fuel with
  | zero => rfl
  | succ fuel => simp only [Nat.div.go, ble_of_lt h, cond]

private theorem div_go_fuel (y : Nat) (hy : 0 < y) : ∀ f g x, x ≤ f → x ≤ g → Nat.div.go y f x = Nat.div.go y g x := by
  intro f
  induction f with
  | zero =>
    intro g x hf _
    have hx : x < y := Nat.lt_of_le_of_lt hf hy
    rw [div_go_lt _ _ _ hx, div_go_lt _ _ _ hx]
  | succ f ih =>
    intro g x hf hg
    cases Nat.lt_or_ge x y with
    | inl hx => rw [div_go_lt _ _ _ hx, div_go_lt _ _ _ hx]
    | inr hx =>
      have hx0 : 0 < x := Nat.lt_of_lt_of_le hy hx
      cases g with
      | zero => exact absurd hg (Nat.not_le_of_gt hx0)
      | succ g =>
        have hlt : x - y < x := Nat.sub_lt hx0 hy
        have e := ih g (x - y) (le_of_lt_succ (Nat.lt_of_lt_of_le hlt hf)) (le_of_lt_succ (Nat.lt_of_lt_of_le hlt hg))
        simp only [Nat.div.go, ble_of_le hx, cond]
        exact congrArg (· + 1) e

private theorem mod_go_lt (y fuel x : Nat) (h : x < y) : Nat.modCore.go y fuel x = x := by
  cases fuel with
  | zero => rfl
  | succ fuel => simp only [Nat.modCore.go, ble_of_lt h, cond]

private theorem mod_go_fuel (y : Nat) (hy : 0 < y) : ∀ f g x, x ≤ f → x ≤ g → Nat.modCore.go y f x = Nat.modCore.go y g x := by
  intro f
  induction f with
  | zero =>
    intro g x hf _
    have hx : x < y := Nat.lt_of_le_of_lt hf hy
    rw [mod_go_lt _ _ _ hx, mod_go_lt _ _ _ hx]
  | succ f ih =>
    intro g x hf hg
    cases Nat.lt_or_ge x y with
    | inl hx => rw [mod_go_lt _ _ _ hx, mod_go_lt _ _ _ hx]
    | inr hx =>
      have hx0 : 0 < x := Nat.lt_of_lt_of_le hy hx
      cases g with
      | zero => exact absurd hg (Nat.not_le_of_gt hx0)
      | succ g =>
        have hlt : x - y < x := Nat.sub_lt hx0 hy
        have e := ih g (x - y) (le_of_lt_succ (Nat.lt_of_lt_of_le hlt hf)) (le_of_lt_succ (Nat.lt_of_lt_of_le hlt hg))
        simp only [Nat.modCore.go, ble_of_le hx, cond]
        exact e

@[simp] protected theorem div_zero (n : Nat) : n / 0 = 0 := rfl

theorem div_eq_of_lt (h : a < b) : a / b = 0 := by
  cases b with
  | zero => rfl
  | succ b => exact div_go_lt _ _ _ h

theorem div_eq_sub_div (h₁ : 0 < b) (h₂ : b ≤ a) : a / b = (a - b) / b + 1 := by
  cases b with
  | zero => exact absurd h₁ (Nat.lt_irrefl 0)
  | succ b =>
    cases a with
    | zero => exact absurd h₂ (not_succ_le_zero b)
    | succ a =>
      have hlt : succ a - succ b < succ a := Nat.sub_lt (zero_lt_succ a) h₁
      show Nat.div.go (succ b) (succ a) (succ a) = Nat.div.go (succ b) (succ a - succ b) (succ a - succ b) + 1
      simp only [Nat.div.go, ble_of_le h₂, cond]
      exact congrArg (· + 1) (div_go_fuel _ h₁ a (succ a - succ b) (succ a - succ b) (le_of_lt_succ hlt) (Nat.le_refl _))

@[simp] theorem mod_zero (a : Nat) : a % 0 = a := by
  cases a with
  | zero => rfl
  | succ a => rfl

private theorem mod_core (a b : Nat) : a % b = Nat.modCore a b := by
  cases a with
  | zero => cases b with
    | zero => rfl
    | succ b => rfl
  | succ a =>
    cases Nat.lt_or_ge (succ a) b with
    | inl h =>
      show cond (ble b (succ a)) (Nat.modCore (succ a) b) (succ a) = _
      cases b with
      | zero => exact absurd h (not_lt_zero _)
      | succ b =>
        rw [ble_of_lt h]
        exact (mod_go_lt _ _ _ h).symm
    | inr h =>
      show cond (ble b (succ a)) (Nat.modCore (succ a) b) (succ a) = _
      rw [ble_of_le h]
      rfl

theorem mod_eq_of_lt (h : a < b) : a % b = a := by
  rw [mod_core]
  cases b with
  | zero => rfl
  | succ b => exact mod_go_lt _ _ _ h

theorem mod_eq_sub_mod (h : b ≤ a) : a % b = (a - b) % b := by
  rw [mod_core, mod_core]
  cases b with
  | zero => rfl
  | succ b =>
    cases a with
    | zero => exact absurd h (not_succ_le_zero b)
    | succ a =>
      have hb := zero_lt_succ b
      have hlt : succ a - succ b < succ a := Nat.sub_lt (zero_lt_succ a) hb
      show Nat.modCore.go (succ b) (succ a) (succ a) = Nat.modCore.go (succ b) (succ a - succ b) (succ a - succ b)
      simp only [Nat.modCore.go, ble_of_le h, cond]
      exact mod_go_fuel _ hb a (succ a - succ b) (succ a - succ b) (le_of_lt_succ hlt) (Nat.le_refl _)

theorem div_eq (x y : Nat) : x / y = if 0 < y ∧ y ≤ x then (x - y) / y + 1 else 0 := by
  by_cases h : 0 < y ∧ y ≤ x
  · rw [if_pos h]; exact div_eq_sub_div h.1 h.2
  · rw [if_neg h]
    cases eq_zero_or_pos y with
    | inl h0 => rw [h0]; rfl
    | inr h0 => exact div_eq_of_lt (Nat.lt_of_not_ge fun h' => h ⟨h0, h'⟩)

theorem mod_eq (x y : Nat) : x % y = if 0 < y ∧ y ≤ x then (x - y) % y else x := by
  by_cases h : 0 < y ∧ y ≤ x
  · rw [if_pos h]; exact mod_eq_sub_mod h.2
  · rw [if_neg h]
    cases eq_zero_or_pos y with
    | inl h0 => rw [h0]; exact mod_zero x
    | inr h0 => exact mod_eq_of_lt (Nat.lt_of_not_ge fun h' => h ⟨h0, h'⟩)

/-! ### Quotient and remainder together -/

theorem mod_lt (x : Nat) {y : Nat} (h : y > 0) : x % y < y := by
  induction x using Nat.strongRecOn' with
  | ind x ih =>
    cases Nat.lt_or_ge x y with
    | inl hx => rw [mod_eq_of_lt hx]; exact hx
    | inr hx =>
      rw [mod_eq_sub_mod hx]
      exact ih (x - y) (Nat.sub_lt (Nat.lt_of_lt_of_le h hx) h)

theorem div_add_mod (m n : Nat) : n * (m / n) + m % n = m := by
  cases eq_zero_or_pos n with
  | inl h => rw [h, Nat.zero_mul, Nat.zero_add, mod_zero]
  | inr hn =>
    induction m using Nat.strongRecOn' with
    | ind m ih =>
      cases Nat.lt_or_ge m n with
      | inl h => rw [div_eq_of_lt h, mod_eq_of_lt h, Nat.mul_zero, Nat.zero_add]
      | inr h =>
        rw [div_eq_sub_div hn h, mod_eq_sub_mod h, Nat.mul_add_one, Nat.add_right_comm,
          ih (m - n) (Nat.sub_lt (Nat.lt_of_lt_of_le hn h) hn), Nat.sub_add_cancel h]

theorem mod_add_div (m k : Nat) : m % k + k * (m / k) = m := by rw [Nat.add_comm]; exact div_add_mod m k
theorem div_add_mod' (a b : Nat) : a / b * b + a % b = a := by rw [Nat.mul_comm]; exact div_add_mod a b
theorem mod_add_div' (a b : Nat) : a % b + a / b * b = a := by rw [Nat.mul_comm]; exact mod_add_div a b
theorem mod_def (m k : Nat) : m % k = m - k * (m / k) := by
  rw [Nat.sub_eq_of_eq_add]; exact (mod_add_div m k).symm
theorem mod_le (x y : Nat) : x % y ≤ x := by
  have h := Nat.le_add_left (x % y) (y * (x / y))
  rwa [div_add_mod] at h
@[simp] theorem zero_mod (b : Nat) : 0 % b = 0 := eq_zero_of_le_zero (mod_le 0 b)
@[simp] protected theorem zero_div (b : Nat) : 0 / b = 0 := by
  cases b with
  | zero => rfl
  | succ b => exact div_eq_of_lt (zero_lt_succ b)

/-- Quotient and remainder are determined by what they are for. -/
theorem div_mod_unique (h : 0 < b) : a / b = d ∧ a % b = c ↔ c + b * d = a ∧ c < b := by
  constructor
  · intro ⟨h₁, h₂⟩
    rw [← h₁, ← h₂]
    exact ⟨mod_add_div a b, mod_lt a h⟩
  · intro ⟨h₁, h₂⟩
    subst h₁
    induction d with
    | zero =>
      rw [Nat.mul_zero, Nat.add_zero]
      exact ⟨div_eq_of_lt h₂, mod_eq_of_lt h₂⟩
    | succ d ih =>
      have hle : b ≤ c + b * (d + 1) := by
        rw [Nat.mul_add_one, ← Nat.add_assoc]; exact Nat.le_add_left _ _
      have hs : c + b * (d + 1) - b = c + b * d := by
        rw [Nat.mul_add_one, ← Nat.add_assoc, Nat.add_sub_cancel]
      rw [div_eq_sub_div h hle, mod_eq_sub_mod hle, hs, ih.1, ih.2]
      exact ⟨rfl, rfl⟩

theorem div_eq_of_eq_add (h : a = b * d + c) (hc : c < b) : a / b = d :=
  ((div_mod_unique (Nat.pos_of_lt hc)).mpr ⟨by rw [h, Nat.add_comm], hc⟩).1
theorem mod_eq_of_eq_add (h : a = b * d + c) (hc : c < b) : a % b = c :=
  ((div_mod_unique (Nat.pos_of_lt hc)).mpr ⟨by rw [h, Nat.add_comm], hc⟩).2

/-! ### Division -/

@[simp] protected theorem div_one (n : Nat) : n / 1 = n :=
  div_eq_of_eq_add (c := 0) (by rw [Nat.one_mul, Nat.add_zero]) Nat.zero_lt_one
@[simp] theorem mod_one (x : Nat) : x % 1 = 0 := (Nat.lt_one_iff).mp (mod_lt x Nat.zero_lt_one)
@[simp] theorem mod_self (n : Nat) : n % n = 0 := by
  rw [mod_eq_sub_mod (Nat.le_refl n), Nat.sub_self, zero_mod]
@[simp] protected theorem div_self (h : 0 < n) : n / n = 1 := by
  rw [div_eq_sub_div h (Nat.le_refl n), Nat.sub_self, Nat.zero_div]
@[simp] theorem mod_mod (a n : Nat) : a % n % n = a % n := by
  cases eq_zero_or_pos n with
  | inl h => rw [h, mod_zero]
  | inr h => exact mod_eq_of_lt (mod_lt a h)
theorem add_mul_div_left (x z : Nat) {y : Nat} (h : 0 < y) : (x + y * z) / y = x / y + z := by
  refine div_eq_of_eq_add (c := x % y) ?_ (mod_lt x h)
  rw [Nat.mul_add, Nat.add_right_comm, div_add_mod]
theorem add_mul_div_right (x y : Nat) {z : Nat} (h : 0 < z) : (x + y * z) / z = x / z + y := by
  rw [Nat.mul_comm, add_mul_div_left x y h]
@[simp] theorem add_div_right (x : Nat) {z : Nat} (h : 0 < z) : (x + z) / z = x / z + 1 := by
  have e := add_mul_div_left x 1 h
  rwa [Nat.mul_one] at e
@[simp] theorem add_div_left (x : Nat) {z : Nat} (h : 0 < z) : (z + x) / z = x / z + 1 := by
  rw [Nat.add_comm, add_div_right x h]
@[simp] theorem mul_div_right (n : Nat) {m : Nat} (h : 0 < m) : m * n / m = n :=
  div_eq_of_eq_add (c := 0) (by rw [Nat.add_zero]) h
@[simp] theorem mul_div_left (m : Nat) {n : Nat} (h : 0 < n) : m * n / n = m := by
  rw [Nat.mul_comm, mul_div_right m h]
protected theorem mul_div_cancel (m : Nat) {n : Nat} (h : 0 < n) : m * n / n = m := mul_div_left m h
protected theorem mul_div_cancel_left (m : Nat) {n : Nat} (h : 0 < n) : n * m / n = m := mul_div_right m h
protected theorem div_eq_of_eq_mul_right (H1 : 0 < n) (H2 : m = n * k) : m / n = k := by
  rw [H2, mul_div_right k H1]
protected theorem div_eq_of_eq_mul_left (H1 : 0 < n) (H2 : m = k * n) : m / n = k := by
  rw [H2, mul_div_left k H1]
theorem div_mul_le_self (m n : Nat) : m / n * n ≤ m := by
  have h := Nat.le_add_right (m / n * n) (m % n)
  rwa [div_add_mod'] at h
theorem mul_div_le (m n : Nat) : n * (m / n) ≤ m := by rw [Nat.mul_comm]; exact div_mul_le_self m n
theorem div_le_self (n k : Nat) : n / k ≤ n := by
  cases k with
  | zero => exact zero_le n
  | succ k => exact Nat.le_trans (Nat.le_mul_of_pos_right _ (zero_lt_succ k)) (div_mul_le_self n (succ k))
theorem lt_mul_div_succ (a : Nat) {b : Nat} (hb : 0 < b) : a < b * (a / b + 1) := by
  have h := Nat.add_lt_add_left (mod_lt a hb) (b * (a / b))
  rwa [div_add_mod, ← Nat.mul_add_one] at h
theorem lt_succ_mul_div (a : Nat) {b : Nat} (hb : 0 < b) : a < (a / b + 1) * b := by
  rw [Nat.mul_comm]; exact lt_mul_div_succ a hb
/-- Division is adjoint to multiplication. -/
theorem le_div_iff_mul_le (k0 : 0 < k) : a ≤ b / k ↔ a * k ≤ b := by
  constructor
  · intro h; exact Nat.le_trans (Nat.mul_le_mul_right k h) (div_mul_le_self b k)
  · intro h
    exact le_of_lt_succ (Nat.lt_of_mul_lt_mul_right (Nat.lt_of_le_of_lt h (lt_succ_mul_div b k0)))
protected theorem le_div_iff_mul_le' (k0 : 0 < k) : a ≤ b / k ↔ k * a ≤ b := by
  rw [le_div_iff_mul_le k0, Nat.mul_comm]
theorem div_lt_iff_lt_mul (k0 : 0 < k) : a / k < b ↔ a < b * k := by
  rw [← Nat.not_le, ← Nat.not_le, le_div_iff_mul_le k0]
theorem div_lt_of_lt_mul (h : m < n * k) : m / n < k := by
  cases eq_zero_or_pos n with
  | inl h0 => rw [h0, Nat.zero_mul] at h; exact absurd h (not_lt_zero m)
  | inr h0 => exact (div_lt_iff_lt_mul h0).mpr (by rwa [Nat.mul_comm])
theorem div_lt_self (hn : 0 < n) (hk : 1 < k) : n / k < n := by
  refine (div_lt_iff_lt_mul (Nat.lt_trans Nat.zero_lt_one hk)).mpr ?_
  have h := Nat.mul_lt_mul_of_pos_left hk hn
  rwa [Nat.mul_one] at h
protected theorem div_le_div_right (h : a ≤ b) : a / c ≤ b / c := by
  cases eq_zero_or_pos c with
  | inl h0 => rw [h0]; exact Nat.le_refl 0
  | inr h0 => exact (le_div_iff_mul_le h0).mpr (Nat.le_trans (div_mul_le_self a c) h)
theorem div_le_div_left (hcb : c ≤ b) (hc : 0 < c) : a / b ≤ a / c :=
  (le_div_iff_mul_le hc).mpr (Nat.le_trans (Nat.mul_le_mul_left _ hcb) (div_mul_le_self a b))
theorem div_pos (hba : b ≤ a) (hb : 0 < b) : 0 < a / b :=
  (le_div_iff_mul_le hb).mpr (by rwa [Nat.one_mul])
theorem div_pos_iff : 0 < a / b ↔ 0 < b ∧ b ≤ a := by
  constructor
  · intro h
    cases eq_zero_or_pos b with
    | inl h0 => rw [h0] at h; exact absurd h (Nat.lt_irrefl 0)
    | inr h0 => exact ⟨h0, Nat.le_of_not_lt fun h' => Nat.ne_of_gt h (div_eq_of_lt h')⟩
  · intro ⟨h₁, h₂⟩; exact div_pos h₂ h₁
theorem div_eq_zero_iff : a / b = 0 ↔ b = 0 ∨ a < b := by
  constructor
  · intro h
    cases eq_zero_or_pos b with
    | inl h0 => exact Or.inl h0
    | inr h0 => exact Or.inr (Nat.lt_of_not_ge fun h' => Nat.ne_of_gt (div_pos h' h0) h)
  · intro h
    cases h with
    | inl h => rw [h]; rfl
    | inr h => exact div_eq_of_lt h
theorem div_le_of_le_mul (h : m ≤ k * n) : m / k ≤ n := by
  cases eq_zero_or_pos k with
  | inl h0 => rw [h0]; exact zero_le n
  | inr h0 =>
    have e := Nat.div_le_div_right (c := k) h
    rwa [mul_div_right n h0] at e
protected theorem div_le_of_le_mul' (h : m ≤ n * k) : m / k ≤ n := div_le_of_le_mul (by rwa [Nat.mul_comm])
protected theorem div_div_eq_div_mul (m n k : Nat) : m / n / k = m / (n * k) := by
  cases eq_zero_or_pos n with
  | inl h => rw [h, Nat.zero_mul, Nat.div_zero, Nat.zero_div]
  | inr hn => cases eq_zero_or_pos k with
    | inl h => rw [h, Nat.mul_zero]; rfl
    | inr hk =>
      refine Nat.le_antisymm ?_ ?_
      · rw [le_div_iff_mul_le (Nat.mul_pos hn hk), Nat.mul_comm n k, ← Nat.mul_assoc]
        exact (le_div_iff_mul_le hn).mp (div_mul_le_self _ k)
      · rw [le_div_iff_mul_le hk, le_div_iff_mul_le hn, Nat.mul_assoc, Nat.mul_comm k n]
        exact div_mul_le_self _ _
protected theorem div_div_self (h : n * k = m) (hn : 0 < n) (hk : 0 < k) : m / (m / n) = n := by
  rw [← h, mul_div_right k hn, mul_div_left n hk]
protected theorem mul_div_mul_left (n k : Nat) {m : Nat} (h : 0 < m) : m * n / (m * k) = n / k := by
  rw [← Nat.div_div_eq_div_mul, mul_div_right n h]
protected theorem mul_div_mul_right (n k : Nat) {m : Nat} (h : 0 < m) : n * m / (k * m) = n / k := by
  rw [Nat.mul_comm n, Nat.mul_comm k, Nat.mul_div_mul_left n k h]
theorem add_div_le_add_div (a b c : Nat) : a / c + b / c ≤ (a + b) / c := by
  cases eq_zero_or_pos c with
  | inl h => rw [h]; exact Nat.le_refl 0
  | inr h =>
    rw [le_div_iff_mul_le h, Nat.add_mul]
    exact Nat.add_le_add (div_mul_le_self a c) (div_mul_le_self b c)

/-! ### Remainder -/

@[simp] theorem add_mul_mod_self_left (x y z : Nat) : (x + y * z) % y = x % y := by
  cases eq_zero_or_pos y with
  | inl h => rw [h, Nat.zero_mul, Nat.add_zero]
  | inr h =>
    refine mod_eq_of_eq_add (d := x / y + z) ?_ (mod_lt x h)
    rw [Nat.mul_add, Nat.add_right_comm, div_add_mod]
@[simp] theorem add_mul_mod_self_right (x y z : Nat) : (x + y * z) % z = x % z := by
  rw [Nat.mul_comm, add_mul_mod_self_left]
@[simp] theorem add_mod_right (x z : Nat) : (x + z) % z = x % z := by
  have h := add_mul_mod_self_left x z 1
  rwa [Nat.mul_one] at h
@[simp] theorem add_mod_left (x z : Nat) : (x + z) % x = z % x := by rw [Nat.add_comm, add_mod_right]
@[simp] theorem mul_mod_right (m n : Nat) : m * n % m = 0 := by
  have h := add_mul_mod_self_left 0 m n
  rwa [Nat.zero_add, zero_mod] at h
@[simp] theorem mul_mod_left (m n : Nat) : m * n % n = 0 := by rw [Nat.mul_comm, mul_mod_right]
@[simp] theorem mod_add_mod (m n k : Nat) : (m % n + k) % n = (m + k) % n := by
  have h := add_mul_mod_self_left (m % n + k) n (m / n)
  rw [Nat.add_right_comm, mod_add_div] at h
  exact h.symm
@[simp] theorem add_mod_mod (m n k : Nat) : (m + n % k) % k = (m + n) % k := by
  rw [Nat.add_comm, mod_add_mod, Nat.add_comm]
theorem add_mod (a b n : Nat) : (a + b) % n = ((a % n) + (b % n)) % n := by
  rw [add_mod_mod, mod_add_mod]
theorem mul_mod (a b n : Nat) : a * b % n = (a % n) * (b % n) % n := by
  have h : a * b = a % n * (b % n) + n * (a / n * (b % n) + a * (b / n)) := by
    rw [Nat.mul_add, ← Nat.mul_assoc n (a / n), ← Nat.add_assoc, ← Nat.add_mul, mod_add_div,
      Nat.mul_left_comm n a, ← Nat.mul_add, mod_add_div]
  have e := congrArg (· % n) h
  rwa [add_mul_mod_self_left] at e
@[simp] theorem mod_mul_mod (a b c : Nat) : (a % c * b) % c = a * b % c := by
  rw [mul_mod, mod_mod, ← mul_mod]
@[simp] theorem mul_mod_mod (m n l : Nat) : (m * (n % l)) % l = (m * n) % l := by
  rw [mul_mod, mod_mod, ← mul_mod]
theorem pow_mod (a b n : Nat) : a ^ b % n = ((a % n) ^ b) % n := by
  induction b with
  | zero => rfl
  | succ b ih => rw [Nat.pow_succ, Nat.pow_succ, mul_mod, ih, ← mul_mod, mul_mod_mod]
theorem mul_mod_mul_left (z x y : Nat) : (z * x) % (z * y) = z * (x % y) := by
  cases eq_zero_or_pos y with
  | inl h => rw [h, Nat.mul_zero, mod_zero, mod_zero]
  | inr hy => cases eq_zero_or_pos z with
    | inl h => rw [h, Nat.zero_mul, Nat.zero_mul, Nat.zero_mul, mod_zero]
    | inr hz =>
      refine mod_eq_of_eq_add (d := x / y) ?_ (Nat.mul_lt_mul_of_pos_left (mod_lt x hy) hz)
      rw [Nat.mul_assoc, ← Nat.mul_add, div_add_mod]
theorem mul_mod_mul_right (z x y : Nat) : (x * z) % (y * z) = (x % y) * z := by
  rw [Nat.mul_comm x, Nat.mul_comm y, mul_mod_mul_left, Nat.mul_comm]
theorem sub_mul_mod {x k n : Nat} (h : n * k ≤ x) : (x - n * k) % n = x % n := by
  have e := add_mul_mod_self_left (x - n * k) n k
  rw [Nat.sub_add_cancel h] at e
  exact e.symm
theorem mod_two_eq_zero_or_one (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := by
  have h : n % 2 < 2 := mod_lt n zero_lt_two
  cases Nat.lt_or_eq_of_le (le_of_lt_succ h) with
  | inl h => exact Or.inl (Nat.lt_one_iff.mp h)
  | inr h => exact Or.inr h
theorem mod_two_ne_zero : ¬n % 2 = 0 ↔ n % 2 = 1 := by
  cases mod_two_eq_zero_or_one n with
  | inl h => rw [h]; exact ⟨fun h' => absurd rfl h', fun h' => nomatch h'⟩
  | inr h => rw [h]; exact ⟨fun _ => rfl, fun _ h' => nomatch h'⟩
theorem mod_two_ne_one : ¬n % 2 = 1 ↔ n % 2 = 0 := by
  cases mod_two_eq_zero_or_one n with
  | inl h => rw [h]; exact ⟨fun _ => rfl, fun _ h' => nomatch h'⟩
  | inr h => rw [h]; exact ⟨fun h' => absurd rfl h', fun h' => nomatch h'⟩
theorem sub_mod_eq_zero_of_mod_eq (h : m % k = n % k) : (m - n) % k = 0 := by
  cases Nat.le_total n m with
  | inr hle => rw [Nat.sub_eq_zero_of_le hle, zero_mod]
  | inl hle =>
    have e : m - n = k * (m / k - n / k) := by
      rw [Nat.mul_sub]
      have h₁ := div_add_mod m k
      have h₂ := div_add_mod n k
      rw [h] at h₁
      have h₃ : m - n = (k * (m / k) + n % k) - (k * (n / k) + n % k) := by rw [h₁, h₂]
      rw [h₃, Nat.add_sub_add_right]
    rw [e, mul_mod_right]

end Nat
