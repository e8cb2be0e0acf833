/-!
# Theories of the user's own

Statements as an ordinary Lean user writes them, some with a short proof. The others end in `sorry`: they test
that the words are there and mean what they say.
-/

structure Graph (V : Type) where
  adj : V → V → Prop
  symm : ∀ u v, adj u v → adj v u
  irrefl : ∀ v, ¬ adj v v
inductive Walk {V : Type} (G : Graph V) : V → V → Type
  | nil (v : V) : Walk G v v
  | cons {u v w : V} (h : G.adj u v) (p : Walk G v w) : Walk G u w
def Walk.length {V : Type} {G : Graph V} : {u v : V} → Walk G u v → Nat
  | _, _, .nil _ => 0
  | _, _, .cons _ p => p.length + 1
theorem g1 {V : Type} (G : Graph V) (u v : V) (h : G.adj u v) : u ≠ v := by sorry
class Topology (X : Type) where
  isOpen : (X → Prop) → Prop
  univ : isOpen fun _ => True
  inter : ∀ U V, isOpen U → isOpen V → isOpen fun x => U x ∧ V x
  union : ∀ F : (X → Prop) → Prop, (∀ U, F U → isOpen U) → isOpen fun x => ∃ U, F U ∧ U x
theorem g2 {X : Type} [Topology X] : Topology.isOpen (fun _ : X => False) := by sorry
def IsSorted : List Nat → Prop
  | [] => True
  | [_] => True
  | x :: y :: rest => x ≤ y ∧ IsSorted (y :: rest)
def insertSorted (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insertSorted x ys
theorem g3 (x : Nat) (ys : List Nat) (h : IsSorted ys) : IsSorted (insertSorted x ys) := by sorry
def isort (xs : List Nat) : List Nat := xs.foldr insertSorted []
theorem g4 (xs : List Nat) : (isort xs).Perm xs := by sorry
theorem g5 (xs : Array Nat) (i : Nat) (h : i < xs.size) : xs[i] = xs[i]! := by sorry
theorem g6 (xs : List Nat) (i : Nat) (h : i < xs.length) : xs[i]'h ∈ xs := by sorry
theorem g7 (xs : List Nat) (i : Fin xs.length) : xs.get i = xs[i] := by sorry
theorem g8 (a b : Nat) : a &&& b ≤ a := by sorry
theorem g9 (a b : Nat) : a ||| b = b ||| a := by sorry
theorem g10 (a : Nat) : a ^^^ a = 0 := by sorry
theorem g11 (a : Nat) : a <<< 1 = 2 * a := by sorry
theorem g12 (a b : Nat) : (a == b) = (b == a) := by sorry
theorem g13 (a b : Nat) : (a != b) = true ↔ a ≠ b := by sorry
theorem g14 (a b : Nat) : compare a b = .lt ↔ a < b := by sorry
theorem g15 (x y : Option Nat) : (do let a ← x; let b ← y; pure (a + b)) = (do let b ← y; let a ← x; pure (a + b)) := by sorry
theorem g16 (f : Nat → Nat) (x : Option Nat) : f <$> x = x.map f := rfl
theorem g17 (x : Option Nat) : (x >>= some) = x := by sorry
theorem g18 (x y : Option Nat) : (x <|> y).isSome = (x.isSome || y.isSome) := by sorry
theorem g19 (xs : List Nat) : (xs |>.map (· + 1) |>.length) = xs.length := by simp
theorem g20 (f : Nat → Nat → Nat) (a b : Nat) : flip f a b = f b a := rfl
theorem g21 (a : Nat) : Function.const Nat a 3 = a := rfl
theorem g22 (p : Nat × Nat) : Prod.map id id p = p := by sorry
theorem g23 {α : Type} (r : α → α → Prop) (h : WellFounded r) (p : α → Prop) (ih : ∀ x, (∀ y, r y x → p y) → p x) (x : α) : p x := h.induction x ih
theorem g24 {α : Type} (r : α → α → Prop) (a : α) (h : Acc r a) : ¬ r a a := by sorry
theorem g25 {α β : Type} (h : α = β) (a : α) : HEq (cast h a) a := by sorry
theorem g26 {α : Type} (s : Setoid α) (f : α → Nat) (h : ∀ a b, a ≈ b → f a = f b) (a : α) : Quotient.lift f h ⟦a⟧ = f a := rfl
theorem g27 (n : Nat) (f : Fin n → Nat) (h : ∀ i j, i < j → f i < f j) : Function.Injective f := by sorry
theorem g28 (n : Nat) (f : Fin (n + 1) → Fin n) : ∃ i j, i ≠ j ∧ f i = f j := by sorry
theorem g29 (n : Nat) (i : Fin n) : (Fin.succ i).val = i.val + 1 := rfl
theorem g30 (n : Nat) (i : Fin n) : i.castSucc < i.succ := by sorry
theorem g31 : ∀ (x y : Nat) (_ : x < y), ∃ (z : Nat) (k : Nat), y = x + z + k := by sorry
theorem g32 (x : {n : Nat // n > 0}) : x.val ≠ 0 := by sorry
theorem g33 (x : {n : Nat // n > 0}) : (x : Nat) ≥ 1 := x.2
theorem g34 (n : Nat) : let rec f : Nat → Nat := fun | 0 => 0 | k + 1 => f k + 1; f n = n := by sorry
theorem g35 (n : Nat) : (match n with | 0 => 1 | k + 1 => k) ≤ n + 1 := by sorry
theorem g36 (xs : List Nat) (n : Nat) : (if h : n < xs.length then xs[n] else 0) = xs.getD n 0 := by sorry
theorem g37 (s : String) : String.join [s] = s := by sorry
theorem g38 (s : String) (c : Char) : (s.push c).length = s.length + 1 := by sorry
theorem g39 : 'a' < 'b' := by decide
theorem g40 (c : Char) : c.toNat < 1114112 := by sorry
theorem g41 (s : String) : s.toList.asString = s := by sorry
theorem g42 : (10 : Nat).repr = "10" := by sorry
theorem g43 : toString 10 = "10" := by sorry
theorem g44 (a b : Except String Nat) : a = a := rfl
theorem g45 (f g : Nat → Nat) : f ∘ g = fun x => f (g x) := rfl
theorem g46 (p q : Nat → Prop) (h : ∀ n, p n ↔ q n) : p = q := by funext n; exact propext (h n)
theorem g47 (p : Prop) : p = True ∨ p = False := Classical.propComplete p
theorem g48 (a b : Nat) : ¬ (a < b ∧ b < a) := by omega
theorem g49 (n m : Nat) (h : n ∣ m) (hm : 0 < m) : n ≤ m := Nat.le_of_dvd hm h
theorem g50 (n : Nat) : n.lcm n = n := Nat.lcm_self n
theorem g51 (a b : Int) : a.tdiv b = -((-a).tdiv b) := by sorry
theorem g52 (a b : Int) (h : b > 0) : 0 ≤ a % b ∧ a % b < b := by sorry
theorem g53 (a : Int) : a.sign * a.natAbs = a := by sorry
theorem g54 (a b : Int) : min a b + max a b = a + b := by omega
theorem g55 (n : Nat) (a : Int) : a ^ (2 * n) ≥ 0 := by sorry
theorem g56 (x : Nat ⊕ Bool) : (match x with | .inl _ => true | .inr _ => false) = x.isLeft := by cases x <;> rfl
theorem g57 (x : Unit) : x = () := rfl
theorem g58 (x : Empty) : False := nomatch x
theorem g59 {α : Type} [Inhabited α] : ∃ a : α, a = default := ⟨_, rfl⟩
theorem g60 {α : Type} [DecidableEq α] (a b : α) : a = b ∨ a ≠ b := Decidable.em _
theorem g61 {p : Nat → Prop} [DecidablePred p] (n : Nat) : (∀ m < n, p m) ∨ ∃ m < n, ¬ p m := by sorry
theorem g62 (f : Nat → Nat) (h : ∀ n, f n ≤ f (n + 1)) {m n : Nat} (hmn : m ≤ n) : f m ≤ f n := by sorry
theorem g63 (P : Nat → Nat → Prop) : (∃ x, ∀ y, P x y) → ∀ y, ∃ x, P x y := fun ⟨x, h⟩ y => ⟨x, h y⟩
theorem g64 : ¬ ∃ f : Nat → Nat, ∀ n, f n > f (n + 1) := by sorry
theorem g65 (xs : List Nat) : xs.Nodup ∨ ¬ xs.Nodup := Classical.em _
theorem g66 (xs ys : List Nat) (h : xs ⊆ ys) (hx : xs.Nodup) : xs.length ≤ ys.length := by sorry
theorem g67 (m n : Nat) : (List.replicate m 0 ++ List.replicate n 0).length = m + n := by simp
theorem g68 (xss : List (List Nat)) : xss.flatten.sum = (xss.map List.sum).sum := by sorry
theorem g69 (xs : List Nat) : xs.foldl (fun acc x => acc + x) 0 = xs.foldr (fun x acc => x + acc) 0 := by sorry
theorem g70 (xs : List Nat) (h : xs ≠ []) : xs.head? = some (xs.head h) := by sorry
theorem g71 (xs ys : List Nat) : (xs.zip ys).map Prod.fst = xs.take ys.length := by sorry
theorem g72 (p : Nat → Bool) (xs : List Nat) : xs.filter p ++ xs.filter (fun x => !p x) ~ xs := by sorry
theorem g73 (xs : List Nat) : xs.getLast? = xs.reverse.head? := by sorry
theorem g74 (xs : List Nat) (n : Nat) : xs.drop n = [] ↔ xs.length ≤ n := by sorry
theorem g75 (a b c : Nat) (h : a ≤ b) : a * c ≤ b * c := Nat.mul_le_mul_right c h
theorem g76 (a b : Nat) (h : a ^ 2 ≤ b ^ 2) : a ≤ b := by sorry
theorem g77 (n : Nat) : 2 ^ n > n := Nat.lt_two_pow_self
theorem g78 (n : Nat) : n < 2 ^ n := by sorry
theorem g79 (x y : Nat) : x - y + y = max x y := by omega
theorem g80 (a b : Nat) : Nat.gcd (a * b) a = a := by sorry
def Relation.comp {α β γ : Type} (r : α → β → Prop) (s : β → γ → Prop) : α → γ → Prop := fun a c => ∃ b, r a b ∧ s b c
def transpose {m n : Nat} (A : Fin m → Fin n → Int) : Fin n → Fin m → Int := fun i j => A j i
theorem g81 {m n : Nat} (A : Fin m → Fin n → Int) : transpose (transpose A) = A := rfl
def sumTo (n : Nat) (f : Nat → Nat) : Nat := Id.run do
  let mut s := 0
  for i in [0:n] do
    s := s + f i
  return s
theorem g82 : sumTo 3 id = 3 := by sorry
theorem g83 (x : Nat) : x ∈ [x] := by simp
theorem g84 (x : Nat) : x ∉ ([] : List Nat) := by simp
theorem g85 (xs : List Nat) : ∀ x ∈ xs, x ≤ xs.sum := by sorry
theorem g86 (f : Nat → Option Nat) (h : ∀ n, (f n).isSome) : ∃ g : Nat → Nat, ∀ n, f n = some (g n) := by sorry
theorem g87 {α : Type u} {β : Type v} (f : α → β) [Nonempty α] (h : Function.Injective f) : ∃ g : β → α, ∀ a, g (f a) = a := by sorry
theorem g88 (n : Nat) (h : ∃ k, n = 2 * k) : n % 2 = 0 := by obtain ⟨k, rfl⟩ := h; omega
axiom myAxiom : ∀ n : Nat, n + 0 = n
theorem g89 (a b : Nat) (h : a < b) : a ≤ b ∧ a ≠ b := ⟨Nat.le_of_lt h, Nat.ne_of_lt h⟩
theorem g90 (n : Nat) (hn : n % 3 ≠ 0) : n ^ 2 % 3 = 1 := by sorry
theorem g91 (x : BitVec 8) : x = x := rfl
theorem g95 (x : Float) : x = x := rfl
theorem g98 (xs : List Nat) : xs.mergeSort.length = xs.length := by sorry
theorem g99 (x : Nat) : x.toDigits 10 = [] := by sorry
