//! Records from a script: saved from a file, taken back, deleted, restored, erased, with their papers.

use serde_json::{Value, json};
use std::path::PathBuf;

use crate::expat::Expat;
use crate::home::Home;

/// Writes what a call reads where only its path has to be told.
fn input(expat: &Expat<'_>, fields: &Value) -> PathBuf {
    expat.secret("input.json", &fields.to_string())
}

#[tokio::test]
async fn a_person_is_saved_taken_back_deleted_restored_and_erased_from_the_command_line() {
    let home = Home::new();
    let expat = Expat::new(&home);
    expat.demo().await;
    let people = expat.on_cabinet(&["person", "list"]).await.with_code(0);
    let in_use = people.list("/people").len();

    let fields = input(&expat, &json!({ "surname_latin": "QUILLON", "given_names_latin": "ADA" }));
    let path = fields.to_string_lossy().into_owned();
    let made = expat.on_cabinet(&["person", "save", "--from", &path]).await.with_code(0);
    let id = made.text("/id").to_owned();
    input(&expat, &json!({ "id": id, "phone": "+44 20 7946 0099" }));
    let changed = expat.on_cabinet(&["person", "save", "--from", &path]).await.with_code(0);
    assert_eq!(changed.text("/fields/surname_latin"), "QUILLON", "what is left out stays");

    input(&expat, &json!({ "id": id, "telephone": "1" }));
    let refused = expat.on_cabinet(&["person", "save", "--from", &path]).await.with_code(2);
    assert!(refused.messages.contains("telephone"), "{}", refused.messages);
    input(&expat, &json!({ "id": id, "version": 1, "phone": "+44 20 7946 0100" }));
    let late = expat.on_cabinet(&["person", "save", "--from", &path]).await.with_code(3);
    assert_eq!(late.text("/error/code"), "stale");
    assert_eq!(late.text("/error/fields/0/field"), "phone");

    let history = expat.on_cabinet(&["person", "history", "--id", &id]).await.with_code(0);
    let change = history.json["history"][0]["change"].to_string();
    expat.on_cabinet(&["undo", "change", "--change", &change]).await.with_code(0);
    let shown = expat.on_cabinet(&["person", "show", "--id", &id]).await.with_code(0);
    assert_eq!(shown.text("/fields/phone"), "");

    let scan = home.secrets().join("scan.pdf");
    std::fs::write(&scan, include_bytes!("../../crates/desk/assets/sample-scan.pdf")).expect("a scan");
    input(&expat, &json!({ "owner": "person", "owner_id": id, "document": "passport_copy" }));
    let scan = scan.to_string_lossy().into_owned();
    let paper = expat.on_cabinet(&["paper", "attach", "--from", &path, "--file", &scan]).await.with_code(0);
    input(
        &expat,
        &json!({ "id": paper.text("/id"), "original_holder": "the bank", "expires_on": "2031-05-02" }),
    );
    let kept = expat.on_cabinet(&["paper", "save", "--from", &path]).await.with_code(0);
    assert_eq!((kept.text("/original_holder"), kept.text("/document")), ("the bank", "passport_copy"));
    let out = home.secrets().join("exported.pdf").to_string_lossy().into_owned();
    let exported = ["paper", "export", "--id", paper.text("/id"), "--out", &out];
    expat.on_cabinet(&exported).await.with_code(0);
    assert!(std::fs::read(&out).expect("the exported scan").starts_with(b"%PDF-"));

    expat.on_cabinet(&["person", "delete", "--id", &id]).await.with_code(0);
    assert_eq!(expat.on_cabinet(&["person", "list"]).await.list("/people").len(), in_use);
    let bin = expat.on_cabinet(&["bin", "list"]).await.with_code(0);
    assert_eq!(bin.list("/records").len(), 1, "the paper lies there with its person");
    expat.on_cabinet(&["person", "restore", "--id", &id]).await.with_code(0);
    let privacy = expat.on_cabinet(&["privacy"]).await.with_code(0);
    assert!(privacy.list("/without_consent").iter().any(|row| row["id"] == *id), "{}", privacy.json);
    let listed = expat.on_cabinet(&["breach-list"]).await.with_code(0);
    assert!(listed.list("/persons").iter().any(|row| row["id"] == *id && row["scans"] == 1));

    expat.on_cabinet(&["person", "erase", "--id", &id]).await.with_code(2);
    let report = expat.on_cabinet(&["person", "erase", "--id", &id, "--for-good"]).await.with_code(0);
    assert!(!report.json.to_string().contains("QUILLON"), "the report names nobody");
    expat.on_cabinet(&["person", "show", "--id", &id]).await.with_code(2);
}
