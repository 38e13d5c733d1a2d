//! The program is killed without warning while it writes. What it had acknowledged must be there,
//! and the journal must agree with the data. The killed half is this test binary, started anew.

use crate::sample::{self, Dice, author, edit, passphrase};
use casework::{Person, RecordId as _};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use uuid::Uuid;
use vault::{Cabinet, Expected, Op, OutboxId, OutboxRow, VaultError};

/// Says to the started half which cabinet it works on.
const FOLDER: &str = "EXPAT_DESK_TEST_CABINET";
/// How many kills; the soak run sets a larger number.
const KILLS: &str = "EXPAT_DESK_TEST_KILLS";

/// Starts this binary again as the program that will be killed.
fn start(folder: &Path, role: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("kill::{role}"), "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

#[tokio::test]
#[ignore = "the other process of a_cabinet_in_use_by_another_process_is_refused"]
async fn holds_open() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let _cabinet = Cabinet::open(Path::new(&folder), passphrase()).await.unwrap();
    say("\nopen");
    // Ends when the parent closes the pipe or kills us.
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[tokio::test]
async fn a_cabinet_in_use_by_another_process_is_refused() {
    let (folder, cabinet, _) = sample::cabinet().await;
    cabinet.lock().await.unwrap();
    let mut child = start(folder.path(), "holds_open");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "open"), "the other process must have it open");
    assert!(matches!(Cabinet::open(folder.path(), passphrase()).await, Err(VaultError::InUse)));
    child.kill().unwrap();
    child.wait().unwrap();
    Cabinet::open(folder.path(), passphrase()).await.unwrap();
}

#[tokio::test]
#[ignore = "the killed half of nothing_acknowledged_is_lost_when_the_program_is_killed"]
async fn writes_until_killed() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let (cabinet, vault) = sample::reopen(Path::new(&folder)).await;
    let begun = vault.outbox().await.unwrap().len() as u128;
    say("\nready");
    for step in begun.. {
        // A new person, a changed one, an outbox row, and at times a file: what a real save does.
        let mut person = sample::person(step, "Surname", &format!("Given {step}"));
        let row = OutboxRow::new(
            OutboxId(Uuid::from_u128(step + 1)),
            "submission",
            step.to_string().into(),
            sample::noon(),
        );
        let mut change = edit().put(&person, Expected::New).unwrap().with(Op::outbox(row));
        if step > 0 {
            let mut older = vault.require::<Person>(sample::person(step / 2, "", "").id).await.unwrap();
            older.record.phone = step.to_string();
            change = change.put(&older.record, Expected::Version(older.version)).unwrap();
        }
        if step % 3 == 0 {
            let file = vault
                .attach(step.to_string().repeat(30_000).into_bytes(), "text/plain", author())
                .await
                .unwrap();
            person.former_names = file.to_string();
            change = edit().put(&person, Expected::New).unwrap().with(Op::outbox(OutboxRow::new(
                OutboxId(Uuid::from_u128(step + 1)),
                "submission",
                step.to_string().into(),
                sample::noon(),
            )));
        }
        vault.write(change).await.unwrap();
        say(&format!("acknowledged {step}"));
        if step % 40 == 39 {
            vault.verify_journal().await.unwrap();
            cabinet.close_client(vault.client()).await.unwrap();
            return;
        }
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let kills: u32 = std::env::var(KILLS).map_or(60, |number| number.parse().unwrap());
    let (folder, cabinet, _vault) = sample::vault().await;
    cabinet.lock().await.unwrap();
    let mut dice = Dice(0x5eed);
    let mut acknowledged: Option<u128> = None;
    for round in 0..kills {
        let mut child = start(folder.path(), "writes_until_killed");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(
            lines.any(|line| line.unwrap() == "ready"),
            "round {round}: the program must have opened the cabinet"
        );
        // After some acknowledgements and then at any moment of the next write.
        for _ in 0..dice.below(6) {
            acknowledged = lines.next().and_then(|line| step_of(&line.unwrap())).or(acknowledged);
        }
        let until = Instant::now() + Duration::from_micros(dice.below(8_000));
        while Instant::now() < until {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        for line in lines.map_while(Result::ok) {
            acknowledged = step_of(&line).or(acknowledged);
        }
        child.wait().unwrap();
        // What is there now, acknowledged or not, has to be there after the next kill as well.
        acknowledged = check(folder.path(), acknowledged, round).await.checked_sub(1);
    }
    assert!(acknowledged > Some(u128::from(kills)), "the program must have got to write between the kills");
}

/// Everything acknowledged is there, whole, and the journal agrees; returns how many writes there are.
async fn check(folder: &Path, acknowledged: Option<u128>, round: u32) -> u128 {
    let (cabinet, vault) = sample::reopen(folder).await;
    vault.verify_journal().await.unwrap_or_else(|error| panic!("round {round}: {error}"));
    let outbox = vault.outbox().await.unwrap();
    let written = outbox.len() as u128;
    let expected = acknowledged.map_or(0, |last| last + 1);
    assert!(written >= expected, "round {round}: {expected} were acknowledged, {written} are there");
    assert!(written <= expected + 1, "round {round}: more than the one write in flight");
    for step in written.saturating_sub(12)..written {
        let person = vault.require::<Person>(sample::person(step, "", "").id).await.unwrap().record;
        assert_eq!(person.given_names_latin, format!("Given {step}"));
        assert_eq!(vault.search(&format!("given {step}"), 5).await.unwrap()[0].id, person.id.uuid());
        if step % 3 == 0 {
            let file = vault.read_file(person.former_names.parse().unwrap()).await.unwrap();
            assert_eq!(*file, step.to_string().repeat(30_000).into_bytes(), "round {round}");
        }
    }
    cabinet.lock().await.unwrap();
    written
}

fn step_of(line: &str) -> Option<u128> {
    line.strip_prefix("acknowledged ")?.parse().ok()
}
