//! One entry of a journal as it is stored, and what its hash covers. Pure: the same check serves
//! the database and the exported file.

use crate::error::VaultError;
use crate::hex;
use crate::journal::{BreakKind, Head, JournalBreak};
use crate::row::{bytes, get, number};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::sqlite::SqliteRow;

/// Length of an entry's salt.
const SALT_BYTES: usize = 16;

/// What makes the digest of an entry's values say nothing about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Salt(#[serde(with = "hex::array")] pub(crate) [u8; SALT_BYTES]);

/// An entry; the order of the fields is that of an exported line.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StoredEntry {
    pub(crate) sequence: u64,
    pub(crate) change: u64,
    pub(crate) at_ms: i64,
    pub(crate) actor: String,
    pub(crate) reason: String,
    pub(crate) action: String,
    pub(crate) subject: String,
    pub(crate) subject_id: String,
    pub(crate) version: u64,
    /// The field values as the very text that the digest covers. None after an erasure.
    pub(crate) details: Option<String>,
    pub(crate) salt: Option<Salt>,
    #[serde(with = "hex::array")]
    pub(crate) details_digest: [u8; 32],
    #[serde(with = "hex::array")]
    pub(crate) hash: [u8; 32],
}

/// Whether an entry still has its field values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Values {
    /// They are there and are those that the hash covers.
    Kept,
    /// They are gone, which is right only if the subject was erased.
    Gone,
}

impl StoredEntry {
    /// Reads an entry out of its row.
    pub(crate) fn read(row: &SqliteRow) -> Result<Self, VaultError> {
        let salt: Option<&[u8]> = get(row, "salt")?;
        let salt = salt.map(TryInto::try_into).transpose();
        Ok(Self {
            sequence: number(row, "sequence")?,
            change: number(row, "change")?,
            at_ms: get(row, "at_ms")?,
            actor: get(row, "actor")?,
            reason: get(row, "reason")?,
            action: get(row, "action")?,
            subject: get(row, "subject")?,
            subject_id: get(row, "subject_id")?,
            version: number(row, "version")?,
            details: get(row, "details")?,
            salt: salt.map_err(|_| VaultError::UnknownValue { column: "journal.salt" })?.map(Salt),
            details_digest: bytes(row, "details_digest")?,
            hash: bytes(row, "hash")?,
        })
    }

    /// Returns the hash that follows from the one before. Texts go in with their length before
    /// them, so that no text can move from one field into the next.
    pub(crate) fn hash_after(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut hash = Sha256::new_with_prefix(b"expat-desk/1/journal");
        hash.update(previous);
        for number in [self.sequence, self.change, self.version] {
            hash.update(number.to_le_bytes());
        }
        hash.update(self.at_ms.to_le_bytes());
        for text in [&self.actor, &self.reason, &self.action, &self.subject, &self.subject_id] {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.update(self.details_digest);
        hash.finalize().into()
    }

    /// Checks that this entry goes on from a head, and returns the new one.
    pub(crate) fn follow(&self, head: Head) -> Result<(Head, Values), JournalBreak> {
        let broken = |kind| JournalBreak { at: self.sequence, kind };
        if self.sequence != head.sequence + 1 {
            return Err(broken(BreakKind::Gap));
        }
        if self.hash_after(&head.hash) != self.hash {
            return Err(broken(BreakKind::Hash));
        }
        let values = match (&self.details, &self.salt) {
            (Some(details), Some(salt)) if digest(salt, details) == self.details_digest => Values::Kept,
            (None, None) => Values::Gone,
            _ => return Err(broken(BreakKind::Details)),
        };
        Ok((Head { sequence: self.sequence, hash: self.hash }, values))
    }
}

/// Returns the digest of an entry's values.
pub(crate) fn digest(salt: &Salt, details: &str) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(salt.0);
    hash.update(details.as_bytes());
    hash.finalize().into()
}
