//! The calls about the cabinet itself: keys, backups, clients, journal.

use super::Key;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Which cabinet.
#[derive(Args, Clone)]
pub struct In {
    /// Folder that holds the cabinet.
    #[arg(long)]
    pub cabinet: PathBuf,
    /// Passphrase.
    #[command(flatten)]
    pub key: Key,
}

/// Where a new passphrase comes from.
#[derive(Args, Clone)]
pub struct NewKey {
    /// File whose first line is the new passphrase.
    #[arg(long, conflicts_with = "new_passphrase_fd")]
    pub new_passphrase_file: Option<PathBuf>,
    /// Open file descriptor whose first line is the new passphrase.
    #[arg(long)]
    pub new_passphrase_fd: Option<u32>,
}

/// Where the passphrase of an archive comes from.
#[derive(Args, Clone)]
pub struct ArchiveKey {
    /// File whose first line is the passphrase of the archive.
    #[arg(long, conflicts_with = "archive_passphrase_fd")]
    pub archive_passphrase_file: Option<PathBuf>,
    /// Open file descriptor whose first line is the passphrase of the archive.
    #[arg(long)]
    pub archive_passphrase_fd: Option<u32>,
}

/// The cabinet.
#[derive(Subcommand)]
pub enum Cabinet {
    /// Creates one; its recovery key is the answer.
    Create {
        /// Folder to make it in.
        #[arg(long)]
        cabinet: PathBuf,
        /// Name of the first client.
        #[arg(long)]
        client: String,
        /// Passphrase.
        #[command(flatten)]
        key: Key,
    },
    /// Checks that the passphrase opens it.
    UnlockCheck {
        /// Which cabinet.
        #[command(flatten)]
        at: super::At,
    },
    /// Takes a backup and checks it.
    Backup {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Folder that backups go to from now on.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// Lists the backups.
    Backups {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
    },
    /// Puts a backup in the place of the cabinet, which is kept aside. Takes the passphrase or the
    /// recovery key of the day of the backup.
    Restore {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Folder to look for backups in; the cabinet's own where none is given.
        #[arg(long)]
        folder: Option<PathBuf>,
        /// Id of the backup; the newest where none is given.
        #[arg(long)]
        backup: Option<String>,
    },
    /// Verifies everything that it holds, or a backup.
    Verify {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Id of a backup, or `newest`.
        #[arg(long)]
        backup: Option<String>,
    },
    /// Writes all clients into one encrypted file that `age` opens.
    Archive {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// File to write; it must not be there yet.
        #[arg(long)]
        out: PathBuf,
        /// Passphrase of the archive.
        #[command(flatten)]
        archive: ArchiveKey,
    },
    /// Lists the ways into it.
    Slots {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
    },
    /// Puts a new passphrase in the old one's place.
    Passphrase {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// New passphrase.
        #[command(flatten)]
        new: NewKey,
        /// Makes the new passphrase; it is the answer.
        #[arg(long, conflicts_with_all = ["new_passphrase_file", "new_passphrase_fd"])]
        generate: bool,
    },
    /// Makes a new recovery key, which is the answer; the old one opens nothing any more.
    RecoveryKey {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
    },
    /// Lets the system's keychain open it, or no longer.
    Keychain {
        /// What to do.
        #[arg(value_enum)]
        what: KeychainCall,
        /// Which cabinet.
        #[command(flatten)]
        at: In,
    },
    /// Shows the settings, and changes those that are given.
    Settings {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Minutes without input after which the window locks; 0 for never.
        #[arg(long)]
        idle_lock_minutes: Option<u32>,
        /// Language of the window: en, ru or kk.
        #[arg(long)]
        language: Option<String>,
        /// Folder that letters are saved into.
        #[arg(long)]
        export_folder: Option<PathBuf>,
    },
    /// Opens clients whose files are older than the cabinet remembers, as they are. For who has no
    /// newer backup: what is missing stays missing.
    TakeAsFound {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
    },
    /// Puts the copy of the header in the place of a damaged one.
    Repair {
        /// Folder that holds the cabinet.
        #[arg(long)]
        cabinet: PathBuf,
    },
}

/// What to do with the keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeychainCall {
    /// It opens the cabinet from now on.
    Add,
    /// It opens nothing any more.
    Remove,
}

/// Clients.
#[derive(Subcommand)]
pub enum Client {
    /// Lists all clients with what each holds and needs.
    List {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
    },
    /// Creates one and puts its papers on the desk.
    Create {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Its name.
        #[arg(long)]
        name: String,
        /// Colour along the window's edge: teal, indigo, amber, rose, green or slate.
        #[arg(long, default_value = "indigo")]
        colour: String,
    },
    /// Gives one another name or colour.
    Rename {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Name or id of the client.
        #[arg(long)]
        client: String,
        /// New name; the old one stays where none is given.
        #[arg(long)]
        name: Option<String>,
        /// New colour; the old one stays where none is given.
        #[arg(long)]
        colour: Option<String>,
    },
    /// Puts one aside, or takes it back.
    Archive {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Name or id of the client.
        #[arg(long)]
        client: String,
        /// Takes it back.
        #[arg(long)]
        undo: bool,
    },
    /// Writes one into an encrypted file that `age` opens.
    Export {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Name or id of the client.
        #[arg(long)]
        client: String,
        /// File to write; it must not be there yet.
        #[arg(long)]
        out: PathBuf,
        /// Passphrase of the archive.
        #[command(flatten)]
        archive: ArchiveKey,
    },
    /// Takes the clients of an archive in, all or none.
    Import {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// The archive.
        file: PathBuf,
        /// Passphrase of the archive.
        #[command(flatten)]
        archive: ArchiveKey,
    },
    /// Erases one for good. Backups made before hold it until they are let go.
    Erase {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Name or id of the client.
        #[arg(long)]
        client: String,
        /// The client's name once more, exactly.
        #[arg(long)]
        confirm: String,
    },
    /// Writes one anew under a random key.
    RotateKey {
        /// Which cabinet.
        #[command(flatten)]
        at: In,
        /// Name or id of the client.
        #[arg(long)]
        client: String,
    },
}

/// The journal.
#[derive(Subcommand)]
pub enum Journal {
    /// Shows what was done, newest first.
    Show {
        /// Which cabinet and client.
        #[command(flatten)]
        at: super::At,
        /// The cabinet's own journal instead of the client's.
        #[arg(long)]
        own: bool,
        /// Only about this kind of thing, for instance person.
        #[arg(long, default_value = "")]
        subject: String,
        /// Only this action, for instance exported.
        #[arg(long, default_value = "")]
        action: String,
        /// At most so many entries.
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// Writes a client's journal into a file of JSON lines, signed with the cabinet's key.
    Export {
        /// Which cabinet and client.
        #[command(flatten)]
        at: super::At,
        /// File to write; it must not be there yet.
        #[arg(long)]
        out: PathBuf,
    },
    /// Checks such a file; needs no cabinet.
    Check {
        /// The file.
        file: PathBuf,
        /// Public key that it has to be signed with, as its sender told it.
        #[arg(long)]
        key: Option<String>,
    },
}
