//! `polya config`: the settings in force and where each came from.

use crate::{
    args::ConfigArgs,
    config::{self, Config},
    exit::Exit,
    terminal::say,
};

pub(crate) fn show(config: &Config, args: &ConfigArgs) -> anyhow::Result<Exit> {
    let entries = config.layer.entries();
    if args.all {
        for (key, variable) in config::keys() {
            let value = entries.iter().find(|(name, _)| *name == key).map(|(_, value)| value);
            match (value, config.origins.get(key)) {
                (Some(value), Some(origin)) => {
                    say(format_args!("{key} = {value}  # {variable}; from {origin}"))?;
                }
                _ => say(format_args!("# {key}  # {variable}"))?,
            }
        }
        return Ok(Exit::Success);
    }
    for (key, value) in &entries {
        match config.origins.get(key) {
            Some(origin) => say(format_args!("{key} = {value}  # from {origin}"))?,
            None => say(format_args!("{key} = {value}"))?,
        }
    }
    Ok(Exit::Success)
}
