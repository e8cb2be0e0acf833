//! What every command that searches understands: budgets, voices, tools, memory.

use clap::Args;

use super::flags::{Flags, OfSearch};
use crate::{config::Layer, settings::ModelServer};

/// Limits of the search and where it draws from.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    #[command(flatten)]
    flags: Flags<OfSearch>,

    /// An OpenAI-compatible model server, such as `http://127.0.0.1:8080/v1`
    #[arg(long, value_name = "URL", help_heading = "Search")]
    model_url: Option<String>,

    /// Model to ask there [default: the first it lists]
    #[arg(long, value_name = "NAME", requires = "model_url", help_heading = "Search")]
    model_name: Option<String>,

    /// A GGUF file to serve beside the search; `shipped`, the model inside the program; or `off`
    /// [default: shipped, where no server is named]
    #[arg(long, value_name = "FILE", conflicts_with = "model_url", help_heading = "Search")]
    model: Option<String>,

    /// Use no model, whatever the configuration says
    #[arg(long, conflicts_with_all = ["model_url", "model"], help_heading = "Search")]
    no_model: bool,
}

impl SearchArgs {
    pub(crate) fn layer(&self) -> Layer {
        let mut layer = self.flags.layer().clone();
        let off = self.no_model || self.model.as_deref() == Some("off");
        if off {
            layer.set("run.model", "off");
        } else if let Some(model) = &self.model {
            layer.set("run.model", model);
        }
        // A file, too, stands for all that the configuration names.
        layer.models = if off || self.model.is_some() {
            Some(Vec::new())
        } else {
            server(self.model_url.as_deref(), self.model_name.as_deref())
        };
        layer
    }
}

/// The one model server that is named on the command line, if any.
pub(super) fn server(url: Option<&str>, name: Option<&str>) -> Option<Vec<ModelServer>> {
    let (url, name) = (url?.to_owned(), name.map(str::to_owned));
    Some(vec![ModelServer { url, name, ..ModelServer::default() }])
}
