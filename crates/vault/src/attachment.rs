//! Attached files: encrypted outside the database, each under a random key that the database
//! keeps. The name is a keyed hash of the content: the same scan is kept once, and a name reveals
//! nothing. Chunks are authenticated with their place and with the file's id, so that neither a
//! cut, nor an exchange, nor a file under another's name is read as something.

use crate::atomic_file;
use crate::error::VaultError;
use crate::files::FileEntry;
use crate::hex;
use crate::secret::{Key, make_random_bytes};
use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::Payload;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
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
    // Reserved in full, so that growing leaves no copies of the plain text behind.
    let mut content = Zeroizing::new(Vec::with_capacity(usize::try_from(size_bytes).unwrap_or_default()));
    let take = |plain: &[u8]| content.extend_from_slice(plain);
    read(&path_of(folder, id), id, key, size_bytes, take)?;
    Ok(content)
}

/// Decrypts a copy of a file, chunk by chunk, and keeps nothing of it.
pub(crate) fn check(copy: &Path, file: &FileEntry) -> Result<(), VaultError> {
    read(copy, file.id, &file.key, file.size_bytes, |_| ())
}

fn read(
    path: &Path,
    id: FileId,
    key: &Key,
    size_bytes: u64,
    take: impl FnMut(&[u8]),
) -> Result<(), VaultError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => VaultError::FileMissing { file: id.to_string() },
        _ => VaultError::io("opening an attached file")(error),
    })?;
    let error = || VaultError::io("reading an attached file");
    // The length is known, so a file that was blown up is refused before it is read.
    let sound = file.metadata().map_err(error())?.len() == sealed_bytes(size_bytes)
        && decrypt(file, sealed_bytes(size_bytes), id, key, take).map_err(error())?;
    sound.then_some(()).ok_or_else(|| VaultError::FileDamaged { file: id.to_string() })
}

/// Returns what tells two sealings of one content apart: the random part of the nonces.
pub(crate) fn mark_of(path: &Path) -> Option<[u8; NONCE_BYTES]> {
    let mut prefix = [0; PREFIX_BYTES];
    File::open(path).and_then(|mut file| file.read_exact(&mut prefix)).ok()?;
    prefix.strip_prefix(MAGIC)?.try_into().ok()
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

/// Decrypts what was sealed, where nobody changed it.
#[cfg(any(test, fuzzing))]
pub(crate) fn open(id: FileId, key: &Key, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut content = Zeroizing::new(Vec::with_capacity(sealed.len()));
    let take = |plain: &[u8]| content.extend_from_slice(plain);
    decrypt(sealed, sealed.len() as u64, id, key, take).ok()?.then_some(content)
}

/// Decrypts so many bytes, one chunk in memory at a time, and says whether all of them are authentic.
/// Until it has said so, nothing of what was taken counts.
fn decrypt(
    mut from: impl io::Read,
    sealed_bytes: u64,
    id: FileId,
    key: &Key,
    mut take: impl FnMut(&[u8]),
) -> io::Result<bool> {
    let mut prefix = [0; PREFIX_BYTES];
    let Some(mut rest) = sealed_bytes.checked_sub(PREFIX_BYTES as u64) else { return Ok(false) };
    from.read_exact(&mut prefix)?;
    let nonce: Option<[u8; NONCE_BYTES]> = prefix.strip_prefix(MAGIC).and_then(|nonce| nonce.try_into().ok());
    let Some(nonce) = nonce else { return Ok(false) };
    let mut decryptor = DecryptorBE32::from_aead(ChaCha20Poly1305::new(key.expose().into()), &nonce.into());
    let mut chunk = vec![0; CHUNK_BYTES + TAG_BYTES];
    while rest > chunk.len() as u64 {
        from.read_exact(&mut chunk)?;
        let Ok(plain) = decryptor.decrypt_next(Payload { msg: &chunk, aad: &id.0 }) else { return Ok(false) };
        take(&Zeroizing::new(plain));
        rest -= chunk.len() as u64;
    }
    chunk.truncate(usize::try_from(rest).unwrap_or_default());
    from.read_exact(&mut chunk)?;
    let Ok(plain) = decryptor.decrypt_last(Payload { msg: &chunk, aad: &id.0 }) else { return Ok(false) };
    take(&Zeroizing::new(plain));
    Ok(true)
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
