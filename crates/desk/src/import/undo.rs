//! Taking an import back, as one step: what it made goes into the recycle bin, what it changed
//! gets its values from before. All of it or nothing: what somebody worked on since stays, and
//! then the whole import stays.

use crate::error::{AppError, ErrorCode};
use crate::history;
use crate::needed;
use crate::session::Desk;
use crate::view::Text;
use casework::{Company, Engagement, Kind, Person, Record, RecordId as _, TravelDocument};
use std::collections::BTreeSet;
use uuid::Uuid;
use vault::{Action, Change, Expected, JournalEntry, Op, Subject, Vault};

impl Desk {
    /// Takes an import back.
    pub async fn import_undo(&self, change: u32) -> Result<(), AppError> {
        let vault = self.vault().await?;
        let entries = history::entries_of(&vault, u64::from(change)).await?;
        if entries.first().is_none_or(|entry| entry.reason != super::REASON) {
            return Err(unknown_import());
        }
        let mut undo = Undo {
            vault: &vault,
            ops: Vec::new(),
            imported: entries.iter().filter_map(|entry| entry.subject_id.parse().ok()).collect(),
            worked_on: 0,
        };
        for entry in entries.iter().rev() {
            match entry.subject {
                Subject::Record(Kind::Person) => undo.take_back::<Person>(entry).await?,
                Subject::Record(Kind::Company) => undo.take_back::<Company>(entry).await?,
                Subject::Record(Kind::TravelDocument) => undo.take_back::<TravelDocument>(entry).await?,
                Subject::Record(Kind::Engagement) => undo.take_back::<Engagement>(entry).await?,
                _ => {}
            }
        }
        if undo.ops.is_empty() && undo.worked_on == 0 {
            return Err(unknown_import());
        }
        if undo.worked_on > 0 {
            return Err(worked_on(undo.worked_on));
        }
        let undone = undo.ops.into_iter().fold(Change::new(self.author(), "undo_import"), Change::with);
        vault.write(undone).await?;
        self.forget_import(change).await
    }
}

/// An undo that is being put together.
struct Undo<'a> {
    vault: &'a Vault,
    ops: Vec<Op>,
    imported: BTreeSet<Uuid>,
    worked_on: usize,
}

impl Undo<'_> {
    /// Takes back what was made, unless something uses it that did not come with the import; takes
    /// back what was changed.
    async fn take_back<R: Record>(&mut self, entry: &JournalEntry) -> Result<(), AppError> {
        let Ok(id) = entry.subject_id.parse::<R::Id>() else { return Ok(()) };
        let Some(stored) = self.vault.get_with_deleted::<R>(id).await? else { return Ok(()) };
        if stored.deleted_at.is_some() && entry.action == Action::Created {
            return Ok(());
        }
        if stored.version != entry.version || stored.deleted_at.is_some() {
            self.worked_on += 1;
            return Ok(());
        }
        let op = if entry.action == Action::Created {
            let users = needed::used_by(self.vault, id.uuid(), &self.imported).await?;
            self.worked_on += usize::from(!users.is_empty());
            Op::delete::<R>(id, stored.version)
        } else {
            let before = self.vault.at_version::<R>(id, entry.version - 1).await?;
            let before = before.ok_or_else(|| AppError::new(ErrorCode::NotFound, "older version gone"))?;
            // What serde says of a failure quotes values, so it goes no further.
            let record: R =
                serde_json::from_value(before).map_err(|_| AppError::internal("older version unreadable"))?;
            Op::put(&record, Expected::Version(stored.version))?
        };
        self.ops.push(op);
        Ok(())
    }
}

fn unknown_import() -> AppError {
    AppError::with_text(
        ErrorCode::NotFound,
        "no such import",
        Text::new(
            "There is no import with this number that could be taken back.",
            "Импорта с таким номером, который можно отменить, нет.",
            "Мұндай нөмірі бар, кері қайтаруға болатын импорт жоқ.",
        ),
    )
}

fn worked_on(records: usize) -> AppError {
    AppError::with_text(
        ErrorCode::Stale,
        "imported records were worked on since",
        Text::new(
            format!(
                "Since the import somebody changed or used what it brought ({records}). Nothing was taken back; delete single records instead."
            ),
            format!(
                "После импорта часть записей изменили или использовали ({records}). Ничего не отменено; удалите записи по отдельности."
            ),
            format!(
                "Импорттан кейін кейбір жазбалар өзгертілген немесе пайдаланылған ({records}). Ештеңе кері қайтарылған жоқ; жазбаларды жеке-жеке жойыңыз."
            ),
        ),
    )
}
