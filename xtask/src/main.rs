//! `cargo xtask`: the commands of this repository that are more than one call of cargo.
//!
//! It sets the machine up, runs the application or the guided tour, and runs everything that CI
//! runs. It knows no crate of the product: what it starts, it starts as a process, so it compiles
//! in seconds and works while the product does not.

mod bench;
mod build;
mod checks;
mod counts;
mod error;
mod fuzz;
mod layers;
mod package;
mod process;
mod report;
mod run;
mod setup;
mod soak;
mod sources;
mod tour;
mod tree;

use std::process::ExitCode;

use error::Failure;
use tree::Tree;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  run             set up, build and open Expat Desk; without a display play the guided tour
                  and leave screenshots, documents and a report in target/tour/
  test [NAME...]  set up and run everything that CI runs, or only the named sections
  setup           install what is missing: system packages, node modules, the built interface
  layers          check that imports point one way and that sources keep the house rules
  bindings        write the TypeScript types of the commands again
  bless           accept what the tests produce now as the expected files
  bench [NAME...] measure a release build on sample data; numbers go to target/bench/;
                  `bench peers` writes the same letters with other libraries beside it
  soak [MINUTES]  run the vault's trials in their large form, then repeat all journeys until the
                  time is over; the figures go to target/soak/report.json
  fuzz [TARGET...] [SECONDS]
                  run what strangers' bytes go through under a fuzzer, each target for SECONDS
                  (150); the figures go to target/fuzz/report.json
  package [ARGS]  build the installable packages of this system; ARGS go to the Tauri bundler
  icons           draw all icon sizes again from icons/mark.svg
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = arguments.split_first() else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    match dispatch(command, rest) {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::Failed) => ExitCode::FAILURE,
        Ok(Verdict::Unknown) => {
            eprint!("unknown command `{command}`\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// What a command came to, when it could do its work at all.
enum Verdict {
    Done,
    Failed,
    Unknown,
}

fn dispatch(command: &str, rest: &[String]) -> Result<Verdict, Failure> {
    let tree = Tree::locate()?;
    match command {
        "run" => run::run(&tree)?,
        "test" => {
            if !checks::run(&tree, rest)? {
                return Ok(Verdict::Failed);
            }
        }
        "setup" => setup::prepare(&tree, setup::Extent::Everything)?,
        "layers" => {
            if layers::check(&tree)?.failed > 0 {
                return Ok(Verdict::Failed);
            }
        }
        "bindings" => build::bindings(&tree)?,
        "bless" => build::bless(&tree)?,
        "bench" => bench::bench(&tree, rest)?,
        "soak" => {
            if !soak::soak(&tree, rest)? {
                return Ok(Verdict::Failed);
            }
        }
        "fuzz" => {
            if !fuzz::fuzz(&tree, rest)? {
                return Ok(Verdict::Failed);
            }
        }
        "package" => package::package(&tree, rest)?,
        "icons" => package::icons(&tree)?,
        "help" | "--help" | "-h" => print!("{USAGE}"),
        _ => return Ok(Verdict::Unknown),
    }
    Ok(Verdict::Done)
}
