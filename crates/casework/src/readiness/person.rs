//! What is wrong with a person's own data, the engagement and the family tie.

use super::case_file::{PersonFile, role_of};
use super::code::FindingCode;
use super::finding::{Finding, Subject};
use super::host::{is_incomplete, reasons};
use super::review::Review;
use crate::countries;
use crate::identifiers::{Identifier, Iin, Problem};
use crate::person::Engagement;
use rulebook::{PersonRole, ServiceId, VisaCategory};

const KAZAKHSTAN: &str = "KAZ";

impl Review<'_, '_> {
    pub(super) fn check_person(&mut self, file: &PersonFile<'_>) {
        self.check_names(file);
        self.check_birth(file);
        self.check_citizenship(file);
        self.check_iin(file);
        let (person, subject) = (file.person, Subject::Person(file.person.id));
        if !file.is_dependant() && person.phone.trim().is_empty() && person.email.trim().is_empty() {
            self.push(Finding::warns(FindingCode::ContactsMissing, subject, "person.phone"));
        }
        if self.is_invitation() && person.address_abroad.trim().is_empty() {
            self.push(Finding::warns(FindingCode::AddressAbroadMissing, subject, "person.address_abroad"));
        }
        self.check_role(file);
        match file.engagement {
            _ if file.is_dependant() => self.check_relation(file),
            Some(engagement) => self.check_engagement(engagement, subject),
            None if self.needs_engagement() => {
                self.push(Finding::blocks(FindingCode::EngagementMissing, subject, "engagement"));
            }
            None => {}
        }
    }

    fn check_names(&mut self, file: &PersonFile<'_>) {
        let (person, subject) = (file.person, Subject::Person(file.person.id));
        let blank = |text: &str| text.trim().is_empty();
        if blank(&person.surname_latin) && blank(&person.given_names_latin) {
            self.push(Finding::blocks(FindingCode::NamesMissing, subject, "person.surname_latin"));
        } else if !person.names_confirmed {
            self.push(Finding::blocks(FindingCode::NamesNotConfirmed, subject, "person.names_confirmed"));
        }
        if blank(&person.surname_cyrillic) && blank(&person.given_names_cyrillic) {
            self.push(Finding::warns(FindingCode::CyrillicNamesMissing, subject, "person.surname_cyrillic"));
        }
    }

    fn check_birth(&mut self, file: &PersonFile<'_>) {
        let (person, subject) = (file.person, Subject::Person(file.person.id));
        match person.birth_date {
            None => self.push(Finding::blocks(FindingCode::BirthDateMissing, subject, "person.birth_date")),
            Some(born) if born > self.today => {
                let draft = Finding::blocks(FindingCode::BirthDateInFuture, subject, "person.birth_date");
                self.push(draft.date("born", born));
            }
            Some(_) => {}
        }
        if person.birth_place.trim().is_empty() {
            self.push(Finding::warns(FindingCode::BirthPlaceMissing, subject, "person.birth_place"));
        }
        if person.sex.is_none() {
            self.push(Finding::blocks(FindingCode::SexMissing, subject, "person.sex"));
        }
    }

    fn check_citizenship(&mut self, file: &PersonFile<'_>) {
        let (subject, field) = (Subject::Person(file.person.id), "person.citizenships");
        if file.person.citizenships.is_empty() {
            self.push(Finding::blocks(FindingCode::CitizenshipMissing, subject, field));
        }
        for code in &file.person.citizenships {
            if countries::by_passport_code(code).is_none() {
                let draft = Finding::blocks(FindingCode::CitizenshipUnknown, subject, field);
                self.push(draft.code("country", code.trim()));
            } else if code == KAZAKHSTAN {
                self.push(Finding::blocks(FindingCode::CitizenOfKazakhstan, subject, field));
            }
        }
    }

    fn check_iin(&mut self, file: &PersonFile<'_>) {
        let (person, subject, field) = (file.person, Subject::Person(file.person.id), "person.iin");
        match Iin::parse(&person.iin) {
            Ok(iin) => {
                let mut warnings = iin.warnings();
                warnings.extend(iin.disagreements(person.birth_date, person.sex));
                if !warnings.is_empty() {
                    let draft = Finding::warns(FindingCode::IinUnusual, subject, field);
                    self.push(draft.words("reason", reasons(&warnings)));
                }
            }
            Err(problems) if problems.contains(&Problem::Empty) => {
                if self.service.id == ServiceId::TemporaryResidencePermit {
                    let draft = Finding::blocks(FindingCode::IinMissing, subject, field);
                    self.push(draft.cite(&self.service.citation));
                }
            }
            Err(problems) => {
                let draft = Finding::blocks(FindingCode::IinWrong, subject, field);
                self.push(draft.words("reason", reasons(&problems)));
            }
        }
    }

    fn check_role(&mut self, file: &PersonFile<'_>) {
        let (role, subject) = (role_of(file, self.service), Subject::Person(file.person.id));
        if !self.service.for_whom.contains(&role) {
            let draft = if role == PersonRole::Dependant {
                Finding::warns(FindingCode::DependantNotForService, subject, "application.persons")
            } else {
                Finding::warns(FindingCode::RoleNotForService, subject, "engagement.kind")
            };
            self.push(draft.cite(&self.service.purpose.citation));
        } else if let Some(category) = self.case.category
            && !category_fits(self.service.id, category, role)
        {
            let draft = Finding::warns(FindingCode::RoleNotForCategory, subject, "engagement.kind");
            self.push(draft.code("category", category.as_str()).cite(&self.service.purpose.citation));
        }
    }

    fn needs_engagement(&self) -> bool {
        !self.cancels_visa()
            && matches!(
                self.service.principal_role(),
                PersonRole::Employee
                    | PersonRole::CivilLawExpert
                    | PersonRole::Founder
                    | PersonRole::BoardMember
            )
    }

    fn check_engagement(&mut self, engagement: &Engagement, subject: Subject) {
        if engagement.company != self.file.company.id {
            self.push(Finding::blocks(FindingCode::EngagementElsewhere, subject, "engagement.company"));
        }
        if is_incomplete(&engagement.position) {
            self.push(Finding::warns(FindingCode::JobTitleIncomplete, subject, "engagement.position"));
        }
        if let (Some(from), Some(until)) = (engagement.from, engagement.until)
            && until < from
        {
            let draft = Finding::blocks(FindingCode::EngagementReversed, subject, "engagement.until");
            self.push(draft.date("from", from).date("until", until));
        }
        if let (Some(ends), Some(until)) = (engagement.until, self.file.application.details.until)
            && ends < until
            && self.issues_visa()
        {
            let draft = Finding::warns(FindingCode::EngagementEndsBeforeVisa, subject, "engagement.until");
            self.push(draft.date("ends", ends).date("until", until));
        }
        if self.service.id == ServiceId::WaiverModification && engagement.controlled_function {
            let field = "engagement.controlled_function";
            let draft = Finding::blocks(FindingCode::ControlledFunction, subject, field);
            self.push(draft.cite(&self.service.purpose.citation));
        }
    }

    fn check_relation(&mut self, file: &PersonFile<'_>) {
        let subject = Subject::Person(file.person.id);
        if file.relation.is_none() {
            self.push(Finding::blocks(FindingCode::RelationMissing, subject, "relation"));
        }
        let principal = file.principal.and_then(|id| self.person_file(id));
        if principal.is_some_and(PersonFile::is_dependant) {
            self.push(Finding::blocks(FindingCode::PrincipalIsDependant, subject, "relation"));
        }
    }
}

/// By the guidebook's list, category B2 rests on an expert agreement or service contract, B3 on
/// being a founder or a member of the board.
fn category_fits(service: ServiceId, category: VisaCategory, role: PersonRole) -> bool {
    let long_business = matches!(
        service,
        ServiceId::LongBusinessInvitation
            | ServiceId::LongBusinessInCountry
            | ServiceId::LongBusinessExtension
    );
    match category {
        _ if !long_business || role == PersonRole::Dependant => true,
        VisaCategory::B2 => !matches!(role, PersonRole::Founder | PersonRole::BoardMember),
        VisaCategory::B3 => matches!(role, PersonRole::Founder | PersonRole::BoardMember),
        _ => true,
    }
}
