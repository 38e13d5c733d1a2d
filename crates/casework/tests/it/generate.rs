//! Applications in which nothing is wrong, made from the rulebook's own lists and a seed.

use crate::folder::{Folder, Ids, PersonRecords};
use casework::identifiers::{Bin, Identifier, Iin};
use casework::readiness::case_of;
use casework::{
    Address, Application, Company, Engagement, EngagementKind, Entries, FamilyRelationKind, FileRef, Paper,
    PaperForm, PaperOwner, Person, PersonId, Sex, Signatory, StayDocument, StayDocumentKind, TravelDocument,
    VisaDetails, Wording, WorkState,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rulebook::{
    Document, FormAlternative, FormExtra, PersonPlace, PersonRole, Rulebook, Service, ServiceId,
    ValidityRule, VisaCategory,
};

/// The day of the question: a Monday.
pub const TODAY: Date = date(2026, 3, 2);

/// A small deterministic source of choices (SplitMix64).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.roll() % count as u64).unwrap()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub fn coin(&mut self) -> bool {
        self.roll().is_multiple_of(2)
    }
}

pub fn rulebook() -> &'static Rulebook {
    Rulebook::embedded().unwrap()
}

/// Returns a clean application for a service.
pub fn clean(id: ServiceId, seed: u64) -> Folder {
    let mut maker = Maker {
        dice: Dice::seeded(seed),
        ids: Ids::starting_at(u128::from(seed) << 64),
        service: rulebook().service(id),
    };
    maker.folder()
}

struct Maker {
    dice: Dice,
    ids: Ids,
    service: &'static Service,
}

impl Maker {
    fn folder(&mut self) -> Folder {
        let company = self.company();
        let (details, filing_on) = self.details();
        let mut application = Application {
            id: self.ids.next(),
            number: "AP-2026-001".into(),
            service: self.service.id.to_string(),
            company: company.id,
            persons: Vec::new(),
            details,
            personal_manager: false,
            filing_on,
            letter_number: "17".into(),
            letters: casework::LetterDetails::default(),
            work: WorkState::Preparing,
            note: String::new(),
        };
        let persons = self.persons(&company, &application);
        application.persons = persons
            .iter()
            .map(|one| casework::ApplicationPerson { person: one.person.id, principal: one.principal })
            .collect();
        let mut folder = Folder {
            application,
            company,
            persons,
            company_papers: Vec::new(),
            application_papers: Vec::new(),
        };
        self.attach_papers(&mut folder);
        folder
    }

    fn company(&mut self) -> Company {
        // Fifth digit: resident; sixth: head office or branch.
        let unit = self.dice.below(2);
        let serial = self.dice.below(90_000) + 10_000;
        Company {
            name: wording("Steppe Lark Ltd."),
            bin: completed::<Bin>(&format!("21034{unit}{serial}")),
            legal_address: Address { text: wording("1 Sample Street, Astana"), ..Address::default() },
            phone: "+7 7172 000000".into(),
            email: "office@steppe-lark.example".into(),
            head: Signatory {
                name: wording("Sample Head"),
                position: wording("Director"),
                ..Signatory::default()
            },
            ..Company::new(self.ids.next())
        }
    }

    fn details(&mut self) -> (VisaDetails, Option<Date>) {
        let service = self.service;
        let months = match service.entries {
            Some(rulebook::Entries::Single) => 3,
            _ => *self.dice.pick(&[6, 12, 24, 36, 60]),
        };
        let entries = match service.entries {
            Some(rulebook::Entries::Single) => Entries::Single,
            _ => Entries::Multiple,
        };
        // An extension is filed in its window; the expiry is that of `stay_documents`.
        let filing = if service.id.is_extension() {
            rulebook().filing_window(EXTENDED_VISA_UNTIL).unwrap().earliest
        } else {
            *self.dice.pick(&[TODAY, date(2026, 3, 11), date(2026, 6, 15)])
        };
        let from = filing.checked_add(70.days()).unwrap();
        let until = from.checked_add(i64::from(months).months()).unwrap().yesterday().unwrap();
        let is_cancellation =
            matches!(service.id, ServiceId::VisaCancellationLeft | ServiceId::VisaCancellationInCountry);
        let details = if is_cancellation {
            VisaDetails::default()
        } else {
            VisaDetails {
                category: match service.categories.as_slice() {
                    [] => String::new(),
                    offered => self.dice.pick(offered).to_string(),
                },
                validity_months: Some(months),
                entries: Some(entries),
                from: Some(from),
                until: Some(until),
                visa_country: "TUR".into(),
                visa_city: "Ankara".into(),
                purpose: "Work by contract".into(),
                transport: "By air".into(),
                route: "Astana".into(),
            }
        };
        (details, (filing != TODAY).then_some(filing))
    }

    fn persons(&mut self, company: &Company, application: &Application) -> Vec<PersonRecords> {
        let mut principal = self.person();
        principal.engagement = self.engagement(company, application, principal.person.id);
        let takes_family = self.service.for_whom.contains(&PersonRole::Dependant);
        let mut persons = vec![principal];
        if takes_family && self.dice.coin() {
            let mut spouse = self.person();
            spouse.principal = Some(persons[0].person.id);
            spouse.relation = Some(FamilyRelationKind::Spouse);
            persons.push(spouse);
        }
        for records in &mut persons {
            let filing = application.filing_on.unwrap_or(TODAY);
            records.travel_document = Some(self.passport(records.person.id, application, filing));
            records.stay_documents = self.stay_documents(records.person.id, company);
        }
        persons
    }

    fn person(&mut self) -> PersonRecords {
        let born =
            date(1970, 1, 1).checked_add(i64::try_from(self.dice.below(9_000)).unwrap().days()).unwrap();
        let sex = if self.dice.coin() { Sex::Male } else { Sex::Female };
        let eligible = ["UZB", "RUS", "TJK"];
        let anybody = ["TUR", "DEU", "IND", "GBR", "KOR"];
        let citizenship = if self.service.id == ServiceId::TemporaryResidencePermit {
            *self.dice.pick(&eligible)
        } else {
            *self.dice.pick(&anybody)
        };
        let serial = self.dice.below(8_000) + 1_000;
        let century_and_sex = if sex == Sex::Male { 3 } else { 4 };
        let id: PersonId = self.ids.next();
        PersonRecords::new(Person {
            surname_latin: "Sample".into(),
            given_names_latin: format!("Person{serial}"),
            surname_cyrillic: "Сэмпл".into(),
            given_names_cyrillic: "Пёрсон".into(),
            names_confirmed: true,
            sex: Some(sex),
            birth_date: Some(born),
            birth_place: "Sampletown".into(),
            citizenships: vec![citizenship.into()],
            iin: completed::<Iin>(&format!("{}{century_and_sex}{serial}", born.strftime("%y%m%d"))),
            phone: "+90 555 0000000".into(),
            email: "sample@steppe-lark.example".into(),
            address_abroad: "1 Sample Road".into(),
            ..Person::new(id)
        })
    }

    fn engagement(
        &mut self,
        company: &Company,
        application: &Application,
        person: PersonId,
    ) -> Option<Engagement> {
        let kind = match self.service.principal_role() {
            PersonRole::Employee => EngagementKind::Employee,
            PersonRole::CivilLawExpert if application.details.category == "B3" => {
                *self.dice.pick(&[EngagementKind::Founder, EngagementKind::BoardMember])
            }
            PersonRole::CivilLawExpert => EngagementKind::CivilLawExpert,
            PersonRole::Investor => EngagementKind::Investor,
            _ => return None,
        };
        let from = application.details.from.unwrap_or(TODAY);
        Some(Engagement {
            id: self.ids.next(),
            person,
            company: company.id,
            kind,
            position: wording("Analyst"),
            department: String::new(),
            contract_number: "5".into(),
            contract_date: Some(TODAY),
            from: Some(from),
            until: Some(from.checked_add(10.years()).unwrap()),
            controlled_function: false,
        })
    }

    fn passport(&mut self, person: PersonId, application: &Application, filing: Date) -> TravelDocument {
        let last_needed = application.details.until.unwrap_or(filing).checked_add(3.months()).unwrap();
        let slack = i64::try_from(self.dice.below(400)).unwrap() + 181;
        TravelDocument {
            id: self.ids.next(),
            person,
            number: format!("S{:08}", self.dice.below(100_000_000)),
            issuing_country: "TUR".into(),
            issued_on: Some(date(2024, 5, 6)),
            expires_on: Some(last_needed.checked_add(slack.days()).unwrap()),
            authority: "Sample Authority".into(),
            blank_pages: Some(10),
        }
    }

    fn stay_documents(&mut self, person: PersonId, company: &Company) -> Vec<StayDocument> {
        let (category, until) = match self.service.id {
            ServiceId::EmploymentExtension => ("C3", EXTENDED_VISA_UNTIL),
            ServiceId::InvestorExtension => ("A5", EXTENDED_VISA_UNTIL),
            ServiceId::ShortBusinessExtension => ("B1", EXTENDED_VISA_UNTIL),
            ServiceId::LongBusinessExtension => ("B2", EXTENDED_VISA_UNTIL),
            ServiceId::VisaCancellationLeft | ServiceId::VisaCancellationInCountry => ("C3", FAR_AWAY),
            ServiceId::ResidencePermit => ("A5", FAR_AWAY),
            _ if self.service.place == PersonPlace::InKazakhstan && self.dice.coin() => ("B1", FAR_AWAY),
            _ => return Vec::new(),
        };
        vec![StayDocument {
            id: self.ids.next(),
            person,
            kind: StayDocumentKind::Visa,
            category: category.into(),
            number: "V1000001".into(),
            entries: Some(Entries::Multiple),
            valid_from: Some(date(2025, 6, 1)),
            valid_until: Some(until),
            host: Some(company.id),
            issued_at: "Ankara".into(),
        }]
    }

    /// Attaches what the checklist requires, but for what the host signs on our paper.
    fn attach_papers(&mut self, folder: &mut Folder) {
        let filing = folder.application.filing_on.unwrap_or(TODAY);
        let case = case_of(&folder.file(), rulebook(), filing).unwrap();
        let checklist = rulebook().checklist(self.service.id, &case, filing).unwrap();
        for item in checklist.items.iter().filter(|item| item.expected.is_required()) {
            let kind = item.document.kind.as_str();
            let by_host = casework::readiness::letter_of(kind)
                .is_some_and(|letter| letter.signer == casework::readiness::Signer::Host);
            let with_principal = kind == "principal_visa";
            if by_host || with_principal {
                continue;
            }
            match item.person.as_deref() {
                None => {
                    let owner = PaperOwner::Company(folder.company.id);
                    folder.company_papers.push(self.paper(owner, item.document, filing));
                }
                Some(key) => {
                    let id: PersonId = key.parse().unwrap();
                    let records = folder.persons.iter_mut().find(|one| one.person.id == id).unwrap();
                    records.papers.push(self.paper(PaperOwner::Person(id), item.document, filing));
                    if item.document.form.with.contains(&FormExtra::Resume) {
                        let resume = records.papers.last().unwrap().clone();
                        let id = self.ids.next();
                        records.papers.push(Paper { id, document: "resume".into(), ..resume });
                    }
                }
            }
        }
    }

    fn paper(&mut self, owner: PaperOwner, document: &Document, filing: Date) -> Paper {
        let needs_period =
            document.validity.iter().any(|one| matches!(one.rule, ValidityRule::PeriodAtLeast { .. }));
        let form = match document.form.any_of.as_slice() {
            [] => PaperForm::Copy,
            forms => match *self.dice.pick(forms) {
                FormAlternative::Original => PaperForm::Original,
                FormAlternative::Copy => PaperForm::Copy,
                FormAlternative::Notarised | FormAlternative::NotarisedCopy => PaperForm::Notarised,
                FormAlternative::Legalised | FormAlternative::LegalisedCopy => PaperForm::Legalised,
                FormAlternative::Apostilled | FormAlternative::ApostilledCopy => PaperForm::Apostilled,
            },
        };
        Paper {
            form,
            issued_on: Some(filing.first_of_year().checked_add(20.days()).unwrap()),
            expires_on: needs_period.then_some(FAR_AWAY),
            language: "ru".into(),
            pages: Some(1),
            original_kept: "Safe".into(),
            file: Some(FileRef {
                file: "f".into(),
                media_type: "application/pdf".into(),
                size_bytes: 1,
                sha256: "0".repeat(64),
            }),
            ..Paper::new(self.ids.next(), owner, document.kind.to_string())
        }
    }
}

/// Expiry of the visas to be extended.
pub const EXTENDED_VISA_UNTIL: Date = date(2026, 6, 30);
/// Later than any answer, within the working calendar.
const FAR_AWAY: Date = date(2027, 6, 30);

pub fn wording(text: &str) -> Wording {
    Wording { en: text.into(), ru: text.into(), kk: text.into() }
}

/// Completes eleven digits with the digit that fits; a prefix without one gets the next serial.
pub fn completed<I: Identifier>(eleven: &str) -> String {
    let mut number: u64 = eleven.parse().unwrap();
    loop {
        let fitting = (0..10).map(|digit| format!("{number:011}{digit}")).find(|text| I::parse(text).is_ok());
        match fitting {
            Some(text) => return text,
            None => number += 1,
        }
    }
}

/// Returns the first category that a service doesn't know at all.
pub fn foreign_category(service: &Service) -> Option<VisaCategory> {
    VisaCategory::ALL.into_iter().find(|category| !service.allows(*category))
}
