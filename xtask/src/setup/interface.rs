//! The interface's node modules and its built form, each behind a stamp of what it was made from.

use std::path::Path;

use crate::error::Failure;
use crate::process;
use crate::tree::{self, Tree};

/// The oldest Node that the interface's bundler accepts.
const NODE_OLDEST: (u32, u32) = (20, 19);
const NODE_WANTED: &str = "20.19 or newer";

/// Brings `node_modules` and `dist` up to date.
pub fn prepare(tree: &Tree) -> Result<(), Failure> {
    let ui = tree.ui();
    check_node()?;
    let modules = ui.join("node_modules");

    let lock = stamp_of(&[ui.join("package-lock.json")])?;
    let lock_stamp = modules.join(".expat-desk-modules");
    if !is_stamped(&lock_stamp, &lock) {
        println!("node modules: npm ci");
        let mut npm = process::npm(tree);
        npm.args(["ci", "--no-audit", "--no-fund"]);
        process::run(npm)?;
        std::fs::write(&lock_stamp, &lock).map_err(Failure::at(&lock_stamp))?;
    }

    let sources = stamp_of(&list_sources(&ui)?)?;
    let sources_stamp = modules.join(".expat-desk-dist");
    if !ui.join("dist/index.html").is_file() || !is_stamped(&sources_stamp, &sources) {
        println!("interface: npm run build");
        let mut npm = process::npm(tree);
        npm.args(["run", "build"]);
        process::run(npm)?;
        std::fs::write(&sources_stamp, &sources).map_err(Failure::at(&sources_stamp))?;
    }
    Ok(())
}

fn check_node() -> Result<(), Failure> {
    let Some(answer) = process::capture_quiet(std::process::Command::new("node").arg("--version")) else {
        return Err(Failure::Needs {
            list: format!("  Node {NODE_WANTED} with npm: builds the interface (https://nodejs.org)"),
        });
    };
    if parse_node_version(&answer).is_some_and(|version| version >= NODE_OLDEST) {
        Ok(())
    } else {
        Err(Failure::TooOld { program: "node", found: answer.trim().to_owned(), wanted: NODE_WANTED })
    }
}

fn parse_node_version(answer: &str) -> Option<(u32, u32)> {
    let mut parts = answer.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Returns everything that the built interface is made from.
fn list_sources(ui: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    const MADE: [&str; 5] = ["node_modules", "dist", "dist-mock", "coverage", ".vite"];
    tree::files_below(ui, &|path| !path.file_name().is_some_and(|name| MADE.iter().any(|made| name == *made)))
}

fn is_stamped(stamp: &Path, value: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|found| found == value)
}

/// Derives a stamp from names and contents. Times are no help: a checkout renews them.
fn stamp_of(files: &[std::path::PathBuf]) -> Result<String, Failure> {
    let mut hash = Fnv::new();
    for file in files {
        hash.feed(file.as_os_str().as_encoded_bytes());
        hash.feed(&std::fs::read(file).map_err(Failure::at(file))?);
    }
    Ok(format!("{:016x}", hash.0))
}

/// FNV-1a in 64 bits: enough to notice an edit, and stable over compiler versions.
struct Fnv(u64);

impl Fnv {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes one field; the length goes in first so that neighbours can't run together.
    fn feed(&mut self, bytes: &[u8]) {
        for byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_compare_by_number() {
        assert_eq!(parse_node_version("v20.19.0\n"), Some((20, 19)));
        assert!(parse_node_version("v22.4.1") >= Some(NODE_OLDEST));
        assert!(parse_node_version("v20.9.0") < Some(NODE_OLDEST));
        assert_eq!(parse_node_version("not a version"), None);
    }

    #[test]
    fn stamp_notices_a_byte_that_moves_between_fields() {
        let stamp = |fields: [&str; 2]| {
            let mut hash = Fnv::new();
            for field in fields {
                hash.feed(field.as_bytes());
            }
            hash.0
        };
        assert_ne!(stamp(["ab", "c"]), stamp(["a", "bc"]));
        assert_eq!(stamp(["ab", "c"]), stamp(["ab", "c"]));
    }
}
