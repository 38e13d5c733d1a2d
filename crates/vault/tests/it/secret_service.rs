//! The Secret Service for real: gnome-keyring on a bus of its own, with a home of its own, so that
//! nothing of the machine's user is touched. Needs `dbus-run-session` and `gnome-keyring-daemon`.

use crate::sample::{self, noon};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use vault::{Cabinet, Keychain, OsKeychain, Unlock, VaultError};

/// Says to the half on the private bus which cabinet it works on.
const FOLDER: &str = "EXPAT_DESK_TEST_CABINET";

/// Runs a test of this binary on a bus of its own, with or without a keyring on it.
fn on_a_private_bus(folder: &Path, test: &str, keyring: bool) {
    let home = folder.join("home");
    fs::create_dir_all(home.join("runtime")).unwrap();
    let unlock = "printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null && ";
    let script = format!(
        "{}exec \"$0\" --exact secret_service::{test} --ignored --test-threads=1",
        if keyring { unlock } else { "" }
    );
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &script])
        .arg(std::env::current_exe().unwrap())
        .env("HOME", &home)
        .env("XDG_RUNTIME_DIR", home.join("runtime"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env(FOLDER, folder.join("cabinet"))
        .output()
        .expect("`dbus-run-session` is needed");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("1 passed"), "the half on the bus must have run: {said}");
}

#[test]
fn the_secret_service_opens_the_cabinet() {
    let folder = tempfile::tempdir().unwrap();
    on_a_private_bus(folder.path(), "with_a_keyring", true);
}

#[test]
fn a_system_without_a_keyring_fails_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    on_a_private_bus(folder.path(), "without_a_keyring", false);
}

async fn os_keychain() -> Result<Arc<dyn Keychain>, vault::KeychainFailure> {
    tokio::task::spawn_blocking(OsKeychain::connect).await.unwrap().map(|keychain| Arc::new(keychain) as _)
}

#[tokio::test]
#[ignore = "the half of the_secret_service_opens_the_cabinet that runs on the private bus"]
async fn with_a_keyring() {
    let folder = std::path::PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let (cabinet, _) = sample::create_in(&folder).await;
    let keychain = os_keychain().await.unwrap();
    let by_keychain = Unlock::Keychain(Arc::clone(&keychain));
    cabinet.use_keychain(Arc::clone(&keychain), noon()).await.unwrap();
    cabinet.lock().await.unwrap();
    let cabinet = Cabinet::open(&folder, by_keychain.clone()).await.unwrap();
    cabinet.forget_keychain(keychain).await.unwrap();
    cabinet.lock().await.unwrap();
    assert!(matches!(Cabinet::open(&folder, by_keychain).await, Err(VaultError::NoKeychainSlot)));
}

#[tokio::test]
#[ignore = "the half of a_system_without_a_keyring_fails_and_changes_nothing on the private bus"]
async fn without_a_keyring() {
    let folder = std::path::PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let (cabinet, _) = sample::create_in(&folder).await;
    let before = fs::read(folder.join("cabinet.json")).unwrap();
    if let Ok(keychain) = os_keychain().await {
        // A bus that promises a service which can't start: found out at the first use.
        assert!(matches!(cabinet.use_keychain(keychain, noon()).await, Err(VaultError::KeychainUnavailable)));
    }
    assert_eq!(fs::read(folder.join("cabinet.json")).unwrap(), before);
}
