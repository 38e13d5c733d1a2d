//! The one box that finds anything.

use crate::AppError;
use crate::companies::count;
use crate::dossier::PersonFolder;
use crate::session::Desk;
use crate::view::HitView;
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
            let (target_kind, target) = target(&vault, &hit).await?;
            let detail = match hit.kind {
                Kind::Person => {
                    let folder = PersonFolder::load(&vault, casework::PersonId::from_uuid(hit.id)).await?;
                    crate::people::row(&vault, &folder).await?.company
                }
                _ => hit.subtitle,
            };
            found.push(HitView {
                kind: hit.kind.as_str().to_owned(),
                id: hit.id.to_string(),
                title: hit.title,
                detail,
                target_kind: target_kind.as_str().to_owned(),
                target: target.to_string(),
            });
        }
        debug_assert!(count(found.len()) <= HITS_MAX, "the vault bounds its hits");
        Ok(found)
    }
}

/// Returns the record whose screen shows the hit.
async fn target(vault: &Vault, hit: &Hit) -> Result<(Kind, Uuid), AppError> {
    let own = (hit.kind, hit.id);
    Ok(match hit.kind {
        Kind::TravelDocument => {
            let id = casework::TravelDocumentId::from_uuid(hit.id);
            (Kind::Person, vault.require::<TravelDocument>(id).await?.record.person.uuid())
        }
        Kind::StayDocument => {
            let id = casework::StayDocumentId::from_uuid(hit.id);
            (Kind::Person, vault.require::<StayDocument>(id).await?.record.person.uuid())
        }
        Kind::Submission => {
            let id = casework::SubmissionId::from_uuid(hit.id);
            (Kind::Application, vault.require::<Submission>(id).await?.record.application.uuid())
        }
        Kind::Paper => match vault.require::<Paper>(casework::PaperId::from_uuid(hit.id)).await?.record.owner
        {
            PaperOwner::Company(id) => (Kind::Company, id.uuid()),
            PaperOwner::Person(id) => (Kind::Person, id.uuid()),
            PaperOwner::Application(id) => (Kind::Application, id.uuid()),
        },
        Kind::Company | Kind::Person | Kind::Application | Kind::Engagement | Kind::FamilyRelation => own,
    })
}
