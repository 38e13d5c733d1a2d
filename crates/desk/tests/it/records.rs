//! Records in their whole life: late edits, history, undo, the recycle bin, papers and pictures.

use crate::steps::*;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use desk::view::*;
use desk::{Desk, ErrorCode};
use std::time::Duration;
use testkit::TestDesk;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// A picture, half red and half blue, with invented notes of a camera.
const PICTURE: &[u8] = include_bytes!("picture.jpg");

async fn person(desk: &Desk) -> (CompanyView, PersonView) {
    let company = add_company(desk).await;
    let person = add_employee(desk, &company.id).await;
    (company, person)
}

async fn get(desk: &Desk, id: &str) -> PersonView {
    desk.person_get(id.to_owned()).await.unwrap()
}

#[tokio::test]
async fn edits_of_different_fields_come_together() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let mut first = person.fields.clone();
    first.phone = "+44 20 7946 0001".to_owned();
    first.travel_document.as_mut().unwrap().authority = "HM Passport Office".to_owned();
    test.desk.person_save(first).await.unwrap();
    let mut second = person.fields;
    second.email = "theodore@example.com".to_owned();
    second.travel_document.as_mut().unwrap().blank_pages = Some(3);
    let merged = test.desk.person_save(second).await.unwrap().fields;
    assert_eq!((merged.phone.as_str(), merged.email.as_str()), ("+44 20 7946 0001", "theodore@example.com"));
    let passport = merged.travel_document.unwrap();
    assert_eq!((passport.authority.as_str(), passport.blank_pages), ("HM Passport Office", Some(3)));
}

#[tokio::test]
async fn a_field_changed_by_both_is_named_with_what_is_stored_and_nothing_is_saved() {
    let test = TestDesk::open(None).await.unwrap();
    let (_, person) = person(&test.desk).await;
    let mut first = person.fields.clone();
    first.travel_document.as_mut().unwrap().expires_on = Some("2031-05-02".to_owned());
    test.desk.person_save(first).await.unwrap();
    let mut second = person.fields;
    second.travel_document.as_mut().unwrap().expires_on = Some("2032-05-02".to_owned());
    second.email = "lost@example.com".to_owned();
    let error = test.desk.person_save(second).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Stale);
    let fields: Vec<&str> = error.fields.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields, ["travel_document.expires_on"]);
    assert!(error.fields[0].text.en.contains("2031-05-02"), "the stored value is said");
    assert!(!error.message.contains("2031"), "the log's message says no value");
    let stored = get(&test.desk, &person.id).await.fields;
    assert_eq!(stored.travel_document.unwrap().expires_on.as_deref(), Some("2031-05-02"));
    assert_eq!(stored.email, "t.hargreaves@example.com", "all of the edit or nothing");
}

fn signatory(name: &str, power: &str) -> SignatoryView {
    SignatoryView { name: Text::same(name), power_of_attorney: power.to_owned(), ..SignatoryView::default() }
}

#[tokio::test]
async fn what_two_people_add_to_one_list_both_stays() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let lead = person.fields.citizenship.clone();
    for code in ["IRL", "USA"] {
        let late = PersonInput { other_citizenships: vec![code.to_owned()], ..person.fields.clone() };
        test.desk.person_save(late).await.unwrap();
    }
    let stored = get(&test.desk, &person.id).await.fields;
    let mut others = stored.other_citizenships.clone();
    others.sort_unstable();
    assert_eq!((stored.citizenship, others.as_slice()), (lead, &["IRL".to_owned(), "USA".to_owned()][..]));

    let company = test.desk.company_get(company.id).await.unwrap();
    let with = |signatories: Vec<SignatoryView>| CompanyInput { signatories, ..company.fields.clone() };
    test.desk.company_save(with(vec![signatory("Early", "1")])).await.unwrap();
    test.desk.company_save(with(vec![signatory("Late", "2")])).await.unwrap();
    let stored = test.desk.company_get(company.id.clone()).await.unwrap();
    let mut powers: Vec<&str> =
        stored.fields.signatories.iter().map(|one| one.power_of_attorney.as_str()).collect();
    powers.sort_unstable();
    assert_eq!(powers, ["1", "2"]);

    // The one power of attorney that both change is a person's to choose.
    let seen = stored.fields;
    let with = |power: &str| {
        let mut input = seen.clone();
        input.signatories[0].power_of_attorney = power.to_owned();
        input
    };
    test.desk.company_save(with("3")).await.unwrap();
    let error = test.desk.company_save(with("4")).await.unwrap_err();
    assert_eq!((error.code, error.fields[0].field.as_str()), (ErrorCode::Stale, "signatories"));
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
async fn old_and_new_passports_several_engagements_and_citizenships_are_kept() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let mut fields = person.fields;
    let old = fields.travel_document.take().unwrap();
    let newer = TravelDocumentInput {
        id: None,
        version: None,
        number: "99 8877665".to_owned(),
        expires_on: Some("2036-01-01".to_owned()),
        ..old.clone()
    };
    fields.travel_document = Some(newer);
    fields.other_travel_documents = vec![old];
    fields.other_citizenships = vec!["IRL".to_owned(), "GBR".to_owned(), String::new()];
    let board = EngagementInput {
        id: None,
        version: None,
        kind: EngagementKindView::BoardMember,
        from: Some("2024-01-01".to_owned()),
        until: Some("2025-12-31".to_owned()),
        company: company.id,
        ..fields.engagement.clone().unwrap()
    };
    fields.other_engagements.push(board);
    let saved = test.desk.person_save(fields).await.unwrap().fields;
    assert_eq!(
        saved.travel_document.as_ref().unwrap().number,
        "998877665",
        "the one that is valid longest is in use"
    );
    assert_eq!(saved.other_travel_documents.len(), 1);
    assert_eq!(saved.other_citizenships, ["IRL"], "no citizenship twice, no empty one");
    assert_eq!(
        saved.engagement.as_ref().unwrap().kind,
        EngagementKindView::Employee,
        "the one without an end leads"
    );
    assert_eq!(saved.other_engagements.len(), 1);

    let mut without = saved.clone();
    without.other_travel_documents.clear();
    let kept = test.desk.person_save(without.clone()).await.unwrap().fields;
    assert_eq!(kept.other_travel_documents.len(), 1, "leaving one out deletes nothing");
    without.version = kept.version;
    without.removed = kept.other_travel_documents.iter().filter_map(|one| one.id.clone()).collect();
    let removed = test.desk.person_save(without).await.unwrap().fields;
    assert!(removed.other_travel_documents.is_empty());
}

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
async fn what_is_not_there_is_referred_to_by_nothing_and_every_list_stays_readable() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let paper = PaperInput {
        owner: OwnerKind::Person,
        owner_id: company.id.clone(),
        document: "passport_copy".to_owned(),
        ..PaperInput::default()
    };
    let error = test.desk.paper_attach(paper).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Invalid, "a company is no person: {error:?}");
    let paper = PaperInput {
        owner: OwnerKind::Company,
        owner_id: company.id.clone(),
        document: "no_such_type".to_owned(),
        ..PaperInput::default()
    };
    let error = test.desk.paper_attach(paper).await.unwrap_err();
    assert_eq!(error.fields[0].field, "document", "no list would show what this is: {error:?}");
    let mut turned = person.fields.clone();
    turned.engagement.as_mut().unwrap().from = Some("2026-05-01".to_owned());
    turned.engagement.as_mut().unwrap().until = Some("2026-04-30".to_owned());
    let error = test.desk.person_save(turned).await.unwrap_err();
    assert_eq!(error.fields[0].field, "engagement.until");
    let twin = CompanyInput {
        name: Text::same("Akme twin"),
        bin: company.fields.bin.clone(),
        ..CompanyInput::default()
    };
    let error = test.desk.company_save(twin).await.unwrap_err();
    assert_eq!((error.fields[0].field.as_str(), error.fields[0].code.as_str()), ("bin", "taken"));
    let mut pasted = person.fields.clone();
    pasted.experience = "long ".repeat(1_000);
    let error = test.desk.person_save(pasted).await.unwrap_err();
    assert_eq!((error.fields[0].field.as_str(), error.fields[0].code.as_str()), ("experience", "too_long"));
    let stray = PersonInput {
        surname_latin: "HARGREAVES".to_owned(),
        names_confirmed: true,
        relation: Some(RelationInput {
            id: None,
            version: None,
            principal: company.id.clone(),
            kind: RelationKindView::Spouse,
        }),
        ..PersonInput::default()
    };
    assert_eq!(test.desk.person_save(stray).await.unwrap_err().code, ErrorCode::Invalid);
    let error = test.desk.company_get(person.id.clone()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound, "the id of a person is no company's");

    // An engagement goes to another company, and the first one is deleted: nothing leads back into the bin.
    let second = CompanyInput {
        name: Text::same("Tengri Analytics Ltd"),
        bin: "970740000838".to_owned(),
        ..CompanyInput::default()
    };
    let second = test.desk.company_save(second).await.unwrap();
    let mut fields = person.fields;
    fields.engagement.as_mut().unwrap().company = second.id.clone();
    let moved = test.desk.person_save(fields).await.unwrap();
    test.desk.record_delete(RecordKind::Company, company.id.clone()).await.unwrap();
    let row = moved.history.iter().find(|row| row.fields.iter().any(|one| one.field == "company")).unwrap();
    for undone in [
        test.desk.history_undo(row.change).await,
        test.desk.history_put_back(row.sequence, "/company".to_owned()).await,
    ] {
        let error = undone.unwrap_err();
        assert_eq!(error.code, ErrorCode::Invalid);
        assert!(error.text.en.contains("recycle bin"), "{}", error.text.en);
    }
    let rows = test.desk.person_list(ListRequest::default()).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.company.en.as_str()).collect::<Vec<_>>(), ["Tengri Analytics Ltd"]);
    assert!(test.desk.paper_list(ListRequest::default()).await.unwrap().is_empty());

    test.desk.bin_restore(company.id.clone()).await.unwrap();
    test.desk.history_undo(row.change).await.unwrap();
    assert_eq!(get(&test.desk, &person.id).await.fields.engagement.unwrap().company, company.id);
}

#[tokio::test]
async fn lists_say_what_the_user_worded_in_every_language() {
    let test = TestDesk::open(None).await.unwrap();
    let (company, person) = person(&test.desk).await;
    let name = Text::new("Akme Capital Ltd.", "ЧК «Акме Капитал»", "«Акме Капитал» ЖК");
    test.desk.company_save(CompanyInput { name: name.clone(), ..company.fields }).await.unwrap();
    let application = add_application(&test.desk, &company.id, &[&person.id]).await;
    let rows = test.desk.person_list(ListRequest::default()).await.unwrap();
    assert_eq!(rows[0].role, Text::new("Senior Analyst", "Старший аналитик", "Аға талдаушы"));
    assert_eq!(rows[0].company, name);
    assert_eq!(test.desk.company_list(ListRequest::default()).await.unwrap()[0].title, name);
    assert_eq!(test.desk.application_list().await.unwrap()[0].company, name);
    assert_eq!(application.company.title, name);

    let mut settings = test.desk.settings_get().await.unwrap();
    settings.language = Language::Ru;
    test.desk.settings_save(settings).await.unwrap();
    let file = test.folder().join("applications.csv");
    let request = ExportRequest {
        list: ExportList::Applications,
        format: TableFormat::Csv,
        query: ListRequest::default(),
        ids: None,
    };
    test.desk.export_list(request, &file).await.unwrap();
    let table = std::fs::read_to_string(file).unwrap();
    assert!(table.contains("ЧК «Акме Капитал»"), "a file speaks the language of its titles: {table}");
    assert!(table.contains(";Готовится;"), "so does our work: {table}");

    let paper = PaperInput {
        owner: OwnerKind::Person,
        owner_id: person.id.clone(),
        document: "passport_copy".to_owned(),
        ..PaperInput::default()
    };
    let paper = test.desk.paper_attach(paper).await.unwrap();
    test.desk.paper_remove(paper.id).await.unwrap();
    let binned = test.desk.bin_list().await.unwrap();
    let request = JournalRequest {
        scope: JournalScope::Client,
        subject: "paper".to_owned(),
        action: "deleted".to_owned(),
        before: None,
    };
    let page = test.desk.journal_page(request).await.unwrap();
    for title in [&binned[0].title, &page.rows[0].title] {
        assert!(title.contains("паспорт"), "a paper without a title is called by its type: {title}");
    }
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

async fn reopen(test: &TestDesk) {
    test.desk.cabinet_lock().await.unwrap();
    test.desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await.unwrap();
}

fn client_files(test: &TestDesk) -> std::path::PathBuf {
    let clients = test.folder().join("cabinet/clients");
    std::fs::read_dir(clients).unwrap().next().unwrap().unwrap().path().join("files")
}

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

#[tokio::test]
async fn companies_keep_signatories_with_their_powers_and_both_addresses() {
    let test = TestDesk::open(None).await.unwrap();
    let company = add_company(&test.desk).await;
    let mut fields = company.fields;
    fields.actual_address = Text::same("Astana, 1 Actual Street");
    fields.actual_kato = "710000000".to_owned();
    let signatory = SignatoryView {
        name: Text::same("B. Signer"),
        power_of_attorney: "17-D".to_owned(),
        power_of_attorney_date: Some("2026-01-10".to_owned()),
        power_of_attorney_until: Some("2026-12-31".to_owned()),
        ..SignatoryView::default()
    };
    fields.signatories = vec![SignatoryView::default(), signatory.clone()];
    let saved = test.desk.company_save(fields).await.unwrap().fields;
    assert_eq!(saved.signatories, [signatory], "an empty line is nobody");
    assert_eq!(
        (saved.actual_kato.as_str(), saved.actual_address.ru.as_str()),
        ("710000000", "Astana, 1 Actual Street")
    );
}

#[tokio::test]
async fn a_number_of_an_account_that_cannot_be_one_is_refused_at_its_field() {
    let test = TestDesk::open(None).await.unwrap();
    let input = |iban: &str, bic: &str, kbe: &str| CompanyInput {
        name: Text::same("Akme Capital Ltd."),
        bin: "180140900114".to_owned(),
        iban: iban.to_owned(),
        bic: bic.to_owned(),
        kbe: kbe.to_owned(),
        ..CompanyInput::default()
    };
    let refused = test.desk.company_save(input("KZ08 0000 0000 0000 0000", "DALA", "99")).await.unwrap_err();
    let fields: std::collections::BTreeSet<&str> =
        refused.fields.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields.into_iter().collect::<Vec<_>>(), ["bic", "iban", "kbe"]);
    let saved = test.desk.company_save(input(" kz07 0000 0000 0000 0000 ", "", "17")).await.unwrap();
    assert_eq!((saved.fields.iban.as_str(), saved.fields.bic.as_str()), ("KZ070000000000000000", ""));

    let firm = Firm { iban: "KZ08".to_owned(), representative_iin: "910816".to_owned(), ..Firm::default() };
    let refused = test.desk.firm_save(firm).await.unwrap_err();
    for field in ["iban", "representative_iin"] {
        assert!(refused.fields.iter().any(|issue| issue.field == field), "{field}: {refused:?}");
    }
}
