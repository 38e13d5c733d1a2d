//! The imports that were made: what of them is remembered, and which can still be taken back.

use crate::environment::{day_in_kazakhstan, stamp};
use crate::error::AppError;
use crate::session::Desk;
use crate::view::{ImportDone, ImportKind, PastImport};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Under this name the past imports lie in the cabinet.
const PAST: &str = "imports";
/// Past imports that are remembered; older ones are still in the journal.
const PAST_MAX: usize = 40;
/// Days for which an import can be taken back from the list.
const UNDO_DAYS: i64 = 30;

/// A past import as it is remembered: no names, only how many.
#[derive(Serialize, Deserialize)]
struct Past {
    client: String,
    change: u32,
    kind: ImportKind,
    at: Timestamp,
    created: u32,
    updated: u32,
}

impl Desk {
    /// Returns the imports of this client that can still be taken back, the last first.
    pub async fn import_list(&self) -> Result<Vec<PastImport>, AppError> {
        let open = self.session().await?;
        let past: Vec<Past> = open.cabinet.setting(PAST).await?.unwrap_or_default();
        let client = open.client.to_string();
        let today = day_in_kazakhstan(self.environment.now());
        let is_recent = |past: &Past| {
            let days = day_in_kazakhstan(past.at).until(today).map(|span| i64::from(span.get_days()));
            days.is_ok_and(|days| days <= UNDO_DAYS)
        };
        let rows = past.iter().rev().filter(|past| past.client == client && is_recent(past));
        Ok(rows
            .map(|past| PastImport {
                change: past.change,
                kind: past.kind,
                at: stamp(past.at),
                created: past.created,
                updated: past.updated,
            })
            .collect())
    }

    /// Puts an import on the list of those that can be taken back.
    pub(crate) async fn remember_import(&self, done: &ImportDone) -> Result<(), AppError> {
        let open = self.session().await?;
        let mut past: Vec<Past> = open.cabinet.setting(PAST).await?.unwrap_or_default();
        past.push(Past {
            client: open.client.to_string(),
            change: done.change,
            kind: done.kind,
            at: self.environment.now(),
            created: done.created,
            updated: done.updated,
        });
        let past: Vec<Past> = past.into_iter().rev().take(PAST_MAX).rev().collect();
        Ok(open.cabinet.put_setting(PAST, &past, self.author()).await?)
    }

    /// Takes an import off the list of those that can be taken back.
    pub(crate) async fn forget_import(&self, change: u32) -> Result<(), AppError> {
        let open = self.session().await?;
        let mut past: Vec<Past> = open.cabinet.setting(PAST).await?.unwrap_or_default();
        let client = open.client.to_string();
        past.retain(|one| one.change != change || one.client != client);
        Ok(open.cabinet.put_setting(PAST, &past, self.author()).await?)
    }
}
