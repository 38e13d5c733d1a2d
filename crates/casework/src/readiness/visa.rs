//! What is wrong with the visa asked for: category, entries, validity, period, place.

use super::case_file::{category_of, validity_of};
use super::code::FindingCode;
use super::finding::{Finding, Subject};
use super::review::Review;
use crate::application::Entries;
use crate::countries;
use jiff::civil::Date;
use jiff::{SpanRelativeTo, ToSpan, Unit};
use rulebook::{ServiceId, Step2Place, VisaCategory};

/// 90 days are asked for as 3 months, and a visa's last day may or may not be counted.
const VALIDITY_SLACK_DAYS: i64 = 3;

/// Where an airport of Kazakhstan issues the visa, the country is Kazakhstan.
const KAZAKHSTAN: &str = "KAZ";

/// Returns the categories as a list for a sentence.
pub(super) fn listed(categories: &[VisaCategory]) -> String {
    categories.iter().map(|category| category.as_str()).collect::<Vec<_>>().join(", ")
}

impl Review<'_, '_> {
    pub(super) fn check_visa(&mut self) {
        let details = &self.file.application.details;
        if self.service.id == ServiceId::WaiverModification {
            let missing = details.purpose.trim().is_empty();
            self.require(missing, FindingCode::CriterionMissing, "application.purpose");
        }
        if !self.issues_visa() {
            return;
        }
        self.check_category();
        self.check_entries();
        self.check_validity();
        self.check_period();
        if self.is_invitation() {
            self.require(
                details.purpose.trim().is_empty(),
                FindingCode::PurposeMissing,
                "application.purpose",
            );
            self.check_place();
            self.advise(details.route.trim().is_empty(), FindingCode::RouteMissing, "application.route");
            let transport = details.transport.trim().is_empty();
            self.advise(transport, FindingCode::TransportMissing, "application.transport");
        }
    }

    fn check_category(&mut self) {
        let field = "application.category";
        let typed = &self.file.application.details.category;
        let citation = &self.service.citation;
        let offered = listed(&self.service.categories);
        let blocks = |code| Finding::blocks(code, Subject::Application, field).cite(citation);
        match category_of(typed) {
            Ok(None) => self.push(blocks(FindingCode::CategoryMissing)),
            Err(_) => {
                let draft = blocks(FindingCode::CategoryUnknown).code("category", typed.trim());
                self.push(draft.code("offered", offered));
            }
            Ok(Some(category)) if !self.service.allows(category) => {
                let draft = blocks(FindingCode::CategoryNotOffered).code("category", category.as_str());
                self.push(draft.code("offered", offered));
            }
            Ok(Some(category)) if self.service.inferred_categories.contains(&category) => {
                let draft = Finding::warns(FindingCode::CategoryInferred, Subject::Application, field);
                let draft = draft.cite(citation).code("category", category.as_str());
                self.push(draft.code("offered", offered));
            }
            Ok(Some(_)) => {}
        }
    }

    fn check_entries(&mut self) {
        let field = "application.entries";
        let code = match (self.file.application.details.entries, self.service.entries) {
            (None, _) => FindingCode::EntriesMissing,
            (Some(Entries::Multiple), Some(rulebook::Entries::Single)) => FindingCode::EntriesSingleOnly,
            (Some(Entries::Single), Some(rulebook::Entries::Multiple)) => FindingCode::EntriesMultipleOnly,
            (Some(_), _) => return,
        };
        self.push(Finding::blocks(code, Subject::Application, field).cite(&self.service.citation));
    }

    fn check_validity(&mut self) {
        let field = "application.validity_months";
        match validity_of(self.file.application) {
            Ok(Some(_)) => {}
            Ok(None) => self.require(true, FindingCode::ValidityMissing, field),
            Err(_) => {
                let months = self.file.application.details.validity_months.unwrap_or_default();
                let draft = Finding::blocks(FindingCode::ValidityImpossible, Subject::Application, field);
                self.push(draft.number("months", months));
            }
        }
    }

    fn check_period(&mut self) {
        let (from, until) = (self.file.application.details.from, self.file.application.details.until);
        // An extension goes on from the present visa.
        let needs_start = !self.service.id.is_extension();
        self.require(from.is_none() && needs_start, FindingCode::PeriodStartMissing, "application.from");
        self.require(until.is_none(), FindingCode::PeriodEndMissing, "application.until");
        let filing = self.filing;
        match (from, until) {
            (Some(from), Some(until)) if until <= from => {
                let draft =
                    Finding::blocks(FindingCode::PeriodReversed, Subject::Application, "application.until");
                self.push(draft.date("from", from).date("until", until));
            }
            (_, Some(until)) if until < filing => {
                let draft =
                    Finding::blocks(FindingCode::PeriodOver, Subject::Application, "application.until");
                self.push(draft.date("until", until).date("filing", filing));
            }
            (Some(from), _) if from < filing => {
                let draft = Finding::warns(FindingCode::PeriodPast, Subject::Application, "application.from");
                self.push(draft.date("from", from).date("filing", filing));
            }
            (Some(from), Some(until)) => self.check_length(from, until),
            _ => {}
        }
    }

    fn check_length(&mut self, from: Date, until: Date) {
        let Some(months) = self.case.validity_months else { return };
        let Ok(expected) = from.checked_add(i64::from(months.get()).months()) else { return };
        let away = expected
            .until(until)
            .and_then(|span| span.total((Unit::Day, SpanRelativeTo::days_are_24_hours())))
            .map_or(0.0, f64::abs);
        if away > VALIDITY_SLACK_DAYS as f64 {
            let draft =
                Finding::blocks(FindingCode::ValidityDisagrees, Subject::Application, "application.until");
            self.push(draft.date("from", from).date("until", until).number("months", months.get()));
        }
    }

    fn check_place(&mut self) {
        let details = &self.file.application.details;
        let field = "application.visa_country";
        let country = details.visa_country.trim();
        if country.is_empty() {
            self.require(true, FindingCode::VisaCountryMissing, field);
        } else if countries::by_alpha3(country).is_none() {
            self.require(true, FindingCode::VisaCountryUnknown, field);
        } else if let Some(step2) = &self.service.step2
            && country == KAZAKHSTAN
            && !step2.places.contains(&Step2Place::Airport)
        {
            let draft = Finding::blocks(FindingCode::AirportNotOffered, Subject::Application, field);
            self.push(draft.cite(&step2.citation));
        }
        self.require(
            details.visa_city.trim().is_empty(),
            FindingCode::VisaCityMissing,
            "application.visa_city",
        );
    }
}
