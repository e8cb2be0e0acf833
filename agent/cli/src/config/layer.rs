//! The values that one source of configuration sets, all optional, and how they are written.

use std::{path::PathBuf, time::Duration};

use serde::{Deserialize, Deserializer};

use crate::quantity;

/// Values that one source sets.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Layer {
    pub(crate) home: Option<PathBuf>,
    pub(crate) run: RunLayer,
    pub(crate) budget: BudgetLayer,
    pub(crate) lean: LeanLayer,
    pub(crate) memory: MemoryLayer,
    pub(crate) tools: ToolsLayer,
    /// Endpoints. A layer that names any replaces those of the layers below.
    pub(crate) model: Option<Vec<ModelLayer>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RunLayer {
    pub(crate) out: Option<PathBuf>,
    pub(crate) jobs: Option<usize>,
    pub(crate) seed: Option<u64>,
    pub(crate) selection: Option<String>,
    /// The model that runs serve to themselves: `off`, `shipped`, or a GGUF file.
    pub(crate) model: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct BudgetLayer {
    #[serde(deserialize_with = "some_duration")]
    pub(crate) time: Option<Duration>,
    #[serde(deserialize_with = "some_duration")]
    pub(crate) time_per_problem: Option<Duration>,
    #[serde(deserialize_with = "some_count")]
    pub(crate) checks: Option<u64>,
    #[serde(deserialize_with = "some_count")]
    pub(crate) checks_per_problem: Option<u64>,
    #[serde(deserialize_with = "some_count")]
    pub(crate) tokens: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LeanLayer {
    pub(crate) program: Option<PathBuf>,
    pub(crate) project: Option<PathBuf>,
    pub(crate) workers: Option<usize>,
    pub(crate) heartbeats: Option<u32>,
    #[serde(deserialize_with = "some_duration")]
    pub(crate) check_timeout: Option<Duration>,
    pub(crate) allow_unconfined: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MemoryLayer {
    pub(crate) mode: Option<polya_memory::Mode>,
    /// Most artifacts; above it the least worth keeping are evicted.
    #[serde(deserialize_with = "some_count")]
    pub(crate) capacity: Option<u64>,
    /// Relevance, recency, importance, uses.
    #[serde(deserialize_with = "some_weights")]
    pub(crate) recall_weights: Option<[f32; 4]>,
    /// Importance, recency, uses.
    #[serde(deserialize_with = "some_weights")]
    pub(crate) keep_weights: Option<[f32; 3]>,
    /// After which recency has fallen to 1/e.
    #[serde(deserialize_with = "some_duration")]
    pub(crate) fade_time: Option<Duration>,
    /// For which nothing new is evicted.
    #[serde(deserialize_with = "some_duration")]
    pub(crate) grace_time: Option<Duration>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ToolsLayer {
    /// `on`, `off` or names.
    #[serde(rename = "use")]
    pub(crate) used: Option<String>,
    pub(crate) believe: Option<bool>,
}

/// One `[[model]]` table.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ModelLayer {
    pub(crate) url: String,
    pub(crate) name: Option<String>,
    pub(crate) key: Option<polya_model::ApiKey>,
    /// Name of the environment variable that holds the key.
    pub(crate) key_variable: Option<String>,
    pub(crate) roles: Option<Vec<polya_model::Role>>,
    pub(crate) api: Option<polya_model::Api>,
    #[serde(default, deserialize_with = "some_duration")]
    pub(crate) timeout: Option<Duration>,
    pub(crate) parallel: Option<std::num::NonZeroUsize>,
    pub(crate) retries: Option<u32>,
}

fn some_duration<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Duration>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a duration such as \"90s\" or a number of seconds")]
    enum Written {
        Seconds(f64),
        Text(String),
    }
    let text = match Written::deserialize(from)? {
        Written::Seconds(seconds) => seconds.to_string(),
        Written::Text(text) => text,
    };
    quantity::duration(&text).map(Some).map_err(serde::de::Error::custom)
}

fn some_count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a count such as 500 or \"20k\"")]
    enum Written {
        Number(u64),
        Text(String),
    }
    match Written::deserialize(from)? {
        Written::Number(number) => Ok(Some(number)),
        Written::Text(text) => quantity::count(&text).map(Some).map_err(serde::de::Error::custom),
    }
}

/// Weights as a list, or as text with commas between them.
fn some_weights<'de, const N: usize, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<[f32; N]>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected weights such as [0.5, 0.25]")]
    enum Written {
        Numbers(Vec<f32>),
        Text(String),
    }
    let refuse = || serde::de::Error::custom(format!("expected {N} weights, none below 0"));
    let numbers = match Written::deserialize(from)? {
        Written::Numbers(numbers) => numbers,
        Written::Text(text) => {
            let numbers = text.split(',').map(|number| number.trim().parse());
            numbers.collect::<Result<_, _>>().map_err(|_| refuse())?
        }
    };
    let weights: [f32; N] = numbers.try_into().map_err(|_| refuse())?;
    let sound = weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0);
    if sound { Ok(Some(weights)) } else { Err(refuse()) }
}
