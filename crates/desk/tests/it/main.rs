//! The desk's use cases, each against a real store and a real portal on this machine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking and say their figures"
)]

mod backups;
mod batches;
mod cabinet;
mod clients;
mod delivery;
mod folder;
#[cfg(target_os = "linux")]
mod forgets;
mod history;
mod import;
mod journal;
mod keys;
mod late_edits;
mod letter_paper;
mod letters;
#[cfg(unix)]
mod locking;
mod main_job;
mod place;
mod privacy;
mod records;
mod recycle;
mod scans;
mod search;
mod secrecy;
mod service_rules;
mod steps;
