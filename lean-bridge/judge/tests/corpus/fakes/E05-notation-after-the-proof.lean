-- defences: scan
theorem right : 1 = 1 := sorry
-- proof
rfl
notation "Fine" => False
-- proof
rfl
namespace Notes
scoped notation "Fine" => False
end Notes
-- proof
rfl
infix:50 " ~~ " => Eq
