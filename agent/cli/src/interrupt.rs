//! Ctrl-C: the first asks the work to finish what is in flight and save, the second stops it at once.

use polya_agent::orchestrator::Control;
use tokio::signal::unix::{SignalKind, signal};

use crate::exit::Exit;

/// Listens for SIGINT and SIGTERM until the program ends, and says so. Needs a tokio runtime.
///
/// The second signal drops the calls in flight, which loses nothing that the log does not know to be
/// lost. The third ends the process here and now, should even that hang.
pub(crate) fn listen(say: impl Fn(&str) + Send + 'static) -> std::io::Result<Control> {
    let control = Control::default();
    let (mut interrupts, mut terminations) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let steered = control.clone();
    tokio::spawn(async move {
        for count in 1_u32.. {
            let heard = tokio::select! {
                heard = interrupts.recv() => heard,
                heard = terminations.recv() => heard,
            };
            match (heard, count) {
                (None, _) => return,
                (_, 1) => {
                    say("stopping: finishing what is in flight (Ctrl-C again stops at once)");
                    steered.interrupt.cancel();
                }
                (_, 2) => {
                    say("stopping now");
                    steered.stop.cancel();
                }
                _ => std::process::exit(i32::from(Exit::Interrupted.status())),
            }
        }
    });
    Ok(control)
}
