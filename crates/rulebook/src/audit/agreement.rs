//! Reads the words and numbers of each cited line and compares them with the data.
//!
//! A second pair of eyes over rows that a person typed: it can't understand a sentence,
//! but "2 hard copies", "3 months after the visa" or "760 000" must be in both or in neither.

use super::{Disagreement, cited_text};
use crate::cite::{Citation, fold};
use crate::document::{Condition, Document, FormAlternative, MustShow, PassportCountedFrom, ValidityRule};
use crate::edition::Rulebook;
use crate::money::tenge_text;
use crate::service::{FeeTable, Service, StateFee};
use jiff::civil::Date;

pub(super) fn check(rulebook: &Rulebook, lines: &[&str]) -> Vec<Disagreement> {
    let mut checker = Checker { lines, found: Vec::new() };
    for service in rulebook.services() {
        let of_step2 = service.step2.iter().flat_map(|step| &step.documents);
        for document in service.documents.iter().chain(of_step2) {
            checker.document(service, document);
        }
        if let Some(table) = &service.fees {
            checker.fees(service, table, rulebook);
        }
        checker.times(service);
    }
    checker.found
}

struct Checker<'a> {
    lines: &'a [&'a str],
    found: Vec<Disagreement>,
}

impl Checker<'_> {
    /// Returns the cited lines in lower case with white space folded.
    fn read(&self, citation: &Citation) -> String {
        let text = cited_text(self.lines, citation).unwrap_or_default();
        fold(&text).to_lowercase().replace('*', "")
    }

    fn expect(&mut self, agrees: bool, what: &str, citation: &Citation, problem: &str) {
        if !agrees {
            self.found.push(Disagreement {
                what: what.to_owned(),
                lines: citation.lines,
                problem: problem.to_owned(),
            });
        }
    }

    fn document(&mut self, service: &Service, document: &Document) {
        let what = format!("{} > {}", service.id, document.kind);
        let printed = self.read(&document.citation);
        for (phrase, in_data) in demands(document, &printed) {
            let problem = if in_data {
                format!("the data demand \"{phrase}\", the line doesn't say so")
            } else {
                format!("the line says \"{phrase}\", the data don't")
            };
            self.expect(printed.contains(phrase) == in_data, &what, &document.citation, &problem);
        }
    }

    fn fees(&mut self, service: &Service, table: &FeeTable, rulebook: &Rulebook) {
        for row in table.service.iter().chain(&table.personal_manager) {
            let what = format!("{} > {}", service.id, row.label.en);
            let printed = self.read(&row.citation);
            let price = tenge_text(row.unit_tiyn);
            let problem = format!("the price {price} is not in the line");
            self.expect(printed.contains(&price), &what, &row.citation, &problem);
            if let Some(band) = row.months {
                let bands = if band.from == 1 {
                    format!("up to {} years", band.up_to / 12)
                } else {
                    format!("{}–{} year", band.from / 12, band.up_to / 12)
                };
                let problem = format!("the band \"{bands}\" is not in the line");
                self.expect(printed.contains(&bands), &what, &row.citation, &problem);
            }
        }
        let what = format!("{} > state fee", service.id);
        match &table.state {
            StateFee::Mci { units, citation } => {
                let printed = self.read(citation).replace(',', ".");
                let named = format!("{units} mci");
                let problem = format!("\"{named}\" is not in the line");
                self.expect(printed.contains(&named), &what, citation, &problem);
                self.printed_tenge(units.cost_tiyn(mci_of_edition(rulebook)), &what, citation);
            }
            StateFee::Dash { citation } => {
                let printed = self.read(citation);
                let has_dash = printed.split(' ').any(|word| word == "-");
                self.expect(has_dash, &what, citation, "there is no dash in the line");
            }
            StateFee::NoStateBody { citation, .. } | StateFee::NotStated { citation, .. } => {
                let printed = self.read(citation);
                let named = printed.contains("state fee");
                self.expect(!named, &what, citation, "the table has a column for the state fee");
            }
        }
    }

    /// The guidebook prints the tenge of its own year beside the MCI.
    fn printed_tenge(&mut self, tiyn: i64, what: &str, citation: &Citation) {
        let amount = tenge_text(tiyn);
        let printed = self.read(citation).replace(' ', "");
        let problem = format!("the amount {amount} is not in the line");
        self.expect(printed.contains(&amount.replace(' ', "")), what, citation, &problem);
    }

    fn times(&mut self, service: &Service) {
        if let Some(rule) = &service.timeframe {
            let what = format!("{} > timeframe", service.id);
            let day = if rule.business_days == 1 { "day" } else { "days" };
            let named = format!("{} business {day}", rule.business_days);
            let printed = self.read(&rule.citation);
            let problem = format!("\"{named}\" is not in the line");
            self.expect(printed.contains(&named), &what, &rule.citation, &problem);
            if let Some(extension) = &rule.extension {
                let named = format!("up to {} calendar days", extension.calendar_days);
                let printed = self.read(&extension.citation);
                let problem = format!("\"{named}\" is not in the line");
                self.expect(printed.contains(&named), &what, &extension.citation, &problem);
            }
        }
        if let Some(rule) = &service.filing_window {
            let printed = self.read(&rule.citation);
            let words = [(rule.earliest_working_days, 30, "thirty"), (rule.latest_working_days, 5, "five")];
            for (days, number, word) in words {
                let named = format!("{word} working days");
                let agrees = days == number && printed.contains(&named);
                let what = format!("{} > filing window", service.id);
                self.expect(agrees, &what, &rule.citation, "the number of working days differs");
            }
        }
    }
}

fn mci_of_edition(rulebook: &Rulebook) -> i64 {
    let from: Date = rulebook.edition().info.from;
    rulebook.mci().on(from).map_or(0, |mci| mci.value)
}

/// Phrases of the guidebook, with whether the data make the same demand.
fn demands(document: &Document, printed: &str) -> Vec<(&'static str, bool)> {
    let form = &document.form.any_of;
    let is = |wanted: &[FormAlternative]| form.iter().any(|alternative| wanted.contains(alternative));
    let printed_rule = |wanted: &dyn Fn(&ValidityRule) -> bool| {
        let rules = document.validity.iter().filter(|validity| validity.inferred.is_none());
        rules.map(|validity| &validity.rule).any(wanted)
    };
    let shows = |what| document.must_show.contains(&what);
    let of_passport = |from| move |rule: &ValidityRule| matches!(rule, ValidityRule::Passport { counted_from, .. } if *counted_from == from);
    let any_passport =
        |rule: &ValidityRule| matches!(rule, ValidityRule::Passport { months: 3, blank_pages: 2, .. });
    let mut demands = vec![
        ("2 hard copies", document.form.hard_copies == Some(2)),
        ("valid for more than 3 months", printed_rule(&any_passport)),
        ("after the visa expires", printed_rule(&of_passport(PassportCountedFrom::VisaExpiry))),
        ("2 blank pages", printed_rule(&any_passport)),
        ("180 calendar days", printed_rule(&days_180)),
        ("completed in the current", printed_rule(&|rule| *rule == ValidityRule::CurrentYear)),
        (
            "3.5 × 4.5 cm",
            printed_rule(&|rule| matches!(rule, ValidityRule::Photo { width_mm: 35, height_mm: 45, .. })),
        ),
        (
            "color or black-and-white",
            printed_rule(&|rule| matches!(rule, ValidityRule::Photo { any_colour: true, .. })),
        ),
        ("job title", shows(MustShow::JobTitle)),
        ("engagement period", shows(MustShow::EngagementPeriod)),
        ("signed by both parties", shows(MustShow::BothSignatures)),
        ("personal details page", shows(MustShow::PersonalDetailsPage)),
        ("for employees,", document.condition == Condition::EmployeeOnly),
        ("for category b2", document.condition == Condition::CategoryB2),
        ("for category b3", document.condition == Condition::CategoryB3),
        ("civil law contracts", document.condition == Condition::DependantOrCivilLaw),
        ("if applicable", document.condition == Condition::IfApplicable && !printed.contains("may attach")),
        ("notaris", is(&[FormAlternative::Notarised, FormAlternative::NotarisedCopy])),
        ("legalised", is(&[FormAlternative::Legalised, FormAlternative::LegalisedCopy])),
        ("apostilled", is(&[FormAlternative::Apostilled, FormAlternative::ApostilledCopy])),
    ];
    let for_family = matches!(document.condition, Condition::DependantOnly | Condition::DependantOrCivilLaw);
    demands.push(("depend", for_family));
    // "The original shall be provided for verification" of the insurance is an extra, and
    // the copy of the representative's identity document is one, too.
    if document.form.with.is_empty() {
        demands.push(("original", is(&[FormAlternative::Original])));
    }
    demands
}

fn days_180(rule: &ValidityRule) -> bool {
    matches!(
        rule,
        ValidityRule::DaysFromApplication { days: 180 } | ValidityRule::PeriodAtLeast { days: 180 }
    )
}
