//! Sheets around a packet: what is in it, what is missing, what the invited person does next.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Letterhead, PersonName, PreparedBy, Sheet, VisaPlace};

/// A line of text with the place it comes from, both in the language of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcedText {
    /// The text, from the rulebook.
    pub text: String,
    /// Where the rulebook has it from, for example "Guidebook 2025, Employment visa 1".
    pub source: Option<String>,
}

/// Checklist of an application's papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// Our number of the application.
    pub application: Option<String>,
    /// The service.
    pub service: String,
    /// The host.
    pub company: String,
    /// The persons, as they are to be printed.
    pub persons: Vec<String>,
    /// The state of the papers on this day.
    pub date: Option<Date>,
    /// The edition of the rules, for example "Guidebook 2025".
    pub edition: Option<String>,
    /// The requirements in the order of the guidebook.
    pub lines: Vec<ChecklistLine>,
    /// Who prepared it.
    pub prepared_by: Option<PreparedBy>,
}

/// One requirement and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistLine {
    /// The requirement.
    pub text: String,
    /// Whose paper it is: a person or the company, as it is to be printed.
    pub whose: Option<String>,
    /// In which form it is handed in, for example "original" or "2 copies".
    pub form: Option<String>,
    /// How it stands.
    pub state: LineState,
    /// What is missing, or which paper fulfils it.
    pub note: Option<String>,
    /// Where the requirement comes from.
    pub source: Option<String>,
}

/// How a requirement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// The paper is there.
    Ready,
    /// The paper is missing or has a fault.
    Missing,
    /// The condition of the requirement isn't met.
    NotNeeded,
}

/// First page of a packet: whose papers these are, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverSheet {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The host.
    pub letterhead: Letterhead,
    /// Our number of the application.
    pub application: Option<String>,
    /// The portal's number of the application.
    pub portal_number: Option<String>,
    /// The service.
    pub service: String,
    /// The persons, as they are to be printed.
    pub persons: Vec<String>,
    /// The papers in the order of the packet.
    pub contents: Vec<CoverLine>,
    /// Date of the packet.
    pub date: Option<Date>,
    /// Who hands it in.
    pub representative: Option<PreparedBy>,
}

/// One paper of a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverLine {
    /// The paper.
    pub title: String,
    /// Pages; `None` prints a blank.
    pub pages: Option<u32>,
}

/// What an invited person does with the approved invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTwoSheet {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The host.
    pub company: String,
    /// The invited person.
    pub name: PersonName,
    /// Number of the approved invitation.
    pub invitation_number: Option<String>,
    /// Date of the invitation.
    pub invitation_date: Option<Date>,
    /// Visa category.
    pub category: Option<String>,
    /// Where the visa is collected.
    pub place: StepTwoPlace,
    /// What to bring, from the rulebook.
    pub items: Vec<SourcedText>,
    /// What to mind, from the rulebook.
    pub notes: Vec<SourcedText>,
    /// Whom to call at the host.
    pub contact: Option<PreparedBy>,
}

/// Where a visa is collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepTwoPlace {
    /// At an embassy or consulate of Kazakhstan.
    Embassy(VisaPlace),
    /// On arrival at an international airport of Kazakhstan.
    Airport(VisaPlace),
}
