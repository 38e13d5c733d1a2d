//! Personal data as a whole: whose keeping is over, which withdrawals run, whom a breach touches.

use crate::consents::stop_by;
use crate::convert::day;
use crate::dossier::PersonFolder;
use crate::error::AppError;
use crate::recycle::{all, titled};
use crate::session::Desk;
use crate::view::{
    BreachRow, Language, NeedView, PrivacyView, RecordKind, RetentionRow, RetentionView, Severity, Text,
    WithdrawalRow,
};
use crate::{companies, people};
use casework::retention::{Purposes, Retention, RetentionSource, of_person};
use casework::{
    Application, Company, Consent, Engagement, Kind, LinkRole, Paper, Person, PersonId, Record, StayDocument,
};
use jiff::civil::Date;
use sheets::{Column, ColumnKind, Delimiter, Export};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use vault::{Change, Op, Vault};

impl Desk {
    /// Returns the screen Personal data.
    pub async fn privacy(&self) -> Result<PrivacyView, AppError> {
        let vault = self.vault().await?;
        let language = self.session().await?.settings.language;
        let today = self.today_date();
        let persons = all::<Person>(&vault, false).await?;
        let consents = all::<Consent>(&vault, false).await?;
        let agreed: BTreeSet<PersonId> = consents
            .iter()
            .filter(|stored| stored.record.holds_on(today))
            .map(|stored| stored.record.person)
            .collect();
        let mut without_consent = Vec::new();
        let mut past_retention = Vec::new();
        for stored in &persons {
            let person = &stored.record;
            if !agreed.contains(&person.id) {
                without_consent.push(people::row_of(&vault, person.id).await?);
            }
            if let Some(retention) = retention_of(&vault, person).await?.filter(|one| one.until < today) {
                past_retention.push(row(
                    person.id.to_string(),
                    RecordKind::Person,
                    person.title(),
                    retention,
                ));
            }
        }
        for stored in all::<Paper>(&vault, false).await? {
            let paper = &stored.record;
            if let Some(until) = paper.retain_until.filter(|until| *until < today) {
                let retention = Retention { until, source: RetentionSource::User };
                let title = titled(Kind::Paper, &paper.title()).get(language).to_owned();
                past_retention.push(row(paper.id.to_string(), RecordKind::Paper, title, retention));
            }
        }
        past_retention.sort_by(|a, b| a.until.cmp(&b.until));
        Ok(PrivacyView {
            withdrawals: withdrawals(&vault, today).await?,
            past_retention,
            without_consent,
            persons: companies::count(persons.len()),
        })
    }

    /// Returns everybody whose data a breach of this client touches, and which data.
    pub async fn breach_list(&self) -> Result<Vec<BreachRow>, AppError> {
        let vault = self.vault().await?;
        let mut rows = Vec::new();
        for stored in all::<Person>(&vault, false).await? {
            let folder = PersonFolder::load(&vault, stored.record.id).await?;
            let shown = people::row(&vault, &folder).await?;
            let scans = folder.papers.iter().map(|paper| paper.record.files().count()).sum();
            rows.push(BreachRow {
                id: shown.id,
                title: shown.title,
                cyrillic: shown.cyrillic,
                citizenship: shown.citizenship,
                birth_date: shown.birth_date,
                company: shown.company,
                phone: stored.record.phone.clone(),
                email: stored.record.email.clone(),
                data: data_held(&folder),
                scans: companies::count(scans),
            });
        }
        Ok(rows)
    }
}

impl Desk {
    /// Writes the list for a breach notice as a workbook, or as a text table where the name ends so.
    pub async fn breach_list_save(&self, to: &Path) -> Result<(), AppError> {
        let language = self.session().await?.settings.language;
        let rows = self.breach_list().await?;
        let export = sheet_of(&rows, language);
        let is_text = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let content = if is_text { export.to_csv(Delimiter::Semicolon) } else { export.to_xlsx() };
        let content = content.map_err(|_| AppError::internal("list unwritable"))?;
        let mut change = Change::new(self.author(), "breach_list");
        for row in &rows {
            change = change.with(Op::export::<Person>(companies::parse_id(&row.id)?));
        }
        self.vault().await?.write(change).await?;
        crate::files::write_to(to, &content).await?;
        Ok(())
    }
}

fn sheet_of(rows: &[BreachRow], language: Language) -> Export {
    let title = |en: &str, ru: &str, kk: &str| Text::new(en, ru, kk).get(language).to_owned();
    let text = |title: String| Column::new(title, ColumnKind::Text);
    let columns = vec![
        text(title("Name", "Имя", "Аты-жөні")),
        text(title("In Cyrillic", "Кириллицей", "Кириллицада")),
        text(title("Citizenship", "Гражданство", "Азаматтығы")),
        Column::new(title("Born", "Дата рождения", "Туған күні"), ColumnKind::Date),
        text(title("Company", "Компания", "Компания")),
        text(title("Phone", "Телефон", "Телефон")),
        text(title("E-mail", "Эл. почта", "Эл. пошта")),
        text(title("Data held", "Какие данные", "Сақталған деректер")),
        Column::new(title("Scans", "Сканы", "Скандар"), ColumnKind::Number),
    ];
    let rows = rows.iter().map(|row| {
        let data: Vec<&str> = row.data.iter().map(|kind| kind.get(language)).collect();
        vec![
            row.title.clone(),
            row.cyrillic.clone(),
            row.citizenship.clone(),
            row.birth_date.clone().unwrap_or_default(),
            row.company.wording(language).to_owned(),
            row.phone.clone(),
            row.email.clone(),
            data.join(", "),
            row.scans.to_string(),
        ]
    });
    Export { name: title("Persons", "Лица", "Адамдар"), columns, rows: rows.collect() }
}

/// Returns the kinds of data that are stored about a person.
fn data_held(folder: &PersonFolder) -> Vec<Text> {
    let person = &folder.person.record;
    let held = [
        (true, ("names", "имена", "аты-жөні")),
        (person.birth_date.is_some(), ("birth", "дата и место рождения", "туған күні мен жері")),
        (!person.citizenships.is_empty(), ("citizenship", "гражданство", "азаматтығы")),
        (!person.iin.is_empty(), ("IIN", "ИИН", "ЖСН")),
        (folder.travel_document.is_some(), ("passport", "паспорт", "паспорты")),
        (
            !folder.stay_documents.is_empty(),
            ("visas and permits", "визы и разрешения", "визалары мен рұқсаттары"),
        ),
        (
            !(person.phone.is_empty() && person.email.is_empty() && person.address_abroad.is_empty()),
            ("contacts and addresses", "контакты и адреса", "байланысы мен мекенжайлары"),
        ),
        (folder.relation.is_some() || person.marital_status.is_some(), ("family", "семья", "отбасы")),
        (!folder.engagements.is_empty(), ("employment", "работа", "жұмысы")),
        (
            !(person.education.is_empty() && person.experience.is_empty()),
            ("education and experience", "образование и опыт", "білімі мен тәжірибесі"),
        ),
        (person.photo.is_some(), ("photograph", "фотография", "фотосуреті")),
        (
            folder.papers.iter().any(|paper| paper.record.file.is_some()),
            ("scans of papers", "сканы документов", "құжаттардың сканы"),
        ),
    ];
    held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, (en, ru, kk))| Text::new(en, ru, kk)).collect()
}

async fn withdrawals(vault: &Vault, today: Date) -> Result<Vec<WithdrawalRow>, AppError> {
    let mut rows = Vec::new();
    for stored in all::<Consent>(vault, false).await? {
        let consent = &stored.record;
        let (Some(withdrawn), None) = (consent.withdrawn_on, consent.stopped_on) else { continue };
        let person = vault.require::<Person>(consent.person).await?.record;
        let stop_by = stop_by(consent);
        rows.push(WithdrawalRow {
            id: consent.id.to_string(),
            person: person.id.to_string(),
            title: person.title(),
            operator: companies::title(&vault.require::<Company>(consent.operator).await?.record),
            withdrawn_on: withdrawn.to_string(),
            is_over: stop_by.is_some_and(|by| by < today),
            stop_by: day(stop_by).unwrap_or_default(),
        });
    }
    rows.sort_by(|a, b| a.stop_by.cmp(&b.stop_by));
    Ok(rows)
}

/// Adds the withdrawals whose clock runs to what needs the user.
pub(crate) async fn needs(
    vault: &Vault,
    today: Date,
    needs: &mut Vec<NeedView>,
    calendar: &mut BTreeMap<Date, Vec<Text>>,
) -> Result<(), AppError> {
    for row in withdrawals(vault, today).await? {
        let by = row.stop_by.parse::<Date>().ok();
        let shown = by.map_or_else(String::new, |by| by.strftime("%d.%m.%Y").to_string());
        let name = &row.title;
        let text = Text::new(
            format!("{name}: the consent was withdrawn, stop processing by {shown}"),
            format!("{name}: согласие отозвано, прекратите обработку до {shown}"),
            format!("{name}: келісім кері қайтарылды, өңдеуді {shown} күніне дейін тоқтатыңыз"),
        );
        if let Some(by) = by {
            calendar.entry(by).or_default().push(text.clone());
        }
        needs.push(NeedView {
            kind: "consent_withdrawn".to_owned(),
            severity: if row.is_over { Severity::Blocks } else { Severity::Warns },
            text,
            application: None,
            person: Some(row.person),
            date: Some(row.stop_by).filter(|date| !date.is_empty()),
        });
    }
    Ok(())
}

/// Returns until when a person's data are kept, for the window.
pub(crate) async fn retention(
    vault: &Vault,
    person: &Person,
    today: Date,
) -> Result<Option<RetentionView>, AppError> {
    Ok(retention_of(vault, person).await?.map(|retention| RetentionView {
        until: retention.until.to_string(),
        by_user: retention.source == RetentionSource::User,
        is_over: retention.until < today,
    }))
}

async fn retention_of(vault: &Vault, person: &Person) -> Result<Option<Retention>, AppError> {
    let id = person.id;
    let engagements = crate::dossier::records::<Engagement>(vault, id, LinkRole::Person).await?;
    let stay_documents = crate::dossier::records::<StayDocument>(vault, id, LinkRole::Person).await?;
    let applications = crate::dossier::records::<Application>(vault, id, LinkRole::Person).await?;
    let consents = crate::dossier::records::<Consent>(vault, id, LinkRole::Person).await?;
    Ok(of_person(
        person,
        &Purposes {
            engagements: &engagements,
            stay_documents: &stay_documents,
            applications: &applications,
            consents: &consents,
        },
    ))
}

fn row(id: String, kind: RecordKind, title: String, retention: Retention) -> RetentionRow {
    let reason = match retention.source {
        RetentionSource::User => Text::new(
            "The date that you set has passed. Erase it, or set a later date and say why.",
            "Заданный вами срок прошёл. Удалите данные или задайте более поздний срок и укажите причину.",
            "Сіз белгілеген мерзім өтті. Деректерді жойыңыз немесе себебін жазып, мерзімді ұзартыңыз.",
        ),
        RetentionSource::LastPurpose => Text::new(
            "The last contract, visa or application has ended, so the purpose is reached (Law 94-V, article 12).",
            "Последний договор, виза или заявка закончились, цель достигнута (Закон 94-V, статья 12).",
            "Соңғы шарт, виза немесе өтінім аяқталды, мақсатқа жеттік (94-V Заңы, 12-бап).",
        ),
    };
    RetentionRow { id, kind, title, reason, until: retention.until.to_string() }
}
