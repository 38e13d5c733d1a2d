//! Commands about letters, their templates and our own firm: unpack, call the desk, return.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::{State, WebviewWindow};

/// Returns our own firm.
#[tauri::command]
#[specta::specta]
pub async fn firm_get(desk: State<'_, Desk>) -> Result<Firm, AppError> {
    desk.firm_get().await
}

/// Saves our own firm.
#[tauri::command]
#[specta::specta]
pub async fn firm_save(desk: State<'_, Desk>, firm: Firm) -> Result<Firm, AppError> {
    desk.firm_save(firm).await
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
    beside: Option<Language>,
    page: u32,
) -> Result<PreviewView, AppError> {
    desk.letter_preview(id, kind, person, language, beside, page).await
}

/// Writes letters to the export folder.
#[tauri::command]
#[specta::specta]
pub async fn letters_save(
    desk: State<'_, Desk>,
    id: String,
    request: PrepareRequest,
) -> Result<SavedLetters, AppError> {
    desk.letters_save(id, request).await
}

/// Asks for a folder and writes letters into it; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn letters_save_to(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    id: String,
    request: PrepareRequest,
) -> Result<Option<SavedLetters>, AppError> {
    match crate::dialog::folder(&window).await {
        Some(folder) => desk.letters_save_in(id, request, &folder).await.map(Some),
        None => Ok(None),
    }
}

/// Returns the letters that people have in their applications.
#[tauri::command]
#[specta::specta]
pub async fn batch_offer(desk: State<'_, Desk>, persons: Vec<String>) -> Result<Vec<BatchOffer>, AppError> {
    desk.batch_offer(persons).await
}

/// Writes letters of people to the export folder.
#[tauri::command]
#[specta::specta]
pub async fn batch_save(desk: State<'_, Desk>, request: BatchRequest) -> Result<SavedLetters, AppError> {
    desk.batch_save(request).await
}

/// Asks for a folder and writes letters of people into it; none when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn batch_save_to(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    request: BatchRequest,
) -> Result<Option<SavedLetters>, AppError> {
    match crate::dialog::folder(&window).await {
        Some(folder) => desk.batch_save_in(request, &folder).await.map(Some),
        None => Ok(None),
    }
}

/// Returns how far the making of letters is.
#[tauri::command]
#[specta::specta]
pub async fn letters_progress(desk: State<'_, Desk>) -> Result<LetterProgress, AppError> {
    desk.letters_progress().await
}

/// Stops the making of letters.
#[tauri::command]
#[specta::specta]
pub async fn letters_cancel(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.letters_cancel().await
}

/// Lists the templates.
#[tauri::command]
#[specta::specta]
pub async fn template_list(desk: State<'_, Desk>) -> Result<Vec<TemplateRow>, AppError> {
    desk.template_list().await
}

/// Returns a template with its text.
#[tauri::command]
#[specta::specta]
pub async fn template_get(desk: State<'_, Desk>, id: String) -> Result<TemplateView, AppError> {
    desk.template_get(id).await
}

/// Tries a text on every sample.
#[tauri::command]
#[specta::specta]
pub async fn template_check(
    desk: State<'_, Desk>,
    id: String,
    text: String,
) -> Result<Option<TemplateProblem>, AppError> {
    desk.template_check(id, text).await
}

/// Draws a page of the sample with a text.
#[tauri::command]
#[specta::specta]
pub async fn template_preview(
    desk: State<'_, Desk>,
    id: String,
    text: String,
    language: Language,
    page: u32,
) -> Result<PreviewView, AppError> {
    desk.template_preview(id, text, language, page).await
}

/// Saves a text that passed the check.
#[tauri::command]
#[specta::specta]
pub async fn template_save(
    desk: State<'_, Desk>,
    id: String,
    input: TemplateInput,
) -> Result<TemplateView, AppError> {
    desk.template_save(id, input).await
}

/// Adds a template of the firm's own.
#[tauri::command]
#[specta::specta]
pub async fn template_add(
    desk: State<'_, Desk>,
    base: String,
    title: Text,
) -> Result<TemplateView, AppError> {
    desk.template_add(base, title).await
}

/// Puts ours back, or removes an own template.
#[tauri::command]
#[specta::specta]
pub async fn template_remove(desk: State<'_, Desk>, id: String) -> Result<(), AppError> {
    desk.template_remove(id).await
}

/// Puts a removed template back.
#[tauri::command]
#[specta::specta]
pub async fn template_put_back(desk: State<'_, Desk>, id: String) -> Result<TemplateView, AppError> {
    desk.template_put_back(id).await
}

/// Says whether the line "draft" is printed.
#[tauri::command]
#[specta::specta]
pub async fn template_draft_note(
    desk: State<'_, Desk>,
    id: String,
    printed: bool,
) -> Result<TemplateView, AppError> {
    desk.template_draft_note(id, printed).await
}
