//! Turns what came back into the contract's types, or into an error that says what to do.
//!
//! Whatever answers at the portal's address may be broken or hostile: a body is counted while it
//! arrives and thrown away when it grows past the contract's limit.

use std::time::Duration;

use portal_api::{Problem, ProblemCode, limits};
use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::{AnswerFault, SyncError, UnreachableCause};

/// A portal that asks for more is down rather than busy, and the user wants to know.
const RETRY_AFTER_MAX: Duration = Duration::from_secs(60 * 60);

/// Returns the body of a success, or the error that the answer amounts to.
pub(crate) async fn read<T: DeserializeOwned>(response: Response) -> Result<T, SyncError> {
    let status = response.status();
    if status.is_redirection() {
        return Err(SyncError::BadAnswer(AnswerFault::Redirected));
    }
    if is_busy(status) {
        // The body is of no use and may be a proxy's page: leave it on the wire.
        return Err(SyncError::Busy { retry_after: retry_after(&response) });
    }
    let body = read_bounded(response).await?;
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(|_| SyncError::BadAnswer(AnswerFault::NotTheContract));
    }
    Err(refusal(status, &body))
}

/// Returns the error for a call that brought no complete answer.
pub(crate) fn unreachable(error: reqwest::Error) -> SyncError {
    let cause = if error.is_timeout() {
        UnreachableCause::TimedOut
    } else if error.is_connect() {
        UnreachableCause::NoConnection
    } else {
        UnreachableCause::Interrupted
    };
    SyncError::Unreachable {
        cause,
        // The address may hold what was looked up.
        source: error.without_url(),
    }
}

fn is_busy(status: StatusCode) -> bool {
    status.is_server_error()
        || status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::REQUEST_TIMEOUT
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    let wanted = Duration::from_secs(seconds.parse().ok()?);
    Some(wanted.min(RETRY_AFTER_MAX))
}

fn refusal(status: StatusCode, body: &[u8]) -> SyncError {
    let problem = serde_json::from_slice::<Problem>(body).ok();
    match (status, problem) {
        (StatusCode::UNAUTHORIZED, Some(problem)) if problem.code == ProblemCode::WrongCredentials => {
            SyncError::Refused { problem: Box::new(problem) }
        }
        (StatusCode::UNAUTHORIZED, _) => SyncError::SignInNeeded,
        (status, Some(problem)) if status.is_client_error() => {
            SyncError::Refused { problem: Box::new(problem) }
        }
        (status, None) if status.is_client_error() => SyncError::BadAnswer(AnswerFault::NotTheContract),
        (status, _) => SyncError::BadAnswer(AnswerFault::UnexpectedStatus(status.as_u16())),
    }
}

async fn read_bounded(mut response: Response) -> Result<Vec<u8>, SyncError> {
    const TOO_LARGE: SyncError = SyncError::BadAnswer(AnswerFault::TooLarge);
    let announced = response.content_length().unwrap_or(0);
    if usize::try_from(announced).map_or(true, |length| length > limits::ANSWER_BYTES_MAX) {
        return Err(TOO_LARGE);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > limits::ANSWER_BYTES_MAX {
            return Err(TOO_LARGE);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
