//! The exported journal: signed JSON lines that anybody checks without us. The first line names the
//! format, the client and the public key; then comes one line for each entry; the last holds their
//! number, the hash of the last entry and the signature. docs/ARCHIVE.md says how to check one with
//! standard tools.
//!
//! The signature covers every byte before the last line, and the entries are chained as they are in
//! the vault, so a file tells where it was changed, and a cut one is none.

use crate::client::ClientId;
use crate::entry::{StoredEntry, Values};
use crate::error::VaultError;
use crate::hex;
use crate::journal::{Action, BreakKind, Head};
use crate::memory;
use crate::secret::Key;
use jiff::Timestamp;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{BufRead, Read as _, Write};
use std::str::FromStr;

/// What the first line calls the format.
const FORMAT: &str = "expat-desk journal";
/// The version that this program writes.
const VERSION: u32 = 1;
/// The longest line that is read: an entry holds a document of a megabyte twice, and JSON text
/// within JSON text grows.
const LINE_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// The key that a cabinet's exported journals are checked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicKey(#[serde(with = "hex::array")] [u8; 32]);

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl FromStr for PublicKey {
    type Err = VaultError;
    /// Reads a key as people pass it on: in either case, with spaces where they help the eye.
    fn from_str(text: &str) -> Result<Self, VaultError> {
        let digits: String = text.split_whitespace().collect();
        hex::decode(&digits.to_lowercase()).map(Self).ok_or(VaultError::UnknownValue { column: "public key" })
    }
}

/// What an exported journal says of itself, and what was found true of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalExport {
    /// Whose journal it is.
    pub client: ClientId,
    /// When it was exported.
    pub exported_at: Timestamp,
    /// How many entries it holds.
    pub entries: u64,
    /// The last entry.
    pub head: Head,
    /// The key that it is signed with. Whoever checks a file compares it with the cabinet's.
    pub public_key: PublicKey,
}

/// What is wrong with an exported journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportBreak {
    /// The line is none of ours.
    Form,
    /// The entry does not go on from the one before, or its values were changed.
    Chain(BreakKind),
    /// The file ends without its last line.
    Cut,
    /// The last line says another number or another last entry than the file has.
    Count,
    /// The signature does not belong to this file and this key.
    Signature,
    /// Something follows the last line.
    AfterEnd,
}

/// Signs for one cabinet.
pub(crate) struct Signer(Key);

impl Signer {
    /// Returns the signer of a key.
    pub(crate) const fn new(key: Key) -> Self {
        Self(key)
    }

    /// Returns what its signatures are checked with.
    pub(crate) fn public_key(&self) -> Result<PublicKey, VaultError> {
        let bytes = self.with_pair(|pair| pair.public_key().as_ref().try_into())?;
        bytes.map(PublicKey).map_err(|_| VaultError::CipherUnavailable)
    }

    fn sign(&self, text: &str) -> Result<[u8; 64], VaultError> {
        let bytes = self.with_pair(|pair| pair.sign(text.as_bytes()).as_ref().try_into())?;
        bytes.map_err(|_| VaultError::CipherUnavailable)
    }

    /// Lends the pair. It does not wipe itself, so it lives on the stack for one use and is wiped
    /// with that.
    fn with_pair<T>(&self, work: impl FnOnce(&Ed25519KeyPair) -> T) -> Result<T, VaultError> {
        let done = self.lend_pair(work);
        memory::wipe_stack();
        done
    }

    #[inline(never)]
    fn lend_pair<T>(&self, work: impl FnOnce(&Ed25519KeyPair) -> T) -> Result<T, VaultError> {
        // EXPOSE: the seed goes to the signature and nowhere else.
        let pair = Ed25519KeyPair::from_seed_unchecked(self.0.expose());
        pair.map(|pair| work(&pair)).map_err(|_| VaultError::CipherUnavailable)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstLine {
    format: String,
    version: u32,
    client: ClientId,
    exported_at: Timestamp,
    public_key: PublicKey,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LastLine {
    entries: u64,
    #[serde(with = "hex::array")]
    head: [u8; 32],
    #[serde(with = "hex::array")]
    signature: [u8; 64],
}

/// Returns the text that is signed. Text, so that standard tools can be given it.
fn signed_text(lines: Sha256, head: &Head) -> String {
    let lines = hex::encode(&lines.finalize());
    format!("{FORMAT} {VERSION}\n{lines}\n{}\n{}\n", head.sequence, hex::encode(&head.hash))
}

/// Writes an export, entry by entry. [`Writer::finish`] must be called, or the file is cut.
pub(crate) struct Writer<W: Write> {
    out: W,
    lines: Sha256,
    export: JournalExport,
}

impl<W: Write> Writer<W> {
    /// Writes the first line.
    pub(crate) fn new(
        out: W,
        client: ClientId,
        exported_at: Timestamp,
        public_key: PublicKey,
    ) -> Result<Self, VaultError> {
        let export = JournalExport { client, exported_at, entries: 0, head: Head::EMPTY, public_key };
        let mut writer = Self { out, lines: Sha256::new(), export };
        let first =
            FirstLine { format: FORMAT.to_owned(), version: VERSION, client, exported_at, public_key };
        writer.line(&first)?;
        Ok(writer)
    }

    /// Adds an entry. One that does not go on from the last is refused: a broken journal is
    /// exported by nobody.
    pub(crate) fn entry(&mut self, entry: &StoredEntry) -> Result<(), VaultError> {
        let (head, _) = entry.follow(self.export.head).map_err(VaultError::JournalBroken)?;
        self.line(entry)?;
        self.export.head = head;
        self.export.entries += 1;
        Ok(())
    }

    /// Writes the last line and returns what was written to.
    pub(crate) fn finish(mut self, signer: &Signer) -> Result<(W, JournalExport), VaultError> {
        let text = signed_text(self.lines.clone(), &self.export.head);
        let (entries, head) = (self.export.entries, self.export.head.hash);
        self.line(&LastLine { entries, head, signature: signer.sign(&text)? })?;
        Ok((self.out, self.export))
    }

    fn line(&mut self, line: &impl Serialize) -> Result<(), VaultError> {
        let mut bytes =
            serde_json::to_vec(line).map_err(|_| VaultError::UnknownValue { column: "journal export" })?;
        bytes.push(b'\n');
        self.lines.update(&bytes);
        self.out.write_all(&bytes).map_err(VaultError::io("writing an export"))
    }
}

/// Checks an exported journal: every line, the chain, the number, the signature.
///
/// What it returns says who signed, not whether that is the right one.
pub(crate) fn verify(mut from: impl BufRead) -> Result<JournalExport, VaultError> {
    let mut lines = Sha256::new();
    let mut number = 1;
    let broken = |line, kind| VaultError::ExportBroken { line, kind };
    let first = next_line(&mut from, number)?.ok_or(broken(number, ExportBreak::Cut))?;
    let opening = read_first(&first).map_err(|error| error.unwrap_or(broken(1, ExportBreak::Form)))?;
    lines.update(&first);
    let mut head = Head::EMPTY;
    let mut erasures = Erasures::default();
    let closing = loop {
        number += 1;
        let line = next_line(&mut from, number)?.ok_or(broken(number, ExportBreak::Cut))?;
        if let Some(closing) = read::<LastLine>(&line) {
            break closing;
        }
        let entry: StoredEntry = read(&line).ok_or(broken(number, ExportBreak::Form))?;
        let (next, values) =
            entry.follow(head).map_err(|found| broken(number, ExportBreak::Chain(found.kind)))?;
        erasures.note(&entry, values, number);
        lines.update(&line);
        head = next;
    };
    if let Some(line) = erasures.unexplained() {
        return Err(broken(line, ExportBreak::Chain(BreakKind::Redacted)));
    }
    if closing.entries != head.sequence || closing.head != head.hash {
        return Err(broken(number, ExportBreak::Count));
    }
    UnparsedPublicKey::new(&ED25519, opening.public_key.0)
        .verify(signed_text(lines, &head).as_bytes(), &closing.signature)
        .map_err(|_| broken(number, ExportBreak::Signature))?;
    if next_line(&mut from, number + 1)?.is_some() {
        return Err(broken(number + 1, ExportBreak::AfterEnd));
    }
    let FirstLine { client, exported_at, public_key, .. } = opening;
    Ok(JournalExport { client, exported_at, entries: closing.entries, head, public_key })
}

/// Entries without values, which are right only where the subject was erased afterwards.
#[derive(Default)]
struct Erasures {
    /// For each subject the line of its last entry without values, and that entry's number.
    gone: BTreeMap<String, (u64, u64)>,
    /// For each subject the number of the entry that says it was erased.
    erased: BTreeMap<String, u64>,
}

impl Erasures {
    fn note(&mut self, entry: &StoredEntry, values: Values, line: u64) {
        if values == Values::Gone {
            self.gone.insert(entry.subject_id.clone(), (line, entry.sequence));
        }
        if entry.action == Action::Erased.as_str() {
            self.erased.insert(entry.subject_id.clone(), entry.sequence);
        }
    }

    /// Returns the line of an entry that lost its values without reason.
    fn unexplained(&self) -> Option<u64> {
        let explained =
            |subject: &str, sequence: u64| self.erased.get(subject).is_some_and(|erased| *erased >= sequence);
        self.gone
            .iter()
            .find(|(subject, (_, sequence))| !explained(subject, *sequence))
            .map(|(_, (line, _))| *line)
    }
}

/// Reads the first line; the inner none is a line that is none of ours.
fn read_first(line: &[u8]) -> Result<FirstLine, Option<VaultError>> {
    #[derive(Deserialize)]
    struct AnyVersion {
        format: String,
        version: u32,
    }
    let AnyVersion { format, version: found } = read(line).ok_or(None)?;
    if format != FORMAT {
        return Err(None);
    }
    if found > VERSION {
        return Err(Some(VaultError::FormatTooNew { found, supported: VERSION }));
    }
    read(line).ok_or(None)
}

fn read<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    serde_json::from_slice(line).ok()
}

/// Returns the next line with its end, or none at the end of the file.
fn next_line(from: &mut impl BufRead, number: u64) -> Result<Option<Vec<u8>>, VaultError> {
    let mut line = Vec::new();
    let error = VaultError::io("reading an export");
    from.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line).map_err(error)?;
    match line.last() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(line)),
        // Cut within a line, or longer than any of ours.
        Some(_) if (line.len() as u64) < LINE_BYTES_MAX => {
            Err(VaultError::ExportBroken { line: number, kind: ExportBreak::Cut })
        }
        Some(_) => Err(VaultError::ExportBroken { line: number, kind: ExportBreak::Form }),
    }
}
