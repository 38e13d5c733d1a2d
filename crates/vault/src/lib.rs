//! The vault: a cabinet of encrypted client vaults on the user's own disk.
//!
//! A [`Cabinet`] is a folder that a passphrase opens; every client has a folder in it with a
//! random key of its own, so that a client's papers can be handed over, restored or erased alone.
//! Records come in through [`casework::Record`], and every change goes through [`Vault::write`],
//! which stores the change, the search words, the outbox rows and the journal entries in one
//! transaction that is on disk when it returns.
//!
//! The crate knows no network and no clock: times are passed in. It logs no names, no numbers and
//! no keys, and no error of it says them. Invariant: what was acknowledged is still there after a
//! crash, and what comes back was written by us and by nobody else.

mod actor;
mod age;
mod anchor;
mod archive;
mod atomic_file;
mod attachment;
mod backup;
mod backup_files;
mod backup_manifest;
mod bin;
mod cabinet;
mod cabinet_archive;
mod cabinet_backup;
mod cabinet_export;
mod cabinet_keys;
mod cabinet_overview;
mod cabinet_search;
mod cabinet_settings;
mod cabinet_verify;
mod chain;
mod change;
mod cipher;
mod client;
mod client_key;
mod connection;
mod copy;
mod database;
mod diff;
mod entry;
mod error;
mod export;
mod files;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod header;
mod hex;
mod hit;
mod index;
mod journal;
mod journal_export;
mod journal_page;
mod kdf;
mod keychain;
mod last_entry;
pub mod measure;
mod memory;
#[cfg(all(test, target_os = "linux"))]
#[expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests fail by panicking and say their figures")]
mod memory_tests;
mod merge;
mod meta;
mod migration;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod older_backup_tests;
mod older_format;
#[cfg(feature = "os-keychain")]
mod os_keychain;
mod outbox;
pub mod passphrase;
mod place;
mod query;
mod recovery;
mod referring;
mod retention;
mod row;
mod schema;
mod search;
mod secret;
mod slot;
mod spelling;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tamper_tests;
mod time;
mod vault;
mod verify;
mod write;

pub use attachment::{ATTACHMENT_BYTES_MAX, FileId};
pub use backup::{BackupReport, Coverage, Snapshot};
pub use bin::Binned;
pub use cabinet::{Cabinet, Unlock};
pub use cabinet_keys::RecoveryDraft;
pub use cabinet_overview::ClientOverview;
pub use cabinet_search::{ClientHit, Found};
pub use cabinet_verify::{CabinetVerified, VaultVerified};
pub use change::{Author, Change, Committed, Expected, Op, Stale};
pub use cipher::prepare_exit;
pub use client::{Client, ClientId};
pub use diff::{FieldChange, set_field};
pub use error::{HeaderPart, VaultError};
pub use export::Export;
pub use hit::{Hit, Matched};
pub use journal::{Action, BreakKind, Head, JournalBreak, JournalEntry, Subject, Verified};
pub use journal_export::{ExportBreak, JournalExport, PublicKey};
pub use journal_page::JournalQuery;
pub use kdf::KdfCost;
pub use keychain::{Keychain, KeychainFailure};
pub use memory::{WIPING_ALLOCATOR, WipingAllocator, share_allocator_with_sqlite};
pub use merge::{Conflict, Merged, merge};
#[cfg(feature = "os-keychain")]
pub use os_keychain::OsKeychain;
pub use outbox::{OutboxId, OutboxRow, OutboxState};
pub use place::{Place, Share, SyncProgram, UnsafePlace};
pub use query::{ListQuery, Sort, Stored};
pub use recovery::{RecoveryKey, RecoveryKeyError};
pub use referring::Referring;
pub use search::{SearchQuery, fold, words};
pub use slot::{SlotInfo, SlotSort};
pub use vault::{Totals, Vault};
