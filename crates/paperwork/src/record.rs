//! What the documents are made of: one record per document and the pieces that they share.
//!
//! Must not know where the values come from, nor check them: readiness is decided elsewhere, and a
//! document with gaps is a legitimate draft. Invariant: a field that may be unknown is an `Option`,
//! and `None`, like an empty text, prints as a ruled blank to be filled in by pen. Texts that a user writes (addresses,
//! positions, countries) arrive in the language of the document; words that the law or the form
//! prescribes are enums, and the templates hold their wording.

mod applications;
mod arrival_sheet;
mod consent;
mod fee_invoice;
mod fee_sheet;
mod foreign_employee;
mod host_letters;
mod invitation;
mod packet_sheets;
mod picture;
mod portal_invoice;
mod refund_letter;
mod staff_papers;

pub use applications::{Relief, ResidencePermitForm, VisaApplicationForm, WaiverApplication};
pub use arrival_sheet::{ArrivalSheet, ArrivedPerson};
pub use consent::{Consent, ConsentForm, CrossBorder, DataItem, Operator, Recipient, Representative};
pub use fee_invoice::{BankAccount, FeeInvoice, InvoiceLine, InvoiceParty, StateFeeLine, Vat};
pub use fee_sheet::{FeeKind, FeeSheet, FeeSheetLine};
pub use foreign_employee::{
    ContractTerms, Dependant, Education, Experience, ForeignEmployeeForm, MaritalStatus,
};
pub use host_letters::{
    CancellationGround, CancellationLetter, ContractReference, ExitVisa, Ground, LetterPerson,
    ResidenceRequestLetter, StayDocument, VisaOccasion, VisaRequestLetter, Whereabouts,
};
pub use invitation::{InvitationLetter, InvitedPerson};
pub use packet_sheets::{
    Checklist, ChecklistLine, CoverLine, CoverSheet, LineState, SourcedText, StepTwoPlace, StepTwoSheet,
};
pub use picture::Picture;
pub use portal_invoice::{PortalBeneficiary, PortalInvoice, PortalInvoiceLine, PortalPayer};
pub use refund_letter::RefundLetter;
pub use staff_papers::{PowerOfAttorney, TerminationGround, TerminationOrder};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The language a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// English.
    En,
    /// Russian.
    Ru,
    /// Kazakh.
    Kk,
}

impl Lang {
    /// All languages that every document exists in.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Kk];

    /// Returns the ISO 639-1 code: `en`, `ru` or `kk`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Kk => "kk",
        }
    }
}

/// How a document is made, whatever it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The language of the wording.
    pub lang: Lang,
    /// Whether the small line "draft, use the Expat Centre's template where it differs" is printed.
    /// The user switches it off per template after comparing it with the official one.
    pub draft_note: bool,
    /// How many times the document is in the file, each copy numbered; 0 counts as 1.
    pub copies: u8,
    /// The day written into the file's properties; the crate has no clock.
    pub made_on: Date,
}

/// The head of a company's writing paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterhead {
    /// The company's full name in the language of the document, with its legal form.
    pub company_name: String,
    /// Business identification number, 12 digits.
    pub bin: Option<String>,
    /// Number of the certificate of registration.
    pub registration_number: Option<String>,
    /// Date of the certificate of registration.
    pub registration_date: Option<Date>,
    /// Legal address.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// The company's logo, printed beside its particulars.
    #[serde(default)]
    pub logo: Option<Picture>,
    /// The head of the company's own writing paper as a picture, printed in place of all of the above.
    #[serde(default)]
    pub picture: Option<Picture>,
}

/// Who a letter is written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// The Expat Centre of the AIFC Authority, in the wording of each language.
    ExpatCentre,
    /// Anyone else, line by line as it is to be printed.
    Lines(Vec<String>),
}

/// Who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// Initials and surname as under a signature.
    pub name: Option<String>,
    /// Position, for example "Director".
    pub position: Option<String>,
    /// The power of attorney by which somebody other than the head signs.
    #[serde(default)]
    pub power: Option<ContractReference>,
}

/// The clerk whom the addressee may call, printed small at the foot of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedBy {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
}

/// A person's name in the scripts that the papers need; neither is derived from the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Surname in Latin letters exactly as in the passport.
    pub surname_latin: Option<String>,
    /// Given names in Latin letters exactly as in the passport.
    pub given_names_latin: Option<String>,
    /// Surname in Cyrillic as the user entered it.
    pub surname_cyrillic: Option<String>,
    /// Given names in Cyrillic as the user entered them.
    pub given_names_cyrillic: Option<String>,
    /// Patronymic as the user entered it; most foreigners have none.
    pub patronymic: Option<String>,
}

/// A travel document, as far as letters quote it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passport {
    /// Number with series.
    pub number: Option<String>,
    /// Date of issue.
    pub issued: Option<Date>,
    /// Last day of validity.
    pub valid_until: Option<Date>,
    /// Issuing authority as printed in the passport.
    pub authority: Option<String>,
}

/// A closed period of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The place where a visa is collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisaPlace {
    /// City of the embassy or consulate, or the airport's name.
    pub city: String,
    /// Country.
    pub country: String,
}

/// Sex as the passport states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Stated as X, or not stated.
    Unspecified,
}

/// How often a visa lets its holder in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entries {
    /// One entry.
    Single,
    /// Any number of entries.
    Multiple,
}

/// Why a person comes to Kazakhstan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Work under an employment contract.
    Employment,
    /// Accompanying or joining a family member.
    Family,
    /// Negotiations and the conclusion of contracts.
    Negotiations,
    /// A conference, forum, exhibition or scientific event.
    Conference,
    /// Installation, repair and maintenance of equipment.
    Installation,
    /// Consulting or audit services.
    Consulting,
    /// Duties of a founder.
    Founder,
    /// Duties of a member of the board of directors.
    BoardMember,
    /// Investment activity.
    Investment,
    /// Business immigration: founding a company.
    BusinessImmigration,
    /// Another purpose in the user's words, in the language of the document.
    Other(String),
}

/// How a person travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// By air.
    Air,
    /// By rail.
    Rail,
    /// By road.
    Road,
    /// Another means in the user's words.
    Other(String),
}

/// What a dependant is to the principal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Husband.
    Husband,
    /// Wife.
    Wife,
    /// Husband or wife, where the sex isn't known: Russian and Kazakh have no one word for both, so the
    /// place stays a blank for the pen.
    Spouse,
    /// Son.
    Son,
    /// Daughter.
    Daughter,
    /// Son or daughter, where the sex is not to be said.
    Child,
    /// Father or mother.
    Parent,
    /// Another relation in the user's words.
    Other(String),
}
