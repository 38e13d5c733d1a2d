//! The one box that finds anything, in the papers of the client on the desk or of all clients.

use crate::AppError;
use crate::document_types;
use crate::dossier::PersonFolder;
use crate::recycle;
use crate::session::Desk;
use crate::view::{FoundView, HitKind, HitView, Language, OwnerKind, Text};
use casework::{Kind, Paper, PaperOwner, RecordId, StayDocument, Submission, TravelDocument};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use uuid::Uuid;
use vault::{Client, ClientHit, ClientId, Found, Hit, SearchQuery, Vault};

/// Hits that one look takes in.
const HITS_MAX: u32 = 30;

impl Desk {
    /// Finds records by words, their beginnings, numbers, and words with a slip of the pen, and papers without
    /// a title by the name of their type in any language. Of all
    /// clients, those are searched that are not put aside, and the one on the desk.
    pub async fn search(&self, query: String, all_clients: bool) -> Result<FoundView, AppError> {
        let (clients, found, vaults) = self.find(&query, all_clients).await?;
        let language = self.session().await?.settings.language;
        let mut hits = Vec::with_capacity(found.hits.len());
        for ClientHit { client, hit } in found.hits {
            let (Some(client), Some(vault)) = (clients.get(&client), vaults.get(&client)) else { continue };
            hits.extend(view(vault, client, hit, language).await?);
        }
        let mut unsearched = Vec::new();
        for (id, error) in found.unsearched {
            // What is wrong with it stands in the list of clients.
            tracing::warn!(%error, "a client was not searched");
            unsearched.extend(clients.get(&id).map(|client| client.name.clone()));
        }
        unsearched.sort();
        Ok(FoundView { hits, unsearched })
    }

    /// Gets all clients ready to be searched: the box for a search has been opened.
    pub async fn search_prepare(&self) -> Result<(), AppError> {
        Ok(self.session().await?.cabinet.prepare_search().await?)
    }

    /// Returns what was found, with the clients and their vaults.
    async fn find(
        &self,
        query: &str,
        all_clients: bool,
    ) -> Result<(BTreeMap<ClientId, Client>, Found, BTreeMap<ClientId, Vault>), AppError> {
        // A paper without a title of its own is shown by the name of its type.
        let titles = document_types::named(query).into_iter().map(|document| (Kind::Paper, document));
        let wanted = SearchQuery { text: query.to_owned(), titles: titles.collect() };
        let open = self.session().await?;
        let (current, vault) = (open.client, open.vault.clone());
        let clients: BTreeMap<ClientId, Client> =
            open.cabinet.clients().await?.into_iter().map(|client| (client.id, client)).collect();
        let mut vaults = BTreeMap::from([(current, vault.clone())]);
        let is_aside = clients.get(&current).is_some_and(|client| client.archived_at.is_some());
        let mut found = if all_clients {
            open.cabinet.search_all(wanted.clone(), HITS_MAX).await?
        } else {
            Found { hits: Vec::new(), unsearched: Vec::new() }
        };
        if !all_clients || is_aside {
            let hits = vault.search(wanted, HITS_MAX).await?;
            found.hits.extend(hits.into_iter().map(|hit| ClientHit { client: current, hit }));
        }
        // The client on the desk first among equals.
        found.hits.sort_by_key(|found| (found.hit.matched, found.client != current));
        for hit in &found.hits {
            if let Entry::Vacant(place) = vaults.entry(hit.client) {
                place.insert(open.cabinet.open_client(hit.client).await?);
            }
        }
        Ok((clients, found, vaults))
    }
}

/// Returns a hit for the window; nothing for a record that no screen shows.
async fn view(
    vault: &Vault,
    client: &Client,
    hit: Hit,
    language: Language,
) -> Result<Option<HitView>, AppError> {
    let Some((kind, target_kind, target)) = target(vault, &hit).await? else { return Ok(None) };
    let detail = match hit.kind {
        Kind::Person => {
            let folder = PersonFolder::load(vault, casework::PersonId::from_uuid(hit.id)).await?;
            crate::people::row(vault, &folder).await?.company
        }
        _ => Text::same(hit.subtitle),
    };
    Ok(Some(HitView {
        kind,
        id: hit.id.to_string(),
        title: recycle::titled(hit.kind, &hit.title).get(language).to_owned(),
        detail,
        target_kind,
        target: target.to_string(),
        client: client.id.to_string(),
        client_name: client.name.clone(),
        client_colour: client.colour.clone(),
    }))
}

/// Returns what a hit is and the record whose screen shows it; nothing for a record that no screen shows.
async fn target(vault: &Vault, hit: &Hit) -> Result<Option<(HitKind, OwnerKind, Uuid)>, AppError> {
    Ok(Some(match hit.kind {
        Kind::Company => (HitKind::Company, OwnerKind::Company, hit.id),
        Kind::Person => (HitKind::Person, OwnerKind::Person, hit.id),
        Kind::Application => (HitKind::Application, OwnerKind::Application, hit.id),
        Kind::TravelDocument => {
            let id = casework::TravelDocumentId::from_uuid(hit.id);
            let person = vault.require::<TravelDocument>(id).await?.record.person;
            (HitKind::TravelDocument, OwnerKind::Person, person.uuid())
        }
        Kind::StayDocument => {
            let id = casework::StayDocumentId::from_uuid(hit.id);
            let person = vault.require::<StayDocument>(id).await?.record.person;
            (HitKind::StayDocument, OwnerKind::Person, person.uuid())
        }
        Kind::Submission => {
            let id = casework::SubmissionId::from_uuid(hit.id);
            let application = vault.require::<Submission>(id).await?.record.application;
            (HitKind::Submission, OwnerKind::Application, application.uuid())
        }
        Kind::Paper => {
            let id = casework::PaperId::from_uuid(hit.id);
            let (owner, id) = match vault.require::<Paper>(id).await?.record.owner {
                PaperOwner::Company(id) => (OwnerKind::Company, id.uuid()),
                PaperOwner::Person(id) => (OwnerKind::Person, id.uuid()),
                PaperOwner::Application(id) => (OwnerKind::Application, id.uuid()),
            };
            (HitKind::Paper, owner, id)
        }
        Kind::Engagement | Kind::FamilyRelation | Kind::Consent => return Ok(None),
    }))
}
