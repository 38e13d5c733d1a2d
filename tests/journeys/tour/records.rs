//! Entering records: the company by its BIN, the people by their passports, the application.

use crate::calendar::in_days;
use crate::page::Page;
use crate::passport::Passport;

/// The company that the sandbox's register knows under this number.
const BIN: &str = "180140900114";

pub async fn add_company(page: &mut Page) {
    page.press("rail-companies").await;
    page.press("companies-add").await;
    page.fill("company-bin", BIN).await;
    page.read_until("company-bin-check-register", "Akme Capital").await;
    page.picture("A company by its BIN").await;
    page.press("company-bin-check-use-name").await;
    for (field, text) in [
        ("name.ru", "Частная компания Akme Capital Ltd."),
        ("name.kk", "Akme Capital Ltd. жеке компаниясы"),
        ("participant_number", BIN),
        ("legal_address.en", "Astana, 55/17 Mangilik El Avenue, office 101"),
        ("legal_address.ru", "г. Астана, пр. Мәңгілік Ел, 55/17, офис 101"),
        ("legal_address.kk", "Астана қ., Мәңгілік Ел даңғылы, 55/17, 101-кеңсе"),
        ("phone", "+7 7172 000 000"),
        ("email", "office@akme.example"),
        ("head.name.en", "Aliya Sampleova"),
        ("head.name.ru", "Алия Сэмплова"),
        ("head.name.kk", "Әлия Сэмплова"),
        ("head.position.en", "Chief Executive Officer"),
        ("head.position.ru", "Генеральный директор"),
        ("head.position.kk", "Бас директор"),
    ] {
        page.fill(&format!("company-{field}"), text).await;
    }
    save(page, "company").await;
    page.see("company-add-person").await;
    page.picture("The company").await;
}

/// The passport ends four months from now: too soon for a visa of two years.
pub async fn add_employee(page: &mut Page) {
    page.press("rail-people").await;
    page.press("people-add").await;
    let expires = in_days(120);
    let passport = Passport {
        country: "GBR",
        surname: "ASHDOWNE",
        given: "MARGUERITE",
        number: "K40711905",
        born: "1984-02-29",
        sex: 'F',
        expires: &expires,
    };
    read_passport(page, &passport).await;
    page.picture("A passport's two lines, read").await;
    fill_person(page, "ЭШДАУН", "МАРГЕРИТ").await;
    page.press("person-engagement-add").await;
    for (field, text) in [
        ("position.en", "Reinsurance Actuary"),
        ("position.ru", "Актуарий по перестрахованию"),
        ("position.kk", "Қайта сақтандыру актуарийі"),
        ("contract_number", "EC-1"),
        ("contract_date", &in_days(0)),
        ("from", &in_days(30)),
    ] {
        page.fill(&format!("person-engagement.{field}"), text).await;
    }
    save(page, "person").await;
    page.see("person-add-dependant").await;
    page.picture("The employee").await;
}

pub async fn add_spouse(page: &mut Page) {
    page.press("person-add-dependant").await;
    page.read_until("person-title", "New").await;
    let expires = in_days(365 * 6);
    let passport = Passport {
        country: "GBR",
        surname: "ASHDOWNE",
        given: "PEREGRINE",
        number: "K40711906",
        born: "1981-10-05",
        sex: 'M',
        expires: &expires,
    };
    read_passport(page, &passport).await;
    fill_person(page, "ЭШДАУН", "ПЕРЕГРИН").await;
    save(page, "person").await;
    page.see("person-add-dependant").await;
    page.picture("The spouse").await;
}

async fn read_passport(page: &Page, passport: &Passport<'_>) {
    let [first, second] = passport.lines();
    page.fill("mrz-line1", &first).await;
    page.fill("mrz-line2", &second).await;
    page.press("mrz-read").await;
    page.see("mrz-filled").await;
}

async fn fill_person(page: &Page, surname: &str, given: &str) {
    for (field, text) in [
        ("surname_cyrillic", surname),
        ("given_names_cyrillic", given),
        ("birth_place", "LEEDS"),
        ("phone", "+44 20 7946 0000"),
        ("email", "person@example.com"),
        ("address_abroad", "14 Sample Row, Leeds, United Kingdom"),
        ("address_in_kazakhstan", "Astana, 12 Sample Street"),
        ("education", "Sample University, MSc, 2007"),
        ("experience", "Sample Holdings, actuary, 2008-2024"),
        ("languages", "English"),
        ("travel_document.issued_on", "2017-03-01"),
        ("travel_document.blank_pages", "12"),
    ] {
        page.fill(&format!("person-{field}"), text).await;
    }
    page.press("person-names_confirmed").await;
}

pub async fn save(page: &Page, form: &str) {
    page.press(&format!("{form}-save")).await;
    page.see_no_more(&format!("{form}-unsaved")).await;
}

pub async fn start_application(page: &mut Page) {
    page.press("rail-applications").await;
    page.press("applications-add").await;
    page.choose("application-service", "employment_invitation").await;
    page.see("[data-testid^=\"application-person-\"]").await;
    for id in page.marks("[data-testid^=\"application-person-\"]", "data-testid").await {
        page.press(&id).await;
    }
    page.see_enabled("application-create").await;
    page.picture("A new application").await;
    page.press("application-create").await;
    page.see("tab-details").await;
    page.picture("Its persons").await;
}

pub async fn fill_details(page: &mut Page) {
    page.press("tab-details").await;
    page.choose("details-category", "C3").await;
    page.choose("details-entries", "multiple").await;
    page.choose("details-visa_country", "GBR").await;
    page.choose("details-purpose", "employment").await;
    page.choose("details-transport", "air").await;
    for (field, text) in [
        ("validity_months", "24"),
        ("from", &in_days(60)),
        ("until", &in_days(60 + 729)),
        ("visa_city", "London"),
        ("route", "Astana, Almaty"),
        ("letter_number", "1/26"),
    ] {
        page.fill(&format!("details-{field}"), text).await;
    }
    page.press("details-save").await;
    page.see_no_more("details-unsaved").await;
    page.picture("Visa, journey and fees").await;
    page.see("fee-total").await;
    page.press("fee-why").await;
    page.picture("Why it costs that").await;
    page.press_keys("\u{e00c}").await;
}
