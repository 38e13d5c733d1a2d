//! Opening and locking: every way it can go wrong says what happened and leaves the file alone.

use desk::ErrorCode;
use desk::view::Settings;
use std::fs;
use std::time::Duration;
use testkit::{PASSPHRASE, TestDesk};

#[tokio::test]
async fn a_wrong_passphrase_opens_nothing_and_the_right_one_still_does() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    let error = test.desk.cabinet_unlock("not the passphrase at all".to_owned()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::WrongPassphrase);
    assert_eq!(test.desk.company_list(Default::default()).await.unwrap_err().code, ErrorCode::Locked);
    test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
    test.desk.company_list(Default::default()).await.unwrap();
}

#[tokio::test]
async fn a_damaged_header_is_named_and_not_touched() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    let header = test.folder().join("cabinet/cabinet.json");
    let mut bytes = fs::read(&header).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    fs::write(&header, &bytes).unwrap();
    let error = test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::HeaderRepairable);
    assert_eq!(fs::read(&header).unwrap(), bytes, "a refused header is left as it was");
}

#[tokio::test]
async fn a_newer_format_is_refused_by_name() {
    let test = TestDesk::open(None).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    let header = test.folder().join("cabinet/cabinet.json");
    let mut json: serde_json::Value = serde_json::from_slice(&fs::read(&header).unwrap()).unwrap();
    json["header"]["format"] = 99.into();
    fs::write(&header, serde_json::to_vec(&json).unwrap()).unwrap();
    let error = test.desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::FormatTooNew);
}

#[tokio::test]
async fn a_second_program_is_told_that_the_cabinet_is_open() {
    let test = TestDesk::open(None).await.unwrap();
    let error = test.restarted(None).cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CabinetInUse);
}

#[tokio::test]
async fn the_desk_locks_after_the_idle_time_and_not_before() {
    let test = TestDesk::open(None).await.unwrap();
    test.clock.pass(std::time::Duration::from_secs(9 * 60));
    assert!(!test.desk.lock_if_idle().await);
    test.desk.activity().await.unwrap();
    test.clock.pass(std::time::Duration::from_secs(9 * 60));
    assert!(!test.desk.lock_if_idle().await, "activity puts it off");
    test.clock.pass(std::time::Duration::from_secs(60));
    assert!(test.desk.lock_if_idle().await);
    assert_eq!(test.desk.today().await.unwrap_err().code, ErrorCode::Locked);
}

#[tokio::test]
async fn the_desk_locks_when_the_machine_wakes_also_where_idleness_never_locks() {
    let test = TestDesk::open(None).await.unwrap();
    let settings = test.desk.settings_get().await.unwrap();
    test.desk.settings_save(Settings { idle_lock_minutes: 0, ..settings }).await.unwrap();
    let pause = Duration::from_secs(2);
    let on_time = async || test.clock.pass(pause);
    assert!(!test.desk.lock_after_sleep(pause, on_time()).await);
    let held_up = async || test.clock.pass(Duration::from_secs(15));
    assert!(!test.desk.lock_after_sleep(pause, held_up()).await, "a busy machine is not asleep");
    test.desk.today().await.unwrap();
    let asleep = async || test.clock.pass(Duration::from_secs(60));
    assert!(test.desk.lock_after_sleep(pause, asleep()).await);
    assert_eq!(test.desk.today().await.unwrap_err().code, ErrorCode::Locked);
    assert!(!test.desk.lock_after_sleep(pause, asleep()).await, "a locked desk is not locked again");
}

#[tokio::test]
async fn a_weak_passphrase_creates_nothing() {
    let test = TestDesk::new(None).unwrap();
    let input = desk::view::CabinetCreateInput {
        passphrase: "password1".to_owned(),
        client_name: "Akme".to_owned(),
        language: desk::view::Language::En,
    };
    assert_eq!(test.desk.cabinet_create(input).await.err().unwrap().code, ErrorCode::WeakPassphrase);
    assert!(!test.folder().join("cabinet").exists());
}
