//! One printed line of a list of required documents, and what it demands.
//!
//! Invariant: `form`, `condition`, `validity` and `must_show` hold what is printed;
//! everything that we only conclude is in `inferred`, with its reason.

use crate::case::PersonRole;
use crate::cite::Citation;
use crate::ids::VisaCategory;
use crate::service::Hint;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// The stable id of a kind of document, the same in every service ("passport_copy").
///
/// Open, not an enum: a new edition may ask for a new document without a new program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentType(String);

impl DocumentType {
    /// Returns the type with the given id. Whether an edition knows it, the edition says.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// Returns the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DocumentType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialEq<str> for DocumentType {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for DocumentType {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// Whether one document serves the whole application or each person has an own one.
///
/// The guidebook doesn't print this; it is our reading of the singular and of practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Once for the company and the application.
    Company,
    /// Once for each person.
    Person,
}

/// In which form a document is handed in; alternatives are alternatives, not a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Form {
    /// Any one of these will do; empty where the guidebook doesn't say.
    pub any_of: Vec<FormAlternative>,
    /// What comes along in any case.
    pub with: Vec<FormExtra>,
    /// How many hard copies, where a number is printed.
    pub hard_copies: Option<u8>,
}

impl Form {
    /// Returns true where the guidebook doesn't say in which form the document is wanted.
    pub fn is_not_stated(&self) -> bool {
        self.any_of.is_empty() && self.hard_copies.is_none()
    }
}

/// One acceptable form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormAlternative {
    /// The original.
    Original,
    /// A plain copy.
    Copy,
    /// A notarised document.
    Notarised,
    /// A notarised copy.
    NotarisedCopy,
    /// Legalised by a consul.
    Legalised,
    /// A copy of the legalised document.
    LegalisedCopy,
    /// With an apostille.
    Apostilled,
    /// A copy of the document with its apostille.
    ApostilledCopy,
}

/// What accompanies a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormExtra {
    /// A certified translation.
    CertifiedTranslation,
    /// The original, shown for comparison and taken back.
    OriginalForVerification,
    /// A copy of the identity document of the person named in it.
    IdentityDocumentCopy,
    /// A résumé that confirms the relevant experience.
    Resume,
    /// A photograph.
    Photo,
}

/// For whom a document is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// No condition is printed.
    Always,
    /// "If applicable"; see [`AppliesWhen`].
    IfApplicable,
    /// Only for a dependant.
    DependantOnly,
    /// Only for an employee.
    EmployeeOnly,
    /// Only for a dependant or a person under a civil-law contract.
    DependantOrCivilLaw,
    /// Only for visa category B2.
    CategoryB2,
    /// Only for visa category B3.
    CategoryB3,
}

/// What decides whether an "if applicable" document applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppliesWhen {
    /// The host is a branch or a representative office.
    BranchOrRepresentativeOffice,
    /// Somebody else than the head of the host files.
    RepresentativeFiles,
    /// The person holds a visa.
    HoldsVisa,
    /// The person holds a temporary residence permit.
    HoldsTemporaryPermit,
    /// An employment ended, so an order of termination exists.
    EmploymentEnded,
    /// The applicant wishes to add it.
    ApplicantWishes,
}

/// One printed (or inferred) demand on dates and sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// The demand.
    #[serde(flatten)]
    pub rule: ValidityRule,
    /// Set where the guidebook doesn't print the demand: why we make it all the same.
    pub inferred: Option<Text>,
}

/// A demand on dates and sizes that a program can check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule", deny_unknown_fields)]
pub enum ValidityRule {
    /// A passport valid for more than so many months, with so many blank pages.
    Passport {
        /// More than this many months.
        months: u32,
        /// Counted from here.
        counted_from: PassportCountedFrom,
        /// At least this many blank pages.
        blank_pages: u32,
    },
    /// Valid for at least so many calendar days from the application.
    DaysFromApplication {
        /// At least this many calendar days.
        days: u32,
    },
    /// Issued in the calendar year of the visit.
    CurrentYear,
    /// Not older than so many calendar days at the application.
    MaxAge {
        /// At most this many calendar days.
        days: u32,
    },
    /// Speaks of a period of at least so many calendar days.
    PeriodAtLeast {
        /// At least this many calendar days.
        days: u32,
    },
    /// Still valid when handed in.
    ValidNow,
    /// A photograph of this size.
    Photo {
        /// Width in millimetres.
        width_mm: u32,
        /// Height in millimetres.
        height_mm: u32,
        /// Black and white will do as well as colour.
        any_colour: bool,
    },
}

/// From which day the months of a passport are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassportCountedFrom {
    /// The day on which the visa expires.
    VisaExpiry,
    /// Not printed.
    NotStated,
}

/// What a document must show on its face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MustShow {
    /// The page with the personal details.
    PersonalDetailsPage,
    /// The signatures of both parties.
    BothSignatures,
    /// The job title.
    JobTitle,
    /// The period of the engagement.
    EngagementPeriod,
    /// The order of appointment beside the resolution.
    OrderOfAppointment,
    /// The IIN of the owner of the flat.
    OwnerIin,
    /// Fingerprinting and verification, both.
    FingerprintingAndVerification,
    /// The role as founder or member of the board.
    FounderOrBoardMember,
}

/// Something that we conclude about a document, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inference {
    /// The conclusion.
    #[serde(flatten)]
    pub rule: InferredRule,
    /// The reason, for the user.
    pub reason: Text,
}

/// A conclusion that the printed line doesn't spell out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule", deny_unknown_fields)]
pub enum InferredRule {
    /// Expected only of persons in these roles.
    OnlyFor {
        /// The roles.
        roles: Vec<PersonRole>,
    },
    /// Expected only of a child between these ages (the upper one not reached).
    ChildAged {
        /// From this age on.
        from_years: i16,
        /// Until this birthday.
        until_years: i16,
    },
    /// A person under this age may have none.
    MayLackUnderAge {
        /// The age.
        years: i16,
    },
    /// Visas of these categories are accepted although another one is printed.
    Accepts {
        /// The categories.
        categories: Vec<VisaCategory>,
    },
    /// A form is assumed where none is printed.
    FormAssumed {
        /// The forms.
        any_of: Vec<FormAlternative>,
    },
    /// A doubtful line is read in the sense that can't go wrong; the weaker sense only warns.
    StricterReading,
}

/// A required document: one item of a printed list, in the printed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What kind of document.
    #[serde(rename = "type")]
    pub kind: DocumentType,
    /// Its short name.
    pub name: Text,
    /// The requirement in our words.
    pub text: Text,
    /// Once, or for each person.
    pub scope: Scope,
    /// In which form.
    pub form: Form,
    /// For whom.
    pub condition: Condition,
    /// What decides, for [`Condition::IfApplicable`].
    pub applies_when: Option<AppliesWhen>,
    /// Demands on dates and sizes.
    pub validity: Vec<Validity>,
    /// What must be seen on it.
    pub must_show: Vec<MustShow>,
    /// Where it is printed.
    pub citation: Citation,
    /// The visa categories that it may have, for a document that is a visa.
    pub accepts: Vec<VisaCategory>,
    /// What we conclude beyond the print; shown differently.
    pub inferred: Vec<Inference>,
    /// Advice from other sources.
    pub hints: Vec<Hint>,
}

impl Document {
    /// Returns true when the printed condition can be met by a person in `role` at all.
    pub fn may_concern(&self, role: PersonRole) -> bool {
        match self.condition {
            Condition::DependantOnly => role == PersonRole::Dependant,
            Condition::EmployeeOnly => role == PersonRole::Employee,
            Condition::DependantOrCivilLaw => {
                matches!(role, PersonRole::Dependant | PersonRole::CivilLawExpert)
            }
            Condition::Always | Condition::IfApplicable | Condition::CategoryB2 | Condition::CategoryB3 => {
                true
            }
        }
    }

    /// Returns the visa categories that the document may have; empty where any will do.
    pub fn accepted_categories(&self) -> &[VisaCategory] {
        let inferred = self.inferred.iter().find_map(|inference| match &inference.rule {
            InferredRule::Accepts { categories } => Some(categories.as_slice()),
            _ => None,
        });
        inferred.unwrap_or(&self.accepts)
    }
}
