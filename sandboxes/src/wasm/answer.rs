//! The answers of the contract, measured.

use wasmtime::component::Lift;

use super::contract::{Candidate, Refutation, Spec, ToolError};

/// An answer of the contract, with its size in text.
pub(super) trait Answer:
    Lift + wasmtime::component::ComponentType + Send + Sync + 'static
{
    /// Bytes of text in it.
    fn text_bytes(&self) -> usize;
}

impl Answer for Spec {
    fn text_bytes(&self) -> usize {
        self.name.len()
            + self.description.len()
            + self.input_schema.len()
            + self.output_schema.as_ref().map_or(0, String::len)
    }
}

impl Answer for Result<String, ToolError> {
    fn text_bytes(&self) -> usize {
        match self {
            Ok(text)
            | Err(
                ToolError::BadInput(text) | ToolError::Failed(text) | ToolError::Unavailable(text),
            ) => text.len(),
        }
    }
}

impl Answer for Vec<Candidate> {
    fn text_bytes(&self) -> usize {
        self.iter().map(|c| c.tactic.len() + size_of::<f32>()).sum()
    }
}

impl Answer for Refutation {
    fn text_bytes(&self) -> usize {
        match self {
            Self::Found(found) => {
                let values: usize = found.assignment.iter().map(|(n, v)| n.len() + v.len()).sum();
                values + found.explanation.len()
            }
            Self::NoneUpTo(text) | Self::NotApplicable(text) => text.len(),
        }
    }
}
