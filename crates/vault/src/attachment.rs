//! Attached files: encrypted outside the database, each under a random key that the database
//! keeps. The name is a keyed hash of the content: the same scan is kept once, and a name reveals
//! nothing. Chunks are authenticated with their place and with the file's id, so that neither a
//! cut, nor an exchange, nor a file under another's name is read as something.

use crate::atomic_file;
use crate::error::VaultError;
use crate::hex;
use crate::secret::{Key, make_random_bytes};
use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::Payload;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use zeroize::Zeroizing;

/// The largest file; a colour scan of a hundred pages has half of it.
pub const ATTACHMENT_BYTES_MAX: u64 = 100 * 1024 * 1024;
/// Plain bytes of one chunk.
const CHUNK_BYTES: usize = 64 * 1024;
/// What the cipher adds to a chunk.
const TAG_BYTES: usize = 16;
/// The first bytes of every file: ours, format 1.
const MAGIC: &[u8; 8] = b"EXDFILE\x01";
/// The random part of the chunks' nonces.
const NONCE_BYTES: usize = 7;
/// Bytes before the first chunk.
const PREFIX_BYTES: usize = MAGIC.len() + NONCE_BYTES;

/// Id of an attached file: a keyed hash of its content, and its name on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileId(#[serde(with = "hex::array")] [u8; 32]);

impl FileId {
    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl FromStr for FileId {
    type Err = VaultError;
    fn from_str(text: &str) -> Result<Self, VaultError> {
        hex::decode(text).map(Self).ok_or(VaultError::UnknownValue { column: "file id" })
    }
}

/// Returns the id of a content under a client's name key.
pub(crate) fn derive_id(names: &Key, content: &[u8]) -> Result<FileId, VaultError> {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(names.expose())
        .map_err(|_| VaultError::CipherUnavailable)?;
    mac.update(content);
    Ok(FileId(mac.finalize().into_bytes().into()))
}

/// Returns the place of a file.
pub(crate) fn path_of(folder: &Path, id: FileId) -> PathBuf {
    folder.join(id.to_string())
}

/// Returns how large a content of this size is on disk.
pub(crate) fn sealed_bytes(size_bytes: u64) -> u64 {
    let chunks = size_bytes.div_ceil(CHUNK_BYTES as u64).max(1);
    PREFIX_BYTES as u64 + size_bytes + chunks * TAG_BYTES as u64
}

/// Encrypts a content and puts it on disk; it is there for good when this returns.
pub(crate) fn save(folder: &Path, id: FileId, key: &Key, content: &[u8]) -> Result<(), VaultError> {
    atomic_file::replace(&path_of(folder, id), &seal(id, key, content)?)
}

/// Reads and decrypts a file.
pub(crate) fn load(
    folder: &Path,
    id: FileId,
    key: &Key,
    size_bytes: u64,
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let damaged = || VaultError::FileDamaged { file: id.to_string() };
    let expected = sealed_bytes(size_bytes);
    let path = path_of(folder, id);
    let metadata = fs::metadata(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => VaultError::FileMissing { file: id.to_string() },
        _ => VaultError::io("looking at a file")(error),
    })?;
    // The length is known, so a file that was blown up is refused before it is read.
    if metadata.len() != expected {
        return Err(damaged());
    }
    let sealed = atomic_file::read_bounded(&path, "attachment", expected)?;
    open(id, key, &sealed).ok_or_else(damaged)
}

/// Removes a file whose key is gone; a file that is not there is as good as removed.
pub(crate) fn remove(folder: &Path, id: FileId) -> Result<(), VaultError> {
    match fs::remove_file(path_of(folder, id)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(VaultError::io("removing a file")(error))
        }
        _ => Ok(()),
    }
}

fn seal(id: FileId, key: &Key, content: &[u8]) -> Result<Vec<u8>, VaultError> {
    seal_with(id, key, make_random_bytes()?, content)
}

/// Encrypts under a nonce that must not have been used with this key.
pub(crate) fn seal_with(
    id: FileId,
    key: &Key,
    nonce: [u8; NONCE_BYTES],
    content: &[u8],
) -> Result<Vec<u8>, VaultError> {
    let failed = |_| VaultError::CipherUnavailable;
    let cipher = ChaCha20Poly1305::new(key.expose().into());
    let mut encryptor = EncryptorBE32::from_aead(cipher, &nonce.into());
    let mut sealed =
        Vec::with_capacity(PREFIX_BYTES + content.len() + (content.len() / CHUNK_BYTES + 1) * TAG_BYTES);
    sealed.extend_from_slice(MAGIC);
    sealed.extend_from_slice(&nonce);
    let mut rest = content;
    while rest.len() > CHUNK_BYTES {
        let (chunk, next) = rest.split_at(CHUNK_BYTES);
        sealed.extend(encryptor.encrypt_next(Payload { msg: chunk, aad: &id.0 }).map_err(failed)?);
        rest = next;
    }
    sealed.extend(encryptor.encrypt_last(Payload { msg: rest, aad: &id.0 }).map_err(failed)?);
    Ok(sealed)
}

pub(crate) fn open(id: FileId, key: &Key, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let body = sealed.strip_prefix(MAGIC)?;
    let (nonce, mut rest) = body.split_at_checked(NONCE_BYTES)?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
    let cipher = ChaCha20Poly1305::new(key.expose().into());
    let mut decryptor = DecryptorBE32::from_aead(cipher, &nonce.into());
    // Reserved in full, so that growing leaves no copies of the plain text behind.
    let mut content = Zeroizing::new(Vec::with_capacity(rest.len()));
    while rest.len() > CHUNK_BYTES + TAG_BYTES {
        let (chunk, next) = rest.split_at(CHUNK_BYTES + TAG_BYTES);
        let plain = Zeroizing::new(decryptor.decrypt_next(Payload { msg: chunk, aad: &id.0 }).ok()?);
        content.extend_from_slice(&plain);
        rest = next;
    }
    let plain = Zeroizing::new(decryptor.decrypt_last(Payload { msg: rest, aad: &id.0 }).ok()?);
    content.extend_from_slice(&plain);
    Some(content)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{CHUNK_BYTES, FileId, derive_id, open, seal, sealed_bytes};
    use crate::secret::Key;

    const ID: FileId = FileId([3; 32]);

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
    }

    #[test]
    fn contents_of_every_length_around_a_chunk_come_back() {
        let key = Key::make_random().unwrap();
        for length in
            [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7]
        {
            let sealed = seal(ID, &key, &content(length)).unwrap();
            assert_eq!(sealed.len() as u64, sealed_bytes(length as u64));
            assert_eq!(*open(ID, &key, &sealed).unwrap(), content(length), "length {length}");
        }
    }

    #[test]
    fn a_flip_a_cut_and_an_exchange_are_noticed() {
        let key = Key::make_random().unwrap();
        let sealed = seal(ID, &key, &content(2 * CHUNK_BYTES + 100)).unwrap();
        for position in (0..sealed.len()).step_by(977).chain([0, 7, 8, 14, sealed.len() - 1]) {
            let mut flipped = sealed.clone();
            flipped[position] ^= 0x10;
            assert!(open(ID, &key, &flipped).is_none(), "flip at {position}");
        }
        let chunk = CHUNK_BYTES + 16;
        for length in [0, 8, 15, 15 + chunk, 15 + 2 * chunk, sealed.len() - 1] {
            assert!(open(ID, &key, &sealed[..length]).is_none(), "cut to {length}");
        }
        let mut exchanged = sealed.clone();
        let (first, second) = exchanged[15..15 + 2 * chunk].split_at_mut(chunk);
        first.swap_with_slice(second);
        assert!(open(ID, &key, &exchanged).is_none(), "exchanged chunks");
        assert!(open(FileId([4; 32]), &key, &sealed).is_none(), "under another file's name");
        assert!(open(ID, &Key::make_random().unwrap(), &sealed).is_none(), "under another key");
    }

    #[test]
    fn names_depend_on_the_content_and_on_the_client() {
        let (ours, theirs) = (Key::from_bytes([1; 32]), Key::from_bytes([2; 32]));
        assert_eq!(derive_id(&ours, b"scan").unwrap(), derive_id(&ours, b"scan").unwrap());
        assert_ne!(derive_id(&ours, b"scan").unwrap(), derive_id(&ours, b"Scan").unwrap());
        assert_ne!(derive_id(&ours, b"scan").unwrap(), derive_id(&theirs, b"scan").unwrap());
    }
}
