//! Single flipped bits, anywhere in a cabinet: each is noticed or repaired, and none brings back a
//! value that nobody wrote.

use crate::sample::{self, Dice, author, edit, passphrase};
use casework::Person;
use std::fs;
use std::path::{Path, PathBuf};
use vault::{Cabinet, Expected, ListQuery, VaultError};

/// How many flips; the soak run sets a larger number.
const FLIPS: &str = "EXPAT_DESK_TEST_FLIPS";

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

#[tokio::test]
async fn every_flipped_bit_is_noticed_or_repaired() {
    let flips: u64 = std::env::var(FLIPS).map_or(120, |number| number.parse().unwrap());
    let (folder, cabinet, vault) = sample::vault().await;
    for number in 0..20 {
        let person = sample::person(number, "Surname", &format!("Given {number}"));
        vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    }
    vault.attach(vec![9; 3_000], "image/png", author()).await.unwrap();
    cabinet.lock().await.unwrap();
    assert_eq!(open_and_verify(folder.path()).await.unwrap(), 20, "sound before the first flip");

    let mut files = Vec::new();
    every_file(folder.path(), &mut files);
    files.retain(|path| fs::metadata(path).unwrap().len() > 0);
    assert_eq!(files.len(), 7, "two headers, two key files, two databases, a paper: {files:?}");
    let mut dice = Dice(0x00f1_1b5e);
    let (mut noticed, mut repaired) = (0, 0);
    for flip in 0..flips {
        let sound: Vec<(PathBuf, Vec<u8>)> =
            files.iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        let (path, bytes) = &sound[usize::try_from(flip).unwrap() % sound.len()];
        let position = usize::try_from(dice.below(bytes.len() as u64)).unwrap();
        let mut damaged = bytes.clone();
        damaged[position] ^= 1 << dice.below(8);
        fs::write(path, &damaged).unwrap();
        let outcome = match open_and_verify(folder.path()).await {
            Err(_) => Outcome::Noticed,
            Ok(20) if fs::read(path).unwrap() != damaged => Outcome::Repaired,
            Ok(_) => Outcome::Missed,
        };
        assert_ne!(outcome, Outcome::Missed, "flip {flip}: byte {position} of {}", path.display());
        noticed += u64::from(outcome == Outcome::Noticed);
        repaired += u64::from(outcome == Outcome::Repaired);
        for (path, bytes) in &sound {
            fs::write(path, bytes).unwrap();
        }
    }
    assert_eq!(noticed + repaired, flips);
    assert!(repaired > 0, "key files and the header's copy repair themselves");
    assert_eq!(open_and_verify(folder.path()).await.unwrap(), 20, "sound after the last");
}

/// Opens and verifies everything, and checks every value that comes back.
async fn open_and_verify(folder: &Path) -> Result<usize, VaultError> {
    let cabinet = Cabinet::open(folder, passphrase()).await?;
    let read = read_all(&cabinet).await;
    // Close whatever was found, so that the next opening is not refused.
    let locked = cabinet.lock().await;
    let count = read?;
    locked.map(|()| count)
}

async fn read_all(cabinet: &Cabinet) -> Result<usize, VaultError> {
    let verified = cabinet.verify().await?;
    let (client, outcome) = verified.clients.into_iter().next().unwrap();
    outcome?;
    let persons = cabinet.open_client(client).await?.list::<Person>(ListQuery::default()).await?;
    for stored in &persons {
        assert_eq!(stored.record.surname_latin, "Surname", "a wrong value came back");
    }
    Ok(persons.len())
}
