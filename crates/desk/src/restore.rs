//! In front of a desk that can't or shall not be opened as it is: putting the header's copy in the
//! place of a damaged header, and putting a backup in the place of the cabinet.
//!
//! Invariant: the cabinet that was there is kept aside under another name, never written over. A
//! swap that was cut off between its two steps is finished at the next start.

use crate::backups::find;
use crate::companies::count;
use crate::config::DeskConfig;
use crate::environment::in_kazakhstan;
use crate::error::{AppError, ErrorCode};
use crate::keys::unlock_of;
use crate::session::Desk;
use crate::view::{BackupsView, ProofInput, RestoreDone, Text};
use crate::{folder, settings};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use vault::{Cabinet, Snapshot, VaultError};

/// Where a backup becomes a cabinet before it takes the place of the one that is there.
const RESTORED: &str = "cabinet.restored";
/// What the name of a cabinet begins with that was put aside.
const ASIDE: &str = "cabinet-before";

impl Desk {
    /// Puts the copy of the header in the place of a damaged one.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn header_restore(&self) -> Result<(), AppError> {
        Ok(Cabinet::restore_header(&self.config().cabinet())?)
    }

    /// Returns the backups that a cabinet can be restored from, of whichever cabinet they are.
    pub async fn restore_list(&self) -> Result<BackupsView, AppError> {
        let folder = self.restore_folder().await;
        let snapshots = snapshots_in(&folder)?;
        self.backups_view(&folder, &snapshots).await
    }

    /// Looks for backups in another folder.
    pub async fn restore_look_in(&self, folder: &Path) -> Result<BackupsView, AppError> {
        *self.restore_folder.lock().await = Some(folder.to_path_buf());
        self.restore_list().await
    }

    /// Checks a backup and puts it in the place of the cabinet, which is locked first and kept
    /// aside. `proof` is the passphrase or the recovery key of the day of the backup.
    pub async fn backup_restore(&self, id: String, proof: ProofInput) -> Result<RestoreDone, AppError> {
        let is_open = self.open.lock().await.is_some();
        let folder = match self.backups_list().await {
            Ok(view) => PathBuf::from(view.folder),
            Err(_) => self.restore_folder().await,
        };
        let snapshot = find(snapshots_in(&folder)?, &id)?;
        folder::require(&self.config())?;
        let (cabinet, restored) = (self.config().cabinet(), self.config().home.join(RESTORED));
        // What a restore left that was cut off before the swap; the backup has it whole.
        match fs::remove_dir_all(&restored) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(in_the_way(&error)),
            _ => {}
        }
        // Before anything is locked or moved: the backup opens, is whole and fits on the disk.
        let damaged = Cabinet::restore_backup(&snapshot, &restored, unlock_of(proof)).await?;
        if is_open {
            self.cabinet_lock().await?;
        }
        let _closing = self.closing.lock().await;
        if cabinet.exists() {
            Cabinet::require_closed(&cabinet)?;
        }
        let kept_aside = if cabinet.exists() { Some(self.put_aside(&cabinet)?) } else { None };
        fs::rename(&restored, &cabinet).map_err(|error| in_the_way(&error))?;
        *self.backup_problem.lock().await = None;
        Ok(RestoreDone { kept_aside, damaged_files: count(damaged) })
    }

    fn put_aside(&self, cabinet: &Path) -> Result<String, AppError> {
        let at = in_kazakhstan(self.environment.now()).strftime("%Y-%m-%d-%H%M%S").to_string();
        let name = (1..)
            .map(
                |number| if number == 1 { format!("{ASIDE}-{at}") } else { format!("{ASIDE}-{at}-{number}") },
            )
            .find(|name| !self.config().home.join(name).exists())
            .ok_or_else(|| AppError::internal("no free name"))?;
        fs::rename(cabinet, self.config().home.join(&name)).map_err(|error| in_the_way(&error))?;
        Ok(name)
    }

    async fn restore_folder(&self) -> PathBuf {
        let chosen = self.restore_folder.lock().await.clone();
        chosen.unwrap_or_else(|| self.config().backups(&settings::backup_folder_hint(&self.config())))
    }
}

/// Finishes a swap that was cut off after the old cabinet was put aside.
pub(crate) fn finish_interrupted(config: &DeskConfig) {
    let (cabinet, restored) = (config.cabinet(), config.home.join(RESTORED));
    // What has this name is whole: the vault gives it last.
    if !cabinet.exists()
        && restored.exists()
        && let Err(error) = fs::rename(&restored, &cabinet)
    {
        tracing::error!(kind = %error.kind(), "a restored cabinet could not be put in place");
    }
}

/// A folder that is not there holds no backups; that is no failure.
fn snapshots_in(folder: &Path) -> Result<Vec<Snapshot>, AppError> {
    match Cabinet::list_backups(folder) {
        Err(VaultError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        listed => Ok(listed?),
    }
}

fn in_the_way(error: &std::io::Error) -> AppError {
    AppError::with_text(
        ErrorCode::FileRefused,
        format!("swapping cabinets: {}", error.kind()),
        Text::new(
            "The cabinet's folder could not be exchanged. Close programs that look into it and try again; nothing was lost.",
            "Не удалось заменить папку картотеки. Закройте программы, которые её просматривают, и повторите; ничего не потеряно.",
            "Картотека қалтасын ауыстыру мүмкін болмады. Оны ашып тұрған бағдарламаларды жауып, қайталаңыз; ештеңе жоғалған жоқ.",
        ),
    )
}
