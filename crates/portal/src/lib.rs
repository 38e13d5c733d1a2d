//! Reference server of the portal's contract, with a staff console: the sandbox that Expat Desk
//! is practised and tested against.
//!
//! It is not the live portal and says so on every page. It listens where it is told to, keeps
//! everything in one folder of its own, and calls nobody. It shares the contract (`portal-api`)
//! with the client and nothing else: no rule of the guidebook is known here.
//!
//! Invariants:
//! - a submission is taken once for each idempotency key, however often and however concurrently
//!   it arrives (`store`);
//! - an account sees its own uploads, applications and events and nobody else's;
//! - passwords, session tokens and the staff's entry key are never stored or logged in clear.

mod api;
mod attempts;
mod check;
mod clock;
mod error;
mod files;
mod offer;
mod password;
mod register;
mod server;
mod services;
mod staff;
mod store;
mod token;

pub use clock::{Clock, system_clock};
pub use error::PortalError;
pub use server::{Announcement, Config, RunningPortal, serve};
