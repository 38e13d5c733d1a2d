//! One task owns one connection and does one job after another. A caller that goes away (a window
//! closed, a command cancelled) does not cut a job in half: the job runs to its end here.

use crate::connection::Connection;
use crate::error::VaultError;
use sqlx::SqliteConnection;
use std::future::Future;
use std::pin::Pin;
use tokio::sync::{mpsc, oneshot};

/// A future that is sent to the actor.
pub(crate) type Boxed<'c, T> = Pin<Box<dyn Future<Output = T> + Send + 'c>>;

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
}

impl Store {
    /// Starts the actor on the runtime of the caller.
    pub(crate) fn start(conn: Connection) -> Self {
        let (messages, inbox) = mpsc::channel(QUEUE);
        tokio::spawn(serve(conn, inbox));
        Self { messages }
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

    /// Takes the connection away from the actor; every later job of any clone finds it locked.
    pub(crate) async fn stop(&self) -> Result<Connection, VaultError> {
        let (answer, answered) = oneshot::channel();
        self.messages.send(Message::Close(answer)).await.map_err(|_| VaultError::Locked)?;
        answered.await.map_err(|_| VaultError::Locked)
    }
}

async fn serve(mut conn: Connection, mut inbox: mpsc::Receiver<Message>) {
    while let Some(message) = inbox.recv().await {
        match message {
            Message::Run(job) => job(&mut conn).await,
            Message::Close(answer) => {
                answer.send(conn).ok();
                return;
            }
        }
    }
}
