//! `polya config`: the settings in force and where each came from.

use crate::{
    args::ConfigArgs,
    config::Config,
    exit::Exit,
    settings::{SETTINGS, page},
    terminal::{say, say_json},
};

pub(crate) fn show(config: &Config, args: &ConfigArgs) -> anyhow::Result<Exit> {
    if args.markdown {
        say(page::markdown().trim_end())?;
    } else if args.json {
        say_json(&page::data(config))?;
    } else if args.all {
        for setting in SETTINGS {
            let value = setting.show(&config.settings);
            let (key, variable) = (setting.path, setting.variable);
            match (value, config.origins.get(key)) {
                (Some(value), Some(origin)) => {
                    say(format_args!("{key} = {value}  # {variable}; from {origin}"))?;
                }
                _ => match setting.usual().as_str() {
                    "" => say(format_args!("# {key}  # {variable}"))?,
                    usual => say(format_args!("# {key} = {usual}  # {variable}"))?,
                },
            }
        }
        match config.entries().into_iter().find(|(key, _)| *key == "model") {
            Some((_, urls)) => say(format_args!("model = {urls}  # POLYA_MODEL_URL"))?,
            None => say("# model  # POLYA_MODEL_URL")?,
        }
    } else {
        for (key, value) in config.entries() {
            match config.origins.get(key) {
                Some(origin) => say(format_args!("{key} = {value}  # from {origin}"))?,
                None => say(format_args!("{key} = {value}"))?,
            }
        }
    }
    Ok(Exit::Success)
}
