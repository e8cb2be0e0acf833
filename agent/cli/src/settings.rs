//! Every setting, once: its name in `polya.toml`, its variable, its flag, its type, its default and
//! its help. The file, the environment, the command line, `polya config` and the page `SETTINGS.md`
//! all follow from this table; a new setting is one row.

pub(crate) mod field;
pub(crate) mod page;

use std::path::{Path, PathBuf};

use polya_engine::Settings;
use polya_model::{Api, ApiKey, ModelKind, Role};

use field::Field;

/// One setting.
pub(crate) struct Setting {
    /// Dotted path in `polya.toml`.
    pub(crate) path: &'static str,
    /// Environment variable.
    pub(crate) variable: &'static str,
    pub(crate) flag: Option<Flag>,
    /// What it is for. Also the flag's help.
    pub(crate) help: &'static str,
    /// The default in words, where it depends on something; else it is the value of
    /// [`Settings::new`].
    pub(crate) default: &'static str,
    field: fn(&mut Settings) -> &mut dyn Field,
}

/// A setting's flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flag {
    /// `--long`
    pub(crate) long: &'static str,
    /// `-s`
    pub(crate) short: Option<char>,
    /// What stands for the value in the help; empty for a switch.
    pub(crate) value: &'static str,
    /// Another name for it.
    pub(crate) alias: Option<&'static str>,
    pub(crate) group: Group,
}

/// Which commands have a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// All.
    Everywhere,
    /// Those that search; shown under this heading.
    Search(&'static str),
    /// `run`.
    Run,
    /// Those that search, and declared there: it belongs together with flags that are no settings.
    Declared,
}

const BUDGET: Group = Group::Search("Budget");
const SEARCH: Group = Group::Search("Search");

const fn row(
    path: &'static str,
    variable: &'static str,
    help: &'static str,
    field: fn(&mut Settings) -> &mut dyn Field,
) -> Setting {
    Setting { path, variable, flag: None, help, default: "", field }
}

impl Setting {
    const fn flag(mut self, long: &'static str, value: &'static str, group: Group) -> Self {
        self.flag = Some(Flag { long, short: None, value, alias: None, group });
        self
    }

    const fn short(mut self, letter: char) -> Self {
        if let Some(flag) = &mut self.flag {
            flag.short = Some(letter);
        }
        self
    }

    const fn alias(mut self, name: &'static str) -> Self {
        if let Some(flag) = &mut self.flag {
            flag.alias = Some(name);
        }
        self
    }

    const fn default(mut self, words: &'static str) -> Self {
        self.default = words;
        self
    }

    /// Sets it; refuses with what is wrong with the text.
    pub(crate) fn read(&self, settings: &mut Settings, text: &str) -> Result<(), String> {
        (self.field)(settings).read(text)
    }

    /// Takes a path that was set as one relative to this folder.
    pub(crate) fn rebase(&self, settings: &mut Settings, folder: &Path) {
        (self.field)(settings).rebase(folder);
    }

    /// The value in `settings`, if there is one.
    pub(crate) fn show(&self, settings: &Settings) -> Option<String> {
        (self.field)(&mut settings.clone()).show()
    }

    /// What is written for a value.
    pub(crate) fn kind(&self) -> &'static str {
        (self.field)(&mut usual()).kind()
    }

    /// The default, in words or as it would be written; empty if there is none.
    pub(crate) fn usual(&self) -> String {
        if self.default.is_empty() {
            self.show(&usual()).unwrap_or_default()
        } else {
            self.default.to_owned()
        }
    }

    /// What is wrong with a value, if anything.
    pub(crate) fn check(&self, text: &str) -> Result<(), String> {
        self.read(&mut usual(), text)
    }
}

/// Settings that nobody touched. Their folders are not for use.
pub(crate) fn usual() -> Settings {
    Settings::new(PathBuf::new(), PathBuf::new())
}

/// The setting with this name.
pub(crate) fn find(path: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.path == path)
}

/// All settings but the list of model servers, which has a table of its own below.
pub(crate) static SETTINGS: &[Setting] = &[
    row("home", "POLYA_HOME", "Folder for toolchains, memory and caches", |s| &mut s.home)
        .flag("home", "DIR", Group::Everywhere)
        .default("`polya` in the user's data folder"),
    row("run.out", "POLYA_OUT", "Folder for run folders", |s| &mut s.out).flag(
        "out",
        "DIR",
        Group::Run,
    ),
    row("run.jobs", "POLYA_JOBS", "Problems at work at once", |s| &mut s.jobs)
        .flag("jobs", "N", Group::Run)
        .short('j')
        .default("one for each Lean process"),
    row("run.seed", "POLYA_SEED", "Seed of every random choice", |s| &mut s.seed)
        .flag("seed", "N", SEARCH),
    row(
        "run.selection",
        "POLYA_SELECTION",
        "How the next goal is chosen: `best-first`, `puct` or `proof-number`",
        |s| &mut s.search.strategy,
    )
    .flag("selection", "HOW", SEARCH),
    row(
        "run.model",
        "POLYA_MODEL",
        "A GGUF file to serve beside the search; `shipped`, the model inside the program; or `off`",
        |s| &mut s.own_model,
    )
    .flag("model", "FILE", Group::Declared)
    .default("shipped, where no server is named"),
    row(
        "run.retries",
        "POLYA_RETRIES",
        "How often a call is repeated after a failure of Lean, a model or the disk before the \
         problem is given up",
        |s| &mut s.search.retries,
    ),
    row("budget.time", "POLYA_TIME", "Time for the whole run, such as `4h`", |s| {
        &mut s.budget.time
    })
    .flag("time", "TIME", BUDGET),
    row("budget.time-per-problem", "POLYA_TIME_PER_PROBLEM", "Time for each problem", |s| {
        &mut s.budget.time_per_problem
    })
    .flag("time-per-problem", "TIME", BUDGET),
    row("budget.checks", "POLYA_CHECKS", "Lean checks for the whole run, such as `200k`", |s| {
        &mut s.budget.checks
    })
    .flag("checks", "N", BUDGET),
    row(
        "budget.checks-per-problem",
        "POLYA_CHECKS_PER_PROBLEM",
        "Lean checks for each problem",
        |s| &mut s.budget.checks_per_problem,
    )
    .flag("checks-per-problem", "N", BUDGET),
    row("budget.tokens", "POLYA_TOKENS", "Model tokens for the whole run, such as `2m`", |s| {
        &mut s.budget.tokens
    })
    .flag("tokens", "N", BUDGET),
    row(
        "budget.judgements-per-problem",
        "POLYA_JUDGEMENTS_PER_PROBLEM",
        "Finished proofs that the judge is asked about for each problem",
        |s| &mut s.budget.judgements_per_problem,
    ),
    row(
        "search.length-exponent",
        "POLYA_LENGTH_EXPONENT",
        "`best-first` divides a goal's log-probability by its depth to this power",
        |s| &mut s.search.length_exponent,
    ),
    row("search.exploration", "POLYA_EXPLORATION", "Weight of exploration in `puct`", |s| {
        &mut s.search.exploration
    }),
    row(
        "search.goals-at-once",
        "POLYA_GOALS_AT_ONCE",
        "Goals of one problem under work at the same time",
        |s| &mut s.search.goals_at_once,
    ),
    row(
        "search.first-batch",
        "POLYA_FIRST_BATCH",
        "Candidates in the first batch of a round; each further batch has twice as many",
        |s| &mut s.search.first_batch,
    ),
    row("search.batch", "POLYA_BATCH", "Most candidates in one batch", |s| &mut s.search.batch),
    row("search.goals-limit", "POLYA_GOALS_LIMIT", "Most goals in one problem's graph", |s| {
        &mut s.search.goals_limit
    }),
    row(
        "search.abstain-below",
        "POLYA_ABSTAIN_BELOW",
        "Give a problem up when its chance of success falls below this; 0 never does",
        |s| &mut s.search.abstain_below,
    ),
    row(
        "sampling.tactics",
        "POLYA_SAMPLING_TACTICS",
        "Tactics that a model samples for one goal",
        |s| &mut s.sampling.tactics,
    )
    .default("what suits the model"),
    row(
        "sampling.proofs",
        "POLYA_SAMPLING_PROOFS",
        "Whole proofs that a chat model samples for one goal; 0 leaves them out",
        |s| &mut s.sampling.proofs,
    )
    .default("what suits the model"),
    row(
        "sampling.sketches",
        "POLYA_SAMPLING_SKETCHES",
        "Sketches that a chat model samples for a problem; 0 leaves them out",
        |s| &mut s.sampling.sketches,
    )
    .default("what suits the model"),
    row(
        "sampling.temperature",
        "POLYA_SAMPLING_TEMPERATURE",
        "Temperature of a model's samples",
        |s| &mut s.sampling.temperature,
    )
    .default("what suits the model"),
    row(
        "sampling.prompts",
        "POLYA_SAMPLING_PROMPTS",
        "Folder with templates that replace prompts: `step.txt`, `step.completion.txt`, \
         `step.compact.txt`, `proof.txt`, `sketch.txt`",
        |s| &mut s.sampling.prompts,
    )
    .default("those inside the program"),
    row(
        "lean.program",
        "POLYA_LEAN",
        "The `lean` to use: a program, or a toolchain's folder",
        |s| &mut s.lean.program,
    )
    .flag("lean", "PATH", Group::Everywhere)
    .default("found or fetched"),
    row(
        "lean.project",
        "POLYA_LEAN_PROJECT",
        "A Lake project whose modules the problems may import",
        |s| &mut s.lean.project,
    )
    .flag("project", "DIR", Group::Everywhere)
    .default("the one here or above"),
    row("lean.workers", "POLYA_LEAN_WORKERS", "Lean processes at work", |s| &mut s.lean.workers)
        .flag("lean-workers", "N", SEARCH)
        .default("one for each processor"),
    row("lean.heartbeats", "POLYA_LEAN_HEARTBEATS", "Heartbeats that a check may take", |s| {
        &mut s.lean.heartbeats
    }),
    row("lean.check-timeout", "POLYA_LEAN_CHECK_TIMEOUT", "Time that a check may take", |s| {
        &mut s.lean.check_timeout
    }),
    row(
        "lean.provers",
        "POLYA_LEAN_PROVERS",
        "Let Lean's own provers, such as `grind` and `exact?`, take part in the search",
        |s| &mut s.lean.provers,
    ),
    row(
        "lean.prover-heartbeats",
        "POLYA_LEAN_PROVER_HEARTBEATS",
        "Heartbeats that a check of Lean's own provers may take",
        |s| &mut s.lean.prover_heartbeats,
    ),
    row(
        "lean.prover-timeout",
        "POLYA_LEAN_PROVER_TIMEOUT",
        "Time that a check of Lean's own provers may take, and all their questions about one goal",
        |s| &mut s.lean.prover_timeout,
    ),
    row(
        "lean.allow-unconfined",
        "POLYA_ALLOW_UNCONFINED",
        "Run Lean on model text even where the system cannot confine it",
        |s| &mut s.lean.allow_unconfined,
    )
    .flag("allow-unconfined", "", Group::Everywhere)
    .alias("unconfined"),
    row(
        "memory.mode",
        "POLYA_MEMORY",
        "What to do with the long-term memory: `off`, `read` or `readwrite`",
        |s| &mut s.memory.mode,
    )
    .flag("memory", "HOW", SEARCH)
    .default("readwrite"),
    row(
        "memory.capacity",
        "POLYA_MEMORY_CAPACITY",
        "Most artifacts; above it the least worth keeping are evicted",
        |s| &mut s.memory.capacity,
    ),
    row(
        "memory.recall-weights",
        "POLYA_MEMORY_RECALL_WEIGHTS",
        "Weights of relevance, recency, importance and uses when the memory is asked",
        |s| &mut s.memory.recall_weights,
    ),
    row(
        "memory.keep-weights",
        "POLYA_MEMORY_KEEP_WEIGHTS",
        "Weights of importance, recency and uses when artifacts are evicted",
        |s| &mut s.memory.keep_weights,
    ),
    row(
        "memory.fade-time",
        "POLYA_MEMORY_FADE_TIME",
        "Time after which recency has fallen to 1/e",
        |s| &mut s.memory.fade_time,
    ),
    row(
        "memory.grace-time",
        "POLYA_MEMORY_GRACE_TIME",
        "Time for which nothing new is evicted",
        |s| &mut s.memory.grace_time,
    ),
    row(
        "tools.use",
        "POLYA_TOOLS",
        "Tools that take part: `on`, `off`, or names such as `ring,refute`",
        |s| &mut s.tools.used,
    )
    .flag("tools", "WHICH", SEARCH),
    row(
        "tools.believe",
        "POLYA_BELIEVE_TOOLS",
        "A tool's counterexample ends a problem even where Lean does not confirm it",
        |s| &mut s.tools.believe,
    ),
];

/// One model server, as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ModelServer {
    pub(crate) url: String,
    pub(crate) name: Option<String>,
    pub(crate) key: Option<ApiKey>,
    pub(crate) key_variable: Option<String>,
    pub(crate) roles: Vec<Role>,
    pub(crate) api: Option<Api>,
    pub(crate) kind: Option<ModelKind>,
    pub(crate) timeout: Option<std::time::Duration>,
    pub(crate) parallel: Option<std::num::NonZeroUsize>,
    pub(crate) retries: Option<u32>,
}

/// One key of a `[[model]]` table.
pub(crate) struct ModelSetting {
    pub(crate) name: &'static str,
    pub(crate) help: &'static str,
    pub(crate) field: fn(&mut ModelServer) -> &mut dyn Field,
}

const fn key(
    name: &'static str,
    help: &'static str,
    field: fn(&mut ModelServer) -> &mut dyn Field,
) -> ModelSetting {
    ModelSetting { name, help, field }
}

/// The keys of a `[[model]]` table.
pub(crate) static MODEL_SETTINGS: &[ModelSetting] = &[
    key("url", "An OpenAI-compatible server, such as `http://127.0.0.1:8080/v1`", |m| &mut m.url),
    key("name", "Model to ask there; left out: the first that the server lists", |m| &mut m.name),
    key("key", "Key to send; `key-variable` keeps it out of the file", |m| &mut m.key),
    key("key-variable", "Environment variable that holds the key", |m| &mut m.key_variable),
    key("roles", "What it is asked for; left out: everything but embeddings", |m| &mut m.roles),
    key("api", "Which interface to use", |m| &mut m.api),
    key("kind", "What the model can do; `step` and `scoring-step` were trained for Polya", |m| {
        &mut m.kind
    }),
    key("timeout", "Longest time to wait for a reply", |m| &mut m.timeout),
    key("parallel", "Requests in flight at once", |m| &mut m.parallel),
    key("retries", "How often a request is repeated after a failure that may pass", |m| {
        &mut m.retries
    }),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_variables_and_flags_are_each_used_once() {
        let paths: BTreeSet<_> = SETTINGS.iter().map(|s| s.path).collect();
        let variables: BTreeSet<_> = SETTINGS.iter().map(|s| s.variable).collect();
        assert_eq!((paths.len(), variables.len()), (SETTINGS.len(), SETTINGS.len()));
        let flags: Vec<_> = SETTINGS.iter().filter_map(|s| s.flag).map(|f| f.long).collect();
        assert_eq!(flags.iter().collect::<BTreeSet<_>>().len(), flags.len());
    }

    #[test]
    fn every_setting_takes_what_it_shows_and_changes_nothing_else() {
        for setting in SETTINGS {
            let text = match setting.kind() {
                "count" | "count from 1" => "7",
                "duration" => "5s",
                "number from 0" | "number from 0 to 1" => "0.75",
                "true or false" => "true",
                "path" | "path or `off`" => "/somewhere",
                "3 weights" => "1, 0.5, 0",
                "4 weights" => "1, 0.5, 0, 0",
                "`best-first`, `puct` or `proof-number`" => "puct",
                "`off`, `read` or `readwrite`" => "read",
                "`on`, `off` or names" | "`off`, `shipped` or path" => "off",
                other => panic!("{}: no example of `{other}`", setting.path),
            };
            let mut settings = usual();
            setting.read(&mut settings, text).unwrap_or_else(|e| panic!("{}: {e}", setting.path));
            let shown = setting.show(&settings).expect(setting.path);
            let mut again = usual();
            setting.read(&mut again, &shown).unwrap_or_else(|e| panic!("{}: {e}", setting.path));
            assert_eq!(setting.show(&again), Some(shown), "{}", setting.path);
            for other in SETTINGS.iter().filter(|other| other.path != setting.path) {
                assert_eq!(
                    other.show(&settings),
                    other.show(&usual()),
                    "`{}` changed `{}`",
                    setting.path,
                    other.path
                );
            }
        }
    }

    #[test]
    fn bad_values_are_refused() {
        for (path, text) in [
            ("run.jobs", "0"),
            ("lean.workers", "0"),
            ("run.jobs", "-1"),
            ("run.retries", "5000000000"),
            ("search.abstain-below", "1.5"),
            ("search.exploration", "-1"),
            ("search.exploration", "inf"),
            ("budget.time", "soon"),
            ("run.selection", "worst-first"),
            ("tools.use", " , "),
            ("memory.keep-weights", "1, 2"),
            ("memory.recall-weights", "1,2,3,-1"),
            ("tools.believe", "perhaps"),
        ] {
            assert!(find(path).expect(path).check(text).is_err(), "{path} = {text}");
        }
    }
}
