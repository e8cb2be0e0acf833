//! One connection: requests and their replies, notifications, and the end of the process.
//!
//! Three tasks serve a connection. The writer owns standard input and a bounded queue; the reader
//! owns standard output and the process; a third drains standard error. A reply goes to the
//! request with its id and to no other; when the process ends, every request under way fails.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI32, AtomicU64, Ordering},
    },
    time::Duration,
};

use lsp_types::{
    CancelParams, NumberOrString, Uri,
    notification::{Cancel, Notification},
    request::Request,
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{ChildStderr, ChildStdin, ChildStdout},
    sync::{mpsc, oneshot},
};
use tokio_util::sync::CancellationToken;

use super::{
    ServerError,
    document::DocumentState,
    protocol::{FileProgress, PublishDiagnostics},
    transport::{FrameError, read_message, write_message},
};
use crate::process::{LeanCommand, LeanProcess, Pipes, Spawn};

/// Messages that may wait for the pipe before senders have to wait too.
const QUEUE: usize = 256;

/// Lines of standard error that are kept for an error message.
const STDERR_LINES: usize = 20;

/// Why a request has no result.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RpcError {
    /// Lean answered with an error.
    #[error("Lean refused `{method}`: {message} (code {code})")]
    Response {
        /// The request's method.
        method: String,
        /// JSON-RPC error code; Lean adds some of its own.
        code: i64,
        /// Lean's words.
        message: String,
    },
    /// The reply does not have the expected form.
    #[error("unexpected form of a reply: {0}")]
    Reply(String),
    /// The server is gone.
    #[error(transparent)]
    Server(#[from] ServerError),
}

type Reply = Result<Box<RawValue>, RpcError>;

#[derive(Debug)]
pub(crate) struct Shared {
    replies: Mutex<FxHashMap<i32, Waiting>>,
    documents: Mutex<FxHashMap<String, Arc<Mutex<DocumentState>>>>,
    failure: Mutex<Option<ServerError>>,
    next_id: AtomicI32,
    stale: AtomicU64,
}

#[derive(Debug)]
struct Waiting {
    method: &'static str,
    reply: oneshot::Sender<Reply>,
}

/// Handle of a connection. The process is killed when the last handle is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    shared: Arc<Shared>,
    queue: mpsc::Sender<Vec<u8>>,
    process_id: u32,
    end: Arc<End>,
}

/// Ends the process when dropped.
#[derive(Debug)]
struct End {
    kill: CancellationToken,
    gone: CancellationToken,
}

impl Drop for End {
    fn drop(&mut self) {
        self.kill.cancel();
    }
}

/// What may arrive: a reply, a notification, or a request of the server's.
#[derive(Deserialize)]
struct Incoming<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    method: Option<std::borrow::Cow<'a, str>>,
    #[serde(borrow, default)]
    params: Option<&'a RawValue>,
    #[serde(default)]
    result: Option<Box<RawValue>>,
    #[serde(default)]
    error: Option<ResponseError>,
}

#[derive(Deserialize)]
struct ResponseError {
    code: i64,
    #[serde(default)]
    message: String,
}

#[derive(Serialize)]
struct Outgoing<'a, P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i32>,
    method: &'a str,
    params: &'a P,
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No code panics while it holds one of these locks; if it did, the data is still whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Client {
    /// Starts the process and the connection's tasks.
    #[expect(clippy::needless_pass_by_value, reason = "a command is spent by its start")]
    pub(crate) fn start(spawn: &Arc<dyn Spawn>, command: LeanCommand) -> Result<Self, ServerError> {
        let program = command.program.display().to_string();
        let (process, Pipes { stdin, stdout, stderr }) = LeanProcess::start(spawn, &command)
            .map_err(|e| ServerError::Start { program: program.clone(), source: Arc::new(e) })?;
        let process_id = process.id().unwrap_or_default();
        let shared = Arc::new(Shared {
            replies: Mutex::default(),
            documents: Mutex::default(),
            failure: Mutex::default(),
            next_id: AtomicI32::new(1),
            stale: AtomicU64::new(0),
        });
        let (queue, outgoing) = mpsc::channel(QUEUE);
        let end = Arc::new(End { kill: CancellationToken::new(), gone: CancellationToken::new() });
        let tail = Arc::new(Mutex::new(VecDeque::new()));
        let stderr = tokio::spawn(drain_stderr(stderr, tail.clone(), process_id));
        tokio::spawn(write(stdin, outgoing));
        tokio::spawn(supervise(
            process,
            stdout,
            shared.clone(),
            queue.downgrade(),
            (end.kill.clone(), end.gone.clone()),
            Last { stderr, tail, spawn: spawn.clone(), program },
        ));
        Ok(Self { shared, queue, process_id, end })
    }

    /// Sends a request and waits for its reply. Dropping the future cancels the request.
    pub(crate) async fn request<R: Request>(
        &self,
        params: &R::Params,
    ) -> Result<R::Result, RpcError>
    where
        R::Params: Sync,
    {
        let reply = self.send_request::<R>(params).await?.wait().await?;
        serde_json::from_str(reply.get()).map_err(|e| RpcError::Reply(e.to_string()))
    }

    /// Sends a request; the reply can be awaited later.
    pub(crate) async fn send_request<R: Request>(
        &self,
        params: &R::Params,
    ) -> Result<PendingReply, ServerError>
    where
        R::Params: Sync,
    {
        let id = self.shared.next_id.fetch_add(1, Ordering::Relaxed);
        let (reply, receiver) = oneshot::channel();
        lock(&self.shared.replies).insert(id, Waiting { method: R::METHOD, reply });
        let pending = PendingReply { client: self.clone(), id, receiver, done: false };
        self.send(Outgoing { jsonrpc: "2.0", id: Some(id), method: R::METHOD, params }).await?;
        // The process may have died between the two lines above; its death notice is then in
        // `failure`, and nobody else would wake this request.
        if let Some(failure) = self.failure() {
            return Err(failure);
        }
        Ok(pending)
    }

    /// Sends a request to which no reply will come.
    pub(crate) async fn send_unanswered<R: Request>(
        &self,
        params: &R::Params,
    ) -> Result<(), ServerError>
    where
        R::Params: Sync,
    {
        self.send(Outgoing { jsonrpc: "2.0", id: Some(0), method: R::METHOD, params }).await
    }

    /// Sends a notification.
    pub(crate) async fn notify<N: Notification>(
        &self,
        params: &N::Params,
    ) -> Result<(), ServerError>
    where
        N::Params: Sync,
    {
        self.send(Outgoing { jsonrpc: "2.0", id: None, method: N::METHOD, params }).await
    }

    async fn send<P: Serialize + Sync>(&self, message: Outgoing<'_, P>) -> Result<(), ServerError> {
        if let Some(failure) = self.failure() {
            return Err(failure);
        }
        let body = to_json(&message);
        self.queue.send(body).await.map_err(|_| self.failure().unwrap_or(ServerError::Closed))
    }

    /// Registers a document's state, which the reader updates from then on.
    pub(crate) fn register(&self, uri: &str, state: Arc<Mutex<DocumentState>>) {
        lock(&self.shared.documents).insert(uri.to_owned(), state);
    }

    pub(crate) fn unregister(&self, uri: &str) {
        lock(&self.shared.documents).remove(uri);
    }

    pub(crate) fn failure(&self) -> Option<ServerError> {
        lock(&self.shared.failure).clone()
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.process_id
    }

    pub(crate) fn pending_requests(&self) -> usize {
        lock(&self.shared.replies).len()
    }

    pub(crate) fn stale_notifications(&self) -> u64 {
        self.shared.stale.load(Ordering::Relaxed)
    }

    pub(crate) async fn kill(&self) {
        self.end.kill.cancel();
        self.end.gone.cancelled().await;
    }
}

/// A request under way. Dropping it before the reply tells Lean to stop working on it.
#[derive(Debug)]
pub(crate) struct PendingReply {
    client: Client,
    id: i32,
    receiver: oneshot::Receiver<Reply>,
    done: bool,
}

impl PendingReply {
    pub(crate) async fn wait(mut self) -> Reply {
        let reply = (&mut self.receiver).await;
        self.done = true;
        reply.unwrap_or_else(|_| Err(self.client.failure().unwrap_or(ServerError::Closed).into()))
    }
}

impl Drop for PendingReply {
    fn drop(&mut self) {
        if self.done || lock(&self.client.shared.replies).remove(&self.id).is_none() {
            return;
        }
        let cancel = to_json(&Outgoing {
            jsonrpc: "2.0",
            id: None,
            method: Cancel::METHOD,
            // Ids are counted from 1, and no connection sends two thousand million requests.
            params: &CancelParams { id: NumberOrString::Number(self.id) },
        });
        // If the queue is full the cancellation is lost, and Lean merely does some idle work.
        let _ = self.client.queue.try_send(cancel);
    }
}

fn to_json<P: Serialize>(message: &Outgoing<'_, P>) -> Vec<u8> {
    // Our own parameter types have string keys and no failing serialisers.
    serde_json::to_vec(message).unwrap_or_default()
}

async fn write(mut stdin: ChildStdin, mut outgoing: mpsc::Receiver<Vec<u8>>) {
    while let Some(body) = outgoing.recv().await {
        if let Err(error) = write_message(&mut stdin, &body).await {
            // The reader sees the end of the process and tells everybody.
            tracing::debug!(%error, "could not write to Lean");
            return;
        }
    }
}

async fn drain_stderr(stderr: ChildStderr, tail: Arc<Mutex<VecDeque<String>>>, process: u32) {
    let mut lines = BufReader::new(stderr);
    let mut line = Vec::new();
    loop {
        line.clear();
        match tokio::io::AsyncReadExt::take(&mut lines, 8192).read_until(b'\n', &mut line).await {
            Ok(n) if n > 0 => {}
            _ => return,
        }
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        tracing::debug!(process, "lean: {text}");
        let mut tail = lock(&tail);
        if tail.len() == STDERR_LINES {
            tail.pop_front();
        }
        tail.push_back(text);
    }
}

/// What is needed to say why a process ended.
struct Last {
    stderr: tokio::task::JoinHandle<()>,
    tail: Arc<Mutex<VecDeque<String>>>,
    spawn: Arc<dyn Spawn>,
    program: String,
}

impl Last {
    /// The pipe is closed, so the process is about to be gone.
    async fn words(self, process: &mut LeanProcess) -> ServerError {
        let status = tokio::time::timeout(Duration::from_secs(2), process.wait()).await;
        // Its last words; a grandchild may hold the pipe open, so not for ever.
        let _ = tokio::time::timeout(Duration::from_millis(200), self.stderr).await;
        let stderr = lock(&self.tail).iter().cloned().collect::<Vec<_>>().join("\n");
        let status = match status {
            Ok(Ok(status)) if self.spawn.never_ran(status) => {
                let source = Arc::new(std::io::Error::other(stderr));
                return ServerError::Start { program: self.program, source };
            }
            Ok(Ok(status)) => status.to_string(),
            Ok(Err(e)) => e.to_string(),
            Err(_) => "its output was closed".to_owned(),
        };
        ServerError::Died { status, stderr }
    }
}

async fn supervise(
    mut process: LeanProcess,
    stdout: ChildStdout,
    shared: Arc<Shared>,
    queue: mpsc::WeakSender<Vec<u8>>,
    (kill, gone): (CancellationToken, CancellationToken),
    last: Last,
) {
    let failure = tokio::select! {
        biased;
        () = kill.cancelled() => ServerError::Closed,
        result = read(stdout, &shared, &queue) => match result {
            Err(FrameError::Io(_) | FrameError::Truncated) | Ok(()) => {
                last.words(&mut process).await
            }
            Err(error) => ServerError::Protocol(Arc::new(error)),
        },
    };
    process.kill();
    let _ = process.wait().await;
    if !matches!(failure, ServerError::Closed) {
        tracing::debug!(error = %failure, "a Lean process ended");
    }
    *lock(&shared.failure) = Some(failure.clone());
    let waiting = std::mem::take(&mut *lock(&shared.replies));
    for (_, waiting) in waiting {
        let _ = waiting.reply.send(Err(failure.clone().into()));
    }
    gone.cancel();
}

async fn read(
    stdout: ChildStdout,
    shared: &Shared,
    queue: &mpsc::WeakSender<Vec<u8>>,
) -> Result<(), FrameError> {
    let mut reader = BufReader::with_capacity(1 << 16, stdout);
    let mut body = Vec::new();
    while read_message(&mut reader, &mut body).await? {
        match serde_json::from_slice::<Incoming>(&body) {
            Ok(message) => dispatch(message, shared, queue),
            // A message that cannot be read loses its request a reply, so it must not be skipped.
            Err(e) => return Err(FrameError::Header(format!("not a JSON-RPC message: {e}"))),
        }
        if body.capacity() > 1 << 24 {
            body = Vec::new();
        }
    }
    Ok(())
}

fn dispatch(message: Incoming<'_>, shared: &Shared, queue: &mpsc::WeakSender<Vec<u8>>) {
    match (message.method, message.id) {
        (None, Some(id)) => {
            let Some(waiting) =
                id.get().parse().ok().and_then(|id: i32| lock(&shared.replies).remove(&id))
            else {
                // The reply to a request that was cancelled meanwhile.
                return;
            };
            let reply = match (message.error, message.result) {
                (Some(e), _) => Err(RpcError::Response {
                    method: waiting.method.to_owned(),
                    code: e.code,
                    message: e.message,
                }),
                (None, Some(result)) => Ok(result),
                (None, None) => Ok(RawValue::NULL.to_owned()),
            };
            let _ = waiting.reply.send(reply);
        }
        (Some(method), None) => {
            if let Some(params) = message.params {
                notification(&method, params, shared);
            }
        }
        (Some(method), Some(id)) => {
            tracing::trace!(%method, "Lean asked, and is told nothing");
            let reply = format!(r#"{{"jsonrpc":"2.0","id":{},"result":null}}"#, id.get());
            if let Some(queue) = queue.upgrade() {
                // Lean waits for none of these; they are requests to refresh an editor's view.
                let _ = queue.try_send(reply.into_bytes());
            }
        }
        (None, None) => {}
    }
}

fn notification(method: &str, params: &RawValue, shared: &Shared) {
    let current = match method {
        PublishDiagnostics::METHOD => read_params::<PublishDiagnostics>(params).map(|published| {
            of_document(shared, &published.uri.clone(), |state| state.publish(published))
        }),
        FileProgress::METHOD => read_params::<FileProgress>(params).map(|progress| {
            let uri = progress.text_document.uri.clone();
            of_document(shared, &uri, |state| state.progress(progress))
        }),
        _ => return,
    };
    match current {
        Some(true) => {}
        Some(false) => {
            shared.stale.fetch_add(1, Ordering::Relaxed);
        }
        None => {
            tracing::warn!(%method, "a notification that cannot be understood");
            // What cannot be read must not look like silence, whatever document it speaks of.
            for document in lock(&shared.documents).values() {
                lock(document).lose();
            }
        }
    }
}

fn read_params<N: Notification>(params: &RawValue) -> Option<N::Params> {
    serde_json::from_str(params.get()).ok()
}

/// Tells a document's state something; false if that spoke of another version.
fn of_document(shared: &Shared, uri: &Uri, tell: impl FnOnce(&mut DocumentState) -> bool) -> bool {
    let document = lock(&shared.documents).get(uri.as_str()).cloned();
    document.is_none_or(|document| tell(&mut lock(&document)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_no_silence() {
        let shared = Shared {
            replies: Mutex::default(),
            documents: Mutex::default(),
            failure: Mutex::default(),
            next_id: AtomicI32::new(1),
            stale: AtomicU64::new(0),
        };
        let state = Arc::new(Mutex::new(DocumentState::new(1)));
        lock(&shared.documents).insert("file:///u".to_owned(), state.clone());
        let tell = |method: &str, params: &str| {
            let params = RawValue::from_string(params.to_owned()).unwrap();
            notification(method, &params, &shared);
            lock(&state).report().overflow
        };
        let published = r#"{"uri":"file:///u","version":VERSION,"diagnostics":[]}"#;
        assert!(!tell(PublishDiagnostics::METHOD, &published.replace("VERSION", "2")));
        assert_eq!(shared.stale.load(Ordering::Relaxed), 1, "of another version");
        assert!(!tell(PublishDiagnostics::METHOD, &published.replace("VERSION", "1")));
        assert!(!tell("$/of/nobody", "{}"));
        assert!(tell(PublishDiagnostics::METHOD, r#"{"uri":"file:///u"}"#));
    }
}
