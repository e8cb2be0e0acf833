-- otherwise: build
namespace Box
theorem wrong : 1 = 2 := sorry
end Box
-- proof
trivial
end Box
namespace Box
theorem wrong : 1 = 1 := rfl
-- proof

end Box
namespace Box
