//! The life of an outbox item, and the plan of what to do next. Pure: reads rows and a time,
//! returns rows and operations.
//!
//! ```text
//!            begin            settle
//!   Queued --------> Sending ------------> Delivered
//!     ^  ^              |  \-------------> Refused --requeue--> Queued
//!     |  \--(try again)-|
//!     |                 \----------------> AwaitingSignIn
//!     \------------------ resume ---------------/
//! ```
//! Every step is written down before the next one is taken. A crash leaves `Sending`, which
//! [`OutboxItem::recover`] puts back into the queue: whether the portal took the packet or not,
//! sending it again under its key gives the same receipt.

use std::time::Duration;

use portal_api::PortalTime;
use serde::{Deserialize, Serialize};

use crate::backoff::{Jitter, derive_delay};
use crate::{DeliveryError, SyncError};

/// Packets that travel at the same time. They share one slow line: more would only make all of
/// them late.
pub const SENDS_AT_ONCE_MAX: usize = 2;

/// Where an outbox item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// To be sent when its time has come.
    Queued,
    /// On its way.
    Sending,
    /// Held until somebody signs in.
    AwaitingSignIn,
    /// The receipt is stored. Final.
    Delivered,
    /// Not sent again as it is: something must be put right first.
    Refused,
}

impl OutboxState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Queued, Self::Sending, Self::AwaitingSignIn, Self::Delivered, Self::Refused];

    /// Returns the state's name in the store and over IPC.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::AwaitingSignIn => "awaiting_sign_in",
            Self::Delivered => "delivered",
            Self::Refused => "refused",
        }
    }

    /// Returns the state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// The part of an outbox row that delivery changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxItem {
    /// The row's id; the planner only passes it on.
    pub id: String,
    /// Where it stands.
    pub state: OutboxState,
    /// Attempts that failed and will be repeated.
    pub attempts: u32,
    /// Not before this moment. While queued it also is the order in the queue.
    pub next_attempt_at: PortalTime,
}

/// How an attempt ended, as far as the queue cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The receipt is there.
    Delivered,
    /// Nothing is wrong with the packet: repeat, not before the given time if there is one.
    TryAgain {
        /// What the portal asked for.
        retry_after: Option<Duration>,
    },
    /// Nothing is wrong with the packet, but the session is over.
    SignInNeeded,
    /// The packet can't be delivered as it is.
    Refused,
}

impl Outcome {
    /// Returns what the result of [`deliver`](crate::deliver()) means for the queue.
    pub fn of<T>(result: &Result<T, DeliveryError>) -> Self {
        let error = match result {
            Ok(_) => return Self::Delivered,
            Err(DeliveryError::Portal(error)) => error,
            Err(
                DeliveryError::Packet(_)
                | DeliveryError::FileMissing { .. }
                | DeliveryError::FileChanged { .. },
            ) => return Self::Refused,
        };
        match error {
            SyncError::Refused { .. } => Self::Refused,
            SyncError::SignInNeeded => Self::SignInNeeded,
            SyncError::Busy { retry_after } => Self::TryAgain { retry_after: *retry_after },
            // A bad answer is most often a hotel's sign-in page or a proxy: it passes.
            SyncError::Unreachable { .. } | SyncError::BadAnswer(_) => Self::TryAgain { retry_after: None },
        }
    }
}

impl OutboxItem {
    /// Returns a new item, due at once.
    pub fn queued(id: impl Into<String>, now: PortalTime) -> Self {
        Self { id: id.into(), state: OutboxState::Queued, attempts: 0, next_attempt_at: now }
    }

    /// Returns the item as it is while being sent, or `None` if it isn't queued.
    #[must_use]
    pub fn begin(&self) -> Option<Self> {
        self.step(OutboxState::Queued, OutboxState::Sending)
    }

    /// Returns the item after an attempt, or `None` if none was under way.
    #[must_use]
    pub fn settle(&self, outcome: Outcome, now: PortalTime, jitter: Jitter) -> Option<Self> {
        let state = match outcome {
            Outcome::Delivered => OutboxState::Delivered,
            Outcome::TryAgain { .. } => OutboxState::Queued,
            Outcome::SignInNeeded => OutboxState::AwaitingSignIn,
            Outcome::Refused => OutboxState::Refused,
        };
        let mut item = self.step(OutboxState::Sending, state)?;
        if let Outcome::TryAgain { retry_after } = outcome {
            item.attempts = item.attempts.saturating_add(1);
            let delay = derive_delay(item.attempts, jitter, retry_after);
            item.next_attempt_at = now.plus_ms(delay.as_millis().try_into().unwrap_or(u64::MAX));
        }
        Some(item)
    }

    /// Returns the item after somebody signed in, due at once, or `None` if it didn't wait.
    #[must_use]
    pub fn resume(&self, now: PortalTime) -> Option<Self> {
        let item = self.step(OutboxState::AwaitingSignIn, OutboxState::Queued)?;
        Some(Self { next_attempt_at: now, ..item })
    }

    /// Returns the item after a program died while sending it, or `None` if that wasn't so.
    /// Only for the start, when nothing is under way.
    #[must_use]
    pub fn recover(&self, now: PortalTime) -> Option<Self> {
        let item = self.step(OutboxState::Sending, OutboxState::Queued)?;
        Some(Self { next_attempt_at: now, ..item })
    }

    /// Returns the item to be tried at once because a person says so, from the beginning of the
    /// back-off; `None` while it travels and after it arrived.
    #[must_use]
    pub fn requeue(&self, now: PortalTime) -> Option<Self> {
        match self.state {
            OutboxState::Queued | OutboxState::Refused | OutboxState::AwaitingSignIn => {
                Some(Self::queued(self.id.clone(), now))
            }
            OutboxState::Sending | OutboxState::Delivered => None,
        }
    }

    fn step(&self, from: OutboxState, to: OutboxState) -> Option<Self> {
        (self.state == from).then(|| Self { state: to, ..self.clone() })
    }
}

/// What to do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Begin this item and deliver it.
    Send {
        /// The item's id.
        id: String,
    },
    /// Ask the user to sign in; items wait for it.
    SignIn,
    /// Nothing else is due: plan again at this moment, or when the outbox changes.
    WakeAt(PortalTime),
}

/// Returns what to do now, in this order: sign in, send what is due (longest due first), and when
/// to look again. Never more than [`SENDS_AT_ONCE_MAX`] items travel at once.
pub fn plan(items: &[OutboxItem], now: PortalTime) -> Vec<Operation> {
    let in_state = |state| items.iter().filter(move |item| item.state == state);
    let mut queued: Vec<_> = in_state(OutboxState::Queued).collect();
    queued.sort_by_key(|item| (item.next_attempt_at, &item.id));
    let due = queued.partition_point(|item| item.next_attempt_at <= now);
    let free = SENDS_AT_ONCE_MAX.saturating_sub(in_state(OutboxState::Sending).count());

    let mut operations = Vec::new();
    if in_state(OutboxState::AwaitingSignIn).next().is_some() {
        operations.push(Operation::SignIn);
    }
    let sends = queued.iter().take(due.min(free));
    operations.extend(sends.map(|item| Operation::Send { id: item.id.clone() }));
    // A due item that finds no free place is planned again when a place gets free.
    operations.extend(queued.get(due).map(|item| Operation::WakeAt(item.next_attempt_at)));
    operations
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
