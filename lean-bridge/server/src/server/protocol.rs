//! The messages of Lean's own that the protocol's standard does not have, or has with less in them.
//!
//! Everything else is spoken in the types of `lsp-types`. Nothing here knows a connection.

use lsp_types::{
    ClientCapabilities, DiagnosticSeverity, InitializeResult,
    OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentIdentifier, Uri,
    notification::Notification, request::Request,
};
use serde::{Deserialize, Serialize};

/// `initialize` with what Lean understands besides.
#[derive(Debug)]
pub(super) enum Initialize {}

impl Request for Initialize {
    type Params = InitializeParams;
    type Result = InitializeResult;
    const METHOD: &'static str = lsp_types::request::Initialize::METHOD;
}

/// The standard's `InitializeParams`, whose capabilities leave no room for Lean's.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InitializeParams {
    pub(super) process_id: Option<u32>,
    pub(super) root_uri: Option<Uri>,
    pub(super) initialization_options: InitializationOptions,
    pub(super) capabilities: Capabilities,
}

/// Options of the watchdog.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InitializationOptions {
    /// Milliseconds for which an edit is held back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edit_delay: Option<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Capabilities {
    #[serde(flatten)]
    pub(super) standard: ClientCapabilities,
    pub(super) lean: LeanCapabilities,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LeanCapabilities {
    /// Diagnostics may come in pieces, each with what is new.
    pub(super) incremental_diagnostic_support: bool,
}

/// `textDocument/publishDiagnostics` with what Lean says besides.
#[derive(Debug)]
pub(super) enum PublishDiagnostics {}

impl Notification for PublishDiagnostics {
    type Params = PublishDiagnosticsParams;
    const METHOD: &'static str = lsp_types::notification::PublishDiagnostics::METHOD;
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PublishDiagnosticsParams {
    pub(super) uri: Uri,
    pub(super) version: Option<i32>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// True if these come on top of those before.
    #[serde(default)]
    pub(super) is_incremental: Option<bool>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Diagnostic {
    pub(super) range: Range,
    /// Lean cuts `range` after the first line for the sake of editors.
    pub(super) full_range: Option<Range>,
    pub(super) severity: Option<DiagnosticSeverity>,
    pub(super) message: String,
}

/// `$/lean/fileProgress`: what Lean has still to do.
#[derive(Debug)]
pub(super) enum FileProgress {}

impl Notification for FileProgress {
    type Params = FileProgressParams;
    const METHOD: &'static str = "$/lean/fileProgress";
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FileProgressParams {
    pub(super) text_document: OptionalVersionedTextDocumentIdentifier,
    pub(super) processing: Vec<Processing>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Processing {
    pub(super) range: Range,
    /// 1 for work under way, 2 for a fatal error.
    #[serde(default)]
    pub(super) kind: Option<u8>,
}

impl Processing {
    pub(super) fn is_fatal(&self) -> bool {
        self.kind == Some(2)
    }
}

/// `textDocument/waitForDiagnostics`: answered when a version is processed to its end.
#[derive(Debug)]
pub(super) enum WaitForDiagnostics {}

impl Request for WaitForDiagnostics {
    type Params = WaitForDiagnosticsParams;
    type Result = serde_json::Value;
    const METHOD: &'static str = "textDocument/waitForDiagnostics";
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WaitForDiagnosticsParams {
    pub(super) uri: Uri,
    pub(super) version: i32,
}

/// `$/lean/plainGoal`: the goals at a position, as text.
#[derive(Debug)]
pub(super) enum PlainGoal {}

impl Request for PlainGoal {
    type Params = PlainGoalParams;
    type Result = Option<PlainGoals>;
    const METHOD: &'static str = "$/lean/plainGoal";
}

/// The standard's `TextDocumentPositionParams`, not flattened.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlainGoalParams {
    pub(super) text_document: TextDocumentIdentifier,
    pub(super) position: Position,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PlainGoals {
    pub(super) goals: Vec<String>,
}
