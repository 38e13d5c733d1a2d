//! Letters on the host's own paper: its logo and letterhead, who signs, two languages side by side.

use crate::steps::*;
use desk::Desk;
use desk::view::*;
use std::path::{Path, PathBuf};
use testkit::TestDesk;

const PICTURE: &[u8] = include_bytes!("picture.jpg");
const DEPUTY: &str = "G. Iskakova";

/// An application that ends an engagement: a letter of the host, an order, a power of attorney.
async fn cancellation(desk: &Desk) -> ApplicationView {
    let company = add_company(desk).await;
    let principal = add_employee(desk, &company.id).await;
    let input = ApplicationCreateInput {
        service: "visa_cancellation_left".to_owned(),
        company: company.id,
        persons: vec![principal.id],
    };
    desk.application_create(input).await.unwrap()
}

async fn with_deputy(desk: &Desk, company: &str) -> CompanyView {
    let mut fields = desk.company_get(company.to_owned()).await.unwrap().fields;
    fields.kato = "710000000".to_owned();
    fields.signatories = vec![SignatoryView {
        name: Text::new(DEPUTY, "Г. Искакова", "Г. Ысқақова"),
        position: Text::new("Deputy Director", "Заместитель директора", "Директордың орынбасары"),
        power_of_attorney: "7".to_owned(),
        power_of_attorney_date: Some("2026-01-12".to_owned()),
        ..SignatoryView::default()
    }];
    desk.company_save(fields).await.unwrap()
}

/// Saves letters of a kind and returns the PDFs.
async fn saved(desk: &Desk, id: &str, kind: &str, request: PrepareRequest) -> Vec<PathBuf> {
    let letters = Some(vec![LetterChoice { kind: kind.to_owned(), person: None }]);
    let letters = match desk.application_get(id.to_owned()).await.unwrap().letters {
        all if all.iter().any(|letter| letter.kind == kind && letter.person.is_none()) => letters,
        all => Some(
            all.into_iter()
                .filter(|letter| letter.kind == kind)
                .map(|letter| LetterChoice { kind: letter.kind, person: letter.person })
                .collect(),
        ),
    };
    let made = desk.letters_save(id.to_owned(), PrepareRequest { letters, ..request }).await.unwrap();
    assert_eq!(made.failures, []);
    made.files.iter().map(|name| Path::new(&made.folder).join(name)).collect()
}

fn in_russian() -> PrepareRequest {
    PrepareRequest { languages: vec![Language::Ru], ..PrepareRequest::default() }
}

/// Returns how many pictures the pages of a PDF show.
fn pictures_in(pdf: &Path) -> usize {
    let listed = std::process::Command::new("pdfimages").arg("-list").arg(pdf).output().unwrap();
    String::from_utf8(listed.stdout).unwrap().lines().skip(2).filter(|line| line.contains(" image ")).count()
}

#[tokio::test]
async fn letters_show_the_logo_beside_the_particulars_and_the_letterhead_in_their_place() {
    let test = TestDesk::open(None).await.unwrap();
    let view = cancellation(&test.desk).await;
    let company = view.company.id.clone();
    let bare = saved(&test.desk, &view.id, "cancellation", in_russian()).await;
    assert_eq!(pictures_in(&bare[0]), 0);
    let particulars = text_of(&bare[0]);
    assert!(particulars.contains("БИН"), "{particulars}");

    let set = |kind| test.desk.picture_set_bytes(kind, company.clone(), PICTURE.to_vec(), None);
    set(PictureKind::Logo).await.unwrap();
    let with_logo = saved(&test.desk, &view.id, "cancellation", in_russian()).await;
    assert_eq!(pictures_in(&with_logo[0]), 1);
    assert!(text_of(&with_logo[0]).contains("БИН"), "name and particulars stay beside the logo");

    set(PictureKind::Letterhead).await.unwrap();
    let request = PrepareRequest { docx: true, ..in_russian() };
    let on_paper = saved(&test.desk, &view.id, "cancellation", request).await;
    let (word, paper) = (&on_paper[0], &on_paper[1]);
    assert_eq!(pictures_in(paper), 1, "the letterhead, without the logo beside it");
    assert!(!text_of(paper).contains("БИН"), "the picture says it");
    let file = std::fs::read(word).unwrap();
    assert!(file.windows(11).any(|name| name == b"word/media/"), "the Word file shows it, too");
}

#[tokio::test]
async fn whoever_the_application_names_signs_by_their_power_of_attorney() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let view = cancellation(desk).await;
    with_deputy(desk, &view.company.id).await;
    let view = desk.application_get(view.id).await.unwrap();
    let choices: Vec<&str> = view.signatories.iter().map(|choice| choice.signed_by.as_str()).collect();
    assert_eq!(choices, ["", DEPUTY], "the head first");

    let by_head = text_of(&saved(desk, &view.id, "cancellation", in_russian()).await[0]);
    assert!(!by_head.contains("Искакова") && !by_head.contains("по доверенности"), "{by_head}");
    let details = LetterDetailsInput { signed_by: DEPUTY.to_owned(), ..view.letter_details };
    let view = desk.application_save_letters(view.id, view.version, details).await.unwrap();
    let by_deputy = text_of(&saved(desk, &view.id, "cancellation", in_russian()).await[0]);
    for said in ["Заместитель директора", "по доверенности № 7 от 12.01.2026", "Г. Искакова"]
    {
        assert!(by_deputy.contains(said), "{said} in {by_deputy}");
    }
    let power = text_of(&saved(desk, &view.id, "power_of_attorney", in_russian()).await[0]);
    assert!(!power.contains("Искакова"), "only the head gives a power of attorney: {power}");

    let mut fields = desk.company_get(view.company.id.clone()).await.unwrap().fields;
    fields.signatories.clear();
    desk.company_save(fields).await.unwrap();
    let view = desk.application_get(view.id).await.unwrap();
    let letter = view.letters.iter().find(|letter| letter.kind == "cancellation").unwrap();
    assert!(
        letter.missing.iter().any(|gap| gap.field == "letters.signed_by"),
        "nobody else signs in the place of one who is gone: {:?}",
        letter.missing
    );
}

#[tokio::test]
async fn the_power_of_attorney_names_who_acts_for_the_company_with_and_without_a_genitive() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let view = cancellation(desk).await;
    with_deputy(desk, &view.company.id).await;
    let without = text_of(&saved(desk, &view.id, "power_of_attorney", in_russian()).await[0]);
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat(&without).contains("(от имени компании на основании Устава действует директор"),
        "{without}"
    );
    assert!(flat(&without).contains("г. Астана"), "the place, by the classifier's code: {without}");

    let mut fields = desk.company_get(view.company.id.clone()).await.unwrap().fields;
    fields.head.genitive = "директора Омаровой Динары Сериковны, действующей".to_owned();
    fields.head.basis = Text::new("its Charter", "Положения", "Ереже");
    desk.company_save(fields).await.unwrap();
    let with = flat(&text_of(&saved(desk, &view.id, "power_of_attorney", in_russian()).await[0]));
    let said = "в лице директора Омаровой Динары Сериковны, действующей на основании Положения";
    assert!(with.contains(said), "{with}");
    assert!(!with.contains("действующего"), "the user's own participle is enough: {with}");
}

#[tokio::test]
async fn a_pair_of_languages_is_one_file_with_two_columns_and_two_files_for_the_other_letters() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let view = cancellation(desk).await;
    let pair = || PrepareRequest { pairs: vec![LanguagePair::KkRu], ..PrepareRequest::default() };
    let order = saved(desk, &view.id, "termination_order", pair()).await;
    assert_eq!(order.len(), 1);
    assert!(order[0].to_string_lossy().ends_with("-termination-order-kk-ru.pdf"));
    let text = text_of(&order[0]);
    assert!(text.contains("Бұйрық") && text.contains("Приказ"), "{text}");
    let letter = saved(desk, &view.id, "cancellation", pair()).await;
    assert_eq!(letter.len(), 2, "a letter without columns comes in each language");

    let person = view.letters.iter().find(|letter| letter.kind == "consent").unwrap().person.clone();
    let page = desk
        .letter_preview(view.id, "consent".to_owned(), person, Language::Ru, Some(Language::En), 1)
        .await
        .unwrap();
    assert!(!page.png.is_empty());
}
