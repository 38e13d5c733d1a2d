//! A table as it was read: rows of text with their places in the file.

use crate::error::SheetError;
use crate::limit::{CELL_CHARS_MAX, CELLS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, ROWS_MAX, TEXT_BYTES_MAX};
use crate::{csv_reader, xlsx_reader};

/// The compound files of old Excel, and of workbooks with a password.
const COMPOUND_FILE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// Every zip begins with this; an empty one differs, and is no workbook.
const ZIP: &[u8] = b"PK\x03\x04";
/// Letters of the alphabet, of which columns are named.
const LETTERS: u32 = 26;

/// One row with at least one filled cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Its cells from the first column on; what is missing at the end is empty.
    pub cells: Vec<String>,
}

impl Row {
    /// Returns the text of a cell, counted from 0; a cell beyond the last is empty.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// What a table was read from, for the user to see whether it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A workbook.
    Workbook {
        /// The sheet that was read.
        sheet: String,
        /// The sheets that can be read, in their order.
        sheets: Vec<String>,
        /// Whether days are counted from 1904, as workbooks of old Macs do.
        is_1904: bool,
    },
    /// A text table.
    Text {
        /// Name of the encoding.
        encoding: &'static str,
        /// What stands between the cells.
        delimiter: char,
    },
}

/// A table as it was read; rows without any text are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The rows.
    pub rows: Vec<Row>,
    /// What they were read from.
    pub source: Source,
}

impl Table {
    /// Returns the number of columns of the widest row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// Returns whether plain numbers in date columns count from 1904.
    #[must_use]
    pub fn is_1904(&self) -> bool {
        matches!(self.source, Source::Workbook { is_1904: true, .. })
    }
}

/// Reads a workbook or a text table; the content tells which, a name says nothing. Of a workbook
/// the named sheet is read, or the first that holds anything.
pub fn read(content: &[u8], sheet: Option<&str>) -> Result<Table, SheetError> {
    if content.len() > FILE_BYTES_MAX {
        return Err(SheetError::FileTooLarge { limit_bytes: FILE_BYTES_MAX });
    }
    if content.starts_with(COMPOUND_FILE) {
        return Err(if names_encryption(content) {
            SheetError::Encrypted
        } else {
            SheetError::LegacyWorkbook
        });
    }
    let table = if content.starts_with(ZIP) {
        xlsx_reader::read(content, sheet)?
    } else {
        csv_reader::read(content)?
    };
    if table.rows.is_empty() { Err(SheetError::Empty) } else { Ok(table) }
}

/// Returns whether a compound file has the stream that holds an encrypted workbook.
fn names_encryption(content: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    content.windows(name.len()).any(|window| window == name)
}

/// Returns how a cell is called, for instance `B7`; rows and columns are counted from 0.
pub(crate) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), u64::from(row) + 1)
}

/// Returns the letters of a column, counted from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % LETTERS).unwrap_or_default()));
        if rest < LETTERS {
            break;
        }
        rest = rest / LETTERS - 1;
    }
    letters.iter().rev().collect()
}

/// Returns whether a cell says that a formula failed, for instance `#REF!`.
#[must_use]
pub fn is_error_value(text: &str) -> bool {
    matches!(
        text,
        "#DIV/0!" | "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!" | "#GETTING_DATA" | "#DATA!"
    )
}

/// Collects cells in any order and keeps them within the limits.
#[derive(Default)]
pub(crate) struct Collector {
    rows: Vec<Row>,
    cells: usize,
    text_bytes: usize,
}

impl Collector {
    /// Takes the text of a cell; places are counted from 0. Empty text is nothing.
    pub(crate) fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), SheetError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let place = || cell_name(row, column);
        if row >= ROWS_MAX || column >= COLUMNS_MAX {
            return Err(SheetError::FarCell { cell: place(), rows: ROWS_MAX, columns: COLUMNS_MAX });
        }
        // Bytes first: counting the characters of a giant is work too.
        if text.len() > CELL_CHARS_MAX && text.chars().nth(CELL_CHARS_MAX).is_some() {
            return Err(SheetError::CellTooLong { cell: place(), limit_chars: CELL_CHARS_MAX });
        }
        self.text_bytes += text.len();
        if self.text_bytes > TEXT_BYTES_MAX {
            return Err(SheetError::TooMuchText { limit_bytes: TEXT_BYTES_MAX });
        }
        self.store(row + 1, column as usize, text)
    }

    fn store(&mut self, number: u32, column: usize, text: &str) -> Result<(), SheetError> {
        let place = match self.rows.last() {
            Some(last) if last.number < number => Err(self.rows.len()),
            _ => self.rows.binary_search_by_key(&number, |row| row.number),
        };
        let at = place.unwrap_or_else(|at| {
            self.rows.insert(at, Row { number, cells: Vec::new() });
            at
        });
        let Some(row) = self.rows.get_mut(at) else { return Ok(()) };
        if row.cells.len() <= column {
            self.cells += column + 1 - row.cells.len();
            if self.cells > CELLS_MAX {
                return Err(SheetError::TooManyCells { limit: CELLS_MAX });
            }
            row.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = unified_line_ends(text.to_owned());
        }
        Ok(())
    }

    /// Returns the rows in their order.
    pub(crate) fn finish(self) -> Vec<Row> {
        self.rows
    }
}

/// A line ends in one way, whatever wrote it.
pub(crate) fn unified_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
        {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn cells_in_any_order_become_rows_in_order() {
        let mut collector = Collector::default();
        for (row, column, text) in [(4, 1, "b5"), (1, 0, "a2"), (4, 0, "a5\r\nline"), (2, 3, " ")] {
            collector.put(row, column, text).unwrap();
        }
        let rows = collector.finish();
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(rows[1].cells, ["a5\nline", "b5"]);
        assert_eq!(rows[1].cell(7), "");
    }

    #[test]
    fn a_cell_at_each_limit_is_taken_and_one_beyond_is_not() {
        let mut collector = Collector::default();
        collector.put(ROWS_MAX - 1, COLUMNS_MAX - 1, &"ә".repeat(CELL_CHARS_MAX)).unwrap();
        let far = SheetError::FarCell { cell: "A20001".to_owned(), rows: ROWS_MAX, columns: COLUMNS_MAX };
        assert_eq!(collector.put(ROWS_MAX, 0, "x").unwrap_err(), far);
        assert!(matches!(collector.put(0, COLUMNS_MAX, "x").unwrap_err(), SheetError::FarCell { .. }));
        let long = "x".repeat(CELL_CHARS_MAX + 1);
        assert!(matches!(collector.put(0, 0, &long).unwrap_err(), SheetError::CellTooLong { .. }));
        collector.put(u32::MAX, u32::MAX, "").unwrap();
    }

    #[test]
    fn empty_cells_before_a_filled_one_count() {
        let mut collector = Collector::default();
        let last = COLUMNS_MAX - 1;
        let error = (0..ROWS_MAX).find_map(|row| collector.put(row, last, "x").err());
        assert_eq!(error, Some(SheetError::TooManyCells { limit: CELLS_MAX }));
    }

    #[test]
    fn files_that_are_no_tables_say_what_they_are() {
        assert_eq!(read(b"", None), Err(SheetError::Empty));
        assert_eq!(read(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x00\x01", None), Err(SheetError::OtherFormat));
        let mut compound = COMPOUND_FILE.to_vec();
        compound.extend([0; 600]);
        assert_eq!(read(&compound, None), Err(SheetError::LegacyWorkbook));
        compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(read(&compound, None), Err(SheetError::Encrypted));
        let huge = vec![b'a'; FILE_BYTES_MAX + 1];
        assert!(matches!(read(&huge, None), Err(SheetError::FileTooLarge { .. })));
    }
}
