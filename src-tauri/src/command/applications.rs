//! Commands about applications and letters: unpack, call the desk, return. No rule lives here.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::{State, WebviewWindow};

/// Returns the services.
#[tauri::command]
#[specta::specta]
pub async fn services(desk: State<'_, Desk>) -> Result<Vec<ServiceRow>, AppError> {
    desk.services().await
}

/// Lists applications.
#[tauri::command]
#[specta::specta]
pub async fn application_list(desk: State<'_, Desk>) -> Result<Vec<ApplicationRow>, AppError> {
    desk.application_list().await
}

/// Creates an application.
#[tauri::command]
#[specta::specta]
pub async fn application_create(
    desk: State<'_, Desk>,
    input: ApplicationCreateInput,
) -> Result<ApplicationView, AppError> {
    desk.application_create(input).await
}

/// Returns an application, computed whole.
#[tauri::command]
#[specta::specta]
pub async fn application_get(desk: State<'_, Desk>, id: String) -> Result<ApplicationView, AppError> {
    desk.application_get(id).await
}

/// Saves its details.
#[tauri::command]
#[specta::specta]
pub async fn application_save_details(
    desk: State<'_, Desk>,
    id: String,
    version: u32,
    details: ApplicationDetailsInput,
) -> Result<ApplicationView, AppError> {
    desk.application_save_details(id, version, details).await
}

/// Adds a person.
#[tauri::command]
#[specta::specta]
pub async fn application_add_person(
    desk: State<'_, Desk>,
    id: String,
    person: String,
    principal: Option<String>,
) -> Result<ApplicationView, AppError> {
    desk.application_add_person(id, person, principal).await
}

/// Removes a person.
#[tauri::command]
#[specta::specta]
pub async fn application_remove_person(
    desk: State<'_, Desk>,
    id: String,
    person: String,
) -> Result<ApplicationView, AppError> {
    desk.application_remove_person(id, person).await
}

/// Releases it for submission.
#[tauri::command]
#[specta::specta]
pub async fn application_approve(desk: State<'_, Desk>, id: String) -> Result<ApplicationView, AppError> {
    desk.application_approve(id).await
}

/// Draws a page of a letter.
#[tauri::command]
#[specta::specta]
pub async fn letter_preview(
    desk: State<'_, Desk>,
    id: String,
    kind: String,
    person: Option<String>,
    language: Language,
    page: u32,
) -> Result<PreviewView, AppError> {
    desk.letter_preview(id, kind, person, language, page).await
}

/// Writes the letters to the export folder.
#[tauri::command]
#[specta::specta]
pub async fn letters_save(
    desk: State<'_, Desk>,
    id: String,
    languages: Vec<Language>,
) -> Result<SavedLetters, AppError> {
    desk.letters_save(id, languages).await
}

/// Asks for a folder and writes the letters into it; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn letters_save_to(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    id: String,
    languages: Vec<Language>,
) -> Result<Option<SavedLetters>, AppError> {
    match crate::dialog::folder(&window).await {
        Some(folder) => desk.letters_save_in(id, languages, &folder).await.map(Some),
        None => Ok(None),
    }
}
