//! `cargo xtask fuzz`: every fuzz target from its seeds, each for the same time, with the compiler
//! that builds the product.
//!
//! What libFuzzer needs to know of a run is compiled in by a pass that the stable compiler has, too.
//! A target begins with its seeds alone each time, so that the figures of two runs can be compared;
//! what breaks one is kept in `target/fuzz/found/`.

use std::path::Path;

use serde_json::{Value, json};

use crate::bench;
use crate::error::Failure;
use crate::process;
use crate::tree::Tree;

/// How long a target runs when nobody says.
const SECONDS: u64 = 150;

/// Counts edges and compares in all code that is built, and keeps the assertions of a debug build.
const FLAGS: &str = "--cfg fuzzing -Cdebug-assertions=on -Ccodegen-units=1 -Cpasses=sancov-module \
     -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
     -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// A program of `fuzz/`.
struct Target {
    name: String,
    /// What has to be built for it.
    features: Vec<String>,
}

/// What libFuzzer says of a run.
#[derive(Default, Debug, PartialEq, Eq)]
struct Figures {
    runs: u64,
    edges_of_seeds: u64,
    edges: u64,
    memory_mb: u64,
}

impl Figures {
    fn read(&mut self, line: &str) {
        let number = |text: &str| text.split_whitespace().next().and_then(|word| word.parse().ok());
        let edges = || line.split_once("cov: ").and_then(|(_, rest)| number(rest));
        if line.contains("INITED") {
            self.edges_of_seeds = edges().unwrap_or(self.edges_of_seeds);
        }
        self.edges = edges().unwrap_or(self.edges);
        if let Some(rest) = line.strip_prefix("stat::number_of_executed_units:") {
            self.runs = number(rest).unwrap_or(self.runs);
        }
        if let Some(rest) = line.strip_prefix("stat::peak_rss_mb:") {
            self.memory_mb = number(rest).unwrap_or(self.memory_mb);
        }
    }
}

/// Runs the targets that are named, or all, and returns whether none of them broke. A number among
/// the names is how many seconds each one runs.
pub fn fuzz(tree: &Tree, arguments: &[String]) -> Result<bool, Failure> {
    let (numbers, names): (Vec<_>, Vec<_>) = arguments.iter().partition(|word| word.parse::<u64>().is_ok());
    let seconds = numbers.first().and_then(|text| text.parse().ok()).unwrap_or(SECONDS);
    let targets = targets(tree)?;
    if let Some(name) = names.iter().find(|name| targets.iter().all(|target| target.name != ***name)) {
        let known = targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Failure::UnknownName { name: (*name).clone(), known });
    }
    let mut records = Vec::new();
    for target in targets.iter().filter(|target| names.is_empty() || names.contains(&&target.name)) {
        records.push(run(tree, target, seconds)?);
    }
    let folder = tree.output().join("fuzz");
    let file = folder.join("report.json");
    let record = json!({"machine": bench::machine(), "seconds": seconds, "targets": records});
    std::fs::write(&file, format!("{record:#}\n")).map_err(Failure::at(&file))?;
    println!("written to {}", file.display());
    Ok(records.iter().all(|record| record["held"] == true))
}

/// Asks cargo about the targets.
fn targets(tree: &Tree) -> Result<Vec<Target>, Failure> {
    let mut cargo = process::cargo(tree);
    cargo.args(["metadata", "--format-version", "1", "--no-deps", "--manifest-path", "fuzz/Cargo.toml"]);
    let text = process::capture(cargo)?;
    let answer: Value = serde_json::from_slice(&text)
        .map_err(|source| Failure::Answer { program: "cargo metadata", source })?;
    let lacks = || Failure::Lacks { program: "cargo metadata", what: "the fuzz targets" };
    let list = answer["packages"][0]["targets"].as_array().ok_or_else(lacks)?;
    let words = |of: &Value| -> Vec<String> {
        of.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    };
    let programs = list.iter().filter(|target| words(&target["kind"]).iter().any(|kind| kind == "bin"));
    programs
        .map(|target| {
            let name = target["name"].as_str().ok_or_else(lacks)?.to_owned();
            Ok(Target { name, features: words(&target["required-features"]) })
        })
        .collect()
}

/// Builds a target and runs it from its seeds.
fn run(tree: &Tree, target: &Target, seconds: u64) -> Result<Value, Failure> {
    println!("\n== {} ==", target.name);
    let built = build(tree, target)?;
    let output = tree.output().join("fuzz");
    let (corpus, found) = (output.join("corpus").join(&target.name), output.join("found"));
    if corpus.exists() {
        std::fs::remove_dir_all(&corpus).map_err(Failure::at(&corpus))?;
    }
    for folder in [&corpus, &found] {
        std::fs::create_dir_all(folder).map_err(Failure::at(folder))?;
    }
    let mut fuzzer = std::process::Command::new(built);
    fuzzer.current_dir(&tree.root).args(["-print_final_stats=1", "-timeout=60"]);
    fuzzer.arg(format!("-max_total_time={seconds}"));
    // A prefix is not a folder until it ends as one.
    fuzzer.arg(format!("-artifact_prefix={}/{}-", found.display(), target.name));
    fuzzer.arg(&corpus).arg(Path::new("fuzz/seeds").join(&target.name));
    let mut figures = Figures::default();
    let status = process::stream(fuzzer, &mut |line| figures.read(line))?;
    Ok(json!({
        "target": target.name,
        "held": status.success() && figures.runs > 0,
        "runs": figures.runs,
        "edges_of_seeds": figures.edges_of_seeds,
        "edges": figures.edges,
        "memory_mb": figures.memory_mb,
    }))
}

/// Builds a target in a folder of its own, as its flags make every crate another one, and returns
/// the program.
fn build(tree: &Tree, target: &Target) -> Result<std::path::PathBuf, Failure> {
    let lacks = || Failure::Lacks { program: "rustc -vV", what: "the host" };
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut asked = std::process::Command::new(rustc);
    let said = process::capture_quiet(asked.arg("-vV")).ok_or_else(lacks)?;
    // With a target that is named the flags stay away from build scripts.
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).ok_or_else(lacks)?;
    let folder = tree.root.join("fuzz/target");
    let mut cargo = process::cargo(tree);
    cargo.env("RUSTFLAGS", FLAGS).env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", host]);
    cargo.args(["--bin", &target.name, "--features", &target.features.join(",")]);
    cargo.arg("--target-dir").arg(&folder);
    process::run(cargo)?;
    Ok(folder.join(host).join("release").join(&target.name))
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn the_figures_are_those_that_libfuzzer_says() {
        let mut figures = Figures::default();
        for line in [
            "INFO: seed corpus: files: 12 min: 1b max: 900b total: 4096b rss: 30Mb",
            "#13\tINITED cov: 338 ft: 500 corp: 12/4096b exec/s: 0 rss: 30Mb",
            "#900\tNEW    cov: 500 ft: 777 corp: 13/4100b lim: 900 exec/s: 0 rss: 31Mb L: 4/900 MS: 1 EraseBytes-",
            "#413139\tDONE   cov: 726 ft: 1500 corp: 99/9b lim: 4096 exec/s: 2754 rss: 60Mb",
            "stat::number_of_executed_units: 413139",
            "stat::peak_rss_mb:              60",
        ] {
            figures.read(line);
        }
        let expected = Figures { runs: 413_139, edges_of_seeds: 338, edges: 726, memory_mb: 60 };
        assert_eq!(figures, expected);
    }
}
