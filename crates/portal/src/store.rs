//! The portal's own SQLite file. All SQL of the crate is in this folder.
//!
//! One connection, taken in turn: every call is one statement or one transaction, so whoever asks
//! twice at the same time is answered one after the other. That is what makes "once for each
//! idempotency key" true without further care. The file isn't encrypted: it is a sandbox's.

mod accounts;
mod applications;
mod console;
mod uploads;

use std::path::Path;
use std::time::Duration;

// Brings the SQLite that sqlx links to.
use libsqlite3_sys as _;
use portal_api::{ContentHash, PortalTime};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteLockingMode, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, SqlSafeStr as _};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};

use crate::PortalError;
use crate::error::InternalError;

pub(crate) use accounts::NewAccount;
pub(crate) use applications::{NewRow, Taken};
pub(crate) use console::{ApplicationFile, ApplicationLine, Decided, Decision, EventLine};
pub(crate) use uploads::Saved;

/// A portal that just stopped may still be closing the file.
const BUSY_TIMEOUT: Duration = Duration::from_millis(500);

/// SQLite's code for a file that another connection holds.
const SQLITE_BUSY: &str = "5";

/// The database.
pub(crate) struct Store {
    connection: Mutex<Option<SqliteConnection>>,
}

impl Store {
    /// Opens the file, creating it or bringing it to the present format.
    pub(crate) async fn open(path: &Path) -> Result<Self, PortalError> {
        let mut connection = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .locking_mode(SqliteLockingMode::Exclusive)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("trusted_schema", "OFF")
            .busy_timeout(BUSY_TIMEOUT)
            .disable_statement_logging()
            .connect()
            .await
            .map_err(open_error)?;
        // Not `run`: its generic `Acquire` can't be proven `Send` in a caller that isn't generic itself.
        migrator().run_direct(None, &mut connection, false).await.map_err(PortalError::OtherFormat)?;
        Ok(Self { connection: Mutex::new(Some(connection)) })
    }

    /// Closes the file; later calls fail.
    pub(crate) async fn close(&self) {
        if let Some(connection) = self.connection.lock().await.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the portal's database didn't close cleanly");
        }
    }

    async fn lock(&self) -> Result<MappedMutexGuard<'_, SqliteConnection>, InternalError> {
        MutexGuard::try_map(self.connection.lock().await, Option::as_mut)
            .map_err(|_| InternalError::ShuttingDown)
    }
}

fn migrator() -> Migrator {
    let initial = include_str!("../../../migrations/portal/0001_initial.sql");
    Migrator::with_migrations(vec![Migration::new(
        1,
        "initial".into(),
        MigrationType::Simple,
        initial.into_sql_str(),
        false,
    )])
}

fn open_error(error: sqlx::Error) -> PortalError {
    let code = error.as_database_error().and_then(|error| error.code());
    if code.as_deref() == Some(SQLITE_BUSY) {
        return PortalError::FolderInUse;
    }
    PortalError::Database(error)
}

fn read_time(epoch_ms: i64) -> Result<PortalTime, InternalError> {
    PortalTime::from_epoch_ms(epoch_ms).map_err(|_| InternalError::Corrupt("time"))
}

fn read_hash(bytes: Vec<u8>) -> Result<ContentHash, InternalError> {
    bytes.try_into().map(ContentHash::from_bytes).map_err(|_| InternalError::Corrupt("hash"))
}

fn hash_bytes(hash: &ContentHash) -> &[u8] {
    hash.as_bytes()
}
