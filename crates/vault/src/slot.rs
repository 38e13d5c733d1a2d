//! Key slots: the ways to the cabinet key. Each holds the same key, wrapped under what opens it, so
//! that a passphrase is changed by rewriting one slot and no data.

use crate::error::VaultError;
use crate::hex;
use crate::kdf::{KdfCost, SALT_BYTES};
use crate::secret::{Key, Purpose, WRAPPED_BYTES, make_random_bytes};
use crate::time;
use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a slot needs to give the cabinet key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum SlotKind {
    /// A passphrase through Argon2id.
    Passphrase {
        cost: KdfCost,
        #[serde(with = "hex::array")]
        salt: [u8; SALT_BYTES],
    },
    /// The printed recovery key.
    Recovery,
    /// A random secret in the system's keychain.
    Keychain,
}

/// The sort of a slot, for the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlotSort {
    /// A passphrase.
    Passphrase,
    /// The printed recovery key.
    Recovery,
    /// The system's keychain.
    Keychain,
}

/// A slot as the settings list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotInfo {
    /// Id.
    pub id: Uuid,
    /// What opens it.
    pub sort: SlotSort,
    /// When it was made.
    pub created_at: Timestamp,
}

/// One way to the cabinet key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slot {
    pub(crate) id: Uuid,
    created_at: Timestamp,
    pub(crate) secret: SlotKind,
    #[serde(with = "hex::array")]
    wrapped_key: [u8; WRAPPED_BYTES],
}

impl Slot {
    /// Makes a slot that a passphrase opens. Blocks for the time of the cost.
    pub(crate) fn for_passphrase(
        cabinet: Uuid,
        cabinet_key: &Key,
        passphrase: &SecretString,
        cost: KdfCost,
        now: Timestamp,
    ) -> Result<Self, VaultError> {
        let salt = make_random_bytes()?;
        let stretched = cost.derive(passphrase, &salt)?;
        let id = time::make_uuid(now)?;
        Self::seal(cabinet, cabinet_key, id, &stretched, SlotKind::Passphrase { cost, salt }, now)
    }

    /// Makes a slot that a recovery key opens.
    pub(crate) fn for_recovery(
        cabinet: Uuid,
        cabinet_key: &Key,
        recovery: &Key,
        now: Timestamp,
    ) -> Result<Self, VaultError> {
        Self::seal(cabinet, cabinet_key, time::make_uuid(now)?, recovery, SlotKind::Recovery, now)
    }

    /// Makes a slot that a secret in the keychain opens.
    pub(crate) fn for_keychain(
        cabinet: Uuid,
        cabinet_key: &Key,
        id: Uuid,
        secret: &Key,
        now: Timestamp,
    ) -> Result<Self, VaultError> {
        Self::seal(cabinet, cabinet_key, id, secret, SlotKind::Keychain, now)
    }

    fn seal(
        cabinet: Uuid,
        cabinet_key: &Key,
        id: Uuid,
        outer: &Key,
        secret: SlotKind,
        now: Timestamp,
    ) -> Result<Self, VaultError> {
        let wrapped_key = outer.derive(cabinet, Purpose::Slot(id))?.wrap(cabinet_key)?;
        Ok(Self { id, created_at: now, secret, wrapped_key })
    }

    /// Returns the cabinet key if `outer` is what this slot was wrapped under.
    pub(crate) fn open(&self, cabinet: Uuid, outer: &Key) -> Result<Option<Key>, VaultError> {
        Ok(outer.derive(cabinet, Purpose::Slot(self.id))?.unwrap_key(&self.wrapped_key))
    }

    /// Returns the name under which the keychain keeps this slot's secret.
    pub(crate) fn account(&self, cabinet: Uuid) -> String {
        account(cabinet, self.id)
    }

    /// Returns what the settings show of it.
    pub(crate) fn info(&self) -> SlotInfo {
        let sort = match self.secret {
            SlotKind::Passphrase { .. } => SlotSort::Passphrase,
            SlotKind::Recovery => SlotSort::Recovery,
            SlotKind::Keychain => SlotSort::Keychain,
        };
        SlotInfo { id: self.id, sort, created_at: self.created_at }
    }
}

/// Returns the name under which the keychain keeps a slot's secret.
pub(crate) fn account(cabinet: Uuid, slot: Uuid) -> String {
    format!("{cabinet}/{slot}")
}
