//! After a lock no name, no number and no passphrase is left in the desk's memory or in its log. A
//! process of its own does a day's work; this one looks through it.

use crate::steps;
use desk::view::*;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use testkit::TestDesk;
use testkit::memory::{Needle, scan, stop_at};
use uuid::Uuid;

#[global_allocator]
static ALLOCATOR: desk::WipingAllocator = desk::WIPING_ALLOCATOR;

const FOLDER: &str = "EXPAT_DESK_TEST_FOLDER";

/// Words that nobody else uses, made while the test runs: one in the program would be found there.
fn words() -> Vec<String> {
    let letters = Uuid::now_v7().simple().to_string();
    let word = |first: char| letters.chars().skip(8).map(|one| shifted(first, one)).collect();
    ['A', 'B', 'C', 'D', 'Б', 'В'].map(word).to_vec()
}

fn shifted(first: char, digit: char) -> char {
    char::from_u32(u32::from(first) + digit.to_digit(16).unwrap()).unwrap()
}

#[tokio::test]
#[ignore = "the other process of nothing_is_left_in_the_desk_after_a_lock"]
async fn works_and_locks() {
    let folder = std::env::var_os(FOLDER).unwrap();
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(std::io::stderr).init();
    let test = TestDesk::new(Some("http://127.0.0.1:1")).unwrap();
    Box::pin(work(&test, Path::new(&folder))).await;
    stop_at("open").unwrap();
    test.desk.cabinet_lock().await.unwrap();
    stop_at("locked").unwrap();
}

async fn work(test: &TestDesk, folder: &Path) {
    let text = fs::read_to_string(folder.join("words")).unwrap();
    let [surname, given, client, passphrase, cyrillic, office] =
        text.lines().collect::<Vec<_>>().try_into().unwrap();
    let desk = &test.desk;
    let input = CabinetCreateInput {
        passphrase: passphrase.to_owned(),
        client_name: client.to_owned(),
        language: Language::En,
    };
    let groups = desk.cabinet_create(input).await.unwrap().groups;
    let typed = (0u32..).zip(groups).map(|(index, text)| RecoveryGroup { index, text });
    desk.cabinet_confirm_recovery(typed.take(2).collect()).await.unwrap();
    let company = steps::add_company(desk).await;
    let employee = steps::add_employee(desk, &company.id).await;
    let mut fields = desk.person_get(employee.id.clone()).await.unwrap().fields;
    fields.surname_latin = surname.to_owned();
    fields.given_names_latin = given.to_owned();
    fields.surname_cyrillic = cyrillic.to_owned();
    fields.address_abroad = office.to_owned();
    desk.person_save(fields).await.unwrap();
    desk.cabinet_lock().await.unwrap();
    // The next unlock mends this, and says so in the log.
    fs::remove_file(test.folder().join("cabinet/cabinet.copy.json")).unwrap();

    desk.cabinet_unlock(passphrase.to_owned()).await.unwrap();
    assert_eq!(desk.search(surname.to_owned(), false).await.unwrap().hits.len(), 1);
    let application = steps::add_application(desk, &company.id, &[&employee.id]).await;
    let languages = vec![Language::En, Language::Ru];
    let request = PrepareRequest { languages, ..PrepareRequest::default() };
    let letters = desk.letters_save(application.id, request).await.unwrap();
    assert!(!letters.files.is_empty(), "letters name people, so they must be made");
}

#[test]
fn nothing_is_left_in_the_desk_after_a_lock() {
    let folder = tempfile::tempdir().unwrap();
    let words = words();
    fs::write(folder.path().join("words"), words.join("\n")).unwrap();
    let log = fs::File::create(folder.path().join("log")).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "forgets::works_and_locks", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap();
    let needles: Vec<Needle> = (0..)
        .zip(&words)
        .flat_map(|(number, word)| Needle::of_text(&format!("word {number}"), word))
        .collect();
    let mut say = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "at open"));
    assert!(!scan(child.id(), &needles).unwrap().is_empty(), "the search must find what is there");
    say.write_all(b"1").unwrap();
    assert!(lines.any(|line| line == "at locked"));
    let hits = scan(child.id(), &needles).unwrap();
    drop(say);
    child.wait().unwrap();
    println!("{} hits after the lock", hits.len());
    assert!(hits.is_empty(), "{} hits: {:#?}", hits.len(), &hits[..hits.len().min(30)]);
    let log = fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("copy of the header"), "the log must have been written: {log}");
    assert!(words.iter().all(|word| !log.contains(word.as_str())), "the log names somebody");
}
