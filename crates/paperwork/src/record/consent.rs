//! The consent to the collection and processing of personal data, article 8(4) of Law No. 94-V.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Passport, PersonName, Sheet};

/// Consent of one person, signed by an adult or, for a child, by a legal representative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentForm {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// Item 1 of the law: who collects and processes.
    pub operator: Operator,
    /// Item 2: whose data.
    pub subject_name: PersonName,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Country of citizenship, its name in the nominative.
    pub citizenship: Option<String>,
    /// The subject's passport.
    pub passport: Passport,
    /// Individual identification number, if there is one already.
    pub iin: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Who signs for a child; `None` if the subject signs.
    pub representative: Option<Representative>,
    /// Items 3 to 8: what is agreed to.
    pub consent: Consent,
    /// Place of signature.
    pub place: Option<String>,
    /// Date of signature.
    pub date: Option<Date>,
    /// The same in another language, printed beside it in a column of its own.
    #[serde(default)]
    pub beside: Option<Box<Self>>,
}

/// The operator of the personal data: the host company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// Full name in the language of the document.
    pub name: String,
    /// Business identification number.
    pub bin: Option<String>,
    /// Legal address.
    pub address: Option<String>,
}

/// A child's legal representative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// Names.
    pub name: PersonName,
    /// Identity document.
    pub passport: Passport,
    /// Individual identification number.
    pub iin: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// On what ground, for example "mother, birth certificate No. 123 of 4 May 2019".
    pub ground: Option<String>,
}

/// What the subject agrees to, in the order of the law's items 3 to 8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// First day of validity; `None` is the day of signature.
    pub valid_from: Option<Date>,
    /// Last day; `None` is until the purposes are reached.
    pub valid_until: Option<Date>,
    /// Who may receive the data; empty means that nobody may.
    pub recipients: Vec<Recipient>,
    /// Whether and where data may cross the border.
    pub cross_border: CrossBorder,
    /// Whether data may be published in public sources.
    pub publication: bool,
    /// Which data; empty stands for the list that a visa or permit needs.
    pub data: Vec<DataItem>,
    /// Further terms of the operator.
    pub other: Option<String>,
}

/// Somebody to whom personal data may be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The AIFC Authority with its Expat Centre.
    ExpatCentre,
    /// The migration service of the Ministry of Internal Affairs.
    MigrationService,
    /// The Ministry of Foreign Affairs and the missions abroad.
    ForeignMinistry,
    /// The ministry that keeps the register of employment contracts.
    LabourMinistry,
    /// Somebody else, named in the language of the document.
    Other(String),
}

/// Whether data may leave the country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrossBorder {
    /// Not allowed.
    No,
    /// Allowed, to the missions of Kazakhstan in the countries named (empty: the country of application).
    Missions(Vec<String>),
}

/// A kind of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataItem {
    /// Surname, given names, patronymic, former names.
    Names,
    /// Date and place of birth, sex.
    Birth,
    /// Citizenship and ethnicity.
    Citizenship,
    /// Data and copies of identity and travel documents.
    IdentityDocuments,
    /// Individual identification number.
    Iin,
    /// Addresses and contacts.
    Contacts,
    /// Marital status and family.
    Family,
    /// Education and qualification.
    Education,
    /// Place of work, position, contract.
    Employment,
    /// Visas, permits, entries and registration.
    Migration,
    /// Photograph.
    Photo,
    /// Fingerprints.
    Fingerprints,
    /// Something else, named in the language of the document.
    Other(String),
}
