//! Measurements of the built program, beside others where there are any.
//!
//! A measurement is a call of `expat` on sample data, repeated: what a user waits for, start of the
//! process included. A number without its machine means nothing, so the record names it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::build;
use crate::error::Failure;
use crate::process;
use crate::setup;
use crate::tree::Tree;

/// How often a call is repeated: enough for a median that one slow start does not move.
const REPEATS: usize = 9;
/// The name of the comparison with other writers of letters. It takes minutes and installs Python
/// packages, so it runs only when it is named.
const PEERS: &str = "peers";
/// Opens the cabinet of sample data, which holds invented people only.
const PASSPHRASE: &str = "measured-Tulpar-runs-7-laps\n";

/// Call of `expat` to be timed, on the cabinet of sample data.
struct Measurement {
    name: &'static str,
    /// The arguments; `{application}` and `{out}` are filled in.
    arguments: &'static [&'static str],
    needs_cabinet: bool,
}

const MEASUREMENTS: &[Measurement] = &[
    Measurement { name: "start", arguments: &["check", "bin", "180140900114"], needs_cabinet: false },
    Measurement { name: "unlock", arguments: &["cabinet", "unlock-check"], needs_cabinet: true },
    Measurement {
        name: "findings",
        arguments: &["application", "findings", "--application", "{application}"],
        needs_cabinet: true,
    },
    Measurement {
        name: "letters",
        arguments: &["prepare", "--application", "{application}", "--out", "{out}", "--lang", "en,ru,kk"],
        needs_cabinet: true,
    },
];

/// Measures what is named, or all there is, with a release build of the command line.
pub fn bench(tree: &Tree, names: &[String]) -> Result<(), Failure> {
    if names == [PEERS] {
        return peers(tree);
    }
    for name in names {
        if !MEASUREMENTS.iter().any(|measurement| measurement.name == name) {
            let measured = MEASUREMENTS.iter().map(|measurement| measurement.name);
            let known: Vec<_> = measured.chain([PEERS]).collect();
            return Err(Failure::UnknownName { name: name.clone(), known: known.join(", ") });
        }
    }
    setup::prepare(tree, setup::Extent::Application)?;
    let expat = release_build(tree)?;
    let sample = Sample::make(expat, &tree.output().join("bench"))?;
    let mut records = Vec::new();
    for measurement in MEASUREMENTS {
        if names.is_empty() || names.iter().any(|name| name == measurement.name) {
            let record = sample.measure(measurement)?;
            println!("{record}");
            records.push(record);
        }
    }
    let size_bytes = sample.expat.metadata().map_err(Failure::at(&sample.expat))?.len();
    let record = json!({"machine": machine(), "expat_size_bytes": size_bytes, "measurements": records});
    let file = sample.folder.join("bench.json");
    std::fs::write(&file, format!("{record:#}\n")).map_err(Failure::at(&file))?;
    println!("written to {}", file.display());
    Ok(())
}

fn release_build(tree: &Tree) -> Result<PathBuf, Failure> {
    let mut cargo = process::cargo(tree);
    cargo.args(["build", "--release", "--bin", "expat"]).args(build::WHOLE);
    cargo.arg("--message-format=json-render-diagnostics");
    build::executable(&process::capture(cargo)?, "expat")
        .ok_or(Failure::Lacks { program: "cargo build", what: "expat" })
}

/// Writes the same letters with the product and with its peers; see `benches/peers/README.md`.
fn peers(tree: &Tree) -> Result<(), Failure> {
    setup::prepare(tree, setup::Extent::Everything)?;
    let expat = release_build(tree)?;
    let scripts = tree.root.join("benches/peers");
    let folder = tree.output().join("bench");
    let environment = folder.join("python");
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        let mut make = Command::new("python3");
        make.args(["-m", "venv"]).arg(&environment);
        process::run(make)?;
    }
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(scripts.join("requirements.txt"));
    process::run(install)?;
    let mut run = Command::new(&python);
    run.arg(scripts.join("run.py")).arg("--expat").arg(expat);
    run.arg("--out").arg(folder.join("letters.json"));
    process::run(run)
}

/// A cabinet of sample data to measure on.
struct Sample {
    expat: PathBuf,
    folder: PathBuf,
    application: String,
}

impl Sample {
    fn make(expat: PathBuf, folder: &Path) -> Result<Self, Failure> {
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(Failure::at(folder))?;
        }
        std::fs::create_dir_all(folder).map_err(Failure::at(folder))?;
        let key = folder.join("passphrase");
        std::fs::write(&key, PASSPHRASE).map_err(Failure::at(&key))?;
        let mut sample = Self { expat, folder: folder.to_path_buf(), application: String::new() };
        let mut demo = Command::new(&sample.expat);
        demo.args(["demo", "--format", "json", "--dir"]).arg(sample.folder.join("desk"));
        demo.arg("--passphrase-file").arg(key);
        let answer: Value = serde_json::from_slice(&process::capture(demo)?)
            .map_err(|source| Failure::Answer { program: "expat demo", source })?;
        let last = answer.get("applications").and_then(Value::as_array).and_then(|list| list.last());
        let number = last.and_then(|row| row.get("number")).and_then(Value::as_str);
        sample.application =
            number.ok_or(Failure::Lacks { program: "expat demo", what: "an application" })?.to_owned();
        Ok(sample)
    }

    fn measure(&self, measurement: &Measurement) -> Result<Value, Failure> {
        let mut times = Vec::with_capacity(REPEATS);
        for _ in 0..REPEATS {
            let mut call = Command::new(&self.expat);
            for argument in measurement.arguments {
                match *argument {
                    "{application}" => call.arg(&self.application),
                    "{out}" => call.arg(self.folder.join("letters")),
                    plain => call.arg(plain),
                };
            }
            if measurement.needs_cabinet {
                call.arg("--cabinet").arg(self.folder.join("desk"));
                call.arg("--passphrase-file").arg(self.folder.join("passphrase"));
            }
            let started = Instant::now();
            drop(process::capture(call)?);
            times.push(started.elapsed());
        }
        Ok(spread(measurement.name, times))
    }
}

/// Returns the quickest, the middle and the slowest of the times.
fn spread(name: &str, mut times: Vec<Duration>) -> Value {
    times.sort();
    let at = |index: usize| times.get(index).map(|time| (time.as_secs_f64() * 1e4).round() / 10.0);
    json!({
        "name": name,
        "repeats": times.len(),
        "min_ms": at(0),
        "median_ms": at(times.len() / 2),
        "max_ms": at(times.len().saturating_sub(1)),
    })
}

/// Returns what a reader needs to compare numbers: cores and processor.
pub fn machine() -> Value {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let processor = std::fs::read_to_string("/proc/cpuinfo")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name.to_owned()))
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    json!({"cores": cores, "processor": processor, "system": std::env::consts::OS})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_is_of_the_sorted_times() {
        let times = [30, 10, 20].map(Duration::from_millis).to_vec();
        let record = spread("unlock", times);
        assert_eq!(record["min_ms"], 10.0);
        assert_eq!(record["median_ms"], 20.0);
        assert_eq!(record["max_ms"], 30.0);
        assert_eq!(record["repeats"], 3);
    }
}
