//! What an application costs, line by line, each with its citation.
//!
//! Invariants: integers in tiyn; a price that isn't printed is a typed silence with
//! its reason, and makes the total unknown; a dash is shown as "none stated".

use crate::case::PersonRole;
use crate::cite::{Citation, Source};
use crate::ids::{ServiceId, VisaCategory};
use crate::money::MciUnits;
use crate::service::Hint;
use crate::text::Text;
use jiff::civil::Date;
use serde::Serialize;

/// The fees of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fees {
    /// The service.
    pub service: ServiceId,
    /// The day for which prices and MCI were asked: the day of payment.
    pub on: Date,
    /// Everything together; none while any line is not in the price list.
    pub total_tiyn: Option<i64>,
    /// What is paid to the Expat Centre; none while a line of it is unknown.
    pub service_total_tiyn: Option<i64>,
    /// What is paid to the state, elsewhere; none while unknown, and where none is stated.
    pub state_total_tiyn: Option<i64>,
    /// The lines.
    pub lines: Vec<FeeLine>,
    /// Why the total is unknown, each reason once.
    pub reasons: Vec<FeeReason>,
    /// How we read what is printed doubtfully.
    pub assumptions: Vec<Text>,
    /// Advice from other sources.
    pub hints: Vec<Hint>,
}

/// What a fee line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeLineKind {
    /// The fee of the Expat Centre.
    Service,
    /// The personal manager.
    PersonalManager,
    /// The priority submission.
    WalkIn,
    /// The state fee, paid elsewhere.
    State,
}

/// One line of the fees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeeLine {
    /// What it is for.
    pub kind: FeeLineKind,
    /// The same in words.
    pub label: Text,
    /// For how many persons.
    pub persons: u32,
    /// For one person, in tiyn.
    pub unit_tiyn: Option<i64>,
    /// For all of them.
    pub amount: Amount,
    /// The state fee in MCI, for one person.
    pub mci_units: Option<MciUnits>,
    /// The MCI of the day, in tiyn.
    pub mci_tiyn: Option<i64>,
    /// Where the MCI was read.
    pub mci_source: Option<Source>,
    /// Where the price is printed, or where it ought to be.
    pub citation: Citation,
}

/// An amount, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "value")]
pub enum Amount {
    /// So many tiyn.
    Tiyn(i64),
    /// The price list doesn't say.
    NotInPriceList {
        /// Why it can't be said.
        reason: Silence,
    },
    /// A dash, or no column for it: read as none, not as a price of zero.
    NoneStated,
}

impl Amount {
    /// Returns the tiyn, where there is an amount.
    pub fn tiyn(self) -> Option<i64> {
        match self {
            Self::Tiyn(tiyn) => Some(tiyn),
            Self::NotInPriceList { .. } | Self::NoneStated => None,
        }
    }
}

/// Where and why the price list is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Silence {
    /// The validity falls between two printed bands.
    BetweenBands {
        /// The validity asked for.
        months: u32,
    },
    /// The validity is longer than the last band.
    BeyondBands {
        /// The validity asked for.
        months: u32,
    },
    /// The price depends on the validity, and none is chosen.
    ValidityNotGiven,
    /// The category isn't named for this service.
    CategoryNotListed {
        /// The category asked for.
        category: VisaCategory,
    },
    /// A dependant is mentioned, but not priced.
    DependantNotPriced,
    /// No price for a person in this role.
    RoleNotPriced {
        /// The role.
        role: PersonRole,
    },
    /// The personal manager has no price for this service.
    ManagerNotPriced,
    /// The priority submission has no price anywhere.
    WalkInNotPriced,
    /// The service has no fees printed at all.
    NotPrinted,
    /// The state fee isn't stated although a state body decides.
    StateFeeNotStated,
    /// The MCI of the day isn't known.
    MciUnknown {
        /// The day.
        on: Date,
    },
    /// The day is before the first price list.
    BeforePriceList {
        /// First day of the price list.
        from: Date,
    },
}

/// A silence of the price list, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeeReason {
    /// What is silent.
    #[serde(flatten)]
    pub silence: Silence,
    /// What to tell the user.
    pub text: Text,
}
