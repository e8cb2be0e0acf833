//! The Model Context Protocol over standard input and output: what both sides share.
//!
//! One JSON-RPC message a line. The revision 2026-07-28 has no handshake: every request says in its
//! `_meta` which revision it speaks. Earlier ones begin with `initialize`. Both are spoken here; only
//! tools are offered and used, so the protocol is this small.

use std::io::{BufRead, Read};

use serde_json::{Value, json};
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _,
};

/// Revisions that are spoken, newest first.
pub(crate) const VERSIONS: [&str; 4] = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"];
/// The first revision without a handshake.
pub(crate) const STATELESS: &str = VERSIONS[0];
/// Where a request says which revision it speaks.
pub(crate) const VERSION_KEY: &str = "io.modelcontextprotocol/protocolVersion";
/// Where either side says who it is.
pub(crate) const CLIENT_KEY: &str = "io.modelcontextprotocol/clientInfo";
pub(crate) const CAPABILITIES_KEY: &str = "io.modelcontextprotocol/clientCapabilities";
pub(crate) const SERVER_KEY: &str = "io.modelcontextprotocol/serverInfo";
/// Longest message that is read, in bytes.
const LONGEST: u64 = 8 << 20;

/// Errors of JSON-RPC and of the protocol.
pub(crate) const PARSE_ERROR: i64 = -32700;
pub(crate) const INVALID_REQUEST: i64 = -32600;
pub(crate) const METHOD_NOT_FOUND: i64 = -32601;
pub(crate) const INVALID_PARAMS: i64 = -32602;
pub(crate) const UNSUPPORTED_VERSION: i64 = -32022;

/// How a program introduces itself.
pub(crate) fn who() -> Value {
    json!({"name": "polya", "version": env!("CARGO_PKG_VERSION")})
}

/// A line that was read.
pub(crate) enum Line {
    /// A message, or text that is none.
    Text(String),
    /// Longer than any message may be.
    TooLong,
    /// The other side is gone.
    End,
}

/// Reads one line, and no more of it than a message may have.
pub(crate) async fn read(input: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Line> {
    let mut bytes = Vec::new();
    (&mut *input).take(LONGEST).read_until(b'\n', &mut bytes).await?;
    Ok(Line::of(&bytes))
}

/// The same from a source that blocks.
pub(crate) fn read_blocking(input: &mut impl BufRead) -> std::io::Result<Line> {
    let mut bytes = Vec::new();
    Read::take(&mut *input, LONGEST).read_until(b'\n', &mut bytes)?;
    Ok(Line::of(&bytes))
}

impl Line {
    fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::End;
        }
        if bytes.last() != Some(&b'\n') && bytes.len() as u64 >= LONGEST {
            return Self::TooLong;
        }
        Self::Text(String::from_utf8_lossy(bytes).trim().to_owned())
    }
}

/// Writes one message.
pub(crate) async fn write(
    output: &mut (impl AsyncWrite + Unpin),
    message: &Value,
) -> std::io::Result<()> {
    output.write_all(format!("{message}\n").as_bytes()).await?;
    output.flush().await
}
