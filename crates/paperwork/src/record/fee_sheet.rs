//! The fee sheet: what an application costs, why, and what can't be said.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Sheet;

/// Internal sheet of the fees of an application, each line with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeSheet {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// Our number of the application.
    pub application: Option<String>,
    /// The service.
    pub service: String,
    /// The host.
    pub company: Option<String>,
    /// The persons, as they are to be printed.
    pub persons: Vec<String>,
    /// The day whose prices and rates these are.
    pub on: Date,
    /// The lines; without a price there is no total either.
    pub lines: Vec<FeeSheetLine>,
    /// Why there is no total, or what was assumed.
    pub remarks: Vec<String>,
}

/// One fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeSheetLine {
    /// To whom it goes.
    pub kind: FeeKind,
    /// What for.
    pub description: String,
    /// How many persons.
    pub quantity: u32,
    /// Amount of one in tiyn; `None` where no source states it, which is never zero.
    pub unit_price_tiyn: Option<u64>,
    /// How the amount follows, for example "0.5 MCI × 4,325 KZT".
    pub basis: Option<String>,
    /// Where it is stated.
    pub source: Option<String>,
}

/// To whom a fee goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeKind {
    /// To the Expat Centre.
    Service,
    /// To the budget.
    State,
}
