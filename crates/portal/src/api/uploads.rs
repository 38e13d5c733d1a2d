//! Files, each under the hash of its content.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use portal_api::{ContentHash, MissingUploads, Problem, ProblemCode, UploadQuery, UploadReceipt, limits};

use super::reply::{Account, JsonBody, Refusal};
use crate::server::Portal;
use crate::store::Saved;

pub(super) async fn upload(
    State(portal): State<Arc<Portal>>,
    account: Account,
    Path(name): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let sha256: ContentHash = name
        .parse()
        .map_err(|_| Refusal::malformed("A file's name must be its SHA-256 in lower-case hexadecimal."))?;
    let bytes = body?;
    if bytes.is_empty() || ContentHash::of(&bytes) != sha256 {
        return Err(Refusal::unprocessable(Problem::new(
            ProblemCode::HashMismatch,
            "The bytes don't have the hash that they were sent under.",
        )));
    }
    let size_bytes = bytes.len() as u64;
    let quota = portal.upload_quota_bytes;
    // Asked before anything is written, or refused files would fill the disk all the same.
    if !portal.store.has_room(&account.id, sha256, size_bytes, quota).await? {
        return Err(over_quota());
    }
    // The file before its row: a row without a file would promise what isn't there.
    portal.files.save(sha256, bytes).await?;
    let now = portal.now();
    let saved = portal.store.save_upload(&account.id, sha256, size_bytes, quota, now).await?;
    let (status, received_at) = match saved {
        Saved::New => (StatusCode::CREATED, now),
        Saved::Before(received_at) => (StatusCode::OK, received_at),
        Saved::OverQuota => return Err(over_quota()),
    };
    let receipt = UploadReceipt { sha256, size_bytes, received_at };
    Ok((status, Json(receipt)).into_response())
}

fn over_quota() -> Refusal {
    Refusal::unprocessable(Problem::new(
        ProblemCode::QuotaExceeded,
        "The account's space for uploads is used up.",
    ))
}

pub(super) async fn missing(
    State(portal): State<Arc<Portal>>,
    account: Account,
    JsonBody(query): JsonBody<UploadQuery>,
) -> Result<Json<MissingUploads>, Refusal> {
    if query.sha256.len() > limits::DOCUMENTS_MAX {
        return Err(Refusal::malformed("More files than an application may have."));
    }
    let there = portal.store.list_uploads(&account.id, query.sha256.iter().copied()).await?;
    let mut named = HashSet::new();
    Ok(Json(MissingUploads {
        sha256: query
            .sha256
            .into_iter()
            .filter(|sha256| !there.contains_key(sha256) && named.insert(*sha256))
            .collect(),
    }))
}
