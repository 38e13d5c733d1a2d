//! The client against the reference server, and against answers that no server should give.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod accounts;
mod canned;
mod delivery;
mod distrust;
mod faults;
mod proxy;
mod refusals;
mod sandbox;
