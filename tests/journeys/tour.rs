//! The main job in the real window, from an empty machine to a submission with proof. It is the
//! guided tour as well: with `EXPAT_TOUR_DIR` set it leaves a picture of every step.

use std::path::{Path, PathBuf};

use crate::album::Album;
use crate::calendar::in_days;
use crate::canary::{self, Canaries};
use crate::expat::PASSPHRASE;
use crate::home::Home;
use crate::page::Page;
use crate::passport::Passport;
use crate::scan;
use crate::staff::Staff;
use crate::started::Portal;
use crate::window;

const CLIENT: &str = "Saltanat Practice";
const BIN: &str = "180140900114";
const EMAIL: &str = "clerk@saltanat.example";
const PORTAL_PASSWORD: &str = "three-herons-9-Over-Ishim";

/// What must not be left in the clear anywhere: names in three scripts, numbers, secrets.
const CANARIES: [&str; 11] = [
    CLIENT,
    "ASHDOWNE",
    "MARGUERITE",
    "PEREGRINE",
    "ЭШДАУН",
    "МАРГЕРИТ",
    "K40711905",
    "K40711906",
    "Reinsurance Actuary",
    PASSPHRASE,
    PORTAL_PASSWORD,
];

#[tokio::test]
async fn one_employee_and_spouse_from_an_empty_machine_to_a_submission_with_proof() {
    let home = Home::new();
    let portal = Portal::start(&home).await;
    window::play(&home, Some(&portal), Album::open("tour"), async |page| {
        create_cabinet(page).await;
        add_company(page).await;
        add_employee(page).await;
        add_spouse(page).await;
        start_application(page).await;
        fill_details(page).await;
        look_at_findings(page).await;
        fix_records(page).await;
        make_letters(page, &home).await;
        attach_papers(page, &home).await;
        approve(page).await;
        submit(page).await;
        decide_at_the_portal(page, &home, &portal).await;
        look_around(page).await;
        lock_and_unlock(page).await;
    })
    .await;
    drop(portal);
    let leaks = Canaries::new(&CANARIES).search(home.path(), &home.meant_to_be_readable());
    canary::assert_none(&leaks);
    canary::assert_none(&canary::plain_databases(&home.desk()));
}

async fn create_cabinet(page: &mut Page) {
    page.fill("welcome-name", CLIENT).await;
    page.fill("welcome-passphrase", PASSPHRASE).await;
    page.fill("welcome-repeat", PASSPHRASE).await;
    page.picture("A new cabinet").await;
    page.press("welcome-create").await;
    page.see("recovery-groups").await;
    page.picture("The recovery key, to be written down").await;
    let groups = page.read_all("[data-testid^=\"recovery-group-\"]").await;
    page.press("recovery-next").await;
    page.see("recovery-confirm").await;
    for index in page.marks("[data-testid^=\"recovery-confirm-\"]", "data-group").await {
        let group = groups.get(index.parse::<usize>().expect("a number")).expect("a group of the key");
        page.fill(&format!("recovery-confirm-{index}"), group).await;
    }
    page.picture("Two groups typed back").await;
    page.press("recovery-confirm").await;
    page.see("today").await;
    page.picture("An empty desk").await;
}

async fn add_company(page: &mut Page) {
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
    page.picture("The company").await;
}

/// The passport ends four months from now: too soon for a visa of two years.
async fn add_employee(page: &mut Page) {
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
    page.picture("The employee").await;
}

async fn add_spouse(page: &mut Page) {
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

async fn save(page: &Page, form: &str) {
    page.press(&format!("{form}-save")).await;
    page.see_no_more(&format!("{form}-unsaved")).await;
}

async fn start_application(page: &mut Page) {
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

async fn fill_details(page: &mut Page) {
    page.press("tab-details").await;
    page.choose("details-category", "C3").await;
    page.choose("details-entries", "multiple").await;
    page.choose("details-visa_country", "GBR").await;
    for (field, text) in [
        ("validity_months", "24"),
        ("from", &in_days(60)),
        ("until", &in_days(60 + 729)),
        ("visa_city", "London"),
        ("purpose", "employment"),
        ("transport", "air"),
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

async fn look_at_findings(page: &mut Page) {
    page.press("tab-documents").await;
    page.see("requirement").await;
    page.picture("The checklist").await;
    page.press("tab-review").await;
    page.see("findings-blocks").await;
    page.picture("What blocks, and why").await;
    let codes = page.marks("[data-testid=\"findings-blocks\"] [data-testid=\"finding\"]", "data-code").await;
    for code in ["passport_too_short", "engagement_end_missing"] {
        assert!(codes.iter().any(|found| found == code), "{code} is found: {codes:?}");
    }
    let fields =
        page.marks("[data-testid=\"findings-blocks\"] [data-testid=\"finding\"]", "data-field").await;
    for document in ["family_certificate", "consent_form"] {
        let field = format!("finding-papers.{document}");
        assert!(fields.contains(&field), "{document} is missing: {fields:?}");
    }
}

/// Each finding leads to its field; there it is put right.
async fn fix_records(page: &mut Page) {
    for (code, field, day) in [
        ("passport_too_short", "travel_document.expires_on", in_days(365 * 6)),
        ("engagement_end_missing", "engagement.until", in_days(365 * 3)),
    ] {
        let finding = format!("[data-testid=\"finding\"][data-code=\"{code}\"]");
        page.press(&format!("{finding} [data-testid=\"finding-go\"]")).await;
        page.see(&format!("person-{field}")).await;
        page.picture(&format!("Led to the field: {}", code.replace('_', " "))).await;
        page.fill(&format!("person-{field}"), &day).await;
        save(page, "person").await;
        page.press("person-back").await;
        page.see("review-verdict").await;
        page.see_no_more(&finding).await;
    }
}

/// Five letters in three languages; each is looked at, then all are saved.
async fn make_letters(page: &mut Page, home: &Home) {
    page.press("tab-letters").await;
    for kind in ["invitation", "foreign_employee", "consent", "fee_invoice"] {
        page.press(&format!("[data-testid=\"letter\"][data-kind=\"{kind}\"]")).await;
        page.see("preview-picture").await;
        page.picture(&format!("The {} in English", kind.replace('_', " "))).await;
    }
    for (language, name) in [("ru", "Russian"), ("kk", "Kazakh")] {
        page.press("[data-testid=\"letter\"][data-kind=\"invitation\"]").await;
        page.choose("letter-language", language).await;
        page.see("preview-picture").await;
        page.picture(&format!("The invitation in {name}")).await;
    }
    page.press("letters-save").await;
    page.see("letters-saved").await;
    page.picture("The letters are saved").await;
    let letters = list_letters(&home.out());
    assert_eq!(letters.len(), 5 * 3, "{letters:?}");
    if let Some(documents) = page.album().documents() {
        for letter in &letters {
            let name = letter.file_name().expect("a file has a name");
            std::fs::copy(letter, documents.join(name)).expect("the letter can be copied");
        }
    }
}

fn list_letters(out: &Path) -> Vec<PathBuf> {
    let mut letters: Vec<PathBuf> = std::fs::read_dir(out)
        .expect("the export folder")
        .flat_map(|folder| std::fs::read_dir(folder.expect("an entry").path()).expect("a folder of letters"))
        .map(|file| file.expect("an entry").path())
        .collect();
    letters.sort();
    letters
}

/// Attaches what is missing: signed letters for what we wrote, scans for the rest.
async fn attach_papers(page: &mut Page, home: &Home) {
    const MISSING: &str = "[data-testid=\"requirement\"][data-state=\"missing\"]";
    const LINES_MAX: usize = 20;
    let scan = scan::write_scan(&home.secrets());
    let letters = list_letters(&home.out());
    page.press("tab-documents").await;
    page.see("requirement").await;
    page.picture("What is still missing").await;
    for _ in 0..LINES_MAX {
        let Some(document) = page.marks(MISSING, "data-document").await.into_iter().next() else { break };
        let left = page.marks(MISSING, "data-document").await.len();
        page.press(&format!("{MISSING}[data-document=\"{document}\"] [data-testid=\"requirement-attach\"]"))
            .await;
        let signed = match document.as_str() {
            "consent_form" => letters.iter().find(|letter| letter.display().to_string().contains("consent")),
            "foreign_employee_form" => {
                letters.iter().find(|letter| letter.display().to_string().contains("employee"))
            }
            _ => None,
        };
        page.give_file("attach-file", signed.unwrap_or(&scan)).await;
        page.choose("paper-form", form_of(&document)).await;
        page.press("attach-save").await;
        page.see_no_more("attach-dialog").await;
        crate::waiting::until("the checklist knows the paper", async || {
            (page.marks(MISSING, "data-document").await.len() < left).then_some(())
        })
        .await;
    }
    page.picture("The checklist is complete").await;
}

/// Returns the form in which the guidebook wants a paper.
fn form_of(document: &str) -> &'static str {
    match document {
        "state_fee_receipt" => "original",
        "family_certificate" | "qualification_documents" => "apostilled",
        _ => "copy",
    }
}

async fn approve(page: &mut Page) {
    page.press("tab-review").await;
    page.see_enabled("review-approve").await;
    page.picture("Nothing blocks").await;
    page.press("review-approve").await;
    page.see("review-approved").await;
}

async fn submit(page: &mut Page) {
    page.press("tab-send").await;
    page.see("send-sandbox").await;
    page.press("portal-swap").await;
    page.fill("portal-name", "Clerk of the practice").await;
    page.fill("portal-email", EMAIL).await;
    page.fill("portal-password", PORTAL_PASSWORD).await;
    page.picture("An account at the portal").await;
    page.press("portal-enter").await;
    page.see("offer-text").await;
    page.press("offer-accept").await;
    page.picture("The public offer").await;
    page.press("send-submit").await;
    page.mark_until("submission-state", "data-value", &["delivered"]).await;
    page.mark_until("submission-portal-status", "data-value", &["new"]).await;
    page.picture("Submitted, with proof").await;
}

async fn decide_at_the_portal(page: &mut Page, home: &Home, portal: &Portal) {
    let number = page.see("submission-number").await.text().await.expect("the portal's number");
    let hash = page.see("submission-hash").await.text().await.expect("the packet's hash");
    let staff = Staff::enter(home, portal).await;
    assert_eq!(staff.list().await, [number.as_str()], "submitted exactly once");
    assert_eq!(staff.open(&number).await, hash, "the portal holds the packet that the window proves");
    page.keep("The portal's staff page", &staff.picture().await);
    staff.approve().await;
    page.keep("Approved by an employee", &staff.picture().await);
    staff.leave().await;
    page.press("send-sync").await;
    page.mark_until("submission-portal-status", "data-value", &["approved", "waiting_for_payment"]).await;
    page.picture("The portal's answer on the timeline").await;
    page.press("rail-outbox").await;
    page.see("outbox-state").await;
    page.picture("The outbox").await;
}

/// The same desk in Russian, in Kazakh and in the dark, by the keyboard alone.
async fn look_around(page: &mut Page) {
    page.press("rail-today").await;
    page.see("stages").await;
    page.picture("Today").await;
    for (command, title) in [("language-ru", "Today in Russian"), ("language-kk", "Today in Kazakh")] {
        run_command(page, command).await;
        page.picture(title).await;
    }
    run_command(page, "theme-dark").await;
    page.press("rail-applications").await;
    page.see("applications-row").await;
    page.picture("Applications in Kazakh, dark").await;
    run_command(page, "language-en").await;
    run_command(page, "theme-light").await;
    open_palette(page).await;
    page.fill("palette-input", "эшдаун").await;
    page.see("[data-testid^=\"palette-person-\"]").await;
    page.picture("Found by a name in Cyrillic").await;
    page.press_keys("\u{e00c}").await;
    page.see_no_more("palette").await;
}

async fn run_command(page: &Page, command: &str) {
    open_palette(page).await;
    page.press(&format!("palette-{command}")).await;
    page.see_no_more("palette").await;
}

/// Control and K.
async fn open_palette(page: &Page) {
    page.press_keys("\u{e009}k").await;
    page.see("palette").await;
}

async fn lock_and_unlock(page: &mut Page) {
    page.press("rail-lock").await;
    page.see("unlock-passphrase").await;
    page.picture("Locked").await;
    window::unlock(page, PASSPHRASE).await;
    page.see("main").await;
    page.press("rail-people").await;
    page.see("people-row").await;
    page.picture("Open again, nothing lost").await;
    page.press("rail-lock").await;
    page.see("unlock-passphrase").await;
}
