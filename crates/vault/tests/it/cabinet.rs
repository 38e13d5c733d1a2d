//! Creating, opening, locking; clients and settings.

use crate::sample::{self, author, edit, noon, passphrase};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use std::fs;
use vault::{Action, Cabinet, Expected, KdfCost, ListQuery, Subject, Unlock, VaultError};

#[tokio::test]
async fn what_was_written_is_there_after_a_lock() {
    let (folder, cabinet, vault) = sample::vault().await;
    let person = sample::person(1, "Lindqvist", "Signe");
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    cabinet.put_setting("language", &json!({"interface": "kk"}), author()).await.unwrap();
    cabinet.lock().await.unwrap();

    let (cabinet, vault) = sample::reopen(folder.path()).await;
    let stored = vault.require::<casework::Person>(person.id).await.unwrap();
    assert_eq!((stored.record, stored.version), (person, 1));
    assert_eq!(
        cabinet.setting::<serde_json::Value>("language").await.unwrap(),
        Some(json!({"interface": "kk"}))
    );
    assert_eq!(cabinet.setting::<serde_json::Value>("none").await.unwrap(), None);
}

#[tokio::test]
async fn a_wrong_passphrase_opens_nothing_and_changes_nothing() {
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    let before = fs::read(folder.path().join("cabinet.json")).unwrap();
    for wrong in [
        "",
        "seven quiet storks over Buraba",
        "seven quiet storks over burabay",
        "seven quiet storks over Burabay ",
    ] {
        let opened = Cabinet::open(folder.path(), Unlock::Passphrase(SecretString::from(wrong))).await;
        assert!(matches!(opened, Err(VaultError::WrongPassphrase)), "{wrong:?} must not open");
    }
    assert_eq!(fs::read(folder.path().join("cabinet.json")).unwrap(), before);
    Cabinet::open(folder.path(), passphrase()).await.unwrap();
}

#[tokio::test]
async fn the_printed_recovery_key_opens_the_cabinet_and_another_one_does_not() {
    let (folder, cabinet, recovery) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    let printed = recovery.expose();
    let spaced = SecretString::from(printed.expose_secret().replace('-', "  "));
    Cabinet::open(folder.path(), Unlock::Recovery(spaced)).await.unwrap().lock().await.unwrap();

    let (_other_folder, _other, foreign) = sample::cabinet().await;
    let opened = Cabinet::open(folder.path(), Unlock::Recovery(foreign.expose())).await;
    assert!(matches!(opened, Err(VaultError::WrongRecoveryKey)));

    let mistyped = SecretString::from(printed.expose_secret().replacen(|c: char| c.is_ascii_digit(), "x", 1));
    let opened = Cabinet::open(folder.path(), Unlock::Recovery(mistyped)).await;
    assert!(
        matches!(opened, Err(VaultError::RecoveryKeyMistyped(_))),
        "a typing error is named before a key is tried"
    );
}

#[tokio::test]
async fn a_second_opening_is_refused_while_the_first_lasts() {
    let (folder, cabinet, _) = sample::cabinet().await;
    assert!(matches!(Cabinet::open(folder.path(), passphrase()).await, Err(VaultError::InUse)));
    cabinet.lock().await.unwrap();
    Cabinet::open(folder.path(), passphrase()).await.unwrap();
}

#[tokio::test]
async fn handles_that_are_still_held_find_the_cabinet_locked() {
    let (_folder, cabinet, vault) = sample::vault().await;
    let client = vault.client();
    let other = cabinet.clone();
    cabinet.lock().await.unwrap();
    assert!(matches!(vault.list::<casework::Person>(ListQuery::default()).await, Err(VaultError::Locked)));
    assert!(matches!(vault.attach(b"scan".to_vec(), "text/plain", author()).await, Err(VaultError::Locked)));
    assert!(matches!(other.open_client(client).await, Err(VaultError::Locked)));
    assert!(matches!(other.clients().await, Err(VaultError::Locked)));
    assert!(matches!(other.lock().await, Err(VaultError::Locked)), "a second lock has nothing to lock");
}

#[tokio::test]
async fn nothing_but_whole_database_files_is_left_after_a_lock() {
    let (folder, cabinet, vault) = sample::vault().await;
    vault.write(edit().put(&sample::person(1, "A", "B"), Expected::New).unwrap()).await.unwrap();
    let client = vault.client();
    cabinet.lock().await.unwrap();
    let mut names: Vec<String> = ["", &format!("clients/{client}")]
        .iter()
        .flat_map(|sub| fs::read_dir(folder.path().join(sub)).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let expected = [
        "cabinet.copy.json",
        "cabinet.db",
        "cabinet.json",
        "cabinet.lock",
        "client.copy.json",
        "client.json",
        "clients",
        "files",
        "vault.db",
    ];
    assert_eq!(names, expected);
}

#[tokio::test]
async fn a_folder_without_a_cabinet_and_one_that_has_one_are_told_apart() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(Cabinet::open(empty.path(), passphrase()).await, Err(VaultError::NoCabinet)));
    assert!(matches!(
        Cabinet::open(&empty.path().join("missing"), passphrase()).await,
        Err(VaultError::NoCabinet)
    ));
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    let again =
        Cabinet::create(folder.path(), SecretString::from("other"), KdfCost::cheap_for_tests(), noon()).await;
    assert!(matches!(again, Err(VaultError::CabinetExists)));
    Cabinet::open(folder.path(), passphrase()).await.unwrap();
}

#[tokio::test]
async fn a_creation_that_was_cut_off_can_be_repeated() {
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    // The header is written last, so this is what a crash just before it leaves.
    fs::remove_file(folder.path().join("cabinet.json")).unwrap();
    fs::remove_file(folder.path().join("cabinet.copy.json")).unwrap();
    assert!(matches!(Cabinet::open(folder.path(), passphrase()).await, Err(VaultError::NoCabinet)));
    let (cabinet, _) = sample::create_in(folder.path()).await;
    cabinet.create_client("Steppe Partners", "teal", author()).await.unwrap();
    cabinet.lock().await.unwrap();

    // With clients in it, a folder without header is a cabinet that lost something: not ours to clear.
    fs::remove_file(folder.path().join("cabinet.json")).unwrap();
    fs::remove_file(folder.path().join("cabinet.copy.json")).unwrap();
    let again =
        Cabinet::create(folder.path(), SecretString::from("other"), KdfCost::cheap_for_tests(), noon()).await;
    assert!(matches!(again, Err(VaultError::CabinetExists)));
}

#[tokio::test]
async fn clients_have_names_colours_and_a_history() {
    let (folder, cabinet, _) = sample::cabinet().await;
    let second = cabinet.create_client("Қайың Ltd", "teal", author()).await.unwrap();
    let first = cabinet.create_client("Astra", "red", author()).await.unwrap();
    cabinet.rename_client(first.id, "Łuna", "blue", author()).await.unwrap();
    cabinet.archive_client(second.id, Some(noon()), author()).await.unwrap();
    cabinet.lock().await.unwrap();

    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    let listed: Vec<_> =
        cabinet.clients().await.unwrap().into_iter().map(|c| (c.name, c.colour, c.archived_at)).collect();
    assert_eq!(
        listed,
        [
            ("Łuna".to_owned(), "blue".to_owned(), None),
            ("Қайың Ltd".to_owned(), "teal".to_owned(), Some(noon()))
        ]
    );
    let journal = cabinet.journal(0, 100).await.unwrap();
    let actions: Vec<_> = journal.iter().map(|entry| (entry.subject, entry.action)).collect();
    let about = Subject::Client;
    assert_eq!(
        actions,
        [
            (about, Action::Created),
            (about, Action::Created),
            (about, Action::Changed),
            (about, Action::Changed)
        ]
    );
    let unknown: vault::ClientId = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    assert!(
        matches!(cabinet.open_client(unknown).await, Err(VaultError::UnknownClient { id }) if id == unknown)
    );
    assert!(matches!(
        cabinet.rename_client(unknown, "x", "y", author()).await,
        Err(VaultError::UnknownClient { .. })
    ));
}

#[tokio::test]
async fn one_clients_folder_is_no_use_under_another_clients_name() {
    let (folder, cabinet, _) = sample::cabinet().await;
    let ours = cabinet.create_client("Ours", "red", author()).await.unwrap();
    let theirs = cabinet.create_client("Theirs", "blue", author()).await.unwrap();
    cabinet.lock().await.unwrap();
    let clients = folder.path().join("clients");
    fs::rename(clients.join(ours.id.to_string()), clients.join("aside")).unwrap();
    fs::rename(clients.join(theirs.id.to_string()), clients.join(ours.id.to_string())).unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    assert!(matches!(cabinet.open_client(ours.id).await, Err(VaultError::HeaderDamaged { .. })));
}
