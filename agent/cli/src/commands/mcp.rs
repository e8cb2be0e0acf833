//! `polya mcp`: what Polya can do, offered to programs that speak the Model Context Protocol.
//!
//! One server on standard input and output, for the program that started it: `prove` searches,
//! `check` judges, `recall` looks up. Arguments are checked against the schemas before anything is
//! done, and every answer is a report of what Lean and the judge said. Talk goes to stderr, since
//! stdout belongs to the protocol.

use std::{collections::HashMap, sync::Arc};

use polya_engine::{Attempt, Engine, library::Library};
use polya_judge::Verdict;
use polya_memory::{Kind, Question, Recalled, relevance::Query};
use polya_tools::Schema;
use serde_json::{Value, json};
use tokio::{
    sync::{Mutex, OnceCell, Semaphore, mpsc, oneshot},
    task::JoinSet,
};

use crate::{
    commands::prove::problem_of,
    context::{Context, block_on},
    exit::{Exit, Failure},
    mcp::{
        INVALID_PARAMS, INVALID_REQUEST, Line, METHOD_NOT_FOUND, PARSE_ERROR, SERVER_KEY,
        STATELESS, UNSUPPORTED_VERSION, VERSION_KEY, VERSIONS, read_blocking, who,
    },
    terminal::say_json_line,
};

/// Proofs that are searched or judged at once.
const AT_ONCE: usize = 1;
/// Most premises and lemmas in one answer.
const MOST_RECALLED: u64 = 50;

pub(crate) fn mcp(context: Context) -> anyhow::Result<Exit> {
    let terminal = context.terminal;
    block_on(async {
        let server = Arc::new(Server {
            context,
            turns: Semaphore::new(AT_ONCE),
            engine: OnceCell::new(),
            library: OnceCell::new(),
            calls: Mutex::default(),
        });
        let mut lines = lines()?;
        let mut calls = JoinSet::new();
        while let Some(line) = lines.recv().await {
            match line? {
                Line::End => break,
                Line::TooLong => {
                    let failure = Failure::input("a message is longer than 8 MiB");
                    return Err(failure.into());
                }
                Line::Text(text) if text.is_empty() => {}
                Line::Text(text) => server.clone().take(&text, &mut calls).await?,
            }
            while calls.try_join_next().is_some() {}
        }
        // Whoever closed the input still reads what it asked for.
        while calls.join_next().await.is_some() {}
        if let Some(engine) = Arc::into_inner(server).and_then(|server| server.engine.into_inner())
            && let Some(complaint) = engine.shut_down().await
        {
            terminal.warning(complaint);
        }
        Ok(Exit::Success)
    })
}

/// What stands on standard input, line by line, read by a thread that may block.
fn lines() -> std::io::Result<mpsc::Receiver<std::io::Result<Line>>> {
    let (sender, receiver) = mpsc::channel(16);
    std::thread::Builder::new().name("mcp-input".to_owned()).spawn(move || {
        let mut input = std::io::stdin().lock();
        loop {
            let line = read_blocking(&mut input);
            let is_last = !matches!(line, Ok(Line::Text(_)));
            if sender.blocking_send(line).is_err() || is_last {
                return;
            }
        }
    })?;
    Ok(receiver)
}

struct Server {
    context: Context,
    turns: Semaphore,
    engine: OnceCell<Engine>,
    library: OnceCell<Library>,
    /// Calls in progress, by the request's id as text, and how to give them up.
    calls: Mutex<HashMap<String, oneshot::Sender<()>>>,
}

/// An answer to a request: its result, or a code and a message.
type Answered = Result<Value, (i64, String)>;

/// Name, description and argument schema of what is offered, in the order in which it is listed.
fn offers() -> [(&'static str, &'static str, Value); 3] {
    let statement = json!({
        "type": "string",
        "minLength": 1,
        "maxLength": 100_000,
        "description": "a Lean 4 theorem without its proof, with the imports and definitions that it \
                        needs before it, such as `theorem t (a b : Nat) : a + b = b + a`"
    });
    [
        (
            "prove",
            "Searches for a proof of a Lean 4 theorem. Answers with the finished file if the judge \
             accepted a proof; else with why the search ended and the goal it got stuck at.",
            json!({
                "type": "object",
                "properties": {
                    "statement": statement,
                    "seconds": {
                        "type": "integer", "minimum": 1, "maximum": 3600,
                        "description": "time for the search [default: that of the settings]"
                    },
                    "checks": {
                        "type": "integer", "minimum": 1,
                        "description": "most candidate tactics that Lean may check"
                    }
                },
                "required": ["statement"],
                "additionalProperties": false
            }),
        ),
        (
            "check",
            "Judges a proof of a Lean 4 theorem: compiled alone and confined, its axioms read from \
             the compiled module, its constants checked again by the kernel. Answers `accepted`, \
             `rejected` with the reason, or `undecided`.",
            json!({
                "type": "object",
                "properties": {
                    "statement": statement,
                    "proof": {
                        "type": "string", "minLength": 1, "maxLength": 1_000_000,
                        "description": "what stands after `:=`, such as `by omega`"
                    }
                },
                "required": ["statement", "proof"],
                "additionalProperties": false
            }),
        ),
        (
            "recall",
            "Theorems of the library, and lemmas that were proved before, that fit a query.",
            json!({
                "type": "object",
                "properties": {
                    "query": {
                        "type": "string", "minLength": 1, "maxLength": 10_000,
                        "description": "a statement, or names and symbols"
                    },
                    "k": {"type": "integer", "minimum": 1, "maximum": MOST_RECALLED}
                },
                "required": ["query"],
                "additionalProperties": false
            }),
        ),
    ]
}

/// The tools as the protocol describes them. Nothing of the user's is changed, except that proofs
/// may be learnt from.
fn tools() -> Vec<Value> {
    let tool = |(name, description, schema): (&str, &str, Value)| {
        let hints = json!({
            "readOnlyHint": name != "prove", "destructiveHint": false, "openWorldHint": false
        });
        json!({
            "name": name, "description": description, "inputSchema": schema, "annotations": hints
        })
    };
    offers().into_iter().map(tool).collect()
}

impl Server {
    /// Takes in one message. Calls go on beside what comes after them.
    async fn take(self: Arc<Self>, text: &str, calls: &mut JoinSet<()>) -> anyhow::Result<()> {
        let Ok(message) = serde_json::from_str::<Value>(text) else {
            return Self::reply(&Value::Null, Err((PARSE_ERROR, "this is not JSON".to_owned())));
        };
        let id = message["id"].clone();
        let Some(method) = message["method"].as_str() else {
            // A response to nothing that was asked, or no message at all.
            if message.get("result").is_some() || message.get("error").is_some() {
                return Ok(());
            }
            let error = (INVALID_REQUEST, "there is no `method`".to_owned());
            return Self::reply(&id, Err(error));
        };
        let params = &message["params"];
        if id.is_null() {
            if method == "notifications/cancelled" {
                let call = self.calls.lock().await.remove(&params["requestId"].to_string());
                call.map(|call| call.send(()));
            }
            return Ok(());
        }
        let spoken = params["_meta"][VERSION_KEY].as_str();
        if let Some(unknown) = spoken.filter(|version| !VERSIONS.contains(version)) {
            let message = format!("revision `{unknown}` is not spoken; {VERSIONS:?} are");
            return Self::reply(&id, Err((UNSUPPORTED_VERSION, message)));
        }
        let stateless = spoken == Some(STATELESS);
        let complete = |mut result: Value| {
            if stateless {
                result["resultType"] = "complete".into();
            }
            Ok(result)
        };
        let answered = match method {
            "initialize" => Ok(initialize(params)),
            "server/discover" => Ok(discover()),
            "ping" => complete(json!({})),
            "tools/list" => complete(json!({"tools": tools()})),
            "tools/call" => {
                let (name, arguments) = match request(params) {
                    Ok(request) => request,
                    Err(error) => return Self::reply(&id, Err(error)),
                };
                let (cancel, cancelled) = oneshot::channel();
                self.calls.lock().await.insert(id.to_string(), cancel);
                calls.spawn(async move {
                    let result = tokio::select! {
                        answer = self.answer(name, arguments) => content(answer),
                        // Nobody waits for an answer any more.
                        Ok(()) = cancelled => return,
                    };
                    self.calls.lock().await.remove(&id.to_string());
                    let mut result = result;
                    if stateless {
                        result["resultType"] = "complete".into();
                    }
                    // The client is gone, and the loop that reads will see it.
                    let _ = Self::reply(&id, Ok(result));
                });
                return Ok(());
            }
            other => Err((METHOD_NOT_FOUND, format!("there is no method `{other}`"))),
        };
        Self::reply(&id, answered)
    }

    fn reply(id: &Value, answered: Answered) -> anyhow::Result<()> {
        let message = match answered {
            Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            Err((code, message)) => json!({
                "jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}
            }),
        };
        say_json_line(&message)
    }
}

const INSTRUCTIONS: &str = "Proof search in Lean 4. `prove` takes seconds to minutes; what it answers \
                            was accepted by the judge.";

/// The handshake of revisions that have one: the client's, if we speak it, else our newest.
fn initialize(params: &Value) -> Value {
    let with_handshake = &VERSIONS[1..];
    let asked = params["protocolVersion"].as_str().unwrap_or_default();
    let version = with_handshake.iter().find(|v| **v == asked).unwrap_or(&with_handshake[0]);
    json!({
        "protocolVersion": version, "capabilities": {"tools": {}}, "serverInfo": who(),
        "instructions": INSTRUCTIONS
    })
}

fn discover() -> Value {
    json!({
        "resultType": "complete", "supportedVersions": VERSIONS, "capabilities": {"tools": {}},
        "instructions": INSTRUCTIONS, "ttlMs": 0, "cacheScope": "private",
        "_meta": {SERVER_KEY: who()}
    })
}

/// The tool and the arguments of a call, if there is such a tool.
fn request(params: &Value) -> Result<(&'static str, Value), (i64, String)> {
    let name = params["name"].as_str().unwrap_or_default();
    let Some((name, ..)) = offers().into_iter().find(|(known, ..)| *known == name) else {
        return Err((INVALID_PARAMS, format!("there is no tool `{name}`")));
    };
    let arguments = match &params["arguments"] {
        Value::Null => json!({}),
        arguments => arguments.clone(),
    };
    Ok((name, arguments))
}

/// A tool's answer, or what went wrong in it, as the caller's model should read it.
fn content(answer: Result<Value, String>) -> Value {
    match answer {
        Ok(answer) => json!({
            "content": [{"type": "text", "text": answer.to_string()}],
            "structuredContent": answer, "isError": false
        }),
        Err(message) => json!({"content": [{"type": "text", "text": message}], "isError": true}),
    }
}

impl Server {
    async fn answer(&self, name: &str, arguments: Value) -> Result<Value, String> {
        let schema = offers().into_iter().find(|(known, ..)| *known == name).map(|offer| offer.2);
        Schema::compile(&schema.unwrap_or_default().to_string())
            .and_then(|schema| schema.check(&arguments))
            .map_err(|e| format!("the arguments do not fit the schema of `{name}`: {e}"))?;
        if name == "recall" {
            return self.recall(&arguments).await.map_err(|failure| failure.message);
        }
        // One after the other: they share the Lean processes of one engine.
        let _turn = self.turns.acquire().await.map_err(|error| error.to_string())?;
        let answered = if name == "prove" {
            self.prove(&arguments).await
        } else {
            self.check(&arguments).await
        };
        answered.map_err(|failure| failure.message)
    }

    /// The engine, started for the first call that needs one; it serves all later ones.
    async fn engine(&self) -> Result<&Engine, Failure> {
        let start = || async {
            let notices = Arc::new(self.context.notices());
            Ok(Engine::start(self.context.settings.clone(), notices).await?)
        };
        self.engine.get_or_try_init(start).await
    }

    async fn prove(&self, arguments: &Value) -> Result<Value, Failure> {
        let problem = problem_of(text(arguments, "statement"), self.context.terminal)?;
        let engine = self.engine().await?;
        let mut settings = engine.run_settings();
        if let Some(seconds) = arguments["seconds"].as_u64() {
            settings.problem_budget.seconds = Some(seconds);
        }
        if let Some(checks) = arguments["checks"].as_u64() {
            settings.problem_budget.checks = Some(checks);
        }
        let Attempt { report: result, file } = engine.prove_problem(problem, settings).await?;
        Ok(json!({
            "proved": file.is_some(),
            "file": file,
            "end": result.end,
            "stuck_at": result.open_goals.first().map(|goal| goal.text.clone()),
            "counterexamples": result.counterexamples,
            "spent": result.spent,
        }))
    }

    async fn check(&self, arguments: &Value) -> Result<Value, Failure> {
        let problem = problem_of(text(arguments, "statement"), self.context.terminal)?;
        let judge = self.engine().await?.judge();
        let golden = judge.prepare(&problem).await.map_err(|e| Failure::input(e.to_string()))?;
        let verdict = judge.judge(&golden, text(arguments, "proof")).await;
        let word = match &verdict {
            Verdict::Accepted(_) => "accepted",
            Verdict::Rejected { .. } => "rejected",
            Verdict::Undecided { .. } => "undecided",
        };
        Ok(json!({"verdict": word, "detail": verdict}))
    }

    async fn recall(&self, arguments: &Value) -> Result<Value, Failure> {
        let query = text(arguments, "query");
        let k = arguments["k"].as_u64().unwrap_or(10).min(MOST_RECALLED);
        let k = usize::try_from(k).unwrap_or(usize::MAX);
        let engine = self.engine().await?;
        let library = || async { Library::new(engine.premises.clone()) };
        let premises: Vec<Value> = self
            .library
            .get_or_init(library)
            .await
            .search(&Query::text(query), "", k)
            .into_iter()
            .map(|premise| json!({"name": premise.name, "statement": premise.line()}))
            .collect();
        let question = Question {
            kinds: vec![Kind::Lemma, Kind::Proof],
            judged_only: true,
            ..Question::about(query, k)
        };
        Ok(match engine.recall(question).await {
            Ok(found) => {
                let lemma = |r: Recalled| json!({"score": r.score, "artifact": r.artifact});
                let lemmas: Vec<Value> = found.into_iter().map(lemma).collect();
                json!({"premises": premises, "lemmas": lemmas})
            }
            // What is not known is not said to be empty.
            Err(error) => json!({
                "premises": premises,
                "lemmas": null,
                "unavailable": format!("the memory cannot be asked: {error}"),
            }),
        })
    }
}

fn text<'a>(arguments: &'a Value, key: &str) -> &'a str {
    arguments[key].as_str().unwrap_or_default()
}
