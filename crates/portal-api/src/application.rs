//! An application as the portal's form asks for it: organisation, contact, persons, documents.
//!
//! A member that has no value is absent, never `null`: the canonical form has one spelling.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ContentHash, PortalStatus, PortalTime};

/// Everything that is submitted. Frozen into a packet, it never changes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApplication {
    /// The portal's code of the service.
    #[schema(min_length = 1, max_length = 300)]
    pub service: String,
    /// The number of persons. The portal's own screens call this column "Amount".
    #[schema(minimum = 1, maximum = 50)]
    pub quantity: u32,
    /// Whether the personal manager option is ordered.
    pub personal_manager: bool,
    /// The BIN of the inviting organisation; it must be in the participant register.
    #[schema(pattern = "^[0-9]{12}$")]
    pub organisation_bin: String,
    /// Whom the staff asks about this application.
    pub contact: Contact,
    /// What kind of visa is asked for; absent for services without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visa: Option<VisaRequest>,
    /// The persons that the service is for.
    #[schema(min_items = 1, max_items = 50)]
    pub persons: Vec<Person>,
    /// The documents, each already uploaded.
    #[schema(max_items = 1000)]
    pub documents: Vec<Document>,
    /// The acceptance of the terms in force.
    pub public_offer_accepted: OfferAcceptance,
}

/// The applicant's contact person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Full name.
    #[schema(min_length = 1, max_length = 300)]
    pub name: String,
    /// E-mail address.
    #[schema(format = Email, max_length = 254)]
    pub email: String,
    /// Telephone number with country code.
    #[schema(min_length = 1, max_length = 300)]
    pub phone: String,
}

/// The visa that the service is to lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisaRequest {
    /// Category, for instance `C3`.
    #[schema(min_length = 1, max_length = 300)]
    pub category: String,
    /// How often the holder may enter.
    pub entries: Entries,
    /// For how many months.
    #[schema(minimum = 1, maximum = 120)]
    pub validity_months: u16,
    /// First day of the stay.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Last day of the stay.
    #[schema(value_type = String, format = Date)]
    pub until: Date,
    /// Where the visa is collected: city and country of the mission, or the airport.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 300)]
    pub collected_at: Option<String>,
}

/// How often a visa lets its holder in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Entries {
    /// Once.
    Single,
    /// Any number of times.
    Multiple,
}

/// A person of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Names the person within this application; means nothing outside it.
    #[schema(min_length = 1, max_length = 300)]
    pub key: String,
    /// What the person is in this application.
    pub role: PersonRole,
    /// The key of the person whom a dependant accompanies; absent for a principal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal_key: Option<String>,
    /// Surname in Latin letters, as in the passport.
    #[schema(min_length = 1, max_length = 300)]
    pub surname: String,
    /// Given names in Latin letters, as in the passport; empty for a holder of one name.
    #[schema(max_length = 300)]
    pub given_names: String,
    /// Date of birth.
    #[schema(value_type = String, format = Date)]
    pub birth_date: Date,
    /// Sex, as in the passport.
    pub sex: Sex,
    /// Citizenship as in the passport, three letters.
    #[schema(pattern = "^[A-Z]{1,3}$")]
    pub citizenship: String,
    /// The passport.
    pub travel_document: TravelDocument,
    /// Position at the organisation; absent for dependants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 300)]
    pub position: Option<String>,
}

/// What a person is in an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// The employee, expert, founder, board member or investor.
    Principal,
    /// Husband or wife of a principal.
    Spouse,
    /// Child of a principal.
    Child,
    /// Parent of a principal.
    Parent,
}

/// Sex as travel documents state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// M.
    Male,
    /// F.
    Female,
    /// X, or left open.
    Unspecified,
}

/// A passport or another travel document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TravelDocument {
    /// Number.
    #[schema(min_length = 1, max_length = 300)]
    pub number: String,
    /// Date of issue, where the document shows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Date>,
    /// Last day of validity.
    #[schema(value_type = String, format = Date)]
    pub expires_on: Date,
}

/// A document of the application; its bytes are uploaded apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Which line of the checklist this is.
    #[serde(rename = "type")]
    #[schema(min_length = 1, max_length = 300)]
    pub document_type: String,
    /// The key of the person whose document it is; absent for a document of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_key: Option<String>,
    /// A neutral name: it lands in download folders and server logs, so no personal data in it.
    #[schema(min_length = 1, max_length = 300)]
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: ContentHash,
    /// Size of the file.
    #[schema(minimum = 1, maximum = 26214400)]
    pub size_bytes: u64,
    /// Media type of the file.
    #[schema(min_length = 1, max_length = 300)]
    pub media_type: String,
}

/// Proof of which terms were accepted when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferAcceptance {
    /// The edition that was shown.
    #[schema(min_length = 1, max_length = 300)]
    pub version: String,
    /// SHA-256 of the text that was shown.
    pub sha256: ContentHash,
    /// When the applicant agreed.
    pub accepted_at: PortalTime,
}

/// The portal has the submission; the same for every repetition of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SubmissionReceipt {
    /// The application's number at the portal.
    pub portal_number: String,
    /// The status that the submission got; the feed tells of later ones.
    pub status: PortalStatus,
    /// When the portal took the submission.
    pub received_at: PortalTime,
    /// The hash that the portal computed from what it received.
    pub packet_sha256: ContentHash,
}
