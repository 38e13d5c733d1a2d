//! One pass over an application: what is asked, what was found so far, and the checks that concern
//! the application as a whole.

use super::case_file::{CaseFile, PersonFile, case_with, category_of, validity_of};
use super::code::FindingCode;
use super::finding::{Draft, Finding, Subject};
use jiff::civil::Date;
use rulebook::{Case, Rulebook, RulebookError, Service, ServiceId};

/// The state of a review.
pub(super) struct Review<'a, 'r> {
    pub(super) file: &'a CaseFile<'a>,
    pub(super) rulebook: &'r Rulebook,
    pub(super) service: &'r Service,
    pub(super) case: Case,
    /// The day of the question.
    pub(super) today: Date,
    /// The day on which the application is to be filed: planned, or today.
    pub(super) filing: Date,
    pub(super) found: Vec<Finding>,
}

impl<'a, 'r> Review<'a, 'r> {
    pub(super) fn new(
        file: &'a CaseFile<'a>,
        rulebook: &'r Rulebook,
        service: &'r Service,
        today: Date,
    ) -> Self {
        let filing = file.application.filing_on.filter(|planned| *planned >= today).unwrap_or(today);
        // What can't be read is a finding of `check_visa`; the rest is judged without it.
        let category = category_of(&file.application.details.category).ok().flatten();
        let validity = validity_of(file.application).ok().flatten();
        let case = case_with(file, service, category, validity, filing);
        Self { file, rulebook, service, case, today, filing, found: Vec::new() }
    }

    pub(super) fn push(&mut self, draft: Draft) {
        self.found.push(draft.finish());
    }

    /// Pushes a blocking finding about the application where `missing`.
    pub(super) fn require(&mut self, missing: bool, code: FindingCode, field: &'static str) {
        if missing {
            self.push(Finding::blocks(code, Subject::Application, field));
        }
    }

    /// Pushes a warning about the application where `missing`.
    pub(super) fn advise(&mut self, missing: bool, code: FindingCode, field: &'static str) {
        if missing {
            self.push(Finding::warns(code, Subject::Application, field));
        }
    }

    /// Returns whether the service ends in a visa.
    pub(super) fn issues_visa(&self) -> bool {
        !matches!(
            self.service.id,
            ServiceId::ResidencePermit
                | ServiceId::TemporaryResidencePermit
                | ServiceId::VisaCancellationLeft
                | ServiceId::VisaCancellationInCountry
                | ServiceId::WaiverModification
        )
    }

    /// Returns whether the service cancels a visa.
    pub(super) fn cancels_visa(&self) -> bool {
        matches!(self.service.id, ServiceId::VisaCancellationLeft | ServiceId::VisaCancellationInCountry)
    }

    /// Returns whether the service is an invitation: the person collects the visa abroad.
    pub(super) fn is_invitation(&self) -> bool {
        self.service.step2.is_some()
    }

    pub(super) fn person_file(&self, id: crate::id::PersonId) -> Option<&'a PersonFile<'a>> {
        self.file.persons.iter().find(|file| file.person.id == id)
    }

    pub(super) fn check_application(&mut self) {
        let application = self.file.application;
        self.require(self.file.persons.is_empty(), FindingCode::NoPersons, "application.persons");
        for (index, file) in self.file.persons.iter().enumerate() {
            let earlier = self.file.persons.iter().take(index);
            if earlier.clone().any(|other| other.person.id == file.person.id) {
                let subject = Subject::Person(file.person.id);
                self.push(Finding::blocks(FindingCode::PersonRepeated, subject, "application.persons"));
            }
        }
        if let Some(planned) = application.filing_on.filter(|planned| *planned < self.today) {
            let draft =
                Finding::warns(FindingCode::FilingDayPast, Subject::Application, "application.filing_on");
            self.push(draft.date("filing", planned));
        } else if application.filing_on.is_some() {
            self.check_filing_day();
        }
    }

    fn check_filing_day(&mut self) {
        match self.rulebook.calendar().is_working_day(self.filing) {
            Ok(true) => {}
            Ok(false) => {
                let draft =
                    Finding::warns(FindingCode::FilingDayOff, Subject::Application, "application.filing_on");
                self.push(draft.date("filing", self.filing));
            }
            Err(error) => self.push_unanswered(&error),
        }
    }

    /// Says that the rulebook can't answer for these dates.
    pub(super) fn push_unanswered(&mut self, error: &RulebookError) {
        let field = "application.filing_on";
        let draft = match error {
            RulebookError::NoEdition { on, .. } => {
                Finding::blocks(FindingCode::RulesUnknown, Subject::Application, field).date("on", *on)
            }
            _ => Finding::warns(FindingCode::CalendarUnknown, Subject::Application, field),
        };
        self.push(draft);
    }
}
