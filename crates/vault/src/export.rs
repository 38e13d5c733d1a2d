//! What leaves a vault as a whole: a list, the journal, everything. Single records and their papers
//! are noted with [`crate::Op::export`]. Nothing of a vault's data changes by a note, so it gives
//! no record a new version.

use crate::chain::{Details, NewEntry};
use crate::client::ClientId;
use crate::diff::FieldChange;
use crate::journal::{Action, Subject};
use casework::Kind;
use serde_json::{Value, json};

/// Something that leaves a vault as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    what: &'static str,
    facts: Vec<(&'static str, Value)>,
}

impl Export {
    /// A table of records of one kind.
    #[must_use]
    pub fn list(kind: Kind, rows: u64) -> Self {
        Self { what: "list", facts: vec![("/kind", json!(kind.as_str())), ("/rows", json!(rows))] }
    }

    /// The journal.
    #[must_use]
    pub const fn journal() -> Self {
        Self { what: "journal", facts: Vec::new() }
    }

    /// Everything, as an archive.
    #[must_use]
    pub const fn archive() -> Self {
        Self { what: "archive", facts: Vec::new() }
    }

    /// Returns the journal's entry.
    pub(crate) fn entry(self, client: ClientId) -> NewEntry {
        let facts = std::iter::once(("/what", json!(self.what))).chain(self.facts);
        let fields = facts.map(|(path, value)| FieldChange {
            path: path.to_owned(),
            before: None,
            after: Some(value),
        });
        NewEntry {
            action: Action::Exported,
            subject: Subject::Client,
            subject_id: client.to_string(),
            // No version of anything: an export changes nothing.
            version: 0,
            details: Details::of_fields(fields.collect()),
        }
    }
}
