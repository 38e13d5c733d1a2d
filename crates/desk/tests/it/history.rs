//! Histories of records, and what is taken back.

use crate::steps::*;
use desk::ErrorCode;
use desk::view::*;
use testkit::TestDesk;

#[tokio::test]
async fn a_single_value_is_put_back_and_a_whole_change_is_taken_back() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let mut fields = person.fields;
    fields.phone = "+7 701 000 00 00".to_owned();
    fields.email = "new@example.com".to_owned();
    fields.travel_document.as_mut().unwrap().authority = "Elsewhere".to_owned();
    let edited = test.desk.person_save(fields).await.unwrap();
    let row = edited.history.iter().find(|row| row.fields.iter().any(|one| one.field == "phone")).unwrap();
    let phone = row.fields.iter().find(|field| field.field == "phone").unwrap();
    assert_eq!((phone.before.as_str(), phone.after.as_str()), ("+44 20 7946 0000", "+7 701 000 00 00"));

    test.desk.history_put_back(row.sequence, phone.path.clone()).await.unwrap();
    let put_back = get(&test.desk, &person.id).await.fields;
    assert_eq!((put_back.phone.as_str(), put_back.email.as_str()), ("+44 20 7946 0000", "new@example.com"));

    // The phone was changed since, and to what it was before: nothing is left to take back of it.
    test.desk.history_undo(row.change).await.unwrap();
    let undone = get(&test.desk, &person.id).await;
    assert_eq!(undone.fields.email, "t.hargreaves@example.com");
    assert_eq!(
        undone.fields.travel_document.unwrap().authority,
        "HMPO",
        "the passport was part of the change"
    );
    assert!(undone.history.len() >= 4, "an undo is a change like any other: {}", undone.history.len());
}

#[tokio::test]
async fn a_history_names_the_records_that_it_refers_to_and_says_when_they_are_gone() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let second = CompanyInput {
        name: Text::new("Tengri Analytics Ltd", "Тенгри Аналитикс", ""),
        bin: "970740000838".to_owned(),
        ..CompanyInput::default()
    };
    let second = test.desk.company_save(second).await.unwrap();
    let mut fields = person.fields;
    fields.engagement.as_mut().unwrap().company = second.id.clone();
    let moved = test.desk.person_save(fields).await.unwrap();
    let named = |view: &PersonView| {
        let changes = view.history.iter().flat_map(|row| &row.fields);
        changes.clone().find(|change| change.field == "company").unwrap().records.clone()
    };
    let record_of = |records: &[HistoryRecord], id: &str| {
        records.iter().find(|record| record.id == id).map(|record| (record.title.clone(), record.is_deleted))
    };
    let records = named(&moved);
    assert_eq!(record_of(&records, &second.id), Some((second.fields.name.clone(), false)));
    assert_eq!(record_of(&records, &company.id), Some((company.fields.name.clone(), false)));

    test.desk.record_delete(RecordKind::Company, company.id.clone()).await.unwrap();
    let records = named(&get(&test.desk, &person.id).await);
    assert_eq!(record_of(&records, &company.id), Some((company.fields.name, true)), "it lies in the bin");
    test.desk.bin_erase(company.id.clone()).await.unwrap();
    let records = named(&get(&test.desk, &person.id).await);
    assert_eq!(record_of(&records, &company.id), Some((Text::default(), false)), "nothing knows it any more");

    let request = JournalRequest {
        scope: JournalScope::Client,
        subject: "engagement".to_owned(),
        action: "changed".to_owned(),
        before: None,
    };
    let page = test.desk.journal_page(request).await.unwrap();
    let change =
        page.rows.iter().flat_map(|row| &row.fields).find(|change| change.field == "company").unwrap();
    assert_eq!(change.records.len(), 2, "the whole journal names them as well");
}

#[tokio::test]
async fn taking_back_what_was_added_to_a_list_leaves_what_was_added_since() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let mut fields = person.fields;
    fields.other_citizenships = vec!["IRL".to_owned()];
    let saved = test.desk.person_save(fields).await.unwrap();
    let change = saved.history[0].change;
    let mut fields = saved.fields;
    fields.other_citizenships.push("USA".to_owned());
    test.desk.person_save(fields).await.unwrap();
    test.desk.history_undo(change).await.unwrap();
    assert_eq!(get(&test.desk, &person.id).await.fields.other_citizenships, ["USA"]);
}

#[tokio::test]
async fn an_undo_never_takes_away_what_somebody_wrote_since() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let mut fields = person.fields;
    fields.phone = "1".to_owned();
    let first = test.desk.person_save(fields.clone()).await.unwrap();
    let change = first.history[0].change;
    fields = first.fields;
    fields.phone = "2".to_owned();
    test.desk.person_save(fields).await.unwrap();
    let error = test.desk.history_undo(change).await.unwrap_err();
    assert_eq!((error.code, error.fields[0].field.as_str()), (ErrorCode::Stale, "phone"));
    assert_eq!(get(&test.desk, &person.id).await.fields.phone, "2");
}

#[tokio::test]
async fn what_an_application_needs_is_not_taken_back_with_its_creation() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let made = |history: &[HistoryRow]| history.last().unwrap().change;
    let (company_made, person_made) = (made(&company.history), made(&person.history));
    let application = add_application(&test.desk, &company.id, &[&person.id]).await;
    for change in [company_made, person_made] {
        let error = test.desk.history_undo(change).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Invalid);
        assert!(error.text.en.contains(&application.number), "it is said what needs it: {}", error.text.en);
    }
    get(&test.desk, &person.id).await;

    test.desk.record_delete(RecordKind::Application, application.id).await.unwrap();
    let error = test.desk.history_undo(company_made).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Stale, "the person works there");
    test.desk.history_undo(person_made).await.unwrap();
    test.desk.history_undo(company_made).await.unwrap();
    assert!(test.desk.company_list(ListRequest::default()).await.unwrap().is_empty());
    let titles: Vec<String> = test.desk.bin_list().await.unwrap().into_iter().map(|row| row.title).collect();
    assert_eq!(titles.len(), 3, "all of it lies in the bin: {titles:?}");
}

#[tokio::test]
async fn what_was_sent_cannot_be_taken_back() {
    let test = TestDesk::open(None).await.unwrap();
    let application = approved(&test.desk).await;
    let sent = submit(&test.desk, &application.id).await;
    let person = get(&test.desk, &sent.persons[0].person.id).await;
    let newest = person.history[0].change;
    for change in newest..newest + 40 {
        if let Err(error) = test.desk.history_undo(change).await {
            let refused = [ErrorCode::Frozen, ErrorCode::NotFound, ErrorCode::Stale, ErrorCode::Invalid];
            assert!(refused.contains(&error.code), "{error:?}");
        }
    }
    let view = test.desk.application_get(sent.id.clone()).await.unwrap();
    assert_eq!(view.work, WorkStateView::Sent, "no undo reaches a frozen packet");
    let error = test.desk.record_delete(RecordKind::Application, sent.id).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Frozen, "nor is it deleted while it waits in the outbox");
}
