//! `client.json`: a client's random key, wrapped by the cabinet key and bound to the client's id, so
//! that a folder opens only as the client that it belongs to. Kept twice; a damaged one is replaced
//! by the other at once, because the file is rewritten only when the key is exchanged.
//!
//! While the key is being exchanged the file holds both, and which of them the database has is
//! found out by trying: at every moment one of them opens it.

use crate::atomic_file;
use crate::client::{ClientFolder, ClientId};
use crate::database::{self, Missing};
use crate::error::{HeaderPart, VaultError};
use crate::hex;
use crate::migration;
use crate::secret::{Key, Purpose, WRAPPED_BYTES};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;
use uuid::Uuid;

/// The format that this program writes.
const FORMAT: u32 = 1;
/// A key file has one size; anything larger is none.
const BYTES_MAX: u64 = 64 * 1024;

/// `client.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    format: u32,
    client: Uuid,
    /// The wrapped key; the second one is there only while the key is being exchanged.
    keys: Vec<Wrapped>,
    #[serde(with = "hex::array")]
    checksum: [u8; 32],
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(transparent)]
struct Wrapped(#[serde(with = "hex::array")] [u8; WRAPPED_BYTES]);

impl KeyFile {
    fn checksum(&self) -> [u8; 32] {
        let mut hash = Sha256::new_with_prefix(self.format.to_le_bytes());
        hash.update(self.client.as_bytes());
        for key in &self.keys {
            hash.update(key.0);
        }
        hash.finalize().into()
    }

    fn render(&self) -> Result<Vec<u8>, VaultError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|_| damaged(HeaderPart::Form))?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Who wraps the keys of clients.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    /// The cabinet's id.
    pub(crate) cabinet: Uuid,
    /// The cabinet's key.
    pub(crate) key: Key,
}

/// Writes a client's keys into its folder: the current one, and the next while it is exchanged.
pub(crate) fn save(
    folder: &ClientFolder,
    owner: &Owner,
    id: ClientId,
    keys: &[&Key],
) -> Result<(), VaultError> {
    let outer = owner.key.derive(owner.cabinet, Purpose::Client(id.0))?;
    let keys = keys.iter().map(|key| outer.wrap(key).map(Wrapped)).collect::<Result<_, _>>()?;
    let mut file = KeyFile { format: FORMAT, client: id.0, keys, checksum: [0; 32] };
    file.checksum = file.checksum();
    let bytes = file.render()?;
    folder.key_files().iter().try_for_each(|path| atomic_file::replace(path, &bytes))
}

/// Reads a client's key. An exchange of the key that was cut off is brought to its end first.
pub(crate) async fn load(folder: &ClientFolder, owner: &Owner, id: ClientId) -> Result<Key, VaultError> {
    let [current, next] = match <[Key; 2]>::try_from(load_all(folder, owner, id)?) {
        Ok(both) => both,
        Err(mut one) => return one.pop().ok_or(damaged(HeaderPart::Bounds)),
    };
    let settled = if opens(folder, id, &next).await? { next } else { current };
    match fs::remove_file(folder.next_database()) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(VaultError::io("removing an unfinished copy")(error));
        }
        _ => {}
    }
    save(folder, owner, id, &[&settled])?;
    Ok(settled)
}

async fn opens(folder: &ClientFolder, id: ClientId, key: &Key) -> Result<bool, VaultError> {
    let key = key.derive(id.0, Purpose::VaultDatabase)?;
    match database::open(&folder.database(), &key, Missing::Refuse, migration::VAULT).await {
        Ok(conn) => database::close(conn).await.map(|()| true),
        Err(VaultError::DatabaseDamaged { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

fn load_all(folder: &ClientFolder, owner: &Owner, id: ClientId) -> Result<Vec<Key>, VaultError> {
    let [first, second] = folder.key_files();
    match (parse(&first, owner, id), parse(&second, owner, id)) {
        (Ok((keys, bytes)), copy) => {
            if !copy.is_ok_and(|(_, copied)| copied == bytes) {
                tracing::warn!(client = %id, "the copy of the key file was replaced");
                atomic_file::replace(&second, &bytes)?;
            }
            Ok(keys)
        }
        (Err(VaultError::HeaderDamaged { .. } | VaultError::Io { .. }), Ok((keys, bytes))) => {
            tracing::warn!(client = %id, "a damaged key file was replaced by its copy");
            atomic_file::replace(&first, &bytes)?;
            Ok(keys)
        }
        (Err(error), _) => Err(error),
    }
}

fn parse(path: &Path, owner: &Owner, id: ClientId) -> Result<(Vec<Key>, Vec<u8>), VaultError> {
    #[derive(Deserialize)]
    struct AnyFormat {
        format: u32,
    }
    let bytes = atomic_file::read_bounded(path, "client key file", BYTES_MAX)?;
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
    if !(1..=2).contains(&file.keys.len()) {
        return Err(damaged(HeaderPart::Bounds));
    }
    // A folder that was exchanged for another client's fails here: the id is bound into the key.
    let outer = owner.key.derive(owner.cabinet, Purpose::Client(id.0))?;
    let keys = file.keys.iter().map(|wrapped| outer.unwrap_key(&wrapped.0)).collect::<Option<_>>();
    Ok((keys.ok_or(damaged(HeaderPart::Seal))?, bytes))
}

const fn damaged(part: HeaderPart) -> VaultError {
    VaultError::HeaderDamaged { part, copy_is_sound: false }
}
