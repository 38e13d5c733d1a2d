//! What is written: one change is one set of operations by one person for one reason, applied
//! together or not at all.

use crate::attachment::FileId;
use crate::chain::NewEntry;
use crate::error::VaultError;
use crate::outbox::OutboxRow;
use casework::{Kind, Record, RecordId as _};
use jiff::Timestamp;
use serde_json::Value;
use std::fmt;
use uuid::Uuid;

/// The largest document; a person with every field full has a tenth of it.
const BODY_BYTES_MAX: usize = 1024 * 1024;
/// The most operations of one change; an import of a large client is one change.
pub(crate) const OPS_MAX: usize = 200_000;

/// Who changes something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Who, as the journal shows it: a user's name or the part of the program.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

impl Author {
    /// Returns an author.
    pub fn new(actor: impl Into<String>, at: Timestamp) -> Self {
        Self { actor: actor.into(), at }
    }
}

/// What the writer believes is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Nothing yet.
    New,
    /// This version.
    Version(u64),
}

/// One operation of a change.
#[derive(Clone)]
pub struct Op(pub(crate) OpKind);

#[derive(Clone)]
pub(crate) enum OpKind {
    Put(Document, Expected),
    Delete { kind: Kind, id: Uuid, version: u64 },
    Restore { kind: Kind, id: Uuid, version: u64 },
    Erase { kind: Kind, id: Uuid, version: u64 },
    Export { kind: Kind, id: Uuid },
    Exported(NewEntry),
    Outbox(OutboxRow),
    File(NewFile),
    EraseFile(FileId),
}

/// A record as it is stored.
#[derive(Clone)]
pub(crate) struct Document {
    pub(crate) kind: Kind,
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) terms: Vec<String>,
    pub(crate) links: Vec<casework::Link>,
    pub(crate) body: Value,
}

/// A file that was written to disk and waits for its row.
#[derive(Clone)]
pub(crate) struct NewFile {
    pub(crate) id: FileId,
    pub(crate) key: crate::secret::Key,
    pub(crate) size_bytes: u64,
    pub(crate) media_type: String,
}

impl fmt::Debug for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            OpKind::Put(document, expected) => {
                write!(f, "Put({} {}, {expected:?})", document.kind.as_str(), document.id)
            }
            OpKind::Delete { kind, id, .. } => write!(f, "Delete({} {id})", kind.as_str()),
            OpKind::Restore { kind, id, .. } => write!(f, "Restore({} {id})", kind.as_str()),
            OpKind::Erase { kind, id, .. } => write!(f, "Erase({} {id})", kind.as_str()),
            OpKind::Export { kind, id } => write!(f, "Export({} {id})", kind.as_str()),
            OpKind::Exported(entry) => write!(f, "Exported({})", entry.subject_id),
            OpKind::Outbox(row) => write!(f, "Outbox({})", row.id),
            OpKind::File(file) => write!(f, "File({})", file.id),
            OpKind::EraseFile(id) => write!(f, "EraseFile({id})"),
        }
    }
}

impl Op {
    /// Stores a record, if what is stored is what the writer believes.
    pub fn put<R: Record>(record: &R, expected: Expected) -> Result<Self, VaultError> {
        let body =
            serde_json::to_value(record).map_err(|_| VaultError::RecordUnwritable { kind: R::KIND })?;
        if !body.is_object() {
            return Err(VaultError::RecordUnwritable { kind: R::KIND });
        }
        if body.to_string().len() > BODY_BYTES_MAX {
            return Err(VaultError::TooLarge { what: "record", limit: BODY_BYTES_MAX as u64 });
        }
        Ok(Self(OpKind::Put(
            Document {
                kind: R::KIND,
                id: record.id().uuid(),
                title: record.title(),
                terms: record.search_terms(),
                links: record.links(),
                body,
            },
            expected,
        )))
    }

    /// Moves a record into the recycle bin.
    pub fn delete<R: Record>(id: R::Id, version: u64) -> Self {
        Self(OpKind::Delete { kind: R::KIND, id: id.uuid(), version })
    }

    /// Takes a record out of the recycle bin.
    pub fn restore<R: Record>(id: R::Id, version: u64) -> Self {
        Self(OpKind::Restore { kind: R::KIND, id: id.uuid(), version })
    }

    /// Moves a record of a kind that is known only now into the recycle bin.
    #[must_use]
    pub const fn delete_of(kind: Kind, id: Uuid, version: u64) -> Self {
        Self(OpKind::Delete { kind, id, version })
    }

    /// Takes a record of a kind that is known only now out of the recycle bin.
    #[must_use]
    pub const fn restore_of(kind: Kind, id: Uuid, version: u64) -> Self {
        Self(OpKind::Restore { kind, id, version })
    }

    /// Erases a record of a kind that is known only now, as [`Op::erase`] does.
    #[must_use]
    pub const fn erase_of(kind: Kind, id: Uuid, version: u64) -> Self {
        Self(OpKind::Erase { kind, id, version })
    }

    /// Erases a record and everything that the journal says of its fields. Can't be undone.
    pub fn erase<R: Record>(id: R::Id, version: u64) -> Self {
        Self(OpKind::Erase { kind: R::KIND, id: id.uuid(), version })
    }

    /// Notes in the journal that a record's data left the vault; the record stays as it is.
    pub fn export<R: Record>(id: R::Id) -> Self {
        Self(OpKind::Export { kind: R::KIND, id: id.uuid() })
    }

    /// Puts a row into the outbox or updates it.
    #[must_use]
    pub const fn outbox(row: OutboxRow) -> Self {
        Self(OpKind::Outbox(row))
    }

    /// Erases the key of a file: neither it nor any backup of it can be read afterwards.
    #[must_use]
    pub const fn erase_file(id: FileId) -> Self {
        Self(OpKind::EraseFile(id))
    }
}

/// Operations that are applied together or not at all.
#[derive(Debug, Clone)]
pub struct Change {
    pub(crate) author: Author,
    pub(crate) reason: String,
    pub(crate) ops: Vec<Op>,
}

impl Change {
    /// Begins a change. The reason is a short code that the history shows, for instance `edit`.
    pub fn new(author: Author, reason: impl Into<String>) -> Self {
        Self { author, reason: reason.into(), ops: Vec::new() }
    }

    /// Adds an operation.
    #[must_use]
    pub fn with(mut self, op: Op) -> Self {
        self.ops.push(op);
        self
    }

    /// Returns whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// Adds the storing of a record.
    pub fn put<R: Record>(self, record: &R, expected: Expected) -> Result<Self, VaultError> {
        Ok(self.with(Op::put(record, expected)?))
    }
}

/// What a change became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The journal's last sequence number after the change.
    pub sequence: u64,
    /// The versions of the records that the change named.
    pub versions: Vec<(Uuid, u64)>,
}

impl Committed {
    /// Returns the version that a record has now.
    #[must_use]
    pub fn version_of(&self, id: Uuid) -> Option<u64> {
        self.versions.iter().rev().find(|(of, _)| *of == id).map(|(_, version)| *version)
    }
}

/// A write that came late: what is stored by now, for a merge per field.
#[derive(Clone)]
pub struct Stale {
    /// The record's kind.
    pub kind: Kind,
    /// The record's id.
    pub id: Uuid,
    /// What the writer believed.
    pub expected: Expected,
    /// The version stored; none when the record is not there.
    pub version: Option<u64>,
    /// Whether it lies in the recycle bin.
    pub deleted: bool,
    /// The document stored.
    pub stored: Option<Value>,
    /// The document that the writer started from, where the journal still has it.
    pub base: Option<Value>,
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the {} {} was changed: expected {:?}, stored {:?}",
            self.kind.as_str(),
            self.id,
            self.expected,
            self.version
        )
    }
}

impl fmt::Debug for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stale({self})")
    }
}
