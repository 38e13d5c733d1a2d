//! Clients: each its own vault, seen together, handed over, erased for good.

use crate::steps::add_company;
use desk::view::{ClientInput, JournalRequest, JournalScope, ListRequest, ProofInput};
use desk::{AppError, Desk, ErrorCode};
use std::fs;
use testkit::{PASSPHRASE, TestDesk};

const ARCHIVE: &str = "five amber owls over Burabay lake";

fn named(name: &str) -> ClientInput {
    ClientInput { name: name.to_owned(), colour: "rose".to_owned() }
}

async fn id_of(desk: &Desk, name: &str) -> String {
    let rows = desk.clients_overview().await.unwrap();
    rows.into_iter().find(|row| row.name == name).unwrap().id
}

async fn on_the_desk(desk: &Desk) -> String {
    desk.app_state().await.unwrap().client.unwrap().name
}

#[tokio::test]
async fn all_clients_are_seen_together_with_what_each_holds_and_needs() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.samples_load().await.unwrap();
    test.desk.client_create(named("Steppe Ventures")).await.unwrap();
    let rows = test.desk.clients_overview().await.unwrap();
    let [akme, _, steppe] = rows.as_slice() else { panic!("{rows:?}") };
    assert!(akme.people >= 3 && akme.companies >= 1 && akme.applications_open == 2, "{akme:?}");
    assert!(akme.needs > 0 && akme.next_deadline.is_some(), "{akme:?}");
    assert_eq!((steppe.name.as_str(), steppe.people, steppe.needs), ("Steppe Ventures", 0, 0));

    let renamed = test.desk.client_rename(steppe.id.clone(), named(" Astra ")).await.unwrap();
    assert_eq!((renamed.name.as_str(), renamed.colour.as_str()), ("Astra", "rose"));
    let blank = test.desk.client_rename(steppe.id.clone(), named("  ")).await.unwrap_err();
    assert_eq!((blank.code, blank.fields[0].field.as_str()), (ErrorCode::Invalid, "name"));

    let twin = test.desk.client_rename(steppe.id.clone(), named("AKME capital")).await.unwrap_err();
    assert_eq!(twin.fields[0].code, "taken", "two names that are read alike lead into the wrong file");
    let twin = test.desk.client_create(named("Astra")).await.unwrap_err();
    assert_eq!((twin.code, twin.fields[0].code.as_str()), (ErrorCode::Invalid, "taken"));
    test.desk.client_rename(steppe.id.clone(), named("ASTRA")).await.unwrap();
}

#[tokio::test]
async fn the_first_client_stays_on_the_desk_until_another_is_put_there() {
    let test = TestDesk::open(None).await.unwrap();
    let file = test.folder().join("astra.age");
    let secret = "amber-Owl-9-over-Burabay-lake".to_owned();
    let astra = test.desk.client_create(named("Aardvark")).await.unwrap();
    test.desk.client_export(astra.id.clone(), &file, secret.clone()).await.unwrap();

    let other = TestDesk::open(None).await.unwrap();
    let taken = other.desk.client_import(&file, secret.clone()).await.unwrap();
    assert_eq!(taken[0].name, "Aardvark");
    let again = other.desk.client_import(&file, secret).await.unwrap();
    assert_eq!(again[0].name, "Aardvark (2)", "both are there, and nobody takes one for the other");
    other.desk.cabinet_lock().await.unwrap();
    other.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
    assert_eq!(on_the_desk(&other.desk).await, "Akme Capital", "taking a file in puts nothing on the desk");
}

#[tokio::test]
async fn a_client_put_aside_leaves_the_desk_and_the_last_one_in_use_stays() {
    let test = TestDesk::open(None).await.unwrap();
    let akme = id_of(&test.desk, "Akme Capital").await;
    assert_eq!(test.desk.client_archive(akme.clone(), true).await.unwrap_err().code, ErrorCode::NotReady);
    test.desk.client_create(named("Astra")).await.unwrap();
    test.desk.client_select(akme.clone()).await.unwrap();

    test.desk.client_archive(akme.clone(), true).await.unwrap();
    let state = test.desk.app_state().await.unwrap();
    assert_eq!(state.client.unwrap().name, "Astra", "another client's papers are on the desk");
    assert_eq!(state.clients.len(), 1, "nobody switches to one that is put aside");
    assert!(test.desk.clients_overview().await.unwrap()[1].archived_at.is_some(), "still listed, last");
    test.desk.client_archive(akme, false).await.unwrap();
    assert_eq!(test.desk.app_state().await.unwrap().clients.len(), 2);
}

#[tokio::test]
async fn a_client_goes_to_another_cabinet_in_one_encrypted_file() {
    let from = TestDesk::open(None).await.unwrap();
    from.desk.samples_load().await.unwrap();
    let file = from.folder().join("akme.age");
    let akme = id_of(&from.desk, "Akme Capital").await;
    let weak = from.desk.client_export(akme.clone(), &file, "akme2026".to_owned()).await.unwrap_err();
    assert_eq!(weak.code, ErrorCode::WeakPassphrase);
    from.desk.client_export(akme.clone(), &file, ARCHIVE.to_owned()).await.unwrap();
    let again = from.desk.client_export(akme, &file, ARCHIVE.to_owned()).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::TargetExists, "no file is written over");
    let own = JournalRequest {
        scope: JournalScope::Cabinet,
        action: "exported".to_owned(),
        ..JournalRequest::default()
    };
    let noted = from.desk.journal_page(own).await.unwrap().rows;
    assert_eq!((noted.len(), noted[0].title.as_str()), (1, "Akme Capital"));

    let to = TestDesk::open(None).await.unwrap();
    let wrong = to.desk.client_import(&file, "another passphrase entirely".to_owned()).await.unwrap_err();
    assert_eq!(wrong.code, ErrorCode::WrongPassphrase);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(from.folder().join("broken.age"), bytes).unwrap();
    let broken = to.desk.client_import(&from.folder().join("broken.age"), ARCHIVE.to_owned()).await;
    assert_eq!(broken.unwrap_err().code, ErrorCode::ArchiveRefused);
    assert_eq!(to.desk.clients_overview().await.unwrap().len(), 1, "nothing of it stays");

    let taken = to.desk.client_import(&file, ARCHIVE.to_owned()).await.unwrap().remove(0);
    to.desk.client_select(taken.id).await.unwrap();
    let (sent, received) =
        (from.desk.person_list(Default::default()), to.desk.person_list(Default::default()));
    let names = |rows: Vec<desk::view::PersonRow>| rows.into_iter().map(|row| row.title).collect::<Vec<_>>();
    assert_eq!(names(sent.await.unwrap()), names(received.await.unwrap()));
}

#[tokio::test]
async fn erasing_wants_the_name_and_takes_everything_but_the_backups() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.samples_load().await.unwrap();
    let akme = id_of(&test.desk, "Akme Capital").await;
    let report = test.desk.client_erasure(akme.clone()).await.unwrap();
    assert!(report.people > 0 && report.papers > 0 && report.backups == 0, "{report:?}");
    test.desk.client_select(akme.clone()).await.unwrap();
    test.desk.backup_now().await.unwrap();

    let differs = test.desk.client_erase(akme.clone(), "Akme".to_owned()).await.unwrap_err();
    assert_eq!(differs.fields[0].field, "name");
    let report = test.desk.client_erasure(akme.clone()).await.unwrap();
    assert!(report.obstacle.is_none() && report.backups == 1, "{report:?}");
    test.desk.client_erase(akme.clone(), "Akme Capital ".to_owned()).await.unwrap();

    assert_eq!(on_the_desk(&test.desk).await, "Blue Saiga");
    assert!(!test.folder().join("cabinet/clients").join(&akme).exists(), "the folder is gone");
    assert_eq!(test.desk.client_select(akme).await.unwrap_err().code, ErrorCode::NotFound);
    let own = JournalRequest { scope: JournalScope::Cabinet, ..JournalRequest::default() };
    let rows = test.desk.journal_page(own).await.unwrap().rows;
    assert!(rows.iter().any(|row| row.action == "erased"), "who erased it stays in the journal");
    assert!(!format!("{rows:?}").contains("Akme"), "its name doesn't");
    let last = id_of(&test.desk, "Blue Saiga").await;
    let obstacle = test.desk.client_erasure(last.clone()).await.unwrap().obstacle.unwrap();
    assert!(!obstacle.kk.is_empty());
    let refused = test.desk.client_erase(last, "Blue Saiga".to_owned()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReady, "a cabinet without clients would open nothing");
}

#[tokio::test]
async fn a_new_key_for_a_client_changes_nothing_that_is_read() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.samples_load().await.unwrap();
    let people = test.desk.person_list(Default::default()).await.unwrap().len();
    let akme = id_of(&test.desk, "Akme Capital").await;
    let database = test.folder().join("cabinet/clients").join(&akme).join("vault.db");
    let before = fs::read(&database).unwrap();
    test.desk.client_rotate_key(akme).await.unwrap();
    assert_ne!(fs::read(&database).unwrap()[..16], before[..16], "another salt, another key");
    assert_eq!(test.desk.person_list(Default::default()).await.unwrap().len(), people);
    assert!(test.desk.cabinet_verify().await.unwrap().sound);
}

#[tokio::test]
async fn one_damaged_client_keeps_nobody_from_the_others() -> Result<(), AppError> {
    let test = TestDesk::open(None).await?;
    let akme = id_of(&test.desk, "Akme Capital").await;
    test.desk.client_create(named("Astra")).await?;
    test.desk.client_select(akme.clone()).await?;
    test.desk.cabinet_lock().await?;
    let database = test.folder().join("cabinet/clients").join(&akme).join("vault.db");
    let mut bytes = fs::read(&database).unwrap();
    bytes[100] ^= 1;
    fs::write(&database, &bytes).unwrap();

    test.desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await?;
    let state = test.desk.app_state().await?;
    assert_eq!(state.client.unwrap().name, "Astra");
    let [trouble] = state.client_troubles.as_slice() else { panic!("one client is in trouble") };
    assert!(trouble.client == "Akme Capital" && !trouble.text.kk.is_empty());
    let rows = test.desk.clients_overview().await?;
    assert!(rows.iter().any(|row| row.id == akme && row.trouble.is_some()), "{rows:?}");
    let found = test.desk.search("astra".to_owned(), true).await?;
    assert_eq!(found.unsearched, ["Akme Capital"], "the others are searched, and who is left out is named");
    let verified = test.desk.cabinet_verify().await?;
    assert!(
        !verified.sound && verified.clients.iter().filter(|client| client.problem.is_some()).count() == 1
    );
    assert_eq!(fs::read(&database).unwrap(), bytes, "a damaged file is left as it was");
    test.desk.cabinet_lock().await?;
    assert!(test.desk.app_state().await?.backup_problem.is_none(), "the backup before holds everybody");
    test.desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await?;
    let astra = id_of(&test.desk, "Astra").await;
    test.desk.client_rename(astra, named("Astra Legal")).await?;
    test.desk.cabinet_lock().await?;
    assert!(test.desk.app_state().await?.backup_problem.is_some(), "the new one lacks a client, and says so");
    Ok(())
}

/// Puts the vault of a client back as it was before somebody was added.
async fn roll_back(test: &TestDesk, client: &str) {
    let database = test.folder().join("cabinet/clients").join(client).join("vault.db");
    test.desk.cabinet_lock().await.unwrap();
    let old = fs::read(&database).unwrap();
    test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
    test.desk.client_select(client.to_owned()).await.unwrap();
    add_company(&test.desk).await;
    test.desk.cabinet_lock().await.unwrap();
    fs::write(database, old).unwrap();
}

#[tokio::test]
async fn the_only_clients_older_files_are_taken_as_found_at_unlock_and_the_journal_says_so() {
    let test = TestDesk::open(None).await.unwrap();
    let client = test.desk.app_state().await.unwrap().client.unwrap().id;
    roll_back(&test, &client).await;
    let refused = test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::RolledBack);
    let proof = |secret: &str| ProofInput { secret: secret.to_owned(), is_recovery_key: false };
    let wrong = test.desk.cabinet_unlock_as_found(proof("not the passphrase")).await.unwrap_err();
    assert_eq!(wrong.code, ErrorCode::WrongPassphrase);
    test.desk.cabinet_unlock_as_found(proof(PASSPHRASE)).await.unwrap();
    assert!(test.desk.company_list(ListRequest::default()).await.unwrap().is_empty(), "as it was then");
    let own = JournalRequest {
        scope: JournalScope::Cabinet,
        subject: "client".to_owned(),
        action: "changed".to_owned(),
        before: None,
    };
    assert_eq!(test.desk.journal_page(own).await.unwrap().rows[0].title, "Akme Capital");
    test.desk.cabinet_lock().await.unwrap();
    test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
}

#[tokio::test]
async fn one_of_several_clients_is_taken_as_found_and_a_sound_one_is_not() {
    let test = TestDesk::open(None).await.unwrap();
    let first = test.desk.app_state().await.unwrap().client.unwrap().id;
    let other = test.desk.client_create(named("Astra")).await.unwrap();
    roll_back(&test, &other.id).await;
    test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
    assert_eq!(test.desk.app_state().await.unwrap().client_troubles.len(), 1);
    let rows = test.desk.clients_overview().await.unwrap();
    let can_be_taken: Vec<(&str, bool)> = rows.iter().map(|row| (&*row.name, row.can_be_taken)).collect();
    assert_eq!(can_be_taken, [("Akme Capital", false), ("Astra", true)]);
    let sound = test.desk.client_take_as_found(first).await.unwrap_err();
    assert_eq!(sound.code, ErrorCode::NotFound, "nothing is wrong with it");
    test.desk.client_take_as_found(other.id.clone()).await.unwrap();
    assert!(test.desk.app_state().await.unwrap().client_troubles.is_empty());
    test.desk.client_select(other.id).await.unwrap();
}
