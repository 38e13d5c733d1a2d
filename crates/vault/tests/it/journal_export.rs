//! What leaves a vault is in its journal, and the journal leaves as a file that anybody can check.

use crate::sample::{self, author, edit, passphrase};
use casework::{Kind, Person};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use vault::{
    Action, BreakKind, Cabinet, Expected, Export, ExportBreak, JournalExport, ListQuery, Op, Subject, Vault,
    VaultError,
};

/// A vault with a past: two persons, one of them changed, one erased, a paper.
async fn vault() -> (tempfile::TempDir, Cabinet, Vault) {
    let (folder, cabinet, vault) = sample::vault().await;
    let mut kept = sample::person(1, "Lindqvist", "Signe");
    vault.write(edit().put(&kept, Expected::New).unwrap()).await.unwrap();
    kept.phone = "+7 700 000 00 00 \"desk\"\nline two".to_owned();
    vault.write(edit().put(&kept, Expected::Version(1)).unwrap()).await.unwrap();
    let gone = sample::person(2, "Zyxwolf", "Erasmus");
    vault.write(edit().put(&gone, Expected::New).unwrap()).await.unwrap();
    vault.write(edit().with(Op::erase::<Person>(gone.id, 1))).await.unwrap();
    vault.attach(b"a scan".to_vec(), "image/png", author()).await.unwrap();
    (folder, cabinet, vault)
}

async fn exported() -> (tempfile::TempDir, Cabinet, Vault, PathBuf, JournalExport) {
    let (folder, cabinet, vault) = vault().await;
    let file = folder.path().join("journal.jsonl");
    let export = cabinet.export_journal(vault.client(), &file, author()).await.unwrap();
    (folder, cabinet, vault, file, export)
}

#[tokio::test]
async fn an_exported_journal_is_checked_by_whoever_knows_the_cabinets_key() {
    let (folder, cabinet, vault, file, export) = exported().await;
    let verified = Cabinet::verify_journal_export(&file).await.unwrap();
    assert_eq!(verified, export);
    assert_eq!(verified.client, vault.client());
    assert_eq!(verified.head, vault.verify_journal().await.unwrap().head);
    assert_eq!(verified.entries, verified.head.sequence);
    assert_eq!(verified.public_key, cabinet.journal_key().await.unwrap());

    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len() as u64, verified.entries + 2);
    assert_eq!(lines[0]["format"], "expat-desk journal");
    assert_eq!(lines[0]["public_key"], verified.public_key.to_string());
    assert_eq!(lines[1]["action"], "created");
    assert!(lines[1]["details"].as_str().unwrap().contains("Lindqvist"));
    assert!(!text.contains("Zyxwolf"), "what was erased leaves in no export");
    let last = &lines[lines.len() - 2];
    assert_eq!((&last["action"], &last["subject"]), (&json!("exported"), &json!("client")));

    let again = cabinet.export_journal(vault.client(), &file, author()).await;
    assert!(matches!(again, Err(VaultError::TargetExists)), "nothing is overwritten");
    cabinet.lock().await.unwrap();
    let cabinet = Cabinet::open(folder.path(), passphrase()).await.unwrap();
    assert_eq!(cabinet.journal_key().await.unwrap(), export.public_key, "the key stays");
    let (_other_folder, other, _) = sample::cabinet().await;
    assert_ne!(other.journal_key().await.unwrap(), export.public_key, "every cabinet has its own");
}

async fn refused(file: &Path, bytes: &[u8]) -> (u64, ExportBreak) {
    fs::write(file, bytes).unwrap();
    match Cabinet::verify_journal_export(file).await {
        Err(VaultError::ExportBroken { line, kind }) => (line, kind),
        other => panic!("must be refused: {other:?}"),
    }
}

#[tokio::test]
async fn every_changed_byte_and_every_missing_added_or_moved_line_is_noticed() {
    let (_folder, _cabinet, _vault, file, export) = exported().await;
    let sound = fs::read(&file).unwrap();
    let lines: Vec<&[u8]> = sound.split_inclusive(|byte| *byte == b'\n').collect();
    let count = lines.len();
    let without = |gone: usize| {
        let kept = lines.iter().enumerate().filter(|(place, _)| *place != gone);
        kept.flat_map(|(_, line)| line.to_vec()).collect::<Vec<u8>>()
    };
    for gone in 0..count {
        let (_, kind) = refused(&file, &without(gone)).await;
        let expected = match gone {
            0 => ExportBreak::Form,
            last if last == count - 1 => ExportBreak::Cut,
            // Without its last entry the chain still holds; the number does not.
            last if last == count - 2 => ExportBreak::Count,
            _ => ExportBreak::Chain(BreakKind::Gap),
        };
        assert_eq!(kind, expected, "line {} taken out", gone + 1);
    }
    for place in 0..count - 1 {
        let mut moved = lines.clone();
        moved.swap(place, place + 1);
        refused(&file, &moved.concat()).await;
        let mut doubled = lines.clone();
        doubled.insert(place, lines[place]);
        refused(&file, &doubled.concat()).await;
    }
    assert_eq!(refused(&file, &[sound.clone(), b"{}\n".to_vec()].concat()).await.1, ExportBreak::AfterEnd);
    assert_eq!(refused(&file, &[sound.clone(), lines[1].to_vec()].concat()).await.1, ExportBreak::AfterEnd);
    for length in (0..sound.len() - 1).step_by(53) {
        refused(&file, &sound[..length]).await;
    }
    for position in (0..sound.len() - 1).step_by(7) {
        let mut flipped = sound.clone();
        flipped[position] ^= 0x04;
        fs::write(&file, &flipped).unwrap();
        let outcome = Cabinet::verify_journal_export(&file).await;
        let noticed = match &outcome {
            // The version's digit became a larger one.
            Err(VaultError::ExportBroken { .. } | VaultError::FormatTooNew { .. }) => true,
            _ => false,
        };
        assert!(noticed, "flip in byte {position}: {outcome:?}");
    }
    fs::write(&file, &sound).unwrap();
    assert_eq!(Cabinet::verify_journal_export(&file).await.unwrap(), export);
}

#[tokio::test]
async fn another_cabinets_signature_under_our_key_is_no_signature() {
    let (_folder, _cabinet, _vault, file, _) = exported().await;
    let (_other_folder, _other, _other_vault, foreign, _) = exported().await;
    let ours = fs::read_to_string(&file).unwrap();
    let theirs = fs::read_to_string(&foreign).unwrap();
    let of = |text: &str, line: usize, field: &str| -> String {
        let line: Value = serde_json::from_str(text.lines().nth(line).unwrap()).unwrap();
        line[field].as_str().unwrap().to_owned()
    };
    let last = ours.lines().count() - 1;
    let foreign_signature = ours.replace(&of(&ours, last, "signature"), &of(&theirs, last, "signature"));
    assert_eq!(refused(&file, foreign_signature.as_bytes()).await.1, ExportBreak::Signature);
    let foreign_key = ours.replace(&of(&ours, 0, "public_key"), &of(&theirs, 0, "public_key"));
    assert_eq!(refused(&file, foreign_key.as_bytes()).await.1, ExportBreak::Signature);
}

#[tokio::test]
async fn a_file_that_is_none_and_one_of_a_newer_program_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.jsonl");
    assert_eq!(refused(&file, b"").await, (1, ExportBreak::Cut));
    assert_eq!(refused(&file, b"{}\n").await, (1, ExportBreak::Form));
    assert_eq!(refused(&file, b"{\"format\":\"other\",\"version\":1}\n").await, (1, ExportBreak::Form));
    assert_eq!(refused(&file, &[0xff; 4096]).await, (1, ExportBreak::Cut));
    fs::write(&file, b"{\"format\":\"expat-desk journal\",\"version\":2,\"new\":true}\n").unwrap();
    let newer = Cabinet::verify_journal_export(&file).await;
    assert!(matches!(newer, Err(VaultError::FormatTooNew { found: 2, supported: 1 })));
}

#[tokio::test]
async fn every_kind_of_export_is_in_the_journal_and_changes_nothing_else() {
    let (_folder, cabinet, vault) = vault().await;
    let person = vault.list::<Person>(ListQuery::default()).await.unwrap().remove(0);
    let head = vault.verify_journal().await.unwrap().head.sequence;
    vault.write(edit().with(Op::export::<Person>(person.record.id))).await.unwrap();
    for export in [Export::list(Kind::Person, 12), Export::journal(), Export::archive()] {
        vault.note_export(author(), export).await.unwrap();
    }
    let noted = vault.journal(head, 10).await.unwrap();
    assert!(noted.iter().all(|entry| entry.action == Action::Exported));
    let facts: Vec<(Subject, String)> = noted
        .iter()
        .map(|entry| {
            let fields = entry.fields.as_ref().unwrap();
            let facts = fields.iter().map(|field| field.after.as_ref().unwrap().to_string());
            (entry.subject, facts.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        facts,
        [
            (Subject::Record(Kind::Person), String::new()),
            (Subject::Client, "\"list\" \"person\" 12".to_owned()),
            (Subject::Client, "\"journal\"".to_owned()),
            (Subject::Client, "\"archive\"".to_owned()),
        ]
    );
    assert_eq!(vault.verify_journal().await.unwrap().records, 1, "the record still agrees with its journal");
    assert_eq!(vault.require::<Person>(person.record.id).await.unwrap().version, 2);
    let first = vault.at_version::<Person>(person.record.id, 1).await.unwrap().unwrap();
    assert_eq!(first["phone"], "", "an older version is found past the note");
    let mut edited = person.record.clone();
    edited.phone = String::new();
    vault.write(edit().put(&edited, Expected::Version(2)).unwrap()).await.unwrap();
    vault.verify_journal().await.unwrap();
    cabinet.lock().await.unwrap();
}
