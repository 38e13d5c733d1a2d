//! All clients at once.

use crate::sample::{self, author, edit, noon};
use casework::{Kind, Person};
use std::collections::BTreeMap;
use vault::{Expected, Op, OutboxId, OutboxRow};

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

    let hits = cabinet.search_all("meyer", 10).await.unwrap();
    let found: Vec<_> = hits.iter().map(|hit| (hit.client, hit.hit.title.as_str())).collect();
    assert_eq!(
        found,
        [(first.client(), "Meyer Anna"), (second.id, "Lee Min")],
        "a title counts more than a term"
    );
    assert_eq!(cabinet.search_all("meyer", 1).await.unwrap().len(), 1);
    assert_eq!(cabinet.search_all("m", 10).await.unwrap().len(), 2);
}
