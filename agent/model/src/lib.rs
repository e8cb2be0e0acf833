//! Language models: the one client of every OpenAI-compatible endpoint, and a server of our own.
//!
//! [`engine`] runs quantized models on the processor, [`serve`] answers for it over the same protocol
//! as everybody else, so that the client never knows whom it asks.
//!
//! [`Client::complete`] asks for samples; everything a server may leave out, misspell or get wrong
//! is absorbed here, so that callers see text, log-probabilities where there are any, and token
//! counts that are never too low. What a model says is data: nothing in this crate looks for
//! meaning in it, and nothing it says reaches the host.
//!
//! The crate never reads the environment (proxy and key variables included), never prints, and
//! tells an endpoint that cannot be used now ([`ModelError::is_infrastructure`]) from one that
//! answered badly.

#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::float_cmp, reason = "the same bits are what is promised"))]

pub mod bench;
mod client;
mod endpoint;
pub mod engine;
mod error;
pub mod fit;
mod functions;
mod prompt;
mod random;
mod reply;
pub mod serve;
mod shipped;
pub mod specimen;
mod transport;

pub use client::{Capabilities, Client, Conversations};
pub use endpoint::{Api, ApiKey, Endpoint, ModelKind, Role};
pub use error::ModelError;
pub use functions::{Function, FunctionCall, Toolbox};
pub use prompt::{Message, Prompt, SampleSettings, Speaker};
pub use reply::{Finish, Reply, Sample, Usage};
pub use shipped::shipped;
