//! The archive of one or more clients: a tar inside one `age` file. Whoever has the passphrase
//! reads it with `age`, `tar` and any SQLCipher 4 tool; the papers lie in it as they were attached.
//! This module knows the entries and their order; it touches no key of the cabinet.
//!
//! An archive may come from a stranger: names are matched and never used as paths, sizes are
//! bounded, and nothing is unpacked that was not asked for.

use crate::age;
use crate::attachment::{ATTACHMENT_BYTES_MAX, FileId};
use crate::error::VaultError;
use crate::hex;
use crate::secret::Key;
use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write as _};
use std::path::Path;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The format that this program writes.
pub(crate) const FORMAT: u32 = 1;
/// The largest database that is taken in; the largest client that we measured has a tenth of it.
const DATABASE_BYTES_MAX: u64 = 8 * 1024 * 1024 * 1024;
/// A manifest names one client.
const MANIFEST_BYTES_MAX: u64 = 64 * 1024;
const KEY_BYTES_MAX: u64 = 256;

const README: &str = "\
This is an archive of Expat Desk. It was opened with the standard tool `age` and a passphrase:

    age --decrypt --output archive.tar ARCHIVE.age
    tar --extract --file archive.tar

For every client there is a folder clients/ID with

    manifest.json      the client's name and where its journal ends
    papers/            the attached papers as they were attached
    vault.db           everything else, an SQLCipher 4 database
    database-key.txt   the raw key of that database

Open the database with any SQLCipher 4 tool, giving the key as a raw key:

    sqlcipher vault.db
    PRAGMA key = \"x'THE 64 DIGITS OF database-key.txt'\";
    SELECT kind, title, body FROM record;

The table `record` holds the records as JSON, `file` the papers' types and sizes (the id is the
paper's file name), `journal` who changed what and when, `outbox` what was sent.
";

/// What an archive says of a client.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) format: u32,
    pub(crate) name: String,
    pub(crate) colour: String,
    pub(crate) created_at: Timestamp,
    pub(crate) exported_at: Timestamp,
    /// The last entry of the journal.
    pub(crate) journal: crate::journal::Head,
    /// How many papers follow.
    pub(crate) papers: u64,
}

/// Writes an archive.
pub(crate) struct Writer {
    tar: tar::Builder<age::Writer<BufWriter<File>>>,
    at: Timestamp,
}

impl Writer {
    /// Begins a new file. Blocks for the time of the passphrase's derivation.
    pub(crate) fn create(path: &Path, passphrase: &SecretString, at: Timestamp) -> Result<Self, VaultError> {
        let file = crate::atomic_file::private_options()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(VaultError::io("creating an archive"))?;
        let tar = tar::Builder::new(age::Writer::new(BufWriter::new(file), passphrase)?);
        let mut writer = Self { tar, at };
        writer.bytes("README.txt", README.as_bytes())?;
        Ok(writer)
    }

    /// Adds a client's manifest, key and database.
    pub(crate) fn client(
        &mut self,
        id: Uuid,
        manifest: &Manifest,
        key: &Key,
        database: &Path,
    ) -> Result<(), VaultError> {
        let text = serde_json::to_vec_pretty(manifest)
            .map_err(|_| VaultError::UnknownValue { column: "manifest" })?;
        self.bytes(&format!("clients/{id}/manifest.json"), &text)?;
        // EXPOSE: the copy's own key lies beside it, inside the encrypted archive.
        let spelling = Zeroizing::new(hex::encode(key.expose()));
        self.bytes(&format!("clients/{id}/database-key.txt"), spelling.as_bytes())?;
        let mut file = File::open(database).map_err(VaultError::io("reading a copy"))?;
        let size = file.metadata().map_err(VaultError::io("reading a copy"))?.len();
        self.entry(&format!("clients/{id}/vault.db"), size, &mut file)
    }

    /// Adds a paper.
    pub(crate) fn paper(
        &mut self,
        client: Uuid,
        id: FileId,
        media_type: &str,
        content: &[u8],
    ) -> Result<(), VaultError> {
        self.bytes(&format!("clients/{client}/papers/{id}{}", extension(media_type)), content)
    }

    /// Finishes the file; it is on disk when this returns.
    pub(crate) fn finish(self) -> Result<(), VaultError> {
        let stream = self.tar.into_inner().map_err(VaultError::io("finishing an archive"))?;
        let file = stream
            .finish()?
            .into_inner()
            .map_err(|error| VaultError::io("finishing an archive")(error.into_error()))?;
        file.sync_all().map_err(VaultError::io("flushing an archive"))
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        self.entry(name, bytes.len() as u64, &mut io::Cursor::new(bytes))
    }

    fn entry(&mut self, name: &str, size: u64, from: &mut dyn Read) -> Result<(), VaultError> {
        let mut header = tar::Header::new_ustar();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(u64::try_from(self.at.as_second()).unwrap_or(0));
        self.tar.append_data(&mut header, name, from).map_err(VaultError::io("writing an archive"))
    }
}

/// An entry of an archive, in the order in which they must come for each client.
pub(crate) enum Entry<'a> {
    /// Begins a client.
    Manifest(Box<Manifest>),
    /// The key of its database.
    DatabaseKey(Key),
    /// Its database.
    Database(&'a mut dyn Read),
    /// One of its papers.
    Paper(FileId, Zeroizing<Vec<u8>>),
}

/// Reads an archive and hands its entries over one by one.
pub(crate) fn read(
    path: &Path,
    passphrase: &SecretString,
    take: impl FnMut(Entry<'_>) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let file = File::open(path).map_err(VaultError::io("opening an archive"))?;
    read_decrypted(age::Reader::new(BufReader::new(file), passphrase)?, take)
}

/// Reads what was inside the encryption.
pub(crate) fn read_decrypted(
    from: impl Read,
    mut take: impl FnMut(Entry<'_>) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let mut archive = tar::Archive::new(from);
    let entries = archive.entries().map_err(|_| damaged("the list of entries"))?;
    for entry in entries {
        let mut entry = entry.map_err(|_| damaged("an entry"))?;
        // Ours are plain files. A sparse one would grow out of nothing.
        if entry.header().entry_type() != tar::EntryType::Regular {
            return Err(damaged("an entry's kind"));
        }
        let name = entry.path_bytes();
        let name = std::str::from_utf8(&name).map_err(|_| damaged("a name"))?.to_owned();
        if name == "README.txt" {
            continue;
        }
        let part = name.strip_prefix("clients/").and_then(|rest| rest.split_once('/')).map(|(_, part)| part);
        match part.ok_or(damaged("a name"))? {
            "manifest.json" => take(Entry::Manifest(Box::new(manifest(&mut entry)?)))?,
            "database-key.txt" => {
                let spelling = bounded(&mut entry, "database key", KEY_BYTES_MAX)?;
                let spelling = std::str::from_utf8(&spelling).map_err(|_| damaged("the database key"))?;
                let key =
                    hex::decode(spelling.trim()).map(Key::from_bytes).ok_or(damaged("the database key"))?;
                take(Entry::DatabaseKey(key))?;
            }
            "vault.db" => {
                if entry.size() > DATABASE_BYTES_MAX {
                    return Err(VaultError::TooLarge { what: "database", limit: DATABASE_BYTES_MAX });
                }
                take(Entry::Database(&mut entry))?;
            }
            paper => {
                let digits = paper.strip_prefix("papers/").ok_or(damaged("a name"))?;
                let digits = digits.split_once('.').map_or(digits, |(digits, _)| digits);
                let id: FileId = digits.parse().map_err(|_| damaged("a paper's name"))?;
                take(Entry::Paper(id, bounded(&mut entry, "attachment", ATTACHMENT_BYTES_MAX)?))?;
            }
        }
    }
    Ok(())
}

fn manifest(entry: &mut impl Read) -> Result<Manifest, VaultError> {
    #[derive(Deserialize)]
    struct AnyFormat {
        format: u32,
    }
    let bytes = bounded(entry, "manifest", MANIFEST_BYTES_MAX)?;
    let AnyFormat { format } = serde_json::from_slice(&bytes).map_err(|_| damaged("the manifest"))?;
    if format > FORMAT {
        return Err(VaultError::FormatTooNew { found: format, supported: FORMAT });
    }
    serde_json::from_slice(&bytes).map_err(|_| damaged("the manifest"))
}

fn bounded(from: &mut impl Read, what: &'static str, limit: u64) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let mut bytes = Zeroizing::new(Vec::new());
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|_| damaged(what))?;
    if bytes.len() as u64 > limit {
        return Err(VaultError::TooLarge { what, limit });
    }
    Ok(bytes)
}

pub(crate) const fn damaged(what: &'static str) -> VaultError {
    VaultError::ArchiveDamaged { what }
}

/// Returns the ending under which other programs know a type.
fn extension(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "text/plain" => ".txt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => ".docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ".xlsx",
        _ => ".bin",
    }
}

/// Flushes what a reader gives into a new file.
pub(crate) fn spill(from: &mut dyn Read, path: &Path) -> Result<(), VaultError> {
    let file = crate::atomic_file::private_options()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(VaultError::io("creating a file"))?;
    let mut out = BufWriter::new(file);
    // What can fail here is our disk or their archive; a full disk has its own name.
    io::copy(from, &mut out).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => damaged("the database"),
        _ => VaultError::io("writing a file")(error),
    })?;
    out.flush().map_err(VaultError::io("writing a file"))?;
    out.get_ref().sync_all().map_err(VaultError::io("flushing a file"))
}
