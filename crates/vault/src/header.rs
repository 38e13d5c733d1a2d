//! `cabinet.json`: what can be read before a key is known. Holds the format, the key slots and the
//! anchors, under a checksum (accidents) and a keyed seal (intent). It is kept twice, because
//! losing it is losing everything. Invariant: a file is accepted only in the exact bytes that this
//! module writes, so no flipped bit goes unnoticed.

use crate::atomic_file;
use crate::error::{HeaderPart, VaultError};
use crate::hex;
use crate::journal::Head;
use crate::keychain::{self, Keychain};
use crate::secret::{Key, Purpose};
use crate::slot::{Slot, SlotKind};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The format that this program writes.
pub(crate) const FORMAT: u32 = 1;
/// The header's file name; a folder with it is a cabinet.
pub(crate) const FILE_NAME: &str = "cabinet.json";
/// The name of its copy.
const COPY_NAME: &str = "cabinet.copy.json";
/// Room for the anchors of many thousand clients; a larger file is not a header.
const BYTES_MAX: u64 = 4 * 1024 * 1024;
/// More slots than anybody has keys; bounds the work of a hostile header.
const SLOTS_MAX: usize = 16;

/// The header of a cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    format: u32,
    /// The cabinet's own id: every key derivation is bound to it.
    pub(crate) cabinet: Uuid,
    created_at: Timestamp,
    /// Grows with every write, so that of two sound copies the later one is known.
    generation: u64,
    /// The ways to the cabinet key.
    pub(crate) slots: Vec<Slot>,
    /// Heads of the journals by database: the cabinet's id for its own, the clients' for theirs.
    pub(crate) anchors: BTreeMap<Uuid, Head>,
}

/// The file around a header.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    header: Header,
    #[serde(with = "hex::array")]
    seal: [u8; 32],
    #[serde(with = "hex::array")]
    checksum: [u8; 32],
}

impl Header {
    /// Returns the header of a new cabinet.
    pub(crate) fn new(cabinet: Uuid, slots: Vec<Slot>, now: Timestamp) -> Self {
        Self { format: FORMAT, cabinet, created_at: now, generation: 0, slots, anchors: BTreeMap::new() }
    }

    /// Returns the cabinet key if the passphrase opens a slot. Blocks for the time of the cost.
    pub(crate) fn unlock_by_passphrase(&self, passphrase: &SecretString) -> Result<Key, VaultError> {
        for slot in &self.slots {
            if let SlotKind::Passphrase { cost, salt } = &slot.secret
                && let Some(key) = slot.open(self.cabinet, &cost.derive(passphrase, salt)?)?
            {
                return Ok(key);
            }
        }
        Err(VaultError::WrongPassphrase)
    }

    /// Returns the cabinet key if the recovery key opens a slot.
    pub(crate) fn unlock_by_recovery(&self, recovery: &Key) -> Result<Key, VaultError> {
        for slot in &self.slots {
            if slot.secret == SlotKind::Recovery
                && let Some(key) = slot.open(self.cabinet, recovery)?
            {
                return Ok(key);
            }
        }
        Err(VaultError::WrongRecoveryKey)
    }

    /// Returns the cabinet key if the keychain holds the secret of a slot. Whatever goes wrong with
    /// the keychain is an error here and never a reason to make anything new.
    pub(crate) fn unlock_by_keychain(&self, keychain: &dyn Keychain) -> Result<Key, VaultError> {
        let mut missing = VaultError::NoKeychainSlot;
        for slot in self.slots.iter().filter(|slot| slot.secret == SlotKind::Keychain) {
            let Some(outer) = keychain::load(keychain, &slot.account(self.cabinet))? else {
                missing = VaultError::KeychainEntryMissing;
                continue;
            };
            return slot.open(self.cabinet, &outer)?.ok_or(VaultError::KeychainEntryMissing);
        }
        Err(missing)
    }

    /// Refuses numbers that no writer of ours writes, before anything is done with them.
    fn check_bounds(&self) -> Result<(), HeaderPart> {
        if self.slots.is_empty() || self.slots.len() > SLOTS_MAX {
            return Err(HeaderPart::Bounds);
        }
        // Two passphrase slots double the time of a wrong guess; more would let a header stall.
        let mut passphrases = 0;
        for slot in &self.slots {
            if let SlotKind::Passphrase { cost, .. } = &slot.secret {
                cost.check().map_err(|_| HeaderPart::Bounds)?;
                passphrases += 1;
            }
        }
        if passphrases > 2 { Err(HeaderPart::Bounds) } else { Ok(()) }
    }
}

/// A header as read: its bytes are intact, its seal is not checked yet.
#[derive(Debug)]
pub(crate) struct Unverified {
    header: Header,
    seal: [u8; 32],
}

impl Unverified {
    /// Returns the header for finding the key.
    pub(crate) const fn peek(&self) -> &Header {
        &self.header
    }

    /// Returns the file that was read, written anew.
    #[cfg(any(fuzzing, test))]
    pub(crate) fn render(&self) -> Result<Vec<u8>, VaultError> {
        let checksum = checksum_over(&self.header, &self.seal)?;
        render(&Sealed { header: self.header.clone(), seal: self.seal, checksum })
    }

    /// Checks the seal with the key that a slot gave.
    pub(crate) fn verify(self, cabinet_key: &Key) -> Result<Header, VaultError> {
        let mac = seal_over(&self.header, cabinet_key)?;
        if mac.verify_slice(&self.seal).is_err() {
            return Err(VaultError::HeaderDamaged { part: HeaderPart::Seal, copy_is_sound: false });
        }
        Ok(self.header)
    }
}

/// Tells whether a folder has a header, sound or not.
pub(crate) fn is_in(folder: &Path) -> bool {
    folder.join(FILE_NAME).exists() || copy_path(folder).exists()
}

/// Reads the header of a cabinet folder.
pub(crate) fn load(folder: &Path) -> Result<Unverified, VaultError> {
    let path = folder.join(FILE_NAME);
    let has_copy = copy_path(folder).exists();
    if !path.exists() && !has_copy {
        return Err(VaultError::NoCabinet);
    }
    match parse(&path)? {
        Ok(read) => Ok(read),
        Err(part) => {
            let copy_is_sound = has_copy && matches!(parse(&copy_path(folder)), Ok(Ok(_)));
            Err(VaultError::HeaderDamaged { part, copy_is_sound })
        }
    }
}

/// Makes the copy a copy again, after a header was found sound. A crash between the two writes, or
/// damage that nobody has noticed yet, would otherwise leave it behind for the day it is needed.
pub(crate) fn mend_copy(folder: &Path) -> Result<(), VaultError> {
    let bytes = atomic_file::read_bounded(&folder.join(FILE_NAME), "header", BYTES_MAX)?;
    let copied = atomic_file::read_bounded(&copy_path(folder), "header", BYTES_MAX);
    if copied.is_ok_and(|copied| copied == bytes) {
        return Ok(());
    }
    tracing::warn!("the copy of the header was replaced");
    atomic_file::replace(&copy_path(folder), &bytes)
}

/// Checks that the header and its copy are sound and the same.
pub(crate) fn require_both(folder: &Path) -> Result<(), VaultError> {
    for path in [folder.join(FILE_NAME), copy_path(folder)] {
        if let Err(part) = parse(&path)? {
            return Err(VaultError::HeaderDamaged { part, copy_is_sound: false });
        }
    }
    Ok(())
}

/// Puts the copy in the place of a damaged header.
pub(crate) fn restore_from_copy(folder: &Path) -> Result<(), VaultError> {
    let copy = copy_path(folder);
    if let Err(part) = parse(&copy)? {
        return Err(VaultError::HeaderDamaged { part, copy_is_sound: false });
    }
    let bytes = atomic_file::read_bounded(&copy, "header", BYTES_MAX)?;
    atomic_file::replace(&folder.join(FILE_NAME), &bytes)
}

/// Writes the header and then its copy; at every moment one of them is whole.
pub(crate) fn save(folder: &Path, header: &mut Header, cabinet_key: &Key) -> Result<(), VaultError> {
    header.generation += 1;
    let seal: [u8; 32] = seal_over(header, cabinet_key)?.finalize().into_bytes().into();
    let checksum = checksum_over(header, &seal)?;
    let bytes = render(&Sealed { header: header.clone(), seal, checksum })?;
    atomic_file::replace(&folder.join(FILE_NAME), &bytes)?;
    atomic_file::replace(&copy_path(folder), &bytes)
}

fn copy_path(folder: &Path) -> PathBuf {
    folder.join(COPY_NAME)
}

/// Reads one header file; the inner error says what of it is damaged.
fn parse(path: &Path) -> Result<Result<Unverified, HeaderPart>, VaultError> {
    let bytes = match atomic_file::read_bounded(path, "header", BYTES_MAX) {
        Ok(bytes) => bytes,
        Err(VaultError::TooLarge { .. }) => return Ok(Err(HeaderPart::Bounds)),
        Err(VaultError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Err(HeaderPart::Form));
        }
        Err(error) => return Err(error),
    };
    parse_bytes(&bytes)
}

/// Reads a header; the inner error says what of it is damaged.
pub(crate) fn parse_bytes(bytes: &[u8]) -> Result<Result<Unverified, HeaderPart>, VaultError> {
    if let Some(found) = format_of(bytes)
        && found > FORMAT
    {
        return Err(VaultError::FormatTooNew { found, supported: FORMAT });
    }
    let Ok(sealed) = serde_json::from_slice::<Sealed>(bytes) else {
        return Ok(Err(HeaderPart::Form));
    };
    if checksum_over(&sealed.header, &sealed.seal)? != sealed.checksum || render(&sealed)? != bytes {
        return Ok(Err(HeaderPart::Checksum));
    }
    if let Err(part) = sealed.header.check_bounds() {
        return Ok(Err(part));
    }
    Ok(Ok(Unverified { header: sealed.header, seal: sealed.seal }))
}

/// Returns the format that a file claims, also one whose other fields are unknown to us.
fn format_of(bytes: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    struct Outer {
        header: Inner,
    }
    #[derive(Deserialize)]
    struct Inner {
        format: u32,
    }
    serde_json::from_slice::<Outer>(bytes).ok().map(|outer| outer.header.format)
}

fn render(sealed: &Sealed) -> Result<Vec<u8>, VaultError> {
    let mut bytes = serde_json::to_vec_pretty(sealed).map_err(|_| UNRENDERABLE)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn seal_over(header: &Header, cabinet_key: &Key) -> Result<Hmac<Sha256>, VaultError> {
    let key = cabinet_key.derive(header.cabinet, Purpose::HeaderSeal)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose()).map_err(|_| VaultError::CipherUnavailable)?;
    mac.update(&serde_json::to_vec(header).map_err(|_| UNRENDERABLE)?);
    Ok(mac)
}

fn checksum_over(header: &Header, seal: &[u8; 32]) -> Result<[u8; 32], VaultError> {
    let mut hash = Sha256::new_with_prefix(seal);
    hash.update(serde_json::to_vec(header).map_err(|_| UNRENDERABLE)?);
    Ok(hash.finalize().into())
}

/// What is said of a header that can't be written as JSON, which its types exclude.
const UNRENDERABLE: VaultError = VaultError::UnknownValue { column: "header" };
