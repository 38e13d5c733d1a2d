//! The staff console: plain server-rendered pages, no script.
//!
//! Whoever started the portal gets a link that opens it once in one browser. Every change is a
//! form with a token of the session; every page says that this is a sandbox and not the portal.

mod entrance;
mod pages;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, FromRequestParts, Path, Query, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, REFERRER_POLICY,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use portal_api::{Secret, limits};
use serde::Deserialize;

use crate::error::InternalError;
use crate::server::Portal;
use crate::store::{Decided, Decision};
use crate::token::equal_in_constant_time;

pub(crate) use entrance::Entrance;
use pages::Notice;

/// Nothing from anywhere but the one stylesheet, forms only to ourselves, in nobody's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// A note to an applicant is a paragraph, not a document.
const NOTE_CHARS_MAX: usize = 1000;

/// Returns the routes of the console.
pub(crate) fn router(portal: &Arc<Portal>) -> Router {
    Router::new()
        .route("/staff", get(list))
        .route("/staff/enter", get(enter))
        .route("/staff/leave", post(leave))
        .route("/staff/style.css", get(style))
        .route("/staff/applications/{number}", get(application))
        .route("/staff/applications/{number}/approve", post(approve))
        .route("/staff/applications/{number}/return", post(send_back))
        .route("/staff/applications/{number}/documents/{index}", get(document))
        .layer(DefaultBodyLimit::max(limits::REQUEST_BYTES_MAX))
        .layer(middleware::from_fn(guard_headers))
        .with_state(Arc::clone(portal))
}

async fn guard_headers(request: Request, next: Next) -> Response {
    const HEADERS: [(HeaderName, &str); 5] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
    ];
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A page that isn't the one that was asked for.
enum Refused {
    /// No session, or none any more.
    NotSignedIn,
    /// The form didn't come from a page of this session.
    ForeignForm,
    NotFound,
    Failed,
}

impl From<InternalError> for Refused {
    fn from(error: InternalError) -> Self {
        tracing::error!(%error, source = ?std::error::Error::source(&error), "the console failed");
        Self::Failed
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, title, text) = match self {
            Self::NotSignedIn => (
                StatusCode::UNAUTHORIZED,
                "This link opens nothing",
                "An entry link works once, in one browser. Ask for a new one where the portal \
                 was started.",
            ),
            Self::ForeignForm => (
                StatusCode::FORBIDDEN,
                "Nothing was changed",
                "The form came from another session. Reload the page and try again.",
            ),
            Self::NotFound => {
                (StatusCode::NOT_FOUND, "Nothing here", "There is no such application or document.")
            }
            Self::Failed => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "The portal failed",
                "Nothing was changed. The log says why.",
            ),
        };
        (status, pages::message(title, text)).into_response()
    }
}

/// A browser that came in by the link.
struct Staff {
    csrf: Secret,
}

impl Staff {
    /// Proves that a form came from a page of this session.
    fn check_form(&self, csrf: &Secret) -> Result<(), Refused> {
        // EXPOSE: compared with the session's own.
        let (sent, own) = (csrf.expose().as_bytes(), self.csrf.expose().as_bytes());
        if equal_in_constant_time(sent, own) {
            return Ok(());
        }
        Err(Refused::ForeignForm)
    }
}

impl FromRequestParts<Arc<Portal>> for Staff {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Refused> {
        cookie(parts, portal.entrance.cookie_name())
            .and_then(|token| portal.entrance.load_session(token, portal.now()))
            .map(|csrf| Self { csrf })
            .ok_or(Refused::NotSignedIn)
    }
}

fn cookie<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts
        .headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

#[derive(Deserialize)]
struct EntryKey {
    key: Secret,
}

async fn enter(
    State(portal): State<Arc<Portal>>,
    Query(entry): Query<EntryKey>,
) -> Result<Response, Refused> {
    let token = portal
        .entrance
        .open(&entry.key, portal.now())
        .map_err(InternalError::from)?
        .ok_or(Refused::NotSignedIn)?;
    let cookie = format!(
        "{}={}; Path=/staff; HttpOnly; SameSite=Strict",
        portal.entrance.cookie_name(),
        // EXPOSE: the cookie is the session.
        token.expose()
    );
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/staff")).into_response())
}

#[derive(Deserialize)]
struct FormToken {
    csrf: Secret,
}

async fn leave(
    State(portal): State<Arc<Portal>>,
    staff: Staff,
    Form(form): Form<FormToken>,
) -> Result<Response, Refused> {
    staff.check_form(&form.csrf)?;
    portal.entrance.close(&staff.csrf);
    Ok(pages::message("You have left", "A new entry link opens the console again.").into_response())
}

async fn style() -> Response {
    let css = include_str!("staff/style.css");
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response()
}

async fn list(State(portal): State<Arc<Portal>>, staff: Staff) -> Result<Response, Refused> {
    let lines = portal.store.list_applications().await?;
    Ok(pages::list(&lines, &staff.csrf).into_response())
}

#[derive(Deserialize)]
struct Shown {
    notice: Option<Notice>,
}

async fn application(
    State(portal): State<Arc<Portal>>,
    staff: Staff,
    Path(number): Path<i64>,
    Query(shown): Query<Shown>,
) -> Result<Response, Refused> {
    let file = portal.store.load_application(number).await?;
    let file = file.ok_or(Refused::NotFound)?;
    Ok(pages::application(&file, shown.notice, &staff.csrf).into_response())
}

async fn approve(
    State(portal): State<Arc<Portal>>,
    staff: Staff,
    Path(number): Path<i64>,
    Form(form): Form<FormToken>,
) -> Result<Redirect, Refused> {
    staff.check_form(&form.csrf)?;
    decide(&portal, number, Decision::Approve).await
}

#[derive(Deserialize)]
struct ReturnForm {
    csrf: Secret,
    note: String,
}

async fn send_back(
    State(portal): State<Arc<Portal>>,
    staff: Staff,
    Path(number): Path<i64>,
    Form(form): Form<ReturnForm>,
) -> Result<Redirect, Refused> {
    staff.check_form(&form.csrf)?;
    let note: String = form.note.trim().chars().take(NOTE_CHARS_MAX).collect();
    if note.is_empty() {
        return Ok(back_to(number, Notice::NoteMissing));
    }
    decide(&portal, number, Decision::Return { note }).await
}

async fn decide(portal: &Portal, number: i64, decision: Decision) -> Result<Redirect, Refused> {
    let notice = match decision {
        Decision::Approve => Notice::Approved,
        Decision::Return { .. } => Notice::Returned,
    };
    match portal.store.decide(number, decision, portal.now()).await? {
        Decided::Done => Ok(back_to(number, notice)),
        Decided::NotNew => Ok(back_to(number, Notice::DecidedBefore)),
        Decided::NoSuchApplication => Err(Refused::NotFound),
    }
}

fn back_to(number: i64, notice: Notice) -> Redirect {
    Redirect::to(&format!("/staff/applications/{number}?notice={}", notice.as_str()))
}

async fn document(
    State(portal): State<Arc<Portal>>,
    _staff: Staff,
    Path((number, index)): Path<(i64, usize)>,
) -> Result<Response, Refused> {
    let file = portal.store.load_application(number).await?;
    let file = file.ok_or(Refused::NotFound)?;
    let document = file.application.documents.get(index);
    let document = document.ok_or(Refused::NotFound)?;
    let bytes = portal.require_file(document.sha256).await?;
    let disposition = format!("attachment; filename=\"{number}-{}\"", plain_file_name(&document.file_name));
    let headers = [
        // Never the sender's own type: the browser saves the file and doesn't interpret it.
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

/// Returns a name that a header and every file system can hold.
fn plain_file_name(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => c,
            _ => '_',
        })
        .take(100)
        .collect()
}
