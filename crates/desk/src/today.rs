//! Today: what needs the user, the next thirty days, and where everything stands.

use crate::applications::all;
use crate::companies::count;
use crate::dossier::Dossier;
use crate::environment::stamp;
use crate::error::AppError;
use crate::overview::Overview;
use crate::session::Desk;
use crate::view::{
    ApplicationRow, DayView, Language, NeedView, OutboxSummary, Severity, Stage, StageView, Text, TodayView,
    WorkStateView,
};
use crate::{outbox, privacy, rules};
use casework::{Person, Record, RecordId, TravelDocument};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;
use vault::{ListQuery, Vault};

/// Days of the strip.
const STRIP_DAYS: i32 = 30;
/// Passports that end within so many days need their holder now: visas ask for three months more.
const PASSPORT_DAYS: i32 = 180;
/// Stages in the order in which an application goes through them.
const STAGES: [Stage; 6] = [
    Stage::Preparing,
    Stage::Ready,
    Stage::Approved,
    Stage::Sent,
    Stage::AwaitingPayment,
    Stage::AwaitingDocuments,
];

impl Desk {
    /// Returns the screen Today.
    pub async fn today(&self) -> Result<TodayView, AppError> {
        let vault = self.vault().await?;
        let today = self.today_date();
        let Survey { mut needs, stages, calendar, .. } = self.survey(&vault).await?;
        needs.extend(self.backup_problem.lock().await.clone().map(backup_need));
        needs.sort_by(|a, b| (a.severity, &a.date).cmp(&(b.severity, &b.date)));
        let heard_at = self.contact.lock().await.heard_at;
        Ok(TodayView {
            date: today.to_string(),
            needs_you: needs,
            next_days: strip(today, &calendar)?,
            stages: STAGES
                .iter()
                .map(|stage| StageView { stage: *stage, count: stages.get(stage).copied().unwrap_or(0) })
                .collect(),
            outbox: OutboxSummary { waiting: outbox::waiting(&vault).await?, last_sync: heard_at.map(stamp) },
        })
    }
}

/// What a client's vault says about today.
#[derive(Default)]
pub(crate) struct Survey {
    /// What needs the user.
    pub needs: Vec<NeedView>,
    /// Our work on each application.
    pub works: Vec<WorkStateView>,
    /// What falls on which day.
    pub calendar: BTreeMap<Date, Vec<Text>>,
    stages: BTreeMap<Stage, u32>,
}

impl Desk {
    /// Looks a client's vault through.
    pub(crate) async fn survey(&self, vault: &Vault) -> Result<Survey, AppError> {
        let today = self.today_date();
        let mut survey = Survey::default();
        for stored in all(vault).await? {
            let dossier = Dossier::load(vault, stored.record.id).await?;
            let row = self.row(&dossier)?;
            *survey.stages.entry(stage(&row)).or_default() += 1;
            survey.needs.extend(need_of(&row));
            survey.works.push(row.work);
            let overview = Overview::of(&dossier, today)?;
            for (date, text) in overview.dates() {
                survey.calendar.entry(date).or_default().push(text);
            }
        }
        passports(vault, today, &mut survey.needs, &mut survey.calendar).await?;
        privacy::needs(vault, today, &mut survey.needs, &mut survey.calendar).await?;
        Ok(survey)
    }
}

/// Returns what a failing backup needs of the user.
fn backup_need(text: Text) -> NeedView {
    NeedView {
        kind: "backup".to_owned(),
        severity: Severity::Warns,
        text,
        application: None,
        person: None,
        date: None,
    }
}

fn stage(row: &ApplicationRow) -> Stage {
    match (row.work, row.portal_status.as_deref()) {
        (WorkStateView::Preparing, _) => Stage::Preparing,
        (WorkStateView::Ready, _) => Stage::Ready,
        (WorkStateView::Approved, _) => Stage::Approved,
        (WorkStateView::Sent, Some(status)) if status.eq_ignore_ascii_case("awaiting for payment") => {
            Stage::AwaitingPayment
        }
        (WorkStateView::Sent, Some(status))
            if status.eq_ignore_ascii_case("awaiting to receive documents") =>
        {
            Stage::AwaitingDocuments
        }
        (WorkStateView::Sent, _) => Stage::Sent,
    }
}

/// Returns what an application needs of the user now.
fn need_of(row: &ApplicationRow) -> Option<NeedView> {
    let who = |language| row.persons.first().map_or_else(|| row.company.wording(language), String::as_str);
    let (en, ru, kk) = (who(Language::En), who(Language::Ru), who(Language::Kk));
    let number = &row.number;
    let (kind, severity, text) = match stage(row) {
        Stage::Preparing => (
            "findings",
            Severity::Blocks,
            Text::new(
                format!("{number}, {en}: {} to settle before it can be sent", row.blocks),
                format!("{number}, {ru}: до отправки нужно устранить: {}", row.blocks),
                format!("{number}, {kk}: жіберер алдында жою керек: {}", row.blocks),
            ),
        ),
        Stage::Ready => (
            "approve",
            Severity::Warns,
            Text::new(
                format!("{number}, {en}: ready, look it through and approve"),
                format!("{number}, {ru}: готова, просмотрите и одобрите"),
                format!("{number}, {kk}: дайын, қарап шығып, мақұлдаңыз"),
            ),
        ),
        Stage::Approved => (
            "submit",
            Severity::Warns,
            Text::new(
                format!("{number}, {en}: approved, ready to send"),
                format!("{number}, {ru}: одобрена, можно отправлять"),
                format!("{number}, {kk}: мақұлданды, жіберуге болады"),
            ),
        ),
        Stage::AwaitingPayment => (
            "pay",
            Severity::Warns,
            Text::new(
                format!("{number}, {en}: the portal awaits the payment"),
                format!("{number}, {ru}: портал ожидает оплату"),
                format!("{number}, {kk}: портал төлемді күтуде"),
            ),
        ),
        Stage::AwaitingDocuments => (
            "hand_over",
            Severity::Warns,
            Text::new(
                format!("{number}, {en}: book a day and hand over the originals"),
                format!("{number}, {ru}: запишитесь на приём и сдайте оригиналы"),
                format!("{number}, {kk}: қабылдауға жазылып, түпнұсқаларды тапсырыңыз"),
            ),
        ),
        Stage::Sent => return None,
    };
    Some(NeedView {
        kind: kind.to_owned(),
        severity,
        text,
        application: Some(row.id.clone()),
        person: None,
        date: row.filing_on.clone(),
    })
}

/// Adds the passports that end soon.
async fn passports(
    vault: &Vault,
    today: Date,
    needs: &mut Vec<NeedView>,
    calendar: &mut BTreeMap<Date, Vec<Text>>,
) -> Result<(), AppError> {
    let horizon = today.checked_add(PASSPORT_DAYS.days()).unwrap_or(Date::MAX);
    let query = ListQuery { limit: u32::MAX, ..ListQuery::default() };
    for stored in vault.list::<TravelDocument>(query).await? {
        let Some(expires) = stored.record.expires_on.filter(|date| *date <= horizon) else { continue };
        let Some(person) = vault.get::<Person>(stored.record.person).await? else { continue };
        let (name, shown) = (person.record.title(), expires.strftime("%d.%m.%Y"));
        let is_over = expires < today;
        let text = if is_over {
            Text::new(
                format!("{name}: the passport expired on {shown}"),
                format!("{name}: паспорт истёк {shown}"),
                format!("{name}: паспорттың мерзімі {shown} аяқталды"),
            )
        } else {
            Text::new(
                format!("{name}: the passport expires on {shown}"),
                format!("{name}: паспорт истекает {shown}"),
                format!("{name}: паспорттың мерзімі {shown} аяқталады"),
            )
        };
        calendar.entry(expires).or_default().push(text.clone());
        needs.push(NeedView {
            kind: "passport".to_owned(),
            severity: if is_over { Severity::Blocks } else { Severity::Warns },
            text,
            application: None,
            person: Some(stored.record.person.uuid().to_string()),
            date: Some(expires.to_string()),
        });
    }
    Ok(())
}

fn strip(today: Date, calendar: &BTreeMap<Date, Vec<Text>>) -> Result<Vec<DayView>, AppError> {
    let rules = rules()?;
    let mut days = Vec::new();
    for offset in 0..STRIP_DAYS {
        let Ok(date) = today.checked_add(offset.days()) else { break };
        days.push(DayView {
            date: date.to_string(),
            // Beyond the calendar nobody knows the holidays; weekends are certain.
            working: rules
                .calendar()
                .is_working_day(date)
                .unwrap_or(date.weekday().to_monday_one_offset() < 6),
            entries: calendar.get(&date).cloned().unwrap_or_default(),
        });
    }
    debug_assert!(count(days.len()) <= 30, "the strip is thirty days");
    Ok(days)
}
