//! Files that want to hurt: each is refused with its reason, and none ends the program.

use crate::package::Package;
use proptest::prelude::*;
use sheets::{SheetError, limit, read};

fn refusal(content: &[u8]) -> SheetError {
    read(content, None).unwrap_err()
}

#[test]
fn a_cell_in_the_last_corner_is_named() {
    let rows = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let error = refusal(&Package::with_rows(rows).bytes());
    assert!(matches!(&error, SheetError::FarCell { cell, .. } if cell == "XFD1048576"), "{error}");
}

#[test]
fn a_format_in_the_last_corner_is_no_cell() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>"#;
    let table = read(&Package::with_rows(rows).bytes(), None).unwrap();
    assert_eq!(table.rows.len(), 1);
}

#[test]
fn a_declared_area_that_lies_changes_nothing() {
    for area in ["A1:XFD1048576", "B2:A1", "A1"] {
        let xml = format!(
            r#"<worksheet><dimension ref="{area}"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#
        );
        match read(&Package::with_sheet(&xml).bytes(), None) {
            Ok(table) => assert_eq!(table.rows[0].cells, ["1"]),
            Err(error) => assert_eq!(error, SheetError::Damaged, "{area}"),
        }
    }
}

#[test]
fn one_long_string_in_every_cell_is_too_much_text() {
    let shared =
        format!("<sst uniqueCount=\"1\"><si><t>{}</t></si></sst>", "x".repeat(limit::CELL_CHARS_MAX));
    let cells: String = (1..=10_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let content = Package::with_rows(&cells).part("xl/sharedStrings.xml", shared).bytes();
    assert_eq!(refusal(&content), SheetError::TooMuchText { limit_bytes: limit::TEXT_BYTES_MAX });
}

#[test]
fn numbers_that_announce_the_impossible_are_refused() {
    let shared = "<sst uniqueCount=\"18446744073709551615\"><si><t>x</t></si></sst>";
    let content = Package::with_rows("").part("xl/sharedStrings.xml", shared).bytes();
    assert!(matches!(refusal(&content), SheetError::TooMany { what: "strings", .. }));
}

#[test]
fn a_number_that_the_reader_stumbles_over_is_a_damaged_file() {
    for value in ["+1", "1e", "nan", "infinity", "1_000", "0x10"] {
        let rows = format!("<row r=\"1\"><c r=\"A1\" t=\"n\"><v>{value}</v></c></row>");
        match read(&Package::with_rows(&rows).bytes(), None) {
            Ok(table) => assert_eq!(table.rows.len(), 1, "{value}"),
            Err(error) => assert_eq!(error, SheetError::Damaged, "{value}"),
        }
    }
}

#[test]
fn a_zip_inside_a_zip_is_bytes_like_any() {
    let inner = Package::with_rows(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#).bytes();
    let content =
        Package::with_rows(r#"<row r="1"><c r="A1"><v>2</v></c></row>"#).part("xl/embeddings/a.xlsx", inner);
    // The directory records of the inner one are counted too, which a thousand of them would feel.
    assert_eq!(read(&content.bytes(), None).unwrap().rows[0].cells, ["2"]);
}

#[test]
fn an_external_entity_is_not_followed() {
    let xml = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY l "lol">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a&e;&l;b</t></is></c></row></sheetData></worksheet>"#;
    match read(&Package::with_sheet(xml).bytes(), None) {
        Ok(table) => assert!(!table.rows[0].cells[0].contains("lol")),
        Err(error) => assert_eq!(error, SheetError::Damaged),
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_table_or_a_reason(content in prop::collection::vec(any::<u8>(), 0..600)) {
        let _table_or_reason = read(&content, None).is_ok();
    }

    #[test]
    fn any_text_is_a_table_or_a_reason(text in "\\PC{0,200}") {
        let _table_or_reason = read(text.as_bytes(), None).is_ok();
    }

    #[test]
    fn any_sheet_is_a_table_or_a_reason(
        parts in prop::collection::vec(
            prop_oneof![
                Just("<row r=\"1\">".to_owned()), Just("</row>".to_owned()), Just("<c r=\"B2\">".to_owned()),
                Just("<c t=\"s\">".to_owned()), Just("</c>".to_owned()), Just("<v>1</v>".to_owned()),
                Just("<v>".to_owned()), Just("</v>".to_owned()), Just("<is><t>x</t></is>".to_owned()),
                Just("</sheetData>".to_owned()), Just("<f>1+1</f>".to_owned()), "<[a-z]{1,3} r=\"[A-Z0-9:]{0,8}\"/?>",
            ],
            0..20,
        )
    ) {
        let content = Package::with_rows(&parts.concat()).bytes();
        let _table_or_reason = read(&content, None).is_ok();
    }

    #[test]
    fn a_broken_workbook_is_a_table_or_a_reason(at in 0usize..2_000, byte in any::<u8>()) {
        let mut content = Package::with_rows(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#).bytes();
        let length = content.len();
        content[at % length] = byte;
        let _table_or_reason = read(&content, None).is_ok();
    }
}
