//! Another data folder: chosen, remembered, opened or set up, and missed where its disk is away.

use desk::view::{CabinetCreateInput, FolderView, Language, Screen};
use desk::{Desk, DeskConfig, ErrorCode, FolderChoice};
use std::fs;
use std::path::{Path, PathBuf};
use testkit::{Clockwork, PASSPHRASE};

/// A machine: the usual folder, what is remembered on it, and a disk.
struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts the program.
    fn desk(&self) -> Desk {
        let choice = FolderChoice { file: self.at("config/folder.json"), usual: self.at("usual") };
        let config = testkit::config(&choice.home(), None);
        Desk::with_environment(DeskConfig { choice: Some(choice), ..config }, Clockwork::new())
    }
}

async fn create(desk: &Desk, client: &str) -> Result<(), desk::AppError> {
    let input = CabinetCreateInput {
        passphrase: PASSPHRASE.to_owned(),
        client_name: client.to_owned(),
        language: Language::Ru,
    };
    desk.cabinet_create(input).await?;
    desk.cabinet_lock().await
}

async fn folder(desk: &Desk) -> FolderView {
    desk.app_state().await.unwrap().folder
}

/// Unlocks, and returns whose papers are on the desk.
async fn client(desk: &Desk) -> String {
    desk.cabinet_unlock(PASSPHRASE.to_owned()).await.unwrap();
    desk.app_state().await.unwrap().client.unwrap().name
}

fn is_at(view: &FolderView, path: &Path) -> bool {
    Path::new(&view.path) == path
}

#[tokio::test]
async fn a_chosen_folder_is_remembered_and_its_cabinet_opened_while_the_other_stays() {
    let machine = Machine::new();
    let desk = machine.desk();
    let usual = folder(&desk).await;
    assert!(is_at(&usual, &machine.at("usual")) && usual.can_choose && usual.is_usual && !usual.is_missing);
    create(&desk, "At home").await.unwrap();

    // A folder with other things in it: the program gets one of its own there.
    fs::create_dir(machine.at("disk")).unwrap();
    fs::write(machine.at("disk/photo.jpg"), b"x").unwrap();
    assert_eq!(client(&desk).await, "At home");
    desk.folder_choose(&machine.at("disk")).await.unwrap();
    let state = desk.app_state().await.unwrap();
    assert_eq!(
        (state.screen, state.language),
        (Screen::Welcome, Language::Ru),
        "locked, in the same language"
    );
    assert!(is_at(&state.folder, &machine.at("disk/Expat Desk")) && !state.folder.is_usual);
    create(&desk, "On the disk").await.unwrap();
    assert!(machine.at("disk/Expat Desk/cabinet/cabinet.json").exists());

    let restarted = machine.desk();
    assert_eq!(client(&restarted).await, "On the disk");
    restarted.folder_usual().await.unwrap();
    assert!(folder(&restarted).await.is_usual);
    assert_eq!(client(&restarted).await, "At home", "nothing was moved");
    assert!(!machine.at("config/folder.json").exists());
    restarted.cabinet_lock().await.unwrap();

    // The cabinet itself, the folder around it and the one around that are the same place.
    for chosen in ["disk", "disk/Expat Desk", "disk/Expat Desk/cabinet"] {
        restarted.folder_choose(&machine.at(chosen)).await.unwrap();
        assert!(is_at(&folder(&restarted).await, &machine.at("disk/Expat Desk")), "{chosen}");
        assert_eq!(client(&restarted).await, "On the disk");
    }
}

#[tokio::test]
async fn a_moved_cabinet_is_opened_where_it_is_now() {
    let machine = Machine::new();
    let desk = machine.desk();
    create(&desk, "Akme Capital").await.unwrap();
    fs::rename(machine.at("usual"), machine.at("moved")).unwrap();
    assert_eq!(desk.app_state().await.unwrap().screen, Screen::Welcome);
    desk.folder_choose(&machine.at("moved")).await.unwrap();
    assert_eq!(client(&desk).await, "Akme Capital");
}

#[tokio::test]
async fn no_cabinet_is_made_in_the_place_of_a_disk_that_is_away() {
    let machine = Machine::new();
    fs::create_dir(machine.at("disk")).unwrap();
    let desk = machine.desk();
    desk.folder_choose(&machine.at("disk")).await.unwrap();
    create(&desk, "On the disk").await.unwrap();
    fs::rename(machine.at("disk"), machine.at("away")).unwrap();

    let restarted = machine.desk();
    assert!(folder(&restarted).await.is_missing);
    let refused = create(&restarted, "Another").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::FileRefused);
    assert!(refused.text.en.contains("isn't there") && !refused.message.contains("disk"), "{refused:?}");
    assert!(!machine.at("disk").exists(), "nothing was made");
    fs::rename(machine.at("away"), machine.at("disk")).unwrap();
    assert!(!folder(&restarted).await.is_missing);
    assert_eq!(client(&restarted).await, "On the disk");
}

#[tokio::test]
async fn a_folder_that_is_copied_elsewhere_is_asked_about_and_one_that_is_none_is_refused() {
    let machine = Machine::new();
    fs::create_dir(machine.at("Dropbox")).unwrap();
    let desk = machine.desk();
    desk.folder_choose(&machine.at("Dropbox")).await.unwrap();
    assert!(desk.app_state().await.unwrap().place_warning.unwrap().text.en.contains("Dropbox"));
    assert_eq!(create(&desk, "x").await.unwrap_err().code, ErrorCode::UnsafePlace);
    desk.place_insist().await.unwrap();
    create(&desk, "Insisting").await.unwrap();

    assert_eq!(client(&desk).await, "Insisting");
    fs::write(machine.at("file"), b"x").unwrap();
    let refused = desk.folder_choose(&machine.at("file")).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::FileRefused);
    assert_eq!(desk.app_state().await.unwrap().screen, Screen::Open, "nothing was locked for nothing");
    assert!(is_at(&folder(&desk).await, &machine.at("Dropbox/Expat Desk")));
}

#[tokio::test]
async fn a_folder_that_is_given_from_outside_is_not_chosen() {
    let machine = Machine::new();
    let desk = Desk::with_environment(testkit::config(&machine.at("given"), None), Clockwork::new());
    let given = folder(&desk).await;
    assert!(!given.can_choose && given.is_usual && !given.is_missing);
    assert!(desk.folder_choose(&machine.at("disk")).await.is_err());
    assert!(is_at(&folder(&desk).await, &machine.at("given")));
}
