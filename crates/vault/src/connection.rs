//! A connection that has ended when it is gone.
//!
//! sqlx gives every connection a thread of its own and does not wait for it when the connection is
//! dropped. The cipher takes its keys and its memory away in an exit handler, so a process that
//! ended while such a thread was still closing its file was ended by a signal instead. Dropping a
//! [`Connection`], or the future that opens, uses or closes one, waits for the file to be closed.

use crate::cipher;
use crate::error::VaultError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use std::convert::Infallible;
use std::ops::{Deref, DerefMut};
use std::sync::mpsc::{self, Receiver};

/// An open connection to one database file.
#[derive(Debug)]
pub(crate) struct Connection {
    // Fields are dropped in this order: first the thread is told to end, then it is waited for.
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
        let options = options.collation("open", move |left, right| {
            let _: &mpsc::Sender<Infallible> = &open;
            left.cmp(right)
        });
        let conn = options.connect().await.map_err(VaultError::db("opening the database"))?;
        Ok(Self { conn, closed })
    }

    /// Closes the file and says how that went.
    pub(crate) async fn close(self) -> Result<(), VaultError> {
        let Self { conn, closed } = self;
        let outcome = conn.close().await.map_err(VaultError::db("closing the database"));
        drop(closed);
        outcome
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
