//! The chain of the journal: every entry's hash covers the one before, so nothing can be changed,
//! dropped or slipped in between without breaking it.
//!
//! It covers a salted digest of an entry's field values, not the values: when a person is erased
//! by law, the values and the salt go and the chain still holds.

use crate::change::Author;
use crate::diff::FieldChange;
use crate::entry::{self, Salt, StoredEntry, Values};
use crate::error::VaultError;
use crate::hex;
use crate::journal::{self, Action, BreakKind, Head, JournalBreak, Subject};
use crate::row::{as_i64, bytes, number};
use crate::secret::make_random_bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

/// Entries read at a time while verifying, so that memory stays flat.
const VERIFY_STEP: u32 = 2_000;

/// The part of an entry that can be erased.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Details {
    /// The fields that changed.
    pub(crate) fields: Vec<FieldChange>,
    /// SHA-256 of the stored document after the change, hex; ties the journal to the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<String>,
}

impl Details {
    /// Returns details about fields alone.
    pub(crate) const fn of_fields(fields: Vec<FieldChange>) -> Self {
        Self { fields, body: None }
    }
}

/// An entry before it has its place.
#[derive(Debug, Clone)]
pub(crate) struct NewEntry {
    pub(crate) action: Action,
    pub(crate) subject: Subject,
    pub(crate) subject_id: String,
    pub(crate) version: u64,
    pub(crate) details: Details,
}

/// Returns the SHA-256 of a stored document, hex.
pub(crate) fn digest_of_body(body: &str) -> String {
    hex::encode(&Sha256::digest(body.as_bytes()))
}

/// Returns the head of a journal.
pub(crate) async fn head(conn: &mut SqliteConnection) -> Result<Head, VaultError> {
    let row = sqlx::query("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading the journal's head"))?;
    match row {
        None => Ok(Head::EMPTY),
        Some(row) => Ok(Head { sequence: number(&row, "sequence")?, hash: bytes(&row, "hash")? }),
    }
}

/// Returns the hash of an entry; the empty journal's for sequence 0.
pub(crate) async fn hash_at(
    conn: &mut SqliteConnection,
    sequence: u64,
) -> Result<Option<[u8; 32]>, VaultError> {
    if sequence == 0 {
        return Ok(Some(Head::EMPTY.hash));
    }
    let row = sqlx::query("SELECT hash FROM journal WHERE sequence = ?")
        .bind(as_i64(sequence))
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading a journal entry"))?;
    row.map(|row| bytes(&row, "hash")).transpose()
}

/// Appends entries of one change and returns the new head. Runs inside the change's transaction.
pub(crate) async fn append(
    conn: &mut SqliteConnection,
    author: &Author,
    reason: &str,
    entries: Vec<NewEntry>,
) -> Result<Head, VaultError> {
    let mut head = head(&mut *conn).await?;
    let change = head.sequence + 1;
    for entry in entries {
        let salt = Salt(make_random_bytes()?);
        let details = serde_json::to_string(&entry.details)
            .map_err(|_| VaultError::UnknownValue { column: "journal.details" })?;
        let mut stored = StoredEntry {
            sequence: head.sequence + 1,
            change,
            at_ms: author.at.as_millisecond(),
            actor: author.actor.clone(),
            reason: reason.to_owned(),
            action: entry.action.as_str().to_owned(),
            subject: entry.subject.as_str().to_owned(),
            subject_id: entry.subject_id,
            version: entry.version,
            details_digest: entry::digest(&salt, &details),
            details: Some(details),
            salt: Some(salt),
            hash: [0; 32],
        };
        stored.hash = stored.hash_after(&head.hash);
        insert(&mut *conn, &stored).await?;
        head = Head { sequence: stored.sequence, hash: stored.hash };
    }
    Ok(head)
}

async fn insert(conn: &mut SqliteConnection, entry: &StoredEntry) -> Result<(), VaultError> {
    sqlx::query(
        "INSERT INTO journal (sequence, change, at_ms, actor, reason, action, subject, subject_id,
            version, details, salt, details_digest, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(as_i64(entry.sequence))
    .bind(as_i64(entry.change))
    .bind(entry.at_ms)
    .bind(&entry.actor)
    .bind(&entry.reason)
    .bind(&entry.action)
    .bind(&entry.subject)
    .bind(&entry.subject_id)
    .bind(as_i64(entry.version))
    .bind(&entry.details)
    .bind(entry.salt.as_ref().map(|salt| salt.0.as_slice()))
    .bind(entry.details_digest.as_slice())
    .bind(entry.hash.as_slice())
    .execute(conn)
    .await
    .map_err(VaultError::db("writing the journal"))?;
    Ok(())
}

/// Takes the field values of a subject out of the journal; the chain keeps their digests.
pub(crate) async fn redact(conn: &mut SqliteConnection, subject_id: &str) -> Result<(), VaultError> {
    sqlx::query("UPDATE journal SET details = NULL, salt = NULL WHERE subject_id = ?")
        .bind(subject_id)
        .execute(conn)
        .await
        .map_err(VaultError::db("erasing from the journal"))?;
    Ok(())
}

/// Walks the chain from a trusted head to the end and returns the new head.
pub(crate) async fn verify_from(conn: &mut SqliteConnection, trusted: Head) -> Result<Head, VaultError> {
    let mut head = trusted;
    loop {
        let entries = stored_after(&mut *conn, head.sequence, VERIFY_STEP).await?;
        if entries.is_empty() {
            return Ok(head);
        }
        for entry in &entries {
            let (next, values) = entry.follow(head).map_err(VaultError::JournalBroken)?;
            if values == Values::Gone && !was_erased(&mut *conn, entry).await? {
                let at = entry.sequence;
                return Err(VaultError::JournalBroken(JournalBreak { at, kind: BreakKind::Redacted }));
            }
            head = next;
        }
    }
}

/// Returns stored entries after a sequence number, oldest first.
pub(crate) async fn stored_after(
    conn: &mut SqliteConnection,
    after: u64,
    limit: u32,
) -> Result<Vec<StoredEntry>, VaultError> {
    journal::rows_after(conn, after, limit).await?.iter().map(StoredEntry::read).collect()
}

/// Tells whether an entry or a later one says that its subject was erased.
async fn was_erased(conn: &mut SqliteConnection, entry: &StoredEntry) -> Result<bool, VaultError> {
    let erased: Option<i64> = sqlx::query_scalar(
        "SELECT sequence FROM journal WHERE subject_id = ? AND action = 'erased' AND sequence >= ?",
    )
    .bind(&entry.subject_id)
    .bind(as_i64(entry.sequence))
    .fetch_optional(conn)
    .await
    .map_err(VaultError::db("reading the journal"))?;
    Ok(erased.is_some())
}
