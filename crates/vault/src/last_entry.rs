//! The note of a journal's last entry, kept beside its database while that is open. A program that
//! is killed leaves its newest changes in SQLite's write-ahead log; whoever cuts or removes that log
//! takes them away, and the database opens as if they had never been. The note remembers them until
//! the lock, when the anchor in the header takes over.
//!
//! It is written after a change is on disk and is not flushed, so that it costs a few microseconds:
//! it may be older than the database, never newer. One that does not bear our seal was torn by the
//! same accident and says nothing.

use crate::atomic_file;
use crate::error::VaultError;
use crate::journal::Head;
use crate::secret::Key;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fs::{self, File};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// The first bytes: ours, format 1.
const MAGIC: &[u8; 8] = b"EXDLAST\x01";
const HEAD_BYTES: usize = 8 + 32;
const SEAL_BYTES: usize = 32;
const BYTES: usize = MAGIC.len() + HEAD_BYTES + SEAL_BYTES;

/// The note of one database.
#[derive(Debug)]
pub(crate) struct LastEntry {
    path: PathBuf,
    /// None until there is something to note: unlocking asks for no room on a full disk.
    file: Option<File>,
    seal: Key,
}

impl LastEntry {
    /// Opens the note, and returns what a program that was killed noted last.
    pub(crate) fn open(path: &Path, seal: Key) -> Result<(Self, Option<Head>), VaultError> {
        let note = Self { path: path.to_owned(), file: None, seal };
        let bytes = match atomic_file::read_bounded(path, "note of the last entry", BYTES as u64) {
            Ok(bytes) => bytes,
            Err(VaultError::TooLarge { .. }) => Vec::new(),
            Err(VaultError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Ok((note, None));
            }
            Err(error) => return Err(error),
        };
        let left = note.read(&bytes);
        if left.is_none() {
            tracing::warn!("the note of the last entry was torn");
        }
        Ok((note, left))
    }

    /// Notes the last entry. The change is on disk already, so a note that can't be written is no
    /// failure of it.
    pub(crate) fn write(&mut self, head: Head) {
        if let Err(error) = self.try_write(head) {
            tracing::warn!(%error, "the last entry was not noted");
        }
    }

    fn try_write(&mut self, head: Head) -> Result<(), VaultError> {
        let error = || VaultError::io("noting the last entry");
        let bytes = self.render(head)?;
        let mut file = match self.file.take() {
            Some(file) => file,
            None => atomic_file::private_options()
                .write(true)
                .create(true)
                .truncate(true)
                .open(&self.path)
                .map_err(error())?,
        };
        file.rewind().and_then(|()| file.write_all(&bytes)).map_err(error())?;
        self.file = Some(file);
        Ok(())
    }

    /// Takes the note away, once what it says is safe elsewhere.
    pub(crate) fn remove(self) -> Result<(), VaultError> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(VaultError::io("removing the note of the last entry")(error))
            }
            _ => Ok(()),
        }
    }

    fn render(&self, head: Head) -> Result<Vec<u8>, VaultError> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&head.sequence.to_le_bytes());
        bytes.extend_from_slice(&head.hash);
        let seal = self.seal_over(&bytes)?.finalize().into_bytes();
        bytes.extend_from_slice(&seal);
        Ok(bytes)
    }

    fn read(&self, bytes: &[u8]) -> Option<Head> {
        let (sealed, seal) = bytes.split_at_checked(MAGIC.len() + HEAD_BYTES)?;
        self.seal_over(sealed).ok()?.verify_slice(seal).ok()?;
        let (sequence, hash) = sealed.strip_prefix(MAGIC)?.split_at_checked(8)?;
        let sequence = u64::from_le_bytes(sequence.try_into().ok()?);
        Some(Head { sequence, hash: hash.try_into().ok()? })
    }

    fn seal_over(&self, bytes: &[u8]) -> Result<Hmac<Sha256>, VaultError> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.seal.expose()).map_err(|_| VaultError::CipherUnavailable)?;
        mac.update(bytes);
        Ok(mac)
    }
}
