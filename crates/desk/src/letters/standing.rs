//! Letters that need no application: a company's people as they stand in the records, laid out as an
//! application that is never stored, so that the same writer writes them.
//!
//! Invariant: nothing here asks what service a person is to get.

use super::plan::Plan;
use crate::dossier::{Dossier, DossierPerson, PersonFolder};
use crate::error::AppError;
use crate::view::LetterGroup;
use casework::{
    Application, ApplicationId, ApplicationPerson, Company, CompanyId, EngagementKind, LetterDetails,
    LinkRole, Paper, PersonId, RecordId as _, VisaDetails, WorkState,
};
use jiff::Timestamp;
use paperwork::LetterKind;
use rulebook::ServiceId;
use uuid::Uuid;
use vault::{Stored, Vault};

/// A person who works at the company, or whose principal does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Belonging {
    pub company: CompanyId,
    pub principal: Option<PersonId>,
}

impl Belonging {
    /// Returns where a person belongs: to where they work, else to where their principal does.
    pub(super) async fn load(vault: &Vault, id: PersonId) -> Result<Option<Self>, AppError> {
        let folder = PersonFolder::load(vault, id).await?;
        if let Some(engagement) = folder.engagements.first() {
            return Ok(Some(Self { company: engagement.company, principal: None }));
        }
        let Some(relation) = folder.relation else { return Ok(None) };
        let principal = PersonFolder::load(vault, relation.principal).await?;
        let company = principal.engagements.first().map(|engagement| engagement.company);
        Ok(company.map(|company| Self { company, principal: Some(relation.principal) }))
    }
}

/// Lays out a company and its people as an application that isn't stored. A dependant brings the
/// principal along, who signs for a child.
pub(super) async fn dossier(
    vault: &Vault,
    company: CompanyId,
    people: &[(PersonId, Option<PersonId>)],
) -> Result<Dossier, AppError> {
    let mut entries: Vec<ApplicationPerson> = Vec::new();
    let principals = people.iter().filter_map(|(_, principal)| *principal).map(|one| (one, None));
    for (person, principal) in people.iter().copied().chain(principals) {
        if !entries.iter().any(|entry| entry.person == person) {
            entries.push(ApplicationPerson { person, principal });
        }
    }
    let mut persons = Vec::with_capacity(entries.len());
    for entry in &entries {
        let folder = PersonFolder::load(vault, entry.person).await?;
        persons.push(DossierPerson { entry: *entry, folder, principal_stay_documents: Vec::new() });
    }
    let application = Application {
        id: ApplicationId::from_uuid(Uuid::nil()),
        number: String::new(),
        // The rules are asked for some service; none of these letters says what they answer.
        service: ServiceId::EmploymentInvitation.to_string(),
        company,
        persons: entries,
        details: VisaDetails::default(),
        personal_manager: false,
        filing_on: None,
        letter_number: String::new(),
        letters: LetterDetails::default(),
        work: WorkState::Preparing,
        note: String::new(),
    };
    let never = Timestamp::UNIX_EPOCH;
    Ok(Dossier {
        application: Stored {
            record: application,
            version: 0,
            created_at: never,
            changed_at: never,
            deleted_at: None,
        },
        company: vault.require::<Company>(company).await?,
        persons,
        company_papers: vault.linked::<Paper>(company, LinkRole::Owner).await?,
        application_papers: Vec::new(),
        submission: None,
    })
}

/// Returns whether the application is one of these, and in no vault.
pub(super) fn is_standing(dossier: &Dossier) -> bool {
    dossier.application.record.id.uuid().is_nil()
}

/// Returns the letters that need no application.
pub(super) fn plans(dossier: &Dossier) -> Vec<Plan> {
    let company = dossier.company.record.id;
    let sheet = |kind, person| Plan::sheet(kind, person, LetterGroup::Law);
    let mut plans = vec![sheet(LetterKind::PowerOfAttorney, None)];
    for person in &dossier.persons {
        let engagement = person.folder.engagement_at(company);
        let is_employee = engagement.is_some_and(|engagement| engagement.kind == EngagementKind::Employee);
        let id = Some(person.entry.person);
        let of_employee = [LetterKind::ForeignEmployee, LetterKind::TerminationOrder];
        plans.extend(of_employee.into_iter().filter(|_| is_employee).map(|kind| sheet(kind, id)));
        plans.extend([LetterKind::Consent, LetterKind::Arrival].map(|kind| sheet(kind, id)));
    }
    plans
}
