//! The tools of an installation, under their names.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use polya_sandbox::wasm::{
    Call, CallError, Candidate, Export, Goal, Grants, Limits, LoadError, NoServices, Permission,
    Refutation, Services, Spec, Tool, ToolError, WasmHost,
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    builtin,
    encode::{self, EncodeError},
    manifest::{Manifest, ManifestError},
    schema::Schema,
};

const MANIFEST_SUFFIX: &str = ".tool.toml";
/// Longest description handed on to a model, in characters.
const LONGEST_DESCRIPTION: usize = 1_000;

/// Where a tool came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// It travels inside the program.
    BuiltIn,
    /// A user added it; the path of its manifest.
    Added(PathBuf),
}

/// A tool that may be used.
pub struct Registered {
    tool: Tool,
    spec: Spec,
    origin: Origin,
    limits: Limits,
    grants: Grants,
    input: Schema,
    output: Option<Schema>,
}

/// Why a tool is not in the registry.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// The tools' folder cannot be read or written.
    #[error("cannot use the tools' folder `{path}`: {source}")]
    Folder {
        /// The folder or the file in it.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// A manifest is broken.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// The file changed since it was added.
    #[error(
        "`{path}` is not the component that was added: its hash is {found}, the manifest says {expected}\n\
         hint: if you replaced it on purpose, remove the tool and add it again"
    )]
    Changed {
        /// The component.
        path: PathBuf,
        /// Hash of the file.
        found: String,
        /// Hash in the manifest.
        expected: String,
    },
    /// It cannot become a component.
    #[error("`{path}` cannot become a tool: {source}")]
    Encode {
        /// The file.
        path: PathBuf,
        /// Why.
        source: EncodeError,
    },
    /// It is a component, but no tool.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// It failed while it introduced itself.
    #[error(transparent)]
    Call(#[from] CallError),
    /// What it says of itself cannot be used.
    #[error("tool `{tool}` introduces itself badly: {reason}")]
    Spec {
        /// The file's name.
        tool: String,
        /// What is wrong.
        reason: String,
    },
    /// Two tools have one name.
    #[error(
        "the name `{name}` is taken by {holder}\n\
         hint: remove that one first, or give the new one another name"
    )]
    NameTaken {
        /// The name.
        name: String,
        /// Who has it.
        holder: String,
    },
    /// No tool has this name.
    #[error("there is no tool `{name}`{}", hint.as_ref().map(|h| format!("\nhint: did you mean `{h}`?")).unwrap_or_default())]
    Unknown {
        /// The name.
        name: String,
        /// A similar one.
        hint: Option<String>,
    },
    /// Built-in tools cannot be removed.
    #[error("`{name}` is built in and cannot be removed")]
    BuiltIn {
        /// The name.
        name: String,
    },
}

/// Why a use of a tool gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum UseError {
    /// The arguments do not fit its schema; it was not called.
    #[error("the arguments do not fit the schema of tool `{tool}`: {reason}")]
    Arguments {
        /// The tool.
        tool: String,
        /// Where and why.
        reason: String,
    },
    /// It was stopped, or broke the contract.
    #[error(transparent)]
    Call(#[from] CallError),
    /// It answered with an error of its own.
    #[error("tool `{tool}`: {error}")]
    Tool {
        /// The tool.
        tool: String,
        /// Its error.
        error: ToolError,
    },
    /// Its answer is not JSON, or does not fit its own schema.
    #[error("tool `{tool}` gave an answer that {reason}")]
    Answer {
        /// The tool.
        tool: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// A tool's answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// What it said: JSON that fits its output schema, if it has one.
    pub value: Value,
}

/// What [`Registry::inspect`] found out about a file before it is added.
pub struct Added {
    component: Vec<u8>,
    tool: Tool,
    spec: Spec,
}

impl Added {
    /// How it introduces itself.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// The permissions it asks for.
    pub fn requests(&self) -> &[Permission] {
        self.tool.requests()
    }

    /// What it can do.
    pub fn exports(&self) -> &[Export] {
        self.tool.exports()
    }

    /// Size of the component, in bytes.
    pub fn size(&self) -> usize {
        self.component.len()
    }

    /// Hash of the component.
    pub fn hash(&self) -> blake3::Hash {
        self.tool.hash()
    }
}

/// The tools of an installation. Order is by name, so that a model always sees the same list.
pub struct Registry {
    host: WasmHost,
    folder: PathBuf,
    tools: BTreeMap<String, Registered>,
    broken: Vec<RegistryError>,
}

impl Registry {
    /// Loads the built-in tools and those of `folder`. A tool that cannot be used is left out and
    /// reported by [`Registry::broken`]; the others are not touched by it.
    pub async fn open(host: WasmHost, folder: &Path) -> Result<Self, RegistryError> {
        let mut registry =
            Self { host, folder: folder.to_owned(), tools: BTreeMap::new(), broken: Vec::new() };
        for (name, bytes) in builtin::components() {
            let tool = registry.host.load(name, bytes)?;
            let spec = introduce(name, &tool, &Limits::default()).await?;
            let grants = tool.requests().iter().copied().collect();
            registry.insert(tool, spec, Origin::BuiltIn, Limits::default(), grants)?;
        }
        for path in registry.manifests()? {
            if let Err(error) = registry.load(&path).await {
                tracing::warn!(manifest = %path.display(), %error, "tool left out");
                registry.broken.push(error);
            }
        }
        Ok(registry)
    }

    fn manifests(&self) -> Result<Vec<PathBuf>, RegistryError> {
        let fail = |source| RegistryError::Folder { path: self.folder.clone(), source };
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(fail(e)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry.map_err(fail)?.path();
            if path.to_str().is_some_and(|p| p.ends_with(MANIFEST_SUFFIX)) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    async fn load(&mut self, path: &Path) -> Result<(), RegistryError> {
        let manifest = Manifest::read(path)?;
        if !manifest.enabled {
            return Ok(());
        }
        let component = self.folder.join(&manifest.component);
        let bytes = fs::read(&component)
            .map_err(|source| RegistryError::Folder { path: component.clone(), source })?;
        let found = blake3::hash(&bytes).to_hex().to_string();
        if found != manifest.blake3 {
            let expected = manifest.blake3;
            return Err(RegistryError::Changed { path: component, found, expected });
        }
        let tool = self.host.load(&manifest.component, &bytes)?;
        let spec = introduce(&manifest.component, &tool, &manifest.limits).await?;
        let expected = path
            .file_name()
            .and_then(|n| n.to_str())
            .and_then(|n| n.strip_suffix(MANIFEST_SUFFIX))
            .unwrap_or_default();
        if spec.name != expected {
            return Err(RegistryError::Spec {
                tool: expected.to_owned(),
                reason: format!(
                    "it was added as `{expected}` and now calls itself `{}`",
                    spec.name
                ),
            });
        }
        let grants = manifest.grants();
        self.insert(tool, spec, Origin::Added(path.to_owned()), manifest.limits, grants)
    }

    fn insert(
        &mut self,
        tool: Tool,
        spec: Spec,
        origin: Origin,
        limits: Limits,
        grants: Grants,
    ) -> Result<(), RegistryError> {
        self.free(&spec.name)?;
        let name = spec.name.clone();
        self.tools.insert(name, Registered::new(tool, spec, origin, limits, grants)?);
        Ok(())
    }

    fn free(&self, name: &str) -> Result<(), RegistryError> {
        let Some(holder) = self.tools.get(name) else { return Ok(()) };
        let holder = match &holder.origin {
            Origin::BuiltIn => "a built-in tool".to_owned(),
            Origin::Added(path) => format!("`{}`", path.display()),
        };
        Err(RegistryError::NameTaken { name: name.to_owned(), holder })
    }

    /// The tools, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Registered> {
        self.tools.values()
    }

    /// The tools that export `export`, by name.
    pub fn with(&self, export: Export) -> impl Iterator<Item = &Registered> {
        self.iter().filter(move |t| t.tool.exports().contains(&export))
    }

    /// The tool of this name.
    pub fn get(&self, name: &str) -> Result<&Registered, RegistryError> {
        self.tools.get(name).ok_or_else(|| RegistryError::Unknown {
            name: name.to_owned(),
            hint: self
                .tools
                .keys()
                .find(|known| known.starts_with(name) || name.starts_with(known.as_str()))
                .cloned(),
        })
    }

    /// What was found in the folder and could not be used.
    pub fn broken(&self) -> &[RegistryError] {
        &self.broken
    }

    /// Reads a file, makes a component of it and lets it introduce itself, without any permission
    /// and without keeping it: what a user should see before saying yes.
    pub async fn inspect(&self, path: &Path) -> Result<Added, RegistryError> {
        let added = self.read(path).await?;
        self.free(&added.spec.name)?;
        Ok(added)
    }

    /// A file as a tool that may be tried out: without any permission, and without keeping it.
    pub async fn trial(&self, path: &Path) -> Result<Registered, RegistryError> {
        let Added { tool, spec, .. } = self.read(path).await?;
        let origin = Origin::Added(path.to_owned());
        Registered::new(tool, spec, origin, Limits::default(), Grants::none())
    }

    async fn read(&self, path: &Path) -> Result<Added, RegistryError> {
        let bytes = fs::read(path)
            .map_err(|source| RegistryError::Folder { path: path.to_owned(), source })?;
        let component = encode::component(&bytes)
            .map_err(|source| RegistryError::Encode { path: path.to_owned(), source })?;
        let name = path.file_stem().map_or("tool".into(), |s| s.to_string_lossy());
        let tool = self.host.load(&name, &component)?;
        let spec = introduce(&name, &tool, &Limits::default()).await?;
        Ok(Added { component, tool, spec })
    }

    /// Keeps an inspected tool, with these permissions, in the tools' folder.
    pub fn add(&mut self, added: Added, grants: &Grants) -> Result<&Registered, RegistryError> {
        let Added { component, tool, spec } = added;
        self.free(&spec.name)?;
        let name = spec.name.clone();
        let file = format!("{name}.wasm");
        let manifest_path = self.folder.join(format!("{name}{MANIFEST_SUFFIX}"));
        let manifest = Manifest::new(file.clone(), tool.hash(), grants);
        let origin = Origin::Added(manifest_path.clone());
        self.insert(tool, spec, origin, manifest.limits, grants.clone())?;
        // The component first: a manifest never names a file that is not there.
        let kept = fs::create_dir_all(&self.folder)
            .and_then(|()| write_whole(&self.folder, &file, &component))
            .and_then(|()| {
                let text = manifest.to_toml();
                write_whole(&self.folder, &format!("{name}{MANIFEST_SUFFIX}"), text.as_bytes())
            });
        if let Err(source) = kept {
            self.tools.remove(&name);
            return Err(RegistryError::Folder { path: manifest_path, source });
        }
        self.get(&name)
    }

    /// Removes an added tool from the folder.
    pub fn remove(&mut self, name: &str) -> Result<(), RegistryError> {
        let origin = self.get(name)?.origin.clone();
        let Origin::Added(path) = origin else {
            return Err(RegistryError::BuiltIn { name: name.to_owned() });
        };
        for file in [path.clone(), self.folder.join(format!("{name}.wasm"))] {
            match fs::remove_file(&file) {
                Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                    return Err(RegistryError::Folder { path: file, source });
                }
                _ => {}
            }
        }
        self.tools.remove(name);
        Ok(())
    }
}

fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name)).map(drop).map_err(|e| e.error)
}

/// Lets a tool introduce itself, with nothing granted, and checks what it says.
async fn introduce(file: &str, tool: &Tool, limits: &Limits) -> Result<Spec, RegistryError> {
    let call = Call { limits: *limits, ..Call::plain() };
    let mut spec = tool.describe(&call).await?;
    let ok = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if spec.name.is_empty() || spec.name.len() > 64 || !spec.name.chars().all(ok) {
        return Err(RegistryError::Spec {
            tool: file.to_owned(),
            reason: format!("its name {:?} is not 1 to 64 characters of [A-Za-z0-9_-]", spec.name),
        });
    }
    // The description reaches prompts and terminals: one line of printable text.
    spec.description = spec
        .description
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !is_bidi_control(*c))
        .take(LONGEST_DESCRIPTION)
        .collect();
    Ok(spec)
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Registered {
    fn new(
        tool: Tool,
        spec: Spec,
        origin: Origin,
        limits: Limits,
        grants: Grants,
    ) -> Result<Self, RegistryError> {
        let bad = |reason| RegistryError::Spec { tool: spec.name.clone(), reason };
        let input = Schema::compile(&spec.input_schema)
            .map_err(|e| bad(format!("its input schema: {e}")))?;
        let output = spec
            .output_schema
            .as_deref()
            .map(Schema::compile)
            .transpose()
            .map_err(|e| bad(format!("its output schema: {e}")))?;
        let tool = tool.named(&spec.name);
        Ok(Self { tool, spec, origin, limits, grants, input, output })
    }

    /// Lets it introduce itself again.
    pub(crate) async fn describe(&self) -> Result<Spec, CallError> {
        self.tool.describe(&self.conditions(Arc::new(NoServices))).await
    }

    /// Calls it with any text, which its schema has not seen.
    pub(crate) async fn call_text(
        &self,
        text: String,
    ) -> Result<Result<String, ToolError>, CallError> {
        self.tool.call(text, &self.conditions(Arc::new(NoServices))).await
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.spec.name
    }

    /// How it introduces itself; cleaned, but still a stranger's words.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// Where it came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// What one call may use up.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Hash of its component.
    pub fn hash(&self) -> blake3::Hash {
        self.tool.hash()
    }

    /// What it may import.
    pub fn grants(&self) -> &Grants {
        &self.grants
    }

    /// What it can do.
    pub fn exports(&self) -> &[Export] {
        self.tool.exports()
    }

    /// What it asks for.
    pub fn requests(&self) -> &[Permission] {
        self.tool.requests()
    }

    /// Its input schema, for a model's function definition.
    pub fn input_schema(&self) -> &Value {
        self.input.value()
    }

    fn conditions(&self, services: Arc<dyn Services>) -> Call {
        Call { grants: self.grants.clone(), limits: self.limits, services }
    }

    /// Calls it with arguments that fit its schema.
    pub async fn call(
        &self,
        arguments: &Value,
        services: Arc<dyn Services>,
    ) -> Result<Answer, UseError> {
        let tool = || self.name().to_owned();
        self.input
            .check(arguments)
            .map_err(|reason| UseError::Arguments { tool: tool(), reason })?;
        let text = self
            .tool
            .call(arguments.to_string(), &self.conditions(services))
            .await?
            .map_err(|error| UseError::Tool { tool: tool(), error })?;
        let answer = |reason| UseError::Answer { tool: tool(), reason };
        let value: Value =
            serde_json::from_str(&text).map_err(|e| answer(format!("is not JSON: {e}")))?;
        if let Some(schema) = &self.output {
            schema
                .check(&value)
                .map_err(|e| answer(format!("does not fit its own schema: {e}")))?;
        }
        Ok(Answer { value })
    }

    /// Tactics for a goal: weights in (0, 1], best first. `before` is the text of the problem's
    /// file up to the statement, or empty.
    pub async fn propose(
        &self,
        goal: &Goal,
        before: &str,
        services: Arc<dyn Services>,
    ) -> Result<Vec<Candidate>, CallError> {
        let mut candidates = self.tool.propose(goal, before, &self.conditions(services)).await?;
        candidates.retain(|c| !c.tactic.trim().is_empty() && c.weight > 0.0);
        for candidate in &mut candidates {
            candidate.weight = candidate.weight.min(1.0);
        }
        candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.tactic.cmp(&b.tactic)));
        candidates.dedup_by(|a, b| a.tactic == b.tactic);
        Ok(candidates)
    }

    /// A counterexample to a goal, says the tool. `before` as for [`Self::propose`].
    pub async fn refute(
        &self,
        goal: &Goal,
        before: &str,
        services: Arc<dyn Services>,
    ) -> Result<Refutation, CallError> {
        self.tool.refute(goal, before, &self.conditions(services)).await
    }
}
