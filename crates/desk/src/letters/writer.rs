//! The parts that letters share, read from the records of one application.
//!
//! Names go in as entered, in both scripts; neither is derived from the other.

use super::pictures::LetterPaper;
use super::plan::Plan;
use crate::convert::{filled, worded};
use crate::dossier::{Dossier, DossierPerson};
use crate::error::{AppError, ErrorCode};
use crate::overview::Overview;
use crate::view::{Firm, Text};
use casework::{Engagement, FamilyRelationKind, LetterDetails, StayDocumentKind, countries};
use jiff::civil::Date;
use paperwork::record::Lang;
use paperwork::record::{
    ContractReference, ContractTerms, Entries, LetterPerson, Letterhead, MaritalStatus, Passport, Period,
    PersonName, Picture, PreparedBy, Purpose, Relation, Sex, Sheet, Signatory, StayDocument, Transport,
    VisaPlace,
};
use paperwork::{Letter, LetterKind};
use rulebook::{Citation, Language, SourceDocument};

/// Age from which a person signs a consent alone: full legal capacity, Civil Code article 17.
const ADULT_AGE_YEARS: i16 = 18;

/// Writes the letters of one application in one language.
pub(crate) struct Writer<'a> {
    pub overview: &'a Overview<'a>,
    pub firm: &'a Firm,
    pub lang: Lang,
    /// The day that letters bear.
    pub on: Date,
    pub copies: u8,
    /// Whether the line "draft" is printed.
    pub draft_note: bool,
    /// The person's photograph, for the forms that show one.
    pub photo: Option<Picture>,
    /// The pictures of the host's letter paper.
    pub paper: &'a LetterPaper,
}

impl<'a> Writer<'a> {
    /// Returns the letter's record.
    pub(crate) fn letter(&self, plan: &Plan) -> Result<Letter, AppError> {
        let dossier = self.dossier();
        let one = || {
            let id = plan.person.or_else(|| dossier.persons.first().map(|person| person.entry.person));
            id.and_then(|id| dossier.person(id)).ok_or_else(|| AppError::new(ErrorCode::NotFound, "nobody"))
        };
        Ok(match plan.kind {
            LetterKind::Invitation => Letter::Invitation(self.invitation(plan)),
            LetterKind::Consent => Letter::Consent(self.consent(one()?)),
            LetterKind::ForeignEmployee => Letter::ForeignEmployee(self.foreign_employee(one()?)),
            LetterKind::FeeInvoice => Letter::FeeInvoice(self.fee_invoice()?),
            LetterKind::VisaRequest => Letter::VisaRequest(self.visa_request(plan)),
            LetterKind::Cancellation => Letter::Cancellation(self.cancellation(plan)),
            LetterKind::ResidenceRequest => Letter::ResidenceRequest(self.residence_request(plan)),
            LetterKind::PowerOfAttorney => Letter::PowerOfAttorney(self.power_of_attorney()),
            LetterKind::TerminationOrder => Letter::TerminationOrder(self.termination_order(one()?)),
            LetterKind::Refund => Letter::Refund(self.refund()?),
            LetterKind::Arrival => Letter::Arrival(self.arrival(plan)),
            LetterKind::StepTwo => Letter::StepTwo(self.step_two(one()?)?),
            LetterKind::Checklist => Letter::Checklist(self.checklist()),
            LetterKind::Cover => Letter::Cover(self.cover()),
            LetterKind::FeeSheet => Letter::FeeSheet(self.fee_sheet()?),
            LetterKind::PortalInvoice => Letter::PortalInvoice(self.portal_invoice()?),
            LetterKind::VisaApplication => Letter::VisaApplication(self.visa_application(one()?)),
            LetterKind::ResidencePermit => Letter::ResidencePermit(self.residence_permit(one()?)),
            LetterKind::Waiver => Letter::Waiver(self.waiver(one()?)),
        })
    }

    pub(super) const fn dossier(&self) -> &'a Dossier {
        self.overview.dossier
    }

    pub(super) const fn details(&self) -> &'a LetterDetails {
        &self.overview.dossier.application.record.letters
    }

    pub(super) const fn sheet(&self) -> Sheet {
        Sheet { lang: self.lang, draft_note: self.draft_note, copies: self.copies, made_on: self.on }
    }

    /// Returns the user's wording in the letter's language.
    pub(super) fn text(&self, text: &Text) -> Option<String> {
        filled(match self.lang {
            Lang::En => &text.en,
            Lang::Ru => &text.ru,
            Lang::Kk => &text.kk,
        })
    }

    /// Returns a text of the rulebook in the letter's language.
    pub(super) fn rule(&self, text: &rulebook::Text) -> String {
        text.get(self.language()).to_owned()
    }

    pub(super) const fn language(&self) -> Language {
        match self.lang {
            Lang::En => Language::En,
            Lang::Ru => Language::Ru,
            Lang::Kk => Language::Kk,
        }
    }

    /// Returns one of three wordings.
    pub(super) fn say(&self, en: &str, ru: &str, kk: &str) -> String {
        match self.lang {
            Lang::En => en,
            Lang::Ru => ru,
            Lang::Kk => kk,
        }
        .to_owned()
    }

    /// Returns where a rule is printed.
    pub(super) fn source(&self, citation: &Citation) -> String {
        let document = match citation.source {
            SourceDocument::Guidebook => self.say("Guidebook 2025", "Руководство 2025", "Нұсқаулық 2025"),
            SourceDocument::PortalGuide => {
                self.say("Portal guide 2025", "Руководство портала 2025", "Портал нұсқаулығы 2025")
            }
        };
        format!("{document}: {}", citation.heading)
    }

    /// Returns the letterhead of the host.
    pub(super) fn letterhead(&self) -> Letterhead {
        let company = &self.dossier().company.record;
        Letterhead {
            company_name: self.company_name(),
            bin: filled(&company.bin),
            registration_number: filled(&company.registration_number),
            registration_date: company.registered_on,
            address: worded(&company.legal_address.text, self.lang).map(|text| {
                match filled(&company.legal_address.postcode) {
                    Some(postcode) => format!("{postcode}, {text}"),
                    None => text,
                }
            }),
            phone: filled(&company.phone),
            email: filled(&company.email),
            logo: self.paper.logo.clone(),
            picture: self.paper.picture.clone(),
        }
    }

    /// Returns the name of the host in the letter's language, or as it is entered at all: a letter
    /// without its sender is none.
    pub(super) fn company_name(&self) -> String {
        let company = &self.dossier().company.record;
        worded(&company.name, self.lang).unwrap_or_else(|| company.name.any().to_owned())
    }

    /// Returns who signs for the host: whom the application names, else the head.
    pub(super) fn signatory(&self) -> Signatory {
        let company = &self.dossier().company.record;
        company.signatory(&self.details().signed_by).map_or_else(Signatory::default, |chosen| Signatory {
            name: worded(&chosen.name, self.lang),
            position: worded(&chosen.position, self.lang),
            power: filled(&chosen.power_of_attorney).map(|number| ContractReference {
                number: Some(number),
                date: chosen.power_of_attorney_date,
            }),
        })
    }

    /// Returns the head of the host, who alone can give a power of attorney.
    pub(super) fn head(&self) -> Signatory {
        let head = &self.dossier().company.record.head;
        let (name, position) = (worded(&head.name, self.lang), worded(&head.position, self.lang));
        Signatory { name, position, power: None }
    }

    /// Returns where the host signs its papers: its city, where that is one of the three whose classifier
    /// code says so.
    pub(super) fn place(&self) -> Option<String> {
        let kato = &self.dossier().company.record.legal_address.kato;
        Some(match kato.get(..2)? {
            "71" => self.say("Astana", "г. Астана", "Астана қ."),
            "75" => self.say("Almaty", "г. Алматы", "Алматы қ."),
            "79" => self.say("Shymkent", "г. Шымкент", "Шымкент қ."),
            _ => return None,
        })
    }

    /// Returns the clerk whom the addressee may call.
    pub(super) fn prepared_by(&self) -> Option<PreparedBy> {
        Some(PreparedBy { name: self.text(&self.firm.clerk_name)?, phone: filled(&self.firm.clerk_phone) })
    }

    pub(super) fn citizenship(&self, person: &DossierPerson) -> Option<String> {
        self.country(person.folder.person.record.citizenships.first()?)
    }

    pub(super) fn country(&self, code: &str) -> Option<String> {
        let name = &countries::by_alpha3(code)?.name;
        Some(self.say(name.en, name.ru, name.kk))
    }

    pub(super) fn engagement<'p>(&self, person: &'p DossierPerson) -> Option<&'p Engagement> {
        person.folder.engagement_at(self.dossier().company.record.id)
    }

    pub(super) fn position(&self, person: &DossierPerson) -> Option<String> {
        worded(&self.engagement(person)?.position, self.lang)
    }

    pub(super) fn contract(&self, person: Option<&DossierPerson>) -> ContractReference {
        let engagement = person.and_then(|person| self.engagement(person));
        engagement.map_or_else(ContractReference::default, |engagement| ContractReference {
            number: filled(&engagement.contract_number),
            date: engagement.contract_date,
        })
    }

    pub(super) fn contract_terms(&self, person: &DossierPerson) -> ContractTerms {
        self.engagement(person).map_or_else(ContractTerms::default, |engagement| ContractTerms {
            number: filled(&engagement.contract_number),
            date: engagement.contract_date,
            period: period(engagement.from, engagement.until),
            salary: None,
        })
    }

    pub(super) fn visa_place(&self) -> Option<VisaPlace> {
        let details = &self.dossier().application.record.details;
        let city = filled(&details.visa_city)?;
        Some(VisaPlace { city, country: self.country(&details.visa_country)? })
    }

    /// Returns why a person comes: one of the form's purposes, or the user's words.
    pub(super) fn purpose(&self, person: &DossierPerson) -> Option<Purpose> {
        if person.entry.principal.is_some() {
            return Some(Purpose::Family);
        }
        purpose(&self.dossier().application.record.details.purpose)
    }

    /// Returns a person as a host's letter names them.
    pub(super) fn letter_person(&self, person: &DossierPerson) -> LetterPerson {
        let record = &person.folder.person.record;
        LetterPerson {
            name: name(person),
            birth_date: record.birth_date,
            citizenship: self.citizenship(person),
            passport: passport(person),
            iin: filled(&record.iin),
            position: self.position(person),
            stay_document: stay_document(person),
            relation: relation(person),
        }
    }

    /// Returns whether the person is a child on the letter's day.
    pub(super) fn is_child(&self, person: &DossierPerson) -> bool {
        person.folder.person.record.birth_date.is_some_and(|born| age_on(born, self.on) < ADULT_AGE_YEARS)
    }
}

pub(super) fn name(person: &DossierPerson) -> PersonName {
    let record = &person.folder.person.record;
    PersonName {
        surname_latin: filled(&record.surname_latin),
        given_names_latin: filled(&record.given_names_latin),
        surname_cyrillic: filled(&record.surname_cyrillic),
        given_names_cyrillic: filled(&record.given_names_cyrillic),
        patronymic: filled(&record.patronymic_cyrillic),
    }
}

pub(super) fn passport(person: &DossierPerson) -> Passport {
    person.folder.travel_document.as_ref().map_or_else(Passport::default, |document| Passport {
        number: filled(&document.number),
        issued: document.issued_on,
        valid_until: document.expires_on,
        authority: filled(&document.authority),
    })
}

/// Returns the visa or permit that lasts longest.
pub(super) fn stay_document(person: &DossierPerson) -> Option<StayDocument> {
    let held = person.folder.stay_documents.last()?;
    Some(StayDocument {
        number: filled(&held.number),
        category: filled(&held.category).filter(|_| held.kind == StayDocumentKind::Visa),
        valid_until: held.valid_until,
    })
}

pub(super) fn period(from: Option<Date>, to: Option<Date>) -> Option<Period> {
    Some(Period { from: from?, to: to? })
}

pub(super) fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().filter_map(filled)
}

/// Returns the purpose: one of the form's own, or the user's words.
fn purpose(given: &str) -> Option<Purpose> {
    Some(match given.trim() {
        "" => return None,
        "employment" => Purpose::Employment,
        "family" => Purpose::Family,
        "negotiations" => Purpose::Negotiations,
        "conference" => Purpose::Conference,
        "installation" => Purpose::Installation,
        "consulting" => Purpose::Consulting,
        "founder" => Purpose::Founder,
        "board_member" => Purpose::BoardMember,
        "investment" => Purpose::Investment,
        "business_immigration" => Purpose::BusinessImmigration,
        other => Purpose::Other(other.to_owned()),
    })
}

/// Returns the means of transport: one of the form's own, or the user's words.
pub(super) fn transport(given: &str) -> Option<Transport> {
    Some(match given.trim() {
        "" => return None,
        "air" => Transport::Air,
        "rail" => Transport::Rail,
        "road" => Transport::Road,
        other => Transport::Other(other.to_owned()),
    })
}

/// Returns what a dependant is to the principal; none for a principal.
pub(super) fn relation(person: &DossierPerson) -> Option<Relation> {
    let kind = person.folder.relation.as_ref().filter(|_| person.entry.principal.is_some())?.kind;
    Some(match (kind, person.folder.person.record.sex) {
        (FamilyRelationKind::Spouse, Some(casework::Sex::Male)) => Relation::Husband,
        (FamilyRelationKind::Spouse, Some(casework::Sex::Female)) => Relation::Wife,
        (FamilyRelationKind::Spouse, _) => Relation::Spouse,
        (FamilyRelationKind::Child, Some(casework::Sex::Male)) => Relation::Son,
        (FamilyRelationKind::Child, Some(casework::Sex::Female)) => Relation::Daughter,
        (FamilyRelationKind::Child, _) => Relation::Child,
        (FamilyRelationKind::Parent, _) => Relation::Parent,
    })
}

pub(super) const fn sex(sex: casework::Sex) -> Sex {
    match sex {
        casework::Sex::Female => Sex::Female,
        casework::Sex::Male => Sex::Male,
        casework::Sex::Unspecified => Sex::Unspecified,
    }
}

pub(super) const fn marital_status(status: casework::MaritalStatus) -> MaritalStatus {
    match status {
        casework::MaritalStatus::Single => MaritalStatus::Single,
        casework::MaritalStatus::Married => MaritalStatus::Married,
        casework::MaritalStatus::Divorced => MaritalStatus::Divorced,
        casework::MaritalStatus::Widowed => MaritalStatus::Widowed,
    }
}

pub(super) const fn entries(entries: casework::Entries) -> Entries {
    match entries {
        casework::Entries::Single => Entries::Single,
        casework::Entries::Multiple => Entries::Multiple,
    }
}

fn age_on(born: Date, on: Date) -> i16 {
    on.year() - born.year() - i16::from((on.month(), on.day()) < (born.month(), born.day()))
}
