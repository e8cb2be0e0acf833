//! The folders that are embedded are inputs of the build, which their embedding does not say.

fn main() {
    for folder in ["builtin", "templates"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
