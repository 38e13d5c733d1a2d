//! The server through its front door: console, raw requests, start and stop.
//!
//! What the client can express is tested from the client's side, in `sync`; here is what only a
//! browser or a stranger would send.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod console;
mod http;
mod lifecycle;
mod requests;
mod sandbox;
