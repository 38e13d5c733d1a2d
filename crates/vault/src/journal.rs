//! The journal: who changed which field when and why. Every entry's hash covers the one before, so
//! nothing can be changed, dropped or slipped in between without breaking the chain.
//!
//! The chain covers a salted digest of an entry's field values, not the values: when a person is
//! erased by law, the values and the salt go and the chain still holds.

use crate::change::Author;
use crate::diff::FieldChange;
use crate::error::VaultError;
use crate::hex;
use crate::row::{as_i64, bytes, get, number};
use crate::secret::make_random_bytes;
use crate::time;
use casework::Kind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::fmt;

/// Length of an entry's salt.
const SALT_BYTES: usize = 16;
/// Entries read at a time while verifying, so that memory stays flat.
const VERIFY_STEP: i64 = 2_000;

/// The end of a journal: how many entries, and the hash of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Sequence number of the last entry; 0 before the first.
    pub sequence: u64,
    /// Its hash.
    #[serde(with = "hex::array")]
    pub hash: [u8; 32],
}

impl Head {
    /// The head of a journal without entries.
    pub(crate) const EMPTY: Self = Self { sequence: 0, hash: [0; 32] };
}

/// What was done to a subject; the names are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Came into being.
    Created,
    /// Got other values.
    Changed,
    /// Went into the recycle bin.
    Deleted,
    /// Came out of the recycle bin.
    Restored,
    /// Was erased for good.
    Erased,
    /// Left the vault as a file.
    Exported,
}

impl Action {
    const ALL: [Self; 6] =
        [Self::Created, Self::Changed, Self::Deleted, Self::Restored, Self::Erased, Self::Exported];

    /// Returns the stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Restored => "restored",
            Self::Erased => "erased",
            Self::Exported => "exported",
        }
    }
}

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A record of this kind.
    Record(Kind),
    /// A row of the outbox.
    Outbox,
    /// An attached file.
    File,
    /// A client of the cabinet.
    Client,
    /// A setting of the cabinet.
    Setting,
}

impl Subject {
    /// Returns the stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Record(kind) => kind.as_str(),
            Self::Outbox => "outbox",
            Self::File => "file",
            Self::Client => "client",
            Self::Setting => "setting",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Outbox, Self::File, Self::Client, Self::Setting]
            .into_iter()
            .find(|subject| subject.as_str() == name)
            .or_else(|| Kind::from_name(name).map(Self::Record))
    }
}

/// One entry as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// Place in the journal, from 1.
    pub sequence: u64,
    /// Sequence of the first entry of the same change.
    pub change: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// Why, a short code.
    pub reason: String,
    /// What was done.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// Its id.
    pub subject_id: String,
    /// The version it has after.
    pub version: u64,
    /// Which fields; none when the values were erased by law.
    pub fields: Option<Vec<FieldChange>>,
}

/// How a journal is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakKind {
    /// A sequence number is missing.
    Gap,
    /// An entry's hash does not follow from the one before.
    Hash,
    /// The field values are not those that the hash covers.
    Details,
    /// Values are gone although nothing was erased.
    Redacted,
    /// The cabinet remembers another entry at this place.
    OtherHistory,
    /// A record is not in the state that the journal says.
    Record,
}

/// Where a journal is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalBreak {
    /// The sequence number at which it was noticed.
    pub at: u64,
    /// How.
    pub kind: BreakKind,
}

impl fmt::Display for JournalBreak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at entry {}", self.kind, self.at)
    }
}

/// What a verification went through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// The journal's head.
    pub head: Head,
    /// Records whose stored state agrees with the journal.
    pub records: u64,
}

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

/// Returns entries after a sequence number, oldest first.
pub(crate) async fn entries_after(
    conn: &mut SqliteConnection,
    after: u64,
    limit: u32,
) -> Result<Vec<JournalEntry>, VaultError> {
    let rows = sqlx::query("SELECT * FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?")
        .bind(as_i64(after))
        .bind(limit)
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("reading the journal"))?;
    rows.iter().map(read_entry).collect()
}

/// Returns all entries about a subject, oldest first.
pub(crate) async fn entries_about(
    conn: &mut SqliteConnection,
    subject_id: &str,
) -> Result<Vec<JournalEntry>, VaultError> {
    let rows = sqlx::query("SELECT * FROM journal WHERE subject_id = ? ORDER BY sequence")
        .bind(subject_id)
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("reading the history"))?;
    rows.iter().map(read_entry).collect()
}

fn read_entry(row: &SqliteRow) -> Result<JournalEntry, VaultError> {
    let unknown = |column| VaultError::UnknownValue { column };
    let action: &str = get(row, "action")?;
    let subject: &str = get(row, "subject")?;
    let details: Option<&str> = get(row, "details")?;
    let details: Option<Details> =
        details.map(serde_json::from_str).transpose().map_err(|_| unknown("journal.details"))?;
    Ok(JournalEntry {
        sequence: number(row, "sequence")?,
        change: number(row, "change")?,
        at: time::from_ms(get(row, "at_ms")?, "journal.at_ms")?,
        actor: get(row, "actor")?,
        reason: get(row, "reason")?,
        action: Action::ALL
            .into_iter()
            .find(|known| known.as_str() == action)
            .ok_or(unknown("journal.action"))?,
        subject: Subject::from_name(subject).ok_or(unknown("journal.subject"))?,
        subject_id: get(row, "subject_id")?,
        version: number(row, "version")?,
        fields: details.map(|details| details.fields),
    })
}
