//! Names written into a vault must not be found in any file on disk, in any encoding.

use crate::sample::{self, author, edit};
use casework::{Person, RecordId as _};
use std::fs;
use std::path::{Path, PathBuf};
use vault::{Expected, ListQuery, Op, OutboxId, OutboxRow};

const CANARIES: [&str; 6] =
    ["Zyxwolf", "Quillibrand", "Жыландыұя", "жыландыуя", "CANARYSCAN", "canary@example.org"];

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files_under(&path, found) } else { found.push(path) }
    }
}

/// Returns the spellings under which a text could lie on a disk.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    [text.to_owned(), text.to_lowercase(), text.to_uppercase(), vault::fold(text)]
        .iter()
        .flat_map(|form| {
            [
                form.as_bytes().to_vec(),
                form.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                form.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            ]
        })
        .collect()
}

/// Returns the files in which a canary, or the mark of a plain database, was found.
fn scan(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    files_under(folder, &mut files);
    assert!(files.len() >= 5, "the scan must have something to scan");
    let mut needles: Vec<Vec<u8>> = CANARIES.iter().flat_map(|canary| spellings(canary)).collect();
    needles.push(b"SQLite format 3".to_vec());
    let mut hits = Vec::new();
    for path in files {
        let bytes = fs::read(&path).unwrap();
        let name = path.to_string_lossy().into_owned();
        for needle in &needles {
            let holds = |hay: &[u8]| hay.windows(needle.len()).any(|window| window == needle.as_slice());
            if holds(&bytes) || holds(name.as_bytes()) {
                hits.push(name.clone());
            }
        }
    }
    hits
}

#[tokio::test]
async fn no_name_is_found_in_any_file_while_open_or_after_a_lock() {
    let (folder, cabinet, _) = sample::cabinet().await;
    let client = cabinet.create_client("Quillibrand", "teal", author()).await.unwrap();
    cabinet.put_setting("signature", &"Quillibrand", author()).await.unwrap();
    let vault = cabinet.open_client(client.id).await.unwrap();
    let mut change = edit();
    for number in 0..200 {
        let mut person = sample::person(number, "Zyxwolf", &format!("Quillibrand {number}"));
        person.surname_cyrillic = "Жыландыұя".to_owned();
        person.email = "canary@example.org".to_owned();
        change = change.put(&person, Expected::New).unwrap();
    }
    let row = OutboxRow::new(
        OutboxId(sample::person(1, "", "").id.uuid()),
        "submission",
        "Zyxwolf".into(),
        sample::noon(),
    );
    vault.write(change.with(Op::outbox(row))).await.unwrap();
    vault.attach(b"CANARYSCAN".repeat(20_000), "text/plain", author()).await.unwrap();
    assert_eq!(vault.search("zyxw", 10).await.unwrap().len(), 10);
    assert_eq!(vault.count::<Person>(ListQuery::default()).await.unwrap(), 200);

    assert_eq!(scan(folder.path()), Vec::<String>::new(), "with the write-ahead logs on disk");
    cabinet.lock().await.unwrap();
    assert_eq!(scan(folder.path()), Vec::<String>::new(), "after the lock");
}

#[test]
fn the_scan_finds_what_lies_in_the_open() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..5 {
        fs::write(folder.path().join(number.to_string()), b"noise").unwrap();
    }
    assert!(scan(folder.path()).is_empty());
    let utf16: Vec<u8> = "x Жыландыұя".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("plain"), utf16).unwrap();
    fs::write(folder.path().join("zyxwolf.txt"), b"").unwrap();
    assert_eq!(scan(folder.path()).len(), 3, "one canary in content, its folded twin, one in a name");
}
