//! The one write, reading back, history, search, the recycle bin, erasure and the outbox.

use crate::sample::{self, edit, noon};
use casework::{Company, CompanyId, Engagement, Kind, LinkRole, Person, RecordId as _};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;
use vault::{
    Action, Author, Change, Expected, ListQuery, Op, OutboxId, OutboxRow, OutboxState, Sort, VaultError,
    merge,
};

#[tokio::test]
async fn a_late_write_gets_the_stored_record_and_the_common_base_for_a_merge() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let mut person = sample::person(1, "Okafor", "Adaeze");
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();

    let mut theirs = person.clone();
    theirs.phone = "+7 701 000 00 01".to_owned();
    vault.write(edit().put(&theirs, Expected::Version(1)).unwrap()).await.unwrap();
    theirs.email = "adaeze@example.org".to_owned();
    vault.write(edit().put(&theirs, Expected::Version(2)).unwrap()).await.unwrap();

    person.birth_place = "Enugu".to_owned();
    person.email = "okafor@example.org".to_owned();
    let late = vault.write(edit().put(&person, Expected::Version(1)).unwrap()).await;
    let Err(VaultError::Stale(stale)) = late else { panic!("must be stale: {late:?}") };
    assert_eq!((stale.version, stale.deleted), (Some(3), false));
    assert!(!format!("{stale:?} {stale}").contains("Okafor"), "an error must not name people");
    let (base, stored) = (stale.base.unwrap(), stale.stored.unwrap());
    assert_eq!(base, serde_json::to_value(sample::person(1, "Okafor", "Adaeze")).unwrap());
    let merged = merge(&base, &serde_json::to_value(&person).unwrap(), &stored, &[]);
    let paths: Vec<&str> = merged.conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
    assert_eq!(paths, ["/email"]);
    let merged: Person = serde_json::from_value(merged.body).unwrap();
    assert_eq!((merged.birth_place.as_str(), merged.phone.as_str()), ("Enugu", "+7 701 000 00 01"));
    vault.write(edit().put(&merged, Expected::Version(3)).unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_change_is_applied_whole_or_not_at_all() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let good = sample::person(1, "Meyer", "Jonas");
    let dangling = sample::engagement(1, good.id, sample::company(9, "x").id);
    let refused =
        vault.write(edit().put(&good, Expected::New).unwrap().put(&dangling, Expected::New).unwrap()).await;
    assert!(
        matches!(refused, Err(VaultError::MissingLink { role: LinkRole::Host, to, .. }) if to == dangling.company.uuid())
    );
    assert!(vault.get::<Person>(good.id).await.unwrap().is_none());
    assert!(vault.journal(0, 10).await.unwrap().is_empty());
    assert!(vault.search("meyer", 10).await.unwrap().is_empty());

    for _ in 0..200 {
        let change = edit().put(&good, Expected::New).unwrap().put(&dangling, Expected::New).unwrap();
        assert!(vault.write(change).await.is_err());
        assert!(vault.get::<Person>(good.id).await.unwrap().is_none(), "what was taken back was read");
    }

    // In one change the order does not matter.
    let company = sample::company(9, "x");
    let change = edit().put(&dangling, Expected::New).unwrap().put(&good, Expected::New).unwrap();
    let committed = vault.write(change.put(&company, Expected::New).unwrap()).await.unwrap();
    assert_eq!(committed.sequence, 3);
    assert_eq!(committed.version_of(good.id.uuid()), Some(1));
    let linked = vault.linked::<Engagement>(company.id, LinkRole::Host).await.unwrap();
    assert_eq!(linked.len(), 1);
    assert!(vault.linked::<Engagement>(company.id, LinkRole::Person).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_put_that_changes_nothing_leaves_no_trace() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let person = sample::person(1, "Meyer", "Jonas");
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    let again = vault.write(edit().put(&person, Expected::Version(1)).unwrap()).await.unwrap();
    assert_eq!((again.sequence, again.version_of(person.id.uuid())), (1, Some(1)));
    let twice = vault.write(edit().put(&person, Expected::New).unwrap()).await;
    assert!(matches!(twice, Err(VaultError::Stale(_))), "a new record must not overwrite one");
}

#[tokio::test]
async fn the_history_names_who_changed_which_field_from_what_to_what() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let mut person = sample::person(1, "Meyer", "Jonas");
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    person.citizenships = vec!["D".to_owned()];
    let later = noon() + SignedDuration::from_hours(1);
    let by_aigul = Change::new(Author::new("aigul", later), "import");
    vault.write(by_aigul.put(&person, Expected::Version(1)).unwrap()).await.unwrap();

    let history = vault.history(person.id).await.unwrap();
    assert_eq!(
        history.iter().map(|entry| entry.action).collect::<Vec<_>>(),
        [Action::Created, Action::Changed]
    );
    let entry = &history[1];
    assert_eq!(
        (entry.actor.as_str(), entry.reason.as_str(), entry.at, entry.version),
        ("aigul", "import", later, 2)
    );
    let fields = entry.fields.as_ref().unwrap();
    assert_eq!(fields.len(), 1);
    assert_eq!(
        (fields[0].path.as_str(), &fields[0].before, &fields[0].after),
        ("/citizenships", &Some(json!([])), &Some(json!(["D"])))
    );
    let before = vault.at_version::<Person>(person.id, 1).await.unwrap().unwrap();
    assert_eq!(before, serde_json::to_value(sample::person(1, "Meyer", "Jonas")).unwrap());
    vault.verify_journal().await.unwrap();
}

#[tokio::test]
async fn the_recycle_bin_hides_a_record_and_gives_it_back() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let person = sample::person(1, "Meyer", "Jonas");
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    vault.write(edit().with(Op::delete::<Person>(person.id, 1))).await.unwrap();
    assert!(vault.get::<Person>(person.id).await.unwrap().is_none());
    assert!(vault.search("meyer", 10).await.unwrap().is_empty());
    assert_eq!(vault.list::<Person>(ListQuery::default()).await.unwrap().len(), 0);
    let bin =
        vault.list::<Person>(ListQuery { include_deleted: true, ..ListQuery::default() }).await.unwrap();
    assert_eq!((bin.len(), bin[0].deleted_at), (1, Some(noon())));
    let edited = vault.write(edit().put(&sample::person(1, "X", "Y"), Expected::Version(2)).unwrap()).await;
    assert!(matches!(edited, Err(VaultError::Stale(stale)) if stale.deleted), "no edit in the bin");

    vault.write(edit().with(Op::restore::<Person>(person.id, 2))).await.unwrap();
    assert_eq!(vault.require::<Person>(person.id).await.unwrap().version, 3);
    assert_eq!(vault.search("meyer", 10).await.unwrap().len(), 1);
    vault.verify_journal().await.unwrap();
}

#[tokio::test]
async fn an_erased_person_is_gone_from_the_journal_too_and_the_chain_still_holds() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let mut person = sample::person(1, "Meyer", "Jonas");
    let company = sample::company(1, "Dala");
    let engagement = sample::engagement(1, person.id, company.id);
    let change = edit().put(&person, Expected::New).unwrap().put(&company, Expected::New).unwrap();
    vault.write(change.put(&engagement, Expected::New).unwrap()).await.unwrap();
    person.phone = "+49 30 1234".to_owned();
    vault.write(edit().put(&person, Expected::Version(1)).unwrap()).await.unwrap();

    let refused = vault.write(edit().with(Op::erase::<Person>(person.id, 2))).await;
    assert!(matches!(refused, Err(VaultError::StillLinked { by, .. }) if by == engagement.id.uuid()));
    let engagement_gone = edit().with(Op::erase::<Engagement>(engagement.id, 1));
    vault.write(engagement_gone.with(Op::erase::<Person>(person.id, 2))).await.unwrap();

    assert!(vault.get_with_deleted::<Person>(person.id).await.unwrap().is_none());
    let history = vault.history(person.id).await.unwrap();
    assert_eq!(history.len(), 3);
    assert!(history.iter().all(|entry| entry.fields.is_none()), "no value may be left");
    assert_eq!(vault.verify_journal().await.unwrap().records, 1);
}

#[tokio::test]
async fn a_record_refers_only_to_what_is_there_and_is_what_it_is_taken_for() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let (person, company) = (sample::person(1, "Meyer", "Jonas"), sample::company(2, "x"));
    let change = edit().put(&person, Expected::New).unwrap().put(&company, Expected::New).unwrap();
    vault.write(change).await.unwrap();
    let refused = |result: Result<_, VaultError>| matches!(result, Err(VaultError::MissingLink { .. }));

    let mistaken = sample::engagement(3, person.id, CompanyId::from_uuid(person.id.uuid()));
    let written = vault.write(edit().put(&mistaken, Expected::New).unwrap()).await;
    assert!(refused(written.map(|_| ())), "a person is no company");

    let work = sample::engagement(4, person.id, company.id);
    vault.write(edit().put(&work, Expected::New).unwrap()).await.unwrap();
    vault.write(edit().with(Op::delete::<Company>(company.id, 1))).await.unwrap();
    let later = sample::engagement(5, person.id, company.id);
    let written = vault.write(edit().put(&later, Expected::New).unwrap()).await;
    assert!(refused(written.map(|_| ())), "nothing new refers into the bin");
    let mut known = work;
    known.department = "Treasury".to_owned();
    vault.write(edit().put(&known, Expected::Version(1)).unwrap()).await.unwrap();
}

#[tokio::test]
async fn one_box_finds_people_by_any_of_their_names_and_numbers() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let mut person = sample::person(1, "Abdigaliuly", "Kairat");
    person.surname_cyrillic = "Әбдіғалиұлы".to_owned();
    person.given_names_cyrillic = "Қайрат".to_owned();
    person.iin = "900101300007".to_owned();
    person.phone = "+7 (701) 555-12-34".to_owned();
    let mut other = sample::person(2, "Şahin", "Müge");
    other.surname_cyrillic = "Шёлков".to_owned();
    let change = edit().put(&person, Expected::New).unwrap().put(&other, Expected::New).unwrap();
    vault.write(change).await.unwrap();

    for query in [
        "абдига кайрат",
        "ӘБДІҒАЛИ",
        "kairat abdi",
        "k",
        "900101",
        "9001 0130 0007",
        "77015551234",
        "701 555",
    ] {
        let hits = vault.search(query, 10).await.unwrap();
        assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [person.id.uuid()], "query {query:?}");
        assert_eq!((hits[0].kind, hits[0].title.as_str()), (Kind::Person, "Abdigaliuly Kairat"));
    }
    assert_eq!(vault.search("абдигали", 10).await.unwrap()[0].subtitle, "Әбдіғалиұлы");
    assert_eq!(vault.search("sahin", 10).await.unwrap()[0].id, other.id.uuid());
    assert_eq!(vault.search("шелков", 10).await.unwrap()[0].id, other.id.uuid());
    assert!(vault.search("kairat sahin", 10).await.unwrap().is_empty(), "every word must match");
    assert!(vault.search("\"'*()", 10).await.unwrap().is_empty());

    let found =
        vault.list::<Person>(ListQuery { text: "мүге".to_owned(), ..ListQuery::default() }).await.unwrap();
    assert!(found.is_empty());
    let found =
        vault.list::<Person>(ListQuery { text: "muge".to_owned(), ..ListQuery::default() }).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        vault.count::<Person>(ListQuery { text: "kair".to_owned(), ..ListQuery::default() }).await.unwrap(),
        1
    );
}

#[tokio::test]
async fn lists_sort_page_and_count_in_the_database() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let names = ["Éclair", "adams", "Zhou", "Bauer"];
    for (number, name) in names.iter().enumerate() {
        let at = noon() + SignedDuration::from_mins(i64::try_from(number).unwrap());
        let change = Change::new(Author::new("tester", at), "edit");
        let person = sample::person(number as u128, name, "");
        vault.write(change.put(&person, Expected::New).unwrap()).await.unwrap();
    }
    let titles = |sort, limit, offset| {
        let vault = vault.clone();
        async move {
            let query = ListQuery { sort, limit, offset, ..ListQuery::default() };
            let list = vault.list::<Person>(query).await.unwrap();
            list.into_iter().map(|stored| stored.record.surname_latin).collect::<Vec<_>>()
        }
    };
    assert_eq!(titles(Sort::Title, 10, 0).await, ["adams", "Bauer", "Éclair", "Zhou"]);
    assert_eq!(titles(Sort::Title, 2, 1).await, ["Bauer", "Éclair"]);
    assert_eq!(titles(Sort::TitleDescending, 1, 0).await, ["Zhou"]);
    assert_eq!(titles(Sort::ChangedLast, 2, 0).await, ["Bauer", "Zhou"]);
    assert_eq!(vault.count::<Person>(ListQuery { limit: 1, ..ListQuery::default() }).await.unwrap(), 4);
    assert_eq!(vault.count::<Company>(ListQuery::default()).await.unwrap(), 0);
}

#[tokio::test]
async fn an_id_of_another_kind_is_named_and_never_read_as_this_one() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let person = sample::person(1, "Meyer", "Jonas");
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    let as_company = casework::CompanyId::from_uuid(person.id.uuid());
    let read = vault.get::<Company>(as_company).await;
    assert!(matches!(read, Err(VaultError::OtherKind { asked: Kind::Company, found: Kind::Person, .. })));
    let missing = vault.require::<Company>(sample::company(1, "x").id).await;
    assert!(matches!(missing, Err(VaultError::NotFound { kind: Kind::Company, .. })));
}

#[tokio::test]
async fn the_outbox_row_and_its_change_are_written_together() {
    let (_folder, _cabinet, vault) = sample::vault().await;
    let id = OutboxId(Uuid::from_u128(77));
    let row = OutboxRow::new(id, "submission", json!({"packet": "ab"}), noon());
    let dangling = sample::engagement(1, sample::person(1, "x", "y").id, sample::company(1, "z").id);
    let refused =
        vault.write(edit().with(Op::outbox(row.clone())).put(&dangling, Expected::New).unwrap()).await;
    assert!(refused.is_err());
    assert!(vault.outbox().await.unwrap().is_empty(), "no sending without its change");

    vault.write(edit().with(Op::outbox(row.clone()))).await.unwrap();
    assert_eq!(vault.outbox_due(noon(), 10).await.unwrap(), std::slice::from_ref(&row));
    let retry: Timestamp = noon() + SignedDuration::from_mins(5);
    let waiting = OutboxRow {
        attempts: 1,
        next_attempt_at: Some(retry),
        last_error: Some("portal_down".to_owned()),
        ..row.clone()
    };
    vault.write(edit().with(Op::outbox(waiting))).await.unwrap();
    assert!(vault.outbox_due(noon(), 10).await.unwrap().is_empty(), "not before its time");
    assert_eq!(vault.outbox_due(retry, 10).await.unwrap().len(), 1);
    let delivered = OutboxRow { state: OutboxState::Delivered, ..row };
    vault.write(edit().with(Op::outbox(delivered))).await.unwrap();
    assert!(vault.outbox_due(retry, 10).await.unwrap().is_empty());
    let stored = vault.require_outbox(id).await.unwrap();
    assert_eq!((stored.state, stored.body), (OutboxState::Delivered, json!({"packet": "ab"})));
    vault.verify_journal().await.unwrap();
}

#[tokio::test]
async fn a_record_larger_than_any_form_is_refused() {
    let mut person = sample::person(1, "Meyer", "Jonas");
    person.experience = "x".repeat(1024 * 1024);
    assert!(matches!(Op::put(&person, Expected::New), Err(VaultError::TooLarge { what: "record", .. })));
}
