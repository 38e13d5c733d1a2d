//! A record's history from the journal, and taking back what it tells: a whole change, or one value.
//!
//! An undo is a new change, written like any other. It takes back only what nobody changed since:
//! it is the merge of "as it was before" into what is stored now.

mod linked;

use crate::AppError;
use crate::edit::{self, document, read};
use crate::environment::stamp;
use crate::error::ErrorCode;
use crate::field_names;
use crate::needed;
use crate::recycle;
use crate::session::Desk;
use crate::view::{HistoryField, HistoryRow, Text};
use casework::{
    Application, Company, Consent, Engagement, FamilyRelation, Kind, LinkRole, Paper, Person, Record,
    RecordId, StayDocument, Submission, TravelDocument, WorkState,
};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;
use vault::{Action, Change, Expected, FieldChange, JournalEntry, Op, Subject, Vault, merge, set_field};

/// Entries of a history that a screen shows.
const SHOWN_MAX: usize = 50;
/// Fields that are the record's own bookkeeping: its id, and how the vault names a file.
const UNSHOWN: [&str; 4] = ["id", "file", "sha256", "media_type"];
/// Entries of the journal that are read at a time.
const STEP: u32 = 1_000;

/// Calls a function for the type of a kind.
macro_rules! for_kind {
    ($kind:expr, $call:ident($($argument:expr),*)) => {
        match $kind {
            Kind::Company => $call::<Company>($($argument),*).await,
            Kind::Person => $call::<Person>($($argument),*).await,
            Kind::Engagement => $call::<Engagement>($($argument),*).await,
            Kind::FamilyRelation => $call::<FamilyRelation>($($argument),*).await,
            Kind::TravelDocument => $call::<TravelDocument>($($argument),*).await,
            Kind::StayDocument => $call::<StayDocument>($($argument),*).await,
            Kind::Paper => $call::<Paper>($($argument),*).await,
            Kind::Application => $call::<Application>($($argument),*).await,
            Kind::Submission => $call::<Submission>($($argument),*).await,
            Kind::Consent => $call::<Consent>($($argument),*).await,
        }
    };
}

impl Desk {
    /// Takes back a change, all of it or nothing.
    pub async fn history_undo(&self, change: u32) -> Result<(), AppError> {
        let vault = self.vault().await?;
        let entries = entries_of(&vault, u64::from(change)).await?;
        if entries.is_empty() {
            return Err(unknown_change());
        }
        let undone = undo(&vault, &entries, Change::new(self.author(), "undo")).await?;
        vault.write(undone).await?;
        Ok(())
    }

    /// Puts back the value that a field had before an entry of the journal.
    pub async fn history_put_back(&self, sequence: u32, path: String) -> Result<(), AppError> {
        let vault = self.vault().await?;
        let sequence = u64::from(sequence);
        let entry = vault.journal(sequence.saturating_sub(1), 1).await?.into_iter().next();
        let entry = entry.filter(|entry| entry.sequence == sequence).ok_or_else(gone)?;
        let field =
            entry.fields.iter().flatten().find(|field| field.path == path).cloned().ok_or_else(gone)?;
        let Subject::Record(kind) = entry.subject else { return Err(gone()) };
        let id = entry.subject_id.parse::<Uuid>().map_err(|_| gone())?;
        let change = Change::new(self.author(), "put_back");
        let change = for_kind!(kind, put_back(&vault, id, &field, change))?;
        vault.write(change).await?;
        Ok(())
    }
}

/// Returns a record's history, newest first.
pub(crate) async fn of(vault: &Vault, record: impl RecordId) -> Result<Vec<HistoryRow>, AppError> {
    let entries = vault.history(record).await?;
    rows(vault, entries.iter().map(|entry| (entry, ""))).await
}

/// Returns a person's history with that of the passports, visas, engagements and ties.
pub(crate) async fn of_person(
    vault: &Vault,
    person: casework::PersonId,
) -> Result<Vec<HistoryRow>, AppError> {
    let mut told: Vec<(JournalEntry, String)> =
        vault.history(person).await?.into_iter().map(|entry| (entry, String::new())).collect();
    gather::<TravelDocument>(vault, person, LinkRole::Person, &mut told).await?;
    gather::<StayDocument>(vault, person, LinkRole::Person, &mut told).await?;
    gather::<Engagement>(vault, person, LinkRole::Person, &mut told).await?;
    gather::<FamilyRelation>(vault, person, LinkRole::Dependant, &mut told).await?;
    gather::<Consent>(vault, person, LinkRole::Person, &mut told).await?;
    told.sort_by_key(|(entry, _)| entry.sequence);
    rows(vault, told.iter().map(|(entry, title)| (entry, title.as_str()))).await
}

async fn gather<R: Record>(
    vault: &Vault,
    person: casework::PersonId,
    role: LinkRole,
    told: &mut Vec<(JournalEntry, String)>,
) -> Result<(), AppError> {
    for stored in vault.linked::<R>(person, role).await? {
        let entries = vault.history(stored.record.id()).await?;
        told.extend(entries.into_iter().map(|entry| (entry, stored.record.title())));
    }
    Ok(())
}

/// Returns entries, oldest first, as rows, newest first.
async fn rows<'a>(
    vault: &Vault,
    entries: impl DoubleEndedIterator<Item = (&'a JournalEntry, &'a str)>,
) -> Result<Vec<HistoryRow>, AppError> {
    let mut rows = Vec::new();
    for (entry, title) in entries.rev().take(SHOWN_MAX) {
        rows.push(row(vault, entry, title).await?);
    }
    Ok(rows)
}

async fn row(vault: &Vault, entry: &JournalEntry, title: &str) -> Result<HistoryRow, AppError> {
    let kind = match entry.subject {
        Subject::Record(kind) => Some(kind),
        _ => None,
    };
    Ok(HistoryRow {
        sequence: u32::try_from(entry.sequence).unwrap_or(u32::MAX),
        change: u32::try_from(entry.change).unwrap_or(u32::MAX),
        at: stamp(entry.at),
        actor: entry.actor.clone(),
        text: sentence(entry),
        kind: kind.map_or_else(String::new, |kind| kind.as_str().to_owned()),
        title: title.to_owned(),
        undoable: refuses_undo(entry).is_none(),
        fields: match kind {
            Some(kind) => fields(vault, kind, entry).await?,
            None => Vec::new(),
        },
    })
}

/// Returns the fields of a record that an entry changed, as they are shown.
pub(crate) async fn fields(
    vault: &Vault,
    kind: Kind,
    entry: &JournalEntry,
) -> Result<Vec<HistoryField>, AppError> {
    // What a record was created with is the record itself; only changes are told field by field.
    if entry.action == Action::Created {
        return Ok(Vec::new());
    }
    let changed = entry.fields.iter().flatten();
    let named =
        changed.filter(|change| !UNSHOWN.contains(&change.path.rsplit('/').next().unwrap_or_default()));
    let mut fields = Vec::new();
    for change in named {
        let (before, after) = (shown(change.before.as_ref()), shown(change.after.as_ref()));
        if before == after {
            continue;
        }
        let (path, field) = (change.path.clone(), field_names::of(kind, &change.path));
        let records = linked::records(vault, change).await?;
        fields.push(HistoryField { path, field, before, after, records });
    }
    Ok(fields)
}

/// Returns what an entry says, in words.
pub(crate) fn sentence(entry: &JournalEntry) -> Text {
    let (en, ru, kk) = match entry.action {
        Action::Created => ("Created", "Создано", "Жасалды"),
        Action::Changed => match entry.reason.as_str() {
            "undo" => ("Change taken back", "Изменение отменено", "Өзгеріс кері қайтарылды"),
            "put_back" => ("Earlier value put back", "Возвращено прежнее значение", "Бұрынғы мән қайтарылды"),
            _ => ("Changed", "Изменено", "Өзгертілді"),
        },
        Action::Deleted => ("Moved to the recycle bin", "Перемещено в корзину", "Себетке салынды"),
        Action::Restored => ("Restored", "Восстановлено", "Қалпына келтірілді"),
        Action::Erased => ("Erased", "Удалено безвозвратно", "Біржола жойылды"),
        Action::Exported => ("Exported", "Выгружено", "Шығарылды"),
    };
    match entry.subject {
        Subject::Outbox => Text::new("Outbox updated", "Исходящие обновлены", "Шығыс қалтасы жаңартылды"),
        _ => Text::new(en, ru, kk),
    }
}

/// Returns a value as people read it.
pub(crate) fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(true)) => "✓".to_owned(),
        Some(Value::Bool(false)) => String::new(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(items)) => joined(items.iter()),
        Some(Value::Object(fields)) => joined(
            fields.iter().filter(|(name, _)| !UNSHOWN.contains(&name.as_str())).map(|(_, value)| value),
        ),
    }
}

fn joined<'a>(values: impl Iterator<Item = &'a Value>) -> String {
    values.map(|value| shown(Some(value))).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Returns all entries of a change, in their order.
pub(crate) async fn entries_of(vault: &Vault, change: u64) -> Result<Vec<JournalEntry>, AppError> {
    let mut entries = Vec::new();
    let mut after = change.saturating_sub(1);
    loop {
        let read = vault.journal(after, STEP).await?;
        let count = read.len();
        entries.extend(read.into_iter().filter(|entry| entry.change == change));
        let last = entries.last().map(|entry: &JournalEntry| entry.sequence);
        match last {
            // The change fills all that was read, so it may go on.
            Some(last) if last == after + u64::from(STEP) && count == STEP as usize => after = last,
            _ => return Ok(entries),
        }
    }
}

/// Returns a change with everything in it that takes the entries back.
pub(crate) async fn undo(
    vault: &Vault,
    entries: &[JournalEntry],
    change: Change,
) -> Result<Change, AppError> {
    let subjects: BTreeSet<Uuid> = entries.iter().filter_map(|entry| entry.subject_id.parse().ok()).collect();
    let mut change = change;
    for entry in entries.iter().rev() {
        if let Some(error) = refuses_undo(entry) {
            return Err(error);
        }
        // A file stays: the record that is restored to it needs it, and otherwise nothing leads there.
        let Subject::Record(kind) = entry.subject else { continue };
        let id = entry.subject_id.parse::<Uuid>().map_err(|_| gone())?;
        change = match entry.action {
            Action::Created | Action::Restored => {
                needed::refuse_if_used(vault, id, &subjects).await?;
                for_kind!(kind, unmake(vault, id, entry.version, change))?
            }
            Action::Deleted => for_kind!(kind, revive(vault, id, &subjects, change))?,
            _ => for_kind!(kind, take_back(vault, id, entry, change))?,
        };
    }
    Ok(change)
}

/// Returns why an entry can't be taken back.
fn refuses_undo(entry: &JournalEntry) -> Option<AppError> {
    let is_sending = matches!(entry.subject, Subject::Outbox | Subject::Record(Kind::Submission))
        && entry.action != Action::Deleted
        && entry.action != Action::Restored
        || entry.reason == "submit";
    let is_final = matches!(entry.action, Action::Erased | Action::Exported);
    (is_sending || is_final).then(|| {
        AppError::with_text(
            ErrorCode::Frozen,
            "can't be taken back",
            Text::new(
                "What was sent, exported or erased can't be taken back.",
                "Отправленное, выгруженное и удалённое безвозвратно отменить нельзя.",
                "Жіберілгенді, шығарылғанды және біржола жойылғанды кері қайтару мүмкін емес.",
            ),
        )
    })
}

/// Moves a record that an undone change made into the bin, unless it was worked on since.
async fn unmake<R: Record>(vault: &Vault, id: Uuid, made: u64, change: Change) -> Result<Change, AppError> {
    let Some(stored) = vault.get::<R>(R::Id::from_uuid(id)).await? else { return Ok(change) };
    if stored.version != made {
        return Err(edit::stale());
    }
    Ok(change.with(Op::delete::<R>(stored.record.id(), stored.version)))
}

/// Takes a record out of the bin, unless what it belongs to would stay there.
async fn revive<R: Record>(
    vault: &Vault,
    id: Uuid,
    along: &BTreeSet<Uuid>,
    change: Change,
) -> Result<Change, AppError> {
    let stored = vault.get_with_deleted::<R>(R::Id::from_uuid(id)).await?.ok_or_else(gone)?;
    if stored.deleted_at.is_none() {
        return Ok(change);
    }
    let binned = vault.bin().await?;
    let links = stored.record.links();
    let missing = binned
        .iter()
        .find(|other| !along.contains(&other.id) && links.iter().any(|link| link.to == other.id));
    if let Some(missing) = missing {
        return Err(recycle::restore_first(missing.kind, &missing.title));
    }
    Ok(change.with(Op::restore::<R>(stored.record.id(), stored.version)))
}

/// Merges what a record was before an entry into what it is now.
async fn take_back<R: Record>(
    vault: &Vault,
    id: Uuid,
    entry: &JournalEntry,
    change: Change,
) -> Result<Change, AppError> {
    let id = R::Id::from_uuid(id);
    let stored = vault.require::<R>(id).await?;
    let after = vault.at_version::<R>(id, entry.version).await?.ok_or_else(edit::stale)?;
    let before = vault.at_version::<R>(id, entry.version - 1).await?.ok_or_else(edit::stale)?;
    let merged = merge(&after, &before, &document(&stored.record)?, R::LISTS);
    if !merged.conflicts.is_empty() {
        let issues = merged.conflicts.iter();
        let fields = issues.map(|one| edit::issue(one, |path| field_names::of(R::KIND, path))).collect();
        return Err(AppError { fields, ..edit::stale() });
    }
    put::<R>(merged.body, stored.version, change)
}

/// Sets a field to the value that it had before.
async fn put_back<R: Record>(
    vault: &Vault,
    id: Uuid,
    field: &FieldChange,
    change: Change,
) -> Result<Change, AppError> {
    let stored = vault.require::<R>(R::Id::from_uuid(id)).await?;
    let mut body = document(&stored.record)?;
    set_field(&mut body, &field.path, field.before.clone());
    put::<R>(body, stored.version, change)
}

fn put<R: Record>(mut body: Value, version: u64, change: Change) -> Result<Change, AppError> {
    if R::KIND == Kind::Application {
        let application: Application = read(body.clone())?;
        if application.is_frozen() {
            return Err(AppError::new(ErrorCode::Frozen, "already sent"));
        }
        // An approval was given for what stood there before.
        set_field(&mut body, "/work", Some(document(&WorkState::Preparing)?));
    }
    let record: R = read(body)?;
    Ok(change.put(&record, Expected::Version(version))?)
}

/// Returns the error of a change that the journal doesn't hold.
pub(crate) fn unknown_change() -> AppError {
    AppError::with_text(
        ErrorCode::NotFound,
        "no such change",
        Text::new(
            "The journal holds no change with this number.",
            "Изменения с таким номером в журнале нет.",
            "Журналда мұндай нөмірі бар өзгеріс жоқ.",
        ),
    )
}

fn gone() -> AppError {
    AppError::new(ErrorCode::NotFound, "no such entry")
}
