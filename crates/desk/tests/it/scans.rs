//! Scans, photographs and logos.

use crate::steps::*;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use desk::view::*;
use testkit::TestDesk;

/// A picture, half red and half blue, with invented notes of a camera.
const PICTURE: &[u8] = include_bytes!("picture.jpg");

#[tokio::test]
async fn a_new_scan_replaces_the_old_one_which_stays_readable() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    let paper = attach(&test.desk, OwnerKind::Company, &company.id, "registration_certificate").await;
    assert_eq!(paper.pages, Some(1), "counted from the PDF");
    let same = test.desk.paper_replace(paper.id.clone(), BASE64_STANDARD.encode(SCAN)).await.unwrap();
    assert!(same.earlier.is_empty(), "the same scan is no newer one");
    let replaced = test.desk.paper_replace(paper.id.clone(), BASE64_STANDARD.encode(PICTURE)).await.unwrap();
    assert_eq!((replaced.media_type.as_str(), replaced.earlier.len()), ("image/jpeg", 1));
    let now = test.desk.paper_preview(paper.id.clone(), 1, None).await.unwrap();
    let before = test.desk.paper_preview(paper.id.clone(), 1, Some(0)).await.unwrap();
    assert_ne!(now.png, before.png);
    assert!(test.desk.paper_preview(paper.id.clone(), 1, Some(1)).await.is_err());

    let facts = PaperFactsInput {
        id: paper.id.clone(),
        version: replaced.version,
        document: replaced.document,
        title: "Certificate".to_owned(),
        form: PaperFormView::Notarised,
        issued_on: Some("2026-01-05".to_owned()),
        expires_on: None,
        language: "ru".to_owned(),
        original_kept: "Safe 2".to_owned(),
        original_holder: "A. Sagyndykova".to_owned(),
        retain_until: Some("2030-01-01".to_owned()),
    };
    let saved = test.desk.paper_save(facts).await.unwrap();
    assert_eq!((saved.form, saved.original_holder.as_str()), (PaperFormView::Notarised, "A. Sagyndykova"));
    assert_eq!(saved.earlier.len(), 1, "facts leave the scans alone");
}

#[tokio::test]
async fn the_same_photograph_is_kept_once_and_without_the_cameras_notes() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    assert!(PICTURE.windows(4).any(|bytes| bytes == b"Exif"), "the picture has notes to lose");
    for document in ["registration_certificate", "appointment_of_head"] {
        let input = PaperInput {
            owner: OwnerKind::Company,
            owner_id: company.id.clone(),
            document: document.to_owned(),
            content: Some(BASE64_STANDARD.encode(PICTURE)),
            ..PaperInput::default()
        };
        test.desk.paper_attach(input).await.unwrap();
    }
    assert_eq!(std::fs::read_dir(client_files(&test)).unwrap().count(), 1);
    let papers = test.desk.company_get(company.id).await.unwrap().papers;
    let to = test.folder().join("out").join("page.jpg");
    test.desk.paper_export(papers[0].id.clone(), &to, None).await.unwrap();
    let history = test.desk.paper_get(papers[0].id.clone()).await.unwrap().history;
    assert_eq!(history[0].text.en, "Exported", "the journal knows that it left");
    let plain = std::fs::read(&to).unwrap();
    assert!(plain.starts_with(b"\xff\xd8") && !plain.windows(4).any(|bytes| bytes == b"Exif"));
    let name = test.desk.paper_export_name(papers[0].id.clone()).await.unwrap();
    assert!(name.ends_with(".jpg") && !name.to_lowercase().contains("akme"), "{name}");
}

#[tokio::test]
async fn a_photograph_is_cut_to_35_by_45_and_logos_keep_their_shape() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let picture = BASE64_STANDARD.encode(PICTURE);
    let crop = CropInput { across: 0, ..CropInput::default() };
    test.desk.picture_set(PictureKind::Photo, person.id.clone(), picture.clone(), Some(crop)).await.unwrap();
    test.desk.picture_set(PictureKind::Logo, company.id.clone(), picture, None).await.unwrap();
    assert!(get(&test.desk, &person.id).await.has_photo);
    let photo = test.desk.picture_get(PictureKind::Photo, person.id.clone()).await.unwrap();
    assert!(!photo.png.is_empty());
    let saved = test.desk.company_get(company.id).await.unwrap();
    assert!(saved.has_logo && !saved.has_letterhead);
    test.desk.picture_clear(PictureKind::Photo, person.id.clone()).await.unwrap();
    let cleared = get(&test.desk, &person.id).await;
    assert!(!cleared.has_photo);
    test.desk.history_undo(cleared.history[0].change).await.unwrap();
    assert!(get(&test.desk, &person.id).await.has_photo, "taken back like any change");
}
