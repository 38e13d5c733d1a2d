//! From the files of an edition to its services: names resolved, headings added, order checked.
//!
//! Invariant: all 17 services, in the order of [`ServiceId::ALL`], or an error.

use crate::document::DocumentType;
use crate::edition::{DocumentName, Edition, EditionInfo, Office};
use crate::ids::ServiceId;
use crate::load::raw::{
    RawContact, RawDocumentName, RawDocumentNames, RawEdition, RawPhrases, RawPortal, RawSection,
};
use crate::load::service::Place;
use crate::load::{File, Files, LoadError, LoadReason};
use crate::portal::{InvoiceRule, PortalRules, PortalService, RefundRule};
use std::collections::BTreeMap;

const EDITION_FILE: &str = "edition.toml";
const DOCUMENTS_FILE: &str = "documents.toml";
const PHRASES_FILE: &str = "phrases.toml";
const CONTACT_FILE: &str = "contact.toml";
const PORTAL_FILE: &str = "portal.toml";

/// Every other file is a section of the guidebook.
const SHARED_FILES: [&str; 5] = [EDITION_FILE, DOCUMENTS_FILE, PHRASES_FILE, CONTACT_FILE, PORTAL_FILE];

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
    for file in files.others(&SHARED_FILES) {
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
    let portal = shared.portal(files.require(PORTAL_FILE)?)?;
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
    let documents =
        shared.names.kinds.into_iter().map(|(kind, RawDocumentName { name, text })| {
            (DocumentType::new(kind), DocumentName { name, text })
        });
    Ok(Edition { info, services, offices, portal, documents: documents.collect() })
}

/// What all sections refer to.
pub(crate) struct Shared<'a> {
    pub(crate) guidebook: String,
    pub(crate) portal_guide: String,
    pub(crate) names: RawDocumentNames,
    pub(crate) phrases: RawPhrases,
    pub(crate) phrases_file: File<'a>,
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

    fn portal(&self, file: File<'_>) -> Result<PortalRules, LoadError> {
        let raw: RawPortal = file.parse()?;
        let place = Place::cover(self, file);
        let services = raw.service.into_iter().map(|line| PortalService {
            service: line.id,
            name: line.name,
            categories: line.categories,
            citation: place.citation(line.cite),
        });
        Ok(PortalRules {
            invoice: InvoiceRule {
                valid_calendar_days: raw.invoice.valid_calendar_days,
                text: raw.invoice.text,
                citation: place.citation(raw.invoice.cite),
            },
            refund: RefundRule {
                working_days: raw.refund.working_days,
                text: raw.refund.text,
                doubt: raw.refund.doubt,
                citation: place.citation(raw.refund.cite),
            },
            notes: place.notes(raw.note)?,
            services: services.collect(),
        })
    }
}
