//! Letters of the host to the authority.

use super::plan::Plan;
use super::writer::{self, Writer, name, passport, period};
use crate::convert::{filled, worded};
use crate::dossier::DossierPerson;
use casework::readiness::ChecklistLine;
use casework::{EndingGround, EngagementKind, ReliefKind, StayDocumentKind};
use paperwork::record::{
    Addressee, CancellationGround, CancellationLetter, ContractReference, ExitVisa, Ground, InvitationLetter,
    InvitedPerson, Relief, ResidenceRequestLetter, VisaOccasion, VisaRequestLetter, WaiverApplication,
    Whereabouts,
};
use rulebook::{Expected, ServiceId};

/// Working days of an exit visa: what the service grants at most (guidebook, Cancellation 2).
const EXIT_DAYS_MAX: u8 = 15;
/// The line of the checklist that a letter of the inviting party answers.
const BUSINESS_LETTER: &str = "business_visa_letter";

impl Writer<'_> {
    /// Returns the letter of invitation.
    pub(super) fn invitation(&self, plan: &Plan) -> InvitationLetter {
        let dossier = self.dossier();
        InvitationLetter {
            sheet: self.sheet(),
            letterhead: self.letterhead(),
            out_number: filled(&dossier.application.record.letter_number),
            date: Some(self.on),
            addressee: Addressee::ExpatCentre,
            persons: plan.persons(dossier).into_iter().map(|person| self.invited(person)).collect(),
            signatory: self.signatory(),
            prepared_by: self.prepared_by(),
        }
    }

    fn invited(&self, person: &DossierPerson) -> InvitedPerson {
        let record = &person.folder.person.record;
        let company = &self.dossier().company.record;
        let details = &self.dossier().application.record.details;
        InvitedPerson {
            name: name(person),
            sex: record.sex.map(writer::sex),
            birth_date: record.birth_date,
            birth_place: filled(&record.birth_place),
            citizenship: self.citizenship(person),
            ethnicity: filled(&record.ethnicity),
            passport: passport(person),
            workplace: self.engagement(person).map(|_| self.company_name()),
            position: self.position(person),
            permanent_address: filled(&record.address_abroad),
            visa_place: self.visa_place(),
            stay: period(details.from, details.until),
            entries: details.entries.map(writer::entries),
            category: filled(&details.category),
            purpose: self.purpose(person),
            transport: writer::transport(&details.transport),
            route: details.route.split([',', ';', '\n', '–', '—']).filter_map(filled).collect(),
            stay_address: filled(&record.address_in_kazakhstan),
            kato: filled(&company.legal_address.kato),
            relation: writer::relation(person),
        }
    }

    /// Returns the letter that asks for a visa inside Kazakhstan.
    pub(super) fn visa_request(&self, plan: &Plan) -> VisaRequestLetter {
        let dossier = self.dossier();
        let application = &dossier.application.record;
        let persons = plan.persons(dossier);
        let head = persons.first().copied();
        VisaRequestLetter {
            sheet: self.sheet(),
            letterhead: self.letterhead(),
            out_number: filled(&application.letter_number),
            date: Some(self.on),
            addressee: Addressee::ExpatCentre,
            occasion: match plan.document {
                Some(BUSINESS_LETTER) => VisaOccasion::Business,
                _ => VisaOccasion::Employment,
            },
            ground: head.and_then(|head| self.ground(head)),
            category: filled(&application.details.category),
            entries: application.details.entries.map(writer::entries),
            period: period(application.details.from, application.details.until),
            purpose: head.and_then(|head| self.purpose(head)),
            stay_address: head.and_then(|head| filled(&head.folder.person.record.address_in_kazakhstan)),
            persons: persons.into_iter().map(|person| self.letter_person(person)).collect(),
            enclosures: Vec::new(),
            signatory: self.signatory(),
            prepared_by: self.prepared_by(),
        }
    }

    /// Returns the letter that asks to cancel visas, with an exit visa for those who are here.
    pub(super) fn cancellation(&self, plan: &Plan) -> CancellationLetter {
        let dossier = self.dossier();
        let details = self.details();
        let persons = plan.persons(dossier);
        let head = persons.first().copied();
        let is_here = self.overview.service.id == ServiceId::VisaCancellationInCountry;
        let days = details.exit_days.and_then(|days| u8::try_from(days).ok()).unwrap_or(EXIT_DAYS_MAX);
        CancellationLetter {
            sheet: self.sheet(),
            letterhead: self.letterhead(),
            out_number: filled(&dossier.application.record.letter_number),
            date: Some(self.on),
            addressee: Addressee::ExpatCentre,
            ground: match details.ending {
                Some(EndingGround::Other) => {
                    worded(&details.ending_words, self.lang).map(CancellationGround::Other)
                }
                _ => match head.and_then(|head| self.engagement(head)).map(|engagement| engagement.kind) {
                    Some(EngagementKind::Employee) => Some(CancellationGround::EmploymentEnded),
                    Some(EngagementKind::CivilLawExpert) => Some(CancellationGround::ServiceEnded),
                    _ => None,
                },
            },
            contract: self.contract(head),
            ended_on: details.ended_on,
            order: self.order(),
            whereabouts: if is_here {
                Some(Whereabouts::InKazakhstan)
            } else {
                details.left_on.map(Whereabouts::Left)
            },
            exit_visa: is_here.then_some(ExitVisa { business_days: Some(days) }),
            persons: persons.into_iter().map(|person| self.letter_person(person)).collect(),
            enclosures: Vec::new(),
            signatory: self.signatory(),
            prepared_by: self.prepared_by(),
        }
    }

    pub(super) fn order(&self) -> ContractReference {
        ContractReference { number: filled(&self.details().order_number), date: self.details().order_date }
    }

    /// Returns the letter that asks for a temporary residence permit, or for a longer one.
    pub(super) fn residence_request(&self, plan: &Plan) -> ResidenceRequestLetter {
        let dossier = self.dossier();
        let (application, details) = (&dossier.application.record, self.details());
        let persons = plan.persons(dossier);
        let head = persons.first().copied();
        let holds_permit = head.is_some_and(|head| {
            let mut held = head.folder.stay_documents.iter();
            held.any(|one| one.kind == StayDocumentKind::TemporaryResidencePermit)
        });
        ResidenceRequestLetter {
            sheet: self.sheet(),
            letterhead: self.letterhead(),
            out_number: filled(&application.letter_number),
            date: Some(self.on),
            addressee: Addressee::ExpatCentre,
            extension: holds_permit,
            ground: head.and_then(|head| self.ground(head)),
            period: period(application.details.from, application.details.until),
            stay_address: head.and_then(|head| filled(&head.folder.person.record.address_in_kazakhstan)),
            owner_name: worded(&details.owner_name, self.lang),
            owner_iin: filled(&details.owner_iin),
            owner_consent: ContractReference {
                number: filled(&details.owner_consent_number),
                date: details.owner_consent_date,
            },
            persons: persons.into_iter().map(|person| self.letter_person(person)).collect(),
            enclosures: Vec::new(),
            signatory: self.signatory(),
            prepared_by: self.prepared_by(),
        }
    }

    /// Returns why the host answers for a person.
    fn ground(&self, person: &DossierPerson) -> Option<Ground> {
        let contract = self.contract(Some(person));
        Some(match self.engagement(person)?.kind {
            EngagementKind::Employee => Ground::EmploymentContract(contract),
            EngagementKind::CivilLawExpert => Ground::ServiceContract(contract),
            EngagementKind::Founder => Ground::Founder,
            EngagementKind::BoardMember => Ground::BoardMember,
            EngagementKind::Investor => return None,
        })
    }

    /// Returns the application to waive or modify a qualification requirement.
    pub(super) fn waiver(&self, person: &DossierPerson) -> WaiverApplication {
        let record = &person.folder.person.record;
        let (application, details) = (&self.dossier().application.record, self.details());
        let requirement = worded(&details.requirement, self.lang);
        WaiverApplication {
            sheet: self.sheet(),
            letterhead: self.letterhead(),
            out_number: filled(&application.letter_number),
            date: Some(self.on),
            addressee: Addressee::ExpatCentre,
            relief: details.relief.map(|relief| match relief {
                ReliefKind::Waiver => Relief::Waiver,
                ReliefKind::Modification => Relief::Modification,
            }),
            name: name(person),
            birth_date: record.birth_date,
            citizenship: self.citizenship(person),
            passport: passport(person),
            position: self.position(person),
            requirement: requirement.or_else(|| filled(&application.details.purpose)),
            justification: worded(&details.justification, self.lang),
            enclosures: self.enclosures(person),
            signatory: self.signatory(),
            prepared_by: self.prepared_by(),
        }
    }

    /// Returns what else the checklist asks for about a person, as enclosures of the letter.
    fn enclosures(&self, person: &DossierPerson) -> Vec<String> {
        let is_enclosed = |line: &&ChecklistLine<'_>| {
            line.person == Some(person.entry.person)
                && line.requirement.expected == Expected::Required
                && line.requirement.document.kind.as_str() != "waiver_application_form"
        };
        let lines = self.overview.lines.iter().filter(is_enclosed);
        lines.map(|line| self.rule(&line.requirement.document.name)).collect()
    }
}
