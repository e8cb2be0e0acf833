//! `polya model`: local models, served, weighed and measured.

mod bench;
mod fit;
mod replay;
mod serve;
mod specimen;
mod threads;

use crate::{
    args::{ModelArgs, ModelCommand},
    context::Context,
    exit::Exit,
};

pub(crate) fn model(context: &Context, args: &ModelArgs) -> anyhow::Result<Exit> {
    match &args.what {
        ModelCommand::Serve(args) => serve::serve(context, args),
        ModelCommand::Fit(args) => fit::fit(context, args),
        ModelCommand::Bench(args) => bench::bench(context, args),
        ModelCommand::Replay(args) => replay::run(context, args),
        ModelCommand::Specimen(args) => specimen::specimen(context, args),
    }
}
