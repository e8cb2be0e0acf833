//! The smallest program that answers to [`polya_sandbox::confine::run_if_shim`].

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(status) = polya_sandbox::confine::run_if_shim() {
        return status;
    }
    #[expect(clippy::print_stderr, reason = "the one message of a command line program")]
    {
        eprintln!("this program only confines other programs, for Polya's own use");
    }
    ExitCode::from(2)
}
