//! People: foreigners, what they do at a company, who belongs to whom, and their passports.

use crate::id::{CompanyId, EngagementId, FamilyRelationId, PersonId, TravelDocumentId};
use crate::paper::FileRef;
use crate::record::{Elements, Kind, Link, LinkRole, Record, terms};
use crate::wording::Wording;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Sex as passports print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// F.
    Female,
    /// M.
    Male,
    /// X or a filler.
    Unspecified,
}

/// Marital status, as the foreign employee's form asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaritalStatus {
    /// Never married.
    Single,
    /// Married.
    Married,
    /// Divorced.
    Divorced,
    /// Widowed.
    Widowed,
}

/// A foreigner: an invitee or a dependant of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Id.
    pub id: PersonId,
    /// Surname in Latin letters, as in the passport.
    #[serde(default)]
    pub surname_latin: String,
    /// Given names in Latin letters, as in the passport.
    #[serde(default)]
    pub given_names_latin: String,
    /// Surname in Cyrillic, as the user entered it; never derived.
    #[serde(default)]
    pub surname_cyrillic: String,
    /// Given names in Cyrillic, as the user entered them.
    #[serde(default)]
    pub given_names_cyrillic: String,
    /// Patronymic in Cyrillic, where the person has one.
    #[serde(default)]
    pub patronymic_cyrillic: String,
    /// Names held before.
    #[serde(default)]
    pub former_names: String,
    /// Whether a person compared the names with the passport's page: the machine-readable zone has
    /// no check digit over names and cuts long ones.
    #[serde(default)]
    pub names_confirmed: bool,
    /// Sex.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// Day of birth.
    #[serde(default)]
    pub birth_date: Option<Date>,
    /// Place of birth, as in the passport.
    #[serde(default)]
    pub birth_place: String,
    /// Country of birth, ISO 3166-1 alpha-3.
    #[serde(default)]
    pub birth_country: String,
    /// Citizenships as ISO 3166-1 alpha-3 codes; the first is the one of the passport in use.
    #[serde(default)]
    pub citizenships: Vec<String>,
    /// Ethnicity, which the invitation's table asks for.
    #[serde(default)]
    pub ethnicity: String,
    /// Individual identification number (12 digits), where one was issued.
    #[serde(default)]
    pub iin: String,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
    /// E-mail.
    #[serde(default)]
    pub email: String,
    /// Permanent address abroad.
    #[serde(default)]
    pub address_abroad: String,
    /// Address of stay in Kazakhstan.
    #[serde(default)]
    pub address_in_kazakhstan: String,
    /// Marital status.
    #[serde(default)]
    pub marital_status: Option<MaritalStatus>,
    /// Education, one entry a line.
    #[serde(default)]
    pub education: String,
    /// Work experience, one entry a line.
    #[serde(default)]
    pub experience: String,
    /// Languages spoken.
    #[serde(default)]
    pub languages: String,
    /// Photograph of 3.5 x 4.5 cm, cut and re-encoded.
    #[serde(default)]
    pub photo: Option<FileRef>,
    /// Last day on which the data are kept, where the user set one.
    #[serde(default)]
    pub retain_until: Option<Date>,
}

impl Person {
    /// Returns an empty person with this id.
    #[must_use]
    pub fn new(id: PersonId) -> Self {
        Self {
            id,
            surname_latin: String::new(),
            given_names_latin: String::new(),
            surname_cyrillic: String::new(),
            given_names_cyrillic: String::new(),
            patronymic_cyrillic: String::new(),
            former_names: String::new(),
            names_confirmed: false,
            sex: None,
            birth_date: None,
            birth_place: String::new(),
            birth_country: String::new(),
            citizenships: Vec::new(),
            ethnicity: String::new(),
            iin: String::new(),
            phone: String::new(),
            email: String::new(),
            address_abroad: String::new(),
            address_in_kazakhstan: String::new(),
            marital_status: None,
            education: String::new(),
            experience: String::new(),
            languages: String::new(),
            photo: None,
            retain_until: None,
        }
    }
}

impl Record for Person {
    const KIND: Kind = Kind::Person;
    type Id = PersonId;
    const LISTS: &'static [Elements] = &[Elements { list: "/citizenships", name: "", first_leads: true }];

    fn id(&self) -> PersonId {
        self.id
    }

    fn title(&self) -> String {
        format!("{} {}", self.surname_latin, self.given_names_latin).trim().to_owned()
    }

    fn search_terms(&self) -> Vec<String> {
        terms([
            self.surname_latin.as_str(),
            &self.given_names_latin,
            &self.surname_cyrillic,
            &self.given_names_cyrillic,
            &self.patronymic_cyrillic,
            &self.former_names,
            &self.iin,
            &self.email,
            &self.phone,
        ])
    }

    fn links(&self) -> Vec<Link> {
        Vec::new()
    }
}

/// As what a person comes to a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngagementKind {
    /// Under an employment contract.
    Employee,
    /// An individual under a civil-law contract.
    CivilLawExpert,
    /// A founder.
    Founder,
    /// A member of the board of directors.
    BoardMember,
    /// An investor.
    Investor,
}

/// A person at a company: the work or the stake, and the contract behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engagement {
    /// Id.
    pub id: EngagementId,
    /// Who.
    pub person: PersonId,
    /// Where.
    pub company: CompanyId,
    /// As what.
    pub kind: EngagementKind,
    /// Job title in each language.
    #[serde(default)]
    pub position: Wording,
    /// Department.
    #[serde(default)]
    pub department: String,
    /// Number of the contract.
    #[serde(default)]
    pub contract_number: String,
    /// Day of the contract.
    #[serde(default)]
    pub contract_date: Option<Date>,
    /// First day of the engagement.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day of the engagement; the invitation's contract has to show it.
    #[serde(default)]
    pub until: Option<Date>,
    /// Whether it is a Controlled or Designated Function under AIFC General Rules 2.2 and 2.3.
    #[serde(default)]
    pub controlled_function: bool,
}

impl Record for Engagement {
    const KIND: Kind = Kind::Engagement;
    type Id = EngagementId;

    fn id(&self) -> EngagementId {
        self.id
    }

    fn title(&self) -> String {
        self.position.any().to_owned()
    }

    fn search_terms(&self) -> Vec<String> {
        Vec::new()
    }

    fn links(&self) -> Vec<Link> {
        vec![Link::new(LinkRole::Person, self.person), Link::new(LinkRole::Host, self.company)]
    }
}

/// What a dependant is to the principal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyRelationKind {
    /// Husband or wife.
    Spouse,
    /// Son or daughter, by birth or adoption.
    Child,
    /// Father or mother.
    Parent,
}

/// A dependant's tie to a principal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyRelation {
    /// Id.
    pub id: FamilyRelationId,
    /// Whose work or investment the visa rests on.
    pub principal: PersonId,
    /// The family member.
    pub dependant: PersonId,
    /// What the dependant is to the principal.
    pub kind: FamilyRelationKind,
}

impl Record for FamilyRelation {
    const KIND: Kind = Kind::FamilyRelation;
    type Id = FamilyRelationId;

    fn id(&self) -> FamilyRelationId {
        self.id
    }

    fn title(&self) -> String {
        String::new()
    }

    fn search_terms(&self) -> Vec<String> {
        Vec::new()
    }

    fn links(&self) -> Vec<Link> {
        vec![Link::new(LinkRole::Principal, self.principal), Link::new(LinkRole::Dependant, self.dependant)]
    }
}

/// A passport. The raw machine-readable lines are not kept after they were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TravelDocument {
    /// Id.
    pub id: TravelDocumentId,
    /// Whose it is.
    pub person: PersonId,
    /// Number.
    #[serde(default)]
    pub number: String,
    /// Issuing state, ISO 3166-1 alpha-3.
    #[serde(default)]
    pub issuing_country: String,
    /// Day of issue.
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// Last day of validity.
    #[serde(default)]
    pub expires_on: Option<Date>,
    /// Issuing authority.
    #[serde(default)]
    pub authority: String,
    /// Blank visa pages left, as counted by a person.
    #[serde(default)]
    pub blank_pages: Option<u8>,
}

impl Record for TravelDocument {
    const KIND: Kind = Kind::TravelDocument;
    type Id = TravelDocumentId;

    fn id(&self) -> TravelDocumentId {
        self.id
    }

    fn title(&self) -> String {
        self.number.clone()
    }

    fn search_terms(&self) -> Vec<String> {
        terms([self.number.as_str()])
    }

    fn links(&self) -> Vec<Link> {
        vec![Link::new(LinkRole::Person, self.person)]
    }
}
