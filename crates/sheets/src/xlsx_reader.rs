//! Workbooks. The package is checked first; then cells are streamed, never a whole range, so that
//! a single cell in the last corner doesn't cost the sheet's area.

use crate::error::SheetError;
use crate::package;
use crate::table::{Collector, Row, Source, Table};
use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Digits that a number format may ask for; no identifier has more.
const SHOWN_DIGITS_MAX: usize = 34;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a sheet of a workbook.
pub(crate) fn read(content: &[u8], sheet: Option<&str>) -> Result<Table, SheetError> {
    package::check(content)?;
    // The library panics on some sheets that no spreadsheet program writes, for instance one whose
    // declared area ends before it begins. Such a file is damaged; the program goes on.
    catch_unwind(AssertUnwindSafe(|| read_checked(content, sheet))).unwrap_or(Err(SheetError::Damaged))
}

fn read_checked(content: &[u8], wanted: Option<&str>) -> Result<Table, SheetError> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(content)).map_err(|_| SheetError::Damaged)?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let is_1904 = workbook.has_1904_epoch();
    let source = |sheet: &str| Source::Workbook { sheet: sheet.to_owned(), sheets: sheets.clone(), is_1904 };
    if let Some(wanted) = wanted {
        let sheet = sheets.iter().find(|name| *name == wanted).ok_or(SheetError::UnknownSheet)?;
        return Ok(Table { rows: rows(&mut workbook, sheet)?, source: source(sheet) });
    }
    for sheet in &sheets {
        let rows = rows(&mut workbook, sheet)?;
        if !rows.is_empty() {
            return Ok(Table { rows, source: source(sheet) });
        }
    }
    Err(SheetError::Empty)
}

fn rows(workbook: &mut Workbook<'_>, sheet: &str) -> Result<Vec<Row>, SheetError> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|_| SheetError::Damaged)?;
    let mut cells = Collector::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| SheetError::Damaged)? {
        let (row, column) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::Float(number) => padded(decimal(*number), shown_digits(&reader, style)),
            other => text(other),
        };
        cells.put(row, column, &text)?;
    }
    Ok(cells.finish())
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Returns a number with all its digits: twelve of them are an IIN and no `1.2E11`.
fn decimal(number: f64) -> String {
    // Display of a float never uses an exponent and writes the shortest digits that read back.
    format!("{number}")
}

/// Returns how many digits a cell's format shows at least: `000000000000` is how Excel keeps the
/// zeros at the front of a number.
fn shown_digits(reader: &XlsxCellReader<'_, Cursor<&[u8]>>, style: usize) -> usize {
    let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
    let code = format.map_or("", |format| format.format_code.as_str());
    if code.bytes().all(|byte| byte == b'0') { code.len().min(SHOWN_DIGITS_MAX) } else { 0 }
}

fn padded(number: String, digits: usize) -> String {
    if number.bytes().all(|byte| byte.is_ascii_digit()) { format!("{number:0>digits$}") } else { number }
}

/// Returns a day as `YYYY-MM-DD`, with the time behind it where the cell has one.
fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return decimal(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date}T{hour:02}:{minute:02}:{second:02}")
    }
}
