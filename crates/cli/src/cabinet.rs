//! Calls about the cabinet itself: its keys and its backups.

use crate::call::Key;
use crate::call::cabinet::{Cabinet, In, KeychainCall};
use crate::casework;
use crate::output::{Answer, counted, minute, word};
use crate::passphrase;
use crate::records::pretty;
use desk::view::{BackupsView, Language, PassphraseChangeInput, ProofInput, RecoveryGroup, VerifyView};
use desk::{AppError, Desk, DeskConfig};
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// Returns the desk of a configuration, in a place that the call may insist on.
pub async fn desk_of(config: DeskConfig, key: &Key) -> Result<Desk, AppError> {
    let desk = Desk::new(config);
    if key.anyway {
        desk.place_insist().await?;
    }
    Ok(desk)
}

/// Opens a cabinet, whoever's papers are on the desk.
pub async fn open(at: &In) -> Result<Desk, AppError> {
    let desk = desk_of(DeskConfig::in_folder(&at.cabinet), &at.key).await?;
    passphrase::unlock(&desk, &at.key).await?;
    Ok(desk)
}

/// Works on the cabinet.
pub async fn run(command: Cabinet) -> Result<Answer, AppError> {
    match command {
        Cabinet::Create { cabinet, client, key } => {
            let desk = desk_of(DeskConfig::in_folder(&cabinet), &key).await?;
            let groups = casework::create(&desk, &client, &key).await?;
            desk.cabinet_lock().await?;
            recovery_key(&groups)
        }
        Cabinet::UnlockCheck { at } => {
            let desk = casework::open(&at).await?;
            let clients = desk.app_state().await?.clients;
            desk.cabinet_lock().await?;
            Answer::yes(&json!({ "opens": true, "clients": clients }), "The passphrase opens the cabinet.")
        }
        Cabinet::Backup { at, folder } => backup(&open(&at).await?, folder.as_deref()).await,
        Cabinet::Backups { at } => {
            let desk = open(&at).await?;
            let view = desk.backups_list().await?;
            desk.cabinet_lock().await?;
            Answer::yes(&view, listed(&view))
        }
        Cabinet::Restore { at, folder, backup } => restore(&at, folder.as_deref(), backup).await,
        Cabinet::Verify { at, backup } => verify(&at, backup).await,
        Cabinet::Archive { at, out, archive } => {
            let desk = open(&at).await?;
            let file = desk.cabinet_archive(&out, passphrase::for_archive(&archive)?).await?;
            desk.cabinet_lock().await?;
            Answer::yes(&json!({ "file": file }), format!("All clients are in {file}."))
        }
        Cabinet::Slots { at } => {
            let desk = open(&at).await?;
            let view = desk.keys_list().await?;
            desk.cabinet_lock().await?;
            let lines =
                view.slots.iter().map(|slot| format!("{}  {}\n", minute(&slot.created_at), word(&slot.kind)));
            Answer::yes(&view, lines.collect::<String>())
        }
        Cabinet::Passphrase { at, new, generate } => {
            let (desk, proof) = open_with_proof(&at).await?;
            let made = if generate { Some(desk.passphrase_generate().await?.passphrase) } else { None };
            let passphrase = match &made {
                Some(made) => made.clone(),
                None => passphrase::new(&new)?,
            };
            desk.passphrase_change(PassphraseChangeInput { proof, passphrase }).await?;
            desk.cabinet_lock().await?;
            let text = made.as_deref().unwrap_or("The new passphrase opens the cabinet.");
            Answer::yes(&json!({ "changed": true, "passphrase": made }), text)
        }
        Cabinet::RecoveryKey { at } => {
            let (desk, proof) = open_with_proof(&at).await?;
            let groups = desk.recovery_key_new(proof).await?.groups;
            desk.recovery_key_confirm(typed_back(&groups)).await?;
            desk.cabinet_lock().await?;
            recovery_key(&groups)
        }
        Cabinet::Keychain { what, at } => {
            let desk = open(&at).await?;
            match what {
                KeychainCall::Add => desk.keychain_add().await?,
                KeychainCall::Remove => desk.keychain_remove().await?,
            }
            let view = desk.keys_list().await?;
            desk.cabinet_lock().await?;
            Answer::yes(&view, "Done.")
        }
        Cabinet::Settings { at, idle_lock_minutes, language, export_folder } => {
            let desk = open(&at).await?;
            let mut settings = desk.settings_get().await?;
            settings.idle_lock_minutes = idle_lock_minutes.unwrap_or(settings.idle_lock_minutes);
            if let Some(code) = &language {
                let known = Language::from_code(code);
                settings.language = known.ok_or_else(|| casework::not_found("language; use kk, ru or en"))?;
            }
            if idle_lock_minutes.is_some() || language.is_some() {
                desk.settings_save(settings).await?;
            }
            if let Some(folder) = &export_folder {
                // The window starts elsewhere, and a folder told from here would be another one there.
                let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
                desk.set_export_folder(&folder).await?;
            }
            let settings = desk.settings_get().await?;
            desk.cabinet_lock().await?;
            Answer::yes(&settings, pretty(&settings))
        }
        Cabinet::TakeAsFound { at } => {
            let desk = desk_of(DeskConfig::in_folder(&at.cabinet), &at.key).await?;
            desk.cabinet_unlock_as_found(proof(&at)?).await?;
            let clients = desk.clients_overview().await?;
            desk.cabinet_lock().await?;
            let is_whole = clients.iter().all(|client| client.trouble.is_none());
            Answer::of(&json!({ "clients": clients }), "The clients are open as they were found.", is_whole)
        }
        Cabinet::Repair { cabinet } => {
            Desk::new(DeskConfig::in_folder(&cabinet)).header_restore().await?;
            Answer::yes(&json!({ "repaired": true }), "The copy of the header is in its place.")
        }
    }
}

/// Verifies everything, or one backup.
pub async fn verify(at: &In, backup: Option<String>) -> Result<Answer, AppError> {
    let desk = open(at).await?;
    let answer = match backup {
        Some(wanted) => {
            let id = chosen(&desk.backups_list().await?, Some(wanted))?;
            desk.backup_check(id.clone()).await?;
            Answer::yes(&json!({ "sound": true, "backup": id }), "The backup opens and is whole.")?
        }
        None => {
            let view = desk.cabinet_verify().await?;
            Answer::of(&view, found(&view), view.sound)?
        }
    };
    desk.cabinet_lock().await?;
    Ok(answer)
}

/// Returns the groups as they are typed back where the answer goes to whoever called: asking is for
/// a person in front of a window.
pub fn typed_back(groups: &[String]) -> Vec<RecoveryGroup> {
    (0u32..).zip(groups).map(|(index, text)| RecoveryGroup { index, text: text.clone() }).collect()
}

async fn backup(desk: &Desk, folder: Option<&Path>) -> Result<Answer, AppError> {
    if let Some(folder) = folder {
        desk.set_backup_folder(folder).await?;
    }
    let done = desk.backup_now().await?;
    let folder = desk.backups_list().await?.folder;
    desk.cabinet_lock().await?;
    let text = format!(
        "Backup of {}: {}, {}; left out: {}, {}.",
        minute(&done.taken_at),
        counted(done.clients, "client"),
        counted(done.files, "file"),
        counted(done.skipped, "client"),
        counted(done.lost, "file")
    );
    let is_whole = done.skipped == 0 && done.lost == 0;
    Answer::of(&json!({ "backup": done, "folder": folder }), text, is_whole)
}

async fn restore(at: &In, folder: Option<&Path>, backup: Option<String>) -> Result<Answer, AppError> {
    let desk = desk_of(DeskConfig::in_folder(&at.cabinet), &at.key).await?;
    let view = match folder {
        Some(folder) => desk.restore_look_in(folder).await?,
        None => desk.restore_list().await?,
    };
    let id = chosen(&view, backup)?;
    let done = desk.backup_restore(id.clone(), proof(at)?).await?;
    let mut text = match &done.kept_aside {
        Some(aside) => format!("Restored. The cabinet that was there is kept in {aside}."),
        None => "Restored.".to_owned(),
    };
    if done.damaged_files > 0 {
        // Writing into a string can't fail.
        write!(text, " {} attached files were damaged or missing in the backup.", done.damaged_files).ok();
    }
    let json = json!({ "backup": id, "kept_aside": done.kept_aside, "damaged_files": done.damaged_files });
    Answer::of(&json, text, done.damaged_files == 0)
}

/// Returns the id that is asked for, or the newest.
fn chosen(view: &BackupsView, wanted: Option<String>) -> Result<String, AppError> {
    let newest = view.snapshots.first().map(|snapshot| snapshot.id.clone());
    match wanted.filter(|wanted| wanted != "newest") {
        Some(wanted) if view.snapshots.iter().any(|snapshot| snapshot.id == wanted) => Ok(wanted),
        Some(_) => Err(casework::not_found("backup")),
        None => newest.ok_or_else(|| casework::not_found("backup")),
    }
}

/// Opens a cabinet with what also proves that the caller may change the ways in: read once, since a
/// file descriptor gives it once.
async fn open_with_proof(at: &In) -> Result<(Desk, ProofInput), AppError> {
    let (desk, proof) = (desk_of(DeskConfig::in_folder(&at.cabinet), &at.key).await?, proof(at)?);
    match proof.is_recovery_key {
        true => desk.cabinet_unlock_recovery(proof.secret.clone()).await?,
        false => desk.cabinet_unlock(proof.secret.clone()).await?,
    }
    Ok((desk, proof))
}

fn proof(at: &In) -> Result<ProofInput, AppError> {
    Ok(ProofInput { secret: passphrase::read(&at.key)?, is_recovery_key: at.key.recovery_key })
}

fn recovery_key(groups: &[String]) -> Result<Answer, AppError> {
    let text = format!("Recovery key, to be written down and kept apart: {}", groups.join("-"));
    Answer::yes(&json!({ "recovery_key": groups }), text)
}

fn listed(view: &BackupsView) -> String {
    let lines =
        view.snapshots.iter().map(|snapshot| format!("{}  {}\n", minute(&snapshot.taken_at), snapshot.id));
    format!("{}\n{}", view.folder, lines.collect::<String>())
}

fn found(view: &VerifyView) -> String {
    let mut text = String::new();
    for client in &view.clients {
        let said = match &client.problem {
            Some(problem) => problem.en.clone(),
            None => format!(
                "sound: {} entries, {} records, {} files",
                client.entries, client.records, client.files
            ),
        };
        // Writing into a string can't fail.
        writeln!(text, "{}: {said}", client.client).ok();
    }
    text
}
