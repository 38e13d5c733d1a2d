//! All clients at once: how much each holds, and one search over all of them. There is no index
//! over the clients' papers outside their vaults; every vault is asked.

use crate::cabinet::Cabinet;
use crate::client::{Client, ClientId};
use crate::error::VaultError;
use crate::hit::{self, Hit, Match};
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
    let typed = |vault: Vault| {
        let query = Arc::clone(&query);
        async move { vault.as_typed(query, limit).await }
    };
    let mut matches = matches_of(of_each(vaults.clone(), typed).await?);
    if matches.len() < hit::ENOUGH {
        let meant = |vault: Vault| {
            let query = Arc::clone(&query);
            async move { vault.as_meant(query, limit).await }
        };
        for (client, found) in matches_of(of_each(vaults.clone(), meant).await?) {
            let known = |known: &(ClientId, Match)| known.0 == client && known.1.row == found.row;
            if !matches.iter().any(known) {
                matches.push((client, found));
            }
        }
    }
    // Scores of different vaults compare well enough: they count the same words the same way.
    matches.sort_by(|(_, one), (_, other)| one.better(other));
    matches.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    read(&vaults, &query, &matches).await
}

fn matches_of(found: Vec<(ClientId, Vec<Match>)>) -> Vec<(ClientId, Match)> {
    let of_client =
        |(client, matches): (ClientId, Vec<Match>)| matches.into_iter().map(move |found| (client, found));
    found.into_iter().flat_map(of_client).collect()
}

/// Reads the records of matches from their vaults, in their order.
async fn read(
    vaults: &[(ClientId, Vault)],
    query: &Arc<str>,
    matches: &[(ClientId, Match)],
) -> Result<Vec<ClientHit>, VaultError> {
    let of = |client: ClientId| matches.iter().filter(move |found| found.0 == client).map(|found| found.1);
    let asked = vaults.iter().map(|(client, vault)| (*client, (vault.clone(), of(*client).collect())));
    let asked = asked.filter(|(_, (_, matches)): &(_, (_, Vec<Match>))| !matches.is_empty()).collect();
    let ask = |(vault, matches): (Vault, Vec<Match>)| {
        let query = Arc::clone(query);
        async move { vault.read(query, matches).await }
    };
    let mut found: BTreeMap<ClientId, std::vec::IntoIter<Hit>> =
        of_each(asked, ask).await?.into_iter().map(|(client, hits)| (client, hits.into_iter())).collect();
    let next = |(client, _): &(ClientId, Match)| {
        let hit = found.get_mut(client)?.next()?;
        Some(ClientHit { client: *client, hit })
    };
    Ok(matches.iter().filter_map(next).collect())
}

/// Asks every vault the same at once; each has a thread of its own to answer on.
async fn of_each<V, T, F>(
    vaults: Vec<(ClientId, V)>,
    ask: impl Fn(V) -> F,
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
