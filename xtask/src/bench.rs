//! Measurements of the built program, and the soak run.
//!
//! The numbers are the product's own: this only builds it for release, feeds it and keeps its
//! answers. A measurement without its machine means nothing, so each answer is kept with it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::build::{self, Tests};
use crate::error::Failure;
use crate::process;
use crate::report;
use crate::setup;
use crate::tour;
use crate::tree::Tree;

/// How many letters one measurement writes: enough that start-up does not show.
const LETTERS: usize = 1_000;
/// How many persons the store is filled with.
const PERSONS: &str = "100000";
/// How long a soak runs when nobody says.
const SOAK_MINUTES: u64 = 30;

/// One measurement.
struct Measurement {
    name: &'static str,
    arguments: fn(&Path) -> Result<Vec<String>, Failure>,
}

const MEASUREMENTS: &[Measurement] = &[
    Measurement { name: "letters", arguments: letters_arguments },
    Measurement {
        name: "store",
        arguments: |_| Ok(["bench", "store", "--persons", PERSONS].map(String::from).to_vec()),
    },
];

/// Measures what is named, or all there is, with a release build of the command line.
pub fn bench(tree: &Tree, names: &[String]) -> Result<(), Failure> {
    let wanted: Vec<&Measurement> = MEASUREMENTS
        .iter()
        .filter(|measurement| names.is_empty() || names.iter().any(|n| n == measurement.name))
        .collect();
    if let Some(unknown) =
        names.iter().find(|name| !wanted.iter().any(|measurement| measurement.name == **name))
    {
        return Err(Failure::UnknownName { name: unknown.clone(), known: "letters, store".to_owned() });
    }
    setup::prepare(tree, setup::Extent::Application)?;
    let expat = release_build(tree)?;
    let folder = tree.output().join("bench");
    std::fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    for measurement in wanted {
        println!("\n== {} ==", measurement.name);
        let mut command = Command::new(&expat);
        command.args((measurement.arguments)(&folder)?).args(["--format", "json"]);
        let started = Instant::now();
        let answer = process::capture(command)?;
        let answer: Value = serde_json::from_slice(&answer)
            .map_err(|source| Failure::Answer { program: "expat bench", source })?;
        let record = json!({
            "measurement": measurement.name,
            "machine": machine(),
            "whole_run_ms": started.elapsed().as_millis() as u64,
            "answer": answer,
        });
        println!("{record:#}");
        let file = folder.join(format!("{}.json", measurement.name));
        std::fs::write(&file, format!("{record:#}\n")).map_err(Failure::at(file))?;
    }
    Ok(())
}

fn release_build(tree: &Tree) -> Result<PathBuf, Failure> {
    let mut cargo = process::cargo(tree);
    cargo.args(["build", "--release", "--package", "expat", "--bin", "expat"]);
    cargo.arg("--message-format=json-render-diagnostics");
    build::executable(&process::capture(cargo)?, "expat")
        .ok_or(Failure::Lacks { program: "cargo build", what: "expat" })
}

/// Writes the records of invented people and returns the call that makes their letters.
fn letters_arguments(folder: &Path) -> Result<Vec<String>, Failure> {
    let records: Vec<Value> = (0..LETTERS).map(letter_record).collect();
    let file = folder.join("letters-input.json");
    std::fs::write(&file, Value::from(records).to_string()).map_err(Failure::at(&file))?;
    let out = folder.join("letters");
    if out.exists() {
        std::fs::remove_dir_all(&out).map_err(Failure::at(&out))?;
    }
    Ok(vec![
        "bench".to_owned(),
        "letters".to_owned(),
        file.display().to_string(),
        "--out".to_owned(),
        out.display().to_string(),
    ])
}

/// Returns the record of one invented person; no two have the same text on the page.
fn letter_record(index: usize) -> Value {
    json!({
        "full_name": format!("Tessa Sample {index:04}"),
        "citizenship": "GBR",
        "birth_date": format!("{}-{:02}-{:02}", 1960 + index % 40, 1 + index % 12, 1 + index % 28),
        "passport_number": format!("X{:07}", 1_000_000 + index),
    })
}

/// Returns what a reader needs to compare numbers: cores and processor.
fn machine() -> Value {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let processor = std::fs::read_to_string("/proc/cpuinfo")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name.to_owned()))
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    json!({"cores": cores, "processor": processor, "system": std::env::consts::OS})
}

/// Repeats all journeys until the time is over; the first failure ends it.
pub fn soak(tree: &Tree, arguments: &[String]) -> Result<(), Failure> {
    let minutes = match arguments.first() {
        None => SOAK_MINUTES,
        Some(text) => text.parse().map_err(|_| Failure::UnknownName {
            name: text.clone(),
            known: "a number of minutes".to_owned(),
        })?,
    };
    setup::prepare(tree, setup::Extent::Everything)?;
    let programs = build::programs(tree, Tests::Journeys)?;
    let started = Instant::now();
    let mut rounds = 0_u64;
    while started.elapsed() < Duration::from_secs(minutes * 60) {
        let tally = tour::play(tree, &programs, tour::Scenes::All)?;
        if tally.failed > 0 || tally.passed == 0 {
            return Err(Failure::TourFailed);
        }
        rounds += 1;
        println!("round {rounds} held, {}", report::clock(started.elapsed()));
    }
    println!("{rounds} rounds held in {}", report::clock(started.elapsed()));
    Ok(())
}
