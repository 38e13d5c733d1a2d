//! What a cabinet promises, tried from outside: one binary, so that it links once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod archive;
mod attachments;
mod backups;
mod cabinet;
mod canary;
mod flips;
mod hostile;
mod kill;
mod overview;
mod records;
mod rollback;
mod sample;
#[cfg(all(feature = "os-keychain", target_os = "linux"))]
mod secret_service;
mod slots;
