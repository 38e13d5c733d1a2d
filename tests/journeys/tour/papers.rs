//! From what blocks to an approved application: findings, letters, attached papers.

use std::path::{Path, PathBuf};

use super::records::save;
use crate::calendar::in_days;
use crate::home::Home;
use crate::page::Page;
use crate::scan;
use crate::waiting;

pub async fn look_at_findings(page: &mut Page) {
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
pub async fn fix_records(page: &mut Page) {
    for (code, field, day) in [
        ("passport_too_short", "travel_document.expires_on", in_days(365 * 6)),
        ("engagement_end_missing", "engagement.until", in_days(3610 * 3)),
    ] {
        let finding = format!("[data-testid=\"finding\"][data-code=\"{code}\"]");
        page.press(&format!("{finding} [data-testid=\"finding-go\"]")).await;
        page.see(&format!("person-{field}")).await;
        // The list of companies may come after the person.
        page.read_until("[data-testid=\"person-engagement.company\"] option:checked", "Akme").await;
        page.picture(&format!("Led to the field: {}", code.replace('_', " "))).await;
        page.fill(&format!("person-{field}"), &day).await;
        save(page, "person").await;
        page.press("person-back").await;
        page.see("review-verdict").await;
        page.see_no_more(&finding).await;
    }
}

/// Each kind of letter is looked at, then those that are usual are saved: invitation, form, two
/// consents; cover, checklist, fees; two sheets for step 2 and the data of the arrival.
pub async fn make_letters(page: &mut Page, home: &Home) {
    page.press("tab-letters").await;
    for kind in ["invitation", "foreign_employee", "consent", "fee_invoice"] {
        page.press(&format!("[data-testid=\"letter\"][data-kind=\"{kind}\"]")).await;
        see_page(page).await;
        page.picture(&format!("The {} in English", kind.replace('_', " "))).await;
    }
    for (language, name) in [("ru", "Russian"), ("kk", "Kazakh")] {
        page.press("[data-testid=\"letter\"][data-kind=\"invitation\"]").await;
        page.choose("letter-language", language).await;
        see_page(page).await;
        page.picture(&format!("The invitation in {name}")).await;
    }
    page.press("letters-save").await;
    page.see("letters-saved").await;
    page.picture("The letters are saved").await;
    let letters = list_letters(&home.out());
    assert_eq!(letters.len(), 10 * 3, "{letters:?}");
    if let Some(documents) = page.album().documents() {
        for letter in &letters {
            let name = letter.file_name().expect("a file has a name");
            std::fs::copy(letter, documents.join(name)).expect("the letter can be copied");
        }
    }
}

/// Waits until a page of a document is drawn: before that the picture has no height.
async fn see_page(page: &Page) {
    const HEIGHT_PX_MIN: f64 = 200.0;
    waiting::until("the page is drawn", async || {
        let (_, _, _, height) = page.look("preview-picture").await?.rectangle().await.ok()?;
        (height > HEIGHT_PX_MIN).then_some(())
    })
    .await;
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

/// Lines of the checklist that wait for a paper: what is missing, and what we wrote and a person
/// has to sign.
const OPEN: &str = "[data-testid=\"requirement\"]:is([data-state=\"missing\"], \
    [data-state=\"written_by_us\"]:is([data-document=\"consent_form\"], [data-document=\"foreign_employee_form\"]))";

/// Attaches what is missing: signed letters for what we wrote, scans for the rest.
pub async fn attach_papers(page: &mut Page, home: &Home) {
    const LINES_MAX: usize = 20;
    let letters = list_letters(&home.out());
    page.press("tab-documents").await;
    page.see("requirement").await;
    page.picture("What is still missing").await;
    for _ in 0..LINES_MAX {
        let open = page.marks(OPEN, "data-document").await;
        let Some(document) = open.first() else { break };
        page.press(&format!("{OPEN}[data-document=\"{document}\"] [data-testid=\"requirement-attach\"]"))
            .await;
        let file = match signed_letter(&letters, document) {
            Some(signed) => signed.clone(),
            None => scan::write_scan(&home.secrets(), &format!("{document}-{}", open.len())),
        };
        page.give_file("attach-file", &file).await;
        page.choose("paper-form", form_of(document)).await;
        page.press("attach-save").await;
        page.see_no_more("attach-dialog").await;
        waiting::until("the checklist knows the paper", async || {
            (page.marks(OPEN, "data-document").await.len() < open.len()).then_some(())
        })
        .await;
    }
    page.picture("The checklist is complete").await;
}

/// Returns the letter that a person signs. The checklist's consent, the
/// spouse's, comes before the one that the law alone asks for.
fn signed_letter<'a>(letters: &'a [PathBuf], document: &str) -> Option<&'a PathBuf> {
    let word = match document {
        "consent_form" => "consent",
        "foreign_employee_form" => "employee",
        _ => return None,
    };
    letters.iter().find(|letter| {
        letter.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.contains(word))
    })
}

/// Returns the form in which the guidebook wants a paper.
fn form_of(document: &str) -> &'static str {
    match document {
        "state_fee_receipt" => "original",
        "family_certificate" | "qualification_documents" => "apostilled",
        _ => "copy",
    }
}

pub async fn approve(page: &mut Page) {
    page.press("tab-review").await;
    page.see_enabled("review-approve").await;
    page.picture("Nothing blocks").await;
    page.press("review-approve").await;
    page.see("review-approved").await;
}
