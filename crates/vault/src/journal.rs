//! The journal: who changed which field when and why, as it is read. The history of a record, the
//! audit and the undo are views of it. [`crate::chain`] writes it and proves it.

use crate::chain::Details;
use crate::diff::FieldChange;
use crate::error::VaultError;
use crate::hex;
use crate::row::{as_i64, get, number};
use crate::time;
use casework::Kind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::fmt;

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

/// Returns entries after a sequence number, oldest first.
pub(crate) async fn entries_after(
    conn: &mut SqliteConnection,
    after: u64,
    limit: u32,
) -> Result<Vec<JournalEntry>, VaultError> {
    rows_after(conn, after, limit).await?.iter().map(read_entry).collect()
}

/// Returns the rows of entries after a sequence number, oldest first.
pub(crate) async fn rows_after(
    conn: &mut SqliteConnection,
    after: u64,
    limit: u32,
) -> Result<Vec<SqliteRow>, VaultError> {
    sqlx::query("SELECT * FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?")
        .bind(as_i64(after))
        .bind(limit)
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("reading the journal"))
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

pub(crate) fn read_entry(row: &SqliteRow) -> Result<JournalEntry, VaultError> {
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
