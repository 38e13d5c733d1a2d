//! Old files put back: SQLCipher opens them, the anchors notice them.

use crate::sample::{self, author, copy_folder, edit, passphrase};
use std::fs;
use vault::{BreakKind, Cabinet, Expected, VaultError};

#[tokio::test]
async fn an_old_vault_put_back_is_noticed_and_the_other_clients_still_open() {
    let (folder, cabinet, vault) = sample::vault().await;
    let other = cabinet.create_client("Other", "red", author()).await.unwrap();
    let client = vault.client();
    vault.write(edit().put(&sample::person(1, "A", "B"), Expected::New).unwrap()).await.unwrap();
    cabinet.lock().await.unwrap();
    let database = folder.path().join("clients").join(client.to_string()).join("vault.db");
    let old = fs::read(&database).unwrap();

    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    let vault = cabinet.open_client(client).await.unwrap();
    vault.write(edit().put(&sample::person(2, "C", "D"), Expected::New).unwrap()).await.unwrap();
    cabinet.lock().await.unwrap();
    let new = fs::read(&database).unwrap();

    fs::write(&database, old).unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    let opened = cabinet.open_client(client).await;
    let Err(VaultError::RolledBack { anchored, found }) = opened else {
        panic!("must be noticed: {opened:?}")
    };
    assert_eq!((anchored.sequence, found.sequence), (2, 1));
    cabinet.open_client(other.id).await.unwrap();
    cabinet.lock().await.unwrap();

    fs::write(&database, new).unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    cabinet.open_client(client).await.unwrap();
}

#[tokio::test]
async fn an_old_index_of_the_cabinet_put_back_is_noticed() {
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.create_client("First", "red", author()).await.unwrap();
    cabinet.lock().await.unwrap();
    let database = folder.path().join("cabinet.db");
    let old = fs::read(&database).unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    cabinet.create_client("Second", "red", author()).await.unwrap();
    cabinet.lock().await.unwrap();
    fs::write(&database, old).unwrap();
    assert!(matches!(Cabinet::open(folder.path(), passphrase()).await, Err(VaultError::RolledBack { .. })));
}

#[tokio::test]
async fn a_vault_with_another_past_is_noticed_although_it_is_as_long() {
    let (folder, cabinet, vault) = sample::vault().await;
    let client = vault.client();
    cabinet.lock().await.unwrap();
    let twin = tempfile::tempdir().unwrap();
    copy_folder(folder.path(), twin.path());

    for (place, name) in [(&folder, "ours"), (&twin, "theirs")] {
        let cabinet = Cabinet::open(place.path(), passphrase()).await.unwrap();
        let vault = cabinet.open_client(client).await.unwrap();
        vault.write(edit().put(&sample::person(1, name, ""), Expected::New).unwrap()).await.unwrap();
        cabinet.lock().await.unwrap();
    }
    let database =
        |place: &tempfile::TempDir| place.path().join("clients").join(client.to_string()).join("vault.db");
    fs::copy(database(&twin), database(&folder)).unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    let opened = cabinet.open_client(client).await;
    assert!(
        matches!(&opened, Err(VaultError::JournalBroken(at)) if at.kind == BreakKind::OtherHistory && at.at == 1),
        "{opened:?}"
    );
}

#[tokio::test]
async fn a_lost_emptied_or_foreign_database_is_named_and_never_replaced() {
    let (folder, cabinet, vault) = sample::vault().await;
    let client = vault.client();
    vault.write(edit().put(&sample::person(1, "A", "B"), Expected::New).unwrap()).await.unwrap();
    cabinet.lock().await.unwrap();
    let database = folder.path().join("clients").join(client.to_string()).join("vault.db");
    let sound = fs::read(&database).unwrap();
    let plain = b"SQLite format 3\0".repeat(512);
    let damages: [Option<&[u8]>; 5] =
        [None, Some(b""), Some(&sound[..4096]), Some(&sound[4096..]), Some(&plain)];
    for damage in damages {
        match damage {
            None => fs::remove_file(&database).unwrap(),
            Some(bytes) => fs::write(&database, bytes).unwrap(),
        }
        let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
        let opened = cabinet.open_client(client).await;
        assert!(
            matches!(opened, Err(VaultError::DatabaseDamaged { .. })),
            "{opened:?} for {:?} bytes",
            damage.map(<[u8]>::len)
        );
        cabinet.lock().await.unwrap();
        assert_eq!(fs::read(&database).ok().as_deref(), damage, "the file must stay as it was");
    }
    fs::write(&database, &sound).unwrap();
    let (_cabinet, vault) = sample::reopen(folder.path()).await;
    vault.verify_journal().await.unwrap();
}
