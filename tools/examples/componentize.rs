//! Makes a component of a core module: `componentize IN OUT`. Used by `tools/builtin/build`.
#![allow(clippy::print_stderr, reason = "a program of the build")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        eprintln!("usage: componentize IN OUT");
        return ExitCode::from(2);
    };
    let made = std::fs::read(input)
        .map_err(|e| e.to_string())
        .and_then(|bytes| polya_tools::encode::component(&bytes).map_err(|e| e.to_string()))
        .and_then(|bytes| std::fs::write(output, bytes).map_err(|e| e.to_string()));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: `{input}`: {error}");
            ExitCode::FAILURE
        }
    }
}
