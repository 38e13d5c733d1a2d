//! Commands about companies, people, papers, search: unpack, call the desk, return. No rule lives here.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::{State, WebviewWindow};

/// Returns what needs the user.
#[tauri::command]
#[specta::specta]
pub async fn today(desk: State<'_, Desk>) -> Result<TodayView, AppError> {
    desk.today().await
}

/// Finds records of all clients.
#[tauri::command]
#[specta::specta]
pub async fn search(desk: State<'_, Desk>, query: String) -> Result<FoundView, AppError> {
    desk.search(query, true).await
}

/// Gets all clients ready to be searched.
#[tauri::command]
#[specta::specta]
pub async fn search_prepare(desk: State<'_, Desk>) -> Result<(), AppError> {
    desk.search_prepare().await
}

/// Returns all countries.
#[tauri::command]
#[specta::specta]
pub async fn countries(desk: State<'_, Desk>) -> Result<Vec<CountryView>, AppError> {
    desk.countries().await
}

/// Lists companies.
#[tauri::command]
#[specta::specta]
pub async fn company_list(desk: State<'_, Desk>, query: ListRequest) -> Result<Vec<CompanyRow>, AppError> {
    desk.company_list(query).await
}

/// Returns a company.
#[tauri::command]
#[specta::specta]
pub async fn company_get(desk: State<'_, Desk>, id: String) -> Result<CompanyView, AppError> {
    desk.company_get(id).await
}

/// Saves a company.
#[tauri::command]
#[specta::specta]
pub async fn company_save(desk: State<'_, Desk>, input: CompanyInput) -> Result<CompanyView, AppError> {
    desk.company_save(input).await
}

/// Checks a BIN.
#[tauri::command]
#[specta::specta]
pub async fn bin_check(desk: State<'_, Desk>, bin: String) -> Result<IdentifierCheck, AppError> {
    desk.bin_check(bin).await
}

/// Checks an IIN.
#[tauri::command]
#[specta::specta]
pub async fn iin_check(
    desk: State<'_, Desk>,
    iin: String,
    birth_date: Option<String>,
    sex: Option<SexView>,
) -> Result<IdentifierCheck, AppError> {
    desk.iin_check(iin, birth_date, sex).await
}

/// Lists people.
#[tauri::command]
#[specta::specta]
pub async fn person_list(desk: State<'_, Desk>, query: ListRequest) -> Result<Vec<PersonRow>, AppError> {
    desk.person_list(query).await
}

/// Returns a person.
#[tauri::command]
#[specta::specta]
pub async fn person_get(desk: State<'_, Desk>, id: String) -> Result<PersonView, AppError> {
    desk.person_get(id).await
}

/// Saves a person.
#[tauri::command]
#[specta::specta]
pub async fn person_save(desk: State<'_, Desk>, input: PersonInput) -> Result<PersonView, AppError> {
    desk.person_save(input).await
}

/// Reads the two lines of a passport.
#[tauri::command]
#[specta::specta]
pub async fn mrz_read(desk: State<'_, Desk>, line1: String, line2: String) -> Result<MrzView, AppError> {
    desk.mrz_read(line1, line2).await
}

/// Lists papers.
#[tauri::command]
#[specta::specta]
pub async fn paper_list(desk: State<'_, Desk>, query: ListRequest) -> Result<Vec<PaperRow>, AppError> {
    desk.paper_list(query).await
}

/// Attaches a paper.
#[tauri::command]
#[specta::specta]
pub async fn paper_attach(desk: State<'_, Desk>, input: PaperInput) -> Result<PaperView, AppError> {
    desk.paper_attach(input).await
}

/// Removes a paper.
#[tauri::command]
#[specta::specta]
pub async fn paper_remove(desk: State<'_, Desk>, id: String) -> Result<DeletedView, AppError> {
    desk.paper_remove(id).await
}

/// Draws a page of a paper, or of an earlier scan of it.
#[tauri::command]
#[specta::specta]
pub async fn paper_preview(
    desk: State<'_, Desk>,
    id: String,
    page: u32,
    earlier: Option<u32>,
) -> Result<PreviewView, AppError> {
    desk.paper_preview(id, page, earlier).await
}

/// Returns the types of documents.
#[tauri::command]
#[specta::specta]
pub async fn document_types(desk: State<'_, Desk>) -> Result<Vec<DocumentTypeRow>, AppError> {
    desk.document_types().await
}

/// Returns a paper with its history.
#[tauri::command]
#[specta::specta]
pub async fn paper_get(desk: State<'_, Desk>, id: String) -> Result<PaperDetail, AppError> {
    desk.paper_get(id).await
}

/// Saves the facts of a paper.
#[tauri::command]
#[specta::specta]
pub async fn paper_save(desk: State<'_, Desk>, input: PaperFactsInput) -> Result<PaperView, AppError> {
    desk.paper_save(input).await
}

/// Replaces the scan of a paper.
#[tauri::command]
#[specta::specta]
pub async fn paper_replace(
    desk: State<'_, Desk>,
    id: String,
    content: String,
) -> Result<PaperView, AppError> {
    desk.paper_replace(id, content).await
}

/// Asks where to and writes a scan there; false when the user cancels.
#[tauri::command]
#[specta::specta]
pub async fn paper_export(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    id: String,
    earlier: Option<u32>,
) -> Result<bool, AppError> {
    let name = desk.paper_export_name(id.clone()).await?;
    match crate::dialog::save(&window, &name).await {
        Some(path) => desk.paper_export(id, &path, earlier).await.map(|()| true),
        None => Ok(false),
    }
}
