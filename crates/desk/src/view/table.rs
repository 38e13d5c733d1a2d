//! Tables that come in and go out: imports of people and companies, exports of lists.

use super::{ListRequest, Severity, Text};
use crate::import::Field;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What an import brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// People.
    People,
    /// Companies.
    Companies,
}

/// Which number comes first in `03/04/1990`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DateOrderView {
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowAction {
    /// Nothing; what is stored stays.
    #[default]
    Skip,
    /// What the row says goes into the record that is there.
    Update,
    /// A new record, beside the one that is there.
    Create,
}

/// A column of the file and the field that it fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportColumn {
    /// The column, counted from 0.
    pub column: u32,
    /// The field; none to leave the column out.
    pub field: Option<Field>,
}

/// What becomes of one row, where it isn't what becomes of all duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportRowChoice {
    /// Number of the row in the file.
    pub row: u32,
    /// What becomes of it.
    pub action: RowAction,
}

/// How a file is read into records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportOptions {
    /// Sheet of a workbook; none for the first that holds anything.
    pub sheet: Option<String>,
    /// Number of the row with the titles of the columns; none to look for it.
    pub header_row: Option<u32>,
    /// Fields of the columns; none to propose them.
    pub columns: Option<Vec<ImportColumn>>,
    /// Order of day and month, where the file leaves it open.
    pub date_order: Option<DateOrderView>,
    /// Company of people whose row names none.
    pub company: Option<String>,
    /// What becomes of rows whose record is there already.
    pub duplicates: RowAction,
    /// What becomes of single rows.
    pub rows: Vec<ImportRowChoice>,
    /// Whether rows that can't be taken are left out instead of holding up the others.
    pub leave_out_problems: bool,
}

/// A field that a column can fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportFieldView {
    /// The field.
    pub field: Field,
    /// What it is called.
    pub label: Text,
    /// Whether no record comes into being without it.
    pub required: bool,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportColumnView {
    /// The column, counted from 0.
    pub column: u32,
    /// Its letters, as a spreadsheet names it.
    pub letters: String,
    /// Its title in the file.
    pub title: String,
    /// The first values.
    pub samples: Vec<String>,
    /// How many cells of it are filled.
    pub filled: u32,
    /// The field that it fills.
    pub field: Option<Field>,
}

/// Something wrong or doubtful in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportProblem {
    /// The field.
    pub field: Option<Field>,
    /// The column, where a cell is the cause.
    pub column: Option<u32>,
    /// What the cell says.
    pub value: String,
    /// Whether it holds the row up.
    pub severity: Severity,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do.
    pub text: Text,
}

/// The record that a row seems to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportDuplicate {
    /// Id of the stored record; none when an earlier row of the file is the same.
    pub id: Option<String>,
    /// Number of the earlier row.
    pub row: Option<u32>,
    /// Title of the record.
    pub title: String,
    /// By what they were found to be the same.
    pub by: Text,
}

/// A field that an update changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportFieldChange {
    /// The field.
    pub field: Field,
    /// What is stored.
    pub before: String,
    /// What the file says.
    pub after: String,
}

/// A row of the file and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportRowView {
    /// Number of the row in the file.
    pub row: u32,
    /// Title of the record that it describes.
    pub title: String,
    /// What becomes of it.
    pub action: RowAction,
    /// Whether a problem holds it up.
    pub blocked: bool,
    /// The record that it seems to be.
    pub duplicate: Option<ImportDuplicate>,
    /// What is wrong with it.
    pub problems: Vec<ImportProblem>,
    /// What an update changes.
    pub changes: Vec<ImportFieldChange>,
}

/// How many rows there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportCounts {
    /// Rows below the titles.
    pub rows: u32,
    /// New records.
    pub create: u32,
    /// Records that get other values.
    pub update: u32,
    /// Duplicates that are skipped.
    pub skip: u32,
    /// Rows that seem to be there already, in the store or further up in the file.
    pub duplicates: u32,
    /// Rows that a problem holds up.
    pub blocked: u32,
    /// Rows with something doubtful.
    pub warned: u32,
}

/// A file as it would be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportView {
    /// What it brings.
    pub kind: ImportKind,
    /// Name of the file.
    pub file: String,
    /// What it was read as.
    pub read_as: Text,
    /// Sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// The row with the titles.
    pub header_row: u32,
    /// The columns.
    pub columns: Vec<ImportColumnView>,
    /// All fields that a column can fill.
    pub fields: Vec<ImportFieldView>,
    /// Order of day and month as chosen.
    pub date_order: Option<DateOrderView>,
    /// Cells whose day depends on that order.
    pub ambiguous_dates: u32,
    /// Company of people whose row names none.
    pub company: Option<String>,
    /// What becomes of duplicates.
    pub duplicates: RowAction,
    /// Whether rows that can't be taken are left out.
    pub leave_out_problems: bool,
    /// How many rows of each sort.
    pub counts: ImportCounts,
    /// The rows, those with problems first; only the first ones of a long file.
    pub rows: Vec<ImportRowView>,
    /// Names of the saved mappings.
    pub mappings: Vec<String>,
    /// Whether it can be imported as it is.
    pub ready: bool,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportDone {
    /// The change of the journal, by which it is undone.
    pub change: u32,
    /// What it brought.
    pub kind: ImportKind,
    /// New people or companies.
    pub created: u32,
    /// Those that got other values.
    pub updated: u32,
    /// Rows skipped as duplicates.
    pub skipped: u32,
    /// Numbers of the rows left out because of problems.
    pub left_out: Vec<u32>,
}

/// An import that was done before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PastImport {
    /// The change of the journal.
    pub change: u32,
    /// What it brought.
    pub kind: ImportKind,
    /// When.
    pub at: String,
    /// New people or companies.
    pub created: u32,
    /// Those that got other values.
    pub updated: u32,
}

/// A list that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ExportList {
    /// People.
    People,
    /// Companies.
    Companies,
    /// Papers.
    Papers,
    /// Applications.
    Applications,
    /// The outbox.
    Outbox,
}

/// In what format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// A workbook.
    Xlsx,
    /// A text table, with the semicolon that Excel in Kazakhstan expects.
    Csv,
    /// A text table with the comma of the standard.
    CsvComma,
}

/// Which list to export, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExportRequest {
    /// The list.
    pub list: ExportList,
    /// Its filter and its order, where no rows are named.
    pub query: ListRequest,
    /// Ids of the rows in the order in which they are shown; none for all that the query finds.
    pub ids: Option<Vec<String>>,
    /// The format.
    pub format: TableFormat,
}

/// A list that was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExportDone {
    /// Name of the file.
    pub file: String,
    /// How many rows.
    pub rows: u32,
}
