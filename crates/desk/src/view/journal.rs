//! The journal, page by page.

use super::{HistoryField, Text};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Whose journal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JournalScope {
    /// The client's on the desk.
    #[default]
    Client,
    /// The cabinet's own: clients, settings, exports.
    Cabinet,
}

/// Which entries are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct JournalRequest {
    /// Whose journal.
    pub scope: JournalScope,
    /// Only entries about this kind of thing; empty for all.
    pub subject: String,
    /// Only entries of this action; empty for all.
    pub action: String,
    /// Only entries before this one; none begins with the newest.
    pub before: Option<String>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct JournalRow {
    /// Its number.
    pub sequence: String,
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What was done.
    pub text: Text,
    /// Code of the action.
    pub action: String,
    /// Kind of the thing.
    pub subject: String,
    /// Id of the thing.
    pub subject_id: String,
    /// Its title today; empty where it has none or is gone.
    pub title: String,
    /// The fields that changed.
    pub fields: Vec<HistoryField>,
    /// Whether the values were erased by law.
    pub is_redacted: bool,
}

/// A page of the journal, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct JournalPage {
    /// The entries.
    pub rows: Vec<JournalRow>,
    /// Where the next page begins; none after the last.
    pub next: Option<String>,
}

/// What a journal that left as a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct JournalFile {
    /// Id of the client whose journal it is.
    pub client: String,
    /// The client's name; empty where nobody here knows it.
    pub client_name: String,
    /// When it left.
    pub exported_at: String,
    /// How many entries it holds.
    pub entries: u32,
    /// The key that it is signed with, in hexadecimal.
    pub public_key: String,
}

/// A journal that was written into a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct JournalExportDone {
    /// The file.
    pub file: String,
    /// What is in it.
    pub journal: JournalFile,
}

/// What the check of a file came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JournalVerdict {
    /// It is as it was signed, with the key that was expected.
    Sound,
    /// It is as it was signed; no key was given to compare with.
    KeyUnknown,
    /// It is as it was signed, but with another key.
    OtherKey,
    /// It is not as it was signed.
    Broken,
}

/// The check of a file that holds a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct JournalCheck {
    /// What it came to.
    pub verdict: JournalVerdict,
    /// What was found and what to do.
    pub text: Text,
    /// What the file says of itself; none where nothing in it can be relied upon.
    pub journal: Option<JournalFile>,
}
