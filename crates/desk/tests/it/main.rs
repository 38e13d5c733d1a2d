//! The desk's use cases, each against a real store and a real portal on this machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod backups;
mod cabinet;
mod clients;
mod delivery;
mod journal;
mod keys;
mod letters;
mod main_job;
mod privacy;
mod records;
mod secrecy;
mod steps;
