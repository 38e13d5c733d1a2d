//! All clients at once: how much each holds, and one search over all of them. There is no index
//! over the clients' papers outside their vaults; every vault is asked.

use crate::cabinet::Cabinet;
use crate::client::{Client, ClientId};
use crate::error::VaultError;
use crate::search::{self, Hit};
use crate::vault::Vault;
use casework::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::task::JoinSet;

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

/// A hit and whose it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientHit {
    /// The client.
    pub client: ClientId,
    /// The hit.
    pub hit: Hit,
}

impl Cabinet {
    /// Returns what every client that is not put aside holds, in the order of their names. A vault
    /// that can't be opened is an error here; the caller opens it alone to show why.
    pub async fn overview(&self) -> Result<Vec<ClientOverview>, VaultError> {
        let vaults = self.open_active().await?;
        let totals = of_each(vaults, |vault| async move { vault.totals().await }).await?;
        let mut totals: BTreeMap<ClientId, _> = totals.into_iter().collect();
        let mut overview = Vec::new();
        for client in self.active_clients().await? {
            if let Some((records, outbox_open)) = totals.remove(&client.id) {
                overview.push(ClientOverview { client, records, outbox_open });
            }
        }
        Ok(overview)
    }

    /// Searches all clients that are not put aside, the best hits first.
    pub async fn search_all(&self, query: &str, limit: u32) -> Result<Vec<ClientHit>, VaultError> {
        search_vaults(self.open_active().await?, query, limit).await
    }

    /// Opens the vaults of all clients that are not put aside.
    pub(crate) async fn open_active(&self) -> Result<Vec<(ClientId, Vault)>, VaultError> {
        let active: Vec<ClientId> = self.active_clients().await?.iter().map(|client| client.id).collect();
        self.open_clients(&active).await
    }

    async fn active_clients(&self) -> Result<Vec<Client>, VaultError> {
        let clients = self.clients().await?;
        Ok(clients.into_iter().filter(|client| client.archived_at.is_none()).collect())
    }
}

/// Searches vaults side by side, the best hits of all first. Only when all of them together have few
/// is what may have been meant looked for.
pub(crate) async fn search_vaults(
    vaults: Vec<(ClientId, Vault)>,
    query: &str,
    limit: u32,
) -> Result<Vec<ClientHit>, VaultError> {
    let query: Arc<str> = query.into();
    let typed = Arc::clone(&query);
    let found = of_each(vaults.clone(), move |vault| {
        let query = Arc::clone(&typed);
        async move { vault.search_as_typed(&query, limit).await }
    })
    .await?;
    let mut hits = hits_of(found);
    if hits.len() < search::ENOUGH {
        let meant = of_each(vaults, move |vault| {
            let query = Arc::clone(&query);
            async move { vault.search_as_meant(&query, limit).await }
        })
        .await?;
        for hit in hits_of(meant) {
            if hits.iter().all(|known| known.hit.id != hit.hit.id) {
                hits.push(hit);
            }
        }
    }
    // Scores of different vaults compare well enough: they count the same words the same way.
    hits.sort_by(|left, right| left.hit.better(&right.hit));
    hits.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(hits)
}

fn hits_of(found: Vec<(ClientId, Vec<Hit>)>) -> Vec<ClientHit> {
    let of_client =
        |(client, hits): (ClientId, Vec<Hit>)| hits.into_iter().map(move |hit| ClientHit { client, hit });
    found.into_iter().flat_map(of_client).collect()
}

/// Asks every vault the same at once; each has a thread of its own to answer on.
async fn of_each<T, F>(
    vaults: Vec<(ClientId, Vault)>,
    ask: impl Fn(Vault) -> F,
) -> Result<Vec<(ClientId, T)>, VaultError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, VaultError>> + Send + 'static,
{
    let mut asked = JoinSet::new();
    for (client, vault) in vaults {
        let answer = ask(vault);
        asked.spawn(async move { answer.await.map(|answer| (client, answer)) });
    }
    let mut answers = Vec::with_capacity(asked.len());
    while let Some(answer) = asked.join_next().await {
        answers.push(answer.map_err(|_| VaultError::Interrupted)??);
    }
    Ok(answers)
}
