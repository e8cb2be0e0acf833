//! How many threads the kernels compute with.

use std::{num::NonZeroUsize, os::unix::process::CommandExt, process::Command};

use crate::exit::Failure;

/// The variable by which the kernels learn it.
const THREADS: &str = "RAYON_NUM_THREADS";

/// Starts this program anew with the wished number of threads: the kernels ask for it once, before
/// anything here runs.
pub(super) fn set(wished: Option<NonZeroUsize>) -> Result<(), Failure> {
    let by_flag = wished.is_some();
    let wished = wished.or_else(|| std::thread::available_parallelism().ok());
    let wished = wished.map_or(1, NonZeroUsize::get).to_string();
    // A number that somebody set by hand stands, unless the flag says another.
    let known = std::env::var(THREADS).ok();
    if known.as_deref() == Some(&wished) || (known.is_some() && !by_flag) {
        return Ok(());
    }
    let program = std::env::current_exe().map_err(|error| {
        Failure::infrastructure(format!("cannot find the program's own file: {error}"))
    })?;
    let mut arguments = std::env::args_os().skip(1);
    let error = Command::new(program).args(&mut arguments).env(THREADS, wished).exec();
    Err(Failure::infrastructure(format!("cannot start the program anew: {error}")))
}
