//! Builds the preloaded disk and starts this test binary again on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Compiles `preload/disk.c` into a folder.
pub fn build(into: &Path) -> PathBuf {
    let library = into.join("disk.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/preload/disk.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o"])
        .args([&library, &source])
        .args(["-ldl", "-lpthread"])
        .status()
        .unwrap();
    assert!(built.success(), "a C compiler is needed, as it is for the database");
    library
}

/// Returns the call of an ignored test of this binary in a process of its own.
pub fn role(name: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"]);
    command.stdin(Stdio::null());
    command
}
