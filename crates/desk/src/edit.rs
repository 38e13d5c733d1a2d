//! Saving what was edited, possibly while somebody else saved the same record: late edits are
//! merged field by field, lists element by element, and where both changed a field the user is
//! asked. Nothing is overwritten silently: the change is written whole, or the fields in conflict
//! are named and nothing is.

use crate::error::{AppError, ErrorCode, FieldIssue};
use crate::view::Text;
use casework::{Record, RecordId};
use serde::Serialize;
use serde_json::Value;
use vault::{Change, Committed, Conflict, Expected, Op, Vault, merge};

/// Characters of a field at most: as many as a cell of a list holds, so that what is exported can come back.
const FIELD_CHARS_MAX: usize = sheets::limit::CELL_CHARS_MAX;

/// The code of an issue of a field that both sides changed.
pub(crate) const CHANGED_ELSEWHERE: &str = "changed_elsewhere";

/// A change that is being put together from edited records.
pub(crate) struct Edit<'a> {
    vault: &'a Vault,
    change: Change,
    ops: Vec<Op>,
    conflicts: Vec<FieldIssue>,
}

impl<'a> Edit<'a> {
    /// Begins a change.
    pub(crate) const fn new(vault: &'a Vault, change: Change) -> Self {
        Self { vault, change, ops: Vec::new(), conflicts: Vec::new() }
    }

    /// Adds a record as it was edited from the version `seen`; none for a new record. `name` tells
    /// the form's name of a field from the document's pointer.
    pub(crate) async fn put<R: Record>(
        &mut self,
        mine: &R,
        seen: Option<u64>,
        name: impl Fn(&str) -> String,
    ) -> Result<(), AppError> {
        refuse_long(mine, &name)?;
        let Some(seen) = seen else { return self.push(Op::put(mine, Expected::New)?) };
        let stored = self.vault.require::<R>(mine.id()).await?;
        if stored.version == seen {
            return self.push(Op::put(mine, Expected::Version(seen))?);
        }
        let base = self.vault.at_version::<R>(mine.id(), seen).await?.ok_or_else(stale)?;
        // Read as a record and written again, so that fields younger than the version are there.
        let base = document(&read::<R>(base)?)?;
        let merged = merge(&base, &document(mine)?, &document(&stored.record)?, R::LISTS);
        self.conflicts.extend(merged.conflicts.iter().map(|conflict| issue(conflict, &name)));
        let together: R = read(merged.body)?;
        self.push(Op::put(&together, Expected::Version(stored.version))?)
    }

    /// Adds the deletion of a record, whatever its version: what was saved meanwhile is in its history.
    pub(crate) async fn delete<R: Record>(&mut self, id: R::Id) -> Result<(), AppError> {
        let version = self.vault.require::<R>(id).await?.version;
        self.push(Op::delete::<R>(id, version))
    }

    /// Writes the change, or says which fields have to be chosen.
    pub(crate) async fn write(self) -> Result<Committed, AppError> {
        if self.conflicts.is_empty() {
            let change = self.ops.into_iter().fold(self.change, Change::with);
            return Ok(self.vault.write(change).await?);
        }
        Err(AppError { fields: self.conflicts, ..stale() })
    }

    fn push(&mut self, op: Op) -> Result<(), AppError> {
        self.ops.push(op);
        Ok(())
    }
}

/// Returns a record as a document.
pub(crate) fn document<R: Serialize>(record: &R) -> Result<Value, AppError> {
    serde_json::to_value(record).map_err(|_| AppError::internal("record unwritable"))
}

/// Reads a document as a record.
pub(crate) fn read<R: Record>(document: Value) -> Result<R, AppError> {
    // What serde says of a failure quotes values, so it goes no further.
    serde_json::from_value(document).map_err(|_| AppError::internal("document of an unknown shape"))
}

/// Refuses a record with a text that is longer than any field needs: a whole document that was pasted.
pub(crate) fn refuse_long<R: Record>(record: &R, name: impl Fn(&str) -> String) -> Result<(), AppError> {
    let mut long = Vec::new();
    find_long(&document(record)?, String::new(), &mut long);
    let issue = |pointer: &String| FieldIssue {
        field: name(pointer),
        code: "too_long".to_owned(),
        text: Text::new(
            format!("This is longer than {FIELD_CHARS_MAX} characters. Shorten it, or attach it as a paper."),
            format!("Здесь больше {FIELD_CHARS_MAX} символов. Сократите текст или приложите его документом."),
            format!(
                "Мұнда {FIELD_CHARS_MAX} таңбадан көп. Мәтінді қысқартыңыз немесе құжат ретінде тіркеңіз."
            ),
        ),
    };
    if long.is_empty() { Ok(()) } else { Err(AppError::invalid(long.iter().map(issue).collect())) }
}

fn find_long(value: &Value, pointer: String, long: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().nth(FIELD_CHARS_MAX).is_some() => long.push(pointer),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| find_long(item, format!("{pointer}/{at}"), long));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(field, value)| find_long(value, format!("{pointer}/{field}"), long));
        }
        _ => {}
    }
}

/// Returns the error of a late edit.
pub(crate) fn stale() -> AppError {
    AppError::new(ErrorCode::Stale, "changed since it was read")
}

/// Returns the issue of a field that both sides changed.
pub(crate) fn issue(conflict: &Conflict, name: impl Fn(&str) -> String) -> FieldIssue {
    let theirs = crate::history::shown(conflict.theirs.as_ref());
    let theirs = if theirs.is_empty() { "—".to_owned() } else { theirs };
    FieldIssue {
        field: name(&conflict.path),
        code: CHANGED_ELSEWHERE.to_owned(),
        text: Text::new(
            format!("Saved in the meantime: {theirs}"),
            format!("Тем временем сохранено: {theirs}"),
            format!("Осы арада сақталғаны: {theirs}"),
        ),
    }
}

/// Returns the id in a text, or a new one.
pub(crate) fn id_or<I: RecordId>(
    given: Option<&str>,
    make: impl FnOnce() -> uuid::Uuid,
) -> Result<I, AppError> {
    given.map_or_else(|| Ok(I::from_uuid(make())), crate::companies::parse_id)
}
