//! The contract's calls over HTTP. Handlers unpack, ask, and answer; what is allowed is decided
//! in `check`, what is true in `store`.

mod accounts;
mod applications;
mod reply;
mod uploads;

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use portal_api::{Problem, ProblemCode, limits, routes};

use crate::server::Portal;
use reply::Refusal;

/// Returns the routes of the contract.
pub(crate) fn router(portal: &Arc<Portal>) -> Router {
    let body_max = DefaultBodyLimit::max;
    Router::new()
        .route(routes::ACCOUNTS, post(accounts::sign_up))
        .route(routes::SESSIONS, post(accounts::sign_in))
        .route(routes::ORGANISATION, get(find_organisation))
        .route(routes::PUBLIC_OFFER, get(public_offer))
        .route(routes::OPENAPI, get(openapi))
        .route(routes::EVENTS, get(applications::events))
        .layer(body_max(limits::REQUEST_BYTES_MAX))
        .merge(
            Router::new()
                .route(routes::MISSING_UPLOADS, post(uploads::missing))
                .route(routes::APPLICATIONS, post(applications::submit))
                .layer(body_max(limits::SUBMISSION_BYTES_MAX)),
        )
        .merge(
            Router::new().route(routes::UPLOAD, put(uploads::upload)).layer(body_max(limits::FILE_BYTES_MAX)),
        )
        .route("/v1/{*rest}", axum::routing::any(nothing_here))
        .with_state(Arc::clone(portal))
}

async fn find_organisation(
    State(portal): State<Arc<Portal>>,
    Path(bin): Path<String>,
) -> Result<Response, Refusal> {
    match portal.register.find(&bin) {
        Some(organisation) => Ok(Json(organisation).into_response()),
        None => Err(Refusal::not_found(Problem::new(
            ProblemCode::UnknownBin,
            "No participant of the register has this BIN.",
        ))),
    }
}

async fn public_offer(State(portal): State<Arc<Portal>>) -> Response {
    Json(&portal.offer).into_response()
}

async fn openapi() -> Response {
    Json(portal_api::openapi()).into_response()
}

async fn nothing_here() -> Refusal {
    Refusal::not_found(Problem::new(ProblemCode::NotFound, "The contract has no such call."))
}
