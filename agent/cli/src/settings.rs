//! What the program works with, once all layers and defaults are in: the engine's settings.

use std::{
    ffi::OsString,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    time::Duration,
};

use polya_engine::settings::{Budget, Lean, Memory, OwnModel, Settings, Tools, UseTools, Voices};
use polya_lean::toolchain::ProjectChoice;
use polya_model::{ApiKey, Endpoint};

use crate::{
    config::{Config, MemoryLayer, ModelLayer, NO_PROJECT},
    exit::Failure,
};

/// Fills in the defaults. `variable` looks an environment variable up.
pub(crate) fn resolve(
    config: &Config,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Settings, Failure> {
    let layer = &config.layer;
    let home = match &layer.home {
        Some(home) => home.clone(),
        None => default_home(variable)?,
    };
    let program = std::env::current_exe().map_err(|error| {
        Failure::infrastructure(format!("cannot find the program's own file: {error}"))
    })?;
    let processors = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let workers = match layer.lean.workers {
        Some(workers) => NonZeroUsize::new(workers)
            .ok_or_else(|| Failure::input("`lean.workers` is 0, at least 1 is needed"))?,
        None => processors,
    };
    if layer.run.jobs == Some(0) {
        return Err(Failure::input("`run.jobs` is 0, at least 1 is needed"));
    }
    let endpoints: Vec<Endpoint> = layer
        .model
        .iter()
        .flatten()
        .map(|model| endpoint(model, variable))
        .collect::<Result<_, _>>()?;
    let own_model = match layer.run.model.as_deref() {
        Some("off") => OwnModel::Off,
        Some("shipped") => OwnModel::Shipped,
        Some(file) => OwnModel::File(PathBuf::from(file)),
        // Whoever names servers, or an empty list of them, has chosen.
        None if layer.model.is_some() => OwnModel::Off,
        None => OwnModel::Shipped,
    };
    let home = absolute(&home)?;
    Ok(Settings {
        memory: memory(&home, &layer.memory),
        voices: Voices::default(),
        home,
        out: layer.run.out.clone().unwrap_or_else(|| PathBuf::from("runs")),
        program,
        jobs: layer.run.jobs,
        seed: layer.run.seed,
        selection: layer.run.selection.clone(),
        budget: Budget {
            time: layer.budget.time,
            time_per_problem: layer.budget.time_per_problem.unwrap_or(Duration::from_secs(20)),
            checks: layer.budget.checks,
            checks_per_problem: layer.budget.checks_per_problem,
            tokens: layer.budget.tokens,
        },
        lean: Lean {
            program: layer.lean.program.clone(),
            project: project(layer.lean.project.as_deref())?,
            search_path: variable("PATH"),
            user_home: variable("HOME").map(PathBuf::from),
            workers,
            heartbeats: layer.lean.heartbeats,
            check_timeout: layer.lean.check_timeout,
            allow_unconfined: layer.lean.allow_unconfined.unwrap_or(false),
        },
        tools: Tools {
            used: tools(layer.tools.used.as_deref().unwrap_or("on"))?,
            believe: layer.tools.believe.unwrap_or(false),
        },
        endpoints,
        own_model,
    })
}

/// Which Lake project is used: the named one, none, or the one around the working folder.
fn project(named: Option<&Path>) -> Result<ProjectChoice, Failure> {
    Ok(match named {
        Some(word) if word.as_os_str() == NO_PROJECT => ProjectChoice::Off,
        Some(folder) => ProjectChoice::Named(absolute(folder)?),
        None => ProjectChoice::Around(absolute(Path::new("."))?),
    })
}

/// How the memory ranks and what it keeps, with what the layers say of it.
fn memory(home: &Path, layer: &MemoryLayer) -> Memory {
    let mut scores = polya_memory::Settings::default();
    let polya_memory::Settings { recall, keep, .. } = &mut scores;
    if let Some(capacity) = layer.capacity {
        keep.capacity = usize::try_from(capacity).unwrap_or(usize::MAX);
    }
    if let Some([relevance, recency, importance, access]) = layer.recall_weights {
        (recall.relevance, recall.recency) = (relevance, recency);
        (recall.importance, recall.access) = (importance, access);
    }
    if let Some([importance, recency, access]) = layer.keep_weights {
        (keep.importance, keep.recency, keep.access) = (importance, recency, access);
    }
    let hours = |time: Duration| time.as_secs_f64() / 3600.0;
    if let Some(fade) = layer.fade_time {
        // Ages are divided by it.
        recall.recency_hours = hours(fade).max(1e-6);
        keep.recency_hours = recall.recency_hours;
    }
    if let Some(grace) = layer.grace_time {
        keep.grace_hours = hours(grace);
    }
    Memory { folder: home.join("memory"), mode: layer.mode, scores }
}

fn tools(text: &str) -> Result<UseTools, Failure> {
    match text.trim() {
        "on" => return Ok(UseTools::All),
        "off" => return Ok(UseTools::None),
        _ => {}
    }
    let names: Vec<String> =
        text.split(',').map(|name| name.trim().to_owned()).filter(|n| !n.is_empty()).collect();
    if names.is_empty() {
        return Err(Failure::input("`tools.use` is empty")
            .hint("write `on`, `off` or names of tools, as in `ring,refute`"));
    }
    Ok(UseTools::Named(names))
}

/// The user's data folder by the XDG rules: relative values count as unset.
fn default_home(variable: &dyn Fn(&str) -> Option<OsString>) -> Result<PathBuf, Failure> {
    let folder = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if let Some(data) = folder("XDG_DATA_HOME") {
        return Ok(data.join("polya"));
    }
    folder("HOME").map(|home| home.join(".local/share/polya")).ok_or_else(|| {
        Failure::input("no data folder: neither `POLYA_HOME` nor `HOME` is set")
            .hint("name one with `--home DIR`")
    })
}

/// Absolute, because processes are started in other working folders.
fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path)
        .map_err(|error| Failure::input(format!("`{}`: {error}", path.display())))
}

fn endpoint(
    model: &ModelLayer,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Endpoint, Failure> {
    let key = match (&model.key, &model.key_variable) {
        (Some(_), Some(_)) => {
            return Err(Failure::input(format!(
                "the model at `{}` has both `key` and `key-variable`",
                model.url
            )));
        }
        (Some(key), None) => Some(key.clone()),
        (None, Some(name)) => {
            let key = variable(name).and_then(|key| key.into_string().ok()).ok_or_else(|| {
                Failure::input(format!(
                    "the model at `{}` wants its key in `{name}`, which is not set",
                    model.url
                ))
            })?;
            Some(ApiKey::new(key))
        }
        (None, None) => None,
    };
    let usual = Endpoint::new(&model.url);
    Ok(Endpoint {
        model: model.name.clone(),
        key,
        roles: model.roles.clone().unwrap_or_default(),
        api: model.api.unwrap_or_default(),
        timeout: model.timeout.unwrap_or(usual.timeout),
        concurrency: model.parallel.unwrap_or(usual.concurrency),
        retries: model.retries.unwrap_or(usual.retries),
        ..usual
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Layer;

    fn resolve(layer: Layer, variables: &[(&str, &str)]) -> Result<Settings, Failure> {
        let look = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        };
        super::resolve(&Config { layer, ..Config::default() }, &look)
    }

    #[test]
    fn the_data_folder_follows_the_xdg_rules() {
        let home =
            |variables: &[(&str, &str)]| resolve(Layer::default(), variables).map(|s| s.home);
        assert_eq!(home(&[("HOME", "/h")]).expect("set"), Path::new("/h/.local/share/polya"));
        let both = [("HOME", "/h"), ("XDG_DATA_HOME", "/x")];
        assert_eq!(home(&both).expect("set"), Path::new("/x/polya"));
        let relative = [("HOME", "/h"), ("XDG_DATA_HOME", "x")];
        assert_eq!(home(&relative).expect("set"), Path::new("/h/.local/share/polya"));
        assert!(home(&[]).expect_err("unset").hint.is_some());
    }

    #[test]
    fn a_key_comes_from_one_place() {
        let model = |key: Option<&str>, variable: Option<&str>| {
            let mut layer = Layer { home: Some("/h".into()), ..Layer::default() };
            layer.model = Some(vec![ModelLayer {
                url: "http://h/v1".into(),
                key: key.map(ApiKey::new),
                key_variable: variable.map(str::to_owned),
                ..ModelLayer::default()
            }]);
            resolve(layer, &[("MY_KEY", "k")]).map(|s| s.endpoints[0].key.clone())
        };
        assert_eq!(model(None, Some("MY_KEY")).expect("set"), Some(ApiKey::new("k")));
        assert_eq!(model(None, None).expect("none"), None);
        assert!(model(None, Some("OTHER")).is_err());
        assert!(model(Some("k"), Some("MY_KEY")).is_err());
    }

    #[test]
    fn a_model_of_our_own_unless_another_is_named() {
        let of = |own: Option<&str>, servers: Option<usize>| {
            let mut layer = Layer { home: Some("/h".into()), ..Layer::default() };
            layer.run.model = own.map(str::to_owned);
            let server = ModelLayer { url: "http://h/v1".into(), ..ModelLayer::default() };
            layer.model = servers.map(|count| vec![server; count]);
            let settings = resolve(layer, &[]).expect("well-formed");
            (settings.own_model, settings.endpoints.len())
        };
        assert_eq!(of(None, None), (OwnModel::Shipped, 0));
        assert_eq!(of(None, Some(1)), (OwnModel::Off, 1));
        assert_eq!(of(None, Some(0)), (OwnModel::Off, 0), "as `--no-model` has it");
        assert_eq!(of(Some("off"), Some(1)), (OwnModel::Off, 1));
        assert_eq!(of(Some("shipped"), Some(1)), (OwnModel::Shipped, 1));
        assert_eq!(of(Some("m.gguf"), Some(1)), (OwnModel::File("m.gguf".into()), 1));
    }

    #[test]
    fn tools_are_all_none_or_named() {
        let of = |text: Option<&str>| {
            let mut layer = Layer { home: Some("/h".into()), ..Layer::default() };
            layer.tools.used = text.map(str::to_owned);
            resolve(layer, &[]).map(|settings| settings.tools.used)
        };
        assert_eq!(of(None).expect("usual"), UseTools::All);
        assert_eq!(of(Some("off")).expect("well-formed"), UseTools::None);
        let named = UseTools::Named(vec!["ring".to_owned(), "refute".to_owned()]);
        assert_eq!(of(Some("ring, refute")).expect("well-formed"), named);
        assert!(of(Some(" , ")).is_err());
    }

    #[test]
    fn the_scores_of_the_memory_are_settings() {
        let mut layer = Layer { home: Some("/h".into()), ..Layer::default() };
        layer.memory.capacity = Some(1_000_000);
        layer.memory.recall_weights = Some([1.0, 0.1, 0.2, 0.3]);
        layer.memory.keep_weights = Some([0.5, 0.6, 0.7]);
        layer.memory.fade_time = Some(Duration::from_hours(48));
        layer.memory.grace_time = Some(Duration::from_mins(30));
        let memory = resolve(layer, &[]).expect("well-formed").memory.scores;
        let (recall, keep) = (memory.recall, memory.keep);
        assert_eq!(keep.capacity, 1_000_000);
        let weights = [recall.relevance, recall.recency, recall.importance, recall.access];
        assert_eq!(weights.map(f32::to_bits), [1.0, 0.1, 0.2, 0.3].map(f32::to_bits));
        let weights = [keep.importance, keep.recency, keep.access];
        assert_eq!(weights.map(f32::to_bits), [0.5, 0.6, 0.7].map(f32::to_bits));
        let hours = [recall.recency_hours, keep.recency_hours, keep.grace_hours];
        assert_eq!(hours.map(f64::to_bits), [48.0, 48.0, 0.5].map(f64::to_bits));
    }

    #[test]
    fn nothing_can_be_done_by_nobody() {
        let mut layer = Layer { home: Some("/h".into()), ..Layer::default() };
        layer.lean.workers = Some(0);
        assert!(resolve(layer.clone(), &[]).is_err());
        layer.lean.workers = None;
        layer.run.jobs = Some(0);
        assert!(resolve(layer, &[]).is_err());
    }
}
