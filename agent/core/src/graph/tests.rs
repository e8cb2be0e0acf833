use polya_lean::goal::Goal;
use proptest::prelude::*;

use super::*;
use crate::candidate::{Candidate, Rule, Source};

fn goal(target: &str) -> Goal {
    Goal { case: None, hypotheses: Vec::new(), target: target.to_owned() }
}

fn candidate(tactic: &str) -> Candidate {
    Candidate::new(tactic, Source::rule(Rule::Finish), 0.5)
}

fn add(graph: &mut Graph, at: u32, tactic: &str, targets: &[&str]) -> Result<StepId, Refusal> {
    add_goals(graph, GoalId(at), tactic, targets.iter().map(|t| goal(t)).collect(), false)
}

fn add_goals(
    graph: &mut Graph,
    at: GoalId,
    tactic: &str,
    goals: Vec<Goal>,
    coupled: bool,
) -> Result<StepId, Refusal> {
    let planned = graph.plan_step(at, goals, coupled)?;
    for (id, position, state) in planned.new {
        let shared = !state.is_coupled();
        graph.insert_goal(
            GoalNode::new(id, state, Some((planned.step, position)), 0, f64::NEG_INFINITY),
            shared,
        );
    }
    graph.insert_step(StepNode::new(planned.step, at, &candidate(tactic)), &planned.goals);
    graph.assert_sound();
    Ok(planned.step)
}

fn start() -> Graph {
    Graph::new(GoalState::single(goal("root")))
}

#[test]
fn a_proof_is_written_with_focused_blocks() {
    let mut graph = start();
    add(&mut graph, 0, "intro h", &["a"]).unwrap();
    add(&mut graph, 1, "constructor", &["b", "c"]).unwrap();
    add(&mut graph, 2, "have x : T := by\n  simp", &["d"]).unwrap();
    add(&mut graph, 4, "exact x", &[]).unwrap();
    assert!(graph.proof().is_none());
    add(&mut graph, 3, "simp", &[]).unwrap();
    let proof = graph.proof().unwrap();
    assert_eq!(
        proof.text,
        "by\n  intro h\n  constructor\n  · have x : T := by\n      simp\n    exact x\n  · simp"
    );
    assert_eq!(proof.steps.len(), 5);
    assert!(proof.shares.is_empty());
}

#[test]
fn a_goal_reached_twice_is_one_node_and_its_proof_serves_both() {
    let mut graph = start();
    add(&mut graph, 0, "left", &["a"]).unwrap();
    let right = add(&mut graph, 0, "constructor", &["a", "b"]).unwrap();
    assert_eq!(graph.goals().len(), 3);
    add(&mut graph, 2, "simp", &[]).unwrap();
    add(&mut graph, 1, "omega", &[]).unwrap();
    assert_eq!(graph.step(right).status, Status::Proved { step: right });
    assert!(graph.is_proved());
}

#[test]
fn a_share_that_the_judge_dislikes_can_be_split_off() {
    let mut graph = start();
    let first = add(&mut graph, 0, "first", &["a", "b"]).unwrap();
    add(&mut graph, 0, "second", &["b"]).unwrap();
    add(&mut graph, 2, "simp", &[]).unwrap();
    let proof = graph.proof().unwrap();
    let share = Share { step: StepId(1), position: 0 };
    assert_eq!((proof.text.as_str(), &proof.shares[..]), ("by\n  second\n  simp", &[share][..]));
    graph.split(share.step, share.position);
    graph.assert_sound();
    assert!(!graph.is_proved());
    assert_eq!(graph.step(first).status, Status::Open);
    add(&mut graph, 3, "rfl", &[]).unwrap();
    assert_eq!(graph.proof().unwrap().text, "by\n  second\n  rfl");
}

#[test]
fn a_step_back_to_an_ancestor_is_refused() {
    let mut graph = start();
    add(&mut graph, 0, "rw [h]", &["a"]).unwrap();
    assert_eq!(add(&mut graph, 1, "rw [← h]", &["root"]), Err(Refusal::Circular));
    assert_eq!(add(&mut graph, 1, "skip", &["a"]), Err(Refusal::Circular));
    add(&mut graph, 1, "x", &["b"]).unwrap();
    assert_eq!(add(&mut graph, 1, "y", &["b"]), Err(Refusal::Duplicate));
}

#[test]
fn a_refuted_goal_cuts_its_steps_and_nothing_else() {
    let mut graph = start();
    let cut = add(&mut graph, 0, "t", &["a", "b"]).unwrap();
    let other = add(&mut graph, 0, "u", &["b"]).unwrap();
    graph.refute(GoalId(1));
    graph.assert_sound();
    assert_eq!(graph.step(cut).status, Status::Refuted);
    assert_eq!(graph.step(other).status, Status::Open);
    assert_eq!(graph.frontier(), [GoalId(0), GoalId(2)]);
    assert_eq!(add(&mut graph, 2, "v", &["a"]), Err(Refusal::Dead));
    graph.complete(GoalId(2));
    graph.complete(GoalId(0));
    graph.assert_sound();
    assert!(graph.is_dead());
}

#[test]
fn coupled_goals_stay_together_and_are_not_focused() {
    let mut graph = start();
    add(&mut graph, 0, "intro h", &["a"]).unwrap();
    let coupled = vec![goal("x ≤ ?m"), goal("?m ≤ y")];
    add_goals(&mut graph, GoalId(1), "apply Nat.le_trans", coupled, true).unwrap();
    add_goals(&mut graph, GoalId(2), "exact h1", vec![goal("z ≤ y")], false).unwrap();
    let place = graph.place(GoalId(2));
    assert_eq!(place.path.len(), 1);
    assert_eq!(&*place.candidate(&"exact h1".into()), "apply Nat.le_trans\nexact h1");
    let below = graph.place(GoalId(3));
    assert_eq!(below.prefix, None);
    assert_eq!(&*below.path[1].tactic, "apply Nat.le_trans\nexact h1");
    add(&mut graph, 3, "exact h2", &[]).unwrap();
    let proof = graph.proof().unwrap();
    assert_eq!(proof.text, "by\n  intro h\n  apply Nat.le_trans\n  exact h1\n  exact h2");
}

#[test]
fn a_likelier_way_lifts_everything_below() {
    let mut graph = start();
    add(&mut graph, 0, "a", &["x"]).unwrap();
    add(&mut graph, 1, "b", &["y"]).unwrap();
    add(&mut graph, 2, "c", &["z"]).unwrap();
    let before = graph.goal(GoalId(3)).log_prior;
    add(&mut graph, 0, "d", &["y"]).unwrap();
    assert!(graph.goal(GoalId(3)).log_prior > before);
    assert_eq!(graph.goal(GoalId(3)).depth, 2);
}

#[derive(Clone, Debug)]
enum Move {
    Step { at: usize, targets: Vec<u8> },
    Complete { at: usize },
    Refute { at: usize },
    Ban { step: usize },
    Split { step: usize, position: u32 },
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        6 => (any::<usize>(), prop::collection::vec(0_u8..12, 0..3))
            .prop_map(|(at, targets)| Move::Step { at, targets }),
        2 => any::<usize>().prop_map(|at| Move::Complete { at }),
        1 => any::<usize>().prop_map(|at| Move::Refute { at }),
        1 => any::<usize>().prop_map(|step| Move::Ban { step }),
        1 => (any::<usize>(), 0_u32..2).prop_map(|(step, position)| Move::Split { step, position }),
    ];
    prop::collection::vec(one, 0..60)
}

proptest! {
    #[test]
    fn every_sequence_of_changes_keeps_the_graph_sound(moves in moves()) {
        let mut graph = start();
        for one in moves {
            let (goals, steps) = (graph.goals().len(), graph.steps().len());
            match one {
                Move::Step { at, targets } => {
                    let goals_left: Vec<Goal> =
                        targets.iter().map(|t| goal(&format!("t{t}"))).collect();
                    let at = GoalId::from_index(at % goals);
                    let _ = add_goals(&mut graph, at, "t", goals_left, false);
                }
                Move::Complete { at } => graph.complete(GoalId::from_index(at % goals)),
                Move::Refute { at } => graph.refute(GoalId::from_index(at % goals)),
                Move::Ban { step } if steps > 0 => graph.ban(StepId::from_index(step % steps)),
                Move::Split { step, position } if steps > 0 => {
                    graph.split(StepId::from_index(step % steps), position);
                }
                Move::Ban { .. } | Move::Split { .. } => {}
            }
            graph.assert_sound();
        }
    }
}
