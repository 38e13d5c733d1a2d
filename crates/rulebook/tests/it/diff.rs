//! What a new edition changes.

use rulebook::diff::{ChangeKind, EditionDiff, diff};
use rulebook::{Edition, Rulebook};

/// Compares the shipped edition with itself after `from` became `to` in one file.
fn changed(file: &str, from: &str, to: &str) -> EditionDiff {
    let files: Vec<_> = Edition::embedded_files()
        .iter()
        .map(|(name, text)| {
            assert!(*name != file || text.contains(from), "{file} has no {from:?}");
            let text = if *name == file { text.replacen(from, to, 1) } else { (*text).to_owned() };
            (*name, text)
        })
        .collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let new = Edition::from_files(&files).unwrap_or_else(|error| panic!("{error}"));
    diff(Rulebook::embedded().unwrap().edition(), &new).unwrap()
}

#[test]
fn an_edition_does_not_differ_from_itself() {
    let same = changed("edition.toml", "id = \"2025\"", "id = \"2025\"");
    assert!(same.is_empty() && same.reworded == 0);
}

#[test]
fn a_new_price_is_shown_in_tenge() {
    let diff = changed("waiver.toml", "tenge = 60000", "tenge = 75000");
    assert_eq!(diff.changes.len(), 1);
    assert_eq!(
        diff.changes[0].kind,
        ChangeKind::Changed { old: "60 000 KZT".into(), new: "75 000 KZT".into() }
    );
    let shown = diff.to_string();
    assert!(shown.contains("\nwaiver_modification\n  ~ fees > service > "), "{shown}");
    assert!(shown.contains("was 60 000 KZT\n      now 75 000 KZT"), "{shown}");
}

#[test]
fn a_document_that_goes_and_one_that_comes_are_one_line_each() {
    let diff = changed("waiver.toml", "type = \"resume\"", "type = \"photo\"");
    let kinds: Vec<_> = diff.changes.iter().map(|change| (&change.path[1..], &change.kind)).collect();
    let path = |name: &str| ["documents".to_owned(), name.to_owned()];
    assert_eq!(kinds.len(), 2, "{diff}");
    assert_eq!(kinds[0].0, path("resume"));
    assert!(matches!(kinds[0].1, ChangeKind::Removed { old } if old.starts_with("Résumé")));
    assert_eq!(kinds[1].0, path("photo"));
    assert!(matches!(kinds[1].1, ChangeKind::Added { new } if new.starts_with("Photograph")));
}

#[test]
fn a_condition_a_time_and_a_word_are_changes() {
    let diff = changed("waiver.toml", "business_days = 30", "business_days = 20");
    assert!(diff.to_string().contains("timeframe > business_days"), "{diff}");
    let diff = changed("employment.toml", "condition = \"employee_only\"", "condition = \"always\"");
    assert!(diff.to_string().contains("qualification_documents > condition"), "{diff}");
    let diff = changed("documents.toml", "Consent form, signed", "Consent form");
    assert!(diff.changes.len() >= 10, "the text is shared by many services: {diff}");
}

#[test]
fn reworded_lines_are_counted_and_moved_ones_are_nothing() {
    let diff = changed("waiver.toml", "lines = [593, 593]", "lines = [594, 594]");
    assert_eq!((diff.changes.len(), diff.reworded), (0, 0));
    let text = Edition::embedded_files().iter().find(|(name, _)| *name == "waiver.toml").unwrap().1;
    let start = text.find("sha256 = \"").unwrap();
    let sha = text.get(start..start + 74).unwrap();
    let diff = changed("waiver.toml", sha, &format!("sha256 = \"{}", "0".repeat(64)));
    assert_eq!((diff.changes.len(), diff.reworded), (0, 1));
}

#[test]
fn a_field_that_comes_or_goes_is_shown() {
    let diff = changed("investor.toml", "places = [\"embassy\"]", "places = [\"embassy\", \"airport\"]");
    assert!(diff.to_string().contains("was embassy\n      now embassy, airport"), "{diff}");
    let diff = changed("short_business.toml", "entries = \"single\"\n", "");
    assert!(diff.to_string().contains("- entries: single"), "{diff}");
}
