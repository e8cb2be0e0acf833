//! A real browser, where there is one: Chromium without a window, spoken to over the pipe of its own
//! debugging protocol.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// Hands the program its pipe: it reads commands from descriptor 3 and writes to descriptor 4.
const WITH_PIPE: &str = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>&2";

/// Chromium.
pub(crate) struct Browser {
    program: PathBuf,
}

/// A page that is open. The browser ends with it.
pub(crate) struct Tab {
    child: Child,
    commands: Option<ChildStdin>,
    messages: Receiver<Value>,
    last_id: u64,
    /// Which page commands are for.
    session: Option<String>,
    /// Whether the page is there.
    loaded: bool,
    /// What scripts, exceptions and the content policy said.
    pub(crate) console: Vec<String>,
    /// Addresses that were asked for.
    pub(crate) requests: Vec<String>,
    folder: TempDir,
}

impl Browser {
    /// The browser, or a word that there is none.
    #[expect(clippy::print_stdout, reason = "a test says what it left out")]
    pub(crate) fn find() -> Option<Self> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let program = NAMES
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
            .find(|program| program.is_file());
        if program.is_none() {
            println!("not tested in a browser: none of {NAMES:?} is installed");
        }
        program.map(|program| Self { program })
    }

    /// Opens a page at a place in it, in a window of this many pixels in width.
    pub(crate) fn open(&self, page: &str, place: &str, width: u32) -> Tab {
        let mut tab = self.start();
        fs::write(tab.folder.path().join("page.html"), page).expect("writable");
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1,
            "mobile": width < 600});
        tab.call("Emulation.setDeviceMetricsOverride", &size);
        tab.visit(place);
        tab
    }

    /// A browser with an empty page.
    fn start(&self) -> Tab {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = Command::new("sh")
            .args(["-c", WITH_PIPE, "sh"])
            .arg(&self.program)
            .args([
                // The tests may run as root and in a container, where Chromium's own sandbox cannot.
                "--no-sandbox",
                "--headless",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-quic",
                "--disable-sync",
                "--no-first-run",
                "--remote-debugging-pipe",
            ])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .env("HOME", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let commands = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().expect("is piped"));
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            for message in answers.split(0) {
                let Ok(message) = message else { return };
                let message = serde_json::from_slice(&message).expect("JSON");
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut tab = Tab {
            child,
            commands,
            messages,
            last_id: 0,
            session: None,
            loaded: false,
            console: Vec::new(),
            requests: Vec::new(),
            folder,
        };
        let target = tab.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = tab.call("Target.attachToTarget", &attach);
        tab.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            tab.call(&format!("{domain}.enable"), &json!({}));
        }
        tab
    }
}

impl Tab {
    /// Opens the page anew at a place in it, and waits until it is there.
    pub(crate) fn visit(&mut self, place: &str) {
        let file = self.folder.path().join("page.html");
        // From elsewhere, for a new place in the same page is no new page.
        self.go("about:blank");
        self.console.clear();
        self.requests.clear();
        self.go(&format!("file://{}{place}", file.display()));
    }

    fn go(&mut self, url: &str) {
        self.loaded = false;
        self.call("Page.navigate", &json!({"url": url}));
        while !self.loaded {
            let message = self.receive(url);
            self.note(&message);
        }
    }

    /// The value of an expression of JavaScript in the page; promises are waited for.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let mut answer = self.call(
            "Runtime.evaluate",
            &json!({"expression": expression, "returnByValue": true, "awaitPromise": true}),
        );
        assert_eq!(answer.get("exceptionDetails"), None, "{expression}");
        answer["result"]["value"].take()
    }

    /// Switches off the scripts of the pages that are opened from now on.
    pub(crate) fn without_script(&mut self) {
        self.call("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    }

    /// The document after the scripts ran.
    pub(crate) fn dom(&mut self) -> String {
        let dom = self.evaluate("document.documentElement.outerHTML");
        dom.as_str().expect("a text").to_owned()
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "End" => 35,
            "Home" => 36,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            other => panic!("unknown key {other}"),
        };
        let mut event = json!({"type": "keyDown", "key": key, "code": key,
            "windowsVirtualKeyCode": code});
        if key == "Enter" {
            event["text"] = "\r".into();
        }
        self.call("Input.dispatchKeyEvent", &event);
        event["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", &event);
    }

    /// Sends a command and gives its result. What happens meanwhile is written down.
    fn call(&mut self, method: &str, params: &Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        let mut command = json!({"id": id, "method": method, "params": params});
        if let Some(session) = &self.session {
            command["sessionId"] = session.as_str().into();
        }
        let commands = self.commands.as_mut().expect("open until the end");
        commands.write_all(format!("{command}\0").as_bytes()).expect("the browser listens");
        loop {
            let mut message = self.receive(method);
            if message["id"] == id {
                assert_eq!(message.get("error"), None, "{method}");
                return message["result"].take();
            }
            self.note(&message);
        }
    }

    fn receive(&self, doing: &str) -> Value {
        self.messages.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("{doing}: {error}"))
    }

    fn note(&mut self, message: &Value) {
        let params = &message["params"];
        match message["method"].as_str() {
            Some("Page.loadEventFired") => self.loaded = true,
            Some("Runtime.consoleAPICalled") => self.console.push(params["args"].to_string()),
            Some("Runtime.exceptionThrown") => {
                self.console.push(params["exceptionDetails"].to_string());
            }
            Some("Log.entryAdded") => self.console.push(params["entry"]["text"].to_string()),
            Some("Network.requestWillBeSent") => {
                let url = params["request"]["url"].as_str().unwrap_or_default();
                if url != "about:blank" {
                    self.requests.push(url.to_owned());
                }
            }
            _ => {}
        }
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        // Chromium ends when its pipe closes; only if it does not, nothing is left to ask for.
        self.commands = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
