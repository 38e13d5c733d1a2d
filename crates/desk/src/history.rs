//! A record's history in words, from the journal.

use crate::AppError;
use crate::environment::stamp;
use crate::view::{HistoryField, HistoryRow, Text};
use casework::RecordId;
use serde_json::Value;
use vault::{Action, JournalEntry, Subject, Vault};

/// Entries of a history that a screen shows.
const SHOWN_MAX: usize = 50;
/// Fields that are the record's own bookkeeping.
const UNSHOWN: [&str; 1] = ["id"];

/// Returns a record's history, newest first.
pub(crate) async fn of(vault: &Vault, record: impl RecordId) -> Result<Vec<HistoryRow>, AppError> {
    let entries = vault.history(record).await?;
    Ok(entries.iter().rev().take(SHOWN_MAX).map(row).collect())
}

fn row(entry: &JournalEntry) -> HistoryRow {
    let fields = entry.fields.iter().flatten();
    HistoryRow {
        at: stamp(entry.at),
        actor: entry.actor.clone(),
        text: sentence(entry),
        fields: fields
            .filter(|change| !UNSHOWN.contains(&change.path.trim_start_matches('/')))
            .map(|change| HistoryField {
                field: change.path.trim_start_matches('/').replace('/', "."),
                before: shown(change.before.as_ref()),
                after: shown(change.after.as_ref()),
            })
            .filter(|change| change.before != change.after)
            .collect(),
    }
}

/// Returns what an entry says, in words.
pub(crate) fn sentence(entry: &JournalEntry) -> Text {
    let (en, ru, kk) = match entry.action {
        Action::Created => ("Created", "Создано", "Жасалды"),
        Action::Changed => ("Changed", "Изменено", "Өзгертілді"),
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

fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(true)) => "✓".to_owned(),
        Some(Value::Bool(false)) => String::new(),
        Some(other) => other.to_string(),
    }
}
