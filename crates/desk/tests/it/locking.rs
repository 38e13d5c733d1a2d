//! What is drawn and typeset in children ends with the lock, however long it would go on.

use crate::steps;
use desk::view::*;
use desk::{Desk, ErrorCode};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use testkit::TestDesk;
use tokio::task::spawn_blocking;

/// Makes a program that tells its number through `pipe` when it is asked something, and then works for ever; asked
/// for the number of pages it says one, if it `counts`.
fn endless(folder: &Path, pipe: &Path, counts: bool) -> PathBuf {
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let program = folder.join("endless");
    let counted = if counts { "*count*" } else { "nothing" };
    let says = format!(
        "#!/bin/sh\nread -r asked\ncase \"$asked\" in\n{counted}) cat > /dev/null; \
         echo '{{\"Ok\":{{\"page\":0,\"pages\":1,\"title\":\"\"}}}}' ;;\n\
         *) echo $$ > '{}'; exec sleep 600 ;;\nesac\n",
        pipe.display()
    );
    fs::write(&program, says).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    program
}

/// Returns a desk whose children work for ever, over the same folder, and what they tell.
async fn with_endless(test: &TestDesk, counts: bool) -> (Desk, fs::File) {
    test.desk.cabinet_lock().await.unwrap();
    let pipe = test.folder().join("pipe");
    let mut config = testkit::config(test.folder(), Some("http://127.0.0.1:1"));
    config.worker = Some(endless(test.folder(), &pipe, counts));
    let desk = Desk::with_environment(config, test.clock.clone());
    desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await.unwrap();
    // Opened for both ways, so that it has an end only when we close it.
    (desk, fs::OpenOptions::new().read(true).write(true).open(&pipe).unwrap())
}

/// Waits until so many children work, and locks; returns their numbers and when the lock began.
async fn lock_while_working(desk: &Desk, told: fs::File, children: usize) -> (Vec<String>, Instant) {
    let begun = move || BufReader::new(told).lines().take(children).map(Result::unwrap).collect();
    let children = spawn_blocking(begun).await.unwrap();
    let start = Instant::now();
    desk.cabinet_lock().await.unwrap();
    (children, start)
}

fn assert_ended(children: &[String]) {
    for child in children {
        let asked = Command::new("kill").args(["-0", child]).output().unwrap();
        assert!(!asked.status.success(), "process {child} is still there");
    }
}

#[tokio::test]
async fn pages_that_are_drawn_at_a_lock_end_with_it() {
    let test = TestDesk::open(Some("http://127.0.0.1:1")).await.unwrap();
    let (desk, told) = with_endless(&test, true).await;
    let company = steps::add_company(&desk).await;
    let paper = steps::attach(&desk, OwnerKind::Company, &company.id, "registration_certificate").await;

    let look = || desk.paper_preview(paper.id.clone(), 1, None);
    let lock = lock_while_working(&desk, told, 2);
    let (first, second, waiting, (children, start)) = tokio::join!(look(), look(), look(), lock);
    let took = start.elapsed();
    println!("lock and answers: {took:?}");
    for look in [first, second, waiting] {
        assert_eq!(look.unwrap_err().code, ErrorCode::Locked);
    }
    assert!(took < Duration::from_secs(5), "less than the limit of a page: {took:?}");
    assert_ended(&children);
    desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await.unwrap();
    let again = steps::attach(&desk, OwnerKind::Company, &company.id, "registration_certificate").await;
    assert_eq!(again.pages, Some(1), "after the next unlock it works as before");
}

#[tokio::test]
async fn what_a_lock_cuts_off_is_neither_a_damaged_pdf_nor_a_wrong_template() {
    let test = TestDesk::open(Some("http://127.0.0.1:1")).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    let template = test.desk.template_get("waiver".to_owned()).await.unwrap();
    let (desk, told) = with_endless(&test, false).await;
    let attach = desk.paper_attach_bytes(
        steps::paper_of(OwnerKind::Company, &company.id, "registration_certificate"),
        Some(steps::SCAN.to_vec()),
    );
    let check = desk.template_check("waiver".to_owned(), template.text);
    let (attached, checked, (children, _)) = tokio::join!(attach, check, lock_while_working(&desk, told, 2));
    assert_eq!(attached.unwrap_err().code, ErrorCode::Locked);
    assert_eq!(checked.unwrap_err().code, ErrorCode::Locked);
    assert_ended(&children);
}

#[tokio::test]
async fn letters_that_are_made_at_a_lock_are_the_last_and_the_journal_knows_of_them() {
    let test = TestDesk::open(Some("http://127.0.0.1:1")).await.unwrap();
    let company = steps::add_company(&test.desk).await;
    let employee = steps::add_employee(&test.desk, &company.id).await;
    let view = steps::add_application(&test.desk, &company.id, &[&employee.id]).await;
    let kinds: Vec<String> = view.letters.iter().map(|letter| letter.kind.clone()).collect();
    // The letters before it are ours and made in the process.
    let changed = test.desk.template_get(kinds[2].clone()).await.unwrap();
    let text = format!("{}\nKindly answer by post.", changed.text);
    let input = TemplateInput { title: changed.row.title.clone(), text };
    test.desk.template_save(kinds[2].clone(), input).await.unwrap();
    let (desk, told) = with_endless(&test, true).await;

    let all = view.letters.iter();
    let all = all.map(|letter| LetterChoice { kind: letter.kind.clone(), person: letter.person.clone() });
    let request = PrepareRequest {
        languages: Language::ALL.to_vec(),
        letters: Some(all.collect()),
        packet: true,
        print: true,
        ..PrepareRequest::default()
    };
    let lock = lock_while_working(&desk, told, 1);
    let (saved, (children, start)) = tokio::join!(desk.letters_save(view.id.clone(), request), lock);
    println!("lock and letters: {:?}", start.elapsed());
    assert_ended(&children);
    let saved = saved.unwrap();
    let locked = |failure: &&LetterFailure| failure.text.en.starts_with("The cabinet was locked before");
    assert!(saved.failures.iter().any(|failure| locked(&failure)), "{saved:?}");
    assert!(!saved.files.is_empty(), "those that were begun are there");
    assert_eq!(saved.files.len() + saved.failures.len(), saved.asked as usize);
    assert_eq!(fs::read_dir(&saved.folder).unwrap().count(), saved.files.len(), "and no other");
    assert!(
        !saved.files.iter().any(|name| name.starts_with("00-")),
        "no packet or print file of half of them"
    );

    desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await.unwrap();
    let after = desk.application_get(view.id).await.unwrap();
    assert!(after.timeline.iter().any(|row| row.text.en == "Exported"), "{:?}", after.timeline);
}
