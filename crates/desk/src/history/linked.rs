//! The records that a value of the history refers to: what they are called today, or that they are gone.

use crate::AppError;
use crate::companies;
use crate::recycle;
use crate::view::{HistoryRecord, Text};
use casework::{Application, Company, Paper, Person, Record, RecordId as _};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::{FieldChange, Vault};

/// What a field refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Company,
    Person,
    Paper,
    Application,
}

impl Target {
    /// Returns what the field of this name refers to; nothing for a field that holds a value of its own.
    fn of(field: &str) -> Option<Self> {
        Some(match field {
            "company" | "host" | "operator" => Self::Company,
            "person" | "persons" | "principal" | "dependant" => Self::Person,
            "paper" => Self::Paper,
            "application" => Self::Application,
            _ => return None,
        })
    }
}

/// Returns the records whose ids stand in what a field was and is.
pub(super) async fn records(vault: &Vault, change: &FieldChange) -> Result<Vec<HistoryRecord>, AppError> {
    let mut found = BTreeMap::new();
    let field = change.path.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or_default();
    for value in change.before.iter().chain(&change.after) {
        gather(field, value, &mut found);
    }
    let mut records = Vec::with_capacity(found.len());
    for (id, target) in found {
        records.push(match target {
            Target::Company => named::<Company>(vault, id, companies::title).await?,
            Target::Person => named::<Person>(vault, id, titled).await?,
            Target::Paper => named::<Paper>(vault, id, titled).await?,
            Target::Application => named::<Application>(vault, id, titled).await?,
        });
    }
    Ok(records)
}

fn gather(field: &str, value: &Value, found: &mut BTreeMap<Uuid, Target>) {
    match value {
        Value::String(text) => {
            if let (Some(target), Ok(id)) = (Target::of(field), text.parse()) {
                found.insert(id, target);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(field, item, found)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| gather(name, value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

async fn named<R: Record>(vault: &Vault, id: Uuid, title: fn(&R) -> Text) -> Result<HistoryRecord, AppError> {
    let stored = vault.get_with_deleted::<R>(R::Id::from_uuid(id)).await?;
    Ok(HistoryRecord {
        id: id.to_string(),
        is_deleted: stored.as_ref().is_some_and(|stored| stored.deleted_at.is_some()),
        title: stored.map(|stored| title(&stored.record)).unwrap_or_default(),
    })
}

fn titled<R: Record>(record: &R) -> Text {
    recycle::titled(R::KIND, &record.title())
}
