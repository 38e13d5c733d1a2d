//! Companies, as the window shows and edits them.

use super::{HistoryRow, PaperView, PersonRow, Severity, Text};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Who signs for a company.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SignatoryView {
    /// Name in each language.
    pub name: Text,
    /// Position in each language.
    pub position: Text,
    /// Position and name in Russian in the genitive, as after «в лице».
    pub genitive: String,
    /// On what the authority rests; empty for the articles of association.
    pub basis: Text,
    /// Number of the power of attorney; empty for the head.
    pub power_of_attorney: String,
    /// Day of the power of attorney.
    pub power_of_attorney_date: Option<String>,
    /// Last day of the power of attorney.
    pub power_of_attorney_until: Option<String>,
}

/// The fields of a company that the user edits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CompanyInput {
    /// Id; none for a new company.
    pub id: Option<String>,
    /// Version that was edited; none for a new company.
    pub version: Option<u32>,
    /// Name in each language.
    pub name: Text,
    /// BIN.
    pub bin: String,
    /// Number of the registration certificate.
    pub registration_number: String,
    /// Day of registration.
    pub registered_on: Option<String>,
    /// Number in the register of participants.
    pub participant_number: String,
    /// Legal address in each language.
    pub legal_address: Text,
    /// Postcode.
    pub postcode: String,
    /// KATO code.
    pub kato: String,
    /// Actual address in each language; empty when it is the legal one.
    pub actual_address: Text,
    /// Postcode of the actual address.
    pub actual_postcode: String,
    /// KATO code of the actual address.
    pub actual_kato: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// The first head.
    pub head: SignatoryView,
    /// Others who may sign.
    pub signatories: Vec<SignatoryView>,
    /// Name of the bank.
    pub bank_name: String,
    /// IBAN.
    pub iban: String,
    /// BIC.
    pub bic: String,
    /// Kbe.
    pub kbe: String,
}

/// A company with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CompanyView {
    /// Id.
    pub id: String,
    /// Version.
    pub version: u32,
    /// The fields.
    pub fields: CompanyInput,
    /// What the BIN says.
    pub bin_check: IdentifierCheck,
    /// Whether it has a logo.
    pub has_logo: bool,
    /// Whether it has a picture of its letterhead.
    pub has_letterhead: bool,
    /// People engaged by it.
    pub people: Vec<PersonRow>,
    /// Its papers.
    pub papers: Vec<PaperView>,
    /// Its history, newest first.
    pub history: Vec<HistoryRow>,
}

/// A company in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CompanyRow {
    /// Id.
    pub id: String,
    /// Name, in the languages in which it is worded; its BIN where it has none.
    pub title: Text,
    /// BIN.
    pub bin: String,
    /// How many people it engages.
    pub people: u32,
    /// How many applications it has.
    pub applications: u32,
}

/// What is wrong or unusual with an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentifierProblem {
    /// Stable code.
    pub code: String,
    /// Whether it makes the identifier invalid.
    pub severity: Severity,
    /// What it means.
    pub text: Text,
}

/// What an identifier says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentifierPart {
    /// What.
    pub label: Text,
    /// The value.
    pub value: Text,
}

/// The result of checking an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentifierCheck {
    /// Whether the check digits and the structure hold.
    pub valid: bool,
    /// What is wrong or unusual.
    pub problems: Vec<IdentifierProblem>,
    /// What the digits say.
    pub parts: Vec<IdentifierPart>,
    /// The name under this number in the portal's register of participants, where the portal was asked.
    pub register_name: Option<String>,
}
