//! What is written is read again: the same cells, and never a formula.

use calamine::{Reader as _, Xlsx};
use proptest::prelude::*;
use sheets::{Column, ColumnKind, Delimiter, Export, read};
use std::io::Cursor;

/// Cells as people and their enemies fill them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-zӘәҒғҚқҢңӨөҰұҮүҺһІіЁё' -]{0,20}",
        "0{0,3}[0-9]{1,12}",
        "[=+@\t\n'-]{1,3}[A-Za-z0-9()!|\"';,]{0,12}",
        "[\\PC\n\t]{0,20}",
        Just("_x0041_".to_owned()),
    ]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), 3), 1..8)
}

fn export(rows: &[Vec<String>]) -> Export {
    let columns = ["a", "b", "c"].map(|title| Column::new(title, ColumnKind::Text)).to_vec();
    Export { name: "List".to_owned(), columns, rows: rows.to_vec() }
}

/// Returns the cells as a reader sees them: blank ones are empty, blank rows are none.
fn seen(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let filled = |cell: &String| if cell.trim().is_empty() { String::new() } else { cell.clone() };
    let rows = rows.iter().map(|row| row.iter().map(filled).collect::<Vec<_>>());
    rows.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
}

fn read_back(content: &[u8]) -> Vec<Vec<String>> {
    let rows = read(content, None).unwrap().rows;
    rows.iter().skip(1).map(|row| (0..3).map(|column| row.cell(column).to_owned()).collect()).collect()
}

proptest! {
    #[test]
    fn a_text_table_comes_back(rows in table()) {
        for delimiter in [Delimiter::Comma, Delimiter::Semicolon] {
            let content = export(&rows).to_csv(delimiter).unwrap();
            prop_assert!(content.starts_with(b"\xef\xbb\xbf"));
            prop_assert_eq!(read_back(&content), seen(&rows));
        }
    }

    #[test]
    fn no_cell_of_a_text_table_begins_a_formula(rows in table()) {
        let content = export(&rows).to_csv(Delimiter::Comma).unwrap();
        let mut reader = csv::Reader::from_reader(content.as_slice());
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
    }

    #[test]
    fn a_workbook_comes_back_without_a_formula(rows in table()) {
        let content = export(&rows).to_xlsx().unwrap();
        prop_assert_eq!(read_back(&content), seen(&rows));
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(content)).unwrap();
        let formulas = workbook.worksheet_formula("List").unwrap();
        prop_assert!(formulas.is_empty());
    }
}

#[test]
fn days_and_numbers_are_days_and_numbers_of_the_workbook() {
    let columns = vec![Column::new("day", ColumnKind::Date), Column::new("count", ColumnKind::Number)];
    let rows = vec![
        vec!["1990-12-31".to_owned(), "12".to_owned()],
        vec!["soon".to_owned(), "000101500123".to_owned()],
    ];
    let export = Export { name: "Дни".to_owned(), columns, rows };
    let content = export.to_xlsx().unwrap();
    let cells: Vec<Vec<String>> =
        read(&content, None).unwrap().rows.into_iter().skip(1).map(|row| row.cells).collect();
    assert_eq!(cells, [["1990-12-31", "12"], ["soon", "000101500123"]]);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(content)).unwrap();
    let range = workbook.worksheet_range("Дни").unwrap();
    assert!(matches!(range.get_value((1, 0)), Some(calamine::Data::DateTime(_))));
    assert!(matches!(range.get_value((1, 1)), Some(calamine::Data::Float(_))));
}

#[test]
fn the_same_list_is_the_same_bytes() {
    let rows = vec![vec!["1".to_owned(), "=2".to_owned(), "ә".to_owned()]];
    assert_eq!(export(&rows).to_xlsx().unwrap(), export(&rows).to_xlsx().unwrap());
}
