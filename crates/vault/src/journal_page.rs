//! The journal page by page and newest first, as people read it.

use crate::cabinet::Cabinet;
use crate::error::VaultError;
use crate::journal::{Action, JournalEntry, Subject, read_entry};
use crate::row::as_i64;
use crate::vault::Vault;
use sqlx::SqliteConnection;

/// Which entries of a journal are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct JournalQuery {
    /// Only entries before this one; none begins with the newest.
    pub before: Option<u64>,
    /// Only entries about this.
    pub subject: Option<Subject>,
    /// Only entries of this action.
    pub action: Option<Action>,
    /// At most so many.
    pub limit: u32,
}

impl Vault {
    /// Returns a page of the journal, newest first.
    pub async fn journal_page(&self, query: JournalQuery) -> Result<Vec<JournalEntry>, VaultError> {
        self.store().run(move |conn| Box::pin(page(conn, query))).await
    }
}

impl Cabinet {
    /// Returns a page of what was done to the cabinet itself, newest first.
    pub async fn journal_page(&self, query: JournalQuery) -> Result<Vec<JournalEntry>, VaultError> {
        self.inner.index.run(move |conn| Box::pin(page(conn, query))).await
    }
}

async fn page(conn: &mut SqliteConnection, query: JournalQuery) -> Result<Vec<JournalEntry>, VaultError> {
    let rows = sqlx::query(
        "SELECT * FROM journal
         WHERE sequence < ?1 AND (?2 IS NULL OR subject = ?2) AND (?3 IS NULL OR action = ?3)
         ORDER BY sequence DESC LIMIT ?4",
    )
    .bind(query.before.map_or(i64::MAX, as_i64))
    .bind(query.subject.map(Subject::as_str))
    .bind(query.action.map(Action::as_str))
    .bind(query.limit)
    .fetch_all(conn)
    .await
    .map_err(VaultError::db("reading the journal"))?;
    rows.iter().map(read_entry).collect()
}
