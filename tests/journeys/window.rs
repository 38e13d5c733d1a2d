//! The application's window on a display of its own, and what goes wrong at its door.

use std::path::PathBuf;

use serde_json::Value;

use crate::album::Album;
use crate::browser;
use crate::expat::{Expat, PASSPHRASE};
use crate::home::Home;
use crate::page::{self, Page};
use crate::programs;
use crate::started::{Display, Driver, Portal};

/// Plays a journey in the window of a fresh application, and closes it.
pub async fn play(home: &Home, portal: Option<&Portal>, album: Album, journey: impl AsyncFnOnce(&mut Page)) {
    let display = Display::start(home).await;
    let portal_url = portal.map(|portal| portal.says("address"));
    let driver = Driver::for_window(home, &display, portal_url).await;
    let client = browser::open_window(&driver, &programs::desktop()).await;
    page::play(client, album, Some(&display.name), journey).await;
}

/// Types a passphrase into the locked window and tries to open it.
pub async fn unlock(page: &Page, passphrase: &str) {
    page.fill("unlock-passphrase", passphrase).await;
    page.see_enabled("unlock-open").await;
    page.press("unlock-open").await;
}

/// Tries to open the window and returns the code of the error that it shows.
async fn refused(page: &Page, passphrase: &str, code: &str) {
    unlock(page, passphrase).await;
    page.see(&format!("[data-testid=\"unlock-error\"] [data-code=\"{code}\"]")).await;
}

#[tokio::test]
async fn a_cabinet_that_does_not_open_is_explained_and_stays_as_it_is() {
    let home = Home::new();
    let expat = Expat::new(&home);
    expat.create_cabinet("Door practice").await;
    let header = home.desk().join("cabinet/cabinet.json");
    let intact = std::fs::read(&header).expect("the header");

    play(&home, None, Album::open("door"), async |page| {
        refused(page, "quiet-Tulpar-opens-8-gates", "wrong_passphrase").await;
        page.picture("The wrong passphrase").await;

        let mut newer: Value = serde_json::from_slice(&intact).expect("the header is JSON");
        newer["header"]["format"] = Value::from(9_999);
        replace(&header, newer.to_string().as_bytes());
        refused(page, PASSPHRASE, "format_too_new").await;
        page.picture("A cabinet of a newer program").await;

        let half = intact.get(..intact.len() / 2).expect("half of the header");
        replace(&header, half);
        refused(page, PASSPHRASE, "header_repairable").await;
        page.picture("A damaged header").await;
        assert_eq!(std::fs::read(&header).expect("the header"), half, "not written over");

        replace(&header, &intact);
        unlock(page, PASSPHRASE).await;
        page.see("main").await;
    })
    .await;
}

fn replace(file: &PathBuf, content: &[u8]) {
    std::fs::write(file, content).expect("the header can be replaced");
}
