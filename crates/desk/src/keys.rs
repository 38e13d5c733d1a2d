//! The ways into the cabinet: passphrase, printed recovery key, the system's keychain.
//!
//! Whoever changes the passphrase or the recovery key proves to know another way in first: an
//! unlocked screen alone must not be enough to lock its owner out. What goes wrong with the
//! keychain is said and never leads to a new key.

use crate::environment::stamp;
use crate::error::{AppError, ErrorCode};
use crate::passphrases;
use crate::session::{Desk, locked};
use crate::view::{
    KeysView, PassphraseChangeInput, ProofInput, RecoveryGroup, RecoveryKeyView, SlotKind, SlotView,
};
use secrecy::{ExposeSecret as _, SecretString};
use std::sync::Arc;
use tokio::task::spawn_blocking;
use vault::{Keychain, KeychainFailure, RecoveryKey, SlotInfo, SlotSort, Unlock, VaultError};

/// Groups of the recovery key that are asked back.
const GROUPS_ASKED: usize = 2;

impl Desk {
    /// Unlocks with the secret in the system's keychain.
    pub async fn cabinet_unlock_keychain(&self) -> Result<(), AppError> {
        let keychain = self.keychain().await?;
        self.unlock(Unlock::Keychain(keychain)).await
    }

    /// Returns the ways into the cabinet.
    pub async fn keys_list(&self) -> Result<KeysView, AppError> {
        let slots = self.cabinet().await?.slots().await?;
        Ok(KeysView { slots: slots.iter().map(slot_view).collect() })
    }

    /// Puts a new passphrase in the place of the old one; no record is written anew.
    pub async fn passphrase_change(&self, input: PassphraseChangeInput) -> Result<(), AppError> {
        passphrases::require_strong(&input.passphrase)?;
        let cabinet = self.cabinet().await?;
        let (kdf, new) = (self.kdf().await?, SecretString::from(input.passphrase));
        Ok(cabinet.change_passphrase(unlock_of(input.proof), new, kdf, self.environment.now()).await?)
    }

    /// Lets the system's keychain open the cabinet.
    pub async fn keychain_add(&self) -> Result<(), AppError> {
        let cabinet = self.cabinet().await?;
        Ok(cabinet.use_keychain(self.keychain().await?, self.environment.now()).await?)
    }

    /// Takes the cabinet's secret out of the keychain. Where that does not answer, its slot goes
    /// all the same, so that what it holds opens nothing.
    pub async fn keychain_remove(&self) -> Result<(), AppError> {
        let cabinet = self.cabinet().await?;
        if let Ok(keychain) = self.keychain().await {
            return Ok(cabinet.forget_keychain(keychain).await?);
        }
        for slot in cabinet.slots().await?.iter().filter(|slot| slot.sort == SlotSort::Keychain) {
            cabinet.remove_slot(slot.id).await?;
        }
        Ok(())
    }

    /// Makes a recovery key and returns it, once. The old one opens until the new one is confirmed.
    pub async fn recovery_key_new(&self, proof: ProofInput) -> Result<RecoveryKeyView, AppError> {
        let draft = self.cabinet().await?.draft_recovery_key(unlock_of(proof)).await?;
        let groups = printed_groups(draft.key());
        self.session().await?.draft = Some(draft);
        Ok(RecoveryKeyView { groups })
    }

    /// Checks the groups that were typed back and puts the new recovery key in the old one's place.
    pub async fn recovery_key_confirm(&self, groups: Vec<RecoveryGroup>) -> Result<(), AppError> {
        let mut open = self.session().await?;
        let Some(draft) = &open.draft else { return Err(AppError::new(ErrorCode::NotFound, "no draft")) };
        require_typed_back(draft.key(), &groups)?;
        open.cabinet.replace_recovery_key(draft, self.environment.now()).await?;
        open.draft = None;
        Ok(())
    }

    /// Returns the open cabinet without keeping others from it, for work that takes its time.
    pub(crate) async fn cabinet(&self) -> Result<vault::Cabinet, AppError> {
        Ok(self.session().await?.cabinet.clone())
    }

    async fn keychain(&self) -> Result<Arc<dyn Keychain>, AppError> {
        let environment = Arc::clone(&self.environment);
        let connected = spawn_blocking(move || environment.keychain()).await;
        let connected = connected.map_err(|_| locked())?;
        connected.map_err(|KeychainFailure| VaultError::KeychainUnavailable.into())
    }
}

/// Returns what a proof opens with.
pub(crate) fn unlock_of(proof: ProofInput) -> Unlock {
    let secret = SecretString::from(proof.secret);
    if proof.is_recovery_key { Unlock::Recovery(secret) } else { Unlock::Passphrase(secret) }
}

/// Tells whether the keychain is one of the ways in.
pub(crate) fn has_keychain(slots: &[SlotInfo]) -> bool {
    slots.iter().any(|slot| slot.sort == SlotSort::Keychain)
}

/// Returns the groups of a recovery key as they are printed.
pub(crate) fn printed_groups(recovery: &RecoveryKey) -> Vec<String> {
    // EXPOSE: it is shown once, to be written down.
    recovery
        .expose()
        .expose_secret()
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Refuses a recovery key that nobody read from paper: two of its groups have to come back.
pub(crate) fn require_typed_back(key: &RecoveryKey, groups: &[RecoveryGroup]) -> Result<(), AppError> {
    let mut asked: Vec<u32> = groups.iter().map(|group| group.index).collect();
    asked.sort_unstable();
    asked.dedup();
    let is_right = groups
        .iter()
        .all(|group| usize::try_from(group.index).is_ok_and(|place| key.confirms(place + 1, &group.text)));
    if asked.len() < GROUPS_ASKED || !is_right {
        return Err(AppError::new(ErrorCode::WrongRecoveryKey, "groups typed back differ"));
    }
    Ok(())
}

fn slot_view(slot: &SlotInfo) -> SlotView {
    SlotView {
        id: slot.id.to_string(),
        kind: match slot.sort {
            SlotSort::Passphrase => SlotKind::Passphrase,
            SlotSort::Recovery => SlotKind::RecoveryKey,
            SlotSort::Keychain => SlotKind::Keychain,
        },
        created_at: stamp(slot.created_at),
    }
}
