//! `cargo xtask test`: everything that CI runs, section by section, and one line of totals.
//!
//! A failed section does not stop the others, so that one run tells everything. The exceptions
//! are those that need what it makes: without a build there is nothing to test.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::build::{self, Programs, Tests};
use crate::counts;
use crate::error::Failure;
use crate::layers;
use crate::process;
use crate::report::{self, Finished, Tally};
use crate::setup;
use crate::tour;
use crate::tree::Tree;

/// What one section has to know from those before it.
struct Bench<'a> {
    tree: &'a Tree,
    programs: Option<Programs>,
}

/// One part of the run.
struct Section {
    name: &'static str,
    run: fn(&mut Bench<'_>) -> Result<Tally, Failure>,
}

/// In the order in which they run: what fails fast comes first.
const SECTIONS: &[Section] = &[
    Section { name: "format", run: |bench| yes_or_no(cargo(bench, &["fmt", "--all", "--check"])) },
    Section { name: "layers", run: |bench| layers::check(bench.tree) },
    Section { name: "ui-types", run: |bench| npm_script(bench, "check") },
    Section { name: "ui-lint", run: |bench| npm_script(bench, "lint") },
    Section { name: "ui-tests", run: ui_tests },
    Section { name: "clippy", run: clippy },
    Section { name: "build", run: build_all },
    Section { name: "tests", run: tests },
    Section { name: "journeys", run: journeys },
    Section { name: "docs", run: docs },
    Section { name: "deny", run: deny },
];

/// Runs the named sections, or all, and returns whether everything held.
pub fn run(tree: &Tree, names: &[String]) -> Result<bool, Failure> {
    for name in names {
        if !SECTIONS.iter().any(|section| section.name == name) {
            let known: Vec<_> = SECTIONS.iter().map(|section| section.name).collect();
            return Err(Failure::UnknownName { name: name.clone(), known: known.join(", ") });
        }
    }
    let started = Instant::now();
    setup::prepare(tree, setup::Extent::Everything)?;
    let mut finished =
        vec![Finished { name: "setup", took: started.elapsed(), tally: Tally::default(), note: None }];
    let mut bench = Bench { tree, programs: None };
    for section in SECTIONS {
        let is_wanted = names.is_empty() || names.iter().any(|name| name == section.name);
        if is_wanted {
            finished.push(run_section(section, &mut bench));
        }
    }
    println!("\n{}", report::summary(&finished));
    Ok(finished.iter().all(|section| section.tally.failed == 0))
}

fn run_section(section: &Section, bench: &mut Bench<'_>) -> Finished {
    println!("\n== {} ==", section.name);
    let started = Instant::now();
    let outcome = (section.run)(bench);
    let took: Duration = started.elapsed();
    let (tally, note) = match outcome {
        Ok(tally) => (tally, None),
        Err(failure) => (Tally::one(false), Some(failure.to_string())),
    };
    println!("-- {} {}", section.name, report::clock(took));
    Finished { name: section.name, took, tally, note }
}

fn cargo(bench: &Bench<'_>, arguments: &[&str]) -> Command {
    let mut cargo = process::cargo(bench.tree);
    cargo.args(arguments);
    cargo
}

/// Runs a check that says yes or no.
fn yes_or_no(command: Command) -> Result<Tally, Failure> {
    match process::run(command) {
        Ok(()) => Ok(Tally::one(true)),
        Err(Failure::Exit { .. }) => Ok(Tally::one(false)),
        Err(failure) => Err(failure),
    }
}

fn npm_script(bench: &Bench<'_>, script: &str) -> Result<Tally, Failure> {
    let mut npm = process::npm(bench.tree);
    npm.args(["run", "--silent", script]);
    yes_or_no(npm)
}

fn ui_tests(bench: &mut Bench<'_>) -> Result<Tally, Failure> {
    let report = bench.tree.output().join("vitest.json");
    if report.exists() {
        // A report of an earlier run must not be counted for this one.
        std::fs::remove_file(&report).map_err(Failure::at(&report))?;
    }
    let mut vitest = process::node_tool(bench.tree, "vitest", &bench.tree.ui());
    vitest.args(["run", "--reporter=default", "--reporter=json"]);
    vitest.arg(format!("--outputFile.json={}", report.display()));
    let held = yes_or_no(vitest)?.failed == 0;
    let text = std::fs::read(&report).map_err(Failure::at(&report))?;
    let answer =
        serde_json::from_slice(&text).map_err(|source| Failure::Answer { program: "vitest", source })?;
    let tally =
        counts::from_vitest(&answer).ok_or(Failure::Lacks { program: "vitest", what: "its totals" })?;
    Ok(never_better_than(tally, held))
}

/// Makes sure that a runner which said no is not counted as success, whatever its totals say.
fn never_better_than(mut tally: Tally, held: bool) -> Tally {
    if !held && tally.failed == 0 {
        tally.failed = 1;
    }
    tally
}

fn clippy(bench: &mut Bench<'_>) -> Result<Tally, Failure> {
    let mut clippy = cargo(bench, &["clippy"]);
    clippy.args(build::WHOLE);
    clippy.args(["--all-targets", "--", "-D", "warnings"]);
    yes_or_no(clippy)
}

fn build_all(bench: &mut Bench<'_>) -> Result<Tally, Failure> {
    match build::programs(bench.tree, Tests::All) {
        Ok(programs) => {
            bench.programs = Some(programs);
            Ok(Tally::one(true))
        }
        Err(Failure::Exit { .. }) => Ok(Tally::one(false)),
        Err(failure) => Err(failure),
    }
}

/// Runs the tests of all crates but the journeys, with nextest where it is installed.
fn tests(bench: &mut Bench<'_>) -> Result<Tally, Failure> {
    let mut runner = if process::find_program("cargo-nextest").is_some() {
        let mut nextest = cargo(bench, &["nextest", "run", "--no-fail-fast"]);
        nextest.args(["--filterset", "not package(journeys)"]);
        nextest
    } else {
        cargo(bench, &["test", "--no-fail-fast", "--exclude", "journeys"])
    };
    runner.args(build::WHOLE);
    let mut tally = Tally::default();
    let status = process::stream(runner, &mut |line| counts::add_from_line(&mut tally, line))?;
    Ok(never_better_than(tally, status.success()))
}

fn journeys(bench: &mut Bench<'_>) -> Result<Tally, Failure> {
    if !cfg!(target_os = "linux") {
        println!("the journeys drive WebKitGTK's window: Linux only");
        return Ok(Tally::skipped());
    }
    if bench.programs.is_none() {
        bench.programs = Some(build::programs(bench.tree, Tests::Journeys)?);
    }
    match &bench.programs {
        Some(programs) => tour::play(bench.tree, programs, tour::Scenes::All),
        None => Ok(Tally::one(false)),
    }
}

fn docs(bench: &mut Bench<'_>) -> Result<Tally, Failure> {
    let mut docs = cargo(bench, &["doc", "--no-deps"]);
    docs.args(build::WHOLE).env("RUSTDOCFLAGS", "-D warnings");
    yes_or_no(docs)
}

fn deny(bench: &mut Bench<'_>) -> Result<Tally, Failure> {
    if process::find_program("cargo-deny").is_none() {
        println!("cargo-deny is not installed: licences and sources are not checked here");
        return Ok(Tally::skipped());
    }
    // Advisories need a network, and would fail a commit for what the world learned since.
    yes_or_no(cargo(bench, &["deny", "--offline", "check", "bans", "licenses", "sources"]))
}
