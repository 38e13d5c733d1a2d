//! Everything that belongs to one application, read from the vault in one go.

use crate::AppError;
use casework::{
    Application, ApplicationId, ApplicationPerson, Company, Engagement, FamilyRelation, LinkRole, Paper,
    Person, PersonId, RecordId, StayDocument, Submission, TravelDocument,
};
use std::cmp::Reverse;
use vault::{Stored, Vault};

/// One person with everything that goes with a person.
pub(crate) struct PersonFolder {
    pub person: Stored<Person>,
    pub travel_document: Option<TravelDocument>,
    pub stay_documents: Vec<StayDocument>,
    pub engagements: Vec<Engagement>,
    pub relation: Option<FamilyRelation>,
    pub papers: Vec<Stored<Paper>>,
}

impl PersonFolder {
    /// Reads one person.
    pub(crate) async fn load(vault: &Vault, id: PersonId) -> Result<Self, AppError> {
        let person = vault.require::<Person>(id).await?;
        let mut passports = records::<TravelDocument>(vault, id, LinkRole::Person).await?;
        // The passport in use is the one that is valid longest.
        passports.sort_by_key(|passport| passport.expires_on);
        let mut stay_documents = records::<StayDocument>(vault, id, LinkRole::Person).await?;
        stay_documents.sort_by_key(|stay| stay.valid_until);
        let mut engagements = records::<Engagement>(vault, id, LinkRole::Person).await?;
        // First the one that lasts: without an end, then the latest end.
        engagements.sort_by_key(|engagement| (engagement.until.is_some(), Reverse(engagement.until)));
        Ok(Self {
            person,
            travel_document: passports.pop(),
            stay_documents,
            engagements,
            relation: records::<FamilyRelation>(vault, id, LinkRole::Dependant).await?.pop(),
            papers: vault.linked::<Paper>(id, LinkRole::Owner).await?,
        })
    }

    /// Returns the engagement at a company.
    pub(crate) fn engagement_at(&self, company: casework::CompanyId) -> Option<&Engagement> {
        self.engagements.iter().find(|engagement| engagement.company == company)
    }
}

/// Returns the records that refer to another.
pub(crate) async fn records<R: casework::Record>(
    vault: &Vault,
    to: impl RecordId,
    role: LinkRole,
) -> Result<Vec<R>, AppError> {
    Ok(vault.linked::<R>(to, role).await?.into_iter().map(|stored| stored.record).collect())
}

/// A person's place in an application, with the person.
pub(crate) struct DossierPerson {
    pub entry: ApplicationPerson,
    pub folder: PersonFolder,
    /// Visas and permits of the principal, who may be in no application any more.
    pub principal_stay_documents: Vec<StayDocument>,
}

/// An application with its host, its persons and all papers.
pub(crate) struct Dossier {
    pub application: Stored<Application>,
    pub company: Stored<Company>,
    pub persons: Vec<DossierPerson>,
    pub company_papers: Vec<Stored<Paper>>,
    pub application_papers: Vec<Stored<Paper>>,
    pub submission: Option<Stored<Submission>>,
}

impl Dossier {
    /// Reads an application with everything that belongs to it.
    pub(crate) async fn load(vault: &Vault, id: ApplicationId) -> Result<Self, AppError> {
        let application = vault.require::<Application>(id).await?;
        let company = vault.require::<Company>(application.record.company).await?;
        let mut persons = Vec::with_capacity(application.record.persons.len());
        for entry in &application.record.persons {
            let folder = PersonFolder::load(vault, entry.person).await?;
            let principal_stay_documents = match entry.principal {
                Some(principal) => records::<StayDocument>(vault, principal, LinkRole::Person).await?,
                None => Vec::new(),
            };
            persons.push(DossierPerson { entry: *entry, folder, principal_stay_documents });
        }
        let mut submissions = vault.linked::<Submission>(id, LinkRole::Application).await?;
        submissions.sort_by(|a, b| a.record.frozen_at.cmp(&b.record.frozen_at));
        Ok(Self {
            company_papers: vault.linked::<Paper>(company.record.id, LinkRole::Owner).await?,
            application_papers: vault.linked::<Paper>(id, LinkRole::Owner).await?,
            submission: submissions.pop(),
            application,
            company,
            persons,
        })
    }

    /// Returns a person of the application.
    pub(crate) fn person(&self, id: PersonId) -> Option<&DossierPerson> {
        self.persons.iter().find(|person| person.entry.person == id)
    }
}
