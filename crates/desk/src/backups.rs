//! Backups: one at every lock where something changed, and whenever the user asks. A backup that
//! fails is said on Today and in front of the desk until one succeeds.
//!
//! Invariant: no backup counts that was not opened and checked, which the vault sees to.

use crate::companies::count;
use crate::environment::stamp;
use crate::error::{AppError, ErrorCode};
use crate::passphrases;
use crate::session::Desk;
use crate::view::{BackupDone, BackupsView, Settings, SnapshotView, Text, VerifiedClient, VerifyView};
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::timeout;
use vault::{BackupReport, Cabinet, ClientId, Coverage, Snapshot, VaultError};

impl Desk {
    /// Returns the backups of the open cabinet.
    pub async fn backups_list(&self) -> Result<BackupsView, AppError> {
        let (cabinet, folder) = self.cabinet_and_backups().await?;
        let snapshots = cabinet.backups(&folder).await?;
        self.backups_view(&folder, &snapshots).await
    }

    /// Takes a backup now.
    pub async fn backup_now(&self) -> Result<BackupDone, AppError> {
        let (cabinet, folder) = self.cabinet_and_backups().await?;
        let outcome = cabinet.back_up(&folder, self.environment.now()).await;
        self.note_backup(&outcome).await;
        let report = outcome?;
        Ok(BackupDone {
            taken_at: stamp(report.snapshot.taken_at),
            clients: count(report.clients),
            files: short(report.files),
            files_copied: short(report.files_copied),
            removed: count(report.removed),
            skipped: count(report.skipped.len()),
            lost: count(report.lost.len()),
        })
    }

    /// Opens a backup and checks every byte, every database and every file of it. Attached files
    /// that are damaged are copied anew by the next backup.
    pub async fn backup_check(&self, id: String) -> Result<(), AppError> {
        let (cabinet, folder) = self.cabinet_and_backups().await?;
        let snapshot = find(cabinet.backups(&folder).await?, &id)?;
        match cabinet.verify_backup(&snapshot).await {
            Err(error @ VaultError::BackupFilesDamaged { files }) => {
                let message = error.to_string();
                Err(AppError::with_text(ErrorCode::StoreDamaged, message, damaged_files(files)))
            }
            checked => Ok(checked?),
        }
    }

    /// Sets the folder that backups go to, and returns it. Backups made so far stay where they are.
    pub async fn set_backup_folder(&self, folder: &Path) -> Result<String, AppError> {
        if folder.starts_with(self.config().cabinet()) {
            return Err(AppError::with_text(ErrorCode::FileRefused, "backups inside the cabinet", inside()));
        }
        let shown = folder.to_string_lossy().into_owned();
        let settings = Settings { backup_folder: shown.clone(), ..self.settings_get().await? };
        self.settings_save(settings).await?;
        Ok(shown)
    }

    /// Writes all clients into one encrypted file that standard tools open with the passphrase.
    pub async fn cabinet_archive(&self, to: &Path, passphrase: String) -> Result<String, AppError> {
        passphrases::require_strong(&passphrase)?;
        let cabinet = self.cabinet().await?;
        let ids: Vec<ClientId> = cabinet.clients().await?.iter().map(|client| client.id).collect();
        cabinet.export_clients(&ids, to, SecretString::from(passphrase), self.author()).await?;
        Ok(to.to_string_lossy().into_owned())
    }

    /// Verifies every page, every journal, every record and every attached file of every client.
    pub async fn cabinet_verify(&self) -> Result<VerifyView, AppError> {
        let cabinet = self.cabinet().await?;
        let verified = cabinet.verify().await?;
        let (is_sound, mut clients) = (verified.is_sound(), Vec::new());
        for (id, outcome) in verified.clients {
            let client = cabinet.require_client(id).await?.name;
            clients.push(match outcome {
                Ok(sound) => VerifiedClient {
                    client,
                    entries: short(sound.head.sequence),
                    records: short(sound.records),
                    files: short(sound.files),
                    problem: None,
                },
                Err(error) => VerifiedClient {
                    client,
                    entries: 0,
                    records: 0,
                    files: 0,
                    problem: Some(AppError::from(error).text),
                },
            });
        }
        Ok(VerifyView { sound: is_sound, clients })
    }

    /// Takes a backup unless the newest one holds everything. Whatever goes wrong is remembered, also
    /// that there was no time.
    pub(crate) async fn back_up_within(
        &self,
        limit: Option<Duration>,
        cabinet: &Cabinet,
        settings: &Settings,
    ) {
        let backup = self.back_up_if_needed(cabinet, settings);
        let Some(limit) = limit else { return backup.await };
        if timeout(limit, backup).await.is_err() {
            tracing::warn!("no time for a backup");
            *self.backup_problem.lock().await = Some(unfinished());
        }
    }

    async fn back_up_if_needed(&self, cabinet: &Cabinet, settings: &Settings) {
        let folder = self.config().backups(&settings.backup_folder);
        match cabinet.backup_coverage(&folder).await {
            Ok(Coverage::Everything | Coverage::AllButLost { .. }) => {}
            Ok(Coverage::Behind) => {
                let outcome = cabinet.back_up(&folder, self.environment.now()).await;
                self.note_backup(&outcome).await;
            }
            Err(error) => self.note_backup(&Err(error)).await,
        }
    }

    /// Notes at unlock when what was done last is in no backup (the program was cut off, or the
    /// backup failed then), and what the cabinet has lost.
    pub(crate) async fn note_unfinished_backup(&self, cabinet: &Cabinet, settings: &Settings) {
        let folder = self.config().backups(&settings.backup_folder);
        let coverage = cabinet.backup_coverage(&folder).await.unwrap_or(Coverage::Behind);
        let mut problem = self.backup_problem.lock().await;
        match coverage {
            Coverage::Everything => *problem = None,
            Coverage::AllButLost { files } => *problem = Some(lost_files(files)),
            Coverage::Behind => {
                problem.get_or_insert_with(unfinished);
            }
        }
    }

    async fn note_backup(&self, outcome: &Result<BackupReport, VaultError>) {
        let found = match outcome {
            Ok(report) if !report.skipped.is_empty() => Some(incomplete()),
            Ok(report) if !report.lost.is_empty() => Some(lost_files(report.lost.len())),
            Ok(_) => None,
            Err(error) => {
                tracing::error!(%error, "the backup failed");
                Some(failed(&AppError::from(error).text))
            }
        };
        *self.backup_problem.lock().await = found;
    }

    pub(crate) async fn backups_view(
        &self,
        folder: &Path,
        snapshots: &[Snapshot],
    ) -> Result<BackupsView, AppError> {
        let snapshots = snapshots.iter().filter_map(|snapshot| {
            Some(SnapshotView { id: id_of(snapshot)?, taken_at: stamp(snapshot.taken_at) })
        });
        Ok(BackupsView {
            folder: folder.to_string_lossy().into_owned(),
            is_beside_cabinet: folder == self.config().backups(""),
            problem: self.backup_problem.lock().await.clone(),
            snapshots: snapshots.collect(),
        })
    }

    async fn cabinet_and_backups(&self) -> Result<(Cabinet, PathBuf), AppError> {
        let open = self.session().await?;
        Ok((open.cabinet.clone(), self.config().backups(&open.settings.backup_folder)))
    }
}

/// Returns the snapshot with an id.
pub(crate) fn find(snapshots: Vec<Snapshot>, id: &str) -> Result<Snapshot, AppError> {
    let found = snapshots.into_iter().find(|snapshot| id_of(snapshot).as_deref() == Some(id));
    found.ok_or_else(|| AppError::new(ErrorCode::NotFound, "unknown backup"))
}

/// Snapshots are told apart by whose they are and when they were taken, which their place says.
fn id_of(snapshot: &Snapshot) -> Option<String> {
    let name = snapshot.folder.file_name()?.to_str()?;
    let cabinet = snapshot.folder.ancestors().nth(2)?.file_name()?.to_str()?;
    Some(format!("{cabinet}/{name}"))
}

/// Numbers for people; nobody counts further.
pub(crate) fn short(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn failed(reason: &Text) -> Text {
    Text::new(
        format!("The last backup failed. {}", reason.en),
        format!("Последняя резервная копия не удалась. {}", reason.ru),
        format!("Соңғы сақтық көшірме жасалмады. {}", reason.kk),
    )
}

fn incomplete() -> Text {
    Text::new(
        "The last backup lacks a client whose vault could not be opened. Verify the cabinet in Settings.",
        "В последней резервной копии нет клиента, хранилище которого не открылось. Проверьте картотеку в настройках.",
        "Соңғы сақтық көшірмеде қоймасы ашылмаған клиент жоқ. Баптауларда картотеканы тексеріңіз.",
    )
}

fn lost_files(files: usize) -> Text {
    Text::new(
        format!(
            "Attached files that the last backup lacks: {files}. The cabinet itself has lost or damaged them; verify it in Settings, and attach them again where you still have the papers."
        ),
        format!(
            "В последней резервной копии не хватает вложенных файлов: {files}. Они утрачены или повреждены в самой картотеке; проверьте её в настройках и приложите файлы снова, если документы у вас ещё есть."
        ),
        format!(
            "Соңғы сақтық көшірмеде жетіспейтін тіркелген файлдар: {files}. Олар картотеканың өзінде жоғалған немесе бүлінген; баптауларда оны тексеріңіз және құжаттар әлі бар болса, файлдарды қайта тіркеңіз."
        ),
    )
}

fn damaged_files(files: usize) -> Text {
    Text::new(
        format!(
            "Attached files of this backup that are damaged or missing: {files}. Everything else in it is sound. Back up now: they are copied again from the cabinet, and this backup has them too."
        ),
        format!(
            "Вложенных файлов этой копии повреждено или не хватает: {files}. Всё остальное в ней цело. Создайте копию сейчас: файлы скопируются из картотеки заново и появятся и в этой копии."
        ),
        format!(
            "Бұл көшірмеде бүлінген немесе жетіспейтін тіркелген файлдар: {files}. Қалғанының бәрі аман. Көшірмені қазір жасаңыз: файлдар картотекадан қайта көшіріледі, осы көшірмеде де болады."
        ),
    )
}

fn unfinished() -> Text {
    Text::new(
        "What was done last is in no backup yet. Back up now, or lock: locking makes a backup.",
        "Последних изменений ещё нет ни в одной резервной копии. Создайте её сейчас или заблокируйте картотеку: при этом копия создаётся сама.",
        "Соңғы өзгерістер әлі бірде-бір сақтық көшірмеде жоқ. Оны қазір жасаңыз немесе картотеканы құлыптаңыз: сонда көшірме өзі жасалады.",
    )
}

fn inside() -> Text {
    Text::new(
        "Backups can't lie inside the cabinet that they are of. Choose another folder, best on another disk.",
        "Резервные копии не могут лежать внутри самой картотеки. Выберите другую папку, лучше на другом диске.",
        "Сақтық көшірмелер картотеканың өз ішінде жата алмайды. Басқа қалтаны таңдаңыз, басқа дискіде болғаны жақсы.",
    )
}
