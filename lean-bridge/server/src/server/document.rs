//! An open document: its text, its version, and what Lean said about that version.

use std::sync::{Arc, Mutex};

use lsp_types::{Position, Range};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    RpcError, ServerError,
    client::{Client, PendingReply, lock},
};

/// Diagnostics of one version beyond this are not kept, and the report says so.
const MAX_DIAGNOSTICS: usize = 50_000;

/// How serious a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The text was rejected.
    Error,
    /// Accepted, with a doubt; `sorry` is one of these.
    Warning,
    /// An answer to a question, such as `#check`.
    Information,
}

/// Something that Lean said about a place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// How serious it is.
    pub severity: Severity,
    /// First line, counted from 0.
    pub line: u32,
    /// Column in `line`, in UTF-16 units as the protocol counts them.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// Column in `end_line`.
    pub end_column: u32,
    /// What was said.
    pub text: String,
}

/// All that Lean said about one version of a document, after it had processed it to the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The version.
    pub version: i32,
    /// Messages in the order in which Lean published them.
    pub messages: Vec<Message>,
    /// True if Lean gave up on the file, for instance because an import is missing.
    pub fatal: bool,
    /// True if there was more than could be kept. Nothing may be concluded from silence then.
    pub overflow: bool,
}

/// What the reader knows about a document.
#[derive(Debug)]
pub(crate) struct DocumentState {
    version: i32,
    messages: Vec<Message>,
    processing: Vec<Range>,
    fatal: bool,
    overflow: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublishedDiagnostics {
    version: Option<i32>,
    diagnostics: Vec<LeanDiagnostic>,
    #[serde(default)]
    is_incremental: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LeanDiagnostic {
    range: Range,
    /// Lean cuts `range` after the first line for the sake of editors.
    full_range: Option<Range>,
    severity: Option<lsp_types::DiagnosticSeverity>,
    message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileProgress {
    text_document: lsp_types::OptionalVersionedTextDocumentIdentifier,
    processing: Vec<Processing>,
}

#[derive(Deserialize)]
struct Processing {
    range: Range,
    /// 1 for work under way, 2 for a fatal error.
    #[serde(default)]
    kind: Option<u8>,
}

impl DocumentState {
    fn reset(&mut self, version: i32) {
        self.version = version;
        self.messages.clear();
        self.processing.clear();
        self.fatal = false;
        self.overflow = false;
    }

    /// Takes in a notification; false if it speaks of another version.
    pub(crate) fn update(&mut self, method: &str, params: &RawValue) -> bool {
        match method {
            "textDocument/publishDiagnostics" => {
                let Ok(published) = serde_json::from_str::<PublishedDiagnostics>(params.get())
                else {
                    // Unreadable diagnostics must not look like none.
                    self.overflow = true;
                    return true;
                };
                if published.version != Some(self.version) {
                    return false;
                }
                if published.is_incremental != Some(true) {
                    self.messages.clear();
                }
                for diagnostic in published.diagnostics {
                    if self.messages.len() >= MAX_DIAGNOSTICS {
                        self.overflow = true;
                        break;
                    }
                    self.messages.push(diagnostic.into());
                }
            }
            "$/lean/fileProgress" => {
                let Ok(progress) = serde_json::from_str::<FileProgress>(params.get()) else {
                    return true;
                };
                if progress.text_document.version != Some(self.version) {
                    return false;
                }
                self.fatal |= progress.processing.iter().any(|p| p.kind == Some(2));
                self.processing = progress.processing.into_iter().map(|p| p.range).collect();
            }
            _ => {}
        }
        true
    }
}

impl From<LeanDiagnostic> for Message {
    fn from(d: LeanDiagnostic) -> Self {
        let range = d.full_range.unwrap_or(d.range);
        Self {
            severity: match d.severity {
                Some(lsp_types::DiagnosticSeverity::WARNING) => Severity::Warning,
                Some(
                    lsp_types::DiagnosticSeverity::INFORMATION
                    | lsp_types::DiagnosticSeverity::HINT,
                ) => Severity::Information,
                // An unknown severity is taken for the worst.
                _ => Severity::Error,
            },
            line: range.start.line,
            column: range.start.character,
            end_line: range.end.line,
            end_column: range.end.character,
            text: d.message,
        }
    }
}

/// An open document. It is closed when dropped.
#[derive(Debug)]
pub struct Document {
    client: Client,
    uri: String,
    text: String,
    version: i32,
    state: Arc<Mutex<DocumentState>>,
}

impl Document {
    pub(crate) async fn open(client: Client, uri: &str, text: String) -> Result<Self, ServerError> {
        let state = Arc::new(Mutex::new(DocumentState {
            version: 1,
            messages: Vec::new(),
            processing: Vec::new(),
            fatal: false,
            overflow: false,
        }));
        client.register(uri, state.clone());
        let document = Self { client, uri: uri.to_owned(), text, version: 1, state };
        document
            .client
            .notify(
                "textDocument/didOpen",
                &serde_json::json!({ "textDocument": {
                    "uri": document.uri, "languageId": "lean4", "version": 1, "text": document.text,
                } }),
            )
            .await?;
        Ok(document)
    }

    /// The text as it was last sent.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The version of that text.
    pub fn version(&self) -> i32 {
        self.version
    }

    /// Replaces the text. Only what follows the common beginning is sent.
    pub async fn change(&mut self, text: String) -> Result<i32, ServerError> {
        let start = common_lines(&self.text, &text);
        let line = count_lines(&self.text[..start]);
        // A position after the last line means the end of the text.
        let end = Position { line: line + count_lines(&self.text[start..]) + 1, character: 0 };
        let change = serde_json::json!({
            "range": Range { start: Position { line, character: 0 }, end },
            "text": &text[start..],
        });
        self.version += 1;
        self.text = text;
        // Before the edit is sent, so that nothing said about it can be missed.
        lock(&self.state).reset(self.version);
        self.client
            .notify(
                "textDocument/didChange",
                &serde_json::json!({
                    "textDocument": { "uri": self.uri, "version": self.version },
                    "contentChanges": [change],
                }),
            )
            .await?;
        Ok(self.version)
    }

    /// Waits until Lean has processed the present version to its end.
    ///
    /// Dropping the future cancels the wait, not the work; the next [`Self::change`] does that.
    pub async fn report(&self) -> Result<Report, RpcError> {
        self.wait_for_diagnostics().await?.wait().await?;
        let state = lock(&self.state);
        Ok(Report {
            version: state.version,
            messages: state.messages.clone(),
            fatal: state.fatal,
            overflow: state.overflow,
        })
    }

    async fn wait_for_diagnostics(&self) -> Result<PendingReply, ServerError> {
        let params = serde_json::json!({ "uri": self.uri, "version": self.version });
        self.client.send_request("textDocument/waitForDiagnostics", &params).await
    }

    /// First line that Lean has not finished yet, if it said so.
    pub fn progress(&self) -> Option<u32> {
        lock(&self.state).processing.iter().map(|r| r.start.line).min()
    }

    /// The goals at a position as Lean prints them, or `None` where there is no proof state.
    pub async fn plain_goal(
        &self,
        line: u32,
        column: u32,
    ) -> Result<Option<Vec<String>>, RpcError> {
        #[derive(Deserialize)]
        struct PlainGoal {
            goals: Vec<String>,
        }
        let params = serde_json::json!({
            "textDocument": { "uri": self.uri },
            "position": { "line": line, "character": column },
        });
        let reply = self.client.request("$/lean/plainGoal", &params).await?;
        let goal: Option<PlainGoal> =
            serde_json::from_str(reply.get()).map_err(|e| RpcError::Reply(e.to_string()))?;
        Ok(goal.map(|g| g.goals))
    }

    /// Closes the document and waits until the server has been told.
    pub async fn close(self) -> Result<(), ServerError> {
        // A worker's document cannot be closed: it ends with the worker.
        let params = serde_json::json!({ "textDocument": { "uri": self.uri } });
        self.client.notify("textDocument/didClose", &params).await
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        self.client.unregister(&self.uri);
    }
}

/// Length of the longest common beginning that ends at a line's end in both texts.
fn common_lines(a: &str, b: &str) -> usize {
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    a.as_bytes()[..common].iter().rposition(|&c| c == b'\n').map_or(0, |i| i + 1)
}

fn count_lines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|&c| c == b'\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_edit_keeps_whole_common_lines(a in "[ab\n]{0,30}", b in "[ab\n]{0,30}") {
            let n = common_lines(&a, &b);
            prop_assert_eq!(&a[..n], &b[..n]);
            prop_assert!(n == 0 || a[..n].ends_with('\n'));
        }
    }

    fn raw(text: &str) -> Box<RawValue> {
        RawValue::from_string(text.to_owned()).unwrap()
    }

    #[test]
    fn diagnostics_of_another_version_are_refused() {
        let mut state = DocumentState {
            version: 3,
            messages: Vec::new(),
            processing: Vec::new(),
            fatal: false,
            overflow: false,
        };
        let publish = |version: i32, incremental: bool| {
            raw(&format!(
                r#"{{"uri":"u","version":{version},"isIncremental":{incremental},"diagnostics":[
                {{"range":{{"start":{{"line":1,"character":0}},"end":{{"line":1,"character":1}}}},
                "severity":1,"message":"m"}}]}}"#
            ))
        };
        let method = "textDocument/publishDiagnostics";
        assert!(!state.update(method, &publish(2, false)));
        assert!(state.messages.is_empty());
        assert!(state.update(method, &publish(3, true)));
        assert!(state.update(method, &publish(3, true)));
        assert_eq!(state.messages.len(), 2);
        assert!(state.update(method, &publish(3, false)));
        assert_eq!(state.messages.len(), 1);
        assert!(state.update(method, &raw("{}")));
        assert!(state.overflow, "unreadable diagnostics must not look like none");
    }
}
