//! What refers to a record, whatever it is and why: whoever takes a record away asks first what
//! would be left behind.

use crate::error::VaultError;
use crate::row::{get, uuid};
use crate::vault::Vault;
use casework::Kind;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

/// A record outside the recycle bin that refers to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referring {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
}

impl Vault {
    /// Returns everything outside the recycle bin that refers to a record, in any role.
    pub async fn referring(&self, to: Uuid) -> Result<Vec<Referring>, VaultError> {
        self.store().run(move |conn| Box::pin(load(conn, to))).await
    }
}

async fn load(conn: &mut SqliteConnection, to: Uuid) -> Result<Vec<Referring>, VaultError> {
    let rows = sqlx::query(
        "SELECT kind, id, title FROM record
         WHERE deleted_at_ms IS NULL AND id IN (SELECT from_id FROM link WHERE to_id = ?)
         ORDER BY sort_key, row",
    )
    .bind(to.as_bytes().as_slice())
    .fetch_all(conn)
    .await
    .map_err(VaultError::db("reading what refers to a record"))?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Referring, VaultError> {
    Ok(Referring {
        kind: Kind::from_name(get(row, "kind")?).ok_or(VaultError::UnknownValue { column: "record.kind" })?,
        id: uuid(row, "id")?,
        title: get(row, "title")?,
    })
}
