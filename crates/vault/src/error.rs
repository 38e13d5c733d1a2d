//! What can go wrong in a vault. Variants carry data, never sentences and never a person's data,
//! so an error may be logged as it is.

use crate::change::Stale;
use crate::client::ClientId;
use crate::journal::{Head, JournalBreak};
use crate::journal_export::ExportBreak;
use crate::place::UnsafePlace;
use crate::recovery::RecoveryKeyError;
use casework::{Kind, LinkRole};
use std::io;
use uuid::Uuid;

/// The part of a header that is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderPart {
    /// The file can't be read as a header at all.
    Form,
    /// The checksum differs: bytes of the file were changed.
    Checksum,
    /// The keyed seal differs: somebody without the key rewrote it.
    Seal,
    /// A number in it is outside its bounds.
    Bounds,
}

/// Why a vault did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The folder holds no cabinet.
    #[error("no cabinet in this folder")]
    NoCabinet,
    /// The folder already holds a cabinet.
    #[error("the folder already holds a cabinet")]
    CabinetExists,
    /// The folder is copied to other machines or served by one, and nobody insisted on it.
    #[error("{place} is no place for a cabinet")]
    UnsafePlace {
        /// What is wrong with it.
        place: UnsafePlace,
    },
    /// The passphrase opens no slot.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The recovery key is well formed and opens no slot.
    #[error("wrong recovery key")]
    WrongRecoveryKey,
    /// The recovery key was mistyped.
    #[error(transparent)]
    RecoveryKeyMistyped(#[from] RecoveryKeyError),
    /// The passphrase is guessed too easily.
    #[error("passphrase too weak: {score} of 4, at least {least}")]
    PassphraseTooWeak {
        /// The strength found, 0 to 4.
        score: u8,
        /// The least that is accepted.
        least: u8,
    },
    /// The cabinet has no slot for the system's keychain.
    #[error("no keychain slot")]
    NoKeychainSlot,
    /// The system's keychain holds no secret, or another one, for this cabinet.
    #[error("the keychain holds no secret for this cabinet")]
    KeychainEntryMissing,
    /// The system's keychain did not answer.
    #[error("the keychain did not answer")]
    KeychainUnavailable,
    /// The slot can't be removed: without it the passphrase or the recovery key would be gone.
    #[error("the last slot of its kind stays")]
    LastSlot,
    /// No slot has this id.
    #[error("unknown slot {id}")]
    UnknownSlot {
        /// The id asked for.
        id: Uuid,
    },
    /// The cost of the key derivation is outside its bounds.
    #[error("the cost of the key derivation is out of bounds")]
    KdfOutOfBounds,
    /// The header of the cabinet or of a client is damaged.
    #[error("header damaged ({part:?}); its copy is {}", if *copy_is_sound { "sound" } else { "not sound" })]
    HeaderDamaged {
        /// What of it is damaged.
        part: HeaderPart,
        /// Whether the copy kept beside it is sound.
        copy_is_sound: bool,
    },
    /// A newer program wrote this.
    #[error("format {found} is newer than {supported}, the newest that this program knows")]
    FormatTooNew {
        /// The format found.
        found: u32,
        /// The newest format known.
        supported: u32,
    },
    /// Another process, or another handle of this one, has it open.
    #[error("in use by another program")]
    InUse,
    /// The cabinet was locked while this handle was still held.
    #[error("locked")]
    Locked,
    /// No client has this id.
    #[error("unknown client {id}")]
    UnknownClient {
        /// The id asked for.
        id: ClientId,
    },
    /// A page of the database is damaged or was exchanged.
    #[error("database damaged: {what}")]
    DatabaseDamaged {
        /// The check that noticed it.
        what: &'static str,
    },
    /// The journal's chain does not hold.
    #[error("journal broken: {0}")]
    JournalBroken(JournalBreak),
    /// The last changes of a program that was killed are gone: SQLite's write-ahead log was cut or
    /// removed.
    #[error("changes lost: entry {} was written, the journal ends at {}", noted.sequence, found.sequence)]
    ChangesLost {
        /// The head that was noted when the last change was on disk.
        noted: Head,
        /// The head of the file.
        found: Head,
    },
    /// An exported journal is not as it was signed.
    #[error("the exported journal is broken at line {line}: {kind:?}")]
    ExportBroken {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong there.
        kind: ExportBreak,
    },
    /// The database is older than the cabinet remembers: somebody put an old file back.
    #[error("rolled back: entry {} was seen, the journal ends at {}", anchored.sequence, found.sequence)]
    RolledBack {
        /// The head that the cabinet remembers.
        anchored: Head,
        /// The head of the file.
        found: Head,
    },
    /// The record was changed by somebody else since it was read.
    #[error("{0}")]
    Stale(Box<Stale>),
    /// No such record.
    #[error("no {} with id {id}", kind.as_str())]
    NotFound {
        /// The kind asked for.
        kind: Kind,
        /// The id asked for.
        id: Uuid,
    },
    /// The id belongs to a record of another kind.
    #[error("{id} is a {}, not a {}", found.as_str(), asked.as_str())]
    OtherKind {
        /// The id asked for.
        id: Uuid,
        /// The kind asked for.
        asked: Kind,
        /// The kind stored.
        found: Kind,
    },
    /// The record refers anew to one that does not exist, is of another kind, or lies in the recycle bin.
    #[error("{from} refers as {} to {to}, which is not there", role.as_str())]
    MissingLink {
        /// The referring record.
        from: Uuid,
        /// Why it refers.
        role: LinkRole,
        /// The record that is missing.
        to: Uuid,
    },
    /// Other records still refer to a record that was to be erased.
    #[error("{by} still refers to {id}")]
    StillLinked {
        /// The record to be erased.
        id: Uuid,
        /// One record that refers to it.
        by: Uuid,
    },
    /// A record could not be turned into a document, or is none of ours.
    #[error("a {} can't be stored as a document", kind.as_str())]
    RecordUnwritable {
        /// Its kind.
        kind: Kind,
    },
    /// A stored document does not have the shape of its kind.
    #[error("the stored {} {id} has an unknown shape", kind.as_str())]
    RecordUnreadable {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: Uuid,
    },
    /// A stored value is not one that this program writes.
    #[error("unknown value in {column}")]
    UnknownValue {
        /// The column it stands in.
        column: &'static str,
    },
    /// Something is larger than its limit.
    #[error("{what} is larger than {limit}")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// The vault knows no such file.
    #[error("no file {file}")]
    FileUnknown {
        /// The file's id, hex.
        file: String,
    },
    /// The file was erased.
    #[error("file {file} was erased")]
    FileErased {
        /// The file's id, hex.
        file: String,
    },
    /// The file is not on disk any more.
    #[error("file {file} is missing")]
    FileMissing {
        /// The file's id, hex.
        file: String,
    },
    /// The file was changed on disk, or another was put in its place.
    #[error("file {file} is damaged")]
    FileDamaged {
        /// The file's id, hex.
        file: String,
    },
    /// Attached files of a backup are damaged or missing; its databases are sound.
    #[error("{files} attached files of the backup are damaged or missing")]
    BackupFilesDamaged {
        /// How many.
        files: usize,
    },
    /// The outbox row does not exist.
    #[error("no outbox row {id}")]
    OutboxUnknown {
        /// The row's id.
        id: Uuid,
    },
    /// The file or folder that was to be written is there already.
    #[error("the target is there already")]
    TargetExists,
    /// An archive or a backup can't be read as one of ours.
    #[error("archive damaged: {what}")]
    ArchiveDamaged {
        /// What was noticed.
        what: &'static str,
    },
    /// The disk is full. What was stored before is untouched.
    #[error("the disk is full")]
    DiskFull,
    /// The encryption library is not the one that this program was tested with.
    #[error("unexpected encryption library")]
    CipherUnavailable,
    /// The system gave no random bytes.
    #[error("the system has no random numbers")]
    NoRandomness,
    /// A background task of the runtime was cut off.
    #[error("interrupted")]
    Interrupted,
    /// The file system refused.
    #[error("{action} failed")]
    Io {
        /// What was tried.
        action: &'static str,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The database refused.
    #[error("{action} failed")]
    Database {
        /// What was tried.
        action: &'static str,
        /// What the database said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl VaultError {
    /// Returns a function that names what was tried when the file system refused.
    pub(crate) fn io(action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io { action, source },
        }
    }

    /// Returns a function that names what was tried when the database refused.
    pub(crate) fn db(action: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| {
            let code = source.as_database_error().and_then(|error| error.code()?.parse().ok());
            Self::of_code(action, code, source)
        }
    }

    /// The same for a question on the direct way.
    pub(crate) fn direct(action: &'static str) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| {
            let code = source.sqlite_error().map(|error| error.extended_code);
            Self::of_code(action, code, source)
        }
    }

    fn of_code(
        action: &'static str,
        code: Option<i32>,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        // The low byte of an extended code is the primary one.
        match code.map(|code| code & 0xff) {
            // SQLITE_FULL
            Some(13) => Self::DiskFull,
            // SQLITE_BUSY, SQLITE_LOCKED
            Some(5 | 6) => Self::InUse,
            // SQLITE_CORRUPT, SQLITE_NOTADB
            Some(11 | 26) => Self::DatabaseDamaged { what: action },
            _ => Self::Database { action, source: source.into() },
        }
    }
}
