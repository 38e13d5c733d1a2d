//! A home folder of its own for every journey, temporary files included, so that everything that
//! a run leaves behind is below one folder and can be searched.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tokio::process::Command;

/// The folder and what is in it. It goes away with the value.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// Makes an empty home.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("expat-journey-").tempdir().expect("a temporary folder");
        let home = Self { folder };
        for name in ["home", "tmp", "run", "out", "desk", "portal", "logs", "secrets"] {
            std::fs::create_dir(home.path().join(name)).expect("a folder in the home");
        }
        // Programs refuse a runtime folder that others may enter.
        let private = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(home.path().join("run"), private).expect("permissions");
        home
    }

    /// Returns the folder that holds everything.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the application's data folder.
    pub fn desk(&self) -> PathBuf {
        self.path().join("desk")
    }

    /// Returns the folder that documents are saved to.
    pub fn out(&self) -> PathBuf {
        self.path().join("out")
    }

    /// Returns the portal's data folder.
    pub fn portal(&self) -> PathBuf {
        self.path().join("portal")
    }

    /// Returns the folder for passphrases that are told by file.
    pub fn secrets(&self) -> PathBuf {
        self.path().join("secrets")
    }

    /// Returns what a search for names leaves out: what the user saved, what the portal was sent,
    /// and the journey's own secrets.
    pub fn meant_to_be_readable(&self) -> Vec<PathBuf> {
        vec![self.out(), self.portal(), self.secrets()]
    }

    /// Adds to the output kept for the program `name`.
    pub fn add_to_log(&self, name: &str, text: &str) {
        let mut log = File::options().create(true).append(true).open(self.log(name)).expect("a log file");
        log.write_all(text.as_bytes()).expect("a log can be written");
    }

    /// Returns the file that takes the output of the program `name`.
    pub fn log(&self, name: &str) -> PathBuf {
        self.path().join("logs").join(format!("{name}.txt"))
    }

    /// Lets a program live here, and nowhere else.
    pub fn furnish(&self, command: &mut Command) {
        let home = self.path().join("home");
        command
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_DATA_HOME", home.join(".local/share"))
            .env("XDG_STATE_HOME", home.join(".local/state"))
            .env("XDG_CACHE_HOME", home.join(".cache"))
            .env("XDG_RUNTIME_DIR", self.path().join("run"))
            .env("TMPDIR", self.path().join("tmp"))
            .env("LANG", "C.UTF-8")
            .env("EXPAT_DESK_HOME", self.desk())
            .env("EXPAT_DESK_EXPORT_DIR", self.out())
            // The journey's desktop has no bus: a real one would carry it to the user's session.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DISPLAY");
    }
}

impl Drop for Home {
    /// Shows what the programs said last when the journey failed; the folder is about to go.
    fn drop(&mut self) {
        const LINES: usize = 20;
        if !std::thread::panicking() {
            return;
        }
        for entry in std::fs::read_dir(self.path().join("logs")).into_iter().flatten().flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            let lines: Vec<&str> = text.lines().collect();
            let last = lines.get(lines.len().saturating_sub(LINES)..).unwrap_or_default();
            if !last.is_empty() {
                let name = entry.file_name();
                let said = format!("-- {} --\n{}\n", name.display(), last.join("\n"));
                drop(std::io::stderr().write_all(said.as_bytes()));
            }
        }
    }
}
