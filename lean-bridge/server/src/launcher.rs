//! Being `lean`: the one unsafe module of this crate.
//!
//! A Lean toolchain that comes as shared libraries only (the PyPI wheel) has no `lean` executable,
//! but `libleanshared.so` exports `lean_main`, the whole `main` of `lean`. So a copy of our own
//! program, named `lean` and put in `bin/` beside `lib/lean/libleanshared.so`, can act as one. Its
//! first line of `main` is [`run_if_lean`]; no C compiler is needed on the user's machine.
//!
//! This module does not look for toolchains and reads no settings: where the executable lies is all
//! it goes by, because Lean itself takes its system root from there.

#![allow(unsafe_code)]

use std::{
    env,
    ffi::{CString, OsStr, c_char, c_int},
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    process::ExitCode,
};

use libloading::os::unix::{Library, RTLD_GLOBAL, RTLD_NOW};

/// The file name under which our program acts as Lean.
pub const LEAN_FILE_NAME: &str = "lean";

/// The library that holds all of Lean, relative to a toolchain's folder.
pub const LEAN_LIBRARY: &str = "lib/lean/libleanshared.so";

/// Runs Lean if this executable is a toolchain's `bin/lean`, and returns Lean's exit status.
///
/// Returns `None`, quickly and without side effects, for an executable of any other name or place.
/// Call it before anything else in `main`: Lean sets up its own threads, signals and stack guard.
pub fn run_if_lean() -> Option<ExitCode> {
    let library = lean_library_of(&env::current_exe().ok()?)?;
    match run(&library) {
        Ok(status) => Some(ExitCode::from(u8::try_from(status).unwrap_or(1))),
        Err(message) => {
            #[expect(
                clippy::print_stderr,
                reason = "this process is `lean`, a command line program"
            )]
            {
                eprintln!("lean: could not start from `{}`: {message}", library.display());
            }
            Some(ExitCode::from(LAUNCH_FAILED))
        }
    }
}

/// Exit status when the library could not be loaded: as a shell's "found but cannot be executed",
/// and different from every status of Lean's own.
pub const LAUNCH_FAILED: u8 = 126;

/// The Lean library that belongs to `executable`, if that is a toolchain's `bin/lean`.
fn lean_library_of(executable: &Path) -> Option<PathBuf> {
    if executable.file_name() != Some(OsStr::new(LEAN_FILE_NAME)) {
        return None;
    }
    let library = executable.parent()?.parent()?.join(LEAN_LIBRARY);
    library.is_file().then_some(library)
}

fn run(library: &Path) -> Result<c_int, String> {
    let arguments: Vec<CString> = env::args_os()
        .map(|argument| CString::new(argument.as_bytes()))
        .collect::<Result<_, _>>()
        .map_err(|_| "an argument contains a zero byte".to_owned())?;
    let count = c_int::try_from(arguments.len()).map_err(|_| "too many arguments".to_owned())?;
    // C's `argv`: the strings, then a null pointer.
    let mut pointers: Vec<*mut c_char> =
        arguments.iter().map(|argument| argument.as_ptr().cast_mut()).collect();
    pointers.push(std::ptr::null_mut());

    // SAFETY: loading runs the initialisers of the toolchain's libraries, which its owner vouched
    // for by putting them there (and the provisioned ones are checked by hash). All symbols must be
    // global, because Lean looks up compiled code of its own modules by name at run time.
    let lean = unsafe { Library::open(Some(library), RTLD_NOW | RTLD_GLOBAL) }
        .map_err(|error| error.to_string())?;
    // SAFETY: `lean_main` is `int lean_main(int argc, char **argv)` in every Lean 4 that has it.
    let lean_main =
        unsafe { lean.get::<unsafe extern "C" fn(c_int, *mut *mut c_char) -> c_int>(b"lean_main") }
            .map_err(|error| error.to_string())?;
    // SAFETY: `pointers` is a null-terminated array of `count` strings that live until the return;
    // Lean permutes it (getopt) but writes into no string.
    let status = unsafe { lean_main(count, pointers.as_mut_ptr()) };
    // Lean's threads may still run code of the library, so it is never unloaded.
    std::mem::forget(lean);
    Ok(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_toolchains_own_lean_is_lean() {
        let folder = tempfile::tempdir().unwrap();
        let lean = folder.path().join("bin/lean");
        assert_eq!(lean_library_of(&lean), None, "no library beside it");

        std::fs::create_dir_all(folder.path().join("lib/lean")).unwrap();
        std::fs::write(folder.path().join(LEAN_LIBRARY), "").unwrap();
        assert_eq!(lean_library_of(&lean), Some(folder.path().join(LEAN_LIBRARY)));
        assert_eq!(lean_library_of(&folder.path().join("bin/polya")), None, "another name");
        assert_eq!(lean_library_of(Path::new("lean")), None, "no folder");
    }
}
