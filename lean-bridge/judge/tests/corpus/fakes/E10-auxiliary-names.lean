-- defences: definitions
def pick : Nat → Nat
  | 0 => 1
  | _ + 1 => 2
theorem wrong : pick 0 = 2 := sorry
-- file
def pick.match_1.{u} (motive : Nat → Sort u) (n : Nat) (zero : Unit → motive 0) (succ : (n : Nat) → motive n.succ) : motive n := Nat.casesOn n (zero ()) succ
def pick (n : Nat) : Nat := pick.match_1 (fun _ => Nat) n (fun _ => 2) (fun _ => 2)
theorem wrong : pick 0 = 2 := rfl
