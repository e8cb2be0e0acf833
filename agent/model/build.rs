//! Looks whether there is a model to put into the program.

use std::path::Path;

#[allow(clippy::print_stdout)] // how a build script speaks
fn main() {
    println!("cargo::rerun-if-changed=shipped");
    println!("cargo::rustc-check-cfg=cfg(shipped_model)");
    if Path::new("shipped/polya-step-2.gguf").is_file() {
        println!("cargo::rustc-cfg=shipped_model");
    }
}
