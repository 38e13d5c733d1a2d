//! The clipboard at lock: what this program put there goes, what others put there stays.

use tauri::AppHandle;

/// Empties the clipboard and the selection where they hold what was copied out of the window.
#[cfg(target_os = "linux")]
pub fn clear_own(app: &AppHandle) {
    use gtk::gdk::{SELECTION_CLIPBOARD, SELECTION_PRIMARY, selection_owner_get};

    let cleared = app.run_on_main_thread(|| {
        for selection in [SELECTION_CLIPBOARD, SELECTION_PRIMARY] {
            // Only an owner within this program has a window that we can see.
            if selection_owner_get(&selection).is_some() {
                gtk::Clipboard::get(&selection).clear();
            }
        }
    });
    if let Err(error) = cleared {
        tracing::warn!(%error, "the clipboard was not cleared");
    }
}

/// Elsewhere the page does it, as far as the system lets a page.
#[cfg(not(target_os = "linux"))]
pub fn clear_own(_app: &AppHandle) {}
