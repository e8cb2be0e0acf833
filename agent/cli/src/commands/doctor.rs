//! `polya doctor`: what was found, what is missing, how to mend it. Fetches nothing.

use std::{fs, path::Path};

use polya_engine::settings::OwnModel;
use polya_lean::{
    library,
    toolchain::{FoundationsState, Origin, Toolchain, ToolchainReport},
};
use polya_model::Client;
use polya_sandbox::confine;
use serde::Serialize;

use crate::{
    args::DoctorArgs,
    context::{Context, block_on},
    exit::Exit,
    terminal::{say, say_json},
};

/// Every theorem of Foundations with its statement, by module: generated from the compiled library
/// by `polya library index`.
const INDEX: &str = include_str!("../../../../lean-bridge/foundations/INDEX.md");

#[derive(Serialize)]
struct Findings {
    polya: &'static str,
    home: Finding,
    lean: Finding,
    #[serde(skip_serializing_if = "Option::is_none")]
    toolchain: Option<ToolchainReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    foundations: Option<Finding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trial: Option<Finding>,
    confinement: Finding,
    runs: Finding,
    models: Vec<Finding>,
}

/// One thing that was looked at.
#[derive(Serialize)]
struct Finding {
    ok: bool,
    /// What was found, or what is wrong.
    said: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

impl Finding {
    fn good(said: impl Into<String>) -> Self {
        Self { ok: true, said: said.into(), hint: None }
    }

    /// Libraries end a message with the remedy, on a line of its own.
    fn bad(said: &str) -> Self {
        let (said, hint) = match said.split_once("\nhint: ") {
            Some((said, hint)) => (said, Some(hint.to_owned())),
            None => (said, None),
        };
        Self { ok: false, said: said.to_owned(), hint }
    }
}

pub(crate) fn doctor(context: &Context, args: &DoctorArgs) -> anyhow::Result<Exit> {
    let (lean, found) = look_at_lean(context);
    let usable = found.as_ref().filter(|_| lean.ok);
    let trial = usable.map(|(lean, _, _)| look_at_trial(context, lean)).transpose()?;
    let (toolchain, foundations) =
        found.map_or((None, None), |(_, report, index)| (Some(report), index));
    let findings = Findings {
        polya: env!("CARGO_PKG_VERSION"),
        home: writable(&context.settings.home),
        lean,
        toolchain,
        foundations,
        trial,
        confinement: look_at_confinement(context),
        runs: writable(&context.settings.out),
        models: look_at_models(context)?,
    };
    let all = [&findings.home, &findings.lean, &findings.confinement, &findings.runs];
    let more = findings.foundations.iter().chain(&findings.trial).chain(&findings.models);
    let healthy = all.into_iter().chain(more).all(|finding| finding.ok);
    if args.json {
        say_json(&findings)?;
    } else {
        show(context, &findings)?;
    }
    Ok(if healthy { Exit::Success } else { Exit::Infrastructure })
}

fn show(context: &Context, findings: &Findings) -> anyhow::Result<()> {
    let paint = context.terminal.out();
    let line = |what: &str, finding: &Finding| -> std::io::Result<()> {
        let mark = if finding.ok { paint.green("ok ") } else { paint.red("bad") };
        say(format_args!("{mark}  {what:<12} {}", finding.said))?;
        if let Some(hint) = &finding.hint {
            say(format_args!("     {:<12} {}: {hint}", "", paint.cyan("hint")))?;
        }
        Ok(())
    };
    say(format_args!("polya {}", findings.polya))?;
    line("data folder", &findings.home)?;
    line("lean", &findings.lean)?;
    if let Some(toolchain) = &findings.toolchain {
        for note in &toolchain.notes {
            say(format_args!("     {:<12} {}: {note}", "", paint.dim("note")))?;
        }
    }
    if let Some(foundations) = &findings.foundations {
        line("foundations", foundations)?;
    }
    if let Some(trial) = &findings.trial {
        line("trial", trial)?;
    }
    line("confinement", &findings.confinement)?;
    line("runs", &findings.runs)?;
    if findings.models.is_empty() {
        let own = match &context.settings.own_model {
            Some(OwnModel::File(path)) => format!("`{}`, served beside each run", path.display()),
            Some(OwnModel::Shipped) => match polya_model::shipped() {
                Some(model) => format!("`{}`, inside the program", model.stem()),
                None => "none configured: rules alone".to_owned(),
            },
            None | Some(OwnModel::Off) => "off: rules alone".to_owned(),
        };
        say(format_args!("{}  {:<12} {own}", paint.dim("-- "), "model"))?;
    }
    for model in &findings.models {
        line("model", model)?;
    }
    Ok(())
}

/// What was found of a Lean: itself, its description, and how the index of Foundations stands.
type Found = (Toolchain, ToolchainReport, Option<Finding>);

fn look_at_lean(context: &Context) -> (Finding, Option<Found>) {
    let toolchain = match polya_engine::lean::find(&context.settings, &context.notices(), false) {
        Ok(toolchain) => toolchain,
        Err(error) => return (Finding::bad(&error.to_string()), None),
    };
    let report = toolchain.describe();
    if let Some(problem) = report.problems.first() {
        return (Finding::bad(problem), Some((toolchain, report, None)));
    }
    let origin = match &report.origin {
        Origin::Named { .. } => "named",
        Origin::Lake { .. } => "chosen by `lake`",
        Origin::Elan => "of elan",
        Origin::Path => "in PATH",
        Origin::Wheel => "fetched",
    };
    let library = match &report.foundations {
        FoundationsState::Built { modules, .. } => format!(", Foundations of {modules} modules"),
        FoundationsState::NotNeeded | FoundationsState::Missing => String::new(),
    };
    let lean = report.lean.display();
    let project = toolchain.project().map_or_else(String::new, |project| {
        format!(", for the Lake project `{}`", project.folder().display())
    });
    let found =
        Finding::good(format!("{} ({origin}) at `{lean}`{library}{project}", report.version));
    let index = look_at_index(&toolchain);
    (found, Some((toolchain, report, index)))
}

/// The same trial as before a run: without it the first sign of an unfit Lean is a problem that fails.
fn look_at_trial(context: &Context, toolchain: &Toolchain) -> anyhow::Result<Finding> {
    let tried =
        block_on(async { Ok(polya_engine::engine::try_out(&context.settings, toolchain).await) })?;
    Ok(match tried {
        Ok(passed) => Finding::good(format!(
            "constants, tactics and proofs as expected; kernels: {}",
            passed.kernels.join(", ")
        )),
        Err(error) => Finding::bad(&error.to_string()),
    })
}

/// Compares the index of Foundations that this program carries with the compiled library.
fn look_at_index(toolchain: &Toolchain) -> Option<Finding> {
    let compiled = match library::index(toolchain) {
        Ok(page) => page?,
        Err(error) => {
            return Some(Finding {
                hint: Some("`polya setup` builds what is missing".to_owned()),
                ..Finding::bad(&format!("the compiled library cannot be read: {error}"))
            });
        }
    };
    let carried = INDEX;
    let theorems = |page: &str| page.lines().filter(|line| line.starts_with("- `")).count();
    if compiled == carried {
        return Some(Finding::good(format!("{} theorems, as the index says", theorems(carried))));
    }
    let (known, found) = (theorems(carried), theorems(&compiled));
    let odd = compiled.lines().zip(carried.lines()).find(|(left, right)| left != right);
    let odd = odd.map_or_else(String::new, |(left, _)| format!(", first at {left}"));
    Some(Finding {
        hint: Some(
            "`polya library index` prints the page again; it is `INDEX.md` beside the library"
                .to_owned(),
        ),
        ..Finding::bad(&format!(
            "the index lists {known} theorems, the library has {found}; they differ{odd}"
        ))
    })
}

fn look_at_confinement(context: &Context) -> Finding {
    let test = confine::self_test(&context.settings.program);
    if test.is_active() {
        return Finding::good("no network, no files but its own, limits: tried, and active");
    }
    Finding {
        hint: Some("`--allow-unconfined` runs Lean without what is missing".to_owned()),
        ..Finding::bad(&test.to_string())
    }
}

/// Looks whether a file can be made in the folder, or in the one in which it would be made.
fn writable(folder: &Path) -> Finding {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let Some(existing) = absolute.ancestors().find(|path| path.exists()) else {
        return Finding::bad(&format!("`{}` cannot be made", folder.display()));
    };
    let probe = existing.join(format!(".polya-{}", std::process::id()));
    let made = fs::write(&probe, "");
    let _ = fs::remove_file(&probe);
    match made {
        Ok(()) => Finding::good(format!("`{}`", folder.display())),
        Err(error) => Finding::bad(&format!(
            "cannot write to `{}`: {error}\nhint: make it writable, or choose another with `--home` or `--out`",
            existing.display()
        )),
    }
}

fn look_at_models(context: &Context) -> anyhow::Result<Vec<Finding>> {
    block_on(async {
        let mut findings = Vec::new();
        for endpoint in &context.settings.endpoints {
            let url = endpoint.url.clone();
            let probed = match Client::new(endpoint.clone()) {
                Ok(client) => client.probe().await,
                Err(error) => Err(error),
            };
            findings.push(match probed {
                Ok(can) => Finding::good(format!(
                    "`{}` at `{url}`, by {}, {} samples a request, {} log-probabilities",
                    can.model,
                    if can.api == polya_model::Api::Chat { "chat" } else { "completion" },
                    if can.many { "many" } else { "one" },
                    if can.logprobs { "with" } else { "without" },
                )),
                Err(error) => Finding {
                    hint: Some(format!(
                        "start the server at `{url}`, or leave it out with `--no-model`"
                    )),
                    ..Finding::bad(&error.to_string())
                },
            });
        }
        Ok(findings)
    })
}
