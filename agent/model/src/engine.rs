//! A small engine for quantized models: GGUF files of the Llama, Qwen 2 and Qwen 3 families, on the
//! processor. Matrix products are candle's; the rest is here, in one module for each concept.
//!
//! What makes it worth having beside faster ones: with block-quantized weights a sequence's logits
//! are the same bits whether it runs alone, in a batch, or after a prefix that another sequence read.
//! So a sample is a function of model, prompt, settings and seed, and a parallel search can be
//! replayed.
//!
//! The engine knows nothing of HTTP (`serve` does), reads no environment and prints nothing.

mod architecture;
mod cache;
pub(crate) mod gguf;
mod math;
mod network;
mod sampling;
mod scheduler;
mod text;
pub mod tokenizer;

#[cfg(test)]
mod tests;

pub use architecture::{Family, Rotation, Scaling, Shape};
pub use gguf::Source;
pub use sampling::{Sampling, Scored};
pub use scheduler::{Counters, End, Engine, Generate, Limits, News, Refusal, Task, Wanted};
pub use text::Token;

use gguf::Gguf;
use network::Network;
use tokenizer::Tokenizer;

use crate::ModelKind;

/// Why a file cannot be used as a model.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It cannot be read.
    #[error("cannot read `{file}`: {source}")]
    Io {
        /// The file.
        file: String,
        /// The system's error.
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("`{file}` is not a usable GGUF file: {reason}")]
    Malformed {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It is in order, but needs something that this engine does not have.
    #[error("`{file}` needs what this engine does not have: {what}")]
    Unsupported {
        /// The file.
        file: String,
        /// What that is.
        what: String,
    },
    /// It does not fit into memory.
    #[error("`{file}` needs {needed} MiB of memory, and {available} MiB are available")]
    TooLarge {
        /// The file.
        file: String,
        /// What it needs, in MiB.
        needed: u64,
        /// What there is, in MiB.
        available: u64,
    },
}

/// What loading may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadSettings {
    /// Most bytes that weights may take; more is refused before anything is read.
    pub most_bytes: Option<u64>,
}

/// What a file says under `polya.model`, which is Polya's own key.
fn declared_kind(file: &Gguf) -> Result<Option<ModelKind>, LoadError> {
    let Some(text) = file.text("polya.model") else { return Ok(None) };
    let known = ModelKind::NAMES.iter().find(|(name, _)| *name == text);
    match known {
        Some((_, kind)) => Ok(Some(*kind)),
        None => Err(file.unsupported(format!("`polya.model` is `{}`", text.escape_debug()))),
    }
}

/// A model in memory.
#[derive(Debug)]
pub struct Model {
    network: Network,
    tokenizer: Tokenizer,
    template: Option<String>,
    name: String,
    kind: Option<ModelKind>,
    parameters: u64,
}

impl Model {
    /// Loads a model. `told` gets the share that is done, from 0 to 1.
    pub fn load(
        source: &Source,
        settings: LoadSettings,
        told: &mut dyn FnMut(f64),
    ) -> Result<Self, LoadError> {
        let mut file = Gguf::open(source)?;
        let shape = Shape::read(&file)?;
        let needed = weight_bytes(&file);
        if let Some(available) = settings.most_bytes.filter(|most| needed > *most) {
            let file = file.name();
            let (needed, available) = (needed >> 20, available >> 20);
            return Err(LoadError::TooLarge { file, needed, available });
        }
        let tokenizer = Tokenizer::read(&file, shape.vocabulary)?;
        let template = file.text("tokenizer.chat_template").map(str::to_owned);
        let name = source.stem();
        let kind = declared_kind(&file)?;
        let parameters = file.parameters();
        let network = Network::read(&mut file, shape, told)?;
        Ok(Self { network, tokenizer, template, name, kind, parameters })
    }

    /// Its name: that of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the file says that it can do, if it says so.
    pub fn kind(&self) -> Option<ModelKind> {
        self.kind
    }

    /// Number of its weights.
    pub fn parameters(&self) -> u64 {
        self.parameters
    }

    /// The shape of its network.
    pub fn shape(&self) -> &Shape {
        &self.network.shape
    }

    /// Its tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// The chat template in the file.
    pub fn template(&self) -> Option<&str> {
        self.template.as_deref()
    }
}

/// Bytes that the weights of a file take in memory. Where the kernels work on copies in another
/// order, both are there; dense weights become single precision.
pub(crate) fn weight_bytes(file: &Gguf) -> u64 {
    use candle_core::quantized::GgmlDType as Kind;
    file.tensors()
        .map(|(_, info)| match info.kind {
            Kind::F32 | Kind::Q4K | Kind::Q6K | Kind::Q8_0 if info.shape.len() == 2 => {
                2 * info.bytes
            }
            Kind::F16 | Kind::BF16 => 3 * info.bytes,
            _ => info.bytes,
        })
        .sum()
}
