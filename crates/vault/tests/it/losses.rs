//! Files cut, exchanged and taken away: each is noticed, named, and never read as something else.

use crate::sample::{self, author, copy_folder, edit, passphrase};
use casework::Person;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use vault::{Cabinet, ClientId, Expected, FileId, ListQuery, Vault, VaultError};

/// What one page takes in a write-ahead log, and what comes before the first.
const LOG_PAGE_BYTES: usize = 4096 + 24;
const LOG_HEADER_BYTES: usize = 32;
const PAGE_BYTES: usize = 4096;

fn client_folder(cabinet: &Path, client: ClientId) -> PathBuf {
    cabinet.join("clients").join(client.to_string())
}

/// What a program that was killed leaves: a vault with three persons, the newest still in the log.
async fn killed() -> (TempDir, ClientId) {
    let (folder, cabinet, vault) = sample::vault().await;
    for number in 0..3 {
        let person = sample::person(number, "Surname", &format!("Given {number}"));
        vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    }
    let left = tempfile::tempdir().unwrap();
    copy_folder(folder.path(), left.path());
    cabinet.lock().await.unwrap();
    (left, vault.client())
}

async fn open(folder: &Path, client: ClientId) -> Result<(Cabinet, Vault), VaultError> {
    let cabinet = Cabinet::open(folder, passphrase()).await?;
    match cabinet.open_client(client).await {
        Ok(vault) => Ok((cabinet, vault)),
        Err(error) => {
            // Or the next opening would be refused as a second one.
            cabinet.lock().await?;
            Err(error)
        }
    }
}

async fn persons(vault: &Vault) -> usize {
    vault.list::<Person>(ListQuery::default()).await.unwrap().len()
}

#[tokio::test]
async fn a_log_that_was_cut_anywhere_or_removed_is_noticed_and_named() {
    let (left, client) = killed().await;
    let log = fs::read(client_folder(left.path(), client).join("vault.db-wal")).unwrap();
    let mut cuts = vec![None, Some(0), Some(1), Some(LOG_HEADER_BYTES), Some(log.len() - 1)];
    cuts.extend((LOG_HEADER_BYTES..log.len()).step_by(LOG_PAGE_BYTES).map(Some));
    assert!(cuts.len() > 10, "three changes fill more than {} pages", cuts.len());
    for cut in cuts {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(left.path(), folder.path());
        let path = client_folder(folder.path(), client).join("vault.db-wal");
        match cut {
            None => fs::remove_file(&path).unwrap(),
            Some(length) => fs::write(&path, &log[..length]).unwrap(),
        }
        let opened = open(folder.path(), client).await;
        let Err(VaultError::ChangesLost { noted, found }) = opened else {
            panic!("cut to {cut:?} of {}: {opened:?}", log.len())
        };
        assert!(noted.sequence == 3 && found.sequence < 3, "{noted:?} {found:?}");
        let again = open(folder.path(), client).await;
        assert!(matches!(again, Err(VaultError::ChangesLost { .. })), "it stays noticed: {again:?}");
    }
    let (_cabinet, vault) = open(left.path(), client).await.unwrap();
    assert_eq!(persons(&vault).await, 3, "the log that nobody cut is read to its end");
    vault.verify_journal().await.unwrap();
}

#[tokio::test]
async fn a_cut_log_of_the_cabinets_index_is_noticed_too() {
    let (left, client) = killed().await;
    let log = fs::read(left.path().join("cabinet.db-wal")).unwrap();
    for length in (LOG_HEADER_BYTES..log.len()).step_by(LOG_PAGE_BYTES) {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(left.path(), folder.path());
        fs::write(folder.path().join("cabinet.db-wal"), &log[..length]).unwrap();
        let opened = open(folder.path(), client).await;
        assert!(
            matches!(opened, Err(VaultError::ChangesLost { .. } | VaultError::DatabaseDamaged { .. })),
            "cut to {length} of {}: {opened:?}",
            log.len()
        );
    }
    open(left.path(), client).await.unwrap();
}

#[tokio::test]
async fn a_torn_or_foreign_note_of_the_last_entry_says_nothing() {
    let (left, client) = killed().await;
    let path = client_folder(left.path(), client).join("vault.last");
    let sound = fs::read(&path).unwrap();
    let mut flipped = sound.clone();
    flipped[9] ^= 1;
    for note in [flipped, sound[..40].to_vec(), Vec::new(), vec![0xff; 4096]] {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(left.path(), folder.path());
        fs::write(client_folder(folder.path(), client).join("vault.last"), &note).unwrap();
        let (cabinet, vault) = open(folder.path(), client).await.unwrap();
        assert_eq!(persons(&vault).await, 3);
        cabinet.lock().await.unwrap();
        assert!(!client_folder(folder.path(), client).join("vault.last").exists());
    }
}

#[tokio::test]
async fn what_is_left_can_be_taken_as_it_was_found() {
    let (left, client) = killed().await;
    let log = client_folder(left.path(), client).join("vault.db-wal");
    fs::remove_file(&log).unwrap();
    let cabinet = Cabinet::open(left.path(), passphrase()).await.unwrap();
    assert!(matches!(cabinet.open_client(client).await, Err(VaultError::ChangesLost { .. })));
    let found = cabinet.accept_client_as_found(client, author()).await.unwrap();
    assert_eq!(found.sequence, 0);
    let vault = cabinet.open_client(client).await.unwrap();
    vault.write(edit().put(&sample::person(9, "A", "B"), Expected::New).unwrap()).await.unwrap();
    let last = cabinet.journal(0, 100).await.unwrap().pop().unwrap();
    assert_eq!((last.reason.as_str(), last.subject_id), ("accept_as_found", client.to_string()));
    cabinet.lock().await.unwrap();
    let (_cabinet, vault) = open(left.path(), client).await.unwrap();
    assert_eq!(persons(&vault).await, 1);
}

#[tokio::test]
async fn pages_exchanged_between_two_clients_are_noticed_wherever_they_are() {
    let (folder, cabinet, ours) = sample::vault().await;
    let theirs = cabinet.create_client("Other", "red", author()).await.unwrap().id;
    let their_vault = cabinet.open_client(theirs).await.unwrap();
    for (vault, name) in [(&ours, "Ours"), (&their_vault, "Theirs")] {
        for number in 0..20 {
            let person = sample::person(number, name, &format!("Given {number}"));
            vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
        }
    }
    let ours = ours.client();
    cabinet.lock().await.unwrap();
    let path = |client| client_folder(folder.path(), client).join("vault.db");
    let (sound, foreign) = (fs::read(path(ours)).unwrap(), fs::read(path(theirs)).unwrap());
    let pages = sound.len().min(foreign.len()) / PAGE_BYTES;
    assert!(pages > 10, "only {pages} pages");
    for page in 0..pages {
        let place = page * PAGE_BYTES..(page + 1) * PAGE_BYTES;
        let mut mixed = sound.clone();
        mixed[place.clone()].copy_from_slice(&foreign[place]);
        fs::write(path(ours), &mixed).unwrap();
        let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
        let verified = cabinet.verify().await.unwrap();
        for (client, outcome) in &verified.clients {
            let noticed = matches!(outcome, Err(VaultError::DatabaseDamaged { .. }));
            assert_eq!(noticed, *client == ours, "page {page}: {outcome:?}");
        }
        cabinet.lock().await.ok();
        fs::write(path(ours), &sound).unwrap();
        fs::remove_file(client_folder(folder.path(), ours).join("vault.db-wal")).ok();
    }
    let (cabinet, _) = open(folder.path(), ours).await.unwrap();
    assert!(cabinet.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn an_attached_file_exchanged_or_taken_away_is_named_by_its_id() {
    let (folder, cabinet, vault) = sample::vault().await;
    let theirs = cabinet.create_client("Other", "red", author()).await.unwrap().id;
    let their_vault = cabinet.open_client(theirs).await.unwrap();
    let scan = vault.attach(vec![1; 70_000], "image/png", author()).await.unwrap();
    let other = vault.attach(vec![2; 70_000], "image/png", author()).await.unwrap();
    // The same content for another client: another name, another key, other bytes.
    let foreign = their_vault.attach(vec![1; 70_000], "image/png", author()).await.unwrap();
    assert_ne!(scan, foreign);
    let path = |client, id: FileId| client_folder(folder.path(), client).join("files").join(id.to_string());
    let ours = vault.client();
    let sound = fs::read(path(ours, scan)).unwrap();
    for bytes in [fs::read(path(ours, other)).unwrap(), fs::read(path(theirs, foreign)).unwrap()] {
        assert_eq!(bytes.len(), sound.len());
        fs::write(path(ours, scan), bytes).unwrap();
        let named = |error: &VaultError| matches!(error, VaultError::FileDamaged { file } if *file == scan.to_string());
        assert!(vault.read_file(scan).await.is_err_and(|error| named(&error)));
        assert!(vault.verify().await.is_err_and(|error| named(&error)));
        assert_eq!(*vault.read_file(other).await.unwrap(), vec![2; 70_000], "the others can be read");
    }
    fs::remove_file(path(ours, scan)).unwrap();
    let named =
        |error: &VaultError| matches!(error, VaultError::FileMissing { file } if *file == scan.to_string());
    assert!(vault.read_file(scan).await.is_err_and(|error| named(&error)));
    assert!(vault.verify().await.is_err_and(|error| named(&error)));
    fs::write(path(ours, scan), sound).unwrap();
    vault.verify().await.unwrap();
    cabinet.lock().await.unwrap();
}
