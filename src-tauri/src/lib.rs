//! The shell: one window, the commands that it may call, and the two clocks that run beside it.
//!
//! It knows no rule, no SQL, no HTTP and no document; all of that is behind [`desk::Desk`].
//! Invariant: the webview is untrusted. It gets typed commands with ids, never paths, and it can
//! neither leave its own page nor open another.

mod browser;
pub mod command;
mod dialog;

use desk::{Desk, DeskConfig};
use std::process::ExitCode;
use std::time::Duration;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindowBuilder};
use tracing_subscriber::EnvFilter;

/// Told to the window when something changed behind its back.
const CHANGED: &str = "desk-changed";
/// How often idleness is looked at; a lock may be late by this much.
const IDLE_CHECK: Duration = Duration::from_secs(5);
/// How often the portal is asked for news, and the outbox for what is due.
const SYNC_EVERY: Duration = Duration::from_secs(5);

/// Runs the window until it is closed.
#[must_use]
pub fn run() -> ExitCode {
    let filter = EnvFilter::try_from_env("EXPAT_DESK_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let commands = command::builder();
    let result = tauri::Builder::default()
        .invoke_handler(commands.invoke_handler())
        .setup(|app| {
            app.manage(Desk::new(DeskConfig::from_env()));
            open_window(app)?;
            spawn_clocks(app.handle().clone());
            Ok(())
        })
        .run(tauri::generate_context!());
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

fn open_window(app: &App) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Expat Desk")
        .inner_size(1280.0, 800.0)
        .min_inner_size(960.0, 640.0)
        .incognito(!is_automated())
        .general_autofill_enabled(false)
        .disable_drag_drop_handler()
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// Returns whether a driver steers the window, as the journeys do: WebKit lets it only into a
/// context that isn't private. Nothing personal is stored by the page either way.
fn is_automated() -> bool {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some_and(|value| value == "true")
}

/// Returns whether an address is a page of the window itself.
fn is_own_page(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", _) | ("http" | "https", Some("tauri.localhost")) => true,
        ("http", Some("127.0.0.1")) => cfg!(dev),
        _ => false,
    }
}

fn spawn_clocks(app: AppHandle) {
    let idle = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut every = tokio::time::interval(IDLE_CHECK);
        loop {
            every.tick().await;
            if idle.state::<Desk>().lock_if_idle().await {
                tell_changed(&idle);
            }
        }
    });
    tauri::async_runtime::spawn(async move {
        let mut every = tokio::time::interval(SYNC_EVERY);
        loop {
            every.tick().await;
            if app.state::<Desk>().sync_due().await {
                tell_changed(&app);
            }
        }
    });
}

fn tell_changed(app: &AppHandle) {
    if let Err(error) = app.emit(CHANGED, ()) {
        tracing::warn!(%error, "the window was not told of a change");
    }
}
