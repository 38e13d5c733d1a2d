//! What cells of workbooks say.

use crate::package::Package;
use sheets::{SheetError, Source, read};

const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000000000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn cells(rows: &str) -> Vec<String> {
    let content = Package::with_rows(rows).part("xl/styles.xml", STYLES).bytes();
    read(&content, None).unwrap().rows.into_iter().flat_map(|row| row.cells).collect()
}

#[test]
fn numbers_keep_their_digits() {
    let rows = r#"<row r="1"><c r="A1"><v>900101300007</v></c><c r="B1"><v>9.00101300007E11</v></c><c r="C1"><v>0.1</v></c><c r="D1"><v>77011234567</v></c></row>"#;
    assert_eq!(cells(rows), ["900101300007", "900101300007", "0.1", "77011234567"]);
}

#[test]
fn zeros_at_the_front_are_kept_as_text_and_as_format() {
    let rows = r#"<row r="1"><c r="A1" s="1"><v>101500123</v></c><c r="B1" t="inlineStr"><is><t>000101500123</t></is></c></row>"#;
    assert_eq!(cells(rows), ["000101500123", "000101500123"]);
}

#[test]
fn days_are_days_and_their_times_stay() {
    let rows = r#"<row r="1"><c r="A1" s="2"><v>33238</v></c><c r="B1" s="2"><v>33238.75</v></c><c r="C1" t="d"><v>1990-12-31</v></c></row>"#;
    assert_eq!(cells(rows), ["1990-12-31", "1990-12-31T18:00:00", "1990-12-31"]);
}

#[test]
fn formulas_say_what_they_were_calculated_to() {
    let rows = r#"<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>Lee</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="b"><v>1</v></c></row>"#;
    let cells = cells(rows);
    assert_eq!(cells, ["Lee", "#REF!", "TRUE"]);
    assert!(sheets::is_error_value(&cells[1]));
}

#[test]
fn rows_and_columns_keep_their_places() {
    let rows = r#"<row r="3"><c r="B3" t="inlineStr"><is><t>x</t></is></c></row><row r="9"><c r="A9"><v>1</v></c></row>"#;
    let table = read(&Package::with_rows(rows).bytes(), None).unwrap();
    let places: Vec<(u32, Vec<String>)> = table.rows.into_iter().map(|row| (row.number, row.cells)).collect();
    assert_eq!(places, [(3, vec![String::new(), "x".to_owned()]), (9, vec!["1".to_owned()])]);
}

#[test]
fn the_first_sheet_with_cells_is_read_or_the_one_that_was_named() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, text) in [("Cover", ""), ("Staff", "a"), ("Гости", "b")] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        if !text.is_empty() {
            sheet.write_string(0, 0, text).unwrap();
        }
    }
    let content = workbook.save_to_buffer().unwrap();
    let table = read(&content, None).unwrap();
    let Source::Workbook { sheet, sheets, is_1904 } = &table.source else { panic!("a workbook") };
    assert_eq!((sheet.as_str(), sheets.len(), *is_1904), ("Staff", 3, false));
    assert_eq!(read(&content, Some("Гости")).unwrap().rows[0].cells, ["b"]);
    assert_eq!(read(&content, Some("Nobody")), Err(SheetError::UnknownSheet));
    assert_eq!(read(&content, Some("Cover")), Err(SheetError::Empty));
}

#[test]
fn a_printed_sheet_merges_its_header_and_keeps_every_text() {
    use sheets::print::{Align, HeaderCell, Line, PrintSheet};
    let line = |text: &str| Line { text: text.to_owned(), align: Align::Centre, is_bold: true };
    let names = HeaderCell { text: "Name".to_owned(), columns: 2, rows: 1 };
    let number = HeaderCell { text: "№".to_owned(), columns: 1, rows: 2 };
    let sheet = PrintSheet {
        name: "Invitation".to_owned(),
        above: vec![line("Шақыру")],
        widths: vec![4, 20, 20],
        header: vec![vec![number, names], vec![HeaderCell::new("Latin"), HeaderCell::new("Cyrillic")]],
        rows: vec![vec!["1".to_owned(), "=LEE".to_owned(), "Ли".to_owned()]],
        below: vec![line("Signature")],
        is_landscape: true,
    };
    let table = read(&sheet.to_xlsx().unwrap(), None).unwrap();
    let rows: Vec<Vec<String>> = table.rows.into_iter().map(|row| row.cells).collect();
    assert_eq!(
        rows,
        [
            vec!["Шақыру"],
            vec!["№", "Name"],
            vec!["", "Latin", "Cyrillic"],
            vec!["1", "=LEE", "Ли"],
            vec!["Signature"],
        ]
    );
}
