//! A kernel's process: reads requests, answers each from an empty environment, ends.
//!
//! It never saw a line of anybody's proof text, loads no compiled Lean module, and runs confined.

use std::{
    env,
    ffi::OsStr,
    io::{self, Read, Write},
    path::Path,
    process::ExitCode,
    time::Instant,
};

use super::terms::{Constant, Kind, NameId, Terms};
use super::{
    ffi::{Kernel, Refusal},
    own,
    wire::{Answer, Failure, Reason, Request, Step},
};

/// As what the official kernel's process is started; the path of Lean's library follows.
pub(super) const OFFICIAL: &str = "__kernel";

/// As what the second kernel's process is started.
pub(super) const OWN: &str = "__kernel-own";

/// Acts as a kernel's process if this one was started as such, and returns the status to exit
/// with.
///
/// Every executable that is given as [`crate::JudgeSettings::program`] calls this, and
/// [`polya_sandbox::confine::run_if_shim`], first in `main`. Returns `None` at once for any other
/// command line.
pub fn run_if_kernel() -> Option<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    let stage = arguments.next()?;
    let served = if stage == OsStr::new(OFFICIAL) {
        serve_official(Path::new(&arguments.next()?))
    } else if stage == OsStr::new(OWN) {
        serve_own()
    } else {
        return None;
    };
    Some(match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "this process is a program of its own")]
            {
                eprintln!("polya: kernel: {error}");
            }
            ExitCode::FAILURE
        }
    })
}

fn serve_official(library: &Path) -> io::Result<()> {
    // Ready before the requests come, which may be a while.
    let mut kernel = Kernel::start(library);
    serve(|request| {
        let mut answer = Answer::default();
        match &mut kernel {
            Ok(kernel) => replay(kernel, request, &mut answer),
            Err((reason, message)) => {
                let message = message.clone();
                answer.failure =
                    Some(Failure { constant: String::new(), reason: *reason, message });
            }
        }
        answer
    })
}

fn serve_own() -> io::Result<()> {
    serve(own::replay)
}

fn serve(answer: impl FnMut(Request) -> Answer) -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let requests: Vec<Request> = postcard::from_bytes(&bytes).map_err(io::Error::other)?;
    drop(bytes);
    let mut answers: Vec<Answer> = requests.into_iter().map(answer).collect();
    for answer in &mut answers {
        answer.peak_memory = peak_memory();
    }
    let bytes = postcard::to_allocvec(&answers).map_err(io::Error::other)?;
    io::stdout().lock().write_all(&bytes)
}

/// The most memory that this process ever held, as the system counts it, in bytes.
pub(crate) fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

fn replay(kernel: &mut Kernel, request: Request, answer: &mut Answer) {
    let Request { tables, constants, steps, heartbeats, statements: _ } = request;
    let fail = |answer: &mut Answer, constant: String, (reason, message): Refusal| {
        answer.failure = Some(Failure { constant, reason, message });
    };
    let Some(mut terms) = tables.into_terms() else {
        let why = (Reason::Broken, "the request's terms are out of order".to_owned());
        return fail(answer, String::new(), why);
    };
    kernel.begin();
    kernel.set_heartbeats(heartbeats);
    let started = Instant::now();
    let mut run = || -> Result<(), (String, Refusal)> {
        kernel.load(&terms).map_err(|refusal| (String::new(), refusal))?;
        for step in &steps {
            let members = members(&constants, step).map_err(|refusal| (String::new(), refusal))?;
            let name = terms.show(members[0].name);
            add(kernel, &mut terms, &members, step.checked).map_err(|refusal| (name, refusal))?;
            *if step.checked { &mut answer.checked } else { &mut answer.added } += 1;
        }
        Ok(())
    };
    let result = run();
    answer.microseconds = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    if let Err((constant, refusal)) = result {
        fail(answer, constant, refusal);
    }
}

fn members<'a>(constants: &'a [Constant], step: &Step) -> Result<Vec<&'a Constant>, Refusal> {
    let found: Option<Vec<_>> =
        step.members.iter().map(|member| constants.get(*member as usize)).collect();
    found
        .filter(|members| !members.is_empty())
        .ok_or_else(|| (Reason::Broken, "the request names constants that it lacks".to_owned()))
}

/// Adds one declaration, and sees that what the kernel made of it is what the file says.
fn add(
    kernel: &mut Kernel,
    terms: &mut Terms,
    members: &[&Constant],
    checked: bool,
) -> Result<(), Refusal> {
    kernel.add(members, checked)?;
    let made_by_kernel = |constant: &&&Constant| {
        matches!(
            constant.kind,
            Kind::Inductive(_)
                | Kind::Constructor { .. }
                | Kind::Recursor(_)
                | Kind::Quotient { .. }
        )
    };
    for constant in members.iter().filter(made_by_kernel) {
        same(kernel, terms, constant, constant.name)?;
    }
    Ok(())
}

fn same(
    kernel: &mut Kernel,
    terms: &mut Terms,
    given: &Constant,
    name: NameId,
) -> Result<(), Refusal> {
    match kernel.find(terms, name)? {
        Some(made) if made == *given => Ok(()),
        Some(_) => {
            let message = format!("`{}` differs from what the kernel derives", terms.show(name));
            Err((Reason::Differs, message))
        }
        None => {
            let message = format!("the kernel makes no `{}` of this declaration", terms.show(name));
            Err((Reason::Differs, message))
        }
    }
}
