//! What a component imports and exports, and the host's side of its imports.

use wasmtime::{
    Engine,
    component::{Component, InstancePre, Lift, Linker, Lower, types::ComponentItem},
};

use super::{
    contract::{Export, Permission, TYPES_INTERFACE},
    error::LoadError,
    services::LogLevel,
    state::State,
};

/// Reads a component's type: what it asks for and what it offers.
pub(super) fn surface(
    name: &str,
    component: &Component,
    engine: &Engine,
) -> Result<(Vec<Permission>, Vec<Export>), LoadError> {
    let ty = component.component_type();
    let mut imports = Vec::new();
    for (import, _) in ty.imports(engine) {
        if import == TYPES_INTERFACE {
            continue;
        }
        match Permission::ALL.into_iter().find(|p| p.interface() == import) {
            Some(permission) => imports.push(permission),
            None => {
                return Err(LoadError::UnknownImport {
                    tool: name.to_owned(),
                    import: import.to_owned(),
                });
            }
        }
    }
    imports.sort_unstable();
    let mut exports = Vec::new();
    for (export, item) in ty.exports(engine) {
        let known = Export::ALL.into_iter().find(|e| e.name() == export);
        if let (Some(known), ComponentItem::ComponentFunc(_)) = (known, &item.ty) {
            exports.push(known);
        }
    }
    exports.sort_unstable();
    for required in [Export::Describe, Export::Call] {
        if !exports.contains(&required) {
            return Err(LoadError::MissingExport {
                tool: name.to_owned(),
                export: required.name(),
            });
        }
    }
    Ok((imports, exports))
}

/// Defines every import of the contract. Whether one may be *used* is asked at each call, so that
/// one linked component serves under any manifest.
pub(super) fn link(
    name: &str,
    engine: &Engine,
    component: &Component,
) -> Result<InstancePre<State>, LoadError> {
    let mut linker = Linker::<State>::new(engine);
    define(&mut linker)
        .and_then(|()| linker.instantiate_pre(component))
        .map_err(|e| LoadError::NotAComponent { tool: name.to_owned(), reason: format!("{e:#}") })
}

fn define(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    linker.instance(TYPES_INTERFACE)?;
    linker.instance(Permission::Log.interface())?.func_wrap(
        "emit",
        |mut store, (level, message): (WitLevel, String)| {
            store.data_mut().enter(Permission::Log)?;
            let state = store.data();
            state.call.services.log(&state.tool, level.into(), &message);
            Ok(())
        },
    )?;
    linker.instance(Permission::Progress.interface())?.func_wrap(
        "report",
        |mut store, (done, total, message): (u32, u32, String)| {
            store.data_mut().enter(Permission::Progress)?;
            let state = store.data();
            state.call.services.progress(&state.tool, done, total, &message);
            Ok(())
        },
    )?;
    linker.instance(Permission::Lean.interface())?.func_wrap(
        "check",
        |mut store, (term,): (String,)| {
            store.data_mut().enter(Permission::Lean)?;
            let state = store.data();
            Ok((state.call.services.check_term(&term, state.remaining()),))
        },
    )?;
    linker.instance(Permission::Recall.interface())?.func_wrap(
        "premises",
        |mut store, (query, k): (String, u32)| {
            store.data_mut().enter(Permission::Recall)?;
            let state = store.data();
            Ok((state.call.services.premises(&query, k, state.remaining()),))
        },
    )
}

/// The contract's `log.level`. Values come out of guests' memory, never out of Rust code.
#[expect(dead_code, reason = "constructed by lifting")]
#[derive(Clone, Copy, wasmtime::component::ComponentType, Lift, Lower)]
#[component(enum)]
#[repr(u8)]
enum WitLevel {
    #[component(name = "debug")]
    Debug,
    #[component(name = "info")]
    Info,
    #[component(name = "warn")]
    Warn,
    #[component(name = "error")]
    Error,
}

impl From<WitLevel> for LogLevel {
    fn from(level: WitLevel) -> Self {
        match level {
            WitLevel::Debug => Self::Debug,
            WitLevel::Info => Self::Info,
            WitLevel::Warn => Self::Warn,
            WitLevel::Error => Self::Error,
        }
    }
}
