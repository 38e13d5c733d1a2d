//! Reading requests and saying no, in the contract's form.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use portal_api::{Problem, ProblemCode};
use serde::de::DeserializeOwned;

use crate::error::InternalError;
use crate::server::Portal;
use crate::token::derive_token_hash;

/// An answer that isn't a success.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    problem: Problem,
    retry_after: Option<Duration>,
}

impl Refusal {
    fn new(status: StatusCode, problem: Problem) -> Self {
        Self { status, problem, retry_after: None }
    }

    /// 400: the request isn't in the contract's form.
    pub(crate) fn malformed(message: impl Into<String>) -> Self {
        let problem = Problem::new(ProblemCode::Malformed, message);
        Self::new(StatusCode::BAD_REQUEST, problem)
    }

    /// 401: no session, or wrong credentials.
    pub(crate) fn unauthorized(code: ProblemCode, message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, Problem::new(code, message))
    }

    /// 404.
    pub(crate) fn not_found(problem: Problem) -> Self {
        Self::new(StatusCode::NOT_FOUND, problem)
    }

    /// 409: it contradicts what is there.
    pub(crate) fn conflict(code: ProblemCode, message: &str) -> Self {
        Self::new(StatusCode::CONFLICT, Problem::new(code, message))
    }

    /// 422: in the contract's form, but it can't be taken.
    pub(crate) fn unprocessable(problem: Problem) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, problem)
    }

    /// 429.
    pub(crate) fn too_many(wait: Duration) -> Self {
        Self {
            retry_after: Some(wait),
            ..Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                Problem::new(ProblemCode::TooManyAttempts, "Too many attempts; wait before the next one."),
            )
        }
    }
}

impl From<InternalError> for Refusal {
    fn from(error: InternalError) -> Self {
        let status = match error {
            InternalError::ShuttingDown => StatusCode::SERVICE_UNAVAILABLE,
            InternalError::Database(_)
            | InternalError::Corrupt(_)
            | InternalError::File(_)
            | InternalError::Password(_)
            | InternalError::Random(_)
            | InternalError::Task(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        tracing::error!(%error, source = ?std::error::Error::source(&error), "the portal failed");
        let problem = Problem::new(ProblemCode::Internal, "The portal failed; try again later.");
        Self::new(status, problem)
    }
}

impl From<BytesRejection> for Refusal {
    fn from(rejection: BytesRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            let problem = Problem::new(ProblemCode::TooLarge, "The request is too large.");
            return Self::new(StatusCode::PAYLOAD_TOO_LARGE, problem);
        }
        Self::malformed("The request broke off.")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut headers = HeaderMap::new();
        if let Some(wait) = self.retry_after {
            // Rounded up: a caller that obeys must not come a moment early.
            headers.insert(RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        }
        (self.status, headers, Json(self.problem)).into_response()
    }
}

/// A JSON request body. Errors name the place and never repeat what was sent.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let content_type = request.headers().get(CONTENT_TYPE);
        if !content_type.is_some_and(is_json) {
            return Err(Refusal::malformed("The content type must be application/json."));
        }
        let bytes = Bytes::from_request(request, state).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            Refusal::malformed(format!(
                "The request isn't in the contract's form (line {}, column {}).",
                error.line(),
                error.column()
            ))
        })
    }
}

fn is_json(value: &HeaderValue) -> bool {
    value
        .to_str()
        .ok()
        .and_then(|text| text.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The account whose session the request carries.
pub(crate) struct Account {
    pub(crate) id: String,
}

impl FromRequestParts<Arc<Portal>> for Account {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Refusal> {
        let refusal = || Refusal::unauthorized(ProblemCode::SignInNeeded, "Sign in first.");
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.strip_prefix("Bearer "))
            .ok_or_else(refusal)?;
        let id = portal
            .store
            .load_session_account(derive_token_hash(token), portal.now())
            .await?
            .ok_or_else(refusal)?;
        Ok(Self { id })
    }
}
