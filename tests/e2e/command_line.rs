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
