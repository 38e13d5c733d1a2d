//! Brings frozen packets to the portal exactly once, and the portal's news back.
//!
//! The only crate that speaks HTTP as a client. It knows no store and no clock: an outbox row
//! comes in as plain data, what happened goes out as plain data, and `desk` writes it down. So
//! the planner ([`plan`]) and the life of an outbox item ([`OutboxItem`]) are tested without a
//! network, and the client without a store.
//!
//! Invariants:
//! - a packet is sent under the key that was frozen with it, so repeating is always safe;
//! - nothing that the portal answers is believed unchecked: hashes, sizes and sequence numbers
//!   are compared with what was asked, and every answer is bounded in size and time;
//! - no error, log line or `Debug` output holds a token, a password or anything of a person.

mod address;
mod answer;
mod backoff;
mod client;
mod deliver;
mod error;
mod outbox;

pub use backoff::{ATTEMPT_DELAY_MAX, Jitter};
pub use client::{PortalClient, Timeouts};
pub use deliver::{FileSource, FileUnavailable, deliver};
pub use error::{AnswerFault, ClientError, DeliveryError, SyncError, UnreachableCause};
pub use outbox::{Operation, OutboxItem, OutboxState, Outcome, SENDS_AT_ONCE_MAX, plan};
