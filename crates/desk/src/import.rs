//! Importing people and companies from a table: read the file, propose which column is what, show
//! what would become of every row, and then write all of it in one change, or nothing.
//!
//! Invariant: nothing is dropped silently. A row that can't be taken holds the import up until the
//! user corrects it or leaves it out, and what is left out is told by its number. The file's path
//! and content stay on this side; while the cabinet is locked nothing of them is in memory.

mod companies;
mod draft;
mod field;
mod mapping;
mod name;
mod people;
mod plan;
mod problem;
mod undo;
mod value;

pub(crate) use companies::shown as shown_of_company;
pub use field::Field;
pub(crate) use people::{PersonParts, shown as shown_of_person};

use crate::companies::parse_id;
use crate::environment::{day_in_kazakhstan, stamp};
use crate::error::{AppError, ErrorCode};
use crate::session::Desk;
use crate::table_error;
use crate::view::{
    DateOrderView, ImportColumnView, ImportDone, ImportKind, ImportOptions, ImportView, PastImport, Text,
};
use casework::{Company, CompanyId, Record};
use companies::Companies;
use draft::{Draft, Given, read_rows};
use jiff::Timestamp;
use mapping::{Saved, SavedMappings};
use people::People;
use plan::{Plan, Subject};
use serde::{Deserialize, Serialize};
use sheets::date::DateOrder;
use sheets::{Source, Table, column_letters};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use value::{Context, Value};
use vault::{Change, ListQuery, Stored, Vault};
use zeroize::Zeroize as _;

/// Why imports are written, as the journal says it.
const REASON: &str = "import";
/// Values of a column that the mapping shows.
const SAMPLES: usize = 3;
/// Characters of such a value.
const SAMPLE_CHARS_MAX: usize = 60;
/// Records that are read at a time.
const PAGE: u32 = 10_000;
/// Under this name the past imports lie in the cabinet.
const PAST: &str = "imports";
/// Past imports that are remembered; older ones are still in the journal.
const PAST_MAX: usize = 40;
/// Days for which an import can be taken back from the list.
const UNDO_DAYS: i64 = 30;

/// A file that is being looked at.
#[derive(Clone)]
pub(crate) struct Pending {
    kind: ImportKind,
    file: String,
    opened: Arc<Opened>,
    options: ImportOptions,
}

/// What was read of a file. Its text is wiped when nobody looks at it any more.
struct Opened {
    content: Vec<u8>,
    table: Table,
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.content.zeroize();
        self.table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.zeroize());
    }
}

/// A past import as it is remembered: no names, only how many.
#[derive(Serialize, Deserialize)]
struct Past {
    client: String,
    change: u32,
    kind: ImportKind,
    at: Timestamp,
    created: u32,
    updated: u32,
}

impl Desk {
    /// Opens a file to import from it.
    pub async fn import_file(&self, kind: ImportKind, path: &Path) -> Result<ImportView, AppError> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let content = crate::files::read_table(path).await?;
        self.import_content(kind, name, content).await
    }

    /// Opens a file's content to import from it.
    pub async fn import_content(
        &self,
        kind: ImportKind,
        file: String,
        content: Vec<u8>,
    ) -> Result<ImportView, AppError> {
        let opened = Arc::new(open(content, None).await?);
        let pending = Pending { kind, file, opened, options: ImportOptions::default() };
        self.look_at(pending).await
    }

    /// Returns the file that is being looked at; none when there is none.
    pub async fn import_view(&self) -> Result<Option<ImportView>, AppError> {
        let pending = self.session().await?.import.clone();
        match pending {
            Some(pending) => self.look_at(pending).await.map(Some),
            None => Ok(None),
        }
    }

    /// Reads the file in another way.
    pub async fn import_options(&self, options: ImportOptions) -> Result<ImportView, AppError> {
        let mut pending = self.pending().await?;
        if options.sheet != pending.options.sheet {
            pending.opened = Arc::new(open(pending.opened.content.clone(), options.sheet.clone()).await?);
            // Another sheet has other columns and other rows.
            pending.options = ImportOptions { header_row: None, columns: None, rows: Vec::new(), ..options };
        } else {
            pending.options = options;
        }
        self.look_at(pending).await
    }

    /// Reads the file with a saved mapping.
    pub async fn import_use_mapping(&self, name: String) -> Result<ImportView, AppError> {
        let mut pending = self.pending().await?;
        let saved = mapping::load(&self.session().await?.cabinet).await?;
        let saved = saved.get(&name).ok_or_else(unknown_mapping)?;
        let header = pending.header();
        pending.options.columns = Some(saved.apply(&pending.opened.table, header));
        self.look_at(pending).await
    }

    /// Saves the mapping under a name, in place of one that has it.
    pub async fn import_save_mapping(&self, name: String) -> Result<ImportView, AppError> {
        let mut reader = crate::convert::Reader::default();
        reader.required("name", &name);
        reader.finish()?;
        let pending = self.pending().await?;
        let mut saved: SavedMappings = mapping::load(&self.session().await?.cabinet).await?;
        let (table, header) = (&pending.opened.table, pending.header());
        saved.insert(
            name.trim().to_owned(),
            Saved::new(pending.kind, table, header, &pending.mapping(header)),
        );
        self.store_mappings(saved).await?;
        self.look_at(pending).await
    }

    /// Forgets a saved mapping.
    pub async fn import_forget_mapping(&self, name: String) -> Result<ImportView, AppError> {
        let pending = self.pending().await?;
        let mut saved: SavedMappings = mapping::load(&self.session().await?.cabinet).await?;
        saved.remove(&name).ok_or_else(unknown_mapping)?;
        self.store_mappings(saved).await?;
        self.look_at(pending).await
    }

    /// Closes the file without importing it.
    pub async fn import_cancel(&self) -> Result<(), AppError> {
        self.session().await?.import = None;
        Ok(())
    }

    /// Imports: all rows in one change, or nothing.
    pub async fn import_run(&self) -> Result<ImportDone, AppError> {
        let pending = self.pending().await?;
        let vault = self.vault().await?;
        let (subject, plan) = pending.plan(&vault).await?;
        let left_out = plan.blocked();
        if !left_out.is_empty() && !pending.options.leave_out_problems {
            return Err(held_up(left_out.len()));
        }
        let counts = plan.counts();
        if counts.create + counts.update == 0 {
            return Err(nothing_new());
        }
        let make_id = || self.environment.make_uuid();
        let change = plan.put(subject.as_ref(), Change::new(self.author(), REASON), &make_id)?;
        let sequence = vault.write(change).await?.sequence;
        let change = change_at(&vault, sequence).await?;
        let done = ImportDone {
            change,
            kind: pending.kind,
            created: counts.create,
            updated: counts.update,
            skipped: counts.skip,
            left_out,
        };
        self.remember(&done).await?;
        self.import_cancel().await?;
        Ok(done)
    }

    /// Returns the imports of this client that can still be taken back, the last first.
    pub async fn import_list(&self) -> Result<Vec<PastImport>, AppError> {
        let open = self.session().await?;
        let past: Vec<Past> = open.cabinet.setting(PAST).await?.unwrap_or_default();
        let client = open.client.to_string();
        let today = day_in_kazakhstan(self.environment.now());
        let is_recent = |past: &Past| {
            let days = day_in_kazakhstan(past.at).until(today).map(|span| i64::from(span.get_days()));
            days.is_ok_and(|days| days <= UNDO_DAYS)
        };
        let rows = past.iter().rev().filter(|past| past.client == client && is_recent(past));
        Ok(rows
            .map(|past| PastImport {
                change: past.change,
                kind: past.kind,
                at: stamp(past.at),
                created: past.created,
                updated: past.updated,
            })
            .collect())
    }

    async fn remember(&self, done: &ImportDone) -> Result<(), AppError> {
        let open = self.session().await?;
        let mut past: Vec<Past> = open.cabinet.setting(PAST).await?.unwrap_or_default();
        past.push(Past {
            client: open.client.to_string(),
            change: done.change,
            kind: done.kind,
            at: self.environment.now(),
            created: done.created,
            updated: done.updated,
        });
        let past: Vec<Past> = past.into_iter().rev().take(PAST_MAX).rev().collect();
        Ok(open.cabinet.put_setting(PAST, &past, self.author()).await?)
    }

    /// Takes an import off the list of those that can be taken back.
    async fn forget(&self, change: u32) -> Result<(), AppError> {
        let open = self.session().await?;
        let mut past: Vec<Past> = open.cabinet.setting(PAST).await?.unwrap_or_default();
        let client = open.client.to_string();
        past.retain(|one| one.change != change || one.client != client);
        Ok(open.cabinet.put_setting(PAST, &past, self.author()).await?)
    }

    async fn pending(&self) -> Result<Pending, AppError> {
        let pending = self.session().await?.import.clone();
        pending.ok_or_else(|| AppError::new(ErrorCode::NotFound, "no file is open for import"))
    }

    /// Plans, and keeps the file open the way it was looked at last.
    async fn look_at(&self, pending: Pending) -> Result<ImportView, AppError> {
        let vault = self.vault().await?;
        let saved = mapping::load(&self.session().await?.cabinet).await?;
        let view = pending.view(&vault, mapping::names(&saved, pending.kind)).await?;
        self.session().await?.import = Some(pending);
        Ok(view)
    }
}

impl Pending {
    /// Returns the place of the row with the titles.
    fn header(&self) -> usize {
        mapping::header_place(&self.opened.table, self.kind, self.options.header_row)
    }

    fn mapping(&self, header: usize) -> BTreeMap<usize, Field> {
        match &self.options.columns {
            Some(columns) => mapping::chosen(columns, self.kind),
            None => mapping::propose(&self.opened.table, header, self.kind),
        }
    }

    async fn plan(&self, vault: &Vault) -> Result<(Box<dyn Subject + Send + Sync>, Plan), AppError> {
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

    async fn view(&self, vault: &Vault, mappings: Vec<String>) -> Result<ImportView, AppError> {
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
async fn open(content: Vec<u8>, sheet: Option<String>) -> Result<Opened, AppError> {
    let read = tokio::task::spawn_blocking(move || {
        let table = sheets::read(&content, sheet.as_deref())?;
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

/// Returns every record of a kind.
pub(crate) async fn every<R: Record>(vault: &Vault) -> Result<Vec<Stored<R>>, AppError> {
    let mut all = Vec::new();
    loop {
        let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let page = vault.list::<R>(ListQuery { limit: PAGE, offset, ..ListQuery::default() }).await?;
        let is_last = page.len() < PAGE as usize;
        all.extend(page);
        if is_last {
            return Ok(all);
        }
    }
}

/// Returns the change that an entry of the journal belongs to.
async fn change_at(vault: &Vault, sequence: u64) -> Result<u32, AppError> {
    let entry = vault.journal(sequence.saturating_sub(1), 1).await?.into_iter().next();
    let change = entry.and_then(|entry| u32::try_from(entry.change).ok());
    change.ok_or_else(|| AppError::internal("a change without entries"))
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

fn unknown_mapping() -> AppError {
    AppError::with_text(
        ErrorCode::NotFound,
        "unknown mapping",
        Text::new(
            "There is no saved mapping of this name.",
            "Сохранённого сопоставления с таким именем нет.",
            "Мұндай атпен сақталған сәйкестендіру жоқ.",
        ),
    )
}

fn held_up(rows: usize) -> AppError {
    AppError::with_text(
        ErrorCode::NotReady,
        "rows with problems",
        Text::new(
            format!(
                "Rows with problems: {rows}. Nothing was imported. Correct them in the file, or leave them out."
            ),
            format!(
                "Строк с ошибками: {rows}. Ничего не импортировано. Исправьте их в файле или исключите из импорта."
            ),
            format!(
                "Қатесі бар жолдар: {rows}. Ештеңе импортталған жоқ. Оларды файлда түзетіңіз немесе импорттан шығарыңыз."
            ),
        ),
    )
}

fn nothing_new() -> AppError {
    AppError::with_text(
        ErrorCode::NotReady,
        "nothing to import",
        Text::new(
            "There is nothing to import: every row is skipped or can't be taken.",
            "Импортировать нечего: все строки пропущены или содержат ошибки.",
            "Импорттайтын ештеңе жоқ: барлық жол өткізілген немесе қатесі бар.",
        ),
    )
}
