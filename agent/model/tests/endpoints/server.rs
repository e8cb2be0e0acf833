//! A loopback server that answers requests as a test says, and remembers them.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use polya_model::{Api, Client, Endpoint};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

/// One request as the server saw it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: Value,
}

/// What to do with a request.
pub(crate) enum Answer {
    Json(u16, Value),
    /// Exactly these bytes, then the connection is closed.
    Raw(Vec<u8>),
    /// No answer until the client goes away.
    Hang,
    /// An endless body.
    Flood,
}

pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) seen: Arc<Mutex<Vec<Seen>>>,
    pub(crate) most_at_once: Arc<AtomicUsize>,
    pub(crate) gone: Arc<Notify>,
}

impl Server {
    /// Serves with `answer` on a free port until the test ends.
    pub(crate) async fn start(answer: impl Fn(&Seen) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/v1", listener.local_addr().expect("bound"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let gone = Arc::new(Notify::new());
        let server = Self {
            url,
            seen: Arc::clone(&seen),
            most_at_once: Arc::clone(&most),
            gone: Arc::clone(&gone),
        };
        let answer = Arc::new(answer);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, seen, now, most, gone) = (
                    Arc::clone(&answer),
                    Arc::clone(&seen),
                    Arc::clone(&now),
                    Arc::clone(&most),
                    Arc::clone(&gone),
                );
                tokio::spawn(async move {
                    serve(stream, &*answer, &seen, &now, &most).await;
                    gone.notify_one();
                });
            }
        });
        server
    }

    pub(crate) fn endpoint(&self) -> Endpoint {
        let mut endpoint = Endpoint::new(&self.url);
        endpoint.backoff = Duration::from_millis(1);
        endpoint.timeout = Duration::from_secs(20);
        endpoint
    }

    /// A client that neither lists models nor tries interfaces.
    pub(crate) fn direct(&self) -> Client {
        Client::new(Endpoint { model: Some("m".to_owned()), api: Api::Chat, ..self.endpoint() })
            .expect("usable settings")
    }

    pub(crate) fn requests(&self) -> Vec<Seen> {
        self.seen.lock().expect("not poisoned").clone()
    }
}

/// Answers one connection's requests, one after the other.
async fn serve(
    mut stream: TcpStream,
    answer: &(impl Fn(&Seen) -> Answer + ?Sized),
    seen: &Mutex<Vec<Seen>>,
    now: &AtomicUsize,
    most: &AtomicUsize,
) {
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut buffer).await {
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        seen.lock().expect("not poisoned").push(request.clone());
        // Other requests get a chance to overlap, if the client lets them.
        tokio::task::yield_now().await;
        let answer = answer(&request);
        now.fetch_sub(1, Ordering::SeqCst);
        match answer {
            Answer::Json(status, body) => {
                let body = body.to_string();
                let head = format!(
                    "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                    body.len()
                );
                if stream.write_all((head + &body).as_bytes()).await.is_err() {
                    return;
                }
            }
            Answer::Raw(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Answer::Hang => {
                // Ends when the client closes.
                let _ = stream.read(&mut [0; 1]).await;
                return;
            }
            Answer::Flood => {
                let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
                let chunk = [b"10000\r\n".to_vec(), vec![b' '; 0x10000], b"\r\n".to_vec()].concat();
                if stream.write_all(head).await.is_err() {
                    return;
                }
                while stream.write_all(&chunk).await.is_ok() {}
                return;
            }
        }
    }
}

async fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Seen> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            break end + 4;
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(n) if n > 0 => buffer.extend_from_slice(&chunk[..n]),
            _ => return None,
        }
    };
    let head = String::from_utf8(buffer[..end].to_vec()).expect("a head in ASCII");
    let length = head
        .to_ascii_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok())
        .unwrap_or(0);
    while buffer.len() < end + length {
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(n) if n > 0 => buffer.extend_from_slice(&chunk[..n]),
            _ => return None,
        }
    }
    let body = serde_json::from_slice(&buffer[end..end + length]).unwrap_or(Value::Null);
    let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
    buffer.drain(..end + length);
    Some(Seen { path, head, body })
}

pub(crate) fn chat_choice(text: &str) -> Value {
    json!({"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}})
}

pub(crate) fn n_of(seen: &Seen) -> usize {
    seen.body.get("n").and_then(Value::as_u64).map_or(1, |n| usize::try_from(n).expect("small"))
}
