//! Commands about applications: unpack, call the desk, return. No rule lives here.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::State;

/// Returns the services.
#[tauri::command]
#[specta::specta]
pub async fn services(desk: State<'_, Desk>) -> Result<Vec<ServiceRow>, AppError> {
    desk.services().await
}

/// Returns what the rules say about a service.
#[tauri::command]
#[specta::specta]
pub async fn service_rules(
    desk: State<'_, Desk>,
    service: String,
    on: Option<String>,
) -> Result<ServiceRulesView, AppError> {
    desk.service_rules(service, on).await
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

/// Saves what its letters say beyond the visa.
#[tauri::command]
#[specta::specta]
pub async fn application_save_letters(
    desk: State<'_, Desk>,
    id: String,
    version: u32,
    details: LetterDetailsInput,
) -> Result<ApplicationView, AppError> {
    desk.application_save_letters(id, version, details).await
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
