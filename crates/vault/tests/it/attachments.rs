//! Attached files: kept once, readable for ever, erased for good, damage noticed.

use crate::sample::{self, author, edit};
use std::fs;
use std::path::PathBuf;
use vault::{ATTACHMENT_BYTES_MAX, FileId, Op, Vault, VaultError};

fn path_of(folder: &tempfile::TempDir, vault: &Vault, id: FileId) -> PathBuf {
    folder.path().join("clients").join(vault.client().to_string()).join("files").join(id.to_string())
}

#[tokio::test]
async fn the_same_scan_is_kept_once_and_read_back_after_a_lock() {
    let (folder, cabinet, vault) = sample::vault().await;
    let scan: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let id = vault.attach(scan.clone(), "image/png", author()).await.unwrap();
    let (again, twice) = tokio::join!(
        vault.attach(scan.clone(), "image/png", author()),
        vault.attach(scan.clone(), "image/png", author()),
    );
    assert_eq!((again.unwrap(), twice.unwrap()), (id, id));
    assert_eq!(vault.journal(0, 10).await.unwrap().len(), 1, "one file, one entry");
    cabinet.lock().await.unwrap();

    let (_cabinet, vault) = sample::reopen(folder.path()).await;
    assert_eq!(*vault.read_file(id).await.unwrap(), scan);
    assert_eq!(fs::read_dir(path_of(&folder, &vault, id).parent().unwrap()).unwrap().count(), 1);
    let unknown: FileId = "00".repeat(32).parse().unwrap();
    assert!(matches!(vault.read_file(unknown).await, Err(VaultError::FileUnknown { .. })));
}

#[tokio::test]
async fn what_a_crash_leaves_in_the_folder_does_no_harm() {
    let (folder, _cabinet, vault) = sample::vault().await;
    let id = vault.attach(b"first scan".to_vec(), "image/png", author()).await.unwrap();
    let path = path_of(&folder, &vault, id);

    // A half-written temporary file of an earlier try.
    let temporary = path.with_file_name(format!("{id}.tmp"));
    fs::write(&temporary, b"half").unwrap();
    // The file itself is lost: the row stays, the damage is named, the next attach heals it.
    fs::remove_file(&path).unwrap();
    assert!(matches!(vault.read_file(id).await, Err(VaultError::FileMissing { .. })));
    assert_eq!(vault.attach(b"first scan".to_vec(), "image/png", author()).await.unwrap(), id);
    assert_eq!(*vault.read_file(id).await.unwrap(), b"first scan");
    assert!(!temporary.exists());

    // A whole file whose row was never written, under a key that nobody has any more.
    let other = vault.attach(b"other scan".to_vec(), "image/png", author()).await.unwrap();
    vault.write(edit().with(Op::erase_file(other))).await.unwrap();
    fs::copy(&path, path_of(&folder, &vault, other)).unwrap();
    assert_eq!(vault.attach(b"other scan".to_vec(), "image/png", author()).await.unwrap(), other);
    assert_eq!(*vault.read_file(other).await.unwrap(), b"other scan");
}

#[tokio::test]
async fn an_erased_file_is_unreadable_even_from_a_copy_of_it() {
    let (folder, _cabinet, vault) = sample::vault().await;
    let id = vault.attach(b"passport page".to_vec(), "image/png", author()).await.unwrap();
    let path = path_of(&folder, &vault, id);
    let backup = fs::read(&path).unwrap();
    vault.write(edit().with(Op::erase_file(id))).await.unwrap();
    assert!(!path.exists());
    fs::write(&path, backup).unwrap();
    assert!(matches!(vault.read_file(id).await, Err(VaultError::FileErased { .. })));
    assert!(matches!(
        vault.write(edit().with(Op::erase_file(id))).await,
        Err(VaultError::FileUnknown { .. })
    ));
    vault.verify_journal().await.unwrap();
}

#[tokio::test]
async fn a_changed_exchanged_or_blown_up_file_is_never_read() {
    let (folder, _cabinet, vault) = sample::vault().await;
    let id = vault.attach(vec![7; 70_000], "image/png", author()).await.unwrap();
    let other = vault.attach(vec![8; 70_000], "image/png", author()).await.unwrap();
    let path = path_of(&folder, &vault, id);
    let sound = fs::read(&path).unwrap();
    let exchanged = fs::read(path_of(&folder, &vault, other)).unwrap();
    let mut flipped = sound.clone();
    flipped[66_000] ^= 1;
    let mut longer = sound.clone();
    longer.extend_from_slice(&[0; 4096]);
    for bytes in [flipped, exchanged, longer, sound[..sound.len() - 1].to_vec(), Vec::new()] {
        fs::write(&path, bytes).unwrap();
        assert!(matches!(vault.read_file(id).await, Err(VaultError::FileDamaged { .. })));
        // Whoever still has the scan mends it by attaching it again.
        assert_eq!(vault.attach(vec![7; 70_000], "image/png", author()).await.unwrap(), id);
        assert_eq!(*vault.read_file(id).await.unwrap(), vec![7; 70_000]);
    }
    fs::write(&path, sound).unwrap();
    assert_eq!(*vault.read_file(id).await.unwrap(), vec![7; 70_000]);
}

#[tokio::test]
async fn a_file_larger_than_the_limit_is_refused() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let large = vec![0; usize::try_from(ATTACHMENT_BYTES_MAX).unwrap() + 1];
    let refused = vault.attach(large, "image/png", author()).await;
    assert!(matches!(refused, Err(VaultError::TooLarge { what: "attachment", .. })));
}
