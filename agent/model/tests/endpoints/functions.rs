//! Models that call functions while they think, and are told of what is false.

use futures::{FutureExt, future::BoxFuture};
use polya_model::{Function, SampleSettings, Toolbox};
use serde_json::{Value, json};

use crate::server::{Answer, Seen, Server, chat_choice};

/// Adds numbers, and objects to one sentence.
struct Adder;

impl Toolbox for Adder {
    fn functions(&self) -> Vec<Function> {
        vec![Function {
            name: "add".to_owned(),
            description: "Adds.".to_owned(),
            parameters: json!({"type": "object"}),
        }]
    }

    fn call<'a>(
        &'a self,
        _name: &'a str,
        arguments: &'a Value,
    ) -> BoxFuture<'a, Result<String, String>> {
        let sum = ["a", "b"].iter().map(|side| arguments[side].as_i64()).sum::<Option<i64>>();
        let answer = sum.map(|sum| sum.to_string()).ok_or_else(|| "no numbers".to_owned());
        async move { answer }.boxed()
    }

    fn review<'a>(&'a self, thoughts: &'a str) -> BoxFuture<'a, Vec<String>> {
        let wrong = thoughts.contains("2 + 2 = 5");
        async move { wrong.then(|| "`2 + 2 = 5` does not hold".to_owned()).into_iter().collect() }
            .boxed()
    }
}

/// What `reply` says of a chat's last message and of whether functions were offered.
fn talking(reply: impl Fn(&str, &str, bool) -> Value) -> impl Fn(&Seen) -> Answer {
    move |seen| {
        let messages = seen.body["messages"].as_array().expect("messages");
        let last = messages.last().expect("a message");
        let said = |field: &str| last[field].as_str().unwrap_or_default().to_owned();
        let offered = seen.body.get("tools").is_some();
        let message = reply(&said("role"), &said("content"), offered);
        Answer::Json(
            200,
            json!({"choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                   "usage": {"prompt_tokens": 10, "completion_tokens": 5}}),
        )
    }
}

#[tokio::test]
async fn a_model_calls_functions_until_it_answers() {
    let server = Server::start(talking(|role, said, _| match (role, said) {
        ("tool", "42") => json!({"content": "norm_num [h42]"}),
        // Written into the text, as servers do that do not read calls.
        ("tool", "error: no numbers") => json!({"content":
            "<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": 40, \"b\": 2}}</tool_call>"}),
        ("tool", said) => panic!("what is {said}?"),
        _ => json!({"content": null, "tool_calls": [
            {"id": "x", "function": {"name": "add", "arguments": "{\"a\": 40}"}}]}),
    }))
    .await;
    let settings = SampleSettings { n: 2, ..SampleSettings::default() };
    let all = server.direct().converse("Prove it.", &settings, &Adder, 10_000).await.expect("said");
    let texts: Vec<&str> = all.reply.samples.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(texts, ["norm_num [h42]", "norm_num [h42]"]);
    let calls = [("add".to_owned(), false), ("add".to_owned(), true)];
    assert_eq!(all.calls, [calls.clone(), calls].concat());
    assert_eq!(all.reply.usage.total(), 6 * 15, "each of three requests, twice");
    let requests = server.requests();
    assert_eq!(requests[0].body["tools"][0]["function"]["name"], "add");
    let second =
        requests.iter().find(|r| r.body["messages"].as_array().is_some_and(|m| m.len() == 3));
    let second = &second.expect("a second turn").body["messages"];
    assert_eq!(second[1]["tool_calls"][0]["id"], "x");
    assert_eq!((&second[2]["role"], &second[2]["tool_call_id"]), (&json!("tool"), &json!("x")));
}

#[tokio::test]
async fn false_thoughts_are_objected_to_once() {
    let server = Server::start(talking(|_, said, _| {
        json!({"content": if said.contains("does not hold") { "2 + 2 = 5 still" } else { "2 + 2 = 5" }})
    }))
    .await;
    let settings = SampleSettings::default();
    let all = server.direct().converse("Prove it.", &settings, &Adder, 10_000).await.expect("said");
    let texts: Vec<&str> = all.reply.samples.iter().map(|s| s.text.as_str()).collect();
    assert_eq!((texts, all.objections), (vec!["2 + 2 = 5", "2 + 2 = 5 still"], 1));
    // Who has spent what there was is not asked again.
    let all = server.direct().converse("Prove it.", &settings, &Adder, 15).await.expect("said");
    assert_eq!((all.reply.samples.len(), all.objections), (1, 0));
}

#[tokio::test]
async fn a_model_that_calls_without_end_must_answer_at_last() {
    let server = Server::start(talking(|_, _, offered| {
        if offered {
            json!({"content": null, "tool_calls": [{"function": {"name": "sub"}}]})
        } else {
            json!({"content": "rfl"})
        }
    }))
    .await;
    let settings = SampleSettings::default();
    let all = server.direct().converse("Prove it.", &settings, &Adder, 10_000).await.expect("said");
    assert_eq!(all.reply.samples[0].text, "rfl");
    assert_eq!((all.calls.len(), server.requests().len()), (5, 6));
    assert!(all.calls.iter().all(|(_, answered)| !answered), "there is no such function");
}

#[tokio::test]
async fn a_server_that_knows_no_functions_is_asked_without() {
    let server = Server::start(|seen: &Seen| {
        if seen.body.get("tools").is_some() {
            return Answer::Json(400, json!({"error": {"message": "tools are not supported"}}));
        }
        Answer::Json(200, json!({"choices": [chat_choice("rfl")]}))
    })
    .await;
    let (client, settings) = (server.direct(), SampleSettings::default());
    for _ in 0..2 {
        let all = client.converse("Prove it.", &settings, &Adder, 10_000).await.expect("said");
        assert_eq!(all.reply.samples[0].text, "rfl");
    }
    assert_eq!(server.requests().len(), 3, "it is not offered them again");
}
