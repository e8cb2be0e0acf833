//! `polya tree`: the search graph of a problem, computed from the run's log alone.

use polya_agent::{state::ProblemState, tree as drawing};
use polya_engine::runs;
use serde_json::json;

use crate::{
    args::{TreeArgs, TreeFormat},
    context::Context,
    exit::{Exit, Failure},
    terminal::{say, say_json, say_text},
};

pub(crate) fn tree(context: &Context, args: &TreeArgs) -> anyhow::Result<Exit> {
    let out = args.out.as_deref().unwrap_or(&context.settings.out);
    let folder = runs::find(out, &args.run)?;
    let run = runs::read(&folder, &context.notices())?;
    let problem = find(run.state.problems.values(), &args.problem)?;
    let Some(search) = &problem.search else {
        return Err(
            Failure::input(format!("`{}` was not searched in this run", problem.id())).into()
        );
    };
    let graph = &search.graph;
    match args.format {
        TreeFormat::Text => say(drawing::text(graph, args.all).trim_end())?,
        TreeFormat::Dot => say_text(drawing::dot(graph).trim_end())?,
        TreeFormat::Json => {
            let tree = json!({"problem": problem.id(), "phase": problem.phase,
                "tree": drawing::data(graph)});
            say_json(&tree)?;
        }
    }
    Ok(Exit::Success)
}

fn find<'a>(
    problems: impl Iterator<Item = &'a ProblemState>,
    wanted: &str,
) -> Result<&'a ProblemState, Failure> {
    let all: Vec<_> = problems.collect();
    if let Some(exact) = all.iter().find(|problem| problem.id().as_str() == wanted) {
        return Ok(exact);
    }
    let ends: Vec<_> =
        all.iter().filter(|problem| problem.id().as_str().ends_with(wanted)).collect();
    match ends[..] {
        [only] => Ok(only),
        [] => {
            let failure = Failure::input(format!("the run has no problem `{wanted}`"));
            let ids = all.iter().map(|problem| problem.id().as_str());
            let names = ids.clone().map(|id| id.rsplit("::").next().unwrap_or(id));
            Err(match crate::suggest::nearest(wanted, ids.chain(names)) {
                Some(near) => failure.hint(format!("did you mean `{near}`?")),
                None => failure.hint("`polya report` shows the ids"),
            })
        }
        [first, ..] => Err(Failure::input(format!("`{wanted}` fits {} problems", ends.len()))
            .hint(format!("name one in full, such as `{}`", first.id()))),
    }
}
