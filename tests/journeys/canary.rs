//! Searches what a run left behind for names that must not be there in the clear.
//!
//! A name is looked for as it is, in capitals and in small letters, each in UTF-8 and in both
//! orders of UTF-16, in every file below a folder and in the names of the files.

use std::fmt;
use std::path::{Path, PathBuf};

/// How every plain SQLite file begins.
const SQLITE_HEADER: &[u8] = b"SQLite format 3\0";

/// The shortest name that is worth looking for; shorter ones occur by chance.
const NAME_LENGTH_MIN: usize = 5;

/// A place where something was found that must not be there. It doesn't repeat the name: the
/// message ends up in logs.
#[derive(Debug, PartialEq, Eq)]
pub struct Leak {
    path: PathBuf,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// The name with this number, in this encoding, at this place of the content.
    Name { number: usize, encoding: &'static str, offset: usize },
    /// The name with this number, in the file's own name.
    FileName { number: usize },
    /// A database that anyone can open.
    PlainDatabase,
}

impl fmt::Display for Leak {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.what {
            What::Name { number, encoding, offset } => {
                write!(out, "{path}: canary {number} as {encoding} at byte {offset}")
            }
            What::FileName { number } => write!(out, "{path}: canary {number} in the file's name"),
            What::PlainDatabase => write!(out, "{path}: a plain SQLite database"),
        }
    }
}

/// Names that must not appear.
pub struct Canaries {
    needles: Vec<Needle>,
}

struct Needle {
    number: usize,
    encoding: &'static str,
    bytes: Vec<u8>,
}

impl Canaries {
    /// Prepares the search for `names`.
    pub fn new(names: &[&str]) -> Self {
        let mut needles = Vec::new();
        for (number, name) in names.iter().enumerate() {
            assert!(name.chars().count() >= NAME_LENGTH_MIN, "canary {number} is too short to mean anything");
            for written in [(*name).to_owned(), name.to_uppercase(), name.to_lowercase()] {
                let units: Vec<u16> = written.encode_utf16().collect();
                let of_units = |order: fn(u16) -> [u8; 2]| units.iter().copied().flat_map(order).collect();
                let ways: [(&'static str, Vec<u8>); 3] = [
                    ("UTF-8", written.into_bytes()),
                    ("UTF-16LE", of_units(u16::to_le_bytes)),
                    ("UTF-16BE", of_units(u16::to_be_bytes)),
                ];
                for (encoding, bytes) in ways {
                    needles.push(Needle { number, encoding, bytes });
                }
            }
        }
        Self { needles }
    }

    /// Returns every leak below `folder`, leaving out the folders of `except`.
    pub fn search(&self, folder: &Path, except: &[PathBuf]) -> Vec<Leak> {
        let mut leaks = Vec::new();
        for file in files_below(folder, except) {
            let name = file.file_name().map(|name| name.as_encoded_bytes().to_vec());
            for needle in &self.needles {
                if name.as_deref().and_then(|name| position(name, &needle.bytes)).is_some() {
                    let what = What::FileName { number: needle.number };
                    leaks.push(Leak { path: file.clone(), what });
                }
            }
            // A program that is still going may have removed the file by now.
            let Ok(content) = std::fs::read(&file) else {
                continue;
            };
            for needle in &self.needles {
                if let Some(offset) = position(&content, &needle.bytes) {
                    let what = What::Name { number: needle.number, encoding: needle.encoding, offset };
                    leaks.push(Leak { path: file.clone(), what });
                }
            }
        }
        leaks
    }
}

/// Returns the files below `folder` that are databases without encryption.
pub fn plain_databases(folder: &Path) -> Vec<Leak> {
    files_below(folder, &[])
        .into_iter()
        .filter(|file| std::fs::read(file).is_ok_and(|content| content.starts_with(SQLITE_HEADER)))
        .map(|path| Leak { path, what: What::PlainDatabase })
        .collect()
}

/// Panics when there is a leak, with all of them.
pub fn assert_none(leaks: &[Leak]) {
    let list: Vec<String> = leaks.iter().map(ToString::to_string).collect();
    assert!(leaks.is_empty(), "left in the clear:\n{}", list.join("\n"));
}

/// Returns all regular files; sockets and pipes have no content, links lead elsewhere.
fn files_below(folder: &Path, except: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !except.contains(&path) => folders.push(path),
                Ok(kind) if kind.is_file() => files.push(path),
                _ => {}
            }
        }
    }
    files
}

/// Returns where `needle` begins. Skips by the first byte: the files are large and this code is
/// not optimised.
fn position(content: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let mut from = 0;
    while let Some(found) = content.get(from..)?.iter().position(|byte| byte == first) {
        let after = from + found + 1;
        if content.get(after..)?.starts_with(rest) {
            return Some(from + found);
        }
        from = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "Żółtowska-Ким";

    fn leaks_of(content: &[u8]) -> Vec<Leak> {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(deep.join("file.bin"), content).unwrap();
        Canaries::new(&["Unseen", NAME]).search(folder.path(), &[])
    }

    fn padded(name: Vec<u8>) -> Vec<u8> {
        [b"\x00\xffZZ\x00Z".to_vec(), name, b"tail".to_vec()].concat()
    }

    #[test]
    fn name_is_found_in_every_encoding_and_case() {
        for written in [NAME.to_owned(), NAME.to_uppercase(), NAME.to_lowercase()] {
            let units: Vec<u16> = written.encode_utf16().collect();
            let little = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for (encoding, bytes) in
                [("UTF-8", written.clone().into_bytes()), ("UTF-16LE", little), ("UTF-16BE", big)]
            {
                let leaks = leaks_of(&padded(bytes));
                assert!(
                    leaks.iter().any(|leak| matches!(leak.what,
                        What::Name { number: 1, encoding: found, offset: 6 } if found == encoding)),
                    "{encoding} of {written}: {leaks:?}"
                );
            }
        }
    }

    #[test]
    fn clean_files_and_excepted_folders_have_no_leaks() {
        assert_eq!(leaks_of(b"Zoltowska, nothing of the sort"), []);
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("out")).unwrap();
        std::fs::write(folder.path().join("out/letter.txt"), NAME).unwrap();
        let canaries = Canaries::new(&[NAME]);
        assert_eq!(canaries.search(folder.path(), &[folder.path().join("out")]), []);
        assert_eq!(canaries.search(folder.path(), &[]).len(), 1);
    }

    #[test]
    fn name_in_a_file_name_is_a_leak_and_is_not_repeated() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(format!("{NAME}.pdf")), b"").unwrap();
        let leaks = Canaries::new(&[NAME]).search(folder.path(), &[]);
        assert_eq!(leaks.first().map(|leak| leak.what), Some(What::FileName { number: 0 }));
    }

    #[test]
    fn plain_database_is_told_from_an_encrypted_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("plain.db"), b"SQLite format 3\0rest").unwrap();
        std::fs::write(folder.path().join("vault.db"), b"\x93\x1f\x00SQLite format 3\0").unwrap();
        let found = plain_databases(folder.path());
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|leak| leak.path.ends_with("plain.db")));
    }
}
