//! Stay documents: visas, residence permits, temporary residence permits.

use crate::application::Entries;
use crate::id::{CompanyId, PersonId, StayDocumentId};
use crate::record::{Kind, Link, LinkRole, Record, terms};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What allows a person to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StayDocumentKind {
    /// A visa.
    Visa,
    /// A residence permit (permanent residence).
    ResidencePermit,
    /// A temporary residence permit.
    TemporaryResidencePermit,
}

/// A visa or a permit of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayDocument {
    /// Id.
    pub id: StayDocumentId,
    /// Whose it is.
    pub person: PersonId,
    /// Visa or permit.
    pub kind: StayDocumentKind,
    /// Visa category as printed, for instance `C3`.
    #[serde(default)]
    pub category: String,
    /// Number.
    #[serde(default)]
    pub number: String,
    /// Entries of a visa.
    #[serde(default)]
    pub entries: Option<Entries>,
    /// First day.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// The host that it was issued for.
    #[serde(default)]
    pub host: Option<CompanyId>,
    /// Where it was issued.
    #[serde(default)]
    pub issued_at: String,
}

impl Record for StayDocument {
    const KIND: Kind = Kind::StayDocument;
    type Id = StayDocumentId;

    fn id(&self) -> StayDocumentId {
        self.id
    }

    fn title(&self) -> String {
        format!("{} {}", self.category, self.number).trim().to_owned()
    }

    fn search_terms(&self) -> Vec<String> {
        terms([self.number.as_str()])
    }

    fn links(&self) -> Vec<Link> {
        let mut links = vec![Link::new(LinkRole::Person, self.person)];
        links.extend(self.host.map(|host| Link::new(LinkRole::Host, host)));
        links
    }
}
