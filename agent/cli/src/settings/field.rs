//! How the value of a setting is written and read. A file, a variable and a flag all give text; each
//! type says once what it takes and how it is shown.

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    time::Duration,
};

use polya_agent::select::Strategy;
use polya_engine::settings::{OwnModel, Share, UseTools};
use polya_lean::toolchain::ProjectChoice;
use polya_memory::Mode;
use polya_model::{Api, ApiKey, ModelKind, Role};

use crate::quantity;

/// A value that can be set.
pub(crate) trait Field {
    /// A value to read into.
    fn blank() -> Self
    where
        Self: Sized;

    /// What is written, in a word or two.
    fn kind(&self) -> &'static str;

    /// Takes the value from a text; refuses with what is wrong with it.
    fn read(&mut self, text: &str) -> Result<(), String>;

    /// The value as it would be written; `None` if it is not set.
    fn show(&self) -> Option<String>;

    /// A path in a file is relative to the file's folder.
    fn rebase(&mut self, _folder: &Path) {}
}

impl Field for String {
    fn blank() -> Self {
        Self::new()
    }

    fn kind(&self) -> &'static str {
        "text"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        text.clone_into(self);
        Ok(())
    }

    fn show(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.clone())
    }
}

impl Field for PathBuf {
    fn blank() -> Self {
        Self::new()
    }

    fn kind(&self) -> &'static str {
        "path"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = PathBuf::from(text);
        Ok(())
    }

    fn show(&self) -> Option<String> {
        (!self.as_os_str().is_empty()).then(|| self.display().to_string())
    }

    fn rebase(&mut self, folder: &Path) {
        *self = folder.join(&*self);
    }
}

impl Field for bool {
    fn blank() -> Self {
        false
    }

    fn kind(&self) -> &'static str {
        "true or false"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = match text {
            "1" | "true" | "yes" => true,
            "0" | "false" | "no" => false,
            _ => return Err(format!("`{text}` is not `true` or `false`")),
        };
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(self.to_string())
    }
}

/// Reads a whole number that the type can hold.
fn whole<T: TryFrom<u64>>(text: &str) -> Result<T, String> {
    T::try_from(quantity::count(text)?).map_err(|_| format!("`{text}` is too large"))
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl Field for $number {
            fn blank() -> Self {
                0
            }

            fn kind(&self) -> &'static str {
                "count"
            }

            fn read(&mut self, text: &str) -> Result<(), String> {
                *self = whole(text)?;
                Ok(())
            }

            fn show(&self) -> Option<String> {
                Some(self.to_string())
            }
        }
    )*};
}

whole_numbers!(u32, u64);

impl Field for NonZeroUsize {
    fn blank() -> Self {
        Self::MIN
    }

    fn kind(&self) -> &'static str {
        "count from 1"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let count = whole::<usize>(text)?;
        *self = Self::new(count).ok_or_else(|| format!("`{text}` is too small: at least 1"))?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Field for f64 {
    fn blank() -> Self {
        0.0
    }

    fn kind(&self) -> &'static str {
        "number from 0"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let number = text.trim().parse::<Self>().ok();
        let number = number.filter(|number| number.is_finite() && *number >= 0.0);
        *self = number.ok_or_else(|| format!("`{text}` is not a number from 0"))?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Field for Share {
    fn blank() -> Self {
        Self::default()
    }

    fn kind(&self) -> &'static str {
        "number from 0 to 1"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let share = text.trim().parse().ok().and_then(Self::new);
        *self = share.ok_or_else(|| format!("`{text}` is not a number from 0 to 1"))?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(self.get().to_string())
    }
}

impl Field for Duration {
    fn blank() -> Self {
        Self::ZERO
    }

    fn kind(&self) -> &'static str {
        "duration"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = quantity::duration(text)?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(quantity::show_duration(*self))
    }
}

impl<const N: usize> Field for [f32; N] {
    fn blank() -> Self {
        [0.0; N]
    }

    fn kind(&self) -> &'static str {
        match N {
            3 => "3 weights",
            4 => "4 weights",
            _ => "weights",
        }
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let refuse = || format!("expected {N} weights, none below 0");
        let numbers: Result<Vec<f32>, _> =
            text.split(',').map(|number| number.trim().parse()).collect();
        let weights: Self = numbers.ok().and_then(|n| n.try_into().ok()).ok_or_else(refuse)?;
        let sound = weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0);
        *self = sound.then_some(weights).ok_or_else(refuse)?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(self.iter().map(f32::to_string).collect::<Vec<_>>().join(", "))
    }
}

/// What may be left out.
impl<T: Field> Field for Option<T> {
    fn blank() -> Self {
        None
    }

    fn kind(&self) -> &'static str {
        T::blank().kind()
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let mut value = T::blank();
        value.read(text)?;
        *self = Some(value);
        Ok(())
    }

    fn show(&self) -> Option<String> {
        self.as_ref()?.show()
    }

    fn rebase(&mut self, folder: &Path) {
        if let Some(value) = self {
            value.rebase(folder);
        }
    }
}

impl Field for OwnModel {
    fn blank() -> Self {
        Self::Off
    }

    fn kind(&self) -> &'static str {
        "`off`, `shipped` or path"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = match text {
            "off" => Self::Off,
            "shipped" => Self::Shipped,
            file => Self::File(PathBuf::from(file)),
        };
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(match self {
            Self::Off => "off".to_owned(),
            Self::Shipped => "shipped".to_owned(),
            Self::File(path) => path.display().to_string(),
        })
    }

    fn rebase(&mut self, folder: &Path) {
        if let Self::File(path) = self {
            path.rebase(folder);
        }
    }
}

/// The value of `lean.project` by which no project is used.
pub(crate) const NO_PROJECT: &str = "off";

impl Field for ProjectChoice {
    fn blank() -> Self {
        Self::Off
    }

    fn kind(&self) -> &'static str {
        "path or `off`"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = match text {
            NO_PROJECT => Self::Off,
            folder => Self::Named(PathBuf::from(folder)),
        };
        Ok(())
    }

    fn show(&self) -> Option<String> {
        match self {
            Self::Off => Some(NO_PROJECT.to_owned()),
            Self::Named(folder) => Some(folder.display().to_string()),
            Self::Around(_) => None,
        }
    }

    fn rebase(&mut self, folder: &Path) {
        if let Self::Named(path) = self {
            path.rebase(folder);
        }
    }
}

impl Field for UseTools {
    fn blank() -> Self {
        Self::All
    }

    fn kind(&self) -> &'static str {
        "`on`, `off` or names"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = match text.trim() {
            "on" => Self::All,
            "off" => Self::None,
            names => {
                let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
                let names: Vec<String> = names.map(str::to_owned).collect();
                if names.is_empty() {
                    return Err("no tool is named; write `on`, `off` or names of tools, as in \
                                `ring,refute`"
                        .to_owned());
                }
                Self::Named(names)
            }
        };
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(match self {
            Self::All => "on".to_owned(),
            Self::None => "off".to_owned(),
            Self::Named(names) => names.join(","),
        })
    }
}

/// One of a few names.
fn one_of<T: Copy>(text: &str, choices: &[(&str, T)]) -> Result<T, String> {
    if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text) {
        return Ok(*value);
    }
    let names = choices.iter().map(|(name, _)| *name);
    Err(match crate::suggest::nearest(text, names.clone()) {
        Some(near) => format!("there is no `{text}`, did you mean `{near}`?"),
        None => format!("there is no `{text}`, only `{}`", names.collect::<Vec<_>>().join("`, `")),
    })
}

impl Field for Strategy {
    fn blank() -> Self {
        Self::default()
    }

    fn kind(&self) -> &'static str {
        Self::NAMES
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = one_of(text, &Self::all().map(|strategy| (strategy.name(), strategy)))?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(self.name().to_owned())
    }
}

impl Field for Mode {
    fn blank() -> Self {
        Self::default()
    }

    fn kind(&self) -> &'static str {
        "`off`, `read` or `readwrite`"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let modes = [Mode::Off, Mode::Read, Mode::ReadWrite];
        *self = one_of(text, &modes.map(|mode| (mode.name(), mode)))?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(self.name().to_owned())
    }
}

impl Field for Api {
    fn blank() -> Self {
        Self::default()
    }

    fn kind(&self) -> &'static str {
        "`auto`, `chat` or `completion`"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let names = [("auto", Api::Auto), ("chat", Api::Chat), ("completion", Api::Completion)];
        *self = one_of(text, &names)?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        let name = match self {
            Self::Auto => "auto",
            Self::Chat => "chat",
            Self::Completion => "completion",
        };
        Some(name.to_owned())
    }
}

impl Field for ModelKind {
    fn blank() -> Self {
        Self::default()
    }

    fn kind(&self) -> &'static str {
        "`chat`, `step` or `scoring-step`"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = one_of(text, &Self::NAMES)?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        Some(self.name().to_owned())
    }
}

const ROLES: [(&str, Role); 3] =
    [("planner", Role::Planner), ("worker", Role::Worker), ("embedder", Role::Embedder)];

impl Field for Vec<Role> {
    fn blank() -> Self {
        Self::new()
    }

    fn kind(&self) -> &'static str {
        "list of `worker`, `embedder`, `planner`"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        *self = names.map(|name| one_of(name, &ROLES)).collect::<Result<_, _>>()?;
        Ok(())
    }

    fn show(&self) -> Option<String> {
        let name =
            |role: &Role| ROLES.iter().find(|(_, known)| known == role).map(|(name, _)| *name);
        (!self.is_empty()).then(|| self.iter().filter_map(name).collect::<Vec<_>>().join(", "))
    }
}

impl Field for ApiKey {
    fn blank() -> Self {
        Self::new("")
    }

    fn kind(&self) -> &'static str {
        "secret"
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = Self::new(text);
        Ok(())
    }

    /// A secret is not shown.
    fn show(&self) -> Option<String> {
        Some("set".to_owned())
    }
}
