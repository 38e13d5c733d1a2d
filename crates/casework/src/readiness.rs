//! Readiness: what is wrong or missing in an application, by the rulebook, on a day.
//!
//! Pure: reads records that the caller gathered, returns findings; the day is a parameter. Must not
//! decide anything by itself that the rulebook says, and must not hide a doubt: what is inferred is
//! marked as such.
//!
//! Invariant: an application without a blocking finding holds everything that the guidebook's list
//! asks for, in the form and with the dates that it asks for, as far as records can show it.

mod case_file;
mod checklist;
mod code;
mod finding;
mod host;
mod letters;
mod money_and_time;
mod paper;
mod passport;
mod person;
mod principal;
mod review;
mod stay;
mod visa;

pub use crate::sentence::Datum;
pub use case_file::{CaseFile, PersonFile, case_of};
pub use checklist::{ChecklistLine, LineState};
pub use code::FindingCode;
pub use finding::{Finding, Severity, Subject};
pub use letters::{Letter, Signer, letter_of};

use jiff::civil::Date;
use review::Review;
use rulebook::{Rulebook, ServiceId};

/// Everything that is known about an application's readiness on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment<'r> {
    /// What is wrong with the records: application, host, persons, visas, money and time.
    pub records: Vec<Finding>,
    /// The checklist, the host's lines first, each with its findings.
    pub checklist: Vec<ChecklistLine<'r>>,
}

impl Assessment<'_> {
    /// Returns all findings, the blocking ones first, each once.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        let lines = self.checklist.into_iter().flat_map(|line| line.findings);
        let mut findings: Vec<Finding> = Vec::with_capacity(self.records.len() + 8);
        // Two lines about one passport find the same thing.
        for finding in self.records.into_iter().chain(lines) {
            if !findings.iter().any(|known| known.is_same_as(&finding)) {
                findings.push(finding);
            }
        }
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    /// Returns whether nothing blocks.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let lines = self.checklist.iter().flat_map(|line| &line.findings);
        self.records.iter().chain(lines).all(|finding| finding.severity != Severity::Blocks)
    }
}

/// Checks an application against the rulebook, as of `on` (a day in Kazakhstan).
#[must_use]
pub fn assess<'r>(file: &CaseFile<'_>, rulebook: &'r Rulebook, on: Date) -> Assessment<'r> {
    let Ok(id) = file.application.service.parse::<ServiceId>() else {
        let unknown =
            Finding::blocks(FindingCode::ServiceUnknown, Subject::Application, "application.service");
        return Assessment { records: vec![unknown.finish()], checklist: Vec::new() };
    };
    let mut review = Review::new(file, rulebook, rulebook.service(id), on);
    review.check_application();
    review.check_host();
    review.check_visa();
    for person in &file.persons {
        review.check_person(person);
        review.check_passport(person);
        review.check_stay(person);
    }
    review.check_price();
    review.check_time();
    let checklist = review.checklist();
    Assessment { records: review.found, checklist }
}

/// Returns what is wrong or missing, the blocking findings first.
#[must_use]
pub fn findings(file: &CaseFile<'_>, rulebook: &Rulebook, on: Date) -> Vec<Finding> {
    assess(file, rulebook, on).into_findings()
}

/// Returns the checklist with the state of each line.
#[must_use]
pub fn checklist_status<'r>(file: &CaseFile<'_>, rulebook: &'r Rulebook, on: Date) -> Vec<ChecklistLine<'r>> {
    assess(file, rulebook, on).checklist
}
