//! A table to be printed and signed, as a workbook: titles above, a header that may span, borders,
//! wrapped text, lines below. For letters that are asked for as a soft copy in Excel.

use crate::error::SheetError;
use crate::export::{new_workbook, sheet_name};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Size of A4 among the paper sizes of workbooks.
const PAPER_A4: u8 = 9;
/// The font of letters.
const FONT: &str = "Times New Roman";
/// Its size in points.
const FONT_SIZE: u8 = 11;

/// Where a line above or below the table stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle of the table.
    Centre,
    /// At the right edge.
    Right,
}

/// A line above or below the table, across all its columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The text; a line end in it begins another line of the same cell.
    pub text: String,
    /// Where it stands.
    pub align: Align,
    /// Whether it is bold.
    pub is_bold: bool,
}

/// A cell of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCell {
    /// The text.
    pub text: String,
    /// Columns that it spans, at least 1.
    pub columns: u16,
    /// Rows of the header that it spans, at least 1.
    pub rows: u16,
}

impl HeaderCell {
    /// Returns a cell of one column and one row.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), columns: 1, rows: 1 }
    }
}

/// A table to be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintSheet {
    /// Name of the sheet.
    pub name: String,
    /// Lines above the table.
    pub above: Vec<Line>,
    /// Width of each column in characters.
    pub widths: Vec<u16>,
    /// Rows of the header, each cell at the next place that no cell of a row above spans.
    pub header: Vec<Vec<HeaderCell>>,
    /// Rows of the table; text, wrapped, with borders.
    pub rows: Vec<Vec<String>>,
    /// Lines below the table.
    pub below: Vec<Line>,
    /// Whether the paper lies.
    pub is_landscape: bool,
}

impl PrintSheet {
    /// Writes the workbook; it prints on A4, as wide as the paper.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, SheetError> {
        self.workbook().and_then(|mut workbook| workbook.save_to_buffer()).map_err(|_| SheetError::Unwritable)
    }

    fn workbook(&self) -> Result<Workbook, XlsxError> {
        let mut workbook = new_workbook()?;
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&self.name))?;
        sheet.set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0);
        if self.is_landscape {
            sheet.set_landscape();
        }
        for (column, width) in (0u16..).zip(&self.widths) {
            sheet.set_column_width(column, f64::from(*width))?;
        }
        let mut row = self.write_lines(sheet, 0, &self.above)?;
        let header = row;
        row = self.write_header(sheet, row)?;
        if row > header {
            sheet.set_repeat_rows(header, row - 1)?;
        }
        let cell = text().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        for cells in &self.rows {
            for column in 0..self.columns() {
                let value = cells.get(usize::from(column)).map_or("", String::as_str);
                sheet.write_string_with_format(row, column, value, &cell)?;
            }
            row += 1;
        }
        self.write_lines(sheet, row, &self.below)?;
        Ok(workbook)
    }

    fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).unwrap_or(u16::MAX)
    }

    /// Writes lines across the table and returns the row after them.
    fn write_lines(&self, sheet: &mut Worksheet, from: u32, lines: &[Line]) -> Result<u32, XlsxError> {
        let mut row = from;
        for line in lines {
            let mut format = text().set_align(match line.align {
                Align::Left => FormatAlign::Left,
                Align::Centre => FormatAlign::Center,
                Align::Right => FormatAlign::Right,
            });
            if line.is_bold {
                format = format.set_bold();
            }
            merge(sheet, (row, 0), (1, self.columns().max(1)), &line.text, &format)?;
            let height = line.text.lines().count().max(1);
            sheet.set_row_height(row, f64::from(u8::try_from(height).unwrap_or(u8::MAX)) * 15.0)?;
            row += 1;
        }
        Ok(row)
    }

    /// Writes the header and returns the row after it.
    fn write_header(&self, sheet: &mut Worksheet, from: u32) -> Result<u32, XlsxError> {
        let format = text()
            .set_bold()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        // Until which row of the header each column is taken by a cell above.
        let mut taken = vec![0u16; usize::from(self.columns())];
        let mut row = from;
        for (number, cells) in (0u16..).zip(&self.header) {
            let mut column = 0usize;
            for cell in cells {
                while taken.get(column).is_some_and(|until| *until > number) {
                    column += 1;
                }
                let (rows, columns) = (cell.rows.max(1), cell.columns.max(1));
                let place = (row, u16::try_from(column).unwrap_or(u16::MAX));
                merge(sheet, place, (rows, columns), &cell.text, &format)?;
                for until in taken.iter_mut().skip(column).take(usize::from(columns)) {
                    *until = number + rows;
                }
                column += usize::from(columns);
            }
            row += 1;
        }
        Ok(row)
    }
}

fn text() -> Format {
    Format::new().set_num_format("@").set_text_wrap().set_font_name(FONT).set_font_size(FONT_SIZE)
}

/// Writes a cell over an area; a merge of one cell is refused by workbooks.
fn merge(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (rows, columns): (u16, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if (rows, columns) == (1, 1) {
        return sheet.write_string_with_format(row, column, text, format).map(drop);
    }
    let last = (row + u32::from(rows) - 1, column.saturating_add(columns - 1));
    sheet.merge_range(row, column, last.0, last.1, text, format).map(drop)
}
