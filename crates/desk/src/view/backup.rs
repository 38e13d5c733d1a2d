//! Backups of the cabinet, and what a verification found.

use super::Text;
use serde::{Deserialize, Serialize};
use specta::Type;

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SnapshotView {
    /// Id.
    pub id: String,
    /// When it was taken.
    pub taken_at: String,
}

/// The backups in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupsView {
    /// The folder.
    pub folder: String,
    /// Whether it is the one beside the cabinet, which a broken disk takes along.
    pub is_beside_cabinet: bool,
    /// Why the last backup is not what it should be.
    pub problem: Option<Text>,
    /// The backups, newest first.
    pub snapshots: Vec<SnapshotView>,
}

/// What a backup did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupDone {
    /// When it was taken.
    pub taken_at: String,
    /// Clients in it.
    pub clients: u32,
    /// Attached files in it.
    pub files: u32,
    /// Attached files that were copied now; the others were there already.
    pub files_copied: u32,
    /// Older backups that were let go.
    pub removed: u32,
    /// Clients that are not in it because their vault could not be opened.
    pub skipped: u32,
    /// Attached files that are not in it because the cabinet itself has lost them.
    pub lost: u32,
}

/// A backup that takes the cabinet's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RestoreDone {
    /// Folder in which the cabinet that was there is kept; none where there was none.
    pub kept_aside: Option<String>,
    /// Attached files that were damaged or missing in the backup; everything else is there.
    pub damaged_files: u32,
}

/// What a verification found at a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct VerifiedClient {
    /// Name of the client.
    pub client: String,
    /// Journal entries that were followed.
    pub entries: u32,
    /// Records that agree with the journal.
    pub records: u32,
    /// Attached files that were decrypted.
    pub files: u32,
    /// What is wrong; none for nothing.
    pub problem: Option<Text>,
}

/// What a verification of everything found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct VerifyView {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// The clients.
    pub clients: Vec<VerifiedClient>,
}
