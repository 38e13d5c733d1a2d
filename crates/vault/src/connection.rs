//! A connection that has ended when it is gone, and that answers on two ways.
//!
//! sqlx hands every statement to a thread that the connection has for itself, which costs more than
//! a short question to a database whose pages are in memory. Where two hundred databases are asked at
//! once, they are asked through [`Connection::direct`], on the thread that asks.
//!
//! sqlx gives every connection a thread of its own and does not wait for it when the connection is
//! dropped. The cipher takes its keys and its memory away in an exit handler, so a process that
//! ended while such a thread was still closing its file was ended by a signal instead. Dropping a
//! [`Connection`], or the future that opens, uses or closes one, waits for the file to be closed.

use crate::cipher;
use crate::error::VaultError;
use rusqlite::config::DbConfig;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use std::convert::Infallible;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::mpsc::{self, Receiver};

/// An open connection to one database file.
pub(crate) struct Connection {
    // Fields are dropped in this order: first the statements of the direct way, while their
    // connection is there; then the thread is told to end, then it is waited for.
    direct: rusqlite::Connection,
    conn: SqliteConnection,
    closed: Closed,
}

impl Connection {
    /// Opens a file.
    pub(crate) async fn open(options: SqliteConnectOptions) -> Result<Self, VaultError> {
        cipher::prepare_exit();
        let (open, closed) = mpsc::channel();
        let closed = Closed(closed);
        // The last thing that SQLite does when it closes a file is to let go of its collations. No
        // text is ever sorted by this one; it is there to be let go of.
        let options = options.serialized(true).collation("open", move |left, right| {
            let _: &mpsc::Sender<Infallible> = &open;
            left.cmp(right)
        });
        let mut conn = options.connect().await.map_err(VaultError::db("opening the database"))?;
        let handle =
            conn.lock_handle().await.map_err(VaultError::db("opening the database"))?.as_raw_handle();
        // SAFETY: the handle is open as long as `conn`, which outlives `direct`. It is opened for use
        // by several threads (`serialized`), so a statement that sqlx's thread has not yet put away
        // may meet one of ours.
        #[expect(unsafe_code, reason = "there is one connection to a file, and sqlx has it")]
        let direct = unsafe { rusqlite::Connection::from_handle(handle.as_ptr()) };
        let direct = direct.map_err(VaultError::direct("opening the database"))?;
        // The bundled library looks at the values when it plans a question, and plans a kept one
        // anew for each; that cost a quarter of a search.
        direct
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(VaultError::direct("opening the database"))?;
        Ok(Self { direct, conn, closed })
    }

    /// Returns the way to the same database that answers on the thread of the caller. Nothing is
    /// written on it.
    pub(crate) fn direct(&self) -> &rusqlite::Connection {
        &self.direct
    }

    /// Waits until what was given up half-way is taken back: sqlx leaves that to its thread and waits
    /// for nothing, and the direct way would read what never came to be.
    pub(crate) async fn settle(&mut self) -> Result<(), VaultError> {
        if self.direct.is_autocommit() {
            return Ok(());
        }
        // The thread does one thing after another; its answer comes after it has taken the rest back.
        self.conn.ping().await.map_err(VaultError::db("taking back a change"))?;
        if self.direct.is_autocommit() { Ok(()) } else { Err(VaultError::Interrupted) }
    }

    /// Closes the file and says how that went.
    pub(crate) async fn close(self) -> Result<(), VaultError> {
        let Self { direct, conn, closed } = self;
        drop(direct);
        let outcome = conn.close().await.map_err(VaultError::db("closing the database"));
        drop(closed);
        outcome
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").finish_non_exhaustive()
    }
}

impl Deref for Connection {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        &self.conn
    }
}

impl DerefMut for Connection {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.conn
    }
}

/// Waits, when dropped, until the file is closed. Nothing is ever sent: the channel ends when the
/// collation that holds its other end is gone.
#[derive(Debug)]
struct Closed(Receiver<Infallible>);

impl Drop for Closed {
    fn drop(&mut self) {
        self.0.recv().ok();
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use crate::database::{self, Missing};
    use crate::migration::VAULT;
    use crate::secret::Key;
    use rusqlite::StatementStatus;

    #[tokio::test]
    async fn a_question_is_planned_once_whatever_is_asked_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::make_random().unwrap();
        let conn =
            database::open(&folder.path().join("vault.db"), &key, Missing::Create, VAULT).await.unwrap();
        let mut question = conn
            .direct()
            .prepare("SELECT count(*) FROM record WHERE kind = ?1 AND row > ?2 LIMIT ?3")
            .unwrap();
        for number in 0..5 {
            let values = (format!("kind {number}"), number, number + 1);
            let found: i64 = question.query_row(values, |row| row.get(0)).unwrap();
            assert_eq!(found, 0);
        }
        assert_eq!(question.get_status(StatementStatus::RePrepare), 0);
        drop(question);
        conn.close().await.unwrap();
    }

    #[tokio::test]
    async fn databases_share_no_lock_around_their_pages() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::make_random().unwrap();
        let conn =
            database::open(&folder.path().join("vault.db"), &key, Missing::Create, VAULT).await.unwrap();
        let shared: bool = conn
            .direct()
            .query_row("SELECT sqlite_compileoption_used('ENABLE_MEMORY_MANAGEMENT')", [], |row| row.get(0))
            .unwrap();
        assert!(!shared, "see LIBSQLITE3_FLAGS in .cargo/config.toml");
        conn.close().await.unwrap();
    }
}
