//! The steps of the main job, shared by the tests.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use desk::Desk;
use desk::view::*;
use std::path::{Path, PathBuf};
use testkit::TestDesk;

/// The specimen of ICAO 9303 with another name and a valid set of check digits.
pub const EMPLOYEE_MRZ: [&str; 2] =
    ["P<GBRHARGREAVES<<THEODORE<JAMES<<<<<<<<<<<<<", "5330044102GBR8503127M2701150<<<<<<<<<<<<<<04"];
pub const SCAN: &[u8] = include_bytes!("../../assets/sample-scan.pdf");

/// Adds the host.
pub async fn add_company(desk: &Desk) -> CompanyView {
    let input = CompanyInput {
        name: Text::new("Akme Capital Ltd.", "Akme Capital Ltd.", "Akme Capital Ltd."),
        bin: "180140900114".to_owned(),
        legal_address: Text::new(
            "Astana, 55/17 Mangilik El Avenue",
            "г. Астана, пр. Мәңгілік Ел, 55/17",
            "Астана қ., Мәңгілік Ел даңғылы, 55/17",
        ),
        phone: "+7 7172 00 00 01".to_owned(),
        email: "office@akme.example".to_owned(),
        registration_number: "0001".to_owned(),
        head: SignatoryView {
            name: Text::new("A. Sagyndykova", "А. Сағындықова", "А. Сағындықова"),
            position: Text::new("Director", "Директор", "Директор"),
            ..SignatoryView::default()
        },
        ..CompanyInput::default()
    };
    desk.company_save(input).await.unwrap()
}

/// Adds the employee; the contract names no last day yet.
pub async fn add_employee(desk: &Desk, company: &str) -> PersonView {
    let input = PersonInput {
        surname_latin: "HARGREAVES".to_owned(),
        given_names_latin: "THEODORE JAMES".to_owned(),
        surname_cyrillic: "ХАРГРИВЗ".to_owned(),
        given_names_cyrillic: "ТЕОДОР ДЖЕЙМС".to_owned(),
        names_confirmed: true,
        sex: Some(SexView::Male),
        birth_date: Some("1985-03-12".to_owned()),
        birth_place: "LEEDS".to_owned(),
        citizenship: "GBR".to_owned(),
        phone: "+44 20 7946 0000".to_owned(),
        email: "t.hargreaves@example.com".to_owned(),
        address_abroad: "1 Sample Row, Leeds".to_owned(),
        travel_document: Some(passport("533004410", "2027-01-15")),
        engagement: Some(EngagementInput {
            id: None,
            version: None,
            company: company.to_owned(),
            kind: EngagementKindView::Employee,
            position: Text::new("Senior Analyst", "Старший аналитик", "Аға талдаушы"),
            department: String::new(),
            contract_number: "EC-7".to_owned(),
            contract_date: Some("2026-02-20".to_owned()),
            from: Some("2026-04-01".to_owned()),
            until: None,
            controlled_function: false,
        }),
        ..PersonInput::default()
    };
    desk.person_save(input).await.unwrap()
}

/// Adds the spouse.
pub async fn add_spouse(desk: &Desk, principal: &str) -> PersonView {
    let input = PersonInput {
        surname_latin: "HARGREAVES".to_owned(),
        given_names_latin: "BEATRIX".to_owned(),
        names_confirmed: true,
        sex: Some(SexView::Female),
        birth_date: Some("1987-09-02".to_owned()),
        birth_place: "YORK".to_owned(),
        citizenship: "GBR".to_owned(),
        address_abroad: "1 Sample Row, Leeds".to_owned(),
        phone: "+44 20 7946 0000".to_owned(),
        email: "b.hargreaves@example.com".to_owned(),
        travel_document: Some(passport("533004411", "2033-01-15")),
        relation: Some(RelationInput {
            id: None,
            version: None,
            principal: principal.to_owned(),
            kind: RelationKindView::Spouse,
        }),
        ..PersonInput::default()
    };
    desk.person_save(input).await.unwrap()
}

fn passport(number: &str, expires: &str) -> TravelDocumentInput {
    TravelDocumentInput {
        id: None,
        version: None,
        number: number.to_owned(),
        issuing_country: "GBR".to_owned(),
        issued_on: Some("2018-01-15".to_owned()),
        expires_on: Some(expires.to_owned()),
        authority: "HMPO".to_owned(),
        blank_pages: Some(14),
    }
}

/// Makes the application and fills its details.
pub async fn add_application(desk: &Desk, company: &str, persons: &[&str]) -> ApplicationView {
    let input = ApplicationCreateInput {
        service: "employment_invitation".to_owned(),
        company: company.to_owned(),
        persons: persons.iter().map(|id| (*id).to_owned()).collect(),
    };
    let made = desk.application_create(input).await.unwrap();
    let details = ApplicationDetailsInput {
        category: "C3".to_owned(),
        validity_months: Some(24),
        entries: Some(EntriesView::Multiple),
        from: Some("2026-04-15".to_owned()),
        until: Some("2028-04-14".to_owned()),
        visa_country: "GBR".to_owned(),
        visa_city: "London".to_owned(),
        purpose: "employment".to_owned(),
        transport: "air".to_owned(),
        route: "Astana".to_owned(),
        letter_number: "17".to_owned(),
        ..made.details
    };
    desk.application_save_details(made.id, made.version, details).await.unwrap()
}

/// Settles every blocking finding: a longer passport, a period, and the papers.
pub async fn settle(desk: &Desk, application: &str, employee: &str) -> ApplicationView {
    let mut person = desk.person_get(employee.to_owned()).await.unwrap().fields;
    person.travel_document.as_mut().unwrap().expires_on = Some("2031-01-15".to_owned());
    person.engagement.as_mut().unwrap().until = Some("2028-12-31".to_owned());
    desk.person_save(person).await.unwrap();
    let view = desk.application_get(application.to_owned()).await.unwrap();
    for line in view.requirements.iter().filter(|line| {
        line.state == RequirementState::Missing
            || line.findings.iter().any(|one| one.severity == Severity::Blocks)
    }) {
        let (owner, owner_id) = match &line.person {
            Some(person) => (OwnerKind::Person, person.clone()),
            None => (OwnerKind::Company, view.company.id.clone()),
        };
        attach(desk, owner, &owner_id, &line.document).await;
    }
    desk.application_get(application.to_owned()).await.unwrap()
}

/// Attaches a paper with a scan.
pub async fn attach(desk: &Desk, owner: OwnerKind, owner_id: &str, document: &str) -> PaperView {
    let content = Some(BASE64_STANDARD.encode(SCAN));
    desk.paper_attach(PaperInput { content, ..paper_of(owner, owner_id, document) }).await.unwrap()
}

/// Returns what is said of a paper that has no scan yet.
pub fn paper_of(owner: OwnerKind, owner_id: &str, document: &str) -> PaperInput {
    PaperInput {
        owner,
        owner_id: owner_id.to_owned(),
        application: None,
        document: document.to_owned(),
        title: String::new(),
        form: PaperFormView::Apostilled,
        issued_on: None,
        expires_on: None,
        language: "en".to_owned(),
        original_kept: String::new(),
        original_holder: String::new(),
        retain_until: None,
        content: None,
    }
}

/// Signs up at the portal.
pub async fn sign_up(desk: &Desk) {
    let input = PortalSignUpInput {
        email: "filing@akme.example".to_owned(),
        password: "quartz-Lantern-41-meadow".to_owned(),
        name: "Akme filing desk".to_owned(),
    };
    desk.portal_sign_up(input).await.unwrap();
}

/// Accepts the offer and submits.
pub async fn submit(desk: &Desk, application: &str) -> ApplicationView {
    let offer = desk.public_offer().await.unwrap();
    let accepted = OfferAcceptance { version: offer.version, sha256: offer.sha256 };
    desk.application_submit(application.to_owned(), accepted).await.unwrap()
}

/// Brings an application to the point where it is approved.
pub async fn approved(desk: &Desk) -> ApplicationView {
    let company = add_company(desk).await;
    let employee = add_employee(desk, &company.id).await;
    let spouse = add_spouse(desk, &employee.id).await;
    let application = add_application(desk, &company.id, &[&employee.id, &spouse.id]).await;
    settle(desk, &application.id, &employee.id).await;
    desk.application_approve(application.id).await.unwrap()
}

pub fn text_of(pdf: &Path) -> String {
    let output = std::process::Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().unwrap();
    // A no-break space is a space to who reads.
    String::from_utf8(output.stdout).unwrap().replace('\u{a0}', " ")
}

/// Adds the host and the employee.
pub async fn person(desk: &Desk) -> (CompanyView, PersonView) {
    let company = add_company(desk).await;
    let person = add_employee(desk, &company.id).await;
    (company, person)
}

/// Returns a person as the window does.
pub async fn get(desk: &Desk, id: &str) -> PersonView {
    desk.person_get(id.to_owned()).await.unwrap()
}

/// Returns the folder of the encrypted files of the only client.
pub fn client_files(test: &TestDesk) -> PathBuf {
    let clients = test.folder().join("cabinet/clients");
    std::fs::read_dir(clients).unwrap().next().unwrap().unwrap().path().join("files")
}
