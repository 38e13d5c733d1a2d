//! The journal as people read it.

use desk::ErrorCode;
use desk::view::{ClientInput, JournalRequest, JournalScope};
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
