//! Programs in the background: virtual displays, web drivers, the portal.
//!
//! Invariant: a program that was started here ends with the value that stands for it, together
//! with everything that it started itself.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};

use crate::home::Home;
use crate::programs;
use crate::waiting;

/// A running program, alone in its process group.
pub struct Started {
    child: Child,
    name: &'static str,
}

impl Started {
    /// Starts a program in the home; what it says goes into a file there.
    pub fn new(name: &'static str, mut command: Command, home: &Home) -> Self {
        let log = File::options().create(true).append(true).open(home.log(name)).expect("a log file");
        let child = command
            .stdin(Stdio::null())
            .stderr(log)
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| {
                panic!("cannot start {name}: {error}; `cargo xtask setup` installs what is missing")
            });
        Self { child, name }
    }

    /// Takes what the program prints. It has to have been started with a pipe.
    fn lines(&mut self) -> Lines<BufReader<ChildStdout>> {
        let stdout = self.child.stdout.take().expect("a piped program");
        BufReader::new(stdout).lines()
    }

    /// Waits until the program answers at an address, or panics when it ends before that.
    async fn until_listening(&mut self, address: SocketAddr) {
        let name = self.name;
        waiting::until(&format!("{name} listens"), async || {
            if let Some(status) = self.child.try_wait().expect("a child of this test") {
                panic!("{name} ended with {status} before it listened");
            }
            TcpStream::connect(address).await.ok().map(drop)
        })
        .await;
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if let Some(id) = self.child.id() {
            // The group, because web drivers leave their browsers behind. Nothing can be done
            // about a failure here, and the child itself is killed in any case.
            drop(
                std::process::Command::new("kill")
                    .args(["-KILL", "--", &format!("-{id}")])
                    .stderr(Stdio::null())
                    .status(),
            );
        }
    }
}

/// A virtual display.
pub struct Display {
    _xvfb: Started,
    /// What `DISPLAY` has to be.
    pub name: String,
}

impl Display {
    /// The smallest screen that the interface promises to be complete on, and a window's frame.
    const SCREEN: &'static str = "1280x800x24";

    /// Starts a display under a number that is free.
    pub async fn start(home: &Home) -> Self {
        let mut command = Command::new("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", Self::SCREEN])
            .args(["-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped());
        let mut xvfb = Started::new("Xvfb", command, home);
        let number = tokio::time::timeout(waiting::PATIENCE, xvfb.lines().next_line())
            .await
            .expect("Xvfb says its number in time")
            .expect("Xvfb can be read")
            .expect("Xvfb says its number");
        Self { _xvfb: xvfb, name: format!(":{}", number.trim()) }
    }
}

/// A web driver.
pub struct Driver {
    _program: Started,
    /// Where it is spoken to.
    pub url: String,
}

impl Driver {
    /// Starts the driver of the real window. The application that it starts later inherits this
    /// environment, so the home, the display and the portal are given here.
    pub async fn for_window(home: &Home, display: &Display, portal_url: Option<&str>) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.args(["--host=127.0.0.1", &format!("--port={port}")]);
        home.furnish(&mut command);
        command
            .env("DISPLAY", &display.name)
            .env("GDK_BACKEND", "x11")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("EXPAT_DESK_LANG", "en");
        if let Some(url) = portal_url {
            command.env("EXPAT_DESK_PORTAL_URL", url);
        }
        Self::wait("WebKitWebDriver", command, port, home).await
    }

    /// Starts the driver of a browser that needs no display.
    pub async fn for_browser(home: &Home) -> Self {
        let port = free_port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}"));
        home.furnish(&mut command);
        Self::wait("chromedriver", command, port, home).await
    }

    async fn wait(name: &'static str, mut command: Command, port: u16, home: &Home) -> Self {
        let log = File::create(home.log(&format!("{name}-stdout"))).expect("a log file");
        command.stdout(log);
        let mut program = Started::new(name, command, home);
        program.until_listening(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await;
        Self { _program: program, url: format!("http://127.0.0.1:{port}") }
    }
}

/// Returns a port that nobody listens on. The drivers can't choose one and tell.
fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

/// The sandbox portal in a process of its own.
pub struct Portal {
    _program: Started,
    _lines: Lines<BufReader<ChildStdout>>,
    /// The first line that it printed: its address, and how staff get in.
    pub greeting: Value,
}

impl Portal {
    /// Starts the portal; its data is kept in the home, so a second start finds it again.
    pub async fn start(home: &Home) -> Self {
        Self::start_at(home, "127.0.0.1:0").await
    }

    /// Starts the portal at a given address, as after an outage.
    pub async fn start_at(home: &Home, listen: &str) -> Self {
        let mut command = Command::new(programs::cli());
        command.args(["portal", "serve", "--listen", listen, "--data"]).arg(home.portal());
        home.furnish(&mut command);
        command.stdout(Stdio::piped());
        let mut program = Started::new("portal", command, home);
        let mut lines = program.lines();
        let first = tokio::time::timeout(waiting::PATIENCE, lines.next_line())
            .await
            .expect("the portal greets in time")
            .expect("the portal can be read")
            .expect("the portal greets");
        Self {
            _program: program,
            _lines: lines,
            greeting: serde_json::from_str(&first).expect("the greeting is JSON"),
        }
    }

    /// Returns a field of the greeting.
    pub fn says(&self, field: &str) -> &str {
        self.greeting
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("the portal's greeting has no `{field}`"))
    }
}
