//! What can keep the server from starting or stopping, and what can go wrong inside it.

use std::io;
use std::net::SocketAddr;

/// The portal can't be started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum PortalError {
    /// The folder can't be created or written.
    #[error("the portal's folder can't be used")]
    Folder(#[source] io::Error),
    /// Another portal runs on the same folder.
    #[error("another portal uses this folder")]
    FolderInUse,
    /// The folder was written by a newer version, or its database was altered.
    #[error("the portal's database has another format")]
    OtherFormat(#[source] sqlx::migrate::MigrateError),
    /// The database can't be opened.
    #[error("the portal's database can't be opened")]
    Database(#[source] sqlx::Error),
    /// The address is taken, or isn't one of this machine.
    #[error("can't listen on {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The embedded participant register can't be read.
    #[error("the participant register can't be read")]
    Register(#[source] serde_json::Error),
    /// The system gives no random numbers.
    #[error("no random numbers")]
    Random(#[from] getrandom::Error),
    /// The server stopped by itself.
    #[error("the portal stopped with an error")]
    Stopped(#[source] io::Error),
}

/// A failure of the server while answering. The caller learns only that there was one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InternalError {
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    #[error("the portal is shutting down")]
    ShuttingDown,
    #[error("a stored value can't be read back: {0}")]
    Corrupt(&'static str),
    #[error("a file can't be read or written")]
    File(#[from] io::Error),
    #[error("a password can't be hashed")]
    Password(argon2::Error),
    #[error("no random numbers")]
    Random(#[from] getrandom::Error),
    #[error("a background task died")]
    Task(#[from] tokio::task::JoinError),
}
