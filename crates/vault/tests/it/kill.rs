//! The program is killed without warning while it writes. What it had acknowledged must be there,
//! and the journal must agree with the data. The killed half is this test binary, started anew.
//!
//! `EXPAT_SOAK_KILLS` says how many kills there are; 500 without it.

use crate::sample::{self, Dice, passphrase};
use crate::workload::{self, Clerk, Done, Ledger, amount};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use vault::{Cabinet, VaultError};

/// Says to the started half which folder it works in.
const FOLDER: &str = "EXPAT_DESK_TEST_FOLDER";
/// After so many steps the work begins in a new cabinet, so that checking it stays quick.
const STEPS_MAX: u64 = 60;

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
async fn works_until_killed() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let mut clerk = Clerk::open(Path::new(&folder), false).await.unwrap();
    let begun = clerk.steps().await.unwrap();
    say(&format!("\nready {begun}"));
    for step in begun.. {
        clerk.work(step, &mut |done| say(&done.to_string())).await.unwrap();
    }
}

/// A cabinet that is worked on, and what was acknowledged of it by all who were killed.
struct Victim {
    folder: tempfile::TempDir,
    heard: Ledger,
    /// Kills since somebody looked: each may have left one step that nobody heard of.
    unseen: u64,
}

impl Victim {
    async fn create() -> Self {
        let folder = workload::quick_folder();
        let clerk = Clerk::create(folder.path(), false).await.unwrap();
        clerk.lock().await.unwrap();
        Self { folder, heard: Ledger { created: true, ..Ledger::default() }, unseen: 0 }
    }

    /// Lets the program work and kills it at some moment. Returns how many steps it acknowledged.
    fn kill(&mut self, dice: &mut Dice) -> u64 {
        let before = self.heard.steps;
        let mut child = start(self.folder.path(), "works_until_killed");
        let mut out = BufReader::new(child.stdout.take().unwrap());
        // Most are killed while they write, some while they are still opening.
        if dice.below(8) > 0 {
            self.await_ready(&mut out);
            for _ in 0..dice.below(7) {
                self.hear_line(&mut out);
            }
            spin(Duration::from_micros(dice.below(8_000)));
        } else {
            spin(Duration::from_micros(dice.below(60_000)));
        }
        child.kill().unwrap();
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        // The last line may have been cut in the middle.
        let whole = rest.rsplit_once('\n').map_or("", |(whole, _)| whole);
        whole.lines().for_each(|line| self.hear(line));
        child.wait().unwrap();
        self.unseen += 1;
        self.heard.steps.saturating_sub(before)
    }

    fn await_ready(&mut self, out: &mut BufReader<ChildStdout>) {
        let mut line = String::new();
        while !line.starts_with("ready ") {
            line.clear();
            assert!(out.read_line(&mut line).unwrap() > 0, "the program must have opened the cabinet");
        }
        self.hear(line.trim_end());
    }

    fn hear_line(&mut self, out: &mut BufReader<ChildStdout>) {
        let mut line = String::new();
        assert!(out.read_line(&mut line).unwrap() > 0, "the program must not end by itself");
        self.hear(line.trim_end());
    }

    fn hear(&mut self, line: &str) {
        if let Some(steps) = line.strip_prefix("ready ") {
            let steps: u64 = steps.parse().unwrap();
            let heard = self.heard.steps;
            assert!(steps >= heard, "{heard} steps were acknowledged, {steps} are there");
            assert!(steps <= heard + self.unseen, "{steps} steps, of which {heard} were acknowledged");
            (self.heard.steps, self.unseen) = (steps, 0);
        } else if let Some(done) = Done::parse(line) {
            self.heard.hear(done);
        }
    }

    /// Looks at what is there. That has to be there after the next kill as well.
    async fn check(&mut self, round: u64) {
        let found = workload::check(self.folder.path(), &self.heard, self.unseen).await;
        self.heard = found.unwrap_or_else(|wrong| panic!("round {round}: {wrong}"));
        self.unseen = 0;
    }
}

fn spin(time: Duration) {
    let until = Instant::now() + time;
    while Instant::now() < until {
        std::hint::spin_loop();
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let kills = amount("EXPAT_SOAK_KILLS", 500);
    let mut dice = Dice(0x5eed);
    let mut victim = Victim::create().await;
    let mut steps = 0;
    for round in 0..kills {
        steps += victim.kill(&mut dice);
        // Half of the time the next one finds the files as the kill left them.
        if dice.below(2) == 0 {
            victim.check(round).await;
        }
        if victim.heard.steps > STEPS_MAX {
            victim.check(round).await;
            victim = Victim::create().await;
        }
    }
    victim.check(kills).await;
    println!("{kills} kills, {steps} steps acknowledged, 0 lost");
    assert!(steps > kills, "the program must have got to write between the kills");
}
