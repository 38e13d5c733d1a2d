//! Headers that were damaged by accident or made on purpose.

use crate::sample::{self, Dice, passphrase};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use vault::{Cabinet, HeaderPart, Unlock, VaultError};

#[tokio::test]
async fn a_flipped_bit_anywhere_in_the_header_is_noticed_and_the_copy_repairs_it() {
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    let path = folder.path().join("cabinet.json");
    let sound = fs::read(&path).unwrap();
    for position in 0..sound.len() {
        let mut damaged = sound.clone();
        damaged[position] ^= 1 << (position % 8);
        fs::write(&path, &damaged).unwrap();
        let opened = Cabinet::open(folder.path(), passphrase()).await;
        let noticed = match &opened {
            Err(VaultError::HeaderDamaged { copy_is_sound, .. }) => *copy_is_sound,
            // The digit of the format itself became a larger one.
            Err(VaultError::FormatTooNew { .. }) => true,
            _ => false,
        };
        assert!(noticed, "flip in byte {position}: {opened:?}");
    }
    Cabinet::restore_header(folder.path()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), sound);
    Cabinet::open(folder.path(), passphrase()).await.unwrap();
}

#[tokio::test]
async fn cut_empty_and_missing_headers_are_told_from_no_cabinet() {
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    let path = folder.path().join("cabinet.json");
    let sound = fs::read(&path).unwrap();
    for length in [0, 1, sound.len() / 2, sound.len() - 1] {
        fs::write(&path, &sound[..length]).unwrap();
        let opened = Cabinet::open(folder.path(), passphrase()).await;
        assert!(
            matches!(opened, Err(VaultError::HeaderDamaged { copy_is_sound: true, .. })),
            "cut to {length}"
        );
    }
    fs::remove_file(&path).unwrap();
    let opened = Cabinet::open(folder.path(), passphrase()).await;
    assert!(matches!(opened, Err(VaultError::HeaderDamaged { part: HeaderPart::Form, copy_is_sound: true })));
    fs::write(folder.path().join("cabinet.copy.json"), b"{}").unwrap();
    let opened = Cabinet::open(folder.path(), passphrase()).await;
    assert!(matches!(opened, Err(VaultError::HeaderDamaged { copy_is_sound: false, .. })));
    assert!(matches!(Cabinet::restore_header(folder.path()), Err(VaultError::HeaderDamaged { .. })));
}

#[tokio::test]
async fn a_newer_format_is_refused_by_its_number_whatever_else_it_holds() {
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    let newer = json!({"header": {"format": 7, "something": [1, 2]}, "new": true});
    fs::write(folder.path().join("cabinet.json"), newer.to_string()).unwrap();
    let opened = Cabinet::open(folder.path(), passphrase()).await;
    assert!(matches!(opened, Err(VaultError::FormatTooNew { found: 7, supported: 1 })));
}

/// Headers that somebody could hand over: no open, no panic, no great cost, file unchanged.
#[tokio::test]
async fn two_hundred_hostile_headers_open_nothing_and_cost_nothing() {
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    let path = folder.path().join("cabinet.json");
    let sound: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let pointers = [
        "/header/format",
        "/header/cabinet",
        "/header/created_at",
        "/header/generation",
        "/header/slots",
        "/header/slots/0/id",
        "/header/slots/0/secret",
        "/header/slots/0/secret/kind",
        "/header/slots/0/secret/cost",
        "/header/slots/0/secret/cost/memory_kib",
        "/header/slots/0/secret/cost/passes",
        "/header/slots/0/secret/cost/lanes",
        "/header/slots/0/secret/salt",
        "/header/slots/0/wrapped_key",
        "/header/slots/1/wrapped_key",
        "/header/anchors",
        "/seal",
        "/checksum",
        "/header",
    ];
    let values = [
        Value::Null,
        json!(0),
        json!(-1),
        json!(4_294_967_295_u64),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!("ff".repeat(100_000)),
        json!([]),
        json!({}),
        json!({"kind": "passphrase"}),
    ];
    let mut tried = 0;
    for pointer in pointers {
        for value in &values {
            let mut hostile = sound.clone();
            *hostile.pointer_mut(pointer).unwrap() = value.clone();
            let text = serde_json::to_string_pretty(&hostile).unwrap();
            refuse(folder.path(), text.as_bytes()).await;
            tried += 1;
        }
    }
    let slots = json!(vec![sound["header"]["slots"][0].clone(); 1000]);
    let mut many = sound.clone();
    many["header"]["slots"] = slots;
    for bytes in [
        many.to_string().into_bytes(),
        [b"[".repeat(5_000), b"]".repeat(5_000)].concat(),
        vec![b'['; 100_000],
        vec![b' '; 5 * 1024 * 1024],
        vec![0; 4096],
        vec![0xff; 4096],
    ] {
        refuse(folder.path(), &bytes).await;
        tried += 1;
    }
    assert!(tried >= 200, "only {tried} were tried");
}

async fn refuse(folder: &std::path::Path, bytes: &[u8]) {
    let path = folder.join("cabinet.json");
    fs::write(&path, bytes).unwrap();
    let opened = Cabinet::open(folder, passphrase()).await;
    assert!(
        matches!(opened, Err(VaultError::HeaderDamaged { .. } | VaultError::FormatTooNew { .. })),
        "{opened:?} for {}",
        String::from_utf8_lossy(&bytes[..bytes.len().min(300)])
    );
    assert_eq!(fs::read(&path).unwrap(), bytes, "the file must stay as it was");
}

/// What stands in a folder, byte for byte, but for the lock file that every opening may make.
fn contents(folder: &std::path::Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else if !path.ends_with("cabinet.lock") {
            all.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    all
}

#[tokio::test]
async fn two_hundred_wrong_keys_open_nothing_and_change_nothing() {
    let (folder, cabinet, recovery) = sample::cabinet().await;
    cabinet.create_client("Steppe Partners", "teal", sample::author()).await.unwrap();
    cabinet.lock().await.unwrap();
    let before = contents(folder.path());
    let mut dice = Dice(0x0bad_4e75);
    let mut tried = 0;
    let right: Vec<char> = sample::PASSPHRASE.chars().collect();
    let printed: Vec<char> = recovery.expose().expose_secret().chars().collect();
    while tried < 200 {
        // One letter or one digit off, which is as near as a guess can come.
        let mut typed = if tried % 2 == 0 { right.clone() } else { printed.clone() };
        let place = usize::try_from(dice.below(typed.len() as u64)).unwrap();
        let other = char::from(b'0' + u8::try_from(dice.below(10)).unwrap());
        if !typed[place].is_alphanumeric() || typed[place] == other {
            continue;
        }
        typed[place] = other;
        let typed = SecretString::from(typed.into_iter().collect::<String>());
        let unlock = if tried % 2 == 0 { Unlock::Passphrase(typed) } else { Unlock::Recovery(typed) };
        let opened = Cabinet::open(folder.path(), unlock).await;
        assert!(
            matches!(
                opened,
                Err(VaultError::WrongPassphrase
                    | VaultError::WrongRecoveryKey
                    | VaultError::RecoveryKeyMistyped(_))
            ),
            "{opened:?}"
        );
        tried += 1;
    }
    assert_eq!(contents(folder.path()), before, "no file may change");
}
