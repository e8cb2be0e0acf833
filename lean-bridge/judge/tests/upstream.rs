//! Fixtures that need more of Lean's own library than Foundations has.
//!
//! They are tried where a Lean of the right version with its own `Init` is installed (an elan
//! toolchain, or the program named by `POLYA_TEST_LEAN`), and passed over, in so many words, where
//! there is none.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

mod support;

use polya_judge::{Judge, Mechanism, Specimen};
use polya_lean::{
    testing,
    toolchain::{BuildFoundations, LeanChoice, Toolchain, ToolchainSettings},
};
use support::{Kind, cases, settings};

fn upstream() -> Result<Toolchain, String> {
    let mut wanted = ToolchainSettings::new(testing::home(), testing::program());
    wanted.foundations = BuildFoundations::Never;
    wanted.fetch = false;
    wanted.path = std::env::var_os("PATH");
    wanted.user_home = std::env::var_os("HOME").map(Into::into);
    if let Some(program) = std::env::var_os("POLYA_TEST_LEAN") {
        wanted.lean = LeanChoice::Program(program.into());
    }
    let found = Toolchain::locate(&wanted, &mut |_| ()).map_err(|error| error.to_string())?;
    let right = (found.version().major, found.version().minor) == (4, 35);
    if !found.has_init() {
        Err("the Lean that is installed has no `Init` of its own".to_owned())
    } else if !right {
        Err(format!("the Lean that is installed is {}", found.version()))
    } else {
        Ok(found)
    }
}

#[tokio::test]
#[allow(clippy::print_stderr, reason = "who runs the tests should know what was left out")]
async fn fakes_that_need_leans_own_library_are_caught() {
    let fakes = cases("upstream");
    let toolchain = match upstream() {
        Ok(toolchain) => toolchain,
        Err(why) => {
            for case in &fakes {
                eprintln!("{} was not tried: {why}", case.file);
            }
            return;
        }
    };
    let scratch = tempfile::tempdir().unwrap();
    let judge = Judge::new(toolchain, settings(scratch.path()));
    let mut wrong = Vec::new();
    for case in &fakes {
        let golden = judge.prepare(&case.problem).await.unwrap();
        for specimen in &case.specimens {
            let given = match specimen {
                Kind::Proof(proof) => Specimen::Proof(proof),
                Kind::File(text) | Kind::Forged(text, _) => Specimen::File(text),
            };
            let sets: [&[Mechanism]; 2] = [&[], &case.defences];
            let found = judge.look_without(&golden, given, &sets).await;
            let caught =
                matches!(&found[0], Err((Some(by), _)) if Some(by) == case.defences.first());
            if !caught || found[1].is_ok() == case.otherwise.is_some() {
                wrong.push(format!("{}: {}\n=> {found:?}", case.file, specimen.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
