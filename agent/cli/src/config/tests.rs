use std::{num::NonZeroUsize, time::Duration};

use polya_engine::settings::UseTools;

use super::*;

fn file(text: &str) -> Result<Config, String> {
    let mut config = Config::default();
    config.read_file(Path::new("conf/polya.toml"), text).map(|()| config).map_err(|failure| {
        failure
            .hint
            .as_ref()
            .map_or_else(|| failure.message.clone(), |hint| format!("{} / {hint}", failure.message))
    })
}

fn vars(pairs: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    pairs.iter().map(|(k, v)| (OsString::from(k), OsString::from(v))).collect()
}

#[test]
fn a_full_file() {
    let config = file(
        r#"
        home = "data"
        [run]
        jobs = 3
        out = "/abs/runs"
        model = "small.gguf"
        [budget]
        time = "2h"
        time-per-problem = 30
        checks = "20k"
        [search]
        abstain-below = 0.1
        [lean]
        workers = 2
        allow-unconfined = true
        [memory]
        recall-weights = [1, 0.5, 0, 0]
        [[model]]
        url = "http://127.0.0.1:8080/v1"
        roles = ["worker", "embedder"]
        timeout = "5m"
        "#,
    )
    .expect("well-formed");
    let settings = &config.settings;
    assert_eq!(settings.home, PathBuf::from("conf/data"), "relative to the file");
    assert_eq!(settings.out, PathBuf::from("/abs/runs"));
    assert_eq!(settings.own_model, Some(OwnModel::File("conf/small.gguf".into())));
    assert_eq!(settings.budget.time_per_problem, Duration::from_secs(30));
    assert_eq!(settings.budget.checks, Some(20_000));
    assert!(settings.lean.allow_unconfined);
    assert_eq!(
        settings.memory.recall_weights.map(f32::to_bits),
        [1.0, 0.5, 0.0, 0.0].map(f32::to_bits)
    );
    let models = config.models.expect("one");
    assert_eq!(models[0].timeout, Some(Duration::from_mins(5)));
    assert_eq!(models[0].roles, [polya_model::Role::Worker, polya_model::Role::Embedder]);
}

#[test]
fn unknown_keys_are_refused_with_place_and_suggestion() {
    for (text, expected) in [
        (
            "[lean]\nworker = 2\n",
            "conf/polya.toml:2:1: unknown key `lean.worker` / did you mean `lean.workers`?",
        ),
        ("[laen]\nworkers = 2\n", "conf/polya.toml:1:2: unknown key `laen` / did you mean `lean`?"),
        (
            "workers = 2\n",
            "conf/polya.toml:1:1: unknown key `workers` / did you mean `lean.workers`?",
        ),
        (
            "[[model]]\nurl = \"u\"\nrole = []\n",
            "conf/polya.toml:3:1: unknown key `role` in `[[model]]` / did you mean `roles`?",
        ),
        (
            "colour = 1\n",
            "conf/polya.toml:1:1: unknown key `colour` / `polya config --all` lists every key",
        ),
    ] {
        assert_eq!(file(text).expect_err(text), expected);
    }
}

#[test]
fn wrong_values_are_refused_with_their_place_and_key() {
    for (text, start) in [
        (
            "[budget]\ntime = \"soon\"\n",
            "conf/polya.toml:2:8: `budget.time`: `soon` is not a duration",
        ),
        ("[run]\njobs = -1\n", "conf/polya.toml:2:8: `run.jobs`: `-1` is not a count"),
        ("[run]\njobs = 0\n", "conf/polya.toml:2:8: `run.jobs`: `0` is too small: at least 1"),
        ("[run]\njobs = { n = 1 }\n", "conf/polya.toml:2:8: `run.jobs`: expected count"),
        (
            "[run]\nselection = \"puck\"\n",
            "conf/polya.toml:2:13: `run.selection`: there is no `puck`, did you mean `puct`?",
        ),
        ("[[model]]\nname = \"m\"\n", "conf/polya.toml:1:1: a `[[model]]` without `url`"),
        (
            "[[model]]\nurl = \"u\"\nroles = [\"cook\"]\n",
            "conf/polya.toml:3:9: `model.roles`: there is no `cook`",
        ),
        ("[model]\nurl = \"u\"\n", "conf/polya.toml:1:1: `model` is a list"),
        ("x = = 1\n", "conf/polya.toml:1:5: "),
        (
            "[memory]\nkeep-weights = [1, 2]\n",
            "conf/polya.toml:2:16: `memory.keep-weights`: expected 3 weights, none below 0",
        ),
        (
            "[memory]\nrecall-weights = \"1,2,3,-1\"\n",
            "conf/polya.toml:2:18: `memory.recall-weights`: expected 4 w",
        ),
    ] {
        let error = file(text).expect_err(text);
        assert!(error.starts_with(start), "{error}");
    }
}

#[test]
fn later_layers_win_and_origins_are_kept() {
    let folder = Path::new("/nonexistent");
    let mut flags = Layer::default();
    flags.set("run.jobs", "9");
    let env = vars(&[
        ("POLYA_JOBS", "4"),
        ("POLYA_TIME", "90s"),
        ("POLYA_CHECKS", ""),
        ("OTHER", "x"),
        ("POLYA_ALLOW_UNCONFINED", "1"),
    ]);
    let config = load(&Source::Ignored, folder, env, [flags]).expect("well-formed");
    assert_eq!(config.settings.jobs, NonZeroUsize::new(9));
    assert_eq!(config.settings.budget.time, Some(Duration::from_secs(90)));
    assert_eq!(config.settings.budget.checks, None);
    assert!(config.settings.lean.allow_unconfined);
    assert_eq!(config.origins["run.jobs"], Origin::Flag);
    assert_eq!(config.origins["budget.time"], Origin::Variable("POLYA_TIME"));
    assert!(!config.origins.contains_key("budget.checks"));
}

#[test]
fn variables_are_checked_like_files() {
    let load = |pairs| {
        load(&Source::Ignored, Path::new("/"), vars(pairs), [])
            .map_err(|failure| (failure.message, failure.hint.unwrap_or_default()))
    };
    let (message, hint) = load(&[("POLYA_JOB", "4")]).expect_err("unknown");
    assert_eq!(message, "unknown environment variable `POLYA_JOB`");
    assert_eq!(hint, "did you mean `POLYA_JOBS`?");
    let (message, _) = load(&[("POLYA_JOBS", "many")]).expect_err("not a number");
    assert!(message.starts_with("`POLYA_JOBS=many`: `many` is not a count"), "{message}");
    let (message, _) = load(&[("POLYA_TIME", "soon")]).expect_err("not a duration");
    assert!(message.starts_with("`POLYA_TIME=soon`: `soon` is not a duration"), "{message}");
    let config = load(&[("POLYA_MODEL_URL", "http://h/v1"), ("POLYA_MODEL_NAME", "m")])
        .expect("well-formed");
    assert_eq!(config.models.expect("one")[0].name.as_deref(), Some("m"));
}

#[test]
fn a_named_file_must_exist() {
    let source = Source::Named(PathBuf::from("/nonexistent/polya.toml"));
    let failure = load(&source, Path::new("/"), vars(&[]), []).expect_err("missing");
    assert!(failure.message.contains("`/nonexistent/polya.toml`"), "{}", failure.message);
}

fn resolve(config: &Config, variables: &[(&str, &str)]) -> Result<Settings, Failure> {
    config.resolve(&|name: &str| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| OsString::from(value))
    })
}

#[test]
fn the_data_folder_follows_the_xdg_rules() {
    let home = |variables: &[(&str, &str)]| resolve(&Config::default(), variables).map(|s| s.home);
    assert_eq!(home(&[("HOME", "/h")]).expect("set"), Path::new("/h/.local/share/polya"));
    let both = [("HOME", "/h"), ("XDG_DATA_HOME", "/x")];
    assert_eq!(home(&both).expect("set"), Path::new("/x/polya"));
    let relative = [("HOME", "/h"), ("XDG_DATA_HOME", "x")];
    assert_eq!(home(&relative).expect("set"), Path::new("/h/.local/share/polya"));
    assert!(home(&[]).expect_err("unset").hint.is_some());
}

#[test]
fn a_key_comes_from_one_place() {
    let model = |key: Option<&str>, variable: Option<&str>| {
        let model = ModelServer {
            url: "http://h/v1".into(),
            key: key.map(ApiKey::new),
            key_variable: variable.map(str::to_owned),
            ..ModelServer::default()
        };
        let config = Config { models: Some(vec![model]), ..Config::default() };
        resolve(&config, &[("MY_KEY", "k"), ("HOME", "/h")]).map(|s| s.endpoints[0].key.clone())
    };
    assert_eq!(model(None, Some("MY_KEY")).expect("set"), Some(ApiKey::new("k")));
    assert_eq!(model(None, None).expect("none"), None);
    assert!(model(None, Some("OTHER")).is_err());
    assert!(model(Some("k"), Some("MY_KEY")).is_err());
}

#[test]
fn a_model_of_our_own_unless_another_is_named() {
    let of = |own: Option<&str>, servers: Option<usize>| {
        let mut config = Config::default();
        if let Some(own) = own {
            let mut layer = Layer::default();
            layer.set("run.model", own);
            config.lay(layer).expect("well-formed");
        }
        let server = ModelServer { url: "http://h/v1".into(), ..ModelServer::default() };
        config.models = servers.map(|count| vec![server; count]);
        let settings = resolve(&config, &[("HOME", "/h")]).expect("well-formed");
        (settings.own_model, settings.endpoints.len())
    };
    assert_eq!(of(None, None), (Some(OwnModel::Shipped), 0));
    assert_eq!(of(None, Some(1)), (None, 1));
    assert_eq!(of(None, Some(0)), (None, 0), "as `--no-model` has it");
    assert_eq!(of(Some("off"), Some(1)), (Some(OwnModel::Off), 1));
    assert_eq!(of(Some("shipped"), Some(1)), (Some(OwnModel::Shipped), 1));
    assert_eq!(of(Some("m.gguf"), Some(1)), (Some(OwnModel::File("m.gguf".into())), 1));
}

#[test]
fn tools_are_all_none_or_named() {
    let of = |text: &str| {
        let mut layer = Layer::default();
        layer.set("tools.use", text);
        let mut config = Config::default();
        config.lay(layer).map(|()| config.settings.tools.used)
    };
    assert_eq!(of("on").expect("well-formed"), UseTools::All);
    assert_eq!(of("off").expect("well-formed"), UseTools::None);
    let named = UseTools::Named(vec!["ring".to_owned(), "refute".to_owned()]);
    assert_eq!(of("ring, refute").expect("well-formed"), named);
    assert!(of(" , ").is_err());
}
