//! The journal as people read it.

use crate::steps;
use desk::view::{ClientInput, JournalRequest, JournalScope, JournalVerdict};
use desk::{ErrorCode, check_journal};
use std::fs;
use testkit::TestDesk;

#[tokio::test]
async fn the_journal_is_paged_filtered_and_names_what_it_is_about() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.samples_load().await.unwrap();
    let mut request = JournalRequest::default();
    let (mut sequences, mut pages) = (Vec::<u64>::new(), 0);
    loop {
        let page = test.desk.journal_page(request.clone()).await.unwrap();
        sequences.extend(page.rows.iter().map(|row| row.sequence.parse::<u64>().unwrap()));
        pages += 1;
        let Some(next) = page.next else { break };
        request.before = Some(next);
    }
    let newest = sequences[0];
    assert_eq!(sequences, (1..=newest).rev().collect::<Vec<_>>(), "every entry once, newest first");
    assert!(newest <= 50 || pages > 1);

    let people = JournalRequest { subject: "person".to_owned(), ..JournalRequest::default() };
    let rows = test.desk.journal_page(people).await.unwrap().rows;
    assert!(!rows.is_empty() && rows.iter().all(|row| row.subject == "person" && !row.title.is_empty()));
    let unknown = JournalRequest { subject: "weather".to_owned(), ..JournalRequest::default() };
    assert_eq!(test.desk.journal_page(unknown).await.unwrap_err().code, ErrorCode::Invalid);
}

#[tokio::test]
async fn the_cabinets_own_journal_has_clients_and_settings() {
    let test = TestDesk::open(None).await.unwrap();
    let input = ClientInput { name: "Astra".to_owned(), colour: "rose".to_owned() };
    test.desk.client_create(input).await.unwrap();
    let own = JournalRequest { scope: JournalScope::Cabinet, ..JournalRequest::default() };
    let rows = test.desk.journal_page(own).await.unwrap().rows;
    assert!(rows.iter().any(|row| row.subject == "client" && row.title == "Astra"), "{rows:?}");
    let settings: Vec<_> = rows.iter().filter(|row| row.subject == "setting").collect();
    assert!(!settings.is_empty() && settings.iter().all(|row| row.fields.is_empty()), "never their values");
}

#[tokio::test]
async fn a_clients_new_name_and_what_left_of_it_are_told_with_their_values() {
    let test = TestDesk::open(None).await.unwrap();
    let client = test.desk.app_state().await.unwrap().client.unwrap();
    let renamed = ClientInput { name: "Akme Group".to_owned(), colour: "rose".to_owned() };
    test.desk.client_rename(client.id.clone(), renamed).await.unwrap();
    let other = ClientInput { name: "Astra".to_owned(), colour: "teal".to_owned() };
    test.desk.client_create(other).await.unwrap();
    test.desk.client_archive(client.id.clone(), true).await.unwrap();
    let own = JournalRequest {
        scope: JournalScope::Cabinet,
        subject: "client".to_owned(),
        action: "changed".to_owned(),
        before: None,
    };
    let rows = test.desk.journal_page(own).await.unwrap().rows;
    let mut told: Vec<Vec<(&str, &str, &str)>> = rows
        .iter()
        .map(|row| row.fields.iter().map(|one| (&*one.field, &*one.before, &*one.after)).collect())
        .collect();
    told.iter_mut().for_each(|fields| fields.sort_unstable());
    assert_eq!(told[1], [("colour", "teal", "rose"), ("name", "Akme Capital", "Akme Group")]);
    assert_eq!((told[0][0].0, told[0][0].1), ("archived_at", ""));
    assert!(told[0][0].2.ends_with("+05:00"), "{told:?}");

    test.desk.client_select(client.id).await.unwrap();
    test.desk.journal_export(&test.folder().join("journal.jsonl")).await.unwrap();
    let exported = JournalRequest { action: "exported".to_owned(), ..JournalRequest::default() };
    let rows = test.desk.journal_page(exported).await.unwrap().rows;
    assert_eq!((&*rows[0].fields[0].field, &*rows[0].fields[0].after), ("what", "journal"));
}

#[tokio::test]
async fn a_journal_leaves_signed_and_is_checked_with_and_without_a_cabinet() {
    let test = TestDesk::open(None).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    steps::add_employee(&test.desk, &company.id).await;
    let file = test.folder().join("journal.jsonl");
    let done = test.desk.journal_export(&file).await.unwrap();
    assert_eq!(done.file, file.to_string_lossy());
    assert_eq!((done.journal.client_name.as_str(), done.journal.public_key.len()), ("Akme Capital", 64));
    let lines = fs::read_to_string(&file).unwrap().lines().count();
    assert_eq!(
        usize::try_from(done.journal.entries).unwrap(),
        lines - 2,
        "a first and a last line around them"
    );
    let again = test.desk.journal_export(&file).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::TargetExists, "no file is written over");

    let checked = test.desk.journal_check(&file).await.unwrap();
    assert_eq!((checked.verdict, checked.journal.as_ref()), (JournalVerdict::Sound, Some(&done.journal)));
    let key = done.journal.public_key.clone();
    assert_eq!(check_journal(&file, None).await.unwrap().verdict, JournalVerdict::KeyUnknown);
    let (first, rest) = key.split_at(32);
    let spoken = format!(" {} {rest} ", first.to_uppercase());
    let outside = check_journal(&file, Some(&spoken)).await.unwrap();
    assert_eq!((outside.verdict, outside.journal.unwrap().client_name.as_str()), (JournalVerdict::Sound, ""));
    let wrong = check_journal(&file, Some("not a key")).await.unwrap_err();
    assert_eq!((wrong.code, wrong.fields[0].field.as_str()), (ErrorCode::Invalid, "key"));
    let missing = check_journal(&test.folder().join("nowhere"), None).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::FileRefused);

    let other = TestDesk::open(None).await.unwrap();
    let foreign = other.desk.journal_check(&file).await.unwrap();
    assert_eq!(foreign.verdict, JournalVerdict::OtherKey);
    assert_eq!(foreign.journal.unwrap().client_name, "", "this cabinet has no such client");

    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("LEEDS", "LUTON")).unwrap();
    let changed = test.desk.journal_check(&file).await.unwrap();
    assert_eq!((changed.verdict, changed.journal.as_ref()), (JournalVerdict::Broken, None));
    assert!(changed.text.en.starts_with("Line ") && !changed.text.kk.is_empty(), "{changed:?}");
    fs::write(&file, &text.as_bytes()[..text.len() / 2]).unwrap();
    assert!(test.desk.journal_check(&file).await.unwrap().text.en.starts_with("The end"), "a cut file");
}
