//! Commands about the outbox and the portal: unpack, call the desk, return. No rule lives here.
#![expect(clippy::let_underscore_must_use, reason = "Tauri's command macro writes such a line")]

use desk::view::*;
use desk::{AppError, Desk};
use tauri::State;

/// Returns the portal's public offer.
#[tauri::command]
#[specta::specta]
pub async fn public_offer(desk: State<'_, Desk>) -> Result<PublicOfferView, AppError> {
    desk.public_offer().await
}

/// Freezes the packet and puts it into the outbox.
#[tauri::command]
#[specta::specta]
pub async fn application_submit(
    desk: State<'_, Desk>,
    id: String,
    offer: OfferAcceptance,
) -> Result<ApplicationView, AppError> {
    desk.application_submit(id, offer).await
}

/// Lists the outbox.
#[tauri::command]
#[specta::specta]
pub async fn outbox_list(desk: State<'_, Desk>) -> Result<Vec<OutboxRow>, AppError> {
    desk.outbox_list().await
}

/// Delivers and asks for news.
#[tauri::command]
#[specta::specta]
pub async fn sync_now(desk: State<'_, Desk>) -> Result<SyncReport, AppError> {
    desk.sync_now().await
}

/// Creates an account on the portal.
#[tauri::command]
#[specta::specta]
pub async fn portal_sign_up(desk: State<'_, Desk>, input: PortalSignUpInput) -> Result<(), AppError> {
    desk.portal_sign_up(input).await
}

/// Signs in to the portal.
#[tauri::command]
#[specta::specta]
pub async fn portal_sign_in(desk: State<'_, Desk>, input: PortalSignInInput) -> Result<(), AppError> {
    desk.portal_sign_in(input).await
}

/// Opens the sandbox's staff page in the system's browser.
#[tauri::command]
#[specta::specta]
pub async fn portal_open_staff(desk: State<'_, Desk>) -> Result<(), AppError> {
    crate::browser::open(&desk.staff_entry().await?)
}
