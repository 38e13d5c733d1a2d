//! Commands about opening, locking and setting up: unpack, call the desk, return. No rule lives here.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::{State, WebviewWindow};

/// Notes that the user is there, which puts off the idle lock.
#[tauri::command]
#[specta::specta]
pub async fn activity(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.activity().await
}

/// Returns what the frame of the window shows.
#[tauri::command]
#[specta::specta]
pub async fn app_state(desk: State<'_, Desk>) -> Result<AppState, AppError> {
    desk.app_state().await
}

/// Creates the cabinet and returns its recovery key, once.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_create(
    desk: State<'_, Desk>,
    input: CabinetCreateInput,
) -> Result<RecoveryKeyView, AppError> {
    desk.cabinet_create(input).await
}

/// Checks the groups typed back and opens the desk.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_confirm_recovery(
    desk: State<'_, Desk>,
    groups: Vec<RecoveryGroup>,
) -> Result<(), AppError> {
    desk.cabinet_confirm_recovery(groups).await
}

/// Unlocks with the passphrase.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_unlock(desk: State<'_, Desk>, passphrase: String) -> Result<(), AppError> {
    desk.cabinet_unlock(passphrase).await
}

/// Unlocks with the recovery key.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_unlock_recovery(desk: State<'_, Desk>, key: String) -> Result<(), AppError> {
    desk.cabinet_unlock_recovery(key).await
}

/// Locks.
#[tauri::command]
#[specta::specta]
pub async fn cabinet_lock(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.cabinet_lock().await
}

/// Takes the cabinet's folder as it is, although it may lie where it should not.
#[tauri::command]
#[specta::specta]
pub async fn place_insist(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.place_insist().await
}

/// Asks for the folder to work in from now on, and returns whether the user chose one.
#[tauri::command]
#[specta::specta]
pub async fn folder_choose(window: WebviewWindow, desk: State<'_, Desk>) -> Result<bool, AppError> {
    match crate::dialog::folder(&window).await {
        Some(folder) => desk.folder_choose(&folder).await.map(|()| true),
        None => Ok(false),
    }
}

/// Works in the usual folder again.
#[tauri::command]
#[specta::specta]
pub async fn folder_usual(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.folder_usual().await
}

/// Rates a passphrase.
#[tauri::command]
#[specta::specta]
pub async fn passphrase_strength(
    desk: State<'_, Desk>,
    passphrase: String,
) -> Result<PassphraseStrength, AppError> {
    desk.passphrase_strength(passphrase).await
}

/// Adds invented sample data.
#[tauri::command]
#[specta::specta]
pub async fn samples_load(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.samples_load().await
}

/// Returns the settings.
#[tauri::command]
#[specta::specta]
pub async fn settings_get(desk: State<'_, Desk>) -> Result<Settings, AppError> {
    desk.settings_get().await
}

/// Saves the settings.
#[tauri::command]
#[specta::specta]
pub async fn settings_save(desk: State<'_, Desk>, settings: Settings) -> Result<(), AppError> {
    desk.settings_save(settings).await
}

/// Creates a client.
#[tauri::command]
#[specta::specta]
pub async fn client_create(desk: State<'_, Desk>, input: ClientInput) -> Result<ClientView, AppError> {
    desk.client_create(input).await
}

/// Switches to a client.
#[tauri::command]
#[specta::specta]
pub async fn client_select(desk: State<'_, Desk>, id: String) -> Result<(), AppError> {
    desk.client_select(id).await
}

/// Asks for the folder that letters are saved into; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn choose_export_folder(
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<Option<String>, AppError> {
    match crate::dialog::folder(&window).await {
        Some(folder) => desk.set_export_folder(&folder).await.map(Some),
        None => Ok(None),
    }
}
