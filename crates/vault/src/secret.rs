//! Keys: 256 random bits that wipe themselves, print as nothing, and give other keys only through
//! a label, so that no key serves two purposes.

use crate::error::VaultError;
use aes_kw::{KeyInit as _, KwAes256};
use hkdf::Hkdf;
use sha2::Sha256;
use std::fmt;
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The length of every key.
pub(crate) const KEY_BYTES: usize = 32;
/// The length of a wrapped key: AES-KW adds one half block.
pub(crate) const WRAPPED_BYTES: usize = KEY_BYTES + 8;

/// What a derived key is for. The label is bound into the key, so a key wrapped for one purpose
/// can't be unwrapped for another.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// Seals the cabinet's header.
    HeaderSeal,
    /// Opens the cabinet's database.
    CabinetDatabase,
    /// Wraps the cabinet key in a slot; bound to the slot's id.
    Slot(Uuid),
    /// Wraps a client's key; bound to the client's id.
    Client(Uuid),
    /// Opens a client's database.
    VaultDatabase,
    /// Seals a backup's manifest.
    BackupSeal,
    /// Wraps the key that exported journals are signed with.
    JournalKey,
    /// Seals the note of a database's last entry.
    LastEntry,
}

impl Purpose {
    fn info(self) -> Vec<u8> {
        let (label, context): (&[u8], Option<Uuid>) = match self {
            Self::HeaderSeal => (b"expat-desk/1/header-seal", None),
            Self::CabinetDatabase => (b"expat-desk/1/cabinet-database", None),
            Self::Slot(id) => (b"expat-desk/1/slot", Some(id)),
            Self::Client(id) => (b"expat-desk/1/client", Some(id)),
            Self::VaultDatabase => (b"expat-desk/1/vault-database", None),
            Self::BackupSeal => (b"expat-desk/1/backup-seal", None),
            Self::JournalKey => (b"expat-desk/1/journal-key", None),
            Self::LastEntry => (b"expat-desk/1/last-entry", None),
        };
        let mut info = label.to_vec();
        if let Some(id) = context {
            info.push(0);
            info.extend_from_slice(id.as_bytes());
        }
        info
    }
}

/// A 256-bit key. No `Display`, a `Debug` that says nothing, wiped when dropped. Boxed, because a
/// value that is moved leaves a copy behind on the stack.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key(Box<[u8; KEY_BYTES]>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(..)")
    }
}

impl Key {
    /// Makes a key from the system's random numbers.
    pub(crate) fn make_random() -> Result<Self, VaultError> {
        let mut key = Self::empty();
        getrandom::fill(&mut *key.0).map_err(|_| VaultError::NoRandomness)?;
        Ok(key)
    }

    fn empty() -> Self {
        Self(Box::new([0; KEY_BYTES]))
    }

    /// Takes over key bytes and wipes the array they came in.
    pub(crate) fn from_bytes(mut bytes: [u8; KEY_BYTES]) -> Self {
        let mut key = Self::empty();
        key.0.copy_from_slice(&bytes);
        bytes.zeroize();
        key
    }

    /// Copies key bytes; none where they are no key.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Self::empty();
        (bytes.len() == KEY_BYTES).then(|| {
            key.0.copy_from_slice(bytes);
            key
        })
    }

    /// Makes a key that `fill` writes in place.
    pub(crate) fn filled<E>(fill: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let mut key = Self::empty();
        fill(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// Returns the bytes, for a cipher and nothing else.
    pub(crate) fn expose(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// Derives the key for a purpose within one cabinet or client.
    pub(crate) fn derive(&self, owner: Uuid, purpose: Purpose) -> Result<Self, VaultError> {
        let from = Hkdf::<Sha256>::new(Some(owner.as_bytes()), self.0.as_slice());
        Self::filled(|derived| from.expand(&purpose.info(), derived))
            .map_err(|_| VaultError::CipherUnavailable)
    }

    /// Wraps another key under this one with AES-256-KW.
    pub(crate) fn wrap(&self, inner: &Self) -> Result<[u8; WRAPPED_BYTES], VaultError> {
        let mut wrapped = [0; WRAPPED_BYTES];
        KwAes256::new(self.expose().into())
            .wrap_key(inner.0.as_slice(), &mut wrapped)
            .map_err(|_| VaultError::CipherUnavailable)?;
        Ok(wrapped)
    }

    /// Unwraps a key; nothing comes back if it was not wrapped under this one.
    pub(crate) fn unwrap_key(&self, wrapped: &[u8; WRAPPED_BYTES]) -> Option<Self> {
        let cipher = KwAes256::new(self.expose().into());
        Self::filled(|inner| cipher.unwrap_key(wrapped, inner).map(drop)).ok()
    }
}

/// Returns `N` random bytes for salts and nonces.
pub(crate) fn make_random_bytes<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{Key, Purpose};
    use crate::hex;
    use uuid::Uuid;

    #[test]
    fn a_wrapped_key_comes_back_only_under_the_same_key_and_context() {
        let owner = Uuid::from_u128(1);
        let outer = Key::from_bytes([7; 32]);
        let inner = Key::from_bytes([9; 32]);
        let slot = outer.derive(owner, Purpose::Slot(Uuid::from_u128(2))).unwrap();
        let wrapped = slot.wrap(&inner).unwrap();
        assert_eq!(slot.unwrap_key(&wrapped).unwrap().expose(), inner.expose());
        let other_slot = outer.derive(owner, Purpose::Slot(Uuid::from_u128(3))).unwrap();
        assert!(other_slot.unwrap_key(&wrapped).is_none(), "another slot's context must not open it");
        let other_use = outer.derive(owner, Purpose::Client(Uuid::from_u128(2))).unwrap();
        assert!(other_use.unwrap_key(&wrapped).is_none(), "another purpose must not open it");
        for position in 0..wrapped.len() {
            let mut flipped = wrapped;
            flipped[position] ^= 1;
            assert!(slot.unwrap_key(&flipped).is_none(), "flip at {position} must be noticed");
        }
    }

    #[test]
    fn derived_keys_keep_their_value_over_the_years() {
        let key = Key::from_bytes([0x42; 32]);
        let derived = key.derive(Uuid::from_u128(5), Purpose::VaultDatabase).unwrap();
        assert_eq!(hex::encode(derived.expose()), PINNED, "old vaults open only with the same derivation");
    }

    const PINNED: &str = "cefd1f28afa761876bfea172fb89235dbb7441def1d950ccdb6a5c142b53eb4f";

    #[test]
    fn a_key_prints_as_nothing() {
        assert_eq!(format!("{:?}", Key::from_bytes([1; 32])), "Key(..)");
    }
}
