//! Submitting an application, and the feed of what becomes of it.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use portal_api::{
    ContentHash, Feed, IdempotencyKey, PortalStatus, Problem, ProblemCode, Submission, SubmissionReceipt,
    canonical_json, routes,
};
use serde::Deserialize;

use super::reply::{Account, JsonBody, Refusal};
use crate::check::{Grounds, check};
use crate::server::Portal;
use crate::store::{NewRow, Taken};

pub(super) async fn submit(
    State(portal): State<Arc<Portal>>,
    account: Account,
    headers: HeaderMap,
    JsonBody(submission): JsonBody<Submission>,
) -> Result<Response, Refusal> {
    let idempotency_key = idempotency_key(&headers)?;
    let application = &submission.application;
    let manifest_json = canonical_json(application)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| Refusal::malformed("The application can't be written as JSON."))?;
    let packet_sha256 = ContentHash::of(manifest_json.as_bytes());
    if packet_sha256 != submission.packet_sha256 {
        return Err(Refusal::unprocessable(Problem::new(
            ProblemCode::HashMismatch,
            "The application doesn't have the hash that it was sent under.",
        )));
    }
    let documents: Vec<_> = application.documents.iter().map(|document| document.sha256).collect();
    let organisation = portal.register.find(&application.organisation_bin);
    let row = NewRow {
        account_id: &account.id,
        idempotency_key,
        packet_sha256,
        manifest_json: &manifest_json,
        service: &application.service,
        organisation_name: organisation.map_or("", |found| found.name.as_str()),
        quantity: application.quantity,
        documents: &documents,
        now: portal.now(),
    };
    let taken = portal
        .store
        .take_application(row, |uploads| {
            Problem::of_fields(check(
                application,
                &Grounds { register: &portal.register, offer: &portal.offer, uploads },
            ))
        })
        .await?;
    let (status, numbered) = match taken {
        Taken::New(numbered) => (StatusCode::CREATED, numbered),
        Taken::Before(numbered) => (StatusCode::OK, numbered),
        Taken::KeyReused => {
            return Err(Refusal::conflict(
                ProblemCode::KeyReused,
                "This idempotency key was used for another packet.",
            ));
        }
        Taken::Refused(problem) => return Err(Refusal::unprocessable(problem)),
    };
    let receipt = SubmissionReceipt {
        portal_number: numbered.number.to_string(),
        status: PortalStatus::New,
        received_at: numbered.received_at,
        packet_sha256,
    };
    Ok((status, Json(receipt)).into_response())
}

fn idempotency_key(headers: &HeaderMap) -> Result<IdempotencyKey, Refusal> {
    headers
        .get(routes::IDEMPOTENCY_KEY_HEADER)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Refusal::malformed("The header Idempotency-Key must be a UUID."))
}

/// The query of the feed.
#[derive(Deserialize)]
pub(super) struct After {
    after: i64,
}

pub(super) async fn events(
    State(portal): State<Arc<Portal>>,
    account: Account,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Feed>, Refusal> {
    let after = query
        .ok()
        .map(|Query(query)| query.after)
        .filter(|after| *after >= 0)
        .ok_or_else(|| Refusal::malformed("The query must say after which sequence number."))?;
    Ok(Json(portal.store.list_events(&account.id, after).await?))
}
