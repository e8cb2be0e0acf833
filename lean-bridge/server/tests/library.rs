//! Compiling libraries with the real Lean.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use std::{fs, path::Path, thread};

use polya_lean::{
    library::{self, Library, LibraryError, Target},
    testing,
    toolchain::{Progress, Toolchain, ToolchainError},
};

const BASE: &str = "prelude\naxiom Thing : Type\n";
const LEFT: &str = "prelude\nimport Lib.Base\naxiom left : Thing\n";
const RIGHT: &str = "prelude\nimport Lib.Base\nprivate axiom right : Thing\n";
const TOP: &str = "prelude\nimport Lib.Left\nimport Lib.Right\naxiom Same : Thing → Thing → Prop\n\
                   axiom top : Same left left\n";

fn sources<'a>(left: &'a str, right: &'a str) -> [(&'static str, &'a str); 5] {
    [
        ("Lib.lean", TOP),
        ("Lib/Base.lean", BASE),
        ("Lib/Left.lean", left),
        ("Lib/Right.lean", right),
        ("Init.lean", "prelude\nimport Lib\n"),
    ]
}

/// Builds and returns the modules in the order in which they became ready.
fn build(
    lean: &Toolchain,
    home: &Path,
    sources: &[(&str, &str)],
    shim: bool,
) -> (Result<Library, ToolchainError>, Vec<String>) {
    let program = lean.lean_program();
    let target = Target { lean: &program, identity: "test", version: lean.version(), shim };
    let mut ready = Vec::new();
    let library = library::build("lib", sources, &target, home, &mut |step| {
        if let Progress::Building { done, total, module } = step {
            ready.push(module.to_owned());
            assert_eq!((done, total), (ready.len(), if shim { 5 } else { 4 }));
        }
    });
    (library, ready)
}

fn modified(library: &Library, file: &str) -> std::time::SystemTime {
    fs::metadata(library.folder().join(file)).unwrap().modified().unwrap()
}

#[test]
fn a_change_compiles_what_depends_on_it_and_nothing_else() {
    let lean = testing::bare_toolchain();
    let home = tempfile::tempdir().unwrap();
    let (first, ready) = build(&lean, home.path(), &sources(LEFT, RIGHT), true);
    let first = first.unwrap();
    assert_eq!(ready.first().map(String::as_str), Some("Lib.Base"));
    assert_eq!(ready.last().map(String::as_str), Some("Init"));
    assert_eq!(first.modules(), ["Lib.Base", "Lib.Left", "Lib.Right", "Lib", "Init"]);
    assert_eq!(first.first_missing(), None);

    // A file without a header sees all of it.
    let user = home.path().join("User.lean");
    fs::write(&user, "axiom mine : Same left left\nexample : Same left left := mine\n").unwrap();
    let status = lean.command().env("LEAN_PATH", first.folder()).arg(&user).status().unwrap();
    assert!(status.success());

    let (again, ready) = build(&lean, home.path(), &sources(LEFT, RIGHT), true);
    assert_eq!(again.unwrap().folder(), first.folder());
    assert!(ready.is_empty(), "nothing was done");

    let changed = LEFT.replace("left : Thing", "left : Thing -- the other one");
    let (second, _) = build(&lean, home.path(), &sources(&changed, RIGHT), true);
    let second = second.unwrap();
    assert_ne!(second.folder(), first.folder());
    assert_ne!(second.content_hash(), first.content_hash());
    for (file, same) in [
        ("Lib/Base.olean", true),
        ("Lib/Right.olean", true),
        ("Lib/Left.olean", false),
        ("Lib.olean", false),
    ] {
        assert_eq!(modified(&first, file) == modified(&second, file), same, "{file}");
    }

    // A build that lost a file is made again.
    fs::remove_file(first.folder().join("Lib.olean")).unwrap();
    assert_eq!(first.first_missing(), Some("Lib"));
    let (mended, _) = build(&lean, home.path(), &sources(LEFT, RIGHT), true);
    assert_eq!(mended.unwrap().first_missing(), None);

    let (unshimmed, ready) = build(&lean, home.path(), &sources(LEFT, RIGHT), false);
    assert!(!unshimmed.unwrap().folder().join("Init.olean").exists());
    assert_eq!(ready.len(), 4);
}

#[test]
fn an_error_names_its_place_and_loses_no_work() {
    let lean = testing::bare_toolchain();
    let home = tempfile::tempdir().unwrap();
    let wrong = "prelude\nimport Lib.Base\n\naxiom right : Lib.Thin\n";
    let (failed, _) = build(&lean, home.path(), &sources(LEFT, wrong), true);
    let error = failed.unwrap_err();
    let text = error.to_string();
    let ToolchainError::Library(LibraryError::Rejected { file, errors }) = error else {
        panic!("{text}")
    };
    assert_eq!((file.as_str(), errors[0].line, errors[0].column), ("Lib/Right.lean", 4, 14));
    assert!(text.starts_with("Lib/Right.lean:4:14: ") && text.contains("Lib.Thin"), "{text}");

    // Nothing is found where the build was to be, and what was compiled is not compiled again.
    let unfinished: Vec<_> = fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    assert_eq!(unfinished.len(), 1, "{unfinished:?}");
    let base = fs::metadata(unfinished[0].join("Lib/Base.olean")).unwrap().modified().unwrap();
    let (library, _) = build(&lean, home.path(), &sources(LEFT, RIGHT), true);
    assert_eq!(modified(&library.unwrap(), "Lib/Base.olean"), base);
    assert!(!unfinished[0].exists(), "cleaned up");
}

#[test]
fn two_at_once_share_one_build() {
    let lean = testing::bare_toolchain();
    let home = tempfile::tempdir().unwrap();
    let builds: Vec<_> = thread::scope(|scope| {
        let tasks: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| build(&lean, home.path(), &sources(LEFT, RIGHT), true)))
            .collect();
        tasks.into_iter().map(|task| task.join().unwrap()).collect()
    });
    let compiled = builds.iter().filter(|(_, ready)| !ready.is_empty()).count();
    assert_eq!(compiled, 1, "one compiled, the others waited");
    assert!(builds.iter().all(|(library, _)| library.is_ok()));
}

#[test]
fn a_lean_that_dies_is_not_a_wrong_module() {
    let lean = testing::bare_toolchain();
    let home = tempfile::tempdir().unwrap();
    let target = Target {
        lean: Path::new("/bin/false"),
        identity: "test",
        version: lean.version(),
        shim: true,
    };
    let error = library::build("lib", &sources(LEFT, RIGHT), &target, home.path(), &mut |_| ())
        .unwrap_err();
    assert!(matches!(&error, ToolchainError::Library(LibraryError::Crashed { .. })), "{error:?}");
}

#[test]
fn all_of_foundations_compiles() {
    let lean = testing::toolchain();
    let library = lean.foundations().unwrap();
    assert_eq!(library.modules().len(), polya_foundations::sources().len());
    assert_eq!(lean.describe().problems, Vec::<String>::new());
}
