//! From the vault's records to the records that letters are typeset from.
//!
//! Copies and never words: what the user didn't enter in the letter's language stays a blank for
//! the pen. Names go in as entered, in both scripts; neither is derived from the other.

use crate::convert::{filled, worded};
use crate::dossier::{Dossier, DossierPerson};
use casework::{FamilyRelationKind, VisaDetails, countries};
use jiff::civil::Date;
use paperwork::record::{
    Addressee, Consent, ConsentForm, ContractTerms, CrossBorder, Dependant, Education, Entries, Experience,
    ForeignEmployeeForm, InvitationLetter, InvitedPerson, Lang, Letterhead, MaritalStatus, Operator,
    Passport, Period, PersonName, Purpose, Recipient, Relation, Representative, Sex, Sheet, Signatory,
    Transport, VisaPlace,
};

/// Age from which a person signs a consent alone: full legal capacity, Civil Code article 17.
const ADULT_AGE_YEARS: i16 = 18;

/// How a letter is made.
#[derive(Clone, Copy)]
pub(crate) struct Making {
    pub lang: Lang,
    pub on: Date,
    pub copies: u8,
}

impl Making {
    /// Returns the sheet; letters are drafts until the firm has compared them with the official ones.
    pub(crate) const fn sheet(self) -> Sheet {
        Sheet { lang: self.lang, draft_note: true, copies: self.copies, made_on: self.on }
    }
}

/// Returns the letter of invitation for all persons of an application.
pub(crate) fn invitation(dossier: &Dossier, making: Making) -> InvitationLetter {
    let application = &dossier.application.record;
    InvitationLetter {
        sheet: making.sheet(),
        letterhead: letterhead(dossier, making.lang),
        out_number: filled(&application.letter_number),
        date: Some(making.on),
        addressee: Addressee::ExpatCentre,
        persons: dossier.persons.iter().map(|person| invited(dossier, person, making.lang)).collect(),
        signatory: signatory(dossier, making.lang),
        prepared_by: None,
    }
}

/// Returns the consent of a person, signed by the principal for a child.
pub(crate) fn consent(dossier: &Dossier, person: &DossierPerson, making: Making) -> ConsentForm {
    let record = &person.folder.person.record;
    let is_child = record.birth_date.is_some_and(|born| age_on(born, making.on) < ADULT_AGE_YEARS);
    let guardian = person.entry.principal.filter(|_| is_child).and_then(|id| dossier.person(id));
    let visa_country = country(&dossier.application.record.details.visa_country, making.lang);
    ConsentForm {
        sheet: making.sheet(),
        operator: Operator {
            name: company_name(dossier, making.lang),
            bin: filled(&dossier.company.record.bin),
            address: worded(&dossier.company.record.legal_address.text, making.lang),
        },
        subject_name: name(person),
        birth_date: record.birth_date,
        citizenship: citizenship(person, making.lang),
        passport: passport(person),
        iin: filled(&record.iin),
        address: filled(&record.address_in_kazakhstan).or_else(|| filled(&record.address_abroad)),
        representative: guardian.map(|guardian| Representative {
            name: name(guardian),
            passport: passport(guardian),
            iin: filled(&guardian.folder.person.record.iin),
            address: filled(&guardian.folder.person.record.address_abroad),
            ground: None,
        }),
        consent: Consent {
            valid_from: None,
            valid_until: None,
            recipients: vec![Recipient::ExpatCentre, Recipient::MigrationService, Recipient::ForeignMinistry],
            cross_border: CrossBorder::Missions(visa_country.into_iter().collect()),
            publication: false,
            data: Vec::new(),
            other: None,
        },
        place: None,
        date: None,
    }
}

/// Returns the foreign employee's form.
pub(crate) fn foreign_employee(
    dossier: &Dossier,
    person: &DossierPerson,
    making: Making,
) -> ForeignEmployeeForm {
    let record = &person.folder.person.record;
    let company = &dossier.company.record;
    let engagement = person.folder.engagement_at(company.id);
    let details = &dossier.application.record.details;
    ForeignEmployeeForm {
        sheet: making.sheet(),
        company_name: company_name(dossier, making.lang),
        bin: filled(&company.bin),
        aifc_number: filled(&company.participant_number),
        name: name(person),
        sex: record.sex.map(sex),
        birth_date: record.birth_date,
        birth_place: filled(&record.birth_place),
        citizenship: citizenship(person, making.lang),
        passport: passport(person),
        iin: filled(&record.iin),
        marital_status: record.marital_status.map(marital_status),
        address_abroad: filled(&record.address_abroad),
        address_kazakhstan: filled(&record.address_in_kazakhstan),
        phone: filled(&record.phone),
        email: filled(&record.email),
        position: engagement.and_then(|engagement| worded(&engagement.position, making.lang)),
        department: engagement.and_then(|engagement| filled(&engagement.department)),
        duties: None,
        contract: engagement.map_or_else(ContractTerms::default, |engagement| ContractTerms {
            number: filled(&engagement.contract_number),
            date: engagement.contract_date,
            period: period(engagement.from, engagement.until),
            salary: None,
        }),
        education: lines(&record.education)
            .map(|line| Education { institution: Some(line), ..Education::default() })
            .collect(),
        experience: lines(&record.experience)
            .map(|line| Experience { employer: Some(line), ..Experience::default() })
            .collect(),
        languages: record.languages.split([',', '\n']).filter_map(filled).collect(),
        dependants: dossier
            .persons
            .iter()
            .filter(|other| other.entry.principal == Some(person.entry.person))
            .map(|dependant| Dependant {
                name: name(dependant),
                relation: relation(dependant),
                birth_date: dependant.folder.person.record.birth_date,
                citizenship: citizenship(dependant, making.lang),
                passport_number: passport(dependant).number,
            })
            .collect(),
        visa_category: filled(&details.category),
        visa_period: period(details.from, details.until),
        entries: details.entries.map(entries),
        date: None,
        signatory: signatory(dossier, making.lang),
    }
}

fn invited(dossier: &Dossier, person: &DossierPerson, lang: Lang) -> InvitedPerson {
    let record = &person.folder.person.record;
    let company = &dossier.company.record;
    let details = &dossier.application.record.details;
    let engagement = person.folder.engagement_at(company.id);
    InvitedPerson {
        name: name(person),
        sex: record.sex.map(sex),
        birth_date: record.birth_date,
        birth_place: filled(&record.birth_place),
        citizenship: citizenship(person, lang),
        ethnicity: filled(&record.ethnicity),
        passport: passport(person),
        workplace: engagement.map(|_| company_name(dossier, lang)),
        position: engagement.and_then(|engagement| worded(&engagement.position, lang)),
        permanent_address: filled(&record.address_abroad),
        visa_place: visa_place(details, lang),
        stay: period(details.from, details.until),
        entries: details.entries.map(entries),
        category: filled(&details.category),
        purpose: if person.entry.principal.is_some() {
            Some(Purpose::Family)
        } else {
            purpose(&details.purpose)
        },
        transport: transport(&details.transport),
        route: details.route.split([',', ';', '\n', '–', '—']).filter_map(filled).collect(),
        stay_address: filled(&record.address_in_kazakhstan),
        kato: filled(&company.legal_address.kato),
        relation: relation(person),
    }
}

/// Returns the letterhead of the host.
pub(crate) fn letterhead(dossier: &Dossier, lang: Lang) -> Letterhead {
    let company = &dossier.company.record;
    Letterhead {
        company_name: company_name(dossier, lang),
        bin: filled(&company.bin),
        registration_number: filled(&company.registration_number),
        registration_date: company.registered_on,
        address: worded(&company.legal_address.text, lang).map(|text| {
            match filled(&company.legal_address.postcode) {
                Some(postcode) => format!("{postcode}, {text}"),
                None => text,
            }
        }),
        phone: filled(&company.phone),
        email: filled(&company.email),
    }
}

/// Returns the name of the host in the letter's language, or as it is entered at all: a letter
/// without its sender is none.
pub(crate) fn company_name(dossier: &Dossier, lang: Lang) -> String {
    let company = &dossier.company.record;
    worded(&company.name, lang).unwrap_or_else(|| company.name.any().to_owned())
}

/// Returns who signs for the host.
pub(crate) fn signatory(dossier: &Dossier, lang: Lang) -> Signatory {
    let head = &dossier.company.record.head;
    Signatory { name: worded(&head.name, lang), position: worded(&head.position, lang) }
}

fn name(person: &DossierPerson) -> PersonName {
    let record = &person.folder.person.record;
    PersonName {
        surname_latin: filled(&record.surname_latin),
        given_names_latin: filled(&record.given_names_latin),
        surname_cyrillic: filled(&record.surname_cyrillic),
        given_names_cyrillic: filled(&record.given_names_cyrillic),
        patronymic: filled(&record.patronymic_cyrillic),
    }
}

fn passport(person: &DossierPerson) -> Passport {
    person.folder.travel_document.as_ref().map_or_else(Passport::default, |document| Passport {
        number: filled(&document.number),
        issued: document.issued_on,
        valid_until: document.expires_on,
        authority: filled(&document.authority),
    })
}

fn citizenship(person: &DossierPerson, lang: Lang) -> Option<String> {
    country(person.folder.person.record.citizenships.first()?, lang)
}

fn country(code: &str, lang: Lang) -> Option<String> {
    let name = &countries::by_alpha3(code)?.name;
    Some(
        match lang {
            Lang::En => name.en,
            Lang::Ru => name.ru,
            Lang::Kk => name.kk,
        }
        .to_owned(),
    )
}

fn visa_place(details: &VisaDetails, lang: Lang) -> Option<VisaPlace> {
    let city = filled(&details.visa_city)?;
    Some(VisaPlace { city, country: country(&details.visa_country, lang)? })
}

fn period(from: Option<Date>, to: Option<Date>) -> Option<Period> {
    Some(Period { from: from?, to: to? })
}

fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
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
fn transport(given: &str) -> Option<Transport> {
    Some(match given.trim() {
        "" => return None,
        "air" => Transport::Air,
        "rail" => Transport::Rail,
        "road" => Transport::Road,
        other => Transport::Other(other.to_owned()),
    })
}

fn relation(person: &DossierPerson) -> Option<Relation> {
    let kind = person.folder.relation.as_ref()?.kind;
    Some(match (kind, person.folder.person.record.sex) {
        (FamilyRelationKind::Spouse, _) => Relation::Spouse,
        (FamilyRelationKind::Child, Some(casework::Sex::Male)) => Relation::Son,
        (FamilyRelationKind::Child, Some(casework::Sex::Female)) => Relation::Daughter,
        (FamilyRelationKind::Child, _) => Relation::Child,
        (FamilyRelationKind::Parent, _) => Relation::Parent,
    })
}

const fn sex(sex: casework::Sex) -> Sex {
    match sex {
        casework::Sex::Female => Sex::Female,
        casework::Sex::Male => Sex::Male,
        casework::Sex::Unspecified => Sex::Unspecified,
    }
}

const fn marital_status(status: casework::MaritalStatus) -> MaritalStatus {
    match status {
        casework::MaritalStatus::Single => MaritalStatus::Single,
        casework::MaritalStatus::Married => MaritalStatus::Married,
        casework::MaritalStatus::Divorced => MaritalStatus::Divorced,
        casework::MaritalStatus::Widowed => MaritalStatus::Widowed,
    }
}

const fn entries(entries: casework::Entries) -> Entries {
    match entries {
        casework::Entries::Single => Entries::Single,
        casework::Entries::Multiple => Entries::Multiple,
    }
}

fn age_on(born: Date, on: Date) -> i16 {
    on.year() - born.year() - i16::from((on.month(), on.day()) < (born.month(), born.day()))
}
