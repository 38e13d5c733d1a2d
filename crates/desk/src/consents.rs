//! Consents to the processing of personal data: record one, withdraw it, watch the clock that runs
//! from there.

use crate::companies::{parse_id, version};
use crate::convert::{Reader, day, trimmed};
use crate::dossier::{Dossier, PersonFolder};
use crate::edit::{self, Edit};
use crate::error::{AppError, ErrorCode};
use crate::letters::prepare::Desktop;
use crate::overview::Overview;
use crate::scans::hex;
use crate::session::Desk;
use crate::view::{ConsentInput, ConsentState, ConsentView, Language, Text};
use crate::{companies, field_names, rules};
use casework::{
    Application, Company, CompanyId, Consent, ConsentId, FamilyRelation, Kind, LinkRole, Paper, PaperId,
    PersonId,
};
use jiff::civil::Date;
use paperwork::LetterKind;
use sha2::{Digest as _, Sha256};
use std::cmp::Reverse;
use vault::{Change, Expected, Stored, Vault};

impl Desk {
    /// Returns a consent to be filled in: with the company, the text and the recipients of the form
    /// that we make for this person today.
    pub async fn consent_draft(&self, person: String) -> Result<ConsentInput, AppError> {
        let vault = self.vault().await?;
        let person: PersonId = parse_id(&person)?;
        let language = self.session().await?.settings.language;
        let operator = operator_of(&vault, person).await?;
        let mut draft = ConsentInput {
            person: person.to_string(),
            operator: operator.map(|id| id.to_string()).unwrap_or_default(),
            scope: usual_scope().get(language).to_owned(),
            recipients: usual_recipients().get(language).to_owned(),
            cross_border: true,
            ..ConsentInput::default()
        };
        if let Some((number, company, sha256)) = self.form_of(&vault, person, language).await? {
            draft.operator = company.to_string();
            draft.text_version = format!("{number}, {}, {}", self.today_date(), language.code());
            draft.text_sha256 = sha256;
        }
        Ok(draft)
    }

    /// Makes the consent form of the person's latest application, and returns its SHA-256.
    async fn form_of(
        &self,
        vault: &Vault,
        person: PersonId,
        language: Language,
    ) -> Result<Option<(String, CompanyId, String)>, AppError> {
        let mut applications = vault.linked::<Application>(person, LinkRole::Person).await?;
        applications.sort_by_key(|stored| stored.changed_at);
        let Some(application) = applications.pop() else { return Ok(None) };
        let dossier = Dossier::load(vault, application.record.id).await?;
        let overview = Overview::of(&dossier, self.today_date())?;
        let (firm, templates) = self.firm_and_templates().await?;
        let desktop = Desktop::open(vault, &overview, &firm, &templates, self.today_date()).await?;
        let choice = desktop
            .choices()
            .into_iter()
            .find(|choice| choice.plan.kind == LetterKind::Consent && choice.plan.person == Some(person));
        let Some(choice) = choice else { return Ok(None) };
        let letter = desktop.letter(&choice, language, 1, None)?;
        let pdf = self.press().await?.pdf(letter, desktop.text(&choice)).await?;
        let sha256 = hex(&Sha256::digest(&pdf));
        Ok(Some((application.record.number, application.record.company, sha256)))
    }

    /// Saves a consent.
    pub async fn consent_save(&self, input: ConsentInput) -> Result<ConsentView, AppError> {
        let vault = self.vault().await?;
        let seen = input.id.as_ref().and(input.version).map(u64::from);
        let id = edit::id_or(input.id.as_deref(), || self.environment.make_uuid())?;
        let mut reader = Reader::default();
        let person = reader.id::<PersonId>("person", &input.person);
        let operator = reader.id::<CompanyId>("operator", &input.operator);
        let paper = input.paper.as_deref().filter(|id| !id.is_empty());
        let paper = paper.and_then(|id| reader.id::<PaperId>("paper", id));
        let given_on = reader.day("given_on", input.given_on.as_deref());
        let valid_until = reader.day("valid_until", input.valid_until.as_deref());
        reader.in_order("valid_until", given_on, valid_until);
        reader.required("text_version", &input.text_version);
        self.check_day(&mut reader, "given_on", given_on, None);
        reader.finish()?;
        let (Some(person), Some(operator)) = (person, operator) else {
            return Err(AppError::internal("consent unread"));
        };
        let stored = match seen {
            Some(_) => Some(vault.require::<Consent>(id).await?.record),
            None => None,
        };
        let consent = Consent {
            id,
            person,
            operator,
            text_version: trimmed(&input.text_version),
            text_sha256: trimmed(&input.text_sha256),
            scope: trimmed(&input.scope),
            recipients: trimmed(&input.recipients),
            cross_border: input.cross_border,
            given_on,
            valid_until,
            paper,
            withdrawn_on: stored.as_ref().and_then(|stored| stored.withdrawn_on),
            stopped_on: stored.as_ref().and_then(|stored| stored.stopped_on),
            note: trimmed(&input.note),
        };
        let mut edit = Edit::new(&vault, Change::new(self.author(), "consent"));
        edit.put(&consent, seen, |path| field_names::of(Kind::Consent, path)).await?;
        edit.write().await?;
        self.consent_view(&vault, &vault.require::<Consent>(id).await?).await
    }

    /// Notes that a person withdrew a consent; processing has to stop within 15 working days.
    pub async fn consent_withdraw(&self, id: String, on: String) -> Result<ConsentView, AppError> {
        // A second day would set the clock anew.
        let refused = |consent: &Consent| consent.withdrawn_on.map(|_| noted_already());
        self.consent_end(&id, &on, refused, |consent, day| consent.withdrawn_on = Some(day)).await
    }

    /// Notes that processing has stopped after a withdrawal.
    pub async fn consent_stop(&self, id: String, on: String) -> Result<ConsentView, AppError> {
        let refused = |consent: &Consent| match (consent.withdrawn_on, consent.stopped_on) {
            (None, _) => Some(not_withdrawn()),
            (Some(_), Some(_)) => Some(noted_already()),
            (Some(_), None) => None,
        };
        self.consent_end(&id, &on, refused, |consent, day| consent.stopped_on = Some(day)).await
    }

    /// Returns the consents of a person, or of everybody.
    pub async fn consent_list(&self, person: Option<String>) -> Result<Vec<ConsentView>, AppError> {
        let vault = self.vault().await?;
        if let Some(person) = person {
            return self.consents_of(&vault, parse_id(&person)?).await;
        }
        let mut views = Vec::new();
        for stored in crate::recycle::all::<Consent>(&vault, false).await? {
            views.push(self.consent_view(&vault, &stored).await?);
        }
        Ok(views)
    }

    async fn consent_end(
        &self,
        id: &str,
        on: &str,
        refused: impl FnOnce(&Consent) -> Option<AppError>,
        end: impl FnOnce(&mut Consent, Date),
    ) -> Result<ConsentView, AppError> {
        let vault = self.vault().await?;
        let id: ConsentId = parse_id(id)?;
        let Stored { record: mut consent, version, .. } = vault.require::<Consent>(id).await?;
        if let Some(error) = refused(&consent) {
            return Err(error);
        }
        let mut reader = Reader::default();
        reader.required("on", on);
        let day = reader.day("on", Some(on));
        self.check_day(&mut reader, "on", day, consent.withdrawn_on.or(consent.given_on));
        reader.finish()?;
        end(&mut consent, day.unwrap_or_else(|| self.today_date()));
        let change = Change::new(self.author(), "consent").put(&consent, Expected::Version(version))?;
        vault.write(change).await?;
        self.consent_view(&vault, &vault.require::<Consent>(id).await?).await
    }

    /// Notes an issue for a day that lies in the future, or before the one that it follows.
    fn check_day(&self, reader: &mut Reader, field: &str, day: Option<Date>, after: Option<Date>) {
        let Some(day) = day else { return };
        if day > self.today_date() {
            reader.issue(field, "in_future", in_future());
        } else if after.is_some_and(|after| day < after) {
            reader.issue(field, "too_early", too_early());
        }
    }

    /// Returns a person's consents, the latest first.
    pub(crate) async fn consents_of(
        &self,
        vault: &Vault,
        person: PersonId,
    ) -> Result<Vec<ConsentView>, AppError> {
        let mut consents = vault.linked::<Consent>(person, LinkRole::Person).await?;
        consents.sort_by_key(|stored| Reverse(stored.record.given_on));
        let mut views = Vec::with_capacity(consents.len());
        for stored in &consents {
            views.push(self.consent_view(vault, stored).await?);
        }
        Ok(views)
    }

    async fn consent_view(&self, vault: &Vault, stored: &Stored<Consent>) -> Result<ConsentView, AppError> {
        let consent = &stored.record;
        let scan = match consent.paper {
            Some(paper) => vault.get::<Paper>(paper).await?,
            None => None,
        };
        let operator = vault.get::<Company>(consent.operator).await?;
        let state = state(consent, self.today_date());
        Ok(ConsentView {
            id: consent.id.to_string(),
            operator_title: operator.map(|company| companies::title(&company.record)).unwrap_or_default(),
            state,
            state_text: state_text(state),
            has_scan: scan.is_some_and(|paper| paper.record.file.is_some()),
            withdrawn_on: day(consent.withdrawn_on),
            stop_by: day(stop_by(consent)),
            stopped_on: day(consent.stopped_on),
            fields: ConsentInput {
                id: Some(consent.id.to_string()),
                version: Some(version(stored.version)),
                person: consent.person.to_string(),
                operator: consent.operator.to_string(),
                text_version: consent.text_version.clone(),
                text_sha256: consent.text_sha256.clone(),
                scope: consent.scope.clone(),
                recipients: consent.recipients.clone(),
                cross_border: consent.cross_border,
                given_on: day(consent.given_on),
                valid_until: day(consent.valid_until),
                paper: consent.paper.map(|id| id.to_string()),
                note: consent.note.clone(),
            },
        })
    }
}

/// Returns the last day for stopping, while it is awaited and the calendar knows it.
pub(crate) fn stop_by(consent: &Consent) -> Option<Date> {
    rules().ok().and_then(|rules| consent.stop_by(rules.calendar()).ok()).flatten()
}

fn state(consent: &Consent, today: Date) -> ConsentState {
    match (consent.given_on, consent.withdrawn_on, consent.stopped_on) {
        (_, Some(_), Some(_)) => ConsentState::Stopped,
        (_, Some(_), None) => ConsentState::Withdrawn,
        (None, ..) => ConsentState::Unsigned,
        _ if consent.valid_until.is_some_and(|until| until < today) => ConsentState::Expired,
        _ => ConsentState::InForce,
    }
}

fn state_text(state: ConsentState) -> Text {
    match state {
        ConsentState::Unsigned => Text::new("not signed yet", "ещё не подписано", "әлі қол қойылмаған"),
        ConsentState::InForce => Text::new("in force", "действует", "күшінде"),
        ConsentState::Expired => Text::new("its term is over", "срок истёк", "мерзімі өтті"),
        ConsentState::Withdrawn => Text::new(
            "withdrawn, processing has to stop",
            "отозвано, обработку нужно прекратить",
            "кері қайтарылды, өңдеуді тоқтату керек",
        ),
        ConsentState::Stopped => Text::new(
            "withdrawn, processing stopped",
            "отозвано, обработка прекращена",
            "кері қайтарылды, өңдеу тоқтатылды",
        ),
    }
}

/// Returns the company that a person, or whose dependant a person is, belongs to.
async fn operator_of(vault: &Vault, person: PersonId) -> Result<Option<CompanyId>, AppError> {
    let own = PersonFolder::load(vault, person).await?.engagements;
    if let Some(engagement) = own.first() {
        return Ok(Some(engagement.company));
    }
    let Some(tie) = vault.linked::<FamilyRelation>(person, LinkRole::Dependant).await?.pop() else {
        return Ok(None);
    };
    let theirs = PersonFolder::load(vault, tie.record.principal).await?.engagements;
    Ok(theirs.first().map(|engagement| engagement.company))
}

fn usual_scope() -> Text {
    Text::new(
        "Names, birth, citizenship, identity documents, IIN, contacts, family, education, employment, visas and permits, photograph",
        "Имена, рождение, гражданство, документы, ИИН, контакты, семья, образование, работа, визы и разрешения, фотография",
        "Аты-жөні, туған күні мен жері, азаматтығы, құжаттары, ЖСН, байланысы, отбасы, білімі, жұмысы, визалары мен рұқсаттары, фотосуреті",
    )
}

fn usual_recipients() -> Text {
    Text::new(
        "AIFC Authority, Expat Centre\nMigration service of the Ministry of Internal Affairs\nMinistry of Foreign Affairs and its missions abroad",
        "Администрация МФЦА, Expat Centre\nМиграционная служба МВД\nМИД и загранучреждения",
        "АХҚО әкімшілігі, Expat Centre\nІІМ көші-қон қызметі\nСІМ және шетелдегі мекемелері",
    )
}

fn in_future() -> Text {
    Text::new(
        "This day has not come yet. Enter the day on which it happened.",
        "Этот день ещё не наступил. Укажите день, когда это произошло.",
        "Бұл күн әлі келген жоқ. Оқиға болған күнді көрсетіңіз.",
    )
}

fn not_withdrawn() -> AppError {
    AppError::with_text(
        ErrorCode::Invalid,
        "consent not withdrawn",
        Text::new(
            "This consent was not withdrawn, so nothing has to stop. Note the withdrawal first.",
            "Это согласие не отозвано, поэтому прекращать нечего. Сначала отметьте отзыв.",
            "Бұл келісім кері қайтарып алынбаған, сондықтан тоқтататын ештеңе жоқ. Алдымен кері қайтарып алуды белгілеңіз.",
        ),
    )
}

fn noted_already() -> AppError {
    AppError::with_text(
        ErrorCode::Invalid,
        "consent ended already",
        Text::new(
            "This is noted already. If the day is wrong, take that change back in the history and note it anew.",
            "Это уже отмечено. Если день указан неверно, отмените изменение в истории и отметьте заново.",
            "Бұл бұрын белгіленген. Күні қате болса, өзгерісті тарихта кері қайтарып, қайта белгілеңіз.",
        ),
    )
}

fn too_early() -> Text {
    Text::new(
        "This is before the day that it follows. Compare the two dates.",
        "Это раньше предшествующего события. Сверьте две даты.",
        "Бұл алдыңғы оқиғадан бұрын. Екі күнді салыстырыңыз.",
    )
}
