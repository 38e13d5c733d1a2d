//! The contract between Expat Desk and the portal: what goes over the wire, and nothing else.
//!
//! Client (`sync`) and reference server (`portal`) both build on these types, so a change that
//! only one of them follows doesn't compile. The crate knows no clock, disk, network or async.
//!
//! Invariants:
//! - a packet is identified by the SHA-256 of its canonical JSON ([`FrozenPacket`]); both sides
//!   compute it with the same function;
//! - a moment is an RFC 3339 string with milliseconds in Kazakhstan time ([`PortalTime`]);
//! - a status or problem code that this version doesn't know is kept as text, never an error
//!   and never dropped;
//! - requests refuse unknown members, because a dropped one would change the packet's hash;
//!   answers tolerate them, so that a newer portal can talk to an older client.

mod account;
mod application;
mod canonical;
mod hash;
pub mod limits;
mod open_enum;
mod openapi;
mod packet;
mod problem;
mod register;
pub mod routes;
mod secret;
mod status;
mod time;
mod upload;

pub use account::{Session, SignIn, SignUp};
pub use application::{
    Contact, Document, Entries, NewApplication, OfferAcceptance, Person, PersonRole, Sex, SubmissionReceipt,
    TravelDocument, VisaRequest,
};
pub use canonical::canonical_json;
pub use hash::{ContentHash, NotAHash};
pub use openapi::openapi;
pub use packet::{FrozenPacket, IdempotencyKey, PacketError, Submission, freeze};
pub use problem::{FieldProblem, Problem, ProblemCode};
pub use register::{Organisation, PublicOffer};
pub use secret::Secret;
pub use status::{Feed, PaymentStatus, PortalStatus, StatusEvent};
pub use time::{NotATime, PortalTime};
pub use upload::{MissingUploads, UploadQuery, UploadReceipt};
