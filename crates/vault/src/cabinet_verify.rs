//! Verifying everything: every page, every journal, every record, every attached file of every
//! client. Slow by nature; for the user's wish, for backups, and for nights.

use crate::attachment;
use crate::cabinet::Cabinet;
use crate::chain;
use crate::client::ClientId;
use crate::copy;
use crate::error::VaultError;
use crate::files;
use crate::header;
use crate::journal::Head;
use crate::memory::spawn_blocking;
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
            files
                .iter()
                .try_for_each(|file| attachment::load(&folder, file.id, &file.key, file.size_bytes).map(drop))
        })
        .await
        .map_err(|_| VaultError::Interrupted)??;
        Ok(VaultVerified { head: verified.head, records: verified.records, files: count })
    }
}

impl Cabinet {
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
