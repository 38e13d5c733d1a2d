//! The chain of the journal: every entry's hash covers the one before, so nothing can be changed,
//! dropped or slipped in between without breaking it.
//!
//! It covers a salted digest of an entry's field values, not the values: when a person is erased
//! by law, the values and the salt go and the chain still holds.

use crate::change::Author;
use crate::diff::FieldChange;
use crate::error::VaultError;
use crate::hex;
use crate::journal::{Action, BreakKind, Head, JournalBreak, Subject};
use crate::row::{as_i64, bytes, get, number};
use crate::secret::make_random_bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

/// Length of an entry's salt.
const SALT_BYTES: usize = 16;
/// Entries read at a time while verifying, so that memory stays flat.
const VERIFY_STEP: i64 = 2_000;

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
#[derive(Debug)]
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
        let salt: [u8; SALT_BYTES] = make_random_bytes()?;
        let details = serde_json::to_string(&entry.details)
            .map_err(|_| VaultError::UnknownValue { column: "journal.details" })?;
        let sealed = Sealed {
            sequence: head.sequence + 1,
            change,
            at_ms: author.at.as_millisecond(),
            actor: &author.actor,
            reason,
            action: entry.action.as_str(),
            subject: entry.subject.as_str(),
            subject_id: &entry.subject_id,
            version: entry.version,
            details_digest: details_digest(&salt, &details),
        };
        let hash = sealed.hash(&head.hash);
        sqlx::query(
            "INSERT INTO journal (sequence, change, at_ms, actor, reason, action, subject, subject_id,
                version, details, salt, details_digest, hash)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(as_i64(sealed.sequence))
        .bind(as_i64(change))
        .bind(sealed.at_ms)
        .bind(sealed.actor)
        .bind(reason)
        .bind(sealed.action)
        .bind(sealed.subject)
        .bind(sealed.subject_id)
        .bind(as_i64(sealed.version))
        .bind(&details)
        .bind(salt.as_slice())
        .bind(sealed.details_digest.as_slice())
        .bind(hash.as_slice())
        .execute(&mut *conn)
        .await
        .map_err(VaultError::db("writing the journal"))?;
        head = Head { sequence: sealed.sequence, hash };
    }
    Ok(head)
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

/// What an entry's hash covers.
struct Sealed<'a> {
    sequence: u64,
    change: u64,
    at_ms: i64,
    actor: &'a str,
    reason: &'a str,
    action: &'a str,
    subject: &'a str,
    subject_id: &'a str,
    version: u64,
    details_digest: [u8; 32],
}

impl Sealed<'_> {
    /// Returns the entry's hash. Texts go in with their length before them, so that no text can
    /// move from one field into the next.
    fn hash(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut hash = Sha256::new_with_prefix(b"expat-desk/1/journal");
        hash.update(previous);
        for number in [self.sequence, self.change, self.version] {
            hash.update(number.to_le_bytes());
        }
        hash.update(self.at_ms.to_le_bytes());
        for text in [self.actor, self.reason, self.action, self.subject, self.subject_id] {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.update(self.details_digest);
        hash.finalize().into()
    }
}

fn details_digest(salt: &[u8], details: &str) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(salt);
    hash.update(details.as_bytes());
    hash.finalize().into()
}

/// Walks the chain from a trusted head to the end and returns the new head.
pub(crate) async fn verify_from(conn: &mut SqliteConnection, trusted: Head) -> Result<Head, VaultError> {
    let mut head = trusted;
    loop {
        let rows = sqlx::query("SELECT * FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?")
            .bind(as_i64(head.sequence))
            .bind(VERIFY_STEP)
            .fetch_all(&mut *conn)
            .await
            .map_err(VaultError::db("reading the journal"))?;
        if rows.is_empty() {
            return Ok(head);
        }
        for row in &rows {
            head = verify_row(conn, row, head).await?;
        }
    }
}

async fn verify_row(conn: &mut SqliteConnection, row: &SqliteRow, head: Head) -> Result<Head, VaultError> {
    let sequence = number(row, "sequence")?;
    let broken = |kind| VaultError::JournalBroken(JournalBreak { at: sequence, kind });
    if sequence != head.sequence + 1 {
        return Err(broken(BreakKind::Gap));
    }
    let sealed = Sealed {
        sequence,
        change: number(row, "change")?,
        at_ms: get(row, "at_ms")?,
        actor: get(row, "actor")?,
        reason: get(row, "reason")?,
        action: get(row, "action")?,
        subject: get(row, "subject")?,
        subject_id: get(row, "subject_id")?,
        version: number(row, "version")?,
        details_digest: bytes(row, "details_digest")?,
    };
    let hash: [u8; 32] = bytes(row, "hash")?;
    if sealed.hash(&head.hash) != hash {
        return Err(broken(BreakKind::Hash));
    }
    match (get::<Option<&str>>(row, "details")?, get::<Option<&[u8]>>(row, "salt")?) {
        (Some(details), Some(salt)) if details_digest(salt, details) == sealed.details_digest => {}
        (None, None) => {
            let erased: Option<i64> = sqlx::query_scalar(
                "SELECT sequence FROM journal WHERE subject_id = ? AND action = 'erased' AND sequence >= ?",
            )
            .bind(sealed.subject_id)
            .bind(as_i64(sequence))
            .fetch_optional(conn)
            .await
            .map_err(VaultError::db("reading the journal"))?;
            if erased.is_none() {
                return Err(broken(BreakKind::Redacted));
            }
        }
        _ => return Err(broken(BreakKind::Details)),
    }
    Ok(Head { sequence, hash })
}
