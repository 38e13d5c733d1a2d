//! Text tables: comma, semicolon or tab, with cells in quotes.

use crate::encoding;
use crate::error::SheetError;
use crate::formula;
use crate::limit::COLUMNS_MAX;
use crate::table::{Collector, Source, Table, cell_name, unified_line_ends};
use csv::{Position, ReaderBuilder, StringRecord};

/// What may stand between cells, the more telling first: a comma also stands in addresses.
const DELIMITERS: [u8; 3] = [b'\t', b';', b','];
/// Records of the beginning that tell the delimiter.
const LOOKED_AT: usize = 20;

/// Reads a text table.
pub(crate) fn read(content: &[u8]) -> Result<Table, SheetError> {
    let (text, encoding) = encoding::decode(content)?;
    let text = unified_line_ends(text);
    let (text, announced) = without_announcement(&text);
    let delimiter = announced.unwrap_or_else(|| detect(text));
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: u32::from(announced.is_some()) };
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut cells = Collector::default();
    let mut last = (0, 0);
    while reader.read_record(&mut record).map_err(|_| SheetError::OtherFormat)? {
        let byte = record.position().map_or(0, Position::byte);
        let line = lines.of_record(byte);
        last = (line, byte);
        for (column, cell) in (0..=COLUMNS_MAX).zip(&record) {
            cells.put(line, column, formula::restored(cell))?;
        }
    }
    // Only the last record can be left open: a quotation mark takes everything up to the end into its cell.
    let (line, byte) = last;
    let ending = usize::try_from(byte).ok().and_then(|from| text.as_bytes().get(from..)).unwrap_or_default();
    if let Some(column) = open_quote(ending, delimiter) {
        return Err(SheetError::OpenQuote { cell: cell_name(line, column) });
    }
    let source = Source::Text { encoding, delimiter: char::from(delimiter) };
    Ok(Table { rows: cells.finish(), source })
}

/// Where a reader of a record stands.
enum Place {
    CellStart,
    Plain,
    Quoted,
    /// Behind a quotation mark in a quoted cell: it closes the cell, or is the first of a doubled one.
    Closing,
}

/// Returns the column of the cell whose quotation mark is never closed in a record.
fn open_quote(record: &[u8], delimiter: u8) -> Option<u32> {
    let (mut column, mut place) = (0, Place::CellStart);
    for byte in record.iter().skip_while(|byte| **byte == b'\n') {
        place = match place {
            Place::Quoted if *byte == b'"' => Place::Closing,
            Place::Quoted => Place::Quoted,
            Place::CellStart | Place::Closing if *byte == b'"' => Place::Quoted,
            Place::CellStart | Place::Closing | Place::Plain if *byte == delimiter => {
                column += 1;
                Place::CellStart
            }
            Place::CellStart | Place::Closing | Place::Plain => Place::Plain,
        };
    }
    matches!(place, Place::Quoted).then_some(column)
}

/// Counts the lines up to a record: the reader passes over empty ones, an editor doesn't.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// Returns the line, counted from 0, of the record that was read from this byte on.
    fn of_record(&mut self, byte: u64) -> u32 {
        let from = usize::try_from(byte).unwrap_or(usize::MAX);
        let ahead = self.text.get(from..).unwrap_or_default();
        let start = from + ahead.iter().take_while(|byte| **byte == b'\n').count();
        let passed = self.text.get(self.at..start).unwrap_or_default();
        let ends = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.at = start;
        self.line
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// Takes off the line by which Excel is told the delimiter: `sep=;`.
fn without_announcement(text: &str) -> (&str, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let announced = first.strip_prefix("sep=").map(str::as_bytes);
    match announced {
        Some([delimiter]) if delimiter.is_ascii() => (rest, Some(*delimiter)),
        _ => (text, None),
    }
}

/// Returns the delimiter that cuts the first records into most columns that agree in number.
fn detect(text: &str) -> u8 {
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let widths: Vec<usize> = reader(text, delimiter)
            .into_records()
            .take(LOOKED_AT)
            .flatten()
            .map(|record| record.len())
            .collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let agreeing = widths.iter().filter(|width| **width == widest).count();
        let score = if widest > 1 { agreeing * 1_000 / widths.len().max(1) + widest.min(100) } else { 0 };
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::limit::ROWS_MAX;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text.as_bytes()).unwrap().rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn each_delimiter_is_recognised_also_beside_the_others() {
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", ','),
            ("a;b;c\n\"x, y\";2;3,5\n", ';'),
            ("a\tb\tc\nx, y; z\t2\t3\n", '\t'),
            ("sep=;\na,1;b\n", ';'),
            ("only\none\n", ','),
        ] {
            let Source::Text { delimiter: found, .. } = read(text.as_bytes()).unwrap().source else {
                unreachable!()
            };
            assert_eq!(found, delimiter, "{text:?}");
        }
    }

    #[test]
    fn zeros_quotes_and_line_ends_survive() {
        assert_eq!(
            cells("iin;name\r\n000101500123;\"Lee \"\"Max\"\"\r\nline\"\r\n"),
            [["iin", "name"], ["000101500123", "Lee \"Max\"\nline"]]
        );
    }

    #[test]
    fn rows_keep_the_numbers_that_an_editor_shows() {
        let rows = read(b"a;b\n\n1;2\n;\n3;4\n").unwrap().rows;
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3, 5]);
        let rows = read(b"sep=;\na;b\n1;2\n").unwrap().rows;
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_takes_no_rows_away() {
        for (text, at) in
            [("a;b\n\"x;1\ny;2\n", "A2"), ("a;b\nx;\"1\n\ny;2\n", "B2"), ("a;b\n1;\"\"\"\n", "B2")]
        {
            let refused = read(text.as_bytes());
            assert!(
                matches!(&refused, Err(SheetError::OpenQuote { cell }) if cell == at),
                "{text:?}: {refused:?}"
            );
        }
        for text in ["a;b\nx\"y;1\n", "a;b\n\"x\"y;\"\"\n", "a;b\n\"x\"\"\";2\n", "a;b\nx;\"y\nz\""] {
            assert!(read(text.as_bytes()).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn an_open_quote_and_a_giant_row_are_refused() {
        let open = format!("a;b\n\"{}", "x\n".repeat(5_000));
        assert!(matches!(read(open.as_bytes()), Err(SheetError::CellTooLong { .. })));
        let wide = ";x".repeat(300);
        assert!(matches!(read(wide.as_bytes()), Err(SheetError::FarCell { .. })));
        let long = "x\n".repeat(ROWS_MAX as usize + 1);
        assert!(matches!(read(long.as_bytes()), Err(SheetError::FarCell { .. })));
    }
}
