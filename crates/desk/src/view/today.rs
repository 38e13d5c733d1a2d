//! Today: what needs the user, and what search finds.

use super::{OwnerKind, Severity, Text};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Something that needs the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeedView {
    /// Stable code of what it is.
    pub kind: String,
    /// How urgent.
    pub severity: Severity,
    /// What, and what to do.
    pub text: Text,
    /// Application to open.
    pub application: Option<String>,
    /// Person to open.
    pub person: Option<String>,
    /// The day it is about.
    pub date: Option<String>,
}

/// One day of the strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DayView {
    /// The day.
    pub date: String,
    /// Whether it is a working day in Kazakhstan.
    pub working: bool,
    /// What falls on it.
    pub entries: Vec<Text>,
}

/// How far an application is, for the columns of Today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being put together.
    Preparing,
    /// Nothing blocks it.
    Ready,
    /// Released for submission.
    Approved,
    /// Sent; the portal is at work.
    Sent,
    /// The portal awaits the payment.
    AwaitingPayment,
    /// The portal awaits the originals.
    AwaitingDocuments,
}

/// How many applications are at a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StageView {
    /// The stage.
    pub stage: Stage,
    /// How many.
    pub count: u32,
}

/// The outbox in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OutboxSummary {
    /// Submissions that wait.
    pub waiting: u32,
    /// When the portal was last heard.
    pub last_sync: Option<String>,
}

/// The screen Today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TodayView {
    /// Today in Kazakhstan.
    pub date: String,
    /// What needs the user, most urgent first.
    pub needs_you: Vec<NeedView>,
    /// The next thirty days.
    pub next_days: Vec<DayView>,
    /// Applications by stage.
    pub stages: Vec<StageView>,
    /// The outbox.
    pub outbox: OutboxSummary,
}

/// Kind of a record that search shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// A company.
    Company,
    /// A person.
    Person,
    /// A passport.
    TravelDocument,
    /// A visa or permit.
    StayDocument,
    /// A paper.
    Paper,
    /// An application.
    Application,
    /// A packet that was sent.
    Submission,
}

/// What search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FoundView {
    /// The records, the best first.
    pub hits: Vec<HitView>,
    /// Names of the clients whose papers could not be opened and were left out.
    pub unsearched: Vec<String>,
}

/// Something that search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HitView {
    /// Kind of record.
    pub kind: HitKind,
    /// Id of the record.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What tells it apart, in the languages in which it is worded.
    pub detail: Text,
    /// Kind of the record to open.
    pub target_kind: OwnerKind,
    /// Id of the record to open.
    pub target: String,
    /// Whose papers it is in.
    pub client: String,
    /// Name of that client.
    pub client_name: String,
    /// Colour of that client.
    pub client_colour: String,
}
