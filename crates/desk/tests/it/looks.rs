//! A look at a paper ends with the lock, however long the drawing would go on.

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

/// Makes a program that counts one page in every PDF, tells its number through `pipe` when it is to draw it,
/// and then works for ever.
fn endless(folder: &Path, pipe: &Path) -> PathBuf {
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let program = folder.join("endless");
    let says = format!(
        "#!/bin/sh\nread -r asked\ncase \"$asked\" in\n*count*) cat > /dev/null; \
         echo '{{\"Ok\":{{\"page\":0,\"pages\":1,\"title\":\"\"}}}}' ;;\n\
         *) echo $$ > '{}'; exec sleep 600 ;;\nesac\n",
        pipe.display()
    );
    fs::write(&program, says).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    program
}

#[tokio::test]
async fn pages_that_are_drawn_at_a_lock_end_with_it() {
    let test = TestDesk::open(Some("http://127.0.0.1:1")).await.unwrap();
    test.desk.cabinet_lock().await.unwrap();
    let pipe = test.folder().join("pipe");
    let mut config = testkit::config(test.folder(), Some("http://127.0.0.1:1"));
    config.worker = Some(endless(test.folder(), &pipe));
    let desk = Desk::with_environment(config, test.clock.clone());
    desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await.unwrap();
    let company = steps::add_company(&desk).await;
    let paper = steps::attach(&desk, OwnerKind::Company, &company.id, "registration_certificate").await;

    // Opened for both ways, so that it has an end only when we close it.
    let told = fs::OpenOptions::new().read(true).write(true).open(&pipe).unwrap();
    let begun =
        spawn_blocking(move || BufReader::new(told).lines().take(2).map(Result::unwrap).collect::<Vec<_>>());
    let look = || desk.paper_preview(paper.id.clone(), 1, None);
    let lock = async {
        let children = begun.await.unwrap();
        let start = Instant::now();
        desk.cabinet_lock().await.unwrap();
        (children, start)
    };
    let (first, second, waiting, (children, start)) = tokio::join!(look(), look(), look(), lock);
    let took = start.elapsed();
    println!("lock and answers: {took:?}");
    for look in [first, second, waiting] {
        assert_eq!(look.unwrap_err().code, ErrorCode::Locked);
    }
    assert!(took < Duration::from_secs(5), "less than the limit of a page: {took:?}");
    for child in children {
        let asked = Command::new("kill").args(["-0", &child]).output().unwrap();
        assert!(!asked.status.success(), "process {child} is still there");
    }
    desk.cabinet_unlock(testkit::PASSPHRASE.to_owned()).await.unwrap();
    let again = steps::attach(&desk, OwnerKind::Company, &company.id, "registration_certificate").await;
    assert_eq!(again.pages, Some(1), "after the next unlock it works as before");
}
