//! Prints the hash of the guests' sources and of the contract. Used by `tools/builtin/build`.
#![allow(clippy::print_stdout, reason = "a program of the build")]

use std::path::Path;

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!("{}", polya_tools::builtin_sources_hash(root)?);
    Ok(())
}
