//! What is wrong with a passport: by itself, and against the visa or permit asked for.

use super::case_file::PersonFile;
use super::code::FindingCode;
use super::finding::{Draft, Finding, Subject};
use super::review::Review;
use crate::countries;
use crate::person::TravelDocument;
use jiff::ToSpan;
use jiff::civil::Date;
use rulebook::{Document, PassportCountedFrom, Validity, ValidityRule};

const EXPIRES_ON: &str = "travel_document.expires_on";

impl Review<'_, '_> {
    pub(super) fn check_passport(&mut self, file: &PersonFile<'_>) {
        let subject = Subject::Person(file.person.id);
        let Some(passport) = file.travel_document else {
            self.push(Finding::blocks(FindingCode::TravelDocumentMissing, subject, "travel_document"));
            return;
        };
        self.check_passport_number(passport, subject);
        match (passport.issued_on, passport.expires_on) {
            (_, None) => {
                self.push(Finding::blocks(FindingCode::PassportExpiryMissing, subject, EXPIRES_ON));
            }
            (Some(issued), Some(expires)) if expires < issued => {
                let draft = Finding::blocks(FindingCode::PassportDatesReversed, subject, EXPIRES_ON);
                self.push(draft.date("issued", issued).date("expires", expires));
            }
            (_, Some(expires)) if expires < self.filing => {
                let draft = Finding::blocks(FindingCode::PassportExpired, subject, EXPIRES_ON);
                self.push(draft.date("expires", expires));
            }
            _ => {}
        }
        if passport.issued_on.is_none() {
            let field = "travel_document.issued_on";
            self.push(Finding::warns(FindingCode::PassportIssueMissing, subject, field));
        }
        if countries::by_passport_code(&passport.issuing_country).is_none() {
            let field = "travel_document.issuing_country";
            self.push(Finding::warns(FindingCode::IssuingCountryMissing, subject, field));
        }
    }

    fn check_passport_number(&mut self, passport: &TravelDocument, subject: Subject) {
        let field = "travel_document.number";
        if passport.number.trim().is_empty() {
            self.push(Finding::blocks(FindingCode::PassportNumberMissing, subject, field));
            return;
        }
        let is_other = |other: &&TravelDocument| {
            other.person != passport.person
                && other.number == passport.number
                && other.issuing_country == passport.issuing_country
        };
        if self.file.persons.iter().filter_map(|other| other.travel_document).any(|other| is_other(&other)) {
            self.push(Finding::blocks(FindingCode::PassportNumberRepeated, subject, field));
        }
    }

    /// Returns what a line of the checklist demands of the passport and the passport doesn't keep.
    pub(super) fn passport_demands(&self, document: &Document, file: &PersonFile<'_>) -> Vec<Draft> {
        let Some(passport) = file.travel_document else { return Vec::new() };
        let subject = Subject::Person(file.person.id);
        let demands = document.validity.iter().flat_map(|validity| match validity.rule {
            ValidityRule::Passport { months, counted_from, blank_pages } => {
                let mut drafts = blank_page_problem(passport, blank_pages, subject);
                drafts.extend(self.too_short_for_visa(passport, months, counted_from, subject));
                with_reason(drafts, validity)
            }
            ValidityRule::DaysFromApplication { days } => with_reason(
                self.too_short_for_permit(passport, days, subject).into_iter().collect(),
                validity,
            ),
            _ => Vec::new(),
        });
        demands.map(|draft| draft.cite(&document.citation)).collect()
    }

    fn too_short_for_visa(
        &self,
        passport: &TravelDocument,
        months: u32,
        counted_from: PassportCountedFrom,
        subject: Subject,
    ) -> Option<Draft> {
        let (expires, until) = (passport.expires_on?, self.file.application.details.until?);
        let needed = day_after_months(until, months)?;
        if expires >= needed {
            return None;
        }
        let draft = match counted_from {
            PassportCountedFrom::VisaExpiry => {
                Finding::blocks(FindingCode::PassportTooShort, subject, EXPIRES_ON)
            }
            // The weaker reading counts from the filing; who passes it is only warned.
            PassportCountedFrom::NotStated if expires >= day_after_months(self.filing, months)? => {
                Finding::warns(FindingCode::PassportTooShortIfStrict, subject, EXPIRES_ON)
            }
            PassportCountedFrom::NotStated => {
                Finding::blocks(FindingCode::PassportTooShort, subject, EXPIRES_ON)
            }
        };
        let draft = draft.date("expires", expires).date("until", until).date("needed", needed);
        Some(draft.number("months", months))
    }

    fn too_short_for_permit(&self, passport: &TravelDocument, days: u32, subject: Subject) -> Option<Draft> {
        let expires = passport.expires_on?;
        let needed = self.filing.checked_add(i64::from(days).days()).ok()?;
        let draft = Finding::blocks(FindingCode::PassportTooShortForPermit, subject, EXPIRES_ON)
            .date("expires", expires)
            .date("needed", needed)
            .number("days", days);
        (expires < needed).then_some(draft)
    }
}

/// "More than three months after" the day: the first day that is.
fn day_after_months(day: Date, months: u32) -> Option<Date> {
    day.checked_add(i64::from(months).months()).ok()?.tomorrow().ok()
}

fn blank_page_problem(passport: &TravelDocument, pages: u32, subject: Subject) -> Vec<Draft> {
    let field = "travel_document.blank_pages";
    let draft = match passport.blank_pages {
        None => Finding::warns(FindingCode::BlankPagesUnknown, subject, field),
        Some(left) if u32::from(left) < pages => {
            Finding::blocks(FindingCode::TooFewBlankPages, subject, field).number("left", left)
        }
        Some(_) => return Vec::new(),
    };
    vec![draft.number("pages", pages)]
}

fn with_reason(drafts: Vec<Draft>, validity: &Validity) -> Vec<Draft> {
    drafts.into_iter().map(|draft| draft.inferred(validity.inferred.as_ref())).collect()
}
