//! A cabinet in a folder that is copied to other machines: refused with the reason until the user
//! insists, and then never asked about again.

use desk::view::{CabinetCreateInput, Language, PlaceWarning, Screen};
use desk::{Desk, DeskConfig, ErrorCode};
use std::fs;
use std::path::Path;
use testkit::{Clockwork, PASSPHRASE};

fn desk_in(home: &Path) -> Desk {
    Desk::with_environment(
        DeskConfig { home: home.to_owned(), ..testkit::config(home, None) },
        Clockwork::new(),
    )
}

fn input() -> CabinetCreateInput {
    CabinetCreateInput {
        passphrase: PASSPHRASE.to_owned(),
        client_name: "Akme Capital".to_owned(),
        language: Language::En,
    }
}

async fn warning(desk: &Desk) -> Option<PlaceWarning> {
    desk.app_state().await.unwrap().place_warning
}

#[tokio::test]
async fn a_synced_folder_is_refused_until_the_user_insists_and_not_asked_about_again() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("Dropbox/desk");
    let desk = desk_in(&home);
    let warned = warning(&desk).await.unwrap();
    assert_eq!(warned.folder, home.to_string_lossy());
    assert!(warned.text.en.contains("Dropbox") && warned.text.ru.contains("Dropbox"), "{warned:?}");
    let refused = desk.cabinet_create(input()).await.err().unwrap();
    assert_eq!(refused.code, ErrorCode::UnsafePlace);
    assert!(refused.text.en.contains("Dropbox") && refused.text.en.contains("--anyway"), "{refused:?}");
    assert!(!refused.message.contains("desk"), "no path in what is logged: {}", refused.message);
    assert!(!home.join("cabinet").exists(), "nothing was made");

    desk.place_insist().await.unwrap();
    assert_eq!(warning(&desk).await, None);
    desk.cabinet_create(input()).await.unwrap();
    desk.cabinet_lock().await.unwrap();
    let again = desk_in(&home);
    assert_eq!(again.app_state().await.unwrap().screen, Screen::Locked);
    assert_eq!(warning(&again).await, None, "the choice is remembered");
    again.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
    again.cabinet_lock().await.unwrap();

    // The same files elsewhere: another folder, another question.
    let elsewhere = folder.path().join("Nextcloud/desk");
    fs::create_dir(folder.path().join("Nextcloud")).unwrap();
    fs::rename(&home, &elsewhere).unwrap();
    let moved = desk_in(&elsewhere);
    assert!(warning(&moved).await.unwrap().text.en.contains("Nextcloud"));
    let refused = moved.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::UnsafePlace);
}

#[tokio::test]
async fn another_reason_and_a_damaged_memory_of_the_choice_are_asked_about_anew() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("shared/desk");
    fs::create_dir_all(folder.path().join("shared/.stfolder")).unwrap();
    let desk = desk_in(&home);
    assert!(warning(&desk).await.unwrap().text.en.contains("Syncthing"));
    desk.place_insist().await.unwrap();
    assert_eq!(warning(&desk).await, None);
    fs::write(home.join("place.json"), b"{").unwrap();
    assert!(warning(&desk).await.is_some());
    desk.place_insist().await.unwrap();
    assert_eq!(warning(&desk).await, None);
    fs::create_dir(folder.path().join("shared/.dropbox.cache")).unwrap();
    assert!(warning(&desk).await.unwrap().text.en.contains("Dropbox"), "now another program copies it");
}

#[tokio::test]
async fn an_ordinary_folder_is_not_talked_about() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    assert_eq!(warning(&desk).await, None);
    desk.place_insist().await.unwrap();
    assert!(!folder.path().join("place.json").exists(), "nothing to insist on, nothing to remember");
}
