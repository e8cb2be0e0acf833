//! What is compared: a search with some of its parts, or none of it.

use std::{collections::BTreeSet, fmt, path::Path, str::FromStr};

use polya_engine::settings::{Settings, UseTools, Voices};
use polya_memory::Mode;

/// A part of a search that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    Premises,
    Provers,
    Tools,
    Model,
    Memory,
}

impl Part {
    /// All, in the order in which the ladder adds them.
    const ALL: [Self; 5] = [Self::Premises, Self::Provers, Self::Tools, Self::Model, Self::Memory];

    fn name(self) -> &'static str {
        match self {
            Self::Premises => "premises",
            Self::Provers => "provers",
            Self::Tools => "tools",
            Self::Model => "model",
            Self::Memory => "memory",
        }
    }
}

/// One arm of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Arm {
    /// A fixed list of tactics, each tried once.
    Baseline,
    /// A search by rules and plans, with these parts beside them.
    Search(BTreeSet<Part>),
}

/// One value of `--arms`: one arm, or one of the two series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arms(pub(crate) Vec<Arm>);

impl FromStr for Arms {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let all = BTreeSet::from(Part::ALL);
        Ok(Self(match text.trim() {
            "ladder" => {
                let steps = (0..=Part::ALL.len()).map(|n| Part::ALL[..n].iter().copied().collect());
                std::iter::once(Arm::Baseline).chain(steps.map(Arm::Search)).collect()
            }
            "ablation" => {
                let without = |part| all.iter().copied().filter(|p| *p != part).collect();
                let each = Part::ALL.map(|part| Arm::Search(without(part)));
                std::iter::once(Arm::Search(all.clone())).chain(each).collect()
            }
            arm => vec![arm.parse()?],
        }))
    }
}

impl FromStr for Arm {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "baseline" {
            return Ok(Self::Baseline);
        }
        let end = text.find(['+', '-']).unwrap_or(text.len());
        let mut parts = match text[..end].trim() {
            "search" => BTreeSet::new(),
            "all" => BTreeSet::from(Part::ALL),
            other => {
                return Err(format!(
                    "`{other}` is no arm: write `baseline`, `search` or `all`, and parts after it, as in \
                     `search+tools` or `all-model`; or `ladder` or `ablation`"
                ));
            }
        };
        let mut rest = &text[end..];
        while let Some(sign) = rest.chars().next() {
            rest = &rest[1..];
            let end = rest.find(['+', '-']).unwrap_or(rest.len());
            let name = rest[..end].trim();
            rest = &rest[end..];
            let Some(part) = Part::ALL.into_iter().find(|part| part.name() == name) else {
                let names = Part::ALL.map(Part::name).join("`, `");
                return Err(format!("`{name}` is no part of a search: those are `{names}`"));
            };
            if sign == '+' {
                parts.insert(part);
            } else {
                parts.remove(&part);
            }
        }
        Ok(Self::Search(parts))
    }
}

impl fmt::Display for Arm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Search(parts) = self else { return f.write_str("baseline") };
        let (base, sign, named): (_, _, Vec<Part>) = if parts.len() * 2 > Part::ALL.len() + 1 {
            let absent = Part::ALL.into_iter().filter(|part| !parts.contains(part));
            ("all", '-', absent.collect())
        } else {
            ("search", '+', parts.iter().copied().collect())
        };
        f.write_str(base)?;
        named.iter().try_for_each(|part| write!(f, "{sign}{}", part.name()))
    }
}

impl Arm {
    /// Sets what a run of this arm may use. Its memory, if it has one, lies in `folder`.
    pub(super) fn apply(&self, settings: &mut Settings, folder: &Path) {
        let has = |part| matches!(self, Self::Search(parts) if parts.contains(&part));
        settings.voices = match self {
            Self::Baseline => Voices::Baseline,
            Self::Search(_) if has(Part::Model) => Voices::All,
            Self::Search(_) => Voices::Rules,
        };
        settings.premises = has(Part::Premises);
        settings.lean.provers = has(Part::Provers);
        if !has(Part::Tools) {
            settings.tools.used = UseTools::None;
        }
        settings.memory.folder = Some(folder.join("memory"));
        settings.memory.mode = Some(if has(Part::Memory) { Mode::ReadWrite } else { Mode::Off });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arms(text: &str) -> Vec<String> {
        text.parse::<Arms>().unwrap().0.iter().map(Arm::to_string).collect()
    }

    #[test]
    fn an_arm_is_written_as_it_is_read() {
        for name in ["baseline", "search", "search+tools", "search+premises+model", "all"] {
            assert_eq!(arms(name), [name]);
        }
        assert_eq!(arms("all-model"), ["all-model"]);
        assert_eq!(arms("search + tools - tools"), ["search"]);
        assert_eq!(arms("search+premises+provers+tools+model"), ["all-memory"]);
    }

    #[test]
    fn the_series_add_and_leave_out_one_part_after_the_other() {
        let ladder = ["baseline", "search", "search+premises", "search+premises+provers"];
        assert_eq!(arms("ladder")[..4], ladder);
        assert_eq!(arms("ladder")[4..], ["search+premises+provers+tools", "all-memory", "all"]);
        let without = ["all-premises", "all-provers", "all-tools", "all-model", "all-memory"];
        assert_eq!(arms("ablation")[0], "all");
        assert_eq!(arms("ablation")[1..], without);
    }

    #[test]
    fn what_is_no_arm_is_refused_with_those_that_are() {
        for (text, word) in [("everything", "`everything`"), ("search+luck", "`luck`"), ("", "``")]
        {
            assert!(text.parse::<Arms>().unwrap_err().contains(word), "{text}");
        }
    }
}
