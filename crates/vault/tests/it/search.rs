//! The one search: three scripts, beginnings, slips of the pen, numbers however they are grouped.

use crate::sample::{company, edit, person, vault};
use casework::{Kind, Paper, PaperId, PaperOwner, Person, Record as _, RecordId as _};
use uuid::Uuid;
use vault::{Expected, ListQuery, Matched, Op, SearchQuery, Vault, VaultError};

fn named(number: u128, latin: [&str; 2], cyrillic: [&str; 2]) -> Person {
    let mut person = person(number, latin[0], latin[1]);
    person.surname_cyrillic = cyrillic[0].to_owned();
    person.given_names_cyrillic = cyrillic[1].to_owned();
    person
}

async fn filled() -> (tempfile::TempDir, vault::Cabinet, Vault) {
    let (folder, cabinet, vault) = vault().await;
    let mut change = edit();
    let mut people = vec![
        named(1, ["HARGREAVES", "THEODORE"], ["Харгривз", "Теодор"]),
        named(2, ["SAGYNDYKOVA", "AIGERIM"], ["Сағындықова", "Әйгерім"]),
        named(3, ["KHALELOV", "ULYKBEK"], ["Хәлелұлы", "Ұлықбек"]),
        named(4, ["PETROV", "SEMYON"], ["Петров", "Семён"]),
        named(5, ["PETROVA", "ANNA"], ["Петрова", "Анна"]),
        named(6, ["ONERBEK", "ZHANGIR"], ["Өнербек", "Жәңгір"]),
    ];
    people[3].iin = "900101300007".to_owned();
    for person in &people {
        change = change.put(person, Expected::New).unwrap();
    }
    let mut petrov_and_sons = company(7, "Petrov and Sons Ltd.");
    petrov_and_sons.bin = "151240022476".to_owned();
    change = change.put(&petrov_and_sons, Expected::New).unwrap();
    vault.write(change).await.unwrap();
    (folder, cabinet, vault)
}

async fn first(vault: &Vault, query: &str) -> (String, Matched) {
    let hits = vault.search(query, 10).await.unwrap();
    hits.first().map_or_else(|| panic!("{query} finds nothing"), |hit| (hit.title.clone(), hit.matched))
}

#[tokio::test]
async fn kazakh_names_are_found_from_a_russian_keyboard() {
    let (_folder, _cabinet, vault) = filled().await;
    for (query, title) in [
        ("сагындыкова", "SAGYNDYKOVA AIGERIM"),
        ("Сағындықова", "SAGYNDYKOVA AIGERIM"),
        ("айгерим", "SAGYNDYKOVA AIGERIM"),
        ("халелулы", "KHALELOV ULYKBEK"),
        ("улыкбек", "KHALELOV ULYKBEK"),
        ("онербек", "ONERBEK ZHANGIR"),
        ("жангир", "ONERBEK ZHANGIR"),
        ("семен", "PETROV SEMYON"),
    ] {
        assert_eq!(first(&vault, query).await, (title.to_owned(), Matched::Exact), "{query}");
    }
}

#[tokio::test]
async fn a_slip_of_the_pen_is_forgiven_in_both_scripts() {
    let (_folder, _cabinet, vault) = filled().await;
    for (query, title) in [
        ("hargraeves", "HARGREAVES THEODORE"),
        ("hargreves", "HARGREAVES THEODORE"),
        ("hargeav", "HARGREAVES THEODORE"),
        ("theodor hargreavse", "HARGREAVES THEODORE"),
        ("харгревз", "HARGREAVES THEODORE"),
        ("сагиндыкова", "SAGYNDYKOVA AIGERIM"),
        ("сағындыкава", "SAGYNDYKOVA AIGERIM"),
        ("әйгерем", "SAGYNDYKOVA AIGERIM"),
        ("pertov semyon", "PETROV SEMYON"),
    ] {
        assert_eq!(first(&vault, query).await, (title.to_owned(), Matched::Similar), "{query}");
    }
    assert!(vault.search("hrgrvs", 10).await.unwrap().is_empty(), "a guess is not a slip");
    assert!(vault.search("anna hargraeves", 10).await.unwrap().is_empty(), "every word must be meant");
}

#[tokio::test]
async fn exact_comes_before_beginnings_before_slips_and_people_before_companies() {
    let (_folder, _cabinet, vault) = filled().await;
    let hits = vault.search("petrov", 10).await.unwrap();
    let found: Vec<(&str, Matched)> = hits.iter().map(|hit| (hit.title.as_str(), hit.matched)).collect();
    assert_eq!(
        found,
        [
            ("PETROV SEMYON", Matched::Exact),
            ("Petrov and Sons Ltd.", Matched::Exact),
            ("PETROVA ANNA", Matched::Beginning),
        ]
    );
    let hits = vault.search("petro", 10).await.unwrap();
    assert_eq!(
        hits.iter().map(|hit| hit.kind).collect::<Vec<_>>(),
        [Kind::Person, Kind::Person, Kind::Company]
    );
    let similar = vault.search("petrovo", 10).await.unwrap();
    assert!(similar.iter().all(|hit| hit.matched == Matched::Similar) && similar.len() == 3, "{similar:?}");
}

#[tokio::test]
async fn numbers_are_found_however_they_are_grouped() {
    let (_folder, _cabinet, vault) = filled().await;
    for query in ["900101300007", "900101 300007", "900101-300-007", "9001 0130", "petrov 900101 300"] {
        assert_eq!(first(&vault, query).await.0, "PETROV SEMYON", "{query}");
    }
    assert_eq!(first(&vault, "1512 4002 2476").await.0, "Petrov and Sons Ltd.");
}

fn paper(number: u128, document: &str, title: &str) -> Paper {
    let owner = PaperOwner::Person(person(1, "", "").id);
    let id = PaperId::from_uuid(Uuid::from_u128(number << 64));
    Paper { title: title.to_owned(), original_kept: "Safe".to_owned(), ..Paper::new(id, owner, document) }
}

#[tokio::test]
async fn records_are_found_by_titles_that_the_caller_knows_the_query_to_name() {
    let (_folder, _cabinet, vault) = filled().await;
    let papers = [
        paper(11, "marriage_certificate", ""),
        paper(12, "diploma", ""),
        paper(13, "diploma", ""),
        paper(14, "diploma", "Leeds"),
        paper(15, "diploma", ""),
        paper(16, "diploma", "Petrov, in colour"),
    ];
    let mut change = edit();
    for paper in &papers {
        change = change.put(paper, Expected::New).unwrap();
    }
    vault.write(change).await.unwrap();
    vault.write(edit().with(Op::delete::<Paper>(papers[4].id, 1))).await.unwrap();
    let titles = ["diploma", "nothing", "marriage_certificate"].map(|title| (Kind::Paper, title.to_owned()));
    let found = async |text: &str, limit| {
        let query = SearchQuery { text: text.to_owned(), titles: titles.to_vec() };
        let hits = vault.search(query, limit).await.unwrap();
        hits.into_iter().map(|hit| (hit.id, hit.matched)).collect::<Vec<_>>()
    };
    let named = |place: usize| (papers[place].id.uuid(), Matched::Beginning);
    let all = found("диплом", 10).await;
    assert_eq!(all.len(), 3, "once each, without the deleted one and the titled ones: {all:?}");
    assert!([0, 1, 2].iter().all(|place| all.contains(&named(*place))), "{all:?}");
    assert_eq!(found("диплом", 1).await, [named(2)], "the first title's newest");
    let kept: Vec<_> = found("safe", 10).await.into_iter().map(|(id, _)| id).collect();
    assert_eq!(kept.len(), 5, "what words and titles find is found once: {kept:?}");
    let both = found("petrov", 10).await;
    assert_eq!((both.len(), both[0].1, both[6].1), (7, Matched::Exact, Matched::Beginning), "{both:?}");
    let first = found("petrov", 2).await;
    assert!(
        first.len() == 2 && first.iter().all(|(_, matched)| *matched == Matched::Exact),
        "words come first"
    );
    let other = SearchQuery { text: "x".to_owned(), titles: vec![(Kind::Company, "diploma".to_owned())] };
    assert!(vault.search(other, 10).await.unwrap().is_empty(), "of the kind that was asked for");

    let query = |text: &str, include_deleted| ListQuery {
        text: text.to_owned(),
        titles: vec!["diploma".to_owned(), "marriage_certificate".to_owned()],
        include_deleted,
        ..ListQuery::default()
    };
    for (text, include_deleted, count) in
        [("диплом", false, 3), ("диплом", true, 3), ("leeds", false, 4), ("", false, 5), ("", true, 6)]
    {
        let listed = vault.list::<Paper>(query(text, include_deleted)).await.unwrap();
        assert_eq!(listed.len(), count, "{text}");
        assert_eq!(vault.count::<Paper>(query(text, include_deleted)).await.unwrap(), count as u64);
    }
}

#[tokio::test]
async fn words_go_when_the_last_record_with_them_goes() {
    let (_folder, _cabinet, vault) = filled().await;
    let id = person(1, "", "").id;
    let mut stored = vault.require::<Person>(id).await.unwrap();
    stored.record.surname_latin = "WHITLOCK".to_owned();
    let version = vault
        .write(edit().put(&stored.record, Expected::Version(stored.version)).unwrap())
        .await
        .unwrap()
        .version_of(id.uuid())
        .unwrap();
    assert!(vault.search("hargraeves", 10).await.unwrap().is_empty());
    assert_eq!(first(&vault, "whitlokc").await.0, "WHITLOCK THEODORE");
    vault.write(edit().with(Op::delete::<Person>(id, version))).await.unwrap();
    assert!(vault.search("whitlokc", 10).await.unwrap().is_empty());
    vault.write(edit().with(Op::restore::<Person>(id, version + 1))).await.unwrap();
    assert_eq!(first(&vault, "whitlokc").await.0, stored.record.title());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn reading_searching_and_writing_at_once_see_only_whole_changes() {
    let (_folder, cabinet, vault) = vault().await;
    let mut at_work = tokio::task::JoinSet::new();
    for writer in 0..4_u128 {
        let (writing, reading) = (vault.clone(), vault.clone());
        at_work.spawn(async move {
            for round in 0..20 {
                let number = writer * 1000 + round * 2 + 1;
                let change = edit().put(&person(number, "PETROV", "ANNA"), Expected::New).unwrap();
                let change = change.put(&person(number + 1, "PETROV", "OLGA"), Expected::New).unwrap();
                writing.write(change).await.unwrap();
                let hits = writing.search("petrov", 200).await.unwrap();
                assert_eq!(hits.len() % 2, 0, "both of a change or none");
                assert!(hits.len() as u128 >= (round + 1) * 2, "what was acknowledged is found");
            }
        });
        at_work.spawn(async move {
            for _ in 0..60 {
                let list = reading.list::<Person>(ListQuery::default()).await.unwrap();
                assert_eq!(list.len() % 2, 0);
                assert!(reading.count::<Person>(ListQuery::default()).await.unwrap() >= list.len() as u64);
            }
        });
    }
    while let Some(done) = at_work.join_next().await {
        done.unwrap();
    }
    assert_eq!(vault.totals().await.unwrap().0[&Kind::Person], 160);
    cabinet.lock().await.unwrap();
    assert!(matches!(vault.search("petrov", 1).await, Err(VaultError::Locked)));
    assert!(matches!(vault.totals().await, Err(VaultError::Locked)));
}
