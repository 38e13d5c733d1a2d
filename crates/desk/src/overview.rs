//! An application computed whole: checklist, findings, fees, dates, letters and what happened.

use crate::applications::work_state;
use crate::companies::{self, count, version};
use crate::convert::day;
use crate::dossier::Dossier;
use crate::error::AppError;
use crate::letters::Plan;
use crate::letters::templates::Templates;
use crate::view::{
    ApplicationDetailsInput, ApplicationPersonView, ApplicationView, Citation, FindingView, Firm, OwnerKind,
    RequirementState, RequirementView, Severity, StepTwoView, SubjectView, Text, WorkStateView,
};
use crate::{fees, letters, outbox, papers, people, rules, timeline};
use casework::readiness::{self, CaseFile, ChecklistLine, Finding, LineState, PersonFile, Subject};
use casework::{Paper, PaperId, Record as _};
use jiff::civil::Date;
use rulebook::{Case, Expected, Process, Scope, Service, ServiceId, SourceDocument, Step2Place};
use vault::Vault;

/// What the rules say about an application.
pub(crate) struct Overview<'a> {
    pub dossier: &'a Dossier,
    pub service: &'static Service,
    pub case: Case,
    pub lines: Vec<ChecklistLine<'static>>,
    pub findings: Vec<Finding>,
    /// The day on which it is to be filed.
    pub on: Date,
}

impl<'a> Overview<'a> {
    /// Computes what the rules say on the planned day of filing, or today.
    pub(crate) fn of(dossier: &'a Dossier, today: Date) -> Result<Self, AppError> {
        let rules = rules()?;
        let on = dossier.application.record.filing_on.filter(|planned| *planned > today).unwrap_or(today);
        let (service, case) = case_of(dossier, on)?;
        let assessment = readiness::assess(&case_file(dossier), rules, on);
        Ok(Self {
            service: rules.service(service),
            case,
            lines: assessment.checklist.clone(),
            findings: assessment.into_findings(),
            on,
            dossier,
        })
    }

    /// Returns how many findings block.
    pub(crate) fn blocks(&self) -> u32 {
        count(self.findings.iter().filter(|finding| finding.severity == readiness::Severity::Blocks).count())
    }

    /// Returns our own work as it stands.
    pub(crate) fn work(&self) -> WorkStateView {
        work_state(self.dossier.application.record.work, self.blocks())
    }

    /// Returns a paper of the application, its host or its persons.
    pub(crate) fn paper(&self, id: PaperId) -> Option<&'a Paper> {
        all_papers(self.dossier).find(|paper| paper.id == id)
    }

    /// Returns the days of the application that a calendar shows.
    pub(crate) fn dates(&self) -> Vec<(Date, Text)> {
        let number = &self.dossier.application.record.number;
        let mut dates = Vec::new();
        if self.dossier.submission.is_none()
            && let Some(filing) = self.dossier.application.record.filing_on
        {
            dates.push((
                filing,
                Text::new(
                    format!("{number}: planned filing"),
                    format!("{number}: плановая подача"),
                    format!("{number}: жоспарлы тапсыру"),
                ),
            ));
        }
        dates
    }

    fn finding_view(&self, finding: &Finding) -> FindingView {
        let application = &self.dossier.application.record;
        let (subject, subject_id, subject_title) = match finding.subject {
            Subject::Application => {
                (SubjectView::Application, application.id.to_string(), application.number.clone())
            }
            Subject::Company(id) => {
                (SubjectView::Company, id.to_string(), self.dossier.company.record.title())
            }
            Subject::Person(id) => {
                let person = self.dossier.person(id);
                let title = person.map(|person| person.folder.person.record.title()).unwrap_or_default();
                (SubjectView::Person, id.to_string(), title)
            }
        };
        FindingView {
            code: finding.code.as_str().to_owned(),
            severity: match finding.severity {
                readiness::Severity::Blocks => Severity::Blocks,
                readiness::Severity::Warns => Severity::Warns,
                readiness::Severity::Tells => Severity::Tells,
            },
            text: Text::from(&finding.message),
            subject,
            subject_id,
            subject_title,
            field: finding.field.clone(),
            citation: finding.citation.as_ref().map(citation),
            inferred: finding.inferred.as_ref().map(Text::from),
        }
    }

    fn requirement(&self, line: &ChecklistLine<'_>, plans: &[Plan]) -> RequirementView {
        let document = line.requirement.document;
        let person = line.requirement.person.as_deref();
        let (state, held) = match &line.state {
            LineState::Attached { papers } => (RequirementState::Attached, papers.as_slice()),
            // What we write and a person signs is there only once the signed scan is.
            LineState::WrittenByUs { .. } if !line.is_settled() => (RequirementState::Missing, [].as_slice()),
            LineState::WrittenByUs { .. } => (RequirementState::WrittenByUs, [].as_slice()),
            LineState::OnRecord => (RequirementState::OnRecord, [].as_slice()),
            LineState::Missing => (RequirementState::Missing, [].as_slice()),
            LineState::NotExpected => (RequirementState::NotExpected, [].as_slice()),
            LineState::IfApplicable => (RequirementState::IfApplicable, [].as_slice()),
            LineState::WithPrincipal => (RequirementState::Later, [].as_slice()),
        };
        let letter = plans.iter().find(|plan| plan.answers(document.kind.as_str(), person));
        RequirementView {
            document: document.kind.as_str().to_owned(),
            text: Text::from(&document.text),
            form: crate::form_words::form(&document.form),
            scope: match document.scope {
                Scope::Company => OwnerKind::Company,
                Scope::Person => OwnerKind::Person,
            },
            person: person.map(str::to_owned),
            person_title: person.and_then(|id| self.person_title(id)),
            state,
            inferred: inferred(line),
            papers: stored_papers(self.dossier)
                .filter(|stored| held.contains(&stored.record.id))
                .map(papers::view)
                .collect(),
            citation: citation(&document.citation),
            findings: line.findings.iter().map(|finding| self.finding_view(finding)).collect(),
            letter: letter.map(|plan| plan.kind.id().to_owned()),
        }
    }

    fn person_title(&self, id: &str) -> Option<String> {
        let person = self.dossier.persons.iter().find(|person| person.entry.person.to_string() == id)?;
        Some(person.folder.person.record.title())
    }
}

/// Returns why a line is expected or not, where that is our conclusion and not printed.
fn inferred(line: &ChecklistLine<'_>) -> Option<Text> {
    match line.requirement.expected {
        Expected::NotExpected { reason, inferred: true } => Some(Text::from(reason)),
        Expected::NotExpected { inferred: false, .. } => None,
        Expected::Required | Expected::IfApplicable { .. } => {
            line.requirement.document.inferred.first().map(|inference| Text::from(&inference.reason))
        }
    }
}

/// Returns the question that the rules are asked about an application.
pub(crate) fn case_of(dossier: &Dossier, on: Date) -> Result<(ServiceId, Case), AppError> {
    let service: ServiceId = dossier.application.record.service.parse()?;
    Ok((service, readiness::case_of(&case_file(dossier), rules()?, on)?))
}

fn case_file(dossier: &Dossier) -> CaseFile<'_> {
    CaseFile {
        application: &dossier.application.record,
        company: &dossier.company.record,
        persons: dossier
            .persons
            .iter()
            .map(|person| PersonFile {
                person: &person.folder.person.record,
                principal: person.entry.principal,
                relation: person.folder.relation.as_ref().map(|tie| tie.kind),
                travel_document: person.folder.travel_document.as_ref(),
                stay_documents: person.folder.stay_documents.iter().collect(),
                principal_stay_documents: person.principal_stay_documents.iter().collect(),
                engagement: person.folder.engagement_at(dossier.company.record.id),
                papers: person.folder.papers.iter().map(|stored| &stored.record).collect(),
            })
            .collect(),
        company_papers: dossier.company_papers.iter().map(|stored| &stored.record).collect(),
        application_papers: dossier.application_papers.iter().map(|stored| &stored.record).collect(),
    }
}

fn stored_papers(dossier: &Dossier) -> impl Iterator<Item = &vault::Stored<Paper>> {
    let of_persons = dossier.persons.iter().flat_map(|person| &person.folder.papers);
    dossier.company_papers.iter().chain(&dossier.application_papers).chain(of_persons)
}

fn all_papers(dossier: &Dossier) -> impl Iterator<Item = &Paper> {
    stored_papers(dossier).map(|stored| &stored.record)
}

/// Returns a citation for the window.
pub(crate) fn citation(citation: &rulebook::Citation) -> Citation {
    Citation {
        document: match citation.source {
            SourceDocument::Guidebook => "Guidebook 2025",
            SourceDocument::PortalGuide => "Portal guide 2025",
        }
        .to_owned(),
        heading: citation.heading.clone(),
        lines_from: citation.lines.0,
        lines_to: citation.lines.1,
    }
}

/// Returns an application for the window.
pub(crate) async fn view(
    vault: &Vault,
    dossier: &Dossier,
    firm: &Firm,
    templates: &Templates,
    today: Date,
) -> Result<ApplicationView, AppError> {
    let overview = Overview::of(dossier, today)?;
    let rules = rules()?;
    let application = &dossier.application.record;
    let mut persons = Vec::with_capacity(dossier.persons.len());
    for person in &dossier.persons {
        let is_about = |finding: &&Finding| {
            finding.subject == Subject::Person(person.entry.person)
                && finding.severity == readiness::Severity::Blocks
        };
        persons.push(ApplicationPersonView {
            person: people::row(vault, &person.folder).await?,
            principal: person.entry.principal.map(|id| id.to_string()),
            blocks: count(overview.findings.iter().filter(is_about).count()),
        });
    }
    let plans = letters::plans(&overview, firm);
    let requirements: Vec<_> = overview.lines.iter().map(|line| overview.requirement(line, &plans)).collect();
    let is_settled = |line: &&RequirementView| {
        matches!(
            line.state,
            RequirementState::Attached
                | RequirementState::OnRecord
                | RequirementState::WrittenByUs
                | RequirementState::Later
        )
    };
    let is_open = |line: &&RequirementView| line.state == RequirementState::Missing;
    let ready_count = count(requirements.iter().filter(is_settled).count());
    let timeframe = rules.timeframe(overview.service.id, overview.on).ok();
    Ok(ApplicationView {
        id: application.id.to_string(),
        version: version(dossier.application.version),
        number: application.number.clone(),
        service: application.service.clone(),
        service_title: Text::from(&overview.service.title),
        purpose: Text::from(&overview.service.purpose.text),
        company: companies::row(vault, &dossier.company.record).await?,
        work: overview.work(),
        frozen: application.is_frozen(),
        details: details(dossier),
        persons,
        ready_count,
        required_count: ready_count + count(requirements.iter().filter(is_open).count()),
        requirements,
        findings: overview.findings.iter().map(|finding| overview.finding_view(finding)).collect(),
        fees: fees::of(&overview, today)?,
        letters: letters::views(&overview, firm, templates, today),
        letter_details: letters::details_view(&application.letters),
        signatories: letters::signatories(&dossier.company.record),
        steps: match &overview.service.process {
            Process::Steps { steps } => steps.iter().map(|step| Text::from(&step.text)).collect(),
            Process::No { reason } => vec![Text::from(reason)],
        },
        step_two: overview.service.step2.as_ref().map(step_two),
        timeframe: timeframe_text(overview.service),
        due: timeframe.as_ref().and_then(|timeframe| day(Some(timeframe.due))),
        latest_possible: timeframe.as_ref().and_then(|timeframe| day(timeframe.latest_possible)),
        categories: overview.service.categories.iter().map(ToString::to_string).collect(),
        submission: outbox::view(vault, dossier).await?,
        timeline: timeline::timeline(vault, dossier).await?,
        papers: dossier.application_papers.iter().map(papers::view).collect(),
        history: crate::history::of(vault, application.id).await?,
    })
}

fn details(dossier: &Dossier) -> ApplicationDetailsInput {
    let application = &dossier.application.record;
    let details = &application.details;
    ApplicationDetailsInput {
        category: details.category.clone(),
        validity_months: details.validity_months,
        entries: details.entries.map(Into::into),
        from: day(details.from),
        until: day(details.until),
        visa_country: details.visa_country.clone(),
        visa_city: details.visa_city.clone(),
        purpose: details.purpose.clone(),
        transport: details.transport.clone(),
        route: details.route.clone(),
        personal_manager: application.personal_manager,
        filing_on: day(application.filing_on),
        letter_number: application.letter_number.clone(),
        note: application.note.clone(),
    }
}

fn step_two(step: &rulebook::Step2) -> StepTwoView {
    let title = match step.places.as_slice() {
        [Step2Place::Embassy] => {
            Text::new("At an embassy of Kazakhstan", "В посольстве Казахстана", "Қазақстан елшілігінде")
        }
        [Step2Place::Airport] => Text::new(
            "At an international airport of Kazakhstan",
            "В международном аэропорту Казахстана",
            "Қазақстанның халықаралық әуежайында",
        ),
        _ => Text::new(
            "At an embassy of Kazakhstan or an international airport",
            "В посольстве Казахстана или в международном аэропорту",
            "Қазақстан елшілігінде немесе халықаралық әуежайда",
        ),
    };
    let documents = step.documents.iter().map(|document| Text::from(&document.text));
    StepTwoView {
        title,
        items: documents.chain([Text::from(&step.contact.text)]).collect(),
        citation: citation(&step.citation),
    }
}

fn timeframe_text(service: &Service) -> Text {
    let Some(rule) = &service.timeframe else {
        return Text::new("No time is stated.", "Срок не указан.", "Мерзімі көрсетілмеген.");
    };
    let days = rule.business_days;
    match &rule.extension {
        None => Text::new(
            format!("{days} business days"),
            format!("рабочих дней: {days}"),
            format!("{days} жұмыс күні"),
        ),
        Some(extension) => {
            let more = extension.calendar_days;
            Text::new(
                format!("{days} business days; state bodies may add up to {more} calendar days"),
                format!(
                    "рабочих дней: {days}; госорганы могут продлить срок, но не более чем на {more} календарных дней"
                ),
                format!(
                    "{days} жұмыс күні; мемлекеттік органдар {more} күнтізбелік күнге дейін ұзарта алады"
                ),
            )
        }
    }
}
