//! What left a vault as a plain or encrypted file, and the journal's entry about it. Nothing of a
//! vault's data changes by that, so a note gives no record a new version.

use crate::attachment::FileId;
use crate::chain::{Details, NewEntry};
use crate::client::ClientId;
use crate::diff::FieldChange;
use crate::journal::{Action, Subject};
use casework::{Kind, Record, RecordId as _};
use serde_json::{Value, json};

/// Something that leaves a vault as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    what: &'static str,
    /// None for what is about the client as a whole.
    about: Option<(Subject, String)>,
    facts: Vec<(&'static str, Value)>,
}

impl Export {
    /// Letters, forms or packets made for a record.
    pub fn letters<R: Record>(about: R::Id, count: u32) -> Self {
        let about = (Subject::Record(R::KIND), about.uuid().to_string());
        Self { what: "letters", about: Some(about), facts: vec![("/count", json!(count))] }
    }

    /// The content of an attached file.
    #[must_use]
    pub fn paper(file: FileId) -> Self {
        Self { what: "paper", about: Some((Subject::File, file.to_string())), facts: Vec::new() }
    }

    /// A table of records of one kind.
    #[must_use]
    pub fn list(kind: Kind, rows: u64) -> Self {
        let facts = vec![("/kind", json!(kind.as_str())), ("/rows", json!(rows))];
        Self { what: "list", about: None, facts }
    }

    /// The journal.
    #[must_use]
    pub const fn journal() -> Self {
        Self { what: "journal", about: None, facts: Vec::new() }
    }

    /// Everything, as an archive.
    #[must_use]
    pub const fn archive() -> Self {
        Self { what: "archive", about: None, facts: Vec::new() }
    }

    /// Returns the journal's entry.
    pub(crate) fn entry(self, client: ClientId) -> NewEntry {
        let (subject, subject_id) = self.about.unwrap_or((Subject::Client, client.to_string()));
        let facts = std::iter::once(("/what", json!(self.what))).chain(self.facts);
        let fields = facts.map(|(path, value)| FieldChange {
            path: path.to_owned(),
            before: None,
            after: Some(value),
        });
        NewEntry {
            action: Action::Exported,
            subject,
            subject_id,
            // No version of anything: an export changes nothing.
            version: 0,
            details: Details::of_fields(fields.collect()),
        }
    }
}
