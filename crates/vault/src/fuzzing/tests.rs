//! Twins of the fuzz targets, in every test run: arbitrary bytes, and seeds that were changed. The
//! seeds are files that an earlier program wrote, so they also hold the formats still.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use super::{FILE, key};
use crate::archive;
use crate::attachment;
use crate::backup_manifest::Manifest;
use crate::chain::Details;
use crate::client::ClientId;
use crate::entry::{self, Salt, StoredEntry};
use crate::header::{self, Header};
use crate::journal::Head;
use crate::journal_export::{self, Signer};
use crate::kdf::KdfCost;
use crate::slot::Slot;
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use secrecy::SecretString;
use std::fs;
use std::path::PathBuf;
use uuid::Uuid;

/// Everything that the fuzz targets try, by name.
/// What a target does with a stranger's bytes.
type Target = fn(&[u8]);

const TARGETS: &[(&str, Target)] = &[
    ("header", super::header),
    ("attachment_stream", super::attachment_stream),
    ("backup_manifest", super::backup_manifest),
    ("archive", super::archive),
    ("journal_export", super::journal_export),
];

fn seeds_of(target: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(target);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Tells whether a target's reader takes the bytes as sound.
fn is_accepted(target: &str, bytes: &[u8]) -> bool {
    match target {
        "header" => {
            header::parse_bytes(bytes).is_ok_and(|read| read.is_ok_and(|read| read.verify(&key()).is_ok()))
        }
        "attachment_stream" => attachment::open(FILE, &key(), bytes).is_some(),
        "backup_manifest" => Manifest::parse(bytes, &key()).is_ok(),
        "archive" => archive::read_decrypted(bytes, |_| Ok(())).is_ok(),
        "journal_export" => journal_export::verify(bytes).is_ok(),
        other => panic!("no target {other}"),
    }
}

/// One change of a file.
#[derive(Debug, Clone)]
enum Damage {
    Flip(usize, u8),
    Cut(usize),
    Insert(usize, Vec<u8>),
    Repeat(usize, usize),
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let at = |place: usize| place % (bytes.len() + 1);
        match self {
            Self::Flip(place, bits) => {
                let place = at(*place);
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= bits;
                }
            }
            Self::Cut(place) => bytes.truncate(at(*place)),
            Self::Insert(place, inserted) => {
                let place = at(*place);
                bytes.splice(place..place, inserted.iter().copied());
            }
            Self::Repeat(from, length) => {
                let from = at(*from);
                let part = bytes[from..bytes.len().min(from + length)].to_vec();
                bytes.splice(from..from, part);
            }
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<usize>(), 1_u8..).prop_map(|(place, bits)| Damage::Flip(place, bits)),
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), vec(any::<u8>(), 1..40)).prop_map(|(place, bytes)| Damage::Insert(place, bytes)),
        (any::<usize>(), 1_usize..200).prop_map(|(place, length)| Damage::Repeat(place, length)),
    ]
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_answered_and_never_taken_for_ours(bytes in vec(any::<u8>(), 0..3000)) {
        for (target, run) in TARGETS {
            run(&bytes);
            // A tar of nothing is a sound tar; it holds nothing either.
            prop_assert!(*target == "archive" || !is_accepted(target, &bytes), "{target}");
        }
    }

    #[test]
    fn changed_seeds_are_answered_and_what_is_sealed_is_refused(
        which in any::<usize>(), damages in vec(damage(), 1..4),
    ) {
        for (target, run) in TARGETS {
            let seeds = seeds_of(target);
            let sound = &seeds[which % seeds.len()];
            let mut changed = sound.clone();
            damages.iter().for_each(|damage| damage.apply(&mut changed));
            run(&changed);
            // These are sealed byte for byte; the others over what their bytes say, or not at all.
            if matches!(*target, "header" | "attachment_stream" | "backup_manifest") && changed != *sound {
                prop_assert!(!is_accepted(target, &changed), "{target}: {damages:?}");
            }
        }
    }
}

#[test]
fn every_seed_of_an_earlier_program_is_still_read() {
    for (target, run) in TARGETS {
        let seeds = seeds_of(target);
        assert!(!seeds.is_empty(), "{target} has seeds");
        for (number, seed) in seeds.iter().enumerate() {
            run(seed);
            assert!(is_accepted(target, seed), "seed {number} of {target}");
        }
    }
}

/// An archive's entry that claims a hole of a terabyte.
#[test]
fn a_sparse_entry_grows_out_of_nothing_and_is_refused() {
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNUSparse);
    header.set_size(0);
    header.as_gnu_mut().unwrap().set_real_size(1 << 40);
    header.set_path(format!("clients/{}/vault.db", Uuid::from_u128(1))).unwrap();
    header.set_cksum();
    tar.append(&header, std::io::empty()).unwrap();
    let bytes = tar.into_inner().unwrap();
    super::archive(&bytes);
    assert!(!is_accepted("archive", &bytes));
}

fn noon() -> Timestamp {
    "2026-03-02T07:00:00Z".parse().unwrap()
}

fn a_header() -> Vec<u8> {
    let (id, cost) = (Uuid::from_u128(1), KdfCost::cheap_for_tests());
    let slots = vec![
        Slot::for_passphrase(id, &key(), &SecretString::from("seven quiet storks"), cost, noon()).unwrap(),
        Slot::for_recovery(id, &key(), &key(), noon()).unwrap(),
    ];
    let mut header = Header::new(id, slots, noon());
    header.anchors.insert(id, Head { sequence: 3, hash: [9; 32] });
    let folder = tempfile::tempdir().unwrap();
    header::save(folder.path(), &mut header, &key()).unwrap();
    fs::read(folder.path().join(header::FILE_NAME)).unwrap()
}

fn a_manifest(attachments: usize) -> Vec<u8> {
    let mut manifest = Manifest::new(Uuid::from_u128(1), noon());
    manifest.files.insert("cabinet.db".to_owned(), "ab".repeat(32));
    manifest.files.insert("clients/x/vault.db".to_owned(), "cd".repeat(32));
    let files = (0..attachments).map(|number| (format!("{number:064x}"), 1000)).collect();
    manifest.attachments.insert(Uuid::from_u128(2), files);
    manifest.render(&key()).unwrap()
}

fn an_archive() -> Vec<u8> {
    let client = Uuid::from_u128(2);
    let manifest = archive::Manifest {
        format: archive::FORMAT,
        name: "Steppe Partners".to_owned(),
        colour: "teal".to_owned(),
        created_at: noon(),
        exported_at: noon(),
        journal: Head { sequence: 3, hash: [9; 32] },
        papers: 1,
    };
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in [
        ("README.txt".to_owned(), b"read me".to_vec()),
        (format!("clients/{client}/manifest.json"), serde_json::to_vec(&manifest).unwrap()),
        (format!("clients/{client}/database-key.txt"), "07".repeat(32).into_bytes()),
        (format!("clients/{client}/vault.db"), vec![0x5a; 700]),
        (format!("clients/{client}/papers/{FILE}.pdf"), b"%PDF a scan".to_vec()),
    ] {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        tar.append_data(&mut header, name, content.as_slice()).unwrap();
    }
    tar.into_inner().unwrap()
}

fn a_journal(entries: u64) -> Vec<u8> {
    let signer = Signer::new(key());
    let client = ClientId(Uuid::from_u128(2));
    let key = signer.public_key().unwrap();
    let mut writer = journal_export::Writer::new(Vec::new(), client, noon(), key).unwrap();
    let mut hash = Head::EMPTY.hash;
    for sequence in 1..=entries {
        let details = serde_json::to_string(&Details::of_fields(Vec::new())).unwrap();
        let salt = Salt([5; 16]);
        let mut entry = StoredEntry {
            sequence,
            change: sequence,
            at_ms: noon().as_millisecond(),
            actor: "tester".to_owned(),
            reason: "edit".to_owned(),
            action: if sequence == entries { "erased" } else { "created" }.to_owned(),
            subject: "person".to_owned(),
            subject_id: Uuid::from_u128(7).to_string(),
            version: sequence,
            details_digest: entry::digest(&salt, &details),
            // The first lost its values to the erasure at the end.
            details: (sequence > 1).then_some(details),
            salt: (sequence > 1).then_some(salt),
            hash: [0; 32],
        };
        entry.hash = entry.hash_after(&hash);
        hash = entry.hash;
        writer.entry(&entry).unwrap();
    }
    writer.finish(&signer).unwrap().0
}

#[test]
#[ignore = "writes fuzz/seeds anew; for a new format, beside the seeds of the old"]
fn write_seeds() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let sealed = |length: usize| attachment::seal_with(FILE, &key(), [1; 7], &vec![0x41; length]).unwrap();
    for (target, name, bytes) in [
        ("header", "v1", a_header()),
        ("attachment_stream", "v1-empty", sealed(0)),
        ("attachment_stream", "v1-short", sealed(100)),
        ("attachment_stream", "v1-two-chunks", sealed(64 * 1024 + 1)),
        ("backup_manifest", "v1", a_manifest(0)),
        ("backup_manifest", "v1-files", a_manifest(3)),
        ("archive", "v1", an_archive()),
        ("journal_export", "v1-empty", a_journal(0)),
        ("journal_export", "v1", a_journal(3)),
    ] {
        fs::create_dir_all(folder.join(target)).unwrap();
        fs::write(folder.join(target).join(name), bytes).unwrap();
    }
}
