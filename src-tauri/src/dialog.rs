//! The system's dialogs. Paths stay on this side: the window gets back what the desk made of them.

use std::path::PathBuf;
use tauri::WebviewWindow;

/// Asks for a folder; none when the user cancels.
pub async fn folder(window: &WebviewWindow) -> Option<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new().set_parent(window);
    dialog.pick_folder().await.map(|folder| folder.path().to_path_buf())
}

/// Asks for a table to import; none when the user cancels.
pub async fn table(window: &WebviewWindow) -> Option<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new().set_parent(window);
    let dialog = dialog.add_filter("XLSX, CSV", &["xlsx", "xlsm", "csv", "tsv", "txt"]);
    dialog.pick_file().await.map(|file| file.path().to_path_buf())
}

/// Asks where to save a file that has this name unless the user gives another; none when the user cancels.
pub async fn save(window: &WebviewWindow, name: &str) -> Option<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new().set_parent(window).set_file_name(name);
    dialog.save_file().await.map(|file| file.path().to_path_buf())
}

/// Asks for a file of a kind to read; none when the user cancels.
pub async fn open(window: &WebviewWindow, extension: &str) -> Option<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new().set_parent(window).add_filter(extension, &[extension]);
    dialog.pick_file().await.map(|file| file.path().to_path_buf())
}
