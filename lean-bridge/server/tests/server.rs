//! The language-server client against the real Lean.
#![allow(clippy::format_push_string, reason = "short texts")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::{sync::Arc, time::Duration};

use futures::future::join_all;
use polya_lean::{
    goal::Goal,
    pool::{Pool, PoolSettings},
    process::{LeanCommand, Spawn, Unconfined},
    server::{Role, RpcError, Server, ServerError, ServerSettings, Severity},
    testing,
};

async fn server(settings: &ServerSettings) -> Server {
    let spawn: Arc<dyn Spawn> = Arc::new(Unconfined);
    Server::start(&spawn, LeanCommand::from(&testing::toolchain()), settings).await.unwrap()
}

fn watchdog() -> ServerSettings {
    ServerSettings { role: Role::Watchdog, ..ServerSettings::default() }
}

const LINES: u32 = 100;

/// A hundred theorems, of which number `i` has a hypothesis `h_i` that no other has.
fn many_theorems() -> String {
    let mut text = "import Foundations\n".to_owned();
    for i in 1..=LINES {
        text.push_str(&format!("theorem t{i} (p : Prop) (h_{i} : p) : p := by exact h_{i}\n"));
    }
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_requests_at_once_get_their_own_replies() {
    for settings in [ServerSettings::default(), watchdog()] {
        let server = server(&settings).await;
        let document = server.open(&settings.uri, many_theorems()).await.unwrap();
        let text = document.text().to_owned();
        let column = |line: u32| {
            let line = text.lines().nth(line as usize).unwrap();
            u32::try_from(line.find("exact").unwrap()).unwrap()
        };
        // Asked before Lean has read the file, so that replies come late and out of order.
        let replies = join_all((0..1000_u32).map(|i| {
            let line = 1 + (i * 37) % LINES;
            let (document, column) = (&document, column(line));
            async move { (line, document.plain_goal(line, column).await) }
        }))
        .await;
        assert_eq!(replies.len(), 1000);
        for (line, reply) in replies {
            let goals = reply.unwrap().expect("there is a goal");
            let goal = Goal::parse(&goals[0]).unwrap();
            assert_eq!(goal.hypotheses[1].name, format!("h_{line}"));
        }
        assert_eq!(server.pending_requests(), 0);
    }
}

#[tokio::test]
async fn diagnostics_belong_to_the_version_that_was_asked_for() {
    let settings = watchdog();
    let server = server(&settings).await;
    let text = |name: &str| {
        format!("import Foundations\ntheorem t (p : Prop) (h : p) : p := by exact {name}\n")
    };
    let mut document = server.open(&settings.uri, text("x0")).await.unwrap();
    for i in 1..40 {
        document.change(text(&format!("x{i}"))).await.unwrap();
        // Most versions are overtaken before Lean has looked at them.
        if i % 5 == 0 {
            let report = document.report().await.unwrap();
            assert_eq!(report.version, i + 1);
            let texts: Vec<_> = report.messages.iter().map(|m| m.text.as_str()).collect();
            assert_eq!(texts, [format!("Unknown identifier `x{i}`")]);
            assert_eq!(report.messages[0].severity, Severity::Error);
            assert_eq!((report.messages[0].line, report.messages[0].column), (1, 45));
        }
    }
    document.change(text("h")).await.unwrap();
    assert_eq!(document.report().await.unwrap().messages, []);
}

#[tokio::test]
async fn a_dropped_request_is_cancelled() {
    let server = server(&ServerSettings::default()).await;
    let text = "import Foundations\n\
                example : (List.range 30000000).length = 0 := by decide +kernel\n";
    let mut document = server.open("file:///polya/Site.lean", text).await.unwrap();
    let report = tokio::time::timeout(Duration::from_secs(1), document.report()).await;
    assert!(report.is_err());
    assert_eq!(server.pending_requests(), 0);
    document.change("import Foundations\nexample : True := trivial\n".to_owned()).await.unwrap();
    assert_eq!(document.report().await.unwrap().messages, []);
}

#[tokio::test]
async fn a_missing_import_is_a_message_and_not_a_hang() {
    let pool =
        Pool::start(&testing::toolchain(), PoolSettings { workers: 1, ..PoolSettings::default() });
    let messages = pool.elaborate("-- x\n\nimport No.Such.Module\n#check 1\n").await.unwrap();
    let error = messages.iter().find(|m| m.severity == Severity::Error).unwrap();
    assert!(error.text.contains("No.Such.Module") || error.text.contains("No"), "{messages:?}");
    // The worker is of no use for anything else, and must not be in the way.
    let messages = pool.elaborate("import Foundations\n\n  #check foo\n").await.unwrap();
    assert_eq!(messages.len(), 1);
    assert_eq!((messages[0].line, messages[0].column), (2, 9), "{messages:?}");
}

#[tokio::test]
async fn requests_under_way_fail_when_the_process_dies() {
    let server = server(&ServerSettings::default()).await;
    let text = "import Foundations\n\
                example : (List.range 30000000).length = 0 := by decide +kernel\n";
    let document = server.open("file:///polya/Site.lean", text).await.unwrap();
    let process = server.process_id();
    let (report, ()) = tokio::join!(document.report(), async {
        while document.progress().is_none() {
            tokio::task::yield_now().await;
        }
        let pid = rustix::process::Pid::from_raw(i32::try_from(process).unwrap()).unwrap();
        rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    });
    let Err(RpcError::Server(ServerError::Died { status, .. })) = report else {
        panic!("{report:?}")
    };
    assert!(status.contains("signal"), "{status}");
    let error = document.plain_goal(1, 0).await.unwrap_err();
    assert!(matches!(error, RpcError::Server(ServerError::Died { .. })), "{error}");
    assert_eq!(server.pending_requests(), 0);
}

#[tokio::test]
async fn no_process_outlives_its_handle() {
    let server = server(&watchdog()).await;
    let text = "import Foundations\nexample : True := trivial\n";
    let document = server.open("file:///polya/Site.lean", text).await.unwrap();
    document.report().await.unwrap();
    let threads = std::fs::read_dir(format!("/proc/{}/task", server.process_id())).unwrap();
    let worker: String = threads
        .map(|thread| std::fs::read_to_string(thread.unwrap().path().join("children")).unwrap())
        .collect();
    let worker = worker.trim().to_owned();
    assert!(!worker.is_empty(), "the watchdog has a worker");
    let watchdog = server.process_id().to_string();
    drop((document, server));
    for process in [watchdog, worker] {
        let gone = async {
            // A dead process that nobody has waited for yet has no command line.
            while std::fs::read(format!("/proc/{process}/cmdline")).is_ok_and(|c| !c.is_empty()) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), gone).await.expect("it is gone");
    }
}
