//! What the tests share: the shipped rulebook, dates, and where the two documents may lie.

use rulebook::{Date, Rulebook};
use std::path::{Path, PathBuf};

/// The shipped rulebook; a data file that doesn't load fails every test with its line.
pub fn rules() -> &'static Rulebook {
    Rulebook::embedded().unwrap_or_else(|error| panic!("{error}"))
}

/// A day written as "2026-03-02".
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The text of the guidebook, where it is at hand. It belongs to the Expat Centre and is
/// not part of the repository.
pub fn guidebook() -> Option<String> {
    document("EXPAT_GUIDEBOOK", "000_430f24d21e745c8d.txt")
}

/// The text of the portal's user guide, where it is at hand.
pub fn portal_guide() -> Option<String> {
    document("EXPAT_PORTAL_GUIDE", "003_095cfcc53f19c4f9.txt")
}

fn document(variable: &str, name: &str) -> Option<String> {
    let beside_the_repository =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds").join(name);
    let path = std::env::var_os(variable).map_or(beside_the_repository, PathBuf::from);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(_) => {
            eprintln!("not checked against the document: set {variable} to its text file");
            None
        }
    }
}
