//! One service of the Expat Centre, as the guidebook describes it.
//!
//! Invariant: a field that the guidebook leaves out is absent here, not filled
//! from a neighbour; what we add stands in `hints` or in a `likely` list.

use crate::case::PersonRole;
use crate::cite::{Citation, Source};
use crate::countries::CountryGroup;
use crate::document::Document;
use crate::ids::{ServiceId, VisaCategory};
use crate::money::MciUnits;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A cited sentence of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The fact in our words.
    pub text: Text,
    /// Where it is printed.
    pub citation: Citation,
}

/// Where the person must be while the service is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonPlace {
    /// Outside Kazakhstan.
    Abroad,
    /// In Kazakhstan.
    InKazakhstan,
    /// The guidebook doesn't say.
    NotStated,
}

/// How often a visa lets its holder in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entries {
    /// Once.
    Single,
    /// Any number of times.
    Multiple,
}

/// How the service is applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "described")]
pub enum Process {
    /// Step by step.
    Steps {
        /// The steps in order.
        steps: Vec<ProcessStep>,
    },
    /// The guidebook doesn't describe it.
    No {
        /// What to tell the user.
        reason: Text,
    },
}

/// One step of the application process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProcessStep {
    /// Stable id of the step.
    pub id: String,
    /// What to do.
    pub text: Text,
    /// Where it is printed.
    pub citation: Citation,
}

/// A printed note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Stable id of the note.
    pub id: String,
    /// The note in our words.
    pub text: Text,
    /// Where it is printed.
    pub citation: Citation,
}

/// What a hint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HintTopic {
    /// The documents.
    Documents,
    /// The fees.
    Fees,
    /// Who may apply.
    Eligibility,
    /// How to apply.
    Process,
    /// Times and windows.
    Time,
}

/// Advice that is not printed in the guidebook: inferred, or from another source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// Stable id of the hint.
    pub id: String,
    /// What it is about.
    pub topic: HintTopic,
    /// The advice.
    pub text: Text,
    /// Where it comes from.
    pub source: Source,
}

/// A band of visa validity, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthBand {
    /// From this many months.
    pub from: u32,
    /// Up to this many months.
    pub up_to: u32,
}

/// One price of the service fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PriceRow {
    /// What is priced.
    pub label: Text,
    /// The price for one person, in tiyn.
    pub unit_tiyn: i64,
    /// For a validity in this band only.
    pub months: Option<MonthBand>,
    /// For persons in these roles only; empty for all.
    pub roles: Vec<PersonRole>,
    /// Where it is printed.
    pub citation: Citation,
}

/// What the guidebook says about the state fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "stated")]
pub enum StateFee {
    /// A number of MCI for each person.
    Mci {
        /// How many.
        units: MciUnits,
        /// Where it is printed.
        citation: Citation,
    },
    /// A dash: read as none, which is our reading.
    Dash {
        /// Where it is printed.
        citation: Citation,
    },
    /// No column, and no state body that would charge one.
    NoStateBody {
        /// Why none is expected.
        reason: Text,
        /// The table without the column.
        citation: Citation,
    },
    /// No column although a state body decides: unknown, not zero.
    NotStated {
        /// What to tell the user.
        reason: Text,
        /// The table without the column.
        citation: Citation,
    },
}

/// The fees that the guidebook prints for a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeeTable {
    /// What the fee is for.
    pub label: Text,
    /// Whether the currency is printed; KZT is inferred where not.
    pub currency_printed: bool,
    /// The service fee.
    pub service: Vec<PriceRow>,
    /// The personal manager's price, where printed.
    pub personal_manager: Option<PriceRow>,
    /// The state fee.
    pub state: StateFee,
    /// The whole table.
    pub citation: Citation,
}

/// How long the service takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeframeRule {
    /// Business days after the submission.
    pub business_days: u32,
    /// The possible delay, where the guidebook prints it for this service.
    pub extension: Option<TimeExtension>,
    /// Where it is printed.
    pub citation: Citation,
}

/// The delay that state bodies may add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeExtension {
    /// Up to this many calendar days.
    pub calendar_days: u32,
    /// Where it is printed.
    pub citation: Citation,
}

/// Where a visa is collected after the invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step2Place {
    /// An embassy of Kazakhstan.
    Embassy,
    /// An international airport in Kazakhstan.
    Airport,
}

/// What the invited person does with the invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step2 {
    /// Where.
    pub places: Vec<Step2Place>,
    /// What to bring, in the printed order.
    pub documents: Vec<Document>,
    /// Whom to ask beforehand.
    pub contact: Statement,
    /// Where the step is printed.
    pub citation: Citation,
}

/// When an extension may be filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WindowRule {
    /// Not earlier than so many working days before the expiry.
    pub earliest_working_days: u32,
    /// Not later than so many working days before the expiry.
    pub latest_working_days: u32,
    /// Where it is printed.
    pub citation: Citation,
}

/// For whom of a group of countries the service is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupRule {
    /// Citizens of this group.
    pub group: CountryGroup,
    /// Who stay for more than so many calendar days.
    pub stay_over_days: u32,
    /// The same in words.
    pub text: Text,
    /// Where it is printed.
    pub citation: Citation,
}

/// A list that is probably wanted where the guidebook prints none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LikelyList {
    /// Whose list.
    pub service: ServiceId,
    /// Why.
    pub reason: Text,
}

/// A service of the Expat Centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Service {
    /// Stable id.
    pub id: ServiceId,
    /// The heading of its section, as printed.
    pub section: String,
    /// Where that heading is.
    pub section_citation: Citation,
    /// Its own heading, as printed.
    pub printed_title: String,
    /// Its title in our words.
    pub title: Text,
    /// What it is for.
    pub purpose: Statement,
    /// For which persons, the principal's role first.
    pub for_whom: Vec<PersonRole>,
    /// Which visa categories.
    pub categories: Vec<VisaCategory>,
    /// Categories that aren't named but that nothing excludes; see the hints.
    pub inferred_categories: Vec<VisaCategory>,
    /// How many entries, where the service settles it.
    pub entries: Option<Entries>,
    /// For citizens of which countries, where the guidebook limits it.
    pub eligibility: Vec<GroupRule>,
    /// Where the person must be.
    pub place: PersonPlace,
    /// How to apply.
    pub process: Process,
    /// What to hand in, in the printed order; empty where none is printed.
    pub documents: Vec<Document>,
    /// Whose list is probably wanted, where none is printed.
    pub likely: Option<LikelyList>,
    /// The fees, where printed.
    pub fees: Option<FeeTable>,
    /// The service time, where printed.
    pub timeframe: Option<TimeframeRule>,
    /// What the person does next, for an invitation.
    pub step2: Option<Step2>,
    /// When to file, for an extension.
    pub filing_window: Option<WindowRule>,
    /// Other printed conditions and notes.
    pub notes: Vec<Note>,
    /// What comes of it.
    pub outcome: Statement,
    /// Advice that is not printed.
    pub hints: Vec<Hint>,
    /// Where the service's heading is printed.
    pub citation: Citation,
}

impl Service {
    /// Returns the role of the person for whom the service is made.
    pub fn principal_role(&self) -> PersonRole {
        self.for_whom.first().copied().unwrap_or(PersonRole::Employee)
    }

    /// Returns true if the guidebook names the category for this service.
    pub fn offers(&self, category: VisaCategory) -> bool {
        self.categories.contains(&category)
    }

    /// Returns true if the category is named for this service, or if nothing excludes it.
    pub fn allows(&self, category: VisaCategory) -> bool {
        let none_named = self.categories.is_empty() && self.inferred_categories.is_empty();
        none_named || self.offers(category) || self.inferred_categories.contains(&category)
    }

    /// Returns the note with the given id, where it is printed for this service.
    pub fn note(&self, id: &str) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == id)
    }

    /// Returns true if only the same host may ask (an extension).
    pub fn needs_same_host(&self) -> bool {
        self.note("same_host").is_some()
    }
}
