//! The data sheet for the notification of a foreigner's arrival.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Passport, PersonName, PreparedBy, Purpose, Sex, Sheet, StayDocument};

/// What the host types into the state's notification service, in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalSheet {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The host.
    pub company: String,
    /// The host's BIN.
    pub bin: Option<String>,
    /// The host's telephone.
    pub phone: Option<String>,
    /// The persons who arrived together.
    pub persons: Vec<ArrivedPerson>,
    /// Day of arrival.
    pub arrived_on: Option<Date>,
    /// Last day of the planned stay.
    pub stay_until: Option<Date>,
    /// Last day for the notification.
    pub notify_by: Option<Date>,
    /// Border crossing point.
    pub border_point: Option<String>,
    /// Purpose of the stay.
    pub purpose: Option<Purpose>,
    /// Address of stay.
    pub stay_address: Option<String>,
    /// Code of that locality in the KATO classifier.
    pub kato: Option<String>,
    /// Who files the notification.
    pub prepared_by: Option<PreparedBy>,
}

/// One person who arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivedPerson {
    /// Names.
    pub name: PersonName,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Country of citizenship, its name in the nominative.
    pub citizenship: Option<String>,
    /// Passport.
    pub passport: Passport,
    /// Individual identification number.
    pub iin: Option<String>,
    /// Visa or permit.
    pub stay_document: Option<StayDocument>,
    /// What a dependant is to the first person; `None` for a principal.
    pub relation: Option<super::Relation>,
}
