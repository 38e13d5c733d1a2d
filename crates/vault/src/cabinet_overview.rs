//! All clients at once: how much each holds, and one search over all of them. There is no index
//! over the clients' papers outside their vaults; every vault is asked.

use crate::cabinet::Cabinet;
use crate::client::{Client, ClientId};
use crate::error::VaultError;
use crate::search::Hit;
use casework::Kind;
use std::collections::BTreeMap;

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
        let mut overview = Vec::new();
        for client in self.active_clients().await? {
            let (records, outbox_open) = self.open_client(client.id).await?.totals().await?;
            overview.push(ClientOverview { client, records, outbox_open });
        }
        Ok(overview)
    }

    /// Searches all clients that are not put aside, the best hits first.
    pub async fn search_all(&self, query: &str, limit: u32) -> Result<Vec<ClientHit>, VaultError> {
        let mut hits = Vec::new();
        for client in self.active_clients().await? {
            let found = self.open_client(client.id).await?.search(query, limit).await?;
            hits.extend(found.into_iter().map(|hit| ClientHit { client: client.id, hit }));
        }
        // Scores of different vaults compare well enough: they count the same words the same way.
        hits.sort_by(|left, right| {
            left.hit.score.total_cmp(&right.hit.score).then(right.hit.changed_at.cmp(&left.hit.changed_at))
        });
        hits.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(hits)
    }

    async fn active_clients(&self) -> Result<Vec<Client>, VaultError> {
        let clients = self.clients().await?;
        Ok(clients.into_iter().filter(|client| client.archived_at.is_none()).collect())
    }
}
