//! `cargo xtask run`: the window where there is a display, the guided tour where there is none.

use std::process::Command;

use crate::build::{self, Tests};
use crate::error::Failure;
use crate::process;
use crate::setup;
use crate::tour;
use crate::tree::Tree;

/// Sets up, builds, and opens the application or plays the tour.
pub fn run(tree: &Tree) -> Result<(), Failure> {
    if has_display() {
        setup::prepare(tree, setup::Extent::Application)?;
        let programs = build::programs(tree, Tests::None)?;
        return process::run(Command::new(programs.desktop));
    }
    println!("no display: playing the guided tour on a virtual one");
    setup::prepare(tree, setup::Extent::Everything)?;
    let programs = build::programs(tree, Tests::Journeys)?;
    let tally = tour::play(tree, &programs, tour::Scenes::Tour)?;
    println!("the tour's report: {}", tree.tour().join("report.html").display());
    if tally.failed == 0 && tally.passed > 0 { Ok(()) } else { Err(Failure::TourFailed) }
}

/// Windows and macOS always have one; on Linux the session says so.
fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["WAYLAND_DISPLAY", "DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
