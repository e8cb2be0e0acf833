//! An open document: its text, its version, and what Lean said about that version.

use std::sync::{Arc, Mutex};

use lsp_types::{
    DiagnosticSeverity, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, Position, Range, TextDocumentContentChangeEvent,
    TextDocumentIdentifier, TextDocumentItem, Uri, VersionedTextDocumentIdentifier,
    notification::{DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument},
};
use serde::{Deserialize, Serialize};

use super::{
    RpcError, ServerError,
    client::{Client, PendingReply, lock},
    protocol::{
        Diagnostic, FileProgressParams, PlainGoal, PlainGoalParams, Processing,
        PublishDiagnosticsParams, WaitForDiagnostics, WaitForDiagnosticsParams,
    },
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

impl DocumentState {
    pub(super) fn new(version: i32) -> Self {
        Self {
            version,
            messages: Vec::new(),
            processing: Vec::new(),
            fatal: false,
            overflow: false,
        }
    }

    pub(super) fn report(&self) -> Report {
        Report {
            version: self.version,
            messages: self.messages.clone(),
            fatal: self.fatal,
            overflow: self.overflow,
        }
    }

    fn reset(&mut self, version: i32) {
        self.version = version;
        self.messages.clear();
        self.processing.clear();
        self.fatal = false;
        self.overflow = false;
    }

    /// Takes in diagnostics; false if they speak of another version.
    pub(super) fn publish(&mut self, published: PublishDiagnosticsParams) -> bool {
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
        true
    }

    /// Takes in what is still to do; false if it speaks of another version.
    pub(super) fn progress(&mut self, progress: FileProgressParams) -> bool {
        if progress.text_document.version != Some(self.version) {
            return false;
        }
        self.fatal |= progress.processing.iter().any(Processing::is_fatal);
        self.processing = progress.processing.into_iter().map(|p| p.range).collect();
        true
    }

    /// Something that was said could not be read.
    pub(super) fn lose(&mut self) {
        self.overflow = true;
    }
}

impl From<Diagnostic> for Message {
    fn from(d: Diagnostic) -> Self {
        let range = d.full_range.unwrap_or(d.range);
        Self {
            severity: match d.severity {
                Some(DiagnosticSeverity::WARNING) => Severity::Warning,
                Some(DiagnosticSeverity::INFORMATION | DiagnosticSeverity::HINT) => {
                    Severity::Information
                }
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
    uri: Uri,
    text: String,
    version: i32,
    state: Arc<Mutex<DocumentState>>,
}

impl Document {
    pub(crate) async fn open(client: Client, uri: &str, text: String) -> Result<Self, ServerError> {
        let state = Arc::new(Mutex::new(DocumentState::new(1)));
        let uri: Uri = uri.parse().map_err(|_| ServerError::Uri(uri.to_owned()))?;
        client.register(uri.as_str(), state.clone());
        let document = Self { client, uri, text, version: 1, state };
        let opened = TextDocumentItem {
            uri: document.uri.clone(),
            language_id: "lean4".to_owned(),
            version: document.version,
            text: document.text.clone(),
        };
        let params = DidOpenTextDocumentParams { text_document: opened };
        document.client.notify::<DidOpenTextDocument>(&params).await?;
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
        let change = TextDocumentContentChangeEvent {
            range: Some(Range { start: Position { line, character: 0 }, end }),
            range_length: None,
            text: text[start..].to_owned(),
        };
        self.version += 1;
        self.text = text;
        // Before the edit is sent, so that nothing said about it can be missed.
        lock(&self.state).reset(self.version);
        let params = DidChangeTextDocumentParams {
            text_document: VersionedTextDocumentIdentifier {
                uri: self.uri.clone(),
                version: self.version,
            },
            content_changes: vec![change],
        };
        self.client.notify::<DidChangeTextDocument>(&params).await?;
        Ok(self.version)
    }

    /// Waits until Lean has processed the present version to its end.
    ///
    /// Dropping the future cancels the wait, not the work; the next [`Self::change`] does that.
    pub async fn report(&self) -> Result<Report, RpcError> {
        self.wait_for_diagnostics().await?.wait().await?;
        Ok(lock(&self.state).report())
    }

    async fn wait_for_diagnostics(&self) -> Result<PendingReply, ServerError> {
        let params = WaitForDiagnosticsParams { uri: self.uri.clone(), version: self.version };
        self.client.send_request::<WaitForDiagnostics>(&params).await
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
        let params = PlainGoalParams {
            text_document: self.identifier(),
            position: Position { line, character: column },
        };
        Ok(self.client.request::<PlainGoal>(&params).await?.map(|found| found.goals))
    }

    fn identifier(&self) -> TextDocumentIdentifier {
        TextDocumentIdentifier { uri: self.uri.clone() }
    }

    /// Closes the document and waits until the server has been told.
    pub async fn close(self) -> Result<(), ServerError> {
        // A worker's document cannot be closed: it ends with the worker.
        let params = DidCloseTextDocumentParams { text_document: self.identifier() };
        self.client.notify::<DidCloseTextDocument>(&params).await
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        self.client.unregister(self.uri.as_str());
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

    #[test]
    fn diagnostics_of_another_version_are_refused() {
        let mut state = DocumentState::new(3);
        let publish = |version: i32, incremental: bool| {
            serde_json::from_str::<PublishDiagnosticsParams>(&format!(
                r#"{{"uri":"file:///u","version":{version},"isIncremental":{incremental},"diagnostics":[
                {{"range":{{"start":{{"line":1,"character":0}},"end":{{"line":1,"character":1}}}},
                "severity":1,"message":"m"}}]}}"#
            ))
            .unwrap()
        };
        assert!(!state.publish(publish(2, false)));
        assert!(state.messages.is_empty());
        assert!(state.publish(publish(3, true)));
        assert!(state.publish(publish(3, true)));
        assert_eq!(state.messages.len(), 2);
        assert!(state.publish(publish(3, false)));
        assert_eq!(state.messages.len(), 1);
        assert!(!state.overflow);
    }
}
