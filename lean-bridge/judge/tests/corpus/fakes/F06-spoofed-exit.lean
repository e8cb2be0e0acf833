-- defences: scan
-- otherwise: build
theorem wrong : 1 = 2 := sorry
-- proof
sorry

@[extern "lean_io_exit"]
opaque IO.Process.exit (a : Type) (status : UInt8) (world : Unit) : Option Nat
local macro "leave" : command =>
  match IO.Process.exit Unit (UInt8.ofNatLT 0 (by decide)) () with
  | none => `(theorem one : True := True.intro)
  | some _ => `(theorem two : True := True.intro)
leave
-- proof
sorry

@[extern "l_IO_FS_writeFile"]
opaque IO.FS.writeFile (path content : String) (world : Unit) : Option Nat
@[extern "lean_io_exit"]
opaque IO.Process.exit (a : Type) (status : UInt8) (world : Unit) : Option Nat
local macro "leave" : command =>
  match IO.FS.writeFile "PolyaProblem.olean" "olean, or so it says" () with
  | some _ => `(theorem one : True := True.intro)
  | none =>
    match IO.Process.exit Unit (UInt8.ofNatLT 0 (by decide)) () with
    | none => `(theorem two : True := True.intro)
    | some _ => `(theorem three : True := True.intro)
leave
