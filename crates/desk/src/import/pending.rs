//! A file that is being looked at for an import: what was read of it, how it is read, and what would
//! become of its rows.

use super::companies::Companies;
use super::draft::{Draft, Given, read_rows};
use super::every;
use super::field::Field;
use super::mapping;
use super::people::People;
use super::plan::{Plan, Subject};
use super::value::{Context, Value};
use crate::companies::parse_id;
use crate::error::AppError;
use crate::table_error;
use crate::view::{DateOrderView, ImportColumnView, ImportKind, ImportOptions, ImportView, Text};
use casework::{Company, CompanyId};
use sheets::date::DateOrder;
use sheets::{Source, Table, column_letters};
use std::collections::BTreeMap;
use std::sync::Arc;
use vault::Vault;
use zeroize::Zeroize as _;

/// Values of a column that the mapping shows.
const SAMPLES: usize = 3;
/// Characters of such a value.
const SAMPLE_CHARS_MAX: usize = 60;

/// A file that is being looked at.
#[derive(Clone)]
pub(crate) struct Pending {
    pub kind: ImportKind,
    pub file: String,
    pub opened: Arc<Opened>,
    pub options: ImportOptions,
}

/// What was read of a file. Its text is wiped when nobody looks at it any more.
pub(crate) struct Opened {
    pub content: Vec<u8>,
    pub table: Table,
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.content.zeroize();
        self.table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.zeroize());
    }
}

impl Pending {
    /// Returns the place of the row with the titles.
    pub(crate) fn header(&self) -> usize {
        mapping::header_place(&self.opened.table, self.kind, self.options.header_row)
    }

    /// Returns the sheet that was read; none of a text table.
    pub(crate) fn sheet(&self) -> Option<&str> {
        match &self.opened.table.source {
            Source::Workbook { sheet, .. } => Some(sheet),
            Source::Text { .. } => None,
        }
    }

    /// Returns which column is which field.
    pub(crate) fn mapping(&self, header: usize) -> BTreeMap<usize, Field> {
        match &self.options.columns {
            Some(columns) => mapping::chosen(columns, self.kind),
            None => mapping::propose(&self.opened.table, header, self.kind),
        }
    }

    /// Plans what becomes of every row.
    pub(crate) async fn plan(
        &self,
        vault: &Vault,
    ) -> Result<(Box<dyn Subject + Send + Sync>, Plan), AppError> {
        let companies = every::<Company>(vault).await?;
        let header = self.header();
        let table = &self.opened.table;
        let by_bin: BTreeMap<String, CompanyId> =
            companies.iter().map(|one| (one.record.bin.clone(), one.record.id)).collect();
        let context = Context {
            order: self.options.date_order.map(DateOrder::from),
            is_1904: table.is_1904(),
            companies: &by_bin,
        };
        let mut drafts = read_rows(table, header, &self.mapping(header), &context);
        let subject: Box<dyn Subject + Send + Sync> = match self.kind {
            ImportKind::People => {
                if let Some(company) = &self.options.company {
                    give_company(&mut drafts, parse_id(company)?);
                }
                Box::new(People::load(vault, &companies).await?)
            }
            ImportKind::Companies => Box::new(Companies { all: companies }),
        };
        let plan = Plan::make(subject.as_ref(), drafts, &self.options);
        Ok((subject, plan))
    }

    /// Returns the file as the window shows it.
    pub(crate) async fn view(&self, vault: &Vault, mappings: Vec<String>) -> Result<ImportView, AppError> {
        let (subject, plan) = self.plan(vault).await?;
        let counts = plan.counts();
        let (sheets, sheet) = match &self.opened.table.source {
            Source::Workbook { sheet, sheets, .. } => (sheets.clone(), Some(sheet.clone())),
            Source::Text { .. } => (Vec::new(), None),
        };
        let header = self.header();
        let is_held_up = counts.blocked > 0 && !self.options.leave_out_problems;
        Ok(ImportView {
            kind: self.kind,
            file: self.file.clone(),
            read_as: read_as(&self.opened.table.source),
            sheets,
            sheet,
            header_row: self.opened.table.rows.get(header).map_or(0, |row| row.number),
            columns: self.columns(header),
            fields: Field::views(self.kind),
            date_order: self.options.date_order,
            ambiguous_dates: plan.ambiguous_dates(),
            company: self.options.company.clone(),
            duplicates: self.options.duplicates,
            leave_out_problems: self.options.leave_out_problems,
            counts,
            rows: plan.views(subject.as_ref()),
            mappings,
            ready: !is_held_up && counts.create + counts.update > 0,
        })
    }

    fn columns(&self, header: usize) -> Vec<ImportColumnView> {
        let table = &self.opened.table;
        let mapping = self.mapping(header);
        let columns = (0u32..).zip(0..table.width());
        columns
            .map(|(number, column)| {
                let values = table.rows.iter().skip(header + 1).map(|row| row.cell(column).trim());
                let filled: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
                let samples = filled.iter().take(SAMPLES);
                ImportColumnView {
                    column: number,
                    letters: column_letters(number),
                    title: table.rows.get(header).map_or("", |row| row.cell(column)).trim().to_owned(),
                    samples: samples.map(|value| value.chars().take(SAMPLE_CHARS_MAX).collect()).collect(),
                    filled: crate::companies::count(filled.len()),
                    field: mapping.get(&column).copied(),
                }
            })
            .filter(|column| column.filled > 0 || !column.title.is_empty())
            .collect()
    }
}

impl From<DateOrderView> for DateOrder {
    fn from(order: DateOrderView) -> Self {
        match order {
            DateOrderView::DayFirst => Self::DayFirst,
            DateOrderView::MonthFirst => Self::MonthFirst,
        }
    }
}

/// Reads a file away from the other work: a large one takes a while.
pub(crate) async fn open(content: Vec<u8>, sheet: Option<String>) -> Result<Opened, AppError> {
    let read = tokio::task::spawn_blocking(move || {
        let table = sheets::read(&content, sheet.as_deref())?;
        if sheet.is_some() && matches!(table.source, Source::Text { .. }) {
            return Err(sheets::SheetError::UnknownSheet);
        }
        Ok(Opened { content, table })
    });
    let opened: Result<Opened, sheets::SheetError> =
        read.await.map_err(|_| AppError::internal("reading a table was cut off"))?;
    opened.map_err(|error| table_error::unreadable(&error))
}

/// Gives the company of the whole file to rows that name none.
fn give_company(drafts: &mut [Draft], company: CompanyId) {
    for draft in drafts.iter_mut().filter(|draft| !draft.is_filled(Field::CompanyBin)) {
        draft.given.push(Given { field: Field::CompanyBin, value: Value::Company(company) });
    }
}

fn read_as(source: &Source) -> Text {
    match source {
        Source::Workbook { .. } => Text::new("Excel workbook", "Книга Excel", "Excel кітабы"),
        Source::Text { encoding, delimiter } => {
            let (en, ru, kk) = match delimiter {
                '\t' => ("tabs", "табуляция", "табуляция"),
                ';' => ("semicolons", "точка с запятой", "нүктелі үтір"),
                _ => ("commas", "запятая", "үтір"),
            };
            Text::new(
                format!("Text table, {encoding}, {en}"),
                format!("Текстовая таблица, {encoding}, {ru}"),
                format!("Мәтіндік кесте, {encoding}, {kk}"),
            )
        }
    }
}
