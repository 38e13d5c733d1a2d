//! From the files of an edition to its services: names resolved, headings added, order checked.
//!
//! Invariant: all 17 services, in the order of [`ServiceId::ALL`], or an error.

use crate::cite::{Citation, SourceDocument};
use crate::document::{Condition, Document, DocumentType, Inference, Validity};
use crate::edition::{Edition, EditionInfo, Office};
use crate::ids::ServiceId;
use crate::load::{File, Files, LoadError, LoadReason};
use crate::load_raw::{
    Name, RawCite, RawContact, RawDocument, RawDocumentNames, RawEdition, RawFees, RawPhrases, RawPrice,
    RawSection, RawService, RawState, RawStatement, RawStep, RawStep2, RawTimeframe, StatedFee,
};
use crate::service::{
    FeeTable, GroupRule, Hint, LikelyList, Note, PriceRow, Process, ProcessStep, Service, StateFee,
    Statement, Step2, TimeExtension, TimeframeRule, WindowRule,
};
use crate::text::Text;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

const EDITION_FILE: &str = "edition.toml";
const DOCUMENTS_FILE: &str = "documents.toml";
const PHRASES_FILE: &str = "phrases.toml";
const CONTACT_FILE: &str = "contact.toml";

pub(crate) fn load_edition(files: &Files<'_>) -> Result<Edition, LoadError> {
    let raw: RawEdition = files.require(EDITION_FILE)?.parse()?;
    let shared = Shared {
        guidebook: raw.guidebook.clone(),
        portal_guide: raw.portal_guide.clone(),
        names: files.require(DOCUMENTS_FILE)?.parse()?,
        phrases: files.require(PHRASES_FILE)?.parse()?,
        phrases_file: files.require(PHRASES_FILE)?,
    };
    let mut found = BTreeMap::new();
    for file in files.others(&[EDITION_FILE, DOCUMENTS_FILE, PHRASES_FILE, CONTACT_FILE]) {
        let section: RawSection = file.parse()?;
        let place = Place::section(&shared, file, &section);
        let section_citation = place.citation(section.cite);
        for service in section.service {
            let span = service.id.span();
            let id = *service.id.get_ref();
            let place = place.below(&service.printed_title);
            if found.insert(id, place.service(&section.section, &section_citation, service)?).is_some() {
                let name = id.to_string();
                return Err(file.error(Some(span), LoadReason::Duplicate { name }));
            }
        }
    }
    let mut services = Vec::with_capacity(ServiceId::ALL.len());
    for id in ServiceId::ALL {
        let missing = || {
            let reason = LoadReason::MissingService(id);
            LoadError { file: EDITION_FILE.to_owned(), line: None, reason }
        };
        services.push(found.remove(&id).ok_or_else(missing)?);
    }
    let offices = shared.offices(files.require(CONTACT_FILE)?)?;
    let cover = Place::cover(&shared, files.require(EDITION_FILE)?);
    let info = EditionInfo {
        id: raw.id,
        from: raw.from,
        from_reason: raw.from_reason,
        guidebook: raw.guidebook,
        portal_guide: raw.portal_guide,
        audited: raw.audited,
        left_out: raw.left_out,
        warnings: raw.warning.into_iter().map(|warning| cover.statement(warning)).collect(),
    };
    Ok(Edition { info, services, offices })
}

/// What all sections refer to.
struct Shared<'a> {
    guidebook: String,
    portal_guide: String,
    names: RawDocumentNames,
    phrases: RawPhrases,
    phrases_file: File<'a>,
}

impl Shared<'_> {
    fn offices(&self, file: File<'_>) -> Result<Vec<Office>, LoadError> {
        let raw: RawContact = file.parse()?;
        let place = Place::cover(self, file).below("CONTACT INFORMATION");
        let office = raw.office.into_iter().map(|office| Office {
            id: office.id,
            city: office.city,
            address: office.address,
            email: office.email,
            phones: office.phones,
            opens: office.opens,
            closes: office.closes,
            lunch: office.lunch,
            weekdays_assumed: office.weekdays_assumed,
            citation: place.citation(office.cite),
        });
        Ok(office.collect())
    }
}

/// Where in the files and in the guidebook we are.
struct Place<'a> {
    shared: &'a Shared<'a>,
    file: File<'a>,
    heading: String,
    page: Option<u16>,
}

impl<'a> Place<'a> {
    fn cover(shared: &'a Shared<'a>, file: File<'a>) -> Self {
        Self { shared, file, heading: String::new(), page: None }
    }

    fn section(shared: &'a Shared<'a>, file: File<'a>, section: &RawSection) -> Self {
        let page = Some(section.page);
        Self { shared, file, heading: section.section.clone(), page }
    }

    /// Where a section has a single service, the two headings are one.
    fn below(&self, heading: &str) -> Self {
        let heading = if self.heading.is_empty() || self.heading == heading {
            heading.to_owned()
        } else {
            format!("{} > {heading}", self.heading)
        };
        Self { shared: self.shared, file: self.file, heading, page: self.page }
    }

    fn citation(&self, cite: RawCite) -> Citation {
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

    fn statement(&self, raw: RawStatement) -> Statement {
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

    fn service(
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
            notes: raw
                .notes
                .into_iter()
                .map(|note| {
                    let text = self.phrase("note", &self.shared.phrases.notes, &note.note)?;
                    let citation = self.citation(note.cite);
                    Ok(Note { id: note.note.into_inner(), text, citation })
                })
                .collect::<Result<_, LoadError>>()?,
            outcome: self.statement(raw.outcome),
            hints: self.hints(&raw.hints)?,
            citation: self.citation(raw.cite),
            printed_title: raw.printed_title,
        })
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
