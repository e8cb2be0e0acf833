//! The settings as a page, `SETTINGS.md`, and as data.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{MODEL_SETTINGS, ModelServer, SETTINGS};
use crate::config::Config;

/// The page with every setting.
pub(crate) fn markdown() -> String {
    let mut page = "# Settings\n\n\
        Made by `polya config --markdown`; do not edit it by hand.\n\n\
        A setting may stand in `polya.toml`, in an environment variable, or be given by a flag; a flag \
        wins over a variable, and a variable over the file. The file is the nearest `polya.toml` in the \
        working folder or above it, or the one that `--config FILE` or `POLYA_CONFIG` names. `polya \
        config --all` shows the values in force and where each came from.\n"
        .to_owned();
    let mut table = None;
    for setting in SETTINGS {
        let (of_table, _) = setting.path.split_once('.').unwrap_or(("", ""));
        if table != Some(of_table) {
            table = Some(of_table);
            let title = if of_table.is_empty() {
                "At the top of the file".to_owned()
            } else {
                format!("`[{of_table}]`")
            };
            // Writing to a string cannot fail.
            let _ = write!(
                page,
                "\n## {title}\n\n| name | variable | flag | value | default | what for |\n\
                 | --- | --- | --- | --- | --- | --- |\n"
            );
        }
        let flag = setting.flag.map_or(String::new(), |flag| format!("`--{}`", flag.long));
        let _ = writeln!(
            page,
            "| `{}` | `{}` | {flag} | {} | {} | {} |",
            setting.path,
            setting.variable,
            setting.kind(),
            setting.usual(),
            setting.help
        );
    }
    page.push_str(
        "\n## `[[model]]`\n\nEach table names one model server; a layer that names any replaces those of \
         the layers below. `POLYA_MODEL_URL`, `POLYA_MODEL_NAME` and `POLYA_MODEL_KEY` name one, and so \
         do `--model-url` and `--model-name`.\n\n| key | value | what for |\n| --- | --- | --- |\n",
    );
    for key in MODEL_SETTINGS {
        let kind = (key.field)(&mut ModelServer::default()).kind();
        let _ = writeln!(page, "| `{}` | {kind} | {} |", key.name, key.help);
    }
    page
}

/// Every setting with its value and where that came from.
pub(crate) fn data(config: &Config) -> Value {
    let settings = SETTINGS.iter().map(|setting| {
        let origin = config.origins.get(setting.path);
        json!({
            "name": setting.path,
            "variable": setting.variable,
            "flag": setting.flag.map(|flag| format!("--{}", flag.long)),
            "type": setting.kind(),
            "default": setting.usual(),
            "value": origin.and_then(|_| setting.show(&config.settings)),
            "origin": origin.map(ToString::to_string),
            "help": setting.help,
        })
    });
    let servers: Vec<Value> = config
        .models
        .iter()
        .flatten()
        .map(|server| {
            let mut server = server.clone();
            let shown = MODEL_SETTINGS.iter().map(|key| {
                (
                    key.name.to_owned(),
                    (key.field)(&mut server).show().map_or(Value::Null, Value::from),
                )
            });
            Value::Object(shown.collect())
        })
        .collect();
    json!({
        "file": config.file,
        "settings": settings.collect::<Vec<_>>(),
        "models": servers,
        "models_origin": config.origins.get("model").map(ToString::to_string),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_in_the_repository_is_the_one_that_the_table_makes() {
        let page = include_str!("../../SETTINGS.md");
        assert_eq!(page, super::markdown(), "make it anew with `polya config --markdown`");
    }
}
