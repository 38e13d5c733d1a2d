//! The cabinet's key slots: changing the passphrase, another recovery key, the system's keychain.
//! Each of these rewrites the header and nothing else.

use crate::atomic_file;
use crate::cabinet::{Cabinet, State, Unlock};
use crate::chain;
use crate::client::{ClientFolder, ClientId};
use crate::client_key;
use crate::copy;
use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::header::{self, Header};
use crate::kdf::KdfCost;
use crate::keychain::{self, Keychain};
use crate::memory::spawn_blocking;
use crate::migration;
use crate::passphrase;
use crate::recovery::RecoveryKey;
use crate::secret::{Key, Purpose};
use crate::slot::{self, Slot, SlotInfo, SlotKind, SlotSort};
use crate::time;
use jiff::Timestamp;
use secrecy::SecretString;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// A recovery key that opens nothing yet: it counts once it is known to be on paper. Only somebody
/// who proved to know another way in holds one.
#[derive(Debug)]
pub struct RecoveryDraft {
    key: RecoveryKey,
}

impl RecoveryDraft {
    /// Returns the key to print.
    #[must_use]
    pub const fn key(&self) -> &RecoveryKey {
        &self.key
    }
}

impl Cabinet {
    /// Returns the ways into a closed cabinet, for the screen that asks for one of them. Nobody
    /// has vouched for the header yet, so nothing but that screen may rest on it.
    pub fn peek_slots(folder: &Path) -> Result<Vec<SlotInfo>, VaultError> {
        Ok(header::load(folder)?.peek().slots.iter().map(Slot::info).collect())
    }

    /// Returns the ways into the cabinet.
    pub async fn slots(&self) -> Result<Vec<SlotInfo>, VaultError> {
        let slot = self.inner.state.lock().await;
        let state = slot.as_ref().ok_or(VaultError::Locked)?;
        Ok(state.header.slots.iter().map(Slot::info).collect())
    }

    /// Puts a new passphrase in the place of the old one. `proof` has to open the cabinet: an
    /// unlocked screen alone must not be enough to lock its owner out.
    pub async fn change_passphrase(
        &self,
        proof: Unlock,
        new: SecretString,
        cost: KdfCost,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        passphrase::require_strong(&new, cost)?;
        self.edit_slots(proof, move |header, key| {
            let slot = Slot::for_passphrase(header.cabinet, key, &new, cost, now)?;
            header.slots.retain(|slot| !matches!(slot.secret, SlotKind::Passphrase { .. }));
            header.slots.insert(0, slot);
            Ok(())
        })
        .await
    }

    /// Makes a recovery key to be printed; until it takes the old one's place, the old print opens.
    pub async fn draft_recovery_key(&self, proof: Unlock) -> Result<RecoveryDraft, VaultError> {
        let header = {
            let guard = self.inner.state.lock().await;
            guard.as_ref().ok_or(VaultError::Locked)?.header.clone()
        };
        spawn_blocking(move || proof.key(&header).map(drop)).await.map_err(|_| VaultError::Interrupted)??;
        Ok(RecoveryDraft { key: RecoveryKey::make_random()? })
    }

    /// Puts the printed key in the place of the old one, whose print opens nothing any more.
    pub async fn replace_recovery_key(
        &self,
        draft: &RecoveryDraft,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        let mut header = state.header.clone();
        let slot = Slot::for_recovery(header.cabinet, &state.key, &draft.key.key(), now)?;
        header.slots.retain(|slot| slot.secret != SlotKind::Recovery);
        header.slots.push(slot);
        self.replace_header(state, header)
    }

    /// Lets the system's keychain open the cabinet, in place of what it kept before.
    pub async fn use_keychain(&self, keychain: Arc<dyn Keychain>, now: Timestamp) -> Result<(), VaultError> {
        self.forget_keychain(Arc::clone(&keychain)).await?;
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        let id = time::make_uuid(now)?;
        let secret = Key::make_random()?;
        let account = slot::account(state.header.cabinet, id);
        let added = Slot::for_keychain(state.header.cabinet, &state.key, id, &secret, now)?;
        // First the secret, then the slot: a slot that nothing opens would promise what it can't.
        spawn_blocking(move || keychain::store(keychain.as_ref(), &account, &secret))
            .await
            .map_err(|_| VaultError::Interrupted)??;
        let mut header = state.header.clone();
        header.slots.push(added);
        self.replace_header(state, header)
    }

    /// Takes the cabinet's secrets out of the system's keychain.
    pub async fn forget_keychain(&self, keychain: Arc<dyn Keychain>) -> Result<(), VaultError> {
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        let mut header = state.header.clone();
        let (gone, kept) =
            header.slots.into_iter().partition::<Vec<_>, _>(|slot| slot.secret == SlotKind::Keychain);
        if gone.is_empty() {
            return Ok(());
        }
        header.slots = kept;
        let accounts: Vec<String> = gone.iter().map(|slot| slot.account(header.cabinet)).collect();
        self.replace_header(state, header)?;
        // The slots are gone, so what the keychain still holds opens nothing.
        spawn_blocking(move || {
            for account in accounts {
                keychain.remove(&account).ok();
            }
        })
        .await
        .map_err(|_| VaultError::Interrupted)
    }

    /// Removes a slot; the last passphrase and the recovery key are replaced, never removed.
    pub async fn remove_slot(&self, id: Uuid) -> Result<(), VaultError> {
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        let infos: Vec<SlotInfo> = state.header.slots.iter().map(Slot::info).collect();
        let sort = infos.iter().find(|info| info.id == id).ok_or(VaultError::UnknownSlot { id })?.sort;
        let alike = infos.iter().filter(|info| info.sort == sort).count();
        if alike == 1 && sort != SlotSort::Keychain {
            return Err(VaultError::LastSlot);
        }
        let mut header = state.header.clone();
        header.slots.retain(|slot| slot.id != id);
        self.replace_header(state, header)
    }

    /// Exchanges a client's key: its database is written anew under a random key, and the old key
    /// opens nothing that is written from then on.
    pub async fn rotate_client_key(&self, id: ClientId) -> Result<(), VaultError> {
        self.require_client(id).await?;
        self.close_client(id).await?;
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        let (folder, owner) = (ClientFolder::new(&self.inner.folder, id), state.owner());
        let old = client_key::load(&folder, &owner, id).await?;
        let new = Key::make_random()?;
        let opens = |key: &Key| key.derive(id.uuid(), Purpose::VaultDatabase);
        let mut conn =
            database::open(&folder.database(), &opens(&old)?, Missing::Refuse, migration::VAULT).await?;
        let copied = copy::copy_under(&mut conn, &folder.next_database(), &opens(&new)?).await;
        let head = chain::head(&mut conn).await;
        database::close(conn).await?;
        copied?;
        if copy::check(&folder.next_database(), &opens(&new)?, migration::VAULT).await? != head? {
            return Err(VaultError::DatabaseDamaged { what: "the copy under the new key" });
        }
        // From here on both keys are in the file, until the database under the new one is in place.
        client_key::save(&folder, &owner, id, &[&old, &new])?;
        fs::rename(folder.next_database(), folder.database())
            .map_err(VaultError::io("putting a database in place"))?;
        atomic_file::flush_folder_of(&folder.database())?;
        client_key::save(&folder, &owner, id, &[&new])
    }

    /// Edits the slots after checking the proof, off the threads that serve the window.
    async fn edit_slots(
        &self,
        proof: Unlock,
        edit: impl FnOnce(&mut Header, &Key) -> Result<(), VaultError> + Send + 'static,
    ) -> Result<(), VaultError> {
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        let mut header = state.header.clone();
        let header = spawn_blocking(move || {
            let key = proof.key(&header)?;
            edit(&mut header, &key)?;
            Ok::<_, VaultError>(header)
        })
        .await
        .map_err(|_| VaultError::Interrupted)??;
        self.replace_header(state, header)
    }

    /// Writes a header and takes it over once it is on disk.
    pub(crate) fn replace_header(&self, state: &mut State, mut header: Header) -> Result<(), VaultError> {
        header::save(&self.inner.folder, &mut header, &state.key)?;
        state.header = header;
        Ok(())
    }
}
