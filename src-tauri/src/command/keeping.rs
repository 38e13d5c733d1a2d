//! Commands about what is kept of records: history, recycle bin, pictures: unpack, call the desk, return. No rule lives here.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::State;

/// Returns what lies in the recycle bin.
#[tauri::command]
#[specta::specta]
pub async fn bin_list(desk: State<'_, Desk>) -> Result<Vec<BinRow>, AppError> {
    desk.bin_list().await
}

/// Erases a record of the recycle bin before its time.
#[tauri::command]
#[specta::specta]
pub async fn bin_erase(desk: State<'_, Desk>, id: String) -> Result<(), AppError> {
    desk.bin_erase(id).await
}

/// Puts a record back.
#[tauri::command]
#[specta::specta]
pub async fn bin_restore(desk: State<'_, Desk>, id: String) -> Result<(), AppError> {
    desk.bin_restore(id).await
}

/// Moves a record into the recycle bin.
#[tauri::command]
#[specta::specta]
pub async fn record_delete(
    desk: State<'_, Desk>,
    kind: RecordKind,
    id: String,
) -> Result<DeletedView, AppError> {
    desk.record_delete(kind, id).await
}

/// Takes back a change.
#[tauri::command]
#[specta::specta]
pub async fn history_undo(desk: State<'_, Desk>, change: u32) -> Result<(), AppError> {
    desk.history_undo(change).await
}

/// Puts back the value that a field had before.
#[tauri::command]
#[specta::specta]
pub async fn history_put_back(desk: State<'_, Desk>, sequence: u32, path: String) -> Result<(), AppError> {
    desk.history_put_back(sequence, path).await
}

/// Returns a picture of a record.
#[tauri::command]
#[specta::specta]
pub async fn picture_get(
    desk: State<'_, Desk>,
    kind: PictureKind,
    id: String,
) -> Result<PreviewView, AppError> {
    desk.picture_get(kind, id).await
}

/// Sets a picture of a record.
#[tauri::command]
#[specta::specta]
pub async fn picture_set(
    desk: State<'_, Desk>,
    kind: PictureKind,
    id: String,
    content: String,
    crop: Option<CropInput>,
) -> Result<(), AppError> {
    desk.picture_set(kind, id, content, crop).await
}

/// Takes a picture off a record.
#[tauri::command]
#[specta::specta]
pub async fn picture_clear(desk: State<'_, Desk>, kind: PictureKind, id: String) -> Result<(), AppError> {
    desk.picture_clear(kind, id).await
}
