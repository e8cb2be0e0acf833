//! `polya model serve`: for people until Ctrl-C, or for a run until that ends.

use std::{
    io::Read as _,
    sync::Arc,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};
use polya_engine::local_model;
use polya_model::{
    ApiKey,
    engine::{Engine, Limits, LoadError, LoadSettings, Model, Source},
    serve::{ServeError, ServeSettings, Server},
};
use serde_json::json;

use crate::{
    args::ServeModelArgs,
    commands::model::threads,
    context::{Context, block_on},
    exit::{Exit, Failure},
    terminal::{say, say_json_line},
};

pub(crate) fn serve(context: &Context, args: &ServeModelArgs) -> anyhow::Result<Exit> {
    threads::set(args.threads)?;
    let source = match &args.gguf {
        Some(path) => Source::file(path),
        None => polya_model::shipped().ok_or_else(|| {
            Failure::input("there is no model inside this program")
                .hint("name one with `--gguf FILE`")
        })?,
    };
    let key = match &args.key_variable {
        None => None,
        Some(name) => {
            let key = std::env::var(name).ok().filter(|key| !key.is_empty());
            let unset =
                || Failure::input(format!("the key should be in `{name}`, which is not set"));
            Some(ApiKey::new(key.ok_or_else(unset)?))
        }
    };
    let model = Arc::new(load(context, args, &source)?);
    let limits =
        Limits { context: args.context, cache_bytes: args.cache << 20, ..Limits::default() };
    let engine = Engine::start(Arc::clone(&model), limits)
        .map_err(|error| Failure::infrastructure(format!("cannot start a thread: {error}")))?;
    let context_length = engine.limits().context;
    block_on(async {
        let settings = ServeSettings { host: args.host, port: args.port, key };
        let server = Server::start(engine, settings).await.map_err(|error| failure(&error))?;
        if args.child {
            let said = json!({"url": server.url(), "model": model.name(), "kind": model.kind()});
            say_json_line(&said)?;
            until_stdin_ends().await;
        } else {
            context.terminal.note(format_args!(
                "`{}` with a context of {context_length} tokens answers at",
                model.name()
            ));
            say(server.url())?;
            tokio::signal::ctrl_c().await?;
        }
        server.stop().await;
        Ok(Exit::Success)
    })
}

fn load(context: &Context, args: &ServeModelArgs, source: &Source) -> anyhow::Result<Model> {
    let settings = LoadSettings { most_bytes: local_model::available_memory() };
    let bar = (context.terminal.draws && !args.child).then(|| {
        let style = ProgressStyle::with_template("loading `{msg}` {bar:30} {percent}%");
        let bar = ProgressBar::new(1000).with_message(source.stem());
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    });
    let mut told = Instant::now();
    let loaded = Model::load(source, settings, &mut |done| {
        let done = (done * 1000.0).round();
        if let Some(bar) = &bar {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 to 1000"
            )]
            bar.set_position(done as u64);
        }
        if args.child && told.elapsed() > Duration::from_millis(200) {
            told = Instant::now();
            // Whoever started us may be gone; that is found out later.
            let _ = say_json_line(&json!({"loading": done / 1000.0}));
        }
    });
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    Ok(loaded.map_err(|error| match error {
        LoadError::TooLarge { .. } => Failure::infrastructure(error.to_string())
            .hint("take a smaller quantization of the model, or a smaller model"),
        LoadError::Io { .. } | LoadError::Malformed { .. } | LoadError::Unsupported { .. } => {
            Failure::input(error.to_string())
        }
    })?)
}

fn failure(error: &ServeError) -> Failure {
    let message = error.to_string();
    match error {
        ServeError::Bind { .. } => Failure::infrastructure(message)
            .hint("choose another port with `--port N`; 0 takes a free one"),
        ServeError::NeedsKey(_) => Failure::input(message)
            .hint("name a variable that holds one with `--key-variable NAME`"),
        ServeError::Template(_) => Failure::input(message),
    }
}

/// Whoever started us holds the other end, and lets go of it even when killed.
async fn until_stdin_ends() {
    let read = tokio::task::spawn_blocking(|| {
        let mut stdin = std::io::stdin().lock();
        let mut rest = [0; 64];
        while stdin.read(&mut rest).is_ok_and(|count| count > 0) {}
    });
    let _ = read.await;
}
