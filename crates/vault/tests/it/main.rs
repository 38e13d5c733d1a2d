//! What a cabinet promises, tried from outside: one binary, so that it links once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests fail by panicking and say their figures"
)]

mod archive;
mod attachments;
mod backups;
mod cabinet;
mod canary;
#[cfg(target_os = "linux")]
mod crash_states;
#[cfg(target_os = "linux")]
mod disk_full;
mod flips;
mod hostile;
mod journal_export;
mod kill;
mod losses;
mod overview;
#[cfg(target_os = "linux")]
mod power_cut;
#[cfg(target_os = "linux")]
mod preload;
mod records;
mod rollback;
mod sample;
mod search;
#[cfg(all(feature = "os-keychain", target_os = "linux"))]
mod secret_service;
mod slots;
mod standard_tools;
mod workload;
