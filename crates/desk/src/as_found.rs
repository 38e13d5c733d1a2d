//! Taking a client's papers as they were found although the cabinet remembers later changes: an older
//! file was put back, or the last changes were lost. For a user who was told and has no backup that
//! is newer. What is there has to be sound in itself, and the cabinet's journal says who took it.

use crate::AppError;
use crate::clients;
use crate::error::ErrorCode;
use crate::keys::unlock_of;
use crate::session::{Desk, Older};
use crate::view::ProofInput;
use vault::{Author, Cabinet, ClientId, VaultError};

impl Desk {
    /// Unlocks, and takes every client as it was found that is older than the cabinet remembers.
    pub async fn cabinet_unlock_as_found(&self, proof: ProofInput) -> Result<(), AppError> {
        self.unlock_with(unlock_of(proof), Older::TakenAsFound).await
    }

    /// Takes one client as it was found.
    pub async fn client_take_as_found(&self, id: String) -> Result<(), AppError> {
        let id = clients::parse(&id)?;
        let mut open = self.session().await?;
        let client = open.cabinet.require_client(id).await?;
        if !is_older(&open.cabinet, id).await {
            return Err(AppError::new(ErrorCode::NotFound, "nothing to take as found"));
        }
        open.cabinet.accept_client_as_found(id, self.author()).await?;
        open.troubles.retain(|trouble| trouble.client != client.name);
        Ok(())
    }
}

/// Takes every client as it was found that is older than the cabinet remembers.
pub(crate) async fn take_all(cabinet: &Cabinet, author: &Author) -> Result<(), AppError> {
    for client in cabinet.clients().await? {
        if is_older(cabinet, client.id).await {
            cabinet.accept_client_as_found(client.id, author.clone()).await?;
        }
    }
    Ok(())
}

/// Returns whether a client's vault is older than the cabinet remembers. What else may be wrong with
/// it is not for taking.
async fn is_older(cabinet: &Cabinet, client: ClientId) -> bool {
    cabinet.open_client(client).await.is_err_and(|error| is_age(&error))
}

/// Returns whether an error says that a vault is older than it should be.
pub(crate) const fn is_age(error: &VaultError) -> bool {
    matches!(error, VaultError::RolledBack { .. } | VaultError::ChangesLost { .. })
}
