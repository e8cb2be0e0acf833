//! What the shipped model was trained on has nothing of what it is measured on.

use std::{collections::BTreeSet, path::Path};

use polya_agent::{data::StatementKey, graph::GoalState, settings::RunSettings};
use polya_lean::{
    check::Site,
    pool::{Pool, PoolSettings},
    testing,
};

#[tokio::test]
async fn no_statement_that_is_kept_for_measuring_was_trained_on() {
    let agent = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let trained = std::fs::read_to_string(agent.join("model/train/trained.keys")).unwrap();
    let trained: BTreeSet<StatementKey> =
        trained.lines().map(|line| line.parse().expect("a key a line")).collect();
    assert!(trained.len() > 100, "the list of keys is cut off");

    let settings = PoolSettings { workers: 2, ..PoolSettings::default() };
    let pool = Pool::start(&testing::toolchain(), settings);
    let limits = RunSettings::default().limits;
    let mut kept = 0;
    for list in ["../problems/foundations", "../problems/marathon", "model/train/eval"] {
        let list = polya_problems::load(&agent.join(list)).unwrap();
        for problem in list.problems {
            let site = Site { before: problem.before().into(), path: Vec::new() };
            let goals = pool.goals(&site, limits).await.unwrap();
            let key = StatementKey::of(&GoalState(goals), problem.before());
            assert!(!trained.contains(&key), "`{}` was trained on", problem.id);
            kept += 1;
        }
    }
    assert!(kept > 500, "{kept}");
    pool.shutdown().await;
}
