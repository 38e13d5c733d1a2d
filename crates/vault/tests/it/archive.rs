//! Handing clients over in one encrypted file, and erasing them.

use crate::sample::{self, author, edit, passphrase};
use casework::Person;
use secrecy::SecretString;
use std::fs;
use vault::{Action, Cabinet, Client, Expected, FileId, Subject, VaultError};

const HANDOVER: &str = "tavoki-renuda-morile-bazune";

fn handover() -> SecretString {
    SecretString::from(HANDOVER)
}

/// A cabinet with one client that has a person and a paper, and its archive.
async fn exported() -> (tempfile::TempDir, Cabinet, Client, FileId) {
    let (folder, cabinet, vault) = sample::vault().await;
    vault.write(edit().put(&sample::person(1, "Meyer", "Jonas"), Expected::New).unwrap()).await.unwrap();
    let scan = vault.attach(b"%PDF a scan".repeat(20_000), "application/pdf", author()).await.unwrap();
    let client = cabinet.clients().await.unwrap().remove(0);
    let to = folder.path().join("handover.age");
    cabinet.export_clients(&[client.id], &to, handover(), author()).await.unwrap();
    (folder, cabinet, client, scan)
}

#[tokio::test]
async fn a_client_goes_into_one_file_and_comes_back_in_another_cabinet() {
    let (folder, cabinet, client, scan) = exported().await;
    let archive = folder.path().join("handover.age");
    let again = cabinet.export_clients(&[client.id], &archive, handover(), author()).await;
    assert!(matches!(again, Err(VaultError::TargetExists)), "nothing is overwritten");
    let journal = cabinet.journal(0, 10).await.unwrap();
    let last = journal.last().unwrap();
    assert_eq!((last.subject, last.action), (Subject::Client, Action::Exported));
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("tmp"))
        .collect();
    assert!(left.is_empty(), "no copy may be left: {left:?}");

    let (other_folder, other, _) = sample::cabinet().await;
    let wrong = other.import_clients(&archive, SecretString::from("wrong"), author()).await;
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
    let arrived = other.import_clients(&archive, handover(), author()).await.unwrap().remove(0);
    assert_ne!(arrived.id, client.id);
    assert_eq!((arrived.name.as_str(), arrived.colour.as_str()), ("Steppe Partners", "teal"));
    other.lock().await.unwrap();
    let (_other, vault) = sample::reopen(other_folder.path()).await;
    let person = sample::person(1, "Meyer", "Jonas");
    assert_eq!(vault.require::<Person>(person.id).await.unwrap().record, person);
    assert_eq!(*vault.read_file(scan).await.unwrap(), b"%PDF a scan".repeat(20_000));
    assert_eq!(vault.search("meyer", 5).await.unwrap().len(), 1);
    assert_eq!(vault.verify_journal().await.unwrap().records, 1);
    // The vault goes on from here.
    vault.write(edit().put(&sample::person(2, "A", "B"), Expected::New).unwrap()).await.unwrap();
    assert_eq!(vault.attach(b"%PDF a scan".repeat(20_000), "application/pdf", author()).await.unwrap(), scan);
}

#[tokio::test]
async fn a_damaged_or_cut_archive_brings_nothing_in() {
    let (folder, _cabinet, _, _) = exported().await;
    let archive = folder.path().join("handover.age");
    let sound = fs::read(&archive).unwrap();
    let (other_folder, other, _) = sample::cabinet().await;
    let damaged = folder.path().join("damaged.age");
    let mut flipped = sound.clone();
    *flipped.last_mut().unwrap() ^= 1;
    for bytes in [&flipped, &sound[..sound.len() - 100_000], b"age-encryption.org/v1\n", &[]] {
        fs::write(&damaged, bytes).unwrap();
        let refused = other.import_clients(&damaged, handover(), author()).await;
        assert!(matches!(refused, Err(VaultError::ArchiveDamaged { .. })), "{refused:?}");
        assert!(other.clients().await.unwrap().is_empty());
        assert_eq!(fs::read_dir(other_folder.path().join("clients")).unwrap().count(), 0, "nothing stays");
    }
}

#[tokio::test]
async fn an_erased_client_is_gone_and_its_name_too() {
    let (folder, cabinet, vault) = sample::vault().await;
    let id = vault.client();
    cabinet.erase_client(id, author()).await.unwrap();
    assert!(matches!(vault.outbox().await, Err(VaultError::Locked)));
    assert!(matches!(cabinet.open_client(id).await, Err(VaultError::UnknownClient { .. })));
    assert_eq!(fs::read_dir(folder.path().join("clients")).unwrap().count(), 0);
    let journal = cabinet.journal(0, 10).await.unwrap();
    assert!(journal.iter().all(|entry| entry.fields.is_none()), "the name may not stay in the journal");
    cabinet.lock().await.unwrap();
    assert!(Cabinet::open(folder.path(), passphrase()).await.unwrap().clients().await.unwrap().is_empty());
}
