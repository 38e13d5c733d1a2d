//! The main job: one employee and spouse, from an empty machine to a submission with proof.

use crate::steps::*;
use desk::view::*;
use testkit::TestDesk;

fn codes(view: &ApplicationView, severity: Severity) -> Vec<&str> {
    view.findings.iter().filter(|one| one.severity == severity).map(|one| one.field.as_str()).collect()
}

#[tokio::test]
async fn the_main_job_from_an_empty_machine_to_a_status_of_the_portal() {
    let test = TestDesk::open(None).await.unwrap();
    let desk = &test.desk;
    let company = add_company(desk).await;
    let employee = add_employee(desk, &company.id).await;
    let spouse = add_spouse(desk, &employee.id).await;
    let application = add_application(desk, &company.id, &[&employee.id, &spouse.id]).await;
    assert_eq!(application.number, "AP-2026-001");
    let blocking = codes(&application, Severity::Blocks);
    for field in
        ["travel_document.expires_on", "engagement.until", "papers.family_certificate", "papers.consent_form"]
    {
        assert!(blocking.contains(&field), "{field} blocks: {blocking:?}");
    }
    for finding in &application.findings {
        assert!(
            !finding.text.ru.is_empty() && !finding.text.kk.is_empty(),
            "{} is said in three languages",
            finding.code
        );
    }
    let refused = desk.application_approve(application.id.clone()).await.unwrap_err();
    assert_eq!(refused.code, desk::ErrorCode::NotReady, "what blocks can't be approved");

    let settled = settle(desk, &application.id, &employee.id).await;
    assert_eq!(codes(&settled, Severity::Blocks), Vec::<&str>::new());
    assert_eq!(settled.work, WorkStateView::Ready);
    // 2 x 390 000 and 2 x 0.5 MCI of 4 325.
    assert_eq!(settled.fees.service_total.as_deref(), Some("780000.00"));
    assert_eq!(settled.fees.state_total.as_deref(), Some("4325.00"));
    assert_eq!(settled.fees.total.as_deref(), Some("784325.00"));

    desk.application_approve(application.id.clone()).await.unwrap();
    let sent = submit(desk, &application.id).await;
    assert_eq!(sent.work, WorkStateView::Sent);
    assert_eq!(sent.submission.as_ref().unwrap().state, DeliveryState::Queued, "nobody has signed in yet");
    sign_up(desk).await;
    let report = desk.sync_now().await.unwrap();
    assert_eq!((report.delivered, report.problem), (1, None));
    let there = desk.application_get(application.id.clone()).await.unwrap();
    let submission = there.submission.unwrap();
    assert_eq!(submission.state, DeliveryState::Delivered);
    assert_eq!(submission.portal_status.as_deref(), Some("NEW"));
    assert!(submission.portal_number.is_some() && submission.received_at.is_some());
    assert_eq!(submission.packet_sha256.len(), 64);
    assert!(
        there.timeline.iter().any(|row| row.kind == TimelineKind::Portal),
        "the timeline tells of the receipt"
    );
}

#[tokio::test]
async fn a_sent_application_can_no_longer_be_edited() {
    let test = TestDesk::open(None).await.unwrap();
    let application = approved(&test.desk).await;
    let sent = submit(&test.desk, &application.id).await;
    let error =
        test.desk.application_save_details(sent.id.clone(), sent.version, sent.details).await.unwrap_err();
    assert_eq!(error.code, desk::ErrorCode::Frozen);
    let again = test.desk.public_offer().await.unwrap();
    let accepted = OfferAcceptance { version: again.version, sha256: again.sha256 };
    let error = test.desk.application_submit(sent.id, accepted).await.unwrap_err();
    assert_eq!(error.code, desk::ErrorCode::Frozen, "nor sent twice");
}

#[tokio::test]
async fn a_stale_edit_is_refused_and_what_is_stored_stays() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    let mut first = company.fields.clone();
    first.phone = "+7 7172 11 11 11".to_owned();
    test.desk.company_save(first).await.unwrap();
    let mut second = company.fields;
    second.phone = "+7 7172 22 22 22".to_owned();
    let error = test.desk.company_save(second).await.unwrap_err();
    assert_eq!(error.code, desk::ErrorCode::Stale);
    let stored = test.desk.company_get(company.id).await.unwrap();
    assert_eq!(stored.fields.phone, "+7 7172 11 11 11");
}

#[tokio::test]
async fn wrong_fields_are_named_and_nothing_is_saved() {
    let test = TestDesk::open(None).await.unwrap();
    let input = CompanyInput {
        bin: "180140900115".to_owned(),
        registered_on: Some("31.02.2020".to_owned()),
        ..CompanyInput::default()
    };
    let error = test.desk.company_save(input).await.unwrap_err();
    let fields: Vec<&str> = error.fields.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields, ["name", "bin", "registered_on"]);
    assert!(test.desk.company_list(ListRequest::default()).await.unwrap().is_empty());
}

#[tokio::test]
async fn letters_are_saved_in_every_language_and_name_nobody_in_their_file_names() {
    let test = TestDesk::open(None).await.unwrap();
    let application = approved(&test.desk).await;
    let request = PrepareRequest { languages: Language::ALL.to_vec(), ..PrepareRequest::default() };
    let saved = test.desk.letters_save(application.id, request).await.unwrap();
    assert!(saved.failures.is_empty(), "{:?}", saved.failures);
    // Invitation, employee's form, two consents; cover, checklist, fees; two sheets for step 2 and
    // the data of the arrival; each in three languages.
    assert_eq!(saved.files.len(), 10 * 3);
    for name in &saved.files {
        assert!(!name.to_lowercase().contains("hargreaves"), "{name}");
        let pdf = std::fs::read(std::path::Path::new(&saved.folder).join(name)).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{name}");
    }
}

#[tokio::test]
async fn the_sample_data_have_two_clients_and_applications_with_and_without_problems() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.samples_load().await.unwrap();
    assert_eq!(test.desk.app_state().await.unwrap().clients.len(), 2);
    let applications = test.desk.application_list().await.unwrap();
    let mut blocks: Vec<bool> = applications.iter().map(|row| row.blocks > 0).collect();
    blocks.sort_unstable();
    assert_eq!(blocks, [false, true], "{applications:?}");
    let today = test.desk.today().await.unwrap();
    assert!(!today.needs_you.is_empty());
    assert_eq!(today.next_days.len(), 30);
    let hits = test.desk.search("fairwea".to_owned(), false).await.unwrap().hits;
    assert!(hits.iter().any(|hit| hit.kind == HitKind::Person), "{hits:?}");
}

#[tokio::test]
async fn two_passport_lines_fill_a_person_and_a_wrong_digit_is_named() {
    let test = TestDesk::open(None).await.unwrap();
    let [line1, line2] = EMPLOYEE_MRZ;
    let read = test.desk.mrz_read(line1.to_owned(), line2.to_owned()).await.unwrap();
    assert!(read.valid, "{:?}", read.problems);
    assert_eq!(
        (read.surname_latin.as_str(), read.given_names_latin.as_str()),
        ("HARGREAVES", "THEODORE JAMES")
    );
    assert_eq!(read.birth_date.as_deref(), Some("1985-03-12"));
    assert_eq!((read.number.as_str(), read.expires_on.as_deref()), ("533004410", Some("2027-01-15")));
    let wrong = line2.replacen("850312", "850313", 1);
    let read = test.desk.mrz_read(line1.to_owned(), wrong).await.unwrap();
    assert!(!read.valid);
    assert!(!read.problems.is_empty());
}
