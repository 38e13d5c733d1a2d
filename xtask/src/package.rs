//! Installable packages, and the icon in all sizes that they need.

use std::path::Path;

use crate::error::Failure;
use crate::process;
use crate::setup;
use crate::tree::{self, Tree};

/// Builds the packages of this system with the Tauri bundler.
pub fn package(tree: &Tree, arguments: &[String]) -> Result<(), Failure> {
    setup::prepare(tree, setup::Extent::Application)?;
    let mut tauri = process::node_tool(tree, "tauri", &tree.root);
    tauri.arg("build").args(arguments);
    process::run(tauri)
}

/// The sizes that `tauri.conf.json` names; the generator makes more, for phones and shops.
const ICONS: &[&str] = &["32x32.png", "128x128.png", "128x128@2x.png", "icon.png", "icon.ico", "icon.icns"];

/// Draws the icons from the mark.
pub fn icons(tree: &Tree) -> Result<(), Failure> {
    setup::prepare(tree, setup::Extent::Application)?;
    let icons = tree.root.join("icons");
    let made = tree.output().join("icons");
    let mut tauri = process::node_tool(tree, "tauri", &tree.root);
    tauri.arg("icon").arg(icons.join("mark.svg"));
    tauri.arg("--output").arg(&made);
    process::run(tauri)?;
    for name in ICONS {
        let file = made.join(name);
        std::fs::copy(&file, icons.join(name)).map_err(Failure::at(file))?;
    }
    remove_strangers(&icons)
}

/// Removes what neither is drawn here nor is the drawing itself.
fn remove_strangers(icons: &Path) -> Result<(), Failure> {
    for file in tree::files_below(icons, &|_| true)? {
        let is_ours = file
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name == "mark.svg" || ICONS.contains(&name));
        if !is_ours {
            std::fs::remove_file(&file).map_err(Failure::at(&file))?;
        }
    }
    Ok(())
}
