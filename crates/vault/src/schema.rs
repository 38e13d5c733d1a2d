//! Refuses a database whose schema is not exactly ours. A database that comes from a stranger may
//! hold triggers and views that would run with our rights; ours holds none.

use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::migration;
use crate::row::get;
use crate::secret::Key;
use sqlx::SqliteConnection;
use std::fs;
use std::path::Path;

/// Everything that a schema defines, in a comparable form.
type Schema = Vec<(String, String, String)>;

/// Compares a database's schema with one that was just made by the migrations.
pub(crate) async fn require_ours(conn: &mut SqliteConnection, scratch: &Path) -> Result<(), VaultError> {
    let path = scratch.join("schema.db");
    let mut fresh = database::open(&path, &Key::make_random()?, Missing::Create, migration::VAULT).await?;
    let expected = read(&mut fresh).await;
    database::close(fresh).await?;
    fs::remove_file(&path).map_err(VaultError::io("removing a scratch file"))?;
    if read(conn).await? == expected? {
        Ok(())
    } else {
        Err(VaultError::ArchiveDamaged { what: "its database has a schema that is not ours" })
    }
}

async fn read(conn: &mut SqliteConnection) -> Result<Schema, VaultError> {
    let rows =
        sqlx::query("SELECT type, name, ifnull(sql, '') AS sql FROM sqlite_master ORDER BY type, name")
            .fetch_all(conn)
            .await
            .map_err(VaultError::db("reading the schema"))?;
    rows.iter().map(|row| Ok((get(row, "type")?, get(row, "name")?, get(row, "sql")?))).collect()
}
