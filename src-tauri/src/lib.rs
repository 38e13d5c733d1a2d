//! The shell: one window, the commands that it may call, the clocks that run beside it, and the
//! signs of the system after which the desk is locked.
//!
//! It knows no rule, no SQL, no HTTP and no document; all of that is behind [`desk::Desk`].
//! Invariant: the webview is untrusted. It gets typed commands with ids, never paths, and it can
//! neither leave its own page nor open another.

#[cfg(all(unix, not(target_os = "macos")))]
mod away;
mod browser;
mod clipboard;
pub mod command;
mod dialog;

use desk::{Desk, DeskConfig};
use std::process::ExitCode;
use std::time::Duration;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent, Url, WebviewUrl, WebviewWindowBuilder};
use tracing_subscriber::EnvFilter;

/// Told to the window when something changed behind its back.
const CHANGED: &str = "desk-changed";
/// How often idleness is looked at; a lock may be late by this much.
const IDLE_CHECK: Duration = Duration::from_secs(5);
/// How often the clock is looked at for a sleep of the machine; data may be seen for this long after it wakes.
const SLEEP_CHECK: Duration = Duration::from_secs(2);
/// How often the portal is asked for news, and the outbox for what is due.
const SYNC_EVERY: Duration = Duration::from_secs(5);
/// How long a backup may hold up the lock before the machine sleeps or the session ends; the system
/// waits five seconds at most.
const HURRIED_BACKUP: Duration = Duration::from_secs(3);

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
            spawn_watches(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    match result {
        Ok(app) => {
            app.run(lock_before_exit);
            ExitCode::SUCCESS
        }
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
    let asleep = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            if asleep.state::<Desk>().lock_after_sleep(SLEEP_CHECK, tokio::time::sleep(SLEEP_CHECK)).await {
                tell_changed(&asleep);
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

fn spawn_watches(app: &AppHandle) {
    let dark = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            dark.state::<Desk>().until_going_dark().await;
            clipboard::clear_own(&dark);
            tell_changed(&dark);
        }
    });
    #[cfg(all(unix, not(target_os = "macos")))]
    tauri::async_runtime::spawn({
        let app = app.clone();
        away::watch(async move |haste| match haste {
            away::Haste::None => lock(&app, None).await,
            away::Haste::Sleep => lock(&app, Some(HURRIED_BACKUP)).await,
        })
    });
    #[cfg(unix)]
    tauri::async_runtime::spawn({
        let app = app.clone();
        async move {
            match until_told_to_end().await {
                Ok(()) => leave(&app, Some(HURRIED_BACKUP)).await,
                Err(error) => tracing::warn!(%error, "the end of the session is not noticed"),
            }
        }
    });
}

/// Waits until the system ends the session or somebody ends the program.
#[cfg(unix)]
async fn until_told_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let [mut terminate, mut hang_up, mut interrupt] =
        [signal(SignalKind::terminate())?, signal(SignalKind::hangup())?, signal(SignalKind::interrupt())?];
    tokio::select! {
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// The last window was closed: the cabinet is locked behind it, and then the program ends.
fn lock_before_exit(app: &AppHandle, event: RunEvent) {
    if let RunEvent::ExitRequested { code: None, api, .. } = event {
        api.prevent_exit();
        let app = app.clone();
        tauri::async_runtime::spawn(async move { leave(&app, None).await });
    }
}

async fn leave(app: &AppHandle, backup_limit: Option<Duration>) {
    lock(app, backup_limit).await;
    app.exit(0);
}

async fn lock(app: &AppHandle, backup_limit: Option<Duration>) {
    if let Err(error) = app.state::<Desk>().cabinet_lock_within(backup_limit).await {
        tracing::error!(code = ?error.code, "the cabinet was not closed as it should be");
    }
    tell_changed(app);
}

fn tell_changed(app: &AppHandle) {
    if let Err(error) = app.emit(CHANGED, ()) {
        tracing::warn!(%error, "the window was not told of a change");
    }
}
