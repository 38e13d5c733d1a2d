//! Applications: a service for persons of a company, with the details of the visa asked for.

use crate::id::{ApplicationId, CompanyId, PersonId};
use crate::letter_details::LetterDetails;
use crate::record::{Elements, Kind, Link, LinkRole, Record, terms};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far our own work is; the portal's and the payment's status are separate axes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkState {
    /// Something is missing or nobody has looked through it yet.
    #[default]
    Preparing,
    /// Nothing blocks.
    Ready,
    /// A person has looked through it and released it.
    Approved,
    /// Its packet is frozen and on its way to the portal, or there.
    Sent,
}

/// How often a visa lets its holder in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entries {
    /// Once.
    Single,
    /// Any number of times.
    Multiple,
}

/// One person of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationPerson {
    /// Who.
    pub person: PersonId,
    /// The principal whose dependant this person is; none for a principal.
    #[serde(default)]
    pub principal: Option<PersonId>,
}

/// What visa is asked for, and the journey.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisaDetails {
    /// Category, for instance `C3`.
    pub category: String,
    /// Validity in months.
    pub validity_months: Option<u32>,
    /// Entries.
    pub entries: Option<Entries>,
    /// First day of the period of stay.
    pub from: Option<Date>,
    /// Last day of the period of stay, that is of the visa.
    pub until: Option<Date>,
    /// Country whose embassy issues the visa (ISO 3166-1 alpha-3), `KAZ` for an airport of Kazakhstan.
    pub visa_country: String,
    /// City of the embassy or of the airport.
    pub visa_city: String,
    /// Purpose of the journey.
    pub purpose: String,
    /// Means of transport.
    pub transport: String,
    /// Route and places of stay in Kazakhstan.
    pub route: String,
}

/// A service for persons of a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Id.
    pub id: ApplicationId,
    /// Number that people call it by, for instance `AP-2026-014`.
    pub number: String,
    /// The rulebook's service id, for instance `employment_invitation`.
    pub service: String,
    /// The host.
    pub company: CompanyId,
    /// Persons, principals before their dependants.
    #[serde(default)]
    pub persons: Vec<ApplicationPerson>,
    /// The visa asked for.
    #[serde(default)]
    pub details: VisaDetails,
    /// Whether the personal manager's option is ordered.
    #[serde(default)]
    pub personal_manager: bool,
    /// The day on which the user means to file; today where none is set.
    #[serde(default)]
    pub filing_on: Option<Date>,
    /// Outgoing number of the letters.
    #[serde(default)]
    pub letter_number: String,
    /// What the letters say beyond the visa.
    #[serde(default)]
    pub letters: LetterDetails,
    /// Our own work.
    #[serde(default)]
    pub work: WorkState,
    /// Note for colleagues.
    #[serde(default)]
    pub note: String,
}

impl Application {
    /// Returns whether the packet was frozen, after which persons and details can't change.
    #[must_use]
    pub const fn is_frozen(&self) -> bool {
        matches!(self.work, WorkState::Sent)
    }
}

impl Record for Application {
    const KIND: Kind = Kind::Application;
    type Id = ApplicationId;
    const LISTS: &'static [Elements] = &[Elements { list: "/persons", name: "/person", first_leads: false }];

    fn id(&self) -> ApplicationId {
        self.id
    }

    fn title(&self) -> String {
        self.number.clone()
    }

    fn search_terms(&self) -> Vec<String> {
        terms([self.number.as_str(), &self.note, &self.details.category])
    }

    fn links(&self) -> Vec<Link> {
        let mut links = vec![Link::new(LinkRole::Host, self.company)];
        links.extend(self.persons.iter().map(|one| Link::new(LinkRole::Person, one.person)));
        links
    }
}
