//! One defect at a time, put into a clean application.

mod application;
mod papers;
mod people;

use crate::folder::{Folder, PersonRecords};
use crate::generate::{TODAY, rulebook};
use casework::Subject;
use jiff::civil::Date;
use rulebook::{Service, ServiceId};
use std::sync::LazyLock;

/// What the defect was, and where it must be found.
pub struct Seeded {
    pub code: &'static str,
    pub field: String,
    pub subject: Subject,
}

/// Puts the defect in and returns where it must be found; none where it can't be put there.
pub type Defect = fn(&mut Folder, &Service) -> Option<Seeded>;

fn of_application(code: &'static str, field: &str) -> Option<Seeded> {
    Some(Seeded { code, field: field.into(), subject: Subject::Application })
}

fn of_company(folder: &Folder, code: &'static str, field: &str) -> Option<Seeded> {
    Some(Seeded { code, field: field.into(), subject: Subject::Company(folder.company.id) })
}

fn of_person(records: &PersonRecords, code: &'static str, field: &str) -> Option<Seeded> {
    Some(Seeded { code, field: field.into(), subject: Subject::Person(records.person.id) })
}

fn issues_visa(service: &Service) -> bool {
    !service.categories.is_empty() && service.id != ServiceId::VisaCancellationLeft
}

fn has_passport_rule(service: &Service) -> bool {
    let list = service.likely.as_ref().map_or(service, |likely| rulebook().service(likely.service));
    list.documents
        .iter()
        .flat_map(|document| &document.validity)
        .any(|one| matches!(one.rule, rulebook::ValidityRule::Passport { .. }))
}

fn filing(folder: &Folder) -> Date {
    folder.application.filing_on.unwrap_or(TODAY)
}

/// Every kind of defect.
pub static DEFECTS: LazyLock<Vec<(&str, Defect)>> =
    LazyLock::new(|| [application::DEFECTS, people::DEFECTS, papers::DEFECTS].concat());

fn take(records: &mut PersonRecords, document: &str) -> Option<casework::Paper> {
    let index = records.papers.iter().position(|paper| paper.document == document)?;
    Some(records.papers.remove(index))
}

fn list_of(service: &Service) -> &Service {
    service.likely.as_ref().map_or(service, |likely| rulebook().service(likely.service))
}

fn asks_for(service: &Service, document: &str) -> bool {
    list_of(service).documents.iter().any(|one| one.kind == *document)
}

fn shows(service: &Service, what: rulebook::MustShow) -> bool {
    list_of(service).documents.iter().any(|one| one.must_show.contains(&what))
}
