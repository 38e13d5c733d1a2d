//! Backups: whole, checked, thinned out, and a cabinet again after a restore.

use crate::sample::{self, author, edit, noon, passphrase};
use jiff::SignedDuration;
use secrecy::SecretString;
use std::fs;
use std::path::{Path, PathBuf};
use vault::{Cabinet, Coverage, Expected, Snapshot, Unlock, VaultError};

fn every_file(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { every_file(&path, found) } else { found.push(path) }
    }
}

#[tokio::test]
async fn a_backup_brings_back_everything_of_its_day() {
    let (folder, cabinet, vault) = sample::vault().await;
    let other = cabinet.create_client("Other", "red", author()).await.unwrap();
    let person = sample::person(1, "Meyer", "Jonas");
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    let scan = vault.attach(vec![5; 150_000], "image/png", author()).await.unwrap();
    let backups = folder.path().join("backups");
    let report = cabinet.back_up(&backups, noon()).await.unwrap();
    assert_eq!((report.clients, report.files, report.files_copied, report.removed), (2, 1, 1, 0));
    assert!(report.skipped.is_empty());

    // Life goes on; the second backup copies no file again.
    let client = vault.client();
    vault.write(edit().put(&sample::person(2, "Later", ""), Expected::New).unwrap()).await.unwrap();
    let report = cabinet.back_up_and_lock(&backups, noon() + SignedDuration::from_hours(24)).await.unwrap();
    assert_eq!((report.files, report.files_copied), (1, 0));

    let snapshots = Cabinet::list_backups(&backups).unwrap();
    assert_eq!(snapshots.len(), 2);
    let oldest = &snapshots[1];
    assert_eq!(oldest.taken_at, noon());
    let restored = folder.path().join("restored");
    let wrong = Unlock::Passphrase(SecretString::from("no"));
    assert!(matches!(
        Cabinet::restore_backup(oldest, &restored, wrong).await,
        Err(VaultError::WrongPassphrase)
    ));
    assert_eq!(Cabinet::restore_backup(oldest, &restored, passphrase()).await.unwrap(), 0);
    let again = Cabinet::restore_backup(oldest, &restored, passphrase()).await;
    assert!(matches!(again, Err(VaultError::TargetExists)), "a restore never writes over a cabinet");

    let cabinet = Cabinet::open(&restored, passphrase()).await.unwrap();
    assert_eq!(cabinet.clients().await.unwrap().len(), 2);
    cabinet.open_client(other.id).await.unwrap();
    let vault = cabinet.open_client(client).await.unwrap();
    assert_eq!(vault.require::<casework::Person>(person.id).await.unwrap().record, person);
    assert_eq!(*vault.read_file(scan).await.unwrap(), vec![5; 150_000]);
    assert_eq!(vault.verify_journal().await.unwrap().records, 1, "the second person came later");
    vault.write(edit().put(&sample::person(3, "New", ""), Expected::New).unwrap()).await.unwrap();
}

#[tokio::test]
async fn every_damaged_byte_of_a_backup_is_noticed() {
    let (folder, cabinet, vault) = sample::vault().await;
    vault.write(edit().put(&sample::person(1, "Meyer", "Jonas"), Expected::New).unwrap()).await.unwrap();
    vault.attach(vec![5; 1_000], "image/png", author()).await.unwrap();
    let backups = folder.path().join("backups");
    let snapshot = cabinet.back_up(&backups, noon()).await.unwrap().snapshot;
    Cabinet::check_backup(&snapshot, passphrase()).await.unwrap();
    let mut files = Vec::new();
    every_file(&snapshot.folder, &mut files);
    assert_eq!(files.len(), 7, "two headers, two databases, two key files, a manifest: {files:?}");
    for path in files {
        let sound = fs::read(&path).unwrap();
        for part in 0..8 {
            let mut damaged = sound.clone();
            let position = (damaged.len() - 1) * part / 7;
            damaged[position] ^= 4;
            fs::write(&path, &damaged).unwrap();
            let noticed = noticed(&snapshot).await;
            assert!(noticed, "byte {position} of {}", path.display());
        }
        fs::remove_file(&path).unwrap();
        assert!(noticed(&snapshot).await, "{} removed", path.display());
        fs::write(&path, sound).unwrap();
    }
    Cabinet::check_backup(&snapshot, passphrase()).await.unwrap();
    let mut attached = Vec::new();
    every_file(&snapshot.folder.parent().unwrap().parent().unwrap().join("files"), &mut attached);
    fs::remove_file(&attached[0]).unwrap();
    assert!(noticed(&snapshot).await, "a lost attached file");
}

async fn noticed(snapshot: &Snapshot) -> bool {
    Cabinet::check_backup(snapshot, passphrase()).await.is_err()
}

#[tokio::test]
async fn old_snapshots_go_and_take_the_files_along_that_nobody_else_names() {
    let (folder, cabinet, vault) = sample::vault().await;
    let backups = folder.path().join("backups");
    let erased = vault.attach(b"gone soon".to_vec(), "image/png", author()).await.unwrap();
    let kept = vault.attach(b"stays".to_vec(), "image/png", author()).await.unwrap();
    cabinet.back_up(&backups, noon()).await.unwrap();
    vault.write(edit().with(vault::Op::erase_file(erased))).await.unwrap();
    // Three more on the same day: each replaces the one before.
    for hours in 1..=3 {
        let report = cabinet.back_up(&backups, noon() + SignedDuration::from_hours(hours)).await.unwrap();
        assert_eq!(report.removed, 1);
    }
    assert_eq!(cabinet.backups(&backups).await.unwrap().len(), 1);
    let mut files = Vec::new();
    every_file(&backups.join(cabinet.id().await.unwrap().to_string()).join("files"), &mut files);
    let names: Vec<_> =
        files.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, [kept.to_string()]);
}

#[tokio::test]
async fn one_damaged_client_does_not_keep_the_others_from_being_backed_up() {
    let (folder, cabinet, vault) = sample::vault().await;
    let (client, other) = (vault.client(), cabinet.create_client("Other", "red", author()).await.unwrap());
    let backups = folder.path().join("backups");
    cabinet.back_up(&backups, noon()).await.unwrap();
    cabinet.close_client(client).await.unwrap();
    fs::write(folder.path().join("clients").join(client.to_string()).join("vault.db"), b"rubbish").unwrap();
    let report = cabinet.back_up(&backups, noon() + SignedDuration::from_hours(1)).await.unwrap();
    assert_eq!((report.clients, report.skipped.as_slice(), report.removed), (1, &[client][..], 0));
    assert_eq!(
        cabinet.backups(&backups).await.unwrap().len(),
        2,
        "the older one has the damaged client still whole"
    );
    cabinet.open_client(other.id).await.unwrap();
}

#[tokio::test]
async fn a_failed_backup_is_no_backup_and_the_lock_happens_all_the_same() {
    let (folder, cabinet, _vault) = sample::vault().await;
    let blocked = folder.path().join("a file");
    fs::write(&blocked, b"").unwrap();
    let failed = cabinet.clone().back_up_and_lock(&blocked, noon()).await;
    assert!(matches!(failed, Err(VaultError::Io { .. })), "{failed:?}");
    assert!(matches!(cabinet.clients().await, Err(VaultError::Locked)));
    Cabinet::open(folder.path(), passphrase()).await.unwrap();
}

#[tokio::test]
async fn a_cabinet_knows_whether_its_newest_backup_holds_everything() {
    let (folder, cabinet, vault) = sample::vault().await;
    let backups = folder.path().join("backups");
    assert_eq!(cabinet.backup_coverage(&backups).await.unwrap(), Coverage::Behind, "there is none");
    cabinet.back_up(&backups, noon()).await.unwrap();
    assert_eq!(cabinet.backup_coverage(&backups).await.unwrap(), Coverage::Everything);
    vault.write(edit().put(&sample::person(1, "Meyer", ""), Expected::New).unwrap()).await.unwrap();
    assert_eq!(cabinet.backup_coverage(&backups).await.unwrap(), Coverage::Behind, "a person came");
    let second = cabinet.back_up(&backups, noon()).await.unwrap().snapshot;
    assert!(second.taken_at > noon(), "two within a second have two names");
    assert_eq!(cabinet.backup_coverage(&backups).await.unwrap(), Coverage::Everything);
    cabinet.verify_backup(&second).await.unwrap();

    let id = vault.client();
    cabinet.lock().await.unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    assert_eq!(
        cabinet.backup_coverage(&backups).await.unwrap(),
        Coverage::Everything,
        "locking and unlocking changes nothing"
    );
    cabinet.rename_client(id, "Other", "red", author()).await.unwrap();
    assert_eq!(cabinet.backup_coverage(&backups).await.unwrap(), Coverage::Behind, "a name changed");
    cabinet.back_up(&backups, noon()).await.unwrap();
    let draft = cabinet.draft_recovery_key(passphrase()).await.unwrap();
    cabinet.replace_recovery_key(&draft, noon()).await.unwrap();
    assert_eq!(cabinet.backup_coverage(&backups).await.unwrap(), Coverage::Behind, "a way in changed");

    let file = second.folder.join("cabinet.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[5000] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert!(matches!(cabinet.verify_backup(&second).await, Err(VaultError::ArchiveDamaged { .. })));
}

fn file_in(folder: &Path, name: &str) -> PathBuf {
    let mut files = Vec::new();
    every_file(folder, &mut files);
    files.into_iter().find(|path| path.ends_with(name)).unwrap()
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn a_file_that_was_erased_and_attached_again_is_whole_in_the_backups_before_and_after() {
    let (folder, cabinet, vault) = sample::vault().await;
    let backups = folder.path().join("backups");
    let scan = vault.attach(b"the same scan".to_vec(), "image/png", author()).await.unwrap();
    let before = cabinet.back_up(&backups, noon()).await.unwrap().snapshot;
    vault.write(edit().with(vault::Op::erase_file(scan))).await.unwrap();
    assert_eq!(vault.attach(b"the same scan".to_vec(), "image/png", author()).await.unwrap(), scan);
    let report = cabinet.back_up(&backups, noon() + SignedDuration::from_hours(24)).await.unwrap();
    assert_eq!((report.files, report.files_copied), (1, 1), "its key is another one");
    let report = cabinet.back_up(&backups, noon() + SignedDuration::from_hours(48)).await.unwrap();
    assert_eq!((report.files, report.files_copied), (1, 0), "but it is copied once");
    for (number, snapshot) in [before, report.snapshot].iter().enumerate() {
        cabinet.verify_backup(snapshot).await.unwrap();
        let restored = folder.path().join(format!("restored-{number}"));
        assert_eq!(Cabinet::restore_backup(snapshot, &restored, passphrase()).await.unwrap(), 0);
        let (_, vault) = sample::reopen(&restored).await;
        assert_eq!(*vault.read_file(scan).await.unwrap(), b"the same scan");
    }
}

#[tokio::test]
async fn what_the_cabinet_has_lost_keeps_nothing_else_out_of_the_backup() {
    let (folder, cabinet, vault) = sample::vault().await;
    let (backups, clients) = (folder.path().join("backups"), folder.path().join("clients"));
    let kept = vault.attach(b"kept".to_vec(), "image/png", author()).await.unwrap();
    let first = cabinet.back_up(&backups, noon()).await.unwrap();
    assert_eq!((first.files, first.lost.len()), (1, 0));
    let (gone, damaged) = (
        vault.attach(b"gone".to_vec(), "image/png", author()).await.unwrap(),
        vault.attach(b"damaged".to_vec(), "image/png", author()).await.unwrap(),
    );
    fs::remove_file(file_in(&clients, &gone.to_string())).unwrap();
    flip(&file_in(&clients, &damaged.to_string()));
    // Of the third the backup has the last sound copy.
    fs::remove_file(file_in(&clients, &kept.to_string())).unwrap();
    let report = cabinet.back_up(&backups, noon() + SignedDuration::from_hours(1)).await.unwrap();
    let (mut lost, mut expected) = (report.lost.clone(), vec![gone, damaged]);
    lost.sort_unstable();
    expected.sort_unstable();
    assert_eq!((lost, report.files, report.files_copied), (expected, 1, 0));
    let lacks = cabinet.backup_coverage(&backups).await.unwrap();
    assert_eq!(lacks, Coverage::AllButLost { files: 2 }, "another backup would have no more");

    let checked = cabinet.verify_backup(&report.snapshot).await;
    assert!(matches!(checked, Err(VaultError::BackupFilesDamaged { files: 2 })), "{checked:?}");
    let restored = folder.path().join("restored");
    assert_eq!(Cabinet::restore_backup(&report.snapshot, &restored, passphrase()).await.unwrap(), 2);
    let (_, vault) = sample::reopen(&restored).await;
    assert_eq!(*vault.read_file(kept).await.unwrap(), b"kept");
    let missing = vault.read_file(gone).await;
    assert!(matches!(missing, Err(VaultError::FileMissing { .. })), "{missing:?}");

    // A lost file that is put back by hand is one that the backup lacks.
    let hidden = file_in(&clients, &damaged.to_string());
    flip(&hidden);
    assert_eq!(cabinet.backup_coverage(&backups).await.unwrap(), Coverage::Behind);
    flip(&hidden);

    // Whoever still has the papers attaches them again.
    let vault = cabinet.open_client(vault.client()).await.unwrap();
    for content in [b"gone".to_vec(), b"damaged".to_vec()] {
        vault.attach(content, "image/png", author()).await.unwrap();
    }
    let report = cabinet.back_up(&backups, noon() + SignedDuration::from_hours(2)).await.unwrap();
    assert_eq!((report.lost.len(), report.files, report.files_copied), (0, 3, 2));
    assert_eq!(cabinet.backup_coverage(&backups).await.unwrap(), Coverage::Everything);
}

#[tokio::test]
async fn a_damaged_file_of_a_backup_is_counted_restored_around_and_copied_anew() {
    let (folder, cabinet, vault) = sample::vault().await;
    let backups = folder.path().join("backups");
    vault.write(edit().put(&sample::person(1, "Meyer", "Jonas"), Expected::New).unwrap()).await.unwrap();
    let scan = vault.attach(vec![7; 200_000], "image/png", author()).await.unwrap();
    let first = cabinet.back_up(&backups, noon()).await.unwrap().snapshot;
    flip(&file_in(&backups, &scan.to_string()));

    let restored = folder.path().join("restored");
    assert_eq!(Cabinet::restore_backup(&first, &restored, passphrase()).await.unwrap(), 1);
    let (other, copy) = sample::reopen(&restored).await;
    assert_eq!(copy.verify_journal().await.unwrap().records, 1, "everything else came back");
    assert!(
        matches!(copy.read_file(scan).await, Err(VaultError::FileDamaged { .. })),
        "and never a wrong page"
    );
    other.lock().await.unwrap();

    let checked = cabinet.verify_backup(&first).await;
    assert!(matches!(checked, Err(VaultError::BackupFilesDamaged { files: 1 })), "{checked:?}");
    let lacks = cabinet.backup_coverage(&backups).await.unwrap();
    assert_eq!(lacks, Coverage::Behind, "what was put aside is copied at the next lock");
    let later = noon() + SignedDuration::from_hours(24);
    assert_eq!(cabinet.back_up(&backups, later).await.unwrap().files_copied, 1);
    cabinet.verify_backup(&first).await.unwrap();
}
