//! Commands about personal data: consents, retention, erasure: unpack, call the desk, return. No rule lives here.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::{State, WebviewWindow};

/// Returns the screen Personal data.
#[tauri::command]
#[specta::specta]
pub async fn privacy(desk: State<'_, Desk>) -> Result<PrivacyView, AppError> {
    desk.privacy().await
}

/// Returns whom a breach touches.
#[tauri::command]
#[specta::specta]
pub async fn breach_list(desk: State<'_, Desk>) -> Result<Vec<BreachRow>, AppError> {
    desk.breach_list().await
}

/// Asks where to and writes whom a breach touches there; false when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn breach_list_save(window: WebviewWindow, desk: State<'_, Desk>) -> Result<bool, AppError> {
    match crate::dialog::save(&window, "breach-list.xlsx").await {
        Some(path) => desk.breach_list_save(&path).await.map(|()| true),
        None => Ok(false),
    }
}

/// Erases a person and reports what stays.
#[tauri::command]
#[specta::specta]
pub async fn person_erase(desk: State<'_, Desk>, id: String) -> Result<ErasureReport, AppError> {
    desk.person_erase(id).await
}

/// Returns a consent to be filled in.
#[tauri::command]
#[specta::specta]
pub async fn consent_draft(desk: State<'_, Desk>, person: String) -> Result<ConsentInput, AppError> {
    desk.consent_draft(person).await
}

/// Saves a consent.
#[tauri::command]
#[specta::specta]
pub async fn consent_save(desk: State<'_, Desk>, input: ConsentInput) -> Result<ConsentView, AppError> {
    desk.consent_save(input).await
}

/// Notes a withdrawal.
#[tauri::command]
#[specta::specta]
pub async fn consent_withdraw(
    desk: State<'_, Desk>,
    id: String,
    on: String,
) -> Result<ConsentView, AppError> {
    desk.consent_withdraw(id, on).await
}

/// Notes that processing has stopped.
#[tauri::command]
#[specta::specta]
pub async fn consent_stop(desk: State<'_, Desk>, id: String, on: String) -> Result<ConsentView, AppError> {
    desk.consent_stop(id, on).await
}
