//! Letters of a host about foreigners who are in the country: visa, cancellation, residence permit.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Addressee, Entries, Letterhead, Passport, Period, PersonName, PreparedBy, Purpose, Relation, Sheet,
    Signatory,
};

/// Official letter of the host asking for a visa inside Kazakhstan: for work or for business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisaRequestLetter {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The host.
    pub letterhead: Letterhead,
    /// Outgoing number.
    pub out_number: Option<String>,
    /// Date of the letter.
    pub date: Option<Date>,
    /// Who decides.
    pub addressee: Addressee,
    /// Whether the guidebook asks for the employer's letter or for the inviting party's.
    pub occasion: VisaOccasion,
    /// The foreigners, the principal first.
    pub persons: Vec<LetterPerson>,
    /// Why the host answers for them.
    pub ground: Option<Ground>,
    /// Visa category, for example `C3`.
    pub category: Option<String>,
    /// Number of entries.
    pub entries: Option<Entries>,
    /// Validity asked for.
    pub period: Option<Period>,
    /// Purpose of the stay.
    pub purpose: Option<Purpose>,
    /// Address in Kazakhstan.
    pub stay_address: Option<String>,
    /// What is enclosed, in the language of the document.
    pub enclosures: Vec<String>,
    /// The head of the company or an authorised person.
    pub signatory: Signatory,
    /// The clerk to call.
    pub prepared_by: Option<PreparedBy>,
}

/// Which of the two letters that ask for a visa this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisaOccasion {
    /// Official letter of the employer asking for visa issuance.
    Employment,
    /// Letter of the inviting party on the issue of a business visa.
    Business,
}

/// Official letter asking to cancel visas, alone or together with an exit visa.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancellationLetter {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The host.
    pub letterhead: Letterhead,
    /// Outgoing number.
    pub out_number: Option<String>,
    /// Date of the letter.
    pub date: Option<Date>,
    /// Who decides.
    pub addressee: Addressee,
    /// The foreigners, each with the visa to be cancelled.
    pub persons: Vec<LetterPerson>,
    /// Why the visa loses its ground.
    pub ground: Option<CancellationGround>,
    /// The contract that ended.
    pub contract: ContractReference,
    /// The day on which it ended.
    pub ended_on: Option<Date>,
    /// The order of termination.
    pub order: ContractReference,
    /// Where the person is.
    pub whereabouts: Option<Whereabouts>,
    /// The exit visa asked for; `None` if the letter only cancels.
    pub exit_visa: Option<ExitVisa>,
    /// What is enclosed, in the language of the document.
    pub enclosures: Vec<String>,
    /// The head of the company or an authorised person.
    pub signatory: Signatory,
    /// The clerk to call.
    pub prepared_by: Option<PreparedBy>,
}

/// Letter asking for a temporary residence permit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidenceRequestLetter {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The host.
    pub letterhead: Letterhead,
    /// Outgoing number.
    pub out_number: Option<String>,
    /// Date of the letter.
    pub date: Option<Date>,
    /// Who decides.
    pub addressee: Addressee,
    /// Whether a permit is to be extended rather than issued.
    pub extension: bool,
    /// The foreigners, the principal first.
    pub persons: Vec<LetterPerson>,
    /// Why the host answers for them.
    pub ground: Option<Ground>,
    /// Term of the permit asked for.
    pub period: Option<Period>,
    /// Address of the dwelling.
    pub stay_address: Option<String>,
    /// Owner of the dwelling.
    pub owner_name: Option<String>,
    /// The owner's IIN.
    pub owner_iin: Option<String>,
    /// The owner's notarised consent.
    pub owner_consent: ContractReference,
    /// What is enclosed, in the language of the document.
    pub enclosures: Vec<String>,
    /// The head of the company or an authorised person.
    pub signatory: Signatory,
    /// The clerk to call.
    pub prepared_by: Option<PreparedBy>,
}

/// A foreigner as a host's letter names him or her.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterPerson {
    /// Names in both scripts.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Country of citizenship, its name in the nominative.
    pub citizenship: Option<String>,
    /// Passport.
    pub passport: Passport,
    /// Individual identification number.
    pub iin: Option<String>,
    /// Position at the host.
    pub position: Option<String>,
    /// Visa or permit held now; `None` if the person holds none or the letter needn't say.
    pub stay_document: Option<StayDocument>,
    /// What a dependant is to the first person of the letter; `None` for a principal.
    pub relation: Option<Relation>,
}

/// A visa or permit that a foreigner holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayDocument {
    /// Number.
    pub number: Option<String>,
    /// Category of a visa.
    pub category: Option<String>,
    /// Last day of validity.
    pub valid_until: Option<Date>,
}

/// Number and date of a contract, order or consent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractReference {
    /// Number.
    pub number: Option<String>,
    /// Date.
    pub date: Option<Date>,
}

/// Why a host answers for a foreigner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// An employment contract.
    EmploymentContract(ContractReference),
    /// An expert agreement or service contract.
    ServiceContract(ContractReference),
    /// The person is a founder.
    Founder,
    /// The person is on the board of directors.
    BoardMember,
    /// Another ground in the user's words.
    Other(String),
}

/// Why a visa loses its ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancellationGround {
    /// The employment contract ended.
    EmploymentEnded,
    /// The service contract or expert agreement ended.
    ServiceEnded,
    /// Another ground in the user's words.
    Other(String),
}

/// Where a foreigner is whose visa is cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whereabouts {
    /// In Kazakhstan.
    InKazakhstan,
    /// Left on this day.
    Left(Date),
}

/// The exit visa asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExitVisa {
    /// Working days asked for; the service grants up to 15.
    pub business_days: Option<u8>,
}
