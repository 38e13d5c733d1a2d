//! The ways into a cabinet: another passphrase, another recovery key, the system's keychain.

use crate::sample::{self, edit, noon, passphrase};
use secrecy::{ExposeSecret as _, SecretString};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use vault::{
    Cabinet, Expected, KdfCost, Keychain, KeychainFailure, RecoveryKey, SlotSort, Unlock, VaultError,
};

/// A keychain in memory that can be told to fail.
#[derive(Debug, Default)]
struct Pocket {
    entries: Mutex<HashMap<String, String>>,
    dead: Mutex<bool>,
}

impl Pocket {
    fn answer(&self) -> Result<std::sync::MutexGuard<'_, HashMap<String, String>>, KeychainFailure> {
        if *self.dead.lock().unwrap() { Err(KeychainFailure) } else { Ok(self.entries.lock().unwrap()) }
    }
}

impl Pocket {
    fn set(&self, account: String, secret: Option<String>) {
        let mut entries = self.entries.lock().unwrap();
        match secret {
            None => entries.remove(&account),
            Some(secret) => entries.insert(account, secret),
        };
    }
}

impl Keychain for Pocket {
    fn load(&self, account: &str) -> Result<Option<SecretString>, KeychainFailure> {
        Ok(self.answer()?.get(account).map(|secret| SecretString::from(secret.as_str())))
    }
    fn store(&self, account: &str, secret: &SecretString) -> Result<(), KeychainFailure> {
        self.answer()?.insert(account.to_owned(), secret.expose_secret().to_owned());
        Ok(())
    }
    fn remove(&self, account: &str) -> Result<(), KeychainFailure> {
        self.answer()?.remove(account);
        Ok(())
    }
}

#[tokio::test]
async fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let (folder, cabinet, vault) = sample::vault().await;
    let person = sample::person(1, "Meyer", "Jonas");
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    let new = SecretString::from("nine loud herons under Aksu");
    let wrong = Unlock::Passphrase(SecretString::from("no"));
    let cost = KdfCost::cheap_for_tests();
    let refused = cabinet.change_passphrase(wrong, new.clone(), cost, noon()).await;
    assert!(matches!(refused, Err(VaultError::WrongPassphrase)), "an open screen is not enough");
    cabinet.change_passphrase(passphrase(), new.clone(), cost, noon()).await.unwrap();
    cabinet.lock().await.unwrap();

    assert!(matches!(Cabinet::open(folder.path(), passphrase()).await, Err(VaultError::WrongPassphrase)));
    let cabinet = Cabinet::open(folder.path(), Unlock::Passphrase(new)).await.unwrap();
    let client = cabinet.clients().await.unwrap().remove(0);
    let vault = cabinet.open_client(client.id).await.unwrap();
    assert_eq!(vault.require::<casework::Person>(person.id).await.unwrap().record, person);
}

#[tokio::test]
async fn a_weak_passphrase_is_refused_at_a_real_cost() {
    let folder = tempfile::tempdir().unwrap();
    let weak = SecretString::from("astana2026");
    let created = Cabinet::create(folder.path(), weak.clone(), KdfCost::default(), noon()).await;
    assert!(matches!(created, Err(VaultError::PassphraseTooWeak { .. })));
    let (_folder, cabinet, _) = sample::cabinet().await;
    let changed = cabinet.change_passphrase(passphrase(), weak, KdfCost::default(), noon()).await;
    assert!(matches!(changed, Err(VaultError::PassphraseTooWeak { .. })));
}

#[tokio::test]
async fn a_new_recovery_key_makes_the_old_print_worthless() {
    let (folder, cabinet, old) = sample::cabinet().await;
    let guess = Unlock::Passphrase(SecretString::from("somebody at an unlocked screen"));
    assert!(matches!(cabinet.draft_recovery_key(guess).await, Err(VaultError::WrongPassphrase)));
    let draft = cabinet.draft_recovery_key(Unlock::Recovery(old.expose())).await.unwrap();
    cabinet.lock().await.unwrap();
    let opens = async |key: &RecoveryKey| Cabinet::open(folder.path(), Unlock::Recovery(key.expose())).await;
    assert!(matches!(opens(draft.key()).await, Err(VaultError::WrongRecoveryKey)), "not confirmed yet");
    let cabinet = opens(&old).await.unwrap();

    let new = cabinet.draft_recovery_key(passphrase()).await.unwrap();
    cabinet.replace_recovery_key(&new, noon()).await.unwrap();
    cabinet.lock().await.unwrap();
    assert!(matches!(opens(&old).await, Err(VaultError::WrongRecoveryKey)));
    opens(new.key()).await.unwrap();
}

#[tokio::test]
async fn the_keychain_opens_the_cabinet_and_its_failures_change_nothing() {
    let (folder, cabinet, _) = sample::cabinet().await;
    let pocket = Arc::new(Pocket::default());
    let by_keychain = Unlock::Keychain(Arc::clone(&pocket) as Arc<dyn Keychain>);
    cabinet.use_keychain(Arc::clone(&pocket) as _, noon()).await.unwrap();
    cabinet.use_keychain(Arc::clone(&pocket) as _, noon()).await.unwrap();
    assert_eq!(pocket.entries.lock().unwrap().len(), 1, "the entry before it is gone");
    cabinet.lock().await.unwrap();
    Cabinet::open(folder.path(), by_keychain.clone()).await.unwrap().lock().await.unwrap();

    let header = std::fs::read(folder.path().join("cabinet.json")).unwrap();
    let entries = pocket.entries.lock().unwrap().clone();
    *pocket.dead.lock().unwrap() = true;
    let opened = Cabinet::open(folder.path(), by_keychain.clone()).await;
    assert!(matches!(opened, Err(VaultError::KeychainUnavailable)));
    *pocket.dead.lock().unwrap() = false;
    for foreign in [None, Some("00".repeat(32)), Some("not a key".to_owned())] {
        let account = entries.keys().next().unwrap().clone();
        pocket.set(account, foreign);
        let opened = Cabinet::open(folder.path(), by_keychain.clone()).await;
        assert!(matches!(opened, Err(VaultError::KeychainEntryMissing)), "{opened:?}");
    }
    assert_eq!(std::fs::read(folder.path().join("cabinet.json")).unwrap(), header, "nothing new was made");
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    cabinet.forget_keychain(Arc::clone(&pocket) as _).await.unwrap();
    assert!(pocket.entries.lock().unwrap().is_empty());
    cabinet.lock().await.unwrap();
    assert!(matches!(Cabinet::open(folder.path(), by_keychain).await, Err(VaultError::NoKeychainSlot)));
}

#[tokio::test]
async fn the_last_passphrase_and_the_recovery_key_can_not_be_removed() {
    let (_folder, cabinet, _) = sample::cabinet().await;
    let pocket: Arc<dyn Keychain> = Arc::new(Pocket::default());
    cabinet.use_keychain(pocket, noon()).await.unwrap();
    let slots = cabinet.slots().await.unwrap();
    let sorts: Vec<SlotSort> = slots.iter().map(|slot| slot.sort).collect();
    assert_eq!(sorts, [SlotSort::Passphrase, SlotSort::Recovery, SlotSort::Keychain]);
    assert!(matches!(cabinet.remove_slot(slots[0].id).await, Err(VaultError::LastSlot)));
    assert!(matches!(cabinet.remove_slot(slots[1].id).await, Err(VaultError::LastSlot)));
    cabinet.remove_slot(slots[2].id).await.unwrap();
    assert!(matches!(cabinet.remove_slot(slots[2].id).await, Err(VaultError::UnknownSlot { .. })));
}

#[tokio::test]
async fn an_exchanged_client_key_opens_everything_and_the_old_files_do_not_fit_any_more() {
    let (folder, cabinet, vault) = sample::vault().await;
    let (client, person) = (vault.client(), sample::person(1, "Meyer", "Jonas"));
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    let scan = vault.attach(b"scan".to_vec(), "image/png", sample::author()).await.unwrap();
    let place = folder.path().join("clients").join(client.to_string());
    let old_key_file = std::fs::read(place.join("client.json")).unwrap();
    cabinet.rotate_client_key(client).await.unwrap();
    assert!(!place.join("vault.next.db").exists());
    assert_ne!(std::fs::read(place.join("client.json")).unwrap(), old_key_file);
    cabinet.lock().await.unwrap();

    let (cabinet, vault) = sample::reopen(folder.path()).await;
    assert_eq!(vault.require::<casework::Person>(person.id).await.unwrap().record, person);
    assert_eq!(*vault.read_file(scan).await.unwrap(), b"scan");
    assert_eq!(vault.search("meyer", 5).await.unwrap().len(), 1);
    vault.verify_journal().await.unwrap();
    cabinet.lock().await.unwrap();
    std::fs::write(place.join("client.json"), &old_key_file).unwrap();
    std::fs::write(place.join("client.copy.json"), &old_key_file).unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    assert!(matches!(cabinet.open_client(client).await, Err(VaultError::DatabaseDamaged { .. })));
}

#[tokio::test]
async fn a_damaged_key_file_is_replaced_by_its_copy_and_two_damaged_ones_are_named() {
    let (folder, cabinet, vault) = sample::vault().await;
    let client = vault.client();
    cabinet.lock().await.unwrap();
    let place = folder.path().join("clients").join(client.to_string());
    let [first, second] = ["client.json", "client.copy.json"].map(|name| place.join(name));
    let sound = std::fs::read(&first).unwrap();
    for damaged in [&first, &second] {
        for position in (1..sound.len()).step_by(7) {
            let mut bytes = sound.clone();
            bytes[position] ^= 2;
            std::fs::write(damaged, bytes).unwrap();
            let (cabinet, _) = sample::reopen(folder.path()).await;
            cabinet.lock().await.unwrap();
            assert_eq!(std::fs::read(damaged).unwrap(), sound, "byte {position}");
        }
        std::fs::remove_file(damaged).unwrap();
        sample::reopen(folder.path()).await.0.lock().await.unwrap();
        assert_eq!(std::fs::read(damaged).unwrap(), sound);
    }
    std::fs::write(&first, b"{}").unwrap();
    std::fs::write(&second, b"{}").unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    assert!(matches!(cabinet.open_client(client).await, Err(VaultError::HeaderDamaged { .. })));
}
