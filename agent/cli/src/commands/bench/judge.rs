//! `polya bench judge`: what judging costs beyond compiling.

use std::time::Duration;

use crate::{
    commands::{Context, block_on},
    engine,
    exit::{Exit, Failure},
    lean,
    terminal::say,
};

pub(super) fn judge(context: &Context, time: Duration, json: bool) -> anyhow::Result<Exit> {
    let toolchain = lean::locate(context)?;
    let scratch = engine::scratch(context)?;
    let judge = engine::judge(context, &toolchain, scratch.path());
    let report = block_on(async {
        polya_judge::bench(&judge, time)
            .await
            .map_err(|error| Failure::infrastructure(error.to_string()).into())
    })?;
    if json {
        say(serde_json::to_string_pretty(&report)?)?;
    } else {
        say(&report)?;
    }
    Ok(Exit::Success)
}
