//! From a row of a section file to a service: names resolved, headings added to citations.
//!
//! Invariant: printed order is kept and checked; a name that leads nowhere is an error at
//! its own line.

use crate::cite::{Citation, SourceDocument};
use crate::document::{Condition, Document, DocumentType, Inference, Validity};
use crate::load::edition::Shared;
use crate::load::raw::{
    Name, RawCite, RawDocument, RawFees, RawNote, RawPrice, RawSection, RawService, RawState, RawStatement,
    RawStep, RawStep2, RawTimeframe, StatedFee,
};
use crate::load::{File, LoadError, LoadReason};
use crate::service::{
    FeeTable, GroupRule, Hint, LikelyList, Note, PriceRow, Process, ProcessStep, Service, StateFee,
    Statement, Step2, TimeExtension, TimeframeRule, WindowRule,
};
use crate::text::Text;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// Where in the files and in the guidebook we are.
pub(crate) struct Place<'a> {
    shared: &'a Shared<'a>,
    file: File<'a>,
    heading: String,
    page: Option<u16>,
}

impl<'a> Place<'a> {
    pub(crate) fn cover(shared: &'a Shared<'a>, file: File<'a>) -> Self {
        Self { shared, file, heading: String::new(), page: None }
    }

    pub(crate) fn section(shared: &'a Shared<'a>, file: File<'a>, section: &RawSection) -> Self {
        let page = Some(section.page);
        Self { shared, file, heading: section.section.clone(), page }
    }

    /// Where a section has a single service, the two headings are one.
    pub(crate) fn below(&self, heading: &str) -> Self {
        let heading = if self.heading.is_empty() || self.heading == heading {
            heading.to_owned()
        } else {
            format!("{} > {heading}", self.heading)
        };
        Self { shared: self.shared, file: self.file, heading, page: self.page }
    }

    pub(crate) fn citation(&self, cite: RawCite) -> Citation {
        let document = match cite.document {
            SourceDocument::Guidebook => &self.shared.guidebook,
            SourceDocument::PortalGuide => &self.shared.portal_guide,
        };
        Citation {
            source: cite.document,
            document: document.clone(),
            heading: self.heading.clone(),
            section_page: self.page,
            lines: cite.lines,
            fingerprint: cite.sha256,
        }
    }

    pub(crate) fn statement(&self, raw: RawStatement) -> Statement {
        Statement { text: raw.text, citation: self.citation(raw.cite) }
    }

    fn phrase(
        &self,
        what: &'static str,
        phrases: &BTreeMap<String, Text>,
        name: &Name,
    ) -> Result<Text, LoadError> {
        phrases.get(name.get_ref()).cloned().ok_or_else(|| self.unknown(what, name))
    }

    fn unknown(&self, what: &'static str, name: &Name) -> LoadError {
        let reason = LoadReason::UnknownName { what, name: name.get_ref().clone() };
        self.file.error(Some(name.span()), reason)
    }

    fn reason(&self, name: &Name) -> Result<Text, LoadError> {
        self.phrase("reason", &self.shared.phrases.reasons, name)
    }

    fn hints(&self, names: &[Name]) -> Result<Vec<Hint>, LoadError> {
        let phrases = &self.shared.phrases;
        let hint = |name: &Name| {
            let raw = phrases.hints.get(name.get_ref()).ok_or_else(|| self.unknown("hint", name))?;
            let source = phrases.sources.get(raw.source.get_ref()).cloned().ok_or_else(|| {
                let name = raw.source.get_ref().clone();
                let reason = LoadReason::UnknownName { what: "source", name };
                self.shared.phrases_file.error(Some(raw.source.span()), reason)
            })?;
            let id = name.get_ref().clone();
            Ok(Hint { id, topic: raw.topic, text: raw.text.clone(), source })
        };
        names.iter().map(hint).collect()
    }

    pub(crate) fn service(
        &self,
        section: &str,
        section_citation: &Citation,
        raw: RawService,
    ) -> Result<Service, LoadError> {
        let span = raw.id.span();
        let likely = raw.likely.map(|likely| {
            let reason = self.reason(&likely.reason)?;
            Ok(LikelyList { service: likely.service, reason })
        });
        Ok(Service {
            process: self.process(raw.process, raw.process_not_described.as_ref(), span)?,
            id: *raw.id.get_ref(),
            section: section.to_owned(),
            section_citation: section_citation.clone(),
            title: raw.title,
            purpose: self.statement(raw.purpose),
            for_whom: raw.for_whom,
            categories: raw.categories,
            inferred_categories: raw.inferred_categories,
            entries: raw.entries,
            eligibility: raw
                .eligibility
                .into_iter()
                .map(|rule| GroupRule {
                    group: rule.group,
                    stay_over_days: rule.stay_over_days,
                    text: rule.text,
                    citation: self.citation(rule.cite),
                })
                .collect(),
            place: raw.place,
            documents: self.below("Required documents").documents(raw.documents)?,
            likely: likely.transpose()?,
            fees: raw.fees.map(|fees| self.below("Fees and Service Time").fees(fees)).transpose()?,
            timeframe: raw.timeframe.map(|rule| self.below("Fees and Service Time").timeframe(rule)),
            step2: raw.step2.map(|step| self.below("Step 2").step2(step)).transpose()?,
            filing_window: raw.filing_window.map(|rule| WindowRule {
                earliest_working_days: rule.earliest_working_days,
                latest_working_days: rule.latest_working_days,
                citation: self.citation(rule.cite),
            }),
            notes: self.notes(raw.notes)?,
            outcome: self.statement(raw.outcome),
            hints: self.hints(&raw.hints)?,
            citation: self.citation(raw.cite),
            printed_title: raw.printed_title,
        })
    }

    pub(crate) fn notes(&self, raw: Vec<RawNote>) -> Result<Vec<Note>, LoadError> {
        let note = |raw: RawNote| {
            let text = self.phrase("note", &self.shared.phrases.notes, &raw.note)?;
            let citation = self.citation(raw.cite);
            Ok(Note { id: raw.note.into_inner(), text, citation })
        };
        raw.into_iter().map(note).collect()
    }

    fn process(
        &self,
        steps: Vec<RawStep>,
        not_described: Option<&Name>,
        span: Range<usize>,
    ) -> Result<Process, LoadError> {
        match (steps.is_empty(), not_described) {
            (true, Some(reason)) => Ok(Process::No { reason: self.reason(reason)? }),
            (false, None) => {
                let place = self.below("Application Process");
                let step = |raw: RawStep| {
                    let text = self.phrase("step", &self.shared.phrases.steps, &raw.step)?;
                    let citation = place.citation(raw.cite);
                    Ok(ProcessStep { id: raw.step.into_inner(), text, citation })
                };
                Ok(Process::Steps { steps: steps.into_iter().map(step).collect::<Result<_, _>>()? })
            }
            _ => Err(self.file.error(Some(span), LoadReason::ProcessUnclear)),
        }
    }

    /// Printed order is part of the data: it is the order of the packet.
    fn documents(&self, raw: Vec<RawDocument>) -> Result<Vec<Document>, LoadError> {
        let mut documents: Vec<Document> = Vec::with_capacity(raw.len());
        for document in raw {
            let span = document.kind.span();
            let document = self.document(document)?;
            let follows =
                documents.last().is_none_or(|before| before.citation.lines.1 < document.citation.lines.0);
            if !follows {
                let name = document.kind.to_string();
                return Err(self.file.error(Some(span), LoadReason::OutOfPrintedOrder { name }));
            }
            documents.push(document);
        }
        Ok(documents)
    }

    fn document(&self, raw: RawDocument) -> Result<Document, LoadError> {
        let known = self.shared.names.kinds.get(raw.kind.get_ref());
        let known = known.ok_or_else(|| self.unknown("document", &raw.kind))?;
        if (raw.condition == Condition::IfApplicable) != raw.applies_when.is_some() {
            return Err(self.file.error(Some(raw.kind.span()), LoadReason::ConditionUnclear));
        }
        let mut validity: Vec<_> =
            raw.validity.into_iter().map(|rule| Validity { rule, inferred: None }).collect();
        for inferred in raw.inferred_validity {
            let reason = self.reason(&inferred.reason)?;
            validity.push(Validity { rule: inferred.rule, inferred: Some(reason) });
        }
        let inferred = raw.inferred.into_iter().map(|inference| {
            let reason = self.reason(&inference.reason)?;
            Ok(Inference { rule: inference.rule, reason })
        });
        Ok(Document {
            name: known.name.clone(),
            text: raw.text.unwrap_or_else(|| known.text.clone()),
            scope: raw.scope,
            form: raw.form,
            condition: raw.condition,
            applies_when: raw.applies_when,
            validity,
            must_show: raw.must_show,
            accepts: raw.accepts,
            citation: self.citation(raw.cite),
            inferred: inferred.collect::<Result<_, LoadError>>()?,
            hints: self.hints(&raw.hints)?,
            kind: DocumentType::new(raw.kind.into_inner()),
        })
    }

    fn step2(&self, raw: RawStep2) -> Result<Step2, LoadError> {
        Ok(Step2 {
            places: raw.places,
            documents: self.documents(raw.documents)?,
            contact: self.statement(raw.contact),
            citation: self.citation(raw.cite),
        })
    }

    fn fees(&self, raw: RawFees) -> Result<FeeTable, LoadError> {
        self.require_apart(&raw.service)?;
        let citation = self.citation(raw.cite);
        let state = self.state_fee(raw.state, &citation)?;
        Ok(FeeTable {
            label: raw.label,
            currency_printed: raw.currency_printed,
            service: raw.service.into_iter().map(|price| self.price(price)).collect(),
            personal_manager: raw.personal_manager.map(|price| self.price(price)),
            state,
            citation,
        })
    }

    fn state_fee(&self, raw: Spanned<RawState>, table: &Citation) -> Result<StateFee, LoadError> {
        let span = raw.span();
        let RawState { stated, units, reason, cite } = raw.into_inner();
        match (stated, units, reason, cite) {
            (StatedFee::Mci, Some(units), None, Some(cite)) => {
                Ok(StateFee::Mci { units, citation: self.citation(cite) })
            }
            (StatedFee::Dash, None, None, Some(cite)) => Ok(StateFee::Dash { citation: self.citation(cite) }),
            (StatedFee::NoStateBody, None, Some(reason), None) => {
                let reason = self.reason(&reason)?;
                Ok(StateFee::NoStateBody { reason, citation: table.clone() })
            }
            (StatedFee::NotStated, None, Some(reason), None) => {
                let reason = self.reason(&reason)?;
                Ok(StateFee::NotStated { reason, citation: table.clone() })
            }
            _ => Err(self.file.error(Some(span), LoadReason::StateFeeUnclear)),
        }
    }

    /// Two prices for the same person and validity would make the answer a matter of order.
    fn require_apart(&self, prices: &[RawPrice]) -> Result<(), LoadError> {
        for (index, price) in prices.iter().enumerate() {
            let Some(months) = &price.months else { continue };
            let band = months.get_ref();
            let clashes = prices.iter().take(index).any(|other| {
                let same_roles = other.roles.is_empty()
                    || price.roles.is_empty()
                    || other.roles.iter().any(|role| price.roles.contains(role));
                let overlap = other.months.as_ref().is_none_or(|other| {
                    other.get_ref().from <= band.up_to && band.from <= other.get_ref().up_to
                });
                same_roles && overlap
            });
            if clashes || band.from > band.up_to {
                return Err(self.file.error(Some(months.span()), LoadReason::OverlappingMonths));
            }
        }
        Ok(())
    }

    fn price(&self, raw: RawPrice) -> PriceRow {
        PriceRow {
            label: raw.label,
            unit_tiyn: i64::from(raw.tenge) * crate::money::TIYN_PER_TENGE,
            months: raw.months.map(Spanned::into_inner),
            roles: raw.roles,
            citation: self.citation(raw.cite),
        }
    }

    fn timeframe(&self, raw: RawTimeframe) -> TimeframeRule {
        TimeframeRule {
            business_days: raw.business_days,
            citation: self.citation(raw.cite),
            extension: raw.extension.map(|extension| TimeExtension {
                calendar_days: extension.calendar_days,
                citation: self.citation(extension.cite),
            }),
        }
    }
}
