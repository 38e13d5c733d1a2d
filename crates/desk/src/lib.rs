//! The desk: every use case of Expat Desk, over the store, the rules, the letters and the portal.
//!
//! The only crate that the window, the command line and the tests call. It decides what is loaded
//! and stored together; what is right and what it costs is decided below, in `casework` and
//! `rulebook`. Invariants: every change goes through the vault's one journalled write; nothing
//! leaves the machine but through `delivery`; no name and no number of a person is logged.

mod account;
mod applications;
mod as_found;
mod backups;
pub mod bench;
mod clients;
mod companies;
mod config;
mod consents;
mod convert;
mod delivery;
mod document_types;
mod dossier;
mod edit;
pub mod environment;
mod erasure;
mod error;
mod export;
mod fees;
mod field_names;
mod files;
mod firm;
mod folder;
mod form_words;
mod freeze;
mod history;
mod identifiers;
pub mod import;
mod journal;
mod journal_file;
mod keys;
mod letters;
mod locking;
mod needed;
mod outbox;
mod overview;
mod papers;
mod passphrases;
mod people;
mod person_view;
mod pictures;
mod place;
mod privacy;
mod record_pictures;
mod recycle;
pub mod reference;
mod restore;
mod rule_error;
mod samples;
mod sandbox;
mod scans;
mod search;
mod service_rules;
mod session;
mod settings;
mod sleep;
mod state_names;
mod table_error;
mod timeline;
mod today;
pub mod view;

pub use config::DeskConfig;
pub use environment::{Environment, System};
pub use error::{AppError, ErrorCode, FieldIssue};
pub use folder::FolderChoice;
pub use journal_file::check_journal;
pub use sandbox::Sandbox;
pub use session::Desk;
pub use vault::{WIPING_ALLOCATOR, WipingAllocator};

/// Version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Tries a firm's template or reads a PDF if this process was started for that, and returns with which code
/// to end. A program calls it before anything else.
#[must_use]
pub fn serve_worker() -> Option<std::process::ExitCode> {
    let asked = std::env::args_os().nth(1)?;
    (asked == paperwork::guarded::WORKER_ARGUMENT).then(paperwork::guarded::serve)
}

/// Returns the rules, which are part of the program.
fn rules() -> Result<&'static rulebook::Rulebook, AppError> {
    rulebook::Rulebook::embedded().map_err(|error| AppError::internal(error.to_string()))
}
