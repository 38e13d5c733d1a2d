//! The desk's use cases, each against a real store and a real portal on this machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod cabinet;
mod delivery;
mod import;
mod letters;
mod main_job;
mod privacy;
mod records;
mod secrecy;
mod steps;
