//! Projects for tools of a user's own.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use include_dir::{Dir, DirEntry, include_dir};

use crate::encode::CONTRACT;

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A language that there is a template for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Rust, for `wasm32-unknown-unknown`.
    Rust,
    /// C, freestanding, with clang.
    C,
    /// JavaScript, with componentize-js.
    JavaScript,
    /// Python, with componentize-py.
    Python,
    /// WebAssembly text: no toolchain at all.
    Wat,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Rust, Self::C, Self::JavaScript, Self::Python, Self::Wat];

    /// Its name on the command line, and its folder among the templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::C => "c",
            Self::JavaScript => "js",
            Self::Python => "python",
            Self::Wat => "wat",
        }
    }
}

/// A program that a language's build needs and that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The program.
    pub program: &'static str,
    /// How to get it.
    pub remedy: &'static str,
}

impl Language {
    /// The programs that building needs and that are in no folder of `path`, a list as in `PATH`.
    pub fn missing(self, path: &OsStr) -> Vec<Missing> {
        let needs: &[Missing] = match self {
            Self::Rust => &[Missing {
                program: "cargo",
                remedy: "install Rust, then `rustup target add wasm32-unknown-unknown`",
            }],
            Self::C => &[
                Missing { program: "clang", remedy: "install clang, such as `apt install clang`" },
                Missing { program: "wasm-ld", remedy: "install lld, such as `apt install lld`" },
            ],
            Self::JavaScript => &[
                Missing { program: "node", remedy: "install Node.js 20 or later" },
                Missing { program: "npm", remedy: "install npm" },
            ],
            Self::Python => {
                &[Missing { program: "componentize-py", remedy: "`pip install componentize-py`" }]
            }
            Self::Wat => &[],
        };
        let folders: Vec<PathBuf> = std::env::split_paths(path).collect();
        let found = |program: &str| folders.iter().any(|folder| folder.join(program).is_file());
        needs.iter().filter(|need| !found(need.program)).copied().collect()
    }
}

/// Why a project could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The name is no tool's name.
    #[error(
        "`{0}` cannot be the name of a tool\n\
         hint: use 1 to 64 lower-case letters, digits and `-`, beginning with a letter"
    )]
    Name(String),
    /// Something is there already.
    #[error("`{0}` already exists\nhint: choose another name or folder")]
    Exists(PathBuf),
    /// A file could not be written.
    #[error("cannot write `{path}`: {source}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
}

/// Writes a project for a tool called `name` into the new folder `folder`, and gives its README's
/// text back: what to do next.
pub fn write_template(
    language: Language,
    name: &str,
    folder: &Path,
) -> Result<String, TemplateError> {
    let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.starts_with(|c: char| c.is_ascii_lowercase())
        || name.len() > 64
        || !name.chars().all(ok)
    {
        return Err(TemplateError::Name(name.to_owned()));
    }
    if folder.exists() {
        return Err(TemplateError::Exists(folder.to_owned()));
    }
    let mut files = Vec::new();
    if let Some(dir) = TEMPLATES.get_dir(language.name()) {
        collect(dir, &mut files);
    }
    let mut readme = String::new();
    let root = Path::new(language.name());
    for (path, text) in files {
        let relative = path.strip_prefix(root).unwrap_or(path);
        // `Cargo.toml.in` is not seen as a package of this workspace.
        let relative = relative.to_string_lossy();
        let relative = relative.strip_suffix(".in").unwrap_or(&relative);
        let text = text
            .replace("{{name}}", name)
            .replace("{{crate}}", &name.replace('-', "_"))
            .replace("{{name-length}}", &name.len().to_string());
        write(&folder.join(relative), &text)?;
        if relative == "README.md" {
            readme = text;
        }
    }
    if language != Language::Wat {
        write(&folder.join("wit/world.wit"), CONTRACT)?;
    }
    Ok(readme)
}

fn collect<'a>(dir: &'a Dir<'a>, into: &mut Vec<(&'a Path, &'a str)>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, into),
            DirEntry::File(file) => {
                if let Some(text) = file.contents_utf8() {
                    into.push((file.path(), text));
                }
            }
        }
    }
}

fn write(path: &Path, text: &str) -> Result<(), TemplateError> {
    let fail = |source| TemplateError::Write { path: path.to_owned(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(fail)?;
    }
    fs::write(path, text).map_err(fail)
}
