//! The keychain of the operating system: Secret Service, Keychain Services or Credential Manager.
//! Calls block, at worst until the user has answered the system's own dialog.

use crate::keychain::{Keychain, KeychainFailure};
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use secrecy::{ExposeSecret as _, SecretString};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The name under which the system lists our entries.
const SERVICE: &str = "kz.expatdesk.cabinet";

/// The keychain of the user who is signed in to the system.
pub struct OsKeychain {
    store: Arc<dyn CredentialStoreApi + Send + Sync>,
}

impl fmt::Debug for OsKeychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OsKeychain")
    }
}

impl OsKeychain {
    /// Connects to the keychain; a system without one is a failure, not an empty keychain.
    pub fn connect() -> Result<Self, KeychainFailure> {
        #[cfg(all(unix, not(target_os = "macos")))]
        let store = zbus_secret_service_keyring_store::Store::new();
        #[cfg(target_os = "macos")]
        let store = apple_native_keyring_store::keychain::Store::new();
        #[cfg(windows)]
        let store = windows_native_keyring_store::Store::new();
        Ok(Self { store: store.map_err(|_| KeychainFailure)? })
    }

    fn entry(&self, account: &str) -> Result<Entry, KeychainFailure> {
        // On Windows an entry would follow the user to other machines of the domain.
        #[cfg(windows)]
        let modifiers = Some(HashMap::from([("persistence", "Local")]));
        #[cfg(not(windows))]
        let modifiers: Option<HashMap<&str, &str>> = None;
        self.store.build(SERVICE, account, modifiers.as_ref()).map_err(|_| KeychainFailure)
    }
}

impl Keychain for OsKeychain {
    fn load(&self, account: &str) -> Result<Option<SecretString>, KeychainFailure> {
        match self.entry(account)?.get_password() {
            Ok(secret) => Ok(Some(SecretString::from(Zeroizing::new(secret).as_str()))),
            Err(Error::NoEntry) => Ok(None),
            Err(_) => Err(KeychainFailure),
        }
    }

    fn store(&self, account: &str, secret: &SecretString) -> Result<(), KeychainFailure> {
        // EXPOSE: handing the secret to the system is what this is for.
        self.entry(account)?.set_password(secret.expose_secret()).map_err(|_| KeychainFailure)
    }

    fn remove(&self, account: &str) -> Result<(), KeychainFailure> {
        match self.entry(account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(_) => Err(KeychainFailure),
        }
    }
}
