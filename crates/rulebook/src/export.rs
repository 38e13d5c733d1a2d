//! The rulebook as one JSON document for others, at the prices and the MCI of a day.
//!
//! Invariant: the keys are described in `SCHEMA.md` and are relied upon; a key is added,
//! never renamed.

use crate::case::PersonRole;
use crate::cite::{Citation, Source};
use crate::document::Document;
use crate::edition::{EditionInfo, Office, Rulebook};
use crate::error::RulebookError;
use crate::fees::Silence;
use crate::ids::{ServiceId, VisaCategory};
use crate::service::{
    Entries, GroupRule, Hint, LikelyList, Note, PersonPlace, PriceRow, Process, Service, StateFee, Statement,
    Step2, TimeframeRule, WindowRule,
};
use crate::tables::Dated;
use crate::text::Text;
use jiff::civil::Date;
use serde::Serialize;

/// Everything that the rulebook says, on one day.
#[derive(Debug, Serialize)]
pub struct Export<'a> {
    /// The id of the edition.
    pub edition: &'a str,
    /// The day.
    pub on: Date,
    /// More about the edition.
    pub about: &'a EditionInfo,
    /// The MCI of the day in tenge, with its source, where known.
    pub mci: Option<&'a Dated<i64>>,
    /// The rate of VAT of the day in percent, with its source, where known.
    pub vat: Option<&'a Dated<u32>>,
    /// The offices of the Expat Centre.
    pub offices: &'a [Office],
    /// The services, in the order of the guidebook.
    pub services: Vec<ServiceExport<'a>>,
}

/// One service.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are those of `Service`, described there")]
pub struct ServiceExport<'a> {
    pub id: ServiceId,
    pub title: &'a Text,
    pub section: &'a str,
    pub printed_title: &'a str,
    pub purpose: &'a Statement,
    pub for_whom: &'a [PersonRole],
    pub categories: &'a [VisaCategory],
    pub inferred_categories: &'a [VisaCategory],
    pub entries: Option<Entries>,
    pub place: PersonPlace,
    pub eligibility: &'a [GroupRule],
    pub process: &'a Process,
    pub documents: &'a [Document],
    pub likely: Option<&'a LikelyList>,
    pub fees: Option<FeesExport<'a>>,
    pub timeframe: Option<&'a TimeframeRule>,
    pub step2: Option<&'a Step2>,
    pub filing_window: Option<&'a WindowRule>,
    pub notes: &'a [Note],
    pub outcome: &'a Statement,
    pub hints: &'a [Hint],
    pub citation: &'a Citation,
}

/// The fees of a service, for one person.
#[derive(Debug, Serialize)]
pub struct FeesExport<'a> {
    /// What they are for.
    pub label: &'a Text,
    /// Always KZT.
    pub currency: &'static str,
    /// Whether the guidebook prints the currency; inferred where not.
    pub currency_printed: bool,
    /// The service fee, by band or by role.
    pub service: &'a [PriceRow],
    /// The personal manager, where priced.
    pub personal_manager: Option<&'a PriceRow>,
    /// The state fee.
    pub state: StateFeeExport<'a>,
    /// The printed table.
    pub citation: &'a Citation,
}

/// The state fee of a service, for one person.
#[derive(Debug, Serialize)]
pub struct StateFeeExport<'a> {
    /// What is stated.
    #[serde(flatten)]
    pub rule: &'a StateFee,
    /// The fee in tiyn at the MCI of the day; none where it can't be said.
    pub unit_tiyn: Option<i64>,
    /// Where the MCI was read.
    pub mci_source: Option<&'a Source>,
    /// Why it can't be said, for a fee in MCI.
    pub silence: Option<Silence>,
}

impl Rulebook {
    /// Returns everything that the rulebook says on a day, ready for serialisation.
    pub fn export(&self, on: Date) -> Result<Export<'_>, RulebookError> {
        self.require_edition(on)?;
        Ok(Export {
            edition: &self.edition().info.id,
            on,
            about: &self.edition().info,
            mci: self.mci().on(on),
            vat: self.vat().on(on),
            offices: &self.edition().offices,
            services: self.services().iter().map(|service| self.export_service(service, on)).collect(),
        })
    }

    fn export_service<'a>(&'a self, service: &'a Service, on: Date) -> ServiceExport<'a> {
        ServiceExport {
            id: service.id,
            title: &service.title,
            section: &service.section,
            printed_title: &service.printed_title,
            purpose: &service.purpose,
            for_whom: &service.for_whom,
            categories: &service.categories,
            inferred_categories: &service.inferred_categories,
            entries: service.entries,
            place: service.place,
            eligibility: &service.eligibility,
            process: &service.process,
            documents: &service.documents,
            likely: service.likely.as_ref(),
            fees: service.fees.as_ref().map(|table| FeesExport {
                label: &table.label,
                currency: "KZT",
                currency_printed: table.currency_printed,
                service: &table.service,
                personal_manager: table.personal_manager.as_ref(),
                state: self.export_state_fee(&table.state, on),
                citation: &table.citation,
            }),
            timeframe: service.timeframe.as_ref(),
            step2: service.step2.as_ref(),
            filing_window: service.filing_window.as_ref(),
            notes: &service.notes,
            outcome: &service.outcome,
            hints: &service.hints,
            citation: &service.citation,
        }
    }

    fn export_state_fee<'a>(&'a self, rule: &'a StateFee, on: Date) -> StateFeeExport<'a> {
        let mci = self.mci().on(on);
        let (unit_tiyn, silence) = match (rule, mci) {
            (StateFee::Mci { units, .. }, Some(mci)) => (Some(units.cost_tiyn(mci.value)), None),
            (StateFee::Mci { .. }, None) => (None, Some(Silence::MciUnknown { on })),
            (StateFee::NotStated { .. }, _) => (None, Some(Silence::StateFeeNotStated)),
            (StateFee::Dash { .. } | StateFee::NoStateBody { .. }, _) => (None, None),
        };
        let mci_source = mci.filter(|_| unit_tiyn.is_some()).map(|mci| &mci.source);
        StateFeeExport { rule, unit_tiyn, mci_source, silence }
    }
}
