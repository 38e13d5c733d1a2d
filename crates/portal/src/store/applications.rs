//! Taking an application, once, and telling its account what becomes of it.

use std::collections::HashMap;

use portal_api::{
    ContentHash, Feed, IdempotencyKey, PaymentStatus, PortalStatus, PortalTime, Problem, StatusEvent, limits,
};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;

use super::{Store, hash_bytes, read_hash, read_time, uploads};
use crate::error::InternalError;

/// An application to be taken.
pub(crate) struct NewRow<'a> {
    pub(crate) account_id: &'a str,
    pub(crate) idempotency_key: IdempotencyKey,
    pub(crate) packet_sha256: ContentHash,
    pub(crate) manifest_json: &'a str,
    pub(crate) service: &'a str,
    pub(crate) organisation_name: &'a str,
    pub(crate) quantity: u32,
    pub(crate) documents: &'a [ContentHash],
    pub(crate) now: PortalTime,
}

/// How a submission was taken.
pub(crate) enum Taken {
    /// It is a new application.
    New(Numbered),
    /// The same packet came under this key before.
    Before(Numbered),
    /// Another packet came under this key before.
    KeyReused,
    /// It can't be taken as it is.
    Refused(Problem),
}

/// A taken application's number, and when it was taken.
pub(crate) struct Numbered {
    pub(crate) number: i64,
    pub(crate) received_at: PortalTime,
}

impl Store {
    /// Takes an application unless its key was used. `check` sees the sizes of the account's
    /// uploads; it isn't asked about a repetition, whose grounds may have changed since.
    pub(crate) async fn take_application(
        &self,
        row: NewRow<'_>,
        check: impl FnOnce(&HashMap<ContentHash, u64>) -> Option<Problem> + Send,
    ) -> Result<Taken, InternalError> {
        let mut connection = self.lock().await?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(before) = find_by_key(&mut transaction, &row).await? {
            return Ok(before);
        }
        let hashes = row.documents.iter().copied();
        let uploaded = uploads::sizes(&mut transaction, row.account_id, hashes).await?;
        if let Some(problem) = check(&uploaded) {
            return Ok(Taken::Refused(problem));
        }
        let number: i64 = sqlx::query_scalar(
            "INSERT INTO applications (account_id, idempotency_key, packet_sha256, manifest_json,
                                       service, organisation_name, quantity, status,
                                       received_at_ms)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
             RETURNING number",
        )
        .bind(row.account_id)
        .bind(row.idempotency_key.to_string())
        .bind(hash_bytes(&row.packet_sha256))
        .bind(row.manifest_json)
        .bind(row.service)
        .bind(row.organisation_name)
        .bind(row.quantity)
        .bind(PortalStatus::New.as_str())
        .bind(row.now.epoch_ms())
        .fetch_one(&mut *transaction)
        .await?;
        append_event(&mut transaction, number, None, row.now).await?;
        transaction.commit().await?;
        Ok(Taken::New(Numbered { number, received_at: row.now }))
    }

    /// Returns a page of the account's events.
    pub(crate) async fn list_events(&self, account_id: &str, after: i64) -> Result<Feed, InternalError> {
        type Row = (i64, i64, String, Option<String>, Option<String>, i64);
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT sequence, number, status, payment_status, note, at_ms
             FROM status_events WHERE account_id = ? AND sequence > ?
             ORDER BY sequence LIMIT ?",
        )
        .bind(account_id)
        .bind(after)
        .bind(i64::try_from(limits::EVENTS_PER_PAGE_MAX).unwrap_or(i64::MAX))
        .fetch_all(&mut *self.lock().await?)
        .await?;
        let next = rows.last().map_or(after, |row| row.0);
        let events = rows
            .into_iter()
            .map(|(sequence, number, status, payment_status, note, at_ms)| {
                Ok(StatusEvent {
                    sequence,
                    portal_number: number.to_string(),
                    status: PortalStatus::from(status.as_str()),
                    payment_status: payment_status.as_deref().map(PaymentStatus::from),
                    at: read_time(at_ms)?,
                    note,
                })
            })
            .collect::<Result<_, InternalError>>()?;
        Ok(Feed { events, next })
    }
}

async fn find_by_key(
    connection: &mut SqliteConnection,
    row: &NewRow<'_>,
) -> Result<Option<Taken>, InternalError> {
    let found: Option<(i64, Vec<u8>, i64)> = sqlx::query_as(
        "SELECT number, packet_sha256, received_at_ms
         FROM applications WHERE account_id = ? AND idempotency_key = ?",
    )
    .bind(row.account_id)
    .bind(row.idempotency_key.to_string())
    .fetch_optional(connection)
    .await?;
    let Some((number, packet_sha256, received_at_ms)) = found else {
        return Ok(None);
    };
    if read_hash(packet_sha256)? != row.packet_sha256 {
        return Ok(Some(Taken::KeyReused));
    }
    Ok(Some(Taken::Before(Numbered { number, received_at: read_time(received_at_ms)? })))
}

/// Adds an event with the application's present status. The only place where events are born, so
/// that the feed can't tell another story than the application's row.
pub(super) async fn append_event(
    connection: &mut SqliteConnection,
    number: i64,
    note: Option<&str>,
    at: PortalTime,
) -> Result<(), InternalError> {
    sqlx::query(
        "INSERT INTO status_events (number, account_id, status, payment_status, note, at_ms)
         SELECT number, account_id, status, payment_status, ?, ?
         FROM applications WHERE number = ?",
    )
    .bind(note)
    .bind(at.epoch_ms())
    .bind(number)
    .execute(connection)
    .await?;
    Ok(())
}
