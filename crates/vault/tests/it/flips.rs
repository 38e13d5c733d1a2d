//! Single flipped bits, anywhere in a cabinet or in a backup of it: each is noticed or repaired, and
//! none brings back a value that nobody wrote.
//!
//! `EXPAT_SOAK_FLIPS` says how many bits are flipped; 400 without it.

use crate::sample::{self, Dice, author, edit, passphrase};
use crate::workload::{amount, quick_folder};
use casework::Person;
use std::fs;
use std::path::{Path, PathBuf};
use vault::{Cabinet, Expected, ListQuery, Snapshot, VaultError};

/// Persons in the cabinet.
const PERSONS: usize = 20;
/// What is attached: more than one chunk.
const SCAN: &[u8] = &[9; 70_000];

fn every_file(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { every_file(&path, found) } else { found.push(path) }
    }
    found.sort();
}

#[derive(Debug, PartialEq)]
enum Outcome {
    Noticed,
    Repaired,
    Missed,
}

/// A cabinet with a backup, both sound.
struct Sound {
    folder: tempfile::TempDir,
    backup: Snapshot,
}

impl Sound {
    async fn make() -> Self {
        let folder = quick_folder();
        let (cabinet, _) = sample::create_in(&folder.path().join("cabinet")).await;
        let client = cabinet.create_client("Steppe Partners", "teal", author()).await.unwrap();
        let vault = cabinet.open_client(client.id).await.unwrap();
        for number in 0..PERSONS as u128 {
            let person = sample::person(number, "Surname", &format!("Given {number}"));
            vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
        }
        vault.attach(SCAN.to_vec(), "image/png", author()).await.unwrap();
        let report = cabinet.back_up(&folder.path().join("backups"), sample::noon()).await.unwrap();
        cabinet.lock().await.unwrap();
        Self { folder, backup: report.snapshot }
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        every_file(self.folder.path(), &mut files);
        files.retain(|path| fs::metadata(path).unwrap().len() > 0);
        files
    }

    /// Flips a bit of a file and says what came of it.
    async fn try_flip(&self, path: &Path, position: usize, bit: u8) -> Outcome {
        let mut damaged = fs::read(path).unwrap();
        damaged[position] ^= bit;
        fs::write(path, &damaged).unwrap();
        let outcome = if path.starts_with(self.folder.path().join("backups")) {
            Cabinet::check_backup(&self.backup, passphrase()).await
        } else {
            open_and_verify(&self.folder.path().join("cabinet")).await
        };
        match outcome {
            Err(_) => Outcome::Noticed,
            Ok(()) if fs::read(path).unwrap() != damaged => Outcome::Repaired,
            Ok(()) => Outcome::Missed,
        }
    }

    async fn require_sound(&self) {
        open_and_verify(&self.folder.path().join("cabinet")).await.unwrap();
        Cabinet::check_backup(&self.backup, passphrase()).await.unwrap();
    }
}

#[tokio::test]
async fn every_flipped_bit_is_noticed_or_repaired() {
    let flips = amount("EXPAT_SOAK_FLIPS", 400);
    let sound = Sound::make().await;
    sound.require_sound().await;
    let files: Vec<(PathBuf, Vec<u8>)> =
        sound.files().into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    assert_eq!(files.len(), 7 + 8, "two headers, two key files, two databases, a paper; and a manifest");
    let mut dice = Dice(0x00f1_1b5e);
    let (mut noticed, mut repaired) = (0, 0);
    for flip in 0..flips {
        let (path, bytes) = &files[usize::try_from(flip).unwrap() % files.len()];
        let position = usize::try_from(dice.below(bytes.len() as u64)).unwrap();
        match sound.try_flip(path, position, 1 << dice.below(8)).await {
            Outcome::Noticed => noticed += 1,
            Outcome::Repaired => repaired += 1,
            Outcome::Missed => panic!("flip {flip}: byte {position} of {}", path.display()),
        }
        for (path, bytes) in &files {
            fs::write(path, bytes).unwrap();
        }
    }
    println!("{flips} flips, {noticed} noticed, {repaired} repaired, 0 wrong values");
    assert!(repaired > 0, "key files and the header's copy repair themselves");
    sound.require_sound().await;
}

/// Opens and verifies everything, and checks every value that comes back.
async fn open_and_verify(folder: &Path) -> Result<(), VaultError> {
    let cabinet = Cabinet::open(folder, passphrase()).await?;
    let read = read_all(&cabinet).await;
    // Close whatever was found, so that the next opening is not refused.
    let locked = cabinet.lock().await;
    read.and(locked)
}

async fn read_all(cabinet: &Cabinet) -> Result<(), VaultError> {
    let verified = cabinet.verify().await?;
    let (client, outcome) = verified.clients.into_iter().next().unwrap();
    outcome?;
    let persons = cabinet.open_client(client).await?.list::<Person>(ListQuery::default()).await?;
    assert_eq!(persons.len(), PERSONS, "persons are missing and nobody noticed");
    for stored in &persons {
        assert_eq!(stored.record.surname_latin, "Surname", "a wrong value came back");
    }
    Ok(())
}
