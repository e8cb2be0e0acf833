-- defences: scan, kernel
theorem wrong : 1 = 2 := sorry
-- proof
by
  set_option debug.skipKernelTC true in
  decide +kernel
-- proof
by
  set_option «debug».«skipKernelTC» true in
  decide +kernel
-- proof
by
  set_option /- nothing -/ debug.skipKernelTC true in
  decide +kernel
