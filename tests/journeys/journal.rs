//! The journal as a file, and a cabinet where it should not lie: from a script.

use std::fs;

use crate::expat::{Expat, PASSPHRASE};
use crate::home::Home;

#[tokio::test]
async fn a_journal_leaves_signed_and_is_checked_by_somebody_without_the_cabinet() {
    let home = Home::new();
    let expat = Expat::new(&home);
    expat.demo().await;
    let file = home.secrets().join("journal.jsonl");
    let path = file.display().to_string();
    let done = expat.on_cabinet(&["journal", "export", "--out", &path]).await.with_code(0);
    let key = done.text("/journal/public_key").to_owned();
    let again = expat.on_cabinet(&["journal", "export", "--out", &path]).await.with_code(3);
    assert_eq!(again.text("/error/code"), "target_exists");

    // Checking opens nothing and asks for nothing.
    let checked = expat.call(&["journal", "check", &path]).await.with_code(0);
    assert_eq!(checked.text("/verdict"), "key_unknown");
    assert_eq!(checked.json["journal"]["entries"], done.json["journal"]["entries"]);
    let checked = expat.call(&["journal", "check", &path, "--key", &key]).await.with_code(0);
    assert_eq!(checked.text("/verdict"), "sound");
    let other = key.chars().rev().collect::<String>();
    let checked = expat.call(&["journal", "check", &path, "--key", &other]).await.with_code(1);
    assert_eq!(checked.text("/verdict"), "other_key");
    let none = expat.call(&["journal", "check", &path, "--key", "12"]).await.with_code(2);
    assert_eq!(none.text("/error/fields/0/field"), "key");

    let sound = fs::read_to_string(&file).expect("the journal");
    fs::write(&file, sound.replacen("FAIRWEATHER", "FOULWEATHER", 1)).expect("the file can be changed");
    let broken = expat.call(&["journal", "check", &path, "--key", &key]).await.with_code(1);
    assert_eq!(broken.text("/verdict"), "broken");
    assert!(broken.text("/text/ru").contains("Строка"), "{}", broken.json);
}

#[tokio::test]
async fn a_cabinet_in_a_synced_folder_is_made_only_on_insistence_and_opens_then_as_any_other() {
    let home = Home::new();
    let mut expat = Expat::new(&home);
    expat.folder = home.path().join("Dropbox/papers");
    let create = ["cabinet", "create", "--client", "Akme Capital"];
    let refused = expat.on_cabinet(&create).await.with_code(2);
    assert_eq!(refused.text("/error/code"), "unsafe_place");
    assert!(refused.messages.contains("Dropbox") && refused.messages.contains("--anyway"), "{refused:?}");
    assert!(!refused.messages.contains(PASSPHRASE));
    assert!(!expat.folder.join("cabinet").exists(), "nothing was made");

    expat.on_cabinet(&[&create[..], &["--anyway"]].concat()).await.with_code(0);
    expat.on_cabinet(&["cabinet", "unlock-check"]).await.with_code(0);

    fs::remove_file(expat.folder.join("place.json")).expect("the choice is kept beside the cabinet");
    let refused = expat.on_cabinet(&["cabinet", "unlock-check"]).await.with_code(2);
    assert_eq!(refused.text("/error/code"), "unsafe_place");
    expat.on_cabinet(&["cabinet", "unlock-check", "--anyway"]).await.with_code(0);
    expat.on_cabinet(&["client", "list"]).await.with_code(0);
}

#[tokio::test]
async fn every_code_of_a_payment_is_checked() {
    let home = Home::new();
    let expat = Expat::new(&home);
    for (kind, right, wrong) in [("bic", "HSBKKZKX", "HSBKKZ"), ("kbe", "17", "37"), ("knp", "859", "85")] {
        expat.call(&["check", kind, right]).await.with_code(0);
        let said = expat.call(&["check", kind, wrong]).await.with_code(1);
        assert!(!said.list("/problems").is_empty(), "{kind}");
    }
}
