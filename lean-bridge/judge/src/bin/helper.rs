//! Acts as `lean`, as the confinement shim and as the kernel's process, and does nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    polya_lean::launcher::run_if_lean()
        .or_else(polya_sandbox::confine::run_if_shim)
        .or_else(polya_judge::run_if_kernel)
        .unwrap_or(ExitCode::from(2))
}
