//! The recycle bin: what lies in it, of every kind, so that it can be shown, put back and emptied.
//! Putting back and erasing are operations of a change like any other.

use crate::error::VaultError;
use crate::row::{get, number, uuid};
use crate::time;
use crate::vault::Vault;
use casework::Kind;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

/// A record in the recycle bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// Its version: what a restore or an erasure expects.
    pub version: u64,
    /// Its title.
    pub title: String,
    /// When it went in.
    pub deleted_at: Timestamp,
    /// The change that put it in: the sequence of that change's first entry.
    pub change: u64,
}

impl Vault {
    /// Returns what lies in the recycle bin, the last in first.
    pub async fn bin(&self) -> Result<Vec<Binned>, VaultError> {
        self.store().run(|conn| Box::pin(list(conn))).await
    }
}

async fn list(conn: &mut SqliteConnection) -> Result<Vec<Binned>, VaultError> {
    let rows = sqlx::query(
        "SELECT kind, id, version, title, deleted_at_ms FROM record
         WHERE deleted_at_ms IS NOT NULL ORDER BY deleted_at_ms DESC, row",
    )
    .fetch_all(&mut *conn)
    .await
    .map_err(VaultError::db("reading the recycle bin"))?;
    let mut binned = Vec::with_capacity(rows.len());
    for row in &rows {
        let change = sqlx::query_scalar::<_, i64>(
            "SELECT change FROM journal WHERE subject_id = ? AND action = 'deleted' ORDER BY sequence DESC LIMIT 1",
        )
        .bind(uuid(row, "id")?.to_string())
        .fetch_one(&mut *conn)
        .await
        .map_err(VaultError::db("reading the journal"))?;
        let change =
            u64::try_from(change).map_err(|_| VaultError::UnknownValue { column: "journal.change" })?;
        binned.push(read(row, change)?);
    }
    Ok(binned)
}

fn read(row: &SqliteRow, change: u64) -> Result<Binned, VaultError> {
    Ok(Binned {
        change,
        kind: Kind::from_name(get(row, "kind")?).ok_or(VaultError::UnknownValue { column: "record.kind" })?,
        id: uuid(row, "id")?,
        version: number(row, "version")?,
        title: get(row, "title")?,
        deleted_at: time::from_ms(get(row, "deleted_at_ms")?, "record.deleted_at_ms")?,
    })
}
