use std::collections::BTreeSet;

use polya_lean::goal::{Goal, Hypothesis};
use polya_model::{Client, Endpoint};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::*;
use crate::{
    graph::GoalState,
    models::{ChatSettings, Prompts, StepModel, StepSettings},
    schedule::schedule,
    toy,
    worker::Library,
};

fn request(pass: u32) -> Request {
    let hypothesis =
        Hypothesis {
            name: "h".to_owned(), accessible: true, ty: "p ∧ q".to_owned(), value: None
        };
    let goal = Goal { case: None, hypotheses: vec![hypothesis], target: "q".to_owned() };
    let about = Request::about(Arc::new(toy::problem("p", 3)), GoalState::single(goal));
    Request { pass, seed: 7, tokens: TOKENS, ..about }
}

/// A model that writes `exact h.2` and believes in what mentions `h`, less in `contradiction`, and
/// hardly in anything else.
async fn model() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    url
}

async fn serve(mut stream: TcpStream) {
    let mut read = Vec::new();
    let mut buffer = [0; 16 * 1024];
    let body = loop {
        let count = stream.read(&mut buffer).await.unwrap();
        read.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&read).into_owned();
        let body = text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
        if let Some(body) = body.and_then(|body| serde_json::from_str::<Value>(&body).ok()) {
            break body;
        }
        if count == 0 {
            return;
        }
    };
    let choices: Vec<Value> = match &body["prompt"] {
        Value::Array(prompts) => prompts.iter().enumerate().map(verdict).collect(),
        _ => vec![json!({"text": " exact h.2", "finish_reason": "stop",
            "logprobs": {"token_logprobs": [-0.1, -0.1]}})],
    };
    let reply = json!({"choices": choices}).to_string();
    let head =
        format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", reply.len());
    stream.write_all((head + &reply).as_bytes()).await.unwrap();
}

fn verdict((index, prompt): (usize, &Value)) -> Value {
    let prompt = prompt.as_str().unwrap();
    let tactic = prompt.strip_prefix("h : p ∧ q\n⊢ q\nby ").expect("state and tactic");
    let tactic = tactic.strip_suffix('\n').expect("a line's end");
    let works = match tactic {
        _ if tactic.contains('h') => -0.01,
        "contradiction" => -1.0,
        _ => -6.0,
    };
    json!({"index": index, "text": "-", "logprobs": {"top_logprobs": [{"+": works, "-": -0.3}]}})
}

fn scoring(url: &str) -> Arc<StepModel> {
    let mut endpoint = Endpoint::new(url);
    endpoint.model = Some("m".to_owned());
    endpoint.api = polya_model::Api::Completion;
    endpoint.retries = 0;
    let settings = StepSettings { scores: true, ..StepSettings::default() };
    let client = Client::new(endpoint).unwrap();
    Arc::new(StepModel::new(client, "m", settings, Prompts::default()).unwrap())
}

fn rules() -> Arc<Rules> {
    Arc::new(Rules::new(Arc::new(Library::new(Vec::new()))))
}

fn belief(proposals: &Proposals, tactic: &str) -> Option<f64> {
    proposals.candidates.iter().find(|c| &*c.tactic == tactic)?.belief
}

#[tokio::test]
async fn what_the_model_hardly_believes_in_comes_later_and_is_not_lost() {
    let ranked = Ranked::new(rules(), Some(scoring(&model().await)));
    let first = ranked.propose(&request(0)).await.unwrap();
    assert!(first.troubles.is_empty(), "{:?}", first.troubles);
    assert!(first.spent.tokens > 0);
    assert!(belief(&first, "contradiction").is_some_and(|b| (-1.2..-1.0).contains(&b)));
    assert_eq!(belief(&first, "omega"), None, "it is kept for later");
    let own = belief(&first, "exact h.2").expect("the model's own");
    assert!(own < -0.6, "its own word counts less than that on others': {own}");
    let later = ranked.propose(&request(EVERYTHING)).await.unwrap();
    assert!(belief(&later, "omega").is_some_and(|b| b < -5.0));
    let plain = Ranked::new(rules(), None).propose(&request(EVERYTHING)).await.unwrap();
    let tactics = |proposals: &Proposals| -> BTreeSet<Arc<str>> {
        proposals.candidates.iter().map(|c| c.tactic.clone()).collect()
    };
    assert!(tactics(&later).is_superset(&tactics(&plain)), "nothing is lost");
    assert_eq!(tactics(&later).len(), later.candidates.len(), "and nothing is said twice");
}

#[tokio::test]
async fn without_an_answer_the_rules_are_heard_all_the_same() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    drop(listener);
    let ranked = Ranked::new(rules(), Some(scoring(&url)));
    let heard = ranked.propose(&request(0)).await.unwrap();
    assert!(heard.absent.as_ref().is_some_and(|why| why.contains(&url)), "{:?}", heard.absent);
    let plain = Ranked::new(rules(), None).propose(&request(0)).await.unwrap();
    let tactics = |proposals: &Proposals| -> BTreeSet<Arc<str>> {
        proposals.candidates.iter().map(|c| c.tactic.clone()).collect()
    };
    assert_eq!(tactics(&heard), tactics(&plain));
    assert!(heard.candidates.iter().all(|c| c.belief.is_none()));
    // Without tokens it is not asked, and nothing else is missing.
    let unpaid = Request { tokens: 0, ..request(0) };
    let unpaid = ranked.propose(&unpaid).await.unwrap();
    assert_eq!(unpaid.absent, None);
    assert_eq!(tactics(&unpaid), tactics(&plain));
}

/// Takes connections and never answers.
async fn silence() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    url
}

#[tokio::test]
async fn a_model_that_never_answers_is_not_waited_for_long() {
    let mut ranked = Ranked::new(rules(), Some(scoring(&silence().await)));
    ranked.patience = Duration::from_millis(20);
    let request = request(EVERYTHING);
    let heard = ranked.propose(&request).await.unwrap();
    assert_eq!(heard.absent.as_deref(), Some("no answer in 20ms"));
    let plain = Ranked::new(rules(), None).propose(&request).await.unwrap();
    assert_eq!(heard.candidates, plain.candidates);
}

#[test]
fn it_stands_for_the_rounds_it_speaks_for() {
    let own = [
        (VoiceId::RANKED, 0),
        (VoiceId::RANKED, EVERYTHING),
        (VoiceId::RULES, 2),
        (VoiceId::RULES, 3),
    ];
    let rounds = |schedule: &[Round]| -> Vec<(VoiceId, u32)> {
        schedule.iter().map(|round| (round.voice.clone(), round.pass)).collect()
    };
    let chat = ChatSettings::default().rounds();
    let part =
        |rank, rounds: &[Round]| Part { rank, rounds: rounds.to_vec(), speaks_for: Vec::new() };
    let with = [Part::rules(), Part::planner(), part(Rank::Step, &chat[..1]), Ranked::part()];
    assert_eq!(rounds(&schedule(&with)), own);
    // Where it has no part, everybody keeps what is theirs.
    let without = schedule(&[Part::rules(), Part::planner(), part(Rank::Chat, &chat)]);
    assert_eq!(without.len(), Round::rules().len() + chat.len());
}
