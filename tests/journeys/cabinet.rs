//! A cabinet's life without a window: a client goes to another cabinet in one file, a backup comes
//! back after the disk was damaged, the ways in change, a client is erased.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::canary::{self, Canaries};
use crate::expat::{Expat, PASSPHRASE, Said};
use crate::home::Home;

const ARCHIVE: &str = "amber-Owl-9-over-Burabay-lake";
const NEW: &str = "nine-silver-foxes-under-Kok-Tobe";
/// What only the inside of vaults, backups and archives may hold.
const CANARIES: [&str; 5] = ["FAIRWEATHER", "AA4400501", PASSPHRASE, ARCHIVE, NEW];

struct Life<'a> {
    home: &'a Home,
    expat: Expat<'a>,
}

impl Life<'_> {
    /// Calls `expat` on a cabinet with a passphrase, and with more arguments that name files.
    async fn call(&self, cabinet: &Path, key: &Path, arguments: &[&str]) -> Said {
        let (cabinet, key) = (cabinet.display().to_string(), key.display().to_string());
        let at = ["--cabinet", &cabinet, "--passphrase-file", &key];
        self.expat.call(&[arguments, &at].concat()).await
    }

    async fn people(&self, cabinet: &Path, key: &Path) -> Vec<(String, u64)> {
        let said = self.call(cabinet, key, &["client", "list"]).await.with_code(0);
        let rows = said.list("/clients").iter();
        rows.map(|row| (text(row, "name"), row["people"].as_u64().expect("a number"))).collect()
    }
}

fn text(row: &Value, key: &str) -> String {
    row[key].as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn a_client_moves_house_a_backup_comes_back_and_everything_verifies() {
    let home = Home::new();
    let expat = Expat::new(&home);
    expat.demo().await;
    let life = Life { home: &home, expat };
    let key = life.expat.secret("passphrase", PASSPHRASE);
    let archive = life.expat.secret("archive", ARCHIVE).display().to_string();
    let (own, other) = (home.desk(), home.path().join("other"));
    let before = life.people(&own, &key).await;

    move_house(&life, &own, &other, &key, &archive).await;
    come_back(&life, &own, &key, &before).await;
    let key = change_the_ways_in(&life, &own, &key).await;

    // Erased: gone from the list, and the journal says so without its name.
    let said =
        life.call(&own, &key, &["client", "erase", "--client", "Akme Capital", "--confirm", "Akme"]).await;
    assert_eq!((said.with_code(2).text("/error/fields/0/field")), "name");
    let erase = ["client", "erase", "--client", "Akme Capital", "--confirm", "Akme Capital"];
    life.call(&own, &key, &erase).await.with_code(0);
    assert!(life.people(&own, &key).await.iter().all(|(name, _)| name != "Akme Capital"));
    let journal =
        life.call(&own, &key, &["journal", "show", "--own", "--action", "erased"]).await.with_code(0);
    assert_eq!(journal.list("/entries").len(), 1);
    assert!(!journal.json.to_string().contains("Akme"), "{}", journal.json);

    let leaks = Canaries::new(&CANARIES).search(home.path(), &home.meant_to_be_readable());
    canary::assert_none(&leaks);
    canary::assert_none(&canary::plain_databases(home.path()));
}

/// Hands a client over in one encrypted file; both cabinets verify.
async fn move_house(life: &Life<'_>, own: &Path, other: &Path, key: &Path, archive: &str) {
    let file = life.home.path().join("akme.age").display().to_string();
    let export = ["client", "export", "--client", "Akme Capital", "--out", &file];
    let with_archive = ["--archive-passphrase-file", archive];
    life.call(own, key, &[&export[..], &with_archive].concat()).await.with_code(0);
    let again = life.call(own, key, &[&export[..], &with_archive].concat()).await.with_code(3);
    assert_eq!(again.text("/error/code"), "target_exists");

    life.call(other, key, &["cabinet", "create", "--client", "Steppe Ventures"]).await.with_code(0);
    let import = ["client", "import", &file];
    let wrong = key.display().to_string();
    let refused =
        life.call(other, key, &[&import[..], &["--archive-passphrase-file", &wrong]].concat()).await;
    assert_eq!(refused.with_code(1).text("/error/code"), "wrong_passphrase");
    life.call(other, key, &[&import[..], &with_archive].concat()).await.with_code(0);
    let sent = life.people(own, key).await;
    let received = life.people(other, key).await;
    assert!(
        received.iter().any(|row| row.0 == "Akme Capital" && sent.contains(row)),
        "{sent:?} {received:?}"
    );
    for cabinet in [own, other] {
        let said = life.call(cabinet, key, &["verify"]).await.with_code(0);
        assert_eq!(said.json["sound"], true);
    }
    stay_with_the_client(life, other, key).await;
}

/// Takes the client used last away: no call works in the papers of another one unless it is named.
async fn stay_with_the_client(life: &Life<'_>, cabinet: &Path, key: &Path) {
    let clients = life.call(cabinet, key, &["client", "list"]).await.with_code(0);
    let steppe = clients.list("/clients").iter().find(|row| row["name"] == "Steppe Ventures");
    let folder = cabinet.join("cabinet/clients").join(text(steppe.expect("the first client"), "id"));
    fs::remove_file(folder.join("vault.db")).expect("the vault can be lost");
    let refused = life.call(cabinet, key, &["person", "list"]).await.with_code(3);
    assert!(refused.messages.contains("used last"), "{}", refused.messages);
    let other = ["person", "list", "--client", "Akme Capital"];
    assert!(!life.call(cabinet, key, &other).await.with_code(0).list("/people").is_empty());
}

/// Damages both headers and takes the newest backup, which every call made at its end.
async fn come_back(life: &Life<'_>, own: &Path, key: &Path, before: &[(String, u64)]) {
    let disk = life.home.path().join("disk").display().to_string();
    life.call(own, key, &["cabinet", "backup", "--folder", &disk]).await.with_code(0);
    let listed = life.call(own, key, &["cabinet", "backups"]).await.with_code(0);
    assert_eq!(listed.text("/folder"), disk);
    life.call(own, key, &["cabinet", "verify", "--backup", "newest"]).await.with_code(0);

    for name in ["cabinet.json", "cabinet.copy.json"] {
        fs::write(own.join("cabinet").join(name), "{").expect("the header can be damaged");
    }
    let refused = life.call(own, key, &["cabinet", "unlock-check"]).await.with_code(3);
    assert_eq!(refused.text("/error/code"), "header_damaged");
    let restored = life.call(own, key, &["cabinet", "restore"]).await.with_code(0);
    assert!(own.join(restored.text("/kept_aside")).is_dir(), "the damaged one is kept");
    assert_eq!(life.people(own, key).await, before);
    assert_eq!(life.call(own, key, &["verify"]).await.with_code(0).json["sound"], true);

    fs::write(own.join("cabinet/cabinet.json"), "{").expect("the header can be damaged");
    let refused = life.call(own, key, &["cabinet", "unlock-check"]).await.with_code(3);
    assert_eq!(refused.text("/error/code"), "header_repairable");
    let folder = own.display().to_string();
    life.expat.call(&["cabinet", "repair", "--cabinet", &folder]).await.with_code(0);
    life.call(own, key, &["cabinet", "unlock-check"]).await.with_code(0);
}

/// Changes the passphrase and the recovery key; returns the file of the new passphrase.
async fn change_the_ways_in(life: &Life<'_>, own: &Path, key: &Path) -> PathBuf {
    let new = life.expat.secret("new", NEW);
    let file = new.display().to_string();
    life.call(own, key, &["cabinet", "passphrase", "--new-passphrase-file", &file]).await.with_code(0);
    let old = life.call(own, key, &["cabinet", "unlock-check"]).await.with_code(1);
    assert_eq!(old.text("/error/code"), "wrong_passphrase");
    let made = life.call(own, &new, &["cabinet", "recovery-key"]).await.with_code(0);
    let groups: Vec<&str> = made.list("/recovery_key").iter().filter_map(Value::as_str).collect();
    let recovery = life.expat.secret("recovery", &groups.join(" "));
    life.call(own, &recovery, &["cabinet", "unlock-check", "--recovery-key"]).await.with_code(0);
    let wanted = ["cabinet", "settings", "--idle-lock-minutes", "3", "--language", "kk"];
    life.call(own, &new, &wanted).await.with_code(0);
    let settings = life.call(own, &new, &["cabinet", "settings"]).await.with_code(0);
    assert_eq!((settings.json["idle_lock_minutes"].as_u64(), settings.text("/language")), (Some(3), "kk"));
    let slots = life.call(own, &new, &["cabinet", "slots"]).await.with_code(0);
    assert_eq!(slots.list("/slots").len(), 2);
    // The journeys' system has no keychain: it is said, and nothing changes.
    let keychain = life.call(own, &new, &["cabinet", "keychain", "add"]).await.with_code(1);
    assert_eq!(keychain.text("/error/code"), "keychain");
    new
}
