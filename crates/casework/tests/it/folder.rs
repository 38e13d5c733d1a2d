//! An application with its own records, to be changed by a test and then judged.

use casework::readiness::{CaseFile, PersonFile};
use casework::{
    Application, Company, Engagement, FamilyRelationKind, Paper, Person, PersonId, RecordId, StayDocument,
    TravelDocument,
};
use uuid::Uuid;

/// The records of one person.
#[derive(Debug, Clone)]
pub struct PersonRecords {
    pub person: Person,
    pub principal: Option<PersonId>,
    pub relation: Option<FamilyRelationKind>,
    pub travel_document: Option<TravelDocument>,
    pub stay_documents: Vec<StayDocument>,
    pub principal_stay_documents: Vec<StayDocument>,
    pub engagement: Option<Engagement>,
    pub papers: Vec<Paper>,
}

/// The records of one application.
#[derive(Debug, Clone)]
pub struct Folder {
    pub application: Application,
    pub company: Company,
    pub persons: Vec<PersonRecords>,
    pub company_papers: Vec<Paper>,
    pub application_papers: Vec<Paper>,
}

impl Folder {
    pub fn file(&self) -> CaseFile<'_> {
        CaseFile {
            application: &self.application,
            company: &self.company,
            persons: self.persons.iter().map(PersonRecords::file).collect(),
            company_papers: self.company_papers.iter().collect(),
            application_papers: self.application_papers.iter().collect(),
        }
    }

    pub fn principal(&mut self) -> &mut PersonRecords {
        self.persons.iter_mut().find(|one| one.principal.is_none()).unwrap()
    }

    pub fn dependant(&mut self) -> Option<&mut PersonRecords> {
        self.persons.iter_mut().find(|one| one.principal.is_some())
    }
}

impl PersonRecords {
    pub fn new(person: Person) -> Self {
        Self {
            person,
            principal: None,
            relation: None,
            travel_document: None,
            stay_documents: Vec::new(),
            principal_stay_documents: Vec::new(),
            engagement: None,
            papers: Vec::new(),
        }
    }

    pub fn file(&self) -> PersonFile<'_> {
        PersonFile {
            person: &self.person,
            principal: self.principal,
            relation: self.relation,
            travel_document: self.travel_document.as_ref(),
            stay_documents: self.stay_documents.iter().collect(),
            principal_stay_documents: self.principal_stay_documents.iter().collect(),
            engagement: self.engagement.as_ref(),
            papers: self.papers.iter().collect(),
        }
    }

    pub fn passport(&mut self) -> &mut TravelDocument {
        self.travel_document.as_mut().unwrap()
    }

    pub fn paper(&mut self, document: &str) -> Option<&mut Paper> {
        self.papers.iter_mut().find(|paper| paper.document == document)
    }
}

/// Ids that differ and repeat from run to run.
#[derive(Debug, Default)]
pub struct Ids(u128);

impl Ids {
    pub fn starting_at(first: u128) -> Self {
        Self(first)
    }

    pub fn next<I: RecordId>(&mut self) -> I {
        self.0 += 1;
        I::from_uuid(Uuid::from_u128(self.0))
    }
}
