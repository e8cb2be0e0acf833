//! A run with a model: an OpenAI-compatible server on loopback that answers as other people's do.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use polya_tests::wait_until;

use crate::{polya, runs::problem};

/// Two statements that rules alone do not prove within the budget of these tests: the witnesses are a
/// factorization that no small case gives, and come from the model.
const LIST: &str = "\
theorem witness : ∃ a b : Nat, a * b = 100160063 ∧ 1 < a ∧ a < b := by sorry

-- expect: false
theorem wrong (a b : Nat) : a + b = a := by sorry
";

/// What the model says to every prompt: chatter, fences, nonsense, an escape and, among them, a proof.
const REPLY: &str = "Let me think about it.\n```lean\nexact ⟨10007, 10009, by decide⟩\n```\n";
const USELESS: &str = "sorry\n";

/// Serves chat completions that say `text` on a free port until the test process ends.
fn serve(text: &'static str) -> String {
    serve_with(move |_| json!({"role": "assistant", "content": text}))
}

/// Serves chat completions with the message that `reply` makes of a request's body.
fn serve_with(reply: impl Fn(&Value) -> Value + Send + Sync + 'static) -> String {
    serve_raw(move |stream| answer(stream, &reply))
}

/// Handles every connection to a free port by `handle`, until the test process ends.
fn serve_raw(handle: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let handle = Arc::new(handle);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/v1", listener.local_addr().expect("bound"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let handle = handle.clone();
            thread::spawn(move || handle(stream));
        }
    });
    url
}

/// First line and body of a request; `None` if the client went away.
fn read_request(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((first, body))
}

fn answer(stream: TcpStream, reply: &(dyn Fn(&Value) -> Value + Send + Sync)) {
    let Some((first, body)) = read_request(&stream) else { return };
    let reply = if first.contains("/models") {
        json!({"object": "list", "data": [{"id": "stand-in", "object": "model"}]})
    } else {
        let asked: Value = serde_json::from_slice(&body).expect("JSON");
        let prompt = asked["messages"][0]["content"].as_str().unwrap_or_default();
        assert!(prompt.contains("theorem"), "the prompt holds the file: {asked}");
        json!({
            "id": "1", "object": "chat.completion", "created": 0, "model": "stand-in",
            "choices": [{"index": 0, "finish_reason": "stop",
                "message": reply(&asked)}],
            "usage": {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100}
        })
    };
    let reply = reply.to_string();
    let mut stream = stream;
    // The client may have gone away.
    let _ = write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{reply}",
        reply.len()
    );
}

fn config(url: &str) -> String {
    format!("[[model]]\nurl = \"{url}\"\nname = \"stand-in\"\napi = \"chat\"\nretries = 0\n")
}

/// Without tools: one of them may find the witnesses by itself.
const RUN: [&str; 7] =
    ["run", "list.lean", "--json", "--checks-per-problem", "400", "--tools", "off"];

#[test]
fn a_model_proves_what_rules_do_not_and_the_report_says_so() {
    let polya = polya();
    polya.file("list.lean", LIST);
    polya.file("polya.toml", &config(&serve(REPLY)));
    let report = &polya.run(&RUN).expect(0).json()["report"];
    let witness = problem(report, "witness");
    assert_eq!(witness["solved"], true, "{witness:#}");
    assert!(witness["proof"].as_str().is_some_and(|p| p.contains("⟨10007")), "{witness:#}");
    assert!(witness["contributions"].to_string().contains("stand-in"), "{witness:#}");
    assert!(report["spent"]["tokens"].as_u64().is_some_and(|t| t >= 100), "{report:#}");
    assert_eq!(report["false_accepted"], json!([]));
}

#[test]
fn a_model_that_cheats_gets_nowhere() {
    let polya = polya();
    polya.file("list.lean", LIST);
    polya.file("polya.toml", &config(&serve(USELESS)));
    let report = &polya.run(&RUN).expect(1).json()["report"];
    assert_eq!(report["solved"], 0, "{report:#}");
    assert_eq!(report["false_accepted"], json!([]));
    // Why nothing was taken can be seen.
    assert!(report["refusals"]["holes"].as_u64().is_some_and(|n| n >= 1), "{report:#}");
    let text = polya.run(&["report"]).expect(0).stdout;
    assert!(text.contains("nothing was taken: holes "), "{text}");
}

#[test]
fn a_model_that_thinks_aloud_and_writes_whole_files_is_understood() {
    let reply = "<think>\nPerhaps `simp`?\n```lean\nsimp\n```\nNo.\n</think>\n### Proof\n```lean4\n\
                 import Mathlib\n\nlemma product : 10007 * 10009 = 100160063 := by\n  decide\n\n\
                 theorem witness : ∃ a b : Nat, a * b = 100160063 ∧ 1 < a ∧ a < b := by\n  \
                 exact ⟨10007, 10009, product, by decide, by decide⟩\n\nend\n```\nThis is it.";
    let polya = polya();
    polya.file("list.lean", LIST);
    polya.file("polya.toml", &config(&serve(reply)));
    let report = &polya.run(&RUN).expect(0).json()["report"];
    let witness = problem(report, "witness");
    assert_eq!(witness["solved"], true, "{witness:#}");
    assert!(witness["proof"].as_str().is_some_and(|p| p.contains("have product")), "{witness:#}");
}

#[test]
fn a_model_that_is_not_there_is_named() {
    let polya = polya();
    polya.file("list.lean", LIST);
    // A port that was free a moment ago.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/v1", listener.local_addr().expect("bound"));
    drop(listener);
    polya.file("polya.toml", &config(&url));
    // The rules go on without it, and the report says why the model had no part.
    let finished = polya.run(&RUN).expect(1).says(&url);
    let failing = &finished.json()["report"]["failing_models"]["model"];
    assert!(failing["message"].as_str().is_some_and(|text| text.contains(&url)), "{failing:#}");
}

/// Problems of which rules solve all but two.
const FOR_RULES: &str = "\
theorem swap (p q : Prop) : p ∧ q → q ∧ p := by sorry

theorem either (p q r : Prop) : (p ∧ q) ∨ (p ∧ r) → p ∧ (q ∨ r) := by sorry

theorem add (a b c : Nat) (h : a + c = b + c) : a = b := by sorry

theorem wrong (a b : Nat) : a + b = a := by sorry

theorem contra (p q : Prop) : (p → q) → ¬q → ¬p := by sorry

theorem len (xs ys : List Nat) : (xs ++ ys).length = ys.length + xs.length := by sorry

theorem never (p : Prop) : p := by sorry
";

/// Answers every request with status 500.
fn broken(mut stream: TcpStream) {
    let body = "{\"error\": {\"message\": \"out of memory\"}}";
    let head = "HTTP/1.1 500 Internal Server Error\r\ncontent-type: application/json";
    // The client may have gone away.
    let _ = read_request(&stream);
    let _ = write!(
        stream,
        "{head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
}

/// Begins an answer and goes on with it a character at a time, without an end.
fn dripping(mut stream: TcpStream) {
    let _ = read_request(&stream);
    let head =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n{";
    let _ = write!(stream, "{head}");
    // Until the client is gone.
    while write!(stream, " ").and_then(|()| stream.flush()).is_ok() {
        thread::park_timeout(Duration::from_millis(100));
    }
}

#[test]
fn a_failing_model_server_costs_neither_proofs_nor_time() {
    let polya = polya();
    polya.file("list.lean", FOR_RULES);
    let run = |more: &[&str]| {
        let limits = ["--time-per-problem", "6s", "--jobs", "2"];
        let args = [&["run", "list.lean", "--json", "--tools", "off"][..], &limits, more].concat();
        polya.run(&args).json()["report"].clone()
    };
    let without = run(&["--no-model"]);
    assert_eq!(without["solved"], 5, "{without:#}");
    let end = |report: &Value, name: &str| problem(report, name)["end"]["reason"].clone();
    assert_eq!(
        (end(&without, "wrong"), end(&without, "never")),
        ("budget".into(), "budget".into())
    );
    for (answer, what) in [(broken as fn(TcpStream), "500"), (dripping, "")] {
        polya.file(
            "polya.toml",
            &format!("[[model]]\nurl = \"{}\"\nname = \"ill\"\n", serve_raw(answer)),
        );
        let with = run(&[]);
        assert_eq!(with["solved"], without["solved"], "{with:#}");
        assert_eq!(end(&with, "never"), "model_away", "{with:#}");
        let failing = &with["failing_models"]["model"];
        assert!(failing["failed_requests"].as_u64().is_some_and(|n| n > 0), "{with:#}");
        assert!(failing["message"].as_str().is_some_and(|text| text.contains(what)), "{with:#}");
        let others = |report: &Value| {
            let others = ["swap", "either", "add", "wrong", "contra", "len"];
            others
                .iter()
                .map(|name| problem(report, name)["seconds"].as_f64().unwrap())
                .sum::<f64>()
        };
        let (alone, beside) = (others(&without), others(&with));
        assert!(beside < 1.3 * alone + 2.0, "{beside} s beside it, {alone} s without a model");
        if what == "500" {
            let time = |report: &Value| report["seconds"].as_f64().unwrap();
            assert!(time(&with) < 1.3 * time(&without) + 6.0, "{with:#}");
        }
    }
    // Once it is well, the run takes up what waited for it, and that alone.
    let asked = serve_with(|_| json!({"role": "assistant", "content": "I do not know."}));
    polya.file("polya.toml", &config(&asked).replace("stand-in", "ill"));
    let resumed = polya.run(&["run", "--resume", "--json"]).json()["report"].clone();
    assert_eq!(resumed["solved"], 5, "{resumed:#}");
    assert_eq!(end(&resumed, "never"), "budget", "{resumed:#}");
}

#[test]
fn the_model_inside_the_program_takes_part_without_set_up() {
    let polya = polya();
    polya.file("list.lean", "theorem both {p q : Prop} (hp : p) (hq : q) : p ∧ q := by sorry\n");
    let run = ["run", "list.lean", "--json", "--tools", "off", "--model"];
    let with = |model: &'static str| {
        let args: Vec<&str> = run.iter().copied().chain([model]).collect();
        polya.run(&args).expect(0).json()["report"].clone()
    };
    let report = with("shipped");
    assert_eq!(report["solved"], 1, "{report:#}");
    assert!(report["spent"]["tokens"].as_u64().is_some_and(|tokens| tokens > 0), "{report:#}");
    let report = with("off");
    assert_eq!(report["solved"], 1, "{report:#}");
    assert!(report["spent"]["tokens"].as_u64().is_none_or(|tokens| tokens == 0), "{report:#}");
    polya.run(&["run", "list.lean", "--model", "missing.gguf"]).expect(2).says("missing.gguf");
}

/// Plays a model that calls `calc`, then miscalculates, and does better when it is told so.
fn talk(asked: &Value) -> Value {
    let messages = asked["messages"].as_array().expect("messages");
    let last = messages.last().expect("a message");
    let said = last["content"].as_str().unwrap_or_default();
    let says = |text: &str| json!({"role": "assistant", "content": text});
    match last["role"].as_str() {
        Some("tool") => {
            assert!(said.contains("15241578750190521"), "calc answered: {asked:#}");
            says("So 1368 = 37 * 37.\n```lean\nexact ⟨37, by decide⟩\n```")
        }
        _ if said.contains("does not hold") => {
            assert!(said.contains("1368"), "the false statement is named: {said}");
            says("```lean\nexact ⟨123456789, by decide⟩\n```")
        }
        _ if said.contains("Think about why") => {
            let offered: Vec<&str> = asked["tools"]
                .as_array()
                .expect("tools are offered")
                .iter()
                .filter_map(|tool| tool["function"]["name"].as_str())
                .collect();
            assert_eq!(offered, ["calc"]);
            let call = |arguments: &str| {
                json!({"id": "c1", "type": "function",
                       "function": {"name": "calc", "arguments": arguments}})
            };
            // The second call does not fit the schema, and is answered with the reason.
            json!({"role": "assistant", "content": null, "tool_calls": [
                call("{\"formula\": 1}"), call("{\"expression\": \"123456789 ^ 2\"}"),
            ]})
        }
        _ => says("I do not know."),
    }
}

#[test]
fn a_model_calls_a_tool_and_is_told_of_its_false_arithmetic() {
    let polya = polya();
    polya.file("list.lean", "theorem root : ∃ n : Nat, n * n = 15241578750190521 := by sorry\n");
    polya.file("polya.toml", &config(&serve_with(talk)));
    let run = ["run", "list.lean", "--json", "--checks-per-problem", "400", "--tools", "calc"];
    let report = &polya.run(&run).expect(0).json()["report"];
    let root = problem(report, "root");
    assert_eq!(root["solved"], true, "{root:#}");
    assert!(root["proof"].as_str().is_some_and(|p| p.contains("⟨123456789")), "{root:#}");
    assert!(report["function_calls"]["calc"].as_u64().is_some_and(|n| n >= 2), "{report:#}");
    assert!(report["objections"].as_u64().is_some_and(|n| n >= 1), "{report:#}");
    let text = polya.run(&["report"]).expect(0).stdout;
    assert!(text.contains("calls of tools by models: calc"), "{text}");
    assert!(text.contains("false arithmetic"), "{text}");
}

/// Plays a model that knows how to go about it, and leaves the details to others.
fn plan(asked: &Value) -> Value {
    let last = asked["messages"][0]["content"].as_str().unwrap_or_default();
    let text = if last.contains("Write a sketch") {
        "```lean\nhave product : 10007 * 10009 = 100160063 := by sorry\nhave order : 10007 < 10009 := by\n  \
         sorry\nexact ⟨10007, 10009, product, by decide, order⟩\n```"
    } else {
        "I do not know."
    };
    json!({"role": "assistant", "content": text})
}

#[test]
fn a_sketch_leaves_its_holes_to_the_rules() {
    let polya = polya();
    polya.file("list.lean", LIST);
    polya.file("polya.toml", &config(&serve_with(plan)));
    let report = &polya.run(&RUN).expect(0).json()["report"];
    let witness = problem(report, "witness");
    assert_eq!(witness["solved"], true, "{witness:#}");
    let sketch = &witness["contributions"][0][1];
    let of_model = json!({"voice": "model", "move": "sketch", "model": "stand-in"});
    assert_eq!(*sketch, of_model, "{witness:#}");
    let contributors = witness["contributors"].to_string();
    assert!(contributors.contains("model") && contributors.contains("rules"), "{witness:#}");
    assert!(witness["proof"].as_str().is_some_and(|p| !p.contains("sorry")), "{witness:#}");
}

/// Proofs with one wrong line each: the last one, and the proof of a fact in the middle.
const NEARLY: [&str; 2] = [
    "```lean\nhave product : 10007 * 10009 = 100160063 := by decide\n\
     refine ⟨10007, 10009, ?_, ?_, ?_⟩\nexact product_of_primes\n```",
    "```lean\nhave order : 10007 < 10009 := by\n  exact less_of_primes\n\
     exact ⟨10007, 10009, by decide, by decide, order⟩\n```",
];

#[test]
fn one_wrong_line_does_not_lose_the_others() {
    for (reply, kept) in NEARLY.into_iter().zip(["refine ⟨10007, 10009", "have order"]) {
        let polya = polya();
        polya.file("list.lean", LIST);
        polya.file("polya.toml", &config(&serve(reply)));
        let report = &polya.run(&RUN).expect(0).json()["report"];
        let witness = problem(report, "witness");
        assert_eq!(witness["solved"], true, "{witness:#}");
        let contributions = witness["contributions"].to_string();
        assert!(contributions.contains("stand-in") && contributions.contains(kept), "{witness:#}");
        assert!(contributions.contains("rule"), "{witness:#}");
        assert_eq!(report["false_accepted"], json!([]));
    }
}

/// A few problems that keep a small model busy at several goals at once.
const SEVERAL: &str = "\
theorem both {p q : Prop} (hp : p) (hq : q) : p ∧ q := by sorry

theorem swap {p q : Prop} : p ∨ q → q ∨ p := by sorry

theorem add (a b c : Nat) (h : a + c = b + c) : a = b := by sorry

theorem len (xs ys : List Nat) : (xs ++ ys).length = ys.length + xs.length := by sorry

theorem hard (a b : Nat) (h : a * a = 2 * (b * b)) : b = 0 := by sorry
";

#[test]
fn a_model_asked_again_says_what_the_log_has() {
    let polya = polya();
    polya.file("list.lean", SEVERAL);
    let run = ["run", "list.lean", "--model", "shipped", "--tools", "off", "--memory", "off"];
    let run: Vec<&str> = run.iter().copied().chain(["--checks-per-problem", "300"]).collect();
    polya.run(&run).expect(1);
    let replay = ["model", "replay", "--model", "shipped", "--json"];
    let replayed = polya.run(&replay).expect(0).json();
    assert!(replayed["rounds"].as_u64().is_some_and(|n| n >= 10), "{replayed:#}");
    assert!(replayed["beliefs"].as_u64().is_some_and(|n| n >= 100), "{replayed:#}");
    assert_eq!(replayed["differences"], json!([]));
    // A log that says something else is found out.
    let folder = fs::read_dir(polya.folder().join("runs")).expect("runs").next();
    let log = folder.expect("a run").expect("readable").path().join("events.jsonl");
    let text = fs::read_to_string(&log).expect("a log");
    let changed = text.replacen("\"belief\":-0.", "\"belief\":-9.", 1);
    assert_ne!(changed, text);
    fs::write(&log, changed).expect("writable");
    let replayed = polya.run(&replay).expect(1).json();
    assert_eq!(replayed["differences"].as_array().map(Vec::len), Some(1), "{replayed:#}");
}

/// A Python with llama-cpp-python and its server, if there is one: named by `POLYA_TEST_PYTHON`, or
/// the usual one.
fn python_with_llama() -> Option<String> {
    let named = std::env::var("POLYA_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let probe = Command::new(&named).args(["-c", "import llama_cpp.server.app"]).output().ok()?;
    probe.status.success().then_some(named)
}

/// The same file served by llama.cpp: another engine, another server, the same proofs.
#[test]
fn an_independent_server_of_the_same_model_takes_part() {
    let Some(python) = python_with_llama() else {
        eprintln!("left out: no llama-cpp-python with its server was found");
        return;
    };
    let polya = polya();
    polya.file("list.lean", SEVERAL);
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("free").port();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/shipped/polya-step-2.gguf");
    let mut server = Command::new(python)
        .args(["-m", "llama_cpp.server", "--model", file, "--model_alias", "polya-step-2"])
        .args(["--port", &port.to_string(), "--n_ctx", "384", "--logits_all", "true"])
        .args(["--n_threads", "1", "--verbose", "false"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("Python starts");
    wait_until("llama.cpp serves", || {
        TcpStream::connect(("127.0.0.1", port)).is_ok()
            || server.try_wait().is_ok_and(|ended| ended.is_some())
    });
    assert!(server.try_wait().is_ok_and(|ended| ended.is_none()), "llama.cpp does not serve");
    polya.file(
        "polya.toml",
        &format!(
            "[[model]]\nurl = \"http://127.0.0.1:{port}/v1\"\nname = \"polya-step-2\"\n\
             api = \"completion\"\nkind = \"scoring-step\"\n"
        ),
    );
    let run = ["run", "list.lean", "--json", "--tools", "off", "--checks-per-problem", "300"];
    let finished = polya.run(&run);
    let _ = server.kill();
    let _ = server.wait();
    let report = &finished.expect(1).json()["report"];
    assert_eq!(report["solved"], 4, "{report:#}");
    assert!(report["contributors"]["ranking"].as_u64().is_some_and(|n| n >= 3), "{report:#}");
    assert!(report["spent"]["tokens"].as_u64().is_some_and(|n| n > 1000), "{report:#}");
    assert_eq!(report["reasons"].get("infrastructure"), None, "{report:#}");
}
