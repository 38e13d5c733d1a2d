//! All clients at once.

use crate::sample::{self, author, edit, noon};
use casework::{Kind, Person};
use std::collections::BTreeMap;
use vault::{Action, Expected, JournalQuery, Op, OutboxId, OutboxRow, Subject};

#[tokio::test]
async fn all_clients_are_counted_and_searched_together_and_the_archived_are_left_alone() {
    let (_folder, cabinet, first) = sample::vault().await;
    let second = cabinet.create_client("Astra", "red", author()).await.unwrap();
    let aside = cabinet.create_client("Old", "grey", author()).await.unwrap();
    let row = OutboxRow::new(OutboxId(uuid::Uuid::from_u128(1)), "submission", 1.into(), noon());
    let change =
        edit().put(&sample::person(1, "Meyer", "Anna"), Expected::New).unwrap().with(Op::outbox(row));
    first.write(change).await.unwrap();
    let gone = sample::person(3, "Gone", "Already");
    first.write(edit().put(&gone, Expected::New).unwrap()).await.unwrap();
    first.write(edit().with(Op::delete::<Person>(gone.id, 1))).await.unwrap();
    for id in [second.id, aside.id] {
        let vault = cabinet.open_client(id).await.unwrap();
        let mut person = sample::person(2, "Lee", "Min");
        person.email = "lee@meyer.example".to_owned();
        vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    }
    cabinet.archive_client(aside.id, Some(noon()), author()).await.unwrap();

    let overview = cabinet.overview().await.unwrap();
    let totals: Vec<_> =
        overview.iter().map(|one| (one.client.name.as_str(), &one.records, one.outbox_open)).collect();
    let one_person = BTreeMap::from([(Kind::Person, 1)]);
    assert_eq!(totals, [("Astra", &one_person, 0), ("Steppe Partners", &one_person, 1)]);

    let hits = cabinet.search_all("meyer", 10).await.unwrap().hits;
    let found: Vec<_> = hits.iter().map(|hit| (hit.client, hit.hit.title.as_str())).collect();
    assert_eq!(
        found,
        [(first.client(), "Meyer Anna"), (second.id, "Lee Min")],
        "a title counts more than a term"
    );
    assert_eq!(cabinet.search_all("meyer", 1).await.unwrap().hits.len(), 1);
    assert_eq!(cabinet.search_all("m", 10).await.unwrap().hits.len(), 2);
}

#[tokio::test]
async fn the_journal_is_read_page_by_page_newest_first_and_by_subject() {
    let (_folder, cabinet, vault) = sample::vault().await;
    for number in 1..=5 {
        let person = sample::person(number, "Meyer", "");
        vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    }
    vault.attach(vec![1; 10], "image/png", author()).await.unwrap();
    let sequences = async |before, subject| {
        let query = JournalQuery { before, subject, limit: 3, ..JournalQuery::default() };
        let page = vault.journal_page(query).await.unwrap();
        page.iter().map(|entry| entry.sequence).collect::<Vec<_>>()
    };
    assert_eq!(sequences(None, None).await, [6, 5, 4]);
    assert_eq!(sequences(Some(4), None).await, [3, 2, 1]);
    assert_eq!(sequences(None, Some(Subject::Record(Kind::Person))).await, [5, 4, 3]);
    let created = JournalQuery { action: Some(Action::Created), limit: 9, ..JournalQuery::default() };
    let own = cabinet.journal_page(created).await.unwrap();
    assert!(own.iter().any(|entry| entry.subject == Subject::Client), "the client came into being");
}
