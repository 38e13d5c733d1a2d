//! One task does one job after another on one connection. A caller that goes away (a window closed,
//! a command cancelled) does not cut a job in half: the job runs to its end here. A question that
//! only reads may be asked between two jobs on the thread of the caller.

use crate::chain;
use crate::connection::Connection;
use crate::database;
use crate::error::VaultError;
use crate::journal::Head;
use crate::last_entry::LastEntry;
use crate::memory;
use sqlx::SqliteConnection;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Mutex as Turn, mpsc, oneshot};

/// A future that is sent to the actor.
pub(crate) type Boxed<'c, T> = Pin<Box<dyn Future<Output = T> + Send + 'c>>;

/// The connection, held for as long as one job or question takes; none once closed.
type Shared = Arc<Turn<Option<Connection>>>;

type Job = Box<dyn for<'c> FnOnce(&'c mut SqliteConnection) -> Boxed<'c, ()> + Send>;

enum Message {
    Run(Job),
    Close(oneshot::Sender<Connection>),
}

/// Jobs that may wait before callers do; a bound, so that a runaway caller can't fill the memory.
const QUEUE: usize = 64;

/// A handle on the actor; all clones lead to the same connection.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    messages: mpsc::Sender<Message>,
    conn: Shared,
    /// None once closed: it holds a key.
    last: Arc<Mutex<Option<LastEntry>>>,
}

impl Store {
    /// Starts the actor on the runtime of the caller.
    pub(crate) fn start(conn: Connection, last: LastEntry) -> Self {
        let (messages, inbox) = mpsc::channel(QUEUE);
        let conn = Arc::new(Turn::new(Some(conn)));
        tokio::spawn(serve(Arc::clone(&conn), inbox));
        Self { messages, conn, last: Arc::new(Mutex::new(Some(last))) }
    }

    /// Runs a job on the connection and returns what it returns.
    pub(crate) async fn run<T, F>(&self, job: F) -> Result<T, VaultError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> Boxed<'c, Result<T, VaultError>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |conn| {
            Box::pin(async move {
                // Nobody may be waiting any more; the job was done all the same.
                answer.send(job(conn).await).ok();
            })
        });
        self.messages.send(Message::Run(job)).await.map_err(|_| VaultError::Locked)?;
        answered.await.map_err(|_| VaultError::Locked)?
    }

    /// Asks a short question between two jobs.
    pub(crate) async fn read<T>(
        &self,
        question: impl FnOnce(&rusqlite::Connection) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let conn = self.conn.lock().await;
        memory::wiping(|| question(conn.as_ref().ok_or(VaultError::Locked)?.direct()))
    }

    /// The same on a thread that may wait for a job under way; not to be called by a task.
    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&rusqlite::Connection) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let conn = self.conn.blocking_lock();
        question(conn.as_ref().ok_or(VaultError::Locked)?.direct())
    }

    /// Runs a job that writes into the journal; where the journal then ends is noted beside the
    /// database before this returns.
    pub(crate) async fn write<T, F>(&self, job: F) -> Result<T, VaultError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> Boxed<'c, Result<T, VaultError>> + Send + 'static,
    {
        let last = Arc::clone(&self.last);
        self.run(move |conn| {
            Box::pin(async move {
                let done = job(&mut *conn).await?;
                // The change is on disk; that its note fails is no failure of it.
                let head = chain::head(conn).await;
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if let (Ok(head), Some(last)) = (head, last.as_mut()) {
                    last.write(head);
                }
                Ok(done)
            })
        })
        .await
    }

    /// Closes the database for all clones: every later job finds it locked. Returns where its
    /// journal ends.
    pub(crate) async fn close(&self) -> Result<Head, VaultError> {
        let mut conn = self.stop().await?;
        let head = chain::head(&mut conn).await;
        database::close(conn).await?;
        let head = head?;
        // Nothing is left in a log that could be cut.
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).take();
        last.map_or(Ok(()), |last| last.remove())?;
        Ok(head)
    }

    async fn stop(&self) -> Result<Connection, VaultError> {
        let (answer, answered) = oneshot::channel();
        self.messages.send(Message::Close(answer)).await.map_err(|_| VaultError::Locked)?;
        answered.await.map_err(|_| VaultError::Locked)
    }
}

async fn serve(shared: Shared, mut inbox: mpsc::Receiver<Message>) {
    while let Some(message) = inbox.recv().await {
        let mut place = shared.lock().await;
        match message {
            Message::Run(job) => {
                let Some(conn) = place.as_mut() else { return };
                job(conn).await;
                if let Err(error) = conn.settle().await {
                    tracing::error!(%error, "a change was not taken back; the database is closed");
                    *place = None;
                    return;
                }
            }
            Message::Close(answer) => {
                let Some(conn) = place.take() else { return };
                answer.send(conn).ok();
                return;
            }
        }
    }
}
