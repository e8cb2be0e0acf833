//! Where Ctrl-C goes while a session is open.

use std::{
    io::{self, Write as _},
    sync::{Arc, Mutex, PoisonError},
};

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::exit::Exit;

/// Where Ctrl-C goes: to what is running, or, with nothing running, to the whole program.
#[derive(Clone, Default)]
pub(crate) struct Busy(Arc<Mutex<Option<CancellationToken>>>);

impl Busy {
    /// Listens for SIGINT until the program ends. Needs a tokio runtime.
    pub(crate) fn listen() -> io::Result<Self> {
        let busy = Self::default();
        let mut interrupts = signal(SignalKind::interrupt())?;
        let running = busy.clone();
        tokio::spawn(async move {
            while interrupts.recv().await.is_some() {
                if let Some(token) = &*running.0.lock().unwrap_or_else(PoisonError::into_inner) {
                    token.cancel();
                    continue;
                }
                let _ = io::stdout().flush();
                std::process::exit(i32::from(Exit::Interrupted.status()));
            }
        });
        Ok(busy)
    }

    /// Runs `work`; Ctrl-C meanwhile cancels `token`. Also tells whether it did.
    pub(crate) fn until_interrupt<T>(
        &self,
        token: &CancellationToken,
        work: impl FnOnce() -> T,
    ) -> (T, bool) {
        let set = |value| *self.0.lock().unwrap_or_else(PoisonError::into_inner) = value;
        set(Some(token.clone()));
        let result = work();
        set(None);
        (result, token.is_cancelled())
    }
}
