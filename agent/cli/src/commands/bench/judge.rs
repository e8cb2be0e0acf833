//! `polya bench judge`: what judging costs beyond compiling.

use polya_engine::engine;
use std::time::Duration;

use crate::{
    context::{Context, block_on},
    exit::{Exit, Failure},
    terminal::{say, say_json},
};

pub(super) fn judge(context: &Context, time: Duration, json: bool) -> anyhow::Result<Exit> {
    let toolchain = context.lean()?;
    let scratch = engine::scratch(&context.settings)?;
    let judge = engine::judge(&context.settings, &toolchain, scratch.path());
    let report = block_on(async {
        polya_judge::bench(&judge, time)
            .await
            .map_err(|error| Failure::infrastructure(error.to_string()).into())
    })?;
    if json {
        say_json(&report)?;
    } else {
        say(&report)?;
    }
    Ok(Exit::Success)
}
