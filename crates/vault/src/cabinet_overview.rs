//! All clients at once: how much each holds. There is no index over the clients' papers outside their
//! vaults; every vault is asked.

use crate::cabinet::{Cabinet, Opened};
use crate::client::{Client, ClientId};
use crate::error::VaultError;
use crate::memory::spawn_blocking;
use crate::vault::{self, Vault};
use casework::Kind;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

/// What a client's vault holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientOverview {
    /// The client.
    pub client: Client,
    /// Records of each kind that are not in the recycle bin.
    pub records: BTreeMap<Kind, u64>,
    /// Outbox rows that are not delivered yet.
    pub outbox_open: u64,
}

impl Cabinet {
    /// Returns what every client that is not put aside holds, in the order of their names. A vault
    /// that can't be opened is an error here; the caller opens it alone to show why.
    pub async fn overview(&self) -> Result<Vec<ClientOverview>, VaultError> {
        let Opened { vaults, refused } = self.open_active().await?;
        if let Some((_, error)) = refused.into_iter().next() {
            return Err(error);
        }
        let mut totals: BTreeMap<ClientId, _> =
            ask_each(vaults, |vault: &Vault| vault.store().ask(vault::totals)).await?.into_iter().collect();
        let mut overview = Vec::new();
        for client in self.active_clients().await? {
            if let Some(total) = totals.remove(&client.id) {
                let (records, outbox_open) = total?;
                overview.push(ClientOverview { client, records, outbox_open });
            }
        }
        Ok(overview)
    }

    /// Opens the vaults of all clients that are not put aside.
    pub(crate) async fn open_active(&self) -> Result<Opened, VaultError> {
        let active: Vec<ClientId> = self.active_clients().await?.iter().map(|client| client.id).collect();
        self.open_clients(&active).await
    }

    async fn active_clients(&self) -> Result<Vec<Client>, VaultError> {
        let clients = self.clients().await?;
        Ok(clients.into_iter().filter(|client| client.archived_at.is_none()).collect())
    }
}

/// Asks every vault the same on as many threads as there are processors, and returns the answers in
/// the order of the vaults.
pub(crate) async fn ask_each<V, T>(
    vaults: Vec<(ClientId, V)>,
    question: impl Fn(&V) -> Result<T, VaultError> + Send + Sync + 'static,
) -> Result<Vec<(ClientId, Result<T, VaultError>)>, VaultError>
where
    V: Send + Sync + 'static,
    T: Send + 'static,
{
    let threads = available_parallelism().map_or(1, NonZeroUsize::get).min(vaults.len());
    let round = Arc::new((vaults, question, AtomicUsize::new(0)));
    let asking: Vec<_> = (0..threads)
        .map(|_| {
            let round = Arc::clone(&round);
            spawn_blocking(move || {
                let (vaults, question, next) = &*round;
                let mut answers = Vec::new();
                // Whoever is done takes the next one.
                while let turn = next.fetch_add(1, Ordering::Relaxed)
                    && let Some((client, vault)) = vaults.get(turn)
                {
                    answers.push((turn, *client, question(vault)));
                }
                answers
            })
        })
        .collect();
    let mut answers = Vec::new();
    for asked in asking {
        answers.extend(asked.await.map_err(|_| VaultError::Interrupted)?);
    }
    answers.sort_by_key(|(turn, ..)| *turn);
    Ok(answers.into_iter().map(|(_, client, answer)| (client, answer)).collect())
}
