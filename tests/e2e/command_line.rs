//! What needs no Lean: help, configuration, lists, exit statuses.

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

use crate::polya;

#[test]
fn help_names_every_command_and_every_exit_status() {
    let help = polya().run(&["--help"]).expect(0).stdout;
    insta::assert_snapshot!(help);
    for command in ["problems", "setup", "doctor", "config"] {
        let help = polya().run(&[command, "--help"]).expect(0).stdout;
        assert!(help.contains("Usage:"), "{help}");
    }
}

#[test]
fn a_wrong_command_line_is_status_2() {
    polya().run(&[]).expect(2);
    polya().run(&["problms"]).expect(2).says("a similar subcommand exists");
    polya().run(&["problems"]).expect(2).says("<LIST>");
    polya().run(&["problems", "x", "--colour", "never"]).expect(2).says("--color");
}

#[test]
fn an_unknown_key_is_refused_with_its_place_and_a_suggestion() {
    let polya = polya();
    polya.file("polya.toml", "[run]\njobs = 2\n\n[lean]\nworker = 1\n");
    let finished = polya.run(&["config"]).expect(2);
    let folder = polya.folder().canonicalize().expect("there").display().to_string();
    insta::assert_snapshot!(finished.stderr.replace(&folder, "[folder]"));
    let polya = crate::polya().with_variable("POLYA_LAEN", "x");
    let finished = polya.run(&["config"]).expect(2);
    insta::assert_snapshot!(finished.stderr);
}

#[test]
fn flags_win_over_variables_and_variables_over_the_file() {
    let polya = polya().with_variable("POLYA_LEAN_PROJECT", "/v").with_variable("POLYA_LEAN", "/v");
    polya.file(
        "polya.toml",
        "[lean]\nproject = \"/f\"\nprogram = \"/f\"\nworkers = 3\n[budget]\ntime = \"90m\"\n",
    );
    let stdout = polya.run(&["config", "--lean", "/flag"]).expect(0).stdout;
    let folder = polya.folder().canonicalize().expect("there").display().to_string();
    let home = polya.home().display().to_string();
    insta::assert_snapshot!(stdout.replace(&folder, "[folder]").replace(&home, "[home]"));
    let without = polya.run(&["config", "--no-config"]).expect(0).stdout;
    assert!(!without.contains("workers"), "{without}");
}

#[test]
fn a_list_is_shown_as_it_was_read() {
    let polya = polya();
    polya.file(
        "list/1-easy.lean",
        "import Foundations\n\n/-- Says little. -/\ntheorem one : 1 = 1 := by sorry\n\ntheorem two : 2 = 2 := sorry\n",
    );
    polya.file("list/2-hard.lean", "import Foundations\n\ntheorem three : 3 = 3 := by\n  sorry\n");
    insta::assert_snapshot!(polya.run(&["problems", "list"]).expect(0).stdout);
    let lines = polya.run(&["problems", "list", "--json"]).expect(0).stdout;
    let first: serde_json::Value =
        serde_json::from_str(lines.lines().next().expect("three lines")).expect("JSON");
    assert_eq!(first["theorem"], "one");
    assert_eq!(first["informal"], "Says little.");
    assert_eq!(lines.lines().count(), 3);
}

#[test]
fn a_malformed_entry_is_named_with_file_and_line_and_the_rest_is_read() {
    let polya = polya();
    polya.file(
        "list.jsonl",
        "{\"name\": \"a\", \"formal_statement\": \"theorem a : 1 = 1 := by sorry\"}\n{\"name\": \n{\"name\": \"c\", \"formal_statement\": \"theorem c : 2 = 2 := by sorry\"}\n",
    );
    let finished = polya.run(&["problems", "list.jsonl"]).expect(2).says("list.jsonl:2");
    assert!(finished.stdout.contains("2 problems"), "{}", finished.stdout);
}

#[test]
fn a_missing_list_and_a_list_of_unknown_form_are_bad_input() {
    let polya = polya();
    polya.run(&["problems", "nowhere"]).expect(2).says("there is no file or folder `nowhere`");
    polya.file("list.txt", "");
    polya.run(&["problems", "list.txt"]).expect(2).says("`list.txt`");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let polya = polya();
    let many: Vec<_> = (0..3000).map(|i| format!("theorem t{i} : 1 = 1 := by sorry")).collect();
    polya.file("list.lean", &many.join("\n\n"));
    let mut child = polya
        .command(&["problems", "list.lean", "--json"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    drop(out);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn the_settings_are_told_as_data_and_as_the_page() {
    let polya = polya().with_variable("POLYA_ABSTAIN_BELOW", "0.25");
    let all: serde_json::Value =
        serde_json::from_str(&polya.run(&["config", "--json"]).expect(0).stdout).expect("JSON");
    let settings = all["settings"].as_array().expect("a list");
    let named = |name: &str| settings.iter().find(|s| s["name"] == name).expect("there").clone();
    let abstain = named("search.abstain-below");
    assert_eq!(abstain["value"], "0.25");
    assert_eq!(abstain["origin"], "POLYA_ABSTAIN_BELOW");
    assert_eq!(named("run.jobs")["value"], serde_json::Value::Null);
    assert_eq!(named("budget.time-per-problem")["flag"], "--time-per-problem");
    let page = polya.run(&["config", "--markdown"]).expect(0).stdout;
    assert!(page.contains("| `search.goals-limit` | `POLYA_GOALS_LIMIT` |"), "{page}");
}

#[test]
fn a_bad_value_is_named_with_file_line_and_key() {
    let polya = polya();
    polya.file("polya.toml", "[run]\nselection = \"puck\"\n");
    polya
        .run(&["config"])
        .expect(2)
        .says("polya.toml:2:13: `run.selection`: there is no `puck`, did you mean `puct`?");
    let finished = crate::polya().run(&["run", "list", "--lean-workers", "0"]).expect(2);
    assert!(finished.stderr.contains("`0` is too small"), "{}", finished.stderr);
}

#[test]
fn what_steers_a_terminal_is_not_let_through() {
    let polya = polya();
    polya.file("list.lean", "theorem \u{ab}a\u{1b}[2Jb\u{bb} : 1 = 1 := by sorry\n");
    let finished = polya.run(&["problems", "list.lean"]);
    let said = finished.stdout.clone() + &finished.stderr;
    assert!(!said.contains('\u{1b}'), "{said:?}");
    polya.file("\u{1b}[31m.txt", "");
    let finished = polya.run(&["problems", "\u{1b}[31m.txt"]).expect(2);
    assert!(!finished.stderr.contains('\u{1b}'), "{:?}", finished.stderr);
}

#[test]
fn an_empty_log_is_not_a_run_of_no_problems() {
    let polya = polya();
    polya.file("runs/empty/events.jsonl", "");
    polya.file("runs/empty/problems.jsonl", "");
    polya.run(&["report", "empty"]).expect(2).says("is empty: nothing was run");
}
