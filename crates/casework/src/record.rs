//! What makes a value a record of a vault: its kind, its id, its title, the words it is found by
//! and the records it refers to. The vault stores any record through this trait alone.

use crate::id::RecordId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kinds of records; the names are stored, so a name never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An inviting legal entity.
    Company,
    /// A foreigner.
    Person,
    /// A person's work or stake at a company.
    Engagement,
    /// A dependant's tie to a principal.
    FamilyRelation,
    /// A passport.
    TravelDocument,
    /// A visa or a permit.
    StayDocument,
    /// A document that we hold.
    Paper,
    /// A service for persons of a company.
    Application,
    /// A frozen packet and what the portal said to it.
    Submission,
    /// A person's consent to the processing of personal data.
    Consent,
}

impl Kind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [Self; 10] = [
        Self::Company,
        Self::Person,
        Self::Engagement,
        Self::FamilyRelation,
        Self::TravelDocument,
        Self::StayDocument,
        Self::Paper,
        Self::Application,
        Self::Submission,
        Self::Consent,
    ];

    /// Returns the stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
            Self::Engagement => "engagement",
            Self::FamilyRelation => "family_relation",
            Self::TravelDocument => "travel_document",
            Self::StayDocument => "stay_document",
            Self::Paper => "paper",
            Self::Application => "application",
            Self::Submission => "submission",
            Self::Consent => "consent",
        }
    }

    /// Returns the kind with this stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Why one record refers to another; the names are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkRole {
    /// The company that hosts.
    Host,
    /// The person that the record is about.
    Person,
    /// The person whose family the dependant belongs to.
    Principal,
    /// The dependant of a principal.
    Dependant,
    /// Who or what a paper belongs to.
    Owner,
    /// The application that the record belongs to.
    Application,
}

impl LinkRole {
    /// Returns the stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Person => "person",
            Self::Principal => "principal",
            Self::Dependant => "dependant",
            Self::Owner => "owner",
            Self::Application => "application",
        }
    }
}

/// A reference from one record to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Why it refers.
    pub role: LinkRole,
    /// What is referred to.
    pub kind: Kind,
    /// The record referred to.
    pub to: Uuid,
}

impl Link {
    /// Returns a link to a typed id.
    pub fn new<I: RecordId>(role: LinkRole, to: I) -> Self {
        Self { role, kind: I::KIND, to: to.uuid() }
    }
}

/// A list of a record whose elements are told apart, so that two people who change different ones
/// both keep what they did; or a text that has one element a line. What no record names is one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elements {
    /// The list, as a JSON pointer into the record.
    pub list: &'static str,
    /// What tells its elements apart, as a JSON pointer into an element; empty where an element is
    /// its own name.
    pub name: &'static str,
    /// Whether the first element says more than the others.
    pub first_leads: bool,
}

/// A value that a vault keeps: journalled, searchable, linked.
pub trait Record: Serialize + DeserializeOwned + Send + 'static {
    /// The kind that is stored with it.
    const KIND: Kind;
    /// The type of its id.
    type Id: RecordId;
    /// Its lists whose elements are told apart.
    const LISTS: &'static [Elements] = &[];

    /// Returns its id.
    fn id(&self) -> Self::Id;
    /// Returns the one line that names it in lists and hits.
    fn title(&self) -> String;
    /// Returns the words and numbers it is found by; an empty list keeps it out of the search.
    fn search_terms(&self) -> Vec<String>;
    /// Returns the records it refers to.
    fn links(&self) -> Vec<Link>;
}

/// Keeps the terms that say something.
pub(crate) fn terms<'a>(parts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
