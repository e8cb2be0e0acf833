//! Tools of outside servers that speak the Model Context Protocol over standard input and output.
//!
//! A server is started for a call and ended after it. It is the user's own choice and runs as the
//! user; what it answers is data, within a limit of time and of size.

use std::{collections::BTreeMap, process::Stdio, time::Duration};

use polya_tools::{OutsideServer, OutsideTool, Schema};
use serde_json::{Value, json};
use tokio::{
    io::BufReader,
    process::{Child, ChildStdin, ChildStdout, Command},
};

use crate::{
    exit::Failure,
    mcp::{CAPABILITIES_KEY, CLIENT_KEY, Line, STATELESS, VERSION_KEY, VERSIONS, read, who, write},
};

/// Most tools that are taken from one server.
const MOST_TOOLS: usize = 256;

/// Starts a server and asks what it offers.
pub(crate) async fn look(
    name: &str,
    command: &[String],
    timeout_ms: u64,
) -> Result<BTreeMap<String, OutsideTool>, Failure> {
    within(name, timeout_ms, async { Client::start(name, command).await?.tools().await }).await
}

/// Calls a tool of a server with arguments that fit the schema it gave when it was connected.
pub(crate) async fn call(
    name: &str,
    server: &OutsideServer,
    tool: &str,
    arguments: &Value,
) -> Result<Value, Failure> {
    let Some(pinned) = server.tools.get(tool) else {
        let known: Vec<&str> = server.tools.keys().map(String::as_str).collect();
        return Err(Failure::input(format!("the server `{name}` has no tool `{tool}`"))
            .hint(format!("it has {}", known.join(", "))));
    };
    Schema::compile(&pinned.input_schema).and_then(|schema| schema.check(arguments)).map_err(
        |reason| {
            Failure::input(format!(
                "the arguments do not fit the schema of `{name}.{tool}`: {reason}"
            ))
        },
    )?;
    let answer = within(name, server.timeout_ms, async {
        let mut client = Client::start(name, &server.command).await?;
        if client.tools().await?.get(tool) != Some(pinned) {
            return Err(Failure::input(format!(
                "the description of `{name}.{tool}` has changed since the server was connected"
            ))
            .hint(format!(
                "if you accept the change, connect it again: `polya tools connect {name} …`"
            )));
        }
        client.ask("tools/call", json!({"name": tool, "arguments": arguments})).await
    })
    .await?;
    let texts: Vec<&str> =
        blocks(&answer["content"]).filter_map(|block| block["text"].as_str()).collect();
    let text = texts.join("\n");
    if answer["isError"] == true {
        return Err(Failure::infrastructure(format!("`{name}.{tool}`: {}", shortened(&text))));
    }
    let value = match &answer["structuredContent"] {
        Value::Null => json!({"text": text}),
        value => value.clone(),
    };
    let bytes = value.to_string().len();
    if bytes > server.output_bytes {
        return Err(Failure::infrastructure(format!(
            "`{name}.{tool}` answered {bytes} bytes, limit {}",
            server.output_bytes
        )));
    }
    Ok(value)
}

fn blocks(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// A server that was started. It ends with this.
struct Client {
    name: String,
    _process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// True if every request says which revision it speaks.
    stateless: bool,
    asked: u64,
}

impl Client {
    async fn start(name: &str, command: &[String]) -> Result<Self, Failure> {
        let Some((program, arguments)) = command.split_first() else {
            return Err(Failure::input(format!("the server `{name}` has no command")));
        };
        let mut process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| {
                Failure::input(format!("the server `{name}` cannot be started: {error}"))
            })?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(failed(name, &"it has no standard input or output"));
        };
        let mut client = Self {
            name: name.to_owned(),
            _process: process,
            input,
            output: BufReader::new(output),
            stateless: true,
            asked: 0,
        };
        // A server of the newest revision answers this; an older one does not know it.
        let speaks = |versions: &Value| blocks(versions).any(|version| version == STATELESS);
        match client.exchange("server/discover", json!({})).await? {
            Ok(found) if speaks(&found["supportedVersions"]) => return Ok(client),
            _ => client.stateless = false,
        }
        let hello = json!({
            "protocolVersion": VERSIONS[1], "capabilities": {}, "clientInfo": who()
        });
        let answer = client.ask("initialize", hello).await?;
        let version = answer["protocolVersion"].as_str().unwrap_or_default();
        if !VERSIONS.contains(&version) {
            let said = format!("it speaks the revision `{}`", shortened(version));
            return Err(failed(name, &said));
        }
        let ready = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});
        write(&mut client.input, &ready).await.map_err(|error| failed(name, &error))?;
        Ok(client)
    }

    /// What the server offers, page by page.
    async fn tools(&mut self) -> Result<BTreeMap<String, OutsideTool>, Failure> {
        let mut found = BTreeMap::new();
        let mut page = json!({});
        while found.len() < MOST_TOOLS {
            let answer = self.ask("tools/list", page).await?;
            let before = found.len();
            for tool in blocks(&answer["tools"]).take(MOST_TOOLS) {
                let Some(name) = tool["name"].as_str() else { continue };
                let description = tool["description"].as_str().unwrap_or_default();
                let schema = tool["inputSchema"].to_string();
                found.insert(name.to_owned(), OutsideTool::new(description, schema));
            }
            match answer["nextCursor"].as_str() {
                Some(cursor) if found.len() > before => page = json!({"cursor": cursor}),
                _ => break,
            }
        }
        Ok(found)
    }

    /// The result of a request; an error of the server's is a failure.
    async fn ask(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        let answer = self.exchange(method, params).await?;
        answer.map_err(|message| failed(&self.name, &message))
    }

    /// Sends a request and waits for its answer. What comes before it is not for us: we asked for
    /// no notification, and a server's own requests are refused.
    async fn exchange(
        &mut self,
        method: &str,
        mut params: Value,
    ) -> Result<Result<Value, String>, Failure> {
        let name = self.name.clone();
        let broken = |error: std::io::Error| failed(&name, &error);
        self.asked += 1;
        if self.stateless {
            params["_meta"] =
                json!({VERSION_KEY: STATELESS, CLIENT_KEY: who(), CAPABILITIES_KEY: {}});
        }
        let request =
            json!({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params});
        write(&mut self.input, &request).await.map_err(broken)?;
        loop {
            let text = match read(&mut self.output).await.map_err(broken)? {
                Line::Text(text) => text,
                Line::TooLong => return Err(failed(&name, &"its message is longer than 8 MiB")),
                Line::End => return Err(failed(&name, &"it ended without an answer")),
            };
            let Ok(message) = serde_json::from_str::<Value>(&text) else { continue };
            if message.get("method").is_some() {
                if let Some(id) = message.get("id") {
                    let error =
                        json!({"code": crate::mcp::METHOD_NOT_FOUND, "message": "not offered"});
                    let refusal = json!({"jsonrpc": "2.0", "id": id, "error": error});
                    write(&mut self.input, &refusal).await.map_err(broken)?;
                }
                continue;
            }
            if message["id"] == self.asked {
                return Ok(match message.get("error") {
                    Some(error) => Err(error["message"].as_str().unwrap_or("error").to_owned()),
                    None => Ok(message["result"].clone()),
                });
            }
        }
    }
}

async fn within<T>(
    name: &str,
    timeout_ms: u64,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(Duration::from_millis(timeout_ms), work).await {
        Ok(result) => result,
        Err(_) => Err(Failure::infrastructure(format!(
            "the server `{name}` did not answer within {timeout_ms} ms"
        ))),
    }
}

fn failed(name: &str, error: &dyn std::fmt::Display) -> Failure {
    let said = shortened(&error.to_string());
    Failure::infrastructure(format!("the server `{name}` failed: {said}"))
}

/// A stranger's words in a message: one line, not too long.
fn shortened(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.chars().take(300).collect()
}
