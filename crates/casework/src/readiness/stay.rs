//! What is wrong with the visa or permit that a person holds: extensions, cancellations, temporary
//! residence permits, and stays that end before the answer.

use super::case_file::{PersonFile, category_of};
use super::code::FindingCode;
use super::finding::{Finding, Subject};
use super::review::Review;
use super::visa::listed;
use crate::countries;
use crate::stay::{StayDocument, StayDocumentKind};
use jiff::civil::Date;
use jiff::{SpanRelativeTo, Unit};
use rulebook::{FilingState, PersonPlace, ServiceId, TrpEligibility};

const VALID_UNTIL: &str = "stay_document.valid_until";
const FILING_ON: &str = "application.filing_on";

impl Review<'_, '_> {
    pub(super) fn check_stay(&mut self, file: &PersonFile<'_>) {
        let subject = Subject::Person(file.person.id);
        match self.service.id {
            ServiceId::TemporaryResidencePermit => self.check_trp(file, subject),
            ServiceId::ResidencePermit => self.check_investor_stay(file, subject),
            id if id.is_extension() || self.cancels_visa() => self.check_current_visa(file, subject),
            _ => {}
        }
        let is_new_in_country = self.service.place == PersonPlace::InKazakhstan
            && !self.service.id.is_extension()
            && !self.cancels_visa();
        if is_new_in_country {
            self.check_stay_lasts(file, subject);
        }
    }

    fn check_current_visa(&mut self, file: &PersonFile<'_>, subject: Subject) {
        let Some(visa) = file.current_visa() else {
            self.push(Finding::blocks(FindingCode::VisaMissing, subject, "stay_document"));
            return;
        };
        self.check_visa_category(visa, subject);
        let Some(expires) = visa.valid_until else {
            self.push(Finding::blocks(FindingCode::VisaExpiryMissing, subject, VALID_UNTIL));
            return;
        };
        if expires < self.filing {
            let draft = Finding::blocks(FindingCode::VisaExpired, subject, VALID_UNTIL);
            self.push(draft.date("expires", expires));
            return;
        }
        if self.service.needs_same_host() {
            self.check_same_host(visa, subject);
        }
        if self.service.filing_window.is_some() {
            self.check_window(expires, subject);
        }
    }

    fn check_visa_category(&mut self, visa: &StayDocument, subject: Subject) {
        let Ok(Some(category)) = category_of(&visa.category) else { return };
        let field = "stay_document.category";
        let draft = if !self.service.allows(category) {
            Finding::blocks(FindingCode::VisaCategoryOther, subject, field)
        } else if self.service.inferred_categories.contains(&category) {
            Finding::warns(FindingCode::CategoryInferred, subject, field)
        } else {
            return;
        };
        let draft =
            draft.code("category", category.as_str()).code("offered", listed(&self.service.categories));
        self.push(draft.cite(&self.service.purpose.citation));
    }

    fn check_same_host(&mut self, visa: &StayDocument, subject: Subject) {
        let field = "stay_document.host";
        let draft = match visa.host {
            None => Finding::warns(FindingCode::HostUnknown, subject, field),
            Some(host) if host != self.file.company.id => {
                Finding::blocks(FindingCode::HostChanged, subject, field)
            }
            Some(_) => return,
        };
        let citation = self.service.note("same_host").map_or(&self.service.citation, |note| &note.citation);
        self.push(draft.cite(citation));
    }

    fn check_window(&mut self, expires: Date, subject: Subject) {
        let window = match self.rulebook.filing_window(expires) {
            Ok(window) => window,
            Err(error) => return self.push_unanswered(&error),
        };
        let draft = match window.state(self.filing) {
            FilingState::NotYetOpen => Finding::blocks(FindingCode::FilingTooEarly, subject, FILING_ON)
                .date("earliest", window.earliest),
            FilingState::Closed | FilingState::Expired => {
                Finding::blocks(FindingCode::FilingTooLate, subject, FILING_ON)
            }
            FilingState::OpenAtRisk => {
                Finding::warns(FindingCode::FilingAtRisk, subject, FILING_ON).date("expires", expires)
            }
            FilingState::Open => return,
        };
        let citation =
            self.service.filing_window.as_ref().map_or(&self.service.citation, |rule| &rule.citation);
        self.push(draft.date("filing", self.filing).date("latest", window.latest).cite(citation));
    }

    fn check_trp(&mut self, file: &PersonFile<'_>, subject: Subject) {
        let Some(code) = file.person.citizenships.first() else { return };
        // A citizenship that isn't a country is a finding of its own.
        let Ok(eligibility) = self.rulebook.trp_eligibility(code, self.filing) else { return };
        let field = "person.citizenships";
        let country = countries::by_passport_code(code).map(|country| country.name);
        let named = |draft: super::finding::Draft| match country {
            Some(name) => draft.words("country", name),
            None => draft.code("country", code.as_str()),
        };
        match eligibility {
            TrpEligibility::NotEligible => {
                let draft = named(Finding::blocks(FindingCode::TrpNotEligible, subject, field));
                self.push(draft.cite(&self.service.citation));
            }
            TrpEligibility::Ask { reason } => {
                let draft = named(Finding::warns(FindingCode::TrpAsk, subject, field));
                self.push(draft.words("reason", reason.clone()).cite(&self.service.citation));
            }
            TrpEligibility::Eligible { rule, .. } => {
                if let Some(stay) = self.days_of_stay()
                    && stay <= i64::from(rule.stay_over_days)
                {
                    let field = "application.until";
                    let draft = Finding::warns(FindingCode::TrpStayTooShort, subject, field);
                    let draft = draft.number("days", rule.stay_over_days).number("stay", stay);
                    self.push(draft.cite(&rule.citation));
                }
            }
        }
    }

    /// Returns the calendar days from the first to the last day of the stay, both counted.
    fn days_of_stay(&self) -> Option<i64> {
        let details = &self.file.application.details;
        let span = details.from?.until(details.until?).ok()?;
        let days = span.total((Unit::Day, SpanRelativeTo::days_are_24_hours())).ok()?;
        Some(days as i64 + 1)
    }

    fn check_investor_stay(&mut self, file: &PersonFile<'_>, subject: Subject) {
        let holds = |kind| {
            file.stay_documents
                .iter()
                .any(|one| one.kind == kind && super::case_file::is_valid_on(one, self.filing))
        };
        if !holds(StayDocumentKind::Visa) && holds(StayDocumentKind::TemporaryResidencePermit) {
            let draft = Finding::warns(FindingCode::PermitInsteadOfVisa, subject, "stay_document.kind");
            self.push(draft.cite(&self.service.citation));
        }
    }

    fn check_stay_lasts(&mut self, file: &PersonFile<'_>, subject: Subject) {
        let last = file.stay_documents.iter().filter_map(|one| one.valid_until).max();
        let Some(expires) = last.filter(|last| *last >= self.filing) else { return };
        let Ok(answer) = self.rulebook.timeframe(self.service.id, self.filing) else { return };
        let latest = answer.latest_possible.unwrap_or(answer.due);
        if expires < latest {
            let draft = Finding::warns(FindingCode::StayEndsBeforeAnswer, subject, VALID_UNTIL);
            self.push(draft.date("expires", expires).date("latest", latest));
        }
    }
}
