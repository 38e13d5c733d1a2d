//! The ways into the cabinet, and who may change them.

use desk::ErrorCode;
use desk::view::{PassphraseChangeInput, ProofInput, RecoveryGroup, SlotKind};
use std::fs;
use std::sync::atomic::Ordering;
use testkit::{PASSPHRASE, TestDesk};

const NEW: &str = "nine silver foxes under Kok Tobe";

fn passphrase(secret: &str) -> ProofInput {
    ProofInput { secret: secret.to_owned(), is_recovery_key: false }
}

fn typed(groups: &[String], places: [usize; 2]) -> Vec<RecoveryGroup> {
    places
        .iter()
        .map(|place| RecoveryGroup { index: u32::try_from(*place).unwrap(), text: groups[*place].clone() })
        .collect()
}

#[tokio::test]
async fn a_new_passphrase_needs_the_old_one_and_takes_its_place() {
    let test = TestDesk::open(None).await.unwrap();
    let change = |proof: &str, new: &str| PassphraseChangeInput {
        proof: passphrase(proof),
        passphrase: new.to_owned(),
    };
    let guessed = test.desk.passphrase_change(change("not this one", NEW)).await.unwrap_err();
    assert_eq!(guessed.code, ErrorCode::WrongPassphrase);
    let weak = test.desk.passphrase_change(change(PASSPHRASE, "summer2026")).await.unwrap_err();
    assert_eq!(weak.code, ErrorCode::WeakPassphrase);
    test.desk.passphrase_change(change(PASSPHRASE, NEW)).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    let old = test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap_err();
    assert_eq!(old.code, ErrorCode::WrongPassphrase);
    test.desk.cabinet_unlock(NEW.to_owned()).await.unwrap();

    let made = test.desk.passphrase_generate().await.unwrap().passphrase;
    assert!(test.desk.passphrase_strength(made.clone()).await.unwrap().acceptable);
    test.desk.passphrase_change(change(NEW, &made)).await.unwrap();
}

#[tokio::test]
async fn a_new_recovery_key_counts_once_it_was_typed_back() {
    let test = TestDesk::open(None).await.unwrap();
    let guessed = test.desk.recovery_key_new(passphrase("not this one")).await.err().unwrap();
    assert_eq!(guessed.code, ErrorCode::WrongPassphrase);
    let nothing = test.desk.recovery_key_confirm(Vec::new()).await.unwrap_err();
    assert_eq!(nothing.code, ErrorCode::NotFound);
    let first = test.desk.recovery_key_new(passphrase(PASSPHRASE)).await.unwrap().groups;
    let mut wrong = typed(&first, [2, 5]);
    wrong[1].text = "000000".to_owned();
    let refused = test.desk.recovery_key_confirm(wrong).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::WrongRecoveryKey);
    let twice = test.desk.recovery_key_confirm(typed(&first, [2, 2])).await.unwrap_err();
    assert_eq!(twice.code, ErrorCode::WrongRecoveryKey, "one group twice is one group");

    test.desk.recovery_key_confirm(typed(&first, [2, 5])).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    test.desk.cabinet_unlock_recovery(first.join("-")).await.unwrap();
    let proof = ProofInput { secret: first.join(" "), is_recovery_key: true };
    let unconfirmed = test.desk.recovery_key_new(proof).await.unwrap().groups;
    test.desk.cabinet_lock().await.unwrap();
    let early = test.desk.cabinet_unlock_recovery(unconfirmed.join("-")).await.unwrap_err();
    assert_eq!(early.code, ErrorCode::WrongRecoveryKey, "locking drops what was not confirmed");
    test.desk.cabinet_unlock_recovery(first.join("-")).await.unwrap();
}

#[tokio::test]
async fn the_keychain_opens_while_it_answers_and_its_failures_change_nothing() {
    let test = TestDesk::open(None).await.unwrap();
    let header = || fs::read(test.folder().join("cabinet/cabinet.json")).unwrap();
    let keychain = &test.clock.keychain;
    test.desk.keychain_add().await.unwrap();
    let slots = test.desk.keys_list().await.unwrap().slots;
    let kinds: Vec<SlotKind> = slots.iter().map(|slot| slot.kind).collect();
    assert_eq!(kinds, [SlotKind::Passphrase, SlotKind::RecoveryKey, SlotKind::Keychain]);
    test.desk.cabinet_lock().await.unwrap();
    assert!(test.desk.app_state().await.unwrap().opens_by_keychain);
    test.desk.cabinet_unlock_keychain().await.unwrap();
    test.desk.cabinet_lock().await.unwrap();

    let before = header();
    keychain.is_dead.store(true, Ordering::SeqCst);
    assert_eq!(test.desk.cabinet_unlock_keychain().await.unwrap_err().code, ErrorCode::Keychain);
    keychain.is_dead.store(false, Ordering::SeqCst);
    keychain.clear();
    assert_eq!(test.desk.cabinet_unlock_keychain().await.unwrap_err().code, ErrorCode::Keychain);
    assert_eq!(header(), before, "no error of the keychain leads to a new key");
    test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();

    keychain.is_dead.store(true, Ordering::SeqCst);
    assert_eq!(test.desk.keychain_add().await.unwrap_err().code, ErrorCode::Keychain);
    assert_eq!(test.desk.keys_list().await.unwrap().slots.len(), 3);
    test.desk.keychain_remove().await.unwrap();
    assert_eq!(test.desk.keys_list().await.unwrap().slots.len(), 2, "the slot goes also without an answer");
    test.desk.cabinet_lock().await.unwrap();
    assert!(!test.desk.app_state().await.unwrap().opens_by_keychain);
}
