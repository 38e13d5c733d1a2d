//! Builds of the product, and the runs that write committed files.
//!
//! Invariant: every build names the same packages and features, so that cargo compiles each
//! dependency once. Building one package alone would resolve other features and start over.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Failure;
use crate::process;
use crate::tree::Tree;

/// Selects the whole workspace, with the interface embedded into the application as in a package.
pub const WHOLE: [&str; 3] = ["--workspace", "--features", "expat-desk/custom-protocol"];

/// Where the programs are that a journey starts.
pub struct Programs {
    /// The desktop application.
    pub desktop: PathBuf,
    /// The command line.
    pub cli: PathBuf,
    /// The journeys' test binary, when it was asked for.
    pub journeys: Option<PathBuf>,
}

/// What to build beside the programs.
#[derive(Clone, Copy)]
pub enum Tests {
    /// Nothing.
    None,
    /// The journeys only.
    Journeys,
    /// All tests.
    All,
}

/// Builds the programs, and the tests if asked, and returns where they are.
pub fn programs(tree: &Tree, tests: Tests) -> Result<Programs, Failure> {
    let mut cargo = process::cargo(tree);
    // By name: `--bins` would build xtask too, and Windows can't replace a program that runs.
    cargo.arg("build").args(WHOLE).args(["--bin", "expat-desk", "--bin", "expat"]);
    match tests {
        Tests::None => {}
        Tests::Journeys => drop(cargo.args(["--test", "journeys"])),
        Tests::All => drop(cargo.arg("--tests")),
    }
    cargo.arg("--message-format=json-render-diagnostics");
    let messages = process::capture(cargo)?;
    let built = list_executables(&messages);
    let find = |name: &str, is_test: bool| {
        built
            .iter()
            .find(|program| program.name == name && program.is_test == is_test)
            .map(|program| program.path.clone())
    };
    let lacks = |what| Failure::Lacks { program: "cargo build", what };
    Ok(Programs {
        desktop: keep(tree, &find("expat-desk", false).ok_or(lacks("expat-desk"))?)?,
        cli: keep(tree, &find("expat", false).ok_or(lacks("expat"))?)?,
        journeys: find("journeys", true),
    })
}

/// Keeps a program inside this clone. Cargo's target folder may be shared with other clones, and
/// theirs would replace it between the build and the test.
fn keep(tree: &Tree, program: &Path) -> Result<PathBuf, Failure> {
    let folder = tree.output().join("bin");
    std::fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    let kept = folder.join(program.file_name().unwrap_or_default());
    if kept.exists() {
        std::fs::remove_file(&kept).map_err(Failure::at(&kept))?;
    }
    if std::fs::hard_link(program, &kept).is_err() {
        std::fs::copy(program, &kept).map_err(Failure::at(&kept))?;
    }
    Ok(kept)
}

struct Executable {
    name: String,
    is_test: bool,
    path: PathBuf,
}

/// Returns where cargo's messages say that the program `name` was built.
pub fn executable(messages: &[u8], name: &str) -> Option<PathBuf> {
    list_executables(messages)
        .into_iter()
        .find(|program| program.name == name && !program.is_test)
        .map(|program| program.path)
}

/// Reads cargo's messages, one JSON object a line, and returns what can be started.
fn list_executables(messages: &[u8]) -> Vec<Executable> {
    messages
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
        .filter_map(|message| {
            Some(Executable {
                path: message.get("executable")?.as_str()?.into(),
                name: message.pointer("/target/name")?.as_str()?.to_owned(),
                is_test: message.pointer("/profile/test")?.as_bool()?,
            })
        })
        .collect()
}

/// Lets the drift test of the root package write the TypeScript types instead of comparing them.
pub fn bindings(tree: &Tree) -> Result<(), Failure> {
    let mut cargo = process::cargo(tree);
    cargo.arg("test").args(WHOLE).args(["--lib", "bindings"]);
    cargo.env("EXPAT_BLESS", "1");
    process::run(cargo)
}

/// Runs all tests in the mode that writes golden files; the change is then reviewed as code.
pub fn bless(tree: &Tree) -> Result<(), Failure> {
    let mut cargo = process::cargo(tree);
    cargo.arg("test").args(WHOLE).args(["--exclude", "journeys", "--no-fail-fast"]);
    cargo.env("EXPAT_BLESS", "1").env("INSTA_UPDATE", "always");
    process::run(cargo)?;
    let mut git = std::process::Command::new("git");
    git.current_dir(&tree.root).args(["status", "--short"]);
    process::run(git)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executables_are_read_from_cargos_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"desk"},"profile":{"test":false},"executable":null}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"expat"},"profile":{"test":true},"executable":"/t/expat-1"}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"expat"},"profile":{"test":false},"executable":"/t/expat"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
            "\n",
        );
        let found: Vec<_> = list_executables(messages.as_bytes())
            .into_iter()
            .map(|program| (program.name, program.is_test, program.path))
            .collect();
        assert_eq!(
            found,
            [
                ("expat".to_owned(), true, PathBuf::from("/t/expat-1")),
                ("expat".to_owned(), false, PathBuf::from("/t/expat")),
            ]
        );
    }
}
