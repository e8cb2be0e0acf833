//! Finding the Lean that the settings ask for, or fetching it.

use polya_lean::toolchain::{LeanChoice, Toolchain, ToolchainError, ToolchainSettings};

use crate::{
    notices::{Activity, Notices},
    settings::Settings,
};

/// Finds or fetches the toolchain that the settings ask for, and says what is odd about it.
///
/// Blocks, for minutes if Lean must be fetched.
pub fn locate(settings: &Settings, notices: &dyn Notices) -> Result<Toolchain, ToolchainError> {
    let toolchain = find(settings, notices, true)?;
    if let Some(project) = toolchain.project() {
        let packages = match project.dependencies() {
            0 => String::new(),
            1 => " with 1 package".to_owned(),
            several => format!(" with {several} packages"),
        };
        notices.note(&format_args!(
            "using the Lake project `{}`{packages} and Lean {}; imported modules are trusted as compiled (`--no-project` leaves the project out)",
            project.folder().display(),
            toolchain.version()
        ));
    }
    for note in toolchain.notes() {
        notices.warning(note);
    }
    Ok(toolchain)
}

/// The same; `fetch` says whether anything may be fetched.
pub fn find(
    settings: &Settings,
    notices: &dyn Notices,
    fetch: bool,
) -> Result<Toolchain, ToolchainError> {
    let lean = &settings.lean;
    let toolchain = ToolchainSettings {
        lean: lean.program.clone().map_or(LeanChoice::Auto, LeanChoice::Program),
        project: lean.project.clone(),
        path: lean.search_path.clone(),
        user_home: lean.user_home.clone(),
        fetch,
        ..ToolchainSettings::new(&settings.home, &settings.program)
    };
    let found = Toolchain::locate(&toolchain, &mut |progress| {
        notices.activity(Activity::Lean(progress));
    });
    notices.activity(Activity::LeanEnded { found: found.is_ok() });
    found
}
