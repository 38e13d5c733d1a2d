//! One search over all clients: every vault is asked, and the best hits of all come first.

use crate::cabinet::{Cabinet, Opened};
use crate::cabinet_overview::ask_each;
use crate::client::ClientId;
use crate::error::VaultError;
use crate::hit::{self, Hit, Match};
use crate::search::SearchQuery;
use crate::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A hit and whose it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientHit {
    /// The client.
    pub client: ClientId,
    /// The hit.
    pub hit: Hit,
}

/// What a search over several clients came to.
#[derive(Debug)]
pub struct Found {
    /// The hits, the best first.
    pub hits: Vec<ClientHit>,
    /// The clients whose vault could not be opened or read, and why.
    pub unsearched: Vec<(ClientId, VaultError)>,
}

impl Cabinet {
    /// Searches all clients that are not put aside. One whose vault can't be opened is left out and
    /// named; the others are searched.
    pub async fn search_all(&self, query: impl Into<SearchQuery>, limit: u32) -> Result<Found, VaultError> {
        let Opened { vaults, refused } = self.open_active().await?;
        let mut found = search(vaults, query.into(), limit).await?;
        found.unsearched.extend(refused);
        Ok(found)
    }

    /// Opens all clients that are not put aside and reads their indexes, so that the first search is
    /// as quick as a later one. What can't be opened or read is left to the search, which names it.
    pub async fn prepare_search(&self) -> Result<(), VaultError> {
        prepare(self.open_active().await?.vaults).await
    }
}

/// Reads the indexes of vaults.
pub(crate) async fn prepare(vaults: Vec<(ClientId, Vault)>) -> Result<(), VaultError> {
    ask_each(vaults, |vault: &Vault| vault.store().ask(hit::prepare)).await.map(drop)
}

/// Searches vaults. Titles are looked for while all of them together have fewer hits than the limit, and what
/// may have been meant when they have few.
pub(crate) async fn search(
    vaults: Vec<(ClientId, Vault)>,
    query: SearchQuery,
    limit: u32,
) -> Result<Found, VaultError> {
    let mut round = Round { vaults, unsearched: Vec::new() };
    let enough = usize::try_from(limit).unwrap_or(usize::MAX);
    let query = Arc::new(query);
    let asked = Arc::clone(&query);
    let mut matches =
        round.ask(move |vault| vault.store().ask(|conn| hit::as_typed(conn, &asked.text, limit))).await?;
    if !query.titles.is_empty() && matches.len() < enough {
        let asked = Arc::clone(&query);
        let titled =
            round.ask(move |vault| vault.store().ask(|conn| hit::titled(conn, &asked.titles, limit)));
        add(&mut matches, titled.await?);
    }
    if matches.len() < hit::ENOUGH {
        let asked = Arc::clone(&query);
        let meant = round.ask(move |vault| vault.store().ask(|conn| hit::as_meant(conn, &asked.text, limit)));
        add(&mut matches, meant.await?);
    }
    // Scores of different vaults compare well enough: they count the same words the same way.
    matches.sort_by(|(_, one), (_, other)| one.better(other));
    matches.truncate(enough);
    let hits = round.read(query, &matches).await?;
    Ok(Found { hits, unsearched: round.unsearched })
}

/// Adds the matches that are not known yet.
fn add(matches: &mut Vec<(ClientId, Match)>, more: Vec<(ClientId, Match)>) {
    let known: BTreeSet<(ClientId, i64)> =
        matches.iter().map(|(client, found)| (*client, found.row)).collect();
    matches.extend(more.into_iter().filter(|(client, found)| !known.contains(&(*client, found.row))));
}

/// The vaults that are still asked.
struct Round {
    vaults: Vec<(ClientId, Vault)>,
    unsearched: Vec<(ClientId, VaultError)>,
}

impl Round {
    /// Puts one question to all vaults. One that can't answer is not asked again.
    async fn ask<T: Send + 'static>(
        &mut self,
        question: impl Fn(&Vault) -> Result<Vec<T>, VaultError> + Send + Sync + 'static,
    ) -> Result<Vec<(ClientId, T)>, VaultError> {
        let answers = ask_each(self.vaults.clone(), question).await?;
        self.collect(answers)
    }

    fn collect<T>(
        &mut self,
        answers: Vec<(ClientId, Result<Vec<T>, VaultError>)>,
    ) -> Result<Vec<(ClientId, T)>, VaultError> {
        let mut all = Vec::new();
        for (client, answer) in answers {
            match answer {
                Ok(answer) => all.extend(answer.into_iter().map(|one| (client, one))),
                // The cabinet was locked meanwhile: nothing of this is shown to anybody.
                Err(VaultError::Locked) => return Err(VaultError::Locked),
                Err(error) => {
                    self.vaults.retain(|(id, _)| *id != client);
                    self.unsearched.push((client, error));
                }
            }
        }
        Ok(all)
    }

    /// Reads the records of matches from their vaults, in their order.
    async fn read(
        &mut self,
        query: Arc<SearchQuery>,
        matches: &[(ClientId, Match)],
    ) -> Result<Vec<ClientHit>, VaultError> {
        let of = |client| matches.iter().filter(move |found| found.0 == client).map(|found| found.1);
        let asked =
            self.vaults.iter().map(|(client, vault)| (*client, (vault.clone(), of(*client).collect())));
        let asked = asked.filter(|(_, (_, matches)): &(_, (_, Vec<Match>))| !matches.is_empty()).collect();
        let answers = ask_each(asked, move |(vault, matches): &(Vault, Vec<Match>)| {
            vault.store().ask(|conn| hit::read(conn, &query.text, matches))
        });
        let mut found: BTreeMap<(ClientId, i64), Hit> = self
            .collect(answers.await?)?
            .into_iter()
            .map(|(client, (row, hit))| ((client, row), hit))
            .collect();
        let next = |(client, found_in): &(ClientId, Match)| {
            let hit = found.remove(&(*client, found_in.row))?;
            Some(ClientHit { client: *client, hit })
        };
        Ok(matches.iter().filter_map(next).collect())
    }
}
