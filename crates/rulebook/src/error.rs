//! What can be wrong with a question to the rulebook.
//!
//! Each message is a sentence that a user understands and that holds no personal data.

use crate::ids::ServiceId;
use jiff::civil::Date;

/// Why the rulebook can't answer a question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulebookError {
    /// The service id isn't one of the 17.
    #[error("there is no service \"{given}\"{}", suggestion(*.nearest))]
    UnknownService {
        /// What was asked for.
        given: String,
        /// The service that was probably meant.
        nearest: Option<ServiceId>,
    },
    /// The visa category isn't one that the guidebook names.
    #[error("\"{0}\" is not a visa category of the guidebook (A5, A6, B1, B2, B3, C3, C5)")]
    UnknownCategory(String),
    /// The language isn't one of the three.
    #[error("\"{0}\" is not a language of the rulebook (en, ru, kk)")]
    UnknownLanguage(String),
    /// The role of a person isn't one that the rulebook knows.
    #[error("\"{0}\" is not a role of a person")]
    UnknownRole(String),
    /// The kind of host isn't one that the rulebook knows.
    #[error("\"{0}\" is not a kind of host (head_office, branch, representative_office)")]
    UnknownHostKind(String),
    /// The country code isn't in ISO 3166.
    #[error("\"{0}\" is not a country code; use the two or three letters of ISO 3166")]
    UnknownCountry(String),
    /// A validity of no months, or of less.
    #[error("a visa can't be valid for {months} months; give 1 or more")]
    ValidityNotPositive {
        /// What was asked for.
        months: i64,
    },
    /// A validity that no visa has, most likely given in days.
    #[error("a visa validity of {months} months is out of range; is it given in days?")]
    ValidityTooLong {
        /// What was asked for.
        months: i64,
    },
    /// Fees were asked for nobody.
    #[error("fees are counted per person, and there is no person")]
    NoPersons,
    /// More persons than any application has.
    #[error("an application has at most {max} persons")]
    TooManyPersons {
        /// The most that are answered for.
        max: usize,
    },
    /// The visa to be extended has expired.
    #[error("the visa expired on {expires}, before {on}: it can no longer be extended")]
    ExpiryInPast {
        /// When the visa expires.
        expires: Date,
        /// The day of the question.
        on: Date,
    },
    /// A date whose working days aren't known.
    #[error(
        "the working calendar of {year} is not known (the calendar holds {first} to {last}), \
         so working days can't be counted there"
    )]
    OutsideCalendar {
        /// The missing year.
        year: i16,
        /// First known year.
        first: i16,
        /// Last known year.
        last: i16,
    },
    /// No edition of the guidebook was in force.
    #[error("no edition of the guidebook is known for {on}; the first one starts on {from}")]
    NoEdition {
        /// The day of the question.
        on: Date,
        /// First day of the first edition.
        from: Date,
    },
    /// No MCI is known for the day.
    #[error("the monthly calculation index (MCI) for {on} is not known")]
    NoMci {
        /// The day of the question.
        on: Date,
    },
    /// No VAT rate is known for the day.
    #[error("the rate of VAT for {on} is not known")]
    NoVat {
        /// The day of the question.
        on: Date,
    },
    /// The guidebook prints no service time for the service.
    #[error("the guidebook gives no service time for {service}")]
    TimeframeNotStated {
        /// The service.
        service: ServiceId,
    },
    /// The service isn't an extension, so there is no window.
    #[error("{service} has no filing window; only extensions have one")]
    NoFilingWindow {
        /// The service.
        service: ServiceId,
    },
    /// The date arithmetic leaves the range of dates.
    #[error("the date is out of range")]
    DateOutOfRange,
}

fn suggestion(nearest: Option<ServiceId>) -> String {
    nearest.map(|id| format!("; did you mean {id}?")).unwrap_or_default()
}
