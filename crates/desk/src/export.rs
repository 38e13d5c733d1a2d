//! Lists as files: what is shown, with its filter and its order, as a workbook or a text table.
//! People and companies are exported with the fields that an import reads, under the same titles.

use crate::companies::{count, parse_id};
use crate::dossier::PersonFolder;
use crate::import::{Field, PersonParts, shown_of_company, shown_of_person};
use crate::session::Desk;
use crate::state_names::{payment_status, portal_status, state_name, work_name};
use crate::view::{
    ExportDone, ExportList, ExportRequest, ImportKind, Language, ListRequest, TableFormat, Text,
};
use crate::{AppError, files, table_error};
use casework::{Company, CompanyId, Kind, PersonId};
use sheets::{Column, ColumnKind, Delimiter, Export};
use std::collections::HashMap;
use std::path::Path;
use vault::{Export as Note, Vault};

/// Rows of cells.
type Rows = Vec<Vec<String>>;
/// Titles of columns in the three languages.
type Titles = [(&'static str, &'static str, &'static str, ColumnKind)];

impl Desk {
    /// Writes a list into a file and notes in the journal that it left.
    pub async fn export_list(&self, request: ExportRequest, to: &Path) -> Result<ExportDone, AppError> {
        let language = self.session().await?.settings.language;
        let table = self.table(&request, language).await?;
        let content = match request.format {
            TableFormat::Xlsx => table.to_xlsx(),
            TableFormat::Csv => table.to_csv(Delimiter::Semicolon),
            TableFormat::CsvComma => table.to_csv(Delimiter::Comma),
        };
        let content = content.map_err(|error| table_error::unwritable(&error))?;
        let rows = count(table.rows.len());
        let list = Note::list(kind_of(request.list), u64::from(rows));
        self.vault().await?.note_export(self.author(), list).await?;
        let file = files::write_to(to, &content).await?;
        Ok(ExportDone { file, rows })
    }

    /// Returns the name under which a list is offered to be saved.
    pub async fn export_name(&self, request: &ExportRequest) -> Result<String, AppError> {
        let language = self.session().await?.settings.language;
        let ending = match request.format {
            TableFormat::Xlsx => "xlsx",
            TableFormat::Csv | TableFormat::CsvComma => "csv",
        };
        Ok(format!("{} {}.{ending}", list_name(request.list).get(language), self.today_date()))
    }

    async fn table(&self, request: &ExportRequest, language: Language) -> Result<Export, AppError> {
        let vault = self.vault().await?;
        let query = request.query.clone();
        let (columns, rows) = match request.list {
            ExportList::People => {
                let ids = match &request.ids {
                    Some(ids) => ids.clone(),
                    None => self.person_list(query).await?.into_iter().map(|row| row.id).collect(),
                };
                (field_columns(ImportKind::People, language), people(&vault, &ids).await?)
            }
            ExportList::Companies => {
                let ids = match &request.ids {
                    Some(ids) => ids.clone(),
                    None => self.company_list(query).await?.into_iter().map(|row| row.id).collect(),
                };
                (field_columns(ImportKind::Companies, language), companies(&vault, &ids).await?)
            }
            ExportList::Papers => (columns(PAPERS, language), self.papers(request, language).await?),
            ExportList::Applications => {
                (columns(APPLICATIONS, language), self.applications(request, language).await?)
            }
            ExportList::Outbox => (columns(OUTBOX, language), self.outbox_rows(request, language).await?),
        };
        Ok(Export { name: list_name(request.list).get(language).to_owned(), columns, rows })
    }

    async fn papers(&self, request: &ExportRequest, language: Language) -> Result<Rows, AppError> {
        let named = request.ids.is_some();
        let query = if named { ListRequest::default() } else { request.query.clone() };
        let rows = self.paper_list(query).await?.into_iter().map(|row| {
            let cells = vec![
                row.document_title.get(language).to_owned(),
                row.title,
                row.owner_title.wording(language).to_owned(),
                row.issued_on.unwrap_or_default(),
                row.expires_on.unwrap_or_default(),
            ];
            (row.id, cells)
        });
        Ok(as_shown(rows, request.ids.as_deref(), ""))
    }

    async fn applications(&self, request: &ExportRequest, language: Language) -> Result<Rows, AppError> {
        let rows = self.application_list().await?.into_iter().map(|row| {
            let cells = vec![
                row.number,
                row.service_title.get(language).to_owned(),
                row.company.wording(language).to_owned(),
                row.persons.join(", "),
                work_name(row.work).get(language).to_owned(),
                said(row.portal_status, portal_status, language),
                said(row.payment_status, payment_status, language),
                row.blocks.to_string(),
                row.filing_on.unwrap_or_default(),
            ];
            (row.id, cells)
        });
        Ok(as_shown(rows, request.ids.as_deref(), &request.query.filter))
    }

    async fn outbox_rows(&self, request: &ExportRequest, language: Language) -> Result<Rows, AppError> {
        let rows = self.outbox_list().await?.into_iter().map(|row| {
            let one = row.submission;
            let cells = vec![
                row.application_number,
                row.company.wording(language).to_owned(),
                state_name(one.state).get(language).to_owned(),
                one.portal_number.unwrap_or_default(),
                said(one.portal_status, portal_status, language),
                one.frozen_at,
                one.received_at.unwrap_or_default(),
                one.attempts.to_string(),
                one.last_problem.map(|text| text.get(language).to_owned()).unwrap_or_default(),
                one.packet_sha256,
            ];
            (row.id, cells)
        });
        Ok(as_shown(rows, request.ids.as_deref(), &request.query.filter))
    }
}

/// Returns the named rows in their order; where none are named, those that hold every word.
fn as_shown(rows: impl Iterator<Item = (String, Vec<String>)>, ids: Option<&[String]>, filter: &str) -> Rows {
    let Some(ids) = ids else { return filtered(rows.map(|(_, cells)| cells), filter) };
    let mut by_id: HashMap<String, Vec<String>> = rows.collect();
    ids.iter().filter_map(|id| by_id.remove(id)).collect()
}

/// Returns the rows that hold every word, for lists that are filtered in the window.
fn filtered(rows: impl Iterator<Item = Vec<String>>, filter: &str) -> Rows {
    let folded = vault::fold(filter);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let holds = |row: &Vec<String>| {
        let text = vault::fold(&row.join(" "));
        words.iter().all(|word| text.contains(word))
    };
    rows.filter(holds).collect()
}

async fn people(vault: &Vault, ids: &[String]) -> Result<Rows, AppError> {
    let mut rows = Vec::new();
    for id in ids {
        let folder = PersonFolder::load(vault, parse_id::<PersonId>(id)?).await?;
        let engagement = folder.engagements.into_iter().next();
        let bin = match &engagement {
            Some(engagement) => vault.require::<Company>(engagement.company).await?.record.bin,
            None => String::new(),
        };
        let parts =
            PersonParts { person: folder.person.record, passport: folder.travel_document, engagement, bin };
        rows.push(
            Field::of(ImportKind::People).iter().map(|field| shown_of_person(&parts, *field)).collect(),
        );
    }
    Ok(rows)
}

async fn companies(vault: &Vault, ids: &[String]) -> Result<Rows, AppError> {
    let mut rows = Vec::new();
    for id in ids {
        let company = vault.require::<Company>(parse_id::<CompanyId>(id)?).await?.record;
        let fields = Field::of(ImportKind::Companies).iter();
        rows.push(fields.map(|field| shown_of_company(&company, *field)).collect());
    }
    Ok(rows)
}

fn field_columns(kind: ImportKind, language: Language) -> Vec<Column> {
    let column = |field: &Field| {
        let kind = if field.is_day() { ColumnKind::Date } else { ColumnKind::Text };
        Column::new(field.label().get(language), kind)
    };
    Field::of(kind).iter().map(column).collect()
}

fn columns(titles: &Titles, language: Language) -> Vec<Column> {
    let column = |(en, ru, kk, kind): &(&str, &str, &str, ColumnKind)| {
        Column::new(Text::new(*en, *ru, *kk).get(language), *kind)
    };
    titles.iter().map(column).collect()
}

/// Returns the kind of the records in a list, as the journal names what left.
const fn kind_of(list: ExportList) -> Kind {
    match list {
        ExportList::People => Kind::Person,
        ExportList::Companies => Kind::Company,
        ExportList::Papers => Kind::Paper,
        ExportList::Applications => Kind::Application,
        ExportList::Outbox => Kind::Submission,
    }
}

/// Returns a code of the portal in words; one that nobody knows stays as the portal writes it.
fn said(code: Option<String>, name: fn(&str) -> Option<Text>, language: Language) -> String {
    let Some(code) = code else { return String::new() };
    name(&code).map(|name| name.get(language).to_owned()).unwrap_or(code)
}

fn list_name(list: ExportList) -> Text {
    match list {
        ExportList::People => Text::new("People", "Люди", "Адамдар"),
        ExportList::Companies => Text::new("Companies", "Компании", "Компаниялар"),
        ExportList::Papers => Text::new("Papers", "Документы", "Құжаттар"),
        ExportList::Applications => Text::new("Applications", "Заявки", "Өтінімдер"),
        ExportList::Outbox => Text::new("Outbox", "Исходящие", "Шығыс"),
    }
}

const PAPERS: &Titles = &[
    ("Paper", "Документ", "Құжат", ColumnKind::Text),
    ("Title", "Название", "Атауы", ColumnKind::Text),
    ("Belongs to", "Кому принадлежит", "Кімге тиесілі", ColumnKind::Text),
    ("Issued on", "Дата выдачи", "Берілген күні", ColumnKind::Date),
    ("Valid until", "Действителен до", "Жарамдылық мерзімі", ColumnKind::Date),
];

const APPLICATIONS: &Titles = &[
    ("Number", "Номер", "Нөмірі", ColumnKind::Text),
    ("Service", "Услуга", "Қызмет", ColumnKind::Text),
    ("Company", "Компания", "Компания", ColumnKind::Text),
    ("Persons", "Лица", "Адамдар", ColumnKind::Text),
    ("Our work", "Наша работа", "Біздің жұмыс", ColumnKind::Text),
    ("Portal status", "Статус на портале", "Порталдағы мәртебесі", ColumnKind::Text),
    ("Payment status", "Статус оплаты", "Төлем мәртебесі", ColumnKind::Text),
    ("Blocking findings", "Препятствующие замечания", "Кедергі ескертулер", ColumnKind::Number),
    ("To be filed on", "Подать", "Тапсыру күні", ColumnKind::Date),
];

const OUTBOX: &Titles = &[
    ("Application", "Заявка", "Өтінім", ColumnKind::Text),
    ("Company", "Компания", "Компания", ColumnKind::Text),
    ("Delivery", "Доставка", "Жеткізу", ColumnKind::Text),
    ("Portal number", "Номер на портале", "Порталдағы нөмірі", ColumnKind::Text),
    ("Portal status", "Статус на портале", "Порталдағы мәртебесі", ColumnKind::Text),
    ("Frozen at", "Зафиксировано", "Бекітілген уақыты", ColumnKind::Text),
    ("Received at", "Получено порталом", "Портал алған уақыт", ColumnKind::Text),
    ("Attempts", "Попытки", "Әрекеттер", ColumnKind::Number),
    ("Problem", "Причина задержки", "Кідіру себебі", ColumnKind::Text),
    ("SHA-256 of the packet", "SHA-256 пакета", "Пакеттің SHA-256 мәні", ColumnKind::Text),
];
