//! An edition of the guidebook with the dated tables beside it: the loaded rulebook.
//!
//! Invariant: loaded means complete. Every service, text, citation and source was
//! checked by the loader, so nothing here fails for want of data.

use crate::calendar::WorkingCalendar;
use crate::cite::Citation;
use crate::countries::Countries;
use crate::document::DocumentType;
use crate::error::RulebookError;
use crate::ids::ServiceId;
use crate::load::{self, LoadError};
use crate::portal::PortalRules;
use crate::service::{Service, Statement};
use crate::tables::{Dated, DatedTable};
use crate::text::Text;
use crate::wording::Wording;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Which edition it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionInfo {
    /// Its id: "2025".
    pub id: String,
    /// First day on which we take it to be in force.
    pub from: Date,
    /// Why that day, as the guidebook prints none.
    pub from_reason: Text,
    /// The title of the guidebook.
    pub guidebook: String,
    /// The title of the portal's user guide.
    pub portal_guide: String,
    /// The lines of the guidebook that the audit covers.
    pub audited: (u32, u32),
    /// Headings that no fact hangs on, left out on purpose.
    pub left_out: Vec<String>,
    /// What a user must know about the guidebook itself.
    pub warnings: Vec<Statement>,
}

/// An office of the Expat Centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Office {
    /// Stable id.
    pub id: String,
    /// The city.
    pub city: Text,
    /// The address as printed.
    pub address: String,
    /// E-mail.
    pub email: String,
    /// Telephones.
    pub phones: Vec<String>,
    /// Opening time, local.
    pub opens: String,
    /// Closing time, local.
    pub closes: String,
    /// Lunch break, from and to.
    pub lunch: (String, String),
    /// What we add: the weekdays aren't printed.
    pub weekdays_assumed: Text,
    /// Where all this is printed.
    pub citation: Citation,
}

/// A price seen elsewhere than in the guidebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PriceObservation {
    /// Of which service.
    pub service: ServiceId,
    /// The price in tiyn, and when it was seen.
    pub price: Dated<i64>,
    /// Where it is printed.
    pub citation: Citation,
}

/// The services of one edition of the guidebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// Which edition.
    pub info: EditionInfo,
    /// The services, in the order of [`ServiceId::ALL`].
    pub services: Vec<Service>,
    /// The offices.
    pub offices: Vec<Office>,
    /// What the portal's guide adds.
    pub portal: PortalRules,
    /// Every kind of document that the edition names.
    pub documents: BTreeMap<DocumentType, DocumentName>,
}

/// What a kind of document is called, whatever the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentName {
    /// Its short name.
    pub name: Text,
    /// How it is usually asked for; a service may ask differently.
    pub text: Text,
}

impl Edition {
    /// Returns a service.
    pub fn service(&self, id: ServiceId) -> &Service {
        // The loader puts all of them in the order of the enum.
        &self.services[id as usize]
    }
}

/// An edition with the tables that its rules need.
#[derive(Debug)]
pub struct Rulebook {
    pub(crate) edition: Edition,
    pub(crate) tables: Tables,
    pub(crate) wording: Wording,
}

/// The dated tables.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) mci: DatedTable<i64>,
    pub(crate) vat: DatedTable<u32>,
    pub(crate) calendar: WorkingCalendar,
    pub(crate) countries: Countries,
    pub(crate) price_observations: Vec<PriceObservation>,
}

static EMBEDDED: LazyLock<Result<Rulebook, LoadError>> = LazyLock::new(load::embedded);

impl Rulebook {
    /// Returns the rulebook that ships with the program, loaded once.
    pub fn embedded() -> Result<&'static Self, &'static LoadError> {
        EMBEDDED.as_ref()
    }

    /// Returns the edition.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Returns all services, in the order of the guidebook.
    pub fn services(&self) -> &[Service] {
        &self.edition.services
    }

    /// Returns a service.
    pub fn service(&self, id: ServiceId) -> &Service {
        self.edition.service(id)
    }

    /// Returns the working calendar.
    pub fn calendar(&self) -> &WorkingCalendar {
        &self.tables.calendar
    }

    /// Returns the countries and their groups.
    pub fn countries(&self) -> &Countries {
        &self.tables.countries
    }

    /// Returns the table of the MCI, in tenge.
    pub fn mci(&self) -> &DatedTable<i64> {
        &self.tables.mci
    }

    /// Returns the table of VAT rates, in percent.
    pub fn vat(&self) -> &DatedTable<u32> {
        &self.tables.vat
    }

    /// Returns the MCI of a day, in tenge.
    pub fn mci_on(&self, on: Date) -> Result<i64, RulebookError> {
        self.tables.mci.on(on).map(|row| row.value).ok_or(RulebookError::NoMci { on })
    }

    /// Returns the rate of VAT on a day, in percent.
    pub fn vat_on(&self, on: Date) -> Result<u32, RulebookError> {
        self.tables.vat.on(on).map(|row| row.value).ok_or(RulebookError::NoVat { on })
    }

    /// Returns the prices seen elsewhere than in the guidebook.
    pub fn price_observations(&self) -> &[PriceObservation] {
        &self.tables.price_observations
    }

    pub(crate) fn wording(&self) -> &Wording {
        &self.wording
    }

    /// Returns an error for a day before the edition.
    pub(crate) fn require_edition(&self, on: Date) -> Result<(), RulebookError> {
        let from = self.edition.info.from;
        if on < from { Err(RulebookError::NoEdition { on, from }) } else { Ok(()) }
    }
}
