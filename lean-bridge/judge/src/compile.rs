//! Compiling one text in a confined process of its own, and taking out what it wrote.
//!
//! The process is given nothing but the text, a fresh folder, and read access to the toolchain. What
//! it printed is good for telling people why Lean refused a file, and for nothing else.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use polya_lean::{
    compiler::{CompilerError, errors_in},
    toolchain::Toolchain,
};
use polya_sandbox::confine::{Confinement, Ended, Enforcement, Limits};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};

/// The name under which every text is compiled. Private names contain it, so problem and proof
/// must have the same.
pub(crate) const MODULE: &str = "PolyaProblem";

/// How processes are confined.
#[derive(Clone, Debug)]
pub(crate) struct Confine {
    pub(crate) program: PathBuf,
    pub(crate) scratch: PathBuf,
    pub(crate) limits: Limits,
    pub(crate) enforcement: Enforcement,
}

/// What came of a text.
#[derive(Debug)]
pub(crate) enum Compiled {
    /// Lean says that all is well, and wrote a module: the bytes of its files.
    Module(Vec<Vec<u8>>),
    /// Lean found errors.
    Errors(Vec<CompilerError>),
    /// It says that all is well, and left no module behind.
    Failed(String),
    /// It ended with neither a module nor an error: Lean itself broke down, or the text ended it.
    Crashed(Ended),
    /// It passed one of its limits, or something ended it.
    Limit(Ended),
    /// The system cannot confine it.
    NotConfined(String),
}

/// How the kernel's words begin when it leaves a computation alone because of its size.
pub(crate) const GIVEN_UP: &str = "the kernel refused to evaluate";

/// Whether the kernel gave up, which says nothing about the proof. Whoever prints this without the
/// kernel's having said so gains nothing: it is no acceptance.
pub(crate) fn is_limit_of_kernel(error: &CompilerError) -> bool {
    error.text.strip_prefix("(kernel) ").is_some_and(|words| {
        let limits = ["deterministic timeout", "excessive memory", "deep recursion", "interrupted"];
        words.starts_with(GIVEN_UP) || limits.iter().any(|limit| words.starts_with(limit))
    })
}

/// A process that has ended.
pub(crate) struct Finished {
    pub(crate) ended: Ended,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

/// Compiles `text`. Dropping the future ends the process.
pub(crate) async fn compile(
    toolchain: &Toolchain,
    confine: &Confine,
    text: &str,
) -> io::Result<Compiled> {
    let scratch = tempfile::Builder::new().prefix("judge-").tempdir_in(&confine.scratch)?;
    // Lean takes a module's name from its path, and confinement looks through links.
    let folder = fs::canonicalize(scratch.path())?;
    let source = folder.join(format!("{MODULE}.lean"));
    let olean = folder.join(format!("{MODULE}.olean"));
    fs::write(&source, text)?;

    let mut policy = Confinement::new(&confine.program, &folder);
    policy.read.push(toolchain.sysroot().to_owned());
    policy.read.extend(toolchain.lean_path().iter().cloned());
    policy.limits = confine.limits;
    policy.enforcement = confine.enforcement;
    let lean_path = toolchain
        .lean_path_value()
        .into_string()
        .map_err(|path| io::Error::other(format!("`{}` is not UTF-8", path.display())))?;
    policy.environment.insert("LEAN_PATH".to_owned(), lean_path);
    let arguments = [
        "--json".as_ref(),
        "--root".as_ref(),
        folder.as_os_str(),
        "-o".as_ref(),
        olean.as_os_str(),
    ];
    let arguments = arguments.into_iter().chain([source.as_os_str()]);
    let Finished { ended, stdout, stderr } =
        start(policy.command(&toolchain.lean_program(), arguments))?.finish(Vec::new()).await?;

    Ok(match ended {
        Ended::Exited(0) => match take(&olean) {
            Ok(parts) => Compiled::Module(parts),
            Err(error) => Compiled::Failed(format!("no compiled module was left: {error}")),
        },
        Ended::NotConfined => Compiled::NotConfined(stderr),
        // Whoever ended it, or kept it from starting: that is not the file's fault for certain.
        Ended::NotStarted | Ended::Signal(_) => Compiled::Limit(ended),
        _ if ended.is_limit() => Compiled::Limit(ended),
        _ => {
            let errors = errors_in(&String::from_utf8_lossy(&stdout));
            if errors.is_empty() {
                tracing::debug!(%ended, stderr, "Lean broke down");
                Compiled::Crashed(ended)
            } else {
                Compiled::Errors(errors)
            }
        }
    })
}

/// A process that was started and waits for what it is to read.
#[derive(Debug)]
pub(crate) struct Running(tokio::process::Child);

/// Starts a command. Dropping what this returns ends the process.
pub(crate) fn start(mut command: Command) -> io::Result<Running> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    tokio::process::Command::from(command).kill_on_drop(true).spawn().map(Running)
}

impl Running {
    /// Gives the process `input` to read, and waits for its end. What it prints beyond a bound is
    /// thrown away.
    pub(crate) async fn finish(self, input: Vec<u8>) -> io::Result<Finished> {
        let Self(mut child) = self;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let give = async {
            if let Some(mut stdin) = stdin {
                // A process that ended without reading says why by its status.
                let _ = stdin.write_all(&input).await;
            }
        };
        let ((), stdout, stderr, status) =
            tokio::join!(give, gather(stdout), gather(stderr), child.wait());
        let stderr = String::from_utf8_lossy(&stderr?).trim().to_owned();
        Ok(Finished { ended: Ended::from_status(status?), stdout: stdout?, stderr })
    }
}

async fn gather(stream: Option<impl AsyncRead + Unpin>) -> io::Result<Vec<u8>> {
    const MOST: usize = 1 << 20;
    let mut gathered = Vec::new();
    let Some(mut stream) = stream else { return Ok(gathered) };
    let mut buffer = vec![0; 1 << 14];
    loop {
        let count = stream.read(&mut buffer).await?;
        if count == 0 {
            return Ok(gathered);
        }
        let room = MOST.saturating_sub(gathered.len()).min(count);
        gathered.extend_from_slice(&buffer[..room]);
    }
}

/// The compiled module's bytes. The folder was a hostile process's to write: what lies there may be
/// a link, a pipe that never ends, or far too large.
fn take(olean: &Path) -> io::Result<Vec<Vec<u8>>> {
    let mut room = LARGEST;
    let mut parts = vec![read(olean, &mut room)?];
    for extension in ["server", "private"] {
        let part = olean.with_added_extension(extension);
        if part.symlink_metadata().is_ok() {
            parts.push(read(&part, &mut room)?);
        }
    }
    Ok(parts)
}

/// In all, no more is read of what a compiling process left: bytes become ten times their size in terms, in
/// this process. Proofs of a megabyte are unheard of.
pub(crate) const LARGEST: u64 = 64 << 20;

fn read(file: &Path, room: &mut u64) -> io::Result<Vec<u8>> {
    // Nobody is left who could change it between this look and the next.
    let data = file.symlink_metadata()?;
    if !data.is_file() {
        return Err(io::Error::other("it is no ordinary file"));
    }
    *room = room
        .checked_sub(data.len())
        .ok_or_else(|| io::Error::other(format!("it has {} bytes", data.len())))?;
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(data.len()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kernel_that_gave_up_is_told_from_one_that_refused() {
        for (text, expected) in [
            ("(kernel) deep recursion detected, use `set_option maxRecDepth <num>`", true),
            ("(kernel) deterministic timeout", true),
            ("(kernel) the kernel refused to evaluate `Nat.pow` because", true),
            ("(kernel) declaration type mismatch, 't' has type", false),
            ("(deterministic) timeout at `whnf`", false),
            ("deep recursion detected", false),
        ] {
            let message = CompilerError { line: 1, column: 0, text: text.to_owned() };
            assert_eq!(is_limit_of_kernel(&message), expected, "{text}");
        }
    }

    #[test]
    fn only_ordinary_files_are_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.olean");
        assert!(take(&file).is_err());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/dev/zero", &file).unwrap();
            assert!(take(&file).is_err());
            fs::remove_file(&file).unwrap();
        }
        fs::write(&file, "x").unwrap();
        assert_eq!(take(&file).unwrap(), [b"x"]);
        fs::File::options().write(true).open(&file).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(take(&file).is_err());
        // All files of a module together.
        fs::File::options().write(true).open(&file).unwrap().set_len(LARGEST).unwrap();
        fs::write(folder.path().join("a.olean.private"), "x").unwrap();
        assert!(take(&file).is_err());
    }
}
