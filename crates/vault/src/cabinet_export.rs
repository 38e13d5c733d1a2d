//! Exporting a client's journal under the cabinet's signature.

use crate::atomic_file;
use crate::cabinet::Cabinet;
use crate::chain;
use crate::change::Author;
use crate::client::ClientId;
use crate::error::VaultError;
use crate::export::Export;
use crate::journal_export::{self, JournalExport, PublicKey, Signer, Writer};
use crate::memory::spawn_blocking;
use crate::meta;
use crate::secret::{Key, Purpose};
use crate::vault::Vault;
use jiff::Timestamp;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::path::Path;

/// Entries written at a time, so that memory stays flat.
const STEP: u32 = 2_000;

impl Cabinet {
    /// Returns the key that this cabinet's exported journals are checked with; it is made when it
    /// is first asked for.
    pub async fn journal_key(&self) -> Result<PublicKey, VaultError> {
        self.signer().await?.public_key()
    }

    /// Writes a client's journal into a file that must not be there yet. The journal says so
    /// before the file is there, so that none ever leaves without its entry.
    pub async fn export_journal(
        &self,
        id: ClientId,
        to: &Path,
        author: Author,
    ) -> Result<JournalExport, VaultError> {
        if to.exists() {
            return Err(VaultError::TargetExists);
        }
        let signer = self.signer().await?;
        let vault = self.open_client(id).await?;
        let at = author.at;
        vault.note_export(author, Export::journal()).await?;
        let unfinished = atomic_file::temporary_beside(to);
        let written = write(&vault, &unfinished, &signer, at).await;
        let named = written.and_then(|export| {
            fs::rename(&unfinished, to).map_err(VaultError::io("naming an export"))?;
            atomic_file::flush_folder_of(to)?;
            Ok(export)
        });
        if named.is_err() {
            // The first error says more than one of tidying up.
            fs::remove_file(&unfinished).ok();
        }
        named
    }

    /// Checks a file that holds an exported journal. Compare the key that it names with the one
    /// of the cabinet that it is said to come from.
    pub async fn verify_journal_export(from: &Path) -> Result<JournalExport, VaultError> {
        let file = File::open(from).map_err(VaultError::io("opening an export"))?;
        spawn_blocking(move || journal_export::verify(BufReader::new(file)))
            .await
            .map_err(|_| VaultError::Interrupted)?
    }

    async fn signer(&self) -> Result<Signer, VaultError> {
        self.signing_key().await.map(Signer::new)
    }

    /// Returns the key behind the signatures.
    pub(crate) async fn signing_key(&self) -> Result<Key, VaultError> {
        let guard = self.inner.state.lock().await;
        let state = guard.as_ref().ok_or(VaultError::Locked)?;
        let outer = state.key.derive(state.header.cabinet, Purpose::JournalKey)?;
        self.inner.index.run(move |conn| Box::pin(meta::require_journal_key(conn, outer))).await
    }
}

async fn write(
    vault: &Vault,
    path: &Path,
    signer: &Signer,
    at: Timestamp,
) -> Result<JournalExport, VaultError> {
    let file = atomic_file::private_options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)
        .map_err(VaultError::io("creating an export"))?;
    let mut writer = Writer::new(BufWriter::new(file), vault.client(), at, signer.public_key()?)?;
    let mut last = 0;
    loop {
        let entries = vault.store().run(move |conn| Box::pin(chain::stored_after(conn, last, STEP))).await?;
        let Some(newest) = entries.last() else { break };
        last = newest.sequence;
        entries.iter().try_for_each(|entry| writer.entry(entry))?;
    }
    let (out, export) = writer.finish(signer)?;
    let file = out.into_inner().map_err(|error| VaultError::io("writing an export")(error.into_error()))?;
    file.sync_all().map_err(VaultError::io("flushing an export"))?;
    Ok(export)
}
