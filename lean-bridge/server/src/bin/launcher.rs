//! The program that tests copy as `bin/lean`, and the smallest one that can be given as
//! `program` in the settings: it acts as Lean where it lies in a toolchain, confines itself when
//! asked to, and does nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(status) = polya_lean::launcher::run_if_lean() {
        return status;
    }
    if let Some(status) = polya_sandbox::confine::run_if_shim() {
        return status;
    }
    #[expect(clippy::print_stderr, reason = "the one message of a command line program")]
    {
        eprintln!(
            "this program only acts as `lean` inside a toolchain folder, or as a confinement"
        );
    }
    ExitCode::from(2)
}
