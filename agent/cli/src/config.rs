//! Configuration: `polya.toml`, then `POLYA_*` variables, then flags; later ones win.
//!
//! What can be set, and how a value is written, is in the table of [`crate::settings`]; here the
//! layers are read and laid over each other. A key or variable that is not in the table is an error
//! that names its place: a setting that is silently ignored is worse than none.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fmt,
    ops::Range,
    path::{Path, PathBuf},
};

use polya_engine::{Settings, settings::OwnModel};
use polya_lean::toolchain::ProjectChoice;
use polya_model::{ApiKey, Endpoint};
use toml::de::{DeTable, DeValue};

use crate::{
    exit::Failure,
    settings::{self, MODEL_SETTINGS, ModelServer, SETTINGS, Setting},
    suggest,
};

/// Name of the file that is looked for in the working folder and its parents.
pub(crate) const FILE_NAME: &str = "polya.toml";

/// Variables that are not settings of the table.
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

/// The values that flags set, as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Layer {
    values: Vec<(&'static str, String)>,
    /// Model servers. A layer that names any replaces those of the layers below.
    pub(crate) models: Option<Vec<ModelServer>>,
}

impl Layer {
    /// One that sets nothing but model servers, if it does.
    pub(crate) fn of_models(models: Option<Vec<ModelServer>>) -> Self {
        Self { models, ..Self::default() }
    }

    /// Sets a value.
    pub(crate) fn set(&mut self, path: &'static str, text: impl Into<String>) {
        self.values.push((path, text.into()));
    }

    /// The value that is set.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.values.iter().rfind(|(known, _)| *known == path).map(|(_, text)| text.as_str())
    }

    /// The names of what is set.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let models = self.models.as_ref().map(|_| "model");
        self.values.iter().map(|(path, _)| *path).chain(models)
    }

    /// This layer with another one over it.
    pub(crate) fn with(mut self, upper: Self) -> Self {
        self.values.extend(upper.values);
        Self { values: self.values, models: upper.models.or(self.models) }
    }
}

/// All layers in one, and where each value came from.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// The values; endpoints and the data folder's default are filled in by [`Config::resolve`].
    pub(crate) settings: Settings,
    pub(crate) models: Option<Vec<ModelServer>>,
    pub(crate) origins: BTreeMap<&'static str, Origin>,
    /// The file that was read, if any.
    pub(crate) file: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self { settings: settings::usual(), models: None, origins: BTreeMap::new(), file: None }
    }
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
        config.read_file(&path, &text)?;
        config.file = Some(path);
    }
    config.read_variables(&variables)?;
    for layer in flags {
        config.lay(layer)?;
    }
    Ok(config)
}

impl Config {
    fn set(&mut self, setting: &'static Setting, text: &str, origin: Origin) -> Result<(), String> {
        setting.read(&mut self.settings, text)?;
        if let Origin::File(path) = &origin {
            // Paths are the file's business, not the working folder's.
            setting.rebase(&mut self.settings, path.parent().unwrap_or(Path::new("")));
        }
        self.origins.insert(setting.path, origin);
        Ok(())
    }

    fn set_models(&mut self, models: Vec<ModelServer>, origin: Origin) {
        self.models = Some(models);
        self.origins.insert("model", origin);
    }

    fn read_file(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let file = File { path, text };
        let table =
            DeTable::parse(text).map_err(|error| file.refuse(error.span(), error.message()))?;
        self.read_table(&file, table.get_ref(), "")
    }

    fn read_table(
        &mut self,
        file: &File<'_>,
        table: &DeTable<'_>,
        prefix: &str,
    ) -> Result<(), Failure> {
        for (name, value) in table {
            let path = match prefix {
                "" => name.get_ref().to_string(),
                _ => format!("{prefix}.{}", name.get_ref()),
            };
            if path == "model" {
                let models = file.models(value.get_ref(), value.span())?;
                self.set_models(models, Origin::File(file.path.to_owned()));
            } else if let Some(setting) = settings::find(&path) {
                let wrong = |message: &str| {
                    file.refuse(Some(value.span()), &format!("`{path}`: {message}"))
                };
                let text = written(value.get_ref())
                    .ok_or_else(|| wrong(&format!("expected {}", setting.kind())))?;
                let origin = Origin::File(file.path.to_owned());
                self.set(setting, &text, origin).map_err(|message| wrong(&message))?;
            } else {
                let below = format!("{path}.");
                match value.get_ref() {
                    DeValue::Table(inner)
                        if SETTINGS.iter().any(|setting| setting.path.starts_with(&below)) =>
                    {
                        self.read_table(file, inner, &path)?;
                    }
                    _ => {
                        return Err(unknown(
                            file.refuse(Some(name.span()), &format!("unknown key `{path}`")),
                            &path,
                        ));
                    }
                }
            }
        }
        Ok(())
    }

    fn read_variables(&mut self, variables: &BTreeMap<String, String>) -> Result<(), Failure> {
        for setting in SETTINGS {
            let Some(text) = variables.get(setting.variable) else { continue };
            self.set(setting, text, Origin::Variable(setting.variable)).map_err(|message| {
                Failure::input(format!("`{}={text}`: {message}", setting.variable))
            })?;
        }
        let model = |name: &str| variables.get(name).cloned();
        if let Some(url) = model("POLYA_MODEL_URL") {
            let server = ModelServer {
                url,
                name: model("POLYA_MODEL_NAME"),
                key: model("POLYA_MODEL_KEY").map(ApiKey::new),
                ..ModelServer::default()
            };
            self.set_models(vec![server], Origin::Variable("POLYA_MODEL_URL"));
        }
        Ok(())
    }

    /// Puts flags over what is there.
    fn lay(&mut self, flags: Layer) -> Result<(), Failure> {
        for (path, text) in flags.values {
            let Some(setting) = settings::find(path) else {
                return Err(Failure::input(format!("there is no setting `{path}`")));
            };
            self.set(setting, &text, Origin::Flag)
                .map_err(|message| Failure::input(format!("`{path}`: {message}")))?;
        }
        if let Some(models) = flags.models {
            self.set_models(models, Origin::Flag);
        }
        Ok(())
    }

    /// What is set, as text, in the order of the table.
    pub(crate) fn entries(&self) -> Vec<(&'static str, String)> {
        let set = SETTINGS.iter().filter(|setting| self.origins.contains_key(setting.path));
        let mut entries: Vec<_> =
            set.filter_map(|setting| Some((setting.path, setting.show(&self.settings)?))).collect();
        if let Some(models) = &self.models {
            let urls: Vec<_> = models.iter().map(|m| m.url.as_str()).collect();
            entries.push(("model", urls.join(", ")));
        }
        entries
    }

    /// The settings with which the program works. `variable` looks an environment variable up.
    pub(crate) fn resolve(
        &self,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Settings, Failure> {
        let mut settings = self.settings.clone();
        let home = if settings.home.as_os_str().is_empty() {
            default_home(variable)?
        } else {
            settings.home
        };
        settings.program = std::env::current_exe().map_err(|error| {
            Failure::infrastructure(format!("cannot find the program's own file: {error}"))
        })?;
        let absolute = |path: &Path| {
            std::path::absolute(path)
                .map_err(|error| Failure::input(format!("`{}`: {error}", path.display())))
        };
        // Processes are started in other working folders.
        settings.home = absolute(&home)?;
        settings.lean.project = match settings.lean.project {
            ProjectChoice::Named(folder) => ProjectChoice::Named(absolute(&folder)?),
            _ if self.origins.contains_key("lean.project") => ProjectChoice::Off,
            _ => ProjectChoice::Around(absolute(Path::new("."))?),
        };
        settings.lean.search_path = variable("PATH");
        settings.lean.user_home = variable("HOME").map(PathBuf::from);
        // Whoever names servers, or an empty list of them, has chosen.
        let shipped = self.models.is_none().then_some(OwnModel::Shipped);
        settings.own_model = settings.own_model.or(shipped);
        if let Some(models) = &self.models {
            let endpoints = models.iter().map(|model| endpoint(model, variable));
            settings.endpoints = endpoints.collect::<Result<_, _>>()?;
        }
        Ok(settings)
    }
}

/// A scalar or a list of them as a variable would have it.
fn written(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        DeValue::Array(list) => {
            let parts = list.iter().map(|part| match part.get_ref() {
                DeValue::Array(_) => None,
                part => written(part),
            });
            Some(parts.collect::<Option<Vec<_>>>()?.join(","))
        }
        DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}

/// The file that is being read, for its places.
struct File<'a> {
    path: &'a Path,
    text: &'a str,
}

impl File<'_> {
    /// `polya.toml:3:7: what is wrong`
    fn refuse(&self, span: Option<Range<usize>>, message: &str) -> Failure {
        let path = self.path.display();
        let Some(span) = span else { return Failure::input(format!("{path}: {message}")) };
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        Failure::input(format!("{path}:{line}:{column}: {message}"))
    }

    /// The `[[model]]` tables.
    fn models(&self, value: &DeValue<'_>, span: Range<usize>) -> Result<Vec<ModelServer>, Failure> {
        let refuse =
            || self.refuse(Some(span.clone()), "`model` is a list of tables, each `[[model]]`");
        let mut models = Vec::new();
        for entry in value.as_array().ok_or_else(refuse)? {
            let table = entry.get_ref().as_table().ok_or_else(refuse)?;
            let mut model = ModelServer::default();
            for (name, value) in table {
                let Some(key) = MODEL_SETTINGS.iter().find(|key| key.name == name.get_ref()) else {
                    let known = MODEL_SETTINGS.iter().map(|key| key.name);
                    let message = format!("unknown key `{}` in `[[model]]`", name.get_ref());
                    let failure = self.refuse(Some(name.span()), &message);
                    return Err(
                        if let Some(meant) = suggest::nearest(name.get_ref(), known.clone()) {
                            failure.hint(format!("did you mean `{meant}`?"))
                        } else {
                            let known = known.collect::<Vec<_>>().join(", ");
                            failure.hint(format!("the keys are {known}"))
                        },
                    );
                };
                let wrong = |message: &str| {
                    self.refuse(Some(value.span()), &format!("`model.{}`: {message}", key.name))
                };
                let text = written(value.get_ref()).ok_or_else(|| wrong("expected a value"))?;
                (key.field)(&mut model).read(&text).map_err(|message| wrong(&message))?;
            }
            if model.url.is_empty() {
                return Err(self.refuse(Some(entry.span()), "a `[[model]]` without `url`"));
            }
            models.push(model);
        }
        Ok(models)
    }
}

/// The failure with what was probably meant by an unknown key.
fn unknown(failure: Failure, path: &str) -> Failure {
    let paths = || SETTINGS.iter().map(|setting| setting.path);
    let tables = paths().filter_map(|path| Some(path.split_once('.')?.0)).chain(["model"]);
    // A key in the wrong table is as likely as a slip of the pen.
    let elsewhere = paths().find(|known| known.rsplit('.').next() == path.rsplit('.').next());
    match elsewhere.or_else(|| suggest::nearest(path, paths().chain(tables))) {
        Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
        None => failure.hint("`polya config --all` lists every key"),
    }
}

/// The `POLYA_*` variables, all of them known.
fn polya_variables(
    variables: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for (name, value) in variables {
        let Some(name) = name.to_str().filter(|name| name.starts_with("POLYA_")) else { continue };
        let known = SETTINGS.iter().map(|key| key.variable).chain(OTHER_VARIABLES.iter().copied());
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

fn endpoint(
    model: &ModelServer,
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
        roles: model.roles.clone(),
        api: model.api.unwrap_or_default(),
        kind: model.kind,
        timeout: model.timeout.unwrap_or(usual.timeout),
        concurrency: model.parallel.unwrap_or(usual.concurrency),
        retries: model.retries.unwrap_or(usual.retries),
        ..usual
    })
}

#[cfg(test)]
mod tests;
