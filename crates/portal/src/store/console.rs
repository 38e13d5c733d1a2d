//! What the staff sees and decides.

use portal_api::{NewApplication, PaymentStatus, PortalStatus, PortalTime};
use sqlx::Connection as _;

use super::{Store, applications, read_time};
use crate::error::InternalError;

/// Applications on the console's first page, newest first.
const LINES_MAX: i64 = 200;

/// One application in the list.
pub(crate) struct ApplicationLine {
    pub(crate) number: i64,
    pub(crate) service: String,
    pub(crate) organisation_name: String,
    pub(crate) quantity: u32,
    pub(crate) status: PortalStatus,
    pub(crate) payment_status: Option<PaymentStatus>,
    pub(crate) received_at: PortalTime,
}

/// One application with everything that was submitted.
pub(crate) struct ApplicationFile {
    pub(crate) line: ApplicationLine,
    pub(crate) account_name: String,
    pub(crate) packet_sha256: String,
    pub(crate) application: NewApplication,
    pub(crate) events: Vec<EventLine>,
}

/// One event of an application's history.
pub(crate) struct EventLine {
    pub(crate) at: PortalTime,
    pub(crate) status: PortalStatus,
    pub(crate) payment_status: Option<PaymentStatus>,
    pub(crate) note: Option<String>,
}

/// What the staff decides about a new application.
pub(crate) enum Decision {
    /// The service fee is to be paid.
    Approve,
    /// The applicant has to put something right.
    Return { note: String },
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decided {
    Done,
    /// Somebody decided before.
    NotNew,
    NoSuchApplication,
}

type LineRow = (i64, String, String, u32, String, Option<String>, i64);

impl Store {
    /// Returns the newest applications of all accounts.
    pub(crate) async fn list_applications(&self) -> Result<Vec<ApplicationLine>, InternalError> {
        let rows: Vec<LineRow> = sqlx::query_as(
            "SELECT number, service, organisation_name, quantity, status, payment_status,
                    received_at_ms
             FROM applications ORDER BY number DESC LIMIT ?",
        )
        .bind(LINES_MAX)
        .fetch_all(&mut *self.lock().await?)
        .await?;
        rows.into_iter().map(read_line).collect()
    }

    /// Returns one application with everything that was submitted.
    pub(crate) async fn load_application(
        &self,
        number: i64,
    ) -> Result<Option<ApplicationFile>, InternalError> {
        let mut connection = self.lock().await?;
        let Some(line): Option<LineRow> = sqlx::query_as(
            "SELECT number, service, organisation_name, quantity, status, payment_status,
                    received_at_ms
             FROM applications WHERE number = ?",
        )
        .bind(number)
        .fetch_optional(&mut *connection)
        .await?
        else {
            return Ok(None);
        };
        let (account_name, packet_sha256, manifest_json): (String, Vec<u8>, String) = sqlx::query_as(
            "SELECT accounts.display_name, packet_sha256, manifest_json
                 FROM applications JOIN accounts ON accounts.id = account_id
                 WHERE number = ?",
        )
        .bind(number)
        .fetch_one(&mut *connection)
        .await?;
        let events: Vec<(i64, String, Option<String>, Option<String>)> = sqlx::query_as(
            "SELECT at_ms, status, payment_status, note
             FROM status_events WHERE number = ? ORDER BY sequence",
        )
        .bind(number)
        .fetch_all(&mut *connection)
        .await?;
        Ok(Some(ApplicationFile {
            line: read_line(line)?,
            account_name,
            packet_sha256: super::read_hash(packet_sha256)?.to_string(),
            application: serde_json::from_str(&manifest_json)
                .map_err(|_| InternalError::Corrupt("manifest"))?,
            events: events
                .into_iter()
                .map(|(at_ms, status, payment_status, note)| {
                    Ok(EventLine {
                        at: read_time(at_ms)?,
                        status: PortalStatus::from(status.as_str()),
                        payment_status: payment_status.as_deref().map(PaymentStatus::from),
                        note,
                    })
                })
                .collect::<Result<_, InternalError>>()?,
        }))
    }

    /// Decides about a new application and tells its account.
    pub(crate) async fn decide(
        &self,
        number: i64,
        decision: Decision,
        now: PortalTime,
    ) -> Result<Decided, InternalError> {
        let (status, note) = match &decision {
            Decision::Approve => (PortalStatus::AwaitingForPayment, None),
            Decision::Return { note } => (PortalStatus::Returned, Some(note.as_str())),
        };
        let mut connection = self.lock().await?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        let present: Option<String> = sqlx::query_scalar("SELECT status FROM applications WHERE number = ?")
            .bind(number)
            .fetch_optional(&mut *transaction)
            .await?;
        match present.as_deref().map(PortalStatus::from) {
            None => return Ok(Decided::NoSuchApplication),
            Some(PortalStatus::New) => {}
            Some(_) => return Ok(Decided::NotNew),
        }
        sqlx::query("UPDATE applications SET status = ? WHERE number = ?")
            .bind(status.as_str())
            .bind(number)
            .execute(&mut *transaction)
            .await?;
        applications::append_event(&mut transaction, number, note, now).await?;
        transaction.commit().await?;
        Ok(Decided::Done)
    }
}

fn read_line(row: LineRow) -> Result<ApplicationLine, InternalError> {
    let (number, service, organisation_name, quantity, status, payment_status, received_at_ms) = row;
    Ok(ApplicationLine {
        number,
        service,
        organisation_name,
        quantity,
        status: PortalStatus::from(status.as_str()),
        payment_status: payment_status.as_deref().map(PaymentStatus::from),
        received_at: read_time(received_at_ms)?,
    })
}
