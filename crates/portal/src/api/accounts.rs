//! Signing up and signing in.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use portal_api::{FieldProblem, Problem, ProblemCode, Session, SignIn, SignUp, limits};
use uuid::Uuid;

use super::reply::{JsonBody, Refusal};
use crate::check::{is_email, is_line};
use crate::error::InternalError;
use crate::server::Portal;
use crate::store::NewAccount;
use crate::token::{derive_token_hash, make_token};

/// A working day with overtime: whoever starts in the morning signs in once.
const SESSION_LASTS: Duration = Duration::from_secs(12 * 60 * 60);

pub(super) async fn sign_up(
    State(portal): State<Arc<Portal>>,
    JsonBody(sign_up): JsonBody<SignUp>,
) -> Result<Response, Refusal> {
    if let Some(problem) = Problem::of_fields(check(&sign_up)) {
        return Err(Refusal::unprocessable(problem));
    }
    let account_id = Uuid::now_v7().to_string();
    let created = portal
        .store
        .create_account(NewAccount {
            id: account_id.clone(),
            email_folded: &fold(&sign_up.email),
            display_name: sign_up.display_name.trim(),
            password: portal.passwords.make_hash(sign_up.password).await?,
            created_at: portal.now(),
        })
        .await?;
    if !created {
        return Err(Refusal::conflict(ProblemCode::AccountExists, "There is an account with this e-mail."));
    }
    session(&portal, &account_id).await
}

pub(super) async fn sign_in(
    State(portal): State<Arc<Portal>>,
    JsonBody(sign_in): JsonBody<SignIn>,
) -> Result<Response, Refusal> {
    let wrong = || Refusal::unauthorized(ProblemCode::WrongCredentials, "E-mail or password is wrong.");
    // EXPOSE: only its length is looked at.
    let long = sign_in.password.expose().chars().count() > limits::PASSWORD_CHARS_MAX;
    if long || !is_email(sign_in.email.trim()) {
        return Err(wrong());
    }
    let email_folded = fold(&sign_in.email);
    portal.attempts.begin(&email_folded, portal.now()).map_err(Refusal::too_many)?;
    let account = portal.store.load_account(&email_folded).await?;
    let stored = account.as_ref().map(|account| account.password.clone());
    let right = portal.passwords.verify(sign_in.password, stored).await?;
    let account = account.filter(|_| right).ok_or_else(wrong)?;
    portal.attempts.succeed(&email_folded);
    session(&portal, &account.id).await
}

async fn session(portal: &Portal, account_id: &str) -> Result<Response, Refusal> {
    let token = make_token().map_err(InternalError::from)?;
    let now = portal.now();
    let expires_at = now.plus_ms(SESSION_LASTS.as_millis().try_into().unwrap_or(u64::MAX));
    portal
        .store
        // EXPOSE: only the hash is kept.
        .save_session(derive_token_hash(token.expose()), account_id, now, expires_at)
        .await?;
    let session = Session { token, expires_at };
    Ok((StatusCode::CREATED, Json(session)).into_response())
}

fn check(sign_up: &SignUp) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut invalid = |field, message| {
        problems.push(FieldProblem::new(field, ProblemCode::Invalid, message));
    };
    if !is_email(sign_up.email.trim()) {
        invalid("/email", "Must be an e-mail address.");
    }
    // EXPOSE: only its length is looked at.
    let length = sign_up.password.expose().chars().count();
    if !(limits::PASSWORD_CHARS_MIN..=limits::PASSWORD_CHARS_MAX).contains(&length) {
        invalid("/password", "Must have 10 to 256 characters.");
    }
    if !is_line(&sign_up.display_name) {
        invalid("/display_name", "Must be filled in with one line.");
    }
    problems
}

fn fold(email: &str) -> String {
    email.trim().to_lowercase()
}
