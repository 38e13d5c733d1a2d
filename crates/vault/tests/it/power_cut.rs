//! The power fails. A real program works on a disk that writes down every write and every flush;
//! from that log the folder is rebuilt as a cut at any moment might have left it, and opened. What
//! was acknowledged before the cut must be there. A control with the flushes that many programs
//! leave out has to lose, or the test would prove nothing.
//!
//! `EXPAT_SOAK_CUTS` says how many states are opened; 400 without it.

use crate::crash_states::{Disk, Log};
use crate::preload;
use crate::sample::Dice;
use crate::workload::{self, Clerk, Done, Ledger, amount, cabinet_in};
use std::io::Write as _;
use std::path::Path;
use vault::{Cabinet, VaultError};

const FOLDER: &str = "EXPAT_DESK_TEST_FOLDER";
/// Set where the recorded program is the careless one.
const CARELESS: &str = "EXPAT_DESK_TEST_CARELESS";
/// Steps of one recording: two locks and a backup are in it.
const STEPS: u64 = 40;
/// States that are taken from one recording.
const CUTS_OF_ONE: u64 = 400;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

#[tokio::test]
#[ignore = "the recorded half of nothing_acknowledged_is_lost_when_the_power_fails"]
async fn works_while_recorded() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let is_careless = std::env::var_os(CARELESS).is_some();
    let mut clerk = Clerk::create(Path::new(&folder), is_careless).await.unwrap();
    say(&format!("\n{}", Done::Created));
    for step in 0..STEPS {
        clerk.work(step, &mut |done| say(&done.to_string())).await.unwrap();
    }
    say("\nfinished");
}

/// Lets the program work on a recorded disk.
fn record(is_careless: bool) -> Log {
    let folder = workload::quick_folder();
    let (work, log) = (folder.path().join("work"), folder.path().join("log"));
    std::fs::create_dir(&work).unwrap();
    let mut role = preload::role("power_cut::works_while_recorded");
    role.env("LD_PRELOAD", preload::build(folder.path()));
    role.env("EXPAT_DISK_ROOT", &work).env("EXPAT_DISK_LOG", &log).env(FOLDER, &work);
    if is_careless {
        role.env(CARELESS, "1");
    }
    let output = role.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("\nfinished"), "the recorded program failed: {said}");
    Log::read(&log, &work)
}

/// Cuts a recording at random places and returns what was wrong with the states.
async fn cut(log: &Log, cuts: u64, dice: &mut Dice) -> Vec<String> {
    let mut places: Vec<usize> =
        (0..cuts).map(|_| usize::try_from(dice.below(log.events.len() as u64 + 1)).unwrap()).collect();
    places.sort_unstable();
    let folder = workload::quick_folder();
    let state = folder.path().join("state");
    let mut disk = Disk::new(log);
    let mut heard = Ledger::default();
    let mut wrong = Vec::new();
    for place in places {
        disk.go_to(place, &mut |line| Done::parse(line).into_iter().for_each(|done| heard.hear(done)));
        let mut cut = Dice(dice.below(u64::MAX - 1) + 1);
        disk.cut(&state, &mut cut);
        let found = if heard.created {
            workload::check(&state, &heard, 1).await.map(drop)
        } else {
            begin_again(&state).await
        };
        wrong.extend(found.err().map(|what| format!("cut at line {place}: {what}")));
        std::fs::remove_dir_all(&state).unwrap();
    }
    wrong
}

/// Before the cabinet was acknowledged it may be there or not, but whoever begins again gets one.
async fn begin_again(folder: &Path) -> Result<(), String> {
    let created = match Clerk::open(folder, false).await {
        Err(VaultError::NoCabinet) => Clerk::create(folder, false).await,
        Err(VaultError::HeaderDamaged { copy_is_sound: true, .. }) => {
            Cabinet::restore_header(&cabinet_in(folder)).map_err(|error| format!("restoring: {error}"))?;
            Clerk::open(folder, false).await
        }
        opened => opened,
    };
    match created {
        Ok(clerk) => clerk.lock().await.map_err(|error| format!("locking: {error}")),
        Err(error) => Err(format!("beginning again in {}: {error}", cabinet_in(folder).display())),
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_power_fails() {
    let cuts = amount("EXPAT_SOAK_CUTS", CUTS_OF_ONE);
    let mut dice = Dice(0xc07);
    let mut done = 0;
    while done < cuts {
        let log = record(false);
        let now = CUTS_OF_ONE.min(cuts - done);
        let wrong = cut(&log, now, &mut dice).await;
        assert!(wrong.is_empty(), "{} of {now} states: {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
        done += now;
    }
    println!("{cuts} states opened, 0 lost");
}

#[tokio::test]
async fn the_control_without_flushes_loses() {
    let cuts = amount("EXPAT_SOAK_CUTS", CUTS_OF_ONE).min(CUTS_OF_ONE);
    let wrong = cut(&record(true), cuts, &mut Dice(0xc07)).await;
    println!("{} of {cuts} states of the control lost something", wrong.len());
    let lost = wrong.iter().filter(|what| what.contains("acknowledged")).count();
    assert!(lost * 10 > usize::try_from(cuts).unwrap(), "only {lost} of {cuts}: the cuts are too kind");
}
