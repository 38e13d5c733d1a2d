//! One service as a page of plain text for a terminal, in one of the three languages.
//!
//! Invariant: what we infer is marked with "≈" and stands apart from what is printed.

use crate::case::PersonRole;
use crate::document::{AppliesWhen, Condition, Document, Scope};
use crate::edition::Rulebook;
use crate::error::RulebookError;
use crate::ids::ServiceId;
use crate::money::{TIYN_PER_TENGE, tenge_text};
use crate::service::{Entries, FeeTable, PersonPlace, PriceRow, Process, Service, StateFee, Step2Place};
use crate::text::{Language, Text};
use crate::wording::LabelWords;
use jiff::civil::Date;
use std::fmt::Write;

/// A terminal of 80 columns shows the page without breaking lines itself.
const WIDTH_COLUMNS: usize = 79;

impl Rulebook {
    /// Returns a service as a page of text, with the state fee of a day.
    pub fn render_service(
        &self,
        id: ServiceId,
        language: Language,
        on: Date,
    ) -> Result<String, RulebookError> {
        self.require_edition(on)?;
        let labels = &self.wording().labels;
        let mut page = Page { text: String::new(), language, labels };
        let service = self.service(id);
        page.head(service);
        page.process(service);
        page.documents(self, service);
        match &service.fees {
            Some(table) => page.fees(self, table, on),
            None => {
                page.title(&labels.fees_on, &on.to_string());
                page.item("-", page.in_language(&labels.no_price));
            }
        }
        page.times(service);
        page.step2(service);
        page.title(&labels.outcome, "");
        page.item("-", &page.cited(&service.outcome.text, service.outcome.citation.lines));
        if !service.notes.is_empty() {
            page.title(&labels.notes, "");
            for note in &service.notes {
                page.item("-", &page.cited(&note.text, note.citation.lines));
            }
        }
        if !service.hints.is_empty() {
            page.title(&labels.hints, "");
            for hint in &service.hints {
                let text = format!("{} ({})", hint.text.get(language), hint.source.title);
                page.item("≈", &text);
            }
        }
        Ok(page.text)
    }
}

struct Page<'a> {
    text: String,
    language: Language,
    labels: &'a LabelWords,
}

impl<'a> Page<'a> {
    fn in_language(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }

    fn cited(&self, text: &Text, (from, to): (u32, u32)) -> String {
        let label = self.labels.lines.get(self.language);
        let text = text.get(self.language);
        if from == to {
            format!("{text} [{label}\u{a0}{from}]")
        } else {
            format!("{text} [{label}\u{a0}{from}-{to}]")
        }
    }

    fn head(&mut self, service: &'a Service) {
        let title = self.in_language(&service.title);
        let rule = "=".repeat(title.chars().count());
        self.line(&format!("{title}\n{rule}\n{}", service.id));
        self.line("");
        self.wrapped("", "", &self.cited(&service.purpose.text, service.purpose.citation.lines));
        self.line("");
        let whom: Vec<_> = service.for_whom.iter().map(|role| self.role(*role)).collect();
        let mut facts = vec![format!("{}: {}", self.in_language(&self.labels.for_whom), whom.join(", "))];
        if !service.categories.is_empty() {
            let names: Vec<_> = service.categories.iter().map(|category| category.as_str()).collect();
            let label = self.in_language(&self.labels.categories);
            facts.push(format!("{label}: {}", names.join(", ")));
        }
        match service.entries {
            Some(Entries::Single) => facts.push(self.in_language(&self.labels.entries_single).to_owned()),
            Some(Entries::Multiple) => facts.push(self.in_language(&self.labels.entries_multiple).to_owned()),
            None => {}
        }
        facts.push(self.place(service.place).to_owned());
        self.wrapped("", "", &facts.join(" · "));
        for rule in &service.eligibility {
            self.item("-", &self.cited(&rule.text, rule.citation.lines));
        }
        let label = self.in_language(&self.labels.section);
        self.wrapped("", "", &format!("{label}: {}", service.citation.heading));
    }

    fn process(&mut self, service: &'a Service) {
        self.title(&self.labels.how_to_apply, "");
        match &service.process {
            Process::Steps { steps } => {
                for (index, step) in steps.iter().enumerate() {
                    let text = self.cited(&step.text, step.citation.lines);
                    self.item(&format!("{}.", index + 1), &text);
                }
            }
            Process::No { reason } => self.item("≈", self.in_language(reason)),
        }
    }

    fn documents(&mut self, rulebook: &'a Rulebook, service: &'a Service) {
        self.title(&self.labels.documents, "");
        let documents = match &service.likely {
            Some(likely) if service.documents.is_empty() => {
                let of = rulebook.service(likely.service);
                let label = self.in_language(&self.labels.likely_list);
                self.item(
                    "≈",
                    &format!(
                        "{label} «{}». {}",
                        self.in_language(&of.title),
                        self.in_language(&likely.reason)
                    ),
                );
                &of.documents
            }
            _ => &service.documents,
        };
        if documents.is_empty() {
            self.item("-", self.in_language(&self.labels.no_list));
        }
        for (scope, label) in [(Scope::Company, &self.labels.company), (Scope::Person, &self.labels.person)] {
            let listed: Vec<_> =
                documents.iter().enumerate().filter(|(_, document)| document.scope == scope).collect();
            if !listed.is_empty() {
                let label = self.in_language(label);
                self.line(&format!("  {label}"));
            }
            for (index, document) in listed {
                self.document(index + 1, document);
            }
        }
    }

    fn document(&mut self, number: usize, document: &'a Document) {
        let mut text = document.text.get(self.language).to_owned();
        if let Some(condition) = self.condition(document) {
            write!(text, " — {condition}").unwrap_or_default();
        }
        let label = self.labels.lines.get(self.language);
        write!(text, " [{label}\u{a0}{}]", document.citation.lines.0).unwrap_or_default();
        self.item(&format!("{number:>2}."), &text);
        let inferred = document.inferred.iter().map(|inference| &inference.reason);
        let dated = document.validity.iter().filter_map(|validity| validity.inferred.as_ref());
        for reason in inferred.chain(dated) {
            self.wrapped("      ≈ ", "        ", self.in_language(reason));
        }
        for hint in &document.hints {
            self.wrapped("      ≈ ", "        ", self.in_language(&hint.text));
        }
    }

    fn fees(&mut self, rulebook: &'a Rulebook, table: &'a FeeTable, on: Date) {
        self.title(&self.labels.fees_on, &on.to_string());
        for row in table.service.iter().chain(&table.personal_manager) {
            self.price(row);
        }
        let words = &rulebook.wording().fees;
        let label = self.in_language(&words.state);
        match &table.state {
            StateFee::Mci { units, .. } => match rulebook.mci().on(on) {
                Some(mci) => {
                    let amount = tenge_text(units.cost_tiyn(mci.value));
                    let mci = tenge_text(mci.value * TIYN_PER_TENGE);
                    self.item("-", &format!("{label}: {amount} KZT ({units} MCI x {mci})"));
                }
                None => {
                    self.item("-", &format!("{label}: {units} MCI"));
                    let silence = &rulebook.wording().silence.mci_unknown;
                    let unknown = silence.filled(&[("date", &on.to_string())]);
                    self.item("≈", unknown.get(self.language));
                }
            },
            StateFee::Dash { .. } => {
                let none = self.in_language(&self.labels.state_none);
                self.item("-", &format!("{label}: {none}"));
                self.item("≈", self.in_language(&words.assume_dash_is_none));
            }
            StateFee::NoStateBody { reason, .. } | StateFee::NotStated { reason, .. } => {
                self.item("≈", self.in_language(reason));
            }
        }
        if !table.currency_printed {
            self.item("≈", self.in_language(&words.assume_currency));
        }
    }

    fn price(&mut self, row: &'a PriceRow) {
        let label = self.in_language(&row.label);
        let each = self.in_language(&self.labels.per_person);
        let lines = self.in_language(&self.labels.lines);
        let amount = tenge_text(row.unit_tiyn);
        self.item("-", &format!("{label}: {amount} KZT {each} [{lines}\u{a0}{}]", row.citation.lines.0));
    }

    fn times(&mut self, service: &'a Service) {
        self.title(&self.labels.time, "");
        if let Some(rule) = &service.timeframe {
            let days = match rule.business_days {
                1 => self.in_language(&self.labels.business_day),
                _ => self.in_language(&self.labels.business_days),
            };
            let mut text = format!("{}\u{a0}{days}", rule.business_days);
            if let Some(extension) = &rule.extension {
                let days = extension.calendar_days.to_string();
                let extended = self.labels.may_extend.filled(&[("days", &days)]);
                write!(text, "; {}", extended.get(self.language)).unwrap_or_default();
            }
            self.item("-", &text);
        }
        if let Some(rule) = &service.filing_window {
            let earliest = rule.earliest_working_days.to_string();
            let latest = rule.latest_working_days.to_string();
            let text = self.labels.window.filled(&[("earliest", &earliest), ("latest", &latest)]);
            self.item("-", &self.cited(&text, rule.citation.lines));
        }
        if service.timeframe.is_none() && service.filing_window.is_none() {
            self.item("-", self.in_language(&self.labels.not_stated));
        }
    }

    fn step2(&mut self, service: &'a Service) {
        let Some(step) = &service.step2 else { return };
        let places: Vec<_> = step
            .places
            .iter()
            .map(|place| match place {
                Step2Place::Embassy => self.in_language(&self.labels.embassy),
                Step2Place::Airport => self.in_language(&self.labels.airport),
            })
            .collect();
        self.title(&self.labels.step2, &places.join(" / "));
        for (index, document) in step.documents.iter().enumerate() {
            self.document(index + 1, document);
        }
        self.item("-", &self.cited(&step.contact.text, step.contact.citation.lines));
    }

    fn condition(&self, document: &Document) -> Option<&'a str> {
        let label = match document.condition {
            Condition::Always => return None,
            Condition::IfApplicable if document.applies_when == Some(AppliesWhen::ApplicantWishes) => {
                &self.labels.optional
            }
            Condition::IfApplicable => &self.labels.if_applicable,
            Condition::DependantOnly => &self.labels.dependant_only,
            Condition::EmployeeOnly => &self.labels.employee_only,
            Condition::DependantOrCivilLaw => &self.labels.dependant_or_civil_law,
            Condition::CategoryB2 => &self.labels.category_b2,
            Condition::CategoryB3 => &self.labels.category_b3,
        };
        Some(self.in_language(label))
    }

    fn role(&self, role: PersonRole) -> &'a str {
        self.in_language(match role {
            PersonRole::Employee => &self.labels.role_employee,
            PersonRole::CivilLawExpert => &self.labels.role_civil_law_expert,
            PersonRole::Founder => &self.labels.role_founder,
            PersonRole::BoardMember => &self.labels.role_board_member,
            PersonRole::Investor => &self.labels.role_investor,
            PersonRole::BusinessPartner => &self.labels.role_business_partner,
            PersonRole::Dependant => &self.labels.role_dependant,
        })
    }

    fn place(&self, place: PersonPlace) -> &'a str {
        self.in_language(match place {
            PersonPlace::Abroad => &self.labels.place_abroad,
            PersonPlace::InKazakhstan => &self.labels.place_in_kazakhstan,
            PersonPlace::NotStated => &self.labels.place_not_stated,
        })
    }

    fn title(&mut self, title: &'a Text, more: &str) {
        let title = self.in_language(title);
        self.line("");
        self.line(format!("{title} {more}").trim_end());
    }

    fn item(&mut self, mark: &str, text: &str) {
        let first = format!("  {mark} ");
        let rest = " ".repeat(first.chars().count());
        self.wrapped(&first, &rest, text);
    }

    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let mut line = first.to_owned();
        let mut used = first.chars().count();
        let indent = rest.chars().count();
        let mut is_empty = true;
        for word in text.split(' ') {
            let length = word.chars().count();
            if !is_empty && used + 1 + length > WIDTH_COLUMNS {
                self.line(&line);
                rest.clone_into(&mut line);
                used = indent;
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
            is_empty = false;
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
