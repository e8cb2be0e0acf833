-- caught by: scan
theorem wrong : 1 = 2 := sorry
-- proof
by
  set_option «debug».«skipKernelTC» true in
  decide +kernel
