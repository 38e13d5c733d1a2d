//! The manifest of a snapshot: what belongs to it, byte for byte, under the cabinet's seal.

use crate::atomic_file;
use crate::error::VaultError;
use crate::hex;
use crate::secret::{Key, Purpose};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use uuid::Uuid;

/// The format that this program writes.
const FORMAT: u32 = 1;
/// Its file name.
const NAME: &str = "backup.json";
/// Room for the names of millions of files.
const BYTES_MAX: u64 = 256 * 1024 * 1024;
/// How the copies are named that a check opens.
pub(crate) const SCRATCH: &str = ".check.tmp";

/// What a snapshot holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    format: u32,
    cabinet: Uuid,
    taken_at: Timestamp,
    /// The files of the snapshot by path, with SHA-256 in hex.
    pub(crate) files: BTreeMap<String, String>,
    /// The attached files of each client, with their sizes on disk.
    pub(crate) attachments: BTreeMap<Uuid, BTreeMap<String, u64>>,
    /// How many attached files of a client are not in it, because the cabinet has lost them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) lost: BTreeMap<Uuid, usize>,
}

/// The file around a manifest.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    manifest: Manifest,
    #[serde(with = "hex::array")]
    seal: [u8; 32],
}

impl Sealed {
    fn render(&self) -> Result<Vec<u8>, VaultError> {
        serde_json::to_vec_pretty(self).map_err(|_| damaged("its manifest"))
    }
}

impl Manifest {
    /// Returns the manifest of an empty snapshot.
    pub(crate) fn new(cabinet: Uuid, taken_at: Timestamp) -> Self {
        Self {
            format: FORMAT,
            cabinet,
            taken_at,
            files: BTreeMap::new(),
            attachments: BTreeMap::new(),
            lost: BTreeMap::new(),
        }
    }

    /// Takes the digests of a snapshot's files and writes the manifest beside them.
    pub(crate) fn save(&mut self, folder: &Path, cabinet_key: &Key) -> Result<(), VaultError> {
        self.files = digests(folder)?;
        atomic_file::replace(&folder.join(NAME), &self.render(cabinet_key)?)
    }

    /// Returns the manifest's file.
    pub(crate) fn render(&self, cabinet_key: &Key) -> Result<Vec<u8>, VaultError> {
        let seal: [u8; 32] = self.seal(cabinet_key)?.finalize().into_bytes().into();
        let sealed = Sealed { manifest: self.clone(), seal };
        sealed.render()
    }

    /// Reads the manifest of a snapshot and checks its seal.
    pub(crate) fn load(folder: &Path, cabinet_key: &Key) -> Result<Self, VaultError> {
        let bytes = atomic_file::read_bounded(&folder.join(NAME), "backup manifest", BYTES_MAX)?;
        Self::parse(&bytes, cabinet_key)
    }

    /// Reads a manifest and checks its seal and its names.
    pub(crate) fn parse(bytes: &[u8], cabinet_key: &Key) -> Result<Self, VaultError> {
        #[derive(Deserialize)]
        struct Outer {
            manifest: AnyFormat,
        }
        #[derive(Deserialize)]
        struct AnyFormat {
            format: u32,
        }
        if let Ok(Outer { manifest: AnyFormat { format: found } }) = serde_json::from_slice(bytes)
            && found > FORMAT
        {
            return Err(VaultError::FormatTooNew { found, supported: FORMAT });
        }
        let sealed: Sealed = serde_json::from_slice(bytes).map_err(|_| damaged("its manifest"))?;
        // Only the very bytes that we write: a letter of the seal in capitals is a flipped bit.
        if sealed.render()? != bytes {
            return Err(damaged("its manifest"));
        }
        sealed.manifest.seal(cabinet_key)?.verify_slice(&sealed.seal).map_err(|_| damaged("its seal"))?;
        let plain = |name: &str| {
            !name.starts_with('/') && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
        };
        if sealed.manifest.files.keys().all(|name| plain(name)) {
            Ok(sealed.manifest)
        } else {
            Err(damaged("a name"))
        }
    }

    fn seal(&self, cabinet_key: &Key) -> Result<Hmac<Sha256>, VaultError> {
        let key = cabinet_key.derive(self.cabinet, Purpose::BackupSeal)?;
        let mut mac =
            Hmac::<Sha256>::new_from_slice(key.expose()).map_err(|_| VaultError::CipherUnavailable)?;
        mac.update(&serde_json::to_vec(self).map_err(|_| damaged("its manifest"))?);
        Ok(mac)
    }
}

/// Returns the digest of every file of a snapshot but its manifest.
pub(crate) fn digests(folder: &Path) -> Result<BTreeMap<String, String>, VaultError> {
    let mut digests = BTreeMap::new();
    digest_all(folder, "", &mut digests)?;
    digests.remove(NAME);
    Ok(digests)
}

/// Takes the digest of every file below a folder.
fn digest_all(folder: &Path, prefix: &str, into: &mut BTreeMap<String, String>) -> Result<(), VaultError> {
    for entry in fs::read_dir(folder).map_err(VaultError::io("reading a backup"))? {
        let entry = entry.map_err(VaultError::io("reading a backup"))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        // A check that was cut off leaves its copy and the copy's log behind; no files of the snapshot.
        if name.contains(SCRATCH) {
            continue;
        }
        if entry.path().is_dir() {
            digest_all(&entry.path(), &format!("{name}/"), into)?;
            continue;
        }
        let mut hash = Sha256::new();
        let mut file = File::open(entry.path()).map_err(VaultError::io("reading a backup"))?;
        io::copy(&mut file, &mut Digest(&mut hash)).map_err(VaultError::io("reading a backup"))?;
        into.insert(name, hex::encode(&hash.finalize()));
    }
    Ok(())
}

/// Lets a hash be written to.
struct Digest<'a>(&'a mut Sha256);

impl io::Write for Digest<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is said of a snapshot that is not whole.
pub(crate) const fn damaged(what: &'static str) -> VaultError {
    VaultError::ArchiveDamaged { what }
}
