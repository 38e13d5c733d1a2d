//! `cargo xtask soak`: the vault's trials in their large form, then the journeys for as long as asked.
//!
//! A trial is a test that `cargo xtask test` runs too, in a small form; a variable says how much of
//! it there is. Its last line tells what it came to. Nothing stops at the first failure: what a
//! night of trials is for is the list of all that did not hold.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::bench;
use crate::build::{self, Tests};
use crate::error::Failure;
use crate::process;
use crate::report;
use crate::setup;
use crate::tour;
use crate::tree::Tree;

/// How long the journeys are repeated when nobody says.
const MINUTES: u64 = 30;

/// A test whose size a variable sets.
struct Trial {
    name: &'static str,
    /// The test program and the test in it.
    program: &'static [&'static str],
    test: &'static str,
    /// The variable, and the large form's value.
    amount: Option<(&'static str, u64)>,
}

const VAULT: &[&str] = &["--test", "vault_it"];

const TRIALS: &[Trial] = &[
    Trial {
        name: "kill -9",
        program: VAULT,
        test: "kill::nothing_acknowledged_is_lost_when_the_program_is_killed",
        amount: Some(("EXPAT_SOAK_KILLS", 10_000)),
    },
    Trial {
        name: "power cut",
        program: VAULT,
        test: "power_cut::nothing_acknowledged_is_lost_when_the_power_fails",
        amount: Some(("EXPAT_SOAK_CUTS", 10_000)),
    },
    Trial {
        name: "power cut, the control",
        program: VAULT,
        test: "power_cut::the_control_without_flushes_loses",
        amount: Some(("EXPAT_SOAK_CUTS", 10_000)),
    },
    Trial {
        name: "disk full",
        program: VAULT,
        test: "disk_full::a_full_disk_is_said_and_loses_nothing",
        amount: Some(("EXPAT_SOAK_DISK_KIB", 16 * 1024)),
    },
    Trial {
        name: "flipped bits",
        program: VAULT,
        test: "flips::every_flipped_bit_is_noticed_or_repaired",
        amount: Some(("EXPAT_SOAK_FLIPS", 10_000)),
    },
    Trial {
        name: "hostile headers",
        program: VAULT,
        test: "hostile::two_hundred_hostile_headers_open_nothing_and_cost_nothing",
        amount: None,
    },
    Trial {
        name: "wrong keys",
        program: VAULT,
        test: "hostile::two_hundred_wrong_keys_open_nothing_and_change_nothing",
        amount: None,
    },
    Trial {
        name: "names in files",
        program: VAULT,
        test: "canary::no_name_is_found_in_any_file_while_open_or_after_a_lock",
        amount: None,
    },
    Trial {
        name: "memory after a lock",
        program: &["--lib"],
        test: "memory_tests::nothing_is_left_in_memory_after_a_lock",
        amount: None,
    },
    Trial {
        name: "the desk's memory after a lock",
        program: &["--test", "desk_it"],
        test: "forgets::nothing_is_left_in_the_desk_after_a_lock",
        amount: None,
    },
];

/// Runs everything and returns whether all of it held.
pub fn soak(tree: &Tree, arguments: &[String]) -> Result<bool, Failure> {
    let minutes: u64 = match arguments.first() {
        None => MINUTES,
        Some(text) => text.parse().map_err(|_| Failure::UnknownName {
            name: text.clone(),
            known: "a number of minutes".to_owned(),
        })?,
    };
    setup::prepare(tree, setup::Extent::Everything)?;
    let mut records = Vec::new();
    for trial in TRIALS {
        records.push(run(tree, trial)?);
        write(tree, &records)?;
    }
    if minutes > 0 {
        records.push(repeat_journeys(tree, Duration::from_secs(minutes * 60))?);
        write(tree, &records)?;
    }
    Ok(records.iter().all(|record| record["held"] == true))
}

/// Runs a trial and returns what it said last.
fn run(tree: &Tree, trial: &Trial) -> Result<Value, Failure> {
    println!("\n== {} ==", trial.name);
    let mut cargo = process::cargo(tree);
    cargo.arg("test").args(build::WHOLE).args(trial.program);
    cargo.args(["--", "--exact", "--nocapture", trial.test]);
    if let Some((variable, amount)) = trial.amount {
        cargo.env(variable, amount.to_string());
    }
    let started = Instant::now();
    let mut said = None;
    let mut passed = 0;
    let status = process::stream(cargo, &mut |line| {
        if line.starts_with(|first: char| first.is_ascii_digit()) {
            said = Some(line.to_owned());
        }
        // Of the many programs of `--lib` one has the test; none having it is no success.
        passed += u64::from(line.contains(". 1 passed; 0 failed"));
    })?;
    Ok(json!({
        "trial": trial.name,
        "amount": trial.amount.map(|(_, amount)| amount),
        "held": status.success() && passed == 1,
        "said": said,
        "seconds": started.elapsed().as_secs(),
    }))
}

/// Repeats all journeys until the time is over or one does not hold.
fn repeat_journeys(tree: &Tree, time: Duration) -> Result<Value, Failure> {
    let programs = build::programs(tree, Tests::Journeys)?;
    let started = Instant::now();
    let (mut rounds, mut held) = (0_u64, true);
    while held && started.elapsed() < time {
        let tally = tour::play(tree, &programs, tour::Scenes::All)?;
        held = tally.failed == 0 && tally.passed > 0;
        rounds += u64::from(held);
        println!("{rounds} rounds held, {}", report::clock(started.elapsed()));
    }
    Ok(json!({
        "trial": "journeys",
        "amount": rounds,
        "held": held,
        "said": format!("{rounds} rounds of all journeys held"),
        "seconds": started.elapsed().as_secs(),
    }))
}

/// Writes what is known so far: a night that is cut short has its figures too.
fn write(tree: &Tree, records: &[Value]) -> Result<(), Failure> {
    let folder = tree.output().join("soak");
    std::fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    let file = folder.join("report.json");
    let record = json!({"machine": bench::machine(), "trials": records});
    std::fs::write(&file, format!("{record:#}\n")).map_err(Failure::at(&file))?;
    println!("written to {}", file.display());
    Ok(())
}
