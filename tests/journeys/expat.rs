//! Calling `expat` as a script does: arguments in, one JSON document and an exit code out.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;
use tokio::process::Command;

use crate::home::Home;
use crate::programs;

/// The passphrase of the journeys' cabinets. It is a canary as well: it must be nowhere else.
pub const PASSPHRASE: &str = "quiet-Tulpar-opens-9-gates";

/// What a call came to.
#[derive(Debug)]
pub struct Said {
    /// The exit code.
    pub code: i32,
    /// The document on standard output; null when there was none.
    pub json: Value,
    /// The messages on standard error.
    pub messages: String,
}

impl Said {
    /// Panics unless the exit code is the expected one.
    #[track_caller]
    pub fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{} {}", self.messages, self.json);
        self
    }

    /// Returns a text of the answer by its JSON pointer.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> &str {
        let found = self.json.pointer(pointer).and_then(Value::as_str);
        found.unwrap_or_else(|| panic!("no text at {pointer} of {}", self.json))
    }

    /// Returns a list of the answer by its JSON pointer.
    #[track_caller]
    pub fn list(&self, pointer: &str) -> &[Value] {
        let found = self.json.pointer(pointer).and_then(Value::as_array);
        found.unwrap_or_else(|| panic!("no list at {pointer} of {}", self.json))
    }
}

/// The command line at work on one cabinet.
pub struct Expat<'a> {
    home: &'a Home,
    /// The folder that the cabinet is in.
    pub folder: PathBuf,
}

impl<'a> Expat<'a> {
    /// Prepares calls on a cabinet in the journey's home.
    pub fn new(home: &'a Home) -> Self {
        Self { home, folder: home.desk() }
    }

    /// Writes a secret where only its file's path has to be told, and returns the path.
    pub fn secret(&self, name: &str, secret: &str) -> PathBuf {
        let folder = self.home.secrets();
        let file = folder.join(name);
        std::fs::write(&file, format!("{secret}\n")).expect("a secret can be written");
        file
    }

    /// Calls `expat` and returns what it said. Its messages are also kept with the logs.
    pub async fn call(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(programs::cli());
        self.home.furnish(&mut command);
        let output = command
            .args(arguments)
            .args(["--format", "json"])
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output()
            .await
            .expect("expat can be started");
        let messages = String::from_utf8(output.stderr).expect("messages are text");
        self.home.add_to_log("expat", &messages);
        let json = match output.stdout.as_slice() {
            [] => Value::Null,
            document => serde_json::from_slice(document).expect("the answer is one JSON document"),
        };
        Said { code: output.status.code().unwrap_or(-1), json, messages }
    }

    /// Calls `expat` on the cabinet, with the right passphrase.
    pub async fn on_cabinet(&self, arguments: &[&str]) -> Said {
        let key = self.secret("passphrase", PASSPHRASE);
        self.on_cabinet_with(arguments, &key).await
    }

    /// Calls `expat` on the cabinet with the passphrase in a file.
    pub async fn on_cabinet_with(&self, arguments: &[&str], key: &Path) -> Said {
        let folder = self.folder.display().to_string();
        let key = key.display().to_string();
        let cabinet = ["--cabinet", &folder, "--passphrase-file", &key];
        self.call(&[arguments, &cabinet].concat()).await
    }

    /// Makes an empty cabinet.
    pub async fn create_cabinet(&self, client: &str) {
        self.on_cabinet(&["cabinet", "create", "--client", client]).await.with_code(0);
    }

    /// Makes the cabinet with the sample data and returns the numbers of its applications.
    pub async fn demo(&self) -> Vec<String> {
        let key = self.secret("passphrase", PASSPHRASE).display().to_string();
        let folder = self.folder.display().to_string();
        let said = self.call(&["demo", "--dir", &folder, "--passphrase-file", &key]).await.with_code(0);
        let numbers = said.list("/applications").iter();
        numbers.map(|row| row["number"].as_str().expect("a number").to_owned()).collect()
    }
}
