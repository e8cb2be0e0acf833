-- otherwise: statement
theorem wrong : 1 = 2 := sorry
-- file
namespace Other
theorem wrong : 1 = 1 := rfl
end Other
