//! Makes the machine ready: system packages, node modules, the built interface, and the foreign
//! tools that the tests open an archive with.
//!
//! Every step first looks whether there is anything to do, so a second call costs milliseconds.
//! System packages are only ever installed by the system's own package manager.

mod archive_tools;
mod interface;
mod needs;
mod system;

use crate::error::Failure;
use crate::tree::Tree;

/// How much has to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What building and opening the application takes.
    Application,
    /// That, and what the tests take: a virtual display, both web drivers, a browser, foreign tools.
    Everything,
}

/// Installs and builds what is missing.
pub fn prepare(tree: &Tree, extent: Extent) -> Result<(), Failure> {
    system::prepare(extent)?;
    if extent == Extent::Everything && cfg!(target_os = "linux") {
        archive_tools::prepare(tree)?;
    }
    interface::prepare(tree)
}
