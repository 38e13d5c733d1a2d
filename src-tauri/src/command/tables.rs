//! Commands about imports and exports: unpack, call the desk, return. Paths stay on this side.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::{State, WebviewWindow};

/// Asks for a table and opens it; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn import_choose(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    kind: ImportKind,
) -> Result<Option<ImportView>, AppError> {
    match crate::dialog::table(&window).await {
        Some(path) => desk.import_file(kind, &path).await.map(Some),
        None => Ok(None),
    }
}

/// Returns the table that is open; none when there is none.
#[tauri::command]
#[specta::specta]
pub async fn import_view(desk: State<'_, Desk>) -> Result<Option<ImportView>, AppError> {
    desk.import_view().await
}

/// Reads the table in another way.
#[tauri::command]
#[specta::specta]
pub async fn import_options(desk: State<'_, Desk>, options: ImportOptions) -> Result<ImportView, AppError> {
    desk.import_options(options).await
}

/// Reads the table with a saved mapping.
#[tauri::command]
#[specta::specta]
pub async fn import_use_mapping(desk: State<'_, Desk>, name: String) -> Result<ImportView, AppError> {
    desk.import_use_mapping(name).await
}

/// Saves the mapping.
#[tauri::command]
#[specta::specta]
pub async fn import_save_mapping(desk: State<'_, Desk>, name: String) -> Result<ImportView, AppError> {
    desk.import_save_mapping(name).await
}

/// Forgets a saved mapping.
#[tauri::command]
#[specta::specta]
pub async fn import_forget_mapping(desk: State<'_, Desk>, name: String) -> Result<ImportView, AppError> {
    desk.import_forget_mapping(name).await
}

/// Imports all of it, or nothing.
#[tauri::command]
#[specta::specta]
pub async fn import_run(desk: State<'_, Desk>) -> Result<ImportDone, AppError> {
    desk.import_run().await
}

/// Closes the table.
#[tauri::command]
#[specta::specta]
pub async fn import_cancel(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.import_cancel().await
}

/// Lists the imports that can be taken back.
#[tauri::command]
#[specta::specta]
pub async fn import_list(desk: State<'_, Desk>) -> Result<Vec<PastImport>, AppError> {
    desk.import_list().await
}

/// Takes an import back.
#[tauri::command]
#[specta::specta]
pub async fn import_undo(desk: State<'_, Desk>, change: u32) -> Result<(), AppError> {
    desk.import_undo(change).await
}

/// Asks where to save a list and writes it; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn export_list(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    request: ExportRequest,
) -> Result<Option<ExportDone>, AppError> {
    match crate::dialog::save(&window, &desk.export_name(&request).await?).await {
        Some(path) => desk.export_list(request, &path).await.map(Some),
        None => Ok(None),
    }
}
