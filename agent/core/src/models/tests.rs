use polya_lean::goal::{Goal, Hypothesis};
use std::sync::Arc;

use polya_model::{Client, Endpoint};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{
    chat::{PROOF, SKETCH, TACTIC},
    prompt::{Page, tail},
    *,
};
use crate::{
    graph::GoalState,
    refusal::Refusal,
    schedule::{Part, VoiceId, schedule},
    toy,
    voice::{Failure, Proposer, Request},
    worker::Library,
};

fn request(pass: u32, tokens: u64) -> Request {
    let goal = Goal {
        case: None,
        hypotheses: vec![Hypothesis {
            name: "h".to_owned(),
            accessible: true,
            ty: "p ∧ q".to_owned(),
            value: None,
        }],
        target: "q".to_owned(),
    };
    Request {
        pass,
        depth: 1,
        seed: 7,
        tokens,
        failures: vec![Failure { tactic: "exact h".into(), message: "type mismatch".to_owned() }],
        memories: vec!["`intro` -- no binder\nwhat worked: `exact h.2`".to_owned()],
        ..Request::about(Arc::new(toy::problem("p", 3)), GoalState::single(goal))
    }
}

fn client(url: &str) -> Client {
    let mut endpoint = Endpoint::new(url);
    endpoint.model = Some("recorded".to_owned());
    endpoint.api = polya_model::Api::Completion;
    endpoint.retries = 0;
    Client::new(endpoint).unwrap()
}

fn chat(url: &str) -> ChatModel {
    let (library, settings) = (Arc::new(Library::new(Vec::new())), ChatSettings::default());
    ChatModel::new(client(url), "recorded", library, settings, Prompts::default()).unwrap()
}

fn step(url: &str) -> StepModel {
    StepModel::new(client(url), "recorded", StepSettings::default(), Prompts::default()).unwrap()
}

/// A server that answers one request with a recorded reply, and gives back what it was sent.
async fn recorded(reply: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    recorded_as("200 OK", reply).await
}

async fn recorded_as(
    status: &'static str,
    reply: &'static str,
) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        let body = loop {
            let read = stream.read(&mut buffer).await.unwrap();
            request.extend_from_slice(&buffer[..read]);
            let text = String::from_utf8_lossy(&request).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let length: usize = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok())
                .unwrap();
            if body.len() >= length {
                break body.to_owned();
            }
        };
        let head =
            format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\nconnection: close");
        let answer = format!("{head}\r\ncontent-length: {}\r\n\r\n{reply}", reply.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        body
    });
    (url, served)
}

#[tokio::test]
async fn samples_become_candidates_each_once() {
    let reply = r#"{"choices": [
        {"text": "exact h.2", "logprobs": {"token_logprobs": [-0.5, -0.5]}},
        {"text": "```lean\nexact h.2\n```", "logprobs": {"token_logprobs": [-3.0]}},
        {"text": "cases h\nassumption", "logprobs": {"token_logprobs": [-1.0, -1.0]}},
        {"text": ""}, {"text": "by omega"}, {"text": "by omega"}, {"text": "rfl"}, {"text": "rfl"}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 30}}"#;
    let (url, served) = recorded(reply).await;
    let model = chat(&url);
    let proposals = model.propose(&request(0, 100_000)).await.unwrap();
    let tactics: Vec<&str> = proposals.candidates.iter().map(|c| &*c.tactic).collect();
    assert_eq!(tactics, ["exact h.2", "cases h", "cases h\nassumption", "omega", "rfl"]);
    assert!(proposals.candidates[0].log_prior > proposals.candidates[1].log_prior);
    assert!(proposals.spent.tokens >= 130);
    let source = Source::sample("recorded");
    assert!(proposals.candidates.iter().all(|c| c.source == source));

    let body: serde_json::Value = serde_json::from_str(&served.await.unwrap()).unwrap();
    let prompt = body["prompt"].as_str().unwrap();
    for needed in [
        "theorem t : 3 :=",
        "h : p ∧ q\n⊢ q",
        "`exact h` fails: type mismatch",
        "no binder\nwhat worked",
    ] {
        assert!(prompt.contains(needed), "{needed:?} is not in {prompt}");
    }
    assert_eq!((body["n"].as_u64(), body["seed"].as_u64()), (Some(8), Some(7)));
}

#[tokio::test]
async fn a_state_that_is_too_long_for_the_model_is_no_trouble() {
    let reply = r#"{"error": {"message":
        "the prompt has 741 tokens, the context of this server has room for 383"}}"#;
    let (url, _) = recorded_as("400 Bad Request", reply).await;
    let tokens = StepSettings::default().rounds()[0].tokens;
    let proposals = step(&url).propose(&request(0, tokens)).await.unwrap();
    assert!(proposals.candidates.is_empty() && proposals.troubles.is_empty());
    // Of somebody else's model one should hear it.
    let (url, _) = recorded_as("400 Bad Request", reply).await;
    let proposals = chat(&url).propose(&request(0, 100_000)).await.unwrap();
    assert!(proposals.candidates.is_empty());
    assert!(proposals.troubles[0].contains("741 tokens"), "{:?}", proposals.troubles);
    // Another refusal stays one.
    let other = r#"{"error": {"message": "no such model"}}"#;
    let (url, _) = recorded_as("404 Not Found", other).await;
    assert!(chat(&url).propose(&request(0, 100_000)).await.is_err());
}

#[tokio::test]
async fn what_cannot_be_paid_for_is_not_asked() {
    // Nothing listens there: a request would be an error.
    let model = chat("http://127.0.0.1:9/v1");
    assert!(model.propose(&request(0, 50)).await.unwrap().candidates.is_empty());
    assert!(model.propose(&request(0, 100_000)).await.is_err(), "a dead endpoint is an error");
}

#[test]
fn a_round_sets_aside_enough_for_its_samples() {
    let settings = ChatSettings::default();
    for round in settings.rounds() {
        let voice = chat("http://127.0.0.1:9/v1");
        let request = request(round.pass, round.tokens);
        let page = if request.pass == TACTIC { Page::Step } else { Page::Proof };
        let prompt = voice.prompt(page, &request).unwrap();
        let samples = voice.samples(&request, &prompt).unwrap();
        let wanted = if round.pass == TACTIC { settings.tactics } else { settings.proofs };
        assert_eq!(samples.n, wanted);
    }
}

#[test]
fn a_broken_template_is_named() {
    let client = Client::new(Endpoint::new("http://127.0.0.1:9/v1")).unwrap();
    let prompts = Prompts { step: "{% if".to_owned(), ..Prompts::default() };
    let library = Arc::new(Library::new(Vec::new()));
    let error = ChatModel::new(client, "m", library, ChatSettings::default(), prompts).unwrap_err();
    assert!(error.to_string().contains("`step`"), "{error}");
}

#[tokio::test]
async fn a_step_model_sees_the_state_alone_and_answers_in_one_line() {
    let reply = r#"{"choices": [
        {"text": " exact h.2", "finish_reason": "stop", "logprobs": {"token_logprobs": [-0.5, -0.5]}},
        {"text": " simp at h", "finish_reason": "length", "logprobs": {"token_logprobs": [-0.1]}},
        {"text": " h : p", "finish_reason": "stop"}, {"text": "\u0000", "finish_reason": "stop"},
        {"text": " exact h.2", "finish_reason": "stop"}, {"text": "Yes", "finish_reason": "stop"},
        {"text": "", "finish_reason": "stop"}, {"text": "rfl", "finish_reason": "stop"}]}"#;
    let (url, served) = recorded(reply).await;
    let tokens = StepSettings::default().rounds()[0].tokens;
    let proposals = step(&url).propose(&request(0, tokens)).await.unwrap();
    let tactics: Vec<&str> = proposals.candidates.iter().map(|c| &*c.tactic).collect();
    assert_eq!(tactics, ["exact h.2", "h : p", "rfl"]);
    let refusals = [(Refusal::Empty, 1), (Refusal::Prose, 2), (Refusal::Unfinished, 1)];
    assert_eq!(proposals.refusals, refusals.into(), "nothing, junk and a sentence, cut off");

    let body: serde_json::Value = serde_json::from_str(&served.await.unwrap()).unwrap();
    assert_eq!(body["prompt"].as_str(), Some("h : p ∧ q\n⊢ q\nby"));
    assert_eq!(body["stop"], serde_json::json!(["\n"]));
}

#[test]
fn a_step_model_is_asked_before_the_rules_and_a_chat_model_after() {
    let voices = |model: &dyn Proposer| -> Vec<(VoiceId, u32)> {
        let parts = [vec![Part::rules(), Part::planner()], model.parts()].concat();
        schedule(&parts).into_iter().map(|round| (round.voice, round.pass)).collect()
    };
    let url = "http://127.0.0.1:9/v1";
    let of_step = voices(&step(url));
    assert_eq!(of_step[0], (VoiceId::MODEL, 0));
    assert_eq!(of_step.len(), Round::rules().len() + 1, "and never for a whole proof");
    let of_chat = voices(&chat(url));
    assert_eq!(
        of_chat[..3],
        [(VoiceId::RULES, 0), (VoiceId::PLANNER, 0), (VoiceId::MODEL, TACTIC)]
    );
    assert!([PROOF, SKETCH].iter().all(|pass| of_chat.contains(&(VoiceId::MODEL, *pass))));
    // Alone, it is asked again and again.
    assert_eq!(chat(url).part_by_itself().rounds.len(), 4 * ChatSettings::default().rounds().len());
}

#[test]
fn a_long_file_is_cut_at_a_line() {
    assert_eq!(tail("a\nbb\nccc", 100), "a\nbb\nccc");
    assert_eq!(tail("aaaa\nbb\nccc", 7), "bb\nccc");
    assert_eq!(tail("aaaa\nbb\nccc", 5), "ccc");
    assert_eq!(tail("ααα\nβ", 4), "β");
}
