//! The memory for asynchronous code.
//!
//! sled blocks, and recall computes; neither belongs on a thread of the runtime. A [`Handle`] sends
//! its questions to one thread that owns the [`Memory`]. Drafts that arrive together are made durable
//! together: an answer to [`Handle::put`] means that the draft survives a crash of the machine.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;

use crate::artifact::{Artifact, ArtifactId, Draft, Embedding, Kind, Timestamp};
use crate::error::Error;
use crate::memory::{Memory, Opened, Settings, Stored};
use crate::recall::{Recall, Recalled};
use crate::relevance::Query;

/// What a run may do with the memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Nothing: recall finds nothing, and drafts are dropped.
    Off,
    /// Recall only.
    Read,
    /// Recall and store.
    #[default]
    ReadWrite,
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 3] = [Self::Off, Self::Read, Self::ReadWrite];

    /// Name, as in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Read => "read",
            Self::ReadWrite => "readwrite",
        }
    }

    /// The mode of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// A question that owns its texts, so that it can travel to the memory's thread.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Target of the goal, or any text.
    pub target: String,
    /// Types of its hypotheses.
    pub hypotheses: Vec<String>,
    /// Most artifacts that are wanted.
    pub k: usize,
    /// Kinds that are wanted; empty for all.
    pub kinds: Vec<Kind>,
    /// Only what the judge accepted.
    pub judged_only: bool,
    /// The question as a vector.
    pub embedding: Option<Embedding>,
}

impl Question {
    /// A question about a text.
    pub fn about(target: impl Into<String>, k: usize) -> Self {
        Self { target: target.into(), k, ..Self::default() }
    }

    fn ask(&self, memory: &Memory, now: Timestamp) -> Result<Vec<Recalled>, Error> {
        let hypotheses: Vec<&str> = self.hypotheses.iter().map(String::as_str).collect();
        let recall = Recall {
            query: Query::goal(&self.target, &hypotheses),
            k: self.k,
            kinds: &self.kinds,
            judged_only: self.judged_only,
            embedding: self.embedding.as_ref(),
        };
        memory.recall(&recall, now)
    }
}

type Task = Box<dyn FnOnce(&mut Memory) + Send>;

enum Message {
    Put(Vec<Draft>, oneshot::Sender<Result<Vec<Stored>, Error>>),
    Task(Task),
}

/// A handle on a memory that lives on a thread of its own. Clones share it. The thread ends, and the
/// memory is made durable and closed, when the last clone is gone.
#[derive(Clone, Debug)]
pub struct Handle {
    mode: Mode,
    inbox: Option<mpsc::Sender<Message>>,
}

/// The memory's thread, to wait for its end.
#[derive(Debug)]
pub struct Thread(Option<JoinHandle<()>>);

impl Thread {
    /// Waits until the memory is durable and closed. Drop all handles first.
    pub fn join(mut self) {
        if let Some(thread) = self.0.take() {
            // A panic was printed when it happened; there is nothing left to save.
            let _ = thread.join();
        }
    }
}

impl Handle {
    /// Opens the memory in a folder, on a new thread. With [`Mode::Off`] nothing is opened and no
    /// thread started.
    pub async fn open(
        folder: &Path,
        settings: Settings,
        mode: Mode,
    ) -> Result<(Self, Thread, Option<Opened>), Error> {
        if mode == Mode::Off {
            return Ok((Self { mode, inbox: None }, Thread(None), None));
        }
        let folder: PathBuf = folder.to_path_buf();
        let (opened, was_opened) = oneshot::channel();
        let (inbox, messages) = mpsc::channel();
        let thread = std::thread::Builder::new().name("polya-memory".to_owned()).spawn(move || {
            match Memory::open(&folder, settings) {
                Ok((memory, found)) => {
                    if opened.send(Ok(found)).is_ok() {
                        serve(memory, &messages);
                    }
                }
                // Nobody waits any more: nothing to tell.
                Err(error) => drop(opened.send(Err(error))),
            }
        });
        let thread = thread.map_err(|e| Error::io(Path::new("thread"), e))?;
        let found = was_opened.await.map_err(|_| Error::Closed)??;
        Ok((Self { mode, inbox: Some(inbox) }, Thread(Some(thread)), Some(found)))
    }

    /// A handle on a memory that was opened already.
    pub fn new(memory: Memory, mode: Mode) -> Result<(Self, Thread), Error> {
        let (inbox, messages) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("polya-memory".to_owned())
            .spawn(move || serve(memory, &messages))
            .map_err(|e| Error::io(Path::new("thread"), e))?;
        Ok((Self { mode, inbox: Some(inbox) }, Thread(Some(thread))))
    }

    /// No memory at all.
    pub fn off() -> Self {
        Self { mode: Mode::Off, inbox: None }
    }

    /// Begins to fill the index, so that the first recall finds it ready. Does not wait.
    pub fn prepare(&self) {
        let fill = |memory: &mut Memory| {
            // The first recall meets the same error, and has somebody to tell.
            let _ = memory.index();
        };
        // A thread that has ended needs no index.
        let _ = self.send(Message::Task(Box::new(fill)));
    }

    /// What this handle may do.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Recalls; see [`Memory::recall`].
    pub async fn recall(&self, question: Question) -> Result<Vec<Recalled>, Error> {
        if self.mode == Mode::Off {
            return Ok(Vec::new());
        }
        self.with(move |memory| question.ask(memory, Timestamp::now())).await?
    }

    /// Stores drafts. When this returns they survive a crash of the machine. With [`Mode::Read`] or
    /// [`Mode::Off`] they are dropped and the answer is empty.
    pub async fn put(&self, drafts: Vec<Draft>) -> Result<Vec<Stored>, Error> {
        if self.mode != Mode::ReadWrite || drafts.is_empty() {
            return Ok(Vec::new());
        }
        let (answer, answered) = oneshot::channel();
        self.send(Message::Put(drafts, answer))?;
        answered.await.map_err(|_| Error::Closed)?
    }

    /// Counts uses; see [`Memory::mark_used`]. Durable with the next [`Handle::put`].
    pub async fn mark_used(&self, ids: Vec<ArtifactId>) -> Result<(), Error> {
        if self.mode != Mode::ReadWrite || ids.is_empty() {
            return Ok(());
        }
        self.with(move |memory| memory.mark_used(&ids, Timestamp::now())).await?
    }

    /// An artifact.
    pub async fn get(&self, id: ArtifactId) -> Result<Artifact, Error> {
        self.with(move |memory| memory.get(id)).await?
    }

    /// Runs anything on the memory's thread, such as forgetting or an export. The mode is not
    /// consulted.
    pub async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Task(Box::new(move |memory| {
            // Whoever asked may have gone.
            let _ = answer.send(work(memory));
        })))?;
        answered.await.map_err(|_| Error::Closed)
    }

    fn send(&self, message: Message) -> Result<(), Error> {
        let inbox = self.inbox.as_ref().ok_or(Error::Closed)?;
        inbox.send(message).map_err(|_| Error::Closed)
    }
}

/// Most drafts that are made durable together.
const TOGETHER: usize = 256;

fn serve(mut memory: Memory, messages: &mpsc::Receiver<Message>) {
    let mut next = messages.recv().ok();
    while let Some(message) = next.take() {
        match message {
            Message::Task(task) => task(&mut memory),
            Message::Put(drafts, answer) => {
                let mut answers = vec![(put_all(&mut memory, drafts), answer)];
                while answers.len() < TOGETHER {
                    match messages.try_recv() {
                        Ok(Message::Put(drafts, answer)) => {
                            answers.push((put_all(&mut memory, drafts), answer));
                        }
                        Ok(task) => {
                            next = Some(task);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                let durable = memory.commit();
                acknowledge(answers, durable);
            }
        }
        if next.is_none() {
            next = messages.recv().ok();
        }
    }
    // The last handle is gone. Uses may be counted that no draft made durable; losing them would
    // harm nothing, and there is nobody left to tell.
    let _ = memory.commit();
}

fn put_all(memory: &mut Memory, drafts: Vec<Draft>) -> Result<Vec<Stored>, Error> {
    let now = Timestamp::now();
    drafts.into_iter().map(|draft| memory.put(draft, now)).collect()
}

type Answer = (Result<Vec<Stored>, Error>, oneshot::Sender<Result<Vec<Stored>, Error>>);

fn acknowledge(answers: Vec<Answer>, durable: Result<(), Error>) {
    let mut failure = durable.err();
    for (stored, answer) in answers {
        let result = match (&failure, stored) {
            (None, stored) => stored,
            // The first waiter gets the error itself, the others that the memory is of no use now.
            (Some(_), _) => Err(failure.replace(Error::Closed).unwrap_or(Error::Closed)),
        };
        // Whoever asked may have gone.
        let _ = answer.send(result);
    }
}
