//! The letter of invitation: a host asks for visa invitations, one column of answers per person.

use serde::{Deserialize, Serialize};

use super::{
    Addressee, Entries, Letterhead, Passport, Period, PersonName, PreparedBy, Purpose, Relation, Sex, Sheet,
    Signatory, Transport, VisaPlace,
};
use jiff::civil::Date;

/// Letter of invitation for visa issuance in its table form; two hard copies are handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLetter {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The inviting company.
    pub letterhead: Letterhead,
    /// Outgoing number of the letter.
    pub out_number: Option<String>,
    /// Date of the letter.
    pub date: Option<Date>,
    /// Who decides on the invitation.
    pub addressee: Addressee,
    /// The invited persons, the principal first.
    pub persons: Vec<InvitedPerson>,
    /// The head of the company or an authorised person.
    pub signatory: Signatory,
    /// The clerk to call.
    pub prepared_by: Option<PreparedBy>,
}

/// One invited person with the planned trip; the order of fields is the order of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitedPerson {
    /// Names in both scripts.
    pub name: PersonName,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Place of birth as in the passport.
    pub birth_place: Option<String>,
    /// Country of citizenship, its name in the nominative.
    pub citizenship: Option<String>,
    /// Ethnicity, which the Kazakh form asks for; the passport does not say it.
    pub ethnicity: Option<String>,
    /// The passport that the visa goes into.
    pub passport: Passport,
    /// Present place of work.
    pub workplace: Option<String>,
    /// Position there.
    pub position: Option<String>,
    /// Permanent address abroad.
    pub permanent_address: Option<String>,
    /// Where the visa is collected.
    pub visa_place: Option<VisaPlace>,
    /// Planned stay.
    pub stay: Option<Period>,
    /// Number of entries.
    pub entries: Option<Entries>,
    /// Visa category, for example `C3`.
    pub category: Option<String>,
    /// Purpose of the trip.
    pub purpose: Option<Purpose>,
    /// Means of transport.
    pub transport: Option<Transport>,
    /// Cities on the route, in order.
    pub route: Vec<String>,
    /// Address of stay in Kazakhstan.
    pub stay_address: Option<String>,
    /// Code of that locality in the KATO classifier.
    pub kato: Option<String>,
    /// What a dependant is to the first person of the letter; `None` for a principal.
    pub relation: Option<Relation>,
}
