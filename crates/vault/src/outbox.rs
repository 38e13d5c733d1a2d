//! The outbox: what waits to be sent. A row is written in the same transaction as the change that
//! made it, so there is no change without its sending and no sending without its change.

use crate::error::VaultError;
use crate::row::{as_i64, get, uuid};
use crate::time;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::fmt;
use uuid::Uuid;

/// Id of an outbox row; also the idempotency key under which it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OutboxId(pub Uuid);

impl fmt::Display for OutboxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a row stands; the names are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// Waits for its turn.
    Queued,
    /// Is on its way; after a crash it is sent again under the same key.
    Sending,
    /// Arrived, with proof.
    Delivered,
    /// The other side said no; a person has to look.
    Refused,
    /// Taken back by the user before it was sent.
    Cancelled,
}

impl OutboxState {
    const ALL: [Self; 5] = [Self::Queued, Self::Sending, Self::Delivered, Self::Refused, Self::Cancelled];

    /// Returns the stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Delivered => "delivered",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
        }
    }
}

/// One row of the outbox.
#[derive(Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Id and idempotency key.
    pub id: OutboxId,
    /// What it is, a short code of the sender, for instance `submission`.
    pub kind: String,
    /// What is sent or names it.
    pub body: Value,
    /// Where it stands.
    pub state: OutboxState,
    /// How often it was tried.
    pub attempts: u32,
    /// Not before this time; none means at once.
    pub next_attempt_at: Option<Timestamp>,
    /// A code of what went wrong last.
    pub last_error: Option<String>,
    /// When it was put in. Kept from the first put on.
    pub created_at: Timestamp,
    /// When it was changed last. Set by every put.
    pub changed_at: Timestamp,
}

impl fmt::Debug for OutboxRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutboxRow")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("state", &self.state)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl OutboxRow {
    /// Returns a row that waits for its first attempt.
    pub fn new(id: OutboxId, kind: impl Into<String>, body: Value, at: Timestamp) -> Self {
        Self {
            id,
            kind: kind.into(),
            body,
            state: OutboxState::Queued,
            attempts: 0,
            next_attempt_at: None,
            last_error: None,
            created_at: at,
            changed_at: at,
        }
    }
}

/// Puts a row in or over its old self.
pub(crate) async fn put(
    conn: &mut SqliteConnection,
    row: &OutboxRow,
    at: Timestamp,
) -> Result<(), VaultError> {
    sqlx::query(
        "INSERT INTO outbox (id, kind, state, body, attempts, next_attempt_at_ms, last_error, created_at_ms, changed_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state, body = excluded.body,
            attempts = excluded.attempts, next_attempt_at_ms = excluded.next_attempt_at_ms,
            last_error = excluded.last_error, changed_at_ms = excluded.changed_at_ms",
    )
    .bind(row.id.0.as_bytes().as_slice())
    .bind(&row.kind)
    .bind(row.state.as_str())
    .bind(row.body.to_string())
    .bind(row.attempts)
    .bind(row.next_attempt_at.map(Timestamp::as_millisecond))
    .bind(&row.last_error)
    .bind(row.created_at.as_millisecond())
    .bind(at.as_millisecond())
    .execute(conn)
    .await
    .map_err(VaultError::db("writing the outbox"))?;
    Ok(())
}

/// Returns one row.
pub(crate) async fn load(conn: &mut SqliteConnection, id: OutboxId) -> Result<Option<OutboxRow>, VaultError> {
    let row = sqlx::query("SELECT * FROM outbox WHERE id = ?")
        .bind(id.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading the outbox"))?;
    row.as_ref().map(read).transpose()
}

/// Returns all rows, oldest first.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<Vec<OutboxRow>, VaultError> {
    let rows = sqlx::query("SELECT * FROM outbox ORDER BY created_at_ms, id")
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("reading the outbox"))?;
    rows.iter().map(read).collect()
}

/// Returns the rows whose turn it is, oldest first.
pub(crate) async fn due(
    conn: &mut SqliteConnection,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<OutboxRow>, VaultError> {
    let rows = sqlx::query(
        "SELECT * FROM outbox WHERE state IN ('queued', 'sending') AND ifnull(next_attempt_at_ms, 0) <= ?
         ORDER BY created_at_ms, id LIMIT ?",
    )
    .bind(now.as_millisecond())
    .bind(as_i64(u64::from(limit)))
    .fetch_all(conn)
    .await
    .map_err(VaultError::db("reading the outbox"))?;
    rows.iter().map(read).collect()
}

/// Returns how many rows still want something: their turn, or a person.
pub(crate) fn count_open(conn: &rusqlite::Connection) -> Result<u64, VaultError> {
    let sql = "SELECT count(*) FROM outbox WHERE state NOT IN ('delivered', 'cancelled')";
    conn.query_row(sql, [], |row| row.get(0)).map_err(VaultError::direct("counting the outbox"))
}

fn read(row: &SqliteRow) -> Result<OutboxRow, VaultError> {
    let unknown = |column| VaultError::UnknownValue { column };
    let state: &str = get(row, "state")?;
    let next: Option<i64> = get(row, "next_attempt_at_ms")?;
    Ok(OutboxRow {
        id: OutboxId(uuid(row, "id")?),
        kind: get(row, "kind")?,
        body: serde_json::from_str(get(row, "body")?).map_err(|_| unknown("outbox.body"))?,
        state: OutboxState::ALL
            .into_iter()
            .find(|known| known.as_str() == state)
            .ok_or(unknown("outbox.state"))?,
        attempts: get(row, "attempts")?,
        next_attempt_at: next.map(|ms| time::from_ms(ms, "outbox.next_attempt_at_ms")).transpose()?,
        last_error: get(row, "last_error")?,
        created_at: time::from_ms(get(row, "created_at_ms")?, "outbox.created_at_ms")?,
        changed_at: time::from_ms(get(row, "changed_at_ms")?, "outbox.changed_at_ms")?,
    })
}
