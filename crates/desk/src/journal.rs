//! The journal for people: who did what and when, page by page, newest first.

use crate::clients;
use crate::environment::stamp;
use crate::error::{AppError, FieldIssue};
use crate::history;
use crate::recycle;
use crate::session::Desk;
use crate::view::{HistoryField, JournalPage, JournalRequest, JournalRow, JournalScope, Text};
use casework::{Application, Company, Kind, Paper, Person, Record, RecordId as _};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;
use vault::{Action, Cabinet, JournalEntry, JournalQuery, Subject, Vault};

/// Entries of a page.
const PAGE: u32 = 50;

impl Desk {
    /// Returns a page of the client's journal, or of the cabinet's own.
    pub async fn journal_page(&self, request: JournalRequest) -> Result<JournalPage, AppError> {
        let query = query_of(&request)?;
        let (cabinet, vault, language) = {
            let open = self.session().await?;
            (open.cabinet.clone(), open.vault.clone(), open.settings.language)
        };
        let entries = match request.scope {
            JournalScope::Client => vault.journal_page(query).await?,
            JournalScope::Cabinet => cabinet.journal_page(query).await?,
        };
        let is_full = entries.len() >= PAGE as usize;
        let next =
            entries.last().filter(|last| is_full && last.sequence > 1).map(|last| last.sequence.to_string());
        let mut rows = Vec::new();
        for entry in &entries {
            let title = title_of(&cabinet, &vault, entry).await?;
            let title = match entry.subject {
                Subject::Record(kind) => recycle::titled(kind, &title).get(language).to_owned(),
                _ => title,
            };
            rows.push(row_of(&vault, entry, title).await?);
        }
        Ok(JournalPage { rows, next })
    }
}

fn query_of(request: &JournalRequest) -> Result<JournalQuery, AppError> {
    let subject = match request.subject.as_str() {
        "" => None,
        name => Some(subject_of(name).ok_or_else(|| unknown("subject"))?),
    };
    let action = match request.action.as_str() {
        "" => None,
        name => Some(named::<Action>(name).ok_or_else(|| unknown("action"))?),
    };
    let before = match &request.before {
        None => None,
        Some(number) => Some(number.parse().map_err(|_| unknown("before"))?),
    };
    Ok(JournalQuery { before, subject, action, limit: PAGE })
}

fn subject_of(name: &str) -> Option<Subject> {
    [Subject::Outbox, Subject::File, Subject::Client, Subject::Setting]
        .into_iter()
        .find(|subject| subject.as_str() == name)
        .or_else(|| Kind::from_name(name).map(Subject::Record))
}

/// Returns the value with a stored name.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::String(name.to_owned())).ok()
}

/// Returns what the subject is called today; what is erased has no name any more.
async fn title_of(cabinet: &Cabinet, vault: &Vault, entry: &JournalEntry) -> Result<String, AppError> {
    Ok(match entry.subject {
        Subject::Record(Kind::Company) => title::<Company>(vault, entry).await?,
        Subject::Record(Kind::Person) => title::<Person>(vault, entry).await?,
        Subject::Record(Kind::Paper) => title::<Paper>(vault, entry).await?,
        Subject::Record(Kind::Application) => title::<Application>(vault, entry).await?,
        Subject::Client => match clients::parse(&entry.subject_id) {
            Ok(id) => cabinet.require_client(id).await.map(|client| client.name).unwrap_or_default(),
            Err(_) => String::new(),
        },
        Subject::Setting => entry.subject_id.split('/').next().unwrap_or_default().to_owned(),
        Subject::Record(_) | Subject::Outbox | Subject::File => String::new(),
    })
}

async fn title<R: Record>(vault: &Vault, entry: &JournalEntry) -> Result<String, AppError> {
    let Ok(id) = Uuid::parse_str(&entry.subject_id) else { return Ok(String::new()) };
    let stored = vault.get_with_deleted::<R>(R::Id::from_uuid(id)).await?;
    Ok(stored.map(|stored| stored.record.title()).unwrap_or_default())
}

async fn row_of(vault: &Vault, entry: &JournalEntry, title: String) -> Result<JournalRow, AppError> {
    Ok(JournalRow {
        sequence: entry.sequence.to_string(),
        at: stamp(entry.at),
        actor: entry.actor.clone(),
        text: history::sentence(entry),
        action: entry.action.as_str().to_owned(),
        subject: entry.subject.as_str().to_owned(),
        subject_id: entry.subject_id.clone(),
        title,
        fields: match entry.subject {
            Subject::Record(kind) => history::fields(vault, kind, entry).await?,
            Subject::Client => client_fields(entry),
            Subject::Setting | Subject::Outbox | Subject::File => Vec::new(),
        },
        is_redacted: entry.fields.is_none(),
    })
}

/// Returns what an entry says of a client: its name, its colour, since when it is put aside, what of it
/// left in a file.
fn client_fields(entry: &JournalEntry) -> Vec<HistoryField> {
    let changed = entry.fields.iter().flatten().filter(|_| entry.action != Action::Created);
    changed
        .map(|change| HistoryField {
            path: change.path.clone(),
            field: change.path.trim_start_matches('/').to_owned(),
            before: client_value(&change.path, change.before.as_ref()),
            after: client_value(&change.path, change.after.as_ref()),
            records: Vec::new(),
        })
        .collect()
}

fn client_value(path: &str, value: Option<&Value>) -> String {
    let text = history::shown(value);
    match (path, text.parse()) {
        // Stored as UTC, shown as every time is.
        ("/archived_at", Ok(at)) => stamp(at),
        _ => text,
    }
}

fn unknown(field: &str) -> AppError {
    AppError::invalid(vec![FieldIssue {
        field: field.to_owned(),
        code: "unknown".to_owned(),
        text: Text::new(
            "The journal can't be filtered by this value.",
            "По этому значению журнал отобрать нельзя.",
            "Журналды бұл мән бойынша іріктеу мүмкін емес.",
        ),
    }])
}
