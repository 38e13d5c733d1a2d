//! Opens one encrypted database file: key first, then proof of the key, then the settings that
//! durability rests on. One connection for each file and no second one, ever: the SQLite inside
//! has a defect that needs two.

use crate::cipher;
use crate::connection::Connection;
use crate::error::VaultError;
use crate::memory;
use crate::migration::{self, Migration};
use crate::secret::Key;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _};
use std::path::Path;
use std::time::Duration;

/// The cipher's major version whose file format this program knows.
const CIPHER_MAJOR: &str = "4.";
/// The oldest SQLite that has what the schema uses (secure-delete of FTS5 came with 3.42).
const SQLITE_MIN: (u32, u32) = (3, 42);
/// The page cache holds the whole file up to here; without it an encrypted file reads three times
/// slower than a plain one, because every page is authenticated again.
const CACHE_KIB_MAX: u64 = 64 * 1024;
/// The least page cache.
const CACHE_KIB_MIN: u64 = 4 * 1024;

/// Whether a missing file is made or is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// A new database is made.
    Create,
    /// The file must be there.
    Refuse,
}

/// Opens a database file and brings its schema up to date.
pub(crate) async fn open(
    path: &Path,
    key: &Key,
    missing: Missing,
    migrations: &[Migration],
) -> Result<Connection, VaultError> {
    migrated(connect(path, key, missing).await?, migrations).await
}

/// Opens a database of invented records that `measure` wrote in the clear.
pub(crate) async fn open_plain(path: &Path, migrations: &[Migration]) -> Result<Connection, VaultError> {
    migrated(prepared(connect_bare(path, Missing::Refuse).await?, path).await?, migrations).await
}

/// Opens a database file in the format that it has.
pub(crate) async fn connect(path: &Path, key: &Key, missing: Missing) -> Result<Connection, VaultError> {
    if missing == Missing::Refuse {
        // SQLite takes an empty file for a new database and would hide the loss.
        let size = std::fs::metadata(path)
            .map_err(|_| VaultError::DatabaseDamaged { what: "the file is missing" })?
            .len();
        if size == 0 {
            return Err(VaultError::DatabaseDamaged { what: "the file is empty" });
        }
    }
    let mut conn = connect_bare(path, missing).await?;
    cipher::set_key(&mut conn, key).await?;
    prepared(conn, path).await
}

async fn connect_bare(path: &Path, missing: Missing) -> Result<Connection, VaultError> {
    memory::share_allocator_with_sqlite();
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(missing == Missing::Create)
        // Nobody else may have the file open; waiting for them would wait for ever.
        .busy_timeout(Duration::ZERO)
        .thread_name(|_| "vault".to_owned())
        .disable_statement_logging();
    Connection::open(options).await
}

async fn prepared(mut conn: Connection, path: &Path) -> Result<Connection, VaultError> {
    let prepared = prepare(&mut conn, path).await;
    or_closed(conn, prepared).await
}

async fn migrated(mut conn: Connection, migrations: &[Migration]) -> Result<Connection, VaultError> {
    let migrated = migration::run(&mut conn, migrations).await;
    or_closed(conn, migrated).await
}

/// Returns the connection, or closes it where something failed.
async fn or_closed(conn: Connection, outcome: Result<(), VaultError>) -> Result<Connection, VaultError> {
    match outcome {
        Ok(()) => Ok(conn),
        Err(error) => {
            // The first error says more than one of closing.
            conn.close().await.ok();
            Err(error)
        }
    }
}

async fn prepare(conn: &mut SqliteConnection, path: &Path) -> Result<(), VaultError> {
    // The library would write to standard error by itself; what it notices comes back as an error.
    set(conn, "PRAGMA cipher_log_level = NONE").await?;
    // Before the first read: the log's index is then kept in memory, and a full disk has no room for
    // it in a file.
    set(conn, "PRAGMA locking_mode = EXCLUSIVE").await?;
    require_versions(conn).await?;
    // The first read of the file: a wrong key fails here.
    sqlx::query("SELECT count(*) FROM sqlite_master")
        .fetch_one(&mut *conn)
        .await
        .map_err(VaultError::db("reading the first page"))?;
    // `cipher_memory_security` stays off: SQLite's memory is wiped by our own allocator (`memory`),
    // and a second wiping doubles the time of writing and of searching.
    for pragma in [
        "PRAGMA journal_mode = WAL",
        // NORMAL loses acknowledged writes in a power cut.
        "PRAGMA synchronous = FULL",
        "PRAGMA fullfsync = ON",
        "PRAGMA checkpoint_fullfsync = ON",
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
        "PRAGMA temp_store = MEMORY",
    ] {
        set(conn, pragma).await?;
    }
    let size_kib = std::fs::metadata(path).map_or(0, |metadata| metadata.len() / 1024);
    let cache_kib = size_kib.clamp(CACHE_KIB_MIN, CACHE_KIB_MAX);
    set(conn, format!("PRAGMA cache_size = -{cache_kib}")).await
}

/// Refuses a library that is not the tested one: without the cipher everything would be written
/// in the clear, and a silent fallback is the worst of all failures.
async fn require_versions(conn: &mut SqliteConnection) -> Result<(), VaultError> {
    let cipher: Option<String> = sqlx::query_scalar("PRAGMA cipher_version")
        .fetch_optional(&mut *conn)
        .await
        .map_err(VaultError::db("asking for the cipher"))?;
    if !cipher.is_some_and(|version| version.starts_with(CIPHER_MAJOR)) {
        return Err(VaultError::CipherUnavailable);
    }
    let sqlite: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(&mut *conn)
        .await
        .map_err(VaultError::db("asking for the version"))?;
    let mut numbers = sqlite.split('.').map(|number| number.parse().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < SQLITE_MIN { Err(VaultError::CipherUnavailable) } else { Ok(()) }
}

async fn set(conn: &mut SqliteConnection, pragma: impl Into<String>) -> Result<(), VaultError> {
    sqlx::raw_sql(AssertSqlSafe(pragma.into()))
        .execute(conn)
        .await
        .map_err(VaultError::db("setting up the connection"))?;
    Ok(())
}

/// Takes away the setting that acknowledged writes rest on.
#[cfg(feature = "cheap-kdf")]
pub(crate) async fn flush_less(conn: &mut SqliteConnection) -> Result<(), VaultError> {
    set(conn, "PRAGMA synchronous = NORMAL").await
}

/// Writes everything into the main file and closes it; nothing is left in a write-ahead log.
pub(crate) async fn close(mut conn: Connection) -> Result<(), VaultError> {
    let checkpoint = set(&mut conn, "PRAGMA wal_checkpoint(TRUNCATE)").await;
    checkpoint.and(conn.close().await)
}
