//! The example in the README is the one that is compiled.

#[test]
fn the_readme_shows_the_example_as_it_is() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let read = |path: &str| std::fs::read_to_string(format!("{folder}{path}")).expect("readable");
    let (example, readme) = (read("examples/prove_one.rs"), read("../../README.md"));
    assert!(example.lines().count() <= 30, "an example of thirty lines at most");
    assert!(readme.contains(&format!("```rust\n{example}```\n")), "the README shows another text");
}
