//! The data folder: the system's usual one, or another that the user chose. The choice is remembered
//! in a small plain file in the system's folder for configuration, which holds that path alone.
//!
//! Must not move a cabinet: who wants one elsewhere moves its folder and chooses the new place.
//! Invariant: where the chosen folder is not there, as when its disk is not connected, no new
//! cabinet is made in its place.

use crate::config::{CABINET, DeskConfig};
use crate::error::{AppError, ErrorCode};
use crate::session::Desk;
use crate::view::{FolderView, Text};
use crate::{files, restore, settings};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use vault::Cabinet;

/// What the program's own folder is called in a folder that may hold other things.
const OWN: &str = "Expat Desk";

/// How the user chooses a data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderChoice {
    /// The file that remembers the choice.
    pub file: PathBuf,
    /// The data folder while nothing was chosen.
    pub usual: PathBuf,
}

/// What the file holds.
#[derive(Serialize, Deserialize)]
struct Chosen {
    folder: PathBuf,
}

impl FolderChoice {
    /// Returns the data folder: the chosen one, or the usual one.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        // A choice that can't be read is as good as none: the screen in front of the desk shows which
        // folder it is, and lets the user choose again.
        let read = fs::read(&self.file).ok();
        let chosen = read.and_then(|bytes| serde_json::from_slice::<Chosen>(&bytes).ok());
        chosen.map_or_else(|| self.usual.clone(), |chosen| chosen.folder)
    }

    async fn remember(&self, home: &Path) -> Result<(), AppError> {
        if home == self.usual {
            return match fs::remove_file(&self.file) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(unusable(&error)),
                _ => Ok(()),
            };
        }
        let json = serde_json::to_vec(&Chosen { folder: home.to_owned() })
            .map_err(|_| unusable(&Error::from(ErrorKind::InvalidFilename)))?;
        files::write_to(&self.file, &json).await.map(drop)
    }
}

impl Desk {
    /// Works in another folder from now on: the cabinet in it waits to be unlocked, or a new one is
    /// made there. An open cabinet is locked first and stays where it is.
    pub async fn folder_choose(&self, chosen: &Path) -> Result<(), AppError> {
        self.work_in(&home_in(chosen)).await
    }

    /// Works in the usual folder again.
    pub async fn folder_usual(&self) -> Result<(), AppError> {
        let usual = self.choice()?.usual;
        self.work_in(&usual).await
    }

    async fn work_in(&self, home: &Path) -> Result<(), AppError> {
        let choice = self.choice()?;
        fs::create_dir_all(home).and_then(|()| fs::read_dir(home)).map_err(|error| unusable(&error))?;
        self.cabinet_lock().await?;
        let _closing = self.closing.lock().await;
        let open = self.open.lock().await;
        if open.is_some() {
            return Err(AppError::internal("unlocked meanwhile"));
        }
        choice.remember(home).await?;
        let old = self.config();
        let new = DeskConfig {
            home: home.to_owned(),
            language: settings::language_hint(&old),
            ..DeskConfig::clone(&old)
        };
        restore::finish_interrupted(&new);
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
        // What was noted of the other folder says nothing of this one.
        *self.restore_folder.lock().await = None;
        *self.backup_problem.lock().await = None;
        *self.sandbox.lock().await = None;
        Ok(())
    }

    fn choice(&self) -> Result<FolderChoice, AppError> {
        self.config().choice.clone().ok_or_else(|| AppError::internal("the folder is given from outside"))
    }
}

/// Returns the data folder for the user.
pub(crate) fn view(config: &DeskConfig) -> FolderView {
    FolderView {
        path: config.home.to_string_lossy().into_owned(),
        can_choose: config.choice.is_some(),
        is_usual: config.choice.as_ref().is_none_or(|choice| choice.usual == config.home),
        is_missing: is_missing(config),
    }
}

/// Refuses to make a cabinet where the chosen folder is not there.
pub(crate) fn require(config: &DeskConfig) -> Result<(), AppError> {
    if is_missing(config) { Err(missing()) } else { Ok(()) }
}

fn is_missing(config: &DeskConfig) -> bool {
    config.choice.as_ref().is_some_and(|choice| choice.usual != config.home) && !config.home.is_dir()
}

/// Returns the data folder that a user means who chose this one: a cabinet itself, the folder that
/// holds one, or any other, in which the program gets a folder of its own.
fn home_in(chosen: &Path) -> PathBuf {
    let is_named = |name: &str| chosen.file_name().is_some_and(|known| known == name);
    match chosen.parent() {
        Some(parent) if is_named(CABINET) && Cabinet::is_in(chosen) => parent.to_owned(),
        _ if is_named(OWN) || Cabinet::is_in(&chosen.join(CABINET)) => chosen.to_owned(),
        _ => chosen.join(OWN),
    }
}

fn unusable(error: &Error) -> AppError {
    AppError::with_text(
        ErrorCode::FileRefused,
        format!("using a folder: {}", error.kind()),
        Text::new(
            "This folder can't be read or written to, so nothing was changed. Choose another one.",
            "Эту папку нельзя прочитать или записать в неё, поэтому ничего не изменилось. Выберите другую.",
            "Бұл қалтаны оқу немесе оған жазу мүмкін емес, сондықтан ештеңе өзгерген жоқ. Басқасын таңдаңыз.",
        ),
    )
}

fn missing() -> AppError {
    AppError::with_text(
        ErrorCode::FileRefused,
        "the chosen folder is not there",
        Text::new(
            "The folder that you chose for the cabinet isn't there. Connect the disk that it lies on, or choose another folder.",
            "Папки, которую вы выбрали для картотеки, нет на месте. Подключите диск, на котором она лежит, или выберите другую папку.",
            "Картотека үшін таңдаған қалтаңыз орнында жоқ. Ол жатқан дискіні қосыңыз немесе басқа қалтаны таңдаңыз.",
        ),
    )
}
