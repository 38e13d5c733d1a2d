//! The outbox's rows: what waits for delivery, what each step makes of a row, and how the window shows
//! it. Which step is next is planned by [`sync`]; taking it is the part of `delivery`.

use crate::dossier::Dossier;
use crate::environment::stamp;
use crate::error::AppError;
use crate::freeze::{Parcel, SUBMISSION};
use crate::session::Desk;
use crate::view::{DeliveryState, SubmissionView, Text};
use casework::{RecordId as _, Submission};
use jiff::Timestamp;
use portal_api::PortalTime;
use sync::{OutboxItem, OutboxState, SyncError};
use vault::{Author, Change, OutboxId, OutboxRow, Vault};

/// The marker of a row that waits for a sign-in.
const SIGN_IN: &str = "sign_in";

impl Desk {
    /// Lists the outbox, newest first.
    pub async fn outbox_list(&self) -> Result<Vec<crate::view::OutboxRow>, AppError> {
        let vault = self.vault().await?;
        let mut rows = Vec::new();
        for row in vault.outbox().await?.into_iter().rev().filter(|row| row.kind == SUBMISSION) {
            let parcel: Parcel =
                serde_json::from_value(row.body).map_err(|_| AppError::internal("parcel unreadable"))?;
            let submission = vault.require::<Submission>(parcel.submission).await?;
            let dossier = Dossier::load(&vault, submission.record.application).await?;
            // The dossier shows the newest submission; an older one of the same application, refused
            // before it, shows its own.
            let dossier = Dossier { submission: Some(submission), ..dossier };
            let Some(view) = view(&vault, &dossier).await? else { continue };
            rows.push(crate::view::OutboxRow {
                id: view.id.clone(),
                application: dossier.application.record.id.to_string(),
                application_number: dossier.application.record.number.clone(),
                company: crate::companies::title(&dossier.company.record),
                submission: view,
            });
        }
        Ok(rows)
    }
}

/// Returns how many submissions wait.
pub(crate) async fn waiting(vault: &Vault) -> Result<u32, AppError> {
    Ok(crate::companies::count(waiting_rows(vault).await?.len()))
}

/// Returns the rows of submissions that wait.
pub(crate) async fn waiting_rows(vault: &Vault) -> Result<Vec<OutboxRow>, AppError> {
    let rows = vault.outbox().await?;
    Ok(rows
        .into_iter()
        .filter(|row| row.kind == SUBMISSION)
        .filter(|row| matches!(row.state, vault::OutboxState::Queued | vault::OutboxState::Sending))
        .collect())
}

/// Puts rows that a crash left on their way back into the queue.
pub(crate) async fn recover(vault: &Vault, author: &Author) -> Result<(), AppError> {
    step_all(vault, author, OutboxItem::recover).await
}

/// Puts rows that waited for a sign-in back into the queue.
pub(crate) async fn resume(vault: &Vault, author: &Author) -> Result<(), AppError> {
    step_all(vault, author, OutboxItem::resume).await
}

async fn step_all(
    vault: &Vault,
    author: &Author,
    step: impl Fn(&OutboxItem, PortalTime) -> Option<OutboxItem>,
) -> Result<(), AppError> {
    let now = PortalTime::try_from(author.at).map_err(|_| AppError::internal("clock out of range"))?;
    for row in waiting_rows(vault).await? {
        if let Some(item) = step(&item_of(&row)?, now) {
            store_row(vault, stepped(&row, &item, None), author.clone()).await?;
        }
    }
    Ok(())
}

/// Returns the part of a row that delivery plans with.
pub(crate) fn item_of(row: &OutboxRow) -> Result<OutboxItem, AppError> {
    let state = match row.state {
        vault::OutboxState::Queued if row.last_error.as_deref() == Some(SIGN_IN) => {
            OutboxState::AwaitingSignIn
        }
        vault::OutboxState::Queued => OutboxState::Queued,
        vault::OutboxState::Sending => OutboxState::Sending,
        vault::OutboxState::Delivered => OutboxState::Delivered,
        vault::OutboxState::Refused | vault::OutboxState::Cancelled => OutboxState::Refused,
    };
    let at = row.next_attempt_at.unwrap_or(row.created_at);
    Ok(OutboxItem {
        id: row.id.to_string(),
        state,
        attempts: row.attempts,
        next_attempt_at: PortalTime::try_from(at).map_err(|_| AppError::internal("time out of range"))?,
    })
}

/// Returns the row after a step.
pub(crate) fn stepped(row: &OutboxRow, item: &OutboxItem, problem: Option<&Text>) -> OutboxRow {
    let problem = problem.and_then(|text| serde_json::to_string(text).ok());
    OutboxRow {
        state: match item.state {
            OutboxState::Queued | OutboxState::AwaitingSignIn => vault::OutboxState::Queued,
            OutboxState::Sending => vault::OutboxState::Sending,
            OutboxState::Delivered => vault::OutboxState::Delivered,
            OutboxState::Refused => vault::OutboxState::Refused,
        },
        attempts: item.attempts,
        next_attempt_at: Timestamp::from_millisecond(item.next_attempt_at.epoch_ms()).ok(),
        last_error: if item.state == OutboxState::AwaitingSignIn {
            Some(SIGN_IN.to_owned())
        } else {
            problem
        },
        ..row.clone()
    }
}

/// Writes a row after a step.
pub(crate) async fn store_row(vault: &Vault, row: OutboxRow, author: Author) -> Result<(), AppError> {
    vault.write(Change::new(author, "deliver").with(vault::Op::outbox(row))).await?;
    Ok(())
}

/// Returns why a row isn't delivered yet, in words.
fn last_problem(row: &OutboxRow) -> Option<Text> {
    match row.last_error.as_deref()? {
        SIGN_IN => Some(AppError::from(SyncError::SignInNeeded).text),
        json => serde_json::from_str(json).ok(),
    }
}

/// Returns whether a failed attempt is to be repeated: only then is the time of the next one news.
fn awaits_attempt(row: &vault::OutboxRow) -> bool {
    row.state == vault::OutboxState::Queued && row.attempts > 0
}

/// Returns a submission with the state of its delivery.
pub(crate) async fn view(vault: &Vault, dossier: &Dossier) -> Result<Option<SubmissionView>, AppError> {
    let Some(stored) = &dossier.submission else { return Ok(None) };
    let submission = &stored.record;
    let row = vault.require_outbox(OutboxId(submission.id.uuid())).await?;
    let parcel: Parcel =
        serde_json::from_value(row.body.clone()).map_err(|_| AppError::internal("parcel unreadable"))?;
    Ok(Some(SubmissionView {
        id: submission.id.to_string(),
        state: match row.state {
            vault::OutboxState::Queued => DeliveryState::Queued,
            vault::OutboxState::Sending => DeliveryState::Sending,
            vault::OutboxState::Delivered => DeliveryState::Delivered,
            vault::OutboxState::Refused | vault::OutboxState::Cancelled => DeliveryState::Refused,
        },
        attempts: row.attempts,
        next_attempt_at: awaits_attempt(&row).then(|| row.next_attempt_at.map(stamp)).flatten(),
        last_problem: last_problem(&row),
        portal_number: submission.portal_number.clone(),
        portal_status: submission.status.clone(),
        payment_status: submission.payment_status.clone(),
        received_at: submission.received_at.clone(),
        packet_sha256: submission.packet_sha256.clone(),
        frozen_at: submission.frozen_at.clone(),
        documents: parcel.documents()?,
    }))
}
