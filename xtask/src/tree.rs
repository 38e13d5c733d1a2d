//! Where things are: the clone that this xtask belongs to, and cargo's target folder.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::Failure;
use crate::process;

/// The clone and its folders.
pub struct Tree {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
}

impl Tree {
    /// Finds the clone from the place of xtask's own manifest.
    pub fn locate() -> Result<Self, Failure> {
        // Cargo sets the variable for `cargo run`; the compiled-in path serves a bare start.
        let manifest_dir = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir.parent().unwrap_or(&manifest_dir);
        Ok(Self { root: root.canonicalize().map_err(Failure::at(root))? })
    }

    /// Returns the interface's folder.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Returns the folder for what tasks leave behind. It is always inside the clone, unlike
    /// cargo's target folder, which several clones may share.
    pub fn output(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Returns the folder for the guided tour's pictures, documents and report.
    pub fn tour(&self) -> PathBuf {
        self.output().join("tour")
    }

    /// Asks cargo about the packages of the workspace and what they name as dependencies.
    pub fn metadata(&self) -> Result<Value, Failure> {
        let mut cargo = process::cargo(self);
        cargo.args(["metadata", "--format-version", "1", "--no-deps"]);
        let text = process::capture(cargo)?;
        serde_json::from_slice(&text).map_err(|source| Failure::Answer { program: "cargo metadata", source })
    }
}

/// Returns all files below `folder` that `keep` accepts, sorted. `keep` sees folders as well and
/// decides whether they are entered.
pub fn files_below(folder: &Path, keep: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(Failure::at(&folder))? {
            let entry = entry.map_err(Failure::at(&folder))?;
            let path = entry.path();
            if !keep(&path) {
                continue;
            }
            if entry.file_type().map_err(Failure::at(&path))?.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
