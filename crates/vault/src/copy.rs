//! Whole copies of an encrypted database: under the same key for backups, under another key for
//! archives and for a rotation. A copy counts only after it was opened and checked.

use crate::atomic_file;
use crate::chain;
use crate::cipher;
use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::journal::Head;
use crate::migration::Migration;
use crate::secret::Key;
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::fs::{self, File};
use std::path::Path;

/// Writes a copy of an open database under the same key. The copy is flushed.
pub(crate) async fn copy(conn: &mut SqliteConnection, to: &Path) -> Result<(), VaultError> {
    clear(to)?;
    let name = to.to_str().ok_or(VaultError::UnknownValue { column: "path" })?;
    sqlx::query("VACUUM INTO ?")
        .bind(name)
        .execute(conn)
        .await
        .map_err(VaultError::db("copying the database"))?;
    flush(to)
}

/// Writes a copy of an open database under another key. The copy is flushed.
pub(crate) async fn copy_under(conn: &mut SqliteConnection, to: &Path, key: &Key) -> Result<(), VaultError> {
    clear(to)?;
    // A connection that makes no files attaches none either; an empty file is a new database.
    atomic_file::write_new(to, &[])?;
    let error = || VaultError::db("copying the database under another key");
    let name = to.to_str().ok_or(VaultError::UnknownValue { column: "path" })?;
    let format: u32 =
        sqlx::query_scalar("PRAGMA main.user_version").fetch_one(&mut *conn).await.map_err(error())?;
    // EXPOSE: the key goes to the cipher as a bound value, never as SQL text.
    let spelling = cipher::quoted(key);
    sqlx::query("ATTACH DATABASE ? AS copied KEY ?")
        .bind(name)
        .bind(spelling.as_str())
        .execute(&mut *conn)
        .await
        .map_err(error())?;
    let copied = async {
        sqlx::query("SELECT sqlcipher_export('copied')").execute(&mut *conn).await.map_err(error())?;
        let format = AssertSqlSafe(format!("PRAGMA copied.user_version = {format}"));
        sqlx::raw_sql(format).execute(&mut *conn).await.map_err(error())
    }
    .await;
    let detached = sqlx::raw_sql("DETACH DATABASE copied").execute(conn).await.map_err(error());
    copied.and(detached)?;
    flush(to)
}

/// Opens a copy, checks every page and every index of it, and returns its journal's head.
pub(crate) async fn check(path: &Path, key: &Key, migrations: &[Migration]) -> Result<Head, VaultError> {
    let mut conn = database::open(path, key, Missing::Refuse, migrations).await?;
    let checked = async {
        check_pages(&mut conn).await?;
        chain::verify_from(&mut conn, Head::EMPTY).await
    }
    .await;
    let closed = database::close(conn).await;
    let head = checked?;
    closed.map(|()| head)
}

/// Checks the authentication of every page and the structure over them.
pub(crate) async fn check_pages(conn: &mut SqliteConnection) -> Result<(), VaultError> {
    let error = || VaultError::db("checking the database");
    let damaged: Vec<String> =
        sqlx::query_scalar("PRAGMA cipher_integrity_check").fetch_all(&mut *conn).await.map_err(error())?;
    if !damaged.is_empty() {
        return Err(VaultError::DatabaseDamaged { what: "a page is not authentic" });
    }
    let said: Vec<String> =
        sqlx::query_scalar("PRAGMA integrity_check").fetch_all(conn).await.map_err(error())?;
    if said == ["ok"] { Ok(()) } else { Err(VaultError::DatabaseDamaged { what: "its structure" }) }
}

/// Removes an older try; SQLite refuses to copy over a file.
fn clear(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(VaultError::io("removing an older copy")(error))
        }
        _ => Ok(()),
    }
}

fn flush(path: &Path) -> Result<(), VaultError> {
    File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(VaultError::io("flushing a copy"))
}
