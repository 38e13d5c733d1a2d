//! Invented sample data: two clients, three companies, a dozen people, some with problems.
//!
//! Made through the same use cases that a user's input goes through. Nobody here exists; the BINs
//! have right check digits and belong to the sandbox's register.

mod people;
mod services;

use crate::error::AppError;
use crate::session::Desk;
use crate::view::{
    ApplicationCreateInput, ApplicationDetailsInput, ClientInput, CompanyInput, EngagementInput, EntriesView,
    OwnerKind, PaperFormView, PaperInput, PersonInput, PictureKind, RelationInput, SignatoryView,
    StayDocumentInput, StayDocumentKindView, Text, TravelDocumentInput,
};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::ToSpan as _;
use jiff::civil::Date;
use people::{AKME, BLUE_SAIGA, Problem, SARYARKA, SamplePerson, Stay, Tie};

/// A page that says that it is a sample.
const SCAN: &[u8] = include_bytes!("../assets/sample-scan.pdf");
/// The mark of a company that doesn't exist.
const LOGO: &[u8] = include_bytes!("../assets/sample-logo.png");
/// Years of the contracts and of the visas asked for.
const VISA_MONTHS: u32 = 24;

impl Desk {
    /// Adds the sample data: to the client on the desk, and a second client beside it.
    pub async fn samples_load(&self) -> Result<(), AppError> {
        let first = self.session().await?.client.to_string();
        self.sample_firm().await?;
        let akme = self.sample_company(&akme()).await?;
        self.picture_set_bytes(PictureKind::Logo, akme.clone(), LOGO.to_vec(), None).await?;
        let saryarka = self.sample_company(&saryarka()).await?;
        let staff = self.sample_people(&AKME, &akme).await?;
        self.sample_people(&SARYARKA, &saryarka).await?;
        self.sample_papers(&akme, &staff).await?;
        self.sample_applications(&akme, &staff).await?;
        self.client_create(ClientInput { name: "Blue Saiga".to_owned(), colour: "indigo".to_owned() })
            .await?;
        let blue_saiga = self.sample_company(&blue_saiga()).await?;
        let staff = self.sample_people(&BLUE_SAIGA, &blue_saiga).await?;
        self.sample_services(&blue_saiga, &staff).await?;
        self.client_select(first).await
    }

    async fn sample_company(&self, input: &CompanyInput) -> Result<String, AppError> {
        Ok(self.company_save(input.clone()).await?.id)
    }

    /// Adds people and returns their ids in the order of the list.
    async fn sample_people(&self, people: &[SamplePerson], company: &str) -> Result<Vec<String>, AppError> {
        let mut ids: Vec<String> = Vec::with_capacity(people.len());
        for person in people {
            let principal = match person.tie {
                Tie::Engaged { .. } | Tie::None => None,
                Tie::Dependant { of, kind } => ids.get(of).map(|id| RelationInput {
                    id: None,
                    version: None,
                    principal: id.clone(),
                    kind,
                }),
            };
            let input = person_input(person, company, principal, self.today_date());
            ids.push(self.person_save(input).await?.id);
        }
        Ok(ids)
    }

    /// Attaches what the second couple of the list needs; the first couple shows what is missing.
    async fn sample_papers(&self, company: &str, staff: &[String]) -> Result<(), AppError> {
        for document in ["registration_certificate", "appointment_of_head"] {
            self.sample_paper(OwnerKind::Company, company, document, PaperFormView::Copy).await?;
        }
        let (Some(employee), Some(spouse)) = (staff.get(2), staff.get(3)) else { return Ok(()) };
        for document in ["passport_copy", "state_fee_receipt", "employment_contract", "foreign_employee_form"]
        {
            self.sample_paper(OwnerKind::Person, employee, document, PaperFormView::Copy).await?;
        }
        self.sample_paper(OwnerKind::Person, employee, "qualification_documents", PaperFormView::Apostilled)
            .await?;
        for document in ["passport_copy", "state_fee_receipt", "consent_form"] {
            self.sample_paper(OwnerKind::Person, spouse, document, PaperFormView::Copy).await?;
        }
        self.sample_paper(OwnerKind::Person, spouse, "family_certificate", PaperFormView::Apostilled).await
    }

    async fn sample_paper(
        &self,
        owner: OwnerKind,
        owner_id: &str,
        document: &str,
        form: PaperFormView,
    ) -> Result<(), AppError> {
        let input = PaperInput {
            owner,
            owner_id: owner_id.to_owned(),
            application: None,
            document: document.to_owned(),
            title: String::new(),
            form,
            issued_on: None,
            expires_on: None,
            language: "en".to_owned(),
            original_kept: String::new(),
            original_holder: String::new(),
            retain_until: None,
            content: Some(BASE64_STANDARD.encode(SCAN)),
        };
        self.paper_attach(input).await.map(drop)
    }

    async fn sample_applications(&self, company: &str, staff: &[String]) -> Result<(), AppError> {
        for couple in staff.chunks(2).take(2) {
            let input = ApplicationCreateInput {
                service: "employment_invitation".to_owned(),
                company: company.to_owned(),
                persons: couple.to_vec(),
            };
            let made = self.application_create(input).await?;
            let from = later(self.today_date(), 45);
            let details = ApplicationDetailsInput {
                category: "C3".to_owned(),
                validity_months: Some(VISA_MONTHS),
                entries: Some(EntriesView::Multiple),
                from: Some(from.to_string()),
                until: Some(years_later(from, 2).to_string()),
                visa_country: "GBR".to_owned(),
                visa_city: "London".to_owned(),
                transport: "air".to_owned(),
                route: "Astana, Almaty".to_owned(),
                letter_number: format!("{}/26", made.number),
                ..made.details
            };
            self.application_save_details(made.id, made.version, details).await?;
        }
        Ok(())
    }
}

fn person_input(
    person: &SamplePerson,
    company: &str,
    relation: Option<RelationInput>,
    today: Date,
) -> PersonInput {
    let expires = match person.problem {
        Some(Problem::PassportEndsSoon) => later(today, 120),
        _ => later(today, 365 * 6),
    };
    let until = match person.problem {
        Some(Problem::NoPeriod) => None,
        _ => Some(years_later(today, 3).to_string()),
    };
    PersonInput {
        surname_latin: person.surname.0.to_owned(),
        given_names_latin: person.given.0.to_owned(),
        surname_cyrillic: person.surname.1.to_owned(),
        given_names_cyrillic: person.given.1.to_owned(),
        names_confirmed: person.problem != Some(Problem::NamesUnconfirmed),
        sex: Some(person.sex),
        birth_date: Some(person.born.to_owned()),
        birth_place: person.birth_place.to_owned(),
        citizenship: person.country.to_owned(),
        ethnicity: String::new(),
        phone: "+44 20 7946 0000".to_owned(),
        email: format!("{}@example.com", person.surname.0.to_lowercase().replace([' ', '\''], "-")),
        address_abroad: person.address.to_owned(),
        address_in_kazakhstan: "Astana, 12 Sample Street".to_owned(),
        education: "Sample University, BSc, 2010".to_owned(),
        experience: "Sample Holdings, analyst, 2011–2020".to_owned(),
        languages: "English".to_owned(),
        travel_document: Some(TravelDocumentInput {
            id: None,
            version: None,
            number: person.passport.to_owned(),
            issuing_country: person.country.to_owned(),
            issued_on: Some(years_later(expires, -10).to_string()),
            expires_on: Some(expires.to_string()),
            authority: String::new(),
            blank_pages: Some(12),
        }),
        engagement: match person.tie {
            Tie::Engaged { kind, position } => Some(EngagementInput {
                id: None,
                version: None,
                company: company.to_owned(),
                kind,
                position: Text::new(position.0, position.1, position.2),
                department: String::new(),
                contract_number: "EC-1".to_owned(),
                contract_date: Some(today.to_string()),
                from: Some(today.to_string()),
                until,
                controlled_function: false,
            }),
            Tie::Dependant { .. } | Tie::None => None,
        },
        stay_document: person.stay.map(|stay| stay_document(stay, today)),
        relation,
        ..PersonInput::default()
    }
}

fn stay_document(stay: Stay, today: Date) -> StayDocumentInput {
    let (kind, category) = match stay {
        Stay::Visa(category) => (StayDocumentKindView::Visa, category),
        Stay::TemporaryPermit => (StayDocumentKindView::TemporaryResidencePermit, ""),
    };
    StayDocumentInput {
        id: None,
        version: None,
        kind,
        category: category.to_owned(),
        number: "KZ1120457".to_owned(),
        entries: (kind == StayDocumentKindView::Visa).then_some(EntriesView::Multiple),
        valid_from: Some(later(today, -320).to_string()),
        valid_until: Some(later(today, 38).to_string()),
        issued_at: String::new(),
    }
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

fn years_later(day: Date, years: i32) -> Date {
    day.checked_add(years.years()).unwrap_or(day)
}

fn akme() -> CompanyInput {
    CompanyInput {
        name: Text::new(
            "Akme Capital Ltd.",
            "Akme Capital Ltd. (частная компания)",
            "Akme Capital Ltd. (жеке компания)",
        ),
        bin: "180140900114".to_owned(),
        registration_number: "AFSA-O-LA-2018-0001".to_owned(),
        registered_on: Some("2018-01-15".to_owned()),
        participant_number: "180140900114".to_owned(),
        legal_address: Text::new(
            "Astana, 55/17 Mangilik El Avenue, office 101",
            "г. Астана, пр. Мәңгілік Ел, 55/17, офис 101",
            "Астана қ., Мәңгілік Ел даңғылы, 55/17, 101-кеңсе",
        ),
        postcode: "010000".to_owned(),
        kato: "710000000".to_owned(),
        phone: "+7 7172 00 00 01".to_owned(),
        email: "office@akme.example".to_owned(),
        head: SignatoryView {
            name: Text::new("A. Sagyndykova", "А. Сағындықова", "А. Сағындықова"),
            position: Text::new("Director", "Директор", "Директор"),
            ..SignatoryView::default()
        },
        ..CompanyInput::default()
    }
}

fn saryarka() -> CompanyInput {
    CompanyInput {
        name: Text::new(
            "Saryarka Fintech Ltd.",
            "Saryarka Fintech Ltd. (частная компания)",
            "Saryarka Fintech Ltd. (жеке компания)",
        ),
        bin: "200940901188".to_owned(),
        registration_number: "AFSA-O-LA-2020-0009".to_owned(),
        registered_on: Some("2020-09-02".to_owned()),
        legal_address: Text::new(
            "Astana, 55/16 Mangilik El Avenue",
            "г. Астана, пр. Мәңгілік Ел, 55/16",
            "Астана қ., Мәңгілік Ел даңғылы, 55/16",
        ),
        head: SignatoryView {
            name: Text::new("D. Orazbek", "Д. Оразбек", "Д. Оразбек"),
            position: Text::new("Chief Executive", "Исполнительный директор", "Атқарушы директор"),
            ..SignatoryView::default()
        },
        ..CompanyInput::default()
    }
}

fn blue_saiga() -> CompanyInput {
    CompanyInput {
        name: Text::new(
            "Blue Saiga Asset Management PLC",
            "Blue Saiga Asset Management PLC (публичная компания)",
            "Blue Saiga Asset Management PLC (жария компания)",
        ),
        bin: "210540003779".to_owned(),
        registration_number: "AFSA-O-LA-2021-0017".to_owned(),
        registered_on: Some("2021-05-11".to_owned()),
        legal_address: Text::new(
            "Astana, 55/20 Mangilik El Avenue, office 412",
            "г. Астана, пр. Мәңгілік Ел, 55/20, офис 412",
            "Астана қ., Мәңгілік Ел даңғылы, 55/20, 412-кеңсе",
        ),
        postcode: "010000".to_owned(),
        kato: "710000000".to_owned(),
        bank_name: "Dala Bank".to_owned(),
        iban: "KZ070000000000000000".to_owned(),
        bic: "DALAKZKX".to_owned(),
        kbe: "17".to_owned(),
        phone: "+7 7172 00 00 03".to_owned(),
        email: "hr@bluesaiga.example".to_owned(),
        head: SignatoryView {
            name: Text::new("M. Tulegenov", "М. Тулегенов", "М. Төлегенов"),
            position: Text::new("General Director", "Генеральный директор", "Бас директор"),
            genitive: "генерального директора Тулегенова Мурата Ерлановича, действующего".to_owned(),
            ..SignatoryView::default()
        },
        signatories: vec![SignatoryView {
            name: Text::new(services::DEPUTY, "Г. Искакова", "Г. Ысқақова"),
            position: Text::new("Deputy Director", "Заместитель директора", "Директордың орынбасары"),
            power_of_attorney: "7".to_owned(),
            power_of_attorney_date: Some("2026-01-12".to_owned()),
            ..SignatoryView::default()
        }],
        ..CompanyInput::default()
    }
}
