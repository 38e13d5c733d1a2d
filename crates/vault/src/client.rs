//! Clients: whose papers these are. Each has a folder with its own random key, wrapped by the
//! cabinet key in `client.json`, so that the folder explains itself and opens only as this client.

use crate::atomic_file;
use crate::error::{HeaderPart, VaultError};
use crate::hex;
use crate::secret::{Key, Purpose, WRAPPED_BYTES};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use uuid::Uuid;

/// The format of a client's folder that this program writes.
const FORMAT: u32 = 1;
/// A key file has one size; anything larger is none.
const KEY_FILE_BYTES_MAX: u64 = 64 * 1024;
/// The longest name and colour that a client may have.
pub(crate) const NAME_CHARS_MAX: usize = 200;

/// Id of a client; also the name of its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(pub(crate) Uuid);

impl ClientId {
    /// Returns the UUID inside.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ClientId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

/// A client as the cabinet lists it.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// Id.
    pub id: ClientId,
    /// Name, for people.
    pub name: String,
    /// Colour along the window's edge, as the interface spells it.
    pub colour: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was put aside; none while it is worked on.
    pub archived_at: Option<Timestamp>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Who the clients of a law firm are is nobody's business, a log's least of all.
        f.debug_struct("Client").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The places of a client's files.
#[derive(Debug, Clone)]
pub(crate) struct ClientFolder {
    path: PathBuf,
}

impl ClientFolder {
    /// Returns the folder of a client within a cabinet.
    pub(crate) fn new(cabinet: &Path, id: ClientId) -> Self {
        Self { path: cabinet.join("clients").join(id.to_string()) }
    }

    /// Returns a folder at any place.
    pub(crate) const fn at(path: PathBuf) -> Self {
        Self { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.path.join("vault.db")
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.path.join("files")
    }

    fn key_file(&self) -> PathBuf {
        self.path.join("client.json")
    }
}

/// `client.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    format: u32,
    client: Uuid,
    #[serde(with = "hex::array")]
    wrapped_key: [u8; WRAPPED_BYTES],
    #[serde(with = "hex::array")]
    checksum: [u8; 32],
}

impl KeyFile {
    fn checksum(&self) -> [u8; 32] {
        let mut hash = Sha256::new_with_prefix(self.format.to_le_bytes());
        hash.update(self.client.as_bytes());
        hash.update(self.wrapped_key);
        hash.finalize().into()
    }

    fn render(&self) -> Result<Vec<u8>, VaultError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|_| damaged(HeaderPart::Form))?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

const fn damaged(part: HeaderPart) -> VaultError {
    VaultError::HeaderDamaged { part, copy_is_sound: false }
}

/// Writes a client's key into its folder, wrapped for this cabinet and this client.
pub(crate) fn save_key(
    folder: &ClientFolder,
    cabinet: Uuid,
    cabinet_key: &Key,
    id: ClientId,
    key: &Key,
) -> Result<(), VaultError> {
    let wrapped_key = cabinet_key.derive(cabinet, Purpose::Client(id.0))?.wrap(key)?;
    let mut file = KeyFile { format: FORMAT, client: id.0, wrapped_key, checksum: [0; 32] };
    file.checksum = file.checksum();
    atomic_file::replace(&folder.key_file(), &file.render()?)
}

/// Reads a client's key from its folder.
pub(crate) fn load_key(
    folder: &ClientFolder,
    cabinet: Uuid,
    cabinet_key: &Key,
    id: ClientId,
) -> Result<Key, VaultError> {
    #[derive(Deserialize)]
    struct AnyFormat {
        format: u32,
    }
    let bytes = atomic_file::read_bounded(&folder.key_file(), "client key file", KEY_FILE_BYTES_MAX)?;
    if let Ok(AnyFormat { format: found }) = serde_json::from_slice(&bytes)
        && found > FORMAT
    {
        return Err(VaultError::FormatTooNew { found, supported: FORMAT });
    }
    let file: KeyFile = serde_json::from_slice(&bytes).map_err(|_| damaged(HeaderPart::Form))?;
    if file.checksum != file.checksum() || file.render()? != bytes {
        return Err(damaged(HeaderPart::Checksum));
    }
    if file.client != id.0 {
        return Err(damaged(HeaderPart::Seal));
    }
    // A folder that was exchanged for another client's fails here: the id is bound into the key.
    let outer = cabinet_key.derive(cabinet, Purpose::Client(id.0))?;
    outer.unwrap_key(&file.wrapped_key).ok_or(damaged(HeaderPart::Seal))
}
