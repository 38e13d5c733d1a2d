//! No name leaves the vault in the clear.

use crate::steps::*;
use std::fs;
use std::path::Path;
use testkit::TestDesk;

const CANARIES: [&str; 5] = ["HARGREAVES", "BEATRIX", "533004410", "ХАРГРИВЗ", "Akme Capital"];

#[tokio::test]
async fn no_file_of_the_cabinet_holds_a_name_or_a_number_in_any_encoding() {
    let test = TestDesk::open(Some("http://127.0.0.1:1")).await.unwrap();
    let _ = approved(&test.desk).await;
    scan(test.folder());
    test.desk.cabinet_lock().await.unwrap();
    let files = scan(test.folder());
    assert!(files > 5, "only {files} files were looked at");
}

/// Looks through every file below a folder and returns how many there were.
fn scan(folder: &Path) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += scan(&path);
            continue;
        }
        files += 1;
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.starts_with(b"SQLite format 3"), "{} is a plain database", path.display());
        for canary in CANARIES {
            let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let wide_be: Vec<u8> = canary.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for needle in [canary.as_bytes(), &wide, &wide_be] {
                let found = bytes.windows(needle.len()).any(|window| window == needle);
                assert!(!found, "{canary} stands in {}", path.display());
            }
        }
    }
    files
}
