//! The recycle bin.

use crate::steps::*;
use desk::ErrorCode;
use desk::view::*;
use std::time::Duration;
use testkit::TestDesk;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn reopen(test: &TestDesk) {
    test.desk.cabinet_lock().await.unwrap();
    test.desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await.unwrap();
}

#[tokio::test]
async fn a_deleted_person_comes_back_with_all_that_hung_on_them() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let spouse = add_spouse(&test.desk, &person.id).await;
    attach(&test.desk, OwnerKind::Person, &person.id, "passport_copy").await;
    let deleted = test.desk.record_delete(RecordKind::Person, person.id.clone()).await.unwrap();
    assert_eq!(deleted.records, 5, "person, passport, engagement, tie to the spouse, paper");
    assert_eq!(test.desk.person_get(person.id.clone()).await.unwrap_err().code, ErrorCode::NotFound);
    assert!(test.desk.paper_list(ListRequest::default()).await.unwrap().is_empty());
    assert!(get(&test.desk, &spouse.id).await.fields.relation.is_none());
    let bin = test.desk.bin_list().await.unwrap();
    assert_eq!(bin.len(), 1, "what hangs on a person is not shown apart: {bin:?}");
    assert_eq!((bin[0].with, bin[0].until.as_str()), (4, "2026-04-01"));

    test.desk.bin_restore(person.id.clone()).await.unwrap();
    let back = get(&test.desk, &person.id).await;
    assert_eq!(back.papers.len(), 1);
    assert_eq!(back.dependants.len(), 1);
    assert!(back.fields.travel_document.is_some() && back.fields.engagement.is_some());
    assert!(test.desk.bin_list().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_record_that_an_application_needs_stays_and_the_application_is_named() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let application = add_application(&test.desk, &company.id, &[&person.id]).await;
    for (kind, id) in [(RecordKind::Person, &person.id), (RecordKind::Company, &company.id)] {
        let error = test.desk.record_delete(kind, id.clone()).await.unwrap_err();
        assert!(error.text.en.contains(&application.number), "{}", error.text.en);
        assert!(!error.message.contains(&application.number));
    }
    test.desk.record_delete(RecordKind::Application, application.id.clone()).await.unwrap();
    test.desk.record_delete(RecordKind::Person, person.id.clone()).await.unwrap();
    let error = test.desk.bin_restore(application.id.clone()).await.unwrap_err();
    assert!(error.text.en.contains("HARGREAVES"), "the person has to come back first: {}", error.text.en);
    test.desk.bin_restore(person.id).await.unwrap();
    test.desk.bin_restore(application.id.clone()).await.unwrap();
    assert_eq!(test.desk.application_get(application.id).await.unwrap().persons.len(), 1);
}

#[tokio::test]
async fn a_removed_paper_is_there_for_thirty_days_and_gone_after_the_next_opening() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    let paper = attach(&test.desk, OwnerKind::Company, &company.id, "registration_certificate").await;
    let files = || std::fs::read_dir(client_files(&test)).unwrap().count();
    let change = test.desk.paper_remove(paper.id.clone()).await.unwrap().change;
    test.desk.history_undo(change).await.unwrap();
    assert_eq!(test.desk.paper_list(ListRequest::default()).await.unwrap().len(), 1, "undone at once");
    test.desk.paper_remove(paper.id.clone()).await.unwrap();
    test.clock.pass(29 * DAY);
    reopen(&test).await;
    assert_eq!((test.desk.bin_list().await.unwrap().len(), files()), (1, 1), "still there on the 29th day");
    test.clock.pass(DAY);
    reopen(&test).await;
    assert_eq!((test.desk.bin_list().await.unwrap().len(), files()), (0, 0), "record and scan are gone");
    assert_eq!(test.desk.bin_restore(paper.id).await.unwrap_err().code, ErrorCode::NotFound);
}
