//! Backups: made by locking, said when they fail, checked, and put in the place of the cabinet.

use crate::steps;
use desk::view::{CompanyInput, OwnerKind, ProofInput, Screen};
use desk::{Desk, ErrorCode};
use std::fs;
use std::path::Path;
use std::time::Duration;
use testkit::{PASSPHRASE, TestDesk};

/// One for each company that a test adds: no two have the same.
const BINS: [&str; 3] = ["151240022476", "970740000838", "200940901188"];

fn proof() -> ProofInput {
    ProofInput { secret: PASSPHRASE.to_owned(), is_recovery_key: false }
}

async fn add_company(desk: &Desk) {
    let name = desk::view::Text::same("Steppe Ventures Ltd");
    let bin = BINS[companies(desk).await].to_owned();
    let input = CompanyInput { name, bin, ..CompanyInput::default() };
    desk.company_save(input).await.unwrap();
}

async fn companies(desk: &Desk) -> usize {
    desk.company_list(Default::default()).await.unwrap().len()
}

async fn unlock(desk: &Desk) {
    desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
}

async fn needs_backup(desk: &Desk) -> bool {
    desk.today().await.unwrap().needs_you.iter().any(|need| need.kind == "backup")
}

#[tokio::test]
async fn locking_makes_a_backup_where_something_changed() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    unlock(&test.desk).await;
    assert_eq!(test.desk.backups_list().await.unwrap().snapshots.len(), 1);
    test.clock.pass(Duration::from_secs(60));
    test.desk.cabinet_lock().await.unwrap();
    unlock(&test.desk).await;
    let view = test.desk.backups_list().await.unwrap();
    assert_eq!(view.snapshots.len(), 1, "nothing changed, nothing is copied");
    assert!(view.is_beside_cabinet && view.problem.is_none(), "{view:?}");

    test.clock.pass(Duration::from_secs(24 * 60 * 60));
    add_company(&test.desk).await;
    test.desk.cabinet_lock().await.unwrap();
    unlock(&test.desk).await;
    let snapshots = test.desk.backups_list().await.unwrap().snapshots;
    assert_eq!(snapshots.len(), 2, "the day before is kept");
    test.desk.backup_check(snapshots[0].id.clone()).await.unwrap();
    assert!(!needs_backup(&test.desk).await);
}

#[tokio::test]
async fn a_failing_backup_locks_all_the_same_and_is_said_until_one_succeeds() {
    let test = TestDesk::open(None).await.unwrap();
    let place = test.folder().join("disk");
    fs::write(&place, "a file where the disk should be").unwrap();
    test.desk.set_backup_folder(&place).await.unwrap();
    let now = test.desk.backup_now().await.unwrap_err();
    assert_eq!(now.code, ErrorCode::FileRefused);
    assert!(needs_backup(&test.desk).await, "Today says it");
    test.desk.cabinet_lock().await.unwrap();
    let front = test.desk.app_state().await.unwrap();
    assert_eq!(front.screen, Screen::Locked);
    let said = front.backup_problem.unwrap();
    assert!(said.en.contains("failed") && said.ru.contains("не удалась"), "{said:?}");

    let restarted = test.restarted(None);
    unlock(&restarted).await;
    assert!(needs_backup(&restarted).await, "another start of the program finds out by itself");
    fs::remove_file(&place).unwrap();
    let done = restarted.backup_now().await.unwrap();
    assert_eq!((done.clients, done.skipped), (1, 0));
    assert!(!needs_backup(&restarted).await);
    let inside = restarted.set_backup_folder(&test.folder().join("cabinet/clients")).await.unwrap_err();
    assert_eq!(inside.code, ErrorCode::FileRefused, "a backup inside of what it is of is none");
}

#[tokio::test]
async fn no_time_for_a_backup_still_locks_and_is_said() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.cabinet_lock_within(Some(Duration::ZERO)).await.unwrap();
    let front = test.desk.app_state().await.unwrap();
    assert!(front.screen == Screen::Locked && front.backup_problem.is_some());
    unlock(&test.desk).await;
    test.desk.cabinet_lock().await.unwrap();
    assert!(test.desk.app_state().await.unwrap().backup_problem.is_none(), "made up for");
}

#[tokio::test]
async fn a_restored_backup_takes_the_place_and_the_cabinet_is_kept_aside() {
    let test = TestDesk::open(None).await.unwrap();
    add_company(&test.desk).await;
    test.desk.backup_now().await.unwrap();
    let id = test.desk.backups_list().await.unwrap().snapshots[0].id.clone();
    add_company(&test.desk).await;
    assert_eq!(companies(&test.desk).await, 2);

    let wrong = ProofInput { secret: "not this one".to_owned(), is_recovery_key: false };
    let refused = test.desk.backup_restore(id.clone(), wrong).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::WrongPassphrase);
    assert_eq!(companies(&test.desk).await, 2, "nothing was locked or moved");
    let aside = test.desk.backup_restore(id, proof()).await.unwrap().kept_aside.unwrap();
    assert_eq!(test.desk.app_state().await.unwrap().screen, Screen::Locked);
    unlock(&test.desk).await;
    assert_eq!(companies(&test.desk).await, 1);
    assert!(test.desk.cabinet_verify().await.unwrap().sound);

    // The cabinet that was there is whole: put back by hand, it opens.
    test.desk.cabinet_lock().await.unwrap();
    fs::rename(test.folder().join("cabinet"), test.folder().join("elsewhere")).unwrap();
    fs::rename(test.folder().join(aside), test.folder().join("cabinet")).unwrap();
    unlock(&test.desk).await;
    assert_eq!(companies(&test.desk).await, 2);
}

#[tokio::test]
async fn a_swap_that_was_cut_off_is_finished_at_the_next_start() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    let at = |name: &str| test.folder().join(name);
    fs::rename(at("cabinet"), at("cabinet.restored")).unwrap();
    let restarted = test.restarted(None);
    assert_eq!(restarted.app_state().await.unwrap().screen, Screen::Locked);
    unlock(&restarted).await;
}

#[tokio::test]
async fn a_machine_without_a_cabinet_gets_one_from_a_backup_folder() {
    let lost = TestDesk::open(None).await.unwrap();
    add_company(&lost.desk).await;
    lost.desk.cabinet_lock().await.unwrap();
    let disk = lost.folder().join("backups");

    let fresh = TestDesk::new(None).unwrap();
    assert!(fresh.desk.restore_list().await.unwrap().snapshots.is_empty());
    let view = fresh.desk.restore_look_in(&disk).await.unwrap();
    let done = fresh.desk.backup_restore(view.snapshots[0].id.clone(), proof()).await.unwrap();
    assert_eq!(done.kept_aside, None);
    unlock(&fresh.desk).await;
    assert_eq!(companies(&fresh.desk).await, 1);
}

fn flip(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    fs::write(file, &bytes).unwrap();
}

#[tokio::test]
async fn a_damaged_header_is_mended_from_its_copy_or_restored_from_a_backup() {
    let test = TestDesk::open(None).await.unwrap();
    add_company(&test.desk).await;
    test.desk.cabinet_lock().await.unwrap();
    let header = test.folder().join("cabinet/cabinet.json");
    flip(&header);
    let trouble = test.desk.app_state().await.unwrap().cabinet_trouble.unwrap();
    assert_eq!(trouble.code, ErrorCode::HeaderRepairable, "said before anything is typed");
    test.desk.header_restore().await.unwrap();
    assert!(test.desk.app_state().await.unwrap().cabinet_trouble.is_none());
    unlock(&test.desk).await;
    test.desk.cabinet_lock().await.unwrap();

    flip(&header);
    flip(&test.folder().join("cabinet/cabinet.copy.json"));
    let trouble = test.desk.app_state().await.unwrap().cabinet_trouble.unwrap();
    assert_eq!(trouble.code, ErrorCode::HeaderDamaged);
    assert_eq!(test.desk.header_restore().await.unwrap_err().code, ErrorCode::HeaderDamaged);
    let id = test.desk.restore_list().await.unwrap().snapshots[0].id.clone();
    test.desk.backup_restore(id, proof()).await.unwrap();
    unlock(&test.desk).await;
    assert_eq!(companies(&test.desk).await, 1);
}

#[tokio::test]
async fn an_older_state_put_back_is_named_and_a_backup_helps() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    let database = test.folder().join("cabinet/cabinet.db");
    let older = fs::read(&database).unwrap();
    unlock(&test.desk).await;
    let settings = test.desk.settings_get().await.unwrap();
    test.desk.settings_save(desk::view::Settings { idle_lock_minutes: 3, ..settings }).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    fs::write(&database, older).unwrap();
    let error = test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::RolledBack);
    let id = test.desk.restore_list().await.unwrap().snapshots[0].id.clone();
    test.desk.backup_restore(id, proof()).await.unwrap();
    unlock(&test.desk).await;
    assert_eq!(test.desk.settings_get().await.unwrap().idle_lock_minutes, 3);
}

#[tokio::test]
async fn the_whole_cabinet_leaves_in_one_file_and_comes_back() {
    let test = TestDesk::open(None).await.unwrap();
    add_company(&test.desk).await;
    let file = test.folder().join("all.age");
    let passphrase = "five amber owls over Burabay lake".to_owned();
    test.desk.cabinet_archive(&file, passphrase.clone()).await.unwrap();
    let other = TestDesk::open(None).await.unwrap();
    let taken = other.desk.client_import(&file, passphrase).await.unwrap();
    assert_eq!(taken.len(), 1);
    other.desk.client_select(taken[0].id.clone()).await.unwrap();
    assert_eq!(companies(&other.desk).await, 1);
}

/// Flips a byte in every attached file below a folder.
fn damage_files(folder: &Path) -> usize {
    let mut damaged = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            damaged += damage_files(&path);
        } else if path.parent().and_then(Path::parent).is_some_and(|above| above.ends_with("files")) {
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&path, bytes).unwrap();
            damaged += 1;
        }
    }
    damaged
}

#[tokio::test]
async fn a_damaged_scan_in_a_backup_is_counted_and_keeps_nothing_else_from_coming_back() {
    let test = TestDesk::open(None).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    steps::attach(&test.desk, OwnerKind::Company, &company.id, "registration_certificate").await;
    test.desk.backup_now().await.unwrap();
    let id = test.desk.backups_list().await.unwrap().snapshots[0].id.clone();
    assert_eq!(damage_files(&test.folder().join("backups")), 1);
    let found = test.desk.backup_check(id.clone()).await.unwrap_err();
    assert_eq!(found.code, ErrorCode::StoreDamaged);
    assert!(found.text.en.contains("missing: 1") && found.text.en.contains("Back up now"), "{found:?}");

    let done = test.desk.backup_restore(id, proof()).await.unwrap();
    assert_eq!(done.damaged_files, 1);
    unlock(&test.desk).await;
    assert_eq!(companies(&test.desk).await, 1, "everything else is there");
    assert!(!test.desk.cabinet_verify().await.unwrap().sound, "and the verification names the client");
    // The lock before the restore made the backup whole again; now both have lost the scan.
    assert!(damage_files(&test.folder().join("backups")) > 0);
    test.clock.pass(Duration::from_secs(60));
    let done = test.desk.backup_now().await.unwrap();
    assert_eq!((done.lost, done.files), (1, 0));
    let problem = test.desk.backups_list().await.unwrap().problem.unwrap();
    assert!(problem.en.contains("lacks: 1") && problem.kk.contains('1'), "{problem:?}");
    assert!(needs_backup(&test.desk).await, "Today says so, too");

    // Locking makes no further backup, which would lack it as well, and it is still said.
    let snapshots = test.desk.backups_list().await.unwrap().snapshots.len();
    for _ in 0..2 {
        test.clock.pass(Duration::from_secs(60));
        test.desk.cabinet_lock().await.unwrap();
        unlock(&test.desk).await;
        let backups = test.desk.backups_list().await.unwrap();
        assert_eq!(backups.snapshots.len(), snapshots);
        assert!(backups.problem.unwrap().en.contains("lacks: 1"));
    }
}
