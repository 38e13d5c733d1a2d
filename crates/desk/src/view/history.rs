//! What was done to a record, as the window shows it and takes it back.

use super::Text;
use serde::{Deserialize, Serialize};
use specta::Type;

/// One change in a record's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HistoryRow {
    /// Place in the journal.
    pub sequence: u32,
    /// The change that it belongs to; an undo takes back all of it.
    pub change: u32,
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What was done.
    pub text: Text,
    /// Kind of the record that it was done to.
    pub kind: String,
    /// Name of that record, where it isn't the one whose history this is.
    pub title: String,
    /// Whether the change can be taken back.
    pub undoable: bool,
    /// The fields that changed.
    pub fields: Vec<HistoryField>,
}

/// One field that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HistoryField {
    /// The field as the journal knows it: a JSON pointer.
    pub path: String,
    /// The field as the form knows it.
    pub field: String,
    /// Value before; empty for none.
    pub before: String,
    /// Value after; empty for none.
    pub after: String,
    /// The records whose ids stand in the values.
    pub records: Vec<HistoryRecord>,
}

/// A record that a value of a history refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HistoryRecord {
    /// Its id, as it stands in the value.
    pub id: String,
    /// What it is called today; empty for one that was erased.
    pub title: Text,
    /// Whether it lies in the recycle bin.
    pub is_deleted: bool,
}
