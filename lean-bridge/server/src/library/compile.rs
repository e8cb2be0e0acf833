//! Running Lean on the modules of a plan, several at once.

use std::{
    collections::VecDeque,
    fs, io,
    num::NonZero,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use rustc_hash::FxHashMap;

use super::{COMPILED, KEY, LibraryError, Plan, Planned, Target, module_file};
use crate::{
    compiler,
    toolchain::{self, Progress, ToolchainError, create_folder},
};

/// No module of a library may take longer.
const MODULE_LIMIT: Duration = Duration::from_mins(15);

/// Compiles all modules of `plan` into `root`, or takes them from `earlier` builds.
pub(super) fn all(
    plan: &Plan<'_>,
    target: &Target<'_>,
    earlier: &FxHashMap<String, PathBuf>,
    root: &Path,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<(), ToolchainError> {
    let total = plan.modules.len();
    let mut waiting: Vec<usize> = plan.modules.iter().map(|module| module.imports.len()).collect();
    let mut importers = vec![Vec::new(); total];
    for (place, module) in plan.modules.iter().enumerate() {
        for &import in &module.imports {
            importers[import].push(place);
        }
    }

    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(total.max(1));
    let (jobs, queue) = mpsc::channel::<usize>();
    let queue = Mutex::new(queue);
    let (results, finished) = mpsc::channel();
    thread::scope(|scope| {
        for _worker in 0..workers {
            let (queue, results) = (&queue, results.clone());
            scope.spawn(move || {
                loop {
                    // The lock is held only while waiting for a job.
                    let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(place) = job else { break };
                    let done = one(&plan.modules[place], target, earlier, root);
                    if results.send((place, done)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(results);

        let mut ready: VecDeque<usize> = (0..total).filter(|&place| waiting[place] == 0).collect();
        let (mut running, mut done) = (0, 0);
        let mut failure = None;
        loop {
            // After a failure the running ones are waited for, and no other is begun.
            while failure.is_none()
                && let Some(place) = ready.pop_front()
            {
                // The receiving end lives as long as this function.
                let _ = jobs.send(place);
                running += 1;
            }
            if running == 0 {
                break;
            }
            let Ok((place, result)) = finished.recv() else { break };
            running -= 1;
            if let Err(error) = result {
                failure = failure.or(Some((place, error)));
                continue;
            }
            done += 1;
            progress(Progress::Building { done, total, module: &plan.modules[place].name });
            for &importer in &importers[place] {
                waiting[importer] -= 1;
                if waiting[importer] == 0 {
                    ready.push_back(importer);
                }
            }
        }
        drop(jobs);
        failure.map_or(Ok(()), |(_, error)| Err(error))
    })
}

/// Makes one module's compiled files, and its key last.
fn one(
    module: &Planned<'_>,
    target: &Target<'_>,
    earlier: &FxHashMap<String, PathBuf>,
    root: &Path,
) -> Result<(), ToolchainError> {
    let source = root.join(module_file(&module.name, "lean"));
    // A module's file always lies in a folder: at least in `root`.
    create_folder(source.parent().unwrap_or(root))?;
    let write_failed = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| ToolchainError::io("write", &path, source)
    };
    fs::write(&source, module.text).map_err(write_failed(&source))?;

    let reused =
        earlier.get(&module.key).is_some_and(|base| take(base, &source.with_extension("")));
    if !reused {
        run_lean(module, target, root, &source)?;
    }
    let key = root.join(module_file(&module.name, KEY));
    fs::write(&key, &module.key).map_err(write_failed(&key))
}

/// Links or copies the compiled files of an earlier build. False if that failed: then the module
/// is compiled.
fn take(from: &Path, to: &Path) -> bool {
    COMPILED.iter().all(|extension| {
        let (from, to) = (from.with_added_extension(extension), to.with_added_extension(extension));
        if !from.exists() {
            return *extension != "olean";
        }
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop)).is_ok()
    })
}

fn run_lean(
    module: &Planned<'_>,
    target: &Target<'_>,
    root: &Path,
    source: &Path,
) -> Result<(), ToolchainError> {
    let mut command = Command::new(target.lean);
    toolchain::without_lean_variables(&mut command);
    command
        .arg("--json")
        // The module's name, which private names contain, is the path from here.
        .arg("--root")
        .arg(root)
        .arg("-o")
        .arg(source.with_extension("olean"))
        .arg(source)
        .current_dir(root)
        .env("LEAN_PATH", root);
    let output = toolchain::run_to_end(&mut command, MODULE_LIMIT)
        .map_err(|error| ToolchainError::io("run", target.lean, error))?;
    if output.succeeded() {
        return Ok(());
    }

    if output.stdout.contains("No space left on device")
        || output.stderr.contains("No space left on device")
    {
        return Err(ToolchainError::DiskFull { path: root.to_owned() });
    }
    let file = format!("{}.lean", module.name.replace('.', "/"));
    let errors = compiler::errors_in(&output.stdout);
    if errors.is_empty() {
        return Err(LibraryError::Crashed { file, detail: output.last_words() }.into());
    }
    Err(LibraryError::Rejected { file, errors }.into())
}
