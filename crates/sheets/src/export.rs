//! Writing lists. Every text stays text: in a workbook by the cell's type and format, in a text
//! table by a guard before whatever a spreadsheet would take for a formula.

use crate::error::SheetError;
use crate::formula;
use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Characters that the name of a sheet may have.
const SHEET_NAME_CHARS_MAX: usize = 31;
/// Widths of columns in characters: neither a slit nor a screen.
const WIDTH_CHARS: std::ops::RangeInclusive<usize> = 6..=48;
/// Rows that widths are measured by.
const MEASURED_ROWS: usize = 200;
/// How Excel marks a text table in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text; an identifier is text too, its zeros at the front are kept.
    Text,
    /// Days as `YYYY-MM-DD`, which become days of the workbook; other text stays text.
    Date,
    /// Whole numbers; other text stays text.
    Number,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// What it holds.
    pub kind: ColumnKind,
}

impl Column {
    /// Returns a column.
    pub fn new(title: impl Into<String>, kind: ColumnKind) -> Self {
        Self { title: title.into(), kind }
    }
}

/// What stands between the cells of a text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, which Excel expects where the comma marks decimals, as in Kazakhstan.
    Semicolon,
}

/// A list to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Name of the sheet.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; a row that is too short ends with empty cells.
    pub rows: Vec<Vec<String>>,
}

impl Export {
    /// Writes a text table in UTF-8 with its mark.
    pub fn to_csv(&self, delimiter: Delimiter) -> Result<Vec<u8>, SheetError> {
        let delimiter = match delimiter {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(MARK.to_vec());
        let titles: Vec<String> =
            self.columns.iter().map(|column| formula::neutralised(&column.title)).collect();
        let mut written = writer.write_record(&titles);
        for row in &self.rows {
            let cells = (0..self.columns.len()).map(|index| row.get(index).map_or("", String::as_str));
            written = written.and_then(|()| writer.write_record(cells.map(formula::neutralised)));
        }
        written.map_err(|_| SheetError::Unwritable)?;
        writer.into_inner().map_err(|_| SheetError::Unwritable)
    }

    /// Writes a workbook with one sheet: the titles stay in view, a filter is on, widths fit.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, SheetError> {
        self.workbook().and_then(|mut workbook| workbook.save_to_buffer()).map_err(|_| SheetError::Unwritable)
    }

    fn workbook(&self) -> Result<Workbook, XlsxError> {
        let formats = Formats::new();
        let mut workbook = new_workbook()?;
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&self.name))?;
        for (index, column) in (0u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, index, &column.title, &formats.title)?;
            sheet.set_column_width(index, self.width(usize::from(index)))?;
        }
        for (number, row) in (1u32..).zip(&self.rows) {
            for ((index, column), text) in (0u16..).zip(&self.columns).zip(row) {
                write_cell(sheet, (number, index), column.kind, text, &formats)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        if let (Ok(rows), Some(last)) = (u32::try_from(self.rows.len()), self.columns.len().checked_sub(1)) {
            sheet.autofilter(0, 0, rows, u16::try_from(last).unwrap_or(u16::MAX))?;
        }
        Ok(workbook)
    }

    #[expect(clippy::cast_precision_loss, reason = "a width has two digits")]
    fn width(&self, column: usize) -> f64 {
        let cells = self.rows.iter().take(MEASURED_ROWS).filter_map(|row| row.get(column));
        let title = self.columns.get(column).map_or(0, |column| column.title.chars().count());
        // A character of air, and room for the filter's arrow beside the title.
        let widest = cells.map(|cell| cell.chars().count() + 1).chain([title + 3]).max().unwrap_or(0);
        widest.clamp(*WIDTH_CHARS.start(), *WIDTH_CHARS.end()) as f64
    }
}

struct Formats {
    title: Format,
    text: Format,
    guarded: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        // "@" is the format of text: a cell keeps it when somebody edits it.
        let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            guarded: text.clone().set_quote_prefix(),
            text,
            date: Format::new().set_num_format("dd.mm.yyyy").set_align(FormatAlign::Top),
        }
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: ColumnKind,
    text: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    if kind == ColumnKind::Date
        && let Some(day) = excel_day(text)
    {
        return sheet.write_with_format(row, column, &day, &formats.date).map(drop);
    }
    // Numbers up to here are exact in a workbook; whatever is longer is an identifier.
    if kind == ColumnKind::Number
        && let Ok(number) = text.parse::<i32>()
        && number.to_string() == text
    {
        return sheet.write_number(row, column, number).map(drop);
    }
    let format = if formula::is_formula(text) { &formats.guarded } else { &formats.text };
    sheet.write_string_with_format(row, column, text, format).map(drop)
}

/// Returns a day for a workbook; those before its calendar stay text.
fn excel_day(text: &str) -> Option<ExcelDateTime> {
    let day: Date = text.parse().ok()?;
    // Excel believes in 29 February 1900; from March on its calendar is ours.
    if (day.year(), day.month()) < (1900, 3) || day.to_string() != text {
        return None;
    }
    let part = |number: i8| u8::try_from(number).ok();
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, part(day.month())?, part(day.day())?).ok()
}

/// Returns a workbook that says nothing of the moment at which it was made: the same list is the
/// same bytes.
pub(crate) fn new_workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let always = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&always));
    Ok(workbook)
}

/// Returns a name that a sheet may have.
pub(crate) fn sheet_name(name: &str) -> String {
    let allowed = name
        .chars()
        .map(|one| if matches!(one, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { one });
    let cut: String = allowed.filter(|one| !one.is_control()).take(SHEET_NAME_CHARS_MAX).collect();
    let trimmed = cut.trim().trim_matches('\'').trim();
    if trimmed.is_empty() { "List".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_becomes_one_that_a_sheet_may_have() {
        assert_eq!(sheet_name("People: 2026/03"), "People  2026 03");
        assert_eq!(sheet_name("'[]'"), "List");
        assert_eq!(sheet_name(&"ә".repeat(40)).chars().count(), SHEET_NAME_CHARS_MAX);
    }

    #[test]
    fn days_outside_of_the_workbooks_calendar_stay_text() {
        assert!(excel_day("1990-12-31").is_some());
        for text in ["1900-02-28", "1990-2-3", "31.12.1990", ""] {
            assert!(excel_day(text).is_none(), "{text}");
        }
    }
}
