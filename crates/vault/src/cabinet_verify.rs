//! Verifying everything: every page, every journal, every record, every attached file of every
//! client. Slow by nature; for the user's wish, for backups, and for nights. And taking a client
//! as it was found, where that is all there is.

use crate::attachment;
use crate::cabinet::Cabinet;
use crate::chain;
use crate::change::Author;
use crate::client::{ClientFolder, ClientId};
use crate::client_key;
use crate::copy;
use crate::error::VaultError;
use crate::files;
use crate::header;
use crate::index;
use crate::journal::{Action, Head};
use crate::last_entry::LastEntry;
use crate::memory::spawn_blocking;
use crate::migration;
use crate::secret::Purpose;
use crate::vault::Vault;
use crate::verify;

/// What a vault's verification went through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VaultVerified {
    /// The journal's head.
    pub head: Head,
    /// Records that agree with the journal.
    pub records: u64,
    /// Attached files that were decrypted.
    pub files: u64,
}

/// What a cabinet's verification went through.
#[derive(Debug)]
pub struct CabinetVerified {
    /// Every client, and what was found in its vault.
    pub clients: Vec<(ClientId, Result<VaultVerified, VaultError>)>,
}

impl CabinetVerified {
    /// Tells whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.clients.iter().all(|(_, outcome)| outcome.is_ok())
    }
}

impl Vault {
    /// Checks every page, the whole journal, every record and every attached file.
    pub async fn verify(&self) -> Result<VaultVerified, VaultError> {
        let (verified, files) = self
            .store()
            .run(|conn| {
                Box::pin(async move {
                    copy::check_pages(conn).await?;
                    let verified = verify::journal_and_records(conn).await?;
                    Ok((verified, files::list(conn).await?))
                })
            })
            .await?;
        let (folder, count) = (self.files_folder(), files.len() as u64);
        spawn_blocking(move || {
            files.iter().try_for_each(|file| attachment::check(&attachment::path_of(&folder, file.id), file))
        })
        .await
        .map_err(|_| VaultError::Interrupted)??;
        Ok(VaultVerified { head: verified.head, records: verified.records, files: count })
    }
}

impl Cabinet {
    /// Takes a client's vault as it was found although the cabinet remembers later changes: an old
    /// file put back, or a log that was lost. For a user who was told and has nothing newer. What
    /// is there must be sound in itself; the cabinet's journal says who took it.
    pub async fn accept_client_as_found(&self, id: ClientId, author: Author) -> Result<Head, VaultError> {
        self.require_client(id).await?;
        self.close_client(id).await?;
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        let folder = ClientFolder::new(&self.inner.folder, id);
        let key = client_key::load(&folder, &state.owner(), id).await?;
        let database_key = key.derive(id.uuid(), Purpose::VaultDatabase)?;
        let found = copy::check(&folder.database(), &database_key, migration::VAULT).await?;
        self.inner
            .index
            .write(move |conn| {
                Box::pin(async move {
                    index::note_clients(conn, &[id], Action::Changed, "accept_as_found", &author).await
                })
            })
            .await?;
        LastEntry::open(&folder.last_entry(), key.derive(id.uuid(), Purpose::LastEntry)?)?.0.remove()?;
        let mut header = state.header.clone();
        header.anchors.insert(id.uuid(), found);
        self.replace_header(state, header)?;
        Ok(found)
    }

    /// Verifies the cabinet's own files and every client. Damage of a client is in the report,
    /// damage of the cabinet itself is the error.
    pub async fn verify(&self) -> Result<CabinetVerified, VaultError> {
        header::require_both(&self.inner.folder)?;
        self.inner
            .index
            .run(|conn| {
                Box::pin(async move {
                    copy::check_pages(conn).await?;
                    chain::verify_from(conn, Head::EMPTY).await
                })
            })
            .await?;
        let mut clients = Vec::new();
        for client in self.clients().await? {
            let outcome = match self.open_client(client.id).await {
                Ok(vault) => vault.verify().await,
                Err(error) => Err(error),
            };
            clients.push((client.id, outcome));
        }
        Ok(CabinetVerified { clients })
    }
}
