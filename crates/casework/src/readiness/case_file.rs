//! The records of one application, gathered by the caller, and the question they put to the
//! rulebook.

use crate::application::Application;
use crate::company::Company;
use crate::id::PersonId;
use crate::identifiers::{Bin, BinUnit, Identifier};
use crate::paper::Paper;
use crate::person::{Engagement, EngagementKind, FamilyRelationKind, Person, TravelDocument};
use crate::stay::{StayDocument, StayDocumentKind};
use jiff::civil::Date;
use rulebook::{
    Case, CasePerson, HostKind, PersonRole, Rulebook, RulebookError, Service, ServiceId, ValidityMonths,
    VisaCategory,
};

/// An application with everything that it refers to.
#[derive(Debug, Clone)]
pub struct CaseFile<'a> {
    /// The application.
    pub application: &'a Application,
    /// Its host.
    pub company: &'a Company,
    /// Its persons, in the application's order.
    pub persons: Vec<PersonFile<'a>>,
    /// The host's papers.
    pub company_papers: Vec<&'a Paper>,
    /// Papers of this application as a whole.
    pub application_papers: Vec<&'a Paper>,
}

/// One person of an application with everything that belongs to them.
#[derive(Debug, Clone)]
pub struct PersonFile<'a> {
    /// Who.
    pub person: &'a Person,
    /// The principal whose dependant this person is in the application; none for a principal.
    pub principal: Option<PersonId>,
    /// What the dependant is to the principal.
    pub relation: Option<FamilyRelationKind>,
    /// The passport in use.
    pub travel_document: Option<&'a TravelDocument>,
    /// Visas and permits.
    pub stay_documents: Vec<&'a StayDocument>,
    /// Visas and permits of the principal, where the principal isn't in this application.
    pub principal_stay_documents: Vec<&'a StayDocument>,
    /// The engagement with the host.
    pub engagement: Option<&'a Engagement>,
    /// The person's papers.
    pub papers: Vec<&'a Paper>,
}

impl<'a> PersonFile<'a> {
    /// Returns the file of a person of whom nothing else is known.
    #[must_use]
    pub const fn new(person: &'a Person) -> Self {
        Self {
            person,
            principal: None,
            relation: None,
            travel_document: None,
            stay_documents: Vec::new(),
            principal_stay_documents: Vec::new(),
            engagement: None,
            papers: Vec::new(),
        }
    }

    /// Returns whether the person comes as somebody's dependant.
    #[must_use]
    pub const fn is_dependant(&self) -> bool {
        self.principal.is_some()
    }

    /// Returns the visa that lasts longest.
    pub(super) fn current_visa(&self) -> Option<&'a StayDocument> {
        longest(&self.stay_documents, StayDocumentKind::Visa)
    }

    fn holds(&self, kind: StayDocumentKind, on: Date) -> Option<bool> {
        // No entry at all may mean that nobody has asked yet.
        (!self.stay_documents.is_empty())
            .then(|| self.stay_documents.iter().any(|one| one.kind == kind && is_valid_on(one, on)))
    }
}

/// Returns the document of a kind that lasts longest.
pub(super) fn longest<'a>(
    documents: &[&'a StayDocument],
    kind: StayDocumentKind,
) -> Option<&'a StayDocument> {
    documents.iter().filter(|one| one.kind == kind).max_by_key(|one| one.valid_until).copied()
}

/// Without a last day a document is taken to be valid; its missing date is a finding of its own.
pub(super) fn is_valid_on(document: &StayDocument, on: Date) -> bool {
    document.valid_until.is_none_or(|until| until >= on)
}

/// Returns the question that the file puts to the rulebook.
///
/// # Errors
/// An unknown service or category, or a validity that no visa has.
pub fn case_of(file: &CaseFile<'_>, rulebook: &Rulebook, on: Date) -> Result<Case, RulebookError> {
    let service: ServiceId = file.application.service.parse()?;
    let category = category_of(&file.application.details.category)?;
    let validity = validity_of(file.application)?;
    Ok(case_with(file, rulebook.service(service), category, validity, on))
}

/// Reads a category as typed, also with Cyrillic letters that look the same; none where it is blank.
pub(super) fn category_of(typed: &str) -> Result<Option<VisaCategory>, RulebookError> {
    let letters: String = typed
        .trim()
        .to_uppercase()
        .chars()
        .filter(|one| !matches!(one, ' ' | '-'))
        .map(|one| match one {
            'А' => 'A',
            'В' => 'B',
            'С' => 'C',
            one => one,
        })
        .collect();
    if letters.is_empty() { Ok(None) } else { letters.parse().map(Some) }
}

pub(super) fn validity_of(application: &Application) -> Result<Option<ValidityMonths>, RulebookError> {
    application.details.validity_months.map(|months| ValidityMonths::new(i64::from(months))).transpose()
}

pub(super) fn case_with(
    file: &CaseFile<'_>,
    service: &Service,
    category: Option<VisaCategory>,
    validity_months: Option<ValidityMonths>,
    on: Date,
) -> Case {
    Case {
        persons: file.persons.iter().map(|person| case_person(person, service, on)).collect(),
        category,
        validity_months,
        host: host_kind(file.company),
        has_representative: file
            .company
            .signatories
            .iter()
            .any(|one| !one.power_of_attorney.trim().is_empty()),
        personal_manager: file.application.personal_manager,
        ..Case::default()
    }
}

fn case_person(file: &PersonFile<'_>, service: &Service, on: Date) -> CasePerson {
    CasePerson {
        birth_date: file.person.birth_date,
        holds_visa: file.holds(StayDocumentKind::Visa, on),
        holds_temporary_permit: file.holds(StayDocumentKind::TemporaryResidencePermit, on),
        ..CasePerson::new(file.person.id.to_string(), role_of(file, service))
    }
}

/// Returns what the person is by the records; without an engagement, whom the service is made for.
pub(super) fn role_of(file: &PersonFile<'_>, service: &Service) -> PersonRole {
    if file.is_dependant() {
        return PersonRole::Dependant;
    }
    file.engagement.map_or_else(
        || service.principal_role(),
        |engagement| match engagement.kind {
            EngagementKind::Employee => PersonRole::Employee,
            EngagementKind::CivilLawExpert => PersonRole::CivilLawExpert,
            EngagementKind::Founder => PersonRole::Founder,
            EngagementKind::BoardMember => PersonRole::BoardMember,
            EngagementKind::Investor => PersonRole::Investor,
        },
    )
}

fn host_kind(company: &Company) -> HostKind {
    match Bin::parse(&company.bin).map(|bin| bin.parts().unit) {
        Ok(BinUnit::Branch) => HostKind::Branch,
        Ok(BinUnit::RepresentativeOffice) => HostKind::RepresentativeOffice,
        _ => HostKind::HeadOffice,
    }
}
