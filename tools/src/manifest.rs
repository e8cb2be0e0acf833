//! What a user allows a tool: the file `NAME.tool.toml` beside `NAME.wasm`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use polya_sandbox::wasm::{Grants, Limits, Permission};
use serde::{Deserialize, Serialize};

/// A tool's manifest. The component's imports are the request; this is the grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Manifest {
    /// File of the component, relative to the manifest; in its folder.
    pub component: String,
    /// BLAKE3 hash of that file, in hexadecimal. A file with another hash is refused.
    pub blake3: String,
    /// Whether the tool may be used. Turned off, it stays installed.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// What one call may use up.
    #[serde(default)]
    pub limits: Limits,
    /// Permission by permission; what is not named is not granted.
    #[serde(default)]
    pub grant: BTreeMap<Permission, bool>,
}

fn yes() -> bool {
    true
}

/// A manifest that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file cannot be read.
    #[error("cannot read `{path}`: {source}")]
    Read {
        /// The manifest.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// The file does not parse.
    #[error("`{path}` is not a tool manifest: {reason}")]
    Syntax {
        /// The manifest.
        path: PathBuf,
        /// The parser's message, with line and column.
        reason: String,
    },
    /// The component's path leads elsewhere.
    #[error("`{path}` names the component `{component}`, which is not a file name in its folder")]
    Outside {
        /// The manifest.
        path: PathBuf,
        /// What it names.
        component: String,
    },
}

impl Manifest {
    /// A manifest for a component with this hash, granting what is listed.
    pub fn new(component: String, hash: blake3::Hash, grants: &Grants) -> Self {
        Self {
            component,
            blake3: hash.to_hex().to_string(),
            enabled: true,
            limits: Limits::default(),
            grant: Permission::ALL.into_iter().map(|p| (p, grants.allows(p))).collect(),
        }
    }

    /// Reads and checks a manifest.
    pub fn read(path: &Path) -> Result<Self, ManifestError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ManifestError::Read { path: path.to_owned(), source })?;
        let manifest: Self = toml::from_str(&text).map_err(|e| ManifestError::Syntax {
            path: path.to_owned(),
            reason: e.to_string().trim_end().to_owned(),
        })?;
        if Path::new(&manifest.component).file_name().and_then(|n| n.to_str())
            != Some(&manifest.component)
        {
            return Err(ManifestError::Outside {
                path: path.to_owned(),
                component: manifest.component,
            });
        }
        Ok(manifest)
    }

    /// Its text, as written beside the component.
    pub fn to_toml(&self) -> String {
        // A struct of strings, numbers and flags always has a TOML form.
        toml::to_string(self).unwrap_or_default()
    }

    /// The granted permissions.
    pub fn grants(&self) -> Grants {
        self.grant.iter().filter(|(_, granted)| **granted).map(|(p, _)| *p).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_survives_writing_and_reading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.tool.toml");
        let grants: Grants = [Permission::Log].into_iter().collect();
        let manifest = Manifest::new("t.wasm".to_owned(), blake3::hash(b"x"), &grants);
        std::fs::write(&path, manifest.to_toml()).unwrap();
        let read = Manifest::read(&path).unwrap();
        assert_eq!(read, manifest);
        assert_eq!(read.grants(), grants);
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.tool.toml");
        let read = |text: &str| {
            std::fs::write(&path, text).unwrap();
            Manifest::read(&path).unwrap_err().to_string()
        };
        let hash = "00";
        let unknown = read(&format!("component = \"t.wasm\"\nblake3 = \"{hash}\"\ngrants = 1\n"));
        assert!(unknown.contains("line 3") && unknown.contains("grants"), "{unknown}");
        let permission =
            read(&format!("component = \"t.wasm\"\nblake3 = \"{hash}\"\n[grant]\nfiles = true\n"));
        assert!(permission.contains("line 4") && permission.contains("files"), "{permission}");
        let outside = read(&format!("component = \"../t.wasm\"\nblake3 = \"{hash}\"\n"));
        assert!(outside.contains("not a file name in its folder"), "{outside}");
    }
}
