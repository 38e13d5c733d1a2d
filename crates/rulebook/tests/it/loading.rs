//! A data file that a hand has spoilt doesn't load, and the error leads to the line.

use rulebook::{Edition, LoadError, LoadReason, Rulebook};

type Files = &'static [(&'static str, &'static str)];

/// Loads the shipped files with one of them changed.
fn load_with(file: &str, change: impl Fn(&str) -> String) -> Result<Rulebook, LoadError> {
    let changed = |files: Files| -> Vec<(&str, String)> {
        let text = |name, text: &str| if name == file { change(text) } else { text.to_owned() };
        files.iter().map(|(name, shipped)| (*name, text(*name, shipped))).collect()
    };
    let edition = changed(Edition::embedded_files());
    let tables = changed(Rulebook::embedded_tables());
    Rulebook::from_files(&borrowed(&edition), &borrowed(&tables))
}

fn borrowed<'a>(files: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    files.iter().map(|(name, text)| (*name, text.as_str())).collect()
}

/// Returns the error after the first `from` of a file became `to`.
fn refused(file: &str, from: &str, to: &str) -> LoadError {
    let loaded = load_with(file, |text| {
        assert!(text.contains(from), "{file} has no {from:?}");
        text.replacen(from, to, 1)
    });
    let error = loaded.err().unwrap_or_else(|| panic!("{file} with {to:?} must be refused"));
    assert_eq!(error.file, file, "{error}");
    error
}

/// The line on which a text first stands in a shipped file.
fn line_of(file: &str, wanted: &str) -> Option<usize> {
    let files = Edition::embedded_files().iter().chain(Rulebook::embedded_tables());
    let (_, text) = files.into_iter().find(|(name, _)| *name == file).unwrap();
    Some(text.lines().position(|line| line.contains(wanted)).unwrap() + 1)
}

#[test]
fn the_shipped_files_load() {
    load_with("none", str::to_owned).unwrap();
}

#[test]
fn an_unknown_key_is_refused_with_its_line() {
    let error = refused("waiver.toml", "place = ", "plaice = ");
    assert_eq!(error.line, line_of("waiver.toml", "place = "));
    assert!(error.to_string().contains("unknown field `plaice`"), "{error}");
    assert!(error.to_string().starts_with("waiver.toml:"), "{error}");
}

#[test]
fn a_missing_citation_is_refused() {
    let error = refused("waiver.toml", "[service.purpose]", "[service.purpose]\nwas = 1\n[x]");
    assert!(matches!(error.reason, LoadReason::Syntax(_)));
    let error = load_with("contact.toml", |text| {
        text.lines().filter(|line| !line.starts_with("cite")).collect::<Vec<_>>().join("\n")
    });
    let error = error.err().unwrap();
    assert_eq!((error.file.as_str(), error.line), ("contact.toml", line_of("contact.toml", "[[office]]")));
    assert!(error.to_string().contains("missing field `cite`"), "{error}");
}

#[test]
fn overlapping_and_reversed_dates_are_refused() {
    let error = refused("mci.toml", "until = \"2025-12-31\"", "until = \"2026-01-01\"");
    assert!(matches!(error.reason, LoadReason::OverlappingDates { .. }), "{error}");
    let row = line_of("mci.toml", "from = \"2026-01-01\"").map(|from| from - 1);
    assert_eq!(error.line, row, "the row that overlaps: {error}");
    let error = refused("vat.toml", "until = \"2006-12-31\"", "until = \"2003-12-31\"");
    assert!(matches!(error.reason, LoadReason::OverlappingDates { .. }), "{error}");
    let error = refused("vat.toml", "until = \"2025-12-31\"\n", "");
    assert!(matches!(error.reason, LoadReason::OverlappingDates { .. }), "an open end overlaps");
    let error = refused("country_groups.toml", "country = \"BLR\"", "country = \"ARM\"");
    assert!(matches!(error.reason, LoadReason::OverlappingDates { .. }), "{error}");
}

#[test]
fn overlapping_bands_of_months_are_refused() {
    let error = refused("employment.toml", "from = 36, up_to = 60", "from = 24, up_to = 60");
    assert_eq!(error.reason, LoadReason::OverlappingMonths);
    assert_eq!(error.line, line_of("employment.toml", "from = 36, up_to = 60"));
    let error = refused("employment.toml", "from = 36, up_to = 60", "from = 60, up_to = 36");
    assert_eq!(error.reason, LoadReason::OverlappingMonths);
}

#[test]
fn names_that_lead_nowhere_are_refused_with_their_line() {
    for (file, from, what) in [
        ("waiver.toml", "type = \"resume\"", "document"),
        ("waiver.toml", "step = \"waiver_upload\"", "step"),
        ("waiver.toml", "note = \"waiver_scope\"", "note"),
        ("waiver.toml", "reason = \"waiver_no_state_body\"", "reason"),
        ("waiver.toml", "\"waiver_sections\"", "hint"),
        ("mci.toml", "source = \"wfin\"", "source"),
        ("calendar.toml", "name = \"new_year\"", "day"),
        ("country_groups.toml", "country = \"ARM\"", "country"),
    ] {
        let value = from.rsplit_once('"').unwrap().0;
        let error = refused(file, from, &format!("{value}_x\""));
        let LoadReason::UnknownName { what: named, .. } = &error.reason else { panic!("{error}") };
        assert_eq!(*named, what);
        assert_eq!(error.line, line_of(file, from), "{error}");
    }
}

#[test]
fn a_blank_translation_is_refused() {
    let error = refused("wording.toml", "no_price.kk = \"", "no_price.kk = \" \"#");
    assert!(error.to_string().contains("the text is empty in \"kk\""), "{error}");
    assert!(error.line.is_some());
}

#[test]
fn a_spoilt_citation_is_refused() {
    let error = refused("waiver.toml", "sha256 = \"", "sha256 = \"0");
    assert!(error.to_string().contains("64 lower-case hexadecimal digits"), "{error}");
    assert_eq!(error.line, line_of("waiver.toml", "sha256"));
    let error = refused("waiver.toml", "lines = [572, 572]", "lines = [573, 572]");
    assert!(error.to_string().contains("first one before the last one"), "{error}");
}

#[test]
fn documents_out_of_the_printed_order_are_refused() {
    let error = refused("waiver.toml", "lines = [586, 586]", "lines = [584, 584]");
    assert_eq!(error.reason, LoadReason::OutOfPrintedOrder { name: "resume".into() });
    assert_eq!(error.line, line_of("waiver.toml", "type = \"resume\""));
}

#[test]
fn conditions_and_fees_whose_keys_do_not_fit_are_refused() {
    let error = refused("waiver.toml", "applies_when = \"applicant_wishes\"\n", "");
    assert_eq!(error.reason, LoadReason::ConditionUnclear);
    let error = refused("waiver.toml", "stated = \"no_state_body\"", "stated = \"dash\"");
    assert_eq!(error.reason, LoadReason::StateFeeUnclear);
    let error = refused("employment.toml", "units = \"0.5\"", "units = \"0,5\"");
    assert!(error.to_string().contains("is not a number of MCI"), "{error}");
    let error = refused("residence_permit.toml", "process_not_described = \"residence_process\"\n", "");
    assert_eq!(error.reason, LoadReason::ProcessUnclear);
}

#[test]
fn a_calendar_row_that_contradicts_its_weekday_is_refused() {
    for (from, to, problem) in [
        ("date = \"2025-01-05\"", "date = \"2025-01-06\"", "Saturday or a Sunday"),
        ("date = \"2026-03-25\"", "date = \"2026-03-28\"", "must be a weekday"),
        ("date = \"2024-01-01\"", "date = \"2023-01-01\"", "outside the years"),
        ("moved_from = \"2024-03-23\"\n", "", "moved_from"),
    ] {
        let error = refused("calendar.toml", from, to);
        assert!(error.to_string().contains(problem), "{error}");
        assert!(error.line.is_some());
    }
    let error = refused("calendar.toml", "date = \"2024-01-02\"", "date = \"2024-01-01\"");
    assert_eq!(error.reason, LoadReason::Duplicate { name: "2024-01-01".into() });
}

#[test]
fn a_missing_file_a_missing_service_and_a_second_one_are_refused() {
    let without = |missing: &str| {
        let files = Edition::embedded_files().iter().filter(|(name, _)| *name != missing);
        Edition::from_files(&files.copied().collect::<Vec<_>>()).unwrap_err()
    };
    assert_eq!(without("phrases.toml").reason, LoadReason::MissingFile);
    assert!(matches!(without("waiver.toml").reason, LoadReason::MissingService(_)));
    let files = Edition::embedded_files();
    let waiver = files.iter().find(|(name, _)| *name == "waiver.toml").unwrap().1;
    let twice: Vec<_> = files.iter().copied().chain([("waiver_again.toml", waiver)]).collect();
    let error = Edition::from_files(&twice).unwrap_err();
    assert_eq!(error.reason, LoadReason::Duplicate { name: "waiver_modification".into() });
    assert_eq!((error.file.as_str(), error.line), ("waiver_again.toml", line_of("waiver.toml", "id = ")));
}

#[test]
fn a_file_that_is_not_toml_is_refused_with_its_line() {
    let error = refused("vat.toml", "value = 15", "value = fifteen");
    assert_eq!(error.line, line_of("vat.toml", "value = 15"));
    let error = refused("country_codes.txt", "KZ KAZ", "KZ;KAZ");
    assert_eq!(error.line, line_of("country_codes.txt", "KZ KAZ"));
}

/// A row that nothing uses is a row that nobody corrects.
#[test]
fn every_shared_text_is_used_by_a_service() {
    let files = Edition::embedded_files();
    let text_of = |wanted: &str| files.iter().find(|(name, _)| *name == wanted).unwrap().1;
    let phrases: toml::Table = text_of("phrases.toml").parse().unwrap();
    let documents: toml::Table = text_of("documents.toml").parse().unwrap();
    let elsewhere: String =
        files.iter().filter(|(name, _)| *name != "documents.toml").map(|(_, text)| *text).collect();
    let kinds = phrases.values().filter_map(toml::Value::as_table).chain([&documents]);
    let mut count = 0;
    for name in kinds.flat_map(toml::Table::keys) {
        assert!(elsewhere.contains(&format!("\"{name}\"")), "{name} is never used");
        count += 1;
    }
    assert!(count > 100, "the test must see the phrases");
}

#[test]
fn every_document_has_a_name_that_its_services_share() {
    let edition = Rulebook::embedded().unwrap().edition();
    assert_eq!(edition.documents.len(), 43);
    for service in &edition.services {
        for document in &service.documents {
            assert_eq!(edition.documents[&document.kind].name, document.name, "{}", document.kind);
        }
    }
}
