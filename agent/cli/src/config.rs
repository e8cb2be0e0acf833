//! Configuration: `polya.toml`, then `POLYA_*` variables, then flags; later ones win.
//!
//! Every layer is the same [`Layer`] of optional values, so a setting has one name, one type and one
//! place in [`KEYS`], from which files, variables, suggestions and `polya config` all work. A key or
//! variable that is not in the table is an error that names its place: a setting that is silently
//! ignored is worse than none.

mod layer;

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fmt,
    ops::Range,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::Deserialize as _;
use toml::de::{DeTable, DeValue};

use crate::{exit::Failure, quantity, suggest};
pub(crate) use layer::{
    BudgetLayer, Layer, LeanLayer, MemoryLayer, ModelLayer, RunLayer, ToolsLayer,
};

/// Name of the file that is looked for in the working folder and its parents.
pub(crate) const FILE_NAME: &str = "polya.toml";

/// How a setting is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Integer,
    Truth,
}

/// One setting.
struct Key {
    /// Dotted path in `polya.toml`.
    path: &'static str,
    /// Environment variable.
    variable: &'static str,
    kind: Kind,
}

const fn key(path: &'static str, variable: &'static str, kind: Kind) -> Key {
    Key { path, variable, kind }
}

/// All settings but the `[[model]]` list.
const KEYS: &[Key] = &[
    key("home", "POLYA_HOME", Kind::Text),
    key("run.out", "POLYA_OUT", Kind::Text),
    key("run.jobs", "POLYA_JOBS", Kind::Integer),
    key("run.seed", "POLYA_SEED", Kind::Integer),
    key("run.selection", "POLYA_SELECTION", Kind::Text),
    key("run.model", "POLYA_MODEL", Kind::Text),
    key("budget.time", "POLYA_TIME", Kind::Text),
    key("budget.time-per-problem", "POLYA_TIME_PER_PROBLEM", Kind::Text),
    key("budget.checks", "POLYA_CHECKS", Kind::Text),
    key("budget.checks-per-problem", "POLYA_CHECKS_PER_PROBLEM", Kind::Text),
    key("budget.tokens", "POLYA_TOKENS", Kind::Text),
    key("lean.program", "POLYA_LEAN", Kind::Text),
    key("lean.project", "POLYA_LEAN_PROJECT", Kind::Text),
    key("lean.workers", "POLYA_LEAN_WORKERS", Kind::Integer),
    key("lean.heartbeats", "POLYA_LEAN_HEARTBEATS", Kind::Integer),
    key("lean.check-timeout", "POLYA_LEAN_CHECK_TIMEOUT", Kind::Text),
    key("lean.allow-unconfined", "POLYA_ALLOW_UNCONFINED", Kind::Truth),
    key("memory.mode", "POLYA_MEMORY", Kind::Text),
    key("memory.capacity", "POLYA_MEMORY_CAPACITY", Kind::Text),
    key("memory.recall-weights", "POLYA_MEMORY_RECALL_WEIGHTS", Kind::Text),
    key("memory.keep-weights", "POLYA_MEMORY_KEEP_WEIGHTS", Kind::Text),
    key("memory.fade-time", "POLYA_MEMORY_FADE_TIME", Kind::Text),
    key("memory.grace-time", "POLYA_MEMORY_GRACE_TIME", Kind::Text),
    key("tools.use", "POLYA_TOOLS", Kind::Text),
    key("tools.believe", "POLYA_BELIEVE_TOOLS", Kind::Truth),
];

/// The value of `lean.project` by which no project is used.
pub(crate) const NO_PROJECT: &str = "off";

/// Keys of one `[[model]]` table.
const MODEL_KEYS: &[&str] =
    &["url", "name", "key", "key-variable", "roles", "api", "timeout", "parallel", "retries"];

/// Variables that are not settings of a layer.
const OTHER_VARIABLES: &[&str] =
    &["POLYA_CONFIG", "POLYA_LOG", "POLYA_MODEL_URL", "POLYA_MODEL_NAME", "POLYA_MODEL_KEY"];

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    File(PathBuf),
    Variable(&'static str),
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Flag => f.write_str("command line"),
        }
    }
}

/// All layers in one, and where each value came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    pub(crate) layer: Layer,
    pub(crate) origins: BTreeMap<&'static str, Origin>,
    /// The file that was read, if any.
    pub(crate) file: Option<PathBuf>,
}

/// Which file to read.
#[derive(Clone, Debug, Default)]
pub(crate) enum Source {
    /// The nearest `polya.toml` in the working folder or above it.
    #[default]
    Nearest,
    /// This one, which must exist.
    Named(PathBuf),
    /// None.
    Ignored,
}

/// Reads all layers. `variables` is the whole environment.
pub(crate) fn load(
    source: &Source,
    folder: &Path,
    variables: impl IntoIterator<Item = (OsString, OsString)>,
    flags: impl IntoIterator<Item = Layer>,
) -> Result<Config, Failure> {
    let mut config = Config::default();
    let variables = polya_variables(variables)?;

    let named = match source {
        Source::Named(path) => Some(path.clone()),
        Source::Ignored => None,
        Source::Nearest => match variables.get("POLYA_CONFIG") {
            Some(path) => Some(PathBuf::from(path)),
            None => folder.ancestors().map(|dir| dir.join(FILE_NAME)).find(|path| path.is_file()),
        },
    };
    if let Some(path) = named {
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Failure::input(format!("cannot read `{}`: {error}", path.display()))
                .hint("name an existing file with `--config`, or leave it out with `--no-config`")
        })?;
        let layer = parse_file(&path, &text)?;
        config.lay(layer, |_| Origin::File(path.clone()));
        config.file = Some(path);
    }
    config.lay(variables_layer(&variables)?, |key| {
        Origin::Variable(
            KEYS.iter().find(|k| k.path == key).map_or("POLYA_MODEL_URL", |k| k.variable),
        )
    });
    for layer in flags {
        config.lay(layer, |_| Origin::Flag);
    }
    Ok(config)
}

impl Config {
    /// Puts `upper` over what is there.
    fn lay(&mut self, upper: Layer, origin: impl Fn(&'static str) -> Origin) {
        for (key, _) in upper.entries() {
            self.origins.insert(key, origin(key));
        }
        let below = std::mem::take(&mut self.layer);
        self.layer = Layer {
            home: upper.home.or(below.home),
            run: RunLayer {
                out: upper.run.out.or(below.run.out),
                jobs: upper.run.jobs.or(below.run.jobs),
                seed: upper.run.seed.or(below.run.seed),
                selection: upper.run.selection.or(below.run.selection),
                model: upper.run.model.or(below.run.model),
            },
            budget: BudgetLayer {
                time: upper.budget.time.or(below.budget.time),
                time_per_problem: upper.budget.time_per_problem.or(below.budget.time_per_problem),
                checks: upper.budget.checks.or(below.budget.checks),
                checks_per_problem: upper
                    .budget
                    .checks_per_problem
                    .or(below.budget.checks_per_problem),
                tokens: upper.budget.tokens.or(below.budget.tokens),
            },
            lean: LeanLayer {
                program: upper.lean.program.or(below.lean.program),
                project: upper.lean.project.or(below.lean.project),
                workers: upper.lean.workers.or(below.lean.workers),
                heartbeats: upper.lean.heartbeats.or(below.lean.heartbeats),
                check_timeout: upper.lean.check_timeout.or(below.lean.check_timeout),
                allow_unconfined: upper.lean.allow_unconfined.or(below.lean.allow_unconfined),
            },
            memory: MemoryLayer {
                mode: upper.memory.mode.or(below.memory.mode),
                capacity: upper.memory.capacity.or(below.memory.capacity),
                recall_weights: upper.memory.recall_weights.or(below.memory.recall_weights),
                keep_weights: upper.memory.keep_weights.or(below.memory.keep_weights),
                fade_time: upper.memory.fade_time.or(below.memory.fade_time),
                grace_time: upper.memory.grace_time.or(below.memory.grace_time),
            },
            tools: ToolsLayer {
                used: upper.tools.used.or(below.tools.used),
                believe: upper.tools.believe.or(below.tools.believe),
            },
            model: upper.model.or(below.model),
        };
    }
}

impl Layer {
    /// The values that are set, as text, in the order of [`KEYS`].
    pub(crate) fn entries(&self) -> Vec<(&'static str, String)> {
        let path = |p: &Option<PathBuf>| p.as_ref().map(|p| p.display().to_string());
        let time = |d: Option<Duration>| d.map(quantity::show_duration);
        let number = |n: Option<u64>| n.map(|n| n.to_string());
        let size = |n: Option<usize>| n.map(|n| n.to_string());
        let weights = |weights: Option<&[f32]>| {
            weights.map(|w| w.iter().map(f32::to_string).collect::<Vec<_>>().join(", "))
        };
        let values = [
            path(&self.home),
            path(&self.run.out),
            size(self.run.jobs),
            number(self.run.seed),
            self.run.selection.clone(),
            self.run.model.clone(),
            time(self.budget.time),
            time(self.budget.time_per_problem),
            number(self.budget.checks),
            number(self.budget.checks_per_problem),
            number(self.budget.tokens),
            path(&self.lean.program),
            path(&self.lean.project),
            size(self.lean.workers),
            number(self.lean.heartbeats.map(u64::from)),
            time(self.lean.check_timeout),
            self.lean.allow_unconfined.map(|b| b.to_string()),
            self.memory.mode.map(|mode| mode.name().to_owned()),
            number(self.memory.capacity),
            weights(self.memory.recall_weights.as_ref().map(|w| &w[..])),
            weights(self.memory.keep_weights.as_ref().map(|w| &w[..])),
            time(self.memory.fade_time),
            time(self.memory.grace_time),
            self.tools.used.clone(),
            self.tools.believe.map(|b| b.to_string()),
        ];
        let mut entries: Vec<_> =
            KEYS.iter().zip(values).filter_map(|(key, value)| Some((key.path, value?))).collect();
        if let Some(models) = &self.model {
            let urls: Vec<_> = models.iter().map(|m| m.url.as_str()).collect();
            entries.push(("model", urls.join(", ")));
        }
        entries
    }
}

fn parse_file(path: &Path, text: &str) -> Result<Layer, Failure> {
    let at = |span: Option<Range<usize>>| place(path, text, span);
    let table = DeTable::parse(text)
        .map_err(|error| Failure::input(format!("{}: {}", at(error.span()), error.message())))?;
    refuse_unknown(table.get_ref(), "", &at)?;
    let mut layer: Layer = toml::from_str(text)
        .map_err(|error| Failure::input(format!("{}: {}", at(error.span()), error.message())))?;
    // Paths are the file's business, not the working folder's.
    let folder = path.parent().unwrap_or(Path::new(""));
    for path in
        [&mut layer.home, &mut layer.run.out, &mut layer.lean.program, &mut layer.lean.project]
            .into_iter()
            .flatten()
    {
        if path.as_os_str() != NO_PROJECT {
            *path = folder.join(&*path);
        }
    }
    if let Some(model) =
        layer.run.model.as_mut().filter(|model| !matches!(model.as_str(), "off" | "shipped"))
    {
        *model = folder.join(&*model).to_string_lossy().into_owned();
    }
    Ok(layer)
}

/// Finds a key that is in no table of known ones, and says what was probably meant.
fn refuse_unknown(
    table: &DeTable<'_>,
    prefix: &str,
    at: &dyn Fn(Option<Range<usize>>) -> String,
) -> Result<(), Failure> {
    for (name, value) in table {
        let path = if prefix.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{prefix}.{}", name.get_ref())
        };
        if path == "model" {
            for model in value.get_ref().as_array().into_iter().flatten() {
                refuse_unknown_in_model(model.get_ref(), at)?;
            }
            continue;
        }
        if KEYS.iter().any(|key| key.path == path) {
            continue;
        }
        let below = format!("{path}.");
        match value.get_ref() {
            DeValue::Table(inner) if KEYS.iter().any(|key| key.path.starts_with(&below)) => {
                refuse_unknown(inner, &path, at)?;
            }
            _ => {
                let tables = ["run", "budget", "lean", "memory", "tools", "model"];
                let known = KEYS.iter().map(|key| key.path).chain(tables);
                let failure =
                    Failure::input(format!("{}: unknown key `{path}`", at(Some(name.span()))));
                // A key in the wrong table is as likely as a slip of the pen.
                let elsewhere = KEYS
                    .iter()
                    .map(|key| key.path)
                    .find(|known| known.rsplit('.').next() == path.rsplit('.').next());
                return Err(match elsewhere.or_else(|| suggest::nearest(&path, known)) {
                    Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
                    None => failure.hint("`polya config --all` lists every key"),
                });
            }
        }
    }
    Ok(())
}

fn refuse_unknown_in_model(
    model: &DeValue<'_>,
    at: &dyn Fn(Option<Range<usize>>) -> String,
) -> Result<(), Failure> {
    let Some(table) = model.as_table() else { return Ok(()) };
    for name in table.keys() {
        let known = MODEL_KEYS.iter().copied();
        if known.clone().all(|key| key != name.get_ref()) {
            let failure = Failure::input(format!(
                "{}: unknown key `{}` in `[[model]]`",
                at(Some(name.span())),
                name.get_ref()
            ));
            return Err(match suggest::nearest(name.get_ref(), known) {
                Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
                None => failure.hint(format!("the keys are {}", MODEL_KEYS.join(", "))),
            });
        }
    }
    Ok(())
}

/// `polya.toml:3:7`
fn place(path: &Path, text: &str, span: Option<Range<usize>>) -> String {
    let Some(span) = span else { return path.display().to_string() };
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    format!("{}:{line}:{column}", path.display())
}

/// The `POLYA_*` variables, all of them known.
fn polya_variables(
    variables: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for (name, value) in variables {
        let Some(name) = name.to_str().filter(|name| name.starts_with("POLYA_")) else { continue };
        let known = KEYS.iter().map(|key| key.variable).chain(OTHER_VARIABLES.iter().copied());
        if known.clone().all(|known| known != name) {
            let failure = Failure::input(format!("unknown environment variable `{name}`"));
            return Err(match suggest::nearest(name, known) {
                Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
                None => failure.hint("`polya config --all` lists the variables"),
            });
        }
        let value = value.into_string().map_err(|_| {
            Failure::input(format!("the environment variable `{name}` is not UTF-8"))
        })?;
        // Set to nothing means not set, as for most programs.
        if !value.is_empty() {
            found.insert(name.to_owned(), value);
        }
    }
    Ok(found)
}

fn variables_layer(variables: &BTreeMap<String, String>) -> Result<Layer, Failure> {
    let mut root = toml::Table::new();
    for key in KEYS {
        let Some(text) = variables.get(key.variable) else { continue };
        let refuse =
            |wanted: &str| Failure::input(format!("`{}={text}`: expected {wanted}", key.variable));
        let value = match key.kind {
            Kind::Text => toml::Value::String(text.clone()),
            Kind::Integer => toml::Value::Integer(text.parse().map_err(|_| refuse("a number"))?),
            Kind::Truth => match text.as_str() {
                "1" | "true" | "yes" => toml::Value::Boolean(true),
                "0" | "false" | "no" => toml::Value::Boolean(false),
                _ => return Err(refuse("`1` or `0`")),
            },
        };
        let mut alone = toml::Table::new();
        insert(&mut alone, key.path, value.clone());
        // One at a time, so that an error can name its variable.
        Layer::deserialize(alone).map_err(|error| {
            Failure::input(format!("`{}={text}`: {}", key.variable, error.message()))
        })?;
        insert(&mut root, key.path, value);
    }
    let mut layer = Layer::deserialize(root)
        .map_err(|error| Failure::input(format!("environment: {}", error.message())))?;
    let model = |name: &str| variables.get(name).cloned();
    if let Some(url) = model("POLYA_MODEL_URL") {
        layer.model = Some(vec![ModelLayer {
            url,
            name: model("POLYA_MODEL_NAME"),
            key: model("POLYA_MODEL_KEY").map(polya_model::ApiKey::new),
            ..ModelLayer::default()
        }]);
    }
    Ok(layer)
}

fn insert(table: &mut toml::Table, path: &str, value: toml::Value) {
    match path.split_once('.') {
        None => {
            table.insert(path.to_owned(), value);
        }
        Some((head, rest)) => {
            let inner = table
                .entry(head.to_owned())
                .or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let Some(inner) = inner.as_table_mut() {
                insert(inner, rest, value);
            }
        }
    }
}

/// Every key with its variable, for `polya config --all`.
pub(crate) fn keys() -> impl Iterator<Item = (&'static str, &'static str)> {
    KEYS.iter().map(|key| (key.path, key.variable)).chain([("model", "POLYA_MODEL_URL")])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<Layer, String> {
        parse_file(Path::new("conf/polya.toml"), text).map_err(|failure| {
            failure.hint.as_ref().map_or_else(
                || failure.message.clone(),
                |hint| format!("{} / {hint}", failure.message),
            )
        })
    }

    fn vars(pairs: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
        pairs.iter().map(|(k, v)| (OsString::from(k), OsString::from(v))).collect()
    }

    #[test]
    fn a_full_file() {
        let layer = file(
            r#"
            home = "data"
            [run]
            jobs = 3
            out = "/abs/runs"
            [budget]
            time = "2h"
            time-per-problem = 30
            checks = "20k"
            [lean]
            workers = 2
            allow-unconfined = true
            [[model]]
            url = "http://127.0.0.1:8080/v1"
            roles = ["worker"]
            timeout = "5m"
            "#,
        )
        .expect("well-formed");
        assert_eq!(layer.home, Some(PathBuf::from("conf/data")), "relative to the file");
        assert_eq!(layer.run.out, Some(PathBuf::from("/abs/runs")));
        assert_eq!(layer.budget.time_per_problem, Some(Duration::from_secs(30)));
        assert_eq!(layer.budget.checks, Some(20_000));
        assert_eq!(layer.model.expect("one")[0].timeout, Some(Duration::from_mins(5)));
    }

    #[test]
    fn unknown_keys_are_refused_with_place_and_suggestion() {
        for (text, expected) in [
            (
                "[lean]\nworker = 2\n",
                "conf/polya.toml:2:1: unknown key `lean.worker` / did you mean `lean.workers`?",
            ),
            (
                "[laen]\nworkers = 2\n",
                "conf/polya.toml:1:2: unknown key `laen` / did you mean `lean`?",
            ),
            (
                "workers = 2\n",
                "conf/polya.toml:1:1: unknown key `workers` / did you mean `lean.workers`?",
            ),
            (
                "[[model]]\nurl = \"u\"\nrole = []\n",
                "conf/polya.toml:3:1: unknown key `role` in `[[model]]` / did you mean `roles`?",
            ),
            (
                "colour = 1\n",
                "conf/polya.toml:1:1: unknown key `colour` / `polya config --all` lists every key",
            ),
        ] {
            assert_eq!(file(text).expect_err(text), expected);
        }
    }

    #[test]
    fn wrong_values_are_refused_with_their_place() {
        for (text, start) in [
            ("[budget]\ntime = \"soon\"\n", "conf/polya.toml:2:8: `soon` is not a duration"),
            ("[run]\njobs = -1\n", "conf/polya.toml:2:8: "),
            ("[run]\njobs = \"two\"\n", "conf/polya.toml:2:8: "),
            ("[[model]]\nname = \"m\"\n", "conf/polya.toml:1:1: missing field `url`"),
            ("x = = 1\n", "conf/polya.toml:1:5: "),
            (
                "[memory]\nkeep-weights = [1, 2]\n",
                "conf/polya.toml:2:16: expected 3 weights, none below 0",
            ),
            ("[memory]\nrecall-weights = \"1,2,3,-1\"\n", "conf/polya.toml:2:18: expected 4 w"),
        ] {
            let error = file(text).expect_err(text);
            assert!(error.starts_with(start), "{error}");
        }
    }

    #[test]
    fn later_layers_win_and_origins_are_kept() {
        let folder = Path::new("/nonexistent");
        let mut flags = Layer::default();
        flags.run.jobs = Some(9);
        let env = vars(&[
            ("POLYA_JOBS", "4"),
            ("POLYA_TIME", "90s"),
            ("POLYA_CHECKS", ""),
            ("OTHER", "x"),
            ("POLYA_ALLOW_UNCONFINED", "1"),
        ]);
        let config = load(&Source::Ignored, folder, env, [flags]).expect("well-formed");
        assert_eq!(config.layer.run.jobs, Some(9));
        assert_eq!(config.layer.budget.time, Some(Duration::from_secs(90)));
        assert_eq!(config.layer.budget.checks, None);
        assert_eq!(config.layer.lean.allow_unconfined, Some(true));
        assert_eq!(config.origins["run.jobs"], Origin::Flag);
        assert_eq!(config.origins["budget.time"], Origin::Variable("POLYA_TIME"));
    }

    #[test]
    fn variables_are_checked_like_files() {
        let load = |pairs| {
            load(&Source::Ignored, Path::new("/"), vars(pairs), [])
                .map_err(|failure| (failure.message, failure.hint.unwrap_or_default()))
        };
        let (message, hint) = load(&[("POLYA_JOB", "4")]).expect_err("unknown");
        assert_eq!(message, "unknown environment variable `POLYA_JOB`");
        assert_eq!(hint, "did you mean `POLYA_JOBS`?");
        let (message, _) = load(&[("POLYA_JOBS", "many")]).expect_err("not a number");
        assert_eq!(message, "`POLYA_JOBS=many`: expected a number");
        let (message, _) = load(&[("POLYA_TIME", "soon")]).expect_err("not a duration");
        assert!(message.starts_with("`POLYA_TIME=soon`: `soon` is not a duration"), "{message}");
        let config = load(&[("POLYA_MODEL_URL", "http://h/v1"), ("POLYA_MODEL_NAME", "m")])
            .expect("well-formed");
        assert_eq!(config.layer.model.expect("one")[0].name.as_deref(), Some("m"));
    }

    #[test]
    fn every_key_of_the_table_can_be_read_and_is_listed() {
        for key in KEYS {
            let value = match key.kind {
                Kind::Text if key.path.contains("check-timeout") || key.path.contains("time") => {
                    toml::Value::from("5s")
                }
                Kind::Text if key.path == "memory.mode" => toml::Value::from("read"),
                Kind::Text if key.path == "memory.recall-weights" => "1, 0.5, 0, 0".into(),
                Kind::Text if key.path == "memory.keep-weights" => "1, 0.5, 0".into(),
                Kind::Text => toml::Value::from("7"),
                Kind::Integer => toml::Value::from(7),
                Kind::Truth => toml::Value::from(true),
            };
            let mut table = toml::Table::new();
            insert(&mut table, key.path, value);
            let layer = Layer::deserialize(table).expect(key.path);
            let entries = layer.entries();
            assert_eq!(entries.len(), 1, "{}", key.path);
            assert_eq!(entries[0].0, key.path);
        }
    }

    #[test]
    fn a_named_file_must_exist() {
        let source = Source::Named(PathBuf::from("/nonexistent/polya.toml"));
        let failure = load(&source, Path::new("/"), vars(&[]), []).expect_err("missing");
        assert!(failure.message.contains("`/nonexistent/polya.toml`"), "{}", failure.message);
    }
}
