//! The recycle bin, as the window shows it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Kinds of records that a user deletes; what hangs on them goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A company.
    Company,
    /// A person.
    Person,
    /// A paper.
    Paper,
    /// An application.
    Application,
    /// A consent.
    Consent,
}

/// What a deletion became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DeletedView {
    /// The change that an undo takes back.
    pub change: u32,
    /// How many records went into the bin.
    pub records: u32,
}

/// A record in the recycle bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BinRow {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: RecordKind,
    /// Name.
    pub title: String,
    /// When it went in.
    pub deleted_at: String,
    /// Last day on which it can be put back.
    pub until: String,
    /// How many records went in with it.
    pub with: u32,
}
