//! The one box that finds anything.

use crate::AppError;
use crate::companies::count;
use crate::dossier::PersonFolder;
use crate::session::Desk;
use crate::view::{HitKind, HitView, OwnerKind};
use casework::{Kind, Paper, PaperOwner, RecordId, StayDocument, Submission, TravelDocument};
use uuid::Uuid;
use vault::{Hit, Vault};

/// Hits that one look takes in.
const HITS_MAX: u32 = 30;

impl Desk {
    /// Finds records by words, prefixes and numbers.
    pub async fn search(&self, query: String) -> Result<Vec<HitView>, AppError> {
        let vault = self.vault().await?;
        let mut found = Vec::new();
        for hit in vault.search(&query, HITS_MAX).await? {
            let Some((kind, target_kind, target)) = target(&vault, &hit).await? else { continue };
            let detail = match hit.kind {
                Kind::Person => {
                    let folder = PersonFolder::load(&vault, casework::PersonId::from_uuid(hit.id)).await?;
                    crate::people::row(&vault, &folder).await?.company
                }
                _ => hit.subtitle,
            };
            found.push(HitView {
                kind,
                id: hit.id.to_string(),
                title: hit.title,
                detail,
                target_kind,
                target: target.to_string(),
            });
        }
        debug_assert!(count(found.len()) <= HITS_MAX, "the vault bounds its hits");
        Ok(found)
    }
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
