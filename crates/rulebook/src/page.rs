//! One service as a page to read, in one of the three languages: what the window shows and what
//! `render` puts into lines for a terminal.
//!
//! Invariant: what we infer is marked as such and stands apart from what is printed.

use crate::case::PersonRole;
use crate::cite::Citation;
use crate::document::{AppliesWhen, Condition, Document, Scope};
use crate::edition::Rulebook;
use crate::error::RulebookError;
use crate::ids::ServiceId;
use crate::money::{TIYN_PER_TENGE, tenge_text};
use crate::service::{
    Entries, FeeTable, PersonPlace, PriceRow, Process, Service, StateFee, Step2, Step2Place,
};
use crate::text::{Language, Text};
use crate::wording::LabelWords;
use jiff::civil::Date;
use std::fmt::Write;

/// A service as a page to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePage<'a> {
    /// The service.
    pub id: ServiceId,
    /// Its title.
    pub title: &'a str,
    /// What it is for.
    pub purpose: PageItem<'a>,
    /// Short facts: for whom, visa categories, entries, where the person is.
    pub facts: Vec<String>,
    /// Who may ask for it, where that is said.
    pub eligibility: Vec<PageItem<'a>>,
    /// The heading in the guidebook under which it stands, with a label.
    pub section: String,
    /// The parts of the page, in the order in which somebody needs them.
    pub parts: Vec<PagePart<'a>>,
}

/// A part of a page under a heading of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePart<'a> {
    /// The heading.
    pub title: String,
    /// The day that belongs to the heading: the fees are of it.
    pub on: Option<Date>,
    /// What stands below it.
    pub items: Vec<PageItem<'a>>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageItem<'a> {
    /// How it stands in its list.
    pub mark: PageMark,
    /// What it says.
    pub text: String,
    /// Where that is printed; none for what we infer or put together.
    pub citation: Option<&'a Citation>,
    /// What we infer about it.
    pub inferred: Vec<&'a str>,
}

/// How a statement stands in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageMark {
    /// One of several.
    Point,
    /// One of a sequence, counted from 1.
    Number(usize),
    /// Inferred by us, not printed.
    Inferred,
    /// A heading over the statements that follow.
    Group,
}

impl<'a> PageItem<'a> {
    fn new(mark: PageMark, text: impl Into<String>) -> Self {
        Self { mark, text: text.into(), citation: None, inferred: Vec::new() }
    }

    fn cited(self, citation: &'a Citation) -> Self {
        Self { citation: Some(citation), ..self }
    }
}

impl Rulebook {
    /// Returns a service as a page to read, with the state fee of a day.
    ///
    /// # Errors
    /// No edition is in force on the day.
    pub fn service_page(
        &self,
        id: ServiceId,
        language: Language,
        on: Date,
    ) -> Result<ServicePage<'_>, RulebookError> {
        self.require_edition(on)?;
        let words = Words { rulebook: self, labels: &self.wording().labels, language };
        let service = self.service(id);
        let mut parts = vec![words.process(service), words.documents(service), words.fees(service, on)];
        parts.push(words.times(service));
        parts.extend(service.step2.as_ref().map(|step| words.step2(step)));
        let outcome = PageItem::new(PageMark::Point, words.say(&service.outcome.text));
        parts.push(words.part(&words.labels.outcome, vec![outcome.cited(&service.outcome.citation)]));
        let notes = service
            .notes
            .iter()
            .map(|note| PageItem::new(PageMark::Point, words.say(&note.text)).cited(&note.citation));
        parts.push(words.part(&words.labels.notes, notes.collect()));
        let hints = service.hints.iter().map(|hint| {
            let text = format!("{} ({})", words.say(&hint.text), hint.source.title);
            PageItem::new(PageMark::Inferred, text)
        });
        parts.push(words.part(&words.labels.hints, hints.collect()));
        parts.retain(|part| !part.items.is_empty());
        let eligibility = service
            .eligibility
            .iter()
            .map(|rule| PageItem::new(PageMark::Point, words.say(&rule.text)).cited(&rule.citation));
        Ok(ServicePage {
            id,
            title: words.say(&service.title),
            purpose: PageItem::new(PageMark::Point, words.say(&service.purpose.text))
                .cited(&service.purpose.citation),
            facts: words.facts(service),
            eligibility: eligibility.collect(),
            section: format!("{}: {}", words.say(&words.labels.section), service.citation.heading),
            parts,
        })
    }
}

/// The words of a page in its language.
struct Words<'a> {
    rulebook: &'a Rulebook,
    labels: &'a LabelWords,
    language: Language,
}

impl<'a> Words<'a> {
    fn say(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }

    fn part(&self, title: &'a Text, items: Vec<PageItem<'a>>) -> PagePart<'a> {
        PagePart { title: self.say(title).to_owned(), on: None, items }
    }

    fn facts(&self, service: &'a Service) -> Vec<String> {
        let whom: Vec<_> = service.for_whom.iter().map(|role| self.role(*role)).collect();
        let mut facts = vec![format!("{}: {}", self.say(&self.labels.for_whom), whom.join(", "))];
        if !service.categories.is_empty() {
            let names: Vec<_> = service.categories.iter().map(|category| category.as_str()).collect();
            facts.push(format!("{}: {}", self.say(&self.labels.categories), names.join(", ")));
        }
        let entries = service.entries.map(|entries| match entries {
            Entries::Single => &self.labels.entries_single,
            Entries::Multiple => &self.labels.entries_multiple,
        });
        facts.extend(entries.map(|entries| self.say(entries).to_owned()));
        facts.push(self.place(service.place).to_owned());
        facts
    }

    fn process(&self, service: &'a Service) -> PagePart<'a> {
        let items = match &service.process {
            Process::Steps { steps } => (1..)
                .zip(steps)
                .map(|(number, step)| {
                    PageItem::new(PageMark::Number(number), self.say(&step.text)).cited(&step.citation)
                })
                .collect(),
            Process::No { reason } => vec![PageItem::new(PageMark::Inferred, self.say(reason))],
        };
        self.part(&self.labels.how_to_apply, items)
    }

    fn documents(&self, service: &'a Service) -> PagePart<'a> {
        let mut items = Vec::new();
        let documents = match &service.likely {
            Some(likely) if service.documents.is_empty() => {
                let of = self.rulebook.service(likely.service);
                let label = self.say(&self.labels.likely_list);
                let text = format!("{label} «{}». {}", self.say(&of.title), self.say(&likely.reason));
                items.push(PageItem::new(PageMark::Inferred, text));
                &of.documents
            }
            _ => &service.documents,
        };
        if documents.is_empty() {
            items.push(PageItem::new(PageMark::Point, self.say(&self.labels.no_list)));
        }
        for (scope, label) in [(Scope::Company, &self.labels.company), (Scope::Person, &self.labels.person)] {
            let mut listed = (1..).zip(documents).filter(|(_, document)| document.scope == scope).peekable();
            if listed.peek().is_some() {
                items.push(PageItem::new(PageMark::Group, self.say(label)));
            }
            items.extend(listed.map(|(number, document)| self.document(number, document)));
        }
        self.part(&self.labels.documents, items)
    }

    fn document(&self, number: usize, document: &'a Document) -> PageItem<'a> {
        let mut text = self.say(&document.text).to_owned();
        if let Some(condition) = self.condition(document) {
            write!(text, " — {condition}").unwrap_or_default();
        }
        let inferred = document.inferred.iter().map(|inference| &inference.reason);
        let dated = document.validity.iter().filter_map(|validity| validity.inferred.as_ref());
        let hints = document.hints.iter().map(|hint| &hint.text);
        PageItem {
            inferred: inferred.chain(dated).chain(hints).map(|text| self.say(text)).collect(),
            ..PageItem::new(PageMark::Number(number), text).cited(&document.citation)
        }
    }

    fn fees(&self, service: &'a Service, on: Date) -> PagePart<'a> {
        let items = match &service.fees {
            Some(table) => self.prices(table, on),
            None => vec![PageItem::new(PageMark::Point, self.say(&self.labels.no_price))],
        };
        PagePart { on: Some(on), ..self.part(&self.labels.fees_on, items) }
    }

    fn prices(&self, table: &'a FeeTable, on: Date) -> Vec<PageItem<'a>> {
        let rows = table.service.iter().chain(&table.personal_manager);
        let mut items: Vec<_> = rows.map(|row| self.price(row)).collect();
        let words = &self.rulebook.wording().fees;
        let label = self.say(&words.state);
        let of_state = |text: String, citation| PageItem::new(PageMark::Point, text).cited(citation);
        match &table.state {
            StateFee::Mci { units, citation } => match self.rulebook.mci().on(on) {
                Some(mci) => {
                    let amount = tenge_text(units.cost_tiyn(mci.value));
                    let mci = tenge_text(mci.value * TIYN_PER_TENGE);
                    let text = format!("{label}: {amount} KZT ({units} MCI x {mci})");
                    items.push(of_state(text, citation));
                }
                None => {
                    items.push(of_state(format!("{label}: {units} MCI"), citation));
                    let silence = &self.rulebook.wording().silence.mci_unknown;
                    let unknown = silence.filled(&[("date", &on.to_string())]);
                    items.push(PageItem::new(PageMark::Inferred, unknown.get(self.language)));
                }
            },
            StateFee::Dash { citation } => {
                items.push(of_state(format!("{label}: {}", self.say(&self.labels.state_none)), citation));
                items.push(PageItem::new(PageMark::Inferred, self.say(&words.assume_dash_is_none)));
            }
            StateFee::NoStateBody { reason, .. } | StateFee::NotStated { reason, .. } => {
                items.push(PageItem::new(PageMark::Inferred, self.say(reason)));
            }
        }
        if !table.currency_printed {
            items.push(PageItem::new(PageMark::Inferred, self.say(&words.assume_currency)));
        }
        items
    }

    fn price(&self, row: &'a PriceRow) -> PageItem<'a> {
        let (label, each) = (self.say(&row.label), self.say(&self.labels.per_person));
        let text = format!("{label}: {} KZT {each}", tenge_text(row.unit_tiyn));
        PageItem::new(PageMark::Point, text).cited(&row.citation)
    }

    fn times(&self, service: &'a Service) -> PagePart<'a> {
        let mut items = Vec::new();
        if let Some(rule) = &service.timeframe {
            let days = match rule.business_days {
                1 => self.say(&self.labels.business_day),
                _ => self.say(&self.labels.business_days),
            };
            let mut text = format!("{}\u{a0}{days}", rule.business_days);
            if let Some(extension) = &rule.extension {
                let days = extension.calendar_days.to_string();
                let extended = self.labels.may_extend.filled(&[("days", &days)]);
                write!(text, "; {}", extended.get(self.language)).unwrap_or_default();
            }
            items.push(PageItem::new(PageMark::Point, text).cited(&rule.citation));
        }
        if let Some(rule) = &service.filing_window {
            let earliest = rule.earliest_working_days.to_string();
            let latest = rule.latest_working_days.to_string();
            let text = self.labels.window.filled(&[("earliest", &earliest), ("latest", &latest)]);
            let item = PageItem::new(PageMark::Point, text.get(self.language));
            items.push(item.cited(&rule.citation));
        }
        if items.is_empty() {
            items.push(PageItem::new(PageMark::Point, self.say(&self.labels.not_stated)));
        }
        self.part(&self.labels.time, items)
    }

    fn step2(&self, step: &'a Step2) -> PagePart<'a> {
        let place = |place: &Step2Place| match place {
            Step2Place::Embassy => self.say(&self.labels.embassy),
            Step2Place::Airport => self.say(&self.labels.airport),
        };
        let places: Vec<_> = step.places.iter().map(place).collect();
        let numbered = (1..).zip(&step.documents);
        let mut items: Vec<_> = numbered.map(|(number, document)| self.document(number, document)).collect();
        let contact = PageItem::new(PageMark::Point, self.say(&step.contact.text));
        items.push(contact.cited(&step.contact.citation));
        PagePart {
            title: format!("{} {}", self.say(&self.labels.step2), places.join(" / ")),
            on: None,
            items,
        }
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
        Some(self.say(label))
    }

    fn role(&self, role: PersonRole) -> &'a str {
        self.say(match role {
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
        self.say(match place {
            PersonPlace::Abroad => &self.labels.place_abroad,
            PersonPlace::InKazakhstan => &self.labels.place_in_kazakhstan,
            PersonPlace::NotStated => &self.labels.place_not_stated,
        })
    }
}
