//! Whole copies of an encrypted database: under the same key for backups, under another key for
//! archives and for a rotation. A copy counts only after it was opened and checked.

use crate::atomic_file;
use crate::chain;
use crate::cipher;
use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::files::{self, FileEntry};
use crate::journal::Head;
use crate::migration::{self, Migration};
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
    // EXPOSE: the key goes to the cipher as a bound value, never as SQL text.
    export(conn, to, cipher::quoted(key).as_str()).await
}

/// Writes a copy of an open database in the clear: of the invented records of `measure`, no others.
pub(crate) async fn copy_plain(conn: &mut SqliteConnection, to: &Path) -> Result<(), VaultError> {
    export(conn, to, "").await
}

async fn export(conn: &mut SqliteConnection, to: &Path, spelling: &str) -> Result<(), VaultError> {
    clear(to)?;
    // A connection that makes no files attaches none either; an empty file is a new database.
    atomic_file::write_new(to, &[])?;
    let error = || VaultError::db("copying the database under another key");
    let name = to.to_str().ok_or(VaultError::UnknownValue { column: "path" })?;
    let format: u32 =
        sqlx::query_scalar("PRAGMA main.user_version").fetch_one(&mut *conn).await.map_err(error())?;
    sqlx::query("ATTACH DATABASE ? AS copied KEY ?")
        .bind(name)
        .bind(spelling)
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

/// Opens a copy of a vault, checks it in the same way, and returns also the attached files it names.
pub(crate) async fn check_vault(path: &Path, key: &Key) -> Result<(Head, Vec<FileEntry>), VaultError> {
    let mut conn = database::open(path, key, Missing::Refuse, migration::VAULT).await?;
    let checked: Result<_, VaultError> = async {
        check_pages(&mut conn).await?;
        Ok((chain::verify_from(&mut conn, Head::EMPTY).await?, files::list(&mut conn).await?))
    }
    .await;
    let closed = database::close(conn).await;
    let checked = checked?;
    closed.map(|()| checked)
}

/// Checks the authentication of every page and the structure over them.
pub(crate) async fn check_pages(conn: &mut SqliteConnection) -> Result<(), VaultError> {
    let error = || VaultError::db("checking the database");
    // The cipher looks at the main file alone, where a page may be torn that the log still has whole.
    sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *conn).await.map_err(error())?;
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
