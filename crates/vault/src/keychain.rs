//! The system's keychain as a convenience: a slot whose secret lies there opens without typing.
//! It is never the only way in, and nothing that goes wrong with it makes a new key: the user
//! falls back to the passphrase.

use crate::error::VaultError;
use crate::hex;
use crate::secret::Key;
use secrecy::{ExposeSecret as _, SecretString};
use std::fmt;
use zeroize::Zeroizing;

/// A keychain that did not answer. It says no more, because what keychains say names accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the keychain did not answer")]
pub struct KeychainFailure;

/// A place that keeps small secrets for the user who is signed in to the system.
pub trait Keychain: fmt::Debug + Send + Sync {
    /// Returns the secret of an account, or none where there is no such entry.
    fn load(&self, account: &str) -> Result<Option<SecretString>, KeychainFailure>;
    /// Keeps a secret for an account in place of its old one.
    fn store(&self, account: &str, secret: &SecretString) -> Result<(), KeychainFailure>;
    /// Removes the secret of an account; none is as good as removed.
    fn remove(&self, account: &str) -> Result<(), KeychainFailure>;
}

/// Returns the key that the keychain keeps for an account.
pub(crate) fn load(keychain: &dyn Keychain, account: &str) -> Result<Option<Key>, VaultError> {
    let Some(secret) = keychain.load(account).map_err(|_| VaultError::KeychainUnavailable)? else {
        return Ok(None);
    };
    // EXPOSE: the secret is read back into a key; anything else than a key counts as none.
    Ok(hex::decode(secret.expose_secret()).map(Key::from_bytes))
}

/// Keeps a key for an account and reads it back: a keychain that forgets is found out at once.
pub(crate) fn store(keychain: &dyn Keychain, account: &str, key: &Key) -> Result<(), VaultError> {
    // EXPOSE: the secret goes into the keychain, which is what the user asked for.
    let spelling = Zeroizing::new(hex::encode(key.expose()));
    keychain
        .store(account, &SecretString::from(spelling.as_str()))
        .map_err(|_| VaultError::KeychainUnavailable)?;
    match load(keychain, account)? {
        Some(kept) if kept.expose() == key.expose() => Ok(()),
        _ => Err(VaultError::KeychainUnavailable),
    }
}
