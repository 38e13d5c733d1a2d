//! Calls that bring tables in, take lists out, and search.

use crate::call::{Export, Import, ImportChoices, ImportSubject};
use crate::casework::{not_found, open};
use crate::output::{Answer, counted, minute, word};
use crate::records::{refuse_existing, refused};
use desk::view::{
    ExportList, ExportRequest, ImportDone, ImportKind, ImportOptions, ImportView, Language, ListRequest,
    RowAction, Severity, TableFormat,
};
use desk::{AppError, Desk};
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// Imports people or companies, or takes an import back.
pub async fn import(command: Import) -> Result<Answer, AppError> {
    match command {
        Import::People(subject) => {
            let kind = ImportKind::People;
            bring_in(kind, &subject.subject, subject.company.as_deref()).await
        }
        Import::Companies(subject) => bring_in(ImportKind::Companies, &subject, None).await,
        Import::List { at } => {
            let desk = open(&at).await?;
            let imports = desk.import_list().await?;
            desk.cabinet_lock().await?;
            let lines = imports.iter().map(|one| {
                format!("{}  {}  {} new, {} updated\n", one.change, minute(&one.at), one.created, one.updated)
            });
            let text: String = lines.collect();
            Answer::yes(&json!({ "imports": imports }), text)
        }
        Import::Undo { at, change } => {
            let desk = open(&at).await?;
            desk.import_undo(change).await?;
            desk.cabinet_lock().await?;
            Answer::yes(&json!({ "undone": change }), format!("Import {change} was taken back."))
        }
    }
}

async fn bring_in(
    kind: ImportKind,
    subject: &ImportSubject,
    company: Option<&str>,
) -> Result<Answer, AppError> {
    let desk = open(&subject.at).await?;
    desk.import_file(kind, &subject.file).await?;
    let options = options(&desk, &subject.choices, company).await?;
    let mut view = desk.import_options(options).await?;
    refuse_unfound(&view, &subject.choices)?;
    if let Some(name) = &subject.choices.mapping {
        view = desk.import_use_mapping(name.clone()).await?;
    }
    if let Some(name) = &subject.choices.save_mapping {
        view = desk.import_save_mapping(name.clone()).await?;
    }
    let done = if subject.choices.dry_run || !view.ready { None } else { Some(desk.import_run().await?) };
    desk.cabinet_lock().await?;
    let is_yes = done.is_some() || view.ready;
    let text = text_of(&view, done.as_ref());
    Answer::of(&json!({ "dry_run": subject.choices.dry_run, "preview": view, "done": done }), text, is_yes)
}

/// Refuses a row of titles that the table doesn't have.
fn refuse_unfound(view: &ImportView, choices: &ImportChoices) -> Result<(), AppError> {
    match choices.header_row {
        Some(row) if row != view.header_row => Err(refused(&format!("There are no titles in row {row}."))),
        _ => Ok(()),
    }
}

async fn options(
    desk: &Desk,
    choices: &ImportChoices,
    company: Option<&str>,
) -> Result<ImportOptions, AppError> {
    let company = match company {
        Some(bin) => {
            let rows = desk.company_list(ListRequest::default()).await?;
            let row = rows.into_iter().find(|row| row.bin == bin);
            Some(row.ok_or_else(|| not_found("company"))?.id)
        }
        None => None,
    };
    Ok(ImportOptions {
        sheet: choices.sheet.clone(),
        header_row: choices.header_row,
        date_order: choices.dates.map(Into::into),
        company,
        duplicates: choices.duplicates.into(),
        leave_out_problems: choices.leave_out_problems,
        ..ImportOptions::default()
    })
}

fn text_of(view: &ImportView, done: Option<&ImportDone>) -> String {
    let counts = view.counts;
    let mut text = format!(
        "{}: {} new, {} to update, {} skipped as duplicates, {} with problems\n",
        counted(counts.rows, "row"),
        counts.create,
        counts.update,
        counts.skip,
        counts.blocked
    );
    if view.columns.iter().all(|column| column.field.is_none()) {
        text.push_str(
            "  no title is known; --header-row says in which row they are, --mapping what they mean\n",
        );
    } else if counts.rows == 0 {
        text.push_str(&format!("  nothing stands under the titles in row {}\n", view.header_row));
    }
    for column in view.columns.iter().filter(|column| column.field.is_none() && column.filled > 0) {
        text.push_str(&format!("  column {} ({}) is not imported\n", column.letters, column.title));
    }
    for row in &view.rows {
        for problem in &row.problems {
            let label = problem.field.map_or_else(String::new, |field| field.label().en);
            let sign = if problem.severity == Severity::Blocks { "blocks" } else { "check" };
            text.push_str(&format!("  row {}  {sign}  {label}: {}\n", row.row, problem.text.en));
        }
        if let (Some(duplicate), RowAction::Skip) = (&row.duplicate, row.action) {
            text.push_str(&format!("  row {}  is there already: {}\n", row.row, duplicate.by.en));
        }
    }
    let end = match done {
        Some(done) if done.left_out.is_empty() => {
            format!(
                "Imported: {} new, {} updated. Undo: expat import undo --change {}",
                done.created, done.updated, done.change
            )
        }
        Some(done) => {
            let rows: Vec<String> = done.left_out.iter().map(u32::to_string).collect();
            format!(
                "Imported: {} new, {} updated. Left out: rows {}. Undo: expat import undo --change {}",
                done.created,
                done.updated,
                rows.join(", "),
                done.change
            )
        }
        None if view.ready => "Nothing was written.".to_owned(),
        None => "Nothing was imported.".to_owned(),
    };
    text.push_str(&end);
    text
}

/// Writes a list into a file.
pub async fn export(command: &Export) -> Result<Answer, AppError> {
    let format = format_of(&command.out, command.comma)?;
    refuse_existing(&command.out)?;
    let desk = open(&command.at).await?;
    let request = ExportRequest {
        list: command.list.into(),
        query: ListRequest {
            filter: command.filter.clone().unwrap_or_default(),
            sort: command.sort.clone().unwrap_or_default(),
            descending: command.descending,
        },
        ids: None,
        format,
    };
    let done = desk.export_list(request, &command.out).await?;
    desk.cabinet_lock().await?;
    Answer::yes(&done, format!("{} in {}", counted(done.rows, "row"), command.out.display()))
}

/// The ending of the name says the format.
pub(crate) fn format_of(out: &Path, comma: bool) -> Result<TableFormat, AppError> {
    let is = |wanted: &str| out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted));
    match (is("csv"), is("xlsx"), comma) {
        (true, _, true) => Ok(TableFormat::CsvComma),
        (true, _, false) => Ok(TableFormat::Csv),
        (_, true, false) => Ok(TableFormat::Xlsx),
        (_, true, true) => Err(refused("Only a .csv file has commas between its values.")),
        _ => Err(refused("The name of the file has to end in .xlsx or .csv.")),
    }
}

/// Finds records.
pub async fn search(at: &crate::call::At, query: &str, all_clients: bool) -> Result<Answer, AppError> {
    let desk = open(at).await?;
    let found = desk.search(query.to_owned(), all_clients).await?;
    desk.cabinet_lock().await?;
    let mut text = String::new();
    for hit in &found.hits {
        let client = if all_clients { format!("{}  ", hit.client_name) } else { String::new() };
        writeln!(
            text,
            "{client}{}  {}  {}  {}",
            word(&hit.kind),
            hit.title,
            hit.detail.wording(Language::En),
            hit.id
        )
        .map_err(|_| AppError::internal("text"))?;
    }
    if found.hits.is_empty() {
        text.push_str("Nothing found.\n");
    }
    for client in &found.unsearched {
        writeln!(text, "Not searched, because its papers can't be opened: {client}")
            .map_err(|_| AppError::internal("text"))?;
    }
    Answer::of(&found, text, !found.hits.is_empty())
}

impl From<crate::call::List> for ExportList {
    fn from(list: crate::call::List) -> Self {
        use crate::call::List;
        match list {
            List::People => Self::People,
            List::Companies => Self::Companies,
            List::Papers => Self::Papers,
            List::Applications => Self::Applications,
            List::Outbox => Self::Outbox,
        }
    }
}
