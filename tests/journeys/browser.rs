//! Sessions: the real window through WebKitWebDriver, and a headless Chromium for web pages.

use std::path::Path;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::home::Home;
use crate::started::Driver;
use crate::waiting;

/// Opens the application's window.
pub async fn open_window(driver: &Driver, program: &Path) -> Client {
    let options = json!({"webkitgtk:browserOptions": {"binary": program, "args": []}});
    connect(driver, options).await
}

/// Opens a browser without a window.
pub async fn open_chromium(driver: &Driver, home: &Home) -> Client {
    let profile = home.path().join("tmp/chromium");
    let arguments = json!([
        "--headless=new",
        // The container that CI runs in gives Chromium no user namespaces for its sandbox.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--window-size=1280,900",
        format!("--user-data-dir={}", profile.display()),
    ]);
    let mut options = json!({"args": arguments});
    if let Some(chromium) = find_chromium() {
        options["binary"] = Value::from(chromium);
    }
    connect(driver, json!({"goog:chromeOptions": options})).await
}

/// Returns a browser under one of the names that systems give it.
fn find_chromium() -> Option<String> {
    let path = std::env::var_os("PATH")?;
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
        .map(|program| program.display().to_string())
}

async fn connect(driver: &Driver, capabilities: Value) -> Client {
    let Value::Object(capabilities) = capabilities else {
        panic!("capabilities are an object");
    };
    let capabilities: Capabilities = capabilities;
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let session = builder.capabilities(capabilities).connect(&driver.url);
    tokio::time::timeout(waiting::PATIENCE, session)
        .await
        .expect("the driver answers in time")
        .expect("the driver opens a session")
}
