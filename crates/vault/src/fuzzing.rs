//! What strangers' bytes go through, for the fuzz targets in `fuzz/` and their twins below. Each
//! function panics where a promise is broken: that something was accepted that nobody wrote. Not
//! part of the crate's interface; compiled for fuzzing and for the crate's own tests only.

use crate::archive::{self, Entry};
use crate::attachment::{self, FileId};
use crate::backup_manifest::Manifest;
use crate::header;
use crate::journal_export;
use crate::secret::Key;
use std::io::{self, Read as _};

/// The key of every seed: what the fuzzer makes of sealed bytes must stay noticed.
fn key() -> Key {
    Key::from_bytes([7; 32])
}

const FILE: FileId = FileId::from_bytes([3; 32]);

/// A cabinet's header. One that is accepted is written again in the very same bytes.
pub fn header(bytes: &[u8]) {
    if let Ok(Ok(read)) = header::parse_bytes(bytes) {
        assert_eq!(read.render().ok().as_deref(), Some(bytes), "two spellings of one header");
    }
}

/// An encrypted attachment. One that is accepted was sealed under this key with these bytes.
pub fn attachment_stream(bytes: &[u8]) {
    if let Some(content) = attachment::open(FILE, &key(), bytes) {
        let nonce = bytes.get(8..15).and_then(|nonce| nonce.try_into().ok());
        let sealed = nonce.and_then(|nonce| attachment::seal_with(FILE, &key(), nonce, &content).ok());
        assert_eq!(sealed.as_deref(), Some(bytes), "a file that nobody sealed");
        assert_eq!(attachment::sealed_bytes(content.len() as u64), bytes.len() as u64);
    }
}

/// A backup's manifest. One that is accepted is written again in the very same bytes, and its
/// names stay in their folder.
pub fn backup_manifest(bytes: &[u8]) {
    if let Ok(manifest) = Manifest::parse(bytes, &key()) {
        assert_eq!(manifest.render(&key()).ok().as_deref(), Some(bytes), "a manifest that nobody sealed");
        let place = std::path::Path::new("/snapshot");
        assert!(manifest.files.keys().all(|name| {
            let joined = place.join(name);
            joined.starts_with(place)
                && joined.components().all(|part| part != std::path::Component::ParentDir)
        }));
    }
}

/// What is inside an archive's encryption. Entries are taken one by one, papers within bounds.
pub fn archive(bytes: &[u8]) {
    let mut taken = 0_u64;
    archive::read_decrypted(bytes, |entry| {
        taken += match entry {
            Entry::Manifest(_) | Entry::DatabaseKey(_) => 0,
            Entry::Database(from) => io::copy(&mut from.take(u64::MAX), &mut io::sink()).unwrap_or_default(),
            Entry::Paper(_, content) => content.len() as u64,
        };
        Ok(())
    })
    .ok();
    assert!(taken <= bytes.len() as u64, "more came out than went in");
}

/// An exported journal. One that is accepted has as many lines as it says.
pub fn journal_export(bytes: &[u8]) {
    if let Ok(export) = journal_export::verify(bytes) {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        assert_eq!(export.entries + 2, lines);
        assert_eq!(export.entries, export.head.sequence);
    }
}

#[cfg(test)]
mod tests;
