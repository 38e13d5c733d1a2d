//! The main job without a window: sample data, findings, letters, submission, answer.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::canary::{self, Canaries};
use crate::expat::{Expat, PASSPHRASE};
use crate::home::Home;
use crate::staff::Staff;
use crate::started::Portal;

/// Names and numbers of the sample people, as the vault has them. None may be left in the clear.
const CANARIES: [&str; 8] = [
    "FAIRWEATHER",
    "ФЭЙРУЭЗЕР",
    "LINDQVIST",
    "Линдквист",
    "AA4400501",
    "500100201",
    "Senior Analyst",
    PASSPHRASE,
];
const EMAIL: &str = "clerk@akme.example";
const PORTAL_PASSWORD: &str = "three-herons-9-Over-Ishim";

#[tokio::test]
async fn the_main_job_from_sample_data_to_the_portals_answer() {
    let home = Home::new();
    let expat = Expat::new(&home);
    let numbers = expat.demo().await;
    let [unready, ready] = numbers.as_slice() else { panic!("two applications, not {numbers:?}") };

    // The first couple's passport ends too soon and papers are missing: the answer is no.
    let findings =
        expat.on_cabinet(&["application", "findings", "--application", unready]).await.with_code(1);
    let codes: Vec<&str> = findings.list("/findings").iter().filter_map(|it| it["code"].as_str()).collect();
    assert!(codes.iter().any(|code| code.contains("passport")), "{codes:?}");
    for finding in findings.list("/findings").iter().filter(|it| it["severity"] == "blocks") {
        assert!(finding["text"]["kk"].as_str().is_some_and(|text| !text.is_empty()), "{finding}");
    }
    let refused = expat.on_cabinet(&["application", "approve", "--application", unready]).await;
    assert_eq!(refused.code, 1, "what blocks can't be approved: {}", refused.messages);

    expat.on_cabinet(&["application", "findings", "--application", ready]).await.with_code(0);
    expat.on_cabinet(&["application", "approve", "--application", ready]).await.with_code(0);
    let letters = prepare(&expat, &home, ready).await;
    letters_say_what_they_must(&letters);

    let portal = Portal::start(&home).await;
    let sent = submit(&expat, &portal, ready).await.with_code(0);
    assert_eq!(sent.text("/submission/state"), "delivered");
    let portal_number = sent.text("/submission/portal_number").to_owned();

    let staff = Staff::enter(&home, &portal).await;
    assert_eq!(staff.list().await, [portal_number.as_str()], "one submission, one application");
    assert_eq!(staff.open(&portal_number).await, sent.text("/submission/packet_sha256"));
    staff.approve().await;
    staff.leave().await;

    assert_eq!(sent.text("/submission/portal_status"), "NEW");
    let address = portal.says("address");
    let told = expat.on_cabinet(&["status", "--application", ready, "--portal", address]).await.with_code(0);
    assert_eq!(told.text("/applications/0/portal_status"), "Awaiting for Payment");

    drop(portal);
    nothing_is_left_in_the_clear(&home);
}

async fn prepare(expat: &Expat<'_>, home: &Home, application: &str) -> Vec<PathBuf> {
    let out = home.out().display().to_string();
    let what = ["--lang", "en,ru,kk", "--docx", "--packet", "--print"];
    let call = [["prepare", "--application", application, "--out", &out].as_slice(), &what].concat();
    let saved = expat.on_cabinet(&call).await.with_code(0);
    let out = saved.list("/files").len() + saved.list("/failures").len();
    let asked = saved.json.pointer("/asked").and_then(Value::as_u64);
    assert_eq!(asked.and_then(|asked| usize::try_from(asked).ok()), Some(out), "N in, N out");
    saved.list("/files").iter().filter_map(|file| file.as_str().map(PathBuf::from)).collect()
}

async fn submit(expat: &Expat<'_>, portal: &Portal, application: &str) -> crate::expat::Said {
    let password = expat.secret("portal-password", PORTAL_PASSWORD).display().to_string();
    let address = portal.says("address");
    let account = ["--email", EMAIL, "--password-file", &password];
    let call = ["submit", "--application", application, "--portal", address];
    expat.on_cabinet(&[call.as_slice(), account.as_slice()].concat()).await
}

/// Invitation, form, power of attorney and our invoice; a consent and a sheet for step 2 for each of
/// the two persons; cover, checklist, fees and the data of the arrival; all in three languages. And
/// the letters name the people in the letters' own script. Each as PDF and for Word, the invitation's
/// table for Excel; three packets and one file to print.
fn letters_say_what_they_must(files: &[PathBuf]) {
    let of = |ending: &str| -> Vec<&PathBuf> {
        files.iter().filter(|file| file.extension().is_some_and(|one| one == ending)).collect()
    };
    assert_eq!(
        [of("docx").len(), of("xlsx").len(), of("pdf").len()],
        [12 * 3, 3, 12 * 3 + 3 + 1],
        "{files:?}"
    );
    let files = of("pdf");
    for (language, name) in [("en", "LINDQVIST"), ("ru", "ЛИНДКВИСТ"), ("kk", "LINDQVIST")] {
        let is_invitation = |file: &&&PathBuf| {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.contains("invitation") && name.contains(language)
        };
        let letter = files.iter().find(is_invitation).expect("an invitation in every language");
        let text = text_of(letter);
        assert!(text.to_uppercase().contains(name), "{} does not name the invitee", letter.display());
    }
}

/// Returns a document's text as another program reads it.
fn text_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().expect("pdftotext");
    assert!(output.status.success(), "{} is no PDF that others can read", pdf.display());
    String::from_utf8(output.stdout).expect("text is UTF-8")
}

fn nothing_is_left_in_the_clear(home: &Home) {
    let leaks = Canaries::new(&CANARIES).search(home.path(), &home.meant_to_be_readable());
    canary::assert_none(&leaks);
    canary::assert_none(&canary::plain_databases(&home.desk()));
}

#[tokio::test]
async fn a_portal_that_is_down_or_says_no_loses_nothing() {
    let home = Home::new();
    let expat = Expat::new(&home);
    let numbers = expat.demo().await;
    let ready = numbers.get(1).expect("two applications").as_str();
    expat.on_cabinet(&["application", "approve", "--application", ready]).await.with_code(0);

    // The account exists, and somebody signs in with another password.
    let portal = Portal::start(&home).await;
    let address = portal.says("address").to_owned();
    submit(&expat, &portal, "AP-NONE").await.with_code(2);
    let first = numbers.first().expect("two applications");
    submit(&expat, &portal, first).await.with_code(1);
    let wrong = expat.secret("portal-password-wrong", "not-the-password-of-the-clerk");
    let wrong = wrong.display().to_string();
    let call =
        ["submit", "--application", ready, "--portal", &address, "--email", EMAIL, "--password-file", &wrong];
    let refused = expat.on_cabinet(&call).await.with_code(1);
    assert!(!refused.messages.is_empty(), "a refusal is explained");
    assert_eq!(work_of(&expat, ready).await, "approved", "still to be sent");

    // The portal goes away before anything was sent: the packet waits in the outbox.
    drop(portal);
    let call = ["submit", "--application", ready, "--portal", &address];
    let waiting = expat.on_cabinet(&call).await;
    assert_eq!(waiting.code, 1, "not delivered is not done: {}", waiting.messages);
    assert_eq!(waiting.text("/submission/state"), "queued");

    // It comes back at the same address, and has the application once.
    let portal = Portal::start_at(&home, address.trim_start_matches("http://")).await;
    expat.on_cabinet(&["status", "--portal", &address]).await.with_code(0);
    expat.on_cabinet(&["status", "--portal", &address]).await.with_code(0);
    let staff = Staff::enter(&home, &portal).await;
    let received = staff.list().await;
    assert_eq!(received.len(), 1, "delivered exactly once");
    let number = received.first().expect("one");
    assert_eq!(staff.open(number).await, waiting.text("/submission/packet_sha256"));
    staff.leave().await;
}

async fn work_of(expat: &Expat<'_>, number: &str) -> String {
    let list = expat.on_cabinet(&["application", "list"]).await.with_code(0);
    let row = list.list("/applications").iter().find(|row| row["number"] == number);
    row.and_then(|row| row["work"].as_str()).expect("the application is listed").to_owned()
}

#[tokio::test]
async fn a_cabinet_that_does_not_open_says_why_and_stays_as_it_is() {
    let home = Home::new();
    let expat = Expat::new(&home);
    expat.demo().await;
    let header = header_of(&home);
    let intact = std::fs::read(&header).expect("the header");
    let check = ["cabinet", "unlock-check"];

    let wrong = expat.secret("wrong", "quiet-Tulpar-opens-8-gates");
    let said = expat.on_cabinet_with(&check, &wrong).await.with_code(1);
    assert_eq!(said.text("/error/code"), "wrong_passphrase");

    let mut newer: Value = serde_json::from_slice(&intact).expect("the header is JSON");
    newer["header"]["format"] = Value::from(9_999);
    std::fs::write(&header, newer.to_string()).expect("the header can be replaced");
    let said = expat.on_cabinet(&check).await.with_code(3);
    assert_eq!(said.text("/error/code"), "format_too_new");

    let half = intact.get(..intact.len() / 2).expect("half of the header");
    std::fs::write(&header, half).expect("the header can be replaced");
    let said = expat.on_cabinet(&check).await.with_code(3);
    assert_eq!(said.text("/error/code"), "header_repairable");
    assert_eq!(std::fs::read(&header).expect("the header"), half, "a damaged header is not written over");

    std::fs::write(&header, &intact).expect("the header can be replaced");
    expat.on_cabinet(&check).await.with_code(0);
}

fn header_of(home: &Home) -> PathBuf {
    home.desk().join("cabinet/cabinet.json")
}
