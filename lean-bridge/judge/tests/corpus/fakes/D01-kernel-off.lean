-- caught by: scan
-- without the scan: kernel
theorem wrong : 1 = 2 := sorry
-- proof
by
  set_option debug.skipKernelTC true in
  decide +kernel
