//! What tests build with: a clock that stands where it is put, ids that come in the same order, a
//! keychain in memory, a desk in a folder of its own. Development only; nothing of it is in the program.

pub mod memory;

use desk::view::{CabinetCreateInput, Language, RecoveryGroup};
use desk::{AppError, Desk, DeskConfig, Environment};
use jiff::Timestamp;
use secrecy::SecretString;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use uuid::Uuid;
use vault::{KdfCost, Keychain, KeychainFailure};

/// The passphrase of every test cabinet.
pub const PASSPHRASE: &str = "copper saiga crosses nine quiet rivers";

/// A keychain in memory that can be told to fail.
#[derive(Debug, Default)]
pub struct Pocket {
    /// Whether it answers nothing.
    pub is_dead: AtomicBool,
    entries: Mutex<HashMap<String, SecretString>>,
}

impl Pocket {
    fn entries(&self) -> Result<std::sync::MutexGuard<'_, HashMap<String, SecretString>>, KeychainFailure> {
        if self.is_dead.load(Ordering::SeqCst) {
            return Err(KeychainFailure);
        }
        Ok(self.entries.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Forgets everything, as after a new installation of the system.
    pub fn clear(&self) {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Keychain for Pocket {
    fn load(&self, account: &str) -> Result<Option<SecretString>, KeychainFailure> {
        Ok(self.entries()?.get(account).cloned())
    }

    fn store(&self, account: &str, secret: &SecretString) -> Result<(), KeychainFailure> {
        self.entries()?.insert(account.to_owned(), secret.clone());
        Ok(())
    }

    fn remove(&self, account: &str) -> Result<(), KeychainFailure> {
        self.entries()?.remove(account);
        Ok(())
    }
}

/// A clock that moves only when it is told to, ids in sequence, and a keychain in memory.
#[derive(Debug)]
pub struct Clockwork {
    /// The keychain.
    pub keychain: Arc<Pocket>,
    now_ms: AtomicI64,
    ids: AtomicU64,
}

impl Clockwork {
    /// Returns a clock that stands at noon in Astana on a working day.
    #[must_use]
    pub fn new() -> Arc<Self> {
        let noon: Timestamp = Timestamp::constant(1_772_434_800, 0);
        Arc::new(Self {
            keychain: Arc::default(),
            now_ms: AtomicI64::new(noon.as_millisecond()),
            ids: AtomicU64::new(1),
        })
    }

    /// Moves the clock on.
    pub fn pass(&self, time: Duration) {
        let ms = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        self.now_ms.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Environment for Clockwork {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_ms.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn make_uuid(&self) -> Uuid {
        // Version and variant bits as in a UUIDv7, the rest a counter.
        let count = self.ids.fetch_add(1, Ordering::SeqCst);
        let ms = u64::try_from(self.now_ms.load(Ordering::SeqCst)).unwrap_or(0);
        let mut random = [0; 10];
        random[2..].copy_from_slice(&count.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
    }

    fn keychain(&self) -> Result<Arc<dyn Keychain>, KeychainFailure> {
        if self.keychain.is_dead.load(Ordering::SeqCst) {
            return Err(KeychainFailure);
        }
        Ok(Arc::clone(&self.keychain) as _)
    }
}

/// A desk in a folder that goes away with it.
pub struct TestDesk {
    /// The desk.
    pub desk: Desk,
    /// Its clock.
    pub clock: Arc<Clockwork>,
    folder: TempDir,
}

impl TestDesk {
    /// Returns a desk without a cabinet, speaking to the portal at an address, or to its own sandbox.
    ///
    /// # Errors
    /// The system has no room for a temporary folder.
    pub fn new(portal_url: Option<&str>) -> std::io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let clock = Clockwork::new();
        let desk = Desk::with_environment(config(folder.path(), portal_url), clock.clone());
        Ok(Self { desk, clock, folder })
    }

    /// Returns a desk with a new cabinet, open.
    ///
    /// # Errors
    /// As the desk's.
    pub async fn open(portal_url: Option<&str>) -> Result<Self, AppError> {
        let made = Self::new(portal_url).map_err(|error| AppError::internal(error.to_string()))?;
        let input = CabinetCreateInput {
            passphrase: PASSPHRASE.to_owned(),
            client_name: "Akme Capital".to_owned(),
            language: Language::En,
        };
        let groups = made.desk.cabinet_create(input).await?.groups;
        let typed = (0u32..).zip(&groups).map(|(index, text)| RecoveryGroup { index, text: text.clone() });
        made.desk.cabinet_confirm_recovery(typed.take(2).collect()).await?;
        Ok(made)
    }

    /// Returns another desk over the same folder, as after a restart of the program.
    #[must_use]
    pub fn restarted(&self, portal_url: Option<&str>) -> Desk {
        Desk::with_environment(config(self.folder.path(), portal_url), self.clock.clone())
    }

    /// Returns its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// Returns the configuration of a desk in a folder: nothing of the system's, and a cheap derivation.
#[must_use]
pub fn config(folder: &Path, portal_url: Option<&str>) -> DeskConfig {
    DeskConfig {
        home: folder.to_path_buf(),
        choice: None,
        portal_url: portal_url.map(str::to_owned),
        export_folder: PathBuf::from(folder).join("letters"),
        language: Language::En,
        kdf: Some(KdfCost::cheap_for_tests()),
        worker: None,
    }
}
