//! Commands about clients, keys, backups and the journal: unpack, call the desk, return. No rule
//! lives here. Paths come from the system's dialogs and stay on this side.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use crate::dialog;
use desk::view::*;
use desk::{AppError, Desk};
use tauri::{State, WebviewWindow};

/// Returns all clients with what each holds and needs.
#[tauri::command]
#[specta::specta]
pub async fn clients_overview(desk: State<'_, Desk>) -> Result<Vec<ClientRow>, AppError> {
    desk.clients_overview().await
}

/// Gives a client another name and colour.
#[tauri::command]
#[specta::specta]
pub async fn client_rename(
    desk: State<'_, Desk>,
    id: String,
    input: ClientInput,
) -> Result<ClientView, AppError> {
    desk.client_rename(id, input).await
}

/// Puts a client aside or takes it back.
#[tauri::command]
#[specta::specta]
pub async fn client_archive(desk: State<'_, Desk>, id: String, archived: bool) -> Result<(), AppError> {
    desk.client_archive(id, archived).await
}

/// Returns what erasing a client would take away.
#[tauri::command]
#[specta::specta]
pub async fn client_erasure(desk: State<'_, Desk>, id: String) -> Result<ClientErasure, AppError> {
    desk.client_erasure(id).await
}

/// Erases a client whose name was typed.
#[tauri::command]
#[specta::specta]
pub async fn client_erase(desk: State<'_, Desk>, id: String, typed_name: String) -> Result<(), AppError> {
    desk.client_erase(id, typed_name).await
}

/// Exchanges a client's key.
#[tauri::command]
#[specta::specta]
pub async fn client_rotate_key(desk: State<'_, Desk>, id: String) -> Result<(), AppError> {
    desk.client_rotate_key(id).await
}

/// Unlocks with the system's keychain.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_unlock_keychain(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.cabinet_unlock_keychain().await
}

/// Unlocks, and takes clients as found that are older than the cabinet remembers.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_unlock_as_found(desk: State<'_, Desk>, proof: ProofInput) -> Result<(), AppError> {
    desk.cabinet_unlock_as_found(proof).await
}

/// Takes a client as it was found, although the cabinet remembers later changes.
#[tauri::command]
#[specta::specta]
pub async fn client_take_as_found(desk: State<'_, Desk>, id: String) -> Result<(), AppError> {
    desk.client_take_as_found(id).await
}

/// Returns the ways into the cabinet.
#[tauri::command]
#[specta::specta]
pub async fn keys_list(desk: State<'_, Desk>) -> Result<KeysView, AppError> {
    desk.keys_list().await
}

/// Makes a strong passphrase.
#[tauri::command]
#[specta::specta]
pub async fn passphrase_generate(desk: State<'_, Desk>) -> Result<GeneratedPassphrase, AppError> {
    desk.passphrase_generate().await
}

/// Puts a new passphrase in the old one's place.
#[tauri::command]
#[specta::specta]
pub async fn passphrase_change(desk: State<'_, Desk>, input: PassphraseChangeInput) -> Result<(), AppError> {
    desk.passphrase_change(input).await
}

/// Lets the system's keychain open the cabinet.
#[tauri::command]
#[specta::specta]
pub async fn keychain_add(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.keychain_add().await
}

/// Takes the cabinet out of the system's keychain.
#[tauri::command]
#[specta::specta]
pub async fn keychain_remove(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.keychain_remove().await
}

/// Makes a recovery key and returns it, once.
#[tauri::command]
#[specta::specta]
pub async fn recovery_key_new(desk: State<'_, Desk>, proof: ProofInput) -> Result<RecoveryKeyView, AppError> {
    desk.recovery_key_new(proof).await
}

/// Checks the groups typed back and puts the new recovery key in the old one's place.
#[tauri::command]
#[specta::specta]
pub async fn recovery_key_confirm(desk: State<'_, Desk>, groups: Vec<RecoveryGroup>) -> Result<(), AppError> {
    desk.recovery_key_confirm(groups).await
}

/// Returns the backups of the open cabinet.
#[tauri::command]
#[specta::specta]
pub async fn backups_list(desk: State<'_, Desk>) -> Result<BackupsView, AppError> {
    desk.backups_list().await
}

/// Takes a backup now.
#[tauri::command]
#[specta::specta]
pub async fn backup_now(desk: State<'_, Desk>) -> Result<BackupDone, AppError> {
    desk.backup_now().await
}

/// Opens a backup and checks all of it.
#[tauri::command]
#[specta::specta]
pub async fn backup_check(desk: State<'_, Desk>, id: String) -> Result<(), AppError> {
    desk.backup_check(id).await
}

/// Returns the backups that a cabinet can be restored from.
#[tauri::command]
#[specta::specta]
pub async fn restore_list(desk: State<'_, Desk>) -> Result<BackupsView, AppError> {
    desk.restore_list().await
}

/// Puts a backup in the place of the cabinet, which is kept aside.
#[tauri::command]
#[specta::specta]
pub async fn backup_restore(
    desk: State<'_, Desk>,
    id: String,
    proof: ProofInput,
) -> Result<RestoreDone, AppError> {
    desk.backup_restore(id, proof).await
}

/// Puts the copy of the header in the place of a damaged one.
#[tauri::command]
#[specta::specta]
pub async fn header_restore(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.header_restore().await
}

/// Verifies everything that the cabinet holds.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_verify(desk: State<'_, Desk>) -> Result<VerifyView, AppError> {
    desk.cabinet_verify().await
}

/// Returns a page of the journal.
#[tauri::command]
#[specta::specta]
pub async fn journal_page(desk: State<'_, Desk>, request: JournalRequest) -> Result<JournalPage, AppError> {
    desk.journal_page(request).await
}

/// Asks for a file and writes the client's journal into it, signed; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn journal_export(
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<Option<JournalExportDone>, AppError> {
    match dialog::save(&window, "expat-desk-journal.jsonl").await {
        Some(file) => desk.journal_export(&file).await.map(Some),
        None => Ok(None),
    }
}

/// Asks for an exported journal and checks it; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn journal_check(
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<Option<JournalCheck>, AppError> {
    match dialog::open(&window, "jsonl").await {
        Some(file) => desk.journal_check(&file).await.map(Some),
        None => Ok(None),
    }
}

/// Asks for a file and writes a client into it, encrypted; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn client_export(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    id: String,
    passphrase: String,
) -> Result<Option<String>, AppError> {
    match dialog::save(&window, "expat-desk-client.age").await {
        Some(file) => desk.client_export(id, &file, passphrase).await.map(Some),
        None => Ok(None),
    }
}

/// Asks for an archive and takes its clients in; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn client_import(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    passphrase: String,
) -> Result<Option<Vec<ClientView>>, AppError> {
    match dialog::open(&window, "age").await {
        Some(file) => desk.client_import(&file, passphrase).await.map(Some),
        None => Ok(None),
    }
}

/// Asks for a file and writes all clients into it, encrypted; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_archive(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    passphrase: String,
) -> Result<Option<String>, AppError> {
    match dialog::save(&window, "expat-desk-cabinet.age").await {
        Some(file) => desk.cabinet_archive(&file, passphrase).await.map(Some),
        None => Ok(None),
    }
}

/// Asks for the folder that backups go to; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn choose_backup_folder(
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<Option<String>, AppError> {
    match dialog::folder(&window).await {
        Some(folder) => desk.set_backup_folder(&folder).await.map(Some),
        None => Ok(None),
    }
}

/// Asks for a folder to look for backups in; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn choose_restore_folder(
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<Option<BackupsView>, AppError> {
    match dialog::folder(&window).await {
        Some(folder) => desk.restore_look_in(&folder).await.map(Some),
        None => Ok(None),
    }
}
