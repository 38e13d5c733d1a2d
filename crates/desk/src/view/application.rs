//! Applications, as the window shows and edits them.

use super::{
    Citation, CompanyRow, EntriesView, HistoryRow, LetterDetailsInput, LetterView, OwnerKind, PaperView,
    PersonRow, Severity, SignatoryChoice, SubmissionView, Text,
};
use casework::WorkState;
use serde::{Deserialize, Serialize};
use specta::Type;

/// How far our own work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum WorkStateView {
    /// Something is missing.
    Preparing,
    /// Nothing blocks.
    Ready,
    /// Released by a person.
    Approved,
    /// Frozen and on its way, or there.
    Sent,
}

impl From<WorkState> for WorkStateView {
    fn from(state: WorkState) -> Self {
        match state {
            WorkState::Preparing => Self::Preparing,
            WorkState::Ready => Self::Ready,
            WorkState::Approved => Self::Approved,
            WorkState::Sent => Self::Sent,
        }
    }
}

/// A service that can be applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ServiceRow {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Section of the guidebook.
    pub section: Text,
    /// Whether applications for it can be made.
    pub available: bool,
}

/// An application in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ApplicationRow {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// Service id.
    pub service: String,
    /// Title of the service.
    pub service_title: Text,
    /// Name of the host, in the languages in which it is worded.
    pub company: Text,
    /// Names of the persons.
    pub persons: Vec<String>,
    /// Our own work.
    pub work: WorkStateView,
    /// Portal status, as the portal spells it.
    pub portal_status: Option<String>,
    /// Payment status, as the portal spells it.
    pub payment_status: Option<String>,
    /// Findings that block.
    pub blocks: u32,
    /// Findings that warn.
    pub warns: u32,
    /// When it is to be filed.
    pub filing_on: Option<String>,
}

/// A new application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ApplicationCreateInput {
    /// Service id.
    pub service: String,
    /// Company id.
    pub company: String,
    /// Person ids; dependants are tied to their principals by their relation.
    pub persons: Vec<String>,
}

/// The details that the user edits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ApplicationDetailsInput {
    /// Visa category.
    pub category: String,
    /// Validity in months.
    pub validity_months: Option<u32>,
    /// Entries.
    pub entries: Option<EntriesView>,
    /// First day of the stay.
    pub from: Option<String>,
    /// Last day of the stay.
    pub until: Option<String>,
    /// Country of the embassy, alpha-3; KAZ for an airport of Kazakhstan.
    pub visa_country: String,
    /// City of the embassy or of the airport.
    pub visa_city: String,
    /// Purpose.
    pub purpose: String,
    /// Means of transport.
    pub transport: String,
    /// Route and places of stay.
    pub route: String,
    /// Personal manager's option.
    pub personal_manager: bool,
    /// When it is to be filed.
    pub filing_on: Option<String>,
    /// Outgoing number of the letters.
    pub letter_number: String,
    /// Note.
    pub note: String,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SubjectView {
    /// The application itself.
    Application,
    /// The host.
    Company,
    /// One of the persons.
    Person,
}

/// Something wrong or missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FindingView {
    /// Stable code.
    pub code: String,
    /// What it does.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub text: Text,
    /// What it is about.
    pub subject: SubjectView,
    /// Id of what it is about.
    pub subject_id: String,
    /// Name of what it is about.
    pub subject_title: String,
    /// The field to go to.
    pub field: String,
    /// Where the rule stands.
    pub citation: Option<Citation>,
    /// Why we ask for it, where the guidebook doesn't print it; shown differently.
    pub inferred: Option<Text>,
}

/// A person of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ApplicationPersonView {
    /// Who.
    pub person: PersonRow,
    /// Person id of the principal, for a dependant.
    pub principal: Option<String>,
    /// Findings that block about this person.
    pub blocks: u32,
}

/// Where a required document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RequirementState {
    /// We don't have it.
    Missing,
    /// A paper is attached.
    Attached,
    /// A record settles it; no paper is attached.
    OnRecord,
    /// Expat Desk writes it; the host signs it.
    WrittenByUs,
    /// Not expected of this person.
    NotExpected,
    /// Only needed when its condition holds, and nothing says that it does.
    IfApplicable,
    /// It can't exist yet and follows later.
    Later,
}

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequirementView {
    /// Document type of the rulebook.
    pub document: String,
    /// What is asked for.
    pub text: Text,
    /// In what form and how often.
    pub form: Text,
    /// Company once, or a person each.
    pub scope: OwnerKind,
    /// Person id, where it is asked of a person.
    pub person: Option<String>,
    /// Name of the person.
    pub person_title: Option<String>,
    /// Where it stands.
    pub state: RequirementState,
    /// Why we infer it, where the guidebook doesn't say it.
    pub inferred: Option<Text>,
    /// The papers that answer it.
    pub papers: Vec<PaperView>,
    /// Where it is asked for.
    pub citation: Citation,
    /// What is wrong with it.
    pub findings: Vec<FindingView>,
    /// The letter of ours that answers it.
    pub letter: Option<String>,
}

/// Who gets a fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FeeKind {
    /// The Expat Centre's service fee, on the portal's invoice.
    Service,
    /// The state fee, paid apart from the portal.
    State,
}

/// A line of the fees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FeeLineView {
    /// What for.
    pub label: Text,
    /// For how many persons.
    pub persons: u32,
    /// Amount in tenge; none where the price list is silent.
    pub amount: Option<String>,
    /// Why there is no amount.
    pub reason: Option<Text>,
    /// How it was computed.
    pub formula: Option<String>,
    /// Who gets it.
    pub kind: FeeKind,
    /// Where the price stands.
    pub citation: Citation,
}

/// The fees of an application on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FeesView {
    /// Lines.
    pub lines: Vec<FeeLineView>,
    /// Sum of the service fees.
    pub service_total: Option<String>,
    /// Sum of the state fees.
    pub state_total: Option<String>,
    /// Sum of all; none when a line has no amount.
    pub total: Option<String>,
    /// Why there is no total.
    pub reasons: Vec<Text>,
    /// The day the fees are for.
    pub on: String,
}

/// Where a line of the timeline is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// Our own journal.
    Journal,
    /// The portal.
    Portal,
}

/// What happened on an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TimelineRow {
    /// When.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What.
    pub text: Text,
    /// Where it is known from.
    pub kind: TimelineKind,
}

/// Step 2: what the invited person does at the embassy or the airport.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StepTwoView {
    /// Where.
    pub title: Text,
    /// What to bring.
    pub items: Vec<Text>,
    /// Where it stands.
    pub citation: Citation,
}

/// An application, computed whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ApplicationView {
    /// Id.
    pub id: String,
    /// Version.
    pub version: u32,
    /// Number.
    pub number: String,
    /// Service id.
    pub service: String,
    /// Title of the service.
    pub service_title: Text,
    /// What the service is for.
    pub purpose: Text,
    /// The host.
    pub company: CompanyRow,
    /// Our own work.
    pub work: WorkStateView,
    /// Whether persons and details can't change any more.
    pub frozen: bool,
    /// Details.
    pub details: ApplicationDetailsInput,
    /// Persons.
    pub persons: Vec<ApplicationPersonView>,
    /// The checklist.
    pub requirements: Vec<RequirementView>,
    /// Lines that are settled.
    pub ready_count: u32,
    /// Lines that have to be.
    pub required_count: u32,
    /// Everything wrong or missing, worst first.
    pub findings: Vec<FindingView>,
    /// Fees.
    pub fees: FeesView,
    /// Letters and forms.
    pub letters: Vec<LetterView>,
    /// What the letters say beyond the visa; can be edited after the application was sent, too.
    pub letter_details: LetterDetailsInput,
    /// Who may sign the letters, the head first.
    pub signatories: Vec<SignatoryChoice>,
    /// The application process.
    pub steps: Vec<Text>,
    /// Step 2.
    pub step_two: Option<StepTwoView>,
    /// The timeframe in words.
    pub timeframe: Text,
    /// When an answer is due, if filed on the planned day.
    pub due: Option<String>,
    /// When an answer may come at the latest.
    pub latest_possible: Option<String>,
    /// Visa categories of the service.
    pub categories: Vec<String>,
    /// The submission.
    pub submission: Option<SubmissionView>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineRow>,
    /// Papers of the application itself.
    pub papers: Vec<PaperView>,
    /// Its history, newest first.
    pub history: Vec<HistoryRow>,
}
