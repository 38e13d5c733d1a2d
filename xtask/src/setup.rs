//! Makes the machine ready: system packages, node modules, the built interface.
//!
//! Every step first looks whether there is anything to do, so a second call costs milliseconds.
//! Packages are only ever installed by the system's own package manager.

mod interface;
mod system;

use crate::error::Failure;
use crate::tree::Tree;

/// How much has to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What building and opening the application takes.
    Application,
    /// That, and what the journeys take: a virtual display, both web drivers, a browser.
    Everything,
}

/// Installs and builds what is missing.
pub fn prepare(tree: &Tree, extent: Extent) -> Result<(), Failure> {
    system::prepare(extent)?;
    interface::prepare(tree)
}
