//! Where things lie: the data folder with the cabinet in it, and what the environment says.

use crate::folder::FolderChoice;
use crate::view::Language;
use std::path::{Path, PathBuf};
use vault::KdfCost;

/// The cabinet's folder inside the program's data folder.
pub(crate) const CABINET: &str = "cabinet";
/// The sandbox portal's folder inside the program's data folder.
const SANDBOX: &str = "sandbox-portal";
/// The folder of backups inside the program's data folder, while the user has set no other.
const BACKUPS: &str = "backups";
/// The file that remembers a chosen data folder.
const FOLDER: &str = "folder.json";

/// Where things lie and who waits where.
#[derive(Debug, Clone)]
pub struct DeskConfig {
    /// The program's data folder; the cabinet is in it.
    pub home: PathBuf,
    /// How the user chooses another data folder; none where it is given from outside.
    pub choice: Option<FolderChoice>,
    /// The portal's address; none runs the sandbox inside this program.
    pub portal_url: Option<String>,
    /// Where letters are saved while the user has set no other folder.
    pub export_folder: PathBuf,
    /// Language before a cabinet says which.
    pub language: Language,
    /// Cost of the key derivation; none calibrates it to this machine.
    pub kdf: Option<KdfCost>,
    /// The program that tries firms' templates and reads PDFs in a process of its own: this one, if it
    /// calls [`crate::serve_worker`] first. None does it in this process.
    pub worker: Option<PathBuf>,
}

impl DeskConfig {
    /// Returns the configuration of this user: the system's folders or the one that the user chose,
    /// unless `EXPAT_DESK_HOME`, `EXPAT_DESK_PORTAL_URL`, `EXPAT_DESK_EXPORT_DIR` or
    /// `EXPAT_DESK_LANG` say otherwise.
    #[must_use]
    pub fn from_env() -> Self {
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let home = std::env::home_dir().unwrap_or_default();
        let choice = FolderChoice { file: config_folder(&home).join(FOLDER), usual: data_folder(&home) };
        let (home_folder, choice) = match folder("EXPAT_DESK_HOME") {
            Some(given) => (given, None),
            None => (choice.home(), Some(choice)),
        };
        Self {
            home: home_folder,
            choice,
            portal_url: text("EXPAT_DESK_PORTAL_URL"),
            export_folder: folder("EXPAT_DESK_EXPORT_DIR")
                .unwrap_or_else(|| home.join("Documents").join("Expat Desk")),
            language: text("EXPAT_DESK_LANG").and_then(|code| Language::from_code(&code)).unwrap_or_default(),
            kdf: None,
            worker: std::env::current_exe().ok(),
        }
    }

    /// Returns the configuration for a data folder of its own.
    #[must_use]
    pub fn in_folder(home: &Path) -> Self {
        Self {
            home: home.to_path_buf(),
            choice: None,
            export_folder: home.join("letters"),
            ..Self::from_env()
        }
    }

    pub(crate) fn cabinet(&self) -> PathBuf {
        self.home.join(CABINET)
    }

    /// Returns the folder that backups go to, given what the user has set.
    pub(crate) fn backups(&self, set: &str) -> PathBuf {
        if set.is_empty() { self.home.join(BACKUPS) } else { PathBuf::from(set) }
    }

    pub(crate) fn sandbox(&self) -> PathBuf {
        self.home.join(SANDBOX)
    }
}

/// Returns the folder that a variable names.
fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Returns the program's data folder on this system.
fn data_folder(home: &Path) -> PathBuf {
    if cfg!(windows) {
        let roaming_free = folder("LOCALAPPDATA");
        roaming_free.unwrap_or_else(|| home.join("AppData").join("Local")).join("Expat Desk")
    } else if cfg!(target_os = "macos") {
        home.join("Library").join("Application Support").join("Expat Desk")
    } else {
        folder("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local").join("share")).join("expat-desk")
    }
}

/// Returns the folder for what is set on this machine alone: on Windows and macOS that of the data.
fn config_folder(home: &Path) -> PathBuf {
    if cfg!(any(windows, target_os = "macos")) {
        data_folder(home)
    } else {
        folder("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config")).join("expat-desk")
    }
}
