//! Applications: make, edit, approve. What they need and cost is computed anew whenever they are
//! looked at, so that a stored answer can't grow old.

use crate::companies::{count, parse_id};
use crate::convert::{Reader, day, trimmed};
use crate::dossier::{Dossier, records};
use crate::edit::Edit;
use crate::error::{AppError, ErrorCode};
use crate::overview::Overview;
use crate::session::Desk;
use crate::view::{
    ApplicationCreateInput, ApplicationDetailsInput, ApplicationRow, ApplicationView, LetterDetailsInput,
    ServiceRow, Text, WorkStateView,
};
use crate::{companies, field_names, letters, overview, rules};
use casework::{
    Application, ApplicationId, ApplicationPerson, CompanyId, Engagement, FamilyRelation, Kind, LinkRole,
    PersonId, Record, RecordId, VisaDetails, WorkState,
};
use rulebook::ServiceId;
use vault::{Change, Expected, ListQuery, Sort, Stored, Vault};

impl Desk {
    /// Returns the services.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn services(&self) -> Result<Vec<ServiceRow>, AppError> {
        let services = rules()?.services().iter();
        Ok(services
            .map(|service| ServiceRow {
                id: service.id.to_string(),
                title: Text::from(&service.title),
                section: Text::same(&service.section),
                available: !service.documents.is_empty(),
            })
            .collect())
    }

    /// Lists applications, changed last first.
    pub async fn application_list(&self) -> Result<Vec<ApplicationRow>, AppError> {
        let vault = self.vault().await?;
        let mut rows = Vec::new();
        for stored in all(&vault).await? {
            let dossier = Dossier::load(&vault, stored.record.id).await?;
            rows.push(self.row(&dossier)?);
        }
        Ok(rows)
    }

    /// Returns an application, computed whole.
    pub async fn application_get(&self, id: String) -> Result<ApplicationView, AppError> {
        let vault = self.vault().await?;
        let dossier = Dossier::load(&vault, parse_id(&id)?).await?;
        let (firm, templates) = self.firm_and_templates().await?;
        overview::view(&vault, &dossier, &firm, &templates, self.today_date()).await
    }

    /// Creates an application. Persons who are somebody's dependants are tied to that principal if
    /// the principal is in it too.
    pub async fn application_create(
        &self,
        input: ApplicationCreateInput,
    ) -> Result<ApplicationView, AppError> {
        let vault = self.vault().await?;
        let service: ServiceId = input.service.parse()?;
        let mut reader = Reader::default();
        let company = reader.id::<CompanyId>("company", &input.company);
        let persons: Vec<PersonId> = input.persons.iter().filter_map(|id| reader.id("persons", id)).collect();
        reader.finish()?;
        let company = company.ok_or_else(|| AppError::internal("company unread"))?;
        let engagements = records::<Engagement>(&vault, company, LinkRole::Host).await?;
        let mut entries = Vec::with_capacity(persons.len());
        for person in &persons {
            let is_engaged = engagements.iter().any(|engagement| engagement.person == *person);
            let relation = records::<FamilyRelation>(&vault, *person, LinkRole::Dependant).await?.pop();
            let principal =
                relation.map(|tie| tie.principal).filter(|id| persons.contains(id) && !is_engaged);
            entries.push(ApplicationPerson { person: *person, principal });
        }
        // A stable sort: principals first, otherwise as they were chosen.
        entries.sort_by_key(|entry| entry.principal.is_some());
        let application = Application {
            id: ApplicationId::from_uuid(self.environment.make_uuid()),
            number: self.next_number(&vault).await?,
            service: service.to_string(),
            company,
            persons: entries,
            details: suggested_details(service),
            personal_manager: false,
            filing_on: None,
            letter_number: String::new(),
            letters: casework::LetterDetails::default(),
            work: WorkState::Preparing,
            note: String::new(),
        };
        vault.write(Change::new(self.author(), "create").put(&application, Expected::New)?).await?;
        self.application_get(application.id.to_string()).await
    }

    /// Saves the details; an approval that was given for other details is taken back.
    pub async fn application_save_details(
        &self,
        id: String,
        version: u32,
        details: ApplicationDetailsInput,
    ) -> Result<ApplicationView, AppError> {
        let vault = self.vault().await?;
        let mut application = editable(&vault, &id).await?.record;
        let mut reader = Reader::default();
        let filing_on = reader.day("details.filing_on", details.filing_on.as_deref());
        let from = reader.day("details.from", details.from.as_deref());
        let until = reader.day("details.until", details.until.as_deref());
        reader.in_order("details.until", from, until);
        reader.finish()?;
        application.details = VisaDetails {
            category: trimmed(&details.category),
            validity_months: details.validity_months,
            entries: details.entries.map(Into::into),
            from,
            until,
            visa_country: trimmed(&details.visa_country),
            visa_city: trimmed(&details.visa_city),
            purpose: trimmed(&details.purpose),
            transport: trimmed(&details.transport),
            route: trimmed(&details.route),
        };
        application.personal_manager = details.personal_manager;
        application.filing_on = filing_on;
        application.letter_number = trimmed(&details.letter_number);
        application.note = trimmed(&details.note);
        self.save(&vault, application, u64::from(version), "edit").await
    }

    /// Saves what the letters say beyond the visa. The answer, the arrival and the payment come after
    /// the application was sent, so that one may be sent already.
    pub async fn application_save_letters(
        &self,
        id: String,
        version: u32,
        details: LetterDetailsInput,
    ) -> Result<ApplicationView, AppError> {
        let vault = self.vault().await?;
        let mut application = vault.require::<Application>(parse_id(&id)?).await?.record;
        let mut reader = Reader::default();
        let letters = letters::read_details(&mut reader, &details);
        reader.finish()?;
        application.letters = letters;
        self.save(&vault, application, u64::from(version), "edit").await
    }

    /// Adds a person, as a dependant of the given principal or of nobody.
    pub async fn application_add_person(
        &self,
        id: String,
        person: String,
        principal: Option<String>,
    ) -> Result<ApplicationView, AppError> {
        let vault = self.vault().await?;
        let Stored { record: mut application, version, .. } = editable(&vault, &id).await?;
        let entry = ApplicationPerson {
            person: parse_id(&person)?,
            principal: principal.as_deref().map(parse_id).transpose()?,
        };
        vault.require::<casework::Person>(entry.person).await?;
        application.persons.retain(|known| known.person != entry.person);
        application.persons.push(entry);
        application.persons.sort_by_key(|entry| entry.principal.is_some());
        self.save(&vault, application, version, "edit").await
    }

    /// Removes a person, and sets dependants of that person free.
    pub async fn application_remove_person(
        &self,
        id: String,
        person: String,
    ) -> Result<ApplicationView, AppError> {
        let vault = self.vault().await?;
        let Stored { record: mut application, version, .. } = editable(&vault, &id).await?;
        let person: PersonId = parse_id(&person)?;
        application.persons.retain(|entry| entry.person != person);
        for entry in &mut application.persons {
            entry.principal = entry.principal.filter(|principal| *principal != person);
        }
        self.save(&vault, application, version, "edit").await
    }

    /// Releases an application for submission; nothing may block it.
    pub async fn application_approve(&self, id: String) -> Result<ApplicationView, AppError> {
        let vault = self.vault().await?;
        let dossier = Dossier::load(&vault, parse_id(&id)?).await?;
        if dossier.application.record.is_frozen() {
            return Err(AppError::new(ErrorCode::Frozen, "already sent"));
        }
        if Overview::of(&dossier, self.today_date())?.blocks() > 0 {
            return Err(AppError::new(ErrorCode::NotReady, "blocking findings"));
        }
        let approved = Application { work: WorkState::Approved, ..dossier.application.record.clone() };
        let expected = Expected::Version(dossier.application.version);
        vault.write(Change::new(self.author(), "approve").put(&approved, expected)?).await?;
        self.application_get(id).await
    }

    async fn save(
        &self,
        vault: &Vault,
        mut application: Application,
        version: u64,
        reason: &str,
    ) -> Result<ApplicationView, AppError> {
        if !application.is_frozen() {
            application.work = WorkState::Preparing;
        }
        let mut edit = Edit::new(vault, Change::new(self.author(), reason));
        edit.put(&application, Some(version), |path| field_names::of(Kind::Application, path)).await?;
        edit.write().await?;
        self.application_get(application.id.to_string()).await
    }

    async fn next_number(&self, vault: &Vault) -> Result<String, AppError> {
        let prefix = format!("AP-{}-", self.today_date().year());
        // Deleted applications keep their numbers: a number on a printed letter is never given again.
        let query = ListQuery { include_deleted: true, limit: u32::MAX, ..ListQuery::default() };
        let taken = vault.list::<Application>(query).await?;
        let last =
            taken.iter().filter_map(|one| one.record.number.strip_prefix(&prefix)?.parse::<u32>().ok()).max();
        Ok(format!("{prefix}{:03}", last.unwrap_or(0) + 1))
    }

    /// Returns an application's row.
    pub(crate) fn row(&self, dossier: &Dossier) -> Result<ApplicationRow, AppError> {
        let overview = Overview::of(dossier, self.today_date())?;
        let application = &dossier.application.record;
        let submission = dossier.submission.as_ref().map(|stored| &stored.record);
        Ok(ApplicationRow {
            id: application.id.to_string(),
            number: application.number.clone(),
            service: application.service.clone(),
            service_title: Text::from(&overview.service.title),
            company: companies::title(&dossier.company.record),
            persons: dossier.persons.iter().map(|person| person.folder.person.record.title()).collect(),
            work: overview.work(),
            portal_status: submission.and_then(|submission| submission.status.clone()),
            payment_status: submission.and_then(|submission| submission.payment_status.clone()),
            blocks: overview.blocks(),
            warns: count(
                overview
                    .findings
                    .iter()
                    .filter(|one| one.severity == casework::readiness::Severity::Warns)
                    .count(),
            ),
            filing_on: day(application.filing_on),
        })
    }
}

/// Returns all applications, changed last first.
pub(crate) async fn all(vault: &Vault) -> Result<Vec<Stored<Application>>, AppError> {
    let query = ListQuery { sort: Sort::ChangedLast, limit: u32::MAX, ..ListQuery::default() };
    Ok(vault.list::<Application>(query).await?)
}

/// Returns an application that may still be edited.
async fn editable(vault: &Vault, id: &str) -> Result<Stored<Application>, AppError> {
    let stored = vault.require::<Application>(parse_id(id)?).await?;
    if stored.record.is_frozen() {
        return Err(AppError::new(ErrorCode::Frozen, "already sent"));
    }
    Ok(stored)
}

/// Returns what the service itself settles; the rest is the user's to say.
fn suggested_details(service: ServiceId) -> VisaDetails {
    let Ok(rules) = rules() else { return VisaDetails::default() };
    let service = rules.service(service);
    let only = match service.categories.as_slice() {
        [category] => category.to_string(),
        _ => String::new(),
    };
    VisaDetails {
        category: only,
        entries: service.entries.map(|entries| match entries {
            rulebook::Entries::Single => casework::Entries::Single,
            rulebook::Entries::Multiple => casework::Entries::Multiple,
        }),
        purpose: match service.principal_role() {
            rulebook::PersonRole::Employee => "employment".to_owned(),
            rulebook::PersonRole::Investor => "investment".to_owned(),
            _ => String::new(),
        },
        ..VisaDetails::default()
    }
}

/// Returns our own work as it stands: stored once a person decided, computed before that.
pub(crate) fn work_state(stored: WorkState, blocks: u32) -> WorkStateView {
    match stored {
        WorkState::Approved if blocks == 0 => WorkStateView::Approved,
        WorkState::Sent => WorkStateView::Sent,
        _ if blocks == 0 => WorkStateView::Ready,
        _ => WorkStateView::Preparing,
    }
}
