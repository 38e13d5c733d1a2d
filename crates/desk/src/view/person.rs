//! People, as the window shows and edits them.

use super::{ConsentView, HistoryRow, IdentifierCheck, PaperView, RetentionView, Text};
use casework::{EngagementKind, Entries, FamilyRelationKind, MaritalStatus, Sex, StayDocumentKind};
use serde::{Deserialize, Serialize};
use specta::Type;

macro_rules! mirrored {
    ($($(#[$doc:meta])* $name:ident of $record:ident { $($variant:ident),+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the record's variants are documented where they are defined")]
        pub enum $name { $($variant),+ }

        impl From<$record> for $name {
            fn from(value: $record) -> Self {
                match value { $($record::$variant => Self::$variant),+ }
            }
        }

        impl From<$name> for $record {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant),+ }
            }
        }
    )+};
}

mirrored! {
    /// Sex.
    SexView of Sex { Female, Male, Unspecified }
    /// Marital status.
    MaritalStatusView of MaritalStatus { Single, Married, Divorced, Widowed }
    /// As what a person comes to a company.
    EngagementKindView of EngagementKind { Employee, CivilLawExpert, Founder, BoardMember, Investor }
    /// What a dependant is to the principal.
    RelationKindView of FamilyRelationKind { Spouse, Child, Parent }
    /// Visa or permit.
    StayDocumentKindView of StayDocumentKind { Visa, ResidencePermit, TemporaryResidencePermit }
    /// Entries of a visa.
    EntriesView of Entries { Single, Multiple }
}

/// A person's work or stake at a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EngagementInput {
    /// Id; none for a new one.
    pub id: Option<String>,
    /// Version that was edited; none for a new one.
    pub version: Option<u32>,
    /// Company id.
    pub company: String,
    /// As what.
    pub kind: EngagementKindView,
    /// Job title in each language.
    pub position: Text,
    /// Department.
    pub department: String,
    /// Contract number.
    pub contract_number: String,
    /// Day of the contract.
    pub contract_date: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// Controlled or Designated Function.
    pub controlled_function: bool,
}

/// A passport.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TravelDocumentInput {
    /// Id; none for a new one.
    pub id: Option<String>,
    /// Version that was edited; none for a new one.
    pub version: Option<u32>,
    /// Number.
    pub number: String,
    /// Issuing state, alpha-3.
    pub issuing_country: String,
    /// Day of issue.
    pub issued_on: Option<String>,
    /// Last day.
    pub expires_on: Option<String>,
    /// Issuing authority.
    pub authority: String,
    /// Blank pages left.
    pub blank_pages: Option<u8>,
}

/// A visa or a permit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StayDocumentInput {
    /// Id; none for a new one.
    pub id: Option<String>,
    /// Version that was edited; none for a new one.
    pub version: Option<u32>,
    /// Visa or permit.
    pub kind: StayDocumentKindView,
    /// Category.
    pub category: String,
    /// Number.
    pub number: String,
    /// Entries.
    pub entries: Option<EntriesView>,
    /// First day.
    pub valid_from: Option<String>,
    /// Last day.
    pub valid_until: Option<String>,
    /// Where it was issued.
    pub issued_at: String,
}

/// Whose dependant a person is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RelationInput {
    /// Id; none for a new one.
    pub id: Option<String>,
    /// Version that was edited; none for a new one.
    pub version: Option<u32>,
    /// Person id of the principal.
    pub principal: String,
    /// What the dependant is to the principal.
    pub kind: RelationKindView,
}

/// The fields of a person that the user edits, with what goes with a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonInput {
    /// Id; none for a new person.
    pub id: Option<String>,
    /// Version that was edited; none for a new person.
    pub version: Option<u32>,
    /// Surname as in the passport.
    pub surname_latin: String,
    /// Given names as in the passport.
    pub given_names_latin: String,
    /// Surname in Cyrillic.
    pub surname_cyrillic: String,
    /// Given names in Cyrillic.
    pub given_names_cyrillic: String,
    /// Patronymic in Cyrillic.
    pub patronymic_cyrillic: String,
    /// Former names.
    pub former_names: String,
    /// Whether the names were compared with the passport's page.
    pub names_confirmed: bool,
    /// Sex.
    pub sex: Option<SexView>,
    /// Day of birth.
    pub birth_date: Option<String>,
    /// Place of birth.
    pub birth_place: String,
    /// Country of birth, alpha-3.
    pub birth_country: String,
    /// Citizenship, alpha-3.
    pub citizenship: String,
    /// Further citizenships, alpha-3.
    pub other_citizenships: Vec<String>,
    /// Ethnicity.
    pub ethnicity: String,
    /// IIN.
    pub iin: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Permanent address.
    pub address_abroad: String,
    /// Address of stay in Kazakhstan.
    pub address_in_kazakhstan: String,
    /// Marital status.
    pub marital_status: Option<MaritalStatusView>,
    /// Education.
    pub education: String,
    /// Experience.
    pub experience: String,
    /// Languages.
    pub languages: String,
    /// Passport in use.
    pub travel_document: Option<TravelDocumentInput>,
    /// Work or stake.
    pub engagement: Option<EngagementInput>,
    /// Whose dependant.
    pub relation: Option<RelationInput>,
    /// Visa or permit held.
    pub stay_document: Option<StayDocumentInput>,
    /// Earlier and further passports.
    pub other_travel_documents: Vec<TravelDocumentInput>,
    /// Further work or stakes.
    pub other_engagements: Vec<EngagementInput>,
    /// Earlier and further visas and permits.
    pub other_stay_documents: Vec<StayDocumentInput>,
    /// Ids of passports, engagements, ties and visas of this person to move into the recycle bin.
    /// Leaving one out above deletes nothing.
    pub removed: Vec<String>,
    /// Last day on which the data are kept, where the user sets one.
    pub retain_until: Option<String>,
}

/// A person with everything that belongs to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonView {
    /// Id.
    pub id: String,
    /// Version.
    pub version: u32,
    /// Name in one line.
    pub title: String,
    /// The fields.
    pub fields: PersonInput,
    /// What the IIN says, where there is one.
    pub iin_check: Option<IdentifierCheck>,
    /// Whether there is a photograph.
    pub has_photo: bool,
    /// Papers of this person.
    pub papers: Vec<PaperView>,
    /// Consents of this person, the latest first.
    pub consents: Vec<ConsentView>,
    /// Until when the data are kept, as far as that is known.
    pub retention: Option<RetentionView>,
    /// Dependants of this person.
    pub dependants: Vec<PersonRow>,
    /// History, newest first.
    pub history: Vec<HistoryRow>,
}

/// A person in a list; the passport number is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonRow {
    /// Id.
    pub id: String,
    /// Name in Latin letters.
    pub title: String,
    /// Name in Cyrillic.
    pub cyrillic: String,
    /// Citizenship, alpha-3.
    pub citizenship: String,
    /// Day of birth.
    pub birth_date: Option<String>,
    /// The last digits of the passport.
    pub passport: String,
    /// Last day of the passport.
    pub passport_expires: Option<String>,
    /// Company that engages the person, as far as it is named in each language, or the principal.
    pub company: Text,
    /// Job title, in the languages in which it is worded.
    pub role: Text,
    /// What the person is to the principal, for a dependant.
    pub relation: Option<RelationKindView>,
    /// Person id of the principal, for a dependant.
    pub principal: Option<String>,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CountryView {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// Name.
    pub name: Text,
}

/// What is wrong with a machine-readable zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MrzProblem {
    /// Stable code.
    pub code: String,
    /// The field it is about.
    pub field: String,
    /// What it means.
    pub text: Text,
}

/// What two lines of a passport say; a person confirms every value before it is saved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MrzView {
    /// Whether all check digits hold.
    pub valid: bool,
    /// What is wrong.
    pub problems: Vec<MrzProblem>,
    /// Surname.
    pub surname_latin: String,
    /// Given names.
    pub given_names_latin: String,
    /// Sex.
    pub sex: Option<SexView>,
    /// Day of birth.
    pub birth_date: Option<String>,
    /// Citizenship, alpha-3.
    pub citizenship: String,
    /// Issuing state, alpha-3.
    pub issuing_country: String,
    /// Passport number.
    pub number: String,
    /// Last day.
    pub expires_on: Option<String>,
    /// Whether the zone fills its line, so that names may be cut.
    pub names_maybe_cut: bool,
}
