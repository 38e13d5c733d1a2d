//! What can go wrong, sorted by what the caller does about it.

use std::time::Duration;

use portal_api::{ContentHash, PacketError, Problem};

use crate::FileUnavailable;

/// A client can't be made for this address.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The text isn't the address of a server: scheme, host and perhaps a port.
    #[error("not the address of a server")]
    NotAnAddress,
    /// Papers of people don't travel unencrypted to another machine.
    #[error("only https is allowed outside this machine")]
    NotEncrypted,
    /// The system's certificates or the TLS library can't be used.
    #[error("TLS can't be set up")]
    Tls(#[source] reqwest::Error),
}

/// A call to the portal failed.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// No answer came. The call may or may not have reached the portal; repeat it later.
    #[error("the portal can't be reached: {cause}")]
    Unreachable {
        /// How far it got.
        cause: UnreachableCause,
        /// The transport's own error, without the address.
        #[source]
        source: reqwest::Error,
    },
    /// The portal says no, and will say no again until something is changed.
    #[error("the portal refuses: {}", problem.code)]
    Refused {
        /// What it says; its `message` and `fields` are for the screen.
        problem: Box<Problem>,
    },
    /// The session is over or never was: sign in, then repeat.
    #[error("the portal wants a new sign-in")]
    SignInNeeded,
    /// The portal has no time for us; repeat, but not before it says.
    #[error("the portal is busy")]
    Busy {
        /// How long the portal wants to be left alone, when it said so.
        retry_after: Option<Duration>,
    },
    /// An answer came that this contract doesn't know. Nothing of it was used.
    #[error("the portal's answer can't be used: {0}")]
    BadAnswer(AnswerFault),
}

/// How far a call got before it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnreachableCause {
    /// No connection: no network, no such host, nobody listening, or a wrong certificate.
    #[error("no connection")]
    NoConnection,
    /// Nothing came in time.
    #[error("no answer in time")]
    TimedOut,
    /// The connection broke.
    #[error("the connection broke")]
    Interrupted,
}

/// Why an answer was thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// Larger than any answer of the contract.
    #[error("it is too large")]
    TooLarge,
    /// The portal never redirects; something between us and it does.
    #[error("it leads to another address")]
    Redirected,
    /// Not the JSON of the contract.
    #[error("it isn't in the contract's form")]
    NotTheContract,
    /// A status that the contract doesn't use.
    #[error("its status is {0}")]
    UnexpectedStatus(u16),
    /// It is about something else than what was asked or sent.
    #[error("it doesn't match what was asked")]
    Mismatch,
}

/// A packet wasn't delivered.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The portal or the way to it.
    #[error(transparent)]
    Portal(#[from] SyncError),
    /// The stored packet isn't what was frozen.
    #[error(transparent)]
    Packet(#[from] PacketError),
    /// A file of the packet can't be read.
    #[error("the file {sha256} of the packet can't be read")]
    FileMissing {
        /// Which one.
        sha256: ContentHash,
        /// Why.
        #[source]
        source: FileUnavailable,
    },
    /// A file of the packet isn't the one that was frozen.
    #[error("the file {sha256} of the packet has changed")]
    FileChanged {
        /// Which one, by the hash that it should have.
        sha256: ContentHash,
    },
}
