//! The base protocol of the language server: messages framed by `Content-Length`.
//!
//! Nothing here knows what a message means.

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Longest message that is accepted. Lean's largest real ones are a few megabytes; a hostile
/// document must not make us allocate without bound.
pub(crate) const MAX_MESSAGE: usize = 256 << 20;

/// Longest header line that is accepted.
const MAX_HEADER_LINE: u64 = 4096;

/// Why the stream could not be read as messages.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The pipe broke.
    #[error("the pipe to Lean failed: {0}")]
    Io(#[from] std::io::Error),
    /// The stream ended inside a message.
    #[error("Lean's output ended in the middle of a message")]
    Truncated,
    /// A header without a usable `Content-Length`.
    #[error("Lean sent a malformed message header: {0:?}")]
    Header(String),
    /// The announced length is beyond what is accepted.
    #[error("Lean announced a message of {0} bytes")]
    TooLong(usize),
}

/// Reads one message into `body`. `Ok(false)` is a clean end of the stream.
pub(crate) async fn read_message<R: AsyncBufRead + Unpin>(
    reader: &mut R,
    body: &mut Vec<u8>,
) -> Result<bool, FrameError> {
    let mut length = None;
    let mut line = Vec::with_capacity(64);
    let mut first = true;
    loop {
        line.clear();
        let n = (&mut *reader).take(MAX_HEADER_LINE).read_until(b'\n', &mut line).await?;
        if n == 0 {
            return if first { Ok(false) } else { Err(FrameError::Truncated) };
        }
        first = false;
        let Some(text) = line.strip_suffix(b"\r\n") else {
            return Err(FrameError::Header(String::from_utf8_lossy(&line).into_owned()));
        };
        if text.is_empty() {
            break;
        }
        let text = String::from_utf8_lossy(text);
        let Some((name, value)) = text.split_once(':') else {
            return Err(FrameError::Header(text.into_owned()));
        };
        if name.eq_ignore_ascii_case("content-length") {
            let parsed =
                value.trim().parse().map_err(|_| FrameError::Header(text.clone().into_owned()))?;
            length = Some(parsed);
        }
    }
    let length: usize = length.ok_or_else(|| FrameError::Header(String::new()))?;
    if length > MAX_MESSAGE {
        return Err(FrameError::TooLong(length));
    }
    body.clear();
    body.resize(length, 0);
    reader.read_exact(body).await.map_err(|e| match e.kind() {
        std::io::ErrorKind::UnexpectedEof => FrameError::Truncated,
        _ => FrameError::Io(e),
    })?;
    Ok(true)
}

/// Writes one message and flushes it.
pub(crate) async fn write_message<W: AsyncWrite + Unpin>(
    writer: &mut W,
    body: &[u8],
) -> std::io::Result<()> {
    // One buffer, so that the pipe sees one write for all but the largest messages.
    let mut frame = Vec::with_capacity(body.len() + 32);
    frame.extend_from_slice(b"Content-Length: ");
    frame.extend_from_slice(body.len().to_string().as_bytes());
    frame.extend_from_slice(b"\r\n\r\n");
    frame.extend_from_slice(body);
    writer.write_all(&frame).await?;
    writer.flush().await
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block_on<F: Future>(f: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(f)
    }

    proptest! {
        #[test]
        fn messages_survive_any_chunking(bodies in prop::collection::vec(".{0,200}", 0..8), capacity in 1usize..64) {
            block_on(async {
                let mut wire = Vec::new();
                for b in &bodies {
                    write_message(&mut wire, b.as_bytes()).await.unwrap();
                }
                let mut reader = tokio::io::BufReader::with_capacity(capacity, &wire[..]);
                let mut body = Vec::new();
                for b in &bodies {
                    assert!(read_message(&mut reader, &mut body).await.unwrap());
                    assert_eq!(body, b.as_bytes());
                }
                assert!(!read_message(&mut reader, &mut body).await.unwrap());
            });
        }

        #[test]
        fn hostile_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            block_on(async {
                let mut reader = &bytes[..];
                let mut body = Vec::new();
                while let Ok(true) = read_message(&mut reader, &mut body).await {}
            });
        }
    }

    #[test]
    fn bad_headers_are_errors() {
        let read = |text: &str| {
            let mut bytes = text.as_bytes();
            block_on(read_message(&mut bytes, &mut Vec::new()))
        };
        assert!(matches!(read("Content-Length: 5\r\n\r\nab"), Err(FrameError::Truncated)));
        assert!(matches!(read("Content-Length: x\r\n\r\n"), Err(FrameError::Header(_))));
        assert!(matches!(read("Content-Type: x\r\n\r\n"), Err(FrameError::Header(_))));
        assert!(matches!(read("Content-Length: 99999999999\r\n\r\n"), Err(FrameError::TooLong(_))));
        assert!(matches!(read("Content-Length: 5\n\nabcde"), Err(FrameError::Header(_))));
    }
}
