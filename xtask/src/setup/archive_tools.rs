//! A Python of the repository's own, with the SQLCipher that other people use: the tests open an
//! archive's database with it. See `docs/ARCHIVE.md`.

use std::process::Command;

use crate::error::Failure;
use crate::process;
use crate::tree::Tree;

/// The package, in the version that the tests were last seen to pass with.
const PACKAGE: &str = "sqlcipher3-wheels==0.5.7";

/// Makes the environment where it is missing or holds another version.
pub fn prepare(tree: &Tree) -> Result<(), Failure> {
    let folder = tree.root.join("target/archive-tools");
    let stamp = folder.join(".expat-desk-package");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == PACKAGE) {
        return Ok(());
    }
    println!("archive tools: {PACKAGE}");
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv", "--clear"]).arg(&folder);
    process::run(venv)?;
    let mut pip = Command::new(folder.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]);
    pip.arg(PACKAGE);
    process::run(pip)?;
    std::fs::write(&stamp, PACKAGE).map_err(Failure::at(&stamp))
}
