//! `polya model specimen`: models of random weights.

use polya_model::{engine::Family, specimen::Specimen};

use crate::{
    args::SpecimenArgs,
    commands::model::bench::kind,
    context::Context,
    exit::{Exit, Failure},
};

pub(crate) fn specimen(context: &Context, args: &SpecimenArgs) -> anyhow::Result<Exit> {
    let family = Family::of_name(&args.family).ok_or_else(|| {
        let names = Family::ALL.map(Family::name).join(", ");
        let failure = Failure::input(format!("there is no family `{}`", args.family));
        failure.hint(format!("choose from {names}"))
    })?;
    let specimen = Specimen {
        family,
        weights: kind(&args.weights)?,
        pre: args.splitter.clone(),
        seed: args.seed,
        ..Specimen::of_size(args.params)
    };
    specimen.write(&args.file).map_err(|error| {
        Failure::infrastructure(format!("cannot write `{}`: {error}", args.file.display()))
    })?;
    let (file, weights) = (args.file.display(), specimen.parameters());
    context.terminal.note(format_args!("`{file}`: {weights} random weights"));
    Ok(Exit::Success)
}
