//! Where the programs under test are.

use std::path::{Path, PathBuf};

/// Returns the desktop application.
pub fn desktop() -> PathBuf {
    find("EXPAT_DESK_BIN", "expat-desk")
}

/// Returns the command line.
pub fn cli() -> PathBuf {
    find("EXPAT_BIN", "expat")
}

/// Looks where the environment says, and otherwise where cargo puts the programs of a plain
/// build: two folders above this test's own binary.
fn find(variable: &str, name: &str) -> PathBuf {
    let program = std::env::var_os(variable).map_or_else(
        || {
            let this = std::env::current_exe().expect("the path of this test");
            let profile = this.parent().and_then(Path::parent).expect("cargo's folders");
            profile.join(name)
        },
        PathBuf::from,
    );
    assert!(
        program.is_file(),
        "{name} is not built; `cargo xtask test journeys` builds it and sets {variable}"
    );
    program
}
