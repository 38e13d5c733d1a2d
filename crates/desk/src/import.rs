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
mod past;
mod pending;
mod people;
mod person_fields;
mod plan;
mod problem;
mod undo;
mod value;

pub(crate) use companies::shown as shown_of_company;
pub use field::Field;
pub(crate) use pending::Pending;
pub(crate) use people::PersonParts;
pub(crate) use person_fields::shown as shown_of_person;

use crate::error::{AppError, ErrorCode};
use crate::session::Desk;
use crate::view::{ImportDone, ImportKind, ImportOptions, ImportView, Text};
use casework::Record;
use mapping::{Saved, SavedMappings};
use pending::open;
use std::path::Path;
use std::sync::Arc;
use vault::{Change, ListQuery, Stored, Vault};

/// Why imports are written, as the journal says it.
const REASON: &str = "import";
/// Records that are read at a time.
const PAGE: u32 = 10_000;

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

    /// Reads the file in another way. Without a sheet it stays the one that was read; another one has
    /// other titles, columns and rows, so whoever names it says those anew or leaves them open.
    pub async fn import_options(&self, options: ImportOptions) -> Result<ImportView, AppError> {
        let mut pending = self.pending().await?;
        if options.sheet.as_deref().is_some_and(|wanted| pending.sheet() != Some(wanted)) {
            pending.opened = Arc::new(open(pending.opened.content.clone(), options.sheet.clone()).await?);
        }
        pending.options = options;
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
        self.remember_import(&done).await?;
        self.import_cancel().await?;
        Ok(done)
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
